"""Paragraphs and what they are, on invented pages in the manner of many outlets, wrapped and flat."""

import json
import textwrap
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.conftest import ROOT

from armscontrol.diplomacy.model import Document
from armscontrol.diplomacy.pages.segments import READ, segments

PAGES = Path(__file__).parent / "pages.txt"
SHARED = ROOT.parent / "shared"


def pages():
    made, lines = {}, []
    for line in PAGES.read_text(encoding="utf-8").splitlines():
        if line.startswith("## "):
            lines = made.setdefault(line[3:], [])
        elif "|" in line and not line.startswith("#"):
            lines.append(tuple(line.split("|", 1)))
    return made


def built(lines, between):
    """The text of a page, and for every line its span, what it is, and its words."""
    text, marks = "", []
    for kind, words in lines:
        marks.append((len(text), len(text) + len(words), kind, words))
        text += words + (" " if kind == "D" else between)
    return text.rstrip(), marks


def kinds(text, title=None):
    return [(s.kind, text[slice(*s.span)]) for s in segments(Document(text, title=title))]


def covers_once(text, found):
    seen = [0] * len(text)
    for s in found:
        for i in range(*s.span):
            seen[i] += 1
    return all(n == 1 or (n == 0 and c.isspace()) for n, c in zip(seen, text, strict=True))


@pytest.mark.parametrize("between", ["\n\n", "\n", "\r\n\r\n", "\n \n\n"])
@pytest.mark.parametrize("name", pages())
def test_invented_page(name, between):
    text, marks = built(pages()[name], between)
    found = segments(Document(text))
    assert covers_once(text, found)
    for first, last, kind, words in marks:
        read = sum(max(0, min(last, s.span[1]) - max(first, s.span[0])) for s in found if s.kind in READ)
        share = read / len(words)
        assert share == 0 if kind in {"F", "D", "T2"} else share > 0.95, (kind, words)


@pytest.mark.parametrize("name", pages())
def test_title_is_the_line_that_is_one(name):
    text, marks = built(pages()[name], "\n")
    titles = [text[slice(*s.span)] for s in segments(Document(text)) if s.kind == "title"]
    assert titles == [words for _, _, kind, words in marks if kind == "T"]


@pytest.mark.parametrize("width", [60, 72, 80])
def test_hard_wraps_are_joined_without_moving_an_offset(width):
    paragraphs = [words for kind, words in pages()["agency-tass"] if kind == "B"] * 2
    paragraphs = [f"{words} This is sentence number {n} of the page." for n, words in enumerate(paragraphs)]
    text = "\n\n".join(textwrap.fill(p, width) for p in paragraphs)
    found = segments(Document(text))
    assert [" ".join(text[slice(*s.span)].split()) for s in found] == paragraphs
    assert {s.kind for s in found} == {"body"}


def test_hard_wraps_without_blank_lines():
    paragraphs = [
        f"The delegations of both sides met for the {n}th time and spoke of inspections of missile bases. They met again."
        for n in range(4, 9)
    ]
    text = "\n".join(textwrap.fill(p, 70) for p in paragraphs)
    assert [" ".join(words.split()) for _, words in kinds(text)] == paragraphs


BODY_THAT_LOOKS_LIKE_FURNITURE = [
    "By Thursday the other side had answered none of them.",
    "By continuing to arm the rebels, the West makes talks impossible.",
    "By signing up to the treaty, both sides accepted inspections.",
    "Terms of the treaty would remain in force until 2026.",
    "The report was published on Monday by the State Department.",
    "Published data show that Freedonia has 1,550 deployed warheads.",
    "(c) 800 deployed and non-deployed launchers of ballistic missiles.",
    "Sources close to the talks say nothing has changed.",
    "The United States and Russia exchange data twice a year, on March 1 and September 1, 2022.",
    "Russia stands ready to extend the treaty until February 5, 2026.",
    "The treaty takes effect on February 5, 2011.",
    "Based on reports from both sides, one had 822 and the other 516.",
    "Share of deployed warheads fell to 30 percent.",
    "The views expressed by the minister were not new.",
    "Editing by officials of both sides changed the text.",
    "Reuters could not verify the claim.",
    "“We told the rest of the",
]  # fmt: skip


