"""The words of the rule language, and how a text is cut into them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import NoReturn, Protocol

FUNCTIONS: Mapping[str, tuple[int, int]] = {"LEAST": (2, 8), "GREATEST": (2, 8), "ABS": (1, 1)}
"""Functions of the language and how many arguments they take, at least and at most."""

KEYWORDS = frozenset(
    ("AND", "OR", "NOT", "IN", "BETWEEN", "CASE", "WHEN", "THEN", "ELSE", "END", "TRUE", "FALSE", "DATE", *FUNCTIONS)
)
ALLOWED = (
    "columns, definitions, numbers, 'texts', DATE 'days', TRUE, FALSE, AND, OR, NOT, = <> < <= > >=, IN (...), "
    "BETWEEN, + - * /, CASE WHEN ... THEN ... ELSE ... END, LEAST, GREATEST, ABS"
)
_TOKEN = re.compile(
    r"""\s*(?:
      (?P<number>\d{1,15}(?:\.\d{1,9})?(?![\w.]))
    | (?P<text>'(?:[^']|'')*')
    | (?P<name>[A-Za-z_][A-Za-z0-9_]{0,63}(?![A-Za-z0-9_]))
    | (?P<sign><>|!=|<=|>=|-(?!-)|[=<>+*/(),])
    )""",
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Token:
    """One word, sign, number or text, with its place."""

    kind: str
    text: str
    position: int

    @property
    def word(self) -> str:
        """The text, in capitals where it is a name: keywords are known in any case."""
        return self.text.upper() if self.kind == "name" else self.text


class Fail(Protocol):
    """Refuses an expression at a place."""

    def __call__(self, message: str, position: int, word: str = "", *, allowed: str = ALLOWED) -> NoReturn:
        """Raise the error."""


def scan(text: str, fail: Fail) -> list[Token]:
    """The tokens of a text, closed by one of kind `end`."""
    tokens: list[Token] = []
    at = 0
    end = len(text.rstrip())
    while at < end:
        found = _TOKEN.match(text, at)
        if not found:
            start = at + len(text[at:]) - len(text[at:].lstrip())
            bad = text[start : start + 20].split()[0]
            if bad.startswith("--"):
                fail("a comment is not part of the language", start, bad)
            if bad.startswith("'"):
                fail("a text is not closed", start, bad, allowed="a text between single quotes")
            fail("a sign that the language does not have", start, bad)
        kind = found.lastgroup or ""
        tokens.append(Token(kind, found[kind], found.start(kind)))
        at = found.end()
    tokens.append(Token("end", "", end))
    return tokens
