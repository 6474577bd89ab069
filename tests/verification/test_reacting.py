"""Campaigns of players who react: against the simulation and the exact chance where no one does, else by enumeration."""

from __future__ import annotations

from dataclasses import FrozenInstanceError
from math import exp, expm1, sqrt

import numpy as np
import pytest

from armscontrol.errors import VerificationError
from armscontrol.verification.campaigns import Violation, simulate
from armscontrol.verification.players import (
    AtRandom,
    ByTurns,
    Cued,
    Inspector,
    Plan,
    Shelters,
    Violator,
    WaitsForQuota,
    reserve,
)
from armscontrol.verification.reacting import play
from armscontrol.verification.regimes import PLACES, Regime, spread

SMALL = Regime("small", items=(3, 5, 9, 4), visits=3, cap=2, opened=2, recognise=0.8)
THREE = Regime("three", items=(2, 2, 2), visits=3, cap=2)
PAIR = Regime("pair", items=(1, 1), visits=2, cap=1)


def is_exact(hits: int, runs: int, exact: float) -> bool:
    """Whether so many hits are within four standard errors of an exact chance; exactly so where that is 0 or 1."""
    return abs(hits - runs * exact) <= 4 * sqrt(runs * exact * (1 - exact)) + 1e-6


def by_year(found, years: int) -> int:
    return int(found.met[found.times <= years].sum())


# ---- players who do not react


@pytest.mark.parametrize("placing", list(PLACES))
def test_a_violation_that_does_not_react_is_met_with_the_exact_chance(placing):
    regime = Regime("r", items=(5, 30, 60, 100), visits=6, cap=2, opened=3, recognise=0.9)
    found = play(regime, Plan(Violation(12, placing=placing)), years=3, runs=20_000, seed=5)
    for years in (1, 2, 3):
        assert is_exact(by_year(found, years), 20_000, regime.detection(PLACES[placing](regime.items, 12), years))
    assert (found.visits, found.runs, found.complete) == (18, 20_000, True)
    assert found.violation == Violation(12, placing=placing)


@pytest.mark.parametrize(
    ("regime", "violation", "further"),
    [
        (SMALL, Violation(4), {}),
        (SMALL, Violation(9, begins=0.4, placing="concentrated"), {}),
        (SMALL, Violation(6, begins=0.5, growth=3.0), {}),
        (SMALL, Violation(2), {"pauses": [(0.5, 1.4)]}),
        (SMALL, Violation(2, begins=0.7), {"other_means": 0.4}),
        (SMALL, Violation(3), {"other_means": 0.3, "pauses": [(1.0, 2.0)]}),
        (Regime("none", (4, 4), 0, 1), Violation(1, begins=0.5), {"other_means": 0.8}),
        (Regime("alarms", (3, 5, 9), 3, 2, 2, 0.7, 0.1), Violation(5, growth=4.0), {}),
        (Regime("alarms", (3, 5, 9), 3, 2, 2, 0.7, 0.1), Violation(2), {"other_means": 0.3, "pauses": [(0.2, 0.5)]}),
        (Regime("all caps", (2, 3, 4), 6, 2), Violation(2), {}),
    ],
)
def test_it_agrees_with_the_simulation(regime, violation, further):
    years, runs, many = 3, 12_000, 100_000
    ours = play(regime, Plan(violation), AtRandom(), years, runs, seed=1, **further)
    theirs = simulate(regime, violation, years, many, seed=2, **further)
    assert np.array_equal(ours.times, theirs.times)
    assert ours.visits == theirs.visits

    def same(a: int, b: int) -> bool:
        p = (a + b) / (runs + many)
        return abs(a / runs - b / many) <= 4 * sqrt(p * (1 - p) * (1 / runs + 1 / many))

    assert all(same(a, b) for a, b in zip(np.cumsum(ours.met).tolist(), np.cumsum(theirs.met).tolist(), strict=True))
    assert same(ours.met_by_visit, theirs.met_by_visit)
    assert same(ours.met_by_other_means, theirs.met_by_other_means)
    assert ours.met.sum() == ours.met_by_visit + ours.met_by_other_means > 0
    error = sqrt(ours.false_alarms_error**2 + theirs.false_alarms_error**2)
    assert abs(ours.false_alarms - theirs.false_alarms) <= 4 * error
    assert (ours.false_alarms > 0) == (regime.false_alarm > 0)


