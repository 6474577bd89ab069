"""Where sentences begin and end, well enough for reading dates and figures: abbreviations do not end one."""

from __future__ import annotations

import re

from armscontrol.diplomacy.model import Span

_UNSEEN = "\\u200b-\\u200f\\u202a-\\u202e\\u2066-\\u2069\\ufeff"
"""Marks of direction and width, which stand between sentences without being seen."""
_END = re.compile(
    rf"""[.!?…]["”’»')\]]{{0,3}}[{_UNSEEN}]*(?:\s+(?=[{_UNSEEN}]*["“‘«'(\[\u2033]{{0,3}}[A-ZА-ЯЁ0-9<])|(?=</?[a-z]))|"""
    r"""(?<=[a-zа-яё]{2})\.(?=[A-ZА-ЯЁ](?!(?:u|om|rg|et|U|OM)\b)(?:[a-zа-яё]+[\s,]|[A-Z]{1,3}\s|\s)|[“«])|"""
    r"""(?<=[”»])\.(?=[A-ZА-ЯЁ0-9])|[.!?]["”»](?=[A-ZА-ЯЁ][a-zа-яё]+[\s,])|"""
    r"""\n[ \t]*\n\s*"""
)
_ABBREVIATION = re.compile(
    r"\b(?:[A-Z]|[A-Z]\.[A-Z]|[ap]\.m|Mr|Mrs|Ms|Dr|Gen|Sens?|Reps?|Amb|Gov|Lt|Col|Adm|Maj|Capt|Prof|St|No|Art|vs|Jr|Sr|approx|ca|"
    r"Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|[А-ЯЁ]|г|гг|тыс|млн|ст|им|ед|янв|февр|авг|сент|окт|нояб|дек)$"
)
_OPENER = re.compile(
    r"""["“‘«'(\[]*(?:The|It|He|She|They|We|In|On|At|But|And|This|These|That|As|However|According|While|Both|If|Under|"""
    r"""Since|After|Before|There|For|Its|His|To)\s"""
)
_OPENER_RU = re.compile(
    r"""["“«(]*(?:Документ|Договор|Соглашение|Это|Этот|Эта|Он|Она|Они|По|В|На|Об|При|Ранее|Однако|Но|Так|Такое|Тогда|Теперь|"""
    r"""Кроме|Как|Согласно|Напомним)\s"""
)
""" "до 2026 г. Документ допускает": after a year a name may go on with the sentence, such words do not."""


MOST = 5_000
"""No sentence is longer than this many characters: text without full stops is cut, so that reading stays linear."""


def sentences(text: str, start: int, end: int) -> list[Span]:
    """Spans of the sentences of a stretch of text, in order, without the white space between them."""
    found: list[Span] = []
    begin = start
    for mark in _END.finditer(text, start, end):
        if text[mark.start()] == ".":
            short = _ABBREVIATION.search(text[max(begin, mark.start() - 8) : mark.start()])
            quoted = short is not None and len(short[0]) == 1 and text[mark.end() : mark.end() + 1] in '"“«'
            opener = _OPENER_RU if short is not None and short[0] in ("г", "гг") else _OPENER
            alone = short is not None and (short[0].isupper() or short[0].endswith(".m") or opener is _OPENER_RU)
            begins = alone and opener.match(text, mark.end())
            if short and not quoted and not begins:
                continue
        found.append((begin, mark.start() if text[mark.start()] == "\n" else _trimmed(text, begin, mark.end())))
        begin = mark.end()
    if begin < end:
        found.append((begin, _trimmed(text, begin, end)))
    return [(i, min(i + MOST, b)) for a, b in found for i in range(a, b, MOST)]


def _trimmed(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1].isspace():
        end -= 1
    return end
