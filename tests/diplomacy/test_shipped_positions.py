"""Positions that come with the program: each from one row of the timeline, and asked for as those of texts are."""

from __future__ import annotations

from datetime import date

import pytest

from armscontrol.data import catalogue
from armscontrol.diplomacy.positions.linkages import linkage_graph
from armscontrol.diplomacy.record import contents, shipped
from armscontrol.diplomacy.record.inserting import Inserting
from armscontrol.diplomacy.record.opening import writing
from armscontrol.diplomacy.record.search import positions_on, search
from armscontrol.diplomacy.record.store import open_record
from armscontrol.errors import RecordError

ROWS = list(catalogue.table("record/positions").iter_rows(named=True))
TIMELINE = list(catalogue.table("treaty_timeline").iter_rows(named=True))
MORATORIUM = "timeline/said/RUS/2026-02-11"


@pytest.fixture
def place(tmp_path):
    return tmp_path / "record.sqlite"


@pytest.fixture
def record(place):
    with open_record(place) as made:
        made.load_shipped()
        yield made


@pytest.mark.parametrize("row", ROWS, ids=lambda r: f"{r['date']}-{r['party']}-{r['issue']}")
def test_every_row_is_read_from_one_row_of_the_timeline(row):
    same = ("date", "date_precision", "evidence", "source_url", "retrieved")
    found = [
        t for t in TIMELINE
        if t["detail"] == row["said"] and row["party"] in (t["parties"] or "").split(";") and all(t[k] == row[k] for k in same)
    ]  # fmt: skip
    assert len(found) == 1
    assert found[0]["event"] in ("statement", "proposal", "suspended_by", "withdrawn_by")
    assert row["speaker"] is None or row["speaker"] in row["said"].replace("Moscow", "Kremlin")


def test_the_table_is_whole():
    assert 30 <= len(ROWS) <= 60
    for row in ROWS:
        tied = row["condition_type"] not in (None, "without-conditions")
        assert tied == (row["stance"] == "conditional")
        assert (row["condition"] is None) == (row["condition_type"] is None)
        assert not row["condition_issue"] or row["condition"]


def test_they_are_in_the_record_as_statements_with_their_positions(record):
    said = record.item(MORATORIUM)
    assert (said.kind, said.state, said.party, said.content.speaker) == ("statement", "accepted", "RUS", "Lavrov")
    assert said.sources == ("https://tass.com/politics/2085211",)
    held = record.item(f"{MORATORIUM}/new-start-limits")
    assert (held.parent, held.content.stance) == (MORATORIUM, "conditional")
    assert held.content.conditions[0].words == "as long as the USA does not exceed the limits"
    assert len(search(record, kind="position", limit=1000).items) == len(ROWS)
    [found] = positions_on(record, "new-start-limits", date(2026, 2, 11), ["RUS"])
    assert found.position == held
    assert [i.id for i in search(record, text="moratorium", kind="position").items] == [held.id]


def test_a_tie_to_an_issue_is_the_one_that_the_table_names(record):
    for row in ROWS:
        if row["stance"] != "conditional":
            continue
        items = search(
            record, kind="position", party=row["party"], issue=row["issue"], since=row["date"], until=row["date"]
        )
        [edge] = linkage_graph([i.content for i in items.items if i.content.stance == "conditional"], []).edges
        assert edge.issue == row["issue"]
        assert edge.target == row["condition_issue"] or (
            not row["condition_issue"] and edge.target.startswith("demand: ")
        )


def test_a_record_of_an_older_version_gets_them_and_keeps_what_people_made_of_it(place):
    signed = "timeline/new-start/signed/2010-04-08"
    with open_record(place) as record:
        with writing(record.engine) as connection:  # as the version before had it: events alone
            into = Inserting(connection)
            for part, state in shipped.timeline():
                into.item(part, None, contents.keys(part.content, "", None), state)
            into.write()
        record.correct(signed, {"party": "RUS"}, who="Eva")
    with open_record(place) as record:
        assert record.load_shipped() == len(list(shipped.statements()))
        assert record.item(signed).party == "RUS"
        record.reject(MORATORIUM, "no", who="Eva")
        record.correct("timeline/said/CHN/2026-02-06/third-nuclear-powers", {"stance": "opposes"}, who="Eva")
        assert record.load_shipped() == 0
        assert record.item(f"{MORATORIUM}/new-start-limits").state == "rejected"
        assert record.item("timeline/said/CHN/2026-02-06/third-nuclear-powers").content.stance == "opposes"
        assert record.item(MORATORIUM).content.fact.words.startswith("Lavrov in the Duma")


def test_what_it_rests_on_is_not_corrected_away(record):
    with pytest.raises(RecordError, match="no such field"):
        record.correct(MORATORIUM, {"fact": None}, who="Eva")
