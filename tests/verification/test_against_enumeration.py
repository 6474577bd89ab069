"""Every method against a second way to the same number: counting, whole-number fractions, small linear programs."""

import math
from decimal import Decimal, localcontext
from fractions import Fraction
from functools import cache
from itertools import combinations, permutations, product
from math import comb
from statistics import NormalDist

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from armscontrol.errors import VerificationError
from armscontrol.verification import (
    acceptance,
    alarms,
    belief,
    coverage,
    detection,
    dresher,
    factorials,
    imperfect,
    limits,
    matrix_games,
    programs,
    risk,
    sample_size,
    schedules,
    stackelberg,
    strata,
    timing,
    visits,
)

EXACT = 1e-12
SOLVER = 1e-7


def exactly(number):
    """A double as the shortest decimal that a user would have typed."""
    return Fraction(repr(number))


def hyper(N, d, n, x):
    return Fraction(comb(d, x) * comb(N - d, n - x), comb(N, n)) if 0 <= x <= n and n - x <= N - d else Fraction(0)


def binom(n, p, x):
    return comb(n, x) * p**x * (1 - p) ** (n - x)


def samples(N, n):
    return list(combinations(range(N), n))


# Sampling


@pytest.mark.parametrize("N", range(1, 8))
def test_detection_by_counting_samples(N):
    for d, n in product(range(N + 1), repeat=2):
        drawn = samples(N, n)
        hits = [sum(i < d for i in s) for s in drawn]
        found = Fraction(sum(h > 0 for h in hits), len(drawn))
        assert detection.hypergeom_detection(N, d, n) == pytest.approx(float(found), rel=EXACT, abs=0)
        assert detection.hypergeom_miss(N, d, n) == pytest.approx(float(1 - found), rel=EXACT, abs=0)
        seen = 1 - sum(Fraction(3, 10) ** h for h in hits) / len(drawn)
        assert detection.hypergeom_detection_imperfect(N, d, n, 0.7) == pytest.approx(float(seen), abs=EXACT)


@given(st.integers(1, 3000), st.data())
def test_detection_to_full_precision(N, data):
    d, n = data.draw(st.integers(0, N)), data.draw(st.integers(0, N))
    missed = Fraction(comb(N - d, n), comb(N, n))
    assert detection.hypergeom_detection(N, d, n) == pytest.approx(float(1 - missed), rel=EXACT, abs=0)
    assert detection.hypergeom_miss(N, d, n) == pytest.approx(float(missed), rel=1e-11, abs=1e-320)


@pytest.mark.parametrize(
    ("N", "d", "n"), [(2**22, 1, 1), (2**22, 7, 3), (4_000_000, 3, 900_000), (4_000_000, 2000, 2000)]
)
def test_detection_in_a_very_large_population(N, d, n):
    with localcontext() as context:
        context.prec = 60
        missed = Decimal(1)
        for j in range(d):
            missed *= Decimal(N - n - j) / Decimal(N - j)
        found = float(1 - missed)
    assert detection.hypergeom_detection(N, d, n) == pytest.approx(found, rel=EXACT, abs=0)


@pytest.mark.parametrize(("N", "d", "n"), [(1, 0, 0), (9, 9, 4), (40, 7, 38), (3000, 400, 250), (200_000, 900, 60)])
def test_chances_of_hits_by_fractions(N, d, n):
    x, chances = factorials.hits(N, d, n)
    for one, chance in zip(x.tolist(), chances, strict=True):
        assert chance == pytest.approx(float(hyper(N, d, n, one)), rel=1e-11)
    left = set(range(min(d, n) + 1)) - set(x.tolist())
    assert all(hyper(N, d, n, one) < Fraction(1, 10**17) for one in left)


def test_the_table_of_log_factorials():
    high, low = factorials._table(5000)
    with localcontext() as context:
        context.prec = 50
        for k in (0, 1, 2, 3, 17, 255, 256, 257, 511, 512, 1000, 4095, 4096, 5000):
            true = Decimal(math.factorial(k)).ln()
            assert abs(Decimal(float(high[k])) + Decimal(float(low[k])) - true) <= Decimal("1e-17") * (1 + true)
            assert float(high[k] + low[k]) == pytest.approx(math.lgamma(k + 1), rel=1e-14, abs=1e-15)


@given(st.integers(1, 60), st.data())
def test_arrays_give_what_single_numbers_give(N, data):
    d = data.draw(st.lists(st.integers(0, N), min_size=1, max_size=5))
    n = data.draw(st.integers(0, N))
    found = detection.hypergeom_detection(N, d, n)
    assert found.shape == (len(d),)
    for one, bad in zip(found, d, strict=True):
        assert one == pytest.approx(1 - comb(N - bad, n) / comb(N, n), abs=EXACT)


def test_two_instruments_by_counting_disjoint_samples():
    N, a, b = 6, Fraction(4, 5), Fraction(3, 10)
    for d, n1, n2 in product(range(N + 1), range(N + 1), range(N + 1)):
        if n1 + n2 > N:
            continue
        missed = count = 0
        for first in samples(N, n1):
            for second in combinations([i for i in range(N) if i not in first], n2):
                count += 1
                missed += (1 - a) ** sum(i < d for i in first) * (1 - b) ** sum(i < d for i in second)
        found = detection.two_method_detection(N, d, n1, 0.8, n2, 0.3)
        assert found == pytest.approx(float(1 - missed / count), abs=EXACT), (d, n1, n2)


def test_simple_forms():
    for d, n, se in product((0, 1, 3), (0, 2, 10), (0.0, 0.3, 1.0)):
        q = exactly(se)
        assert detection.approx_detection(10, d, n, se) == pytest.approx(float(1 - (1 - q * n / 10) ** d), abs=EXACT)
        assert detection.binom_detection(n, 1.0, se) == pytest.approx(float(1 - (1 - q) ** n), abs=EXACT)
        assert detection.census_detection(d, se) == pytest.approx(float(1 - (1 - q) ** d), abs=EXACT)
        pairs = [[se, n], [0.5, 0]]
        varying = detection.approx_detection_varying_se(10, d, pairs)
        assert varying == pytest.approx(float(1 - (1 - q * n / 10) ** d), abs=EXACT)
    missed = Fraction(comb(18, 5), comb(20, 5)) * Fraction(comb(27, 6), comb(30, 6))
    assert detection.multi_facility_detection([20, 30], [2, 3], [5, 6]) == pytest.approx(float(1 - missed), rel=EXACT)
    normal = NormalDist()
    for k, delta in ((3.0, 0.25), (1.0, -2.0), (0.0, 0.0)):
        assert detection.identification_probability(0.05, k, delta) == pytest.approx(
            normal.cdf(delta / 0.05 - k), abs=EXACT
        )


DECIMALS = st.sampled_from([0.05, 0.1, 0.2, 0.25, 0.3, 0.5, 0.75, 0.01, 0.6, 0.9, 0.0, 1.0])


def smallest_sample(N, d, beta):
    return next(n for n in range(N + 1) if Fraction(comb(N - d, n), comb(N, n)) <= beta)


@settings(max_examples=300)
@given(st.integers(1, 80), DECIMALS, st.data())
def test_sample_size_is_the_smallest_that_reaches_the_target(N, beta, data):
    d = data.draw(st.integers(1, N))
    assert sample_size.exact_sample_size(N, d, beta) == smallest_sample(N, d, exactly(beta))


def test_sample_sizes_where_the_target_is_met_exactly():
    for N in range(1, 61):
        betas = [k / N for k in range(N + 1) if Fraction(repr(k / N)) == Fraction(k, N)]
        expected = [smallest_sample(N, 1, exactly(b)) for b in betas]
        assert sample_size.exact_sample_size(N, 1, betas).tolist() == expected


