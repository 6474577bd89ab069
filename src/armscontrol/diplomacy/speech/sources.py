"""Cues that name a source rather than a verb: "quoted X as saying", "according to X", "in X's words"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from armscontrol.diplomacy.speech import cues
from armscontrol.diplomacy.speech.cue import Cue
from armscontrol.diplomacy.speech.mentions import Mention, ending
from armscontrol.diplomacy.speech.openings import content_start
from armscontrol.diplomacy.speech.phrases import beginning
from armscontrol.diplomacy.speech.saidby import Subjects
from armscontrol.diplomacy.speech.words import Token

_REPORT_BY = re.compile(
    r"\breports?\s+(?:published\s+)?(?:by|from|in)\s+(.{2,60}?)\s+(?:claiming|saying|that|alleging|suggesting)\s"
)
_REMARK_BY = re.compile(
    r"\b(?:welcom|prais|hail|applaud|echo|recall|quot|cit|repeat|endors|not)(?:e?s|e?d|ing|es)\s+(?:(?:a|an|the|this|recent|"
    r"earlier|yesterday[’']s)\s+){0,3}(?:\w+\s+)?(?:remark|comment|statement|claim|assertion|suggestion|warning|declaration|assurance|"
    r"admission|pledge|promise|announcement)s?\s+(?:made\s+)?(?:(?:on\s+)?\w+day\s+)?(?:by|from)\s+([^,;“”\ue000]{2,90}?)\s+that\s"
)
""" "welcomed a remark by the envoy that ...": what was remarked is the envoy's."""
_TO_MARK = re.compile(r"[^,;“”\ue000]*")
_OBJECTS = {"him": "m", "her": "f"}
_JUDGED = re.compile(
    r"\b(?:describ|dismiss|denounc|condemn|characteri[sz]|brand|label|labell|hail|call|reject|prais|critici[sz]|slamm|"
    r"portray|tout|derid|decri|dubb|welcom|blast|lambast|mock)(?:ed|ied)\s+(?:(?:\w+ly|on \w+day|\w+day)\s+)?by\s+"
    r"(?=[^;“”\ue000]{2,120}“)"
)
""" "was dismissed by the envoy as “a stunt”": the judge after the verb speaks."""
_WORDS_OF = re.compile(
    r"\b(?:[Ii]n|[Bb]y|[Oo]n)\s+((?:(?:the\s+)?[A-Z][^,;“”\ue000]{1,60}?|the\s+[a-z]+)(?:[’']s|s[’']))\s+(?:own\s+)?(?:words|opinion|view|telling|estimation|"
    r"assessment|count|reckoning|estimate|account|tally|calculations?)\b"
)


def _within(clause: Subjects, start: int, end: int) -> list[Token]:
    return [w for w in clause.words if start <= w.start < end]


