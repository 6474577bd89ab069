"""One item of the record: its passage, its chain of reporting, its verdict with reasons, renderings and history."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any

from armscontrol.errors import RecordError
from armscontrol.web.answers.record import Line, line, missing

if TYPE_CHECKING:
    from armscontrol.diplomacy.model import Check, Span
    from armscontrol.diplomacy.record.contents import Content, Item
    from armscontrol.diplomacy.record.review import Change
    from armscontrol.diplomacy.record.store import Record

AROUND = 1_200
"""Letters of a text shown on each side of a passage."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of the text, in pieces: those that belong to the item are marked."""

    pieces: tuple[tuple[str, bool], ...]
    starts: bool
    ends: bool


@dataclass(frozen=True, slots=True)
class Told:
    """A fact that a verdict rests on."""

    words: str
    value: str
    day: str | None
    source: str
    evidence: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """A verdict, its rule and reasons, the facts, and what the text leaves out."""

    verdict: str
    rule: str
    explanation: str
    facts: tuple[Told, ...]
    omits: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Hand:
    """One hand through which words came."""

    role: str
    name: str


@dataclass(frozen=True, slots=True)
class Difference:
    """A field before and after an edit, in words."""

    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Past:
    """One edit of the item: who, when, why, and what it changed in this item."""

    id: str
    at: str
    who: str
    action: str
    note: str
    changes: tuple[Difference, ...]
    others: int


@dataclass(frozen=True, slots=True)
class Field:
    """A field that a person can correct: its value as text, and what it may be where that is a list."""

    name: str
    title: str
    value: str
    kind: str
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Place:
    """One publication of the text."""

    outlet: str | None
    source: str | None
    published: str | None
    published_basis: str
    title: str | None
    added_by: str
    added_at: str


@dataclass(frozen=True, slots=True)
class Detail:
    """One item, whole. `seen` names its last edit: who edits it says what was seen, and is told if that has changed."""

    line: Line
    words: str
    content: dict[str, Any]
    proposal: dict[str, Any] | None
    passages: tuple[Passage, ...]
    chain: tuple[Hand, ...]
    conditions: tuple[Hand, ...]
    verdict: Verdict | None
    facts: tuple[Told, ...]
    parent: Line | None
    children: tuple[Line, ...]
    renderings: tuple[Line, ...]
    history: tuple[Past, ...]
    places: tuple[Place, ...]
    fields: tuple[Field, ...]
    seen: str


def detail(record: Record, id: str) -> Detail:
    """One item of the record.

    Raises:
        MissingError: there is none of this id.
    """
    from armscontrol.diplomacy.record import ledger
    from armscontrol.diplomacy.record.forms import as_plain

    try:
        item = record.item(id)
    except RecordError as error:
        raise missing(error) from error
    content: Any = item.content
    check = getattr(content, "check", None)
    fact = getattr(content, "fact", None)
    edits = record.history(id)
    return Detail(
        line=line(item),
        words=item.words,
        content=as_plain(content),
        proposal=as_plain(item.proposal) if item.proposal != content else None,
        passages=_passages(ledger.text(record, item.document), _spans(content)) if item.document else (),
        chain=tuple(Hand(link.role, link.name) for link in getattr(content, "chain", ())),
        conditions=tuple(Hand(c.kind, " ".join(c.words.split())) for c in getattr(content, "conditions", ())),
        verdict=verdict(check) if check else None,
        facts=(_told(fact),) if fact else (),
        parent=line(record.item(item.parent)) if item.parent else None,
        children=tuple(line(c) for c in ledger.children(record, id)),
        renderings=tuple(line(r) for r in record.renderings(id) if r.id != id),
        history=tuple(
            Past(e.id, e.at, e.who, e.action, e.note, _differences(e.changes, id), sum(c.item != id for c in e.changes))
            for e in edits
        ),
        places=tuple(
            Place(p.outlet, p.source, p.published, p.published_basis, p.title, p.added_by, p.added_at)
            for p in (record.publications(item.document) if item.document else ())
        ),
        fields=correctable(item),
        seen=edits[-1].id if edits else "",
    )


def verdict(check: Check) -> Verdict:
    """A verdict for people and programs."""
    omits = tuple(o.rstrip(". ") for o in check.omits)
    return Verdict(check.verdict, check.rule, check.explanation, tuple(_told(f) for f in check.facts), omits)


def _told(fact: Any) -> Told:
    value = f"{fact.value:,.6g}" if isinstance(fact.value, int | float) else fact.value
    figure = " ".join(str(part) for part in (value, fact.unit) if part)
    return Told(fact.words.rstrip(". "), figure, fact.day, fact.source, fact.evidence)


def _spans(content: Content) -> tuple[Span, ...]:
    from armscontrol.diplomacy.model import Position, Statement
    from armscontrol.diplomacy.record.contents import Claim

    if isinstance(content, Statement):
        return content.content
    if isinstance(content, Position):
        return (content.words,)
    return (content.number.span if isinstance(content, Claim) else content.event.span,)


