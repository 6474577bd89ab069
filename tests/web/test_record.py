"""The record on its pages and in the API: timeline, search, positions, linkages, items, review, history."""

from __future__ import annotations

import datetime as dt
import html
import re

import pytest
from tests.web.conftest import client_of, form_word
from tests.web.record_texts import ARTICLE, EARLIER, kept, settings

from armscontrol.data import catalogue
from armscontrol.web.guards import tokens

PAGES = ("", "/statements", "/positions", "/linkages", "/read", "/review", "/history")


def head(page: str) -> str:
    found = re.search(r"<h1>(.*?)</h1>", page, re.S)
    return html.unescape(re.sub(r"<[^>]+>", "", found[1])) if found else ""


@pytest.fixture
def server(tmp_path):
    """A client of a server whose record holds two invented articles."""
    made = client_of(settings(tmp_path))
    kept(made, EARLIER, "2024-01-18")
    kept(made)
    return made


def one(client, **asked):
    return client.get("/api/v1/record/items", params=asked).json()["items"][0]


def edits(client, id):
    return client.get(f"/api/v1/record/items/{id}/history").json()


@pytest.mark.parametrize("page", PAGES)
def test_every_page_of_an_empty_record_says_so_and_keeps_nothing(client, page):
    answer = client.get(f"/record{page}")
    assert answer.status_code == 200
    assert answer.text.count("<h1>") == 1
    assert "<form" in answer.text or page in ("/history",)
    assert len(answer.content) < 100_000


def test_the_timeline_is_the_shipped_one_the_latest_first(client):
    shipped = catalogue.table("treaty_timeline")
    page = client.get("/record")
    acts = shipped.unique(["date", "detail"])  # what one sentence tells of two Parties is one act
    assert head(page.text) == f"{acts.height} dated events on record"
    own = acts.filter(acts["treaty"] == "new-start")
    assert head(client.get("/record?treaty=new-start").text).startswith(f"{own.height} events in the life of New START")
    listed = client.get("/api/v1/record/timeline?treaty=new-start&limit=1000").json()
    assert listed["total"] == own.height
    days = [i["last_day"] for i in listed["items"]]
    assert days == sorted(days, reverse=True)
    assert days[0] == own["date"].max().isoformat()


def test_a_timeline_is_cut_by_party_days_and_pages(client):
    shipped = catalogue.table("treaty_timeline")
    since = dt.date(2020, 1, 1)
    want = shipped.filter(shipped["parties"].str.split(";").list.contains("USA") & (shipped["date"] >= since)).height
    found = client.get("/api/v1/record/timeline?party=usa&since=2020-01-01&limit=10").json()
    assert (found["total"], len(found["items"])) == (want, 10)
    assert client.get(found["next"]).json()["offset"] == 10
    assert 'rel="next"' in client.get("/record?since=2000").text


@pytest.mark.parametrize(
    ("asked", "status"),
    [
        ("?treaty=nix", 404), ("?treaty=../../etc/passwd", 404), ("?treaty=%25", 404), ("?party=XXX", 404),
        ("?since=yesterdayish", 400), ("?since=0000", 400), ("?since=" + "1" * 50, 422), ("?offset=-1", 422), ("?offset=99999999999", 422),
        ("/statements?kind=nix", 404), ("/statements?state=nix", 404), ("/statements?stance=nix", 404),
        ("/statements?issue=nix", 404), ("/statements?text=%00", 400), ("/statements?text=***", 400),
        ("/statements?speaker=%00", 400), ("/statements?since=x", 400), ("/positions?issue=../nix", 404),
        ("/positions?on=2024-13-01", 400), ("/linkages?since=nix", 400), ("/linkages?party=nix", 404),
        ("/items/nix", 404), ("/items/../../etc/passwd", 404), ("/items/%00", 404), ("/items/" + "a" * 300, 422), ("/review?kind=nix", 404),
    ],
)  # fmt: skip
def test_what_cannot_be_asked_gets_one_message(client, asked, status):
    answer = client.get(f"/record{asked}")
    assert answer.status_code == status, answer.text[:500]
    assert "<h1>" in answer.text
    assert "Traceback" not in answer.text


