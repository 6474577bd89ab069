"""A text whose wrapped lines are one: "18 on-site" at the end of a line counts the "inspections" of the next.

So are words that a page lost the space between: "18 short-notice,on-site inspections".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from armscontrol.diplomacy.model import Document, Segment
from armscontrol.diplomacy.plain import READABLE

_GLUED = re.compile(r"(?<=[a-z]{2}),(?=[a-z]{2})")


def flat(document: Document, segments: Sequence[Segment]) -> Document:
    """The document with a space for each line break, or comma without one, of a segment that is read.

    Every place stays what it was.
    """
    text = document.text
    parts, at = [], 0
    for segment in segments:
        start, end = segment.span
        words = text[start:end]
        if segment.kind in READABLE and start >= at and ("\n" in words or _GLUED.search(words)):
            parts += [text[at:start], _GLUED.sub(" ", words.replace("\n", " "))]
            at = end
    return replace(document, text="".join([*parts, text[at:]])) if parts else document
