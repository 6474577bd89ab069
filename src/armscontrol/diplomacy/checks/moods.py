"""Numbers that tell no fact: what may come, what is supposed, and what would be added to what is there."""

from __future__ import annotations

import re

from armscontrol.diplomacy.checks import facts
from armscontrol.diplomacy.checks.claims import Claim
from armscontrol.diplomacy.checks.matching import equal
from armscontrol.diplomacy.model import Check

_FORESEEN = re.compile(
    r"\b(?:will|would|could|might|(?:is|are|was|were) (?:expected|projected|likely|set|poised|on track|thought) to|"
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
    foreseen = _FORESEEN.search(head)
    after = _FURTHER.match(text, number.span[1]) and not re.search(r"than|retired|stored|in reserve", claim.where.own)
    before = _FURTHER_BEFORE.search(head) and not re.search(r"retired|reserve|stor|deploy|резерв|хран", claim.where.own)
    if foreseen and (after or before):
        return claim.verdict("unverifiable", "further", "How many more there might be is in no table of the record.")
    if foreseen and not _HAS.search(foreseen[0].partition(" ")[2]) and not ruled:
        return claim.verdict("unverifiable", "foreseen", "The sentence says what may be, and the record has what was.")
    if number.kind != "limit" and _BY.match(text, number.span[1]) and re.search(r"\b(?:will|to|будет)\b", head):
        return claim.verdict("unverifiable", "foreseen", "The sentence says what may be, and the record has what was.")
    return None


def _of_the_treaty(claim: Claim, head: str) -> bool:
    """Whether "each could have no more than" gives a treaty's own number."""
    number = claim.number
    if number.kind != "limit" or not number.quantity or not _SIDE_COULD.search(head):
        return False
    if _BY.match(claim.document.text, number.span[1]):
        return False
    return any(equal(number, k) for k in facts.of(number.quantity))
