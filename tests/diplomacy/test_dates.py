"""Dates as written in many styles, against what a reader with a calendar would say. All sentences are invented."""

from __future__ import annotations

import json
import re
import time
from calendar import monthrange
from datetime import date, timedelta

import pytest
from tests.conftest import ROOT

from armscontrol.diplomacy.figures.dates import dates
from armscontrol.diplomacy.model import DateMention, Document, Segment

FRIDAY = date(2024, 6, 21)


def read(text: str, published: date | None = FRIDAY) -> list[tuple[str, str | None]]:
    return [(d.words, d.edtf) for d in dates(Document(text, published=published), ())]


# Published on Friday, 21 June 2024.
CASES = [
    ("The spokesman said on Friday.", ["2024-06-21"]),
    ("The envoy told reporters Thursday that talks went on.", ["2024-06-20"]),
    ("Saturday's session was short.", ["2024-06-15"]),
    ("She spoke last Friday.", ["2024-06-14"]),
    ("They will meet next Monday.", ["2024-06-24"]),
    ("Talks will resume on Tuesday in Geneva.", ["2024-06-25"]),
    ("Russia will not return, the minister said on Tuesday.", ["2024-06-18"]),
    ("Russia will not return to talks, a source told the agency on Tuesday.", ["2024-06-18"]),
    ("Today, Friday, the sides met.", ["2024-06-21"]),
    ("He resigned yesterday; tomorrow a successor comes.", ["2024-06-20", "2024-06-22"]),
    ("Earlier this week he flew to Hanoi.", ["2024-06-17/2024-06-21"]),
    ("This week he visited Hanoi.", ["2024-06-17/2024-06-21"]),
    ("Last week the upper house voted.", ["2024-06-10/2024-06-16"]),
    ("Envoys meet next week.", ["2024-06-24/2024-06-30"]),
    ("Last month both sides paused.", ["2024-05"]),
    ("Earlier this month it lapsed.", ["2024-06"]),
    ("He warned the alliance this year.", ["2024"]),
    ("It happened last year and will end next year.", ["2023", "2025"]),
    ("She said so in January.", ["2024-01"]),
    ("She said so in September.", ["2023-09"]),
    ("The report will be published in September.", ["2024-09"]),
    ("The pact expires in February.", ["2025-02"]),
    ("The report of last August was blunt.", ["2023-08"]),
    ("The report of last June was blunt.", ["2023-06"]),
    ("They hope for a summit next February.", ["2025-02"]),
    ("Stocks as of March are lower.", ["2024-03"]),
    ("He was in Bern for the summit of June 15-16.", ["2024-06-15/2024-06-16"]),
    ("The session of June 28-July 2, 2023 was dull.", ["2023-06-28/2023-07-02"]),
    ("The session of 28-30 March 2023 was dull.", ["2023-03-28/2023-03-30"]),
    ("It ran from November 29 to December 6, 2022, in Cairo.", ["2022-11-29/2022-12-06"]),
    ("Signed on 8 April 2010.", ["2010-04-08"]),
    ("Signed on April 8, 2010, in Prague.", ["2010-04-08"]),
    ("Signed on the 8th of April, 2010.", ["2010-04-08"]),
    ("MOSCOW (Agency - 30th March, 2023)", ["2023-03-30"]),
    ("Data of Sept. 1, 2022, and Mar. 1, 2023.", ["2022-09-01", "2023-03-01"]),
    ("Data of March 1 and September 1, 2021.", ["2021-03-01", "2021-09-01"]),
    ("Beginning April 6, 2011, visits were regular.", ["2011-04-06"]),
    ("On Tuesday, February 21, he spoke.", ["2023-02-21"]),
    ("On Tuesday, June 18, he spoke.", ["2024-06-18"]),
    ("He was president in 2008-2012.", ["2008/2012"]),
    ("During his 2008–2012 tenure little changed.", ["2008/2012"]),
    ("Between 2018 and 2020 nothing was signed.", ["2018/2020"]),
    ("The treaty signed in 2010 came into force in 2011.", ["2010", "2011"]),
    ("It was extended for five years in early 2021.", ["2021"]),
    ("It ends in 2026, by which time talks must begin.", ["2026"]),
    ("In the 1990s cuts were deep.", ["199X"]),
    ("The invasion of February 2022 changed that.", ["2022-02"]),
    ("Russia's February 2022 invasion changed that.", ["2022-02"]),
    ("In the spring of 2022 talks stopped.", ["2022-21"]),
    ("Two years ago talks stopped.", ["2022"]),
    ("Three days ago talks stopped.", ["2024-06-18"]),
    ("Published 2023-05-15.", ["2023-05-15"]),
    ("Published 15.05.2023.", ["2023-05-15"]),
    ("Published 05/15/2023.", ["2023-05-15"]),
    ("Published 05/06/2023.", [None]),
    ("In December of last year it was ready.", ["2023-12"]),
    ("The law of Feb. 31, 2023 does not exist.", [None]),
    ("The treaty is in force until February 5, 2026.", ["2026-02-05"]),
    ("It is scheduled to expire on February 5.", ["2025-02-05"]),
    ("It was suspended on February 5.", ["2024-02-05"]),
    ("On July 4, the inspectors will arrive.", ["2024-07-04"]),
    ("A vote is set for Monday.", ["2024-06-24"]),
    ("It expires on Thursday.", ["2024-06-27"]),
    ("He has until Wednesday to answer.", ["2024-06-26"]),
    ("They agreed to meet in Cairo from Nov. 29 to Dec. 6.", ["2024-11-29/2024-12-06"]),
    ("The session, planned for March, was put off.", ["2024-03"]),
    ("The Nov. 5 election is near.", ["2024-11-05"]),
    ("It ends Feb. 5, 2027, and on Sept. 22 he made an offer.", ["2027-02-05", "2023-09-22"]),
    ("In mid-2023 it was ready.", ["2023"]),
    ("The law, he argued, will stand, according to remarks on Tuesday.", ["2024-06-18"]),
    ("In August 2022 Russia suspended inspections; in 2023 it broke off notifications.", ["2022-08", "2023"]),
    ("В пятницу министр выступил.", ["2024-06-21"]),
    ("Договор подписан 8 апреля 2010 года.", ["2010-04-08"]),
    ("Он истекает 5 февраля.", ["2025-02-05"]),
    ("В августе 2022 года инспекции остановлены.", ["2022-08"]),
    ("В прошлом году и на прошлой неделе.", ["2023", "2024-06-10/2024-06-16"]),
    ("Вчера он сказал это.", ["2024-06-20"]),
    ("In 2008–2012 годах.", ["2008/2012"]),
    ("Встреча 15-16 июня прошла.", ["2024-06-15/2024-06-16"]),
    # what is to come, in the present
    ("The ministers are meeting on Monday.", ["2024-06-24"]),
    ("Envoys meet in Bern on Tuesday for talks.", ["2024-06-25"]),
    ("The envoys met in Bern on Tuesday for talks.", ["2024-06-18"]),
    ("Talks begin on Wednesday.", ["2024-06-26"]),
    ("The start on Monday was slow.", ["2024-06-17"]),
    ("The law enters into force on Monday.", ["2024-06-24"]),
    ("The vote is on Tuesday.", ["2024-06-25"]),
    ("On Monday the ministers will meet in Bern.", ["2024-06-24"]),
    ("On Tuesday the ministry said it will stay.", ["2024-06-18"]),
    ("В понедельник состоится встреча.", ["2024-06-24"]),
    ("Both kept the New START accord through June 1, they said.", ["2024-06-01"]),
    # what was to come and is told of as past
    ("A visit scheduled for November 12 never happened.", ["2023-11-12"]),
    ("A session set for November 29 in Oslo was then called off.", ["2024-11-29"]),
    ("Talks had been planned for May but were never held.", ["2024-05"]),
    ("The visit, planned for Tuesday, was called off.", [None]),
    ("A summit in October has been cancelled.", [None]),
    ("They had agreed to such talks at a meeting in Bern in April.", ["2024-04"]),
    ("On July 4 the talks stalled.", ["2023-07-04"]),
    # days by their number, spans, edges
    ("He showed it on the first of March.", ["2024-03-01"]),
    ("He spoke on the twenty-first of February.", ["2024-02-21"]),
    ("They met from 30 June to 2 July 2023.", ["2023-06-30/2023-07-02"]),
    ("They met June 30 to July 2, 2023.", ["2023-06-30/2023-07-02"]),
    ("At the end of 2012 it stood.", ["2012-12"]),
    ("It had 90 at the outset of 2023.", ["2023-01"]),
    ("They will finish by the end of the year.", ["2024-12"]),
    ("They finished at the end of the year.", [None]),
    ("They want it by the end of the month.", ["2024-06"]),
    ("Over the weekend he flew home.", ["2024-06-15/2024-06-16"]),
    ("The talks start next week, on Wednesday.", ["2024-06-24/2024-06-30", "2024-06-26"]),
    ("He came on Tuesday last week.", ["2024-06-11", "2024-06-10/2024-06-16"]),
    ("A decade ago it had more.", ["2014"]),
    ("In the spring talks stalled.", [None]),
    ("In the past year little moved.", [None]),
    ("The pact dies in six months, on December 13.", ["2024-12-13"]),
    ("He announced that it would end in 60 days on January 5.", ["2024-01-05"]),
    ("They exchange lists in March and September each year.", [None, None]),
    # from the date before it
    ("It began in 2019. A year later it ended.", ["2019", "2020"]),
    ("It began in 2019. The following year it ended.", ["2019", "2020"]),
    ("It began in May 2019. Three months later it ended.", ["2019-05", "2019-08"]),
    ("It was extended until 2023. A year later it ended.", ["2023", None]),
    ("It had 900 in 1967. It had 90 a year earlier.", ["1967", None]),
    ("At the start of 2022 it had 90, 5 more than a year earlier.", ["2022-01", None]),
    # the year of the story
    (
        "The pact was to lapse in February 2021, but two days before the deadline, on February 3, it was extended.",
        ["2021-02", "2021-02-03"],
    ),
    ("In February 2021 time was short. On February 3 the two sides agreed.", ["2021-02", "2021-02-03"]),
    ("In 2021 the leaders met in Bern on June 16.", ["2021", "2021-06-16"]),
    (
        "On Feb. 2, 2019, notice was given. Six months later, on Aug. 2, the treaty ended.",
        ["2019-02-02", "2019-08", "2019-08-02"],
    ),
    (
        "They signed it on May 24, 2002. On June 1 of the following year it took force.",
        [
            "2002-05-24",
            "2003-06-01",
        ],
    ),
    ("Last year, on August 3, it was extended.", ["2023", "2023-08-03"]),
    ("In 2020, between March 1 and September 1, it grew.", ["2020", "2020-03-01/2020-09-01"]),
    ("In August 2021 the talks began. In December the envoys left.", ["2021-08", None]),
    ("The treaty, signed on April 8, 2010, was suspended on February 21.", ["2010-04-08", "2024-02-21"]),
    ("Since February 2011 they had met; on June 3 they parted.", ["2011-02", "2024-06-03"]),
    ("21 июня 2024\nНапомним, разговор состоялся 26 января.", ["2024-06-21", "2024-01-26"]),
    # Russian
    ("Это случилось три дня назад.", ["2024-06-18"]),
    ("Это случилось два года назад.", ["2022"]),
    ("Встреча пройдёт в следующий вторник.", ["2024-06-25"]),
    ("Он ушёл в прошлую пятницу.", ["2024-06-14"]),
    ("В начале года их было 90.", ["2024-01"]),
    ("В конце прошлого года их было 90.", ["2023-12"]),
    ("К февралю 2018-го их стало меньше.", ["2018-02"]),
    ("БЕРН, 20 июн — Агентство.", ["2024-06-20"]),
    ("Летом 2022 года, в 1990-х годах.", ["2022-22", "199X"]),
    ("21 февраля прошлого года он объявил об этом.", ["2023-02-21"]),
]

