"""Declared totals: the figures that a Party gives for a whole category, without the items behind them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

import polars as pl

from armscontrol.data import catalogue

SCHEMA: Mapping[str, Any] = {
    "as_of": pl.Date,
    "party": pl.String,
    "category": pl.String,
    "value": pl.Int64,
    "provided": pl.Boolean,
    "evidence": pl.String,
    "source": pl.String,
    "note": pl.String,
}
"""One row a Party, day and category. `provided` is false where the Party said that it would give no figure."""

_TABLES = {"new-start": "new-start/aggregate"}
_CATEGORIES = ("deployed_delivery_vehicles", "deployed_warheads", "deployed_and_nondeployed_launchers")


@cache
def declared_totals(treaty: str) -> pl.DataFrame:
    """Declared totals on record for a treaty; empty where none are shipped.

    "Not provided" is a row of its own: it is neither zero nor a missing row.
    """
    if treaty not in _TABLES:
        return pl.DataFrame(schema=SCHEMA)
    rows = []
    for row in catalogue.table(_TABLES[treaty]).iter_rows(named=True):
        for category in _CATEGORIES:
            citation = catalogue.cite(row, category)
            rows.append(
                {
                    "as_of": row["date"],
                    "party": row["party"],
                    "category": category,
                    "value": row[category],
                    "provided": row["cross_check"] != "not_provided",
                    "evidence": citation.evidence,
                    "source": citation.url,
                    "note": row["note"],
                }
            )
    return pl.DataFrame(rows, schema=SCHEMA).sort("as_of", "party", "category", descending=[False, True, False])
