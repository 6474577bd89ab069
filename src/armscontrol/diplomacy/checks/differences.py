"""Differences between the Parties and changes between two exchanges, told with their sign."""

from __future__ import annotations

import re
from dataclasses import replace

from armscontrol import terms
from armscontrol.diplomacy.checks import facts
from armscontrol.diplomacy.checks.claims import Claim
from armscontrol.diplomacy.checks.known import Known
from armscontrol.diplomacy.checks.matching import asked, close, current
from armscontrol.diplomacy.checks.mixups import unit_fits
from armscontrol.diplomacy.intervals import overlap
from armscontrol.diplomacy.model import Check


def check_difference(claim: Claim) -> Check:
    """The difference between both Parties' declared totals; other numbers tell the day where the text has none."""
    number = claim.number
    if number.party in ("USA", "RUS"):
        return _of_one(claim, number.party)
    dated = claim.when
    if dated is None:
        found = [
            k.start for n in claim.numbers for k in facts.by_value().get(n.value, ())
            if k.quantity == n.quantity and k.party == n.party and n is not number
        ]  # fmt: skip
        dated = (found[0], found[0]) if found else None
    pairs = []
    for name in ("deployed_delivery_vehicles", "deployed_warheads", "launchers"):
        quantity = f"newstart.declared.{name}"
        mine = current(facts.of(quantity, "USA"), dated, claim.basis if claim.when else "its own date")
        for one in mine:
            pairs += [(one, o) for o in facts.of(quantity, "RUS") if o.start == one.start]
    good = [(a, b) for a, b in pairs if close(number, _difference(a, b))]
    if not good:
        shown = [k for pair in pairs[-3:] for k in pair]
        told = "; ".join(f"{a.words}: {a.amount} and {b.amount}" for a, b in pairs[-3:])
        verdict = "contradicted" if pairs else "unverifiable"
        return claim.verdict(verdict, "difference", f"The differences declared are others: {told}.", shown)
    weapons = "warheads" in claim.where.cues()
    right = [(a, b) for a, b in good if (a.unit == "warheads") == weapons]
    if right:
        a, b = right[0]
        return claim.verdict("accurate", "difference", f"{a.words}: {a.amount} less {b.amount}, {a.when}.", [a, b])
    a, b = good[0]
    same_day = [(x, y) for x, y in pairs if x.start == a.start and (x.unit == "warheads") == weapons]
    instead = "".join(f" In {x.unit}: {x.amount} less {y.amount} is {x.value - y.value:,.0f}." for x, y in same_day[:1])
    told = f"It is a difference of {a.unit}, not of what the text names: {a.amount} less {b.amount}, {a.when}.{instead}"
    return claim.verdict("imprecise", "difference.subject", told, [a, b, *(k for pair in same_day[:1] for k in pair)])


_UNITS = {"warheads": "deployed_warheads", "launchers": "launchers"}


def _of_one(claim: Claim, party: str) -> Check:
    """A change of one Party's total since an earlier exchange, or its distance to the limit: the last ones known."""
    number = claim.number
    name = _UNITS.get(number.unit, "deployed_delivery_vehicles")
    series = facts.of(f"newstart.declared.{name}", party)
    limit = facts.of(f"newstart.limit.{name}")
    now = current(series, claim.when, claim.basis)
    far = [(k, limit[-1]) for k in now for _ in limit[-1:]]
    moved = [(k, b) for k in now for b in series if b.start < k.start]
    for one, other in (*far, *moved):
        if close(number, _difference(one, other)):
            words = f"{one.amount} ({one.when}) and {other.amount} ({'the limit' if other.limit else other.when})"
            return claim.verdict("accurate", "difference.one", f"{one.words}: {words}.", [one, other])
    if not now:
        return claim.verdict("unverifiable", "difference.one", "The record has no figure for that date.")
    told = "; ".join(
        f"{b.amount if not b.limit else 'the limit'} to {k.amount} is {abs(k.value - b.value):,.0f}"
        for k, b in (*far, *moved[-1:])
    )
    shown = [k for pair in (*far, *moved[-1:]) for k in pair]
    return claim.verdict("contradicted", "difference.one", f"{now[-1].words}: {told} ({now[-1].when}).", shown)


def _difference(one: Known, other: Known) -> Known:
    return replace(one, value=abs(one.value - other.value), evidence="derived")


_UP = r"increas\w*|rose|risen|grew|grown|added|adding|gain\w*|went up|up by|выросл\w*|увеличил\w*"
_DOWN = (
    r"decreas\w*|reduc\w*|fell|fallen|declin\w*|dropp\w*|cut\w*|removed|shed\w*|went down|"
    r"down by|сократил\w*|снизил\w*"
)
_CHANGE = re.compile(rf"\b(?:(?P<up>{_UP})|(?P<down>{_DOWN}))\b", re.IGNORECASE)
_TO = re.compile(r"\b(?:to|from|at|below|under|до|с)\s+(?:\w+\s){0,2}$", re.IGNORECASE)


def check_change(claim: Claim) -> Check | None:
    """A change between two exchanges told with its sign: "increased by 34 warheads"; `None` where none is told."""
    number, text = claim.number, claim.document.text
    if number.kind in ("limit", "share"):
        return None
    head = text[max(0, number.span[0] - 60) : number.span[0]]
    verbs = list(_CHANGE.finditer(head))
    if not verbs or _TO.search(head) or re.search(r"[.;]\s", head[verbs[-1].end() :]):
        return None
    up = verbs[-1]["up"] is not None
    when, basis = asked(number, claim.document)
    told = []
    for before, after, change in facts.changes(number.party):
        if abs(change) != abs(number.value) or not change or not unit_fits(claim, after):
            continue
        same = facts.of(after.quantity, after.party)
        if when is None or after in current(same, when, basis) or overlap((after.start, after.end), when):
            told.append((before, after, change))
    if not told:
        return None
    right = [t for t in told if (t[2] > 0) == up]
    before, after, change = (right or told)[0]
    whose = f"{after.words}, {terms.short_party(after.party)}"
    words = f"{whose}: {before.amount} on {before.when}, {after.amount} on {after.when}"
    if right:
        return claim.verdict("accurate", "change", f"{words}.", [before, after])
    went = "rose" if change > 0 else "fell"
    return claim.verdict(
        "contradicted", "change.sign", f"The sign is reversed, the number {went}: {words}.", [before, after]
    )
