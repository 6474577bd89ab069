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


# Figures whose words stand elsewhere


NS = "The New START treaty binds Russia and the United States. "
LI, ONE, TWO = (
    "newstart.limit.inspections_per_year",
    "newstart.limit.inspections_type_one_per_year",
    "newstart.limit.inspections_type_two_per_year",
)
DL, RETIRED, WORLD = "newstart.declared.deployed_and_nondeployed_launchers", "estimate.retired", "WLD"
DONE, GONE = "newstart.inspections.conducted", "inf.eliminated.missiles"
APART, SHARE = "newstart.declared.difference", "estimate.share_of_world"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            NS + "As of March 1, 2016, American carriers numbered 741, the Russian ones 521.",
            [(741, DV, "USA"), (521, DV, "RUS")],
        ),
        (
            NS + "On March 1, 2016, Russia declared 521 deployed launchers and the US side 741.",
            [(521, DV, "RUS"), (741, DV, "USA")],
        ),
        (
            "The U.S. stockpile stood at 3,805 warheads that autumn. Half a century before it had been 31,255.",
            [(3805, STOCKPILE, "USA"), (31255, STOCKPILE, "USA")],
        ),
        ("No one went near the ceiling of 700 fixed in New START.", [(700, LV, "each")]),
        (NS + "Both sides are still above 800, the level that binds from next winter.", [(800, LL, "each")]),
        (NS + "America sits right at the cap of 800. Russia has 790.", [(800, LL, "each"), (790, DL, "RUS")]),
        (NS + "Let them stick to 700 delivery vehicles.", [(700, LV, "each")]),
        (NS + "Each could send inspectors to the other up to 18 times a year.", [(18, LI, "each")]),
        (NS + "As many as 14 visits could be arranged by autumn.", [(14, None, None)]),
        (
            "New START: signed in 2010.\n* Ceilings: 1,550 deployed warheads; 800 launchers, deployed or not.\n"
            "* Inspections a year: ten of Type One and eight of Type Two.\n\nSORT: at most 2,200 warheads.",
            [
                (1550, LW, "each"),
                (800, LL, "each"),
                (10, ONE, "each"),
                (8, TWO, "each"),
                (2200, "sort.limit.warheads", "each"),
            ],
        ),
        (
            NS
            + "Last spring Moscow declared 1,540 warheads, ten short of the 1,550 allowed, and 535 deployed launchers.",
            [(1540, DW, "RUS"), (10, APART, "RUS"), (1550, LW, "each"), (535, DV, "RUS")],
        ),
        (
            NS + "The exchange mandated by the pact shows Russia with 1,326 deployed warheads.",
            [(1326, DW, "RUS")],
        ),
        (
            "As of September 1, 2019, Russia has 513 deployed missiles and bombers. The United States has 668 carriers.",
            [(513, DV, "RUS"), (668, DV, "USA")],
        ),
    ],
)
def test_what_a_bare_figure_counts(text, expected):
    assert told(text) == expected


def test_a_treaty_without_its_name_is_known_by_its_day():
    text = "Under the accord, in force since 5 February 2011, neither may keep more than 1,400 warheads on duty."
    assert told(text) == [(1400, LW, "each")]


# What is to come, and what only changes


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("China has about 500 warheads; the Pentagon warned that it would pass 1,200 by 2035.", (1200, COMING, "CHN")),
        (
            "Russia has 4,380 warheads in its stockpile. No one knows whether it adds 300 more by 2030.",
            (300, None, "RUS"),
        ),
        ("Experts expect Russia to shed some 100 warheads by 2030.", (100, None, "RUS")),
        ("The world's nine nuclear powers have 12,100 warheads, up 90 from a year earlier.", (90, None, "WLD")),
        ("China holds 70 of the new warheads.", (70, None, "CHN")),
        (
            "The United States dismantled 9,000 nuclear warheads, including 400 warheads in one year.",
            (400, None, "USA"),
        ),
        ("China may field up to 700 deliverable nuclear warheads by 2027.", (700, COMING, "CHN")),
        ("The Pentagon told of its future force: 400 deployed land-based missiles.", (400, None, "USA")),
    ],
)
def test_what_is_to_come_is_no_holding(text, expected):
    assert told(text)[-1] == expected


