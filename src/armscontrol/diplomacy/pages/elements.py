"""The elements around the blocks of a page, told in one pass over its tags: which stands in which, how it is styled,
and whether its names say that it is a box beside the article.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

HOMES = frozenset({"article", "main"})
"""Elements that hold one text."""
_BOXES = frozenset("figure figcaption aside nav footer form header table button select h1 h2 h3 h4 h5 h6".split())  # noqa: SIM905
_OWN_END = frozenset("p li dt dd".split())  # noqa: SIM905
"""Elements that end where the next of their kind, or the one around them, does."""
_ENDS_PARAGRAPH = frozenset(
    "p div ul ol table article section header footer main blockquote figure figcaption aside nav form".split()  # noqa: SIM905
) | {"h1", "h2", "h3", "h4", "h5", "h6"}
_NAMED = re.compile(
    r"\b(?:class|id|role|itemprop|aria-hidden|data-(?:component|testid|type|name|link-name))\s*=\s*"
    r"(?:\"([^\"]{0,300})|'([^']{0,300})|([^\s>\"']{1,300}))|\shidden(?=[\s>/])|display\s*:\s*none",
    re.I,
)
_STYLED = re.compile(r"\bclass\s*=\s*(?:\"([^\"]{0,300})|'([^']{0,300})|([^\s>\"']{1,300}))", re.I)
_HINT = re.compile(
    r"related|newsletter|subscri|comment(?!ary)|caption|credit|promo|teaser|recirc|recommend|sponsor|advert|sidebar|"
    r"sign-?_?up|(?<![a-z])shar(?:e|ing)(?!d)|social|byline|author|contributor|gallery|carousel|slideshow|player|embed|widget|"
    r"paywall|cookie|consent|donat|popular|trending|most-?_?read|read-?_?(?:more|also|next)|see-?_?also|breadcrumb|toolbar|"
    r"tooltip|hidden|sr-only|screen-?reader|disclaimer|copyright|footnote|info-?box|pull-?quote|modal|popup|overlay|"
    r"(?<![a-z])(?:cards?|tags?|ads?|bio|meta|menu|nav|poll|quiz|rail)(?![a-z0-9])|complementary|navigation|"
    r"display\s*:\s*none|aria-hidden=.true",
    re.I,
)

_MOST = 2_000
"""Characters of a tag that are looked at."""


@dataclass(frozen=True, slots=True)
class Element:
    """One element: the number of the one around it, its name, and its tag as it is written, at most its beginning.

    `home` is the number of the innermost article, or main part of the page, that it stands in, -1 for none.
    """

    around: int
    name: str
    tag: str
    home: int

    @property
    def style(self) -> str:
        """Its classes."""
        found = _STYLED.search(self.tag)
        return " ".join(next((w for w in found.groups() if w), "").split()) if found else ""

    @property
    def box(self) -> bool:
        """Whether its name or its attributes mark it as no running text."""
        return self.name in _BOXES or any(
            _HINT.search(m[0]) or m[0].strip() == "hidden" for m in _NAMED.finditer(self.tag)
        )


class Elements:
    """Builds the elements of a page tag by tag, as parsers do: what is open inside ends with what is around it."""

    def __init__(self) -> None:
        self._made: list[Element] = []
        self._open: list[int] = []
        self._inside: dict[str, int] = {}

    @property
    def here(self) -> int:
        """Number of the innermost open element, -1 outside of all."""
        return self._open[-1] if self._open else -1

    def tag(self, name: str, closing: bool, tag: str) -> None:
        """Takes the next tag of an element that holds words."""
        if closing:
            self._close(name)
            return
        if name in _ENDS_PARAGRAPH:
            self._leave("p")
        if name in _OWN_END:
            self._leave(name)
        around = self.here
        home = len(self._made) if name in HOMES else self._made[around].home if around >= 0 else -1
        self._made.append(Element(around, name, tag[:_MOST], home))
        self._open.append(len(self._made) - 1)
        self._inside[name] = self._inside.get(name, 0) + 1

    def all(self) -> tuple[Element, ...]:
        """Every element, each after the one around it."""
        return tuple(self._made)

    def _leave(self, name: str) -> None:
        """A paragraph or item left open ends with the next; one around it stays."""
        if self._open and self._made[self._open[-1]].name == name:
            self._open.pop()
            self._inside[name] -= 1

    def _close(self, name: str) -> None:
        while self._inside.get(name):
            last = self._made[self._open.pop()].name
            self._inside[last] -= 1
            if last == name:
                return