# Day of publication, words, answers.
DATED = [
    (
        date(2023, 3, 10),
        "It began on August 8, 2022. A session set for November 29 was then called off.",
        ["2022-08-08", "2022-11-29"],
    ),
    (
        date(2023, 2, 22),
        "Russia went to war in February 2022. On February 21 Putin suspended the pact.",
        ["2022-02", "2023-02-21"],
    ),
    (date(2023, 2, 22), "Putin announced Tuesday that Russia would suspend its role.", ["2023-02-21"]),
    (
        date(2023, 2, 22),
        "Russia's parliament on Wednesday approved the suspension, a day after Putin announced it.",
        ["2023-02-22"],
    ),
    (
        date(2023, 2, 22),
        "The treaty, which is due to expire in February 2026, was signed in 2010.",
        ["2026-02", "2010"],
    ),
    (
        date(2023, 2, 22),
        "Inspections were halted in March 2020 because of the pandemic; talks on resuming them were to have been held last November in Egypt.",
        ["2020-03", "2022-11"],
    ),
    (date(2023, 2, 22), "In his address on the eve of the Feb. 24 anniversary, Putin spoke.", ["2023-02-24"]),
    (date(2021, 1, 26), "The treaty expires on Feb. 5.", ["2021-02-05"]),
    (
        date(2021, 1, 26),
        "The pact, which was due to expire next week, will run until Feb. 5, 2026.",
        ["2021-02-01/2021-02-07", "2026-02-05"],
    ),
    (date(2021, 1, 26), "The accord would have lapsed on Feb. 5.", ["2021-02-05"]),
    (date(2021, 1, 26), "Biden and Putin spoke by phone Tuesday.", ["2021-01-26"]),
    (date(2021, 1, 28), "The State Duma ratified the agreement on Jan. 27.", ["2021-01-27"]),
    (date(2021, 2, 3), "It was to expire Friday.", ["2021-02-05"]),
    (date(2021, 2, 3), "The treaty, which was set to expire on Friday, was extended.", ["2021-02-05"]),
    (date(2010, 12, 23), "The Senate voted Wednesday 71-26.", ["2010-12-22"]),
    (date(2010, 12, 23), "The Duma will take up the treaty on Friday.", ["2010-12-24"]),
    (date(2010, 12, 23), "START I expired a year ago, on December 5, 2009.", ["2009", "2009-12-05"]),
    (date(2010, 4, 9), "The leaders signed the treaty in Prague on Thursday.", ["2010-04-08"]),
    (date(2010, 3, 26), "They will sign the pact in Prague on April 8.", ["2010-04-08"]),
    (date(2010, 3, 26), "They plan to sign it on April 8 in Prague, the Kremlin said.", ["2010-04-08"]),
    (date(2010, 3, 26), "The signing is planned for April 8.", ["2010-04-08"]),
    (date(2010, 3, 26), "The signing ceremony, to be held April 8, follows months of talks.", ["2010-04-08"]),
    (date(2009, 12, 4), "The treaty expires at midnight on Saturday.", ["2009-12-05"]),
    (date(2009, 12, 4), "The treaty runs out Saturday.", ["2009-12-05"]),
    (date(2009, 12, 4), "Negotiators hope to finish by the end of December.", ["2009-12"]),
    (date(2009, 7, 7), "They want a deal by December.", ["2009-12"]),
    (date(2009, 7, 7), "A new pact must be ready before December 5, when START expires.", ["2009-12-05"]),
    (date(2022, 8, 9), "Russia told Washington on Monday it was exempting its sites.", ["2022-08-08"]),
    (
        date(2022, 11, 29),
        "The meeting had been scheduled to run from Tuesday through Dec. 6.",
        ["2022-11-29", "2022-12-06"],
    ),
    (date(2022, 11, 29), "The talks were to take place from Nov. 29 to Dec. 6 in Cairo.", ["2022-11-29/2022-12-06"]),
    (date(2022, 11, 9), "The commission will meet in the near future, officials said Tuesday.", ["2022-11-08"]),
    (
        date(2023, 6, 3),
        "Jake Sullivan said Friday that the U.S. would adhere to the limits until 2026.",
        ["2023-06-02", "2026"],
    ),
    (date(2023, 6, 3), "Beginning June 1, the United States withholds data.", ["2023-06-01"]),
    (date(2023, 6, 3), "Effective June 1, the United States withholds data.", ["2023-06-01"]),
    (
        date(2025, 9, 23),
        "Putin said on Monday that Moscow would stick to limits for a year after the treaty expires on February 5, 2026.",
        ["2025-09-22", "2026-02-05"],
    ),
    (date(2025, 9, 23), "The treaty expires in February.", ["2026-02"]),
    (date(2025, 9, 23), "New START, whose term ends February 5, is the last.", ["2026-02-05"]),
    (date(2025, 10, 6), "Trump told reporters on Sunday it sounded like a good idea.", ["2025-10-05"]),
    (date(2026, 1, 15), "The treaty's Feb. 5 expiration looms.", ["2026-02-05"]),
    (date(2026, 1, 15), "With three weeks left before the Feb. 5 deadline, no answer came.", ["2026-02-05"]),
    (date(2026, 1, 15), "Putin's proposal of last September went unanswered.", ["2025-09"]),
    (date(2026, 2, 6), "The treaty expired on Thursday.", ["2026-02-05"]),
    (date(2026, 2, 6), "The treaty, which expired Feb. 5, was the last.", ["2026-02-05"]),
    (date(2026, 2, 4), "The treaty expires Thursday, ending decades of limits.", ["2026-02-05"]),
    (date(2026, 2, 4), "New START will end this week.", ["2026-02-02/2026-02-08"]),
    (date(2026, 2, 4), "It is due to expire on Thursday, Feb. 5.", ["2026-02-05"]),
    (date(2026, 2, 4), "Putin said in September he was ready to extend it.", ["2025-09"]),
    (date(2026, 2, 4), "In May 2025 and again in September the offer was made.", ["2025-05", "2025-09"]),
    (date(2024, 2, 29), "In his Feb. 29 address Putin warned the West.", ["2024-02-29"]),
    (date(2024, 1, 18), "Lavrov told his annual news conference on Thursday.", ["2024-01-18"]),
    (date(2024, 1, 18), "Lavrov said at a press conference on January 18, 2024:", ["2024-01-18"]),
    (date(2024, 11, 25), "The next U.S. administration takes office on Jan. 20.", ["2025-01-20"]),
    (date(2024, 11, 25), "Trump, who takes office on January 20, has spoken.", ["2025-01-20"]),
    (date(2024, 11, 25), "Trump will be inaugurated Jan. 20.", ["2025-01-20"]),
    (
        date(2019, 2, 2),
        "Pompeo said Friday the U.S. will withdraw from the INF Treaty in six months; Russia has until August 2 to comply.",
        ["2019-02-01", "2019-08-02"],
    ),
    (
        date(2019, 8, 2),
        "The treaty ended on Friday, six months after the U.S. announced on Feb. 1 its intention.",
        ["2019-08-02", "2019-02-01"],
    ),
    (date(2018, 2, 5), "Monday marked the deadline by which both had to meet the limits.", ["2018-02-05"]),
    (date(2018, 2, 5), "As of Feb. 5, 2018, Russia had 1,444 warheads.", ["2018-02-05"]),
    (date(2018, 2, 27), "The Foreign Ministry said in a statement dated 27.02.2018.", ["2018-02-27"]),
    (date(2020, 10, 20), "Putin proposed on Oct. 16 extending the pact for a year.", ["2020-10-16"]),
    (date(2020, 10, 20), "The U.S. election on November 3 clouds the talks.", ["2020-11-03"]),
    (date(2020, 10, 20), "before the Nov. 3 U.S. election", ["2020-11-03"]),
    (date(2020, 6, 24), "The two sides met in Vienna on Monday and Tuesday.", ["2020-06-22", "2020-06-23"]),
    (date(2020, 6, 24), "A second round may be held in late July or early August.", ["2020-07", "2020-08"]),
    (date(2020, 6, 24), "A second round could take place at the end of July.", ["2020-07"]),
]


