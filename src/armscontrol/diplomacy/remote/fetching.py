"""Getting a page, only when the user asks for it, and the one careful way of ours to speak HTTP.

Names are resolved first, every address is checked, and the connection goes to the checked address, so that a name that
changes its answer in between leads nowhere else. No proxy, no cookies, nothing kept.
"""

from __future__ import annotations

import http.client
import io
import ipaddress
import re
import socket
import ssl
import time
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, cast
from urllib.parse import quote, urljoin, urlsplit

from armscontrol import __version__
from armscontrol.errors import RecordError

MAX_BYTES = 20_000_000
MAX_REDIRECTS = 5
MAX_URL = 4_000
TIMEOUT = 30.0
"""Seconds for the whole exchange, redirects included; the look-up of the name is left to the system."""

MAX_TIMEOUT = 3_600.0

Reach = Literal["public", "loopback", "any"]
"""Where a connection may go: public addresses only, this machine only, or both and private networks too."""

_KINDS = ("text/html", "text/plain")
_REDIRECTS = (301, 302, 303, 307, 308)
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_LEGACY = re.compile(r"(?:windows|cp|iso|koi8|mac|gb|big5|euc|shift|utf-16)[-_\w]*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server sent: status, headers with names in lower case, and the whole body."""

    status: int
    headers: Mapping[str, str]
    body: bytes


def fetch(url: str, *, allow_private: bool = False, timeout: float = TIMEOUT, max_bytes: int = MAX_BYTES) -> bytes:
    """The bytes of one page, HTML or plain text.

    A page in an older encoding that only its header names comes as UTF-8 with a byte order mark.

    Args:
        url: http or https, without a user's name.
        allow_private: whether this machine and private networks may be asked too.
        timeout: seconds for all of it, more than 0, at most an hour.
        max_bytes: largest page that is taken, at least 1.

    Raises:
        RecordError: another scheme, an address that is not allowed, more than five redirects, one from https to http, a
            status other than 200, another type of content, a page too large or too slow, or no connection.
    """
    if not 0 < timeout <= MAX_TIMEOUT or max_bytes < 1:
        raise RecordError("a time or a size out of range", allowed=f"more than 0, and at most {MAX_TIMEOUT:,} seconds")
    reach: Reach = "any" if allow_private else "public"
    deadline = time.monotonic() + timeout
    place = url
    for _ in range(MAX_REDIRECTS + 1):
        answer = exchange("GET", place, reach=reach, deadline=deadline, max_bytes=max_bytes, headers=_ASKED)
        if answer.status not in _REDIRECTS:
            return _page(place, answer, max_bytes)
        target = _target(place, answer)
        if place.lower().startswith("https:") and not target.lower().startswith("https:"):
            raise RecordError(
                "the page sends on from https to an address without it, which anyone on the way could change",
                where=shown(url),
                found=shown(target),
                advice="Give that address itself if you want it.",
            )
        place = target
    raise RecordError("the page sends on and on", where=shown(url), allowed=f"at most {MAX_REDIRECTS} redirects")


_ASKED = {
    "Accept": "text/html,text/plain;q=0.9",
    "Accept-Encoding": "identity",
    "User-Agent": f"armscontrol/{__version__}",
}


def exchange(
    method: Literal["GET", "POST"],
    url: str,
    *,
    reach: Reach,
    deadline: float,
    max_bytes: int,
    headers: Mapping[str, str],
    body: bytes | None = None,
) -> Answer:
    """One request and its answer; no redirect is followed, nothing is asked twice.

    Args:
        method, url, headers, body: what is sent. No header is ever shown in a message.
        reach: where the connection may go.
        deadline: on the clock of `time.monotonic`.
        max_bytes: largest body that is taken.

    Raises:
        RecordError: the address is none, is not allowed or cannot be reached, or the answer is too large, too slow or
            no HTTP.
    """
    scheme, host, port, path = _parts(url)
    where = shown(url)
    connection = http.client.HTTPConnection(host, port)
    connection.set_debuglevel(0)  # a level set for the whole program would print the headers
    sock: socket.socket | None = None
    failure: RecordError | None = None
    data, cut_short = b"", False
    try:
        sock = _connect(where, host, port, reach, deadline)
        if scheme == "https":
            sock.settimeout(_left(deadline))
            sock = ssl.create_default_context().wrap_socket(sock, server_hostname=host)
        connection.sock = cast(socket.socket, _Timed(sock, deadline))
        usual = port == (443 if scheme == "https" else 80)
        name = f"[{host}]" if ":" in host else host
        sent = {"Host": name if usual else f"{name}:{port}", "Connection": "close", **headers}
        connection.request(method, path, body=body, headers=sent)
        answer = connection.getresponse()
        data = answer.read(max_bytes + 1)
        got = {name.lower(): value for name, value in answer.getheaders()}
        cut_short = bool(answer.length) and len(data) <= max_bytes
    except TimeoutError:
        failure = RecordError("no whole answer in time", where=where, advice="Try again, or allow more time.")
    except ssl.SSLError as error:
        failure = RecordError(f"no safe connection: {error.reason or 'TLS failed'}", where=where)
    except (http.client.HTTPException, ValueError) as error:
        failure = RecordError("the answer is no HTTP that can be read", where=where, found=type(error).__name__)
    except OSError as error:
        failure = RecordError(f"no connection: {error.strerror or type(error).__name__}", where=where)
    finally:
        if sock is not None:
            sock.close()
    if failure is not None:
        raise failure  # from here, so that no chain holds what a server said or a header that was sent
    if len(data) > max_bytes:
        raise RecordError("the answer is too large", where=where, allowed=f"at most {max_bytes:,} bytes")
    if cut_short:
        raise RecordError("the answer broke off", where=where, found=f"{len(data):,} bytes", advice="Try again.")
    return Answer(answer.status, got, data)


def allowed(address: str, reach: Reach) -> bool:
    """Whether an IP address may be spoken to. One that carries another inside (mapped, NAT64, 6to4) is judged by both.

    >>> allowed("127.0.0.1", "public"), allowed("127.0.0.1", "loopback"), allowed("10.0.0.1", "loopback")
    (False, True, False)
    """
    ip = ipaddress.ip_address(address.partition("%")[0])
    carried: list[ipaddress.IPv4Address | ipaddress.IPv6Address] = [ip]
    if isinstance(ip, ipaddress.IPv6Address):
        if ip.ipv4_mapped:
            carried = [ip.ipv4_mapped]
        inner = [ip.sixtofour, ip.teredo[1] if ip.teredo else None]
        inner.append(ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF) if ip in _NAT64 else None)
        carried += [i for i in inner if i]
    if reach == "any":
        return not any(i.is_multicast or i.is_unspecified for i in carried)
    if reach == "loopback":
        return all(i.is_loopback for i in carried)
    return all(i.is_global and not i.is_multicast for i in carried)


