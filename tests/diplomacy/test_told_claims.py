"""Verdicts that lean on tense, on who estimates, and on what is offered. All sentences are invented."""

from __future__ import annotations

from datetime import date

import pytest

from armscontrol.diplomacy.checks.checking import check_text
from armscontrol.diplomacy.model import Check, Event
from armscontrol.diplomacy.pages.pages import take_in
from armscontrol.diplomacy.reading import read


def verdicts(text: str, published: str) -> list[str]:
    """Verdicts on the numbers of a text."""
    return [c.verdict for n, c in check_text(text, as_of=published) if not isinstance(n, Event)]


def rules(text: str, published: str) -> list[str]:
    return [c.rule for _, c in check_text(text, as_of=published)]


def of_events(text: str, published: str = "2025-10-08") -> list[tuple[str, str | None, str]]:
    return [(e.type, e.treaty, c.verdict) for e, c in check_text(text, as_of=published) if isinstance(e, Event)]


# A limit that binds, or bound


@pytest.mark.parametrize(
    "text",
    [
        "New START limits each side to 1,550 deployed warheads.",
        "New START caps deployed warheads at 1,550 on each side.",
        "The treaty, New START, allows each side 1,550 deployed warheads.",
        "Under New START each side is limited to 1,550 deployed warheads.",
        "ДСНВ ограничивает каждую сторону 1550 развёрнутыми боезарядами.",
        "ДСНВ разрешает каждой стороне 1550 развёрнутых боезарядов.",
    ],
)
def test_a_limit_told_as_binding_after_the_end_is_outdated(text):
    assert verdicts(text, "2026-03-01") == ["outdated"]
    assert verdicts(text, "2025-03-01") == ["accurate"]


@pytest.mark.parametrize(
    "text",
    [
        "New START limited each side to 1,550 deployed warheads.",
        "New START capped deployed warheads at 1,550 on each side.",
        "The treaty, New START, allowed each side 1,550 deployed warheads.",
        "Under New START each side was limited to 1,550 deployed warheads.",
        "Until it ended New START had limited each side to 1,550 deployed warheads.",
        "ДСНВ ограничивал каждую сторону 1550 развёрнутыми боезарядами.",
    ],
)
def test_a_limit_told_as_past_is_accurate(text):
    assert verdicts(text, "2026-03-01") == ["accurate"]


def test_a_wrong_limit_stays_wrong_after_the_end():
    assert verdicts("New START limits each side to 1,560 deployed warheads.", "2026-03-01") == ["contradicted"]


# What two limits leave between them; a year's inspections


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("New START allows 100 non-deployed launchers.", "imprecise"),
        ("Each side may keep 100 undeployed launchers under New START.", "imprecise"),
        ("Under New START each may own 100 launchers that are not deployed.", "imprecise"),
        ("New START allows 120 non-deployed launchers.", "contradicted"),
        ("New START allows 800 deployed and non-deployed launchers.", "accurate"),
    ],
)
def test_a_limit_that_is_only_left_over(text, verdict):
    assert verdicts(text, "2024-05-01") == [verdict]


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("New START allows 18 inspections in total.", "imprecise"),
        ("New START provides for 18 on-site inspections over its lifetime.", "imprecise"),
        ("In all, New START permits each side 18 inspections.", "imprecise"),
        ("ДСНВ разрешает всего 18 инспекций.", "imprecise"),
        ("New START allows 18 inspections a year in total.", "accurate"),
        ("New START permits each side 18 inspections.", "accurate"),
        ("ДСНВ разрешает всего 18 инспекций в год.", "accurate"),
    ],
)
def test_the_inspections_of_a_year_are_not_those_of_all_time(text, verdict):
    assert verdicts(text, "2015-05-01") == [verdict]


def test_both_kinds_in_total_are_right():
    text = "New START provides for a total of 18 inspections: ten of Type One and eight of Type Two."
    assert verdicts(text, "2015-05-01") == ["accurate"] * 3


# Whose estimate


@pytest.mark.parametrize(
    "text",
    [
        "The Pentagon's study says that China has more than 500 warheads.",
        "U.S. intelligence puts the Chinese arsenal at over 700 warheads.",
        "According to the Defense Department China had about 700 operational warheads.",
        "A military assessment from Washington gives Beijing some 700 warheads, the Pentagon's planners say.",
    ],
)
def test_no_institute_answers_for_a_government(text):
    assert verdicts(text, "2022-11-01") == ["unverifiable"]


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("SIPRI says that China has more than 700 warheads, above what the Pentagon thinks.", "contradicted"),
        ("China has more than 700 warheads.", "contradicted"),
        ("The Pentagon says that China has 350 warheads.", "accurate"),
        ("The Pentagon disclosed that the United States has a stockpile of 3,708 warheads.", "accurate"),
    ],
)
def test_an_institute_or_an_equal_figure_answers(text, verdict):
    assert verdicts(text, "2022-06-01")[:1] == [verdict]


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("Russia's 5,997 warheads are the most of any State.", "contradicted"),
        ("Russia's 5,977 warheads are the most of any State.", "accurate"),
        ("Russia's 5,980 warheads are the most of any State.", "accurate"),
    ],
)
def test_a_misprint_is_no_other_publication(text, verdict):
    assert verdicts(text, "2022-06-01") == [verdict]


@pytest.mark.parametrize(
    ("text", "published", "verdict"),
    [
        ("Washington keeps roughly 3,700 warheads in its stockpile.", "2024-06-21", "accurate"),
        ("Washington keeps 3,700 warheads in its stockpile.", "2025-06-21", "accurate"),
        ("France, which has about 290 warheads, will increase its arsenal.", "2025-03-10", "accurate"),
        ("France has a total arsenal of 290 warheads, retired ones included.", "2026-03-20", "imprecise"),
    ],
)
def test_rounded_figures_and_other_clauses(text, published, verdict):
    assert verdicts(text, published) == [verdict]


