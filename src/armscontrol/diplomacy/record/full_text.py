"""Words in what the record keeps: SQLite's FTS5 and PostgreSQL's tsvector, with the same words and the same answers."""

from __future__ import annotations

import re
from typing import Any

from armscontrol.diplomacy.record import forms, schema
from armscontrol.diplomacy.record.schema import sa
from armscontrol.errors import RecordError

MAX_TEXT = 1_000
"""Characters of a search for words."""
MAX_TERMS = 32
_MANY = 20_000
"""Items with the words that are looked up one by one; more are met soon enough in order."""
Term = tuple[tuple[str, ...], bool]
_TERM = re.compile(r'"([^"]*)"?|(\S+)')


def terms(text: str) -> list[Term]:
    """What a user looks for: words that follow each other, and whether the last is only a beginning.

    >>> terms('"strategic stability" NEAR(x) ракет*')
    [(('strategic', 'stability'), False), (('near', 'x'), False), (('ракет',), True)]
    """
    if len(text) > MAX_TEXT:
        allowed = f"at most {MAX_TEXT:,} characters"
        raise RecordError("too long to look for", where="text", found=f"{len(text):,} characters", allowed=allowed)
    found = []
    for phrase, single in _TERM.findall(text):
        words = tuple(forms.tokens(phrase or single))
        if words:
            found.append((words, single.endswith("*")))
    if not 0 < len(found) <= MAX_TERMS:
        raise RecordError(
            "no words to look for", where="text", found=repr(text)[:60], allowed=f"1 to {MAX_TERMS} words"
        )
    return found


def words(
    connection: sa.Connection, asked: list[Term], marks: list[str], narrow: list[sa.ColumnElement[bool]]
) -> tuple[sa.FromClause, sa.ColumnElement[bool]]:
    """Where items with these words are looked for, and the rule that they meet.

    `marks` are asked for beside the words; `narrow` are rules that may leave few items, none where they hardly do.

    Words are letters and figures alone, and each is quoted: nothing of the languages of MATCH or tsquery is left.
    """
    i = schema.items.c
    if connection.dialect.name == "sqlite":
        table = sa.table("record_words", sa.column("rowid"), sa.column("record_words"))
        these = "words : (" + " AND ".join(f'"{" ".join(w)}"{" *" if start else ""}' for w, start in asked) + ")"
        met = table.c.record_words.op("MATCH")(" AND ".join([these, *marks]))
        whole = not any(start for _, start in asked)  # a beginning is too dear to look up in one item after another
        if whole and (
            (narrow and _few(connection, narrow)) or not _few(connection, [met], sa.select(table.c.rowid), _MANY)
        ):
            # Few items to go through; or every n-th has the words, and enough of them are met soon.
            there = sa.exists().where(table.c.rowid == i.seq, table.c.record_words.op("MATCH")(these))
            return schema.items, there.correlate(schema.items)
        return schema.WordsFirst(table, schema.items, table.c.rowid == i.seq), met
    table = sa.table("record_words", sa.column("seq"), sa.column("words"))
    query = " & ".join(f"({' <-> '.join(_quoted(w) for w in words)}{':*' if start else ''})" for words, start in asked)
    met = table.c.words.op("@@")(sa.text("CAST(:asked AS tsquery)").bindparams(asked=query))
    return schema.items.join(table, table.c.seq == i.seq), met


def _few(
    connection: sa.Connection,
    rules: list[sa.ColumnElement[bool]],
    among: sa.Select[Any] | None = None,
    most: int = 1_000,
) -> bool:
    """Whether at most so many rows meet the rules; no more are counted."""
    query = sa.select(schema.items.c.seq) if among is None else among
    rows = query.where(*rules).limit(most + 1).subquery()
    return (connection.scalar(sa.select(sa.func.count()).select_from(rows)) or 0) <= most


def marks(
    connection: sa.Connection, party: str | None, speakers: list[str], since: str | None, until: str | None
) -> list[str]:
    """What stands beside the words in SQLite's index of words, as far as it is asked for; the rules stay exact."""
    found = []
    if party and (of := forms.tokens(party)):
        found.append(f'party : "{" ".join(of)}"')
    if 0 < len(speakers) <= MAX_TERMS and all(forms.tokens(key) for key in speakers):
        found.append("speaker : (" + " OR ".join(f'"{key}"' for key in speakers) + ")")
    if since or until:
        day = schema.items.c.day
        earliest, latest = (
            connection.scalar(sa.select(end(day)).where(day != "")) for end in (sa.func.min, sa.func.max)
        )
        first = int((since or min(until or "9999", earliest or "9999"))[:4])
        last = int((until or latest or "0001")[:4])
        if 0 <= last - first < schema.CENTURIES:
            within = " OR ".join(f'"{year}"' for year in [*schema.years(f"{first:04}", f"{last:04}"), "ever"])
            found.append(f"years : ({within})")
    return found


def _quoted(word: str) -> str:
    return f"'{word[: schema.LONGEST]}'"
