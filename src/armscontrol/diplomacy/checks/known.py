"""Figures of the shipped tables as records: declared, inspected, eliminated; each with its source and grade.

A quantity is named `treaty.kind.what`, as `newstart.declared.deployed_warheads`; estimates stand in `estimates`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from armscontrol import terms
from armscontrol.data import catalogue
from armscontrol.diplomacy.intervals import days, told
from armscontrol.diplomacy.model import Fact

DECLARED = {
    "deployed_warheads": (
        "deployed_warheads",
        "warheads",
        "warheads on deployed ICBMs and SLBMs, and one for each deployed heavy bomber",
    ),
    "deployed_delivery_vehicles": (
        "deployed_delivery_vehicles",
        "delivery vehicles",
        "deployed ICBMs, SLBMs and heavy bombers",
    ),
    "deployed_and_nondeployed_launchers": (
        "deployed_and_nondeployed_launchers",
        "launchers and bombers",
        "deployed and non-deployed launchers and bombers",
    ),
}
"""Totals declared under New START: column of the table, unit, and what is counted."""


@dataclass(frozen=True, slots=True)
class Known:
    """One figure of the record.

    `value` to `high` where it is a range. `start` and `end` are the days for which it is said, `public` the first day
    on which it can have been known. `sources` are addresses. `about` narrows the subject: a type, a leg, a part.
    """

    quantity: str
    party: str
    value: float
    unit: str
    words: str
    start: date
    end: date
    public: date
    sources: tuple[str, ...]
    evidence: str
    high: float | None = None
    about: str = ""
    label: str = ""

    @property
    def recalled(self) -> bool:
        """Whether it rests on memory alone: such a figure is shown, and decides nothing alone."""
        return self.evidence in ("recalled", "not_found")

    @property
    def amount(self) -> str:
        """The figure in digits."""
        return f"{self.value:,.6g}" if self.high in (None, self.value) else f"{self.value:,.6g} to {self.high:,.6g}"

    @property
    def when(self) -> str:
        """The day or time for which it is said."""
        return told((self.start, self.end))

    @property
    def limit(self) -> bool:
        """Whether it is a limit of a treaty, not a count."""
        return ".limit." in self.quantity

    def __str__(self) -> str:
        star = " (recalled, unverified)" if self.recalled else ""
        if self.limit:
            return f"{self.words}{star}"
        whose = {"each": "each Party", "together": "both Parties together"}.get(
            self.party, terms.short_party(self.party)
        )
        label = f", {self.label}" if self.label else ""
        return f"{self.amount}: {self.words} ({whose}, {self.when}{label}){star}"

    def fact(self) -> Fact:
        """The figure as a record of the reading."""
        day = self.start.isoformat() if self.start == self.end else f"{self.start}/{self.end}"
        source = "; ".join(self.sources) or "recalled, unverified"
        return Fact(str(self), self.value if self.high is None else self.amount, self.unit, day, source, self.evidence)


def rows(table: str) -> Iterator[dict[str, Any]]:
    """Rows of a shipped table."""
    return catalogue.table(table).iter_rows(named=True)


def sources_of(row: Mapping[str, Any], *columns: str) -> tuple[str, ...]:
    """Addresses of a row."""
    return tuple(row[c] for c in columns or ("source_url",) if row.get(c))


def counted() -> Iterator[Known]:
    """All figures of the tables that are no limits and no estimates."""
    yield from _declared()
    yield from _inspections()
    yield from _by_type()
    yield from _start_1()
    yield from _eliminated()


_SINGLE = re.compile(r"([^.;]*)\brests? on one publisher")
"""Notes name the figures of a row that the second source does not repeat."""


def _declared() -> Iterator[Known]:
    for row in rows("new-start/aggregate"):
        notes = _SINGLE.findall(row["note"] or "")
        alone = {n.replace(",", "") for part in notes for n in re.findall(r"[\d,]*\d", part)}
        for what, (column, unit, words) in DECLARED.items():
            if row[column] is None:
                continue
            cited = catalogue.cite(row, column)
            sources = () if cited.is_recalled else sources_of(row, "source_url", "source_url_2")
            if str(row[column]) in alone:
                sources = sources[:1]
            published = days(row["first_published"])
            yield Known(
                f"newstart.declared.{what}",
                row["party"],
                row[column],
                unit,
                words,
                row["date"],
                row["date"],
                published[0] if published else row["date"] + timedelta(days=30),
                sources,
                cited.evidence,
                label="declared under New START",
            )


_COUNTED = ("total", "cumulative_total", "year_to_date")


def _inspections() -> Iterator[Known]:
    found = list(rows("new-start/inspections"))
    in_force = min(r["date_from"] for r in found)
    for row in found:
        party = row["inspecting_party"] if row["counted"] == "one" else row["counted"]
        yearly = row["type"] == "total"
        days_of = (row["date_from"] if yearly else in_force, row["date_to"], row["date_to"])
        if row["type"] in _COUNTED and row["count"] is not None:
            words = "inspections in the treaty year" if yearly else "inspections until then"
            yield Known(
                "newstart.inspections.conducted",
                party,
                row["count"],
                "inspections",
                words,
                *days_of,
                sources_of(row),
                row["evidence"],
                about=row["type"],
            )
        if row["cumulative_notifications"]:
            yield Known(
                "newstart.notifications",
                "together",
                row["cumulative_notifications"],
                "notifications",
                "notifications exchanged until then",
                *days_of,
                sources_of(row),
                row["evidence"],
                about="cumulative_total",
            )


def _by_type() -> Iterator[Known]:
    for row in rows("new-start/by_type"):
        if row["count"]:
            what = row["category"].replace("_", " ").replace("nondeployed", "non-deployed")
            kind = terms.words(row["system_kind"]) if row["type"] == "TOTAL" else row["type"]
            yield Known(
                "newstart.declared.by_type",
                row["party"],
                row["count"],
                what.split()[-1],
                f"{kind}, {what}",
                row["date"],
                row["date"],
                row["date"],
                sources_of(row),
                row["evidence"],
                about=f"{kind} {what}",
                label="declared under New START",
            )


def _start_1() -> Iterator[Known]:
    for row in rows("start-1/aggregate"):
        for column in [c for c in row if c.startswith(("deployed_", "warheads_")) and row[c]]:
            yield Known(
                f"start1.declared.{column}",
                row["party"],
                row[column],
                "warheads" if column.startswith("warheads") else "delivery vehicles",
                terms.words(column),
                row["date"],
                row["date"],
                row["date"],
                sources_of(row),
                row["evidence"],
                label="START I data",
            )


def _eliminated() -> Iterator[Known]:
    for row in rows("inf/eliminations"):
        if row["number"] is None or row["unit"] != "missiles" or row["date_to"] is None:
            continue
        declared = row["record_type"].startswith("declared")
        verb = "declared when the INF Treaty was signed" if declared else "eliminated under the INF Treaty"
        yield Known(
            "inf.eliminated.missiles",
            row["parties"] if row["counted"] == "one" else row["counted"],
            row["number"],
            "missiles",
            f"{row['item']} {verb}",
            row["date_from"],
            row["date_to"],
            row["date_to"],
            sources_of(row),
            row["evidence"],
            about=f"{row['record_type']}: {row['item']}",
        )
