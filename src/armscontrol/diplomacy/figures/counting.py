"""Which figures of a sentence count arms, inspections or notifications, and what each of them counts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from armscontrol.diplomacy.figures.arms_words import Noun, noun_after, noun_before
from armscontrol.diplomacy.figures.bounds_known import new_start
from armscontrol.diplomacy.figures.figures import Figure
from armscontrol.diplomacy.figures.owners import owners
from armscontrol.diplomacy.model import Span

LIMIT = re.compile(
    r"\b(?:h[oe]lds? (?:each|both|either|them|the sides|the parties)|limit(?:s|ed|ing|ation|ations)?|cap(?:s|ped|"
    r"ping)?|ceilings?|no more than|not more than|maximum|"
    r"exceed(?:s|ing)?|"
    r"restrict\w*|bound|bind\w*|oblig\w+|requir\w+|commit(?:s|ted|ting)?|allow\w*|permit\w*|may (?:have|deploy|"
    r"conduct|hold)|"
    r"can (?:have|deploy|conduct)|agreed (?:on|to)|provid(?:es?|ed|ing) for|entitl\w+|mandat\w+|at most|threshold|"
    r"quota|levels? of|"
    r"предел\w*|потолок|потолк\w+|не более|ограничива\w*|огранич\w+|лимит\w*)\b",
    re.IGNORECASE,
)
LIMIT_AFTER = re.compile(
    r"[ -]?(?:[\w-]+[ -]){0,4}?(?:limits?|caps?|ceilings?|thresholds?|quota)\b(?! (?:on|of|"
    r"for) (?:the )?\w+ (?:is|was))"
)
_WAR = re.compile(
    r"\b(?:fired|launch(?:ed|es|ing)|struck|intercepted|shot down|downed|destroyed|hit|killed|wounded|drones?|"
    r"barrage|rained|HIMARS|Patriot|Stingers?|Javelins?|ATACMS|Tomahawks?|shells|tanks|artillery|lost)\b",
    re.IGNORECASE,
)
_LINK = re.compile(
    r"(?:\b(?:to|at|of|was|were|is|are|than|by|has|had|have|with|against|versus|vs\.?|only|just|from|and|or|for|"
    r"deployed|declared|"
    r"reached|totall?ed|numbered|number|level|имеет|у|до|против|equals?|being|below|above|under|exceeds?|remains?|"
    r"while|the|respectively|on|which|further|another|additional|allow(?:s|ed)|permit(?:s|ted)|limits?|caps?)|"
    r"[:;(–—,-])[ \xa0]*$",
    re.IGNORECASE,
)
_ELLIPTIC = re.compile(
    r"\s*(?:$|[,.;:)!?”\"]|(?:each|for|in|by|as|and|while|against|respectively|compared|versus|at|during|to|on|"
    r"last|under|apiece|but|or|"
    r"per|a year|annually|from|since|than|when|after|before|limit|held|deployed|of (?:them|which|those|these)|"
    r"warheads?|within|over|"
    r"through|until|once|if|were|was|are|is|had|allowed|permitted|that|which|with|more (?:are|were|in)|worldwide|"
    r"globally|и|в|у|для|на|к|за)\b|[-–—]\s|\s?\()"
)
_LOOSE = re.compile(r"(?:,? or so| or more|,? give or take|-odd|-plus|\+)(?= )")
_INDICATORS = re.compile(r"\b(?:figures|indicators|numbers|parameters|totals|показател\w+|цифры)\b", re.IGNORECASE)
_THREE = ("vehicles", "warheads", "launchers")
_LIMIT_ON = re.compile(
    r" (?:(?:on|for) )?(?:the (?:total )?(?:number|total) of )(?:its |their |the )?| (?:on|for) (?:its |their |the )?"
)
_PAIRED = re.compile(
    r",? (?:of the world['’]s|and|or|versus|vs\.?|against|to|и) (?:about |around |some |roughly |nearly )?"
)
_FILLER = re.compile(r"\b(?:about|around|some|only|just|nearly|roughly|an?|the|its|estimated|between)\s$")


@dataclass(slots=True)
class Item:
    """A figure that counts, and what it counts.

    `elliptic` where the words are carried over, `declared` where it stands in a list of declared figures; `kind` is set
    later.
    """

    figure: Figure
    end: int
    noun: Noun
    elliptic: bool
    declared: bool = False
    kind: str = "count"


def counted(text: str, sentence: Span, listed: Sequence[Figure], last: Item | None) -> list[Item]:
    """The figures that count something of ours, in order; `last` is the last such figure of the sentence before."""
    if len(listed) >= 3 and (three := _three(text, sentence, listed[-3:])):
        return [*counted(text, (sentence[0], listed[-3].start), listed[:-3], last), *three]
    items: list[Item] = []
    end = sentence[1]
    for i, figure in enumerate(listed):
        one = figure.in_words and figure.value == 1
        if figure.value == 0 or (one and not text.startswith(" inspection", figure.end)):
            continue
        loose = _LOOSE.match(text, figure.end, end)
        noun = noun_after(text, loose.end() if loose else figure.end, end, figure.value)
        if (
            noun is None
            and (on := _LIMIT_ON.match(text, figure.end, end))
            and LIMIT.search(text, sentence[0], figure.start)
        ):
            noun = noun_after(text, on.end(), end, figure.value)
        if noun is not None:
            if not _of_war(text, sentence, figure, noun):
                items.append(Item(figure, noun.end, noun, elliptic=False))
            continue
        if i + 1 < len(listed) and _PAIRED.fullmatch(text, figure.end, listed[i + 1].start):
            # "1,549 and 1,420 deployed warheads": the words come after the second
            noun = noun_after(text, listed[i + 1].end, end, 2)
        elif _stands_alone(text, figure, end):
            noun = _carried(text, sentence, figure, items, last)
        if noun is not None:
            items.append(Item(figure, figure.end, noun, elliptic=True))
    return items


def _three(text: str, sentence: Span, listed: Sequence[Figure]) -> list[Item]:
    """A list such as "these figures are 668, 1,376 and 799": vehicles, warheads, launchers."""
    if not _INDICATORS.search(text, sentence[0], listed[0].start):
        return []
    joined = text[listed[0].end : listed[1].start], text[listed[1].end : listed[2].start]
    if joined[0].strip() != "," or joined[1].strip(" ,") not in ("and", "и") or not listed[0].value < listed[1].value:
        return []
    if not _ELLIPTIC.match(text, listed[2].end, sentence[1]) or min(f.value for f in listed) < 100:
        return []
    return [
        Item(f, f.end, Noun(f.start, f.end, category, ""), elliptic=True, declared=True)
        for f, category in zip(listed, _THREE, strict=True)
    ]


def _stands_alone(text: str, figure: Figure, end: int) -> bool:
    """Whether what follows a figure is no noun of its own."""
    if figure.in_words and figure.value < 10:
        return False
    if _ELLIPTIC.match(text, figure.end, end):
        return True
    return figure.value > 100 and LIMIT_AFTER.match(text, figure.end, end) is not None


def _of_war(text: str, sentence: Span, figure: Figure, noun: Noun) -> bool:
    """Whether missiles were fired or aid was sent, rather than arms counted."""
    if noun.category not in ("vehicles", "warheads", "submarines", "launchers") or re.search(
        r"nuclear|strategic|deployed|ICBM|SLBM|warhead", noun.words
    ):
        return False
    if re.search(r"START|INF\b|treaty|eliminat", text[sentence[0] : sentence[1]]):
        return False
    return _WAR.search(text, max(sentence[0], figure.start - 70), min(sentence[1], noun.end + 50)) is not None


def _carried(text: str, sentence: Span, figure: Figure, items: list[Item], last: Item | None) -> Noun | None:
    """What a figure without words of its own counts: the words before it in the sentence, or the figure before it."""
    begin = min(figure.start, figure.bound_start)
    left_start = max(sentence[0], begin - 140)
    since = items[-1].end if items else left_start
    if figure.value < 3:
        return None
    left = text[max(left_start, since) : begin]
    beside = owners(text, max(left_start, since), begin)
    bounded = figure.bound in ("at_most", "at_least") and begin < figure.start
    owned = bool(beside) and not text[beside[-1].end : begin].strip(" ,:")
    noun = noun_before(text, max(left_start, since), begin)
    told = noun is not None and not text[noun.end : begin].strip(" :") and LIMIT.search(text, sentence[0], begin)
    if not bounded and not owned and not told and not _LINK.search(_FILLER.sub("", left)):
        return None
    if noun is not None:
        return noun
    if beside and figure.value >= 50 and text[beside[-1].end : figure.start].strip() == "(":
        # "Russia (5,580) and the U.S. (5,044) hold most of all nuclear weapons"
        return noun_before(text, figure.end, sentence[1])
    if items and re.search(r"\bon (?:\w+ )?$", left) and items[-1].noun.category == "warheads":
        borne = next((i.noun for i in items if i.noun.category == "vehicles"), None)
        return borne
    if figure.value in new_start() and LIMIT_AFTER.match(text, figure.end, sentence[1]):
        return Noun(figure.start, figure.end, new_start()[figure.value], "")
    if items and len(left) < 90 and figure.value >= 10:
        return items[-1].noun
    if (
        last is not None
        and figure.value >= 100
        and re.search(r"\b(?:has|had|have|against|compared|than|of|at)\b", left)
    ):
        return last.noun
    return None
