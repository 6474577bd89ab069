"""Positions: what a statement holds on an issue, read from explicit words only.

The vocabulary stands in `issues.toml`: issues with the words that show them, and words of stance. A position needs both
in one clause, with the speaker's own side as the subject of the stance. Where the words hedge, ask, or tell of another
side, nothing is read. What is read is a proposal: irony and weight stay with the reader.
"""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from armscontrol.diplomacy.model import Condition, Position, Span, Statement
from armscontrol.diplomacy.positions.conditions import PASSAGE, passages

TYING = ("precondition", "linkage", "reciprocity")
"""Kinds of condition that make a position conditional; a threat or the absence of a tie does not."""
REACH = 80
"""Characters from a word of stance within which its object begins; farther off it is rarely the object."""


@dataclass(frozen=True, slots=True)
class Issue:
    """An issue of the vocabulary: its words show it anywhere, the `tied` ones inside a condition only."""

    id: str
    title: str
    definition: str
    words: tuple[str, ...]
    tied: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Vocabulary:
    issues: tuple[Issue, ...]
    shown: tuple[tuple[str, re.Pattern[str]], ...]
    tied: tuple[tuple[str, re.Pattern[str]], ...]
    stances: dict[str, re.Pattern[str]]
    hedges: re.Pattern[str]
    turns: re.Pattern[str]
    obstacles: re.Pattern[str]


def _pattern(phrases: Iterable[str]) -> re.Pattern[str]:
    """One pattern of many phrases, the longest first: * is any ending, ~ up to three words between."""
    out = []
    for phrase in sorted(phrases, key=lambda p: (-len(p), p)):
        parts = (
            re.escape(phrase)
            .replace(r"\*", r"[\w’'-]*")
            .replace(r"\ \~\ ", r"\ (?:[\w’'-]+\ ){0,3}?")
            .replace(r"\ \~", r"\ [\w’'-]+")
        )
        out.append(parts.replace(r"\ ", r"\s+"))
    return re.compile(r"(?<![\w-])(?:" + "|".join(out) + r")(?![\w-])", re.I)


@cache
def _vocabulary() -> _Vocabulary:
    table = tomllib.loads(files(__package__).joinpath("issues.toml").read_text("utf-8"))
    issues = tuple(
        Issue(i["id"], i["title"], i["definition"], tuple(i["words"]), tuple(i.get("tied", ())))
        for i in table["issues"]
    )
    stances = table["stances"]
    return _Vocabulary(
        issues,
        tuple((i.id, _pattern(i.words)) for i in issues),
        tuple((i.id, _pattern(i.words + i.tied)) for i in issues),
        {name: _pattern(stances[name]) for name in ("supports", "opposes", "declines")},
        *(_pattern(stances[name]) for name in ("hedges", "turns", "obstacles")),
    )


