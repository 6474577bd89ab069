"""Attacks on the served workbench. Each test is named after what is tried."""

from __future__ import annotations

import re
import socket
import threading
import time

import pytest

from armscontrol.web.app import create_app
from armscontrol.web.downloads import as_csv
from armscontrol.web.guards import tokens
from armscontrol.web.serving import bind, configured
from armscontrol.web.settings import Settings
from tests.web.conftest import client_of, form_word, routes

SCRIPT = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>"


@pytest.fixture(scope="module")
def impatient():
    """A real server that waits a second for a head, half a second for a body, and takes 2,000 bytes of it."""
    import uvicorn

    from armscontrol.web import serving

    serving.HEAD_SECONDS, kept = 1.0, serving.HEAD_SECONDS
    settings = Settings(port=0, body_seconds=0.5, max_body=2_000)
    bound = bind(settings)
    server = uvicorn.Server(configured(create_app(settings)))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [bound]}, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    yield bound.getsockname()[1]
    server.should_exit = True
    thread.join(10)
    bound.close()
    serving.HEAD_SECONDS = kept


def spoken(port: int, said: bytes, *more: bytes) -> bytes:
    """What a server answers to bytes as they are; `more` is sent piece by piece, slowly."""
    with socket.create_connection(("127.0.0.1", port), timeout=10) as line:
        line.sendall(said)
        for piece in more:
            time.sleep(0.1)
            try:
                line.sendall(piece)
            except OSError:
                break
        answer = b""
        try:
            while piece := line.recv(65_536):
                answer += piece
        except ConnectionResetError:
            pass
        return answer


def post(length: int, port: int, body: bytes = b"") -> bytes:
    head = (
        f"POST /login HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nContent-Type: application/x-www-form-urlencoded\r\n"
        f"Content-Length: {length}\r\nConnection: close\r\n\r\n"
    )
    return head.encode() + body


def test_slow_body(impatient):
    """A byte now and then, so that the server waits for ever."""
    answer = spoken(impatient, post(1_000, impatient), *[b"a"] * 12)
    assert answer.startswith(b"HTTP/1.1 408"), answer[:100]
    assert b"too slowly" in answer


def test_slow_head(impatient):
    """A letter of a header now and then (slow loris): on a new connection, and on one that was answered before."""
    start = f"GET /healthz HTTP/1.1\r\nHost: 127.0.0.1:{impatient}\r\n"
    begun = time.monotonic()
    assert spoken(impatient, start.encode(), *[b"a"] * 20) == b""
    whole = f"{start}\r\n".encode()
    answer = spoken(impatient, whole + start.encode(), *[b"a"] * 20)
    assert answer.count(b"HTTP/1.1 ") == 1
    assert time.monotonic() - begun < 30


def test_oversized_body_that_lies_about_its_length(impatient):
    head = (
        f"POST /login HTTP/1.1\r\nHost: 127.0.0.1:{impatient}\r\nContent-Type: application/x-www-form-urlencoded\r\n"
        "Transfer-Encoding: chunked\r\nConnection: close\r\n\r\n"
    )
    chunk = b"400\r\n" + b"a" * 1_024 + b"\r\n"
    answer = spoken(impatient, head.encode() + chunk * 4 + b"0\r\n\r\n")
    assert answer.startswith(b"HTTP/1.1 413"), answer[:100]


def test_oversized_body_that_says_so(impatient):
    assert spoken(impatient, post(10**9, impatient)).startswith(b"HTTP/1.1 413")


def test_oversized_head(impatient):
    said = f"GET / HTTP/1.1\r\nHost: 127.0.0.1:{impatient}\r\nX: {'a' * 70_000}\r\n\r\n"
    answer = spoken(impatient, said.encode())
    assert answer.startswith((b"HTTP/1.1 400", b"HTTP/1.1 431")), answer[:100]


@pytest.mark.parametrize("length", ["-1", "1, 2", "0x10", "１", "9" * 40])
def test_request_smuggling_by_length(impatient, length):
    said = f"POST /login HTTP/1.1\r\nHost: 127.0.0.1:{impatient}\r\nContent-Length: {length}\r\n\r\n"
    answer = spoken(impatient, said.encode())
    assert answer.startswith((b"HTTP/1.1 400", b"HTTP/1.1 413")), answer[:100]


def test_request_smuggling_by_two_lengths(impatient):
    said = (
        f"POST /login HTTP/1.1\r\nHost: 127.0.0.1:{impatient}\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n"
        "Connection: close\r\n\r\n0\r\n\r\nGET /nix HTTP/1.1\r\n\r\n"
    )
    assert spoken(impatient, said.encode()).count(b"HTTP/1.1 ") == 1


@pytest.mark.parametrize(
    "path",
    [
        "/static/../settings.py",
        "/static/%2e%2e/settings.py",
        "/static/..%2fsettings.py",
        "/static/vendored/../../app.py",
        "/static//etc/passwd",
        "/static/%00",
        "/static/charts/..%2f..%2fstyle.css.json",
        "/ru/static/../../app.py",
    ],
)
def test_path_traversal(client, path):
    answer = client.get(path)
    assert answer.status_code == 404
    assert "import" not in answer.text


