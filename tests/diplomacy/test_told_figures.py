"""Whose a figure is, of what, and of which day, in sentences in which that stands elsewhere. All are invented."""

from __future__ import annotations

import time
from datetime import date

import pytest
from tests.conftest import ROOT

from armscontrol.diplomacy.annotation import figures_of
from armscontrol.diplomacy.figures.dates import dates
from armscontrol.diplomacy.figures.figures import value_of
from armscontrol.diplomacy.figures.numbers import numbers
from armscontrol.diplomacy.figures.quantities import VOCABULARY
from armscontrol.diplomacy.model import Document, Number

STOCKPILE, ALL = "estimate.stockpile", "estimate.total_inventory"
DEPLOYED, COMING = "estimate.deployed_strategic", "estimate.projection"
DW, DV = "newstart.declared.deployed_warheads", "newstart.declared.deployed_delivery_vehicles"
LW, LV = "newstart.limit.deployed_warheads", "newstart.limit.deployed_delivery_vehicles"
LL = "newstart.limit.deployed_and_nondeployed_launchers"


def read(text: str, published: str = "2023-11-01") -> list[Number]:
    document = Document(text, published=date.fromisoformat(published))
    return list(numbers(document, (), dates(document, ())))


def told(text: str, published: str = "2023-11-01") -> list[tuple[float, str | None, str | None]]:
    return [(n.value, n.quantity, n.party) for n in read(text, published) if n.kind != "duration"]


def test_the_vocabulary_stands_in_the_documentation():
    page = (ROOT / "docs" / "record.md").read_text(encoding="utf-8")
    rows = [f"| `{name}` | {words} |" for name, words in VOCABULARY.items()]
    assert "\n".join(rows) in page


# Arsenals without retired warheads


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("China owns 410 warheads, scientists estimate.", (410, STOCKPILE, "CHN")),
        ("France keeps some 290 nuclear bombs.", (290, STOCKPILE, "FRA")),
        ("Israel's 90 warheads were never acknowledged.", (90, STOCKPILE, "ISR")),
        ("India holds about 172 operational warheads.", (172, STOCKPILE, "IND")),
        ("Beijing fields 24 deployed warheads.", (24, DEPLOYED, "CHN")),
        ("China has a total inventory of 500 warheads.", (500, ALL, "CHN")),
        ("Russia owns 5,889 warheads.", (5889, ALL, "RUS")),
        ("The United States' 5,244 warheads are spread over many sites.", (5244, ALL, "USA")),
        ("Russia keeps a military stockpile of 4,489 warheads.", (4489, STOCKPILE, "RUS")),
        ("Russia has 1,674 operational warheads on missiles.", (1674, DEPLOYED, "RUS")),
    ],
)
def test_warheads_without_another_word(text, expected):
    assert told(text) == [expected]