# All nuclear-armed States, and stocks by their words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The nine nuclear-armed states (the United States, Russia, Britain, France, China, India, Pakistan, Israel "
            "and North Korea) together held 13,080 nuclear weapons. Around 3,825 of these are currently deployed.",
            [(13080, ALL, WORLD), (3825, DEPLOYED, WORLD)],
        ),
        ("The world's stockpile is put at 12,700 warheads.", [(12700, ALL, WORLD)]),
        ("Russia has 5,889 warheads, retired ones included.", [(5889, ALL, "RUS")]),
        ("Russia keeps 1,000 warheads previously retired from service.", [(1000, RETIRED, "RUS")]),
        ("Washington has 3,748 active and inactive warheads.", [(3748, STOCKPILE, "USA")]),
        (
            "Russia and the United States lead. The two countries have 6,000 and 5,400 warheads, respectively.",
            [(6000, ALL, "RUS"), (5400, ALL, "USA")],
        ),
        (
            "India has overtaken Pakistan with 180 warheads, against Islamabad's 170.",
            [(180, STOCKPILE, "IND"), (170, STOCKPILE, "PAK")],
        ),
        (
            "The number of deployed warheads worldwide was 3,900, up from the 3,700 warheads of last year.",
            [(3900, DEPLOYED, WORLD), (3700, DEPLOYED, WORLD)],
        ),
        ("The stockpile of the United States peaked at its maximum number of 31,255.", [(31255, STOCKPILE, "USA")]),
        ("The US stockpile consisted of 3,748 units.", [(3748, STOCKPILE, "USA")]),
    ],
)
def test_stocks_by_their_words(text, expected):
    assert told(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        NS + "The size of the Russian stockpile is the same compared to 2021.",
        NS + "The Senate voted 71-26 for a treaty on nuclear warheads.",
        "Russia fired 50 missiles at the city. Ukraine shot down 40 of them.",
    ],
)
def test_years_votes_and_war_are_no_figures_of_arms(text):
    assert told(text) == []


# Limits told in other orders, and plans


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (NS + "Each must reduce to 800 its total number of launchers and bombers.", [(800, LL, "each")]),
        (NS + "It limits the arsenals of both countries to 800 delivery systems.", [(800, LL, "each")]),
        (
            NS + "It allows 700 deployed missiles, 800 launchers (a bomber is counted as one) and 1,550 warheads.",
            [(700, LV, "each"), (800, LL, "each"), (1550, LW, "each")],
        ),
        (
            NS + "By 2018 the American force will consist of 450 deployed ICBMs, 240 SLBMs and 60 bombers.",
            [(450, None, "USA"), (240, None, "USA"), (60, None, "USA")],
        ),
        (
            NS + "Under the treaty its 700 delivery vehicles would comprise 430 Minuteman III missiles and 50 bombers.",
            [(700, LV, "each"), (430, None, "USA"), (50, None, None)],
        ),
        (
            NS + "America has 886 deployed carriers, comprising 454 submarine-launched missiles.",
            [(886, DV, "USA"), (454, DV, "USA")],
        ),
        (
            NS + "The US Navy has 336 intercontinental ballistic missile (ICBM) launchers.",
            [(336, DV, "USA")],
        ),
        (
            "Britain's cap will be raised on its stockpile of nuclear warheads from 190 to 270.",
            [(190, "stockpile.ceiling", "GBR"), (270, "stockpile.ceiling", "GBR")],
        ),
        ("Britain will bolster its nuclear stockpile to 270 warheads.", [(270, COMING, "GBR")]),
        ("China is building with the goal of storing as many as 450 warheads.", [(450, COMING, "CHN")]),
        (
            "START I was met. Russia has fulfilled its obligations, having reduced its warheads to 5,518.",
            [(5518, None, "RUS")],
        ),
        (NS + "The US will convert 30 B-52 bombers and empty 50 silos.", [(30, None, "USA"), (50, None, "USA")]),
    ],
)
def test_limits_and_plans(text, expected):
    assert told(text) == expected


