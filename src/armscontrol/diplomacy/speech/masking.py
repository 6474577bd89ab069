"""A text with what stands between quotation marks hidden, so that no rule reads a cue inside quoted words."""

from __future__ import annotations

import re

from armscontrol.diplomacy.model import Quotation, Span
from armscontrol.diplomacy.speech.words import HIDDEN

_LETTER = re.compile(r"\w")
_CUT = frozenset(",.?!…—–")
_STRAY = re.compile(r"(?<=[\w,])[ \t]*\n[ \t]*\n[ \t]*(?=[a-z]\w)")
"""A blank line in the middle of a sentence, as a page leaves it round a block quotation."""
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
    joined = _STRAY.sub(lambda m: " " * len(m[0]), joined)
    return re.sub(r"(?<![.!?…”\"’'»:)\n])\n(?!\s*\n)", " ", joined)


_TITLE_CASE = re.compile(
    r"(?<= )(?:Says|Said|Warns|Warned|Accuses|Tells|Told|Vows|Urges|Rejects|Denies|Denied|Slams|Blames|Insists|"
    r"Announces|Confirms|Condemns|Dismisses|Welcomes|Rejected|Warned|Announced|Confirmed)(?=\s|$)"
)


def headed(masked: str, spans: list[Span]) -> str:
    """The masked text with the verbs of saying of titles in Title Case in small letters."""
    for start, end in spans:
        long = [w for w in masked[start:end].split() if len(w) > 3 and w[0].isalpha()]
        if len(long) > 2 and sum(w[0].isupper() for w in long) >= 0.8 * len(long):
            told = _TITLE_CASE.sub(lambda m: m[0].lower(), masked[start:end])
            masked = masked[:start] + told + masked[end:]
    return masked


def opened(hidden: str, text: str, quotations: list[Quotation]) -> str:
    """The masked text with the first letter of each quotation shown: a capital there may begin a sentence."""
    out, at = [], 0
    for q in quotations:
        first = q.span[0] + 1
        if first >= at and text[first : first + 1].strip():
            out += [hidden[at:first], text[first] if text[first] not in "[…." else "A"]
            at = first + 1
    return "".join([*out, hidden[at:]])
