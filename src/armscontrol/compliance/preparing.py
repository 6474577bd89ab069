"""A table made ready for counting: columns it lacks, attributes of types, tiers, and which columns have no holes.

Where the columns that a rule reads have no unknowns in the rows that it counts, both bounds are one expression, and the
count costs no more than a plain sum.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import reduce
from typing import Any

import polars as pl

from armscontrol.calendar import resolve
from armscontrol.compliance.matching import matching
from armscontrol.holdings import Events
from armscontrol.holdings.checking import dtype
from armscontrol.terms import ALTERNATIVES
from armscontrol.treaties.expressions.bounds import Compiler, high_name, needs, reads
from armscontrol.treaties.expressions.tree import Node, columns
from armscontrol.treaties.fields import of_side
from armscontrol.treaties.model import Treaty
from armscontrol.treaties.provisions import Attribute
from armscontrol.treaties.rules import LimitRule, TierRule
from armscontrol.treaties.tables import GROUP_TOTALS, HOLDINGS

KEYS = ("party", "as_of", "basis", "scenario", "draw")
"""Columns that tell one set of holdings from another."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """A table with everything that some rules read, and a compiler that knows its holes."""

    lazy: pl.LazyFrame
    compiler: Compiler


def nodes_of(rule: LimitRule) -> list[Node]:
    """Expressions of a limit."""
    return [n for n in (rule.counts, rule.each, rule.of, rule.of_each) if n is not None]


def prepare(
    treaty: Treaty,
    lazy: pl.LazyFrame,
    rules: Sequence[LimitRule],
    events: Events | None = None,
    *,
    keep: Sequence[pl.Expr] | None = None,
    hold: Sequence[str] = (),
) -> Prepared:
    """Make a table ready for counting under some limits of a treaty.

    Rows declared under another treaty are left out; rows without a treaty belong to any. With `keep`, so are rows that
    no limit is about, before anything is looked up for them, but for those that one of its expressions keeps. With
    `hold`, for tables in memory, what was looked up is kept in memory with these columns instead of being looked up in
    each pass.
    """
    if "treaty" in lazy.collect_schema().names():
        lazy = lazy.filter(pl.col("treaty").is_null() | (pl.col("treaty") == treaty.id))
    nodes = [n for r in rules for n in nodes_of(r)]
    tiers = {n: treaty.rules.tiers[n] for n in sorted(reads(*nodes)) if n in treaty.rules.tiers}
    inner = [n for t in tiers.values() for n in (t.counts, t.beyond)]
    used = reads(*nodes, *inner)
    lazy = _with_missing(lazy, used)
    members = [n for r in rules for n in (r.counts, r.of) if n is not None]
    added = {n: pl.lit(None, _KIND[treaty.rules.columns[n].type]) for n in used if n not in HOLDINGS}
    if keep is not None and added:
        # what the document adds is not known yet: a rule that reads it may be about any row
        loose = Compiler(frozenset(), {n: c.allowed for n, c in HOLDINGS.items()})
        about = [loose.truth(n).possible for n in members]
        lazy = lazy.with_columns(**added).filter(pl.any_horizontal(*about, *keep)).drop(list(added))
    lazy = _with_attributes(treaty, lazy, used, events)
    if added and hold:
        groups = {GROUP_TOTALS[n] for n in used if n in GROUP_TOTALS}
        needed = dict.fromkeys((*hold, *KEYS, *sorted((used | groups) - set(tiers))))
        lazy = lazy.select(list(needed)).collect(engine="streaming").lazy()
    complete, empty = _holes(treaty, lazy, rules, tiers)
    compiler = Compiler(complete, {n: c.allowed for n, c in HOLDINGS.items()}, empty)
    if keep is not None and not added:
        lazy = lazy.filter(pl.any_horizontal(*(compiler.truth(n).possible for n in members), *keep))
    exact = []
    for name, rule in tiers.items():
        lazy = _with_tier(treaty, lazy, name, rule, compiler)
        if reads(rule.counts, rule.beyond) <= complete:
            exact.append(name)
    if tiers:
        compiler = Compiler(complete | set(exact), compiler.allowed, empty, frozenset(tiers))
    return Prepared(lazy, compiler)


def _with_missing(lazy: pl.LazyFrame, used: frozenset[str]) -> pl.LazyFrame:
    """The table with the columns it lacks as nulls."""
    present = set(lazy.collect_schema().names())
    wanted = used | {GROUP_TOTALS[n] for n in used if n in GROUP_TOTALS} | set(KEYS)
    absent = [pl.lit(None, dtype(HOLDINGS[n])).alias(n) for n in sorted(wanted) if n in HOLDINGS and n not in present]
    return lazy.with_columns(absent) if absent else lazy


def _with_attributes(treaty: Treaty, lazy: pl.LazyFrame, used: frozenset[str], events: Events | None) -> pl.LazyFrame:
    """The table with the attributes that the rules read."""
    attributes = [n for n in sorted(used) if n in treaty.attributes]
    once = [n for n in attributes if treaty.attributes[n].once]
    looked_up = [n for n in attributes if n not in once]
    if once:
        lazy = lazy.with_columns(_once(treaty, n, events).alias(n) for n in once)
    return _look_up(treaty, lazy, looked_up) if looked_up else lazy


# Holes


def _holes(
    treaty: Treaty, lazy: pl.LazyFrame, rules: Sequence[LimitRule], tiers: Mapping[str, TierRule]
) -> tuple[frozenset[str], frozenset[str]]:
    """Columns without unknowns where they are read, and per-item totals that hold nothing at all."""
    parts: list[tuple[Node | None, Node]] = []
    for rule in rules:
        parts += [(None, n) for n in (rule.counts, rule.of) if n is not None]
        parts.append((rule.counts, rule.each))
        if rule.of_each is not None:
            parts.append((rule.of, rule.of_each))
    for tier in tiers.values():
        parts += [(None, tier.counts), (tier.counts, tier.beyond)]
    used = sorted(reads(*(n for _, n in parts)) - set(tiers))
    groups = sorted({GROUP_TOTALS[n] for n in used if n in GROUP_TOTALS})
    # a hole matters only in a row that counts, on the way through the CASEs that reads it
    values = [n for n in used if not any(n in columns(p) for member, p in parts if member is None)]
    # where columns are looked up for every row, both questions are asked in one pass
    both = any(n not in HOLDINGS for n in used)
    asked = [_hole(n).any().alias(n) for n in used] + [pl.col(g).is_not_null().any().alias(g) for g in groups]
    met = _met(parts, values, frozenset()) if both else []
    found = lazy.select(*asked, *met).collect(engine="streaming").row(0, named=True)
    empty = frozenset(g for g in groups if not found[g])
    complete = {n for n in used if not found[n]}
    doubted = [n for n in values if found[n]]
    if doubted and not both:
        found |= lazy.select(_met(parts, doubted, frozenset(complete))).collect(engine="streaming").row(0, named=True)
    complete |= {n for n in doubted if not found[f"met.{n}"]}
    return frozenset(complete), empty


def _met(parts: Sequence[tuple[Node | None, Node]], doubted: Sequence[str], complete: frozenset[str]) -> list[pl.Expr]:
    """Whether a hole in a column of values is ever met: in a row that may count, where the value is read."""
    loose = Compiler(complete, {n: c.allowed for n, c in HOLDINGS.items()})
    reached: dict[str, list[pl.Expr]] = {n: [pl.lit(False)] for n in doubted}
    for member, value in parts:
        if member is None:
            continue
        for name, conditions in needs(value):
            if name in reached:
                ways = [loose.truth(member).possible, *(_possible(loose, c, answer) for c, answer in conditions)]
                reached[name].append(reduce(lambda a, b: a & b, ways))
    if "number" in reached:
        reached["number"] = [loose.truth(m).possible for m, _ in parts if m is not None]
    return [(_hole(n) & reduce(lambda a, b: a | b, ways)).any().alias(f"met.{n}") for n, ways in reached.items()]


def _hole(name: str) -> pl.Expr:
    """Where a column is unknown, or holds a word that leaves alternatives open."""
    hole = pl.col(name).is_null()
    open_words = [v for v in HOLDINGS[name].allowed if v in ALTERNATIVES] if name in HOLDINGS else []
    return hole | pl.col(name).is_in(open_words) if open_words else hole


def _possible(compiler: Compiler, condition: Node, answer: bool) -> pl.Expr:
    truth = compiler.truth(condition)
    return truth.possible if answer else ~truth.certain


# Attributes


def _once(treaty: Treaty, name: str, events: Events | None) -> pl.Expr:
    """True for all items of a type from the first event that certainly makes the type so, unknown from one that may.

    Before that it is false by a user's own events, and unknown by the record, which does not list every event.
    """
    if events is None:
        return pl.lit(None, pl.Boolean)
    made, perhaps = pl.lit(False), pl.lit(False)
    party, type = pl.col("party").cast(pl.String), pl.col("type").cast(pl.String)
    for row in matching(events, treaty, treaty.rules.once[name]):
        same = (party == row["party"]) & (pl.col("as_of") >= row["date"])
        if row["certain"] and row["type"]:
            made = made | (same & (type == row["type"]))
        else:
            perhaps = perhaps | (same & (type == row["type"]) if row["type"] else same)
    never = pl.lit(None, pl.Boolean) if events.is_shipped else pl.lit(False)
    return pl.when(pl.col("type").is_null()).then(None).when(made).then(True).when(perhaps).then(None).otherwise(never)


def _look_up(treaty: Treaty, lazy: pl.LazyFrame, names: Sequence[str]) -> pl.LazyFrame:
    """The table with attributes by type, for the Party and the day of each row; unknown where the document gives none.

    All of them come with one join: a column for each stretch of Party and time in which values are given.
    """
    found: dict[str, pl.Expr] = {}
    columns: dict[str, pl.Series] = {}
    types = list(dict.fromkeys(t for n in names for v in treaty.attributes[n].values for t in v.type))
    for name in names:
        attribute = treaty.attributes[name]
        kind = _KIND[attribute.kind]
        candidates = []
        for k, (condition, values) in enumerate(_windows(treaty, attribute)):
            column = f"__{name}.{k}"
            columns[column] = pl.Series([values.get(t) for t in types], dtype=kind, strict=False)
            candidates.append(pl.when(condition).then(pl.col(column)) if condition is not None else pl.col(column))
        if attribute.others is not None:
            listed = [t for v in attribute.values for t in v.type]
            other = pl.col("type").is_not_null() & ~pl.col("type").cast(pl.String).is_in(listed)
            candidates.append(pl.when(other).then(pl.lit(attribute.others, kind)))
        found[name] = pl.coalesce(candidates) if candidates else pl.lit(None, kind)
    if not types:
        return lazy.with_columns(**found)
    lookup = pl.DataFrame({"__type": types, **columns}, schema_overrides={"__type": pl.String}).lazy()
    joined = lazy.with_columns(__type=pl.col("type").cast(pl.String)).join(lookup, on="__type", how="left")
    return joined.with_columns(**found).drop("__type", *columns)


_KIND: Mapping[str, Any] = {"number": pl.Float64, "truth": pl.Boolean, "text": pl.String}


def _windows(treaty: Treaty, attribute: Attribute) -> list[tuple[pl.Expr | None, dict[str, Any]]]:
    """Values by type for each stretch of Party and time; no condition is always.

    A value for one Party comes before one for all, a later one before an earlier one.
    """
    anchors, rounding = treaty.rules.anchors, treaty.calendar.rounding
    windows: dict[tuple[str | None, date | None, date | None], dict[str, Any]] = {}
    for value in attribute.values:
        start, end = (resolve(p, anchors, rounding) if p is not None else None for p in (value.from_, value.until))
        windows.setdefault((value.party, start, end), {}).update(dict.fromkeys(value.type, value.value))
    made: list[tuple[pl.Expr | None, dict[str, Any]]] = []
    first = date.min
    by_precedence = sorted(windows.items(), key=lambda w: (w[0][0] is None, -(w[0][1] or first).toordinal()))
    for (party, start, end), values in by_precedence:
        conditions = []
        if party:
            conditions.append(pl.col("party").cast(pl.String) == party)
        if start:
            conditions.append(pl.col("as_of") >= start)
        if end:
            conditions.append(pl.col("as_of") < end)
        made.append((pl.all_horizontal(conditions) if conditions else None, values))
    return made


# Tiers


def _with_tier(treaty: Treaty, lazy: pl.LazyFrame, name: str, rule: TierRule, compiler: Compiler) -> pl.LazyFrame:
    """The table with what each row counts under a tier, ranked within its set.

    Where the numbers name a group, its members share them and are ranked together; a Party without a number has no
    discount. A set in which anything that matters is unknown gets bounds: each item counts between the discount and its
    own load.
    """
    member, beyond = compiler.truth(rule.counts), compiler.span(rule.beyond)
    number = compiler.span_of_number()
    side = _side(treaty, (*rule.tier.first, *rule.tier.each))
    first, each = (_of_side(numbers, side) for numbers in (rule.tier.first, rule.tier.each))
    sets = ("__side", *(k for k in KEYS if k != "party"))
    most_first = rule.tier.rank == "most beyond first"
    inside = lazy.filter(member.possible).with_columns(
        __number=number.low.cast(pl.Float64), __beyond=beyond.low.cast(pl.Float64),
        __first=first, __each=each, __side=side,
    )  # fmt: skip
    rank = pl.col("__beyond")
    cut = pl.col("__number").cum_sum().over(sets, order_by=rank, descending=most_first)
    within = (pl.col("__first") - (cut - pl.col("__number"))).clip(0, pl.col("__number"))
    value = within * pl.col("__each") + (pl.col("__number") - within) * rank
    outside = lazy.filter(~member.possible)
    if member.exact and beyond.exact and number.exact:
        made = inside.with_columns(value.alias(name))
        rest = outside.with_columns(pl.lit(0.0).alias(name))
    else:
        # where all fit under the discount, nothing hangs on what each counts beyond it
        more = number.high.sum().over(sets) > pl.col("__first")
        doubtful = (~member.certain) | (number.low != number.high) | ((beyond.low != beyond.high) & more)
        open_set = doubtful.any().over(sets)
        fewest = number.low * pl.min_horizontal(pl.col("__each"), beyond.low)
        least = pl.when(member.certain).then(fewest).otherwise(0.0)
        most = (
            pl.when(number.high == 0)
            .then(0.0)
            .otherwise(number.high * pl.max_horizontal(pl.col("__each"), beyond.high))
        )
        made = inside.with_columns(
            pl.when(open_set).then(least).otherwise(value).alias(name),
            pl.when(open_set).then(most).otherwise(value).alias(high_name(name)),
        )
        rest = outside.with_columns(pl.lit(0.0).alias(name), pl.lit(0.0).alias(high_name(name)))
    return pl.concat([rest, made.drop("__number", "__beyond", "__first", "__each", "__side")])


def _side(treaty: Treaty, names: Iterable[str]) -> pl.Expr:
    """The Party of each row, or the group among `names` that it is in on the row's day."""
    party = pl.col("party").cast(pl.String)
    side = party
    for m in treaty.rules.members:
        if m.group in names:
            inside = party == m.party
            if m.start:
                inside = inside & (pl.col("as_of") >= m.start)
            if m.until:
                inside = inside & (pl.col("as_of") < m.until)
            side = pl.when(inside).then(pl.lit(m.group)).otherwise(side)
    return side


def _of_side(numbers: Mapping[str, float], side: pl.Expr) -> pl.Expr:
    """A number for the Party or group of the row; 0 where there is none."""
    named = {k: float(v) for k, v in numbers.items() if k}
    general = float(of_side(dict(numbers)) or 0.0)
    if not named:
        return pl.lit(general, pl.Float64)
    return side.replace_strict(named, default=general, return_dtype=pl.Float64)


def attributes_read(treaty: Treaty, rule: LimitRule) -> Iterable[str]:
    """Names of the attributes that a limit reads, its tiers included."""
    used = reads(*nodes_of(rule))
    for name in sorted(used & set(treaty.rules.tiers)):
        tier = treaty.rules.tiers[name]
        used |= reads(tier.counts, tier.beyond)
    return sorted(used & set(treaty.attributes))
