"""Fields of addresses and forms, read alike on every page and in the API."""

from __future__ import annotations

from datetime import UTC, date, datetime

from armscontrol.calendar import parse_day
from armscontrol.errors import TreatyError

FIRST_DAY, LAST_DAY = date(1945, 1, 1), date(2100, 12, 31)
"""Days that pages speak of: since there are nuclear weapons, and as far as a treaty under them might reach."""


def now() -> date:
    """The day of asking (UTC)."""
    return datetime.now(UTC).date()


def one_day(text: str, what: str = "on") -> date:
    """The day that a field names.

    Args:
        text: an ISO day, or "today".
        what: the name of the field.

    Raises:
        ArmsControlError: it is no day, or none of those that pages speak of.
    """
    allowed = f"a day from {FIRST_DAY} to {LAST_DAY}, or today"
    try:
        day = now() if text.strip().lower() == "today" else parse_day(text)
    except TreatyError as error:
        raise TreatyError("the day cannot be used", where=what, found=error.found, allowed=allowed) from error
    if not FIRST_DAY <= day <= LAST_DAY:
        raise TreatyError("the day cannot be used", where=what, found=day.isoformat(), allowed=allowed)
    return day


def wanted_day(text: str, what: str = "on") -> date:
    """The day that a field names; today where it is empty.

    Raises:
        ArmsControlError: it is no day, or none of those that pages speak of.
    """
    return one_day(text, what) if text.strip() else now()
