"""The record: its timeline, what is found in it, what awaits review, and everything that was done to it."""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from armscontrol.diplomacy.positions.positions import issues as vocabulary
from armscontrol.errors import MissingError, RecordError
from armscontrol.sources import is_address
from armscontrol.terms import PARTIES
from armscontrol.treaties import list_treaties
from armscontrol.web.fields import one_day

if TYPE_CHECKING:
    from armscontrol.diplomacy.model import Number
    from armscontrol.diplomacy.record.contents import Item
    from armscontrol.diplomacy.record.store import Record

PAGE = 50
"""Rows of one page."""
REVIEWED_AT_ONCE = 25
"""Rows of the page of review: each has its forms."""
SHORT = 400
"""Letters of an item in a list; its own page has all."""


@dataclass(frozen=True, slots=True)
class Line:
    """One item of the record in a list.

    `who` is the speaker or holder, `told` what kind of thing it is in a word: a stance, a verdict, the kind of event.
    `number` is the figure of a claim with its unit, `meant` what it was taken for, in words.
    `first_day` and `last_day` are ISO days, null where no date is known; `unsure` says that something was left open.
    """

    id: str
    kind: str
    state: str
    first_day: str | None
    last_day: str | None
    day_basis: str
    party: str | None
    parties: tuple[str, ...]
    who: str | None
    told: str | None
    issue: str | None
    treaty: str | None
    words: str
    evidence: str | None
    source: str | None
    outlets: tuple[str, ...]
    document: str | None
    unsure: bool
    number: str | None = None
    meant: str | None = None


@dataclass(frozen=True, slots=True)
class Choice:
    """One of the values that a filter can have."""

    id: str
    title: str


@dataclass(frozen=True, slots=True)
class Timeline:
    """Dated events, the latest first; `proposed` of all come from texts, and nobody has reviewed them."""

    items: tuple[Line, ...]
    total: int
    proposed: int
    offset: int
    first_day: str | None
    last_day: str | None
    counts: dict[str, int]


@dataclass(frozen=True, slots=True)
class Found:
    """What a search found, by day; `more` says whether it goes on."""

    items: tuple[Line, ...]
    offset: int
    more: bool


