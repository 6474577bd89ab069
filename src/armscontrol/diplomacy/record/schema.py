"""The tables of the record, their versions, and the index of words, for SQLite and PostgreSQL alike."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from armscontrol.diplomacy.record import forms
from armscontrol.diplomacy.record.contents import Keys
from armscontrol.errors import RecordError

try:
    import sqlalchemy as sa
    from sqlalchemy.dialects import postgresql, sqlite
    from sqlalchemy.ext.compiler import compiles
except ImportError as error:  # the extra is not installed
    raise RecordError(
        "the record needs SQLAlchemy", advice="Install it with: pip install 'armscontrol[record]'"
    ) from error

__all__ = ["sa"]  # others take the library from here, so that its absence is told in one place

VERSION = 1
"""Of the tables. A record of a later version is refused; one of an earlier version is brought up to date."""
_PLACES = 16_000
"""PostgreSQL counts places of words up to 16,383; what comes later is found, but not as part of a phrase."""

LONGEST = 500
"""Letters of a word that are searched in PostgreSQL, which has at most 2,046 bytes for one."""

MANY = 1_000
"""New items from which the database is told how much it holds."""

CENTURIES = 200
"""Years that are searched one by one."""

tables = sa.MetaData()

version = sa.Table(
    "record_version",
    tables,
    sa.Column("version", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("at", sa.Text, nullable=False),
)

documents = sa.Table(
    "record_documents",
    tables,
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("seq", sa.Integer, nullable=False, unique=True),
    sa.Column("sha256", sa.Text, nullable=False, unique=True),
    sa.Column("document", sa.Text, nullable=False),  # as it was first taken in, without the text
    sa.Column("text", sa.Text, nullable=False),
    sa.Column("reading", sa.Text, nullable=False),  # segments, quotations, dates, what belongs together, notes
    sa.Column("reader", sa.Text, nullable=False),
    sa.Column("added_by", sa.Text, nullable=False),
    sa.Column("added_at", sa.Text, nullable=False),
)

publications = sa.Table(
    "record_publications",
    tables,
    sa.Column("seq", sa.Integer, primary_key=True),
    sa.Column("document", sa.Text, sa.ForeignKey("record_documents.id"), nullable=False),
    sa.Column("outlet", sa.Text),
    sa.Column("outlet_key", sa.Text, nullable=False),
    sa.Column("source", sa.Text),
    sa.Column("published", sa.Text),
    sa.Column("published_basis", sa.Text, nullable=False),
    sa.Column("title", sa.Text),
    sa.Column("raw_sha256", sa.Text),
    sa.Column("added_by", sa.Text, nullable=False),
    sa.Column("added_at", sa.Text, nullable=False),
    sa.Index("record_publications_by_document", "document", "outlet_key"),
    sa.Index("record_publications_by_outlet", "outlet_key", "document"),
    sa.Index("record_publications_by_source", "source", "document"),
)

items = sa.Table(
    "record_items",
    tables,
    sa.Column("seq", sa.Integer, primary_key=True),
    sa.Column("id", sa.Text, nullable=False, unique=True),
    sa.Column("document", sa.Text, sa.ForeignKey("record_documents.id")),  # none for a shipped event
    sa.Column("parent", sa.Text),  # the statement that a position or a number belongs to
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("state", sa.Text, nullable=False),
    sa.Column("act", sa.Text, nullable=False),  # the first of the items that are the same act
    sa.Column("speaker_key", sa.Text),
    sa.Column("party", sa.Text),
    sa.Column("issue", sa.Text),
    sa.Column("stance", sa.Text),
    sa.Column("day", sa.Text, nullable=False),  # the last day that the date allows; empty where there is none
    sa.Column("first_day", sa.Text, nullable=False),
    sa.Column("day_basis", sa.Text, nullable=False),
    # Each gives its rows by day without sorting; what follows the number spares reading the row.
    sa.Index("record_items_by_speaker", "speaker_key", "party", "day", "seq", "first_day", "state"),
    sa.Index("record_items_by_party", "party", "day", "seq", "first_day", "state", "kind", "document"),
    sa.Index("record_items_by_issue", "issue", "party", "day", "seq", "first_day", "state"),
    sa.Index("record_items_by_kind", "kind", "day", "seq", "first_day", "state"),
    sa.Index("record_items_by_state", "state", "kind", "day", "seq", "first_day"),
    sa.Index("record_items_by_day", "day", "seq", "first_day", "state"),
    sa.Index("record_items_by_document", "document", "seq"),
    sa.Index("record_items_by_act", "act", "seq"),
)

# Wide columns lie apart, so that filters and sorting read narrow rows.
contents = sa.Table(
    "record_contents",
    tables,
    sa.Column("seq", sa.Integer, sa.ForeignKey("record_items.seq"), primary_key=True, autoincrement=False),
    sa.Column("proposal", sa.Text, nullable=False),  # never written again
    sa.Column("corrected", sa.Text),
    sa.Column("words", sa.Text, nullable=False),
)

speakers = sa.Table(
    "record_speakers",
    tables,
    sa.Column("key", sa.Text, primary_key=True),
    sa.Column("surname", sa.Text, nullable=False),
    sa.Column("name", sa.Text, nullable=False),
    sa.Index("record_speakers_by_surname", "surname"),
)

# "USA;RUS" is of both: a value of `party`, and every Party in it.
members = sa.Table(
    "record_members",
    tables,
    sa.Column("member", sa.Text, primary_key=True),
    sa.Column("party", sa.Text, primary_key=True),
)

edits = sa.Table(
    "record_edits",
    tables,
    sa.Column("seq", sa.Integer, primary_key=True),
    sa.Column("id", sa.Text, nullable=False, unique=True),
    sa.Column("at", sa.Text, nullable=False),
    sa.Column("who", sa.Text, nullable=False),
    sa.Column("action", sa.Text, nullable=False),
    sa.Column("note", sa.Text, nullable=False),
    sa.Column("undoes", sa.Text),
)

changes = sa.Table(
    "record_changes",
    tables,
    sa.Column("edit", sa.Integer, sa.ForeignKey("record_edits.seq"), primary_key=True),
    sa.Column("item", sa.Integer, sa.ForeignKey("record_items.seq"), primary_key=True),
    sa.Column("before", sa.Text, nullable=False),
    sa.Column("after", sa.Text, nullable=False),
    sa.Index("record_changes_by_item", "item", "edit"),
)

_FULL_TEXT = {
    # The words lie in `record_contents`: the index keeps none of its own. With Party, speaker and years in it, words
    # that are in every other statement are found for one of them without reading the rows of the others.
    "sqlite": [
        "CREATE VIRTUAL TABLE record_words USING fts5(words, party, speaker, years, content='', tokenize='unicode61')"
    ],
    "postgresql": [
        "CREATE TABLE record_words (seq integer PRIMARY KEY REFERENCES record_items (seq), words tsvector NOT NULL)",
        "CREATE INDEX record_words_by_word ON record_words USING gin (words)",
    ],
}


def _first(connection: sa.Connection) -> None:
    tables.create_all(connection)
    for statement in _FULL_TEXT[connection.dialect.name]:
        connection.exec_driver_sql(statement)


class WordsFirst(sa.Join):
    """A join in the order in which it is written: SQLite cannot know how few rows a search for words leaves."""

    inherit_cache = True


@compiles(WordsFirst, "sqlite")
def _cross_join(join: WordsFirst, compiler: Any, **given: Any) -> str:
    given.pop("from_linter", None)
    left, right = (compiler.process(side, **{**given, "asfrom": True}) for side in (join.left, join.right))
    return f"{left} CROSS JOIN {right} ON {compiler.process(join.onclause)}"


MIGRATIONS: dict[int, Callable[[sa.Connection], None]] = {1: _first}
"""What brings the tables to each version from the one before."""


def add_new(connection: sa.Connection, table: sa.Table, rows: list[dict[str, Any]]) -> None:
    """Adds the rows that are not there yet."""
    if connection.dialect.name == "sqlite":
        connection.execute(sqlite.insert(table).on_conflict_do_nothing(), rows)
    else:
        connection.execute(postgresql.insert(table).on_conflict_do_nothing(), rows)


def put_words(connection: sa.Connection, rows: Iterable[tuple[int, Keys]]) -> None:
    """Makes items searchable by words."""
    if connection.dialect.name == "sqlite":
        statement = "INSERT INTO record_words (rowid, words, party, speaker, years) VALUES (?, ?, ?, ?, ?)"
        given: list[tuple[Any, ...]] = [(seq, *_marks(keys)) for seq, keys in rows]
    else:
        statement = "INSERT INTO record_words (seq, words) VALUES (%s, CAST(%s AS tsvector))"
        given = [(seq, _vector(keys.words)) for seq, keys in rows]
    if given:
        connection.exec_driver_sql(statement, given)


def settle(connection: sa.Connection, added: int) -> None:
    """Tells PostgreSQL how much there is now, where much was added: until then it plans as for an empty record."""
    if connection.dialect.name == "postgresql" and added >= MANY:
        connection.exec_driver_sql("SELECT gin_clean_pending_list('record_words_by_word')")
        connection.exec_driver_sql("ANALYZE record_items, record_words, record_contents, record_publications")


def change_words(connection: sa.Connection, seq: int, before: Keys, after: Keys) -> None:
    """Makes an item searchable by other words than before."""
    if connection.dialect.name == "sqlite":  # an index without a text of its own must be told what to forget
        forget = (
            "INSERT INTO record_words (record_words, rowid, words, party, speaker, years) "
            "VALUES ('delete', ?, ?, ?, ?, ?)"
        )
        connection.exec_driver_sql(forget, (seq, *_marks(before)))
    else:
        connection.exec_driver_sql("DELETE FROM record_words WHERE seq = %s", (seq,))
    put_words(connection, [(seq, after)])


def years(first_day: str, last_day: str) -> list[str]:
    """The years of a stretch of days as they are searched; "ever" for a stretch of centuries."""
    first, last = int(first_day[:4] or 1), int(last_day[:4] or 0)
    return [f"{year:04}" for year in range(first, last + 1)] if last - first < CENTURIES else ["ever"]


def _marks(keys: Keys) -> tuple[str, str, str, str]:
    speaker = forms.name_key(keys.speaker) if keys.speaker else ""
    return forms.folded(keys.words), keys.party or "", speaker, " ".join(years(keys.first_day, keys.day))


def _vector(text: str) -> str:
    # Words are letters and figures alone, so that quoting them is enough.
    return " ".join(f"'{word[:LONGEST]}':{min(n, _PLACES)}" for n, word in enumerate(forms.tokens(text), start=1))
