"""Shared helpers. Tests that read the collected facts skip, saying so, where that folder is missing."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest
from hypothesis import settings

from armscontrol.treaties import Treaty, load_treaty

settings.register_profile("default", deadline=None, derandomize=True, print_blob=True)
settings.load_profile("default")

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="session")
def collected() -> Path:
    """Folder of the collected facts, beside the project or where ARMSCONTROL_COLLECTED says."""
    folder = Path(os.environ.get("ARMSCONTROL_COLLECTED", ROOT.parent / "shared" / "data"))
    if not folder.is_dir():
        pytest.skip(f"the collected facts are not here: no folder {folder.name} beside the project")
    return folder


def rows(*items: dict[str, object]) -> pl.DataFrame:
    """A holdings frame from rows with only what matters; the rest is filled in as for a U.S. declaration."""
    base = {
        "as_of": "2020-01-01",
        "party": "USA",
        "kind": "icbm",
        "status": "deployed",
        "number": 1,
        "basis": "declared",
    }
    names = list(dict.fromkeys([*base, *(k for i in items for k in i)]))
    return pl.DataFrame({n: [str(v) if (v := {**base, **i}.get(n)) is not None else None for i in items] for n in names},
                        schema=dict.fromkeys(names, pl.String))  # fmt: skip


def document(**changes: object) -> str:
    """A small invented treaty as TOML text, with parts replaced."""
    parts = {
        "head": 'schema = 1\nid = "invented"\ntitle = "Invented Treaty"\nshort_title = "Invented"\nsummary = "Invented for tests."',
        "parties": '[[parties]]\nid = "AAA"\n[[parties]]\nid = "BBB"',
        "events": '[[events]]\nkind = "signed"\ndate = 2000-01-01\nstatement = "Signed."\nevidence = "derived"\n'
        '[[events]]\nkind = "entered_into_force"\ndate = 2001-01-01\nstatement = "In force."\nevidence = "derived"\n'
        '[[events]]\nkind = "expired"\ndate = 2011-01-01\nstatement = "Expired."\nevidence = "derived"',
        "definitions": "",
        "limits": limit(),
        **changes,
    }
    return "\n\n".join(str(p) for p in parts.values()) + "\n"


def limit(**changes: object) -> str:
    """One limit of an invented treaty as TOML text."""
    fields: dict[str, object] = {
        "id": "missiles",
        "article": "I",
        "statement": "At most ten deployed ICBMs.",
        "evidence": "derived",
        "counts": "kind = 'icbm' AND status = 'deployed'",
        "at_most": 10,
        "unit": "missiles",
        **changes,
    }
    lines = [f"{k} = {v if isinstance(v, int | float) or str(v).startswith(('[', '{')) else chr(34) + str(v) + chr(34)}"
             for k, v in fields.items() if v is not None]  # fmt: skip
    return "[[limits]]\n" + "\n".join(lines)


@pytest.fixture
def invented(tmp_path: Path) -> Callable[..., Treaty]:
    """Makes the invented treaty, with parts replaced, and loads it."""

    def make(**parts: object) -> Treaty:
        path = tmp_path / "invented.toml"
        path.write_text(document(**parts), encoding="utf-8")
        return load_treaty(path)

    return make


@pytest.fixture(scope="session")
def client():
    """A client of the workbench as it comes: on this machine, nothing kept."""
    from tests.web.conftest import client_of

    return client_of()
