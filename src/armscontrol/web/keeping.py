"""Answers that depend on nothing but their address are kept, and every answer has an ETag.

A page says that it may be kept by `scope["state"]["keep"] = True`. The shipped data do not change while a server runs;
what depends on the day is kept for that day.
"""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from datetime import UTC, datetime
from threading import Lock
from typing import Any

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

MAX_KEPT = 64_000_000
"""Bytes of all kept answers with their addresses and headers; the least recently asked for goes first."""
MAX_ONE = 4_000_000
"""Bytes of an answer that is held to be tagged or kept; longer ones pass through."""

OVERHEAD = 2_000
"""Bytes that Python takes for a kept answer besides: many short answers are no way round the limit."""

_Key = tuple[str, ...]
_Kept = tuple[list[tuple[bytes, bytes]], bytes]


class Keeping:
    """Answers from memory where it may, and with 304 where the caller has the answer."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self._kept: OrderedDict[_Key, _Kept] = OrderedDict()
        self._size = 0
        self._lock = Lock()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] != "http" or scope["method"] not in ("GET", "HEAD"):
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        day = datetime.now(UTC).date().isoformat()
        state = scope["state"]
        asked = scope["path"], scope["query_string"].decode("latin-1")
        key = (day, state.get("language", ""), _shown_to(state.get("visitor")), *asked)
        kept = self._kept.get(key)
        if kept is None:
            kept = await self._asked(scope, receive, send, key)
            if kept is None:
                return
        else:
            with self._lock:
                if key in self._kept:
                    self._kept.move_to_end(key)
        await _send(kept, headers.get("if-none-match", ""), scope["method"] == "HEAD", send)

    async def _asked(self, scope: Scope, receive: Receive, send: Send, key: _Key) -> _Kept | None:
        """The answer of the program; None where it was passed through."""
        start: Message | None = None
        parts: list[bytes] = []
        size, passed, head = 0, False, scope["method"] == "HEAD"

        async def gather(message: Message) -> None:
            nonlocal start, size, passed
            if message["type"] == "http.response.start":
                start = message
                length = int(Headers(raw=message["headers"]).get("content-length", "0"))
                passed = message["status"] != 200 or length > MAX_ONE
            elif not passed and start is not None:
                parts.append(message.get("body", b""))
                size += len(parts[-1])
                if size <= MAX_ONE:
                    return
                passed = True
                await send(start)
                start = None
                await send({**message, "body": b"" if head else b"".join(parts)})
                return
            if passed:
                if start is not None:
                    await send(start)
                    start = None
                if message["type"] != "http.response.start":
                    await send({**message, "body": b""} if head else message)

        # what answers to GET answers to HEAD: without the body
        await self.app({**scope, "method": "GET"}, receive, gather)
        if passed or start is None:
            return None
        body = b"".join(parts)
        headers = MutableHeaders(raw=list(start["headers"]))
        headers["etag"] = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
        kept = (headers.raw, body)
        if scope["state"].get("keep") and "set-cookie" not in headers:
            self._keep(key, kept)
        return kept

    def _keep(self, key: _Key, kept: _Kept) -> None:
        with self._lock:
            if key not in self._kept:
                self._kept[key] = kept
                self._size += _weight(key, kept)
            while self._size > MAX_KEPT:
                self._size -= _weight(*self._kept.popitem(last=False))


def _shown_to(visitor: Any) -> str:
    """Who came in by the door is named on the page, with what she may do and the way out; for others it is one page."""
    return f"{visitor.name} {visitor.may_write}" if getattr(visitor, "by", "") == "session" else ""


def _weight(key: _Key, kept: _Kept) -> int:
    headers, body = kept
    return OVERHEAD + sum(map(len, key)) + sum(len(n) + len(v) for n, v in headers) + len(body)


async def _send(kept: _Kept, known: str, head: bool, send: Send) -> None:
    raw, body = kept
    headers = MutableHeaders(raw=list(raw))
    tags = {t.strip().removeprefix("W/") for t in known.split(",")}
    if headers["etag"] in tags or "*" in tags:
        del headers["content-length"]
        await send({"type": "http.response.start", "status": 304, "headers": headers.raw})
        await send({"type": "http.response.body", "body": b""})
        return
    headers["content-length"] = str(len(body))
    await send({"type": "http.response.start", "status": 200, "headers": headers.raw})
    await send({"type": "http.response.body", "body": b"" if head else body})
