"""The record in a real Chromium: an article read by mouse, by keyboard alone and without script; decisions kept."""

from __future__ import annotations

import json
import urllib.request

import pytest
from tests.browser.conftest import axe, fits, started
from tests.web.record_texts import ARTICLE, EARLIER, PUBLISHED

pytestmark = pytest.mark.browser

POSITIONS = "/record/positions?issue=strategic-stability-talks&on=2024-07-01"
PAGES = (
    "/record?treaty=inf",
    POSITIONS,
    "/record/linkages",
    "/record/review?kind=statement",
    "/record/history",
    "/record/read",
)


@pytest.fixture(scope="module")
def keeping(tmp_path_factory):
    """A server with a record of two invented articles."""
    made = started("--database", str(tmp_path_factory.mktemp("record") / "record.sqlite"))
    for text, day in ((EARLIER, "2024-01-18"), (ARTICLE, PUBLISHED)):
        body = json.dumps({"text": text, "published": day, "outlet": "Invented News"}).encode()
        address = f"{made.address}/api/v1/record/documents"
        urllib.request.urlopen(urllib.request.Request(address, body, {"content-type": "application/json"})).close()
    yield made
    made.stop()


def given(page, text=ARTICLE):
    page.get_by_label("Text of the article, or its HTML").fill(text)
    page.get_by_label("Published on").fill(PUBLISHED)
    page.get_by_label("Outlet").fill("Invented News")


def read(page, text=ARTICLE):
    given(page, text)
    page.get_by_role("button", name="Read", exact=True).click()
    page.wait_for_selector(".reading")


@pytest.mark.parametrize(("width", "scheme"), [(360, "dark"), (768, "light"), (1440, "light"), (1440, "dark")])
def test_every_page_is_whole(visit, keeping, width, scheme):
    opened = visit("/record", width=width, scheme=scheme, at=keeping)
    for path in PAGES:
        opened.page.goto(keeping.address + path)
        assert opened.page.get_by_role("heading", level=1).count() == 1
        fits(opened, width)
        axe(opened)
    opened.page.goto(keeping.address + "/record/statements?speaker=peskov")
    opened.page.locator("td.words a").last.click()
    assert opened.page.get_by_role("heading", level=1).inner_text().startswith("Dmitry Peskov (Russia)")
    fits(opened, width)
    axe(opened)


@pytest.mark.parametrize(("width", "scheme"), [(360, "light"), (768, "dark"), (1440, "light"), (1440, "dark")])
def test_a_reading_is_whole(visit, width, scheme):
    opened = visit("/record/read", width=width, scheme=scheme)
    read(opened.page)
    fits(opened, width)
    axe(opened)
    text, cards = (opened.page.locator(s).bounding_box() for s in ("#text", ".cards"))
    assert (text["x"] + text["width"] <= cards["x"] + 1) == (width > 1000), "side by side where there is room"
    assert opened.page.get_by_text("Nothing is kept.").is_visible()


def test_an_article_is_read_and_kept_by_mouse(visit, keeping):
    page = visit("/record/read", at=keeping).page
    read(page, ARTICLE.replace("on Friday", "on Friday again"))
    page.locator("#text-s2 a.tag").first.click()
    assert page.url.endswith("#card-s2")
    page.locator("#card-s2").get_by_label("accept").check()
    page.locator("#card-n1").get_by_label("reject").check()
    page.get_by_label("Your name").fill("Ana")
    page.get_by_label("Why, for what you reject").fill("not so")
    page.get_by_role("button", name="Keep in the record").click()
    assert page.get_by_role("heading", level=1).inner_text().startswith("Kept: ")
    page.goto(keeping.address + "/record/history")
    assert [page.locator("tbody tr td:nth-child(3)").nth(n).inner_text() for n in range(3)] == [
        "rejected",
        "accepted",
        "took in",
    ]


