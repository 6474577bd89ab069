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
from itertools import pairwise

from armscontrol.diplomacy.model import Condition, Position, Span, Statement
from armscontrol.diplomacy.positions.conditions import PASSAGE, passages
from armscontrol.diplomacy.positions.holders import AS_NOUN, REACH, SIDES, demanded_by, foreign
from armscontrol.diplomacy.positions.refusals import refuses_inclusion

TYING = ("precondition", "linkage", "reciprocity")
"""Kinds of condition that make a position conditional; a threat or the absence of a tie does not."""


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
            .replace(r"\ \~\ ", r",?\ (?:[\w’'-]+,?\ ){0,3}?")
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


_DENIED = re.compile(
    r"\b(?:contentions?|claims?|accusations?|allegations?|assertions?|reports?|charges?) that\b|"
    r"\b(?:den(?:y|ies|ied|ying)|отрица\w+|опроверг\w+)\b|\b(?:premature|too early|wrong|incorrect|misleading|"
    r"a mistake|"
    r"absurd|nonsense) to (?:say|claim|speak|assert|think|suggest|conclude|assume|believe)\b|"
    r"\b(?:not true|untrue|false|a lie|nonsense|wrong) that\b|\b(?:преждевременно|рано|неверно) (?:говорить|"
    r"утверждать)\b",
    re.I,
)
_UNREAL = re.compile(r"\b(?:would|could|might|should)(?: not|n[’']t)? (?:\w+ly )?have (?!to\b)\w+", re.I)
_AT_WHOM = re.compile(
    r"\s+(?:(?:our|your|his|her|their|my|each|one)\s+(?:country|countries|nation|state|people|ally|allies|other|"
    r"another)|us\b|them\b|"
    r"(?:the\s+)?(?:" + "|".join(SIDES.values()) + r")(?![\w’']))"
)
_NOT = re.compile(
    r"(?:\b(?:not|no|never|cannot|neither|nor|hardly|не|ни)|n[’']t)(?!\s+only\b)(?:\s+(?!and\b|but\b|"
    r"и\b)[\w’'-]+){0,2}\s*$",
    re.I,
)
_CLAUSE = re.compile(
    r";|\bbut\b|\bwhile\b|\balthough\b|\bthough\b|\bwhereas\b|,\s+and\s+(?:that|it|he|she|they|we|I)\b|\bно\b|"
    r"\bоднако\b",
    re.I,
)
_MODIFIER = re.compile(r"\b(?:under|within|by|in|required by|set by|по|в рамках)\s+(?:the\s+|a\s+)?$", re.I)
_JOINED = re.compile(r"\s*(?:,|and|or|as well as|including|nor|и|или)\s*(?:and|or|on|the|a|any|all|и)?\s*", re.I)
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
_DUTY = re.compile(r"\s+(?:under|by)\b")
_ACTIVE = re.compile(
    r"(?:reject|refus|declin|oppos|dismiss|condemn|denounc|object|support|back|welcom|propos|offer|urg|seek|sought)",
    re.I,
)
_PASSIVE = re.compile(r"\b(?:is|are|was|were|be|been|being)\s+(?:[\w’'-]+\s+){0,2}$", re.I)
_CLAIM = re.compile(
    r"\b(?:contentions?|claims?|accusations?|allegations?|assertions?|reports?|charges?|criticism|arguments?|"
    r"notion|обвинени\w+)\b|\b(?:ideas?|suggestions?|propositions?|views?|premise|speculation|rumou?rs?|"
    r"assumptions?) that\b",
    re.I,
)
_ABOUT = re.compile(
    r"(?:\s+(?:with|between|among|с|между)\s+(?:[\w.’'-]+\s+){0,4}?[\w.’'-]+)?\s+(?:about|on|over|regarding|concerning|"
    r"for|towards?|о|об|по|относительно)\s+(?:(?!(?:if|in|and|or|but|after|before|when|with|to|that|which|how|a|и|"
    r"или)\b)"
    r"[\w.,’'-]+\s+|an?\s+){0,5}?",
    re.I,
)
_TALKED_OF = (
    "successor-treaty",
    "new-start-limits",
    "inspections",
    "data-exchange",
    "launch-notifications",
    "third-nuclear-powers",
    "missile-defence",
    "ukraine",
)
"""Issues on which to want talks is to support them by their definition, as it is not with nuclear tests."""
_KEEPING = re.compile(r"\b(?:exten\w+|return\w*|participat\w+|renew\w*|продлен\w+|участи\w+|возвра\w+)\b", re.I)
_SUBORDINATE = re.compile(
    r"(?:only|solely|if|unless|until|till|once|when|after|before|as soon|as long|so long|while|provided|on condition|"
    r"in exchange|"
    r"in return|without|depend\w*|contingent|conditional|лишь|только|если|пока|после|когда|без|при условии|в обмен)\b",
    re.I,
)
_AND_THEN = re.compile(r",|;|\band\b|\bи\b", re.I)
_GOES_ON = re.compile(
    r"[\s\"“«”»]*(?:(?:but|and|albeit|although|however|yet|но|однако),?\s+)?(?:then\s+)?[\"“«]?", re.I
)
_STOPS = re.compile(r"[.!?…][\"”»]?\s")
_BUT = re.compile(r"[\s,]*(?:but|and|yet|while|though|но|однако)\s+(?:[\w’'-]+\s+){0,2}", re.I)
_INSISTS = re.compile(r"(?:insist|demand|настаива|требу)", re.I)
_ONLY = re.compile(
    r"(?:only|solely|лишь|только)(?: [\w’'-]+){1,2}?,? (?=(?:if|when|once|after|если|после|когда)\b)", re.I
)
_HELD = re.compile(
    r"\b(?:must|should|needs? to|has to|have to|had to)\b.{3,160}?\b(?:before|for|first)\b|\b(?:requires?|"
    r"presuppose[sd]?|calls for|pre-?conditions?|prerequisites?|conditions? (?:for|of|is))\b",
    re.I,
)
"""Words with which one clause holds both what is wanted and what it waits for."""
_DELAY = re.compile(
    r"\b(?:delay\w*|postpon\w+|put(?:s|ting)? off|defer\w*|stall\w*|hinder\w*|hamper\w*|imped\w+|obstruct\w*|"
    r"obstacles? to|"
    r"barriers? to|slow(?:s|ing)? down|drag(?:s|ging)? out|interrupt\w*|break(?:s|ing)? off|затягива\w+|откладыва\w+|"
    r"отсроч\w+|препятств\w+|срыв\w*)\b",
    re.I,
)
_FORMERLY = re.compile(
    r"[\s\"“«]*(?:(?:back )?in (?:early |late |mid-)?(?:\w+ )?(?:19|20)\d\d|(?:\w+ ){1,3}(?:years?|months?|decades?) "
    r"ago|в (?:19|20)\d\d году)\b,?[^,;]{0,60}?\b(?:was|were|had|[a-z]+ed|был\w*)\b",
    re.I,
)
_FLIP = {"supports": "opposes", "opposes": "supports", "declines": "supports"}


