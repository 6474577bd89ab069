"""Runs the application: Uvicorn with limits, on an address of this machine."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable

from armscontrol.errors import ServeError
from armscontrol.web.answers.today import today
from armscontrol.web.app import create_app
from armscontrol.web.fields import now
from armscontrol.web.files import vega
from armscontrol.web.settings import Settings

MAX_CONNECTIONS = 512
MAX_HEAD = 32_768
"""Bytes of a request's line and headers."""


def serve(settings: Settings, ready: Callable[[str], None]) -> None:
    """Serves until it is stopped.

    Args:
        settings: where and how.
        ready: is called with the address once connections are taken.

    Raises:
        ServeError: the address is taken or not of this machine.
    """
    import uvicorn

    app = create_app(settings)
    bound = bind(settings)
    host = f"[{settings.host}]" if ":" in settings.host else settings.host
    ready(f"http://{host}:{bound.getsockname()[1]}/")
    threading.Thread(target=warm, daemon=True).start()
    config = uvicorn.Config(
        app,
        access_log=False,
        server_header=False,
        limit_concurrency=MAX_CONNECTIONS,
        timeout_keep_alive=15,
        timeout_graceful_shutdown=5,
        h11_max_incomplete_event_size=MAX_HEAD,
        proxy_headers=False,
        log_level="warning",
    )
    try:
        uvicorn.Server(config).run(sockets=[bound])
    finally:
        app.state.records.close()
        bound.close()


def warm() -> None:
    """Makes what the first visitor would wait for: the assessment behind the first page, and Vega's script."""
    today(now(), now())
    vega()


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
