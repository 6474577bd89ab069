"""Whether a cue with its content tells of words at all, or of conduct, of a book, or of nothing that was said."""

from __future__ import annotations

import re
from collections.abc import Sequence

from armscontrol.diplomacy.model import Quotation, Span
from armscontrol.diplomacy.speech import cues
from armscontrol.diplomacy.speech.cue import Cue
from armscontrol.diplomacy.speech.cues import listed
from armscontrol.diplomacy.speech.mentions import Mention
from armscontrol.diplomacy.speech.words import HIDDEN

_SIDES = listed("sides countries powers nations parties states leaders governments many some")
"""Words for those who speak without being told apart: what they say is the writer's summary."""
_NOTHING = re.compile(
    r"(?:nothing|no comment|little|goodbye|farewell|hello|yes|no more|so|otherwise|as much|a word|the same|thanks|"
    r"it all|not to be (?:named|identified|quoted)|to remain anonymous|(?:for )?anonymity)\b"
)
_KEEPING = listed("observed observes")
"""Verbs that, with a plain object after them, tell of a rule that is kept."""
_WRITING = listed("wrote writes written")
_OBSERVING = listed("noted notes recalled mentioned observed observes detailed reported reports indicated")
"""Verbs that, of people without a name and without "that", tell of what they did."""


def of_nothing(
    masked: str, cue: Cue, mention: Mention | None, content: list[Span], quotes: Sequence[Quotation]
) -> bool:
    """Whether nothing was said: a summary of many sides, an empty answer, the title of a book."""
    if mention is not None and mention.kind == "unnamed" and mention.words.lower() in _SIDES:
        return True
    if _NOTHING.match(masked, content[0][0]) and content[0][0] >= cue.end:
        return True
    if cue.verb in _WRITING and not cue.that and quotes and all(q.kind == "title" for q in quotes):
        return True
    told = cue.that or any(HIDDEN in masked[a:b] for a, b in content)
    if cue.verb in _KEEPING and not told and content[0][0] >= cue.end:
        return True
    return (
        cue.kind == "say"
        and not cue.that
        and mention is not None
        and mention.kind == "unnamed"
        and cue.verb in _OBSERVING
        and not any(HIDDEN in masked[a:b] for a, b in content)
    )


def of_conduct(masked: str, cue: Cue, mention: Mention, content: list[Span]) -> bool:
    """Whether a verb that may tell of words tells of conduct here."""
    words = masked[content[0][0] : content[0][1]]
    if mention.kind == "media" or (len(words.split()) < 2 and HIDDEN not in words):
        return True
    if cue.verb in cues.INFINITIVE_ONLY and not re.match(r"\s*(?:to|that)\b", words):
        return True
    return cue.verb in cues.WEAK and HIDDEN not in words