# Whose


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # the world's
        ("The world's nearly 12,500 warheads threaten everyone.", [(12500, "WLD")]),
        ("There are 12,500 warheads in the world.", [(12500, "WLD")]),
        ("Researchers counted a total of 12,512 warheads.", [(12512, "WLD")]),
        ("Of the 12,512 warheads worldwide, 9,576 are in military service.", [(12512, "WLD"), (9576, "WLD")]),
        ("The world's arsenals hold 12,512 warheads, including 9,576 for military use and 2,936 set to be dismantled.",
         [(12512, "WLD"), (9576, "WLD"), (2936, "WLD")]),
        ("Nine countries hold 12,512 warheads, most of them Russia.", [(12512, "WLD")]),
        ("В мире насчитывается 12 512 боезарядов, из них 9576 в запасах.", [(12512, "WLD"), (9576, "WLD")]),
        # not the world's
        ("Russia holds 5,889 warheads, of which 4,489 are in the stockpile.", [(5889, "RUS"), (4489, "RUS")]),
        ("Russia has 5,889 warheads, including 1,674 deployed ones, and the United States 5,244.",
         [(5889, "RUS"), (1674, "RUS"), (5244, "USA")]),
        # in the order of the States
        ("The arsenals of Britain and France, which stand at 225 and 290 warheads respectively, hardly grow.",
         [(225, "GBR"), (290, "FRA")]),
        ("China watches Russia and the United States, which respectively own 5,889 and 5,244 warheads.",
         [(5889, "RUS"), (5244, "USA")]),
        ("China, France and Britain hold 410, 290 and 225 warheads respectively.",
         [(410, "CHN"), (290, "FRA"), (225, "GBR")]),
        # in brackets
        ("Russia (5,889 warheads) leads, followed by the United States (5,244), China (410) and France (290).",
         [(5889, "RUS"), (5244, "USA"), (410, "CHN"), (290, "FRA")]),
        # told by someone else
        ("The Pentagon's study says Beijing owns 500 warheads.", [(500, "CHN")]),
        ("A U.S. defense report claims that China has 500 warheads.", [(500, "CHN")]),
        ("American intelligence officials believe that Pakistan has 170 warheads.", [(170, "PAK")]),
        ("That is so of China, which researchers said had 410 warheads.", [(410, "CHN")]),
        ("The American stockpile is 3,708 warheads.", [(3708, "USA")]),
        ("Russia lags with 1,674 warheads deployed.", [(1674, "RUS")]),
    ],
)  # fmt: skip
def test_whose_warheads(text, expected):
    assert [(n.value, n.party) for n in read(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Both sides made 328 inspections under New START.", "both"),
        ("The two carried out 328 inspections under New START.", "both"),
        ("Each side made 10 inspections under New START since spring.", "each"),
        ("Russia made 10 inspections under New START since spring.", "RUS"),
        ("The INF Treaty destroyed 2,692 missiles.", "both"),
        ("The INF Treaty destroyed 2,692 missiles, 1,846 of them Soviet.", "both"),
        ("Under the INF Treaty the United States destroyed 846 missiles.", "USA"),
        ("Russia's ceiling under New START is 1,550 deployed warheads.", "RUS"),
        ("For Russia the treaty New START set a ceiling of 1,550 deployed warheads.", "each"),
        ("China noted that New START allows 1,550 deployed warheads.", "each"),
    ],
)
def test_both_each_and_one(text, expected):
    assert read(text)[0].party == expected


@pytest.mark.parametrize(
    ("text", "quantity"),
    [
        ("Reagan met Gorbachev again. Their treaty destroyed 2,692 missiles.", "inf.eliminated.missiles"),
        ("The accord of 1987 eliminated 2,692 missiles.", "inf.eliminated.missiles"),
        ("Reagan met Gorbachev. START I eliminated 2,692 missiles.", None),
        ("The army destroyed 2,692 missiles in its depots.", None),
    ],
)
def test_the_treaty_of_its_signers_needs_no_name(text, quantity):
    assert [n.quantity for n in read(text)][:1] in ([quantity], [] if quantity is None else [quantity])


def test_a_part_belongs_to_whom_its_words_name():
    assert told("The INF Treaty destroyed 2,692 missiles, 1,846 of them Soviet.") == [
        (2692, "inf.eliminated.missiles", "both"),
        (1846, "inf.eliminated.missiles", "SUN"),
    ]


@pytest.mark.parametrize(
    ("text", "party"),
    [
        ("The two powers own 90 percent of the world's warheads.", "USA+RUS"),
        ("Russia and the United States own 90 percent of the world's warheads.", "USA+RUS"),
        ("Russia owns 47 percent of the world's warheads.", "RUS"),
        ("Some 90 percent of the world's warheads are at issue.", None),
    ],
)
def test_whose_share(text, party):
    assert [(n.quantity, n.party) for n in read(text)] == [("estimate.share_of_world", party)]


# What may come


