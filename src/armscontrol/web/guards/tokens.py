"""Tokens: who may use a served workbench, and for what. A file keeps their hashes, never the tokens."""

from __future__ import annotations

import hashlib
import os
import secrets
import tomllib
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from armscontrol.errors import ServeError

MAX_FILE = 1_000_000
RIGHTS = ("read", "write")
_PREFIX = "act_"


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