@pytest.mark.parametrize(("published", "text", "expected"), DATED, ids=[c[1][:50] for c in DATED])
def test_the_day_of_publication_decides(published: date, text: str, expected: list[str | None]) -> None:
    assert [edtf for _, edtf in read(text, published)] == expected


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[c[0][:50] for c in CASES])
def test_words_in_many_styles(text: str, expected: list[str | None]) -> None:
    assert [edtf for _, edtf in read(text)] == expected


@pytest.mark.parametrize(
    "text",
    [
        "They march on Moscow, and talks may follow.",
        "May Like This Article",
        "Theresa May spoke to April Jones.",
        "March on, they cried.",
        "The bill of fiscal 2025 failed.",
        "Some 2,010 warheads were counted, and 2000 warheads remain.",
        "UN Resolution 2010 says so.",
        "A 71-year-old, RS-28, Tu-160 and 10.2024.",
        "The Sunday Times and Black Friday.",
        "More than 1950 missiles were scrapped.",
    ],
)
def test_what_is_no_date(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The envoy told Arms Control Today on March 3 that the limits matter.", ["2024-03-03"]),
        ("The envoy told USA Today on Monday that talks are over.", ["2024-06-17"]),
        ("The envoy told USA TODAY on Monday that talks are over.", ["2024-06-17"]),
        ("The envoy told Russia Today that the limits matter.", []),
        ("He spoke on the Today programme on May 5.", ["2024-05-05"]),
        ("She said so on the Monday Morning show.", []),
        ("She said so on the Sunday Show.", []),
        ("The Sunday Express wrote on Tuesday that it is so.", ["2024-06-18"]),
        ("Today, the ministry answered.", ["2024-06-21"]),
        ("“Today we keep the limits,” he said.", ["2024-06-21"]),
        ("MOSCOW — Today the ministry answered.", ["2024-06-21"]),
        ("ENVOYS MEET TODAY", ["2024-06-21"]),
        ("Tomorrow the sides meet.", ["2024-06-22"]),
        ("It was said on Monday morning.", ["2024-06-17"]),
    ],
)
def test_a_name_is_no_date(text: str, expected: list[str | None]) -> None:
    """A capital "Today" within a sentence, and a weekday of a programme, are names."""
    assert [edtf for _, edtf in read(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("In September 2021 it declared 30, up from 20 in March.", ["2021-09", "2021-03"]),
        ("In March 2022 it declared 30, down from 40 in September.", ["2022-03", "2021-09"]),
        ("In March 2022 it had 30, compared with 20 in September.", ["2022-03", "2021-09"]),
    ],
)
def test_an_earlier_figure_is_of_the_month_before(text: str, expected: list[str | None]) -> None:
    """What a figure is up or down from is of the last such month before it."""
    assert [edtf for _, edtf in read(text)] == expected


