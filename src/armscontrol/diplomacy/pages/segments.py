"""Paragraphs of a text as it was taken in, and what each one is: title, body, or furniture of the page.

Made for flat text, as a scraper leaves it, where a line may be a paragraph, a caption, a link or a form. Body is the
default for whole sentences. Nothing is dropped: every character that is no white space lies in exactly one segment, and
every segment names the rule that decided.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from armscontrol.diplomacy.model import Document, Segment, Span
from armscontrol.diplomacy.pages import boxes, furniture

READ = frozenset({"title", "standfirst", "body"})
_WORD = re.compile(r"[^\W_]+(?:[’'.-][^\W_]+)*")
_FULL = re.compile(r"[.!?…:;][\"“”„″»’')\]]*$|[\"”″»]$")
_SIGNED = re.compile(r"[.!?][\"”’»]?\s*[—–-]\s*[A-Z][A-Z.’' -]{3,40}$")
"""A last paragraph with its writer in capitals behind a dash."""
_UTTERED = re.compile(
    r"[“\"«][^“”\"«»\n]{20,600}[”\"»],?\s*(?:[—–-]\s*)?(?:[\w.’'-]+\s+){0,8}?(?:said|told|added|noted|stressed|stated|"
    r"заявил|сообщил|сказал|отметил|подчеркнул|добавил)[аи]?\b"
)
"""A quotation and who said it, in the past tense: a line of the article, though no stop ends it."""
_INNER_STOP = re.compile(r"[.!?…][\"“”″»’')\]]*\s+[\"“«‘(\[]?[A-ZА-ЯЁ]")
_ABBREVIATED = re.compile(
    r"\b(?:[A-ZА-Я]|Mr|Mrs|Ms|Dr|Gen|Sens?|Reps?|Secy?|Prof|Amb|Maj|Capt|Gov|Lt|Col|Adm|St|No|vs|Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec)\.$"
)
_ITEM = re.compile(r"[-–—•*·▪●■◦]\s|\(?(?:\d{1,2}|[a-zа-я]|[ivx]{1,4})[.)]\s")
_LABEL = re.compile(r"(?:Q|A|[A-ZА-ЯЁ][\w.’'-]*(?: [A-ZА-ЯЁ(][\w.’')-]*){0,4}): ?\S")
_OPEN_ENDS = frozenset(
    {"the", "a", "an", "of", "to", "in", "on", "and", "or", "with", "that", "by", "for", "from", "as"}
)
_STOP_WORDS = _OPEN_ENDS | {
    "at", "but", "is", "are", "was", "were", "be", "been", "will", "would", "this", "it", "its", "his", "her", "their",
    "they", "he", "she", "has", "have", "had", "not", "no", "if", "so", "than", "into", "over", "after", "before",
    "who", "which", "when", "what", "said", "says", "only",
}  # fmt: skip


@dataclass(slots=True)
class _Paragraph:
    """One paragraph on its way to a segment."""

    span: Span
    text: str
    words: int
    full: bool
    kind: str = ""
    rule: str = ""


_CELL = 12
"""Words from which a cell that ends as a sentence does is a paragraph."""
WIDEST = 140
"""Columns up to which text is wrapped by hand or by a mail program."""


def segments(document: Document) -> tuple[Segment, ...]:
    """What every stretch of the text is, in the order of the text.

    Paragraphs are parted by blank lines or by single line breaks; the lines of a hard-wrapped paragraph, and a sentence
    that a stray break cut in two, are one segment. A dateline or an agency's closing credit inside a paragraph is a
    segment of its own.
    """
    text = document.text
    found = [_paragraph(text, span) for span in _paragraphs(text)]
    _judge(found, document.title)
    made: list[Segment] = []
    for p in found:
        made += _split(p) if p.kind == "body" else [Segment(p.span, p.kind, p.rule)]
    return tuple(made)


def _paragraph(text: str, span: Span) -> _Paragraph:
    words = text[span[0] : span[1]]
    return _Paragraph(span, words, len(words.split()), bool(_FULL.search(words[-12:])))


def _paragraphs(text: str) -> Iterator[Span]:
    """Spans of paragraphs, without white space at their ends."""
    lines = list(_lines(text))
    width = _wrapped(text, lines)
    at = 0
    while at < len(lines):
        start, end, _ = lines[at]
        while at + 1 < len(lines) and _goes_on(text, (start, end), lines[at], lines[at + 1], width):
            at += 1
            end = lines[at][1]
        yield start, end
        at += 1


def _lines(text: str) -> Iterator[tuple[int, int, bool]]:
    """Lines that hold something: first, one past the last, and whether a blank line goes before."""
    at, blank = 0, True
    for line in text.splitlines(keepends=True):
        words = line.strip()
        if words:
            start = at + len(line) - len(line.lstrip())
            yield start, start + len(words), blank
            blank = False
        else:
            blank = True
        at += len(line)


def _wrapped(text: str, lines: Sequence[tuple[int, int, bool]]) -> int:
    """The width to which the text was hard-wrapped, or 0 where its lines are paragraphs."""
    if len(lines) < 4:
        return 0
    inner = [b - a for (a, b, _), (_, _, blank) in pairwise(lines) if not blank]  # a title may be wider than the text
    widths = sorted(inner if len(inner) > 3 else [b - a for a, b, _ in lines])
    width = widths[-1]
    if not 40 <= width <= WIDEST and widths[int(len(widths) * 0.95)] <= WIDEST:
        width = widths[int(len(widths) * 0.95)]  # one long address or table line does not make the text flat
    if not 40 <= width <= WIDEST:
        return 0
    open_ends = pairs = 0
    for (a, b, _), (c, d, blank) in pairwise(lines):
        if not blank:
            pairs += 1
            full = _full_line(text, (a, b), (c, d), width) or _ragged(text, (a, b), c, width)
            open_ends += text[b - 1] not in '.!?…:"”»' and full
    return width if open_ends >= (0.6 * pairs if pairs >= 3 else max(pairs, 1)) else 0


def _full_line(text: str, line: Span, following: Span, width: int) -> bool:
    """Would the next line's first word not have fitted on this line?"""
    word = text[following[0] : min(following[1], following[0] + width)].split(" ", 1)[0]
    return line[1] - line[0] + 1 + len(word) > width


