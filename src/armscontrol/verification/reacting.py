"""Campaigns in which violators and inspectors react to each other, played event by event.

`campaigns.simulate` is far quicker where neither side reacts. Here each history is a walk through its events in order
of time: visits, turns of the year, the times at which the violator wanted to act, and what other means find or point
to. The rates of those last do not change between two events, so they are drawn from one event to the next. A player
that does not react is never asked. Memory does not depend on the number of runs.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from heapq import heappop
from math import expm1, inf, sqrt
from random import Random
from typing import Any, cast

import numpy as np

from armscontrol.verification.campaigns import MOST_YEARS, Campaign, visits_held
from armscontrol.verification.detection import hypergeom_detection_imperfect
from armscontrol.verification.inputs import one_real, one_whole, real, refuse
from armscontrol.verification.players import MOST_CUES, AtRandom, Inspector, Plan, Violator
from armscontrol.verification.regimes import Regime
from armscontrol.verification.world import NEVER, World

MOST_RUNS = 10**7
CHUNK = 1_000
"""Histories between two reports of progress, at most."""
VISITS_OF_A_CHUNK = 100_000
AT_RANDOM = AtRandom()


class _Seen(dict[int, float]):
    """Chance that one visit finds a violation, by the number of false items at the site; computed when first met."""

    def __init__(self, items: int, regime: Regime) -> None:
        self.items_there, self.regime = items, regime

    def __missing__(self, false: int) -> float:
        opened = min(self.regime.opened, self.items_there)
        self[false] = chance = hypergeom_detection_imperfect(self.items_there, false, opened, self.regime.recognise)
        return chance


class _OtherMeans:
    """What other means find and point to, from one event to the next."""

    __slots__ = ("cue_rate", "false_cue_rate", "met", "rate", "wait")

    def __init__(self, rate: float, inspector: Inspector) -> None:
        self.rate = one_real("other_means", rate, 0.0, 1e6)
        self.cue_rate = one_real("cue_rate", inspector.cue_rate, 0.0, MOST_CUES)
        self.false_cue_rate = one_real("false_cue_rate", inspector.false_cue_rate, 0.0, MOST_CUES)
        self.met, self.wait = False, inf

    def begin(self, random: Random) -> None:
        """A history begins: how long, at rate 1, a violation may last."""
        self.met = False
        self.wait = random.expovariate(1.0) if self.rate else inf

    def watch(self, world: World, until: float) -> None:
        """Nothing changes until that time: what they see meanwhile."""
        span = until - world.time
        if self.rate and world._where:
            self.wait -= self.rate * span
            self.met = self.wait <= 0
        true, false = self.cue_rate * len(world._where), self.false_cue_rate * len(world._false)
        if (true or false) and world.random.random() < -expm1(-(true + false) * span):
            # only the last cue before a visit counts, and each is of either kind whatever their number
            if world.random.random() * (true + false) < false:
                among: Sequence[int] = range(len(world._false))
            else:
                among = list(world._where)
            world.cue = among[int(world.random.random() * len(among))]


class _Game:
    """A campaign made ready: the days at which a history stops to look, and the two players."""

    def __init__(
        self, regime: Regime, violator: Violator, inspector: Inspector, years: int, seed: int, other_means: float,
        pauses: Sequence[tuple[float, float]],
    ) -> None:  # fmt: skip
        self.regime, self.violator, self.inspector = regime, violator, inspector
        dates = _dates(regime.visits, inspector)
        ends = () if dates and dates[-1] == 1.0 else (1.0,)  # what other means find by the end of a year counts too
        within = np.array([*dates, *ends])
        self.times = np.concatenate([year + within for year in range(years)])
        visit = np.tile(np.arange(within.size) < len(dates), years)
        held = np.logical_and(visits_held(self.times, pauses, regime.visits), visit)
        self.visits = int(held.sum())
        within_year = held.reshape(years, -1)
        left = within_year.sum(axis=1, keepdims=True) - np.cumsum(within_year, axis=1)
        stops = list(zip(range(held.size), self.times.tolist(), held.tolist(), left.reshape(-1).tolist(), strict=True))
        self.years = [stops[i : i + within.size] for i in range(0, held.size, within.size)]
        self.world = World(regime, tuple(self.times[held].tolist()), Random(seed))  # noqa: S311  no secret
        # each site as often as its cap, for an inspector who leaves the choice to chance
        chooses = _hook(inspector, Inspector, "choose")
        self.urn = [] if chooses else [site for site in range(regime.sites) for _ in range(regime.cap)]
        self.means = _OtherMeans(other_means, inspector)
        self.wrong = np.random.default_rng([seed, 1])
        kinds = {m: _Seen(m, regime) for m in regime.items}
        self.seen = [kinds[m] for m in regime.items]

    def histories(self, count: int) -> tuple[list[int], list[int], list[int]]:
        """Play so many: where visits met the violation first, where other means did, and false alarms of each."""
        world, means, seen = self.world, self.means, self.seen
        false, cap_left, last = world._false, world._cap_left, world._last
        where, wakes = world._where, world._wakes
        sites, cap, urn, draw = self.regime.sites, self.regime.cap, self.urn, world.random.random
        nowhere, whole, never = [0] * sites, [cap] * sites, [NEVER] * sites
        choose = _hook(self.inspector, Inspector, "choose")
        saw, visited = _hook(self.inspector, Inspector, "saw"), _hook(self.violator, Violator, "visited")
        watched = bool(means.rate or means.cue_rate or means.false_cue_rate)
        alarming = self.regime.false_alarm > 0
        # whether anyone may look at the world after a visit; one who asked to be woken is in `wakes`
        noted = bool(watched or alarming or choose or saw or visited or _hook(self.violator, Violator, "year"))
        quotas = [sum(held for _, _, held, _ in stops) for stops in self.years]
        by_visit: list[int] = []
        by_other: list[int] = []
        alarms: list[int] = []
        for _ in range(count):
            false[:], last[:], world.cue = nowhere, never, None
            where.clear()
            wakes.clear()
            means.begin(world.random)
            met = over = False
            wrong = alarmed = 0
            for year, stops in enumerate(self.years):
                cap_left[:] = whole
                world.time, world.visits_left, slots = float(year), quotas[year], sites * cap
                if year:
                    self.violator.year(world)
                else:
                    self.violator.start(world)
                    self.inspector.start(world)
                for index, time, held, left in stops:
                    told = noted or wakes
                    if told:
                        if watched or wakes:
                            self._pass(time)
                        world.time, world.visits_left = time, left
                        if means.met and not met:  # before this visit
                            met = True
                            by_other.append(index)
                            if over := not alarming:
                                break
                    if held:
                        if choose:
                            site = choose(world)
                            if type(site) is not int or not 0 <= site < sites or not cap_left[site]:
                                site = self._chosen(site)
                        else:  # one step of a shuffle; the order that it leaves is as good for the next year
                            at = int(draw() * slots)
                            slots -= 1
                            site = urn[at]
                            urn[at], urn[slots] = urn[slots], site
                        if told:
                            cap_left[site] -= 1
                            last[site] = time
                        here = false[site]
                        if alarming:
                            found, alarmed = self._open(site, here)
                            wrong += alarmed
                        else:
                            found = here > 0 and draw() < seen[site][here]
                        if found and not met:
                            met = True
                            by_visit.append(index)
                            if over := not alarming:
                                break
                        if noted:
                            world.cue = None
                            if visited:
                                visited(world, site)
                            if saw:
                                saw(world, site, found or alarmed > 0)
                if over:
                    break
                if noted:
                    world.check(quotas[year])
            alarms.append(wrong)
        return by_visit, by_other, alarms

    def _pass(self, until: float) -> None:
        """Let the time pass, and let the violator act when it wanted to."""
        world, wakes = self.world, self.world._wakes
        while wakes and wakes[0] <= until:
            then = heappop(wakes)
            self.means.watch(world, then)
            world.time = then
            self.violator.act(world)
        self.means.watch(world, until)

    def _chosen(self, site: object) -> int:
        number = one_whole("choose", cast("int", site), 0, self.regime.sites - 1)
        if not self.world._cap_left[number]:
            raise refuse("choose", f"site {number}", f"a site with fewer than {self.regime.cap} visits this year")
        return number

    def _open(self, site: int, false: int) -> tuple[bool, int]:
        """Items opened one by one: whether a false one is recognised, and good ones taken for false."""
        there = self.regime.items[site]
        opened = min(self.regime.opened, there)
        bad = int(self.wrong.hypergeometric(false, there - false, opened)) if false else 0
        found = bad > 0 and self.world.random.random() >= (1.0 - self.regime.recognise) ** bad
        return found, int(self.wrong.binomial(opened - bad, self.regime.false_alarm))


def _hook(player: object, base: type, name: str) -> Callable[..., Any] | None:
    """What a player does at an event; `None` where its class leaves that alone."""
    return None if getattr(type(player), name) is getattr(base, name) else getattr(player, name)


def _dates(visits: int, inspector: Inspector) -> tuple[float, ...]:
    if inspector.dates is None:
        return tuple((i + 1) / visits for i in range(visits))
    dates = real("dates", inspector.dates, 0.0, 1.0)
    if dates.shape != (visits,):
        raise refuse("dates", inspector.dates, f"one day for each of the {visits} visits of a year")
    if visits and (dates[0] <= 0 or (np.diff(dates) <= 0).any()):
        raise refuse("dates", inspector.dates, "days above 0 and at most 1, each after the one before")
    return tuple(dates.tolist())


def play(
    regime: Regime,
    violator: Violator,
    inspector: Inspector = AT_RANDOM,
    years: int = 1,
    runs: int = 10_000,
    *,
    seed: int = 0,
    pauses: Sequence[tuple[float, float]] = (),
    other_means: float = 0.0,
    progress: Callable[[int], None] | None = None,
) -> Campaign:
    """Play a violator and an inspector who react to each other against each other many times.

    What other means find is counted at the next visit, or at the year's end, as in `simulate`. A history ends when the
    violation is first met, except where false alarms are counted.

    Args:
        violator: one of `players`, or one's own.
        inspector: the same; without one, sites are drawn at random.
        years: length of each history, 1 to 200.
        runs: histories, 1 to 10**7. The same seed gives the same answer.
        pauses: stretches without visits, (first, last) in years after the start; both sides know them beforehand.
        other_means: rate a year at which other means meet a violation while at least one false item is there.
        progress: called with the runs done, after each 1,000 or fewer.

    Returns:
        The record of `simulate`; for a violator other than `Plan` its `violation` is that violator.

    Raises:
        VerificationError: an argument out of range; or a player puts more false items at a site than it has, or chooses
            a site whose visits of the year are used up.
    """
    time, wanted = one_whole("years", years, 1, MOST_YEARS), one_whole("runs", runs, 1, MOST_RUNS)
    start = one_whole("seed", seed, 0, 2**63)
    if not isinstance(regime, Regime):
        raise refuse("regime", regime, "a Regime")
    for name, player, base in (("violator", violator, Violator), ("inspector", inspector, Inspector)):
        if not isinstance(player, base):
            raise refuse(name, player, f"an object of a class derived from {base.__name__}")
    if not isinstance(pauses, Sequence):
        raise refuse("pauses", pauses, "a list of pairs, a first and a last time in years")
    if progress is not None and not callable(progress):
        raise refuse("progress", progress, "a function of the runs done")
    game = _Game(regime, violator, inspector, time, start, other_means, pauses)
    chunk = max(1, min(CHUNK, VISITS_OF_A_CHUNK // game.times.size))
    met = np.zeros(game.times.size, dtype=np.int64)
    by_visit = by_other = done = total = squares = 0
    complete = True
    while done < wanted and complete:
        try:
            first, other, alarms = game.histories(min(chunk, wanted - done))
        except KeyboardInterrupt:
            complete = False  # what was begun is dropped, what is done is kept
            break
        met += np.bincount([*first, *other], minlength=met.size)
        by_visit, by_other, done = by_visit + len(first), by_other + len(other), done + len(alarms)
        total, squares = total + sum(alarms), squares + sum(a * a for a in alarms)
        try:
            if progress:
                progress(done)
        except KeyboardInterrupt:
            complete = done == wanted
    if not done:
        raise KeyboardInterrupt
    mean = total / done
    error = sqrt(max(0.0, squares / done - mean * mean) / done)
    broken = violator.violation if isinstance(violator, Plan) else violator
    return Campaign(
        regime, broken, time, done, game.times, met, by_visit, by_other, game.visits, mean, error, complete=complete
    )
