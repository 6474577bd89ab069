"""How long the first look at each page takes, and how much of it is sent: `python -m benchmarks.web.first_views`.

A process of its own has asked for nothing yet but the libraries that a server loads at its start.
"""

from __future__ import annotations

import gzip
import time

from fastapi.testclient import TestClient

from armscontrol.treaties import list_treaties
from armscontrol.web import create_app

PAGES = (
    "/", "/treaties", "/treaties/compare?treaty=new-start&treaty=start-1", "/assessment", "/assessment/own", "/forces",
    "/forces/types", "/sites", "/sites/plan", "/lab", "/lab/regime", "/lab/belief", "/lab/game", "/data",
    "/data/methods", "/data/glossary", "/data/about", "/record", "/record/statements", "/record/positions",
    "/record/linkages", "/record/read", "/record/review", "/record/history",
)  # fmt: skip
SLOWEST = 10
LANGUAGES = ("", "/ru")


def addresses() -> list[str]:
    """Every page without a choice, and every treaty with its assessment, in each language."""
    ids = [t.id for t in list_treaties()]
    own = [f"/treaties/{id}" for id in ids] + [f"/assessment?treaty={id}" for id in ids]
    return [prefix + path for path in (*PAGES, *own) for prefix in LANGUAGES]


def main() -> None:
    """Prints the slowest first looks, then the largest pages."""
    rows = []
    with TestClient(create_app(), base_url="http://127.0.0.1:8321") as client:
        for warm in ("/data/about", "/ru/data/about"):
            client.get(warm)
        for path in addresses():
            times = []
            for _ in range(2):
                start, worked = time.perf_counter(), time.process_time()
                answer = client.get(path)
                times += [time.perf_counter() - start, time.process_time() - worked]
            svg = sum(len(part.partition("</svg>")[0]) for part in answer.text.split("<svg")[1:])
            rows.append(
                (path, answer.status_code, *times, len(answer.content), svg, len(gzip.compress(answer.content)))
            )
    print(f"{'address':55} status  first ms  of CPU  again ms   bytes  of charts  packed")
    for order, name in ((3, "slowest"), (6, "largest")):
        print(f"-- {name}")
        for path, status, first, worked, again, _, size, svg, packed in sorted(rows, key=lambda r: -r[order])[:SLOWEST]:
            print(
                f"{path:55} {status:6} {first * 1e3:9.0f} {worked * 1e3:7.0f} {again * 1e3:9.1f} {size:7,} {svg:10,} {packed:7,}"
            )


if __name__ == "__main__":
    main()