def _ragged(text: str, line: Span, following: int, width: int) -> bool:
    """Does the sentence go on below a line that was broken before it was full?"""
    if 2 * (line[1] - line[0]) < width or not (text[line[1] - 1].isalnum() or text[line[1] - 1] == ","):
        return False
    return text[following].islower() or text[line[0] : line[1]].rsplit(None, 1)[-1] in _OPEN_ENDS


def _goes_on(
    text: str, paragraph: Span, line: tuple[int, int, bool], following: tuple[int, int, bool], width: int
) -> bool:
    """Is the following line part of the same paragraph?"""
    blank = following[2]
    if width and not blank:
        return _full_line(text, line[:2], following[:2], width) or _ragged(text, line[:2], following[0], width)
    # A sentence cut by a stray break: it neither ends here nor begins there.
    last, first = text[line[1] - 1], text[following[0]]
    tail = text[max(line[0], line[1] - 40) : line[1]]
    shortened = first.islower() and _ABBREVIATED.search(tail)  # "with the U.S." and then a small letter
    if not (last.isalnum() or last in ",-–—" or shortened) or line[1] - paragraph[0] <= (0 if shortened else 50):
        return False
    if "|" in tail or not (first.islower() or tail.rsplit(None, 1)[-1] in _OPEN_ENDS):
        return False
    head = text[following[0] : following[1]]
    if len(head[:200].split()) < 3 and not _FULL.search(head[-12:]):
        return False
    return not furniture.starts(head) and not furniture.starts(text[line[0] : line[1]])


