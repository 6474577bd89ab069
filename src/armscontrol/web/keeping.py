"""Answers that depend on nothing but their address are kept, and every answer has an ETag.

A page says that it may be kept by `scope["state"]["keep"] = True`. The shipped data do not change while a server runs;
what depends on the day is kept for that day. What is kept is sent packed to whom takes it so: it has no word of a form
in it, so that its length tells a listener nothing (BREACH). A page is kept no longer than the charts that it shows.
"""

from __future__ import annotations

import gzip
import hashlib
import time
from collections import OrderedDict
from datetime import UTC, datetime
from threading import Lock
from typing import Any, NamedTuple

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from armscontrol.web import charts

MAX_KEPT = 64_000_000
"""Bytes of all kept answers with their addresses and headers; the least recently asked for goes first."""
MAX_ONE = 4_000_000
"""Bytes of an answer that is held to be tagged or kept; longer ones pass through."""

OVERHEAD = 2_000
"""Bytes that Python takes for a kept answer besides: many short answers are no way round the limit."""

PACKED = ("text/", "application/json", "image/svg+xml")
"""Kinds of answers that are sent packed; Parquet is so already."""
LEAST_PACKED = 1_000
"""Bytes below which packing is not worth its while."""

_Key = tuple[str, ...]


class _Kept(NamedTuple):
    """An answer: `packed` is empty where it is not sent so, `charts` are those whose pictures the body has."""

    headers: list[tuple[bytes, bytes]]
    body: bytes
    packed: bytes = b""
    charts: tuple[str, ...] = ()


class Keeping:
    """Answers from memory where it may, and with 304 where the caller has the answer."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self._kept: OrderedDict[_Key, _Kept] = OrderedDict()
        self._size = 0
        self._lock = Lock()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] == "http" and not scope["state"].get("ahead"):
            scope["app"].state.asked = time.monotonic()  # what is only made ahead waits (`warming.py`)
        if scope["type"] != "http" or scope["method"] not in ("GET", "HEAD"):
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        day = datetime.now(UTC).date().isoformat()
        state = scope["state"]
        asked = scope["path"], scope["query_string"].decode("latin-1")
        key = (day, state.get("language", ""), _shown_to(state.get("visitor")), *asked)
        kept = self._found(key)
        if kept is None:
            kept = await self._asked(scope, receive, send, key)
            if kept is None:
                return
        packed = takes_packed(headers.get("accept-encoding", ""))
        await _send(kept, headers.get("if-none-match", ""), scope["method"] == "HEAD", packed, send)

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
        if not scope["state"].get("keep") or "set-cookie" in headers:
            return _Kept(headers.raw, body)
        packs = len(body) >= LEAST_PACKED and headers.get("content-type", "").startswith(PACKED)
        if packs:
            headers.add_vary_header("accept-encoding")
        packed = gzip.compress(body, 6, mtime=0) if packs else b""
        kept = _Kept(headers.raw, body, packed, charts.named(body))
        self._keep(key, kept)
        return kept

    def _found(self, key: _Key) -> _Kept | None:
        """What is kept for a key. A page whose charts are gone is made anew, so that they are there when it asks."""
        with self._lock:
            kept = self._kept.get(key)
            if kept is not None and charts.still_kept(kept.charts):
                self._kept.move_to_end(key)
                return kept
            if kept is not None:
                self._size -= _weight(key, self._kept.pop(key))
            return None

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
    held = sum(len(n) + len(v) for n, v in kept.headers) + len(kept.body) + len(kept.packed)
    return OVERHEAD + sum(map(len, key)) + held


def takes_packed(accepts: str) -> bool:
    """Whether a caller says that it takes gzip (RFC 9110, 12.5.3)."""
    for part in accepts.lower().split(","):
        name, _, weight = part.partition(";")
        if name.strip() in ("gzip", "x-gzip"):
            return weight.replace(" ", "") not in ("q=0", "q=0.0", "q=0.00", "q=0.000")
    return False


async def _send(kept: _Kept, known: str, head: bool, takes: bool, send: Send) -> None:
    body = kept.body
    headers = MutableHeaders(raw=list(kept.headers))
    tags = {t.strip().removeprefix("W/") for t in known.split(",")}
    has_it = headers["etag"] in tags or "*" in tags
    if kept.packed and takes:
        body = kept.packed
        headers["content-encoding"] = "gzip"
        headers["etag"] = f"W/{headers['etag']}"  # the same answer in other bytes
    if has_it:
        del headers["content-length"], headers["content-encoding"]
        await send({"type": "http.response.start", "status": 304, "headers": headers.raw})
        await send({"type": "http.response.body", "body": b""})
        return
    headers["content-length"] = str(len(body))
    await send({"type": "http.response.start", "status": 200, "headers": headers.raw})
    await send({"type": "http.response.body", "body": b"" if head else body})
