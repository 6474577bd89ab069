"""The record: what was read from texts, kept in a database with where it came from, and what people made of it.

A machine's reading is a proposal. It is never written over: what a person accepts, corrects, rejects or merges is kept
beside it, with who and when, and can be undone. The same text taken in again is one document with one more publication.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from types import TracebackType
from typing import Any

import armscontrol
from armscontrol.diplomacy.model import Check, DateMention, Document, Quotation, Reading, Segment
from armscontrol.diplomacy.record import contents, forms, opening, review, schema
from armscontrol.diplomacy.record.contents import Item
from armscontrol.diplomacy.record.inserting import Inserting
from armscontrol.diplomacy.record.opening import looking, writing
from armscontrol.diplomacy.record.rereading import Rereading, renewed
from armscontrol.diplomacy.record.review import Edit
from armscontrol.diplomacy.record.schema import sa
from armscontrol.errors import RecordError

BATCH = 200
"""Readings written in one go: bounds the memory of a long series."""


@dataclass(frozen=True, slots=True)
class Added:
    """What adding a reading did: the document, whether its text and its publication were new, and how many items.

    `withdrawn` counts the proposals of an earlier reading of the text that this one does not make any more.
    """

    document: str
    new: bool
    published_anew: bool
    items: int
    withdrawn: int = 0


@dataclass(frozen=True, slots=True)
class Publication:
    """One place where a text was published, as it was taken in."""

    document: str
    outlet: str | None
    source: str | None
    published: str | None
    published_basis: str
    title: str | None
    raw_sha256: str | None
    added_by: str
    added_at: str


@dataclass(frozen=True, slots=True)
class Kept:
    """The parts of a reading that belong to the text as a whole."""

    segments: tuple[Segment, ...] = ()
    quotations: tuple[Quotation, ...] = ()
    dates: tuple[DateMention, ...] = ()
    checks: tuple[Check, ...] = ()
    joined: tuple[tuple[str, str], ...] = ()
    notes: tuple[str, ...] = ()
    rereadings: tuple[Rereading, ...] = ()


def open_record(place: str | Path, *, create: bool = True, read_only: bool = False) -> Record:
    """The record in a file (SQLite), or in a database `postgresql://...`.

    Args:
        place: path or address.
        create: begin a record, or bring an older one up to date, where that is needed.
        read_only: nothing can be changed.

    Raises:
        RecordError: it cannot be opened, is no record, or was made by a later version.
    """
    return Record(opening.connect(place, create=create, read_only=read_only), read_only=read_only)


class Record:
    """An open record. Use it in a `with` block, or close it."""

    def __init__(self, engine: sa.Engine, *, read_only: bool = False) -> None:
        self.engine = engine
        self.read_only = read_only

    def __enter__(self) -> Record:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"<Record {opening.where(self.engine)}>"

    def close(self) -> None:
        """Ends the connection."""
        self.engine.dispose()

    def add(self, reading: Reading, *, who: str, raw_sha256: str | None = None) -> Added:
        """Keeps a reading; everything in it is proposed.

        The same text again is no second document: its outlet, source and day are kept as one more publication,
        unless one that is kept has all that is given of them. Where
        it was read as the first time, with the same day, outlet and source, and the reader finds more or otherwise than
        it did, what is new is proposed, what is no longer found is withdrawn, and what a person decided stands.

        Args:
            reading: what was read.
            who: who takes it in.
            raw_sha256: of the page before its text was taken out of it.

        Raises:
            RecordError: the text cannot be kept, or the record cannot be written.
        """
        return self.add_all([reading], who=who, raw_sha256=raw_sha256)[0]

    def add_all(self, readings: Iterable[Reading], *, who: str, raw_sha256: str | None = None) -> tuple[Added, ...]:
        """Keeps a series of readings: all of them or, where one cannot be kept, none."""
        review.check_who(who)
        done: list[Added] = []
        with writing(self.engine) as connection:
            into = Inserting(connection)
            for reading in readings:
                done.append(self._add(into, reading, who, raw_sha256))
                if len(done) % BATCH == 0:
                    into.write()
            into.end()
        return tuple(done)

    def _add(self, into: Inserting, reading: Reading, who: str, raw: str | None) -> Added:
        document = reading.document
        sha = forms.sha256(document.text)
        if document.sha256 and document.sha256 != sha:
            raise RecordError("the hash is not that of the text", found=document.sha256[:64], allowed=sha)
        at = forms.now()
        known = into.document_of(sha)
        id = known or into.new_document_id(sha)
        contents.check_spans(reading, len(document.text))
        published = document.published.isoformat() if document.published else None
        items = withdrawn = 0
        if known is None:
            parts, rest = contents.split(reading, id)
            kept = _kept(reading, rest)
            into.document(
                id=id, sha256=sha, text=document.text, document=forms.dumped(forms.as_plain(_bare(document))),
                reading=forms.dumped(forms.as_plain(kept)), reader=_reader(),
                added_by=who, added_at=at,
            )  # fmt: skip
            for part in parts:
                into.item(part, id, contents.keys(part.content, document.text, published))
            items = len(parts)
        else:
            items, withdrawn = _again(into, id, reading, who)
            if into.told(id, outlet=document.outlet, source=document.source, published=published):
                return Added(id, False, False, items, withdrawn)
        anew = into.publication(
            document=id, outlet=document.outlet, source=document.source, title=document.title, published=published,
            published_basis=document.published_basis, raw_sha256=raw, added_by=who, added_at=at,
        )  # fmt: skip
        return Added(id, known is None, anew, items, withdrawn)

    def load_shipped(self) -> int:
        """Keeps what the program brings along and the record does not hold yet, and says how many items.

        Events and statements of the shipped timeline are accepted, each with its source and grade; those that rest on
        memory alone are proposed. What is there already stays as it is, with what people made of it.
        """
        from armscontrol.diplomacy.record.shipped import items

        with writing(self.engine) as connection:
            into = Inserting(connection)
            there = set(connection.scalars(sa.select(schema.items.c.id).where(schema.items.c.document.is_(None))))
            new = [(part, state) for part, state in items() if part.id not in there]
            for part, state in new:
                into.item(part, None, contents.keys(part.content, "", None), state)
            into.write()
        return len(new)

    def item(self, id: str) -> Item:
        """One item as it stands.

        Raises:
            RecordError: there is none.
        """
        with looking(self.engine) as connection:
            return review.items(connection, review.seqs(connection, [id]))[0]

    def renderings(self, id: str) -> tuple[Item, ...]:
        """All items that are the same act as this one, in the order in which they came."""
        with looking(self.engine) as connection:
            i = schema.items.c
            act = connection.scalar(sa.select(i.act).where(i.seq == review.seqs(connection, [id])[0]))
            return review.items(
                connection, list(connection.scalars(sa.select(i.seq).where(i.act == act).order_by(i.seq)))
            )

    def documents(self) -> tuple[str, ...]:
        """Ids of all documents, in the order in which they came."""
        with looking(self.engine) as connection:
            return tuple(connection.scalars(sa.select(schema.documents.c.id).order_by(schema.documents.c.seq)))

    def publications(self, document: str) -> tuple[Publication, ...]:
        """Where a text was published, in the order in which it was taken in."""
        p = schema.publications
        names = [p.c[name] for name in Publication.__slots__]
        with looking(self.engine) as connection:
            rows = connection.execute(sa.select(*names).where(p.c.document == document).order_by(p.c.seq))
            return tuple(Publication(*row) for row in rows)

    def reading(self, document: str) -> Reading:
        """The reading of a document as it was proposed, whole, without what a later reader withdrew.

        Raises:
            RecordError: there is no such document.
        """
        d, i, c = schema.documents, schema.items, schema.contents
        with looking(self.engine) as connection:
            row = connection.execute(
                sa.select(d.c.document, d.c.text, d.c.reading).where(d.c.id == document)
            ).one_or_none()
            if row is None:
                raise RecordError("no such document", found=repr(document)[:60])
            found = connection.execute(
                sa.select(i.c.id, i.c.kind, c.c.proposal)
                .join(c, c.c.seq == i.c.seq)
                .where(i.c.document == document)
                .order_by(i.c.seq)
            ).all()
        kept = forms.from_plain(Kept, forms.loaded(row.reading))
        withdrawn = {id for r in kept.rereadings for id in r.withdrawn}
        parts: dict[str, list[Any]] = {kind: [] for kind in contents.KINDS}
        for id, kind, proposal in found:
            if id not in withdrawn:
                parts[kind].append(contents.load(kind, proposal))
        checks = [x.check for x in (*parts["claim"], *parts["event"]) if x.check]
        return Reading(
            document=replace(forms.from_plain(Document, {**forms.loaded(row.document), "text": ""}), text=row.text),
            segments=kept.segments,
            quotations=kept.quotations,
            statements=tuple(parts["statement"]),
            dates=kept.dates,
            numbers=tuple(x.number for x in parts["claim"]),
            events=tuple(x.event for x in parts["event"]),
            checks=(*checks, *kept.checks),
            positions=tuple(parts["position"]),
            joined=kept.joined,
            notes=kept.notes,
        )

    def readers(self, document: str) -> tuple[Rereading, ...]:
        """Every reading of a document, the first one too: by which reader, when, and what it proposed.

        Raises:
            RecordError: there is no such document.
        """
        d, i = schema.documents, schema.items
        with looking(self.engine) as connection:
            row = connection.execute(sa.select(d).where(d.c.id == document)).one_or_none()
            if row is None:
                raise RecordError("no such document", found=repr(document)[:60])
            ids = connection.scalars(sa.select(i.c.id).where(i.c.document == document).order_by(i.c.seq)).all()
        later = forms.from_plain(Kept, forms.loaded(row.reading)).rereadings
        added = {id for r in later for id in r.added}
        first = Rereading(row.reader, row.added_by, row.added_at, tuple(id for id in ids if id not in added))
        return (first, *later)

    def reader_of(self, item: Item) -> str:
        """The version of the reader that proposed an item; empty for an event of the shipped timeline."""
        made = self.readers(item.document) if item.document else ()
        return next((r.reader for r in made if item.id in r.added), "")

    def history(self, id: str | None = None) -> tuple[Edit, ...]:
        """Every edit of one item, or of the whole record, in order."""
        with looking(self.engine) as connection:
            return review.history(connection, id)

    def accept(self, id: str, *, who: str, note: str = "") -> Edit:
        """Says that a person found the item right.

        Raises:
            RecordError: no such item, or it is accepted already.
        """
        with writing(self.engine) as connection:
            return review.accept(connection, id, who, note)

    def correct(self, id: str, changes: Mapping[str, object], *, who: str, note: str = "") -> Edit:
        """Puts other values for some fields of an item; the proposal stays beside them.

        Args:
            id: of the item.
            changes: field of the statement, position, number or event, and its value as JSON has it. `date` takes EDTF
                as words; `verdict` and `explanation` are those of the check.
            who: who says so.
            note: why.

        Raises:
            RecordError: no such item or field, a value that the field cannot have, or nothing would change.
        """
        with writing(self.engine) as connection:
            return review.correct(connection, id, changes, who, note)

    def reject(self, id: str, reason: str, *, who: str) -> Edit:
        """Says that the item is wrong and why; it is kept, and counts nowhere."""
        with writing(self.engine) as connection:
            return review.reject(connection, id, reason, who)

    def each(self, ids: Iterable[str], action: Callable[[sa.Connection, str], Edit]) -> tuple[Edit, ...]:
        """One action of `review` on several items: on all of them or, where one cannot be, on none."""
        with writing(self.engine) as connection:
            return tuple(action(connection, id) for id in ids)

    def merge(self, ids: Iterable[str], *, who: str, note: str = "") -> Edit:
        """Says that items are one act, reported more than once; the first named leads, and all renderings are kept.

        Raises:
            RecordError: fewer than two, of different kinds, one rejected, or one act already.
        """
        with writing(self.engine) as connection:
            return review.merge(connection, list(ids), who, note)

    def undo(self, id: str, *, who: str, note: str = "") -> Edit:
        """Takes back the last edit of an item that still stands, with all that this edit changed.

        Raises:
            RecordError: there is none, or another item that it changed was edited later.
        """
        with writing(self.engine) as connection:
            return review.undo(connection, id, who, note)


def _reader() -> str:
    return f"armscontrol {armscontrol.__version__}"


def _kept(reading: Reading, rest: tuple[Check, ...], rereadings: tuple[Rereading, ...] = ()) -> Kept:
    return Kept(
        reading.segments, reading.quotations, reading.dates, rest, reading.joined, reading.notes, rereadings
    )  # fmt: skip


def _again(into: Inserting, id: str, reading: Reading, who: str) -> tuple[int, int]:
    """Keeps what is new in a text that is there already, and says how many items are new and how many withdrawn.

    What is read with another day, outlet or source is no later reading, but another publication of the text.
    """
    into.write()
    d = schema.documents
    row = into.connection.execute(sa.select(d.c.document, d.c.reading, d.c.reader).where(d.c.id == id)).one()
    before = forms.from_plain(Document, {**forms.loaded(row.document), "text": ""})
    if any(getattr(before, name) != getattr(reading.document, name) for name in ("published", "outlet", "source")):
        return 0, 0
    kept = forms.from_plain(Kept, forms.loaded(row.reading))
    made = renewed(into, id, reading, kept.rereadings, _reader(), who)
    last = kept.rereadings[-1].reader if kept.rereadings else row.reader
    if made.added or made.withdrawn or made.reader != last:
        rest = contents.split(reading, id)[1]
        renewed_kept = forms.dumped(forms.as_plain(_kept(reading, rest, (*kept.rereadings, made))))
        into.connection.execute(d.update().where(d.c.id == id).values(reading=renewed_kept))
    return len(made.added), len(made.withdrawn)


def _bare(document: Document) -> Document:
    return replace(document, text="")
