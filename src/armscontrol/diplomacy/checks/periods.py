"""Between which two days a change is told: "over six months", "than a year earlier", "36 more than in January".

A change is right or wrong only between the days that the text means. The later one is the day of the claim, else that
of the other declared figures of the text; the earlier one follows from the words, else it is the exchange before.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from armscontrol.diplomacy.checks.claims import Claim
from armscontrol.diplomacy.checks.known import Known
from armscontrol.diplomacy.checks.matching import current
from armscontrol.diplomacy.figures.figures import value_of
from armscontrol.diplomacy.intervals import days, overlap

_MONTHS = (
    "January|February|March|April|May|June|July|August|September|October|November|December|"
    "Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec"
)
_LENGTH = (
    r"(?P<half>half a year|six-month)|(?P<year>year[- ](?:on|over)[- ]year|(?:at )?(?:the|this) same "
    r"(?:time|date|point) (?:last year|(?:of )?(?:the|a) year (?:before|earlier|ago))|last year|the (?:previous|"
    r"preceding|past|last) year|"
    r"the year (?:before|earlier)|12 months)|"
    r"(?P<n>an?|one|two|three|four|five|six|seven|eight|nine|ten|twelve|eighteen|[0-9]{1,2}) (?P<unit>month|year)s?"
)
_PERIOD = re.compile(
    rf"\b(?:(?:over|in|during|within|for|across) (?:the )?(?:course of (?:the )?)?(?:last |past |previous |preceding |"
    rf"same )?(?:{_LENGTH})(?! (?:ago|earlier|before|later))\b)",
    re.IGNORECASE,
)
_AGO = re.compile(rf"\b(?:{_LENGTH})(?: ago| earlier| before| previously|\b)", re.IGNORECASE)
_BASE = re.compile(r"\b(?:than|since|from|compared (?:to|with)|versus|against)\b(?P<told>[^.;]{0,60})", re.IGNORECASE)
_DAY = re.compile(
    rf"\b(?:(?P<month>{_MONTHS})\.?(?: [0-9]{{1,2}}(?:st|nd|rd|th)?)?(?:,? (?P<year>[0-9]{{4}}))?|"
    r"(?P<only>(?:19|20)[0-9]{2}))(?![0-9,])"
)
_SINCE_TREATY = re.compile(
    r"\b[Ss]ince (?:(?:the|that) )?(?:treaty|pact|agreement|accord|New START)(?: [Tt]reaty)? (?:was|were|entered|came|"
    r"took|went|began|has been|is in|['’]s)\b|\b[Ss]ince (?:its|the treaty['’]s) "
    r"(?:entry into force|signature|signing)\b"
)
"""Since the first figures that were declared."""
_CUT = re.compile(r"[;]|, (?:while|whereas|but|as)\b")
_SLACK = timedelta(days=45)
_MONTH_LONG = 30.44


@dataclass(frozen=True, slots=True)
class Period:
    """How a text tells the earlier of two days: by a distance in months, or by its month or year."""

    months: int | None = None
    month: int | None = None
    year: int | None = None
    first: bool = False

    def fits(self, earlier: date, later: date) -> bool:
        """Whether two days lie so."""
        if self.months is not None:
            return abs((later - earlier) - timedelta(days=self.months * _MONTH_LONG)) <= _SLACK
        if self.year is not None:
            return earlier.year == self.year and self.month in (None, earlier.month)
        return earlier.month == self.month and timedelta() < later - earlier < timedelta(days=366)


def period(claim: Claim) -> Period | None:
    """The period over which a change is told in its sentence: the words after the number first, then those before."""
    text, (start, end) = claim.document.text, claim.number.span
    sentence = claim.where.sentence
    at = text.find(sentence, max(0, start - len(sentence)), end + len(sentence)) if sentence else start
    last = at + len(sentence) if at >= 0 else end
    after = text[end : min(last, end + 140)]
    cut = _CUT.search(after)
    after = after[: cut.start()] if cut else after
    before = text[max(at, start - 140, 0) : start]
    return _in(after) or _in(before)


def ago(words: str) -> Period | None:
    """The distance that words as "a year ago" tell."""
    found = _AGO.search(words)
    return Period(months=_months(found)) if found else None


def names_day(words: str) -> bool:
    """Whether words name a month or a year."""
    return _DAY.search(words) is not None


def _in(words: str) -> Period | None:
    if _SINCE_TREATY.search(words):
        return Period(first=True)
    for base in _BASE.finditer(words):
        if ago := _AGO.search(base["told"]):
            return Period(months=_months(ago))
        if day := _DAY.search(base["told"]):
            return _dated(day)
    if found := _PERIOD.search(words):
        return Period(months=_months(found))
    if (found := _AGO.search(words)) and re.search(r"ago|earlier|before|last year|same|year.o", found[0]):
        return Period(months=_months(found))
    return None


def _dated(day: re.Match[str]) -> Period:
    if day["only"]:
        return Period(year=int(day["only"]))
    names = _MONTHS.split("|")[:12]
    month = next(i for i, name in enumerate(names, 1) if name.startswith(day["month"][:3].title()))
    return Period(month=month, year=int(day["year"]) if day["year"] else None)


def _months(found: re.Match[str]) -> int:
    if found["half"]:
        return 6
    if found["year"]:
        return 12
    told = found["n"].lower()
    count = 1.0 if told in ("a", "an") else value_of(told) or 1.0
    return round(count * (12 if found["unit"].lower() == "year" else 1))


def later(claim: Claim, series: Sequence[Known]) -> tuple[Known, ...]:
    """The figures of a series to which a change leads: of the day of the claim, else of the text's other figures.

    Empty where neither tells a day.
    """
    party = claim.number.party
    told = [n for n in claim.numbers if n is not claim.number and (n.quantity or "").startswith("newstart.declared.")]
    if claim.when is not None:
        now = current(series, claim.when, claim.basis)
        named = [k for k in now if any(n.value == k.value and n.party in (party, k.party) for n in told)]
        return (max(named, key=lambda k: k.start),) if named else now
    spans = [span for n in told if (span := days(n.as_of))]
    dated = [k for k in series if any(overlap((k.start, k.end), span) for span in spans)]
    if told:
        dated += [k for k in series if any(n.value == k.value and n.party in (party, k.party) for n in told)]
    return (max(dated, key=lambda k: k.start),) if dated else ()


def pairs(now: Sequence[Known], series: Sequence[Known], told: Period | None) -> list[tuple[Known, Known]]:
    """Each later figure with the earlier one that the period told means; without one, with the figure before it."""
    found = []
    for one in now:
        earlier = [k for k in series if k.start < one.start]
        if told is not None and told.first:
            found += [(one, k) for k in earlier if k.start == min(e.start for e in earlier)]
        elif told is not None:
            found += [(one, k) for k in earlier if told.fits(k.start, one.start)]
        elif earlier:
            found.append((one, max(earlier, key=lambda k: k.start)))
    return found
