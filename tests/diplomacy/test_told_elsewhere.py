"""What a figure counts, whose it is and of when, where a verb or the sentences before say so. All are invented."""

from __future__ import annotations

import time
from datetime import date

import pytest

from armscontrol.diplomacy.checks.checking import check_number
from armscontrol.diplomacy.figures.dates import dates
from armscontrol.diplomacy.figures.numbers import numbers
from armscontrol.diplomacy.model import Document, Number

RANGE, GONE, YEARLY = "inf.limit.range_km", "inf.eliminated.missiles", "newstart.limit.inspections_per_year"
LW, LV = "newstart.limit.deployed_warheads", "newstart.limit.deployed_delivery_vehicles"
LL, DW = "newstart.limit.deployed_and_nondeployed_launchers", "newstart.declared.deployed_warheads"
ALL, STOCKPILE, RETIRED = "estimate.total_inventory", "estimate.stockpile", "estimate.retired"
SORT = "sort.limit.warheads"


def read(text: str, published: str = "2024-06-01") -> tuple[Document, list[Number]]:
    document = Document(text, published=date.fromisoformat(published))
    found = numbers(document, (), dates(document, ()))
    return document, [n for n in found if n.kind != "duration"]


def last(text: str, published: str = "2024-06-01") -> tuple[float, str | None, str | None, str | None]:
    """The last number of a text, with its name, its owner and the verdict."""
    document, found = read(text, published)
    check = check_number(found[-1], document, found)
    return found[-1].value, found[-1].quantity, found[-1].party, check.verdict if check else None


def owned(text: str, published: str = "2024-06-01") -> list[tuple[float, str | None]]:
    return [(n.value, n.party) for n in read(text, published)[1]]


# The INF Treaty's ranges, and what was destroyed under it


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("The INF Treaty banned ground-launched missiles with ranges between 500 and 5,500 kilometers.", "accurate"),
        ("Under the INF Treaty both sides scrapped missiles that fly 500 to 5,500 km.", "accurate"),
        ("The INF pact prohibited land-based missiles with a range of 500-5,500 kilometres.", "accurate"),
        ("The 1987 INF accord is gone. It had outlawed missiles with ranges from 500 to 5,500 km.", "accurate"),
        ("The INF Treaty banned missiles of 500-5,500 km range.", "accurate"),
        ("The INF Treaty banned land-based missiles with a range of between 500 km and 5,500 km.", "accurate"),
        ("The INF Treaty eliminated all missiles with ranges of 500 to 5,000 kilometers.", "contradicted"),
    ],
)
def test_ranges_that_a_treaty_bans(text, verdict):
    document, (number,) = read(text)
    assert (number.quantity, number.unit, number.low, number.party) == (RANGE, "km", 500, "each")
    assert check_number(number, document, (number,)).verdict == verdict


@pytest.mark.parametrize(
    "text",
    [
        "The 9M729 missile, for which the INF Treaty was abandoned and destroyed, has a range of 500 to 2,500 km.",
        "New START banned nothing with a range of 500 to 5,500 kilometers.",
        "Diplomats of the INF Treaty travelled 500 to 600 kilometers to the site.",
        "The INF Treaty banned missiles. The North fired one with a range of 800 km.",
        "The INF Treaty banned missiles with ranges of 310 to 3,410 miles.",
    ],
)
def test_other_distances(text):
    assert read(text)[1] == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The INF Treaty banned such missiles. By 1991 the parties had eliminated 2,692 of them.", (2692, "both")),
        ("The INF Treaty did away with such missiles. Both countries scrapped 2,692 of these.", (2692, "both")),
        ("The INF treaty removed 2,692 missiles from Europe and Asia.", (2692, "both")),
        ("Under the INF Treaty the superpowers got rid of 2,692 missiles.", (2692, "both")),
        ("The INF treaty scrapped 2,692 missiles: 1,846 Soviet SS-20s and 846 American ones.", (846, "USA")),
    ],
)
def test_missiles_destroyed(text, expected):
    value, name, party, verdict = last(text)
    assert (value, party, name, verdict) == (*expected, GONE, "accurate")


def test_a_type_is_that_of_its_own_side():
    assert last("The INF treaty scrapped 1,846 Soviet SS-20s and more.")[3] == "imprecise"


