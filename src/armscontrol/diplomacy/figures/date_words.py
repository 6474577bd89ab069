"""The grammar of dates: which words of a text name a day or a time, before anything is known of publication."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

_MONTH_WORDS = (
    "january jan январь января январе январю янв", "february feb февраль февраля феврале февралю фев февр",
    "march mar март марта марте марту мар", "april apr апрель апреля апреле апрелю апр", "may май мая мае маю",
    "june jun июнь июня июне июню июн", "july jul июль июля июле июлю июл",
    "august aug август августа августе августу авг",
    "september sept sep сентябрь сентября сентябре сентябрю сен сент",
    "october oct октябрь октября октябре октябрю окт", "november nov ноябрь ноября ноябре ноябрю ноя нояб",
    "december dec декабрь декабря декабре декабрю дек",
)  # fmt: skip
_SHORT_RUSSIAN = frozenset(
    ("янв", "фев", "февр", "мар", "апр", "июн", "июл", "авг", "сен", "сент", "окт", "ноя", "нояб", "дек")
)
_WEEKDAY_WORDS = (
    "monday понедельник", "tuesday tues вторник", "wednesday среду", "thursday thurs четверг", "friday пятницу",
    "saturday субботу", "sunday воскресенье",
)  # fmt: skip
_COUNT_WORDS = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"

_MONTHS = {word: n for n, words in enumerate(_MONTH_WORDS, start=1) for word in words.split()}
_WEEKDAYS = {word: n for n, words in enumerate(_WEEKDAY_WORDS) for word in words.split()}
COUNTS = {"a": 1, "an": 1} | {word: n for n, word in enumerate(_COUNT_WORDS.split(), start=1)}
COUNTS |= {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "неделю": 1, "месяц": 1, "год": 1, "один": 1}
COUNTS |= {word: n for n, words in enumerate(("два две", "три", "четыре", "пять", "шесть", "семь", "восемь", "девять",
                                             "десять"), start=2) for word in words.split()}  # fmt: skip
_ORDINAL_WORDS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth "
    "sixteenth seventeenth eighteenth nineteenth twentieth twenty-first twenty-second twenty-third twenty-fourth "
    "twenty-fifth twenty-sixth twenty-seventh twenty-eighth twenty-ninth thirtieth thirty-first"
)
_ORDINALS = {word: n for n, word in enumerate(_ORDINAL_WORDS.split(), start=1)}
SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
SEASONS |= {"весной": 21, "летом": 22, "осенью": 23, "зимой": 24}


def _either(words: Sequence[str]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


_LATIN = [m for m in _MONTHS if m.isascii()]
_RUSSIAN = [m for m in _MONTHS if not m.isascii()]
_MONTH = _either(
    [*(m.title() for m in _LATIN), *(m.upper() for m in _LATIN), *_RUSSIAN, *(m.title() for m in _RUSSIAN)]
)
_WEEKDAY = _either([form for w in _WEEKDAYS if w.isascii() for form in (w.title(), w.upper())])
_COUNT = _either([*_COUNT_WORDS.split(), "twenty", "thirty", "forty", "fifty"])
_YEAR = r"(?:19[0-9]{2}|20[0-9]{2})"
_DAY = r"(?:3[01]|[12][0-9]|0?[1-9])"
_NTH = r"(?:st|nd|rd|th|-го|-е)?(?![\w])"
DASH = r"[ \xa0]?[-\u2010-\u2015][ \xa0]?"

# every alternative begins with a word of its own; the first letters spare most places the whole list
_ANCHOR = re.compile(
    r"\b(?=[0-9ADEFIJLMNOSTWYaefilnostwyА-яЁё])(?:"
    + "|".join(
        (
            rf"(?<![\w.-])(?P<iso>{_YEAR}[-/](?:0[1-9]|1[0-2])[-/](?:0[1-9]|[12][0-9]|3[01]))(?![0-9])",
            rf"(?<![\w.-])(?P<dotted>{_DAY}\.(?:1[0-2]|0?[1-9])\.{_YEAR})(?!\w)",
            rf"(?<![\w.-])(?P<slashed>[0-9]{{1,2}}/[0-9]{{1,2}}/{_YEAR})(?!\w)",
            r"(?<=\b[Oo]n )(?P<short>[0-9]{1,2}/[0-9]{1,2})(?![\w/]|\.[0-9])",
            rf"(?P<month>\b(?:{_MONTH})\b)",
            rf"(?P<weekday>\b(?:{_WEEKDAY})\b|\b[Вв]о? (?:понедельник|вторник|среду|четверг|пятницу|субботу|"
            rf"воскресенье)\b|\b[Вв] (?:прошл|эт|следующ)\w+ (?:понедельник|вторник|среду|четверг|пятницу|субботу|"
            rf"воскресенье)\b)",
            r"(?P<decade>\b(?:19|20)[0-9]0(?:[’']?s|-(?:е|х|ых))\b)",
            r"(?P<edge_of>\b(?i:(?:the )?(?:(?:very )?(?:start|outset|beginning|end|close) of |"
            r"(?:в )?(?:начал|конц)[ае] ))"
            rf"{_YEAR}(?![\w%]|[.,:][0-9]|-[a-z0-9]|[\u2013-][0-9]))",
            rf"(?<![\w.,$€£/#№])(?<![A-Z0-9]-)(?P<year>{_YEAR})(?![\w%]|[.,:][0-9]|-[a-z])",
            r"(?P<near>\b(?i:the day before yesterday|today|yesterday|tomorrow|tonight|this (?:morning|afternoon|"
            r"evening)|"
            r"позавчера|сегодня|вчера|завтра|накануне)\b)",
            r"(?P<period>\b(?i:(?:(?:earlier|later|early|late) )?(?:last|this(?: past| coming)?|next|"
            r"the (?:past|coming)) "
            r"(?:weekend|week|month|year|spring|summer|autumn|fall|winter)|(?:over|at) the weekend|"
            r"на (?:прошлой|этой|следующей|будущей) неделе|"
            r"в (?:прошлом|этом|нынешнем|текущем|следующем) (?:году|месяце))\b)",
            r"(?P<edge>\b(?i:(?:the )?(?:start|beginning) of (?:the|this|last|next) year|"
            r"(?:the )?end of (?:this|last|next|the) year|(?:the )?end of the month|year(?:['’]s end|-end)|"
            r"в (?:начал|конц)е (?:(?:прошлого|этого|следующего) )?года(?= |,|\.))\b)",
            rf"(?P<season>\b(?i:(?:spring|summer|autumn|fall|winter)(?: of|,)?|весной|летом|осенью|зимой) {_YEAR}\b)",
            r"(?P<open>\b[Ii]n the (?:spring|summer|autumn|fall|winter)(?! of|,? [0-9]| [a-z]+ of)\b)",
            rf"(?P<ago>\b(?i:(?:[0-9]{{1,2}}|an?|{_COUNT}) (?:days?|weeks?|fortnight|months?|years?|decades?) ago|"
            r"(?:(?:[0-9]{1,2}|один|два|две|три|четыре|пять|шесть|семь|восемь|девять|десять) (?:дн(?:я|ей)|день|"
            r"недел[иь]|месяц(?:а|ев)?|года?|лет)|неделю|месяц|год) назад)\b)",
            r"(?P<same>\b(?i:(?:earlier|later) (?:in|on|that|the)(?: the| that)?(?: same)? day|"
            r"(?:on )?(?:the same|that same|that very|that|the previous|the next|the following) day|the day before|"
            rf"(?:an?|{_COUNT}|[0-9]{{1,2}}) (?:days?|weeks?|months?|years?) (?:later|earlier)(?! than)|"
            r"(?:in )?the (?:following|previous|preceding) (?:month|year)|"
            r"(?:in |of )?(?:that|the same|that same) (?:month|year)|(?:в )?тот же день)\b)",
        )
    )
    + ")"
)
_BEFORE_MONTH = re.compile(
    rf"(?:(?P<weekday>{_WEEKDAY}),? (?:the )?)?\b(?P<d1>{_DAY}){_NTH}(?:(?:{DASH}| to | and | & |\sпо\s|\sи\s)"
    rf"(?P<d2>{_DAY}){_NTH})?[ \xa0](?:day )?(?:of )?$"
)
_NAMED_DAY = re.compile(rf"\b(?:[Tt]he )?(?P<day>{_either([*_ORDINALS])}) (?:day )?of $")
_UP_TO_DAY = re.compile(
    rf"(?:{DASH}| to | until | through | and |\sпо\s)(?:the )?(?P<d>{_DAY}){_NTH}[ \xa0](?:of )?(?P<month>{_MONTH})\b"
)
_SPAN_OPENS = re.compile(r"\b(?:[Ff]rom|[Bb]etween|[Сс]) (?:the )?(?:\w+ )?$")
_WEEKDAY_BEFORE = re.compile(rf"\b(?:[Oo]n )?(?P<weekday>{_WEEKDAY}),? $")
_AFTER_MONTH = re.compile(
    rf"\.?[ \xa0](?:the )?(?P<d1>{_DAY}){_NTH}(?:(?:{DASH}| to | and |"
    rf" & )(?P<d2>{_DAY}){_NTH}(?![ \xa0]?(?:{_MONTH})))?"
)
_YEAR_AFTER = re.compile(rf"\.?(?:,? ?| of |, in )(?P<y>{_YEAR})(?![\w%]|,[0-9]{{3}})(?:\sг(?:\.|ода|оду)?(?!\w))?")
_OTHER_YEAR = re.compile(
    r" of the (?P<after>following|next) year\b| (?:of )?(?P<which>last|this|that|the same|next) year\b|"
    r" (?P<ru>прошлого|этого|того же) года\b"
)
_SECOND_MONTH = re.compile(
    rf"(?:{DASH}|(?P<word> (?:to|through|until|and) ))(?P<month>{_MONTH})\b\.?(?:[ \xa0](?P<d>{_DAY}){_NTH})?"
)
_MONTH_CUE = re.compile(
    r"\b(?:in|since|until|till|by|from|through|before|after|during|of|for|between|throughout|and|to|or|every|"
    r"early|late|earlier in|later in|mid|last|this|next|past|upcoming|coming|the|its|his|their|a|an|"
    r"в|во|с|до|к|по|на|от|после|конца|конце|начале|середине)[ \xa0-](?:early[ -]|late[ -]|mid[ -])?$",
    re.IGNORECASE,
)
_STRONG_CUE = re.compile(
    r"\b(?:in|since|until|till|last|this|next|early|late|mid|as of|of|from|through|during|before|"
    r"(?:planned|scheduled|slated|due|set) for)[ -]"
    r"(?:early |late |mid-)?$",
    re.IGNORECASE,
)
_WHICH = re.compile(r"\b(?P<which>last|this|this past|next|upcoming|прошл\w+|следующ\w+)[ \xa0]$", re.IGNORECASE)
_YEAR_RANGE = re.compile(rf"(?:{DASH}|/|(?: to | and | по ))(?P<y>{_YEAR}|[0-9]{{2}}(?![0-9]))(?![\w%]|[.,][0-9]|-)")
_COUNTED = re.compile(
    r"(?: (?:to|and|or|[-–]) [0-9][0-9,.]*)?[ \xa0-]"
    r"(?:(?:strategic|nuclear|deployed|non-?deployed|tactical|operational|ballistic|cruise|"
    r"of its|of the|of their|Russian|American|U\.S\.|US|long-range|heavy|on-site|and|or|such|more)[ -]){0,4}?"
    r"(?:warheads?|missiles?|launchers?|weapons?|bombers?|"
    r"inspections?|notifications?|vehicles?|bombs?|ICBMs?|SLBMs?|people|troops|soldiers|km|kilomet\w+|miles|dollars|"
    r"евро|рублей|боеголов\w+|боезаряд\w+|ракет\w*)\b"
)
_COUNTED_NEXT = re.compile(
    r" (?:warheads?|missiles?|launchers?|weapons?|bombers?|inspections?|notifications?|vehicles?|bombs?|ICBMs?|SLBMs?|"
    r"people|troops|soldiers|km|kilomet\w+|miles|dollars|евро|рублей|боеголов\w+|боезаряд\w+|ракет\w*)\b"
)
_YEAR_CUE = re.compile(
    rf"\b(?:[Ii]n|[Ss]ince|[Uu]ntil|[Tt]ill|[Bb]efore|[Aa]fter|[Dd]uring|[Aa]s of|(?:end|start|beginning) of|"
    rf"(?:{_MONTH})(?: of|,)?|(?:^|(?<=[.,;:(\n] )|(?<=\n))(?:[Bb]y|[Ff]rom|[Bb]etween)) $"
)
"""Words before a year; "by 2000 deployed warheads" and "from 2000" within a sentence tell of arms as well."""
_OF_A_STATE = re.compile(r",? (?:the )?(?:Russia\w*|American?|U\.S\.|US|Soviet|Chinese|British|French)(?!\w)")
_AGAINST = re.compile(r"(?<![0-9])(?!(?:19|20)[0-9]{2} )[0-9][0-9,]* (?:against|versus|vs\.?) $")
"""A number before one that is held against it: "2,815 against 1938" tells no year."""
_NO_YEAR_BEFORE = re.compile(
    r"(?:\bresolution|\bfiscal(?: year)?|\bFY|\bNo\.?|\bmore than|\bover|\bnearly|\babout|\bsome|\bup to|\bat least|"
    r"\bthan|\broom|\bpage|\bto|±)[ \xa0]?$",
    re.IGNORECASE,
)
_NAMES = re.compile(r"(?:Black|Good|Bloody|Super|Cyber|Easter|Mail on) $")
_PAPERS = re.compile(
    r" (?:Times|Telegraph|Mirror|Herald|Express|Mail|Post|Independent|Star|Tribune|Evening Post|Show|Programme|Live)\b|"
    r" (?:(?:Morning|Night|Evening|Afternoon|Breakfast) )?(?:[Ss]how|[Pp]rogram(?:me)?|[Ff]ootball|[Pp]odcast|"
    r"[Nn]ewsletter|[Bb]riefing newsletter)\b"
)
"""Words after a weekday that make it the name of a paper or a programme."""


@dataclass(frozen=True, slots=True)
class DateWords:
    """What words for a date say, before anything is known of the day of publication. Parts are (year, month, day)."""

    start: int
    end: int
    kind: str
    first: tuple[int | None, int | None, int | None] = (None, None, None)
    last: tuple[int | None, int | None, int | None] | None = None
    weekday: int | None = None
    which: str | None = None
    words: str = field(default="")


def mentions(text: str, start: int, end: int) -> Iterator[DateWords]:
    """All words for dates in a stretch of text, in order, none within another."""
    done = start
    for anchor in _ANCHOR.finditer(text, start, end):
        if anchor.start() < done:
            continue
        kind = anchor.lastgroup or ""
        reader = _READERS.get(kind)
        raw = (
            reader(text, anchor, done, end)
            if reader
            else DateWords(anchor.start(), anchor.end(), kind, words=anchor[0].lower())
        )
        if raw is not None:
            done = raw.end
            yield raw


def _read_numeric(text: str, anchor: re.Match[str], done: int, end: int) -> DateWords | None:
    parts = [int(p) for p in re.split(r"[-/.]", anchor[0])]
    if anchor["iso"]:
        year, month, day = parts
    elif anchor["dotted"]:
        day, month, year = parts
    else:
        # 21/06/2024 and 06/21/2024 are clear, 02/03/2021 is not.
        one, two, year = parts
        if max(one, two) > 31 or min(one, two) < 1 or (one > 12 and two > 12):
            return None
        if one <= 12 and two <= 12 and one != two:
            return DateWords(anchor.start(), anchor.end(), "slashed", (year, one, two))
        day, month = (one, two) if one > 12 else (two, one)
    return DateWords(anchor.start(), anchor.end(), "explicit", (year, month, day))


def _read_short(text: str, anchor: re.Match[str], done: int, end: int) -> DateWords | None:
    """ "On 22/9": a day and a month, which way round the text's other dates tell where these do not."""
    one, two = (int(p) for p in anchor[0].split("/"))
    if min(one, two) < 1 or max(one, two) > 31 or min(one, two) > 12 or (one, two) == (24, 7):
        return None  # "on 24/7 duty" is around the clock
    if max(one, two) <= 12:
        return DateWords(anchor.start(), anchor.end(), "slashed", (None, one, two))
    return DateWords(anchor.start(), anchor.end(), "explicit", (None, min(one, two), max(one, two)))


