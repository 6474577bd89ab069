"""Attacks on the door of the served workbench: who is let in, as whom, and where they are led."""

from __future__ import annotations

import re
import threading

import pytest
from fastapi.testclient import TestClient

from armscontrol.errors import ServeError
from armscontrol.web.app import create_app
from armscontrol.web.guards import tokens
from armscontrol.web.guards.access import Sessions
from armscontrol.web.settings import Settings
from tests.web.conftest import HOME, client_of, form_word, routes
from tests.web.record_texts import kept


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    """An application with tokens, and clients: nobody, a reader, a writer."""
    folder = tmp_path_factory.mktemp("served")
    file = folder / "tokens.toml"
    read, write = tokens.add(file, "reader"), tokens.add(file, "writer", may="write")
    app = create_app(
        Settings(
            token_file=file, database=str(folder / "record.sqlite"), per_second=1e9, burst=10**9,
            heavy_per_minute=10**9,
        )
    )  # fmt: skip

    def client(token: str = "") -> TestClient:
        headers = {"authorization": f"Bearer {token}"} if token else {}
        return TestClient(app, base_url=HOME, follow_redirects=False, headers=headers)

    yield client(), client(read), client(write), read
    app.state.records.close()


def entered(app, token: str, **headers: str) -> tuple[TestClient, str]:
    """A visitor who came in by the door, and the cookie that was given."""
    visitor = TestClient(app, base_url=HOME, follow_redirects=False)
    word = form_word(visitor.get("/login").text)
    answer = visitor.post("/login", data={"csrf": word, "token": token}, headers=headers)
    assert answer.status_code == 303
    return visitor, answer.headers["set-cookie"]


def test_the_door_walked_round(served):
    """Addresses that look like the open ones, in another language, case, encoding or method."""
    stranger = served[0]
    for method, path in routes():
        if path.startswith(("/login", "/healthz", "/static")):
            continue
        spelt = {path + end for end in ("", "/", "%0a", ";/login", "?x=/login")} | {"/" + path, path.upper()}
        before = {
            b + path
            for b in ("/ru", "/ru/ru", "/static/..", "/static/%2e%2e", "/login/..", "/healthz", "/ru/static/..")
        }
        tried = [(method, p) for p in spelt | before] + [(verb, path) for verb in ("HEAD", "OPTIONS", "PUT", "FOO")]
        for verb, address in tried:
            headers = {"x-http-method-override": "GET", "x-original-url": "/login", "x-forwarded-for": "127.0.0.1"}
            answer = stranger.request(verb, address, headers=headers)
            led = answer.headers.get("location", "")
            inside = address.startswith(("/static/", "/ru/static/")) and led.startswith(("/static/", "/ru/static/"))
            told = answer.status_code in (401, 404, 405) or inside or re.match(r"(/ru)?/login\?next=", led)
            assert told, (verb, address, answer.status_code, led)


@pytest.mark.parametrize("prefix", ["", "/ru"])
def test_a_reader_writes_by_another_spelling(served, prefix):
    _, reader, writer, _ = served
    document = kept(writer).json()["document"]
    before = writer.get("/api/v1/record/history").json()["total"]
    for path in ("/api/v1/record/documents", f"/api/v1/record/items/{document}-s1/edits"):
        for spelt in (path, path + "/", "/" + path, path + "%0a", path.replace("record", "%72ecord"), path.upper()):
            for verb in ("POST", "PUT", "PATCH", "DELETE"):
                answer = reader.request(verb, prefix + spelt, json={"text": "Russia said no.", "action": "accept"})
                assert answer.status_code == 403, (verb, spelt)
    assert writer.get("/api/v1/record/history").json()["total"] == before


def test_writes_under_another_name(served):
    """The name in the history is that of the token, whatever is sent; and it has its time."""
    _, _, writer, _ = served
    document = kept(writer, "Russia rejects talks, Sergei Lavrov said on Friday.", who="Sergei Lavrov").json()[
        "document"
    ]
    writer.post(f"/api/v1/record/items/{document}-s1/edits", json={"action": "accept", "who": "Sergei Lavrov"})
    entries = writer.get("/api/v1/record/history?limit=1000").json()["items"]
    assert {e["who"] for e in entries} == {"writer"}
    assert all(re.match(r"\d{4}-\d\d-\d\dT", e["at"]) for e in entries)


def test_kept_answers_are_told_to_no_stranger(served):
    stranger, reader, _, token = served
    first = reader.get("/forces")
    assert first.status_code == 200
    for headers in ({}, {"if-none-match": first.headers["etag"]}, {"if-none-match": "*"}):
        assert stranger.get("/forces", headers=headers).status_code == 303
    drawn = re.search(r'data-chart="([^"]+)"', first.text)[1]
    assert reader.get(drawn).status_code == 200
    assert stranger.get(drawn).status_code == 303
    visitor, _ = entered(reader.app, token)
    assert "/logout" in visitor.get("/forces").text, "who came in by the door is shown the way out"
    assert "/logout" not in reader.get("/forces").text
    assert first.headers["cache-control"] == "private, no-cache"


def test_kept_answers_poisoned_by_headers(client):
    """Nothing that an address does not say decides what is kept under it."""
    hostile = {
        "x-forwarded-host": "evil.example", "x-forwarded-proto": "https", "accept-language": "ru",
        "x-forwarded-prefix": "/evil", "accept": "application/xml", "cookie": "armscontrol-8321=evil; language=ru",
        "referer": "https://evil.example/",
    }  # fmt: skip
    for path in ("/treaties?on=2019-01-02", "/api/v1/glossary?limit=1&offset=2", "/data/about"):
        poisoned = client.get(path, headers=hostile)
        assert "evil" not in poisoned.text + str(poisoned.headers)
        assert client.get(path).text == poisoned.text == client_of().get(path).text
    for host in ("localhost:/evil?x=", "localhost:80/evil", "[::1", "[::1]/evil?", "localhost:99999999"):
        answer = client.get("/api/v1/glossary?limit=1", headers={"host": host})
        assert answer.status_code in (200, 421)
        assert "evil" not in answer.text + str(answer.headers)


def test_pages_with_forms_are_not_kept(client):
    """Each visitor has a word of their own in a form."""
    for path in ("/login", "/record/read", "/assessment/own", "/logout"):
        words = {form_word(client_of_same(client).get(path).text) for _ in range(2)}
        assert len(words) == 2, path


def client_of_same(client: TestClient) -> TestClient:
    return TestClient(client.app, base_url=HOME, follow_redirects=False)


@pytest.mark.parametrize(
    "path", ["/treaties/", "/ru/treaties/", "/%2fevil.example/", "/ru//evil.example/", "/%5cevil.example/"]
)
def test_redirect_to_another_site_by_host_or_path(client, served, path):
    for asked, headers in ((client, {}), (served[1], {"host": "evil.example"})):
        answer = asked.get(path, headers=headers)
        led = answer.headers.get("location", "/")
        assert led.startswith("/")
        assert not led.startswith(("//", "/\\"))
        assert not re.search(r'(?:href|action)="(?:https?:)?(?://|/\\)evil', answer.text)
    if "treaties" in path:
        assert client.get(path + "?on=2020-01-01").headers["location"] == path.rstrip("/") + "?on=2020-01-01"


@pytest.mark.parametrize(
    "origin",
    ["null", "", "http://[", "http://[::1", "//127.0.0.1:8321", "http://127.0.0.1:8321@evil.example", "file://127.0.0.1:8321",
     "http://127.0.0.1", "http://127.0.0.1:8322", "http://127.0.0.1:8321.evil.example", "http://localhost:8321"],
)  # fmt: skip
def test_forged_origin(client, origin):
    headers = {"origin": origin}
    assert client.post("/api/v1/claims", json={"sentence": "x"}, headers=headers).status_code == 403
    word = form_word(client.get("/record/read").text)
    assert client.post("/record/read", data={"csrf": word, "text": "x"}, headers=headers).status_code == 403


