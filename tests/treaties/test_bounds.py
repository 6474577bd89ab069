"""Bounds under unknown values, against brute force: every way of filling the unknowns in is tried."""

from __future__ import annotations

import itertools
import operator

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from armscontrol.compliance import count
from armscontrol.errors import ExpressionError
from armscontrol.holdings.checking import schema
from armscontrol.terms import ALTERNATIVES
from armscontrol.treaties.expressions.bounds import Compiler, added
from armscontrol.treaties.expressions.parse import parse
from armscontrol.treaties.expressions.tree import (
    Arithmetic,
    Call,
    Case,
    Column,
    Compare,
    Literal,
    Logic,
    OneOf,
    Reference,
)
from armscontrol.treaties.model import Treaty
from armscontrol.treaties.tables import HOLDINGS

COMPARE = {
    "=": operator.eq,
    "<>": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}
DOMAIN = {
    "kind": ["icbm", "slbm", "heavy_bomber"],
    "status": ["deployed", "non_deployed", "converted"],
    "accepted": [True, False],
    "number": [0, 1, 3],
    "warheads": [0, 1, 4],
}


def evaluate(node, row):
    """An oracle that knows nothing of Polars: the value of a tree for one fully known row."""
    match node:
        case Literal(value=value):
            return value
        case Column(name=name):
            return row[name]
        case Reference(target=target):
            return evaluate(target, row)
        case Logic(operator="NOT", operands=(inner,)):
            return not evaluate(inner, row)
        case Logic(operator="AND", operands=operands):
            return all(evaluate(n, row) for n in operands)
        case Logic(operands=operands):
            return any(evaluate(n, row) for n in operands)
        case Compare(operator=op, left=left, right=right):
            return COMPARE[op](evaluate(left, row), evaluate(right, row))
        case OneOf(operand=operand, values=values):
            return evaluate(operand, row) in [v.value for v in values]
        case Arithmetic(operator=op, left=left, right=right):
            a, b = evaluate(left, row), evaluate(right, row)
            return {"+": a + b, "-": a - b, "*": a * b}[op] if op != "/" else (a / b if b else None)
        case Case(branches=branches, otherwise=otherwise):
            for condition, value in branches:
                if evaluate(condition, row):
                    return evaluate(value, row)
            return evaluate(otherwise, row)
        case Call(function="ABS", arguments=(inner,)):
            return abs(evaluate(inner, row))
        case Call(function=function, arguments=arguments):
            return (min if function == "LEAST" else max)(evaluate(a, row) for a in arguments)
    raise AssertionError(node)


numbers = st.deferred(
    lambda: st.one_of(
        st.sampled_from(["warheads", "1", "2", "0"]),
        st.tuples(st.sampled_from(["+", "-", "*"]), numbers, numbers).map(lambda t: f"({t[1]} {t[0]} {t[2]})"),
        st.tuples(truths, numbers, numbers).map(lambda t: f"CASE WHEN {t[0]} THEN {t[1]} ELSE {t[2]} END"),
        st.tuples(st.sampled_from(["LEAST", "GREATEST"]), numbers, numbers).map(lambda t: f"{t[0]}({t[1]}, {t[2]})"),
        numbers.map(lambda n: f"ABS({n})"),
    )
)
truths = st.deferred(
    lambda: st.one_of(
        st.sampled_from(
            [
                "kind = 'icbm'",
                "kind IN ('icbm', 'slbm')",
                "status = 'deployed'",
                "status <> 'converted'",
                "accepted",
                "status IN ('deployed', 'non_deployed')",
                "accepted = FALSE",
                "warheads > 1",
                "warheads IN (1, 4)",
                "kind NOT IN ('heavy_bomber')",
                "warheads BETWEEN 1 AND 3",
            ]
        ),
        st.tuples(st.sampled_from(["AND", "OR"]), truths, truths).map(lambda t: f"({t[1]} {t[0]} {t[2]})"),
        truths.map(lambda t: f"NOT ({t})"),
        st.tuples(st.sampled_from(["<", "<=", "=", "<>", ">"]), numbers, numbers).map(
            lambda t: f"({t[1]} {t[0]} {t[2]})"
        ),
        st.tuples(truths, truths, truths).map(lambda t: f"CASE WHEN {t[0]} THEN {t[1]} ELSE {t[2]} END"),
    )
)
row_strategy = st.fixed_dictionaries(
    {
        "kind": st.sampled_from([*DOMAIN["kind"], None]),
        "status": st.sampled_from([*DOMAIN["status"], "deployed_or_non_deployed", None]),
        "accepted": st.sampled_from([True, False, None]),
        "number": st.sampled_from([0, 1, 3, None]),
        "warheads": st.sampled_from([0, 1, 4, None]),
    }
)