_DAY_FIRST = re.compile(r"(?<![\w/.])(?:1[3-9]|2[0-9]|3[01])/(?:0?[1-9]|1[0-2])(?![\w]|/[0-9]{1,2}(?![0-9]))")
_MONTH_FIRST = re.compile(r"(?<![\w/.])(?:0?[1-9]|1[0-2])/(?:1[3-9]|2[0-9]|3[01])(?![\w]|/[0-9]{1,2}(?![0-9]))")


def way_round(text: str) -> str:
    """How a text writes dates with strokes, by those that are clear: "day" or "month" first; else "open"."""
    day, month = _DAY_FIRST.search(text), _MONTH_FIRST.search(text)
    return "open" if bool(day) == bool(month) else "day" if day else "month"


def _read_month(text: str, anchor: re.Match[str], done: int, end: int) -> DateWords | None:
    word, start, stop = anchor[0], anchor.start(), anchor.end()
    month = _MONTHS[word.lower()]
    left = text[max(done, start - 40) : start]
    before = _BEFORE_MONTH.search(left)
    day = last_day = None
    weekday: int | None = None
    if before:
        day, last_day = int(before["d1"]), int(before["d2"]) if before["d2"] else None
        weekday = _WEEKDAYS[before["weekday"].lower()] if before["weekday"] else None
        start -= len(left) - before.start()
    elif (named := _NAMED_DAY.search(left)) and not text.startswith(("'s", "’s"), stop):
        day = _ORDINALS[named["day"]]
        start -= len(left) - named.start("day")
    else:
        named = _WEEKDAY_BEFORE.search(left)
        after = _AFTER_MONTH.match(text, stop, end)
        if after and not re.match(r"[.,][0-9]|%| percent", text[after.end() : after.end() + 8]):
            day, last_day = int(after["d1"]), int(after["d2"]) if after["d2"] else None
            stop = after.end()
            if named:
                weekday = _WEEKDAYS[named["weekday"].lower()]
                start -= len(left) - named.start()
    second = _SECOND_MONTH.match(text, stop, end)
    last: tuple[int | None, int | None, int | None] | None = None
    last_month = month
    if (
        second
        and second["word"]
        and not _SPAN_OPENS.search(text[max(0, start - 14) : start])
        and not (second["d"] and second["word"] in (" to ", " through "))
    ):
        second = None
    up_to = _UP_TO_DAY.match(text, stop, end) if before and last_day is None else None
    if up_to and up_to[0].startswith((" and ", " until ")) and not _SPAN_OPENS.search(text[max(0, start - 14) : start]):
        up_to = None
    if second and (second["d"] is None) == (day is None):
        last_month, last_day, stop = (
            _MONTHS[second["month"].lower()],
            int(second["d"]) if second["d"] else None,
            second.end(),
        )
        last = (None, last_month, last_day)
    elif up_to:
        last_month, last_day, stop = _MONTHS[up_to["month"].lower()], int(up_to["d"]), up_to.end()
        last = (None, last_month, last_day)
    elif last_day is not None:
        last = (None, month, last_day)
    year = _YEAR_AFTER.match(text, stop, end)
    which = None
    number = None
    if year and not _COUNTED_NEXT.match(text, year.end(), end):
        number, stop = int(year["y"]), year.end()
    elif other := _OTHER_YEAR.match(text, stop, end):
        which = {"прошлого": "last year", "этого": "this year", "того же": "same year"}.get(
            other["ru"] or "",
            "following year"
            if other["after"]
            else f"{other['which']} year".replace("that", "same").replace("the same", "same"),
        )
        stop = other.end()
    if day is None and number is None and which is None:
        if not _bare_month(text, word, left, stop):
            return None
        if relation := _WHICH.search(left):
            which = relation["which"].lower()
            start -= len(left) - relation.start()
        elif text[stop : stop + 1] == "." and len(word) <= 4:
            stop += 1
    if last is not None and number is not None:
        last = (number, last[1], last[2])
        if last_month < month:
            number -= 1
    return DateWords(start, stop, "explicit", (number, month, day), last, weekday, which, text[start:stop])


