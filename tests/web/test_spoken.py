"""Charts in another language: their words, numbers and days; what nobody reads stays as it is."""

from __future__ import annotations

import json
import re

import pytest

from armscontrol.reports.moving import Moving, moving_chart, moving_data
from armscontrol.web import charts
from armscontrol.web.spoken import spoken, spoken_data

CHART = {
    "title": {"text": "launchers"},
    "data": {"values": [{"Party": "Russia", "day": "2018-02-05", "figure": "sourced", "value": 1444, "run": 0}]},
    "layer": [
        {
            "mark": {"type": "line", "color": "#0072B2"},
            "transform": [{"filter": {"field": "Party", "equal": "Russia"}}, {"filter": "datum.figure == 'sourced'"}],
            "encoding": {
                "color": {
                    "field": "Party",
                    "scale": {"domain": ["Russia", "United States"], "range": ["#0072B2", "red"]},
                },
                "y": {"field": "value", "axis": {"title": "warheads", "format": ",d"}},
                "tooltip": [{"field": "Party"}, {"field": "value", "title": "warheads"}],
            },
        },
        {"mark": {"type": "text"}, "encoding": {"text": {"value": "limit 1,550, binding from 5 February 2018"}}},
    ],
}


def test_what_people_read_is_said_and_the_rest_stays():
    told = spoken(CHART, "ru")
    line, text = told["layer"]
    assert told["data"]["values"][0] == {
        "Party": "Россия", "day": "2018-02-05", "figure": "с источником", "value": 1444, "run": 0,
    }  # fmt: skip
    assert [x["filter"] for x in line["transform"]] == [
        {"field": "Party", "equal": "Россия"},
        "datum.figure == 'с источником'",
    ]
    assert line["encoding"]["color"]["scale"] == {"domain": ["Россия", "США"], "range": ["#0072B2", "red"]}
    assert line["encoding"]["y"] == {"field": "value", "axis": {"title": "боезаряды", "format": ",d"}}
    assert [x["title"] for x in line["encoding"]["tooltip"]] == ["Сторона", "боезаряды"]
    assert text["encoding"]["text"] == {"value": "предел 1\xa0550, действует с 5 февраля 2018"}
    assert (line["mark"], text["mark"]) == ({"type": "line", "color": "#0072B2"}, {"type": "text"})


def test_a_chart_in_english_is_left_alone():
    before = json.dumps(CHART)
    spoken(CHART, "ru")
    assert json.dumps(CHART) == before
    assert spoken(CHART, "en") is CHART


def test_the_same_chart_is_drawn_once_for_each_language():
    """Letters and numbers are those of the page; the pointer finds the same."""
    chart = charts.Drawn(
        {
            "data": {"values": [{"Party": "Russia", "n": 12345.5}, {"Party": "United States", "n": 2000}]},
            "mark": "bar",
            "encoding": {
                "x": {"field": "Party", "axis": {"title": None}},
                "y": {"field": "n", "type": "quantitative", "title": "warheads", "axis": {"format": ",.1f"}},
            },
        }
    )
    english, russian = (charts.figure(chart, "alt", language) for language in ("en", "ru"))
    keys = [re.search(r"charts/(\w+)\.json", x)[1] for x in (english, russian)]
    assert keys[0] != keys[1]
    for word, its, not_its in (
        ("12,000.0", english, russian), ("Russia", english, russian), ("warheads", english, russian),
        ("12\xa0000,0", russian, english), ("Россия", russian, english), ("боезаряды", russian, english),
    ):  # fmt: skip
        assert word in its
        assert word not in not_its
    options = charts.specification(keys[1])["usermeta"]["embedOptions"]
    assert (options["formatLocale"]["decimal"], options["timeFormatLocale"]["months"][1]) == (",", "февраля")


@pytest.mark.parametrize("chance", [0.4049, 0.99999])
def test_a_moving_chart_and_its_data_agree(chance):
    curves = [Moving("one", [(1, 0.1), (2, chance)], (2, chance))]
    data = spoken_data(moving_data(curves), "ru")
    words = [row["left"] or row["right"] for row in data["marks"]]
    assert words == [{0.4049: "40,5\xa0%", 0.99999: "> 99,99\xa0%"}[chance]]
    drawn = spoken(moving_chart(curves, "n", "p").to_dict(), "ru")
    assert data["marks"][0] in [row for layer in drawn["layer"] for row in layer["data"]["values"]]
