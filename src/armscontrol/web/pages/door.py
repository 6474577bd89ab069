"""The door of a workbench that is served with tokens."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Query, Request
from starlette.responses import RedirectResponse, Response

from armscontrol.web.guards import forgery
from armscontrol.web.guards.access import MAX_NEXT, Sessions, cookie, cookie_name, today
from armscontrol.web.guards.tokens import KnownTokens, hashed
from armscontrol.web.rendering import page

router = APIRouter()


def _inside(next: str) -> str:
    """An address of this server, whatever was asked for."""
    plain = next.isprintable() and next.startswith("/") and not next.startswith(("//", "/\\")) and "\\" not in next
    return next if plain else "/"


@router.get("/login")
def login(request: Request, next: Annotated[str, Query(max_length=MAX_NEXT)] = "/") -> Response:
    """Asks for a token."""
    return page(request, "login.html", wrong=False, next=_inside(next))


@router.post("/login")
def enter(
    request: Request, token: Annotated[str, Form(max_length=200)], next: Annotated[str, Form(max_length=MAX_NEXT)] = "/"
) -> Response:
    """Lets somebody in, under a new name of the session."""
    sessions: Sessions = request.app.state.sessions
    known: KnownTokens | None = request.app.state.tokens
    found = known.get(hashed(token.strip())) if known else None
    if found is None or not found.is_valid(today()):
        return page(request, "login.html", status=401, wrong=True, next=_inside(next))
    sessions.end(cookie(request.scope))
    made = RedirectResponse(request.state.prefix + _inside(next), status_code=303)
    forgery.set_cookie(request, made, sessions.begin(found))
    return made


@router.get("/logout")
def logout(request: Request) -> Response:
    """Asks whether to leave."""
    return page(request, "logout.html")


@router.post("/logout")
def leave(request: Request) -> Response:
    """Ends the session."""
    request.app.state.sessions.end(cookie(request.scope))
    made = RedirectResponse(f"{request.state.prefix}/login", status_code=303)
    made.delete_cookie(cookie_name(request.scope), path="/")
    return made
