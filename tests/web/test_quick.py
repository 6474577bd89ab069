"""What makes a page come quickly: packed answers, slim pictures, charts that are made while the server starts."""

from __future__ import annotations

import gzip
import re
import time
from collections import OrderedDict

import pytest
from fastapi import FastAPI
from lxml import etree
from starlette.responses import PlainTextResponse
from starlette.types import Receive, Scope, Send
from tests.web.conftest import client_of, form_word

from armscontrol.web import charts, warming
from armscontrol.web.guards import tokens
from armscontrol.web.keeping import LEAST_PACKED, Keeping, takes_packed
from armscontrol.web.settings import Settings
from armscontrol.web.slimming import slim

WITH_CHARTS = (
    "/treaties",
    "/treaties/cfe",
    "/assessment",
    "/sites",
    "/forces",
    "/record/positions",
    "/lab",
    "/lab/game",
)
MOST_BEFORE_CHARTS = 100_000
PLAIN = {"accept-encoding": "identity"}


@pytest.mark.parametrize("path", ["/", "/treaties", "/assessment", "/forces", "/sites", "/lab", "/record", "/data"])
def test_a_chapter_is_below_100_kb_before_its_charts(client, path):
    for prefix in ("", "/ru"):
        page = client.get(prefix + path).content
        assert len(re.sub(rb"<svg.*?</svg>", b"", page, flags=re.S)) < MOST_BEFORE_CHARTS


@pytest.mark.parametrize("path", ["/assessment", "/ru/sites", "/api/v1/treaties", "/static/style.css"])
def test_what_is_kept_is_sent_packed_to_whom_takes_it_so(client, path):
    plain = client.get(path, headers=PLAIN)
    packed = client.get(path, headers={"accept-encoding": "br, gzip;q=0.8"})
    assert "content-encoding" not in plain.headers
    assert packed.headers["content-encoding"] == "gzip"
    assert "accept-encoding" in packed.headers["vary"]
    assert packed.headers["vary"] == plain.headers["vary"]
    assert packed.content == plain.content
    assert int(packed.headers["content-length"]) < 0.45 * len(plain.content)
    assert packed.headers["etag"] == f"W/{plain.headers['etag']}"
    for tag in (plain.headers["etag"], packed.headers["etag"]):
        again = client.get(path, headers={"if-none-match": tag, "accept-encoding": "gzip"})
        assert (again.status_code, again.content) == (304, b"")
        assert "content-encoding" not in again.headers
    head = client.head(path, headers={"accept-encoding": "gzip"})
    assert head.headers["content-length"] == packed.headers["content-length"]


def test_nothing_with_a_word_of_a_form_is_packed(client):
    """BREACH: where a page repeats what was sent beside a secret, its packed length would tell the secret."""
    for path in ("/record/read", "/assessment/own", "/login"):
        answer = client.get(path, headers={"accept-encoding": "gzip"})
        assert form_word(answer.text)
        assert "content-encoding" not in answer.headers


@pytest.mark.parametrize(
    ("accepts", "takes"),
    [("gzip", True), ("br, GZIP ; q=0.5", True), ("", False), ("br", False), ("gzip;q=0", False), ("gzip; q=0.000", False),
     ("notgzip", False), ("x-gzip", True)],
)  # fmt: skip
def test_who_takes_gzip(accepts, takes):
    assert takes_packed(accepts) == takes


def test_kept_answers_weigh_what_they_take():
    """Both forms of an answer count against the limit."""

    async def page(scope: Scope, receive: Receive, send: Send) -> None:
        scope["state"]["keep"] = True
        await PlainTextResponse("word " * LEAST_PACKED)(scope, receive, send)

    keeping = Keeping(page)

    async def stated(scope: Scope, receive: Receive, send: Send) -> None:
        await keeping({**scope, "app": FastAPI(), "state": {}}, receive, send)

    from starlette.testclient import TestClient

    answer = TestClient(stated).get("/")
    kept = next(iter(keeping._kept.values()))
    assert answer.content == kept.body == gzip.decompress(kept.packed)
    assert keeping._size > len(kept.body) + len(kept.packed)


def specifications(client):
    for path in WITH_CHARTS:
        for address in re.findall(r'data-chart="([^"]+)"', client.get(path).text):
            yield path, client.get(address).json()


def test_every_chart_keeps_to_the_schema_that_pages_do_not_ask(client):
    import altair as alt

    found = list(specifications(client))
    assert {path for path, _ in found} == set(WITH_CHARTS)
    for _, specification in found:
        alt.Chart.from_dict(specification, validate=True)


