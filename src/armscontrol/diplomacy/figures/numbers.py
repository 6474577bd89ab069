"""Quantities of arms, limits, inspections and shares in a text: value, bound, of what, whose, of when, by whom.

A figure counts only with words for arms beside it, or carried over from the figure before it ("822 deployed bombers,
while Russia has 516"). Money, designations, ages, numbers of articles, casualties and years do not. Which of limit,
declared figure and estimate it is, the words nearest before it decide (`naming`); the names are in `quantities`.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property

from armscontrol.diplomacy.figures.counting import Item, counted
from armscontrol.diplomacy.figures.figures import Figure, figures
from armscontrol.diplomacy.figures.naming import (
    DECLARED,
    ESTIMATED,
    Place,
    follows_declared,
    kind_of,
    named_as,
    party_of,
    treaty_of,
)
from armscontrol.diplomacy.figures.owners import Owner, owners
from armscontrol.diplomacy.figures.shares import ARMS, DURATION, PERCENT, duration, share
from armscontrol.diplomacy.figures.treaty_names import Treaties, treaties
from armscontrol.diplomacy.model import DateMention, Document, Number, Segment, Span
from armscontrol.diplomacy.pages.sentences import sentences
from armscontrol.diplomacy.plain import READABLE

_AS_OF = re.compile(
    r"\b(?:as of|as at|dated|effective|current as of|по состоянию на)\s(?:the )?(?:early |late |mid-|the (?:start|"
    r"end|beginning) of )?$",
    re.IGNORECASE,
)
_WHEN = re.compile(
    r"\b(?:in|on|at|by the end of|at the (?:start|end|beginning) of|в|на|с)\s(?:early |late |mid-|the (?:start|"
    r"end|beginning) of )?$",
    re.IGNORECASE,
)
_SOURCE = re.compile(
    r"\b[Aa]ccording to (?:an? |the )?(?:[a-z][\w-]*(?: [a-z][\w-]*){0,6} (?:from|by|of|released by|"
    r"published by) (?:the )?)?"
    r"(?P<name>[A-Z][\w.&’'-]*(?:(?: (?:of|for|on|the|and))* [A-Z][\w.&’'-]*){0,8})"
)
_SAYS = re.compile(
    r"(?P<name>(?:Federation of American Scientists|FAS|SIPRI|Stockholm International Peace Research Institute|"
    r"(?:U\.?S\.? )?State Department|"
    r"U\.S\. Department of State|Arms Control Association|Bulletin of the Atomic Scientists|Pentagon|"
    r"Russian Foreign Ministry|"
    r"Foreign Ministry))(?:\s\(\w+\))?(?: \w+)? (?:estimat\w+|sa(?:ys|id)|put\w*|reckon\w+|calculat\w+|count\w*|"
    r"report\w+|show\w*|data)"
)
_OPENING = frozenset(("in", "on", "at the start of", "at the end of", "at the beginning of", "в", "на"))
_UNITS = {"vehicles": "delivery vehicles"}


def numbers(document: Document, segments: Sequence[Segment], dates: Sequence[DateMention]) -> tuple[Number, ...]:
    """All quantities of the kinds above in what is read of a document, in order of place.

    `as_of` is taken from a date that the sentence ties to the figure ("as of March"), never from the day of
    publication. A "1.550" is read as 1,550 where it counts arms, since no arms are counted in fractions. Of a range the
    value is the high end for a limit and the middle otherwise.
    """
    stretches = [s.span for s in segments if s.kind in READABLE] or ([] if segments else [(0, len(document.text))])
    reader = _Reader(document, stretches, dates)
    found: list[Number] = []
    for start, end in stretches:
        if ARMS.search(document.text, start, end):
            found += reader.read(start, end)
    return tuple(sorted(found, key=lambda n: n.span))


class _Reader:
    """One document, with what is looked up once."""

    def __init__(self, document: Document, stretches: Sequence[Span], dates: Sequence[DateMention]) -> None:
        self.text = document.text
        self.stretches = stretches
        self.year = document.published.year if document.published else None
        self.dates = sorted(dates, key=lambda d: d.span)
        self.starts = [d.span[0] for d in self.dates]
        self.named: Treaties = treaties(document.text, document.published)

    @cached_property
    def declared(self) -> bool:
        """Whether the text is about declared data, and nowhere about estimates."""
        return any(DECLARED.search(self.text, *s) for s in self.stretches) and not any(
            ESTIMATED.search(self.text, *s) for s in self.stretches
        )

    def read(self, start: int, end: int) -> list[Number]:
        text = self.text
        found: list[Number] = []
        last: Item | None = None
        before: Span | None = None
        for sentence in sentences(text, start, end):
            inside = self.dates[bisect_left(self.starts, sentence[0]) : bisect_left(self.starts, sentence[1])]
            listed: list[Figure] = []
            source = None
            for figure in figures(text, *sentence):
                if any(d.span[0] < figure.end and figure.start < d.span[1] for d in inside):
                    continue
                if PERCENT.match(text, figure.end, sentence[1]):
                    source = source or _source(text, sentence)
                    found += _some(share(text, sentence, figure, source))
                elif DURATION.match(text, figure.end, sentence[1]):
                    found += _some(duration(text, sentence, figure, self.named))
                else:
                    listed.append(figure)
            items = counted(text, sentence, listed, last) if listed else []
            if items:
                found += self.made(sentence, before, items, inside)
                last = items[-1]
            before = sentence
        return found

    def made(self, sentence: Span, before: Span | None, items: list[Item], inside: list[DateMention]) -> list[Number]:
        """The numbers of one sentence."""
        text = self.text
        states = owners(text, *sentence)
        source = _source(text, sentence)
        made: list[Number] = []
        for i, item in enumerate(items):
            figure, noun = item.figure, item.noun
            value = round(figure.value * 1000) if figure.pointed else figure.value
            place = Place(
                text=text,
                sentence=sentence,
                before=before,
                item=item,
                previous=items[i - 1] if i else None,
                clause=items[i - 1].end if i else sentence[0],
                following=items[i + 1].figure.start if i + 1 < len(items) else sentence[1],
                value=value,
                states=states,
                named=self.named,
                declared=lambda: self.declared,
                year=self.year,
            )
            item.kind = kind_of(place)
            quantity, party = named_as(place, treaty_of(place), party_of(place))
            if (
                quantity
                and quantity.startswith("estimate.")
                and any((n.quantity or "").startswith("newstart.declared.") for n in made)
                and follows_declared(place)
            ):
                quantity = "newstart.declared.deployed_warheads"
            limit = item.kind == "limit"
            high = figure.high
            made.append(
                Number(
                    span=(figure.start, figure.end),
                    value=value if high is None else high if limit else (value + high) / 2,
                    unit=_UNITS.get(noun.category, noun.category),
                    kind=item.kind,
                    bound="at_most" if limit and figure.bound == "exact" else figure.bound,
                    low=value if high is not None else None,
                    high=high,
                    quantity=quantity,
                    party=party,
                    as_of=None if limit else _as_of(place, inside),
                    subject=(noun.start, noun.end) if noun.words else None,
                    attributed_to=source,
                )
            )
        return _respectively(text, sentence, made, states)


def _some(number: Number | None) -> tuple[Number, ...]:
    return () if number is None else (number,)


def _as_of(place: Place, inside: list[DateMention]) -> str | None:
    """The date a sentence ties to a figure: "as of" anywhere in it, else "in" or "on" beside the figure."""
    text, item, start = place.text, place.item, place.sentence[0]
    dated = [d for d in inside if d.edtf]
    tied = [d for d in dated if _AS_OF.search(text, max(start, d.span[0] - 40), d.span[0])]
    if tied:
        after = [d for d in tied if item.end <= d.span[0] < place.following]
        if after:
            return after[0].edtf
        return ([d for d in tied if d.span[0] < item.figure.start] or tied)[-1].edtf
    for mention in dated:
        at = mention.span[0]
        if not place.clause <= at < place.following or not _WHEN.search(text, max(start, at - 30), at):
            continue
        opens = at < item.figure.start and text[start:at].strip().lower() in _OPENING
        if opens or item.end <= at <= item.end + 12:
            return mention.edtf
    return None


def _source(text: str, sentence: Span) -> str | None:
    for pattern in (_SOURCE, _SAYS):
        if match := pattern.search(text, *sentence):
            return match["name"].rstrip(".,")
    return None


def _respectively(text: str, sentence: Span, made: list[Number], states: list[Owner]) -> list[Number]:
    """The Parties of "Russia and the United States have 1,549 and 1,419 warheads, respectively", in their order."""
    codes = list(dict.fromkeys(o.code for o in states))
    if len(made) != 2 or len(codes) != 2 or made[0].unit != made[1].unit:
        return made
    if not re.search(r"\brespectively|соответственно", text[sentence[0] : sentence[1]]):
        return made
    return [replace(n, party=code) for n, code in zip(made, codes, strict=True)]
