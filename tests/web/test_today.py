"""The first page: what is in force, what each Party says of it from which day, how near the limits were."""

from __future__ import annotations

import re

import pytest

from armscontrol.compliance import assess
from armscontrol.treaties import load_treaty


def held(client, id, day):
    """What the page says that each Party holds of a treaty, as (Party, position, since)."""
    found = client.get(f"/api/v1/today?on={day}").json()
    treaty = next(t for t in found["treaties"] if t["id"] == id)
    return [(p["party"], p["position"], p["since"]) for p in treaty["positions"]]


def row(client, id, day):
    """The words of a treaty's row."""
    page = client.get(f"/?on={day}").text
    found = re.search(rf'<tr><th scope="row"><a href="/treaties/{id}">.*?</tr>', page, re.DOTALL)
    assert found
    return " ".join(re.sub("<[^>]+>", " ", found[0]).split())


def test_a_party_that_left_is_told_with_the_day(client):
    assert held(client, "cfe", "2024-01-01") == [
        ("RUS", "withdrawn", "2023-11-07"),
        ("USA", "suspended", "2023-12-07"),
    ]
    assert "Russia : withdrawn (since 7 November 2023)" in row(client, "cfe", "2024-01-01")
    heading = re.search("<h1>(.*?)</h1>", client.get("/treaties/cfe?on=2024-01-01").text)
    assert heading
    assert "Russia left on 7 November 2023" in heading[1]
    assert "left on" not in client.get("/treaties/cfe?on=2023-11-06").text.partition("</h1>")[0]


def test_each_act_of_a_party_has_its_own_day(client):
    document = load_treaty("cfe")
    mine = {p.position: p for p in document.positions if p.party == "USA"}
    assert list(mine) == ["no longer gives Russia data", "suspended"]
    assert all(p.source for p in mine.values())
    assert held(client, "cfe", "2015-01-01")[-1] == ("USA", "no longer gives Russia data", "2011-11-22")
    assert "United States : suspended (announced, from 7 December 2023)" in row(client, "cfe", "2023-11-20")


def test_what_was_stated_later_says_so(client):
    late = next(
        p for p in load_treaty("new-start").positions if p.stated_on and p.stated_on.isoformat() == "2023-03-15"
    )
    told = f"United States : {late.position} (since 28 February 2023; stated later, on 15 March 2023)"
    assert told in row(client, "new-start", "2023-03-01")
    assert f"{late.position} (since 28 February 2023)" in row(client, "new-start", "2023-03-15")


def test_one_party_is_told_once_of_one_act(client):
    assert held(client, "start-2", "2024-01-01") == [("RUS", "not bound", "2002-06-14")]


@pytest.mark.parametrize("day", ["2026-05-20", "2026-11-26"])
def test_an_act_of_several_is_one_line(client, day):
    latest = client.get(f"/api/v1/today?on={day}").json()["latest"]
    assert len({(e["date"], e["text"]) for e in latest}) == len(latest)
    joint = [e for e in latest if e["date"] == "2026-05-20"]
    assert [sorted(e["parties"]) for e in joint] == [["CHN", "RUS"]]


def test_limits_are_named_by_what_they_count(client):
    document = load_treaty("new-start")
    titles = {x.id: x.title for x in document.limits}
    found = client.get("/api/v1/today").json()["margins"]
    assert [m["limited"] for m in found] == [titles[f.provision_id] for f in assess("new-start").narrowest()]
    assert all("deployed" in m["limited"] for m in found)
    for path in ("/", "/assessment?treaty=new-start&on=2022-09-01"):
        page = client.get(path).text
        assert all(t in page for t in titles.values()), path


def test_a_printed_page_says_where_and_when_it_was_asked(client):
    page = client.get("/?on=2024-06-21").text
    assert re.search(r'class="in-print">.*\?on=2024-06-21.*answered on \d+ \w+ 20\d\d', page)