def test_projections_and_own_ceilings_are_held_against_nothing():
    assert rules("China could possess over 1,000 warheads by 2030.", "2023-10-20") == ["foreseen"]
    assert rules("Britain raised the ceiling of its arsenal to 260 warheads.", "2021-05-01") == ["ceiling.own"]


def test_the_sum_of_both_sides_and_the_part_of_one():
    text = "Under the INF Treaty 2,692 missiles were destroyed, 1,864 of them Soviet."
    assert verdicts(text, "2019-02-01") == ["accurate", "contradicted"]
    assert verdicts("The INF Treaty destroyed 2,692 missiles, 1,846 of them Soviet.", "2019-02-01") == ["accurate"] * 2


def test_a_reading_dates_counts_by_the_date_that_opens_the_sentence():
    text = "In March 2016 Russia had 1,735 deployed warheads and 521 deployed delivery vehicles under New START."
    found = read(take_in(text, published=date(2023, 5, 1), html=False))
    assert [(n.as_of, c.verdict) for n, c in zip(found.numbers, found.checks, strict=False)] == [
        ("2016-03", "accurate"),
        ("2016-03", "accurate"),
    ]


# Offers


@pytest.mark.parametrize(
    "text",
    [
        "Россия будет соблюдать ограничения ДСНВ ещё один год.",
        "Путин предложил сохранить ограничения договора на год.",
        "Москва готова придерживаться лимитов ДСНВ в течение года.",
        "РФ намерена сохранить потолки СНВ-3 и после февраля.",
        "Кремль обещает следовать пределам договора до 2027 года.",
        "Путин продлил соблюдение ограничений ДСНВ на год.",
        "Putin extended Russia's adherence to New START limits by a year.",
        "The Kremlin has prolonged its voluntary observance of the New START ceilings.",
        "Moscow renewed its commitment to respect the caps of New START.",
        "Russia will observe the limits of New START for another year.",
    ],
)
def test_an_offer_without_its_condition_is_imprecise(text):
    assert of_events(text) == [("offer.made", None, "imprecise")]


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("Россия готова соблюдать ограничения ДСНВ ещё год, если США поступят так же.", "accurate"),
        ("Путин предложил сохранить лимиты договора на условиях взаимности, при условии ответных шагов.", "accurate"),
        ("Москва будет соблюдать пределы ДСНВ до тех пор, пока их соблюдают США.", "accurate"),
        ("Россия будет безусловно соблюдать ограничения ДСНВ.", "contradicted"),
        ("Москва готова сохранить лимиты договора без всяких условий.", "contradicted"),
        ("Putin extended Russia's adherence to New START limits by a year if Washington does the same.", "accurate"),
    ],
)
def test_an_offer_with_its_condition_or_expressly_without(text, verdict):
    assert [v for _, _, v in of_events(text)] == [verdict]


@pytest.mark.parametrize(
    "text",
    [
        "Россия откажется соблюдать ограничения ДСНВ.",
        "Москва больше не будет соблюдать лимиты договора.",
        "Путин не намерен сохранять ограничения.",
        "Russia will not observe the limits of New START.",
        "Moscow would no longer keep to the caps of the treaty.",
        "Россия предложила переговоры. Договор истёк.",
    ],
)
def test_a_refusal_is_no_offer(text):
    assert not [e for e in of_events(text) if e[0] == "offer.made"]


# What was extended, and what stands together


@pytest.mark.parametrize(
    "text",
    [
        "Russia and the United States extended New START by five years.",
        "Washington extended the New START treaty, calling for full compliance by Moscow.",
        "New START was extended, and commitments to talk were made.",
    ],
)
def test_the_treaty_itself_was_extended(text):
    assert ("treaty.extended", "new-start", "accurate") in of_events(text, "2021-03-01")


@pytest.mark.parametrize(
    ("text", "published", "expected"),
    [
        ("New START and the INF Treaty are both in force.", "2023-05-01", {"new-start": "accurate", "inf": "outdated"}),
        ("New START and the INF Treaty are both in force.", "2015-05-01", {"new-start": "accurate", "inf": "accurate"}),
        ("The INF Treaty and New START remain in force.", "2023-05-01", {"new-start": "accurate", "inf": "outdated"}),
        ("The ABM Treaty and the INF Treaty are no longer in force.", "2023-05-01",
         {"abm": "accurate", "inf": "accurate"}),
        ("The ABM Treaty, the INF Treaty and New START are all in force.", "2023-05-01",
         {"abm": "outdated", "inf": "outdated", "new-start": "accurate"}),
        ("Since the INF Treaty ended, New START is still in force.", "2023-05-01", {"new-start": "accurate"}),
        ("New START will remain in force.", "2023-05-01", {}),
        ("Talks on New START and the limits of the INF Treaty are in force.", "2023-05-01", {}),
    ],
)  # fmt: skip
def test_two_treaties_of_one_state(text, published, expected):
    states = [e for e in of_events(text, published) if e[0] in ("treaty.stands", "treaty.not-in-force")]
    assert {treaty: verdict for _, treaty, verdict in states} == expected


def test_every_check_of_a_reading_has_its_own_claim():
    found = read(take_in("New START and the INF Treaty are both in force.", published=date(2023, 5, 1), html=False))
    spans = [e.span for e in found.events]
    assert len(spans) == len(set(spans)) == 2
    assert all(isinstance(c, Check) and c.span in spans for c in found.checks)
