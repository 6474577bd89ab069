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


@pytest.mark.parametrize(
    "text",
    [
        "Washington rejects Russia's demand that talks include Ukraine",
        "Washington rejects Moscow's insistence that negotiations must include Ukraine",
        "Washington dismissed the demand that talks include Ukraine",
        "the United States rejects any preconditions for arms control talks",
        "the United States will not accept any conditions for talks",
        "we oppose linking arms control talks to Ukraine",
        "Washington ruled out any linkage between talks and Ukraine",
        "Washington will not tie talks to the war in Ukraine",
        "Washington refuses to make talks dependent on Ukraine",
        "Washington called on Moscow to drop its preconditions for talks",
        "Washington rejects the idea that talks must wait until the war ends",
        "preconditions for talks are unacceptable to Washington",
        "arms control talks must not be held hostage to other disputes",
        "there can be no linkage between New START and other issues",
        "it is wrong to link talks to Ukraine",
        "we must not allow Ukraine to become a precondition for talks",
        "the United States would not be drawn into a game of preconditions for talks",
        "Washington is against making talks a hostage of the war",
        "Вашингтон отвергает любые предварительные условия для переговоров",
        "Вашингтон не будет увязывать переговоры с Украиной",
        "США отвергли требование России включить Украину в переговоры",
    ],
)
def test_a_refused_tie_is_neither_a_demand_nor_a_no_to_talks(text: str) -> None:
    assert said(text, party="USA") == ()
    assert {c.kind for c in conditions(text, (0, len(text)))} == {"no-linkage"}


@pytest.mark.parametrize(
    ("text", "party", "issue", "stance"),
    [
        (
            "Britain rejects calls to include British and French arsenals in a new treaty",
            "GBR",
            "third-nuclear-powers",
            "opposes",
        ),
        ("Beijing opposes being included in trilateral talks", "CHN", "third-nuclear-powers", "opposes"),
        (
            "Washington rejects preconditions but remains ready for talks",
            "USA",
            "strategic-stability-talks",
            "supports",
        ),
        ("Moscow rejected U.S. conditions and ruled out talks", "RUS", "strategic-stability-talks", "opposes"),
        (
            "Moscow will talk only if Washington drops its preconditions",
            "RUS",
            "strategic-stability-talks",
            "conditional",
        ),
        ("Russia refuses to drop its preconditions for talks", "RUS", "strategic-stability-talks", "conditional"),
        ("Russia rejects demands that inspections resume", "RUS", "inspections", "opposes"),
        ("Russia rejects delays in talks", "RUS", "strategic-stability-talks", "supports"),
        ("we see no reason to postpone inspections", "USA", "inspections", "supports"),
        ("Россия не видит причин откладывать переговоры", "RUS", "strategic-stability-talks", "supports"),
    ],
)
def test_what_is_held_beside_a_refusal(text: str, party: str, issue: str, stance: str) -> None:
    assert [(p.issue, p.stance) for p in said(text, party=party)] == [(issue, stance)]


def test_a_demand_reported_of_another_is_not_the_speakers() -> None:
    for text in (
        "Russia's demand that talks include Ukraine is a delaying tactic",
        "Moscow insists that any talks must include Ukraine",
        "the insistence of Moscow that talks include Ukraine makes no sense",
        "Moscow has told us that it will not talk until sanctions end",
    ):
        assert said(text, party="USA") == (), text
    assert [p.stance for p in said("Russia's demand that talks include Ukraine stands")] == ["conditional"]


@pytest.mark.parametrize(
    ("text", "issue", "stance"),
    [
        ("Russia is ready for talks on a successor treaty only if sanctions end", "successor-treaty", "conditional"),
        ("Russia rejects talks on a successor treaty to New START", "successor-treaty", "opposes"),
        ("we are open to negotiations with the Americans on a follow-on agreement", "successor-treaty", "supports"),
        ("we are open to talks about a new, verifiable treaty", "successor-treaty", "supports"),
        ("Russia is ready to discuss what comes after New START", "successor-treaty", "supports"),
        ("Россия готова к переговорам с США о новом договоре", "successor-treaty", "supports"),
        ("Russia is not ready for talks about inspections", "inspections", "declines"),
        ("we are open to talks on limits for warheads", "new-start-limits", "supports"),
        ("Russia proposes talks on including Britain and France", "third-nuclear-powers", "supports"),
        ("we are ready for talks on extending New START", "new-start-status", "supports"),
        ("Russia is ready for talks on nuclear testing", "strategic-stability-talks", "supports"),
        ("we are ready for talks on strategic stability", "strategic-stability-talks", "supports"),
    ],
)
def test_talks_on_an_issue_are_on_that_issue(text: str, issue: str, stance: str) -> None:
    assert [(p.issue, p.stance) for p in said(text)] == [(issue, stance)]


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("Russia would only resume inspections after sanctions are lifted", [("inspections", "conditional")]),
        ("Россия возобновит инспекции только после снятия санкций", [("inspections", "conditional")]),
        ("Moscow has rejected American offers of talks", [("strategic-stability-talks", "opposes")]),
        ("Russia demands an end to arms supplies to Ukraine", [("arms-supplies", "opposes")]),
        ("Washington spoke of the extension of New START, and Moscow refused", []),
        ("we deny that we refused inspections", []),
        ("we propose to postpone inspections", []),  # later is not never
    ],
)
def test_whose_words_they_are_and_on_what(text: str, held: list[tuple[str, str]]) -> None:
    assert [(p.issue, p.stance) for p in said(text)] == held