SCRIPT = '"><script>alert(1)</script>'


@pytest.mark.parametrize(
    "field", ["text", "kind", "state", "speaker", "party", "issue", "outlet", "source", "document"]
)
def test_script_in_a_filter_is_shown_as_words(client, field):
    answer = client.get("/record/statements", params={field: SCRIPT[:60]})
    assert "<script>alert" not in answer.text
    assert answer.status_code in (200, 400, 404)


def test_statements_are_found_by_each_filter(server):
    for asked, number in (
        ({"kind": "statement"}, 3), ({"kind": "statement", "speaker": "peskov"}, 1), ({"kind": "position", "stance": "conditional"}, 1),
        ({"kind": "statement", "text": "inspections"}, 1), ({"kind": "statement", "outlet": "invented news"}, 3),
        ({"kind": "statement", "until": "2024-02"}, 1), ({"kind": "statement", "state": "accepted"}, 0), ({"kind": "statement", "state": "proposed"}, 3),
    ):  # fmt: skip
        found = server.get("/api/v1/record/items", params=asked).json()
        assert len([i for i in found["items"] if i["document"]]) >= number or asked.get("state") == "accepted", asked
        assert found["items"], asked
        page = server.get("/record/statements", params=asked)
        assert len(re.findall(r'<td [^>]*class="words"|<td class="words"', page.text)) == len(found["items"])


def test_an_item_shows_its_passage_its_chain_and_its_verdict(server):
    claim = one(server, kind="claim", text="deployed")
    page = server.get(f"/record/items/{claim['id']}").text
    assert re.search(r"<mark>1,550</mark>", page)
    whole = server.get(f"/api/v1/record/items/{claim['id']}").json()
    assert whole["verdict"]["verdict"] in page
    assert whole["verdict"]["facts"]
    said = one(server, kind="statement", speaker="peskov")
    page = server.get(f"/record/items/{said['id']}").text
    assert "Dmitry Peskov" in head(page)
    assert "Came through" in page
    assert "so long as they include the war in Ukraine" in page


def test_positions_of_both_parties_on_a_day_and_over_time(server):
    asked = "issue=strategic-stability-talks&on=2024-07-01"
    found = server.get(f"/api/v1/record/positions?{asked}").json()
    held = {h["party"]: h["position"] for h in found["held"]}
    assert held["RUS"]["stance"] == "conditional"
    assert held["USA"]["line"]["id"].startswith("timeline/said/USA/2023-06-02")
    assert [c["second"]["stance"] for c in found["changes"] if c["second"]["line"]["document"]] == [
        "opposes",
        "conditional",
    ]
    page = server.get(f"/record/positions?{asked}").text
    assert (
        head(page)
        == "Strategic stability talks, 1 July 2024: Russia on condition (not reviewed); United States supports (1 year before)"
    )
    assert "Listed, not judged" in page
    assert 'class="chart scroll"' in page
    before = server.get("/api/v1/record/positions?issue=strategic-stability-talks&on=2024-02-01").json()
    assert before["held"][0]["position"]["stance"] == "opposes"


def test_positions_on_the_treaties_come_with_the_program(client):
    from armscontrol.compliance import status

    found = client.get("/api/v1/record/positions?on=2024-06-21").json()["on_treaties"]
    own = [p for p in status("new-start", dt.date(2024, 6, 21)).positions if p.position.party in ("RUS", "USA")]
    assert len([p for p in found if p["treaty"] == "new-start"]) == len(own) > 0


