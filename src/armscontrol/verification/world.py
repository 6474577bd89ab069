"""One history of a campaign as its players see it: time, sites, visits that are left, and what a violator can do."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence, Set
from heapq import heappush
from random import Random

from armscontrol.errors import VerificationError
from armscontrol.verification.inputs import one_real, one_whole, refuse
from armscontrol.verification.regimes import Regime

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
