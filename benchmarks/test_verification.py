"""The statistics of verification against other ways to the same numbers, in the same run.

A million chances of detection against SciPy's distribution; an allocation over sites against SciPy's linear program (HiGHS),
and against the sort that it cannot do without. What the peers answer is compared with ours in the same test.
"""

from __future__ import annotations

import numpy as np
import pytest
from scipy import optimize, sparse, stats

from armscontrol.verification.coverage import allocate
from armscontrol.verification.detection import hypergeom_detection

TRIPLES = 1_000_000
SITES = 100_000
SITES_OF_A_PROGRAM = 3_000
ROUNDS = {"rounds": 7, "warmup_rounds": 1, "iterations": 1}
SLOW = {"rounds": 3, "warmup_rounds": 0, "iterations": 1}


@pytest.fixture(scope="module")
def triples():
    """Populations up to 5,000 items, with false ones and samples of any size."""
    rng = np.random.default_rng(1)
    items = rng.integers(1, 5001, TRIPLES)
    return items, rng.integers(0, items + 1), rng.integers(0, items + 1)


@pytest.fixture(scope="module")
def rare(triples):
    """The same with at most 20 false ones and samples of at most 60: most chances are neither 0 nor 1."""
    items = triples[0]
    rng = np.random.default_rng(2)
    return items, np.minimum(items, rng.integers(0, 21, TRIPLES)), np.minimum(items, rng.integers(0, 61, TRIPLES))


def by_pmf(items, false, sample):
    return 1.0 - stats.hypergeom.pmf(0, items, false, sample)


def by_tail(items, false, sample):
    return stats.hypergeom.sf(0, items, false, sample)


@pytest.mark.benchmark(group="a million chances of detection, any sample")
class TestAnySample:
    def test_ours(self, benchmark, triples):
        found = benchmark.pedantic(hypergeom_detection, triples, **ROUNDS)
        assert np.allclose(found, by_pmf(*triples), rtol=0, atol=1e-9)

    def test_scipy_pmf(self, benchmark, triples):
        benchmark.pedantic(by_pmf, triples, **SLOW)


@pytest.mark.benchmark(group="a million chances of detection, few false ones and small samples")
class TestSmallSample:
    def test_ours(self, benchmark, rare):
        found = benchmark.pedantic(hypergeom_detection, rare, **ROUNDS)
        assert np.allclose(found, by_pmf(*rare), rtol=0, atol=1e-9)

    def test_scipy_pmf(self, benchmark, rare):
        benchmark.pedantic(by_pmf, rare, **SLOW)

    def test_scipy_sf_of_a_twentieth(self, benchmark, rare):
        part = [x[: TRIPLES // 20] for x in rare]
        assert np.allclose(by_tail(*part), hypergeom_detection(*part), rtol=1e-9, atol=1e-12)
        benchmark.pedantic(by_tail, part, **SLOW)


def sites(count):
    """What a violation pays unwatched and watched, the inspections, and caps, a tenth of them below 1."""
    rng = np.random.default_rng(3)
    worth = rng.uniform(1.0, 100.0, count)
    caps = np.where(rng.random(count) < 0.1, rng.uniform(0.9, 1.0, count), 1.0)
    return worth, -rng.uniform(0.0, 1.0, count) * worth, 0.1 * count, caps


def by_program(worth, caught, inspections, caps):
    """The least value x with x + (worth - caught) c >= worth at each site, c within its cap, and no more inspections than there are."""
    count = worth.size
    rows = sparse.hstack([-sparse.diags_array(worth - caught), sparse.csr_array(-np.ones((count, 1)))])
    quota = sparse.csr_array(np.append(np.ones(count), 0.0)[None, :])
    return optimize.linprog(
        np.append(np.zeros(count), 1.0),
        A_ub=sparse.vstack([rows, quota]).tocsr(),
        b_ub=np.append(-worth, inspections),
        bounds=[*zip(np.zeros(count), caps, strict=True), (None, None)],
        method="highs",
    )


@pytest.mark.benchmark(group="allocation over 100,000 sites")
class TestManySites:
    def test_ours(self, benchmark):
        given = sites(SITES)
        found = benchmark.pedantic(allocate, given, **ROUNDS)
        worth, caught, inspections, caps = given
        assert found.used <= inspections * (1 + 1e-12)
        assert (found.coverage <= caps).all()
        left = np.max(worth - found.coverage * (worth - caught))
        assert left == pytest.approx(found.value, rel=1e-12)  # no site pays more than the value

    def test_the_sort_alone(self, benchmark):
        worth = sites(SITES)[0]
        benchmark.pedantic(lambda: np.argsort(-worth, kind="stable"), **ROUNDS)


@pytest.mark.benchmark(group=f"allocation over {SITES_OF_A_PROGRAM:,} sites")
class TestLinearProgram:
    def test_ours(self, benchmark):
        given = sites(SITES_OF_A_PROGRAM)
        found = benchmark.pedantic(allocate, given, rounds=50, warmup_rounds=2, iterations=1)
        assert found.value == pytest.approx(by_program(*given).fun, rel=1e-9)

    def test_scipy_highs(self, benchmark):
        benchmark.pedantic(by_program, sites(SITES_OF_A_PROGRAM), **SLOW)
