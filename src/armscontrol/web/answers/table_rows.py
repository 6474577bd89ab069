"""Where a figure of an assessment stands in the shipped tables: declared totals, items by type, visits, conduct."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import polars as pl

from armscontrol.compliance import Conduct, Finding
from armscontrol.data import catalogue
from armscontrol.web.answers.data import matching

TOTALS = ("aggregate", "holdings")
ITEMS = ("by_type",)
"""Tables of a treaty that hold declared totals, and items by type: those with a day and a Party in each row."""

VISITS, CONDUCT = "inspections", "conduct"
"""Tables of what was done in a time: by whom, and how a Party performed an obligation."""
VISITED = ("total", "type_one", "type_two")


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row: its number in the table, and its place among the rows of the same day."""

    number: int
    place: int


@dataclass(frozen=True, slots=True)
class TableRows:
    """Rows of one table on which a figure rests. `text` finds them there: the day, or the duty."""

    table: str
    title: str
    text: str
    rows: tuple[TableRow, ...]


def rows_of(found: Finding | Conduct) -> tuple[TableRows, ...]:
    """The rows of the shipped tables that a figure or what is said of conduct rests on; none where no table has it."""
    if isinstance(found, Conduct):
        made = [_performed(f"{found.treaty}/{CONDUCT}", found)]
    elif found.kind == "quota" and found.figure == "events":
        made = [_visits(f"{found.treaty}/{VISITS}", found)]
    else:
        made = _declared(found)
    return tuple(rows for rows in made if rows)


def _declared(found: Finding) -> list[TableRows | None]:
    made: list[TableRows | None] = []
    if found.basis == "declared" and found.as_of:
        day = found.as_of.isoformat()
        if found.declared is not None:
            made += [_rows(f"{found.treaty}/{t}", day, found.party, (found.declared,), ()) for t in TOTALS]
        if found.rows:
            labels = tuple(r.label for r in found.rows)
            made += [_rows(f"{found.treaty}/{t}", day, found.party, (), labels) for t in ITEMS]
    return made


def _visits(table: str, found: Finding) -> TableRows | None:
    """Visits by a Party in the period of a quota."""
    if table not in catalogue.names() or found.period_start is None:
        return None
    day = found.period_start.isoformat()
    there = matching(table, day).with_row_index("place")
    mine = there.filter(
        pl.col("date_from") == found.period_start,
        pl.col("type").is_in(VISITED),
        pl.col("inspecting_party").str.split(";").list.contains(found.party),
    )
    return _told(table, day, mine)


def _performed(table: str, found: Conduct) -> TableRows | None:
    """What the record says of a Party and a duty in a period."""
    if table not in catalogue.names():
        return None
    there = matching(table, found.provision_id).with_row_index("place")
    mine = there.filter(
        pl.col("obligation") == found.provision_id,
        pl.col("party") == found.party,
        pl.col("date_from") <= found.period_end,
        pl.col("date_to").fill_null(found.period_end) >= found.period_start,
    )
    return _told(table, found.provision_id, mine)


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
    return _told(table, day, mine)


def _told(table: str, text: str, mine: pl.DataFrame) -> TableRows | None:
    rows = tuple(TableRow(int(r["row"]), int(r["place"])) for r in mine.select("row", "place").iter_rows(named=True))
    return TableRows(table, catalogue.describe(table).title, text, rows) if rows else None