def test_an_article_is_read_and_kept_by_keyboard_alone(visit, keeping):
    page = visit("/record/read", at=keeping).page
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    for _ in range(8):  # past the pages of the record, to the text
        page.keyboard.press("Tab")
    page.keyboard.insert_text(ARTICLE.replace("told reporters", "told the reporters"))
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.type("06212024")
    page.keyboard.press("Enter")
    page.wait_for_selector(".reading")
    page.keyboard.press("?")
    assert page.locator("#help").is_visible()
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.dataset.card") == "s1"
    assert page.locator("#text-s1.at-hand").count() == 1
    page.keyboard.press("a")
    page.keyboard.press("j")
    page.keyboard.press("r")
    assert page.evaluate("document.activeElement.name") == "why-s2", "why is asked in the card"
    page.keyboard.type("not in the text")
    page.keyboard.press("Escape")
    page.keyboard.press("k")
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("e")
    assert page.evaluate("document.activeElement.name").endswith(".speaker")
    page.keyboard.press("Control+A")
    page.keyboard.type("Sergey Ryabkov")
    assert page.locator("#tally").inner_text() == "3 decided"
    page.get_by_label("Your name").focus()
    page.keyboard.type("Ana")
    page.keyboard.press("Tab")
    page.keyboard.type("a headline")
    page.keyboard.press("Enter")
    page.wait_for_url("**/record/keep")
    assert "3 decisions of yours stand in the record" in page.locator("main").inner_text()
    page.goto(keeping.address + "/record/statements?speaker=Sergey+Ryabkov")
    assert page.locator("tbody tr").count() == 1


def test_all_of_it_without_script(visit, keeping):
    page = visit("/record/read", script=False, at=keeping).page
    read(page, ARTICLE.replace("so long as", "as long as"))
    page.locator("#card-s1").get_by_label("accept").check()
    assert not page.get_by_role("button", name="Next card").is_visible()
    page.get_by_label("Your name").fill("Ana")
    page.get_by_role("button", name="Keep in the record").click()
    assert "1 decision of yours stands in the record" in page.locator("main").inner_text()
    page.get_by_role("link", name="Everything read from this text").click()
    page.locator("td.words a").nth(1).click()
    page.get_by_text("Correct a field").click()
    page.get_by_label("Party", exact=True).fill("USA")
    page.locator("form.fields").get_by_label("Your name").fill("Ana")
    page.get_by_role("button", name="Keep the correction").click()
    assert page.locator("#history ~ * tbody tr").count() + page.locator("section:has(#history) tbody tr").count() >= 1
    page.goto(keeping.address + "/record?treaty=inf")
    page.get_by_label("Treaty").select_option("new-start")
    page.get_by_role("button", name="Show").click()
    assert "New START" in page.get_by_role("heading", level=1).inner_text()


def test_two_reviewers_on_one_item(visit, keeping):
    visits = [visit("/record/statements?speaker=lavrov&until=2024-02", at=keeping) for _ in range(2)]
    first, second = (v.page for v in visits)
    for page in (first, second):
        page.locator("td.words a").last.click()
        page.get_by_label("Your name").first.fill("Ana")
    first.get_by_role("button", name="Accept", exact=True).click()
    first.wait_for_load_state()
    second.get_by_role("button", name="Accept", exact=True).click()
    assert "somebody else has edited this item" in second.get_by_role("alert").inner_text()
    assert ["409" in said for said in visits[1].said] == [True]  # Chromium notes that it was refused
    visits[1].said.clear()


@pytest.mark.parametrize("script", [True, False])
def test_the_switch_of_languages_keeps_the_text_and_the_decisions(visit, keeping, script):
    opened = visit("/record/read", at=keeping, script=script)
    page = opened.page
    read(page, "\n" + ARTICLE)
    page.locator("#card-s2 input[value=reject]").check()
    page.locator("#card-s2").get_by_label("Why not").fill("not said so")
    words = page.locator("#text .part").all_inner_texts()
    page.get_by_role("button", name="Русский").click()
    page.wait_for_selector("html[lang=ru] .reading")
    assert page.url.endswith("/ru/record/read")
    assert page.locator("#text .part").all_inner_texts() == words
    assert page.locator("#card-s2 input[value=reject]").is_checked()
    assert page.locator("#card-s2 .why-not input").input_value() == "not said so"
    if script:
        axe(opened)
    page.get_by_role("button", name="English").click()
    page.wait_for_selector("html[lang=en] .reading")
    assert page.locator("#text .part").all_inner_texts() == words


