"""What of a sentence belongs to which of its speakers, and which of them "he" cannot be."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from armscontrol.diplomacy.model import Span
from armscontrol.diplomacy.speech import cues
from armscontrol.diplomacy.speech.clauses import Clauses
from armscontrol.diplomacy.speech.cue import Cue
from armscontrol.diplomacy.speech.drafts import Draft
from armscontrol.diplomacy.speech.mentions import Mention
from armscontrol.diplomacy.speech.nouns import OPENERS
from armscontrol.diplomacy.speech.tails import beyond, carried
from armscontrol.diplomacy.speech.telling import clausal

_TIME = re.compile(rf"\s*(?:{cues.TIME})\b,?", re.IGNORECASE)
_JOINT = re.compile(r"[;—–]|\b(?:and|but|while|as|whereas|although|though|yet)\b")
_REST = re.compile(r"(?:and|but|then)\s+(?:[a-z]+ly\s+)?[a-z]{3,}ed\s+(?!by\b)")
_SET_OFF = re.compile(r"[,:;—–]\s*$")


def _reach(draft: Draft) -> Span:
    """From the first to the last character of a cue and what it reports."""
    (first, _), (_, last) = draft.content[0], draft.content[-1]
    return min(first, draft.anchor[0]), max(last, draft.anchor[1])


def apart(masked: str, end: int, drafts: Sequence[Draft]) -> None:
    """Takes from each of several speakers of one sentence the words for time, place and medium of the others.

    A day that opens the sentence holds for all, and an outlet that closes it carried them all.
    """
    clauses: list[tuple[int, int, list[Draft]]] = []
    for draft in sorted((d for d in drafts if d.anchor[1] > 0 and d.speaker is not None), key=_reach):
        start, close = _reach(draft)
        if clauses and start < clauses[-1][1]:
            clauses[-1] = (clauses[-1][0], max(close, clauses[-1][1]), [*clauses[-1][2], draft])
        else:
            clauses.append((start, close, [draft]))
    if len(clauses) < 2:
        return
    begins = [clauses[0][0]]
    for (_, close, _), (start, _, _) in pairwise(clauses):
        joints = [m.start() for m in _JOINT.finditer(masked, close, start)]
        begins.append(joints[-1] if joints else start)
    last = clauses[-1][1]
    stop = last if carried(masked, last, end) is not None else end
    speakers = [{d.speaker.name for d in of if d.speaker is not None} for _, _, of in clauses]
    for n, (_, _, of) in enumerate(clauses):
        for draft in of:
            name = draft.speaker.name if draft.speaker is not None else ""
            first = draft.zones[0][0] if draft.zones else begins[0]
            opened = beyond(masked, first, begins[0], _TIME)
            shared = n == 0 or name in speakers[0] or not masked[opened : begins[0]].strip(" ,")
            own = [(first, begins[0])] if shared else []
            own += [span for span, by in zip(pairwise([*begins, stop]), speakers, strict=True) if name in by]
            draft.zones = tuple(
                (max(a, c), min(b, d)) for a, b in draft.zones for c, d in [*own, (stop, end)] if max(a, c) < min(b, d)
            )


def bound(clause: Clauses, cue: Cue, lead: Mention) -> bool:
    """Whether the one who opens a sentence opens what "he said" closes, and so is another than "he".

    "Example has asked for them, he said": somebody else said so.
    """
    masked = clause.masked
    before = masked[lead.span[1] : cue.start].rstrip()
    if clause.words[0].plain in OPENERS or not before.endswith((",", ",”", "”", "—", "–")) or cue.that:
        return False
    mark = before.rfind("“") if before.endswith("”") else -1
    if mark >= 0:
        return _SET_OFF.search(before[:mark]) is None
    if before == ",":  # "Example, he said, has asked for them"
        return True
    return (clausal(before) and not masked[cue.begin : clause.span[1]].strip(" .,”")) or _plain(before)


def _plain(before: str) -> bool:
    """Whether the words up to the cue are one clause, without a break in it."""
    return clausal(before) and "," not in before.rstrip(" ,—–”")


def handed_on(out: Sequence[Draft], outlet: Mention) -> bool:
    """Whether an outlet that closes a sentence only carried it: "X said that it was late, the agency said"."""
    named = [d for d in out if d.speaker is not None and d.speaker.kind in ("person", "organization", "state")]
    for draft in named if len(named) == len(out) else ():
        draft.relayer = draft.relayer or outlet.name
    return bool(out) and len(named) == len(out)


def fragment(masked: str, cue: Cue, content: Sequence[Span]) -> bool:
    """Whether the content before a closing cue is the rest of a predicate: "and warned of war, Y said"."""
    return len(content) == 1 and content[0][1] <= cue.start and _REST.match(masked, *content[0]) is not None


def relayed(found: Sequence[Cue], span: Span) -> tuple[Cue, Cue, Span] | None:
    """The source and the outlet of "according to X, the agency said", and where what X told stands."""
    sources = [c for c in found if c.kind == "according"]
    others = [c for c in found if c.kind != "according"]
    if len(sources) != 1 or len(others) != 1 or others[0].kind != "say" or others[0].relayer is not None:
        return None
    source, outlet = sources[0], others[0]
    if outlet.subject is None or outlet.subject.kind != "media" or source.subject is None:
        return None
    if source.subject.kind not in ("person", "unnamed", "definite", "organization"):
        return None
    return source, outlet, (outlet.begin, span[1]) if outlet.start < source.start else (span[0], outlet.start)
