"""The graph of ties as a picture: a small layered layout in SVG, coloured and shaped as the charts of the reports."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from html import escape

from armscontrol.calendar import long_date
from armscontrol.diplomacy.intervals import days as days_of
from armscontrol.diplomacy.positions.linkages import Edge, Linkages
from armscontrol.terms import plural, short_party

WIDTH = 640
COLOURS = ("#0072B2", "#B2182B", "#1B7837", "#7A5195", "#8C510A")
INK = "#1a1a1a"
SHAPES = (
    "M-4.5,0a4.5,4.5 0 1,0 9,0a4.5,4.5 0 1,0 -9,0",
    "M-4,-4h8v8h-8z",
    "M0,-5l5,9h-10z",
    "M0,-5.5l5.5,5.5l-5.5,5.5l-5.5,-5.5z",
    "M-2,-5h4v3h3v4h-3v3h-4v-3h-3v-4h3z",
)
_RELATIONS = {"requires": "requires", "blocks": "is blocked by"}
LINE = 15
SMALL = 12
MOST_DAYS = 2
"""Days of one side that a box names; the table has all."""
LETTER = 6.3
"""Pixels a letter of 12-pixel type takes on the average; wrapping by it errs on the narrow side."""


def _layers(graph: Linkages) -> dict[str, int]:
    """The column of each node: one past the farthest that ties it; an edge that closes a circle is not counted."""
    after: dict[str, list[str]] = {n.id: [] for n in graph.nodes}
    for e in graph.edges:
        if e.target != e.issue and e.target not in after[e.issue]:
            after[e.issue].append(e.target)
    order: list[str] = []
    state: dict[str, int] = {}
    forward: set[tuple[str, str]] = set()
    for root in after:
        stack = [(root, iter(after[root]))] if root not in state else []
        state.setdefault(root, 1)
        while stack:
            node, rest = stack[-1]
            child = next(rest, None)
            if child is None:
                state[node] = 2
                order.append(node)
                stack.pop()
            elif state.get(child) != 1:
                forward.add((node, child))
                if child not in state:
                    state[child] = 1
                    stack.append((child, iter(after[child])))
    column = dict.fromkeys(after, 0)
    for node in reversed(order):
        for child in after[node]:
            if (node, child) in forward:
                column[child] = max(column[child], column[node] + 1)
    return column


def _wrapped(label: str, width: float) -> list[str]:
    limit = max(6, int(width / LETTER))
    lines = [""]
    for word in label.split():
        while len(word) > limit:
            lines.append(word[: limit - 1] + "-")
            word = word[limit - 1 :]
        if lines[-1] and len(lines[-1]) + 1 + len(word) > limit:
            lines.append(word)
        else:
            lines[-1] = f"{lines[-1]} {word}".strip()
    return [line for line in lines if line]


def _party(code: str | None) -> str:
    return short_party(code) if code else "side not known"


def _day(edtf: str) -> str:
    """A day in words, as a translation knows it."""
    known = days_of(edtf)
    return long_date(known[0]) if known and known[0] == known[1] else edtf


@dataclass(frozen=True, slots=True)
class _Marks:
    """What is said beside the days of ties: that nobody reviewed them, that it is the day of publication."""

    said: Callable[[str], str]
    unreviewed: Collection[str]
    published: Collection[str]

    def reviewed(self, edges: Sequence[Edge]) -> bool:
        return any(e.statement not in self.unreviewed for e in edges)

    def days(self, edges: Sequence[Edge]) -> list[str]:
        """The days of ties, each with its marks."""
        by_day: dict[str, list[Edge]] = {}
        for e in edges:
            by_day.setdefault(e.edtf or "", []).append(e)
        if len(by_day) > 1 or self.reviewed(edges):  # "no date" is said where there is a mark, and nothing else
            by_day.pop("", None)
        return [self._day(day, by_day[day]) for day in sorted(by_day)]

    def _day(self, day: str, edges: Sequence[Edge]) -> str:
        marks = [self.said("published")] if day and all(e.statement in self.published for e in edges) else []
        marks += [] if self.reviewed(edges) else [self.said("not reviewed")]
        return self.said(_day(day) if day else "no date") + (f" ({'; '.join(marks)})" if marks else "")


def _days(graph: Linkages, target: str, marks: _Marks) -> list[str]:
    """When each side tied something to a node, one line a side."""
    told = []
    for party in dict.fromkeys(e.party for e in graph.edges if e.target == target):
        own = marks.days([e for e in graph.edges if e.target == target and e.party == party])
        if own:
            listed = ", ".join(own[:MOST_DAYS]) + (", …" if len(own) > MOST_DAYS else "")
            told.append(f"{marks.said(_party(party))}: {listed}")
    return told


def picture(
    graph: Linkages,
    title: str = "What is tied to what",
    said: Callable[[str], str] = str,
    *,
    unreviewed: Collection[str] = (),
    published: Collection[str] = (),
) -> str:
    """The graph in SVG, `WIDTH` pixels wide, readable without colour; the same graph gives the same bytes.

    Issues stand left of what they are tied to. A full line with an arrow: requires. A broken line with a bar: is
    blocked by. The days stand in the box of what is asked for; `Linkages.rows` is the table beside it.

    Args:
        graph: what ties what.
        title: what the picture shows, for those who do not see it.
        said: gives a text of ours in another language.
        unreviewed: statements that nobody has reviewed: their ties are marked so, and their signs are hollow.
        published: statements whose day is that of publication.
    """
    title = said(title)
    marks = _Marks(said, unreviewed, published)
    head = (
        f'role="img" aria-label="{escape(title)}" font-family="Liberation Sans, Arial, sans-serif" '
        f'font-size="12" fill="{INK}"'
    )
    if not graph.nodes:
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} 40" width="{WIDTH}" height="40" {head}>'
            f'<title>{escape(title)}</title><text x="10" y="24">{escape(said("No ties were read."))}</text></svg>'
        )
    column = _layers(graph)
    columns = max(column.values()) + 1
    gap = 110 if columns == 2 else max(40, 150 - 30 * columns)
    wide = (WIDTH - 20 - gap * (columns - 1)) / max(columns, 2)
    lines = {n.id: _wrapped(said(n.label), wide - 16) for n in graph.nodes}
    parties = list(dict.fromkeys(e.party for e in graph.edges))
    days = {n.id: [w for d in _days(graph, n.id, marks) for w in _wrapped(d, wide - 4)] for n in graph.nodes}
    tall = {i: LINE * len(w) + SMALL * len(days[i]) + 14 for i, w in lines.items()}
    legend, low = _legend(parties, said, hollow=any(e.statement in unreviewed for e in graph.edges))
    top = max(34 + 20 * ((len(parties) + 1) // 4), int(low) + 18)
    place: dict[str, tuple[float, float]] = {}
    stacks: list[list[str]] = [[] for _ in range(columns)]
    for n in graph.nodes:
        stacks[column[n.id]].append(n.id)
    room = max(sum(tall[i] + 18 for i in s) - 18 for s in stacks)
    for x, stack in enumerate(stacks):
        rank = {i: [place[e.issue][1] for e in graph.edges if e.target == i and e.issue in place] for i in stack}
        stack.sort(key=lambda i: sum(rank[i]) / len(rank[i]) if rank[i] else 0.0)
        y = top + (room - sum(tall[i] + 18 for i in stack) + 18) / 2
        for i in stack:
            place[i] = (10 + x * (wide + gap), y)
            y += tall[i] + 18
    height = int(top + room + 14)
    out = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" '
        f'width="{WIDTH}" height="{height}" {head}>',
        f"<title>{escape(title)}</title>",
        f'<rect width="{WIDTH}" height="{height}" fill="#ffffff"/>',
    ]
    out += legend
    drawn: dict[tuple[str, str, str, str | None], list[Edge]] = {}
    for e in graph.edges:
        drawn.setdefault((e.issue, e.target, e.relation, e.party), []).append(e)
    beside: dict[tuple[str, str], int] = {}
    for (issue, target, relation, party), same in drawn.items():
        shift = beside.get((issue, target), 0)
        beside[issue, target] = shift + 1
        number = parties.index(party) % len(COLOURS)
        (x1, y1), (x2, y2) = place[issue], place[target]
        x1, y1, y2 = x1 + wide, y1 + tall[issue] / 2 + 16 * shift, y2 + tall[target] / 2 + 16 * shift
        if x2 <= x1:  # back, or within a column: round the right-hand side
            x2 += wide
            bend = f"C{x1 + 34:.0f},{y1:.0f} {x2 + 34:.0f},{y2:.0f} {x2:.0f},{y2:.0f}"
            middle = (max(x1, x2) + 22, (y1 + y2) / 2)
        else:
            half = (x2 - x1) / 2
            bend = f"C{x1 + half:.0f},{y1:.0f} {x2 - half:.0f},{y2:.0f} {x2:.0f},{y2:.0f}"
            middle = ((x1 + x2) / 2, (y1 + y2) / 2)
        colour = COLOURS[number]
        dash = ' stroke-dasharray="6 3"' if relation == "blocks" else ""
        when = marks.days(same)
        fill = colour if marks.reviewed(same) else "#ffffff"
        told = (
            f"{said(_party(party))}: {said(_RELATIONS[relation])}; {', '.join(when) or said('no date')}; "
            f"{said(plural(len(same), 'statement'))}"
        )
        out.append(f'<g stroke="{colour}" fill="none" stroke-width="1.8"><title>{escape(told)}</title>')
        out.append(f'<path d="M{x1:.0f},{y1:.0f} {bend}"{dash}/>' + _end(relation, x2, y2, x2 > x1, colour))
        out.append(
            f'<path transform="translate({middle[0]:.0f},{middle[1]:.0f})" d="{SHAPES[number]}" fill="{fill}"/></g>'
        )
    for n in graph.nodes:
        left, high = place[n.id]
        look = 'rx="6" fill="#f3f6f9"' if n.kind == "issue" else 'fill="#ffffff" stroke-dasharray="2 2"'
        out.append(
            f'<g><title>{escape(said(n.label))}</title><rect x="{left:.0f}" y="{high:.0f}" width="{wide:.0f}" '
            f'height="{tall[n.id]}" stroke="{INK}" {look}/>'
        )
        out += [
            f'<text x="{left + 8:.0f}" y="{high + 7 + LINE * (i + 0.75):.0f}">{escape(line)}</text>'
            for i, line in enumerate(lines[n.id])
        ]
        below = high + 7 + LINE * len(lines[n.id])
        out += [
            f'<text x="{left + 8:.0f}" y="{below + SMALL * (i + 0.75):.0f}" font-size="10">{escape(line)}</text>'
            for i, line in enumerate(days[n.id])
        ]
        out.append("</g>")
    return "\n".join([*out, "</svg>"]) + "\n"


def _end(relation: str, x: float, y: float, forward: bool, colour: str) -> str:
    """The end of a line: an arrow where the issue requires the target, a bar where the target blocks the issue."""
    side = -1 if forward else 1
    if relation == "blocks":
        return f'<path d="M{x + 4 * side:.0f},{y - 7:.0f}v14" stroke-width="3"/>'
    return f'<path d="M{x:.0f},{y:.0f}l{9 * side},-5v10z" fill="{colour}" stroke="none"/>'


def _legend(parties: Sequence[str | None], said: Callable[[str], str], *, hollow: bool) -> tuple[list[str], float]:
    """The legend, and the line that it ends on."""
    out: list[str] = []
    entries = [(said(_party(p)), i % len(COLOURS)) for i, p in enumerate(parties)]
    x, y = 14.0, 16.0
    for name, number in entries:
        if x + 26 + LETTER * len(name) > WIDTH - 10:
            x, y = 14.0, y + 20
        out.append(f'<path transform="translate({x:.0f},{y - 4:.0f})" d="{SHAPES[number]}" fill="{COLOURS[number]}"/>')
        out.append(f'<text x="{x + 10:.0f}" y="{y:.0f}">{escape(name)}</text>')
        x += 26 + LETTER * len(name)
    for relation, phrase in _RELATIONS.items():
        words = said(phrase)
        if x + 50 + LETTER * len(words) > WIDTH - 10:
            x, y = 14.0, y + 20
        dash = ' stroke-dasharray="6 3"' if relation == "blocks" else ""
        out.append(
            f'<g stroke="{INK}" fill="none" stroke-width="1.8"><path d="M{x:.0f},{y - 4:.0f}h26"{dash}/>'
            f"{_end(relation, x + 28, y - 4, True, INK)}</g>"
        )
        out.append(f'<text x="{x + 34:.0f}" y="{y:.0f}">{escape(words)}</text>')
        x += 54 + LETTER * len(words)
    if hollow:
        words = said("not reviewed")
        if x + 26 + LETTER * len(words) > WIDTH - 10:
            x, y = 14.0, y + 20
        out.append(
            f'<path transform="translate({x:.0f},{y - 4:.0f})" d="{SHAPES[0]}" fill="#ffffff" stroke="{INK}" '
            f'stroke-width="1.8"/><text x="{x + 10:.0f}" y="{y:.0f}">{escape(words)}</text>'
        )
    return out, y
