"""What a page holds beside its article, the day of a stamp, the agency of a dateline, marks that do not balance."""

from datetime import date

import pytest

from armscontrol.diplomacy.pages.balance import unbalanced
from armscontrol.diplomacy.pages.blocks import blocks
from armscontrol.diplomacy.pages.pages import MAX_BYTES, take_in
from armscontrol.diplomacy.pages.quotations import quotations
from armscontrol.diplomacy.pages.segments import segments
from armscontrol.diplomacy.plain import plain
from armscontrol.diplomacy.reading import read
from armscontrol.errors import RecordError

SAID = "The envoy said in Geneva on Friday that the treaty is alive and that the talks between both sides would go on."
TABLE = "<table><tr><th>Party</th><th>Count</th></tr><tr><td>Ruritania</td><td>1,549</td></tr></table>"


def page(body=None, *, around=""):
    told = body or "".join(f"<p>{SAID} Number {n} of five.</p>" for n in range(5))
    return f"<!DOCTYPE html><html><head><title>Envoys meet</title></head><body>{around}<article><h1>Envoys meet</h1>{told}</article></body></html>"


class TestFurniture:
    @pytest.mark.parametrize(
        ("markup", "kind", "words"),
        [
            ("<nav><ul><li>Home<li>World news</ul></nav>", "navigation", "Home\nWorld news"),
            ("<aside><h2>Read more</h2><a href='x'>Another story</a></aside>", "related", "Read more\nAnother story"),
            ("<footer>The Wire, all the news</footer>", "footer", "The Wire, all the news"),
            ("<form>Write to us: <button>Send</button></form>", "form", "Write to us:\nSend"),
            ("<figure><figcaption>The hall at night</figcaption></figure>", "caption", "The hall at night"),
        ],
    )
    def test_is_set_apart_with_its_words(self, markup, kind, words):
        made = take_in(page(around=markup))
        assert [(a.kind, a.words) for a in made.apart] == [(kind, words)]
        assert words.split("\n")[0] not in made.text

    def test_is_in_the_json_and_read_from_nowhere(self):
        told = "Minister Ana Ruritan said on Friday that Ruritania has 1,234 warheads."
        found = read(take_in(page(around=f"<aside><p>{told}</p></aside>")))
        assert told in plain(found)["apart"][0]["text"]
        assert not found.numbers

    def test_scripts_are_counted(self):
        made = take_in(page(around="<script>var words = 'a b c';</script><style>p {}</style>"))
        assert made.apart == ()
        assert made.notes[0].startswith("Scripts and styles of the page were left out: 2, with ")

    def test_a_part_that_never_ends_takes_in_nothing(self):
        assert take_in(page(around="<aside>")).apart == ()

    def test_a_form_round_the_whole_page_is_its_frame(self):
        made = take_in(page().replace("<article>", "<form><article>").replace("</article>", "</article></form>"))
        assert "Number 4 of five" in made.text
        assert made.apart == ()

    def test_bare_words_leave_apart_what_is_no_article(self):
        deep = "<div>" * 300 + "".join(f"<p>{SAID} {n}</p>" for n in range(3))
        made = take_in(f"<html><body><nav>Home and World</nav>{deep}</body></html>")
        assert "Home" not in made.text
        assert [(a.kind, a.words) for a in made.apart] == [("navigation", "Home and World")]

    def test_every_word_of_a_page_is_shown(self):
        around = "<header>The Wire</header><div>Sign up for our letter</div><nav>Home</nav><dl><dt>One<dd>Two</dl>"
        made = take_in(page(around=around))
        shown = made.text + " ".join(a.words for a in made.apart)
        assert all(word in shown for b in blocks(page(around=around)).blocks for word in b.words.split())

    def test_time_is_linear(self):
        made = blocks("<aside><p>" * 100_000 + "x" + "</aside>" * 50_000)
        assert len(made.blocks) == 1


def test_rows_of_a_table_are_their_own_kind():
    made = take_in(page("".join(f"<p>{SAID} Number {n}.</p>{TABLE if n == 2 else ''}" for n in range(5))))
    rows = [made.text[a:b] for a, b in (s.span for s in segments(made) if s.kind == "table")]
    assert "| Ruritania | 1,549 |" in rows
    assert not [s for s in segments(made) if s.kind == "heading"]


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("A title here\n\nParty | Count\n\nRuritania | 12\n\n", {"table"}),
        ("A title here\n\nParty\tCount\n\nRuritania\t12\n\n", {"table"}),
        ("A title here\n\nWorld | Politics\n\n", {"heading"}),
    ],
)
def test_rows_in_a_text(text, kinds):
    made = take_in(text + SAID, html=False)
    assert {s.kind for s in segments(made)} - {"title", "body"} == kinds


def test_a_sentence_in_a_cell_is_body():
    made = take_in(f"The envoys meet\n\n| {SAID} |\n\n{SAID} Again.", html=False)
    assert [s.kind for s in segments(made)] == ["title", "body", "body"]


