"""Texts of ours in another language: statements of documents and tables, and sentences that the program composes.

A text is looked up whole. A composed sentence ("Russia declared 540 of 700.") is looked up by its pattern ("{who}
declared {n} of {limit}."), and what stands in its places is looked up in turn; `{num}`, `{day}` and `{party}` take a
number, a day and the code of a Party alone. Numbers and days are written as the language does. What is not found stays
English and is marked as such.
"""

from __future__ import annotations

import re
from collections import defaultdict
from datetime import date
from functools import cache, lru_cache
from gettext import NullTranslations
from threading import Lock

from armscontrol.terms import PARTIES, short_party, words
from armscontrol.web.languages import DOMAINS, catalogue, translations

MAX_LENGTH = 2_000
"""Letters of a sentence that is held against patterns; longer texts are looked up whole."""
MAX_TRIES = 3_000
"""Texts looked up for one sentence, all parts of parts together."""
DEPTH = 10
"""Patterns within patterns."""
OPEN, CLOSE = "\ue000", "\ue001"
"""Stand around a name that keeps its own language inside a text that is said: a page marks it."""
NAMES = frozenset({"type", "type2", "types", "source", "article", "name", "name2", "who"})
"""Places that hold names."""
WORDS = "words"
"""The place of what a text says of somebody: as it stands there, whatever it is."""
_PLACE = re.compile(r"\{(\w+)\}")
_FIGURE = r"[+-]?\d{1,3}(?:,\d{3})+(?:\.\d+)?|[+-]?\d+(?:\.\d+)?"
_NUMBER = re.compile(_FIGURE)
_SHARE = re.compile(rf"([<>] )?({_FIGURE}) ?%")
_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_DAY = re.compile(rf"(\d{{1,2}}) ({'|'.join(_MONTHS)}) (\d{{4}})")
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")
_MONTH = re.compile(rf"({'|'.join(_MONTHS)}) (\d{{4}})")
_DAY_ALONE = re.compile(rf"(\d{{1,2}}) ({'|'.join(_MONTHS)})")
_DECADE = re.compile(r"(\d{3})X")
"""Ten years, as EDTF writes them."""
_LEAP = 2000
"""A year that has every day."""
_DATED = re.compile(rf"(?:\b\d{{1,2}} )?\b(?:{'|'.join(_MONTHS)}) \d{{4}}\b|\b\d{{1,2}} (?:{'|'.join(_MONTHS)})\b")
"""Days and months inside a sentence: no pattern takes a part of one."""
_HELD = "\ue002"
"""Stands for the spaces inside a day while patterns are tried."""
_NAME = re.compile(
    r"[A-Z][A-Za-z]{0,3}-?\d*[A-Z]*|[IVX]+(?:\(\w{1,4}\))+(?:[;,] [IVX]+(?:\(\w{1,4}\))*)*"
    r"|[\d\s.,/:;%()–-]+(?<!\.)|https?://\S+|[\w.-]+\.[a-z]{2,}"
)
"""What is the same in every language: codes, articles, figures, addresses."""
_NAMED = re.compile(r"[A-Z0-9].*|[a-z0-9]+(?:-[a-z0-9]+)+", re.DOTALL)
"""How each of the names in a place of names looks: with a capital or a number, or an id with hyphens."""
_SENTENCE = re.compile(r"\b[a-z]+ [a-z]+ [a-z]+ [a-z]+\b|[.;:] [A-Z]?[a-z]+ [a-z]+")
"""What no name has, but for that of a publication: a part of a sentence."""
_CODE = re.compile(r"[a-z]+(?:_[a-z]+)+|[a-z]{4}")
"""A name of a column or an attribute."""
CODES = re.compile(r"[\w./:+-]+(?:, [\w./:+-]+)*")
"""Values in a row, without words around them: to be sent as they stand."""
_WORDS = re.compile(r"\b[a-z]{3}")
_PARTY = "|".join(["[A-Z]{3}", *dict.fromkeys(re.escape(n) for c in PARTIES for n in (short_party(c), PARTIES[c]))])
_TYPES = {
    "party": _PARTY,
    "num": _FIGURE,
    "day": rf"{_DAY.pattern.replace('(', '(?:').replace(' ', _HELD)}|{_ISO.pattern}",
}
"""What places of these names take, whatever digits end the name."""
_Pattern = tuple[tuple[str, ...], re.Pattern[str], str]
"""What stands between the places of a pattern, the whole of it as an expression, and what it is said as."""


