"""What a server is told at its start. Everything has a default that is safe on one's own machine."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass
from pathlib import Path

from armscontrol.errors import ServeError

MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class Settings:
    """How the workbench is served.

    Attributes:
        host: an address of this machine; any but loopback needs `token_file`.
        port: 0 takes a free one.
        database: a record to keep statements in, a file or `postgresql://...`; None keeps nothing and shows the
            shipped timeline.
        read_only: nothing can be changed, whoever asks.
        token_file: who may use it, as `armscontrol token add` writes it.
        max_body: bytes of one request's body.
        body_seconds: how long a body may take to arrive.
        answer_seconds: how long an answer may take.
        per_second: requests of one caller a second, sustained; `burst` at once.
        heavy_per_minute: readings, uploads and runs of one caller a minute.
    """

    host: str = "127.0.0.1"
    port: int = 8321
    database: str | None = None
    read_only: bool = False
    token_file: Path | None = None
    max_body: int = 20 * MEGABYTE
    body_seconds: float = 20.0
    answer_seconds: float = 60.0
    per_second: float = 400.0
    burst: int = 1_000
    heavy_per_minute: int = 120

    def __post_init__(self) -> None:
        if not 0 <= self.port <= 65_535:
            raise ServeError("no such port", where="--port", found=str(self.port), allowed="0 to 65535")
        if not is_loopback(self.host) and self.token_file is None:
            raise ServeError(
                "served to other machines only with tokens",
                where="--host",
                found=self.host[:80],
                allowed="127.0.0.1, ::1 or localhost; any other address with --token-file",
                advice="Make a token: armscontrol token add NAME --file tokens.toml",
            )


def is_loopback(host: str) -> bool:
    """Whether only this machine reaches an address."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