def test_other_means_see_nothing_before_the_first_false_item():
    # one item after half a year, one more each half year: the wait begins with the first
    found = play(Regime("r", (9, 9), 0, 1), Plan(Violation(3, begins=0.25, growth=2.0)), years=4, runs=20_000,
                 other_means=0.5, seed=4)  # fmt: skip
    for years in (1, 2, 4):
        assert is_exact(by_year(found, years), 20_000, -expm1(-0.5 * (years - 0.75)))
    assert found.met_by_visit == 0


def test_a_violation_of_nothing_is_not_met():
    found = play(SMALL, Plan(Violation(0)), years=2, runs=500, other_means=5.0)
    assert found.met.sum() == 0


# ---- a violator who shelters, by enumeration


def never_met(regime: Regime, years: int, choices, false0: tuple[int, ...]) -> float:
    """Chance that items which shelter are never met: every order of visits, written apart from the players.

    `choices(cap_left, order)` gives each site's chance; `order` is the sites visited last first.
    """
    sites = range(regime.sites)

    def settle(order, cap_left, number, false):
        if not order:
            return false
        unvisited = sorted((s for s in sites if s not in order), key=lambda s: (-regime.items[s], -false[s]))
        ranked = [s for s in order if not cap_left[s]] + [s for s in order if cap_left[s]] + unvisited
        placed = [0] * regime.sites
        for s in ranked:
            placed[s] = min(regime.items[s], number)
            number -= placed[s]
        return tuple(placed)

    def walk(visit, cap_left, order, false):
        if visit == years * regime.visits:
            return 1.0
        if visit % regime.visits == 0 and visit:
            cap_left = (regime.cap,) * regime.sites
            false = settle(order, cap_left, sum(false), false)
        total = 0.0
        for site, chance in choices(cap_left, order).items():
            if chance:
                left = tuple(c - (s == site) for s, c in enumerate(cap_left))
                seen = [site, *(s for s in order if s != site)]
                missed = 1 - false[site] / regime.items[site]  # one item is opened
                if missed:
                    total += chance * missed * walk(visit + 1, left, seen, settle(seen, left, sum(false), false))
        return total

    return walk(0, (regime.cap,) * regime.sites, [], false0)


def at_random(cap_left, order):
    return {site: left / sum(cap_left) for site, left in enumerate(cap_left)}


def by_turns(cap_left, order):
    fresh = [site for site in range(len(cap_left)) if site not in order]
    return {site: 1 / len(fresh) for site in fresh} if fresh else {order[-1]: 1.0}


@pytest.mark.parametrize(
    ("items", "placed"),
    [
        ((2, 2, 2), (1, 0, 0)),
        ((2, 2, 2), (2, 0, 0)),
        ((2, 2, 2), (2, 1, 0)),
        ((2, 2, 2), (2, 2, 1)),
        ((1, 3, 5), (0, 0, 1)),
        ((1, 3, 5), (0, 0, 4)),
        ((1, 3, 5), (0, 1, 5)),
    ],
)
@pytest.mark.parametrize(("inspector", "choices"), [(AtRandom(), at_random), (ByTurns(), by_turns)])
def test_shelters_against_every_order_of_visits(items, placed, inspector, choices):
    regime = Regime("three", items, visits=4, cap=2)
    found = play(regime, Shelters(sum(placed)), inspector, years=2, runs=20_000, seed=3)
    for years in (1, 2):
        assert is_exact(by_year(found, years), 20_000, 1 - never_met(regime, years, choices, placed))


def test_shelters_of_one_item_at_two_sites_by_hand():
    # the first visit meets it with 1/2; if not, it hides where the year's only visit has been
    runs = 20_000
    random = play(PAIR, Shelters(1), AtRandom(), years=3, runs=runs, seed=1)
    assert all(is_exact(by_year(random, y), runs, 1 - 0.5**y) for y in (1, 2, 3))
    # an inspector who takes turns is foreseen: after the first year the item is always where the visit was last
    turns = play(PAIR, Shelters(1), ByTurns(), years=3, runs=runs, seed=1)
    assert all(is_exact(by_year(turns, y), runs, 0.5) for y in (1, 2, 3))
    # one who does not move is always met
    assert by_year(play(PAIR, Plan(Violation(1)), ByTurns(), years=1, runs=500), 1) == 500


# ---- a violator who waits


