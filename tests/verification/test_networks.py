"""Networks against every combination of states, the chain against an unrolled network, sites against their parts."""

import math
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from armscontrol.errors import VerificationError
from armscontrol.verification.belief import posterior_compliance_sequence, posterior_compliance_tests
from armscontrol.verification.chain import belief_chain
from armscontrol.verification.hidden import Sample, Sighting, base_rate_prior, compliant_prior, posterior_false_items
from armscontrol.verification.networks import Network, Node
from armscontrol.verification.sites import Site, Visit, sites_network

EXACT = 1e-12


def every_combination(network):
    """Chance of each combination of states, by multiplying what the tables say."""
    at = {x.name: i for i, x in enumerate(network.nodes)}
    for states in product(*(range(len(x.states)) for x in network.nodes)):
        chance = 1.0
        for own, node in zip(states, network.nodes, strict=True):
            chance *= node.table[(*(states[at[p]] for p in node.parents), own)]
        yield {x.name: x.states[s] for x, s in zip(network.nodes, states, strict=True)}, chance


def slow_joint(network, of, evidence):
    """Chances of the states of some nodes, with the evidence, not divided by its own chance."""
    nodes = {x.name: x for x in network.nodes}
    out = np.zeros([len(nodes[x].states) for x in of])
    for states, chance in every_combination(network):
        if all(states[x] == s for x, s in evidence.items()):
            out[tuple(nodes[x].states.index(states[x]) for x in of)] += chance
    return out


def random_network(rng, most=7):
    """A few nodes in any order, with one to three states, up to three parents, and some chances of exactly 0."""
    count = int(rng.integers(1, most + 1))
    sizes = rng.integers(1, 4, count)
    nodes = []
    for i in range(count):
        parents = sorted(rng.permutation(i)[: rng.integers(0, 4)].tolist(), key=lambda _: rng.random())
        weights = rng.random([*(sizes[p] for p in parents), sizes[i]]) * (rng.random(sizes[i]) < 0.8)
        weights[..., 0] += weights.sum(axis=-1) == 0
        chances = weights / weights.sum(axis=-1, keepdims=True)
        nodes.append(
            Node(
                f"n{i}",
                tuple("abc"[: sizes[i]]),
                chances.tolist() if i % 2 else chances,
                tuple(f"n{p}" for p in parents),
            )
        )
    return Network(tuple(nodes[i] for i in rng.permutation(count)))


def random_evidence(rng, network):
    seen = rng.permutation(len(network.nodes))[: rng.integers(0, len(network.nodes) + 1)]
    return {network.nodes[i].name: str(rng.choice(network.nodes[i].states)) for i in seen}


@given(st.integers(0, 2**32))
@settings(max_examples=200, deadline=None)
def test_any_small_network_is_its_sum_over_all_combinations(seed):
    rng = np.random.default_rng(seed)
    network = random_network(rng)
    evidence = random_evidence(rng, network)
    of = [network.nodes[i].name for i in rng.permutation(len(network.nodes))[: rng.integers(1, 4)]]
    slow = slow_joint(network, of, evidence)
    total = slow.sum()
    assert network.chance(evidence) == pytest.approx(total, rel=EXACT, abs=1e-300)
    if total == 0:
        assert network.log_chance(evidence) == -math.inf
        with pytest.raises(VerificationError, match="could not happen"):
            network.joint(of, evidence)
        return
    assert network.log_chance(evidence) == pytest.approx(math.log(total), rel=EXACT, abs=EXACT)
    assert network.joint(of, evidence) == pytest.approx(slow / total, rel=EXACT, abs=1e-300)
    alone = network.posterior(of[0], evidence)
    assert list(alone.values()) == pytest.approx((slow / total).sum(axis=tuple(range(1, len(of)))), rel=EXACT)


