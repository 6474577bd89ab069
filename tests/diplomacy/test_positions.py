"""Positions from explicit words only: the issue, the stance, and nothing where the words hedge or tell of others."""

from __future__ import annotations

import time

import pytest

from armscontrol.diplomacy.model import DateMention, Position, Statement
from armscontrol.diplomacy.positions.conditions import conditions
from armscontrol.diplomacy.positions.positions import issues, mentions, positions


def said(text: str, party: str | None = "RUS", cue: str = "", mode: str = "indirect") -> tuple[Position, ...]:
    whole = f"{cue} {text}" if cue else text
    span = (len(whole) - len(text), len(whole))
    s = Statement(
        "s1",
        (span,),
        mode,
        "A Speaker",
        "test",
        "sure",
        party=party,
        cue=(0, len(cue)) if cue else None,
        date=DateMention((0, 0), "", "2024-06-21", ""),
        conditions=conditions(whole, span),
    )
    return positions(whole, [s])


@pytest.mark.parametrize(
    ("text", "issue", "stance"),
    [
        ("Russia is open to talks with the United States", "strategic-stability-talks", "supports"),
        ("we are not ready for dialogue", "strategic-stability-talks", "declines"),
        ("Moscow rules out any talks with Washington", "strategic-stability-talks", "opposes"),
        ("Moscow will not resume inspections", "inspections", "declines"),
        ("it was suspending on-site inspections", "inspections", "opposes"),
        ("he is suspending Moscow's participation in the New START treaty", "new-start-status", "opposes"),
        ("Russia will continue to observe the limits of New START", "new-start-limits", "supports"),
        ("Russia will not exceed the limits of the treaty", "new-start-limits", "supports"),
        ("all notifications under the New START have been suspended", "data-exchange", "opposes"),
        ("Moscow will keep notifying Washington of ICBM launches", "launch-notifications", "supports"),
        ("it is ready to extend the treaty only if nothing is added", "new-start-status", "conditional"),
        ("a new treaty is only possible once the supplies end", "successor-treaty", "conditional"),
        ("there can be no return to New START unless they change course", "new-start-status", "conditional"),
        ("we support a ban on nuclear testing", "nuclear-testing", "opposes"),
        ("we condemn the suspension of the New START treaty", "new-start-status", "supports"),
        ("мы отвергаем инспекции", "inspections", "opposes"),
        ("Россия готова к диалогу", "strategic-stability-talks", "supports"),
    ],
)
def test_an_explicit_stance(text: str, issue: str, stance: str) -> None:
    found = said(text)
    assert [(p.issue, p.stance) for p in found] == [(issue, stance)]
    assert found[0].party == "RUS"
    assert found[0].holder == "A Speaker"
    assert found[0].edtf == "2024-06-21"


@pytest.mark.parametrize(
    "text",
    [
        "the two sides discussed the limits of New START",  # no word of stance
        "Russia may support an extension of New START",  # hedged
        "Moscow does not rule out talks",
        "the United States refuses to resume inspections",  # of another side
        "Washington's willingness to hold talks is in doubt",
        "are they ready for talks?",
        "Russia rejects the claim that it left New START",  # a claim is rejected, not the treaty
        "If Russia is ready for talks, so be it",
        "sanctions against Russia do not touch New START",  # against whom, not against what
        "the state of New START is due to the war against our country",
    ],
)
def test_no_position_without_one_of_its_own(text: str) -> None:
    assert said(text) == ()


def test_the_same_words_are_a_position_of_the_side_they_name() -> None:
    text = "the United States refuses to resume inspections"
    assert [(p.issue, p.stance, p.party) for p in said(text, party="USA")] == [("inspections", "declines", "USA")]


def test_they_are_others_in_words_of_ones_own() -> None:
    text = "they have refused to return to the New START treaty"
    assert said(text, party="USA", mode="direct") == ()
    assert [p.stance for p in said(text, party="RUS")] == ["declines"]


def test_a_cue_can_be_the_word_of_stance() -> None:
    found = said("to keep abiding by warhead limits, but only if Washington did the same", cue="offered")
    assert [(p.issue, p.stance, [c.kind for c in p.conditions]) for p in found] == [
        ("new-start-limits", "conditional", ["reciprocity"])
    ]


def test_an_absent_tie_leaves_the_support_whole() -> None:
    found = said("the United States remains ready for talks at any time", party="USA")
    assert [(p.stance, [c.kind for c in p.conditions]) for p in found] == [("supports", ["no-linkage"])]


def test_a_tie_can_be_all_that_is_said() -> None:
    found = said("China should be involved in a new treaty", party="USA")
    assert [(p.issue, p.stance) for p in found] == [("successor-treaty", "conditional")]


def test_joined_issues_are_each_a_position() -> None:
    found = said("we reject inspections and data exchanges")
    assert [(p.issue, p.stance) for p in found] == [("inspections", "opposes"), ("data-exchange", "opposes")]


def test_of_overlapping_words_the_longest_show_the_issue() -> None:
    text = "supplies weapons to Ukraine and its admission to NATO"
    assert [m.issue for m in mentions(text, (0, len(text)), tied=True)] == ["arms-supplies", "nato-membership"]
    assert [m.issue for m in mentions("Beijing", (0, 7))] == []
    assert [m.issue for m in mentions("Beijing", (0, 7), tied=True)] == ["third-nuclear-powers"]


def test_the_time_grows_with_the_text_and_no_faster() -> None:
    piece = '"must ready to the new treaty until '
    took = []
    for times in (300, 2400):
        start = time.process_time()
        said(piece * times)
        took.append(time.process_time() - start)
    assert took[1] < 40 * took[0]


def test_the_vocabulary_defines_each_issue_once_and_its_words_show_it() -> None:
    known = issues()
    assert len({i.id for i in known}) == len(known) >= 12
    for i in known:
        assert i.definition.endswith(".")
        word = next(w for w in i.words if "~" not in w).replace("*", "")
        assert i.id in {m.issue for m in mentions(word, (0, len(word)))}, word
