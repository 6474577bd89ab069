"""A number that a text gives as a count, held against what was declared or estimated for its date."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from armscontrol import terms
from armscontrol.diplomacy.checks import (
    earlier,
    estimators,
    exchanges,
    facts,
    mixups,
    parts,
    peaks,
    sides,
    standing,
    subjects,
)
from armscontrol.diplomacy.checks.claims import Claim
from armscontrol.diplomacy.checks.estimates import DECLARED_BY
from armscontrol.diplomacy.checks.known import Known
from armscontrol.diplomacy.checks.matching import BETWEEN, LAG, close, current, equal
from armscontrol.diplomacy.figures.quantities import BOUND, WORLD
from armscontrol.diplomacy.figures.treaty_names import treaties
from armscontrol.diplomacy.model import Check, Number

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

_SERIES = "FAS historical"
_RETIRED = "estimate.retired"

LONG_AGO = timedelta(days=366 * 15)
"""Years back in which a figure that a number only comes near to may be meant; before them it is one by chance."""
YEAR = timedelta(days=400)
"""Yearly figures are told until the next one is published."""
REVISED = 0.05
"""Share by which estimates are revised backwards."""

POINTS = 6
"""Points by which a share of the world's warheads may be off the shares of the years around."""

UNDATED = 0.1
"""Share by which a number without a date may be off the nearest figure of any day before it is called wrong."""

SERIES = 5
"""Years of which the record has estimates where a number beyond all of them can only be wrong."""

LARGE, LAST_DIGIT = 1_000, 10
"""From here on a number not rounded and one digit off, not the last, is a misprint; institutes differ by the last."""

_SETTLED = ("accurate", "imprecise", "outdated", "same-source")
_OF_ELSE = ("estimate.whose", "estimate.part", "estimate.status", "estimate.no-year")
"""Verdicts that say that a number is of something else; what the same words also mean cannot contradict it then."""
_AGO = re.compile(
    r"[ ,(]{0,2}(?:\w+ ){1,2}(?:years?|months?) (?:ago|earlier|before)\b|[ ,(]{0,2}(?:previously|earlier)\b"
)
_CEILING = re.compile(r"\b(?:cap|ceiling|upper limit|limit)s?\b", re.IGNORECASE)
_PART_OF = re.compile(
    r"\b(?:of|among) (?:which|these|those|them|the total),? (?:about |some |around |nearly |roughly |only |"
    r"an estimated |just |more than |over )?$|\bиз них (?:около |примерно )?$",
    re.IGNORECASE,
)
_OF_THEM = re.compile(r"\s(?:\w+ )?of (?:which|these|those|them)\b")
_AVAILABLE = re.compile(
    r"\boperationally available\b|\bon patrol\b|\boperational(?:ly)? (?:ready|deployed)\b", re.IGNORECASE
)
_BACK_THEN = re.compile(
    r"\b(?:an?|one|two|three|five|ten|six|the) (?:year|month)s? (?:earlier|ago|before)\b|\bthe year before\b|"
    r"\blast year\b|\b(?:previously|formerly)\b|\bгод(?:ом)? (?:назад|ранее)",
    re.IGNORECASE,
)
_PAST = re.compile(r"\b(?:had|were|was|held|possessed)\b|(?<!\w)(?:имел\w*|было)(?!\w)", re.IGNORECASE)
_NOW = re.compile(r"\b(?:now|today|currently|still)\b|сейчас|сегодня", re.IGNORECASE)
_CLAUSE = re.compile(r"[.;\n]")
_ALERT = re.compile(
    r"\b(?:on|high|hair-trigger|full) alert\b|\bready (?:to|for) (?:launch|fire|use)\b|боев\w+ (?:дежурств|готовност)"
)
_OF_AN_ESTIMATE = re.compile(
    r"SIPRI|\bFAS\b|Federation of American|Nuclear Notebook|Bulletin of the Atomic|\bestimate|Kristensen|institute",
    re.IGNORECASE,
)
_OF_DATA = re.compile(r"\bSTART\b|declar|\bexchange|State Department|treaty", re.IGNORECASE)
_EARLIER = re.compile(r"\b(?:down|up|from|compared (?:with|to)|against|earlier|previous\w*|before)\s+(?:\w+\s){0,2}$")


