"""Cues in one sentence: a verb of saying, who does the saying, and where what is said may begin."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from armscontrol.diplomacy.model import Span
from armscontrol.diplomacy.speech import cues
from armscontrol.diplomacy.speech.cues import listed
from armscontrol.diplomacy.speech.mentions import HIDDEN, Mention, Token, beginning, ending
from armscontrol.diplomacy.speech.nouns import (
    AFTER_NAME,
    NOT_INVERTED,
    NOUNISH,
    OPENERS,
    OWNED,
    PREPOSITIONS,
)
from armscontrol.diplomacy.speech.openings import content_start
from armscontrol.diplomacy.speech.saidby import Subjects

_TO_MARK = re.compile(r"[^,;“”\ue000]*")
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
_PHRASE_HEADS = listed(
    "pointed points went made makes let goes hastened continued proceeded rushed took was were is are remain remains "
    "remained sounded appeared seemed rules ruled hit lashed spoke"
)
_COPULAS = listed("was were is are remain remains remained sounded appeared seemed")
_ACTIVE_HEADS = _PHRASE_HEADS - _COPULAS
_ASKED = listed(
    "shot fired hit chimed snapped asked asks implored begged invited challenged muses mused shrugs shrugged sighs "
    "sighed sniffs sniffed wonders wondered says"
)
_WATCHED = _VERBS | _PHRASE_HEADS | _ASKED
_BEFORE_PARTICIPLE = frozenset([",", "”", "—", "–", "-", "and", "before", "after", "while"])
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


class Clauses(Subjects):
    """The cues of one masked sentence."""

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
            before = self.before(match.start())
            apart = bool(before) and before[-1].word in (",", ")")
            subject = self._across(len(before) - 1) if apart else ending(before, self.known)
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
        for match in cues.WITH_SAYING.finditer(self.masked, start, end) if "with " in here and "ing " in here else ():
            subject = ending([w for w in self.words if match.start() < w.start < match.end(1)], self.known)
            if subject is not None:
                found.append(self._cue("say", match.group(2), match.start(), match.end(), subject, None, match.span(2)))
        if "ing" in here:
            found += self._participles()
        found.sort(key=lambda c: c.start)
        for match in cues.ACCORDING.finditer(self.masked, start, end) if cues.SOURCED.search(here) else ():
            after = [w for w in self.words if w.start >= match.end()]
            phrase = beginning(after, self.known)
            subject = phrase[0] if phrase else None
            stop = self._phrase_end(match.end(), subject)
            cue = Cue("according", "according to", match.start(), stop, stop, subject, verb_span=match.span())
            found.append(cue)
        for match in cues.PUT_IT.finditer(self.masked, start, end) if " it" in here else ():
            inner = [w for w in self.words if match.start(1) <= w.start < match.end(1)]
            subject = ending([w for w in self.words if match.start() < w.start < match.end(1)], self.known)
            if inner and subject is not None:
                at = match.end()
                found.append(Cue("according", "put it", match.start(), at, at, subject, verb_span=match.span()))
        if view := cues.VIEW_OF.match(self.masked, start, end):
            phrase = beginning([w for w in self.words if w.start >= view.end()], self.known)
            if phrase and phrase[0].kind == "person" and (phrase[0].titled or self._judging(view.end(), *phrase)):
                stop = self._phrase_end(view.end(), phrase[0])
                found.append(Cue("according", "for", start, stop, stop, phrase[0], verb_span=view.span()))
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

    def _participles(self) -> Iterator[Cue]:
        """Cues of the subject before them: ", adding that", "before cautioning that"."""
        words = self.words
        for i, word in enumerate(words):
            if word.word not in cues.PARTICIPLES or i == 0:
                continue
            before = words[i - 2 if i > 1 and words[i - 1].word in ("also", "again", "further") else i - 1]
            if before.word not in _BEFORE_PARTICIPLE or before.end == word.start:
                continue
            out = i + 1 < len(words) and words[i + 1].word == "out"
            end = words[i + 1].end if out else word.end
            cue = self._cue("linked", word.word, before.start, end, None, None, (word.start, end))
            cue.acting = word.word in ("accusing", "calling", "blaming", "urging", "describing", "telling")
            yield cue

    def _verbs(self) -> Iterator[tuple[str, Span]]:
        here = self.masked[self.span[0] : self.span[1]]
        quoting = "”" in here
        heads = _PHRASE_HEADS if " that " in here else _ACTIVE_HEADS
        for i, word in enumerate(self.words):
            shown = word.word
            if shown not in _WATCHED and shown[-2:] != "ed":
                continue
            if shown in heads and (match := cues.PHRASE.match(self.masked, word.start, self.span[1])):
                yield match.group(), match.span()
            elif (
                shown in _VERBS
                or (quoting and self._uttered(i, word))
                or self._claimed(i, word)
                or (shown in cues.ASKING and cues.ASKED_TO.match(self.masked, word.end, self.span[1]))
            ):
                yield shown, (word.start, word.end)

    def _judging(self, at: int, judge: Mention, size: int) -> bool:
        """Whether a full name is followed by what the person is: "Anna Example, a fellow at ...,"."""
        after = self.after(at)[size : size + 2]
        return " " in judge.name and [w.word for w in after] in ([",", "a"], [",", "an"])

    def _uttered(self, i: int, word: Token) -> bool:
        """Whether a verb that closes a quotation tells of its saying, whichever verb it is: "“...,” sniffed one"."""
        if i < 2 or not word.word.islower():
            return False
        mark = self.words[i - 1]
        if mark.word in (",", "—", "–", "-") and i > 2:
            mark = self.words[i - 2]
        if mark.word != "”":
            return self._closing(i)
        last = self.masked[mark.start - 1]
        return last in ",?!.…" or self.words[i - 1].word != "”"

    def _claimed(self, i: int, word: Token) -> bool:
        """Whether a person's verb with "that" tells of words, whichever verb it is: "the senator exulted that"."""
        if i == 0 or i + 1 >= len(self.words) or self.words[i + 1].word != "that":
            return False
        if not word.word.islower() or word.word in cues.UNSPOKEN or word.word in _ASKED:
            return False
        j = self._skip(i - 1)
        subject = self._across(j) if j >= 0 and self.words[j].word in (",", "—", "–", ")") else self._subject(j)
        return subject is not None and (subject.kind == "person" or subject.name in ("he", "she"))

    def _closing(self, i: int) -> bool:
        """ "“...,” the senator mused." """
        following = self.words[i + 1] if i + 1 < len(self.words) else None
        if following is not None and not (
            following.word in ".,;:" or following.plain in AFTER_NAME or _TIMELY.search(following.plain)
        ):
            return False
        subject = self._subject(i - 1)
        if subject is None or subject.kind not in ("person", "pronoun", "definite", "unnamed"):
            return False
        mark = self.words[bisect_left(self._starts, self._determined(self._role_start(subject))) - 1]
        return mark.word == "”" and mark.start < subject.span[0] and self.masked[mark.start - 1] in ",?!…"

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

    def _phrase_end(self, at: int, subject: Mention | None) -> int:
        stop = subject.span[1] if subject else at
        match = _TO_MARK.match(self.masked, stop, self.span[1])
        return match.end() if match else stop

    def _cue(
        self, kind: str, verb: str, start: int, end: int, subject: Mention | None, relayer: Mention | None, span: Span
    ) -> Cue:
        begin, that = content_start(self, end, verb)
        return Cue(kind, verb, start, end, begin, subject, that, relayer=relayer, verb_span=span)

    def _verbal(self, verb: str, span: Span, *, base: bool) -> Cue | None:
        index = bisect_left(self._starts, span[0])
        acting = verb in cues.ACT or (" " in verb and bool(cues.ACT_PHRASE.match(verb)))
        if verb in cues.ASKING:
            acting = bool(cues.ASKED_TO.match(self.masked, span[1], self.span[1]))
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
        if lead >= 0 and (
            self.words[lead].plain == "what"
            or (
                acting
                and self.words[lead].plain in ("which", "that")
                and (lead == 0 or self.words[lead - 1].plain not in ("in", "saying", "said"))
            )
        ):
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

    def _inverse(self, index: int, span: Span) -> Cue | None:
        after = self.words[index + 1 :]
        if after and after[0].word in ("back", "in", "out"):
            after = after[1:]
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
