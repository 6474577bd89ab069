"""Figures of exchanges in their order of time: a number told of another exchange's day, and a change told backwards."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from armscontrol import terms
from armscontrol.diplomacy.checks import carried, facts, subjects
from armscontrol.diplomacy.checks.claims import Claim
from armscontrol.diplomacy.checks.known import Known
from armscontrol.diplomacy.intervals import overlap
from armscontrol.diplomacy.model import Check, Number

_PRESENT = re.compile(
    r"\b(?:has|have|is|are|now|currently|still|keeps?|holds?|deploys?|possess(?:es)?)\b|"
    r"(?<!\w)(?:сейчас|имеет|располагает)(?!\w)"
)
_LONG = timedelta(days=45)
"""A month, or the days around an exchange; a year holds two exchanges, and does not say which."""


def tells_day(claim: Claim) -> bool:
    """Whether a text itself names the day or month of a number, no longer time, and tells it of the past."""
    when, as_of = claim.when, claim.number.as_of
    if when is None or as_of is None or when[1] - when[0] > _LONG or _PRESENT.search(claim.where.lead):
        return False
    return as_of in carried.days_told(claim.document)


def names_year(claim: Claim, valid: Sequence[Known]) -> bool:
    """Whether a text names the past year of a number, and the record has figures of just that year."""
    published, when, as_of = claim.document.published, claim.when, claim.number.as_of
    if published is None or when is None or as_of is None or when[1] >= published or _PRESENT.search(claim.where.lead):
        return False
    told = as_of in carried.days_told(claim.document)
    return told and any(k.start.year == when[0].year and not k.recalled for k in valid)


def check_day(claim: Claim, known: Sequence[Known], valid: Sequence[Known]) -> Check | None:
    """A declared total told of the day of an exchange, which is another exchange's: what was declared then is known."""
    firm = [k for k in valid if not k.recalled and k.quantity.startswith("newstart.declared.")]
    when = claim.when
    if not firm or when is None or not tells_day(claim):
        return None
    published = claim.document.published
    that_day = [k for k in firm if overlap((k.start, k.end), when) and (published is None or k.public <= published)]
    same = [k for k in known if k.value == claim.number.value and not k.recalled]
    if not that_day or not same or any(k.value == claim.number.value for k in that_day):
        return None
    nearest = min(same, key=lambda k: abs(k.start - when[0]))
    words = f"It is the figure of another day: {nearest}. At the date of the claim: {that_day[0]}."
    return claim.verdict("contradicted", "newstart.declared.day", words, [nearest, *that_day])


_FROM = re.compile(r"(?:\bfrom|(?<!\w)с) (?:the |about |around |some |a total of )?$", re.IGNORECASE)
_TO = re.compile(
    r"[^.;\d]{0,60}?\b(?:down |up )?to (?:about |around |just |only |some )?$|[^.;\d]{0,60}?\bдо (?:\w+ )?$"
)
_UNDATED = re.compile(
    r"(?:19|20)[0-9]{2}(?:-[0-9]{2})?|\b[0-9]{1,2}(?= (?:January|February|March|September|October)\b)"
)
_BACK_FROM = re.compile(
    r"[^.;\d]{0,60}?,? (?:(?P<down>down|falling|a (?:drop|fall|decline|decrease|reduction|cut))|(?P<up>up|rising|"
    r"a (?:rise|increase)|an increase)) from (?:about |just |the |only )?$"
)
""" "1,400, down from 1,480": the earlier figure comes second."""
_NOT_TIME = re.compile(r"\b(?:rang\w+|vari\w+|anywhere|estimates? (?:go|run|differ))\b", re.IGNORECASE)
_REACH = 110
_BOUNDS = ("exact", "at_most")
"""Russian "до" before the second number is also "up to"."""


def _ends(claim: Claim) -> tuple[Number, Number, int] | None:
    """The two ends of "fell from 500 to 600" read as a range, where a verb tells that it is a change."""
    number, text = claim.number, claim.document.text
    if number.bound != "range" or number.low is None or number.high is None:
        return None
    if not _FROM.search(text, max(0, number.span[0] - 24), number.span[0]) or not _direction(claim, number):
        return None
    return replace(number, value=number.low), replace(number, value=number.high), 0


