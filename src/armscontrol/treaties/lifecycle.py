"""The treaty's status by its own terms, and what each Party says of it: two things, kept apart."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from armscontrol.calendar import resolve
from armscontrol.treaties.model import LifeEvent, Position, Treaty
from armscontrol.treaties.rules import Rulebook

_STANDING = {
    "signed": "signed",
    "entered_into_force": "in_force",
    "expired": "expired",
    "terminated": "terminated",
    "superseded": "superseded",
}


@dataclass(frozen=True, slots=True)
class Standing:
    """Legal status on a day: since when, until when, and the event that decides it.

    `until` is when the status did change, as known today; `term` the first day without the treaty as its terms stood on
    the day asked about, before any later extension.
    """

    status: str
    since: date | None
    until: date | None
    event: LifeEvent | None
    provisional: LifeEvent | None = None
    term: date | None = None

    @property
    def in_force(self) -> bool:
        """Whether the treaty is in force by its own terms."""
        return self.status == "in_force"


@dataclass(frozen=True, slots=True)
class HeldPosition:
    """A Party's position on a day.

    `later`: the first statement found is of a later day. `announced`: stated, and to take effect from a later day.
    """

    position: Position
    start: date
    until: date | None
    later: bool
    announced: bool = False


def standing(treaty: Treaty, on: date) -> Standing:
    """The treaty's legal status on a day, by its own terms. A treaty expires at the start of the day of expiry."""
    turns = sorted((e for e in treaty.events if e.kind in _STANDING), key=lambda e: e.date)
    past = [e for e in turns if e.date <= on]
    if not past:
        unsigned = "not_signed" if not turns or turns[0].kind == "signed" else "not_in_force"
        return Standing(unsigned, None, turns[0].date if turns else None, None)
    last = past[-1]
    following = [e.date for e in turns if e.date > on]
    status = _STANDING[last.kind]
    provisional = None
    if status == "signed":
        applied = [e for e in treaty.events if e.kind == "provisionally_applied" and e.date <= on]
        provisional = applied[-1] if applied else None
    terms = [e.until for e in sorted(treaty.events, key=lambda e: e.date) if e.until and e.date <= on]
    term = _day(treaty, treaty.rules, terms[-1]) if terms and status == "in_force" else None
    if term and term <= on and not following:  # the term ran out, whether or not the document has an event for it
        return Standing("expired", term, None, last, None, None)
    return Standing(status, last.date, following[0] if following else None, last, provisional, term)


def end_of_force(treaty: Treaty) -> date | None:
    """First day on which the treaty is no longer in force; `None` where no end is known."""
    ends = [e.date for e in treaty.events if e.kind in ("expired", "terminated", "superseded")]
    if ends:
        return min(ends)
    terms = [e.until for e in sorted(treaty.events, key=lambda e: e.date) if e.until]
    return _day(treaty, treaty.rules, terms[-1]) if terms else None


def held_positions(treaty: Treaty, on: date) -> tuple[HeldPosition, ...]:
    """What each Party says of the status on a day, by Party, oldest first."""
    rules: Rulebook = treaty.rules
    found = []
    for position in treaty.positions:
        start, until = (_day(treaty, rules, p) for p in (position.from_, position.until))
        assert start is not None  # noqa: S101  a position always has a first day
        stated = position.stated_on
        if start <= on and (until is None or on < until):
            found.append(HeldPosition(position, start, until, later=stated is not None and stated > on))
        elif stated is not None and stated <= on < start:
            found.append(HeldPosition(position, start, until, later=False, announced=True))
    return tuple(sorted(found, key=lambda h: (h.position.party, h.start)))


def _day(treaty: Treaty, rules: Rulebook, phrase: date | str | None) -> date | None:
    return None if phrase is None else resolve(phrase, rules.anchors, treaty.calendar.rounding)
