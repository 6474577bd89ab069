"""Which figure a number means: of what day, of which part, as a plan, a peak or a share. All sentences are invented."""

from __future__ import annotations

import re
from datetime import date

import pytest

from armscontrol.diplomacy.checks.checking import check_number, check_text
from armscontrol.diplomacy.model import Document, Event, Number
from armscontrol.diplomacy.pages.pages import take_in
from armscontrol.diplomacy.reading import read


def verdicts(text: str, published: str) -> list[tuple[float, str]]:
    """Numbers of a text and the verdicts on them."""
    return [(n.value, c.verdict) for n, c in check_text(text, as_of=published) if not isinstance(n, Event)]


def of(text: str, published: str, value: float) -> str:
    """The verdict on one number of a text."""
    return next(v for n, v in verdicts(text, published) if n == value)


def told(text: str, figure: str, published: str | None = None, **fields: object) -> str:
    """The verdict on a figure of a text that was read as told."""
    start = text.index(figure)
    value = float(figure.replace(",", ""))
    number = Number((start, start + len(figure)), value, **fields)  # type: ignore[arg-type]
    document = Document(text, published=date.fromisoformat(published) if published else None)
    found = check_number(number, document, (number,))
    assert found
    return found.verdict


# The day that stands around a figure


def test_a_figure_is_that_of_the_data_told_before_it() -> None:
    text = "The tally of 1 September 2014 is out, and it lists deployed warheads. Moscow came to 1,643 warheads."
    kinds = {"unit": "warheads", "party": "RUS", "subject": None}
    assert told(text, "1,643", "2019-04-02", **kinds) == "accurate"


def test_a_figure_told_as_todays_is_no_older_one() -> None:
    text = "The limits bind from 5 February 2018. Russia now has 1,444 deployed warheads."
    assert of(text, "2021-06-01", 1444) == "outdated"


def test_an_item_of_a_list_is_read_with_the_list() -> None:
    text = (
        "New START in numbers:\n* Ceilings: 1,550 deployed warheads; 700 deployed missiles and bombers.\n"
        "* Russia's lowest: 1,326 warheads, in March 2020.\n"
    )
    assert of(text, "2026-02-06", 1326) == "accurate"


def test_deployed_need_not_be_said_again() -> None:
    text = (
        "As of 1 September 2014 the United States had 1,642 deployed warheads under New START.\n\n"
        "American delivery vehicles numbered 794."
    )
    assert of(text, "2014-10-07", 794) == "accurate"


def test_the_words_nearest_before_a_figure_count() -> None:
    text = "The pact caps warheads, and that holds. And launchers? The number is exactly 800. That is New START."
    limit = {
        "unit": "warheads", "kind": "limit", "party": "each", "bound": "at_most",
        "quantity": "newstart.limit.deployed_warheads",
        "subject": (text.index("warheads"), text.index("warheads") + 8),
    }  # fmt: skip
    assert told(text, "800", "2018-03-12", **limit) == "accurate"


def test_an_earlier_figure_is_told_of_a_year_before() -> None:
    text = "The United States had 668 deployed missiles and bombers under New START; a year earlier it had 659."
    assert of(text, "2019-10-10", 659) == "accurate"


def test_a_list_before_its_number_is_whole() -> None:
    text = (
        "New START reduces the number of deployed ICBMs, deployed SLBMs and deployed heavy bombers to 700 "
        "and deployed and non-deployed launchers to 800."
    )
    assert verdicts(text, "2019-05-01") == [(700, "accurate"), (800, "accurate")]


# Estimates as they were known


def test_an_edition_that_was_not_out_yet_makes_nothing_outdated() -> None:
    text = "As of early 2026 Russia holds a total of 5,459 warheads."
    assert of(text, "2026-02-06", 5459) == "accurate"
    assert of(text, "2026-06-20", 5459) == "outdated"


