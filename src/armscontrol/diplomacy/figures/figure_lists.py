"""Figures told in a row of States told in a row: "X and Y have 1 and 2, respectively"; and parts of a figure before."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from armscontrol.diplomacy.figures.counting import Item
from armscontrol.diplomacy.figures.owners import Owner, owners
from armscontrol.diplomacy.figures.place import Place
from armscontrol.diplomacy.figures.quantities import BOUND, PLAIN
from armscontrol.diplomacy.model import Number, Span

AND = re.compile(r",? (?:and|и|against|versus) ")
_CONTEST = re.compile(r"\b(?:trail(?:s|ed)?|leads?|led|outnumber(?:s|ed)?|ahead of|behind|surpass\w*|outstrip\w*)\b")
_TO = re.compile(r"^(?: [\w-]+){1,8} to (?:about |some |only )?$")
_TWO = re.compile(r"\b(?:[Tt]he two (?:countries|sides|powers|nations|states)|[Tt]hey|[Bb]oth(?: countries| sides)?)\b")
_RESPECTIVELY = re.compile(r"\brespectively|соответственно")
_NEXT = re.compile(r",? (?:(?:and|и) )?(?:about |some |around |roughly )?|, ")
_STATES_NEXT = re.compile(r"(?:['’]s)?,? (?:(?:and|и) )?(?:the )?")
_PART = re.compile(
    r"[,(–—-] ?(?:and )?(?:of (?:which|them|those|these)|including|among (?:them|which)|из которых|из них|в том числе)"
    r",? (?:(?:about|some|around|roughly|nearly|only|just|an estimated|more than|over|около) )*$"
)
_OF_THEM = re.compile(r" of (?:them|which|those|these)\b")
_OF_ALL = re.compile(r"\W*Of (?:[\w'’-]+ ){0,6}$")
"""Words with which a whole opens whose parts follow: "Of the world's 12,100 warheads, 9,600 are"."""
_AND_PART = re.compile(r",? and (?:(?:about|some|around|roughly|nearly|another) )*$")


def is_part(place: Place, previous_was: bool) -> bool:
    """Whether a figure is told as a part of the one before it: "12,241, of which 9,614"; "and 3,300" after a part."""
    if place.previous is None:
        return False
    if _OF_ALL.match(place.text[place.sentence[0] : place.previous.figure.start]) and place.clause > place.sentence[0]:
        return True
    begin = place.item.figure.start
    if _OF_THEM.match(place.text, place.item.figure.end):
        return True
    low = max(place.previous.figure.end, begin - 60)
    if _PART.search(place.text, low, begin):
        return True
    return previous_was and _AND_PART.search(place.text, low, begin) is not None


def _joined(text: str, one: Owner, other: Owner) -> bool:
    """Whether two States are one subject: "Russia and the United States"."""
    return re.fullmatch(r",? (?:and|и) (?:the )?", text[one.end : other.start]) is not None


def respectively(
    text: str, sentence: Span, made: list[Number], states: Sequence[Owner], before: Span | None = None
) -> list[Number]:
    """The Parties of "Russia and the United States have 1,549 and 1,419 warheads, respectively", in their order.

    "The two countries have" leans on the two States of the sentence `before`.
    """
    if not states and before is not None and made and _TWO.search(text, sentence[0], made[0].span[0]):
        told = owners(text, *before)
        codes = list(dict.fromkeys(o.code for o in told))
        if len(made) == 2 == len(codes) and _RESPECTIVELY.search(text, *sentence) and made[0].unit == made[1].unit:
            return [replace(n, party=code) for n, code in zip(made, codes, strict=True)]
    codes = list(dict.fromkeys(o.code for o in states))
    if len(made) != 2 or len(codes) != 2 or made[0].unit != made[1].unit:
        return made
    between = text[made[0].span[1] : made[1].span[0]]
    if states[0].start > made[0].span[0] or not (
        _RESPECTIVELY.search(text, *sentence)
        or re.fullmatch(r",? (?:against|versus|vs\.?|compared (?:to|with)|против) ", between)
        or (AND.fullmatch(between) and _joined(text, states[0], states[-1]) and states[-1].end <= made[0].span[0])
        or (_CONTEST.search(text, *sentence) and _TO.search(between))
    ):
        return made
    return [replace(n, party=code) for n, code in zip(made, codes, strict=True)]


def in_order(text: str, sentence: Span, items: Sequence[Item], states: Sequence[Owner]) -> dict[int, str]:
    """The same where other States or figures stand beside: a run of figures after a run as long of States.

    Returns:
        The State of each figure of such a run, by its place among the items.
    """
    if not _RESPECTIVELY.search(text, *sentence):
        return {}
    found: dict[int, str] = {}
    first = 0
    while first < len(items):
        last = first + 1
        while last < len(items) and _NEXT.fullmatch(text, items[last - 1].end, items[last].figure.start):
            last += 1
        before = [o for o in states if o.end <= items[first].figure.start][first - last :]
        alike = len({i.noun.category for i in items[first:last]}) == 1
        row = all(_STATES_NEXT.fullmatch(text, a.end, b.start) for a, b in pairwise(before))
        if last - first > 1 and len(before) == last - first and alike and row:
            found |= {first + i: o.code for i, o in enumerate(before)}
        first = last
    return found


_OF_STATES = re.compile(
    r" (?:American|U\.S\.|US|Soviet|Russian|Chinese|British|French|Indian|Pakistani|Israeli|North Korean)"
    r"(?:,|,? and|,? и) (?:about |some |around |roughly )?"
)
_SET_AGAINST = re.compile(
    r"(?: nuclear)?(?: warheads| weapons)?,? (?:against|versus|compared (?:with|to)|as against) "
    r"(?:about |some |around )?"
)
_NEAR = 60
"""Characters before a figure in which a stockpile of its own would be told."""


def alike(text: str, made: list[Number]) -> list[Number]:
    """Pairs whose words stand beside one of them: "1,718 and 1,770 are deployed"."""
    found = list(made)
    for i in range(len(found) - 2, -1, -1):
        one, other = found[i], found[i + 1]
        if one.unit != "warheads" or {one.kind, other.kind} != {"count"} or one.quantity not in PLAIN:
            continue
        specific = other.party in BOUND or other.quantity not in PLAIN
        if (
            specific
            and (other.quantity or "").startswith("estimate.")
            and _OF_STATES.fullmatch(text, one.span[1], other.span[0])
        ):
            found[i] = replace(one, quantity=other.quantity)  # "372 American and 438 Russian warheads in reserve"
        elif (
            one.party not in (*BOUND, None, "each", "both")
            and (other.party, other.quantity) in {(b, "estimate.total_inventory") for b in BOUND}
            and _SET_AGAINST.fullmatch(text, one.span[1], other.span[0])
            and "stockpile" not in text[max(0, one.span[0] - _NEAR) : one.span[0]]
        ):
            found[i] = replace(one, quantity=other.quantity)  # "its arsenal at 32 warheads, against 580 of the other"
    made = list(found)
    for i, (one, other) in enumerate(pairwise(made)):
        if one.unit != other.unit or one.kind != other.kind or not AND.fullmatch(text, one.span[1], other.span[0]):
            continue
        if one.quantity in PLAIN and other.quantity not in PLAIN and (other.quantity or "").startswith("estimate."):
            found[i] = replace(one, quantity=other.quantity)
        elif other.quantity in PLAIN and one.quantity not in PLAIN and (one.quantity or "").startswith("estimate."):
            found[i + 1] = replace(other, quantity=one.quantity)
    return found


def again(text: str, made: list[Number], states: Sequence[Owner]) -> list[Number]:
    """A second pair of figures of two States, told in their order: "508 versus 681, and 847 against 848"."""
    found = list(made)
    for i in range(2, len(found) - 1):
        first, second, one, other = found[i - 2 : i + 2]
        if None in (first.party, second.party) or first.party == second.party or "each" in (first.party, second.party):
            continue
        if not AND.fullmatch(text, one.span[1], other.span[0]) or one.kind != "count" or other.kind != "count":
            continue
        after = [o for o in states if second.span[1] <= o.start < one.span[0]]
        begin = after[-1].end if after else second.span[1]
        own = not after or (after[-1].code == second.party and _ITS.fullmatch(text, second.span[1], after[-1].start))
        if (
            own
            and _AND_PAIR.fullmatch(text, begin, one.span[0])
            and not any(one.span[0] <= o.start < other.span[1] + 12 for o in states)
        ):
            found[i], found[i + 1] = replace(one, party=first.party), replace(other, party=second.party)
    return found


_ITS = re.compile(r" (?:[\w-]+ ){0,3}?(?:for|by|in|of) (?:the )?")
_AND_PAIR = re.compile(r"(?:,|;)? and ")
_AGAINST = re.compile(r",? (?:against|versus|vs\.?|compared (?:to|with)) ")
_OTHER_DAY = re.compile(r" (?:an?|in|last|the|six|before|earlier|at|on|half|when|back|two|three|five|ten)\b")


def opposed(place: Place, told: Number) -> str | None:
    """Whose a figure is that stands against one of a great arsenal, no one else being named: "492 against 792"."""
    if told.party not in ("USA", "RUS") or told.kind != "count" or place.item.kind != "count":
        return None
    begin, end = place.item.figure.start, place.item.figure.end
    if not place.item.elliptic or not _AGAINST.fullmatch(place.text, told.span[1], begin):
        return None
    if _OTHER_DAY.match(place.text, end) or any(told.span[1] <= o.start for o in place.states):
        return None
    return "USA" if told.party == "RUS" else "RUS"


_OF_TWO = re.compile(
    r"[,(–—-]? ?(?:(?:which|that|these|those|both|the (?:totals|figures|numbers)) (?:both |each )?"
    r"(?:include|count|contain|comprise)s?|including|counting|of which|of them|of these|among them)(?: also)? "
    r"(?:about |some |around |roughly |nearly )*$"
)


def parts_of_two(text: str, made: list[Number], states: Sequence[Owner]) -> list[Number]:
    """Parts of two figures told just before, of two States in their order: "which include 1,020 and 1,342 retired"."""
    found = list(made)
    for i in range(2, len(found) - 1):
        first, second, one, other = found[i - 2 : i + 2]
        if first.party in (None, second.party) or second.party is None or "each" in (first.party, second.party):
            continue
        if len({n.unit for n in (first, second, one, other)}) != 1 or {n.kind for n in (first, second, one, other)} != {
            "count"
        }:
            continue
        between = text[second.span[1] : one.span[0]]
        if not _OF_TWO.search(between[-60:]) or not _AND_PART.fullmatch(text, one.span[1], other.span[0]):
            continue
        if any(second.span[1] <= o.start < other.span[1] for o in states):
            continue
        if one.value > first.value or other.value > second.value:  # no parts in that order
            found[i : i + 2] = [replace(one, party=None), replace(other, party=None)]
            continue
        found[i] = replace(one, party=first.party, quantity=other.quantity, as_of=first.as_of)
        found[i + 1] = replace(other, party=second.party, as_of=second.as_of)
    return found
