"""Beliefs about hidden items against sums of fractions, the closed form, and sampling by hand."""

import math
from fractions import Fraction
from itertools import combinations
from math import comb

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from armscontrol.errors import VerificationError
from armscontrol.verification.hidden import (
    Posterior,
    Sample,
    Sighting,
    base_rate_prior,
    compliant_prior,
    posterior_false_items,
    posterior_total,
    sample_for_at_most,
    uniform_prior,
    weight_of_age,
)
from armscontrol.verification.limits import uniform_prior_posterior_at_most

EXACT = 1e-12


def exactly(number):
    """A double as the shortest decimal that a user would have typed."""
    return Fraction(repr(number))


def binom(n, p, x):
    return comb(n, x) * p**x * (1 - p) ** (n - x) if 0 <= x <= n else Fraction(0)


def sample_chance(N, k, n, found, q, f):
    """Chance of so many flags, from the number of false items in the sample."""
    total = Fraction(0)
    for x in range(max(0, n - (N - k)), min(k, n) + 1):
        drawn = Fraction(comb(k, x) * comb(N - k, n - x), comb(N, n))
        flags = sum(binom(x, q, i) * binom(n - x, f, found - i) for i in range(found + 1))
        total += drawn * flags
    return total


def looked_at(N, k, n, found, q, f):
    """The same item by item: every sample, every item flagged or not."""
    total, false = Fraction(0), set(range(k))
    for drawn in combinations(range(N), n):
        for flagged in combinations(drawn, found):
            chance = Fraction(1)
            for item in drawn:
                flag = q if item in false else f
                chance *= flag if item in flagged else 1 - flag
            total += chance
    return total / comb(N, n)


def sighting_chance(k, se, sp, alarm):
    quiet = sp * (1 - se) ** k
    return 1 - quiet if alarm else quiet


def bayes(prior, *likelihoods):
    joint = [math.prod(x, start=p) for p, *x in zip(prior, *likelihoods, strict=True)]
    return [x / sum(joint) for x in joint]


def test_180_of_400_clean_is_the_closed_form():
    found = posterior_false_items(uniform_prior(400), [Sample(180)])
    assert found.chances[0] == pytest.approx(181 / 401, rel=EXACT)
    for d in range(401):
        closed = 1 - Fraction(comb(400 - d, 181), comb(401, 181))
        assert found.at_most(d) == pytest.approx(float(closed), rel=EXACT)
        assert found.at_most(d) == pytest.approx(uniform_prior_posterior_at_most(400, 180, d), rel=EXACT)
    low, high = found.interval(0.95)
    assert (low, high) == (0, 6)
    assert found.quantile(0.95) == next(d for d in range(401) if found.at_most(d) >= 0.95)


SHARES = [0.0, 1.0, 0.5, 0.9, 0.03, 1e-9]


@pytest.mark.parametrize("q", SHARES)
@pytest.mark.parametrize("f", SHARES)
def test_the_chance_of_a_sample_is_that_of_looking_item_by_item(q, f):
    for n in range(5):
        for j in range(n + 1):
            mine = np.exp(Sample(n, j, q, f).log_likelihood(4))
            for k in range(5):
                slow = looked_at(4, k, n, j, exactly(q), exactly(f))
                assert slow == sample_chance(4, k, n, j, exactly(q), exactly(f))
                assert mine[k] == pytest.approx(float(slow), rel=EXACT, abs=0)


@given(st.data())
@settings(max_examples=150, deadline=None)
def test_the_chance_of_a_sample_is_the_sum_of_fractions(data):
    N = data.draw(st.integers(1, 25))
    n = data.draw(st.integers(0, N))
    j = data.draw(st.integers(0, n))
    q, f = (data.draw(st.sampled_from([*SHARES, 0.999999, 0.2])) for _ in range(2))
    mine = Sample(n, j, q, f).log_likelihood(N)
    for k in range(N + 1):
        slow = sample_chance(N, k, n, j, exactly(q), exactly(f))
        if slow == 0:
            assert mine[k] == -np.inf
        else:
            # the quotient, since chances go down to where no double reaches; 1 - q alone loses 1e-10 at q = 0.999999
            assert mine[k] == pytest.approx(math.log(slow.numerator) - math.log(slow.denominator), rel=1e-9, abs=1e-9)


@pytest.mark.parametrize(
    ("n", "found", "q", "f"), [(60, 0, 0.9, 0.0), (90, 12, 0.75, 0.0), (50, 5, 0.5, 0.03125), (119, 0, 0.5, 0.75)]
)
def test_a_sample_of_many_keeps_its_digits(n, found, q, f):
    mine = posterior_false_items(uniform_prior(120), [Sample(n, found, q, f)]).chances
    chances = [sample_chance(120, k, n, found, exactly(q), exactly(f)) for k in range(121)]
    assert mine == pytest.approx([float(x / sum(chances)) for x in chances], rel=1e-11)


