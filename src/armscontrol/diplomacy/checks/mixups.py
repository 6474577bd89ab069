"""Slips and mix-ups: a digit wrong, another category, the other Party's figure; and whether a subject fits at all."""

from __future__ import annotations

import re
from collections.abc import Sequence

from armscontrol import terms
from armscontrol.diplomacy.checks import facts, subjects
from armscontrol.diplomacy.checks.claims import Claim
from armscontrol.diplomacy.checks.estimates import HOLDINGS
from armscontrol.diplomacy.checks.known import DECLARED, Known
from armscontrol.diplomacy.checks.matching import current, equal, nearest
from armscontrol.diplomacy.intervals import overlap
from armscontrol.diplomacy.model import Check

LEAST = 20
"""A smaller number without a quantity equals too many figures by chance."""

MAIN = (
    {f"estimate.{n}" for n in HOLDINGS}
    | {f"newstart.declared.{n}" for n in DECLARED}
    | {"inf.eliminated", "estimate.deployed"}
)
"""Totals that texts speak of; parts and types come after them."""


# What stands beside a figure


def beside(known: Known) -> tuple[Known, ...]:
    """The other categories of the same State in the same edition of an estimate."""
    if not known.quantity.startswith("estimate."):
        return ()
    names = [f"estimate.{n}" for n in ("total_inventory", "stockpile", "deployed_strategic", "deployed")]
    return tuple(
        k for n in names if n != known.quantity for k in facts.of(n, known.party)
        if k.label == known.label and overlap((k.start, k.end), (known.start, known.end))
    )  # fmt: skip


def told_beside(claim: Claim, known: Known) -> str:
    """The same State's other figures in words, and the treaty's last count beside an estimate."""
    parts = [f"{k.amount}: {k.words}" for k in beside(known)]
    if known.quantity.startswith("estimate."):
        count = [k for k in facts.of("newstart.declared.deployed_warheads", known.party) if k.party == known.party]
        before = [k for k in count if not k.recalled and (claim.when is None or k.start <= claim.when[1])]
        if before:
            parts.append(f"{before[-1].amount}: last declared under the treaty, {before[-1].when}")
    return f" Beside it: {'; '.join(parts)}." if parts else ""


# What a number can mean


def _sibling_family(quantity: str, known: Known) -> bool:
    """Force tables repeat the totals of estimates: the same thing, not another."""
    return quantity.startswith("estimate.") and known.quantity == "estimate.forces"


def theirs(known: Known, party: str | None) -> bool:
    """Whether a figure can be that of the Party of a claim."""
    return party in (None, "each", "both") or known.party in (party, "each")


def at(known: Known, claim: Claim) -> bool:
    """Whether a figure can be meant at the date of the claim."""
    if claim.when is None:
        return True
    same = [k for k in facts.by_quantity()[known.quantity] if k.party == known.party and k.about == known.about]
    return known in current(same, claim.when, claim.basis)


def wrong(claim: Claim, known: Known) -> str | None:
    """What is wrong with the text's subject if this figure is meant."""
    return subjects.objection(known, claim.number, claim.where, beside(known))


def rank(claim: Claim, known: Known) -> tuple[bool, ...]:
    """Order among figures of one value: sourced, fitting the words, a total, of the status table."""
    fas = known.label.startswith("FAS status table 2")
    return known.recalled, bool(wrong(claim, known)), known.quantity not in MAIN, not fas


_KINDS = {
    "warheads": "warhead|weapon|bomb",
    "launchers": "launcher|silo|tube|missile|ICBM|SLBM",
    "missiles": "missile|SS-|Pershing|ICBM|SLBM|rocket",
    "vehicles": "vehicle|missile|bomber|ICBM|SLBM|carrier|launcher",
    "bombers": "bomber|aircraft|launcher",
    "inspections": "inspection|visit",
    "notifications": "notification",
    "submarines": "submarine|boat",
    "cent": "%|percent|per cent|share",
    "km": "km|kilomet",
}
"""Last word of a unit of the record, and what texts call it."""
_FITS = {word: re.compile(pattern, re.IGNORECASE) for word, pattern in _KINDS.items()}


