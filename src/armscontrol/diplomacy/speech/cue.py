"""One cue: a verb of saying or a phrase like it, who does the saying, and where what is said may begin."""

from __future__ import annotations

from dataclasses import dataclass

from armscontrol.diplomacy.model import Span
from armscontrol.diplomacy.speech.mentions import Mention


@dataclass(slots=True)
class Cue:
    """One cue. `kind`: say, act, linked (verb of an earlier subject), relative, according, quoted, embedded, label.

    `start` and `end` hold subject and verb; `begin` is where content may begin after the cue, past the words for time,
    place and hearer; `that` tells whether "that" stood there.
    """

    kind: str
    verb: str
    start: int
    end: int
    begin: int
    subject: Mention | None
    that: bool = False
    acting: bool = False
    relayer: Mention | None = None
    inverted: bool = False
    verb_span: Span = (0, 0)
