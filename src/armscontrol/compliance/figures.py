"""All sets of a holdings table, counted for all limits of a treaty, with the rows and grades behind each count."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

import polars as pl

from armscontrol import terms
from armscontrol.compliance.counting import metric, row_bounds
from armscontrol.compliance.findings import RowUse
from armscontrol.compliance.preparing import KEYS, attributes_read, nodes_of, prepare
from armscontrol.errors import DeclarationError
from armscontrol.holdings import Events, Holdings
from armscontrol.terms import words
from armscontrol.treaties.expressions.bounds import Compiler, reads
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

Row = dict[str, Any]
Key = tuple[str, date, str, str | None, int | None]
"""Party, day, basis, scenario, draw."""


@dataclass(frozen=True, slots=True)
class Counted:
    """One set counted for one limit: bounds with all rows, and with the rows that may test a declared total.

    `grades` and `sources` are of the latter; `rows` lists the rows of tables small enough to be told row by row.
    `absent` names the kinds of item that the rule is about and of which the set has no row, `needs` the columns that
    are empty where the count is open.
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
    needs: tuple[str, ...] = ()

    @property
    def residual(self) -> tuple[RowUse, ...]:
        """Rows whose number was found by subtracting from the total they would be held against."""
        return tuple(r for r in self.rows if r.residual)


@dataclass
class Figures:
    """All sets of a table, counted for all limits of a treaty."""

    treaty: Treaty
    holdings: Holdings
    events: Events | None = None
    sets: dict[Key, dict[str, Counted]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._days: dict[tuple[str, str, str | None, int | None], list[date]] = {}
        lazy = self.holdings.lazy().filter(pl.col("treaty").is_null() | (pl.col("treaty") == self.treaty.id))
        keys = lazy.select(KEYS).unique().sort(*KEYS, nulls_last=False).collect()
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
        rules = [r for r in self.treaty.rules.limits if r.counts is not None]
        ready = prepare(self.treaty, self.holdings.lazy(), rules, self.events)
        base, compiler = ready.lazy, ready.compiler
        residual = pl.col("residual").fill_null(False) if self._has("residual") else pl.lit(False)
        if base.select(residual.any()).collect(engine="streaming").item():
            # a residual row stands for its cell where the cell has nothing else: then the cell is open without it
            alone = residual.all().over(*KEYS, "kind", "status", "equipment")
            base = base.with_columns(residual=residual, alone=alone)
        else:
            base = base.with_columns(residual=False, alone=False)
        if self.holdings.rows <= ROWS_TOLD:  # looked up once, for all rules
            base = base.collect().lazy()
        for rule in rules:
            if rule.limit.aggregate in ("sum", "count"):
                span = row_bounds(rule, compiler)
                counting = base.with_columns(low=span.low.cast(pl.Float64), high=span.high.cast(pl.Float64))
                self._sum(rule, counting.filter((pl.col("low") != 0) | (pl.col("high") != 0)))
            else:
                self._other(rule, base, compiler)
        kinds = dict(self._kinds(ready.lazy))
        for key in self._all_keys():
            held = self.sets.setdefault(key, {})
            for rule in rules:
                assert rule.counts is not None  # noqa: S101  filtered above
                counted = held.get(rule.limit.id, Counted(0, 0, 0, 0, (), 0))
                absent = tuple(sorted(wanted(rule.counts, "kind") - kinds[key]))
                held[rule.limit.id] = replace(counted, absent=absent)

    def _has(self, column: str) -> bool:
        return column in self.holdings.lazy().collect_schema().names()

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
            **self._told(rule, free),
        )
        shown: dict[tuple[Any, ...], pl.DataFrame] = {}
        if self.holdings.rows <= ROWS_TOLD:
            frame = counting.collect()
            shown = frame.group_by(*KEYS, maintain_order=True).head(ROWS_SHOWN).partition_by(*KEYS, as_dict=True)
        for row in sums.collect(engine="streaming").iter_rows(named=True):
            part = shown.get(tuple(row[k] for k in KEYS))
            rows = tuple(row_use(r) for r in part.iter_rows(named=True)) if part is not None else ()
            self._keep(rule, row, row["free_low"], _finite(row["free_high"]), rows)

    def _told(self, rule: LimitRule, free: pl.Expr) -> dict[str, pl.Expr]:
        """What is told of the rows of a set: grades, sources, types, and the columns that leave it open."""
        used = sorted(reads(*nodes_of(rule)) - set(self.treaty.rules.tiers))
        unsure = pl.col("low") != pl.col("high")
        return {
            "grades": pl.col("evidence").filter(free).unique(),
            "sources": pl.col("source").filter(free).unique(maintain_order=True).head(SOURCES_SHOWN),
            "types": pl.col("type").cast(pl.String).filter(free).unique(),
            "rows": pl.len(),
            **{f"needs.{n}": (unsure & pl.col(n).is_null()).any() for n in used},
        }

    def _other(self, rule: LimitRule, base: pl.LazyFrame, compiler: Compiler) -> None:
        """A greatest value, a mean, a ratio or a number of types: bounds for the set, rows told as what may count."""
        assert rule.counts is not None  # noqa: S101  filtered above
        id = rule.limit.id
        made = metric(rule, compiler)
        row = row_bounds(rule, compiler) if rule.limit.aggregate != "types" else compiler.span_of_number()
        counting = base.with_columns(*made.columns, low=row.low.cast(pl.Float64), high=row.high.cast(pl.Float64))
        member = compiler.truth(rule.counts).possible
        told = counting.filter(member).group_by(*KEYS).agg(**self._told(rule, ~pl.col("residual")))
        both = counting.group_by(*KEYS).agg(made.folds).join(told, on=list(KEYS), how="left", nulls_equal=True)
        shown: dict[tuple[Any, ...], pl.DataFrame] = {}
        if self.holdings.rows <= ROWS_TOLD:
            frame = counting.filter(member).collect()
            shown = frame.group_by(*KEYS, maintain_order=True).head(ROWS_SHOWN).partition_by(*KEYS, as_dict=True)
        for row_ in both.collect(engine="streaming").iter_rows(named=True):
            low, high = row_[f"{id}.low"], row_[f"{id}.high"]
            if low is None and high is None:
                low = high = 0.0  # nothing may count, so nothing is above the bound
            part = shown.get(tuple(row_[k] for k in KEYS))
            rows = tuple(row_use(r) for r in part.iter_rows(named=True)) if part is not None else ()
            value = {**row_, "low": low or 0.0 if low is not None else 0.0, "high": high}
            self._keep(rule, value, value["low"], _finite(high), rows)

    def _keep(
        self, rule: LimitRule, row: Row, free_low: float, free_high: float | None, rows: tuple[RowUse, ...]
    ) -> None:
        key: Key = (row["party"], row["as_of"], row["basis"], row["scenario"], row["draw"])
        types = {t for t in row["types"] or () if t}
        self.sets.setdefault(key, {})[rule.limit.id] = Counted(
            row["low"],
            _finite(row["high"]),
            free_low,
            free_high,
            rows,
            row["rows"] or 0,
            (*(row["grades"] or ()), *self._attribute_grades(rule, types)),
            tuple(row["sources"] or ()),
            needs=tuple(n.removeprefix("needs.") for n in row if n.startswith("needs.") and row[n]),
        )

    def _attribute_grades(self, rule: LimitRule, types: set[str]) -> list[str]:
        """Grades of the attribute values that a count rests on: a sum of recalled weights is itself recalled."""
        attributes = [self.treaty.attributes[n] for n in attributes_read(self.treaty, rule)]
        return list(dict.fromkeys(v.evidence for a in attributes for v in a.values if types & set(v.type)))


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
