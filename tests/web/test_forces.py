"""Forces and stockpiles: the numbers are the tables', sources stand apart, and nothing unknown is asked of a file."""

from __future__ import annotations

import polars as pl
import pytest
from lxml import html

from armscontrol.data import catalogue
from armscontrol.holdings.beside import beside
from armscontrol.holdings.estimates import CATEGORIES, disagreements, figures, inventories, states
from armscontrol.web.answers import force_types, forces

SCRIPT = "<script>alert(1)</script>"
BAD = ("../../etc/passwd", SCRIPT, "nix", "'; drop table", "forces/force_structure")


def test_every_figure_of_the_tables_is_there_once():
    named = ("stockpiles/fas_status", "stockpiles/estimates", "stockpiles/cited")
    filled = sum(catalogue.table(n)[c].is_not_null().sum() for n in named for c in CATEGORIES)
    declared = catalogue.table("stockpiles/us_declared").filter(pl.col("record") == "year")
    filled += sum(declared[c].is_not_null().sum() for c in CATEGORIES if c in declared.columns)
    assert len(figures()) == filled


def test_the_headline_is_the_table(client):
    row = catalogue.table("stockpiles/fas_status").filter(pl.col("state") == "RUS", pl.col("year") == 2024)
    page = client.get("/forces?state=RUS&year=2024").text
    head = page.split("<h1>")[1].split("</h1>")[0]
    assert "Russia, March 2024" in head
    for column in ("total_inventory", "stockpile"):
        assert f"{row[column][0]:,}" in head


def test_a_year_without_a_figure_is_unknown_and_not_none(client):
    page = client.get("/forces?state=ZAF&year=2100").text
    assert "South Africa" in page or "ZAF" in page
    assert "unknown, not none" in page
    assert "The nearest year on record" in page


@pytest.mark.parametrize("state", states())
def test_every_state_has_a_page(client, state):
    assert client.get("/forces", params={"state": state}).status_code == 200


def test_disagreements_are_what_they_say():
    for d in disagreements():
        values = [f.value for f in d.figures]
        assert (min(values), max(values)) == (d.low, d.high)
        assert d.low < d.high
        assert {(f.state, f.year, f.category) for f in d.figures} == {(d.state, d.year, d.category)}


def test_an_edition_is_never_merged_with_another():
    both = {f.edition for f in figures("USA", 2022, "stockpile", "fas-series")}
    assert len(both) == 2
    assert len([i for i in inventories("USA", 2022) if i.series == "fas-series"]) == 2


def test_estimates_beside_treaty_counts_cite_the_rule():
    found = beside("new-start", "USA", 2020)
    assert found is not None
    assert found.rule.statement.count("bomber")
    for gap in found.gaps:
        assert gap.difference == gap.estimate.value - gap.declared
        assert gap.bombers == found.at_bomber_bases.value - found.counted_bombers.value
        assert gap.rest == gap.difference - gap.bombers
    assert beside("new-start", "CHN", 2024) is None
    later = beside("new-start", "RUS", 2024)
    assert later.declared == ()
    assert "No count was declared" in later.reasons[0]


def heads(page):
    return [h.text_content() for h in html.fromstring(page).xpath("//thead//th")]


def test_deployed_and_all_non_strategic_warheads_are_told_apart(client):
    total = catalogue.table("forces/force_structure").filter(
        pl.col("party") == "RUS",
        pl.col("year") == 2025,
        pl.col("kind") == "nonstrategic",
        pl.col("row_kind") == "total",
    )["warheads_total"][0]
    page = client.get("/forces?state=RUS&year=2025").text
    assert {"Deployed, strategic", "Deployed, non-strategic"} <= set(heads(page))
    assert f"Non-strategic warheads in the stockpile, deployed or not: {total:,}" in page
    assert "deployed or not" not in client.get("/forces?state=FRA&year=2025").text


def test_no_two_columns_have_one_name(client):
    for path in ("/forces?state=RUS&year=2025", "/forces/types?party=RUS&year=2025"):
        for table in html.fromstring(client.get(path).text).xpath("//table"):
            names = [h.text_content() for h in table.xpath("./thead//th")]
            assert len(names) == len(set(names)), names


