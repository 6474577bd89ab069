"""A number that a text gives as a count, held against what was declared or estimated for its date."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from armscontrol import terms
from armscontrol.diplomacy.checks import estimators, facts, mixups, sides, subjects
from armscontrol.diplomacy.checks.claims import Claim
from armscontrol.diplomacy.checks.known import Known
from armscontrol.diplomacy.checks.matching import LAG, close, current, equal
from armscontrol.diplomacy.figures.quantities import WORLD
from armscontrol.diplomacy.model import Check

TRIFLE = 0.005
"""Share by which estimates of the same thing differ between publications without a reader taking note."""

KIN = {
    "estimate.deployed_strategic": ("newstart.declared.deployed_warheads",),
    "estimate.deployed": ("newstart.declared.deployed_warheads",),
    "estimate.total_inventory": ("estimate.stockpile", "newstart.declared.deployed_warheads"),
    "estimate.stockpile": ("estimate.total_inventory",),
    "newstart.declared.deployed_warheads": ("estimate.deployed_strategic",),
}
"""Quantities that the same words may mean: what the treaty counts and what is estimated, all and the stockpile."""

_DEPLOYED = ("estimate.deployed_strategic", "newstart.declared.deployed_warheads")
_NARROWER = {"estimate.total_inventory": _DEPLOYED, "estimate.stockpile": _DEPLOYED}
"""Narrower quantities that a number told of all warheads may be of, in the order in which they are tried."""

YEAR = timedelta(days=400)
"""Yearly figures are told until the next one is published."""
REVISED = 0.05
"""Share by which estimates are revised backwards."""

UNDATED = 0.1
"""Share by which a number without a date may be off the nearest figure of any day before it is called wrong."""

_SETTLED = ("accurate", "imprecise", "outdated", "same-source")
_AGO = re.compile(
    r"[ ,(]{0,2}(?:\w+ ){1,2}(?:years?|months?) (?:ago|earlier|before)\b|[ ,(]{0,2}(?:previously|earlier)\b"
)
_CEILING = re.compile(r"\b(?:cap|ceiling|upper limit|limit)s?\b", re.IGNORECASE)
_ALERT = re.compile(
    r"\b(?:on|high|hair-trigger|full) alert\b|\bready (?:to|for) (?:launch|fire|use)\b|боев\w+ (?:дежурств|готовност)"
)
_EARLIER = re.compile(r"\b(?:down|up|from|compared (?:with|to)|against|earlier|previous\w*|before)\s+(?:\w+\s){0,2}$")


def check_count(claim: Claim, quantity: str, known: Sequence[Known]) -> Check:
    """The verdict on a count; where the record cannot settle it, what the same words may also mean is tried."""
    found = _count(claim, quantity, known)
    for name in KIN.get(quantity, ()):
        loose = found.verdict == "outdated" and claim.number.bound != "exact"
        if (found.verdict in _SETTLED and not loose) or found.rule.endswith(("differ", "one-alone")):
            return found
        found = _or_kin(claim, found, quantity, name)
    return found


def _or_kin(claim: Claim, first: Check, quantity: str, name: str) -> Check:
    """The verdict on a count, or on another quantity that the same words may mean, if that one tells more."""
    kin = facts.of(name, claim.number.party)
    if not kin:
        return first
    if quantity == "estimate.total_inventory" and name.startswith("newstart.declared"):
        most = max(k.value for k in kin)
        if claim.number.value > most or "deployed" not in subjects.cues(claim.where.sentence):
            return first
    elif "inventory" in f"{quantity} {name}" and not any(equal(claim.number, k) for k in kin):
        return first
    second = _count(replace(claim, number=replace(claim.number, quantity=name)), name, kin)
    if first.verdict == "outdated":
        return second if second.verdict == "accurate" else first
    telling = second.verdict in _SETTLED or second.rule.endswith(("misprint", "other-party", "one-alone"))
    slipped = first.rule.endswith(("misprint", "other-party"))
    if first.verdict == "unverifiable":
        return first if second.verdict == "unverifiable" else second
    return second if telling and not slipped else first


def _count(claim: Claim, quantity: str, known: Sequence[Known]) -> Check:
    number = claim.number
    known = sides.pool(claim, known)
    apart = sorted(sides.pair(claim)) if number.party in ("each", "both") and number.kind == "count" else ()
    apart = [*apart, "together"] if apart else []
    of_each = [k for p in apart for k in current([k for k in known if k.party == p], claim.when, claim.basis)]
    valid = tuple(of_each) or current(known, claim.when, claim.basis)
    rule = quantity.rpartition(".")[0] or "count"
    disputed = mixups.disputed(claim, known)
    if disputed:
        return disputed
    sure = sides.whose(number) or "share" in quantity or (number.bound == "exact" and number.value >= mixups.SURE)
    if rule == "estimate" and not sure:
        return claim.verdict("unverifiable", "estimate.whose", "The text does not say whose the warheads are.")
    if "share" in quantity and not valid and claim.when and (years := _nearest_years(claim, known)):
        return claim.verdict(
            "accurate", "estimate.near-year", f"The nearest years that the record has: {years[0]}.", years
        )
    if rule == "estimate" and (body := estimators.other(claim)) and not any(equal(number, k) for k in valid):
        shown = f" Published estimates: {valid[0]}." if valid else ""
        words = f"The record keeps no estimates of {body}; it has those of scientists' institutes.{shown}"
        return claim.verdict("unverifiable", "estimate.other-estimator", words, valid)
    nearly = number.bound == "about" and any(close(number, k) for k in valid)
    for match in (close,) if apart and number.bound != "exact" else (equal, close):
        same = [k for k in valid if match(number, k)]
        if same:
            same.sort(key=lambda k: (k.recalled, abs(k.value - number.value), _far(claim, k)))
            alike = same if number.party in ("each", "both") else [k for k in same if k.value == same[0].value]
            return mixups.fits(claim, alike, rule, valid=valid)
        if match is equal and not nearly and (other := mixups.other_category(claim, valid)):
            return other
        elsewhere = [k for k in known if match(number, k) and not (match is close and number.bound == "exact")]
        if elsewhere and claim.when and number.bound != "range" and not (match is equal and nearly):
            return _otherwise_dated(claim, elsewhere, valid, rule)
    firm = [k for k in valid if not k.recalled]
    if not firm:
        words = "The record has no sourced figure for that date." + (f" Recalled: {valid[0]}." if valid else "")
        return claim.verdict("unverifiable", f"{rule}.no-figure", words, valid)
    if claim.when is None and rule != "count" and (undated := _undated(claim, firm, rule)):
        return undated
    if number.value % 10 and (slip := mixups.slip(claim, firm, rule)):
        return slip
    same = [
        k for k in firm if rule == "estimate" and abs(k.value - number.value) <= TRIFLE * k.value and _far(claim, k)[0]
    ]
    if same:
        words = f"The record has {same[0]}; estimates of different publications differ by that little."
        return claim.verdict("accurate", "estimate.nearly", words, same[:1])
    if number.party == WORLD and claim.when and not any(k.start.year == claim.when[0].year for k in firm):
        words = f"The record has no total of the world for that year. The nearest: {firm[-1]}."
        return claim.verdict("unverifiable", "estimate.no-year", words, firm[-1:])
    if all(mixups.last_of(claim, k) for k in firm) and not mixups.says_last(claim):
        last = max(firm, key=lambda k: k.start)
        words = f"The last declared is {last}; none has been since, so the record has no figure for that time."
        return claim.verdict("unverifiable", f"{rule}.none-since", words, [last])
    if rule == "estimate" and _CEILING.search(claim.where.sentence):
        words = "The sentence speaks of a ceiling, and no treaty of the record sets one on this."
        return claim.verdict("unverifiable", "estimate.ceiling", words)
    if _ALERT.search(claim.where.own):
        words = "The record has no figure of the warheads that are on alert."
        return claim.verdict("unverifiable", f"{rule}.alert", words)
    slip = mixups.slip(claim, firm, rule)
    if slip:
        return slip
    if rule == "estimate" and claim.when and all(k.end.year < claim.when[0].year - 1 for k in firm):
        words = f"The record has no figure near that date. The last: {firm[-1]}."
        return claim.verdict("unverifiable", "estimate.none-near", words, firm[-1:])
    best = min(firm, key=lambda k: abs(k.value - number.value))
    if rule == "estimate" and number.bound in ("exact", "range") and abs(best.value - number.value) <= 0.1 * best.value:
        words = f"Estimates differ; the record has {best}."
        return claim.verdict("disputed", "estimate.differs", words, [best])
    if narrower := _narrower(claim, quantity, firm):
        return narrower
    return claim.verdict("contradicted", f"{rule}.other", f"The record has {best}.", firm[:4])


def _undated(claim: Claim, firm: Sequence[Known], rule: str) -> Check | None:
    """A number that the record has for no day, told without one: it is wrong only where it is near no day's figure."""
    near = sorted(firm, key=lambda k: abs(k.value - claim.number.value))
    if abs(near[0].value - claim.number.value) > UNDATED * near[0].value:
        return None
    rows = "; ".join(str(k) for k in near[:2])
    words = f"No date given: the record has this number for no day. The nearest: {rows}."
    return claim.verdict("unverifiable", f"{rule}.no-date", words, near[:3])


