"""Of which day a figure is: the date its sentence ties to it, opens with, or counts back from."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from armscontrol.diplomacy.figures.date_words import COUNTS
from armscontrol.diplomacy.figures.place import Place
from armscontrol.diplomacy.model import DateMention, Number

_AS_OF = re.compile(
    r"\b(?:as of|as at|dated|effective|current as of|по состоянию на|данным на)\s(?:the )?(?:early |late |mid-|"
    r"the (?:start|"
    r"end|beginning) of )?$",
    re.IGNORECASE,
)
_DATA_OF = re.compile(
    r"\b(?:[Dd]ata|[Ff]igures|[Nn]umbers|[Tt]otals|[Dd]eclarations?|notifications?) "
    r"(?:(?:that|which) were )?(?:last )?"
    r"(?:of|from|as of|exchanged|declared|dated|valid|current|notified|handed over|true|correct|"
    r"given)(?: to each other)? "
    r"(?:in |on |for |as of |at )?(?:early |late |the (?:start|end|beginning) of )?$"
)
_NUMBERS_IN = re.compile(
    r"\b(?:[Nn]umbers|[Ff]igures|[Tt]otals|[Cc]ounts|[Tt]allies|[Dd]ata) (?:in|for|of|from|as of) (?:the )?"
    r"(?:early |late )?$"
)
_WERE = re.compile(r" (?:were|was|are|had been|have been|stood at|show(?:ed|s)?|put) ")
"""Words around the day of figures: "the American numbers in September 2020 were"."""
_EXCHANGED = re.compile(r" (?:data |biannual |semi-?annual )*exchanges?\b")
"""Words after the day of an exchange: "the 1 September 2020 data exchange"."""
_SINCE_THEN = re.compile(
    r"\b(?:(?:than|since)|(?:up|down|increas\w+|decreas\w+|rises?|rose|fell|falls?|grew|growth|drop\w*|more|fewer|[0-9]+)"
    r"\b[^.;]{0,30}\bfrom)\s(?:(?:its|their|the|last)\s)?$"
)
_OF_DATA = re.compile(
    r"\b(?:data|figures|numbers|totals)\b[^.;]{0,60}\b(?:as of|as at|current (?:on|in)) (?:the )?$|"
    r"(?<!\w)(?:данн|цифр|статистик|сведени)\w+[^.;]{0,60} на $",
    re.IGNORECASE,
)
_PEAK = re.compile(r"\b(?:peak|high|maximum|low|height) (?:of|in|from) (?:the )?(?:early |late )?$")
_AT_PEAK = re.compile(r" of (?:about |around |some |nearly |over |more than |just )*$")
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
_PAPER = re.compile(r"\b(?:sheet|report|document|statement|letter|memo\w*|release),? (?:\w+ )?dated (?:the )?$")
"""A day of the paper that tells figures is not theirs."""
_STATUS = re.compile(r" (?:deployed|held|in (?:service|storage|reserve)|in its (?:arsenal|stockpile)) (?:in|on|at|by) ")
_AND_YEAR = re.compile(r" (?:and|or) [0-9]{4}\b")
_THERE = re.compile(r",? there (?:were|was|are|existed) (?:[a-z]+ ){0,4}")
_BRACKETED = re.compile(r"[^.;,()0-9]{0,40} \((?:in |as of |on )?")
_WAS = re.compile(r" (?:was|were|stood at|came to|amounted to) (?:about |some |around |roughly |nearly |only |just )*")
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
_IN_DATA = re.compile(
    r"\W*(?:In|At|By|Under|With) (?:the|its|their|that) (?:data |regular |biannual |semi-?annual )*"
    r"(?:exchange|declaration|notification|tally) (?:of|on|for|from|dated) $"
)
""" "In the exchange of 1 September 2017 the United States reported": no comma is needed."""
_SHOWN_FOR = re.compile(r"\b(?:that|shows?|showed) (?:on|in|at|as of|by) (?:early |late )?$")
""" "Figures published last month show that on September 1 Russia had"."""
_SO_FAR_OFF = re.compile(r"\W*(?:[\w-]+ ){1,6}(?:earlier|before|later), (?:in|on|by) (?:early |late |mid-)?$")
"""A distance before the date that opens a sentence: "A year and a half earlier, in September 2016"."""
_HEAD = re.compile(
    r"\b(?:exchange|declaration|figures?|data|totals?|counts?|tally|holdings|stockpiles?|arsenals?|forces|inventor\w+)"
    r"(?:,? (?:of|for|in|on|as of|dated))? ?[(\[]?$",
    re.IGNORECASE,
)
"""Words before a date in the head of a list: "First exchange (Feb. 2011): United States ..."."""
_BY_WHOM = re.compile(
    r"\W*(?:According to|As (?:told|reported) by|По данным) [^,;:.]{1,60}, (?:in|on|at|by|as of|в|на) $"
)
"""A source before the date that opens a sentence: "According to the State Department, in September 2017"."""
_TELLING = re.compile(
    r"\b(?:sa(?:id|ys)|told|announc\w+|wrote|warn\w+|accus\w+|estimat\w+|publish\w+|releas\w+|reported that|argu\w+|"
    r"propos\w+|offer\w+|suggest\w+|describ\w+|outlin\w+|present\w+|unveil\w+|detail\w+|predict\w+|forecast\w*|"
    r"agreed|sign\w+|заяви\w+|сообщи\w+|сказа\w+|опубликова\w+)\b",
    re.IGNORECASE,
)
_SAME_DAY = re.compile(r" (?:on )?(?:the|that) (?:same|very) day that ")
_CALENDAR = re.compile(
    r"(?i:\b(?:start|beginning|end) of)|^(?!.*(?:day\b|week|month|year)).*(?:[0-9]{4}|[A-Z][a-z]{2,}|[а-я]{3,})"
)
"""A date by the calendar; "on Tuesday" and "last year" are days of a report."""
_LAST_YEAR = re.compile(r",? (?:(?:in|as of) )?(?P<which>last|the previous|this) year(?: to|,? and| against|[,;.)])")
"""Between the two figures of a change: "from 320 last year to 350 this year"."""
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
    if (told := _LAST_YEAR.match(text, item.end, place.following)) and place.year is not None:
        return str(place.year - (told["which"] != "this"))
    begin = min(item.figure.start, item.figure.bound_start)
    for mention in inside:
        if mention.edtf and mention.span[1] <= begin and _YEAR_OF.fullmatch(text, mention.span[1], item.figure.start):
            return mention.edtf  # "a 2021 estimate of around 400"
        if (
            mention.edtf
            and mention.span[1] <= begin
            and _AT_PEAK.fullmatch(text, mention.span[1], item.figure.start)
            and _PEAK.search(text, max(place.sentence[0], mention.span[0] - 30), mention.span[0])
        ):
            return mention.edtf  # "from its peak in 1967 of 31,255"
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
        return _PAPER.search(text, max(start, at - 40), at) is None
    if not _CALENDAR.search(mention.words):
        return False
    apposed = _APPOSED.search(text, max(start, at - 60), at) and text.startswith(",", end)
    if _NUMBERS_IN.search(text, max(start, at - 40), at) and _WERE.match(text, end):
        return True
    return bool(apposed) or _DATA_OF.search(text, max(start, at - 90), at) is not None


def _opening(place: Place, inside: Sequence[DateMention]) -> str | None:
    """The date with which a sentence opens: "In March 2016 Russia had ..."; that of a report dates the report alone."""
    text, start = place.text, place.sentence[0]
    first = next((d for d in inside if d.edtf and _CALENDAR.search(d.words)), None)
    if first is None or first.span[1] > place.item.figure.start:
        return None
    if _headed(text, start, first, place.item.figure.start):
        return first.edtf
    opens = (
        (first.words.startswith(("Last ", "This ")) and not text[start : first.span[0]].strip(' *-–•“"(\n'))
        or _SO_FAR_OFF.fullmatch(text, start, first.span[0])
        or _FIRST_WORDS.fullmatch(text, start, first.span[0])
        or _BY_WHOM.fullmatch(text, start, first.span[0])
        or _IN_DATA.fullmatch(text, start, first.span[0])
        or _SHOWN_FOR.search(text, max(start, first.span[0] - 40), first.span[0])
        or (_PHRASE_BEFORE.fullmatch(text, start, first.span[0]) and text[first.span[1] : first.span[1] + 1] == ",")
    )
    telling = _TELLING.search(text, first.span[1], place.item.figure.start)
    if not opens or (telling and not _SAME_DAY.match(text, telling.end())):
        return None
    return first.edtf


def _headed(text: str, start: int, first: DateMention, figure: int) -> bool:
    """Whether a date stands in the head of the list in which a figure is told."""
    colon = text.find(":", first.span[1], min(figure, first.span[1] + 30))
    return colon >= 0 and _HEAD.search(text, max(start, first.span[0] - 40), first.span[0]) is not None


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
        if _AND_YEAR.match(text, mention.span[1]):
            continue  # "added 100 in 2023 and 2024": of neither
        beside = at <= item.end + 12 or _STATUS.fullmatch(text, item.end, at)
        clause = ";" not in text[item.end : at] and not _ITS_OWN.match(text, mention.span[1])
        if item.end <= at < place.following and beside and clause and _WHEN.search(text, item.end, at):
            return mention.edtf  # "31,255 in 1967"
        if (
            item.end <= at < place.following
            and text.startswith(")", mention.span[1])
            and _BRACKETED.fullmatch(text, item.end, at)
            and not place.named.within(item.end, at)
        ):
            return mention.edtf  # "655 missiles and bombers of all kinds (2021)"
        if _AFTER_A_BREAK.search(text, max(start, at - 24), at) and _AT_ONCE.fullmatch(
            text, mention.span[1], item.figure.start
        ):
            return mention.edtf  # "; in September 2012, 1,500"
        if (
            mention.span[1] <= item.figure.start
            and _WAS.fullmatch(text, mention.span[1], item.figure.start)
            and _WHEN.search(text, max(start, at - 30), at)
            and not _TELLING.search(text, max(start, at - 30), at)
        ):
            return mention.edtf  # "the number of warheads there at the start of 2015 was 400"
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
        if _AND_YEAR.match(text, mention.span[1]):
            continue
        if not place.clause <= at < place.following or not _WHEN.search(text, max(start, at - 30), at):
            continue
        clause = ";" not in text[item.end : at] and not _ITS_OWN.match(text, mention.span[1])
        if item.end <= at <= item.end + 12 and clause:
            return mention.edtf
    return None


_ITS_OWN = re.compile(
    r"[,:]? (?:it (?:was|had|stood at) )?(?:only |just |about )?[0-9]{1,3}(?:,[0-9]{3})*(?= ?[.,;]|$)"
)
"""A day with a figure of its own right behind it is not that of the figure before."""
_AFTER_A_BREAK = re.compile(r"(?:;|, (?:and|but|while)) (?:in|on|by|at|as of) (?:early |late |the start of )?$")
_AT_ONCE = re.compile(r"[,:]? (?:it (?:was|had|stood at) )?(?:only |just |about )?")
_FAMILIES = {"newstart.declared.": 600, "estimate.": 200}
"""Figures that are told together of one day, and the characters over which that day is understood."""
_NOT_TOLD_SO = ("estimate.projection", "estimate.share_of_world")
_ELSEWHEN = re.compile(
    r"\b(?:now|today|currently|at present|nowadays|since|later|earlier|before|previous\w*|ago|once|then|still|formerly|"
    r"originally|compares? (?:to|with)|compared|"
    r"peak\w*|height|Cold War|Soviet|first|next|future|will|would|could|may|might|if|planned|plans|after|"
    r"until|latest|newest|[Ll]ast (?:year|month|declar\w+|exchange|figures?)|"
    r"сейчас|теперь|сегодня|раньше|ранее|тогда|будет|может|после|до)\b"
)
"""Words that tell of another time than that of the figures before."""
_BEFORE_THAT = re.compile(r"\b(?:had (?:been|had|stood|counted|declared)|earlier|previous\w*|before that|once)\b")
_PRESENT = re.compile(
    r"\b(?:has|have|is|are|holds?|keeps?|stands?|deploys?|possess(?:es)?|owns?|counts?|fields?|reads?)\b"
)
_STOPS = (". ", "\n", "; ", ", ")
_STALE = 300
"""Days after which a figure told in the present is not of the day told before."""


def carried(text: str, found: Sequence[Number], dates: Sequence[DateMention], published: date | None) -> list[Number]:
    """Numbers, those told without a day of their own given the day of the figures of their kind told just before.

    "On September 1 Russia declared 1,458 warheads. The United States had 1,389." What is told beside, of an earlier
    time ("in March it had been"), passes its day to nothing.
    """
    told: dict[str, tuple[str, int, str | None]] = {}
    made: list[Number] = []
    heads = [d for d in dates if d.edtf and _CALENDAR.search(d.words) and _of_an_exchange(text, d)]
    for number in _bracketed(text, found):
        family = next((f for f in _FAMILIES if (number.quantity or "").startswith(f)), None)
        if family is None or number.kind != "count" or number.quantity in _NOT_TOLD_SO:
            made.append(number)
            continue
        start, end = number.span
        while heads and heads[0].span[1] <= start:
            head = heads.pop(0)
            told["newstart.declared."] = head.edtf or "", head.span[1], None
        begin, back = _begin(text, start), _BACK.match(text, end)
        day, last, whose = told.get(family, ("", -1, None))
        near = last >= 0 and start - last < _FAMILIES[family]
        if near and number.as_of is None:
            apart = "\n" in text[last:start] if family == "estimate." else number.bound != "exact"
            if back:
                number = replace(number, as_of=_earlier(day, back) if last >= begin else None)
            elif not apart and not _of_another_time(text, max(begin, last), number, whose, dates, day, published):
                number = replace(number, as_of=day)
        beside = back or (near and (_BEFORE_THAT.search(text, begin, start) or _changed(text, begin, number, whose)))
        if number.as_of and not beside:
            told[family] = number.as_of, end, number.party
        made.append(number)
    return made


def _of_an_exchange(text: str, mention: DateMention) -> bool:
    """Whether a date is that of an exchange of data or of figures that are told of after it."""
    at, end = mention.span
    if _SINCE_THEN.search(text, max(0, at - 60), at):
        return False
    left = max(text.rfind("\n", 0, at) + 1, at - 120)
    return bool(
        _EXCHANGED.match(text, end) or _DATA_OF.search(text, max(left, at - 90), at) or _OF_DATA.search(text, left, at)
    )


def _bracketed(text: str, found: Sequence[Number]) -> list[Number]:
    """Numbers, those of a list in brackets given the day at its end: "(1,373, 655 and 800 in March 2020)"."""
    out = list(found)
    for i in range(len(out) - 2, -1, -1):
        one, two = out[i], out[i + 1]
        if two.as_of and one.as_of != two.as_of and one.kind == two.kind == "count":
            low = text.rfind("(", max(0, one.span[0] - 60), one.span[0])
            if low >= 0 and ")" not in text[low : two.span[0]] and _LISTED.fullmatch(text, one.span[1], two.span[0]):
                out[i] = replace(one, as_of=two.as_of)
    return out


_LISTED = re.compile(r",? (?:and )?")


def _changed(text: str, begin: int, number: Number, whose: str | None) -> bool:
    """Whether a figure is what another has grown from; one set "against" another side's is not."""
    start = number.span[0]
    found = _FROM_BEFORE.search(text, max(begin, start - 40), start)
    other = whose is not None and number.party is not None and number.party != whose
    return found is not None and not (other and found[0].startswith(("against", "compared")))


def _begin(text: str, at: int) -> int:
    """Where the sentence of a place begins, roughly: a full stop within a name only makes it shorter."""
    low = max(0, at - 300)
    return max([low, *(text.rfind(sign, low, at) + len(sign) for sign in (". ", "? ", "! ", "\n"))])


def _of_another_time(
    text: str,
    begin: int,
    number: Number,
    whose: str | None,
    dates: Sequence[DateMention],
    day: str,
    published: date | None,
) -> bool:
    """Whether the words around a figure may tell of another day than the one before."""
    end = number.span[1]
    stop = min([len(text), end + 60, *(p for sign in _STOPS if (p := text.find(sign, end, end + 60)) >= 0)])
    if _ELSEWHEN.search(text, begin, stop) or _changed(text, begin, number, whose):
        return True
    for mention in dates[bisect_left(dates, begin, key=lambda d: d.span[0]) :]:
        if mention.span[0] >= stop:
            break
        if _CALENDAR.search(mention.words) and mention.edtf != day:
            return True
    if _PRESENT.search(text, begin, stop) is None:
        return False
    if published is None:
        return True
    year, month = int(day[:4]), int(day[5:7] or 1)
    return (published - date(year, month, 1)).days > _STALE
