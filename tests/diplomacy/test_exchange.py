"""What is exported comes back whole; what comes from elsewhere is refused whole, with its line."""

from __future__ import annotations

import io
import json
from dataclasses import replace

import pytest

from armscontrol.diplomacy.pages.pages import take_in
from armscontrol.diplomacy.reading import read as read_text
from armscontrol.diplomacy.record import exchange, shipped
from armscontrol.diplomacy.record.exchange import lines, read_lines, write_lines
from armscontrol.diplomacy.record.linked_data import claim_reviews, selectors, web_annotations
from armscontrol.diplomacy.record.search import search
from armscontrol.diplomacy.record.store import open_record
from armscontrol.errors import RecordError

SHIPPED = len(list(shipped.items()))


@pytest.fixture
def full(record, made):
    """A record with something of everything, edited in every way."""
    record.load_shipped()
    one = record.add(made(), who="reader", raw_sha256="ab" * 32).document
    two = record.add(
        made(text=made().document.text + " Конец…\u2028 ", outlet=None, published=None), who="reader"
    ).document
    record.add(made(outlet="Weekly"), who="Udo")
    record.accept(f"{one}-s1", who="Eva", note="“so”")
    record.correct(f"{one}-s1", {"speaker": "Anna Élan", "date": "2024-06"}, who="Eva")
    record.correct(f"{one}-n1", {"value": 1549.5, "verdict": "contradicted"}, who="Eva")
    record.merge([f"{one}-s1", f"{two}-s1", f"{one}-s2"], who="Eva")
    record.reject(f"{two}-e1", "twice", who="Udo")
    record.undo(f"{two}-e1", who="Eva")
    record.reject(f"{two}-n1", "twice", who="Udo")
    record.correct("timeline/new-start/signed/2010-04-08", {"party": "RUS"}, who="Eva")
    record.correct("timeline/said/RUS/2026-02-11", {"speaker": "Sergei Lavrov"}, who="Eva")
    record.reject("timeline/said/RUS/2026-02-12/new-start-limits", "it says no more than before", who="Eva")
    return record


def text_of(record):
    return "".join(f"{line}\n" for line in lines(record))


def read(record, text):
    return read_lines(record, io.BytesIO(text.encode() if isinstance(text, str) else text), where="in.jsonl")


def test_out_and_in_again_is_the_same_record(full, tmp_path):
    text = text_of(full)
    out = io.StringIO()
    assert write_lines(full, out) == text.count("\n")
    assert out.getvalue() == text
    with open_record(tmp_path / "copy.db") as copy:
        done = read(copy, text)
        assert (done.documents, done.publications, done.items, done.edits, done.known) == (2, 3, 12 + SHIPPED, 10, 0)
        assert text_of(copy) == text
        assert copy.history() == full.history()
        for document in full.documents():
            assert copy.reading(document) == full.reading(document)
            assert copy.publications(document) == full.publications(document)
        for state in ("proposed", "accepted", "corrected", "rejected"):
            assert search(copy, state=state, limit=1000) == search(full, state=state, limit=1000)
        for asked in ({"text": "blockade"}, {"speaker": "anna elan"}, {"party": "RUS"}, {"renderings": False}):
            assert search(copy, **asked) == search(full, **asked)
        again = read(copy, text)
        assert (again.documents, again.items, again.edits) == (0, 0, 0)
        assert again.known == text.count("\n") - 1
        assert text_of(copy) == text


def test_what_is_there_already_is_joined_by_what_is_new(record, made, tmp_path):
    record.add(made(), who="Eva")
    with open_record(tmp_path / "other.db") as other:
        id = f"{other.add(made(outlet='Weekly'), who='Udo').document}-s1"
        other.accept(id, who="Udo")
        done = read(record, text_of(other))
    assert (done.documents, done.publications, done.items, done.edits) == (0, 1, 0, 1)
    assert record.item(id).state == "accepted"
    assert record.item(id).outlets == ("Daily", "Weekly")


def test_edits_that_do_not_fit_the_record_are_refused(record, made, tmp_path):
    id = f"{record.add(made(), who='Eva').document}-s1"
    record.reject(id, "no", who="Eva")
    with open_record(tmp_path / "other.db") as other:
        other.add(made(outlet="Weekly"), who="Udo")
        other.accept(id, who="Udo")
        with pytest.raises(RecordError, match="not as the edit found it"):
            read(record, text_of(other))
    assert record.item(id).state == "rejected"
    assert record.item(id).outlets == ("Daily",)


def changed(text, number, change):
    """The lines with one of them changed."""
    found = text.splitlines()
    value = json.loads(found[number])
    change(value)
    found[number] = json.dumps(value)
    return "\n".join(found)


def put(*path):
    """Puts the last value at the place that the others name."""
    *places, last, value = path

    def change(found):
        for place in places:
            found = found[place]
        found[last] = value

    return change


DOCUMENT, PUBLICATION, STATEMENT, CLAIM, EDIT = 1, 2, 3, 7, 9


