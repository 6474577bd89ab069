"""The table of who speaks: spellings, roles on a day, and that it says that it is recalled."""

from __future__ import annotations

import csv
from datetime import date
from importlib.resources import files

import pytest

from armscontrol.diplomacy.speech.actors import actors, common_names, family_name, find, holders, role_on
from armscontrol.terms import PARTIES


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Sergei Lavrov", "Sergey Lavrov"),
        ("Lavrov", "Sergey Lavrov"),
        ("Anthony Blinken", "Antony Blinken"),
        ("Песков", "Dmitry Peskov"),
        ("Сергея Лаврова", "Sergey Lavrov"),
        ("Марией Захаровой", "Maria Zakharova"),
        ("Россией", "Russia"),
        ("U.S. State Department", "US State Department"),
        ("Russia’s Foreign Ministry", "Russian Foreign Ministry"),
        ("Moscow", "Russia"),
        ("U.N.", "United Nations"),
        ("Itar-Tass", "TASS"),
    ],
)
def test_spellings_lead_to_one_name(words, name):
    found = find(words)
    assert found is not None
    assert found.name == name


@pytest.mark.parametrize("words", ["", "Miller", "Price", "Stewart", "Invented Person", "treaty", "Wang"])
def test_what_names_nobody_for_certain_finds_nobody(words):
    assert find(words) is None


def test_a_common_family_name_is_kept_with_its_bearers():
    assert common_names()["price"] == ("Ned Price",)
    assert set(common_names()["wang"]) == {"Wang Yi", "Wang Wenbin"}


def test_a_role_is_that_of_the_day():
    assert role_on("Dmitry Medvedev", date(2010, 4, 8)) == "President"
    assert role_on("Dmitry Medvedev", date(2024, 6, 21)) == "Deputy Chairman of the Security Council"
    assert role_on("Donald Trump", date(2023, 2, 21)) is None
    assert role_on("Dmitry Medvedev", None) is None
    assert role_on("Nobody Known", date(2024, 1, 1)) is None


def test_an_office_has_its_holder_on_the_day():
    assert holders("President", "USA", date(2022, 1, 1)) == ("Joe Biden",)
    assert holders("President", "USA", date(2016, 1, 1)) == ("Barack Obama",)
    assert holders("President", "RUS", date(2009, 1, 1)) == ("Dmitry Medvedev",)
    assert holders("President", "RUS", None) == ()


def test_family_names_come_first_in_some_countries():
    assert family_name(actors()["Wang Yi"]) == "Wang"
    assert family_name(actors()["Dmitry Peskov"]) == "Peskov"


def test_every_row_is_well_formed_and_graded():
    source = files("armscontrol.diplomacy.speech").joinpath("actors.csv").read_text(encoding="utf-8")
    for row in csv.DictReader(source.splitlines()):
        assert row["kind"] in ("person", "organization", "state", "media"), row
        assert not row["party"] or row["party"] in PARTIES, row
        assert row["gender"] in (("m", "f") if row["kind"] == "person" else ("",)), row
        assert row["evidence"] == "recalled", row
        if row["since"] and row["until"]:
            assert date.fromisoformat(row["since"]) < date.fromisoformat(row["until"]), row
    assert sum(a.kind == "person" for a in actors().values()) > 100


@pytest.mark.parametrize(
    "name", ["Stockholm International Peace Research Institute", "Federation of American Scientists"]
)
def test_an_institute_speaks_for_no_party(name):
    actor = find(name)
    assert actor is not None
    assert actor.party is None
