"""Where a figure of an assessment stands in the shipped tables: the rows of declared totals, and of items by type."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import polars as pl

from armscontrol.compliance import Finding
from armscontrol.data import catalogue
from armscontrol.web.answers.data import matching

TOTALS = ("aggregate", "holdings")
ITEMS = ("by_type",)
"""Tables of a treaty that hold declared totals, and items by type: those with a day and a Party in each row."""


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row: its number in the table, and its place among the rows of the same day."""

    number: int
    place: int


@dataclass(frozen=True, slots=True)
class TableRows:
    """Rows of one table on which a figure rests. `text` finds them there: the day."""

    table: str
    title: str
    text: str
    rows: tuple[TableRow, ...]


def rows_of(found: Finding) -> tuple[TableRows, ...]:
    """The rows of the shipped tables that a declared figure rests on; none where no table has it by day and Party."""
    made = []
    if found.basis == "declared" and found.as_of:
        day = found.as_of.isoformat()
        if found.declared is not None:
            made += [_rows(f"{found.treaty}/{t}", day, found.party, (found.declared,), ()) for t in TOTALS]
        if found.rows:
            labels = tuple(r.label for r in found.rows)
            made += [_rows(f"{found.treaty}/{t}", day, found.party, (), labels) for t in ITEMS]
    return tuple(rows for rows in made if rows)


@lru_cache(maxsize=512)
def _rows(table: str, day: str, party: str, values: tuple[float, ...], labels: tuple[str, ...]) -> TableRows | None:
    if table not in catalogue.names():
        return None
    same_day = matching(table, day).with_row_index("place")
    mine = same_day.filter(pl.col("date").cast(pl.String) == day, pl.col("party") == party)
    figures = [c for c, kind in mine.schema.items() if kind.is_numeric() and c not in ("row", "place")]
    if values:
        mine = mine.filter(pl.any_horizontal([pl.col(c).cast(pl.Float64).is_in(list(values)) for c in figures]))
    if labels:
        named = [t for t in mine["type"].unique() if t and any(t in label for label in labels)]
        mine = mine.filter(pl.col("type").is_in(named))
    rows = tuple(TableRow(int(r["row"]), int(r["place"])) for r in mine.select("row", "place").iter_rows(named=True))
    return TableRows(table, catalogue.describe(table).title, day, rows) if rows else None
