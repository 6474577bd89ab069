"""What is read from a text: plain frozen records, every one anchored to characters of the text.

A span is (first, one past the last) character of `Document.text`, in code points. Nothing here is ever rewritten: what
a person changes is kept beside it in the record (`store`).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Apart:
    """Words of a page that are not in the text of its article: shown, and nothing is read from them.

    `kind` is that of a segment, or navigation, header, outside; `rule` names what decided.
    """

    kind: str
    rule: str
    words: str


@dataclass(frozen=True, slots=True)
class Document:
    """A text as it was taken in.

    `published_basis` says where the day of publication comes from: given, page, url, stamp (a line that says when it
    was published), dateline or none; never the body of the text. `language` is en, ru or other. `sha256` is that of the
    text in UTF-8. `notes` say what could not be read. `apart` is what the page holds beside the text.
    """

    text: str
    published: date | None = None
    published_basis: str = "none"
    outlet: str | None = None
    title: str | None = None
    source: str | None = None
    language: str = "en"
    sha256: str = ""
    notes: tuple[str, ...] = ()
    apart: tuple[Apart, ...] = ()


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of the text and what it is.

    Kinds: title, standfirst, body; and furniture, from which nothing is read: caption, credit, byline, dateline,
    teaser, related, form, heading, table, footer, duplicate. `rule` names the rule that decided.
    """

    span: Span
    kind: str
    rule: str


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words between quotation marks.

    `span` holds the marks, `inner` the words. Kinds: speech, words (a few words quoted inside a sentence), title (of a
    work). `closed` is false where no closing mark was found. `insertions` are the editor's, in square brackets.
    """

    span: Span
    inner: Span
    kind: str = "speech"
    closed: bool = True
    insertions: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class DateMention:
    """Words for a day or a time, resolved as EDTF: 2024-06-21, 2024-01, 2024-06-15/2024-06-16, XXXX-09-01.

    `edtf` is `None` where it must stay open, as "yesterday" without a day of publication; `basis` says why or how.
    """

    span: Span
    words: str
    edtf: str | None
    basis: str


@dataclass(frozen=True, slots=True)
class Link:
    """One hand through which words came: speaker, agency, reporter, translator, channel or outlet, and its name."""

    role: str
    name: str
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Condition:
    """What a statement ties something to.

    Kinds: precondition (only if, unless, once), linkage (must include, as long as), reciprocity (if the other does the
    same, in exchange for), threat (if they do, we will), no-linkage (without preconditions, at any time).
    """

    span: Span
    kind: str
    words: str


@dataclass(frozen=True, slots=True)
class Statement:
    """One act of saying in one place of the text.

    `content` are the spans of what is said, `quoted` those of the words inside marks, without the marks. `mode`: direct
    (all inside marks), mixed, indirect. `speaker` is `None` where it stays open, and a description where `unnamed`.
    `speaker_kind`: person, organization, state, unnamed. `role` is as described in the text, `role_by_record` what the
    person held on the day. `sieve` names the rule that found the speaker, `confidence` is sure, likely or open.
    `segment` is the kind of segment it stands in; statements of titles and stand-firsts repeat the body. `denied` where
    the speaker says that the content is not so.
    """

    id: str
    content: tuple[Span, ...]
    mode: str
    speaker: str | None
    sieve: str
    confidence: str
    speaker_kind: str = "person"
    unnamed: bool = False
    party: str | None = None
    mention: Span | None = None
    role: str | None = None
    role_by_record: str | None = None
    cue: Span | None = None
    quoted: tuple[Span, ...] = ()
    channel: str | None = None
    chain: tuple[Link, ...] = ()
    date: DateMention | None = None
    conditions: tuple[Condition, ...] = ()
    segment: str = "body"
    denied: bool = False


@dataclass(frozen=True, slots=True)
class Number:
    """A quantity in the text: value (or low and high), how it is bounded, of what, whose, of when.

    `bound`: exact, about, at_most, at_least, range. `kind`: count, limit, share, duration, other. `quantity` names what
    the fact base knows it as, such as newstart.limit.deployed_warheads; `None` where it is none of those. `party` is a
    code, `each`, `both` or `USA+RUS` together, `WLD` (the world) or `None`. `as_of` is EDTF. `subject` are the words
    for what is counted.
    """

    span: Span
    value: float
    unit: str
    kind: str = "count"
    bound: str = "exact"
    low: float | None = None
    high: float | None = None
    quantity: str | None = None
    party: str | None = None
    as_of: str | None = None
    subject: Span | None = None
    attributed_to: str | None = None
    statement: str | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """A dated fact in the life of a treaty, as the text tells it: treaty.signed, inspections.paused and so on."""

    span: Span
    type: str
    treaty: str | None = None
    date: DateMention | None = None
    party: str | None = None


@dataclass(frozen=True, slots=True)
class Fact:
    """A figure or event of the record: in words, with its value, day, source and grade of evidence."""

    words: str
    value: float | str | None
    unit: str | None
    day: str | None
    source: str
    evidence: str


@dataclass(frozen=True, slots=True)
class Check:
    """The verdict on one claim, with the rule that gave it, the facts it rests on, and what the text leaves out.

    Verdicts: accurate, imprecise, contradicted, outdated, disputed, same-source, unverifiable.
    """

    span: Span
    verdict: str
    rule: str
    explanation: str
    facts: tuple[Fact, ...] = ()
    omits: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Position:
    """What a statement holds on an issue of the vocabulary: supports, opposes, conditional or declines."""

    statement: str
    issue: str
    stance: str
    party: str | None
    holder: str | None
    words: Span
    conditions: tuple[Condition, ...] = ()
    edtf: str | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """All that was read from one document. `checks` pairs with `numbers`, then `events`, by their spans."""

    document: Document
    segments: tuple[Segment, ...] = ()
    quotations: tuple[Quotation, ...] = ()
    statements: tuple[Statement, ...] = ()
    dates: tuple[DateMention, ...] = ()
    numbers: tuple[Number, ...] = ()
    events: tuple[Event, ...] = ()
    checks: tuple[Check, ...] = ()
    positions: tuple[Position, ...] = ()
    joined: tuple[tuple[str, str], ...] = ()
    notes: tuple[str, ...] = ()
