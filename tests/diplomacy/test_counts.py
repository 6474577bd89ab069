"""Numbers as reporters and experts put them, one sentence at a time, and the verdict that the record gives.

All sentences are invented. Each known misprint and mix-up of the press is put in several ways, in English and Russian.
"""

from __future__ import annotations

import pytest

from armscontrol.diplomacy.checks.checking import check_text
from armscontrol.diplomacy.model import Number

# What is wrong, the day on which it is told, the number, the verdict, words of the explanation, and ways to put it.
KNOWN_ERRORS = [
    ("a digit: 1,556", "2011-11", 1556, "contradicted", ("1,566", "1 September 2011", "one digit differs"), (
        "Russia declared 1,556 deployed warheads as of September 2011.",
        "Russia has 1,556 deployed strategic warheads, according to New START data.",
        "Moscow told of 1,556 warheads on deployed ICBMs, SLBMs and heavy bombers for 1 September 2011.",
        "The Russian side counts 1,556 warheads under New START.",
        "У России 1556 боезарядов на развёрнутых носителях по ДСНВ.",
        "По состоянию на 1 сентября 2011 года у России было 1556 развёрнутых боезарядов.",
        "Россия располагает 1556 боезарядами по Договору СНВ-3.",
        "Россия заявила о 1 556 развёрнутых боезарядах.",
    )),
    ("a digit: 1,642", "2014-10", 1642, "contradicted", ("1,643", "United States"), (
        "Russia has 1,642 deployed warheads under New START.",
        "The Russian total stood at 1,642 deployed strategic warheads on September 1, 2014.",
        "Both countries have 1,642 deployed warheads.",
        "Russia has 528 deployed delivery vehicles with 1,642 warheads.",
        "У России 1642 развёрнутых боезаряда на 1 сентября 2014 года.",
        "Россия имеет 1642 развёрнутых боезаряда по ДСНВ.",
    )),
    ("a digit: 505", "2017-10", 505, "contradicted", ("501", "1 September 2017", "one digit differs"), (
        "Russia has 505 deployed delivery vehicles.",
        "Russia has 505 deployed ICBMs, SLBMs and heavy bombers under New START.",
        "As of 1 September 2017 Russia had 505 deployed strategic delivery vehicles.",
        "Russian deployed launchers numbered 505 in September 2017, the New START data show.",
        "У России 505 развёрнутых носителей на 1 сентября 2017 года.",
        "Россия имеет 505 развёрнутых носителей по ДСНВ.",
    )),
    ("a leg for all three: 822", "2011-11", 822, "imprecise", ("SLBMs and heavy bombers left out",), (
        "The United States has 822 deployed ICBMs.",
        "America declared 822 deployed intercontinental ballistic missiles.",
        "The U.S. keeps 822 intercontinental ballistic missiles deployed.",
        "As of 1 September 2011 the United States had 822 deployed land-based missiles.",
        "У США 822 развёрнутые МБР.",
        "США имеют 822 развёрнутых МБР по ДСНВ.",
    )),
    ("all for the non-deployed: 912", "2014-10", 912, "imprecise", ("not the non-deployed alone",), (
        "The United States has 912 non-deployed launchers.",
        "The U.S. declared 912 nondeployed launchers.",
        "As of September 2014 America has 912 launchers that are not deployed.",
        "The U.S. retains 912 undeployed launchers of missiles.",
        "У США 912 неразвёрнутых пусковых установок.",
        "США заявили 912 неразвёрнутых пусковых установок по ДСНВ.",
    )),
    ("the limit on launchers for that on vehicles: 800", "2018-06", 800, "imprecise", ("not the deployed alone",), (
        "New START limits each side to 800 deployed delivery vehicles.",
        "Under New START each side may deploy 800 missiles and bombers.",
        "The treaty caps deployed ICBMs, SLBMs and heavy bombers at 800 under New START.",
        "Under New START, each party may have 800 deployed launchers.",
        "ДСНВ ограничивает стороны 800 развёрнутыми носителями.",
        "По договору СНВ-3 каждая сторона может иметь не более 800 развёрнутых носителей.",
    )),
    ("a sign reversed: warheads", "2013-10", 34, "contradicted", ("the number rose", "1,654", "1,688"), (
        "U.S. deployed warheads fell by 34 since March.",
        "The United States cut 34 deployed warheads.",
        "The number of U.S. warheads dropped by 34 from March to September 2013, New START data show.",
        "The U.S. now has 34 fewer deployed warheads than in March.",
        "США сократили число развёрнутых боезарядов на 34.",
        "Число развёрнутых боезарядов США снизилось на 34.",
    )),
    ("a sign reversed: vehicles", "2013-10", 17, "contradicted", ("the number rose", "792", "809"), (
        "The United States removed 17 delivery vehicles.",
        "U.S. deployed delivery vehicles fell by 17.",
        "The U.S. shed 17 deployed missiles and bombers under New START.",
        "The U.S. has 17 fewer deployed delivery vehicles than in March.",
        "Число развёрнутых носителей США уменьшилось на 17.",
        "США сократили число развёрнутых носителей на 17.",
    )),
    ("100 to shed, for 240", "2012-02", 100, "contradicted", ("1,790 is 240",), (
        "The U.S. has 100 warheads to shed to reach the New START limit.",
        "Under New START the United States has to cut 100 more warheads.",
        "The U.S. is 100 warheads above the New START limit.",
        "To comply with New START Washington needs to eliminate 100 more deployed warheads.",
        "США осталось сократить 100 боезарядов по ДСНВ.",
        "США предстоит ликвидировать ещё 100 боезарядов по ДСНВ.",
    )),
    ("parts that leave one out: 951", "2014-04", 951, "contradicted", ("952", "with one left out"), (
        "The United States has 951 deployed and non-deployed launchers and bombers.",
        "The U.S. declared 951 deployed and non-deployed launchers under New START.",
        "As of 1 March 2014 the United States had 951 launchers and heavy bombers, deployed and not.",
        "America's total of deployed and non-deployed launchers is 951.",
        "У США 951 развёрнутая и неразвёрнутая пусковая установка на 1 марта 2014 года.",
        "На 1 марта 2014 года у США была 951 развёрнутая и неразвёрнутая пусковая установка.",
    )),
    ("a total that its lines do not bear out: 64,091", "1999-06", 64091, "disputed", ("64,082",), (
        "NATO holds 64,091 pieces of treaty-limited equipment.",
        "NATO's holdings under the CFE Treaty came to 64,091 in January 1999.",
        "In January 1999 NATO had 64,091 tanks, guns, aircraft and helicopters under the CFE Treaty.",
        "Under the CFE Treaty the alliance holds 64,091 weapons in all.",
    )),
    ("a total that its lines do not bear out: 80,472", "1999-06", 80472, "disputed", ("79,954",), (
        "NATO's proposed ceilings under the CFE Treaty sum to 80,472.",
        "The alliance proposed ceilings of 80,472 items under the adapted CFE Treaty.",
        "The adapted CFE Treaty would allow NATO 80,472 pieces of equipment.",
        "Under the CFE Treaty's new ceilings NATO may hold 80,472 items.",
    )),
    ("a zero lost: 110", "1995", 110, "contradicted", ("1,100", "a zero is lost"), (
        "START I limits mobile ICBMs to 110 warheads.",
        "Under START I each side may have no more than 110 warheads on deployed mobile ICBMs.",
        "The START I sublimit for mobile missiles was 110 warheads.",
        "START I's ceiling on mobile ICBM warheads is 110.",
    )),
    ("all types for one: 1,846", "2000", 1846, "imprecise", ("not the SS-20 alone",), (
        "The Soviet Union eliminated 1,846 SS-20 missiles under the INF Treaty.",
        "Moscow destroyed 1,846 SS-20s under the INF Treaty.",
        "Under the INF Treaty 1,846 Soviet SS-20 missiles were scrapped.",
        "The INF Treaty led to the destruction of 1,846 SS-20s.",
    )),
    ("two copies: 1,618", "1975", 1618, "disputed", ("1,618 and 1,607",), (
        "SALT I froze Soviet ICBM launchers at 1,618.",
        "SALT I limited the Soviet Union to 1,618 ICBM launchers.",
        "Under SALT I the Soviet Union could have 1,618 launchers of ICBMs.",
        "The SALT I interim agreement left the Soviets 1,618 ICBM silos.",
    )),
    ("two copies: 1,607", "1975", 1607, "disputed", ("1,607 and 1,618",), (
        "SALT I froze Soviet ICBM launchers at 1,607.",
        "SALT I limited the Soviet Union to 1,607 ICBM launchers.",
        "Under SALT I the Soviet Union could have 1,607 launchers of ICBMs.",
        "The SALT I interim agreement left the Soviets 1,607 ICBM silos.",
    )),
    ("a total of 2024 given for 2025", "2025-06", 5580, "outdated", ("2024", "5,459"), (
        "Russia has 5,580 nuclear warheads.",
        "As of 2025 Russia's total inventory is 5,580 warheads.",
        "By one estimate Russia had 5,580 warheads in early 2025.",
        "Russia holds a total of 5,580 nuclear weapons today.",
        "В 2025 году у России 5580 ядерных боеголовок.",
    )),
    ("a total of 2024 given for 2026", "2026-06", 5044, "outdated", ("2024", "5,042"), (
        "The United States has 5,044 nuclear warheads.",
        "The US holds a total of 5,044 warheads.",
        "America's inventory is 5,044 nuclear warheads.",
        "In 2026 the U.S. possesses 5,044 nuclear weapons.",
        "У США 5044 ядерных боезаряда.",
    )),
    ("the total inventory for the deployed", "2024-06", 5044, "imprecise", ("not what is deployed", "3,708", "1,670"), (
        "The United States deploys 5,044 nuclear warheads.",
        "The US fields 5,044 nuclear warheads.",
        "The U.S. has 5,044 operational nuclear warheads.",
        "America has 5,044 active warheads.",
        "The U.S. has an arsenal of 5,044 deployed warheads.",
        "США имеют 5044 развёрнутых боезаряда.",
    )),
    ("the total inventory for the stockpile", "2024-06", 5580, "imprecise", ("not the military stockpile", "4,380"), (
        "Russia's stockpile is 5,580 warheads.",
        "Russia's military stockpile of 5,580 warheads is the largest.",
        "The Russian military stockpiles 5,580 nuclear warheads.",
        "Moscow has 5,580 warheads in its stockpile.",
        "Военный запас России - 5580 боезарядов.",
    )),
    ("the last declared figure as a present one", "2024-06", 1549, "outdated", ("last", "1 September 2022", "none"), (
        "Russia has 1,549 deployed warheads under New START.",
        "Russia has 1,549 deployed strategic warheads.",
        "As of March 2024, Russia declared 1,549 deployed warheads under New START.",
        "Moscow deploys 1,549 strategic warheads.",
        "У России 1549 развёрнутых боезарядов по ДСНВ.",
    )),
]  # fmt: skip
WORDINGS = [
    pytest.param(text, day, value, verdict, said, id=f"{what} {i}")
    for what, day, value, verdict, said, texts in KNOWN_ERRORS
    for i, text in enumerate(texts)
]


