"""Which words of a sentence are what is said: before the cue, after it, or on both sides."""

from __future__ import annotations

import re

from armscontrol.diplomacy.model import Span
from armscontrol.diplomacy.speech import cues
from armscontrol.diplomacy.speech.clauses import Clauses
from armscontrol.diplomacy.speech.cue import Cue
from armscontrol.diplomacy.speech.cues import listed
from armscontrol.diplomacy.speech.drafts import Draft
from armscontrol.diplomacy.speech.nouns import NATIONS, TITLES
from armscontrol.diplomacy.speech.tails import own_clause
from armscontrol.diplomacy.speech.telling import clausal
from armscontrol.diplomacy.speech.words import HIDDEN

EDGE = " \t\n\r ,;:—–−-•▪●■◦"
"""Marks that never begin or end what is said."""
NEAR = 80
"""Characters before a cue in which a break is looked for."""
_BREAK = re.compile(r"(?:[,;:—–”]|\b(?:and|but|while|as|though|although|whereas|after|adding|when))$")
_MORE = re.compile(
    r"(?:(?<=,”)|\s*,)\s+(?:but|while|though|although|as|after|when|whereas|which|an?\s+\w+\s+(?:\w+\s+)?(?:to|at|of|that))\b"
)
_SETTING = re.compile(
    rf"(?:{cues.TIME})\b|(?:In|On|At|After|Before|During|As|For|With|Following|Amid|When|While|Since|Asked|Speaking|Later|"
    r"Earlier|However|Meanwhile|Still|Also|Instead|Then|First|Second|Finally)\b"
)
_WHILE = re.compile(r"(?:While|Although|Though|Even though|Whereas|Because|Since|When|After|Before|Once|As)\s+$")
_REMARK = re.compile(r"\s+an?\s+(?:\w+\s+){1,3}(?:to|at|of|that)\b")
_UNANSWERED = re.compile(
    r",\s+but\s+(?:the\s+)?(?:[A-Z][\w.’'-]*\s+){1,5}(?:(?:did|has|have|had|does|do)\s+not|made\s+no|gave\s+no|(?:has|have)\s+yet|"
    r"declined|refused)\b"
)
""" "proposed to keep it, but the other side did not answer": the writer's own words."""
_ANOTHER = re.compile(
    r",\s+(?:but|while|though|although|whereas)\s+(?:the\s+)?(?:[A-Z][\w.’'-]*\s+){1,4}(?:[a-z]+ly\s+)?"
    r"(?:is|are|was|were|has|have|had|will|would|[a-z]{3,}(?:[^s]s|ed))\b"
)
""" "offered to keep it, but Washington wants more": what another does is no part of an offer."""
_CITING = re.compile(r"\s*(?:,\s*according to|,?\s*(?:citing|quoting))\b(?!.*\bthat\b)")
_AND_THEN = re.compile(
    r",\s+(?:and|but|while)\s+(?:(?:on\s+\w+day|hours|days|weeks|months|minutes|a\s+\w+|two\s+\w+|shortly|soon|late|later|"
    r"earlier)\s+)?(?:after|before|during|following|in|on|at|later|earlier)\b[^,;:“”\ue000]{0,60}$"
)
""" ", and hours after the vote the ministry said": words of time before the next who speaks."""
_MAIN_VERB = re.compile(
    r",\s+(?:has|have|had|is|are|was|were|will|would|did|does|do|can|could|may|might|"
    r"[a-z]{3,}ed(?=\s+(?!in\b|by\b|on\b|at\b|last\b|under\b)\w))\b"
)
""" "X, which says it is ready, has kept away": the verb of the main clause after a relative one."""
_ELSEWHERE = re.compile(r";\s+(?:in|on|at|after|before|later|earlier|during)\b[^;:“”\ue000]{0,60},\s+$")
_LATER = re.compile(r"\s*,\s+(?:but|while|though|although|whereas)\b")
_LEADING = re.compile(
    r"(?:[A-Z][a-z]+ing)\s+that\s+|"
    r"(?:Calling|Describing|Denouncing|Branding|Labell?ing|Dubbing|Deeming|Characteri[sz]ing|Dismissing|Hailing)\s+"
)
_IN_REPLY = re.compile(r"\bin\s+(?:response|reply|reaction|answer)$")
_AS_TOLD = re.compile(r",\s+as$")
_CLAUSAL = listed("is was are were has had have will would could should may might must can that which who said")