def _partner(claim: Claim) -> tuple[Number, Number, int] | None:
    """The earlier and the later number of "from … to …" or "…, down from …", and which way the latter says it went."""
    number, text = claim.number, claim.document.text
    first, last = subjects.near(claim.numbers, number.span, 3)
    here = [n for n in claim.numbers[first:last] if n.bound in _BOUNDS]
    here = [n for n in here if abs(n.span[0] - number.span[0]) <= _REACH]
    for one in here:
        for other in here:
            if number.span not in (one.span, other.span) or not one.span[1] <= other.span[0]:
                continue
            between = text[one.span[1] : other.span[0]]
            opens = _FROM.search(text, max(0, one.span[0] - 24), one.span[0])
            if opens and _TO.fullmatch(_UNDATED.sub("", between)):
                return one, other, 0
            if back := _BACK_FROM.fullmatch(_UNDATED.sub("", between)):
                return other, one, 1 if back["up"] else -1
    return None


def check_order(claim: Claim) -> Check | None:
    """A change told "from … to …" between two totals that came in another order, or went another way than it says."""
    number = claim.number
    if number.party not in terms.PARTIES or number.kind != "count" or number.bound not in (*_BOUNDS, "range"):
        return None
    pair = None if _NOT_TIME.search(claim.where.sentence) else _ends(claim) or _partner(claim)
    if pair is None:
        return None
    one, other, told = pair
    if {one.party, other.party} - {number.party, None} or one.value == other.value:
        return None
    for name in _TOTALS:
        series = [k for k in facts.of(name, number.party) if not k.recalled]
        first = [k for k in series if k.value == one.value]
        second = [k for k in series if k.value == other.value]
        if not first or not second:
            continue
        if (said := told or _direction(claim, one)) and (said > 0) != (other.value > one.value):
            before, after = max(first, key=lambda k: k.start), max(second, key=lambda k: k.start)
            went = "rose" if after.value > before.value else "fell"
            words = f"{before.words}: {before.amount} on {before.when}, {after.amount} on {after.when}"
            words = f"The words have it the wrong way round, the number {went}: {words}."
            return claim.verdict("contradicted", "change.direction", words, [before, after])
        if any(a.start < b.start for a in first for b in second):
            return None
        before, after = max(second, key=lambda k: k.start), min(first, key=lambda k: k.start)
        went = "rose" if after.value > before.value else "fell"
        words = f"{before.words}: {before.amount} on {before.when}, {after.amount} on {after.when}"
        words = f"It is told in reverse, the number {went}: {words}."
        return claim.verdict("contradicted", "change.reversed", words, [before, after])
    return None


_UP = (
    r"ris(?:es?|en|ing)|rose|grew|grow\w*|increas\w*|rais\w+|climb\w*|jump\w*|expand\w*|went up|up|"
    r"вырос\w*|увелич\w+|рост\w*"
)
_DOWN = (
    r"fall\w*|fell|drop\w*|declin\w*|decreas\w*|reduc\w*|cut|cuts|cutting|lower\w*|shrank|shrunk|slash\w*|trimm\w*|"
    r"went down|down|сократ\w+|сокращ\w+|сниз\w+|снижен\w+|уменьш\w+"
)
_VERB = re.compile(rf"(?<!\w)(?:(?P<up>{_UP})|(?P<down>{_DOWN}))(?!\w)", re.IGNORECASE)
_UNSAID = re.compile(
    r"\b(?:did|does|do|has|have|had|was|were|will|would|could|should) not\b|n['’]t\b|"
    r"\b(?:never|rather than|instead of|if|would|could|might|may|plans?|wants?)\b|(?<!\w)не(?!\w)",
    re.IGNORECASE,
)


def _direction(claim: Claim, one: Number) -> int:
    """1 where the verb before "from … to …" says up, -1 where it says down, 0 where it is unclear."""
    start = one.span[0]
    head = re.split(r"[.;\n]", claim.document.text[max(0, start - _REACH) : start])[-1]
    verbs = list(_VERB.finditer(head))
    if not verbs or _UNSAID.search(head):
        return 0
    return 1 if verbs[-1]["up"] else -1


_TOTALS = (
    "newstart.declared.deployed_warheads",
    "newstart.declared.deployed_delivery_vehicles",
    "newstart.declared.deployed_and_nondeployed_launchers",
    "estimate.total_inventory",
    "estimate.stockpile",
)
