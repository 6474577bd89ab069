"""Data, methods, glossary, what is not known: counted from the tables, and safe against names that are none."""

from __future__ import annotations

import csv
import io
import re

import polars as pl
import pytest
from lxml import html
from tests.conftest import ROOT
from tests.web.conftest import client_of

from armscontrol.data import catalogue
from armscontrol.data.gaps import GAPS
from armscontrol.glossary import GLOSSARY, as_markdown
from armscontrol.verification import METHODS
from armscontrol.verification.method_pages import PARTS, method_pages, page_of, questions

BAD = [
    "nix",
    "../catalogue.py",
    "..%2F..%2Fpyproject.toml",
    "new-start%2F..%2Ftreaty_timeline",
    "%00",
    "x" * 500,
    "<script>alert(1)</script>",
]


def heading(answer) -> str:
    return " ".join(re.sub(r"<[^>]+>", "", re.search(r"<h1.*?</h1>", answer.text, re.DOTALL)[0]).split())


def test_every_table_has_a_page_with_its_rows(client):
    for name in catalogue.names():
        answer = client.get(f"/data/tables/{name}")
        rows = catalogue.table(name).height
        assert answer.status_code == 200
        assert f"({rows:,} row" in heading(answer), name
        assert len(answer.content) < 100_000, name


def test_the_first_page_counts_all_rows(client):
    total = sum(catalogue.table(n).height for n in catalogue.names())
    assert f"{len(catalogue.names())} tables, {total:,} rows" in heading(client.get("/data"))


def test_rows_are_found_by_text_and_grade(client):
    frame = catalogue.table("new-start/provisions")
    wanted = frame.filter(
        pl.any_horizontal(pl.all().cast(pl.String).str.to_lowercase().str.contains("mobile", literal=True))
    )
    assert f"({wanted.height} of {frame.height} rows)" in heading(
        client.get("/data/tables/new-start/provisions?q=MOBILE")
    )
    recalled = frame.filter(pl.col("evidence") == "recalled")
    answer = client.get("/api/v1/tables/new-start/provisions/rows?grade=recalled&limit=1000").json()
    assert answer["total"] == recalled.height
    assert {r["evidence"] for r in answer["items"]} == {"recalled"}


def test_a_pattern_is_no_pattern_but_text(client):
    assert client.get("/api/v1/tables/treaty_timeline/rows?q=.*").json()["total"] < 10
    assert client.get("/data/tables/treaty_timeline?q=%5B%28").status_code == 200


def test_later_rows_are_a_page_further(client):
    first = client.get("/data/tables/treaty_timeline").text
    following = re.search(r'rel="next" href="([^"]+)"', first)[1].replace("&amp;", "&")
    assert 'id="row-26"' in client.get(following).text
    assert 'id="row-26"' not in first
    assert client.get("/data/tables/treaty_timeline?offset=9999").status_code == 200
    assert client.get("/data/tables/treaty_timeline?offset=-1").status_code == 422


@pytest.mark.parametrize("name", BAD)
@pytest.mark.parametrize("where", ["/data/tables/{}", "/data/methods/{}", "/api/v1/tables/{}.csv", "/api/v1/tables/{}/rows", "/api/v1/tables/{}/sources", "/api/v1/tables/{}/fields", "/api/v1/methods/pages/{}"])  # fmt: skip
def test_what_is_no_name_of_ours_is_not_looked_for(client, where, name):
    answer = client.get(where.format(name))
    assert answer.status_code in (404, 422), answer.text[:200]
    assert "<script>alert" not in answer.text or answer.headers["content-type"] == "application/problem+json"


def test_script_in_every_parameter_stays_text(client):
    attack = '"><script>alert(1)</script>'
    for name in ("q", "grade"):
        answer = client.get(
            "/data/tables/new-start/aggregate", params={name: attack[:20] if name == "grade" else attack}
        )
        assert answer.status_code < 500
        assert "<script>alert" not in answer.text


@pytest.mark.parametrize("form", ["csv", "parquet", "json"])
def test_a_table_comes_whole_as_a_file(client, form):
    for name in catalogue.names():
        answer = client.get(f"/api/v1/tables/{name}.{form}")
        assert answer.status_code == 200
        assert answer.headers["content-disposition"] == f'attachment; filename="{name.replace("/", "-")}.{form}"'
        frame = catalogue.table(name)
        if form == "parquet":
            assert pl.read_parquet(io.BytesIO(answer.content)).equals(frame)
        elif form == "json":
            assert len(answer.json()) == frame.height
        else:
            assert len(list(csv.DictReader(io.StringIO(answer.text)))) == frame.height
        again = client.get(f"/api/v1/tables/{name}.{form}", headers={"if-none-match": answer.headers["etag"]})
        assert again.status_code == 304


def test_no_cell_of_a_csv_is_run_by_a_spreadsheet(client):
    for name in catalogue.names():
        for row in csv.reader(io.StringIO(client.get(f"/api/v1/tables/{name}.csv").text)):
            for cell in row:
                assert not cell.startswith(("=", "+", "@", "\t")), (name, cell)
                assert not cell.startswith("-") or re.fullmatch(r"-\d+(\.\d+)?", cell), (name, cell)


def test_only_the_rows_that_fit_are_taken_away(client):
    rows = client.get("/api/v1/tables/new-start/aggregate.json?q=2022").json()
    assert rows
    assert all(any("2022" in str(v) for v in r.values()) for r in rows)


