"""Numbers told as the most that there ever was: held against the highest figure of the record, not against today's."""

from __future__ import annotations

import re

from armscontrol import terms
from armscontrol.diplomacy.checks import facts
from armscontrol.diplomacy.checks.claims import Claim
from armscontrol.diplomacy.checks.known import Known
from armscontrol.diplomacy.checks.matching import close
from armscontrol.diplomacy.figures.quantities import WORLD
from armscontrol.diplomacy.model import Check

_PEAK = re.compile(
    r"\b(?:peak\w*|all-time high|high point|(?:at )?(?:the |its )height|zenith|record high|"
    r"(?:its|the) (?:all-time |historic\w* |cold war )?(?:maximum|highest (?:level|number|point|ever))|"
    r"once (?:had|held|possessed))\b|"
    r"(?<!\w)(?:пик\w*|максимум\w*)(?!\w)",
    re.IGNORECASE,
)
_DECADE = re.compile(r"\b(19[4-9]|200)0s\b")
_IN_THE = re.compile(r"\W*(?:In|During|By|Throughout) the (?:early |late |mid-)?(19[4-9]|200)0s\b")
_SINCE = re.compile(r"\b(?:fall\w*|fell|declin\w*|shr[aiu]nk\w*|down|now|today|since|cut|reduc\w+|to)\b")
"""Words after a peak that make a later number another one: "peaked in 1967 and has fallen to"."""
_NEXT = re.compile(r"\b[0-9]{1,3}(?:,[0-9]{3})*\b(?!s)")
"""The number after, whose decade is its own."""
_TOTALS = ("estimate.total_inventory", "estimate.stockpile")
_REACH = 120


def check_peak(claim: Claim, quantity: str) -> Check | None:
    """The verdict on a number of warheads told as a peak, or of a decade; `None` where it is told as neither."""
    number, text = claim.number, claim.document.text
    if quantity not in _TOTALS or number.party not in (*terms.PARTIES, WORLD, "GBR", "FRA", "CHN"):
        return None
    head = claim.where.lead[-_REACH:]
    tail = re.split(r"[.;\n]", text[number.span[1] : number.span[1] + 60])[0]
    peak = _PEAK.search(head)
    peaked = peak is not None and not _SINCE.search(head, peak.end())
    decade = _DECADE.search(_NEXT.split(tail)[0]) or _IN_THE.match(head)
    if not peaked and decade is None:
        return None
    known = [k for q in _TOTALS for k in facts.of(q, number.party) if not k.recalled]
    if peaked:
        return _of_highest(claim, known)
    first = int(decade[1]) * 10 if decade else 0
    then = [k for k in known if first <= k.start.year < first + 10]
    if same := [k for k in then if close(number, k)]:
        return claim.verdict("accurate", "estimate.decade", f"In that decade: {same[0]}.", same[:2])
    if not then:
        return claim.verdict("unverifiable", "estimate.no-year", "The record has no figure of that decade.")
    low, high = min(then, key=lambda k: k.value), max(then, key=lambda k: k.value)
    words = f"In that decade the record has {low.amount} ({low.when}) to {high.amount} ({high.when})."
    inside = low.value <= number.value <= high.value
    return claim.verdict("accurate" if inside else "contradicted", "estimate.decade", words, [low, high])


def _of_highest(claim: Claim, known: list[Known]) -> Check:
    if not known:
        return claim.verdict("unverifiable", "estimate.peak", "The record has no figure for that.")
    highest = max(known, key=lambda k: k.value)
    verdict = "accurate" if close(claim.number, highest) else "contradicted"
    if verdict == "contradicted" and abs(claim.number.value - highest.value) <= 0.1 * highest.value:
        verdict = "disputed"
    return claim.verdict(verdict, "estimate.peak", f"The highest of the record: {highest}.", [highest])
