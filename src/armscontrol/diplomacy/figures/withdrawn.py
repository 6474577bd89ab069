"""What a text takes back: the figure of "an earlier version", which a correction names and does not claim."""

from __future__ import annotations

import re

from armscontrol.diplomacy.model import Span

_TOLD = (
    r"(?:gave|given|said|stated|put|misstated|listed|had|named|reported|wrote|claimed|spoke of|contained|used|quoted|"
    r"cited|showed)"
)
_WRONG = re.compile(
    r"\b(?:earlier|previous|original|first|prior) (?:version|edition)\b"
    r"(?: of (?:this|our) (?:\w+ )?(?:article|story|report|page|text|chart|graphic|interview))?"
    rf"(?:,? (?!of\b)\w+){{0,4}}? {_TOLD}\b|"
    r"\bmisstated\b|\b(?:incorrectly|wrongly|mistakenly|erroneously) (?:stated|said|gave|given|put|listed|reported)\b",
    re.IGNORECASE,
)
_OURS = re.compile(
    r"\b(?:version|edition|article|story|headline|graphic|chart|caption|interview|page|correction|we)\b", re.I
)
"""What a paper corrects; "the minister misstated" is news."""
_RIGHT = re.compile(
    r";|\b(?:instead of|rather than|not (?=[0-9])|when (?:it|the)|the (?:right|correct|true)|it (?:is|was|should)|"
    r"should (?:be|have)|in fact|whereas|while|but)\b",
    re.IGNORECASE,
)


def withdrawn(text: str, sentence: Span) -> tuple[Span, ...]:
    """The stretch of a sentence in which it tells what was wrong before; what it puts right stands outside."""
    wrong = _WRONG.search(text, *sentence)
    if wrong is None or not _OURS.search(text, *sentence):
        return ()
    right = _RIGHT.search(text, wrong.end(), sentence[1])
    return ((wrong.end(), right.start() if right else sentence[1]),)
