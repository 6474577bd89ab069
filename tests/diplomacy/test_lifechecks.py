"""Facts in the life of treaties, right and wrong, as texts tell them. All sentences are invented."""

from __future__ import annotations

import time
from datetime import date

import pytest

from armscontrol.diplomacy.checks.checking import check_text
from armscontrol.diplomacy.model import Document, Event, Number
from armscontrol.diplomacy.reading import read

YES, NO, PART, PAST, OPEN = "accurate", "contradicted", "imprecise", "outdated", "unverifiable"


def events(sentence: str, as_of: str | None) -> list[str]:
    return [check.verdict for claim, check in check_text(sentence, as_of) if isinstance(claim, Event)]


def numbers(sentence: str, as_of: str | None) -> list[str]:
    return [check.verdict for claim, check in check_text(sentence, as_of) if isinstance(claim, Number)]


STATES = [
    ("New START is in force.", "2024", [YES]),
    ("New START is in force.", "2026-03", [PAST]),
    ("New START is in force.", "2026-02-04", [YES]),
    ("New START is in force.", "2026-02-05", [PAST]),
    ("New START is in force.", "2010-06", [NO]),
    ("The New START treaty, the last of its kind, is still in force.", "2024-06", [YES]),
    ("New START is no longer in force.", "2024", [NO]),
    ("New START is no longer in force.", "2026-04", [YES]),
    ("New START has not expired.", "2024", [YES]),
    ("New START has not expired.", "2026-06", [PAST]),
    ("In 1986 the INF Treaty was in force.", "2024", [NO]),
    ("In 2011 the New START treaty was in force.", "2026-06", [YES]),
    ("In 2010 New START was in force.", "2024", [NO]),
    ("As of June 2024, New START is in force.", "2026-06", [YES]),
    ("In 2019 the INF Treaty was in force.", "2024", [PART]),
    ("New START has been in force since 5 February 2011.", "2024", [YES]),
    ("New START has been in force since 2010.", "2024", [NO]),
    ("New START has been in force since 2011.", "2026-06", [PAST]),
    ("New START was in force from 2011 to 2026.", "2026-06", [YES]),
    ("The ABM Treaty is still in force.", "2024", [PAST]),
    ("The ABM Treaty was in force in 1985.", "2024", [YES]),
    ("The ABM Treaty was in force in 2005.", "2024", [NO]),
    ("START II is in force.", "2003", [NO]),
    ("START II never entered into force.", "2003", [YES]),
    ("New START never entered into force.", "2024", [NO]),
    ("SALT II entered into force in 1979.", "1985", [NO]),
    ("The CFE Treaty is in force.", "2024", [OPEN]),  # the record has its life from memory alone
    ("ДСНВ действует.", "2024", [YES]),
    ("ДСНВ больше не действует.", "2024", [NO]),
    ("Договор СНВ-III остаётся в силе.", "2024", [YES]),
    ("Договор о РСМД больше не действует.", "2024", [YES]),
    ("ДСНВ действует с 2010 года.", "2024", [NO]),
    ("Договор СНВ-2 так и не вступил в силу.", "2024", [YES]),
    # no claim of a state
    ("If New START is in force next year, the talks can go on.", "2024", []),
    ("Experts asked whether New START is in force.", "2024", []),
    ("Is New START still in force?", "2024", []),
    ("The limits of New START remain in force.", "2026-06", []),
]


@pytest.mark.parametrize(("sentence", "as_of", "verdicts"), STATES)
def test_whether_a_treaty_is_in_force(sentence: str, as_of: str, verdicts: list[str]) -> None:
    assert events(sentence, as_of) == verdicts


def test_the_last_day_is_told_in_both_ways_and_the_suspension_beside() -> None:
    ((_, gone),) = check_text("New START is in force.", "2026-03")
    assert "through 4 February 2026" in gone.explanation
    assert "until 5 February" in gone.explanation
    ((_, held),) = check_text("New START is in force.", "2024")
    assert "Russia suspends" in held.explanation


