"""The lab in a real Chromium: a slider moves words and curves at once, by mouse and by keys; without script a form does."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect
from tests.browser.conftest import WIDTHS, axe, fits

from armscontrol.verification import METHODS

pytestmark = pytest.mark.browser


def sentence(page) -> str:
    return page.get_by_role("heading", level=1).inner_text()


def said(sample: int) -> str:
    return f"{100 * METHODS['hypergeom_detection'](200, 12, sample):.1f}".removesuffix(".0") + " %"


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_is_whole_at_every_width(visit, width, scheme):
    opened = visit("/lab", width=width, scheme=scheme)
    assert said(30) in sentence(opened.page)
    fits(opened, width)
    if width != 768:
        axe(opened)


@pytest.mark.parametrize("path", ["/lab/regime", "/lab/belief", "/lab/game", "/lab?false=300"])
def test_the_other_benches_are_whole(visit, path):
    opened = visit(path, width=360)
    fits(opened, 360)
    if path == "/lab?false=300":
        opened.said.clear()  # the browser notes the status of a page that says what is wrong
    axe(opened)


def test_a_slider_moves_words_and_curves_at_once(visit):
    page = visit("/lab").page
    slider = page.locator("[data-for=sample]")
    box = slider.bounding_box()
    page.mouse.move(box["x"] + box["width"] * 0.15, box["y"] + box["height"] / 2)
    page.mouse.down()
    for part in (0.2, 0.25, 0.3):
        page.mouse.move(box["x"] + box["width"] * part, box["y"] + box["height"] / 2)
    page.mouse.up()
    sample = int(page.locator("#sample").input_value())
    assert sample not in (0, 30)
    expect(page.locator("h1")).to_contain_text(said(sample))
    page.wait_for_selector("[data-figure=sample] .chart[data-live=yes]")
    mark = f"{100 * METHODS['hypergeom_detection'](200, 12, sample):.1f}%"
    expect(page.locator("[data-figure=sample] svg")).to_contain_text(mark)
    assert f"sample={sample}" in page.url
    assert page.locator("[data-figure=sample] svg").get_attribute("aria-label")


@pytest.mark.parametrize("gone", ["**/static/charts/*.json", "**/static/vega.js"])
def test_where_a_chart_cannot_come_alive_the_picture_of_the_answer_is_taken(visit, gone):
    """A page that was open for long: the server has its charts no more, or Vega does not come."""
    opened = visit("/lab")
    page = opened.page
    page.route(gone, lambda route: route.fulfill(status=404, body="{}"))
    for sample in (45, 60):
        page.locator("#sample").fill(str(sample))
        expect(page.locator("h1")).to_contain_text(said(sample))
        mark = f"{100 * METHODS['hypergeom_detection'](200, 12, sample):.1f}%"
        expect(page.locator("[data-figure=sample] svg")).to_contain_text(mark)
        expect(page.locator(".chart.stale")).to_have_count(0)
    assert page.locator("[data-live]").count() == 0
    page.unroute(gone)
    page.locator("#sample").fill("55")
    page.wait_for_selector("[data-figure=sample] .chart[data-live=yes]")
    mark = f"{100 * METHODS['hypergeom_detection'](200, 12, 55):.1f}%"
    expect(page.locator("[data-figure=sample] svg")).to_contain_text(mark)
    opened.said[:] = [line for line in opened.said if "404" not in line]


def test_a_slider_moves_by_keys_and_its_number_with_it(visit):
    opened = visit("/lab")
    page = opened.page
    page.locator("#sample").focus()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.dataset.for") == "sample"
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    assert page.locator("#sample").input_value() == "32"
    expect(page.locator("h1")).to_contain_text(said(32))
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Control+A")
    page.keyboard.type("250")  # beyond the slider's reach, and beyond the items
    assert page.locator("[data-for=sample]").input_value() == "250"
    expect(page.locator("#sample-wrong")).to_contain_text("at most 200")
    opened.said[:] = [line for line in opened.said if "400" not in line]  # the browser notes each answer of that status


def test_what_cannot_be_is_told_and_what_was_typed_is_kept(visit):
    opened = visit("/lab")
    page = opened.page
    page.locator("#false").fill("300")
    expect(page.locator("#false-wrong")).to_contain_text("at most 200")
    assert page.locator("#false").input_value() == "300"
    assert page.locator("#false").get_attribute("aria-invalid") == "true"
    page.locator("#false").fill("12")
    expect(page.locator("h1")).to_contain_text(said(30))
    assert page.locator(".wrong").all_inner_texts() == [""] * page.locator(".wrong").count()
    opened.said[:] = [line for line in opened.said if "400" not in line]  # the browser notes each answer of that status


def test_without_script_a_form_does(visit):
    page = visit("/lab", script=False).page
    assert page.locator("input[type=range]").first.is_hidden()
    page.get_by_role("spinbutton", name="Sample").fill("50")
    page.get_by_role("button", name="Compute").click()
    assert said(50) in sentence(page)
    assert "sample=50" in page.url
    page.get_by_text("Figures of the curve").first.click()
    assert page.locator("[data-part=sample-figures] tbody tr").count() >= 10


def test_a_slider_is_answered_without_a_drawing(visit):
    """What the page waits for while a slider moves is words and numbers; how fast stands in `benchmarks/web`."""
    page = visit("/lab").page
    for sample in (40, 60):
        answer = page.evaluate("n => fetch(`/lab?sample=${n}&live=1`).then(r => r.text())", sample)
        assert f'value="{sample}"' in answer
        assert "<path" not in answer


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_chart_that_is_touched_keeps_its_size_and_colours(visit, scheme):
    page = visit("/lab", scheme=scheme).page
    look = """() => { const svg = document.querySelector('[data-figure=sample] svg'); const box = svg.getBoundingClientRect();
        const line = [...svg.querySelectorAll('path')].find(p => p.getAttribute('stroke')?.toLowerCase() === '#0072b2');
        return [box.width, box.height, getComputedStyle(line).stroke, getComputedStyle(svg.querySelector('text')).fill,
                getComputedStyle(svg.querySelector('line')).stroke, getComputedStyle(document.body).backgroundColor]; }"""
    before = page.evaluate(look)
    page.hover("[data-figure=sample] svg")
    page.wait_for_selector("[data-figure=sample] .chart[data-live=yes]")
    after = page.evaluate(look)
    assert after[:2] == pytest.approx(before[:2], abs=1)
    assert after[2:] == before[2:]
    shown = page.evaluate("getComputedStyle(document.querySelector('[data-figure=sample] svg')).backgroundColor")
    assert shown == "rgba(0, 0, 0, 0)"
    dot = page.locator("[data-figure=sample] svg .mark-symbol path").last
    dot.hover()
    assert "86.6" in page.locator(".tip").inner_text()


def test_on_paper_the_numbers_that_were_given_stand_beside_the_answer(visit):
    page = visit("/lab?sensitivity=0.85").page
    page.emulate_media(media="print")
    assert page.locator("[data-part=given]").is_visible()
    assert "0.85" in page.locator("[data-part=given]").inner_text()
    assert page.locator("form").is_hidden()
