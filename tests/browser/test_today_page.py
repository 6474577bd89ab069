"""The first page in a real Chromium: a day chosen by mouse, by keyboard alone and without script."""

from __future__ import annotations

import pytest
from tests.browser.conftest import WIDTHS, axe, fits

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_is_whole_at_every_width(visit, width, scheme):
    opened = visit("/?on=2024-06-21", width=width, scheme=scheme)
    assert opened.page.get_by_role("heading", level=1).inner_text() == "In force on 21 June 2024: New START"
    fits(opened, width)
    axe(opened)


@pytest.mark.parametrize("script", [True, False])
def test_a_day_is_chosen_by_mouse(visit, script):
    page = visit("/", script=script).page
    page.get_by_label("Day", exact=True).fill("2019-01-01")
    page.get_by_role("button", name="Show").click()
    assert page.get_by_role("heading", level=1).inner_text() == "In force on 1 January 2019: New START"


def test_a_day_is_chosen_by_keyboard_alone(visit):
    page = visit("/").page
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Go to the content"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.type("06212024")
    page.keyboard.press("Enter")
    page.wait_for_url("**on=2024-06-21**")
    assert page.get_by_role("heading", level=1).inner_text() == "In force on 21 June 2024: New START"


@pytest.mark.parametrize(
    "path", ["/", "/assessment?treaty=new-start&on=2022-09-01", "/forces", "/sites", "/sites/plan"]
)
def test_on_a_phone_the_answer_is_seen_without_scrolling(visit, path):
    """A row is a card: no cell lies off the screen, and each says its column."""
    page = visit(path, width=360).page
    cut = page.evaluate(
        """[...document.querySelectorAll("table.stack :is(td, tbody th)")].filter(c => c.checkVisibility())
        .filter(c => { const b = c.getBoundingClientRect(); return b.width && (b.right > 360 || b.left < 0); }).length"""
    )
    assert cut == 0
    names = "[...document.querySelectorAll('table.stack td')].filter(c => c.checkVisibility())[0]"
    assert page.evaluate(f"getComputedStyle({names}, '::before').content").strip('" ') != "none"
    if path == "/":
        verdict = page.get_by_text("within").first
        assert verdict.bounding_box()["x"] + verdict.bounding_box()["width"] <= 360


def test_it_prints_its_sources_and_where_it_is_from(visit):
    page = visit("/?on=2024-06-21").page
    page.emulate_media(media="print")
    source = page.locator("a.source").first
    shown = source.evaluate("e => getComputedStyle(e, '::after').content")
    assert source.get_attribute("href") in shown.replace("\\", "")
    assert "/?on=2024-06-21" in page.locator(".bottom .in-print").inner_text()
    assert not page.get_by_text("What this program can answer").is_visible()
