"""Lines of a fact box: figures with their labels, "Deployed launchers: 40", which are part of the article."""

from __future__ import annotations

import re
from collections.abc import Sequence

from armscontrol.diplomacy.pages import furniture

_I = re.IGNORECASE
_ARMS = (
    r"(?:warheads?|missiles?|launchers?|bombers?|submarines?|silos?|ICBMs?|SLBMs?|weapons?|arsenals?|stockpiles?|inspections?|"
    r"inventory|boats|vehicles|боезаряд\w*|ракет\w*|носител\w*|бомбардировщик\w*|лодк\w*)"
)
_FIGURE = (
    r"(?:(?:about|some|around|up to|over|under|approximately|около|до)\s+|[~≈<>])?"
    r"\d[\d,.\u00a0]*(?:[-–]\d[\d,.]*)?"
)
_LABELLED = re.compile(
    rf"(?!(?:page|published|updated|posted|views?|comments?|shares?|likes?|time|tel|phone|fax|price|id|isbn|vol|issue|date|"
    rf"read|photos?|просмотр\w*|комментари\w*|дата)\b)[a-zа-яё][\w’'() -]{{2,60}}"
    rf"(?::| [–—=-])\s?{_FIGURE}(?:\s+[\w’'() -]{{0,40}})?\.?",
    _I,
)
"""A line of a fact box: "Deployed launchers: 40"."""
_OF_ARMS = re.compile(rf"\b{_ARMS}\b", _I)


def labelled(words: str, around: Sequence[str]) -> bool:
    """Is it a figure with its label, of arms, or beside another such line?"""
    if len(words) > 120 or _LABELLED.fullmatch(words) is None or furniture.is_stamp(words):
        return False
    beside = any(len(w) <= 120 and _LABELLED.fullmatch(w) for w in around)
    return beside or _OF_ARMS.search(words) is not None
