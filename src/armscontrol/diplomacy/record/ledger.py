"""What a workbench asks of a record beside `search`: its timeline by treaty, what awaits review, and who did what."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from armscontrol.diplomacy.record import acts, review, schema
from armscontrol.diplomacy.record.contents import Item
from armscontrol.diplomacy.record.opening import looking
from armscontrol.diplomacy.record.schema import sa
from armscontrol.diplomacy.record.store import Record
from armscontrol.errors import RecordError

MAX_NAMES = 300
"""Names offered for choice; more are found by typing."""
SHOWN = 160
"""Letters of an item's words in a list of what was done."""
_ID = re.compile(r"[\w-]{1,60}")


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of a list, how long the whole list is, and how much of it is of texts and nobody has reviewed."""

    items: tuple[Item, ...]
    total: int
    proposed: int


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing done to the record: a text taken in (`add`), or an edit of review.

    `target` is the document or the item, the first of `changed`; `words` are its title or its own, `kind` the item's.
    """

    at: str
    who: str
    action: str
    target: str
    note: str
    changed: int
    id: str
    words: str = ""
    kind: str = ""


def timeline(
    record: Record,
    *,
    treaty: str | None = None,
    party: str | None = None,
    since: str | None = None,
    until: str | None = None,
    limit: int = 50,
    offset: int = 0,
) -> Stretch:
    """Dated events that are not rejected, the latest first. That somebody spoke is a statement, and no event of these.

    Of shipped rows that tell one act of several Parties in the same words one stands here, the first; `acting` says of
    whom. With a Party, it is the first of that Party's.

    Args:
        record: an open record.
        treaty: id of one treaty.
        party: a code; an event of several Parties is found by each.
        since, until: ISO days.
        limit, offset: the stretch.

    Raises:
        RecordError: no id of a treaty.
    """
    i, c, m = schema.items.c, schema.contents.c, schema.members.c
    # contents are JSON without white space, so that a field stands as it was written
    content = sa.func.coalesce(c.corrected, c.proposal)
    rules = [i.kind == "event", i.state != "rejected", i.day != ""]
    rules.append(~content.contains('"type":"statement.made"', autoescape=True))
    if treaty is not None:
        if not _ID.fullmatch(treaty):
            raise RecordError("no id of a treaty", where="treaty", found=repr(treaty)[:60])
        rules.append(content.contains(f'"treaty":"{treaty}"', autoescape=True))
    if party is not None:
        rules.append(i.party.in_(sa.select(m.party).where(m.member == party)))
    else:
        rules.append(sa.or_(i.document.is_not(None), ~_told_before()))
    if since is not None:
        rules.append(i.day >= since)
    if until is not None:
        rules.append(i.first_day <= until)
    return _stretch(record, rules, [i.day.desc(), i.seq.desc()], limit, offset)


def _told_before() -> sa.Exists:
    """Whether a shipped event of the same day says the same in an earlier row."""
    other, words = schema.items.alias(), schema.contents.alias()
    return (
        sa.exists()
        .where(other.c.seq == words.c.seq, other.c.day == schema.items.c.day, other.c.kind == "event")
        .where(other.c.document.is_(None), other.c.state != "rejected")
        .where(other.c.seq < schema.items.c.seq, words.c.words == schema.contents.c.words)
        .correlate(schema.items, schema.contents)
    )


def acting(record: Record, items: Sequence[Item]) -> dict[str, tuple[str, ...]]:
    """Parties of an act that shipped events tell in several rows, by the id of each."""
    shipped = [i for i in items if i.kind == "event" and i.document is None]
    i, c = schema.items.c, schema.contents.c
    days = tuple({item.last_day or "" for item in shipped})
    query = (
        sa.select(i.day, c.words, i.party)
        .join(schema.contents, c.seq == i.seq)
        .where(i.day.in_(days), i.kind == "event", i.document.is_(None), i.state != "rejected", i.party.is_not(None))
        .order_by(i.seq)
    )
    found: dict[tuple[str, str], list[str]] = {}
    with looking(record.engine) as connection:
        for day, words, party in connection.execute(query):
            found.setdefault((day, words), []).extend(party.split(";"))
    told = {item.id: found.get((item.last_day or "", item.words), ()) for item in shipped}
    return {id: tuple(dict.fromkeys(codes)) for id, codes in told.items()}


def positions(record: Record, issue: str, parties: Sequence[str], *, limit: int) -> Stretch:
    """Positions of Parties on an issue that are not rejected, one an act: the latest of them, and how many in all."""
    i, m = schema.items.c, schema.members.c
    of = sa.select(m.party).where(m.member.in_(tuple(parties)))
    rules = [i.kind == "position", i.state != "rejected", i.issue == issue, i.party.in_(of), acts.once()]
    return _stretch(record, rules, [i.day.desc(), i.seq.desc()], limit, 0)


def queue(record: Record, *, kind: str | None = None, limit: int = 50, offset: int = 0) -> Stretch:
    """Items of texts that no person has looked at: what the record contradicts first, then what was left open.

    A wrong figure is worse than an imprecise one, and a wrong speaker worse than none.
    """
    i, c = schema.items.c, schema.contents.c
    rules = [i.state == "proposed", i.document.is_not(None)]
    if kind is not None:
        rules.append(i.kind == kind)
    unsure = sa.or_(i.speaker_key.is_(None), c.proposal.contains('"confidence":"open"', autoescape=True))
    judged = [c.proposal.contains(f'"verdict":"{v}"', autoescape=True) for v in ("contradicted", "imprecise")]
    of_claim = i.kind.in_(("claim", "event"))
    first = sa.case(
        (sa.and_(of_claim, judged[0]), 0), (sa.and_(of_claim, judged[1]), 1),
        (sa.and_(i.kind == "statement", unsure), 2), else_=3,
    )  # fmt: skip
    return _stretch(record, rules, [first, i.seq], limit, offset)


