"""Dates as a text gives them, as first and last day: the part of EDTF that holding one date against another needs."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

Days = tuple[date, date]

_PART = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?[~?%]?")


def days(edtf: str | None) -> Days | None:
    """First and last day of an EDTF date or interval; `None` where the year is unknown or it cannot be read.

    >>> days("2024-02")
    (datetime.date(2024, 2, 1), datetime.date(2024, 2, 29))
    >>> days("XXXX-09-01") is None
    True
    """
    if not edtf:
        return None
    first, slash, last = edtf.strip().partition("/")
    start = _part(first)
    end = _part(last) if slash else start
    return (start[0], end[1]) if start and end and start[0] <= end[1] else None


def _part(text: str) -> Days | None:
    found = _PART.fullmatch(text)
    if not found:
        return None
    year, month, day = (int(g) if g else None for g in found.groups())
    try:
        if year is None or month is None:
            return date(year or 0, 1, 1), date(year or 0, 12, 31)
        if day is None:
            return date(year, month, 1), date(year, month, monthrange(year, month)[1])
        return date(year, month, day), date(year, month, day)
    except (ValueError, IndexError):  # a month or a day that the calendar does not have
        return None


def overlap(one: Days, other: Days) -> bool:
    """Whether two stretches of days share a day."""
    return one[0] <= other[1] and other[0] <= one[1]


def told(span: Days) -> str:
    """A stretch of days as it reads: "1 September 2011", "March 2024", "2010"."""
    start, end = span
    if start == end:
        return f"{start.day} {start:%B %Y}"
    if start.day == 1 and end == date(start.year, start.month, monthrange(start.year, start.month)[1]):
        return f"{start:%B %Y}"
    if (start.month, start.day, end.month, end.day) == (1, 1, 12, 31):
        return str(start.year) if start.year == end.year else f"{start.year} to {end.year}"
    return f"{start.day} {start:%B %Y} to {end.day} {end:%B %Y}"
