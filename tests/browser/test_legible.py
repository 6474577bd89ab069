"""Small screens and paper, measured: letters of charts, columns beyond the edge, labels apart from their fields."""

from __future__ import annotations

import re

import pytest
from tests.browser.conftest import axe, fits

pytestmark = pytest.mark.browser

CHARTS = (
    "/treaties",
    "/treaties/new-start",
    "/treaties/cfe",
    "/assessment?treaty=new-start",
    "/forces",
    "/sites",
    "/sites?party=RUS",
    "/lab",
    "/lab/regime",
    "/lab/belief",
    "/lab/game",
    "/record/positions",
    "/record/linkages",
)
SMALLEST = 9.5
"""Pixels that a letter of a chart has at least."""
LETTERS = """[...document.querySelectorAll(".chart svg text")].filter(t => t.textContent.trim() && t.checkVisibility())
    .map(t => parseFloat(getComputedStyle(t).fontSize) * Math.hypot(t.getScreenCTM().a, t.getScreenCTM().b))"""
BEYOND = """[...document.querySelectorAll(".scroll, pre")]
    .filter(e => e.checkVisibility() && !e.closest(".original") && e.scrollWidth > e.clientWidth + 1)
    .map(e => [e.getAttribute("aria-label"), e.scrollWidth, e.clientWidth])"""
CUT = """[...document.querySelectorAll(".chart svg")].flatMap(s => [...s.querySelectorAll("text")].filter(t => {
    const text = t.getBoundingClientRect(), whole = s.getBoundingClientRect();
    return t.textContent.trim() && (text.left < whole.left - 1 || text.right > whole.right + 1);
}).map(t => t.textContent))"""


@pytest.mark.parametrize("tongue", ["", "/ru"])
@pytest.mark.parametrize("path", CHARTS)
def test_letters_of_charts_can_be_read(visit, path, tongue):
    for width in (360, 768, 1440):
        page = visit(tongue + path, width=width).page
        sizes = page.evaluate(LETTERS)
        assert sizes
        assert min(sizes) >= SMALLEST, width
        assert page.evaluate(CUT) == []
        fits_page = page.evaluate("document.documentElement.scrollWidth")
        assert fits_page <= width


def test_a_chart_too_wide_for_the_screen_moves_in_its_box_by_keyboard(visit):
    opened = visit("/treaties/new-start", width=360)
    box = opened.page.locator(".chart")
    assert box.evaluate("e => e.scrollWidth > e.clientWidth")
    assert box.evaluate("e => getComputedStyle(e, '::before').visibility") == "visible"
    box.focus()
    opened.page.keyboard.press("ArrowRight")
    for _ in range(20):  # it glides
        opened.page.wait_for_timeout(50)
        if box.evaluate("e => e.scrollLeft"):
            break
    assert box.evaluate("e => e.scrollLeft") > 0
    fits(opened, 360)
    axe(opened)
    wide = visit("/treaties/new-start").page.locator(".chart")
    assert wide.evaluate("e => e.scrollWidth <= e.clientWidth + 1")
    assert wide.evaluate("e => getComputedStyle(e, '::before').visibility") == "hidden"


def test_curves_of_the_lab_are_seen_whole_on_a_telephone(visit):
    page = visit("/lab", width=360).page
    assert page.evaluate("[...document.querySelectorAll('.chart')].every(e => e.scrollWidth <= e.clientWidth + 1)")


@pytest.mark.parametrize("tongue", ["", "/ru"])
@pytest.mark.parametrize(
    "path",
    ["/forces", "/forces/types", "/sites", "/sites/plan", "/record/linkages", "/record/statements", "/record/positions",
     "/record", "/data", "/data/about", "/assessment", "/lab/regime", "/data/methods/campaigns",
     "/treaties/new-start/rules/launchers-and-bombers"],
)  # fmt: skip
def test_no_column_lies_beyond_the_edge(visit, path, tongue):
    for width in (768, 1440):
        page = visit(tongue + path, width=width).page
        page.evaluate("document.querySelectorAll('main details').forEach(d => d.open = true)")
        assert page.evaluate(BEYOND) == [], width


