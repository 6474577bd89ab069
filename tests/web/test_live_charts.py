"""Charts that answer to the pointer: the drawing stays what it was, and the chosen day has its rule."""

from __future__ import annotations

import re
from collections import OrderedDict

import pytest

from armscontrol.compliance import assess
from armscontrol.reports.charts import (
    CHOSEN,
    TOUCHED,
    level_chart,
    life_chart,
    limit_chart,
    quota_chart,
    svg,
)
from armscontrol.web import charts

SEEN = re.compile(rf'<g class="mark-[a-z]+ role-mark {TOUCHED}_marks".*?</g>|<defs>.*?</defs>')
"""What the pointer finds, and the frame that cuts it."""


@pytest.fixture(scope="module")
def found():
    return assess("new-start")


def made(found, **options):
    warheads = [f for f in found.limits if f.provision_id == "deployed-warheads"]
    return {
        "limit": limit_chart(warheads, "warheads", **options),
        "level": level_chart(warheads, "warheads", **options),
        "quota": quota_chart(found.main_quota(), "visits", **options),
        "life": life_chart(found.treaty, **options),
    }


@pytest.mark.parametrize("name", ["limit", "level", "quota", "life"])
def test_the_drawing_is_the_same_and_the_pointer_is_told(found, name):
    still, live = made(found)[name], made(found, live=True)[name]
    assert SEEN.sub("", svg(live)) == SEEN.sub("", svg(still))
    made_of = live.to_dict()
    (layer,) = [x for x in made_of["layer"] if x.get("name") == TOUCHED]
    told = [t.get("title") for t in layer["encoding"]["tooltip"]]
    assert told[0] in ("Party", "by")
    if name != "life":
        assert "evidence" in told
    fields = {t["field"] for t in layer["encoding"]["tooltip"]}
    assert all(fields <= set(row) for row in layer.get("data", made_of.get("data"))["values"])


def test_a_chosen_day_outside_the_figures_has_no_rule(found):
    import datetime as dt

    warheads = [f for f in found.limits if f.provision_id == "deployed-warheads"]
    names = [x.get("name") for x in limit_chart(warheads, "w", chosen=dt.date(1990, 1, 1)).to_dict()["layer"]]
    assert CHOSEN not in names


def rules(client, day):
    page = client.get(f"/assessment?on={day}").text
    drawn = [float(x) for x in re.findall(rf'{CHOSEN}_marks"[^>]*><line transform="translate\(([\d.]+),', page)]
    return drawn, re.findall(r'data-chart="([^"]+)"', page)


def test_the_day_of_the_page_is_marked_on_every_curve(client, found):
    """The rule is moved in the picture: to where the converter itself draws it, to half a pixel."""
    import datetime as dt

    from armscontrol.web.pages.assessment import WIDTH

    for day in ("2012-03-01", "2018-02-05", "2022-09-01"):
        drawn, charts = rules(client, day)
        assert len(drawn) >= 3
        warheads = [f for f in found.limits if f.provision_id == "deployed-warheads"]
        anew = svg(limit_chart(warheads, "w", chosen=dt.date.fromisoformat(day)).properties(width=WIDTH))
        (at,) = re.findall(rf'{CHOSEN}_marks"[^>]*><line transform="translate\(([\d.]+),', anew)
        assert drawn[0] == pytest.approx(float(at), abs=0.5)
        layers = [x for x in client.get(charts[0]).json()["layer"] if x.get("name") == CHOSEN]
        assert [x["data"]["values"] for x in layers] == [[{"day": day}]]


def test_a_day_outside_has_no_rule_on_the_page(client):
    assert rules(client, "2026-01-01")[0] == []


class Mark:
    """A chart of nothing but a number, quickly drawn."""

    def __init__(self, number):
        self.number = number

    def to_dict(self):
        return {"data": {"values": [{"a": self.number}]}, "mark": "point"}


NOTHING = '<svg width="1" height="1" viewBox="0 0 1 1"></svg>'
ADDRESS = re.compile(r'data-chart="([^"]+)"')


@pytest.fixture
def few(monkeypatch):
    """No chart is kept yet, and drawing one takes no time."""
    monkeypatch.setattr(charts, "_kept", OrderedDict())
    monkeypatch.setattr(charts, "_drawn", lambda specification, language: NOTHING)


def test_a_kept_page_always_has_its_charts(client, few):
    """A page is answered from memory; the charts that it names are there, however many others were drawn since."""
    path = "/lab?items=210&sample=17"
    page = client.get(path).text
    first, *_ = ADDRESS.findall(page)
    for number in range(charts.MAX_KEPT + 1):
        charts.figure(Mark(number), "a mark")
    assert client.get(first).status_code == 404, "a page that is open there asks for the picture (tests/browser)"
    again = client.get(path)
    assert again.text == page
    assert [client.get(a).status_code for a in ADDRESS.findall(again.text)] == [200] * len(ADDRESS.findall(page))


def test_charts_that_are_asked_for_are_kept_longest(client, few):
    page = client.get("/lab?items=220").text
    for number in range(charts.MAX_KEPT + 1):
        charts.figure(Mark(number), "a mark")
        if number % 100 == 0:
            assert client.get("/lab?items=220").text == page  # from memory, and its charts with it
    assert {client.get(a).status_code for a in ADDRESS.findall(page)} == {200}
    assert len(charts._kept) == charts.MAX_KEPT
    assert client.get("/static/charts/" + "0" * 16 + ".json").status_code == 404
