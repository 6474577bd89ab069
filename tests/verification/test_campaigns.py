"""Regimes and campaigns: the exact chance against every year that could be, the simulation against the exact chance."""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations, product
from math import comb, prod

import numpy as np
import pytest

from armscontrol.errors import VerificationError
from armscontrol.verification.campaigns import Violation, simulate
from armscontrol.verification.regimes import (
    PLACES,
    Regime,
    caught,
    compare_regimes,
    concentrated,
    exchanged,
    frontier,
    spread,
)

SMALL = Regime("small", items=(3, 5, 9, 4), visits=3, cap=2, opened=2)


def year_by_year(regime: Regime, false: tuple[int, ...]) -> Fraction:
    """The chance that a year's visits all miss, over every set of slots that the caps allow."""
    slots = [site for site in range(regime.sites) for _ in range(regime.cap)]
    sets = list(combinations(range(len(slots)), regime.visits))
    total = Fraction(0)
    for chosen in sets:
        total += prod(
            (
                Fraction(comb(m - k, min(n, m)), comb(m, min(n, m)))
                for m, k, n in ((regime.items[slots[s]], false[slots[s]], regime.opened) for s in chosen)
            ),
            start=Fraction(1),
        )
    return total / len(sets)


@pytest.mark.parametrize("false", [(0, 0, 0, 0), (1, 0, 0, 0), (0, 0, 2, 1), (3, 5, 9, 4), (1, 1, 1, 1)])
def test_a_year_is_a_draw_of_visits_that_the_caps_allow(false):
    missed = year_by_year(SMALL, false)
    assert SMALL.detection(false) == pytest.approx(float(1 - missed), abs=1e-14)
    assert SMALL.detection(false, 4) == pytest.approx(float(1 - missed**4), abs=1e-14)
    assert SMALL.detection(false, 0) == 0


def test_one_item_a_visit_and_no_caps_that_bind_is_the_closed_form():
    # one site: every visit draws one of 400 items, 20 of them false
    regime = Regime("one", items=(400,), visits=10, cap=10)
    assert regime.detection((20,)) == pytest.approx(1 - 0.95**10, rel=1e-13)


@pytest.mark.parametrize(("number", "placing"), list(product((1, 7, 21), PLACES)))
def test_a_placing_places_all_and_no_more_than_a_site_has(number, placing):
    false = PLACES[placing](SMALL.items, number)
    assert sum(false) == number
    assert all(k <= m for k, m in zip(false, SMALL.items, strict=True))


def test_placings_by_hand():
    assert concentrated((3, 5, 9, 4), 11) == (0, 2, 9, 0)
    assert spread((10, 20, 30), 7) == (1, 2, 4)  # 1.17, 2.33, 3.5: the seventh goes to the largest remainder


@pytest.mark.parametrize("placing", list(PLACES))
def test_the_simulation_agrees_with_the_exact_chance(placing):
    regime = Regime("r", items=(5, 30, 60, 100), visits=6, cap=2, opened=3, recognise=0.9)
    found = simulate(regime, Violation(12, placing=placing), years=3, runs=60_000, seed=5)
    for years in (1, 2, 3):
        share, low, high = found.probability_by(years, conf=0.9999)
        assert low <= regime.detection(PLACES[placing](regime.items, 12), years) <= high, share
    assert found.visits == 18
    assert found.runs == 60_000
    assert found.complete


def test_other_means_alone_are_an_exponential_wait():
    found = simulate(Regime("r", (9, 9), 0, 1), Violation(2, begins=1.0), 5, 60_000, other_means=0.5, seed=2)
    share, low, high = found.probability_by(3, conf=0.9999)
    assert low <= 1 - 2.718281828459045 ** (-0.5 * 2) <= high, share
    assert found.probability_by(1)[0] == 0
    assert found.met_by_visit == 0
    assert found.met_by_other_means == found.met.sum()


def test_false_alarms_are_counted_on_good_items():
    regime = Regime("r", (10, 10), 4, 2, opened=2, false_alarm=0.1)
    found = simulate(regime, Violation(0), 2, 40_000, seed=1)
    # 4 visits a year, 2 items each, 2 years: 16 good items
    assert abs(found.false_alarms - 1.6) < 5 * found.false_alarms_error
    assert found.probability_by(2)[0] == 0
    everywhere = simulate(regime, Violation(20), 2, 1_000, seed=1)
    assert everywhere.false_alarms == 0  # no good item is left


