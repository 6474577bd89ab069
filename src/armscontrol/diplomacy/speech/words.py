"""The words and marks of a masked sentence, each with its place in the whole text."""

from __future__ import annotations

import re

HIDDEN = "\ue000"
"""Stands for every character inside quotation marks in a masked sentence."""

TOKEN = re.compile(
    r"(?:[A-Z]\.){2,}(?:[A-Z]\b)?(?:-[A-Za-z]+)?(?:['’]s)?|(?:Mr|Mrs|Ms|Dr|Gen|Lt|Col|Adm|Sen|Rep|Gov|St|Maj|Sgt|"
    r"Prof|Jr|Cmdr|Amb)\.|"
    r"[A-Z]\.(?=\s)|(?!U\.[SKN]\.|E\.U\.|D\.C\.)[A-Z]\.[A-Z]\.(?=\s[A-Z][a-z])|[^\W\d_][^\W_]*(?:[’'‑\-–.&/][^\W_]+)*(?:(?<=s)['’])?|\d(?:[\d.,]*\d)?|"
    + HIDDEN
    + r"+|[^\s\w]"
)


class Token:
    """A word or mark of a sentence, with its span in the whole text.

    `capital` tells whether it begins with a capital letter; `plain` is in lower case, without a final full stop.
    """

    __slots__ = ("capital", "end", "plain", "start", "word")

    def __init__(self, word: str, start: int, end: int) -> None:
        self.word, self.start, self.end = word, start, end
        self.capital = word[:1].isupper()
        low = word.lower()
        self.plain = low if low.isalpha() else low.replace("’", "'").rstrip(".")


def tokens(masked: str, start: int) -> list[Token]:
    """The words and marks of a masked sentence that begins at `start` of the text."""
    return [Token(m.group(), start + m.start(), start + m.end()) for m in TOKEN.finditer(masked)]


def spelled(words: list[Token]) -> str:
    """Tokens as one phrase."""
    out = ""
    for i, token in enumerate(words):
        out += (" " if i and token.start > words[i - 1].end else "") + token.word
    return out
