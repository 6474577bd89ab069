"""The record keeps what was read, whatever people make of it; nothing is lost, nothing is half done."""

from __future__ import annotations

import re
import sqlite3
import threading

import pytest
from tests.conftest import ROOT

from armscontrol.data import catalogue
from armscontrol.diplomacy.model import Document, Reading, Statement
from armscontrol.diplomacy.record import opening, schema
from armscontrol.diplomacy.record.ledger import last_edits
from armscontrol.diplomacy.record.search import search
from armscontrol.diplomacy.record.store import open_record
from armscontrol.errors import RecordError


def test_a_reading_comes_out_as_it_went_in(record, made):
    added = record.add(made(), who="Eva")
    assert (added.new, added.published_anew, added.items) == (True, True, 6)
    assert record.reading(added.document) == made()
    assert record.documents() == (added.document,)


def test_an_item_tells_where_it_comes_from(record, made):
    document = record.add(made(), who="Eva", raw_sha256="ab" * 32).document
    item = record.item(f"{document}-n1")
    assert (item.kind, item.state, item.reviewed, item.parent) == ("claim", "proposed", False, f"{document}-s3")
    assert (item.first_day, item.last_day, item.day_basis) == ("2024-03-01", "2024-03-31", "said")
    assert (item.outlets, item.sources) == (("Daily",), ("https://daily.example/1",))
    assert item.content.check.verdict == "accurate"
    assert record.item(f"{document}-s2").day_basis == "published"
    (publication,) = record.publications(document)
    assert (publication.published, publication.published_basis) == ("2024-06-21", "given")
    assert (publication.raw_sha256, publication.added_by) == ("ab" * 32, "Eva")


def test_the_same_text_twice_is_one_document_with_two_publishers(record, made):
    first = record.add(made(), who="Eva")
    again = record.add(made(), who="Eva")
    other = record.add(made(outlet="Weekly", source="https://weekly.example/9"), who="Eva")
    assert again.document == other.document == first.document
    assert (again.new, again.published_anew, again.items) == (False, False, 0)
    assert (other.new, other.published_anew, other.items) == (False, True, 0)
    assert record.item(f"{first.document}-s1").outlets == ("Daily", "Weekly")
    assert len(search(record, kind="statement").items) == 3


def test_one_letter_more_is_another_document(record, made):
    assert (
        record.add(made(), who="Eva").document != record.add(made(text=made().document.text + "."), who="Eva").document
    )


def test_a_series_is_kept_whole_or_not_at_all(record, made):
    broken = Reading(Document("Short."), statements=(Statement("s1", ((0, 10_000),), "direct", None, "x", "open"),))
    with pytest.raises(RecordError, match="a span outside the text") as told:
        record.add_all([made(), broken], who="Eva")
    assert told.value.found == "0 to 10000"
    assert record.documents() == ()


@pytest.mark.parametrize(
    ("text", "message"), [("a\0b", "a text with a NUL"), ("a\ud800b", "half a character")], ids=["NUL", "surrogate"]
)
def test_what_no_database_keeps_is_refused(record, text, message):
    with pytest.raises(RecordError, match=message):
        record.add(Reading(Document(text)), who="Eva")
    with pytest.raises(RecordError, match=message):
        record.add(Reading(Document("fine", outlet=text)), who="Eva")
    assert record.documents() == ()


def test_a_hash_that_is_not_that_of_the_text_is_refused(record):
    with pytest.raises(RecordError, match="the hash is not that of the text"):
        record.add(Reading(Document("a text", sha256="0" * 64)), who="Eva")


def test_two_statements_with_one_id_are_refused(record):
    said = Statement("s1", ((0, 3),), "indirect", None, "x", "open")
    with pytest.raises(RecordError, match="the same id"):
        record.add(Reading(Document("abc"), statements=(said, said)), who="Eva")


def test_what_a_statement_holds_goes_with_it(record, made):
    """Its positions and claims are rejected with it, its positions move to another speaker with it, and come back."""
    document = record.add(made(), who="reader").document
    held = [i for i in search(record, document=document).items if i.parent == f"{document}-s1"]
    assert held
    record.correct(f"{document}-s1", {"speaker": "Anna Élan", "party": "USA"}, who="Udo")
    moved = [record.item(i.id) for i in held if i.kind == "position"]
    assert {(i.content.holder, i.content.party) for i in moved} <= {("Anna Élan", "USA")}
    record.reject(f"{document}-s1", "not said", who="Eva")
    assert {record.item(i.id).state for i in held} == {"rejected"}
    record.undo(f"{document}-s1", who="Eva")
    record.undo(f"{document}-s1", who="Eva")
    assert [record.item(i.id) for i in held] == held
    with pytest.raises(RecordError, match="no Party"):
        record.correct(f"{document}-s1", {"party": "XYZ"}, who="Udo")


