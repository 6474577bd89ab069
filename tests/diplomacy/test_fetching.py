"""Fetching a page: what is taken, where it may come from, and what a hostile server gains (nothing)."""

from __future__ import annotations

import gzip
import ipaddress
import socket
import time

import pytest
from tests.diplomacy.serving import serving

from armscontrol.diplomacy.remote.fetching import MAX_REDIRECTS, allowed, fetch, shown
from armscontrol.errors import RecordError

PAGE = "<p>“We are open,” Ivanov said.</p>".encode()


def refused(url, **options):
    with pytest.raises(RecordError) as caught:
        fetch(url, **{"allow_private": True, "timeout": 5.0, **options})
    return caught.value


def test_a_page_comes_as_it_is():
    with serving(lambda h: h.answer(PAGE)) as seen:
        assert fetch(f"{seen.url}/a/б?q=1 %2".replace(" ", ""), allow_private=True) == PAGE
    method, path, headers, body = seen.requests[0]
    assert (method, path, body) == ("GET", "/a/%D0%B1?q=1%2", b"")
    assert "Cookie" not in headers
    assert "Authorization" not in headers


def test_nothing_on_this_machine_is_asked_unless_allowed():
    with serving(lambda h: h.answer(PAGE)) as seen:
        for host in ("127.0.0.1", "localhost"):
            error = refused(seen.url.replace("127.0.0.1", host), allow_private=False)
            assert "where nothing is asked" in str(error)
            assert "public addresses only" in error.allowed
    assert seen.requests == []


@pytest.mark.parametrize(
    "address",
    ["127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1",
     "::1", "::", "fe80::1", "fe80::1%eth0", "fc00::1", "::ffff:10.0.0.1", "64:ff9b::a00:1", "2002:a00:1::", "ff02::1"],
)  # fmt: skip
def test_addresses_that_are_not_public(address):
    assert not allowed(address, "public")


@pytest.mark.parametrize("address", ["8.8.8.8", "2a00:1450:4001::1", "::ffff:8.8.8.8", "64:ff9b::808:808"])
def test_public_addresses(address):
    assert allowed(address, "public")
    assert not allowed(address, "loopback")
    assert allowed(address, "any")


def test_only_this_machine_is_loopback():
    within = [
        a
        for a in ("127.0.0.1", "127.9.9.9", "::1", "::ffff:127.0.0.1", "10.0.0.1", "0.0.0.0")
        if allowed(a, "loopback")
    ]
    assert within == ["127.0.0.1", "127.9.9.9", "::1", "::ffff:127.0.0.1"]
    assert ipaddress.ip_address("127.9.9.9").is_loopback


def test_a_name_is_resolved_once_and_the_checked_address_is_the_one_that_is_asked(monkeypatch):
    """A name that answers with another address the second time leads nowhere else."""
    with serving(lambda h: h.answer(PAGE)) as seen:
        port = int(seen.url.rpartition(":")[2])
        asked = []

        def resolve(host, wanted, **_):
            asked.append(host)
            return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", port))]

        monkeypatch.setattr(socket, "getaddrinfo", resolve)
        assert fetch(f"http://rebinding.example:{port}/", allow_private=True) == PAGE
        assert asked == ["rebinding.example"]
        assert seen.requests[0][2]["Host"] == f"rebinding.example:{port}"


def test_one_private_address_among_public_ones_is_enough_to_refuse(monkeypatch):
    def resolve(host, port, **_):
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (a, port)) for a in ("93.184.215.14", "192.168.0.7")]

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    assert refused("http://two.example/", allow_private=False).found == "192.168.0.7"


