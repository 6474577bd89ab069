"""Who plays a campaign: violators and inspectors, what they see and may do, and the ready-made ones.

A player of one's own is a class derived from `Violator` or `Inspector` with the hooks that it needs; a hook that is
left alone is never called and costs nothing. A player that remembers something forgets it in `start`, which opens each
history. What it knows and does goes through the `World` that every hook is given.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence, Set
from dataclasses import dataclass
from functools import lru_cache
from heapq import heappush
from random import Random

from armscontrol.errors import VerificationError
from armscontrol.verification.campaigns import Violation
from armscontrol.verification.inputs import one_real, one_whole, refuse
from armscontrol.verification.regimes import MOST_VISITS, PLACES, Regime

MOST_CUES = 1e6
"""Cues a year, at most, for one site."""
NEVER = -1.0
"""Day of the last visit to a site that was not visited yet."""


class World:
    """One history as its players see it, and what a violator can do in it.

    `time` is in years after the start; `days` are those of all visits, without those that a pause cancels. By site:
    `false` items, visits that the cap leaves this year, and the day of the `last_visit`, -1 where there was none; to be
    read, not written. `where` are the sites with false items. `visits_left` are still to come this year; `cue` is the
    site that other means pointed to last since the last visit; `random` gives the random numbers of the campaign.
    """

    __slots__ = (
        "_cap_left", "_false", "_last", "_placed", "_placed_false", "_placed_where", "_wakes", "_where",
        "cap_left", "cue", "days", "false", "last_visit", "random", "regime", "time", "visits_left", "where",
    )  # fmt: skip

    def __init__(self, regime: Regime, days: tuple[float, ...], random: Random) -> None:
        self.regime, self.days, self.random = regime, days, random
        self.time, self.visits_left = 0.0, 0
        self.cue: int | None = None
        self._false = [0] * regime.sites
        self._cap_left = [regime.cap] * regime.sites
        self._last = [NEVER] * regime.sites
        self._where: set[int] = set()
        self._wakes: list[float] = []
        self._placed: Sequence[int] | None = None
        self._placed_false: list[int] = []
        self._placed_where: list[int] = []
        # the same lists, not copies: reading them is most of what a player does
        self.false: Sequence[int] = self._false
        self.cap_left: Sequence[int] = self._cap_left
        self.last_visit: Sequence[float] = self._last
        self.where: Set[int] = self._where

    def put(self, site: int, number: int) -> None:
        """From now on so many items of a site are false.

        Raises:
            VerificationError: no such site, or more than it has.
        """
        if type(site) is not int or not 0 <= site < len(self._false):
            site = one_whole("site", site, 0, len(self._false) - 1)
        if type(number) is not int or not 0 <= number <= self.regime.items[site]:
            number = _at_most(site, number, self.regime.items[site])
        self._false[site] = number
        if number:
            self._where.add(site)
        else:
            self._where.discard(site)

    def place(self, false: Sequence[int]) -> None:
        """From now on so many items are false at each site.

        Raises:
            VerificationError: not one number for each site, or more than a site has.
        """
        if false is not self._placed:
            if not hasattr(false, "__len__") or len(false) != len(self._false):
                raise refuse("false", false, f"one number for each of {len(self._false)} sites")
            checked = [
                number if type(number) is int and 0 <= number <= most else _at_most(site, number, most)
                for site, (number, most) in enumerate(zip(false, self.regime.items, strict=True))
            ]
            # a plan places the same tuple in each history: it is checked once
            self._placed = false if isinstance(false, tuple) else None
            self._placed_false, self._placed_where = checked, [site for site, number in enumerate(checked) if number]
        self._false[:] = self._placed_false
        self._where.clear()
        self._where.update(self._placed_where)

    def wake(self, time: float) -> None:
        """Have the violator's `act` called at a later time, before a visit of that time.

        Raises:
            VerificationError: a time that is no number, or not after now.
        """
        heappush(self._wakes, one_real("time", time, self.time, 1e9, strict=True))

    def check(self, visits: int) -> None:
        """Refuse what a player wrote into the lists itself, after so many visits this year."""
        if len(self._false) - self._false.count(0) != len(self._where):
            raise VerificationError(
                "false items that were not put", where="world.false", found=str(self._false)[:80],
                allowed="changes by world.put and world.place",
            )  # fmt: skip
        if sum(self._cap_left) + visits != self.regime.cap * self.regime.sites:
            raise VerificationError(
                "caps that were changed", where="world.cap_left", found=str(self._cap_left)[:80], allowed="no change"
            )

    def next_visit(self) -> float | None:
        """Day of the next visit after now; `None` after the last."""
        at = bisect_right(self.days, self.time)
        return self.days[at] if at < len(self.days) else None

    def at_random(self) -> int:
        """A site drawn at random among the visits that the caps still allow."""
        left, cap, draw = self._cap_left, self.regime.cap, self.random.random
        while True:
            # the whole part is a site, the rest one of its `cap` visits: drawn again where that one is used
            x = draw() * len(left)
            if (x - int(x)) * cap < left[int(x)]:
                return int(x)


def _at_most(site: int, number: int, most: int) -> int:
    try:
        return one_whole(f"false[{site}]", number, 0, most)
    except VerificationError as error:
        raise refuse(f"false[{site}]", number, f"a whole number from 0 to the {most:,} items of that site") from error


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
        first = plan.begins + (1 / plan.growth if plan.growth else 0.0)
        if first <= 0:
            world.place(whole)
        elif plan.number:
            world.wake(first)

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