def test_who_waits_for_the_quota_is_never_met_by_visits():
    early = AtRandom(dates=(0.1, 0.2, 0.25, 0.5))
    regime = Regime("open", (3, 3), 4, 2, opened=3)  # a visit would meet any false item
    runs = 20_000
    found = play(regime, WaitsForQuota(6), early, years=3, runs=runs, other_means=0.6, seed=2)
    assert found.met_by_visit == 0
    for years in (1, 2, 3):
        assert is_exact(by_year(found, years), runs, 1 - exp(-0.6 * 0.5 * years))
    assert found.times[:5].tolist() == [0.1, 0.2, 0.25, 0.5, 1.0]
    assert found.visits == 12


def test_a_visit_kept_for_the_last_day_leaves_no_time_to_who_waits():
    regime = Regime("open", (3, 3), 4, 2, opened=3)
    for dates in (None, reserve(4, keep=1)):
        found = play(regime, WaitsForQuota(6), AtRandom(dates), years=5, runs=500, other_means=100.0)
        assert found.met.sum() == 0


def test_who_waits_begins_at_once_where_a_pause_leaves_no_visit():
    # none in the second year; in the first, the last visit falls on the pause and the one before on 2/3
    regime = Regime("r", (3, 3), 3, 2, opened=3)
    found = play(regime, WaitsForQuota(1), years=2, runs=20_000, pauses=[(1.0, 2.0)], other_means=0.5, seed=6)
    assert found.met_by_visit == 0
    assert is_exact(by_year(found, 1), 20_000, 1 - exp(-0.5 / 3))
    assert is_exact(by_year(found, 2), 20_000, 1 - exp(-0.5 / 3 - 0.5))


# ---- inspectors


def test_who_falls_back_on_chance_draws_as_the_regime_does():
    class Asks(Inspector):
        def choose(self, world):
            return world.at_random()

    # a site visited is less likely next: one of two is left out with 1/70, not with 1/16
    regime = Regime("r", (1, 1), visits=4, cap=4)
    assert regime.detection((1, 0)) == pytest.approx(69 / 70)
    found = play(regime, Plan(Violation(1, placing="concentrated")), Asks(), years=2, runs=20_000, seed=7)
    for years in (1, 2):
        assert is_exact(by_year(found, years), 20_000, regime.detection((1, 0), years))


def test_turns_meet_each_site_once_before_any_twice():
    seen = []

    class Notes(ByTurns):
        def saw(self, world, site, alarmed):
            seen.append(site)

    play(Regime("r", (1,) * 4, 6, 2), Plan(Violation(0)), Notes(), years=2, runs=50)
    histories = np.array(seen).reshape(50, 12)
    assert all(set(h[:4]) == {0, 1, 2, 3} for h in histories)
    assert all((h[:4] == h[4:8]).all() and (h[:4] == h[8:]).all() for h in histories)
    assert len({tuple(h[:4]) for h in histories}) > 10  # ties are drawn


def cued_chance(cue_rate: float, false_cue_rate: float, false: tuple[int, ...]) -> float:
    """Chance that a year's visits of `THREE` miss false items that stay, with cues, over every order of sites."""
    hazard = cue_rate * sum(k > 0 for k in false) + false_cue_rate * 3
    weights = [(cue_rate * (k > 0) + false_cue_rate) / hazard for k in false]
    some = 1 - exp(-hazard / 3)  # a cue between two visits

    def walk(visit, left):
        if visit == 3:
            return 1.0
        free = [c / sum(left) for c in left]
        blocked = sum(w for w, c in zip(weights, left, strict=True) if not c)
        total = 0.0
        for site in range(3):
            cued = weights[site] * (left[site] > 0) + blocked * free[site]
            chance = some * cued + (1 - some) * free[site]
            after = tuple(c - (s == site) for s, c in enumerate(left))
            if chance:
                total += chance * (1 - false[site] / 2) * walk(visit + 1, after)
        return total

    return 1 - walk(0, (2, 2, 2))


@pytest.mark.parametrize(("true", "wrong"), [(2.0, 0.0), (2.0, 1.5), (0.0, 3.0), (50.0, 0.1)])
def test_cues_against_every_order_of_visits(true, wrong):
    runs = 20_000
    found = play(THREE, Plan(Violation(1, placing="concentrated")), Cued(true, wrong), runs=runs, seed=8)
    exact = cued_chance(true, wrong, (1, 0, 0))
    assert is_exact(by_year(found, 1), runs, exact)
    blind = THREE.detection((1, 0, 0))
    # errors alone only send visits to one site twice more often
    assert exact > blind + 0.1 if true else exact < blind