RULE = {
    "opacity": "1", "fill-opacity": "1", "stroke-opacity": "1", "stroke-width": "1", "x2": "0", "y2": "0", "version": "1.1",
    "pointer-events": "none", "font-family": "Liberation Sans, Arial, sans-serif",
}  # fmt: skip
"""What holds where a picture says nothing; the pointer finds nothing in a picture that has no script."""
NUMBER = re.compile(r"-?\d+(?:\.\d+)?")


def marks(svg):
    """Every mark of a picture: its kind, its text, what it looks like without its numbers, and the numbers."""
    for mark in etree.fromstring(svg).iter():
        seen = {k: v for k, v in mark.attrib.items() if not k.startswith("aria-") and k != "role" and RULE.get(k) != v}
        if seen.get("d") in ("", "M0,0h0v0h0Z") and seen.get("class") in ("background", "foreground"):
            continue
        told = " ".join(f"{k}={seen[k]}" for k in sorted(seen))
        yield (mark.tag, mark.text, NUMBER.sub("#", told)), [float(x) for x in NUMBER.findall(told)]


def test_a_slim_picture_is_the_same_picture(client, monkeypatch):
    whole = {}

    def kept(svg):
        made = slim(svg)
        whole[made] = svg
        return made

    monkeypatch.setattr(charts, "slim", kept)
    monkeypatch.setattr(charts, "_kept", OrderedDict())
    fresh = client_of()
    for path in ("/assessment", "/sites", "/treaties/cfe"):
        fresh.get(path)
    assert len(whole) >= 6
    for made, svg in whole.items():
        assert len(made) < 0.8 * len(svg)
        for (told, numbers), (as_told, as_numbers) in zip(marks(made), marks(svg), strict=True):
            assert told == as_told
            assert numbers == pytest.approx(as_numbers, abs=0.1)


@pytest.fixture
def hurried(monkeypatch):
    """Warming that makes two pages, and no script of Vega."""
    made = []
    monkeypatch.setattr(warming, "PAGES", ("/data/about",))
    monkeypatch.setattr(warming, "others", lambda: ["/treaties/sort?rules=all"])
    monkeypatch.setattr(warming, "vega", lambda: made.append("vega"))
    asked = warming.asked

    async def noted(app, path):
        made.append(path)
        await asked(app, path)

    monkeypatch.setattr(warming, "asked", noted)
    return made


def ended(warmed):
    for _ in range(600):
        if not warmed._thread.is_alive():
            return
        time.sleep(0.05)
    raise AssertionError("it goes on and on")


def test_pages_are_made_while_the_server_starts(hurried):
    fresh = client_of()
    warmed = warming.Warming(fresh.app)
    warmed.start()
    ended(warmed)
    assert hurried == [
        "/data/about",
        "vega",
        "/treaties/sort?rules=all",
        "/ru/data/about",
        "/ru/treaties/sort?rules=all",
    ]
    warmed.stop()


def test_what_is_made_ahead_waits_until_nobody_asks(hurried, monkeypatch):
    monkeypatch.setattr(warming, "QUIET", 0.4)
    fresh = client_of()
    warmed = warming.Warming(fresh.app)
    fresh.get("/data/about")
    warmed.start()
    for _ in range(30):
        fresh.get("/data/about")
        time.sleep(0.05)
    assert hurried == ["/data/about"], "the main pages alone are made while others ask"
    ended(warmed)
    assert len(hurried) == 5


def test_warming_ends_with_the_server(hurried):
    fresh = client_of()
    warmed = warming.Warming(fresh.app)
    warmed._stopped.set()
    warmed.start()
    ended(warmed)
    assert hurried == []


def test_behind_a_closed_door_warming_asks_a_workbench_of_its_own(tmp_path, hurried, monkeypatch):
    file = tmp_path / "tokens.toml"
    tokens.add(file, "reader")
    fresh = client_of(Settings(token_file=file))
    answered = []
    asked = warming.asked

    async def noted(app, path):
        answered.append(app)
        await asked(app, path)

    monkeypatch.setattr(warming, "asked", noted)
    warmed = warming.Warming(fresh.app)
    warmed.start()
    ended(warmed)
    assert len(answered) == 4
    assert fresh.app not in answered
    assert fresh.get("/data/about").status_code == 303, "the door is as closed as before"