class TestDays:
    @pytest.mark.parametrize(
        ("line", "day", "basis"),
        [
            ("Published June 21, 2024", date(2024, 6, 21), "stamp"),
            ("Published: 10:15 GMT, 21 June 2024 | Updated: 22 June 2024", date(2024, 6, 21), "stamp"),
            ("Last updated: 2024-06-22", date(2024, 6, 22), "stamp"),
            ("21 June 2024 10:15", date(2024, 6, 21), "stamp"),
            ("Опубликовано: 21.06.2024 в 10:30", date(2024, 6, 21), "stamp"),
            ("Обновлено 22 июня 2024", date(2024, 6, 22), "stamp"),
            ("Published 03/04/2024", None, "none"),
            ("Published 21/06/2024", date(2024, 6, 21), "stamp"),
            ("Published June 31, 2024", None, "none"),
            ("Published June 21", None, "none"),
            ("Published March 3, 2021. The envoys went home after this day.", None, "none"),
            ("The list was published on June 21, 2024, the envoy said.", None, "none"),
        ],
    )
    def test_of_a_line(self, line, day, basis):
        made = take_in(f"Envoys meet\n\n{line}\n\n{SAID}", html=False)
        assert (made.published, made.published_basis) == (day, basis)

    def test_published_goes_before_updated(self):
        text = f"Envoys meet\n\nUpdated 22 June 2024\n\nPublished 21 June 2024\n\n{SAID}"
        assert take_in(text).published == date(2024, 6, 21)

    def test_what_is_given_goes_first(self):
        made = take_in(f"Envoys meet\n\nPublished 21 June 2024\n\n{SAID}", published=date(2024, 6, 23))
        assert made.published_basis == "given"

    def test_a_line_far_down_is_of_another_text(self):
        assert take_in("Envoys meet\n\n" + f"{SAID}\n\n" * 12 + "Published 21 June 2024").published is None

    def test_a_stamp_that_the_article_left_out(self):
        body = "<p class=meta>Published: June 21, 2024</p>" + "".join(f"<p>{SAID} {n}.</p>" for n in range(5))
        made = take_in(page(body))
        assert (made.published, made.published_basis) == (date(2024, 6, 21), "stamp")

    @pytest.mark.parametrize(
        ("dateline", "day"),
        [
            ("MOSCOW, Feb. 21, 2023 (Reuters) -", date(2023, 2, 21)),
            ("Москва. 21 июня 2024 г. INTERFAX.RU -", date(2024, 6, 21)),
            ("MOSCOW, Feb. 21 (Reuters) -", None),
        ],
    )
    def test_of_a_dateline(self, dateline, day):
        made = take_in(f"{dateline} {SAID}")
        assert (made.published, made.published_basis) == (day, "dateline" if day else "none")

    def test_a_weekday_is_resolved_by_it(self):
        text = (
            "Envoys meet\n\nPublished June 21, 2024\n\nThe talks go on, Foreign Minister Sergey Lavrov said on Friday."
        )
        assert read(take_in(text)).statements[0].date.edtf == "2024-06-21"


SPOKEN = "The talks with the other side will go on, Foreign Minister Sergey Lavrov said on Friday."
SPOKEN_RUSSIAN = "Переговоры с другой стороной продолжатся, заявил в пятницу министр иностранных дел Сергей Лавров."


class TestAgency:
    @pytest.mark.parametrize(
        ("text", "agencies"),
        [
            (f"MOSCOW, June 21 (Reuters) - {SPOKEN}", ["Reuters"]),
            (f"GENEVA (Invented Press) - {SPOKEN}", ["Invented Press"]),
            (f"МОСКВА, 21 июня. /ТАСС/. {SPOKEN_RUSSIAN}", ["TASS"]),
            (f"МОСКВА, 21 июн — РИА Новости. {SPOKEN_RUSSIAN}", ["RIA Novosti"]),
            (f"Москва. 21 июня 2024 г. INTERFAX.RU - {SPOKEN_RUSSIAN}", ["Interfax"]),
            (SPOKEN, []),
        ],
    )
    def test_of_the_dateline_stands_in_the_chain(self, text, agencies):
        found = read(take_in(text, outlet="The Wire"))
        assert [link.name for link in found.statements[0].chain if link.role == "agency"] == agencies
        assert found.statements[0].chain[-1].role == "outlet"

    @pytest.mark.parametrize("outlet", ["Reuters", "reuters"])
    def test_that_is_the_outlet_stands_once(self, outlet):
        found = read(take_in(f"MOSCOW, June 21 (Reuters) - {SPOKEN}", outlet=outlet))
        assert [link.role for link in found.statements[0].chain] == ["speaker", "outlet"]


