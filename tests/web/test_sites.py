"""Sites and inspections: the facilities of the table, visits as the assessment has them, plans within the quota."""

from __future__ import annotations

import pytest
from lxml import html

from armscontrol.data import catalogue
from armscontrol.holdings.facilities import GROUPS, facilities
from armscontrol.verification.plans import plan_year, quotas_by_type
from armscontrol.web.answers import sites

SCRIPT = "<script>alert(1)</script>"
BAD = ("../../etc/passwd", SCRIPT, "nix", "new-start/facilities")


def test_every_facility_is_listed(client):
    table = catalogue.table("new-start/facilities")
    assert client.get("/api/v1/facilities?limit=1000").json()["total"] == table.height
    page = client.get("/sites").text
    for name in ("Malmstrom AFB", "Kozelsk"):
        assert name in page
    assert sum(s.type_one for s in sites.sites("", "", "").sides) == table["inspectable_type_one"].sum()


@pytest.mark.parametrize("party", ["", "USA", "Russia"])
@pytest.mark.parametrize("kind", ["", *GROUPS])
def test_every_choice_has_a_page(client, party, kind):
    answer = client.get("/sites", params={"party": party, "kind": kind})
    assert answer.status_code == 200
    shown = sites.sites(party, kind, "").facilities
    assert all(f.group == kind for f in shown if kind)
    assert ("<svg" in answer.text.split('id="visits"')[0]) == bool(shown)


def test_visits_are_what_the_assessment_found():
    lines = {(q.provision, q.inspecting, q.start): q.value for q in sites.quota_lines()}
    assert len(lines) == len(sites.quota_findings())
    for f in sites.quota_findings():
        assert lines[f.provision_id, f.party, f.period_start] == f.value


def test_pauses_have_each_party_s_reason(client):
    rows = catalogue.table("new-start/conduct")
    hosting = rows.filter((rows["obligation"] == "hosting-inspections") & (rows["state"] == "not_performed"))
    assert len(sites.pauses()) == hosting.height
    page = client.get("/sites").text
    assert page.count("Agreed by both.") == hosting["agreed"].sum()
    assert client.get("/api/v1/inspections/pauses").json()["total"] == hosting.height
    assert client.get("/api/v1/inspections").json()["total"] == len(sites.quota_lines())


def test_the_quota_is_the_document_s():
    plan = plan_year("new-start", "RUS", 2015)
    for t in plan.types:
        rule, bound = quotas_by_type("new-start")[t.type]
        assert (t.quota, t.statement) == (bound, rule.quota.statement)
        assert t.used == pytest.approx(min(t.quota, plan.cap * len(t.bases)))


@pytest.mark.parametrize("party", ["USA", "RUS"])
@pytest.mark.parametrize("worth", [{}, {"submarine_base": 3}, {"icbm_base": 0}, {"air_base": 500, "other": 0.01}])
def test_a_plan_keeps_its_promises(party, worth):
    plan = plan_year("new-start", party, 2016, worth=worth, violation=6, seed=3)
    at_facility: dict[str, float] = {}
    for t in plan.types:
        best = max((b.worth * (1 - b.found) for b in t.bases), default=0.0)
        assert best == pytest.approx(t.value), "no base pays a violator more than the value"
        for b in t.bases:
            at_facility[b.site] = at_facility.get(b.site, 0.0) + b.expected
            assert 0 <= b.expected <= b.cap + 1e-9
            assert int(b.expected + 1e-9) <= b.drawn <= b.expected + 1
            assert (b.worth == 0) == (b.reason == "left_out")
            assert b.why.endswith(".")
    assert max(at_facility.values()) <= plan.cap + 1 - 1e-9
    assert {f.name for f in facilities("new-start") if f.party == party} >= set(at_facility)


def test_more_visits_never_find_less():
    found = [plan_year("new-start", "RUS", 2015, visits={"type_one": n}).types[0].found for n in range(11)]
    assert found == sorted(found)
    assert found[0] == 0