def test_without_a_day_of_publication_what_leans_on_it_stays_open() -> None:
    got = read(
        "On Tuesday, yesterday, last week, last year, three days ago; on September 1; in March; in 2011; May 3, 2011.",
        None,
    )
    assert [e for _, e in got] == [None, None, None, None, None, "XXXX-09-01", "XXXX-03", "2011", "2011-05-03"]
    basis = [d.basis for d in dates(Document("He left yesterday."), ())]
    assert basis == ["leans on the day of publication, which is not known"]


def test_the_year_of_the_story_serves_without_publication() -> None:
    assert [e for _, e in read("In February 2021 time was short. On February 3 the two sides agreed.", None)] == [
        "2021-02",
        "2021-02-03",
    ]
    assert [e for _, e in read("In August 2021 talks began. In December the envoys left.", None)] == [
        "2021-08",
        "XXXX-12",
    ]


def test_a_year_named_once_serves_the_dates_joined_to_it_even_without_publication() -> None:
    assert [e for _, e in read("Data of March 1 and September 1, 2021.", None)] == ["2021-03-01", "2021-09-01"]
    assert [e for _, e in read("Signed on April 8, 2010 and ratified on December 22.", None)] == [
        "2010-04-08",
        "2010-12-22",
    ]


@pytest.mark.parametrize("offset", range(7))
def test_a_weekday_is_the_latest_on_or_before_publication(offset: int) -> None:
    published = FRIDAY + timedelta(days=offset)
    for name, weekday in zip(
        ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"], range(7), strict=True
    ):
        day = published
        while day.weekday() != weekday:
            day -= timedelta(days=1)
        assert read(f"He said on {name}.", published) == [(f"on {name}", day.isoformat())]


