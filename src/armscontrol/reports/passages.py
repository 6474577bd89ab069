"""Marks over a text as nested HTML: overlapping spans are cut where they cross, and no character is lost or added."""

from __future__ import annotations

import heapq
import re
from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from armscontrol.diplomacy.model import Span

_UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Mark:
    """A span of the text that has a card: `key` makes the ids on both sides, `label` is what a reader sees.

    `kind` is a class of the style sheet; `title` says what it is to someone who does not see the page. A tag that is
    `after` stands behind the words, any other before them.
    """

    span: Span
    kind: str
    key: str
    label: str
    title: str
    after: bool = False


def seen(text: str) -> str:
    """A text whose signs without a picture are named: controls, halves of surrogate pairs, and those that turn the
    direction of all that follows, with which a text could make a reader see another one.
    """
    return _UNSEEN.sub(lambda m: f"[U+{ord(m[0]):04X}]", text)


def marked(text: str, span: Span, marks: Sequence[Mark], placed: set[str]) -> Markup:
    """The words of a span with its marks around them, each part of a mark inside every longer one that holds it.

    Args:
        text, span: what is shown.
        marks: any that may touch the span, in any order; of equal ones the first is outside.
        placed: keys that have their id and tag already; those placed here are added.
    """
    start, end = span
    pending = [
        (max(m.span[0], start), -min(m.span[1], end), number, m)
        for number, m in enumerate(marks)
        if max(m.span[0], start) < min(m.span[1], end)
    ]
    heapq.heapify(pending)
    out: list[Markup] = []
    inside: list[tuple[int, Markup]] = []
    place = start

    def write(to: int) -> None:
        nonlocal place
        out.append(escape(seen(text[place:to])))
        place = to

    def close(upto: int) -> None:
        while inside and inside[-1][0] <= upto:
            last, ending = inside.pop()
            write(last)
            out.append(ending)

    while pending:
        first, negative, number, mark = heapq.heappop(pending)
        close(first)
        write(first)
        last = -negative
        if inside and inside[-1][0] < last:
            cut = inside[-1][0]
            heapq.heappush(pending, (cut, negative, number, mark))
            last = cut
        begin, ending = Markup('<mark class="{}">').format(seen(mark.kind)), Markup("</mark>")
        if mark.key not in placed:
            placed.add(mark.key)
            begin = Markup('<mark class="{}" id="text-{}">').format(seen(mark.kind), mark.key)
            begin, ending = (begin, _tag(mark) + ending) if mark.after else (begin + _tag(mark), ending)
        out.append(begin)
        inside.append((last, ending))
    close(end)
    write(end)
    return Markup("").join(out)


def _tag(mark: Mark) -> Markup:
    return Markup('<a class="tag" href="#card-{}" aria-label="{}">{}</a>').format(
        mark.key, seen(f"{mark.label}: {mark.title}"), seen(mark.label)
    )