@given(st.integers(0, 2**32))
@settings(max_examples=100, deadline=None)
def test_bounds_are_those_of_the_corners(seed):
    rng = np.random.default_rng(seed)
    network = random_network(rng, 6)
    evidence = random_evidence(rng, network)
    ends = np.array([0.0, 0.125, 0.5, 0.75, 1.0])
    roots = [x for x in network.nodes if not x.parents and len(x.states) == 2]
    uncertain = {x.name: tuple(np.sort(rng.choice(ends, 2)).tolist()) for x in roots}
    node = network.nodes[rng.integers(len(network.nodes))]
    state = str(rng.choice(node.states))
    found = []
    for corner in product(*uncertain.values()):
        told = dict(zip(uncertain, corner, strict=True))
        nodes = [
            Node(x.name, x.states, [told[x.name], 1 - told[x.name]]) if x.name in told else x for x in network.nodes
        ]
        slow = slow_joint(Network(tuple(nodes)), [node.name], evidence)
        if slow.sum() > 0:
            found.append(slow[node.states.index(state)] / slow.sum())
    if not found:
        with pytest.raises(VerificationError, match="could not happen"):
            network.posterior_bounds(node.name, state, evidence, uncertain)
        return
    low, high = network.posterior_bounds(node.name, state, evidence, uncertain)
    assert (low, high) == (pytest.approx(min(found), rel=EXACT), pytest.approx(max(found), rel=EXACT))


def test_no_point_inside_the_box_is_outside_the_bounds():
    rng = np.random.default_rng(5)
    table = rng.dirichlet([1, 1, 1], (2, 2))

    def network(a, b):
        return Network(
            (
                Node("a", ("y", "n"), [a, 1 - a]),
                Node("b", ("y", "n"), [b, 1 - b]),
                Node("c", ("r", "s", "t"), table, ("a", "b")),
            )
        )

    low, high = network(0.5, 0.5).posterior_bounds("a", "y", {"c": "r"}, {"a": (0.2, 0.6), "b": (0.1, 0.9)})
    inside = [
        network(a, b).posterior("a", {"c": "r"})["y"]
        for a in np.linspace(0.2, 0.6, 9)
        for b in np.linspace(0.1, 0.9, 9)
    ]
    assert low == pytest.approx(min(inside))
    assert high == pytest.approx(max(inside))
    assert low < high


def test_bounds_with_twelve_uncertain_chances():
    """A belief that k of 12 things hold: bounds when each has a chance from 0.4 to 0.5."""
    names = [f"u{i}" for i in range(12)]
    nodes = [Node(x, ("yes", "no"), [0.5, 0.5]) for x in names]
    nodes.append(Node("all", ("yes", "no"), all_of(12), tuple(names)))
    low, high = Network(tuple(nodes)).posterior_bounds("all", "yes", {}, dict.fromkeys(names, (0.4, 0.5)))
    assert low == pytest.approx(0.4**12, rel=EXACT)
    assert high == pytest.approx(0.5**12, rel=EXACT)


def all_of(count):
    table = np.zeros([2] * count + [2])
    table[..., 1] = 1.0
    table[(0,) * count] = [1.0, 0.0]
    return table


# The chain


def unrolled(prior, p_intro, se, sp, alarms):
    """The same chain as a network of one node a year and one a test, with what was seen."""
    states, years = ("compliant", "violating"), len(alarms)
    nodes, seen = [Node("s0", states, [prior, 1 - prior])], {}
    for t in range(1, years + 1):
        nodes.append(Node(f"s{t}", states, [[1 - p_intro, p_intro], [0.0, 1.0]], (f"s{t - 1}",)))
        for k, alarm in enumerate(alarms[t - 1]):
            nodes.append(Node(f"t{t}.{k}", ("clean", "alarm"), [[sp[k], 1 - sp[k]], [1 - se[k], se[k]]], (f"s{t}",)))
            seen[f"t{t}.{k}"] = "alarm" if alarm else "clean"
    return Network(tuple(nodes)), seen


