"""What the record keeps one by one: statements, positions, claims and events, each with its state and its place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from typing import Any

from armscontrol.diplomacy.intervals import days
from armscontrol.diplomacy.model import (
    Check,
    DateMention,
    Document,
    Event,
    Fact,
    Number,
    Position,
    Reading,
    Span,
    Statement,
)
from armscontrol.diplomacy.pages.sentences import sentences
from armscontrol.diplomacy.record import forms
from armscontrol.errors import RecordError

KINDS = ("statement", "position", "claim", "event")
STATES = ("proposed", "accepted", "corrected", "rejected")
REVIEWED = ("accepted", "corrected")
MAX_WORDS = 20_000
"""Characters of one item that are searched; what a text says at greater length is a text, not a statement."""


@dataclass(frozen=True, slots=True)
class Claim:
    """A number that a text gives, and the verdict on it."""

    number: Number
    check: Check | None = None


@dataclass(frozen=True, slots=True)
class Happening:
    """An event that a text tells, with the verdict on it; or one of the shipped timeline, with the fact it rests on."""

    event: Event
    check: Check | None = None
    fact: Fact | None = None


@dataclass(frozen=True, slots=True)
class ShippedStatement(Statement):
    """A statement of the shipped table: no text of ours holds it, so that its fact has the words and the source."""

    fact: Fact | None = None


@dataclass(frozen=True, slots=True)
class ShippedPosition(Position):
    """A position of the shipped table, with the fact that it was read from."""

    fact: Fact | None = None


Content = Statement | Position | Claim | Happening
CLASSES: dict[str, type[Content]] = {
    "statement": Statement, "position": Position, "claim": Claim, "event": Happening,
}  # fmt: skip
SHIPPED: dict[str, type[Content]] = {"statement": ShippedStatement, "position": ShippedPosition, "event": Happening}
"""Kinds of items that the program brings along, in no document."""


@dataclass(frozen=True, slots=True)
class State:
    """How an item stands: its state, the act it belongs to, and its content as a person corrected it."""

    state: str
    act: str
    corrected: Content | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that the record keeps.

    `content` is as it stands now, `proposal` as the machine read it. `act` is the id of the first of the items that are
    the same act reported more than once, its own id where it stands alone. `parent` is the statement that a position
    or a claim belongs to. `first_day` and `last_day` are ISO days, `None` where no date is known; `day_basis` is said,
    published or none. `outlets` and `sources` are those of all publications of the document.
    """

    id: str
    kind: str
    state: str
    content: Content
    proposal: Content
    words: str
    act: str
    document: str | None = None
    parent: str | None = None
    party: str | None = None
    first_day: str | None = None
    last_day: str | None = None
    day_basis: str = "none"
    outlets: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()

    @property
    def reviewed(self) -> bool:
        """Whether a person has accepted or corrected it."""
        return self.state in REVIEWED


@dataclass(frozen=True, slots=True)
class Keys:
    """What an item is found by."""

    speaker: str | None
    party: str | None
    issue: str | None
    stance: str | None
    first_day: str
    day: str
    day_basis: str
    words: str


@dataclass(frozen=True, slots=True)
class Part:
    """One item of a reading on its way into the record."""

    id: str
    parent: str | None
    kind: str
    content: Content


def split(reading: Reading, document: str) -> tuple[list[Part], tuple[Check, ...]]:
    """Everything in a reading that is kept one by one, and the checks that belong to none of it.

    Raises:
        RecordError: two statements have the same id.
    """
    ids = {s.id: f"{document}-s{n}" for n, s in enumerate(reading.statements, start=1)}
    if len(ids) != len(reading.statements):
        raise RecordError("two statements of one reading have the same id", found=f"{len(ids)} ids")
    pending: dict[Span, list[Check]] = {}
    for check in reading.checks:
        pending.setdefault(check.span, []).append(check)

    def verdict(span: Span) -> Check | None:
        return pending[span].pop(0) if pending.get(span) else None

    found = [Part(ids[s.id], None, "statement", s) for s in reading.statements]
    for n, p in enumerate(reading.positions, start=1):
        found.append(Part(f"{document}-p{n}", ids.get(p.statement), "position", p))
    for n, x in enumerate(reading.numbers, start=1):
        parent = ids.get(x.statement) if x.statement else None
        found.append(Part(f"{document}-n{n}", parent, "claim", Claim(x, verdict(x.span))))
    for n, e in enumerate(reading.events, start=1):
        found.append(Part(f"{document}-e{n}", None, "event", Happening(e, verdict(e.span))))
    return found, tuple(c for rest in pending.values() for c in rest)