def test_a_figure_of_no_one_is_contradicted_by_no_one() -> None:
    assert of("Of all warheads, 3,844 were deployed, the institute said.", "2023-06-12", 3844) == "unverifiable"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The United States has an inventory of 6,970 warheads, with 1,750 of them ready.", 1750),
        ("The arsenal of the United States is 6,970 warheads, of which 2,110 are in repair.", 2110),
    ],
)
def test_a_part_is_not_held_against_the_whole(text, value):
    assert of(text, "2016-04-01", value) == "unverifiable"


def test_retired_warheads_are_held_against_the_retired() -> None:
    text = "Around 1,500 of Russia's retired warheads await dismantlement."
    kinds = {"unit": "warheads", "party": "RUS", "bound": "about", "quantity": "estimate.total_inventory"}
    assert told(text, "1,500", "2022-10-05", **kinds) == "accurate"


def test_what_the_united_states_disclosed_of_retired_and_dismantled_warheads() -> None:
    assert of("The United States had 2,500 retired warheads in 2014.", "2015-02-01", 2500) == "accurate"
    text = "The United States dismantled 12,088 nuclear warheads from 1994 to 2023."
    assert of(text, "2024-08-01", 12088) == "accurate"


@pytest.mark.parametrize(
    ("text", "value", "verdict"),
    [
        ("The U.S. stockpile had a peak of about 31,000 warheads.", 31000, "accurate"),
        ("At its peak the U.S. stockpile held 51,000 warheads.", 51000, "contradicted"),
        ("Britain's stockpile was about 500 warheads in the 1970s.", 500, "accurate"),
        ("From a peak of 31,255 warheads the U.S. stockpile has fallen to 3,748 warheads.", 3748, "accurate"),
    ],
)
def test_a_peak_is_held_against_the_highest_figure(text, value, verdict):
    assert of(text, "2024-08-01", value) == verdict


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("Russia and the United States hold 60 percent of the world's nuclear weapons.", "contradicted"),
        ("Russia and the United States hold about 90 percent of the world's nuclear weapons.", "accurate"),
    ],
)
def test_a_share_of_the_world_is_held_against_the_years_around(text, verdict):
    assert verdicts(text, "2024-06-20")[0][1] == verdict


def test_a_true_bound_that_is_far_off_is_not_contradicted() -> None:
    assert of("Russia and the United States each have more than 1,100 warheads.", "2023-06-13", 1100) == "imprecise"
    assert of("Russia has fewer than 1,000 deployed warheads.", "2020-04-02", 1000) == "contradicted"


# Parts, plans, additions


@pytest.mark.parametrize(
    ("text", "value", "verdict"),
    [
        ("As of March 1, 2014, the U.S. had 78 deployed B-52s under New START.", 78, "accurate"),
        ("As of March 1, 2014, the U.S. had 449 deployed Minuteman III ICBMs under New START.", 449, "accurate"),
        ("As of March 1, 2014, the U.S. had 431 deployed Minuteman III ICBMs under New START.", 431, "unverifiable"),
        ("As of March 1, 2014, the U.S. had about 260 deployed SLBMs under New START.", 260, "unverifiable"),
        ("As of March 1, 2014, the U.S. had 960 deployed ICBMs under New START.", 960, "contradicted"),
    ],
)
def test_a_leg_or_a_type_is_not_contradicted_by_all_vehicles(text, value, verdict):
    assert of(text, "2014-04-10", value) == verdict


@pytest.mark.parametrize(
    ("text", "value", "verdict"),
    [
        ("The Pentagon's plan for its forces under New START: 400 deployed ICBMs.", 400, "accurate"),
        ("The U.S. plans to keep 240 deployed SLBMs under New START.", 240, "accurate"),
        ("Its future force will be 60 deployed bombers, the U.S. said of New START.", 60, "accurate"),
        ("The U.S. plans to keep 420 deployed ICBMs under New START.", 420, "unverifiable"),
    ],
)
def test_a_planned_force_is_held_against_the_plan(text, value, verdict):
    assert of(text, "2014-04-10", value) == verdict