def quoting(clause: Subjects, here: str) -> Iterator[Cue]:
    """ "TASS quoted X as saying", "X was quoted as saying", "a report by X claiming", "judged by X as “...”"."""
    start, end = clause.span
    masked = clause.masked
    as_saying = "ing" in here and ("quot" in here or "cite" in here)
    passive = set()
    for match in cues.WAS_QUOTED.finditer(masked, start, end) if as_saying else ():
        passive.add(match.end())
        before = clause.before(match.start())
        apart = bool(before) and before[-1].word in (",", ")")
        subject = clause.across(len(before) - 1) if apart else ending(before, clause.known)
        if subject is not None:
            relay = ending(_within(clause, *match.span(1)), clause.known) if match.group(1) else None
            at = clause.determined(subject.lead if subject.lead >= 0 else subject.span[0])
            yield _quoted(clause, "quoted", at, match, subject, relay)
    for match in _QUOTED_BY.finditer(masked, start, end) if "quoted by" in here else ():
        subject = ending(clause.before(match.start()), clause.known)
        if subject is not None and masked[start : clause.determined(subject.span[0])].rstrip().endswith("”"):
            relay = ending(_within(clause, *match.span(1)), clause.known)
            yield _quoted(clause, "quoted", clause.determined(subject.span[0]), match, subject, relay)
    for match in cues.QUOTED_AS.finditer(masked, start, end) if as_saying else ():
        inner = _within(clause, *match.span(1))
        while inner and inner[-1].word == ",":
            inner.pop()
        if match.end() in passive or not inner or inner[0].plain == "by":
            continue
        subject = _object(inner[0]) if len(inner) == 1 else None
        if subject is None:
            first = beginning(inner, clause.known)
            subject = first[0] if first and first[0].kind == "person" else ending(inner, clause.known)
            subject = subject or (first[0] if first else None)  # "quoted a source on Saturday as saying"
        relay = ending(clause.before(match.start()), clause.known) if subject is not None else None
        plainly = " as " in match.group()[-12:]  # a medium may also quote somebody, "saying"
        last = clause.before(match.start())[-1:]
        handed = (relay is not None and _relays(relay)) or (bool(last) and last[0].plain in _REPORTING)
        if subject is not None and (plainly or handed):
            at = clause.determined(relay.span[0]) if relay else match.start()
            yield _quoted(clause, "quoted", at, match, subject, relay)
    for match in _REPORT_BY.finditer(masked, start, end) if "report" in here else ():
        subject = ending(_within(clause, *match.span(1)), clause.known)
        if subject is not None and not (subject.kind == "state" and " from " in match.group()):  # a place of reporting
            begin, that = content_start(clause, match.end() - 1, "claiming")
            yield Cue(
                "embedded", "claiming", match.start(), match.end() - 1, begin, subject, that, verb_span=match.span()
            )
    for match in (
        _REMARK_BY.finditer(masked, start, end) if " that " in here and (" by " in here or " from " in here) else ()
    ):
        subject = ending(_within(clause, *match.span(1)), clause.known)
        if subject is not None and subject.kind != "paper":
            at = match.end() - 1
            yield Cue("remark", "remark", match.start(1), at, at, subject, True, verb_span=match.span())
    for match in _JUDGED.finditer(masked, start, end) if " by " in here and "“" in here else ():
        phrase = beginning([w for w in clause.words if w.start >= match.end()], clause.known)
        if phrase is None:
            continue
        stop = masked.find("“", phrase[0].span[1], end)
        yield Cue("judged", "judged", match.start(), phrase[0].span[1], stop, phrase[0], True, verb_span=match.span())


_REPORTING = ("reports", "media", "agencies", "outlets", "newspapers")


def _relays(mention: Mention) -> bool:
    """Whether these are media or reports of theirs."""
    return mention.kind == "media" or mention.head.rstrip("s") in (
        "agencie",
        "agency",
        "media",
        "outlet",
        "report",
        "newspaper",
    )


_WHICH_CITES = re.compile(r"\s*,?\s+(?:(?:which|who|itself|in\s+turn)\s+)*(?:cit(?:ing|ed|es)|quot(?:ing|ed|es))\s+")
_THAT = re.compile(r",?\s+that\b")
_QUOTED_BY = re.compile(r"\b(?:was|were|is|are)\s+quoted\s+by\s+([^.,;“”\ue000]{2,60})(?=[.,;]?$|[.,;]\s*$)")
_CITING = re.compile(r"\b(?:[Cc]iting|[Qq]uoting)\s+")


def cited(clause: Subjects, found: list[Cue]) -> None:
    """Gives to whom a medium cites what it reports: "citing the minister, the agency reported that ..."."""
    mark = _CITING.search(clause.masked, *clause.span)
    told = beginning(clause.after(mark.end()), clause.known) if mark else None
    if mark is not None and any(c.kind == "quoted" and c.verb_span[0] == mark.start() for c in found):
        return  # "quoting X as saying": only what follows is told by X
    if told is None or told[0].kind not in ("person", "organization", "unnamed", "definite"):
        return
    for cue in found:
        if cue.kind == "say" and cue.subject is not None and cue.subject.kind == "media":
            cue.relayer, cue.subject = cue.subject, told[0]
            behind = _THAT.match(clause.masked, told[0].span[1], clause.span[1])
            if behind and mark is not None and cue.begin <= mark.start():  # "reported, citing X that ..."
                cue.begin, cue.that = behind.end(), True


