"""Numbers that tell no fact: what may come, what is supposed, and what would be added to what is there."""

from __future__ import annotations

import re

from armscontrol.diplomacy.checks import facts
from armscontrol.diplomacy.checks.claims import Claim
from armscontrol.diplomacy.checks.known import DECLARED
from armscontrol.diplomacy.checks.matching import equal
from armscontrol.diplomacy.figures.kinds import TO_GET
from armscontrol.diplomacy.model import Check

_FORESEEN = re.compile(
    r"\b(?:will|would|could|might|(?:is|are|was|were) (?:expected|projected|likely|set|poised|on track) to|"
    r"(?:is|are) thought to (?!have\b|possess|hold|be\b|own|keep|field|deploy)|"
    r"plans? to|intends? to|hopes? to|aims? to|wants? to|projected|forecast)\b(?![^.;,]*\bsaid\b)[^.;,]{0,70}$|"
    r"\b(?:может|могла бы|могут|намерен\w*|планирует|собирается|будет) [^.;,]{0,70}$",
    re.IGNORECASE,
)
_BY = re.compile(
    r"[^.;]{0,40}\bby (?:the (?:end of|early|late|mid-) ?)?(?:the )?20[2-9][0-9]|[^.;]{0,40}\bк 20[2-9][0-9]"
)
_COULD_HAVE = re.compile(r"\b(?:could|can|may|might) (?:each )?(?:have|keep|hold|retain|deploy)\b")
_SIDE_COULD = re.compile(
    r"\b(?:[Ee]ach(?: (?:side|party|country|State|of them))?|[AaNn](?:either)? (?:party|side)|[Ee]ither (?:side|party)|"
    r"[Bb]oth(?: sides| parties| countries)?|[Tt]he (?:two )?(?:sides|parties)|[Nn]o (?:party|side)) "
    r"(?:could|can|may|might)\b"
)
"""What each may do, which is a rule and no outlook where the number is the treaty's own."""
_HAS = re.compile(r"\b(?:has|had|holds?|held|declared|reported|possess\w*|имеет|располагает)\b", re.IGNORECASE)
_SUPPOSED = re.compile(r"\b(?:[Ii]f|[Ee]ven if|[Ss]uppos\w+|[Ii]magine|[Ее]сли(?: бы)?)\b [^.;,]{0,80}$")
_RULED = re.compile(
    r"treaty|START|SORT|SALT|\bpact|accord|agree|limit|\bcap|ceiling|exceed|restrict|abide|observ|comply|obligat|"
    r"allow|permit|договор|СНВ|предел|огранич|лимит|потол|соблюд",
    re.IGNORECASE,
)
_CAPACITY = re.compile(
    r"\b(?:can|could|able to|capable of|capacity (?:to|of|for)) (?:carry\w*|hold\w*|launch\w*|load\w*|deliver\w*|"
    r"accommodat\w*|be loaded)\b[^.;]{0,60}$|"
    r"\b(?:plutonium|uranium|fissile|material)\b[^.;]{0,60}\bfor (?:[\w-]+ ){0,4}$",
    re.IGNORECASE,
)
"""Words before what missiles can carry, or material is enough for, which is no count of what is there."""
_DECIDED = re.compile(
    r"\b(?:decid|agree|pledg|plann|vow|intend|promis|commit|aim|propos|want)\w* (?:\w+ )?to (?:cut|reduce|lower|bring|"
    r"shrink|raise|increase|expand)\b[^.;]*\bto (?:about |some |no more than )?$",
    re.IGNORECASE,
)
"""What was decided is to come."""
_TARGET = re.compile(
    r"\b(?:to|will|must|should) (?:[^.;,]{1,60}\band )?"
    r"(?:reach|meet|achieve|arrive at|attain|come down to)\b[^.;]{0,40}$",
    re.IGNORECASE,
)
"""Words before a number that is to be reached: "to remove some and reach the total"."""
_FURTHER = re.compile(r" (?:more|additional|further|extra|new)\b(?! than)(?! or)")
_FURTHER_BEFORE = re.compile(r"\b(?:another|an additional|a further|additional|ещё|еще)\s$", re.IGNORECASE)
_REACH = 110


def untold(claim: Claim) -> Check | None:
    """A number that says what may be, what is supposed, or how many more might come: the record has none of it."""
    number, text = claim.number, claim.document.text
    start = max(text.rfind(sign, 0, number.span[0]) for sign in ".!?\n") + 1
    head = text[max(start, number.span[0] - _REACH) : number.span[0]]
    if number.low is None and number.kind != "share" and number.value != int(number.value):
        return claim.verdict("unverifiable", "fraction", "Arms are counted in whole numbers.")
    allowed = number.kind == "limit" or _COULD_HAVE.search(head)
    ruled = allowed and (_RULED.search(claim.where.sentence) or _of_the_treaty(claim, head))
    if not ruled and _SUPPOSED.search(head):
        return claim.verdict("unverifiable", "supposed", "The sentence supposes this; it does not say that it is so.")
    if number.kind != "limit" and _CAPACITY.search(head):
        told = "The sentence says for how many there is room or material, and the record has what is there."
        return claim.verdict("unverifiable", "capacity", told)
    if number.kind != "limit" and _DECIDED.search(head):
        return claim.verdict("unverifiable", "foreseen", "The sentence says what was decided, and that was to come.")
    if number.kind == "count" and _TARGET.search(head):
        named = (number.quantity or "").replace(".declared.", ".limit.")
        names = [named] if ".limit." in named else [f"newstart.limit.{n}" for n in DECLARED]
        bounds = [k for n in names for k in facts.of(n)] if _RULED.search(claim.where.sentence) else []
        if same := [k for k in bounds if equal(number, k)]:
            return claim.verdict(
                "accurate", "limit.target", f"It is the limit that was to be reached: {same[0]}.", same
            )
        return claim.verdict("unverifiable", "foreseen", "The sentence says what is to be reached.")
    foreseen = _FORESEEN.search(head)
    after = _FURTHER.match(text, number.span[1]) and not re.search(r"than|retired|stored|in reserve", claim.where.own)
    before = _FURTHER_BEFORE.search(head) and not re.search(r"retired|reserve|stor|deploy|резерв|хран", claim.where.own)
    if foreseen and (after or before):
        return claim.verdict("unverifiable", "further", "How many more there might be is in no table of the record.")
    if foreseen and not _HAS.search(foreseen[0].partition(" ")[2]) and not ruled:
        return claim.verdict("unverifiable", "foreseen", "The sentence says what may be, and the record has what was.")
    if (
        (number.kind != "limit" or not _RULED.search(claim.where.sentence))
        and _BY.match(text, number.span[1])
        and re.search(r"\b(?:will|to|may|enable\w*|будет)\b", head)
    ):
        return claim.verdict("unverifiable", "foreseen", "The sentence says what may be, and the record has what was.")
    return None


def _of_the_treaty(claim: Claim, head: str) -> bool:
    """Whether "each could have no more than" gives a treaty's own number."""
    number = claim.number
    if number.kind != "limit" or not number.quantity or not (_SIDE_COULD.search(head) or TO_GET.search(head)):
        return False
    if _BY.match(claim.document.text, number.span[1]):
        return False
    return any(equal(number, k) for k in facts.of(number.quantity))
