"""Differences between the Parties and changes between two exchanges, told with their sign."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from armscontrol import terms
from armscontrol.diplomacy.checks import facts, periods, subjects
from armscontrol.diplomacy.checks.claims import Claim
from armscontrol.diplomacy.checks.known import DECLARED, Known
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
    if first not in ("USA", "RUS", "", "each", "both") and (moved := _moved_estimates(claim, first)):
        return moved
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
    """A change of one Party's total between the two days that the text means, or its distance to the limit."""
    number = claim.number
    if not _official(claim):
        words = "The record has differences of what was declared, and the text does not say that it means these."
        return _moved_estimates(claim, party) or claim.verdict("unverifiable", "difference.which", words)
    name = _UNITS.get(number.unit, "deployed_delivery_vehicles")
    series = facts.of(f"newstart.declared.{name}", party)
    limit = facts.of(f"newstart.limit.{name}")[-1:]
    told, (signed, allowed) = periods.period(claim), _signed(claim)
    over = _over(claim)
    away = bool(over) or allowed or _TO_BE_CUT.search(claim.where.sentence) is not None
    if not signed and _TO_BE_CUT.search(claim.document.text, max(0, number.span[0] - 40), number.span[1] + 40):
        told = None  # a distance to a limit is of one day
    now = periods.later(claim, series)
    far = [(k, b) for k in (now or series) for b in limit] if told is None and (away or not signed) else []
    moved = [] if allowed else periods.pairs(now, series, told)
    for one, other in (*far, *moved):
        if close(number, _difference(one, other)):
            if other.limit and over and over != (1 if one.value > other.value else -1):
                where = "above" if one.value > other.value else "below"
                words = f"It is so much {where} the limit: {one.amount} ({one.when}) and {other.amount}. {one.words}."
                return claim.verdict("contradicted", "difference.side", words, [one, other])
            if signed and not allowed and signed != (1 if one.value > other.value else -1):
                continue
            words = f"{one.amount} ({one.when}) and {other.amount} ({'the limit' if other.limit else other.when})"
            return claim.verdict("accurate", "difference.one", f"{one.words}: {words}.", [one, other])
    for one, other in moved:
        if signed and close(number, _difference(one, other)):
            went = "rose" if one.value > other.value else "fell"
            words = f"{one.words}: {other.amount} on {other.when}, {one.amount} on {one.when}"
            words = f"The sign is reversed, the number {went}: {words}."
            return claim.verdict("contradicted", "change.sign", words, [one, other])
    if not now:
        return claim.verdict("unverifiable", "difference.one", "The record has no figure for that date.")
    if not (moved if told else away):
        words = "The text does not say between which two days the number changed."
        return claim.verdict("unverifiable", "difference.which-days", words, now[-1:])
    shown = moved if told else far
    said = "; ".join(
        f"{b.amount if not b.limit else 'the limit'} to {k.amount} is {abs(k.value - b.value):,.0f}" for k, b in shown
    )
    both = [k for pair in shown for k in pair]
    return claim.verdict("contradicted", "difference.one", f"{now[-1].words}: {said} ({now[-1].when}).", both)


_OFFICIAL = re.compile(
    r"\bSTART\b|\btreaty|declar|\bexchange|State Department|Foreign Ministry|counting rules|СНВ|договор|объявл",
    re.IGNORECASE,
)
_ESTIMATED = re.compile(r"SIPRI|\bFAS\b|Federation of American|Institute|estimat|Bulletin|experts", re.IGNORECASE)
_TO_BE_CUT = re.compile(
    r"\b(?:must|needs? to|has to|have to|had to|still|yet to|required to|about to|to) (?:\w+ )?(?:shed|cut|remove|"
    r"retire|eliminate|dismantle|lose)\b|\bto go\b|\bwithin\b|\blimit|\bceiling|\bcap\b|предел|лимит|потол|нужно|надо|"
    r"предстоит|осталось",
    re.IGNORECASE,
)
"""Words of a distance to a limit rather than of a change."""


