"""Whose a word of stance or a demand is: the side that its subject names, or another than the speaker's."""

from __future__ import annotations

import re
from collections.abc import Sequence

from armscontrol.diplomacy.model import Span

REACH = 80
"""Characters from a word of stance within which its object begins, or its subject; farther off it rarely is."""

SIDES = {
    "RUS": r"Russia|Russian Federation|Moscow|Kremlin|Putin|Россия|Москва|Кремль",
    "USA": r"United States|U\.S\.|US|USA|Washington|America|Americans|White House|Biden|Trump|Obama|США|Вашингтон",
    "CHN": r"China|Beijing|Китай|Пекин",
    "UKR": r"Ukraine|Kyiv|Kiev|Zelensky\w*|Украина|Киев",
    "GBR": r"Britain|United Kingdom|UK|London|Великобритания|Лондон",
    "FRA": r"France|Paris|Macron|Франция|Париж",
    "NATO": r"NATO|the West|West|Europe|alliance|НАТО|Запад",
}
_SIDE = re.compile(
    r"(?P<preposition>\b(?:with|to|by|from|of|between|against|for|on|in|into|under|over|about|с|со|от|для|к|"
    r"против)\s+(?:the\s+)?)?"
    r"\b(?:" + "|".join(f"(?P<{code}>{words})" for code, words in SIDES.items()) + r")(?!\w)(?P<possessive>[’']s?)?",
)
_ADJECTIVE = re.compile(
    r"\b(?:(?P<RUS>Russian)|(?P<USA>American)|(?P<CHN>Chinese)|(?P<GBR>British)|(?P<FRA>French)|(?P<UKR>Ukrainian)|"
    r"(?P<NATO>Western|European|allied))\s+(?:[\w’'-]+\s+)?$"
)
AS_NOUN = re.compile(
    r"offers|offer to|demands? that|demands an|support|readiness|willingness|unwillingness|commitment to|need for|"
    r"pledges?|"
    r"favou?r|urge",
    re.I,
)
_SOMEBODY = re.compile(
    r"\b(?:(?:an?|any|no|one|another|such an?) (?:country|state|nation|side|power|party|government) (?:that|which|who)|"
    r"those who|anyone|anybody|nobody|no one|whoever|some people|others)\b(?:\s+(?!we\b|I\b)[\w’'-]+){0,12}\s+$",
    re.I,
)
_TELLS = re.compile(
    r"^(?:\s+(?:has|have|had|also|again|now|repeatedly))*\s+(?:says?|said|told|tells|insist\w*|announc\w+|claim\w*|"
    r"argu\w+|"
    r"believ\w+|demand\w*|warn\w*|declar\w+|made (?:it )?clear|stat(?:es|ed)|заяв\w+|говор\w+|счита\w+)\b",
    re.I,
)
_AND = re.compile(r"\s*(?:,|and|or|/|–|-|и)?\s*(?:the)?\s*")
_OWN = re.compile(r"\b(?:we|our|us|I|he|she|his|her|it|its|they|their|both|мы|наш\w*|я|он|она|его|ее)\b", re.I)
_PERSONS = re.compile(r"\b(?:we|I|they|he|she|мы|я|они|он|она)\b", re.I)
_OTHERS = ("they", "he", "she", "они", "он", "она")
_AGENT = re.compile(r"[^.;]{0,60}?\bby (?:the )?", re.I)
_PARTICIPLE = re.compile(r"[^\W\d_]+ing\b", re.I)


