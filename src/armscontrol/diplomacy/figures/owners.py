"""Whose figure it is: States as texts name them, and which of them a figure belongs to."""

from __future__ import annotations

import re
from dataclasses import dataclass

_STATES = {
    "USA": r"United States(?: of America)?|U\.S\.A?\.?|US(?!\$)|USA|America(?:n|ns|['’]s)?|Washington|Pentagon|"
    r"США|Соедин[её]нн\w+ Штат\w+|Штат(?:ы|ов|ах|ам)|Америк\w+|американск\w+|"
    r"Вашингтон\w*",
    "RUS": r"Russia(?:n|ns)?|RUSSIA|Moscow|Kremlin|RF|Росси\w+|РФ|российск\w+|Москв\w+|Кремл\w+",
    "SUN": r"Soviet(?:s)?(?: Union)?|USSR|СССР|советск\w+",
    "CHN": r"China|Chinese|Beijing|PRC|Кита\w+|китайск\w+",
    "GBR": r"Britain|British|United Kingdom|U\.K\.|UK|London(?=['’]s)|Великобритан\w+|британск\w+",
    "FRA": r"France|French|Paris(?=['’]s)|Франц\w+",
    "IND": r"India(?:n)?|(?:New )?Delhi(?=['’]s)|Инди\w+",
    "PAK": r"Pakistan(?:i)?|Islamabad(?=['’]s)|Пакистан\w*",
    "ISR": r"Israel(?:i)?|Израил\w+",
    "PRK": r"North Korea(?:n)?|DPRK|Pyongyang|КНДР|Северн\w+ Коре\w+",
}
_STATE = re.compile(r"(?<![\w-])(?:" + "|".join(f"(?P<{code}>{words})" for code, words in _STATES.items()) + r")(?!\w)")
_LEADERS = re.compile(
    r"(?<!\w)(?:(?P<RUS>Putin|Medvedev|Lavrov|Peskov|Shoigu|Ryabkov|Yeltsin|Antonov|Путин\w*|Медведев\w*|"
    r"Лавров\w*|Рябков\w*)|"
    r"(?P<USA>Biden|Obama|Trump|Blinken|Kerry|Clinton|Reagan|Bush|Carter|Nixon|Pompeo|Rubio|Gottemoeller|"
    r"Байден\w*|Обам\w+|Трамп\w*)|"
    r"(?P<SUN>Gorbachev|Brezhnev|Горбач[её]в\w*)|(?P<CHN>Xi Jinping))(?!\w)"
)
_NOT_STATES = re.compile(
    r"Federation of American Scientists|Федераци\w+ американских уч[её]ных|Russian Federation(?= of)|"
    r"(?:US|U\.S\.|American)[-–/](?:and )?Russian?|Russian?[-–/](?:US|U\.S\.|American)|Treaty of Moscow|"
    r"Moscow Treaty|"
    r"российско-американск\w+|"
    r"\b(?:in|In|from) (?:Moscow|Washington|Beijing)\b|(?:US|U\.S\.|American) (?:dollars?|Institute)|"
    r"Washington Post|Moscow Times|"
    r"(?:than|against|with|to|at|from|threat from|threatened by) (?:the )?(?:US|U\.S\.|United States|Russia|"
    r"China)(?= (?:said|says))|"
    r"(?:(?:US|U\.S\.|American|Russian|Chinese) )?Pentagon(?=(?:['’]s)?,?(?: [\w’'-]+){0,12}? (?:report\w*|stud\w+|"
    r"estimat\w+|assess\w+|sa(?:id|ys)|forecast\w*|predict\w*|foresee\w*|foresaw|warn\w*|think\w*|project\w*|believ\w+|expect\w*|claim\w*|put\w*|reckon\w*|"
    r"(?:was|is|stood) (?:already |still |now )?(?:at|above|over|below|near))\b(?! its\b))|"
    r"(?:United States|US|U\.S\.|America(?:n|['’]s)?)(?:['’]s?)?(?= (?:Pentagon|(?:[\w-]+ ){0,3}?(?:report|"
    r"stud(?:y|ies)|estimates?|analys[ei]s|assessments?|officials?|intelligence|think[- ]tanks?|experts?|researchers|"
    r"scientists|Congress|Department of Defen[cs]e|Defen[cs]e (?:Department|Secretary)))\b)"
)
_ASIDE = re.compile(r", (?:which|who|whose|whom) [^,.;]{1,150},")
_BOTH = re.compile(
    r"\b(?:each|both|either|the two (?:countries|sides|nations|powers|parties|states)|two countries|apiece|"
    r"the two(?= (?:have|had|hold|held|carried|conducted|together|declared|between))|"
    r"the sides|the parties|"
    r"per (?:side|party|country)|кажд\w+|обе\w*|сторон\w*)\b",
    re.IGNORECASE,
)
_EACH_AFTER = re.compile(
    r"\W{0,2}(?:\w+\W+){0,6}?(?:each|apiece|per side|per country|per party|for each|on each|by each|on both|"
    r"for both|by both)\b"
)
_OWNER_AFTER = re.compile(
    r"[”\"»]?[ ,]{0,2}(?:\((?:the )?|(?:(?:deployed|held|possessed|declared|owned|fielded) )?(?:for|by|in|from|of|"
    r"on the part of|belonging to|on) (?:the |deployed )*)$| у $"
)
_OTHER_SIDE = re.compile(
    r"\b(?:than|against|versus|vs\.?|compared (?:with|to)|over|like|with|behind|ahead of|leads?|outnumbers?|"
    r"surpass(?:es|ed)|exceeds?|outstrips?|trails?|tops|overt(?:akes?|aken|ook)|pass(?:es|ed)) (?:the )?$"
)
_OPENING = re.compile(
    r"(?:^|[.;:\n]\s*)(?:With|At|Having|Holding|Possessing) (?:its |their |an? |some |about |around |"
    r"roughly |nearly |over |more than |estimated |total of |[\w-]+ly )*$"
)
"""Words that open a sentence whose subject owns the figure: "With 5,580 warheads, Russia leads"."""
_TOGETHER = re.compile(r"\b(?:together|combined|between them|jointly|collectively|вместе)\b")