def test_what_blocks_what_is_a_picture_and_a_table(server):
    found = server.get("/api/v1/record/linkages").json()
    read = [t for t in found["ties"] if not t["shipped"]]
    assert [(t["party"], t["relation"], t["target"], t["said_on"]) for t in read] == [
        ("RUS", "requires", "the war in Ukraine", "21 June 2024")
    ]
    page = server.get("/record/linkages").text
    assert '<svg xmlns="http://www.w3.org/2000/svg"' in page
    assert 'style="' not in page
    early = server.get("/api/v1/record/linkages?until=2024-02-01").json()["ties"]
    assert {t["party"] for t in early} == {"USA"}
    assert all(t["shipped"] for t in server.get("/api/v1/record/linkages?party=USA").json()["ties"])


def test_ties_say_what_nobody_reviewed_and_which_day_is_of_publication(server):
    said = (
        "Russia will return to inspections only if the United States ends its military aid to Ukraine, Lavrov said.\n"
    )
    kept(server, said, "2024-03-04")
    ties = server.get("/api/v1/record/linkages").json()["ties"]
    tie = next(t for t in ties if t["said_on"] == "4 March 2024")
    assert (tie["day_basis"], tie["reviewed"]) == ("published", False)
    assert next(t for t in ties if t["said_on"] == "21 June 2024")["day_basis"] == "said"
    page = server.get("/record/linkages").text
    open_ties = sum(not t["reviewed"] for t in ties)
    assert head(page).endswith(f"({open_ties} not reviewed)")
    drawing, table = page[page.index("<svg") : page.index("</svg>")], page[page.index("</svg>") :]
    assert "4 March 2024 (published; not reviewed)" in drawing
    assert "21 June 2024 (not reviewed)" in drawing
    assert re.search(r'4 March 2024</td>|4 March 2024 <span class="quiet">\(published\)</span>', table)
    assert table.count("○ not reviewed") == open_ties
    for item in (t["item"] for t in ties if not t["reviewed"]):
        server.post(f"/api/v1/record/items/{item}/edits", json={"action": "accept", "who": "Ana"})
    page = server.get("/record/linkages").text
    assert "not reviewed" not in page
    assert "4 March 2024 (published)" in page


def test_the_heading_counts_what_is_reviewed_and_names_what_is_proposed(client, server):
    before = head(client.get("/record").text)
    assert head(server.get("/record").text) == f"{before}, and 1 proposed, not reviewed"
    assert "an act of several Parties once" in server.get("/record").text
    event = next(i for i in server.get("/api/v1/record/timeline?limit=1000").json()["items"] if i["document"])
    server.post(f"/api/v1/record/items/{event['id']}/edits", json={"action": "accept", "who": "Ana"})
    number = int(before.split(" ")[0]) + 1
    assert head(server.get("/record").text) == f"{number} dated events on record"


def test_what_is_contradicted_stands_first_in_the_queue_then_what_is_open(server):
    kept(server, '"Nobody asked us about the treaty at all," it was said yesterday.\n\n' + EARLIER, "2024-03-01")
    found = server.get("/api/v1/record/review?limit=1000").json()
    order = [
        {"contradicted": 0, "imprecise": 1}.get(
            i["told"] if i["kind"] == "claim" else i["evidence"], 2 if i["unsure"] else 3
        )
        for i in found["items"]
    ]
    assert order == sorted(order)
    assert {0, 2, 3} <= set(order)
    assert head(server.get("/record/review").text) == f"{found['total']} items await review"


