"""The page of a reading: all of the text, every card tied to its passage, and nothing that a text could smuggle in."""

from __future__ import annotations

import random
import re
from collections import Counter
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from tests.reports.readings import PARTS, at, reading

from armscontrol.diplomacy.model import (
    Check,
    DateMention,
    Document,
    Event,
    Fact,
    Link,
    Number,
    Position,
    Quotation,
    Reading,
    Segment,
    Statement,
)
from armscontrol.reports.passages import Mark, marked, seen
from armscontrol.reports.reading_page import SIGNS, render

VOID = {"meta", "br", "link", "img", "input"}


class Page(HTMLParser):
    """What a browser would see: tags, ids, links, words; and whether every tag is closed in its order."""

    def __init__(self, data: bytes) -> None:
        super().__init__()
        self.tags: Counter[str] = Counter()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.attributes: list[tuple[str, str]] = []
        self.words: list[str] = []
        self.parts: list[str] = []
        self.open: list[tuple[str, dict[str, str | None]]] = []
        self.feed(data.decode("utf-8"))
        self.close()
        assert not self.open, self.open

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        self.tags[tag] += 1
        self.attributes += [(name, value or "") for name, value in attrs]
        self.ids += [given["id"]] if "id" in given else []
        self.links += [given["href"]] if "href" in given else []
        if tag not in VOID:
            self.open.append((tag, given))
        if "part" in (given.get("class") or "").split():
            self.parts.append("")

    def handle_endtag(self, tag):
        assert self.open.pop()[0] == tag
        if tag in ("dt", "dd", "p", "li", "td", "th", "h1", "h2", "h3", "blockquote", "article"):
            self.words.append(" ")

    def handle_data(self, data):
        classes = " ".join(c.get("class") or "" for _, c in self.open).split()
        if any(tag in ("style", "title") for tag, _ in self.open):
            return
        self.words.append(data)
        if "part" in classes and "tag" not in classes and "why" not in classes:
            self.parts[-1] += data

    @property
    def text(self):
        return " ".join("".join(self.words).split())


@pytest.fixture(scope="module")
def page():
    return Page(render(reading()))


def test_all_of_the_text_is_there_in_its_order_and_nothing_added(page):
    assert [p.split() for p in page.parts] == [
        w.split() for w in [*(words for _, words in PARTS), "A last line that nobody sorted."]
    ]


def test_furniture_is_named_with_its_rule_once_in_a_row(page):
    assert "Set apart: caption (caption.invented)" in page.text
    assert page.text.count("Set apart: related (related.invented)") == 1
    assert "unsorted (belongs to no part that was told apart)" in page.text


def test_every_link_inside_leads_somewhere_and_every_id_is_one(page):
    assert len(page.ids) == len(set(page.ids))
    inside = [link[1:] for link in page.links if link.startswith("#")]
    assert not set(inside) - set(page.ids)


def test_every_card_leads_to_its_passage_and_back(page):
    cards = {i.removeprefix("card-") for i in page.ids if i.startswith("card-")}
    passages = {i.removeprefix("text-") for i in page.ids if i.startswith("text-") and i != "text-heading"}
    assert cards - passages == {"p1"}  # a position stands in its statement
    assert passages <= cards
    assert {"s1", "s2", "s3", "s4", "c1", "n1", "n2", "e1", "d1", "d2", "q1", "q2"} == passages
    for key in passages:
        assert f"#card-{key}" in page.links
        assert f"#text-{key}" in page.links


def test_what_is_open_comes_first(page):
    text = page.text
    first = text[text.index("Open: look here first") : text.index("s1 Anna Kovacs")]
    for reason in (
        "No speaker was found (1) s3",
        "Quotation that nobody is found to have said (1) q2 Nobody believes that,",
        "Quotation without a closing mark (1) q1 Let them count.",
        "Date that stays open (1) d2 in May",
        "No day is given (2) s3 m1",
        "Not held against the record (1) n2 150",
        "Proposed by a model (1) m1",
        "One quotation mark has no partner.",
    ):
        assert reason in first, first


def test_a_card_says_what_was_read(page):
    text = page.text
    for words in (
        "s2 Anna Kovacs (BRD) in the text",
        "Role in the text Foreign Minister Mode mixed: some of it between quotation marks Word of saying said Channel news"
        " conference Came through Anna Kovacs (speaker) → SYLPRESS (agency) When 5 March 2032: “on Friday”, latest Friday on or"
        " before publication Speaker found named at the words Conditions c1 reciprocity: so long as Syldavia does the same",
        "Positions p1 conditional: inspections May be the same act as s1",
        "○ Who says it was not found",
        "Proposed by the model stub; its words stand in the text.",
        "In the title; repeats the body and is not counted again.",
        "✗ contradicted The record has 121. Left out by the text: the 30 in store.",
        "Launchers: 121 launchers, 1 May 2031 [official] records.example",
        "Read as at most 120 launchers (count) Counted launchers Of BRD As of May 2031",
        "✓ accurate Signed on 1 May 2029.",
        "Event signed Treaty invented When 2029: “in 2029”, year",
        "3 statements by 2 named speakers; 1 condition; 2 numbers and 1 event (1 accurate, 1 contradicted).",
    ):
        assert words in text, text


