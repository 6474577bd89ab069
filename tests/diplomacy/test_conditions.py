"""Clauses that tie one thing to another: found whole, of the right kind, and not where nothing is tied."""

from __future__ import annotations

import json
import time

import pytest
from tests.conftest import ROOT

from armscontrol.diplomacy.positions.conditions import conditions

TIED = [
    ("precondition", "Inspections cannot resume *until Washington lifts its flight ban*."),
    ("precondition", "There can be no return to the treaty *unless the other side abandons its course*."),
    ("precondition", "*Until the supplies stop*, there is nothing to discuss."),
    ("precondition", "Moscow is ready to extend the treaty, but *only if the text stays as it is*, he said."),
    ("precondition", "*Once the shelling is over*, inspections can begin."),
    ("precondition", "The extension is agreed *provided that the Americans add nothing*."),
    ("precondition", "*The United States must first withdraw its missiles*."),
    ("precondition", "It is impossible to speak of cuts *without the other nuclear powers*."),
    ("precondition", "Talks are impossible *while Washington arms the other side*."),
    ("precondition", "Everything *depends on the position of the American side*."),
    ("precondition", "*The U.S. needs to show good will before any talks can start*."),
    ("precondition", "*The main condition for a return is the end of the supplies*."),
    ("precondition", "*When conditions are ripe*, all states can join the process."),
    ("precondition", "*Absent a change of course*, more may be needed."),
    ("precondition", "It is late. *Before we return to inspections*, we must know what they see."),
    ("precondition", "It said inspections could resume *once existing problems were resolved*."),
    ("precondition", "*Only a full agreement without new terms would be acceptable*."),
    ("precondition", "*The Kremlin would have to see the text first*."),
    ("precondition", "Talks may resume *when the guns fall silent*."),
    ("precondition", "The caps remain in place *pending a reply from Washington*."),
    ("precondition", "The sides could return to the table, *given political will*."),
    ("precondition", "A return is out of the question *while flights are banned*."),
    ("precondition", "*Moscow demanded that the bases be closed before any talks*."),
    ("precondition", "The steps would be undone *once Moscow returned to the pact*."),
    ("reciprocity", "Russia would respond in kind *should such missiles appear*."),
    ("linkage", "The return of inspectors *is tied to the lifting of visa curbs*."),
    ("precondition", "The hall is cold - *all this needs to be mended for the visits to resume*."),
    ("linkage", "*Strategic stability could not be considered separately from the whole*."),
    ("linkage", "Moscow wanted a deal, but *the talks should also cover conventional arms*."),
    ("linkage", "*The arsenals of Britain and France must be taken into account in a new treaty*."),
    ("linkage", "The limits will be kept *as long as the other side does not exceed them*."),
    ("linkage", "Arms control cannot be *separated from the state of relations*."),
    ("linkage", "It is open to *a dialogue that covers all factors, including defence in space*."),
    ("linkage", "*China should be involved in any future agreement*."),
    ("reciprocity", "Russia will keep to the limits *if the United States does the same*."),
    ("reciprocity", "It offered a freeze *in exchange for one more year*."),
    ("reciprocity", "*If they deploy such missiles*, we will do the same."),
    ("threat", "*If troops enter the region*, we will retaliate."),
    ("no-linkage", "The delegation is ready to meet *at any time*."),
    ("no-linkage", "He offered talks *without preconditions*."),
    ("no-linkage", "Paris *rejects any preconditions for the talks*, he said."),
    ("no-linkage", "It *refuses to make inspections conditional on visas*, but the dates are open."),
    ("no-linkage", "London *turned down the demand that the treaty cover its arsenal* and called for a pause."),
    ("no-linkage", "The talks do *not depend on the war*."),
    ("precondition", "We will meet *only if they drop their preconditions*."),
    ("no-linkage", "*Regardless of the war*, the two powers should talk."),
    ("precondition", "Россия готова к диалогу, *если партнеры учтут ее интересы*."),
    ("precondition", "Инспекции возможны *только после снятия санкций*."),
    ("precondition", "Никаких переговоров, *пока Запад не прекратит поставки*."),
    ("reciprocity", "Москва согласится *в обмен на гарантии*."),
    ("no-linkage", "Мы открыты к диалогу *без предварительных условий*."),
    ("precondition", "It will only participate in talks *if the other side cuts its arsenal*."),
]