@pytest.mark.parametrize("words", BODY_THAT_LOOKS_LIKE_FURNITURE)
def test_a_sentence_of_the_article_stays(words):
    text = f"Envoys of two states meet in Vienna\n\nThe envoys met on Friday, and one was tired.\n\n{words}\n\nThe talks go on, he said."
    assert ("body", words) in kinds(text)


def test_a_headline_twice_is_counted_once():
    text = "Envoys meet in Vienna again\n\nEnvoys meet in Vienna again\n\nThe envoys met on Friday.\n\nThey will meet again."
    assert [kind for kind, _ in kinds(text)] == ["title", "duplicate", "body", "body"]


def test_a_first_line_that_is_repeated_below_is_a_standfirst():
    words = "The refusal of Sylvania to hand over data under the arms treaty will not change the decision of Freedonia to suspend its part, Foreign Ministry spokeswoman Gloria Teasdale told reporters on Thursday"
    text = f"{words}\n\nFREEDONIA CITY (Example News / Wire - 30th March, 2023) {words}.\n\nShe said no more."
    assert [kind for kind, _ in kinds(text)] == ["standfirst", "dateline", "body", "body"]


def test_a_title_that_ends_as_a_sentence_is_known_by_the_page():
    text = "Talks are over. They failed.\n\nThe envoys met on Friday.\n\nThey will not meet again."
    assert kinds(text, "Talks are over. They failed.")[0][0] == "title"
    assert kinds(text)[0][0] == "body"


def test_a_sentence_cut_by_a_stray_break_is_one_paragraph():
    text = "“We have told the other side many times that the talks about the\n\nlimits are over,” he said.\n\nHe left."
    assert [kind for kind, _ in kinds(text)] == ["body", "body"]


def test_a_line_that_ends_in_an_abbreviation_ends_no_paragraph():
    text = "The envoy said that talks with the U.S.\nwere useful, and he left for Vienna.\n\nHe will be back."
    assert next(words for _, words in kinds(text)).endswith("left for Vienna.")


def test_an_article_goes_on_after_a_list_of_links():
    text = (
        "Envoys meet in Vienna again\n\nThe envoys met on Friday.\n\nRead more\n\nTen hats for the summer\n\n"
        "The minister told reporters that the delegations would meet once more before the end of the month in Vienna."
    )
    assert [kind for kind, _ in kinds(text)] == ["title", "body", "related", "related", "body"]


@pytest.mark.parametrize(
    ("words", "dateline"),
    [
        ("MOSCOW, March 30. /TASS/. Russia holds no such talks now.", "MOSCOW, March 30. /TASS/."),
        ("WASHINGTON (AP) — The treaty is alive and well today.", "WASHINGTON (AP) —"),
        ("GENEVA, Feb. 21 (Reuters) - The treaty is alive and well.", "GENEVA, Feb. 21 (Reuters) -"),
        ("Moscow. February 21. INTERFAX.RU - The treaty is alive and well.", "Moscow. February 21. INTERFAX.RU -"),
        ("МОСКВА, 21 фев - РИА Новости. Договор действует, заявил министр.", "МОСКВА, 21 фев - РИА Новости."),
        ("BEIJING, March 30 (Xinhua) -- The treaty is alive and well.", "BEIJING, March 30 (Xinhua) --"),
        ("Moscow said on Friday - once more - that it was ready.", None),
        ("NATO (the alliance) is ready to talk about the treaty.", None),
    ],
)  # fmt: skip
def test_dateline(words, dateline):
    found = kinds(f"Envoys meet in Vienna again\n\n{words}\n\nHe left.")
    assert [w for kind, w in found if kind == "dateline"] == ([dateline] if dateline else [])


