"""The network of sites, items and observations: does the Party comply, how many items are false, what was seen.

Compliance decides how many items of each site are false; visits and other means look at each site. Exact.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from armscontrol.verification.hidden import Sample, Sighting, base_rate_prior
from armscontrol.verification.inputs import Floats, filled, one_share, one_whole, refuse, share
from armscontrol.verification.networks import Network, Node

MOST_ITEMS = 400
"""Items of a site of which the number of false ones is followed."""


@dataclass(frozen=True)
class Visit:
    """Items opened in one visit, drawn at random; the chances to flag a false one and a good one."""

    n: int
    recognise: float = 1.0
    false_alarm: float = 0.0

    def __post_init__(self) -> None:
        Sample(self.n, 0, self.recognise, self.false_alarm)


@dataclass(frozen=True)
class Site:
    """One site: its items, how many are false in violation, its visits, and other means that look at it.

    Args:
        name: unlike that of any other site.
        items: number of items, 1 to 400.
        rate: in violation, the chance of each item to be false, or the chances of 0, 1, ..., `items` false ones.
        visits: what is opened in each visit, every visit drawn afresh.
        other_means: sensitivity to each false item, and specificity, as for `Sighting`; `None` where nothing looks.

    Raises:
        VerificationError: an argument out of range, or a visit that opens more than there is.
    """

    name: str
    items: int
    rate: float | Sequence[float]
    visits: tuple[Visit, ...] = ()
    other_means: tuple[float, float] | None = None

    def __post_init__(self) -> None:
        if not isinstance(self.name, str) or not self.name:
            raise refuse("name", self.name, "a text")
        size = one_whole("items", self.items, 1, MOST_ITEMS)
        if np.ndim(self.rate) == 0:
            one_share("rate", self.rate)
        else:
            chances = share("rate", filled("rate", self.rate))
            if chances.size != size + 1 or abs(chances.sum() - 1) > 1e-9:
                raise refuse("rate", self.rate, f"one chance, or {size + 1} chances that add up to 1")
            object.__setattr__(self, "rate", tuple(chances.tolist()))
        if not isinstance(self.visits, list | tuple) or not all(isinstance(x, Visit) for x in self.visits):
            raise refuse("visits", self.visits, "a list of visits")
        object.__setattr__(self, "visits", tuple(self.visits))
        for number, visit in enumerate(self.visits, start=1):
            one_whole(f"visits[{number}].n", visit.n, 0, size)
        if self.other_means is not None and share("other_means", self.other_means).shape != (2,):
            raise refuse("other_means", self.other_means, "a sensitivity and a specificity")

    @property
    def false_items(self) -> str:
        """Name of the node with the number of false items."""
        return f"{self.name}: false items"

    def visit(self, number: int) -> str:
        """Name of the node with what a visit found, counted from 1."""
        return f"{self.name}: visit {number}"

    @property
    def sighting(self) -> str:
        """Name of the node with what other means told."""
        return f"{self.name}: other means"


def sites_network(prior: float, sites: Sequence[Site]) -> Network:
    """Compliance, the number of false items at each site, and what visits and other means would tell of them.

    In compliance nothing is false. In violation the sites are independent, and it may be that nothing is false yet.
    Visits and other means are independent given the number of false items at their site.

    Nodes: "compliance" ("compliant", "violating"); for each site its `false_items` ("0", "1", ...), each `visit(i)`
    ("nothing", "something": at least one item flagged), and `sighting` ("none", "alarm").

    Raises:
        VerificationError: a prior out of range, no site, or two of one name.

    >>> base = Site("A", 20, 0.1, visits=(Visit(5),))
    >>> round(sites_network(0.5, [base]).posterior("compliance", {base.visit(1): "nothing"})["compliant"], 4)
    0.6287
    """
    held = one_share("prior", prior)
    if not isinstance(sites, list | tuple) or not sites or not all(isinstance(x, Site) for x in sites):
        raise refuse("sites", sites, "a list of at least one site")
    nodes = [Node("compliance", ("compliant", "violating"), [held, 1 - held])]
    for site in sites:
        numbers = tuple(str(k) for k in range(site.items + 1))
        false = site.rate if isinstance(site.rate, tuple) else base_rate_prior(site.items, float(site.rate)).chances
        none = np.zeros(site.items + 1)
        none[0] = 1.0
        nodes.append(Node(site.false_items, numbers, np.stack([none, np.asarray(false)]), ("compliance",)))
        for number, visit in enumerate(site.visits, start=1):
            logs = Sample(visit.n, 0, visit.recognise, visit.false_alarm).log_likelihood(site.items)
            nodes.append(_seen(site, site.visit(number), ("nothing", "something"), logs))
        if site.other_means is not None:
            logs = Sighting(site.other_means[0], site.other_means[1], False).log_likelihood(site.items)
            nodes.append(_seen(site, site.sighting, ("none", "alarm"), logs))
    return Network(tuple(nodes))


def _seen(site: Site, name: str, states: tuple[str, str], logs: Floats) -> Node:
    """A node with two states, the logarithm of the chance of the first given each number of false items."""
    quiet = np.minimum(0.0, logs)
    return Node(name, states, np.stack([np.exp(quiet), -np.expm1(quiet)], axis=1), (site.false_items,))
