"""Changes told with their period, shares told as fractions, and figures told of an earlier day."""

from __future__ import annotations

import time
from datetime import date

import pytest

from armscontrol.diplomacy.checks.checking import check_text
from armscontrol.diplomacy.model import Document, Number
from armscontrol.diplomacy.reading import read

NS = "The figures are those of the New START treaty. "


def verdict(text: str, day: str | None, value: float) -> tuple[str, str]:
    """Verdict and explanation of the first number of that value."""
    return next(
        (c.verdict, c.explanation) for n, c in check_text(text, day) if isinstance(n, Number) and n.value == value
    )


def numbers(text: str, day: str = "2024-06-17") -> list[tuple[float, str, str | None, str | None]]:
    found = read(Document(text, published=date.fromisoformat(day))).numbers
    return [(n.value, n.kind, n.quantity, n.party) for n in found if n.kind != "duration"]


@pytest.mark.parametrize(
    ("text", "day", "value", "expected", "said"),
    [
        # over six months
        ("U.S. deployed warheads grew by 34 over the last six months.", "2013-10-03", 34, "accurate", "1,654"),
        ("The U.S. has 34 more deployed warheads than six months ago.", "2013-10-03", 34, "accurate", "1,654"),
        (NS + "Over the past half a year U.S. deployed warheads increased by 24.", "2013-10-03", 24, "contradicted", "is 34"),
        ("The U.S. has 24 more deployed warheads than it had six months ago.", "2013-10-03", 24, "contradicted", "is 34"),
        # over a year: the exchange of half a year ago does not make it right or wrong
        ("Russia has 148 more warheads deployed than at the same time last year.", "2016-10-04", 148, "accurate", "1,648"),
        ("Russia has 61 more warheads deployed than at the same time last year.", "2016-10-04", 61, "contradicted", "148"),
        ("Over the past year U.S. deployed warheads rose by 81.", "2020-11-02", 81, "accurate", "1,376"),
        ("Russia's deployed carriers, 528, are an increase of 55 from a year ago.", "2014-10-02", 55, "accurate", "473"),
        (NS + "Russia's deployed carriers, 528, are an increase of 30 from a year ago.", "2014-10-02", 30, "contradicted", "55"),
        # since a month or a year that is named
        ("Since March the number of U.S. deployed warheads rose by 84.", "2020-11-02", 84, "accurate", "1,373"),
        (NS + "The U.S. deploys 27 fewer carriers than in March 2022.", "2022-11-01", 27, "accurate", "686"),
        (NS + "The U.S. deploys 21 fewer carriers than in March 2022.", "2022-11-01", 21, "contradicted", "27"),
        ("U.S. deployed warheads rose by 59 compared to September 2018.", "2020-11-02", 59, "accurate", "1,398"),
        # estimates
        ("SIPRI estimates that Russia deploys 36 more warheads than in January 2023.", "2024-06-17", 36, "accurate", "1,674"),
        ("SIPRI puts China at 500 nuclear warheads, 90 more than last year.", "2024-06-17", 90, "accurate", "410"),
        ("SIPRI thinks that Russia deploys 16 more warheads than in January 2023.", "2024-06-17", 16, "unverifiable", ""),
        # without any day a change is not right by chance
        (NS + "Russia cut its deployed warheads by 80.", None, 80, "imprecise", "Without a date"),
        (NS + "Russia has 80 fewer deployed warheads than a year before.", None, 80, "unverifiable", ""),
    ],
)  # fmt: skip
def test_a_change_is_counted_between_the_days_that_are_meant(text, day, value, expected, said):
    got, why = verdict(text, day, value)
    assert (got, said in why) == (expected, True), (got, why)


@pytest.mark.parametrize(
    "tail",
    ["24 more than it had six months before", "24 more over six months", "an increase of 24 over half a year"],
)
def test_the_other_figures_of_a_text_tell_its_day(tail: str) -> None:
    text = f"{NS}As of September 1, 2013, the United States had 1,688 deployed warheads, {tail}."
    found = [(n.value, c.verdict) for n, c in check_text(text) if isinstance(n, Number) and n.value == 24]
    assert found in ([(24, "contradicted")], [])