def test_an_answer_takes_its_words_from_the_question():
    text = (
        "Q: How many warheads do they have?\n\nA: Russia has 5,889 in total and the United States 5,244. Of these, "
        "1,674 and 1,770 are deployed.\n\nQ: And China?\n\nA: It has about 410."
    )
    assert told(text) == [
        (5889, ALL, "RUS"),
        (5244, ALL, "USA"),
        (1674, DEPLOYED, "RUS"),
        (1770, DEPLOYED, "USA"),
        (410, STOCKPILE, "CHN"),
    ]


# What is measured against a bound, and pairs


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            NS + "Russia has 520 deployed launchers versus 700 for the U.S., and 850 against 860 in all.",
            [(520, DV, "RUS"), (700, DV, "USA"), (850, DL, "RUS"), (860, DL, "USA")],
        ),
        (
            NS + "Moscow declared 1,796 warheads. That leaves Russia 246 above the limit.",
            [(1796, DW, "RUS"), (246, APART, "RUS")],
        ),
        (NS + "Inspections went on: 15 have been held, of 18 permitted.", [(15, DONE, None), (18, LI, "each")]),
        (
            NS + "In launchers, the US declared 882 and Russia 521 against a ceiling of 700.",
            [(882, DV, "USA"), (521, DV, "RUS"), (700, LV, "each")],
        ),
        (
            "The INF treaty worked. The Soviet Union eliminated 1,846 missiles and the United States 846.",
            [(1846, GONE, "SUN"), (846, GONE, "USA")],
        ),
        ("The INF treaty destroyed 2,692 short-, medium-, and intermediate-range missiles.", [(2692, GONE, "both")]),
        (
            "The global total of warheads fell to 12,705 in 2022 from 13,080. Some 3,732 are deployed. "
            "The two biggest account for 90 percent.",
            [(12705, ALL, WORLD), (13080, ALL, WORLD), (3732, DEPLOYED, WORLD), (90, SHARE, "USA+RUS")],
        ),
        (
            "The START I treaty limits each side to 6,000 warheads. The new treaty is to bring the ceiling to 1,650 warheads.",
            [(6000, "start1.limit.warheads", "each"), (1650, None, "each")],
        ),
        ("The United States has 5,949 accountable warheads.", [(5949, None, "USA")]),
        (
            "Each must be down to 1,550 by 2018 under New START. The U.S. had 1,640 in March, Russia 1,490. "
            "Russian launchers number 490 against 790.",
            [(1550, LW, "each"), (1640, DW, "USA"), (1490, DW, "RUS"), (490, DV, "RUS"), (790, DV, "USA")],
        ),
        (
            "The Pentagon put China's stock of warheads at 600.\n\nOf the 9,600 warheads in military stockpiles, 3,900 were "
            "deployed.",
            [(600, STOCKPILE, "CHN"), (9600, STOCKPILE, None), (3900, DEPLOYED, None)],
        ),
        (
            NS + "There is a cap of 800 overall, with the limit of 1,550 far off.",
            [(800, LL, "each"), (1550, LW, "each")],
        ),
    ],
)
def test_figures_beside_a_bound_or_another(text, expected):
    assert told(text) == expected


def test_enough_for_a_bomb_is_no_bomb():
    assert told("Iran has uranium, enough for 9 bombs. The nuclear talks go on.") == []


# In Russian, and figures of a missile


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "ДСНВ жив. По данным Госдепа, на 1 марта у России развёрнуто 510 баллистических ракет и бомбардировщиков, "
            "у Соединённых Штатов – 650.",
            [(510, DV, "RUS"), (650, DV, "USA")],
        ),
        (
            "ДСНВ жив. Госдеп сообщил, что число боеголовок, установленных на этих носителях, у России составляет 1450, "
            "у США – 1360.",
            [(1450, DW, "RUS"), (1360, DW, "USA")],
        ),
        (
            "ДСНВ жив. Россия обменялась данными: она сократила число боеголовок (с 1460 до 1450).",
            [(1460, DW, "RUS"), (1450, DW, "RUS")],
        ),
        (
            NS + "The data of September 1 give Russia 1,640 warheads, up 60 from March; the US figure was 1,540. "
            "Deployed launchers were 520 and 760.",
            [(1640, DW, "RUS"), (60, APART, "RUS"), (1540, DW, "USA"), (520, DV, "RUS"), (760, DV, "USA")],
        ),
        (
            NS
            + "The data show that the warheads attributed to American launchers decreased by 90 from 1,680 to 1,590.",
            [(90, APART, "USA"), (1680, DW, "USA"), (1590, DW, "USA")],
        ),
        (
            NS + "Russia has reduced its force by 23 launchers and 25 warheads.",
            [(23, APART, "RUS"), (25, APART, "RUS")],
        ),
        ("Under the INF treaty the Soviet Union destroyed 654 3-warhead SS-20s.", [(654, GONE, "SUN")]),
        ("It told the size of the American stockpile—5,113 warheads.", [(5113, STOCKPILE, "USA")]),
    ],
)
def test_data_in_two_languages(text, expected):
    assert told(text, "2021-04-06" if "—" not in text else "2010-05-04") == expected


