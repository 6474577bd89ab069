"""What is told "according to" somebody: the rest of the sentence, on both sides of the phrase where it breaks it."""

from __future__ import annotations

import re

from armscontrol.diplomacy.model import Span
from armscontrol.diplomacy.speech.coreference import Memory
from armscontrol.diplomacy.speech.cue import Cue
from armscontrol.diplomacy.speech.drafts import Draft
from armscontrol.diplomacy.speech.nouns import TITLES
from armscontrol.diplomacy.speech.saying import EDGE, Saying, trim
from armscontrol.diplomacy.speech.words import HIDDEN

_APPOSED = re.compile(
    r"\s*,\s*(?:an?|the|who|whose|head|director|chairman|professor|senior|former|deputy|chief)\b[^,“”]{3,120},\s*"
)
"""What stands between commas after the name of a source."""
_RESUMED = re.compile(r",\s*(?!(?:an?|the|who|whose|which|where|citing|quoting|speaking|[\w-]+ing)\b)([a-z][\w’'-]*|“)")
_DATA = re.compile(r"по\s+данным\b", re.IGNORECASE)
""" "по данным": the data of a body that counts, and none of its words."""


def according(masked: str, span: Span, cue: Cue, memory: Memory, saying: Saying) -> Draft | None:
    """The statement of the source that a cue names; `None` for media, for figures, and where the source is not told."""
    subject = cue.subject
    if subject is None or subject.kind == "media":
        return None
    if subject.kind == "unnamed" and subject.head in ("agency", "media", "outlets", "agencies", "estimate"):
        return None
    mention, sieve, confidence = memory.resolve(subject, [])
    if subject.kind == "paper" and mention is None:
        mention, sieve, confidence = memory.later(masked, span[0]), "paper-issued", "likely"
    if mention is None or (subject.kind == "definite" and mention.kind not in ("person", "organization", "unnamed")):
        return None
    start, end = span
    apposed = _APPOSED.match(masked, cue.end, end) if cue.start == start else None
    if apposed and not any(w in TITLES or w in ("who", "whose") for w in apposed.group().lower().split()):
        apposed = None  # "according to X, the state of things, which ..."
    opens = apposed.end() if apposed else cue.end
    before, after = trim(masked, start, cue.start, EDGE), trim(masked, opens, end, EDGE + ".")
    parts = [after if after[1] - after[0] > before[1] - before[0] else before]
    resumed = _RESUMED.match(masked, cue.end, end)
    broken = masked[before[0] : cue.start].rstrip().endswith(",") and "”" not in masked[before[0] : before[1]][-1:]
    if resumed and broken and before[0] < before[1] and resumed.group(1) not in TITLES:
        parts = [before, after]
    words = " ".join(masked[a:b] for a, b in parts)
    if len(words.split()) < 4 and HIDDEN not in words:
        return None
    if _DATA.match(cue.verb) and subject.kind == "organization" and re.search(r"\d", words):
        return None
    return Draft(
        parts,
        subject,
        f"according-{sieve}",
        "likely" if confidence != "open" else "open",
        (cue.start, cue.end),
        saying.zones(span, parts),
        cue.relayer.name if cue.relayer is not None else None,
        speaker=mention,
    )