def test_what_is_recalled_is_marked(client):
    page = client.get("/forces/types?party=RUS&year=2024").text
    rows = force_types.estimates_by("RUS", 2024)
    assert page.count('class="grade recalled"') >= sum(e.evidence == "recalled" for e in rows)


def test_types_by_base_and_kind(client):
    answer = client.get("/api/v1/forces/types?party=RUS&base=Kozelsk").json()
    assert answer["estimates"]
    assert all("Kozelsk" in e["bases"] for e in answer["estimates"])
    assert len(force_types.estimate_lines()) == catalogue.table("forces/force_structure").height
    assert client.get("/forces/types?party=SUN&year=1990").text.count("START I")


def test_the_api_is_the_page(client):
    asked = forces.wanted("USA", 2020, "stockpile", "", "", None)
    answer = client.get("/api/v1/forces?state=USA&year=2020&category=stockpile").json()
    assert len(answer["shown"]) == len(forces.forces(asked).shown)
    page = client.get("/api/v1/stockpiles?state=USA&limit=5").json()
    assert page["total"] == len(figures("USA"))
    assert client.get(page["next"]).json()["offset"] == 5
    assert client.get("/api/v1/stockpiles/disagreements").json()["total"] == len(disagreements())
    assert client.get("/api/v1/forces/beside?state=CHN").json() is None
    assert "RUS" in client.get("/api/v1/forces/states").json()


@pytest.mark.parametrize("form", ["csv", "parquet", "json"])
def test_rows_can_be_taken_away(client, form):
    for name in ("stockpiles", "forces/types"):
        answer = client.get(f"/api/v1/{name}.{form}")
        assert answer.status_code == 200
        assert answer.headers["content-disposition"].startswith("attachment")
    rows = client.get("/api/v1/stockpiles.json?state=RUS").json()
    assert len(rows) == len(figures("RUS"))


def test_an_empty_choice_is_a_file_with_heads(client):
    lines = client.get("/api/v1/stockpiles.csv?state=RUS&year=2099").text.splitlines()
    assert len(lines) == 1
    assert client.get("/api/v1/stockpiles.parquet?state=RUS&year=2099").status_code == 200


@pytest.mark.parametrize("field", ["state", "category", "source", "vintage"])
@pytest.mark.parametrize("bad", BAD)
def test_what_no_table_has_is_missing(client, field, bad):
    for path in ("/forces", "/api/v1/stockpiles", "/api/v1/forces"):
        answer = client.get(path, params={field: bad})
        assert answer.status_code == 404, (path, field, bad)
        assert SCRIPT not in answer.text or answer.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize("field", ["party", "kind", "base", "source"])
@pytest.mark.parametrize("bad", BAD)
def test_what_no_force_has_is_missing(client, field, bad):
    for path in ("/forces/types", "/api/v1/forces/types"):
        answer = client.get(path, params={field: bad})
        assert answer.status_code == 404
        assert SCRIPT not in answer.text or answer.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize("query", ["year=1", "year=99999", "year=x"])
def test_bad_fields_are_refused(client, query):
    for path in ("/forces", "/api/v1/stockpiles", "/forces/types"):
        assert client.get(f"{path}?{query}").status_code == 422


def test_a_field_of_another_page_is_refused_and_not_passed_over(client):
    for path in ("/api/v1/stockpiles?since=1990", "/forces/types?state=CHN", "/forces?party=CHN"):
        assert client.get(path).status_code == 400, path
    assert client.get("/forces?since=-1").status_code == 422
    assert client.get("/forces?state=" + "a" * 500).status_code == 422


def test_no_such_form(client):
    assert client.get("/api/v1/stockpiles.xlsx").status_code == 404
    assert client.get("/api/v1/forces/types.xlsx").status_code == 404


def test_a_row_by_type_names_its_source_and_day_in_words(client):
    page = html.fromstring(client.get("/forces/types?party=RUS&year=2025").text)
    rows = page.xpath("//section[@aria-labelledby='estimates']//tbody/tr[td]")
    assert rows
    for row in rows:
        assert "github.com" not in row.xpath("td")[-1].text_content()
        assert "-" not in row.xpath("td")[0].text_content(), "a month has its name"
    titled = [row for row in rows if row.xpath("td")[-1].xpath("a[@class='source']")]
    assert len(titled) > len(rows) / 2