def test_a_large_population_keeps_its_digits():
    """With all of a sample flagged, k of N items have weight C(k, n): sums of binomial coefficients."""
    N, n = 100_000, 300
    found = posterior_false_items(uniform_prior(N), [Sample(n, n, 0.8)])
    at = N - 120
    closed = 1 - Fraction(comb(at + 1, n + 1), comb(N + 1, n + 1))
    assert 1 - found.at_most(at) == pytest.approx(float(closed), rel=1e-10)
    nothing = posterior_false_items(uniform_prior(N), [Sample(n)])
    assert nothing.at_most(500) == pytest.approx(float(uniform_prior_posterior_at_most(N, n, 500)), rel=1e-11)


def test_imperfect_recognition_in_a_large_population():
    N, n, q = 20_000, 400, 0.7
    mine = Sample(n, 0, q).log_likelihood(N)
    for k in (1, 17, 5_000, 11_000, 19_600, 19_999, 20_000):
        log_slow = sum_of_logs(N, k, n, math.log1p(-q))
        assert mine[k] == pytest.approx(log_slow, rel=1e-11)


def sum_of_logs(N, k, n, step):
    """Logarithm of the mean of exp(step X), X hypergeometric, from whole numbers."""
    terms = []
    for x in range(max(0, n - (N - k)), min(k, n) + 1):
        terms.append(math.log(comb(k, x)) + math.log(comb(N - k, n - x)) - math.log(comb(N, n)) + x * step)
    top = max(terms)
    return top + math.log(math.fsum(math.exp(t - top) for t in terms))


def test_several_pieces_of_evidence_multiply():
    prior = compliant_prior(30, 0.75)
    evidence = [Sample(5), Sighting(0.1, 0.9, True), Sample(8, 2, 0.5, 0.25), Sighting(0.25, 0.5, False)]
    exact = [Fraction(3, 4)] + [Fraction(1, 120)] * 30
    slow = bayes(
        exact,
        [sample_chance(30, k, 5, 0, 1, 0) for k in range(31)],
        [sighting_chance(k, Fraction(1, 10), Fraction(9, 10), True) for k in range(31)],
        [sample_chance(30, k, 8, 2, Fraction(1, 2), Fraction(1, 4)) for k in range(31)],
        [sighting_chance(k, Fraction(1, 4), Fraction(1, 2), False) for k in range(31)],
    )
    mine = posterior_false_items(prior, evidence)
    assert mine.chances == pytest.approx([float(x) for x in slow], rel=EXACT)
    one_by_one = prior
    for piece in evidence:
        one_by_one = posterior_false_items(one_by_one, [piece])
    assert one_by_one.chances == pytest.approx(mine.chances, rel=EXACT)


def test_an_alarm_that_always_comes_and_one_that_cannot():
    prior = uniform_prior(3)
    assert posterior_false_items(prior, [Sighting(1.0, 1.0, True)]).chances == pytest.approx([0, 1 / 3, 1 / 3, 1 / 3])
    assert posterior_false_items(prior, [Sighting(1.0, 1.0, False)]).chances == pytest.approx([1, 0, 0, 0])
    assert posterior_false_items(prior, [Sighting(0.0, 0.5, True)]).chances == pytest.approx(prior.chances)


def test_priors():
    assert uniform_prior(0).chances.tolist() == [1.0]
    rate = Fraction(1, 5)
    whole = [float(binom(12, rate, k)) for k in range(13)]
    assert base_rate_prior(12, 0.2).chances == pytest.approx(whole, rel=EXACT)
    assert base_rate_prior(4, 0.0).chances.tolist() == [1, 0, 0, 0, 0]
    assert base_rate_prior(4, 1.0).chances.tolist() == [0, 0, 0, 0, 1]
    some = [float(Fraction(2, 5) * binom(12, rate, k) / (1 - binom(12, rate, 0))) for k in range(1, 13)]
    assert compliant_prior(12, 0.6, 0.2).chances == pytest.approx([0.6, *some], rel=EXACT)
    assert compliant_prior(4, 0.6).chances == pytest.approx([0.6, 0.1, 0.1, 0.1, 0.1])
    tiny = compliant_prior(1_000_000, 0.5, 1e-300).chances
    assert tiny[:2] == pytest.approx([0.5, 0.5])
    assert base_rate_prior(1_000_000, 0.5).mean == pytest.approx(500_000, rel=1e-9)