@pytest.mark.parametrize(
    "text",
    [
        "in 2021 Russia was ready for talks",
        "Russia used to support inspections",
        "had Washington agreed, Russia would have extended New START",
        "it would be premature to say that Russia rejects a new treaty",
        "a country that arms our enemy also wants to hold negotiations",
        "Moscow had a memo from the United States calling for talks",
        "he saw no readiness in Washington for talks",
        "we reject allegations that we want to end inspections",
        "the American side keeps setting conditions for talks",
    ],
)
def test_the_past_the_unreal_and_the_words_of_others_are_no_position(text: str) -> None:
    assert said(text) == ()


@pytest.mark.parametrize(
    ("text", "issue", "stance"),
    [
        ("Moscow does not want a new treaty", "successor-treaty", "declines"),
        ("Russia has turned down the American proposal of talks", "strategic-stability-talks", "opposes"),
        ("Russia is in no hurry and will not enter into negotiations", "strategic-stability-talks", "declines"),
        ("Moscow will keep to the limits until the United States exceeds them", "new-start-limits", "conditional"),
        ("Moscow's condition for talks was an end to arms supplies", "strategic-stability-talks", "conditional"),
        ("we cannot accept inspections", "inspections", "declines"),
        ("we call on both sides to resume inspections", "inspections", "supports"),
    ],
)
def test_more_words_of_stance(text: str, issue: str, stance: str) -> None:
    assert [(p.issue, p.stance) for p in said(text)] == [(issue, stance)]


def parted(*pieces: str) -> tuple[Position, ...]:
    """Of one statement whose content stands in every other piece, the words for its speaker between them."""
    whole, content = "", []
    for i, piece in enumerate(pieces):
        if i % 2 == 0:
            content.append((len(whole), len(whole) + len(piece)))
        whole += piece
    found = tuple(c for span in content for c in conditions(whole, span))
    s = Statement("s1", tuple(content), "indirect", "A Speaker", "test", "sure", party="RUS", conditions=found)
    return positions(whole, [s])


def test_a_tie_parted_from_what_it_ties_by_the_words_for_the_speaker() -> None:
    after = parted("Russia is ready for talks", ", the envoy said, ", "but only if sanctions are lifted")
    assert [(p.stance, [c.kind for c in p.conditions]) for p in after] == [("conditional", ["precondition"])]
    before = parted("Unless sanctions are lifted", ", the envoy said, ", "there will be no talks")
    assert [(p.issue, p.stance) for p in before] == [("strategic-stability-talks", "conditional")]
    other = parted("Russia is ready for talks", ", the envoy said. ", "Only if it rains do we stay")
    assert [p.stance for p in other] == ["supports"]


def test_what_the_same_speaker_insists_on_in_the_same_sentence_is_a_tie() -> None:
    text = "He said Russia is open to talks but insists that the discussions cover the war in Ukraine"
    first, second = (text.index("Russia"), text.index(" but")), (text.index("the disc"), len(text))
    cue = (text.index("insists"), text.index(" that"))
    one = Statement("s1", (first,), "indirect", "A", "test", "sure", party="RUS", cue=(3, 7))
    two = Statement(
        "s2", (second,), "indirect", "A", "test", "sure", party="RUS", cue=cue, conditions=conditions(text, second, cue)
    )
    held = positions(text, [one, two])
    assert {(p.issue, p.stance) for p in held} == {("strategic-stability-talks", "conditional")}
    assert [c.words for c in two.conditions] == ["the discussions cover the war in Ukraine"]