@pytest.mark.parametrize(
    ("text", "party"),
    [
        (NS + "Russia deploys 1,796 warheads, 148 more than at the same time last year, while the U.S. has 1,367.", "RUS"),
        (NS + "Russia has 148 more deployed warheads than it had in 2015, the U.S. 171 fewer.", "RUS"),
        (NS + "Russia has 94 more deployed warheads than the United States.", "RUS-USA"),
    ],
)  # fmt: skip
def test_a_state_named_later_is_not_whom_an_earlier_day_is_compared_with(text: str, party: str) -> None:
    found = [p for _, _, q, p in numbers(text, "2016-10-04") if (q or "").endswith(".difference")]
    assert found[0] == party


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("China keeps a stockpile of 500 warheads, 90 more than last year.", 90),
        (NS + "The U.S. deploys 809 carriers, 17 more than it had six months ago.", 17),
        (NS + "The U.S. has 1,688 deployed warheads, a small rise from the 1,654 it reported March 1.", 1654),
        (NS + "Russia declared 1,400 deployed warheads, 80 fewer than it declared in March.", 80),
    ],
)
def test_figures_compared_with_an_earlier_day_are_read(text: str, value: float) -> None:
    assert value in [n[0] for n in numbers(text, "2013-10-03")]


@pytest.mark.parametrize(
    ("text", "value", "expected"),
    [
        (NS + "Russia's deployed carriers fell by 19, going from 491 to 473.", 491, "imprecise"),
        (NS + "Russia's deployed carriers fell by 19, going from 492 to 473.", 492, "accurate"),
        (NS + "Russia has 473 deployed carriers; 492 a year ago.", 492, "imprecise"),
        (NS + "Russia has 473 deployed carriers; it had 491 a year ago.", 491, "accurate"),
    ],
)
def test_an_earlier_figure_is_that_of_the_day_that_is_meant(text: str, value: float, expected: str) -> None:
    assert verdict(text, "2013-10-03", value)[0] == expected


@pytest.mark.parametrize(
    ("text", "shares"),
    [
        ("The treaty cuts the arsenals of both sides by roughly one-third.", [(33.3, "each")]),
        ("Obama proposed to cut American and Russian deployed warheads by up to a third.", [(33.3, "USA+RUS")]),
        ("The pact would cut the number of strategic missile launchers in half by 2018.", [(50.0, None)]),
        ("A further one- third cut in the arsenals would follow.", [(33.3, None)]),
        ("The United States has reduced its stockpile of warheads by three quarters.", [(75.0, "USA")]),
        ("One half of the reporters asked about warheads.", []),
        ("He spent a third of the year on missile talks.", []),
        ("A quarter century ago the arsenals were larger, and cuts began.", []),
        ("The third reduction of warheads was the largest.", []),
    ],
)
def test_fractions_by_which_arms_are_cut_are_shares(text: str, shares: list[tuple[float, str | None]]) -> None:
    assert [(v, p) for v, kind, _, p in numbers(text) if kind == "share"] == shares


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A U.S. team began a New START inspection in Russia. This brings the U.S. total to 11 for the year.", 11),
        ("The sides hold inspections under New START. [Each side may conduct up to 18 annually.]", 18),
        ("The New START treaty lets each side make 18 on-site\ninspections a year in the other country.", 18),
        ("The New START treaty lets each side make 18 announced,on-site inspections a year,say officials.", 18),
        ("The New START treaty lets each side make 10 Type 1 inspections a year.", 10),
        ("The New START treaty lets each side make up to eight Type 2 inspections a year.", 8),
    ],
)
def test_inspections_of_the_sentence_before(text: str, expected: float) -> None:
    (value, _, quantity, _) = numbers(text, "2012-09-21")[-1]
    assert value == expected
    assert (quantity or "").startswith(("newstart.inspections", "newstart.limit.inspections"))


def test_many_comparisons_take_time_in_proportion() -> None:
    text = NS + "Russia has 12 more deployed warheads than it had a year ago, down from 1,400 by a third. " * 400
    began = time.process_time()
    read(Document(text, published=date(2016, 10, 4)))
    assert time.process_time() - began < 20
