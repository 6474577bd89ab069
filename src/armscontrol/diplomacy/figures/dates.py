"""Words for days and times, resolved as EDTF at the precision of the words.

A small grammar of its own: a word that names a month, a weekday, a year or a nearness to today is found first, then the
words around it are read. A weekday is the latest one on or before the day of publication, that day included; a day or
month without a year likewise, unless the words before it look forward (expires, until, will). Without a day of
publication "on Friday" stays open and "on September 1" is XXXX-09-01. Form: Library of Congress, Extended Date/Time
Format (EDTF), levels 0 and 1.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from armscontrol.diplomacy.figures.date_words import DASH, SEASONS, DateWords, mentions, way_round
from armscontrol.diplomacy.figures.nearness import (
    FORWARD,
    ago,
    edge,
    looks_forward,
    near,
    nearest_year,
    period,
    same,
    weekday,
    year_before,
)
from armscontrol.diplomacy.model import DateMention, Document, Segment, Span
from armscontrol.diplomacy.pages.sentences import sentences
from armscontrol.diplomacy.plain import READABLE


def dates(document: Document, segments: Sequence[Segment]) -> tuple[DateMention, ...]:
    """Every mention of a day or time in what is read of the document, in order, resolved where it can be.

    Explicit days and years are taken freely, words that lean on the day of publication with care: where that day is
    missing, or the words fit more than one day, `edtf` is `None` and `basis` says so.
    """
    text = document.text
    stretches = [s.span for s in segments if s.kind in READABLE or s.kind == "dateline"] or [(0, len(text))]
    found: list[DateMention] = []
    way: str | None = None
    for start, end in stretches:
        raws = list(mentions(text, start, end))
        if not raws:
            continue
        bounds = sentences(text, start, end)
        begins = [b[0] for b in bounds]
        inside = [bounds[max(0, bisect_right(begins, r.start) - 1)] for r in raws]
        if any(r.kind == "slashed" for r in raws):
            way = way_round(text) if way is None else way
            raws = [_turned(way, r) if r.kind == "slashed" else r for r in raws]
        raws = _shared_years(text, raws, inside, document.published)
        for raw, sentence in zip(raws, inside, strict=True):
            edtf, basis = _resolved(text, raw, sentence, document.published, found)
            found.append(DateMention((raw.start, raw.end), text[raw.start : raw.end], edtf, basis))
    return tuple(found)


def _turned(way: str, raw: DateWords) -> DateWords:
    """A date with strokes, read the way round that the text's clear ones are written."""
    year, one, two = raw.first
    if way == "open":
        return replace(raw, kind="open", words="day and month may be either way round", first=(None, None, None))
    return replace(raw, kind="explicit", first=(year, two, one) if way == "day" else (year, one, two))


def _shared_years(text: str, raws: list[DateWords], inside: list[Span], published: date | None) -> list[DateWords]:
    """Give "March 1 and September 1, 2021" one year, and "signed on April 8, 2010 and ratified on December 22" too."""
    out = list(raws)
    for i in range(len(out) - 2, -1, -1):
        one, two = out[i], out[i + 1]
        if _yearless(one) and two.kind == "explicit" and two.first[0] is not None and two.first[1] is not None:
            joined = text[one.end : two.start]
            if re.fullmatch(rf"(?:{DASH}|,? ?(?:and|to|or|until|through|и|по|до)(?: (?:in|on|from))? |, )", joined):
                later = (
                    two.first[1:3] < one.first[1:3]
                    if two.first[2] and one.first[2]
                    else two.first[1] < (one.first[1] or 0)
                )
                out[i] = replace(one, first=(two.first[0] - bool(later), one.first[1], one.first[2]))
    for i in range(1, len(out)):
        one, two = out[i - 1], out[i]
        if not (_yearless(two) and two.which is None and inside[i - 1] == inside[i] and one.kind == "explicit"):
            continue
        if one.first[0] is None or one.first[1] is None:
            continue
        between = text[one.end : two.start]
        ahead = published is not None and (one.first[0], two.first[1] or 0) > (published.year, published.month)
        if _SINCE.search(text, max(0, one.start - 14), one.start):
            continue
        if between[:1] in (",", ")") and _ASIDE.search(text, max(inside[i][0], one.start - 80), one.start):
            continue
        alike = one.first[1] == two.first[1] and not _TO_COME.search(between)
        if len(between) < 80 and not ahead and (alike or not FORWARD.search(between)) and not _SAYS.search(between):
            later = (two.first[1] or 0) < one.first[1]
            if _COMPARED.search(between):
                earlier = (two.first[1] or 0) >= one.first[1]
                out[i] = replace(two, first=(one.first[0] - bool(earlier), two.first[1], two.first[2]))
                continue
            if later and published and (one.first[0] + 1, two.first[1] or 0) > (published.year, published.month):
                continue  # told after it, and before it in time
            out[i] = replace(two, first=(one.first[0] + bool(later), two.first[1], two.first[2]))
    return out