def test_redirects_are_followed_and_each_is_checked(monkeypatch):
    def respond(h):
        if h.path == "/start":
            h.answer(b"", 302, Location="/next")
        elif h.path == "/next":
            h.answer(b"", 301, Location="http://inside.example/secret")
        else:
            h.answer(PAGE)

    real = socket.getaddrinfo

    def resolve(host, port, **options):
        if host == "inside.example":
            return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("224.0.0.5", port))]
        return real(host, port, **options)

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    with serving(respond) as seen:
        assert fetch(f"{seen.url}/page", allow_private=True) == PAGE
        error = refused(f"{seen.url}/start")
    assert "inside.example" in error.where
    assert [r[1] for r in seen.requests] == ["/page", "/start", "/next"]


def test_a_redirect_without_end_ends():
    with serving(lambda h: h.answer(b"", 302, Location="/again")) as seen:
        assert "sends on and on" in str(refused(f"{seen.url}/"))
    assert len(seen.requests) == MAX_REDIRECTS + 1


@pytest.mark.parametrize(
    "target", ["file:///etc/hostname", "javascript:alert(1)", "ftp://127.0.0.1/", "//user:word@127.0.0.1/"]
)
def test_a_redirect_to_something_else_is_refused(target):
    with serving(lambda h: h.answer(b"", 302, Location=target)) as seen:
        error = refused(f"{seen.url}/")
    assert "word" not in str(error).replace("name or word", "")
    assert len(seen.requests) == 1


def test_a_redirect_to_nowhere_is_told():
    with serving(lambda h: h.answer(b"", 302)) as seen:
        assert "without saying where" in str(refused(f"{seen.url}/"))


@pytest.mark.parametrize(
    "url",
    ["", "page.html", "file:///etc/passwd", "ftp://example.org/", "http://", "http:///x", "http://[::1", "http://a:99999/",
     "http://a b/", "http://a/\r\nX: y", "http://user:hush@127.0.0.1/", "javascript:alert(1)", "http://" + "a" * 5000],
)  # fmt: skip
def test_what_is_no_address_is_refused_in_words(url):
    error = refused(url)
    assert "hush" not in str(error)
    assert len(str(error)) < 600


@pytest.mark.parametrize("kind", ["application/pdf", "image/png", "text/css", "", "TEXT/HTML2"])
def test_other_types_of_content_are_refused(kind):
    with serving(lambda h: h.answer(PAGE, Content_Type=kind)) as seen:
        assert "no page that can be read" in str(refused(f"{seen.url}/"))


@pytest.mark.parametrize("kind", ["text/plain", "Text/HTML; charset=utf-8"])
def test_text_and_html_are_taken(kind):
    with serving(lambda h: h.answer(PAGE, Content_Type=kind)) as seen:
        assert fetch(f"{seen.url}/", allow_private=True) == PAGE


def test_an_encoding_that_only_the_header_names_is_kept():
    text = "Лавров заявил: «Нет»."
    with serving(lambda h: h.answer(text.encode("cp1251"), Content_Type="text/html; charset=windows-1251")) as seen:
        assert fetch(f"{seen.url}/", allow_private=True).decode("utf-8-sig") == text
    odd = b"\xff\xfe%00"
    for charset in ("punycode", "unicode_escape", "zlib", "nonesuch", "shift_jis"):
        with serving(lambda h, c=charset: h.answer(odd, Content_Type=f"text/html; charset={c}")) as seen:
            assert fetch(f"{seen.url}/", allow_private=True) == odd


def test_a_packed_page_is_unpacked_and_a_bomb_is_not():
    with serving(lambda h: h.answer(gzip.compress(PAGE), Content_Encoding="gzip")) as seen:
        assert fetch(f"{seen.url}/", allow_private=True) == PAGE
    bomb = gzip.compress(b"0" * 5_000_000)
    assert len(bomb) < 10_000
    with serving(lambda h: h.answer(bomb, Content_Encoding="gzip")) as seen:
        assert "too large" in str(refused(f"{seen.url}/", max_bytes=100_000))
    with serving(lambda h: h.answer(b"no gzip", Content_Encoding="gzip")) as seen:
        assert "cannot be unpacked" in str(refused(f"{seen.url}/"))
    with serving(lambda h: h.answer(gzip.compress(PAGE)[:-9], Content_Encoding="gzip")) as seen:
        assert "broke off" in str(refused(f"{seen.url}/"))
    with serving(lambda h: h.answer(PAGE, Content_Encoding="br")) as seen:
        assert "packed in another way" in str(refused(f"{seen.url}/"))