def test_the_chain_is_the_unrolled_network():
    rng = np.random.default_rng(6)
    for _ in range(10):
        years, tests = int(rng.integers(1, 13)), int(rng.integers(1, 4))
        prior, p_intro = rng.uniform(0.05, 0.95), rng.uniform(0, 0.3)
        se, sp = rng.uniform(0.05, 0.95, tests), rng.uniform(0.05, 0.95, tests)
        alarms = rng.random((years, tests)) < 0.3
        found = belief_chain(prior, p_intro, se, sp, alarms)
        for t in range(1, years + 1):
            network, seen = unrolled(prior, p_intro, se, sp, alarms[:t])
            assert found[t - 1] == pytest.approx(network.posterior(f"s{t}", seen)["compliant"], rel=EXACT)


def test_200_years_and_600_clean_tests():
    se, sp, alarms = (0.4, 0.6, 0.2), (0.98, 0.95, 0.99), np.zeros((200, 3), dtype=bool)
    found = belief_chain(0.9, 0.01, se, sp, alarms)
    network, seen = unrolled(0.9, 0.01, se, sp, alarms)
    assert found[-1] == pytest.approx(network.posterior("s200", seen)["compliant"], abs=EXACT)
    good, bad = 0.9, 0.1
    for _ in range(200):
        good, bad = good * 0.99 * math.prod(sp), (bad + good * 0.01) * math.prod(1 - x for x in se)
        good, bad = good / (good + bad), bad / (good + bad)
    assert found[-1] == pytest.approx(good, abs=1e-14)


def test_one_year_without_risk_is_a_list_of_tests():
    alarms = [True, False, False, True]
    se, sp = [0.8, 0.5, 0.9, 0.3], [0.95, 0.9, 0.85, 0.99]
    tests = [{"se": a, "sp": b, "alarm": c} for a, b, c in zip(se, sp, alarms, strict=True)]
    assert belief_chain(0.7, 0.0, se, sp, [alarms])[0] == pytest.approx(
        posterior_compliance_tests(0.7, tests), rel=EXACT
    )


def test_clean_years_are_a_sequence_of_inspections():
    found = belief_chain(0.5, 0.02, 0.6, 1.0, np.zeros((30, 1), dtype=bool))
    for t in range(1, 31):
        assert found[t - 1] == pytest.approx(posterior_compliance_sequence(0.5, 0.02, 0.6, t), rel=EXACT)


def test_tests_that_change_from_year_to_year():
    alarms = np.array([[False, True], [False, False]])
    se, sp = np.array([[0.5, 0.2], [0.9, 0.8]]), np.array([[0.9, 0.7], [0.95, 0.6]])
    first = belief_chain(0.6, 0.1, se[0], sp[0], alarms[:1])[0]
    second = belief_chain(first, 0.1, se[1], sp[1], alarms[1:])[0]
    assert belief_chain(0.6, 0.1, se, sp, alarms) == pytest.approx([first, second], rel=EXACT)


def test_no_amount_of_evidence_is_lost():
    """Odds of 1 to 10^2400 against compliance, then as much for it: belief is back where it was."""
    alarms = np.repeat([True, False], 1200)[:, None]
    found = belief_chain(0.5, 0.0, 0.99, 0.99, alarms)
    assert found[1199] == 0
    assert found[-1] == pytest.approx(0.5, abs=1e-9)
    # after a violation that no number of double precision measures, an alarm that compliance alone can give
    shown = np.array([[True, False]] * 1200 + [[False, True]])
    assert belief_chain(0.5, 0.0, (0.99, 0.0), (0.99, 0.5), shown)[-1] == 1
    many = belief_chain(0.5, 0.1, 0.3, 0.9, np.zeros((1, 100_000), dtype=bool))
    assert many.tolist() == [1.0]


def test_chains_at_the_ends():
    clean = np.zeros((3, 1), dtype=bool)
    assert belief_chain(1.0, 0.0, 0.5, 0.5, clean).tolist() == [1, 1, 1]
    assert belief_chain(0.0, 0.5, 0.5, 0.5, clean).tolist() == [0, 0, 0]
    assert belief_chain(0.7, 1.0, 0.5, 0.5, clean).tolist() == [0, 0, 0]
    assert belief_chain(0.2, 0.0, 1.0, 0.5, clean).tolist() == [1, 1, 1]
    assert belief_chain(0.8, 0.5, 0.5, 0.5, np.zeros((2, 0), dtype=bool)) == pytest.approx([0.4, 0.2])
    assert belief_chain(0.8, 0.5, 0.5, 0.5, np.zeros((0, 3), dtype=bool)).shape == (0,)


