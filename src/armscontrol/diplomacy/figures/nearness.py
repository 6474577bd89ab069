"""Dates that lean on others: on the day of publication, on what the words look forward to, on the date before them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta

from armscontrol.diplomacy.figures.date_words import COUNTS, DateWords
from armscontrol.diplomacy.model import DateMention, Span

_GATHERINGS = (
    r"(?:meeting|talks|summit|session|call|visit|round|hearing|briefing|conference|ceremony|negotiation|consultation|"
    r"encounter|gathering|contact|vote|ballot|referendum)s?"
)
FORWARD = re.compile(
    r"\b(?:expir(?:e|es|ing)|runs? out|lapses?|until|till|will|would|shall|set to|due|scheduled|slated|planned|"
    r"plans? to|expected|upcoming|next|ahead of|is to|are to|to (?:meet|hold|begin|start|resume|take place)|"
    r"set for|no later than|deadline|intends? to|remains? in force|must|(?-i:may)|could|can|might|should|to be|ends|"
    r"takes? office|hopes?|hoping|wants?|needs? to|eve of|elections?|"
    r"(?<!\bthe )(?<!\ba )(?<!\bnot )(?<!\bdid )(?<!n['’]t )(?-i:(?:meet|begin|open|convene|resume|arrive)s?)|"
    r"(?<!\bthe )(?<!\ba )(?<!\bits )(?<!\btheir )(?-i:starts?)|"
    r"(?:takes?|comes?|goes|enters?) (?:effect|in(?:to)? (?:force|effect))|(?:is|are)(?= (?:on |in )?$)|"
    r"(?:is|are) (?:meeting|travell?ing|visiting|hosting|gathering|returning|flying|holding)|"
    r"истека\w+|до|будет|будут|должен|намечен\w*|запланирован\w*|пройд[её]т|состоится|встретятся|начн[её]тся|начнутся|"
    r"не позднее)\b",
    re.IGNORECASE,
)
_BACKWARD = re.compile(
    r"\b(?:said|says|told|wrote|took|met|held|began|came|went|made|gave|sent|left|broke|spoke|saw|put|did|had|was|"
    r"were|has|have|since|as of|last|(?!scheduled|planned|expected|United|proposed|limited|deployed|continued)\w{2,}ed|"
    r"заявил\w*|сообщил\w*|сказал\w*|\w{3,}(?:л|ла|ли)(?:сь|ся)?)\b",
    re.IGNORECASE,
)
_LOOSE = re.compile(
    r"\b(?:was|were|had been|been|agreed|would|could|(?-i:may)|can|might|should|hopes?|hoping|wants?|to be|elections?|"
    r"eve of)\b|"
    r"(?<!is )(?<!are )\b(?:planned|scheduled|slated)\b",
    re.IGNORECASE,
)
_BY = re.compile(r"\b(?:by|before)\s(?:the )?(?:end of |start of )?(?:early |late |mid-)?$", re.IGNORECASE)
_AHEAD = re.compile(r"(?:['’]s)?,? (?:[\w.]+ ){0,2}(?:elections?|deadline|expir(?:y|ation)|inauguration|anniversary)\b")
_TO_COME = re.compile(
    rf"(?:['’]s (?:[\w-]+ ){{0,3}}?{_GATHERINGS}(?: [\w.’'-]+){{0,6}}?)? "
    r"(?:would|will|is to|was to|are to|were to|(?:is|was|are|were) (?:set|due|scheduled|expected) to) "
    r"(?:begin|start|open|take place|be held|last|run|focus|address|cover|discuss|include|go ahead|consist|close|"
    r"convene|kick off|touch|deal|decide|show|mark|bring|"
    r"be (?:attended|followed|joined|preceded|the first))\b"
)
"""After a weekday, what its gathering will be: "Friday's meeting in Vienna would begin"."""
_GATHERED = re.compile(rf"\b{_GATHERINGS} (?:planned |set |due |scheduled )?(?:on |for |this )?$")
_NOT_RULED_OUT = re.compile(
    r"\b(?:rul(?:e|es|ed|ing) out|possibility of|consider(?:s|ed|ing)?|propos(?:e|es|ed|ing)) "
    rf"(?:a|an|another|any|further|new|more|holding|fresh)\b(?: [\w-]+){{0,3}}? {_GATHERINGS}"
    r"(?: (?!(?:after|since|what|who|that|which|like|as|held|following)\b)[\w-]+){0,5}? "
    r"(?:in|on|for|by|around) (?:the )?(?:early |late |mid-|(?:start|end|middle|beginning) of )?$"
)
"""Before a month without its year: a gathering that may yet be."""
_LATER = re.compile(
    r"(?:,? [^.,;]{0,60}?)?\b(?:will|expires?|is (?:set|due|scheduled) to|are (?:set|due) to|is to|(?:meet|begin|open|"
    r"start|arrive)s?|состо[ия]тся|пройд[её]т|пройдут|встретятся|начн[её]тся|начнутся|будет|будут)\b"
)
_EARLIER = re.compile(r",? [^.,;]{0,60}")
"""The words after a date that opens its sentence."""
_IN_SO_LONG = re.compile(r"(?<!\btime )\bin (?:an?|[a-z]+|[0-9]+) (?:days?|weeks?|months?|years?), (?:on |in )?$")
"""A time to come before its day: "it dies in six months, on June 13"."""
_NEVER = re.compile(
    r"[^.;:,]{0,40},?(?: but| and)? (?:never (?:happened|took|began|met)|(?:was|were) never|"
    r"did not (?:take|happen|begin)|came and went|fell through|collapsed|failed)\b|[^.;:]{0,40} не состоял\w+"
)
_PAST_AFTER = re.compile(r"[^.;:,]{0,40},?(?: but| and)? (?:was|were|had been|has been|have been)\b")
_CALLED_OFF = re.compile(
    r"[^.;:,]{0,40}, ?(?:was|were|has been|had been|have been) (?:\w+ )?(?:called|cancel\w+|postponed|put|scrapped|"
    r"delayed|dropped)\b"
)
_YEARLY = re.compile(
    r"(?:,? (?:and|or|и) (?:in |on )?[A-ZА-Яа-я][\w.]+(?: [0-9]{1,2})?)? (?:of )?(?:each|every) year\b| annually|"
    r" каждого года"
)
_DROPPED = re.compile(r"[^.;:,]{0,20} (?:has|have) been (?:\w+ )?(?:called|cancel\w+|postponed|put|scrapped|dropped)\b")
_SOON = 60
"""Days: a day without a year, about which the words say nothing, is the coming one if so near.

