"""Renderings of one act of saying, joined as proposals: headline and body, two outlets, two translations.

Two renderings are proposed where the speaker is the same, the days can be the same, and the letters are alike: the
Jaccard index of their sets of five-letter runs. Nothing is merged here: a person decides.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations
from typing import NamedTuple

from armscontrol.diplomacy.intervals import Days, days
from armscontrol.diplomacy.model import Document, Statement
from armscontrol.errors import RecordError

RUN = 5
ALIKE = 0.12
"""Likeness from which renderings in two documents are proposed, where the days agree."""
ALIKE_WEEK = 0.2
"""The same where a day is not given and only the week before publication is known."""
ALIKE_UNDATED = 0.35
"""The same where a day is missing: stock phrases come back for years."""
ALIKE_INSIDE = 0.6
"""The same for two passages of one body, which rarely says a thing twice."""
HELD = 0.6
"""Share of a headline's longer words that the body holds, from which a headline repeats it."""
FEWEST = 3
"""Longer words that a headline must have to be looked for so."""
SHORTEST = 20
"""Runs below which a rendering is too short to be told from another."""
SLACK = timedelta(days=1)
"""Outlets in other time zones date the same act a day apart."""
MANY = 400
"""Renderings of one speaker from which only those are compared that share something rare."""
RARE = 12
"""Renderings that may hold what is rare."""
WEEK = timedelta(days=6)
"""How long before publication an undated act is looked for."""

_LETTERS = re.compile(r"[\W\d_]+")
_WORD = re.compile(r"[^\W\d_]{4,}")
_TITLES = re.compile(
    r"^(?:the|mr|mrs|ms|dr|president|secretary|minister|foreign minister|ambassador|general)\.?\s+", re.I
)


@dataclass(frozen=True, slots=True)
class Rendering:
    """One wording of an act of saying: `edtf` the day of the act, `published` the day of its document.

    `segment` is title, standfirst or body. `speaker` is the canonical name, `None` where it stays open. `speaks_for` is
    the body whose words the speaker gives, as a spokesman's ministry: its own renderings may be of the same act.
    """

    id: str
    document: str
    speaker: str | None
    edtf: str | None
    text: str
    segment: str = "body"
    published: date | None = None
    speaks_for: str | None = None


class Proposal(NamedTuple):
    """Two renderings that may be of one act, their likeness in [0, 1], and why they are proposed."""

    first: str
    second: str
    score: float
    why: str


def runs(text: str) -> frozenset[str]:
    """The set of five-letter runs of a text: letters only, lower case, across words."""
    letters = _LETTERS.sub("", text.casefold()).replace("ё", "е")
    return frozenset(letters[i : i + RUN] for i in range(len(letters) - RUN + 1))


def likeness(first: frozenset[str], second: frozenset[str]) -> float:
    """Jaccard index of two sets of runs; 0 where both are empty."""
    shared = len(first & second)
    return shared / (len(first) + len(second) - shared) if shared else 0.0


def _stems(text: str) -> frozenset[str]:
    """The longer words of a text by their first five letters: headlines drop the short ones and bend the rest."""
    return frozenset(w[:5] for w in _WORD.findall(text.casefold()))


@dataclass(frozen=True, slots=True)
class _Prepared:
    rendering: Rendering
    place: int
    runs: frozenset[str]
    when: Days | None
    dated: bool


def _who(speaker: str | None) -> str:
    return _TITLES.sub("", (speaker or "").casefold().strip())


def _prepared(place: int, r: Rendering) -> _Prepared:
    when = days(r.edtf)
    dated = when is not None
    if when is None and r.published is not None:
        when = max(date.min + WEEK, r.published) - WEEK, r.published
    return _Prepared(r, place, runs(r.text), when, dated)


def _meet(first: Days, second: Days, slack: timedelta) -> bool:
    return (second[0] - first[1]) <= slack and (first[0] - second[1]) <= slack


def _judged(a: _Prepared, b: _Prepared) -> tuple[float, str] | None:
    """Likeness and reason of a pair with one speaker in two documents, or in two places of one body."""
    same = a.rendering.document == b.rendering.document
    slack = SLACK if a.dated and b.dated else timedelta(0)
    if a.when and b.when and not _meet(a.when, b.when, slack):
        return None
    one, other = _who(a.rendering.speaker), _who(b.rendering.speaker)
    if one != other and other != _who(a.rendering.speaks_for) and one != _who(b.rendering.speaks_for):
        return None
    if same:
        needed = ALIKE_INSIDE
    elif not (a.when and b.when):
        needed = ALIKE_UNDATED
    else:
        needed = ALIKE if a.dated and b.dated else ALIKE_WEEK
    small, large = sorted((len(a.runs), len(b.runs)))
    if small < SHORTEST or small < needed * large:
        return None
    score = likeness(a.runs, b.runs)
    if score < needed:
        return None
    if same:
        return score, "same speaker, nearly the same words twice in one text"
    if not (a.when and b.when):
        return score, "same speaker, much the same words; a day is missing"
    if a.dated and b.dated:
        return score, "same speaker, days that agree, like words"
    return score, "same speaker, like words, within a week before publication"


