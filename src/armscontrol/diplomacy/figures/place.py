"""A figure where it stands: its sentence, its neighbours, the States and treaties named around it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from armscontrol.diplomacy.figures.counting import Item
from armscontrol.diplomacy.figures.owners import Owner
from armscontrol.diplomacy.figures.treaty_names import Treaties
from armscontrol.diplomacy.model import Span

TOTALS = ("warheads", "vehicles", "launchers")
"""What the totals declared under New START count."""


@dataclass(frozen=True, slots=True)
class Place:
    """One figure in its sentence, with what bears on it.

    `clause` is where words that may govern it begin (the end of the figure before it, or the sentence's start),
    `following` where the next figure begins, or the sentence ends; `declared` whether the text is about declared data,
    `seen` what was looked for before, `topic` the one State of which the figures told just before are, `whole` their
    sum where they are the world's or those of both great arsenals.
    """

    text: str
    sentence: Span
    before: Span | None
    item: Item
    previous: Item | None
    clause: int
    following: int
    value: float
    states: list[Owner]
    named: Treaties
    declared: Callable[[], bool]
    year: int | None
    topic: str | None = None
    whole: float | None = None
    seen: dict[tuple[re.Pattern[str], Span], bool] = field(default_factory=dict)

    def says(self, words: re.Pattern[str], where: Span) -> bool:
        """Whether a whole sentence, or two, has such words; looked for once for all the figures in it."""
        key = words, where
        if key not in self.seen:
            self.seen[key] = words.search(self.text, *where) is not None
        return self.seen[key]
