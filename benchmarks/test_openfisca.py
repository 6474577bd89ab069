"""OpenFisca-Core, dated rules over vectors, on a million items: in an environment of its own, because it is AGPL."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import numpy as np
import pytest

from armscontrol.compliance.counting import count
from armscontrol.treaties import load_treaty
from armscontrol.treaties.tables import HOLDINGS
from benchmarks.conftest import ensemble

PYTHON = Path(__file__).parent.parent / ".venv-openfisca" / "bin" / "python"
SCRIPT = Path(__file__).parent / "peers" / "openfisca_counting.py"
TREATY = load_treaty("new-start")

pytestmark = [
    pytest.mark.benchmark(group="three limits, a million rows, 1,000 sets"),
    pytest.mark.skipif(not PYTHON.exists(), reason="no environment with OpenFisca-Core: make .venv-openfisca/ready"),
]


@pytest.fixture(scope="module")
def items():
    return ensemble(rows=1_000_000, draws=500)


def test_rules_from_the_document(benchmark, items):
    benchmark.pedantic(
        lambda: count(TREATY, items, by=["party", "draw"]).collect(), rounds=9, warmup_rounds=1, iterations=1
    )


def test_openfisca(benchmark, items, tmp_path):
    path = tmp_path / "items.npz"
    codes = {n: items[n].to_physical().to_numpy() for n in ("kind", "status", "equipment")}
    group = items["draw"].to_numpy() * 2 + items["party"].to_physical().to_numpy()
    np.savez(path, group=group, number=items["number"].to_numpy(), warheads=items["warheads"].to_numpy(), **codes)
    assert HOLDINGS["kind"].allowed[:3] == ("icbm", "slbm", "heavy_bomber")  # the script's codes
    done = subprocess.run([str(PYTHON), str(SCRIPT), str(path), "9"], capture_output=True, text=True, check=True)
    answer = json.loads(done.stdout)
    counted = count(TREATY, items, by=["party", "draw"]).collect()
    assert answer["vehicles"] == counted["deployed-delivery-vehicles.low"].sum()
    assert answer["warheads"] == counted["deployed-warheads.low"].sum()
    assert answer["launchers"] == counted["launchers-and-bombers.low"].sum()
    times = iter(answer["seconds"])

    # the rounds were timed inside the other process: they are handed over as they are
    import time

    def wait():
        time.sleep(next(times))

    benchmark.pedantic(wait, rounds=len(answer["seconds"]), iterations=1)
    benchmark.extra_info["seconds_to_build"] = round(answer["build"], 3)
    print(
        f"\nOpenFisca: {answer['build']:.2f} s to build the population, then {min(answer['seconds']) * 1000:.1f} ms at best"
    )
