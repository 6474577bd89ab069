"""Paragraphs that the extraction lost out of the midst of an article are put back where they stood.

Extraction weighs each paragraph by itself, and drops short ones with a link in them where they lie in wrappers of their
own. What stands among the kept paragraphs of one article, reads as a sentence and lies in no box is of the article.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from armscontrol.diplomacy.pages import furniture
from armscontrol.diplomacy.pages.blocks import Article, Block, Blocks, key, runs, tokens

FEWEST_WORDS = 5
_SENTENCE = re.compile(r"(?:[.!?…][\"'”’»)\]]{0,3}|[\"”»])$")
_LINKED = 0.5
"""Share of a paragraph's characters that may be a link; a pointer to another text is nearly all link."""
_KNOWN = 0.2
"""Share of its words that may be in the article already; with more, a part of it was kept."""


def restored(page: Blocks, text: str, title: str | None) -> str:
    """The text of the article with the paragraphs put back that the extraction lost between others."""
    lines = [line for line in text.split("\n") if line.strip()]
    at = _lines_of(page.blocks, lines)
    shown = {key(title or ""), ""}
    anchors = [
        number
        for number, block in enumerate(page.blocks)
        if at[number] is not None and _running(block) and key(block.words) not in shown
    ]
    missing = [n for n, b in enumerate(page.blocks) if at[n] is None and _running(b)]
    if not anchors or not missing:
        return text
    article = Article(text, title)
    missing = [n for n in missing if _alone(page.blocks[n], article)]
    holding, boxed = _boxes(page, at, anchors)
    shapes = {_shape(page, n) for n in anchors}
    before, after = _nearest(page, anchors), _nearest(page, anchors, back=True)
    kept_before = _nearest(page, [n for n, line in enumerate(at) if line is not None])
    added: dict[int, list[str]] = {}
    for number in missing:
        block = page.blocks[number]
        if block.element < 0 or boxed[block.element]:
            continue
        inside = before[number] is not None and after[number] is not None
        if not inside and not (_shape(page, number) in shapes and _held(page, block.element, holding)):
            continue
        previous, following = kept_before[number], after[number]
        place = at[previous] if previous is not None else None
        if place is None:
            place = (at[following] or 0) - 1 if following is not None else -1
        added.setdefault(place, []).append(block.words)
    made = list(added.get(-1, ()))
    for number, line in enumerate(lines):
        made += [line, *added.get(number, ())]
    return "\n\n".join(made)


def _running(block: Block) -> bool:
    """Does it read as running text: a whole sentence outside of every part that is none, and no link?"""
    return (
        block.part is None
        and _SENTENCE.search(block.words[-6:]) is not None
        and block.words.count(" ") >= FEWEST_WORDS - 1
        and block.linked <= _LINKED * len(block.words)
    )


def _alone(block: Block, article: Article) -> bool:
    return article.share(block.words) <= _KNOWN and furniture.marked(block.words) is None


def _lines_of(blocks: Sequence[Block], lines: Sequence[str]) -> list[int | None]:
    """The line of the article that each block of the page is, or is a part of."""
    whole: dict[str, list[int]] = {}
    of_run: dict[int, int] = {}
    for number, line in enumerate(lines):
        whole.setdefault(key(line), []).append(number)
        for run in runs(tokens(line)):
            of_run.setdefault(run, number)
    taken: Counter[str] = Counter()
    found: list[int | None] = []
    for block in blocks:
        words = key(block.words)
        if words in whole and block.part is None:
            at = whole[words]
            found.append(at[min(taken[words], len(at) - 1)])
            taken[words] += 1
            continue
        own = list(runs(tokens(block.words)))
        met = Counter(of_run[run] for run in own if run in of_run)
        best, count = met.most_common(1)[0] if met else (0, 0)
        found.append(best if own and count >= 0.7 * len(own) else None)
    return found


def _boxes(page: Blocks, at: Sequence[int | None], anchors: Sequence[int]) -> tuple[list[bool], list[bool]]:
    """Which elements hold a kept paragraph, and which are a box beside the text, or lie in one.

    An element without a kept paragraph is a box where it is named as one, or where a heading or a line that is all link
    stands in it.
    """
    elements = page.elements
    holding, signs = [False] * len(elements), [e.box for e in elements]
    for number in anchors:
        if page.blocks[number].element >= 0:
            holding[page.blocks[number].element] = True
    for number, block in enumerate(page.blocks):
        if block.element >= 0 and at[number] is None and block.linked > _LINKED * len(block.words):
            signs[block.element] = True
    for number in range(len(elements) - 1, -1, -1):
        around = elements[number].around
        if around >= 0:
            holding[around] = holding[around] or holding[number]
            # a figure or a list of links in a wrapper says nothing of what holds kept paragraphs
            signs[around] = signs[around] or signs[number]
    boxed: list[bool] = []
    for number, element in enumerate(elements):
        outer = element.around >= 0 and boxed[element.around]
        boxed.append(not holding[number] and (signs[number] or outer))
    return holding, boxed


def _nearest(page: Blocks, among: Sequence[int], back: bool = False) -> list[int | None]:
    """For each block the nearest of some blocks before it, or going `back` from the end, in the same article."""
    some = set(among)
    found: list[int | None] = [None] * len(page.blocks)
    last: dict[int, int] = {}
    numbers = range(len(page.blocks))
    for number in reversed(numbers) if back else numbers:
        home = _home(page, number)
        found[number] = last.get(home)
        if number in some:
            last[home] = number
    return found


def _home(page: Blocks, number: int) -> int:
    element = page.blocks[number].element
    return page.elements[element].home if element >= 0 else -1


def _shape(page: Blocks, number: int) -> tuple[int, tuple[tuple[str, str], ...]]:
    """The article a block stands in, and the names and styles of the three innermost elements around it."""
    made: list[tuple[str, str]] = []
    element = page.blocks[number].element
    while element >= 0 and len(made) < 3:
        made.append((page.elements[element].name, page.elements[element].style))
        element = page.elements[element].around
    return _home(page, number), tuple(made)


def _held(page: Blocks, element: int, holding: Sequence[bool]) -> bool:
    """Does an element around it, other than the page itself, hold a kept paragraph?"""
    while element >= 0 and not holding[element]:
        element = page.elements[element].around
    return element >= 0
