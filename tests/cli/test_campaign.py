"""`verify campaign` and `verify compare`: against a count by hand, and what cannot be is refused."""

from __future__ import annotations

import json

import pytest
from typer.testing import CliRunner

from armscontrol.cli.app import app
from armscontrol.errors import VerificationError

REGIME = ["--sites", "1", "--items", "400", "--cap", "18"]


def run(*words):
    return CliRunner().invoke(app, ["verify", *words], catch_exceptions=False)


def test_compare_gives_the_smallest_number_that_is_caught():
    found = json.loads(run("compare", "10", *REGIME, "--json").stdout)
    first = next(c for c in found["caught"] if c["years"] == 1 and c["chance"] == 0.9)
    # one site, one item a visit: 1 - (1 - k/400)^10
    assert first["number"] == next(k for k in range(1, 401) if 1 - (1 - k / 400) ** 10 >= 0.9)
    assert "10 visits" in run("compare", "10", "18", *REGIME).stdout


def test_a_campaign_holds_the_closed_form_in_its_interval():
    words = ["campaign", *REGIME, "--visits", "10", "--violation", "20", "--years", "2", "--runs", "40000"]
    found = json.loads(run(*words, "--json").stdout)
    for row in found["by_year"]:
        exact = 1 - 0.95 ** (10 * row["year"])
        slack = row["high"] - row["low"]  # twice the interval: wrong once in some ten thousand seeds
        assert row["low"] - slack / 2 <= exact <= row["high"] + slack / 2
    text = run(*words, "--false-alarm", "0.01", "--other-means", "0.1").stdout
    assert "False alarms a history" in text
    assert "by other means" in text


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--violation", "401", "--visits", "1"), "--violation"),
        (("--violation", "1", "--visits", "19"), "--visits"),
        (("--violation", "1", "--visits", "1", "--pause", "soon"), "--pause"),
        (("--violation", "1", "--visits", "1", "--false-alarm", "nan"), "--false-alarm"),
        (("--violation", "1", "--visits", "1", "--sites", "0"), "--sites"),
    ],
)
def test_what_cannot_be_is_refused(words, told):
    with pytest.raises(VerificationError) as error:
        run("campaign", *REGIME, *words)
    assert told in str(error.value)
