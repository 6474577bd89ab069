"""What stands between a request and a page: headers, names, tokens, forged forms, limits. Deny by default."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient
from starlette.responses import PlainTextResponse
from tests.web.conftest import HOME, client_of, form_word, routes

from armscontrol.errors import ServeError
from armscontrol.web.guards import tokens
from armscontrol.web.guards.headers import Headers
from armscontrol.web.settings import Settings


@pytest.fixture
def served(tmp_path):
    """A server with tokens, and the token of a reader and of a writer."""
    file = tmp_path / "tokens.toml"
    reader, writer = tokens.add(file, "reader"), tokens.add(file, "writer", may="write")
    return Settings(host="127.0.0.1", token_file=file), reader, writer


def test_every_answer_forbids_what_is_not_ours(client):
    for path in ("/", "/nix", "/api/v1/nix", "/static/style.css", "/healthz"):
        policy = client.get(path).headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy


@pytest.mark.parametrize(
    ("address", "heeded"),
    [
        ("http://127.0.0.1:8321", True), ("http://localhost:8321", True), ("http://[::1]:8321", True),
        ("https://workbench.example", True), ("http://workbench.example", False), ("http://127.0.0.1.example", False),
    ],
)  # fmt: skip
def test_the_opener_is_cut_off_where_browsers_heed_it(address, heeded):
    """Chromium logs an error where it does not."""
    found = TestClient(Headers(PlainTextResponse("x")), base_url=address).get("/").headers
    assert ("cross-origin-opener-policy" in found) == heeded
    assert "content-security-policy" in found


def test_other_addresses_need_tokens():
    with pytest.raises(ServeError, match="only with tokens"):
        Settings(host="0.0.0.0")
    with pytest.raises(ServeError, match="only with tokens"):
        Settings(host="workbench.example")


def test_a_file_without_tokens_is_refused(tmp_path):
    file = tmp_path / "tokens.toml"
    with pytest.raises(ServeError, match="cannot be read"):
        client_of(Settings(host="0.0.0.0", token_file=file))
    file.write_text("tokens = 3\n")
    with pytest.raises(ServeError, match="has no tokens"):
        client_of(Settings(host="0.0.0.0", token_file=file))


def test_the_file_keeps_no_token(served):
    settings, reader, _ = served
    assert reader not in settings.token_file.read_text()
    assert settings.token_file.stat().st_mode & 0o077 == 0


def test_a_name_of_another_site_is_refused(client):
    answer = client.get("/api/v1/today", headers={"host": "evil.example"})
    assert answer.status_code == 421
    assert answer.json()["title"] == "this server does not go by that name"


def test_without_a_token_only_the_door_opens(served):
    settings, _, _ = served
    stranger = client_of(settings)
    for route in routes():
        answer = stranger.request(route[0], route[1])
        if route[1].startswith(("/login", "/healthz", "/static/")):
            assert answer.status_code != 401, route
        else:
            assert answer.status_code == 401 or answer.headers.get("location", "").startswith("/login"), route


def test_a_reader_cannot_write_and_a_read_only_server_takes_nothing(served):
    from armscontrol.web.guards.access import HARMLESS

    settings, reader, writer = served
    closed = Settings(token_file=settings.token_file, read_only=True)
    writes = [r for r in routes() if r[0] not in ("GET", "HEAD") and r[1] not in HARMLESS]
    for configured, token in ((settings, reader), (closed, writer)):
        caller = client_of(configured, headers={"authorization": f"Bearer {token}"})
        for method, path in writes:
            assert caller.request(method, path).status_code == 403, (method, path)


def test_a_token_that_has_run_out_is_none(tmp_path):
    import datetime as dt

    file = tmp_path / "tokens.toml"
    old = tokens.add(file, "old", expires=dt.date(2020, 1, 1))
    answer = client_of(Settings(token_file=file)).get("/api/v1/today", headers={"authorization": f"Bearer {old}"})
    assert answer.status_code == 401


def test_one_signs_in_by_a_form_and_out_again(served):
    settings, reader, _ = served
    visitor = client_of(settings)
    door = visitor.get("/login?next=/%3Fon%3D2019-01-01")
    before = visitor.cookies["armscontrol-8321"]
    wrong = visitor.post("/login", data={"csrf": form_word(door.text), "token": "act_wrong"})
    assert wrong.status_code == 401
    right = visitor.post("/login", data={"csrf": form_word(door.text), "token": reader, "next": "/?on=2019-01-01"})
    assert (right.status_code, right.headers["location"]) == (303, "/?on=2019-01-01")
    cookie = right.headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=strict" in cookie
    assert visitor.cookies["armscontrol-8321"] != before, "a session that was there before the door is never taken over"
    assert visitor.get("/").status_code == 200
    visitor.post("/logout", data={"csrf": form_word(visitor.get("/logout").text)})
    assert visitor.get("/").status_code == 303


@pytest.fixture
def later(monkeypatch):
    """Lets time pass for the file of tokens."""
    passed = [0.0]
    clock = tokens.time.monotonic
    monkeypatch.setattr(tokens.time, "monotonic", lambda: clock() + passed[0])

    def after(seconds=tokens.LOOK_SECONDS):
        passed[0] += seconds

    return after


def entered(settings, token):
    """A visitor who came in by the door."""
    visitor = client_of(settings)
    visitor.post("/login", data={"csrf": form_word(visitor.get("/login").text), "token": token})
    assert visitor.get("/").status_code == 200
    return visitor


def bearing(token):
    return {"authorization": f"Bearer {token}"}


def test_a_token_that_is_taken_out_of_the_file_opens_nothing_a_second_later(served, later):
    settings, reader, writer = served
    visitor = entered(settings, writer)
    program = TestClient(visitor.app, base_url=HOME, follow_redirects=False)
    whole = settings.token_file.read_text()
    settings.token_file.write_text(whole.partition('[[tokens]]\nname = "writer"')[0])
    later()
    assert visitor.get("/").status_code == 303, "the session goes with its token"
    assert program.get("/api/v1/today", headers=bearing(writer)).status_code == 401
    assert program.get("/api/v1/today", headers=bearing(reader)).status_code == 200
    new = tokens.add(settings.token_file, "new")
    later()
    assert program.get("/api/v1/today", headers=bearing(new)).status_code == 200


def test_a_right_that_is_taken_away_is_gone_from_a_session_too(served, later):
    settings, _, writer = served
    visitor = entered(settings, writer)
    assert "may write" in visitor.get("/").text
    settings.token_file.write_text(settings.token_file.read_text().replace('"write"', '"read"'))
    later()
    assert "may only read" in visitor.get("/").text


@pytest.mark.parametrize("broken", ["tokens = 3\n", "[[tokens]\n", "", None])
def test_a_new_file_of_tokens_that_cannot_be_used_changes_nothing_and_is_told(served, later, caplog, broken):
    settings, reader, _ = served
    program = client_of(settings, headers=bearing(reader))
    whole = settings.token_file.read_text()
    if broken is None:
        settings.token_file.unlink()
    else:
        settings.token_file.write_text(broken)
    for _ in range(3):
        later()
        assert program.get("/api/v1/today").status_code == 200
    told = [r.getMessage() for r in caplog.records if r.name == "armscontrol.web"]
    assert len(told) == 1, "once for each change, not at each look"
    assert "the 2 tokens read before still open the door" in told[0]
    assert str(settings.token_file) in told[0]
    settings.token_file.write_text(whole.partition('[[tokens]]\nname = "reader"')[0] + whole.partition("\n\n")[2])
    settings.token_file.chmod(0o600)
    later()
    assert program.get("/api/v1/today").status_code == 401, "a file that was mended counts again"


def test_the_file_of_tokens_is_looked_at_once_a_second_at_most(served, monkeypatch):
    settings, reader, _ = served
    program = client_of(settings, headers=bearing(reader))
    looks = []
    monkeypatch.setattr(tokens, "_mark", lambda path: looks.append(path) or ())
    for _ in range(50):
        program.get("/healthz")
    assert len(looks) <= 1


def test_two_workbenches_of_one_host_do_not_share_a_cookie(served):
    """A browser tells hosts apart, but not ports."""
    settings, reader, writer = served
    first, second = entered(settings, reader), client_of(settings)
    second = TestClient(second.app, base_url="http://127.0.0.1:8400", follow_redirects=False, cookies=first.cookies)
    door = second.get("/login")
    names = set(second.cookies)
    assert names == {"armscontrol-8321", "armscontrol-8400"}
    assert second.post("/login", data={"csrf": form_word(door.text), "token": writer}).status_code == 303
    first.cookies = second.cookies
    assert "reader" in first.get("/").text.split("</header>")[0]
    assert "writer" in second.get("/").text.split("</header>")[0]


def test_the_page_says_who_is_signed_in_and_is_kept_for_nobody_else(served):
    """Whoever asks first: a kept page never names another visitor, nor hides the way out."""
    settings, reader, writer = served
    stranger = client_of(settings)
    app = stranger.app
    names = {"reader": ("may only read", reader), "writer": ("may write", writer)}
    from fastapi.testclient import TestClient

    program = TestClient(app, base_url=HOME, headers={"authorization": f"Bearer {reader}"})
    assert "Sign out" not in program.get("/").text
    for name, (may, token) in names.items():
        visitor = TestClient(app, base_url=HOME, follow_redirects=False)
        visitor.post("/login", data={"csrf": form_word(visitor.get("/login").text), "token": token})
        for _ in range(2):
            head = visitor.get("/").text.split("</header>")[0]
            assert "Sign out" in head
            assert name in head
            assert may in head
            assert not any(other in head for other in names if other != name)
    assert "Sign out" not in program.get("/").text


@pytest.mark.parametrize(
    "target", ["//evil.example", "/\\evil.example", "https://evil.example", "/\r\nset-cookie: a=b"]
)
def test_the_door_leads_nowhere_else(served, target):
    settings, reader, _ = served
    visitor = client_of(settings)
    word = form_word(visitor.get("/login").text)
    answer = visitor.post("/login", data={"csrf": word, "token": reader, "next": target})
    assert answer.headers["location"] == "/"


def test_a_forged_form_is_refused(served):
    settings, reader, _ = served
    visitor = client_of(settings)
    word = form_word(visitor.get("/login").text)
    assert visitor.post("/login", data={"token": reader}).status_code == 403
    assert visitor.post("/login", data={"csrf": "0" * 64, "token": reader}).status_code == 403
    foreign = {"origin": "https://evil.example"}
    assert visitor.post("/login", data={"csrf": word, "token": reader}, headers=foreign).status_code == 403
    across = {"sec-fetch-site": "cross-site"}
    assert visitor.post("/login", data={"csrf": word, "token": reader}, headers=across).status_code == 403
    assert visitor.post("/login", data={"csrf": word, "token": reader}, headers={"origin": HOME}).status_code == 303


def test_every_form_of_ours_is_checked(client):
    for method, path in routes():
        if method not in ("GET", "HEAD") and not path.startswith("/api/"):
            assert client.request(method, path, data={"a": "b"}).status_code == 403, path


def test_a_long_body_and_a_packed_one_are_refused():
    small = client_of(Settings(max_body=1_000))
    assert small.post("/login", content=b"x" * 1_001).status_code == 413
    form = {"content-type": "application/x-www-form-urlencoded"}
    assert small.post("/login", content=iter([b"x" * 600] * 2), headers=form).status_code == 413
    assert small.post("/login", content=b"", headers={"content-encoding": "gzip"}).status_code == 415
    assert small.get("/?on=" + "1" * 9_000).status_code == 414


def test_one_who_asks_too_often_waits():
    busy = client_of(Settings(per_second=1, burst=3))
    codes = [busy.get("/healthz").status_code for _ in range(5)]
    assert codes[:3] == [200, 200, 200]
    assert codes[-1] == 429


def test_an_answer_has_a_tag_and_is_not_sent_twice(client):
    first = client.get("/api/v1/today?on=2024-06-21")
    again = client.get("/api/v1/today?on=2024-06-21", headers={"if-none-match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert client.head("/api/v1/today?on=2024-06-21").headers["etag"] == first.headers["etag"]


def test_one_shape_for_what_goes_wrong(client):
    for path, status in (
        ("/api/v1/today?on=yesterdayish", 400),
        ("/api/v1/nix", 404),
        ("/api/v1/today?on=" + "9" * 50, 422),
    ):
        answer = client.get(path)
        assert answer.status_code == status
        assert answer.headers["content-type"] == "application/problem+json"
        assert set(answer.json()) == {"type", "title", "status", "detail", "where", "found", "allowed", "advice"}