def test_reflected_script(client):
    """What an address says is shown as text, wherever it is shown."""
    from urllib.parse import quote

    for method, path in routes():
        if method != "GET" or path.startswith(("/static/", "/api/v1/openapi")):
            continue
        for tried in (f"{path}?on={quote(SCRIPT)}&q={quote(SCRIPT)}&treaty={quote(SCRIPT)}", f"{path}/{quote(SCRIPT)}"):
            answer = client.get(tried)
            assert answer.status_code < 500, tried
            if "html" in answer.headers.get("content-type", ""):
                assert "<script>alert" not in answer.text, tried
                assert "<img src=x" not in answer.text, tried


def test_inline_script_and_style_are_nowhere(client):
    """The policy forbids them: a page that had them would be broken, or the policy is not what it seems."""
    for method, path in routes():
        if method != "GET" or path.startswith("/api/v1/"):
            continue
        answer = client.get(path)
        if "html" not in answer.headers.get("content-type", ""):
            continue
        assert not re.search(r"<script(?![^>]*\bsrc=)(?![^>]*application/json)", answer.text), path
        assert not re.search(r"<style|\sstyle=|\son[a-z]+=\"", answer.text), path


@pytest.mark.parametrize("value", ["/x\r\nset-cookie: a=b", "/x%0d%0aset-cookie:%20a=b", "/\u2028x"])
def test_header_injection(tmp_path, value):
    file = tmp_path / "tokens.toml"
    token = tokens.add(file, "reader")
    visitor = client_of(Settings(token_file=file))
    word = form_word(visitor.get("/login").text)
    answer = visitor.post("/login", data={"csrf": word, "token": token, "next": value})
    assert answer.headers["location"] in ("/", "/x%0d%0aset-cookie:%20a=b")
    assert "a=b" not in answer.headers["set-cookie"]


def test_session_fixation(tmp_path):
    """A cookie that somebody planted before the door is worth nothing after it."""
    file = tmp_path / "tokens.toml"
    token = tokens.add(file, "reader")
    application = create_app(Settings(token_file=file))
    from fastapi.testclient import TestClient

    planted = {"armscontrol-8321": "planted-by-somebody"}
    home = "http://127.0.0.1:8321"
    victim = TestClient(application, base_url=home, follow_redirects=False, cookies=planted)
    word = form_word(victim.get("/login").text)
    assert victim.post("/login", data={"csrf": word, "token": token}).status_code == 303
    attacker = TestClient(application, base_url=home, follow_redirects=False, cookies=planted)
    assert attacker.get("/").status_code == 303


def test_guessing_tokens_is_slow(tmp_path):
    file = tmp_path / "tokens.toml"
    tokens.add(file, "reader")
    visitor = client_of(Settings(token_file=file, heavy_per_minute=10))
    codes = [visitor.post("/login", data={"token": f"act_{n}"}).status_code for n in range(12)]
    assert codes[-1] == 429


def test_decompression_bomb():
    """Packed bodies are not unpacked at all."""
    import gzip

    packed = gzip.compress(b"0" * 50_000_000)
    answer = client_of().post("/api/v1/readings", content=packed, headers={"content-encoding": "gzip"})
    assert answer.status_code == 415


def test_formula_injection():
    """A cell that a spreadsheet would run is text."""
    rows = [
        {"a": "=1+1", "b": -5},
        {"a": "+x", "b": 1},
        {"a": "-x", "b": 2},
        {"a": "@x", "b": None},
        {"a": "\tx", "b": 3},
    ]
    wide = [{"a": f"{sign}1"} for sign in "\uff1d\uff0b\uff0d\uff20\n"]
    assert as_csv(wide, ["a"]).decode().count("'") == 5
    lines = as_csv(rows, ["a", "b"]).decode().splitlines()
    assert lines == ["a,b", "'=1+1,-5", "'+x,1", "'-x,2", "'@x,", "'\tx,3"]


def test_name_of_another_site(client):
    """A page elsewhere that points its own name at 127.0.0.1 (DNS rebinding)."""
    for host in ("evil.example", "127.0.0.1.evil.example", "", "localhost.evil.example:8321"):
        assert client.get("/", headers={"host": host}).status_code == 421


def test_call_from_another_site(client):
    """Without a token the API takes no body that a form of another site could send."""
    for path in [p for m, p in routes() if m == "POST" and p.startswith("/api/")]:
        assert client.post(path, data={"a": "b"}).status_code == 415, path
        answer = client.post(path, json={}, headers={"origin": "https://evil.example"})
        assert answer.status_code == 403, path


@pytest.mark.parametrize(
    "day",
    ["9999-12-31", "0001-01-01", "10000-01-01", "0000-01-01", "2024-02-30", "٢٠٢٤-٠١-٠١", "-1", "1e3", "\0", "NaN"],
)
def test_days_at_the_ends_of_the_calendar(client, day):
    described = client.get("/api/v1/openapi.json").json()["paths"]
    tried = 0
    for path, found in described.items():
        fields = [
            p["name"] for p in found.get("get", {}).get("parameters", ()) if p["name"] in ("on", "since", "until")
        ]
        for field in fields:
            address = path.replace("{id}", "new-start").replace("{rule}", "deployed-warheads")
            answer = client.get(
                address, params={field: day, "article": "II", "party": "RUS"} if "explain" in path else {field: day}
            )
            assert answer.status_code < 500, (address, field)
            tried += 1
    assert tried > 8