def checked(text: str, day: str) -> list[tuple[float, str | None, str, str]]:
    return [
        (claim.value, claim.party, check.verdict, check.explanation)
        for claim, check in check_text(text, day)
        if isinstance(claim, Number)
    ]


@pytest.mark.parametrize(("text", "day", "value", "verdict", "said"), WORDINGS)
def test_a_known_error_is_flagged_however_it_is_put(
    text: str, day: str, value: float, verdict: str, said: tuple[str, ...]
) -> None:
    found = [c for c in checked(text, day) if c[0] == value]
    assert [c[2] for c in found] == [verdict], found
    assert [part for part in said if part not in found[0][3]] == [], found


def test_every_known_error_is_put_in_four_ways_at_least() -> None:
    assert all(len(texts) >= 4 for *_, texts in KNOWN_ERRORS)


def test_the_explanation_of_a_figure_of_both_names_the_two() -> None:
    ((_, _, verdict, told),) = checked("Russia and the United States each have 1,642 deployed warheads.", "2014-10")
    assert verdict == "contradicted"
    assert "one alone" in told
    assert "1,643" in told


# Whose a figure is

R, U = "RUS", "USA"
OWNERS = [
    ("Russia has 5,580 warheads, more than the U.S., which has 5,044.", [(5580, R), (5044, U)]),
    ("Nuclear arsenals: Russia has 5,580, more than the U.S., which has 5,044.", [(5580, R), (5044, U)]),
    ("У России 5580 боеголовок, у США - 5044.", [(5580, R), (5044, U)]),
    ("У России 5580 боеголовок, у США — 5044 боеголовки.", [(5580, R), (5044, U)]),
    ("Russia has 5,580 warheads, compared with 5,044 for the United States.", [(5580, R), (5044, U)]),
    ("Compared with Russia's 5,580 warheads, the U.S. has 5,044.", [(5580, R), (5044, U)]),
    ("With 5,580 nuclear warheads Russia is ahead of the United States, with 5,044.", [(5580, R), (5044, U)]),
    ("Russia, with 5,580 warheads, leads the United States, with 5,044.", [(5580, R), (5044, U)]),
    ("Russia is ahead of the United States with 5,580 warheads.", [(5580, R)]),
    ("At 5,580 warheads, Russia's arsenal exceeds America's 5,044.", [(5580, R), (5044, U)]),
    ("Unlike the United States with its 5,044 warheads, Russia has 5,580.", [(5044, U), (5580, R)]),
    ("The United States, which has 5,044 warheads, trails Russia, which has 5,580.", [(5044, U), (5580, R)]),
    ("Russia outnumbers the U.S. by 5,580 warheads to 5,044.", [(5580, R), (5044, U)]),
    ("Russia and the United States have 5,580 and 5,044 nuclear warheads.", [(5580, R), (5044, U)]),
    ("The US and Russia have 5,044 and 5,580 warheads respectively.", [(5044, U), (5580, R)]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), OWNERS, ids=[t for t, _ in OWNERS])
