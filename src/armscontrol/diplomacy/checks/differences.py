"""Differences between the Parties and changes between two exchanges, told with their sign."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta

from armscontrol import terms
from armscontrol.diplomacy.checks import facts
from armscontrol.diplomacy.checks.claims import Claim
from armscontrol.diplomacy.checks.known import Known
from armscontrol.diplomacy.checks.matching import asked, close, current
from armscontrol.diplomacy.checks.mixups import last_of, unit_fits
from armscontrol.diplomacy.figures.owners import owners
from armscontrol.diplomacy.intervals import overlap
from armscontrol.diplomacy.model import Check


def check_difference(claim: Claim) -> Check:
    """The difference between both Parties' declared totals; other numbers tell the day where the text has none."""
    number = claim.number
    text, end = claim.document.text, number.span[1]
    first = (number.party or "").partition("-")[0]
    if first in ("USA", "RUS") and (first == number.party or _THAN_BEFORE.match(text, end, end + 90)):
        by_itself = _of_one(claim, first)
        sentence = claim.where.sentence
        accused = len({o.code for o in owners(sentence, 0, len(sentence))}) > 1
        exceeded = _EXCEEDED.search(text, max(0, number.span[0] - 120), number.span[0])
        if by_itself.verdict == "contradicted" and accused and exceeded:
            words = (
                f"By how much it exceeds the limits is what the other side says; as declared: {by_itself.explanation}"
            )
            return claim.verdict("unverifiable", "difference.excess", words)
        return by_itself
    dated = claim.when
    if dated is None:
        found = [
            k.start for n in claim.numbers for k in facts.by_value().get(n.value, ())
            if k.quantity == n.quantity and k.party == n.party and n is not number
        ]  # fmt: skip
        dated = (found[0], found[0]) if found else None
    pairs = []
    for name in ("deployed_delivery_vehicles", "deployed_warheads", "deployed_and_nondeployed_launchers"):
        quantity = f"newstart.declared.{name}"
        mine = current(facts.of(quantity, "USA"), dated, claim.basis if claim.when else "its own date")
        for one in mine:
            pairs += [(one, o) for o in facts.of(quantity, "RUS") if o.start == one.start]
    good = [(a, b) for a, b in pairs if close(number, _difference(a, b))]
    ahead = _ahead(claim)
    if ahead and good and not any(_more(a, b).party == ahead for a, b in good):
        a, b = good[0]
        whose = terms.short_party(_more(a, b).party)
        words = f"The sign is reversed, {whose} has more {a.words}: {a.amount} and {b.amount}, {a.when}."
        return claim.verdict("contradicted", "difference.reversed", words, [a, b])
    good = [(a, b) for a, b in good if ahead in (None, _more(a, b).party)]
    if not good and (estimates := _of_estimates(claim)):
        return estimates
    late = all(last_of(claim, a) for a, _ in pairs)
    if not good and (late or not _OF_TREATY.search(claim.where.paragraph)):
        words = "The record has differences of what was declared, and the text does not say that it means these."
        return claim.verdict("unverifiable", "difference.which", words)
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


_THAN_BEFORE = re.compile(
    r"[^;\n]{0,60}?\bthan (?:at |in |on |it |a year|last|the (?:same|previous|year|one)|six months|before|during)"
)
"""A difference to an earlier day of the same Party: "148 more than at the same time last year"."""
_EXCEEDED = re.compile(r"\bexceed\w*\b[^.;]{0,90}\bby (?:\w+ )?$|\bпревы\w+\b[^.;]{0,90}\bна (?:\w+ )?$")
_AHEAD = re.compile(r"\b(?:more|higher|ahead|lead|advantage|edge)\b")
_BEHIND = re.compile(r"\b(?:fewer|less|lower|behind)\b")


def _more(one: Known, other: Known) -> Known:
    return one if one.value > other.value else other


def _ahead(claim: Claim) -> str | None:
    """The Party that a text says has more than the other, where it says which."""
    first, _, second = (claim.number.party or "").partition("-")
    text, (start, end) = claim.document.text, claim.number.span
    around = f"{text[max(0, start - 30) : start]} {text[end : end + 60].partition('.')[0]}"
    more, fewer = _AHEAD.search(around), _BEHIND.search(around)
    return None if not second or bool(more) == bool(fewer) else first if more else second


