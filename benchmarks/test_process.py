"""Whole processes: how long a person waits, and how much memory it takes. Figures go with the run, limits do not."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from armscontrol.holdings import batches

MIB = 2**20


def run(*arguments: str) -> tuple[float, int]:
    """Seconds and peak memory (bytes) of one process."""
    start = time.perf_counter()
    process = subprocess.Popen([sys.executable, "-m", "armscontrol", *arguments], stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    assert os.waitstatus_to_exitcode(status) == 0
    process.returncode = 0
    return time.perf_counter() - start, usage.ru_maxrss * 1024


def measure(benchmark, *arguments: str, rounds: int = 7) -> None:
    memory: list[int] = []

    def once():
        memory.append(run(*arguments)[1])

    benchmark.pedantic(once, rounds=rounds, warmup_rounds=1, iterations=1)
    benchmark.extra_info["peak_memory_MiB"] = round(max(memory) / MIB, 1)
    print(f"\n{' '.join(arguments)}: peak memory {max(memory) / MIB:.0f} MiB")


@pytest.mark.benchmark(group="whole process")
def test_python_alone(benchmark):
    benchmark.pedantic(
        lambda: subprocess.run([sys.executable, "-c", "pass"], check=True), rounds=7, warmup_rounds=1, iterations=1
    )


@pytest.mark.benchmark(group="whole process")
def test_help(benchmark):
    measure(benchmark, "--help")


@pytest.mark.benchmark(group="whole process")
def test_assess_new_start(benchmark):
    measure(benchmark, "assess", "new-start")


@pytest.mark.benchmark(group="whole process")
def test_assess_new_start_as_json(benchmark):
    measure(benchmark, "assess", "new-start", "--json")


@pytest.mark.benchmark(group="whole process")
def test_report_html_and_pdf(benchmark, tmp_path):
    measure(
        benchmark,
        "assess",
        "new-start",
        "--variant",
        "russian-view",
        "--report",
        str(tmp_path / "r.html"),
        "--pdf",
        str(tmp_path / "r.pdf"),
        rounds=3,
    )


@pytest.fixture(scope="module")
def large(tmp_path_factory) -> Path:
    """A holdings file of 300 MB: items with identifiers, loads, some unknown."""
    path = tmp_path_factory.mktemp("large") / "large.csv"
    kinds = ("icbm", "slbm", "heavy_bomber", "icbm_launcher", "slbm_launcher")
    with path.open("w") as out:
        out.write("as_of,party,uid,kind,type,status,equipment,facility,number,warheads,basis,source\n")
        first = 0
        while out.tell() < 300_000_000:
            lines = []
            for i in range(first, first + 50_000):
                kind = kinds[i % 5]
                equipment = "nuclear" if kind == "heavy_bomber" else ""
                load = "" if i % 11 == 0 else i % 5
                lines.append(
                    f"{2001 + i % 9}-03-01,{('USA', 'RUS')[i % 2]},ITEM-{i:09},{kind},Type {i % 7},deployed,{equipment},Base {i % 40},1,{load},observed,invented\n"
                )
            first += 50_000
            out.write("".join(lines))
    return path


@pytest.mark.benchmark(group="300 MB of holdings")
def test_read_and_check(benchmark, large):
    """Memory is bounded by the batch, the identifiers (16 bytes a row) and the 64 MiB kept before spooling to disk."""
    script = f"import armscontrol as ac; t = ac.read_holdings({str(large)!r}); print(t.rows)"
    memory: list[int] = []

    def once():
        process = subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.DEVNULL)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = 0
        assert os.waitstatus_to_exitcode(status) == 0
        memory.append(usage.ru_maxrss * 1024)

    benchmark.pedantic(once, rounds=3, iterations=1)
    benchmark.extra_info["peak_memory_MiB"] = round(max(memory) / MIB, 1)
    print(
        f"\nread and check {large.stat().st_size / 1e6:.0f} MB in batches of {batches.BATCH_BYTES / MIB:.0f} MiB: peak memory {max(memory) / MIB:.0f} MiB"
    )


@pytest.mark.benchmark(group="300 MB of holdings")
def test_polars_reads_without_checking(benchmark, large):
    script = f"import polars as pl; print(pl.read_csv({str(large)!r}, try_parse_dates=True).height)"
    memory: list[int] = []

    def once():
        process = subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.DEVNULL)
        _, _, usage = os.wait4(process.pid, 0)
        process.returncode = 0
        memory.append(usage.ru_maxrss * 1024)

    benchmark.pedantic(once, rounds=3, iterations=1)
    print(f"\npolars alone: peak memory {max(memory) / MIB:.0f} MiB")


@pytest.mark.benchmark(group="300 MB of holdings")
def test_assess(benchmark, large):
    measure(benchmark, "assess", "new-start", "--holdings", str(large), "--json", rounds=3)
