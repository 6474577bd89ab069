"""Treaties in a real Chromium: chosen by day and status, read rule by rule, compared."""

from __future__ import annotations

import pytest
from tests.browser.conftest import WIDTHS, axe, fits

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("path", ["/treaties", "/treaties/new-start", "/treaties/new-start/rules/launchers-and-bombers",
                                  "/treaties/compare?treaty=salt-2&treaty=new-start"])  # fmt: skip
def test_pages_fit(visit, path, width):
    opened = visit(path, width=width, scheme="dark" if width == 768 else "light")
    assert opened.page.get_by_role("heading", level=1).count() == 1
    fits(opened, width)
    if width != 768:
        axe(opened)


@pytest.mark.parametrize("path", ["/treaties", "/treaties/salt-1", "/treaties/new-start/rules/launchers-and-bombers"])
def test_the_dark_is_legible(visit, path):
    axe(visit(path, scheme="dark"))


@pytest.mark.parametrize("script", [True, False])
def test_a_rule_is_found_by_mouse(visit, script):
    page = visit("/treaties", script=script).page
    page.get_by_label("Status").select_option("expired")
    if not script:
        page.get_by_role("button", name="Show").click()
    page.wait_for_url("**status=expired**")
    page.get_by_role("link", name="New START", exact=True).click()
    page.get_by_role("link", name="II(1)(b)", exact=True).click()
    assert "may not exceed 1,550" in page.get_by_role("heading", level=1).inner_text()
    assert page.get_by_text('counts = "deployed_missile OR deployed_bomber"').is_visible()


def test_two_are_compared_by_keyboard_alone(visit):
    page = visit("/treaties/compare").page
    for name in ("New START", "SALT II"):
        box = page.get_by_label(name, exact=True)
        while not box.evaluate("e => e === document.activeElement"):
            page.keyboard.press("Tab")
        page.keyboard.press("Space")
    page.keyboard.press("Enter")
    page.wait_for_url("**treaty=new-start&treaty=salt-2**")
    assert page.get_by_role("heading", level=1).inner_text() == "What they limit: New START, SALT II"


def test_a_permalink_leads_to_its_rule(visit):
    page = visit("/treaties/new-start#deployed-warheads").page
    assert page.locator("li:target").inner_text().startswith("II(1)(b)")


def test_a_treaty_prints_without_its_controls(visit):
    page = visit("/treaties/new-start").page
    page.emulate_media(media="print")
    assert not page.get_by_role("button", name="Show").is_visible()
    assert page.get_by_role("heading", level=1).is_visible()