def check_count(claim: Claim, quantity: str, known: Sequence[Known]) -> Check:
    """The verdict on a count; where the record cannot settle it, what the same words may also mean is tried."""
    if (
        quantity in _NARROWER
        and "retired" in claim.where.cues()
        and (retired := facts.of(_RETIRED, claim.number.party))
    ):
        narrow = _count(replace(claim, number=replace(claim.number, quantity=_RETIRED)), _RETIRED, retired)
        if narrow.verdict in ("accurate", "same-source") and narrow.rule == "estimate":
            return narrow
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
    if first.rule != "count" and name.startswith("newstart.declared.") and second.verdict == "contradicted":
        estimated = _OF_AN_ESTIMATE.search(claim.where.paragraph) and not _OF_DATA.search(claim.where.paragraph)
        if first.verdict == "unverifiable" and estimated:
            return first  # an estimate of which the record has none is no wrong declaration
    telling = second.verdict in _SETTLED or second.rule.endswith(
        ("misprint", "other-party", "one-alone", "declared.day")
    )
    slipped = first.rule.endswith(("misprint", "other-party"))
    if first.verdict == "unverifiable":
        if first.rule in _OF_ELSE and second.verdict not in _SETTLED:
            return first
        return first if second.verdict == "unverifiable" else second
    if first.rule.endswith("misprint") and second.verdict == "outdated":
        return second  # it was just so on an earlier day: no slip
    return second if telling and not slipped else first


def _count(claim: Claim, quantity: str, known: Sequence[Known]) -> Check:
    number = claim.number
    known = sides.pool(claim, known)
    apart = sorted(sides.pair(claim)) if number.party in ("each", "both") and number.kind == "count" else ()
    apart = [*apart, "together"] if apart else []
    if quantity.startswith("newstart.declared.") and (off := earlier.check_earlier(claim, known)):
        return off
    heard = _public(claim, known)
    of_each = [k for p in apart for k in current([k for k in heard if k.party == p], claim.when, claim.basis)]
    valid = tuple(of_each) or current(heard, claim.when, claim.basis)
    rule = quantity.rpartition(".")[0] or "count"
    if rule == "newstart.declared" and (off := exchanges.check_day(claim, known, valid)):
        return off
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
    if "share" in quantity and (off := _share_off(claim, known)):
        return off
    if rule == "estimate" and (body := estimators.other(claim)) and not any(equal(number, k) for k in valid):
        shown = f" Published estimates: {valid[0]}." if valid else ""
        words = f"The record keeps no estimates of {body}; it has those of scientists' institutes.{shown}"
        return claim.verdict("unverifiable", "estimate.other-estimator", words, valid)
    if peak := peaks.check_peak(claim, quantity):
        return peak
    nearly = number.bound == "about" and any(close(number, k) for k in valid)
    for match in (close,) if apart and number.bound != "exact" else (equal, close):
        same = [k for k in valid if match(number, k)]
        if same:
            same.sort(key=lambda k: (k.recalled, abs(k.value - number.value), _far(claim, k)))
            alike = same if number.party in ("each", "both") else [k for k in same if k.value == same[0].value]
            return mixups.fits(claim, alike, rule, valid=valid)
        if match is equal and not nearly and (other := mixups.other_category(claim, valid)):
            return other
        if match is close and (other := mixups.interchanged(claim, quantity, valid)):
            return other
        elsewhere = [k for k in known if match(number, k) and not (match is close and number.bound == "exact")]
        if elsewhere and claim.when and number.bound != "range" and not (match is equal and nearly):
            return _otherwise_dated(claim, elsewhere, valid, rule)
    firm = [k for k in valid if not k.recalled]
    if rule == "newstart.declared" and mixups.part(claim) and not any(number.value > k.value for k in firm):
        return parts.check_part(claim)
    if rule == "estimate" and (status := _status(claim)):
        return status
    whole = claim.document.text
    if rule == "estimate" and (
        _PART_OF.search(whole, max(0, number.span[0] - 60), number.span[0]) or _OF_THEM.match(whole, number.span[1])
    ):
        words = "It is told of a part of what the sentence counts, and the record has no such figure."
        return claim.verdict("unverifiable", "estimate.part", words)
    if rule == "estimate" and (not sides.whose(number) or sides.far_off(claim, firm)):
        return claim.verdict("unverifiable", "estimate.whose", "The text does not say whose the warheads are.")
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
        near = [k for k in known if abs(k.start.year - claim.when[0].year) <= 2 and not k.recalled]
        if near and all(abs(k.value - number.value) > 2 * BETWEEN * k.value for k in near):
            words = f"The record has quite another total for the years around: {near[-1]}."
            return claim.verdict("contradicted", "estimate.other", words, near[-2:])
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
    if rule == "estimate" and _of_the_past(claim):
        words = "It is told of a time that the text leaves open."
        return claim.verdict("unverifiable", "estimate.time-open", words)
    best = min(firm, key=lambda k: abs(k.value - number.value))
    told_of = {int(y) for y in mixups.ANY_YEAR.findall(claim.where.sentence)}
    if rule == "estimate" and told_of and all(k.start.year not in told_of for k in firm) and close_by(number, best):
        words = f"The record has no figure of that year. The nearest: {best}."
        return claim.verdict("unverifiable", "estimate.no-year", words, [best])
    if rule == "estimate" and number.bound in ("exact", "range") and close_by(number, best):
        words = f"Estimates differ; the record has {best}."
        return claim.verdict("disputed", "estimate.differs", words, [best])
    if loose := _loose(claim, firm):
        return loose
    if narrower := _narrower(claim, quantity, firm):
        return narrower
    return claim.verdict("contradicted", f"{rule}.other", f"The record has {best}.", firm[:4])


