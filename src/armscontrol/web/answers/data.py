"""The shipped tables: what each holds, its rows, where they come from, and how well they are known."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import polars as pl

from armscontrol.data import catalogue, quality
from armscontrol.data.gaps import GAPS
from armscontrol.errors import MissingError
from armscontrol.terms import GRADES

BACKGROUND = frozenset({"evidence", "source", "source_url", "retrieved", "note"})
"""Columns that say how a row is known; pages show them apart from its figures."""
LATER = frozenset(
    {"source_url_2", "dismantled_source_url", "retired_source_url", "determination_url", "first_published",
     "cross_check", "provenance", "coordinates_basis", "precision", "date_precision"}
)  # fmt: skip
"""Columns that pages show last: further sources, and how a figure was found."""
DAYS = ("date", "date_to", "date_from", "as_of", "year")
"""Columns that say of when a row is, the most telling first."""


@dataclass(frozen=True, slots=True)
class TableLine:
    """A table in the list: `grades` are rows by grade of evidence, `latest` the last day or year that it speaks of."""

    name: str
    title: str
    description: str
    rows: int
    columns: int
    licence: str
    grades: tuple[tuple[str, int], ...]
    latest: str | None


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A source of a table, and how many of its rows rest on it, by grade."""

    title: str | None
    url: str | None
    evidence: str | None
    rows: int | None


@dataclass(frozen=True, slots=True)
class Cell:
    """A figure or word of a row; `recalled` where it is so although the row is not."""

    value: str | int | float | bool | dt.date | None
    recalled: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A row for a page: its number in the table, its cells, and how it is known."""

    number: int
    cells: tuple[Cell, ...]
    evidence: str | None
    source: str | None
    url: str | None
    note: str | None


@dataclass(frozen=True, slots=True)
class TableView:
    """Some rows of a table. `found` is how many fit what was asked for, `shown` the columns of the cells, of which the
    first `later` are figures and the rest says how they were found."""

    line: TableLine
    fields: tuple[catalogue.Field, ...]
    sources: tuple[str, ...]
    shown: tuple[catalogue.Field, ...]
    later: int
    rows: tuple[Row, ...]
    found: int
    text: str
    grade: str
    offset: int


@dataclass(frozen=True, slots=True)
class Recalled:
    """How much of a table is recalled: whole rows, and single figures of other rows."""

    name: str
    title: str
    rows: int
    recalled: int
    figures: int
    not_found: int
    latest: str | None


@dataclass(frozen=True, slots=True)
class Known:
    """What is not known: recalled rows, gaps, sums that fail, and where the record ends."""

    tables: tuple[Recalled, ...]
    gaps: tuple[str, ...]
    failing: tuple[quality.Check, ...]
    checked: int
    record_ends: dt.date


def checked(name: str) -> str:
    """The name of a table, once it is found in the list of ours.

    Raises:
        MissingError: no table has this name.
    """
    if name not in catalogue.names():
        raise MissingError(
            "there is no such table", where="table", found=repr(name[:60]), allowed=", ".join(catalogue.names())
        )
    return name


@lru_cache(maxsize=1)
def tables() -> tuple[TableLine, ...]:
    """Every shipped table."""
    return tuple(table_line(n) for n in catalogue.names())


@lru_cache(maxsize=64)
def table_line(name: str) -> TableLine:
    """One table in the list.

    Raises:
        MissingError: no table has this name.
    """
    info, frame = catalogue.describe(checked(name)), catalogue.table(name)
    counts = Counter(frame["evidence"].to_list()) if "evidence" in frame.columns else Counter()
    grades = tuple((g, counts[g]) for g in GRADES if counts[g])
    return TableLine(
        name, info.title, info.description, frame.height, frame.width, info.licence, grades, _latest(frame)
    )


def _latest(frame: pl.DataFrame) -> str | None:
    for column in DAYS:
        if column in frame.columns and (last := frame[column].max()) is not None:
            return str(last)
    return None


@lru_cache(maxsize=64)
def sources(name: str) -> tuple[SourceLine, ...]:
    """The sources of a table, most used first.

    Raises:
        MissingError: no table has this name.
    """
    found = catalogue.sources(checked(name)).iter_rows(named=True)
    return tuple(SourceLine(r.get("source"), r.get("source_url"), r.get("evidence"), r.get("rows")) for r in found)


def matching(name: str, text: str = "", grade: str = "") -> pl.DataFrame:
    """The rows that hold a text in any column, whatever its case, and have a grade; each with its `row`, from 1.

    Raises:
        MissingError: no table has this name.
    """
    frame = catalogue.table(checked(name)).with_row_index("row", offset=1)
    if grade:
        if grade not in GRADES:
            raise MissingError(
                "there is no such grade", where="grade", found=repr(grade[:40]), allowed=", ".join(GRADES)
            )
        frame = frame.filter(pl.col("evidence") == grade) if "evidence" in frame.columns else frame.clear()
    if wanted := text.strip().lower():
        columns = [pl.col(c).cast(pl.String).str.to_lowercase() for c in frame.columns if c != "row"]
        frame = frame.filter(pl.any_horizontal([c.str.contains(wanted, literal=True) for c in columns]))
    return frame


@lru_cache(maxsize=256)
def table_view(name: str, text: str, grade: str, offset: int, limit: int) -> TableView:
    """Some rows of a table, for a page.

    Raises:
        MissingError: no table has this name, or there is no such grade.
    """
    line, info, frame = table_line(name), catalogue.describe(name), matching(name, text, grade)
    kept = [f for f in info.fields if f.name not in BACKGROUND and f.name != "recalled_fields"]
    shown = tuple(sorted(kept, key=lambda f: f.name in LATER))
    later = sum(f.name not in LATER for f in shown)
    picked = frame.slice(offset, limit).iter_rows(named=True)
    rows = tuple(_row(r, shown) for r in picked)
    return TableView(line, info.fields, info.sources, shown, later, rows, frame.height, text, grade, offset)


def _row(row: dict[str, Any], shown: tuple[catalogue.Field, ...]) -> Row:
    recalled = (row.get("recalled_fields") or "").split(";")
    cells = tuple(Cell(row[f.name], f.name in recalled) for f in shown)
    return Row(row["row"], cells, row.get("evidence"), row.get("source"), row.get("source_url"), row.get("note"))


@lru_cache(maxsize=1)
def known() -> Known:
    """What is not known, counted from the tables themselves."""
    checks = quality.checks()
    ends: Any = catalogue.table("treaty_timeline")["date"].max()
    return Known(
        tuple(_recalled(line) for line in tables()), GAPS, tuple(c for c in checks if not c.holds), len(checks), ends
    )


def _recalled(line: TableLine) -> Recalled:
    frame, grades = catalogue.table(line.name), dict(line.grades)
    figures = 0
    if "recalled_fields" in frame.columns:
        others = frame.filter(pl.col("evidence") != "recalled")["recalled_fields"].drop_nulls()
        figures = sum(len([f for f in text.split(";") if f]) for text in others)
    recalled, missing = grades.get("recalled", 0), grades.get("not_found", 0)
    return Recalled(line.name, line.title, line.rows, recalled, figures, missing, line.latest)