def test_a_cue_is_spent_and_a_violator_who_leaves_is_pointed_to_no_more():
    cues = []

    class Leaves(Violator):
        def start(self, world):
            world.put(2, 1)
            world.wake(0.4)

        def act(self, world):
            world.put(2, 0)

    class Looks(Cued):
        def choose(self, world):
            cues.append(world.cue)
            return super().choose(world)

    play(Regime("r", (50,) * 3, 5, 5), Leaves(), Looks(1e6, 0.0), runs=20, seed=1)
    assert cues[:5] == [2, 2, None, None, None]  # visits at 0.2, 0.4 (the item leaves at that very time), 0.6, ...


# ---- the dates of visits


def test_dates_kept_back():
    assert reserve(5, keep=2, last=0.1) == pytest.approx((0.3, 0.6, 0.9, 0.95, 1.0))
    assert reserve(2, keep=0, last=0.5) == (0.25, 0.5)
    assert reserve(3, keep=3, last=0.3) == pytest.approx((0.8, 0.9, 1.0))
    found = play(SMALL, Plan(Violation(0)), AtRandom(reserve(3, keep=1)), years=2, runs=1)
    assert found.times.tolist() == pytest.approx([0.45, 0.9, 1.0, 1.45, 1.9, 2.0])


def test_dates_change_when_but_not_whether_a_year_meets_a_violation():
    found = play(SMALL, Plan(Violation(4)), AtRandom((0.1, 0.2, 0.3)), years=2, runs=20_000, seed=2)
    for years in (1, 2):
        assert is_exact(by_year(found, years), 20_000, SMALL.detection(spread(SMALL.items, 4), years))
    assert found.met[found.times == 1.0].sum() == 0  # the end of a year is no visit


# ---- what players see


def test_what_players_see_of_a_history():
    heard = []

    class Sees(Violator):
        def start(self, world):
            assert list(world.false) == [0, 0]
            heard.append(
                ("start", world.time, world.visits_left, *world.cap_left, *world.last_visit, world.next_visit())
            )
            world.wake(1.2)
            world.wake(0.6)

        def year(self, world):
            heard.append(("year", world.time, world.visits_left, *world.cap_left, world.next_visit()))

        def visited(self, world, site):
            heard.append(("visited", world.time, world.visits_left, sum(world.cap_left), world.last_visit[site]))

        def act(self, world):
            heard.append(("act", world.time))

    play(Regime("r", (4, 4), 2, 2), Sees(), years=2, runs=2, pauses=[(1.5, 1.5)])
    one = [
        ("start", 0.0, 2, 2, 2, -1.0, -1.0, 0.5),
        ("visited", 0.5, 1, 3, 0.5),
        ("act", 0.6),
        ("visited", 1.0, 0, 2, 1.0),
        ("year", 1.0, 1, 2, 2, 2.0),
        ("act", 1.2),
        ("visited", 2.0, 0, 3, 2.0),
    ]
    assert heard == one * 2


def test_one_who_only_asked_to_be_woken_sees_the_visits_before():
    heard = []

    class Wakes(Violator):
        def start(self, world):
            world.wake(1.3)

        def act(self, world):
            heard.append((world.time, world.visits_left, sum(world.cap_left), sorted(world.last_visit)))
            if world.time < 1.5:
                world.wake(1.8)

    play(Regime("r", (4,) * 3, 4, 4), Wakes(), years=2, runs=50)
    assert len(heard) == 100
    for time, left, cap_left, last in heard:
        assert (left, cap_left) == ((3, 11) if time == 1.3 else (1, 9))
        assert last[-1] == (1.25 if time == 1.3 else 1.75)


def test_what_was_asked_for_in_one_history_does_not_come_in_the_next():
    class Once(Violator):
        def __init__(self):
            self.begun = 0

        def start(self, world):
            self.begun += 1
            if self.begun % 2:
                world.put(0, 1)
                world.wake(0.9)

        def act(self, world):
            raise AssertionError("the history that asked for this ended before")

    found = play(Regime("r", (1,), 2, 2), Once(), runs=10)
    assert found.met.tolist() == [5, 0]


