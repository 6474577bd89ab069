"""Tokens: who may use a served workbench, and for what. A file keeps their hashes, never the tokens."""

from __future__ import annotations

import hashlib
import logging
import os
import secrets
import time
import tomllib
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from threading import Lock
from typing import Any

from armscontrol.errors import ServeError

MAX_FILE = 1_000_000
RIGHTS = ("read", "write")
_PREFIX = "act_"
LOOK_SECONDS = 1.0
"""How often a server looks whether its file of tokens has changed."""
log = logging.getLogger("armscontrol.web")


@dataclass(frozen=True, slots=True)
class Token:
    """One token: whose, its hash, what it may do, and its last day."""

    name: str
    sha256: str
    may: str
    expires: date | None = None

    def is_valid(self, on: date) -> bool:
        """Whether it has not run out."""
        return self.expires is None or on <= self.expires


def hashed(token: str) -> str:
    """A token's hash. Tokens are 256 random bits, so that one round of SHA-256 is enough."""
    return hashlib.sha256(token.encode()).hexdigest()


def add(path: Path, name: str, *, may: str = "read", expires: date | None = None) -> str:
    """Makes a token, keeps its hash in the file, and gives the token: it is shown once and kept nowhere.

    Raises:
        ServeError: the name is taken or no name, or the file cannot be written.
    """
    if not name.isprintable() or not 1 <= len(name.strip()) <= 60 or '"' in name or "\\" in name:
        raise ServeError("no name for a token", found=repr(name[:60]), allowed="1 to 60 letters, without quotes")
    if may not in RIGHTS:
        raise ServeError("no such right", where="--may", found=repr(may[:20]), allowed=" or ".join(RIGHTS))
    known = read(path) if path.exists() else ()
    if any(t.name == name for t in known):
        raise ServeError("there is a token of this name", where=str(path), found=name, advice="Take another name.")
    token = _PREFIX + secrets.token_urlsafe(32)
    lines = ["", "[[tokens]]", f'name = "{name}"', f'sha256 = "{hashed(token)}"', f'may = "{may}"']
    if expires:
        lines.append(f"expires = {expires.isoformat()}")
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        with os.fdopen(handle, "a", encoding="utf-8") as file:
            file.write("\n".join(lines) + "\n")
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        raise ServeError(f"the file cannot be written: {error.strerror}", where=str(path)) from error
    return token


def read(path: Path) -> tuple[Token, ...]:
    """The tokens of a file.

    Raises:
        ServeError: it cannot be read or is no file of tokens.
    """
    try:
        with path.open("rb") as file:
            others = os.name == "posix" and os.fstat(file.fileno()).st_mode & 0o022
            data = file.read(MAX_FILE + 1)
        if len(data) > MAX_FILE:
            raise ServeError("the file is too long", where=str(path), allowed=f"{MAX_FILE:,} bytes")
        if others:
            raise ServeError(
                "others can write the file of tokens, and let themselves in",
                where=str(path),
                advice=f"Close it to them: chmod 600 {path}",
            )
        found = tomllib.loads(data.decode("utf-8"))
    except OSError as error:
        raise ServeError(
            f"the file of tokens cannot be read: {error.strerror}",
            where=str(path),
            advice="Make one: armscontrol token add NAME --file " + str(path),
        ) from error
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError) as error:
        raise ServeError("this is no file of tokens", where=str(path), found=str(error)[:120]) from error
    rows = found.get("tokens")
    if not isinstance(rows, list) or not rows:
        raise ServeError("the file has no tokens", where=str(path), advice="Make one: armscontrol token add NAME.")
    return tuple(_token(row, f"{path}, token {n}") for n, row in enumerate(rows, start=1))


def _token(row: Any, where: str) -> Token:
    fields = {"name", "sha256", "may", "expires"}
    if not isinstance(row, dict) or set(row) - fields or not fields - {"expires"} <= set(row):
        raise ServeError("a token has name, sha256, may and perhaps expires", where=where)
    name, sha, may, expires = row["name"], row["sha256"], row["may"], row.get("expires")
    good = isinstance(name, str) and isinstance(sha, str) and len(sha) == 64 and may in RIGHTS
    if not good or not (expires is None or type(expires) is date):
        raise ServeError(
            "a field of a token is not what it should be", where=where, allowed="see `armscontrol token add`"
        )
    return Token(name, sha, may, expires)


class KnownTokens:
    """The tokens of a file as it stands now: one that is taken out of it opens nothing a second later.

    A new file that cannot be used changes nothing: the tokens that were read last stay, and the log says so.
    """

    def __init__(self, path: Path) -> None:
        self._path, self._lock = path, Lock()  # doors open in several threads
        self._seen, self._looked = _mark(path), time.monotonic()
        self._tokens = {t.sha256: t for t in read(path)}

    def get(self, sha256: str) -> Token | None:
        """The token of a hash, if it is in the file."""
        with self._lock:
            if time.monotonic() - self._looked >= LOOK_SECONDS:
                self._look()
            return self._tokens.get(sha256)

    def _look(self) -> None:
        self._looked = time.monotonic()
        mark = _mark(self._path)
        if mark == self._seen:
            return
        self._seen = mark  # taken before the file is read: what is written meanwhile is seen the next time
        try:
            self._tokens = {t.sha256: t for t in read(self._path)}
        except ServeError as error:
            log.error(
                "the file of tokens has changed and cannot be used; the %d tokens read before still open the door, "
                "until it is mended or the server is stopped: %s", len(self._tokens), error,
            )  # fmt: skip
        else:
            log.info("the file of tokens has changed: %d tokens", len(self._tokens))


def _mark(path: Path) -> tuple[int, ...]:
    """What tells that a file is another, or has been written or opened to others since; empty where there is none."""
    try:
        found = path.stat()
    except OSError:
        return ()
    return found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns
