"""What blocks what: conditional positions as a graph, contradictions within a period, changes over time.

An edge says that one side ties an issue to another, or to a demand in its own words: the issue requires it, or it
blocks the issue as long as it goes on. Contradictions and changes are listed with both positions and never judged.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from armscontrol.diplomacy.intervals import days
from armscontrol.diplomacy.model import Position, Statement
from armscontrol.diplomacy.positions.positions import TYING, is_obstacle, issues, mentions
from armscontrol.errors import RecordError

OPPOSITE = {("opposes", "supports"), ("declines", "supports")}
"""Pairs of stances, in the order of the alphabet, that cannot both be held."""
LABEL = 90
"""Characters of a demand that a node shows; the row of the table has all of it."""

_MARKER = re.compile(
    r"^(?:(?:only|solely|just)\s+)?(?:(?:possible|viable|be viable|be possible|able)\s+)?(?:if and when|if|once|"
    r"when|after|unless|until|till|without|provided(?: that)?|"
    r"providing that|on (?:the )?condition that|on condition of|(?:as|so) long as|as soon as|in (?:exchange|"
    r"return)(?: for)?|in the event (?:of|that)|"
    r"in case(?: of)?|depend\w* (?:up)?on|contingent (?:up)?on|conditional (?:up)?on|subject to|should|"
    r"before|the (?:moment|minute|day)|(?:только |лишь )?(?:в (?:том )?случае,?(?: если)?|если|до того,? как|"
    r"после того,? как|после|при условии,?(?: что)?|в обмен на|без|до тех пор,? пока|пока))\s+",
    re.I,
)
_ENDS_AFTER = re.compile(
    r"[^,;]{0,30}?\b(?:stops?|stopped|ends?|ended|ceases?|ceased|halted|lifted|abandoned|dropped|excluded|over)\b", re.I
)


@dataclass(frozen=True, slots=True)
class Node:
    """An issue of the vocabulary (kind `issue`), or a demand in the words of a statement (kind `demand`)."""

    id: str
    label: str
    kind: str


@dataclass(frozen=True, slots=True)
class Edge:
    """One side ties `issue` to `target`. `relation`: requires (it must come) or blocks (it must end first)."""

    party: str | None
    holder: str | None
    issue: str
    relation: str
    target: str
    words: str
    statement: str
    edtf: str | None
    kind: str


@dataclass(frozen=True, slots=True)
class Linkages:
    """The graph of ties: nodes in the order of their first mention, edges in the order of the positions."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]

    def rows(self) -> list[dict[str, str | None]]:
        """The graph as a table: one row an edge, with titles in place of ids."""
        label = {n.id: n.label for n in self.nodes}
        return [
            {
                "party": e.party,
                "holder": e.holder,
                "date": e.edtf,
                "issue": label[e.issue],
                "relation": e.relation,
                "target": label[e.target],
                "words": e.words,
                "kind": e.kind,
                "statement": e.statement,
            }
            for e in self.edges
        ]

    def of(self, party: str) -> Linkages:
        """The part of the graph that one Party holds."""
        edges = tuple(e for e in self.edges if e.party == party)
        used = {i for e in edges for i in (e.issue, e.target)}
        return Linkages(tuple(n for n in self.nodes if n.id in used), edges)


def _targets(issue: str, words: str) -> Iterator[tuple[str, str]]:
    """What a condition names besides the issue itself, each with the relation."""
    marker = _MARKER.match(words)
    at = marker.end() if marker and not words.lower().startswith(("while", "пока ")) else 0
    found = mentions(words, (0, len(words)), tied=True)
    for place, m in enumerate(found):
        if m.issue != issue:
            until = found[place + 1].span[0] if place + 1 < len(found) else len(words)
            stops = is_obstacle(words, at, m.span[1]) or _ENDS_AFTER.match(words, m.span[1], until) is not None
            yield m.issue, "blocks" if stops else "requires"
        at = m.span[1]


def linkage_graph(positions: Sequence[Position], statements: Sequence[Statement]) -> Linkages:
    """The graph of what the conditional positions tie to what.

    A headline that ties the same things as the body under it adds no edge. A condition that names no issue of the
    vocabulary becomes a demand in its own words.

    Args:
        positions: of any number of documents.
        statements: those that the positions were read from; only their segment is used.
    """
    heads = {s.id for s in statements if s.segment != "body"}
    edges: dict[Edge, None] = {}
    labels = {i.id: i.title for i in issues()}
    for p in positions:
        if p.stance != "conditional":
            continue
        for c in p.conditions:
            if c.kind not in TYING:
                continue
            words = " ".join(c.words.split())
            demand = _MARKER.sub("", words, count=1) or words
            own = list(dict.fromkeys(_targets(p.issue, words))) or [("demand: " + demand.casefold(), "requires")]
            if own[0][0].startswith("demand: "):
                labels.setdefault(
                    own[0][0], demand if len(demand) <= LABEL else demand[: LABEL - 1].rsplit(" ", 1)[0] + " …"
                )
            for target, relation in own:
                edges[Edge(p.party, p.holder, p.issue, relation, target, words, p.statement, p.edtf, c.kind)] = None
    told = {(e.party, e.issue, e.target) for e in edges if e.statement not in heads}
    kept = tuple(e for e in edges if e.statement not in heads or (e.party, e.issue, e.target) not in told)
    ids = dict.fromkeys(i for e in kept for i in (e.issue, e.target))
    return Linkages(tuple(Node(i, labels[i], "demand" if i.startswith("demand: ") else "issue") for i in ids), kept)


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two positions of one side on one issue that cannot both be held. `apart`: days between, 0 where they overlap."""

    first: Position
    second: Position
    apart: int
    same_speaker: bool


@dataclass(frozen=True, slots=True)
class Change:
    """A Party's stance on an issue after it was another on the last earlier day."""

    party: str
    issue: str
    before: Position
    after: Position


_Dated = tuple[date, date, int, Position]


def _dated(positions: Sequence[Position]) -> list[_Dated]:
    """Positions whose day is known, by day: an open day can be neither within a period nor before another."""
    known = ((days(p.edtf), i, p) for i, p in enumerate(positions))
    return sorted((w[0], w[1], i, p) for w, i, p in known if w is not None) if positions else []


def contradictions(positions: Sequence[Position], within_days: int = 30) -> tuple[Contradiction, ...]:
    """Opposite stances of one Party, or of one speaker, on one issue within a period; the undated are left out.

    Raises:
        RecordError: `within_days` is negative.
    """
    if within_days < 0:
        raise RecordError(
            "The period is negative.", where="within_days", found=str(within_days), allowed="0 days or more"
        )
    groups: dict[tuple[str, str], list[_Dated]] = {}
    for item in _dated(positions):
        p = item[3]
        side = p.party or p.holder
        if side is not None and p.stance != "conditional":
            groups.setdefault((side, p.issue), []).append(item)
    found: list[tuple[int, int, Contradiction]] = []
    for group in groups.values():
        active: list[_Dated] = []
        for item in group:
            active = [a for a in active if (item[0] - a[1]).days <= within_days]
            for a in active:
                one, other = sorted((a[3].stance, item[3].stance))
                if (one, other) in OPPOSITE:
                    apart = max(0, (item[0] - a[1]).days)
                    same = a[3].holder is not None and a[3].holder == item[3].holder
                    found.append((a[2], item[2], Contradiction(a[3], item[3], apart, same)))
            active.append(item)
    return tuple(c for _, _, c in sorted(found, key=lambda f: f[:2]))


def changes(positions: Sequence[Position]) -> tuple[Change, ...]:
    """Where a Party's stance on an issue is not among those of its last earlier day, by Party, issue and day."""
    groups: dict[tuple[str, str], list[_Dated]] = {}
    for item in _dated(positions):
        if item[3].party is not None:
            groups.setdefault((item[3].party, item[3].issue), []).append(item)
    found: list[Change] = []
    for (party, issue), group in sorted(groups.items()):
        for item in group:
            earlier = [a for a in group if a[1] < item[0]]
            if not earlier:
                continue
            last = max(a[1] for a in earlier)
            held = [a for a in earlier if a[1] == last]
            if all(a[3].stance != item[3].stance for a in held):
                found.append(Change(party, issue, held[-1][3], item[3]))
    return tuple(found)