@pytest.mark.parametrize(
    "text",
    [
        "Ukraine received missiles from its allies. Russia said it had destroyed 40 of them.",
        "The treaty is dead. The army fired missiles overnight, and the defenders destroyed 31 of them.",
        "The treaty covers chemical agents. By 2023 inspectors had destroyed 72 of them.",
        "The INF Treaty banned missiles. The museum keeps 12 of them.",
        "The INF Treaty was signed in 1987. The country removed 300 officials.",
    ],
)
def test_others_destroyed(text):
    assert read(text)[1] == []


# Limits


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Under New START a side may keep no more than 700 deployed land- and sea-based missiles and bombers.", LV),
        ("New START lets each side keep at most 700 deployed ground- and submarine-launched missiles and bombers.", LV),
        ("New START ended. Each side could have no more than 700 deployed missiles and bombers.", LV),
        ("New START ended. Each party could have at most 1,550 deployed warheads.", LW),
        ("New START ended. Both sides could keep up to 800 deployed and non-deployed launchers and bombers.", LL),
    ],
)
def test_what_each_could_have(text, expected):
    assert last(text)[1:] == (expected, "each", "accurate")


@pytest.mark.parametrize(
    "text",
    [
        "New START ended. Each side could have up to 2,000 deployed warheads by 2030.",
        "New START ended. Each side could have at most 1,550 deployed warheads by 2030.",
        "New START ended. Russia could have 1,550 deployed warheads.",
        "New START ended. Each side could have at most 900 deployed missiles and bombers.",
        "New START ended. Each side could soon deploy at most 1,700 warheads.",
    ],
)
def test_what_each_may_come_to_have(text):
    assert last(text)[3] == "unverifiable"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The United States has 5,177 warheads. Of these some 3,700 belong to the military stockpile.", STOCKPILE),
        ("Russia has 5,459 warheads. Of the Russian ones some 4,309 belong to the military stockpile.", STOCKPILE),
        ("The United States has 5,177 warheads. Of its warheads 3,700 belong to the military stockpile.", STOCKPILE),
        ("Russia holds 5,459 warheads, and of these about 1,150 await dismantlement.", RETIRED),
        ("Russia has 5,459 warheads. Of the Russian warheads about 1,150 are retired.", RETIRED),
    ],
)
def test_what_belongs_to_a_stockpile(text, expected):
    _, name, _, verdict = last(text, "2025-08-14")
    assert (name, verdict) == (expected, "accurate")


@pytest.mark.parametrize(
    "text",
    [
        "Of the American ones some 3,700 belong to a union.",
        "Russia has 5,459 warheads. Of the 12 ministers 4 belong to the party.",
        "The United States has 5,177 warheads. Some 3,700 people belong to the movement.",
        "The parade was long. Of the American ones 200 belonged to the choir.",
        "Russia has 5,459 warheads. Of these shops 150 belong to the state.",
    ],
)
def test_what_belongs_elsewhere(text):
    assert [v for v, _ in owned(text, "2025-08-14") if v < 5000] == []


@pytest.mark.parametrize(
    "text",
    [
        "START I cut each side to 6,000 warheads on 1,600 delivery vehicles. The Moscow Treaty went down to between "
        "1,700 and 2,200.",
        "START I allowed 1,600 delivery vehicles. SORT took both to between 1,700 and 2,200.",
        "START I had a limit of 1,600 missiles and bombers. Under the Moscow Treaty it was 1,700 to 2,200.",
        "The Moscow Treaty brought each side's arsenal down to between 1,700 and 2,200 strategic warheads.",
        "SORT, signed in 2002, set a range from 1,700 to 2,200 warheads.",
    ],
)
def test_the_range_of_the_moscow_treaty(text):
    document, found = read(text)
    assert (found[-1].quantity, found[-1].low, found[-1].high) == (SORT, 1700, 2200)
    assert check_number(found[-1], document, found).verdict == "accurate"


@pytest.mark.parametrize(
    "text",
    [
        "START I allowed 1,600 delivery vehicles. The Moscow Treaty cost between 1,700 and 2,200 dollars a page.",
        "START I allowed 1,600 delivery vehicles. After the Moscow Treaty 1,700 to 2,200 people left the plant.",
        "START I allowed 1,600 delivery vehicles. The Moscow Treaty left Russia with 611 missiles.",
        "START I allowed 1,600 delivery vehicles. The Moscow Treaty came after it.",
        "START I allowed 1,600 delivery vehicles. The Moscow Treaty lasted between 1,700 and 2,200 nights.",
    ],
)
def test_what_the_moscow_treaty_does_not_limit(text):
    assert SORT not in {n.quantity for n in read(text)[1]}


