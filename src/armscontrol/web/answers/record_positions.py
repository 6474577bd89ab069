"""What the Parties hold: positions on an issue on a day and over time, and what is tied to what; never judged."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from armscontrol.compliance import status
from armscontrol.diplomacy.intervals import days
from armscontrol.errors import RecordError
from armscontrol.treaties import list_treaties
from armscontrol.web.answers.record import SHORT, Line, among, issues, line, party_of

if TYPE_CHECKING:
    from armscontrol.diplomacy.model import Position
    from armscontrol.diplomacy.positions.linkages import Linkages
    from armscontrol.diplomacy.record.contents import Item
    from armscontrol.diplomacy.record.store import Record

PARTIES = ("RUS", "USA")
MAX_POSITIONS = 500
"""Positions that one page looks at."""
MAX_PAIRS = 100
SHOWN = 60
"""Rows of a table on the page; the API and the list of statements have all."""
MAX_DRAWN = 60
"""Ties that a picture can hold and still be read."""
WITHIN = 30
"""Days within which opposite stances are listed as such."""


@dataclass(frozen=True, slots=True)
class Holding:
    """A position as a page shows it: what is tied to it, by whom, when, where; `said` is the whole statement."""

    line: Line
    stance: str
    said: str
    conditions: tuple[tuple[str, str], ...]
    reviewed: bool


@dataclass(frozen=True, slots=True)
class HeldBy:
    """What a Party held on an issue on a day; `position` is null where the record has none by then.

    `old` is how many whole years before the day that was.
    """

    party: str
    position: Holding | None
    old: int
    others: tuple[Holding, ...]
    unsure: tuple[Holding, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two positions of one side, side by side: opposite within some days, or one after the other."""

    party: str | None
    first: Holding
    second: Holding
    apart: int | None
    same_speaker: bool | None


@dataclass(frozen=True, slots=True)
class OnTreaty:
    """What a Party says of a treaty, from the shipped treaty documents."""

    treaty: str
    title: str
    party: str
    position: str
    since: dt.date
    until: dt.date | None
    statement: str
    evidence: str
    source: str | None


@dataclass(frozen=True, slots=True)
class Positions:
    """What both Parties held on an issue on a day, over time, and where it changed or does not go together."""

    issue: str
    title: str
    definition: str
    on: dt.date
    held: tuple[HeldBy, ...]
    history: tuple[Holding, ...]
    changes: tuple[Pair, ...]
    contradictions: tuple[Pair, ...]
    on_treaties: tuple[OnTreaty, ...]
    on_record: tuple[str, ...]
    more: bool


@dataclass(frozen=True, slots=True)
class Tie:
    """One side ties an issue to another, or to a demand in its own words: `requires` it, or is held up by it.

    `said_on` is the day in words, that of publication where `day_basis` is published; the words of a `shipped` tie are
    ours.
    """

    party: str | None
    holder: str | None
    day: str | None
    said_on: str
    issue: str
    relation: str
    target: str
    words: str
    kind: str
    item: str
    shipped: bool
    day_basis: str
    reviewed: bool


@dataclass(frozen=True, slots=True)
class Ties:
    """What blocks what."""

    party: str | None
    since: str
    until: str
    ties: tuple[Tie, ...]
    drawn: int
    more: bool


def first_issue(record: Record) -> str:
    """The issue that a page begins with: one that the record has a position on."""
    from armscontrol.diplomacy.record import search

    known = [c.id for c in issues()]
    there = search.issues(record)
    return next((i for i in known if i in there), known[1])


def positions(record: Record, issue: str, on: dt.date, parties: Sequence[str] = PARTIES) -> Positions:
    """Positions on an issue.

    Raises:
        MissingError: no such issue or Party.
    """
    from armscontrol.diplomacy.positions import linkages
    from armscontrol.diplomacy.positions.positions import issues as vocabulary
    from armscontrol.diplomacy.record import ledger, search

    among("issue", issue, [c.id for c in issues()])
    known = next(i for i in vocabulary() if i.id == issue)
    codes = tuple(dict.fromkeys(c for p in parties if (c := party_of(p))))
    held = search.positions_on(record, issue, on, codes)
    stretch = ledger.positions(record, issue, codes, limit=MAX_POSITIONS)
    listed = stretch.items[::-1]
    items = {i.id: i for i in listed}
    asked = [*listed, *(i for h in held for i in (h.position, *h.others, *h.unsure) if i)]
    said = {i.id: i.words for i in ledger.many(record, list(dict.fromkeys(i.parent for i in asked if i.parent)))}

    def holding(item: Item) -> Holding:
        content: Any = item.content
        tied = tuple((c.kind, " ".join(c.words.split())) for c in content.conditions)
        words = " ".join(said.get(item.parent or "", item.words).split())
        return Holding(
            line(item), content.stance, words if len(words) <= SHORT else f"{words[:SHORT]}…", tied, item.reviewed
        )

    model = _as_model(list(listed))

    def pair(party: str | None, one: Position, other: Position, apart: int | None, same: bool | None) -> Pair:
        return Pair(party, holding(items[one.statement]), holding(items[other.statement]), apart, same)

    changed = [pair(c.party, c.before, c.after, None, None) for c in linkages.changes(model)]
    opposed = [
        pair(c.first.party, c.first, c.second, c.apart, c.same_speaker) for c in linkages.contradictions(model, WITHIN)
    ]
    return Positions(
        issue=issue,
        title=known.title,
        definition=known.definition,
        on=on,
        held=tuple(
            HeldBy(h.party, holding(h.position) if h.position else None, _old(h.position, on),
                   tuple(holding(i) for i in h.others), tuple(holding(i) for i in h.unsure))
            for h in held
        ),
        history=tuple(holding(i) for i in listed),
        changes=tuple(p for p in changed if p.party in codes)[-MAX_PAIRS:],
        contradictions=tuple(opposed)[-MAX_PAIRS:],
        on_treaties=on_treaties(on, codes),
        on_record=search.issues(record),
        more=stretch.total > len(listed),
    )  # fmt: skip


