"""`verify campaign` and `verify compare`: against a count by hand, and what cannot be is refused."""

from __future__ import annotations

import json

import pytest
from typer.testing import CliRunner

from armscontrol.cli.app import app
from armscontrol.errors import ArmsControlError, VerificationError

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


NEW_START = ["campaign", "new-start", "--violation", "40", "--at", "2015-03-01", "--runs", "20000"]


def test_new_start_stands_ready():
    """Forty of 515 spread over fifteen bases: ten visits a year miss them with (1 - 40/515)^10, but for the caps."""
    found = json.loads(run(*NEW_START, "--json").stdout)
    usa, rus = found["campaigns"]
    assert (usa["party"], rus["party"], found["treaty"]) == ("USA", "RUS", "new-start")
    assert (rus["regime"]["visits"], rus["regime"]["cap"], len(rus["sites"]), rus["items"]) == (10, 2, 15, 515)
    row = next(r for r in rus["by_year"] if r["year"] == 9)
    visits = 10 * 9 - 40  # from 1 March 2015 on: those of whole treaty years since, and all ten of the fifth
    assert row["by"] == "2020-02-05"
    assert row["met"] == pytest.approx(1 - (1 - 40 / 515) ** visits, abs=0.01)
    after = [r["met"] for r in rus["by_year"] if r["year"] >= 10]
    assert set(after) == {after[0]}  # no visit in Russia after February 2020
    text = " ".join(run(*NEW_START, "--party", "RUS").stdout.split())
    assert "Russia: 40 of 515 items false from 2015-03-01 on, spread over 15 sites: met by" in text
    assert "no number a facility is on record" in text
    assert "Inspections suspended by agreement because of COVID-19" in text
    assert "weakest grade: Russia recalled" in text
    assert "United States" not in text


def test_without_pauses_more_is_found():
    paused = json.loads(run(*NEW_START, "--party", "RUS", "--json").stdout)["campaigns"][0]
    free = json.loads(run(*NEW_START, "--party", "RUS", "--without-pauses", "--json").stdout)["campaigns"][0]
    assert free["visits"] == 150 > paused["visits"]
    assert free["by_year"][-1]["met"] > paused["by_year"][-1]["met"]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--at", "2010-01-01"), "--at"),
        (("--at", "2011-02-04"), "--at"),
        (("--at", "2026-02-05"), "2011-02-05 to 2026-02-04, while new-start is in force"),
        (("--at", "soon"), "--at"),
        (("--at", "2015-03-01", "--party", "CHN"), "--party"),
        (("--at", "2015-03-01", "--violation", "5000"), "--violation"),
    ],
)
def test_a_treaty_refuses_what_cannot_be(words, told):
    with pytest.raises(ArmsControlError) as error:
        run("campaign", "new-start", "--violation", "40", *words)
    assert told in str(error.value)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("new-start",), "say --at which day"),
        (("new-start", "--at", "2015-03-01", "--sites", "3"), "it excludes --sites"),
        (("--at", "2015-03-01", *REGIME, "--visits", "1"), "--at: only with a treaty"),
        (("--sites", "3"), "give --sites, --items and --visits"),
        ((), "give --sites, --items and --visits"),
    ],
)
def test_half_a_question_is_told_what_it_lacks(words, told):
    done = run("campaign", *words, "--violation", "3")
    assert done.exit_code == 2
    assert told in " ".join(done.output.replace("│", " ").split())


def test_stratified_luck_narrows_the_interval():
    words = ["campaign", *REGIME, "--visits", "10", "--violation", "20", "--years", "1", "--runs", "40000", "--json"]
    plain, spread = (json.loads(run(*words, *more).stdout)["by_year"][0] for more in ((), ("--stratified",)))
    assert spread["high"] - spread["low"] < (plain["high"] - plain["low"]) / 2
    with pytest.raises(VerificationError, match="at least 3,000 where luck is stratified"):
        run("campaign", *REGIME, "--visits", "1", "--violation", "2", "--runs", "2999", "--stratified")


def test_a_bar_tells_how_far_a_long_campaign_is(monkeypatch):
    import io
    import sys

    from armscontrol.cli.verify import campaigning

    class Terminal(io.StringIO):
        def isatty(self):
            return True

    shown = Terminal()
    monkeypatch.setattr(sys, "stderr", shown)
    monkeypatch.setenv("TERM", "xterm-256color")
    with campaigning._progress(60_000) as progress:
        assert progress is not None
        progress(30_000)
    assert "30000/60000" in shown.getvalue()
    with campaigning._progress(1_000) as progress:
        assert progress is None