No one writes of a day ten months ago without its year.
"""


def nearest_year(text: str, raw: DateWords, sentence: Span, published: date) -> tuple[int | None, str]:
    """The year of a day or month written without one."""
    _, month, day = raw.first
    here = (published.month, published.day) if day is not None else (published.month,)
    then = (month or 1, day) if day is not None else (month or 1,)
    latest = published.year if then <= here else published.year - 1
    coming = published.year if then >= here else published.year + 1
    if raw.weekday is not None and day is not None:
        fits = [y for y in (latest, coming, latest - 1, coming + 1) if _is_weekday(y, month or 1, day, raw.weekday)]
        if fits:
            return fits[0], "the year in which it is that weekday"
    which = (raw.which or "").split(" ")[0]
    if which in ("next", "upcoming") or which.startswith("следующ"):
        return (coming if then != here else coming + 1), "next such month after publication"
    if which == "last" or which.startswith("прошл"):
        return (latest if then != here else latest - 1), "last such month before publication"
    if which == "this":
        return published.year, "this year's"
    if _YEARLY.match(text, raw.end, sentence[1]):
        return None, "every year"
    facing = outlook(text, raw.start, raw.end, sentence)
    if facing in ("back", "open") and _DROPPED.match(text, raw.end, sentence[1]):
        return None, "before or after publication: what was planned for it has been called off"
    if facing == "ahead" or _NOT_RULED_OUT.search(text, max(sentence[0], raw.start - 110), raw.start):
        return coming, "next such day or month, as the words look forward"
    if facing == "either":
        return _closest(month or 1, day, published), "nearest such day, as the words look forward from the past"
    if facing == "open" and day is not None and _days(coming, month or 1, day, published) <= _SOON:
        return coming, "next such day, being near"
    return latest, "latest such day or month on or before publication"


def _is_weekday(year: int, month: int, day: int, weekday: int) -> bool:
    try:
        return date(year, month, day).weekday() == weekday
    except ValueError:
        return False


def _closest(month: int, day: int | None, published: date) -> int:
    years = (published.year - 1, published.year, published.year + 1)
    return min(years, key=lambda y: abs(_days(y, month, day, published)))


def _days(year: int, month: int, day: int | None, published: date) -> int:
    """Days from publication to a day, or to the middle of a month; very many where there is no such day."""
    try:
        return (date(year, month, day or 15) - published).days
    except ValueError:
        return 10_000


def outlook(text: str, start: int, end: int, sentence: Span) -> str:
    """Which way the words around a date look: ahead, back, either, or open (no cue).

    The cue nearest before it decides, unless what the words looked forward to is told of as past after it: "a meeting
    set for November 29 was then called off".
    """
    facing = _facing(text, start, end, sentence)
    if facing in ("ahead", "either"):
        if _NEVER.match(text, end, sentence[1]):
            return "back"
        if _PAST_AFTER.match(text, end, sentence[1]):
            return "either"
    return facing


def _facing(text: str, start: int, end: int, sentence: Span) -> str:
    left = text[max(sentence[0], start - 90) : start]
    left = re.split(r"[;:”\"]|, (?:and|but|while|whereas) ", left)[-1]
    if _IN_SO_LONG.search(left):
        return "ahead"
    forward = backward = -1
    for cue in FORWARD.finditer(left):
        forward = cue.end()
    for cue in _BACKWARD.finditer(left):
        if not re.search(r"\b(?:be|been|being|to|not|is|are)\s$", left[: cue.start()]):
            backward = cue.end()
    if forward >= 0:
        passive = re.fullmatch(r"\s(?:be |have |have been )?\w+ed(?: \w+){0,4}\s", left[forward:]) is not None
        if forward > backward or passive:
            return "either" if _LOOSE.search(left[-60:]) else "ahead"
        return "back"
    if backward < 0 and _BY.search(left):
        return "ahead"
    if _AHEAD.match(text, end, sentence[1]):
        return "either"
    if backward >= 0:
        return "back"
    bare = left.strip(" “\"'‘(").lower().removeprefix("on").removeprefix("in").removeprefix("by").strip()
    if bare not in ("", "в", "во", "с", "к"):
        return "open"
    later = _LATER.match(text, end, min(sentence[1], end + 90))
    told = _EARLIER.match(text, end, min(sentence[1], end + 90))
    first = later or told
    past = _BACKWARD.search(text, end, first.end()) if first else None
    return "back" if past else "ahead" if later else "open"


def looks_forward(text: str, start: int, end: int, sentence: Span) -> bool:
    """Whether the words around a date speak of what is, or from then was, to come."""
    return outlook(text, start, end, sentence) in ("ahead", "either")


def weekday(text: str, raw: DateWords, sentence: Span, published: date) -> tuple[str | None, str]:
    """The day a weekday means: the latest on or before publication, unless the words look forward."""
    back = (published.weekday() - (raw.weekday or 0)) % 7
    week = _WEEK_BEFORE.search(text, max(sentence[0], raw.start - 20), raw.start) or _WEEK_AFTER.match(text, raw.end)
    if week and raw.which is None:
        weeks = {"next": 1, "last": -1, "this": 0}[week["which"].lower()]
        monday = published - timedelta(days=published.weekday()) + timedelta(weeks=weeks)
        return (monday + timedelta(days=raw.weekday or 0)).isoformat(), f"that weekday of {week['which'].lower()} week"
    if raw.which in ("next", "coming"):
        return (published + timedelta(days=7 - back)).isoformat(), "next such weekday after publication"
    if raw.which in ("last", "past", "this past"):
        return (published - timedelta(days=back or 7)).isoformat(), "last such weekday before publication"
    if re.match(r"(?i)yesterday", text[raw.start : raw.end]) and back != 1:
        return None, "yesterday was another weekday"
    if back and _to_come(text, raw, sentence):
        return (published + timedelta(days=7 - back)).isoformat(), "next such weekday, of a gathering to come"
    facing = outlook(text, raw.start, raw.end, sentence) if back else "back"
    if facing == "either" and _CALLED_OFF.match(text, raw.end, sentence[1]):
        return None, "before or after publication: what was planned for it was called off"
    if facing in ("ahead", "either"):
        left = text[max(sentence[0], raw.start - 90) : raw.start]
        cue = max((m.start() for m in FORWARD.finditer(left)), default=-1)
        opens = facing == "ahead" and not re.search(r"\w{3}", left)
        if opens or (cue >= 0 and "," not in left[cue:]):
            return (published + timedelta(days=7 - back)).isoformat(), "next such weekday, as the words look forward"
    return (published - timedelta(days=back)).isoformat(), "latest such weekday on or before publication"


_WEEK_BEFORE = re.compile(r"\b(?P<which>[Nn]ext|[Ll]ast|[Tt]his) week,? $")
_WEEK_AFTER = re.compile(r",? (?:of )?(?P<which>next|last|this) week\b")
_OFFSETS = {
    "the day before yesterday": -2,
    "позавчера": -2,
    "yesterday": -1,
    "вчера": -1,
    "накануне": -1,
    "tomorrow": 1,
    "завтра": 1,
}


def _to_come(text: str, raw: DateWords, sentence: Span) -> bool:
    """Whether a weekday is that of a gathering of which the words after it say that it will be."""
    after = _TO_COME.match(text, raw.end, sentence[1])
    if after is None:
        return False
    own = text.startswith(("'s", "’s"), raw.end)
    return own or _GATHERED.search(text, max(sentence[0], raw.start - 40), raw.start + len("on ")) is not None


def near(words: str, published: date) -> tuple[str | None, str]:
    """Today, yesterday, tomorrow."""
    return (published + timedelta(days=_OFFSETS.get(words, 0))).isoformat(), f"{words}, from the day of publication"


def period(words: str, published: date, forward: bool = False) -> tuple[str | None, str]:
    """This, last or next week, weekend, month or year."""
    basis = f"{words}, from the day of publication"
    if re.search(r"\bthe past (?!weekend)", words):
        return None, "a stretch of time up to publication"
    past = re.search(r"last|past|прошл|the weekend", words) is not None
    coming = re.search(r"next|coming|следующ|будущ", words) is not None
    step = -1 if past else 1 if coming else 0
    if words.endswith(("week", "неделе")):
        monday = published - timedelta(days=published.weekday()) + timedelta(weeks=step)
        if not past and not coming:
            sunday = monday + timedelta(days=6)
            late = words.startswith("later")
            low, high = (published, sunday) if late else (monday, sunday if forward else published)
            return (low.isoformat() if low == high else f"{low}/{high}"), basis
        return f"{monday}/{monday + timedelta(days=6)}", basis
    if words.endswith("weekend"):
        saturday = published - timedelta(days=(published.weekday() + 2) % 7)
        if coming or (step == 0 and published.weekday() < 5):
            saturday += timedelta(weeks=1 if coming or published.weekday() > 2 else 0)
        elif past and "the weekend" not in words and published.weekday() >= 5:
            saturday -= timedelta(weeks=1)
        return f"{saturday}/{saturday + timedelta(days=1)}", basis
    if words.endswith(("month", "месяце")):
        count = published.year * 12 + published.month - 1 + step
        return f"{count // 12:04d}-{count % 12 + 1:02d}", basis
    if words.endswith(("year", "году")):
        return f"{published.year + step:04d}", basis
    return None, "a season leans on a calendar the text does not name"


def edge(words: str, published: date | None, forward: bool) -> tuple[str | None, str]:
    """The start of the year, the end of last year: a month of it."""
    if published is None:
        return None, "leans on the day of publication, which is not known"
    basis = f"{words}, from the day of publication"
    if _ITS_END.search(words):
        if not forward:
            return None, "the end of which year or month the words do not say"
        return f"{published.year:04d}-{published.month if words.endswith('month') else 12:02d}", basis
    year = published.year + {"last": -1, "next": 1, "прошлого": -1, "следующего": 1}.get(words.split()[-2], 0)
    return f"{year:04d}-{'12' if re.search('end of|конце', words) else '01'}", basis


_ITS_END = re.compile(r"end of the (?:year|month)$|^year['’]?s?[ -]end$")


def ago(words: str, published: date) -> tuple[str | None, str]:
    """So many days, months or years ago."""
    *numbers, unit, _ = words.split()
    number = numbers[0] if numbers else unit
    count = int(number) if number.isdecimal() else COUNTS[number]
    basis = f"{words}, from the day of publication"
    if unit.startswith(("day", "день", "дн")):
        return (published - timedelta(days=count)).isoformat(), basis
    if unit.startswith(("month", "месяц")):
        months = published.year * 12 + published.month - 1 - count
        return f"{months // 12:04d}-{months % 12 + 1:02d}", basis
    if unit.startswith(("year", "decade", "год", "лет")):
        return f"{published.year - count * (10 if unit.startswith('decade') else 1):04d}", basis
    return None, "weeks ago name no day"


def same(text: str, raw: DateWords, before: Sequence[DateMention], published: date | None) -> tuple[str | None, str]:
    """ "Earlier in the day", "that year": the nearest date before it of that precision."""
    basis = "from the date before it"
    if beside := _BESIDE.fullmatch(raw.words):
        return _moved(text, raw, before, published, 1 if beside["way"] == "following" else -1, beside["unit"])
    if raw.words.endswith(("year", "month")):
        length = 4 if raw.words.endswith("year") else 7
        for mention in reversed(before[-6:]):
            if mention.edtf and "/" not in mention.edtf and len(mention.edtf) >= length:
                return mention.edtf[:length], basis
        return None, "no date before it to lean on"
    if several := _SO_LATER.fullmatch(raw.words):
        count = int(several["n"]) if several["n"].isdecimal() else COUNTS[several["n"]]
        step = count if several["way"] == "later" else -count
        return _moved(text, raw, before, published, step, several["unit"])
    for mention in reversed(before[-12:]):
        if mention.edtf is None or not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", mention.edtf):
            continue
        day = date.fromisoformat(mention.edtf)
        if published is not None and day > published:
            continue
        old = published is not None and (published - day).days > 31
        if old and raw.words.startswith(("earlier", "later")) and raw.start - mention.span[1] > 200:
            continue
        step = (
            -1
            if re.search(r"previous|before|a day earlier", raw.words)
            else 1
            if re.search(r"next|following|a day later", raw.words)
            else 0
        )
        return (day + timedelta(days=step)).isoformat(), basis
    return None, "no day before it to lean on"


_SO_LATER = re.compile(r"(?!a day)(?P<n>\w+) (?P<unit>day|week|month|year)s? (?P<way>later|earlier)")
_BESIDE = re.compile(r"(?:in )?the (?P<way>following|previous|preceding) (?P<unit>month|year)")
_UP_TO = re.compile(r"\b(?:until|till|through|by|before|to|до)\s$", re.IGNORECASE)
_THAN = re.compile(r"(?:\b(?:than|compared (?:with|to))|[0-9]) $")
"""Words, or a figure, before a time that a comparison is made with: "86 more than a year earlier", "from 410 a ..."."""
_REACH = 300
"""Characters over which "a week later" leans on a day before it."""


def _moved(
    text: str, raw: DateWords, before: Sequence[DateMention], published: date | None, step: int, unit: str
) -> tuple[str | None, str]:
    """So many days, weeks, months or years from the date right before it, where that is precise enough and is past."""
    last = before[-1] if before else None
    length = {"year": 4, "month": 7}.get(unit, 10)
    form = re.fullmatch(r"[0-9]{4}(?:-[0-9]{2}){0,2}", last.edtf or "") if last else None
    if last is None or form is None or len(form[0]) < length:
        return None, "no such date right before it to lean on"
    if _THAN.search(text, max(0, raw.start - 16), raw.start):
        return None, "a comparison leans on the day of what is compared"
    if raw.start - last.span[1] > _REACH or _UP_TO.search(text, max(0, last.span[0] - 9), last.span[0]):
        return None, "the date before it is not the one it leans on"
    if unit == "year":
        moved = f"{int(form[0][:4]) + step:04d}"
    elif unit == "month":
        months = int(form[0][:4]) * 12 + int(form[0][5:7]) - 1 + step
        moved = f"{months // 12:04d}-{months % 12 + 1:02d}"
    else:
        moved = (date.fromisoformat(form[0]) + timedelta(days=step * (7 if unit == "week" else 1))).isoformat()
    if published is not None and moved > published.isoformat()[: len(moved)]:
        return None, "it would be after publication"
    return moved, "from the date before it"


def year_before(before: Sequence[DateMention]) -> int | None:
    """The year of the date before."""
    for mention in reversed(before[-6:]):
        if mention.edtf and mention.edtf[:4].isdecimal():
            return int(mention.edtf[:4])
    return None
