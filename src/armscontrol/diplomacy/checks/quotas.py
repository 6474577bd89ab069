"""Which treaty a limit is told of; and numbers of inspections allowed in a year, in all or of one of two kinds."""

from __future__ import annotations

import re
from dataclasses import replace

from armscontrol.diplomacy.checks import facts, guards, happenings, standing
from armscontrol.diplomacy.checks.claims import Claim
from armscontrol.diplomacy.checks.known import Known
from armscontrol.diplomacy.figures.quantities import limit_name
from armscontrol.diplomacy.intervals import days
from armscontrol.diplomacy.model import Check

_NOUNS = {
    "deployed_warheads": "warheads",
    "warheads": "warheads",
    "deployed_delivery_vehicles": "vehicles",
    "deployed_and_nondeployed_launchers": "launchers",
}
_KINDS = ("inspections_type_one_per_year", "inspections_type_two_per_year")
_OPENS = re.compile(r"\W*(?:[Aa]s of|[Ii]n|[Dd]uring|[Вв])\s(?:\w+\s)?((?:19|20)\d\d)\b")
_NEAR = 45
_TYPE = re.compile(r"\btype[- ](one|two|i{1,2}|[12])\b", re.IGNORECASE)
_PLACES = (
    re.compile(r"(?<!-)\bdeployed|\bbases?\b|operational", re.IGNORECASE),
    re.compile(r"non-?deployed|storage|formerly|conversion|eliminat\w+|test range|training", re.IGNORECASE),
)
"""What each kind inspects, in other words: places with deployed systems; places with others alone."""
_FOR_ALL_TIME = re.compile(
    r"\bin (?:total|all)\b|\baltogether\b|\ba total of\b|\b(?:over|during|throughout|for) (?:its|the|their) (?:\w+ )?"
    r"(?:life|lifetime|term|duration|course)\b|в общей сложности|(?<!\w)всего(?!\w)|за (?:весь|всё|все) (?:срок|время)",
    re.IGNORECASE,
)
_A_YEAR = re.compile(r"\byear|annual|(?<!\w)(?:в год|ежегодн|за год)", re.IGNORECASE)
_OTHER_TIME = re.compile(
    r"[ \w-]{0,40}?\b(?:(?:a|per|each|every) (?:day|week|month|quarter)\b|(?:daily|weekly|monthly|quarterly)\b)"
    r"|[ \w-]{0,40}?(?<!\w)(?:в|за) (?:день|неделю|месяц|квартал)(?!\w)",
    re.IGNORECASE,
)
"""Another time than the year of the quota, right after the number: "18 inspections a month"."""
_KIND = re.compile(r"\btypes?\b|\bkinds?\b|\btyp(?:es)? (?:one|two)|(?<!\w)(?:тип|вид)\w*", re.IGNORECASE)
_TOGETHER = re.compile(
    r"\b(?:together|combined|both (?:sides|parties|countries)|between them|in total)\b", re.IGNORECASE
)


def rightful(claim: Claim) -> Claim:
    """The claim as one on the treaty that its sentence says sets the limit, though the number is known of another."""
    number = claim.number
    prefix, limit, name = (number.quantity or "").partition(".limit.")
    if not limit or name not in _NOUNS:
        return claim
    own = guards.governing(claim.document, number.span)
    if own is None or own == facts.TREATIES.get(prefix) or own not in facts.TREATIES.values():
        return claim
    mine = next(p for p, id in facts.TREATIES.items() if id == own)
    quantity = limit_name(own, _NOUNS[name], claim.where.own, number.value, number.high) or f"{mine}{limit}{name}"
    return replace(claim, number=replace(number, quantity=quantity))


def out_of_time(claim: Claim) -> Check | None:
    """A limit told of a day of its own on which its treaty was not yet signed, or had ended: "in 1986 X limited"."""
    own = guards.governing(claim.document, claim.number.span)
    known = standing.force(own)
    opening = _OPENS.match(claim.where.sentence)
    if own is None or known is None or opening is None or known.begun is None:
        return None
    span = days(opening[1])
    signed = next(iter(happenings.found("signed", own)), known.begun)
    if span and span[1] < signed.start:
        found = Check(
            claim.number.span, "contradicted", "limit.before", f"It was signed later. {signed}", (signed.fact(),)
        )
    elif span and known.ended and span[0] >= known.ended.start:
        found = Check(claim.number.span, "contradicted", "limit.after", str(known), (known.ended.fact(),))
    else:
        return None
    return found


def check_quota(claim: Claim) -> Check | None:
    """The verdict on a yearly quota; `None` where the number is none, or the treaty has no two kinds."""
    number = claim.number
    prefix, _, name = (number.quantity or "").partition(".limit.")
    if not name.startswith("inspections"):
        return None
    total, kinds = _one(f"{prefix}.limit.inspections_per_year"), [_one(f"{prefix}.limit.{kind}") for kind in _KINDS]
    one, two = kinds
    if total is None or one is None or two is None or number.value < min(one.value, two.value) / 2:
        return None
    own = claim.where.own
    said = claim.document.text[number.span[1] : number.span[1] + _NEAR]
    if kind := _TYPE.search(re.split(r"[,;:(]|\band\b", said)[0]):
        name = _KINDS[kind[1].lower() in ("two", "ii", "2")]
    split = f"{total}; {one}; {two}"
    if _OTHER_TIME.match(claim.document.text, number.span[1]):
        told = f"The quota is for a treaty year, not for a shorter time: {split}."
        return claim.verdict("contradicted", "quota.period", told, [total, one, two])
    if name in _KINDS:
        mine, other = (one, two) if name == _KINDS[0] else (two, one)
        if number.value == mine.value:
            return claim.verdict("accurate", "quota", f"{mine}. All together: {total}.", [mine, total])
        verdict = "imprecise" if number.value == total.value else "contradicted"
        return claim.verdict(verdict, "quota.kind", f"The treaty says otherwise: {split}.", [mine, other, total])
    if number.value == total.value and _FOR_ALL_TIME.search(claim.where.sentence):
        told = f"It is the number for a treaty year, not for all the time. {split}."
        yearly = _A_YEAR.search(claim.where.sentence) or _KIND.search(claim.where.sentence)
        if not yearly:
            return claim.verdict("imprecise", "quota.yearly", told, [total, one, two])
    if number.value == total.value:
        return claim.verdict("accurate", "quota", f"{split}.", [total, one, two])
    for known, places in zip((one, two), _PLACES, strict=True):
        if number.value == known.value:
            if places.search(own):
                return claim.verdict("accurate", "quota.places", f"{known}. All together: {total}.", [known, total])
            words = f"It is the quota of one kind of inspection alone: {split}."
            return claim.verdict("imprecise", "quota.part", words, [known, total])
    if number.value == 2 * total.value and _TOGETHER.search(claim.where.sentence):
        return claim.verdict("accurate", "quota.both", f"Both Parties together: {total}.", [total])
    return claim.verdict("contradicted", "quota.other", f"The treaty says otherwise: {split}.", [total, one, two])


def _one(quantity: str) -> Known | None:
    found = facts.of(quantity)
    return found[-1] if found else None