def test_alarms_true_and_false_reach_the_inspector():
    heard = []

    class Hears(Inspector):
        def saw(self, world, site, alarmed):
            heard.append(alarmed)

    play(Regime("r", (4, 4), 2, 2, false_alarm=1.0), Plan(Violation(0)), Hears(), runs=3)
    assert heard == [True] * 6
    heard.clear()
    play(Regime("r", (4, 4), 2, 2, recognise=0.0), Plan(Violation(8)), Hears(), runs=3)
    assert heard == [False] * 6
    heard.clear()
    found = play(Regime("r", (4, 4), 2, 2, false_alarm=1.0), Plan(Violation(8)), Hears(), runs=3)
    assert heard == [True] * 6  # no good item is left; the history goes on after it is met
    assert (found.false_alarms, found.met.tolist()) == (0, [3, 0])


def test_the_same_seed_is_the_same_answer():
    one, two, other = (play(SMALL, Shelters(3), Cued(1.0, 0.5), 2, 3_000, seed=s) for s in (4, 4, 5))
    assert np.array_equal(one.met, two.met)
    assert not np.array_equal(one.met, other.met)


def test_progress_and_breaking_off():
    told = []
    play(SMALL, Shelters(1), runs=2_500, progress=told.append)
    assert told == [1_000, 2_000, 2_500]

    def stop(done):
        if done == 2_000:
            raise KeyboardInterrupt

    found = play(SMALL, Plan(Violation(1)), runs=10_000, progress=stop)
    assert (found.runs, found.complete) == (2_000, False)
    assert is_exact(by_year(found, 1), 2_000, SMALL.detection(spread(SMALL.items, 1)))


def test_breaking_off_inside_a_history_keeps_those_before():
    class Breaks(Violator):
        def __init__(self, first):
            self.left = first

        def start(self, world):
            self.left -= 1
            if not self.left:
                raise KeyboardInterrupt

    found = play(SMALL, Breaks(first=1_500), runs=10_000)
    assert (found.runs, found.complete) == (1_000, False)
    with pytest.raises(KeyboardInterrupt):  # nothing is done yet
        play(Regime("r", (1,) * 10, 500, 50), Breaks(first=1), years=200, runs=2)


def test_many_sites_and_exhausted_caps_are_no_trouble():
    regime = Regime("large", (1_000_000,) * 10_000, 1_000, 1_000, opened=100_000)
    found = play(regime, Plan(Violation(10)), runs=5)
    assert found.visits == 1_000
    tight = play(Regime("tight", (1,) * 1_000, 1_000, 1), Plan(Violation(1)), runs=50)
    assert tight.met.sum() == 50  # all sites are visited


# ---- what is refused


class Puts(Violator):
    def __init__(self, what, *given):
        self.what, self.given = what, given

    def start(self, world):
        getattr(world, self.what)(*self.given)


class Goes(Inspector):
    def __init__(self, site):
        self.site = site

    def choose(self, world):
        return self.site


def with_(name, value):
    made = AtRandom()
    object.__setattr__(made, name, value)
    return made


NOTHING = Plan(Violation(0))