def _bare_month(text: str, word: str, left: str, stop: int) -> bool:
    """Whether a month's name without day or year is one: not the verb March, the modal May, a person called April."""
    follows = text[stop : stop + 2]
    if word.lower() in _SHORT_RUSSIAN:
        return False
    if not word.isascii():
        return word not in ("мая", "марта", "мае") or _MONTH_CUE.search(left) is not None
    if word.isupper():
        return word not in ("MAY", "MARCH", "MAR", "DEC", "SEP", "JUN", "JAN") and _MONTH_CUE.search(left) is not None
    if word in ("May", "March"):
        return bool(_STRONG_CUE.search(left) or (word == "March" and _MONTH_CUE.search(left)))
    if word in ("April", "June", "August") and re.match(r" [A-Z][a-z]", text[stop : stop + 3]):
        return _STRONG_CUE.search(left) is not None
    if len(word) <= 4 and word not in ("June", "July"):
        return follows[:1] == "." and _MONTH_CUE.search(left) is not None
    return True


def _read_weekday(text: str, anchor: re.Match[str], done: int, end: int) -> DateWords | None:
    start, stop = anchor.start(), anchor.end()
    left = text[max(done, start - 30) : start]
    if _NAMES.search(left) or _PAPERS.match(text, stop, end):
        return None
    if re.match(
        rf",? (?:the )?{_DAY}{_NTH} (?:of )?(?:{_MONTH})\b|,? (?:{_MONTH})\b\.? {_DAY}{_NTH}",
        text[stop : min(end, stop + 30)],
    ):
        return None  # read with its month
    word = anchor[0].lower().split()[-1]
    which = None
    if turn := re.match(r"[Вв] (прошл|эт|следующ)", anchor[0]):
        which = {"прошл": "last", "эт": "this", "следующ": "next"}[turn[1]]
    elif before := re.search(r"\b(?P<which>[Ll]ast|[Tt]his(?: past)?|[Nn]ext|[Cc]oming|[Pp]ast) $", left):
        which = before["which"].lower()
        start -= len(left) - before.start()
    elif (before := re.search(r"\b(?:[Tt]oday|[Yy]esterday|[Tt]omorrow), $", left)) or (
        before := re.search(r"\b[Oo]n (?:early |late )?$", left)
    ):
        start -= len(left) - before.start()
    return DateWords(start, stop, "weekday", weekday=_WEEKDAYS[word], which=which)