_OF_TREATY = re.compile(
    r"deploy|declar|START|treaty|exchange|launcher|carrier|vehicle|разв[её]рн|договор|СНВ", re.IGNORECASE
)


def _of_estimates(claim: Claim) -> Check | None:
    """The difference of two estimates of one edition, where it is the number."""
    if claim.number.unit != "warheads":
        return None
    for name in ("total_inventory", "stockpile", "deployed_strategic"):
        for one in current(facts.of(f"estimate.{name}", "USA"), claim.when, claim.basis):
            for other in facts.of(f"estimate.{name}", "RUS"):
                same = other.label == one.label and other.start.year == one.start.year
                told_so = _ahead(claim) in (None, _more(one, other).party)
                if same and told_so and close(claim.number, _difference(one, other)):
                    told = f"{one.words}: {one.amount} and {other.amount} ({one.when}, {one.label})."
                    return claim.verdict("accurate", "difference.estimates", told, [one, other])
    return None


_UNITS = {"warheads": "deployed_warheads", "launchers": "deployed_and_nondeployed_launchers"}


def _of_one(claim: Claim, party: str) -> Check:
    """A change of one Party's total since an earlier exchange, or its distance to the limit: the last ones known."""
    number = claim.number
    name = _UNITS.get(number.unit, "deployed_delivery_vehicles")
    series = facts.of(f"newstart.declared.{name}", party)
    limit = facts.of(f"newstart.limit.{name}")
    now = current(series, claim.when, claim.basis)
    far = [(k, limit[-1]) for k in now for _ in limit[-1:]]
    moved = [(k, b) for k in now for b in series if b.start < k.start]
    signed, since = _signed(claim)
    last = [(k, b) for k, b in moved if b is max((m for o, m in moved if o is k), key=lambda m: m.start)]
    if signed and _ALLOWED.search(since):
        moved = last = []
        signed = 0
    elif signed:
        moved = [(k, b) for k, b in moved if (f"{b.start:%B}" in since if since else (k, b) in last)]
        far = []
    if _YEAR_BEFORE.search(claim.document.text, number.span[1], number.span[1] + 100):
        moved = [(k, b) for k in now for b in series if _A_YEAR[0] <= k.start - b.start <= _A_YEAR[1]]
        far = []
    over = _over(claim)
    for one, other in (*far, *moved):
        if close(number, _difference(one, other)):
            if other.limit and over and over != (1 if one.value > other.value else -1):
                where = "above" if one.value > other.value else "below"
                told = f"It is so much {where} the limit: {one.amount} ({one.when}) and {other.amount}. {one.words}."
                return claim.verdict("contradicted", "difference.side", told, [one, other])
            if signed and signed != (1 if one.value > other.value else -1):
                continue
            words = f"{one.amount} ({one.when}) and {other.amount} ({'the limit' if other.limit else other.when})"
            return claim.verdict("accurate", "difference.one", f"{one.words}: {words}.", [one, other])
    for one, other in last:
        if signed and close(number, _difference(one, other)):
            went = "rose" if one.value > other.value else "fell"
            words = f"{one.words}: {other.amount} on {other.when}, {one.amount} on {one.when}"
            told = f"The sign is reversed, the number {went}: {words}."
            return claim.verdict("contradicted", "change.sign", told, [one, other])
    if not now:
        return claim.verdict("unverifiable", "difference.one", "The record has no figure for that date.")
    told = "; ".join(
        f"{b.amount if not b.limit else 'the limit'} to {k.amount} is {abs(k.value - b.value):,.0f}"
        for k, b in (*far, *moved[-1:])
    )
    shown = [k for pair in (*far, *moved[-1:]) for k in pair]
    return claim.verdict("contradicted", "difference.one", f"{now[-1].words}: {told} ({now[-1].when}).", shown)


_YEAR_BEFORE = re.compile(
    r"\bthan (?:it (?:had|did) )?(?:an?|one) year (?:earlier|ago|before)\b|"
    r"\bthan (?:at the same time |it (?:had|did) )?(?:last year|the year before)\b"
)
_A_YEAR = (timedelta(days=330), timedelta(days=400))
_ABOVE = re.compile(
    r"[ -](?:\w+ ){0,4}?(?:above|over|in excess of|beyond|too many|"
    r"to (?:go|shed|cut|remove|retire|eliminate|lose|dismantle))\b"
)
_BELOW = re.compile(r"[ -](?:\w+ ){0,4}?(?:below|under|beneath|short of|shy of|fewer than|less than|to spare)\b")