# Large networks


def test_ten_thousand_nodes_around_one():
    """As many independent tests of one thing: odds multiply, beyond what a double holds."""
    count = 9_999
    nodes = [Node("truth", ("good", "bad"), [0.5, 0.5])]
    nodes += [Node(f"t{i}", ("clean", "alarm"), [[0.9, 0.1], [0.2, 0.8]], ("truth",)) for i in range(count)]
    network = Network(tuple(nodes))
    half = {f"t{i}": "clean" if i % 2 else "alarm" for i in range(count)}
    odds = (count // 2) * math.log(0.9 / 0.2) + (count - count // 2) * math.log(0.1 / 0.8)
    found = network.posterior("truth", half)
    assert found["bad"] == 1
    assert found["good"] == pytest.approx(math.exp(odds), rel=1e-9)
    expected = (count // 2) * math.log(0.2) + (count - count // 2) * math.log(0.8) + math.log(0.5)
    assert network.log_chance(half) == pytest.approx(expected, rel=EXACT)
    with pytest.raises(VerificationError, match="log_chance"):
        network.chance(half)
    assert network.posterior("truth")["good"] == 0.5  # nodes that were not seen tell nothing


def test_a_long_chain_of_nodes():
    nodes = [Node("n0", ("a", "b"), [0.3, 0.7])]
    nodes += [Node(f"n{i}", ("a", "b"), [[0.9, 0.1], [0.2, 0.8]], (f"n{i - 1}",)) for i in range(1, 2000)]
    exact = np.array([0.3, 0.7]) @ np.linalg.matrix_power(np.array([[0.9, 0.1], [0.2, 0.8]]), 1999)
    assert list(Network(tuple(reversed(nodes))).posterior("n1999").values()) == pytest.approx(exact, rel=EXACT)


def test_too_densely_connected_is_refused():
    """Three states at each place of a 15 by 15 grid, each below and beside another."""
    rng = np.random.default_rng(8)
    nodes = []
    for i, j in product(range(15), range(15)):
        parents = tuple(f"{a}.{b}" for a, b in ((i - 1, j), (i, j - 1)) if a >= 0 and b >= 0)
        nodes.append(Node(f"{i}.{j}", ("a", "b", "c"), rng.dirichlet([1, 1, 1], (3,) * len(parents)), parents))
    with pytest.raises(VerificationError, match="too densely connected"):
        Network(tuple(nodes)).posterior("0.0", {"14.14": "a"})


def test_a_grid_is_the_passage_from_row_to_row():
    """Twelve rows of eight nodes, each below and beside another: an order that looks only at the start is refused."""
    rng = np.random.default_rng(9)
    width, length = 8, 12
    table = rng.dirichlet([1, 1], (2, 2))  # by the node above and the node beside, of which the first of a row has none
    edge = rng.dirichlet([1, 1], 2)
    nodes = []
    for i, j in product(range(length), range(width)):
        if i == 0:
            nodes.append(Node(f"0.{j}", ("a", "b"), [0.3, 0.7]))
        elif j == 0:
            nodes.append(Node(f"{i}.0", ("a", "b"), edge, (f"{i - 1}.0",)))
        else:
            nodes.append(Node(f"{i}.{j}", ("a", "b"), table, (f"{i - 1}.{j}", f"{i}.{j - 1}")))
    rows = np.array(list(product((0, 1), repeat=width)))
    step = edge[rows[:, None, 0], rows[None, :, 0]]
    for j in range(1, width):
        step = step * table[rows[:, None, j], rows[None, :, j - 1], rows[None, :, j]]
    last = np.where(rows, 0.7, 0.3).prod(axis=1) @ np.linalg.matrix_power(step, length - 1)
    network = Network(tuple(nodes[i] for i in rng.permutation(len(nodes))))
    found = network.posterior(f"{length - 1}.{width - 1}", {f"{length - 1}.0": "b"})
    seen = np.where(rows[:, 0] == 1, last, 0.0)
    assert found["a"] == pytest.approx(seen[rows[:, -1] == 0].sum() / seen.sum(), rel=EXACT)


def test_many_nodes_with_one_state():
    """Shared by several nodes, they would be more axes of one table than an array may have."""
    ones = [Node(f"n{i}", ("only",), [1.0]) for i in range(80)]
    first, others = tuple(f"n{i}" for i in range(40)), tuple(f"n{i}" for i in range(40, 80))
    even = np.full([1] * 40 + [2], 0.5)
    told = np.array([[0.8, 0.2], [0.4, 0.6]]).reshape(2, *[1] * 40, 2)
    starts = [Node(f"start{i}", ("a", "b"), even, first) for i in range(5)]
    ends = [Node(f"end{i}", ("a", "b"), told, (f"start{i}", *others)) for i in range(5)]
    network = Network((*ones, *starts, *ends))
    seen = {f"end{i}": "a" for i in range(1, 5)}
    assert list(network.posterior("end0", seen).values()) == pytest.approx([0.6, 0.4])
    assert network.chance(seen) == pytest.approx(0.6**4)
    assert network.posterior("n3", {"end0": "a"}) == {"only": 1.0}


# Sites


SITES = [
    Site("north", 6, 0.3, visits=(Visit(2), Visit(3, 0.8, 0.05))),
    Site("south", 3, [0.25, 0.25, 0.5, 0.0], visits=(Visit(1, 0.5),), other_means=(0.2, 0.9)),
]


def test_sites_against_every_combination():
    network = sites_network(0.6, SITES)
    north, south = SITES
    evidence = {north.visit(1): "nothing", north.visit(2): "something", south.sighting: "alarm"}
    for of in ("compliance", north.false_items, south.false_items, south.visit(1)):
        slow = slow_joint(network, [of], evidence)
        assert list(network.posterior(of, evidence).values()) == pytest.approx(slow / slow.sum(), rel=EXACT)


def test_the_tables_of_a_site_are_those_of_drawing_items():
    """Two of three items opened, two of them false, recognised with 0.8, good ones flagged with 0.05."""
    site = Site("A", 3, [0, 0, 1, 0], visits=(Visit(2, 0.8, 0.05),), other_means=(0.25, 0.9))
    network = sites_network(0.0, [site])
    both, one = 1 / 3, 2 / 3  # both opened are false, or one is
    nothing = both * 0.2**2 + one * 0.2 * 0.95
    assert network.chance({site.visit(1): "nothing"}) == pytest.approx(nothing, rel=EXACT)
    assert network.chance({site.visit(1): "something"}) == pytest.approx(1 - nothing, rel=EXACT)
    assert network.chance({site.sighting: "alarm"}) == pytest.approx(1 - 0.9 * 0.75**2, rel=EXACT)


def test_a_site_alone_is_a_belief_about_its_false_items():
    items, rate = 400, 0.01
    site = Site("A", items, rate, visits=(Visit(60), Visit(90, 0.7, 0.001)), other_means=(0.02, 0.95))
    seen = {site.visit(1): "nothing", site.visit(2): "nothing", site.sighting: "alarm"}
    evidence = [Sample(60), Sample(90, 0, 0.7, 0.001), Sighting(0.02, 0.95, True)]
    in_violation = posterior_false_items(base_rate_prior(items, rate), evidence)
    found = sites_network(0.0, [site]).posterior(site.false_items, seen)
    assert list(found.values()) == pytest.approx(in_violation.chances.tolist(), rel=1e-11, abs=1e-300)

    # compliant with 0.8, otherwise 1 to 400 equally likely
    prior = compliant_prior(items, 0.8)
    even = Site("A", items, [0.0] + [1 / items] * items, site.visits, site.other_means)
    network = sites_network(0.8, [even])
    expected = posterior_false_items(prior, evidence)
    found = network.posterior(even.false_items, seen)
    assert list(found.values()) == pytest.approx(expected.chances.tolist(), rel=1e-11, abs=1e-300)
    assert network.posterior("compliance", seen)["compliant"] == pytest.approx(expected.at_most(0), rel=1e-11)


def test_twenty_sites_of_four_hundred_items():
    """Clean visits at all sites: the odds are a product over sites of the chance that a violation shows nothing."""
    sites = [Site(f"site {i}", 400, 0.002, visits=(Visit(10),) * 3) for i in range(20)]
    seen = {site.visit(i): "nothing" for site in sites for i in (1, 2, 3)}
    quiet = base_rate_prior(400, 0.002).chances @ np.exp(3 * Sample(10).log_likelihood(400))
    found = sites_network(0.5, sites).posterior("compliance", seen)
    assert found["compliant"] == pytest.approx(1 / (1 + quiet**20), rel=1e-11)


# Bad input

NAN = math.nan
COIN = Node("coin", ("heads", "tails"), [0.5, 0.5])
AFTER = Node("after", ("x", "y"), [[0.1, 0.9], [0.6, 0.4]], ("coin",))
SURE = Node("sure", ("x", "y"), [1.0, 0.0])
NET = Network((COIN, AFTER, SURE))
CLEAN = np.zeros((2, 2), dtype=bool)


@pytest.mark.parametrize(
    ("where", "call"),
    [
        ("name", lambda: Node("", ("a",), [1.0])),
        ("a.states", lambda: Node("a", (), [])),
        ("a.states", lambda: Node("a", "xy", [0.5, 0.5])),
        ("a.states", lambda: Node("a", ("x", "x"), [0.5, 0.5])),
        ("a.states", lambda: Node("a", tuple(map(str, range(1001))), [1.0] + [0.0] * 1000)),
        ("a.parents", lambda: Node("a", ("x",), [[1.0]], ("p", "p"))),
        ("a.chances", lambda: Node("a", ("x", "y"), [0.5, 0.4])),
        ("a.chances", lambda: Node("a", ("x", "y"), [1.5, -0.5])),
        ("a.chances", lambda: Node("a", ("x", "y"), [NAN, 0.5])),
        ("a.chances", lambda: Node("a", ("x", "y"), [[0.5, 0.5]])),
        ("a.chances", lambda: Node("a", ("x", "y"), [1.0])),
        ("a.chances", lambda: Node("a", ("x", "y"), [[0.5, 0.5], [1.0]], ("p",))),
        ("a.chances", lambda: Node("a", ("x", "y"), "half")),
        ("a.chances", lambda: Node("a", ("x", "y"), np.full((2**11, 2**11, 2), 0.5), ("p", "q"))),
        ("nodes", lambda: Network(())),
        ("nodes", lambda: Network(COIN)),
        ("nodes", lambda: Network((COIN, "after"))),
        ("nodes", lambda: Network((COIN, COIN))),
        ("nodes", lambda: Network(tuple(Node(str(i), ("x",), [1.0]) for i in range(10_001)))),
        ("after.parents", lambda: Network((AFTER,))),
        ("after.chances", lambda: Network((Node("coin", ("x",), [1.0]), AFTER))),
        ("nodes", lambda: Network((Node("coin", ("x", "y"), [[0.5, 0.5]] * 2, ("after",)), AFTER))),
        ("nodes", lambda: Network((Node("a", ("x", "y"), [[0.5, 0.5]] * 2, ("a",)),))),
        ("of", lambda: NET.posterior("dice")),
        ("of", lambda: NET.posterior(3)),
        ("of", lambda: NET.joint("coin")),
        ("of", lambda: NET.joint(["coin", "coin"])),
        ("of", lambda: NET.joint([])),
        ("given", lambda: NET.posterior("coin", {"dice": "x"})),
        ("given", lambda: NET.posterior("coin", ["after"])),
        ("given['after']", lambda: NET.posterior("coin", {"after": "z"})),
        ("given['after']", lambda: NET.chance({"after": 0})),
        ("given", lambda: NET.posterior("coin", {"sure": "y"})),
        ("state", lambda: NET.posterior_bounds("coin", "edge")),
        ("uncertain", lambda: NET.posterior_bounds("coin", "heads", {}, {"dice": (0, 1)})),
        ("uncertain", lambda: NET.posterior_bounds("coin", "heads", {}, {str(i): (0, 1) for i in range(13)})),
        ("uncertain['after']", lambda: NET.posterior_bounds("coin", "heads", {}, {"after": (0, 1)})),
        ("uncertain['coin']", lambda: NET.posterior_bounds("coin", "heads", {}, {"coin": (0.6, 0.5)})),
        ("uncertain['coin']", lambda: NET.posterior_bounds("coin", "heads", {}, {"coin": (0.1, NAN)})),
        ("uncertain['coin']", lambda: NET.posterior_bounds("coin", "heads", {}, {"coin": 0.5})),
        ("given", lambda: NET.posterior_bounds("coin", "heads", {"sure": "y"}, {"sure": (1, 1)})),
        ("prior", lambda: sites_network(1.5, SITES)),
        ("sites", lambda: sites_network(0.5, [])),
        ("nodes", lambda: sites_network(0.5, [SITES[0], SITES[0]])),
        ("items", lambda: Site("A", 0, 0.1)),
        ("items", lambda: Site("A", 401, 0.1)),
        ("name", lambda: Site(1, 5, 0.1)),
        ("rate", lambda: Site("A", 5, NAN)),
        ("rate", lambda: Site("A", 2, [0.5, 0.5])),
        ("rate", lambda: Site("A", 1, [0.5, 0.4])),
        ("visits", lambda: Site("A", 5, 0.1, visits=[5])),
        ("visits[1].n", lambda: Site("A", 5, 0.1, visits=(Visit(6),))),
        ("n", lambda: Visit(-1)),
        ("recognise", lambda: Visit(1, 2.0)),
        ("false_alarm", lambda: Visit(1, 1.0, NAN)),
        ("other_means", lambda: Site("A", 5, 0.1, other_means=(0.5, 1.5))),
        ("other_means", lambda: Site("A", 5, 0.1, other_means=0.5)),
        ("prior", lambda: belief_chain(NAN, 0.1, 0.5, 0.5, CLEAN)),
        ("prior", lambda: belief_chain([0.5], 0.1, 0.5, 0.5, CLEAN)),
        ("p_intro", lambda: belief_chain(0.5, -0.1, 0.5, 0.5, CLEAN)),
        ("se", lambda: belief_chain(0.5, 0.1, [0.5], 0.5, CLEAN)),
        ("se", lambda: belief_chain(0.5, 0.1, 1.5, 0.5, CLEAN)),
        ("sp", lambda: belief_chain(0.5, 0.1, 0.5, [0.5, NAN], CLEAN)),
        ("sp", lambda: belief_chain(0.5, 0.1, 0.5, [[0.5, 0.5]], CLEAN)),
        ("alarms", lambda: belief_chain(0.5, 0.1, 0.5, 0.5, [0, 1])),
        ("alarms", lambda: belief_chain(0.5, 0.1, 0.5, 0.5, [[0, 1]])),
        ("alarms", lambda: belief_chain(0.5, 0.1, 0.5, 0.5, [[True], [True, False]])),
        ("alarms", lambda: belief_chain(0.5, 0.1, 0.5, 0.5, np.zeros((1, 10**7 + 1), dtype=bool))),
        ("alarms", lambda: belief_chain(0.5, 0.1, 0.5, 0.5, [True, False])),
        ("alarms", lambda: belief_chain(0.5, 0.1, 1.0, 0.0, CLEAN)),  # neither state is ever clean
        ("alarms", lambda: belief_chain(1.0, 0.0, 0.5, 0.0, CLEAN)),  # certainly compliant, which is never clean
        ("alarms", lambda: belief_chain(0.5, 1.0, 1.0, 0.5, CLEAN)),  # certainly violating, which is never clean
    ],
)
def test_bad_input_is_refused_by_name(where, call):
    with pytest.raises(VerificationError) as refused:
        call()
    assert refused.value.where == where
    assert refused.value.allowed
