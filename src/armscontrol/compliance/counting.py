"""Count a treaty's limits over a table of holdings, in one pass, with what is unknown kept as bounds.

This is the engine behind `assess`, and the one to use for ensembles: a table with many scenarios and draws is counted
as a whole, group by group.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import polars as pl

from armscontrol.errors import TreatyError
from armscontrol.holdings import Holdings
from armscontrol.holdings.checking import dtype
from armscontrol.terms import ALTERNATIVES
from armscontrol.treaties.expressions.bounds import INFINITY, Compiler, Span, added, contribution, reads
from armscontrol.treaties.expressions.tree import Node
from armscontrol.treaties.model import Attribute, Treaty
from armscontrol.treaties.rules import LimitRule
from armscontrol.treaties.tables import GROUP_TOTALS, HOLDINGS

KEYS = ("party", "as_of", "basis", "scenario", "draw")
"""Columns that tell one set of holdings from another."""


@dataclass(frozen=True, slots=True)
class Metric:
    """The columns that one limit needs, and how they fold into its two bounds."""

    rule: LimitRule
    columns: tuple[pl.Expr, ...]
    folds: tuple[pl.Expr, ...]
    exact: bool


def count(
    treaty: Treaty,
    holdings: Holdings | pl.DataFrame | pl.LazyFrame,
    by: Sequence[str] = KEYS,
    limits: Iterable[str] = (),
) -> pl.LazyFrame:
    """Both bounds of each limit's metric, for each set of holdings.

    Args:
        treaty: a loaded document.
        holdings: rows in the shape of the holdings table; a column that is missing is unknown throughout.
        by: columns that tell the sets apart.
        limits: ids of limits; all when empty.

    Returns:
        One row a set: the columns of `by`, then for each limit `<id>.low` and `<id>.high`. Low counts what certainly
        counts, high what may count; an infinite high says that something unknown has no upper bound. Bounds of a mean,
        a ratio or a greatest value are null where nothing may count.

    Raises:
        TreatyError: no limit has one of the ids.
    """
    lazy = holdings.lazy()
    metrics = compile_limits(treaty, lazy, limits)
    names = [c for m in metrics for c in m.columns]
    return (
        lazy.pipe(with_attributes, treaty, [m.rule for m in metrics])
        .select(*by, *names)
        .group_by(*by)
        .agg(fold for m in metrics for fold in m.folds)
    )


def chosen_rules(treaty: Treaty, limits: Iterable[str] = ()) -> list[LimitRule]:
    """Rules of the limits named; all when none is.

    Raises:
        TreatyError: no limit has one of the ids.
    """
    rules = {r.limit.id: r for r in treaty.rules.limits}
    wanted = list(limits) or list(rules)
    for id in wanted:
        if id not in rules:
            raise TreatyError(f"{treaty.id} has no such limit", found=repr(id[:60]), allowed=", ".join(rules))
    return [rules[id] for id in wanted]


def compile_limits(treaty: Treaty, lazy: pl.LazyFrame, limits: Iterable[str] = ()) -> list[Metric]:
    """Polars expressions for the limits, made for the unknowns that this table has."""
    rules = chosen_rules(treaty, limits)
    compiler = compiler_for(treaty, lazy, [n for r in rules for n in nodes_of(r)])
    return [_metric(r, compiler) for r in rules]


def nodes_of(rule: LimitRule) -> list[Node]:
    """Expressions of a limit."""
    return [n for n in (rule.counts, rule.each, rule.of, rule.of_each) if n is not None]


def compiler_for(treaty: Treaty, lazy: pl.LazyFrame, nodes: Sequence[Node]) -> Compiler:
    """A compiler that knows which of the columns that these rules read have no unknowns in this table."""
    present = set(lazy.collect_schema().names())
    used = reads(*nodes) & present
    groups = {GROUP_TOTALS[n] for n in used if n in GROUP_TOTALS}
    holes = {n: pl.col(n).null_count() > 0 for n in sorted(used)}
    for name in holes:
        open_values = [v for v in HOLDINGS[name].allowed if v in ALTERNATIVES] if name in HOLDINGS else []
        if open_values:
            holes[name] = holes[name] | pl.col(name).is_in(open_values).any()
    asked = [e.alias(n) for n, e in holes.items()]
    asked += [(pl.col(n).null_count() == pl.len()).alias(n) for n in sorted(groups & present)]
    found = lazy.select(asked).collect(engine="streaming").row(0, named=True) if asked else {}
    return Compiler(
        complete=frozenset(n for n in holes if not found[n]),
        allowed={n: c.allowed for n, c in HOLDINGS.items()},
        empty=frozenset(n for n in groups if n not in present or found[n]),
    )


def with_attributes(lazy: pl.LazyFrame, treaty: Treaty, rules: Sequence[LimitRule]) -> pl.LazyFrame:
    """The table with the columns it lacks as nulls, and the attributes that these rules read."""
    present = set(lazy.collect_schema().names())
    used = reads(*(n for r in rules for n in nodes_of(r)))
    wanted = used | {GROUP_TOTALS[n] for n in used if n in GROUP_TOTALS} | set(KEYS)
    absent = [pl.lit(None, dtype(HOLDINGS[n])).alias(n) for n in sorted(wanted) if n in HOLDINGS and n not in present]
    if absent:
        lazy = lazy.with_columns(absent)
    attributes = [n for n in sorted(used) if n in treaty.attributes]
    if attributes:
        lazy = lazy.with_columns(_attribute(treaty, treaty.attributes[n]).alias(n) for n in attributes)
    return lazy


def _attribute(treaty: Treaty, attribute: Attribute) -> pl.Expr:
    """Value by type, for the Party and the day of the row; unknown where the document gives none."""
    from armscontrol.calendar import resolve

    anchors, rounding = treaty.rules.anchors, treaty.calendar.rounding
    windows: dict[tuple[str | None, date | None, date | None], dict[str, Any]] = {}
    for value in attribute.values:
        start, end = (resolve(p, anchors, rounding) if p is not None else None for p in (value.from_, value.until))
        windows.setdefault((value.party, start, end), {})[value.type] = value.value
    kind = {"number": pl.Float64, "truth": pl.Boolean, "text": pl.String}[attribute.kind]
    type = pl.col("type").cast(pl.String)
    candidates = []
    # a value for one Party or one time comes before a general one
    for (party, start, end), values in sorted(windows.items(), key=lambda w: sum(k is None for k in w[0])):
        found = type.replace_strict(values, default=None, return_dtype=kind)
        conditions = []
        if party:
            conditions.append(pl.col("party").cast(pl.String) == party)
        if start:
            conditions.append(pl.col("as_of") >= start)
        if end:
            conditions.append(pl.col("as_of") < end)
        candidates.append(pl.when(pl.all_horizontal(conditions)).then(found) if conditions else found)
    return pl.coalesce(candidates) if candidates else pl.lit(None, kind)


def row_bounds(rule: LimitRule, compiler: Compiler) -> Span:
    """What one row adds to the metric of a limit, as two bounds."""
    if rule.limit.aggregate == "count":
        return contribution(compiler.truth(rule.counts), compiler.span_of_number())
    return added(compiler, rule.counts, rule.each)


def _metric(rule: LimitRule, compiler: Compiler) -> Metric:
    id = rule.limit.id
    low, high = f"{id}.low", f"{id}.high"
    match rule.limit.aggregate:
        case "sum" | "count":
            adds = row_bounds(rule, compiler)
            if adds.exact:  # nothing unknown: one column serves both bounds
                return Metric(rule, (adds.low.alias(low),), (pl.col(low).sum(), pl.col(low).sum().alias(high)), True)
            return Metric(
                rule,
                (adds.low.alias(low), adds.high.alias(high)),
                (pl.col(low).sum(), pl.col(high).sum()),
                False,
            )
        case "max":
            member, each = compiler.truth(rule.counts), compiler.span(rule.each)
            none = compiler.number_is_none()
            bounds = (
                pl.when(member.certain & ~none).then(each.low).alias(low),
                pl.when(member.possible & ~none).then(each.high).alias(high),
            )
            return Metric(rule, bounds, (pl.col(low).max(), pl.col(high).max()), False)
        case _:
            assert rule.of_each is not None or rule.limit.aggregate == "mean"  # noqa: S101
            top = row_bounds(rule, compiler)
            if rule.limit.aggregate == "mean":
                bottom = contribution(compiler.truth(rule.counts), compiler.span_of_number())
            else:
                assert rule.of is not None  # noqa: S101  a ratio has a denominator: checked when the rules are built
                assert rule.of_each is not None  # noqa: S101
                bottom = added(compiler, rule.of, rule.of_each)
            parts = {"t": top.low, "T": top.high, "b": bottom.low, "B": bottom.high}
            columns = tuple(e.cast(pl.Float64).alias(f"{id}.{k}") for k, e in parts.items())
            sums = {k: pl.col(f"{id}.{k}").sum() for k in parts}
            # sound, not tight: the bounds of a quotient of two sums that share their unknowns
            smallest = pl.when(sums["B"] > 0).then(sums["t"] / sums["B"])
            greatest = pl.when(sums["b"] > 0).then(sums["T"] / sums["b"]).when(sums["B"] > 0).then(INFINITY)
            return Metric(rule, columns, (smallest.alias(low), greatest.alias(high)), False)