def _public(claim: Claim, known: Sequence[Known]) -> Sequence[Known]:
    """The figures without estimates of the text's own year that were published after it; series are of all years."""
    day = claim.document.published
    if day is None:
        return known
    later = [k for k in known if k.quantity.startswith("estimate.") and k.start.year >= day.year and k.public > day]
    coming = {k.start.year for k in later if k.label.startswith("FAS status table 2")}  # the series ends with its table
    heard = [
        k for k in known
        if (k.start.year not in coming if k.label.startswith(_SERIES) else k not in later)
    ]  # fmt: skip
    return tuple(heard) or known


def _undated(claim: Claim, firm: Sequence[Known], rule: str) -> Check | None:
    """A number that the record has for no day, told without one: it is wrong only where it is near no day's figure.

    An estimate is wrong only beyond all those of a long series: of the years between, others may have been published.
    """
    value = claim.number.value
    near = sorted(firm, key=lambda k: abs(k.value - value))
    if abs(near[0].value - value) > UNDATED * near[0].value:
        beyond = value > max(k.value for k in firm) or value < min(k.value for k in firm)
        if rule != "estimate" or (beyond and len({k.start.year for k in firm}) >= SERIES):
            return None
    elif (
        rule == "estimate" and value % 10 and value >= LARGE and abs(near[0].value - value) >= LAST_DIGIT
        and (slip := mixups.slip(claim, firm, rule))
    ):  # fmt: skip
        return slip
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


def _of_the_past(claim: Claim) -> bool:
    """Whether a number is told in the past tense of the time of a treaty that ended long before the text."""
    day = claim.document.published
    if (
        claim.basis == "its own date"
        or day is None
        or not _PAST.search(claim.where.lead)
        or _NOW.search(claim.where.lead)
    ):
        return False
    named = treaties(claim.where.paragraph, day).ids
    lives = [known for id in named if (known := standing.force(id))]
    ends = [end for known in lives if (end := known.ended or (known.beside if known.begun is None else None))]
    return len(ends) == len(named) > 0 and all(end.end + 5 * YEAR < day for end in ends)


def close_by(number: Number, known: Known) -> bool:
    """Whether a number is off a figure by no more than two estimates of one thing are."""
    return abs(known.value - number.value) <= 0.1 * known.value


def _status(claim: Claim) -> Check | None:
    """Warheads of a smaller arsenal told as those that are available for use: deployed ones, if the record has them."""
    number = claim.number
    if number.party in (*BOUND, *sides.NO_ONE) or not _AVAILABLE.search(claim.where.own):
        return None
    known = current(facts.of("estimate.deployed_strategic", number.party), claim.when, claim.basis)
    if same := [k for k in known if close(number, k)]:
        return claim.verdict("accurate", "estimate", f"{same[0]}.", same)
    words = "It is told of the warheads that are available for use; the record has no such figure."
    return claim.verdict("unverifiable", "estimate.status", words, known)


def _loose(claim: Claim, firm: Sequence[Known]) -> Check | None:
    """ "More than" and "fewer than" that are true of every figure of that day, and far from all of them."""
    number = claim.number
    held = {
        "at_least": all(k.value >= number.value for k in firm),
        "at_most": all(k.value <= number.value for k in firm),
    }
    if not held.get(number.bound):
        return None
    words = f"It is true, and says little: the record has {min(firm, key=lambda k: abs(k.value - number.value))}."
    return claim.verdict("imprecise", "count.loose", words, firm[:4])


