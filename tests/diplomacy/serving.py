"""A small server of our own on this machine, for tests of what speaks HTTP."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass
class Seen:
    """What was asked: method, path, headers, body; and where the server is."""

    url: str = ""
    requests: list[tuple[str, str, dict[str, str], bytes]] = field(default_factory=list)


class Handler(BaseHTTPRequestHandler):
    """Hands every request to a function of the test; logs nothing."""

    protocol_version = "HTTP/1.1"
    respond: Callable[[Handler], None]
    seen: Seen

    def _any(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        self.seen.requests.append((self.command, self.path, dict(self.headers), body))
        self.close_connection = True
        # the other side may have had enough, which is what some tests are about
        with suppress(BrokenPipeError, ConnectionResetError):
            type(self).respond(self)

    do_GET = do_POST = _any  # noqa: N815

    def answer(self, body: bytes, status: int = 200, **headers: str) -> None:
        self.send_response(status)
        sent = {"Content-Type": "text/html; charset=utf-8", "Content-Length": str(len(body))}
        sent |= {name.replace("_", "-"): value for name, value in headers.items()}
        for name, value in sent.items():
            if value:
                self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


class Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False

    def handle_error(self, *_: object) -> None:
        pass


@contextmanager
def serving(respond: Callable[[Handler], None]) -> Iterator[Seen]:
    """Runs a server on loopback; gives what it has seen so far."""
    seen = Seen()
    handler = type("One", (Handler,), {"respond": staticmethod(respond), "seen": seen})
    server = Server(("127.0.0.1", 0), handler)
    seen.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield seen
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