def test_an_item_is_accepted_corrected_rejected_and_taken_back(server):
    id = one(server, kind="statement", speaker="lavrov")["id"]
    word = form_word(server.get(f"/record/items/{id}").text)

    def act(seen, **fields):
        return server.post(f"/record/items/{id}", data={"csrf": word, "seen": seen, "who": "Ana", **fields})

    assert act("", action="accept").status_code == 303
    last = edits(server, id)[-1]
    assert (last["who"], last["action"], last["changes"][0]["after"]) == ("Ana", "accept", "accepted")
    fields = {"field-party": "RUS", "field-speaker": "Sergey Ryabkov", "reason": "a slip"}
    assert act(last["id"], action="correct", **fields).status_code == 303
    page = server.get(f"/record/items/{id}").text
    assert "Sergey Ryabkov" in head(page)
    assert "a slip" in page
    last = edits(server, id)[-1]
    assert act(last["id"], action="undo").status_code == 303
    refused = act(edits(server, id)[-1]["id"], action="reject")
    assert refused.status_code == 400
    assert "rejected for a reason" in refused.text
    assert act(edits(server, id)[-1]["id"], action="reject", reason="he did not").status_code == 303
    assert server.get(f"/api/v1/record/items/{id}").json()["line"]["state"] == "rejected"
    assert [e["action"] for e in edits(server, id)] == ["accept", "correct", "undo", "reject"]


def test_items_are_merged_and_parted(server):
    ids = [i["id"] for i in server.get("/api/v1/record/items?kind=statement&speaker=lavrov").json()["items"]]
    first, second = ids[:2]
    made = server.post(
        f"/api/v1/record/items/{first}/edits", json={"action": "merge", "others": [second], "who": "Ana"}
    )
    assert made.status_code == 201
    assert second in server.get(f"/record/items/{first}").text
    assert server.post(f"/api/v1/record/items/{second}/edits", json={"action": "undo"}).status_code == 201
    assert server.get(f"/api/v1/record/items/{first}").json()["renderings"] == []


def test_the_second_of_two_reviewers_is_told_and_overwrites_nothing(server):
    id = one(server, kind="statement", speaker="peskov")["id"]
    word = form_word(server.get(f"/record/items/{id}").text)
    mine = {"csrf": word, "seen": "", "action": "correct", "field-speaker": "Somebody Else", "who": "Ben"}
    assert (
        server.post(f"/api/v1/record/items/{id}/edits", json={"action": "accept", "who": "Ana", "seen": ""}).status_code
        == 201
    )
    late = server.post(f"/record/items/{id}", data=mine)
    assert late.status_code == 409
    assert "accept by Ana" in late.text
    assert "Somebody Else" in late.text, "what the second one typed is still there"
    assert [e["who"] for e in edits(server, id)] == ["Ana"]
    again = server.post(f"/api/v1/record/items/{id}/edits", json={"action": "reject", "reason": "x", "seen": ""})
    assert again.status_code == 409
    assert again.headers["content-type"] == "application/problem+json"


def test_every_write_is_in_the_history(server):
    before = server.get("/api/v1/record/history").json()
    assert {e["action"] for e in before["items"]} == {"add"}
    id = one(server, kind="statement", speaker="peskov")["id"]
    server.post(f"/api/v1/record/items/{id}/edits", json={"action": "accept", "who": "Ana"})
    after = server.get("/api/v1/record/history").json()
    assert after["total"] == before["total"] + 1
    assert (after["items"][0]["who"], after["items"][0]["action"], after["items"][0]["target"]) == ("Ana", "accept", id)
    page = server.get("/record/history").text
    assert head(page) == f"{after['total']} things were done to this record"
    assert "Ana" in page


def test_a_server_without_a_database_changes_nothing(client):
    id = "timeline/new-start/signed/2010-04-08"
    word = form_word(client.get("/record/read").text)
    assert client.post(f"/record/items/{id}", data={"csrf": word, "action": "reject", "reason": "x"}).status_code == 403
    assert client.post(f"/api/v1/record/items/{id}/edits", json={"action": "reject", "reason": "x"}).status_code == 403
    assert kept(client).status_code == 403
    answer = client.post("/record/keep", data={"csrf": word, "text": ARTICLE})
    assert answer.status_code == 403
    assert "without --database" in answer.text


