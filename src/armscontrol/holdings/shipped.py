"""Holdings on record for each treaty, in the shape of the holdings table."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import Any

import polars as pl

from armscontrol.holdings import earlier, sheets
from armscontrol.holdings.checking import schema
from armscontrol.holdings.reading import SHIPPED, Holdings
from armscontrol.treaties.tables import HOLDINGS

Row = dict[str, Any]

RECORD: Mapping[str, Callable[[], Iterable[Row]]] = {
    "new-start": sheets.new_start,
    "start-1": earlier.start_1,
    "salt-2": earlier.salt_2,
    "inf": earlier.inf,
    "cfe": earlier.cfe,
}
"""Treaties with holdings on record, and what puts them together."""


@cache
def shipped_holdings(treaty: str) -> Holdings:
    """Holdings on record for a treaty; empty where none are shipped."""
    made = [{"treaty": treaty if r["basis"] == "declared" else None, **r} for r in RECORD.get(treaty, lambda: ())()]
    frame = pl.DataFrame(made, schema=schema(HOLDINGS))
    return Holdings(frame.lazy(), frame.height, SHIPPED, "holdings")
