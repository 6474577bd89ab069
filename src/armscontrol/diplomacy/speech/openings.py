"""Where what is said may begin after a cue: past the words for hearer, time, place and occasion."""

from __future__ import annotations

import re
from typing import Protocol

from armscontrol.diplomacy.model import Span
from armscontrol.diplomacy.speech import cues
from armscontrol.diplomacy.speech.mentions import Token
from armscontrol.diplomacy.speech.nouns import FINITE

_CALLED = re.compile(rf"\s*(?:(?:{cues.TIME})\b)?\s*(?:(?:for|on|upon)\b(?=\s))?")
_TIMED = re.compile(rf"\s*(?:{cues.TIME})\b")
_WARNED = re.compile(r"[^,;“”\ue000]{0,60}?\bthat\b")
_FAR_THAT = re.compile(r"[^;:“”\ue000]{0,170}?(?<!so)(?<!fact)(?<!report)\s(?:that)\s")


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
        return begin, False
    if verb in ("told", "tells", "telling", "informed", "assured", "assures", "reminded"):
        heard = [pattern.match(masked, at, end) for pattern in (cues.TOLD, cues.TOLD_ANY, cues.TOLD_NAME)]
        at = max((match.end() for match in heard if match), default=at)
    elif verb in ("warned", "warns", "warning", "cautioned", "cautioning"):
        match = _WARNED.match(masked, at, end)
        if match:
            return match.end(), True
    for _ in range(6):
        match = cues.ADVERBIAL.match(masked, at, end)
        if match is None or match.end() == at:
            break
        at = match.end()
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
