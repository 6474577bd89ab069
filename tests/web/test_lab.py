"""The lab: numbers of the library in words, whatever the fields say; what cannot be is told beside its field."""

from __future__ import annotations

import csv
import io
import re

import pytest

from armscontrol.verification import METHODS
from armscontrol.web.answers.lab import belief, game, regime, sample
from armscontrol.web.pages.lab import benches

BENCHES = {"detection": sample, "regime": regime, "belief": belief, "game": game}


def heading(answer) -> str:
    return " ".join(re.sub(r"<[^>]+>", "", re.search(r"<h1.*?</h1>", answer.text, re.DOTALL)[0]).split())


def test_the_sentence_says_the_chance(client):
    chance = METHODS["hypergeom_detection"](200, 12, 30)
    said = heading(client.get("/lab?items=200&false=12&sample=30"))
    assert (
        said
        == f"Inspecting 30 of 200 items finds at least one of 12 false ones with a chance of {chance:.1%}".replace(
            "%", " %"
        )
    )


def test_over_years_the_sentence_says_the_chance_of_all_visits(client):
    one = METHODS["hypergeom_detection"](400, 4, 10)
    all_ = METHODS["binom_detection"](6, one)
    said = heading(client.get("/lab?items=400&false=4&sample=10&visits=2&years=3"))
    assert said.startswith("6 visits, each inspecting 10 of 400 items,")
    assert f"{100 * all_:.1f} %" in said


def test_what_a_chance_needs_is_what_the_library_says(client):
    found = client.get("/api/v1/lab/detection?items=1000&false=10&sample=50&sensitivity=0.9").json()
    from armscontrol.verification.sample_size import exact_sample_size_imperfect

    for row in found["needed"]:
        assert row["sample"] == exact_sample_size_imperfect(1000, 10, round(1 - row["chance"], 12), 0.9)
        assert METHODS["binom_detection"](row["visits"], found["detection"]) >= row["chance"]
        assert METHODS["binom_detection"](row["visits"] - 1, found["detection"]) < row["chance"]


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("false=0", "None of 200 items is false: there is nothing to find"),
        ("items=10&false=1&sample=10", "Inspecting 10 of 10 items finds the one false item with a chance of 100 %"),
        ("items=5000&false=50&sample=2000", "with a chance of more than 99.99 %"),
        ("items=10 000&false=1&sample=2", "finds the one false item with a chance of 0.02 %"),
        ("sensitivity=0,9", "Inspecting 30 of 200 items"),
    ],
)
def test_the_ends_are_told_as_such(client, query, said):
    assert said in heading(client.get(f"/lab?{query}"))


def test_where_recognition_is_weak_no_number_is_enough(client):
    assert "no number is enough" in client.get("/lab?sensitivity=0&false=3").text


def test_a_false_alarm_is_told_where_there_may_be_one(client):
    alarm = 1 - METHODS["survey_specificity"](30, 0.98)
    assert client.get("/api/v1/lab/detection?false_alarm=0.02").json()["alarm"] == pytest.approx(alarm)
    assert f"{100 * alarm:.1f} %" in client.get("/lab?false_alarm=0.02").text
    assert "False alarm on a visit" not in client.get("/lab").text


@pytest.mark.parametrize(
    ("path", "field", "allowed"),
    [
        ("/lab?items=20&false=30", "false", "at most 20"),
        ("/lab?items=20&false=2&sample=21", "sample", "at most 20"),
        ("/lab?items=many", "items", "a whole number from 1 to 20,000"),
        ("/lab?items=1e999", "items", "a whole number"),
        ("/lab?sample=2.5", "sample", "a whole number from 0"),
        ("/lab?sensitivity=1.5", "sensitivity", "a number from 0 to 1"),
        ("/lab/regime?sites=2&cap=2&visits=5", "visits", "at most 4"),
        ("/lab/regime?sites=2&items=3&false=7&visits=1", "false", "a whole number from 0 to 6"),
        ("/lab/belief?prior=0&detect=1", "prior", "some chance of what happened"),
        ("/lab/game?periods=0", "periods", "a whole number from 1"),
    ],
)
def test_what_cannot_be_is_told_once_beside_its_field(client, path, field, allowed):
    answer = client.get(path)
    assert answer.status_code == 400
    told = re.findall(r'<p class="wrong"[^>]*data-part="(\w+)-wrong">([^<]+)', answer.text)
    assert [name for name, _ in told] == [field]
    assert allowed in told[0][1]
    for name, value in re.findall(r"(\w+)=([^&]+)", path.partition("?")[2]):
        assert f'name="{name}" value="{value}"' in answer.text, "what was typed is kept"


