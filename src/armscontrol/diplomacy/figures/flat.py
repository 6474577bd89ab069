"""A text whose wrapped lines are one: "18 on-site" at the end of a line counts the "inspections" of the next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from armscontrol.diplomacy.model import Document, Segment
from armscontrol.diplomacy.plain import READABLE


def flat(document: Document, segments: Sequence[Segment]) -> Document:
    """The document with a space for each line break inside a segment that is read: every place stays what it was."""
    text = document.text
    parts, at = [], 0
    for segment in segments:
        start, end = segment.span
        if segment.kind in READABLE and start >= at and "\n" in text[start:end]:
            parts += [text[at:start], text[start:end].replace("\n", " ")]
            at = end
    return replace(document, text="".join([*parts, text[at:]])) if parts else document
