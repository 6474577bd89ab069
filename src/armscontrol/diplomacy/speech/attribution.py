"""Who said what: every act of saying in a text, found by ordered sieves, each with an id and a confidence class.

The sieves, most certain first: the label of a transcript; a cue (verb of saying with its subject, in both orders) with
what stands before or after it; "according to"; "quoted X as saying"; a colon; what carries over to the next quotation;
and at last an open statement, for words between quotation marks whose speaker the text does not tell. Pronouns and
titles go to the last speaker who fits. A speaker that is not told stays open: none is ever guessed from a topic.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import replace

from armscontrol.diplomacy.model import DateMention, Document, Quotation, Segment, Span, Statement
from armscontrol.diplomacy.pages.quotations import runs_over_cue
from armscontrol.diplomacy.pages.sentences import sentences
from armscontrol.diplomacy.speech import russian
from armscontrol.diplomacy.speech.according import according
from armscontrol.diplomacy.speech.chains import medium
from armscontrol.diplomacy.speech.clauses import Clauses
from armscontrol.diplomacy.speech.coreference import Heard, Memory
from armscontrol.diplomacy.speech.cue import Cue
from armscontrol.diplomacy.speech.drafts import Draft, Drafts
from armscontrol.diplomacy.speech.masking import masked, opened
from armscontrol.diplomacy.speech.mentions import Mention
from armscontrol.diplomacy.speech.nouns import BODIES, OPENERS
from armscontrol.diplomacy.speech.papers import closing
from armscontrol.diplomacy.speech.persons import names, possessive
from armscontrol.diplomacy.speech.polarity import denies
from armscontrol.diplomacy.speech.saying import EDGE, Saying, trim
from armscontrol.diplomacy.speech.telling import of_conduct, of_nothing
from armscontrol.diplomacy.speech.turns import (
    ASKED,
    DATELINE,
    POINTER,
    THIS_SAID,
    announcer,
    headline,
    interviewee,
    label,
    proverbial,
    signed,
)
from armscontrol.diplomacy.speech.words import HIDDEN, Token, tokens

LONGEST = 4_000
"""Characters of the longest stretch that is read as one sentence."""
READABLE = ("title", "standfirst", "body")
_PARAGRAPH = re.compile(r"\n[ \t]*\n|(?<=[.!?…”\"’'»:)])[ \t]*\n(?!\s*[a-z])")


def statements(
    document: Document, segments: tuple[Segment, ...], quotations: tuple[Quotation, ...], dates: tuple[DateMention, ...]
) -> tuple[Statement, ...]:
    """Every statement of the title, the stand-first and the body, in the order of the text.

    Content spans leave out the cue and a leading "that"; those of direct speech hold the marks. In a transcript a turn
    is one direct statement per paragraph; questions from the floor are no statements. `date` is the date mention
    beside the cue, never that of the page. A statement without speaker has the confidence `open`.
    """
    return _Reader(document, quotations, dates).read(segments)


class _Reader:
    def __init__(self, document: Document, quotations: tuple[Quotation, ...], dates: tuple[DateMention, ...]) -> None:
        self.document, self.text = document, document.text
        self.quotations = sorted(quotations, key=lambda q: q.span)
        self._quote_starts = [q.span[0] for q in self.quotations]
        self.masked = masked(document.text, self.quotations)
        self.saying = Saying(self.masked)
        self.made = Drafts(document, self.masked, self.quotations, sorted(dates, key=lambda d: d.span))
        self.split = opened(self.masked, document.text, self.quotations)
        self.known = names(document.text)
        self.memory = Memory(document.published, self.known)
        self.drafts: list[tuple[str, Draft]] = []
        self.lead: Mention | None = None
        self.waiting: list[Draft] = []
        self.untold: Span | None = None

    def read(self, segments: tuple[Segment, ...]) -> tuple[Statement, ...]:
        paragraphs = [(s.kind, p) for s in segments if s.kind in READABLE for p in self._paragraphs(s.span)]
        answering = interviewee(self.text, self.known)
        labels = [x for _, (a, b) in paragraphs if (x := label(self.text, a, b, self.known, answering))]
        told_by = [m for _, m, _ in labels if m is not None]
        alone = any(m.words.isupper() and " " in m.words and (m.known or m.kind == "unnamed") for m in told_by)
        turns = len(labels) if told_by else 0
        transcript = alone or turns >= 3 or (turns == 2 and len(paragraphs) <= 6)
        turn: Mention | None = None
        asked = False
        for kind, (start, end) in paragraphs:
            if transcript and kind == "body":
                told = label(self.text, start, end, self.known, answering)
                if told is not None:
                    start, turn, asked = told
                if turn is not None or asked:
                    if not asked and turn is not None:
                        draft = Draft(
                            [(start, end)], turn, "transcript-label", "sure", None, speaker=turn, transcript=True
                        )
                        self.drafts.append((kind, draft))
                    continue
            self._paragraph(kind, start, end)
        return self.made.finished(self.drafts)

    def _paragraphs(self, span: Span) -> list[Span]:
        out, begin = [], span[0]
        for match in _PARAGRAPH.finditer(self.text, *span):
            if not self._inside(match.start() + 1):
                out.append((begin, match.end()))
                begin = match.end()
        out.append((begin, span[1]))
        return [t for t in (trim(self.text, a, b) for a, b in out) if t[0] < t[1]]

    def _inside(self, at: int) -> bool:
        i = bisect_left(self._quote_starts, at) - 1
        return i >= 0 and self.quotations[i].span[1] > at

    def _paragraph(self, kind: str, start: int, end: int) -> None:
        text = self.text[start:end]
        # What is left open goes on only where the next paragraph opens anew, and with the same mark.
        self.waiting = [d for d in self.waiting if text[:1] == self.text[d.content[0][0]]]
        if kind == "body" and len(text) < 130 and text[-1:].isalnum() and HIDDEN not in self.masked[start:end]:
            self.memory.hear(Heard())
            return
        dateline = DATELINE.match(self.masked, start, end)
        start = dateline.end() if dateline else start
        last: Draft | None = None
        loose: list[Draft] = []
        untold, self.untold, told = self.untold if kind == "body" else None, None, len(self.drafts)
        dialogue = self.document.language == "ru" and self.text[start : start + 2] in ("— ", "– ")
        for span in self._sentences(start, end):
            if kind == "body" and POINTER.match(self.text, *span):
                continue
            about = self._about(kind, span, untold)
            drafts = self._sentence(kind, span, last, loose) if about is None else about
            untold = None if drafts else span
            if dialogue and drafts and drafts[0].content[0][0] > start:
                said = [s for s in self._sentences(start, end) if s[1] <= drafts[0].content[0][0]]
                drafts[0].content, drafts[0].transcript = [*said, *drafts[0].content], True
            dialogue = dialogue and not drafts
            if drafts:
                last = drafts[-1]
        self.untold = None if len(self.drafts) > told or kind != "body" else untold
        for draft in loose:
            self._settle(kind, draft, start)
        if loose and not any(d.speaker for d in loose):
            return
        if last is not None or not loose:
            closing = self.masked[start:end].rstrip()
            if not closing.endswith(":"):
                self.lead = None

    def _sentences(self, start: int, end: int) -> list[Span]:
        """Sentences; one longer than any sentence is cut, so that the work stays in step with the length."""
        out: list[Span] = []
        for a, b in sentences(self.split, start, end):
            if out and self.masked[a - 2] == "”" and ASKED.match(self.masked, a, b):
                a = out.pop()[0]  # “Is it?” X asked.
            while b - a > LONGEST:
                cut = self.text.rfind(" ", a + 1, a + LONGEST)
                cut = cut if cut > a else a + LONGEST
                out.append((a, cut))
                a = cut
            out.append((a, b))
        return out

    def _settle(self, kind: str, draft: Draft, start: int) -> None:
        """A quotation that no cue of its paragraph took."""
        if any(runs_over_cue(self.text, q) for q in self.made.within(draft.content)):
            pass  # its own paragraph seems to name who spoke, where no mark tells what is quoted: left open
        elif self.lead is not None:
            draft.speaker, draft.sieve, draft.confidence = self.lead, "colon", "likely"
        elif not self.made.closed(draft):
            if start == draft.content[0][0]:
                self.waiting.append(draft)
        else:
            previous = self.drafts[-1][1] if self.drafts else None
            near = previous is not None and self.text[previous.content[-1][1] : draft.content[0][0]].count("\n\n") <= 1
            if near and previous is not None and previous.speaker is not None and self._quoting(previous):
                gap = self.masked[max(s[1] for s in previous.content) : draft.content[0][0]]
                if len(gap) < 200:
                    draft.speaker, draft.sieve, draft.confidence = previous.speaker, "carry-over-paragraph", "likely"
        self._keep(kind, draft)

    def _set(self, start: int, end: int) -> bool:
        """Whether these words only set the time or place of what follows them."""
        words = self.masked[start:end].split()
        return (
            0 < len(words) < 9
            and words[0].lower() in OPENERS
            and words[-1].endswith(",")
            and HIDDEN not in "".join(words)
        )

    def _quoting(self, draft: Draft) -> bool:
        return any(HIDDEN in self.masked[a:b] for a, b in draft.content)

    def _keep(self, kind: str, draft: Draft) -> None:
        self.drafts.append((kind, draft))

    def _sentence(self, kind: str, span: Span, last: Draft | None, loose: list[Draft]) -> list[Draft]:
        start, end = span
        words = tokens(self.masked[start:end], start)
        heard = Heard()
        clause = Clauses(self.masked, span, words, self.known)
        found = russian.cues(self.masked, span, words) if self.document.language == "ru" else clause.cues()
        if kind == "title" and not found:
            found = headline(self.masked, span, words, self.known)
        if self.document.language != "ru":
            heard.words, heard.known, heard.clause = words, self.known, clause
            if heard.opens_with_pronoun() and (lead := clause.leading()) is not None:
                heard.lead(self.memory.resolve(lead, [])[0])
        else:
            heard.name(russian.people(words))
        self.memory.now = clause if self.document.language != "ru" else None
        found = closing(self.masked, span, found) if found else found
        drafts = self._acts(clause, span, found, heard, last, loose) if found else []
        if not drafts:
            drafts = self._uncued(kind, span, words, heard, last, loose)
        else:
            for draft in drafts:
                self._keep(kind, draft)
        self.memory.hear(heard)
        return drafts

    def _about(self, kind: str, span: Span, before: Span | None) -> list[Draft] | None:
        """ "This was announced by X": what the sentence before told is what X said. `None` for other sentences."""
        match = THIS_SAID.match(self.masked, *span)
        ru = self.document.language == "ru"
        if match is None or (before is None and not ru) or (before and HIDDEN in self.masked[slice(*before)]):
            return None
        subject = announcer(self.masked, match.end(), span[1], self.known, ru)
        speaker = self.memory.resolve(subject, [])[0] if subject is not None else None
        if subject is not None and subject.kind == "media" and self.drafts:
            self.drafts[-1][1].zones += (span,)  # "this is reported by the agency": through whom it came
            return []
        if subject is None or speaker is None or speaker.kind in ("media", "paper", "shared"):
            return None
        self.memory.hear(Heard(spoke=[speaker]))
        if before is None:
            return []  # what was announced, this text does not tell
        told = [trim(self.text, *before, EDGE + ".")]
        self._keep(kind, Draft(told, subject, "about-this", "likely", match.span(), (span,), speaker=speaker))
        return [self.drafts[-1][1]]

    def _uncued(
        self, kind: str, span: Span, words: list[Token], heard: Heard, last: Draft | None, loose: list[Draft]
    ) -> list[Draft]:
        start, end = span
        shown = self.masked[start:end]
        if HIDDEN not in shown:
            if shown.rstrip().endswith(":"):
                self.lead = (
                    next((m for m in heard.named if m.kind == "person"), None)
                    if len({m.name for m in heard.named if m.kind == "person"}) == 1
                    else None
                )
            return []
        signer = signed(self.masked, span, words, self.known)
        if signer is not None:
            first = self.made.quotes(span)[0].span
            draft = Draft([first], signer, "signed", "likely", signer.span, (span,), speaker=signer)
            self._keep(kind, draft)
            return [draft]
        colon = shown[: shown.index("“")].rstrip().endswith(":") if "“" in shown else False
        speech = [
            q
            for q in self.made.quotes(span)
            if (q.kind == "speech" or (colon and q.kind == "words"))
            and len(self.text[q.span[0] : q.span[1]].split()) > (2 if colon else 4)
        ]
        if shown.startswith("“") and (shown.rstrip(" .,;").endswith("”") or "”" not in shown) and shown.count("“") == 1:
            if last is not None and last.speaker is not None:
                if self._quoting(last) and last.sieve != "carry-over":
                    last.content.append(span)
                    heard.spoke.append(last.speaker)
                    return [last]
                draft = Draft([span], last.mention, "carry-over", "likely", last.cue, speaker=last.speaker)
                heard.spoke.append(last.speaker)
                self._keep(kind, draft)
                return [draft]
            if last is None or last.speaker is None:
                loose.append(Draft([span], None, "open", "open", None))
                return []
        if not speech:
            return []
        before = shown[: shown.index("“")].rstrip() if "“" in shown else ""
        people = {m.name: m for m in heard.named if m.kind == "person"}
        if proverbial(before):
            return []
        if before.endswith(":") and self.document.language == "ru":
            teller = russian.speaker(before.rstrip(":"))
            people = {teller.name: replace(teller, span=(start, start + len(before) - 1))} if teller else people
        opener = (
            heard.clause.leading() if before.endswith(":") and len(people) != 1 and heard.clause is not None else None
        )
        if opener is not None and opener.name in people and not possessive(opener.words):
            people = {opener.name: opener}  # "her deputy, Anna Example, was more direct: ..."
        if opener is not None and opener.kind in ("unnamed", "definite", "pronoun"):
            told, sieve, confidence = self.memory.resolve(opener, [])
            draft = Draft([q.span for q in speech], opener, f"colon-{sieve}", confidence, opener.span, (span,))
            draft.speaker = told
            if told is not None:
                heard.spoke.append(told)
            self._keep(kind, draft)
            return [draft]
        if before.endswith(":") and len(people) == 1:
            mention = next(iter(people.values()))
            draft = Draft([q.span for q in speech], mention, "colon", "likely", mention.span, (span,), speaker=mention)
            heard.spoke.append(mention)
            self._keep(kind, draft)
            return [draft]
        draft = Draft([q.span for q in speech], None, "open", "open", None)
        if (
            last is not None
            and last.speaker is not None
            and not people
            and before
            and before.split()[0] in ("He", "She", "It")
        ):
            draft.speaker, draft.sieve, draft.confidence = last.speaker, "carry-over", "likely"
        self._keep(kind, draft)
        return [draft] if draft.speaker is not None else []

    def _acts(
        self, clause: Clauses, span: Span, found: list[Cue], heard: Heard, last: Draft | None, loose: list[Draft]
    ) -> list[Draft]:
        start, end = span
        out: list[Draft] = []
        speaking = [c for c in found if c.kind not in ("according", "embedded")]
        floor = denied_to = start
        previous: Mention | None = None
        spoke: list[Mention] = []
        for n, cue in enumerate(found):
            following = next((c for c in found[n + 1 :] if c.kind != "according" or c.subject is not None), None)
            stop = end
            for later in found[n + 1 :]:
                if cue.that and later.start > cue.begin and self._set(cue.begin, later.start):
                    continue  # "recalled that in May, X said ..."
                at = self.saying.ends(cue, later) if later.kind != "according" or later.subject is not None else None
                if at is not None:
                    stop = at
                    break
            for main in found if cue.kind == "relative" else ():  # "X, who called it unfair, said ..."
                if main.start <= cue.start and cue.begin < main.verb_span[0] < stop:
                    stop = main.verb_span[0]
            if cue.kind == "according":
                if not speaking or self._fronted(cue, span, speaking):
                    draft = according(self.masked, span, cue, self.memory, self.saying)
                    if draft is not None:
                        out.append(draft)
                        spoke.append(draft.speaker) if draft.speaker else None
                    if speaking:
                        break
                continue
            if cue.start < denied_to:
                continue  # what is denied nobody said
            if cue.start < floor and cue.subject is not None and cue.subject.kind in ("pronoun", "definite"):
                continue
            if cue.subject is not None and cue.subject.kind == "media" and out and cue.verb.startswith("report"):
                continue
            mention, sieve, confidence = self._who(clause, cue, previous, spoke)
            if cue.kind == "linked" and mention is None:
                continue
            if (
                mention is not None
                and mention.kind == "media"
                and following is not None
                and following.kind in ("say", "quoted")
                and not self.masked[cue.begin : following.start].strip(EDGE)
            ):
                continue
            whole = self.saying.whole(clause, cue, start, out)
            if whole is not None and self._passed_on(out, mention):
                continue
            if whole is not None:
                content = [whole]
                out = [
                    d
                    for d in out
                    if d.speaker is not None and d.speaker.kind == "person" and d.content[0][1] < cue.start
                ]
            else:
                content = self.saying.content(clause, cue, floor, stop, end, following)
            if not content:
                taken = self._previous_quote(cue, floor, span, last, loose) if not out else None
                if taken:
                    content = taken
                elif self.masked[cue.begin : end].strip().endswith(":") or self.masked[cue.end : end].rstrip().endswith(
                    ":"
                ):
                    if mention is not None:
                        self.lead = mention
                        spoke.append(mention)
                    previous = mention or previous
                    continue
                else:
                    if mention is not None and cue.kind != "linked":
                        previous = mention
                    continue
            if of_nothing(self.masked, cue, mention, content, self.made.within(content)):
                continue
            if mention is not None and cue.acting and of_conduct(self.masked, cue, mention, content):
                previous = mention
                continue
            zones = self.saying.zones(span, content)
            draft = Draft(
                content,
                mention if cue.subject is None else cue.subject,
                f"{cue.kind}-{sieve}",
                confidence,
                cue.verb_span,
                zones,
                medium(self.text[cue.start : cue.end]) if cue.relayer else None,
                mention,
            )
            draft.anchor = (cue.start, cue.end)
            draft.denied = cue.acting and denies(self.masked, cue.verb, cue.verb_span[1], end)[0]
            if draft.denied:
                denied_to = max(b for _, b in content)
            if cue.kind == "relative":
                draft.confidence = "likely" if confidence != "open" else "open"
            out.append(draft)
            if mention is not None:
                spoke.append(mention)
                previous = mention
            elif cue.subject is not None and cue.subject.kind == "definite" and cue.subject.head not in BODIES:
                heard.untold = True
            floor = max(floor, max(b for _, b in content), cue.end)
        if self.waiting and out and out[0].speaker is not None and self.masked[start : start + 1] == "“":
            for draft in self.waiting:
                draft.speaker, draft.mention = out[0].speaker, out[0].mention
                draft.sieve, draft.confidence = "next-paragraph", "likely"
        self.waiting = []
        if loose and out and out[0].speaker is not None and self.masked[start : start + 1] == "“":
            for draft in loose:
                draft.speaker, draft.sieve, draft.confidence = out[0].speaker, "carry-back", "likely"
                self._keep("body", draft)
            loose.clear()
        heard.spoke.extend(spoke)
        return out

    def _fronted(self, cue: Cue, span: Span, speaking: list[Cue]) -> bool:
        """ "According to the Kremlin, the presidents expressed ...": who is named first tells of what others did."""
        return (
            cue.subject is not None
            and cue.start == span[0]
            and self.masked[cue.end : cue.end + 1] == ","
            and all(c.acting for c in speaking)
            and HIDDEN not in self.masked[span[0] : span[1]]
            and cue.subject.kind not in ("media", "paper")
        )

    def _passed_on(self, out: list[Draft], mention: Mention | None) -> bool:
        """ "Kan told Obama that ..., officials said": those without a name only pass on what a named person said."""
        if mention is None or mention.kind != "unnamed" or len(out) != 1:
            return False
        inner = out[0]
        if inner.speaker is None or inner.speaker.kind != "person" or inner.mention is not inner.speaker:
            return False
        inner.relayer = inner.relayer or mention.words
        return True

    def _who(
        self, clause: Clauses, cue: Cue, previous: Mention | None, spoke: list[Mention]
    ) -> tuple[Mention | None, str, str]:
        if cue.kind == "linked":
            if previous is not None:
                return previous, "same-subject", "likely"
            lead = clause.leading()
            if lead is None or lead.kind == "media":
                return None, "open", "open"
            return self.memory.resolve(lead, spoke)
        if cue.subject is None:
            return None, "open", "open"
        if cue.subject.name in ("he", "she") and cue.subject.kind == "pronoun" and not spoke:
            lead = clause.leading()
            before = lead is not None and lead.kind == "person" and lead.span[1] < cue.subject.span[0]
            if lead is not None and before and lead.gender in (None, cue.subject.gender):
                return lead, "pronoun-subject", "likely"
        told = self.memory.resolve(cue.subject, spoke)
        if told[0] is None and cue.subject.kind == "paper":
            later = self.memory.later(self.masked, clause.span[0])
            told = (later, "paper-issued", "likely") if later is not None else told
        return told

    def _previous_quote(self, cue: Cue, floor: int, span: Span, last: Draft | None, loose: list[Draft]) -> list[Span]:
        """The quotation that a cue on its own closes: “Is it?” Putin asked in January."""
        if self.masked[floor : cue.start].strip(EDGE) and not loose:
            return []
        if loose and cue.start - loose[-1].content[-1][1] < 4:
            content = [s for d in loose for s in d.content]
            loose.clear()
            return content
        return []