def test_a_tie_in_a_large_population_is_settled_at_once():
    assert sample_size.exact_sample_size(4_000_000, 1, 0.5) == 2_000_000
    assert sample_size.exact_sample_size(4_000_000, 1, 0.05) == 3_800_000


@given(st.integers(1, 500), st.floats(0.001, 0.999), st.data())
def test_the_form_of_the_iaea_by_decimals_and_above_the_exact_one(N, beta, data):
    d = data.draw(st.integers(1, N))
    with localcontext() as context:
        context.prec = 40
        raw = N * (1 - Decimal(repr(beta)) ** (Decimal(1) / d))
        near = abs(raw - raw.to_integral_value()) < Decimal("2e-9")
        ceiling = math.ceil(raw)
        refined = (1 - Decimal(repr(beta)) ** (Decimal(1) / d)) * (N - Decimal(d - 1) / 2)
    if not near:
        assert sample_size.iaea_sample_size(N, d, beta) == ceiling
        assert ceiling >= smallest_sample(N, d, exactly(beta))
    assert sample_size.cannon_roe_sample_size_real(N, d, beta) == pytest.approx(float(refined), rel=1e-11)


@given(st.sampled_from([0.5, 0.75, 0.9, 0.95, 0.99, 1e-12, 0.0]), st.sampled_from([0.02, 0.1, 0.5, 0.9, 1.0]))
def test_sample_size_from_a_large_population_is_the_smallest(detect, p):
    allowed, missed, n = 1 - exactly(detect), Fraction(1), 0
    while missed > allowed:
        missed, n = missed * (1 - exactly(p)), n + 1
    assert sample_size.binom_sample_size(detect, p) == n


# Tests that err, acceptance plans


def flagged_distribution(N, d, n, se, sp):
    """Chances of 0..n flagged items, by every sample and every outcome of every test."""
    out = [Fraction(0)] * (n + 1)
    drawn = samples(N, n)
    for sample in drawn:
        for flags in product((0, 1), repeat=n):
            chance = Fraction(1, len(drawn))
            for item, flag in zip(sample, flags, strict=True):
                hit = se if item < d else 1 - sp
                chance *= hit if flag else 1 - hit
            out[sum(flags)] += chance
    return out


@pytest.mark.parametrize(("N", "d", "n"), [(5, 2, 3), (6, 1, 4), (4, 4, 2), (5, 0, 3), (5, 3, 5), (3, 1, 0)])
def test_imperfect_tests_by_every_outcome(N, d, n):
    chances = flagged_distribution(N, d, n, Fraction(9, 10), Fraction(49, 50))
    for c in range(n + 2):
        found = imperfect.imperfect_test_detection(N, d, n, c, 0.9, 0.98)
        assert found == pytest.approx(float(sum(chances[c:])), abs=EXACT)


def finding(N, d, n, c, se, sp):
    below = Fraction(0)
    for y in range(max(0, n - (N - d)), min(d, n) + 1):
        for a in range(min(c - 1, y) + 1):
            good = sum(binom(n - y, 1 - sp, g) for g in range(min(c - 1 - a, n - y) + 1))
            below += hyper(N, d, n, y) * binom(y, se, a) * good
    return 1 - below


@pytest.mark.parametrize(
    ("N", "d", "se", "sp", "detect", "specificity"),
    [
        (10, 1, 1.0, 1.0, 0.9, 0.95),
        (10, 2, 1.0, 1.0, 0.97, 0.95),
        (20, 8, 0.9, 0.95, 0.9, 0.9),
        (24, 12, 0.8, 0.9, 0.85, 0.9),
        (15, 15, 0.6, 0.8, 0.9, 0.8),
        (30, 6, 0.99, 0.99, 0.9, 0.6),
        (3, 3, 1.0, 0.9, 0.9, 0.95),  # every sampled item must be flagged
    ],
)
def test_the_plan_for_an_imperfect_test_is_the_first_that_meets_both_targets(N, d, se, sp, detect, specificity):
    q, r, rare = exactly(se), exactly(sp), exactly(specificity)
    for n in range(1, N + 1):
        c = next(c for c in range(n + 2) if sum(binom(n, 1 - r, g) for g in range(min(c, n + 1))) >= rare)
        if c <= n and finding(N, d, n, c, q, r) >= exactly(detect):
            break
    else:
        raise AssertionError("the example has no plan")
    plan = imperfect.imperfect_test_plan(N, d, se, sp, detect, specificity)
    assert (plan.n, plan.c) == (n, c)
    assert plan.detection == pytest.approx(float(finding(N, d, n, c, q, r)), abs=EXACT)
    assert plan.specificity == pytest.approx(float(sum(binom(n, 1 - r, g) for g in range(c))), abs=EXACT)
    assert imperfect.imperfect_test_plan_n(N, d, se, sp, detect, specificity) == n
    assert imperfect.imperfect_test_plan_cutpoint(N, d, se, sp, detect, specificity) == c


def test_large_populations_with_imperfect_tests():
    p, se, sp = Fraction(1, 10), Fraction(9, 10), Fraction(49, 50)
    flag = p * se + (1 - p) * (1 - sp)
    for n, c in product((0, 1, 7), (0, 1, 2)):
        if c > n + 1:
            continue
        tail = sum(binom(n, flag, x) for x in range(c, n + 1))
        none = sum(binom(n, 1 - sp, x) for x in range(min(c, n + 1)))
        assert imperfect.imperfect_test_detection_binom(n, c, 0.9, 0.98, 0.1) == pytest.approx(float(tail), abs=EXACT)
        assert imperfect.survey_specificity_cutpoint(n, c, 0.98) == pytest.approx(float(none), abs=EXACT)
    assert imperfect.survey_specificity(7, 0.98) == pytest.approx(float(sp**7), rel=EXACT)


@pytest.mark.parametrize(
    ("good", "often", "bad", "rarely"),
    [(0.01, 0.95, 0.1, 0.1), (0.0, 0.5, 0.2, 0.05), (0.05, 0.9, 0.3, 0.1), (0.1, 0.8, 1.0, 0.2), (0.5, 0.9, 0.9, 0.1)],
)
def test_the_plan_of_acceptance_is_the_first_that_meets_both_risks(good, often, bad, rarely):
    def accepts(n, c, p):
        return sum(binom(n, exactly(p), x) for x in range(c + 1))

    plans = ((n, c) for n in range(1, 200) for c in range(n))
    first = next(
        (n, c) for n, c in plans if accepts(n, c, good) >= exactly(often) and accepts(n, c, bad) <= exactly(rarely)
    )
    assert acceptance.find_plan_binom(good, often, bad, rarely) == first
    n, c = first
    assert acceptance.acceptance_probability_binom(n, c, bad) == pytest.approx(float(accepts(n, c, bad)), abs=EXACT)


def test_acceptance_by_counting_samples():
    for d, n, c in product(range(8), range(8), range(4)):
        drawn = samples(7, n)
        passed = sum(sum(i < d for i in s) <= c for s in drawn)
        found = acceptance.acceptance_probability_hypergeom(7, d, n, c)
        assert found == pytest.approx(passed / len(drawn), abs=EXACT)


# Strata, risk, limits


