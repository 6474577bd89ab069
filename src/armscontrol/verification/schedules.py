"""From chances to visits: sites drawn so that every coverage is met, period by period or as a mixture of sets.

Systematic sampling: Tsai, Yin, Kwak, Kempe, Kiekintveld and Tambe, AAAI 2010. The mixture is found by column
generation, as for the security games of Jain, Kardes, Kiekintveld, Ordonez and Tambe, AAAI 2010: a linear program over
the sets known so far, and a whole-number program for the set that would help it most.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy import optimize

from armscontrol.errors import VerificationError
from armscontrol.verification.inputs import Floats, Ints, filled, one_real, one_whole, real, refuse, share

MOST_SITES = 500
"""Sites of the largest mixture."""
_ROUNDS = 2000
_SETTLED = 1e-9


def comb_sample(c: ArrayLike, u: float) -> list[int]:
    """Sites to inspect, from 0, by systematic sampling: i is chosen when u + j falls into [S_(i-1), S_i), j whole.

    Over u, every coverage is met exactly. Put the sites in a random order first, else neighbours are never inspected
    together.

    Args:
        c: coverage of each site, in the order of the comb; shape (sites,), from 0 to 1.
        u: one number from 0 to 1, drawn at random.
    """
    return np.flatnonzero(_teeth(share("c", filled("c", c)), one_real("u", u, 0.0, 1.0))).tolist()


def draw(expected: ArrayLike, u: float) -> list[int]:
    """Visits to each site by the same comb where a site may have more than one: its number rounded down or up.

    Args:
        expected: visits expected at each site, in the order of the comb; shape (sites,), from 0 to 1,000.
        u: one number from 0 to 1, drawn at random.
    """
    wanted = real("expected", filled("expected", expected), 0.0, 1000.0)
    return [int(x) for x in _teeth(wanted, one_real("u", u, 0.0, 1.0))]


def _teeth(part: Floats, start: float) -> Ints:
    """How many teeth of the comb, one apart from a start, fall on each site."""
    edges = np.concatenate([[0.0], np.cumsum(part)])
    edges = np.where(np.abs(edges - np.round(edges)) < 1e-12, np.round(edges), edges)
    teeth = start % 1.0 + np.arange(np.ceil(edges[-1] + 1))
    teeth = teeth[teeth < edges[-1]]
    return np.bincount(np.searchsorted(edges, teeth, side="right") - 1, minlength=part.size)


@dataclass(frozen=True, slots=True)
class Schedule:
    """Sites inspected in each period, with how far the counts are from the coverage that was asked for."""

    periods: tuple[tuple[int, ...], ...]
    greatest_gap: float
    variance: float


def schedule(c: ArrayLike, periods: int, seed: int) -> Schedule:
    """Inspections over several periods that meet a coverage, each period drawn afresh with the sites in random order.

    Args:
        c: coverage of each site a period; shape (sites,), from 0 to 1.
        periods: number of periods, 1 to 100,000.
        seed: of the random numbers: one seed, one schedule.

    Returns:
        The sites of each period, the largest difference between the share of periods a site is inspected in and its
        coverage, and the variance of the number of inspections a period.
    """
    part, count = share("c", filled("c", c)), one_whole("periods", periods, 1, 100_000)
    rng = np.random.default_rng(one_whole("seed", seed))
    drawn = []
    for _ in range(count):
        order = rng.permutation(part.size)
        drawn.append(tuple(sorted(int(order[i]) for i in comb_sample(part[order], rng.random()))))
    seen = np.bincount(np.asarray([s for p in drawn for s in p], dtype=np.int64), minlength=part.size) / count
    sizes = np.asarray([len(p) for p in drawn], dtype=float)
    return Schedule(tuple(drawn), float(np.max(np.abs(seen - part))), float(sizes.var()))


@dataclass(frozen=True, slots=True)
class Mixture:
    """Sets of sites, each with its chance to be a period's visits.

    `greatest_gap` is the largest shortfall of a site's coverage (0 where the mixture meets all), `variance` that of
    the number of visits a period.
    """

    sets: tuple[tuple[int, ...], ...]
    chances: tuple[float, ...]
    greatest_gap: float
    variance: float

    def together(self, first: int, second: int) -> float:
        """Chance that two sites are visited in the same period."""
        return sum(p for s, p in zip(self.sets, self.chances, strict=True) if first in s and second in s)

    def draw(self, u: float) -> tuple[int, ...]:
        """The set that a number from 0 to 1, drawn at random, stands for."""
        at = int(np.searchsorted(np.cumsum(self.chances), one_real("u", u, 0.0, 1.0), side="right"))
        return self.sets[min(at, len(self.sets) - 1)]


def decompose(c: ArrayLike, apart: Sequence[tuple[int, int]] = ()) -> Mixture:
    """A mixture of sets of sites that meets a coverage, where some pairs must never be visited in one period.

    No set is larger than the expected visits rounded up, and no site is covered more than was asked for. Where the
    pairs do not allow the coverage, the largest shortfall is made as small as it can be.

    Args:
        c: coverage of each site a period; shape (sites,), from 0 to 1, at most 500 sites.
        apart: pairs of sites, from 0, that may not be visited in the same period.

    Raises:
        VerificationError: an argument out of range, or a program that is not solved.
    """
    part = share("c", filled("c", c))
    if part.size > MOST_SITES:
        raise refuse("c", part.size, f"at most {MOST_SITES} sites")
    if not isinstance(apart, list | tuple):
        raise refuse("apart", apart, "a list of pairs of sites")
    pairs = [_pair(number, pair, part.size) for number, pair in enumerate(apart)]
    most = int(np.ceil(float(part.sum()) - _SETTLED))
    columns = _first_sets(part, pairs)
    for _ in range(_ROUNDS):
        chances, gap, prices, base = _mixed(part, columns)
        worth, column = _best_set(prices, most, pairs)
        if gap <= _SETTLED or worth <= base + _SETTLED:
            break
        columns.append(column)
    else:
        raise VerificationError("the mixture was not found", where="c", found=f"{_ROUNDS:,} sets tried")
    used = [(p, np.flatnonzero(s)) for p, s in zip(chances, columns, strict=True) if p > _SETTLED]
    total = sum(p for p, _ in used)
    sizes = np.asarray([s.size for _, s in used], dtype=np.float64)
    weights = np.asarray([p / total for p, _ in used])
    mean = float(weights @ sizes)
    return Mixture(
        tuple(tuple(s.tolist()) for _, s in used),
        tuple(weights.tolist()),
        max(0.0, gap) if gap > _SETTLED else 0.0,
        float(weights @ (sizes - mean) ** 2),
    )


def _first_sets(part: Floats, pairs: list[tuple[int, int]]) -> list[Floats]:
    """Every set that the comb can draw; with pairs that must stay apart, without one of each, and single sites too."""
    edges = np.cumsum(part) % 1.0
    starts = np.unique(np.concatenate([[0.0], edges[edges < 1.0 - _SETTLED]]))
    middles = (starts + np.append(starts[1:], 1.0)) / 2
    sets = [np.minimum(_teeth(part, float(u)), 1).astype(np.float64) for u in middles]
    if not pairs:
        return sets  # they meet every coverage, with the number of visits rounded down or up
    for chosen in sets:
        for i, j in pairs:
            if chosen[i] and chosen[j]:
                chosen[j] = 0.0
    return [np.zeros(part.size), *np.eye(part.size)[part > 0], *sets]


def _pair(number: int, pair: object, sites: int) -> tuple[int, int]:
    if not isinstance(pair, tuple | list) or len(pair) != 2 or pair[0] == pair[1]:
        raise refuse(f"apart[{number}]", pair, "two different sites")
    first, second = (one_whole(f"apart[{number}]", x, 0, sites - 1) for x in pair)
    return first, second


def _mixed(part: Floats, columns: list[Floats]) -> tuple[Floats, float, Floats, float]:
    """Chances of the known sets that leave the least gap; the gap; what a site is worth in a new set; its hurdle."""
    table = np.column_stack(columns)
    n, count = table.shape
    found = optimize.linprog(
        np.append(np.zeros(count), 1.0),
        A_ub=np.block([[-table, -np.ones((n, 1))], [table, np.zeros((n, 1))]]),
        b_ub=np.concatenate([-part, part]),
        A_eq=np.append(np.ones(count), 0.0)[None, :],
        b_eq=[1.0],
        bounds=(0, None),
        method="highs",
    )
    if not found.success or found.x is None:
        raise VerificationError(f"the mixture was not found: {found.message}", where="c")
    marginals = np.asarray(found.ineqlin.marginals)
    prices = -marginals[:n] + marginals[n:]
    return found.x[:count], float(found.x[-1]), prices, -float(found.eqlin.marginals[0])


def _best_set(prices: Floats, most: int, pairs: list[tuple[int, int]]) -> tuple[float, Floats]:
    """The set worth most at these prices: at most so many sites, none of the pairs together."""
    n = prices.size
    if not pairs:
        chosen = np.argsort(-prices, kind="stable")[:most]
        column = np.zeros(n)
        column[chosen[prices[chosen] > 0]] = 1.0
        return float(prices @ column), column
    rows = np.zeros((len(pairs) + 1, n))
    rows[0] = 1.0
    for at, (i, j) in enumerate(pairs, start=1):
        rows[at, [i, j]] = 1.0
    found = optimize.milp(
        -prices,
        integrality=np.ones(n, dtype=np.int64),
        bounds=optimize.Bounds(0, 1),
        constraints=optimize.LinearConstraint(rows, -np.inf, np.append(float(most), np.ones(len(pairs)))),
    )
    if not found.success or found.x is None:
        raise VerificationError(f"the mixture was not found: {found.message}", where="apart")
    column = np.round(found.x)
    return float(prices @ column), column
