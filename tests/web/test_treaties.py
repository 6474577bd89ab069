"""Treaties on pages and in the API: the list by band, one treaty, one rule, several side by side."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from lxml import html

from armscontrol.compliance import status
from armscontrol.terms import STANDINGS
from armscontrol.treaties import load_treaty, treaty_ids
from armscontrol.treaties.comparing import compare
from armscontrol.treaties.reading import entries
from armscontrol.web.answers import treaties as answers

HOSTILE = (
    "../../etc/passwd",
    "..%2f..%2fetc%2fpasswd",
    "/etc/passwd",
    "new-start.toml",
    "<script>alert(1)</script>",
    "x" * 64,
)


def test_a_rule_leads_to_its_place_on_the_page_of_its_treaty(client):
    for name in ("deployed_launcher", "deployed_missile"):
        assert f'href="/treaties/inf#{name}"' in client.get(f"/treaties/inf/rules/{name}").text
        assert f'id="{name}"' in client.get("/treaties/inf").text


def test_every_status_has_its_band():
    assert set(answers.BANDS) == set(STANDINGS)


@pytest.mark.parametrize("day", ["1972-06-01", "2010-06-01", "2024-06-21", "2026-11-25"])
def test_the_list_says_what_the_library_says(client, day):
    found = client.get(f"/api/v1/treaties?on={day}").json()
    assert {t["id"]: t["status"] for t in found["items"]} == {id: status(id, day).status for id in treaty_ids()}
    page = client.get(f"/treaties?on={day}").text
    force = sum(t["status"] == "in_force" for t in found["items"])
    assert f"{force} of {len(treaty_ids())} treaties in force on" in page


def test_the_list_is_chosen_by_status(client):
    found = client.get("/api/v1/treaties?on=2024-06-21&status=expired").json()["items"]
    assert {t["status"] for t in found} == {"expired"}
    page = client.get("/treaties?on=2024-06-21&status=expired").text
    assert set(re.findall(r'<th scope="row"><a href="/treaties/([a-z0-9-]+)', page)) == {t["id"] for t in found}


def test_a_status_that_no_treaty_has_is_an_empty_list(client):
    assert "None of the treaties had this status" in client.get("/treaties?on=2024-06-21&status=not_signed").text


@pytest.mark.parametrize("id", treaty_ids())
def test_every_provision_of_a_treaty_is_an_anchor_and_a_page(client, id):
    page = client.get(f"/treaties/{id}").text
    every = [e for e in entries(load_treaty(id)) if e.kind != "definition"]
    anchors = re.findall(r'\bid="([^"]+)"', page)
    assert len(anchors) == len(set(anchors)), "one name, one place"
    assert {e.id for e in every} <= set(anchors)
    for e in every[:: max(1, len(every) // 6)]:
        answer = client.get(f"/treaties/{id}/rules/{e.id}")
        assert answer.status_code == 200
        assert client.get(f"/api/v1/treaties/{id}/rules/{e.id}").json()["rule"]["statement"] == e.statement


def test_a_word_that_is_a_limit_and_a_definition_has_a_page_for_each(client):
    document = load_treaty("salt-2")
    both = [p.id for p in document.provisions() if p.id in document.definitions]
    assert both
    for name in both:
        rule = client.get(f"/api/v1/treaties/salt-2/rules/{name}").json()
        defined = client.get(f"/api/v1/treaties/salt-2/rules/definition-{name}").json()
        assert (rule["rule"]["kind"], defined["rule"]["kind"]) == ("limit", "definition")
        assert defined["form"]["written"] == [f'{name} = "{document.definitions[name].expression}"']


def test_the_headline_is_where_the_treaty_stands(client):
    heading = re.search(r"<h1>(.*?)</h1>", client.get("/treaties/new-start?on=2024-06-21").text)
    assert heading
    assert heading[1] == "New START: in force since 5 February 2011; the Parties differ about it"


def test_every_position_is_told_and_those_of_the_day_are_marked(client):
    document = load_treaty("new-start")
    found = client.get("/api/v1/treaties/new-start?on=2024-06-21").json()["positions"]
    assert sorted(p["statement"] for p in found) == sorted(p.statement for p in document.positions)
    held = {(h.position.party, h.position.position) for h in status("new-start", "2024-06-21").positions}
    assert {(p["party"], p["position"]) for p in found if p["now"]} == held


def test_a_rule_is_written_said_and_bounded(client):
    rule = client.get("/api/v1/treaties/new-start/rules/deployed-warheads?on=2019-01-01").json()
    limit = next(x for x in load_treaty("new-start").limits if x.id == "deployed-warheads")
    assert f'counts = "{limit.counts}"' in rule["form"]["written"]
    assert {d["name"] for d in rule["form"]["builds_on"]} >= {"deployed_missile", "deployed_bomber", "counted_warheads"}
    bounds = next(b for bs in compare([load_treaty("new-start")]).values() for b in bs if b.provision_id == limit.id)
    assert [(dt.date.fromisoformat(day), text) for day, text in rule["steps"]] == list(bounds.steps)
    assert rule["rule"]["holds"] == bounds.steps[-1][1]


def test_a_rule_tells_what_a_variant_changes(client):
    rule = client.get("/api/v1/treaties/new-start/rules/launchers-and-bombers").json()
    assert {c["variant"] for c in rule["changes"]} == {"russian-view"}
    assert client.get("/api/v1/treaties/new-start/rules/deployed-warheads").json()["changes"] == []


def test_treaties_stand_side_by_side_as_the_library_sets_them(client):
    found = client.get("/api/v1/treaties/compare?treaty=salt-2&treaty=new-start").json()
    documents = [load_treaty("salt-2"), load_treaty("new-start")]
    library = compare(documents)
    assert [c["name"] for c in found["categories"]] == list(library)
    assert sum(len(cell) for c in found["categories"] for cell in c["bounds"]) == sum(map(len, library.values()))
    page = client.get("/treaties/compare?treaty=salt-2&treaty=new-start").text
    for bounds in library.values():
        for b in bounds:
            assert f"/treaties/{b.treaty}/rules/{b.provision_id}" in page


def test_side_by_side_on_a_day_shows_what_holds_only(client):
    found = client.get("/api/v1/treaties/compare?treaty=sort&treaty=new-start&on=2012-01-01").json()
    assert all(b["holds"] for c in found["categories"] for cell in c["bounds"] for b in cell)


def test_fewer_than_two_are_asked_for_again(client):
    assert "Choose two treaties" in client.get("/treaties/compare?treaty=inf").text
    assert client.get("/api/v1/treaties/compare?treaty=inf").status_code == 422
    assert client.get("/api/v1/treaties/compare?treaty=inf&treaty=inf").status_code == 400


def test_the_schema_is_that_of_the_documents(client):
    found = client.get("/api/v1/treaties/schema").json()
    assert found["$schema"].endswith("2020-12/schema")
    assert "limits" in found["properties"]


@pytest.mark.parametrize("hostile", HOSTILE)
def test_a_name_that_is_none_of_ours_finds_nothing(client, hostile):
    for path in (
        f"/treaties/{hostile}",
        f"/treaties/new-start/rules/{hostile}",
        f"/api/v1/treaties/{hostile}",
        f"/api/v1/treaties/new-start/rules/{hostile}",
    ):
        assert client.get(path).status_code == 404, path
    queries = ({"variant": hostile}, {"status": hostile})
    for path, query in zip(("/treaties/new-start", "/treaties"), queries, strict=True):
        answer = client.get(path, params=query)
        assert answer.status_code == 404
        assert "<script>alert" not in answer.text
    answer = client.get("/treaties/compare", params={"treaty": ["inf", hostile]})
    assert answer.status_code == 404
    assert "root:" not in answer.text


@pytest.mark.parametrize("day", ["tomorrowish", "2024-13-01", "<script>alert(1)</script>", "0000-00-00"])
def test_a_day_that_is_none_is_said(client, day):
    for path in ("/treaties", "/treaties/new-start", "/treaties/new-start/rules/deployed-warheads"):
        answer = client.get(path, params={"on": day})
        assert answer.status_code == 400
        assert "<script>alert" not in answer.text


PAGES = ("/", "/treaties", "/treaties/new-start", "/treaties/new-start/rules/deployed-warheads",
         "/treaties/compare?treaty=inf&treaty=cfe", "/assessment?treaty=new-start", "/record/positions",
         "/assessment/explain?treaty=new-start&article=deployed-warheads&party=RUS", "/ru/", "/api/v1/today",
         "/api/v1/treaties", "/api/v1/treaties/new-start")  # fmt: skip


@pytest.mark.parametrize("path", PAGES)
def test_days_have_a_first_and_a_last(client, path):
    """Of the calendar's first and last day no page speaks; of its own first and last each does."""
    join = "&" if "?" in path else "?"
    for day in ("0001-01-01", "1944-12-31", "2101-01-01", "9999-12-31"):
        answer = client.get(f"{path}{join}on={day}")
        assert answer.status_code == 400, day
        assert "1945-01-01" in answer.text or "1 января 1945" in answer.text
    if "explain" not in path:
        assert [client.get(f"{path}{join}on={d}").status_code for d in ("1945-01-01", "2100-12-31")] == [200, 200]


