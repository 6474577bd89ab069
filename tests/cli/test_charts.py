"""`--chart`: every answer of `verify` that has a curve can be drawn, and is drawn the same way each time."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest
from typer.testing import CliRunner

from armscontrol.cli.app import app
from armscontrol.errors import ReportError

ANSWERS = {
    "sample-size": ("--items", "1000", "--false", "10", "--chance", "0.95"),
    "detection": ("--items", "400", "--false", "20", "--sample", "10", "--visits", "3"),
    "allocate": ("--values", "10,8,5,1", "--inspections", "1.2"),
    "game": ("--periods", "10", "--inspections", "3"),
    "posterior": ("--prior", "0.5", "--detect", "0.4", "--intro", "0.01", "--clean", "10"),
    "hidden": ("--items", "400", "--sample", "180"),
    "campaign": ("new-start", "--violation", "40", "--at", "2015-03-01", "--runs", "4000"),
    "compare": ("10", "18", "--sites", "20", "--items", "20"),
}
SAYS = {
    "sample-size": "258 items: 95.02 %",
    "detection": "20 false: 78.92 %",
    "allocate": "57.6%",
    "game": "3 inspections: 26.14 %",
    "posterior": "97.85 %",
    "hidden": "4 or fewer: 95.",
    "campaign": "Russia",
    "compare": "within 5 years",
}


def draw(command, path):
    return CliRunner().invoke(app, ["verify", command, *ANSWERS[command], "--chart", str(path)], catch_exceptions=False)


@pytest.mark.parametrize("command", ANSWERS)
def test_an_answer_is_drawn(command, tmp_path):
    path = tmp_path / "charts" / "out.svg"
    done = draw(command, path)
    assert done.exit_code == 0
    assert f"Chart: {path}" in done.stdout
    text = path.read_text(encoding="utf-8")
    assert ElementTree.fromstring(text).tag.endswith("svg")
    words = " ".join(re.sub(r"<[^>]+>", " ", text).split())
    assert SAYS[command] in words
    assert "e+" not in words  # no axis in powers of ten
    draw(command, tmp_path / "again.svg")
    assert (tmp_path / "again.svg").read_text(encoding="utf-8") == text


def test_json_and_chart_go_together(tmp_path):
    done = CliRunner().invoke(app, ["verify", "game", *ANSWERS["game"], "--json", "--chart", str(tmp_path / "g.svg")])
    assert done.stdout.startswith("{")
    assert "Chart" not in done.stdout
    assert (tmp_path / "g.svg").exists()


def test_another_ending_is_refused(tmp_path):
    with pytest.raises(ReportError, match=r"another ending.*Allowed: \.svg"):
        draw("game", tmp_path / "g.png")
    assert not list(tmp_path.iterdir())
