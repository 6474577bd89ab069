"""Claims that are false or swapped in ways a reader misses: none may be called accurate, and the true ones stay so."""

from __future__ import annotations

from datetime import date

import pytest

from armscontrol.diplomacy.checks.checking import check_text
from armscontrol.diplomacy.pages.pages import take_in
from armscontrol.diplomacy.reading import read


def verdicts(text: str, as_of: str | None) -> list[tuple[str, str]]:
    """Verdict and rule of each number and event of a text."""
    return [(check.verdict, check.rule) for _, check in check_text(text, as_of)]


def words(text: str, as_of: str | None) -> str:
    """All explanations of a text's verdicts."""
    return " ".join(check.explanation for _, check in check_text(text, as_of))


SWAPPED_DAYS = [
    ("Russia had 1,796 deployed warheads in March 2016 and 1,735 in September 2016.", "2020", 2),
    ("Russia's deployed warheads were 1,480 in September 2013.", "2020", 1),
    ("On 1 September 2013 Russia had 1,480 deployed warheads.", "2020", 1),
    ("Moscow had 1,796 deployed warheads on 1 March 2017.", "2020", 1),
    ("Russia reported 1,796 deployed warheads in March 2016.", "2020", 1),
    ("The United States had 665 deployed missiles and bombers on 1 March 2021.", "2022", 1),
    ("In March 2012 the US had 1,722 deployed warheads; in September 2012, 1,737.", "2013", 2),
    ("In March 2012 the US had 1,722 deployed warheads, and in September 2012 1,737.", "2013", 1),
    ("The March 2014 exchange put Russia's deployed warheads at 1,643.", "2016", 1),
    ("У России было 1461 развёрнутых боезарядов в марте 2020 года.", "2020-05", 1),
]


@pytest.mark.parametrize(("text", "as_of", "count"), SWAPPED_DAYS)
def test_figure_of_another_exchange_is_contradicted(text: str, as_of: str, count: int) -> None:
    """A total told of the day of an exchange is held against that exchange, not against the last one known."""
    assert verdicts(text, as_of) == [("contradicted", "newstart.declared.day")] * count


BACKWARDS = [
    ("U.S. deployed warheads fell from 1,688 in March 2013 to 1,654 in September 2013.", "2014"),
    ("The US cut its deployed warheads from 1,688 to 1,654.", "2014"),
    ("Russian deployed warheads grew from 1,796 to 1,444.", "2019"),
    ("Russia's deployed warheads rose from 1,796 in September 2016 to 1,561 in September 2017.", "2019"),
    ("U.S. deployed delivery vehicles rose from 741 to 652.", "2019"),
    ("In September 2013 the U.S. had 1,688 deployed warheads, down from 1,654 in March.", "2014"),
    ("The U.S. had 1,357 deployed warheads in September 2021, down from 1,389 in March.", "2022"),
    ("Between March and September 2016 Russian deployed warheads fell from 1,796 to 1,735.", "2017"),
    ("China's arsenal fell from 500 to 600 warheads.", "2025-08"),
    ("Russia's arsenal has risen from 5,889 to 5,580 warheads.", "2024-06"),
    ("Moscow raised its launchers and bombers, deployed and not, from 865 to 779.", "2018-04"),
    ("Число развёрнутых боезарядов России выросло с 1426 до 1326.", "2020-05"),
]


@pytest.mark.parametrize(("text", "as_of"), BACKWARDS)
def test_change_told_backwards_is_contradicted(text: str, as_of: str) -> None:
    """The verb, and the order of two figures, are held against the order in which they were declared."""
    assert {v for v, _ in verdicts(text, as_of)} == {"contradicted"}


OTHER_CATEGORY = [
    "Russia keeps 5,580 warheads in reserve.",
    "In reserve, the United States holds 5,044 warheads.",
    "The United States keeps 3,708 warheads in reserve.",
    "The U.S. has 5,044 retired warheads.",
    "Washington has retired 5,044 warheads.",
    "Russia has 4,380 retired warheads.",
    "Russia has 5,580 warheads on its missiles and bombers.",
    "Russia has 5,580 warheads mounted on missiles.",
    "The U.S. has 5,044 warheads aboard submarines and on missiles.",
    "Russia has 4,380 warheads on its missiles.",
    "Russia's stockpile: 5,580 warheads.",
    "Washington's stockpile: 5,044 warheads.",
    "The stockpile of the United States (5,044 warheads) is the second largest.",
    "Russia's inventory: 4,380 warheads.",
    "Russia's bombers carry 5,580 warheads.",
    "Russia's submarines are armed with 5,580 warheads.",
    "Russia's ICBMs carry 1,710 warheads.",
    "Russia's 5,580 launch-ready warheads worry Europe.",
    "The Kremlin has put 5,580 warheads on combat duty.",
    "The U.S. has 1,770 strategic warheads deployed.",
    "The United States dismantled 1,336 warheads.",
    "Russia's total stockpile including retired warheads is 4,380.",
    "Russia has 4,380 warheads including retired ones.",
    "Excluding those in reserve, Russia has 4,380 warheads.",
    "Россия хранит в резерве 5580 боеголовок.",
    "У России 5580 боеголовок на ракетах и бомбардировщиках.",
    "У США 3708 списанных боеголовок.",
]