def unit_fits(claim: Claim, known: Known) -> bool:
    """Whether the text's words for what is counted can mean what a figure counts."""
    if known.quantity in MAIN and known.value >= 1_000 and not claim.where.cues():
        return True  # the words stand earlier, as in "the United States had 655 and 1,373"
    pattern = _FITS.get(known.unit.split()[-1])
    return bool(pattern and pattern.search(f"{claim.number.unit} {claim.where.own}"))


# Right number, right subject?


def fits(claim: Claim, same: Sequence[Known], rule: str, omits: Sequence[str] = (), more: str = "") -> Check:
    """The number is the figure: is the subject right and whole?"""
    first = same[0]
    rest = [k for k in same if k.value != first.value]
    others = beside(first)
    missing = subjects.objection(first, claim.number, claim.where, others)
    dated = "" if claim.when or first.limit else f" The text has no date; the figure is that of {first.when}."
    if missing:
        also = told_beside(claim, first)
        words = f"The number is right, its subject is not: {missing}. {first}.{also}{dated}{more}"
        return claim.verdict("imprecise", f"{rule}.subject", words, [*same, *others], omits)
    if rest:
        words = f"Sources of the record differ: {'; '.join(str(k) for k in same)}."
        return claim.verdict("disputed", f"{rule}.sources-differ", words, same, omits)
    return claim.verdict("accurate", rule, f"{first}.{dated}{more}", same, omits)


# Another category, another Party


def other_category(claim: Claim, valid: Sequence[Known]) -> Check | None:
    """The number is exactly another figure of that Party, or the same figure of the other Party."""
    number = claim.number
    quantity = number.quantity or ""
    if number.value < LEAST or number.bound == "range":
        return None
    found = [
        k for k in facts.by_value().get(number.value, ())
        if k.quantity != quantity and theirs(k, number.party) and at(k, claim) and not _sibling_family(quantity, k)
    ]  # fmt: skip
    if quantity.startswith("newstart.declared."):
        found = [k for k in found if k.quantity.startswith(("newstart.declared.", "estimate."))]
    if found:
        best = min(found, key=lambda k: rank(claim, k))
        missing = wrong(claim, best)
        if missing is None and best.quantity in MAIN:
            return claim.verdict("accurate", "by-value", f"{best}.", [best])
        then = min(valid, key=lambda k: (k.recalled, abs(k.start - best.start), k.label != best.label), default=None)
        instead = f" What the text names is {then}." if then else ""
        words = f"The number is right for something else: {missing or best.words}. {best}.{instead}"
        shown = [best, *valid[:2], *beside(best)]
        return claim.verdict("imprecise", "other-category", f"{words}{told_beside(claim, best)}", shown)
    if number.party in terms.PARTIES:
        swapped = [k for k in facts.of(quantity) if equal(number, k) and k.party != number.party and at(k, claim)]
        if swapped and not any(k.party == number.party for k in swapped) and claim.when:
            close_by = nearest(number, valid)
            how = f" It also resembles that Party's own ({close_by[1]})." if close_by else ""
            mine = f" {terms.short_party(number.party)}: {valid[0]}." if valid and number.party else ""
            told = f"The figure is that of another Party: {swapped[0]}.{mine}{how}"
            return claim.verdict("contradicted", "other-party", told, [swapped[0], *valid[:2]])
    return None


# Slips


def slip(claim: Claim, known: Sequence[Known], rule: str) -> Check | None:
    """The number looks like a misprint of a figure that stands at that date."""
    if claim.number.bound not in ("exact", "at_most"):
        return None
    found = nearest(claim.number, known)
    if not found:
        return None
    it, how = found
    told = f"The record has {'the limit: ' if it.limit else ''}{it}; the number resembles it ({how})."
    return claim.verdict("contradicted", f"{rule}.misprint", told, [it])


def disputed(claim: Claim, known: Sequence[Known]) -> Check | None:
    """Two copies or sources of the record give different numbers for one thing, and this is one of them."""
    mine = [k for k in known if equal(claim.number, k) and (".level." in k.quantity or "alternative" in k.about)]
    for k in mine:
        pool = facts.limits(k.quantity.partition(".")[0]) if ".level." in k.quantity else ()
        other = [
            o for o in pool if (o.quantity, o.party, o.start) == (k.quantity, k.party, k.start) and o.value != k.value
        ]
        if other:
            told = f"Sources of the record differ: {k.amount} and {other[0].amount} for {k.words}."
            return claim.verdict("disputed", "sources-differ", told, [k, *other])
    return None