def test_no_other_samples_over_strata_make_more_sure():
    rng = np.random.default_rng(1)
    for _ in range(20):
        k = int(rng.integers(1, 5))
        N, mu, cost = rng.integers(5, 200, k), rng.uniform(0.2, 5, k), rng.uniform(0.5, 3, k)
        effort, goal = rng.uniform(0.05, 0.8) * float(cost @ N), rng.uniform(0.01, 0.2) * float(mu @ N)
        plan = strata.stratified_optimal(N, mu, cost, effort, goal)
        n, r = np.asarray(plan.sample), np.asarray(plan.falsified)
        assert float(cost @ n) == pytest.approx(effort, rel=1e-9)
        assert float(mu @ r) == pytest.approx(goal, rel=1e-9)
        assert 1 - np.prod((1 - n / N) ** r) == pytest.approx(plan.detection, abs=1e-9)
        gains = r / (N - n) / cost  # of effort moved to each stratum, in the logarithm
        assert gains == pytest.approx(gains[0])
        for _ in range(30):
            other = rng.dirichlet(np.ones(k)) * goal / mu
            assert 1 - np.prod((1 - n / N) ** other) >= plan.detection - 1e-9
            m = np.minimum(N, rng.dirichlet(np.ones(k)) * effort / cost)
            assert min(1 - (1 - m / N) ** (goal / mu)) <= plan.detection + 1e-9  # all in one stratum


def test_samples_over_strata_do_not_depend_on_the_unit():
    small = strata.stratified_optimal([100, 50], [1.0, 2.0], [1.0, 1.0], 30.0, 10.0).detection
    assert strata.stratified_optimal([100, 50], [1e20, 2e20], [1.0, 1.0], 30.0, 1e21).detection == pytest.approx(small)
    assert strata.stratified_optimal([100, 50], [1e-20, 2e-20], [1.0, 1.0], 30.0, 1e-19).detection == pytest.approx(
        small
    )


@given(st.lists(st.tuples(st.integers(1, 6), st.integers(0, 6)), min_size=1, max_size=3), st.data())
def test_the_worst_case_over_sites_by_every_split(sites, data):
    N, n = [a for a, _ in sites], [min(a, b) for a, b in sites]
    D = data.draw(st.integers(0, sum(N)))

    def missed(split):
        return math.prod(Fraction(comb(a - d, s), comb(a, s)) for a, s, d in zip(N, n, split, strict=True))

    splits = [s for s in product(*(range(a + 1) for a in N)) if sum(s) == D]
    worst = strata.multi_facility_worst_case(N, n, D)
    assert worst.detection == pytest.approx(float(1 - max(map(missed, splits))), abs=EXACT)
    assert worst.violations in splits
    assert float(1 - missed(worst.violations)) == pytest.approx(worst.detection, abs=EXACT)


def test_sampling_by_risk():
    rr, part, n = [Fraction(5), Fraction(3), Fraction(0)], [Fraction(1, 10), Fraction(1, 10), Fraction(4, 5)], [5, 0, 7]
    mean = sum(r * s for r, s in zip(rr, part, strict=True))
    scaled = [r / mean for r in rr]
    given_rr, given_part = [float(r) for r in rr], [float(s) for s in part]
    assert risk.adjusted_risk(given_rr, given_part) == pytest.approx([float(a) for a in scaled], rel=EXACT)
    p, se = Fraction(1, 10), [Fraction(9, 10), Fraction(1), Fraction(1, 2)]
    missed = math.prod((1 - s * a * p) ** k for s, a, k in zip(se, scaled, n, strict=True))
    found = risk.risk_based_detection_binom_varse(0.1, given_rr, given_part, n, [0.9, 1.0, 0.5])
    assert found == pytest.approx(float(1 - missed), abs=EXACT)
    missed = math.prod((1 - Fraction(9, 10) * a * p) ** k for a, k in zip(scaled, n, strict=True))
    found = risk.risk_based_detection_binom(0.1, given_rr, given_part, n, 0.9)
    assert found == pytest.approx(float(1 - missed), abs=EXACT)
    N = [10, 10, 80]
    missed = math.prod((1 - k / b) ** float(a * p * b) for a, b, k in zip(scaled, N, n, strict=True))
    assert risk.risk_based_detection_finite(0.1, given_rr, N, n, 1.0) == pytest.approx(1 - missed, abs=EXACT)


def test_a_stratum_without_risk_may_be_counted_in_full():
    assert risk.risk_based_detection_finite(0.1, [1.0, 0.0], [50, 50], [0, 50], 1.0) == 0.0
    assert risk.risk_based_detection_binom(0.5, [1.0, 1.0], [0.5, 0.5], [1, 0], 1.0) == pytest.approx(0.5)
    assert risk.risk_based_detection_binom(1.0, [1.0], [1.0], [0], 1.0) == 0.0


@settings(max_examples=200)
@given(st.integers(1, 60), st.sampled_from([0.05, 0.1, 0.25, 0.5, 0.01, 0.2, 0.8]), st.data())
def test_the_largest_number_that_a_clean_sample_leaves_possible(N, alpha, data):
    n = data.draw(st.integers(0, N))
    most = max(d for d in range(N + 1) if Fraction(comb(N - d, n), comb(N, n)) > exactly(alpha))
    assert limits.exact_upper_limit_defects(N, n, alpha) == most


def test_the_posterior_under_a_uniform_prior_by_bayes():
    for N, n in ((1, 0), (1, 1), (9, 4), (12, 12), (30, 7)):
        weights = [Fraction(comb(N - d, n), comb(N, n)) for d in range(N + 1)]
        for d in range(N + 1):
            expected = sum(weights[: d + 1]) / sum(weights)
            assert limits.uniform_prior_posterior_at_most(N, n, d) == pytest.approx(float(expected), rel=EXACT)


def test_intervals_by_their_defining_equations():
    normal = NormalDist()
    for n, x, conf in product((1, 9, 40), (0, 1, 7), (0.5, 0.95)):
        if x > n:
            continue
        tail, z, p = (1 - conf) / 2, normal.inv_cdf(0.5 + conf / 2), x / n
        low, high = limits.binomial_ci_clopper_pearson(x, n, conf)
        assert (low == 0) if x == 0 else sum(binom(n, low, k) for k in range(x, n + 1)) == pytest.approx(tail, rel=1e-9)
        assert (high == 1) if x == n else sum(binom(n, high, k) for k in range(x + 1)) == pytest.approx(tail, rel=1e-9)
        for end in limits.binomial_ci_wilson(x, n, conf):
            assert (p - end) ** 2 == pytest.approx(z * z * end * (1 - end) / n, abs=1e-12)
        low, high = limits.binomial_ci_agresti_coull(x, n, conf)
        centre = (x + z * z / 2) / (n + z * z)
        half = z * math.sqrt(centre * (1 - centre) / (n + z * z))
        assert (low, high) == pytest.approx((max(0, centre - half), min(1, centre + half)), abs=1e-12)
        low, high = limits.binomial_ci_jeffreys(x, n, conf)
        grid = (np.arange(400_000) + 0.5) / 400_000
        weight = grid ** (x - 0.5) * (1 - grid) ** (n - x - 0.5)
        if 0 < x < n:
            below = weight[grid < low].sum() / weight.sum(), weight[grid > high].sum() / weight.sum()
            assert below == pytest.approx((tail, tail), abs=1e-4)
    assert (1 - limits.zero_failure_upper_limit(10, 0.05)) ** 10 == pytest.approx(0.05, rel=EXACT)
    assert (1 - limits.beta_uniform_upper_limit(10, 0.05)) ** 11 == pytest.approx(0.05, rel=EXACT)
    part = limits.approx_upper_prevalence(500, 50, 0.95, 0.8)
    assert 1 - (1 - 0.8 * 50 / 500) ** (500 * part) == pytest.approx(0.95, rel=EXACT)


# Games