def test_old_evidence_counts_by_its_weight():
    assert weight_of_age(0, 5) == 1
    assert weight_of_age(10, 5) == 0.25
    assert weight_of_age(1e90, 1e-90) == 0
    prior = uniform_prior(10)
    fresh = posterior_false_items(prior, [Sample(4)]).chances
    half = posterior_false_items(prior, [Sample(4, weight=0.5)])
    assert half.chances == pytest.approx(np.sqrt(fresh) / np.sqrt(fresh).sum(), rel=EXACT)
    none = posterior_false_items(prior, [Sample(4, 4, weight=0.0)])
    assert none.chances == pytest.approx(prior.chances)
    two = posterior_false_items(prior, [Sample(4, weight=0.5), Sample(4, weight=0.5)])
    assert two.chances == pytest.approx(fresh, rel=EXACT)
    assert any("power 0.5" in x for x in half.assumes)


def test_every_answer_says_what_it_assumes():
    found = posterior_false_items(base_rate_prior(20, 0.1), [Sample(5, 1, 0.9, 0.01), Sighting(0.2, 0.95, True)])
    said = " ".join(found.assumes)
    for words in ("each of 20 items is false with chance 0.1", "5 of 20", "0.9", "0.01", "an alarm", "independent"):
        assert words in said
    total = posterior_total(1000, found, 3, uniform_prior(2))
    assert total.assumes[: len(found.assumes)] == found.assumes
    assert "1,000" in " ".join(total.assumes)


@given(
    st.lists(st.integers(0, 5), min_size=1, max_size=6).filter(any),
    st.lists(st.integers(0, 5), min_size=1, max_size=6).filter(any),
    st.integers(0, 4),
    st.integers(0, 4),
    st.integers(0, 3),
)
@settings(max_examples=150, deadline=None)
def test_a_total_is_the_sum_over_all_pairs(first, second, extra, units, low):
    false = Posterior(0, np.array(first) / sum(first))
    other = Posterior(low, np.array(second) / sum(second))
    slow = {}
    for k, a in enumerate(first):
        for u, b in enumerate(second, start=low):
            total = 100 + extra * k + units * u
            slow[total] = slow.get(total, 0) + Fraction(a * b, sum(first) * sum(second))
    found = posterior_total(100, false, extra, other, units)
    assert found.low == 100 + units * low
    for number, chance in zip(range(found.low, found.high + 1), found.chances, strict=True):
        assert chance == pytest.approx(float(slow.get(number, 0)), rel=EXACT)
    assert found.mean == pytest.approx(float(sum(x * p for x, p in slow.items())))


def test_a_total_without_undeclared_items():
    found = posterior_total(1500, uniform_prior(2), 2)
    assert (found.low, found.high) == (1500, 1504)
    assert found.chances == pytest.approx([1 / 3, 0, 1 / 3, 0, 1 / 3])


def test_reading_a_belief():
    belief = Posterior(5, np.array([0.0, 0.25, 0.0, 0.5, 0.25, 0.0]))
    assert belief.high == 10
    assert belief.mean == 0.25 * 6 + 0.5 * 8 + 0.25 * 9
    assert [belief.at_most(k) for k in (0, 5, 6, 7, 8, 9, 99)] == [0, 0, 0.25, 0.25, 0.75, 1, 1]
    assert [belief.quantile(p) for p in (0, 0.2, 0.25, 0.26, 0.75, 0.76, 1)] == [6, 6, 6, 8, 8, 9, 9]
    assert belief.interval(0.5) == (6, 8)
    tenths = uniform_prior(9)
    assert [tenths.quantile(k / 10) for k in range(1, 11)] == list(range(10))  # ties, whatever sums are rounded to
    with pytest.raises(ValueError, match="read-only"):
        belief.chances[0] = 1.0


@given(st.integers(1, 40), st.data())
@settings(max_examples=150, deadline=None)
def test_the_sample_for_a_confidence_is_the_first_that_gives_it(N, data):
    d = data.draw(st.integers(0, N))
    conf = data.draw(st.sampled_from([0.0, 0.1, 0.5, 0.9, 0.95, 0.999, 1.0, 0.25, 0.75]))

    def after(n):
        return 1 - Fraction(comb(N - d, n + 1), comb(N + 1, n + 1))

    assert sample_for_at_most(N, d, conf) == next(n for n in range(N + 1) if after(n) >= exactly(conf))


def test_the_sample_for_a_confidence_at_a_tie():
    assert sample_for_at_most(9, 0, 0.5) == 4  # (4 + 1) / (9 + 1)
    assert sample_for_at_most(399, 0, 0.95) == 379
    assert sample_for_at_most(1_000_000, 0, 0.5) == 500_000


NAN = math.nan


@pytest.mark.parametrize(
    ("where", "call"),
    [
        ("items", lambda: uniform_prior(-1)),
        ("items", lambda: uniform_prior(10**6 + 1)),
        ("items", lambda: uniform_prior(2.5)),
        ("items", lambda: compliant_prior(0, 0.5)),
        ("rate", lambda: base_rate_prior(5, 1.5)),
        ("rate", lambda: base_rate_prior(5, NAN)),
        ("rate", lambda: compliant_prior(5, 0.5, 0.0)),
        ("chance", lambda: compliant_prior(5, -0.1)),
        ("n", lambda: Sample(-1)),
        ("n", lambda: Sample(NAN)),
        ("found", lambda: Sample(3, 4)),
        ("recognise", lambda: Sample(3, 0, 1.1)),
        ("false_alarm", lambda: Sample(3, 0, 1.0, NAN)),
        ("weight", lambda: Sample(3, weight=2.0)),
        ("se", lambda: Sighting(-0.1, 0.9, True)),
        ("sp", lambda: Sighting(0.1, NAN, True)),
        ("alarm", lambda: Sighting(0.1, 0.9, 1)),
        ("n", lambda: posterior_false_items(uniform_prior(5), [Sample(6)])),
        ("found", lambda: posterior_false_items(uniform_prior(10**6), [Sample(500, 300, 0.9, 0.1)])),
        ("evidence", lambda: posterior_false_items(uniform_prior(5), Sample(2))),
        ("evidence", lambda: posterior_false_items(uniform_prior(5), [0.5])),
        ("evidence[2]", lambda: posterior_false_items(uniform_prior(5), [Sample(5), Sample(2, 1)])),
        ("evidence[1]", lambda: posterior_false_items(base_rate_prior(5, 0.0), [Sighting(0.5, 1.0, True)])),
        ("evidence[1]", lambda: posterior_false_items(uniform_prior(5), [Sample(2, 1, 0.0)])),
        ("prior", lambda: posterior_false_items(Posterior(1, np.ones(1)), [])),
        ("prior", lambda: posterior_false_items([1.0], [])),
        ("low", lambda: Posterior(-1, np.ones(1))),
        ("chances", lambda: Posterior(0, np.array([0.5, 0.4]))),
        ("chances", lambda: Posterior(0, np.array([1.5, -0.5]))),
        ("chances", lambda: Posterior(0, np.ones((1, 1)))),
        ("k", lambda: uniform_prior(5).at_most(-1)),
        ("p", lambda: uniform_prior(5).quantile(NAN)),
        ("conf", lambda: uniform_prior(5).interval(1.0)),
        ("age", lambda: weight_of_age(-1, 5)),
        ("half_life", lambda: weight_of_age(1, 0)),
        ("declared", lambda: posterior_total(-1, uniform_prior(5), 1)),
        ("extra", lambda: posterior_total(1, uniform_prior(5), NAN)),
        ("extra, units", lambda: posterior_total(1, uniform_prior(10**6), 100)),
        ("declared, extra, units", lambda: posterior_total(2**53, uniform_prior(5), 1)),
        ("undeclared", lambda: posterior_total(1, uniform_prior(10**6), 1, uniform_prior(10**6))),
        ("false_items, undeclared", lambda: posterior_total(1, 5, 1)),
        ("units", lambda: posterior_total(1, uniform_prior(5), 1, uniform_prior(5), -2)),
        ("items", lambda: sample_for_at_most(0, 0, 0.9)),
        ("most", lambda: sample_for_at_most(5, 6, 0.9)),
        ("conf", lambda: sample_for_at_most(5, 0, NAN)),
    ],
)
def test_bad_input_is_refused_by_name(where, call):
    with pytest.raises(VerificationError) as refused:
        call()
    assert refused.value.where == where
    assert refused.value.allowed


@given(st.integers(0, 300), st.data())
@settings(max_examples=100, deadline=None)
def test_only_chances_ever_come_out(N, data):
    shares = st.sampled_from([0.0, 1.0, 5e-324, 1e-300, 1 - 2**-53, 0.5, 0.99])
    n = data.draw(st.integers(0, N))
    found = data.draw(st.integers(0, n))
    sample = Sample(n, found, data.draw(shares), data.draw(shares), data.draw(shares))
    sighting = Sighting(data.draw(shares), data.draw(shares), data.draw(st.booleans()))
    try:
        out = posterior_false_items(uniform_prior(N), [sample, sighting])
    except VerificationError as refused:
        assert "could not happen" in str(refused)  # noqa: PT017  either is right
        return
    assert np.isfinite(out.chances).all()
    assert out.chances.sum() == pytest.approx(1)