def test_a_pause_has_no_visits_and_growth_takes_time():
    regime = Regime("r", (20,) * 4, 4, 2)
    paused = simulate(regime, Violation(40), 2, 20_000, seed=3, pauses=[(1.0, 2.0)])
    assert paused.visits == 3  # the fourth visit of the first year falls on the pause
    assert paused.probability_by(2)[0] == paused.probability_by(1)[0]
    slow = simulate(regime, Violation(40, growth=10.0), 2, 20_000, seed=3)
    fast = simulate(regime, Violation(40), 2, 20_000, seed=3)
    assert slow.probability_by(2)[0] < fast.probability_by(2)[0]
    assert Violation(40, begins=0.5, growth=10.0).at(1.0) == 5


def test_the_same_seed_is_the_same_luck():
    violation = Violation(10)
    one = [simulate(Regime("r", (20,) * 5, n, 2), violation, 3, 20_000, seed=9) for n in (2, 2, 8)]
    assert (one[0].met == one[1].met).all()
    # common random numbers: no run that few visits catch in a year is missed by more visits more often than chance
    assert one[2].probability_by(3)[0] > one[0].probability_by(3)[0]


def test_broken_off_keeps_what_is_done():
    def stop(done):
        raise KeyboardInterrupt

    found = simulate(SMALL, Violation(1), 1, 200_000, progress=stop)
    assert (found.runs, found.complete) == (10_000, False)
    share, low, high = found.probability_by(1, conf=0.9999)
    assert low <= SMALL.detection(spread(SMALL.items, 1)) <= high, share


def test_what_a_regime_catches_is_the_smallest_violation():
    regime = Regime("r", (20,) * 6, 5, 1)
    for chance, years in ((0.5, 1), (0.9, 3)):
        found = caught(regime, chance, years)
        assert regime.detection(exchanged(regime, found.number)[0], years) >= chance
        assert regime.detection(exchanged(regime, found.number - 1)[0], years) < chance
    none = caught(Regime("none", (5,), 0, 1), 0.5, 5)
    assert none.number is None


def test_more_visits_catch_less_or_as_much():
    numbers = [n for _, n in frontier(Regime("r", (20,) * 10, 1, 2), 0.9, 3, [2, 5, 10, 20])]
    assert numbers == sorted(numbers, reverse=True)
    table = compare_regimes([Regime("a", (20,) * 10, 5, 2), Regime("b", (20,) * 10, 10, 2)])
    assert len(table) == 18
    by = {(c.regime, c.years, c.chance): c.number for c in table}
    assert all(by["b", y, p] <= by["a", y, p] for y in (1, 3, 5) for p in (0.5, 0.9, 0.95))


@pytest.mark.parametrize(
    ("make", "told"),
    [
        (lambda: Regime("r", (), 1, 1), "items"),
        (lambda: Regime("r", (0, 3), 1, 1), "items"),
        (lambda: Regime("r", (3, 3), 5, 2), "at most 4, 2 at each of 2 sites"),
        (lambda: Regime("r", (3,), 1, 1, recognise=1.5), "recognise"),
        (lambda: Regime("r", (3,), True, 1), "visits"),
        (lambda: SMALL.detection((1, 2)), "one for each of 4 sites"),
        (lambda: SMALL.detection((4, 0, 0, 0)), "at most the 3 items of that site"),
        (lambda: spread((3, 3), 7), "number"),
        (lambda: Violation(3, begins=-1.0), "begins"),
        (lambda: Violation(3, placing="anywhere"), "spread, concentrated"),
        (lambda: simulate(SMALL, Violation(99), 1, 10), "number"),
        (lambda: simulate(SMALL, Violation(1), 0, 10), "years"),
        (lambda: simulate(SMALL, Violation(1), 1, 10, pauses=[(2.0, 1.0)]), "a first time before the last"),
        (lambda: compare_regimes([]), "nothing to compare"),
        (lambda: compare_regimes([SMALL, SMALL]), "a name of its own"),
    ],
)
def test_what_cannot_be_is_refused(make, told):
    with pytest.raises(VerificationError) as error:
        make()
    assert told in str(error.value)


