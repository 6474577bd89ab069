"""Which treaty a counted figure is of."""

from __future__ import annotations

import re
from functools import cache

from armscontrol.diplomacy.figures.bounds_known import (
    new_start,
    new_start_since,
    sort_bound,
    sort_since,
    start_1,
)
from armscontrol.diplomacy.figures.cues import DAY_OF_DATA, DECLARED, ELIMINATED
from armscontrol.diplomacy.figures.place import TOTALS, Place
from armscontrol.diplomacy.figures.quantities import BOUND
from armscontrol.diplomacy.model import Span

_INF_SIGNERS = re.compile(r"\b(?:Reagan|Gorbachev)|1987\b|Рейган|Горбач[её]в")
"""Who "the treaty" is of where missiles were destroyed under one that a text leaves unnamed."""
_LISTED = re.compile(r"\s*(?:[-–—*•·▪‣]|[0-9]{1,2}[.)]|[A-ZА-ЯЁ][\w’'-]*(?: [\w().’'-]+){0,4}:)\s")
_COMING = re.compile(
    r"\b(?:[Nn]ew|[Ss]uccessor|[Ff]ollow-on|[Ff]uture|[Nn]ext|[Pp]roposed|[Rr]eplacement) "
    r"(?:arms |nuclear |disarmament )?(?:treaty|pact|agreement|accord|deal)\b"
)
"""A treaty to come, whose figures are not those of the one that a text names."""
_STOCKS = re.compile(r"\b(?:stockpil\w*|inventor(?:y|ies)|dismantl\w*|retired)\b", re.IGNORECASE)
_BOX = 900
"""Characters back over which the lines of a box have one heading."""


def of_sort(place: Place) -> bool:
    """Whether a range is the Moscow Treaty's own, told since its signature."""
    return (place.value, place.item.figure.high) == sort_bound() and (
        place.year is None or place.year >= sort_since().year
    )


def treaty_of(place: Place) -> str | None:
    """The treaty a figure belongs to: by the number where it is one treaty's own, else the name nearest to it."""
    text, item, named = place.text, place.item, place.named
    own = new_start().get(place.value)
    known = "new-start" in named.names or named.signs
    if (
        own == "warheads"
        or (own == "vehicles" and known)
        or (own == "launchers" and named.signs and item.kind == "limit")
    ):
        return "new-start"
    if of_sort(place) or ((item.figure.high or place.value) == sort_bound()[1] and "sort" in named.names):
        return "sort"
    if place.value in start_1() and "start-1" in named.names:
        return "start-1"
    if here := named.within(place.sentence[0], item.figure.start):
        return here[-1]
    if item.noun.category == "inspections" and item.noun.end <= place.sentence[0]:
        asked = named.within(max(0, item.noun.start - 80), place.sentence[0])  # in the question that it answers
        if asked:
            return asked[-1]
    if boxed := _headed(place):
        return boxed
    destroyed = item.noun.category == "vehicles" and place.says(ELIMINATED, place.sentence)
    if destroyed and set(named.within(*_around(place))) == {"inf"}:
        return "inf"
    if destroyed and not named.within(*_around(place)) and place.says(_INF_SIGNERS, _around(place)):
        return "inf"
    after = named.within(item.end, min(place.following, item.end + 60))
    if after and re.match(r"[^.;,]{0,40}\b(?:under|of|by|in|set|imposed)\b", text[item.end : item.end + 60]):
        return after[0]
    near = named.at(*place.sentence)
    if near != "new-start" and place.says(_COMING, place.sentence) and not named.within(*place.sentence):
        return None
    if near not in ("new-start", "sort") and _dated_later(place) and not named.within(*_around(place)):
        return "new-start"
    if near is None and _of_exchange(place):
        return "new-start"
    return near


def _of_exchange(place: Place) -> bool:
    """Whether figures are of a day of New START's data, in a text that names no treaty."""
    return (
        place.year is not None
        and place.year >= new_start_since().year
        and place.item.noun.category in TOTALS
        and place.item.kind == "count"
        and any(o.code in BOUND for o in place.states)
        and place.says(_of_data(), place.sentence)
        and not place.says(_STOCKS, place.sentence)
    )


@cache
def _of_data() -> re.Pattern[str]:
    first = new_start_since()
    return re.compile(rf"\b[Aa]s of (?:{DAY_OF_DATA.pattern}|{first:%B} {first.day}\b|{first.day} {first:%B}\b)")


def _headed(place: Place) -> str | None:
    """The treaty under whose heading a line of a list stands: "New START" above "Ceilings: 700 missiles"."""
    text, start = place.text, place.sentence[0]
    line = text.rfind("\n", 0, start) + 1
    if (
        not line
        or not _LISTED.match(text, line, min(line + 80, len(text)))
        or place.named.within(line, place.sentence[1])
    ):
        return None
    block = max(text.rfind("\n\n", 0, line) + 1, line - _BOX)
    named = place.named.within(max(0, block), line)
    return named[-1] if named else None


def _around(place: Place) -> Span:
    return (place.before or place.sentence)[0], place.sentence[1]


def _dated_later(place: Place) -> bool:
    """Whether figures that a text of New START's time calls declared can only be its own."""
    return (
        place.year is not None
        and place.year >= new_start_since().year
        and place.item.noun.category in TOTALS
        and place.item.kind == "count"
        and not (place.item.noun.category == "warheads" and place.says(_STOCKS, _around(place)))
        and (place.item.declared or place.declared() or place.says(DECLARED, _around(place)))
        and not re.search(r"\b(?:19[0-9]{2}|200[0-9])\b", place.text[slice(*place.sentence)])
    )
