"""Hostile pages: refused with one clear message, or read as far as they can be, and quickly."""

import time

import pytest

from armscontrol.diplomacy.model import Document, Segment
from armscontrol.diplomacy.pages.pages import take_in
from armscontrol.diplomacy.pages.quotations import quotations
from armscontrol.diplomacy.pages.segments import segments
from armscontrol.errors import RecordError

SAID = "<p>The envoy said in Geneva on Friday that “the treaty is alive” and that the talks would go on with all.</p>"


@pytest.fixture(autouse=True)
def _quickly():
    begun = time.process_time()
    yield
    assert time.process_time() - begun < 60


def test_page_of_50_megabytes():
    """The first part is read, and the notes say how much was not."""
    made = take_in((b"<html><body>" + SAID.encode() * 5 + b"<p>" + b"x " * 25_000_000)[:50_000_000])
    assert "“the treaty is alive”" in made.text
    assert any("45,000,000" in note or "50,000,000" in note for note in made.notes), made.notes


@pytest.mark.parametrize(
    "data", [b"", "", b" \n\t ", "\ufeff", "<html><body><script>var said = 1;</script></body></html>"]
)
def test_nothing_to_read(data):
    with pytest.raises(RecordError, match="nothing to read"):
        take_in(data)


@pytest.mark.parametrize(
    "data",
    [
        b"abc\0def" * 100,
        bytes(range(1, 32)) * 100,
        b"%PDF-1.7 abc",
        b"PK\x03\x04abc",
        b"\x89PNG\r\n\x1a\n abc",
    ],
)
def test_binary(data):
    with pytest.raises(RecordError):
        take_in(data)


def test_a_stray_zero_is_shown_and_told():
    made = take_in("abc\0 def")
    assert made.text == "abc\ufffd def"
    assert any("zero" in note for note in made.notes)


def test_no_page_at_all():
    with pytest.raises(RecordError, match="int"):
        take_in(5)


@pytest.mark.parametrize("tag", ["<div>", "<b>", "<ul><li>", "<svg>", "<div></i>", "<font>", "<nav>"])
def test_hundred_thousand_nested_tags(tag):
    made = take_in("<html><body>" + tag * 100_000 + SAID * 5)
    assert "“the treaty is alive”" in made.text
    assert "inside one another" in made.notes[0]


@pytest.mark.parametrize("around", ["nav", "noscript", "form", "svg", "head"])
def test_nested_tags_hidden_in_what_is_not_read(around):
    made = take_in(f"<html><body><{around}>" + "<div>" * 100_000 + f"</{around}>" + SAID * 5)
    assert "“the treaty is alive”" in made.text
    assert "inside one another" in made.notes[0]


def test_millions_of_tags_and_of_unfinished_tags():
    assert "tags" in take_in("<html><body>" + "<i></i>" * 300_000 + SAID * 5).notes[0]
    assert take_in("<html><body>" + SAID * 5 + "<a " * 300_000).text


def test_paragraphs_left_open_are_not_deep():
    made = take_in("<html><body><article>" + SAID.replace("</p>", "") * 1000)
    assert not any("inside one another" in note for note in made.notes)


def test_scripts_styles_and_forms_are_not_read():
    hidden = "<script>“stolen words”</script><style>“stolen words”</style><form><p>“stolen words”</p></form><template>“stolen words”</template>"
    for tail in ("", "<div>" * 1000):
        assert "stolen" not in take_in("<html><body>" + hidden + SAID * 5 + hidden + tail).text


def test_half_a_character():
    made = take_in("The \ud800 minister said so.")
    made.text.encode()
    assert "Halves" in made.notes[0]


@pytest.mark.parametrize(
    "unit", ['"a ', "“a ”b", "'a ", "'as' ", "“a, b c d. ", "[", '"[a', "‘", '"', " ‘a’s", "«a «", "“a.a.a said "]
)
def test_marks_without_end_take_linear_time(unit):
    text = unit * (600_000 // len(unit))
    quotations(text, [Segment((0, len(text)), "body", "given")])


@pytest.mark.parametrize(
    "unit",
    ["a\n", "\n", "ABC DEF ", "a, ", "Ab ", "Ab Cd ", "A. B", "A (", "By A ", "- ", "© ", "1:1", "in a ", "/ AP "],
)
def test_segments_take_linear_time(unit):
    text = unit * (600_000 // len(unit))
    assert sum(s.span[1] - s.span[0] for s in segments(Document(text))) <= len(text)