class Sayings:
    """One language's way of saying what the program says."""

    def __init__(self, language: str) -> None:
        self.language = language
        self._whole: NullTranslations = translations(language)
        self._tries, self._lock = 0, Lock()
        self._same = {m.id for d in DOMAINS for m in catalogue(language, d) if m.id and m.id == m.string}
        self._failed: dict[str, int] = {}
        self._patterns: dict[str, list[_Pattern]] = defaultdict(list)
        for message in catalogue(language, "patterns"):
            if message.id and message.string and isinstance(message.id, str):
                pattern = re.compile(_expression(message.id), re.DOTALL)
                between = tuple(filter(None, _PLACE.sub(OPEN, _held(message.id)).split(OPEN)))
                self._patterns[_first(message.id)].append((between, pattern, str(message.string)))

    def say(self, text: str) -> str | None:
        """The text in this language; None where it is not known."""
        with self._lock:
            self._tries, self._failed = MAX_TRIES, {}
            said = self._say(text, DEPTH)
            if said is None and len(text) <= MAX_LENGTH and len(parts := _split(text, ". ")) > 1:
                self._tries, self._failed = MAX_TRIES, {}
                each = [self._say(part, DEPTH - 1) for part in parts]
                said = None if None in each else ". ".join(e or "" for e in each)
            return said

    def _say(self, text: str, depth: int) -> str | None:
        self._tries -= 1
        if self._tries < 0:
            return None
        if not text.strip():
            return text
        whole = self._whole.gettext(text)
        if whole != text or text in self._same:
            return whole
        stopped = self._whole.gettext(f"{text}.")
        if stopped != f"{text}.":
            return stopped.removesuffix(".")
        if text in PARTIES:
            return self._whole.gettext(short_party(text))
        if (day := _DAY.fullmatch(text)) or _MONTH.fullmatch(text):
            return self._day(text) if day else self._month(text)
        if _DAY_ALONE.fullmatch(text):
            return self._day(f"{text} {_LEAP}").removesuffix(f" {_LEAP}")
        if decade := _DECADE.fullmatch(text):
            return f"{decade[1]}0‑е" if self.language == "ru" else f"{decade[1]}0s"
        if _NUMBER.fullmatch(text):
            return self._number(text)
        if share := _SHARE.fullmatch(text):
            return f"{share[1] or ''}{self._number(share[2])}\u00a0%"
        if _NAME.fullmatch(text):
            return text
        if text.endswith(".") and (_DAY.fullmatch(text[:-1]) or _NUMBER.fullmatch(text[:-1])):
            return f"{self._say(text[:-1], depth)}."
        if _CODE.fullmatch(text) and (spoken := words(text)) != text:
            return self._say(spoken, depth)
        if depth == 0 or len(text) > MAX_LENGTH or self._failed.get(text, -1) >= depth:
            return None
        if (said_by_parts := self._by_parts(text, depth)) is None:
            self._failed[text] = depth
        return said_by_parts

    def _by_parts(self, text: str, depth: int) -> str | None:
        """A text that is not known whole."""
        held = _held(text)
        fitting: list[_Pattern] = [*self._patterns.get(text.split(" ", 1)[0], []), *self._patterns[""]]
        for between, pattern, said in fitting:
            if all(b in held for b in between) and (found := pattern.fullmatch(held)):
                places: dict[str, str] = {}
                for name, part in found.groupdict().items():
                    if (said_part := self._place(name, part.replace(_HELD, " "), depth - 1)) is None:
                        break
                    places[name] = said_part
                else:
                    return said.format(**places)
        if text.endswith(".") and (said_bare := self._say(text[:-1], depth)) is not None:
            return f"{said_bare}."
        if text[0].isupper() and (said_low := self._say(text[0].lower() + text[1:], depth - 1)) is not None:
            return said_low[0].upper() + said_low[1:]
        return self._listed(text, depth)

    def _place(self, name: str, text: str, depth: int) -> str | None:
        """What stands in a place; names (`{type}`, `{source}`, ...) are the same in every language."""
        if name.startswith("day") and _ISO.fullmatch(text):
            return self._written(date.fromisoformat(text))
        said = self._say(text, depth)
        if said is None and name == WORDS:
            return f"{OPEN}{text}{CLOSE}"
        if said is None and name in NAMES:
            plain = name not in ("source", "name2") and (
                _SENTENCE.search(text) or not all(_NAMED.fullmatch(part) for part in re.split(", | and | or ", text))
            )
            return None if plain else f"{OPEN}{text}{CLOSE}" if _WORDS.search(text) else text
        return said

    def _listed(self, text: str, depth: int) -> str | None:
        """Several texts in a row, each known."""
        for mark in ("; ", ", ", " and ", " or "):
            if mark in text and len(split := _split(text, mark)) > 1:
                parts = []
                for part in split:
                    if (said := self._say(part, depth - 1)) is None:
                        break
                    parts.append(said)
                else:
                    joint = {" and ": " и ", " or ": " или "}.get(mark, mark) if self.language == "ru" else mark
                    return joint.join(parts)
        return None

    def _number(self, text: str) -> str:
        from babel.numbers import format_decimal

        plain = text.lstrip("+").replace(",", "")
        if "," not in text and "." not in text:
            return text  # a year, or a small number
        plus = "+" if text.startswith("+") else ""
        return plus + str(format_decimal(plain, locale=self.language, decimal_quantization=False))

    def _day(self, text: str) -> str:
        day, month, year = text.split(" ")
        try:
            return self._written(date(int(year), _MONTHS.index(month) + 1, int(day)))
        except ValueError:
            return text  # no month has that day

    def _written(self, on: date) -> str:
        from babel.dates import format_date

        return str(format_date(on, format="d MMMM y", locale=self.language))

    def _month(self, text: str) -> str:
        from babel.dates import format_date

        month, year = text.split(" ")
        return str(format_date(date(int(year), _MONTHS.index(month) + 1, 1), format="LLLL y", locale=self.language))


