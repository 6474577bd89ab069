"""The words of a page in HTML block by block, and what part of the page each block stands in: one linear pass over its
tags, with no parser and no network.

It serves where no article was found, and shows what of the page lies outside the article that was.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import unescape

from armscontrol.diplomacy.model import Apart
from armscontrol.diplomacy.pages import furniture
from armscontrol.diplomacy.pages.elements import Element, Elements

_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]{0,15})|<!--|<[!?]")
RAW = frozenset({"script", "style", "textarea", "title"})
"""Elements in which no tags are read."""
_UNREAD = RAW | frozenset("template noscript svg iframe object head".split())  # noqa: SIM905
_CODE = frozenset({"script", "style", "template"})
_CLOSING = {name: re.compile(rf"</{name}[^<>]{{0,100}}>", re.I) for name in _UNREAD}
_PARTS = {
    "nav": "navigation",
    "header": "header",
    "aside": "related",
    "footer": "footer",
    "figcaption": "caption",
    "form": "form",
    "button": "form",
    "select": "form",
    "table": "table",
}
"""Elements that say what they hold, and the kind of part that it is."""
APART = frozenset({"navigation", "related", "footer", "caption", "form"})
"""Parts that are never the article, also where no article was found."""
_CELLS = frozenset({"td", "th"})
_BLOCKS = frozenset(
    "p div h1 h2 h3 h4 h5 h6 li ul ol tr table article section header footer main blockquote br hr figure".split()  # noqa: SIM905
) | frozenset({"figcaption", "dd", "dt", "aside", "body", "nav", "form", "button", "select", "option", "caption"})
_HOLDING = (_BLOCKS | frozenset(_PARTS)) - {"br", "hr", "option", "body"}
"""Elements that hold words or others."""
WRAPS = 3
"""Paragraphs from which a form is the frame of a whole page, as some systems send it, and no form to fill in."""
_ALIKE = 0.7
"""Share of its runs of words that a block must have in common with the article to be a part of it."""
_RUN = 4
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Block:
    """The words of one block, and the kind of part that it stands in; `None` for the page itself."""

    words: str
    part: str | None
    element: int = -1
    """Number of the innermost element that it stands in, -1 for none."""
    linked: int = 0
    """Characters of it that are a link."""


@dataclass(frozen=True, slots=True)
class Blocks:
    """All blocks of a page with the elements around them, and how many scripts and styles, with how many characters,
    are none.
    """

    blocks: tuple[Block, ...]
    scripts: int
    script_characters: int
    elements: tuple[Element, ...] = ()

    def bare(self) -> str:
        """The words of the page, one paragraph a block, without navigation, boxes, captions and forms."""
        found = [b.words for b in self.blocks if b.part not in APART] or [b.words for b in self.blocks]
        return "\n\n".join(found)


def tags(raw: str, unread: frozenset[str] = RAW) -> Iterator[tuple[int, int, str, bool]]:
    """Tags outside of unread elements: first, one past the last, name, and whether it closes; one linear pass.

    An unread element comes as one stretch whose name begins with "!", a comment or a declaration as one with the
    name "!".
    """
    unclosed: set[str] = set()
    missing: set[str] = set()
    at = 0
    while tag := _TAG.search(raw, at):
        name = (tag[2] or "").lower()
        if not name:
            mark = "-->" if tag[0] == "<!--" else ">"
            end = -1 if mark in missing else raw.find(mark, tag.end())
            if end < 0:
                missing.add(mark)  # looked for once: a page of openings alone must stay cheap
            at = end + len(mark) if end >= 0 else tag.end()
            yield tag.start(), at, "!", False
            continue
        end = raw.find(">", tag.end())
        if end < 0:
            return
        at = end + 1
        if name in unread and not tag[1] and name not in unclosed:
            closing = _CLOSING[name].search(raw, at)
            if closing:
                at = closing.end()
                yield tag.start(), at, f"!{name}", False
                continue
            unclosed.add(name)
        yield tag.start(), at, name, bool(tag[1])


class _Parts:
    """The parts that are open at one place of the page. A part counts only once it was closed: an element that is left
    open would take in all of the rest.
    """

    def __init__(self) -> None:
        self.names: list[str] = []
        self.outer: list[int] = []
        self.closed: list[bool] = []
        self.paragraphs: list[int] = []
        self.open: list[int] = []
        self.inside: dict[str, int] = {}

    @property
    def here(self) -> int:
        """Number of the innermost open part, -1 outside of all."""
        return self.open[-1] if self.open else -1

    def tag(self, name: str, closing: bool) -> None:
        if not closing:
            self.names.append(name)
            self.outer.append(self.here)
            self.closed.append(False)
            self.paragraphs.append(0)
            self.open.append(len(self.names) - 1)
            self.inside[name] = self.inside.get(name, 0) + 1
            return
        if not self.inside.get(name):
            return
        while self.open:
            number = self.open.pop()
            self.inside[self.names[number]] -= 1
            if self.names[number] == name:
                self.closed[number] = True
                break

    def kinds(self) -> list[str | None]:
        """What each part is, by the innermost element that says so; parts without an end are what is around them."""
        found: list[str | None] = []
        paragraphs = list(self.paragraphs)
        for number in range(len(self.names) - 1, -1, -1):
            if self.outer[number] >= 0:
                paragraphs[self.outer[number]] += paragraphs[number]
        for number, name in enumerate(self.names):
            around = found[self.outer[number]] if self.outer[number] >= 0 else None
            frame = name == "form" and paragraphs[number] >= WRAPS
            plain = name in ("table", "header") and around is not None  # a table of links is navigation still
            found.append(around if frame or plain or not self.closed[number] else _PARTS[name])
        return found


def blocks(raw: str) -> Blocks:
    """The words between the tags block by block, each with the part of the page it stands in."""
    parts, elements = _Parts(), Elements()
    found: list[tuple[str, int, int, int]] = []
    pieces: list[str] = []
    at = scripts = characters = linked = 0
    link = False

    def flush() -> None:
        nonlocal linked
        words = " ".join(unescape("".join(pieces)).split()).strip("| ")
        if words:
            found.append((words, parts.here, elements.here, linked))
        pieces.clear()
        linked = 0

    for first, last, name, closing in tags(raw, _UNREAD):
        pieces.append(raw[at:first])
        linked += len(pieces[-1]) if link else 0
        at = last
        if name in _BLOCKS or name in _PARTS:
            flush()
        elif name in _CELLS:
            pieces.append(" | " if not closing else " ")
        elif name == "a":
            link = not closing
        elif name.startswith("!"):
            pieces.append(" ")
            for code in (last - first,) if name[1:] in _CODE else _code_of_head(raw[first:last], name):
                scripts += 1
                characters += code
        if name in _PARTS:
            parts.tag(name, closing)
        elif name == "p" and not closing and parts.here >= 0:
            parts.paragraphs[parts.here] += 1
        if name in _HOLDING:
            elements.tag(name, closing, raw[first:last])
    pieces.append(raw[at:])
    flush()
    kinds = parts.kinds()
    made = tuple(Block(w, kinds[n] if n >= 0 else None, e, x) for w, n, e, x in found)
    return Blocks(made, scripts, characters, elements.all())


def _code_of_head(stretch: str, name: str) -> Iterator[int]:
    """Length of each script and style in the page's head."""
    if name == "!head":
        inner = stretch[stretch.find(">") + 1 :]
        yield from (last - first for first, last, of, _ in tags(inner, _UNREAD - {"head"}) if of[1:] in _CODE)


