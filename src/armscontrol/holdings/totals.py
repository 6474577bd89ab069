"""Declared totals: the figures that a Party gives for a whole category, without the items behind them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from typing import Any

import polars as pl

from armscontrol.data import catalogue
from armscontrol.holdings.earlier import AREA, CATEGORIES
from armscontrol.terms import EVERYONE, GRADES

Row = dict[str, Any]

SCHEMA: Mapping[str, Any] = {
    "as_of": pl.Date,
    "party": pl.String,
    "category": pl.String,
    "value": pl.Float64,
    "provided": pl.Boolean,
    "evidence": pl.String,
    "source": pl.String,
    "note": pl.String,
}
"""One row a Party or group, day and category. `provided` is false where the Party said that it would give no figure."""


@cache
def declared_totals(treaty: str) -> pl.DataFrame:
    """Declared totals on record for a treaty; empty where none are shipped.

    "Not provided" is a row of its own: it is neither zero nor a missing row. `party` may be a group, or ALL.
    """
    makers = {"new-start": _new_start, "start-1": _start_1, "salt-1": _salt_1, "cfe": _cfe}
    rows = list(makers[treaty]()) if treaty in makers else []
    return pl.DataFrame(rows, schema=SCHEMA).sort("as_of", "party", "category", descending=[False, True, False])


def _new_start() -> Iterator[Row]:
    for row in catalogue.table("new-start/aggregate").iter_rows(named=True):
        for category in ("deployed_delivery_vehicles", "deployed_warheads", "deployed_and_nondeployed_launchers"):
            citation = catalogue.cite(row, category)
            yield {
                "as_of": row["date"],
                "party": row["party"],
                "category": category,
                "value": row[category],
                "provided": row["cross_check"] != "not_provided",
                "evidence": citation.evidence,
                "source": citation.url,
                "note": row["note"],
            }


def _start_1() -> Iterator[Row]:
    """Totals counted by the treaty's rules; analysts' estimates follow rules of their own and are left out.

    Where several rows give one figure, the best sourced is taken.
    """
    table = catalogue.table("start-1/aggregate").filter(pl.col("provenance").str.starts_with("treaty "))
    best: dict[tuple[Any, ...], Row] = {}
    for row in table.iter_rows(named=True):
        for category in _START_1:
            key = (row["date"], row["party"], category)
            held = best.get(key)
            if row[category] is None or (held and GRADES.index(held["evidence"]) <= GRADES.index(row["evidence"])):
                continue
            best[key] = _total(row["date"], row["party"], category, row[category], row)
    yield from best.values()


_START_1 = (
    "deployed_delivery_vehicles",
    "warheads_total",
    "warheads_icbm_slbm",
    "warheads_mobile_icbm",
    "warheads_heavy_icbm",
    "throw_weight_t",
)


def _salt_1() -> Iterator[Row]:
    """The level at which launchers were frozen, as published. Of two copies of one page the later is taken."""
    table = catalogue.table("treaties/limits").filter(
        (pl.col("treaty") == "salt-1") & (pl.col("operator") == "<=snapshot")
    )
    for row in table.iter_rows(named=True):
        if "do not load both" not in (row["note"] or ""):
            yield _total(row["effective_from"], row["party_scope"], "icbm_launchers", row["bound"], row)


def _cfe() -> Iterator[Row]:
    """What each group, all Parties together, and Russia in the flank zones held in the five categories."""
    table = catalogue.table("cfe/holdings").filter(
        (pl.col("party").is_in(["NATO", "WTO", EVERYONE]) | (pl.col("zone") != AREA))
        & pl.col("category").is_in(list(CATEGORIES))
    )
    for row in table.iter_rows(named=True):
        category, note = row["category"], row["note"]
        if row["zone"] != AREA:
            category = f"{category}_{row['zone'].replace(' ', '_')}"
        if row["provenance"].startswith("derived: ceiling"):
            excess = row["holdings"] - row["ceiling"]
            told = f"an excess of about {excess:,} over the ceiling of {row['ceiling']:,}"
            note = f"published as {told}, no count of its own"
        elif row["precision"] == "year":
            note = "the source prints the year alone"
        yield {**_total(row["date"], row["party"], category, row["holdings"], row), "note": note}


def _total(day: date, party: str, category: str, value: float, row: Row) -> Row:
    return {
        "as_of": day,
        "party": party,
        "category": category,
        "value": float(value),
        "provided": True,
        "evidence": row["evidence"],
        "source": row["source_url"],
        "note": row["note"],
    }