@dataclass(frozen=True, slots=True)
class _Cue:
    span: Span
    stance: str
    own: bool = False


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


def _of_talks(text: str, mention: Mention, shown: Sequence[Mention]) -> Mention:
    """What talks are about, where they are about an issue: "talks with Moscow on a successor" are on the successor."""
    if mention.issue != "strategic-stability-talks":
        return mention
    later = next((m for m in shown if m.span[0] >= mention.span[1]), None)
    if later is None or not _ABOUT.fullmatch(text, mention.span[1], later.span[0]):
        return mention
    if later.issue == "new-start-status":
        wanted = _KEEPING.search(text, mention.span[1], later.span[1]) is not None
    else:
        wanted = later.issue in _TALKED_OF
    if not wanted or _vocabulary().turns.search(text, mention.span[1], later.span[0]):
        return mention
    return Mention((mention.span[0], later.span[1]), later.issue)


def _objects(text: str, clause: Span, cue: _Cue, mentioned: Sequence[Mention]) -> list[Mention]:
    """The issues a word of stance is on: the first after it with those joined to it, else those before it."""
    shown: list[Mention] = []
    for m in mentioned:
        if not shown or m.span[0] >= shown[-1].span[1]:
            shown.append(_of_talks(text, m, mentioned))
    after = [m for m in shown if m.span[1] > cue.span[1] and m.span[0] <= cue.span[1] + REACH]
    if after:
        taken = after[:1]
        for m in after[1:]:
            if not _JOINED.fullmatch(text, taken[-1].span[1], m.span[0]):
                break
            taken.append(m)
        return taken
    if not cue.own and _ACTIVE.match(text, *cue.span) and not _PASSIVE.search(text, clause[0], cue.span[0]):
        return []  # "... and Moscow refused": whoever does it says after the verb to what
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


