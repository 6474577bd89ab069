"""Reading a text: all the parts in their order, from the document to what it says, on what condition, and is it so."""

from __future__ import annotations

from dataclasses import replace

from armscontrol.diplomacy.checks import checking
from armscontrol.diplomacy.figures import dates, events, numbers
from armscontrol.diplomacy.figures.flat import flat
from armscontrol.diplomacy.model import Check, Document, Reading, Segment, Span, Statement
from armscontrol.diplomacy.pages.balance import unbalanced
from armscontrol.diplomacy.pages.quotations import quotations
from armscontrol.diplomacy.pages.segments import segments
from armscontrol.diplomacy.plain import READABLE
from armscontrol.diplomacy.positions import conditions, joining, positions
from armscontrol.diplomacy.speech import attribution
from armscontrol.diplomacy.speech.chains import carried_on
from armscontrol.diplomacy.speech.datelines import handed_on


def read(document: Document) -> Reading:
    """Everything that is read from one document. The same document gives the same reading.

    Nothing is looked up outside; a part that finds nothing leaves its tuple empty, and `notes` say what was not read.
    """
    parts = segments(document)
    marks = quotations(document.text, parts)
    days = dates.dates(document, parts)
    spoken = carried_on(document.text, attribution.statements(document, parts, marks, days))
    said = tuple(_tied(document.text, s) for s in handed_on(document, parts, spoken))
    even = flat(document, parts)
    counted = numbers.numbers(even, parts, days)
    happened = events.events(even, parts, days)
    checks: list[Check] = []
    for number in counted:
        checks += _one(checking.check_number(number, even, counted))
    for event in happened:
        if event.type != "statement.made":  # that someone spoke is no claim that the record could be asked about
            checks += _one(checking.check_event(event, even))
    for offer, check in checking.check_offers(even):
        if offer.span not in {e.span for e in happened} and _readable(offer.span, parts):
            happened = (*happened, offer)
            checks.append(check)
    return Reading(
        document=document,
        segments=parts,
        quotations=marks,
        statements=said,
        dates=days,
        numbers=counted,
        events=happened,
        checks=tuple(checks),
        positions=positions.positions(document.text, [s for s in said if s.segment == "body" and not s.denied]),
        joined=joining.within(document, said),
        notes=(*document.notes, *unbalanced(document.text, parts, marks)),
    )


def _tied(text: str, statement: Statement) -> Statement:
    found = tuple(c for span in statement.content for c in conditions.conditions(text, span, statement.cue))
    return replace(statement, conditions=found) if found else statement


def _readable(span: Span, parts: tuple[Segment, ...]) -> bool:
    return any(s.kind in READABLE and s.span[0] <= span[0] < s.span[1] for s in parts)


def _one(check: Check | None) -> tuple[Check, ...]:
    return () if check is None else (check,)
