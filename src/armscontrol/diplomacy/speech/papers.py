"""Whose report it is: papers that find and count things, and the body that issued them, named before or soon after."""

from __future__ import annotations

import re
from bisect import bisect_left

from armscontrol.diplomacy.model import Span
from armscontrol.diplomacy.pages.sentences import sentences
from armscontrol.diplomacy.speech.actors import find
from armscontrol.diplomacy.speech.clauses import Clauses
from armscontrol.diplomacy.speech.cue import Cue
from armscontrol.diplomacy.speech.cues import listed
from armscontrol.diplomacy.speech.mentions import Mention, ending
from armscontrol.diplomacy.speech.nouns import REPORTS
from armscontrol.diplomacy.speech.persons import Names
from armscontrol.diplomacy.speech.phrases import beginning
from armscontrol.diplomacy.speech.words import tokens

_PAPER = re.compile(rf"\b(?:{'|'.join(sorted(REPORTS))}|document|paper)\b")
_ISSUING = listed(
    "issued issues released releases published publishes presented presents submitted submits unveiled unveils sent "
    "sends delivered delivers compiled produced produces prepared launched put"
)
_ADOPTING = listed("adopted adopts wrote writes signed signs posted posts made makes read reads handed gave")
_ISSUERS = ("organization", "state", "person", "definite", "unnamed", "pronoun")
_BY = re.compile(
    r"(?:\s+(?:to|on)\s+[\w.’'-]+(?:\s+[\w.’'-]+){0,3}?)?,?\s+(?:(?:which|that)\s+was\s+)?(?:(?:recently|just|first|newly)\s+)?"
    r"(?:issued|released|published|prepared|compiled|written|produced|drafted|submitted|presented)\s+"
    r"(?:(?!by\b)[\w,.]+\s+){0,5}?by\s+(?:the\s+)?"
)
""" "the report, issued last week by the ministry" """
_ISSUED = re.compile(
    rf"\b(?:{'|'.join(sorted(_ISSUING))}|compiled|written|drafted)\b|[’']s? [\w ]{{0,40}}{_PAPER.pattern}"
)
_SIGNED_BY = re.compile(
    r"\b(?:letter|statement|declaration|petition|appeal|note)(?:\s+to\s+[\w’' ]{1,40}?)?,"
    r"\s+(?:which\s+was\s+)?(?:co-)?signed\s+(?:\w+\s+){0,3}?by\s+"
    r"(?:(?:the|some|more\s+than|over|about)\s+)*"
)
_IN_IT = re.compile(rf"\b[Ii]n\s+(?:its|the|an?|their)\s+(?:[\w-]+\s+){{0,5}}?(?i:{'|'.join(sorted(REPORTS))})\b")
_AHEAD = 720
"""Characters after a paper without an issuer in which one is looked for."""
_THINKING = listed("believes believed thinks considers")


def issuer(clause: Clauses, spoke: list[Mention]) -> Mention | None:
    """The body that issued a report which this sentence names; `None` where it names none or does not tell."""
    masked, (start, end) = clause.masked, clause.span
    for match in _PAPER.finditer(masked, start, end):
        i = bisect_left(clause.words, match.start(), key=lambda w: w.start)
        if i == len(clause.words) or clause.words[i].start != match.start():
            continue
        paper = ending(clause.words[: i + 1], clause.known)
        owner = find(paper.name) if paper is not None and paper.kind == "paper" else None
        if paper is not None and owner is not None and owner.kind == "organization":
            return Mention(paper.span, paper.words, owner.name, "organization", party=owner.party, known=True)
        if by := _BY.match(masked, match.end(), end):
            found = beginning(clause.after(by.end()), clause.known)
            if found is not None and found[0].kind == "organization":
                return found[0]
        for k in range(i - 1, max(0, i - 12), -1):
            if clause.words[k].word in _ISSUING:
                subject = clause.issuing(k)
                if subject is not None and subject.kind == "organization":
                    return subject
                break
    last = spoke[-1] if spoke else None
    return last if last is not None and last.kind == "organization" and _IN_IT.search(masked, start, end) else None


def sender(clause: Clauses, at: int) -> Mention | None:
    """Who issues the paper that is named at a place: the subject of "released a report", "sent a letter"."""
    words = clause.before(at)
    for k in range(len(words) - 1, max(-1, len(words) - 6), -1):
        if words[k].word in _ISSUING or words[k].word in _ADOPTING:
            subject = clause.issuing(k)
            return subject if subject is not None and subject.kind in _ISSUERS else None
    return None


def ahead(masked: str, start: int, known: Names) -> Mention | None:
    """The issuer that the sentences from here on name, where a text tells first what a report says."""
    own = sentences(masked, start, min(len(masked), start + _AHEAD))[:1]
    signed = _SIGNED_BY.search(masked, *own[0]) if own else None
    if signed is not None and own:
        words = tokens(masked[signed.end() : own[0][1]], signed.end())
        while words and words[0].word[0].isdigit():
            words = words[1:]
        by = beginning(words, known)
        if by is not None and by[0].kind in ("person", "organization", "unnamed"):
            return by[0]
    if _ISSUED.search(masked, start, min(len(masked), start + _AHEAD)) is None:
        return None
    for span in sentences(masked, start, min(len(masked), start + _AHEAD))[:3]:
        found = issuer(Clauses(masked, span, tokens(masked[slice(*span)], span[0]), known), [])
        if found is not None:
            return found
    return None


def closing(masked: str, span: Span, found: list[Cue]) -> list[Cue]:
    """Only the closing source of a sentence whose other cues tell of what somebody believes, as the source has it."""
    last = found[-1]
    if last.kind != "according" or last.subject is None or last.subject.kind not in ("paper", "organization"):
        return found
    ends = not masked[last.end : span[1]].strip(" .,”")
    begun = masked[span[0] : last.start].rstrip().endswith(",")
    thought = all(c.verb in _THINKING for c in found[:-1])
    return [last] if ends and begun and thought else found