def test_several_are_changed_together_or_not_at_all(record, made):
    from armscontrol.diplomacy.record import review

    document = record.add(made(), who="reader").document
    record.accept(f"{document}-s1", who="Eva")
    with pytest.raises(RecordError):
        record.each([f"{document}-s1", f"{document}-nothing"], lambda c, id: review.undo(c, id, "Eva", ""))
    assert record.item(f"{document}-s1").state == "accepted"


def test_accept_correct_reject_and_the_way_back(record, made):
    id = f"{record.add(made(), who='reader').document}-s1"
    proposal = record.item(id).proposal
    record.accept(id, who="Eva", note="seen on the page")
    assert record.item(id).state == "accepted"
    record.correct(id, {"speaker": "Anna Élan", "date": "2024-06"}, who="Udo", note="her name")
    item = record.item(id)
    assert (item.state, item.content.speaker, item.proposal) == ("corrected", "Anna Élan", proposal)
    assert (item.first_day, item.last_day) == ("2024-06-01", "2024-06-30")
    assert item.content.date.basis == "given by Udo"
    record.reject(id, "not said at all", who="Eva")
    assert record.item(id).state == "rejected"
    assert search(record, speaker="anna elan").items == ()

    edits = record.history(id)
    assert [(e.action, e.who, e.note) for e in edits] == [
        ("accept", "Eva", "seen on the page"), ("correct", "Udo", "her name"), ("reject", "Eva", "not said at all"),
    ]  # fmt: skip
    assert all(e.at.endswith("Z") for e in edits)
    assert [(c.before.state, c.after.state) for e in edits for c in e.changes if c.item == id] == [
        ("proposed", "accepted"), ("accepted", "corrected"), ("corrected", "rejected"),
    ]  # fmt: skip

    for state, speaker in [("corrected", "Anna Élan"), ("accepted", "Ana Élan"), ("proposed", "Ana Élan")]:
        record.undo(id, who="Eva")
        assert (record.item(id).state, record.item(id).content.speaker) == (state, speaker)
    assert record.item(id).content == proposal
    assert record.item(id).last_day == "2024-06-21"
    with pytest.raises(RecordError, match="no edit of the item stands"):
        record.undo(id, who="Eva")
    assert len(record.history(id)) == 6


def test_after_an_undo_one_can_go_on(record, made):
    id = f"{record.add(made(), who='reader').document}-s1"
    record.accept(id, who="Eva")
    record.undo(id, who="Eva")
    record.reject(id, "no", who="Eva")
    record.undo(id, who="Eva")
    assert record.item(id).state == "proposed"
    assert [e.action for e in record.history()] == ["accept", "undo", "reject", "undo"]


def test_a_corrected_item_is_found_by_its_new_words_and_not_by_the_old(record, made):
    document = record.add(made(), who="reader").document
    record.correct(f"{document}-s2", {"content": [[0, 15]], "party": "CHN"}, who="Eva")
    assert [i.id for i in search(record, text="minister offers", kind="statement").items] == [f"{document}-s2"]
    assert search(record, text="limits", kind="statement").items == ()
    assert [i.id for i in search(record, text="offers", party="CHN").items] == [f"{document}-s2"]
    record.undo(f"{document}-s2", who="Eva")
    assert [i.id for i in search(record, text="limits", kind="statement").items] == [f"{document}-s2"]
    assert search(record, text="offers", party="CHN").items == ()