def test_with_tokens_the_name_is_that_of_the_token(tmp_path):
    file = tmp_path / "tokens.toml"
    reader, writer = tokens.add(file, "reader"), tokens.add(file, "Clara", may="write")
    made = client_of(settings(tmp_path, token_file=file))
    write, read = ({"authorization": f"Bearer {t}"} for t in (writer, reader))
    body = {"text": ARTICLE, "published": "2024-06-21", "who": "Mallory"}
    assert made.post("/api/v1/record/documents", json=body, headers=read).status_code == 403
    assert made.post("/api/v1/record/documents", json=body, headers=write).status_code == 201
    assert made.get("/api/v1/record/history", headers=read).json()["items"][0]["who"] == "Clara"
    assert "Decide</h2>" not in made.get("/record/items/timeline/new-start/signed/2010-04-08", headers=read).text


def test_a_read_only_server_shows_the_record_and_takes_nothing(tmp_path):
    kept(client_of(settings(tmp_path)))
    closed = client_of(settings(tmp_path, read_only=True))
    assert head(closed.get("/record/statements").text).startswith("Statements on record")
    assert kept(closed).status_code == 403


def test_the_export_is_taken_in_again_whole(server, tmp_path):
    import io

    from armscontrol.diplomacy.record.exchange import read_lines
    from armscontrol.diplomacy.record.store import open_record

    id = one(server, kind="statement", speaker="peskov")["id"]
    server.post(f"/api/v1/record/items/{id}/edits", json={"action": "accept", "who": "Ana"})
    lines = server.get("/api/v1/record/export").content
    with open_record(tmp_path / "again.sqlite") as record:
        done = read_lines(record, io.BytesIO(lines))
        assert (done.documents, done.edits) == (2, 1)
    for form, key in (("claimreview", "@type"), ("annotation", "@context")):
        made = server.get(f"/api/v1/record/export?form={form}").json()
        assert made
        assert all(key in m for m in made)
    assert server.get("/api/v1/record/export?form=nix").status_code == 422


def test_the_shipped_record_is_answered_from_memory_and_a_kept_one_is_not(client, tmp_path, monkeypatch):
    from tests.web.conftest import client_of

    from armscontrol.web.answers import record as answers
    from armscontrol.web.settings import Settings

    kept = client_of(Settings(database=str(tmp_path / "record.sqlite")))
    address = "/record?since=2011-01-01&until=2011-12-31"
    first, other = client.get(address), kept.get(address)
    asked = []

    def again(*given, **options):
        asked.append(given)
        raise answers.MissingError("asked again")

    monkeypatch.setattr(answers, "timeline", again)
    assert client.get(address).content == first.content
    assert asked == []
    assert (other.status_code, kept.get(address).status_code) == (200, 404)


def days_of(page):
    found = re.findall(r"<tbody>(.*)</tbody>", page, re.S)[0]
    return [re.search(r'class="d">([^<]*)<', row)[1] for row in found.split("<tr>") if 'class="d">' in row]


def test_lists_of_the_record_run_from_the_latest_and_say_so(server):
    for path in ("/record", "/record/statements"):
        page = server.get(path).text
        days = [dt.datetime.strptime(d, "%d %B %Y") for d in days_of(page)]
        assert days == sorted(days, reverse=True), path
        assert len(set(days)) > 1
        assert "The latest stands first" in page
    text = one(server, speaker="peskov")["document"]
    page = server.get(f"/record/statements?document={text}&kind=statement").text
    assert "in the order of the text" in page
    assert page.index("Dmitry Peskov") < page.index("Sergey Lavrov"), "as the text has them"


def test_a_number_is_told_with_its_unit_as_one_says_it(tmp_path):
    server = client_of(settings(tmp_path))
    kept(server, "Russia offered to keep to the limits of New START for one year after it expires, Mr Putin said.\n")
    found = one(server, kind="claim")
    assert found["number"] == "1 year"
    page = server.get(f"/record/items/{found['id']}").text
    assert "1 years" not in page
    assert "number (taken for: length of the offer to keep to the limits" in page
