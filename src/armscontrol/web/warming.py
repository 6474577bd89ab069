"""What the first visitors would wait for, made while the server starts: libraries, assessments, charts.

The main pages come first; then, while nobody asks, each treaty and its assessment, each in every language. Between two
pages the thread rests as long as the last one took.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator
from threading import Event, Thread

from fastapi import FastAPI
from starlette.types import ASGIApp, Message

from armscontrol.web.files import vega
from armscontrol.web.languages import LANGUAGES
from armscontrol.web.settings import Settings

PAGES = ("/", "/treaties", "/assessment", "/treaties/new-start", "/forces", "/sites", "/lab", "/data", "/record")
MOST_REST = 1.0
"""Seconds of rest after a page at most."""
QUIET = 2.0
"""Seconds without a request after which more than the main pages is made: a page ahead must keep nobody waiting."""
LAST_PAGE = 5.0
"""Seconds that the end of the server waits for a page that is being made."""


class Warming:
    """A thread that asks for pages, as a visitor of this machine would, until it is done or told to stop."""

    def __init__(self, app: FastAPI) -> None:
        self._app, self._stopped = app, Event()
        self._thread = Thread(target=self._all, daemon=True)

    def start(self) -> None:
        """Begins; nobody waits for it."""
        self._thread.start()

    def stop(self) -> None:
        """Ends after the page that is being made, so that nothing is asked of a record that is closed."""
        self._stopped.set()
        if self._thread.is_alive():
            self._thread.join(LAST_PAGE)

    def _all(self) -> None:
        settings: Settings = self._app.state.settings
        app = self._app if settings.token_file is None else _inside()
        try:
            self._pages(app, PAGES)
            self._until_quiet(QUIET)
            if not self._stopped.is_set():
                vega()
            self._pages(app, [*others(), *in_other_languages([*PAGES, *others()])], QUIET)
        finally:
            if app is not self._app:
                app.state.records.close()

    def _pages(self, app: ASGIApp, paths: tuple[str, ...] | list[str], idle: float = 0.0) -> None:
        for path in paths:
            self._until_quiet(idle)
            if self._stopped.is_set():
                return
            begun = time.monotonic()
            asyncio.run(asked(app, path))
            self._stopped.wait(min(time.monotonic() - begun, MOST_REST))

    def _until_quiet(self, idle: float) -> None:
        while time.monotonic() - getattr(self._app.state, "asked", 0.0) < idle and not self._stopped.wait(idle / 4):
            pass


def _inside() -> FastAPI:
    """A workbench with no door of its own, for one whose door is closed: they share what is made but no answer."""
    from armscontrol.web.app import create_app

    return create_app(Settings())


def others() -> list[str]:
    """The page and the assessment of each treaty."""
    from armscontrol.treaties import treaty_ids

    return [place + id for id in treaty_ids() for place in ("/treaties/", "/assessment?treaty=")]


def in_other_languages(paths: list[str]) -> Iterator[str]:
    """The same pages in the languages that have a beginning of their own in addresses."""
    return (f"/{code}{path}" for code in LANGUAGES if code != "en" for path in paths)


async def asked(app: ASGIApp, path: str) -> None:
    """One page of an application, thrown away."""

    async def nothing() -> Message:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def away(message: Message) -> None:
        pass

    place, _, query = path.partition("?")
    scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": "GET",
        "scheme": "http",
        "path": place,
        "raw_path": place.encode(),
        "query_string": query.encode(),
        "root_path": "",
        "headers": [(b"host", b"127.0.0.1")],
        "client": ("127.0.0.1", 0),
        "server": ("127.0.0.1", 0),
        "state": {"ahead": True},
    }
    await app(scope, nothing, away)
