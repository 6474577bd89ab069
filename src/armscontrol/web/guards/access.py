"""Who asks, and what they may do. Denied unless something here allows it.

On this machine alone (loopback, no file of tokens) whoever reaches the server may use it, under its own name only: a
page of another site that points its name at 127.0.0.1 is refused. With a file of tokens everything but the door
(`OPEN`) asks for one.
"""

from __future__ import annotations

import hashlib
import secrets
import time
from dataclasses import dataclass
from datetime import UTC, date, datetime
from threading import Lock
from typing import Literal
from urllib.parse import quote

from starlette.datastructures import Headers
from starlette.requests import cookie_parser
from starlette.responses import RedirectResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from armscontrol.web.guards.tokens import KnownTokens, Token, hashed
from armscontrol.web.problems import is_program, refusal
from armscontrol.web.settings import Settings, is_loopback

SESSION_SECONDS = 12 * 3600
MAX_SESSIONS = 1_000
OPEN = ("/login", "/healthz", "/static/")
"""What needs no token: the door itself."""
CLOSED = "/static/charts/"
"""Charts are made of what stands on the pages behind the door."""
MAX_NEXT = 2_000
"""Letters of the address to which the door leads back."""
HARMLESS = frozenset(
    {"/login", "/logout", "/record/read", "/assessment", "/api/v1/readings", "/api/v1/claims", "/api/v1/assessments"}
)
"""Asked by POST because of their size; they keep nothing, so that readers and read-only servers have them too."""


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who asks: a name for the history of the record, whether they may write, and how they were known."""

    name: str
    may_write: bool
    by: Literal["machine", "token", "session"]


class Sessions:
    """Who has come in by the door. Kept in memory, by the hash of what the cookie says."""

    def __init__(self) -> None:
        self._kept: dict[str, tuple[Token, float]] = {}
        self._lock = Lock()  # doors open in several threads

    def begin(self, token: Token) -> str:
        """A new session, always with a new name: one that was there before the door is never taken over."""
        name = secrets.token_urlsafe(32)
        now = time.time()
        with self._lock:
            self._kept = {k: v for k, v in self._kept.items() if v[1] > now}
            while len(self._kept) >= MAX_SESSIONS:
                self._kept.pop(next(iter(self._kept)))
            self._kept[_key(name)] = (token, now + SESSION_SECONDS)
        return name

    def end(self, name: str) -> None:
        """Forgets a session."""
        with self._lock:
            self._kept.pop(_key(name), None)

    def who(self, name: str) -> Token | None:
        """Whose session it is, if it is one and its token has not run out."""
        found = self._kept.get(_key(name))
        if found is None or found[1] < time.time() or not found[0].is_valid(today()):
            return None
        return found[0]


def _key(name: str) -> str:
    return hashlib.sha256(name.encode()).hexdigest()


def today() -> date:
    """The day by which tokens run out (UTC)."""
    return datetime.now(UTC).date()


def cookie_name(scope: Scope) -> str:
    """The name of our cookie: a browser tells hosts apart but not ports, and each may have a workbench of its own."""
    _, port = scope.get("server") or ("", None)
    return f"armscontrol-{port}" if port else "armscontrol"


def cookie(scope: Scope) -> str:
    """What our cookie says, or nothing; whatever the cookies of other programs on this machine look like."""
    return cookie_parser(Headers(scope=scope).get("cookie", "")).get(cookie_name(scope), "")


class Access:
    """Lets a request through as somebody, or refuses it."""

    def __init__(self, app: ASGIApp, settings: Settings, sessions: Sessions, tokens: KnownTokens | None) -> None:
        self.app, self.settings, self.sessions, self.tokens = app, settings, sessions, tokens

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        answer = self._refused(scope)
        await (answer or self.app)(scope, receive, send)

    def _refused(self, scope: Scope) -> ASGIApp | None:
        headers, path = Headers(scope=scope), scope["path"]
        if self.tokens is None:
            if not is_loopback(_hostname(headers.get("host", ""))):
                advice = "Use the address that `armscontrol serve` printed."
                return refusal(scope, 421, "this server does not go by that name", advice=advice)
            visitor: Visitor | None = Visitor("local", not self.settings.read_only, "machine")
        else:
            visitor = self._known(scope, headers)
        scope["state"]["visitor"] = visitor
        if visitor is None:
            if any(path == o or (o.endswith("/") and path.startswith(o)) for o in OPEN) and not path.startswith(CLOSED):
                return None
            return self._door(scope)
        if scope["method"] not in ("GET", "HEAD") and path not in HARMLESS and not visitor.may_write:
            why = "this server is read-only" if self.settings.read_only else "this token may only read"
            return refusal(scope, 403, why, advice="Nothing was changed.")
        return None

    def _known(self, scope: Scope, headers: Headers) -> Visitor | None:
        assert self.tokens is not None  # noqa: S101
        kind, _, given = headers.get("authorization", "").partition(" ")
        by: Literal["token", "session"] = "token"
        if kind.lower() == "bearer":
            token = self.tokens.get(hashed(given.strip()))
        else:
            came_by, by = self.sessions.who(cookie(scope)), "session"
            token = self.tokens.get(came_by.sha256) if came_by else None  # as the file has it now, or no more
        if token is None or not token.is_valid(today()):
            return None
        return Visitor(token.name, token.may == "write" and not self.settings.read_only, by)

    def _door(self, scope: Scope) -> ASGIApp:
        if is_program(scope) or scope["method"] not in ("GET", "HEAD"):
            advice = "Send it as `Authorization: Bearer TOKEN`." if is_program(scope) else "Sign in first."
            return refusal(scope, 401, "a token is needed", advice=advice, authenticate=True)
        prefix = scope["state"].get("prefix", "")
        query = scope["query_string"].decode("latin-1")
        back = scope["path"] + (f"?{query}" if query else "")
        target = quote(back if len(back) <= MAX_NEXT else "/", safe="")
        return RedirectResponse(f"{prefix}/login?next={target}", status_code=303)


def _hostname(host: str) -> str:
    """The name in a Host header, without its port."""
    if host.startswith("["):
        return host[1:].partition("]")[0]
    return host.partition(":")[0].lower()