def _stretch(
    record: Record, rules: list[sa.ColumnElement[bool]], order: list[sa.ColumnElement[object]], limit: int, offset: int
) -> Stretch:
    among = schema.items.join(schema.contents, schema.contents.c.seq == schema.items.c.seq)
    with looking(record.engine) as connection:
        counted = sa.select(sa.func.count()).select_from(among).where(*rules)
        total = connection.scalar(counted) or 0
        i = schema.items.c
        proposed = connection.scalar(counted.where(i.state == "proposed", i.document.is_not(None))) or 0
        query = sa.select(schema.items.c.seq).select_from(among).where(*rules).order_by(*order)
        found = list(connection.scalars(query.limit(limit).offset(offset)))
        return Stretch(review.items(connection, found), int(total), int(proposed))


def children(record: Record, id: str) -> tuple[Item, ...]:
    """Positions and claims that belong to a statement."""
    i = schema.items.c
    with looking(record.engine) as connection:
        return review.items(
            connection, list(connection.scalars(sa.select(i.seq).where(i.parent == id).order_by(i.seq)))
        )


def many(record: Record, ids: list[str]) -> tuple[Item, ...]:
    """Items by their ids, in the given order.

    Raises:
        RecordError: there is no such item.
    """
    with looking(record.engine) as connection:
        return review.items(connection, review.seqs(connection, ids))


def text(record: Record, document: str) -> str:
    """The text of a document.

    Raises:
        RecordError: there is no such document.
    """
    d = schema.documents.c
    with looking(record.engine) as connection:
        found = connection.scalar(sa.select(d.text).where(d.id == document))
    if found is None:
        raise RecordError("no such document", found=repr(document)[:60])
    return str(found)


def outlets(record: Record) -> tuple[str, ...]:
    """Outlets whose texts are kept."""
    p = schema.publications.c
    with looking(record.engine) as connection:
        query = sa.select(p.outlet).where(p.outlet.is_not(None)).distinct().order_by(p.outlet).limit(MAX_NAMES)
        return tuple(connection.scalars(query))


def parties(record: Record) -> tuple[str, ...]:
    """Codes of the Parties that anything kept is of."""
    m = schema.members.c
    with looking(record.engine) as connection:
        return tuple(connection.scalars(sa.select(m.member).distinct().order_by(m.member).limit(MAX_NAMES)))


def last_edit(connection: sa.Connection, id: str) -> str:
    """Id of the last edit of an item; empty where nobody has edited it."""
    e = schema.edits.c
    query = sa.select(e.id).where(review.concerning(connection, id)).order_by(e.seq.desc()).limit(1)
    return str(connection.scalar(query) or "")


def last_edits(record: Record, ids: Sequence[str]) -> dict[str, str]:
    """Id of the last edit of each item; empty where nobody has edited it."""
    with looking(record.engine) as connection:
        return {id: last_edit(connection, id) for id in ids}


def entries(record: Record, *, limit: int = 50, offset: int = 0) -> tuple[tuple[Entry, ...], int]:
    """Everything that was done to the record, the latest first, and how much it is: texts taken in, and edits."""
    e, c, i, p = schema.edits.c, schema.changes.c, schema.items.c, schema.publications.c
    edits = sa.select(e.at, e.seq, sa.literal("edit").label("what"))
    added = sa.select(p.added_at.label("at"), p.seq, sa.literal("add").label("what"))
    both = sa.union_all(edits, added).subquery()
    with looking(record.engine) as connection:
        total = sum(
            int(connection.scalar(sa.select(sa.func.count()).select_from(t)) or 0)
            for t in (schema.edits, schema.publications)
        )
        order = (both.c.at.desc(), both.c.what.desc(), both.c.seq.desc())
        rows = connection.execute(sa.select(both).order_by(*order).limit(limit).offset(offset)).all()
        wanted = [r.seq for r in rows if r.what == "edit"]
        query = sa.select(schema.edits, i.id.label("item"), i.kind, schema.contents.c.words)
        query = query.join(schema.changes, c.edit == e.seq).join(schema.items, i.seq == c.item)
        query = query.join(schema.contents, schema.contents.c.seq == i.seq)
        query = query.where(e.seq.in_(wanted)).order_by(e.seq, c.item)
        found: dict[tuple[str, int], Entry] = {}
        for row in connection.execute(query):
            before = found.get(("edit", row.seq))
            if before:
                found["edit", row.seq] = replace(before, changed=before.changed + 1)
                continue
            words = " ".join(row.words.split())[:SHOWN]
            found["edit", row.seq] = Entry(row.at, row.who, row.action, row.item, row.note, 1, row.id, words, row.kind)
        texts = [r.seq for r in rows if r.what == "add"]
        d = schema.documents.c
        query = sa.select(schema.publications, sa.func.substr(d.text, 1, SHOWN).label("start"))
        query = query.join(schema.documents, d.id == p.document)
        for row in connection.execute(query.where(p.seq.in_(texts))):
            start = " ".join((row.title or row.start).split())
            note = ", ".join(str(part) for part in (row.outlet, row.published) if part)
            found["add", row.seq] = Entry(row.added_at, row.added_by, "add", row.document, note, 0, "", start)
    return tuple(found[r.what, r.seq] for r in rows if (r.what, r.seq) in found), total
