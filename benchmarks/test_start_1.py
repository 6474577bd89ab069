"""START I over 10 million item rows: warheads attributed by type and date, and the tiered discount of bombers.

The rules are read from the treaty document; the peer is written by hand for these rules alone. Its answer is compared with
ours before anything is timed.
"""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest

from armscontrol.compliance.counting import count
from armscontrol.treaties import load_treaty
from armscontrol.treaties.tables import HOLDINGS

TREATY = load_treaty("start-1")
LIMITS = ["delivery-vehicles", "warheads", "missile-warheads", "mobile-warheads", "heavy-warheads"]
KEYS = ["party", "as_of", "draw"]
ROWS = 10_000_000
DRAWS = 2_000
ROUNDS = {"rounds": 5, "warmup_rounds": 1, "iterations": 1}

MISSILES = {
    "Minuteman II": 1, "Minuteman III": 3, "Peacekeeper": 10, "Poseidon C-3": 10, "Trident I C-4": 8,
    "Trident II D-5": 8, "SS-11": 1, "SS-18": 10, "SS-19": 6, "SS-24 (rail-mobile)": 10, "SS-25": 1, "SS-N-18": 3,
    "SS-N-20": 10,
}  # fmt: skip
LATER = {"R-30 (Bulava)": (6, pl.date(2006, 1, 1)), "Trident I C-4 (downloaded)": (6, pl.date(2001, 1, 1))}
LRNA = ["B-52 (ALCM)", "Bear (ALCM)", "Blackjack"]
OTHER = ["B-1", "B-2"]
SLBM = [
    "Poseidon C-3",
    "Trident I C-4",
    "Trident II D-5",
    "SS-N-18",
    "SS-N-20",
    "R-30 (Bulava)",
    "Trident I C-4 (downloaded)",
]


@pytest.fixture(scope="module")
def items() -> pl.DataFrame:
    """Single launchers and bombers of two Parties on two days in many draws, in the order of the sets.

    Types that come later have items on the later day alone, so that nothing is unknown.
    """
    rng = np.random.default_rng(1)
    types = [*MISSILES, *LRNA, *OTHER, *LATER]
    kinds = ["slbm_launcher" if t in SLBM else "heavy_bomber" if t in LRNA + OTHER else "icbm_launcher" for t in types]
    groups = np.repeat(np.arange(DRAWS * 4), ROWS // (DRAWS * 4))
    late = groups // 2 % 2
    codes = np.where(late, rng.integers(0, len(types), ROWS), rng.integers(0, len(types) - len(LATER), ROWS))
    return pl.DataFrame(
        {
            "party": word(groups % 2, ["USA", "RUS"], pl.String),
            "as_of": word(late, ["1995-01-01", "2007-01-01"], pl.String).str.to_date(),
            "basis": word(np.zeros(ROWS), ["scenario"], pl.Enum(HOLDINGS["basis"].allowed)),
            "draw": groups // 4,
            "kind": word(codes, kinds, pl.Enum(HOLDINGS["kind"].allowed)),
            "type": word(codes, types, pl.String),
            "status": word(rng.integers(0, 2, ROWS), ["deployed", "non_deployed"], pl.Enum(HOLDINGS["status"].allowed)),
            "number": np.ones(ROWS, dtype=np.int64),
            "equipage": rng.integers(6, 21, ROWS),
        }
    )


def word(codes: np.ndarray, words: list[str], dtype: pl.DataType) -> pl.Series:
    return pl.Series(codes.astype(np.uint8)).replace_strict(list(range(len(words))), words, return_dtype=dtype)


def ours(frame: pl.DataFrame) -> pl.DataFrame:
    return count(TREATY, frame, by=KEYS, limits=LIMITS).collect(engine="streaming")


def by_hand(frame: pl.DataFrame) -> pl.DataFrame:
    """Attribution by a lookup of types and two dates, the tier by ranking within a set, five sums in one pass."""
    kind, type = pl.col("kind"), pl.col("type").cast(pl.String)
    deployed = frame.lazy().filter(pl.col("status") == "deployed")
    attributed = type.replace_strict(MISSILES, default=None, return_dtype=pl.Float64)
    for name, (value, day) in LATER.items():
        attributed = pl.when((type == name) & (pl.col("as_of") >= day)).then(float(value)).otherwise(attributed)
    usa = pl.col("party") == "USA"
    bombers = deployed.filter(type.is_in(LRNA)).with_columns(
        place=pl.col("equipage").rank("ordinal", descending=True).over(KEYS)
    ).with_columns(
        load=pl.when(pl.col("place") <= pl.when(usa).then(150).otherwise(180))
        .then(pl.when(usa).then(10.0).otherwise(8.0)).otherwise(pl.col("equipage"))
    ).group_by(KEYS).agg(pl.len().alias("n"), pl.col("load").sum())  # fmt: skip
    rest = (
        deployed.filter(~type.is_in(LRNA))
        .with_columns(load=pl.when(kind == "heavy_bomber").then(1.0).otherwise(attributed))
        .group_by(KEYS)
        .agg(
            pl.len().alias("n"),
            pl.col("load").sum(),
            missiles=pl.col("load").filter(kind != "heavy_bomber").sum(),
            mobile=pl.col("load").filter(type.is_in(["SS-24 (rail-mobile)", "SS-25"])).sum(),
            heavy=pl.col("load").filter(type == "SS-18").sum(),
        )
    )
    both = rest.join(bombers, on=KEYS, how="left", suffix="_b")
    return both.select(
        *KEYS, vehicles=pl.col("n") + pl.col("n_b"), warheads=pl.col("load") + pl.col("load_b"), missiles="missiles",
        mobile="mobile", heavy="heavy",
    ).collect(engine="streaming")  # fmt: skip


@pytest.mark.benchmark(group="START I, 10 million items, attribution by type and date, tier of bombers")
class TestStart1:
    def test_rules_from_the_document(self, benchmark, items):
        counted = benchmark.pedantic(ours, (items,), **ROUNDS).sort(KEYS)
        hand = by_hand(items).sort(KEYS)
        for id, column in zip(LIMITS, ["vehicles", "warheads", "missiles", "mobile", "heavy"], strict=True):
            for bound in ("low", "high"):
                assert (counted[f"{id}.{bound}"] - hand[column].cast(pl.Float64)).abs().max() < 1e-6, id

    def test_polars_by_hand(self, benchmark, items):
        benchmark.pedantic(by_hand, (items,), **ROUNDS)
