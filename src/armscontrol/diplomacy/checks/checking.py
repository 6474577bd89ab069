"""Is it so? One verdict for each number and each event of a text, with the rule, the facts and what is left out.

A claim is held against the record as of its own date, else as of the day of publication, else against every date, and
the explanation says which. No fact, no verdict: what the record does not have is `unverifiable`. Figures that are only
recalled are shown and never contradict alone. Events are checked in `lifechecks`, slips and mix-ups found in `mixups`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from armscontrol import terms
from armscontrol.diplomacy.checks import (
    carried,
    conventional,
    counts,
    differences,
    eliminations,
    excess,
    exchanges,
    facts,
    guards,
    lifechecks,
    limitchecks,
    misprints,
    moods,
    offers,
    other_sides,
    own_days,
    plans,
    quotas,
    reductions,
    sides,
    subjects,
    unnamed,
    uploads,
)
from armscontrol.diplomacy.checks.claims import Claim
from armscontrol.diplomacy.checks.matching import asked, equal
from armscontrol.diplomacy.figures.quantities import WORLD
from armscontrol.diplomacy.intervals import days
from armscontrol.diplomacy.model import Check, Document, Event, Number, Segment
from armscontrol.errors import RecordError

_TO = re.compile(r"\b(?:to|at)\s(?:\w+ ){0,2}$")
_NEXT = re.compile(r"(?:,| and) ")
UNCHECKED = ("duration", "date", "year")
"""Kinds of numbers that are no claim by themselves; a term of years is checked where it is known as a quantity."""


def check_number(number: Number, document: Document, numbers: Sequence[Number] = ()) -> Check | None:
    """The verdict on one number; `None` where it makes no claim about arms: a duration, a date, a number of anything.

    Args:
        number: as it was read from `document`.
        document: the text, with its day of publication and source where known.
        numbers: all numbers of the text; they bound each other's words and tell which limits are left out.
    """
    if number.quantity in ("newstart.extension.years", "newstart.term.years"):
        if offers.prolonging(document, number.span):
            return None  # for how long one side keeps to the limits is no term of the treaty
        return lifechecks.check_term(number, document)
    if number.kind in UNCHECKED or (number.kind == "other" and number.quantity is None):
        return None
    if guards.denied(document.text, number.span):
        return Check(number.span, "unverifiable", "denied", guards.DENIED)
    if other := guards.lacking(document.text, number.span):
        return Check(number.span, "unverifiable", "treaty.unknown", f"The record keeps nothing of {other}.")
    if guards.vague(document.text, number.span):
        return Check(number.span, "unverifiable", "vague", "It is told as some hundreds or thousands, not as a number.")
    when, basis = asked(number, document)
    where = subjects.setting(document.text, number.span, numbers)
    if number.subject and number.subject[1] <= number.span[0]:  # the words for it stand before it
        near = number.span[0] - number.subject[0] <= len(where.lead)  # told since the number before it
        own = re.split(r"\b(?:and|while|but)\b", where.own)[0]  # what follows is of the next figure
        told = f"{document.text[slice(*number.subject)]} {where.lead if near else ''}"
        where = replace(where, own=f"{subjects.carried(told, number)} {own}")
    elif _TO.search(where.lead) and _NEXT.match(document.text, number.span[1]) and subjects.cues(where.lead):
        where = replace(where, own=where.lead)  # what is counted stands before "to", and the next list after
    if number.subject is None and number.kind == "count":  # "these figures are 668 and 1,376": the words are far before
        where = replace(where, paragraph=document.text[max(0, number.span[0] - 1_500) : number.span[1] + 500])
    claim = eliminations.named(own_days.dated(Claim(number, document, numbers, where, when, basis)))
    number = claim.number
    quantity = number.quantity or ""
    if quantity.startswith("cfe."):
        return conventional.check_equipment(claim)
    if found := uploads.check_upload(claim) or reductions.check_reduction(claim):
        return found
    if quantity == "estimate.projection":
        return claim.verdict("unverifiable", "foreseen", "The sentence says what may be, and the record has what was.")
    if quantity == "stockpile.ceiling":
        return claim.verdict("unverifiable", "ceiling.own", "The record has no ceiling that a State set for itself.")
    changed = exchanges.check_order(claim) or differences.check_change(claim)
    if changed:
        return changed
    if quantity.endswith(".difference"):
        return differences.check_difference(claim)
    if named := sides.stranger(claim):
        told = f"The record has no figure of {named}, and a treaty's limit on others says nothing of it."
        return claim.verdict("unverifiable", "party.unknown", told)
    if sides.several(claim):
        words = "The sentence names several States, and which of them this is of is open."
        return claim.verdict("unverifiable", "party.several", words)
    if planned := plans.check_plan(claim):
        return planned
    if open_ := moods.untold(claim):
        return open_
    if swapped := eliminations.check_total(claim):
        return swapped
    if quantity.endswith("inspections.conducted"):
        return counts.check_inspections(claim)
    claim = carried.rightful(claim)
    number, quantity = claim.number, claim.number.quantity or ""
    if ".limit." not in quantity and (bound := unnamed.limit_told(claim)):
        claim, quantity = replace(claim, number=replace(number, quantity=bound)), bound
    if ".limit." in quantity:
        claim = excess.as_count(quotas.rightful(claim))
        number, quantity = claim.number, claim.number.quantity or ""
    claim = carried.within_reach(claim, numbers)
    if ".limit." in quantity and not _right(claim) and (other := sides.no_party(claim)):
        words = f"No treaty of the record limits {terms.short_party(other)}."
        return claim.verdict("unverifiable", "limit.no-party", words)
    if ".limit." in quantity:
        return (
            quotas.out_of_time(claim) or quotas.check_quota(claim) or limitchecks.check_limit(claim, facts.of(quantity))
        )
    if quantity == "estimate.deployed_nonstrategic" and "deployed" not in where.cues():
        quantity = "estimate.nonstrategic"
    if sides.of_world(claim):
        number = replace(number, party=WORLD)
        claim = replace(claim, number=number)
    if not quantity and (meant := unnamed.total_meant(claim)):
        claim, quantity = replace(claim, number=replace(number, quantity=meant)), meant
    known = facts.of(quantity, number.party) if quantity else ()
    found = counts.check_count(claim, quantity, known) if known else unnamed.check_unnamed(claim)
    if found.rule == "nothing-known":
        told_of = unnamed.treaties_named(claim)
        found = misprints.check_misprint(claim) or other_sides.check_side(claim, told_of) or found
    return (_of_its_day(claim, found.verdict) if found.verdict in _OPEN else None) or found


def _right(claim: Claim) -> bool:
    return any(equal(claim.number, k) for k in facts.of(claim.number.quantity or ""))


_OPEN = ("outdated", "contradicted", "unverifiable", "imprecise")


def _of_its_day(claim: Claim, first: str) -> Check | None:
    """The verdict on a count as one of a day that the text names around it, where it is right for that day."""
    if not (meant := carried.of_its_year(claim) or carried.dated(claim)):
        return None
    meant = carried.within_reach(meant, claim.numbers)
    known = facts.of(meant.number.quantity or "", meant.number.party)
    found = counts.check_count(meant, meant.number.quantity or "", known)
    better = (
        ("accurate", "same-source", "imprecise")
        if first in ("outdated", "contradicted")
        else ("accurate", "same-source")
    )
    return found if found.verdict in better else None


def check_event(event: Event, document: Document) -> Check | None:
    """The verdict on one event; `None` for acts of saying and for kinds of events of which the record keeps none."""
    found = lifechecks.check_event(event, document)
    if found and guards.denied(document.text, event.span):
        return Check(event.span, "unverifiable", "denied", guards.DENIED)
    if found and (other := guards.lacking(document.text, event.span)):
        return Check(event.span, "unverifiable", "treaty.unknown", f"The record keeps nothing of {other}.")
    return found


def check_offers(document: Document) -> tuple[tuple[Event, Check], ...]:
    """Offers to keep to limits, sentence by sentence: is the condition told that the record has?"""
    return tuple(offers.check_offers(document))


def _as_of(number: Number, as_of: str | None) -> Number:
    """A number with its day: its own, else the one that was asked for; a whole day is that of the publication."""
    return replace(number, as_of=as_of) if as_of and len(as_of) != 10 and not number.as_of else number


def check_text(text: str, as_of: str | None = None) -> tuple[tuple[Number | Event, Check], ...]:
    """Verdicts on all numbers and events of a few sentences, as of a date.

    Args:
        text: one claim or some.
        as_of: a day, month or year, as 2024-06-21, 2024-06 or 2024; it dates what the text itself does not date.

    Raises:
        RecordError: `as_of` is no date.
    """
    from armscontrol.diplomacy.figures import dates, events, numbers

    span = days(as_of)
    if as_of is not None and span is None:
        raise RecordError("not a date", where="as_of", found=repr(as_of[:40]), allowed="2024-06-21, 2024-06 or 2024")
    published = span[1] if span else None
    document = Document(text, published=published, published_basis="given" if published else "none")
    parts = (Segment((0, len(text)), "body", "given"),)
    found = dates.dates(document, parts)
    counted = tuple(_as_of(n, as_of) for n in numbers.numbers(document, parts, found))
    happened = events.events(document, parts, found)
    claims: list[tuple[Number | Event, Check]] = []
    for number in counted:
        if check := check_number(number, document, counted):
            claims.append((number, check))
    for event in happened:
        if check := check_event(event, document):
            claims.append((event, check))
    if not any(isinstance(c, Event) and c.type == "offer.made" for c, _ in claims):
        claims += offers.check_offers(document)
    return tuple(claims)
