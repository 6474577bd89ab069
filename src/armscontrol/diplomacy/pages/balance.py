"""Where the quotation marks of a text do not balance: said in the notes, as the words between are then a guess."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from armscontrol.diplomacy.model import Quotation, Segment, Span
from armscontrol.diplomacy.pages.quotations import DOUBLE, READ, runs_over_cue

MOST = 10
"""Places that are told one by one."""
SHOWN = 40
_CLOSER = re.compile(r"(?<=[^\s\d(\[{—–-])[”»\"](?![\w])")
_MARKS = frozenset(DOUBLE + "'‘’`‚‛")
_OPENER = re.compile(r"[“„«\"]")


def unbalanced(text: str, segments: Sequence[Segment], marks: Sequence[Quotation]) -> tuple[str, ...]:
    """Notes on marks that open and never close, or close what was never opened, with the character and the words.

    A quotation of several paragraphs, each of which opens anew, is no fault.
    """
    places = sorted(_places(text, [s.span for s in segments if s.kind in READ], marks))
    told = [
        f"Quotation marks do not balance at character {at:,}: {fault} “{_words(text, span)}”."
        for at, fault, span in places[:MOST]
    ]
    if len(places) > MOST:
        told.append(f"Quotation marks do not balance at {len(places) - MOST:,} more places.")
    return tuple(told)


def _words(text: str, span: Span) -> str:
    """The words of a span, without the halves of words at its ends."""
    start, end = span
    words = text[start:end].split()
    if len(words) > 1 and start > 0 and text[start - 1].isalnum() and text[start].isalnum():
        words = words[1:]
    if len(words) > 1 and end < len(text) and text[end - 1].isalnum() and text[end].isalnum():
        words = words[:-1]
    return " ".join(words)


def _places(text: str, paragraphs: Sequence[Span], marks: Sequence[Quotation]) -> Iterator[tuple[int, str, Span]]:
    """Character, fault and words around of each mark without its other half."""
    at = 0
    for number, (start, end) in enumerate(paragraphs):
        here: list[Quotation] = []
        while at < len(marks) and marks[at].span[0] < end:
            here.append(marks[at])
            at += 1
        last = here[-1] if here else None
        for number_here, q in enumerate(here):
            after = here[number_here + 1] if number_here + 1 < len(here) else None
            if after is not None and text[after.span[0]] not in _MARKS and text[q.span[0]] in _MARKS:
                continue  # the words for its speaker stand inside the marks, and it goes on behind them
            following = paragraphs[number + 1] if number + 1 < len(paragraphs) else None
            goes_on = (
                q is last
                and following is not None
                and not text[q.span[1] : end].strip()
                and not runs_over_cue(text, q)
                and _begins_quoted(text, following, marks, at)
                and _alike(text[q.span[0]], text[following[0]])
            )
            open_ended = not q.closed or text[q.span[1] - 1] not in _MARKS  # a dash or comma may have been taken for it
            if open_ended and not goes_on:
                first = q.span[0]
                yield first, "opened and not closed before", (q.inner[0], min(q.inner[1], q.inner[0] + SHOWN))
        taken = 0
        for mark in _CLOSER.finditer(text, start, end):
            while taken < len(here) and here[taken].span[1] <= mark.start():
                taken += 1
            if taken == len(here) or mark.start() < here[taken].span[0]:
                yield mark.start(), "closed and not opened after", (max(start, mark.start() - SHOWN), mark.start())


def _begins_quoted(text: str, paragraph: Span, marks: Sequence[Quotation], at: int) -> bool:
    """Does the next paragraph begin inside a quotation, with its mark or, closed later, without one?"""
    begins = at < len(marks) and marks[at].span[0] <= paragraph[0] + 1
    return begins or _OPENER.match(text, paragraph[0]) is not None


def _alike(one: str, other: str) -> bool:
    """May these two first characters open parts of one quotation: “ and \" are of two hands?"""
    return one == other or not {one, other} <= set(DOUBLE)
