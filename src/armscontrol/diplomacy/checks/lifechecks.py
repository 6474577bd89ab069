"""Events of a text held against the record: signed, in force, extended, suspended, withdrawn; inspections."""

from __future__ import annotations

import re
from collections.abc import Sequence

from armscontrol.diplomacy.checks import excess, happenings, signing, standing, subjects
from armscontrol.diplomacy.checks.facts import TREATIES
from armscontrol.diplomacy.checks.happenings import Happening, event_check
from armscontrol.diplomacy.checks.offers import check_offer, prolonging, until_offered
from armscontrol.diplomacy.figures.figures import value_of
from armscontrol.diplomacy.figures.owners import owners
from armscontrol.diplomacy.figures.treaty_names import KNOWN
from armscontrol.diplomacy.intervals import Days, days, overlap
from armscontrol.diplomacy.model import Check, Document, Event, Number

KINDS = {
    "treaty.signed": ("signed", None),
    "treaty.ratified": ("ratified", r"ratif"),
    "extension.ratified": ("ratified", r"exten"),
    "treaty.in-force": ("entered_into_force", None),
    "treaty.entered-into-force": ("entered_into_force", None),
    "treaty.extended": ("extended", r"agree\w*\b[^.;]*\bexten"),
    "extension.agreed": ("extended", r"agree\w*\b[^.;]*\bexten"),
    "treaty.suspended": ("suspended_by", r"suspension law"),
    "treaty.terminated": ("terminated", None),
    "treaty.withdrawn": ("withdrawn_by", None),
    "treaty.withdrawal": ("withdrawn_by", None),
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

WITHDRAWN = ("treaty.withdrawn", "treaty.withdrawal")
LOOSE = ("meeting.held", "offer.made", "compliance.finding", "data.withheld")
"""Kinds of which there are more than the record has: another date is unknown, not wrong."""
_UNDONE = re.compile(r"\bnever\b|\bnot (?:an|yet|ratif)|\breject|\bput off\b", re.IGNORECASE)
"""Rows of the timeline that tell of what was not done."""
_EXTENDING = re.compile(r"\bexten", re.IGNORECASE)
_FOR_YEARS = re.compile(
    r"\bexten\w+ (?:it |the (?:treaty|pact|accord) |(?:the )?New START(?: [Tt]reaty)? )?"
    r"(?:for|by) (?:another |a further |an additional )?(?P<years>[0-9]{1,2}|[a-z]+)(?: more)?[ -]years?\b"
)
_SUPPOSED = re.compile(
    r"\b(?:if|unless|until|once|would|could|should|may|might|will|to|when|before|если|когда|до)\b[^.;]{0,60}$",
    re.IGNORECASE,
)


def check_event(event: Event, document: Document) -> Check | None:
    """The verdict on one event; `None` where the record keeps none of its kind."""
    if event.type == "offer.made" and (offer := check_offer(document, event.span)):
        return offer
    if event.type == "treaty.extended" and prolonging(document, event.span):
        return None  # one side's keeping to the limits, which is checked as an offer
    if event.type in standing.ENDS and until_offered(document, event.span):
        return None  # the day until which a side offers to keep to the limits ends no treaty
    special = event.type in (*standing.STATES, *standing.ENDS, "treaty.withdrawal-announced", "limits.exceeded")
    if not special and event.type not in KINDS:
        return None
    if event.type.startswith(("treaty.", "extension.")):
        if event.treaty is None:
            return event_check(event, "unverifiable", "treaty.unnamed", "The text does not say which treaty.")
        if event.treaty not in KNOWN:
            return event_check(event, "unverifiable", "treaty.unknown", f"The record keeps nothing of {event.treaty}.")
    if event.type in standing.STATES:
        return standing.check_state(event, document)
    if event.type in standing.ENDS:
        return _ended_by_another(event, document) or standing.check_end(event, document)
    if event.type == "treaty.withdrawal-announced":
        return _announced(event)
    if event.type == "limits.exceeded":
        return excess.check_excess(event, document)
    return _legal_effect(event, document) or _dated(event, document)


def _alike(event: Event, stem: str | None) -> tuple[Happening, ...]:
    """Rows of the timeline whose words tell of the same kind of event, by the Party of the claim where it names one."""
    rows = happenings.about(stem, event.treaty) if stem else ()
    rows = tuple(h for h in rows if not _UNDONE.search(h.words))
    if event.party:  # an act of the other Party is another act
        rows = tuple(h for h in rows if not h.parties or event.party in h.parties)
    return rows


def _dated(event: Event, document: Document) -> Check:
    """An event that the record has of that kind, held against the days on which it has it."""
    kind, stem = KINDS[event.type]
    same = happenings.found(kind, event.treaty, event.party)
    alike = _alike(event, stem)
    if event.type == "treaty.suspended" and event.party:  # one Party's act: rows of both do not say whose it was
        same = tuple(h for h in same if event.party in h.parties)
    if event.type.endswith(".ratified"):
        alike = tuple(h for h in alike if h.kind == "ratified")
    if event.type == "inspections.suspended" and event.party:
        # the record of conduct has these under the side whose inspections stop, not under the one that acts
        same = alike = tuple(h for h in alike if ": " not in h.kind)
    if event.type == "extension.ratified":
        same = tuple(h for h in same if h in alike)
    if event.type == "treaty.ratified":
        other = tuple(h for h in same if _EXTENDING.search(h.words))
        same, alike = tuple(h for h in same if h not in other), tuple(h for h in alike if h not in other)
    if event.type in WITHDRAWN and not same:
        return _not_withdrawn(event)
    if not same and not alike:
        return _missing(event, document, kind)
    span = days(event.date.edtf) if event.date else None
    if span is None and event.type in LOOSE:
        shown = () if event.type == "offer.made" else same[-1:]  # offers are of many things: any one is another's
        return event_check(event, "unverifiable", "event.undated", "The text gives no date.", shown)
    if span is None:
        return _told_so(event, document, _undated(event, document, same), same)
    hits = [h for h in same if overlap((h.start, h.end), span)] or [h for h in alike if overlap((h.start, h.end), span)]
    if event.type == "treaty.suspended" and not hits:
        hits = [
            p for p in happenings.positions(event.treaty or "") if "suspen" in p.kind and _on_a_day_of(p, event, span)
        ]
    if hits:
        found = event_check(event, "accurate", "event.date", f"{hits[0]}{_beside(event, hits[0])}", hits[:2])
        return _told_so(event, document, found, hits)
    if event.type in WITHDRAWN and (ahead := [h for h in _notices(event) if overlap((h.start, h.end), span)]):
        words = f"It was announced then; it took effect later. {ahead[0]} {same[0]}"
        return event_check(event, "imprecise", "event.announced", words, [ahead[0], same[0]])
    if event.type == "treaty.ratified" and (later := [h for h in other if overlap((h.start, h.end), span)]):
        words = f"What was ratified then was the extension. {later[0]}"
        return event_check(event, "imprecise", "event.extension", words, later[:1])
    firm = [h for h in same if h.evidence != "recalled"]
    if event.type in LOOSE or not firm or same is alike:
        words = "The record has no such event on that date."
        return event_check(event, "unverifiable", "event.other-date", words, same[:2])
    if standing.of_the_report(span, document):
        return event_check(event, "unverifiable", "event.day-of-report", standing.REPORT, firm[:1])
    near = min(firm, key=lambda h: abs(h.start - span[0]))
    return event_check(event, "contradicted", "event.other-date", f"The record dates it otherwise. {near}", [near])


def _told_so(event: Event, document: Document, found: Check, same: Sequence[Happening]) -> Check:
    """A true date is not all: who signed and where, and whose president acted, must be so too."""
    if found.verdict != "accurate" or not same:
        return found
    if event.type == "treaty.signed":
        wrong = signing.objection(event, document.text, same[0])
    elif event.type == "treaty.extended" and (length := _length(event, document)):
        wrong = "contradicted", length.explanation
    elif event.type in ("treaty.extended", "treaty.suspended", *WITHDRAWN):
        wrong = signing.in_office(document.text, event.span, same[0].start)
    else:
        wrong = None
    if wrong is None:
        return found
    verdict, words = wrong
    return event_check(event, verdict, "event.otherwise", f"{words} {same[0]}", same[:1])


def _length(event: Event, document: Document) -> Check | None:
    """The verdict on the years for which a treaty is said to be extended, where they are told and wrong."""
    _, end = subjects.sentence_of(document.text, event.span)
    told = _FOR_YEARS.search(document.text, event.span[0], end)
    years = value_of(told["years"]) if told else None
    prefix = next((p for p, id in TREATIES.items() if id == event.treaty), None)
    if told is None or years is None or prefix is None:
        return None
    number = Number(told.span("years"), years, "years", kind="duration", quantity=f"{prefix}.extension.years")
    found = check_term(number, document)
    return found if found.verdict == "contradicted" else None


def _missing(event: Event, document: Document, kind: str) -> Check:
    """No such event on record: another Party's act, an entry into force that never came, or nothing known."""
    if event.type == "treaty.suspended" and event.party and (others := happenings.found(kind, event.treaty)):
        words = f"It was another Party. {others[0]}"
        return event_check(event, "contradicted", "event.other-party", words, others[:1])
    known = standing.force(event.treaty) if kind == "entered_into_force" else None
    if known and known.begun is None and known.firm:
        start, _ = subjects.sentence_of(document.text, event.span)
        told_so = not document.text[slice(*event.span)].startswith("entry")
        if told_so and not _SUPPOSED.search(document.text, max(start, event.span[0] - 80), event.span[0]):
            return event_check(event, "contradicted", "event.never", str(known), [known.beside])
    return event_check(event, "unverifiable", "event.unknown", "The record has no such event.")


def _on_a_day_of(known: Happening, event: Event, span: Days) -> bool:
    """Whether a position was stated, or came to hold, in the days told; it is the Party's own where one is named."""
    mine = event.party is None or event.party in known.parties or not known.parties
    return mine and any(overlap((day, day), span) for day in (known.start, known.end))


# Withdrawal

_BY_WHOM = re.compile(r"\bby (?:the )?")


def _ended_by_another(event: Event, document: Document) -> Check | None:
    """An end by withdrawal that a text lays at the door of a Party that did not withdraw; `None` where it does not."""
    done = happenings.found("withdrawn_by", event.treaty)
    stop = min(event.span[1] + 30, len(document.text))
    found = _BY_WHOM.search(document.text, *event.span)
    if not done or event.type != "treaty.ended" or found is None:
        return None
    named = next((o.code for o in owners(document.text, found.start(), stop) if o.start <= found.end() + 4), None)
    if named is None or any(named in h.parties for h in done):
        return None
    words = f"It was another Party that withdrew. {done[0]}"
    return event_check(event, "contradicted", "event.other-party", words, done[:1])


def _notices(event: Event) -> tuple[Happening, ...]:
    """Announcements and notices of a withdrawal: rows of the timeline and positions of a Party that tell of one."""
    rows = _alike(event, r"\bwithdraw")
    said = [
        p for p in (happenings.positions(event.treaty) if event.treaty else ())
        if re.search(r"notice of withdrawal", p.words) and event.party in (None, *p.parties)
    ]  # fmt: skip
    return (*(h for h in rows if h.kind in ("statement", "suspended_by") and "not withdrawal" not in h.words), *said)


def _announced(event: Event) -> Check:
    """An announcement or a notice of withdrawal, which is not yet its effect."""
    ahead, done = _notices(event), happenings.found("withdrawn_by", event.treaty, event.party)
    if not done:
        return _not_withdrawn(event)
    if not ahead:
        return event_check(event, "unverifiable", "event.unknown", "The record has no announcement of it.", done[:1])
    span = days(event.date.edtf) if event.date else None
    told_all = f"{' '.join(str(h) for h in ahead)} {done[0]}"
    if span is None or any(_on_a_day_of(h, event, span) for h in ahead):
        return event_check(event, "accurate", "event.announced", told_all, [*ahead[:2], done[0]])
    if any(overlap((h.start, h.end), span) for h in done):
        words = f"That is when it took effect; it was announced before. {told_all}"
        return event_check(event, "imprecise", "event.effect", words, [*ahead[:2], done[0]])
    return event_check(
        event, "unverifiable", "event.other-date", f"Not on that date, as far as known. {told_all}", ahead
    )


def _not_withdrawn(event: Event) -> Check:
    """A withdrawal of which the record has none: the other Party's, or a suspension, which is another act."""
    others = happenings.found("withdrawn_by", event.treaty)
    if others:
        words = f"It was another Party that withdrew. {others[0]}"
        return event_check(event, "contradicted", "event.other-party", words, others[:1])
    stopped = happenings.found("suspended_by", event.treaty)
    if not stopped:
        return event_check(event, "unverifiable", "event.unknown", "The record has no such event.")
    words = f"The record has no withdrawal from this treaty. {stopped[0]}"
    return event_check(event, "contradicted", "event.not-withdrawn", words, stopped[:1])


def _undated(event: Event, document: Document, same: Sequence[Happening]) -> Check:
    past = [h for h in same if document.published is None or h.start <= document.published]
    if past:
        words = f"The text gives no date. {past[-1]}{_beside(event, past[-1])}"
        return event_check(event, "accurate", "event.undated", words, past[-1:])
    return event_check(
        event, "unverifiable", "event.undated", "The record has no such event before the text.", same[:1]
    )


def _beside(event: Event, hit: Happening) -> str:
    """What the other side says of a suspension: it is one Party's position."""
    if event.type != "treaty.suspended":
        return ""
    other = [p for p in happenings.positions(hit.treaty) if "invalid" in p.kind]
    return f" The treaty knows no suspension; {other[0].parties[0]}: {other[0].words}" if other else ""


# Terms


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
        return Check(number.span, "accurate", "term", standing.ends_words(hits[0]), (hits[0].by.fact(),))
    if lengths:
        years, term = lengths[0]
        words = f"It was {years} years. {standing.ends_words(term)}"
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
    return event_check(event, "disputed", "suspension.legal-effect", words, held)