def two_by_two(a, b, c, d):
    """Value of a zero-sum game with rows (a, b) and (c, d) to the row player."""
    low, high = max(min(a, b), min(c, d)), min(max(a, c), max(b, d))
    return low if low == high else (a * d - b * c) / (a + d - b - c)


@cache
def dresher_value(n, m, b):
    if m >= n:
        return Fraction(0)
    if m == 0:
        return Fraction(-1)
    return two_by_two(b, dresher_value(n - 1, m - 1, b), Fraction(-1), dresher_value(n - 1, m, b))


@pytest.mark.parametrize("b", [Fraction(1), Fraction(1, 2), Fraction(3), Fraction(1, 100)])
def test_the_inspection_game_stage_by_stage(b):
    table = dresher.dresher_table(25, float(b))
    for n, m in product(range(26), range(26)):
        value = float(dresher_value(n, m, b))
        assert dresher.dresher_value_inspector(n, m, float(b)) == pytest.approx(value, rel=EXACT, abs=0), (n, m)
        assert table[n, m] == pytest.approx(value, rel=1e-11, abs=0), (n, m)
        assert dresher.inspector_payoff_leadership(n, m, 0.5, float(b)) == pytest.approx(value, rel=EXACT, abs=0)


@pytest.mark.parametrize("b", [Fraction(1), Fraction(1, 2), Fraction(3)])
def test_the_chance_to_inspect_leaves_the_inspectee_indifferent(b):
    for n in range(2, 20):
        for m in range(1, n):
            p = dresher.inspection_prob_first_stage(n, m, float(b))
            violate = p * float(b) - (1 - p)
            legal = p * float(dresher_value(n - 1, m - 1, b)) + (1 - p) * float(dresher_value(n - 1, m, b))
            assert violate == pytest.approx(float(dresher_value(n, m, b)), abs=1e-11)
            assert legal == pytest.approx(violate, abs=1e-11)


def test_a_long_game_by_fractions():
    below = sum(comb(3000, i) for i in range(501))
    assert dresher.dresher_value_inspector(3000, 500) == pytest.approx(
        float(-Fraction(comb(2999, 500), below)), rel=1e-12
    )
    above = sum(comb(2999, i) for i in range(500))
    assert dresher.inspection_prob_first_stage(3000, 500) == pytest.approx(float(Fraction(above, below)), rel=1e-12)
    assert dresher.dresher_table(300)[300, 120] == pytest.approx(
        float(-Fraction(comb(299, 120), sum(comb(300, i) for i in range(121)))), rel=1e-11
    )


@pytest.mark.parametrize("rewards", [(1, 1, 1), (1, 2, 3), (3, 2, 1)])
@pytest.mark.parametrize("b", [Fraction(1), Fraction(1, 2)])
def test_several_violations_stage_by_stage(rewards, b):
    @cache
    def value(n, m, k):
        """To the inspectee, by solving each stage: inspect or not, against violate or not."""
        if k == 0 or m >= n:
            return Fraction(0)
        r = rewards[k - 1]
        if m == 0:
            return r + value(n - 1, 0, k - 1)
        return -two_by_two(b * r, -value(n - 1, m - 1, k), -(r + value(n - 1, m, k - 1)), -value(n - 1, m, k))

    for n, m, k in product(range(1, 9), range(4), (1, 2, 3)):
        found = dresher.multi_violation_value_inspectee(n, m, k, float(b), {j + 1: r for j, r in enumerate(rewards)})
        assert found == pytest.approx(float(value(n, m, k)), abs=1e-11), (n, m, k)


@pytest.mark.parametrize("a", [Fraction(1, 2), Fraction(1, 10)])
def test_the_game_without_an_announcement_stage_by_stage(a):
    @cache
    def value(n, m):
        """To the inspector, whom the inspectee's mix leaves indifferent."""
        if m >= n or n == 0:
            return Fraction(0)
        if m == 0:
            return Fraction(-1)
        after_visit, after_none = value(n - 1, m - 1), value(n - 1, m)
        # q(-a) + (1-q) after_visit = q(-1) + (1-q) after_none
        q = (after_none - after_visit) / (1 - a + after_none - after_visit)
        return -q * a + (1 - q) * after_visit

    for n, m in product(range(1, 15), range(15)):
        found = dresher.inspector_payoff_simultaneous(n, m, float(a), 2.0)
        assert found == pytest.approx(float(value(n, m)), rel=1e-9), (n, m)


def game_value(matrix):
    """To the row player, from the column player's side: the least that the columns can hold it to."""
    A = np.asarray(matrix, dtype=float)
    m, n = A.shape
    found = linprog(
        [*([0.0] * n), 1.0], A_ub=np.hstack([A, -np.ones((m, 1))]), b_ub=np.zeros(m),
        A_eq=[[*([1.0] * n), 0.0]], b_eq=[1.0], bounds=[*([(0, None)] * n), (None, None)],
    )  # fmt: skip
    return float(found.fun)


@settings(max_examples=80)
@given(st.integers(1, 4), st.integers(1, 4), st.sampled_from([1.0, 1e-9, 1e9, 1e50]), st.data())
def test_both_mixes_of_a_matrix_game_guarantee_its_value(m, n, scale, data):
    A = np.asarray(data.draw(st.lists(st.lists(st.integers(-9, 9), min_size=n, max_size=n), min_size=m, max_size=m)))
    found = matrix_games.solve(A * scale)
    rows, columns = np.asarray(found.rows), np.asarray(found.columns)
    assert (rows @ A).min() == pytest.approx(found.value / scale, abs=SOLVER)
    assert (A @ columns).max() == pytest.approx(found.value / scale, abs=SOLVER)
    assert rows.sum() == pytest.approx(1)
    assert columns.sum() == pytest.approx(1)


@given(st.lists(st.integers(-9, 9), min_size=4, max_size=4))
def test_a_two_by_two_game_in_closed_form(entries):
    a, b, c, d = map(Fraction, entries)
    assert matrix_games.solve([entries[:2], entries[2:]]).value == pytest.approx(
        float(two_by_two(a, b, c, d)), abs=SOLVER
    )


@pytest.mark.parametrize("P", [0.0, 0.3, 0.8, 1.0])
def test_full_and_partial_inspections_period_by_period(P):
    @cache
    def value(f, p, left):
        if f >= left:
            return 0.0
        rows = [[value(f, p, left - 1), -1.0]]
        if f:
            rows.append([value(f - 1, p, left - 1), 1.0])
        if p:
            rows.append([value(f, p - 1, left - 1), 2 * P - 1])
        return game_value(rows)

    for f, p, m in product(range(3), (0, 1, 3), range(5)):
        assert timing.partial_inspection_value(f, p, m, P) == pytest.approx(value(f, p, m), abs=SOLVER)
    assert timing.partial_inspection_value(1, 10**12, 4, P) == pytest.approx(value(1, 4, 4), abs=SOLVER)


def test_hidden_inspections_at_dates_by_the_violators_program():
    for N in range(1, 7):
        for k in range(N + 1):
            waits = [
                [min(x for x in (*plan, N + 1) if x > start) - start for start in range(N + 1)]
                for plan in combinations(range(1, N + 1), k)
            ]
            expected = -game_value(-np.asarray(waits))
            assert timing.unobservable_inspections_value_discrete(N, k) == pytest.approx(expected, abs=SOLVER), (N, k)


def test_hidden_inspections_in_continuous_time_to_sixty_digits():
    with localcontext() as context:
        context.prec = 120
        for k in range(1, 61):
            total = sum(Decimal((-1) ** j * (k - j) ** j) * Decimal(k - j).exp() / math.factorial(j) for j in range(k))
            expected = float(1 / total)
            assert timing.unobservable_inspections_value_continuous(k) == pytest.approx(expected, rel=1e-9), k


