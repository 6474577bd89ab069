"""Duties with a clock of their own: from each Party's entry into force, or from each event that calls for them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from armscontrol.calendar import long_date
from armscontrol.compliance.findings import Conduct, distinct
from armscontrol.compliance.matching import Row, first_day, last_day, matching
from armscontrol.holdings import Events
from armscontrol.terms import weakest
from armscontrol.treaties.model import Treaty
from armscontrol.treaties.rules import ObligationRule


def own_clocks(
    treaty: Treaty, events: Events, rule: ObligationRule, parties: Iterable[str], performing: list[Row], at: date
) -> Iterator[Conduct]:
    """Conduct on a duty that each Party owes so long after its own entry into force, with the extensions granted."""
    restarts = matching(events, treaty, rule.restart) if rule.restart is not None else []
    for party in parties:
        start = (rule.clocks or {}).get(party)
        if start is None or start > at:
            continue
        notes: list[str] = []
        began = [r["date"] for r in restarts if r["certain"] and r["party"] == party and start < r["date"] <= at]
        if began:
            start = max(began)
            notes.append(f"the clock started again on {long_date(start)}")
        yield _owed_once(treaty, rule, party, start, performing, at, notes)


def _owed_once(
    treaty: Treaty, rule: ObligationRule, party: str, start: date, performing: list[Row], at: date, notes: list[str]
) -> Conduct:
    assert rule.own_clock is not None  # noqa: S101  only such rules come here
    first_due = due = rule.own_clock.after(start, treaty.calendar.rounding)
    grants = []
    for grant, allowed in zip(rule.obligation.grants, rule.granted, strict=True):
        if allowed.party == party and allowed.until > due:
            due = allowed.until
            grants.append(grant)
    notes.insert(0, f"{rule.own_clock} from {long_date(start)}: {long_date(first_due)}")
    notes += [f"extended to {long_date(due)}" + (f" ({g.note})" if g.note else "") for g in grants[-1:]]
    done = [r for r in performing if r["party"] == party and first_day(r) >= start]
    shared = _shared(treaty, rule, party, start, due)
    used = [*(g.source for g in grants), *(r["source"] for r in done)]
    grades = [*(g.evidence for g in grants), *(r["evidence"] for r in done)]
    if not done:
        if at <= due:
            notes.append(f"due by {long_date(due)}, not yet")
        return Conduct(**shared, state="unknown", notes=tuple(notes), evidence=weakest(grades), sources=distinct(used))
    performed = done[0]
    late = (first_day(performed) - due).days
    notes.append(f"performed {long_date(performed['date'])}" + (f", {late:,} days late" if late > 0 else ""))
    return Conduct(
        **shared,
        state="not_performed" if late > 0 else "performed",
        count=1,
        since=due if late > 0 else None,
        reason=performed["detail"] if late > 0 else None,
        evidence=weakest(grades),
        notes=tuple(notes),
        sources=distinct(used),
    )


def triggered(
    treaty: Treaty, events: Events, rule: ObligationRule, parties: Iterable[str], performing: list[Row], at: date
) -> Iterator[Conduct]:
    """Conduct on a duty that each event of a kind calls for, matched by the event's `reference`."""
    assert rule.triggered_by is not None  # noqa: S101  only such rules come here
    calls = [r for r in matching(events, treaty, rule.triggered_by) if r["date"] <= at]
    for party in parties:
        for call in calls:
            if call["party"] == party:
                yield _answered(treaty, rule, party, call, performing)


def _answered(treaty: Treaty, rule: ObligationRule, party: str, call: Row, performing: list[Row]) -> Conduct:
    rounding = treaty.calendar.rounding
    day: date = call["date"]
    due = day
    if rule.due:
        after = rule.obligation.direction == "after"
        due = rule.due.after(day, rounding) if after else rule.due.before(day, rounding)
    name = call["reference"]
    mine = [r for r in performing if r["party"] == party and name is not None and r["reference"] == name]
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
    if in_time or not mine or not call["certain"]:
        state = "performed" if in_time else "unknown"
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
