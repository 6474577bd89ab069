"""The first page: what is in force and claimed on a day, how near the limits were, what was last said and done."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import lru_cache

import polars as pl

from armscontrol.compliance import Assessment, assess, status
from armscontrol.data import catalogue
from armscontrol.treaties import list_treaties

STRATEGIC = ("salt-1", "start-1", "start-2", "sort", "new-start")
"""Treaties on strategic offensive arms: what the headline speaks of."""
LATEST = 8


@dataclass(frozen=True, slots=True)
class PositionLine:
    """What a Party says of a treaty, and since when."""

    party: str
    position: str
    since: dt.date
    statement: str
    evidence: str
    source: str | None


@dataclass(frozen=True, slots=True)
class TreatyLine:
    """A treaty on the day."""

    id: str
    title: str
    status: str
    since: dt.date | None
    contested: bool
    positions: tuple[PositionLine, ...]


@dataclass(frozen=True, slots=True)
class MarginLine:
    """The narrowest margin of a Party under a limit."""

    provision: str
    article: str
    unit: str
    party: str
    date: dt.date
    value: float | None
    limit: float | None
    margin: float | None
    verdict: str
    evidence: str | None


@dataclass(frozen=True, slots=True)
class EventLine:
    """Something said or done, from the shipped timeline."""

    date: dt.date
    treaty: str
    event: str
    text: str
    evidence: str
    source: str | None


@dataclass(frozen=True, slots=True)
class Today:
    """What the first page says."""

    on: dt.date
    past: bool
    binding: tuple[str, ...]
    treaties: tuple[TreatyLine, ...]
    margins: tuple[MarginLine, ...]
    latest: tuple[EventLine, ...]
    record_ends: dt.date


@lru_cache(maxsize=256)
def today(on: dt.date, now: dt.date) -> Today:
    """The first page on a day.

    Args:
        on: the day asked for.
        now: the day of asking.
    """
    treaties = tuple(_treaty(e.id, on) for e in list_treaties())
    events = catalogue.table("treaty_timeline")
    binding = tuple(t.title for t in treaties if t.id in STRATEGIC and t.status == "in_force")
    order = {"in_force": 0}
    return Today(
        on=on,
        past=on < now,
        binding=binding,
        treaties=tuple(sorted(treaties, key=lambda t: (order.get(t.status, 1), -(t.since or dt.date.min).toordinal()))),
        margins=margins(),
        latest=_latest(events, on),
        record_ends=events["date"].max(),  # type: ignore[arg-type]
    )


def _treaty(id: str, on: dt.date) -> TreatyLine:
    found = status(id, on)
    held = tuple(
        PositionLine(
            h.position.party,
            h.position.position,
            h.start,
            h.position.statement,
            h.position.evidence,
            h.position.source,
        )
        for h in found.positions
    )
    return TreatyLine(id, found.short_title, found.status, found.standing.since, found.contested, held)


@lru_cache(maxsize=1)
def margins() -> tuple[MarginLine, ...]:
    """The narrowest margins of New START, as its assessment has them."""
    found: Assessment = assess("new-start")
    return tuple(
        MarginLine(
            f.provision_id, f.article, f.unit, f.party, f.date, f.value, f.limit, f.margin, f.verdict, f.evidence
        )
        for f in found.narrowest()
    )


def _latest(events: pl.DataFrame, on: dt.date) -> tuple[EventLine, ...]:
    rows = events.filter(pl.col("date") < on + dt.timedelta(days=1)).sort("date", descending=True).head(LATEST)
    return tuple(
        EventLine(r["date"], r["treaty"], r["event"], r["detail"], r["evidence"], r["source_url"])
        for r in rows.iter_rows(named=True)
    )