@pytest.mark.parametrize(
    ("text", "day", "value", "verdict"),
    [
        ("Russia's ICBMs could carry up to 1,185 warheads.", "2022-10-05", 1185, "accurate"),
        ("Russia's ICBMs could carry up to 1,385 warheads.", "2022-10-05", 1385, "unverifiable"),
        ("The United States could add 480 nuclear weapons at bomber bases.", "2026-01-13", 480, "accurate"),
        ("China is thought to have about 500 warheads.", "2024-07-25", 500, "accurate"),
        ("China may enable its army to have up to 700 warheads by 2027.", "2021-11-04", 700, "unverifiable"),
        ("In 2010 Britain decided to cut its stockpile from 225 to 180.", "2021-03-16", 180, "unverifiable"),
    ],
)
def test_what_could_come_is_no_count(text, day, value, verdict):
    assert of(text, day, value) == verdict


def test_material_for_warheads_is_no_count_of_warheads() -> None:
    text = "Israel has enough plutonium for about 150 warheads."
    kinds = {"unit": "warheads", "party": "ISR", "bound": "about", "quantity": "estimate.stockpile"}
    assert told(text, "150", "2016-04-01", **kinds) == "unverifiable"


# Changes and differences


@pytest.mark.parametrize(
    ("text", "day", "verdict"),
    [
        ("The world now has 12,512 nuclear warheads, up 86 from last year.", "2023-06-13", "unverifiable"),
        ("China is expanding its stockpile by roughly 100 warheads a year.", "2026-02-08", "unverifiable"),
        ("Russia had 148 more deployed warheads under New START on 1 September 2016 than a year earlier.",
         "2016-10-04", "accurate"),
        ("Moscow says that the US exceeded the limits of New START by 101 launchers.", "2021-05-24", "unverifiable"),
    ],
)  # fmt: skip
def test_a_change_is_not_held_against_a_total(text, day, verdict):
    assert verdicts(text, day)[-1][1] == verdict


# Limits


@pytest.mark.parametrize(
    ("text", "value", "verdict"),
    [
        ("New START caps deployed warheads at 1,550, down from the previous ceiling of 2,200.", 2200, "accurate"),
        ("New START caps deployed warheads at 1,550, down from the previous ceiling of 2,900.", 2900, "unverifiable"),
        ("Under the treaty, New START, neither side may keep more than 1,500 warheads deployed.", 1500, "contradicted"),
        ("New START has a combined limit of 800 deployed and non-deployed launchers and bombers.", 800, "accurate"),
        ("START I allowed 1,540 warheads on 154 heavy ICBMs.", 154, "accurate"),
        ("New START limits deployed warheads to 1,550, which is 74 percent lower than the limit of START I.", 74,
         "accurate"),
        ("New START limits deployed warheads to 1,550, which is 44 percent lower than the limit of START I.", 44,
         "unverifiable"),
    ],
)  # fmt: skip
def test_limits_of_two_treaties(text, value, verdict):
    assert of(text, "2018-05-01", value) == verdict


def test_a_bound_that_is_a_declared_figure_is_the_declared_figure() -> None:
    text = "Russia declared 1,549 warheads under New START, one short of what is allowed, and 540 deployed launchers."
    bound = {
        "unit": "launchers", "kind": "limit", "bound": "at_most", "party": "each",
        "quantity": "newstart.limit.deployed_and_nondeployed_launchers",
    }  # fmt: skip
    assert told(text, "540", "2023-03-10", **bound) == "accurate"


def test_more_inspections_than_there_can_have_been() -> None:
    text = "The two sides have carried out 450 inspections under New START since 2011."
    assert of(text, "2022-01-20", 450) == "contradicted"
    assert of(text.replace("450", "280"), "2022-01-20", 280) == "unverifiable"


def test_several_hundred_is_no_number() -> None:
    found = read(take_in("Each side deploys several hundred bombers under New START.", published=date(2021, 4, 20)))
    assert {c.verdict for c in found.checks} <= {"unverifiable"}


