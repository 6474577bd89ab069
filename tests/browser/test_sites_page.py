"""Sites and inspections in a real Chromium: a Party and kind chosen, a year planned, the map drawn for script too."""

from __future__ import annotations

import pytest
from tests.browser.conftest import WIDTHS, axe, fits

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1440])
def test_they_are_whole_at_every_width(visit, width, scheme):
    for path in ("/sites?open=type_one", "/sites/plan?party=USA&year=2022&submarine_base=3"):
        opened = visit(path, width=width, scheme=scheme)
        fits(opened, width)
        axe(opened)


def test_they_fit_between(visit):
    for path in ("/sites?party=RUS", "/sites/plan"):
        fits(visit(path, width=WIDTHS[1]), WIDTHS[1])


@pytest.mark.parametrize("script", [True, False])
def test_bases_of_one_party_by_mouse(visit, script):
    page = visit("/sites", script=script).page
    page.get_by_role("link", name="Russia", exact=True).click()
    page.get_by_role("link", name="ICBM base").click()
    page.wait_for_url("**kind=icbm_base**")
    assert page.get_by_role("heading", level=1).inner_text().startswith("Russia: 15 facilities")
    assert page.get_by_role("rowheader", name="Kozelsk").is_visible()


@pytest.mark.parametrize("script", [True, False])
def test_a_year_is_planned(visit, script):
    page = visit("/sites/plan", script=script).page
    page.get_by_label("Inspected Party").select_option("USA")
    page.get_by_label("submarine base").fill("3")
    page.get_by_role("button", name="Plan").click()
    page.wait_for_url("**submarine_base=3**")
    assert (
        page.get_by_role("heading", level=1).inner_text().startswith("United States, treaty year from 5 February 2015")
    )
    row = page.get_by_role("row").filter(has_text="Kings Bay")
    assert "As many visits as one facility may have" in row.inner_text()


def test_a_year_is_planned_by_keyboard_alone(visit):
    page = visit("/sites/plan").page
    page.get_by_label("False items at one base").focus()
    page.keyboard.press("Control+a")
    page.keyboard.type("12")
    page.keyboard.press("Enter")
    page.wait_for_url("**violation=12**")
    assert "find 12 false items" in page.get_by_role("heading", level=1).inner_text()
    assert page.evaluate("document.activeElement.id") == "violation", "the place in the form is kept"


@pytest.mark.parametrize("script", [True, False])
def test_a_name_beside_the_map_leads_to_its_row(visit, script):
    page = visit("/sites?party=RUS", script=script).page
    row = page.get_by_role("row").filter(has=page.get_by_role("rowheader", name="Kozelsk", exact=True))
    assert not row.is_visible()
    page.get_by_role("navigation", name="Facilities on the map").get_by_role("link", name="Kozelsk").click()
    assert row.is_visible()


def test_the_map_answers_to_the_pointer(visit):
    page = visit("/sites?party=USA").page
    page.locator(".chart").first.hover()
    page.wait_for_selector('.chart[data-live="yes"]')
    assert page.locator(".chart").first.locator("svg").is_visible()
