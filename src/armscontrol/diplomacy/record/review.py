"""What people make of what was read: accept, correct, reject, merge, undo; every edit with who, when, before, after."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

from armscontrol.diplomacy.model import Position, Statement
from armscontrol.diplomacy.record import contents, forms, schema
from armscontrol.diplomacy.record.contents import Item, Keys, State
from armscontrol.diplomacy.record.correcting import corrected
from armscontrol.diplomacy.record.inserting import Inserting
from armscontrol.diplomacy.record.schema import sa
from armscontrol.errors import RecordError
from armscontrol.sources import is_address

MAX_WHO = 200
MAX_NOTE = 10_000
CHUNK = 500
"""Items asked for in one query."""


@dataclass(frozen=True, slots=True)
class Change:
    """One item before and after an edit."""

    item: str
    before: State
    after: State


@dataclass(frozen=True, slots=True)
class Edit:
    """One act of review: accept, correct, reject, merge or undo, by whom, when (UTC), why, and what it changed."""

    id: str
    at: str
    who: str
    action: str
    note: str
    changes: tuple[Change, ...]
    undoes: str | None = None


def check_who(who: str) -> None:
    """A person or program is named.

    Raises:
        RecordError: it is not.
    """
    if not isinstance(who, str) or not who.strip() or len(who) > MAX_WHO:
        raise RecordError("who is not named", where="who", found=repr(who)[:60], allowed=f"1 to {MAX_WHO} characters")
    forms.keepable(who)


def seqs(connection: sa.Connection, ids: Sequence[str]) -> list[int]:
    """Running numbers of items, in the given order.

    Raises:
        RecordError: there is no such item.
    """
    forms.keepable(*ids)
    i = schema.items.c
    found: dict[str, int] = {}
    for start in range(0, len(ids), CHUNK):
        query = sa.select(i.id, i.seq).where(i.id.in_(ids[start : start + CHUNK]))
        found |= {row.id: row.seq for row in connection.execute(query)}
    for id in ids:
        if id not in found:
            raise RecordError("no such item in the record", found=repr(id)[:80])
    return [found[id] for id in ids]


def items(connection: sa.Connection, numbers: Sequence[int]) -> tuple[Item, ...]:
    """Items by their running numbers, in the given order."""
    i, c, p = schema.items, schema.contents, schema.publications.c
    rows: dict[int, Any] = {}
    places: dict[str, list[tuple[str | None, str | None]]] = {}
    for start in range(0, len(numbers), CHUNK):
        chunk = numbers[start : start + CHUNK]
        query = (
            sa.select(i, c.c.proposal, c.c.corrected, c.c.words).join(c, c.c.seq == i.c.seq).where(i.c.seq.in_(chunk))
        )
        found = {row.seq: row for row in connection.execute(query)}
        rows |= found
        texts = {row.document for row in found.values() if row.document} - set(places)
        for place in connection.execute(
            sa.select(p.document, p.outlet, p.source).where(p.document.in_(texts)).order_by(p.seq)
        ):
            places.setdefault(place.document, []).append((place.outlet, place.source))
    return tuple(_item(rows[n], places.get(rows[n].document, [])) for n in numbers)


def _item(row: Any, places: list[tuple[str | None, str | None]]) -> Item:
    proposal = contents.load(row.kind, row.proposal)
    address = fact.source.split(" ")[0] if (fact := getattr(proposal, "fact", None)) else ""
    sources = [s for _, s in places if s] or ([address] if is_address(address) else [])
    return Item(
        id=row.id, kind=row.kind, state=row.state, proposal=proposal, words=row.words, act=row.act,
        content=contents.load(row.kind, row.corrected) if row.corrected else proposal,
        document=row.document, parent=row.parent, party=row.party, first_day=row.first_day or None,
        last_day=row.day or None, day_basis=row.day_basis,
        outlets=tuple(dict.fromkeys(o for o, _ in places if o)),
        sources=tuple(dict.fromkeys(sources)),
    )  # fmt: skip


def accept(connection: sa.Connection, id: str, who: str, note: str) -> Edit:
    """A person found the item right."""
    item = _one(connection, id)
    if item.reviewed:
        raise RecordError(f"the item is {item.state} already", found=id)
    state = "corrected" if item.content != item.proposal else "accepted"
    return _edit(connection, "accept", who, note, [(item, replace(_state(item), state=state))])


def reject(connection: sa.Connection, id: str, reason: str, who: str) -> Edit:
    """A person found the item wrong."""
    item = _one(connection, id)
    if not reason.strip():
        raise RecordError("an item is rejected for a reason", where="reason", found="none")
    if item.state == "rejected":
        raise RecordError("the item is rejected already", found=id)
    both = [item, *(child for child in _children(connection, item) if child.state != "rejected")]
    return _edit(connection, "reject", who, reason, [(x, replace(_state(x), state="rejected")) for x in both])


def correct(connection: sa.Connection, id: str, values: Mapping[str, object], who: str, note: str) -> Edit:
    """A person puts other values for some fields."""
    item = _one(connection, id)
    changed = corrected(item, values, who)
    if changed == item.content:
        raise RecordError("nothing would change", found=id)
    pairs = [(item, replace(_state(item), state="corrected", corrected=changed))]
    if isinstance(changed, Statement) and {"speaker", "party"} & set(values):
        for child in _children(connection, item):  # who holds a position is who said it
            held = child.content
            if isinstance(held, Position) and (held.holder, held.party) != (changed.speaker, changed.party):
                moved = replace(held, holder=changed.speaker, party=changed.party)
                pairs.append((child, replace(_state(child), corrected=moved)))
    return _edit(connection, "correct", who, note, pairs)


def _children(connection: sa.Connection, item: Item) -> tuple[Item, ...]:
    """Positions and claims that belong to a statement."""
    i = schema.items.c
    found = connection.scalars(sa.select(i.seq).where(i.parent == item.id).order_by(i.seq))
    return items(connection, list(found))


def merge(connection: sa.Connection, ids: list[str], who: str, note: str) -> Edit:
    """Items are one act; the first leads."""
    named = items(connection, seqs(connection, list(dict.fromkeys(ids))))
    kinds = sorted({item.kind for item in named})
    rejected = [item.id for item in named if item.state == "rejected"]
    if len(named) < 2:
        raise RecordError("items are merged with others", found=f"{len(named)} item", allowed="two or more")
    if len(kinds) > 1:
        raise RecordError("items of different kinds are not one act", found=" and ".join(kinds))
    if rejected:
        raise RecordError("what is rejected is not merged", found=", ".join(rejected[:5]))
    acts = list(dict.fromkeys(item.act for item in named))
    if len(acts) == 1:
        raise RecordError("the items are one act already", found=acts[0])
    i = schema.items.c
    query = sa.select(i.seq).where(i.act.in_(acts), i.act != acts[0]).order_by(i.seq)
    joined = items(connection, list(connection.scalars(query)))
    return _edit(connection, "merge", who, note, [(item, replace(_state(item), act=acts[0])) for item in joined])


def undo(connection: sa.Connection, id: str, who: str, note: str) -> Edit:
    """The last edit of an item that still stands is taken back."""
    done = history(connection, id)
    undone = {edit.undoes for edit in done}
    standing = [edit for edit in done if edit.action != "undo" and edit.id not in undone]
    if not standing:
        raise RecordError("no edit of the item stands", found=id)
    last = standing[-1]
    pairs = []
    for change in last.changes:
        item = _one(connection, change.item)
        if _state(item) != change.after:
            raise RecordError(
                "a later edit of another item rests on this one", found=item.id, advice="Undo that edit first."
            )
        pairs.append((item, change.before))
    return _edit(connection, "undo", who, note, pairs, undoes=last.id)


def history(connection: sa.Connection, id: str | None = None) -> tuple[Edit, ...]:
    """Every edit of one item, or of all, in order; a merge is one of the item that leads, too."""
    e, c, i = schema.edits.c, schema.changes.c, schema.items.c
    query = (
        sa.select(schema.edits, i.id.label("item"), i.kind, c.before, c.after)
        .join(schema.changes, c.edit == e.seq)
        .join(schema.items, i.seq == c.item)
        .order_by(e.seq, c.item)
    )
    if id is not None:
        query = query.where(concerning(connection, id))
    found: dict[int, Edit] = {}
    for row in connection.execute(query):
        change = Change(row.item, _load(row.kind, row.before), _load(row.kind, row.after))
        edit = found.get(row.seq) or Edit(row.id, row.at, row.who, row.action, row.note, (), row.undoes)
        found[row.seq] = replace(edit, changes=(*edit.changes, change))
    return tuple(found.values())


def concerning(connection: sa.Connection, id: str) -> sa.ColumnElement[bool]:
    """Whether an edit is one of an item: it changed it, or made it lead others, or undid that."""
    e, c = schema.edits.c, schema.changes.c
    seq = seqs(connection, [id])[0]
    merges = sa.select(e.seq, e.id).where(e.action == "merge").subquery()
    leads = c.after.contains(forms.dumped({"act": id})[1:-1], autoescape=True)
    led = connection.execute(sa.select(merges).distinct().join(schema.changes, c.edit == merges.c.seq).where(leads))
    ids = [row.id for row in led]
    changed = e.seq.in_(sa.select(c.edit).where(c.item == seq))
    return sa.or_(changed, e.id.in_(ids), e.undoes.in_(ids)) if ids else changed


def _one(connection: sa.Connection, id: str) -> Item:
    return items(connection, seqs(connection, [id]))[0]


def _state(item: Item) -> State:
    return State(item.state, item.act, item.content if item.content != item.proposal else None)


def _edit(
    connection: sa.Connection,
    action: str,
    who: str,
    note: str,
    pairs: list[tuple[Item, State]],
    undoes: str | None = None,
) -> Edit:
    changed = tuple(Change(item.id, _state(item), after) for item, after in pairs)
    edit = Edit(f"edit-{secrets.token_hex(8)}", forms.now(), who, action, note, changed, undoes)
    keep(connection, edit)
    return edit


def keep(connection: sa.Connection, edit: Edit) -> None:
    """Writes an edit and brings its items to the state after it; the state before must be theirs.

    Raises:
        RecordError: nobody is named, the note is too long, or an item is not as the edit found it.
    """
    check_who(edit.who)
    if len(edit.note) > MAX_NOTE:
        allowed = f"at most {MAX_NOTE:,} characters"
        raise RecordError("the note is too long", found=f"{len(edit.note):,} characters", allowed=allowed)
    forms.keepable(edit.id, edit.note, edit.undoes)
    numbers = seqs(connection, [change.item for change in edit.changes])
    found = items(connection, numbers)
    seq = int(connection.scalar(sa.select(sa.func.max(schema.edits.c.seq))) or 0) + 1
    row = {f.name: getattr(edit, f.name) for f in fields(edit) if f.name != "changes"}
    connection.execute(schema.edits.insert().values(seq=seq, **row))
    for number, item, change in zip(numbers, found, edit.changes, strict=True):
        if change.after.act != change.before.act:
            seqs(connection, [change.after.act])
        before, after = _dump(change.before), _dump(change.after)
        forms.keepable(after)
        if _state(item) != change.before:
            raise RecordError("the item is not as the edit found it", where=edit.id, found=item.id)
        connection.execute(schema.changes.insert().values(edit=seq, item=number, before=before, after=after))
        _bring(connection, number, item, change.after)


def _bring(connection: sa.Connection, number: int, item: Item, after: State) -> None:
    i, c, d, p = schema.items, schema.contents, schema.documents.c, schema.publications.c
    columns: dict[str, Any] = {"state": after.state, "act": after.act}
    content = after.corrected or item.proposal
    if content != item.content:
        text = connection.scalar(sa.select(d.text).where(d.id == item.document)) or ""
        published = connection.scalar(
            sa.select(p.published).where(p.document == item.document).order_by(p.seq).limit(1)
        )
        contents.check_spans(content, len(text), item.id)
        into = Inserting(connection)
        keys = contents.keys(content, text, published)
        columns |= into.columns(keys)
        # What was indexed is told as it was kept: another version may have found other words.
        speaker = connection.scalar(sa.select(i.c.speaker_key).where(i.c.seq == number))
        before = Keys(speaker, item.party, None, None, item.first_day or "", item.last_day or "", "", item.words)
        schema.change_words(connection, number, before, keys)
        into.write()
        kept = contents.dump(after.corrected) if after.corrected else None
        connection.execute(c.update().where(c.c.seq == number).values(corrected=kept, words=keys.words))
    connection.execute(i.update().where(i.c.seq == number).values(**columns))


def _dump(state: State) -> str:
    kept = forms.as_plain(state.corrected) if state.corrected else None
    return forms.dumped({"state": state.state, "act": state.act, "corrected": kept})


def _load(kind: str, kept: str) -> State:
    return state_from(kind, forms.loaded(kept))


def state_from(kind: str, plain: Any, where: str = "") -> State:
    """A state from plain values.

    Raises:
        RecordError: it is none.
    """
    if not isinstance(plain, dict) or set(plain) != {"state", "act", "corrected"}:
        raise RecordError("no state of an item", where=where, allowed="state, act and corrected")
    if plain["state"] not in contents.STATES or not isinstance(plain["act"], str):
        allowed = ", ".join(contents.STATES)
        raise RecordError("no state of an item", where=where, found=repr(plain["state"])[:60], allowed=allowed)
    corrected = plain["corrected"]
    kept = None if corrected is None else contents.from_plain(kind, corrected, where)
    return State(plain["state"], plain["act"], kept)
