"""The report in a real Chromium: no request leaves the file, no violation that axe finds, works without JavaScript."""

from __future__ import annotations

import pytest

import armscontrol as ac
from armscontrol.reports import write_report

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def page_file(tmp_path_factory):
    path = tmp_path_factory.mktemp("browser") / "report.html"
    write_report([ac.assess("new-start"), ac.assess("new-start", variant="russian-view")], html=path)
    return path


def opened(chromium, path, **options):
    context = chromium.new_context(**options)
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda r: asked.append(r.url))
    page.goto(path.as_uri())
    return page, asked


@pytest.mark.parametrize("scripts", [True, False])
@pytest.mark.parametrize("width", [360, 768, 1440])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_opens_alone_at_every_width(chromium, page_file, width, scheme, scripts):
    page, asked = opened(
        chromium, page_file, viewport={"width": width, "height": 900}, color_scheme=scheme, java_script_enabled=scripts
    )
    assert asked == [page_file.as_uri()]
    assert page.get_by_role("heading", level=1).inner_text() == "New START: declared figures held against the rules"
    if scripts:
        # tables scroll in their own box; the page itself never scrolls sideways
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_violation(chromium, page_file, scheme):
    from axe_playwright_python.sync_playwright import Axe

    page, _ = opened(chromium, page_file, viewport={"width": 1280, "height": 900}, color_scheme=scheme)
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    results = Axe().run(page)
    assert results.violations_count == 0, results.generate_report()
    page.context.close()


def test_the_keyboard_opens_the_figures_of_a_chart(chromium, page_file):
    page, _ = opened(chromium, page_file, java_script_enabled=False)
    summary = page.get_by_text("Figures of this chart").first
    table = page.get_by_role("region", name="Figures, delivery vehicles")
    assert not table.is_visible()
    summary.focus()
    page.keyboard.press("Enter")
    assert table.is_visible()
    page.context.close()


def test_print_shows_what_is_folded_away(chromium, page_file):
    page, _ = opened(chromium, page_file)
    page.emulate_media(media="print")
    assert page.get_by_role("region", name="Figures, delivery vehicles").is_visible()
    assert not page.get_by_role("navigation").is_visible()
    data = page.pdf()
    assert data.startswith(b"%PDF-")
    page.context.close()