def test_a_verdict_and_a_number_are_corrected_beside_the_proposal(record, made):
    id = f"{record.add(made(), who='reader').document}-n1"
    record.correct(id, {"value": 1549, "verdict": "contradicted", "explanation": "one less"}, who="Eva")
    content = record.item(id).content
    assert (content.number.value, content.check.verdict, content.check.explanation) == (
        1549.0,
        "contradicted",
        "one less",
    )
    assert record.item(id).proposal.number.value == 1550.0


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"speakr": "X"}, "no such field to correct"),
        ({"id": "s9"}, "no such field to correct"),
        ({"speaker": 5}, "a value of another type"),
        ({"content": [[5, 3]]}, "a span outside the text"),
        ({"content": [[0, 10**9]]}, "a span outside the text"),
        ({"mode": "sung"}, "no value of the field"),
        ({"date": "soon"}, "no date"),
        ({"date": {"span": [0, 1], "words": "x", "edtf": "2024-13", "basis": "x"}}, "no date"),
        ({"speaker": "Ana Élan"}, "nothing would change"),
        ({}, "nothing would change"),
        ({"speaker": "a\ud800"}, "half a character"),
    ],
)
def test_a_correction_that_cannot_be_is_refused_whole(record, made, changes, message):
    id = f"{record.add(made(), who='reader').document}-s1"
    before = record.item(id)
    with pytest.raises(RecordError, match=message):
        record.correct(id, changes, who="Eva")
    assert record.item(id) == before
    assert record.history() == ()


@pytest.mark.parametrize(
    ("item", "changes"),
    [
        ("p", {"issue": "nonsense"}),
        ("p", {"issue": None}),
        ("p", {"stance": "perhaps"}),
        ("p", {"party": "each"}),
        ("p", {"conditions": [{"span": [0, 4], "kind": "mood", "words": "x"}]}),
        ("s1", {"segment": "footer"}),
        ("s1", {"speaker_kind": "animal"}),
        ("n1", {"kind": "sum"}),
        ("n1", {"bound": "roughly"}),
        ("n1", {"quantity": "many warheads"}),
        ("n1", {"party": "everyone"}),
        ("e1", {"type": "a signature"}),
    ],
)
def test_a_closed_field_takes_only_words_of_its_vocabulary(record, made, item, changes):
    document = record.add(made(), who="reader").document
    ids = [i.id for i in search(record, document=document).items]
    id = next(i for i in ids if i.rpartition("-")[2].startswith(item))
    with pytest.raises(RecordError) as refused:
        record.correct(id, changes, who="Eva")
    assert refused.value.where == next(iter(changes))
    assert record.history() == ()


def test_whose_a_number_is_may_be_more_than_a_party(record, made):
    id = f"{record.add(made(), who='reader').document}-n1"
    for owner in ("each", "USA+RUS", "WLD"):
        record.correct(id, {"party": owner}, who="Eva")
        assert record.item(id).content.number.party == owner


def test_the_vocabulary_of_corrections_takes_what_is_documented(record, made):
    id = f"{record.add(made(), who='reader').document}-n1"
    names = re.findall(r"^\| `([a-z0-9_.]+)` \|", (ROOT / "docs/record.md").read_text(encoding="utf-8"), re.M)
    assert len(names) > 25
    for name in names:
        record.correct(id, {"quantity": name, "unit": name}, who="Eva")
        assert record.item(id).content.number.quantity == name


@pytest.mark.parametrize(
    ("act", "message"),
    [
        (lambda r, id: r.accept("no-such-item", who="Eva"), "no such item"),
        (lambda r, id: r.accept(id, who="  "), "who is not named"),
        (lambda r, id: r.accept(id, who="Eva", note="x" * 20_000), "the note is too long"),
        (lambda r, id: r.reject(id, " ", who="Eva"), "rejected for a reason"),
        (lambda r, id: r.merge([id, id], who="Eva"), "merged with others"),
        (lambda r, id: r.merge([id, id[:-2] + "n1"], who="Eva"), "different kinds"),
        (lambda r, id: r.undo(id, who="Eva"), "no edit of the item stands"),
        (lambda r, id: r.reading("nothing"), "no such document"),
    ],
)
def test_an_edit_that_cannot_be_leaves_no_trace(record, made, act, message):
    id = f"{record.add(made(), who='reader').document}-s1"
    with pytest.raises(RecordError, match=message):
        act(record, id)
    assert record.history() == ()


def test_accepting_twice_is_told(record, made):
    id = f"{record.add(made(), who='reader').document}-s1"
    record.accept(id, who="Eva")
    with pytest.raises(RecordError, match="accepted already"):
        record.accept(id, who="Udo")


