"""A text with what stands between quotation marks hidden, so that no rule reads a cue inside quoted words."""

from __future__ import annotations

import re

from armscontrol.diplomacy.model import Quotation
from armscontrol.diplomacy.speech.words import HIDDEN

_LETTER = re.compile(r"\w")
_CUT = frozenset(",.?!…—–")
_BARE = {ord(mark): " " for mark in "\"“”„‟″〝〞«»＂'‘’‚‛`"}


def masked(text: str, quotations: list[Quotation]) -> str:
    """The text at the same length with the words inside quotation marks hidden and the marks made one kind."""
    out, at = [], 0
    for q in quotations:
        a, b = q.span
        if a < at:
            continue
        out.append(text[at:a])
        if q.kind == "title":  # a name among the writer's words: it opens and closes no speech
            out.append(_LETTER.sub("x", text[a:b].translate(_BARE)))
            at = b
            continue
        inner = text[a + 1 : b - 1] if q.closed else text[a + 1 : b]
        last = inner[-1:] if inner[-1:] in ".,!?…;" and q.closed else ""
        if not q.closed and inner[-1:] in _CUT and text[b : b + 2].strip():  # cut before the words for its speaker
            out.append("“" + HIDDEN * (len(inner) - 1) + "”")
            at = b
            continue
        out.append("“" + HIDDEN * (len(inner) - len(last)) + last + ("”" if q.closed else ""))
        at = b
    out.append(text[at:])
    joined = "".join(out)
    return re.sub(r"(?<![.!?…”\"’'»:)\n])\n(?!\s*\n)", " ", joined)


def opened(hidden: str, text: str, quotations: list[Quotation]) -> str:
    """The masked text with the first letter of each quotation shown: a capital there may begin a sentence."""
    out, at = [], 0
    for q in quotations:
        first = q.span[0] + 1
        if first >= at and text[first : first + 1].strip():
            out += [hidden[at:first], text[first] if text[first] not in "[…." else "A"]
            at = first + 1
    return "".join([*out, hidden[at:]])
