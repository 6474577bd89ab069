"""Forces that a government says it will have: held against the plan on record, and against nothing else."""

from __future__ import annotations

import re
from functools import cache

from armscontrol.diplomacy.checks import facts
from armscontrol.diplomacy.checks.claims import Claim
from armscontrol.diplomacy.checks.known import Known, rows, sources_of
from armscontrol.diplomacy.checks.matching import equal
from armscontrol.diplomacy.intervals import days
from armscontrol.diplomacy.model import Check

_PLAN = re.compile(
    r"\b(?:future|planned|final|envisaged|envisioned|intended|post-reduction|eventual|target) (?:[\w-]+ ){0,3}?"
    r"(?:forces?|arsenal|triad|structure|posture|mix)\b|"
    r"\bforce[- ]structure (?:plan|decision)|\bplan (?:to|for|of) (?:[\w-]+ ){0,6}?(?:forces?|triad|reduc\w+|comply)|"
    r"\b(?:plans?|planned|planning|intends?|decided|will) to (?:keep|retain|field|maintain|have|deploy|operate|leave|"
    r"cut|reduce)\b|\b(?:will|would) (?:\w+ )?(?:be|comprise)\b|"
    r"\bwill (?:also |still |then )?(?:keep|retain|field|maintain|consist|comprise|be left with|still have)\b|"
    r"\b(?:Pentagon|Defen[cs]e Department|administration|Navy|Air Force)['’]s plan\b",
    re.IGNORECASE,
)
_LEGS = {
    "icbm": r"ICBM|land[- ]based|silo|Minuteman|intercontinental",
    "slbm": r"SLBM|submarine|sea[- ]based|Trident|\bboats\b",
    "heavy_bomber": r"bomber|aircraft|B-52|B-2",
}
_LEG = {kind: re.compile(words, re.IGNORECASE) for kind, words in _LEGS.items()}


@cache
def planned() -> tuple[tuple[str, Known], ...]:
    """What was planned, by kind of system: deployed launchers, all launchers, warheads; the types of a kind added."""
    sums: dict[tuple[str, str, str], float] = {}
    first: dict[str, dict[str, object]] = {}
    for row in rows("forces/force_structure"):
        if row["row_kind"] != "treaty_plan" or row["kind"] not in _LEGS:
            continue
        first.setdefault(row["kind"], row)
        for column in ("launchers_deployed", "launchers", "warheads_deployed"):
            key = row["party"], row["kind"], column
            sums[key] = sums.get(key, 0) + (row[column] or 0)
    found = []
    for (party, kind, column), value in sums.items():
        row = first[kind]
        span = days(str(row["as_of"] or "").partition(" ")[0] or str(row["year"]))
        if span:
            unit = "warheads" if column == "warheads_deployed" else "launchers"
            words = f"{kind.replace('_', ' ')}, {column.replace('_', ' ')}, as planned"
            it = Known(
                "forces.planned", party, value, unit, words, *span, span[0], sources_of(row), str(row["evidence"])
            )
            found.append((kind, it))
    return tuple(found)


def check_plan(claim: Claim) -> Check | None:
    """The verdict on a part of a planned force; `None` where the sentence tells of no plan or of no leg."""
    number = claim.number
    if number.kind not in ("count", "limit") or number.party not in (None, "USA", "RUS", "each"):
        return None
    if not _PLAN.search(claim.where.sentence):
        return None
    kind = next((k for k, words in _LEG.items() if words.search(claim.where.own)), None)
    if kind is None or (number.kind == "limit" and any(equal(number, k) for k in facts.of(number.quantity or ""))):
        return None
    whose = "RUS" if number.party == "RUS" else "USA"
    same = [k for leg, k in planned() if leg == kind and k.party == whose and k.value == number.value]
    if same:
        return claim.verdict("accurate", "plan", f"So it was planned: {same[0]}.", same[:1])
    return claim.verdict("unverifiable", "plan.unknown", "It is told as a plan, and the record has no such plan.")