def _judge(found: list[_Paragraph], title: str | None) -> None:
    """Sets kind and rule of every paragraph."""
    manner = _manner(found)
    seen: dict[str, int] = {}
    wanted = _plain(title)
    titled = False
    bodies = 0
    tail = ""
    for i, p in enumerate(found):
        key = _plain(p.text)
        if tail and (tail == "end" or not _resumes(p)):
            p.kind, p.rule = ("footer", "after-the-article") if tail == "end" else ("related", "list-of-links")
            continue
        tail = ""
        if _is_row(found, i):
            p.kind, p.rule = "table", "cells-of-a-row"
            continue
        if p.words > 2 and key in seen and found[seen[key]].kind in READ:
            p.kind, p.rule = "duplicate", "said-before"
            continue
        seen.setdefault(key, i)
        listed = furniture.begins_list(p.text)
        if listed:
            p.kind, p.rule = ("related", "heading-of-links") if listed == "list" else ("footer", "heading-of-comments")
            # A page's head may show how many comments there are; the comments themselves stand behind the article.
            tail = "list" if listed == "list" else "end" if bodies >= (3 if listed == "counter" else 1) else ""
            continue
        if not titled and wanted and key == wanted:
            p.kind, p.rule, titled = "title", "the-page's-title", True
            continue
        around = _Around(found[i - 1] if i else None, found[i + 1] if i + 1 < len(found) else None, titled, bodies)
        p.kind, p.rule = _kind(p, around, manner)
        titled = titled or p.kind in READ
        bodies += p.kind == "body"
    _standfirst(found)


def _cells(words: str) -> int:
    """Cells of a row of a table, 0 where the line is none: sign or tab between short pieces, or a sign at both ends."""
    framed = len(words) > 1 and words[0] == words[-1] == "|"
    cells = words.strip("|").split("|") if framed or " | " in words else words.split("\t")
    if len(cells) < 2 and not framed:
        return 0
    whole = any(len(c.split()) >= _CELL and c.rstrip()[-1] in '.!?”"»' for c in cells)  # a page laid out as a table
    return 0 if whole else len(cells)


def _is_row(found: Sequence[_Paragraph], i: int) -> bool:
    """Is the paragraph a row of a table? Without a sign at both ends, only beside one with as many cells."""
    cells = _cells(found[i].text)
    if not cells or found[i].text[0] == found[i].text[-1] == "|":
        return cells > 0
    return any(_cells(found[n].text) == cells for n in (i - 1, i + 1) if 0 <= n < len(found))


@dataclass(frozen=True, slots=True)
class _Around:
    """What stands round a paragraph: neighbours, whether a title or body was met, how many paragraphs of body."""

    before: _Paragraph | None
    after: _Paragraph | None
    titled: bool
    bodies: int


@dataclass(frozen=True, slots=True)
class _Manner:
    """How this page is written: some end no paragraph with a stop, some are all in capitals."""

    stops: bool
    capitals: bool


def _manner(found: list[_Paragraph]) -> _Manner:
    long = [p for p in found if p.words >= 12]
    return _Manner(
        stops=2 * sum(p.full for p in long) >= len(long),
        capitals=2 * sum(furniture.capitals(p.text) for p in long) > len(long),
    )


def _kind(p: _Paragraph, around: _Around, manner: _Manner) -> tuple[str, str]:
    """Kind and rule of one paragraph."""
    marked = furniture.marked(p.text, around.titled)
    after = around.after
    if marked is None and (around.titled or p.full or _inner_stop(p.text)):
        credited = after is not None and furniture.is_credit(after.text)
        marked = furniture.caption(p.text, credited, around.bodies == 0)
    if marked is not None:
        return marked
    if not around.titled:
        return _opening(p, after)
    if p.text[-1] != "." and furniture.capitals(p.text) and not manner.capitals and not _LABEL.match(p.text):
        return "teaser", "all-capitals"
    if p.full or _inner_stop(p.text):
        if p.text[-1] == "?" and furniture.question(p.text):
            return "heading", "question-alone"
        if p.text[-1] == ":" and p.words <= 5 and not (after and (after.full or _ITEM.match(after.text))):
            return "heading", "short-line"
        return "body", "whole-sentence"
    return _without_stop(p, around, manner)


def _opening(p: _Paragraph, after: _Paragraph | None) -> tuple[str, str]:
    """Kind and rule of the first paragraph that is no furniture."""
    whole = p.text.rstrip('"”’»').endswith((".", "…", ":", ";")) or _inner_stop(p.text)
    if after is None:
        return "body", "only-paragraph"
    if p.text[-1] in "?!" and p.words <= 20:
        whole = False
    if whole:
        return "body", "whole-sentence"
    if p.words < 3:
        return "heading", "short-line"
    if p.words > 28:
        return ("standfirst", "repeated-below") if _repeats(p, after) else ("body", "sentence-cut-short")
    return "title", "first-without-stop"


