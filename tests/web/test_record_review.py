"""Review on its page: a name once, accept and reject in the row, undo after the act, and words instead of codes."""

from __future__ import annotations

import html
import re

import pytest
from lxml import html as lxml_html
from tests.web.conftest import client_of, form_word
from tests.web.record_texts import ARTICLE, kept, settings

from armscontrol.web.guards import tokens

NUMBERS = "New START allows each side 1,550 deployed warheads, 700 deployed missiles and bombers and 800 launchers.\n"


@pytest.fixture
def server(tmp_path):
    made = client_of(settings(tmp_path))
    kept(made)
    return made


def rows(page):
    return [" ".join(r.text_content().split()) for r in lxml_html.fromstring(page.text).xpath("//tbody/tr")]


def test_nobody_decides_before_a_name_is_said(server):
    page = server.get("/record/review")
    assert "Say your name once" in page.text
    assert 'value="accept"' not in page.text
    named = server.get("/record/review?who=Ana")
    assert 'name="who" value="Ana"' in named.text
    id = server.get("/api/v1/record/review").json()["items"][0]["id"]
    told = {"csrf": form_word(named.text), "action": "accept", "seen": "", "back": "review"}
    refused = server.post(f"/record/items/{id}", data=told)
    assert refused.status_code == 400
    assert "say your name" in refused.text
    assert server.get(f"/api/v1/record/items/{id}").json()["line"]["state"] == "proposed"
    assert server.post(f"/record/items/{id}", data={**told, "back": ""}).status_code == 400


def test_an_act_is_said_and_can_be_taken_back_at_once(server):
    page = server.get("/record/review?who=Ana&kind=statement")
    id = re.search(r'action="/record/items/([^"]+)"', page.text)[1]
    form = {"csrf": form_word(page.text), "seen": "", "back": "review", "kind": "statement", "who": "Ana"}
    done = server.post(f"/record/items/{id}", data={**form, "action": "accept"})
    assert done.status_code == 303
    assert f"done={id}" in done.headers["location"].replace("%2F", "/")
    assert "kind=statement" in done.headers["location"]
    after = server.get(done.headers["location"])
    assert 'role="status"' in after.text
    assert 'value="undo"' in after.text
    seen = re.search(r'class="done".*?name="seen" value="(edit-[0-9a-f]+)"', after.text, re.S)[1]
    back = server.post(f"/record/items/{id}", data={**form, "seen": seen, "action": "undo"})
    assert "Took back" in server.get(back.headers["location"]).text
    assert server.get(f"/api/v1/record/items/{id}").json()["line"]["state"] == "proposed"
    again = re.search(rf'items/{id}".*?name="seen" value="([^"]*)"', server.get("/record/review?who=Ana").text, re.S)[1]
    assert again, "who decides now has seen that it was taken back"
    assert server.post(f"/record/items/{id}", data={**form, "seen": again, "action": "accept"}).status_code == 303


def test_a_name_is_asked_where_a_reading_is_kept_too_and_remembered(server):
    """One rule for all decisions: nobody makes one without a name, and who said hers once is not asked again."""
    fields = {"csrf": form_word(server.get("/record/read").text), "text": NUMBERS, "published": "2024-07-01"}
    before = server.get("/api/v1/record/history").json()["total"]
    refused = server.post("/record/keep", data={**fields, "do-n1": "reject", "why-n1": "no limit", "who": " "})
    assert refused.status_code == 400
    assert "say your name" in refused.text.lower()
    assert 'value="no limit"' in refused.text
    assert server.get("/api/v1/record/history").json()["total"] == before
    done = server.post("/record/keep", data={**fields, "do-n1": "accept", "who": "Ana"}).text
    assert {e["who"] for e in server.get("/api/v1/record/history").json()["items"][:2]} == {"Ana"}
    assert 'href="/record/review?who=Ana"' in done
    (again,) = set(re.findall(r'href="(/record/read\?who=Ana)"', done))
    assert 'name="who" value="Ana"' in server.get(again).text
    read = server.post("/record/read", data={**fields, "text": ARTICLE, "who": "Ana"}).text
    assert re.search(r'<input name="who"[^>]* value="Ana"', read)
    assert server.post("/record/keep", data={**fields, "text": "Russia said no."}).status_code == 200, "no decision"


def test_the_list_has_the_keys_of_a_reading_and_says_so(server):
    page = lxml_html.fromstring(server.get("/record/review?who=Ana").text)
    read = lxml_html.fromstring(
        server.post("/record/read", data={"csrf": form_word(server.get("/record/read").text), "text": ARTICLE}).text
    )
    assert page.xpath("//@data-key") == read.xpath("//@data-key") == ["j", "k", "a", "e", "r", "?"]
    row = page.xpath("//tr[@data-card]")[0]
    assert row.xpath(".//@data-do") == ["accept", "reject", "correct"]
    for form in row.xpath(".//form"):
        assert len(form.xpath(".//button")) == 1, "Enter in the reason is a rejection, and nothing else"
    assert not lxml_html.fromstring(server.get("/record/review").text).xpath("//tr//@data-do[.!='correct']")


