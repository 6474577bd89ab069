"""Cues in one sentence: a verb of saying, who does the saying, and where what is said may begin."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from armscontrol.diplomacy.model import Span
from armscontrol.diplomacy.speech import cues
from armscontrol.diplomacy.speech.actors import find
from armscontrol.diplomacy.speech.cue import Cue
from armscontrol.diplomacy.speech.cues import listed
from armscontrol.diplomacy.speech.mentions import Mention, ending
from armscontrol.diplomacy.speech.nouns import (
    AFTER_NAME,
    BODIES,
    FINITE,
    NOT_INVERTED,
    NOUNISH,
    OPENERS,
    OWNED,
    PEOPLE,
    PREPOSITIONS,
    RECORDS,
    REPORTS,
)
from armscontrol.diplomacy.speech.openings import content_start
from armscontrol.diplomacy.speech.phrases import beginning
from armscontrol.diplomacy.speech.polarity import asks, supposed, wished, withheld
from armscontrol.diplomacy.speech.saidby import Subjects
from armscontrol.diplomacy.speech.sources import cited, quoting, sourced
from armscontrol.diplomacy.speech.telling import clausal
from armscontrol.diplomacy.speech.words import HIDDEN, Token

_TIME_START = re.compile(
    rf"(?:(?:{cues.TIME})\b|(?:However|Meanwhile|Still|But|And|Yet|Nevertheless|Also|Later|Separately)\b),?\s*",
    re.IGNORECASE,
)
_TO = re.compile(rf"\s+(?:(?:{cues.TIME})\s+)?(?:to|that)\b|\s*[,:]?\s*“|(?:\s+[\w.’'-]+){{1,7}}\s+“")
_TIMELY = re.compile(
    r"day$|^(?:morning|afternoon|evening|night|week|month|year|weekend|today|yesterday|earlier|ago|later|overnight|"
    r"spring|"
    r"summer|fall|autumn|winter|january|february|march|april|may|june|july|august|september|october|november|"
    r"december)$|^\d"
)
_PLURAL = listed("say argue believe warn insist claim note contend estimate fear suggest maintain")
_PLURAL_THAT = listed("write add stress acknowledge concede predict conclude emphasize agree hope report caution")
"""Plain forms that tell of words only with "that" or a quotation."""
_SHOWING = listed("show indicate suggest reveal confirm")
"""Plain forms of what the records of somebody do: "the ministry's figures show"."""
_VERBS = frozenset([*cues.SAY, *cues.ACT]) | _PLURAL | _PLURAL_THAT
_PHRASE_HEADS = listed(
    "pointed points went made makes let goes hastened continued proceeded rushed took was were is are remain remains "
    "remained sounded appeared seemed rules ruled hit lashed spoke drew draws called calls turned turns brushed waved"
)
_COPULAS = listed("was were is are remain remains remained sounded appeared seemed")
_ACTIVE_HEADS = _PHRASE_HEADS - _COPULAS
_ASKED = listed(
    "shot fired hit chimed snapped asked asks implored begged invited challenged muses mused shrugs shrugged sighs "
    "sighed sniffs sniffed wonders wondered says"
)
_READS = re.compile(r"\s*[:,]?\s*“")
_WATCHED = listed("read reads") | _VERBS | _SHOWING | _PHRASE_HEADS | _ASKED | cues.FINDING | cues.COUNTING
_CONJOINING = listed("but while whereas although though and which")
_IRREGULAR = listed(
    "left came went took made gave met held sent kept saw began put got won lost let set ran fell rose grew"
)
_BEFORE_PARTICIPLE = frozenset([",", "”", "—", "–", "-", "and", "before", "after", "while"])
_ACTING = listed("denying accusing calling blaming urging describing")
_PARTICLES = re.compile(
    r"\s+(?:up|off|in(?!\s+(?:[A-Z\d]|an?\b|the\b|his\b|her\b|its\b|early\b|late\b))|back|by|it\s+off|over|as\s+of)\b"
)


_PLAINLY = re.compile(
    r"\s+(?:(?:the|its|both|these|those)\s+[\w’'-]+|[A-Z][\w.’'-]*|there)(?:\s+(?!that\b|which\b|who\b|whose\b|of\b|by\b)[\w.’'-]+){0,4}?"
    r"\s+(?:is|are|was|were|has|have|had|will|would|could|can|may|might|did|does|do)\b"
)
""" "the sheet shows Freedonia had 40 boats": a clause without "that"."""
_OF_NOUNS = listed("suggest show indicate say put")
_RUSSIAN_OPENERS = listed(
    "в на по при после до с со как ранее позже сегодня вчера накануне однако кроме между тем также при"
)
_ASIDE = re.compile(r",\s+(?:which|who|whose|whom|where|when|and|but|as|after|before|[\w-]+ing)\b")
_OF_PAPER = re.compile(
    r"\b(?:report|statement|letter|note|document|article|paper|communique|resolution)s?\s+(?:[\w’'-]+\s+)?"
    r"(?:published|released|issued|sent|dated|adopted)\b[^,;“”]{0,50}$"
)
""" "asked about the report published on Monday, accusing": it is the paper that accuses."""
_WHETHER = re.compile(r"\s+(?:whether|if)\s+(?=[^“”;]{2,80}“)")
""" "asking whether the hall had “any doors”": part of the question is quoted."""
_NEAR = 300
"""Characters beside a closing cue that are looked at."""
_RELEASED = re.compile(
    r",\s+(?:an?|the)\s+(?:[\w’'-]+\s+){0,3}?(?:report|study|survey|yearbook|assessment|analysis|review|paper)\s+"
    r"(?:(?:newly\s+|just\s+)?(?:released|published|issued|compiled|written)\s+)?(?:on\s+\w+\s+)?by(?:\s+the)?\s*$"
)
""" ", a study published by": the paper stands before the body whose it is."""


class Clauses(Subjects):
    """The cues of one masked sentence."""

    def cues(self) -> list[Cue]:
        """All cues, in the order of the text."""
        start, end = self.span
        found: list[Cue] = []
        taken: list[Span] = []
        here = self.masked[start:end]
        if asks(self.masked, self.span, self.words):
            return found
        for told in quoting(self, here):
            found.append(told)
            taken.append(told.verb_span)
        for verb, span in self._verbs():
            if any(a <= span[0] < b for a, b in taken):
                continue
            if verb in _PLURAL_THAT and not self._quoted_or_that(span):
                continue
            cue = self._verbal(verb, span, base=verb in _PLURAL | _PLURAL_THAT | _SHOWING)
            if cue is not None:
                found.append(cue)
        for match in cues.WITH_SAYING.finditer(self.masked, start, end) if "with " in here and "ing " in here else ():
            i = self._skip(bisect_left(self._starts, match.start(2)) - 1)
            subject = ending([w for w in self.words[: i + 1] if w.start > match.start()], self.known)
            if subject is not None:
                told = self._cue("say", match.group(2), match.start(), match.end(), subject, None, match.span(2))
                told.acting = match.group(2) in _ACTING
                found.append(told)
        if "ing" in here:
            found += self._participles()
        found.sort(key=lambda c: c.start)
        if "iting " in here or "uoting " in here:
            cited(self, found)
        found += sourced(self, here)
        found.sort(key=lambda c: c.start)
        return found

    def _participles(self) -> Iterator[Cue]:
        """Cues of the subject before them: ", adding that", "before cautioning that"."""
        words = self.words
        for i, word in enumerate(words):
            whether = _WHETHER.match(self.masked, word.end, self.span[1]) if word.word == "asking" else None
            if i == 0 or not (whether or word.word in cues.PARTICIPLES or (word.word == "reading" and self._papery(i))):
                continue
            before = words[i - 2 if i > 1 and words[i - 1].word in ("also", "again", "further") else i - 1]
            if not (before.word in _BEFORE_PARTICIPLE or before.word in cues.SAY) or before.end == word.start:
                continue
            if _OF_PAPER.search(self.masked, max(self.span[0], before.start - 120), before.start):
                continue
            out = i + 1 < len(words) and words[i + 1].word == "out"
            end = words[i + 1].end if out else word.end
            cue = self._cue("linked", word.word, before.start, end, None, None, (word.start, end))
            if whether:
                cue.begin, cue.that = whether.end(), True
            cue.acting = word.word in _ACTING or word.word == "telling"
            yield cue

    def _papery(self, i: int) -> bool:
        """Whether a paper opens the sentence and a comma stands before token `i`: "the note is short, reading ..."."""
        lead = self.leading() if self.words[i - 1].word == "," else None
        return lead is not None and lead.kind == "paper"

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
                shown in _VERBS | _SHOWING
                or shown in cues.FINDING
                or shown in cues.COUNTING
                or (quoting and self._uttered(i, word))
                or self._claimed(i, word)
                or (shown in ("read", "reads") and _READS.match(self.masked, word.end))
                or (shown in cues.ASKING and cues.ASKED_TO.match(self.masked, word.end, self.span[1]))
            ):
                yield shown, (word.start, word.end)

    def _uttered(self, i: int, word: Token) -> bool:
        """Whether a verb that closes a quotation tells of its saying, whichever verb it is: "“...,” sniffed one"."""
        if i < 2 or not word.word.islower() or word.plain in _COPULAS:
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
        subject = self.across(j) if j >= 0 and self.words[j].word in (",", "—", "–", ")") else self._subject(j)
        told = subject is not None and subject.kind in ("definite", "unnamed") and subject.head in PEOPLE
        return told or (subject is not None and (subject.kind == "person" or subject.name in ("he", "she")))

    def _closing(self, i: int) -> bool:
        """ "“...,” the senator mused." """
        word, following = self.words[i], self.words[i + 1] if i + 1 < len(self.words) else None
        if following is not None and not (
            following.word in ".,;:"
            or (word.word == "asked" and (following.capital or following.plain in ("him", "her", "them", "reporters")))
            or following.plain in AFTER_NAME
            or _TIMELY.search(following.plain)
        ):
            return False
        subject = self._subject(i - 1)
        spoken = ("person", "pronoun", "definite", "unnamed", "shared")
        if subject is None or subject.kind not in (("paper",) if word.word in ("read", "reads") else spoken):
            return False
        opens = subject.lead if subject.lead >= 0 else self._role_start(subject)
        mark = self.words[bisect_left(self._starts, self.determined(opens)) - 1]
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
        comma = self.masked.find(", ", start, end)
        main = comma > 0 and not _ASIDE.match(self.masked, comma, end)
        if main and words[0].plain in OPENERS and clausal(self.masked[comma + 2 : end]):
            return False  # "If it fell, nobody could look, said X": a main clause stands behind
        short = len(words) < 3 and not (
            len(words) == 2 and words[0].plain[0] >= "а" and words[0].plain not in _RUSSIAN_OPENERS
        )
        return words[0].plain in OPENERS or bool(_TIME_START.match(self.masked, start, end)) or short

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
        beside = self.words[index + 1] if index + 1 < len(self.words) else None
        if verb in NOUNISH and beside is not None and beside.plain in _OF_NOUNS:
            span = (span[0], beside.end)  # "the institute's estimates suggest that"
        if verb == "continued" and self.masked.startswith(" to ", span[1]):
            return None  # "continued to “pester” them": what went on, not what was said
        i = self._skip(index - 1)
        if i < 0:
            return None
        before = self.words[i]
        of_paper = before.plain == "that" and self._of_paper(i)
        if (
            before.plain in cues.PASSIVE
            or (before.plain in OWNED and not of_paper)
            or before.plain in ("to", "not", "as")
        ):
            return None
        if acting and (_PARTICLES.match(self.masked, span[1]) or withheld(self.masked, verb, span[1], self.span[1])):
            return None
        if wished(self.words[i + 1 : index]):
            return None
        subject: Mention | None = None
        kind = "act" if acting else "say"
        start, end, inverted = span[0], span[1], False
        if before.plain in ("and", "but", "then", "or", "though", "although") and not base:
            if i and self.words[i - 1].word in ("“", "”") and not acting:
                inverse = self._inverse(index, span)
                if inverse:
                    return inverse
            return self._finished(Cue("linked", verb, before.start, end, end, None, acting=acting, verb_span=span))
        if before.plain in ("who", "which") or of_paper:
            j = i - 1
            if j >= 0 and self.words[j].word == ",":
                j -= 1
            subject, kind = ending(self.words[: j + 1], self.known), "relative"
            if subject is None and before.plain == "which":  # "sent a report to the assembly, which claims that"
                subject = self._subject(j)
                subject = subject if subject is not None and subject.kind == "paper" else None
        elif before.word in (",", "”", "—", "–", "-") or before.word == ")":
            subject = self.across(i) if before.word != "”" else self._after_relative(i)
            opened = subject is not None and self.opener(self.span[0], subject.span[0])
            if not acting and not opened and verb not in NOT_INVERTED:
                inverse = self._inverse(index, span)
                if inverse is not None:
                    return inverse
        else:
            subject = self.joint(self._beside_paper(i))
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
        shows = verb in _SHOWING and (verb not in _PLURAL or subject.head in RECORDS)
        if (shows or verb in cues.FINDING or verb in cues.COUNTING) and not self._found(verb, span, subject):
            return None
        if lead >= 0 and verb in NOUNISH and self.words[lead].plain in PREPOSITIONS | {"such", "these", "those", "all"}:
            return None
        to = verb not in cues.INFINITIVE_ONLY or _TO.match(self.masked, span[1], self.span[1])
        if not to and (acting or not self._closing_aside(span, subject)):
            return None
        if verb in cues.WEAK and HIDDEN not in self.masked[span[1] : self.span[1]]:
            return None
        if verb in cues.JUDGING and not cues.JUDGED_SO.match(self.masked, span[1], self.span[1]):
            return None
        if lead > 0 and self.words[lead].plain in ("if", "when", "once", "unless", "until", "whether"):
            past = verb.endswith("ed") or verb in ("said", "told")
            if self.words[lead].plain != "when" or acting or not (past and content_start(self, span[1], verb)[1]):
                return None
        many = subject.plural or subject.head in RECORDS or " and " in subject.words or subject.name == "they"
        if base and not many:
            return None
        start = subject.span[0]
        if subject.role and subject.kind == "person":
            start = self._role_start(subject)
        start = self.determined(subject.lead if subject.lead >= 0 else start)
        if released := _RELEASED.search(self.masked, max(self.span[0], start - _NEAR), start):
            start = released.start() + 1  # "it is cold, a study published by X said"
        if supposed(self.masked, self.words, bisect_left(self._starts, start) - 1, start):
            return None
        cue = Cue(kind, verb, start, end, end, subject, acting=acting, inverted=inverted, verb_span=span)
        return self._finished(cue)

    def _beside_paper(self, i: int) -> Mention | None:
        """The subject that ends at token `i`, before the words for where: "the ministers in a joint note said"."""
        subject = self._subject(i)
        if subject is None or subject.kind != "paper":
            return subject
        k = bisect_left(self._starts, self.determined(subject.span[0])) - 1
        outer = self._subject(self._skip(k - 1)) if k > 1 and self.words[k].plain in ("in", "at", "on") else None
        return outer or subject

    def _of_paper(self, i: int) -> bool:
        """Whether the "that" at token `i` stands behind a paper: "issued a statement that says"."""
        paper = ending(self.words[:i], self.known)
        return paper is not None and paper.kind == "paper"

    def nearest(self, low: int, at: int) -> tuple[Mention, int] | None:
        """Who does something in the clause that a conjunction opens last before a place, and where that clause begins.

        "A offered talks, but B ignored the offer and argued that ...": B argued.
        """
        words = [w for w in self.words if low <= w.start < at]
        for k in range(len(words) - 2, 0, -1):
            mark = words[k - 1].word if words[k].plain in _CONJOINING else words[k].word
            if mark not in (",", ";"):
                continue
            after = words[k + 1 :]
            found = beginning(after, self.known) if after and after[0].word != "“" else None
            rest = after[found[1] :] if found is not None else []
            while (
                rest
                and (rest[0].plain in cues.AUXILIARIES or rest[0].plain.endswith("ly"))
                and rest[0].plain not in FINITE
            ):
                rest = rest[1:]
            does = bool(rest) and (
                rest[0].plain in FINITE | _IRREGULAR or (rest[0].word.endswith("ed") and rest[0].word.islower())
            )
            if found is not None and does and not self._possessive(found[0]) and found[0].kind != "media":
                return found[0], words[k - 1].start if mark == words[k - 1].word else words[k].start
            if words[k].plain in _CONJOINING and found is not None:
                return None
        return None

    def _quoted_or_that(self, span: Span) -> bool:
        """Whether "that" or a quotation follows a verb, or a quotation closes just before its subject."""
        that = content_start(self, span[1], "say")[1]
        return (
            that
            or "”" in self.masked[max(self.span[0], span[0] - 60) : span[0]]
            or bool(_READS.match(self.masked, span[1]))
        )

    def _found(self, verb: str, span: Span, subject: Mention) -> bool:
        """Whether a verb of finding or counting tells of what a paper or a body says."""
        if verb.startswith("reveal") and subject.kind in ("person", "pronoun", "organization"):
            return self._closing_aside(span, subject)
        if subject.kind not in ("paper", "organization") and subject.name != "it" and subject.head not in BODIES:
            return False
        records = subject.head in RECORDS and (subject.kind == "organization" or find(subject.name) is not None)
        if subject.kind == "paper" and not (records or subject.head in REPORTS | {"document", "paper", "sheet"}):
            return False
        if verb in _SHOWING and not records:
            return False
        if verb in cues.FINDING or verb in _SHOWING:
            if content_start(self, span[1], verb)[1]:
                return True
            closing = not self.masked[span[1] : self.span[1]].strip(" .”")
            return (records or subject.kind == "paper") and (
                closing or _PLAINLY.match(self.masked, span[1], self.span[1]) is not None
            )
        pattern = cues.PUT_AT if verb.startswith("put") else cues.COUNTED
        return pattern.match(self.masked, span[1], self.span[1]) is not None

    def _closing_aside(self, span: Span, subject: Mention) -> bool:
        """Whether a person reveals what follows with "that" or what a comma closes: "the fleet grew, X revealed"."""
        at = self.determined(self._role_start(subject) if subject.role else subject.span[0])
        before = self.masked[max(self.span[0], at - _NEAR) : at].rstrip()
        released = _RELEASED.search(before)
        closing = released or (before.endswith((",", ",”")) and clausal(before))
        after = self.masked[span[1] : min(self.span[1], span[1] + _NEAR)]
        return content_start(self, span[1], "say")[1] or (bool(closing) and not clausal(after))

    def issuing(self, verb: int) -> Mention | None:
        """The subject of the verb at a token: who issued a paper."""
        i = self._skip(verb - 1)
        return self._subject(i) if i >= 0 and self.words[i].word[0].isalnum() else None

    def _after_relative(self, i: int) -> Mention | None:
        """ "X, who had called it “unfair,” said ...": the subject before a relative clause that ends in a quotation."""
        asides = {"who", "speaking", *cues.SIDE}
        who = next((k for k in range(i - 1, max(0, i - 40), -1) if self.words[k].plain in asides), 0)
        if who < 2 or self.words[who - 1].word != ",":
            return None
        return ending(self.words[: who - 1], self.known)

    def _inverse(self, index: int, span: Span) -> Cue | None:
        after = self.words[index + 1 :]
        if after and after[0].word in ("back", "in", "out"):
            after = after[1:]
        found = beginning(after, self.known)
        if found is None:
            return None
        subject, size = self._apposed(after, *found)
        subject = self.joint(subject, anywhere=True) or subject
        following = after[size] if size < len(after) else None
        if subject.kind == "person" and not (subject.plural or subject.lead >= 0):  # "said X of the country's agency"
            following = next((w for w in after if w.start >= subject.span[1]), None)
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
