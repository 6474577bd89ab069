"""A number that a text gives as a count, held against what was declared or estimated for its date."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from armscontrol import terms
from armscontrol.diplomacy.checks import facts, mixups
from armscontrol.diplomacy.checks.claims import Claim
from armscontrol.diplomacy.checks.known import Known
from armscontrol.diplomacy.checks.matching import LAG, close, current, equal
from armscontrol.diplomacy.model import Check

TRIFLE = 0.005
"""Share by which estimates of the same thing differ between publications without a reader taking note."""

KIN = {
    "estimate.deployed_strategic": "newstart.declared.deployed_warheads",
    "estimate.deployed": "newstart.declared.deployed_warheads",
    "estimate.total_inventory": "estimate.stockpile",
    "estimate.stockpile": "estimate.total_inventory",
    "newstart.declared.deployed_warheads": "estimate.deployed_strategic",
}
"""Quantities that the same words may mean: what the treaty counts and what is estimated, all and the stockpile."""

_SETTLED = ("accurate", "imprecise", "outdated", "same-source")
_EARLIER = re.compile(r"\b(?:down|up|from|compared (?:with|to)|against|earlier|previous\w*|before)\s+(?:\w+\s){0,2}$")


def check_count(claim: Claim, quantity: str, known: Sequence[Known]) -> Check:
    """The verdict on a count; where the record cannot settle it, what the same words may also mean is tried."""
    first = _count(claim, quantity, known)
    kin = facts.of(KIN[quantity], claim.number.party) if quantity in KIN else ()
    if first.verdict in _SETTLED or first.rule.endswith("differ") or not kin:
        return first
    claim = replace(claim, number=replace(claim.number, quantity=KIN[quantity]))
    second = _count(claim, KIN[quantity], kin)
    if "inventory" in f"{quantity} {KIN[quantity]}" and not any(equal(claim.number, k) for k in kin):
        return first
    telling = second.verdict in _SETTLED or second.rule.endswith(("misprint", "other-party"))
    slipped = first.rule.endswith(("misprint", "other-party"))
    return second if (telling and not slipped) or first.verdict == "unverifiable" else first


def _count(claim: Claim, quantity: str, known: Sequence[Known]) -> Check:
    number = claim.number
    valid = current(known, claim.when, claim.basis)
    rule = quantity.rpartition(".")[0] or "count"
    disputed = mixups.disputed(claim, known)
    if disputed:
        return disputed
    if "share" in quantity and not valid and claim.when and (years := _nearest_years(claim, known)):
        return claim.verdict(
            "accurate", "estimate.near-year", f"The nearest years that the record has: {years[0]}.", years
        )
    nearly = number.bound == "about" and any(close(number, k) for k in valid)
    for match in (equal, close):
        same = [k for k in valid if match(number, k)]
        if same:
            same.sort(key=lambda k: (k.recalled, abs(k.value - number.value), _far(claim, k)))
            return mixups.fits(claim, [k for k in same if k.value == same[0].value], rule)
        if match is equal and not nearly and (other := mixups.other_category(claim, valid)):
            return other
        elsewhere = [k for k in known if match(number, k) and not (match is close and number.bound == "exact")]
        if elsewhere and claim.when:
            return _otherwise_dated(claim, elsewhere, valid, rule)
    firm = [k for k in valid if not k.recalled]
    if not firm:
        words = "The record has no sourced figure for that date." + (f" Recalled: {valid[0]}." if valid else "")
        return claim.verdict("unverifiable", f"{rule}.no-figure", words, valid)
    if rule == "estimate" and number.party not in terms.PARTIES and "share" not in quantity:
        return claim.verdict("unverifiable", "estimate.whose", "The text does not say whose the warheads are.")
    same = [
        k for k in firm if rule == "estimate" and abs(k.value - number.value) <= TRIFLE * k.value and _far(claim, k)[0]
    ]
    if same:
        words = f"The record has {same[0]}; estimates of different publications differ by that little."
        return claim.verdict("accurate", "estimate.nearly", words, same[:1])
    slip = mixups.slip(claim, firm, rule)
    if slip:
        return slip
    if rule == "estimate" and claim.when and all(k.end.year < claim.when[0].year - 1 for k in firm):
        words = f"The record has no figure near that date. The last: {firm[-1]}."
        return claim.verdict("unverifiable", "estimate.none-near", words, firm[-1:])
    best = min(firm, key=lambda k: abs(k.value - number.value))
    if rule == "estimate" and number.bound == "exact" and abs(best.value - number.value) <= 0.1 * best.value:
        words = f"Estimates differ; the record has {best}."
        return claim.verdict("disputed", "estimate.differs", words, [best])
    return claim.verdict("contradicted", f"{rule}.other", f"The record has {best}.", firm[:4])


def _nearest_years(claim: Claim, known: Sequence[Known]) -> list[Known]:
    """Shares of years within two of the claim, if all say what it says."""
    year = claim.when[0].year if claim.when else 0
    near = [k for k in known if abs(k.start.year - year) <= 2 and not k.recalled]
    return near if near and all(close(claim.number, k) for k in near) else []


def _far(claim: Claim, known: Known) -> tuple[bool, bool]:
    """Figures of the publication that the text names come first, then those of the status table."""
    named = (claim.number.attributed_to or "").lower()
    publisher = known.label.partition(" ")[0].lower()
    asked_for = publisher in named or (publisher == "fas" and "federation of american scientists" in named)
    return not asked_for, not known.label.startswith("FAS status table 2")


def _otherwise_dated(claim: Claim, elsewhere: Sequence[Known], valid: Sequence[Known], rule: str) -> Check:
    start = claim.when[0] if claim.when else date.min
    fresh = [k for k in elsewhere if k.start <= start and all(v.start < k.start for v in valid)]
    if fresh:
        return claim.verdict("accurate", f"{rule}.fresh", f"Just declared: {fresh[0]}.", fresh)
    earlier = [k for k in elsewhere if k.start <= start]
    then = min(valid, key=lambda k: (k.recalled, _far(claim, k)), default=None)
    now = f" At the date of the claim: {then}." if then else ""
    if earlier:
        last = max(earlier, key=lambda k: k.end)
        if _EARLIER.search(claim.document.text[max(0, claim.number.span[0] - 40) : claim.number.span[0]].lower()):
            return claim.verdict("accurate", f"{rule}.comparison", f"Told as an earlier figure: {last}.", [last])
        return claim.verdict("outdated", f"{rule}.earlier", f"It was so earlier: {last}.{now}", [last, *valid])
    soon = [k for k in elsewhere if rule == "estimate" and claim.when and k.start <= claim.when[1] + LAG]
    if soon:
        return claim.verdict("accurate", "estimate.just-ahead", f"Published soon after: {soon[0]}.", soon[:1])
    if rule == "estimate" or any(all(k.recalled for k in ks) for ks in (valid, elsewhere)):
        words = f"The record has this figure for a later time only: {elsewhere[0]}."
        return claim.verdict("unverifiable", f"{rule}.later", words, elsewhere)
    return claim.verdict(
        "contradicted", f"{rule}.later", f"It was so later: {elsewhere[0]}.{now}", [*elsewhere, *valid]
    )


def check_inspections(claim: Claim) -> Check:
    """The verdict on a number of inspections conducted: in a treaty year, or until a day."""
    number = claim.number
    known = facts.of("newstart.inspections.conducted", number.party)
    if claim.when:
        known = tuple(k for k in known if k.start <= claim.when[1])
    same = [
        k for k in known if equal(number, k) and (claim.when is None or k.end >= claim.when[0] or k.about != "total")
    ]
    if same:
        return claim.verdict("accurate", "inspections", f"{same[0]}.", same)
    if number.party not in terms.PARTIES and "year" in claim.where.sentence:
        pairs = [
            (a, b) for a in known for b in known
            if (a.party, b.party, a.about) == ("USA", "RUS", b.about) and a.start == b.start and a.end == b.end
        ]  # fmt: skip
        if both := [p for p in pairs if p[0].value + p[1].value == number.value]:
            return claim.verdict("accurate", "inspections.both", f"{both[0][0]}. {both[0][1]}.", both[0])
    highest = max((k for k in facts.of("newstart.limit.inspections")), key=lambda k: k.value, default=None)
    if number.party in terms.PARTIES and highest and number.value > highest.value and claim.when:
        yearly = [k for k in known if k.about == "total"]
        if yearly and "year" in claim.where.sentence:
            return claim.verdict(
                "contradicted", "inspections.above-quota", f"More than a year allows: {highest}.", [highest]
            )
    words = "The record has yearly sums and a few sums until a day; none decides this number."
    return claim.verdict("unverifiable", "inspections.between", words, known[-2:])