def _read_year(text: str, anchor: re.Match[str], done: int, end: int) -> DateWords | None:
    start, stop = anchor.start(), anchor.end()
    left = text[max(done, start - 24) : start]
    before = text[max(0, start - 4) : start]
    opens = (start <= 4 and not before.strip()) or re.search(r"[.?!\n]\s*$", before) is not None
    cued = _YEAR_CUE.search(left) or (opens and _OF_A_STATE.match(text, stop, end))
    counts = _COUNTED_NEXT if cued and not re.match(r" (?:to|and|or|[-–]) ", text[stop : stop + 5]) else _COUNTED
    if counts.match(text, stop, end) or (
        _NO_YEAR_BEFORE.search(left) and not re.search(rf"(?:{_YEAR}|[Pp]rior|[Uu]p|[Dd]ates? back) to $", left)
    ):
        return None
    if re.search(r"[0-9][ \xa0]$|\bArticle $", left) or _AGAINST.search(left):
        return None
    year = int(anchor[0])
    span = _YEAR_RANGE.match(text, stop, end)
    if span and not _COUNTED.match(text, span.end(), end):
        last = int(span["y"]) if len(span["y"]) == 4 else year // 100 * 100 + int(span["y"])
        joined = text[stop : span.start("y")].strip()
        between = re.search(r"\b(?:between|from|с)\s$", left, re.IGNORECASE)
        if last > year and (joined not in ("and", "to", "по") or between):
            return DateWords(start, span.end(), "explicit", (year, None, None), (last, None, None))
    return DateWords(start, stop, "explicit", (year, None, None))