def test_script_in_a_field_stays_text(client):
    for name in ("items", "false", "sensitivity"):
        answer = client.get("/lab", params={name: '"><script>alert(1)</script>'})
        assert answer.status_code == 400
        assert "<script>alert" not in answer.text


@pytest.mark.parametrize("name", ["nix", "..%2F..%2Fetc", "%3Cscript%3E", "x" * 300])
def test_no_other_bench(client, name):
    assert client.get(f"/lab/{name}").status_code == 404


@pytest.mark.parametrize("name", BENCHES)
def test_page_and_api_begin_with_the_same_numbers(client, name):
    given = client.get(f"/api/v1/lab/{name}").json()
    for field in BENCHES[name].FIELDS:
        assert given[field.name] == field.default
    bench = next(b for b in benches().values() if b.api.endswith(name))
    assert heading(client.get(bench.path)) == heading(client.get(f"{bench.path}?live=1"))


@pytest.mark.parametrize("name", BENCHES)
def test_the_curves_are_a_file(client, name):
    rows = list(csv.DictReader(io.StringIO(client.get(f"/api/v1/lab/{name}.csv").text)))
    curves = client.get(f"/api/v1/lab/{name}").json()["curves"]
    assert len(rows) == sum(len(c["points"]) for c in curves)
    assert {r["curve"] for r in rows} == {c["name"] for c in curves}


def test_the_api_names_the_field_that_does_not_fit(client):
    answer = client.get("/api/v1/lab/detection?items=20&false=30")
    assert (answer.status_code, answer.json()["where"], answer.json()["allowed"]) == (400, "false", "at most 20")
    assert client.get("/api/v1/lab/detection?items=0").status_code == 422
    assert client.get("/api/v1/lab/detection?items=999999999").status_code == 422


def test_the_regime_tells_the_placing_that_is_met_least(client):
    from armscontrol.verification.regimes import Regime, exchanged

    found = client.get("/api/v1/lab/regime?sites=10&items=12&false=9&visits=6&cap=2&years=2").json()
    made = Regime("r", (12,) * 10, 6, 2)
    assert found["worst"]["all_years"] == pytest.approx(made.detection(exchanged(made, 9)[0], 2))
    for curve in found["curves"]:
        placing = next(p for p in (*found["placings"], found["worst"]) if p["name"] == curve["name"])
        assert curve["mark"] == pytest.approx([2, placing["all_years"]])


def test_belief_and_game_are_the_library_s(client):
    found = client.get("/api/v1/lab/belief?prior=0.6&detect=0.3&turns=0.02&clean=4").json()
    assert found["belief"] == METHODS["posterior_compliance_sequence"](0.6, 0.02, 0.3, 4)
    assert client.get("/api/v1/lab/belief?detect=0.01&turns=0.05").json()["level"] is None
    found = client.get("/api/v1/lab/game?periods=10&inspections=3").json()
    assert found["now"] == METHODS["inspection_prob_first_stage"](10, 3)
    assert found["value"] == METHODS["dresher_value_inspector"](10, 3)
    assert client.get("/lab/game?periods=1&inspections=1").status_code == 200


def test_a_live_answer_carries_numbers_and_draws_nothing(client):
    text = client.get("/lab?items=321&live=1").text
    assert "<svg" not in text
    assert text.count("data-points=") == 3


def test_no_chart_rounds_up_to_certain():
    from armscontrol.reports.moving import Moving, moving_chart

    for chance, words in (
        (0.86549, "86.5%"),
        (0.99761, "99.76%"),
        (0.999999, "> 99.99%"),
        (1.0, "100.0%"),
        (0.004, "0.40%"),
    ):
        made = moving_chart([Moving("c", [(0, 0), (10, chance)], (3, chance))], "x", "y")
        assert made.data["marks"][0]["right"] == words


def test_a_moving_chart_is_a_valid_specification_without_script():
    import altair

    from armscontrol.reports.moving import Moving, moving_chart

    made = moving_chart([Moving("a", [(0, 0), (1, 1)], (1, 1)), Moving("b", [(0, 0), (1, 0.5)], None)], "x", "y")
    for specification in (made.to_dict(), made.still()):
        altair.Chart.from_dict(specification, validate=True)
