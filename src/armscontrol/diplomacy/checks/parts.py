"""A number told of one leg or one type: held against the declared and estimated parts, never against the whole."""

from __future__ import annotations

import re

from armscontrol.diplomacy.checks import facts, subjects
from armscontrol.diplomacy.checks.claims import Claim
from armscontrol.diplomacy.checks.known import Known
from armscontrol.diplomacy.checks.matching import close, current
from armscontrol.diplomacy.model import Check

_NAMES = {
    "MM-III": r"Minuteman(?: III| 3)?s?\b|\bMM-?III",
    "Trident": r"Trident",
    "B-52": r"\bB-?52",
    "B-2": r"\bB-?2(?:A|s|\b)",
    "B-1": r"\bB-?1(?:B|s|\b)",
    "Peacekeeper": r"Peacekeeper|\bMX\b",
    "ICBM": r"\bICBMs?\b|intercontinental|land-based",
    "SLBM": r"\bSLBMs?\b|submarine-launched|sea-based|\bsea[- ]launched",
    "heavy bomber": r"bombers?\b",
}
_NAME = {name: re.compile(words) for name, words in _NAMES.items()}
_ASIDE = re.compile(r"\([^()]*\)?")
_STATUS = frozenset(("deployed", "non_deployed"))


def check_part(claim: Claim) -> Check:
    """The verdict on a part of a Party's delivery vehicles: accurate, or not on record."""
    own = claim.where.own
    named = [name for name, words in _NAME.items() if words.search(own)]
    types = [n for n in named if n not in ("ICBM", "SLBM", "heavy bomber")] or named
    if same := [k for k in _known(claim) if any(k.about.startswith(n) for n in types) and _alike(claim, k)]:
        return claim.verdict("accurate", "newstart.part", f"{same[0]}.", same[:1])
    words = "It is told of a part of the delivery vehicles, and the record has no such figure of it for that date."
    return claim.verdict("unverifiable", "newstart.part", words)


def _known(claim: Claim) -> list[Known]:
    series: dict[str, list[Known]] = {}
    for known in facts.of("newstart.declared.by_type", claim.number.party):
        series.setdefault(f"{known.party} {known.about}", []).append(known)
    return [k for of_one in series.values() for k in current(of_one, claim.when, claim.basis)]


def _alike(claim: Claim, known: Known) -> bool:
    said, bound = subjects.cues(_ASIDE.sub(" ", claim.where.own)) & _STATUS, subjects.cues(known.about) & _STATUS
    return close(claim.number, known) and (not said or said == bound)
