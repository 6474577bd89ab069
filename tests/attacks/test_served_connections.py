"""Attacks on the connections and the memory of the served workbench. Each test is named after what is tried."""

from __future__ import annotations

import hashlib
import os
import re
import signal
import socket
import struct
import subprocess
import sys
import time
import urllib.request

from armscontrol.web import keeping, serving
from armscontrol.web.guards.limits import MAX_BODIES, Limits, caller_of
from armscontrol.web.settings import Settings
from tests.attacks.test_served_workbench import impatient, spoken  # noqa: F401  a fixture
from tests.web.conftest import client_of
from tests.web.record_texts import ARTICLE, kept, settings


def ends(line: socket.socket, within: float) -> bool:
    """Whether the server ends a connection: no more comes, for whatever is in between."""
    line.settimeout(within)
    try:
        while line.recv(65_536):
            pass
    except TimeoutError:
        return False
    except ConnectionResetError:
        pass
    return True


def test_slow_body_that_nobody_reads(impatient):  # noqa: F811
    """A body that is announced, answered before it came, and then sent by drops to hold the connection."""
    for head, drop in (("Content-Length: 1500", b"a"), ("Transfer-Encoding: chunked", b"1\r\na\r\n")):
        with socket.create_connection(("127.0.0.1", impatient), timeout=10) as line:
            line.sendall(f"GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\n{head}\r\n\r\n".encode())
            assert line.recv(10).startswith(b"HTTP/1.1 2")
            try:
                for _ in range(4):
                    line.sendall(drop)
                    time.sleep(0.4)
            except OSError:
                continue
            assert ends(line, 4), head


def test_answers_that_nobody_takes(impatient, monkeypatch):  # noqa: F811
    monkeypatch.setattr(serving, "TAKE_SECONDS", 0.5)
    with socket.socket() as line:
        line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 2_048)
        line.connect(("127.0.0.1", impatient))
        line.sendall(b"GET /static/vendored/htmx-4.0.1.min.js HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n" * 400)
        time.sleep(3)
        assert ends(line, 10), "the rest is not kept for one who does not come for it"


def test_one_caller_takes_all_connections(impatient, monkeypatch):  # noqa: F811
    monkeypatch.setattr(serving, "MAX_CONNECTIONS", 40)
    lines = [socket.create_connection(("127.0.0.1", impatient), timeout=10) for _ in range(40)]
    try:
        assert sum(ends(line, 0.05) for line in lines) >= 19
    finally:
        for line in lines:
            line.close()


def test_upgrade_to_another_protocol(impatient):  # noqa: F811
    said = (
        "GET /record HTTP/1.1\r\nHost: evil.example\r\nConnection: Upgrade, close\r\nUpgrade: websocket\r\n"
        "Sec-WebSocket-Key: x3JJHMbDL1EzLkh9GBhXDw==\r\nSec-WebSocket-Version: 13\r\n\r\n"
    )
    assert spoken(impatient, said.encode()).startswith(b"HTTP/1.1 421")


def test_addresses_without_end_fill_no_memory(monkeypatch):
    """Short answers to long addresses: the addresses are held too, and counted."""
    monkeypatch.setattr(keeping, "MAX_KEPT", 300_000)
    client = client_of(Settings(per_second=1e6, burst=10**6))
    client.get("/healthz")
    inside = client.app.middleware_stack
    while not isinstance(inside, keeping.Keeping):
        inside = inside.app
    for number in range(60):
        assert client.get("/api/v1/glossary?" + "limit=1&" * 900 + f"offset={number}").status_code == 200
    held = sum(len("".join(key)) + len(kept.body) + len(kept.packed) for key, kept in inside._kept.items())
    assert held <= 300_000
    assert 0 < len(inside._kept) < 60
    assert inside._size == sum(keeping._weight(k, v) for k, v in inside._kept.items())