ENDS = [
    ("New START has expired.", "2024", [NO]),
    ("New START has expired.", "2026-03", [YES]),
    ("New START expired in February 2026.", "2026-06", [YES]),
    ("New START lapsed on 4 February 2026.", "2026-06", [YES]),
    ("New START expired on 6 February 2026.", "2026-06", [NO]),
    ("New START expired in 2021.", "2024", [NO]),
    ("New START will expire in 2027.", "2024", [NO]),
    ("New START runs to Feb. 4, 2026.", "2024", [YES]),
    ("New START runs until 5 February 2026.", "2024", [YES]),
    ("New START is due to end on March 5, 2026.", "2024", [NO]),
    ("The INF Treaty ended in August 2019.", "2024", [YES]),
    ("The INF Treaty ended in August 2018.", "2024", [NO]),
    ("The INF Treaty expired in 2019.", "2024", [PART]),  # it ended, not by expiry
    ("The Moscow Treaty expired in 2012.", "2024", [NO]),
    ("The Moscow Treaty ended in February 2011.", "2024", [YES]),
    ("The INF Treaty was in force until August 2015.", "2024", [YES, NO]),
    ("Talks on New START ended in April 2010.", "2024", []),
    ("New START was extended to February 2026.", "2024", [YES, YES]),
    ("New START was extended until 2031.", "2024", [YES, NO]),
    ("Срок действия ДСНВ истекает 5 февраля 2026 года.", "2024", [YES]),
    ("ДСНВ истекает в 2025 году.", "2024", [NO]),
    ("Срок действия ДСНВ истек в феврале 2026 года.", "2026-06", [YES]),
    ("ДРСМД прекратил своё действие 2 августа 2019 года.", "2024", [YES]),
    ("ДСНВ утратил силу 5 февраля 2026 года.", "2026-06", [YES]),
]


@pytest.mark.parametrize(("sentence", "as_of", "verdicts"), ENDS)
def test_when_a_treaty_ends(sentence: str, as_of: str, verdicts: list[str]) -> None:
    assert events(sentence, as_of) == verdicts


SIGNED = [
    ("New START was signed in 2010 by Barack Obama and Dmitry Medvedev in Prague.", YES),
    ("New START, signed by Obama and his Russian counterpart in 2010, limits arsenals.", YES),
    ("New START was signed in the Czech Republic in 2010.", YES),
    ("Medvedev signed New START in 2010.", YES),
    ("Angela Merkel looked on as Obama and Medvedev signed New START in Prague in 2010.", YES),
    ("Speaking in Geneva, he recalled that New START was signed in 2010.", YES),
    ("New START was signed in Prague in 2010, and entered into force in Munich.", YES),
    ("START I was signed in Moscow in July 1991 by George H.W. Bush and Mikhail Gorbachev.", YES),
    ("New START was signed in 2010 by George Bush and Vladimir Putin in Prague.", NO),
    ("Obama and Putin signed New START in 2010.", NO),
    ("Obama signed New START with Putin in Prague in 2010.", NO),
    ("China is a signatory of New START.", NO),
    ("Medvedev was one of the signatories of New START in 2010, alongside Barack Obama.", YES),
    ("Gorbachev and Reagan met in Reykjavik in 1986 and signed the INF Treaty in 1987.", YES),
    ("In Geneva, the United States and Russia signed New START in 2010.", NO),
    ("New START was signed in Moscow in April 2010.", NO),
    ("The INF Treaty was signed in Reykjavik in 1987.", NO),
    ("New START was signed in 2010 by the United States and China.", NO),
    ("The INF Treaty was signed by the United States, the Soviet Union and China in 1987.", NO),
    ("START II was signed in 1993 by Clinton and Yeltsin.", NO),
    ("The Moscow Treaty was signed in St Petersburg in 2002.", OPEN),
    ("New START was signed in 2010 by Ivan Primerov.", OPEN),
    ("The ABM Treaty was signed by Nixon and Brezhnev in 1972.", OPEN),  # the record names no signer
    ("The treaty was signed in 1987.", OPEN),
    ("The CTBT was signed in 2010.", OPEN),
    ("Обама и Медведев подписали ДСНВ в 2010 году.", YES),
    ("Обама и Путин подписали ДСНВ в 2010 году.", NO),
    ("Договор СНВ-3 был подписан в 2010 году в Женеве.", NO),
    ("ДРСМД подписали Рейган и Брежнев в 1987 году.", NO),
    ("США и Китай подписали ДСНВ в 2010 году.", NO),
]


@pytest.mark.parametrize(("sentence", "verdict"), SIGNED)
def test_who_signed_and_where(sentence: str, verdict: str) -> None:
    assert events(sentence, "2024")[0] == verdict