def shown(url: str) -> str:
    """An address for a message: without a user's name and word, query and fragment, and cut."""
    bare = re.sub(r"//[^/?#]*@", "//", re.split(r"[?#]", url, maxsplit=1)[0])
    return "".join(c if c.isprintable() else "�" for c in bare[:200])


def _parts(url: str) -> tuple[str, str, int, str]:
    """Scheme, host, port and path with query, all fit to be sent."""
    where = shown(url)
    if len(url) > MAX_URL or not url.isprintable() or " " in url:
        raise RecordError("no address of the web", where=where, allowed=f"at most {MAX_URL:,} characters, no spaces")
    try:
        split = urlsplit(url)
        scheme, host = split.scheme.lower(), split.hostname or ""
        port = split.port or {"https": 443}.get(scheme, 80)
        host = host if host.isascii() else host.encode("idna").decode("ascii")
    except ValueError:  # UnicodeError is one
        raise RecordError("no address of the web", where=where, allowed="http or https, host, path") from None
    if scheme not in ("http", "https") or not host:
        raise RecordError("no address of the web", where=where, allowed="http or https, host, path")
    if split.username is not None or split.password is not None:
        raise RecordError("an address with a user's name or word in it is not fetched", where=where)
    path = quote(split.path or "/", safe="/%:@!$&'()*+,;=~")
    return scheme, host, port, path + (f"?{quote(split.query, safe='/%:@!$&()*+,;=~?')}" if split.query else "")


def check_reach(url: str, reach: Reach) -> None:
    """Refuses an address that a connection may not go to, before anything is sent.

    Raises:
        RecordError: no address, one without a host that can be found, or one that leads where nothing is asked.
    """
    _, host, port, _ = _parts(url)
    _found(shown(url), host, port, reach)