# Inspections, named by a question or a verb


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("How many inspections did New START allow?\n\nEighteen a year for each side.", (18, "accurate")),
        ("And how many inspections are there under New START?\n\nHale: Only eighteen a year.", (18, "accurate")),
        ("New START lives.\n\nQ: What about inspections?\n\nA: 18 per year, on either side.", (18, "accurate")),
        ("What did New START say of on-site inspections?\n\nUp to 18 a year.", (18, "accurate")),
        ("How many inspections does New START permit?\n\nRoss: Twenty a year.", (20, "contradicted")),
        ("Under New START each could inspect the other's bases 18 times a year.", (18, "accurate")),
        ("New START lets the parties inspect each other's sites 18 times per year.", (18, "accurate")),
        ("Under New START either may visit the other's missile bases 18 times annually.", (18, "accurate")),
        ("New START allowed Americans to inspect Russian bases 18 times a year.", (18, "accurate")),
        ("New START lets each inspect the other's silos 20 times a year.", (20, "contradicted")),
    ],
)
def test_inspections_a_year(text, expected):
    value, name, party, verdict = last(text)
    assert (value, verdict, name, party) == (*expected, YEARLY, "each")


@pytest.mark.parametrize(
    "text",
    [
        "How many inspections did New START allow?\n\nHe was eighteen a year ago.",
        "How many sailors serve under New START?\n\nEighteen a year.",
        "New START had inspections.\n\nEighteen a year leave the service.",
        "How many inspections did New START allow?\n\nWe met eighteen ministers a year.",
        "How many inspections did New START allow?\n\nNobody counted. It rains. Eighteen a year is my guess at storms.",
        "Under New START the commission met 18 times a year.",
        "New START is gone. The IAEA inspected the plant 18 times a year.",
        "The minister visited Geneva 18 times a year to save New START.",
        "New START inspectors left; the siren sounded 18 times a year.",
        "New START let each inspect the other; the delegations changed their view 18 times.",
    ],
)
def test_others_a_year(text):
    assert read(text)[1] == []


# Of which day


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("According to official data exchanged in March, Russia had 1,474 deployed warheads.", "2022-03"),
        ("Russia's last declaration, of September 1, 2021, listed 1,458 deployed warheads.", "2021-09-01"),
        ("The last American figure, of March 2021, was 1,357 deployed warheads.", "2021-03"),
        ("Data declared in March 2022 give Russia 1,474 deployed warheads.", "2022-03"),
        ("China has 350 deployed warheads, and it was 260 four years ago.", "2018"),
    ],
)
def test_the_day_of_data(text, expected):
    assert read(f"New START is at issue. {text}", "2022-06-01")[1][-1].as_of == expected


@pytest.mark.parametrize(
    "text",
    [
        "The Russian figure, from a report published on Tuesday, was 1,474 deployed warheads.",
        "Envoys who exchanged words in March said that Russia had 1,474 deployed warheads.",
        "In a figure of speech of March 2021, he said Russia had 1,474 deployed warheads.",
        "Prisoners were exchanged in March. Russia has 1,474 deployed warheads.",
        "Data exchanged since January show that Russia has 1,474 deployed warheads.",
    ],
)
def test_the_day_of_something_else(text):
    assert read(f"New START is at issue. {text}", "2022-06-01")[1][-1].as_of is None


# Whose


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The United States on Monday made public the size of its nuclear force under New START.\n\nThe figures, "
            "current as of March 1, show 1,419 deployed warheads, the State Department said.",
            "USA",
        ),
        ("Washington published its New START totals.\n\nThe figures show 1,419 deployed warheads.", "USA"),
        ("Moscow disclosed its own New START data.\n\nThe numbers show 1,549 deployed warheads.", "RUS"),
        ("The U.S. released its New START totals.\n\nThese figures show 662 deployed missiles and bombers.", "USA"),
        ("Russia put out its data under New START.\n\nThose totals show 540 deployed delivery vehicles.", "RUS"),
        ("The Kremlin says it keeps to New START. In September 2022 they declared 1,549 deployed warheads.", "RUS"),
        ("Do you trust Moscow on New START?\n\nWho knows. In 2022 they declared 1,549 deployed warheads.", "RUS"),
        ("Washington was open about New START.\n\nIt never lied. It reported 1,419 deployed warheads.", "USA"),
        ("Ask the Kremlin about New START.\n\nLast time they had declared 1,549 deployed warheads.", "RUS"),
        ("What of the Pentagon and New START?\n\nIn March 2023 they declared 1,419 deployed warheads.", "USA"),
    ],
)
def test_whose_the_sentences_before_say(text, expected):
    assert owned(text)[0][1] == expected


