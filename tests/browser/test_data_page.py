"""Data, methods, glossary and the API's viewer in a real Chromium."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from tests.browser.conftest import axe, fits

pytestmark = pytest.mark.browser

PAGES = (
    "/data",
    "/data/tables/new-start/aggregate",
    "/data/methods",
    "/data/methods/visits",
    "/data/glossary",
    "/data/about",
)


@pytest.mark.parametrize("path", PAGES)
def test_every_page_is_whole_and_open_to_all(visit, path):
    for width, scheme in ((360, "dark"), (1440, "light")):
        opened = visit(path, width=width, scheme=scheme)
        fits(opened, width)
        axe(opened)
    fits(visit(path, width=768), 768)


@pytest.mark.parametrize("script", [True, False])
def test_rows_are_found_and_taken_away_by_mouse(visit, script):
    page = visit("/data", script=script).page
    page.get_by_role("link", name="New START: declared totals", exact=True).click()
    page.get_by_label("Rows with the text").fill("2022-09")
    page.get_by_role("button", name="Show").click()
    assert "2 of 50 rows" in page.get_by_role("heading", level=1).inner_text()
    with page.expect_download() as started:
        page.locator("main").get_by_role("link", name="CSV", exact=True).click()
    assert started.value.suggested_filename == "new-start-aggregate.csv"
    with open(started.value.path(), encoding="utf-8") as file:
        assert len(file.read().splitlines()) == 3


def test_rows_are_found_by_keyboard_alone(visit):
    page = visit("/data/tables/treaty_timeline").page
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")  # past the navigation
    while page.evaluate("document.activeElement.id") != "q":
        page.keyboard.press("Tab")
    page.keyboard.type("Geneva")
    page.keyboard.press("Enter")
    page.wait_for_url("**q=Geneva**")
    assert "of 122 rows" in page.get_by_role("heading", level=1).inner_text()


def test_the_api_is_listed_without_script_and_tried_out_with_it(visit):
    page = visit("/api", script=False).page
    assert page.get_by_role("link", name="/api/v1/known").is_visible()
    assert page.locator("[data-viewer]").is_hidden()
    page = visit("/api").page
    page.locator("#swagger [data-tag=lab].opblock-tag").click()
    page.locator("#swagger .opblock-summary-control").first.click()
    page.locator("#swagger button.execute").click()
    page.wait_for_selector("#swagger .live-responses-table .response-col_status:has-text('200')")


@pytest.mark.parametrize(("width", "scheme"), [(360, "light"), (1440, "dark")])
def test_the_page_of_the_api_is_open_to_all(visit, width, scheme):
    opened = visit("/api", width=width, scheme=scheme)
    opened.page.wait_for_selector("#swagger .opblock-tag")
    fits(opened, width)
    # the widget is not ours to change (contrast, order of headings); the list above it says the same
    found = Axe().run(opened.page, context={"exclude": [["#swagger"]]})
    assert found.violations_count == 0, found.generate_report()
