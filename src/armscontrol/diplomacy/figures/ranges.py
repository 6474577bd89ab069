"""Distances: the ranges of missiles that a treaty bans, in kilometres."""

from __future__ import annotations

import re

from armscontrol.diplomacy.figures.figures import Figure, value_of
from armscontrol.diplomacy.figures.treaty_names import Treaties
from armscontrol.diplomacy.model import Number, Span

KM = re.compile(r"[ \xa0-](?:kilomet(?:er|re)s?|kms?)\b|[ \xa0]?(?:км(?!\w)|километр\w*)")
_RANGE = re.compile(
    r"\b(?:ranges?|distances?|reach|fly|flying|travel\w*|дальност\w+)\b[^.;:]{0,40}$|\b(?:between|from|от) $",
    re.IGNORECASE,
)
_RANGE_AFTER = re.compile(r"[ -]ranges?\b")
_SECOND = re.compile(
    rf"(?:{KM.pattern})(?: \([^()]{{1,30}}\))?(?: and | to |[ \xa0]?[-–—][ \xa0]?)"
    rf"(?P<high>[0-9][0-9,]*[0-9])(?={KM.pattern})"
)
"""The other end, where both have their unit: "500 km and 5,500 km"."""
_BANNED = re.compile(
    r"\b(?:bann?(?:s|ed|ing)?|prohibit\w*|outlaw\w*|forb\w+|eliminat\w+|scrap\w*|abolish\w*|cover\w*|did away|"
    r"destr\w+|restrict\w*|rid of|запре\w+|ликвид\w+|уничтож\w+)\b",
    re.IGNORECASE,
)
_OWN = re.compile(r"\b(?:9M\d+|Iskander|Kalibr|Oreshnik|Typhon|Tomahawk|Dark Eagle|Sarmat)\w*\b")
"""Systems whose own range a sentence may give."""


def banned_range(text: str, sentence: Span, before: Span | None, figure: Figure, named: Treaties) -> Number | None:
    """The range of the missiles that the INF Treaty bans, where a sentence tells both ends; `None` for all else."""
    high, end = figure.high, figure.end
    if high is None and (second := _SECOND.match(text, end, sentence[1])):
        high, end = value_of(second["high"]), second.end("high")
    unit = KM.match(text, end, sentence[1])
    if unit is None or high is None or high <= figure.value:
        return None
    low = sentence[0] if before is None or "\n" in text[before[1] : sentence[0]] else before[0]
    treaties = named.within(low, sentence[1])
    if not treaties or set(treaties) != {"inf"}:
        return None
    begin = figure.start
    ranged = _RANGE.search(text, max(sentence[0], begin - 60), begin) or _RANGE_AFTER.match(text, unit.end())
    if not (ranged and _BANNED.search(text, *sentence)):
        return None
    if _OWN.search(text, *sentence):
        return None
    return Number(
        span=(figure.start, end),
        value=high,
        unit="km",
        kind="limit",
        bound="range",
        low=figure.value,
        high=high,
        quantity="inf.limit.range_km",
        party="each",
    )