@pytest.mark.parametrize("text", OTHER_CATEGORY)
def test_all_warheads_told_as_some_of_them(text: str) -> None:
    """A total told as reserve, as retired, as what missiles carry or as the stockpile is a wrong subject."""
    assert [v for v, _ in verdicts(text, "2024-06")] == ["imprecise"]


def test_stockpile_told_of_all_warheads_says_what_is_left_out() -> None:
    assert "Retired warheads are left out; with them: 5,580" in words("Russia has 4,380 warheads.", "2024-06")


SLIPS = [
    ("Russia declared 1,556 deployed warheads in the exchange of 1 September 2011.", "2012", "contradicted", "1,566"),
    ("The United States had 1,688 deployed warheads in March 2013.", "2014", "contradicted", "1,654"),
    ("The 2011 sheet lists 822 deployed ICBMs for the United States.", "2012", "imprecise", "left out here"),
    ("America's 912 non-deployed launchers were reported in September 2014.", "2015", "imprecise", "not the non-depl"),
    ("On March 1, 2014 the United States had 951 launchers.", "2015", "contradicted", "952"),
    ("On March 1, 2014 the U.S. reported a total of 951 launchers and bombers.", "2015", "contradicted", "left out"),
    ("Moscow eliminated 1,846 SS-20s.", None, "imprecise", "not the SS-20 alone"),
    ("NATO's total CFE holdings in January 1999 were 64,091.", None, "disputed", "64,082"),
    ("Ceilings proposed by NATO countries add up to 80,472.", None, "disputed", "79,954"),
    ("Under the Interim Agreement the Soviet Union could keep 1,607 land-based launchers.", None, "disputed", "1,618"),
    ("The United States destroyed 1,846 missiles under the INF Treaty.", None, "contradicted", "another Party"),
    ("The two sides destroyed 2,629 missiles under the INF Treaty.", None, "contradicted", "2,692"),
    ("SALT II limited each side to 2,400 warheads.", None, "imprecise", "not warheads"),
    (
        "The Soviet Union destroyed 1,752 missiles under the INF Treaty.",
        None,
        "imprecise",
        "when the treaty was signed",
    ),
    ("START I limited each side to 1,540 warheads on mobile ICBMs.", None, "imprecise", "another kind of arms"),
    ("START I limited each side to 4,900 warheads on bombers.", None, "imprecise", "another kind of arms"),
    ("START I limited each side to 154 heavy bombers.", None, "imprecise", "another kind of arms"),
    ("Under SALT I the United States could keep 1,618 ICBM launchers.", None, "contradicted", "another Party"),
    ("The Soviet Union had 574 heavy bombers under START I in September 1990.", None, "contradicted", "162"),
    ("The ABM Treaty was terminated by Russia in 2002.", None, "contradicted", "another Party"),
    ("Russia now has 1,735 deployed warheads, less than the 1,796 of March 2016.", "2017", "outdated", "earlier"),
    ("In 2023 the U.S. had 5,044 warheads.", "2024-06", "unverifiable", "a later time only"),
]


@pytest.mark.parametrize(("text", "as_of", "verdict", "told"), SLIPS)
def test_misprints_are_found_with_the_right_figure(text: str, as_of: str | None, verdict: str, told: str) -> None:
    assert [v for v, _ in verdicts(text, as_of)] == [verdict]
    assert told in words(text, as_of)


@pytest.mark.parametrize("verb", ["stay within", "remain under", "keep to"])
def test_until_in_an_offer_is_not_the_end_of_the_treaty(verb: str) -> None:
    text = f"Russia agreed on 22 September 2025 to {verb} New START limits until February 2027."
    assert verdicts(text, "2025-10") == [("imprecise", "offer.condition-left-out")]
    assert [v for v, _ in verdicts("New START runs until February 2027.", "2025-10")] == ["contradicted"]


