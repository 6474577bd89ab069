"""Shares by which one treaty's limit is told to lie below another's."""

from __future__ import annotations

import re
from itertools import permutations

from armscontrol.diplomacy.checks import facts, happenings, unnamed
from armscontrol.diplomacy.checks.claims import Claim
from armscontrol.diplomacy.checks.known import Known
from armscontrol.diplomacy.checks.mixups import ANY_YEAR
from armscontrol.diplomacy.model import Check

_BELOW = re.compile(
    r"\b(?:lower|below|less|fewer|reduc\w+|cut\w*|smaller|decreas\w+)\b|ниже|меньше|сокращ\w+", re.IGNORECASE
)
_LIMITS = re.compile(
    r"\b(?:limits?|ceilings?|caps?|maximum)\b|предел|лимит|потол|\b(?:START|SORT|Moscow Treaty)\b", re.IGNORECASE
)
_PREVIOUS = re.compile(r"\b(?:previous|former|earlier|prior|preceding|old)\b|прежн", re.IGNORECASE)
_EXACT, _LOOSE = 1.0, 3.0
"""Points by which a share may be off, told plainly and told as about."""


def check_reduction(claim: Claim) -> Check | None:
    """The verdict on "30 percent lower than the limit of": accurate where two treaties' limits lie so; else `None`."""
    number, sentence = claim.number, claim.where.sentence
    if number.kind != "share" or number.quantity or not (_BELOW.search(sentence) and _LIMITS.search(sentence)):
        return None
    if number.bound == "range":
        return None
    named = _named(claim)
    off = _EXACT if number.bound == "exact" else _LOOSE
    for new, old in permutations(_last_limits(), 2):
        told = (_prefix(new) in named) + (_prefix(old) in named) + bool(_PREVIOUS.search(sentence))
        if told > 1 and new.start > old.start and new.value < (top := old.high or old.value):
            share = 100 * (1 - (new.high or new.value) / top)
            if abs(share - number.value) <= off:
                words = f"{new.amount} is {share:.0f} per cent below {top:,.0f}. {new}. {old}."
                return claim.verdict("accurate", "limit.share", words, [new, old])
    return None


def _prefix(known: Known) -> str:
    return known.quantity.partition(".")[0]


def _named(claim: Claim) -> set[str]:
    """The treaties that a paragraph speaks of: by name, or by the year of their signature."""
    years = set(ANY_YEAR.findall(claim.where.paragraph))
    by_year = {
        prefix for prefix, id in facts.TREATIES.items()
        for signed in happenings.found("signed", id)[:1] if str(signed.start.year) in years
    }  # fmt: skip
    return by_year | set(unnamed.treaties_named(claim))


def _last_limits() -> list[Known]:
    """The limit on strategic warheads of each treaty in its last phase."""
    found = []
    for prefix in facts.TREATIES:
        for name in ("deployed_warheads", "warheads"):
            if known := facts.of(f"{prefix}.limit.{name}"):
                found.append(known[-1])
                break
    return found
