"""What the bound of a limit is on a day, for a Party or a group: fixed, chosen, frozen, or raised one for one.

A bound may itself be known only between two values: a Party that has not chosen its ceiling within an interval, or a
level frozen on a day for which there is no figure.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from armscontrol.calendar import long_date
from armscontrol.compliance.combining import Figure
from armscontrol.compliance.matching import matching, number_of
from armscontrol.holdings import Events
from armscontrol.treaties.fields import of_side
from armscontrol.treaties.model import Treaty
from armscontrol.treaties.rules import LimitRule


@dataclass(frozen=True, slots=True)
class Ceiling:
    """A bound between two values, the day from which it holds, and what is to be told of it; a high may be open."""

    low: float
    high: float | None
    since: date
    notes: tuple[str, ...] = ()
    grades: tuple[str | None, ...] = ()
    sources: tuple[str | None, ...] = ()


def ceiling(
    treaty: Treaty,
    rule: LimitRule,
    day: date,
    sides: tuple[str, ...],
    members: tuple[str, ...],
    events: Events,
    frozen: Callable[[date], Figure | None],
) -> Ceiling | None:
    """The bound on a day; `None` where the limit says nothing of this Party or group.

    Args:
        treaty: the document.
        rule: the limit.
        day: the day.
        sides: names under which the bound may stand, the first that has one counts: a Party, a group.
        members: Parties whose events raise a bound one for one.
        events: for a bound that rises one for one.
        frozen: the figure of the same Party and metric on a day, for a bound that is a level frozen then.
    """
    phase = rule.phase(day)
    if rule.frozen_on:
        return _frozen(rule.frozen_on, phase.start, frozen(rule.frozen_on))
    if rule.replaced_by is not None:
        return _replaced(treaty, rule, day, sides, members, events)
    if phase.interval:
        least, most = phase.interval
        chosen = [
            c for c in rule.chosen
            if c.election.party in sides and c.start <= day and least <= c.election.at_most <= most
        ]  # fmt: skip
        if chosen:
            last = max(chosen, key=lambda c: c.start)
            told = f"chosen within {phase.interval[0]:,.0f} to {phase.interval[1]:,.0f}: {last.election.at_most:,.0f}"
            bound = last.election.at_most
            return Ceiling(bound, bound, phase.start, (told,), (last.election.evidence,), (last.election.source,))
        low, high = phase.interval
        told = f"each Party chooses its own ceiling between {low:,.0f} and {high:,.0f}; no choice is on record"
        return Ceiling(low, high, phase.start, (told,))
    bound_ = of_side(dict(phase.at_most or {}), *sides)
    return None if bound_ is None else Ceiling(bound_, bound_, phase.start)


def _frozen(on: date, since: date, figure: Figure | None) -> Ceiling:
    if figure is None or figure.low is None:
        return Ceiling(0.0, None, since, (f"frozen at the level of {long_date(on)}, for which there is no figure",))
    exact = figure.low == figure.high
    told = f"frozen at the level of {long_date(on)}" + (f": {figure.low:,.6g}" if exact else ", itself known in bounds")
    return Ceiling(figure.low, figure.high, since, (told,), figure.grades, figure.sources)


def _replaced(
    treaty: Treaty, rule: LimitRule, day: date, sides: tuple[str, ...], members: tuple[str, ...], events: Events
) -> Ceiling | None:
    given = rule.limit.replacement
    assert given is not None  # noqa: S101  a rule of replacement has its numbers
    assert rule.replaced_by is not None  # noqa: S101
    base, top = of_side(given.base, *sides), of_side(given.ceiling, *sides)
    if base is None or top is None:
        return None
    since = rule.phase(day).start
    rows = [r for r in matching(events, treaty, rule.replaced_by) if r["party"] in members and r["date"] <= day]
    if not rows and events.is_shipped:
        silence = "the record tells of none, which is not none"
        told = f"{base:,.0f}, and one more for each given up, up to {top:,.0f}; {silence}"
        return Ceiling(base, top, since, (told,))
    given_up = sum(number_of(r) for r in rows if r["certain"])
    perhaps = sum(number_of(r) for r in rows if not r["certain"])
    more = f", {perhaps:,} perhaps" if perhaps else ""
    told = f"{base:,.0f}, and one more for each of {given_up:,} given up on record{more}, up to {top:,.0f}"
    return Ceiling(
        min(base + given_up, top),
        min(base + given_up + perhaps, top),
        since,
        (told,),
        tuple(r["evidence"] for r in rows),
        tuple(r["source"] for r in rows),
    )
