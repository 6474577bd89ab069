"""Load on a server of loopback, from a process of its own: requests are sent when they are due, whether or not others are answered.

    python -m benchmarks.web.load http://127.0.0.1:8321 --rate 200 --seconds 60

Prints JSON: how many were answered and how, and the times from when each was due to its last byte. Bounded: never another
host, never more than 500 a second or 120 seconds.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import time
from urllib.parse import urlsplit

MOST_PER_SECOND, MOST_SECONDS, CONNECTIONS = 500, 120, 64
MIXED = (
    "/",
    "/?on=2024-06-21",
    "/treaties",
    "/treaties/new-start",
    "/assessment?treaty=new-start&on=2022-09-01",
    "/forces",
    "/sites",
    "/lab",
    "/record",
    "/data",
    "/api/v1/today",
    "/api/v1/treaties",
    "/static/style.css",
    "/ru/",
)
"""Mixed reads: each page and some of the API."""


class Load:
    """Requests on kept connections."""

    def __init__(self, address: str) -> None:
        parts = urlsplit(address)
        assert parts.hostname in ("127.0.0.1", "localhost", "::1"), "loopback only"
        self.host, self.port = parts.hostname, parts.port or 80
        self.idle: asyncio.Queue[tuple[asyncio.StreamReader, asyncio.StreamWriter]] = asyncio.Queue()
        self.times: list[float] = []
        self.codes: dict[str, int] = {}

    async def connect(self) -> None:
        self.idle.put_nowait(await asyncio.open_connection(self.host, self.port, limit=2**22))

    async def one(self, path: str, due: float) -> None:
        reader, writer = await self.idle.get()
        try:
            writer.write(f"GET {path} HTTP/1.1\r\nHost: {self.host}:{self.port}\r\n\r\n".encode())
            head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
            code = head.split(" ", 2)[1]
            length = next(int(x.split(":")[1]) for x in head.lower().split("\r\n") if x.startswith("content-length:"))
            await reader.readexactly(length)
            self.idle.put_nowait((reader, writer))
        except (OSError, asyncio.IncompleteReadError):
            code = "broken"
            await self.connect()
        self.times.append(time.perf_counter() - due)
        self.codes[code] = self.codes.get(code, 0) + 1

    async def run(self, paths: tuple[str, ...], rate: float, seconds: float) -> dict[str, object]:
        for _ in range(CONNECTIONS):
            await self.connect()
        start = time.perf_counter()
        tasks = []
        for n in range(int(rate * seconds)):
            due = start + n / rate
            await asyncio.sleep(max(0.0, due - time.perf_counter()))
            tasks.append(asyncio.create_task(self.one(paths[n % len(paths)], due)))
        await asyncio.gather(*tasks)
        taken = time.perf_counter() - start
        self.times.sort()

        def at(share: float) -> float:
            return round(1000 * self.times[min(len(self.times) - 1, int(share * len(self.times)))], 2)

        return {
            "requests": len(self.times),
            "per_second": round(len(self.times) / taken, 1),
            "codes": self.codes,
            "median_ms": at(0.5),
            "p99_ms": at(0.99),
            "max_ms": at(1.0),
        }


def main() -> None:
    """Reads the options, runs, prints."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("address")
    options.add_argument("--rate", type=float, default=200)
    options.add_argument("--seconds", type=float, default=60)
    options.add_argument("--path", action="append", help="instead of the mixed reads; may be repeated")
    given = options.parse_args()
    rate, seconds = min(given.rate, MOST_PER_SECOND), min(given.seconds, MOST_SECONDS)
    print(json.dumps(asyncio.run(Load(given.address).run(tuple(given.path or MIXED), rate, seconds))))


if __name__ == "__main__":
    main()