@pytest.mark.parametrize(("kind", "marked"), TIED)
def test_a_tie_is_found_whole_and_of_its_kind(kind: str, marked: str) -> None:
    before, clause, after = marked.split("*")
    text = before + clause + after
    found = conditions(text, (0, len(text)))
    assert [(c.kind, c.words, c.span) for c in found] == [(kind, clause, (len(before), len(before) + len(clause)))]


@pytest.mark.parametrize(
    "text",
    [
        "The minister was asked if talks were planned.",
        "It was unclear if the delegations would meet.",
        "Few, if any, inspections took place; they went on as if nothing had happened.",
        "The treaty stays in force until February 5, 2026.",
        "The limits will be kept until the treaty expires.",
        "It will keep to the limits once the treaty expires.",
        "The two men once led the talks and will meet again.",
        "Inspections stopped without explanation.",
        "We cannot yet have a world without nuclear weapons.",
        "It will inform the commission as soon as possible.",
        "The data were provided on condition of anonymity.",
        "The ministry provided data on its forces.",
        "NATO should include more women in its staff.",
        "Washington would have to respond.",
        "We must join forces to prevent a war.",
        "The risk is higher now than at any time since the war.",
        "If the treaty expired, the world would have no limits.",
        "Но пока не совсем понятно, кто придет.",
    ],
)
def test_nothing_is_tied_here(text: str) -> None:
    assert conditions(text, (0, len(text))) == ()


def test_nothing_outside_the_span_is_read() -> None:
    text = "If it rains, we go. The talks are open. Unless it snows."
    assert conditions(text, (20, 39)) == ()


def test_a_clause_ends_with_the_closing_mark() -> None:
    text = 'He called it "possible if both sides want it" and left the room.'
    assert [c.words for c in conditions(text, (0, len(text)))] == ["if both sides want it"]


def test_two_ties_in_two_sentences() -> None:
    text = "No talks until they leave. We will sign if they sign too."
    assert [(c.kind, c.words) for c in conditions(text, (0, len(text)))] == [
        ("precondition", "until they leave"),
        ("reciprocity", "if they sign too"),
    ]


def test_the_time_grows_with_the_text_and_no_faster() -> None:
    piece = 'if "the must until without no a treaty that when once should be not '
    took = []
    for times in (500, 4000):
        text = piece * times
        start = time.process_time()
        conditions(text, (0, len(text)))
        took.append(time.process_time() - start)
    assert took[1] < 40 * took[0]


def test_annotated_articles() -> None:
    place = ROOT.parent / "shared" / "data" / "record" / "dev-articles.json"
    if not place.is_file():
        pytest.skip("the annotated articles are not here")

    def letters(text: str, start: int, end: int) -> set[int]:
        return {i for i in range(start, end) if text[i].isalnum()}

    hits = wanted = 0
    for article in json.loads(place.read_text("utf-8"))["articles"]:
        text = article["text"]
        for s in article["statements"]:
            found = [letters(text, *c.span) for part in s["content"] for c in conditions(text, tuple(part["span"]))]
            for c in s["conditions"]:
                gold = letters(text, *c["span"])
                wanted += 1
                hits += any(len(gold & f) >= 0.5 * len(gold) and len(gold & f) >= 0.4 * len(f) for f in found)
    assert wanted
    assert hits / wanted >= 0.8


@pytest.mark.parametrize(
    "text",
    [
        "The two must meet for the first time.",
        "Safety must always come first and foremost.",
        "Imposing preconditions shows disregard.",
        "Neither side can hide for long without the other noticing.",
        "The once Soviet base would be closed.",
        "He may leave when the summit ends.",
        "Given the hour, they may leave.",
    ],
)
def test_near_words_tie_nothing(text: str) -> None:
    assert conditions(text, (0, len(text))) == ()


def test_a_condition_after_the_words_for_its_speaker_is_read_with_what_stands_before() -> None:
    text = "The steps would be undone, she said, once Moscow returned to the pact."
    at = text.index("once")
    assert [c.words for c in conditions(text, (at, len(text)))] == ["once Moscow returned to the pact"]


def test_the_word_of_saying_may_refuse_the_tie() -> None:
    text = "Washington rejected any preconditions for talks"
    cue = (text.index("rejected"), text.index(" any"))
    span = (text.index("any"), len(text))
    assert [(c.kind, c.span) for c in conditions(text, span, cue)] == [("no-linkage", span)]