@pytest.mark.parametrize(
    ("make", "told"),
    [
        (lambda: play("new-start", NOTHING), "regime"),
        (lambda: play(SMALL, Violation(1)), "violator"),
        (lambda: play(SMALL, Plan), "violator"),
        (lambda: play(SMALL, NOTHING, "random"), "inspector"),
        (lambda: play(SMALL, NOTHING, years=0), "years"),
        (lambda: play(SMALL, NOTHING, years=201), "a whole number from 1 to 200"),
        (lambda: play(SMALL, NOTHING, runs=10**7 + 1), "a whole number from 1 to 10,000,000"),
        (lambda: play(SMALL, NOTHING, runs=0), "runs"),
        (lambda: play(SMALL, NOTHING, runs=2.5), "runs"),
        (lambda: play(SMALL, NOTHING, seed=-1), "seed"),
        (lambda: play(SMALL, NOTHING, pauses=[(2.0, 1.0)]), "a first time before the last"),
        (lambda: play(SMALL, NOTHING, pauses=2.0), "pauses"),
        (lambda: play(SMALL, NOTHING, pauses=[2.0]), "pauses[0]"),
        (lambda: play(SMALL, NOTHING, progress=1), "progress"),
        (lambda: play(SMALL, NOTHING, other_means=-0.1), "other_means"),
        (lambda: play(SMALL, NOTHING, other_means=float("nan")), "other_means"),
        (lambda: play(SMALL, NOTHING, AtRandom((0.5, 1.0))), "one day for each of the 3 visits of a year"),
        (lambda: play(SMALL, NOTHING, AtRandom((0.0, 0.5, 1.0))), "above 0 and at most 1"),
        (lambda: play(SMALL, NOTHING, AtRandom((0.5, 0.5, 1.0))), "each after the one before"),
        (lambda: play(SMALL, NOTHING, AtRandom((0.5, 0.7, 1.1))), "dates"),
        (lambda: play(SMALL, NOTHING, AtRandom(0.5)), "dates"),
        (lambda: play(SMALL, NOTHING, AtRandom(())), "dates"),
        (lambda: play(SMALL, NOTHING, with_("cue_rate", -1.0)), "cue_rate"),
        (lambda: play(SMALL, NOTHING, with_("false_cue_rate", float("inf"))), "false_cue_rate"),
        (lambda: Plan("much"), "violation"),
        (lambda: WaitsForQuota(-1), "number"),
        (lambda: Shelters(1.5), "number"),
        (lambda: Cued(-1.0, 0.0), "cue_rate"),
        (lambda: Cued(1.0, float("nan")), "false_cue_rate"),
        (lambda: reserve(0, 0), "visits"),
        (lambda: reserve(3, 4), "keep"),
        (lambda: reserve(3, 1, last=1.0), "last"),
        (lambda: play(SMALL, Plan(Violation(22, begins=5.0))), "number"),
        (lambda: play(SMALL, WaitsForQuota(22)), "number"),
        (lambda: play(SMALL, Shelters(22)), "number"),
        (lambda: play(SMALL, Puts("put", 1, 6)), "the 5 items of that site"),
        (lambda: play(SMALL, Puts("put", 1, -1)), "false[1]"),
        (lambda: play(SMALL, Puts("put", 1, 0.5)), "false[1]"),
        (lambda: play(SMALL, Puts("put", 4, 1)), "site"),
        (lambda: play(SMALL, Puts("put", -1, 1)), "site"),
        (lambda: play(SMALL, Puts("place", [0, 0, 10, 0])), "the 9 items of that site"),
        (lambda: play(SMALL, Puts("place", [0, 0])), "one number for each of 4 sites"),
        (lambda: play(SMALL, Puts("place", [0, 0, "a", 0])), "false[2]"),
        (lambda: play(SMALL, Puts("place", ())), "one number for each of 4 sites"),
        (lambda: play(SMALL, Puts("place", 3)), "false"),
        (lambda: play(SMALL, Puts("wake", 0.0)), "time"),
        (lambda: play(SMALL, Puts("wake", float("nan"))), "time"),
        (lambda: play(SMALL, NOTHING, Goes(2)), "a site with fewer than 2 visits this year"),
        (lambda: play(SMALL, NOTHING, Goes(4)), "choose"),
        (lambda: play(SMALL, NOTHING, Goes(-1)), "choose"),
        (lambda: play(SMALL, NOTHING, Goes(None)), "choose"),
    ],
)
def test_what_cannot_be_is_refused(make, told):
    with pytest.raises(VerificationError) as error:
        make()
    assert told in str(error.value)


def test_numbers_of_numpy_are_numbers():
    class Places(Violator):
        def start(self, world):
            world.place(np.array([1, 2, 3, 0]))
            world.put(np.int64(3), np.int64(4))
            assert list(world.false) == [1, 2, 3, 4]
            assert {type(k) for k in world.false} == {int}

    class Rounds(Inspector):
        def choose(self, world):
            return np.int64(world.visits_left)

    found = play(SMALL, Places(), Rounds(), runs=100)
    assert found.runs == 100


@pytest.mark.parametrize(("what", "value"), [("false", 2), ("false", 99), ("cap_left", 9), ("cap_left", 0)])
def test_what_a_player_sees_cannot_be_changed_behind_the_rules(what, value):
    class Writes(Violator):
        def start(self, world):
            getattr(world, what)[0] = value

        def visited(self, world, site):
            world.put(3, 0)

    regime = Regime("r", (3, 5, 9, 4), 3, 2, opened=1, recognise=0.5)
    with pytest.raises(VerificationError, match=f"world.{what}"):
        play(regime, Writes(), runs=100)


def test_players_of_our_own_are_not_changed_while_they_play():
    with pytest.raises(FrozenInstanceError):
        Shelters(1).number = 5