def test_many_bodies_at_once():
    import asyncio

    async def never(scope, receive, send):
        await asyncio.sleep(60)

    codes: list[int] = []

    async def told(message):
        if message["type"] == "http.response.start":
            codes.append(message["status"])

    async def body():
        return {"type": "http.request", "body": b"", "more_body": True}

    async def all_at_once():
        limits = Limits(never, Settings())
        scope = {"type": "http", "method": "POST", "path": "/api/v1/x", "query_string": b"", "headers": []}
        tasks = [
            asyncio.create_task(limits({**scope, "client": (host, 1)}, body, told))
            for host in ["2001:db8::1"] * MAX_BODIES + ["2001:db8::2", "2001:db9::1"]
        ]
        await asyncio.sleep(0.05)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        assert not limits._bodies, "what has ended counts no more"

    asyncio.run(all_at_once())
    assert codes == [429]


def test_a_network_full_of_addresses_is_one_caller():
    def of(host: str) -> str:
        return caller_of({"client": (host, 1), "headers": [(b"x-forwarded-for", b"10.0.0.1")]})

    assert of("2001:db8::1") == of("2001:db8::ffff:1") != of("2001:db8:0:1::1")
    assert of("::ffff:192.0.2.1") == of("192.0.2.1") == "192.0.2.1"
    assert caller_of({"client": None}) == ""


def started(*more: str, **environment: str) -> tuple[subprocess.Popen, str]:
    command = [sys.executable, "-m", "armscontrol", "serve", "--port", "0", *more]
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env={**os.environ, **environment}
    )
    for line in process.stdout:
        if found := re.search(r"http://[^ \n]+", line):
            return process, found[0].rstrip("/")
    raise AssertionError("the server did not start")


def test_a_stopped_server_leaves_nothing_behind(tmp_path):
    process, address = started(TMPDIR=str(tmp_path))
    urllib.request.urlopen(f"{address}/record", timeout=60).read()
    assert list(tmp_path.glob("armscontrol-*"))
    process.send_signal(signal.SIGTERM)
    said, _ = process.communicate(timeout=30)
    assert "Traceback" not in said
    assert not list(tmp_path.glob("armscontrol-*"))


def test_callers_who_hang_up_in_the_middle_end_nobody_else():
    """Like any command `armscontrol` ends with the reader of its output; a server has many readers."""
    process, address = started()
    port = int(address.rpartition(":")[2])
    try:
        urllib.request.urlopen(f"{address}/static/vega.js", timeout=60).read()  # the longest answer there is
        asks = b"GET /static/vega.js HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"
        for number in range(200):
            try:
                with socket.create_connection(("127.0.0.1", port), timeout=10) as line:
                    line.sendall(asks * (1 if number % 2 else 3))
                    if number % 3:
                        line.recv(1_000)
                    if number % 2:  # with a reset, not a goodbye
                        line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            except OSError:
                break
        assert urllib.request.urlopen(f"{address}/healthz", timeout=10).status == 200
        assert process.poll() is None
    finally:
        process.terminate()
        process.communicate(timeout=30)


def test_a_read_only_server_writes_nothing(tmp_path):
    """Not a byte of the database changes, whatever is asked; a database that is not there is not made."""
    kept(client_of(settings(tmp_path)))
    database = tmp_path / "record.sqlite"

    def digests() -> dict[str, str]:
        files = [f for f in tmp_path.glob("record.sqlite*") if not f.name.endswith("-shm")]  # locks, not content
        return {f.name: hashlib.sha256(f.read_bytes()).hexdigest() for f in files}

    before = digests()
    client = client_of(settings(tmp_path, read_only=True))
    for path in ("", "/statements?kind=all", "/review", "/history", "/positions", "/linkages"):
        assert client.get(f"/record{path}").status_code == 200
    assert client.get("/api/v1/record/export").status_code == 200
    assert client.post("/api/v1/readings", json={"text": ARTICLE}).status_code == 200
    assert kept(client, "Russia said no.").status_code == 403
    assert digests() == before
    database.unlink()
    command = [sys.executable, "-m", "armscontrol", "serve", "--port", "0", "--read-only", "--database", str(database)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60)
    assert done.returncode == 3
    assert "Traceback" not in done.stderr
    assert not database.exists()
