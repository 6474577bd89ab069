"""Data for the benchmarks: invented holdings, large, with and without unknowns."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest

from armscontrol.treaties.tables import HOLDINGS

DRAWS = 20_000
ROWS = 20_000_000
KINDS = ["icbm", "slbm", "heavy_bomber", "icbm_launcher", "slbm_launcher"]
"""Kinds of item that the three limits are about: three fifths of the rows count for one or another."""


def ensemble(rows: int = ROWS, draws: int = DRAWS, unknown: float = 0.0) -> pl.DataFrame:
    """Rows of two Parties in many draws; a share `unknown` of loads and of statuses is not known."""
    rng = np.random.default_rng(1)
    per = rows // (draws * 2)

    def words(column: str, among: list[str]) -> pl.Series:
        codes = pl.Series(rng.integers(0, len(among), rows).astype(np.uint8))
        return codes.replace_strict(list(range(len(among))), among, return_dtype=pl.Enum(HOLDINGS[column].allowed))

    groups = np.repeat(np.arange(draws * 2), per)
    frame = pl.DataFrame(
        {
            "party": pl.Series((groups % 2).astype(np.uint8)).replace_strict(
                [0, 1], ["USA", "RUS"], return_dtype=pl.Enum(["USA", "RUS"])
            ),
            "draw": groups // 2,
            "kind": words("kind", KINDS),
            "status": words("status", ["deployed", "non_deployed"]),
            "equipment": words("equipment", ["nuclear", "non_nuclear"]),
            "number": np.ones(rows, dtype=np.int64),
            "warheads": rng.integers(0, 10, rows),
        }
    )
    if unknown:
        hidden = pl.Series(rng.random(rows) < unknown)
        frame = frame.with_columns(
            warheads=pl.when(hidden).then(None).otherwise(pl.col("warheads")),
            status=pl.when(hidden.shift(7, fill_value=False)).then(None).otherwise(pl.col("status")),
        )
    return frame


@pytest.fixture(scope="session")
def known() -> pl.DataFrame:
    return ensemble()


@pytest.fixture(scope="session")
def open_() -> pl.DataFrame:
    return ensemble(unknown=0.05)
