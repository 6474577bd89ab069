"""The first page: what is in force and claimed on a day, how near the limits were, what was last said and done."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from functools import lru_cache

import polars as pl

from armscontrol.compliance import Assessment, assess, status
from armscontrol.data import catalogue
from armscontrol.treaties import list_treaties
from armscontrol.web.answers.treaties import limited, withdrawals

STRATEGIC = ("salt-1", "start-1", "start-2", "sort", "new-start")
"""Treaties on strategic offensive arms: what the headline speaks of."""
LATEST = 8


@dataclass(frozen=True, slots=True)
class PositionLine:
    """What a Party says of a treaty, and since when; `left` where it is no Party to it any more.

    `later`: it is first stated on that later day. `announced`: stated already, to hold from `since`.
    """

    party: str
    position: str
    since: dt.date
    statement: str
    evidence: str
    source: str | None
    left: bool = False
    later: dt.date | None = None
    announced: bool = False


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
    limited: str
    party: str
    date: dt.date
    value: float | None
    limit: float | None
    margin: float | None
    verdict: str
    evidence: str | None


@dataclass(frozen=True, slots=True)
class EventLine:
    """Something said or done, from the shipped timeline; an act of several Parties is one line."""

    date: dt.date
    treaty: str
    event: str
    parties: tuple[str, ...]
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
            later=h.position.stated_on if h.later else None,
            announced=h.announced,
        )
        for h in found.positions
    )
    said = {(p.party, p.since) for p in held}
    gone = (p for p in _left(id, on) if (p.party, p.since) not in said)
    lines = tuple(sorted((*gone, *held), key=lambda p: (p.party, p.since)))
    return TreatyLine(id, found.short_title, found.status, found.standing.since, found.contested, lines)


def _left(id: str, on: dt.date) -> list[PositionLine]:
    """Parties that had left a treaty by a day while it went on for the others."""
    return [
        PositionLine(party, "withdrawn", e.date, e.statement, e.evidence, e.source, left=True)
        for e in withdrawals(id, on)
        for party in e.parties
    ]


@lru_cache(maxsize=1)
def margins() -> tuple[MarginLine, ...]:
    """The narrowest margins of New START, as its assessment has them."""
    found: Assessment = assess("new-start")
    return tuple(
        MarginLine(
            f.provision_id,
            f.article,
            f.unit,
            limited("new-start", f.provision_id, f.unit),
            f.party,
            f.date,
            f.value,
            f.limit,
            f.margin,
            f.verdict,
            f.evidence,
        )
        for f in found.narrowest()
    )


def _latest(events: pl.DataFrame, on: dt.date) -> tuple[EventLine, ...]:
    acts: dict[tuple[object, ...], EventLine] = {}
    rows = events.filter(pl.col("date") <= on).sort("date", descending=True, maintain_order=True)
    for r in rows.iter_rows(named=True):
        act = (r["date"], r["event"], r["detail"])
        if act not in acts and len(acts) == LATEST:
            break
        by = tuple(p for p in (r["parties"] or "").split(";") if p)
        line = acts.get(act) or EventLine(
            r["date"], r["treaty"], r["event"], (), r["detail"], r["evidence"], r["source_url"]
        )
        acts[act] = replace(line, parties=tuple(dict.fromkeys((*line.parties, *by))))
    return tuple(acts.values())
