"""What a figure counts where its own sentence names it with a verb, or only the sentence or question before it does."""

from __future__ import annotations

import re

from armscontrol.diplomacy.figures.arms_words import Noun, noun_before
from armscontrol.diplomacy.figures.figures import Figure
from armscontrol.diplomacy.figures.owners import owners
from armscontrol.diplomacy.model import Span

YEARLY = re.compile(r"[ -](?:a|per|each|every) (?:treaty )?year|[ -]annually|[ -]yearly")
_TIMES = re.compile(rf" times(?:{YEARLY.pattern})?\b")
_INSPECT = re.compile(
    r"\b(?:(?:re-?)?inspect(?:s|ed|ing)?|(?:send|sent|sending|dispatch\w*) (?:[\w-]+ ){0,2}?(?:teams?|inspectors)|"
    r"visit(?:s|ed|ing)? (?=[^.;]{0,40}\b(?:bases?|silos?|sites?)\b))"
)
_INSPECTIONS = re.compile(r"\binspections?\b|инспекци\w+")
_OTHERS = re.compile(r"\bIAEA\b|\bIran|\bAgency\b|МАГАТЭ")
"""Whose inspections are none under these treaties."""
_QUESTION = 200
"""Characters back in which the question stands that a figure answers."""
_LABEL = re.compile(
    r"\W*(?:[A-ZА-ЯЁ][\w.’'-]*(?: [A-ZА-ЯЁ][\w.’'-]*){0,3}: )?\W*(?:(?:Only|Just|About|Some|Up to|It was|At most) )?"
)
_FEWEST = 20
_ANSWER = re.compile(
    r"\W*(?:[A-ZА-ЯЁ][\w.’'-]*(?: [A-ZА-ЯЁ][\w.’'-]*){0,3}: )?\W*(?:(?:[Tt]he |[\w.]+ ){1,4}"
    r"(?:has|have|had|holds?|keeps?|owns?) )?(?:(?:about|some|around|roughly|nearly|over|more than|an estimated) )*"
)
"""What may stand before the figure that answers."""
_OF_THEM = re.compile(r" (?:of (?:them|these|those)\b|(?:such|of the) (?:missiles|weapons)\b)")
_GONE = re.compile(
    r"\b(?:eliminat|destroy|scrap|dismantl|remov|blown up|crush)\w*"
    r"(?: (?:a total of|all|some|about|around|nearly|more than|over|exactly|together))*\s$"
)
_HAVING = re.compile(
    r"\b(?:guess|expect|predict|foresee)(?: (?:about|some|around|nearly|at|least|perhaps|only|maybe|to|see))*\s$"
)
_WEAPONS = re.compile(
    r"\b(?:(warheads|nuclear (?:weapons|bombs))|weapons|bombs|missiles|launchers|bombers|ICBMs|SLBMs)\b"
)


def times_inspected(text: str, sentence: Span, figure: Figure) -> tuple[Noun, int] | None:
    """The verb that tells how often: "may inspect the other's bases 18 times a year"; with the end of those words."""
    times = _TIMES.match(text, figure.end, sentence[1])
    if times is None or _OTHERS.search(text, *sentence):
        return None
    verb = None
    for verb in _INSPECT.finditer(text, max(sentence[0], figure.start - 90), figure.start):  # noqa: B007  the last one
        pass
    if verb is None or re.search(r"[;:]", text[verb.end() : figure.start]):
        return None
    return Noun(verb.start(), verb.end(), "inspections", verb[0].strip()), times.end()


_FOR_THE_YEAR = re.compile(r"[ -](?:(?:for|in|so far) (?:the|this) (?:treaty )?year|this year|so far|in all)\b")
_BACK = 260