def _own(text: str, sentence: Span, condition: Condition, party: str | None) -> bool:
    """Whether a tie may be the speaker's own: one that the words give to another side by name is not."""
    begin, end = condition.span
    start = max((c[0] for c in _clauses(text, sentence) if c[0] <= begin), default=sentence[0])
    if _SUBORDINATE.match(text, begin, end):  # what another wants inside it is what is waited for
        end = begin
        start = max(start, begin - REACH, *(m.end() for m in _AND_THEN.finditer(text, start, begin)))
    holders = demanded_by(text, (start, end))
    return not holders or party in holders


def _near(conditions: Sequence[Condition], sentence: Span) -> Sequence[Condition]:
    """Those of many conditions, in the order of the text, that may lie in a sentence: a clause is never long."""
    first = bisect_left(conditions, sentence[0] - 2 * PASSAGE, key=_begin)
    return conditions[first : bisect_left(conditions, sentence[1], key=_begin)]


def _begin(condition: Condition) -> int:
    return condition.span[0]


def _beside(text: str, statement: Statement, sentence: Span, after: Statement | None) -> tuple[Condition, ...]:
    """The ties of a sentence that the words for its speaker part from it: "ready, he said, but only if they are"."""
    out: list[Condition] = []
    for one, other in pairwise(statement.content):
        if _STOPS.search(text, one[1], other[0]) or not other[0] - one[1] < REACH * 2:
            continue
        if one[0] <= sentence[0] and sentence[1] >= one[1] - 2 and sentence[1] <= other[0]:
            tied = _near(statement.conditions, other)
            out += [c for c in tied if c.span[0] >= other[0] and _GOES_ON.fullmatch(text, other[0], c.span[0])]
        elif other[0] <= sentence[0] <= other[0] + 2:
            out += [c for c in _near(statement.conditions, one) if c.span[0] <= one[0] + 2 and c.span[1] >= one[1] - 3]
    last = sentence[1] >= statement.content[-1][1] - 2
    if (
        last
        and after is not None
        and after.cue
        and (after.speaker, after.party) == (statement.speaker, statement.party)
    ):
        cue = after.cue
        if (
            _INSISTS.match(text, *cue)
            and 0 <= cue[0] - sentence[1] < REACH
            and _BUT.fullmatch(text, sentence[1], cue[0])
        ):
            out += after.conditions[:1]
    return tuple(out)