def _official(claim: Claim) -> bool:
    """Whether a text speaks of declared figures: by name, or by another one of them."""
    if _OFFICIAL.search(claim.where.paragraph):
        return True
    if "deployed" in subjects.cues(claim.where.sentence) and not _ESTIMATED.search(claim.where.paragraph):
        return True
    return any(
        (n.quantity or "").startswith("newstart.declared.")
        for n in claim.numbers
        if n is not claim.number and not (n.quantity or "").endswith(".difference")
    )


def _moved_estimates(claim: Claim, party: str) -> Check | None:
    """A change of one State's estimated warheads between two years, where it is the number; else `None`."""
    told = periods.period(claim)
    if claim.number.unit != "warheads" or claim.when is None or told is None:
        return None
    signed, _ = _signed(claim)
    for name in ("deployed_strategic", "deployed", "stockpile", "total_inventory"):
        series = facts.of(f"estimate.{name}", party)
        for one in current(series, claim.when, claim.basis):
            for other in series:
                if other.start < one.start and told.fits(date(other.start.year, 1, 1), date(one.start.year, 1, 1)):
                    up = 1 if one.value > other.value else -1
                    if close(claim.number, _difference(one, other)) and signed in (0, up):
                        words = f"{one.amount} ({one.when}) and {other.amount} ({other.when})"
                        return claim.verdict("accurate", "difference.estimates", f"{one.words}: {words}.", [one, other])
    return None


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
_ALLOWED = re.compile(r"\b(?:allow\w*|permit\w*|limit|ceiling|cap|treaty|START)\b")
_FEWER = re.compile(r"[ -](?:fewer|lower|less)\b")


def _signed(claim: Claim) -> tuple[int, bool]:
    """1 where a text says more than before, -1 where it says fewer, 0 where neither; and whether than is allowed."""
    after = claim.document.text[claim.number.span[1] : claim.number.span[1] + 100]
    after = re.split(r"\.(?:\s|$)(?! ?[0-9])|;", after)[0]
    before, than, since = after.partition("than")
    if not than:
        return 0, False
    allowed = _ALLOWED.search(since) is not None and not re.search(
        r"\bit (?:had|report|declar)|\bago\b|\byear\b", since
    )
    return (1 if _MORE.search(before) else -1 if _FEWER.search(before) else 0), allowed


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


def _changes(party: str | None, said: periods.Period | None) -> Iterator[tuple[Known, Known, float]]:
    """Declared totals with the earlier ones that a period told means, else each with the one before it."""
    if said is None:
        yield from facts.changes(party)
        return
    for what in DECLARED:
        for code in ("USA", "RUS"):
            if party in (None, "each", code):
                series = facts.of(f"newstart.declared.{what}", code)
                for one, other in periods.pairs(series, series, said):
                    yield other, one, one.value - other.value


_SPARE = re.compile(r" (?:excess|surplus|superfluous)\b")


def check_change(claim: Claim) -> Check | None:
    """A change between two exchanges told with its sign: "increased by 34 warheads"; `None` where none is told."""
    number, text = claim.number, claim.document.text
    if number.kind in ("limit", "share"):
        return None
    if not number.quantity and number.party and _signed(claim)[0] and (moved := _moved_estimates(claim, number.party)):
        return moved
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
    said = periods.period(claim)
    anchored = when is not None
    for before, after, change in _changes(number.party, said):
        if abs(change) != abs(number.value) or not change or not unit_fits(claim, after):
            continue
        same = facts.of(after.quantity, after.party)
        if when is None:
            last = periods.later(claim, same)
            anchored = anchored or bool(last)
            if after in (last or (same if said is None else ())):
                told.append((before, after, change))
        elif after in current(same, when, basis) or overlap((after.start, after.end), when):
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
    if right and not anchored:
        told_so = f"Without a date; true of {after.when}. {words}."
        return claim.verdict("imprecise", "change.undated", told_so, [before, after])
    if right:
        return claim.verdict("accurate", "change", f"{words}.", [before, after])
    went = "rose" if change > 0 else "fell"
    return claim.verdict(
        "contradicted", "change.sign", f"The sign is reversed, the number {went}: {words}.", [before, after]
    )