def _old(item: Item | None, on: dt.date) -> int:
    """How many whole years lie between a position and the day that is asked for."""
    return (on - dt.date.fromisoformat(item.last_day)).days // 365 if item and item.last_day else 0


@lru_cache(maxsize=256)
def on_treaties(on: dt.date, parties: tuple[str, ...]) -> tuple[OnTreaty, ...]:
    """What the Parties say of the treaties themselves on a day, from the shipped documents."""
    made = []
    for entry in list_treaties():
        found = status(entry.id, on)
        made += [
            OnTreaty(entry.id, found.short_title, h.position.party, h.position.position, h.start, h.until,
                     h.position.statement, h.position.evidence, h.position.source)
            for h in found.positions
            if h.position.party in parties
        ]  # fmt: skip
    return tuple(sorted(made, key=lambda p: p.since, reverse=True))


class Drawn:
    """A chart whose specification is made once: what it is made of does not change."""

    def __init__(self, specification: dict[str, Any]) -> None:
        self._specification = specification

    def to_dict(self) -> Any:
        """The specification."""
        return self._specification


def chart(found: Positions) -> Drawn | None:
    """The positions over time as a chart; None where no dated one is on record."""
    said = tuple(
        (h.line.party or "", h.stance, dt.date.fromisoformat(h.line.last_day), h.reviewed)
        for h in found.history
        if h.line.last_day
    )
    return _drawn(said, found.on) if said else None


@lru_cache(maxsize=64)
def _drawn(said: tuple[tuple[str, str, dt.date, bool], ...], on: dt.date) -> Drawn:
    from armscontrol.reports.charts import specification
    from armscontrol.reports.positions_chart import Said, position_chart

    return Drawn(specification(position_chart([Said(*s) for s in said], on)))


def ties(record: Record, *, party: str, since: str, until: str, tell: Callable[[str], str] = str) -> tuple[Ties, str]:
    """What is tied to what, and its picture in SVG (empty where nothing is).

    Raises:
        MissingError: no such Party.
        RecordError: no day.
    """
    from armscontrol.diplomacy.positions.linkage_picture import picture
    from armscontrol.diplomacy.positions.linkages import linkage_graph
    from armscontrol.diplomacy.record import ledger, search
    from armscontrol.reports.reading_words import day_words

    code = party_of(party)
    page = search.search(
        record, kind="position", party=code, stance="conditional", since=since or None, until=until or None,
        renderings=False, limit=MAX_POSITIONS,
    )  # fmt: skip
    parents = list(dict.fromkeys(i.parent for i in page.items if i.parent))
    said: dict[str, Any] = {i.id: i.content for i in ledger.many(record, parents)}
    # a tie is named by its position; whether a headline said it stands in the statement
    heads = [
        replace(said[i.parent], id=i.id) for i in page.items if i.parent and said[i.parent].segment != "body"
    ]  # fmt: skip
    graph = linkage_graph(_as_model(list(page.items)), heads)
    rows = graph.rows()
    items = {i.id: i for i in page.items}
    of = [items[r["statement"] or ""] for r in rows]
    made = tuple(
        Tie(r["party"], r["holder"], r["date"], day_words(r["date"]), r["issue"] or "", r["relation"] or "",
            r["target"] or "", r["words"] or "", r["kind"] or "", r["statement"] or "",
            item.document is None, item.day_basis, item.reviewed)
        for r, item in zip(rows, of, strict=True)
    )  # fmt: skip
    drawn = _beginning(graph)
    unreviewed = {i.id for i in page.items if not i.reviewed}
    published = {i.id for i in page.items if i.day_basis == "published"}
    picture_of = picture(drawn, said=tell, unreviewed=unreviewed, published=published) if drawn.edges else ""
    return Ties(code, since, until, made, len(drawn.edges), page.more), picture_of


def _beginning(graph: Linkages) -> Linkages:
    """As much of a graph as a picture can hold."""
    edges = graph.edges[:MAX_DRAWN]
    used = {i for e in edges for i in (e.issue, e.target)}
    return replace(graph, nodes=tuple(n for n in graph.nodes if n.id in used), edges=edges)


def _as_model(items: list[Item]) -> list[Position]:
    """Positions under ids of the record, dated as the record has them."""
    made = []
    for item in items:
        content: Any = item.content
        first, last = item.first_day, item.last_day
        edtf = content.edtf or (first if first == last else f"{first}/{last}" if first and last else last)
        made.append(replace(content, statement=item.id, edtf=edtf))
    return made


def day_of(text: str) -> str:
    """A day of a filter, or EDTF; empty where nothing is given.

    Raises:
        RecordError: it is neither.
    """
    text = text.strip()
    if text and days(text) is None:
        raise RecordError("no day", found=repr(text[:40]), allowed="a day as 2024-06-21, a month, or a year")
    return text
