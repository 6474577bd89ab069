"""Whether a treaty is in force, when it ended and when its term runs out, held against its document or the timeline.

A state is true on days. What a text says of its own day or year is held against those, what it leaves undated against
the day of publication. A treaty of two ends when one withdraws; of a treaty that was signed and never entered into
force the record says so.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from armscontrol import terms
from armscontrol.diplomacy.checks import happenings
from armscontrol.diplomacy.checks.happenings import Happening, Term, event_check
from armscontrol.diplomacy.intervals import Days, days, overlap, told
from armscontrol.diplomacy.model import Check, Document, Event
from armscontrol.treaties import treaty_ids

STATES = ("treaty.stands", "treaty.not-in-force", "treaty.never-in-force")
ENDS = ("treaty.expires", "treaty.expired", "treaty.ended")
_ENDED = ("expired", "terminated", "superseded")
_JUST = timedelta(days=10)
"""Days before and after the publication that count as those of the report."""
_AHEAD = timedelta(days=60)
"""An extension is told this long before it takes effect."""
_PAST = re.compile(r"\b(?:was|were|remained|stayed|had|continued)\b|действовал|оставался|находился|был", re.IGNORECASE)
_NEVER = re.compile(r"\bnever (?:entered|in force)", re.IGNORECASE)
_TO_COME = re.compile(r"expires\b|will\b|is\b|runs?\b|lapses\b|истека(?:ет|ют)|действует")
_SINCE = re.compile(r"\b(?:since|с)\s(?:\w+\s)?$", re.IGNORECASE)
REPORT = "The date beside it is that of the report, it seems, and not of the event."


@dataclass(frozen=True, slots=True)
class Force:
    """The days on which a treaty is in force: the events that begin and end them. Without a beginning it never was."""

    begun: Happening | None
    ended: Happening | None
    beside: Happening | None = None

    @property
    def firm(self) -> bool:
        """Whether it rests on more than memory."""
        shown = [h for h in (self.begun, self.ended, self.beside) if h]
        return bool(shown) and all(h.evidence != "recalled" for h in shown)

    def __str__(self) -> str:
        if self.begun is None:
            return f"It never entered into force. {self.beside}" if self.beside else "It never entered into force."
        since = f"In force from {self.begun.when}"
        if self.ended is None:
            return f"{since} on."
        last = self.ended.start - timedelta(days=1)
        note = f" {self.ended.note}" if self.ended.note else ""
        return f"{since} through {told((last, last))}. {self.ended}{note}"


@cache
def force(treaty: str | None) -> Force | None:
    """The days of a treaty in force; `None` where the record does not tell them."""
    if treaty is None:
        return None
    own = [h for h in happenings.happenings() if h.treaty == treaty]
    life = list(happenings.of_document(treaty)) or own
    begun = next((h for h in life if h.kind == "entered_into_force"), None)
    if begun is None:
        signed = next((h for h in life if h.kind == "signed"), None)
        if signed is None or treaty not in treaty_ids():
            return None
        return Force(None, None, next((h for h in (*life, *own) if _NEVER.search(h.words)), signed))
    later = [h for h in life if h.start > begun.start]
    ended = next((h for h in later if h.kind in _ENDED), None)
    if ended is None and any(h.kind == "signed" and len(h.parties) == 2 for h in own):
        ended = next((h for h in later if h.kind == "withdrawn_by"), None)
    return Force(begun, ended)


def _inside(force: Force, span: Days) -> str:
    """How days lie to those in force: in, begins or ends within them, before, after; never where it never was."""
    if force.begun is None:
        return "never"
    start, end = force.begun.start, force.ended.start if force.ended else date.max
    if span[1] < start:
        return "before"
    if span[0] >= end:
        return "after"
    if span[1] >= end:
        return "ends"
    return "begins" if span[0] < start else "in"


def check_state(event: Event, document: Document) -> Check:
    """The verdict on "is in force", "is not in force", "never entered into force"."""
    known = force(event.treaty)
    own = days(event.date.edtf) if event.date else None
    if known is None or (event.date and own is None):
        return event_check(event, "unverifiable", "state.unknown", "The record does not tell when it was in force.")
    facts = (known.begun, known.ended, known.beside)
    if not known.firm:
        words = f"The record has it from memory alone. {known}"
        return event_check(event, "unverifiable", "state.recalled", words, facts)
    verdict, rule = _state(event, document, known, own)
    return event_check(event, verdict, rule, f"{known}{_held(event, document, verdict, own)}", facts)


def _state(event: Event, document: Document, known: Force, own: Days | None) -> tuple[str, str]:
    text = document.text
    published = document.published
    now = (published, published) if published else None
    past = _PAST.search(text, *event.span) is not None and not re.search(
        r"\b(?:has|have) (?:been|remained)\b", text[slice(*event.span)]
    )
    denies = event.type != "treaty.stands"
    if event.type == "treaty.never-in-force":
        when = own or now
        if known.begun is None or (when and when[1] < known.begun.start):
            return "accurate", "state.never"
        missed = own is not None and not overlap(own, (known.begun.start, known.begun.end))
        return ("unverifiable", "state.undecided") if missed else ("contradicted", "state.entered")
    single = event.date is not None and "/" not in (event.date.edtf or "")
    if own and event.date and single and _SINCE.search(text, max(0, event.date.span[0] - 16), event.date.span[0]):
        if known.begun is None or not overlap(own, (known.begun.start, known.begun.end)):
            return "contradicted", "state.since"
        if known.ended and now and now[0] >= known.ended.start and not past:
            return "outdated", "state.ended"
        return "accurate", "state.since"
    when = own or (None if past else now)
    if when is None:
        return _undated(known, past, denies, published)
    lies = _inside(known, when)
    if denies:
        return {
            "in": ("contradicted", "state.in-force"),
            "begins": ("unverifiable", "state.partly"),
            "ends": ("imprecise", "state.partly"),
        }.get(lies, ("accurate", "state"))
    if lies == "ends" and own and event.date and "/" in (event.date.edtf or ""):
        first = days((event.date.edtf or "").partition("/")[2])
        begins = days((event.date.edtf or "").partition("/")[0])
        if first and begins and known.ended and known.begun:  # "from 1988 to 2019"
            meets = first[0] <= known.ended.start and begins[1] >= known.begun.start
            return ("accurate", "state") if meets else ("imprecise", "state.partly")
    if lies == "after" and own is None:
        return "outdated", "state.ended"
    return {
        "in": ("accurate", "state"),
        "begins": ("accurate", "state.begins"),
        "ends": ("imprecise", "state.partly"),
    }.get(lies, ("contradicted", f"state.{lies}"))


def _undated(known: Force, past: bool, denies: bool, published: date | None) -> tuple[str, str]:
    """A state without a day: of the past, or of a text whose day is not known."""
    begun = known.begun is not None and (published is None or known.begun.start <= published)
    if past and not denies:
        return ("accurate", "state.undated") if begun else ("contradicted", "state.before")
    ended = known.ended is not None and (published is None or known.ended.start <= published)
    if denies:
        return ("accurate", "state.undated") if ended or not begun else ("unverifiable", "state.undated")
    if known.begun is None:
        return "contradicted", "state.never"
    return ("outdated", "state.ended") if ended else ("accurate", "state.undated")


def _held(event: Event, document: Document, verdict: str, own: Days | None) -> str:
    """What the Parties say of the treaty's status on the day, beside a true claim that it is in force."""
    on = own[1] if own else document.published
    if verdict != "accurate" or event.type != "treaty.stands" or on is None or not event.treaty:
        return ""
    held = [p for p in happenings.positions(event.treaty) if "suspen" in p.kind and p.start <= on]
    return "".join(f" {terms.short_party(p.parties[0])}: {p.words}" for p in held)


