"""Every example in README and docs runs, and what it prints is what is printed here."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT

PAGES = sorted([ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").rglob("*.md")])
FENCE = re.compile(r"(?:<!-- (?P<note>[^>]*?) -->\n)?```(?P<language>\w+)\n(?P<body>.*?)```", re.DOTALL)
ENV = {**os.environ, "COLUMNS": "110", "NO_COLOR": "1"}
UPDATE = os.environ.get("UPDATE_DOCS") == "1"
METHOD_PAGES = sorted(p for p in (ROOT / "docs" / "methods").glob("*.md") if p.name != "README.md")
TRANSLATIONS = ROOT / "docs" / "methods" / "ru"
"""The same pages in Russian: their examples are those of the English ones, word for word, and are not run again.
Of a formula the signs and numbers are the same; the words between them are Russian."""


def blocks(page: Path) -> list[re.Match[str]]:
    return list(FENCE.finditer(page.read_text(encoding="utf-8")))


def shell(line: str, folder: Path, code: int = 0) -> str:
    words = shlex.split(line)
    assert words[0] == "armscontrol", line
    done = subprocess.run(
        [sys.executable, "-m", *words], capture_output=True, text=True, cwd=folder, env=ENV, timeout=120
    )
    assert done.returncode == code, (line, done.stdout[-500:], done.stderr[-1500:])
    return done.stdout if code == 0 else done.stderr


@pytest.fixture
def folder(tmp_path):
    return tmp_path


@pytest.mark.parametrize(
    "page", [p for p in PAGES if TRANSLATIONS not in p.parents], ids=lambda p: p.relative_to(ROOT).as_posix()
)
def test_the_examples_of_a_page_run(page, folder, monkeypatch):
    monkeypatch.chdir(folder)
    text = page.read_text(encoding="utf-8")
    names: dict[str, object] = {}
    for block in blocks(page):
        note, language, body = block["note"] or "", block["language"], block["body"]
        if note.startswith("file: "):
            (folder / note.removeprefix("file: ")).write_text(body, encoding="utf-8")
        elif language == "python":
            exec(compile(body, str(page), "exec"), names)
        elif language == "console":
            for line in body.splitlines():
                command = line.removeprefix("$ ").split("  #")[0].strip()
                if command.startswith("make "):
                    target = command.split()[1]
                    assert re.search(rf"^{target}:", (ROOT / "Makefile").read_text(), re.MULTILINE), command
                else:
                    command, _, target = command.partition(" > ")
                    out = shell(command, folder)
                    if target:
                        (folder / target.strip()).write_text(out, encoding="utf-8")
        elif note.startswith(("run: ", "fails with 3: ")):
            command, _, cut = note.split(": ", 1)[1].partition(" | first ")
            out = shell(command, folder, code=3 if note.startswith("fails") else 0)
            lines = [line.rstrip() for line in out.splitlines()]
            expected = "\n".join(lines[: int(cut.split()[0])] if cut else lines) + "\n"
            if UPDATE:
                text = text.replace(
                    block[0], block[0].replace(f"```{language}\n{body}```", f"```{language}\n{expected}```")
                )
            else:
                assert body == expected, f"{page.name}: run UPDATE_DOCS=1 pytest tests/test_docs.py and read the change"
    if UPDATE:
        page.write_text(text, encoding="utf-8")


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.relative_to(ROOT).as_posix())
def test_links_between_pages_lead_somewhere(page):
    prose = FENCE.sub("", page.read_text(encoding="utf-8"))  # in code, brackets after brackets are no link
    for target in re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", prose):
        if "//" not in target:
            assert (page.parent / target).exists(), f"{page.name}: {target}"


def test_the_picture_in_the_readme_is_what_the_program_draws():
    import armscontrol as ac
    from armscontrol.reports.charts import limit_chart, svg

    findings = [f for f in ac.assess("new-start").limits if f.article == "II(1)(b)"]
    path = ROOT / "docs" / "images" / "new-start-warheads.svg"
    drawn = svg(limit_chart(findings, "warheads")) + "\n"
    if UPDATE:
        path.write_text(drawn, encoding="utf-8")
    assert path.read_text(encoding="utf-8") == drawn


def test_the_demo_is_what_the_readme_says():
    makefile = (ROOT / "Makefile").read_text()
    assert (
        "armscontrol assess new-start --variant russian-view --report build/new-start.html --pdf build/new-start.pdf"
        in makefile
    )
    assert "make test" in (ROOT / ".ci" / "run").read_text()


def test_every_command_is_documented():
    text = "\n".join(p.read_text() for p in PAGES)
    for command in ("assess", "explain", "status", "timeline", "treaty list", "treaty show", "treaty check", "treaty schema", "treaty compare", "treaty diff", "treaty template",
                    "verify cases", "verify methods", "verify sample-size", "verify detection", "verify allocate", "verify game", "verify posterior", "verify campaign", "verify compare",
                    "data list", "data show", "data sources", "data export", "data columns",
                    "record read", "record check", "record add", "record review", "record positions", "record linkages", "record timeline", "record search",
                    "record export", "record import", "serve", "token add", "token list"):  # fmt: skip
        assert f"armscontrol {command}" in text, command


def test_every_field_and_column_is_documented():
    from dataclasses import fields

    from armscontrol.compliance import Finding
    from armscontrol.terms import GRADES, VERDICTS

    page = (ROOT / "docs" / "findings.md").read_text()
    for field in fields(Finding):
        if field.name not in ("treaty", "unit", "statement", "period_start", "period_end", "place"):
            assert f"`{field.name}`" in page, field.name
    for verdict in VERDICTS:
        assert f"| {verdict} |" in page
    grades = (ROOT / "docs" / "data.md").read_text()
    for grade in GRADES:
        assert f"| {grade} |" in grades


@pytest.mark.parametrize("page", METHOD_PAGES, ids=lambda p: p.name)
def test_a_page_of_a_method_has_its_parts_and_is_listed(page):
    heads = re.findall(r"^## (.+)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    assert heads == [
        "Model",
        "Formula",
        "Assumptions",
        "When not to use it",
        "Worked example",
        "Published case",
        "Reference",
    ]
    assert f"({page.name})" in (page.parent / "README.md").read_text(encoding="utf-8")


def test_every_method_has_a_page():
    from armscontrol.verification import METHODS

    text = "\n".join(p.read_text(encoding="utf-8") for p in METHOD_PAGES)
    assert [name for name in METHODS if f"`{name}`" not in text] == []


FORMULA = re.compile(r"^## (?:Formula|Формула)\n(.*?)^## ", re.MULTILINE | re.DOTALL)


def signs(text: str) -> list[list[str]]:
    """Numbers and signs of each block of the formula."""
    blocks = FENCE.finditer("".join(FORMULA.findall(text)))
    return [re.findall(r"[0-9]+|[=+/^<>≤≥√×±]", b["body"]) for b in blocks]


def examples(text: str) -> list[str]:
    return [b[0] for b in FENCE.finditer(FORMULA.sub("", text))]


def levels(text: str) -> list[str]:
    return re.findall(r"^(#+) ", FENCE.sub("", text), re.MULTILINE)


@pytest.mark.parametrize("page", METHOD_PAGES, ids=lambda p: p.name)
def test_a_page_of_a_method_says_the_same_in_russian(page):
    """After UPDATE_DOCS=1 copy the changed blocks of the English page to its Russian twin."""
    twin = TRANSLATIONS / page.name
    assert twin.exists(), f"{page.name} has no Russian twin"
    english, russian = page.read_text(encoding="utf-8"), twin.read_text(encoding="utf-8")
    assert examples(russian) == examples(english)
    assert signs(russian) == signs(english)
    assert levels(russian) == levels(english)
    assert re.findall(r"^## (.+)$", russian, re.MULTILINE) == [
        "Модель",
        "Формула",
        "Допущения",
        "Когда не применять",
        "Пример",
        "Опубликованный случай",
        "Источник",
    ]
    links = re.compile(r"\]\((https?://[^)]+|[\w-]+\.md)\)")
    assert set(links.findall(FENCE.sub("", russian))) == set(links.findall(FENCE.sub("", english)))


def test_every_russian_page_of_a_method_has_an_english_twin():
    names = {p.name for p in TRANSLATIONS.glob("*.md")} - {"README.md"}
    assert names == {p.name for p in METHOD_PAGES}