@given(st.text(alphabet=st.sampled_from("ab AB.,:|\n\r\t\u2028“”\"'«»©/()1—"), max_size=300))
def test_every_character_lies_in_one_segment(text):
    assert covers_once(text, segments(Document(text)))


def test_annotated_articles_keep_their_body_and_lose_their_furniture():
    path = SHARED / "data" / "record" / "dev-articles.json"
    if not path.is_file():
        pytest.skip("the annotated articles are not here")
    for article in json.loads(path.read_text(encoding="utf-8"))["articles"]:
        text = article["text"]
        apart = {i for x in article["exclude"] for i in range(*x["span"])}
        for s in segments(Document(text)):
            cells = [i for i in range(*s.span) if text[i].isalnum()]
            furniture = 2 * sum(i in apart for i in cells) > len(cells)
            assert furniture == (s.kind not in READ) or s.kind == "dateline", (article["id"], text[slice(*s.span)])


def test_reference_article():
    path = SHARED / "articles" / "reference-article.txt"
    if not path.is_file():
        pytest.skip("the reference article is not here")
    text = path.read_text(encoding="utf-8")
    found = segments(Document(text))
    assert [sum(s.kind == kind for s in found) for kind in ("title", "duplicate", "caption", "credit", "body")] == [
        1,
        1,
        1,
        1,
        15,
    ]
    assert not [
        s
        for s in found
        if s.kind in READ and ("You May Like" in text[slice(*s.span)] or "says CSIS" in text[slice(*s.span)])
    ]


def test_a_last_paragraph_signed_in_capitals_is_body():
    text = (
        "Talks resume\n\nThe two sides met in Geneva on Tuesday, officials said.\n\n"
        "They will meet again in spring, the ministry said in a statement on Friday.—ANNA EXAMPLE"
    )
    found = segments(Document(text))
    assert [s.kind for s in found][1:] == ["body", "body"]


def test_what_goes_on_in_the_text_is_no_caption():
    text = (
        "Talks resume\n\nThe two sides met in Geneva on Tuesday, officials said.\n\n"
        "It also states that inspectors took part in visits near Vienna on March 3, 2019."
    )
    assert [kind for kind, _ in kinds(text)][1:] == ["body", "body"]


def test_a_quotation_with_its_speaker_is_body_without_a_stop():
    text = (
        "Talks resume\n\nThe two sides met in Geneva on Tuesday, officials said.\n\n"
        "“We will not pay such a price for one more year,” Ivan Primerov said\n\nHe left on Friday."
    )
    assert [kind for kind, _ in kinds(text)][1:] == ["body", "body", "body"]


@pytest.mark.parametrize("words", ["21 июня 2024, 09:18,", "сегодня в 18:18", "today at 18:18"])
def test_a_stamp_is_no_title(words):
    found = kinds(f"{words}\n\nПослы снова встретились в Вене\n\nОни говорили весь день и уехали вечером.")
    assert [kind for kind, _ in found] == ["byline", "title", "body"]


def test_an_appeal_to_the_readers_is_set_apart():
    text = (
        "Talks resume\n\nThe two sides met in Geneva on Tuesday, officials said.\n\n"
        "A Message from The Daily Example:\n\nDear readers, the authorities claim that our work is a threat to all."
    )
    assert [kind for kind, _ in kinds(text)][1:] == ["body", "footer", "footer"]


@pytest.mark.parametrize("title", ["Defence Sec. Jim Primer", "Reps. Jim Primer", "Prof. Jim Primer"])
def test_a_shortened_title_ends_no_sentence(title):
    text = (
        "Talks resume\n\nThe two sides met in Geneva on Tuesday, officials said.\n\n"
        f"Halls 'need more doors to be rid of doors,' says {title}\n\nThe two envoys will meet again in Vienna in May, "
        "when the hall there has been heated and its doors are open."
    )
    assert [kind for kind, _ in kinds(text)][1:] == ["body", "teaser", "body"]