def test_sides_that_react():
    """One site, one item, one visit: nothing can move, so the chance is that of a plan."""
    words = ["campaign", "--sites", "1", "--items", "4", "--visits", "1", "--violation", "1", "--years", "2", "--json"]
    found = json.loads(run(*words, "--violator", "shelters", "--inspector", "by-turns").stdout)
    assert found["runs"] == 10_000
    for row in found["by_year"]:
        assert row["met"] == pytest.approx(1 - 0.75 ** row["year"], abs=0.03)
    many = [
        "campaign",
        "--sites",
        "20",
        "--items",
        "20",
        "--visits",
        "18",
        "--violation",
        "20",
        "--years",
        "1",
        "--json",
    ]
    shares = [
        json.loads(run(*many, *more).stdout)["by_year"][0]["met"]
        for more in (
            ("--violator", "shelters"),
            ("--violator", "plan"),
            ("--violator", "shelters", "--inspector", "cued:1:0.1"),
        )
    ]
    assert shares[0] < shares[2] < shares[1]
    assert "moving away from visits among 20 sites" in " ".join(
        run(*many[:-1], "--violator", "shelters").stdout.split()
    )


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--violator", "hides"), "--violator: no such violator. Found: 'hides'. Allowed: plan, shelters."),
        (("--inspector", "cued"), "--inspector: no such inspector. Found: 'cued'."),
        (("--inspector", "cued:x:1"), "--inspector: no number. Found: 'x'."),
        (("--inspector", "cued:-1:1"), "--inspector: out of range. Found: -1."),
    ],
)
def test_players_that_do_not_exist(words, told):
    with pytest.raises(VerificationError) as error:
        run("campaign", *REGIME, "--visits", "1", "--violation", "2", *words)
    assert told in str(error.value)


def test_what_does_not_go_with_sides_that_react():
    words = ["campaign", *REGIME, "--visits", "1", "--violation", "2"]
    for more, told in (
        (("--inspector", "by-turns", "--stratified"), "--stratified"),
        (("--violator", "shelters", "--growth", "3"), "--growth"),
    ):
        done = run(*words, *more)
        assert done.exit_code == 2
        assert told in done.output


def test_every_answer_has_its_sentence_and_source():
    one = json.loads(run("campaign", *REGIME, "--visits", "10", "--violation", "20", "--runs", "2000", "--json").stdout)
    several = json.loads(run(*NEW_START, "--party", "RUS", "--json").stdout)["campaigns"][0]
    table = json.loads(run("compare", "10", "18", *REGIME, "--json").stdout)
    for found in (one, several, table):
        assert found["sentence"].endswith(".")
        assert found["source"]
        assert found["formula"]
    assert "18 visits a year catch" in table["sentence"]
    assert table["sentence"] in " ".join(run("compare", "10", "18", *REGIME).stdout.split())


def test_sites_of_unequal_size_on_the_command_line():
    words = ("--items", "60,60,40,20,10,10", "--json")
    found = json.loads(run("compare", "10", *words).stdout)
    assert found["regimes"][0]["items"] == [60, 60, 40, 20, 10, 10]
    assert next(c for c in found["caught"] if (c["years"], c["chance"]) == (1, 0.9))["number"] == 63
    for more in (("--sites", "3", "--items", "1,2,3"), ("--items", "5")):
        assert run("compare", "10", *more).exit_code == 2
    with pytest.raises(VerificationError, match="--items: no number"):
        run("compare", "10", "--items", "60,many")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--sensitivity", "2"), "--sensitivity: out of range. Found: 2.0. Allowed: a number from 0 to 1."),
        (("--years", "300"), "--years: out of range. Found: 300. Allowed: a whole number from 1 to 200."),
        (("--begins", "20"), "--begins: it never begins. Found: 20. Allowed: below 10, the --years that are played."),
        (("--pause", "5:2"), "--pause[0]"),
    ],
)
def test_a_message_keeps_its_words(words, told):
    with pytest.raises(VerificationError) as error:
        run("campaign", *REGIME, "--visits", "1", "--violation", "2", *words)
    assert told in str(error.value)


def test_loads_and_data_exchanges():
    words = [
        "campaign",
        "--sites",
        "1",
        "--items",
        "8",
        "--cap",
        "10",
        "--visits",
        "10",
        "--violation",
        "8",
        "--begins",
        "0.3",
    ]
    words += ["--years", "2", "--runs", "500", "--declared", "1", "--true", "3"]
    current, twice = (json.loads(run(*words, *more, "--json").stdout) for more in ((), ("--exchanges", "2")))
    assert (current["years_to_half"], twice["years_to_half"]) == (0.3, 0.5)
    assert twice["hidden_when_met"] == 16
    assert "Load hidden when first met, mean: 16." in run(*words).stdout
    with pytest.raises(VerificationError, match="--exchanges: out of range"):
        run(*words, "--exchanges", "-1")
