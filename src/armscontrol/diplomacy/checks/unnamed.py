"""A number whose words name no quantity, and a limit that only its sentence tells: found by value, treaty and words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from functools import lru_cache

from armscontrol import terms
from armscontrol.diplomacy.checks import categories, facts, subjects
from armscontrol.diplomacy.checks.claims import Claim
from armscontrol.diplomacy.checks.known import DECLARED, Known
from armscontrol.diplomacy.checks.matching import equal, nearest
from armscontrol.diplomacy.checks.mixups import (
    LEAST,
    LEAST_TOTAL,
    MAIN,
    at,
    beside,
    disputed,
    fits,
    mine,
    rank,
    slip,
    theirs,
    told_beside,
    told_part,
    unit_fits,
    wrong,
)
from armscontrol.diplomacy.figures.quantities import limit_name
from armscontrol.diplomacy.figures.treaty_names import treaties
from armscontrol.diplomacy.model import Check

ARMS = re.compile(r"warhead|weapon|missile|launcher|vehicle|bomber|inspection|notification|submarine|silo|bomb|treat")
"""Units and subjects that the record knows anything about."""

_BOUND = re.compile(
    r"\b(?:cap|caps|capped|capping|limit\w*|ceilings?|no more than|maximum|at most|up to|not exceed|hold\w*|"
    r"restrict\w*|allow\w*|bound|permit\w*|(?:keep\w*|stick\w*|adher\w*) to)\b|не более|предел|огранич|потол",
    re.IGNORECASE,
)
"""Words of a sentence that tells a limit."""

_PREFIX = {id: prefix for prefix, id in facts.TREATIES.items()}


@lru_cache(maxsize=4)
def _main(text: str, day: date | None) -> str | None:
    """The treaty that a whole text speaks of; found once for all its numbers."""
    return treaties(text, day).main


def treaties_named(claim: Claim) -> tuple[str, ...]:
    """Treaties that the paragraph of a claim names, else the one its text speaks of, as first parts of quantities."""
    day = claim.document.published
    found = treaties(claim.where.paragraph, day).ids
    if not found and (main := _main(claim.document.text, day)):
        found = (main,)
    return tuple(dict.fromkeys(_PREFIX[i] for i in found if i in _PREFIX))


def limit_told(claim: Claim) -> str | None:
    """The main limit of a treaty that a sentence about limits gives for each Party, whatever else its words mean."""
    number = claim.number
    if number.party in terms.PARTIES or number.value < LEAST:
        return None
    if number.kind != "limit" and not _BOUND.search(claim.where.sentence):
        return None
    for prefix in treaties_named(claim):
        for name in DECLARED:
            for known in facts.of(f"{prefix}.limit.{name}"):
                if equal(number, known):
                    return known.quantity
    return _bound_meant(claim)


_RULED = re.compile(r"\b(?:treaty|pact|accord|agreement|START|SORT|SALT)\b|договор|СНВ", re.IGNORECASE)
_NOUNS = {"warheads": "warheads", "delivery vehicles": "vehicles", "launchers": "launchers"}


def _bound_meant(claim: Claim) -> str | None:
    """The limit that a sentence about a treaty gives another number for: "neither may keep more than"."""
    number, sentence = claim.number, claim.where.sentence
    noun = _NOUNS.get(number.unit)
    if number.quantity or number.kind != "limit" or number.party != "each" or noun is None:
        return None
    if not _RULED.search(sentence) or not _BOUND_EACH.search(sentence):
        return None
    found = treaties(claim.document.text, claim.document.published)
    id = found.at(claim.where.span[0] - len(sentence), claim.where.span[0])
    return limit_name(id, noun, claim.where.own, number.value, number.high) if id else None


_BOUND_EACH = re.compile(
    r"\b(?:neither|each|either|both|no) (?:\w+ )?(?:may|can|is allowed|are allowed|shall|could|might|was allowed)\b",
    re.IGNORECASE,
)


def check_unnamed(claim: Claim) -> Check:
    """A number whose subject names no quantity: every figure of that Party and value is looked at."""
    number = claim.number
    words = f"{number.unit} {claim.where.own}".lower()
    named = treaties_named(claim)
    if not ARMS.search(words) and not named:
        return claim.verdict("unverifiable", "nothing-known", "The record has nothing about this number.")
    bounds = [k for p in named for k in facts.limits(p) if theirs(k, number.party)]
    limit = limit_by_words(claim, bounds)
    if limit:
        return limit
    if number.value >= LEAST:
        found = [
            k for k in facts.by_value().get(number.value, ())
            if mine(claim, k) and unit_fits(claim, k) and told_part(claim, k)
        ]  # fmt: skip
        now = [k for k in found if at(k, claim)]
        clash = disputed(claim, found) if found else None
        if clash:
            return clash
        if now:
            best = min(now, key=lambda k: rank(claim, k))
            missing = wrong(claim, best)
            if missing:
                told = f"The number is right, its subject is not: {missing}. {best}.{told_beside(claim, best)}"
                return claim.verdict("imprecise", "by-value.subject", told, [best, *beside(best)])
            same = [k for k in now if k.quantity == best.quantity]
            return fits(claim, same, "by-value", valid=[k for k in facts.by_quantity()[best.quantity] if at(k, claim)])
        if other := _of_another_unit(claim):
            return other
        told_so = number.bound == "exact"  # a round number equals an old figure by chance
        old = [k for k in found if told_so and claim.when and k.end < claim.when[0] and number.value >= 1_000]
        if old:
            last = max(old, key=lambda k: k.end)
            return claim.verdict("outdated", "by-value.earlier", f"It was so earlier: {last}.", [last])
    return claim.verdict("unverifiable", "nothing-known", "The record has no figure for this number.")


def _of_another_unit(claim: Claim) -> Check | None:
    """A main total of the Party named, told of things that it does not count: "1,444 delivery vehicles"."""
    number = claim.number
    if number.party not in ("USA", "RUS") or number.bound != "exact" or claim.when is None or number.value % 100 == 0:
        return None
    if not ARMS.search(f"{number.unit} {claim.where.own}".lower()):
        return None
    totals = [
        k for k in facts.by_value().get(number.value, ())
        if k.party == number.party and k.quantity in MAIN and k.value >= LEAST_TOTAL
        if at(k, claim) and wrong(claim, k)
    ]  # fmt: skip
    best = min(totals, key=lambda k: (k.recalled, not k.quantity.startswith("newstart.")), default=None)
    if best is None:
        return None
    told = f"The number is right for something else: {wrong(claim, best)}. {best}."
    return claim.verdict("imprecise", "by-value.unit", told, [best, *beside(best)])


def total_meant(claim: Claim) -> str | None:
    """The declared total of New START that words without a treaty mean: all deployed carriers, or all launchers."""
    number, said = claim.number, claim.where.cues()
    if number.kind != "count" or number.party not in ("USA", "RUS") or claim.when is None or number.unit == "warheads":
        return None
    things = said & {"icbm", "slbm", "bombers", "missiles", "vehicles", "launchers"}
    name = None
    if {"deployed", "non_deployed"} <= said and things & {"launchers", "bombers"}:
        name = "newstart.declared.deployed_and_nondeployed_launchers"
    elif "deployed" in said and "non_deployed" not in said:
        whole = "vehicles" in things or ("bombers" in things and things & {"missiles", "icbm", "slbm"})
        name = "newstart.declared.deployed_delivery_vehicles" if whole else None
    known = facts.of(name, number.party) if name else ()
    return name if known and known[0].start <= claim.when[1] else None


_SALIENT = re.compile(
    r"mobile|heavy|rail|MIRV|throw-weight|submarines|SLBM|ICBM|bomber|range|inspections?", re.IGNORECASE
)


def limit_by_words(claim: Claim, bounds: Sequence[Known]) -> Check | None:
    """A limit of a treaty that the text names: exact, a slip of one that its words name, or one of two that differ."""
    number = claim.number
    fitting = [k for k in bounds if unit_fits(claim, k)]
    exact = [k for k in fitting if equal(number, k)]
    said = {w.lower() for w in _SALIENT.findall(claim.where.own)}

    def shared(k: Known) -> int:
        return len(said & {w.lower() for w in _SALIENT.findall(k.words)})

    meant = [k for k in fitting if said and shared(k) == len(said)]
    if exact:
        best = max(exact, key=lambda k: (shared(k), not k.recalled))
        clash = disputed(claim, bounds)
        if clash:
            return clash
        better = [k for k in meant if k not in exact and shared(k) >= shared(best) and nearest(number, [k])]
        if not better or shared(best) == len(said):
            better = [k for k in better if not _agrees(best, claim)]
        if better:
            return slip(claim, better, "limit")
        missing = subjects.objection(best, number, claim.where) or categories.wrong_unit(best, claim)
        missing = missing or categories.wrong_leg(best, claim)
        verdict = "imprecise" if missing else "accurate"
        told = f"The number is right, its subject is not: {missing}. {best}" if missing else str(best)
        return claim.verdict(verdict, "limit.subject" if missing else "limit", told, [best])
    return slip(claim, meant, "limit") if meant else None


def _agrees(known: Known, claim: Claim) -> bool:
    """Whether status and kind of what a limit counts are those that the text names."""
    said, bound = claim.where.cues(), subjects.cues(known.words)
    return ("non_deployed" in said) == ("non_deployed" in bound) and (claim.number.unit == "warheads") <= (
        "warheads" in bound
    )
