"""Events of a text held against the record: signed, in force, extended, suspended, expires; inspections; offers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import timedelta
from functools import lru_cache

from armscontrol.diplomacy.checks import happenings, subjects
from armscontrol.diplomacy.checks.facts import TREATIES
from armscontrol.diplomacy.checks.happenings import Happening
from armscontrol.diplomacy.intervals import Days, days, overlap, told
from armscontrol.diplomacy.model import Check, Document, Event, Number, Span

KINDS = {
    "treaty.signed": ("signed", None),
    "treaty.ratified": ("ratified", r"ratif|consent|approv|pass|Duma"),
    "extension.ratified": ("ratified", r"exten"),
    "treaty.in-force": ("entered_into_force", None),
    "treaty.entered-into-force": ("entered_into_force", None),
    "treaty.extended": ("extended", r"exten"),
    "extension.agreed": ("extended", r"exten"),
    "treaty.suspended": ("suspended_by", r"suspen"),
    "treaty.terminated": ("terminated", None),
    "treaty.withdrawn": ("withdrawn_by", r"withdraw"),
    "treaty.withdrawal": ("withdrawn_by", r"withdraw"),
    "limits.in-effect": ("limits_in_effect", None),
    "inspections.begin": ("inspections: milestone", r"inspections may begin"),
    "inspections.paused": ("hosting-inspections: agreed", r"inspections?.*(?:suspended|paused)"),
    "inspections.suspended": ("hosting-inspections: not_performed", r"exempts? its facilities|inspections?.*suspended"),
    "inspections.resumed": ("inspections: resumed", None),
    "compliance.finding": ("determination", r"not in compliance|Report to Congress"),
    "meeting.held": ("commission-sessions: performed", r"commission|BCC|summit|session"),
    "data.withheld": (
        "data-exchange: not_performed",
        r"half-yearly data|data update|no status and|notifications under",
    ),
    "offer.made": ("proposal", r"offer|ready to|keep to"),
}
"""Kinds of events, as the record calls them, and words of timeline rows that tell of the same."""

ENDS = ("treaty.expires", "treaty.expired")
WITHDRAWN = ("treaty.withdrawn", "treaty.withdrawal")
LOOSE = ("meeting.held", "offer.made", "compliance.finding", "data.withheld")
"""Kinds of which there are more than the record has: another date is unknown, not wrong."""
_JUST = timedelta(days=10)
"""Days before and after the publication that count as those of the report."""
_AHEAD = timedelta(days=60)
"""An extension is told this long before it takes effect."""


def check_event(event: Event, document: Document) -> Check | None:
    """The verdict on one event; `None` where the record keeps none of its kind."""
    if event.type == "offer.made" and (offer := check_offer(document, event.span)):
        return offer
    if event.type in ENDS:
        return _end(event, document)
    if event.type not in KINDS:
        return None
    kind, stem = KINDS[event.type]
    same = happenings.found(kind, event.treaty, event.party)
    alike = happenings.about(stem, event.treaty) if stem else ()
    if event.party:  # an act of the other Party is another act
        alike = tuple(h for h in alike if not h.parties or event.party in h.parties)
        if event.type == "treaty.suspended":  # one Party's act: rows that tell of both do not say whose it was
            same, alike = tuple(h for h in same if event.party in h.parties), ()
    if event.type in WITHDRAWN:
        alike = tuple(h for h in alike if h.kind == "withdrawn_by")
        if not same and not alike and event.treaty:
            return _not_withdrawn(event)
    if event.type == "extension.ratified":
        same = tuple(h for h in same if h in alike)
    span = days(event.date.edtf) if event.date else None
    legal = _legal_effect(event, document)
    if legal:
        return legal
    if not same and not alike:
        others = happenings.found(kind, event.treaty) if event.type == "treaty.suspended" and event.party else ()
        if others:
            return _check(event, "contradicted", "event.other-party", f"It was another Party. {others[0]}", others[:1])
        return _check(event, "unverifiable", "event.unknown", "The record has no such event.")
    if span is None and event.type in LOOSE:
        return _check(event, "unverifiable", "event.undated", "The text gives no date.", same[-1:])
    if span is None:
        return _undated(event, document, same)
    hits = [h for h in same if overlap((h.start, h.end), span)] or [h for h in alike if overlap((h.start, h.end), span)]
    if hits:
        return _check(event, "accurate", "event.date", f"{hits[0]}{_beside(event, hits[0])}", hits[:2])
    firm = [h for h in same if h.evidence != "recalled"]
    if event.type in LOOSE or not firm:
        return _check(event, "unverifiable", "event.other-date", "The record has no such event on that date.", same[:2])
    if _of_the_report(span, document):
        return _check(event, "unverifiable", "event.day-of-report", _REPORT, firm[:1])
    near = min(firm, key=lambda h: abs(h.start - span[0]))
    return _check(event, "contradicted", "event.other-date", f"The record dates it otherwise. {near}", [near])


_REPORT = "The date beside it is that of the report, it seems, and not of the event."


def _of_the_report(span: Days, document: Document) -> bool:
    """Whether a date is of the days of the report itself: then it dates an act of saying as likely as the event."""
    told_on = document.published
    return told_on is not None and told_on - _JUST <= span[0] and span[1] <= told_on + _JUST


def _check(event: Event, verdict: str, rule: str, words: str, known: Sequence[Happening] = ()) -> Check:
    return Check(event.span, verdict, rule, words, tuple(h.fact() for h in known))


def _not_withdrawn(event: Event) -> Check:
    """A withdrawal of which the record has none: suspending is another act, and by one Party."""
    stopped = happenings.found("suspended_by", event.treaty)
    if not stopped:
        return _check(event, "unverifiable", "event.unknown", "The record has no such event.")
    words = f"The record has no withdrawal from this treaty. {stopped[0]}"
    return _check(event, "contradicted", "event.not-withdrawn", words, stopped[:1])


def _undated(event: Event, document: Document, same: Sequence[Happening]) -> Check:
    past = [h for h in same if document.published is None or h.start <= document.published]
    if past:
        words = f"The text gives no date. {past[-1]}{_beside(event, past[-1])}"
        return _check(event, "accurate", "event.undated", words, past[-1:])
    return _check(event, "unverifiable", "event.undated", "The record has no such event before the text.", same[:1])


def _beside(event: Event, hit: Happening) -> str:
    """What the other side says of a suspension: it is one Party's position."""
    if event.type != "treaty.suspended":
        return ""
    other = [p for p in happenings.positions(hit.treaty) if "invalid" in p.kind]
    return f" The treaty knows no suspension; {other[0].parties[0]}: {other[0].words}" if other else ""


