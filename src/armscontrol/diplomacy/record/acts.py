"""One act of saying counts once, however many outlets or wordings report it."""

from __future__ import annotations

from armscontrol.diplomacy.record import schema
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