def test_a_critical_time_by_linear_programming():
    for n, w in product(range(1, 8), range(1, 8)):
        for k in range(n + 1):
            if w > n:
                continue
            met = [
                [float(any(start < x <= start + w for x in plan)) for start in range(n - w + 1)]
                for plan in combinations(range(1, n + 1), k)
            ]
            assert timing.critical_time_value(n, k, w) == pytest.approx(game_value(met), abs=SOLVER), (n, k, w)
    for seed in range(5):
        plan = timing.critical_time_schedule(12, 2, 3, seed)
        assert len(set(plan)) == 2
        assert set(plan) <= {3, 6, 9, 12}


def test_inspections_that_are_seen_leave_the_violator_indifferent():
    for k, beta in product(range(5), (0.0, 0.2, 1.0)):
        ends = [0.0, *timing.playing_for_time_schedule(k, beta), 1.0]
        for i in range(k + 1):  # starts just after inspection i: unseen until one that does not miss, or the end
            unseen = sum((ends[j + 1] - ends[j]) * beta ** (j - i) for j in range(i, k + 1))
            assert unseen == pytest.approx(timing.playing_for_time_value(k, beta), abs=EXACT)


@pytest.mark.parametrize(
    ("shift", "b", "h"), [(2.0, 9.0, 1.0), (0.0, 3.0, 0.5), (1.0, 1.0, 0.0), (3.0, 0.5, 1.2), (0.3, 20.0, 15.0)]
)
def test_the_smallest_false_alarm_that_deters(shift, b, h):
    normal = NormalDist()

    def deters(alpha):
        beta = normal.cdf(normal.inv_cdf(1 - alpha) - shift)
        return -h * alpha >= -b + (1 + b) * beta

    alpha = alarms.leadership_false_alarm(shift, b, h)
    assert deters(alpha * (1 + 1e-7))
    assert not any(deters(alpha * part) for part in (1 - 1e-7, 0.99, 0.9, 0.5, 0.1, 0.01, 1e-4))


# Coverage


def sites():
    rng = np.random.default_rng(2)
    for _ in range(60):
        k = int(rng.integers(1, 8))
        uc = np.round(rng.uniform(-5, 5, k), 2)
        uu = uc + np.round(rng.uniform(0.1, 9, k), 2)
        yield uu, uc, float(np.round(rng.uniform(0, k + 0.5), 2)), np.round(rng.uniform(0.1, 1, k), 2)


def held_to(uu, uc, m, cap):
    """The least value by linear programming over coverages and the value."""
    k = len(uu)
    upper = np.block([[-np.diag(uu - uc), -np.ones((k, 1))], [np.ones((1, k)), np.zeros((1, 1))]])
    found = linprog([*([0.0] * k), 1.0], A_ub=upper, b_ub=[*(-uu), m], bounds=[*((0, c) for c in cap), (None, None)])
    return float(found.fun)


def test_coverage_by_linear_programming():
    for uu, uc, m, cap in sites():
        for most in (np.ones_like(cap), cap):
            if m > most.sum():
                with pytest.raises(VerificationError, match="all that the caps of the sites allow"):
                    coverage.allocate(uu, uc, m, most)
                continue
            found = coverage.allocate(uu, uc, m, most)
            assert found.value == pytest.approx(held_to(uu, uc, m, most), abs=SOLVER)
            assert found.used <= m + 1e-9
            assert (found.coverage <= most + 1e-12).all()
            assert (found.coverage >= 0).all()
            assert np.max(uu - found.coverage * (uu - uc)) == pytest.approx(found.value, abs=1e-9)
        m = min(m, len(uu))
        assert coverage.security_game_attacker_value(uu, uc, m) == pytest.approx(
            held_to(uu, uc, m, [1] * len(uu)), abs=SOLVER
        )
        weights = uu - uc
        expected = held_to(weights, 0 * weights, m, [1] * len(uu))
        assert coverage.zero_sum_coverage_value(weights, m) == pytest.approx(expected, abs=SOLVER)


def test_the_first_number_that_more_do_not_help_by_trying_each():
    for uu, uc, _, _ in sites():
        values = [held_to(uu, uc, m, [1] * len(uu)) for m in range(len(uu) + 1)]
        first = next(m for m, v in enumerate(values) if v <= values[-1] + 1e-8)
        assert coverage.security_game_first_saturating_m(uu, uc) == first


def test_one_site_at_a_time():
    for target in (0.5, 1.0, 2.9, 3.0, 4.0):
        c = coverage.coverage_for_attacker_indifference(3.0, 0.5, target)
        assert c == 0 if target >= 3 else 3.0 * (1 - c) + 0.5 * c == pytest.approx(target)
    assert coverage.defender_payoff_at_coverage(-20.0, 5.0, 0.75) == pytest.approx(0.75 * 5 - 0.25 * 20)
    for n, k in ((30, 5), (30, 0), (30, 30), (4000, 17), (10**6, 3)):
        assert coverage.count_pure_strategies_log10(n, k) == pytest.approx(math.log10(comb(n, k)), rel=1e-11, abs=1e-12)


