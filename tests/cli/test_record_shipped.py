"""The command line asked without a record of one's own: what the program brings along answers."""

from __future__ import annotations

import json

from typer.testing import CliRunner

from armscontrol.cli.app import app


def asked(*args: str):
    return CliRunner().invoke(app, ["record", *args])


def test_positions_linkages_and_search_know_the_shipped_positions(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    found = asked("positions", "new-start-limits", "--on", "2026-02-11")
    assert "Russia: conditional: as long as the USA does not exceed the limits (linkage)" in found.stdout
    assert "(tass.com)" in found.stdout
    assert "what the program brings along" in found.stderr
    ties = json.loads(asked("linkages", "--party", "RUS", "--json").stdout)["linkages"]
    assert {"China, Britain, France in talks", "the USA does not exceed the limits"} <= {t["target"] for t in ties}
    assert json.loads(asked("search", "--speaker", "Sullivan", "--kind", "statement", "--json").stdout)["items"]
    assert not (tmp_path / "record.db").exists()


def test_a_record_that_is_named_must_be_there(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert asked("linkages", "--record", "other.db").exit_code != 0
