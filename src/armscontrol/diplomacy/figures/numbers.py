"""Quantities of arms, limits, inspections and shares in a text: value, bound, of what, whose, of when, by whom.

A figure counts only with words for arms beside it, or carried over from the figure before it ("822 deployed bombers,
while Russia has 516"). Money, designations, ages, numbers of articles, casualties and years do not. Which of limit,
declared figure and estimate it is, the words nearest before it decide (`kinds`); the names are in `quantities`.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from armscontrol.diplomacy.figures.arms_words import Noun, noun_before
from armscontrol.diplomacy.figures.changes import changed, foreseen
from armscontrol.diplomacy.figures.conventional import GATE, equipment
from armscontrol.diplomacy.figures.counting import Item, counted
from armscontrol.diplomacy.figures.cues import DECLARED, ESTIMATED
from armscontrol.diplomacy.figures.days_in_turn import in_turn
from armscontrol.diplomacy.figures.earlier_words import asks
from armscontrol.diplomacy.figures.figure_days import carried, day_of
from armscontrol.diplomacy.figures.figure_lists import (
    AND,
    again,
    alike,
    in_order,
    is_part,
    opposed,
    parts_of_two,
    respectively,
)
from armscontrol.diplomacy.figures.figures import Figure, figures, fractions
from armscontrol.diplomacy.figures.kinds import kind_of
from armscontrol.diplomacy.figures.naming import follows_declared, in_series, named_as, party_of
from armscontrol.diplomacy.figures.owners import of_both, owners
from armscontrol.diplomacy.figures.place import TOTALS, Place
from armscontrol.diplomacy.figures.quantities import BOUND, PLAIN, WORLD, declared_name
from armscontrol.diplomacy.figures.ranges import banned_range
from armscontrol.diplomacy.figures.shares import ARMS, DURATION, PERCENT, duration, fraction, share
from armscontrol.diplomacy.figures.treaty_meant import treaty_of
from armscontrol.diplomacy.figures.treaty_names import Treaties, treaties
from armscontrol.diplomacy.figures.withdrawn import withdrawn
from armscontrol.diplomacy.model import DateMention, Document, Number, Segment, Span
from armscontrol.diplomacy.pages.sentences import sentences
from armscontrol.diplomacy.plain import READABLE

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
_TYPES = re.compile(r"\bSS-[\w-]*\d+s\b|\b(?:Pershing|Trident|Topol|Peacekeeper|Minuteman)s?\b")
"""Types that name arms by themselves: "1,846 SS-20s"."""
_LEAST, _FEWEST = 1_000, 400
"""No Party declared fewer warheads than the one, or fewer vehicles than the other."""
_FROM = re.compile(
    r"\b(?:up|down|rose|risen|fell|fallen|increased?|decreased?|grew|grown|dropped) from (?:the |about |some )?$"
)
_FELL_TO = re.compile(r"\b(?:rose|risen|fell|fallen|increased?|decreased?|grew|grown|dropped|declined) to (?:\w+ )?$")
_NEXT = re.compile(r"(?:,|;)? ?(?:and |or |to |plus )?(?:for a total of |a total of )?")
_OF_DATA = ("newstart.declared.", "newstart.limit.deployed_warheads")
"""Names of figures after which a bare one of a State is what it declared."""
_LONGEST = 1_000
_REACH = 450
"""Characters over which a figure or its owner may be left unsaid because it stands before."""
_ROW_LONG, _ROW_FAR = 120, 60
"""Characters of a row of a list, and between two rows."""
_HAS_FIGURE = re.compile(r"[0-9]{1,3},[0-9]{3}|(?<![0-9])[0-9]{3}(?![0-9])")
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
        asked = asks(document.text, start)
        if (
            ARMS.search(document.text, start, end)
            or _TYPES.search(document.text, start, end)
            or GATE.search(document.text, start, end)
            or reader.told_near(start)
            or (reader.led is not None and start - reader.led.last <= _ROW_FAR)
            or (asked and ARMS.search(document.text, *asked))
        ):
            found += reader.read(start, end)
    found.sort(key=lambda n: n.span)
    return tuple(carried(document.text, found, reader.dates, document.published))


@dataclass(slots=True)
class Heading:
    """What the line says that leads in a list, of which day, and where the last of its rows ends."""

    noun: Noun
    day: str | None
    last: int


class _Reader:
    """One document, with what is looked up once."""

    def __init__(self, document: Document, stretches: Sequence[Span], dates: Sequence[DateMention]) -> None:
        self.text = document.text
        self.stretches = stretches
        self.year = document.published.year if document.published else None
        self.dates = sorted(dates, key=lambda d: d.span)
        self.starts = [d.span[0] for d in self.dates]
        self.named: Treaties = treaties(document.text, document.published)
        self.last: list[Item] = []
        self.parties: list[Number] = []
        self.last_in: Span | None = None
        self.series: dict[str, str] = {}
        self.led: Heading | None = None
        self.before: Span | None = None

    @cached_property
    def declared(self) -> bool:
        """Whether the text is about declared data, and nowhere about estimates."""
        return any(DECLARED.search(self.text, *s) for s in self.stretches) and not any(
            ESTIMATED.search(self.text, *s) for s in self.stretches
        )

    def read(self, start: int, end: int) -> list[Number]:
        text = self.text
        found: list[Number] = []
        if self.before is not None and start - self.before[1] > _REACH:
            self.before = None
        for sentence in _bounded(text, sentences(text, start, end)):
            inside = self.dates[bisect_left(self.starts, sentence[0]) : bisect_left(self.starts, sentence[1])]
            listed: list[Figure] = []
            source = None
            taken_back = withdrawn(text, sentence)
            for figure in figures(text, *sentence):
                if any(d.span[0] < figure.end and figure.start < d.span[1] for d in inside):
                    continue
                if any(a <= figure.start < b for a, b in taken_back):
                    continue
                if PERCENT.match(text, figure.end, sentence[1]):
                    source = source or _source(text, sentence)
                    found += _some(share(text, sentence, figure, source, self.told_near(sentence[0])))
                elif DURATION.match(text, figure.end, sentence[1]):
                    found += _some(duration(text, sentence, figure, self.named))
                elif conventional := equipment(text, sentence, figure, self.named):
                    found.append(conventional)
                elif ranged := banned_range(text, sentence, self.before, figure, self.named):
                    found.append(ranged)
                else:
                    listed.append(figure)
            for figure in fractions(text, *sentence):
                if not any(a <= figure.start < b for a, b in taken_back):
                    source = source or _source(text, sentence)
                    found += _some(fraction(text, sentence, figure, source))
            last = self.last if self.told_near(sentence[0]) else []
            heading = self.heading(sentence)
            items = counted(text, sentence, listed, last, heading.noun if heading else None) if listed else []
            if items:
                made = self.made(sentence, self.before, items, inside)
                found += _under(made, items, heading) if heading else made
                self.last = items
            self.before = sentence
        return found

    def heading(self, sentence: Span) -> Heading | None:
        """The line that leads in the list of whose rows a sentence is one; `None` where there is none."""
        led = self.led
        if led is not None and not (sentence[1] - sentence[0] <= _ROW_LONG and sentence[0] - led.last <= _ROW_FAR):
            led = None
        if led is None:
            self.led = self.leads(sentence)
            return None
        led.last = sentence[1]
        return led

    def leads(self, sentence: Span) -> Heading | None:
        """A line that ends in a colon and says what warheads are counted after it."""
        text = self.text
        if not text.endswith(":", *sentence) or _HAS_FIGURE.search(text, *sentence):
            return None
        noun = noun_before(text, *sentence)
        if noun is None or noun.category != "warheads":
            return None
        days = self.dates[bisect_left(self.starts, noun.end) : bisect_left(self.starts, sentence[1])]
        return Heading(noun, days[0].edtf if len(days) == 1 else None, sentence[1])

    def told_near(self, start: int) -> bool:
        """Whether a figure was told shortly before a place, so that the words for it may be left out there."""
        return bool(self.last) and start - self.last[-1].end < _REACH

    def made(self, sentence: Span, before: Span | None, items: list[Item], inside: list[DateMention]) -> list[Number]:
        """The numbers of one sentence."""
        text = self.text
        states = owners(text, *sentence)
        source = _source(text, sentence)
        made: list[Number] = []
        seen: dict[tuple[re.Pattern[str], Span], bool] = {}
        told = {n.party for n in self.parties if n.party or n.quantity} if self.last_in == before and before else set()
        topic = told.pop() if len(told) == 1 else None
        topic = topic if topic != "each" else None
        part = unreal = moved = False
        whole = _whole(self.parties) if self.last_in == before and before else None
        ordered = in_order(text, sentence, items, states)
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
                topic=topic,
                whole=whole,
                seen=seen,
            )
            item.kind = kind_of(place)
            part = is_part(place, part) and not any(place.clause <= o.start < place.following for o in states)
            party = ordered.get(i) or (made[-1].party if part else party_of(place))
            treaty = treaty_of(place)
            if treaty == "sort" and item.kind == "limit" and item.elliptic and noun.category in TOTALS:
                noun = item.noun = replace(noun, category="warheads", words="")  # it limits nothing else
            quantity, party = named_as(place, treaty, party)
            told_of = made or (self.parties if self.told_near(sentence[0]) else [])
            if (
                item.kind == "count"
                and noun.category == "warheads"
                and (quantity is None or quantity.startswith("estimate."))
                and any((n.quantity or "").startswith(_OF_DATA[: 2 if item.elliptic else 1]) for n in told_of)
                and (made or not ESTIMATED.search(text, *sentence))
                and value >= _LEAST
                and follows_declared(place)
            ):
                quantity = "newstart.declared.deployed_warheads"
            elif (
                item.kind == "count"
                and quantity is None
                and noun.category in ("vehicles", "launchers")
                and any((n.quantity or "").startswith("newstart.declared.") for n in told_of)
                and _FEWEST <= value <= _LEAST
                and follows_declared(place)
            ):
                quantity = declared_name(noun.category, noun.words, value)
            if quantity and quantity in PLAIN and item.kind == "count" and party:
                quantity = in_series(place, quantity, party, self.series.get(party))
                self.series[party] = quantity
            limit = item.kind == "limit"
            quantity = _as_the_other(quantity, party, place, made)
            joined = bool(made) and AND.fullmatch(text, place.clause, min(figure.start, figure.bound_start)) is not None
            moved = changed(place) or (moved and joined and item.kind == "count")
            if moved and not changed(place):
                quantity = made[-1].quantity  # "cut by 104 launchers and 215 warheads"
            unreal = item.kind == "count" and unreal and _goes_on(place)
            if unreal:
                quantity = None
            unreal = unreal or (quantity is None and foreseen(place) and not changed(place))
            if made and party == made[-1].party and (other := opposed(place, made[-1])):
                quantity, party = made[-1].quantity, other
            quantity, party = _as_before(quantity, party, place, made)
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
                    as_of=None
                    if limit
                    else day_of(place, inside, made[-1].as_of if made else None) or (made[-1].as_of if part else None),
                    subject=(noun.start, noun.end) if noun.words else None,
                    attributed_to=source,
                )
            )
        made = again(text, made, states)
        told_two = [n for n in self.parties if n.party and not (n.quantity or "").endswith(".difference")]
        made = parts_of_two(text, respectively(text, sentence, alike(text, made), states, before), states)
        if (
            not states
            and not of_both(text, *sentence)
            and len({p.party for p in told_two}) == 2
            and len(made) == len(told_two) == 2
            and AND.fullmatch(text, made[0].span[1], made[1].span[0])
        ):
            # "in March, those figures were 792 and 492": of the same Parties, in the same order
            made = [replace(n, party=p.party) if n.kind == "count" else n for n, p in zip(made, told_two, strict=True)]
        made = in_turn(text, made, inside)
        self.parties, self.last_in = made, sentence
        return made


def _under(made: list[Number], items: Sequence[Item], heading: Heading) -> list[Number]:
    """The numbers of a row, the first given the day of the heading; of one in brackets beside it nothing is known."""
    if not made or items[0].noun is not heading.noun:
        return made
    first = replace(made[0], as_of=made[0].as_of or heading.day)
    rest = [
        replace(n, quantity=None, kind="other", party=n.party or first.party)
        if i.elliptic and i.figure.start - items[0].end <= len(" (")
        else replace(n, party=n.party or first.party)
        for n, i in zip(made[1:], items[1:], strict=False)
    ]
    return [first, *rest, *made[1 + len(rest) :]]


def _bounded(text: str, whole: list[Span]) -> Iterator[Span]:
    """Sentences, the endless ones in pieces: what bears on a figure is never so far from it."""
    for start, end in whole:
        while end - start > _LONGEST:
            cut = text.rfind(" ", start + _LONGEST // 2, start + _LONGEST)
            cut = cut if cut > 0 else start + _LONGEST
            yield start, cut
            start = cut
        yield start, end


def _as_the_other(quantity: str | None, party: str | None, place: Place, made: list[Number]) -> str | None:
    """ "Russia's stockpile is 4,380, of which 1,710 are deployed; the U.S. has 3,708": as told first of the other."""
    if not made or not place.item.elliptic or made[-1].party == party or quantity not in PLAIN:
        return quantity
    if party is None or ESTIMATED.search(place.text, place.clause, place.item.figure.start):
        return quantity
    first = next(n for n in made if n.party == made[-1].party)
    if party not in BOUND and first.quantity == "estimate.total_inventory":
        return quantity
    alike = first.unit == "warheads" and first.party in BOUND and (first.quantity or "").startswith("estimate.")
    return first.quantity if alike else quantity


def _goes_on(place: Place) -> bool:
    """Whether nothing but a comma or "and" parts a figure from the one before it: a list of what is planned."""
    begin = min(place.item.figure.start, place.item.figure.bound_start)
    return _NEXT.fullmatch(place.text, place.clause, begin) is not None


def _as_before(
    quantity: str | None, party: str | None, place: Place, made: list[Number]
) -> tuple[str | None, str | None]:
    """Of what and whose a figure is that is joined to the one before, or that it has moved from or by.

    "3,844, up from the 3,732 warheads of last year, and 86 more than".
    """
    last = made[-1] if made else None
    if last is None or party not in (None, last.party) or place.item.kind != "count":
        return quantity, party
    if quantity is None and party is None and changed(place):
        return None, last.party
    if not (last.quantity or "").startswith("estimate.") or quantity not in (None, *PLAIN):
        return quantity, party
    begin = min(place.item.figure.start, place.item.figure.bound_start)
    if AND.fullmatch(place.text, last.span[1], begin) and quantity and party:
        return last.quantity, party
    moved = _FROM.search(place.text, max(place.clause, begin - 40), begin) is not None or (
        place.text.endswith(" from ", place.clause, begin)
        and _FELL_TO.search(place.text, max(place.sentence[0], last.span[0] - 40), last.span[0]) is not None
    )
    return (last.quantity, last.party) if moved else (quantity, party)


def _whole(told: Sequence[Number]) -> float | None:
    """The sum of figures told of the world, or of both great arsenals; `None` of any others."""
    whose = {n.party for n in told if n.unit == "warheads"}
    if whose in ({WORLD}, {"USA+RUS"}, {"USA", "RUS"}):
        return sum(n.value for n in told if n.unit == "warheads")
    return None


def _some(number: Number | None) -> tuple[Number, ...]:
    return () if number is None else (number,)


def _source(text: str, sentence: Span) -> str | None:
    for pattern in (_SOURCE, _SAYS):
        if match := pattern.search(text, *sentence):
            return match["name"].rstrip(".,")
    return None