def deep(error):
    """Only the bound on depth may refuse what the strategy makes."""
    assert "levels" in str(error)


def completions(row):
    """Every fully known row that this one may be."""
    options = []
    for name, value in row.items():
        if value is None:
            options.append(DOMAIN[name])
        elif value in ALTERNATIVES:
            options.append(sorted(ALTERNATIVES[value]))
        else:
            options.append([value])
    return [dict(zip(row, values, strict=True)) for values in itertools.product(*options)]


def frame_of(rows):
    return pl.DataFrame([{**dict.fromkeys(HOLDINGS), **r} for r in rows], schema=schema(HOLDINGS))


def compiler(frame):
    whole = [
        n
        for n in DOMAIN
        if not frame[n].null_count() and not set(frame[n].cast(pl.String).to_list()) & set(ALTERNATIVES)
    ]
    return Compiler(frozenset(whole), {n: c.allowed for n, c in HOLDINGS.items()}, frozenset({"warheads_total"}))


@settings(max_examples=300)
@given(truths, numbers, st.lists(row_strategy, min_size=1, max_size=4))
def test_what_is_counted_lies_between_the_bounds(member_text, each_text, rows):
    if len(member_text) > 4000 or len(each_text) > 4000:
        return
    try:
        member, each = parse(member_text, HOLDINGS), parse(each_text, HOLDINGS)
    except ExpressionError as error:
        deep(error)
        return
    frame = frame_of(rows)
    c = compiler(frame)
    adds = added(c, member, each)
    bounds = frame.select(low=adds.low.cast(pl.Float64), high=adds.high.cast(pl.Float64))
    for row, low, high in zip(rows, bounds["low"], bounds["high"], strict=True):
        for known in completions(row):
            true = known["number"] * evaluate(each, known) if evaluate(member, known) else 0
            assert low <= true <= high, (row, known, low, true, high)


@settings(max_examples=300)
@given(truths, row_strategy)
def test_certain_means_always_and_impossible_means_never(text, row):
    try:
        node = parse(text, HOLDINGS)
    except ExpressionError as error:
        deep(error)
        return
    frame = frame_of([row])
    truth = compiler(frame).truth(node)
    certain, possible = frame.select(c=truth.certain, p=truth.possible).row(0)
    values = {bool(evaluate(node, known)) for known in completions(row)}
    assert not certain or values == {True}
    assert possible or values == {False}


@settings(max_examples=150)
@given(truths, numbers, st.lists(row_strategy, min_size=1, max_size=3))
def test_without_unknowns_the_bounds_meet(member_text, each_text, rows):
    known = [completions(r)[0] for r in rows]
    try:
        member, each = parse(member_text, HOLDINGS), parse(each_text, HOLDINGS)
    except ExpressionError as error:
        deep(error)
        return
    frame = frame_of(known)
    c = compiler(frame)
    adds = added(c, member, each)
    assert adds.exact
    got = frame.select(adds.low.cast(pl.Float64).alias("x"))["x"].to_list()
    assert got == [r["number"] * evaluate(each, r) if evaluate(member, r) else 0 for r in known]


def bounds_of(each_text, *rows):
    frame = frame_of(rows)
    c = Compiler(frozenset(), {n: x.allowed for n, x in HOLDINGS.items()})
    adds = added(c, parse("kind = 'icbm'", HOLDINGS), parse(each_text, HOLDINGS))
    return frame.select(adds.low.cast(pl.Float64).alias("l"), adds.high.cast(pl.Float64).alias("h")).row(0)


