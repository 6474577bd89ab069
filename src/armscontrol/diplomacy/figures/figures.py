"""Figures in a text, in digits or words, with their bounds: what is written, before anything is known of what it "
"counts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from armscontrol.diplomacy.figures.number_words import LETTERS, THOUSANDS, VALUES, words_value

_SPACE = "[ \u00a0\u2009\u202f]"
_DECIMAL = rf"[0-9]{{1,3}},[0-9]{{1,2}}(?={_SPACE}(?:тыс|млн))"
_DIGITS = (
    rf"(?:{_DECIMAL}|[0-9]{{1,3}}(?:,[0-9]{{3}})+|[0-9]{{1,3}}(?:{_SPACE}[0-9]{{3}})+(?![0-9])|"
    r"[0-9]+(?:\.[0-9]+)?)"
)
_SCALE = {"thousand": 1e3, "million": 1e6, "billion": 1e9, "млн": 1e6} | dict.fromkeys(
    ("тыс", "тысяч", "тысяча", "тысячи"), 1e3
)
_WORD = rf"(?:{'|'.join(sorted(VALUES, key=len, reverse=True))})"
_WORDS = (
    rf"(?i:(?:an?{_SPACE}(?=hundred|thousand|dozen))?(?:{_WORD}|hundred|dozen|{'|'.join(THOUSANDS)})\b"
    rf"(?:(?:-|{_SPACE}|{_SPACE}and{_SPACE})(?:{_WORD}|hundred|{'|'.join(THOUSANDS)})\b){{0,10}})"
)
_ONE = rf"(?:{_DIGITS}|{_WORDS})(?:{_SPACE}(?:thousand|million|billion|тыс|тысяч[аи]?|млн)\b\.?)?"
_FIGURE = re.compile(
    rf"\b(?=[0-9{LETTERS}])(?<![\w.,$€£/№#:&])(?<![\w][-–])(?<![0-9]—)(?P<low>{_ONE})"
    rf"(?:(?P<join>{_SPACE}?[-–—−]{_SPACE}?|{_SPACE}(?:to|and|or|до|и){_SPACE})(?P<high>{_ONE}))?"
    r"(?![\w]|[.,:/][0-9]|[-–][0-9])",
)
_FRACTIONS = {"half": 50.0, "third": 100 / 3, "thirds": 100 / 3, "quarter": 25.0, "quarters": 25.0, "fifth": 20.0}
_FRACTION = re.compile(
    rf"\b(?:(?P<n>an?|one|two|three)(?:-{_SPACE}?|{_SPACE}))?(?P<part>half|thirds?|quarters?|fifth)(?=\b(?!-))",
    re.IGNORECASE,
)
"""Shares told as fractions: "one-third", "two thirds", "half"."""
_MONEY = re.compile(rf"(?:[$€£₽]|US\$|USD|EUR){_SPACE}?$")
_MONEY_AFTER = re.compile(
    rf"{_SPACE}?(?:dollars?|euros?|rubles?|roubles?|pounds?|yuan|долларов|рублей|евро|USD)\b", re.IGNORECASE
)
_GREW = re.compile(r"\b(?:grew|rose|increas\w+|rais\w+|jump\w+|went|expand\w+|lift\w*)\b[^.;]*\bfrom\s$")
_NEGATIVE = re.compile(r"\b(?:minus|минус) $|(?<![,;:] )\b[a-z]+ [-−]$|[(:] ?[-−]$")
"""A sign of minus before a figure: no arms are counted so. A State's name with a dash before a figure is a list."""
_DESIGNATION = re.compile(
    r"\b(?:Articles?|Art\.|Sections?|Section|Part|Chapter|No\.?|Resolution|paragraph|para\.|Group of|Protocol|"
    r"Annex|Type|Block|"
    r"Version|Room|Channel|Flight|Day|Page|Volume|Issue|Clause|Point|Boeing|Avangard|Poseidon|Iskander|стать\w+|"
    r"пункт\w*|"
    r"aged?|age of|Minuteman|Trident|Apollo|Mark|Mk\.?|Figure|Table|Phase|Step|Grade|Category)[ \u00a0]$",
    re.IGNORECASE,
)
_BOUNDS = (
    ("at_most", r"no more than|not more than|at most|a maximum of|maximum of|up to|as many as|fewer than|"
     r"less than|under|below|"
     r"not (?:to )?exceed(?:ing)?|no greater than|a ceiling of|a cap of|limited to|capped at|not exceed|within|"
     r"не более(?: чем)?|не больше|не превыша\w+|максимум|менее|до"),
    ("at_least", r"more than|at least|over|in excess of|no fewer than|not less than|no less than|exceed(?:s|ed|"
     r"ing)?|upwards? of|above|"
     r"a minimum of|не менее|не меньше|как минимум|минимум|более(?: чем)?|свыше|больше(?: чем)?"),
    ("about", r"about|around|roughly|approximately|approx\.?|some|nearly|almost|close to|an estimated|estimated|"
     r"circa|ca\.|"
     r"just over|just under|roughly some|in the region of|somewhere around|около|примерно|порядка|почти|"
     r"приблизительно"),
)  # fmt: skip
_BOUND = re.compile(
    "|".join(
        rf"(?P<{name}>\b(?:{words})|[~≈])" if name == "about" else rf"(?P<{name}>\b(?:{words}))"
        for name, words in _BOUNDS
    )
    + r"",
    re.IGNORECASE,
)
_BOUND_END = re.compile(
    rf"(?:{_SPACE}(?:a|an|the|only|just|its|their|total of|a total of|some|about|around|roughly))*{_SPACE}?$"
)


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure as written. `pointed` is true of "1.550", which may be thousands. `high` is set for a range."""

    start: int
    end: int
    value: float
    high: float | None = None
    bound: str = "exact"
    bound_start: int = 0
    pointed: bool = False
    in_words: bool = False
    between: bool = False


def figures(text: str, start: int, end: int) -> Iterator[Figure]:
    """All figures of a stretch of text that are not money, numbers of articles, designations or ages, in order."""
    at = start
    while found := _FIGURE.search(text, at, end):
        at = found.end()
        left = text[max(start, found.start() - 40) : found.start()]
        if _MONEY.search(left) or _MONEY_AFTER.match(text, found.end(), end) or _DESIGNATION.search(left):
            at = found.start() + len(
                re.split(r"[\s-]", found[0], maxsplit=1)[0]
            )  # "ten of Type One and eight of Type Two": the second stands by itself
            continue
        if _NEGATIVE.search(left):
            continue
        if re.match(
            r"(?:-|\s)year(?:-|\s)old|(?:st|nd|rd|th)\b|\s?[ap]\.?m\b|°", text[found.end() : min(end, found.end() + 10)]
        ):
            continue
        low = value_of(found["low"])
        if low is None:
            continue
        bound, bound_start = _bound(left, found.start())
        high = value_of(found["high"]) if found["high"] else None
        joined = (found["join"] or "").strip()
        ends = found.end()
        between = re.search(r"\b(?:between|from|от)\s(?:about |some |around )?$", left, re.IGNORECASE) is not None
        pairs = {"and": r"\bbetween\s\w*\s?$", "и": r"\bмежду\s$", "до": r"\bот\s$"}
        if high is not None and (
            high <= low
            or (joined in pairs and not re.search(pairs[joined], left, re.IGNORECASE))
            or joined == "or"
            or (joined == "to" and re.search(r"\bby $", left))
            or (joined == "to" and _GREW.search(text, max(start, found.start() - 110), found.start()))
        ):
            # two figures, not a range: read the second on its own
            high, ends = None, found.end("low")
            at = ends
        elif high is not None:
            low = _scaled_like(found["low"], found["high"], low, high)
        yield Figure(
            found.start(), ends, low, high, "range" if high is not None else bound, bound_start,
            re.fullmatch(r"[0-9]{1,3}\.[0-9]{3}", found["low"]) is not None, found["low"][0].isalpha(), between,
        )  # fmt: skip


def fractions(text: str, start: int, end: int) -> Iterator[Figure]:
    """Shares told as fractions, in per cent, with their bounds; whether they are of arms their reader decides."""
    for found in _FRACTION.finditer(text, start, end):
        part, count = found["part"].lower(), (found["n"] or "").lower()
        if (count in ("two", "three")) != part.endswith("s") or (not count and part != "half"):
            continue
        bound, begin = _bound(text[max(start, found.start() - 40) : found.start()], found.start())
        value = round(_FRACTIONS[part] * {"two": 2, "three": 3}.get(count, 1), 1)
        yield Figure(found.start(), found.end(), value, bound=bound, bound_start=begin, in_words=True)


def _scaled_like(low_words: str, high_words: str, low: float, high: float) -> float:
    """The low end of "1.5 to 2 thousand", which shares the word of the high end."""
    scale = _scale(high_words)
    return low * scale if scale != 1 and _scale(low_words) == 1 and low * scale < high else low


def _scale(words: str) -> float:
    last = words.lower().rstrip(".").split()[-1]
    return _SCALE.get(last, 1.0) if words[0].isdecimal() else 1.0


def _bound(left: str, start: int) -> tuple[str, int]:
    found = None
    for match in _BOUND.finditer(left):
        if _BOUND_END.fullmatch(left, match.end()):
            found = match
            break
    if found is None:
        return "exact", start
    return found.lastgroup or "exact", start - len(left) + found.start()


def value_of(words: str) -> float | None:
    """The number that digits or number words say; `None` where they say none."""
    words = words.strip().rstrip(".").lower()
    if words[0].isdecimal():
        parts = re.fullmatch(rf"({_DIGITS})(?:{_SPACE}(\w+))?", words)
        if parts is None:
            return None
        if re.fullmatch(r"[0-9]+,[0-9]{1,2}", parts[1]):
            return float(parts[1].replace(",", ".")) * _SCALE.get(parts[2] or "", 1.0)
        plain = re.sub(rf"[,]|{_SPACE}", "", parts[1])
        if len(plain) > 15:
            return None
        return float(plain) * _SCALE.get(parts[2] or "", 1.0)
    return words_value(re.split(r"[\s-]+", words))
