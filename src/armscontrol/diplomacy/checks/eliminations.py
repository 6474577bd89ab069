"""Missiles of a type that the INF Treaty did away with, told without the treaty: "eliminated its SS-20s"."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from armscontrol import terms
from armscontrol.diplomacy.checks import facts, subjects
from armscontrol.diplomacy.checks.claims import Claim
from armscontrol.diplomacy.checks.known import Known
from armscontrol.diplomacy.checks.matching import equal, nearest
from armscontrol.diplomacy.model import Check

_DONE_AWAY = re.compile(
    r"\b(?:eliminat\w+|destroy\w*|destruction|scrapp\w+|dismantl\w+|liquidat\w+|did away with|got rid of)\b|"
    r"(?<!\w)(?:ликвидир\w+|уничтож\w+)",
    re.IGNORECASE,
)
_QUANTITY = "inf.eliminated.missiles"


@cache
def _types() -> frozenset[str]:
    """Types of missiles that the record has as eliminated under the treaty."""
    return frozenset(name for k in facts.of(_QUANTITY) if (name := subjects.type_named(k.about)))


def named(claim: Claim) -> Claim:
    """The claim as one of eliminated missiles, where its own words name such a type and its sentence the deed."""
    number = claim.number
    if number.quantity or number.kind != "count" or number.unit not in ("delivery vehicles", "missiles"):
        return claim
    if subjects.type_named(claim.where.own) not in _types() or not _DONE_AWAY.search(claim.where.sentence):
        return claim
    party = "SUN" if number.party == "RUS" else number.party
    return replace(claim, number=replace(number, quantity=_QUANTITY, party=party))


def check_total(claim: Claim) -> Check | None:
    """A total of eliminated missiles that is the other Party's, or one slip away from the Party's own; else `None`.

    What was eliminated in all no longer changes, so a number without a day can be wrong.
    """
    number = claim.number
    if number.quantity != _QUANTITY or number.bound != "exact" or subjects.type_named(claim.where.own):
        return None
    known = facts.of(_QUANTITY, number.party if number.party in terms.PARTIES else None)
    same = [k for k in known if equal(number, k)]
    declared = [k for k in same if k.about.startswith("declared_at_signature")]
    done = [k for k in known if _total(k) and k.party == (declared[0].party if declared else "")]
    if declared and done and len(declared) == len(same) and _DONE_AWAY.search(claim.where.sentence):
        words = f"So many were declared when the treaty was signed: {declared[0]}. Eliminated: {done[0]}."
        return claim.verdict("imprecise", "inf.eliminated.declared", words, [declared[0], done[0]])
    if same:
        return None
    own = [k for k in known if _total(k) and (number.party in terms.PARTIES or k.party == "together")]
    other = [k for k in facts.of(_QUANTITY) if _total(k) and k not in own and equal(number, k)]
    if number.party in terms.PARTIES and own and other:
        words = f"The figure is that of another Party: {other[0]}. {terms.short_party(own[0].party)}: {own[0]}."
        return claim.verdict("contradicted", "other-party", words, [other[0], own[0]])
    if found := nearest(number, own):
        it, how = found
        words = f"The record has {it}; the number resembles it ({how})."
        return claim.verdict("contradicted", "inf.eliminated.misprint", words, [it])
    return None


def _total(known: Known) -> bool:
    return known.about.startswith("party_total")
