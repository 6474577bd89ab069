"""Which days in a sentence can be those of an event it tells: not a year that names a treaty, not the day of a plan."""

from __future__ import annotations

import re

from armscontrol.diplomacy.model import DateMention

_NAMED_BY_YEAR = re.compile(
    r" (?:[\w-]+ ){0,4}?(?:[Tt]reat(?:y|ies)|[Pp]act|[Aa]ccord|[Aa]greement|[Dd]eal|INF|START|CFE|ABM|SALT|NPT)\b"
)
_A_YEAR = re.compile(r"(?:19|20)[0-9]{2}")
"""A year that only names a treaty, "the expiration of the 1991 treaty", dates nothing that is told of it."""
_NAMES_IT = re.compile(r"(?:\b(?:a|an|the|its|their|his|that|this|old|new)|['’]s) $")
_SAID = re.compile(r"\b(?:said|announced|declared|told (?:[\w’'-]+ ){1,4}?|заявил\w* )(?: ?on)? ?$")
_HE_DID = re.compile(r",? (?:that )?(?:[\w’'.-]+ ){1,4}")
_SAID_HE_DID = re.compile(r",? (?:said|announced|declared|told (?:[\w’'-]+ ){1,4}?) ?(?:that )?(?:[\w’'.-]+ ){1,4}")
PLANNED = re.compile(
    r"\b(?:reported|agreed to|plan(?:s|ned)?|weigh\w*|consider\w*|threaten\w*|vow\w*|intend\w*|propos\w*|urg\w*)\b"
)
"""Words between a date that opens a sentence and an act: what was reported or planned that day."""


def only_names(text: str, mention: DateMention) -> bool:
    """Whether a year names a treaty, as "the 1987 treaty" does."""
    at, end = mention.span
    return (
        _A_YEAR.fullmatch(text, at, end) is not None
        and _NAMES_IT.search(text, max(0, at - 8), at) is not None
        and _NAMED_BY_YEAR.match(text, end) is not None
    )


def said_and_done(text: str, begin: int, mention: DateMention, start: int) -> bool:
    """Whether someone said on a day that he does a thing: "said Tuesday he is", "on Monday told them that he is"."""
    at, end = mention.span
    if _SAID.search(text, max(begin, at - 40), at) and _HE_DID.fullmatch(text, end, start):
        return True
    return _SAID_HE_DID.fullmatch(text, end, start) is not None
