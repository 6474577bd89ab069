"""Holdings put together from the shipped sheets: each figure once, test items inside, open cells left open."""

from datetime import date

import polars as pl
import pytest

from armscontrol.data import catalogue
from armscontrol.holdings import declared_totals, read_holdings, shipped_events, shipped_holdings

FRAME = shipped_holdings("new-start").frame()


def at(day, **where):
    found = FRAME.filter(
        (pl.col("as_of") == date.fromisoformat(day)) & (pl.col("basis") == where.pop("basis", "declared"))
    )
    for name, value in where.items():
        found = found.filter(pl.col(name).cast(pl.String).eq_missing(pl.lit(value, pl.String)))
    return found


def test_the_whole_sheet_of_september_2020_is_used_once():
    assert at("2020-09-01", kind="icbm", status="deployed")["number"].sum() == 397
    assert at("2020-09-01", kind="icbm_launcher")["number"].sum() == 454
    assert at("2020-09-01", kind="slbm_launcher")["number"].sum() == 280
    assert at("2020-09-01", kind="heavy_bomber", equipment="nuclear")["number"].sum() == 48 + 18
    assert at("2020-09-01").filter(pl.col("number").is_null()).height == 0


def test_test_items_are_taken_out_of_the_non_deployed_not_added_to_them():
    launchers = at("2020-09-01", kind="icbm_launcher", status="non_deployed")
    assert sorted(launchers.select("role", "number").iter_rows(), key=str) == [("test", 4), (None, 53)]
    bombers = at("2020-09-01", kind="heavy_bomber", status="non_deployed", equipment="nuclear")
    assert bombers["number"].sum() == 18
    assert bombers.filter(pl.col("role") == "test")["number"].sum() == 5


def test_bombers_equipped_for_non_nuclear_armaments_stand_apart():
    apart = at("2020-09-01", kind="heavy_bomber", equipment="non_nuclear", status="converted")
    assert apart["number"].sum() == 41


def test_where_only_the_sum_is_known_the_status_says_so():
    tubes = at("2014-03-01", kind="slbm_launcher")
    assert tubes.select("status", "number").rows() == [("deployed_or_non_deployed", 336)]


def test_a_printed_total_serves_where_types_are_missing():
    missiles = at("2013-03-01", kind="icbm", status="non_deployed")
    assert missiles.select("type", "number").rows() == [(None, 314)]


def test_an_open_cell_is_a_row_of_unknown_number():
    bombers = at("2012-03-01", kind="heavy_bomber", status="deployed")
    assert dict(bombers.select("type", "number").iter_rows()) == {"B-52G": 36, "B-2A": None, "B-52H": None}
    assert set(bombers.filter(pl.col("number").is_null())["evidence"]) == {"not_found"}


@pytest.mark.parametrize(
    ("day", "kind", "type", "number"),
    [
        ("2014-03-01", "icbm_launcher", "Peacekeeper", 1),
        ("2014-03-01", "slbm", "Trident II", 240),
        ("2013-03-01", "icbm_launcher", None, 557),
        ("2017-09-01", "heavy_bomber", None, 49),
    ],
)
def test_rows_that_close_an_identity_are_marked(day, kind, type, number):
    row = at(day, kind=kind, type=type).filter(pl.col("residual").fill_null(False))
    assert row["number"].to_list() == [number]


def test_every_printed_figure_is_in_the_holdings_or_repeats_another():
    """No figure of the sheets is lost: by category, the holdings give back each printed number."""
    table = catalogue.table("new-start/by_type").filter(pl.col("type") != "TOTAL")
    parts = {"deployed_missiles": "deployed", "nondeployed_missiles": "non_deployed", "deployed_bombers": "deployed",
             "nondeployed_bombers": "non_deployed"}  # fmt: skip
    for row in table.filter(pl.col("category").is_in(list(parts))).iter_rows(named=True):
        found = at(row["date"].isoformat(), kind=row["system_kind"], type=row["type"], status=parts[row["category"]])
        found = found.filter(pl.col("equipment").cast(pl.String).fill_null("nuclear") == "nuclear")
        assert found["number"].sum() == row["count"], row
    both = table.filter(pl.col("category") == "deployed_and_nondeployed_launchers")
    for row in both.iter_rows(named=True):
        found = at(row["date"].isoformat(), kind=f"{row['system_kind']}_launcher", type=row["type"])
        assert found["number"].sum() == row["count"], row


def test_the_plan_and_the_estimates_are_other_bases():
    assert set(FRAME["basis"].cast(pl.String).unique()) == {"declared", "scenario", "estimated"}
    estimate = at("2022-02-01", basis="estimated", party="RUS")
    assert estimate["warheads_total"].sum() == 812 + 576
    assert estimate.filter(pl.col("kind") == "icbm")["number"].to_list() == [None]


def test_shipped_holdings_pass_the_reader():
    columns = [c for c in FRAME.columns if c != "residual"]
    assert read_holdings(FRAME.select(columns)).rows == FRAME.height


def test_not_provided_is_a_row_of_its_own():
    totals = declared_totals("new-start").filter((pl.col("party") == "RUS") & (pl.col("as_of") == date(2023, 3, 1)))
    assert totals["provided"].to_list() == [False] * 3
    assert totals["value"].to_list() == [None] * 3
    assert declared_totals("sort").height == 0


def test_events_count_each_inspection_once():
    events = shipped_events("new-start").frame()
    year_one = events.filter(
        (pl.col("kind") == "inspection") & (pl.col("date") == date(2011, 2, 5)) & (pl.col("party") == "USA")
    )
    assert year_one["number"].sum() == 18
    everything = events.filter((pl.col("kind") == "inspection") & pl.col("number").is_not_null())
    assert everything["number"].sum() == 9 * 36 + 4  # 328, nine full years and the two each of 2020


def test_an_exchange_needs_data_given_in_an_exchange():
    events = shipped_events("new-start").frame()
    exchanges = events.filter(pl.col("kind") == "exchange")
    assert exchanges.height == 48
    assert exchanges["date"].max() == date(2022, 9, 1)
    outside = events.filter((pl.col("kind") == "milestone") & (pl.col("date") == date(2023, 3, 1)))
    assert outside["party"].to_list() == ["USA"]


def test_other_treaties_have_their_timeline_and_no_holdings():
    assert shipped_holdings("sort").rows == 0
    assert shipped_events("start-2").rows > 0
