"""What keeps a claim from being held against the record: it is denied, or about a treaty that the record lacks."""

from __future__ import annotations

import re

from armscontrol.diplomacy.model import Span
from armscontrol.diplomacy.pages.sentences import sentences

DENIED = "The sentence denies this; what is denied is not held against the record."
_AROUND = 60
"""Characters before a claim in which a word of denial governs it."""
_NOT = re.compile(
    r"\b(?:(?:does|do|did|has|have|had|is|was|were|would)(?:\s+not|n['’]t)|never|no longer|falsely|nor)\b"
    r"(?!\s+(?:to\s+)?(?:exceed|more|fewer|less|only|yet|fully|completely|formally))[^,;:—“”]*$",
    re.IGNORECASE,
)
_LACKING = re.compile(
    r"\bOpen Skies\b|\bCTBT\b|\b[Cc]omprehensive (?:[Nn]uclear[ -])?[Tt]est[ -][Bb]an\b|\bNPT\b|"
    r"\b[Nn]on-?[Pp]roliferation Treaty\b|"
    r"\bJCPOA\b|\bBudapest Memorandum\b|\bOuter Space Treaty\b|\bBiological Weapons Convention\b|\bTPNW\b|"
    r"\bОткрытом небе\b|\bДВЗЯИ\b|\bДНЯО\b"
)
_KNOWN = re.compile(r"\bSTART\b|\bINF\b|\bSORT\b|\bSALT\b|\bABM\b|\bДСНВ\b|\bСНВ\b|\bРСМД\b")


def denied(text: str, span: Span) -> bool:
    """Whether a word of denial just before the claim, in its own clause, governs it."""
    start = max(0, span[0] - _AROUND)
    stop = max(text.rfind(sign, start, span[0]) for sign in ".!?\n")
    return _NOT.search(text, stop + 1 if stop >= 0 else start, span[0]) is not None


def lacking(text: str, span: Span) -> str | None:
    """The treaty that the claim's sentence is about where the record keeps nothing of it."""
    for first, last in sentences(text, max(0, span[0] - 1_000), min(len(text), span[1] + 1_000)):
        if first <= span[0] < last:
            named = _LACKING.search(text, first, last)
            if named and not _KNOWN.search(text, first, last):
                return named[0]
    return None
