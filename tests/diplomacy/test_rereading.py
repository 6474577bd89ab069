"""A text that is read again by a later reader: what is new is proposed, decisions stand, and each reader is named."""

import io
from dataclasses import replace

import pytest

import armscontrol
from armscontrol.diplomacy.record.exchange import read_lines, write_lines
from armscontrol.diplomacy.record.search import search
from armscontrol.diplomacy.record.store import open_record


def better(reading):
    """The same text, read by a reader that finds who speaks in the headline, and gives statements other names."""
    title = replace(reading.statements[1], speaker="Ana Élan", confidence="likely")
    said = [replace(s, id=f"x{s.id}") for s in (title, reading.statements[0], reading.statements[2])]
    positions = [replace(p, statement="xs1") for p in reading.positions]
    numbers = [replace(n, statement="xs3") for n in reading.numbers]
    return replace(
        reading, statements=tuple(said), positions=tuple(positions), numbers=tuple(numbers), joined=(("xs2", "xs1"),)
    )


@pytest.fixture
def later(monkeypatch):
    monkeypatch.setattr(armscontrol, "__version__", "99.0")


def test_the_same_reading_brings_nothing(record, made):
    record.add(made(), who="Eva")
    assert record.add(made(), who="Eva").items == 0
    assert len(record.readers(record.documents()[0])) == 1


def test_what_is_new_is_proposed_and_what_is_gone_withdrawn(record, made, later):
    first = record.add(made(), who="Eva")
    again = record.add(better(made()), who="Eva")
    assert (again.new, again.items, again.withdrawn) == (False, 1, 1)
    old, new = record.item(f"{first.document}-s2"), record.item(f"{first.document}-s4")
    assert (old.state, old.content.speaker) == ("rejected", None)
    assert (new.state, new.content.speaker) == ("proposed", "Ana Élan")
    assert record.history(old.id)[0].who == "armscontrol 99.0"


def test_each_item_names_its_reader(record, made, monkeypatch):
    first = record.add(made(), who="Eva")
    monkeypatch.setattr(armscontrol, "__version__", "99.0")
    record.add(better(made()), who="Ada")
    readers = {i.id: record.reader_of(i) for i in search(record, kind="statement").items}
    assert readers[f"{first.document}-s4"] == "armscontrol 99.0"
    assert readers[f"{first.document}-s1"] != "armscontrol 99.0"
    assert [r.by for r in record.readers(first.document)] == ["Eva", "Ada"]


@pytest.mark.parametrize("decision", ["accept", "correct"])
def test_what_a_person_decided_stands_and_is_not_counted_twice(record, made, later, decision):
    old = f"{record.add(made(), who='Eva').document}-s2"
    if decision == "accept":
        record.accept(old, who="Eva")
    else:
        record.correct(old, {"speaker": "Boris Ковалёв"}, who="Eva")
    before = record.item(old)
    again = record.add(better(made()), who="Eva")
    assert (again.items, again.withdrawn) == (1, 0)
    after = record.item(old)
    assert (after.state, after.content) == (before.state, before.content)
    assert [i.id for i in record.renderings(old)] == [old, old.replace("-s2", "-s4")]
    assert len(search(record, kind="statement", renderings=False).items) == 3


def test_what_a_person_rejected_is_not_proposed_again(record, made, later):
    first = record.add(made(), who="Eva").document
    record.reject(f"{first}-s3", "no such man", who="Eva")
    assert record.add(better(made()), who="Eva").items == 1
    assert record.item(f"{first}-s3").state == "rejected"


def test_a_decision_on_a_position_keeps_its_statement(record, made, later):
    document = record.add(made(), who="Eva").document
    record.accept(f"{document}-p1", who="Eva")
    other = better(made())
    other = replace(other, statements=tuple(replace(s, channel="interview") for s in other.statements))
    record.add(other, who="Eva")
    assert record.item(f"{document}-p1").state == "accepted"
    assert record.item(f"{document}-s1").state == "proposed"


def test_the_reading_is_the_latest(record, made, later):
    document = record.add(made(), who="Eva").document
    record.add(better(made()), who="Eva")
    found = record.reading(document)
    assert sorted(s.speaker for s in found.statements) == ["Ana Élan", "Ana Élan", "Boris Ковалёв"]
    assert len({s.id for s in found.statements}) == 3
    assert {n.statement for n in found.numbers} <= {s.id for s in found.statements}


def test_another_publication_is_no_later_reading(record, made, later):
    record.add(made(), who="Eva")
    again = record.add(better(made(outlet="Weekly")), who="Eva")
    assert (again.items, again.withdrawn, again.published_anew) == (0, 0, True)


def test_a_third_reader_goes_on_from_the_second(record, made, monkeypatch):
    document = record.add(made(), who="Eva").document
    for number, reading in enumerate((better(made()), made(), better(made()))):
        monkeypatch.setattr(armscontrol, "__version__", f"9{number}.0")
        assert record.add(reading, who="Eva").items == 1
    assert [len(r.added) for r in record.readers(document)[1:]] == [1, 1, 1]
    assert len(record.reading(document).statements) == 3


def test_all_goes_out_and_in_again(record, made, tmp_path, later):
    document = record.add(made(), who="Eva").document
    early, late = io.StringIO(), io.StringIO()
    write_lines(record, early)
    record.accept(f"{document}-s2", who="Eva")
    record.add(better(made()), who="Eva")
    write_lines(record, late)
    with open_record(tmp_path / "copy.db") as copy:
        for file in (early, late):  # a record that had the first reading alone takes in the second
            read_lines(copy, io.BytesIO(file.getvalue().encode()))
        assert copy.readers(document) == record.readers(document)
        assert copy.renderings(f"{document}-s2") == record.renderings(f"{document}-s2")
        again = io.StringIO()
        write_lines(copy, again)
    assert again.getvalue() == late.getvalue()


def test_a_bulk_of_items_is_told_to_the_database(place, made, monkeypatch):
    monkeypatch.setattr("armscontrol.diplomacy.record.schema.MANY", 3)
    with open_record(place) as record:
        record.add(made(), who="Eva")
        if record.engine.dialect.name != "postgresql":
            pytest.skip("SQLite plans without being told")
        with record.engine.connect() as connection:
            query = "SELECT reltuples FROM pg_class WHERE relname = 'record_items'"
            assert connection.exec_driver_sql(query).scalar() > 0
