"""Renderings of one act proposed to be joined: against a plain double loop, near-misses, and at size."""

from __future__ import annotations

import json
import random
import time
from datetime import date, timedelta
from itertools import combinations

import pytest
from tests.conftest import ROOT

from armscontrol.diplomacy.model import Document, Statement
from armscontrol.diplomacy.positions.joining import ALIKE, Rendering, likeness, proposals, runs, within
from armscontrol.errors import RecordError

SAID = "We are prepared to keep the agreed ceilings for one more year if our partners do so"
RETOLD = "We're ready to keep to the agreed ceilings for another year if our partners do the same"


def pair(**second: object) -> list[Rendering]:
    first = Rendering("a", "one", "Ivan Petrov", "2025-09-22", SAID)
    other = {"id": "b", "document": "two", "speaker": "Ivan Petrov", "edtf": "2025-09-22", "text": RETOLD} | second
    return [first, Rendering(**other)]  # type: ignore[arg-type]


def test_likeness_is_the_jaccard_index_of_five_letter_runs() -> None:
    assert runs("Ab-cD 1e f") == {"abcde", "bcdef"}
    assert likeness(runs("abcdef"), runs("bcdefg")) == pytest.approx(1 / 3)
    assert likeness(runs("abcd"), runs("abcd")) == 0.0


def test_two_wordings_of_one_day_are_proposed() -> None:
    (p,) = proposals(pair())
    assert (p.first, p.second) == ("a", "b")
    assert p.score == pytest.approx(likeness(runs(SAID), runs(RETOLD)), abs=1e-3)
    assert proposals(pair(edtf="2025-09")) == proposals(pair())
    assert len(proposals(pair(edtf="2025-09-23"))) == 1  # another time zone


@pytest.mark.parametrize(
    "change",
    [
        {"edtf": "2025-09-25"},
        {"speaker": "Pyotr Ivanov"},
        {"speaker": None},
        {"text": "We have been prepared for a long time to talk about inspections, and nobody has answered us"},
        {"text": "We are prepared"},
        {"document": "one"},
        {"edtf": None, "text": "We are prepared to talk, but the agreed ceilings are a matter of the past for us all"},
        {"edtf": None, "published": date(2025, 12, 1)},
    ],
)
def test_near_misses_are_not_proposed(change: dict[str, object]) -> None:
    assert proposals(pair(**change)) == ()


def test_a_spokesman_and_his_ministry() -> None:
    assert len(proposals(pair(speaker="Foreign Ministry"))) == 0
    _, second = pair(speaker="Foreign Ministry")
    spokesman = Rendering("a", "one", "Ivan Petrov", "2025-09-22", SAID, speaks_for="Foreign Ministry")
    assert len(proposals([spokesman, second])) == 1
    other = Rendering("c", "two", "Anna Orlova", "2025-09-22", RETOLD, speaks_for="Foreign Ministry")
    assert proposals([spokesman, other]) == ()  # two people of one ministry are not one speaker


def test_an_undated_wording_is_sought_in_the_week_before_publication() -> None:
    (p,) = proposals(pair(edtf=None, published=date(2025, 9, 24)))
    assert "before publication" in p.why


def test_a_headline_repeats_the_body_once() -> None:
    title = Rendering("t", "one", "Russia", None, "Russia prepared to keep agreed ceilings for one more year", "title")
    body = pair()[0]
    other = Rendering("c", "one", "Ivan Petrov", "2025-09-22", "Nobody has yet answered our letter on the inspections")
    assert [(p.first, p.second) for p in proposals([title, body, other])] == [("t", "a")]
    assert proposals([title, other]) == ()


def test_within_one_document() -> None:
    text = f"Petrov: ceilings will be kept for one more year\n\n{SAID}."
    a = Statement("s1", ((8, 47),), "indirect", "Ivan Petrov", "", "sure", segment="title")
    b = Statement("s2", ((49, 49 + len(SAID)),), "indirect", "Ivan Petrov", "", "sure")
    assert within(Document(text), (a, b)) == (("s1", "s2"),)


def test_two_renderings_with_one_id_are_refused() -> None:
    with pytest.raises(RecordError, match="share an id"):
        proposals([pair()[0], pair()[0]])


def drawn(rng: random.Random, n: int, speakers: int, days: int) -> list[Rendering]:
    words = "treaty limits talks inspections warheads ready resume offer partners answer year notice launch data sites"
    return [
        Rendering(
            f"r{i}",
            f"d{i}",
            f"speaker {rng.randrange(speakers)}",
            str(date(2015, 1, 1) + timedelta(days=rng.randrange(days))),
            " ".join(rng.choices(words.split(), k=14)),
        )
        for i in range(n)
    ]


def test_the_sweep_finds_what_a_double_loop_finds() -> None:
    sample = drawn(random.Random(3), 120, 3, 20)
    wanted = {
        (a.id, b.id)
        for a, b in combinations(sample, 2)
        if a.speaker == b.speaker
        and abs((date.fromisoformat(a.edtf or "") - date.fromisoformat(b.edtf or "")).days) <= 1
        and likeness(runs(a.text), runs(b.text)) >= ALIKE
    }
    assert wanted
    assert {(p.first, p.second) for p in proposals(sample)} == wanted


def test_ten_thousand_renderings_take_seconds() -> None:
    sample = drawn(random.Random(4), 10_000, 60, 4000)
    start = time.process_time()
    proposals(sample)
    assert time.process_time() - start < 10


def test_annotated_articles_join_without_a_false_pair() -> None:
    place = ROOT.parent / "shared" / "data" / "record" / "dev-articles.json"
    if not place.is_file():
        pytest.skip("the annotated articles are not here")
    dev = json.loads(place.read_text("utf-8"))
    found = proposals(
        [
            Rendering(
                f"{a['id']}:{s['id']}",
                a["id"],
                s["speaker"],
                s["date_resolved"],
                " ".join(c["text"] for c in s["content"]),
                published=date.fromisoformat(a["source"]["published"]) if a["source"]["published"] else None,
            )
            for a in dev["articles"]
            for s in a["statements"]
        ]
    )
    groups = [set(g["members"]) for g in dev["variant_groups"]]
    assert all(any({p.first, p.second} <= g for g in groups) for p in found)