def test_a_figure_belongs_to_the_party_of_its_own_clause(text: str, expected: list[tuple[float, str]]) -> None:
    found = checked(text, "2024-06")
    assert [c[:2] for c in found] == expected
    assert {c[2] for c in found} == {"accurate"}


DECLARED_OWNERS = [
    ("Russia trails the United States, with 501 deployed delivery vehicles to 660.", [(501, R), (660, U)]),
    ("Against America's 660 deployed missiles and bombers Russia counts 501.", [(660, U), (501, R)]),
    ("У России 501 развёрнутый носитель против 660 у США.", [(501, R), (660, U)]),
    ("Россия имеет 501 развёрнутый носитель, а США имеют 660.", [(501, R), (660, U)]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), DECLARED_OWNERS, ids=[t for t, _ in DECLARED_OWNERS])
def test_so_does_a_declared_one(text: str, expected: list[tuple[float, str]]) -> None:
    found = checked(text, "2017-10")
    assert [c[:2] for c in found] == expected
    assert {c[2] for c in found} == {"accurate"}


# One sentence, one verdict

SINGLE = [
    # whose it is
    ("Russia holds 5,044 warheads.", "2024-06", "contradicted", "another Party"),
    ("Iran has 1,550 warheads.", "2024-06", "unverifiable", "no figure of Iran"),
    ("Iran has 1,550 nuclear warheads under New START.", "2024-06", "unverifiable", "no figure of Iran"),
    ("Belarus now hosts 1,549 Russian warheads.", "2024-06", "unverifiable", "no figure of Belarus"),
    ("У Ирана 1550 ядерных боеголовок.", "2024-06", "unverifiable", "no figure of Иран"),
    ("Six warheads are kept there, and South Africa has 6 nuclear warheads.", "2024-06", "unverifiable", "whose"),
    ("India and Pakistan each have about 170 warheads.", "2024-06", "accurate", "170"),
    ("France and Britain each have 290 warheads.", "2024-06", "contradicted", "225"),
    ("Russia and the United States together have about 10,600 warheads.", "2024-06", "accurate", "10,624"),
    ("Russia, the US and China have 5,580, 5,044 and 500 warheads.", "2024-06", "unverifiable", "several States"),
    ("Russia and the US hold 12,241 nuclear warheads.", "2025-06", "contradicted", "10,636"),
    ("Together the two countries destroyed 2,692 missiles under the INF Treaty.", "1992", "accurate", "2,692"),
    # the world
    ("There are about 12,100 nuclear warheads in the world.", "2024-06", "accurate", "World"),
    ("Nine states hold some 12,240 nuclear warheads.", "2025-06", "accurate", "12,241"),
    ("По оценкам, в мире 12 241 ядерный боезаряд.", "2025-06", "accurate", "World"),
    ("The world has 12,121 warheads.", "2024-06", "unverifiable", "no total of the world for that year"),
    ("The world total of nuclear warheads is 12,241.", "2026-06", "outdated", "2025"),
    ("All nine nuclear-armed states together have 5,580 warheads.", "2025-06", "contradicted", "12,241"),
    ("Russia has the world's largest nuclear arsenal: 5,580 warheads.", "2024-06", "accurate", "Russia"),
    # of what it is a number
    ("Russia has 1,710 nuclear warheads in total.", "2024-06", "imprecise", "deployed warheads alone"),
    ("Russia has 1,710 nuclear warheads.", "2024-06", "imprecise", "deployed warheads alone"),
    ("Russia has 5,580 strategic warheads.", "2024-06", "imprecise", "not the strategic alone"),
    ("Russia has 5,580 tactical warheads.", "2024-06", "imprecise", "not the tactical alone"),
    ("Russia has 5,580 warheads ready for launch.", "2024-06", "imprecise", "not what is deployed"),
    ("Russia has 1,444 delivery vehicles.", "2018-03", "imprecise", "it counts warheads"),
    ("Russia has 46 ICBMs.", "2024-06", "unverifiable", "no figure"),
    ("The INF Treaty eliminated 2,692 warheads.", "2000", "imprecise", "missiles, not warheads"),
    ("The Soviet Union eliminated 654 missiles under the INF Treaty.", "2000", "imprecise", "SS-20 alone"),
    ("Each side may have 1,550 deployed and stored warheads.", "2024-06", "imprecise", "not those that are not deployed"),
    ("New START allows 1,550 warheads each in total.", "2020", "imprecise", "deployed warheads alone"),
    ("New START limits the two sides together to 1,550 deployed warheads.", "2018", "imprecise", "not both together"),
    ("New START limits tactical nuclear weapons to 1,550.", "2018", "imprecise", "not tactical ones"),
    ("Russia's deployed arsenal stands at 5,580.", "2024-06", "imprecise", "not what is deployed"),
    ("Russia has 5,580 warheads, of which all are deployed.", "2024-06", "imprecise", "in reserve as well"),
    ("Russia has 5,580 warheads, not counting retired ones.", "2024-06", "imprecise", "retired warheads included"),
    ("Russia has 4,380 warheads, excluding retired ones.", "2024-06", "accurate", "4,380"),
    ("China has more than 500 operational nuclear warheads.", "2024-06", "accurate", "500"),
    # of what day
    ("Russia's last declared total was 1,549 deployed warheads.", "2026-01", "accurate", "1 September 2022"),
    ("Russia had 1,549 deployed strategic warheads as of 1 September 2022.", "2026-01", "accurate", "1,549"),
    ("Russia has 1,549 deployed strategic warheads.", "2022-12", "accurate", "1,549"),
    ("The United States has 1,419 deployed warheads under New START.", "2024-06", "outdated", "1 March 2023"),
    ("Russia declared 1,549 deployed warheads on September 1, 2022, and 540 deployed carriers.", "2024-06", "accurate",
     "540"),
    ("Before it suspended the treaty, Russia had 1,549 deployed warheads.", "2024-06", "accurate", "1,549"),
    ("Russia has 530 deployed delivery vehicles.", "2025-06", "unverifiable", "none has been since"),
    ("Russia had 5,580 warheads in 2022.", "2024-06", "contradicted", "5,977"),
    ("The U.S. stockpile consists of 5,113 warheads.", "2010-05", "accurate", "last that was known then"),
    # how it is written, and how far it goes
    ("Russia has some 1,500 to 1,600 deployed warheads.", "2022-10", "accurate", "1,588"),
    ("Russia has between 1,700 and 1,800 deployed warheads.", "2024-06", "accurate", "1,710"),
    ("Russia has 5 580 warheads.", "2024-06", "accurate", "5,580"),
    ("Russia has 5.580 warheads.", "2024-06", "accurate", "5,580"),
    ("У России около 5,6 тыс. ядерных боезарядов.", "2024-06", "accurate", "5,580"),
    ("У России 5,5 тыс. ядерных боезарядов.", "2024-06", "disputed", "5,580"),
    ("Russia has just under 1,550 deployed warheads.", "2022-10", "accurate", "1,549"),
    ("Russia has at least 1,550 deployed warheads.", "2022-10", "accurate", "1,588"),
    ("Россия располагает более чем 5500 боеголовками.", "2024-06", "accurate", "5,580"),
    ("Russia has fewer than 5,000 warheads.", "2024-06", "contradicted", "5,580"),
    ("Russia has 5580.5 warheads.", "2024-06", "unverifiable", "whole numbers"),
    ("New START allows each side 20 inspections a year.", "2018", "contradicted", "18"),
    # what is not said to be so
    ("Russia will have 5,580 warheads by 2030.", "2024-06", "unverifiable", "what may be"),
    ("Russia could deploy 1,550 more warheads.", "2024-06", "unverifiable", "How many more"),
    ("If Russia had 5,580 deployed warheads, it would violate New START.", "2024-06", "unverifiable", "supposes"),
    # changes and differences
    ("The U.S. has 34 more deployed warheads than in March.", "2013-10", "accurate", "1,654"),
    ("The U.S. still has 240 deployed warheads to cut under New START by 2018.", "2012-01", "accurate", "1,550"),
    ("Russia is 106 warheads below the New START limit.", "2018-03", "accurate", "1,444"),
    ("Russia has 100 fewer warheads than New START allows.", "2018-03", "contradicted", "106"),
    ("Russia has 536 more warheads than the United States.", "2024-06", "accurate", "5,044"),
    ("Russia is 106 warheads above the New START limit.", "2018-03", "contradicted", "below the limit"),
    ("Russia has 94 more deployed warheads than the United States.", "2018-02", "accurate", "1,444"),
    ("Russia has 94 fewer deployed warheads than the United States.", "2018-02", "contradicted", "Russia has more"),
    ("The U.S. has 1,350 deployed warheads, 94 fewer than Russia.", "2018-02", "accurate", "1,350 less 1,444"),
    ("Russia's warhead total is 5,459; it was 5,580 a year ago.", "2025-06", "accurate", "earlier figure"),
    ("New START limits deployed warheads to 1,500-1,675.", "2020", "contradicted", "1,550"),
    ("The two sides are allowed 3,100 deployed warheads together under New START.", "2020", "accurate", "Twice"),
    ("Britain's cap on its stockpile is 260 warheads.", "2024-06", "unverifiable", "ceiling"),
    ("Of 1,710 deployed warheads, Russia keeps 900 on alert.", "2024-06", "unverifiable", "on alert"),
    ("The INF Treaty required the elimination of 1,846 Soviet missiles.", "1988", "accurate", "1,846"),
    ("The U.S. raised its deployed warheads by 34.", "2013-10", "accurate", "1,688"),
    ("The two sides had 1,643 and 1,642 deployed warheads.", "2014-10", "accurate", "1,642"),
    ("Russia added 90 deployed warheads.", "2013-10", "unverifiable", "no such change"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "day", "verdict", "said"), SINGLE, ids=[t for t, *_ in SINGLE])
