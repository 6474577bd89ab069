"""Holdings of one's own held against a treaty: sent, assessed, forgotten."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import polars as pl

from armscontrol.compliance import Assessment, Finding, assess
from armscontrol.compliance.explanation import Step
from armscontrol.errors import DeclarationError
from armscontrol.holdings import Holdings, Sent, read_holdings
from armscontrol.holdings.batches import MAX_COLUMNS
from armscontrol.holdings.checking import schema
from armscontrol.treaties.tables import HOLDINGS
from armscontrol.web.answers import assessment as answers
from armscontrol.web.answers.treaties import document
from armscontrol.web.fields import one_day

MAX_SETS = 100
"""Sets of holdings (a Party and day, a draw of a scenario) assessed at once; more takes too long for a page."""
SHOWN = 300
"""Findings that are shown."""
ARGUED = 24
"""Findings that are argued at once, the narrowest: nothing is kept to argue them later."""

INVENTED = "invented example, no figure of any State"
_EXAMPLE: tuple[dict[str, Any], ...] = (
    {"kind": "icbm", "type": "Type A", "status": "deployed", "number": 300, "warheads": 2},
    {"kind": "slbm", "type": "Type B", "status": "deployed", "number": 150, "warheads": 4},
    {"kind": "heavy_bomber", "type": "Type C", "status": "deployed", "equipment": "nuclear", "number": 40},
    {"kind": "icbm_launcher", "type": "Type A", "status": "deployed", "number": 300},
    {"kind": "slbm_launcher", "type": "Type B", "status": "deployed", "number": 150},
    {"kind": "slbm_launcher", "type": "Type B", "status": "non_deployed", "number": 12},
)
_SAME = {"as_of": dt.date(2020, 1, 1), "party": "USA", "basis": "scenario", "note": INVENTED}


@dataclass(frozen=True, slots=True)
class Argued:
    """A finding on holdings that were sent, and its argument where it is among the narrowest."""

    finding: Finding
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class OwnAnswer:
    """What a treaty's limits make of holdings that were sent. Nothing of them is kept."""

    treaty: str
    short_title: str
    party: str | None
    variant: str | None
    origin: str
    rows: int
    days: tuple[dt.date, ...]
    outcome: str
    known: int
    exceeded: int
    total: int
    limits: tuple[Argued, ...]
    silent: tuple[answers.Silent, ...]
    notes: tuple[str, ...]


def sent_table(treaty: str, sent: Sent, *, party: str = "", on: str = "", variant: str = "") -> OwnAnswer:
    """Holdings that were sent as a file or as text.

    Raises:
        MissingError: no such treaty, variant or Party.
        DeclarationError: the table cannot be used; `problems` names every bad place.
        ArmsControlError: it is no day.
    """
    document(treaty, variant)
    return _assessed(treaty, read_holdings(sent), party, on, variant)


def sent_rows(
    treaty: str, rows: Sequence[Mapping[str, Any]], *, party: str = "", on: str = "", variant: str = ""
) -> OwnAnswer:
    """Holdings that were sent as rows of plain values. Raises as `sent_table` does."""
    document(treaty, variant)
    names = list(dict.fromkeys(n for row in rows for n in row))
    if len(names) > MAX_COLUMNS:
        raise DeclarationError(f"the rows have {len(names):,} columns; at most {MAX_COLUMNS}", where="rows")
    if not rows:
        raise DeclarationError("no rows were sent", where="rows")
    frame = pl.DataFrame(
        {n: [_text(row.get(n)) for row in rows] for n in names}, schema=dict.fromkeys(names, pl.String)
    )
    return _assessed(treaty, read_holdings(frame), party, on, variant)


def _text(value: Any) -> str | None:
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def _assessed(treaty: str, holdings: Holdings, party: str, on: str, variant: str) -> OwnAnswer:
    sets = holdings.lazy().select("party", "as_of", "scenario", "draw").unique().collect().height
    if sets > MAX_SETS:
        raise DeclarationError(
            f"{sets:,} sets of holdings (a Party and day, a draw of a scenario); at most {MAX_SETS} are assessed here",
            where=holdings.origin,
            advice="More of them: `armscontrol assess --holdings FILE` on your own machine.",
        )
    code = answers.party_of(treaty, party)
    day = one_day(on) if on.strip() else "exchanges"
    state = code if code in {p.id for p in document(treaty).parties} else None
    found = assess(treaty, holdings, on=day, party=state, variant=variant or None)
    limits = found.on_holdings
    shown, outcome, known, exceeded = answers.summed(limits, bool(found.treaty.rules.limits))
    return OwnAnswer(
        treaty=treaty,
        short_title=found.treaty.short_title,
        party=state,
        variant=variant or None,
        origin=holdings.origin,
        rows=holdings.rows,
        days=found.days,
        outcome=outcome,
        known=known,
        exceeded=exceeded,
        total=len(shown),
        limits=tuple(_argued(found, shown)),
        silent=tuple(answers.silent([f for f in limits if f not in shown])),
        notes=found.notes,
    )


def _argued(found: Assessment, shown: Sequence[Finding]) -> list[Argued]:
    first = sorted(range(len(shown)), key=lambda n: (shown[n].margin is None, shown[n].margin or 0))[:ARGUED]
    return [Argued(f, found.explain(f).steps if n in first else ()) for n, f in enumerate(shown[:SHOWN])]


@cache
def sheet(example: bool) -> pl.DataFrame:
    """The table of holdings to fill in: empty, or with an example that says of itself that it is invented."""
    rows = [{**dict.fromkeys(HOLDINGS), **_SAME, **row} for row in _EXAMPLE] if example else []
    return pl.DataFrame(rows, schema=schema(HOLDINGS))