def test_one_act_reported_three_times_keeps_its_renderings(record, made):
    one = record.add(made(), who="reader").document
    two = record.add(made(text=made().document.text + " (AP)", outlet="Weekly"), who="reader").document
    body, title, other = f"{one}-s1", f"{one}-s2", f"{two}-s1"
    record.merge([body, title], who="Eva")
    record.merge([other, body], who="Eva", note="two outlets")
    assert {i.id for i in record.renderings(title)} == {body, title, other}
    assert {i.act for i in record.renderings(body)} == {other}
    led = search(record, kind="statement", renderings=False).items
    assert len(led) == len(search(record, kind="statement").items) - 2
    with pytest.raises(RecordError, match="one act already"):
        record.merge([title, other], who="Eva")
    record.undo(title, who="Eva")
    assert {i.id for i in record.renderings(title)} == {body, title}
    record.undo(title, who="Eva")
    assert [i.id for i in record.renderings(title)] == [title]


def test_an_edit_on_which_another_rests_is_not_undone(record, made):
    document = record.add(made(), who="reader").document
    record.merge([f"{document}-s1", f"{document}-s2", f"{document}-s3"], who="Eva")
    record.accept(f"{document}-s2", who="Eva")
    with pytest.raises(RecordError, match="rests on this one"):
        record.undo(f"{document}-s3", who="Eva")
    assert len(record.renderings(f"{document}-s1")) == 3


def test_what_is_rejected_is_not_merged(record, made):
    document = record.add(made(), who="reader").document
    record.reject(f"{document}-s2", "no statement", who="Eva")
    with pytest.raises(RecordError, match="rejected is not merged"):
        record.merge([f"{document}-s1", f"{document}-s2"], who="Eva")


def test_the_shipped_timeline_is_the_first_content(record):
    rows = catalogue.table("treaty_timeline")
    said = catalogue.table("record/positions")
    statements = said.select("date", "party", "speaker", "said").unique().height
    assert record.load_shipped() == len(rows) + statements + len(said)
    assert record.load_shipped() == 0
    signed = record.item("timeline/new-start/signed/2010-04-08")
    assert (signed.state, signed.content.event.type, signed.party) == ("accepted", "treaty.signed", "USA;RUS")
    assert signed.content.fact.source.startswith("http")
    recalled = search(record, kind="event", state="proposed", limit=1000).items
    assert len(recalled) == sum(rows["evidence"] == "recalled")
    record.correct(signed.id, {"party": "RUS"}, who="Eva")
    assert search(record, party="RUS", until="2010-04-08", since="2010-04-08").items[0].id == signed.id
    record.undo(signed.id, who="Eva")
    assert record.item(signed.id) == signed


def test_it_is_there_when_it_is_opened_again(place, made):
    with open_record(place) as record:
        id = f"{record.add(made(), who='Eva').document}-s1"
        record.accept(id, who="Eva")
    with open_record(place, create=False, read_only=True) as record:
        assert record.item(id).state == "accepted"
        with pytest.raises(RecordError, match="cannot be used"):
            record.reject(id, "no", who="Eva")
        with pytest.raises(RecordError, match="cannot be used"):
            record.add(made(text="Another" + made().document.text), who="Eva")


def test_a_later_version_is_refused_with_one_message(place):
    with open_record(place) as record, opening.writing(record.engine) as connection:
        connection.execute(schema.version.insert().values(version=schema.VERSION + 1, at="2030"))
    with pytest.raises(RecordError, match="made by a later version of this program") as told:
        open_record(place)
    assert told.value.found == f"version {schema.VERSION + 1} of its tables"


def test_migrations_are_numbered_without_a_gap_and_run_once(place, monkeypatch):
    assert list(schema.MIGRATIONS) == list(range(1, schema.VERSION + 1))
    with open_record(place):
        pass
    ran = []
    monkeypatch.setitem(schema.MIGRATIONS, schema.VERSION + 1, lambda connection: ran.append(1))
    monkeypatch.setattr(schema, "VERSION", schema.VERSION + 1)
    with pytest.raises(RecordError, match="as it stands"):
        open_record(place, create=False)
    open_record(place).close()
    open_record(place).close()
    assert ran == [1]


def test_a_migration_that_fails_leaves_the_record_as_it_was(place, monkeypatch):
    open_record(place).close()

    def fails(connection):
        connection.exec_driver_sql("CREATE TABLE half_done (x integer)")
        raise RecordError("stopped")

    with monkeypatch.context() as patched:
        patched.setitem(schema.MIGRATIONS, schema.VERSION + 1, fails)
        patched.setattr(schema, "VERSION", schema.VERSION + 1)
        with pytest.raises(RecordError, match="stopped"):
            open_record(place)
    with open_record(place) as record:
        assert not schema.sa.inspect(record.engine).has_table("half_done")