@pytest.mark.parametrize(
    "text",
    [
        "The United States published Russian data under New START.\n\nThe figures show 1,549 deployed warheads.",
        "The U.S. and Russia released their data under New START.\n\nThe figures show 1,549 deployed warheads.",
        "An institute released its New START report.\n\nThe figures show 1,549 deployed warheads.",
        "China disclosed its plans about New START.\n\nThe figures show 1,549 deployed warheads.",
        "The United States made its case for New START.\n\nThe figures show 1,549 deployed warheads.",
        "The Kremlin and Washington differ on New START. In 2022 they declared 1,549 deployed warheads.",
        "Experts distrust the Kremlin on New START. In 2022 they reported 1,549 deployed warheads.",
        "The two sides quarrel about New START. In 2022 they declared 1,549 deployed warheads.",
        "Will the allies follow Moscow on New START?\n\nNo. In 2022 they reported 1,549 deployed warheads.",
        "New START is dead. In September 2022 they declared 1,549 deployed warheads.",
    ],
)
def test_whose_stays_open(text):
    assert owned(text)[0][1] is None


def test_what_was_declared_is_held_against_the_ceiling():
    text = "Do you trust Moscow on New START?\n\nIn September 2022 they declared 1,549 warheads, under the ceiling of 1,550."
    document, found = read(text)
    assert [check_number(n, document, found).verdict for n in found] == ["accurate", "accurate"]
    document, found = read("Moscow keeps to New START.\n\nRussia has 1,549 warheads.", "2022-10-01")
    assert check_number(found[0], document, found).verdict == "imprecise"


@pytest.mark.parametrize(
    "text",
    [
        "Russia's total inventory is 5,420 warheads and that of the United States 5,042, which includes some 1,020 and "
        "1,342 warheads that wait to be taken apart.",
        "Russia has a total inventory of 5,420 warheads and the United States 5,042, including about 1,020 and 1,342 "
        "retired warheads.",
        "Russia holds 5,420 warheads and the United States 5,042, of which 1,020 and 1,342 are retired.",
        "Russia has 5,420 warheads and the United States 5,042; these include 1,020 and 1,342 retired warheads.",
        "Russia keeps 5,420 warheads and America 5,042, of them 1,020 and 1,342 awaiting dismantlement.",
    ],
)
def test_parts_of_two(text):
    document, found = read(text, "2026-04-10")
    assert [(n.value, n.party, n.quantity) for n in found[2:]] == [(1020, "RUS", RETIRED), (1342, "USA", RETIRED)]
    assert {check_number(n, document, found).verdict for n in found} == {"accurate"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Russia has 5,420 warheads and the United States 5,042, including 1,342 retired warheads.", ["USA"]),
        ("Russia has 5,420 warheads, including 1,796 deployed and 1,020 retired warheads.", ["RUS", "RUS"]),
        ("Russia has 5,420 warheads and China 620, including 1,020 and 1,342 retired warheads.", [None, None]),
        ("Russia has 5,420 warheads and the United States 5,042, including America's 1,342 retired ones.", ["USA"]),
        ("The United States has 5,042 warheads, among them 1,670 deployed and 1,342 retired warheads.", ["USA"] * 2),
    ],
)
def test_parts_of_one(text, expected):
    found = [party for value, party in owned(text, "2026-04-10") if value not in (5420, 5042, 620)]
    assert found == expected


@pytest.mark.parametrize(
    "text",
    [
        "One reads of 12,100 warheads in the world. People forget that in 1986 there were some 70,000.",
        "Russia has 5,580 warheads and the United States 5,044. In 1986 there were about 70,000.",
        "The world's 12,121 warheads are too many. In 1986 there were roughly 70,000.",
        "There are 12,121 warheads in the world today. Back in 1986 there were nearly 70,000.",
        "In the military stockpiles it is 4,380 warheads in Russia and 3,708 in America. In 1986 there were some 70,000.",
    ],
)
def test_there_were_so_many_in_the_world(text):
    assert last(text) == (70000, ALL, "WLD", "accurate")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("China has 500 warheads. In 2019 there were some 290.", [500, 290]),
        ("Russia has 5,580 warheads. In 1986 there were some 40,000.", [5580, 40000]),
        ("There are 12,121 warheads in the world. In France there were some 290.", [12121, 290]),
        ("France has 290 warheads and Britain 225. In 1986 there were some 70,000.", [290, 225, 70000]),
        ("There are 12,121 warheads in the world. In the square there were some 70,000 people.", [12121]),
    ],
)
def test_there_were_so_many_elsewhere(text, expected):
    found = owned(text)
    assert [v for v, _ in found] == expected
    assert found[-1][1] != "WLD" or len(found) == 1