_INCLUDED = re.compile(r"\((?:including|among them|with|counting) (?:the |also )*$")
"""Words before a State that is named aside: "nine countries (including India) had"."""


@dataclass(frozen=True, slots=True)
class Owner:
    """A State named in a text."""

    code: str
    start: int
    end: int


def owners(text: str, start: int, end: int) -> list[Owner]:
    """States named in a stretch of text, in order; not those inside the names of bodies, treaties and papers."""
    masked = [m.span() for m in _NOT_STATES.finditer(text, start, end)]
    # "Russia, which inherited the arms of the Soviet Union, has": the relative clause owns nothing outside itself
    masked += [m.span() for m in _ASIDE.finditer(text, start, end) if not re.search("[0-9]", m[0])]
    return [
        Owner(m.lastgroup or "", m.start(), m.end())
        for m in _STATE.finditer(text, start, end)
        if not any(a <= m.start() < b for a, b in masked)
        and not _INCLUDED.search(text, max(start, m.start() - 24), m.start())
    ]


def leader(text: str, start: int, end: int) -> str | None:
    """The State of the leaders a stretch names, where it is one: whose figures he tells are his own State's."""
    codes = {m.lastgroup for m in _LEADERS.finditer(text, start, end)}
    return codes.pop() if len(codes) == 1 else None


def of_both(text: str, start: int, end: int) -> bool:
    """Whether a stretch speaks of each Party or of both."""
    return _BOTH.search(text, start, end) is not None


_POWERS = re.compile(
    r"\b(?:[Nn]ine|nuclear(?:-armed| weapons?| weapons?-possessing)?) (?:nuclear(?:-armed| weapons?)? )?"
    r"(?:states|countries|nations|powers)\b"
)
_MANY = 5
_NEARLY_ALL = 8
"""So many States listed by name are all that have nuclear arms, whether or not a word says so."""


def of_all(text: str, named: list[Owner], start: int, end: int, row: bool = True) -> bool:
    """Whether a stretch speaks of all nuclear-armed States, by listing them or most of them.

    In a `row` no figure stands between the last of them and its end.
    """
    listed = [o for o in named if start <= o.start < end]
    count = len({o.code for o in listed})
    if count < _MANY:
        return False
    first, last = listed[0].start, listed[-1].end
    powers = (count >= _NEARLY_ALL and not re.search("[0-9]", text[first:last])) or _POWERS.search(
        text, start, end
    ) is not None
    return powers and not (row and re.search("[0-9]", text[last:end]))


