"""Pages under docs/treaties are what the documents say."""

import importlib.util

import pytest
from tests.conftest import ROOT


def _pages():
    spec = importlib.util.spec_from_file_location("treaty_pages", ROOT / "tools" / "treaty_pages.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.pages()


PAGES = _pages()


@pytest.mark.parametrize("name", PAGES)
def test_the_page_is_current(name):
    written = (ROOT / "docs" / "treaties" / name).read_text(encoding="utf-8")
    assert written == PAGES[name], "run python tools/treaty_pages.py and read the change"


def test_there_is_no_other_page():
    assert {p.name for p in (ROOT / "docs" / "treaties").glob("*.md")} == set(PAGES)