_COMPARED = re.compile(
    r"\b(?:(?:up|down|rose|risen|fell|fallen|increased?|decreased?|dropped|grew|grown) from|compared (?:to|with)|"
    r"than|against)\b[^.;]{0,40}?(?:\b(?:in|on|at|as of)\s(?:early |late |the start of )?)?$|"
    r"(?<!\w)(?:против|чем|(?:вырос|снизил|сократил|увеличил|уменьшил)\w* с)\s[^.;]{0,40}$"
)
"""Words between a date and one without its year that set an earlier figure beside: "1,458, up from 1,456 in March"."""
_SAYS = re.compile(r"\b(?:said|told|says|wrote)\b")
_TO_COME = re.compile(r"\b(?:will|would|shall|is to|are to)\b")
_NO_STORY = re.compile(r"\b(?:since|until|till|through|by|before|of|from)\s(?:early |late |mid-)?$", re.IGNORECASE)
"""Words before a date that tells no story of its own: "no visits since March 2020"."""
_SINCE = re.compile(r"\b(?:since|until|till|through)\s(?:early |late |mid-)?$", re.IGNORECASE)
_BY = re.compile(r"\bby $", re.IGNORECASE)
_ASIDE = re.compile(
    r"[,(] ?(?:which|who|that|signed|dating|котор\w+|\w+ed|\w{3,}(?:нный|нного|нному|нном|вший|вшего))\b[^,;()]{0,60}$"
)
"""Words before a date that is told beside the story: "the treaty, signed on April 8, 2010, expired on"."""
_FRESH, _NEAR = 31, 92
"""Days back in which a day without its year is surely, or likely, of the year of publication."""


def _story_year(
    text: str, raw: DateWords, sentence: Span, published: date, latest: int, before: Sequence[DateMention]
) -> tuple[int | None, str] | None:
    """The year of what is being told, where the date before it is of an earlier one; `None` where it does not bear.

    "In February 2021 time was short. On February 3 the two sides agreed": of 2021. Where that year and the one of
    publication are both likely, the answer is open.
    """
    last = before[-1] if before else None
    month, day = raw.first[1] or 0, raw.first[2]
    if last is None or not re.fullmatch(r"[0-9]{4}(?:-[0-9]{2}){0,2}", last.edtf or "") or str(latest) in last.words:
        return None
    year, then = int((last.edtf or "")[:4]), int((last.edtf or "")[5:7] or 0)
    line = text.rfind("\n", 0, sentence[0]) + 1
    leans = last.basis == "from the date before it" or last.words.lower() in ("last year", "в прошлом году")
    if year >= latest or last.span[0] < max(line, sentence[0] - _STORY) or (str(year) not in last.words and not leans):
        return None
    if _NO_STORY.search(text, max(0, last.span[0] - 14), last.span[0]):
        return None
    between = text[last.span[1] : raw.start]
    if _SAYS.search(between) or _TO_COME.search(between):
        return None
    try:
        back = (published - date(latest, month, day or 28)).days
    except ValueError:
        return None
    if leans and _BESIDE.fullmatch(between):
        return year, "year of the date before it"  # "six months later, on August 2"
    if not _OPENS.search(text, max(line, last.span[0] - 24), last.span[0]):
        return None  # "the treaty, signed in 2010": told beside the story
    if last.span[0] >= sentence[0] and not then and not _TURNS.search(between):
        return year, "year of what is being told"
    if then == month and back > _NEAR:
        return year, "year of what is being told"
    if back <= _FRESH:
        return None
    if then and month < then:
        return None
    return None if back <= _NEAR and then != month else (None, "its year may be that of the date before it")