@pytest.mark.parametrize(
    "path", ["/lab/regime", "/data/methods/campaigns", "/treaties/new-start/rules/launchers-and-bombers"]
)
def test_nor_on_a_telephone_where_it_is_the_answer(visit, path):
    assert [b for b in visit(path, width=360).page.evaluate(BEYOND) if b[0] != "The longer it goes on"] == []


@pytest.mark.parametrize(
    "path", ["/treaties", "/treaties/new-start", "/assessment?treaty=new-start", "/data/tables/new-start/aggregate"]
)
def test_a_label_stands_beside_its_field_or_right_above_it(visit, path):
    apart = """[...document.querySelectorAll("main form.line label")].filter(l => {
        if (!l.checkVisibility() || !l.control) return false;
        const name = l.getBoundingClientRect(), field = l.control.getBoundingClientRect();
        const beside = Math.abs(name.top + name.bottom - field.top - field.bottom) < 16;
        return !beside && !(Math.abs(name.left - field.left) < 2 && field.top - name.bottom < 16);
    }).map(l => l.textContent)"""
    for width in (360, 768):
        assert visit(path, width=width).page.evaluate(apart) == []


def test_a_verdict_is_one_line(visit):
    page = visit("/ru/assessment?treaty=new-start&on=2022-09-01", width=800).page
    assert page.evaluate("[...document.querySelectorAll('td .within')].every(e => e.getClientRects().length === 1)")


def test_the_rule_at_the_day_strikes_no_words(visit):
    page = visit("/assessment?treaty=new-start&on=2022-09-01").page
    struck = """[...document.querySelectorAll(".chart svg")].flatMap(s => {
        const rule = s.querySelector(".chosen_marks line")?.getBoundingClientRect();
        if (!rule) return [];
        return [...s.querySelectorAll("text")].filter(t => { const b = t.getBoundingClientRect();
            return b.left < rule.left && b.right > rule.right && b.bottom > rule.top + 1 && b.top < rule.bottom - 1; })
        .map(t => t.textContent); })"""
    assert page.locator(".chosen_marks line").count() == 3
    assert [t for t in page.evaluate(struck) if not re.fullmatch(r"\d{4}", t)] == []


def test_what_is_folded_leaves_no_bare_head_on_paper(visit):
    page = visit("/treaties/new-start").page
    page.emulate_media(media="print")
    assert page.locator("details.group > summary:visible").count() == 0
    assert page.get_by_text("rules=all").is_visible()
    page = visit("/treaties/new-start?rules=all").page
    page.emulate_media(media="print")
    assert page.locator("details.group li:visible").count() > 150


def test_days_of_a_table_are_not_broken_on_paper(visit):
    page = visit("/data/tables/new-start/aggregate", width=680).page
    page.emulate_media(media="print")
    broken = """[...document.querySelectorAll("td.d")].filter(e => { const r = document.createRange();
        r.selectNodeContents(e); return new Set([...r.getClientRects()].map(b => Math.round(b.top))).size > 1; })
        .map(e => e.textContent)"""
    assert page.locator("td.d").count() > 40
    assert page.evaluate(broken) == []
    assert page.locator("summary:visible", has_text=re.compile("^note$")).count() == 0


def test_our_style_leaves_the_viewer_its_own(visit):
    page = visit("/api").page
    page.wait_for_selector("#swagger .version")
    badges = page.locator("#swagger pre.version")
    assert badges.count()
    for badge in badges.all():
        assert badge.evaluate("e => getComputedStyle(e).backgroundColor") == "rgba(0, 0, 0, 0)"


def test_one_sign_for_minus(visit):
    page = visit("/lab/game").page
    assert page.get_by_text("\u22120.5518 against").is_visible()
    assert "-0." not in page.locator("main").inner_text()