@dataclass(frozen=True, slots=True)
class Queue:
    """What nobody has looked at, what the record contradicts first; `seen` names the last edit of each, if any."""

    items: tuple[Line, ...]
    total: int
    offset: int
    seen: dict[str, str]


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing done to the record: a text taken in (`add`), or an edit.

    `changed` counts the items of an edit; `words` and `kind` are those of the first item, or the beginning of a text.
    """

    at: str
    who: str
    action: str
    target: str
    note: str
    changed: int
    id: str
    words: str
    kind: str


@dataclass(frozen=True, slots=True)
class Done:
    """What was done to the record, the latest first."""

    items: tuple[Entry, ...]
    total: int
    offset: int


@dataclass(frozen=True, slots=True)
class Asked:
    """Filters of a search, as an address has them; empty is no filter."""

    text: str = ""
    kind: str = ""
    state: str = ""
    speaker: str = ""
    party: str = ""
    issue: str = ""
    stance: str = ""
    since: str = ""
    until: str = ""
    outlet: str = ""
    source: str = ""
    document: str = ""

    def query(self) -> dict[str, str]:
        """The filters that are set: the query of an address that asks the same."""
        return {k: v for k, v in asdict(self).items() if v} | {"kind": self.kind or "all"}


def line(item: Item) -> Line:
    """An item as a row of a list."""
    from armscontrol.diplomacy.model import Position, Statement
    from armscontrol.diplomacy.record.contents import Claim, Happening
    from armscontrol.reports.reading_words import quantity_words

    content = item.content
    who = told = issue = treaty = evidence = source = number = meant = None
    unsure = False
    fact = getattr(content, "fact", None)
    if isinstance(content, Statement):
        who, told = content.speaker, content.mode
        unsure = content.confidence == "open" or (content.speaker is None and fact is None)
    elif isinstance(content, Position):
        who, told, issue = content.holder, content.stance, content.issue
    elif isinstance(content, Claim):
        who, told = content.number.attributed_to, content.check.verdict if content.check else None
        number, meant = _figure(content.number), quantity_words(content.number.quantity) or None
    elif isinstance(content, Happening):
        told, treaty = content.event.type, content.event.treaty
        evidence = content.check.verdict if content.check else None
    if fact:
        evidence, source = fact.evidence, fact.source.split(" ")[0]
        source = source if is_address(source) else None
    words = " ".join(item.words.split())
    return Line(
        id=item.id, kind=item.kind, state=item.state, first_day=item.first_day, last_day=item.last_day,
        day_basis=item.day_basis, party=item.party, parties=_codes(item.party), who=who, told=told, issue=issue,
        treaty=treaty, words=words if len(words) <= SHORT else f"{words[:SHORT]}…", evidence=evidence,
        source=source or next(iter(item.sources), None), outlets=item.outlets, document=item.document, unsure=unsure,
        number=number, meant=meant,
    )  # fmt: skip


def _codes(party: str | None) -> tuple[str, ...]:
    return tuple(re.split("[;+]", party)) if party else ()


def _figure(number: Number) -> str:
    from armscontrol.reports.reading_words import BOUNDS, counted

    low, high = number.low, number.high
    value = f"{low:,.6g} to {high:,.6g}" if low is not None and high is not None else f"{number.value:,.6g}"
    return f"{BOUNDS.get(number.bound, '')}{counted(value, number.unit)}"


def timeline(
    record: Record, *, treaty: str, party: str, since: str, until: str, limit: int = PAGE, offset: int = 0
) -> Timeline:
    """Events of a treaty, of a Party, between two days; empty filters filter nothing.

    Raises:
        MissingError: no such treaty or Party.
        ArmsControlError: no day.
    """
    from armscontrol.diplomacy.record import ledger, search

    if treaty:
        among("treaty", treaty, [c.id for c in treaties()])
    found = ledger.timeline(
        record, treaty=treaty or None, party=party_of(party), since=bound(since, "since"), until=bound(until, "until"),
        limit=limit, offset=offset,
    )  # fmt: skip
    counts: dict[str, int] = {}
    for (kind, state), number in search.count(record).items():
        if state != "rejected":
            counts[kind] = counts.get(kind, 0) + number
    acting = ledger.acting(record, found.items)
    lines = tuple(replace(line(i), parties=acting.get(i.id) or _codes(i.party)) for i in found.items)
    days = [d for i in lines for d in (i.first_day, i.last_day) if d]
    first, last = min(days, default=None), max(days, default=None)
    return Timeline(lines, found.total, found.proposed, offset, first, last, counts)


def found(record: Record, asked: Asked, *, latest: bool = False, limit: int = PAGE, offset: int = 0) -> Found:
    """Items that meet every filter, by day and then as they came, or with `latest` the other way round.

    Raises:
        MissingError: a filter has a value that does not exist.
        RecordError: no day, or no words to look for.
    """
    from armscontrol.diplomacy.record import contents, search
    from armscontrol.diplomacy.record.correcting import ALLOWED

    for name, allowed in (
        ("kind", contents.KINDS),
        ("state", contents.STATES),
        ("stance", ALLOWED["stance"]),
        ("issue", tuple(c.id for c in issues())),
    ):
        if getattr(asked, name):
            among(name, getattr(asked, name), allowed)
    page = search.search(
        record, kind=asked.kind or None, state=asked.state or None, speaker=asked.speaker or None,
        party=party_of(asked.party), issue=asked.issue or None, stance=asked.stance or None, since=asked.since or None,
        until=asked.until or None, outlet=asked.outlet or None, source=asked.source or None,
        document=asked.document or None, text=asked.text or None, latest=latest, limit=limit, offset=offset,
    )  # fmt: skip
    return Found(tuple(line(i) for i in page.items), page.offset, page.more)


def queue(record: Record, *, kind: str = "", limit: int = PAGE, offset: int = 0) -> Queue:
    """What nobody has looked at: what the record contradicts first, then what was left open.

    Raises:
        MissingError: no such kind.
    """
    from armscontrol.diplomacy.record import contents, ledger

    if kind:
        among("kind", kind, contents.KINDS)
    stretch = ledger.queue(record, kind=kind or None, limit=limit, offset=offset)
    seen = ledger.last_edits(record, [i.id for i in stretch.items])
    return Queue(tuple(line(i) for i in stretch.items), stretch.total, offset, seen)


def done(record: Record, *, limit: int = PAGE, offset: int = 0) -> Done:
    """Who did what to the record, and when."""
    from armscontrol.diplomacy.record import ledger

    items, total = ledger.entries(record, limit=limit, offset=offset)
    made = tuple(Entry(e.at, e.who, e.action, e.target, e.note, e.changed, e.id, e.words, e.kind) for e in items)
    return Done(made, total, offset)


@lru_cache(maxsize=1)
def treaties() -> tuple[Choice, ...]:
    """Treaties that a timeline can be asked for."""
    return tuple(Choice(e.id, e.short_title) for e in list_treaties())


@lru_cache(maxsize=1)
def issues() -> tuple[Choice, ...]:
    """The vocabulary of issues."""
    return tuple(Choice(i.id, i.title) for i in vocabulary())


def among(name: str, given: str, allowed: tuple[str, ...] | list[str]) -> str:
    """A value of an address that is in a list of ours.

    Raises:
        MissingError: it is not.
    """
    if given not in allowed:
        raise MissingError(f"there is no such {name}", where=name, found=repr(given[:40]), allowed=", ".join(allowed))
    return given


def party_of(given: str) -> str | None:
    """The code of a Party; none where nothing is given.

    Raises:
        MissingError: there is no such Party.
    """
    if not given:
        return None
    code = given.strip().upper()
    if code not in PARTIES:
        raise MissingError("there is no such Party", where="party", found=repr(given[:40]), allowed="a code, as RUS")
    return code


def bound(given: str, name: str) -> str | None:
    """The ISO day of a filter `since` or `until`: a day, or a year; none where nothing is given.

    Raises:
        ArmsControlError: it is neither.
    """
    if not given.strip():
        return None
    year = given.strip()
    if len(year) == 4 and year.isascii() and year.isdigit():
        given = f"{year}-01-01" if name == "since" else f"{year}-12-31"
    return one_day(given, name).isoformat()


def missing(error: RecordError) -> MissingError:
    """What an address names and the record does not hold."""
    return MissingError(error.message, where=error.where, found=error.found, allowed=error.allowed)