def _split(text: str, mark: str) -> list[str]:
    """A text at each mark that stands outside parentheses."""
    parts: list[str] = []
    open_ = ""
    for part in text.split(mark):
        open_ = f"{open_}{mark}{part}" if open_ else part
        if open_.count("(") == open_.count(")"):
            parts.append(open_)
            open_ = ""
    return [*parts, open_] if open_ else parts


def _held(text: str) -> str:
    """A text whose days hold together."""
    return _DATED.sub(lambda day: day[0].replace(" ", _HELD), text)


def _first(pattern: str) -> str:
    """The word that a pattern begins with: under it a sentence finds it; nothing where it begins with a place."""
    word = pattern.split(" ", 1)[0]
    return "" if "{" in word else word


def _expression(pattern: str) -> str:
    parts, end, pattern = [], 0, _held(pattern)
    for place in _PLACE.finditer(pattern):
        parts.append(re.escape(pattern[end : place.start()]))
        parts.append(f"(?P<{place[1]}>{_TYPES.get(place[1].rstrip('0123456789'), '.+?')})")
        end = place.end()
    return "".join(parts) + re.escape(pattern[end:])


@cache
def _sayings(language: str) -> Sayings:
    return Sayings(language)


@lru_cache(maxsize=20_000)
def say(text: str, language: str) -> str | None:
    """A text of ours in a language; None where it is not known there. English is the text itself.

    Names in it that stay as they are stand between `OPEN` and `CLOSE`.
    """
    return text if language == "en" else _sayings(language).say(text)


def plainly(text: str, language: str) -> str:
    """A text where nothing can be marked: in attributes, lists of choices and charts. What is not known stays."""
    said = say(text, language)
    return text if said is None else said.replace(OPEN, "").replace(CLOSE, "")
