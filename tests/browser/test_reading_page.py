"""The page of a reading in a real Chromium: alone, legible at every width, by keyboard, without script, on paper."""

from __future__ import annotations

import pytest
from tests.reports.readings import reading

from armscontrol.reports.reading_page import render

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def page_file(tmp_path_factory):
    path = tmp_path_factory.mktemp("browser") / "reading.html"
    path.write_bytes(render(reading()))
    return path


def opened(chromium, path, fragment="", **options):
    context = chromium.new_context(**options)
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda r: asked.append(r.url))
    page.goto(path.as_uri() + fragment)
    return page, asked


@pytest.mark.parametrize("scripts", [True, False])
@pytest.mark.parametrize("width", [360, 768, 1440])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_opens_alone_at_every_width(chromium, page_file, width, scheme, scripts):
    page, asked = opened(
        chromium, page_file, viewport={"width": width, "height": 900}, color_scheme=scheme, java_script_enabled=scripts
    )
    assert asked == [page_file.as_uri()]
    assert page.get_by_role("heading", level=1).inner_text().startswith("Borduria open")
    if scripts:
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        over = (
            "[...document.querySelectorAll('.pane *')].filter(e => e.getBoundingClientRect().right > innerWidth).length"
        )
        assert page.evaluate(over) == 0
    page.context.close()


@pytest.mark.parametrize("width", [360, 1440])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_violation(chromium, page_file, scheme, width):
    from axe_playwright_python.sync_playwright import Axe

    page, _ = opened(
        chromium, page_file, viewport={"width": width, "height": 900}, color_scheme=scheme, bypass_csp=True
    )
    results = Axe().run(page)
    assert results.violations_count == 0, results.generate_report()
    page.context.close()


def test_text_and_cards_stand_side_by_side_and_lead_to_each_other(chromium, page_file):
    page, _ = opened(chromium, page_file, viewport={"width": 1440, "height": 600})
    card, passage = page.locator("#card-n2"), page.locator("#text-n2")
    assert page.locator("#text").bounding_box()["x"] < card.bounding_box()["x"]
    page.locator("#text-n2 a.tag").focus()
    page.keyboard.press("Enter")
    assert page.url.endswith("#card-n2")
    box = card.bounding_box()
    assert 0 <= box["y"] < 600
    assert passage.bounding_box()["y"] < 600  # the text stayed where it was
    page.get_by_role("link", name="m1 in the text").click()
    assert page.url.endswith("#text-s4")
    assert 0 <= page.locator("#text-s4").bounding_box()["y"] < 600
    page.context.close()


def test_print_has_all_of_it_and_no_way_marks(chromium, page_file):
    page, _ = opened(chromium, page_file, viewport={"width": 1440, "height": 900})
    page.emulate_media(media="print")
    assert not page.get_by_role("navigation").is_visible()
    assert not page.locator("a.go").first.is_visible()
    heights = "[...document.querySelectorAll('.pane')].every(p => p.scrollHeight <= p.clientHeight + 1)"
    assert page.evaluate(heights)
    assert page.pdf().startswith(b"%PDF-")
    page.context.close()
