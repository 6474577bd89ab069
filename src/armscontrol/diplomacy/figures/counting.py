"""Which figures of a sentence count arms, inspections or notifications, and what each of them counts."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from armscontrol.diplomacy.figures.arms_words import Noun, noun_after, noun_before
from armscontrol.diplomacy.figures.bounds_known import new_start
from armscontrol.diplomacy.figures.earlier_words import (
    YEARLY,
    asked_about,
    asked_of,
    done_away,
    inspected_before,
    some_of_them,
    times_inspected,
)
from armscontrol.diplomacy.figures.figures import Figure
from armscontrol.diplomacy.figures.owners import owners
from armscontrol.diplomacy.model import Span

LIMIT = re.compile(
    r"\b(?:h[oe]lds? (?:each|both|either|them|the sides|the parties)|limit(?:s|ed|ing|ation|ations)?|cap(?:s|ped|"
    r"ping)?|ceilings?|no more than|not more than|maximum|"
    r"exceed(?:s|ing)?(?! (?:the )?(?:Russia|Americ|U\.S|US\b|United|Moscow|Washington|China|that of|those of))|"
    r"restrict\w*|bound|bind\w*|"
    r"oblig(?:e[sd]?|ing|ated|ations? (?:not )?to)|requir\w+|commit(?:s|ted|ting)?|"
    r"allow\w*|permit\w*|must (?:be|come|get|"
    r"go|stay|reach|fall)|may (?:have|deploy|"
    r"conduct|hold|own|keep|field|possess|operate)|"
    r"can (?:have|deploy|conduct)|agreed (?:on|to)|provid(?:es?|ed|ing) for|entitl\w+|mandat\w+(?! by\b)|"
    r"at most|threshold|"
    r"quota|levels? of|(?:keep|kept|stick|stuck|adher\w+|abid\w+|hold)(?:s|ing)? (?:to|by)(?! (?:it|them)\b)|"
    r"предел\w*|потолок|потолк\w+|не более|ограничива\w*|огранич\w+|лимит\w*)\b",
    re.IGNORECASE,
)
LIMIT_AFTER = re.compile(
    r"[ -]?(?:(?!(?:against|versus|vs|under|below|above|over|beneath|within|than|short|exceed\w*|while|and|but)\b)"
    r"[\w-]+[ -]){0,4}?(?:limits?|caps?|ceilings?|thresholds?|quota|mandates?)\b(?! (?:on|of|"
    r"for) (?:the )?\w+ (?:is|was))"
)
_WAR = re.compile(
    r"\b(?<!-)(?:fired|launch(?:ed|es|ing)|struck|intercepted|shot down|downed|destroyed|hit|killed|wounded|drones?|"
    r"barrage|rained|HIMARS|Patriot|Stingers?|Javelins?|ATACMS|Tomahawks?|shells|tanks|artillery|lost)\b",
    re.IGNORECASE,
)
_LINK = re.compile(
    r"(?:\b(?:to|at|of|was|were|is|are|than|by|has|had|have|with|against|versus|vs\.?|only|just|from|and|or|for|"
    r"deployed|declared|carrying|bearing|"
    r"reached|totall?ed|numbered|number|level|имеет|имеют|у|и|до|на|против|equals?|being|below|above|under|exceeds?|"
    r"eliminated|destroyed|scrapped|remains?|been|that|guess|pass(?:es|ed)?|top(?:s|ped)?|hit|nears?|approach(?:es|ed)?|reach|add(?:s|ed)?|"
    r"while|the|respectively|on|which|further|another|additional|allow(?:s|ed)|permit(?:s|ted)|limits?|caps?|by|up|"
    r"down|includ(?:es?|ed|ing)|put|puts|report(?:s|ed)|gave|gives?|shows?|showed|counts?|counted|counting|having|"
    r"among|h[eo]lds?|possess(?:es|ed)?|owns?|keeps?|lists?|listed|rose|fell|dropped|grew|out|conducted|made|"
    r"performed|completed|staged|cut|shed|added|gained|lost|с|expect(?:s|ed)|project(?:s|ed)|estimat(?:es|ed)|их|них|составил\w*|составляет|"
    r"достига\w+|распоряжении)|"
    r"[:;(–—,-])[ \xa0]*$",
    re.IGNORECASE,
)
_ELLIPTIC = re.compile(
    r"\s*(?:$|(?:one|two|three|four|five|six|ten|[0-9]{1,2}) (?:years?|months?) (?:earlier|before|ago|later)|"
    r"[,.;:)!?”\"]|of (?:the )?(?:so-called )?[Tt]ype\b|"
    r"of (?:the )?(?:United States|U\.?S\.?\b|Russian?|American|Soviet|Chinese)|"
    r"(?:dismantled|disassembled|destroyed|scrapped)\b|"
    r"(?:more )?(?:retired|stored|await(?:ing|s)?|waiting)\b|"
    r"more(?=$|[,.;:]| (?:by|before|within)\b)|(?:American|Soviet|Russian|U\.S\.|US|"
    r"Chinese)(?: ones)?(?=[,.;:]|$| and [0-9])|"
    r"(?:more|fewer|less|higher|lower) than (?:in|on|at|it|they|last|a year|six months|half a|before|previously|"
    r"the (?:year|same|previous|prior|last))\b|"
    r"(?:it|they) (?:had )?(?:reported|declared|listed|notified|disclosed|had|held|counted)\b|"
    r"(?:fewer|lower|higher|less|half|between|comes?|"
    r"came|follows|соответственно|до)\b|"
    r"(?:each|for|in|by|as|and|while|against|respectively|compared|versus|at|during|to|on|"
    r"last|under|apiece|but|or|"
    r"far|still|now|today|overall|in all|in total|altogether|would|will|must|may|can|could|already|again|too|soon|yet|"
    r"have been|has been|laid down|imposed|fixed|agreed|above|below|beyond|short of|shy of|"
    r"per|a side|a year|annually|from|since|than|when|after|before|limit|held|deployed|"
    r"of (?:them|which|those|these)|warheads?|within|over|"
    r"through|until|once|if|were|was|are|is|had|allowed|permitted|that|which|with|more (?:are|were|in)|worldwide|"
    r"globally|set (?:to|for|aside)|sits?|stands?|remain(?:s|ed)?|hosted|based|stationed|kept|placed|mounted|"
    r"believed|thought|carrying|bearing|armed with|loaded with|"
    r"belong(?:s|ed)?|stockpiled|units\b|carried|some of|most of|и|в|у|для|на|к|за)\b|[-–—]\s|\s?\()"
)
APPOSED = re.compile(
    r",? (?:which (?:is|was) )?(?:the|a) (?:(?!of\b)[\w-]+ ){0,3}?(?:level|limit|ceiling|cap|maximum|number|threshold)"
    r"(?: (?:to be|that|set|allowed|permitted|which|it|they|under|by|imposed|in|for|laid)\b|[,.;])"
)
"""Words that tell a bound after its number: "above 800, the level to be met by February"."""
_CEILING_OF = re.compile(
    r"\b(?:limits?|caps?|ceilings?|thresholds?|maximum|upper bounds?|boundary) (?:of|at) (?:the |only |just )?$|"
    r"\b(?:limits?|caps?|ceilings?|threshold|maximum): $",
    re.IGNORECASE,
)
"""Words right before a number that can only be a bound's: "the cap of"."""
_LOOSE = re.compile(r"(?: \([^()]{1,30}\)|,? or so| or more|,? give or take|-odd|-plus|\+)(?= )")
_INDICATORS = re.compile(r"\b(?:figures|indicators|numbers|parameters|totals|показател\w+|цифры)\b", re.IGNORECASE)
_DATA = re.compile(r"\b(?:exchange|declared|declaration|data)\b")
_THREE = ("vehicles", "warheads", "launchers")
_BY_A_YEAR = re.compile(
    r"\b(?:in|since|from|until|till|by|before|after|during|of|to|with|between|and|than|early|late|mid-?) $",
    re.IGNORECASE,
)
"""Words before a bare number of four digits that make it a year's rather than a count's."""
_BY_SIZE = ("vehicles", "launchers", "warheads")
_LIMIT_ON = re.compile(
    r" (?:(?:on|for) )?(?:(?:the|its|their) (?:total |overall )?(?:number|total) of )"
    r"(?:its |their |the )?| (?:on|for) (?:its |their |the )?"
)
_REDUCE = re.compile(r"\b(?:reduc|cut|lower|slash|bring)\w*\b[^.;]{0,30}\bto (?:about |some )?$")
_PAIRED = re.compile(
    r"(?: deployed| (?:American|U\.S\.|US|Soviet|Russian|Chinese|British|French))?,? "
    r"(?:of the world['’]s|of the|out of|and|or|versus|vs\.?|against|to|и) (?:about |around |some |roughly |"
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
_OPENS = re.compile(
    r" (?:more|of (?:the|its|these|those|them))\b| (?:are|were) (?:now |currently |believed |thought |to be )*"
    r"(?:deployed|retired|stored|fielded|active|awaiting|waiting|kept|held|in (?:reserve|storage|service)|"
    r"on (?:high )?alert)\b"
)
"""What follows a figure that opens a sentence and is of what was counted before: "Some 3,700 are deployed"."""
_IN_BRACKETS = re.compile(r" \((?:in|от|в) \w+(?: [0-9]{4})?:? $")
"""Before a figure of another day that stands beside one: "517 (in September 510)"."""
_MOVES = re.compile(r",? (?:from|to|с|до) ")
"""Between figures of one thing: "by 112 from 1,400 to 1,512"."""
_OFF = re.compile(
    r" (?:above|below|under|over|short of|shy of|beyond) (?:the|its) (?:\w+ ){0,2}?"
    r"(?:limit|ceiling|cap|threshold|maximum)\b"
)
_ROW = re.compile(
    r"\W*(?:[A-Z][\w.]*\.?(?: [A-Z][\w.]*){0,3}|[Tt]he [A-Z]\w+(?: [A-Z]\w+){0,2}) ?[-–—:=]? ?(?:about |some |~)?"
)
"""A row of a list before its figure: "- Great Britain - 120"."""
_LONGEST_RUN = 8
_MOST_CARRIED = 16
"""No missile or bomber carries more: "3-warhead missiles" tells of the missile."""
_MOST_VISITS = 600
"""No treaty's inspections were so many that a bare figure might count them."""
_FEW, _FAR = 20, 400
"""A figure so small is of something else; characters in which the topic of a paragraph is looked for."""
IN_ALL = re.compile(r" (?:in (?:total|all)|overall|altogether)\b")
_ALL_AFTER = re.compile(rf"(?: (?:and|against|versus|to) [0-9][0-9,]*)?{IN_ALL.pattern}")
_OF_THOSE = re.compile(
    r"\b[Oo]f (?:(?:these|those|them|which)|(?:the |its |their |these |those )?(?:[\w.’'-]+ )?"
    r"(?:ones|warheads|weapons|total)),? $"
)
"""Words that open a part of what was told before: "Of the American ones some 3,700 belong to"."""
_RUN = re.compile(r"(?:,|;)? ?(?:and |и |, )?")
_OWN = re.compile(
    r"(?:['’]s?)?(?: (?:side|ones?|figure|total|number|tally|count)(?= ))?[ ,:–—-]*(?:about |some |around |roughly |"
    r"nearly |only |just |a |их )?"
)
_FILLER = re.compile(
    r"\b(?:(?:somewhere|anywhere|something)\s)?"
    r"(?:somewhere|anywhere|something|about|around|some|only|just|nearly|roughly|an?|the|its|estimated|between|current|present)\s$"
)


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


def counted(
    text: str, sentence: Span, listed: Sequence[Figure], last: Sequence[Item], heading: Noun | None = None
) -> list[Item]:
    """The figures that count something of ours, in order; `last` are those of the sentence before.

    `heading` is what the line says that leads in a list: "the number of deployed warheads:".
    """
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
            and (LIMIT.search(text, sentence[0], figure.start) or _REDUCE.search(text, sentence[0], figure.start))
        ):
            noun = noun_after(text, on.end(), end, figure.value)
        if noun is not None:
            begin = min(figure.start, figure.bound_start)
            made_of = noun.category == "warheads" and _MATERIAL.search(text, max(sentence[0], begin - 60), begin)
            each = noun.category == "warheads" and figure.value <= _MOST_CARRIED and text.startswith("-", figure.end)
            if not made_of and not each and not _of_war(text, sentence, figure, noun):
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
            if noun is not None and noun.start >= sentence[0] and text.startswith(" of them", figure.end):
                noun = None if _of_war(text, sentence, figure, noun) else noun
        if heading is not None and not items and _ROW.fullmatch(text, sentence[0], figure.start):
            noun = heading
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
    if re.fullmatch(r"(?:19[4-9]|20[0-4])[0-9]", text[figure.start : figure.end]) and _BY_A_YEAR.search(
        text, max(sentence[0], begin - 30), begin
    ):
        return None
    if figure.value < 3 and not figure.pointed and not yearly:
        return None
    if not told and (earlier := asked_of(text, figure) or done_away(text, sentence, figure)):
        return earlier
    if figure.value < _MOST_VISITS and (visits := inspected_before(text, sentence, figure)):
        return visits
    if not items and (them := some_of_them(text, sentence, figure)) and not _of_war(text, sentence, figure, them):
        return them
    if not items and (asked := asked_about(text, figure)):
        return asked
    left = text[max(left_start, since) : begin]
    if _MATERIAL.search(left):
        return None  # "material for 40 more" is none of them yet
    beside = owners(text, max(left_start, since), begin)
    bounded = figure.bound in ("at_most", "at_least") and begin < figure.start
    owned = bool(beside) and _OWN.fullmatch(text, beside[-1].end, begin) is not None
    value = figure.value * 1000 if figure.pointed else figure.value
    sole = new_start().get(value) == "warheads"  # no other figure of arms that is told is this number
    if sole or (
        value in new_start()
        and (
            _CEILING_OF.search(text, max(left_start, since), figure.start)
            or APPOSED.match(text, figure.end, sentence[1])
        )
    ):
        return Noun(figure.start, figure.end, new_start()[value], "")
    noun = noun_before(text, max(left_start, since), begin)
    if noun is not None and noun.category == "inspections" and figure.value >= _MOST_VISITS:
        noun = None
    limited = noun is not None and not text[noun.end : begin].strip(" :") and LIMIT.search(text, sentence[0], begin)
    each_year = noun is not None and noun.category == "inspections" and YEARLY.match(text, figure.end) is not None
    opens = _IN_BRACKETS.search(left) is not None and bool(items)
    opens = (
        opens
        or (not left.strip() and _OPENS.match(text, figure.end, sentence[1]) is not None)
        or (bool(told) and _OFF.match(text, figure.end, sentence[1]) is not None)
    )
    whole = told and _OF_THOSE.search(_FILLER.sub("", left))
    if not (
        bounded or owned or limited or yearly or each_year or opens or whole or _LINK.search(_FILLER.sub("", left))
    ):
        return None
    if noun is not None:
        return noun
    if items and _MOVES.fullmatch(text, items[-1].end, begin):
        return items[-1].noun
    if beside and figure.value >= 50 and text[beside[-1].end : figure.start].strip() == "(":
        # "Russia (5,580) and the U.S. (5,044) hold most of all nuclear weapons", "followed by China (600)"
        later = noun_before(text, figure.end, sentence[1])
        return later or (_alike(figure, told) if told else None)
    if items and re.search(r"\bon (?:\w+ )?$", left) and _alike(figure, items).category == "warheads":
        borne = next((i.noun for i in items if i.noun.category == "vehicles"), None)
        return borne
    if figure.value in new_start() and LIMIT_AFTER.match(text, figure.end, sentence[1]):
        return Noun(figure.start, figure.end, new_start()[figure.value], "")
    if items and _ALL_AFTER.match(text, figure.end) and items[-1].noun.category in ("vehicles", "launchers"):
        return Noun(figure.start, figure.end, "launchers", "deployed and non-deployed")
    if items and IN_ALL.match(text, figure.end) and items[-1].noun.category == "warheads" and figure.value > ALL:
        return Noun(figure.start, figure.end, "warheads", "")  # "400 deployed and 900 in total": of all kinds
    if yearly:
        return told[-1].noun
    if items and (figure.value >= 10 or figure.in_words) and (len(left) < 90 or owned or _NAMED_SO.search(left)):
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
