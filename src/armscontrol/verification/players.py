"""Who plays a campaign: violators and inspectors, what they see and may do, and the ready-made ones.

A player of one's own is a class derived from `Violator` or `Inspector` with the hooks that it needs; a hook that is
left alone is never called and costs nothing. A player that remembers something forgets it in `start`, which opens each
history. What it knows and does goes through the `World` that every hook is given.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from armscontrol.verification.campaigns import Violation
from armscontrol.verification.inputs import one_real, one_whole, refuse
from armscontrol.verification.regimes import MOST_VISITS, PLACES
from armscontrol.verification.world import World

MOST_CUES = 1e6
"""Cues a year, at most, for one site."""


class Violator:
    """One who puts false items at sites, by `world.put` and `world.place`. All hooks may be left out."""

    def start(self, world: World) -> None:
        """A history begins; no item is false yet."""

    def year(self, world: World) -> None:
        """Another year of the treaty begins: quota and caps are whole again."""

    def visited(self, world: World, site: int) -> None:
        """A visit to a site has just ended."""

    def act(self, world: World) -> None:
        """The time has come that it asked for by `world.wake`."""


class Inspector:
    """One who decides which site is visited next. All hooks may be left out; the site is then drawn at random.

    `dates` are the days of the visits within each year, ascending, above 0 and at most 1; where `None`, the visits are
    spread evenly and the last falls on the year's end. Both sides know them. `cue_rate` and `false_cue_rate` say how
    often other means point to a site (`world.cue`), a year, for each site with false items and for each site.
    """

    dates: tuple[float, ...] | None = None
    cue_rate: float = 0.0
    false_cue_rate: float = 0.0

    def start(self, world: World) -> None:
        """A history begins."""

    def choose(self, world: World) -> int:
        """The site of the visit that is due: one whose cap for the year is not used up."""
        return world.at_random()

    def saw(self, world: World, site: int, alarmed: bool) -> None:
        """A visit has ended, with an alarm, true or false, or without."""


@dataclass(frozen=True)
class Plan(Violator):
    """A violation that takes no notice of the visits. Where it grows, its places are set anew before each of them."""

    violation: Violation

    def __post_init__(self) -> None:
        if not isinstance(self.violation, Violation):
            raise refuse("violation", self.violation, "a Violation")

    def start(self, world: World) -> None:
        """Put all in place, or wait for the day when the first false item is there."""
        plan = self.violation
        whole = _placed(plan.placing, world.regime.items, plan.number)
        if plan.there_from <= 0:
            world.place(whole)
        elif plan.number:
            world.wake(plan.there_from)

    def act(self, world: World) -> None:
        """Put in place what is due by now, and wait for the next visit where more is to come."""
        plan = self.violation
        due = max(1, plan.at(world.time))  # the first day may be a rounding error early
        world.place(_placed(plan.placing, world.regime.items, due))
        if due < plan.number and (then := world.next_visit()) is not None:
            world.wake(then)


@dataclass(frozen=True)
class WaitsForQuota(Violator):
    """So many false items, there only from the last visit of a year to the year's end, at as few sites as possible."""

    number: int

    def __post_init__(self) -> None:
        one_whole("number", self.number)

    def start(self, world: World) -> None:
        """Begin at once in a year without visits."""
        self.year(world)

    def year(self, world: World) -> None:
        """Take the items away before the first visit."""
        world.place(_placed("concentrated", world.regime.items, 0 if world.visits_left else self.number))

    def visited(self, world: World, site: int) -> None:
        """Put the items in place once no visit is left."""
        if not world.visits_left:
            self.year(world)


@dataclass(frozen=True)
class Shelters(Violator):
    """So many false items that follow the visits: after each, as many as fit move to where the next is least likely.

    First come sites whose cap for the year is used up, then those visited last. A move takes no time and is not seen.
    The items begin at as few sites as possible.
    """

    number: int

    def __post_init__(self) -> None:
        one_whole("number", self.number)

    def start(self, world: World) -> None:
        """Begin at the largest sites."""
        world.place(_placed("concentrated", world.regime.items, self.number))

    def year(self, world: World) -> None:
        """No cap is used up any more: go to the sites visited last."""
        items, last, left = world.regime.items, world.last_visit, self.number
        false = [0] * len(items)
        for site in sorted(range(len(items)), key=lambda s: (-last[s], -items[s])):
            false[site] = min(left, items[site])
            left -= false[site]
        world.place(false)

    def visited(self, world: World, site: int) -> None:
        """Fill the site just visited from those that may still be visited, the longest not visited first."""
        false, items = world.false, world.regime.items
        room = items[site] - false[site]
        if not room:
            return
        cap_left = world.cap_left
        sources = [source for source in world.where if cap_left[source] and source != site]
        if not sources:
            return
        if len(sources) > 1:
            last = world.last_visit
            sources.sort(key=lambda s: (last[s], s))
        for source in sources:
            moved = min(room, false[source])
            room -= moved
            world.put(source, false[source] - moved)
            if not room:
                break
        world.put(site, items[site] - room)


@dataclass(frozen=True)
class AtRandom(Inspector):
    """Sites are drawn at random among the visits that the caps still allow."""

    dates: tuple[float, ...] | None = None


@dataclass(frozen=True)
class ByTurns(Inspector):
    """The site longest not visited comes next, ties drawn at random."""

    dates: tuple[float, ...] | None = None

    def choose(self, world: World) -> int:
        """The site longest not visited. Its cap is never used up before those of all the others."""
        last = world.last_visit
        oldest = min(last)
        ties = [site for site, day in enumerate(last) if day == oldest]
        return ties[int(world.random.random() * len(ties))]


@dataclass(frozen=True)
class Cued(Inspector):
    """Other means point to sites, and the next visit goes to the one last pointed to if its cap allows, else at random.

    They do so at `cue_rate` a year for each site with false items and, in error, at `false_cue_rate` for each site,
    with false items or without. A cue is spent by the next visit.
    """

    cue_rate: float
    false_cue_rate: float
    dates: tuple[float, ...] | None = None

    def __post_init__(self) -> None:
        one_real("cue_rate", self.cue_rate, 0.0, MOST_CUES)
        one_real("false_cue_rate", self.false_cue_rate, 0.0, MOST_CUES)

    def choose(self, world: World) -> int:
        """The site last pointed to, if its cap allows."""
        site = world.cue
        return site if site is not None and world.cap_left[site] else world.at_random()


def reserve(visits: int, keep: int, last: float = 0.1) -> tuple[float, ...]:
    """Dates of a year's visits of which some are kept for the last part of it, evenly spread before and within that.

    Args:
        visits: visits a year, 1 to 1,000.
        keep: how many of them are kept back, 0 to all. With 0, no visit falls into the last part.
        last: that last part of the year, above 0 and below 1.

    Raises:
        VerificationError: an argument out of range.

    >>> reserve(4, keep=2, last=0.5)
    (0.25, 0.5, 0.75, 1.0)
    """
    count = one_whole("visits", visits, 1, MOST_VISITS)
    late = one_whole("keep", keep, 0, count)
    part = one_real("last", last, 0.0, 1.0, strict=True)
    early = [(1 - part) * (i + 1) / (count - late) for i in range(count - late)]
    return (*early, *(1 - part * (late - 1 - i) / late for i in range(late)))


@lru_cache(maxsize=4096)
def _placed(placing: str, items: tuple[int, ...], number: int) -> Sequence[int]:
    return PLACES[placing](items, number)
