"""Headers of every answer: nothing from outside, no inline script, no frame around us."""

from __future__ import annotations

import re

from starlette.datastructures import Headers as Incoming
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
"""Content-Security-Policy Level 3: only our own files, no inline script or style, no plug-in, no frame."""

FIXED = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}


OPENER = "cross-origin-opener-policy"
"""Only where a browser heeds it, over https or on the machine itself; elsewhere it would complain on every page."""
LOOPBACK = re.compile(r"(127\.0\.0\.1|localhost|\[::1\])(:\d+)?")

ASK_AGAIN = "private, no-cache"
"""Kept by the visitor's own browser only, and asked for again each time (by its ETag)."""


class Headers:
    """Adds the fixed headers; what is not a named file of ours is asked for again each time (by its ETag)."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        host = Incoming(scope=scope).get("host", "")
        trusted = scope.get("scheme") == "https" or LOOPBACK.fullmatch(host) is not None

        async def headed(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in FIXED.items():
                    headers[name] = value
                if trusted:
                    headers[OPENER] = "same-origin"
                headers.setdefault("cache-control", ASK_AGAIN)
            await send(message)

        await self.app(scope, receive, headed)
