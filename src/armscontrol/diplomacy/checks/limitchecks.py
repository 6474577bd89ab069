"""A number that a text gives as a limit, held against the treaty: right, another limit, a slip, or too narrow."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from functools import cache

from armscontrol.diplomacy.checks import facts, mixups, subjects, unnamed
from armscontrol.diplomacy.checks.claims import Claim
from armscontrol.diplomacy.checks.known import Known
from armscontrol.diplomacy.checks.matching import close, equal
from armscontrol.diplomacy.figures.treaty_names import treaties
from armscontrol.diplomacy.intervals import told
from armscontrol.diplomacy.model import Check

_FROM = re.compile(r"\b(?:from|с) (?:\w+ )?$")
_EXCEEDED = re.compile(r"\bexceed\w*\b[^.;]{0,90}\bby (?:\w+ )?$|\bпревы\w+\b[^.;]{0,90}\bна (?:\w+ )?$")
_FORMER = re.compile(
    r"\b(?:previous|former|earlier|prior|preceding|old|older|then|existing) (?:[\w-]+ ){0,4}?"
    r"(?:ceiling|limit|cap|maximum|level|bound)s? (?:of|at|was|were|had been)? ?(?:\w+ ){0,2}$|прежн\w+ (?:\w+ ){0,3}$"
)
"""Words before a number that is the limit of an earlier treaty: "down from the previous ceiling of 2,200"."""
_LOWERED = re.compile(
    r"\b(?:down|up|reduced|lowered|cut|drop|decrease|reduction|compared (?:to|with)|instead of|rather than) (?:from )?"
    r"(?:(?:the|a|its|their|current|today['’]s) ){0,2}(?:\w+ )?(?:ceiling|limit|cap|maximum|level)s? "
    r"(?:of|at) (?:\w+ )?$"
)
"""Words before a number that a new limit has taken the place of: "so many each, down from the ceiling of"."""
_TOGETHER = re.compile(r"\b(?:together|combined|between them|in total|in all|altogether|вместе|в сумме)\b")
_BINDS_NOW = re.compile(
    r"(?:\b(?:[Tt]reaty|[Pp]act|[Aa]ccord|[Aa]greement|[Dd]eal|START|which|that|[Ii]t)(?:\s\([^()]{1,40}\))?,?(?:\s\w+ly)?\s"
    r"(?:limits|caps|restricts|allows|permits|holds|sets|imposes|obliges|requires|binds|provides|stipulates|lets)\b)|"
    r"\b(?:is|are) (?:\w+ )?(?:limited|capped|restricted|allowed|permitted|bound|entitled|held)\b|"
    r"(?<!\w)(?:ограничивает|разрешает|устанавливает|предусматривает|позволяет|допускает)(?!\w)"
)
_BOUND_THEN = re.compile(r"\b(?:was|were|had|used to|until|once|formerly)\b|до истечения|прежде|раньше")
_REACH = 160
"""Characters before a number in which the verb that governs it stands."""
_NEAR = 250
"""Numbers on either side in which the other limits of a treaty are looked for."""


def check_limit(claim: Claim, known: Sequence[Known]) -> Check:
    """The verdict on a limit, with the main limits of the treaty that the text leaves out."""
    number, prefix = claim.number, (claim.number.quantity or "").partition(".")[0]
    if not known:
        return claim.verdict("unverifiable", "limit.unknown", "The record has no such limit.")
    same = [k for k in known if equal(number, k)]
    agreed = _UNDERSTANDING.search(claim.where.paragraph) or (
        number.bound == "range" and _UNDERSTOOD.search(claim.where.sentence)
    )
    if not same and agreed:
        words = "It is a range that was agreed on before a treaty; the record has limits of treaties alone."
        return claim.verdict("unverifiable", "limit.understanding", words)
    if not same and (another := _of_another(claim)):
        return another
    if same:
        found = mixups.fits(claim, same, "limit", _omitted(claim, same[0]), _after_the_end(claim, same[0]))
        return (_gone(claim, same[0]) if found.verdict == "accurate" else None) or found
    if _EXCEEDED.search(claim.document.text, max(0, number.span[0] - 120), number.span[0]):
        words = "It is told as by how much a limit is exceeded, and the record has no such difference."
        return claim.verdict("unverifiable", "limit.excess", words)
    if derived := _left_over(claim, prefix):
        return derived
    siblings = [k for k in facts.limits(prefix) if equal(number, k) and _same_kind(k, known[0])]
    if _FROM.search(claim.document.text, max(0, number.span[0] - 24), number.span[0]):
        return claim.verdict("unverifiable", "limit.before", "It is told as what the limit was before.")
    before = claim.document.text[max(0, number.span[0] - 80) : number.span[0]]
    if _FORMER.search(before) or _LOWERED.search(before):
        return _former(claim, known)
    twice = [k for k in known if k.party == "each" and 2 * k.value == number.value]
    if twice and _TOGETHER.search(claim.where.sentence):
        return claim.verdict("accurate", "limit.twice", f"Twice the limit of each Party. {twice[0]}.", twice)
    central = [k for k in siblings if k.quantity in _central(prefix)]
    misprint = mixups.slip(claim, known, "limit")
    if not central and (by_words := unnamed.limit_by_words(claim, facts.limits(prefix))):
        return by_words
    if not siblings and mixups.part(claim):
        words = "It is told of a part of the delivery vehicles, and the treaty limits all of them together."
        return claim.verdict("unverifiable", "limit.part", f"{words} {known[-1]}.", known[-1:])
    if siblings and (central or misprint is None):
        it, other = (central or siblings)[0], known[-1]
        missing = subjects.objection(it, number, claim.where)
        if missing is None:
            return mixups.fits(claim, [it], "limit", _omitted(claim, it), _after_the_end(claim, it))
        told_so = f"The number is another limit of the same treaty: {missing}. {it}. {other}."
        return claim.verdict("imprecise", "limit.other-category", told_so, [it, other], _omitted(claim, it))
    near = [k for k in known if close(number, k)] if number.bound in ("about", "range") else []
    if near:
        return claim.verdict(
            "imprecise", "limit.rounded", f"The number is rounded. {near[0]}.", near, _omitted(claim, near[0])
        )
    return misprint or claim.verdict("contradicted", "limit.other", f"The treaty says otherwise: {known[-1]}.", known)


_UNDERSTANDING = re.compile(r"\b(?:[Jj]oint [Uu]nderstanding|[Ff]ollow-[Oo]n (?:[Tt]reaty|[Aa]greement))\b")
_UNDERSTOOD = re.compile(
    r"\b(?:[Uu]nderstanding|framework|[Mm]emorandum|(?:new|future|successor|follow-on|coming|"
    r"planned|next|replacement) (?:[\w-]+ ){0,3}?(?:treaty|pact|agreement|accord)|negotiat\w+|talks|propos\w+)\b|"
    r"рамочн|переговор|понимани|нов\w+ договор"
)
"""Words of what was agreed on before there was a treaty: its ranges are no limits."""


def _of_another(claim: Claim) -> Check | None:
    """The limit of another treaty that the sentence names beside: "under the X and the Y treaties the maximum is"."""
    number = claim.number
    prefixes = {v: k for k, v in facts.TREATIES.items()}
    sentence = treaties(claim.where.sentence, claim.document.published)
    named = [prefixes[i] for i in dict.fromkeys(sentence.ids) if i in prefixes]
    if len(named) < 2:
        return None
    same = [
        k for p in named for k in facts.limits(p)
        if k.quantity in _central(p) and number.value in (k.value, k.high) and k.unit == _unit(number.unit, k.unit)
    ]  # fmt: skip
    return claim.verdict("accurate", "limit", f"{same[-1]}.", same[-1:]) if same else None


def _unit(told: str, known: str) -> str:
    """The unit of the record where what is told counts the same."""
    return known if told.split()[-1] in known or known.split()[-1] in told else told


def _former(claim: Claim, known: Sequence[Known]) -> Check:
    """The verdict on what is told as the limit before this one: that of an earlier treaty, if it is its number."""
    same = [
        k for prefix in facts.TREATIES for k in facts.limits(prefix)
        if k.start < known[0].start and k.unit == known[0].unit and claim.number.value in (k.value, k.high)
    ]  # fmt: skip
    if same:
        return claim.verdict("accurate", "limit.former", f"The limit of an earlier treaty: {same[-1]}.", same[-1:])
    return claim.verdict("unverifiable", "limit.before", "It is told as what the limit was before.")


def _gone(claim: Claim, known: Known) -> Check | None:
    """A limit told as one that binds now, of a treaty that has ended; `None` in the past tense, or before the end."""
    published = claim.document.published
    start = max(claim.where.span[0] - _REACH, 0)
    head = claim.document.text[start : claim.where.span[0]]
    head = head[max(head.rfind(sign) for sign in ".\n;") + 1 :]
    ended = published is not None and known.end < published and known.end.year < date.max.year
    if not ended or claim.basis == "its own date" or not _BINDS_NOW.search(head) or _BOUND_THEN.search(head):
        return None
    words = f"It was so until {told((known.end, known.end))}, the treaty's last day. {known}."
    return claim.verdict("outdated", "limit.ended", words, [known], _omitted(claim, known))


def _left_over(claim: Claim, prefix: str) -> Check | None:
    """What two limits leave between them, told as a limit: the non-deployed where all that may be deployed are."""
    said = claim.where.cues()
    if "non_deployed" not in said or "deployed" in said:
        return None
    whole = facts.of(f"{prefix}.limit.deployed_and_nondeployed_launchers")
    part = facts.of(f"{prefix}.limit.deployed_delivery_vehicles")
    if not whole or not part or whole[-1].value - part[-1].value != claim.number.value:
        return None
    words = (
        f"The treaty sets no limit on those that are not deployed alone; {whole[-1].amount} less {part[-1].amount} "
        f"leaves so many where all that may be deployed are. {whole[-1]}. {part[-1]}."
    )
    return claim.verdict("imprecise", "limit.derived", words, [whole[-1], part[-1]])


def _same_kind(one: Known, other: Known) -> bool:
    return (one.unit == "inspections") == (other.unit == "inspections")


def _omitted(claim: Claim, known: Known) -> list[str]:
    """Central limits of the same treaty that the text does not give."""
    prefix = known.quantity.partition(".")[0]
    if known.quantity not in _central(prefix):
        return []
    first, last_of = subjects.near(claim.numbers, claim.number.span, _NEAR)
    given = {n.value for n in claim.numbers[first:last_of]} | {claim.number.value}
    last = {k.quantity: k for k in facts.limits(prefix) if k.quantity in _central(prefix)}
    told_in_text = {k.quantity for k in facts.limits(prefix) if k.value in given}
    return [f"{k.amount} {k.unit}: {k}" for q, k in last.items() if q != known.quantity and q not in told_in_text]


@cache
def _central(prefix: str) -> frozenset[str]:
    names = ("deployed_warheads", "warheads", "deployed_delivery_vehicles", "deployed_and_nondeployed_launchers")
    return frozenset(q for n in names for q in facts.limit_quantity(f"{prefix}.limit.{n}"))


def _after_the_end(claim: Claim, known: Known) -> str:
    published = claim.document.published
    if published and known.end < published and known.end.year < date.max.year:
        return f" The treaty was in force through {told((known.end, known.end))}."
    return ""
