"""Estimates and declarations of warheads side by side: every figure with its source and edition, nothing merged.

Estimates are revised backwards, so an edition is part of a figure. Where sources differ for one State, year and
category, `disagreements` puts them beside one another; which is right is not decided here.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from armscontrol.calendar import long_date
from armscontrol.data import catalogue

CATEGORIES = {
    "stockpile": "military stockpile",
    "total_inventory": "total inventory",
    "deployed_strategic": "deployed, strategic",
    "deployed_nonstrategic": "deployed, non-strategic",
    "reserve_nondeployed": "in reserve",
    "retired_awaiting_dismantlement": "retired, awaiting dismantlement",
}
"""What is counted, in the words of the sources' own headings."""

SERIES = {
    "fas-status": "FAS status table",
    "notebook": "Nuclear Notebook",
    "sipri": "SIPRI Yearbook",
    "us-declared": "United States, declared",
    "fas-series": "FAS historical series",
}
"""Who says it; the first that has a year speaks first. FAS, the Notebook and SIPRI have the same authors."""

_TABLES = {
    "stockpiles/fas_status": "fas-status",
    "stockpiles/estimates": "fas-series",
    "stockpiles/us_declared": "us-declared",
    "stockpiles/cited": "",
}


@dataclass(frozen=True, slots=True)
class Figure:
    """One number of warheads: whose, when, what is counted, who says it and in which edition."""

    state: str
    year: int
    as_of: str | None
    category: str
    value: int
    series: str
    edition: str | None
    publication: str
    evidence: str
    source: str | None
    note: str | None
    table: str

    @property
    def is_recalled(self) -> bool:
        """Whether it rests on memory alone."""
        return self.evidence == "recalled"


@dataclass(frozen=True, slots=True)
class Disagreement:
    """One State, year and category for which the sources give different numbers."""

    state: str
    year: int
    category: str
    low: int
    high: int
    figures: tuple[Figure, ...]


@lru_cache(maxsize=1)
def _all() -> tuple[Figure, ...]:
    order = list(CATEGORIES)
    series = list(SERIES)
    made = [f for name in _TABLES for f in _of_table(name)]
    made.sort(
        key=lambda f: (f.state, f.year, order.index(f.category), series.index(f.series), f.edition or "", f.publication)
    )
    return tuple(made)


def _of_table(name: str) -> Iterator[Figure]:
    frame = catalogue.table(name)
    if "record" in frame.columns:  # subtotals of dismantlements over several years are no stockpile
        frame = frame.filter(frame["record"] == "year")
    for row in frame.iter_rows(named=True):
        for category in CATEGORIES:
            if row.get(category) is not None and row["year"] is not None:
                yield _figure(name, row, category)


def _figure(name: str, row: dict[str, Any], category: str) -> Figure:
    cited = catalogue.cite(row, category)
    note = row["note"]
    if row.get("stockpile_checked") == "series only" and category == "stockpile":
        note = "; ".join(t for t in ("carried from the FAS series, not seen in a declaration", note) if t)
    url = row["retired_source_url"] if name.endswith("us_declared") and category != "stockpile" else cited.url
    return Figure(
        state=row.get("state") or "USA",  # the table of U.S. declarations has no column for it
        year=row["year"],
        as_of=str(row["as_of"]) if row["as_of"] else None,
        category=category,
        value=row[category],
        series=_TABLES[name] or _series(row["source"]),
        edition=row.get("vintage"),
        publication=row["source"] or SERIES[_TABLES[name] or _series("")],
        evidence=cited.evidence,
        source=None if cited.is_recalled else url,
        note=note,
        table=name,
    )


def _series(source: str) -> str:
    if source.startswith("SIPRI"):
        return "sipri"
    return "fas-status" if source.startswith("FAS status") else "notebook"


def figures(
    state: str = "", year: int | None = None, category: str = "", series: str = "", edition: str = ""
) -> tuple[Figure, ...]:
    """Figures of the shipped tables, by State, year, category, source and edition; everything where nothing is said.

    >>> {f.value for f in figures("RUS", 2024, "total_inventory", "fas-status")}
    {5580}
    """
    return tuple(
        f
        for f in _all()
        if (not state or f.state == state)
        and (year is None or f.year == year)
        and (not category or f.category == category)
        and (not series or f.series == series)
        and (not edition or f.edition == edition)
    )


def states() -> tuple[str, ...]:
    """States of which there is any figure."""
    return tuple(dict.fromkeys(f.state for f in _all()))


def years(state: str) -> tuple[int, ...]:
    """Years for which there is any figure of a State, the latest first."""
    return tuple(sorted({f.year for f in figures(state)}, reverse=True))


def editions() -> tuple[str, ...]:
    """Editions of all publications, the latest first."""
    return tuple(sorted({f.edition for f in _all() if f.edition}, key=lambda e: (e[-4:], e), reverse=True))


def disagreements(state: str = "", category: str = "") -> tuple[Disagreement, ...]:
    """Where sources or editions differ, the latest year first; the days they speak of may differ too."""
    groups: dict[tuple[str, int, str], list[Figure]] = defaultdict(list)
    for f in figures(state, category=category):
        groups[f.state, f.year, f.category].append(f)
    made = []
    for (whose, year, what), members in groups.items():
        values = [f.value for f in members]
        if min(values) != max(values):
            made.append(Disagreement(whose, year, what, min(values), max(values), tuple(members)))
    return tuple(sorted(made, key=lambda d: (-d.year, list(CATEGORIES).index(d.category), d.state)))


@dataclass(frozen=True, slots=True)
class Inventory:
    """What one edition says of a State in a year, category by category; unknown is None."""

    state: str
    year: int
    as_of: str | None
    series: str
    edition: str | None
    publication: str
    evidence: str
    source: str | None
    note: str | None
    stockpile: int | None
    total_inventory: int | None
    deployed_strategic: int | None
    deployed_nonstrategic: int | None
    reserve_nondeployed: int | None
    retired_awaiting_dismantlement: int | None
    recalled: tuple[str, ...]

    @property
    def when(self) -> str:
        """The day or month of the figures, or the year where no more is known, as it reads in a sentence."""
        return told_day(self.as_of) if self.as_of else str(self.year)


def told_day(text: str) -> str:
    """A day or month of a table as it reads in a sentence.

    >>> told_day("2024-03"), told_day("2020-09-30"), told_day("2024")
    ('March 2024', '30 September 2020', '2024')
    """
    parts = text.split("-")
    if len(parts) == 3:
        return long_date(date.fromisoformat(text))
    return f"{date(int(parts[0]), int(parts[1]), 1):%B %Y}" if len(parts) == 2 else text


def inventories(state: str, year: int) -> tuple[Inventory, ...]:
    """What each source and edition says of a year; the one that speaks first comes first."""
    groups: dict[tuple[int, str | None, str, str], list[Figure]] = defaultdict(list)
    for f in figures(state, year):
        groups[list(SERIES).index(f.series), f.edition, f.publication, f.table].append(f)
    made = []
    for _, members in sorted(groups.items(), key=lambda g: (g[0][0], *(str(x) for x in g[0][1:]))):
        sure = next((f for f in members if not f.is_recalled), members[0])
        values = {f.category: f.value for f in members}
        made.append(
            Inventory(
                state=state,
                year=year,
                as_of=sure.as_of,
                series=sure.series,
                edition=sure.edition,
                publication=sure.publication,
                evidence=sure.evidence,
                source=sure.source,
                note=sure.note,
                **{c: values.get(c) for c in CATEGORIES},
                recalled=tuple(f.category for f in members if f.is_recalled),
            )
        )
    return tuple(made)
