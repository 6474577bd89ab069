"""Events put together from the shipped tables: the timeline, exchanges, inspections, notifications, conduct."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from functools import cache
from typing import Any

import polars as pl

from armscontrol.data import catalogue
from armscontrol.holdings.checking import schema
from armscontrol.holdings.reading import SHIPPED, Events
from armscontrol.holdings.totals import declared_totals
from armscontrol.terms import EVERYONE
from armscontrol.treaties.tables import EVENTS

Row = dict[str, Any]

TREATY = "new-start"


@cache
def shipped_events(treaty: str) -> Events:
    """Events on record for a treaty: its timeline, where there is one, and what was done under New START and INF."""
    rows = list(_timeline(treaty))
    if treaty == TREATY:
        conduct = catalogue.table("new-start/conduct")
        rows += [*_exchanges(conduct), *_inspections(), *_notifications(), *_conduct(conduct)]
    if treaty == "inf":
        rows += _inf()
    frame = pl.DataFrame([{"treaty": treaty, **r} for r in rows], schema=schema(EVENTS)).sort(
        "date", maintain_order=True
    )
    return Events(frame.lazy(), frame.height, SHIPPED, "events")


def _timeline(treaty: str) -> Iterable[Row]:
    for row in catalogue.table("treaty_timeline").filter(pl.col("treaty") == treaty).iter_rows(named=True):
        for party in (row["parties"] or "").split(";"):
            if party:  # a conference of other States is no act of a Party
                yield {
                    "date": row["date"],
                    "precision": row["date_precision"],
                    "party": party,
                    "kind": row["event"],
                    "detail": row["detail"],
                    "evidence": row["evidence"],
                    "source": row["source_url"],
                    "note": row["note"],
                }


def _exchanges(conduct: pl.DataFrame) -> Iterable[Row]:
    """Each Party's data as of one day. Totals published while the duty is refused are no exchange."""
    refused = conduct.filter((pl.col("obligation") == "data-exchange") & (pl.col("state") == "not_performed"))
    totals = declared_totals(TREATY).filter(pl.col("provided")).unique(["as_of", "party"], maintain_order=True)
    for row in totals.iter_rows(named=True):
        outside = refused.filter(
            (pl.col("party") == row["party"])
            & (pl.col("date_from") <= row["as_of"])
            & (pl.col("date_to") >= row["as_of"])
        )
        yield {
            "date": row["as_of"],
            "party": row["party"],
            "kind": "milestone" if outside.height else "exchange",
            "provision": None if outside.height else "data-exchange",
            "detail": "Totals published outside the exchange." if outside.height else "Declared totals as of this day.",
            "evidence": row["evidence"],
            "source": row["source"],
            "note": row["note"],
        }


def _inspections() -> Iterable[Row]:
    table = catalogue.table("new-start/inspections")
    split = {
        (r["date_from"], r["inspecting_party"])
        for r in table.filter(pl.col("type") == "type_one").iter_rows(named=True)
    }
    kinds = {"exhibition": "exhibition", "pause": "pause", "milestone": "milestone"}
    for row in table.iter_rows(named=True):
        whole_year = row["type"] == "total"
        if whole_year and (row["date_from"], row["inspecting_party"]) in split:
            continue  # the two types add up to it
        if whole_year or row["type"] in ("type_one", "type_two"):
            kind, type, number = "inspection", None if whole_year else row["type"], row["count"]
        elif row["type"] in kinds:
            kind, type, number = kinds[row["type"]], None, row["count"]
        else:
            continue
        for party in row["inspecting_party"].split(";"):
            yield {
                "date": row["date_from"],
                "date_end": row["date_to"] if row["date_to"] > row["date_from"] else None,
                "precision": row["precision"],
                "party": party,
                "kind": kind,
                "type": type,
                "number": number,
                "detail": row["note"],
                "evidence": row["evidence"],
                "source": row["source_url"],
            }


def _notifications() -> Iterable[Row]:
    """What was added between two published counts. They are of both Parties together, and lower bounds."""
    counts: dict[date, Row] = {}
    table = catalogue.table("new-start/inspections").filter(pl.col("cumulative_notifications").is_not_null())
    for row in table.sort("date_to").iter_rows(named=True):
        counts.setdefault(row["date_to"], row)
    before, since = 0, date(2011, 2, 5)
    for day, row in counts.items():
        added = row["cumulative_notifications"] - before
        if added <= 0:
            continue
        for party in ("USA", "RUS"):
            yield {
                "date": since,
                "date_end": day,
                "party": party,
                "kind": "notification",
                "number": added,
                "detail": f"Some {added:,} notifications by both Parties together in this time; "
                f"{row['cumulative_notifications']:,} since entry into force.",
                "evidence": row["evidence"],
                "source": row["source_url"],
                "note": row["note"],
            }
        before, since = row["cumulative_notifications"], day + timedelta(days=1)


def _conduct(conduct: pl.DataFrame) -> Iterable[Row]:
    sessions = {"commission-sessions": "session"}
    for row in conduct.iter_rows(named=True):
        performed = row["state"] == "performed"
        yield {
            "date": row["date_from"],
            "date_end": row["date_to"],
            "precision": row["precision"],
            "party": row["party"],
            "kind": sessions[row["obligation"]] if performed else "not_performed",
            "provision": row["obligation"],
            "number": row["number"],
            "agreed": row["agreed"],
            "detail": row["reason"],
            "determined_by": row["determined_by"],
            "determined_on": row["determined_on"],
            "determination": row["determination"],
            "evidence": row["evidence"],
            "source": row["source_url"],
            "note": row["note"],
        }


_INF_EVENTS = {
    "missiles_by_type": "elimination",
    "launch_to_destruction": "elimination_by_launch",
    "inspections": "inspection",
    "milestone": "milestone",
    "party_total": "cumulative_total",
}


def _inf() -> Iterable[Row]:
    """Eliminations by type, those of them by launching, inspections as far as they were counted for one Party."""
    for row in catalogue.table("inf/eliminations").iter_rows(named=True):
        kind = _INF_EVENTS.get(row["record_type"])
        together = row["counted"] == "together"
        if not kind or row["date_from"] is None or (together and kind != "cumulative_total"):
            continue
        if kind == "inspection" and row["unit"] != "inspections":
            continue  # a number of teams is no number of inspections
        total, named = kind == "cumulative_total", kind in ("elimination", "elimination_by_launch")
        yield {
            "date": row["date_to"] if total else row["date_from"],
            "date_end": row["date_to"] if row["date_to"] > row["date_from"] and not total else None,
            "precision": row["precision"],
            "party": EVERYONE if together else row["parties"],
            "kind": kind,
            "type": row["class"] if named else None,
            "provision": "missiles-eliminated" if total else None,
            "number": row["number"],
            "detail": row["item"],
            "evidence": row["evidence"],
            "source": row["source_url"],
            "note": row["note"],
        }