def test_a_rejection_needs_its_reason_in_the_row(server):
    page = server.get("/record/review?who=Ana")
    id = re.search(r'action="/record/items/([^"]+)"', page.text)[1]
    form = {"csrf": form_word(page.text), "seen": "", "back": "review", "who": "Ana", "action": "reject"}
    refused = server.post(f"/record/items/{id}", data=form)
    assert refused.status_code == 400
    assert "rejected for a reason" in refused.text
    assert server.post(f"/record/items/{id}", data={**form, "reason": "not so"}).status_code == 303
    last = server.get(f"/api/v1/record/items/{id}/history").json()[-1]
    assert (last["who"], last["note"]) == ("Ana", "not so")
    assert server.get("/record/review?done=../../etc/passwd&who=<script>").status_code == 200
    assert "<script>" not in server.get("/record/review?who=<script>").text.replace("<script src", "")


def test_numbers_of_one_sentence_are_told_apart(server):
    kept(server, NUMBERS, "2024-06-23")
    told = [r for r in rows(server.get("/record/review?who=Ana&kind=claim")) if "allows each side" in r]
    assert len(told) == 3
    for figure in ("1,550 warheads", "700 missiles and bombers", "800 launchers"):
        assert sum(figure.split()[0] in r.partition(":")[0] for r in told) == 1, (figure, told)
    assert any("(taken for: limit on deployed warheads, New START)" in r for r in told)
    assert all("each Party" in r for r in told)


@pytest.mark.parametrize("path", ["/record/review?who=Ana", "/record/statements?kind=all", "/record/history"])
def test_no_code_is_shown(server, path):
    kept(server, "Russia invaded Ukraine on 24 February 2022. The treaty is in force.\n\n" + ARTICLE, "2024-06-25")
    told = " ".join(rows(server.get(path)))
    for code in ("statement.made", "treaty.", "armed-conflict", "in-force", "newstart", "XXXX", "timeline/"):
        assert code not in told, code
    assert not re.search(r"\b[0-9a-f]{12}-[a-z]\d", told)


def test_a_token_is_its_name_and_none_is_asked(tmp_path):
    file = tmp_path / "tokens.toml"
    writer = {"authorization": f"Bearer {tokens.add(file, 'Clara', may='write')}"}
    made = client_of(settings(tmp_path, token_file=file))
    made.post("/api/v1/record/documents", json={"text": ARTICLE, "published": "2024-06-21"}, headers=writer)
    page = made.get("/record/review", headers=writer)
    assert 'value="accept"' in page.text
    assert 'id="who"' not in page.text


def test_only_single_parties_are_offered_and_each_can_be_chosen(server):
    for path in ("/record", "/record/statements", "/record/positions", "/record/linkages"):
        offered = re.search(r'<select id="party".*?</select>', server.get(path).text, re.S)[0]
        codes = [c for c in re.findall(r'value="([^"]*)"', offered) if c]
        assert {"RUS", "USA", "CHN"} <= set(codes)
        assert all(re.fullmatch("[A-Z]{3}", c) for c in codes), codes
        assert {server.get(path, params={"party": c}).status_code for c in codes} == {200}


def test_one_act_of_two_parties_stands_once_in_the_timeline(server):
    joint = [r for r in rows(server.get("/record?since=2026-05-20&until=2026-05-20")) if "Golden Dome" in r]
    assert len(joint) == 1
    assert "Russia, China" in joint[0]
    for party in ("RUS", "CHN"):
        found = server.get(f"/api/v1/record/timeline?party={party}&since=2026-05-20&until=2026-05-20").json()
        assert found["total"] == 1
        assert found["items"][0]["parties"] == ["RUS", "CHN"]


def test_an_old_position_that_nobody_reviewed_says_so_in_the_headline(server):
    page = server.get("/record/positions?issue=strategic-stability-talks&on=2025-09-01&party=RUS").text
    assert "Russia on condition (1 year before, not reviewed)" in html.unescape(re.search("<h1>(.*?)</h1>", page)[1])
    empty = server.get("/record/positions?issue=nuclear-testing&on=2025-09-01").text
    assert "No statement on record by 1 September 2025 takes a position on nuclear testing" in empty


def test_the_shipped_record_has_positions_ties_and_statements(client):
    assert "limits of New START" in client.get("/record/linkages").text
    assert "the USA does not exceed the limits" in client.get("/record/linkages").text
    page = client.get("/record/positions?issue=new-start-limits&on=2026-02-11").text
    assert "Russia on condition" in page
    assert "moratorium" in client.get("/record/statements?speaker=lavrov").text
    item = client.get("/record/items/timeline/said/RUS/2026-02-11/new-start-limits").text
    assert "as long as the USA does not exceed the limits" in item
    assert "tass.com" in item


def test_a_source_is_named_without_its_port(client):
    page = client.get("/record?since=2026-02-23&until=2026-02-23").text
    assert ">www.trtworld.com<" in page
