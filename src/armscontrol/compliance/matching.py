"""Events that a rule selects, and periods that they fall into."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import polars as pl

from armscontrol.calendar import add_months
from armscontrol.holdings import Events
from armscontrol.treaties import end_of_force
from armscontrol.treaties.expressions.bounds import Compiler, reads
from armscontrol.treaties.expressions.tree import Node
from armscontrol.treaties.model import Treaty
from armscontrol.treaties.tables import EVENTS

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of days, both ends included, with the name a reader would give it."""

    start: date
    end: date
    name: str

    def holds(self, row: Row) -> bool:
        """Whether an event lies wholly inside."""
        return self.start <= first_day(row) and last_day(row) <= self.end

    def touches(self, row: Row) -> bool:
        """Whether an event may have happened inside."""
        return first_day(row) <= self.end and last_day(row) >= self.start


def first_day(row: Row) -> date:
    """First day on which an event may have begun: of its month, where only the month is known."""
    day: date = row["date"]
    return day.replace(day=1) if row["precision"] == "month" else day


def last_day(row: Row) -> date:
    """Last day on which an event may have ended: of its month, where only the month is known."""
    end: date = row["date_end"] or row["date"]
    return end.replace(day=monthrange(end.year, end.month)[1]) if row["precision"] == "month" else end


def number_of(row: Row) -> int:
    """How many events a row stands for; an empty cell is one."""
    return 1 if row["number"] is None else int(row["number"])


def treaty_years(treaty: Treaty) -> list[Period]:
    """The treaty's years from its first day to its end, or to today where no end is known."""
    start = treaty.rules.year_start
    if start is None:
        return []
    stop = end_of_force(treaty) or date.today() + timedelta(days=1)
    years: list[Period] = []
    while (begin := add_months(start, 12 * len(years), "down")) < stop:
        following = min(add_months(start, 12 * (len(years) + 1), "down"), stop)
        years.append(Period(begin, following - timedelta(days=1), f"treaty year {len(years) + 1}"))
    return years


def calendar_years(treaty: Treaty, first: date, length: int = 1, *, cut: bool = False) -> list[Period]:
    """Calendar years from a day on, or every stretch of several, the first perhaps short.

    A year that the treaty's end cuts short is left out, or with `cut` ends there.
    """
    stop = end_of_force(treaty) or date.today() + timedelta(days=1)
    found = []
    for year in range(first.year, stop.year + 1):
        start, end = max(date(year, 1, 1), first), date(year + length - 1, 12, 31)
        name = str(year) if length == 1 else f"{year} to {end.year}"
        if end < stop:
            found.append(Period(start, end, name))
        elif cut and start < stop:
            found.append(Period(start, stop - timedelta(days=1), name))
    return found


def matching(events: Events, treaty: Treaty, node: Node) -> list[Row]:
    """Events of this treaty that a rule selects; `certain` in each row says whether they certainly match."""
    frame = events.lazy().filter(pl.col("treaty").is_null() | (pl.col("treaty") == treaty.id))
    used = reads(node) & set(EVENTS) - {"number"}
    holes = frame.select(pl.col(n).null_count() for n in sorted(used)).collect().row(0, named=True) if used else {}
    compiler = Compiler(frozenset(n for n, h in holes.items() if not h), {n: c.allowed for n, c in EVENTS.items()})
    truth = compiler.truth(node)
    found = frame.with_columns(certain=truth.certain).filter(truth.possible).sort("date", maintain_order=True)
    return list(found.collect().iter_rows(named=True))
