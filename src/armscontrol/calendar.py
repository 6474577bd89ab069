"""Treaty dates: civil dates, offsets from an event, and the rounding they need.

A treaty says "seven years after entry into force" and leaves open what happens on 29 February or on the 31st. The
document states its choice; refusing to choose is one of the choices (the idea is Catala's).
"""

from __future__ import annotations

import calendar as _months
import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from armscontrol.errors import TreatyError

Rounding = Literal["down", "up", "refuse"]

_TERM = re.compile(r"\s*([+-])\s*(\d{1,5})\s*(day|week|month|year)s?\s*", re.IGNORECASE)
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")
_OFFSET = re.compile(r"\s*(\d{1,5})\s*(hour|day|week|month|year)s?\s*", re.IGNORECASE)


def add_months(start: date, months: int, rounding: Rounding = "refuse") -> date:
    """`start` moved by whole months; `rounding` says what to do where the day does not exist.

    Args:
        start: the day counted from.
        months: any whole number; a year is twelve.
        rounding: `down` takes the last day of the month, `up` the first of the next, `refuse` raises.

    Raises:
        TreatyError: the day does not exist and rounding is `refuse`, or the year leaves 1..9999.

    >>> add_months(date(2011, 2, 5), 84)
    datetime.date(2018, 2, 5)
    >>> add_months(date(2024, 2, 29), 12, "down")
    datetime.date(2025, 2, 28)
    """
    index = start.year * 12 + start.month - 1 + months
    year, month = divmod(index, 12)
    month += 1
    if not 1 <= year <= 9999:
        raise TreatyError(f"{months} months from {start} leave the calendar", allowed="years 1 to 9999")
    last = _months.monthrange(year, month)[1]
    if start.day <= last:
        return date(year, month, start.day)
    if rounding == "down":
        return date(year, month, last)
    if rounding == "up":
        return date(year, month, last) + timedelta(days=1)
    raise TreatyError(
        f"{months} months from {start} is a day that does not exist",
        allowed='rounding = "down" (last day of the month) or "up" (first day of the next)',
        advice="State the rounding in the [calendar] table of the document.",
    )


def shift(start: date, count: int, unit: str, rounding: Rounding = "refuse") -> date:
    """`start` moved by `count` days, weeks, months or years."""
    match unit:
        case "day" | "week":
            try:
                return start + timedelta(days=count * (7 if unit == "week" else 1))
            except OverflowError as error:
                raise TreatyError(
                    f"{count} {unit}s from {start} leave the calendar", allowed="years 1 to 9999"
                ) from error
        case "month":
            return add_months(start, count, rounding)
        case _:
            return add_months(start, count * 12, rounding)


@dataclass(frozen=True, slots=True)
class Offset:
    """A length of time as a treaty states it: "30 days", "7 years"."""

    count: int
    unit: str

    def after(self, start: date, rounding: Rounding = "refuse") -> date:
        """The day this long after `start`; hours count as the days they fill, rounded up."""
        if self.unit == "hour":
            return shift(start, self._days(), "day")
        return shift(start, self.count, self.unit, rounding)

    def before(self, start: date, rounding: Rounding = "refuse") -> date:
        """The day this long before `start`."""
        if self.unit == "hour":
            return shift(start, -self._days(), "day")
        return shift(start, -self.count, self.unit, rounding)

    def _days(self) -> int:
        return math.ceil(self.count / 24)

    def __str__(self) -> str:
        return f"{self.count} {self.unit}{'' if self.count == 1 else 's'}"


def parse_offset(text: str) -> Offset:
    """Read "30 days", "24 hours", "7 years".

    Raises:
        TreatyError: anything else.
    """
    found = _OFFSET.fullmatch(text)
    if not found:
        raise TreatyError("not a length of time", found=repr(text[:60]), allowed='"30 days", "24 hours", "7 years"')
    return Offset(int(found[1]), found[2].lower())


def resolve(text: str | date, anchors: Mapping[str, date], rounding: Rounding = "refuse") -> date:
    """The civil date that a treaty's phrase means.

    Args:
        text: an ISO date, or an event and offsets: "entry into force + 7 years", "signature + 3 months - 1 day".
        anchors: dates of the events that may be named, by name.
        rounding: see `add_months`.

    Raises:
        TreatyError: an unknown event, an unreadable phrase, a day that does not exist.

    >>> resolve("entry into force + 7 years", {"entry into force": date(2011, 2, 5)})
    datetime.date(2018, 2, 5)
    """
    if isinstance(text, date):
        return text
    phrase = text.strip()
    if len(phrase) > 200:
        raise TreatyError("a date phrase is at most 200 characters", found=f"{len(phrase):,} characters")
    cut = re.search(r"\s[+-]\s*\d", phrase)
    name, rest = (phrase[: cut.start()].strip(), phrase[cut.start() :]) if cut else (phrase, "")
    if _ISO.fullmatch(name):
        try:
            day = date.fromisoformat(name)
        except ValueError as error:
            raise TreatyError("no such day", found=name, allowed="a day of the calendar, as 2018-02-05") from error
    elif name in anchors:
        day = anchors[name]
    else:
        known = ", ".join(f'"{a}"' for a in sorted(anchors)) or "none is dated in this document"
        raise TreatyError(
            "a date phrase names no known event",
            found=repr(name[:60]),
            allowed=f"an ISO date or an event: {known}",
        )
    at = 0
    while at < len(rest):
        term = _TERM.match(rest, at)
        if not term:
            raise TreatyError(
                "a date phrase cannot be read",
                found=repr(rest[at:][:60]),
                allowed='"+ 7 years", "- 1 day"; units day, week, month, year',
            )
        sign = -1 if term[1] == "-" else 1
        day = shift(day, sign * int(term[2]), term[3].lower(), rounding)
        at = term.end()
    return day


def parse_day(text: str | date, *, what: str = "the day") -> date:
    """An ISO day that a person typed, or "today"; a date or a datetime gives its day.

    Raises:
        TreatyError: anything else, or a day that the calendar does not have.
    """
    if isinstance(text, date):
        return date(text.year, text.month, text.day)
    allowed = "a day of the calendar as 2018-02-05, or today"
    if not isinstance(text, str):
        raise TreatyError(f"{what} cannot be read", found=repr(text)[:40], allowed=allowed)
    if text.strip().lower() == "today":
        return date.today()
    try:
        if not _ISO.fullmatch(text.strip()):
            raise ValueError
        return date.fromisoformat(text.strip())
    except ValueError as error:
        raise TreatyError(f"{what} cannot be read", found=repr(text[:40]), allowed=allowed) from error


def long_date(day: date) -> str:
    """A day as it reads in a sentence: "5 February 2018"."""
    return f"{day.day} {_months.month_name[day.month]} {day.year}"
