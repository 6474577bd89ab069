"""Numbers of a news report beside the record: each is looked up where the record has it, and compared."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import polars as pl

from armscontrol.data import catalogue
from armscontrol.errors import SourceError
from armscontrol.sources import Citation
from armscontrol.treaties import load_treaty


@dataclass(frozen=True, slots=True)
class Reported:
    """One number as a report gives it, and what the record says."""

    figure: int
    unit: str
    reported_as: str
    recorded: int
    record: str
    citation: Citation
    reading: str | None

    @property
    def agrees(self) -> bool:
        """Whether the number is the one on record."""
        return self.figure == self.recorded


def reported_numbers() -> tuple[Reported, ...]:
    """The numbers of the report in the shipped table, each with what the record says."""
    found = []
    for row in catalogue.table("record/reported_numbers").sort("order").iter_rows(named=True):
        recorded, told, citation = _look_up(row["record"])
        found.append(Reported(row["figure"], row["unit"], row["reported_as"], recorded, told, citation, row["reading"]))
    return tuple(found)


def _look_up(record: str) -> tuple[int, str, Citation]:
    """Value, words and source of a place in the record.

    Raises:
        SourceError: the record has no such place.
    """
    kind, _, place = record.partition(":")
    parts = place.split("/")
    match kind:
        case "provision":
            return _provision(*parts)
        case "event":
            return _event(*parts)
        case "position":
            return _position(*parts)
        case "table":
            return _table("/".join(parts[:-3]), *parts[-3:])
        case _:
            raise SourceError(
                "no such place in the record", found=record, allowed="provision:, event:, position:, table:"
            )


def _provision(treaty: str, id: str) -> tuple[int, str, Citation]:
    provision: Any = next(p for p in load_treaty(treaty).provisions() if p.id == id)
    return (
        int(provision.at_most if isinstance(provision.at_most, int) else provision.at_most[""]),
        f"{provision.article}: {provision.statement}",
        Citation(provision.evidence, provision.source),
    )


def _event(treaty: str, kind: str) -> tuple[int, str, Citation]:
    event = next(e for e in load_treaty(treaty).events if e.kind == kind)
    return (
        event.date.year,
        f"{event.date.isoformat()}: {event.statement}",
        Citation(event.evidence, event.source),
    )


def _position(treaty: str, party: str, position: str) -> tuple[int, str, Citation]:
    document = load_treaty(treaty)
    held = next(p for p in document.positions if p.party == party and p.position == position)
    day = held.stated_on or document.rules.anchors[str(held.from_)]
    return day.year, held.statement, Citation(held.evidence, held.source)


def _table(name: str, state: str, as_of: str, field: str) -> tuple[int, str, Citation]:
    rows = catalogue.table(name).filter((pl.col("state") == state) & (pl.col("as_of") == as_of))
    row = rows.row(0, named=True)
    others = {c: row[c] for c in ("stockpile", "deployed_strategic") if row[c] is not None}
    told = f"{field.replace('_', ' ')} {row[field]:,} ({as_of}); " + ", ".join(
        f"{c.replace('_', ' ')} {v:,}" for c, v in others.items()
    )
    return int(row[field]), told, catalogue.cite(row)
