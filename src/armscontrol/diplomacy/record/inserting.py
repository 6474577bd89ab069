"""Rows on their way into the record: gathered, and written table by table inside one transaction."""

from __future__ import annotations

from typing import Any

from armscontrol.diplomacy.record import contents, forms, schema
from armscontrol.diplomacy.record.contents import Keys, Part
from armscontrol.diplomacy.record.schema import sa

PREFIX = 12
"""Letters of the hash in the id of a document; more where two documents begin alike."""


class Inserting:
    """New rows of one transaction. Numbers run on from the last: there is one writer at a time."""

    def __init__(self, connection: sa.Connection) -> None:
        self.connection = connection
        self._rows: dict[str, list[dict[str, Any]]] = {}
        self._words: list[tuple[int, Keys]] = []
        self._known: dict[str, str] = {}
        self._ids: set[str] = set()
        self._published: set[tuple[object, ...]] = set()
        self.items = 0
        self._speakers: set[str] = set()
        self._parties: set[str] = set()
        self._next = {
            table.name: int(connection.scalar(sa.select(sa.func.max(table.c.seq))) or 0) + 1
            for table in (schema.documents, schema.publications, schema.items)
        }

    def document_of(self, sha256: str) -> str | None:
        """Id of the document with this text."""
        d = schema.documents.c
        return self._known.get(sha256) or self.connection.scalar(sa.select(d.id).where(d.sha256 == sha256))

    def new_document_id(self, sha256: str) -> str:
        """A start of the hash that no other document has."""
        d = schema.documents.c
        for length in range(PREFIX, 65, 4):
            id = sha256[:length]
            if id not in self._ids and self.connection.scalar(sa.select(d.id).where(d.id == id)) is None:
                return id
        raise AssertionError("two texts with one hash")

    def document(self, **row: Any) -> None:
        """A new document."""
        forms.keepable(*row.values())
        self._known[row["sha256"]] = row["id"]
        self._ids.add(row["id"])
        self._put(schema.documents, row)

    def publication(self, **row: Any) -> bool:
        """One more place where a document was published; says whether it was not known yet."""
        forms.keepable(*row.values())
        p = schema.publications.c
        same = ("document", "outlet", "source", "published")
        key = tuple(row[name] for name in same)
        there = sa.select(p.seq).where(*(p[name].is_not_distinct_from(row[name]) for name in same)).limit(1)
        if key in self._published or self.connection.scalar(there) is not None:
            return False
        self._published.add(key)
        self._put(schema.publications, {**row, "outlet_key": forms.folded(row["outlet"] or "")})
        return True

    def told(self, document: str, **given: str | None) -> bool:
        """Whether a publication that is written already has all that is given of outlet, source and day."""
        p = schema.publications.c
        same = [p[name] == value for name, value in given.items() if value is not None]
        query = sa.select(p.seq).where(p.document == document, *same).limit(1)
        return self.connection.scalar(query) is not None

    def item(self, part: Part, document: str | None, found_by: Keys, state: str = "proposed") -> None:
        """A new item, as the machine proposes it."""
        kept = contents.dump(part.content)
        forms.keepable(part.id, part.parent, kept)
        row = {"id": part.id, "document": document, "parent": part.parent, "kind": part.kind}
        row |= {"state": state, "act": part.id, **self.columns(found_by)}
        seq = self._put(schema.items, row)
        self.items += 1
        wide = {"seq": seq, "proposal": kept, "corrected": None, "words": found_by.words}
        self._rows.setdefault("record_contents", []).append(wide)
        self._words.append((seq, found_by))

    def columns(self, found_by: Keys) -> dict[str, Any]:
        """What an item is found by as columns; a name or a Party that is new is noted."""
        key = forms.name_key(found_by.speaker) if found_by.speaker else None
        if key and key not in self._speakers:
            self._speakers.add(key)
            row = {"key": key, "surname": key.split()[-1], "name": found_by.speaker}
            self._rows.setdefault("record_speakers", []).append(row)
        if found_by.party and found_by.party not in self._parties:
            self._parties.add(found_by.party)
            among = dict.fromkeys([*found_by.party.split(";"), found_by.party])
            self._rows.setdefault("record_members", []).extend({"member": m, "party": found_by.party} for m in among)
        return {
            "speaker_key": key, "party": found_by.party, "issue": found_by.issue, "stance": found_by.stance,
            "day": found_by.day, "first_day": found_by.first_day, "day_basis": found_by.day_basis,
        }  # fmt: skip

    def end(self) -> None:
        """Writes the last of what was gathered."""
        self.write()
        schema.settle(self.connection, self.items)

    def write(self) -> None:
        """Writes what was gathered."""
        for table in schema.tables.sorted_tables:
            rows = self._rows.pop(table.name, [])
            if rows and table in (schema.speakers, schema.members):  # often known already
                schema.add_new(self.connection, table, rows)
            elif rows:
                self.connection.execute(table.insert(), rows)
        schema.put_words(self.connection, self._words)
        self._words = []

    def _put(self, table: sa.Table, row: dict[str, Any]) -> int:
        seq = self._next[table.name]
        self._next[table.name] += 1
        self._rows.setdefault(table.name, []).append({"seq": seq, **row})
        return seq