def test_rules_stand_in_the_order_of_the_articles(client):
    articles = [r["article"] for r in client.get("/api/v1/treaties/new-start").json()["rules"]]
    fourth = [a for a in articles if a.startswith("IV(")]
    assert [a for a in fourth if a[3:-1].isdigit()] == sorted(
        (a for a in fourth if a[3:-1].isdigit()), key=lambda a: int(a[3:-1])
    )
    at = [
        articles.index(a)
        for a in (
            "Protocol Part Five, Section V(3)",
            "Protocol Part Five, Section IX",
            "Protocol Part Five, Section X(1)",
        )
    ]
    assert at == sorted(at)


@pytest.mark.parametrize("id", ["new-start", "cfe", "start-1", "sort"])
def test_rules_are_folded_by_article_and_the_contents_lead_there(client, id):
    page, whole = client.get(f"/treaties/{id}").text, client.get(f"/treaties/{id}?rules=all").text
    contents = re.search(r'<nav class="jumps contents".*?</nav>', page, re.DOTALL)
    assert contents
    anchors = re.findall(r'href="#([^"]+)"', contents[0])
    assert len(anchors) > 1
    assert set(anchors) <= set(re.findall(r'\bid="([^"]+)"', page))
    groups = re.findall(r'<details class="group"[^>]*>', page)
    assert len(groups) == len({r["part"] for r in client.get(f"/api/v1/treaties/{id}").json()["rules"]})
    assert whole.count('<details class="group"') == len(re.findall(r'<details class="group"[^>]* open>', whole))
    assert client.get(f"/treaties/{id}?rules=some").status_code == 422


