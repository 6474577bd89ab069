"""Who said what: every act of saying in a text, found by ordered sieves, each with an id and a confidence class.

The sieves, most certain first: the label of a transcript; a cue (verb of saying with its subject, in both orders) with
what stands before or after it; "according to"; "quoted X as saying"; a colon; what carries over to the next quotation;
and at last an open statement, for words between quotation marks whose speaker the text does not tell. Pronouns and
titles go to the last speaker who fits. A speaker that is not told stays open: none is ever guessed from a topic.
"""

from __future__ import annotations

from dataclasses import replace

from armscontrol.diplomacy.model import DateMention, Document, Quotation, Segment, Span, Statement
from armscontrol.diplomacy.pages.quotations import runs_over_cue
from armscontrol.diplomacy.speech import russian
from armscontrol.diplomacy.speech.acts import Acts
from armscontrol.diplomacy.speech.clauses import Clauses
from armscontrol.diplomacy.speech.coreference import Memory
from armscontrol.diplomacy.speech.drafts import Draft, Drafts
from armscontrol.diplomacy.speech.heard import Heard
from armscontrol.diplomacy.speech.masking import headed, masked
from armscontrol.diplomacy.speech.mentions import Mention
from armscontrol.diplomacy.speech.papers import closing
from armscontrol.diplomacy.speech.persons import names, possessive
from armscontrol.diplomacy.speech.saying import EDGE, trim
from armscontrol.diplomacy.speech.stretches import Stretches
from armscontrol.diplomacy.speech.turns import (
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

READABLE = ("title", "standfirst", "body")


def statements(
    document: Document, segments: tuple[Segment, ...], quotations: tuple[Quotation, ...], dates: tuple[DateMention, ...]
) -> tuple[Statement, ...]:
    """Every statement of the title, the stand-first and the body, in the order of the text.

    Content spans leave out the cue and a leading "that"; those of direct speech hold the marks. In a transcript a turn
    is one direct statement per paragraph; questions from the floor are no statements. `date` is the date mention
    beside the cue, never that of the page. A statement without speaker has the confidence `open`.
    """
    titles = [s.span for s in segments if s.kind == "title"]
    return _Reader(document, quotations, dates, titles).read(segments)


class _Reader:
    def __init__(
        self,
        document: Document,
        quotations: tuple[Quotation, ...],
        dates: tuple[DateMention, ...],
        titles: list[Span],
    ) -> None:
        self.document, self.text = document, document.text
        self.quotations = sorted(quotations, key=lambda q: q.span)
        self.masked = headed(masked(document.text, self.quotations), titles)
        self.made = Drafts(document, self.masked, self.quotations, sorted(dates, key=lambda d: d.span))
        self.stretches = Stretches(document.text, self.masked, self.quotations)
        self.known = names(document.text)
        self.memory = Memory(document.published, self.known)
        self.acts = Acts(document.text, self.masked, self.memory, self.made)
        self.drafts: list[tuple[str, Draft]] = []
        self.waiting: list[Draft] = []
        self.untold: Span | None = None

    def read(self, segments: tuple[Segment, ...]) -> tuple[Statement, ...]:
        paragraphs = [(s.kind, p) for s in segments if s.kind in READABLE for p in self.stretches.paragraphs(s.span)]
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

    def _paragraph(self, kind: str, start: int, end: int) -> None:
        text = self.text[start:end]
        # What is left open goes on only where the next paragraph opens anew, and with the same mark.
        inside = text[:1].isalnum() and self.masked[start : start + 1] == "“"  # it ends a quotation and begins none
        self.waiting = [d for d in self.waiting if inside or text[:1] == self.text[d.content[0][0]]]
        if kind == "body" and len(text) < 130 and text[-1:].isalnum() and HIDDEN not in self.masked[start:end]:
            self.memory.hear(Heard())
            return
        dateline = DATELINE.match(self.masked, start, end)
        start = dateline.end() if dateline else start
        last: Draft | None = None
        loose: list[Draft] = []
        untold, self.untold, told = self.untold if kind == "body" else None, None, len(self.drafts)
        dialogue = self.document.language == "ru" and self.text[start : start + 2] in ("— ", "– ")
        for span in self.stretches.sentences(start, end):
            if kind == "body" and POINTER.match(self.text, *span):
                continue
            about = self._about(kind, span, untold)
            drafts = self._sentence(kind, span, last, loose) if about is None else about
            untold = None if drafts else span
            if dialogue and drafts and drafts[0].content[0][0] > start:
                said = [s for s in self.stretches.sentences(start, end) if s[1] <= drafts[0].content[0][0]]
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
                self.acts.lead = None

    def _settle(self, kind: str, draft: Draft, start: int) -> None:
        """A quotation that no cue of its paragraph took."""
        if any(runs_over_cue(self.text, q) for q in self.made.within(draft.content)):
            pass  # its own paragraph seems to name who spoke, where no mark tells what is quoted: left open
        elif self.acts.lead is not None:
            draft.speaker, draft.sieve, draft.confidence = self.acts.lead, "colon", "likely"
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
        drafts = self.acts.told(clause, span, found, heard, loose) if found else []
        if found:
            self._carried(span, drafts, loose)
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
        if match is None or (before is None and not ru) or (before and self.masked[before[0]] == "“"):
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
                self.acts.lead = (
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

    def _carried(self, span: Span, out: list[Draft], loose: list[Draft]) -> None:
        """Gives the quotations left over before a sentence that opens with one to who speaks in it."""
        opens = bool(out) and out[0].speaker is not None and self.masked[span[0] : span[0] + 1] == "“"
        for draft in self.waiting if opens else ():
            draft.speaker, draft.mention = out[0].speaker, out[0].mention
            draft.sieve, draft.confidence = "next-paragraph", "likely"
        self.waiting = []
        if opens:
            for draft in loose:
                draft.speaker, draft.sieve, draft.confidence = out[0].speaker, "carry-back", "likely"
                self._keep("body", draft)
            loose.clear()
