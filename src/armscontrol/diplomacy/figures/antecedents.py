"""Whose a figure is where its sentence says "they" or "the figures", and the sentences before say who and whose."""

from __future__ import annotations

import re

from armscontrol.diplomacy.figures.owners import of_both, owners
from armscontrol.diplomacy.figures.place import Place
from armscontrol.diplomacy.figures.quantities import BOUND

_PRONOUN = re.compile(
    r"\b(?:[Tt]hey|[Ii]t) (?:(?:had|have|has|last|only|then|still|also|itself|themselves) )*"
    r"(?:declared|reported|listed|notified|disclosed|had|have|has) (?:about |some |only |just |exactly |a total of )?$"
)
_OTHERS = re.compile(
    r"\b(?:sides|parties|countries|powers|experts|scientists|officials|journalists|reporters|institute|Ukrain\w+|NATO|"
    r"Europeans?|allies|media|papers?|observers|researchers|analysts|Europe|Iran\w*)\b"
)
"""Others whom "they" may mean."""
_BACK = 300
_FIGURES = re.compile(r"\W*(?:The|These|Those) (?:(?:new|latest|published|released) )?(?:figures|numbers|data|totals)\b")
_DISCLOSED = re.compile(
    r"\b(?:made public|publish\w*|releas\w+|disclos\w+|declassif\w+|reveal\w*|put out)\b[^.;]{0,60}\bits (?:own )?"
)


def who(place: Place) -> str | None:
    """The one State of which the sentences before speak, of "they declared"; or that made its own figures public."""
    if place.states:
        return None
    text, begin = place.text, min(place.item.figure.start, place.item.figure.bound_start)
    if _PRONOUN.search(text, max(place.clause, begin - 70), begin):
        return _spoken_of(text, place.sentence[0])
    if place.before is not None and _FIGURES.match(text, *place.sentence):
        told = _DISCLOSED.search(text, *place.before)
        before = owners(text, place.before[0], told.start()) if told else []
        if before and len({o.code for o in before}) == 1 and before[0].code in BOUND:
            return before[0].code
    return None


def _spoken_of(text: str, start: int) -> str | None:
    """The one State named shortly before, no one else being spoken of."""
    low = max(0, start - _BACK)
    low = text.find("\n", low, start) + 1 or low if low else 0
    codes = {o.code for o in owners(text, low, start)}
    if len(codes) != 1 or of_both(text, low, start) or _OTHERS.search(text, low, start):
        return None
    code = codes.pop()
    return code if code in BOUND else None