class TestMarks:
    @pytest.mark.parametrize(
        ("text", "told"),
        [
            ("“We stay here,” the envoy said. “We will not go, he added on Friday.", ["32: opened and not closed before “We"]),
            ("We will not go there,” the envoy said on Friday.", ["21: closed and not opened after “We will not go"]),
            ('"We stay here," he said. "We will not go, he added.', ["25: opened and not closed before “We"]),
            ("«Мы остаёмся, — сказал министр в пятницу в Женеве.", ["0: opened and not closed before “Мы"]),
            ("“We stay here.\n\n“We will not go,” the envoy said on Friday.", []),
            ("\"Мы остаёмся, - сказал министр. - Мы не уйдём отсюда\".", []),
            ("“We stay, ”said the envoy on Friday.", []),
            ("“We stay, he said.\n\nNobody came.\n\n“We go, she said.",
             ["0: opened and not closed before “We stay", "34: opened and not closed before “We go"]),
            ("“We stay «here»,” he said. The beam is 5\" wide and 6” long.", []),
        ],
    )  # fmt: skip
    def test_that_do_not_balance_are_noted(self, text, told):
        made = take_in(text, html=False)
        parts = segments(made)
        found = unbalanced(text, parts, quotations(text, parts))
        assert len(found) == len(told)
        assert all(f"at character {t}" in note for t, note in zip(told, found, strict=True))

    def test_are_in_the_notes_of_the_reading(self):
        assert any("do not balance" in note for note in read(take_in("“We stay, he said on Friday.")).notes)

    def test_many_are_counted(self):
        text = "\n\n".join(f"We will not go there,” the envoy said on day {n} of the talks." for n in range(30))
        made = take_in(text, html=False)
        assert unbalanced(text, segments(made), ())[-1].endswith("at 20 more places.")


class TestTooMuch:
    def test_the_first_part_is_read_and_the_rest_said(self, monkeypatch):
        monkeypatch.setattr("armscontrol.diplomacy.pages.pages.MAX_BYTES", 1_000)
        made = take_in(f"{SAID}\n\n" * 20)
        assert len(made.text) == 1_000
        assert "the first 1,000 of 2,240 characters were read, 1,240 were not" in made.notes[0]

    def test_no_letter_is_cut_in_two(self, monkeypatch):
        monkeypatch.setattr("armscontrol.diplomacy.pages.pages.MAX_BYTES", 1_001)
        made = take_in(("Министр заявил, что договор действует. " * 30).encode())
        assert "\ufffd" not in made.text
        assert len(made.notes) == 1

    def test_what_the_giver_did_not_hand_over_is_said(self):
        assert f"of {7 * MAX_BYTES:,} bytes" in take_in(SAID.encode(), size=7 * MAX_BYTES).notes[0]

    def test_zeros_are_replaced_and_said(self):
        made = take_in(f"{SAID}\0 Yes.".encode())
        assert made.text == f"{SAID}\ufffd Yes."
        assert made.notes == ("1 zero byte in the text stand as \ufffd.",)

    @pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
    def test_two_bytes_a_letter_without_a_mark(self, encoding):
        made = take_in(SAID.encode(encoding))
        assert made.text == SAID
        assert "UTF-16" in made.notes[0]

    @pytest.mark.parametrize("data", [bytes(range(32)) * 200, b"%PDF-1.7 text", b"\0" * 5000])
    def test_what_is_no_text_is_refused(self, data):
        with pytest.raises(RecordError):
            take_in(data)


class TestEditorsNotes:
    @pytest.mark.parametrize(
        "words",
        [
            "The interview has been shortened and edited for clarity. Ross's memoir, “The Gate”, appears in May.",
            "This conversation was lightly edited for length and clarity.",
            "(The transcript has been condensed for brevity.)",
            "Questions and answers have been translated from Russian.",
            "Our interview with Ada Ross was trimmed for space.",
        ],
    )
    def test_are_furniture(self, words):
        text = f"Envoys meet\n\n{SAID}\n\n{SAID[:-1]} for long.\n\n{words}"
        assert [(s.kind, s.rule) for s in segments(take_in(text))][-1] == ("footer", "editor's-note")

    def test_a_pointer_to_another_text_is_set_apart(self):
        text = f"Envoys meet\n\n{SAID}\n\n{SAID[:-1]} for long.\n\nRelated: Five maps of the Arctic"
        assert [s.kind for s in segments(take_in(text))][-1] == "teaser"

    @pytest.mark.parametrize(
        "words",
        [
            "The interview was cut short when the sirens began.",
            "The transcript was edited by the ministry, critics said, to hide the threat.",
            "The text has been shortened by the committee, the minister told reporters.",
            "“The interview has been edited for clarity,” the ministry said.",
            "The text was translated from the Russian by the ministry and sent to deputies on Monday.",
        ],
    )
    def test_are_told_from_news(self, words):
        text = f"Envoys meet\n\n{SAID}\n\n{SAID[:-1]} for long.\n\n{words}"
        assert [s.kind for s in segments(take_in(text))][-1] == "body"
