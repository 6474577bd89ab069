"""Duties with a clock of their own: from each Party's entry into force, or from each event that calls for them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from armscontrol.calendar import long_date
from armscontrol.compliance.findings import Conduct, distinct
from armscontrol.compliance.matching import Row, first_day, last_day, matching, number_of
from armscontrol.holdings import Events
from armscontrol.terms import weakest
from armscontrol.treaties import end_of_force
from armscontrol.treaties.model import Treaty
from armscontrol.treaties.provisions import Grant
from armscontrol.treaties.rules import ObligationRule


def own_clocks(
    treaty: Treaty, events: Events, rule: ObligationRule, parties: Iterable[str], performing: list[Row], at: date
) -> Iterator[Conduct]:
    """Conduct on a duty that each Party owes so long after its own entry into force, with the extensions granted.

    A clock that starts again opens a new duty; one that had run out before stays a duty of its own.
    """
    restarts = matching(events, treaty, rule.restart) if rule.restart is not None else []
    for party in parties:
        start = (rule.clocks or {}).get(party)
        if start is None or start > at:
            continue
        began = sorted(r["date"] for r in restarts if r["certain"] and r["party"] == party and start < r["date"] <= at)
        clocks = [start, *began]
        for number, (first, following) in enumerate(zip(clocks, [*began, None], strict=True)):
            notes = [f"the clock started again on {long_date(first)}"] if number else []
            due, _ = _due(treaty, rule, party, first, following, number == 0)
            if following is None or due < following:
                yield _owed_once(treaty, rule, party, (first, following, number == 0), performing, at, notes)


def _due(
    treaty: Treaty, rule: ObligationRule, party: str, start: date, following: date | None, first: bool
) -> tuple[date, list[Grant]]:
    """The last day of one clock with the extensions that were granted while it ran; undated ones are of the first."""
    assert rule.own_clock is not None  # noqa: S101  only such rules come here
    due = rule.own_clock.after(start, treaty.calendar.rounding)
    grants = []
    for grant, allowed in zip(rule.obligation.grants, rule.granted, strict=True):
        given = allowed.granted_on
        of_this = first if given is None else start <= given and (following is None or given < following)
        if allowed.party == party and of_this and allowed.until > due:
            due = allowed.until
            grants.append(grant)
    return due, grants


def _owed_once(
    treaty: Treaty,
    rule: ObligationRule,
    party: str,
    clock: tuple[date, date | None, bool],
    performing: list[Row],
    at: date,
    notes: list[str],
) -> Conduct:
    assert rule.own_clock is not None  # noqa: S101  only such rules come here
    start, following, _ = clock
    first_due = rule.own_clock.after(start, treaty.calendar.rounding)
    due, grants = _due(treaty, rule, party, *clock)
    notes.insert(0, f"{rule.own_clock} from {long_date(start)}: {long_date(first_due)}")
    notes += [f"extended to {long_date(due)}" + (f" ({g.note})" if g.note else "") for g in grants[-1:]]
    done = [
        r for r in performing
        if r["party"] == party and last_day(r) >= start and (following is None or first_day(r) < following)
    ]  # fmt: skip
    certain = [r for r in done if r["certain"]]
    shared = _shared(treaty, rule, party, start, due)
    in_time = [r for r in certain if last_day(r) <= due and first_day(r) >= start]
    late = [r for r in certain if first_day(r) > due]
    perhaps = [r for r in done if first_day(r) <= due and r not in in_time]
    used = in_time or late or perhaps
    sources = distinct([*(g.source for g in grants), *(r["source"] for r in used)])
    grades = weakest([*(g.evidence for g in grants), *(r["evidence"] for r in used)])
    if in_time:
        notes.append(f"performed {long_date(in_time[0]['date'])}")
        return Conduct(**shared, state="performed", count=1, evidence=grades, notes=tuple(notes), sources=sources)
    if late and not perhaps:
        days = (first_day(late[0]) - due).days
        notes.append(f"performed {long_date(late[0]['date'])}, {days:,} days late")
        return Conduct(
            **shared, state="not_performed", count=1, since=due, reason=late[0]["detail"], evidence=grades,
            notes=tuple(notes), sources=sources,
        )  # fmt: skip
    if perhaps:
        notes.append("performed, perhaps in time: the day or the kind of it is not known")
    elif at <= due:
        notes.append(f"due by {long_date(due)}, not yet")
    return Conduct(**shared, state="unknown", notes=tuple(notes), evidence=grades, sources=sources)


def triggered(
    treaty: Treaty, events: Events, rule: ObligationRule, parties: Iterable[str], performing: list[Row], at: date
) -> Iterator[Conduct]:
    """Conduct on a duty that each event of a kind calls for, matched by the event's `reference`."""
    assert rule.triggered_by is not None  # noqa: S101  only such rules come here
    end = rule.until or end_of_force(treaty) or date.max
    calls = [
        r for r in matching(events, treaty, rule.triggered_by) if r["date"] <= at and rule.start <= r["date"] < end
    ]
    for party in parties:
        mine = [c for c in calls if c["party"] == party]
        for call in mine:
            namesakes = [c["date"] for c in mine if c["reference"] == call["reference"] and c is not call]
            before = max((d for d in namesakes if d < call["date"]), default=date.min)
            after = min((d for d in namesakes if d > call["date"]), default=date.max)
            yield _answered(treaty, rule, party, call, performing, (before, after))