# Expiry


def _end(event: Event, document: Document) -> Check:
    terms = happenings.ends(event.treaty) if event.treaty else ()
    span = days(event.date.edtf) if event.date else None
    if not terms:
        known = happenings.found("expired", event.treaty)
        hits = [h for h in known if span is None or overlap((h.start, h.end), span)]
        if hits:
            return _check(event, "accurate", "event.date", str(hits[0]), hits[:1])
        return _check(event, "unverifiable", "end.unknown", "The record has no term of this treaty.", known[:1])
    told_on = document.published
    standing = [t for t in terms if told_on is None or t.since <= told_on] or list(terms[:1])
    now = standing[-1]
    if span is None:
        return _check(event, "accurate", "end.undated", f"The text gives no date. {_ends(now)}", [now.by])
    if _is(span, now):
        return _check(event, "accurate", "end", _ends(now), [now.by])
    for term in standing[:-1]:
        if _is(span, term):
            if told_on is None:
                words = f"The text has no date. {_ends(term)} {_ends(now)}"
                return _check(event, "accurate", "end.undated", words, [term.by, now.by])
            words = f"True until {told((now.since, now.since))}. {_ends(now)}"
            return _check(event, "outdated", "end.earlier", words, [term.by, now.by])
    for term in terms:
        if _is(span, term):
            ahead = told_on is not None and term.since - _AHEAD <= told_on
            verdict, rule = ("accurate", "end.ahead") if ahead else ("contradicted", "end.later")
            words = f"That end stands from {told((term.since, term.since))} on. {_ends(now)}"
            return _check(event, verdict, rule, words, [term.by, now.by])
    if _of_the_report(span, document):
        return _check(event, "unverifiable", "event.day-of-report", f"{_REPORT} {_ends(now)}", [now.by])
    return _check(event, "contradicted", "end.other", f"The record has another end. {_ends(now)}", [now.by])


def _is(span: Days, term: happenings.Term) -> bool:
    """Whether a date is that end: the first day without the treaty, or the last one with it."""
    return overlap(span, (term.end - timedelta(days=1), term.end))


def _ends(term: happenings.Term) -> str:
    last = term.end - timedelta(days=1)
    return (
        f"As the treaty stood from {told((term.since, term.since))} on, its term ran through {told((last, last))}, "
        f"ending on {told((term.end, term.end))}. {term.by.words}"
    )


def check_term(number: Number, document: Document) -> Check:
    """The length of a treaty's term or extension, in years."""
    prefix = (number.quantity or "").partition(".")[0]
    terms = happenings.ends(TREATIES.get(prefix, ""))
    extended = "extension" in (number.quantity or "")
    lengths = []
    for before, term in zip((None, *terms), terms, strict=False):
        if extended == (before is not None):
            lengths.append((term.end.year - (before.end if before else term.since).year, term))
    hits = [t for years, t in lengths if years == number.value]
    if hits:
        return Check(number.span, "accurate", "term", _ends(hits[0]), (hits[0].by.fact(),))
    if lengths:
        years, term = lengths[0]
        words = f"It was {years} years. {_ends(term)}"
        return Check(number.span, "contradicted", "term.other", words, (term.by.fact(),))
    return Check(number.span, "unverifiable", "term.unknown", "The record has no such term.")


# Legal effect of a suspension

_LEGAL = re.compile(
    r"legal(?:ly)?\s+(?:in)?(?:valid|effect|force|basis|void)|null and void|юридическ\w+ сил", re.IGNORECASE
)


