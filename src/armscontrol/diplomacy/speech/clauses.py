"""Cues in one sentence: a verb of saying, who does the saying, and where what is said may begin."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace

from armscontrol.diplomacy.model import Span
from armscontrol.diplomacy.speech import cues
from armscontrol.diplomacy.speech.cues import listed
from armscontrol.diplomacy.speech.mentions import HIDDEN, Mention, Names, Token, beginning, ending
from armscontrol.diplomacy.speech.nouns import (
    AFTER_NAME,
    COMPLEMENT,
    NOT_INVERTED,
    NOUNISH,
    OPENERS,
    OWNED,
    PREPOSITIONS,
)
from armscontrol.diplomacy.speech.openings import content_start

_TIME_END = re.compile(rf"(?:{cues.TIME})$")
_TIME_START = re.compile(
    rf"(?:(?:{cues.TIME})\b|(?:However|Meanwhile|Still|But|And|Yet|Nevertheless|Also|Later|Separately)\b),?\s*",
    re.IGNORECASE,
)
_TO = re.compile(rf"\s+(?:(?:{cues.TIME})\s+)?(?:to|that)\b|\s*[,:]?\s*“")
_TIMELY = re.compile(
    r"day$|^(?:morning|afternoon|evening|night|week|month|year|weekend|today|yesterday|earlier|ago|later|overnight|"
    r"spring|"
    r"summer|fall|autumn|winter|january|february|march|april|may|june|july|august|september|october|november|"
    r"december)$|^\d"
)
_REPORT_BY = re.compile(
    r"\breports?\s+(?:published\s+)?(?:by|from|in)\s+(.{2,60}?)\s+(?:claiming|saying|that|alleging|suggesting)\s"
)
_PLURAL = listed("say argue believe warn insist claim note contend estimate fear suggest maintain")
_VERBS = frozenset([*cues.SAY, *cues.ACT]) | _PLURAL
_PHRASE_HEADS = listed("pointed points went made makes let")
_PARTICLES = re.compile(r"\s+(?:up|off|in|back|by|it\s+off|over|as\s+of)\b")
_OBJECTS = {"him": "m", "her": "f"}


@dataclass(slots=True)
class Cue:
    """One cue. `kind`: say, act, linked (verb of an earlier subject), relative, according, quoted, embedded, label.

    `start` and `end` hold subject and verb; `begin` is where content may begin after the cue, past the words for time,
    place and hearer; `that` tells whether "that" stood there.
    """

    kind: str
    verb: str
    start: int
    end: int
    begin: int
    subject: Mention | None
    that: bool = False
    acting: bool = False
    relayer: Mention | None = None
    inverted: bool = False
    verb_span: Span = (0, 0)


class Clauses:
    """The cues of one masked sentence."""

    def __init__(self, masked: str, span: Span, words: list[Token], known: Names) -> None:
        self.masked, self.span, self.words, self.known = masked, span, words, known
        self._starts = [w.start for w in words]

    def cues(self) -> list[Cue]:
        """All cues, in the order of the text."""
        start, end = self.span
        found: list[Cue] = []
        taken: list[Span] = []
        here = self.masked[start:end]
        as_saying = " as " in here and ("quot" in here or "cite" in here)
        for match in cues.QUOTED_AS.finditer(self.masked, start, end) if as_saying else ():
            inner = [w for w in self.words if match.start(1) <= w.start < match.end(1)]
            while inner and inner[-1].word == ",":
                inner.pop()
            if len(inner) == 1 and inner[0].plain in _OBJECTS:
                gender = _OBJECTS[inner[0].plain]
                name = "he" if gender == "m" else "she"
                subject: Mention | None = Mention(
                    (inner[0].start, inner[0].end), inner[0].word, name, "pronoun", gender
                )
            else:
                first = beginning(inner, self.known)
                subject = first[0] if first and first[0].kind == "person" else ending(inner, self.known)
            if subject is not None:
                relay = ending(self.before(match.start()), self.known)
                begin = self._determined(relay.span[0]) if relay else match.start()
                found.append(self._cue("quoted", "quoted as saying", begin, match.end(), subject, relay, match.span()))
                taken.append(match.span())
        for match in cues.WAS_QUOTED.finditer(self.masked, start, end) if as_saying else ():
            subject = ending(self.before(match.start()), self.known)
            if subject is not None:
                relay = None
                if match.group(1):
                    relay = ending([w for w in self.words if match.start(1) <= w.start < match.end(1)], self.known)
                found.append(
                    self._cue(
                        "quoted",
                        "quoted as saying",
                        self._determined(subject.span[0]),
                        match.end(),
                        subject,
                        relay,
                        match.span(),
                    )
                )
                taken.append(match.span())
        for match in _REPORT_BY.finditer(self.masked, start, end) if "report" in here else ():
            subject = ending([w for w in self.words if match.start(1) <= w.start < match.end(1)], self.known)
            if subject is not None:
                found.append(
                    self._cue("embedded", "claiming", match.start(), match.end() - 1, subject, None, match.span())
                )
                taken.append(match.span())
        for verb, span in self._verbs():
            if any(a <= span[0] < b for a, b in taken):
                continue
            cue = self._verbal(verb, span, base=verb in _PLURAL)
            if cue is not None:
                found.append(cue)
        for match in cues.PARTICIPLE.finditer(self.masked, start, end) if "ing" in here else ():
            if match.group().startswith("by"):
                continue
            found.append(
                self._cue(
                    "linked", match.group(1), match.start(), match.end(), None, None, (match.start(1), match.end())
                )
            )
            found[-1].acting = match.group(1) in ("accusing", "calling", "blaming", "urging", "describing", "telling")
        found.sort(key=lambda c: c.start)
        for match in cues.ACCORDING.finditer(self.masked, start, end) if cues.SOURCED.search(here) else ():
            after = [w for w in self.words if w.start >= match.end()]
            phrase = beginning(after, self.known)
            subject = phrase[0] if phrase else None
            stop = self._phrase_end(match.end(), subject)
            cue = Cue("according", "according to", match.start(), stop, stop, subject, verb_span=match.span())
            found.append(cue)
        for match in cues.OWN_WORDS.finditer(self.masked, start, end) if cues.SOURCED.search(here) else ():
            at = match.start(1) if match.group(1) else match.start(2)
            own = (match.group(1) or match.group(2)).lower()
            gender = "m" if own in ("his", "him") else "f"
            subject = Mention((at, at + 3), own, "he" if gender == "m" else "she", "pronoun", gender)
            found.append(
                Cue(
                    "according",
                    "according to",
                    match.start(),
                    match.end(),
                    match.end(),
                    subject,
                    verb_span=match.span(),
                )
            )
        found.sort(key=lambda c: c.start)
        return found

    def _verbs(self) -> Iterator[tuple[str, Span]]:
        for word in self.words:
            if word.word in _VERBS:
                yield word.word, (word.start, word.end)
            elif word.word in _PHRASE_HEADS:
                match = cues.PHRASE.match(self.masked, word.start, self.span[1])
                if match:
                    yield match.group(), match.span()

    def leading(self) -> Mention | None:
        """The phrase that opens the sentence, after words for time: its subject, if it can speak."""
        start, end = self.span
        at = start
        for _ in range(2):
            match = _TIME_START.match(self.masked, at, end)
            if match and match.end() > at:
                at = match.end()
        words = self.after(at)
        if words and words[0].plain in OPENERS:
            comma = next((i for i, w in enumerate(words) if w.word == ","), None)
            if comma is None:
                return None
            words = words[comma + 1 :]
        found = beginning(words, self.known)
        return self._apposed(words, *found)[0] if found else None

    def _apposed(self, words: list[Token], found: Mention, size: int) -> tuple[Mention, int]:
        """ "the head of diplomacy, Anna Example, ...": the name that follows a title speaks."""
        if found.kind not in ("definite", "unnamed"):
            return found, size
        comma = next((k for k in range(size, min(size + 8, len(words))) if not words[k].word[0].isalnum()), None)
        if comma is None or words[comma].word != "," or any(w.plain in cues.SAY for w in words[size:comma]):
            return found, size
        stop = next((k for k in range(comma + 1, len(words)) if not words[k].word[0].isalnum()), len(words))
        name = ending(words[comma + 1 : stop], self.known)
        if name is None or name.kind != "person" or name.span[0] != words[comma + 1].start:
            return found, size
        return replace(name, role=found.words, party=name.party or found.party, lead=found.span[0]), stop

    def opener(self, start: int, end: int) -> bool:
        """Whether these words only set time, place or occasion."""
        words = [w for w in self.words if start <= w.start < end and w.word[0].isalnum()]
        if not words:
            return True
        if HIDDEN in self.masked[start:end] and self.masked[start:end].rstrip(" ,—–").endswith("”"):
            return False
        if cues.ANSWERS.match(self.masked[start:end]):
            return True
        return words[0].plain in OPENERS or bool(_TIME_START.match(self.masked, start, end)) or len(words) < 4

    def before(self, at: int) -> list[Token]:
        """The tokens that begin before a place."""
        return self.words[: bisect_left(self._starts, at)]

    def after(self, at: int) -> list[Token]:
        """The tokens from a place on."""
        return self.words[bisect_left(self._starts, at) :]

    def _phrase_end(self, at: int, subject: Mention | None) -> int:
        stop = subject.span[1] if subject else at
        match = re.compile(r"[^,;“”\ue000]*").match(self.masked, stop, self.span[1])
        return match.end() if match else stop

    def _cue(
        self, kind: str, verb: str, start: int, end: int, subject: Mention | None, relayer: Mention | None, span: Span
    ) -> Cue:
        begin, that = content_start(self, end, verb)
        return Cue(kind, verb, start, end, begin, subject, that, relayer=relayer, verb_span=span)

    def _verbal(self, verb: str, span: Span, *, base: bool) -> Cue | None:
        index = bisect_left(self._starts, span[0])
        acting = verb in cues.ACT
        if verb in ("written", "spoken") and self.words[index - 1].plain not in (
            "has",
            "have",
            "had",
            "also",
            "previously",
        ):
            return None
        i = self._skip(index - 1)
        if i < 0:
            return None
        before = self.words[i]
        if before.plain in cues.PASSIVE or before.plain in OWNED or before.plain in ("to", "not", "as"):
            return None
        if acting and _PARTICLES.match(self.masked, span[1]):
            return None
        subject: Mention | None = None
        kind = "act" if acting else "say"
        start, end, inverted = span[0], span[1], False
        if before.plain in ("and", "but", "then", "or") and not base:
            if i and self.words[i - 1].word in ("“", "”") and not acting:
                inverse = self._inverse(index, span)
                if inverse:
                    return inverse
            return self._finished(Cue("linked", verb, before.start, end, end, None, acting=acting, verb_span=span))
        if before.plain in ("who", "which"):
            j = i - 1
            if j >= 0 and self.words[j].word == ",":
                j -= 1
            subject, kind = ending(self.words[: j + 1], self.known), "relative"
        elif before.word in (",", "”", "—", "–", "-") or before.word == ")":
            subject = self._across(i) if before.word != "”" else None
            opened = subject is not None and self.opener(self.span[0], subject.span[0])
            if not acting and not opened and verb not in NOT_INVERTED:
                inverse = self._inverse(index, span)
                if inverse is not None:
                    return inverse
        else:
            subject = self._joint(self._subject(i))
        if subject is None or self._possessive(subject):
            return None
        lead = bisect_left(self._starts, subject.span[0]) - 1
        if lead >= 0 and (self.words[lead].plain == "what" or (acting and self.words[lead].plain in ("which", "that"))):
            return None
        if lead >= 0 and verb in NOUNISH and self.words[lead].plain in PREPOSITIONS | {"such", "these", "those", "all"}:
            return None
        if verb in cues.INFINITIVE_ONLY and not _TO.match(self.masked, span[1], self.span[1]):
            return None
        if verb in cues.WEAK and HIDDEN not in self.masked[span[1] : self.span[1]]:
            return None
        if lead > 0 and self.words[lead].plain in ("if", "when", "once", "unless", "until", "whether"):
            return None
        if base and not subject.plural and " and " not in subject.words and subject.name != "they":
            return None
        start = subject.span[0]
        if subject.role and subject.kind == "person":
            start = self._role_start(subject)
        start = self._determined(subject.lead if subject.lead >= 0 else start)
        cue = Cue(kind, verb, start, end, end, subject, acting=acting, inverted=inverted, verb_span=span)
        return self._finished(cue)

    def _possessive(self, subject: Mention) -> bool:
        """Whether the phrase owns what follows: in "Putin's remarks" nobody remarks."""
        return self.masked[: subject.span[1]].endswith(("'s", "’s", "s'", "s’"))

    def _determined(self, start: int) -> int:
        """Where a phrase begins with its article."""
        index = bisect_left(self._starts, start) - 1
        return self.words[index].start if index >= 0 and self.words[index].plain in ("the", "a", "an") else start

    def _subject(self, i: int) -> Mention | None:
        """The phrase that ends at token `i`, or one whose complement does: "lawmakers from both parties"."""
        found = ending(self.words[: i + 1], self.known)
        if found is not None:
            return found
        for k in range(i, max(0, i - 9), -1):
            word = self.words[k]
            if not word.word[0].isalnum():
                return None
            if word.plain in COMPLEMENT:
                end = k
                while end > 0 and self.words[end - 1].plain in (
                    "familiar",
                    "close",
                    "briefed",
                    "involved",
                    "based",
                    "opposed",
                ):
                    end -= 1
                outer = ending(self.words[:end], self.known)
                if outer is not None and outer.kind in ("unnamed", "definite", "person", "organization"):
                    return outer
        return None

    def _inverse(self, index: int, span: Span) -> Cue | None:
        after = self.words[index + 1 :]
        found = beginning(after, self.known)
        if found is None:
            return None
        subject, size = self._apposed(after, *found)
        following = after[size] if size < len(after) else None
        if (
            following is not None
            and following.word[0].isalnum()
            and not (following.plain in AFTER_NAME or _TIMELY.search(following.plain))
        ):
            return None
        if subject.kind == "pronoun" and following is not None and following.word[0].isalpha():
            return None
        end = subject.span[1]
        cue = Cue("say", self.masked[span[0] : span[1]], span[0], end, end, subject, inverted=True, verb_span=span)
        return self._finished(cue)

    def _finished(self, cue: Cue) -> Cue:
        cue.begin, cue.that = content_start(self, cue.end, cue.verb, acting=cue.acting)
        return cue

    def _role_start(self, subject: Mention) -> int:
        """Where the title before a name begins; an apposition after the name is none."""
        before = self.masked[self.span[0] : subject.span[0]].rstrip()
        if subject.role and before.endswith(subject.role):
            return self.span[0] + len(before) - len(subject.role)
        return subject.span[0]

    def _skip(self, i: int) -> int:
        for _ in range(3):
            while i >= 0 and (
                self.words[i].plain in cues.AUXILIARIES
                or (self.words[i].plain.endswith("ly") and not self.words[i].capital and i > 0)
            ):
                i -= 1
            if i < 0 or not _TIMELY.search(self.words[i].plain):
                break
            match = _TIME_END.search(self.masked[self.span[0] : self.words[i].end])
            if match is None:
                break
            j = bisect_left(self._starts, self.span[0] + match.start()) - 1
            if j < 0 or j >= i:
                break
            i = j
        return i

    def _across(self, i: int) -> Mention | None:
        """The subject before a parenthesis that ends at token `i`: "Peskov, the spokesman, said"."""
        marks = [j for j in range(i - 1, max(-1, i - 45), -1) if self.words[j].word in (",", "—", "–", "(")]
        for n, j in enumerate(marks[:5]):
            inside = self.words[j + 1 : i]
            if n == 0 and inside:
                name = ending(inside, self.known)
                if name is not None and name.kind == "person":
                    title = [w for w in inside if w.start < name.span[0]]
                    if not title or name.role:
                        outer = self._subject(j - 1) if j else None
                        if not title and outer is not None and outer.kind in ("definite", "unnamed"):
                            return Mention(
                                name.span,
                                name.words,
                                name.name,
                                "person",
                                name.gender,
                                party=name.party or outer.party,
                                role=outer.words,
                                known=name.known,
                                titled=True,
                                lead=outer.span[0],
                            )
                        if not title and (outer is None or outer.kind not in ("person", "pronoun")):
                            return name
            if not inside or inside[0].plain in ("and", "but", "so", "or", "because"):
                continue
            subject = ending(self.words[:j], self.known)
            if subject is None or subject.kind == "pronoun":
                continue
            role = None
            if subject.kind == "person" and not subject.role:
                first = inside[0].plain
                ends = next((k for k, w in enumerate(inside) if w.word == ","), len(inside))
                if first not in (
                    "who",
                    "speaking",
                    "in",
                    "on",
                    "at",
                    "after",
                    "when",
                    "during",
                    "writing",
                    "citing",
                    "asked",
                ):
                    role = self.masked[inside[0].start : inside[ends - 1].end]
                    role = re.sub(r"^(?:the|a|an)\s+", "", role)
            if role and HIDDEN not in role:
                return Mention(
                    subject.span,
                    subject.words,
                    subject.name,
                    subject.kind,
                    subject.gender,
                    subject.plural,
                    subject.party,
                    role,
                    subject.head,
                    subject.known,
                    True,
                )
            return subject
        return None

    def _joint(self, subject: Mention | None) -> Mention | None:
        """ "Russia and the United States said": two States or bodies speak together."""
        if subject is None or subject.kind not in ("state", "organization", "person"):
            return subject
        index = bisect_left(self._starts, subject.span[0]) - 1
        while index >= 0 and self.words[index].plain == "the":
            index -= 1
        if index < 1 or self.words[index].plain != "and":
            return subject
        other = ending(self.words[:index], self.known)
        if other is None or other.kind != subject.kind:
            return subject
        lead = bisect_left(self._starts, other.span[0]) - 1
        if lead >= 0 and self.words[lead].plain == "the":
            lead -= 1
        if subject.kind == "person" or (lead >= 0 and self.words[lead].word not in (",", "”")):
            return subject
        return Mention(
            (other.span[0], subject.span[1]),
            f"{other.words} and {subject.words}",
            f"{other.name} and {subject.name}",
            subject.kind,
            plural=True,
            known=True,
        )