@pytest.fixture
def small(record, made):
    """Lines of a record with one document and one edit."""
    document = record.add(made(), who="reader").document
    record.correct(f"{document}-s1", {"speaker": "Anna"}, who="Eva")
    text = text_of(record).rstrip("\n")
    kinds = [next(iter(json.loads(line))) for line in text.split("\n")]
    assert kinds == ["armscontrol-record", "document", "publication", *["item"] * 6, "edit"]
    return text


@pytest.mark.parametrize(
    ("number", "change", "message"),
    [
        (0, put("armscontrol-record", 2), "another version of the format"),
        (0, put("armscontrol-record", True), "another version of the format"),
        (0, put("more", 1), "no record"),
        (DOCUMENT, put("document", "text", "other words"), "the hash is not that of the text"),
        (DOCUMENT, put("document", "id", "0" * 12), "no id of this document"),
        (DOCUMENT, put("document", "added_at", "yesterday"), "no moment"),
        (DOCUMENT, put("document", "colour", "red"), "has no such field"),
        (DOCUMENT, put("document", "document", "published", "2024-02-30"), "no day"),
        (DOCUMENT, put("document", "reading", "segments", 0, "span", [0, 10**6]), "a span outside the text"),
        (DOCUMENT, put("document", "reading", "segments", 0, "span", [True, 1]), "a value of another type"),
        (DOCUMENT, put("document", 5), "an object"),
        (PUBLICATION, put("publication", "document", "ffffffffffff"), "no such document"),
        (PUBLICATION, put("publication", "published", "soon"), "no day"),
        (PUBLICATION, put("publication", "outlet", "a\ud800"), "half a character"),
        (PUBLICATION, put("publication", "outlet", "a\0"), "NUL"),
        (STATEMENT, put("item", "id", "x-s1"), "no id of an item"),
        (STATEMENT, put("item", "kind", "poem"), "no such kind"),
        (STATEMENT, put("item", "state", "accepted"), "no state to begin with"),
        (STATEMENT, put("item", "document", None), "no id of an item"),
        (STATEMENT, put("item", "proposal", "content", [[5, 10**9]]), "a span outside the text"),
        (STATEMENT, put("item", "proposal", "content", [[-5, 2]]), "a span outside the text"),
        (STATEMENT, put("item", "proposal", "speaker", ["a"]), "a value of another type"),
        (STATEMENT, put("item", "proposal", "mood", "glad"), "has no such field"),
        (STATEMENT, put("item", "proposal", None), "an object"),
        (STATEMENT, put("item", "parent", "elsewhere-s1"), "no statement of its document"),
        (CLAIM, put("item", "proposal", "number", "value", "many"), "a value of another type"),
        (EDIT, put("edit", "who", ""), "who is not named"),
        (EDIT, put("edit", "action", "burn"), "no such edit"),
        (EDIT, put("edit", "changes", []), "an edit changes something"),
        (EDIT, put("edit", "changes", 0, "item", "nothing"), "no such item"),
        (EDIT, put("edit", "changes", 0, "before", "state", "accepted"), "not as the edit found it"),
        (EDIT, put("edit", "changes", 0, "after", "state", "great"), "no state of an item"),
        (EDIT, put("edit", "changes", 0, "after", "act", "nothing"), "no such item"),
        (EDIT, put("edit", "changes", 0, "after", "corrected", {"id": "s1"}), "a field is missing"),
        (EDIT, put("edit", "changes", 0, "after", "corrected", "content", [[0, 10**9]]), "a span outside the text"),
    ],
)
def test_one_wrong_value_and_nothing_is_kept(small, tmp_path, number, change, message):
    with open_record(tmp_path / "new.db") as new:
        with pytest.raises(RecordError, match=message) as told:
            read(new, changed(small, number, change))
        assert told.value.where.startswith(f"in.jsonl, line {number + 1}")
        assert new.documents() == ()
        assert new.history() == ()
        assert read(new, small).documents == 1


def test_an_item_that_stands_twice_is_refused(small, tmp_path):
    found = small.split("\n")
    with open_record(tmp_path / "new.db") as new:
        with pytest.raises(RecordError, match="an item stands twice"):
            read(new, "\n".join([*found[:4], found[3]]))
        assert new.documents() == ()


@pytest.mark.parametrize(
    ("line", "message"),
    [
        (b"", "no JSON"),
        (b"\xff\xfe", "no UTF-8"),
        (b"{", "no JSON"),
        (b"[" * 100_000, "no JSON"),
        (b'{"item":' * 5_000, "no JSON"),
        (b'{"item":{},"item":{}}', "a name stands twice"),
        (b'{"item":NaN}', "NaN is no number"),
        (b'{"item":1e999}', "too large"),
        (b'{"item":' + b"9" * 5_000 + b"}", "no JSON"),
        (b'{"note":{}}', "no line of a record"),
        (b"[]", "no line of a record"),
        (b'{"edit":[]}', "an object"),
        (b'{"document":{}}', "a line out of order"),
        (b"<html>", "no JSON"),
    ],
)
def test_a_hostile_line_is_refused_with_its_number(small, tmp_path, line, message):
    with open_record(tmp_path / "new.db") as new:
        with pytest.raises(RecordError, match="(?i)" + message) as told:
            read(new, small.encode() + b"\n" + line + b"\n")
        assert "line 11" in told.value.where
        assert new.documents() == ()