def keys(content: Content, text: str, published: str | None) -> Keys:
    """What an item of a document is found by; `published` is the day of its first publication."""
    speaker = party = issue = stance = edtf = None
    fallback = published
    fact = getattr(content, "fact", None)
    mention: DateMention | None = None
    if isinstance(content, Statement):
        speaker, party, mention = content.speaker, content.party, content.date
        words = " ".join(text[a:b] for a, b in content.content)
    elif isinstance(content, Position):
        speaker, party, edtf = content.holder, content.party, content.edtf
        issue, stance = content.issue, content.stance
        words = text[content.words[0] : content.words[1]]
    elif isinstance(content, Claim):
        speaker, party, edtf = content.number.attributed_to, content.number.party, content.number.as_of
        words = around(text, content.number.span)
    else:
        party, mention, fallback = content.event.party, content.event.date, None
        words = around(text, content.event.span)
    words = fact.words if fact else words
    said = days(mention.edtf if mention else edtf)
    first, last, basis = "", "", "none"
    if said:
        first, last, basis = said[0].isoformat(), said[1].isoformat(), "said"
    elif fallback:
        first, last, basis = fallback, fallback, "published"
    return Keys(speaker, party, issue, stance, first, last, basis, words[:MAX_WORDS])


def around(text: str, span: Span, most: int = 1_000) -> str:
    """The sentence that a span stands in, cut to some characters on each side.

    >>> around("One. Two, three. Four.", (5, 8))
    'Two, three.'
    """
    start = max(text.rfind("\n", 0, span[0]) + 1, span[0] - most)
    end = text.find("\n", span[1])
    end = min(len(text) if end < 0 else end, span[1] + most)
    whole = [s for s in sentences(text, start, end) if s[0] < max(span[1], span[0] + 1) and span[0] < s[1]]
    return text[whole[0][0] : max(whole[-1][1], span[1])] if whole else text[span[0] : span[1]]


def check_spans(content: object, length: int, where: str = "") -> None:
    """Every span of a content lies in a text of this length.

    Raises:
        RecordError: one does not.
    """
    for start, end in _spans(content):
        if not 0 <= start <= end <= length:
            raise RecordError(
                "a span outside the text", where=where, found=f"{start} to {end}", allowed=f"0 to {length}"
            )


def _spans(value: Any) -> Iterator[Span]:
    if value is None or isinstance(value, str | float | int):  # most fields
        return
    if isinstance(value, tuple):
        if len(value) == 2 and type(value[0]) is int and type(value[1]) is int:
            yield value
        else:
            for item in value:
                yield from _spans(item)
    elif is_dataclass(value) and not isinstance(value, type | Document):
        for field in fields(value):
            yield from _spans(getattr(value, field.name))


def dump(content: Content) -> str:
    """A content as it is kept."""
    return forms.dumped(forms.as_plain(content))


def load(kind: str, kept: str) -> Content:
    """A content from what was kept."""
    return from_plain(kind, forms.loaded(kept))


def from_plain(kind: str, plain: Any, where: str = "") -> Content:
    """A content from plain values: one that has a fact is of the shipped tables.

    Raises:
        RecordError: it is none of its kind.
    """
    shipped = isinstance(plain, dict) and "fact" in plain
    return forms.from_plain(SHIPPED.get(kind, CLASSES[kind]) if shipped else CLASSES[kind], plain, where)