def inspected_before(text: str, sentence: Span, figure: Figure) -> Noun | None:
    """The inspections of which the sentences before speak, where a figure is a year's: "brings the total to 9"."""
    if not (YEARLY.match(text, figure.end) or _FOR_THE_YEAR.match(text, figure.end)):
        return None
    low = max(text.rfind("\n", 0, figure.start) + 1, sentence[0] - _BACK)
    last = None
    for last in _INSPECTIONS_ALL.finditer(text, low, figure.start):  # noqa: B007  the last one
        pass
    if last is None or last["other"] or _OTHERS.search(text, low, figure.start):
        return None
    return Noun(last.start(), last.end(), "inspections", last[0])


_INSPECTIONS_ALL = re.compile(
    r"\b(?:inspections?|visits)\b|инспекци\w+|(?P<other>\b(?:warheads|missiles|launchers|notifications|bombers|tests)\b)"
)


def asks(text: str, start: int) -> Span | None:
    """The question that stands right before a paragraph, if one does."""
    before = text[max(0, start - _QUESTION) : start].rstrip()
    if not before.endswith("?"):
        return None
    end = max(0, start - _QUESTION) + len(before)
    begin = max(text.rfind(sign, max(0, start - _QUESTION), end - 1) + 1 for sign in "\n.?!:")
    return begin, end


def asked_of(text: str, figure: Figure) -> Noun | None:
    """Inspections, where a figure a year opens the answer to a question about them: "Eighteen a year"."""
    if not YEARLY.match(text, figure.end):
        return None
    line = text.rfind("\n", 0, figure.start) + 1
    if line and _LABEL.fullmatch(text, line, figure.start) is None:
        return None
    question = asks(text, line or figure.start)
    found = _INSPECTIONS.search(text, *question) if question else None
    return Noun(found.start(), found.end(), "inspections", found[0]) if found else None


def asked_about(text: str, figure: Figure) -> Noun | None:
    """The warheads that the question before asks about, where its answer opens: "Russia has 5,000 in all"."""
    line = text.rfind("\n", 0, figure.start) + 1
    if not line or figure.value < _FEWEST or _ANSWER.fullmatch(text, line, figure.start) is None:
        return None
    question = asks(text, line)
    if question is None:
        return None
    noun = noun_before(text, *question)
    if noun is not None and noun.category == "warheads":
        return noun
    codes = {o.code for o in owners(text, *question)}  # "And China?": nothing else is told of it
    if noun is None and len(codes) == 1 and not codes & {"USA", "RUS", "SUN"}:
        return Noun(figure.start, figure.end, "warheads", "")
    return None


def some_of_them(text: str, sentence: Span, figure: Figure) -> Noun | None:
    """Weapons of the sentence before in the same paragraph, of which someone expects "50 of them"."""
    if not _OF_THEM.match(text, figure.end, sentence[1]):
        return None
    begin = min(figure.start, figure.bound_start)
    if not _HAVING.search(text, max(sentence[0], begin - 60), begin):
        return None
    low = max(text.rfind("\n", 0, sentence[0]) + 1, sentence[0] - 200)
    last = next(reversed(list(_WEAPONS.finditer(text, low, sentence[0]))), None)
    return Noun(last.start(), last.end(), "warheads" if last[1] else "vehicles", last[0]) if last else None


def done_away(text: str, sentence: Span, figure: Figure) -> Noun | None:
    """Missiles of the sentence before, where "2,692 of them" were destroyed; `None` where it speaks of no treaty's."""
    if not _OF_THEM.match(text, figure.end, sentence[1]):
        return None
    begin = min(figure.start, figure.bound_start)
    if not _GONE.search(text, max(sentence[0], begin - 60), begin):
        return None
    low = max(text.rfind("\n", 0, sentence[0]) + 1, sentence[0] - 300)
    noun = noun_before(text, low, sentence[0])
    banned = re.search(r"\b(?:[Tt]reaty|[Pp]act|[Aa]ccord|INF)\b", text[low : sentence[0]])
    return noun if noun is not None and noun.category == "vehicles" and banned else None
