"""Belief in compliance after 200 years of three tests: the chain, the same as a network, and a general library.

The peer, pgmpy, is measured where it is installed. What all three answer is compared in the same run.
"""

from __future__ import annotations

import numpy as np
import pytest

from armscontrol.verification.chain import belief_chain
from armscontrol.verification.hidden import Sample, posterior_false_items, uniform_prior
from armscontrol.verification.networks import Network, Node

YEARS = 200
PRIOR, P_INTRO = 0.9, 0.01
SE, SP = (0.4, 0.6, 0.2), (0.98, 0.95, 0.99)
STATES = ("compliant", "violating")
ROUNDS = {"rounds": 50, "warmup_rounds": 2, "iterations": 1}
SLOW = {"rounds": 3, "warmup_rounds": 1, "iterations": 1}


def seen(share):
    """Three tests a year, this share of them alarms."""
    return np.random.default_rng(4).random((YEARS, len(SE))) < share


ALARMS = [pytest.param(seen(0.0), id="all clean"), pytest.param(seen(0.03), id="some alarms")]


def tables():
    """Name, states, chances and parents of each year and test."""
    yield "S0", STATES, [PRIOR, 1 - PRIOR], ()
    for t in range(1, YEARS + 1):
        yield f"S{t}", STATES, [[1 - P_INTRO, P_INTRO], [0.0, 1.0]], (f"S{t - 1}",)
        for k, (se, sp) in enumerate(zip(SE, SP, strict=True)):
            yield f"T{t}_{k}", ("clean", "alarm"), [[sp, 1 - sp], [1 - se, se]], (f"S{t}",)


def evidence(alarms):
    return {f"T{t}_{k}": bool(alarm) for t, year in enumerate(alarms, start=1) for k, alarm in enumerate(year)}


def by_chain(alarms):
    return float(belief_chain(PRIOR, P_INTRO, SE, SP, alarms)[-1])


def by_network(network, given):
    return network.posterior(f"S{YEARS}", given)["compliant"]


def peer_network():
    """Nodes and tables in pgmpy's form: own states down, parents' states across."""
    pgmpy = pytest.importorskip("pgmpy", reason="pgmpy is not installed")
    assert pgmpy
    from pgmpy.factors.discrete import TabularCPD
    from pgmpy.inference import VariableElimination
    from pgmpy.models import DiscreteBayesianNetwork

    model = DiscreteBayesianNetwork()
    for name, states, chances, parents in tables():
        columns = np.atleast_2d(chances).T
        model.add_node(name)
        for parent in parents:
            model.add_edge(parent, name)
        sizes = [2] * len(parents)
        model.add_cpds(TabularCPD(name, len(states), columns, evidence=list(parents), evidence_card=sizes))
    return VariableElimination(model)


@pytest.mark.parametrize("alarms", ALARMS)
@pytest.mark.benchmark(group="belief after 200 years and 600 tests")
class TestChain:
    def test_ours(self, benchmark, alarms):
        found = benchmark.pedantic(by_chain, (alarms,), **ROUNDS)
        good, bad = PRIOR, 1 - PRIOR  # the plain recursion
        for year in alarms:
            good, bad = good * (1 - P_INTRO), bad + good * P_INTRO
            for alarm, se, sp in zip(year, SE, SP, strict=True):
                good, bad = good * (1 - sp if alarm else sp), bad * (se if alarm else 1 - se)
            good, bad = good / (good + bad), bad / (good + bad)
        assert found == pytest.approx(good, rel=0, abs=1e-12)

    def test_our_network(self, benchmark, alarms):
        network = Network(tuple(Node(*table) for table in tables()))
        given = {name: "alarm" if alarm else "clean" for name, alarm in evidence(alarms).items()}
        found = benchmark.pedantic(by_network, (network, given), **{**ROUNDS, "rounds": 10})
        assert found == pytest.approx(by_chain(alarms), rel=0, abs=1e-12)

    @pytest.mark.filterwarnings("ignore")  # the peer's own
    def test_pgmpy(self, benchmark, alarms):
        peer = peer_network()
        given = {name: int(alarm) for name, alarm in evidence(alarms).items()}
        found = benchmark.pedantic(
            lambda: float(peer.query([f"S{YEARS}"], evidence=given, show_progress=False).values[0]), **SLOW
        )
        assert found == pytest.approx(by_chain(alarms), rel=0, abs=1e-12)


@pytest.mark.benchmark(group="false items among 100,000 after a sample")
class TestHiddenItems:
    def test_clean_and_recognised_in_part(self, benchmark):
        prior = uniform_prior(100_000)
        found = benchmark.pedantic(posterior_false_items, (prior, [Sample(1000, 0, 0.9)]), **SLOW)
        assert found.mean == pytest.approx(109.89, rel=1e-3)  # about (1 - x) / x of the items, x = 900 / 100,000

    def test_flags_of_both_kinds(self, benchmark):
        prior = uniform_prior(100_000)
        found = benchmark.pedantic(posterior_false_items, (prior, [Sample(5000, 150, 0.9, 0.01)]), **SLOW)
        low, high = found.interval(0.99)
        assert low < (150 / 5000 - 0.01) / 0.89 * 100_000 < high
