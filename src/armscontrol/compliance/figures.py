"""The figure that a limit is held against, for one Party and day: items counted, the declared total, or both.

Items are counted where they exist, the declared total is taken where only that exists, and both are given where both
exist. Bases are never mixed: declared, estimated and planned figures are separate, and claimed rows join a declared
figure only under a variant that names them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

import polars as pl

from armscontrol import terms
from armscontrol.calendar import long_date
from armscontrol.compliance.counting import KEYS, compiler_for, count, nodes_of, row_bounds, with_attributes
from armscontrol.compliance.findings import RowUse
from armscontrol.errors import DeclarationError
from armscontrol.holdings import Holdings
from armscontrol.terms import words
from armscontrol.treaties.expressions.tree import wanted
from armscontrol.treaties.model import Treaty
from armscontrol.treaties.rules import LimitRule

MAX_SETS = 5_000
"""Sets of holdings that `assess` explains one by one; ensembles beyond are for `count`."""
ROWS_SHOWN = 200
"""Rows of one set that a finding lists."""
ROWS_TOLD = 200_000
"""Rows of a table beyond which findings say how many rows were counted, and list none."""
SOURCES_SHOWN = 50
"""Sources of one set that a finding lists."""

Key = tuple[str, date, str, str | None, int | None]
"""Party, day, basis, scenario, draw."""


@dataclass(frozen=True, slots=True)
class Counted:
    """One set counted for one limit: bounds with all rows, and with the rows that may test a declared total.

    `grades` and `sources` are of the latter; `rows` lists the rows of tables small enough to be told row by row.
    `absent` names the kinds of item that the rule is about and of which the set has no row.
    """

    low: float
    high: float | None
    free_low: float
    free_high: float | None
    rows: tuple[RowUse, ...]
    rows_total: int
    grades: tuple[str | None, ...] = ()
    sources: tuple[str | None, ...] = ()
    absent: tuple[str, ...] = ()

    @property
    def residual(self) -> tuple[RowUse, ...]:
        """Rows whose number was found by subtracting from the total they would be held against."""
        return tuple(r for r in self.rows if r.residual)


@dataclass
class Figures:
    """All sets of a table, counted for all limits of a treaty."""

    treaty: Treaty
    holdings: Holdings
    sets: dict[Key, dict[str, Counted]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._days: dict[tuple[str, str, str | None, int | None], list[date]] = {}
        lazy = self.holdings.lazy()
        keys = lazy.select(KEYS).unique().sort(*KEYS).collect()
        if keys.height > MAX_SETS:
            raise DeclarationError(
                f"{keys.height:,} sets of holdings (Party, day, basis, scenario, draw); at most {MAX_SETS:,} are "
                "assessed one by one",
                where=self.holdings.origin,
                advice="Count an ensemble with `armscontrol.count`.",
            )
        for party, day, basis, scenario, draw in keys.iter_rows():
            self._days.setdefault((party, str(basis), scenario, draw), []).append(day)

    @property
    def bases(self) -> tuple[str, ...]:
        """Bases in the table."""
        return tuple(dict.fromkeys(b for _, b, _, _ in self._days))

    @property
    def parties(self) -> tuple[str, ...]:
        """Parties in the table."""
        return tuple(dict.fromkeys(p for p, _, _, _ in self._days))

    def days(self, basis: str | None = None) -> set[date]:
        """Days for which there are rows."""
        return {d for (_, b, _, _), days in self._days.items() if basis in (None, b) for d in days}

    def series(self, party: str, basis: str) -> list[tuple[str | None, int | None, list[date]]]:
        """Scenarios and draws of a Party and basis, each with its days in order."""
        return [(s, d, days) for (p, b, s, d), days in self._days.items() if (p, b) == (party, basis)]

    def get(self, key: Key) -> dict[str, Counted] | None:
        """Counts of one set, by limit; `None` where there is no such set."""
        party, day, basis, scenario, draw = key
        if day not in self._days.get((party, basis, scenario, draw), []):
            return None
        if key not in self.sets:
            self._count()
        return self.sets[key]

    def _count(self) -> None:
        """Count every set once, in one pass over the table for each limit."""
        lazy = self.holdings.lazy()
        rules = self.treaty.rules.limits
        compiler = compiler_for(self.treaty, lazy, [n for r in rules for n in nodes_of(r)])
        base = with_attributes(lazy, self.treaty, rules)
        residual = pl.col("residual").fill_null(False)
        if lazy.select(residual.any()).collect(engine="streaming").item():
            # a residual row stands for its cell where the cell has nothing else: then the cell is open without it
            alone = residual.all().over(*KEYS, "kind", "status", "equipment")
            base = base.with_columns(residual=residual, alone=alone)
        else:
            base = base.with_columns(residual=False, alone=False)
        for rule in rules:
            if rule.limit.aggregate in ("sum", "count"):
                span = row_bounds(rule, compiler)
                counting = base.with_columns(low=span.low.cast(pl.Float64), high=span.high.cast(pl.Float64))
                self._sum(rule, counting.filter(pl.col("high") != 0))
            else:
                self._other(rule)
        kinds = dict(self._kinds(lazy))
        for key in self._all_keys():
            held = self.sets.setdefault(key, {})
            for rule in rules:
                counted = held.get(rule.limit.id, Counted(0, 0, 0, 0, (), 0))
                absent = tuple(sorted(wanted(rule.counts, "kind") - kinds[key]))
                held[rule.limit.id] = replace(counted, absent=absent)

    @staticmethod
    def _kinds(lazy: pl.LazyFrame) -> Iterable[tuple[Key, set[str]]]:
        found = lazy.group_by(*KEYS).agg(pl.col("kind").cast(pl.String).unique()).collect(engine="streaming")
        for party, day, basis, scenario, draw, kinds in found.iter_rows():
            # an item of unknown kind may be of any
            yield (party, day, str(basis), scenario, draw), set(kinds) if None not in kinds else set(terms.KINDS)

    def _all_keys(self) -> Iterable[Key]:
        for (party, basis, scenario, draw), days in self._days.items():
            for day in days:
                yield party, day, basis, scenario, draw

    def _sum(self, rule: LimitRule, counting: pl.LazyFrame) -> None:
        free = ~pl.col("residual")
        sums = counting.group_by(*KEYS).agg(
            low=pl.col("low").sum(),
            high=pl.col("high").sum(),
            free_low=pl.col("low").filter(free).sum(),
            free_high=pl.when(free).then(pl.col("high")).when(pl.col("alone")).then(float("inf")).otherwise(0).sum(),
            grades=pl.col("evidence").filter(free).unique(),
            sources=pl.col("source").filter(free).unique(maintain_order=True).head(SOURCES_SHOWN),
            rows=pl.len(),
        )
        shown: dict[tuple[Any, ...], pl.DataFrame] = {}
        if self.holdings.rows <= ROWS_TOLD:
            frame = counting.collect()
            shown = frame.group_by(*KEYS, maintain_order=True).head(ROWS_SHOWN).partition_by(*KEYS, as_dict=True)
        for row in sums.collect(engine="streaming").iter_rows(named=True):
            key: Key = (row["party"], row["as_of"], row["basis"], row["scenario"], row["draw"])
            part = shown.get(tuple(row[k] for k in KEYS))
            self.sets.setdefault(key, {})[rule.limit.id] = Counted(
                row["low"],
                _finite(row["high"]),
                row["free_low"],
                _finite(row["free_high"]),
                tuple(row_use(r) for r in part.iter_rows(named=True)) if part is not None else (),
                row["rows"],
                tuple(sorted(g for g in row["grades"] if g)),
                tuple(row["sources"]),
            )

    def _other(self, rule: LimitRule) -> None:
        id = rule.limit.id
        for row in count(self.treaty, self.holdings, limits=[id]).collect().iter_rows(named=True):
            key: Key = (row["party"], row["as_of"], row["basis"], row["scenario"], row["draw"])
            low, high = row[f"{id}.low"], _finite(row[f"{id}.high"])
            if low is None and row[f"{id}.high"] is None:
                low, high = 0.0, 0.0  # nothing counts, so nothing is above the bound
            self.sets.setdefault(key, {})[id] = Counted(low or 0.0, high, low or 0.0, high, (), 0)


def _finite(value: float | None) -> float | None:
    return None if value is None or value == float("inf") else value


def row_use(row: dict[str, Any]) -> RowUse:
    """A row of holdings as a finding shows it."""
    return RowUse(
        label=label(row),
        number=row["number"],
        low=row["low"],
        high=_finite(row["high"]),
        evidence=row["evidence"],
        source=row["source"],
        note=row["note"],
        residual=bool(row["residual"]),
        basis=row["basis"],
    )


def label(row: dict[str, Any]) -> str:
    """A row in words: "397 MM-III ICBM, deployed"."""
    number = "" if row["number"] is None else f"{row['number']:,} "
    kind = words(row["kind"]) + (
        "s" if row["number"] not in (None, 1) and row["kind"].endswith(("launcher", "bomber")) else ""
    )
    name = row["uid"] or row["type"]
    what = [f"{number}{name + ' ' if name else ''}{kind}"]
    what += [words(row[c]) for c in ("status", "equipment", "role", "facility") if row[c]]
    if row["number"] is None:
        what.append("number unknown")
    if row["warheads_total"] is not None:
        what.append(f"{row['warheads_total']:,} warheads in all")
    elif row["warheads"] is not None:
        what.append(f"{row['warheads']:,} warheads each")
    return ", ".join(what)


def latest(days: Iterable[date], on: date) -> date | None:
    """The last of some days that is not after `on`."""
    return max((d for d in days if d <= on), default=None)


@dataclass(frozen=True, slots=True)
class Figure:
    """What a limit is judged on: bounds, where they come from, and what is told beside them."""

    low: float | None
    high: float | None
    as_of: date
    source: str
    basis: str
    declared: float | None = None
    computed: float | None = None
    computed_low: float | None = None
    computed_high: float | None = None
    remainder: float | None = None
    grades: tuple[str | None, ...] = ()
    sources: tuple[str | None, ...] = ()
    rows: tuple[RowUse, ...] = ()
    rows_total: int = 0
    notes: tuple[str, ...] = ()


def combine(counted: Counted | None, total: dict[str, Any] | None, as_of: date, basis: str, unit: str) -> Figure | None:
    """One figure from the items and the declared total of one day; `None` where there is neither."""
    if counted is None and total is None:
        return None
    declared: float | None = total["value"] if total else None
    notes: list[str] = []
    figure = Figure(None, None, as_of, "declared total", basis, declared=declared)
    if total:
        figure = replace(figure, low=declared, high=declared, grades=(total["evidence"],), sources=(total["source"],))
        if total["evidence"] == "recalled":
            notes.append("the declared total is recalled, unverified")
    if counted is None:
        return replace(figure, notes=tuple(notes))
    known = counted.free_high is not None and counted.free_low == counted.free_high
    rows = counted.rows
    figure = replace(
        figure,
        computed=counted.free_low if known else None,
        computed_low=counted.free_low,
        computed_high=counted.free_high,
        rows=rows,
        rows_total=counted.rows_total,
    )
    residual = counted.residual
    if counted.absent:
        named = ", ".join(words(k) for k in counted.absent)
        notes.append(f"no row of kind {named} in this set: counted as none")
    if known:
        figure = replace(
            figure,
            low=counted.free_low,
            high=counted.free_high,
            source="items and declared total" if total else "items",
            grades=(*figure.grades, *counted.grades),
            sources=(*figure.sources, *counted.sources),
        )
        if total and declared is not None and counted.free_low != declared:
            notes.append(
                f"the items add up to {counted.free_low:,.0f} where {declared:,.0f} {unit} were declared: "
                f"a difference of {counted.free_low - declared:+,.0f}, reported and not repaired"
            )
        if residual and counted.high is not None and counted.low == counted.high:
            named = "; ".join(r.label for r in residual)
            notes.append(
                f"with {len(residual)} further row{'s' if len(residual) > 1 else ''} found by inference from the total "
                f"itself ({named}), which cannot test it: {counted.low:,.0f}"
            )
    elif total is None:
        if open_rows := [r for r in rows if not r.certain]:
            named = "; ".join(r.label for r in open_rows[:6])
            notes.append(f"not known whether, or for how much, these count: {named}")
        figure = replace(
            figure,
            low=counted.low,
            high=counted.high,
            source="items",
            grades=counted.grades,
            sources=counted.sources,
        )
    elif declared is not None:
        open_rows = [r for r in rows if not r.certain or r.residual]
        if open_rows:
            remainder = declared - counted.free_low
            figure = replace(figure, remainder=remainder)
            named = "; ".join(r.label for r in open_rows[:6])
            notes.append(
                f"derived: {declared:,.0f} declared less {counted.free_low:,.0f} that certainly count leave "
                f"{remainder:,.0f} for {named}"
            )
    return replace(figure, notes=tuple(notes))


def add_claims(figure: Figure, claims: Counted, base_low: float, as_of: date, unit: str) -> Figure:
    """A declared figure with what claimed rows add under a variant, less what they already counted for."""
    extra_low = claims.low - base_low
    extra_high = None if claims.high is None else claims.high - base_low
    low = None if figure.low is None else figure.low + extra_low
    high = None if figure.high is None or extra_high is None else figure.high + extra_high
    before = "not determinable" if figure.low is None or figure.low != figure.high else f"{figure.low:,.0f}"
    named = "; ".join(r.label for r in claims.rows)
    note = (
        f"{before} {figure.source}, plus {extra_low:,.0f} {unit} claimed as of {long_date(as_of)} ({named}): "
        "two bases, added because the variant says so"
    )
    return replace(
        figure,
        low=low,
        high=high,
        basis=f"{figure.basis} + claimed",
        grades=(*figure.grades, *(r.evidence for r in claims.rows)),
        sources=(*figure.sources, *(r.source for r in claims.rows)),
        rows=(*figure.rows, *claims.rows),
        rows_total=figure.rows_total + claims.rows_total,
        notes=(*figure.notes, note),
    )
