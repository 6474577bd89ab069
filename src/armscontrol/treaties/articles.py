"""Articles as people cite them: "II(1)(b)", "Art. II 1 b", "2.1.b" are one place.

An article is compared by its parts. Where a provision stands in two places, a semicolon or a comma separates them.
"""

from __future__ import annotations

import re

_ROMAN = re.compile(r"[ivxlc]+")
_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
_PARTS = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]
_ORDINALS = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"]
_PLACES = re.compile(r"[;,]")
_LEAD = re.compile(r"^\s*(treaty\s+)?(articles?|art\.?)?\s*", re.IGNORECASE)


def parts(article: str) -> tuple[str, ...]:
    """Parts of one citation: numbers and letters, Roman numerals of articles and sections as numbers.

    >>> parts("Article II(1)(b)") == parts("ii 1 b") == parts("2.1.b")
    True
    """
    words = re.findall(r"[a-z]+|\d+", _LEAD.sub("", article).lower())
    counted = [i for i, w in enumerate(words) if _ROMAN.fullmatch(w) and (i == 0 or words[i - 1] == "section")]
    return tuple(str(_value(w)) if i in counted else w for i, w in enumerate(words))


def _value(roman: str) -> int:
    digits = [_VALUES[c] for c in roman]
    return sum(-d if any(e > d for e in digits[i + 1 :]) else d for i, d in enumerate(digits))


def same(article: str, wanted: str) -> bool:
    """Whether two citations are of one place; a provision with two places is found under either."""
    return parts(article) == parts(wanted) or parts(wanted) in [parts(p) for p in _PLACES.split(article)]


def under(article: str, wanted: str) -> bool:
    """Whether an article is the one wanted or below it: "II(1)(b)" is under "II" and "II(1)", not under "I"."""
    above = parts(wanted)
    return any(parts(p)[: len(above)] == above for p in _PLACES.split(article))


Key = tuple[int, int, tuple[tuple[int, int, str], ...]]


def order(article: str) -> Key:
    """A key that sorts articles as the treaty has them: Articles, then the Protocol's Parts, then the rest.

    >>> sorted(["IV(10)", "Protocol Part Two", "IV(2)", "II(1)"], key=order)
    ['II(1)', 'IV(2)', 'IV(10)', 'Protocol Part Two']
    """
    words = parts(article)
    if words and words[0].isdigit():
        return (0, int(words[0]), _natural(words[1:]))
    protocol = words[:1] == ("protocol",)
    named = words[1:] if protocol else words
    if len(named) > 1 and named[0] == "part" and named[1] in _PARTS:
        return (1, _PARTS.index(named[1]), _natural(named[2:]))
    return (1 if protocol else 2, 99, _natural(words))


def _natural(words: tuple[str, ...]) -> tuple[tuple[int, int, str], ...]:
    """Words of a citation in an order in which 2 stands before 10, section IX after V, and Ninth after First."""
    return tuple((0, n, "") if (n := _number(w)) else (1, 0, w) for w in words)


def _number(word: str) -> int:
    if word.isdigit():
        return int(word)
    return next((names.index(word) + 1 for names in (_PARTS, _ORDINALS) if word in names), 0)


def heading(article: str) -> str:
    """The part of a treaty that an article stands in: "IV" of "IV(10)", "Protocol Part Five" of one of its sections.

    >>> heading("Protocol Part Five, Section VI(2)"), heading("II; III(7)(c)"), heading("Flank Document (freeze)")
    ('Protocol Part Five', 'II', 'Flank Document')
    >>> heading("Part Eight; exchange of May 2010")  # it is the Protocol that has parts
    'Protocol Part Eight'
    """
    named = re.split(r"\s*[(,;]|\s+(?:and|read with|with)\s", _LEAD.sub("", article), maxsplit=1)[0].strip()
    return f"Protocol {named}" if named.removeprefix("Part ").lower() in _PARTS else named
