"""An article read on a page and in the API: the same reading as on the command line, and nothing kept unasked."""

from __future__ import annotations

import base64
import datetime as dt
import json
import re

import pytest
from lxml import html
from tests.web.conftest import client_of, form_word
from tests.web.record_texts import ARTICLE, PUBLISHED, settings

from armscontrol.diplomacy.pages.pages import take_in
from armscontrol.diplomacy.plain import plain
from armscontrol.diplomacy.reading import read
from armscontrol.web.answers import readings


def expected():
    return read(take_in(ARTICLE, published=dt.date.fromisoformat(PUBLISHED), outlet="Invented News"))


def asked(client, **fields):
    word = form_word(client.get("/record/read").text)
    return client.post("/record/read", data={"csrf": word, "published": PUBLISHED, "outlet": "Invented News", **fields})


def test_the_page_shows_what_the_library_reads(client):
    found = expected()
    page = asked(client, text=ARTICLE)
    assert page.status_code == 200
    for number in range(1, len(found.statements) + 1):
        assert f'id="card-s{number}"' in page.text
        assert f'id="text-s{number}"' in page.text
    for check in found.checks:
        assert check.verdict in page.text
    assert "Nothing is kept." in page.text
    assert "/record/keep" not in page.text
    assert 'style="' not in page.text


def test_a_page_of_html_is_read_without_its_furniture(client):
    body = "".join(f"<p>{line}</p>" for line in ARTICLE.split("\n\n"))
    page = f"<html><head><title>Talks</title></head><body><nav>Sections Weather</nav><article>{body}</article></body></html>"
    word = form_word(client.get("/record/read").text)
    answer = client.post("/record/read", data={"csrf": word}, files={"file": ("page.html", page.encode(), "text/html")})
    assert answer.status_code == 200
    assert "Dmitry Peskov" in answer.text
    assert 'name="packed"' in answer.text


@pytest.mark.parametrize("form", ["json", "jsonl", "html"])
def test_a_reading_is_taken_away(client, form):
    answer = asked(client, text=ARTICLE, **{"as": form, "do-s2": "accept"})
    assert answer.headers["content-disposition"] == f'attachment; filename="reading.{form}"'
    if form == "json":
        assert answer.json()["statements"] == json.loads(json.dumps(plain(expected())))["statements"]
    elif form == "jsonl":
        kinds = [next(iter(json.loads(line))) for line in answer.text.splitlines()]
        assert kinds[0] == "armscontrol-record"
        assert kinds.count("edit") == 1
    else:
        assert answer.text.startswith("<!doctype html>")


def test_the_api_reads_and_checks_and_keeps_nothing(client):
    body = {"text": ARTICLE, "published": PUBLISHED, "outlet": "Invented News"}
    answer = client.post("/api/v1/readings", json=body)
    assert answer.status_code == 200
    assert answer.json() == json.loads(json.dumps(plain(expected())))
    claim = client.post(
        "/api/v1/claims",
        json={"sentence": "New START limits each side to 1,550 deployed strategic warheads.", "as_of": "2024"},
    )
    assert claim.json()["claims"][0]["verdict"]["verdict"] == "accurate"
    assert client.post("/api/v1/claims", json={"sentence": "x", "as_of": "soon"}).status_code == 400
    assert client.get("/api/v1/record/history").json()["total"] == 0


def test_a_reader_may_read_texts_on_a_read_only_server(tmp_path):
    client_of(settings(tmp_path)).get("/healthz")
    closed = client_of(settings(tmp_path, read_only=True))
    assert closed.post("/api/v1/readings", json={"text": ARTICLE}).status_code == 200
    page = asked(closed, text=ARTICLE)
    assert page.status_code == 200
    assert "You may only read here" in page.text