def outside(page: Blocks, article: str, title: str | None) -> tuple[Apart, ...]:
    """What of a page is not in the article's text, in the order of the page, neighbours of one kind together.

    A block is in the article where most of its runs of four words are; a shorter one, where it is a line of it. A
    paragraph that stands on the page more often than in the article is shown as a duplicate.
    """
    gathered: list[tuple[str, str, list[str]]] = []
    again = repeated(page, article)
    text = Article(article, title)
    for number, block in enumerate(page.blocks):
        if number in again:
            kind, rule = (block.part, "element-of-the-page") if block.part else ("duplicate", "said-before-on-the-page")
        elif text.holds(block.words):
            continue
        else:
            kind, rule = _kind(block)
        if gathered and gathered[-1][:2] == (kind, rule):
            gathered[-1][2].append(block.words)
        else:
            gathered.append((kind, rule, [block.words]))
    return tuple(Apart(kind, rule, "\n".join(words)) for kind, rule, words in gathered)


class Article:
    """The text of an article, asked whether it holds the words of a block."""

    def __init__(self, text: str, title: str | None = None) -> None:
        self.lines = {key(line) for line in text.split("\n")} | {key(title or "")}
        self._runs = set(runs(tokens(text)))

    def share(self, words: str) -> float:
        """What share of its runs of words a block has in common with the article; of a short one, all or nothing."""
        told = tokens(words)
        own = set(runs(told))
        if not own:
            return float(not told or " ".join(told) in self.lines)
        return len(own & self._runs) / len(own)

    def holds(self, words: str) -> bool:
        """Whether most of it is in the article."""
        return self.share(words) >= _ALIKE


def repeated(page: Blocks, article: str) -> frozenset[int]:
    """Numbers of the blocks that are a paragraph of the article once more: the page has it more often than its text."""
    lines = Counter(key(line) for line in article.split("\n"))
    places: dict[str, list[int]] = {}
    for number, block in enumerate(page.blocks):
        words = key(block.words)
        if words in lines and words.count(" ") >= _RUN:
            places.setdefault(words, []).append(number)
    return frozenset(
        number
        for words, at in places.items()
        for number in sorted(at, key=lambda n: (page.blocks[n].part is not None, n))[lines[words] :]
    )


def apart(page: Blocks) -> tuple[Apart, ...]:
    """What of a page `Blocks.bare` leaves out."""
    return () if all(b.part in APART for b in page.blocks) else outside(page, page.bare(), None)


def _kind(block: Block) -> tuple[str, str]:
    if block.part is not None:
        return block.part, "element-of-the-page"
    return furniture.marked(block.words) or ("outside", "outside-the-article")


def tokens(words: str) -> list[str]:
    """The words of a text, without marks and case."""
    return _WORD.findall(words.lower())


def key(words: str) -> str:
    """By what two lines of the same words are known."""
    return " ".join(tokens(words))


def runs(told: Sequence[str]) -> Iterator[int]:
    """Each four words that follow one another, as a number."""
    return (hash(tuple(told[i : i + _RUN])) for i in range(len(told) - _RUN + 1))
