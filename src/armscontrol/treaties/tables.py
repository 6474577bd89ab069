"""The two tables that rules read: holdings and events, column by column.

A rule may name the columns marked `in_rules`. The readers in `armscontrol.holdings` check users' files against the
same definitions, so that a word has one meaning in a file and in a rule.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from armscontrol import terms

Type = Literal["truth", "number", "text", "date"]


@dataclass(frozen=True, slots=True)
class Column:
    """One column: type, meaning and what it may hold.

    `allowed` closes a text column's vocabulary. Numbers are never negative. `code` marks ISO codes of Parties.
    """

    name: str
    type: Type
    meaning: str
    allowed: tuple[str, ...] = ()
    required: bool = False
    in_rules: bool = True
    code: bool = False
    whole: bool = True


def _columns(*columns: Column) -> Mapping[str, Column]:
    return {c.name: c for c in columns}


HOLDINGS = _columns(
    Column("as_of", "date", "day for which the row holds", required=True),
    Column("known_on", "date", "day on which it became known", in_rules=False),
    Column("treaty", "text", "treaty under which it was declared (id)", in_rules=False),
    Column("party", "text", "Party that holds the items", required=True, code=True),
    Column("uid", "text", "unique identifier of a single item", in_rules=False),
    Column("kind", "text", "kind of item", allowed=terms.KINDS, required=True),
    Column("type", "text", "type of missile, launcher or bomber"),
    Column("status", "text", "status that the treaty defines", allowed=terms.STATUSES),
    Column("equipment", "text", "what a bomber is equipped for", allowed=terms.EQUIPMENT),
    Column("role", "text", "role of an item", allowed=terms.ROLES),
    Column("facility", "text", "facility where it is"),
    Column("zone", "text", "zone of a map"),
    Column("subtype", "text", "part of a kind that a rule names apart, as AIFV or HACV"),
    Column("number", "number", "how many like items the row stands for; 1 for a single item", required=True),
    Column("equipage", "number", "weapons for which each item is equipped, as long-range nuclear ALCMs of a bomber"),
    Column("warheads", "number", "warheads on each item"),
    Column(
        "warheads_total",
        "number",
        "warheads on all items of the row together, where they differ",
        in_rules=False,
    ),
    Column("accepted", "truth", "whether the other Party accepts the status"),
    Column(
        "residual",
        "truth",
        "whether the number was found by subtracting from the declared total",
        in_rules=False,
    ),
    Column("basis", "text", "kind of figure", allowed=terms.BASES, required=True, in_rules=False),
    Column("evidence", "text", "grade of evidence", allowed=terms.GRADES, in_rules=False),
    Column("source", "text", "where the row comes from", in_rules=False),
    Column("note", "text", "remark", in_rules=False),
    Column("scenario", "text", "possible world that the row belongs to", in_rules=False),
    Column("draw", "number", "number of the draw within a scenario", in_rules=False),
)
"""One row an accountable item, or a group of like items."""

EVENT_KINDS = (
    "amended",
    "completion",
    "conversion",
    "countermeasure",
    "cumulative_total",
    "determination",
    "elimination",
    "elimination_by_launch",
    "entered_into_force",
    "exchange",
    "exhibition",
    "expired",
    "extended",
    "flight_test",
    "hostilities_ended",
    "inspection",
    "limits_in_effect",
    "military_activity",
    "milestone",
    "not_performed",
    "notification",
    "pause",
    "production",
    "proposal",
    "ratified",
    "session",
    "signed",
    "statement",
    "suspended_by",
    "terminated",
    "transfer",
    "use",
    "withdrawn_by",
    "year_to_date",
)

EVENTS = _columns(
    Column("date", "date", "day of the event; for an exchange, the day for which the data hold", required=True),
    Column("date_end", "date", "last day, where the event lasts"),
    Column("precision", "text", "whether the day is known", allowed=("day", "month"), in_rules=False),
    Column("trigger_date", "date", "day of the event that started the clock of a notification"),
    Column("known_on", "date", "day on which it became known", in_rules=False),
    Column("treaty", "text", "treaty (id)", in_rules=False),
    Column("party", "text", "Party that acted", required=True, code=True),
    Column("kind", "text", "kind of event", allowed=EVENT_KINDS, required=True),
    Column("type", "text", "type of inspection, or what a notification is about"),
    Column("provision", "text", "duty or deadline that the event concerns (id in the document)"),
    Column("facility", "text", "declared base or facility"),
    Column("host", "text", "Party whose site or territory it concerns", code=True),
    Column("reference", "text", "name that links a notification to what it announces"),
    Column("troops", "number", "troops that take part"),
    Column("battle_tanks", "number", "battle tanks that take part"),
    Column("armoured_vehicles", "number", "armoured combat vehicles that take part"),
    Column("artillery", "number", "artillery pieces that take part"),
    Column("number", "number", "how many like events the row stands for"),
    Column("agreed", "truth", "whether the Parties had agreed not to perform"),
    Column("detail", "text", "what happened, or the reason given", in_rules=False),
    Column("determined_by", "text", "Party that made a determination about it", in_rules=False, code=True),
    Column("determined_on", "date", "day of the determination", in_rules=False),
    Column("determination", "text", "what it determined", in_rules=False),
    Column("evidence", "text", "grade of evidence", allowed=terms.GRADES, in_rules=False),
    Column("source", "text", "where the row comes from", in_rules=False),
    Column("note", "text", "remark", in_rules=False),
)
"""One row an exchange, notification, inspection, session, pause or other dated event."""

GROUP_TOTALS = {"warheads": "warheads_total"}
"""Per-item columns, and the column that holds the sum over a row's items where the items differ."""