@pytest.mark.parametrize(
    "text",
    [
        "China could possess more than 1,000 warheads by 2030.",
        "The number of Chinese warheads could exceed 1,000 by 2035.",
        "China is expected to have 1,000 warheads by the end of the decade.",
        "Analysts expect some 1,000 Chinese warheads by 2030.",
        "The Chinese arsenal is projected to reach 1,000 warheads.",
        "China will probably own 1,000 warheads by 2030.",
        "By all signs China may field 1,000 warheads soon.",
        "Beijing's stockpile is forecast to top 1,000 warheads.",
    ],
)
def test_what_may_come_is_a_projection(text):
    assert next((n.quantity, n.party) for n in read(text)) == (COMING, "CHN")


@pytest.mark.parametrize(
    ("text", "quantity"),
    [
        ("China has 410 warheads.", STOCKPILE),
        ("Each side may not exceed 1,550 deployed warheads under New START.", LW),
        ("Under New START neither is to exceed 700 deployed missiles and bombers.", LV),
        ("If New START ends, Russia could upload 1,000 warheads.", None),
        ("Putin proposed cutting to 1,000 warheads by 2030.", None),
        ("North Korea may have assembled 50 warheads.", STOCKPILE),
    ],
)
def test_what_may_come_is_not_what_is_or_may_be_at_most(text, quantity):
    assert read(text)[0].quantity == quantity


def test_a_projection_is_of_its_year():
    assert read("China could own 1,000 warheads by 2030.")[0].as_of == "2030"


# Of which day


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("In March 2016 Russia had 1,735 deployed warheads and 521 deployed carriers under New START.",
         ["2016-03", "2016-03"]),
        ("At the last exchange, in September 2022, Russia declared 1,549 deployed warheads under New START.", ["2022-09"]),
        ("On Sept. 1, 2022, the last time, Moscow declared 1,549 deployed warheads and Washington 1,420 under New START.",
         ["2022-09-01", "2022-09-01"]),
        ("In September 2022 Russia declared 1,549 deployed warheads, up from 1,458 a year earlier, under New START.",
         ["2022-09", "2021-09"]),
        ("In September 2022 Russia declared 1,549 deployed warheads, from 1,474 six months before, under New START.",
         ["2022-09", "2022-03"]),
        ("China has 410 warheads, against a 2021 estimate of around 350.", [None, "2021"]),
        ("Of 12,512 warheads counted in January 2023, of which 9,576 are in stockpiles, many are old.",
         ["2023-01", "2023-01"]),
        ("Israel had 90 warheads at the start of the year.", ["2023-01"]),
        # none of these dates is the number's
        ("On Tuesday the ministry said that Russia has 1,549 deployed warheads under New START.", [None]),
        ("In October 2023 officials said that China has 500 warheads.", [None]),
        ("Last year Russia kept 1,549 deployed warheads under New START.", [None]),
        ("Russia has 1,549 deployed warheads, down from 1,600, under New START, signed in 2010.", [None, None]),
        ("In 2010 they agreed that each may deploy 1,550 warheads under New START.", [None]),
    ],
)  # fmt: skip
def test_of_which_day(text, expected):
    assert [n.as_of for n in read(text) if n.kind != "duration"] == expected