def test_a_group_total_stands_for_loads_that_differ():
    group = {"kind": "icbm", "number": 306, "warheads_total": 812}
    assert bounds_of("warheads", group) == (812, 812)
    assert bounds_of("warheads * 2 + 1", group) == (2 * 812 + 306, 2 * 812 + 306)
    assert bounds_of("warheads / 2", group) == (406, 406)


def test_a_per_item_rule_over_a_group_is_not_determinable():
    low, high = bounds_of("LEAST(warheads, 4)", {"kind": "icbm", "number": 306, "warheads_total": 812})
    assert low == 0
    assert high == 4 * 306


group_strategy = st.fixed_dictionaries(
    {
        "kind": st.sampled_from([*DOMAIN["kind"], None]),
        "status": st.sampled_from([*DOMAIN["status"], None]),
        "accepted": st.sampled_from([True, False, None]),
        "number": st.sampled_from([1, 2, 3]),
        "warheads_total": st.integers(0, 6),
    }
)


def loads(number, total):
    """Every way in which so many items may carry a sum."""
    return [x for x in itertools.product(range(total + 1), repeat=number) if sum(x) == total]


@settings(max_examples=200)
@given(truths, numbers, group_strategy)
def test_a_group_of_unlike_items_lies_between_the_bounds(member_text, each_text, row):
    try:
        member, each = parse(member_text, HOLDINGS), parse(each_text, HOLDINGS)
    except ExpressionError as error:
        deep(error)
        return
    frame = frame_of([row])
    adds = added(Compiler(frozenset(), {n: c.allowed for n, c in HOLDINGS.items()}), member, each)
    low, high = frame.select(low=adds.low.cast(pl.Float64), high=adds.high.cast(pl.Float64)).row(0)
    shared = {k: v for k, v in row.items() if k != "warheads_total"}
    for known in completions(shared):
        for load in loads(row["number"], row["warheads_total"]):
            items = [{**known, "warheads": w} for w in load]
            true = sum(evaluate(each, i) if evaluate(member, i) else 0 for i in items)
            assert low <= true <= high, (row, known, load, low, true, high)


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ({"kind": "icbm", "number": None, "warheads": 3}, (0, float("inf"))),
        ({"kind": "icbm", "number": 5, "warheads": None}, (0, float("inf"))),
        ({"kind": "icbm", "number": 0, "warheads": None}, (0, 0)),
        ({"kind": None, "number": 5, "warheads": 3}, (0, 15)),
        ({"kind": "slbm", "number": None, "warheads": None}, (0, 0)),
    ],
)
def test_unknown_numbers_have_no_upper_bound(row, expected):
    assert bounds_of("warheads", row) == expected


def test_division_by_zero_has_no_value():
    low, high = bounds_of("6 / warheads", {"kind": "icbm", "number": 1, "warheads": 0})
    assert low == -float("inf")
    assert high == float("inf")


@settings(max_examples=120)
@given(truths, numbers, st.lists(row_strategy, min_size=1, max_size=2))
def test_a_whole_table_counted_under_a_document_lies_between_the_bounds(member_text, each_text, rows):
    """`count` drops the second bound where holes cannot matter: that must never be wrong."""
    limit = {"id": "x", "article": "I", "statement": "S", "evidence": "derived", "unit": "items", "from": "2000-01-01"}
    raw = {
        "schema": 1, "id": "invented", "title": "T", "short_title": "T", "summary": "S", "parties": [{"id": "AAA"}],
        "events": [], "limits": [{**limit, "counts": member_text, "each": each_text, "at_most": 1}],
    }  # fmt: skip
    try:
        treaty = Treaty.model_validate(raw)
        _ = treaty.rules
    except ExpressionError as error:
        deep(error)
        return
    frame = frame_of(rows).with_columns(party=pl.lit("AAA"))
    low, high = count(treaty, frame, by=["party"]).collect().select("x.low", "x.high").row(0)
    for world in itertools.product(*(completions(r) for r in rows)):
        true = sum(
            k["number"] * evaluate(treaty.rules.limits[0].each, k)
            for k in world
            if evaluate(treaty.rules.limits[0].counts, k)
        )
        assert low <= true <= high, (world, low, true, high)