def test_a_third_start_was_only_a_plan_before_new_start():
    (number,) = read("START-III would set a ceiling of 2,100 warheads for each side.", "2000-04-19")
    assert number.quantity is None


# Figures set in a row or told of what carries them
@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("The new accord would limit delivery vehicles to somewhere between 600 and 1,000.", [(600, 1000)]),
        ("The pact limits delivery vehicles to anywhere between 610 and 900 a side.", [(610, 900)]),
        ("The draft caps missiles at something around 640 for each.", [(None, None)]),
    ],
)
def test_a_range_told_loosely_is_read(text, values):
    assert [(n.low, n.high) for n in read(text, "2009-08-01") if n.kind == "limit"] == values


@pytest.mark.parametrize("word", ["carrying", "bearing", "armed with"])
def test_carriers_and_what_they_carry_without_their_words(word):
    text = (
        f"Under New START Russia declared 520 deployed missiles and bombers {word} 1,450 warheads; "
        f"the United States had 655 {word} 1,360."
    )
    found = told(text, "2021-08-01")
    assert found[2] == (655, DV, "USA")
    assert [f for f in found if f[0] == 1360] in ([(1360, DW, "USA")], [])


@pytest.mark.parametrize(
    "text",
    [
        "Inspections under New START, of which each side may make 18 a year, have stopped.",
        "New START inspections have stopped; each of the two did 18 a year.",
        "On-site inspections under New START, which both could hold 18 times each: 18 per year, are over.",
    ],
)
def test_inspections_a_year_without_their_noun_beside(text):
    assert [n.quantity for n in read(text)][-1] == "newstart.limit.inspections_per_year"


@pytest.mark.parametrize(
    "text",
    [
        "New START data show that Russia's deployed stockpile is 1,513 warheads.",
        "Under New START data, Russia's arsenal shrank, and with 1,513 warheads it is the smaller one.",
        "The New START declaration puts the Russian arsenal at 1,513 accountable warheads.",
    ],
)
def test_what_the_data_count_is_declared_whatever_it_is_called(text):
    assert told(text, "2014-10-01") == [(1513, DW, "RUS")]


@pytest.mark.parametrize(
    "text",
    [
        "SIPRI counted 3,710 American and 4,390 Russian warheads in military stockpiles.",
        "The institute SIPRI lists 3,710 U.S. and some 4,390 Russian warheads in the military stockpile.",
        "SIPRI sees 3,710 American, and 4,390 Russian warheads in military stockpiles.",
    ],
)
def test_the_words_after_a_row_of_states_are_of_all(text):
    assert [t[1] for t in told(text, "2024-07-01")] == [STOCKPILE, STOCKPILE]


@pytest.mark.parametrize("word", ["against", "compared with", "versus"])
def test_an_arsenal_set_against_total_inventories_is_one(word):
    text = f"SIPRI puts China's arsenal at 330 warheads, {word} 5,810 for the United States and 6,380 for Russia."
    assert [t[1] for t in told(text, "2020-07-01")] == [ALL, ALL, ALL]


def test_a_list_with_a_figure_of_each_state_is_no_list_of_the_world():
    text = (
        "Warheads: the United States 5,100, Russia 5,500, Britain 220, France 290, China 600, India 180, Pakistan 170, "
        "North Korea 50, Israel - 90 warheads."
    )
    assert [n.party for n in read(text)][-1] != "WLD"


def test_a_stockpile_set_against_a_total_stays_one():
    text = "SIPRI puts China's stockpile at 330 warheads, against 5,810 for the United States."
    assert told(text, "2020-07-01")[0] == (330, STOCKPILE, "CHN")