def _nearest_years(claim: Claim, known: Sequence[Known]) -> list[Known]:
    """Shares of years within two of the claim, if all say what it says."""
    year = claim.when[0].year if claim.when else 0
    near = [k for k in known if abs(k.start.year - year) <= 2 and not k.recalled]
    return near if near and all(close(claim.number, k) for k in near) else []


def _share_off(claim: Claim, known: Sequence[Known]) -> Check | None:
    """A share of the world's warheads that is far from that of every year around."""
    number, year = claim.number, claim.when[0].year if claim.when else 0
    near = [k for k in known if abs(k.start.year - year) <= 3 and not k.recalled]
    above = number.bound != "at_most" and all(number.value > k.value + POINTS for k in near)
    below = number.bound != "at_least" and all(number.value < k.value - POINTS for k in near)
    if not near or not (above or below):
        return None
    best = min(near, key=lambda k: abs(k.start.year - year))
    return claim.verdict("contradicted", "estimate.other", f"The record has {best}.", near[:3])


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
    earlier = [k for k in elsewhere if k.start <= start and (equal(claim.number, k) or k.end + LONG_AGO > start)]
    told = max(earlier, key=lambda k: k.end, default=None)
    if told and claim.when and told.end + YEAR > start and all(v.public > claim.when[1] for v in valid):
        return claim.verdict("accurate", f"{rule}.last-known", f"The last that was known then: {told}.", [told])
    declared = [k for k in earlier if k.label == DECLARED_BY and k.end + YEAR > start]
    if declared and claim.basis != "its own date":
        last = max(facts.of(declared[-1].quantity, declared[-1].party), key=lambda k: (k.label == DECLARED_BY, k.start))
        if last in declared or (claim.when and last.start > claim.when[1]):
            words = f"The last that was declared: {declared[-1]}."
            return claim.verdict("accurate", f"{rule}.last-declared", words, declared[-1:])
    then = min(valid, key=lambda k: (k.recalled, _far(claim, k)), default=None)
    now = f" At the date of the claim: {then}." if then else ""
    if earlier:
        last = max(earlier, key=lambda k: k.end)
        ago = _AGO.match(claim.document.text, claim.number.span[1])
        head = _CLAUSE.split(claim.document.text[max(0, claim.number.span[0] - 100) : claim.number.span[0]])[-1]
        if (
            ago
            or _BACK_THEN.search(head)
            or _EARLIER.search(claim.document.text[max(0, claim.number.span[0] - 40) : claim.number.span[0]].lower())
        ):
            return claim.verdict("accurate", f"{rule}.comparison", f"Told as an earlier figure: {last}.", [last])
        return claim.verdict("outdated", f"{rule}.earlier", f"It was so earlier: {last}.{now}", [last, *valid])
    soon = [k for k in elsewhere if rule == "estimate" and claim.when and k.start <= claim.when[1] + LAG]
    if soon and not exchanges.names_year(claim, valid):
        return claim.verdict("accurate", "estimate.just-ahead", f"Published soon after: {soon[0]}.", soon[:1])
    apart = rule == "estimate" and claim.basis == "its own date" and valid and not any(v.recalled for v in valid)
    revised = 2 * REVISED if claim.number.bound == "about" else REVISED
    if apart and all(abs(v.value - claim.number.value) > revised * v.value for v in valid):
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
        same.sort(key=lambda k: claim.when is not None and k.end > claim.when[1])  # a year that is over comes first
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
    most, shown = _most(claim)
    told_of_all = number.party not in terms.PARTIES and number.bound in ("exact", "at_least")
    if most and told_of_all and number.value > most and claim.when:
        words = f"No more than {most:,.0f} can have been carried out by then, by what is known of each treaty year."
        return claim.verdict("contradicted", "inspections.above-all", f"{words} {shown[-1]}.", shown)
    words = "The record has yearly sums and a few sums until a day; none decides this number."
    return claim.verdict("unverifiable", "inspections.between", words, known[-2:])


def _most(claim: Claim) -> tuple[float, list[Known]]:
    """How many inspections of both sides there can have been at most: year by year what is known, else the quota."""
    quota = max(facts.of("newstart.limit.inspections_per_year"), key=lambda k: k.value, default=None)
    years = [
        k for k in facts.of("newstart.inspections.conducted")
        if k.about == "total" and claim.when and k.start <= claim.when[1]
    ]  # fmt: skip
    if quota is None or not years:
        return 0, []
    return sum(quota.value if k.recalled else k.value for k in years), [quota]