def test_speakers_are_counted_over_the_statements_that_are_counted():
    page = render(reading())
    other = replace(reading().statements[0], speaker="Another Person")
    again = render(reading(statements=(other, *reading().statements[1:])))
    for made in (page, again):
        assert b"3 statements by 2 named speakers" in made


def test_no_verdict_is_shown_by_colour_alone():
    for verdict, sign in SIGNS.items():
        text = Page(render(reading(checks=(Check(at("120"), verdict, "r", "why"),)))).text
        assert f"n1 {sign} launchers" in text  # the tag in the text
        assert f"{sign} {verdict} why" in text
    assert len(set(SIGNS.values())) == len(SIGNS)


def test_a_check_that_belongs_to_nothing_is_shown_all_the_same():
    text = Page(render(reading(checks=(Check(at("hotels"), "disputed", "r", "Says who?"),)))).text
    assert "k1 hotels" in text
    assert "↔ disputed Says who?" in text


def test_a_colon_is_no_word_of_saying():
    statement = Statement("s1", ((0, 4),), "direct", "A", "label", "sure", cue=(4, 5))
    assert "Word of saying" not in Page(render(Reading(Document("Noon: A"), statements=(statement,)))).text


def test_the_same_reading_gives_the_same_bytes():
    assert render(reading()) == render(reading())


def test_an_empty_reading_is_a_page():
    text = Page(render(Reading(Document("")))).text
    assert "The text is empty." in text
    assert "No statement was found." in text
    assert "Nothing was left open." in text


def test_it_needs_no_script_and_no_other_host(page):
    assert not {"script", "img", "iframe", "object", "embed", "link", "form", "base", "svg"} & set(page.tags)
    assert {link for link in page.links if not link.startswith("#")} == {
        "https://news.example/1",
        "https://www.records.example/a",
    }
    assert not [name for name, _ in page.attributes if name.startswith("on")]
    html = render(reading()).decode()
    assert "url(" not in html
    assert "@import" not in html


HOSTILE = "\"'><script>alert(1)</script><img src=x onerror=alert(1)>{{ 7*7 }}{% raw %}</style></title>&lt;b&gt;\u202e\x00\x1b[31m"


def hostile():
    """A reading in which every word comes from someone who wants to break the page."""
    text = f"A {HOSTILE} b “{HOSTILE}” c"
    whole, part = (0, len(text)), (2, 2 + len(HOSTILE))
    day = DateMention(part, HOSTILE, HOSTILE, HOSTILE)
    bad = "javascript:alert(1)"
    statement = Statement(HOSTILE, (part,), HOSTILE, HOSTILE, HOSTILE, HOSTILE, HOSTILE, party=HOSTILE, role=HOSTILE,
                          role_by_record=HOSTILE, channel=HOSTILE, chain=(Link(HOSTILE, HOSTILE),), date=day, segment=HOSTILE)  # fmt: skip
    fact = Fact(HOSTILE, HOSTILE, HOSTILE, HOSTILE, bad, HOSTILE)
    return Reading(
        Document(text, None, HOSTILE, HOSTILE, HOSTILE, bad, HOSTILE, HOSTILE, (HOSTILE,)),
        (Segment(whole, HOSTILE, HOSTILE),),
        (Quotation(part, part, HOSTILE, closed=False),),
        (statement, replace(statement, sieve=f"model:{HOSTILE}", speaker=None)),
        (day,),
        (
            Number(
                part,
                1.0,
                HOSTILE,
                HOSTILE,
                HOSTILE,
                quantity=HOSTILE,
                party=HOSTILE,
                as_of=HOSTILE,
                attributed_to=HOSTILE,
            ),
        ),
        (Event(part, HOSTILE, HOSTILE, day, HOSTILE),),
        (Check(part, HOSTILE, HOSTILE, HOSTILE, (fact,), (HOSTILE,)),),
        (Position(HOSTILE, HOSTILE, HOSTILE, HOSTILE, HOSTILE, part, (), HOSTILE),),
        ((HOSTILE, HOSTILE),),
        (HOSTILE,),
    )


