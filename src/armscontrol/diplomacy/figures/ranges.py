"""Distances: the ranges of missiles that a treaty bans, in kilometres."""

from __future__ import annotations

import re

from armscontrol.diplomacy.figures.figures import Figure
from armscontrol.diplomacy.figures.treaty_names import Treaties
from armscontrol.diplomacy.model import Number, Span

KM = re.compile(r"[ \xa0-](?:kilomet(?:er|re)s?|kms?)\b|[ \xa0]?(?:км(?!\w)|километр\w*)")
_RANGE = re.compile(
    r"\b(?:ranges?|distances?|reach|fly|flying|travel\w*|дальност\w+)\b[^.;:]{0,40}$|\b(?:between|from|от) $", re.IGNORECASE
)
_BANNED = re.compile(
    r"\b(?:bann?(?:s|ed|ing)?|prohibit\w*|outlaw\w*|forb\w+|eliminat\w+|scrap\w*|abolish\w*|cover\w*|did away|"
    r"destr\w+|restrict\w*|rid of|запре\w+|ликвид\w+|уничтож\w+)\b",
    re.IGNORECASE,
)
_OWN = re.compile(r"\b(?:9M\d+|Iskander|Kalibr|Oreshnik|Typhon|Tomahawk|Dark Eagle|Sarmat)\w*\b")
"""Systems whose own range a sentence may give."""


def banned_range(text: str, sentence: Span, before: Span | None, figure: Figure, named: Treaties) -> Number | None:
    """The range of the missiles that the INF Treaty bans, where a sentence tells both ends; `None` for all else."""
    unit = KM.match(text, figure.end, sentence[1])
    if unit is None or figure.high is None:
        return None
    low = sentence[0] if before is None or "\n" in text[before[1] : sentence[0]] else before[0]
    treaties = named.within(low, sentence[1])
    if not treaties or set(treaties) != {"inf"}:
        return None
    begin = figure.start
    if not (_RANGE.search(text, max(sentence[0], begin - 60), begin) and _BANNED.search(text, *sentence)):
        return None
    if _OWN.search(text, *sentence):
        return None
    return Number(
        span=(figure.start, figure.end),
        value=figure.high,
        unit="km",
        kind="limit",
        bound="range",
        low=figure.value,
        high=figure.high,
        quantity="inf.limit.range_km",
        party="each",
    )