def test_stratified_luck_agrees_with_the_exact_chance_and_its_error_is_what_seeds_show():
    """Over forty seeds the shares scatter by the standard error that each campaign gives of itself."""
    regime = Regime("bases", items=(5,) * 10 + (35,) * 10, visits=18, cap=2)
    violation = Violation(10)
    exact = regime.detection(spread(regime.items, 10), 3)
    found = [simulate(regime, violation, 3, 6000, seed=s, stratified=True) for s in range(40)]
    shares = [f.probability_by(3)[0] for f in found]
    errors = [float(f.errors[-1]) for f in found]
    mean = sum(shares) / 40
    scatter = (sum((x - mean) ** 2 for x in shares) / 39) ** 0.5
    told = sum(errors) / 40
    assert abs(mean - exact) < 4 * told / 40**0.5
    assert 0.6 < scatter / told < 1.6  # a chi-square of 39: outside once in some ten thousand
    assert told < 0.5 * (exact * (1 - exact) / 6000) ** 0.5  # and it pays
    low, high = found[0].probability_by(3)[1:]
    assert low < shares[0] < high


def test_exchange_finds_the_placing_that_is_met_least_over_all_placings():
    """All placings of so many items, on small regimes: exchange finds the least in nearly all, and never invents one."""
    regimes = [
        Regime("a", (6,) * 4, 3, 1, 2),
        Regime("b", (5, 3, 2), 3, 2),
        Regime("c", (2, 8, 4), 2, 2, 2),
        Regime("d", (4, 4, 6, 1), 3, 1),
    ]
    cases = hit = 0
    for regime in regimes:
        for number in range(1, sum(regime.items), 2):
            every = (p for p in product(*(range(m + 1) for m in regime.items)) if sum(p) == number)
            least = min(regime.detection(p) for p in every)
            false, _ = exchanged(regime, number)
            assert sum(false) == number
            found = regime.detection(false)
            assert found <= min(regime.detection(place(regime.items, number)) for place in PLACES.values()) + 1e-12
            assert found >= least - 1e-12
            cases += 1
            hit += found <= least + 1e-9
    assert hit >= 0.95 * cases
    unequal = Regime("bases", (60, 60, 40, 20, 10, 10), 10, 2)
    assert unequal.detection((28, 29, 5, 0, 0, 0)) < 0.9 < unequal.detection(spread(unequal.items, 62))
    assert caught(unequal, 0.9, 1).number > 62


def test_other_means_that_meet_it_first_are_told_apart():
    found = simulate(Regime("r", (1,), 1, 1), Violation(1), 1, 10_000, other_means=10.0)
    assert found.met_by_visit + found.met_by_other_means == 10_000
    assert found.met_by_other_means == pytest.approx(10_000 * (1 - 2.718281828**-10), abs=10)


def test_visits_meet_what_the_last_data_exchange_declared_wrongly():
    """All items are false from 0.3 on; exchanges at 0, 0.5 and 1: the first visit that can meet one is that of 0.5."""
    regime = Regime("r", (8,), 10, 10)
    violation = Violation(8, begins=0.3, declared=1, true=3)
    free = simulate(regime, violation, 2, 1000)
    held = simulate(regime, violation, 2, 1000, exchanges=(0.0, 0.5, 1.0, 1.5))
    assert (free.time_to(1), held.time_to(1)) == (0.3, 0.5)
    assert held.hidden_when_met() == 8 * 2
    assert simulate(regime, violation, 2, 1000, exchanges=(0.0,)).time_to(0.01) is None
    for bad in (3, [-1.0], ["soon"]):
        with pytest.raises(VerificationError, match="exchanges"):
            simulate(regime, violation, 1, 10, exchanges=bad)


def test_a_load_is_hidden_item_by_item():
    growing = Violation(10, begins=1.0, growth=4.0, declared=2, true=5)
    assert [growing.hidden(t) for t in (0.5, 1.0, 1.5, 10.0)] == [0, 0, 6, 30]
    with pytest.raises(VerificationError, match="true"):
        Violation(1, declared=3, true=2)
    regime = Regime("r", (20,), 4, 4)
    found = simulate(regime, growing, 6, 20_000)
    shares = np.diff([0.0, *(found.probability_by(t)[0] for t in found.times)])
    by_hand = sum(p * growing.hidden(t) for p, t in zip(shares, found.times, strict=True)) / sum(shares)
    assert found.hidden_when_met() == pytest.approx(by_hand)