TRUE = [
    ("Russia had 1,735 deployed warheads in March 2016 and 1,796 in September 2016.", "2020"),
    ("U.S. deployed warheads rose from 1,654 in March 2013 to 1,688 in September 2013.", "2014"),
    ("The United States cut its deployed warheads from 1,688 to 1,585.", "2014-05"),
    ("Russia has 1,480 deployed warheads.", "2013-09"),
    ("In September 2021 Russia declared 1,458 deployed warheads, up from 1,456 in March.", "2022"),
    ("In September 2013 the U.S. had 1,688 deployed warheads, up from 1,654 in March.", "2014"),
    ("Russia declared 1,566 deployed warheads in the exchange of 1 September 2011.", "2012"),
    ("The 2011 sheet lists 822 deployed missiles and bombers for the United States.", "2012"),
    ("On March 1, 2014 the United States had 952 launchers and bombers.", "2015"),
    ("In March 2012 the US had 1,737 deployed warheads; in September 2012, 1,722.", "2013"),
    ("By September, Russia had 1,735 deployed warheads.", "2016-09-20"),
    ("China's arsenal rose from 500 to 600 warheads.", "2025-08"),
    ("The U.S. cut its arsenal from 5,244 to 5,044 warheads.", "2024-06"),
    ("Under SALT I the United States could keep 1,054 ICBM launchers.", None),
    ("SALT I allowed the Soviet Union 62 submarines and the United States 44.", None),
    ("The ABM Treaty was terminated by the United States in 2002.", None),
    ("Russia keeps 2,670 warheads in reserve.", "2024-06"),
    ("The U.S. has 1,336 retired warheads awaiting dismantlement.", "2024-06"),
    ("Russia has 1,710 warheads on its missiles and bombers.", "2024-06"),
    ("Russia's stockpile: 4,380 warheads.", "2024-06"),
    ("Russia has 5,580 warheads, including 1,200 retired ones.", "2024-06"),
    ("Russia's total inventory, including retired warheads: 5,580.", "2024-06"),
    ("Russia has 5,580 warheads for its missiles and bombers.", "2024-06"),
    ("The U.S. has 3,708 warheads in its stockpile, deployed and in reserve.", "2024-06"),
    ("Moscow eliminated 654 SS-20s.", None),
    ("The two sides destroyed 2,692 missiles under the INF Treaty.", None),
    ("SALT II limited each side to 2,400 delivery vehicles.", None),
]


@pytest.mark.parametrize(("text", "as_of"), TRUE)
def test_true_claims_stay_accurate(text: str, as_of: str | None) -> None:
    assert {v for v, _ in verdicts(text, as_of)} == {"accurate"}


SAID = [
    ("Россия готова к диалогу, заявил в пятницу пресс-секретарь президента РФ Дмитрий Песков.", "2024-06-21"),
    ("Россия готова к диалогу, сообщил в четверг замглавы МИД РФ Сергей Рябков.", "2024-06-20"),
    ("Россия готова к диалогу, заявил в среду Дмитрий Песков.", "2024-06-19"),
    ("The limits matter, Sergey Lavrov said on Monday in an interview with Ruritania Today.", "2024-06-17"),
    ("Sergey Lavrov said in an interview with Ruritania Today on March 3 that the limits matter.", "2024-03-03"),
    ("Sergey Lavrov told Ruritania Today on Monday that the limits matter.", "2024-06-17"),
]


@pytest.mark.parametrize(("text", "day"), SAID)
def test_the_day_of_a_statement_with_a_long_role_or_an_outlet(text: str, day: str) -> None:
    """The day between the verb and a role of many words is that of the statement; an outlet's name is no day."""
    russian = text.startswith("Р")
    opening = "Переговоры\n\nОграничения в силе.\n\n" if russian else "Talks\n\nThe limits hold.\n\n"
    found = read(take_in(opening + text, published=date(2024, 6, 21)))
    said = found.statements[-1]
    assert said.date is not None
    assert said.date.edtf == day
    assert not any(found.document.text[a:b].startswith(("3", "Today")) for a, b in said.content)


LISTED = (
    "Nine States - the United States, Russia, Britain, France, China, India, Pakistan, Israel and North Korea - "
    "have them, the institute wrote in June. "
)


@pytest.mark.parametrize(
    "text",
    [
        "It said the number of warheads in those countries at the start of 2015 was 15,850.",
        "It added that these nine countries had 15,850 nuclear warheads at the start of 2015.",
        "It estimated that the total of warheads in the nine states in January 2015 was 15,850.",
    ],
)
def test_those_countries_are_the_ones_just_listed(text: str) -> None:
    """A total told of all States that a sentence lists is the world's, and "it said" leans on no State."""
    assert verdicts(LISTED + text, "2016-06")[-1] == ("accurate", "estimate")