@pytest.mark.parametrize("said", ["1001", ""])
def test_a_page_too_large_is_refused_and_one_at_the_limit_is_taken(said):
    with serving(lambda h: h.answer(b"x" * 1001, Content_Length=said)) as seen:
        assert "at most 1,000 bytes" in str(refused(f"{seen.url}/", max_bytes=1000))
        assert len(fetch(f"{seen.url}/", allow_private=True, max_bytes=1001)) == 1001


def test_a_page_without_end_is_cut_off():
    def respond(h):
        h.answer(b"", Content_Length="")
        while True:
            h.wfile.write(b"x" * 65536)

    with serving(respond) as seen:
        assert "too large" in str(refused(f"{seen.url}/", max_bytes=1_000_000))


def test_a_page_in_chunks_is_put_together():
    def respond(h):
        h.answer(b"", Content_Length="", Transfer_Encoding="chunked")
        for piece in (b"<p>one ", b"two</p>"):
            h.wfile.write(b"%x\r\n%s\r\n" % (len(piece), piece))
        h.wfile.write(b"0\r\n\r\n" if h.path == "/whole" else b"ff\r\nbroken")

    with serving(respond) as seen:
        assert fetch(f"{seen.url}/whole", allow_private=True) == b"<p>one two</p>"
        assert "no HTTP" in str(refused(f"{seen.url}/cut"))
        assert "too large" in str(refused(f"{seen.url}/whole", max_bytes=7))


def test_a_page_that_breaks_off_is_not_taken_for_whole():
    with serving(lambda h: h.answer(PAGE, Content_Length="5000")) as seen:
        assert "broke off" in str(refused(f"{seen.url}/"))


@pytest.mark.parametrize("drip", [b"x", b"X-Slow: 1\r\n"])
def test_a_server_that_drips_is_left_in_time(drip):
    def respond(h):
        if drip == b"x":
            h.answer(b"", Content_Length="100000")
        else:
            h.wfile.write(b"HTTP/1.1 200 OK\r\n")
        for _ in range(90):
            h.wfile.write(drip)
            h.wfile.flush()
            time.sleep(0.05)

    with serving(respond) as seen:
        began = time.monotonic()
        assert "in time" in str(refused(f"{seen.url}/", timeout=0.4))
        assert time.monotonic() - began < 2


@pytest.mark.parametrize("status", [204, 404, 500])
def test_another_status_is_told(status):
    with serving(lambda h: h.answer(PAGE, status)) as seen:
        assert refused(f"{seen.url}/").found == f"status {status}"


def test_what_is_no_http_is_told():
    with serving(lambda h: h.wfile.write(b"220 mail.example ESMTP\r\n")) as seen:
        assert "no HTTP" in str(refused(f"{seen.url}/"))
    assert "no connection" in str(refused(f"{seen.url}/"))  # nobody listens there any more


def test_https_needs_a_certificate_that_holds():
    with serving(lambda h: h.answer(PAGE)) as seen:
        assert "no safe connection" in str(refused(seen.url.replace("http:", "https:")))


def test_an_unknown_host_is_told(monkeypatch):
    def resolve(*_, **__):
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    assert "no address that can be found" in str(refused("http://nowhere.example/"))


@pytest.mark.parametrize("options", [{"timeout": 0.0}, {"timeout": float("nan")}, {"timeout": 1e9}, {"max_bytes": 0}])
def test_times_and_sizes_out_of_range(options):
    assert "out of range" in str(refused("http://127.0.0.1/", **options))


def test_an_address_in_a_message_says_no_secret():
    assert shown("https://me:word@host.example/a?token=1#x") == "https://host.example/a"
    assert shown("https://h/\u202e" + "a" * 900) == "https://h/�" + "a" * 189