def reasons(page):
    """What the page says of each base: its name, then why."""
    rows = html.fromstring(page).xpath("//section//tr[th[@scope='row']]")
    return {r.xpath("./th")[0].text_content(): r.xpath("./td[@class='long']")[0].text_content().strip() for r in rows}


def test_the_plan_page_says_why(client):
    page = client.get("/sites/plan?party=RUS&year=2022").text
    assert "No visits were hosted from 8 August 2022" in page
    answer = client.get("/api/v1/inspections/plan?party=RUS&year=2022").json()
    assert answer["quotas"]["type_one"] == quotas_by_type("new-start")["type_one"][1]
    told = reasons(page)
    for t in answer["plan"]["types"]:
        assert html.fromstring(page).text_content().count(f"gains at best {round(t['value'], 2):g} of 1") == 1
        for base in t["bases"]:
            why = told[base["site"]]
            assert answer["based"].get(base["site"], "")[1:] in why, "what is there"
            assert base["items"] is None or f"{base['items']} items assumed" in why
            assert f"{round(base['expected'] * 10)} visits in ten years" in why, "how often the plan goes there"
            assert "4 false items here would never be found" in why, "what would be missed"
            assert "pays" not in why, "the value of the game is said once, above"


def test_a_base_that_is_not_visited_says_why(client):
    told = reasons(client.get("/sites/plan?party=USA&submarine_base=3&air_base=0").text)
    assert "As many visits as one facility may have (2 visits a year)" in told["Kings Bay (Naval Submarine Base)"]
    assert "Left out: it was given no weight." in told["Whiteman AFB"]
    assert "No visit is planned." in reasons(client.get("/sites/plan?type_one=0").text)["Kozelsk"]


def test_every_facility_on_the_map_leads_to_its_row(client):
    page = html.fromstring(client.get("/sites?party=RUS").text)
    links = page.xpath("//nav[@aria-label='Facilities on the map']//a")
    assert [a.text_content() for a in links if a.text_content() == "Kozelsk"]
    assert len(links) == sum(f.party == "RUS" for f in facilities("new-start"))
    for link in links:
        assert page.get_element_by_id(link.get("href")[1:]).xpath("./th")[0].text_content() == link.text_content()


def test_more_than_the_quota_is_refused(client):
    answer = client.get("/api/v1/inspections/plan?type_one=11")
    assert answer.status_code == 400
    assert "the quota" in answer.json()["allowed"]
    assert client.get("/sites/plan?year=1999").status_code == 400
    assert client.get("/sites/plan?year=2026").status_code == 400


@pytest.mark.parametrize(
    "query",
    ["violation=0", "violation=9999999", "opened=-1", "sensitivity=2", "icbm_base=-1", "icbm_base=nan", "seed=-1",
     "elsewhere=x", "year=x", "type_two=1e9"],
)  # fmt: skip
def test_fields_out_of_range_are_refused(client, query):
    for path in ("/sites/plan", "/api/v1/inspections/plan"):
        assert client.get(f"{path}?{query}").status_code in (400, 422), query


def test_edges_of_the_form_are_answered(client):
    for query in ("sensitivity=0", "elsewhere=0", "type_one=0&type_two=0", "icbm_base=0&submarine_base=0&air_base=0&other=0",
                  "violation=1000&opened=1000", "icbm_base=1000&air_base=0.000001"):  # fmt: skip
        assert client.get(f"/sites/plan?{query}").status_code == 200, query


@pytest.mark.parametrize("bad", BAD)
def test_what_the_treaty_does_not_have_is_missing(client, bad):
    for path, field in (("/sites", "party"), ("/sites", "kind"), ("/sites", "open"), ("/sites/plan", "party"),
                        ("/api/v1/facilities", "kind"), ("/api/v1/inspections/plan", "party")):  # fmt: skip
        answer = client.get(path, params={field: bad})
        assert answer.status_code == 404
        assert SCRIPT not in answer.text or answer.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize("form", ["csv", "parquet", "json"])
def test_facilities_can_be_taken_away(client, form):
    assert client.get(f"/api/v1/facilities.{form}?party=RUS").status_code == 200
    assert client.get("/api/v1/facilities.exe").status_code == 404
