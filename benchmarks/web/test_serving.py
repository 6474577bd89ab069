"""The served workbench: how long a page takes, and 200 mixed reads a second for a minute, beside a bare server in the same run."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

BARE = """
import sys, uvicorn
BODY = b"x" * 12_000
async def app(scope, receive, send):
    if scope["type"] != "http":
        return
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", str(len(BODY)).encode())]})
    await send({"type": "http.response.body", "body": BODY})
uvicorn.run(app, host="127.0.0.1", port=int(sys.argv[1]), log_level="warning", access_log=False, lifespan="off")
"""
"""The floor: the same server with an answer of the same length and nothing behind it."""


def memory(pid: int) -> float:
    """Resident memory of a process, MiB."""
    found = re.search(r"VmRSS:\s+(\d+)", Path(f"/proc/{pid}/status").read_text())
    return round(int(found[1]) / 1024, 1)


@pytest.fixture(scope="module")
def workbench():
    command = [sys.executable, "-m", "armscontrol", "serve", "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        line = next(x for x in process.stdout if "http://" in x)
        yield re.search(r"http://\S+", line)[0].rstrip("/"), process.pid
        process.terminate()


@pytest.fixture(scope="module")
def bare():
    import socket

    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with subprocess.Popen([sys.executable, "-c", BARE, str(port)]) as process:
        for _ in range(100):
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{port}/")
                break
            except OSError:
                time.sleep(0.1)
        yield f"http://127.0.0.1:{port}", process.pid
        process.terminate()


def load(address: str, *options: str) -> dict:
    made = subprocess.run(
        [sys.executable, "-m", "benchmarks.web.load", address, *options], capture_output=True, text=True, check=True
    )
    return json.loads(made.stdout)


def get(address: str) -> int:
    with urllib.request.urlopen(address) as answer:
        return len(answer.read())


@pytest.mark.benchmark(group="first page")
def test_bare_server(benchmark, bare):
    benchmark.pedantic(lambda: get(bare[0] + "/"), rounds=50, warmup_rounds=5)


@pytest.mark.benchmark(group="first page")
def test_first_page_kept(benchmark, workbench):
    size = benchmark.pedantic(lambda: get(workbench[0] + "/"), rounds=50, warmup_rounds=5)
    benchmark.extra_info["bytes"] = size
    print(f"\nfirst page: {size:,} bytes")


@pytest.mark.benchmark(group="first page")
def test_first_page_made_anew(benchmark, workbench):
    days = iter(
        f"20{year:02}-{month:02}-{day:02}" for year in range(11, 26) for month in range(1, 13) for day in (1, 15)
    )
    benchmark.pedantic(lambda: get(f"{workbench[0]}/?on={next(days)}"), rounds=50, warmup_rounds=5)


@pytest.mark.benchmark(group="lab slider")
def test_lab_answer(benchmark, workbench):
    sizes = iter(range(1, 200))
    benchmark.pedantic(
        lambda: get(f"{workbench[0]}/lab?items=200&false=12&sample={next(sizes)}&live=1"),
        rounds=50,
        warmup_rounds=5,
    )


@pytest.mark.benchmark(group="200 mixed reads a second")
@pytest.mark.parametrize("which", ["bare", "workbench"])
def test_load(benchmark, request, which):
    address, pid = request.getfixturevalue(which)
    seconds = os.environ.get("LOAD_SECONDS", "60")
    paths = ("--path", "/") if which == "bare" else ()
    load(address, "--rate", "50", "--seconds", "3", *paths)  # caches filled
    before = memory(pid)
    found = benchmark.pedantic(
        lambda: load(address, "--rate", "200", "--seconds", seconds, *paths), rounds=1, iterations=1
    )
    benchmark.extra_info.update(found, memory_before_MiB=before, memory_after_MiB=memory(pid))
    print(f"\n{which}: {found}, memory {before} to {memory(pid)} MiB")
    assert set(found["codes"]) == {"200"}