def issues() -> tuple[Issue, ...]:
    """The published vocabulary, in its own order."""
    return _vocabulary().issues


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that show an issue."""

    span: Span
    issue: str


def mentions(text: str, span: Span, *, tied: bool = False) -> tuple[Mention, ...]:
    """The issues shown in a stretch of text, in its order; of overlapping words the longest count.

    Args:
        text: of the document.
        span: where to look.
        tied: whether the stretch is a condition, in which a country's name is enough.
    """
    known = _vocabulary().tied if tied else _vocabulary().shown
    found = [Mention(m.span(), issue) for issue, words in known for m in words.finditer(text, *span)]
    kept: list[Mention] = []
    for m in sorted(found, key=lambda m: (m.span[0] - m.span[1], m.span[0], m.issue)):
        if not any(m.span[0] < k.span[1] and k.span[0] < m.span[1] for k in kept):
            kept.append(m)
    return tuple(sorted(kept, key=lambda m: m.span))


def is_obstacle(text: str, start: int, end: int) -> bool:
    """Whether the words between say that what follows must end or stay away, such as "no longer supplies"."""
    return _vocabulary().obstacles.search(text, start, end) is not None


_SIDES = {
    "RUS": r"Russia|Russian Federation|Moscow|Kremlin|Putin|Россия|Москва|Кремль",
    "USA": r"United States|U\.S\.|US|USA|Washington|America|Americans|White House|Biden|Trump|Obama|США|Вашингтон",
    "CHN": r"China|Beijing|Китай|Пекин",
    "UKR": r"Ukraine|Kyiv|Kiev|Zelensky\w*|Украина|Киев",
    "GBR": r"Britain|United Kingdom|UK|London|Великобритания|Лондон",
    "FRA": r"France|Paris|Macron|Франция|Париж",
    "NATO": r"NATO|the West|West|Europe|alliance|НАТО|Запад",
}
_SIDE = re.compile(
    r"(?P<preposition>\b(?:with|to|by|from|of|between|against|for|on|in|into|under|over|about|с|со|от|для|к|"
    r"против)\s+(?:the\s+)?)?"
    r"\b(?:" + "|".join(f"(?P<{code}>{words})" for code, words in _SIDES.items()) + r")(?!\w)(?P<possessive>[’']s?)?",
)
_AT_WHOM = re.compile(
    r"\s+(?:(?:our|your|his|her|their|my|each|one)\s+(?:country|countries|nation|state|people|ally|allies|other|another)|us\b|them\b|"
    r"(?:the\s+)?(?:" + "|".join(_SIDES.values()) + r")(?![\w’']))"
)
_AND = re.compile(r"\s*(?:,|and|or|/|–|-|и)?\s*(?:the)?\s*")
_OWN = re.compile(r"\b(?:we|our|us|I|he|she|his|her|it|its|they|their|both|мы|наш\w*|я|он|она|его|ее)\b", re.I)
_PERSONS = re.compile(r"\b(?:we|I|they|he|she|мы|я|они|он|она)\b", re.I)
_OTHERS = ("they", "he", "she", "они", "он", "она")
_NOT = re.compile(
    r"(?:\b(?:not|no|never|cannot|neither|nor|hardly|не|ни)|n[’']t)(?!\s+only\b)(?:\s+[\w’'-]+){0,2}\s*$", re.I
)
_CLAUSE = re.compile(
    r";|\bbut\b|\bwhile\b|\balthough\b|\bthough\b|\bwhereas\b|,\s+and\s+(?:that|it|he|she|they|we|I)\b|\bно\b|"
    r"\bоднако\b",
    re.I,
)
_MODIFIER = re.compile(r"\b(?:under|within|by|in|required by|set by|по|в рамках)\s+(?:the\s+|a\s+)?$", re.I)
_JOINED = re.compile(r"\s*(?:,|and|or|as well as|including|nor|и|или)?\s*(?:and|or|on|the|a|any|all|и)?\s*", re.I)
_POSSIBLE = re.compile(
    r"\b(?:possible|impossible|can|could|will|would|may|viable|cannot|no|not|nothing|unthinkable|ready|"
    r"depend\w*|hing\w+|contingent|conditional|requir\w+|needs?|must|возможн\w+|"
    r"невозможн\w+|никаких|будет|будем|верн\w+|возобнов\w+|начн\w+|соглас\w+)\b",
    re.I,
)
_IDLE = re.compile(
    r"\s+(?:affect|change|mean|be\b|have|help|solve|lead|answer|go un|allow|tolerate|make|stop|let|give|go into|"
    r"say|comment)",
    re.I,
)
_AGENT = re.compile(r"[^.;]{0,60}?\bby (?:the )?", re.I)
_DUTY = re.compile(r"\s+(?:under|by)\b")
_CLAIM = re.compile(
    r"\b(?:contentions?|claims?|accusations?|allegations?|assertions?|reports?|charges?|criticism|arguments?|"
    r"notion|обвинени\w+)\b",
    re.I,
)
_ABOUT = re.compile(r"\s+(?:about|on|over|regarding|concerning|о|об|по)\s+(?:the\s+|any\s+|a\s+)?", re.I)
_HELD = re.compile(
    r"\b(?:must|should|needs? to|has to|have to|had to)\b.{3,160}?\b(?:before|for|first)\b|\b(?:requires?|"
    r"presuppose[sd]?|calls for|pre-?conditions?|prerequisites?|conditions? (?:for|of|is))\b",
    re.I,
)
"""Words with which one clause holds both what is wanted and what it waits for."""
_FLIP = {"supports": "opposes", "opposes": "supports", "declines": "supports"}


@dataclass(frozen=True, slots=True)
class _Cue:
    span: Span
    stance: str
    own: bool = False


def _foreign(text: str, clause: Span, cue: _Cue, party: str | None, *, direct: bool = False) -> bool:
    """Whether another side than the speaker's is the subject of the word of stance."""
    if cue.own:
        return False
    if direct and (persons := _PERSONS.findall(text, clause[0], cue.span[0])) and persons[-1].lower() in _OTHERS:
        return True  # who says "they" in words of his own speaks of others
    subjects: list[str] = []
    at, last, behind = -1, clause[0], False
    for m in _SIDE.finditer(text, clause[0], cue.span[0]):
        side = next(code for code in _SIDES if m[code])
        joined = last > clause[0] and _AND.fullmatch(text, last, m.start()) is not None
        behind = bool(m["preposition"]) or (joined and behind)
        if not behind:
            subjects = [*subjects, side] if joined else [side]
            at = m.end()
        last = m.end()
    if subjects and party not in subjects and not _OWN.search(text, at, cue.span[0]):
        return True
    agent = _AGENT.match(text, cue.span[1], clause[1])
    by = _SIDE.match(text, agent.end(), clause[1]) if agent else None
    return by is not None and by[party] is None if by and party in _SIDES else by is not None