@given(st.lists(st.integers(0, 12), min_size=1, max_size=6))
def test_the_comb_meets_every_coverage_exactly(twelfths):
    c = [t / 12 for t in twelfths]
    times = [0] * len(c)
    sizes = set()
    for step in range(12):  # between the points at which the choice changes
        chosen = schedules.comb_sample(c, (step + 0.5) / 12)
        assert len(set(chosen)) == len(chosen)
        sizes.add(len(chosen))
        for i in chosen:
            times[i] += 1
    assert times == twelfths
    assert sizes <= {sum(twelfths) // 12, -(-sum(twelfths) // 12)}


@given(st.lists(st.floats(0, 1), min_size=1, max_size=6), st.floats(0, 1))
def test_the_comb_names_sites_that_exist(c, u):
    assert set(schedules.comb_sample(c, u)) <= set(range(len(c)))


def test_a_schedule_meets_its_coverage_in_the_long_run():
    c = [0.9, 0.5, 0.0, 1.0, 0.35]
    found = schedules.schedule(c, 4000, seed=7)
    seen = [sum(i in p for p in found.periods) / 4000 for i in range(5)]
    assert found.greatest_gap == pytest.approx(max(abs(s - x) for s, x in zip(seen, c, strict=True)))
    assert found.greatest_gap < 4 * math.sqrt(0.25 / 4000)
    assert {len(p) for p in found.periods} == {2, 3}
    assert found.variance == pytest.approx(np.var([len(p) for p in found.periods]))
    assert schedules.schedule(c, 5, seed=7) == schedules.schedule(c, 5, seed=7)
    assert schedules.schedule([0.0], 3, seed=1).periods == ((), (), ())


def piecewise(worth, detect, visits, cap):
    """Visits by linear programming: a site pays the highest of the lines through its pieces, which bend upwards."""
    k = len(worth)
    rows, limit = [], []
    for i in range(k):
        for j in range(cap[i]):
            top, drop = worth[i] * (1 - detect[i]) ** j, worth[i] * detect[i] * (1 - detect[i]) ** j
            row = np.zeros(k + 1)
            row[i], row[k] = -drop, -1.0
            rows.append(row)  # top - drop (v - j) <= x
            limit.append(-top - drop * j)
    upper = np.vstack([*rows, np.append(np.ones(k), 0.0)])
    found = linprog(
        [*([0.0] * k), 1.0], A_ub=upper, b_ub=[*limit, visits], bounds=[*((0, c) for c in cap), (None, None)]
    )
    return float(found.fun)


def test_visits_with_caps_by_linear_programming():
    rng = np.random.default_rng(5)
    for sites_ in (1, 2, 5, 9):
        for _ in range(12):
            worth, detect = rng.uniform(1, 10, sites_), rng.choice([0.1, 0.5, 0.9, 1.0], sites_)
            cap = rng.integers(1, 4, sites_)
            for visits_ in (0, cap.sum() * rng.random(), cap.sum()):
                found = coverage.allocate_visits(worth, detect, visits_, cap)
                assert found.value == pytest.approx(piecewise(worth, detect, visits_, cap), abs=1e-6)
                assert found.used <= visits_ + 1e-9
                whole, part = np.floor(found.expected), found.expected % 1
                missed = (1 - detect) ** whole * (1 - part * detect)  # rounded down or up at random
                assert np.max(worth * missed) == pytest.approx(found.value, rel=1e-9, abs=1e-9)


def test_one_visit_at_most_is_the_game_of_coverage():
    worth = np.asarray([9.0, 5.0, 4.0, 1.0])
    by_visits = coverage.allocate_visits(worth, 0.6, 1.5, 1)
    by_game = coverage.allocate(worth, worth * 0.4, 1.5)
    assert by_visits.value == pytest.approx(by_game.value, rel=1e-12)
    assert by_visits.expected == pytest.approx(by_game.coverage, rel=1e-12)


def test_more_visits_than_caps_allow_are_refused():
    for call in (
        lambda: coverage.allocate([3.0, 2.0], [0.0, 0.0], 1.5, 0.7),
        lambda: coverage.allocate_visits([3.0, 2.0], 0.5, 5, 2),
        lambda: programs.allocate_kinds([3.0, 2.0], [0.0, 0.0], [1.5, 0.1], [[1, 0], [1, 1]]),
        lambda: programs.allocate_types([1.0], [[3.0, 2.0]], [[0.0, 0.0]], 2.5),
    ):
        with pytest.raises(VerificationError, match=r"all that the caps of the sites .*allow together"):
            call()


def test_one_type_of_violator_is_the_game_of_coverage():
    for uu, uc, asked, _ in sites():
        m = min(asked, len(uu))
        found = programs.allocate_types([1.0], [uu], [uc], m)
        assert found.value == pytest.approx(coverage.allocate(uu, uc, m).value, abs=SOLVER)


def test_types_of_violator_by_trying_coverages():
    """Two types that want different sites: every coverage of a fine grid does no better."""
    uu, uc, chance = np.asarray([[6.0, 1.0, 2.0], [1.0, 5.0, 4.0]]), np.zeros((2, 3)), [0.3, 0.7]
    found = programs.allocate_types(chance, uu, uc, 1.0)
    assert found.coverage.sum() <= 1 + 1e-9
    assert found.values == pytest.approx(np.max(uu * (1 - found.coverage), axis=1))
    best = min(
        float(np.asarray(chance) @ np.max(uu * (1 - np.asarray([a, b, 100 - a - b]) / 100), axis=1))
        for a in range(101)
        for b in range(101 - a)
    )
    assert found.value <= best + 1e-9
    assert found.value == pytest.approx(best, abs=0.05)


def met(found, n):
    return [sum(p for s, p in zip(found.sets, found.chances, strict=True) if i in s) for i in range(n)]


@given(st.lists(st.integers(0, 12), min_size=1, max_size=8))
def test_a_mixture_meets_every_coverage_with_the_fewest_visits(twelfths):
    c = [t / 12 for t in twelfths]
    found = schedules.decompose(c)
    assert sum(found.chances) == pytest.approx(1)
    assert met(found, len(c)) == pytest.approx(c, abs=1e-8)
    assert {len(s) for s in found.sets} <= {sum(twelfths) // 12, -(-sum(twelfths) // 12)}
    assert found.greatest_gap == 0


def test_pairs_that_must_stay_apart_by_a_program_over_all_sets():
    rng = np.random.default_rng(8)
    for n in (3, 5, 6):
        for _ in range(8):
            c = np.round(rng.random(n) * 0.7, 2)
            apart = [p for p in combinations(range(n), 2) if rng.random() < 0.5]
            found = schedules.decompose(c, apart)
            most = math.ceil(c.sum() - 1e-9)
            allowed = [
                s
                for k in range(most + 1)
                for s in combinations(range(n), k)
                if not any(i in s and j in s for i, j in apart)
            ]
            table = np.asarray([[float(i in s) for s in allowed] for i in range(n)])
            best = linprog(
                [*([0.0] * len(allowed)), 1.0],
                A_ub=np.block([[-table, -np.ones((n, 1))], [table, np.zeros((n, 1))]]),
                b_ub=[*(-c), *c],
                A_eq=[[*([1.0] * len(allowed)), 0.0]],
                b_eq=[1.0],
            )
            assert found.greatest_gap == pytest.approx(float(best.fun), abs=1e-7)
            assert set(found.sets) <= set(allowed)
            assert all(found.together(i, j) == 0 for i, j in apart)
            short = c - np.asarray(met(found, n))
            assert short.max(initial=0) == pytest.approx(found.greatest_gap, abs=1e-7)
            assert short.min(initial=0) > -1e-7
            sizes = np.asarray([len(s) for s in found.sets])
            mean = float(np.dot(found.chances, sizes))
            assert found.variance == pytest.approx(float(np.dot(found.chances, (sizes - mean) ** 2)), abs=1e-9)


def test_a_mixture_is_drawn_by_its_chances():
    found = schedules.decompose([0.5, 0.25, 0.75, 0.5], [(0, 2)])
    times = dict.fromkeys(found.sets, 0)
    for step in range(1000):
        times[found.draw((step + 0.5) / 1000)] += 1
    assert [times[s] / 1000 for s in found.sets] == pytest.approx(found.chances, abs=0.002)
    assert found.draw(1.0) == found.sets[-1]


@given(st.lists(st.integers(0, 36), min_size=1, max_size=5))
def test_expected_visits_are_drawn_down_or_up(twelfths):
    expected = [t / 12 for t in twelfths]
    drawn = [schedules.draw(expected, (step + 0.5) / 12) for step in range(12)]
    assert [sum(d[i] for d in drawn) for i in range(len(expected))] == twelfths
    assert all(math.floor(e) <= d[i] <= math.ceil(e) for d in drawn for i, e in enumerate(expected))


def test_two_kinds_of_inspection_by_a_program_of_subsets():
    rng = np.random.default_rng(3)
    for scale in (1.0, 1.0, 1.0, 1e12):
        uc = rng.uniform(-2, 2, 4) * scale
        uu = uc + rng.uniform(0.5, 5, 4) * scale
        may = np.asarray([[1, 1, 0, 1], [0, 1, 1, 0]], dtype=bool)
        quotas = np.asarray([1.2, 0.4])
        found = programs.allocate_kinds(uu, uc, quotas, may, cap=0.8)
        # Hall: a coverage can be shared out when no set of sites needs more than the kinds that may go there have
        rows, limit = [], []
        for size in range(1, 5):
            for some in combinations(range(4), size):
                kinds = may[:, list(some)].any(axis=1)
                rows.append([*(float(i in some) for i in range(4)), 0.0])
                limit.append(float(quotas[kinds].sum()))
        upper = np.vstack([np.hstack([-np.diag((uu - uc) / scale), -np.ones((4, 1))]), rows])
        best = linprog(
            [0, 0, 0, 0, 1], A_ub=upper, b_ub=[*(-uu / scale), *limit], bounds=[*([(0, 0.8)] * 4), (None, None)]
        )
        assert found.value / scale == pytest.approx(float(best.fun), abs=SOLVER)
        table = np.asarray(found.by_kind)
        assert (table[~may] == 0).all()
        assert (table.sum(axis=1) <= quotas + 1e-9).all()
        assert (table.sum(axis=0) <= 0.8 + 1e-9).all()


def test_small_chances_keep_their_digits():
    """One visit to one of 4,000,000 items, one of them false, hardly ever recognised: 1e-12/4e6."""
    assert detection.hypergeom_detection_imperfect(4_000_000, 1, 1, 1e-12) == pytest.approx(2.5e-19, rel=1e-9)
    assert detection.hypergeom_detection_imperfect(400, 40, 10, 0) == 0
    assert detection.two_method_detection(400, 1, 1, 1e-12, 0, 0.5) == pytest.approx(2.5e-15, rel=1e-9)
    assert imperfect.imperfect_test_detection(400, 1, 1, 1, 1e-12, 1.0) == pytest.approx(2.5e-15, rel=1e-9)


def test_zero_has_no_sign():
    for zero in (
        detection.hypergeom_detection(9, 0, 3),
        detection.binom_detection(0, 0.5),
        detection.census_detection(0, 1),
    ):
        assert math.copysign(1, zero) == 1
    assert not np.signbit(detection.hypergeom_detection([9, 9], 0, 3)).any()


def test_a_plan_for_a_test_that_never_flags_a_good_item():
    """With sp 1 any cut of one is sure on the good side: the plan is the exact sample size."""
    plan = imperfect.imperfect_test_plan(100, 5, 1.0, 1.0, 0.95, 1.0)
    assert (plan.n, plan.c) == (sample_size.exact_sample_size(100, 5, 0.05), 1)


@pytest.mark.parametrize(
    ("N", "d", "q", "beta"), [(40, 7, 0.5, 0.1), (30, 1, 0.5, 0.6), (12, 12, 0.9, 0.01), (25, 3, 1.0, 0.2)]
)
def test_sample_size_with_weak_recognition_by_counting(N, d, q, beta):
    def missed(n):
        return sum(hyper(N, d, n, x) * (1 - exactly(q)) ** x for x in range(min(d, n) + 1))

    expected = next(n for n in range(N + 1) if missed(n) <= exactly(beta))
    assert sample_size.exact_sample_size_imperfect(N, d, beta, q) == expected


# A leader who commits


def best_commitment(chances, games):
    """Two actions of the leader: the best is at 0, 1, or where some type is indifferent; ties favour the leader."""
    points = {Fraction(0), Fraction(1)}
    for g in games:
        for j, k in combinations(range(len(g[0])), 2):
            at0 = g[1][j][1] - g[1][k][1]
            slope = (g[0][j][1] - g[0][k][1]) - at0
            if slope:
                points.add(Fraction(-at0, slope))
    best = None
    for x in (p for p in points if 0 <= p <= 1):
        total = Fraction(0)
        for chance, g in zip(chances, games, strict=True):
            pays = [x * g[0][j][1] + (1 - x) * g[1][j][1] for j in range(len(g[0]))]
            total += chance * max(
                x * g[0][j][0] + (1 - x) * g[1][j][0] for j in range(len(g[0])) if pays[j] == max(pays)
            )
        best = total if best is None else max(best, total)
    return best


def random_game(rng, columns):
    return rng.integers(-6, 7, (2, columns, 2)).tolist()


def test_commitments_of_two_actions_by_every_point_where_a_reply_changes():
    rng = np.random.default_rng(4)
    for _ in range(60):
        g = random_game(rng, int(rng.integers(1, 5)))
        expected = float(best_commitment([Fraction(1)], [g]))
        leader, follower = np.asarray(g)[:, :, 0], np.asarray(g)[:, :, 1]
        assert stackelberg.stackelberg_value(leader, follower) == pytest.approx(expected, abs=1e-6)
        found = stackelberg.stackelberg(leader * 1e15, follower * 1e-15)
        assert found.value / 1e15 == pytest.approx(expected, abs=1e-6)
        mix = np.asarray(found.strategy)
        assert mix.sum() == pytest.approx(1)
        assert (mix @ leader)[found.replies[0]] == pytest.approx(expected, abs=1e-6)
        assert (mix @ follower)[found.replies[0]] >= (mix @ follower).max() - 1e-6


def test_commitments_against_several_types_by_the_same():
    rng = np.random.default_rng(5)
    for _ in range(30):
        games = [random_game(rng, int(rng.integers(1, 4))) for _ in range(int(rng.integers(1, 4)))]
        weights = [Fraction(int(w)) for w in rng.integers(1, 5, len(games))]
        chances = [w / sum(weights) for w in weights]
        found = stackelberg.bayesian_stackelberg([float(c) for c in chances], games)
        assert found.value == pytest.approx(float(best_commitment(chances, games)), abs=1e-5)
        assert stackelberg.bayesian_stackelberg_strategy([float(c) for c in chances], games) == list(found.strategy)
        for g, reply in zip(games, found.replies, strict=True):
            pays = np.asarray(found.strategy) @ np.asarray(g, dtype=float)[:, :, 1]
            assert pays[reply] >= pays.max() - 1e-5


def test_a_commitment_of_three_actions_is_near_the_best_of_a_grid():
    rng = np.random.default_rng(6)
    grid = [(i / 60, j / 60, (60 - i - j) / 60) for i in range(61) for j in range(61 - i)]
    mixes = np.asarray(grid)
    for _ in range(20):
        leader, follower = rng.integers(-6, 7, (3, 3)), rng.integers(-6, 7, (3, 3))
        pays = mixes @ follower
        ours = np.where(pays >= pays.max(axis=1, keepdims=True) - 1e-12, mixes @ leader, -np.inf).max(axis=1)
        value = stackelberg.stackelberg_value(leader, follower)
        assert value >= ours.max() - 1e-6  # no mix of the grid is better
        assert value <= leader.max()
        one_type = np.stack([leader, follower], axis=2).tolist()
        assert stackelberg.bayesian_stackelberg_value([1.0], [one_type]) == pytest.approx(value, abs=1e-5)


# Belief


@given(st.sampled_from([0.1, 0.5, 0.9, 1.0]), st.sampled_from([0.0, 0.01, 0.2]), st.sampled_from([0.0, 0.3, 0.9]))
def test_belief_by_bayes_period_by_period(prior, turned, seen):
    P, p, D = exactly(prior), exactly(turned), exactly(seen)
    path = [P]
    for _ in range(6):
        good = path[-1] * (1 - p)
        path.append(good / (good + (1 - good) * (1 - D)))
    assert belief.compliance_over_time(prior, turned, seen, 6) == pytest.approx([float(x) for x in path], rel=EXACT)
    assert belief.posterior_compliance_sequence(prior, turned, seen, 6) == pytest.approx(float(path[-1]), rel=EXACT)
    assert belief.posterior_compliance(prior, seen, turned) == pytest.approx(float(path[1]), rel=EXACT)
    assert belief.discounted_prior(prior, turned) == pytest.approx(float(P * (1 - p)), rel=EXACT)
    if path[5] > path[0]:
        target = float(path[3] + path[4]) / 2
        assert belief.periods_to_reach_posterior(prior, turned, seen, target) == 4


def clean(P, D):
    return P / (P + (1 - P) * (1 - D))


def test_beliefs_that_are_held():
    for D, p in product((0.3, 0.5, 0.9, 1.0), (0.0, 0.01, 0.2)):
        after = belief.compliance_equilibrium(D, p)
        assert clean(after * (1 - p), D) == pytest.approx(after, abs=EXACT)
        before = after * (1 - p)
        if before < 1:
            assert belief.detect_needed_to_hold_prior(before, p) == pytest.approx(D if p else 0.0, abs=1e-9)
    assert belief.detect_needed_to_hold_prior(1.0, 0.0) == 0.0
    for target, p, step in product((0.5, 0.9), (0.0, 0.1), (0.01, 0.05, 0.3)):
        steps = [Fraction(repr(step)) * i for i in range(1, math.floor(1 / Fraction(repr(step))) + 1)]
        pp = exactly(p)
        enough = [D for D in steps if pp < D and (1 - pp / D) / (1 - pp) > exactly(target)]
        if enough:
            found = belief.detect_needed_for_equilibrium_grid(target, p, step)
            assert found == pytest.approx(float(enough[0]), abs=EXACT), (target, p, step)


def test_what_a_target_needs():
    for prior, target in product((0.01, 0.5, 0.9), (0.5, 0.95, 0.999)):
        D = belief.detect_needed_for_posterior(prior, target)
        assert clean(prior, D) == pytest.approx(max(prior, target), abs=EXACT)
        for seen in (0.1, 0.5, 0.99):
            count, held = 0, prior
            while held < target - 1e-12:
                held, count = clean(held, seen), count + 1
            assert belief.clean_inspections_needed(prior, seen, target) == count


def test_samples_that_a_target_needs_by_trying_each():
    for target, prior, p_intro in product((0.8, 0.95), (0.3, 0.7), (0.0, 0.05)):
        held = prior * (1 - p_intro)
        sized = next(n for n in range(400) if clean(held, 1 - (1 - 0.9 * n / 300) ** 12) >= target)
        assert belief.sample_size_for_posterior(target, prior, p_intro, 300, 12, 0.9) == sized
        sized = next(n for n in range(4000) if clean(held, 1 - (1 - 0.9 * 0.02) ** n) >= target)
        assert belief.sample_size_for_posterior_binom(target, prior, p_intro, 0.02, 0.9) == sized
    assert belief.sample_size_for_posterior(0.4, 0.5, 0.0, 300, 12, 0.9) == 0


def test_several_tests_by_bayes():
    tests = [(0.8, 0.95, True), (0.6, 0.9, False), (0.99, 0.5, True)]
    for used in permutations(tests):
        good, bad = Fraction(9, 10), Fraction(1, 10)
        for se, sp, alarm in used:
            good *= 1 - exactly(sp) if alarm else exactly(sp)
            bad *= exactly(se) if alarm else 1 - exactly(se)
        given_tests = [{"se": se, "sp": sp, "alarm": alarm} for se, sp, alarm in used]
        assert belief.posterior_compliance_tests(0.9, given_tests) == pytest.approx(
            float(good / (good + bad)), rel=EXACT
        )
    assert belief.posterior_compliance_tests(0.9, []) == 0.9
    assert belief.tests_in_series([0.5, 0.4]) == pytest.approx(0.2)
    assert belief.tests_in_parallel([0.5, 0.4]) == pytest.approx(0.7)
    low, high = belief.sprt_log_thresholds(0.05, 0.1)
    assert (math.exp(low), math.exp(high)) == pytest.approx((0.1 / 0.95, 0.9 / 0.05))


# Visits


def test_campaigns_by_counting():
    for m, k, n in ((6, 2, 2), (6, 0, 3), (5, 5, 1), (6, 3, 4), (4, 2, 0)):
        drawn = samples(m, n)
        missed = Fraction(sum(not any(i < k for i in s) for s in drawn), len(drawn))
        for years in (0, 1, 3):
            assert visits.campaign_detection(m, k, n, years) == pytest.approx(float(1 - missed**years), abs=EXACT)
        assert visits.campaign_detection_no_repeat(m, k, n) == pytest.approx(float(1 - missed), abs=EXACT)
        for P in (0.0, 0.5, 0.9):
            if missed < 1:
                years = next(y for y in range(500) if 1 - missed**y >= exactly(P))
                assert visits.years_to_detection(m, k, n, P) == years
    for m, k in ((5, 1), (5, 2), (6, 6), (1, 1)):
        firsts = [min(i for i, x in enumerate(order, start=1) if x < k) for order in permutations(range(m))]
        mean = Fraction(sum(firsts), len(firsts))
        assert visits.expected_inspections_to_first_detection(m, k) == pytest.approx(float(mean), rel=EXACT)


@settings(max_examples=200)
@given(st.integers(1, 80), st.sampled_from([0.0, 0.05, 0.5, 0.75, 0.9, 0.95, 1.0]), st.data())
def test_the_smallest_number_of_violations_that_is_found(m, P, data):
    n = data.draw(st.integers(1, m))
    first = next(k for k in range(m + 1) if 1 - Fraction(comb(m - k, n), comb(m, n)) >= exactly(P))
    assert visits.min_violations_for_detection(m, n, P) == first


def test_a_certain_finding_is_not_one_that_rounds_to_one():
    assert visits.min_violations_for_detection(400, 200, 1.0) == 201
    assert visits.years_to_detection(400, 201, 200, 1.0) == 1


def test_bases_and_growing_violations():
    m, k, p = [3, 2], [1, 2], [Fraction(1, 2), Fraction(1, 4)]
    once = sum(c * Fraction(b, a) for a, b, c in zip(m, k, p, strict=True))
    for n in range(4):
        found = visits.base_then_item_detection(m, k, [0.5, 0.25], n)
        assert found == pytest.approx(float(1 - (1 - once) ** n), abs=EXACT)
    missed = math.prod((1 - min(Fraction(1), Fraction(3 * j, 20))) ** 2 for j in range(1, 5))
    assert visits.breakout_detection_linear(20, 3.0, 4, 2.0) == pytest.approx(float(1 - missed), abs=EXACT)
    assert visits.breakout_detection_linear(20, 3.0, 7, 2.0) == pytest.approx(1.0)
    for P in (0.0, 0.3, 0.9, 0.999):
        hazards = np.cumsum([0.0, *(0.7 * min(1.0, 3 * j / 20) for j in range(1, 60))])
        first = next(j for j, h in enumerate(hazards) if 1 - math.exp(-h) >= P)
        assert visits.breakout_months_to_detection(20, 3.0, 0.7, P) == first
    assert visits.implied_population_from_sampling_fraction(10.0, 0.25) == 40.0


@pytest.mark.parametrize(
    ("sites_", "cap"), [(0, 3), (19, 3), (20, 4), (39, 4), (100, 8), (339, 19), (340, 20), (10**6, 20)]
)
def test_the_yearly_cap_of_the_chemical_weapons_convention(sites_, cap):
    assert visits.cwc_part9_annual_cap(sites_) == cap


def test_arrays_are_the_single_numbers_one_by_one():
    cases = {
        belief.compliance_equilibrium: ([0.4, 0.6], [0.01, 0.02]),
        belief.detect_needed_for_posterior: ([0.5, 0.9], [0.8, 0.7]),
        belief.detect_needed_to_hold_prior: ([0.5, 0.9], [0.1, 0.0]),
        imperfect.survey_specificity: ([5, 30], [0.98, 0.99]),
        imperfect.survey_specificity_cutpoint: ([5, 30], [2, 3], [0.98, 0.99]),
        timing.critical_time_value: ([12, 52], [2, 10], [3, 4]),
        visits.cwc_part9_annual_cap: ([10, 5_000],),
    }
    for method, arrays in cases.items():
        found = method(*arrays)
        assert isinstance(found, np.ndarray)
        assert found.tolist() == [method(*one) for one in zip(*arrays, strict=True)]