def test_no_check_is_told_twice() -> None:
    text = "Of these, an estimated 1,790 are deployed. Russia has 7,300 warheads. The peak was 40,000."
    for number, check in check_text(text, as_of="2016-04"):
        assert not isinstance(number, Event)
        assert check.span == number.span
        assert re.search(r"\S", check.explanation)


def test_a_limit_before_is_no_count_of_the_year_named() -> None:
    text = "New START caps deployed warheads in the United States at 1,550 by 2018, down from the old ceiling of 2,200."
    assert of(text, "2014-04-08", 2200) == "accurate"
    found = [c.rule for n, c in check_text(text, as_of="2014-04-08") if not isinstance(n, Event) and n.value == 2200]
    assert found == ["limit.former"]


@pytest.mark.parametrize(
    ("text", "day", "value", "verdict"),
    [
        ("In late 2003 the U.S. stockpile was slightly above 10,000 warheads.", "2021-10-06", 10000, "accurate"),
        ("The U.S. had 3,750 active and inactive warheads in September 2020.", "2021-10-06", 3750, "accurate"),
        ("The U.S. stockpile is far below its maximum of 31,255 warheads.", "2021-10-06", 31255, "accurate"),
        ("When SALT II was signed, the United States had 9,200 warheads.", "2015-03-01", 9200, "unverifiable"),
        (
            "The United States has 9,200 warheads, more than when SALT II was signed.",
            "2015-03-01",
            9200,
            "contradicted",
        ),
        ("The stockpile of the U.S. stood at 3,748 warheads, it disclosed.", "2024-08-15", 3748, "accurate"),
    ],
)
def test_a_figure_of_another_time(text, day, value, verdict):
    assert of(text, day, value) == verdict


def test_a_number_to_be_reached_is_a_limit() -> None:
    text = (
        "The U.S. will convert bombers and reach the total of 800 deployed and non-deployed launchers under New START."
    )
    assert of(text, "2014-04-08", 800) == "accurate"


def test_warheads_available_for_use_are_not_the_stockpile() -> None:
    assert of("Britain has 160 operationally available nuclear warheads.", "2010-05-26", 160) == "unverifiable"


def test_a_state_that_no_treaty_limits_breaks_none() -> None:
    text = "China must not have more than 900 warheads."
    bound = {
        "unit": "warheads", "kind": "limit", "bound": "at_most", "party": "each",
        "quantity": "newstart.limit.deployed_warheads",
    }  # fmt: skip
    assert told(text, "900", "2023-03-10", **bound) == "unverifiable"


# What stands beside a figure, and whose it is


@pytest.mark.parametrize(
    ("text", "day", "value", "expected"),
    [
        # ranges agreed on before a treaty are no limits of the one in force
        ("By the Joint Understanding Moscow and Washington are to cut warheads to 1,500-1,675 once START expires.",
         "2009-08-01", 1587.5, "unverifiable"),
        ("The new treaty to replace START will limit delivery vehicles to a range of 500-1,100, negotiators said.",
         "2009-08-01", 1100, "unverifiable"),
        ("Under the START and the Moscow treaties the maximum level of warheads is 2,200.", "2009-12-02", 2200, "accurate"),
        # what is told of none of them
        ("SIPRI counts warheads: France - 300 (290 and 10), China - 260 (none deployed), Israel - 80 (none deployed).",
         "2015-06-15", 260, "accurate"),
        # all launchers by other words
        ("The figures are of New START. In total, the U.S. has 1,015 delivery vehicles, while Russia has 894.",
         "2013-10-03", 894, "imprecise"),
        ("Counting reserve systems, Russia has 894 delivery vehicles under New START.", "2013-10-03", 894, "imprecise"),
        # a limit told without "deployed", between "from" and "to"
        ("New START requires both sides to reduce their warheads by a third - from 2,200 to 1,550.", "2011-02-05", 1550,
         "imprecise"),
        # two figures that changed places
        ("The U.S. and Russia have stockpiles of about 4,300 and 3,700 nuclear warheads, respectively.", "2025-11-01",
         4300, "contradicted"),
        ("Russia and the U.S. have stockpiles of about 4,300 and 3,700 nuclear warheads, respectively.", "2025-11-01",
         4300, "accurate"),
        # all that are deployed or stored
        ("The number of U.S. warheads, deployed and stored, has not changed (3708).", "2023-06-12", 3708, "accurate"),
        ("SIPRI says Russia outdoes the United States in stored warheads, 2815 against 1938.", "2023-06-12", 2815,
         "accurate"),
        ("SIPRI says Russia outdoes the United States in stored warheads, 2815 against 1938.", "2023-06-12", 1938,
         "accurate"),
        ("The U.S. raised the number of deployed warheads from 1744 last year to 1770 this year, SIPRI says.",
         "2023-06-12", 1744, "accurate"),
    ],
)  # fmt: skip
def test_a_figure_in_its_surroundings(text, day, value, expected):
    assert of(text, day, value) == expected