@pytest.mark.parametrize("forward", [False, True])
def test_a_day_without_year_against_counting_days(forward: bool) -> None:
    published = date(2021, 2, 3)
    for month in range(1, 13):
        for day in (1, 3, 5, monthrange(2021, month)[1]):
            at = published
            while (at.month, at.day) != (month, day):
                at += timedelta(days=1 if forward else -1)
            words = f"{date(2021, month, 1):%B} {day}"
            text = f"The pact is due to expire on {words}." if forward else f"The pact was signed on {words}."
            assert [e for _, e in read(text, published)] == [at.isoformat()], words


def test_earlier_in_the_day_is_the_day_spoken_of_before() -> None:
    text = "On Wednesday, a deputy minister spoke. Earlier in the day, he had said the opposite."
    assert [e for _, e in read(text)] == ["2024-06-19", "2024-06-19"]
    assert [e for _, e in read("Earlier in the day, he had said the opposite.")] == [None]
    assert [e for _, e in read("It began on April 8, 2010. The next day it was over.")] == ["2010-04-08", "2010-04-09"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # which way round, the text's clear dates tell
        ("He spoke on 19/6. The offer starts on 5/2/2026.", ["2024-06-19", "2026-02-05"]),
        ("They met on 21/5/2024 and again on 4/6/2024.", ["2024-05-21", "2024-06-04"]),
        ("They met on 5/21/2024 and again on 6/4/2024.", ["2024-05-21", "2024-06-04"]),
        ("They met on 19/6 and on 3/5.", ["2024-06-19", "2024-05-03"]),
        ("They met on 6/19 and on 5/3.", ["2024-06-19", "2024-05-03"]),
        # no clear date, or both ways
        ("The offer starts on 5/2/2026.", [None]),
        ("They met on 19/6, on 6/19 and on 5/2/2026.", ["2024-06-19", "2024-06-19", None]),
        ("The attacks on 9/11 changed it.", [None]),
        # no dates
        ("It relies on 24/7 coverage.", []),
        ("He insisted on 50/50 shares.", []),
        ("The vote was 19/6 in favour.", []),
        # edges of years, and the weekend that is over
        ("It had 90 at the start of the year.", ["2024-01"]),
        ("It had 90 at the beginning of last year.", ["2023-01"]),
        ("As of the end of last year it had 90.", ["2023-12"]),
        ("They signed it this past weekend.", ["2024-06-15/2024-06-16"]),
        ("They signed it the past weekend.", ["2024-06-15/2024-06-16"]),
    ],
)
def test_dates_with_strokes_and_edges_of_years(text: str, expected: list[str | None]) -> None:
    assert [edtf for _, edtf in read(text)] == expected


