"""Whole invented articles: renderings of one act in headline and body, two outlets, two translations; conditions found."""

from datetime import date

import pytest

from armscontrol.diplomacy.pages.pages import take_in
from armscontrol.diplomacy.positions.joining import Rendering, proposals
from armscontrol.diplomacy.reading import read

ARTICLES = {
    "wire": (
        "2024-06-21",
        """Lavrov ties return of inspectors to end of deliveries

MOSCOW, June 21 (Reuters) - Russia will let inspectors return to its bases only after deliveries of weapons to Ukraine end, Russian Foreign Minister Sergey Lavrov said on Friday.

“We see no use in showing our bases to people who help to aim at them,” Lavrov told reporters.

U.S. Secretary of State Antony Blinken said on Friday that Washington would sit down with Moscow at any time.""",
    ),
    "paper": (
        "2024-06-22",
        """No inspections for now, says Moscow

Inspectors will be let back to Russian bases only after deliveries of weapons to Ukraine end, Russian Foreign Minister Sergey Lavrov said on Friday.

“It makes no sense to show our bases to those who help to aim at them,” Lavrov said on Friday.""",
    ),
    "later": (
        "2024-09-12",
        """Lavrov repeats his terms

“We will not talk of new ceilings as long as the arsenals of France and Britain are left out,” Russian Foreign Minister Sergey Lavrov said on Thursday.

Russia keeps its bases closed to inspectors, Lavrov said on Thursday.""",
    ),
    "other": (
        "2024-06-22",
        """Blinken warns

“There is no sense in closing doors that took decades to open,” U.S. Secretary of State Antony Blinken said on Friday.""",
    ),
}


def renderings():
    for name, (day, text) in ARTICLES.items():
        published = date.fromisoformat(day)
        for s in read(take_in(text, published=published)).statements:
            words = " ".join(text[a:b] for a, b in s.content)
            edtf = s.date.edtf if s.date else None
            yield Rendering(f"{name}:{s.id}", name, s.speaker, edtf, words, s.segment, published)


def test_one_act_in_two_outlets_and_in_two_wordings_is_proposed_and_nothing_else():
    given = list(renderings())
    words = {r.id: r.text for r in given}
    found = {frozenset((p.first.split(":")[0], p.second.split(":")[0])) for p in proposals(given)}
    pairs = [(words[p.first], words[p.second]) for p in proposals(given)]
    assert any("inspectors return" in a and "Inspectors will be let" in b for a, b in pairs)
    assert any("We see no use" in a and "It makes no sense" in b for a, b in pairs)
    assert found <= {frozenset(("wire", "paper")), frozenset(("wire",)), frozenset(("paper",))}


def test_a_headline_is_joined_to_what_it_repeats():
    text = (
        "Russia will reopen its bases only after deliveries to Ukraine end, Lavrov says\n\nRussia will reopen its bases to "
        "inspectors only after deliveries of weapons to Ukraine end, Russian Foreign Minister Sergey Lavrov said on Friday.\n\n"
        "“Nothing else is on the table,” he said."
    )
    found = read(take_in(text, published=date(2024, 6, 21)))
    by_id = {s.id: s for s in found.statements}
    assert [{by_id[a].segment, by_id[b].segment} for a, b in found.joined] == [{"title", "body"}]


UNSEEN = [
    ("Moscow will reopen its sites only after Washington changes course", "only after Washington changes course"),
    ("We will come back to the table after the West drops its demands", "after the West drops its demands"),
    ("Only after the deliveries end can we speak of inspections", "Only after the deliveries end"),
    ("Not until the deliveries stop will the inspectors return", "until the deliveries stop"),
    ("There can be no agreement before the sanctions are lifted", "before the sanctions are lifted"),
    ("Talks are possible, but first the West has to stop its deliveries", "first the West has to stop its deliveries"),
    ("We are ready to begin the moment Washington drops its demands", "the moment Washington drops its demands"),
    ("With sanctions in place, no agreement is possible", "With sanctions in place"),
    ("We would agree to it, provided our concerns are met", "provided our concerns are met"),
    ("A return to the treaty hinges on a change of policy in Washington", "hinges on a change of policy in Washington"),
    ("Мы вернёмся к инспекциям только после того, как Вашингтон изменит курс", "только после того, как Вашингтон"),
]


@pytest.mark.parametrize(("sentence", "clause"), UNSEEN)
def test_conditions_of_sentences_are_found(sentence, clause):
    from armscontrol.diplomacy.positions.conditions import conditions

    found = conditions(sentence, (0, len(sentence)))
    assert any(c.words.startswith(clause) and len(c.words) < 2 * len(clause) for c in found)


@pytest.mark.parametrize(
    "sentence",
    [
        "The talks will go on after the summit in Geneva",
        "The two sides met before the treaty expired in 2026",
        "He will speak after the session ends in Vienna on Friday",
        "The ministers dealt with the matters in force at the time",
        "The first day of the talks has to be moved",
    ],
)
def test_time_alone_is_no_condition(sentence):
    from armscontrol.diplomacy.positions.conditions import conditions

    assert conditions(sentence, (0, len(sentence))) == ()


def test_joining_a_huge_document_is_linear():
    import random
    import time

    rng = random.Random(3)
    common = [f"common{n}" for n in range(30)]
    took = []
    for size in (2_000, 16_000):
        given = [
            Rendering(f"s{n}", f"d{n % 2}", "A Speaker", None if n % 3 else "2024-06-21",
                      " ".join([*rng.choices(common, k=10), f"rare{rng.randrange(10**6)}"]))
            for n in range(size)
        ]  # fmt: skip
        start = time.process_time()
        proposals(given)
        took.append(time.process_time() - start)
    assert took[1] < 25 * took[0]


def test_renderings_among_many_are_found():
    names = ["".join(chr(97 + int(d)) * 2 for d in f"{n:05}") for n in range(600)]
    given = [
        Rendering(f"s{n}", "one", "A Speaker", "2024-06-21", f"We spoke of the matter of {name} today")
        for n, name in enumerate(names)
    ]
    given.append(Rendering("t", "two", "A Speaker", "2024-06-21", f"We talked of the matter of {names[577]} today"))
    assert ("s577", "t") in {(p.first, p.second) for p in proposals(given)}


def test_positions_of_very_many_sentences_are_linear():
    import time

    from armscontrol.diplomacy.model import Statement
    from armscontrol.diplomacy.positions.conditions import conditions
    from armscontrol.diplomacy.positions.positions import positions

    took = []
    for size in (500, 5_000):
        text = "If they stop. " * size
        said = Statement(
            "s1", ((0, len(text)),), "indirect", "A", "x", "sure", conditions=conditions(text, (0, len(text)))
        )
        start = time.process_time()
        positions(text, [said])
        took.append(time.process_time() - start)
    assert took[1] < 30 * took[0]