@pytest.mark.parametrize(
    "text",
    [
        "Russia, the United States, China, France, Britain, Pakistan, India, Israel and North Korea have 15,395 "
        "warheads.",
        "The United States, Russia, Britain, France, China, India, Pakistan and Israel held 15,395 nuclear warheads.",
        "A total of 15,395 warheads belong to nine countries: the United States, Russia, Britain, France, China, "
        "India, Pakistan, Israel and North Korea.",
    ],
)
def test_a_list_of_all_states_is_the_world(text: str) -> None:
    assert {v for v, _ in verdicts(text, "2016-06")} == {"accurate"}


@pytest.mark.parametrize(
    "text",
    [
        "The world's arsenals hold 3,300 warheads set to be dismantled.",
        "Worldwide 4,100 retired warheads await dismantlement.",
        "Some 3,050 warheads in the world are retired.",
    ],
)
def test_an_estimate_of_no_day_is_not_held_against_the_one_year_that_is_known(text: str) -> None:
    assert {v for v, _ in verdicts(text, None)} == {"unverifiable"}


def test_an_estimate_of_no_day_beyond_a_long_series_is_wrong() -> None:
    assert verdicts("Russia has 400 nuclear warheads in all.", None) == [("contradicted", "estimate.other")]
    assert [v for v, _ in verdicts("The world has 95,000 nuclear warheads.", None)] == ["contradicted"]


@pytest.mark.parametrize(
    "text",
    [
        "Russia's 5,997 nuclear warheads are the largest arsenal.",
        "The United States holds 5,248 nuclear warheads, and that is told as 5,448 here: it has 5,448 warheads.",
        "Moscow has 5,997 warheads.",
    ],
)
def test_a_number_of_no_day_that_is_one_digit_off_is_told_as_a_misprint(text: str) -> None:
    assert verdicts(text, None)[-1] == ("contradicted", "estimate.misprint")


@pytest.mark.parametrize(
    "text",
    [
        "Russia had 7,300 nuclear warheads, including tactical ones, and the United States had 7,000.",
        "Counting tactical weapons, the United States had 7,000 nuclear warheads.",
        "The United States had 7,000 nuclear warheads, including the tactical and the strategic.",
    ],
)
def test_a_total_that_takes_in_tactical_arms_is_not_of_those_alone(text: str) -> None:
    assert verdicts(text, "2016-06")[-1][0] == "accurate"


@pytest.mark.parametrize(
    "text",
    [
        "New START is in force. Russia would not have to scrap any deployed missiles and bombers to get below 700.",
        "New START is in force. Washington may retire old deployed missiles and bombers to come down to 700.",
        "New START is in force. Moscow might add deployed missiles and bombers yet would have to stay within 700.",
    ],
)
def test_a_bound_to_get_below_is_the_treatys(text: str) -> None:
    assert verdicts(text, "2011-03")[0] == ("accurate", "limit")


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("The United States declared {} and {} deployed warheads in March and September 2012.", (1737, 1722)),
        ("In March and September 2012 the United States declared {} and {} deployed warheads.", (1737, 1722)),
        ("Russia reported {} deployed warheads and {} in March and September 2016.", (1735, 1796)),
    ],
)
def test_two_figures_are_of_two_days_in_their_order(text: str, right: tuple[int, int]) -> None:
    one, other = (f"{n:,}" for n in right)
    assert {v for v, _ in verdicts(text.format(one, other), "2020")} == {"accurate"}
    assert {v for v, _ in verdicts(text.format(other, one), "2020")} == {"contradicted"}


@pytest.mark.parametrize(
    "text",
    [
        "The U.S. had 665 warheads on its carriers (2021).",
        "The U.S. had 665 warheads (September 2021).",
        "The U.S. had 665 nuclear warheads of the long-range kind (2021).",
    ],
)
def test_a_year_in_brackets_is_that_of_the_figure(text: str) -> None:
    """The number is right for what carries warheads, in the year in brackets rather than in that of the text."""
    assert [v for v, _ in verdicts(text, "2022")] == ["imprecise"]


@pytest.mark.parametrize(
    "text",
    [
        "Russia fields 520 missiles carrying 4 warheads each.",
        "Russia has 520 launchers.",
        "In 2021 Russia had 520 missiles and bombers.",
    ],
)
def test_a_number_of_carriers_that_rounds_the_declared_one_is_no_misprint(text: str) -> None:
    """520 rounds the 517 of March 2021, though it is one digit off the 527 of September."""
    assert verdicts(text, "2021")[0] == ("unverifiable", "nothing-known")