# What is counted stands elsewhere


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("How many warheads does China own? SIPRI counts 410, up from 350 two years before.",
         [(410, STOCKPILE, "CHN"), (350, STOCKPILE, "CHN")]),
        ("China's warheads multiply. The Pentagon was already above 500.", [(500, STOCKPILE, "CHN")]),
        ("Russia has 5,889 warheads; of these, some 1,674 sit on deployed launchers.",
         [(5889, ALL, "RUS"), (1674, DEPLOYED, "RUS")]),
        ("China has 500 warheads, and as many as 24 of them may be deployed.",
         [(500, STOCKPILE, "CHN"), (24, DEPLOYED, "CHN")]),
        ("Russia's 5,889 warheads come first, before the United States' 5,244 hosted in six countries.",
         [(5889, ALL, "RUS"), (5244, ALL, "USA")]),
        ("Under the INF Treaty both lost arms: 846 American and 1,846 Soviet missiles were destroyed.",
         [(846, "inf.eliminated.missiles", "USA"), (1846, "inf.eliminated.missiles", "SUN")]),
        ("North Korea has 50 warheads and material for up to 40 more.", [(50, STOCKPILE, "PRK")]),
        # no warheads were spoken of
        ("How many people live there? SIPRI has 400 of staff.", []),
        ("China tests its treaties. SIPRI counts 410.", []),
    ],
)  # fmt: skip
def test_words_that_stand_elsewhere(text, expected):
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("New START limits the missiles and bombers that can carry the warheads to 700.", (700, LV, "each")),
        ("New START caps the number of launchers able to deliver such weapons at 800.", (800, LL, "each")),
        ("New START caps each side at 800 deployed missiles and bombers.", (800, LV, "each")),
        ("New START caps each side at 800 deployed and non-deployed launchers.", (800, LL, "each")),
        ("The accord of 2002 held each to between 1,700 and 2,200 warheads.", (2200, "sort.limit.warheads", "each")),
        ("Under the Moscow treaty each kept to 1,700 to 2,200 warheads.", (2200, "sort.limit.warheads", "each")),
        ("Britain raised its ceiling to 260 warheads.", (260, "stockpile.ceiling", "GBR")),
        ("France set the cap on its stockpile at 300 warheads.", (300, "stockpile.ceiling", "FRA")),
    ],
)
def test_limits_by_their_words(text, expected):
    assert told(text) == [expected]


def test_a_range_offered_before_the_moscow_treaty_is_not_its_bound():
    assert told("Bush offered to cut to between 1,700 and 2,200 warheads.", "2001-11-14")[0][1] is None


def test_an_offered_year_is_no_extension():
    found = read("This is no extension of New START but an offer to observe its limits for one year.", "2025-10-08")
    assert [n.quantity for n in found] == ["newstart.offer.years"]


# Number words


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("тысяча пятьсот пятьдесят", 1550), ("тысячи пятисот пятидесяти", 1550), ("семисот", 700), ("восьмисот", 800),
        ("восемнадцать", 18), ("две тысячи шестьсот девяносто два", 2692), ("сорок тысяч", 40_000), ("сто", 100),
        ("one thousand five hundred and fifty", 1550),
    ],
)  # fmt: skip
def test_number_words(words, value):
    assert value_of(words) == value


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("По ДСНВ стороны ограничены тысячей и не более тысячи пятисот пятидесяти развёрнутых боезарядов.", [1550]),
        ("ДСНВ разрешает восемнадцать инспекций в год.", [18]),
        ("Стороны встретились сто лет назад, и о ДСНВ речи не шло.", []),
    ],
)
def test_russian_number_words_in_sentences(text, expected):
    assert [n.value for n in read(text) if n.kind != "duration"] == expected


# As a set of articles marks it


def test_both_ends_of_a_range_stand_by_themselves():
    text = "Under the Moscow treaty each kept to 1,700 to 2,200 warheads."
    (number,) = read(text)
    assert [(text[a:b], value) for (a, b), value in figures_of(number, text)] == [("1,700", 1700), ("2,200", 2200)]
    single = read("Russia owns 5,889 warheads.")[0]
    assert figures_of(single, "Russia owns 5,889 warheads.") == [(single.span, 5889)]


def test_long_rows_are_read_in_linear_time():
    row = "Russia, the United States and China hold " + ", ".join(str(n) for n in range(1000, 1400)) + " warheads. "
    took = []
    for times in (4, 16):
        start = time.perf_counter()
        read(row * times)
        took.append(time.perf_counter() - start)
    assert took[1] < 12 * took[0] + 0.5