def _read_edge_of(text: str, anchor: re.Match[str], done: int, end: int) -> DateWords | None:
    """ "The end of 2012": a month of it."""
    last = re.search(r"end of|close of|кон", anchor[0], re.IGNORECASE) is not None
    year = int(anchor[0][-4:])
    return DateWords(anchor.start(), anchor.end(), "explicit", (year, 12 if last else 1, None))


def _read_open(text: str, anchor: re.Match[str], done: int, end: int) -> DateWords | None:
    return DateWords(anchor.start(), anchor.end(), "open", words="a season leans on a calendar the text does not name")


_OPENS = re.compile(r"(?:^|[.?!:;…\n]|[“\"«„(]|[–—-]\s)[\s“\"'‘«„(*_>•]*$")
_A_PROGRAMME = re.compile(r" (?:[Pp]rogram(?:me)?|[Ss]how|[Mm]agazine|newspaper|podcast|website)\b")


_LINE = 80
"""Characters on either side of a word in which a headline in capitals is told."""


def _in_a_name(text: str, start: int, end: int) -> bool:
    """Whether a word such as "Today" is written as a name's: a capital letter where no sentence opens."""
    word = text[start:end]
    if not word[:1].isupper() or not word.isascii():
        return False
    if _A_PROGRAMME.match(text, end):
        return True
    if _OPENS.search(text, max(0, start - 8), start):
        return False
    line = (
        f"{text[max(0, start - _LINE) : start].rpartition(chr(10))[2]}{text[end : end + _LINE].partition(chr(10))[0]}"
    )
    return not (word.isupper() and line.upper() == line)  # a headline in capitals


def _read_near(text: str, anchor: re.Match[str], done: int, end: int) -> DateWords | None:
    if _in_a_name(text, *anchor.span()):
        return None
    named = re.compile(rf", (?:{_WEEKDAY})(?!\w)").match(text, anchor.end(), end)
    return DateWords(anchor.start(), named.end() if named else anchor.end(), "near", words=anchor[0].lower())


_READERS = {
    "near": _read_near,
    "iso": _read_numeric,
    "dotted": _read_numeric,
    "slashed": _read_numeric,
    "short": _read_short,
    "month": _read_month,
    "weekday": _read_weekday,
    "edge_of": _read_edge_of,
    "open": _read_open,
    "year": _read_year,
}