def test_origin_of_version_six(client):
    headers = {"origin": "http://[::1]:8321", "host": "[::1]:8321"}
    assert client.post("/api/v1/claims", json={"sentence": "x"}, headers=headers).status_code == 200
    headers["host"] = "[::1]:8322"
    assert client.post("/api/v1/claims", json={"sentence": "x"}, headers=headers).status_code == 403


def test_cookie_read_on_an_open_line(served):
    """Behind a proxy with TLS the cookie goes by TLS alone; its name and flags are the same."""
    _, reader, _, token = served
    _, plain = entered(reader.app, token)
    _, secure = entered(reader.app, token, origin=HOME.replace("http", "https"))
    assert "Secure" not in plain
    assert "Secure" in secure
    for cookie in (plain, secure):
        assert "HttpOnly" in cookie
        assert "SameSite=strict" in cookie
        assert "Domain" not in cookie


@pytest.mark.parametrize("other", ['a="b', "a[1]=x", '{"a":1}', "x=" + "y" * 5_000, "=", ";;", "a=\\073"])
def test_cookies_of_other_programs_shut_nobody_out(served, other):
    _, reader, _, token = served
    _, cookie = entered(reader.app, token)
    headers = {"cookie": f"{other}; {cookie.partition(';')[0]}"}
    assert client_of_same(reader).get("/data", headers={**headers, "authorization": ""}).status_code == 200


def test_a_stolen_session_ends_with_its_time_and_its_token(monkeypatch):
    import datetime as dt

    from armscontrol.web.guards import access

    sessions = Sessions()
    good = tokens.Token("a", "0" * 64, "read", access.today())
    name = sessions.begin(good)
    assert sessions.who(name) is good
    monkeypatch.setattr(access, "today", lambda: dt.date(2999, 1, 1))
    assert sessions.who(name) is None, "its token has run out"
    monkeypatch.undo()
    now = access.time.time()
    monkeypatch.setattr(access.time, "time", lambda: now + access.SESSION_SECONDS + 1)
    assert sessions.who(name) is None


def test_leaving_while_others_come_in():
    """A session that was ended stays ended, however many begin meanwhile."""
    sessions = Sessions()
    token = tokens.Token("a", "0" * 64, "read")
    stop = threading.Event()

    def come() -> None:
        while not stop.is_set():
            sessions.begin(token)

    others = [threading.Thread(target=come) for _ in range(3)]
    for one in others:
        one.start()
    try:
        for _ in range(300):
            name = sessions.begin(token)
            sessions.end(name)
            assert sessions.who(name) is None
    finally:
        stop.set()
        for one in others:
            one.join()


def test_an_address_too_long_for_the_door(served):
    stranger, *_ = served
    led = stranger.get("/record/statements?source=" + "x" * 3_000).headers["location"]
    assert stranger.get(led).status_code == 200


def test_a_file_of_tokens_that_others_can_write(tmp_path):
    file = tmp_path / "tokens.toml"
    tokens.add(file, "reader")
    for mode in (0o620, 0o602, 0o666):
        file.chmod(mode)
        with pytest.raises(ServeError, match="others can write"):
            create_app(Settings(token_file=file))
    file.chmod(0o644)
    assert tokens.read(file)


def test_an_error_tells_nothing_of_the_machine_and_keeps_its_headers(monkeypatch, caplog):
    from armscontrol.web.pages import data

    def broken(*_, **__):
        raise RuntimeError("/home/somebody/secret.py")

    monkeypatch.setattr(data, "page", broken)
    app = create_app()
    client = TestClient(app, base_url=HOME, raise_server_exceptions=False)
    answer = client.get("/data", headers={"authorization": "Bearer act_secret"})
    assert answer.status_code == 500
    assert "somebody" not in answer.text
    assert "Traceback" not in answer.text
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "act_secret" not in caplog.text
    client.get("/data/methods/%0aERROR forged")
    assert not any("\nERROR" in r.getMessage() for r in caplog.records)