@pytest.mark.parametrize(
    ("text", "party"),
    [
        ("Russia believes that 56 Trident launchers were converted in a way that can be undone.", "USA"),
        ("Washington asked what became of 36 Topol missiles under New START.", "RUS"),
        ("Britain keeps 48 Trident missiles.", "GBR"),
    ],
)
def test_a_type_is_of_the_state_that_has_it(text: str, party: str) -> None:
    (number,) = read(Document(text, published=date(2018, 5, 1))).numbers
    assert number.party == party


def test_the_figures_in_brackets_lend_a_list_no_word() -> None:
    text = (
        "SIPRI says the United States has 7,260 warheads (2,080 deployed and 5,720 other warheads), "
        "Russia - 7,500 (1,780 and 5,718), Britain - 215 (150 and 65)."
    )
    found = {n.value: (n.quantity, n.party) for n in read(Document(text, published=date(2015, 6, 15))).numbers}
    assert found[7500] == ("estimate.total_inventory", "RUS")


def test_a_number_held_against_another_is_no_year() -> None:
    document = Document("Russia stores more warheads than the United States: 2,815 against 1938.", date(2023, 6, 12))
    assert [d.words for d in read(document).dates] == []
    assert [n.value for n in read(document).numbers] == [2815, 1938]


def test_wrapped_lines_are_read_as_one() -> None:
    text = (
        "The sides pledged to cap the number of deployed strategic nuclear warheads to\n"
        "1,550 each and to cut their numbers of strategic nuclear missile\n"
        "launchers in half, and the treaty of theirs, New START, lets each of them make 18 on-site\n"
        "inspections per year in the other country.\n"
    )
    found = {n.value: n.quantity for n in read(Document(text, published=date(2014, 3, 8))).numbers}
    assert found[1550] == "newstart.limit.deployed_warheads"
    assert found[18] == "newstart.limit.inspections_per_year"


@pytest.mark.parametrize("mark", ["- ", "* "])
def test_rows_of_a_list_count_what_the_line_before_them_says(mark: str) -> None:
    rows = "".join(f"{mark}{row}\n" for row in ("The US: 1,744 (3,708)", "Russia: 1,588 (4,477)", "France: 280 (290)"))
    text = f"These had the most deployed nuclear warheads in January 2022:\n{rows}"
    found = read(Document(text, published=date(2022, 6, 13)))
    told = {n.value: (n.quantity, n.party, n.as_of) for n in found.numbers}
    assert told[1588] == ("estimate.deployed_strategic", "RUS", "2022-01")
    assert told[280] == ("estimate.deployed_strategic", "FRA", "2022-01")
    assert told[4477] == (None, "RUS", None)  # of what, the row does not say
    verdicts = {found.document.text[slice(*c.span)]: c.verdict for c in found.checks}
    assert verdicts["1,588"] == "accurate"
    assert "4,477" not in verdicts


