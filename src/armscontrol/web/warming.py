"""What the first visitors would wait for, made while the server starts: libraries, assessments, charts."""

from __future__ import annotations

import asyncio

from starlette.types import ASGIApp, Message

PAGES = ("/", "/treaties", "/assessment", "/treaties/new-start", "/forces", "/sites", "/lab", "/data", "/record")


def warm(app: ASGIApp) -> None:
    """Asks the application for its main pages, as a visitor of this machine would; a closed door stops it there."""

    async def all_pages() -> None:
        for path in PAGES:
            await _asked(app, path)

    asyncio.run(all_pages())


async def _asked(app: ASGIApp, path: str) -> None:
    async def nothing() -> Message:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def away(message: Message) -> None:
        pass

    scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": "GET",
        "scheme": "http",
        "path": path,
        "raw_path": path.encode(),
        "query_string": b"",
        "root_path": "",
        "headers": [(b"host", b"127.0.0.1")],
        "client": ("127.0.0.1", 0),
        "server": ("127.0.0.1", 0),
        "state": {},
    }
    await app(scope, nothing, away)
