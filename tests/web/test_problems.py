"""What goes wrong is said in our words: where, what was found, what is allowed, and the form to put it right."""

from __future__ import annotations

import re

import pytest
from lxml import html
from tests.web.conftest import routes

PAGES = ("/", "/treaties", "/assessment", "/forces", "/forces/types", "/sites", "/sites/plan", "/lab", "/data",
         "/data/tables/treaty_timeline", "/data/about", "/record", "/record/statements", "/api")  # fmt: skip
PYDANTIC = re.compile(r"Input should|Field required|should have at|Expecting|JSON decode|\{\}|valid (integer|string)")
API = "/api/v1"


def told(client, path, body=None):
    """A problem of the API; never in the words of a library."""
    kind = {"content-type": "application/json"}
    answer = client.get(API + path) if body is None else client.post(API + path, content=body, headers=kind)
    assert answer.status_code in (400, 404, 422), (path, answer.status_code)
    assert not PYDANTIC.search(answer.text), answer.text
    return answer.json()


@pytest.mark.parametrize(
    ("path", "where", "title", "allowed"),
    [
        ("/forces?year=x", "year", "the field cannot be used", "a whole number"),
        ("/forces?year=1", "year", "the number is too small", "1945 or more"),
        ("/forces?year=9999", "year", "the number is too large", "2100 or less"),
        ("/inspections/plan?elsewhere=often", "elsewhere", "the field cannot be used", "a number"),
        ("/today?on=" + "9" * 50, "on", "the text is too long", "at most 40 characters"),
        ("/assessments/explain?party=RUS&on=2020-01-01", "article", "a field is needed and was not sent", "a value"),
        ("/assessments/explain?article=a&party=RUS&on=", "on", "the text is too short", "at least 1 character"),
        ("/tables/treaty_timeline.exe", "form", "there is no such choice", "csv, parquet, json"),
        ("/today?on=yesterdayish", "on", "the day cannot be used", "a day from"),
        ("/assessments?treaty=nix", "treaty", "there is no such treaty", "new-start"),
        ("/assessments?variant=nix", "variant", "there is no such variant", ""),
        ("/assessments?party=CHN", "party", "this treaty has no such Party", "RUS"),
        ("/treaties/nix", "treaty", "there is no such treaty", "new-start"),
        ("/facilities?party=CHN", "party", "no table has that", "RUS"),
        ("/inspections/plan?party=CHN", "party", "this treaty has no such Party", "RUS"),
    ],
)
def test_a_field_that_cannot_be_used_is_named(client, path, where, title, allowed):
    problem = told(client, path)
    assert (problem["where"], problem["title"]) == (where, title)
    assert allowed in problem["allowed"]
    assert problem["found"]


@pytest.mark.parametrize(
    ("body", "where", "title"),
    [
        ("{", "body, character 2", "the body is no JSON that can be read"),
        ("nix", "body, character 1", "the body is no JSON that can be read"),
        ("", "the body", "a field is needed and was not sent"),
        ("[1]", "the body", "the field cannot be used"),
        ("{}", "rows", "a field is needed and was not sent"),
        ('{"rows": [1]}', "rows, entry 1", "the field cannot be used"),
        ('{"rows": [], "treaty": 1}', "treaty", "the field cannot be used"),
    ],
)
def test_a_body_that_cannot_be_used_is_said_in_our_words(client, body, where, title):
    problem = told(client, "/assessments", body)
    assert (problem["where"], problem["title"]) == (where, title)


def test_every_kind_of_error_of_the_checker_has_words():
    from armscontrol.web import invalid

    for kind in ("missing", "int_parsing", "string_too_long", "greater_than_equal", "enum", "literal_error",
                 "json_invalid", "extra_forbidden", "model_attributes_type", "a_kind_of_tomorrow"):  # fmt: skip
        given = {"max_length": 3, "ge": 1, "expected": "'a' or 'b'"}
        assert invalid.TITLES.get(kind, invalid.OTHERWISE)
        assert invalid._allowed(kind, given) or kind == "json_invalid"


@pytest.mark.parametrize("path", PAGES)
def test_a_field_that_no_one_reads_is_refused_on_every_page(client, path):
    answer = client.get(f"{path}?rules=zzz&%3Cscript%3E=1")
    assert answer.status_code == 400
    page = html.fromstring(answer.text)
    assert page.xpath("//h1")[0].text_content() == "This address has no such field"
    assert "rules=zzz" in page.text_content()
    assert "<script>1" not in answer.text


def test_a_field_that_no_one_reads_is_refused_in_the_whole_api(client):
    for method, path in routes():
        if method == "GET" and path.startswith(API) and path != f"{API}/openapi.json":
            answer = client.get(f"{path}?zzz=1")
            assert answer.status_code in (400, 404, 422), path
            if answer.status_code == 400:
                assert answer.json()["where"] == "zzz", path


def test_the_fields_there_are_stand_beside_the_one_there_is_not(client):
    assert told(client, "/today?onn=2020-01-01")["allowed"] == "on"
    assert told(client, "/forces/states?x=1")["allowed"] == "no field"


@pytest.mark.parametrize(
    ("path", "field"),
    [
        ("/?on=nix", "on"),
        ("/treaties?on=2020-01-01&status=nix", "status"),
        ("/assessment?treaty=new-start&party=CHN&on=2020-01-01", "party"),
        ("/forces?state=nix&year=2024", "state"),
        ("/forces/types?party=RUS&year=x", "year"),
        ("/sites?party=RUS&kind=nix", "kind"),
        ("/sites/plan?party=RUS&violation=0", "violation"),
        ("/data/tables/treaty_timeline?q=START&grade=nix", "grade"),
    ],
)
def test_the_page_of_a_problem_has_the_form_with_what_was_sent(client, path, field):
    answer = client.get(path)
    assert answer.status_code in (400, 404, 422)
    page = html.fromstring(answer.text)
    (form,) = page.xpath("//main//form")
    assert form.get("action") == path.partition("?")[0]
    sent = dict(p.split("=") for p in path.partition("?")[2].split("&"))
    assert {i.get("name"): i.get("value") for i in form.xpath(".//input")} == sent
    (wrong,) = form.xpath(".//input[@aria-invalid='true']")
    assert wrong.get("name") == field
    assert "Allowed" in page.get_element_by_id(wrong.get("aria-describedby")).text_content()
    for i in form.xpath(".//input"):
        assert page.xpath(f"//label[@for='{i.get('id')}']")


def test_the_way_back_leads_to_a_page(client):
    for path in ("/assessment/explain?treaty=new-start", "/treaties/nix?on=2020-01-01", "/data/tables/nix?q=a",
                 "/forces/types?state=XXX", "/assessment?rules=zzz", "/nix", "/treaties/new-start/rules/nix"):  # fmt: skip
        page = html.fromstring(client.get(path).text)
        for link in page.xpath("//main//a/@href"):
            assert client.get(link).status_code == 200, (path, link)


def test_names_of_fields_and_files_are_not_capitalised():
    from armscontrol.web.rendering import _upfirst

    assert _upfirst("there is none") == "There is none"
    assert _upfirst("type_one visits") == "type_one visits"
    assert _upfirst("new-start.toml cannot be read") == "new-start.toml cannot be read"
    assert _upfirst("--host is needed") == "--host is needed"


def test_a_program_that_is_lost_is_sent_to_the_list_of_the_api(client):
    """A page names the pages above its message; an answer in JSON has none."""
    assert told(client, "/nowhere")["advice"] == "What there is stands in /api."
    assert "See the pages named above." in client.get("/nowhere").text