class Saying:
    """The contents of the cues of one masked text."""

    def __init__(self, masked: str) -> None:
        self.masked = masked

    def content(self, clause: Clauses, cue: Cue, floor: int, stop: int, end: int, following: Cue | None) -> list[Span]:
        """The spans of what the cue reports; none where it reports nothing that the sentence tells."""
        masked = self.masked
        before = trim(masked, floor, cue.start, EDGE)
        as_told = _AS_TOLD.search(masked, max(before[0], before[1] - 4), before[1])
        if as_told:  # "the limits held, as X noted"
            before = trim(masked, before[0], as_told.start(), EDGE)
        post = (cue.begin, stop)
        noted = masked[cue.end : cue.end + 1] == "," and masked[clause.span[0] : cue.start].strip() == "As"
        if noted and (told := self._after((cue.end, stop), end)):
            return [told]  # "As X noted, against all odds it stands"
        opens = _WHILE.match(masked, clause.span[0], cue.start)
        if opens and (end_of := _first_comma(masked, post[0] + 8, stop)):
            post = (post[0], end_of)  # "While X said it would stay, Y left"
        if cue.kind == "relative" and "," in masked[cue.start : cue.verb_span[0]]:
            main = _MAIN_VERB.search(masked, post[0] + 8, post[1])
            post = (post[0], main.start()) if main else post
        shown = masked[post[0] : post[1]]
        rest = shown.strip(EDGE + ".")
        if cue.acting:
            before = self._untitled(*before)
            after = self._after(post, end)
            if after:
                return [self._judged(*after)]
            if masked[before[0] : before[1]].endswith("”"):
                return [before]
            return []
        named = cue.subject is None or cue.subject.kind in ("person", "shared", "pronoun")
        before = self._untitled(*before) if named else before
        quoted_before = masked[before[0] : before[1]].endswith("”")
        if cue.inverted:
            parts = [before] if before[0] < before[1] and not (clause.opener(*before) and not quoted_before) else []
            more = trim(masked, *post, EDGE + ".")
            if parts and masked[more[0] : more[0] + 1] == "“":
                parts.append(more)
            return self._cut(parts)
        if cue.that or masked[post[0] : post[1]].lstrip(" ,:—–").startswith("“"):
            after = self._after(post, end)
            if cue.that and cue.kind in ("quoted", "say", "judged") and after:
                return [self._unapposed(*after)]
            if quoted_before and after and not cue.that:
                return [before, after]
            if quoted_before and (not after or not clause.opener(*before)):
                return [before, after] if after else [before]
            return [after] if after else []
        leading = _LEADING.match(masked, *before) if quoted_before else None
        if leading:  # "Stating that it was “late,” X repeated ..."
            after = self._after(post, end) if rest else None
            return [(leading.end(), before[1]), *([after] if after else [])]
        if (
            masked[cue.end : cue.end + 1] == ","
            and cue.kind == "say"
            and before[0] < before[1]
            and masked[before[1] : cue.start].strip()[:1] == ","
            and not quoted_before
            and not _SETTING.match(masked, *before)
        ):  # "The treaty, X said, is dead"
            after = self._after(post, end)
            if after and len(masked[after[0] : after[1]].split()) > 1 and not cues.TAIL_STOP.match(masked, *post):
                goes_on = masked[before[0] : before[1]].endswith((" and", " but"))
                return self._cut([after] if goes_on else [before, after])
        comma = as_told or masked[before[1] : cue.start].strip()[:1] in (",", "—", "–", "-") or quoted_before
        has_before = before[0] < before[1] and comma
        if (cue.kind == "linked" or cue.verb in cues.PARTICIPLES) and not quoted_before:
            has_before = False
        if has_before:
            tail = (
                not rest
                or bool(cues.PREPOSITION.match(masked, *post))
                or bool(cues.TAIL_STOP.match(masked, *post))
                or (cue.begin > cue.end and bool(cues.PREPOSITION.match(masked, cue.end, stop)) and "“" not in shown)
            )
            if cue.verb in ("told", "tells", "informed") and not quoted_before and "“" not in shown:
                tail = tail or not clausal(rest.split(",")[0])
            joined = re.match(r"\s*,\s*(?:and|but|because|so)\b", shown)
            near = masked[cue.end : cue.end + 1] == ","  # after a hearer or a time, "the" begins an apposition
            resumed = re.match(rf"\s*,\s*(?:to|which|that{'|the|a' if near else ''})\b", shown)
            if quoted_before or (
                (tail or joined or resumed or masked[cue.begin : cue.begin + 1] == ",")
                and (not rest or not clause.opener(*before))
            ):
                parts = [before]
                inner = re.search(r",\s*(?:\w+ing)\s+(?=[^,]*“)|,?\s*(?=“)", shown)
                if quoted_before and inner and HIDDEN in shown:
                    parts.append(trim(masked, post[0] + inner.end(), post[1], EDGE))
                elif joined or resumed:
                    rest_of_it = self._after((post[0] + (joined.end() if joined else 0), post[1]), end)
                    if rest_of_it and len(masked[rest_of_it[0] : rest_of_it[1]].split()) > 2:
                        parts.append(rest_of_it)
                return self._cut(parts)
        if cue.end < cue.begin and _IN_REPLY.search(masked, cue.end, cue.begin) and shown.startswith(" to "):
            return []
        if not rest or ((cue.verb in cues.INTRANSITIVE or _CITING.match(shown)) and "“" not in shown):
            return []
        if cue.kind in ("say", "relative", "quoted", "linked", "embedded"):
            if cues.PREPOSITION.match(masked, *post) and not cue.that:
                quote = masked.find("“", *post)
                if quote >= 0 and cue.kind != "embedded":
                    part = trim(masked, quote, post[1], EDGE)
                    return self._cut([part])
                if re.match(
                    r"\s*,?\s*(?:of|about|in|at|on|to|with|by|from|for|when|as|according|citing|who|again)\b", shown
                ) and (
                    cue.verb
                    in (
                        "told",
                        "tells",
                        "responded",
                        "replied",
                        "testified",
                        "wrote",
                        "posted",
                        "commented",
                        "answered",
                    )
                    or len(rest.split()) < 6
                ):
                    return []
            if cue.verb in ("told", "tells") and cue.begin == cue.end:
                return []
            after = self._after(post, end)
            return (
                [after]
                if (after and len(masked[after[0] : after[1]].split()) > 1)
                or (after and HIDDEN in masked[after[0] : after[1]])
                else []
            )
        return []

    def _unapposed(self, start: int, end: int) -> Span:
        """What is said without the writer's word on it: "said it was “late,” a nod to the elections"."""
        mark = self.masked.rfind(",”", start, end)
        if mark > start and "”" not in self.masked[mark + 2 : end] and _REMARK.match(self.masked, mark + 2, end):
            return start, mark + 2
        return start, end

    def _judged(self, start: int, end: int) -> Span:
        """The object of a verb up to a clause that follows its last quotation: "called it “fair”, but nobody came"."""
        if answered := _UNANSWERED.search(self.masked, start + 12, end):
            end = answered.start()
        if self.masked.startswith("to ", start) and (another := _ANOTHER.search(self.masked, start + 12, end)):
            end = another.start()
        mark = self.masked.rfind("”", start, end)
        at = mark + 1 if mark > start else end
        for _ in range(4):
            told = cues.ADVERBIAL.match(self.masked, at, end)
            if told is None or told.end() == at:
                break
            at = told.end()
        if mark > start and mark + 1 < at and not self.masked[at:end].strip(EDGE + "."):
            return start, mark + 1
        more = _MORE.match(self.masked, mark + 1, end) if mark > start else None
        if more is None and mark > start:
            more = _LATER.search(self.masked, mark + 1, end)
        return (start, more.start()) if more else (start, end)

    def _untitled(self, start: int, end: int) -> Span:
        """Content before a cue without a long title that stands between it and the name."""
        masked = self.masked
        at = max(masked.rfind("”", start, end), masked.rfind(", ", start, end))
        gap = masked[at + 1 : end].split() if at > start else []
        if not gap or len(gap) > 22:
            return start, end
        first = gap[0].lower().strip("’'s")
        titled = (
            first in TITLES
            or gap[0].lower() in NATIONS
            or (gap[0] in ("the", "The") and len(gap) > 1 and gap[1].lower() in TITLES)
        )
        if not titled or any(w.lower().strip(",") in _CLAUSAL for w in gap):
            return start, end
        return trim(masked, start, at + 1, EDGE)

    def ends(self, cue: Cue, following: Cue) -> int | None:
        """Where what a cue reports ends before the next cue; `None` where that one stands inside it."""
        masked = self.masked
        far = max(cue.begin, following.start - 2 * NEAR)
        if following.kind in ("say", "act") and following.verb_span[0] >= following.start:
            apart = _AND_THEN.search(masked, far, following.start)
            if apart and cue.kind in ("say", "act", "relative"):
                return apart.start()
        own = own_clause(masked, far, following) if cue.kind in ("say", "act", "relative", "quoted") else None
        if own is not None:
            return own
        if self.nested(cue, following):
            return None
        semicolon = masked.rfind(";", far, following.start)
        between = (
            masked[far : following.start].rstrip().endswith(",") and masked[following.end : following.end + 1] == ","
        )
        if semicolon > cue.begin and between:
            return semicolon  # "thinks it sound; the rest, he says, is talk"
        if semicolon > cue.begin and _ELSEWHERE.match(masked, semicolon, following.start):
            return semicolon  # "said it stands; in another talk, he said ..."
        return following.start

    def nested(self, cue: Cue, following: Cue) -> bool:
        """Whether the next cue stands inside what this one reports, so that it does not end it."""
        if cue.kind == "embedded" or following.kind in ("embedded",):
            return following.kind == "embedded"
        # what stands far before the next cue decides nothing: many cues in one sentence stay cheap
        between = self.masked[max(cue.begin, following.start - NEAR) : following.start].rstrip()
        if following.kind == "linked":
            return following.verb_span[0] - following.start < 5 and following.start == following.verb_span[0]
        if not between.strip(EDGE):
            return True
        return _BREAK.search(between) is None

    def _after(self, post: Span, end: int) -> Span | None:
        begin, stop = trim(self.masked, *post, EDGE)
        if stop < end:
            while True:
                trimmed = re.sub(
                    r"(?:\s*[,;—–−]|\s+(?:and|but|while|as|even|though|although|whereas|after|when))$",
                    "",
                    self.masked[begin:stop],
                )
                if len(trimmed) == stop - begin:
                    break
                stop = begin + len(trimmed)
        cut = cues.TAIL_STOP.search(self.masked, begin + 12, stop) if stop - begin > 12 else None
        if cut:
            stop = cut.start()
        begin, stop = trim(self.masked, begin, stop, EDGE)
        if self.masked[stop - 1 : stop] == "." and HIDDEN not in self.masked[stop - 2 : stop]:
            stop -= 1
        return (begin, stop) if begin < stop else None

    def _cut(self, parts: list[Span]) -> list[Span]:
        out = []
        for a, b in parts:
            colon = self.masked.find(": “", a, b)
            if colon >= 0 and "“" not in self.masked[a:colon]:
                a = colon + 2
            cut = (
                cues.TAIL_STOP.search(self.masked, a + 12, b)
                if HIDDEN not in self.masked[a:b] and b - a > 400
                else None
            )
            b = cut.start() if cut else b
            if self.masked[a:b].strip():
                out.append((a, b))
        return out

    def zones(self, span: Span, content: list[Span]) -> tuple[Span, ...]:
        """What of the sentence is not content: the words for who, when, where and through whom."""
        zones, at = [], span[0]
        for a, b in sorted(content):
            if a > at and a < span[1]:
                zones.append((at, a))
            at = max(at, b)
        if at < span[1]:
            zones.append((at, span[1]))
        return tuple(z for z in zones if z[0] < z[1])

    def tailed(self, cue: Cue, end: int) -> bool:
        """Whether nothing, or only time, place and occasion, follows a cue: "it said in reply to a letter"."""
        rest = self.masked[cue.begin : end].strip(EDGE + ".")
        handed = cue.relayer is not None or (cue.subject is not None and cue.subject.kind == "media")
        if handed or cue.that or HIDDEN in rest:
            return not rest
        aside = cues.PREPOSITION.match(self.masked, cue.begin, end)
        return not rest or (bool(aside) and not clausal(rest))

    def whole(self, clause: Clauses, cue: Cue, start: int, out: list[Draft]) -> Span | None:
        """A closing cue over a sentence that itself reports: "Russia has told them that ..., the ministry said." """
        first = out[0].sieve if out else None
        of, by = (out[0].speaker, cue.subject) if len(out) == 1 else (None, None)
        passing = of is not None and by is not None and of.kind in ("organization", "state") and by.kind == "pronoun"
        closed = self.masked[start : cue.start].rstrip().endswith("”")
        if passing and closed and by is not None and by.gender and cue.kind == "say" and not cue.that:
            return trim(self.masked, start, cue.start, EDGE)  # "The ministry says that “...,” he went on to say"
        if first is None or cue.kind != "say" or cue.acting or cue.that or cue.inverted:
            return None
        if not self.masked[start : cue.start].rstrip().endswith(",") or not self.tailed(cue, clause.span[1]):
            return None
        if first.startswith("linked") or HIDDEN in self.masked[start : cue.start]:
            return None
        return trim(self.masked, start, cue.start, EDGE)


def _first_comma(masked: str, start: int, end: int) -> int | None:
    """The first comma outside quotation marks that more than two words follow."""
    at = masked.find(",", start, end)
    return at if at >= 0 and len(masked[at:end].split()) > 2 and masked[at + 1 : at + 2] == " " else None


def trim(text: str, start: int, end: int, marks: str = " \t\n\r ") -> Span:
    """The span without these marks at its edges."""
    while start < end and text[start] in marks:
        start += 1
    while end > start and text[end - 1] in marks:
        end -= 1
    return start, end