def _of_sentence(
    text: str, sentence: Span, statement: Statement, lead: _Cue | None, beside: tuple[Condition, ...] = ()
) -> Iterator[tuple[str, str, Span, tuple[Condition, ...]]]:
    """Issue, stance, words and conditions of each position in one sentence; `beside` are ties that stand apart."""
    inside = (*(c for c in _near(statement.conditions, sentence) if sentence[0] < c.span[1]), *beside)
    tying = tuple(c for c in inside if c.kind in TYING and _own(text, sentence, c, statement.party))
    masked = [(m.end() if (m := _ONLY.match(text, *c.span)) else c.span[0], c.span[1]) for c in inside]
    shown = [m for m in mentions(text, sentence) if not any(m.span[0] < b and a < m.span[1] for a, b in masked)]
    had = False
    for c in inside:  # "rejects the demand that talks include Britain" is on Britain, not on talks
        if c.kind == "no-linkage" and refuses_inclusion(text, c.span):
            cue = _Cue((c.span[0], c.span[0]), "opposes")
            taken = [m for m in mentions(text, c.span, tied=True) if m.issue == "third-nuclear-powers"]
            if taken and not foreign(text, (sentence[0], c.span[1]), cue.span, statement.party):
                yield "third-nuclear-powers", "opposes", c.span, (c,)
    for clause in _clauses(text, sentence):
        here = [m for m in shown if clause[0] <= m.span[0] < clause[1]]
        if not here:
            continue
        cues = list(_cues(text, clause, masked))
        if lead is not None and clause[0] == sentence[0]:
            cues.insert(0, lead)
        for place, cue in enumerate(cues):
            if AS_NOUN.fullmatch(text, *cue.span) and any(
                c.stance != "supports" and not _AND_THEN.search(text, c.span[1], cue.span[0]) for c in cues[:place]
            ):
                continue  # "rejected offers of talks" supports nothing
            if not cue.own and foreign(
                text, clause, cue.span, statement.party, direct=statement.mode == "direct", apart=masked
            ):
                continue
            if _FORMERLY.match(text, *clause) or _UNREAL.search(text, *clause):
                continue  # "in 2021 we were ready", "we would have been ready"
            if _DENIED.search(text, clause[0], max(clause[0], cue.span[0])):
                continue  # what a speaker denies to have done is none of his positions
            for mention in _objects(text, clause, cue, here):
                puts_off = _DELAY.search(text, cue.span[1], max(cue.span[1], mention.span[0])) is not None
                if puts_off and cue.stance == "supports":
                    continue  # to want talks later is no stance against them
                if _CLAIM.search(text, cue.span[1], max(cue.span[1], mention.span[0])):
                    continue
                stance = _FLIP[cue.stance] if puts_off or _turned(text, cue, mention) else cue.stance
                words = min(cue.span[0], mention.span[0]), max(cue.span[1], mention.span[1])
                had = True
                yield mention.issue, "conditional" if tying else stance, words, inside
    if had or not tying:
        return
    first = tying[0].span
    if _UNREAL.search(text, *sentence):
        return
    if shown and _POSSIBLE.search(text, sentence[0], max(first[1], shown[0].span[1])):
        fronted = first[0] - sentence[0] < 3  # what it waits for goes before what is wanted
        clause = (max(first[1], sentence[0]), sentence[1]) if fronted else (sentence[0], min(first[0], sentence[1]))
        if not foreign(text, clause, (shown[0].span[0], shown[0].span[0]), statement.party):
            on = _of_talks(text, shown[0], shown)
            yield on.issue, "conditional", (min(on.span[0], first[0]), max(on.span[1], first[1])), inside
        return
    for c in (
        t for t in tying if t not in beside
    ):  # "China should be involved in a new treaty" holds both what is wanted and what it is tied to
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
    for s, after in zip(statements, (*statements[1:], None), strict=False):
        lead = None
        if s.cue is not None:
            lead = next((_Cue(c.span, c.stance, own=True) for c in _cues(text, s.cue, ())), None)
        seen: set[tuple[str, str]] = set()
        first = True
        for content in s.content:
            for sentence in passages(text, content):
                if text[sentence[0] : sentence[1]].rstrip(' \n"”»').endswith("?"):
                    continue
                beside = _beside(text, s, sentence, after)
                for issue, stance, words, tied in _of_sentence(text, sentence, s, lead if first else None, beside):
                    if (issue, stance) in seen:
                        continue
                    seen.add((issue, stance))
                    edtf = s.date.edtf if s.date else None
                    found.append(Position(s.id, issue, stance, s.party, s.speaker, words, tied, edtf))
                first = False
    return tuple(found)
