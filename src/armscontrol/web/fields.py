"""Fields of addresses and forms, read alike on every page and in the API."""

from __future__ import annotations

from datetime import UTC, date, datetime

from armscontrol.calendar import parse_day


def now() -> date:
    """The day of asking (UTC)."""
    return datetime.now(UTC).date()


def wanted_day(text: str, what: str = "on") -> date:
    """The day that a field names; today where it is empty.

    Raises:
        ArmsControlError: it is no day.
    """
    return parse_day(text, what=what) if text.strip() else now()
