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
