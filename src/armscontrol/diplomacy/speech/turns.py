"""Speakers that the form of a text tells: the labels of a transcript, a headline that ends in a name, a signature."""

from __future__ import annotations

import re
from dataclasses import replace

from armscontrol.diplomacy.model import Span
from armscontrol.diplomacy.speech import russian
from armscontrol.diplomacy.speech.cue import Cue
from armscontrol.diplomacy.speech.cues import listed
from armscontrol.diplomacy.speech.mentions import Mention, ending
from armscontrol.diplomacy.speech.nouns import PEOPLE
from armscontrol.diplomacy.speech.persons import Names
from armscontrol.diplomacy.speech.phrases import beginning, named
from armscontrol.diplomacy.speech.telling import clausal
from armscontrol.diplomacy.speech.words import Token, tokens

_LABEL = re.compile(
    r"\s*((?:MR|MS|MRS|DR|SECRETARY|MODERATOR|AMBASSADOR|UNDER SECRETARY|PRESIDENT|GENERAL|"
    r"SENATOR)\b\.?\s+[A-Z][A-Z’' .-]{1,40}|"
    r"(?:QUESTION|Question|Вопрос)(?:\s+(?:from|от)\s+[\w.-]+)?|Q|A|"
    r"[A-ZА-ЯЁ][\w’'.-]*(?:\s+[A-ZА-ЯЁ][\w’'.-]*){0,3}(?:\s+\([^)\n]{2,60}\))?)\s*:\s+(?=\S)"
)
_INTRODUCTION = 3_000
"""Characters before the first question of an interview in which its speaker is looked for."""
_SIGNED = re.compile(r"“[\ue000]{20,}[.!?…]?”\s*[—–-]{1,2}\s*(?=[A-Z][^“”\n]{3,80}$)")


_ANSWERS = frozenset(["A", "Answer", "ANSWER", "Ответ"])
_ASKERS = listed("question вопрос interviewer reporter journalist host anchor moderator correspondent корреспондент")
_FIRST_QUESTION = re.compile(r"(?m)^\s*(?:Q|QUESTION|Question|Вопрос)\b[^:\n]{0,30}:\s")
POINTER = re.compile(
    r"[\s*•>»→▶\[(]*(?:(?:Read|See|Watch|Listen)(?: more| also| next| now| here)?|More|Related(?: \w+)?|"
    r"Also read|Don[’']t miss|"
    r"Recommended|In pictures|Explainer|Читайте также|Смотрите также|По теме|Подробнее)\s*[:|]",
    re.IGNORECASE,
)
"""A line that points to another article, within a paragraph: nothing is read from it."""


DATELINE = re.compile(
    r"[A-Z][\w.]{2,20}/[A-Z][\w.]{2,20}:\s+(?=[A-Z])|"
    r"[A-ZА-ЯЁ][^()\n]{0,60}\([^()\n]{2,60}\)\s*[-—–]{1,2}\s+(?=\S)|"
    r"[A-Z]{3}[A-Z .’'-]{0,30}(?:,\s[^,\n—–“”]{2,25}){0,4}\s[-—–]{1,2}\s+(?=\S)"
)
THIS_SAID = re.compile(
    r"(?:(?:This|It|That|(?:This|The|Such\s+an?)\s+(?:statement|announcement|opinion))\s+"
    r"(?:was|is|has been)\s+(?:also\s+)?"
    r"(?:stated|announced|said|declared|reported|told|made|expressed)(?:\s+(?:on\s+)?(?:\w+day|[A-Z]\w+\s\d{1,2}|\d{1,2}\s[A-Z]\w+)|\s+to\s+(?:reporters|journalists))?\s+by\s+|"
    r"(?:Об|Про) эт(?:ом|о)(?:\s+[^\s.;:]+){0,8}?\s+"
    r"(?:(?:заявил|сообщил|сказал|рассказал|написал|объявил)[аи]?|сообща[ею]т|переда[её]т|пиш[уе]т)\s+)"
)
"""What gives the sentence before to a speaker."""
ASKED = re.compile(
    r"(?:[\w.’'-]+,?\s+){1,9}?(?:asked|wondered|mused|quipped|joked|exclaimed|shouted)"
    r"(?:,?\s+(?!about|to|for|why|how|what|that|not)[\w’'.-]+){0,14}[.:]?$|"
    r"(?:[\w.’'-]+,?\s+){1,9}?(?:said|says|added|replied)(?:\.|,?\s+(?:in|on|at|as|when|after|during|before|\w+ing|\w+day)\b)"
    r"(?![^“]*(?:\bthat\b|“))"
)
""" “Is it?” X asked: a sentence that belongs to the quotation before it."""


