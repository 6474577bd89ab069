"""Filters against a plain look through everything; hostile searches; what each Party held on a day."""

from __future__ import annotations

import random
from datetime import date, timedelta
from itertools import product

import pytest

from armscontrol.diplomacy.intervals import days
from armscontrol.diplomacy.model import DateMention, Document, Position, Reading, Statement
from armscontrol.diplomacy.record import forms, full_text
from armscontrol.diplomacy.record.ledger import positions
from armscontrol.diplomacy.record.search import count, issues, positions_on, search
from armscontrol.errors import RecordError

WORDS = ["treaty", "Limits", "talks", "élan", "ракет", "Договор", "1,550", "non-deployed", "data"]
NAMES = ["Ana Élan", "Boris Élan", "Сергей Рябков", "NATO", None]
PARTIES = ["RUS", "USA", "USA;RUS", "CHN", None]
EDTF = ["2012-03-04", "2012-03", "2013", "2012-12-30/2013-01-02", "XXXX-09-01", "0900", "0900/2012", None]


def filled(record, count=40, each=5):
    """Statements of all sorts, and what was put in beside the ids."""
    rng = random.Random(7)
    for n in range(count):
        day = date(2012, 1, 1) + timedelta(days=rng.randrange(700)) if rng.random() < 0.7 else None
        lines, said, place = [f"Number {n}."], [], len(f"Number {n}.") + 1
        for k in range(each):
            line = " ".join(rng.choices(WORDS, k=4))
            edtf = rng.choice(EDTF)
            said.append(
                Statement(
                    f"s{k}",
                    ((place, place + len(line)),),
                    "indirect",
                    rng.choice(NAMES),
                    "x",
                    "open",
                    party=rng.choice(PARTIES),
                    date=DateMention((0, 1), "", edtf, "") if edtf else None,
                )
            )
            lines.append(line)
            place += len(line) + 1
        document = Document("\n".join(lines), day, outlet=rng.choice(["Daily", "Weekly", None]))
        record.add(Reading(document, statements=tuple(said)), who="x")
    found = search(record, state=["proposed"], limit=1000).items
    assert len(found) == count * each
    for item in rng.sample(found, len(found) // 3):
        rng.choice([lambda id: record.accept(id, who="x"), lambda id: record.reject(id, "x", who="x")])(item.id)
    documents = {d: record.reading(d).document for d in record.documents()}
    place = {d: n for n, d in enumerate(documents)}
    found = sorted(found, key=lambda item: (place[item.document], int(item.id.rsplit("-s", 1)[1])))
    return [(record.item(item.id), documents[item.document], n) for n, item in enumerate(found)]


def plainly(everything, *, speaker=None, party=None, since=None, until=None, text=None, outlet=None, state=None):
    """The same by looking at each."""
    met = []
    for item, document, number in everything:
        said = item.content
        edtf = days(said.date.edtf) if said.date else None
        span = edtf or ((document.published, document.published) if document.published else None)
        words = forms.tokens(item.words)
        name = forms.tokens(said.speaker or "")
        rules = [
            item.state == state if state else item.state != "rejected",
            speaker is None or name == forms.tokens(speaker) or (len(name) > 0 and [name[-1]] == forms.tokens(speaker)),
            party is None or said.party == party or party in (said.party or "").split(";"),
            since is None or (span is not None and span[1] >= days(since)[0]),
            until is None or (span is not None and span[0] <= days(until)[1]),
            text is None or all(w in words for w in forms.tokens(text)),
            outlet is None or document.outlet == outlet,
        ]
        if all(rules):
            met.append((span[1].isoformat() if span else "", number, item.id))
    return [id for _, _, id in sorted(met)]


FILTERS = {
    "speaker": [None, "elan", "ANA ELAN", "рябков", "nobody"],
    "party": [None, "RUS", "USA;RUS", "KAZ"],
    "dates": [(None, None), ("2012-03", "2012-03"), ("2013", None), (None, "2012"), ("2014", "2012")],
    "text": [None, "treaty", "treaty limits", "ДОГОВОР", "1,550"],
}


@pytest.mark.parametrize("many", [0, 20_000], ids=["in order", "by words"])
def test_filters_find_what_a_plain_look_finds(record, monkeypatch, many):
    monkeypatch.setattr(full_text, "_MANY", many)
    everything = filled(record)
    some = 0
    for speaker, party, (since, until), text in product(*FILTERS.values()):
        asked = {"speaker": speaker, "party": party, "since": since, "until": until, "text": text}
        found = [i.id for i in search(record, **asked, limit=1000).items]
        assert found == plainly(everything, **asked), asked
        some += len(found) > 0
    assert some > 100
    for outlet, state in product([None, "Daily", "Other"], ["accepted", "rejected", "proposed"]):
        found = [i.id for i in search(record, outlet=outlet, state=state, limit=1000).items]
        assert found == plainly(everything, outlet=outlet, state=state)
    assert sum(count(record).values()) == len(everything)


def test_pages_put_together_are_the_whole(record):
    filled(record, count=12)
    for asked in ({}, {"party": "RUS"}, {"text": "treaty"}, {"speaker": "elan"}):
        whole = [i.id for i in search(record, limit=1000, **asked).items]
        pages, offset = [], 0
        while True:
            page = search(record, limit=7, offset=offset, **asked)
            pages += [i.id for i in page.items]
            offset += 7
            if not page.more:
                break
        assert pages == whole
        assert search(record, limit=7, offset=1000, **asked).items == ()


@pytest.mark.parametrize(
    "text",
    [
        'treaty" OR "talks', "treaty NOT talks", "NEAR(treaty talks)", "words:treaty", "party:rus", "^treaty", "treaty*talks",
        "tre'aty", "treaty); DROP TABLE record_items; --", "{words} : treaty", "treaty & !talks", "a:*B", "treaty\\", '"', "“", "-treaty",
        "treaty \x00", "\ud800treaty", "(" * 400, "treaty " * 20,
    ],
)  # fmt: skip
def test_no_search_is_a_command(record, text):
    everything = filled(record, count=4)
    if not forms.tokens(text):
        with pytest.raises(RecordError, match="no words to look for"):
            search(record, text=text)
        return
    found = [i.id for i in search(record, text=text, limit=1000).items]
    words = [w for w, _ in full_text.terms(text)]
    want = [id for id in plainly(everything) if all(has(record.item(id).words, w) for w in words)]
    assert found == want


def has(text, words):
    held = forms.tokens(text)
    return any(tuple(held[n : n + len(words)]) == words for n in range(len(held)))


def test_phrases_and_beginnings(record):
    text = "Strategic stability first. Stability of strategic arms. Стратегической стабильности."
    spans = [((0, 25),), ((27, 55),), ((56, len(text)),)]
    said = tuple(Statement(f"s{n}", s, "indirect", None, "x", "open") for n, s in enumerate(spans))
    document = record.add(Reading(Document(text), statements=said), who="x").document

    def found(text):
        return [i.id[-1] for i in search(record, text=text, document=document).items]

    assert found("strategic stability") == ["1", "2"]
    assert found('"strategic stability"') == ["1"]
    assert found('"strategic stability') == ["1"]
    assert found("стратегическ*") == ["3"]
    assert found("стратегическ") == []


@pytest.mark.parametrize(
    ("asked", "where"),
    [
        ({"kind": "poem"}, "kind"), ({"state": "fine"}, "state"), ({"since": "soon"}, "since"), ({"until": "2024-13"}, "until"),
        ({"limit": 0}, "limit"), ({"limit": 10**6}, "limit"), ({"offset": -1}, "offset"), ({"offset": True}, "offset"),
        ({"text": ""}, "text"), ({"text": "x" * 2_000}, "text"), ({"text": "a b " * 40}, "text"),
    ],
)  # fmt: skip
def test_a_filter_that_cannot_be_is_told(record, asked, where):
    with pytest.raises(RecordError) as told:
        search(record, **asked)
    assert told.value.where == where


@pytest.mark.parametrize("name", ["speaker", "party", "issue", "stance", "outlet", "source", "document"])
def test_half_characters_and_quotes_in_filters_do_no_harm(record, made, name):
    record.add(made(), who="x")
    assert search(record, **{name: "x' OR 1=1 --"}).items == ()
    for text in ("\ud800", "a\0"):
        with pytest.raises(RecordError, match="cannot be kept"):
            search(record, **{name: text})


def held(record, edtf, stance, party="RUS", published=None, issue="talks"):
    """Keeps one position and gives its id."""
    text = f"{party} {stance} {edtf} {published} {issue}"
    position = Position("s1", issue, stance, party, f"Minister of {party}", (0, len(text)), edtf=edtf)
    added = record.add(Reading(Document(text, published), positions=(position,)), who="x")
    return f"{added.document}-p1"


def test_what_both_parties_held_on_a_day(record):
    early = held(record, "2024-01-10", "supports")
    first, second = held(record, "2024-06-20", "conditional"), held(record, "2024-06-20", "declines")
    held(record, "2024-06-22", "opposes")
    held(record, "2024-06-20", "opposes", issue="inspections")
    rejected = held(record, "2024-06-21", "opposes")
    month = held(record, "2024-06", "declines", party="RUS")
    record.accept(second, who="x")
    record.accept(early, who="x")
    record.reject(rejected, "a rumour", who="x")
    russia, america = positions_on(record, "talks", "2024-06-21", ["RUS", "USA"])
    assert (russia.party, russia.on) == ("RUS", date(2024, 6, 21))
    assert (russia.position.id, [i.id for i in russia.others]) == (second, [first])
    assert russia.last_reviewed.id == second
    assert not russia.unreviewed
    assert [i.id for i in russia.unsure] == [month]
    assert (america.position, america.last_reviewed, america.unsure, america.unreviewed) == (None, None, (), False)


def test_a_later_proposal_is_marked_and_the_last_reviewed_stands_beside_it(record):
    old = held(record, "2023-01-01", "supports")
    record.accept(old, who="x")
    new = held(record, None, "opposes", published=date(2024, 1, 1))
    (russia,) = positions_on(record, "talks", date(2024, 6, 1), ["RUS"])
    assert (russia.position.id, russia.unreviewed, russia.last_reviewed.id) == (new, True, old)
    assert russia.position.day_basis == "published"
    assert issues(record) == ("talks",)


def test_a_position_without_a_day_is_not_taken_for_an_early_one(record):
    held(record, None, "supports")
    (russia,) = positions_on(record, "talks", "2024", ["RUS"])
    assert (russia.position, russia.unsure) == (None, ())


def test_one_act_reported_twice_is_one_position_until_the_merge_is_undone(record):
    texts = []
    for n, stance in enumerate(("supports", "opposes")):
        statement = Statement("s1", ((0, 5),), "indirect", "Ana", "x", "sure", party="RUS")
        position = Position("s1", "talks", stance, "RUS", "Ana", (0, 5), edtf="2024-05-01")
        reading = Reading(Document(f"Words {n}"), statements=(statement,), positions=(position,))
        texts.append(record.add(reading, who="x").document)
    one, two = (next(i.id for i in search(record, kind="position", document=d).items) for d in texts)
    other = held(record, "2024-05-01", "conditional")
    statements = [record.item(id).parent for id in (one, two)]

    def told():
        (russia,) = positions_on(record, "talks", "2024-06-21", ["RUS"])
        return {russia.position.id, *(i.id for i in russia.others)}

    assert told() == {one, two, other}
    record.merge(statements, who="x")
    assert told() == {one, other}
    assert {i.id for i in search(record, kind="position", renderings=False).items} == {one, other}
    assert positions(record, "talks", ["RUS"], limit=10).total == 2
    record.undo(statements[0], who="x")
    record.merge([two, one], who="x")
    assert told() == {two, other}
    record.reject(two, "a rumour", who="x")
    assert told() == {one, other}, "where what leads is rejected, the act still counts"
