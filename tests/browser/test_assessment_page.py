"""The assessment in a real Chromium: step over exchanges, open a number's argument, send a table of one's own."""

from __future__ import annotations

import pytest
from tests.browser.conftest import WIDTHS, axe, fits

pytestmark = pytest.mark.browser

HERE = "/assessment?party=RUS&on=2022-09-01"
WITHIN = "New START, 1 September 2022: Russia was within every limit"
TABLE = "as_of,party,kind,number,basis,status,warheads\n2020-01-01,USA,icbm,300,scenario,deployed,6\n"


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("path", [HERE, "/assessment?treaty=cfe&party=RUS", "/assessment/own",
                                  "/assessment/explain?article=deployed-warheads&party=RUS&on=2022-09-01"])  # fmt: skip
def test_pages_fit(visit, path, width):
    opened = visit(path, width=width, scheme="dark" if width == 768 else "light")
    assert opened.page.get_by_role("heading", level=1).count() == 1
    fits(opened, width)
    if width != 768 or path == HERE:
        axe(opened)


@pytest.mark.parametrize("script", [True, False])
def test_one_steps_and_opens_a_number_by_mouse(visit, script):
    page = visit("/assessment?party=RUS&on=2022-03-01", script=script).page
    page.get_by_role("link", name="1 September 2022 →").click()
    page.wait_for_url("**on=2022-09-01**")
    assert page.get_by_role("heading", level=1).inner_text() == WITHIN
    page.get_by_role("link", name="1,549").first.click()
    assert page.get_by_role("heading", level=1).inner_text() == (
        "1,549 of 1,550 deployed warheads on 1 September 2022: ✓ within"
    )
    assert page.get_by_text("1,549 against at most 1,550 warheads.").is_visible()


@pytest.mark.parametrize("script", [True, False])
def test_a_party_is_chosen_by_keyboard_alone(visit, script):
    page = visit("/assessment?on=2022-09-01", script=script).page
    box = page.get_by_label("Party", exact=True)
    while not box.evaluate("e => e === document.activeElement"):
        page.keyboard.press("Tab")
    page.keyboard.type("Russ")
    show = page.get_by_role("button", name="Show")
    while not show.evaluate("e => e === document.activeElement"):
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**party=RUS**")
    assert page.get_by_role("heading", level=1).inner_text() == WITHIN


@pytest.mark.parametrize("script", [True, False])
def test_another_treaty_opens_on_its_own_day_and_rules(visit, script):
    page = visit("/assessment?treaty=new-start&variant=russian-view&on=2015-03-01", script=script).page
    page.get_by_label("Treaty", exact=True).select_option("START I")
    page.get_by_role("button", name="Choose").click()
    page.wait_for_url("**/assessment?treaty=start-1")
    assert page.get_by_role("heading", level=1).inner_text().startswith("START I, 1 July 2009")


@pytest.mark.parametrize("script", [True, False])
def test_a_refused_choice_shows_what_is_wrong_and_no_old_figures(visit, script):
    opened = visit("/assessment?on=2022-09-01", script=script)
    page = opened.page
    page.get_by_label("Day", exact=True).evaluate("e => { e.type = 'text'; e.value = '2022-02-31'; }")
    page.get_by_role("button", name="Show").click()
    page.get_by_text("'2022-02-31'").wait_for()
    assert "within every limit" not in page.get_by_role("heading", level=1).inner_text()
    assert all("status of 4" in m for m in opened.said)  # the browser says which answer was a refusal
    opened.said.clear()


@pytest.mark.parametrize("script", [True, False])
def test_a_table_is_sent_refused_and_sent_again(visit, script):
    opened = visit("/assessment/own", script=script)
    page = opened.page
    bad = TABLE.replace("2020-01-01", "2020-13-01")
    page.get_by_label("A file, CSV or Parquet").set_input_files(
        {"name": "mine.csv", "mimeType": "text/csv", "buffer": bad.encode()}
    )
    page.get_by_role("button", name="Assess").click()
    assert page.get_by_role("heading", level=1).inner_text() == "The table was refused; nothing of it was used"
    assert page.get_by_role("cell", name="as_of").is_visible()
    if script:
        axe(opened)
    page.get_by_label("or the table as CSV, pasted").fill(TABLE)
    page.get_by_role("button", name="Assess").click()
    assert "1 of 3 figures exceeds its limit under New START" in page.get_by_role("heading", level=1).inner_text()
    if script:
        axe(opened)
    opened.said.clear()  # Chromium reports the status 400 of the refusal


def test_a_point_of_a_curve_answers_to_the_pointer(visit):
    page = visit(HERE).page
    chart = page.locator(".chart").first
    chart.hover()
    page.wait_for_selector('.chart[data-live="yes"]')
    point = chart.locator(".touched_marks path").nth(10)
    box = point.bounding_box()
    assert min(box["width"], box["height"]) >= 12, "it need not be hit to the pixel"
    page.mouse.move(box["x"] + box["width"] / 2 + 4, box["y"] + box["height"] / 2 + 4)
    tip = page.locator(".tip")
    tip.wait_for()
    told = tip.inner_text().splitlines()
    assert [line.partition(":")[0] for line in told] == ["Party", "day", "deployed delivery vehicles", "evidence"]
    assert told[1].endswith("20" + told[1][-2:])


def test_the_chosen_day_is_marked(visit):
    page = visit(HERE, script=False).page
    assert page.locator(".chart .chosen_marks line").count() >= 2


def test_it_prints_without_its_controls(visit):
    page = visit(HERE).page
    page.emulate_media(media="print")
    assert not page.get_by_role("button", name="Show").is_visible()
    assert page.get_by_role("link", name="1,549").first.is_visible()


def test_on_paper_a_source_has_its_address_once_and_other_links_are_plain(visit):
    """Where a link of ours leads is for the screen; a source that shows its host alone shows its address instead."""
    page = visit(HERE).page
    page.emulate_media(media="print")
    seen = page.evaluate(
        """() => [...document.querySelectorAll("main a")].filter(a => a.checkVisibility()).map(a => [
             a.classList.contains("source"), a.classList.contains("bare"), a.getAttribute("href"),
             getComputedStyle(a, "::after").content, getComputedStyle(a).fontSize,
             getComputedStyle(a).textDecorationLine])"""
    )
    sources = [s for s in seen if s[0]]
    assert len(sources) >= 3
    for _, bare, address, after, size, _ in sources:
        assert bare
        assert after == f'"{address}"'
        assert size == "0px"
    assert {(s[3], s[5]) for s in seen if not s[0]} == {("none", "none")}
