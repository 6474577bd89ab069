"""Words between quotation marks, in every style of mark that news pages carry, right or wrong.

Marks are read by where they stand, not only by their shape: a mark after a space and before a word opens, a mark after
a word and before a space closes, so that straight, curly, low, double-prime marks and guillemets may be mixed and
crossed. A quotation never runs over the end of a paragraph: where none closes it, it ends there and says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from armscontrol.diplomacy.model import Quotation, Segment, Span

READ = frozenset({"title", "standfirst", "body"})
"""Kinds of segments in which quotations are looked for: what is furniture says nothing."""

DOUBLE = '"“”„‟″〝〞«»＂'
_OPENERS, _CLOSERS = frozenset("“„‟〝«"), frozenset("”〞»")
_SINGLE_OPENERS, _SINGLE_CLOSERS = frozenset("'‘‚‛"), frozenset("'’")
# A run of marks, `` and '' of plain typescript among them, and what separates doubled ones.
_RUN = re.compile(rf"(?:[{DOUBLE}]|``|''|’’|‘‘)(?:[ \u00a0]?(?:[{DOUBLE}]|''|’’|‘‘))*")
_SINGLE = re.compile(r"['‘’‚‛]")
_INSERTION = re.compile(r"\[[^\[\]\n]{1,400}\]")
_BEFORE_OPENER = frozenset("([{—–-/:,;=|>…\u200b\u200e\u200f\u202a\u202b\u2066\u2067\ufeff")
_AFTER_CLOSER = frozenset(")]}.,;:!?—–-/…|<*\u200b\u200e\u200f\u202a\u202b\u202c\u2069\ufeff")
_END = frozenset(".,!?…;:—–")
_NEVER_FIRST = frozenset(",.;:!?)")
_ELISION = re.compile(r"(?:em|til|tis|twas|cause|round|bout|n|\d0s)\b", re.IGNORECASE)
_OF_A_WORK = re.compile(
    r"\b(?:titled|entitled|headlined|called|film|movie|series|book|novel|song|album|show|article|essay|report|podcast|"
    r"фильм\w*|книг\w*|стать\w*|роман\w*)[\s,:]{1,3}$",
    re.IGNORECASE,
)  # fmt: skip
_WORK_AFTER = re.compile(
    r"[,\s]{0,3}(?:an?|the|his|her|their)\s+(?:[\w’'-]+\s+){0,4}?(?:book|novel|film|movie|documentary|memoir|thriller|drama|song|"
    r"poem|painting|essay|podcast|series|play)\b"
)
_SMALL = frozenset(
    [
        "a",
        "an",
        "and",
        "as",
        "at",
        "but",
        "by",
        "for",
        "from",
        "in",
        "into",
        "nor",
        "of",
        "on",
        "or",
        "over",
        "the",
        "to",
        "und",
        "vs",
        "with",
        "в",
        "и",
        "к",
        "на",
        "о",
        "об",
        "от",
        "по",
        "с",
    ]
)
_CUT = re.compile(
    r"[,.?!…—–] ?(?=(?:[\w.’'-]{1,40} ){0,5}(?:said|says|added|told|wrote|noted|stressed|warned|continued|"
    r"asked|replied|stated|"
    r"сказал|заявил|отметил|добавил|подчеркнул|сообщил)а?\b)"
)
_SAY = r"(?:said|says|added|told|wrote|noted|stressed|warned|continued|asked|replied|stated|declared)"
_NAME = r"[A-ZА-ЯЁ][\w.’'-]{1,40}"
_WHEN = (
    r"(?:,? (?:on|in|at|during|after|before|to|by|late|early|earlier|yesterday|today|last|this|while|when|"
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b[^\n.!?]{0,160})?[.!?]$"
)
_OWN_CUE = re.compile(
    rf"[,.?!…—–] ?(?="
    rf"(?:(?:{_NAME}|[Tt]he|[Aa]n?|[Hh]is|[Hh]er) (?:[\w.’'-]{{1,40}} ){{0,7}}|[Hh]e |[Ss]he |[Tt]hey ){_SAY}{_WHEN}|"
    rf"(?:{_SAY}|(?:сказал|заявил|отметил|добавил|подчеркнул|сообщил)[аи]?) "
    rf"(?:[\w.’'-]{{1,40}} ){{0,6}}{_NAME}{_WHEN})"
)
"""Words for the speaker, to the end of the paragraph, after a quotation that nothing closed."""
_CUE_WITHIN = re.compile(
    rf"\b(?:{_NAME} {_NAME}|[Hh]e|[Ss]he) {_SAY}\b|[,.?!…—–] ?{_SAY} (?:[\w.’'-]{{1,40}} ){{0,6}}{_NAME}"
)


_INNER = re.compile(
    r"(?<=[,.!?…]) ?[—–-] (?:[\w.-]+ ){0,4}?(?:сказал|заявил|отметил|добавил|подчеркнул|пояснил|сообщил|написал|"
    r"уточнил|продолжил|считает|говорит|ответил|заметил|напомнил|предупредил|указал|рассказал|резюмировал|заверил|констатировал|"
    r"признал|утверждает|полагает|приводит|цитирует|объяснил|заключил|подытожил|отмечает|подчеркивает|объявил)[аи]?\b"
    r"[^«»\"\n—–]{0,160}?(?:[,.:] ?(?:[—–] ?|- )|$|(?=»))"
)
"""Words for the speaker that Russian usage sets inside the marks, between dashes."""


def quotations(text: str, segments: Iterable[Segment]) -> tuple[Quotation, ...]:
    """Outermost quotations of the paragraphs that are read, in the order of the text.

    What is quoted inside a quotation stays part of it. A quotation that goes on over several paragraphs is one record a
    paragraph, of which only the last is closed; so is one that a stray break cut in two.

    Args:
        text: the whole text of the document.
        segments: as `segments.segments` gives them; each one is a paragraph.
    """
    found: list[Quotation] = []
    carried = False
    for segment in segments:
        if segment.kind not in READ:
            continue
        here = list(_paragraph(text, segment.span, carried))
        carried = bool(here) and not here[-1].closed and here[-1].span[1] >= _trim(text, segment.span)[1]
        found += here
    return tuple(found)


def runs_over_cue(text: str, quotation: Quotation) -> bool:
    """Whether nothing closes the quotation and words for a speaker seem to stand in it: where it ends is a guess."""
    return not quotation.closed and _CUE_WITHIN.search(text, *quotation.inner) is not None


class _Pair(NamedTuple):
    """First mark, first character inside, one past the last inside, one past all."""

    opens: int
    first: int
    last: int
    closes: int
    closed: bool = True


def _paragraph(text: str, span: Span, carried: bool) -> Iterator[Quotation]:
    """Quotations of one paragraph; `carried` says that the paragraph before ended inside one."""
    start, end = _trim(text, span)
    at = start
    whole = [part for pair in _pairs(text, start, end, carried) for part in _unspoken(text, pair)]
    for pair in [*whole, _Pair(end, end, end, end)]:
        for found in (*_singles(text, at, pair.opens), pair):
            quotation = _made(text, span, found)
            if quotation.inner[0] < quotation.inner[1]:
                yield quotation
        at = pair.closes


def _unspoken(text: str, pair: _Pair) -> Iterator[_Pair]:
    """The parts of a quotation around the words for its speaker: «Мы готовы, — сказал он. — Но ответа нет»."""
    first = pair.first
    for inner in _INNER.finditer(text, pair.first, pair.last) if text[pair.opens] in '«"“„' else ():
        if first < inner.start():
            opens = pair.opens if first == pair.first else first
            yield _Pair(opens, first, inner.start(), inner.start())
        first = inner.end()
    if first < pair.last:
        yield pair if first == pair.first else _Pair(first, first, pair.last, pair.closes, pair.closed)


def _made(text: str, paragraph: Span, pair: _Pair) -> Quotation:
    inner = _trim(text, (pair.first, pair.last))
    insertions = tuple(m.span() for m in _INSERTION.finditer(text, *inner)) if text.find("[", *inner) >= 0 else ()
    span = (pair.opens, pair.closes if pair.closed else inner[1])
    return Quotation(span, inner, _kind(text, paragraph, span, inner), pair.closed, insertions)


def _trim(text: str, span: Span) -> Span:
    start, end = span
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _opens(text: str, start: int, end: int, first: int, last: int) -> bool:
    """May a mark at first..last open: something to quote follows, nothing to close goes before?"""
    before = text[first - 1] if first > start else " "
    after = text[last] if last < end else " "
    if after in _NEVER_FIRST and text[last + 1 : last + 2] != after:  # French usage sets a space before », too
        return False
    return not after.isspace() and (before.isspace() or before in _BEFORE_OPENER or before in "'‘")


def _closes(text: str, start: int, end: int, first: int, last: int) -> bool:
    before = text[first - 1] if first > start else " "
    after = text[last] if last < end else " "
    return not before.isspace() and (after.isspace() or after in _AFTER_CLOSER or after in "'’")


def _pairs(text: str, start: int, end: int, carried: bool) -> list[_Pair]:
    """The outermost pairs of double marks between `start` and `end`."""
    found: list[_Pair] = []
    depth, begun, nested, closer = 0, (start, start), False, (start, start)
    for number, (first, last, opens) in enumerate(_marks(text, start, end)):
        side = opens if opens is not None else depth == 0
        if not side and depth == 0 and number == 0 and carried:
            found.append(_Pair(start, start, first, last))
        elif side:
            if depth == 0:
                begun, nested = (first, last), False
            nested = nested or depth > 0
            depth += 1
        elif depth:
            closer = (first, last)
            depth = max(0, depth - (sum(1 for c in text[first:last] if c in DOUBLE) or 1))
            if depth == 0:
                found.append(_Pair(*begun, first, last))
    if depth and not nested:
        cut = _OWN_CUE.search(text, begun[1], end)
        stop = cut.start() + 1 if cut else end
        found.append(_Pair(*begun, stop, stop, False))
    elif depth and text[begun[0]] == text[begun[1] - 1] == "«" and closer[0] > begun[1] and text[closer[0]] == "»":
        found.append(_Pair(*begun, *closer))  # Russian usage: one » may close an inner and an outer quotation
    elif depth:
        found += _flat(text, begun[0], end)
    return found


def _flat(text: str, start: int, end: int) -> Iterator[_Pair]:
    """Pairs where one quotation was left open and another opened after it: no mark is taken to open inside another.

    The open one is taken to end where the words for its speaker follow, else before the next opener.
    """
    begun: Span | None = None
    for first, last, opens in _marks(text, start, end):
        side = opens if opens is not None else begun is None
        if side:
            if begun is not None:
                cut = _CUT.search(text, begun[1], first)
                stop = cut.start() + 1 if cut else first
                yield _Pair(*begun, stop, stop, False)
            begun = (first, last)
        elif begun is not None:
            yield _Pair(*begun, first, last)
            begun = None
    if begun is not None:
        yield _Pair(*begun, end, end, False)


_SET_OFF = re.compile(
    r"[,.!?…] (?:[”»](?=[a-zа-яё])|\"(?=(?:said|says|added|adds|noted|stressed|told|wrote|emphasized|explained|"
    r"concluded|recalled|continued|replied|stated)\b))"
)
"""A closing mark that machine translation has moved to the next word: “It is late, ”said the envoy."""


def _marks(text: str, start: int, end: int) -> Iterator[tuple[int, int, bool | None]]:
    """Runs of double marks: first, one past the last, and whether they open, `None` where nothing says so."""
    for first, last in _runs(text, start, end):
        opens, closes = _opens(text, start, end, first, last), _closes(text, start, end, first, last)
        if opens and not closes and first - start > 2 and _SET_OFF.match(text, first - 2, end):
            yield first, last, None  # it closes what is open
        elif opens != closes:
            yield first, last, opens
        elif not opens and text[first - 1].isdigit() and text[last : last + 1].isdigit():
            continue  # 5"6: a measure
        elif text[first] in _OPENERS and text[first] != "“":  # German usage closes with “
            yield first, last, True
        elif text[first] in _CLOSERS:
            yield first, last, False
        else:
            yield first, last, None


def _runs(text: str, start: int, end: int) -> Iterator[Span]:
    """Where runs of marks stand; one that closes a quotation and opens the next, with a space between, is two."""
    for run in _RUN.finditer(text, start, end):
        first, last = run.span()
        gap = next((i for i in range(first, last) if text[i] in " \u00a0"), -1)
        inside = first > start and not text[first - 1].isspace() and last < end and not text[last].isspace()
        if gap < 0 or not inside or text[first - 1] in _BEFORE_OPENER - _AFTER_CLOSER:
            yield first, last
        else:
            yield first, gap
            yield gap + 1, last


def _singles(text: str, start: int, end: int) -> Iterator[_Pair]:
    """Quotations in single marks between `start` and `end`, where it is clear that they are no apostrophes."""
    at = start
    while True:
        opener = _SINGLE.search(text, at, end)
        if opener is None:
            return
        first = opener.start()
        at = first + 1
        if text[first] not in _SINGLE_OPENERS or not _opens(text, start, end, first, at):
            continue
        if not (text[at].isalnum() or text[at] in "[…$") or _ELISION.match(text, at, end):
            continue
        closer = _single_closer(text, at, end, start)
        if closer is not None:
            yield _Pair(first, at, closer, closer + 1)
            at = closer + 1


def _single_closer(text: str, at: int, end: int, start: int) -> int | None:
    maybe: int | None = None
    for mark in _SINGLE.finditer(text, at, end):
        first = mark.start()
        if text[first] in _SINGLE_CLOSERS and _closes(text, start, end, first, first + 1):
            before, after = text[first - 1], text[first + 1 : first + 2]
            possessive = before in "sxz" and after == " " and text[first + 2 : first + 3].islower()
            if not possessive:
                return first
            maybe = first if maybe is None else maybe
        elif _opens(text, start, end, first, first + 1):
            break
    return maybe


def _kind(text: str, paragraph: Span, span: Span, inner: Span) -> str:
    """speech, words or title: by what is inside, and for works by the word before."""
    first, last = inner
    said = text[first:last].split()
    if not said:
        return "words"
    ended = text[last - 1] in _END or (text[span[1] : span[1] + 1] in {",", "."} and len(said) > 8)
    if 1 <= len(said) <= 10 and text[last - 1] not in ".!?…;":
        headed = [w for w in said if w.lower() not in _SMALL]
        capital = all(w[0].isupper() or w[0].isdigit() for w in headed)
        work = _OF_A_WORK.search(text, max(paragraph[0], span[0] - 24), span[0])
        # what somebody called “a sham” is no work, nor what is said of one: called the report “groundless”
        if work and (capital or not (work[0].lower().startswith("called") or said[0][0].islower())):
            return "title"
        if capital and _WORK_AFTER.match(text, span[1], min(len(text), span[1] + 90)):
            return "title"
        if len(said) > 2 and text[last - 1] != "," and capital:
            return "title"
    capital = not text[first].islower()
    if len(said) <= 3 and not (capital and ended):
        return "words"
    if capital and (ended or len(said) > 6):
        return "speech"
    return "speech" if len(said) > 8 else "words"