def _behind(clause: Subjects, told: Cue) -> Cue:
    """The source whom the medium of "according to" cites: "according to the Daily, citing a diplomat, ..."."""
    citing = _WHICH_CITES.match(clause.masked, told.end, clause.span[1])
    phrase = beginning(clause.after(citing.end()), clause.known) if citing else None
    if phrase is None or phrase[0].kind not in ("person", "organization", "unnamed", "definite"):
        return told
    told.relayer, told.subject = told.subject, phrase[0]
    told.end = told.begin = _phrase_end(clause, phrase[0].span[1], phrase[0])
    return told


def _object(token: Token) -> Mention | None:
    gender = _OBJECTS.get(token.plain)
    if gender is None:
        return None
    return Mention((token.start, token.end), token.word, "he" if gender == "m" else "she", "pronoun", gender)


def _quoted(
    clause: Subjects, kind: str, start: int, match: re.Match[str], subject: Mention, relay: Mention | None
) -> Cue:
    verb = "telling" if match.group().endswith("telling") else "quoted as saying"
    begin, that = content_start(clause, match.end(), verb)
    return Cue(
        kind, "quoted as saying", start, match.end(), begin, subject, that, relayer=relay, verb_span=match.span()
    )


def sourced(clause: Subjects, here: str) -> Iterator[Cue]:
    """ "according to X", "as X put it", "for X, ...", "in his words", "in X's view"."""
    start, end = clause.span
    masked, known = clause.masked, clause.known
    telling = cues.SOURCED.search(here) is not None
    for match in cues.ACCORDING.finditer(masked, start, end) if telling else ():
        phrase = beginning([w for w in clause.words if w.start >= match.end()], known)
        subject = phrase[0] if phrase else None
        stop = _phrase_end(clause, match.end(), subject)
        told = Cue("according", "according to", match.start(), stop, stop, subject, verb_span=match.span())
        yield told if subject is None or subject.kind != "media" else _behind(clause, told)
    for match in cues.PUT_IT.finditer(masked, start, end) if " it" in here else ():
        subject = ending(_within(clause, *match.span(1)), known)
        if subject is not None:
            at = match.end()
            yield Cue("according", "put it", match.start(), at, at, subject, verb_span=match.span())
    if view := cues.VIEW_OF.match(masked, start, end):
        phrase = beginning([w for w in clause.words if w.start >= view.end()], known)
        if phrase and phrase[0].kind == "person" and (phrase[0].titled or _judging(clause, view.end(), *phrase)):
            stop = _phrase_end(clause, view.end(), phrase[0])
            yield Cue("according", "for", start, stop, stop, phrase[0], verb_span=view.span())
    for match in cues.OWN_WORDS.finditer(masked, start, end) if telling else ():
        at = match.start(1) if match.group(1) else match.start(2)
        own = (match.group(1) or match.group(2)).lower()
        gender = "m" if own in ("his", "him") else "f"
        subject = Mention((at, at + 3), own, "he" if gender == "m" else "she", "pronoun", gender)
        yield Cue("according", "according to", *match.span(), match.end(), subject, verb_span=match.span())
    for match in _WORDS_OF.finditer(masked, start, end) if telling else ():
        subject = ending(_within(clause, *match.span(1)), known)
        if subject is not None:
            yield Cue("according", "in words", *match.span(), match.end(), subject, verb_span=match.span())


def _judging(clause: Subjects, at: int, judge: Mention, size: int) -> bool:
    """Whether a full name is followed by what the person is: "Anna Example, a fellow at ...,"."""
    after = clause.after(at)[size : size + 2]
    return " " in judge.name and [w.word for w in after] in ([",", "a"], [",", "an"])


def _phrase_end(clause: Subjects, at: int, subject: Mention | None) -> int:
    stop = subject.span[1] if subject else at
    match = _TO_MARK.match(clause.masked, stop, clause.span[1])
    return match.end() if match else stop
