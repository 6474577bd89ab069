"""The acts of saying in one sentence that its cues tell of: who speaks in each, and what of it is said."""

from __future__ import annotations

import re
from dataclasses import replace

from armscontrol.diplomacy.model import Span
from armscontrol.diplomacy.speech.according import according
from armscontrol.diplomacy.speech.apart import apart, bound, fragment, handed_on, relayed
from armscontrol.diplomacy.speech.chains import medium
from armscontrol.diplomacy.speech.clauses import Clauses
from armscontrol.diplomacy.speech.coreference import Memory
from armscontrol.diplomacy.speech.cue import Cue
from armscontrol.diplomacy.speech.drafts import Draft, Drafts
from armscontrol.diplomacy.speech.heard import Heard
from armscontrol.diplomacy.speech.mentions import Mention
from armscontrol.diplomacy.speech.nouns import BODIES, OPENERS
from armscontrol.diplomacy.speech.polarity import denies
from armscontrol.diplomacy.speech.saying import EDGE, Saying, trim
from armscontrol.diplomacy.speech.tails import untailed
from armscontrol.diplomacy.speech.telling import of_conduct, of_nothing
from armscontrol.diplomacy.speech.words import HIDDEN

_ASIDE = re.compile(r"[^\W\d_]\s+(?:—|–|-)\s+$")
_ASIDE_END = re.compile(r"\s+(?:—|–|-)\s+")


class Acts:
    """Reads the cues of sentences of one text; `lead` is who speaks next, where a sentence ends in a colon."""

    def __init__(self, text: str, masked: str, memory: Memory, made: Drafts) -> None:
        self.text, self.masked, self.memory, self.made = text, masked, memory, made
        self.saying = Saying(masked)
        self.lead: Mention | None = None

    def told(self, clause: Clauses, span: Span, found: list[Cue], heard: Heard, loose: list[Draft]) -> list[Draft]:
        """The drafts of a sentence; a cue that stands alone takes the quotations left over before it."""
        start, end = span
        out: list[Draft] = []
        if (through := relayed(found, span)) is not None:
            draft = according(self.masked, through[2], through[0], self.memory, self.saying)
            if draft is not None:
                draft.zones, draft.anchor = self.saying.zones(span, draft.content), (through[1].start, through[1].end)
                heard.spoke.extend([draft.speaker] if draft.speaker else [])
                return [draft]
        speaking = [c for c in found if c.kind not in ("according", "embedded")]
        floor = denied_to = start
        apart_until = end
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
            if not cue.inverted and _ASIDE.search(self.masked, max(start, cue.start - 6), cue.start):
                aside = _ASIDE_END.search(self.masked, cue.begin, end)  # " - X said it was late - "
                apart_until = aside.start() if aside else end
            stop = min(stop, apart_until) if cue.begin < apart_until else stop
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
            parted = self._apart(clause, cue, found[n - 1].end if n else start)
            mention, sieve, confidence = self._who(clause, cue, parted[0] if parted else previous, spoke)
            if parted and out and out[-1].content[-1][0] < parted[1] < out[-1].content[-1][1]:
                out[-1].content[-1] = (out[-1].content[-1][0], parted[1])  # what the other does is none of his words
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
                content = untailed(self.text, self.masked, cue, content)
            if out and fragment(self.masked, cue, content):
                continue  # "X called it fair and left for home, Y said": no words of Y alone
            if self._announces(cue, content, end):
                content = []  # "Asked about it, X said:" and then what X said
            if not content and mention is not None and self._closes(cue, mention, span, out):
                if self._passed_on(out, mention):
                    continue
                content, out = [trim(self.masked, start, cue.start, EDGE)], []
            if not content:
                taken = self._previous_quote(cue, floor, loose) if not out else None
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
                previous = mention or previous
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
        apart(self.masked, end, out)
        heard.spoke.extend(spoke)
        return out

    def _set(self, start: int, end: int) -> bool:
        """Whether these words only set the time or place of what follows them."""
        words = self.masked[start:end].split()
        return (
            0 < len(words) < 9
            and words[0].lower() in OPENERS
            and words[-1].endswith(",")
            and HIDDEN not in "".join(words)
        )

    def _apart(self, clause: Clauses, cue: Cue, low: int) -> tuple[Mention, int] | None:
        """Whose the verb is where another clause began since the last cue, and where it began.

        "A said it was late, while B left, and added that ..." goes back to A.
        """
        if cue.kind != "linked":
            return None
        before = self.masked[low : cue.start].rstrip()
        joined = self.masked.startswith(("and", "but", "then", "or"), cue.start)
        if joined and before.endswith(","):
            return None
        told = clause.nearest(low, cue.start)
        speaker = self.memory.resolve(told[0], [])[0] if told is not None else None
        return (speaker, told[1]) if told is not None and speaker is not None else None

    def _announces(self, cue: Cue, content: list[Span], end: int) -> bool:
        """Whether a cue with its colon ends the sentence, and no quotation stands before it."""
        before = all(b <= cue.start and HIDDEN not in self.masked[a:b] for a, b in content)
        return before and cue.kind == "say" and not cue.inverted and self.masked[cue.begin : end].strip() == ":"

    def _closes(self, cue: Cue, mention: Mention, span: Span, out: list[Draft]) -> bool:
        """Whether a cue that ends a sentence tells all of it: "A met B, saying it was “late,” his aide C said"."""
        return (
            cue.kind == "say"
            and not (cue.acting or cue.that or cue.inverted)
            and mention.kind in ("person", "organization", "unnamed")
            and bool(out)
            and all(d.speaker is not None and d.speaker.name != mention.name for d in out)
            and out[0].anchor[0] < cue.start
            and self.masked[span[0] : cue.start].rstrip().endswith((",", ",”"))
            and self.saying.tailed(cue, span[1])
        )

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
        if mention is not None and mention.kind == "media":
            return handed_on(out, mention)
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
                if not bound(clause, cue, lead):
                    return lead, "pronoun-subject", "likely"
                other = self.memory.resolve(cue.subject, spoke)
                same = other[0] is not None and other[0].name == lead.name
                return (None, "pronoun-open", "open") if same else other
        told = self.memory.resolve(cue.subject, spoke)
        if told[0] is None and cue.subject.kind == "paper":
            later = self.memory.later(self.masked, clause.span[0])
            if later is None and self.masked[slice(*cue.subject.span)].lower().startswith(("a ", "an ")):
                later = replace(cue.subject, name=cue.subject.words) if " " in cue.subject.words else None
            told = (later, "paper-issued", "likely") if later is not None else told
        if told[0] is None and cue.subject.kind == "definite" and cue.subject.head in BODIES:
            named = self.memory.elsewhere(self.masked, cue.subject)
            told = (named, "body-named-elsewhere", "likely") if named is not None else told
        return told

    def _previous_quote(self, cue: Cue, floor: int, loose: list[Draft]) -> list[Span]:
        """The quotation that a cue on its own closes: “Is it?” Putin asked in January."""
        if self.masked[floor : cue.start].strip(EDGE) and not loose:
            return []
        if loose and cue.start - loose[-1].content[-1][1] < 4:
            content = [s for d in loose for s in d.content]
            loose.clear()
            return content
        return []
