"""Count a treaty's limits over a table of holdings, in one pass, with what is unknown kept as bounds.

This is the engine behind `assess`, and the one to use for ensembles: a table with many scenarios and draws is counted
as a whole, group by group.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import polars as pl

from armscontrol.compliance.preparing import KEYS, prepare
from armscontrol.errors import TreatyError
from armscontrol.holdings import Events, Holdings
from armscontrol.treaties.expressions.bounds import Compiler, added
from armscontrol.treaties.expressions.spans import INFINITY, Span, contribution
from armscontrol.treaties.model import Treaty
from armscontrol.treaties.rules import LimitRule


@dataclass(frozen=True, slots=True)
class Metric:
    """The columns that one limit needs, and how they fold into its two bounds."""

    rule: LimitRule
    columns: tuple[pl.Expr, ...]
    folds: tuple[pl.Expr, ...]


def count(
    treaty: Treaty,
    holdings: Holdings | pl.DataFrame | pl.LazyFrame,
    by: Sequence[str] = KEYS,
    limits: Iterable[str] = (),
    events: Events | None = None,
) -> pl.LazyFrame:
    """Both bounds of each limit's metric, for each set of holdings.

    Args:
        treaty: a loaded document.
        holdings: rows in the shape of the holdings table; a column that is missing is unknown throughout.
        by: columns that tell the sets apart.
        limits: ids of limits; all that can be counted when empty.
        events: for rules that hang on what happened, as one flight test that makes a whole type MIRVed.

    Returns:
        One row a set: the columns of `by`, then for each limit `<id>.low` and `<id>.high`. Low counts what certainly
        counts, high what may count; an infinite high says that something unknown has no upper bound. Bounds of a mean,
        a ratio or a greatest value are null where nothing may count.

    Raises:
        TreatyError: no limit has one of the ids, or the treaty does not say how one is counted.
    """
    rules = chosen_rules(treaty, limits)
    # Rows that no limit is about are dropped before anything is computed of them. The first row of each run of equal
    # keys stays, so that a set in which nothing counts still has its row of zeros.
    begins = [_differs_from_the_row_before(pl.col(k)) for k in by]
    begins += [_differs_from_the_row_before(pl.col(k).is_null()) for k in by[:1]]  # the first row, if its key is empty
    in_memory = isinstance(holdings, pl.DataFrame) or (isinstance(holdings, Holdings) and holdings.in_memory)
    hold = by if in_memory else ()
    ready = prepare(treaty, holdings.lazy(), rules, events, keep=begins, hold=hold)
    metrics = [metric(r, ready.compiler) for r in rules]
    names = [c for m in metrics for c in m.columns]
    return ready.lazy.select(*by, *names).group_by(*by).agg(fold for m in metrics for fold in m.folds)


def _differs_from_the_row_before(value: pl.Expr) -> pl.Expr:
    return value.ne_missing(value.shift())


def chosen_rules(treaty: Treaty, limits: Iterable[str] = ()) -> list[LimitRule]:
    """Rules of the limits named; all that can be counted when none is.

    Raises:
        TreatyError: no limit has one of the ids, or the treaty does not say how one is counted.
    """
    rules = {r.limit.id: r for r in treaty.rules.limits}
    wanted = list(limits)
    for id in wanted:
        if id not in rules:
            raise TreatyError(f"{treaty.id} has no such limit", found=repr(id[:60]), allowed=", ".join(rules))
        if rules[id].counts is None:
            raise TreatyError(f"{id} cannot be counted: {rules[id].limit.undefined}", where=treaty.id)
    return [rules[id] for id in wanted] or [r for r in rules.values() if r.counts is not None]


def row_bounds(rule: LimitRule, compiler: Compiler) -> Span:
    """What one row adds to the metric of a limit, as two bounds."""
    assert rule.counts is not None  # noqa: S101  limits without a rule of counting are never compiled
    if rule.limit.aggregate == "count":
        return contribution(compiler.truth(rule.counts), compiler.span_of_number())
    return added(compiler, rule.counts, rule.each)


def metric(rule: LimitRule, compiler: Compiler) -> Metric:
    """Columns and folds of one limit, for the unknowns that a table has."""
    assert rule.counts is not None  # noqa: S101  as above
    id = rule.limit.id
    low, high = f"{id}.low", f"{id}.high"
    member, number = compiler.truth(rule.counts), compiler.span_of_number()
    match rule.limit.aggregate:
        case "sum" | "count":
            adds = row_bounds(rule, compiler)
            if adds.exact:  # nothing unknown: one column serves both bounds
                return Metric(rule, (adds.low.alias(low),), (pl.col(low).sum(), pl.col(low).sum().alias(high)))
            return Metric(rule, (adds.low.alias(low), adds.high.alias(high)), (pl.col(low).sum(), pl.col(high).sum()))
        case "max":
            each = compiler.span(rule.each)
            bounds = (
                pl.when(member.certain & (number.low > 0)).then(each.low).alias(low),
                pl.when(member.possible & (number.high > 0)).then(each.high).alias(high),
            )
            return Metric(rule, bounds, (pl.col(low).max(), pl.col(high).max()))
        case "types":
            named = pl.col("type").cast(pl.String)
            bounds = (
                pl.when(member.certain & (number.low > 0)).then(named).alias(low),
                pl.when(member.possible & (number.high > 0)).then(named.fill_null("\0")).alias(high),
            )
            # rows whose type is not known may be of any number of types
            most = pl.when((pl.col(high) == "\0").any()).then(INFINITY).otherwise(pl.col(high).drop_nulls().n_unique())
            return Metric(rule, bounds, (pl.col(low).drop_nulls().n_unique().cast(pl.Float64), most.alias(high)))
        case _:
            top = row_bounds(rule, compiler)
            if rule.limit.aggregate == "mean":
                bottom = contribution(member, number)
            else:
                assert rule.of is not None  # noqa: S101  a ratio has a denominator: checked when the rules are built
                assert rule.of_each is not None  # noqa: S101
                bottom = added(compiler, rule.of, rule.of_each)
            parts = {"t": top.low, "T": top.high, "b": bottom.low, "B": bottom.high}
            columns = tuple(e.cast(pl.Float64).alias(f"{id}.{k}") for k, e in parts.items())
            sums = {k: pl.col(f"{id}.{k}").sum() for k in parts}
            # sound, not tight: the bounds of a quotient of two sums that share their unknowns
            corners = [sums[t] / sums[b] for t in ("t", "T") for b in ("b", "B")]
            nothing = (sums["B"] == 0) & (sums["t"] == 0) & (sums["T"] == 0)
            sure = sums["b"] > 0
            least = (
                pl.when(sums["t"] < 0).then(-INFINITY).when(sums["B"] > 0).then(sums["t"] / sums["B"]).otherwise(0.0)
            )
            most = pl.when(sums["T"] > 0).then(INFINITY).otherwise(0.0)
            bounds = (
                pl.when(sure).then(pl.min_horizontal(corners)).when(~nothing).then(least),
                pl.when(sure).then(pl.max_horizontal(corners)).when(~nothing).then(most),
            )
            # an unbounded sum over an unbounded sum has no value of its own
            return Metric(
                rule, columns, (bounds[0].fill_nan(-INFINITY).alias(low), bounds[1].fill_nan(INFINITY).alias(high))
            )