def _over(claim: Claim) -> int:
    """1 where a text puts a total above its limit, -1 where below, 0 where it says neither."""
    text, end = claim.document.text, claim.number.span[1]
    above, below = (w.match(text, end, end + 60) for w in (_ABOVE, _BELOW))
    return 0 if bool(above) == bool(below) else 1 if above else -1


_MORE = re.compile(r"[ -](?:more|higher)\b")
_MONTH = re.compile(r"\b(?:February|March|September)\b")
"""Months of which totals were declared."""
_ALLOWED = re.compile(r"\b(?:allow\w*|permit\w*|limit|ceiling|cap|treaty|START)\b")
_FEWER = re.compile(r"[ -](?:fewer|lower|less)\b")


def _signed(claim: Claim) -> tuple[int, str]:
    """1 where a text says more than before, -1 where it says fewer, 0 where it says neither; and than when."""
    after = claim.document.text[claim.number.span[1] : claim.number.span[1] + 80].partition(".")[0]
    _, than, since = after.partition("than")
    if not than:
        return 0, ""
    dated = _MONTH.search(since) or _ALLOWED.search(since)
    return (1 if _MORE.search(after) else -1 if _FEWER.search(after) else 0), since if dated else ""


def _difference(one: Known, other: Known) -> Known:
    return replace(one, value=abs(one.value - other.value), evidence="derived")


_UP = (
    r"increas\w*|rose|risen|grew|grown|added|adding|gain\w*|rais\w+|climb\w*|jump\w*|went up|up by|вырос\w*|"
    r"увеличил\w*|возрос\w*|прибавил\w*|добавил\w*|expand\w*|grows?|growing|"
    r"up(?= (?:by )?(?:about |some |nearly |roughly |around |almost |more than )?$)"
)
_DOWN = (
    r"decreas\w*|reduc\w*|fell|fallen|declin\w*|dropp\w*|lower\w*|trimm\w*|slash\w*|shrank|cut\w*|removed|shed\w*|"
    r"down(?= (?:by )?(?:about |some |nearly |roughly |around |almost |more than )?$)|"
    r"went down|down by|сократил\w*|сокращ\w*|снизил\w*|уменьшил\w*|убавил\w*"
)
_CHANGE = re.compile(rf"\b(?:(?P<up>{_UP})|(?P<down>{_DOWN}))\b", re.IGNORECASE)
_TO = re.compile(r"\b(?:to|from|at|below|under|до|с)\s+(?:\w+\s){0,2}$", re.IGNORECASE)


_SMALL = 400
"""Changes are smaller; totals of warheads and carriers that the record has of the two great arsenals are higher."""
_HELD = re.compile(r"[,;:]|\b(?:ha[sd]|have|holds?|with|of|are|is|was|were|there)\b|$(?<=\bthe )", re.IGNORECASE)


_SPARE = re.compile(r" (?:excess|surplus|superfluous)\b")


def check_change(claim: Claim) -> Check | None:
    """A change between two exchanges told with its sign: "increased by 34 warheads"; `None` where none is told."""
    number, text = claim.number, claim.document.text
    if number.kind in ("limit", "share"):
        return None
    if _SPARE.match(text, number.span[1]) and (number.quantity or "").startswith("newstart.declared."):
        found = check_difference(claim)
        words = "How many more than allowed they are is told; the record has no such difference."
        return found if found.verdict == "accurate" else claim.verdict("unverifiable", "difference.which", words)
    head = text[max(0, number.span[0] - 60) : number.span[0]]
    if re.search(r"\b(?:and|и) (?:[\w-]+ ){0,5}(?:by |на )?$", head):
        head = text[max(0, number.span[0] - 110) : number.span[0]]  # "by 17 and its warheads by 34": one verb for both
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
        between = head[verbs[-1].end() :]
        known = (number.quantity or "").endswith(".difference")
        small = number.value < _SMALL or verbs[-1][0].lower() in ("up", "down")
        bare = small and not known and not _HELD.search(between)
        return claim.verdict("unverifiable", "change.unknown", "The record has no such change.") if bare else None
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