# The end


def check_end(event: Event, document: Document) -> Check:
    """The verdict on an expiry, to come or past, and on an end by whatever way."""
    span = days(event.date.edtf) if event.date else None
    known = force(event.treaty)
    past = event.type != "treaty.expires" or _PAST.search(document.text[max(0, event.span[0] - 40) : event.span[0]])
    decided = known and known.begun and known.firm and (past or not happenings.ends(event.treaty or ""))
    if known and decided and (found := _ended_check(event, document, known, span)):
        return found
    stood = happenings.ends(event.treaty) if event.treaty else ()
    if not stood:
        ends = happenings.found("expired", event.treaty)
        hits = [h for h in ends if span is None or overlap((h.start, h.end), span)]
        if hits:
            return event_check(event, "accurate", "event.date", str(hits[0]), hits[:1])
        return event_check(event, "unverifiable", "end.unknown", "The record has no term of this treaty.", ends[:1])
    return _by_term(event, document, stood, span, known)


def _ended_check(event: Event, document: Document, known: Force, span: Days | None) -> Check | None:
    """An end told as past, held against the end that came; `None` where the record has none."""
    end, published = known.ended, document.published
    if end is None:
        return None
    facts = (end, known.begun)
    otherwise = event.type == "treaty.expired" and end.kind != "expired"
    manner = "It ended otherwise than by expiry. " if otherwise else ""
    if span is None:
        if event.type == "treaty.expires":
            return None
        if published and published < end.start:
            return event_check(event, "contradicted", "end.in-force", f"{known}", facts)
        return event_check(event, "imprecise" if manner else "accurate", "end.undated", f"{manner}{known}", facts)
    if overlap(span, (end.start - timedelta(days=1), end.start)):
        return event_check(event, "imprecise" if manner else "accurate", "end", f"{manner}{known}", facts)
    if event.type == "treaty.expires" and happenings.ends(event.treaty or ""):
        return None
    if of_the_report(span, document):
        return event_check(event, "unverifiable", "event.day-of-report", f"{REPORT} {known}", facts)
    return event_check(event, "contradicted", "end.other", f"The record has another end. {known}", facts)


