"""Events in the life of treaties as the record has them: from documents, the timeline and the record of conduct."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from armscontrol.calendar import resolve
from armscontrol.diplomacy.checks import facts
from armscontrol.diplomacy.checks.known import rows, sources_of
from armscontrol.diplomacy.intervals import Days, days, told
from armscontrol.diplomacy.model import Check, Event, Fact
from armscontrol.treaties import load_treaty, treaty_ids


@dataclass(frozen=True, slots=True)
class Happening:
    """One dated event: kind, treaty, Parties that acted (all where empty), days, words, sources and grade."""

    kind: str
    treaty: str
    parties: tuple[str, ...]
    start: date
    end: date
    words: str
    sources: tuple[str, ...]
    evidence: str
    note: str = ""

    @property
    def when(self) -> str:
        """Its day or time in words."""
        return told((self.start, self.end))

    def __str__(self) -> str:
        star = " (recalled, unverified)" if self.evidence == "recalled" else ""
        return f"{self.when}: {self.words}{star}"

    def fact(self) -> Fact:
        """The event as a record of the reading."""
        day = self.start.isoformat() if self.start == self.end else f"{self.start}/{self.end}"
        return Fact(str(self), None, None, day, "; ".join(self.sources) or "recalled, unverified", self.evidence)


@cache
def happenings() -> tuple[Happening, ...]:
    """All events of the timeline and of the record of conduct, by day."""
    return tuple(sorted((*_timeline(), *_conduct()), key=lambda h: (h.start, h.end)))


@cache
def of_document(treaty: str) -> tuple[Happening, ...]:
    """Events that the document of one treaty dates."""
    if treaty not in treaty_ids():
        return ()
    return tuple(
        Happening(
            e.kind,
            treaty,
            e.parties,
            e.date,
            e.date,
            e.statement,
            (e.source,) if e.source else (),
            e.evidence,
            e.note or "",
        )
        for e in load_treaty(treaty).events
    )


def event_check(event: Event, verdict: str, rule: str, words: str, known: Sequence[Happening | None] = ()) -> Check:
    """A verdict on an event of a text, with the events of the record that it rests on."""
    return Check(event.span, verdict, rule, words, tuple(h.fact() for h in known if h))


def found(kind: str, treaty: str | None, party: str | None = None) -> tuple[Happening, ...]:
    """Events of a kind: of the treaty's document first, then those that the timeline adds."""
    mine = [h for h in (of_document(treaty) if treaty else ()) if h.kind == kind]
    days_known = {h.start for h in mine}
    mine += [
        h for h in happenings() if h.kind == kind and h.treaty == (treaty or h.treaty) and h.start not in days_known
    ]
    return tuple(h for h in mine if party in (None, "each", "both") or not h.parties or party in h.parties)


def about(stem: str, treaty: str | None) -> tuple[Happening, ...]:
    """Rows of the timeline whose words have a stem, whatever their kind: "exten", "suspen"."""
    pattern = re.compile(stem, re.IGNORECASE)
    return tuple(h for h in happenings() if h.treaty == (treaty or h.treaty) and pattern.search(h.words))


@dataclass(frozen=True, slots=True)
class Term:
    """An end of a treaty as it stood from a day on: the first day without it, and the event that set it."""

    since: date
    end: date
    by: Happening


@cache
def ends(treaty: str) -> tuple[Term, ...]:
    """Ends that a treaty's terms have set, in the order in which they came to stand."""
    if treaty not in treaty_ids():
        return ()
    document = load_treaty(treaty)
    events = {(h.kind, h.start): h for h in of_document(treaty)}
    return tuple(
        Term(e.date, resolve(e.until, document.rules.anchors, document.calendar.rounding), events[e.kind, e.date])
        for e in sorted(document.events, key=lambda e: e.date)
        if e.until
    )


def positions(treaty: str) -> tuple[Happening, ...]:
    """What each Party says of the treaty's status, from the first statement found to the day it speaks of."""
    if treaty not in treaty_ids():
        return ()
    document = load_treaty(treaty)
    found = []
    for p in document.positions:
        holds = resolve(p.from_, document.rules.anchors, document.calendar.rounding)
        day = p.stated_on or holds
        sources = (p.source,) if p.source else ()
        found.append(
            Happening(
                f"position: {p.position}", treaty, (p.party,), day, max(day, holds), p.statement, sources, p.evidence
            )
        )
    return tuple(found)


def _timeline() -> Iterator[Happening]:
    for row in rows("treaty_timeline"):
        day = row["date"]
        span: Days | None = days(f"{day:%Y-%m}") if row["date_precision"] == "month" else (day, day)
        if span:
            parties = tuple((row["parties"] or "").split(";")) if row["parties"] else ()
            yield Happening(
                row["event"], row["treaty"], parties, *span, row["detail"], sources_of(row), row["evidence"]
            )


def _conduct() -> Iterator[Happening]:
    treaty = facts.TREATIES["newstart"]
    for row in rows("new-start/conduct"):
        span: Days = (row["date_from"], row["date_from"])
        if row["precision"] == "month":
            span = days(f"{row['date_from']:%Y-%m}") or span
        state = "agreed" if row["agreed"] else row["state"]
        if row["obligation"] == "commission-sessions" and row["state"] == "performed":
            span = (row["date_from"], row["date_to"])
            if (span[1] - span[0]).days > 31:
                continue  # that sessions fall somewhere into some years dates none of them
        kind = f"{row['obligation']}: {state}"
        yield Happening(kind, treaty, (row["party"],), *span, row["reason"], sources_of(row), row["evidence"])
        if row["determined_on"]:
            told_on = row["determined_on"]
            yield Happening("determination", treaty, (row["determined_by"],), told_on, told_on, row["determination"],
                            sources_of(row, "determination_url"), row["evidence"])  # fmt: skip
    for row in rows("new-start/inspections"):
        if row["type"] in ("milestone", "pause"):
            span = (row["date_from"], row["date_to"])
            yield Happening(f"inspections: {row['type']}", treaty, tuple(row["inspecting_party"].split(";")), *span,
                            row["note"], sources_of(row), row["evidence"])  # fmt: skip
