"""Where the paragraphs and sentences of a text lie: quotations are never cut in two."""

from __future__ import annotations

import re
from bisect import bisect_left

from armscontrol.diplomacy.model import Quotation, Span
from armscontrol.diplomacy.pages.sentences import sentences
from armscontrol.diplomacy.speech.masking import opened
from armscontrol.diplomacy.speech.saying import trim
from armscontrol.diplomacy.speech.turns import ASKED

LONGEST = 4_000
"""Characters of the longest stretch that is read as one sentence."""
_PARAGRAPH = re.compile(r"\n[ \t]*\n(?<![\w,]\n\n)|\n[ \t]*\n(?!\s*[a-z])|(?<=[.!?…”\"’'»:)])[ \t]*\n(?!\s*[a-z])")


class Stretches:
    """The paragraphs and sentences of one masked text."""

    def __init__(self, text: str, masked: str, quotations: list[Quotation]) -> None:
        self.text, self.masked, self.quotations = text, masked, quotations
        self._quote_starts = [q.span[0] for q in quotations]
        self.split = opened(masked, text, quotations)

    def paragraphs(self, span: Span) -> list[Span]:
        """Paragraphs, without white space at their ends."""
        out, begin = [], span[0]
        for match in _PARAGRAPH.finditer(self.text, *span):
            if not self._inside(match.start() + 1):
                out.append((begin, match.end()))
                begin = match.end()
        out.append((begin, span[1]))
        return [t for t in (trim(self.text, a, b) for a, b in out) if t[0] < t[1]]

    def _inside(self, at: int) -> bool:
        i = bisect_left(self._quote_starts, at) - 1
        return i >= 0 and self.quotations[i].span[1] > at

    def sentences(self, start: int, end: int) -> list[Span]:
        """Sentences; one longer than any sentence is cut, so that the work stays in step with the length."""
        out: list[Span] = []
        for a, b in sentences(self.split, start, end):
            if out and self.masked[a - 2] == "”" and ASKED.match(self.masked, a, b):
                a = out.pop()[0]  # “Is it?” X asked.
            while b - a > LONGEST:
                cut = self.text.rfind(" ", a + 1, a + LONGEST)
                cut = cut if cut > a else a + LONGEST
                out.append((a, cut))
                a = cut
            out.append((a, b))
        return out