def test_nothing_in_a_text_becomes_part_of_the_page():
    made = Page(render(hostile()))
    assert not {"script", "img", "b"} & set(made.tags)
    assert not [a for a in made.attributes if a[0].startswith("on")]
    assert all(link.startswith("#") for link in made.links)
    assert len(made.ids) == len(set(made.ids))
    assert "<script>alert(1)</script>" in made.text
    assert "{{ 7*7 }}" in made.text
    assert "49" not in made.text


def test_signs_that_turn_the_direction_or_have_no_picture_are_named():
    data = render(hostile()).decode()
    assert not re.search("[\x00-\x08\x0e-\x1f\u202a-\u202e\u2066-\u2069]", data)
    assert "[U+202E][U+0000][U+001B][31m" in Page(render(hostile())).text
    assert seen("a\u2067b\ud800\tc\n") == "a[U+2067]b[U+D800]\tc\n"


def test_a_source_is_linked_only_where_it_is_of_the_web():
    for source, linked in (
        ("https://a.example/x", True),
        ("http://a.example", True),
        ("javascript:alert(1)", False),
        (" javascript:alert(1)", False),
        ("JaVaScRiPt:alert(1)//https://", False),
        ("data:text/html,x", False),
        ("//a.example", False),
        ("/home/a/file.html", False),
    ):
        made = Page(render(Reading(Document("x", source=source))))
        assert ([link for link in made.links if not link.startswith("#")] == [source]) is linked, source


def stripped(html):
    return re.sub(r"</?mark[^>]*>", "", re.sub(r"<a [^>]*>.*?</a>", "", html))


def test_overlapping_marks_against_the_letters_one_by_one():
    """Each letter lies inside exactly the marks whose spans hold it, however they cross."""
    rng = random.Random(5)
    for _ in range(300):
        text = "".join(chr(0x41 + n) for n in range(rng.randint(1, 24)))
        window = sorted((rng.randint(0, len(text)), rng.randint(0, len(text))))
        marks = []
        for n in range(rng.randint(0, 7)):
            start, end = sorted((rng.randint(0, len(text)), rng.randint(0, len(text))))
            marks.append(Mark((start, end), f"k{n}", f"k{n}", f"k{n}", "t", after=rng.random() < 0.5))
        placed = set()
        html = str(marked(text, tuple(window), marks, placed))
        assert stripped(html) == text[window[0] : window[1]]
        inside, found = [], {}
        for piece in re.findall(r"<a .*?</a>|<mark[^>]*>|</mark>|.", html):
            if piece.startswith("<mark"):
                inside.append(re.search(r'class="(\w+)"', piece)[1])
            elif piece == "</mark>":
                inside.pop()
            elif not piece.startswith("<a "):
                assert len(inside) == len(set(inside))
                found[piece] = set(inside)
        assert not inside
        for place in range(*window):
            assert found[text[place]] == {m.kind for m in marks if m.span[0] <= place < m.span[1]}
        shown = {m.key for m in marks if max(m.span[0], window[0]) < min(m.span[1], window[1])}
        assert placed == shown
        for key in shown:
            assert html.count(f'id="text-{key}"') == html.count(f'href="#card-{key}"') == 1


def test_a_mark_over_several_parts_is_tagged_once_and_shown_in_each():
    text = "one two\n\nthree four"
    statement = Statement("s1", ((4, 14),), "indirect", "A", "x", "sure")
    html = render(
        Reading(Document(text), (Segment((0, 7), "body", "r"), Segment((9, 19), "body", "r")), statements=(statement,))
    ).decode()
    assert html.count('id="text-s1"') == 1
    assert html.count('<mark class="s"') == 2


def test_spans_outside_the_text_break_nothing():
    made = Page(
        render(
            Reading(
                Document("short"), statements=(Statement("s1", ((3, 90), (7, 9), (-3, 2)), "direct", "A", "x", "sure"),)
            )
        )
    )
    assert made.parts == ["short"]


def test_many_marks_in_a_long_text_take_a_moment_only():
    import time

    words = "Someone said that 12 launchers were counted. "
    count = 4000
    text = words * count
    size = len(words)
    made = Reading(
        Document(text),
        tuple(Segment((n * size, n * size + size - 1), "body", "r") for n in range(count)),
        statements=tuple(
            Statement(f"s{n}", ((n * size + 13, n * size + 43),), "indirect", "A", "x", "sure") for n in range(count)
        ),
        numbers=tuple(Number((n * size + 18, n * size + 20), 12, "launchers") for n in range(count)),
    )
    began = time.perf_counter()
    data = render(made)
    assert time.perf_counter() - began < 10
    assert data.count(b'<mark class="s"') == count