def _legal_effect(event: Event, document: Document) -> Check | None:
    """Whether a suspension has legal effect: both positions, none preferred."""
    if event.type not in ("treaty.suspended", "suspension.legal") or not event.treaty:
        return None
    start, end = subjects.sentence_of(document.text, event.span)
    if not _LEGAL.search(document.text, start, end):
        return None
    held = [p for p in happenings.positions(event.treaty) if "suspen" in p.kind]
    if len({p.parties for p in held}) < 2:
        return None
    words = "Whether the suspension has legal effect is disputed. " + " ".join(
        f"{p.parties[0]}: {p.words}" for p in held
    )
    return _check(event, "disputed", "suspension.legal-effect", words, held)


# Offers

_OFFERED = (
    r"offer\w*|propos\w*|ready|prepared|willing|will|would|pledg\w*|promis\w*|vow\w*|commit\w*|agree\w*|contin\w*"
)
_HELD = r"keep|adher\w*|observ\w*|stick\w*|abid\w*|respect\w*|compl\w*|maintain\w*|uphold\w*|hold\w*|extend\w*"
_THING = r"limits?|caps?|restrictions?|ceilings?|New START|treaty"
_OFFER, _HOLD, _WHAT = (re.compile(rf"\b(?:{words})\b", re.IGNORECASE) for words in (_OFFERED, _HELD, _THING))
_APART = 130
"""Characters between an offer, what is to be done and to what."""
_STOP = re.compile(r"[.!?\n]")
_ACTOR = {
    "RUS": re.compile(r"\b(?:Russia\w*|Moscow|Putin|Kremlin)\b"),
    "USA": re.compile(r"\b(?:United States|U\.?S\.?|Washington|Biden|Trump|Sullivan)\b"),
}
_IF = re.compile(
    r"\bif\b|provided|as long as|so long as|on (?:the )?condition|only when|reciproca|in return|likewise|"
    r"(?:does|do|did|doing) the same|"
    r"acts? (?:in a )?simil|mutual|unless|при условии|если|взаимн",
    re.IGNORECASE,
)
_SAME = re.compile(
    r"\b(?:if|provided(?: that)?|as long as|only when|on (?:the )?condition(?: that)?) (?:only )?(?:the )?"
    r"(?:United States|U\.?S\.?|Washington|Americans?)\b|\b(?:acts?|acted|does|did|do) (?:likewise|the same)\b|"
    r"если (?:США|Вашингтон)",
    re.IGNORECASE,
)
"""The condition of reciprocity, wherever in a text it is told."""
_FREE = re.compile(
    r"unconditional|without (?:any )?(?:pre)?conditions?|no strings|безусловн|без (?:всяких )?условий", re.IGNORECASE
)


def _offers(text: str, start: int = 0, end: int | None = None) -> Iterator[Span]:
    """Places where a text tells an offer to keep to something: an offering word, a keeping word, a thing, in order."""
    end, at = len(text) if end is None else end, start
    while offer := _OFFER.search(text, at, end):
        at = offer.end()
        held = _HOLD.search(text, at, min(end, at + _APART))
        thing = _WHAT.search(text, held.end(), min(end, held.end() + _APART)) if held else None
        if thing and not _STOP.search(text, at, thing.start()):
            yield offer.start(), thing.end()
            at = thing.end()


@lru_cache(maxsize=4)
def _reciprocal(text: str) -> bool:
    return _SAME.search(text) is not None


def check_offer(document: Document, span: Span) -> Check | None:
    """An offer to keep to limits that the record has as conditional: does the text tell its condition?

    Told in the same paragraph, or anywhere as reciprocity, it is accurate; left out, imprecise; told as unconditional,
    contradicted.
    `None` where the sentence tells no such offer or the record has none of that time.
    """
    text = document.text
    start, end = subjects.sentence_of(text, span)
    if document.published is None or next(_offers(text, start, end), None) is None:
        return None
    actor = next((p for p, pattern in _ACTOR.items() if pattern.search(text, start, end)), None)
    offers = [
        h for h in happenings.found("proposal", TREATIES["newstart"], actor)
        if _IF.search(h.words) and h.parties == (actor,) and h.start <= document.published
    ]  # fmt: skip
    if not offers:
        return None
    known = offers[-1]
    event = Event((start, end), "offer.made", known.treaty, party=actor)
    if _FREE.search(text, start, end):
        return _check(event, "contradicted", "offer.unconditional", f"The offer was conditional. {known}", [known])
    if _IF.search(text, *subjects.paragraph_of(text, (start, end))) or _reciprocal(text):
        return _check(event, "accurate", "offer.conditional", str(known), [known])
    told_bare = "The offer was conditional, and the text leaves the condition out."
    return _check(event, "imprecise", "offer.condition-left-out", f"{told_bare} {known}", [known])


def check_offers(document: Document) -> list[tuple[Event, Check]]:
    """Offers to keep to limits that a text tells, sentence by sentence."""
    found: dict[Span, tuple[Event, Check]] = {}
    for span in _offers(document.text):
        check = check_offer(document, span)
        if check:
            found.setdefault(check.span, (Event(check.span, "offer.made"), check))
    return list(found.values())
