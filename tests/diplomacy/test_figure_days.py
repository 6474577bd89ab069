"""Of which day a figure is, where its own sentence does not tell. All sentences are invented."""

from __future__ import annotations

import time
from datetime import date

import pytest

from armscontrol.diplomacy.figures.dates import dates
from armscontrol.diplomacy.figures.numbers import numbers
from armscontrol.diplomacy.model import Document


def read(text: str, published: str | None = "2021-11-01") -> list[tuple[float, str | None]]:
    document = Document(text, published=date.fromisoformat(published) if published else None)
    return [(n.value, n.as_of) for n in numbers(document, (), dates(document, ())) if n.kind == "count"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # in the same sentence, and in the next ones
        ("On September 1 the United States declared 1,389 deployed warheads, while Russia declared 1,458.",
         ["2021-09-01", "2021-09-01"]),
        ("As of September 1 Russia had 1,458 deployed warheads. The United States had 1,389 deployed warheads.",
         ["2021-09-01", "2021-09-01"]),
        ("As of September 1 Russia declared 1,458 deployed warheads.\n\nAmerica declared 665 deployed launchers.",
         ["2021-09-01", "2021-09-01"]),
        ("According to figures current on 1 September 2021, Russia has 1,458 deployed warheads.", ["2021-09-01"]),
        # a head of a list, brackets, an exchange told of before
        ("First exchange (Feb. 2011): United States 1,800 deployed warheads, Russia 1,537.", ["2011-02", "2011-02"]),
        ("The list comes from the 1 September 2021 data exchange under New START. Russia declared 1,458 deployed "
         "warheads and 527 deployed launchers.", ["2021-09-01", "2021-09-01"]),
        ("Under New START Russia declared 1,458 deployed warheads and 527 deployed launchers (1,456 and 517 in "
         "March 2021).", [None, None, "2021-03", "2021-03"]),
        ("The Russian numbers in March 2021 were 1,456 deployed warheads and 517 deployed launchers under New START.",
         ["2021-03", "2021-03"]),
        ("The paper gives data as of March 1, 2021. It says that Russia had 1,456 deployed warheads under New START.",
         ["2021-03-01"]),
        ("Госдеп опубликовал данные по СНВ на 1 марта 2021 года. У России 1456 развёрнутых боезарядов.",
         ["2021-03-01"]),
        ("America's stockpile is down from its peak in 1967 of 31,255 warheads.", ["1967"]),
        # the day of a month a year back, and a distance before it
        ("Last March Russia declared 1,456 deployed warheads under New START.", ["2021-03"]),
        ("A year and a half earlier, in March 2020, Russia had declared 1,326 deployed warheads under New START.",
         ["2020-03"]),
        ("On September 1 Russia announced that same day that it had 1,458 deployed warheads under New START.",
         ["2021-09-01"]),
        # an estimate and its parts
        ("Scientists put Russia's stockpile at 4,310 warheads at the start of this year, with a further 1,600 retired.",
         ["2021-01", "2021-01"]),
        # data of a day, without a comma, and what figures show for a day
        ("In the exchange of September 1, 2020 the United States reported 1,457 deployed warheads; Russia reported 1,447.",
         ["2020-09-01", "2020-09-01"]),
        ("The numbers published last month show that on September 1, 2021 Russia had 1,458 deployed warheads.",
         ["2021-09-01"]),
        # what is told beside passes its day to nothing
        ("As of September 1 Russia declared 1,458 deployed warheads. In March it had been 1,456. The United States "
         "declared 1,389 deployed warheads.", ["2021-09-01", "2021-03", "2021-09-01"]),
    ],
)  # fmt: skip
def test_the_day_is_that_of_the_figures_told_with_it(text, expected):
    assert [d for _, d in read(text)] == expected


@pytest.mark.parametrize(
    "text",
    [
        # another time
        "In February 2011 the United States declared 1,800 deployed warheads. Today it has 1,389 deployed warheads.",
        "In February 2011 the United States declared 1,800 deployed warheads. It has 1,389 deployed warheads.",
        "As of September 1 Russia declared 1,458 deployed warheads, up from 1,456 deployed warheads.",
        "As of September 1 Russia declared 1,458 deployed warheads. Last year it declared 1,447 deployed warheads.",
        "On September 1 that was up from the April 1 exchange. Russia declared 1,458 deployed warheads.",
        # another kind of figure, or a round one
        "As of September 1 Russia declared 1,458 deployed warheads. China has a stockpile of 350 warheads.",
        "As of September 1 Russia declared 1,458 deployed warheads under New START. Some 1,400 deployed warheads "
        "are American.",
        # an estimate of another paragraph
        "In January 2019 China had a stockpile of 290 warheads.\n\nFrance had a stockpile of 290 warheads.",
        # of neither year
        "China added 100 warheads in 2019 and 2020.",
    ],
)
def test_a_day_is_not_carried_to_what_may_be_of_another(text):
    assert read(text)[-1][1] is None


def test_days_are_carried_in_linear_time():
    text = "As of September 1, 2021, Russia declared 1,458 deployed warheads (1,456 in March 2021). " * 3_000
    began = time.process_time()
    read(text)
    assert time.process_time() - began < 20
