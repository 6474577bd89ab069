"""The shape of the code base: public names, layers, no host of a registry, starting without development packages."""

from __future__ import annotations

import ast
import re
import subprocess
import sys

import armscontrol
from tests.conftest import ROOT

SOURCE = sorted((ROOT / "src").rglob("*.py"))


def test_the_public_names_are_those_declared():
    assert sorted(armscontrol.__all__) == armscontrol.__all__
    for name in armscontrol.__all__:
        assert getattr(armscontrol, name) is not None
    assert set(armscontrol._WHERE) == set(armscontrol.__all__)
    assert "assess" in dir(armscontrol)


def test_importing_the_package_loads_nothing_heavy():
    script = "import sys, armscontrol; print([m for m in ('polars', 'pydantic', 'altair', 'typer', 'rich') if m in sys.modules])"
    out = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert out.stdout.strip() == "[]"


def test_help_loads_neither_tables_nor_charts():
    script = (
        "import sys; sys.argv = ['armscontrol', '--help']\n"
        "from armscontrol.cli import main\n"
        "try: main()\nexcept SystemExit: pass\n"
        "print([m for m in ('polars', 'altair', 'narwhals') if m in sys.modules], file=sys.stderr)"
    )
    out = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert out.stderr.strip() == "[]"


def test_it_starts_without_development_packages():
    """A development-only import in the package would break the tool for users."""
    allowed = {
        "polars",
        "pydantic",
        "typer",
        "rich",
        "narwhals",
        "altair",
        "jinja2",
        "markupsafe",
        "vl_convert",
        "typst",
        "armscontrol",
        "numpy",
        "scipy",
        "lxml",
        "psycopg",
        "sqlalchemy",
        "trafilatura",
        "babel",
        "fastapi",
        "h11",
        "markdown_it",
        "starlette",
        "uvicorn",
    }
    for path in SOURCE:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [a.name for a in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom) and not node.level:
                names = [node.module or ""]
            for name in names:
                top = name.split(".")[0]
                assert top in allowed or top in sys.stdlib_module_names, f"{path.name}: {name}"


def test_no_number_of_the_law_stands_in_python():
    law = re.compile(r"\b(700|1_?550|800)\b")
    for path in SOURCE:
        text = re.sub(r'""".*?"""', "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
        assert not law.search(text), path


def test_no_treaty_is_known_by_name_in_the_engine():
    for folder in ("treaties", "compliance", "cli"):
        for path in (ROOT / "src" / "armscontrol" / folder).rglob("*.py"):
            code = [n for n in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(n, ast.Constant)]
            assert not [n for n in code if n.value == "new-start"], path


def test_modules_are_of_one_idea():
    for path in SOURCE:
        assert len(path.read_text(encoding="utf-8").splitlines()) <= 500, path


def test_requirements_are_pinned_by_hash_and_name_no_host():
    for name in ("run.txt", "dev.txt", "peers.txt"):
        text = (ROOT / "requirements" / name).read_text()
        assert "://" not in text
        pins = re.findall(r"^[a-zA-Z0-9_.\-\[\]]+==", text, re.MULTILINE)
        assert len(pins) > 20
        assert text.count("--hash=sha256:") >= len(pins)


def test_the_schema_file_of_the_two_tables_has_words_for_every_column():
    from armscontrol.treaties.tables import EVENTS, HOLDINGS

    for column in (*HOLDINGS.values(), *EVENTS.values()):
        assert len(column.meaning) > 5
