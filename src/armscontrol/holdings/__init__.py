"""Holdings and events: two tables, read from users' files or put together from the shipped facts."""

from armscontrol.holdings.event_record import shipped_events
from armscontrol.holdings.reading import Events, Holdings, read_events, read_holdings
from armscontrol.holdings.sent import Sent
from armscontrol.holdings.shipped import shipped_holdings
from armscontrol.holdings.totals import declared_totals

__all__ = [
    "Events",
    "Holdings",
    "Sent",
    "declared_totals",
    "read_events",
    "read_holdings",
    "shipped_events",
    "shipped_holdings",
]