def test_an_extension_or_a_law_signed_is_not_the_treaty_signed() -> None:
    assert events("Putin and Biden signed an extension of New START in 2021.", "2024") == []
    assert events("Putin signed the law extending New START in January 2021.", "2024") == []


ACTS = [
    ("The United States withdrew from the INF Treaty in August 2019.", [YES]),
    ("The United States withdrew from the INF Treaty in October 2018.", [PART]),
    ("The United States withdrew from the INF Treaty on 2 February 2019.", [PART]),
    ("The United States announced its withdrawal from the INF Treaty in October 2018.", [YES]),
    ("The United States gave notice of withdrawal from the INF Treaty on 2 February 2019.", [YES]),
    ("Washington announced in August 2019 its withdrawal from the INF Treaty.", [PART]),
    ("The U.S. withdrawal from the INF Treaty took effect on August 2, 2019.", [YES]),
    ("Russia withdrew from the INF Treaty in 2019.", [NO]),
    ("The United States withdrew from the ABM Treaty in June 2002.", [YES]),
    ("The United States withdrew from the ABM Treaty in December 2001.", [PART]),
    ("Bush announced the withdrawal from the ABM Treaty in December 2001.", [YES]),
    ("Moscow withdrew from the ABM Treaty in 2002.", [NO]),
    ("Clinton pulled out of the ABM Treaty in 2002.", [OPEN]),
    ("Russia withdrew from New START in 2023.", [NO]),
    ("After leaving the INF Treaty in 2019, the United States quit the Open Skies Treaty in 2020.", [OPEN]),
    ("Russia ratified the CTBT in 2000 and START II in the same year.", [OPEN]),
    ("Russia revoked its ratification of the CTBT after suspending New START.", [OPEN, YES]),
    ("The Senate ratified SALT II in 1980.", [OPEN]),
    ("Russia ratified New START in January 2021.", [PART]),
    ("The Duma ratified New START in February 2023.", [NO]),
    ("The US Senate ratified the extension of New START in January 2021.", [OPEN]),
    ("New START was extended in February 2026.", [NO]),
    ("Trump extended New START in 2021.", [OPEN]),
    ("New START was suspended in March 2020.", [NO]),
    ("Russia has not withdrawn from New START but suspended it in February 2023.", [YES]),
    ("The United States suspended its participation in the INF Treaty on 2 February 2019.", [YES]),
    ("Russia suspended New START on 24 February 2023.", [NO]),
    ("Russia's participation in New START has been suspended since August 2022.", [NO]),
    ("Russia suspended inspections under New START in August 2022.", [YES]),
    ("The US suspended inspections under New START in August 2022.", [OPEN]),
    ("Trump announced in October 2018 that the U.S. would leave the INF Treaty.", [YES]),
    ("The Kremlin said Russia is not leaving New START.", []),
    ("The Lisbon Protocol to START I was signed in 1992.", []),
    ("The Paris Agreement was signed in 2015, five years after New START.", [OPEN]),
    ("Had New START expired in 2021, inspections would have ended.", []),
    ("New START cannot be extended again after 2026.", []),
    ("The central limits of New START took effect on February 5, 2018.", [YES]),
    ("The central limits of New START took effect on February 5, 2011.", [NO]),
    ("The five-year extension of New START took effect on February 3, 2021.", [YES]),
    ("START II came into force in 2000.", [NO]),
    ("США вышли из договора по ПРО в 2001 году.", [PART]),
    ("Джордж Буш и Владимир Путин подписали СНП в Москве 24 мая 2002 года.", [YES]),
    ("США вышли из ДРСМД 2 августа 2019 года.", [YES]),
    ("США вышли из ДРСМД в 2018 году.", [PART]),
    ("США объявили о выходе из Договора по ПРО в декабре 2001 года.", [YES]),
    ("Россия вышла из ДСНВ в 2023 году.", [NO]),
    ("Россия не выходила из ДСНВ.", [OPEN]),
    ("Россия вышла из ДОН в 2021 году.", [OPEN]),
    ("Путин приостановил участие России в СНВ-III в 2023 году.", [YES]),
    ("Россия и США продлили ДСНВ в 2021 году.", [YES]),
    ("Россия и США продлили ДСНВ в 2020 году.", [NO]),
]


@pytest.mark.parametrize(("sentence", "verdicts"), ACTS)
def test_acts_of_parties(sentence: str, verdicts: list[str]) -> None:
    assert events(sentence, "2024") == verdicts


