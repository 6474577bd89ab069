"""What a person makes of an item: accepted, corrected, rejected, merged, undone; never over the head of another."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from armscontrol.errors import RecordError
from armscontrol.web.answers.record import Line, line, missing

if TYPE_CHECKING:
    from armscontrol.diplomacy.record.review import Edit
    from armscontrol.diplomacy.record.schema import sa
    from armscontrol.diplomacy.record.store import Record

ACTIONS = ("accept", "correct", "reject", "merge", "undo")
MAX_REASON = 2_000


class StaleError(RecordError):
    """Somebody has edited the item since it was looked at; nothing was changed."""


@dataclass(frozen=True, slots=True)
class Act:
    """What is to be done to an item, by whom and why.

    `seen` is the last edit of the item that the person knows of, empty for none, `None` where it was not looked at.
    `others` are items that are the same act. `changes` are fields and their new values.
    """

    action: str
    who: str
    reason: str = ""
    seen: str | None = None
    changes: Mapping[str, object] | None = None
    others: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Last:
    """The last edit of an item: what was done, and its id, by which it is taken back."""

    line: Line
    action: str
    seen: str


def last(record: Record, id: str) -> Last | None:
    """What was done last to an item; None where there is no such item, or nobody has edited it."""
    try:
        item, edits = record.item(id), record.history(id)
    except RecordError:
        return None
    return Last(line(item), edits[-1].action, edits[-1].id) if edits else None


def review(record: Record, id: str, act: Act) -> Edit:
    """Does it, whole or not at all.

    Raises:
        MissingError: there is no such item.
        StaleError: another person was first.
        RecordError: it cannot be done: why is said.
    """
    from armscontrol.diplomacy.record import ledger
    from armscontrol.diplomacy.record import review as reviewing

    if act.action not in ACTIONS:
        allowed = ", ".join(ACTIONS)
        raise RecordError("no such action", where="action", found=repr(act.action[:40]), allowed=allowed)
    try:
        record.item(id)
    except RecordError as error:
        raise missing(error) from error

    def done(connection: sa.Connection, id: str) -> Edit:
        if act.seen is not None:
            last = ledger.last_edit(connection, id)
            if last != act.seen:
                raise _stale(connection, id)
        if act.action == "accept":
            return reviewing.accept(connection, id, act.who, act.reason)
        if act.action == "reject":
            return reviewing.reject(connection, id, act.reason, act.who)
        if act.action == "correct":
            return reviewing.correct(connection, id, act.changes or {}, act.who, act.reason)
        if act.action == "merge":
            return reviewing.merge(connection, [id, *act.others], act.who, act.reason)
        return reviewing.undo(connection, id, act.who, act.reason)

    return record.each([id], done)[0]


def _stale(connection: sa.Connection, id: str) -> StaleError:
    from armscontrol.diplomacy.record import review as reviewing

    edits = reviewing.history(connection, id)
    found = f"{edits[-1].action} by {edits[-1].who} at {edits[-1].at}" if edits else "no edit"
    return StaleError(
        "somebody else has edited this item since you looked at it",
        where=id,
        found=found,
        advice="Nothing of yours was kept. Look at the item as it stands now and decide again.",
    )
