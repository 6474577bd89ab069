"""Whose a figure is where its sentence says "they" or "the figures", and the sentences before say who and whose."""

from __future__ import annotations

import re

from armscontrol.diplomacy.figures.earlier_words import asks
from armscontrol.diplomacy.figures.owners import of_all, of_both, owners
from armscontrol.diplomacy.figures.place import Place
from armscontrol.diplomacy.figures.quantities import BOUND

_PRONOUN = re.compile(
    r"\b(?:[Tt]hey|[Ii]t) (?:(?:had|have|has|last|only|then|still|also|itself|themselves) )*"
    r"(?:declared|reported|listed|notified|disclosed|had|have|has) (?:about |some |only |just |exactly |a total of )?$"
)
_OTHERS = re.compile(
    r"\b(?:sides|parties|countries|powers|experts|scientists|officials|journalists|reporters|institute|Ukrain\w+|NATO|"
    r"Europeans?|allies|media|papers?|observers|researchers|analysts|Europe|Iran\w*)\b",
    re.IGNORECASE,
)
"""Others whom "they" may mean."""
_BACK = 300
_OPENING = 40
"""Characters in which an answer still opens."""
_THERE = re.compile(
    r"\bthere (?:were|was|are|existed|had been) (?:about |some |around |roughly |nearly |over |more than |almost )*$"
)
_FIGURES = re.compile(
    r"\W*(?:The|These|Those) (?:(?:new|latest|published|released) )?(?:figures|numbers|data|totals)\b"
)
_DISCLOSED = re.compile(
    r"\b(?:made public|publish\w*|releas\w+|disclos\w+|declassif\w+|reveal\w*|put out)\b[^.;]{0,60}\bits (?:own )?"
)


def who(place: Place) -> str | None:
    """The one State of which the sentences before speak, of "they declared"; or that made its own figures public."""
    if place.states:
        return None
    text, begin = place.text, min(place.item.figure.start, place.item.figure.bound_start)
    if _PRONOUN.search(text, max(place.clause, begin - 70), begin):
        line = text.rfind("\n", 0, begin) + 1
        asked = asks(text, line) if line and begin - line < _OPENING else None
        codes = {o.code for o in owners(text, *asked)} if asked else set()
        if len(codes) == 1 and asked and not _OTHERS.search(text, *asked):
            return codes.pop()
        return _spoken_of(text, place.sentence[0])
    if place.before is not None and _FIGURES.match(text, *place.sentence):
        told = _DISCLOSED.search(text, *place.before)
        before = owners(text, place.before[0], told.start()) if told else []
        if before and len({o.code for o in before}) == 1 and before[0].code in BOUND:
            return before[0].code
    return None


def unclear(place: Place) -> bool:
    """Whether "they" may mean others than the State named before."""
    begin = min(place.item.figure.start, place.item.figure.bound_start)
    if place.before is None or not _PRONOUN.search(place.text, max(place.clause, begin - 70), begin):
        return False
    return _OTHERS.search(place.text, *place.before) is not None


def _spoken_of(text: str, start: int) -> str | None:
    """The one State named before in the paragraph, else in the one before it, no one else being spoken of."""
    end = start
    for _ in range(2):
        low = max(text.rfind("\n", 0, end) + 1, start - _BACK)
        if found := {o.code for o in owners(text, low, end)}:
            code = found.pop()
            open_ = found or of_both(text, low, end) or _OTHERS.search(text, low, end)
            return code if not open_ and code in BOUND else None
        if of_both(text, low, end) or _OTHERS.search(text, low, end):
            return None
        end = low - (len(text[max(0, low - 9) : low]) - len(text[max(0, low - 9) : low].rstrip()))
    return None


_THOSE = re.compile(
    r"\b(?:in|of|by|among|across|for) (?:all )?(?:those|these|the same|the|them all|all)(?: of)?(?: (?:eight|nine))? ?"
    r"(?:(?:nuclear(?:-armed)?|possessor) )?(?:states|countries|nations|powers)\b|"
    r"\b(?:[Tt]hose|[Tt]hese|[Tt]he) (?:same )?(?:eight|nine)?(?: nuclear(?:-armed)?)? ?"
    r"(?:states|countries|nations|powers) (?:had|have|held|hold|possess\w*|kept|owned)\b"
)


def of_those(place: Place) -> bool:
    """Whether "the warheads in those countries" leans on a sentence that lists all States with nuclear arms."""
    if place.item.noun.category != "warheads" or place.states or place.before is None:
        return False
    if not _THOSE.search(place.text, place.sentence[0], place.item.figure.start):
        return False
    return of_all(place.text, owners(place.text, *place.before), place.before[0], place.before[1], row=False)


def of_world(place: Place) -> bool:
    """Whether "there were some 70,000" tells of the whole world: the figures before it are its own, or both arsenals'.

    No State may be named in the sentence, and the figure must be larger than all of those told before.
    """
    text, begin = place.text, min(place.item.figure.start, place.item.figure.bound_start)
    if not place.item.elliptic or place.item.noun.category != "warheads" or place.states or place.before is None:
        return False
    if not _THERE.search(text, max(place.clause, begin - 60), begin) or of_both(text, *place.sentence):
        return False
    return place.whole is not None and place.value > place.whole
