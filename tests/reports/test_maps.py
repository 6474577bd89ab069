"""Outlines that are not ours are as listed; facilities fall where they lie, inside the map."""

from __future__ import annotations

import hashlib
import re
import tomllib
from importlib.resources import files
from itertools import pairwise

import pytest

from armscontrol.holdings.estimates import figures
from armscontrol.holdings.facilities import facilities
from armscontrol.reports.charts import WIDTH, svg
from armscontrol.reports.maps import HEIGHT, facility_map, facility_rows, view_of
from armscontrol.reports.stockpile_chart import stockpile_chart, stockpile_rows

FOLDER = files("armscontrol.reports") / "outlines"
PARTIES = ("USA", "RUS")


def test_every_outline_is_listed_with_its_hash():
    listed = tomllib.loads((FOLDER / "VENDORED.toml").read_text())["files"]
    present = {f.name for f in FOLDER.iterdir() if not f.name.endswith((".txt", ".toml"))}
    assert present == {row["file"] for row in listed}
    for row in listed:
        assert hashlib.sha256((FOLDER / row["file"]).read_bytes()).hexdigest() == row["sha256"]
        assert row["licence"]
    assert "Permission to use" in (FOLDER / "world-atlas-LICENSE.txt").read_text()


@pytest.mark.parametrize("party", ["", *PARTIES])
def test_every_facility_falls_on_the_map(party):
    rows = facility_rows([f for f in facilities("new-start") if not party or f.party == party])
    view = view_of([(r["longitude"], r["latitude"]) for r in rows], polar=not party)
    for r in rows:
        x, y = view.place(r["longitude"], r["latitude"])
        assert 0 < x < WIDTH, r["name"]
        assert 0 < y < HEIGHT, r["name"]


def test_east_is_right_and_north_is_up():
    view = view_of([(30.0, 50.0), (150.0, 60.0)], polar=False)
    (west, _), (east, _) = view.place(30.0, 50.0), view.place(150.0, 60.0)
    assert west < east
    assert view.place(90.0, 70.0)[1] < view.place(90.0, 50.0)[1]


def test_the_map_is_small_and_the_same_each_time():
    drawn = [svg(facility_map(facilities("new-start"), PARTIES)) for _ in range(2)]
    made = [re.sub(r"clip\d+", "clip", s) for s in drawn]  # the converter numbers its clips on and on
    assert made[0] == made[1]
    assert len(made[0]) < 80_000


def test_a_line_breaks_where_a_year_is_missing():
    rows = stockpile_rows(figures("USA", category="stockpile", series="sipri"))
    years = [r["year"] for r in rows]
    assert any(b > a + 1 for a, b in pairwise(years))
    for a, b in pairwise(rows):
        assert (a["run"] == b["run"]) == (b["year"] <= a["year"] + 1)
    assert svg(stockpile_chart(figures("USA", category="stockpile"), "warheads")).startswith("<svg")
