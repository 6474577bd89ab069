"""Treaties in a real Chromium: chosen by day and status, read rule by rule, compared."""

from __future__ import annotations

import re

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


@pytest.mark.parametrize("script", [True, False])
def test_a_permalink_into_a_fold_opens_it(visit, script):
    page = visit("/treaties/new-start", script=script).page
    rules = page.locator("details.group li[id]")
    folded = rules.nth(60)
    assert not folded.is_visible()
    name = folded.get_attribute("id")
    opened = visit(f"/treaties/new-start#{name}", script=script).page
    target = opened.locator("li:target")
    assert target.get_attribute("id") == name
    assert target.is_visible()
    assert 0 <= target.bounding_box()["y"] < 900


def test_a_fold_is_opened_by_keyboard_and_all_by_a_link(visit):
    page = visit("/treaties/new-start").page
    summary = page.locator("details.group summary").first
    summary.focus()
    page.keyboard.press("Enter")
    assert page.locator("details.group li").first.is_visible()
    page.get_by_role("link", name="Unfold all").click()
    assert page.locator("details.group li").last.is_visible()
    axe(visit("/treaties/new-start?rules=all", width=360))


def test_an_assessment_prints_on_few_pages(visit):
    """Four sheets of A4 at most; no table goes over the edge."""
    page = visit("/assessment?treaty=new-start&on=2022-09-01", width=680).page
    page.emulate_media(media="print")
    assert page.evaluate("[...document.querySelectorAll('table')].every(t => t.getBoundingClientRect().right <= 680)")
    assert len(re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4", prefer_css_page_size=True))) <= 4