def _headlines(group: Sequence[_Prepared]) -> Iterator[Proposal]:
    """Headline and stand-first against the body of one document; here the speaker may be named otherwise."""
    heads = [p for p in group if p.rendering.segment in ("title", "standfirst")]
    for head in heads:
        if len(head.runs) < SHORTEST:
            continue
        words = _stems(head.rendering.text)
        best: tuple[float, _Prepared] | None = None
        for body in group:
            if body.rendering.segment in ("title", "standfirst") and (
                body.rendering.segment == head.rendering.segment or head.rendering.segment == "standfirst"
            ):
                continue
            held = len(words & _stems(body.rendering.text)) / len(words) if len(words) >= FEWEST else 0.0
            score = max(likeness(head.runs, body.runs), held if held >= HELD else 0.0)
            known = head.rendering.speaker is not None and _who(head.rendering.speaker) == _who(body.rendering.speaker)
            if score >= (ALIKE * 2 if known else HELD) and (best is None or score > best[0]):
                best = score, body
        if best:
            why = f"the {head.rendering.segment} repeats what follows"
            yield Proposal(head.rendering.id, best[1].rendering.id, round(best[0], 3), why)


def proposals(renderings: Sequence[Rendering]) -> tuple[Proposal, ...]:
    """Pairs of renderings that may be of one act of saying, in the order given.

    Renderings without a speaker are joined to none, but a headline may repeat what follows it.

    Raises:
        RecordError: two renderings have one id.
    """
    ids = [r.id for r in renderings]
    if len(set(ids)) < len(ids):
        twice = next(i for i in ids if ids.count(i) > 1)
        raise RecordError("Renderings to be joined share an id.", found=twice, allowed="one id for each rendering")
    prepared = [_prepared(i, r) for i, r in enumerate(renderings)]
    place = {p.rendering.id: p.place for p in prepared}
    found: dict[tuple[int, int], Proposal] = {}

    def keep(p: Proposal) -> None:
        a, b = sorted((place[p.first], place[p.second]))
        old = found.get((a, b))
        if old is None or old.score < p.score:
            found[a, b] = Proposal(ids[a], ids[b], p.score, p.why)

    documents: dict[str, list[_Prepared]] = {}
    speakers: dict[str, list[_Prepared]] = {}
    for p in prepared:
        documents.setdefault(p.rendering.document, []).append(p)
        if _who(p.rendering.speaker) and p.rendering.segment not in ("title", "standfirst"):
            for name in sorted({_who(p.rendering.speaker), _who(p.rendering.speaks_for)} - {""}):
                speakers.setdefault(name, []).append(p)
    for group in documents.values():
        for proposal in _headlines(group):
            keep(proposal)
    for group in speakers.values():
        for a, b in _pairs(group):
            if judged := _judged(a, b):
                keep(Proposal(a.rendering.id, b.rendering.id, round(judged[0], 3), judged[1]))
    return tuple(found[k] for k in sorted(found))


def within(document: Document, statements: Sequence[Statement]) -> tuple[tuple[str, str], ...]:
    """Pairs of statement ids of one document that may be one act of saying: a headline and what it repeats."""
    renderings = [
        Rendering(
            s.id,
            document.sha256,
            s.speaker,
            s.date.edtf if s.date else None,
            " ".join(document.text[a:b] for a, b in s.content),
            s.segment,
            document.published,
        )
        for s in statements
    ]
    return tuple((p.first, p.second) for p in proposals(renderings))


def _pairs(group: Sequence[_Prepared]) -> Iterator[tuple[_Prepared, _Prepared]]:
    """Pairs of one speaker whose days can be the same, by a sweep over the days; the undated meet all."""
    if len(group) > MANY:
        yield from _sharing(group)
        return
    dated = sorted(((p.when, p.place, p) for p in group if p.when), key=lambda x: x[:2])
    undated = [p for p in group if not p.when]
    active: list[tuple[date, _Prepared]] = []
    for (begin, end), _, p in dated:
        active = [(last, q) for last, q in active if begin - last <= SLACK]
        for _, q in active:
            yield q, p
        active.append((end, p))
    for i, p in enumerate(undated):
        for q in (*(p for _, _, p in dated), *undated[:i]):
            yield q, p


def _sharing(group: Sequence[_Prepared]) -> Iterator[tuple[_Prepared, _Prepared]]:
    """Pairs of a large group that share a run of letters which few others have: time grows as the group does.

    Two renderings of one act share such runs, names and figures among them; what shares stock phrases alone is no pair.
    """
    having: dict[str, list[int]] = {}
    for number, p in enumerate(group):
        for run in p.runs:
            having.setdefault(run, []).append(number)
    pairs = {pair for numbers in having.values() if len(numbers) <= RARE for pair in combinations(numbers, 2)}
    for one, other in sorted(pairs):
        yield group[one], group[other]
