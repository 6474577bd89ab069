"""The record as JSON Lines, whole and back; as schema.org ClaimReview and as W3C Web Annotation, to be read elsewhere.

In JSON Lines the proposals stand as the machine made them and the edits after them: reading the file back goes through
the edits one by one, so that an item can stand only where its edits brought it.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import IO, Any

from armscontrol.diplomacy.model import Document
from armscontrol.diplomacy.record import contents, forms, review, schema
from armscontrol.diplomacy.record.contents import Part, State
from armscontrol.diplomacy.record.inserting import Inserting
from armscontrol.diplomacy.record.opening import looking, writing
from armscontrol.diplomacy.record.review import Change, Edit
from armscontrol.diplomacy.record.schema import sa
from armscontrol.diplomacy.record.store import Kept, Publication, Record
from armscontrol.errors import RecordError

FORMAT = "armscontrol-record"
FORMAT_VERSION = 1
MAX_LINE = 64 * 2**20
"""Bytes of one line: a text of 20 MB with all its letters escaped and its parts fits."""
MAX_LINES = 50_000_000
MAX_ITEMS = 1_000_000
"""Items of one document."""
BATCH = 1_000
"""Items asked for, or written, in one go."""


@dataclass(frozen=True, slots=True)
class Imported:
    """What a file brought: new documents, publications, items and edits; and how many of each were there already."""

    documents: int = 0
    publications: int = 0
    items: int = 0
    edits: int = 0
    known: int = 0


def write_lines(record: Record, file: IO[str]) -> int:
    """Writes the whole record as JSON Lines, and says how many lines.

    The first line names the format; then documents, publications, items and edits, each an object with one name.
    """
    count = 0
    for line in lines(record):
        file.write(f"{line}\n")
        count += 1
    return count


def lines(record: Record) -> Iterator[str]:
    """The lines of `write_lines`, one by one: the record as it stood at the first."""
    d, p, i, c = schema.documents, schema.publications, schema.items.c, schema.contents.c
    with looking(record.engine) as connection:
        yield forms.dumped({FORMAT: FORMAT_VERSION})
        for row in connection.execution_options(yield_per=20).execute(sa.select(d).order_by(d.c.seq)):
            kept = {name: value for name, value in row._mapping.items() if name != "seq"}
            kept |= {"document": forms.loaded(row.document), "reading": forms.loaded(row.reading)}
            yield forms.dumped({"document": kept})
        for row in connection.execute(sa.select(p).order_by(p.c.seq)):
            yield forms.dumped(
                {"publication": {n: v for n, v in row._mapping.items() if n not in ("seq", "outlet_key")}}
            )
        # An item of the shipped timeline stands in the state that it was shipped with: that before its first edit.
        first = (
            sa.select(schema.changes.c.before)
            .where(schema.changes.c.item == i.seq)
            .order_by(schema.changes.c.edit)
            .limit(1)
            .scalar_subquery()
        )
        query = (
            sa.select(i.id, i.document, i.parent, i.kind, i.state, c.proposal, first.label("first"))
            .join(schema.contents, c.seq == i.seq)
            .order_by(i.seq)
        )
        for row in connection.execution_options(yield_per=BATCH).execute(query):
            kept = {"id": row.id, "document": row.document, "parent": row.parent, "kind": row.kind}
            kept["state"] = forms.loaded(row.first)["state"] if row.first else row.state
            yield forms.dumped({"item": {**kept, "proposal": forms.loaded(row.proposal)}})
        for edit in review.history(connection):
            yield forms.dumped({"edit": _edit(edit)})


def read_lines(record: Record, file: IO[bytes], *, where: str = "") -> Imported:
    """Reads JSON Lines into the record: all of the file or, where a line is wrong, none.

    What is there already is passed over; it must be the same.

    Args:
        record: an open record.
        file: opened in binary.
        where: how messages name the file.

    Raises:
        RecordError: a line that is too long, no JSON, of another shape, or at odds with the record; its number is told.
    """
    with writing(record.engine) as connection:
        reading = _Reading(connection)
        number = 0
        while line := file.readline(MAX_LINE + 1):
            number += 1
            place = f"{where}, line {number}" if where else f"line {number}"
            if len(line) > MAX_LINE or number > MAX_LINES:
                allowed = f"{MAX_LINES:,} lines of at most {MAX_LINE:,} bytes"
                raise RecordError("the file is too large", where=place, allowed=allowed)
            try:
                _take(reading, number, line)
            except RecordError as error:
                raise RecordError(
                    error.message, where=f"{place}, {error.where}" if error.where else place, found=error.found,
                    allowed=error.allowed, advice=error.advice or "Nothing of the file was kept.",
                ) from error  # fmt: skip
        if not number:
            raise RecordError("the file is empty", where=where, allowed=f'a first line {{"{FORMAT}":{FORMAT_VERSION}}}')
        reading.into.end()
        return reading.done


class _Reading:
    """What is known while a file is read."""

    def __init__(self, connection: sa.Connection) -> None:
        self.connection = connection
        self.into = Inserting(connection)
        self.done = Imported()
        self.text: tuple[str, str] = ("", "")  # of one document at a time
        self.published: dict[str, str | None] = {}
        self.stage = 0
        self.waiting: set[str] = set()

    def count(self, name: str) -> None:
        self.done = replace(self.done, **{name: getattr(self.done, name) + 1})

    def flush(self, id: str = "", most: int = 0) -> None:
        self.waiting.add(id)
        if len(self.waiting) > most:
            self.into.write()
            self.waiting.clear()

    def text_of(self, document: str) -> str:
        if self.text[0] != document:
            d = schema.documents.c
            found = self.connection.scalar(sa.select(d.text).where(d.id == document))
            if found is None:
                raise RecordError("no such document before this line", found=repr(document)[:60])
            self.text = (document, found)
        return self.text[1]

    def published_of(self, document: str) -> str | None:
        if document not in self.published:
            p = schema.publications.c
            query = sa.select(p.published).where(p.document == document).order_by(p.seq).limit(1)
            self.published[document] = self.connection.scalar(query)
        return self.published[document]


_STAGES = ("document", "publication", "item", "edit")


def _take(reading: _Reading, number: int, line: bytes) -> None:
    try:
        text = line.decode("utf-8-sig" if number == 1 else "utf-8")
    except UnicodeDecodeError as error:
        raise RecordError("no UTF-8", found=f"byte {error.start + 1:,}") from error
    found = forms.loaded(text)
    if number == 1:
        if not isinstance(found, dict) or set(found) != {FORMAT}:
            raise RecordError("no record", found=text[:60].strip(), allowed=f'{{"{FORMAT}":{FORMAT_VERSION}}}')
        if found[FORMAT] != FORMAT_VERSION or type(found[FORMAT]) is not int:
            raise RecordError(
                "another version of the format", found=repr(found[FORMAT])[:40], allowed=str(FORMAT_VERSION)
            )
        return
    if not isinstance(found, dict) or len(found) != 1 or next(iter(found)) not in _STAGES:
        raise RecordError("no line of a record", found=text[:60].strip(), allowed=f"one of {', '.join(_STAGES)}")
    name, value = next(iter(found.items()))
    stage = _STAGES.index(name)
    if stage < reading.stage:
        raise RecordError("a line out of order", found=name, allowed=f"{', then '.join(_STAGES)}")
    if stage > reading.stage:
        reading.stage = stage
        reading.flush()
    if not isinstance(value, dict):
        raise RecordError("no line of a record", found=repr(value)[:60], allowed="an object")
    (_document, _publication, _item, _an_edit)[stage](reading, value)


@dataclass(frozen=True, slots=True)
class _Document:
    id: str
    sha256: str
    document: Document
    text: str
    reading: Kept
    reader: str
    added_by: str
    added_at: str


@dataclass(frozen=True, slots=True)
class _Item:
    id: str
    document: str | None
    parent: str | None
    kind: str
    state: str


def _document(reading: _Reading, value: dict[str, Any]) -> None:
    inner = value.get("document")
    if isinstance(inner, dict):  # the text stands beside it, once
        value = {**value, "document": {"text": "", **inner}}
    found = forms.from_plain(_Document, value)
    sha = forms.sha256(found.text)
    if found.sha256 != sha or found.document.sha256 not in ("", sha):
        raise RecordError("the hash is not that of the text", found=found.sha256[:64], allowed=sha)
    if len(found.id) < 12 or not sha.startswith(found.id):
        raise RecordError("no id of this document", found=repr(found.id)[:60], allowed=f"a start of {sha}")
    known = reading.into.document_of(sha)
    if known is not None:
        if known != found.id:
            raise RecordError("the record holds this text under another id", found=found.id, allowed=known)
        _reread(reading, found)
        reading.count("known")
        return
    if reading.into.new_document_id(sha) != found.id:
        raise RecordError("the record holds another text under this id", found=found.id)
    _moment(found.added_at)
    contents.check_spans(found.reading, len(found.text))
    reading.into.document(
        id=found.id, sha256=sha, text=found.text,
        document=forms.dumped(forms.as_plain(replace(found.document, text=""))),
        reading=forms.dumped(forms.as_plain(found.reading)), reader=found.reader, added_by=found.added_by,
        added_at=found.added_at,
    )  # fmt: skip
    reading.count("documents")
    reading.flush(found.id, most=20)


def _reread(reading: _Reading, found: _Document) -> None:
    """Takes in that a text was read again since the record had it."""
    d = schema.documents.c
    kept = reading.connection.scalar(sa.select(d.reading).where(d.id == found.id))
    ours = forms.from_plain(Kept, forms.loaded(kept)).rereadings if kept else ()
    theirs = found.reading.rereadings
    if len(theirs) > len(ours) and theirs[: len(ours)] == ours:
        contents.check_spans(found.reading, len(found.text))
        made = forms.dumped(forms.as_plain(found.reading))
        reading.connection.execute(schema.documents.update().where(d.id == found.id).values(reading=made))


def _moment(text: str) -> None:
    with suppress(ValueError):
        if datetime.fromisoformat(text).tzinfo is not None:
            return
    raise RecordError("no moment", found=repr(text)[:60], allowed="as 2024-06-21T12:00:00Z")


def _publication(reading: _Reading, value: dict[str, Any]) -> None:
    found = forms.from_plain(Publication, value)
    reading.text_of(found.document)
    if found.published is not None:
        forms.from_plain(date, found.published, "published")
    _moment(found.added_at)
    row = {name: getattr(found, name) for name in Publication.__slots__}
    reading.count("publications" if reading.into.publication(**row) else "known")


def _item(reading: _Reading, value: dict[str, Any]) -> None:
    found = forms.from_plain(_Item, {name: v for name, v in value.items() if name != "proposal"})
    if found.kind not in contents.KINDS:
        raise RecordError("no such kind", where="kind", found=repr(found.kind)[:40], allowed=", ".join(contents.KINDS))
    allowed = ("proposed", "accepted") if found.document is None else ("proposed",)
    if found.state not in allowed:
        raise RecordError(
            "no state to begin with", where="state", found=repr(found.state)[:40], allowed=", ".join(allowed)
        )
    start = "timeline/" if found.document is None else f"{found.document}-"
    if not found.id.startswith(start) or not start < found.id <= start + "~" * 200:
        raise RecordError("no id of an item of its document", found=repr(found.id)[:60], allowed=f"{start}...")
    if found.document is None and found.kind not in contents.SHIPPED:
        raise RecordError("an item without a document is one of the shipped tables", found=found.kind)
    proposal = contents.from_plain(found.kind, value.get("proposal"), "proposal")
    if isinstance(proposal, contents.ShippedStatement | contents.ShippedPosition) != (
        found.document is None and found.kind != "event"
    ):
        raise RecordError("a statement has a document, or is one of the shipped tables", found=found.id)
    text = reading.text_of(found.document) if found.document else ""
    contents.check_spans(proposal, len(text))
    i, c = schema.items.c, schema.contents.c
    if found.parent is not None and not found.parent.startswith(start):
        raise RecordError("no statement of its document", where="parent", found=repr(found.parent)[:60])
    if found.id in reading.waiting:
        raise RecordError("an item stands twice", found=found.id)
    there = reading.connection.execute(
        sa.select(i.document, i.parent, i.kind, c.proposal)
        .join(schema.contents, c.seq == i.seq)
        .where(i.id == found.id)
    ).one_or_none()
    if there is not None:
        if tuple(there) != (found.document, found.parent, found.kind, contents.dump(proposal)):
            raise RecordError("the record holds another item under this id", found=found.id)
        reading.count("known")
        return
    published = reading.published_of(found.document) if found.document else None
    part = Part(found.id, found.parent, found.kind, proposal)
    reading.into.item(part, found.document, contents.keys(proposal, text, published), found.state)
    reading.count("items")
    reading.flush(found.id, most=BATCH)


def _an_edit(reading: _Reading, value: dict[str, Any]) -> None:
    changes = value.get("changes")
    bare = forms.from_plain(Edit, {**value, "changes": []})
    if not isinstance(changes, list) or not changes:
        raise RecordError("an edit changes something", where="changes", found=repr(changes)[:60])
    if bare.action not in ("accept", "correct", "reject", "merge", "undo"):
        raise RecordError("no such edit", where="action", found=repr(bare.action)[:40])
    _moment(bare.at)
    made = []
    for change in changes:
        if not isinstance(change, dict) or set(change) != {"item", "before", "after"}:
            raise RecordError("no change", where="changes", allowed="item, before and after")
        i = schema.items.c
        kind = reading.connection.scalar(sa.select(i.kind).where(i.id == str(change["item"])))
        if kind is None:
            raise RecordError("no such item before this line", found=repr(change["item"])[:60])
        states = [review.state_from(kind, change[side], side) for side in ("before", "after")]
        made.append(Change(change["item"], *states))
    edit = replace(bare, changes=tuple(made))
    e = schema.edits.c
    if reading.connection.scalar(sa.select(e.seq).where(e.id == edit.id)) is not None:
        if edit not in review.history(reading.connection, edit.changes[0].item):
            raise RecordError("the record holds another edit under this id", found=edit.id[:60])
        reading.count("known")
        return
    review.keep(reading.connection, edit)
    reading.count("edits")


def _edit(edit: Edit) -> dict[str, Any]:
    def state(s: State) -> dict[str, Any]:
        return {"state": s.state, "act": s.act, "corrected": s.corrected and forms.as_plain(s.corrected)}

    changes = [{"item": c.item, "before": state(c.before), "after": state(c.after)} for c in edit.changes]
    return {**forms.as_plain(replace(edit, changes=())), "changes": changes}