def test_what_one_treaty_alone_limits_is_folded(client):
    page = client.get("/treaties/compare?treaty=salt-2&treaty=start-1&treaty=new-start").text
    shared, _, alone = page.partition('<details class="numbers">')
    rows = re.findall(r'<tr><th scope="row">(.*?)</th>(.*?)</tr>', shared, re.DOTALL)
    assert all(cells.count(">–<") <= 1 for _, cells in rows)
    assert {name for name, _ in rows} >= {
        "warheads on a new type of missile",
        "cruise missiles a bomber",
        "heavy ICBMs",
    }
    assert "Soviet Union 308" in shared
    assert all(
        cells.count(">–<") == 2
        for _, cells in re.findall(r'<tr><th scope="row">(.*?)</th>(.*?)</tr>', alone, re.DOTALL)
    )


@pytest.mark.parametrize("id", ["new-start", "start-1", "inf", "cwc"])
def test_every_rule_that_is_executed_shows_its_source(client, id):
    """Quotas and duties as positions and events: one click away on the screen, in full on paper."""
    root = html.fromstring(client.get(f"/treaties/{id}?rules=all").text)
    d = load_treaty(id)
    checked = 0
    for rule in (*d.limits, *d.quotas, *d.obligations, *d.deadlines):
        (line,) = root.xpath(f"//li[@id='{rule.id}']")
        if rule.source:
            checked += 1
            assert rule.source in line.xpath(".//a[contains(@class, 'source')]/@href"), rule.id
    assert checked


def test_the_list_and_the_page_of_a_treaty_count_alike(client):
    root = html.fromstring(client.get("/treaties").text)
    for id in treaty_ids():
        (row,) = root.xpath(f"//tbody/tr[th/a[@href='/treaties/{id}']]")
        page = html.fromstring(client.get(f"/treaties/{id}").text)
        (number,) = page.xpath("//h2[@id='part-articles']/span/text()")
        assert row.xpath("td[@class='n']")[0].text_content() == number, id
        code = page.xpath("//section[@aria-labelledby!='part-definitions']//ul[@class='events rules']//code")
        assert int(row.xpath("td[@class='n']")[1].text_content()) == len(code), id


def test_a_part_of_the_protocol_is_one_group(client):
    page = html.fromstring(client.get("/treaties/new-start").text)
    names = [s.text_content().rpartition(" ")[0] for s in page.xpath("//details[@class='group']/summary")]
    assert "Protocol Part Eight" in " ".join(names)
    assert not [n for n in names if n.startswith("Part ")]


def test_a_long_treaty_says_nothing_twice(client):
    """In Russian each letter takes two bytes; what a grade means is told once, and a rule that stands above is named."""
    page = client.get("/ru/treaties/new-start").content
    assert len(re.sub(rb"<svg.*?</svg>", b"", page, flags=re.S)) < 125_000
    root = html.fromstring(client.get("/treaties/new-start").text)
    assert not root.xpath("//details[@class='group']//*[@class='grade']/@title")
    told = root.xpath("//p[span[@class='grade']]")[0].text_content()
    assert "recalled from memory, unverified" in told
    for line in root.xpath("//details[@class='group']//li[a[starts-with(@href, '#')]]"):
        assert line.xpath("span")[0].text_content() == "above"
