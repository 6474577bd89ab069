"""Treaty events as told in many styles. All sentences are invented."""

from __future__ import annotations

import json
import time
from datetime import date

import pytest
from tests.conftest import ROOT

from armscontrol.diplomacy.figures.dates import dates
from armscontrol.diplomacy.figures.events import events
from armscontrol.diplomacy.figures.treaty_names import treaties
from armscontrol.diplomacy.model import Document, Event, Segment

FRIDAY = date(2024, 6, 21)
START = "New START is the last treaty of its kind. "


def read(text: str, published: date | None = FRIDAY) -> list[Event]:
    document = Document(text, published=published)
    return [e for e in events(document, (), dates(document, ())) if e.type != "statement.made"]


def told(text: str, published: date | None = FRIDAY) -> list[tuple[str, str | None, str | None]]:
    return [(e.type, e.treaty, e.date.edtf if e.date else None) for e in read(text, published)]


CASES = [
    ("New START was signed on April 8, 2010, and entered into force on February 5, 2011.", [("treaty.signed", "new-start", "2010-04-08"), ("treaty.in-force", "new-start", "2011-02-05")]),
    ("The pact, New START, signed in 2010, took effect in 2011.", [("treaty.signed", "new-start", "2010"), ("treaty.in-force", "new-start", "2011")]),
    ("In 2010 the two presidents signed New START in Prague.", [("treaty.signed", "new-start", "2010")]),
    ("The INF Treaty was signed in 1987 by two leaders.", [("treaty.signed", "inf", "1987")]),
    ("The United States withdrew from the INF Treaty in August 2019.", [("treaty.withdrawn", "inf", "2019-08")]),
    ("Washington pulled out of the ABM Treaty in 2002.", [("treaty.withdrawn", "abm", "2002")]),
    ("START I expired on December 5, 2009.", [("treaty.expired", "start-1", "2009-12-05")]),
    ("New START expires on February 5, 2026.", [("treaty.expires", "new-start", "2026-02-05")]),
    (START + "It is old. It is set to expire in 2026.", [("treaty.expires", "new-start", "2026")]),
    ("New START was extended in 2021 until February 5, 2026.", [("treaty.extended", "new-start", "2021"), ("treaty.expires", "new-start", "2026-02-05")]),
    ("Russia suspended its participation in New START in February 2023.", [("treaty.suspended", "new-start", "2023-02")]),
    ("The president said Tuesday he was suspending Moscow's participation in New START.", [("treaty.suspended", "new-start", "2024-06-18")]),
    (START + "Inspections under the treaty were paused in March 2020.", [("inspections.paused", "new-start", "2020-03")]),
    (START + "In August 2022 Russia suspended inspections of its sites.", [("inspections.suspended", "new-start", "2022-08")]),
    (START + "The Duma ratified the extension of the treaty on January 27, 2021.", [("extension.ratified", "new-start", "2021-01-27")]),
    ("The Senate ratified New START in December 2010.", [("treaty.ratified", "new-start", "2010-12")]),
    ("Russia's February 2022 invasion of Ukraine ended the talks.", [("armed-conflict.begins", None, "2022-02")]),
    ("Since Russia invaded Ukraine in February 2022 nothing moved.", [("armed-conflict.begins", None, "2022-02")]),
    ("The treaty's commission last met in October 2021. New START has such a body.", [("meeting.held", None, "2021-10")]),
    (START + "Both sides met the central limits of the treaty on February 5, 2018.", [("limits.met", "new-start", "2018-02-05")]),
    (START + "Moscow will no longer provide data under the treaty.", [("data.withheld", "new-start", None)]),
    ("Moscow offered on Monday to keep New START's limits for a year.", [("offer.made", "new-start", "2024-06-17")]),
    ("Договор СНВ-3 подписан 8 апреля 2010 года и вступил в силу 5 февраля 2011 года.", [("treaty.signed", "new-start", "2010-04-08"), ("treaty.in-force", "new-start", "2011-02-05")]),
    ("New START runs until 5 February 2026.", [("treaty.expires", "new-start", "2026-02-05")]),
    ("New START is due to end on February 5, 2026.", [("treaty.expires", "new-start", "2026-02-05")]),
    ("New START, the last of its kind, is still in force.", [("treaty.stands", "new-start", None)]),
    ("In 1995 START I was in force.", [("treaty.stands", "start-1", "1995")]),
    ("By 2020 the INF Treaty was no longer in force.", [("treaty.not-in-force", "inf", "2020")]),
    ("START II never entered into force.", [("treaty.never-in-force", "start-2", None)]),
    ("The INF Treaty ended in August 2019.", [("treaty.ended", "inf", "2019-08")]),
    ("Washington gave notice of withdrawal from the INF Treaty on 2 February 2019.", [("treaty.withdrawal-announced", "inf", "2019-02-02")]),
    ("After leaving the INF Treaty in 2019, Washington quit the Open Skies Treaty in 2020.", [("treaty.withdrawn", "open-skies", "2020")]),
    ("New START was extended to February 2026.", [("treaty.extended", "new-start", None), ("treaty.expires", "new-start", "2026-02")]),
    ("Russia exceeded the limits of New START in 2014.", [("limits.exceeded", "new-start", "2014")]),
    ("ДСНВ действовал до 5 февраля 2026 года.", [("treaty.expired", "new-start", "2026-02-05")]),
    ("США вышли из Договора по открытому небу в 2020 году.", [("treaty.withdrawn", "open-skies", "2020")]),
    ("Россия приостановила участие в ДСНВ в феврале 2023 года.", [("treaty.suspended", "new-start", "2023-02")]),
    ("ДСНВ истекает 5 февраля 2026 года.", [("treaty.expires", "new-start", "2026-02-05")]),
    ("On February 21 Putin said Moscow was suspending its part in New START.", [("treaty.suspended", "new-start", "2024-02-21")]),
    ("Putin on February 21 said Moscow was suspending New START.", [("treaty.suspended", "new-start", "2024-02-21")]),
    ("He told his parliament on February 21 that Russia was suspending New START.", [("treaty.suspended", "new-start", "2024-02-21")]),
    # a year that names a treaty, a treaty that another one replaced, another pact
    ("Visits ended in March 2020 with the expiration of the 1991 treaty, START I.", [("treaty.expires", "start-1", None)]),
    ("New START was called good. The new treaty, replacing START I, which expired in December 2009, was signed in April 2010.", [("treaty.expired", "start-1", "2009-12"), ("treaty.signed", "new-start", "2010-04")]),
    (START + "On Monday Moscow suspended a bilateral agreement on plutonium.", [("treaty.suspended", None, "2024-06-17")]),
    ("Both counts exceeded the limits that each must meet by February 2018 under New START.", [("limits.exceeded", "new-start", None)]),
    ("In April 2020 it was reported that Washington agreed to go on with its withdrawal from the Open Skies Treaty.", [("treaty.withdrawn", "open-skies", None)]),
    # what tempts
    ("Talks on New START ended in April 2010.", []),
    ("The limits of New START remain in force.", []),
    ("If New START is in force next year, nothing changes.", []),
    ("Neither side may exceed the limits of New START.", []),
    ("The Kremlin said Russia is not leaving New START.", []),
    ("Had New START expired in 2021, inspections would have ended.", []),
    ("He signed a law on tariffs in 2019.", []),
    ("They signed a defense pact in Pyongyang this week. New START was not discussed.", []),
    ("The president is not withdrawing from New START.", []),
    ("Russia has not suspended New START.", []),
    ("On Tuesday he attacked the treaty signed by his predecessor. It is New START.", [("treaty.signed", "new-start", None)]),
    ("The United States extended New START, signed with Russia for ten years, starting today.", [("treaty.extended", "new-start", None), ("treaty.signed", "new-start", None)]),
    ("Last week the Duma ratified the extension of New START, which was scheduled to expire days from now.", [("extension.ratified", "new-start", "2024-06-10/2024-06-16"), ("treaty.expires", "new-start", None)]),
    ("The minister extended his hand to Kyiv in 2021.", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[c[0][:60] for c in CASES])
def test_kind_treaty_and_date(text: str, expected: list[tuple[str, str | None, str | None]]) -> None:
    assert told(text) == expected


def test_the_side_that_acts() -> None:
    assert read("Russia told the United States it was suspending inspections under New START.")[0].party == "RUS"
    assert read("The United States withdrew from the INF Treaty in 2019.")[0].party == "USA"
    assert (
        read("The refusal of the United States to provide information under New START is regretted.")[0].party == "USA"
    )
    assert read("New START was signed in 2010 by the United States and Russia.")[0].party is None


def test_spans_hold_the_words_and_the_date() -> None:
    text = "As all know, New START was signed on April 8, 2010, in Prague."
    (event,) = read(text)
    assert text[slice(*event.span)] == "signed on April 8, 2010"
    assert event.date is not None
    assert text[slice(*event.date.span)] == "April 8, 2010"


def test_start_alone_means_the_treaty_of_its_time() -> None:
    assert treaties("The START treaty expires soon.", date(2009, 9, 1)).main == "start-1"
    assert treaties("The START treaty expires soon.", date(2025, 9, 1)).main == "new-start"
    assert treaties("New START follows START I. START is a word.", None).ids == ("new-start", "start-1", "new-start")
    assert treaties("The 1991 START accord.", date(2025, 9, 1)).main == "start-1"
    assert treaties("We START now.", None).main in ("new-start", None)


def test_furniture_is_not_read_and_an_empty_text_has_none() -> None:
    text = "New START was signed in 2010."
    document = Document(text)
    assert events(document, (Segment((0, len(text)), "caption", "test"),), dates(document, ())) == ()
    assert read("") == []


@pytest.mark.parametrize(
    "piece", ["suspended ", "treaty until ", "signed New START in 2010 ", "ratified the extension ", "data "]
)
def test_hostile_text_is_linear(piece: str) -> None:
    document = Document(piece * 10_000)
    began = time.process_time()
    events(document, (), dates(document, ()))
    assert time.process_time() - began < 10


def test_annotated_articles() -> None:
    path = ROOT.parent / "shared" / "data" / "record" / "dev-articles.json"
    if not path.is_file():
        pytest.skip("the annotated articles are not beside the project")
    wanted = right = 0
    for article in json.loads(path.read_text())["articles"]:
        published = article["source"]["published"]
        found = told(article["text"], date.fromisoformat(published) if published else None)
        for gold in article["events"]:
            if gold["optional"] or gold["type"] == "statement.made":
                continue
            wanted += 1
            right += any((kind, day) == (gold["type"], gold["date"]) for kind, _, day in found)
    assert wanted >= 14
    assert right >= 0.9 * wanted


def test_talks_that_someone_spoke_of_on_a_day_are_no_meeting():
    text = "Russia is ready for talks only if sanctions end, Foreign Minister Ivan Primerov said on Friday."
    document = Document(text, published=date(2024, 6, 21))
    parts = (Segment((0, len(text)), "body", "given"),)
    assert [e.type for e in events(document, parts, dates(document, parts))] == ["statement.made"]