def _without_stop(p: _Paragraph, around: _Around, manner: _Manner) -> tuple[str, str]:
    """Kind and rule of a line that does not end as a sentence does."""
    before = around.before
    if boxes.labelled(p.text, [x.text for x in (before, around.after) if x is not None]):
        return "body", "figure-with-its-label"
    if p.words > 2 and _ITEM.match(p.text):
        return "body", "item-of-a-list"
    listing = before is not None and (
        before.text[-1] in ":;" or (before.rule == "item-of-a-list" and p.text[0].isdigit())
    )
    if listing and before is not None and before.kind == "body":
        return "body", "item-of-a-list"
    if p.words > 6 and _LABEL.match(p.text):
        return "body", "turn-of-speech"
    if p.words > 28 or (p.words > 9 and furniture.told(p.text)) or (p.words >= 12 and not manner.stops):
        return "body", "sentence-cut-short"
    if p.words >= 9 and _UTTERED.match(p.text):
        return "body", "quoted-sentence"
    if p.words >= 3 and _left_open(p.text):
        return "body", "quotation-cut-short"
    if p.words >= 8 and _SIGNED.search(p.text):
        return "body", "signed-sentence"
    if around.bodies == 0 and p.words >= 8 and before is not None and before.kind in ("title", "duplicate"):
        return "standfirst", "below-the-title"
    return ("heading", "short-line") if p.words <= 8 else ("teaser", "line-without-stop")


def _left_open(words: str) -> bool:
    """Is a quotation begun and not ended?"""
    return (
        words.count("“") > words.count("”") + words.count('"')
        or words.count("«") > words.count("»")
        or words.count('"') % 2 == 1
    )


def _inner_stop(words: str) -> bool:
    """Does a sentence end inside?"""
    return any(
        not _ABBREVIATED.search(words, max(0, m.start() - 6), m.start() + 1) for m in _INNER_STOP.finditer(words)
    )


def _resumes(p: _Paragraph) -> bool:
    """Is this the article again, after a list of links?"""
    return p.full and p.words >= 14 and p.text[-1] not in "?!" and furniture.marked(p.text) is None


def _plain(words: str | None) -> str:
    return " ".join(_WORD.findall((words or "").lower()))


def _content(words: str) -> set[str]:
    return {w[:6] for w in _WORD.findall(words.lower()) if w not in _STOP_WORDS and len(w) > 1}


def _repeats(p: _Paragraph, following: _Paragraph) -> bool:
    mine = _content(p.text)
    return len(mine) >= 5 and len(mine & _content(following.text)) >= 0.7 * len(mine)


def _standfirst(found: list[_Paragraph]) -> None:
    """The first paragraph of the body is a stand-first where the next one tells the same again, now with its day."""
    first_three = [p for p in found if p.kind == "body"][:3]
    if len(first_three) < 3:
        return
    first, second, _ = first_three
    if _repeats(first, second):
        first.kind, first.rule = "standfirst", "repeated-below"
        return
    titled = any(p.kind == "title" and p.span < first.span for p in found)
    mine = _content(re.split(r"(?<=[a-zа-я])[.] ", first.text, maxsplit=1)[0])
    told_again = len(mine & _content(second.text)) >= 0.5 * len(mine)
    dated = furniture.has_day(second.text) and not furniture.has_day(first.text)
    if titled and told_again and dated and furniture.reports(first.text) and furniture.reports(second.text):
        first.kind, first.rule = "standfirst", "told-again-with-its-day"


def _split(p: _Paragraph) -> list[Segment]:
    """The paragraph's segments: dateline before, agency's credit behind, body between."""
    start, end = p.span
    made: list[Segment] = []
    length = furniture.dateline(p.text)
    if length:
        made.append(Segment((start, start + len(p.text[:length].rstrip())), "dateline", "place-and-agency"))
    behind = furniture.closing_credit(p.text)
    stop = len(p.text) if behind is None else behind
    between = p.text[length:stop].rstrip()
    if between:
        made.append(Segment((start + length, start + length + len(between)), p.kind, p.rule))
    if behind is not None:
        made.append(Segment((start + behind, end), "credit", "agency's-credit"))
    return made