def each_after(text: str, end: int, limit: int) -> bool:
    """Whether "each" or the like follows closely."""
    return _EACH_AFTER.match(text, end, limit) is not None


def owner_of(
    text: str,
    sentence: tuple[int, int],
    figure: tuple[int, int],
    noun_end: int,
    named: list[Owner],
    clause: int,
    next_start: int,
) -> str | None:
    """The State a figure belongs to, by the nearest words that own it.

    Args:
        text: the text.
        sentence: the sentence's span.
        figure: the figure's span.
        noun_end: where the words for what is counted end.
        named: States of the sentence, in order.
        clause: where the words that may own it begin: the end of the figure before it, or the sentence's start.
        next_start: where the next figure begins, or the sentence ends.
    """
    inside = [o for o in named if figure[1] <= o.start < noun_end]
    if inside:
        return inside[0].code
    after = [o for o in named if noun_end <= o.start < next_start]
    if (
        after
        and re.match(r" $", text[noun_end : after[0].start])
        and re.match(r" ones\b|[,.;:]| and ", text[after[0].end : after[0].end + 5])
    ):
        return after[0].code  # "846 American and 1,846 Soviet ones"
    if after and _PART_OF.fullmatch(text, figure[1], after[0].start):
        return after[0].code  # "1,846 of them Soviet"
    if after and len(after[0].code) and _OWNER_AFTER.fullmatch(text, noun_end, after[0].start):
        return after[0].code
    before = [o for o in named if o.end <= figure[0]]
    if before and re.fullmatch(
        r"(?:['’]s?)? \(?(?:(?:about|some|around|roughly|nearly|estimated) )?", text[before[-1].end : figure[0]]
    ):
        return before[-1].code  # "compared with Russia's 1,499 warheads"
    if (
        after
        and re.fullmatch(r",? (?:the )?", text[noun_end : after[0].start])
        and _OPENING.search(text[sentence[0] : figure[0]])
    ):
        return after[0].code
    near = [o for o in before if o.start >= clause and not _beside(text, sentence[0], o, clause)]
    if near:
        return _subject(text, near, figure[0])
    if of_both(text, clause, figure[0]):
        return "each"
    rest = [o for o in before if not _beside(text, sentence[0], o, clause)]
    return _subject(text, rest, figure[0]) if rest else None


_PART_OF = re.compile(r" of (?:them|these|those|which) (?:(?:were|are|being) )?(?:by |from )?(?:the )?")
_ITS_OWN = re.compile(
    r",? (?:(?:which|who|that) (?:[\w.]+ ){0,4}?(?:has|had|holds?|held|possess\w*|keeps?|fields?|deploys?|owns?|"
    r"declared|reported)|having|holding|possessing|reporting|declaring|fielding|at|on)\b"
)
_WITH = re.compile(r",? (?:with|at|on)\b")


def _beside(text: str, start: int, owner: Owner, clause: int) -> bool:
    """Whether a State is only compared with: "than Russia", but not "with Russia having", "than Russia, which has".

    "Ahead of Russia, with" speaks of Russia where the subject's own figure was told before, else of the subject.
    """
    if _OTHER_SIDE.search(text, max(start, owner.start - 24), owner.start) is None:
        return False
    if _ITS_OWN.match(text, owner.end, owner.end + 40):
        return False
    return not (clause > start and owner.start >= clause and _WITH.match(text, owner.end, owner.end + 6))


def _subject(text: str, near: list[Owner], start: int) -> str | None:
    """The last of them, or each where two are joined ("Russia and the United States have")."""
    last = near[-1]
    if of_both(text, last.end, start):
        return "each"
    if len(near) > 1 and near[-2].code != last.code:
        joined = text[near[-2].end : last.start]
        if re.fullmatch(r"(?:['’]s)?,? (?:and|or|и) (?:also )?(?:the )?(?:former |then )?", joined):
            return "each"
    return last.code


def together(text: str, start: int, end: int, named: list[Owner]) -> str | None:
    """ "USA+RUS" where both great arsenals are counted as one."""
    codes = {o.code for o in named}
    return "USA+RUS" if {"USA", "RUS"} <= codes and _TOGETHER.search(text, start, end) else None