def _cues(text: str, clause: Span, masked: Sequence[Span]) -> Iterator[_Cue]:
    """The words of stance in a clause, with negation taken into account; hedged ones are left out."""
    known = _vocabulary()
    taken: list[Span] = []
    for stance in ("declines", "opposes", "supports"):
        for hit in known.stances[stance].finditer(text, *clause):
            if any(hit.start() < b and a < hit.end() for a, b in (*masked, *taken)):
                continue
            before = text[max(clause[0], hit.start() - 40) : hit.start()]
            words = before.split()[-4:]
            if hit.group().lower() == "against" and _AT_WHOM.match(text, hit.end()):
                continue  # "sanctions against Russia": no stance on the issue
            if known.hedges.search(" ".join(words)) or (
                text[hit.start() : hit.end()].endswith("required") and _DUTY.match(text, hit.end())
            ):
                continue
            if stance == "declines" and _IDLE.match(text, hit.end()):
                continue
            taken.append(hit.span())
            if _NOT.search(before):
                if stance == "supports":
                    yield _Cue(hit.span(), "declines")
            else:
                yield _Cue(hit.span(), stance)


def _objects(text: str, clause: Span, cue: _Cue, shown: Sequence[Mention]) -> list[Mention]:
    """The issues a word of stance is on: the first after it with those joined to it, else those before it."""
    after = [m for m in shown if m.span[1] > cue.span[1] and m.span[0] <= cue.span[1] + REACH]
    if after:
        taken = after[:1]
        for m in after[1:]:
            if not _JOINED.fullmatch(text, taken[-1].span[1], m.span[0]):
                break
            taken.append(m)
        return taken
    before = [m for m in shown if m.span[0] < cue.span[0]]
    heads = [m for m in before if not _MODIFIER.search(text[max(clause[0], m.span[0] - 24) : m.span[0]])]
    return heads or before[-1:]


def _turned(text: str, cue: _Cue, mention: Mention) -> bool:
    """Whether the words between stance and issue turn the stance round, as in "against the suspension of"."""
    if mention.span[0] >= cue.span[1]:
        return len(_vocabulary().turns.findall(text, cue.span[1], mention.span[0])) % 2 == 1
    lead = text[max(0, mention.span[0] - 40) : mention.span[0]]
    return (
        re.search(
            r"\b(?:suspension|withdrawal|violations?|end|refusal|ban|moratorium) (?:of|from|to|on) (?:the )?$",
            lead,
            re.I,
        )
        is not None
    )


def _clauses(text: str, span: Span) -> Iterator[Span]:
    begin = span[0]
    for m in _CLAUSE.finditer(text, *span):
        if m.start() > begin:
            yield begin, m.start()
        begin = m.start()
    yield begin, span[1]


def _near(conditions: Sequence[Condition], sentence: Span) -> Sequence[Condition]:
    """Those of many conditions, in the order of the text, that may lie in a sentence: a clause is never long."""
    first = bisect_left(conditions, sentence[0] - 2 * PASSAGE, key=_begin)
    return conditions[first : bisect_left(conditions, sentence[1], key=_begin)]


