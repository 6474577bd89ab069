"""A figure told as that of an earlier day, which is another day's: "from 491 to 473", "498 a year ago"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from armscontrol.diplomacy.checks import periods
from armscontrol.diplomacy.checks.claims import Claim
from armscontrol.diplomacy.checks.known import Known
from armscontrol.diplomacy.checks.matching import equal
from armscontrol.diplomacy.model import Check

_FROM = re.compile(
    r"\b(?:going|went|fell|fallen|dropped|rose|risen|grew|grown|increas\w+|decreas\w+|declin\w+|reduc\w+|down|up|moved|cut|"
    r"[0-9]+,?) from (?:the |about )?$"
)
_TO = re.compile(r" (?:[\w-]+ ){0,3}?to (?:about |just |only )?[0-9]")
_AGO = re.compile(
    r",? (?:[\w-]+ ){0,4}?(?P<ago>(?:an?|one|two|six|three|half a) (?:years?|months?) (?:ago|earlier|before))\b"
)


def check_earlier(claim: Claim, known: Sequence[Known]) -> Check | None:
    """The verdict on a declared total told as an earlier one, where the record has it, but of another exchange.

    `None` where it is the figure of the exchange that the words mean, where they leave open which that is, or where
    they tell its day.
    """
    number, text = claim.number, claim.document.text
    if number.as_of or number.bound != "exact" or not any(equal(number, k) for k in known):
        return None
    mine = [k for k in known if k.party == number.party and not k.recalled]
    start, end = number.span
    after = _AGO.match(text, end, min(len(text), end + 60))
    moved = _FROM.search(text, max(0, start - 50), start) is not None and _TO.match(text, end, end + 40) is not None
    if not after and not moved:
        return None
    told = periods.ago(after["ago"]) if after else None
    if told is None and (after or periods.names_day(claim.where.sentence)):
        return None
    now = periods.later(claim, mine)
    if claim.when is None or not now:
        now = now[-1:]
    meant = [b for _, b in periods.pairs(now[-1:], mine, told)]
    if not meant or any(equal(number, k) for k in meant):
        return None
    same = [k for k in mine if equal(number, k)]
    if not same or (not after and same[-1].start >= now[-1].start):
        return None
    words = f"It is the figure of another day: {same[-1]}. The one that the text means is {meant[-1]}."
    return claim.verdict("imprecise", "newstart.declared.other-day", words, [same[-1], meant[-1]])
