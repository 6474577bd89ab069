"""Taking in pages: words, day, outlet, encoding, language, and the notes on what was not read."""

import builtins
from datetime import date

import pytest

from armscontrol.diplomacy.pages.pages import take_in
from armscontrol.diplomacy.reading import read
from armscontrol.errors import RecordError

SAID = (
    "The envoy said in Geneva on Friday that “the treaty is alive” and that the talks between both sides would go on."
)
RUSSIAN = "Министр заявил в пятницу, что договор действует и что стороны продолжат переговоры в Женеве, но не сейчас."


def page(*paragraphs, head="", tail=""):
    body = "".join(f"<p>{p}</p>" for p in paragraphs or [f"{SAID} Number {n} of five." for n in range(5)])
    return f"<!DOCTYPE html><html><head><title>Envoys meet | Wire</title>{head}</head><body><article><h1>Envoys meet</h1>{body}</article>{tail}</body></html>"


PUBLISHED = "<meta property='article:published_time' content='2024-06-21T10:00:00Z'><meta property='og:site_name' content='Example Wire'>"


def test_text_is_kept_as_it_is():
    text = f"Envoys meet\n\n  {SAID}\n"
    made = take_in(text)
    assert (made.text, made.language, made.published, made.published_basis, made.notes) == (
        text,
        "en",
        None,
        "none",
        (),
    )


def test_page_gives_paragraphs_title_outlet_and_day():
    made = take_in(page(head=PUBLISHED).encode())
    assert [p for p in made.text.split("\n\n") if SAID in p] == [f"{SAID} Number {n} of five." for n in range(5)]
    assert (made.title, made.outlet, made.published, made.published_basis) == (
        "Envoys meet",
        "Example Wire",
        date(2024, 6, 21),
        "page",
    )
    assert made.notes == ()


def test_what_the_giver_knows_goes_first():
    made = take_in(
        page(head=PUBLISHED),
        published=date(2020, 1, 2),
        outlet="Mine",
        title="My title",
        source="https://x.org/2019/03/04/a",
    )
    assert (made.title, made.outlet, made.published, made.published_basis) == (
        "My title",
        "Mine",
        date(2020, 1, 2),
        "given",
    )


@pytest.mark.parametrize(
    ("source", "day"),
    [
        ("https://example.org/2024/06/21/talks.html", date(2024, 6, 21)),
        ("https://example.org/news/2024-06-21-talks", date(2024, 6, 21)),
        ("https://example.org/talks-20240621.html", date(2024, 6, 21)),
        ("https://example.org/2024/jun/21/talks", date(2024, 6, 21)),
        ("https://example.org/2024/02/30/talks", None),
        ("https://example.org/article/1668362.html", None),
        (None, None),
    ],
)
def test_day_from_the_address(source, day):
    made = take_in(SAID, source=source)
    assert (made.published, made.published_basis) == (day, "url" if day else "none")


def test_page_goes_before_its_address():
    assert take_in(page(head=PUBLISHED), source="https://x.org/2019/03/04/a").published_basis == "page"


def test_day_is_never_taken_from_the_words():
    made = take_in(
        page("Published March 3, 2021. " + SAID, "On 2021-03-04 they met again. " + SAID, "© 2021-03-05 " + SAID)
    )
    assert (made.published, made.published_basis) == (None, "none")


def test_canonical_address_gives_a_day_of_the_url():
    made = take_in(page(head="<link rel='canonical' href='https://x.org/2019/03/04/a'>"))
    assert (made.published, made.published_basis) == (date(2019, 3, 4), "url")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_encodings_that_say_what_they_are(encoding):
    made = take_in(RUSSIAN.encode(encoding))
    assert (made.text, made.language, made.notes) == (RUSSIAN, "ru", ())


def test_declared_encoding():
    made = take_in(page(*[RUSSIAN] * 4, head="<meta charset='windows-1251'>").encode("cp1251"))
    assert RUSSIAN in made.text
    assert made.language == "ru"


@pytest.mark.parametrize(("text", "encoding"), [(RUSSIAN, "cp1251"), (f"{SAID} The café’s", "cp1252")])
def test_guessed_encoding_is_noted(text, encoding):
    made = take_in(text.encode(encoding))
    assert made.text == text
    assert f"windows-{encoding[2:]}" in made.notes[0]


def test_wrongly_declared_encoding_is_noted():
    made = take_in(page(*[RUSSIAN] * 4, head="<meta charset='no-such-code'>").encode())
    assert RUSSIAN in made.text
    assert any("no-such-code" in note for note in made.notes)


@pytest.mark.parametrize(
    "text",
    [
        "Le ministre a déclaré que les deux pays poursuivront les négociations sur le traité, et que rien n’est décidé pour le moment dans cette affaire qui dure.",
        "Україна готова до переговорів, заявив міністр у п’ятницю під час зустрічі з журналістами, і це її стала позиція.",
        "قال الوزير إن البلدين مستعدان للمحادثات حول المعاهدة",
    ],
)
def test_third_language_is_said(text):
    made = take_in(text)
    assert made.language == "other"
    assert any("neither English nor Russian" in note for note in made.notes)


def test_marks_of_direction_stay_and_are_noted():
    text = f"\u200f{SAID}\u200b"
    made = take_in(text)
    assert made.text == text
    assert "2 invisible marks" in made.notes[0]


@pytest.mark.parametrize(
    "number",
    ["1\u200b,550", "1,\u200b550", "1,550\u200b", "1\u00ad,550", "1\u2060,\ufeff550", "1,5\u200b50"],
)
def test_marks_in_a_number_do_not_break_it(number):
    made = take_in(f"The New START treaty limits each side to {number} deployed strategic warheads, the minister said.")
    assert "to 1,550 deployed" in made.text
    assert "marks in numbers were taken out" in made.notes[0]
    told = read(made)
    assert [(n.value, made.text[n.span[0] : n.span[1]]) for n in told.numbers] == [(1550, "1,550")]
    assert [c.verdict for c in told.checks] == ["accurate"]


def test_lost_quotation_is_noted():
    tail = "<div class='sidebar'><span>“This was said elsewhere on the page and is not in the article.”</span></div>"
    made = take_in(page(tail=tail))
    assert "elsewhere" not in made.text
    assert "1 passage with quotation marks" in made.notes[0]


def test_html_as_asked():
    assert take_in(page(), html=False).text.startswith("<!DOCTYPE")
    assert "<p>" not in take_in(f"<p>{SAID}</p>" * 3, html=True).text
    assert take_in("Is 3 < 4? <b>Yes</b>, he said.").text == "Is 3 < 4? <b>Yes</b>, he said."


def test_html_without_the_extra(monkeypatch):
    real = builtins.__import__

    def refuse(name, *args, **kwargs):
        if name.startswith("trafilatura"):
            raise ImportError(name)
        return real(name, *args, **kwargs)

    monkeypatch.setattr(builtins, "__import__", refuse)
    with pytest.raises(RecordError, match=r"armscontrol\[record\]"):
        take_in(page())
    assert take_in(SAID).text == SAID


def test_same_page_same_document():
    assert take_in(page(head=PUBLISHED)) == take_in(page(head=PUBLISHED))
    assert take_in(SAID).sha256 != take_in(SAID + ".").sha256
