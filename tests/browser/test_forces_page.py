"""Forces and stockpiles in a real Chromium: a State and year chosen by mouse, by keyboard alone and without script."""

from __future__ import annotations

import pytest
from tests.browser.conftest import WIDTHS, axe, fits

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1440])
def test_they_are_whole_at_every_width(visit, width, scheme):
    for path in ("/forces?state=USA&year=2020", "/forces/types?party=RUS&year=2024"):
        opened = visit(path, width=width, scheme=scheme)
        fits(opened, width)
        axe(opened)


def test_they_fit_between(visit):
    for path in ("/forces", "/forces/types"):
        fits(visit(path, width=WIDTHS[1]), WIDTHS[1])


@pytest.mark.parametrize("script", [True, False])
def test_a_state_and_year_are_chosen_by_mouse(visit, script):
    page = visit("/forces", script=script).page
    page.get_by_label("State", exact=True).select_option("USA")
    page.get_by_label("Year", exact=True).fill("2020")
    page.get_by_role("button", name="Show").click()
    page.wait_for_url("**state=USA**")
    assert page.get_by_role("heading", level=1).inner_text().startswith("United States, 2020: 5,800")
    assert page.get_by_role("heading", name="Estimates beside what New START counts").is_visible()


def test_a_year_is_chosen_by_keyboard_alone(visit):
    page = visit("/forces").page
    page.get_by_label("Year", exact=True).focus()
    page.keyboard.press("Control+a")
    page.keyboard.type("2024")
    page.keyboard.press("Enter")
    page.wait_for_url("**year=2024**")
    assert page.get_by_role("heading", level=1).inner_text().startswith("Russia, March 2024: 5,580")
    assert page.evaluate("document.activeElement.id") == "year", "the place in the form is kept"


def test_the_answer_is_on_paper_and_the_form_is_not(visit):
    page = visit("/forces?state=RUS&year=2024").page
    page.emulate_media(media="print")
    assert page.get_by_role("heading", level=1).is_visible()
    assert page.locator("form").is_hidden()
    assert page.locator(".chart svg").is_visible()