def _begin(condition: Condition) -> int:
    return condition.span[0]


def _of_sentence(
    text: str, sentence: Span, statement: Statement, lead: _Cue | None
) -> Iterator[tuple[str, str, Span, tuple[Condition, ...]]]:
    """Issue, stance, words and conditions of each position in one sentence."""
    inside = tuple(c for c in _near(statement.conditions, sentence) if sentence[0] < c.span[1])
    tying = tuple(c for c in inside if c.kind in TYING)
    masked = [c.span for c in inside if c.kind != "no-linkage"]
    shown = [m for m in mentions(text, sentence) if not any(m.span[0] < b and a < m.span[1] for a, b in masked)]
    had = False
    for clause in _clauses(text, sentence):
        here = [m for m in shown if clause[0] <= m.span[0] < clause[1]]
        if not here:
            continue
        cues = list(_cues(text, clause, masked))
        if lead is not None and clause[0] == sentence[0]:
            cues.insert(0, lead)
        for cue in cues:
            if _foreign(text, clause, cue, statement.party, direct=statement.mode == "direct"):
                continue
            for mention in _objects(text, clause, cue, here):
                if _CLAIM.search(text, cue.span[1], max(cue.span[1], mention.span[0])):
                    continue
                stance = _FLIP[cue.stance] if _turned(text, cue, mention) else cue.stance
                words = min(cue.span[0], mention.span[0]), max(cue.span[1], mention.span[1])
                had = True
                yield mention.issue, "conditional" if tying else stance, words, inside
    if had or not tying:
        return
    first = tying[0].span
    if shown and _POSSIBLE.search(text, sentence[0], max(first[1], shown[0].span[1])):
        fronted = first[0] - sentence[0] < 3  # what it waits for goes before what is wanted
        clause = (first[1], sentence[1]) if fronted else (sentence[0], min(first[0], sentence[1]))
        if not _foreign(text, clause, _Cue((shown[0].span[0], shown[0].span[0]), "conditional"), statement.party):
            on = shown[0]
            for m in shown[1:]:  # "talk about inspections" is on inspections
                if not _ABOUT.fullmatch(text, on.span[1], m.span[0]):
                    break
                on = m
            yield on.issue, "conditional", (min(on.span[0], first[0]), max(on.span[1], first[1])), inside
        return
    for c in tying:  # "China should be involved in a new treaty" holds both what is wanted and what it is tied to
        within = mentions(text, c.span, tied=True)
        wanted = [
            m
            for m in within
            if m.issue
            in ("successor-treaty", "strategic-stability-talks", "new-start-status", "new-start-limits", "inspections")
        ]
        whole = c.kind == "precondition" and _HELD.search(text, *c.span) is not None
        if wanted and (
            whole or (c.kind == "linkage" and (len({m.issue for m in within}) > 1 or _HELD.search(text, *c.span)))
        ):
            yield wanted[-1].issue, "conditional", c.span, (c,)
            return


def positions(text: str, statements: Sequence[Statement]) -> tuple[Position, ...]:
    """The positions that the statements hold, from explicit words of stance only.

    Args:
        text: of the document that the statements were read from.
        statements: with their conditions, Party and speaker filled in.

    Returns:
        At most one position a statement, issue and stance, in the order of the statements.
    """
    found: list[Position] = []
    for s in statements:
        lead = None
        if s.cue is not None:
            lead = next((_Cue(c.span, c.stance, own=True) for c in _cues(text, s.cue, ())), None)
        seen: set[tuple[str, str]] = set()
        first = True
        for content in s.content:
            for sentence in passages(text, content):
                if text[sentence[0] : sentence[1]].rstrip(' \n"”»').endswith("?"):
                    continue
                for issue, stance, words, tied in _of_sentence(text, sentence, s, lead if first else None):
                    if (issue, stance) in seen:
                        continue
                    seen.add((issue, stance))
                    edtf = s.date.edtf if s.date else None
                    found.append(Position(s.id, issue, stance, s.party, s.speaker, words, tied, edtf))
                first = False
    return tuple(found)