_NEVER = date.max
"""In place of a day of publication that is not known."""
_STORY = 250
"""Characters before a sentence in which the date of a story stands."""
_OPENS = re.compile(
    r"(?:^|[.?!:“\"(]\s|\n)[“\"(]?(?:(?:In|On|During|Early in|Late in|В)\s)?(?:the )?(?:early |late |mid-)?$"
)
_BESIDE = re.compile(r", (?:on|in|early in|late in) (?:the )?")
_TURNS = re.compile(r"[;:]|, (?:and|but|while|whereas)\b")


def _yearless(raw: DateWords) -> bool:
    return raw.kind == "explicit" and raw.first[0] is None and raw.which is None and raw.first[1] is not None


def _resolved(
    text: str, raw: DateWords, sentence: Span, published: date | None, before: Sequence[DateMention]
) -> tuple[str | None, str]:
    """The EDTF of a mention, and how or why not."""
    match raw.kind:
        case "explicit":
            return _explicit(text, raw, sentence, published, before)
        case "open":
            return None, raw.words
        case "decade":
            return f"{raw.words[:3]}X", "decade"
        case "edge":
            ahead = looks_forward(text, raw.start, raw.end, sentence)
            return edge(raw.words, published, ahead or _BY.search(text, max(0, raw.start - 4), raw.start) is not None)
        case "season":
            season, year = re.split(r"[ ,]", raw.words, maxsplit=1)[0], raw.words[-4:]
            return f"{year}-{SEASONS[season]}", "season as written"
        case "same":
            return same(text, raw, before, published)
    if published is None:
        return None, "leans on the day of publication, which is not known"
    match raw.kind:
        case "weekday":
            return weekday(text, raw, sentence, published)
        case "near":
            return near(raw.words, published)
        case "period":
            return period(raw.words, published, looks_forward(text, raw.start, raw.end, sentence))
        case _:
            return ago(raw.words, published)


def _explicit(
    text: str, raw: DateWords, sentence: Span, published: date | None, before: Sequence[DateMention]
) -> tuple[str | None, str]:
    year, month, day = raw.first
    basis = "as written"
    if year is None and month is not None:
        if raw.which in ("last year", "this year", "next year"):
            if published is None:
                return None, "leans on the day of publication, which is not known"
            year, basis = published.year + {"last": -1, "this": 0, "next": 1}[raw.which[:4]], raw.which
        elif raw.which in ("same year", "following year"):
            year = year_before(before)
            year = year + 1 if year is not None and raw.which == "following year" else year
            if year is None:
                return None, "no year before it to lean on"
            basis = "year of the date before it"
        elif published is not None:
            year, basis = nearest_year(text, raw, sentence, published)
            if year is not None and raw.which is None and raw.weekday is None:
                story = _story_year(text, raw, sentence, published, year, before)
                if story and story[0] is None:
                    return None, story[1]
                year, basis = (story[0] or year, story[1]) if story else (year, basis)
            if year is None:
                return None, basis
        elif raw.which is None and (story := _story_year(text, raw, sentence, _NEVER, _NEVER.year - 1, before)):
            year, basis = (story[0], story[1]) if story[0] else (None, basis)
    first = _edtf(year, month, day)
    if first is None:
        return None, "no such day"
    if raw.last is None:
        return first, basis
    last_year = raw.last[0] if raw.last[0] is not None else year
    if raw.last[0] is None and year is not None and month is not None and (raw.last[1] or 0) < month:
        last_year = year + 1
    last = _edtf(last_year, raw.last[1], raw.last[2])
    return (f"{first}/{last}", basis) if last and last > first else (None, "the range runs backwards")


def _edtf(year: int | None, month: int | None, day: int | None) -> str | None:
    words = f"{year:04d}" if year is not None else "XXXX"
    if month is None:
        return words
    if day is None:
        return f"{words}-{month:02d}"
    try:
        date(year if year is not None else 2000, month, day)
    except ValueError:
        return None
    return f"{words}-{month:02d}-{day:02d}"
