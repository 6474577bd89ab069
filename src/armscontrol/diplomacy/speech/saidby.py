"""Who the subject of a verb is, in one sentence: the mention beside it, over appositions and relative clauses."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import replace

from armscontrol.diplomacy.model import Span
from armscontrol.diplomacy.speech import cues
from armscontrol.diplomacy.speech.cues import listed
from armscontrol.diplomacy.speech.mentions import Mention, ending
from armscontrol.diplomacy.speech.nouns import (
    COMPLEMENT,
    NOT_NAMES,
    OPENERS,
    TITLES,
)
from armscontrol.diplomacy.speech.persons import Names, possessive
from armscontrol.diplomacy.speech.phrases import beginning
from armscontrol.diplomacy.speech.words import HIDDEN, Token

_TIME_END = re.compile(rf"(?:{cues.TIME})$")
_TIME_START = re.compile(
    rf"(?:(?:{cues.TIME})\b|(?:However|Meanwhile|Still|But|And|Yet|Nevertheless|Also|Later|Separately)\b),?\s*",
    re.IGNORECASE,
)
_TIMELY = re.compile(
    r"day$|^(?:morning|afternoon|evening|night|week|month|year|weekend|today|yesterday|earlier|ago|later|overnight|"
    r"spring|"
    r"summer|fall|autumn|winter|january|february|march|april|may|june|july|august|september|october|november|"
    r"december)$|^\d"
)
_STATES = re.compile(
    r"(?:^|[:—–-] )((?:(?:[Tt]he )?[A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*){0,3}(?:, and |, | and )(?:the )?){1,8}"
    r"[A-Z][\w.’'-]*(?: [A-Z]\w+)?)$"
)
""" "Norway, the Netherlands and Iceland", whole."""
_LABELLED = re.compile(
    r"(?:[A-Z][\w.-]*(?: [A-Z][\w.-]*){0,2}/[A-Z][\w.-]*(?: [A-Z][\w.-]*)?|[A-Z]{3,}(?: [A-Z]{2,}){0,2}):\s+(?=[A-Z])"
)
""" "Daily Wire/Europe: ", "NEW TOWN: ": where a line comes from, before its first sentence."""
_BULLETS = frozenset("•▪●■◦*–—-")
_PLACING = listed(
    "beneath above inside outside across behind within toward towards throughout along through over between among near "
    "around opposite alongside"
)
"""Words that open a sentence with a place."""
_PUBLISHED = listed("released published issued dated updated")
_COMPLEMENTED = _PUBLISHED | listed("familiar close briefed involved based opposed")
"""Words between one who speaks and what tells more of him: "people close to the talks"."""
_GROUPS = listed(
    "group organization organisation association coalition network alliance party think-tank institute agency"
)
_DETERMINING = listed("the a an his her its their")
_ADDRESS = listed("mr mrs ms dr sir lord lady")
"""Forms of address, which are no titles."""


class Subjects:
    """The words of one masked sentence, and who is spoken of at each place."""

    def __init__(self, masked: str, span: Span, words: list[Token], known: Names) -> None:
        self.masked, self.span, self.words, self.known = masked, span, words, known
        self._starts = [w.start for w in words]
        self._whose = " who " in masked[span[0] : span[1]]

    def leading(self) -> Mention | None:
        """The phrase that opens the sentence, after words for time: its subject, if it can speak."""
        start, end = self.span
        labelled = _LABELLED.match(self.masked, start, end)
        at = labelled.end() if labelled else start
        for _ in range(2):
            match = _TIME_START.match(self.masked, at, end)
            if match and match.end() > at:
                at = match.end()
        words = self.after(at)
        while words and words[0].word in _BULLETS:
            words = words[1:]
        if words and (words[0].plain in OPENERS or words[0].plain in _PLACING):
            comma = next((i for i, w in enumerate(words) if w.word == ","), None)
            if comma is None:
                return None
            words = words[comma + 1 :]
        found = beginning(words, self.known)
        return self.joint(self._apposed(words, *found)[0], anywhere=True) if found else None

    def _apposed(self, words: list[Token], found: Mention, size: int) -> tuple[Mention, int]:
        """ "the head of diplomacy, Anna Example, ...": the name that follows a title speaks."""
        if found.kind not in ("definite", "unnamed"):
            return found, size
        comma = next((k for k in range(size, min(size + 8, len(words))) if not words[k].word[0].isalnum()), None)
        if comma is None or words[comma].word != "," or any(w.plain in cues.SAY for w in words[size:comma]):
            return found, size
        stop = next((k for k in range(comma + 1, len(words)) if not words[k].word[0].isalnum()), len(words))
        name = ending(words[comma + 1 : stop], self.known)
        titles = [w for w in words[comma + 1 : stop] if name is not None and w.start < name.span[0]]
        if name is None or name.kind != "person" or any(w.plain not in TITLES for w in titles):
            return found, size
        return replace(name, role=found.words, party=name.party or found.party, lead=found.span[0]), stop

    def before(self, at: int) -> list[Token]:
        """The tokens that begin before a place."""
        return self.words[: bisect_left(self._starts, at)]

    def after(self, at: int) -> list[Token]:
        """The tokens from a place on."""
        return self.words[bisect_left(self._starts, at) :]

    def _possessive(self, subject: Mention) -> bool:
        """Whether the phrase owns what follows: in "Putin's remarks" nobody remarks."""
        return self.masked[: subject.span[1]].endswith(("'s", "’s", "s'", "s’"))

    def determined(self, start: int) -> int:
        """Where a phrase begins with its article or form of address."""
        index = bisect_left(self._starts, start) - 1
        while index >= 0 and self.words[index].plain in _ADDRESS:
            start, index = self.words[index].start, index - 1
        if index >= 0 and possessive(self.words[index].word) and self.words[index].end < start:
            start, index = self.words[index].start, index - 1  # "the ministry's deputy head"
        return self.words[index].start if index >= 0 and self.words[index].plain in _DETERMINING else start

    def _subject(self, i: int) -> Mention | None:
        """The phrase that ends at token `i`, or one whose complement does: "lawmakers from both parties"."""
        who = self._whose and next((k for k in range(i - 1, max(0, i - 11), -1) if self.words[k].plain == "who"), 0)
        if who and self.words[who + 1].word.islower() and all(w.word[0].isalnum() for w in self.words[who : i + 1]):
            outer = ending(self.words[:who], self.known)
            if outer is not None and outer.kind in ("unnamed", "definite"):
                return outer
        found = ending(self.words[: i + 1], self.known)
        if found is not None:
            return found
        if self.words[i].plain in _PUBLISHED:  # "a fact sheet released Oct. 1"
            paper = ending(self.words[:i], self.known)
            return paper if paper is not None and paper.kind == "paper" else None
        whole = self._enumerated(i)
        for k in range(i, max(0, i - 9 - whole), -1):
            word = self.words[k]
            if not word.word[0].isalnum() and not (word.word == "," and whole):
                return None
            if word.plain in COMPLEMENT:
                end = k
                while end > 0 and self.words[end - 1].plain in _COMPLEMENTED:
                    end -= 1
                outer = ending(self.words[:end], self.known)
                if outer is not None and outer.kind in ("unnamed", "definite", "person", "organization", "paper"):
                    return outer
        return None

    def _enumerated(self, i: int) -> int:
        """How many words a list in small letters takes that ends at token `i`: "a review of depots, boats and men"."""
        low = next((k for k in range(i, max(0, i - 14), -1) if self.words[k].plain in COMPLEMENT), i)
        inside = self.words[low + 1 : i + 1]
        listed_so = [w.word for w in inside if w.word in (",", "and")]
        plain = all(w.word.islower() or w.word == "," for w in inside)
        return i - low if plain and len(listed_so) > 1 and listed_so[-1] == "and" and inside[0].word != "," else 0

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

    def across(self, i: int) -> Mention | None:
        """The subject before a parenthesis that ends at token `i`: "Peskov, the spokesman, said"."""
        marks = [j for j in range(i - 1, max(-1, i - 45), -1) if self.words[j].word in (",", "—", "–", "(")]
        if (
            len(marks) > 1
            and self.words[marks[0]].word == "("
            and [w.word for w in self.words[marks[0] + 2 : i]] == [")"]
        ):
            short = self.words[marks[0] + 1].word.isupper()  # "Anna Example, head of the Sample Agency (SA), said"
            marks = [*marks[1:], marks[0]] if short and self.words[i].word == "," else marks
        for n, j in enumerate(marks[:5]):
            inside = self.words[j + 1 : i]
            if n == 0 and inside:
                name = ending(inside, self.known)
                if name is not None and name.kind == "person":
                    title = [w for w in inside if w.start < name.span[0] and w.plain not in _ADDRESS]
                    if not title or (name.role and title[0].plain not in ("a", "an", "the")):
                        outer = self._subject(j - 1) if j else None
                        if outer is not None and outer.kind in ("definite", "unnamed"):
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
                        if outer is None or (
                            not title and (outer.kind not in ("person", "pronoun") or " " in name.words)
                        ):
                            return name
            if not inside or inside[0].plain in ("and", "but", "so", "or", "because"):
                continue
            subject = ending(self.words[:j], self.known)
            if subject is None and j > 0 and inside[0].plain in ("who", "whose", "speaking", *cues.SIDE):
                subject = self._subject(j - 1)  # "people close to the talks, who asked for silence, said"
            if subject is None or subject.kind == "pronoun":
                continue
            lead = bisect_left(self._starts, self.determined(subject.span[0])) - 1
            if lead > 0 and self.words[lead].plain in COMPLEMENT and self.words[lead - 1].word in (",", "—", "–", "("):
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
                    "for",
                    *cues.SIDE,
                ):
                    role = self.masked[inside[0].start : inside[ends - 1].end]
                    role = re.sub(r"^(?:now\s+)?(?:(?:the|a|an)\s+)?", "", role)
            begun = role.split()[0] if role else ""
            if begun.endswith(("ed", "ing")) and begun.islower() and begun not in TITLES:
                role = None  # "X, dressed in black, said"
            if role and HIDDEN not in role and (" " in role or role.lower() in TITLES):
                group = not subject.known and any(w in _GROUPS for w in re.split(r"[ ,]", role.split(" that ")[0])[:8])
                return Mention(
                    subject.span,
                    subject.words,
                    subject.name,
                    "organization" if group else subject.kind,
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

    def _bare(self, at: int, beside: Mention) -> Mention | None:
        """A family name alone beside a person: "Sample and Minister Anna Example"."""
        word = self.words[at]
        if beside.kind != "person" or not word.capital or not word.word.isalpha() or word.word in NOT_NAMES:
            return None
        return Mention((word.start, word.end), word.word, word.word, "person")

    def _listed(self, words: list[Token], last: Mention) -> Mention | None:
        """Those before the last two of a list, "A, B, C and D", where A opens the sentence and all are of a kind."""
        names: list[str] = []
        before: Mention | None = None
        for _ in range(6):
            one = ending(words, self.known)
            if one is None or one.kind != last.kind or one.plural:
                opened = before is not None and self.words[0].plain in OPENERS  # "In a note, A, B and C said"
                return replace(before, name=", ".join(names)) if before is not None and opened else None
            before = one
            names.insert(0, one.name)
            start = self.determined(one.lead if one.lead >= 0 else self._role_start(one))
            if not self.masked[self.span[0] : start].strip():
                return replace(one, name=", ".join(names))
            k = bisect_left(self._starts, start) - 1
            if k < 1 or self.words[k].word != ",":
                return None
            words = self.words[:k]
        return None

    def _with_its(self, subject: Mention) -> Mention:
        """ "Freedonia and its allies": both, where a State or body stands before those who are its own."""
        index = bisect_left(self._starts, subject.span[0])
        own = index > 1 and self.words[index].plain in ("its", "their") and self.words[index - 1].plain == "and"
        other = ending(self.words[: index - 1], self.known) if own else None
        if other is None or other.kind not in ("state", "organization"):
            return subject
        name = f"{other.name} and {self.masked[self.words[index].start : subject.span[1]]}"
        return replace(subject, name=name, words=name, span=(other.span[0], subject.span[1]))

    def _holding(self, index: int) -> Mention | None:
        """Whom a list of places tells more of: "diplomats from Norway, Sweden, and Denmark"; `index` is the "and"."""
        k = index - 1
        while k > 0 and (self.words[k].capital or self.words[k].word == "," or self.words[k].plain in ("the", "and")):
            k -= 1
        if k < 1 or k == index - 1 or self.words[k].plain not in COMPLEMENT:
            return None
        outer = ending(self.words[:k], self.known)
        return outer if outer is not None and outer.kind in ("unnamed", "definite", "paper") else None

    def joint(self, subject: Mention | None, *, anywhere: bool = False) -> Mention | None:
        """ "Russia and the United States said": two speak together, where they open the sentence or `anywhere`."""
        if subject is not None and subject.kind == "unnamed" and subject.plural:
            return self._with_its(subject)
        if subject is None or subject.kind not in ("state", "organization", "person", "media"):
            return subject
        index = bisect_left(self._starts, self.determined(self._role_start(subject))) - 1
        while index >= 0 and self.words[index].plain == "the":
            index -= 1
        if index < 1 or self.words[index].plain != "and":
            return subject
        other = ending(self.words[:index], self.known) or self._bare(index - 1, subject)
        if other is None or other.kind != subject.kind:
            low = max(self.span[0], subject.span[1] - 200)
            outer = self._holding(index)
            if outer is not None:
                return outer
            whole = _STATES.search(self.masked[low : subject.span[1]]) if subject.kind == "state" else None
            if whole is not None:  # some of them stand in no table: none speaks alone
                return Mention((low + whole.start(1), subject.span[1]), whole[1], whole[1], "state", plural=True)
            return subject
        lead = bisect_left(self._starts, other.span[0]) - 1
        if lead >= 0 and self.words[lead].plain == "the":
            lead -= 1
        if other.role:
            lead = bisect_left(self._starts, self.determined(self._role_start(other))) - 1
        if lead >= 0 and self.words[lead].plain == "both":
            lead -= 1
        if lead >= 0 and self.words[lead].plain in (
            "between",
            "among",
        ):  # "the statement after talks between A and B says"
            outer = self.leading()
            return outer if outer is not None and outer.kind in ("paper", "definite", "unnamed") else None
        if lead > 0 and self.words[lead].word == "," and not anywhere:
            first = self._listed(self.words[:lead], subject)
            other = replace(other, name=f"{first.name}, {other.name}", span=(first.span[0], 0)) if first else other
        if not anywhere and lead >= 0 and self.words[lead].word not in (",", "”", "by", "from"):
            return subject
        return Mention(
            (other.span[0], subject.span[1]),
            f"{other.words} and {subject.words}",
            f"{other.name} and {subject.name}",
            subject.kind,
            plural=True,
            party=subject.party if subject.party == other.party else None,
            known=True,
        )