# What a text takes back


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Correction, April 11: An earlier version gave the British stockpile as 260 warheads.", []),
        ("An earlier version of this article said that Russia has 6,000 warheads.", []),
        ("Clarification: a previous version of this chart incorrectly put China's stockpile at 200 warheads.", []),
        ("This story misstated the number of Russian warheads as 9,000.", []),
        ("An earlier version said Britain has 260 warheads instead of 225 warheads.", [225]),
        ("In a previous report, the Pentagon estimated that Beijing had 400 warheads in 2021.", [400]),
        ("An earlier version of the missile is gone; Russia has 5,420 warheads.", [5420]),
        ("The first edition of the yearbook counts 620 Chinese warheads.", [620]),
        ("The minister misstated the law and said that Russia has 5,420 warheads.", [5420]),
        ("A previous version of the draft treaty put the limit at 1,000 warheads.", [1000]),
    ],
)
def test_what_is_withdrawn_is_no_claim(text, expected):
    assert [n.value for n in read(text, "2026-04-11")[1]] == expected


# Days


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The aide told a briefing that Friday's meeting in Oslo would begin at noon.", "2025-08-15"),
        ("Officials said Friday's talks would focus on launchers.", "2025-08-15"),
        ("The envoy said that the summit on Friday would open with a dinner.", "2025-08-15"),
        ("She told reporters that Saturday’s round of consultations was due to start at ten.", "2025-08-16"),
        ("He said Friday's call between the presidents will last an hour.", "2025-08-15"),
        ("He said Friday's attack would not go unanswered.", "2025-08-08"),
        ("He said on Friday that the talks would begin soon.", "2025-08-08"),
        ("The ministry said Friday's meeting was useful.", "2025-08-08"),
        ("He told a briefing on Friday that it would take place in Oslo.", "2025-08-08"),
        ("She said Friday's meeting would be remembered.", "2025-08-08"),
        ("The source did not rule out a second meeting in December.", "2025-12"),
        ("He would not rule out another round of talks in early December.", "2025-12"),
        ("Officials have not ruled out a summit in Vienna in December.", "2025-12"),
        ("The minister spoke of the possibility of a new meeting in late December.", "2025-12"),
        ("Moscow proposed a fresh round of consultations in December.", "2025-12"),
        ("He ruled out that the meeting in December had failed.", "2024-12"),
        ("He ruled out any mistake in the December test.", "2024-12"),
        ("The source recalled a second meeting in December.", "2024-12"),
        ("He did not rule out a meeting after what happened in December.", "2024-12"),
        ("She ruled out a role of the envoy who resigned in December.", "2024-12"),
    ],
)
def test_a_gathering_to_come(text, expected):
    assert [d.edtf for d in dates(Document(text, published=date(2025, 8, 14)), ())] == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It spoke on Feb. 4. The minister told deputies a week later that nothing had changed.", "2026-02-11"),
        ("Talks began on January 12, 2026, and ended three days later.", "2026-01-15"),
        ("On March 3 he resigned. Two weeks later he was back.", "2026-03-17"),
        ("The test was announced on March 20; ten days earlier it had been denied.", "2026-03-10"),
        ("They signed on 1 March 2026. A week later the text was public.", "2026-03-08"),
        ("In March he resigned. A week later he was back.", None),
        ("He came on April 8. A week later he was to leave.", None),
        ("He came on March 3. A few weeks later he left.", "2026-03-03"),
        ("He came on March 3, a week later than planned.", "2026-03-03"),
        ("A week later he was gone.", None),
    ],
)
def test_so_long_after_a_day(text, expected):
    assert dates(Document(text, published=date(2026, 4, 10)), ())[-1].edtf == expected


def test_time_grows_with_the_text_alone():
    for words in (
        "they declared some 1,549 warheads of them ",
        "of the American ones some 3,700 belong to what they inspect 18 times a year, ",
        "an earlier version said an earlier version ",
        "Friday's meeting of meeting of talks a week later he did not rule out a meeting ",
        "\n\nHow many inspections?\n\nEighteen a year",
    ):
        begin = time.process_time()
        read(words * (60_000 // len(words)))
        assert time.process_time() - begin < 6