def test_what_a_visitor_decides_is_kept_when_she_says_so(tmp_path):
    client = client_of(settings(tmp_path))
    page = asked(client, text=ARTICLE)
    assert client.get("/api/v1/record/history").json()["total"] == 0, "reading alone keeps nothing"
    fields = {"csrf": form_word(page.text), "text": ARTICLE, "published": PUBLISHED, "outlet": "Invented News"}
    decided = {
        "do-s1": "accept",
        "do-s2": "reject",
        "reason": "not in the text",
        "do-n1": "correct",
        "n1.party": "USA",
        "who": "Ana",
    }
    answer = client.post("/record/keep", data=fields | decided)
    assert answer.status_code == 200
    assert "3 decisions of yours stand in the record" in answer.text
    done = client.get("/api/v1/record/history").json()["items"]
    assert sorted(e["action"] for e in done) == ["accept", "add", "correct", "reject"]
    assert {e["who"] for e in done} == {"Ana"}
    again = client.post("/record/keep", data=fields | {"do-s1": "reject", "reason": "no", "who": "Ben"})
    assert "The record holds this text already" in again.text
    assert "Left as they stand" in again.text
    assert client.get("/api/v1/record/history").json()["total"] == len(done), "nobody was overwritten"


def test_a_decision_that_cannot_be_keeps_nothing(tmp_path):
    client = client_of(settings(tmp_path))
    fields = {"csrf": form_word(client.get("/record/read").text), "text": ARTICLE, "published": PUBLISHED, "who": "Ana"}
    for wrong in ({"do-s1": "reject"}, {"do-s99": "accept"}, {"do-s1": "dance"}, {"do-n1": "correct", "n1.value": "many"},
                  {"do-s1": "correct", "s1.party": "Atlantis"}):  # fmt: skip
        answer = client.post("/record/keep", data=fields | wrong)
        assert answer.status_code == 400, wrong
        assert 'role="alert"' in answer.text
        assert client.get("/api/v1/record/history").json()["total"] == 0


def test_an_uploaded_page_is_kept_as_it_was_read(tmp_path):
    client = client_of(settings(tmp_path))
    page = (
        "<html><body><article>" + "".join(f"<p>{p}</p>" for p in ARTICLE.split("\n\n")) + "</article></body></html>"
    ).encode("utf-16")
    word = form_word(client.get("/record/read").text)
    shown = client.post("/record/read", data={"csrf": word}, files={"file": ("a.html", page, "text/html")})
    packed = re.search(r'name="packed" value="([^"]+)"', shown.text)[1]
    assert base64.b64decode(packed) == page
    kept = client.post("/record/keep", data={"csrf": word, "packed": packed, "name": "a.html"})
    assert kept.status_code == 200
    found = client.get("/api/v1/record/items?kind=statement&speaker=peskov").json()["items"]
    assert found[0]["source"] == "a.html"


