"""Campaigns against the same conduct rules in SimPy, in the same run: New START's 18 visits a year, at most 2 a site.

400 items at 20 sites, 20 of them false, one item opened a visit; a history is one year and ends at its first meeting.
SimPy in its fastest form: one environment for all histories, one process for the team, one timeout a visit. It plays
fewer histories; compare `years_a_second`. What each answers is compared with the exact chance, or with the others.
"""

from __future__ import annotations

from math import sqrt
from random import Random

import pytest

from armscontrol.verification.campaigns import Violation, simulate
from armscontrol.verification.players import Plan, Shelters
from armscontrol.verification.reacting import play
from armscontrol.verification.regimes import Regime, concentrated, spread

NEW_START = Regime("New START", (20,) * 20, visits=18, cap=2)
FALSE = 20
MILLION = 1_000_000
FEWER = 50_000
ROUNDS = {"rounds": 5, "warmup_rounds": 1, "iterations": 1}
SLOW = {"rounds": 3, "warmup_rounds": 0, "iterations": 1}


def timed(benchmark, played, years: int, how) -> float:
    """Share of the histories that met the violation; the speed is kept with the result."""
    share = benchmark.pedantic(played, (years,), **how)
    benchmark.extra_info["years_a_second"] = round(years / benchmark.stats.stats.min)
    return share


def agree(a: float, years_a: int, b: float, years_b: float = float("inf")) -> bool:
    """Whether two shares differ by no more than four standard errors; the second is exact if of endless years."""
    return abs(a - b) <= 4 * sqrt(b * (1 - b) * (1 / years_a + 1 / years_b))


def by_simpy(years: int, reacting: bool = False) -> float:
    """The same year, played by SimPy: a team that visits and, where it reacts, a violator that is told of each visit."""
    simpy = pytest.importorskip("simpy")
    env = simpy.Environment()
    draw = Random(1).random
    sites, cap, items, visits = NEW_START.sites, NEW_START.cap, NEW_START.items, NEW_START.visits
    start = (concentrated if reacting else spread)(items, FALSE)
    false, cap_left, last = list(start), [cap] * sites, [-1.0] * sites
    urn = [site for site in range(sites) for _ in range(cap)]
    first = [site for site, k in enumerate(start) if k]
    where = set(first)
    met = 0
    told = env.event()

    def team():
        nonlocal met, told
        for _ in range(years):
            slots = sites * cap
            if reacting:
                cap_left[:], false[:], last[:] = [cap] * sites, start, [-1.0] * sites
                where.clear()
                where.update(first)
            for left in range(visits - 1, -1, -1):
                yield env.timeout(1 / visits)
                at = int(draw() * slots)
                slots -= 1
                site = urn[at]
                urn[at], urn[slots] = urn[slots], site
                if draw() * items[site] < false[site]:
                    met += 1
                    yield env.timeout(left / visits)
                    break
                if reacting:
                    cap_left[site] -= 1
                    last[site] = env.now
                    event, told = told, env.event()
                    event.succeed(site)

    def violator():
        while True:
            site = yield told
            room = items[site] - false[site]
            if not room:
                continue
            sources = [source for source in where if cap_left[source] and source != site]
            if len(sources) > 1:
                sources.sort(key=last.__getitem__)
            for source in sources:
                moved = min(room, false[source])
                room -= moved
                false[source] -= moved
                if not false[source]:
                    where.discard(source)
                if not room:
                    break
            false[site] = items[site] - room
            if false[site]:
                where.add(site)

    if reacting:
        env.process(violator())
    env.process(team())
    env.run()
    return met / years


def by_simulation(years: int) -> float:
    return int(simulate(NEW_START, Violation(FALSE), 1, years, seed=1).met.sum()) / years


def by_play(violator, years: int) -> float:
    return int(play(NEW_START, violator, years=1, runs=years, seed=1).met.sum()) / years


@pytest.mark.benchmark(group="a million treaty-years of New START's conduct rules")
class TestMillionYears:
    exact = NEW_START.detection(spread(NEW_START.items, FALSE))

    def test_ours(self, benchmark):
        assert agree(timed(benchmark, by_simulation, MILLION, ROUNDS), MILLION, self.exact)

    def test_ours_event_by_event(self, benchmark):
        plan = Plan(Violation(FALSE))
        assert agree(timed(benchmark, lambda years: by_play(plan, years), FEWER, SLOW), FEWER, self.exact)

    def test_simpy(self, benchmark):
        assert agree(timed(benchmark, by_simpy, FEWER, SLOW), FEWER, self.exact)


@pytest.mark.benchmark(group="a violator who shelters from visits, 50,000 treaty-years")
class TestReacting:
    def test_ours(self, benchmark):
        share = timed(benchmark, lambda years: by_play(Shelters(FALSE), years), FEWER, SLOW)
        assert agree(share, FEWER, by_simpy(FEWER, reacting=True), FEWER)

    def test_simpy(self, benchmark):
        share = timed(benchmark, lambda years: by_simpy(years, reacting=True), FEWER, SLOW)
        assert agree(share, FEWER, by_play(Shelters(FALSE), FEWER), FEWER)
