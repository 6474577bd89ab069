"""Acts of saying on their way to statements: mode, role, channel, chain and date of each."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass

from armscontrol.diplomacy.model import DateMention, Document, Link, Quotation, Span, Statement
from armscontrol.diplomacy.speech import cues
from armscontrol.diplomacy.speech.actors import role_on
from armscontrol.diplomacy.speech.chains import chain
from armscontrol.diplomacy.speech.mentions import Mention
from armscontrol.diplomacy.speech.tails import aside, carrier, dates_it, undisturbed
from armscontrol.diplomacy.speech.titles import party_of

_MARKS = re.compile(r"[\W_]+")
_NAMED = re.compile(r"\b(?:so-called|(?:known|referred to) as|code-?named|nicknamed)\s+$")
"""Words before what is in marks because it is a name."""
_ELSEWHEN = re.compile(
    r"\b(?:following|after|before|since|until|ahead|announced|because|that|which|when|expir\w+|pointing|citing|"
    r"referring|due|by)\b"
)
"""Words after which a date is that of something else than of the saying."""
_CYRILLIC = re.compile(r"[а-яё]")
"""Russian news puts a role of many words between the day and the name: "заявил в пятницу пресс-секретарь ... N"."""
_OCCASION = re.compile(r"(?:In|At|During|Speaking|On)\b(?!.*\b(?:treaty|agreement|pact|accord|law|war)\b)")


@dataclass(slots=True)
class Draft:
    """One act of saying. `zones` are the words of its sentence that are no content; `anchor` holds subject and verb."""

    content: list[Span]
    mention: Mention | None
    sieve: str
    confidence: str
    cue: Span | None
    zones: tuple[Span, ...] = ()
    relayer: str | None = None
    speaker: Mention | None = None
    transcript: bool = False
    anchor: Span = (0, 0)
    denied: bool = False


class Drafts:
    """Turns drafts of one document into its statements."""

    def __init__(self, document: Document, masked: str, quotations: list[Quotation], dates: list[DateMention]) -> None:
        self.document, self.text, self.masked = document, document.text, masked
        self.quotations, self.dates = quotations, dates
        self._quote_starts = [q.span[0] for q in quotations]
        self._date_starts = [d.span[0] for d in dates]

    def quotes(self, span: Span) -> list[Quotation]:
        """The quotations that begin inside a span."""
        i = bisect_left(self._quote_starts, span[0])
        out = []
        while i < len(self.quotations) and self.quotations[i].span[0] < span[1]:
            out.append(self.quotations[i])
            i += 1
        return out

    def within(self, content: list[Span]) -> list[Quotation]:
        """The quotations that begin inside some spans."""
        return [q for span in content for q in self.quotes(span)]

    def closed(self, draft: Draft) -> bool:
        """Whether the quotation that a draft begins with is closed."""
        found = self.quotes(draft.content[0])
        return not found or found[-1].closed

    def finished(self, drafts: list[tuple[str, Draft]]) -> tuple[Statement, ...]:
        """The statements of the drafts, in the order of the text; the same words of one speaker count once."""
        out: list[Statement] = []
        seen: set[tuple[str, str]] = set()
        parties = _parties(draft for _, draft in drafts)
        for segment, draft in sorted(drafts, key=lambda d: (d[1].content[0], d[1].content[-1][1])):
            content = tuple(sorted(set(_joined(draft.content))))
            quoted, mode = self._mode(content, draft)
            who, mention = draft.speaker, draft.mention
            zone = " ".join(self.text[a:b] for a, b in draft.zones)
            kind = "person"
            if who is not None:
                kind = {"media": "organization", "paper": "organization", "definite": "unnamed"}.get(who.kind, who.kind)
            unnamed = kind == "unnamed"
            name = who.name if who is not None else None
            if name is not None and kind == "organization":
                name = name.replace("U.S. ", "US ").replace("U.K. ", "UK ")  # as in the table of actors
            if segment != "title":
                letters = _MARKS.sub("", "".join(self.text[a:b] for a, b in content)).lower()
                if (letters, name or "") in seen:
                    continue
                seen.add((letters, name or ""))
            described = mention.role if mention is not None and mention.role else None
            out.append(
                Statement(
                    id=f"s{len(out) + 1}",
                    content=content,
                    mode=mode,
                    speaker=name,
                    sieve=draft.sieve,
                    confidence="open" if name is None else draft.confidence,
                    speaker_kind=kind,
                    unnamed=unnamed,
                    party=(who.party or parties.get(who.name) or party_of(who.role)) if who is not None else None,
                    mention=mention.span if mention is not None else None,
                    role=described,
                    role_by_record=role_on(name, self.document.published) if name and kind == "person" else None,
                    cue=draft.cue,
                    quoted=quoted,
                    channel=cues.channel(zone) if zone else None,
                    chain=self._chain(draft, name),
                    date=self._date(draft),
                    segment=segment,
                    denied=draft.denied,
                )
            )
        return tuple(out)

    def _mode(self, content: tuple[Span, ...], draft: Draft) -> tuple[tuple[Span, ...], str]:
        if draft.transcript:
            return (), "direct"
        quoted: list[Span] = []
        total = inside = 0
        for a, b in content:
            total += len(_MARKS.sub("", self.text[a:b]))
            for q in self.quotes((a, b)):
                if q.kind == "title" or _NAMED.search(self.text, max(0, q.span[0] - 24), q.span[0]):
                    continue
                quoted.append(q.inner)
                inside += len(_MARKS.sub("", self.text[q.inner[0] : min(q.inner[1], b)]))
        if not inside:
            return (), "indirect"
        return tuple(quoted), "direct" if inside >= total else "mixed"

    def _chain(self, draft: Draft, name: str | None) -> tuple[Link, ...]:
        relayer = draft.relayer or carrier(self.masked, draft.content[-1][1], draft.zones)
        return chain(self.text, self.masked, draft.zones, name, relayer, self.document.outlet)

    def _date(self, draft: Draft) -> DateMention | None:
        """The date beside the cue: between its verb and the content, in its tail, or opening the sentence."""
        first, last = draft.content[0][0], draft.content[-1][1]
        for start, end in sorted(draft.zones, key=lambda z: z[0] < draft.anchor[0]):
            i = bisect_left(self._date_starts, start)
            while i < len(self.dates) and self.dates[i].span[1] <= end:
                date = self.dates[i]
                i += 1
                if date.span[0] >= draft.anchor[0]:
                    if first >= draft.anchor[1] and date.span[0] >= first:
                        if date.span[0] >= last and dates_it(
                            self.masked, draft.cue or draft.anchor, last, date.span, end
                        ):
                            return date
                        continue
                    if date.span[1] <= draft.anchor[1]:
                        gap = self.masked[date.span[1] : draft.anchor[1]]
                        if len(gap) < (110 if _CYRILLIC.search(gap) else 30) and "," not in gap:
                            return date
                        if gap.startswith(",") and aside(self.masked[draft.anchor[0] : date.span[0]]):
                            return date
                        continue
                    between = self.masked[draft.anchor[1] : date.span[0]]
                    if len(between) < 110 and not _ELSEWHEN.search(undisturbed(between)):
                        return date
                    continue
                opening = self.masked[start : date.span[0]]
                timely = len(opening) <= 12 or (len(opening) < 60 and _OCCASION.match(opening))
                if timely and start <= draft.anchor[0] and not _ELSEWHEN.search(opening):
                    return date
        return None


def _joined(spans: list[Span]) -> list[Span]:
    out: list[Span] = []
    for a, b in sorted(spans):
        if out and a < out[-1][1]:
            out[-1] = (out[-1][0], max(out[-1][1], b))
        else:
            out.append((a, b))
    return out


def _parties(drafts: Iterable[Draft]) -> dict[str, str | None]:
    """The Party of each person of whom the text tells one: "Primerov" is of the Party of "Russian envoy Primerov"."""
    told: dict[str, set[str]] = {}
    for draft in drafts:
        who = draft.speaker
        party = who.party or party_of(who.role) if who is not None and who.kind == "person" else None
        if who is not None and party:
            told.setdefault(who.name, set()).add(party)
    return {name: next(iter(of)) for name, of in told.items() if len(of) == 1}