QUOTAS = [
    ("New START permits 18 inspections a year.", [YES]),
    ("New START permits 10 inspections a year.", [PART]),
    ("New START allows each side 8 inspections a year.", [PART]),
    ("New START allows ten inspections of deployed systems a year.", [YES]),
    ("New START allows up to 8 type one inspections a year.", [NO]),
    ("New START allows 18 Type One inspections a year.", [PART]),
    ("New START provides for 20 inspections a year.", [NO]),
]
OWN = [
    ("START I limited each side to 6,000 warheads and 1,600 delivery vehicles.", [YES, YES]),
    ("START I limited each side to 1,550 warheads.", [NO]),
    ("Under START I, each side could deploy up to 1,550 warheads.", [NO]),
    ("SORT limited each side to 1,550 deployed strategic warheads.", [NO]),
    ("SALT I limited each side to 1,550 warheads.", [OPEN]),
    ("Unlike START I, New START limits each side to 1,550 deployed warheads.", [YES]),
    ("START I allowed 6,000 warheads, while its successor allows 1,550 deployed warheads.", [YES, YES]),
    ("After START I expired, the sides agreed on 1,550 deployed strategic warheads.", [YES]),
    ("In 1986 New START limited each side to 1,550 deployed warheads.", [NO]),
]


@pytest.mark.parametrize(("sentence", "verdicts"), [*QUOTAS, *OWN])
def test_what_a_treaty_allows_is_held_against_that_treaty(sentence: str, verdicts: list[str]) -> None:
    assert numbers(sentence, "2024") == verdicts


EXCESS = [
    ("In September 2016 Russia exceeded the New START limit of 1,550 deployed warheads with 1,796.", [YES, YES], [PART]),
    ("In September 2016 Russia was above the New START limit of 1,550 deployed warheads, having declared 1,796.",
     [YES, YES], [PART]),
    ("Russia violated the central limits of New START in 2016.", [], [NO]),
    ("Russia exceeded the New START limits in 2019.", [], [NO]),
    ("The United States exceeded the limits of New START in 2019.", [], ["disputed"]),
    ("Russia exceeded the New START limits in 2025.", [], [OPEN]),
    ("Neither side may exceed the limits of New START.", [], []),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "counted", "told"), EXCESS)
def test_no_limit_is_broken_before_it_binds(sentence: str, counted: list[str], told: list[str]) -> None:
    assert numbers(sentence, "2024") == counted
    assert events(sentence, "2024") == told


OFFERS = [
    ("Putin offered unconditionally on September 22, 2025 to adhere to the New START limits for one more year.", [NO]),
    ("On September 22, 2025 Putin offered to keep the New START limits for one year, no strings attached.", [NO]),
    ("Russia announced on 22 September 2025 that it would unconditionally observe the New START limits for one year.",
     [NO]),
    ("Putin extended the New START limits by a year on 22 September 2025, without any conditions.", [NO]),
    ("Russia said on 22 September 2025 that it would keep to the New START limits whatever the US does.", [NO]),
    ("22 сентября 2025 года Путин предложил без всяких условий соблюдать ограничения ДСНВ ещё год.", [NO]),
    ("Putin proposed on 22 September 2025 to observe New START's central limits for a year.", [PART]),
    ("On 22 September 2025 Putin said Russia would keep to the New START limits for one year.", [PART]),
    ("Russia announced in September 2025 that it will observe New START limits for a year after February 2026.",
     [PART]),
    ("Putin extended the New START limits by one year on 22 September 2025.", [PART]),
    ("22 сентября 2025 года Путин заявил, что Россия будет соблюдать ограничения ДСНВ ещё один год.", [PART]),
    ("On 22 September 2025 Putin said Russia would keep to the New START limits for one year if the US does the same.",
     [YES]),
    ("Putin offered on 22 September 2025 to keep to the New START limits for one year, provided the US does the same.",
     [YES]),
    ("On 22 September 2025 Putin told Trump that Russia would observe New START limits for a year as long as the US "
     "does the same.", [YES]),
    ("Putin proposed in September 2025, subject to reciprocity, to observe New START's central limits for a year.",
     [YES]),
    ("If the United States does the same, Russia will keep to the New START limits for a year, Putin said on "
     "22 September 2025.", [YES]),
    ("Putin's offer of 22 September 2025 to keep to the New START limits for a year was not unconditional.", [YES]),
    ("22 сентября 2025 года Путин предложил соблюдать ограничения ДСНВ ещё год, если США поступят так же.", [YES]),
    ("On 22 September 2025 Trump offered to observe the New START limits for a year if Russia does the same.", [OPEN]),
    ("On 22 September 2025 Putin said Russia would keep to the INF limits for one year.", []),
    ("On 22 September 2025 Putin said Russia would not keep to the New START limits.", []),
    ("On 21 February 2023 Putin said Russia would keep to the New START limits.", []),
    ("Russia and the United States extended New START in February 2021.", [YES]),
    ("Russia and the United States extended the New START limits on 22 September 2025.", [NO]),
]  # fmt: skip


