"""Who may change the record behind the server, and under which name it stands in the history."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fastapi import HTTPException, Request

if TYPE_CHECKING:
    from armscontrol.diplomacy.record.store import Record

MAX_NAME = 100


def record_of(request: Request) -> Record:
    """The record behind the server."""
    found: Record = request.app.state.records.get()
    return found


def may_keep(request: Request) -> bool:
    """Whether the one who asks can have something kept: there is a database, and they may write."""
    visitor = request.state.visitor
    return bool(request.app.state.records.keeps and visitor and visitor.may_write)


def check_keeps(request: Request) -> None:
    """Refuses to change a record that is thrown away when the server stops.

    Raises:
        HTTPException: there is no database, or the visitor may only read.
    """
    if not request.app.state.records.keeps:
        raise HTTPException(403, "nothing is kept by this server: it was started without --database")
    if not may_keep(request):  # the guards have refused it already; this holds where they are not there
        raise HTTPException(403, "nothing may be changed by who asks")


def is_named(request: Request) -> bool:
    """Whether the server knows who asks; on one's own machine it asks for a name."""
    return bool(request.state.visitor.by != "machine")


def check_named(request: Request, given: str) -> None:
    """Refuses a decision of nobody: on one's own machine a name is said.

    Raises:
        RecordError: none was.
    """
    if not given.strip() and not is_named(request):
        from armscontrol.errors import RecordError

        raise RecordError("say your name: each decision is kept with who made it", where="who", found="no name")


def who(request: Request, given: str) -> str:
    """The name under which a change stands: that of the token, and on one's own machine the one that was given."""
    name: str = request.state.visitor.name
    return name if is_named(request) else given.strip()[:MAX_NAME] or name
