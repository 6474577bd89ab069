"""Every word of the rule language has a worked example in docs/rule-words.md; what it prints is what comes out."""

from __future__ import annotations

import re

import polars as pl
import pytest

import armscontrol as ac
from armscontrol.terms import VERDICT_WORDS
from armscontrol.treaties import load_treaty, provisions
from tests.conftest import ROOT

PAGE = (ROOT / "docs" / "rule-words.md").read_text(encoding="utf-8")
BASE = re.search(r"<!-- base -->\n```toml\n(.*?)```", PAGE, re.DOTALL)[1]
EXAMPLE = re.compile(
    r"#{2,3} (?P<title>[^\n]+)\n(?:(?!\n#).)*?<!-- on: (?P<days>[\d -]+) -->\n```toml\n(?P<rule>.*?)```\n"
    r"```csv\n(?P<first>.*?)```\n(?:```csv\n(?P<second>.*?)```\n)?```text\n(?P<answer>.*?)```",
    re.DOTALL,
)
EXAMPLES = list(EXAMPLE.finditer(PAGE))


def table(text):
    return pl.read_csv(text.encode(), infer_schema=False)


def told(finding):
    bound = f"{finding.limit:,.6g}" if finding.limit is not None else "unknown"
    if finding.limit_low is not None:
        bound = f"{finding.limit_low:,.6g}–{bound}"
    if finding.sense == "at_least":
        bound = f"at least {bound}"
    would = f", would be {VERDICT_WORDS[finding.would_be].lower()}" if finding.would_be else ""
    verdict = VERDICT_WORDS[finding.verdict].lower()
    where = f"{finding.date} {finding.party} {finding.provision_id}"
    return f"{where}: {finding.value_text} of {bound}, {verdict}{would}"


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda m: m["title"])
def test_the_worked_example_comes_out_as_written(example, tmp_path):
    path = tmp_path / "invented.toml"
    path.write_text(BASE + "\n" + example["rule"], encoding="utf-8")
    treaty = load_treaty(path)
    given = {}
    for text in (example["first"], example["second"]):
        if text:
            given["holdings" if text.startswith("as_of") else "events"] = table(text)
    days = example["days"].split()
    found = ac.assess(treaty, **given, on=days)
    lines = [told(f) for f in found.findings]
    lines += [f"{c.party} {c.provision_id} due {c.due}: {c.state.replace('_', ' ')}" for c in found.obligations]
    lines += [n for f in found.findings for n in f.notes]
    for line in example["answer"].splitlines():
        assert line in lines, "\n".join(lines)


def test_every_example_of_the_page_is_run():
    assert len(EXAMPLES) == PAGE.count("<!-- on: ") >= 30


def test_every_word_of_the_model_is_explained():
    pages = PAGE + (ROOT / "docs" / "rule-language.md").read_text(encoding="utf-8")
    words = set()
    for name in (
        "Limit",
        "Ban",
        "Quota",
        "Obligation",
        "Elimination",
        "Attribute",
        "Tier",
        "Map",
        "Baseline",
        "Deadline",
    ):
        fields = getattr(provisions, name).model_fields
        words |= {field.alias or key for key, field in fields.items()}
    missing = [w for w in sorted(words) if not re.search(rf"\b{w}\b", pages)]
    assert not missing
