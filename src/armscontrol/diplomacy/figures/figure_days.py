"""Of which day a figure is: the date its sentence ties to it, opens with, or counts back from."""

from __future__ import annotations

import re
from collections.abc import Sequence

from armscontrol.diplomacy.figures.date_words import COUNTS
from armscontrol.diplomacy.figures.place import Place
from armscontrol.diplomacy.model import DateMention

_AS_OF = re.compile(
    r"\b(?:as of|as at|dated|effective|current as of|по состоянию на|данным на)\s(?:the )?(?:early |late |mid-|"
    r"the (?:start|"
    r"end|beginning) of )?$",
    re.IGNORECASE,
)
_DATA_OF = re.compile(
    r"\b(?:[Dd]ata|[Ff]igures|[Nn]umbers|[Tt]otals|[Dd]eclarations?|notifications?) "
    r"(?:(?:that|which) were )?(?:last )?"
    r"(?:exchanged|declared|dated|valid|notified|handed over|true|correct|given)(?: to each other)? "
    r"(?:in |on |for |as of |at )?(?:early |late |the (?:start|end|beginning) of )?$"
)
_APPOSED = re.compile(
    r"\b(?:declaration|exchange|figures?|counts?|tally|totals?|data|numbers?|notification), (?:of|from|for|dated|as of|"
    r"made (?:on|in)) (?:the )?(?:early |late |(?:start|end|beginning) of )?$"
)
"""Words before the day that a comma sets beside data: "the last figure, of March 2023, was"."""
_WHEN = re.compile(
    r"\b(?:in|on|at|by|by the end of|at the (?:start|end|beginning) of|в|на|с)\s(?:early |late |mid-|the (?:start|"
    r"end|beginning) of )?$",
    re.IGNORECASE,
)
_BASE = re.compile(
    r"\bthan (?:it (?:had|did) )?(?:in|on|at) (?:the )?(?:early |late |start of |end of )?$|\bчем (?:в|на) $"
)
"""Words before the day that a change is counted from."""
_THERE = re.compile(r",? there (?:were|was|are|existed) (?:[a-z]+ ){0,4}")
_EARLIER = re.compile(r"\b(?:(?:down|up|falling|rising|from|compared (?:with|to)) (?:\w+ )?$|earlier\b|previous\b)")
_BACK = re.compile(
    r",? (?:or so )?(?P<n>an?|one|two|three|four|five|six|seven|eight|nine|ten|[0-9]{1,2}) (?P<unit>year|month)s? "
    r"(?:earlier|before|previously)\b"
)
_AGO = re.compile(r"\w+ years ago", re.IGNORECASE)
"""A year by its distance; "a year ago" is told loosely."""
_YEAR_OF = re.compile(
    r"(?:['’]s)? (?:\w+ )?(?:estimate|figure|total|count|tally|level|assessment|number)s? (?:of|was|were|at|stood at) "
    r"(?:(?:more|less) than |(?:over|about|around|some|roughly|nearly|only|at least|a|up to) )*$"
)
_FIRST_WORDS = re.compile(
    r"\W*(?:(?:[Aa]s (?:of|at)|[Oo]n|[Ii]n|[Aa]t|[Bb]y|[Ff]or|[Ee]arly in|[Ll]ate in|[Dd]uring|"
    r"В|На|К|По состоянию на)\s(?:the )?(?:early |late |mid-|(?:start|end|beginning|close) of )*(?:the )?)"
)
_PHRASE_BEFORE = re.compile(
    r"\W*(?:In|At|On|With|Under|During|By|For) [^,;:.]{1,60}(?:, (?:in|on|at|dated|of|for|as of)|"
    r" (?:in|on|of|for|from|dated|as of)) $"
)
_BY_WHOM = re.compile(
    r"\W*(?:According to|As (?:told|reported) by|По данным) [^,;:.]{1,60}, (?:in|on|at|by|as of|в|на) $"
)
"""A source before the date that opens a sentence: "According to the State Department, in September 2017"."""
_TELLING = re.compile(
    r"\b(?:sa(?:id|ys)|told|announc\w+|wrote|warn\w+|accus\w+|estimat\w+|publish\w+|releas\w+|reported that|argu\w+|"
    r"propos\w+|offer\w+|suggest\w+|agreed|sign\w+|заяви\w+|сообщи\w+|сказа\w+|опубликова\w+)\b",
    re.IGNORECASE,
)
_CALENDAR = re.compile(
    r"(?i:\b(?:start|beginning|end) of)|^(?!.*(?:day\b|week|month|year)).*(?:[0-9]{4}|[A-Z][a-z]{2,}|[а-я]{3,})"
)
"""A date by the calendar; "on Tuesday" and "last year" are days of a report."""
_FROM_BEFORE = re.compile(
    r"\b(?:from|compared (?:with|to)|against|than|earlier|previous\w*|с)\s(?:\w+\s){0,2}$", re.IGNORECASE
)