@pytest.mark.parametrize("as_of", [None, "2026-06"])
@pytest.mark.parametrize(("sentence", "verdicts"), OFFERS)
def test_an_offer_is_told_with_its_condition(sentence: str, verdicts: list[str], as_of: str | None) -> None:
    found = check_text(sentence, as_of)
    assert [check.verdict for _, check in found] == verdicts
    for _, check in found:
        if check.rule in ("offer.unconditional", "offer.condition-left-out"):
            assert "What is missing: if the USA acts likewise" in check.explanation


@pytest.mark.parametrize(
    ("sentence", "verdicts"),
    [
        ("Putin has offered, with no strings attached, to observe the limits for one more year.", [NO]),
        ("Putin proposed to keep to the central limits for another year.", [PART]),
        ("Putin proposed to keep to the central limits for a year if the United States does the same.", [YES]),
        ("Sullivan offered to observe the limits until 2026.", [PART]),
        ("Putin will abide by a ceiling.", []),  # too few words of any offer
        ("Trump offered to observe the limits for one more year.", [OPEN]),
    ],
)
def test_an_offer_of_a_known_person_needs_no_day(sentence: str, verdicts: list[str]) -> None:
    assert [c.verdict for _, c in check_text(sentence)] == verdicts


def test_an_offer_without_a_day_shows_no_offer_of_anything_else() -> None:
    ((_, check),) = check_text("Trump offered to observe the limits for one more year.")
    assert check.facts == ()


@pytest.mark.parametrize(
    "sentence",
    [
        "Russia has notified the United States that it will temporarily suspend inspections under the New START treaty.",
        "Moscow told Washington that it would suspend on-site inspections under New START.",
        "Russia decided to suspend all inspections which the New START treaty allows.",
    ],
)
def test_suspending_inspections_is_not_suspending_the_treaty(sentence: str) -> None:
    ((event, check),) = check_text(sentence, "2022-08-09")
    assert (event.type, event.party, check.verdict) == ("inspections.suspended", "RUS", "accurate")
    assert "8 August 2022" in check.explanation


def test_who_is_notified_of_a_suspension_does_not_suspend() -> None:
    text = "Russia has notified the United States that it will suspend its participation in New START."
    ((event, check),) = check_text(text, "2023-02-22")
    assert (event.type, event.party, check.verdict) == ("treaty.suspended", "RUS", "accurate")


def test_talks_without_preconditions_are_no_unconditional_offer() -> None:
    sentence = (
        "Sullivan offered on 2 June 2023 to observe the New START limits if Russia does the same, "
        "and talks without preconditions."
    )
    assert events(sentence, None) == [YES]


def test_the_same_is_read_from_an_article() -> None:
    text = "New START expired in February 2026. It is no longer in force. The INF Treaty ended in August 2018."
    found = read(Document(text, published=date(2026, 6, 1), published_basis="given"))
    assert [(e.type, e.treaty) for e in found.events] == [
        ("treaty.expired", "new-start"),
        ("treaty.not-in-force", "new-start"),
        ("treaty.ended", "inf"),
    ]
    assert [c.verdict for c in found.checks] == [YES, YES, NO]


@pytest.mark.parametrize(
    "piece",
    [
        "New START remains in force ",
        "The INF Treaty, signed by Obama and ",
        "ДСНВ действует до ",
        "It ended ",
        "On 22 September 2025 Putin extended the New START limits if it will keep to limits ",
    ],
)
def test_hostile_text_is_linear(piece: str) -> None:
    began = time.process_time()
    check_text(piece * 1_000, "2024")
    assert time.process_time() - began < 10