def test_what_is_no_record_at_all(record):
    for data, message in [(b"", "empty"), (b"\x00\x01", "no JSON"), (b"SQLite format 3\0" + b"\0" * 100, "no JSON")]:
        with pytest.raises(RecordError, match=message):
            read(record, data)


def test_a_line_without_end_is_not_read_whole(record, monkeypatch):
    monkeypatch.setattr(exchange, "MAX_LINE", 1_000)

    class Endless:
        asked: list[int] = []  # noqa: RUF012

        def readline(self, size):
            self.asked.append(size)
            return b"x" * size

    with pytest.raises(RecordError, match="the file is too large"):
        read_lines(record, Endless())
    assert Endless.asked == [1_001]


def test_too_many_lines_are_refused(small, tmp_path, monkeypatch):
    monkeypatch.setattr(exchange, "MAX_LINES", 5)
    with open_record(tmp_path / "new.db") as new, pytest.raises(RecordError, match="too large"):
        read(new, small)


def test_claim_reviews(full):
    reviews = list(claim_reviews(full))
    assert json.loads(json.dumps(reviews)) == reviews
    document = full.documents()[0]
    by_id = {r["@id"]: r for r in reviews}
    review = by_id[f"urn:armscontrol:record:{document}-n1"]
    assert (review["@context"], review["@type"]) == ("https://schema.org", "ClaimReview")
    assert review["reviewRating"]["alternateName"] == "contradicted"
    assert review["itemReviewed"]["author"]["name"] == "Boris Ковалёв"
    assert review["itemReviewed"]["appearance"]["url"] == "https://daily.example/1"
    assert review["itemReviewed"]["datePublished"] == "2024-06-21"
    assert review["claimReviewed"].startswith("1,550: Ruritania has 1,550 warheads")
    assert review["itemReviewed"]["identifier"]["value"] == "127-132"
    assert review["reviewRating"]["ratingExplanation"].startswith("The figure is that of")
    assert review["reviewAspect"] == "limit"
    assert "800 launchers" in review["reviewBody"]
    assert review["citation"][0]["publisher"]["name"] == "example.org"
    assert review["creativeWorkStatus"] == "reviewed"
    assert len(reviews) == 3  # two events and one number: the other number is rejected
    assert [r["@id"] for r in claim_reviews(full, reviewed_only=True)] == [review["@id"]]


def test_two_numbers_of_one_sentence_are_two_claims(tmp_path):
    text = "Ruritania may have 1,550 warheads and 700 launchers, the envoy said."
    with open_record(tmp_path / "record.db") as record:
        record.add(read_text(take_in(text)), who="Eva")
        reviews = list(claim_reviews(record))
    assert len({r["claimReviewed"] for r in reviews}) == len({r["@id"] for r in reviews}) == len(reviews) == 2
    for review in reviews:
        first, last = map(int, review["itemReviewed"]["identifier"]["value"].split("-"))
        assert text[first:last] == review["itemReviewed"]["name"]
        assert review["itemReviewed"]["text"] == text
        assert " " in review["reviewRating"]["ratingExplanation"]


def test_annotations_select_the_words_they_are_about(full):
    annotations = list(web_annotations(full))
    assert json.loads(json.dumps(annotations)) == annotations
    texts = {f"urn:armscontrol:record:{d}": full.reading(d).document.text for d in full.documents()}
    assert len(annotations) == 11
    for annotation in annotations:
        text = texts[annotation["id"].rsplit("-", 1)[0]]
        targets = annotation["target"]
        for target in targets if isinstance(targets, list) else [targets]:
            quote, place = target["selector"]
            assert (quote["type"], place["type"]) == ("TextQuoteSelector", "TextPositionSelector")
            assert text[place["start"] : place["end"]] == quote["exact"]
            assert quote["prefix"] + quote["exact"] + quote["suffix"] in text
    said = next(a for a in annotations if a["id"].endswith(f"{full.documents()[0]}-s1"))
    assert said["body"][0]["value"] == "Statement, direct: Anna Élan (RUS), 2024-06"
    assert {b["value"] for b in said["body"] if b["purpose"] == "tagging"} == {"statement", "corrected"}


def test_selectors_at_the_ends_of_a_text():
    quote, place = selectors("abc", (0, 3))
    assert (quote["prefix"], quote["exact"], quote["suffix"]) == ("", "abc", "")
    assert (place["start"], place["end"]) == (0, 3)


def test_a_whole_number_stays_one(record, made, tmp_path):
    reading = made()
    number = replace(reading.numbers[0], value=1550)
    record.add(replace(reading, numbers=(number,)), who="reader")
    with open_record(tmp_path / "copy.db") as copy:
        read(copy, text_of(record))
        assert text_of(copy) == text_of(record)
        assert read(copy, text_of(record)).items == 0