def test_one_number_and_its_verdict(text: str, day: str, verdict: str, said: str) -> None:
    found = checked(text, day)
    assert found
    assert found[-1][2] == verdict, found
    assert said in found[-1][3]


def test_a_number_is_not_carried_over_from_a_limit_to_a_partys_own() -> None:
    text = "New START caps deployed warheads at 1,550; Russia's 1,447 is below it, as is the United States' 1,457."
    assert [c[1:3] for c in checked(text, "2020-10")][-1] == ("USA", "accurate")


NOTHING = [
    "Russia has a population of 146 million and 11 time zones.",
    "Russia spends 5,580 million dollars on nuclear weapons.",
    "Russia has 1,550 tanks.",
    "Russia has -5 warheads.",
    "Russia has minus 5 warheads.",
    "Some 5,580 Russian soldiers guard nuclear weapons.",
    "About 60 percent of 1,550 people polled fear nuclear war.",
    "Russia launched 700 drones and 40 missiles at Ukraine.",
    "The base is 1,550 km from Moscow and holds warheads.",
    "New START inspectors travelled 1,550 miles.",
    "The 1,550-page report on New START has 700 annexes.",
    "Ukraine was hit by 1,550 glide bombs and 700 missiles in a week.",
    "У России 1550 танков и 700 самолётов, сообщили в НАТО.",
]  # fmt: skip


@pytest.mark.parametrize("text", NOTHING)
def test_a_number_of_something_else_is_no_claim_about_arms(text: str) -> None:
    assert checked(text, "2024-06") == []


@pytest.mark.parametrize("said", ["1,500 to 1,600 warheads", "about 1,700 warheads"])
def test_a_number_told_of_all_warheads_that_fits_the_deployed_is_imprecise(said):
    [(_, check)] = check_text(f"Russia has {said}.")
    assert check.verdict == "imprecise"
    assert "The number fits another category" in check.explanation
    assert "deployed strategic warheads" in check.explanation
    assert "What the text names is" in check.explanation