def test_the_descriptor_leads_to_the_files(client):
    for resource in client.get("/api/v1/tables/datapackage.json").json()["resources"]:
        assert client.head(f"/api/v1/tables/{resource['path']}").status_code == 200


def test_what_is_not_known_is_counted(client):
    tables = [catalogue.table(n) for n in catalogue.names()]
    recalled = sum(int((t["evidence"] == "recalled").sum()) for t in tables if "evidence" in t.columns)
    page = client.get("/data/about")
    assert f"{recalled} of {sum(t.height for t in tables):,} rows are recalled" in heading(page)
    found = client.get("/api/v1/known").json()
    assert sum(t["recalled"] for t in found["tables"]) == recalled
    assert found["record_ends"] == str(catalogue.table("treaty_timeline")["date"].max())
    assert all(c["printed"] != c["computed"] for c in found["failing"])


def test_what_is_not_ours_is_named_with_its_licence(client):
    from armscontrol.web.answers.methods import vendored

    page = html.fromstring(client.get("/data/about").text).text_content()
    assert {"npm:world-atlas", "vl-convert-python"} <= {f.package for f in vendored()}
    for file in vendored():
        assert file.file in page
        assert file.licence in page


# Methods and glossary: one source, told everywhere


def test_every_method_is_explained_on_a_page(client):
    assert [name for name in METHODS if page_of(name) is None] == []
    listed = client.get("/data/methods").text
    for name, page in method_pages().items():
        assert tuple(page.parts) == PARTS
        assert f"/data/methods/{name}" in listed
        answer = client.get(f"/data/methods/{name}")
        assert answer.status_code == 200
        for target in re.findall(r'href="/data/methods/([^"]+)"', answer.text):
            assert target in method_pages(), (name, target)


def test_every_method_is_explained_in_russian(client):
    listed = client.get("/ru/data/methods").text
    assert "untranslated" not in listed
    assert [q.pages for q in questions("ru")] == [q.pages for q in questions()]
    for name, page in method_pages("ru").items():
        english = method_pages()[name]
        assert (page.language, tuple(page.parts), page.methods) == ("ru", PARTS, english.methods)
        assert page.title != english.title
        assert f"/ru/data/methods/{name}" in listed
        answer = client.get(f"/ru/data/methods/{name}")
        assert answer.status_code == 200
        assert "<h2>Допущения</h2>" in answer.text
        assert '<div class="prose" lang="ru">' in answer.text
        assert all(t in method_pages() for t in re.findall(r'href="/ru/data/methods/([^"]+)"', answer.text))


def test_a_method_without_a_russian_page_is_told_in_english_and_marked(monkeypatch):
    from armscontrol.verification import method_pages as module
    from armscontrol.web.answers import methods as answers

    def missing(name, language):
        return whole(name, "en" if name == "detection" else language)

    whole = module._text
    monkeypatch.setattr(module, "_text", missing)
    found = module._read("detection", "ru")
    assert (found.language, found.headings["Model"]) == ("en", "Model")
    monkeypatch.setattr(answers, "method_page", lambda name, language: found)
    page = client_of().get("/ru/data/methods/detection").text  # where nothing is kept yet
    assert '<div class="prose untranslated" lang="en">' in page
    assert f'<h1 lang="en" class="untranslated">{found.title}</h1>' in page
    assert module.method_page("visits", "xx").language == "en"


def test_english_words_in_a_russian_text_are_marked():
    from armscontrol.web.markdown import html_of

    made = html_of("Avenhaus, *Compliance Quantified*, гл. 2: x <b>, s(n, m) и `se`.", "/m", "ru")
    assert '<em><span lang="en">Compliance Quantified</span></em>' in made
    assert "гл. 2: x &lt;b&gt;, s(n, m) и <code>se</code>" in made
    assert "<span" not in html_of("Avenhaus, *Compliance Quantified*, ch. 2", "/m")


def test_every_page_of_the_documentation_is_listed_under_a_question():
    files = {p.stem for p in (ROOT / "docs" / "methods").glob("*.md")} - {"README"}
    assert {name for q in questions() for name in q.pages} == files


def test_a_wheel_carries_the_pages():
    import tomllib

    carried = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["hatch"]["build"]["targets"]["wheel"]
    assert carried["force-include"] == {"docs/methods": "armscontrol/verification/pages"}


def test_html_in_a_page_stays_text():
    from armscontrol.web.markdown import html_of

    made = html_of("<script>alert(1)</script> [x](javascript:alert(1)) [y](visits.md) [z](../data.md)", "/m")
    assert "<script>" not in made
    assert "javascript:" not in re.sub(r">[^<]*<", "><", made)
    assert 'href="/m/visits"' in made
    assert "data.md" not in made


def test_the_glossary_of_the_documentation_is_the_program_s(client):
    text = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")
    assert text.endswith(as_markdown())
    assert client.get("/api/v1/glossary?limit=1000").json()["total"] == len(GLOSSARY)
    assert heading(client.get("/data/glossary")).startswith(f"{len(GLOSSARY)} words")


def test_the_gaps_are_those_of_the_documentation():
    text = (ROOT / "docs" / "data.md").read_text(encoding="utf-8")
    for gap in GAPS:
        assert f"- {gap}\n" in text


def test_the_page_of_the_api_lists_every_route(client):
    described = client.get("/api/v1/openapi.json").json()["paths"]
    page = client.get("/api").text
    for path in described:
        assert path in page
    for path, verbs in described.items():
        for verb, route in verbs.items():
            assert route.get("tags"), (verb, path)
            for parameter in route.get("parameters", []):
                assert parameter.get("description"), (path, parameter["name"])
