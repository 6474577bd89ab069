"""Check a table of text against its columns: every cell, in one pass, all problems reported with their places."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches

import polars as pl

from armscontrol.errors import DeclarationError, Problem
from armscontrol.holdings.batches import LINE, Batch
from armscontrol.treaties.tables import Column

KEPT = 1000
"""Problems kept with their places; beyond, they are only counted."""
MAX_CELL = 2000
"""Characters of one cell."""
MAX_NUMBER = 10**12

_INTEGER = r"^[+-]?\d{1,18}$"
_DAY = r"^\d{4}-\d{2}-\d{2}$"

Rule = tuple[str, pl.Expr, Callable[[dict[str, object]], tuple[str, str]]]
"""A check of a row: the column blamed, an expression true where the row is bad, and what is found and allowed."""


def dtype(column: Column) -> pl.DataType:
    """Polars type of a column: closed vocabularies are Enums."""
    if column.allowed:
        return pl.Enum(column.allowed)
    types: Mapping[str, type[pl.DataType]] = {
        "date": pl.Date,
        "number": pl.Int64 if column.whole else pl.Float64,
        "truth": pl.Boolean,
        "text": pl.String,
    }
    return types[column.type]()


def schema(columns: Mapping[str, Column]) -> dict[str, pl.DataType]:
    """Polars schema of a table."""
    return {name: dtype(column) for name, column in columns.items()}


def check_header(names: Sequence[str], columns: Mapping[str, Column], where: str, what: str) -> None:
    """Refuse a header with unknown, doubled or missing columns.

    Raises:
        DeclarationError: names them all, with the nearest known name for each unknown one.
    """
    problems = []
    meant = set()
    for name in dict.fromkeys(names):
        if name not in columns:
            plain = re.sub(r"[\s_-]+", "_", name.strip().lower())
            near = [plain] if plain in columns else get_close_matches(plain, columns, 1)
            meant.update(near)
            hint = f"{near[0]} (nearest name)" if near else "a column of the table"
            problems.append(Problem(1, "", f"the unknown column {name[:60]!r}", hint))
        elif list(names).count(name) > 1:
            problems.append(Problem(1, name, f"the column {list(names).count(name)} times", "once"))
    missing = [n for n, c in columns.items() if c.required and n not in names and n not in meant]
    problems += [Problem(1, n, "no such column", f"{columns[n].meaning} (needed)") for n in missing]
    if problems:
        raise DeclarationError(
            f"the header is not that of {what}",
            where=where,
            problems=tuple(problems),
            advice=f"The columns are: {', '.join(columns)}.",
        )


@dataclass
class Collector:
    """Problems found so far: the first ones with their places, all of them counted."""

    problems: list[Problem] = field(default_factory=list)
    total: int = 0

    def add(self, problems: Sequence[Problem], total: int | None = None) -> None:
        """Take note of problems; `total` where more were found than are given."""
        self.total += len(problems) if total is None else total
        self.problems.extend(problems[: max(0, KEPT - len(self.problems))])

    def stop(self, where: str, what: str) -> None:
        """Raise if anything was found.

        Raises:
            DeclarationError: with all problems kept.
        """
        if self.total:
            rows = "1 problem" if self.total == 1 else f"{self.total:,} problems"
            raise DeclarationError(
                f"{rows} in the {what}; nothing was read",
                where=where,
                problems=tuple(sorted(self.problems, key=lambda p: p.line)),
                total=self.total,
            )


def check_batch(batch: Batch, columns: Mapping[str, Column], rules: Sequence[Rule], found: Collector) -> pl.DataFrame:
    """The batch with its types; what is wrong goes to `found`, and bad cells are null."""
    found.add(batch.problems)
    text = batch.frame
    present = [c for c in columns.values() if c.name in text.columns]
    text = text.with_columns(pl.col(c.name).str.strip_chars().replace("", None) for c in present)
    typed = text.select(
        *[_cast(c).alias(c.name) for c in present],
        *[pl.lit(None, dtype(c)).alias(c.name) for c in columns.values() if c.name not in text.columns],
        pl.col(LINE),
    ).select(*columns, LINE)
    for column in present:
        _report_cells(column, text[column.name], typed[column.name], text[LINE], found)
    for name, bad, describe in rules:
        rows = typed.filter(bad.fill_null(False))
        if rows.height:
            shown = [
                Problem(int(row[LINE]), name, *describe(row))
                for row in rows.head(max(0, KEPT - len(found.problems))).iter_rows(named=True)
            ]
            found.add(shown, rows.height)
    return typed


def _cast(column: Column) -> pl.Expr:
    cell = pl.col(column.name)
    match column.type:
        case "date":
            day = pl.when(cell.str.contains(_DAY)).then(cell).str.to_date("%Y-%m-%d", strict=False)
            return pl.when(day.dt.year().is_between(1, 9999)).then(day)
        case "truth":
            return cell.str.to_lowercase().replace_strict(
                {"true": True, "false": False}, default=None, return_dtype=pl.Boolean
            )
        case "number" if column.whole:
            number = pl.when(cell.str.contains(_INTEGER)).then(cell).cast(pl.Int64, strict=False)
            return pl.when(number.is_between(0, MAX_NUMBER)).then(number)
        case "number":
            number = cell.cast(pl.Float64, strict=False)
            return pl.when(number.is_finite() & number.is_between(0, MAX_NUMBER)).then(number)
        case _ if column.allowed:
            return cell.cast(pl.Enum(column.allowed), strict=False)
        case _ if column.code:
            return pl.when(cell.str.contains(r"^[A-Z]{3}$")).then(cell)
        case _:
            return pl.when(cell.str.len_chars() <= MAX_CELL).then(cell)


def _allowed(column: Column) -> str:
    match column.type:
        case "date":
            return "a day of the calendar, as 2020-09-01"
        case "truth":
            return "true or false"
        case "number":
            return f"{'a whole' if column.whole else 'a'} number from 0 to {MAX_NUMBER:,}, without separators"
        case _ if column.allowed:
            return ", ".join(column.allowed)
        case _ if column.code:
            return "an ISO 3166 code of three capitals, as USA"
        case _:
            return f"at most {MAX_CELL:,} characters"


def _report_cells(column: Column, text: pl.Series, typed: pl.Series, lines: pl.Series, found: Collector) -> None:
    bad = typed.is_null() & text.is_not_null()
    if bad.any():
        rows = text.filter(bad).head(max(0, KEPT - len(found.problems)))
        places = lines.filter(bad)
        shown = [Problem(int(n), column.name, _quote(v), _allowed(column)) for v, n in zip(rows, places, strict=False)]
        found.add(shown, int(bad.sum()))
    if column.required and text.null_count():
        empty = lines.filter(text.is_null())
        shown = [
            Problem(int(n), column.name, "an empty cell", _allowed(column))
            for n in empty.head(max(0, KEPT - len(found.problems)))
        ]
        # `number` may be unknown: an item of which one does not know how many there are
        if column.name != "number":
            found.add(shown, empty.len())


def _quote(value: str) -> str:
    return repr(value if len(value) <= 60 else value[:60] + "…")