def _answered(
    treaty: Treaty, rule: ObligationRule, party: str, call: Row, performing: list[Row], between: tuple[date, date]
) -> Conduct:
    """Conduct on the duty that one event calls for. A name that is used again belongs to the event next to it."""
    rounding = treaty.calendar.rounding
    day: date = call["date"]
    later = rule.obligation.direction == "after"
    due = last_day(call) if later else day
    if rule.due:
        due = rule.due.after(due, rounding) if later else rule.due.before(due, rounding)
    name = call["reference"]
    near = (day, between[1]) if later else (between[0], between[1])
    mine = [
        r for r in performing
        if r["certain"] and r["party"] == party and name is not None and r["reference"] == name
        and (near[0] < r["date"] or (later and near[0] == r["date"])) and r["date"] < near[1]
        and (later or r["date"] <= day or between[1] == date.max)
    ]  # fmt: skip
    notes = [name or long_date(day), call["detail"] or f"event of {long_date(day)}"]
    if not call["certain"]:
        notes.append("whether the rule covers this event is not known")
    if name is None:
        notes.append("the event has no reference, so no notification can be matched with it")
    shared = _shared(treaty, rule, party, day, due)
    sources = distinct([call["source"], *(r["source"] for r in mine)])
    grades = weakest([call["evidence"], *(r["evidence"] for r in mine)])
    in_time = [r for r in mine if last_day(r) <= due]
    late = [r for r in mine if first_day(r) > due]
    enough = sum(number_of(r) for r in in_time) >= rule.obligation.at_least
    if enough or not mine or not call["certain"]:
        state = "performed" if enough and in_time else "unknown"
        return Conduct(
            **shared, state=state, count=len(in_time) or None, notes=tuple(notes), evidence=grades, sources=sources
        )
    notes.append(f"given {long_date(late[0]['date'])}, by {long_date(due)} was asked for" if late else "day not known")
    return Conduct(
        **shared,
        state="not_performed" if late else "unknown",
        since=due if late else None,
        notes=tuple(notes),
        evidence=grades,
        sources=sources,
    )


def _shared(treaty: Treaty, rule: ObligationRule, party: str, start: date, due: date) -> dict[str, Any]:
    obligation = rule.obligation
    return {
        "treaty": treaty.id,
        "provision_id": obligation.id,
        "article": obligation.article,
        "party": party,
        "period_start": start,
        "period_end": max(start, due),
        "due": due,
        "at_least": obligation.at_least,
        "statement": obligation.statement,
        "rule_evidence": obligation.evidence,
    }