def test_the_switch_of_languages_keeps_what_is_being_typed(visit):
    page = visit("/record/read").page
    given(page)
    page.get_by_role("button", name="Русский").click()
    page.wait_for_selector("html[lang=ru]")
    assert page.locator("#text").input_value() == ARTICLE
    assert page.locator("#outlet").input_value() == "Invented News"
    page.locator("form.article button").last.click()
    page.wait_for_selector(".reading")


def test_enter_in_a_field_of_a_reading_stays_in_its_language(visit):
    page = visit("/record/read").page
    read(page)
    field = page.get_by_label("Why, for what you reject")
    field.fill("a test")
    with page.expect_navigation():
        field.press("Enter")
    assert page.locator("html").get_attribute("lang") == "en"
    assert page.get_by_label("Why, for what you reject").input_value() == "a test"


def test_print_has_the_text_and_the_cards(visit):
    page = visit("/record/read").page
    read(page)
    page.emulate_media(media="print")
    assert not page.locator(".decide").first.is_visible()
    assert page.evaluate("[...document.querySelectorAll('.pane')].every(p => p.scrollHeight <= p.clientHeight + 1)")
    assert page.pdf().startswith(b"%PDF-")


def test_what_awaits_review_is_decided_in_its_row_and_taken_back(visit, keeping):
    page = visit("/record/review?kind=position", at=keeping).page
    assert page.get_by_role("button", name="Accept:").count() == 0
    page.get_by_label("Your name").fill("Ana")
    page.get_by_role("button", name="Show").click()
    number = page.locator("tbody tr").count()
    page.get_by_role("button", name="Accept:").first.click()
    assert page.get_by_role("status").inner_text().startswith("Accepted")
    assert page.locator("tbody tr").count() == number - 1
    assert page.get_by_label("Your name").input_value() == "Ana"
    page.get_by_role("button", name="Undo").click()
    assert page.get_by_role("status").inner_text().startswith("Took back")
    page.locator(".acts summary").first.click()
    page.locator(".acts").first.get_by_label("Why").fill("a slip")
    page.locator(".acts").first.get_by_role("button", name="Reject", exact=True).click()
    assert page.get_by_role("status").inner_text().startswith("Rejected")
    page.get_by_role("button", name="Undo").click()


@pytest.mark.parametrize("script", [True, False])
def test_on_a_phone_a_paragraph_leads_to_its_cards_at_one_tap(visit, script):
    page = visit("/record/read", width=360, script=script).page
    read(page)
    link = page.locator(".to-cards a", has_text="1,550")
    assert link.bounding_box()["height"] >= 24
    link.click()
    assert 0 <= page.locator("#card-n1").bounding_box()["y"] < 400
    assert not page.locator(".why-not").first.is_visible()
    page.locator("#card-n1").get_by_label("reject", exact=True).check()
    assert page.locator("#card-n1 .why-not input").is_visible()


def test_the_list_of_what_awaits_review_by_keyboard_alone(visit, keeping):
    page = visit("/record/review?kind=statement", at=keeping).page
    page.keyboard.press("a")
    page.keyboard.press("a")
    assert page.evaluate("document.activeElement.id") == "who", "nobody decides before a name is said"
    page.keyboard.type("Ana")
    page.keyboard.press("Enter")
    page.wait_for_url("**who=Ana**")
    page.keyboard.press("?")
    assert page.locator("#help").is_visible()
    page.keyboard.press("a")
    first = page.evaluate("document.activeElement.dataset.card")
    assert page.locator("tr.at-hand").get_attribute("data-card") == first, "the row is shown before anything is done"
    page.keyboard.press("a")
    page.wait_for_url("**done=**")
    assert "Accepted" in page.get_by_role("status").first.inner_text()
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("k")
    second = page.evaluate("document.activeElement.dataset.card")
    assert second != first
    page.keyboard.press("r")
    assert page.evaluate("document.activeElement.name") == "reason"
    page.keyboard.type("not said so")
    page.keyboard.press("Enter")
    page.get_by_text("Rejected").first.wait_for()
    page.keyboard.press("j")
    page.keyboard.press("e")
    page.wait_for_url("**#correct")
    assert page.locator("details#correct").get_attribute("open") is not None
    page.goto(keeping.address + "/record/history")
    assert page.locator("tbody tr td:nth-child(3)").all_inner_texts()[:2] == ["rejected", "accepted"]