def _narrower(claim: Claim, quantity: str, firm: Sequence[Known]) -> Check | None:
    """A range or a round number told of all warheads that fits the deployed ones: the nearest of them, the latest."""
    number = claim.number
    if quantity not in _NARROWER or number.bound not in ("range", "about"):
        return None
    for name in _NARROWER[quantity]:
        fitting = [
            k for k in facts.of(name, number.party) if close(number, k) and not k.recalled and mixups.at(k, claim)
        ]  # fmt: skip
        if fitting:
            best = max(fitting, key=lambda k: (k.start, -abs(k.value - number.value)))
            own = max((k for k in firm if k.party == best.party), key=lambda k: k.start, default=firm[-1])
            words = f"The number fits another category: {best}. What the text names is {own}."
            return claim.verdict("imprecise", "other-category.near", words, [best, own])
    return None


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
    told = max(earlier, key=lambda k: k.end, default=None)
    if told and claim.when and told.end + YEAR > start and all(v.public > claim.when[1] for v in valid):
        return claim.verdict("accurate", f"{rule}.last-known", f"The last that was known then: {told}.", [told])
    then = min(valid, key=lambda k: (k.recalled, _far(claim, k)), default=None)
    now = f" At the date of the claim: {then}." if then else ""
    if earlier:
        last = max(earlier, key=lambda k: k.end)
        ago = _AGO.match(claim.document.text, claim.number.span[1])
        if ago or _EARLIER.search(
            claim.document.text[max(0, claim.number.span[0] - 40) : claim.number.span[0]].lower()
        ):
            return claim.verdict("accurate", f"{rule}.comparison", f"Told as an earlier figure: {last}.", [last])
        return claim.verdict("outdated", f"{rule}.earlier", f"It was so earlier: {last}.{now}", [last, *valid])
    soon = [k for k in elsewhere if rule == "estimate" and claim.when and k.start <= claim.when[1] + LAG]
    if soon:
        return claim.verdict("accurate", "estimate.just-ahead", f"Published soon after: {soon[0]}.", soon[:1])
    apart = rule == "estimate" and claim.basis == "its own date" and valid and not any(v.recalled for v in valid)
    if apart and all(abs(v.value - claim.number.value) > REVISED * v.value for v in valid):
        words = f"The record has this figure for a later time: {elsewhere[0]}.{now}"
        return claim.verdict("contradicted", f"{rule}.later", words, [elsewhere[0], *valid])
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
    highest = max((k for k in facts.of("newstart.limit.inspections_per_year")), key=lambda k: k.value, default=None)
    if number.party in terms.PARTIES and highest and number.value > highest.value and claim.when:
        yearly = [k for k in known if k.about == "total"]
        if yearly and "year" in claim.where.sentence:
            return claim.verdict(
                "contradicted", "inspections.above-quota", f"More than a year allows: {highest}.", [highest]
            )
    words = "The record has yearly sums and a few sums until a day; none decides this number."
    return claim.verdict("unverifiable", "inspections.between", words, known[-2:])