def test_spans_hold_the_words_and_furniture_is_not_read() -> None:
    text = "Copyright 2019 Invented News\n\nHe spoke on Friday."
    document = Document(text, published=FRIDAY)
    parts = (Segment((0, 28), "footer", "test"), Segment((30, len(text)), "body", "test"))
    found = dates(document, parts)
    assert found == (DateMention((39, 48), "on Friday", "2024-06-21", "latest such weekday on or before publication"),)
    assert all(text[d.span[0] : d.span[1]] == d.words for d in found)


def test_every_answer_is_well_formed_and_large_texts_take_seconds() -> None:
    text = " ".join(c[0] for c in CASES) + "\n\n"
    document = Document(text * 400, published=FRIDAY)
    began = time.process_time()
    found = dates(document, ())
    assert time.process_time() - began < 20
    form = re.compile(r"([0-9X]{4}(-[0-9]{2}(-[0-9]{2})?)?)(/[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?)?|[0-9]{3}X")
    assert len(found) > 400 * len(CASES)
    assert all(d.edtf is None or form.fullmatch(d.edtf) for d in found)


def test_hostile_text_is_linear() -> None:
    for piece in ("June 1-", "2010-", "on ", "January ", "1 1 1 ", "last ", "in the "):
        began = time.process_time()
        dates(Document(piece * 20_000, published=FRIDAY), ())
        assert time.process_time() - began < 5, piece


def test_annotated_articles() -> None:
    path = ROOT.parent / "shared" / "data" / "record" / "dev-articles.json"
    if not path.is_file():
        pytest.skip("the annotated articles are not beside the project")
    wanted = right = 0
    for article in json.loads(path.read_text())["articles"]:
        published = article["source"]["published"]
        document = Document(article["text"], published=date.fromisoformat(published) if published else None)
        found = dates(document, ())
        for event in article["events"]:
            if event["date_as_given"] and not event["optional"]:
                wanted += 1
                right += any(d.edtf == event["date"] and event["date_as_given"] in d.words for d in found)
    assert wanted >= 15
    assert right >= 0.95 * wanted