def _passages(text: str, spans: tuple[Span, ...]) -> tuple[Passage, ...]:
    """The paragraphs that spans stand in, with the words of the spans marked."""
    regions: list[tuple[int, int, list[Span]]] = []
    for start, end in sorted(spans):
        begin = max(text.rfind("\n", 0, start) + 1, start - AROUND)
        stop = text.find("\n", end)
        stop = min(len(text) if stop < 0 else stop, end + AROUND)
        if regions and begin <= regions[-1][1]:
            regions[-1] = (regions[-1][0], max(stop, regions[-1][1]), [*regions[-1][2], (start, end)])
        else:
            regions.append((begin, stop, [(start, end)]))
    made = []
    for begin, stop, inside in regions:
        pieces: list[tuple[str, bool]] = []
        at = begin
        for start, end in inside:
            pieces += [(text[at : max(at, start)], False), (text[max(at, start) : end], True)]
            at = max(at, end)
        pieces.append((text[at:stop], False))
        made.append(Passage(tuple(p for p in pieces if p[0]), begin == 0 or text[begin - 1] == "\n",
                            stop == len(text) or text[stop] == "\n"))  # fmt: skip
    return tuple(made)


def _differences(changes: tuple[Change, ...], id: str) -> tuple[Difference, ...]:
    """What an edit changed in one item: its state, its act, and the fields of its content."""
    from armscontrol.diplomacy.record.forms import as_plain

    for change in changes:
        if change.item != id:
            continue
        made = [
            Difference(name, str(getattr(change.before, name)), str(getattr(change.after, name)))
            for name in ("state", "act")
            if getattr(change.before, name) != getattr(change.after, name)
        ]
        one, other = (_flat(as_plain(s.corrected)) if s.corrected else None for s in (change.before, change.after))
        if other is not None:
            names = dict.fromkeys([*(one or {}), *other])
            made += [
                Difference(n, (one or {}).get(n, "") if one is not None else "", other.get(n, ""))
                for n in names
                if one is None or one.get(n) != other.get(n)
            ][:20]
        return tuple(made)
    return ()


def _flat(plain: Any, before: str = "") -> dict[str, str]:
    """Fields of a content as words: those of a number, event or check under their own names."""
    found: dict[str, str] = {}
    for name, value in plain.items():
        if isinstance(value, dict) and name in ("number", "event", "check"):
            found |= _flat(value, name)
        elif name not in ("span", "content", "quoted", "mention", "cue", "subject", "words", "id", "statement"):
            found[name] = _text(value)
    return found


def _text(value: Any) -> str:
    if isinstance(value, dict):
        return str(value.get("edtf") or value.get("words") or "")
    if isinstance(value, list | tuple):
        return "; ".join(_text(v) for v in value)[:200]
    return "" if value is None else str(value)


_NUMBERS = ("value", "low", "high")
CORRECTABLE: dict[str, tuple[tuple[str, str], ...]] = {
    "statement": (("speaker", "Speaker"), ("party", "Party"), ("role", "Role"), ("date", "Day"), ("mode", "Mode"),
                  ("speaker_kind", "Speaker is"), ("channel", "Channel")),
    "position": (("issue", "Issue"), ("stance", "Stance"), ("party", "Party"), ("holder", "Holder"), ("edtf", "Day")),
    "claim": (("value", "Value"), ("unit", "Unit"), ("bound", "Bound"), ("party", "Party"), ("as_of", "As of"),
              ("attributed_to", "Given by"), ("verdict", "Verdict"), ("explanation", "Reasons")),
    "event": (("type", "Kind of event"), ("treaty", "Treaty"), ("party", "Party"), ("date", "Day"),
              ("verdict", "Verdict"), ("explanation", "Reasons")),
}  # fmt: skip


def correctable(item: Item) -> tuple[Field, ...]:
    """The fields of an item that a form offers to correct, with their values as they stand."""
    from armscontrol.diplomacy.record.correcting import ALLOWED
    from armscontrol.web.answers.record import issues, treaties

    content: Any = item.content
    inner: Any = getattr(content, "number", None) or getattr(content, "event", None) or content
    check = getattr(content, "check", None)
    own = {f.name for f in fields(inner)}
    made = []
    for name, title in CORRECTABLE[item.kind]:
        if name not in own and check is None:
            continue
        value = getattr(inner, name) if name in own else getattr(check, name)
        value = value.edtf if name == "date" and value is not None else value
        text = f"{value:.15g}" if isinstance(value, float | int) and not isinstance(value, bool) else value or ""
        choices: tuple[str, ...] = ALLOWED.get(name, ())
        if name == "issue":
            choices = tuple(c.id for c in issues())
        elif name == "treaty":
            choices = ("", *(c.id for c in treaties()))
            choices = choices if text in choices else (*choices, text)
        kind = "choice" if choices else "long" if name == "explanation" else "number" if name in _NUMBERS else "text"
        made.append(Field(name, title, text, kind, choices))
    return tuple(made)


def changed(given: Mapping[str, str], offered: tuple[Field, ...]) -> dict[str, object]:
    """The fields of a form that are not as they were offered, as the record takes them.

    Raises:
        RecordError: a number is none.
    """
    made: dict[str, object] = {}
    for field in offered:
        text = given.get(field.name)
        if text is None or text.strip() == field.value:
            continue
        made[field.name] = number_of(field.name, text) if field.kind == "number" else text.strip() or None
    return made


def number_of(name: str, text: str) -> float | None:
    """A number as a person writes it.

    Raises:
        RecordError: it is none.
    """
    plain = text.strip().replace(" ", "").replace("\u00a0", "")
    if not plain:
        return None
    try:
        value = float(plain)  # a comma is a point to some and nothing to others: it is asked back
    except ValueError as error:
        raise RecordError("no number", where=name, found=repr(text[:40]), allowed="a number, as 1234.5") from error
    return value


__all__ = ["Detail", "Field", "Verdict", "changed", "correctable", "detail", "verdict"]