def _found(where: str, host: str, port: int, reach: Reach) -> list[Any]:
    """All addresses of a host, each of which may be spoken to."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise RecordError("the host has no address that can be found", where=where, found=host[:100]) from None
    refused = [str(a[4][0]) for a in found if not allowed(str(a[4][0]), reach)]
    if refused or not found:
        rule = "this machine only" if reach == "loopback" else "public addresses only"
        raise RecordError(
            "the host leads where nothing is asked", where=where, found=", ".join(refused[:3]), allowed=rule
        )
    return found


def _connect(where: str, host: str, port: int, reach: Reach, deadline: float) -> socket.socket:
    """A connection to one of the addresses of a host, all of which were checked."""
    found = _found(where, host, port, reach)
    failure: OSError | None = None
    for family, kind, protocol, _, address in found:
        sock = socket.socket(family, kind, protocol)
        try:
            sock.settimeout(_left(deadline))
            sock.connect(address)
            return sock
        except OSError as error:
            sock.close()
            failure = error
    assert failure is not None  # noqa: S101  found is not empty
    raise failure


def _left(deadline: float) -> float:
    left = deadline - time.monotonic()
    if left <= 0:
        raise TimeoutError
    return left


class _Timed:
    """A socket whose deadline holds for the whole exchange: a server that drips bytes gains nothing."""

    def __init__(self, sock: socket.socket, deadline: float) -> None:
        self._sock, self._deadline = sock, deadline

    def sendall(self, data: bytes) -> None:
        self._sock.settimeout(_left(self._deadline))
        self._sock.sendall(data)

    def makefile(self, mode: str) -> io.BufferedReader:
        return io.BufferedReader(_Incoming(self._sock, self._deadline))

    def close(self) -> None:
        """Nothing: `exchange` closes the socket when the body was read."""


class _Incoming(io.RawIOBase):
    def __init__(self, sock: socket.socket, deadline: float) -> None:
        self._sock, self._deadline = sock, deadline

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        self._sock.settimeout(_left(self._deadline))
        return self._sock.recv_into(buffer)


def _target(place: str, answer: Answer) -> str:
    try:
        return urljoin(place, answer.headers["location"].strip())
    except (KeyError, ValueError):
        raise RecordError("the page sends on without saying where", where=shown(place)) from None


def _page(place: str, answer: Answer, max_bytes: int) -> bytes:
    where = shown(place)
    if answer.status != 200:
        raise RecordError("the server did not give the page", where=where, found=f"status {answer.status}")
    kind, _, rest = answer.headers.get("content-type", "").partition(";")
    if kind.strip().lower() not in _KINDS:
        raise RecordError(
            "no page that can be read", where=where, found=shown(kind.strip()) or "no type", allowed=" or ".join(_KINDS)
        )
    data = _unpacked(where, answer, max_bytes)
    named = re.search(r"charset=[\"']?([-\w]{1,40})", rest, re.IGNORECASE)
    if named and _LEGACY.fullmatch(named[1]):
        try:
            # a header outranks what a page says of itself, and only a mark outranks a header
            return b"\xef\xbb\xbf" + data.decode(named[1]).removeprefix("\ufeff").encode()
        except (LookupError, UnicodeError):
            pass
    return data


def _unpacked(where: str, answer: Answer, max_bytes: int) -> bytes:
    """The body as it is meant; servers pack it even where they were asked not to."""
    packed = answer.headers.get("content-encoding", "identity").strip().lower()
    if packed in ("", "identity"):
        return answer.body
    if packed not in ("gzip", "x-gzip"):
        raise RecordError("the page is packed in another way", where=where, found=shown(packed), allowed="gzip or none")
    unpacking = zlib.decompressobj(wbits=31)
    try:
        data = unpacking.decompress(answer.body, max_bytes + 1)
    except zlib.error:
        raise RecordError("the page is packed, and cannot be unpacked", where=where) from None
    if len(data) > max_bytes:
        raise RecordError("the answer is too large", where=where, allowed=f"at most {max_bytes:,} bytes")
    if not unpacking.eof:
        raise RecordError("the answer broke off", where=where, found=f"{len(data):,} bytes", advice="Try again.")
    return data