def test_what_is_no_record_is_refused_and_left_alone(tmp_path):
    words = tmp_path / "letter.txt"
    words.write_text("No database at all, but longer than a header of one would be. " * 20)
    other = tmp_path / "other.db"
    with sqlite3.connect(other) as connection:
        connection.execute("CREATE TABLE things (x)")
    connection.close()
    before = other.read_bytes(), words.read_bytes()
    with pytest.raises(RecordError, match="cannot be used"):
        open_record(words)
    with pytest.raises(RecordError, match="another database, no record"):
        open_record(other)
    assert (other.read_bytes(), words.read_bytes()) == before


@pytest.mark.parametrize(
    ("place", "message"),
    [
        ("nothing.db", "there is no record"),
        ("no/such/folder/record.db", "there is no record"),
        ("mysql://user:secret@host/base", "no record can be kept there"),
        ("postgresql://user:secret@[::1/base", "cannot be read"),
        ("postgresql://user:secret@127.0.0.1:1/base", "cannot be used"),
    ],
)
def test_what_cannot_be_opened_is_told_without_the_password(tmp_path, monkeypatch, place, message):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(RecordError, match=message) as told:
        open_record(place, create=False)
    assert "secret" not in str(told.value)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_is_no_record(tmp_path):
    with pytest.raises(RecordError, match="no file can be there"):
        open_record(tmp_path)
    with pytest.raises(RecordError, match="no file can be there"):
        open_record(tmp_path / "missing" / "record.db")


def test_writers_wait_for_each_other(place, made):
    texts = [made(text=f"{made().document.text} {n}.") for n in range(24)]
    open_record(place).close()
    failed = []

    def write(mine):
        try:
            with open_record(place) as record:
                for reading in mine:
                    document = record.add(reading, who="Eva").document
                    record.accept(f"{document}-s1", who="Eva")
        except Exception as error:
            failed.append(error)

    writers = [threading.Thread(target=write, args=(texts[n::4],)) for n in range(4)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert failed == []
    with open_record(place) as record:
        assert len(record.documents()) == 24
        assert len(record.history()) == 24


def test_two_begin_a_record_at_once(place):
    failed = []

    def begin():
        try:
            open_record(place).close()
        except Exception as error:
            failed.append(error)

    both = [threading.Thread(target=begin) for _ in range(6)]
    for one in both:
        one.start()
    for one in both:
        one.join()
    assert failed == []


def test_a_writer_that_waits_too_long_is_told(tmp_path, made, monkeypatch):
    monkeypatch.setattr(opening, "BUSY_SECONDS", 0.1)
    with open_record(tmp_path / "record.db") as record, open_record(tmp_path / "record.db") as other:
        with opening.writing(record.engine), pytest.raises(RecordError, match="Another writer kept it"):
            other.add(made(), who="Eva")
        assert other.add(made(), who="Eva").new


def test_the_index_of_words_stays_sound_through_edits(tmp_path, made):
    with open_record(tmp_path / "record.db") as record:
        document = record.add(made(), who="reader").document
        changes = {"speaker": "Ärger, Jörg", "party": "USA;RUS", "content": [[0, 8]], "date": "0900/2012"}
        for _ in range(3):
            record.correct(f"{document}-s1", changes, who="Eva")
            assert [i.id for i in search(record, text="minister", party="USA", until="1500").items] == [
                f"{document}-s1"
            ]
            record.undo(f"{document}-s1", who="Eva")
            assert search(record, text="minister", party="USA", until="1500").items == ()
        with opening.writing(record.engine) as connection:
            rows = connection.exec_driver_sql(
                "SELECT count(*) FROM record_words WHERE record_words MATCH 'ever OR arger'"
            )
            assert rows.scalar() == 0
            connection.exec_driver_sql("INSERT INTO record_words (record_words) VALUES ('integrity-check')")


@pytest.mark.parametrize("at", [0, 1])
def test_a_merge_is_an_edit_of_what_leads_too(record, made, at):
    document = record.add(made(), who="reader").document
    ids = [f"{document}-s1", f"{document}-s2"]
    merged = record.merge(ids, who="Eva")
    assert [record.history(id) for id in ids] == [(merged,), (merged,)]
    assert set(last_edits(record, ids).values()) == {merged.id}
    undone = record.undo(ids[at], who="Eva")
    assert [record.history(id) for id in ids] == [(merged, undone), (merged, undone)]
    assert len(record.renderings(ids[0])) == 1
    for id in ids:
        with pytest.raises(RecordError, match="no edit of the item stands"):
            record.undo(id, who="Eva")
