"""How much one request may ask for: size, time, rate. What is over a limit gets one message that says which."""

from __future__ import annotations

import asyncio
import ipaddress
import re
import time
from collections import Counter, OrderedDict

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from armscontrol.web.problems import refusal
from armscontrol.web.settings import Settings

MAX_ADDRESS = 8_000
"""Bytes of an address with its query."""
READS = ("GET", "HEAD")
MAX_HEAD = 32_768
"""Bytes of a request's line and headers."""
CALLERS = 10_000
"""Callers whose rate is remembered; the least recent is forgotten first."""
MAX_BODIES = 32
"""Bodies that one caller sends at a time: each is held in memory until it is answered."""
_CHARSET = re.compile(r"charset[^=;]*=\s*\"?([^\";\s]*)", re.IGNORECASE)


class Bucket:
    """A caller's allowance: `burst` at once, refilled at `rate` a second."""

    __slots__ = ("at", "left")

    def __init__(self, burst: float) -> None:
        self.left, self.at = burst, time.monotonic()

    def take(self, rate: float, burst: float) -> bool:
        """Takes one, if there is one."""
        now = time.monotonic()
        self.left, self.at = min(burst, self.left + (now - self.at) * rate), now
        if self.left < 1:
            return False
        self.left -= 1
        return True


class Rates:
    """The allowances of all callers, of one kind."""

    def __init__(self, rate: float, burst: float) -> None:
        self.rate, self.burst = rate, burst
        self._buckets: OrderedDict[str, Bucket] = OrderedDict()

    def take(self, caller: str) -> bool:
        """Whether a caller may go on."""
        bucket = self._buckets.get(caller)
        if bucket is None:
            bucket = self._buckets[caller] = Bucket(self.burst)
            if len(self._buckets) > CALLERS:
                self._buckets.popitem(last=False)
        self._buckets.move_to_end(caller)
        return bucket.take(self.rate, self.burst)


def caller_of(scope: Scope) -> str:
    """Whose allowance a request takes: an address of version 4, or the 64 bits of a network of version 6.

    What headers such as `X-Forwarded-For` say of it is not believed.
    """
    host: str = scope["client"][0] if scope.get("client") else ""
    if ":" not in host:
        return host
    try:
        found = ipaddress.IPv6Address(host.partition("%")[0])
    except ValueError:
        return host
    return str(found.ipv4_mapped or ipaddress.IPv6Network((int(found) >> 64 << 64, 64)))


class TooLongError(Exception):
    """The body is over the limit, in bytes or seconds."""

    def __init__(self, status: int) -> None:
        self.status = status


class Body:
    """A body as it arrives, counted and timed; headers may say what they like. `refused` is the status, if any."""

    def __init__(self, receive: Receive, settings: Settings) -> None:
        self.refused = 0
        self._receive, self._most = receive, settings.max_body
        self._end = time.monotonic() + settings.body_seconds
        self._taken, self._whole = 0, False

    async def __call__(self) -> Message:
        """The next piece."""
        if self._whole:
            return await self._receive()  # waits for the end of the connection
        try:
            async with asyncio.timeout(max(0.0, self._end - time.monotonic())):
                message = await self._receive()
        except TimeoutError as error:
            self.refused = 408
            raise TooLongError(408) from error
        self._taken += len(message.get("body", b""))
        self._whole = not message.get("more_body", False)
        if self._taken > self._most:
            self.refused = 413
            raise TooLongError(413)
        return message


class Limits:
    """Refuses what is too long, too slow, too often or packed."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self.app, self.settings = app, settings
        self.rates = Rates(settings.per_second, settings.burst)
        self.heavy = Rates(settings.heavy_per_minute / 60, settings.heavy_per_minute)
        self._bodies: Counter[str] = Counter()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        caller = caller_of(scope)
        refused = self._refused(scope, caller)
        if refused is not None:
            await refused(scope, receive, send)
        elif scope["method"] in READS:
            await self._limited(scope, receive, send)
        else:
            self._bodies[caller] += 1
            try:
                await self._limited(scope, receive, send)
            finally:
                self._bodies[caller] -= 1
                if not self._bodies[caller]:
                    del self._bodies[caller]

    async def _limited(self, scope: Scope, receive: Receive, send: Send) -> None:
        """An answer within the limits of size and time, or the message that says which it broke."""
        started = False
        body = Body(receive, self.settings)

        async def noting(message: Message) -> None:
            nonlocal started
            if body.refused and not started:  # whatever was made of a body that broke off
                raise TooLongError(body.refused)
            started = started or message["type"] == "http.response.start"
            await send(message)

        try:
            async with asyncio.timeout(self.settings.answer_seconds + self.settings.body_seconds):
                await self.app(scope, body, noting)
        except (TooLongError, TimeoutError) as error:
            if started:
                raise
            status = error.status if isinstance(error, TooLongError) else 503
            await self._told(scope, status)(scope, receive, send)

    def _refused(self, scope: Scope, caller: str) -> ASGIApp | None:
        headers = Headers(scope=scope)
        if len(scope["path"]) + len(scope["query_string"]) > MAX_ADDRESS:
            return refusal(scope, 414, "the address is too long", allowed=f"{MAX_ADDRESS:,} bytes")
        if sum(len(name) + len(value) for name, value in scope["headers"]) > MAX_HEAD:
            return refusal(scope, 431, "the headers are too long", allowed=f"{MAX_HEAD:,} bytes")
        if headers.get("content-encoding", "identity") != "identity":
            return refusal(scope, 415, "packed bodies are not taken", allowed="Content-Encoding: identity")
        for charset in _CHARSET.findall(headers.get("content-type", "")):  # some codecs make text that is none
            if charset.lower() not in ("utf-8", "utf8", "us-ascii"):
                return refusal(scope, 415, "the body must be in UTF-8", found=repr(charset[:40]), allowed="utf-8")
        length = headers.get("content-length", "")
        if length and not (length.isascii() and length.isdigit()):
            return refusal(scope, 400, "the length of the body is no number", found=repr(length[:40]))
        if length and int(length[:20]) > self.settings.max_body:
            return self._told(scope, 413)
        writes = scope["method"] not in READS
        busy = writes and (self._bodies[caller] >= MAX_BODIES or not self.heavy.take(caller))
        if busy or not self.rates.take(caller):
            return refusal(scope, 429, "too many requests", advice="Wait a moment and ask again.", retry_after=1)
        return None

    def _told(self, scope: Scope, status: int) -> ASGIApp:
        most = self.settings
        if status == 413:
            return refusal(scope, 413, "the body is too long", allowed=f"{most.max_body:,} bytes")
        if status == 408:
            return refusal(scope, 408, "the body came too slowly", allowed=f"{most.body_seconds:g} seconds")
        return refusal(scope, 503, "the answer took too long", allowed=f"{most.answer_seconds:g} seconds")
