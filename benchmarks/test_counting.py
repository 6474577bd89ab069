"""Counting three limits over 20 million rows in 20,000 draws of two Parties, against other ways of doing the same.

The rules are read from the treaty document; the peers are written by hand for these three rules. Every peer's answer is
compared with ours before anything is timed.
"""

from __future__ import annotations

import polars as pl
import pytest

from armscontrol.compliance.counting import count
from armscontrol.treaties import load_treaty

TREATY = load_treaty("new-start")
BY = ["party", "draw"]
NAMES = [f"{r.limit.id}.{side}" for r in TREATY.rules.limits for side in ("low", "high")]
ROUNDS = {"rounds": 5, "warmup_rounds": 1, "iterations": 1}


def ours(frame):
    return count(TREATY, frame, by=BY).collect(engine="streaming")


MISSILE = pl.col("kind").is_in(["icbm", "slbm"]) & (pl.col("status") == "deployed")
NUCLEAR = (pl.col("kind") == "heavy_bomber") & (pl.col("equipment") == "nuclear")
BOMBER = NUCLEAR & (pl.col("status") == "deployed")
EITHER = pl.col("status").is_in(["deployed", "non_deployed"])
LAUNCHER = (pl.col("kind").is_in(["icbm_launcher", "slbm_launcher"]) & EITHER) | (NUCLEAR & EITHER)
LOAD = pl.when(pl.col("kind") == "heavy_bomber").then(pl.col("number")).otherwise(pl.col("warheads") * pl.col("number"))


def by_hand(frame):
    """Three filter-and-sum queries, run together on the streaming engine. What is unknown is left out: a lower bound."""
    lazy = frame.lazy()
    return pl.collect_all(
        [
            lazy.filter(MISSILE | BOMBER).group_by(BY).agg(pl.col("number").sum()),
            lazy.filter(MISSILE | BOMBER).group_by(BY).agg(LOAD.sum()),
            lazy.filter(LAUNCHER).group_by(BY).agg(pl.col("number").sum()),
        ],
        engine="streaming",
    )


def by_hand_both_bounds(frame):
    """The same with the upper bounds: six filter-and-sum queries. An unknown load has no upper bound."""
    lazy = frame.lazy()
    possible = (MISSILE | BOMBER).fill_null(True)
    load = LOAD.cast(pl.Float64).fill_null(float("inf"))
    lower = [
        lazy.filter(MISSILE | BOMBER).group_by(BY).agg(pl.col("number").sum()),
        lazy.filter(MISSILE | BOMBER).group_by(BY).agg(LOAD.sum()),
        lazy.filter(LAUNCHER).group_by(BY).agg(pl.col("number").sum()),
    ]
    upper = [
        lazy.filter(possible).group_by(BY).agg(pl.col("number").sum()),
        lazy.filter(possible).group_by(BY).agg(load.sum()),
        lazy.filter(LAUNCHER.fill_null(True)).group_by(BY).agg(pl.col("number").sum()),
    ]
    return pl.collect_all([*lower, *upper], engine="streaming")


SQL = """
SELECT party, draw,
  SUM(number) FILTER (WHERE (kind IN ('icbm', 'slbm') OR (kind = 'heavy_bomber' AND equipment = 'nuclear')) AND status = 'deployed') a,
  SUM(CASE WHEN kind = 'heavy_bomber' THEN number ELSE warheads * number END)
    FILTER (WHERE (kind IN ('icbm', 'slbm') OR (kind = 'heavy_bomber' AND equipment = 'nuclear')) AND status = 'deployed') b,
  SUM(number) FILTER (WHERE kind IN ('icbm_launcher', 'slbm_launcher') OR (kind = 'heavy_bomber' AND equipment = 'nuclear')) c
FROM holdings GROUP BY party, draw
"""


@pytest.mark.benchmark(group="three limits, 20 million rows, nothing unknown")
class TestNothingUnknown:
    def test_rules_from_the_document(self, benchmark, known):
        counted = benchmark.pedantic(ours, (known,), **ROUNDS).sort(BY)
        vehicles, warheads, launchers = (f.sort(BY) for f in by_hand(known))
        assert counted["deployed-delivery-vehicles.low"].equals(
            vehicles["number"].alias("deployed-delivery-vehicles.low")
        )
        assert counted["deployed-warheads.high"].to_list() == warheads[warheads.columns[-1]].to_list()
        assert counted["launchers-and-bombers.low"].to_list() == launchers["number"].to_list()

    def test_polars_by_hand(self, benchmark, known):
        benchmark.pedantic(by_hand, (known,), **ROUNDS)

    def test_duckdb_by_hand(self, benchmark, known):
        duckdb = pytest.importorskip("duckdb")
        connection = duckdb.connect()
        connection.execute("SET threads TO 2")
        connection.register(
            "source", known.with_columns(pl.col("party", "kind", "status", "equipment").cast(pl.String)).to_arrow()
        )
        # its own storage and enumerations, as its users would keep such a table
        connection.execute("CREATE TYPE kinds AS ENUM (SELECT DISTINCT kind FROM source)")
        connection.execute("CREATE TYPE statuses AS ENUM (SELECT DISTINCT status FROM source)")
        connection.execute("CREATE TYPE equipments AS ENUM (SELECT DISTINCT equipment FROM source)")
        connection.execute("CREATE TYPE parties AS ENUM (SELECT DISTINCT party FROM source)")
        connection.execute(
            "CREATE TABLE holdings AS SELECT party::parties party, draw, kind::kinds kind, status::statuses status,"
            " equipment::equipments equipment, number, warheads FROM source"
        )
        answer = benchmark.pedantic(lambda: connection.execute(SQL).fetchall(), **ROUNDS)
        assert len(answer) == 40_000
        counted = ours(known)
        assert sum(int(r[2]) for r in answer) == counted["deployed-delivery-vehicles.low"].sum()
        assert sum(int(r[3]) for r in answer) == counted["deployed-warheads.low"].sum()


@pytest.mark.benchmark(group="three limits, 20 million rows, 5 % of loads and statuses unknown")
class TestUnknownsTracked:
    def test_rules_from_the_document_both_bounds(self, benchmark, open_):
        counted = benchmark.pedantic(ours, (open_,), **ROUNDS).sort(BY)
        answers = [f.sort(BY) for f in by_hand_both_bounds(open_)]
        order = [0, 3, 1, 4, 2, 5]
        for name, index in zip(NAMES, order, strict=True):
            hand = answers[index]
            assert counted[name].cast(pl.Float64).to_list() == hand[hand.columns[-1]].cast(pl.Float64).to_list(), name

    def test_polars_by_hand_both_bounds(self, benchmark, open_):
        benchmark.pedantic(by_hand_both_bounds, (open_,), **ROUNDS)

    def test_polars_by_hand_lower_bounds_only(self, benchmark, open_):
        benchmark.pedantic(by_hand, (open_,), **ROUNDS)
