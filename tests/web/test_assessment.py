"""The assessment on pages and in the API: its numbers are the library's, and each is argued."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from lxml import html

from armscontrol.compliance import assess
from armscontrol.treaties import treaty_ids

DAY = "2022-09-01"
HOSTILE = ("../../etc/passwd", "new-start.toml", "<script>alert(1)</script>", "x" * 64)


def headline(page: str) -> str:
    found = re.search(r"<h1>(.*?)</h1>", page, re.S)
    assert found
    return " ".join(re.sub(r"<[^>]+>", "", found[1]).split())


@pytest.mark.parametrize("id", treaty_ids())
def test_every_treaty_has_an_answer(client, id):
    page = client.get(f"/assessment?treaty={id}")
    assert page.status_code == 200
    assert headline(page.text)
    assert client.get(f"/api/v1/assessments?treaty={id}").json()["treaty"] == id


@pytest.mark.parametrize("party", ["USA", "RUS"])
def test_the_numbers_are_the_librarys(client, party):
    found = client.get(f"/api/v1/assessments?treaty=new-start&party={party}&on={DAY}").json()
    library = assess("new-start", on=DAY, party=party)
    assert [(f["provision_id"], f["value"], f["limit"], f["verdict"]) for f in found["limits"]] == [
        (f.provision_id, f.value, f.limit, f.verdict) for f in library.limits
    ]
    assert [(c["provision_id"], c["state"]) for c in found["duties"]] == [
        (c.provision_id, c.state) for c in library.obligations
    ]


def test_a_party_of_a_group_is_shown_what_binds_its_group(client):
    found = client.get("/api/v1/assessments?treaty=cfe&party=RUS&on=2010-01-01").json()
    library = assess("cfe", on="2010-01-01", party="RUS")
    mine = {(f.provision_id, f.party) for f in library.limits if f.value is not None}
    assert {(f["provision_id"], f["party"]) for f in found["limits"] if f["value"] is not None} >= mine


def test_the_headline_is_the_answer(client):
    for query, told in (
        (f"party=RUS&on={DAY}", "New START, 1 September 2022: Russia was within every limit"),
        (f"on={DAY}", "New START, 1 September 2022: every Party was within every limit"),
        ("on=2017-03-01", "New START, 1 March 2017: the limits did not bind yet"),
        ("treaty=start-2", "START II, 1 January 2003: not in force, its limits bound no one"),
    ):
        assert headline(client.get(f"/assessment?{query}").text) == told
    told = headline(client.get("/assessment?on=2022-03-01&variant=russian-view").text)
    assert (
        "1 of 6 figures exceeded its limit, by the variant “Converted items that Russia does not accept still count”"
        in told
    )


def test_a_limit_exceeded_by_a_recalled_rule_is_no_statement_of_what_the_treaty_says(client):
    found = client.get("/api/v1/assessments?treaty=cfe&party=RUS&on=2010-01-01").json()
    exceeded = [f for f in found["limits"] if f["verdict"] == "exceeded"]
    assert found["recalled_rules"] == sum(f["rule_evidence"] == "recalled" for f in exceeded) > 0
    assert "no statement of what the treaty says" in client.get("/assessment?treaty=cfe&party=RUS&on=2010-01-01").text


def test_one_steps_over_the_exchanges(client):
    days = assess("new-start").days
    found = client.get(f"/api/v1/assessments?on={days[3]}").json()
    assert (found["previous"], found["next"]) == (days[2].isoformat(), days[4].isoformat())
    between = days[3] + dt.timedelta(days=3)
    found = client.get(f"/api/v1/assessments?on={between}").json()
    assert (found["previous"], found["next"]) == (days[3].isoformat(), days[4].isoformat())
    page = client.get(f"/assessment?on={days[3]}").text
    assert f"on={days[2]}" in page
    assert f"on={days[4]}" in page


def test_a_variant_is_set_beside_the_treatys_own(client):
    found = client.get("/api/v1/assessments?on=2022-03-01&variant=russian-view").json()["changed"]
    assert [(c["own"]["provision_id"], c["own"]["party"]) for c in found] == [("launchers-and-bombers", "USA")]
    assert found[0]["own"]["value"] < found[0]["variant"]["value"]


@pytest.mark.parametrize("path", [f"/assessment?on={DAY}", "/assessment?treaty=cfe&party=RUS", "/assessment?treaty=inf",
                                  "/assessment?treaty=cwc", "/"])  # fmt: skip
def test_every_number_opens_its_argument(client, path):
    page = client.get(path).text
    links = set(re.findall(r'href="(/assessment/explain[^"]+)"', page))
    assert links
    for link in sorted(links)[:: max(1, len(links) // 12)]:
        answer = client.get(link.replace("&amp;", "&"))
        assert answer.status_code == 200, link
        assert "The argument" in answer.text


def test_the_argument_is_the_librarys(client):
    found = client.get(f"/api/v1/assessments/explain?article=II(1)(b)&party=Russia&on={DAY}").json()
    library = assess("new-start", on=DAY)
    argued = library.explain(library.find("II(1)(b)", "RUS", DAY))
    assert [(s["heading"], s["lines"]) for s in found["steps"]] == [(s.heading, list(s.lines)) for s in argued.steps]
    page = client.get(f"/assessment/explain?article=deployed-warheads&party=RUS&on={DAY}").text
    for step in argued.steps:
        assert step.heading in page


def explained(client, query):
    return html.fromstring(client.get(f"/assessment/explain?{query}").text)


def test_a_declared_total_leads_to_its_row(client):
    page = explained(client, f"article=deployed-warheads&party=RUS&on={DAY}")
    (link,) = page.xpath(
        "//main//a[contains(@href, '/data/tables/new-start/aggregate') and contains(@href, '#row-')]/@href"
    )
    address, _, anchor = link.partition("#")
    table = html.fromstring(client.get(address).text)
    row = table.get_element_by_id(anchor).text_content()
    assert "1,549" in row or "1549" in row
    assert DAY in row


def test_items_lead_to_their_rows_and_are_listed_once(client):
    query = "treaty=start-1&article=delivery-vehicles&party=USA&on=1990-09-01"
    page = explained(client, query)
    found = client.get(f"/api/v1/assessments/explain?{query}").json()
    shown = page.xpath("//main")[0].text_content()
    for row in found["finding"]["rows"]:
        assert shown.count(row["label"]) == 1, row["label"]
    links = page.xpath("//main//a[contains(@href, '/data/tables/start-1/by_type') and contains(@href, '#row-')]/@href")
    assert len(links) >= len(found["finding"]["rows"])
    for link in links:
        address, _, anchor = link.partition("#")
        assert html.fromstring(client.get(address).text).get_element_by_id(anchor) is not None


def test_a_row_on_a_later_page_of_its_table_is_found(client):
    from armscontrol.web.answers.table_rows import _rows

    found = _rows("cfe/holdings", "1990-11-19", "NATO", (), ())
    assert found
    assert [r.number for r in found.rows] == sorted(r.number for r in found.rows)


def test_what_is_recalled_is_said(client):
    page = client.get(f"/assessment/explain?article=launchers-and-bombers&party=RUS&on={DAY}").text
    assert "from memory, unverified" in page
    assert "recalled, unverified" in client.get(f"/assessment?on={DAY}").text


def test_conduct_is_argued(client):
    page = client.get(f"/assessment/explain?article=hosting-inspections&party=RUS&on={DAY}").text
    assert "not performed" in headline(page)
    assert "The duty" in page


def test_an_argument_that_there_is_none_names_those_there_are(client):
    answer = client.get(f"/api/v1/assessments/explain?article=nix&party=RUS&on={DAY}")
    assert answer.status_code == 400
    assert "deployed-warheads" in answer.json()["allowed"]


@pytest.mark.parametrize("hostile", HOSTILE)
def test_a_name_that_is_none_of_ours_is_refused(client, hostile):
    good = {"treaty": "new-start", "party": "RUS", "on": DAY, "article": "deployed-warheads"}
    for name in ("treaty", "party", "variant", "article"):
        for path in ("/assessment", "/assessment/explain", "/api/v1/assessments", "/api/v1/assessments/explain"):
            if name == "article" and "explain" not in path:
                continue
            answer = client.get(path, params={**good, name: hostile})
            assert answer.status_code in (400, 404), (path, name)
            assert "<script>alert" not in answer.text or path.startswith("/api")
    assert client.get("/assessment", params={"on": hostile}).status_code in (400, 422)


def test_empty_fields_are_the_defaults(client):
    assert client.get("/assessment?treaty=&party=&on=&variant=").status_code == 200
    assert client.get("/assessment/explain?treaty=&article=&party=&on=").status_code == 422


def test_all_findings_are_taken_away_in_every_format(client):
    import io

    import polars as pl

    library = assess("new-start").frame()
    csv = client.get("/api/v1/assessments/findings?form=csv")
    assert "attachment" in csv.headers["content-disposition"]
    assert pl.read_csv(io.BytesIO(csv.content), infer_schema=False).height == library.height
    parquet = client.get("/api/v1/assessments/findings?form=parquet")
    assert pl.read_parquet(io.BytesIO(parquet.content)).equals(library)
    assert len(client.get("/api/v1/assessments/findings?form=json").json()) == library.height
    assert client.get("/api/v1/assessments/findings?form=exe").status_code == 422


@pytest.mark.parametrize("on", ["2019-03-01", "2023-06-01"])
def test_what_was_done_names_its_evidence_and_on_paper_its_sources(client, on):
    """Quotas and duties as limits: every number leads to its argument, and what has no source says that it is recalled."""
    root = html.fromstring(client.get(f"/assessment?on={on}").text)
    library = assess("new-start", on=on)
    held = set(map(id, library.on_holdings))
    done = [f for f in library.findings if id(f) not in held]
    for part, found in (("quotas", done), ("duties", library.obligations)):
        (section,) = root.xpath(f"//section[@aria-labelledby='{part}']")
        rows = section.xpath("(.//table)[1]/tbody/tr")
        assert len(rows) == len(found)
        for row, f in zip(rows, found, strict=True):
            assert row.xpath(".//a[contains(@href, '/assessment/explain?')]")
            if f.evidence:
                assert f.evidence.replace("_", " ") in row.xpath("string(./td[last()])")
        printed = set(section.xpath("./p[contains(@class, 'in-print')]/a/@href"))
        assert {x for f in found for x in f.sources} <= printed
        rules = {e.id: e.source for e in library.treaty.obligations} | {e.id: e.source for e in library.treaty.quotas}
        assert {rules[f.provision_id] for f in found if rules.get(f.provision_id)} <= printed


def test_a_visit_counted_and_a_duty_refused_lead_to_their_rows(client):
    from armscontrol.data import catalogue

    for article, party, on, table in (
        ("inspections-per-year", "USA", "2019-02-05", "new-start/inspections"),
        ("hosting-inspections", "RUS", "2023-06-01", "new-start/conduct"),
    ):
        page = client.get(f"/assessment/explain?treaty=new-start&article={article}&party={party}&on={on}")
        links = [x for x in html.fromstring(page.text).xpath("//ol//a/@href") if f"/data/tables/{table}" in x]
        rows = [x for x in links if "#row-" in x]
        assert rows, page.text
        for link in rows:
            there = html.fromstring(client.get(link.partition("#")[0]).text).get_element_by_id(link.partition("#")[2])
            row = catalogue.table(table).row(int(link.rpartition("-")[2]) - 1, named=True)
            assert party in (row.get("party") or row.get("inspecting_party"))
            assert (row["source_url"] or "") in "".join(there.xpath(".//@href"))


def test_what_is_exceeded_stands_first_in_a_long_list(client):
    found = client.get("/api/v1/assessments?treaty=cfe&on=2010-01-01").json()
    verdicts = [f["verdict"] for f in found["limits"]]
    assert found["exceeded"] > 0
    assert verdicts[: found["exceeded"]] == ["exceeded"] * found["exceeded"]
    open_ = verdicts.count("not_determinable")
    assert verdicts[found["exceeded"] :][:open_] == ["not_determinable"] * open_
    order = "What is exceeded stands first, then what cannot be determined, then the rest."
    assert order in client.get("/assessment?treaty=cfe&on=2010-01-01").text
    assert order not in client.get(f"/assessment?on={DAY}").text, "all alike: nothing is sorted"
