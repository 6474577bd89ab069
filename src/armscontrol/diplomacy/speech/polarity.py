"""What was not said, and what is said not to be so: supposed, wished and asked-for speech, and denials."""

from __future__ import annotations

import re

from armscontrol.diplomacy.model import Span
from armscontrol.diplomacy.speech.cues import listed
from armscontrol.diplomacy.speech.words import Token

SUPPOSING = listed(
    "if unless whether had should suppose supposing imagine lest neither nor no nobody not provided whatever whoever"
)
"""Words before a subject after which nothing was said: "if X says", "had X said", "neither X nor Y said"."""
_MODAL = listed("would could should might must may will")
_ASKING = listed("has have had did does do is was are were will would can could should may might")
_UNCERTAIN = re.compile(
    r"(?:\b(?:no|little|without|any)\s+(?:\w+\s+)?(?:evidence|proof|indication|sign|record|hint)\b|\bdoubt\w*|\bunlikely|"
    r"\buntrue|\bfalse|\bunclear|\bnot\s+(?:true|clear|the\s+case|as)|\bmyth|\bas)\s+(?:that|whether|if|though)\s+$"
)
DENYING = listed("denied denies deny denying")
_DISPUTING = listed(
    "rejected rejects rejecting dismissed dismisses dismissing disputed disputes refuted refutes rebuffed"
)
_CLAIMS = (
    r"(?:claims?|reports?|reporting|allegations?|accusations?|suggestions?|charges?|rumou?rs?|assertions?|notion|idea|"
    r"speculation|statements?|assumption|view|argument|contention|insinuations?)"
)
_OF_CLAIMS = re.compile(
    rf"\s*(?:(?!{_CLAIMS}\b)[\w.’'-]+\s+){{0,5}}?{_CLAIMS}\b(?:\s+(?!that\b)[\w.’'-]+){{0,4}}?\s+that\s+"
)
_THAT = re.compile(r"\s*that\s+")
_WITHHELD = re.compile(
    r"\s+(?:(?!that\b|having\b|ever\b)[\w.’'-]+\s+){0,6}?(?:access|entry|visas?|permission|passage|entrance|overflights?|"
    r"asylum|bail|requests?|appeals?|applications?|boarding|admission|clearance)\b"
)


def supposed(masked: str, words: list[Token], before: int, at: int) -> bool:
    """Whether the words before a subject take it back that it spoke.

    Args:
        masked: the masked text.
        words: the tokens of the sentence.
        before: index of the last token before the subject, -1 where there is none.
        at: the character where the subject begins.
    """
    if before < 0:
        return False
    last = words[before]
    if last.plain == "by" and before and words[before - 1].plain in DENYING | _DISPUTING:
        return True  # "a claim denied by X says"
    if last.plain in SUPPOSING or (last.plain == "says" and before and words[before - 1].plain == "what"):
        return True
    return last.plain in ("that", "whether", "though", "if") and bool(_UNCERTAIN.search(masked[max(0, at - 60) : at]))


def wished(between: list[Token]) -> bool:
    """Whether the words between subject and verb say what would have been said: "would have said"."""
    plain = {w.plain for w in between}
    return bool(plain & _MODAL) and "have" in plain


def asks(masked: str, span: Span, words: list[Token]) -> bool:
    """Whether a sentence only asks if something was said: "Has X said that ...?"."""
    shown = masked[span[0] : span[1]].rstrip()
    return bool(words) and shown.endswith("?") and words[0].plain in _ASKING


def denies(masked: str, verb: str, at: int, end: int) -> tuple[bool, int]:
    """Whether a verb denies what follows it at `at`, and where what it denies begins."""
    if verb in DENYING:
        claims = _THAT.match(masked, at, end) or _OF_CLAIMS.match(masked, at, end)
        return True, claims.end() if claims else at
    if verb in _DISPUTING and (claims := _OF_CLAIMS.match(masked, at, end)):
        return True, claims.end()
    return False, at


def withheld(masked: str, verb: str, at: int, end: int) -> bool:
    """Whether "denied" tells of conduct: "denied the inspectors access"."""
    return verb in DENYING and _WITHHELD.match(masked, at, end) is not None
