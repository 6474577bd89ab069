"""Quotations in every style of mark: the inner span holds exactly the words between the marks."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.conftest import ROOT

from armscontrol.diplomacy.model import Document, Segment
from armscontrol.diplomacy.pages.quotations import quotations
from armscontrol.diplomacy.pages.segments import segments
from armscontrol.diplomacy.pages.sentences import sentences

SHARED = ROOT.parent / "shared"
CASES = [
    ("“We are ready,” he said. “It is time.”", ["We are ready,", "It is time."]),
    ('"We are ready," he said. "It is time."', ["We are ready,", "It is time."]),
    ('"We are ready,” he said. “It is time."', ["We are ready,", "It is time."]),
    ("″[The West] must know. Don’t they get that?” Putin said.", ["[The West] must know. Don’t they get that?"]),
    ("“We are ready, he said", ["We are ready, he said"]),
    ("“We are ready, Peskov said. “It is time.”", ["We are ready,", "It is time."]),
    ("““We are ready,” he said.", ["We are ready,"]),
    ('"“We are ready,”" he said.', ["We are ready,"]),
    ('""We are ready,"" he said.', ["We are ready,"]),
    ("«Мы готовы», — сказал он. «Пора».", ["Мы готовы", "Пора"]),
    ("«Договор «СНВ» важен», — сказал он.", ["Договор «СНВ» важен"]),
    ("«Мы за договор «СНВ-3», — сказал он.", ["Мы за договор «СНВ-3"]),
    ("«Договор „СНВ“ важен», — сказал он.", ["Договор „СНВ“ важен"]),
    ('"Мы готовы, - сказал он. - Пора ехать".', ["Мы готовы,", "Пора ехать"]),
    ("“We are ready, ”said the envoy. “It is time.”", ["We are ready,", "It is time."]),
    ('"We are ready, "said the envoy. "It is time."', ["We are ready,", "It is time."]),
    ('He called it "late" and "sad, "angry" and "odd".', ["late", "sad,", "angry", "odd"]),
    ("„Wir sind bereit“, sagte er.", ["Wir sind bereit"]),
    ("”Vi er klare,” sagde han.", ["Vi er klare,"]),
    ("“He told me ‘no’ and left,” she said.", ["He told me ‘no’ and left,"]),
    ("“He told me “no” and left,” she said.", ["He told me “no” and left,"]),
    ('"He told me "no" and left," she said.', ['He told me "no" and left,']),
    ("'We won't go,' he said.", ["We won't go,"]),
    ("‘We won’t go,’ he said. ‘It’s over.’", ["We won’t go,", "It’s over."]),
    ("The parties' limits and the states' data aren't public.", []),
    ("The parties’ limits and the ’90s data aren’t public.", []),
    ("Russia 'open to dialogue' with US", ["open to dialogue"]),
    ("the 'states' parties' call' was", ["states' parties' call"]),
    ('He is 6\'2" tall and "ready".', ["ready"]),
    ('a 12" gun and a 5" gun', []),
    ('said the "New START" treaty, signed in 2010, was "dead."', ["New START", "dead."]),
    ('He said: "We are ready."Then he left.', ["We are ready."]),
    ('He said:"We are ready." Then he left.', ["We are ready."]),
    ("Putin said (“we are ready”).", ["we are ready"]),
    ("“We are ready” — he said—“to talk.”", ["We are ready", "to talk."]),
    ("“We are ready…”", ["We are ready…"]),
    ("`` We are ready, '' he said.", ["We are ready,"]),
    ("``We are ready,'' he said.", ["We are ready,"]),
    ("He said, “ We are ready, ” and left.", ["We are ready,"]),
    ('Medvedev said that " we are ready " and left.', ["we are ready"]),
    ('said “total psychosis”, then "dead".', ["total psychosis", "dead"]),
    ('"It\'s hard," he said, "we\'ll see."', ["It's hard,", "we'll see."]),
    ("\"We'll see what 'deterrence' means,\" he said.", ["We'll see what 'deterrence' means,"]),
    ("the minister’s “red lines”.", ["red lines"]),
    ("“A,” he said, “and B.” Then: “C.", ["A,", "and B.", "C."]),
    ("&quot", []),
    ("The film ‘Shrek 5’ and the book “War and Peace” are out.", ["Shrek 5", "War and Peace"]),
    ("»Wir sind bereit«, sagte er.", ["Wir sind bereit"]),
    ("It “is late.” “We will see,” he added.", ["is late.", "We will see,"]),
    ('It "is late." "We will see," he added.', ["is late.", "We will see,"]),
    ("« Nous sommes prêts », dit-il.", ["Nous sommes prêts"]),
    ("«Мы готовы, — сказал Песков, — но ждём».", ["Мы готовы,", "но ждём"]),
    ("«Мы готовы, — сказал он. — Пора».", ["Мы готовы,", "Пора"]),
    ("«Договор — не догма».", ["Договор — не догма"]),
    ('"', []),
    ("“", []),
    ('""', []),
    ("“”", []),
]


def read(*paragraphs, kind="body"):
    text, parts = "", []
    for words in paragraphs:
        parts.append(Segment((len(text), len(text) + len(words)), kind, "given"))
        text += words + "\n\n"
    return text, quotations(text, parts)


@pytest.mark.parametrize(("words", "inside"), CASES)
def test_words_between_the_marks(words, inside):
    text, found = read(words)
    assert [text[slice(*q.inner)] for q in found] == inside


def test_span_holds_the_marks():
    text, (first, second) = read("“We are ready,” he said. ““It is time.”")
    assert text[slice(*first.span)] == "“We are ready,”"
    assert text[slice(*second.span)] == "““It is time.”"


@pytest.mark.parametrize(
    "words",
    [
        "It is late.\u200f We wait.",
        "It is late. \u200fWe wait.",
        "It is late.<br>We wait.",
        "It is late.We wait for it.",
    ],
)
def test_unseen_marks_tags_and_lost_spaces_end_a_sentence(words):
    assert len(sentences(words, 0, len(words))) == 2


def test_open_quotation_ends_with_its_paragraph():
    text, found = read("“We are ready, he said", "He left.")
    assert [(text[slice(*q.span)], q.closed) for q in found] == [("“We are ready, he said", False)]


def test_quotation_over_paragraphs_closes_in_the_last():
    text, found = read("“We are ready.", "“We were ready in May.", "“We shall be ready,” he said.", "“No,” she said.")
    assert [text[slice(*q.inner)] for q in found] == [
        "We are ready.",
        "We were ready in May.",
        "We shall be ready,",
        "No,",
    ]
    assert [q.closed for q in found] == [False, False, True, True]


def test_quotation_that_a_break_cut_in_two():
    text, found = read("He said: “We are ready and the", "others are not,” and left.")
    assert [text[slice(*q.inner)] for q in found] == ["We are ready and the", "others are not,"]
    assert [q.closed for q in found] == [False, True]


def test_stray_closing_mark_opens_nothing():
    assert read("others are not,” and left. Nobody spoke.")[1] == ()


def test_insertions_are_the_editors():
    text, (found,) = read("“[The West] must see that we [also] have weapons,” he said.")
    assert [text[slice(*i)] for i in found.insertions] == ["[The West]", "[also]"]


def test_nothing_is_quoted_in_furniture():
    assert read("“We are ready,” he said.", kind="teaser")[1] == ()


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("“We are ready to talk,” he said.", "speech"),
        ("It was a “comprehensive” dialogue.", "words"),
        ("He wrote the book “War and Peace” long ago.", "title"),
        ("He wrote “The Long Winter,” a novel about a siege.", "title"),
        ("He said that the measure would stop “a strategic arms race” with them.", "words"),
        (
            "He called for talks “that cover all dimensions of the conflict and the part of others in it” soon.",
            "speech",
        ),
    ],
)
def test_kind(words, kind):
    assert [q.kind for q in read(words)[1]] == [kind]


@given(st.lists(st.text(alphabet=st.sampled_from("aB ,.'\"“”„«»‘’″[]—`s"), max_size=60), max_size=4))
def test_quotations_stay_in_their_paragraph_and_do_not_overlap(paragraphs):
    text, found = read(*paragraphs)
    ends = [0]
    for q in found:
        assert ends[-1] <= q.span[0] <= q.inner[0] < q.inner[1] <= q.span[1]
        assert "\n" not in text[slice(*q.span)]
        ends.append(q.span[1])


def test_annotated_quotations_are_found_exactly():
    path = SHARED / "data" / "record" / "dev-articles.json"
    if not path.is_file():
        pytest.skip("the annotated articles are not here")

    def core(text, span):
        first, last = span
        while first < last and not text[first].isalnum():
            first += 1
        while last > first and not text[last - 1].isalnum():
            last -= 1
        return first, last

    right = wanted = made = 0
    for article in json.loads(path.read_text(encoding="utf-8"))["articles"]:
        text = article["text"]
        gold = {core(text, q["span"]) for s in article["statements"] for q in s["quoted"]}
        parts = [s for s in segments(Document(text)) if s.kind == "body"]
        found = {core(text, q.inner) for q in quotations(text, parts)}
        right, wanted, made = right + len(gold & found), wanted + len(gold), made + len(found)
    assert right >= 0.97 * wanted
    assert right >= 0.97 * made


@pytest.mark.parametrize(
    "first",
    ["“We are open to talks, Dmitry Peskov said on Monday.", "“We are open to talks Dmitry Peskov said on Monday."],
)
def test_marks_left_open_before_a_cue_are_noted_though_the_next_paragraph_is_quoted(first):
    from armscontrol.diplomacy.pages.pages import take_in
    from armscontrol.diplomacy.reading import read

    (note,) = read(take_in(f"Talks end\n\n{first}\n\n“We are not,” Matthew Miller said.\n")).notes
    assert "opened and not closed" in note


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("It went on over the issue.US President Sample came.", ["It went on over the issue.", "US President Sample came."]),
        ("It will extend the pact.However, it waits.", ["It will extend the pact.", "However, it waits."]),
        ("It is “over.”The envoy left. He cited «ТАСС».26 мая он ушел.",
         ["It is “over.”", "The envoy left.", "He cited «ТАСС».", "26 мая он ушел."]),
        ("Срок истечет 5 февраля 2026 г. Документ можно продлить.", ["Срок истечет 5 февраля 2026 г.", "Документ можно продлить."]),
        ("В 2010 г. Россия и США подписали договор.", ["В 2010 г. Россия и США подписали договор."]),
        ("Газета.Ru пишет о нем, Booking.Com молчит.", ["Газета.Ru пишет о нем, Booking.Com молчит."]),
    ],
)  # fmt: skip
def test_sentences_without_a_space_between_and_abbreviations_of_years(text, parts):
    assert [text[a:b] for a, b in sentences(text, 0, len(text))] == parts
