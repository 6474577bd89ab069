from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from armscontrol.calendar import add_months, long_date, parse_day, parse_offset, resolve
from armscontrol.errors import TreatyError

IN_FORCE = {"entry into force": date(2011, 2, 5), "signature": date(2010, 4, 8)}


@pytest.mark.parametrize(
    ("phrase", "day"),
    [
        ("entry into force", date(2011, 2, 5)),
        ("entry into force + 7 years", date(2018, 2, 5)),
        ("entry into force + 45 days", date(2011, 3, 22)),
        ("entry into force + 60 days", date(2011, 4, 6)),
        ("entry into force + 10 years + 5 years - 1 day", date(2026, 2, 4)),
        ("signature + 3 months", date(2010, 7, 8)),
        ("2018-02-05", date(2018, 2, 5)),
        ("2018-02-05 + 2 weeks", date(2018, 2, 19)),
        (date(2018, 2, 5), date(2018, 2, 5)),
    ],
)
def test_a_treaty_phrase_becomes_a_day(phrase, day):
    assert resolve(phrase, IN_FORCE) == day


@pytest.mark.parametrize(
    "phrase",
    ["ratification + 7 years", "entry into force + seven years", "2023-02-31", "entry into force + 7 fortnights",
     "entry into force + 99999 years", "entry into force" + " + 1 day" * 40],
)  # fmt: skip
def test_a_phrase_that_means_no_day_is_refused(phrase):
    with pytest.raises(TreatyError):
        resolve(phrase, IN_FORCE)


def test_a_day_that_does_not_exist_needs_a_stated_rounding():
    leap = date(2024, 2, 29)
    with pytest.raises(TreatyError, match="does not exist"):
        add_months(leap, 12)
    assert add_months(leap, 12, "down") == date(2025, 2, 28)
    assert add_months(leap, 12, "up") == date(2025, 3, 1)
    assert add_months(date(2023, 1, 31), 1, "down") == date(2023, 2, 28)


@given(st.dates(date(1900, 1, 1), date(2200, 1, 1)), st.integers(-1200, 1200))
def test_rounding_down_and_up_are_neighbours(start, months):
    down, up = add_months(start, months, "down"), add_months(start, months, "up")
    assert up - down in (timedelta(0), timedelta(days=1))
    assert down.day == min(start.day, down.day)


@given(st.dates(date(1900, 1, 1), date(2200, 1, 1)), st.integers(0, 600))
def test_whole_months_there_and_back(start, months):
    if start.day <= 28:
        assert add_months(add_months(start, months), -months) == start


def test_offsets():
    assert parse_offset("24 hours").after(date(2020, 1, 1)) == date(2020, 1, 2)
    assert parse_offset("25 hours").before(date(2020, 1, 3)) == date(2020, 1, 1)
    assert str(parse_offset("1 day")) == "1 day"
    assert str(parse_offset("30 days")) == "30 days"
    with pytest.raises(TreatyError):
        parse_offset("soon")


def test_days_that_people_type():
    assert parse_day(" 2018-02-05 ") == date(2018, 2, 5)
    for bad in ("2018-02-31", "5 Feb 2018", "20180205", ""):
        with pytest.raises(TreatyError, match="2018-02-05"):
            parse_day(bad)
    assert long_date(date(2018, 2, 5)) == "5 February 2018"