@pytest.mark.parametrize(
    ("text", "day", "value", "quantity"),
    [
        ("Some 9,440 of the 12,705 nuclear warheads in the world are in military stockpiles.", "2022-06-13", 9440, "estimate"),
        ("A cut by a third would leave 1,000 warheads, down from New START's 1,550 mandate.", "2013-06-19", 1550,
         "newstart.limit.deployed_warheads"),
        ("Under New START Russia has 1,582 warheads on 515 launchers and the U.S. 1,597 warheads on 785 launchers.",
         "2015-04-06", 785, "newstart.declared.deployed_delivery_vehicles"),
        ("Under the INF Treaty inspectors conducted 452 baseline, elimination, quota, and close-out inspections.",
         "1996-05-20", 452, ""),
        ("Nine nuclear-armed countries (including India) had a total of some 13,865 nuclear weapons, SIPRI says.",
         "2019-06-18", 13865, "estimate.total_inventory"),
    ],
)  # fmt: skip
def test_figures_of_other_wordings_are_read(text: str, day: str, value: float, quantity: str) -> None:
    found = {n.value: n for n in read(Document(text, published=date.fromisoformat(day))).numbers}
    assert (found[value].quantity or "").startswith(quantity)
    assert found[value].party != "IND"


@pytest.mark.parametrize(
    ("text", "day", "value", "expected"),
    [
        ("New START limits warheads to 1,550 each, down from the ceiling of 2,200.", "2010-12-22", 2200, "accurate"),
        ("New START lowers the limit to 1,550 deployed warheads from today's level of 2,200.", "2010-12-22", 1550,
         "accurate"),
        ("The FAS estimates that the U.S. has 4,760 warheads. Of this total, 2,080 warheads are deployed.", "2015-04-06",
         2080, "unverifiable"),
        ("The Pentagon is pushing to reduce its stockpile by a third, down to approximately 1,000 warheads.",
         "2014-05-02", 1000, "unverifiable"),
        ("The Joint Understanding binds no one. Its upper limit is 1,675 strategic warheads.", "2009-07-08", 1675,
         "unverifiable"),
        ("Launchers and bombers will be limited to 800 per side by New START, with only 700 allowed for deployment.",
         "2010-12-22", 800, "accurate"),
        ("Russia is within 11 warheads of meeting its obligations under New START.", "2017-10-03", 11, "accurate"),
        ("Since the New START treaty was signed, the United States has cut 104 deployed launchers.", "2014-04-03", 104,
         "accurate"),
        ("More than 13,000 of the American warheads have been taken apart since 1990.", "2006-07-01", 13000,
         "unverifiable"),
    ],
)  # fmt: skip
def test_no_verdict_of_another_figure(text: str, day: str, value: float, expected: str) -> None:
    assert of(text, day, value) == expected


def test_russian_words_that_lead_to_a_figure() -> None:
    text = (
        "ДСНВ считает носители. На 1 марта 2021 года у России было 517 развёрнутых носителей, США имеют в своём "
        "распоряжении 651. Число боеголовок у России достигает 1456, а у США – 1357."
    )
    found = {n.value: (n.quantity, n.party) for n in read(Document(text, published=date(2021, 4, 6))).numbers}
    assert found[651] == ("newstart.declared.deployed_delivery_vehicles", "USA")
    assert found[1456] == ("newstart.declared.deployed_warheads", "RUS")


def test_deployed_and_stored_is_a_stockpile_of_the_next_state_too() -> None:
    text = "Russia has 4,309 deployed and stored nuclear warheads and the US has 3,700, SIPRI says."
    found = read(Document(text, published=date(2026, 2, 5)))
    assert [(n.quantity, n.party) for n in found.numbers] == [
        ("estimate.stockpile", "RUS"),
        ("estimate.stockpile", "USA"),
    ]
    assert [c.verdict for c in found.checks] == ["accurate", "accurate"]
