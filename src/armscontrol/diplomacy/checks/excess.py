"""Limits told as exceeded or broken: did they bind on the day, and what was declared?"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta

from armscontrol import terms
from armscontrol.diplomacy.checks import carried, facts, happenings, subjects
from armscontrol.diplomacy.checks.claims import Claim
from armscontrol.diplomacy.checks.happenings import event_check
from armscontrol.diplomacy.checks.known import DECLARED
from armscontrol.diplomacy.checks.matching import current
from armscontrol.diplomacy.figures.dates import dates
from armscontrol.diplomacy.figures.owners import owners
from armscontrol.diplomacy.intervals import days, told
from armscontrol.diplomacy.model import Check, Document, Event

_BROKEN = re.compile(r"breach|violat|broke|наруш", re.IGNORECASE)
_NOW = re.compile(r"\b(?:exceeds|breaches|violates|is|are)\b|превышает|нарушает", re.IGNORECASE)
_ABOVE = re.compile(
    r"\b(?:exceed\w*|over|above|beyond|broke|breach\w*|violat\w*)\b[^.;]{0,60}?\b(?:limits?|caps?|ceilings?)\b[^.;]{0,70}?"
    r"\b(?:with|having|declar\w+|deploy\w+|field\w+|reach\w*|total\w*|at|had|of)\s(?:\w+\s){0,2}$",
    re.IGNORECASE,
)
_NEWS = timedelta(days=400)
"""A declaration decides nothing about a day so much later."""


def as_count(claim: Claim) -> Claim:
    """The number told as above a limit ("exceeded the limit of ... with ...") as the count that it is."""
    number, text = claim.number, claim.document.text
    prefix, limit, name = (number.quantity or "").partition(".limit.")
    if not limit or name not in DECLARED or any(k.value == number.value for k in facts.of(number.quantity or "")):
        return claim
    start, end = subjects.sentence_of(text, number.span)
    if not _ABOVE.search(text, max(start, number.span[0] - 160), number.span[0]):
        return _declared(claim, prefix)
    owned = {o.code for o in owners(text, start, end)} & set(terms.PARTIES)
    party = owned.pop() if len(owned) == 1 else None
    told_on = [d.edtf for d in dates(Document(text[start:end], claim.document.published), ()) if days(d.edtf)]
    when, basis = (days(told_on[-1]), "its own date") if told_on else (claim.when, claim.basis)
    counted = replace(number, quantity=f"{prefix}.declared.{name}", kind="count", party=party)
    return replace(claim, number=counted, when=when, basis=basis)


def _declared(claim: Claim, prefix: str) -> Claim:
    """A number that is no limit of the treaty and just what the State named before it declared: that is what is told.

    "It declared 1,549 warheads, one short of what is allowed, and 540 deployed launchers".
    """
    number, text = claim.number, claim.document.text
    start, _ = subjects.sentence_of(text, number.span)
    named = [o.code for o in owners(text, start, number.span[0]) if o.code in terms.PARTIES]
    if not named or number.bound == "range" or any(k.value == number.value for k in facts.limits(prefix)):
        return claim
    for name in DECLARED:
        known = facts.of(f"{prefix}.declared.{name}", named[-1])
        if any(k.value == number.value for k in current(known, claim.when, claim.basis)):
            told = replace(number, quantity=f"{prefix}.declared.{name}", kind="count", party=named[-1], bound="exact")
            return replace(claim, number=told)
    counted = replace(number, quantity=None, kind="count", party=named[-1], bound="exact")
    dated = carried.dated(replace(claim, number=counted))
    return dated if dated and (dated.number.quantity or "").startswith(f"{prefix}.declared.") else claim


def check_excess(event: Event, document: Document) -> Check:
    """The verdict on "exceeded the limits": before the day from which they bind a higher number breaks nothing."""
    binding = happenings.found("limits_in_effect", event.treaty) if event.treaty else ()
    words = document.text[slice(*event.span)]
    span = days(event.date.edtf) if event.date else None
    if (
        span is None
        and document.published
        and (_NOW.search(words) or (binding and document.published < binding[0].start))
    ):
        span = (document.published, document.published)
    if not binding or span is None:
        return event_check(event, "unverifiable", "excess.unknown", "The record does not decide this.", binding[:1])
    first = binding[0]
    if span[1] < first.start:
        verdict = "contradicted" if _BROKEN.search(words) else "imprecise"
        told_so = (
            f"The limits bind from {told((first.start, first.start))}: a higher number before that day breaks none."
        )
        return event_check(event, verdict, "excess.before", f"{told_so} {first}", binding[:1])
    prefix = next((p for p, id in facts.TREATIES.items() if id == event.treaty), "")
    if event.party not in terms.PARTIES:
        return event_check(event, "unverifiable", "excess.unknown", "The text does not say whose number.", binding[:1])
    kept = []
    for name in DECLARED:
        limit = [k for k in facts.of(f"{prefix}.limit.{name}") if not k.recalled]
        counts = current(facts.of(f"{prefix}.declared.{name}", event.party), span, "its own date")
        if not limit or not counts or any(k.recalled or k.end + _NEWS < span[0] for k in counts):
            return event_check(event, "unverifiable", "excess.unknown", "No declaration decides this.", binding[:1])
        kept += [(k, limit[-1]) for k in counts]
    if any(k.value > bound.value for k, bound in kept):
        return event_check(event, "unverifiable", "excess.declared", f"Declared: {kept[0][0]}.", binding[:1])
    against = [h for h in happenings.about(r"\bdisput", event.treaty) if event.party not in h.parties]
    if against:
        words = f"As declared, no. {kept[0][0]}. The other side holds otherwise: {against[0]}"
        return event_check(event, "disputed", "excess.disputed", words, against[:1])
    shown = "; ".join(str(k) for k, _ in kept[:3])
    return Check(
        event.span, "contradicted", "excess.within", f"As declared it kept within them: {shown}.",
        tuple(k.fact() for k, _ in kept[:3]),
    )  # fmt: skip
