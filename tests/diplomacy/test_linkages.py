"""What blocks what, as a table and a picture; contradictions within a period; changes over time."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from dataclasses import replace

import pytest
from tests.conftest import ROOT

from armscontrol.diplomacy.model import DateMention, Position, Statement
from armscontrol.diplomacy.positions.conditions import conditions
from armscontrol.diplomacy.positions.linkage_picture import WIDTH, picture
from armscontrol.diplomacy.positions.linkages import Linkages, changes, contradictions, linkage_graph
from armscontrol.diplomacy.positions.positions import positions
from armscontrol.errors import RecordError

SVG = "{http://www.w3.org/2000/svg}"


def graph(*said: tuple[str, str, str, str]) -> Linkages:
    """Of statements given as Party, day, kind of segment and words."""
    held: list[Position] = []
    statements: list[Statement] = []
    for i, (party, day, segment, text) in enumerate(said):
        span = (0, len(text))
        s = Statement(f"s{i}", (span,), "indirect", "A", "test", "sure", party=party, segment=segment)
        s = replace(s, date=DateMention(span, "", day, ""), conditions=conditions(text, span))
        statements.append(s)
        held += positions(text, [s])
    return linkage_graph(held, statements)


def ties(g: Linkages) -> list[tuple[str | None, str, str, str]]:
    return [(e.party, e.issue, e.relation, e.target) for e in g.edges]


UKRAINE = "Russia is open to talks, so long as they include the war in Ukraine"
SUPPLIES = (
    "A new treaty is only possible once Washington stops supplying weapons to Ukraine and blocks its admission to NATO"
)
CHINA = "China should be involved in a new treaty"


def test_what_must_come_and_what_must_end() -> None:
    g = graph(
        ("RUS", "2024-06-21", "body", UKRAINE),
        ("RUS", "2024-06-21", "body", SUPPLIES),
        ("USA", "2026-02-05", "body", CHINA),
    )
    assert ties(g) == [
        ("RUS", "strategic-stability-talks", "requires", "ukraine"),
        ("RUS", "successor-treaty", "blocks", "arms-supplies"),
        ("RUS", "successor-treaty", "blocks", "nato-membership"),
        ("USA", "successor-treaty", "requires", "third-nuclear-powers"),
    ]
    assert [r["date"] for r in g.rows()] == ["2024-06-21"] * 3 + ["2026-02-05"]
    assert ties(g.of("USA")) == ties(g)[3:]
    assert {n.id for n in g.of("USA").nodes} == {"successor-treaty", "third-nuclear-powers"}


def test_the_reference_article_shows_its_two_linkages() -> None:
    place = ROOT.parent / "shared" / "articles" / "reference-article.txt"
    if not place.is_file():
        pytest.skip("the reference article is not here")
    text = place.read_text("utf-8")
    held: list[Position] = []
    for i, (first, last) in enumerate(
        (("Russia is open to", "war in Ukraine"), ("conversations over", "admission to NATO"))
    ):
        start = text.index(first)
        span = (start, text.index(last, start) + len(last))
        held += positions(
            text,
            [Statement(str(i), (span,), "indirect", None, "", "sure", party="RUS", conditions=conditions(text, span))],
        )
    assert ties(linkage_graph(held, [])) == [
        ("RUS", "strategic-stability-talks", "requires", "ukraine"),
        ("RUS", "successor-treaty", "blocks", "arms-supplies"),
        ("RUS", "successor-treaty", "blocks", "nato-membership"),
    ]


def test_a_headline_is_not_counted_twice() -> None:
    title = "Russia open to talks if Ukraine on table"
    assert len(graph(("RUS", "2024-06-21", "title", title)).edges) == 1
    both = graph(("RUS", "2024-06-21", "title", title), ("RUS", "2024-06-21", "body", UKRAINE))
    assert [e.statement for e in both.edges] == ["s1"]


def test_a_condition_outside_the_vocabulary_is_a_demand_in_its_own_words() -> None:
    g = graph(
        ("RUS", "2025-09-22", "body", "Russia is ready to keep to the limits of New START if Washington follows suit")
    )
    assert [(n.kind, n.label) for n in g.nodes] == [
        ("issue", "limits of New START"),
        ("demand", "Washington follows suit"),
    ]


def test_the_picture_is_well_formed_inside_its_frame_and_repeats_itself() -> None:
    long = "if " + " ".join(f"party{i} gives a written assurance" for i in range(9))
    g = graph(
        ("RUS", "2024-06-21", "body", UKRAINE),
        ("RUS", "2024-06-21", "body", SUPPLIES),
        ("USA", "2026-02-05", "body", CHINA),
        ("CHN", "2020-07-08", "body", f"we are ready for talks {long} <&>"),
    )
    drawn = picture(g, "Ties & <knots>")
    assert drawn == picture(g, "Ties & <knots>")
    root = ET.fromstring(drawn)
    assert root.find(f"{SVG}title").text == "Ties & <knots>"  # type: ignore[union-attr]
    height = float(root.get("height", "0"))
    boxes = list(root.iter(f"{SVG}rect"))[1:]
    assert len(boxes) == len(g.nodes)
    placed = [tuple(float(r.get(k, "nan")) for k in ("x", "y", "width", "height")) for r in boxes]
    for i, (x, y, w, h) in enumerate(placed):
        assert 0 <= x < x + w <= WIDTH
        assert 0 <= y < y + h <= height
        assert all(x >= a + c or a >= x + w or y >= b + d or b >= y + h for a, b, c, d in placed[:i])
    told = " ".join(t.text or "" for t in root.iter(f"{SVG}text"))
    for words in ("Russia", "United States", "China", "requires", "is blocked by", "United States: 5 February 2026"):
        assert words in told


def test_ties_that_run_in_a_circle_and_no_ties_at_all_are_drawn() -> None:
    g = graph(
        ("RUS", "2024", "body", "We are ready for talks only if the inspections end"),
        ("USA", "2024", "body", "We are ready to resume inspections only if the talks go on"),
    )
    assert ties(g) == [
        ("RUS", "strategic-stability-talks", "blocks", "inspections"),
        ("USA", "inspections", "requires", "strategic-stability-talks"),
    ]
    ET.fromstring(picture(g))
    assert "No ties" in picture(Linkages((), ()))


def held(
    stance: str,
    edtf: str | None,
    *,
    party: str | None = "RUS",
    holder: str = "A",
    issue: str = "inspections",
    id: str = "s",
) -> Position:
    return Position(id, issue, stance, party, holder, (0, 1), (), edtf)


def test_opposite_stances_within_the_period_are_listed_with_the_days_between() -> None:
    a, b, c = held("supports", "2023-03-01"), held("declines", "2023-03-29"), held("opposes", "2024-01")
    assert [(f.first, f.second, f.apart, f.same_speaker) for f in contradictions([a, b, c], within_days=30)] == [
        (a, b, 28, True)
    ]
    assert contradictions([a, b], within_days=27) == ()
    assert len(contradictions([a, b, c], within_days=400)) == 2


def test_what_is_no_contradiction() -> None:
    a = held("supports", "2023-03-01")
    others = [
        held("conditional", "2023-03-01"),
        held("opposes", "2023-03-01", issue="ukraine"),
        held("opposes", "2023-03-01", party="USA"),
        held("opposes", None),
        held("supports", "2023-03-02"),
    ]
    assert contradictions([a, *others]) == ()


def test_one_side_says_both_on_one_day() -> None:
    """Notice of launches suspended, and kept: two reports of one day."""
    texts = [
        "the transfer of all notifications, including notifications about test launches, has been suspended",
        "information sharing has been suspended but Moscow will keep notifying Washington of ICBM and SLBM launches",
    ]
    both: list[Position] = []
    for i, text in enumerate(texts):
        s = Statement(
            str(i),
            ((0, len(text)),),
            "indirect",
            "A",
            "",
            "sure",
            party="RUS",
            date=DateMention((0, 1), "", "2023-03-29", ""),
        )
        both += positions(text, [s])
    assert [(f.first.issue, f.apart) for f in contradictions(both)] == [("launch-notifications", 0)]


def test_a_negative_period_is_refused() -> None:
    with pytest.raises(RecordError, match="within_days"):
        contradictions([], within_days=-1)


def test_changes_follow_the_days_and_not_the_order_given() -> None:
    first, again, turned = held("supports", "2021-02"), held("supports", "2022"), held("opposes", "2023-02-21")
    assert [(c.before, c.after) for c in changes([turned, held("opposes", None), first, again])] == [(again, turned)]
    assert changes([first, held("opposes", "2021-02-10")]) == ()  # the month holds the day: neither is the earlier


def test_a_refused_tie_is_no_edge() -> None:
    refused = "Washington rejects Russia's demand that talks include Ukraine"
    g = graph(("USA", "2024-06-21", "body", refused), ("RUS", "2024-06-21", "body", UKRAINE))
    assert ties(g) == [("RUS", "strategic-stability-talks", "requires", "ukraine")]
