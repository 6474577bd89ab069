"""Whether a cue with its content tells of words at all, or of conduct, of a book, or of nothing that was said."""

from __future__ import annotations

import re
from collections.abc import Sequence

from armscontrol.diplomacy.model import Quotation, Span
from armscontrol.diplomacy.speech import cues
from armscontrol.diplomacy.speech.cue import Cue
from armscontrol.diplomacy.speech.cues import listed
from armscontrol.diplomacy.speech.mentions import Mention
from armscontrol.diplomacy.speech.nouns import FINITE
from armscontrol.diplomacy.speech.words import HIDDEN

_SIDES = listed("sides countries powers nations parties states leaders governments many some")
"""Words for those who speak without being told apart: what they say is the writer's summary."""
_NOTHING = re.compile(
    r"(?:(?:nothing|little)(?!\s+(?:\w+\s+)?(?:had|has|have|is|was|were|would|will|could|can|should|may)\b)|"
    r"no comment|goodbye|farewell|hello|yes|no more|so|otherwise|as much|a word|the same|thanks|"
    r"(?:it|this|that|so) (?:after|during|before|at|in|on|when|while|as(?!\s+(?:“|an?\b|the\b)))\b|"
    r"it all|not to be (?:named|identified|quoted)|to remain anonymous|(?:for )?anonymity)\b"
)
_KEEPING = listed("observed observes")
"""Verbs that, with a plain object after them, tell of a rule that is kept."""
_MARKING = listed("noted notes recalled recalls mentioned mentions acknowledged acknowledges")
"""Verbs that, with a few words after them and no clause, tell of no words: "noted the fact"."""
_REPEATING = listed("reaffirmed reaffirms reiterated reiterates repeated repeats restated affirmed")
_POSITION = re.compile(r"^\S+(?:\s+\S+){0,2}\s(?:position|stance|views?|commitment|line|opposition)$")
""" "reaffirmed the old position": what it is, the words do not tell."""
_UPHOLDING = listed("maintains maintained")
_INFORMING = listed("informed notified briefed")
_WRITING = listed("wrote writes written")
_OBSERVING = listed("noted notes recalled mentioned observed observes detailed reported reports indicated")
"""Verbs that, of people without a name and without "that", tell of what they did."""


_DECLARING = listed("reported reports declared declares listed lists recorded announced tallied")
_FIGURES = re.compile(r"(?:(?:about|some|only|just|nearly|over|under|exactly|a\s+total\s+of|more\s+than)\s+)?\d")
""" "Freedonia declared 40 boats": a State that hands in its figures takes no position."""
_FINITE = re.compile(rf"\b(?:{'|'.join(sorted(FINITE))})\b")
_MUTE = re.compile(r"to\s+(?:\w+ly\s+)?(?:comment|say|answer|elaborate|discuss|give|be|name|identify|disclose|speak)\b")
""" "declined to comment": nothing was said."""


_NOMINAL = listed(
    "announcing emphasizing emphasising stressing underlining underscoring reiterating noting writing recalling "
    "pointing voicing expressing acknowledging admitting suggesting vowing declaring"
)
""" "emphasizing its concern": without a clause after them, the writer's word on how something was said."""
_SIGNALLING = listed("signals signaled signalled indicated indicates hinted")
_TOKEN = re.compile(r"[\w’'-]+")
_BEFORE_NOUN = listed("the a an its his her their our this that these those of for and or in with to by on at")


def clausal(words: str) -> bool:
    """Whether some words hold a finite verb, as far as their forms tell."""
    before = ""
    for n, match in enumerate(_TOKEN.finditer(words)):
        word = match.group().lower()
        if word in FINITE:
            return True
        ended = word.endswith("ed") and n > 0 and before not in _BEFORE_NOUN and not before.endswith(("'s", "’s"))
        if ended or word.endswith(("n't", "n’t", "'ll", "’ll")):
            return True
        before = word
    return False


def of_nothing(
    masked: str, cue: Cue, mention: Mention | None, content: list[Span], quotes: Sequence[Quotation]
) -> bool:
    """Whether nothing was said: a summary of many sides, an empty answer, the title of a book."""
    if mention is not None and mention.kind == "unnamed" and mention.words.lower() in _SIDES and not quotes:
        return True
    if _NOTHING.match(masked, content[0][0]) and content[0][0] >= cue.end:
        return True
    nominal = cue.verb in (_NOMINAL if cue.kind == "linked" else _SIGNALLING)
    if nominal and not cue.that and content[0][0] >= cue.verb_span[1]:
        words = " ".join(masked[a:b] for a, b in content)
        if HIDDEN not in words and not clausal(words):
            return True
    told = cue.that or any(HIDDEN in masked[a:b] for a, b in content)
    if cue.verb in _REPEATING and not told and _POSITION.search(masked[slice(*content[-1])]):
        return True
    if cue.verb in _UPHOLDING and not told and content[0][0] >= cue.end and not clausal(masked[slice(*content[0])]):
        return True
    if cue.verb in _INFORMING and not told and content[0][0] >= cue.end and not clausal(masked[slice(*content[0])]):
        return True
    if cue.verb in _WRITING and not cue.that and quotes and all(q.kind == "title" for q in quotes):
        return True
    if cue.verb.startswith(("declin", "refus")) and quotes and all(q.kind == "title" for q in quotes):
        return True
    if cue.verb in _DECLARING and not told and mention is not None and mention.kind == "state":
        given = masked[slice(*content[0])]
        if _FIGURES.match(given) and not _FINITE.search(given):
            return True
    brief = len(masked[content[0][0] : content[-1][1]].split()) < 4 and content[0][0] >= cue.end
    if cue.verb in _MARKING and cue.kind == "say" and not told and brief and not clausal(masked[slice(*content[0])]):
        return True
    if cue.verb in _KEEPING and not told and content[0][0] >= cue.end:
        return True
    return (
        cue.kind == "say"
        and not cue.that
        and cue.relayer is None
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
    if cue.verb in cues.INFINITIVE_ONLY and HIDDEN not in words and not re.match(r"\s*(?:to|that)\b", words):
        return True
    if cue.verb.startswith(("declin", "refus")) and _MUTE.match(words):
        return True
    return cue.verb in cues.WEAK and HIDDEN not in words
