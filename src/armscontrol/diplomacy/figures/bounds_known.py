"""The bounds that a reader meets most, from the treaty documents: which number is whose limit, and on what."""

from __future__ import annotations

from datetime import date
from functools import cache

from armscontrol.treaties import load_treaty

_NEW_START = {
    "deployed-warheads": "warheads",
    "deployed-delivery-vehicles": "vehicles",
    "launchers-and-bombers": "launchers",
}
"""Limits of New START by their ids, and the noun for what each counts."""


@cache
def new_start() -> dict[float, str]:
    """New START's limits: the number, and what it counts (warheads, vehicles, launchers)."""
    found: dict[float, str] = {}
    for limit in load_treaty("new-start").limits:
        if limit.id in _NEW_START and limit.at_most:
            found |= dict.fromkeys(limit.at_most.values(), _NEW_START[limit.id])
    return found


@cache
def new_start_since() -> date:
    """The day New START entered into force."""
    return next(e.date for e in load_treaty("new-start").events if e.kind == "entered_into_force")


@cache
def new_start_days() -> tuple[date, ...]:
    """The days on which New START was signed and entered into force."""
    return tuple(e.date for e in load_treaty("new-start").events if e.kind in ("signed", "entered_into_force"))


@cache
def new_start_of(noun: str) -> float:
    """The number of one of New START's limits."""
    return next(value for value, counted in new_start().items() if counted == noun)


@cache
def yearly_inspections() -> float:
    """New START's inspections a year, of both kinds together."""
    quota = next(q.at_most for q in load_treaty("new-start").quotas if q.id == "inspections-per-year")
    return float(quota or 0)


@cache
def sort_bound() -> tuple[float, float]:
    """Both ends of the bound of the Moscow Treaty."""
    return max((limit.interval.least, limit.interval.most) for limit in load_treaty("sort").limits if limit.interval)


@cache
def sort_since() -> date:
    """The day the Moscow Treaty was signed: before it its bound was a proposal."""
    return next(e.date for e in load_treaty("sort").events if e.kind == "signed")


@cache
def start_1() -> frozenset[float]:
    """START I's final limits on delivery vehicles and warheads."""
    rules = load_treaty("start-1").rules
    wanted = ("delivery-vehicles", "warheads")
    return frozenset(
        value
        for bound in rules.limits
        if bound.limit.id in wanted and bound.phases
        for value in (bound.phases[-1].at_most or {}).values()
    )
