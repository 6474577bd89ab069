"""Runs the application: Uvicorn with limits, on an address of this machine."""

from __future__ import annotations

import asyncio
import socket
import threading
from collections.abc import Callable

import h11
import uvicorn
from fastapi import FastAPI
from uvicorn.protocols.http.h11_impl import H11Protocol

from armscontrol.errors import ServeError
from armscontrol.web.app import create_app
from armscontrol.web.files import vega
from armscontrol.web.guards.limits import MAX_HEAD
from armscontrol.web.settings import Settings
from armscontrol.web.warming import warm

MAX_CONNECTIONS = 512
HEAD_SECONDS = 10.0
"""How long a request's line and headers may take to arrive."""


def serve(settings: Settings, ready: Callable[[str], None]) -> None:
    """Serves until it is stopped.

    Args:
        settings: where and how.
        ready: is called with the address once connections are taken.

    Raises:
        ServeError: the address is taken or not of this machine.
    """
    app = create_app(settings)
    bound = bind(settings)
    host = f"[{settings.host}]" if ":" in settings.host else settings.host
    ready(f"http://{host}:{bound.getsockname()[1]}/")
    threading.Thread(target=_warm, args=(app,), daemon=True).start()  # nobody waits for it
    try:
        uvicorn.Server(configured(app)).run(sockets=[bound])
    finally:
        app.state.records.close()
        bound.close()


def configured(app: FastAPI) -> uvicorn.Config:
    """The server's own limits: connections, length and time of a request's head, no word about itself."""
    return uvicorn.Config(
        app,
        http=Impatient,
        access_log=False,
        server_header=False,
        limit_concurrency=MAX_CONNECTIONS,
        timeout_keep_alive=15,
        timeout_graceful_shutdown=5,
        h11_max_incomplete_event_size=MAX_HEAD,
        proxy_headers=False,
        log_level="warning",
    )


class Impatient(H11Protocol):
    """A connection that ends where a request's head does not come whole in time; Uvicorn itself waits for ever."""

    _late: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """A caller has come."""
        super().connection_made(transport)
        self._late = self.loop.call_later(HEAD_SECONDS, transport.close)

    def data_received(self, data: bytes) -> None:
        """Something has come: the head is whole when HTTP/1.1 has left its first state."""
        super().data_received(data)
        waiting = self.conn.their_state is h11.IDLE
        if not waiting and self._late is not None:
            self._late.cancel()
            self._late = None
        elif waiting and self._late is None and not self.transport.is_closing():
            self._late = self.loop.call_later(HEAD_SECONDS, self.transport.close)


def _warm(app: FastAPI) -> None:
    vega()
    warm(app)


def bind(settings: Settings) -> socket.socket:
    """The listening socket.

    Raises:
        ServeError: the address is taken, not of this machine, or not allowed.
    """
    try:
        family, kind, protocol, _, place = socket.getaddrinfo(
            settings.host, settings.port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        made = socket.socket(family, kind, protocol)
        made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        made.bind(place)
        made.listen(128)
    except OSError as error:
        where = f"{settings.host}:{settings.port}"
        advice = "Take another port with --port, or 0 for any that is free."
        raise ServeError(f"no server can listen there: {error.strerror}", where=where, advice=advice) from error
    return made
