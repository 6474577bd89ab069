"""The statistics of verification against other ways to the same numbers, in the same run.

Chances of detection against SciPy's distribution; allocations over sites against linear programs (OR-Tools' PDLP, HiGHS through
SciPy) and against the sort that they cannot do without; Dresher's game against its recursion. What the peers answer is compared with ours in the same test.
"""

from __future__ import annotations

import numpy as np
import pytest
from scipy import optimize, sparse, stats

from armscontrol.verification.coverage import allocate
from armscontrol.verification.detection import hypergeom_detection
from armscontrol.verification.dresher import dresher_table, dresher_value_inspector

TRIPLES = 1_000_000
MANY = 10_000_000
SITES = 1_000_000
SITES_OF_A_PROGRAM = 100_000
STAGES = 2_000
ONCE = {"rounds": 1, "warmup_rounds": 0, "iterations": 1}
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
    return worth, -rng.uniform(0.0, 1.0, count) * worth, 0.01 * count, caps


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


@pytest.mark.benchmark(group=f"allocation over {SITES:,} sites with caps")
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

    def test_ortools_pdlp(self, benchmark):
        """A first-order method, stopped at its own tolerance; its value is held to ours as nearly as it comes."""
        pytest.importorskip("ortools", reason="OR-Tools is not installed")
        given = sites(SITES)
        value = benchmark.pedantic(by_pdlp, given, **ONCE)
        benchmark.extra_info["off by"] = abs(value - allocate(*given).value)
        assert value == pytest.approx(allocate(*given).value, rel=1e-4)


@pytest.mark.benchmark(group=f"allocation over {SITES_OF_A_PROGRAM:,} sites")
class TestLinearProgram:
    def test_ours(self, benchmark):
        benchmark.pedantic(allocate, sites(SITES_OF_A_PROGRAM), rounds=50, warmup_rounds=2, iterations=1)

    def test_scipy_highs(self, benchmark):
        given = sites(SITES_OF_A_PROGRAM)
        found = benchmark.pedantic(by_program, given, **ONCE)
        assert allocate(*given).value == pytest.approx(found.fun, rel=1e-9)


def by_pdlp(worth, caught, inspections, caps):
    """The same program by OR-Tools' first-order solver at its own tolerances, given as arrays: no time goes into a model."""
    from ortools.pdlp import solvers_pb2
    from ortools.pdlp.python import pdlp

    count = worth.size
    program = pdlp.QuadraticProgram()
    program.resize_and_initialize(count + 1, count + 1)
    program.objective_vector = np.append(np.zeros(count), 1.0)
    rows = sparse.hstack([sparse.diags_array(worth - caught), sparse.csr_array(np.ones((count, 1)))])
    quota = sparse.csr_array(np.append(np.ones(count), 0.0)[None, :])
    program.constraint_matrix = sparse.csc_matrix(sparse.vstack([rows, quota]))
    program.constraint_lower_bounds = np.append(worth, -np.inf)
    program.constraint_upper_bounds = np.append(np.full(count, np.inf), inspections)
    program.variable_lower_bounds = np.append(np.zeros(count), -np.inf)
    program.variable_upper_bounds = np.append(caps, np.inf)
    limits = solvers_pb2.PrimalDualHybridGradientParams()
    limits.termination_criteria.time_sec_limit = 120
    found = pdlp.primal_dual_hybrid_gradient(program, limits)
    return float(found.primal_solution[-1])


def by_recursion(most):
    """Dresher's values by the recursion of 2 x 2 games, in plain Python: rows of n, up to m inspections."""
    row = [-1.0, 0.0]
    rows = [[0.0], row]
    for n in range(2, most + 1):
        before, row = row, [-1.0]
        for m in range(1, n):
            more, fewer = before[m] if m < n - 1 else 0.0, before[m - 1]
            # inspect now or not, against a violation now or later: the mixed value of [[1, fewer], [-1, more]]
            row.append((more + fewer) / (2 + more - fewer))
        row.append(0.0)
        rows.append(row)
    return rows


@pytest.mark.benchmark(group=f"Dresher's values for all n, m up to {STAGES:,}")
class TestDresher:
    def test_ours(self, benchmark):
        found = benchmark.pedantic(dresher_table, (STAGES,), **ROUNDS)
        for n, row in enumerate(by_recursion(60)):
            assert np.allclose(found[n, : n + 1], row, rtol=0, atol=1e-13)

    def test_plain_recursion(self, benchmark):
        benchmark.pedantic(by_recursion, (STAGES,), **SLOW)

    def test_one_long_game(self, benchmark):
        assert -1 < benchmark(dresher_value_inspector, 1_000_000, 1_000) < 0


@pytest.mark.benchmark(group=f"{MANY:,} chances of detection")
class TestMany:
    def test_ours(self, benchmark):
        rng = np.random.default_rng(4)
        items = rng.integers(1, 5001, MANY)
        given = items, rng.integers(0, items + 1), rng.integers(0, items + 1)
        benchmark.pedantic(hypergeom_detection, given, **SLOW)

    def test_scipy_sf_of_a_hundredth(self, benchmark, triples):
        part = [x[: MANY // 100] for x in triples]
        assert np.allclose(by_tail(*part), hypergeom_detection(*part), rtol=1e-9, atol=1e-12)
        benchmark.pedantic(by_tail, part, **SLOW)
