"""One act of saying counts once, however many outlets or wordings report it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from armscontrol.diplomacy.record import schema
from armscontrol.diplomacy.record.contents import Item
from armscontrol.diplomacy.record.schema import sa


def once() -> sa.ColumnElement[bool]:
    """Whether an item is the one that counts of its act: what leads it or, where that is rejected, the first.

    A position belongs to the act of its statement: it does not count where the statement is a further rendering, and a
    rendering before it has a position of the Party on the issue.
    """
    i = schema.items.c
    y, own, before = schema.items.alias("same"), schema.items.alias("own"), schema.items.alias("before")
    same = (
        sa.select(y.c.seq)
        .where(y.c.act == i.act, y.c.id != i.id, y.c.state != "rejected")
        .where(sa.or_(y.c.id == y.c.act, y.c.seq < i.seq))
        .correlate(schema.items)
    )
    of_statement = (
        sa.select(own.c.seq)
        .select_from(own)
        .join(before, sa.and_(before.c.act == own.c.act, before.c.id != own.c.id, before.c.state != "rejected"))
        .join(y, sa.and_(y.c.document == before.c.document, y.c.parent == before.c.id))
        .where(own.c.id == i.parent, own.c.act != own.c.id)
        .where(sa.or_(before.c.id == before.c.act, before.c.seq < own.c.seq))
        .where(y.c.kind == "position", y.c.state != "rejected", y.c.issue == i.issue)
        .where(sa.or_(y.c.party == i.party, sa.and_(y.c.party.is_(None), i.party.is_(None))))
        .correlate(schema.items)
    )
    further = sa.and_(i.act != i.id, sa.exists(same))
    return sa.not_(sa.or_(further, sa.and_(i.kind == "position", sa.exists(of_statement))))


@dataclass(frozen=True, slots=True)
class Told:
    """An act that several items render: the item that leads it, and how many there are that are not rejected."""

    act: str
    renderings: int


_AT_ONCE = 500


def told(connection: sa.Connection, items: Sequence[Item]) -> dict[str, Told]:
    """For each item of an act that is reported more than once that act; a position's is that of its statement."""
    i = schema.items.c
    acts = {item.id: item.act for item in items}
    parents = sorted({item.parent for item in items if item.kind == "position" and item.parent})
    of_parent: dict[str, str] = {}
    for at in range(0, len(parents), _AT_ONCE):
        some = parents[at : at + _AT_ONCE]
        of_parent |= {row.id: row.act for row in connection.execute(sa.select(i.id, i.act).where(i.id.in_(some)))}
    acts |= {item.id: of_parent[item.parent] for item in items if item.kind == "position" and item.parent in of_parent}
    asked = sorted(set(acts.values()))
    counts: Counter[str] = Counter()
    for at in range(0, len(asked), _AT_ONCE):
        query = (
            sa.select(i.act, sa.func.count().label("renderings"))
            .where(i.act.in_(asked[at : at + _AT_ONCE]), i.state != "rejected")
            .group_by(i.act)
        )
        counts.update({row.act: row.renderings for row in connection.execute(query)})
    return {id: Told(act, counts[act]) for id, act in acts.items() if counts[act] > 1}