def _by_term(
    event: Event, document: Document, stood: tuple[Term, ...], span: Days | None, known: Force | None
) -> Check:
    """An expiry held against the terms as they stood: the one of the day, an earlier one, one that was agreed later."""
    told_on = document.published
    standing = [t for t in stood if told_on is None or t.since <= told_on] or list(stood[:1])
    now = standing[-1]
    gone = known.ended if known and known.ended and told_on and known.ended.start <= told_on else None
    if span is None:
        if gone:
            ahead = _TO_COME.match(document.text, event.span[0]) is not None
            return event_check(event, "outdated" if ahead else "accurate", "end.past", f"{known}", [gone])
        return event_check(event, "accurate", "end.undated", f"The text gives no date. {ends_words(now)}", [now.by])
    if _is(span, now):
        if gone and gone.start < now.end - timedelta(days=1):
            words = f"That was its term; it ended before. {known}"
            return event_check(event, "outdated", "end.sooner", words, [gone, now.by])
        return event_check(event, "accurate", "end", ends_words(now), [now.by])
    for term in standing[:-1]:
        if _is(span, term):
            if told_on is None:
                words = f"The text has no date. {ends_words(term)} {ends_words(now)}"
                return event_check(event, "accurate", "end.undated", words, [term.by, now.by])
            words = f"True until {told((now.since, now.since))}. {ends_words(now)}"
            return event_check(event, "outdated", "end.earlier", words, [term.by, now.by])
    for term in stood:
        if _is(span, term):
            ahead = told_on is not None and term.since - _AHEAD <= told_on
            verdict, rule = ("accurate", "end.ahead") if ahead else ("contradicted", "end.later")
            words = f"That end stands from {told((term.since, term.since))} on. {ends_words(now)}"
            return event_check(event, verdict, rule, words, [term.by, now.by])
    if of_the_report(span, document):
        return event_check(event, "unverifiable", "event.day-of-report", f"{REPORT} {ends_words(now)}", [now.by])
    return event_check(event, "contradicted", "end.other", f"The record has another end. {ends_words(now)}", [now.by])


def of_the_report(span: Days, document: Document) -> bool:
    """Whether a date is of the days of the report itself: then it dates an act of saying as likely as the event."""
    told_on = document.published
    return told_on is not None and told_on - _JUST <= span[0] and span[1] <= told_on + _JUST


def _is(span: Days, term: Term) -> bool:
    """Whether a date is that end: the first day without the treaty, or the last one with it."""
    return overlap(span, (term.end - timedelta(days=1), term.end))


def ends_words(term: Term) -> str:
    """A term of a treaty in words: from when it stood, its last day and the first day after."""
    last = term.end - timedelta(days=1)
    return (
        f"As the treaty stood from {told((term.since, term.since))} on, its term ran through {told((last, last))}, "
        f"ending on {told((term.end, term.end))}. {term.by.words}"
    )