def announcer(masked: str, at: int, end: int, known: Names, russian_text: bool) -> Mention | None:
    """Who is named behind "this was announced by"."""
    words = tokens(masked[at:end], at)
    if russian_text:
        return russian.near(words, back=False)
    phrase = beginning(words, known)
    return phrase[0] if phrase else None


def interviewee(text: str, known: Names) -> Mention | None:
    """The one person named before the first question of an interview: whose the answers labelled "A:" are."""
    first = _FIRST_QUESTION.search(text)
    before = tokens(text[: first.start()], 0) if first and first.start() < _INTRODUCTION else []
    people = {m.name: m for m in named(before, known) if m.kind == "person"}
    return next(iter(people.values())) if len(people) == 1 else None


def label(
    text: str, start: int, end: int, known: Names, answering: Mention | None = None
) -> tuple[int, Mention | None, bool] | None:
    """Where the words of a turn begin, who is named before them, and whether it is a question from the floor.

    `answering` is the one whose the answers labelled "A:" are.
    """
    match = _LABEL.match(text, start, min(end, start + 140))
    if match is None:
        return None
    told = re.sub(r"\s*\(.*", "", match.group(1))
    if told in _ANSWERS:
        return (match.end(), answering, False) if answering is not None else None
    if told in ("Q", "MODERATOR") or told.split()[0].lower() in _ASKERS:
        return match.end(), None, True
    shown = " ".join(w if not w.isupper() or len(w) < 3 else w.title() for w in told.split())
    found = tokens(shown, 0)
    mention = ending(found, known) or russian.speaker(shown)
    if mention is not None and mention.kind == "media":
        return match.end(), None, True
    official = mention is not None and mention.kind == "unnamed" and told.isupper() and " " in told
    if mention is None or not (mention.kind == "person" or official):
        asks = text[match.end() : end].rstrip().endswith("?") and len(told.split()) > 1
        return (match.end(), None, True) if asks else None  # an outlet of no list that puts its questions
    at = match.start(1)
    return match.end(), replace(mention, span=(at, at + len(told)), words=told), False


def _fronted(masked: str, span: Span, words: list[Token], known: Names) -> list[Cue]:
    """ "Sample: talks may go on" """
    colon = masked.find(":", span[0], span[0] + 60)
    before = [w for w in words if w.start < colon]
    found = beginning(before, known) if colon > 0 and masked[colon + 1 : colon + 2] == " " else None
    if found is None or found[1] != len(before) or len(words) - len(before) < 5:
        return []
    subject = found[0]
    body = subject.kind == "organization" and clausal(masked[colon + 1 : span[1]])
    if not body and subject.kind != "person" and subject.head not in PEOPLE:
        return []
    return [Cue("say", ":", span[0], colon + 1, colon + 1, subject, that=True, verb_span=(colon, colon + 1))]


def headline(masked: str, span: Span, words: list[Token], known: Names) -> list[Cue]:
    """ "Russia open to talks: Kremlin" """
    colon = masked.rfind(":", *span)
    if colon < 0 or span[1] - colon > 45:
        return _fronted(masked, span, words, known)
    tail = [w for w in words if w.start > colon]
    subject = ending(tail, known)
    if subject is None or subject.span[0] - colon > 25 or subject.kind == "pronoun":
        return _fronted(masked, span, words, known)
    return [Cue("say", ":", colon, span[1], span[1], subject, inverted=True, verb_span=(colon, colon + 1))]


_PROVERB = re.compile(
    r"\b(?:proverb|saying|adage|maxim|dictum|motto|slogan|idiom|aphorism|catchphrase|joke)\b"
    r"(?:\s+(?:goes|has it|puts it|runs|says|went|ran|had it|is|was|in [A-Z]\w+))?(?:\s+that)?\s*[,:]?$"
)


def proverbial(before: str) -> bool:
    """Whether the words before a quotation give it to nobody: "as the old saying goes,"."""
    return _PROVERB.search(before[-120:]) is not None


def signed(masked: str, span: Span, words: list[Token], known: Names) -> Mention | None:
    """The person named after a dash behind a quotation that stands alone."""
    match = _SIGNED.match(masked, *span)
    if match is None:
        return None
    found = ending([w for w in words if w.start >= match.end()], known)
    return found if found is not None and found.kind == "person" and found.span[0] - match.end() < 60 else None