def test_too_long_is_refused_with_what_is_allowed(client):
    word = form_word(client.get("/record/read").text)
    long = b"Russia said. " * (readings.MAX_TEXT // 13 + 2)
    answer = client.post("/record/read", data={"csrf": word}, files={"file": ("a.txt", long, "text/plain")})
    assert answer.status_code == 400
    assert f"{len(long):,} bytes" in answer.text
    assert f"{readings.MAX_TEXT:,} bytes" in answer.text
    assert client.post("/api/v1/readings", json={"text": long.decode()}).status_code == 422
    huge = client.post("/record/read", content=b"x" * 20_000_001, headers={"content-type": "text/plain"})
    assert huge.status_code == 413


def test_what_is_counted_is_what_the_cards_say(client):
    page = asked(client, text=ARTICLE)
    body = page.text
    head = re.search(r"<h1>(.*?)</h1>", body, re.S)[1]
    repeats = body.count("is not counted again")
    assert repeats > 0
    assert head.startswith(f"{len(expected().statements) - repeats} statements")
    assert body.count("That somebody spoke is no claim") > 0
    assert body.count("not held against the record") == 0, "nothing in the headline is, and no card says it"


def test_a_reading_speaks_in_words_and_its_json_in_codes(client):
    text = ARTICLE + "\nHe will come in January. Each side may have 700 deployed delivery vehicles under New START.\n"
    shown = re.sub(r"<[^>]+>", " ", asked(client, text=text).text)
    for code in ("XXXX", "newstart.", "treaty.", "statement.made", "name-verb", "; sure", "Rule:", "limit.subject"):
        assert code not in shown, code
    assert "limit on deployed warheads, New START" in shown
    assert "named at the words" in shown
    assert "newstart.limit.deployed_warheads" in asked(client, text=text, **{"as": "json"}).text


def test_each_rejection_has_its_own_reason(tmp_path):
    client = client_of(settings(tmp_path))
    fields = {"csrf": form_word(client.get("/record/read").text), "text": ARTICLE, "published": PUBLISHED, "who": "Ana"}
    refused = client.post("/record/keep", data={**fields, "do-s1": "reject", "why-s1": "a headline", "do-n1": "reject"})
    assert refused.status_code == 400
    assert "n1" in refused.text
    assert 'value="a headline"' in refused.text, "what was typed is still there"
    given = {
        "do-s1": "reject",
        "why-s1": "a headline",
        "do-n1": "reject",
        "why-n1": "no limit",
        "do-s2": "reject",
        "reason": "all",
    }
    assert client.post("/record/keep", data=fields | given).status_code == 200
    done = client.get("/api/v1/record/history").json()["items"]
    assert {e["note"] for e in done if e["action"] == "reject"} == {"a headline", "no limit", "all"}


def test_each_paragraph_leads_to_its_cards(client):
    page = asked(client, text=ARTICLE).text
    for part in re.findall(r'<p class="to-cards">(.*?)</p>', page, re.S):
        for key in re.findall(r'href="#card-(\w+)"', part):
            assert f'id="card-{key}"' in page
    assert page.count('class="to-cards"') >= 4


def test_the_same_text_of_another_outlet_takes_decisions_and_adds_nothing_else(tmp_path):
    client = client_of(settings(tmp_path))
    fields = {"csrf": form_word(client.get("/record/read").text), "text": ARTICLE, "published": PUBLISHED, "who": "Ana"}
    assert client.post("/record/keep", data={**fields, "outlet": "AP"}).status_code == 200
    again = client.post("/record/keep", data={**fields, "outlet": "", "do-s2": "accept", "do-p1": "accept"})
    assert "2 decisions of yours stand in the record" in again.text
    assert "Left as they stand" not in again.text
    done = client.get("/api/v1/record/history").json()["items"]
    assert sorted(e["action"] for e in done) == ["accept", "accept", "add"], "nothing new of where it was published"
    late = client.post("/record/keep", data={**fields, "outlet": "TASS", "do-s2": "reject", "reason": "no"})
    assert "Left as they stand" in late.text
    assert [e["action"] for e in client.get("/api/v1/record/history").json()["items"]].count("add") == 2


def test_what_the_record_reads_with_another_day_is_not_said_to_be_decided(tmp_path):
    client = client_of(settings(tmp_path))
    fields = {"csrf": form_word(client.get("/record/read").text), "text": ARTICLE, "who": "Ana"}
    client.post("/record/keep", data={**fields, "published": PUBLISHED})
    late = client.post("/record/keep", data={**fields, "published": "2024-07-05", "do-s2": "accept", "do-s3": "accept"})
    assert "1 decision of yours stands in the record" in late.text
    assert "Left as they stand" not in late.text
    assert re.search(r"with another day.*?/record/items/\w+-s2", late.text, re.S)


def switched(page, to="ru"):
    """What the language switch of a page sends: its address, and the fields of the form that it carries."""
    root = html.fromstring(page)
    button = root.xpath(f"//p[@class='tongues']/button[@lang='{to}']")[0]
    form = root.get_element_by_id(button.get("form"))
    form.method, form.action = "POST", button.get("formaction")
    own = root.xpath(f"//*[@form='{form.get('id')}' and @name]")
    fields = dict(form.form_values())
    for field in own:
        if field.tag == "button" or field.get("disabled") or field.getparent().get("disabled") is not None:
            continue
        if field.tag != "input" or field.get("type") != "radio" or field.get("checked") is not None:
            fields[field.get("name")] = field.get("value") or ""
    fields["text"] = fields["text"].removeprefix("\n")  # as a browser takes a textarea
    if button.get("name"):
        fields[button.get("name")] = button.get("value")
    return button.get("formaction"), fields


@pytest.mark.parametrize(
    "text", [ARTICLE, '\n  Moscow is ready, a spokesman said.\u200b \u202e \n\n\tIt gave 12 reasons & "none".\n']
)
def test_the_switch_of_languages_carries_the_text_and_what_was_decided(client, text):
    first = asked(client, text=text, **{"do-s1": "reject", "why-s1": "not said", "reason": "a test"})
    address, fields = switched(first.text)
    assert address == "/ru/record/read"
    second = client.post(address, data=fields)
    assert second.status_code == 200
    assert '<html lang="ru">' in second.text
    back, again = switched(second.text, "en")
    assert back == "/record/read"
    assert {k: v for k, v in again.items() if k != "csrf"} == {k: v for k, v in fields.items() if k != "csrf"}
    assert (again["do-s1"], again["why-s1"], again["reason"]) == ("reject", "not said", "a test")
    assert again["outlet"] == "Invented News"
    third = client.post(back, data=again)
    assert re.findall("SHA-256: ([0-9a-f]{64})", third.text) == re.findall("SHA-256: ([0-9a-f]{64})", first.text)


def test_the_switch_of_languages_carries_what_was_typed_and_not_yet_read(client):
    address, fields = switched(client.get("/record/read").text)
    page = client.post(address, data={**fields, "text": "Half a sentence", "outlet": "Invented News"})
    assert page.status_code == 200
    assert '<html lang="ru">' in page.text
    assert ">\nHalf a sentence</textarea>" in page.text
    assert 'value="Invented News"' in page.text
    assert 'role="alert"' not in page.text


def test_the_enter_key_in_a_field_of_a_reading_switches_no_language(client):
    root = html.fromstring(asked(client, text=ARTICLE).text)
    first = root.xpath("//button[@form='keep']")[0]
    assert first.get("formaction") is None, "the first button of a form is the one that Enter presses"


def test_a_text_with_too_many_numbers_is_refused_whole_and_given_back(client, monkeypatch):
    """It is said before and after; nothing is cut in silence."""
    monkeypatch.setattr(readings, "MAX_NUMBERS", 40)
    assert "1,000,000 bytes with 40 numbers" in client.get("/record/read").text
    text = "Talks went on.\n\n" + " ".join(f"It has {n} missiles." for n in range(41))
    answer = asked(client, text=text)
    told = html.fromstring(answer.text)
    assert answer.status_code == 400
    (said,) = told.xpath("//div[@role='alert']")
    said = " ".join(said.text_content().split())
    assert "more numbers than are read here Found41Allowed40Nothing of it was read." in said
    assert told.get_element_by_id("text").text.removeprefix("\n") == text
    assert "statement" not in told.xpath("string(//h1)")
    assert asked(client, text=text.replace(" 40 ", " many ")).status_code == 200


def test_what_a_page_of_a_reading_leaves_out_is_counted(client, monkeypatch):
    monkeypatch.setattr(readings, "MAX_CARDS", 1)
    page = asked(client, text=ARTICLE + "\n\nThey met on 4 March 2020 and on 5 May 2021, and on 6 June 2022.\n")
    found = read(
        take_in(
            ARTICLE + "\n\nThey met on 4 March 2020 and on 5 May 2021, and on 6 June 2022.\n",
            published=dt.date.fromisoformat(PUBLISHED),
        )
    )
    left = [len(x) - 1 for x in (found.statements, found.positions, found.dates)]
    assert min(left) > 0
    for number in left:
        assert re.search(rf"\b{number} more (?:is|are) in the downloads", page.text)


def test_the_page_of_what_was_kept_leads_to_the_same_in_the_other_language(tmp_path):
    keeping = client_of(settings(tmp_path))
    word = form_word(keeping.get("/record/read").text)
    page = keeping.post("/record/keep", data={"csrf": word, "text": ARTICLE, "who": "Anna"})
    (link,) = html.fromstring(page.text).xpath("//p[@class='tongues']/a/@href")
    there = keeping.get(link)
    assert there.status_code == 200
    assert '<html lang="ru">' in there.text
    assert "Peskov" in there.text