def day_of(place: Place, inside: Sequence[DateMention], before: str | None) -> str | None:
    """The date of a count, as EDTF.

    Args:
        place: the figure in its sentence.
        inside: dates of the sentence, in order.
        before: the date of the figure told before it in the sentence.
    """
    text, item = place.text, place.item
    back = _BACK.match(text, item.end, place.following)
    if back:
        return _earlier(before or _opening(place, inside), back)
    begin = min(item.figure.start, item.figure.bound_start)
    for mention in inside:
        if mention.edtf and mention.span[1] <= begin and _YEAR_OF.fullmatch(text, mention.span[1], item.figure.start):
            return mention.edtf  # "a 2021 estimate of around 400"
        if mention.edtf and _AGO.fullmatch(mention.words) and text[item.end : mention.span[0]] in (" ", ", "):
            return mention.edtf  # "it was 320 four years ago"
    if tied := _tied(place, inside):
        return tied
    if _FROM_BEFORE.search(text, max(place.clause, begin - 40), begin):
        return None
    return _opening(place, inside)


def _data_of(text: str, start: int, mention: DateMention) -> bool:
    """Whether data are said to be of a date: "as of", "data exchanged in", "the last figure, of ..., was"."""
    at, end = mention.span
    if _AS_OF.search(text, max(start, at - 40), at):
        return True
    if not _CALENDAR.search(mention.words):
        return False
    apposed = _APPOSED.search(text, max(start, at - 60), at) and text.startswith(",", end)
    return bool(apposed) or _DATA_OF.search(text, max(start, at - 90), at) is not None


def _opening(place: Place, inside: Sequence[DateMention]) -> str | None:
    """The date with which a sentence opens: "In March 2016 Russia had ..."; that of a report dates the report alone."""
    text, start = place.text, place.sentence[0]
    first = next((d for d in inside if d.edtf), None)
    if first is None or first.span[1] > place.item.figure.start or not _CALENDAR.search(first.words):
        return None
    opens = (
        _FIRST_WORDS.fullmatch(text, start, first.span[0])
        or _BY_WHOM.fullmatch(text, start, first.span[0])
        or (_PHRASE_BEFORE.fullmatch(text, start, first.span[0]) and text[first.span[1] : first.span[1] + 1] == ",")
    )
    if not opens or _TELLING.search(text, first.span[1], place.item.figure.start):
        return None
    return first.edtf


def _earlier(edtf: str | None, back: re.Match[str]) -> str | None:
    """A date so many years or months before another; `None` where it is not one day, month or year."""
    if edtf is None or not re.fullmatch(r"[0-9]{4}(?:-[0-9]{2}){0,2}", edtf):
        return None
    count = int(back["n"]) if back["n"].isdecimal() else COUNTS[back["n"]]
    year, month, rest = int(edtf[:4]), edtf[5:7], edtf[7:]
    if back["unit"] == "year":
        return f"{year - count:04d}{edtf[4:]}"
    if not month or rest not in ("", "-01"):
        return None
    months = year * 12 + int(month) - 1 - count
    return f"{months // 12:04d}-{months % 12 + 1:02d}{rest}"


def _tied(place: Place, inside: Sequence[DateMention]) -> str | None:
    """The date a sentence ties to a figure: "as of" anywhere in it, else "in" or "on" beside the figure."""
    text, item, start = place.text, place.item, place.sentence[0]
    dated = [d for d in inside if d.edtf and not _BASE.search(text, max(start, d.span[0] - 24), d.span[0])]
    for mention in dated:
        at = mention.span[0]
        if item.end <= at <= item.end + 12 and at < place.following and _WHEN.search(text, item.end, at):
            return mention.edtf  # "31,255 in 1967"
        if mention.span[1] <= item.figure.start and _THERE.fullmatch(text, mention.span[1], item.figure.start):
            return mention.edtf  # "in 1986, there were more than 70,000"
    tied = [d for d in dated if _data_of(text, start, d)]
    if tied and _EARLIER.search(text, place.clause, item.figure.start) and tied[0].span[0] < item.figure.start:
        tied = []  # "as of March, down from 1,790": of an earlier time
    if tied:
        after = [d for d in tied if item.end <= d.span[0] < place.following]
        if after:
            return after[0].edtf
        return ([d for d in tied if d.span[0] < item.figure.start] or tied)[-1].edtf
    for mention in dated:
        at = mention.span[0]
        if not place.clause <= at < place.following or not _WHEN.search(text, max(start, at - 30), at):
            continue
        if item.end <= at <= item.end + 12:
            return mention.edtf
    return None