def foreign(
    text: str, clause: Span, cue: Span, party: str | None, *, direct: bool = False, apart: Sequence[Span] = ()
) -> bool:
    """Whether another side than the speaker's is the subject of the word of stance; those named `apart` are not."""
    if direct and (persons := _PERSONS.findall(text, clause[0], cue[0])) and persons[-1].lower() in _OTHERS:
        return True  # who says "they" in words of his own speaks of others
    if _SOMEBODY.search(text, max(clause[0], cue[0] - REACH), cue[0]):
        return True  # "a country that seeks our defeat also wants talks"
    if _PARTICIPLE.match(text, *cue):  # "a memo from Washington calling for talks"
        near = list(_SIDE.finditer(text, max(clause[0], cue[0] - REACH), cue[0]))
        if near and near[-1]["preposition"] and not text[near[-1].end() : cue[0]].strip():
            return party not in SIDES or near[-1][party] is None
    of = _SIDE.match(text, min(cue[1] + 1, clause[1]), clause[1]) if AS_NOUN.fullmatch(text, *cue) else None
    if of and of["preposition"] and not of["preposition"].lower().startswith(("to ", "for ", "with ", "against ")):
        return party not in SIDES or of[party] is None  # "no readiness in Washington for talks"
    whose = _ADJECTIVE.search(text, max(clause[0], cue[0] - REACH), cue[0])
    if whose and AS_NOUN.fullmatch(text, *cue) and whose.lastgroup != party:
        return True  # "American offers of talks"
    subjects: list[str] = []
    at, last, behind = -1, clause[0], False
    for m in _SIDE.finditer(text, clause[0], cue[0]):
        if any(a <= m.start() < b for a, b in apart):
            continue
        side = next(code for code in SIDES if m[code])
        joined = last > clause[0] and _AND.fullmatch(text, last, m.start()) is not None
        behind = bool(m["preposition"]) or (joined and behind)
        if not behind:
            subjects = [*subjects, side] if joined else [side]
            at = m.end()
        last = m.end()
    if subjects and party not in subjects and (not _OWN.search(text, at, cue[0]) or _TELLS.match(text[at : cue[0]])):
        return True  # "Beijing has told us that it will not talk" is of Beijing too
    agent = _AGENT.match(text, cue[1], clause[1])
    by = _SIDE.match(text, agent.end(), clause[1]) if agent else None
    return by is not None and by[party] is None if by and party in SIDES else by is not None


_NAMED = {
    "RUS": r"Russian?s?|Russian Federation|Moscow|Kremlin|Putin|Lavrov|Росси\w+|российск\w+|Москв\w+|Кремл\w+",
    "USA": r"United States|U\.S\.|US|USA|Washington|Americans?|White House|Biden|Trump|США|американск\w+|Вашингтон\w*",
    "CHN": r"China|Chinese|Beijing|Кита\w+|китайск\w+|Пекин\w*",
    "UKR": r"Ukraine|Ukrainian|Ky?[yi]e?v|Zelensky\w*",
    "GBR": r"Britain|British|United Kingdom|UK|London",
    "FRA": r"France|French|Paris|Macron",
    "NATO": r"NATO|the West|Western|Europe(?:an)?|allied",
}
_HOLDER = "|".join(f"(?P<{code}>{words})" for code, words in _NAMED.items())
_ALSO = "|".join(f"(?P<{code}_>{words})" for code, words in _NAMED.items())
_DEMANDED = re.compile(
    rf"\b(?:{_HOLDER})(?!\w)(?:[’']s?)?,? (?:[\w-]+ly |also |again |still |has |have |had |would |will |own |main |"
    rf"key |long-?standing |"
    r"repeated |latest |old |new |first |only |current |government[’']s |side |"
    r"keeps? |sets? |setting |is |was |stated |supposed |"
    r"ha[ds] been ){0,3}"
    r"(?:demand\w*|insist\w*|(?:pre-?)?conditions?(?:ed|ing)?|requirements?|call(?:s|ed|ing)? for|want\w*|linkages?|"
    r"link(?:s|ed|ing)|"
    r"ti(?:es|ed)|tying|ultimatums?|prerequisites?|push\w*|seek\w*|sought|press(?:es|ed|ing)?|требу\w+|требова\w+|"
    r"настаива\w+|услови\w+)\b|"
    rf"\b(?:demands?|insistence|(?:pre-?)?conditions?|requirements?|calls?|требовани\w+)(?: made| set|"
    rf" put forward)? (?:by|from|of|in) "
    rf"(?:the )?(?:{_ALSO})(?!\w)",
)


def demanded_by(text: str, span: Span) -> frozenset[str]:
    """The sides whose demands a stretch tells of by name, as in "Russia's demand that" or "insistence by Moscow"."""
    return frozenset(
        code.rstrip("_") for m in _DEMANDED.finditer(text, *span) for code, words in m.groupdict().items() if words
    )
