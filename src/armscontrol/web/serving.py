"""Runs the application: Uvicorn with limits, on an address of this machine."""

from __future__ import annotations

import asyncio
import signal
import socket
import threading
from collections.abc import Callable

import h11
import uvicorn
from fastapi import FastAPI
from uvicorn.protocols.http.h11_impl import H11Protocol

from armscontrol.errors import ServeError
from armscontrol.web.app import create_app
from armscontrol.web.guards.limits import MAX_HEAD
from armscontrol.web.settings import Settings
from armscontrol.web.warming import Warming

MAX_CONNECTIONS = 512
HEAD_SECONDS = 10.0
"""How long a request's line and headers may take to arrive, and what is left of a body after its answer."""
TAKE_SECONDS = 20.0
TAKE_BYTES = 20_000
"""How much of an answer a caller must take in how long, once it waits for them."""


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
    warming = Warming(app)
    warming.start()
    if threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGTERM, _stopped)
        if hasattr(signal, "SIGPIPE"):  # a command line ends with its reader; a server must not, with any one caller
            signal.signal(signal.SIGPIPE, signal.SIG_IGN)
    try:
        uvicorn.Server(configured(app)).run(sockets=[bound])
    finally:
        warming.stop()
        app.state.records.close()
        bound.close()


def _stopped(number: int, _: object) -> None:
    """Uvicorn stops, then raises its signal once more: the record is closed and what was not to be kept thrown away."""
    raise SystemExit(128 + number)


def configured(app: FastAPI) -> uvicorn.Config:
    """The server's own limits: connections, length and time of a request's head, no word about itself."""
    return uvicorn.Config(
        app,
        http=Impatient,
        ws="none",
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
    """A connection that ends where the caller keeps the server waiting; Uvicorn itself waits for ever.

    For a request's head, for the rest of a body that nobody reads any more, for a caller to take an answer.
    """

    _late: asyncio.TimerHandle | None = None
    _taking: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """A caller has come; one caller has half of the connections at most."""
        super().connection_made(transport)
        mine = sum(isinstance(c, Impatient) and _host(c) == _host(self) for c in self.connections)
        if mine > MAX_CONNECTIONS // 2:
            transport.abort()
            return
        self._late = self.loop.call_later(HEAD_SECONDS, transport.close)

    def connection_lost(self, exc: Exception | None) -> None:
        """The caller has gone."""
        for timer in (self._late, self._taking):
            if timer is not None:
                timer.cancel()
        super().connection_lost(exc)

    def on_response_complete(self) -> None:
        """An answer was given: what is left of its request is not waited for without end."""
        super().on_response_complete()
        if self.conn.their_state is h11.SEND_BODY and self._late is None and not self.transport.is_closing():
            self._late = self.loop.call_later(HEAD_SECONDS, self.transport.close)

    def pause_writing(self) -> None:
        """The caller takes an answer more slowly than it is given."""
        super().pause_writing()
        if self._taking is None:
            self._taking = self.loop.call_later(TAKE_SECONDS, self._taken, self.transport.get_write_buffer_size())

    def resume_writing(self) -> None:
        """The caller has taken it."""
        super().resume_writing()
        if self._taking is not None:
            self._taking.cancel()
            self._taking = None

    def _taken(self, before: int) -> None:
        left = self.transport.get_write_buffer_size()
        if left > before - TAKE_BYTES:
            self.transport.abort()
        else:
            self._taking = self.loop.call_later(TAKE_SECONDS, self._taken, left)

    def data_received(self, data: bytes) -> None:
        """Something has come: the head is whole when HTTP/1.1 has left its first state."""
        super().data_received(data)
        waiting = self.conn.their_state is h11.IDLE or (
            self.conn.their_state is h11.SEND_BODY and self.conn.our_state is h11.DONE
        )
        if not waiting and self._late is not None:
            self._late.cancel()
            self._late = None
        elif waiting and self._late is None and not self.transport.is_closing():
            self._late = self.loop.call_later(HEAD_SECONDS, self.transport.close)


def _host(connection: H11Protocol) -> str:
    return connection.client[0] if connection.client else ""


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
