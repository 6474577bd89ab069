"""Where what is said may begin after a cue: past the words for hearer, time, place and occasion."""

from __future__ import annotations

import re
from typing import Protocol

from armscontrol.diplomacy.model import Span
from armscontrol.diplomacy.speech import cues
from armscontrol.diplomacy.speech.nouns import FINITE
from armscontrol.diplomacy.speech.polarity import denies
from armscontrol.diplomacy.speech.words import Token

_CALLED = re.compile(rf"\s*(?:(?:{cues.TIME})\b)?\s*(?:(?:for|on|upon)\b(?=\s))?")
_OF_ACT = re.compile(r"\s*that\s+(?=\w)")
_TIMED = re.compile(rf"\s*(?:{cues.TIME})\b")
_TOLD_THAT = re.compile(
    r"(?:\s+(?!(?:that|it|he|she|they|there|we|would|will|could|may|might|must|is|are|was|were|has|have|had|about|if|when|not|to|"
    r"how|why|what|of|in|at|on)\b)[\w.’'&-]+){1,8}(?=\s+that\b)"
)
""" "told foreign military observers that": any hearer, where "that" follows."""
_WARNED = re.compile(
    r"(?:\s+(?!(?:it|he|she|they|there|this|would|will|could|may|might|must|is|are|was|were|has|have|had|of|against|about|if|"
    r"when|not)\b)[\w.’'-]+){0,8}?\s+that\b"
)
_WARNED_OF = re.compile(
    r"(?:\s+(?:the\s+)?(?:[A-Z][\w.’'-]*|allies|lawmakers|members|senators|reporters|journalists|leaders|ministers|them|him|"
    r"her|us)(?:\s+(?:[A-Z][\w.’'-]*|allies|members|leaders)){0,4})?\s+of\s+(?=\w+\s+\w+)"
)
""" "warned the allies of a race": who was warned is no part of the warning."""
_REPORT_THAT = re.compile(
    r"\s+(?!(?:the|an?|it|he|she|they|we|there|this|these|those|both|its|his|her|their|no|any|all|some|each|neither)\b)"
    r"[a-z][\w’'-]*(?:\s+(?!(?:is|are|was|were|will|would|has|have|had|can|could|may|must|should)\b)[\w.’'-]+){0,6}?\s+that\b"
)
""" "said in a report on compliance with the pact that ...": the rest of the words for where."""
_FAR_THAT = re.compile(
    r"(?!\s+(?:adding|noting|stressing|warning|saying|explaining|arguing)\b)[^;:“”\ue000]{0,170}?(?<!so)(?<!fact)"
    r"(?<!report)\s(?:that)\s"
)


class Place(Protocol):
    """A masked sentence with its tokens."""

    masked: str
    span: Span

    def before(self, at: int) -> list[Token]:
        """The tokens that begin before a place."""

    def after(self, at: int) -> list[Token]:
        """The tokens from a place on."""


def _unplaced(clause: Place, at: int) -> int:
    """Gives back a name that a place took with it: "in Slovakia China had to be involved"."""
    following = clause.after(at)[:1]
    before = clause.before(at)[-2:]
    taken = bool(following) and len(before) == 2 and following[0].plain in FINITE and before[1].end == at
    return before[0].end if taken and before[1].capital and before[0].capital else at


def content_start(clause: Place, at: int, verb: str, *, acting: bool = False) -> tuple[int, bool]:
    """Where what is said may begin after a cue, and whether "that" opens it."""
    end = clause.span[1]
    masked = clause.masked
    if acting:
        match = _CALLED.match(masked, at, end)
        begin = match.end() if match and verb.startswith("call") else at
        if not verb.startswith("call"):
            timed = _TIMED.match(masked, at, end)
            begin = timed.end() if timed else at
            if that := _OF_ACT.match(masked, begin, end):
                return that.end(), False
        return denies(masked, verb, begin, end)[1], False
    if verb in ("told", "tells", "telling", "informed", "assured", "assures", "reminded"):
        heard = [pattern.match(masked, at, end) for pattern in (cues.TOLD, cues.TOLD_ANY, cues.TOLD_NAME)]
        at = max((match.end() for match in heard if match), default=at)
        if not any(heard) and (beyond := _TOLD_THAT.match(masked, at, end)):
            at = beyond.end()
    elif verb in ("warned", "warns", "warning", "cautioned", "cautioning"):
        match = _WARNED.match(masked, at, end) or _WARNED_OF.match(masked, at, end)
        if match:
            return match.end(), True
    opened = at
    for _ in range(6):
        match = cues.ADVERBIAL.match(masked, at, end)
        if match is None or match.end() == at:
            break
        at = match.end()
    if at > opened and (beyond := _REPORT_THAT.match(masked, at, end)):
        return beyond.end(), True
    at = _unplaced(clause, at)
    match = cues.THAT.match(masked, at, end)
    if match:
        return match.end(), True
    if masked[at : at + 1] == ",":
        late = cues.LATE_THAT.match(masked, at, end)
        return (late.end(), True) if late else (at, False)
    if cues.PREPOSITION.match(masked, at, end):
        far = _FAR_THAT.match(masked, at, end)
        if far and "," not in masked[at : far.end()].rstrip()[1:-5].replace(", the", "").replace(", a ", ""):
            return far.end(), True
    return at, False
