"""Which figures of a sentence count arms, inspections or notifications, and what each of them counts."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from armscontrol.diplomacy.figures.arms_words import Noun, noun_after, noun_before
from armscontrol.diplomacy.figures.bounds_known import new_start
from armscontrol.diplomacy.figures.earlier_words import YEARLY, asked_of, done_away, times_inspected
from armscontrol.diplomacy.figures.figures import Figure
from armscontrol.diplomacy.figures.owners import owners
from armscontrol.diplomacy.model import Span

LIMIT = re.compile(
    r"\b(?:h[oe]lds? (?:each|both|either|them|the sides|the parties)|limit(?:s|ed|ing|ation|ations)?|cap(?:s|ped|"
    r"ping)?|ceilings?|no more than|not more than|maximum|"
    r"exceed(?:s|ing)?(?! (?:the )?(?:Russia|Americ|U\.S|US\b|United|Moscow|Washington|China|that of|those of))|"
    r"restrict\w*|bound|bind\w*|oblig\w+|requir\w+|commit(?:s|ted|ting)?|allow\w*|permit\w*|must (?:be|come|get|"
    r"go|stay|reach|fall)|may (?:have|deploy|"
    r"conduct|hold|own|keep|field|possess|operate)|"
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
    r"reached|totall?ed|numbered|number|level|имеет|имеют|у|и|до|на|против|equals?|being|below|above|under|exceeds?|"
    r"remains?|"
    r"while|the|respectively|on|which|further|another|additional|allow(?:s|ed)|permit(?:s|ted)|limits?|caps?|by|up|"
    r"down|includ(?:es?|ed|ing)|put|puts|report(?:s|ed)|gave|gives?|shows?|showed|counts?|counted|counting|having|"
    r"among|h[eo]lds?|possess(?:es|ed)?|owns?|keeps?|lists?|listed|rose|fell|dropped|grew|out|conducted|made|"
    r"performed|completed|staged|expect(?:s|ed)|project(?:s|ed)|estimat(?:es|ed)|их|них|составил\w*|составляет)|"
    r"[:;(–—,-])[ \xa0]*$",
    re.IGNORECASE,
)
_ELLIPTIC = re.compile(
    r"\s*(?:$|(?:one|two|three|four|five|six|ten|[0-9]{1,2}) (?:years?|months?) (?:earlier|before|ago|later)|"
    r"[,.;:)!?”\"]|of (?:the )?(?:so-called )?[Tt]ype\b|"
    r"of (?:the )?(?:United States|U\.?S\.?\b|Russian?|American|Soviet|Chinese)|"
    r"(?:more )?(?:retired|stored|await(?:ing|s)?|waiting)\b|(?:American|Soviet|Russian|U\.S\.|US|"
    r"Chinese)(?: ones)?(?=[,.;:]|$| and )|more than (?:in|on|at)\b|"
    r"(?:fewer|lower|higher|less|half|between|comes?|"
    r"came|follows|соответственно)\b|"
    r"(?:each|for|in|by|as|and|while|against|respectively|compared|versus|at|during|to|on|"
    r"last|under|apiece|but|or|"
    r"per|a year|annually|from|since|than|when|after|before|limit|held|deployed|of (?:them|which|those|these)|"
    r"warheads?|within|over|"
    r"through|until|once|if|were|was|are|is|had|allowed|permitted|that|which|with|more (?:are|were|in)|worldwide|"
    r"globally|set (?:to|for|aside)|sits?|stands?|remain(?:s|ed)?|hosted|based|stationed|kept|placed|mounted|"
    r"believed|thought|"
    r"belong(?:s|ed)?|carried|some of|most of|и|в|у|для|на|к|за)\b|[-–—]\s|\s?\()"
)
_LOOSE = re.compile(r"(?:,? or so| or more|,? give or take|-odd|-plus|\+)(?= )")
_INDICATORS = re.compile(r"\b(?:figures|indicators|numbers|parameters|totals|показател\w+|цифры)\b", re.IGNORECASE)
_DATA = re.compile(r"\b(?:exchange|declared|declaration|data)\b")
_THREE = ("vehicles", "warheads", "launchers")
_BY_SIZE = ("vehicles", "launchers", "warheads")
_LIMIT_ON = re.compile(
    r" (?:(?:on|for) )?(?:the (?:total )?(?:number|total) of )(?:its |their |the )?| (?:on|for) (?:its |their |the )?"
)
_PAIRED = re.compile(
    r"(?: deployed| (?:American|U\.S\.|US|Soviet|Russian|Chinese|British|French))?,? "
    r"(?:of the world['’]s|and|or|versus|vs\.?|against|to|и) (?:about |around |some |roughly |"
    r"nearly )?"
)
_TYPED = re.compile(r" ([Tt]ype[- ](?:[Oo]ne|[Tt]wo|I{1,2}|1|2)),? (?:and|or|plus) ")
_NAMED_SO = re.compile(
    r"\b(?:against|from|with|to|than|versus|vs\.?) (?:\w+ )?$|\b(?:estimate|figure|total|count|tally)s? of (?:\w+ )?$"
)
COUNTER = re.compile(
    r"\b(?:SIPRI|FAS|Federation of American Scientists|Pentagon|[Yy]earbook|Nuclear Notebook|Bulletin of the Atomic|"
    r"(?:[Oo]utside|[Ii]ndependent) (?:estimates|experts)|[Rr]esearchers|ICAN)\b"
)
_MATERIAL = re.compile(r"\b(?:materials?|plutonium|uranium|fuel|enough|capacity|room)\b[^,.;]{0,30}\bfor (?:up to )?$")
ALL = 3_000
"""More warheads "in total" than any treaty in force allowed since 2002: an inventory."""
_LONGEST_RUN = 8
_FEW, _FAR = 20, 400
"""A figure so small is of something else; characters in which the topic of a paragraph is looked for."""
IN_ALL = re.compile(r" (?:in (?:total|all)|overall|altogether)\b")
_OF_THOSE = re.compile(
    r"\b[Oo]f (?:(?:these|those|them|which)|(?:the |its |their |these |those )?(?:[\w.’'-]+ )?"
    r"(?:ones|warheads|weapons|total)),? $"
)
"""Words that open a part of what was told before: "Of the American ones some 3,700 belong to"."""
_RUN = re.compile(r"(?:,|;)? ?(?:and |и |, )?")
_OWN = re.compile(r"(?:['’]s?)?[ ,:]*(?:about |some |around |roughly |nearly |only |just |a |их )?")
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


def counted(text: str, sentence: Span, listed: Sequence[Figure], last: Sequence[Item]) -> list[Item]:
    """The figures that count something of ours, in order; `last` are those of the sentence before."""
    items: list[Item] = []
    end = sentence[1]
    i = 0
    while i < len(listed):
        if run := _run(text, sentence, listed, i, items or last):
            items += run
            i += len(run)
            continue
        figure, i = listed[i], i + 1
        one = figure.in_words and figure.value == 1
        if figure.value == 0 or (one and not text.startswith(" inspection", figure.end)):
            continue
        if often := times_inspected(text, sentence, figure):
            items.append(Item(figure, often[1], often[0], elliptic=False))
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
        if (last_of := _run_end(text, listed, i - 1)) >= i:
            # "1,549 and 1,420 deployed warheads", "410, 290 and 225 warheads": the words come after the last
            noun = noun_after(text, listed[last_of].end, end, 2)
            if noun and (typed := _TYPED.match(text, figure.end, listed[last_of].start)):
                # "10 Type One and 8 Type Two inspections": each of its own kind
                noun = replace(noun, words=f"{typed[1]} inspections") if noun.category == "inspections" else None
        if noun is None and _stands_alone(text, figure, end):
            noun = _carried(text, sentence, figure, items, last)
        if noun is not None:
            items.append(Item(figure, figure.end, noun, elliptic=True))
    return items


def _run_end(text: str, listed: Sequence[Figure], at: int) -> int:
    """Index of the last of the figures that are told in a row from one on; its own where none follows so."""
    last = at
    while last + 1 < len(listed) and last - at < _LONGEST_RUN:
        between = listed[last].end, listed[last + 1].start
        if _PAIRED.fullmatch(text, *between) or _TYPED.fullmatch(text, *between):
            return last + 1
        if text[slice(*between)] != ", ":
            return at
        last += 1
    return at


def _run(text: str, sentence: Span, listed: Sequence[Figure], at: int, told: Sequence[Item]) -> list[Item]:
    """Two or three bare figures in a row, told apart by size: "these figures are 668, 1,376 and 799".

    In each exchange a Party's warheads were more than its launchers, and those more than what was deployed on them. Two
    in a row repeat the two kinds of figure told before them.
    """
    kinds = {i.noun.category for i in told}
    named = _INDICATORS.search(text, sentence[0], listed[at].start) is not None
    data = named or _DATA.search(text, sentence[0], listed[at].start) is not None
    if not (data or kinds) or not kinds <= set(_THREE):
        return []
    for count in (3, 2):
        run = listed[at : at + count]
        if (
            len(run) < count
            or (count == 2 and not (len(kinds) == 2 or (named and kinds)))
            or (count == 3 and not (data or len(kinds) > 1))
        ):
            continue
        joins = [text[a.end : b.start] for a, b in pairwise(run)]
        if not all(_RUN.fullmatch(j) for j in joins) or joins[-1].strip(" ,") not in ("and", "и"):
            continue
        if min(f.value for f in run) < 100 or len({f.value for f in run}) < count:
            continue
        if not _ELLIPTIC.match(text, run[-1].end, sentence[1]) or noun_after(text, run[-1].end, sentence[1], 2):
            continue
        wanted = [c for c in _BY_SIZE if count == 3 or c in kinds]
        wanted *= 2 // len(wanted) or 1
        order = sorted(run, key=lambda f: f.value)
        kind = {f.start: c for f, c in zip(order, wanted, strict=True)}
        if len(set(wanted)) == 1:
            return [Item(f, f.end, told[-1].noun, elliptic=True) for f in run]
        counts = not LIMIT.search(text, max(sentence[0], listed[at - 1].end if at else 0), run[0].start)
        return [Item(f, f.end, Noun(f.start, f.end, kind[f.start], ""), elliptic=True, declared=counts) for f in run]
    return []


def _stands_alone(text: str, figure: Figure, end: int) -> bool:
    """Whether what follows a figure is no noun of its own."""
    if figure.in_words and figure.value < 10 and not text.startswith((" of Type", " of type"), figure.end):
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
    if re.search(r"START|INF\b|treaty|eliminat", text[sentence[0] : sentence[1]]) or re.search(
        r"\bINF\b|Intermediate-Range Nuclear|Soviet Union", text[max(0, sentence[0] - 400) : sentence[1]]
    ):
        return False
    return _WAR.search(text, max(sentence[0], figure.start - 70), min(sentence[1], noun.end + 50)) is not None


def _carried(text: str, sentence: Span, figure: Figure, items: list[Item], last: Sequence[Item]) -> Noun | None:
    """What a figure without words of its own counts: the words before it in the sentence, or a figure before it."""
    begin = min(figure.start, figure.bound_start)
    left_start = max(sentence[0], begin - 140)
    since = items[-1].end if items else left_start
    told = items or last
    yearly = bool(told) and told[-1].noun.category == "inspections" and YEARLY.match(text, figure.end)
    if figure.value < 3 and not figure.pointed and not yearly:
        return None
    if not told and (earlier := asked_of(text, figure) or done_away(text, sentence, figure)):
        return earlier
    left = text[max(left_start, since) : begin]
    if _MATERIAL.search(left):
        return None  # "material for 40 more" is none of them yet
    beside = owners(text, max(left_start, since), begin)
    bounded = figure.bound in ("at_most", "at_least") and begin < figure.start
    owned = bool(beside) and _OWN.fullmatch(text, beside[-1].end, begin) is not None
    noun = noun_before(text, max(left_start, since), begin)
    limited = noun is not None and not text[noun.end : begin].strip(" :") and LIMIT.search(text, sentence[0], begin)
    opens = not left.strip() and re.match(
        r" (?:more|of (?:the|its|these|those|them))\b", text[figure.end : figure.end + 10]
    )
    whole = told and _OF_THOSE.search(_FILLER.sub("", left))
    if not (bounded or owned or limited or yearly or opens or whole or _LINK.search(_FILLER.sub("", left))):
        return None
    if noun is not None:
        return noun
    if beside and figure.value >= 50 and text[beside[-1].end : figure.start].strip() == "(":
        # "Russia (5,580) and the U.S. (5,044) hold most of all nuclear weapons", "followed by China (600)"
        later = noun_before(text, figure.end, sentence[1])
        return later or (_alike(figure, told) if told else None)
    if items and re.search(r"\bon (?:\w+ )?$", left) and _alike(figure, items).category == "warheads":
        borne = next((i.noun for i in items if i.noun.category == "vehicles"), None)
        return borne
    if figure.value in new_start() and LIMIT_AFTER.match(text, figure.end, sentence[1]):
        return Noun(figure.start, figure.end, new_start()[figure.value], "")
    if items and IN_ALL.match(text, figure.end) and items[-1].noun.category == "vehicles":
        return Noun(figure.start, figure.end, "launchers", "deployed and non-deployed")
    if items and IN_ALL.match(text, figure.end) and items[-1].noun.category == "warheads" and figure.value > ALL:
        return Noun(figure.start, figure.end, "warheads", "")  # "1,550 deployed and 5,580 in total": of all kinds
    if yearly:
        return told[-1].noun
    if items and (figure.value >= 10 or figure.in_words) and (len(left) < 90 or _NAMED_SO.search(left)):
        return _alike(figure, items)
    if not items and last and figure.value >= 100:
        return _alike(figure, last)
    if not told and figure.value >= _FEW and COUNTER.search(text, sentence[0], begin):
        # "How many warheads has X? ... SIPRI counts 500": what is counted the sentences before say
        low = max(text.rfind("\n", 0, sentence[0]) + 1, sentence[0] - _FAR)
        topic = noun_before(text, low, sentence[0])
        return topic if topic and topic.category == "warheads" else None
    return None


def _alike(figure: Figure, told: Sequence[Item]) -> Noun:
    """Of the figures told before, the noun of the last, or of the one nearest in size where they are of two kinds."""
    if len({i.noun.category for i in told}) < 2 or not set(_THREE) >= {i.noun.category for i in told}:
        return told[-1].noun
    return min(reversed(told), key=lambda i: abs(math.log(i.figure.value / figure.value))).noun
