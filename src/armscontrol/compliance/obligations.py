"""Conduct: what each Party did and did not do, period by period, with its reason and the other's determination.

Kept apart from what the rule says and from what the Parties say of the treaty's status. Three answers: performed, not
performed, unknown. A silent record is unknown, never not performed.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import polars as pl

from armscontrol.calendar import Offset, long_date
from armscontrol.compliance.duties import own_clocks, triggered
from armscontrol.compliance.findings import Conduct, distinct
from armscontrol.compliance.matching import (
    Period,
    Row,
    calendar_years,
    first_day,
    last_day,
    matching,
    number_of,
    treaty_years,
)
from armscontrol.holdings import Events
from armscontrol.terms import weakest
from armscontrol.treaties.lifecycle import end_of_force
from armscontrol.treaties.model import Treaty
from armscontrol.treaties.rules import ObligationRule


def conduct(treaty: Treaty, events: Events, parties: tuple[str, ...], days: list[date] | None) -> Iterator[Conduct]:
    """Conduct on every obligation, Party and period.

    With `days`, only for the periods that hold one of them, and as things stood on the last: what began later is told
    in a note and does not decide.
    """
    at = max(days, default=date.max) if days is not None else date.max
    refusals = _refusals(treaty, events)
    for rule in treaty.rules.obligations:
        possible = [r for r in matching(events, treaty, rule.performed_by) if r["date"] <= at]
        performing = [r for r in possible if r["certain"]]
        owing = [p for p in parties if not rule.obligation.parties or p in rule.obligation.parties]
        if rule.own_clock:
            yield from own_clocks(treaty, events, rule, owing, possible, min(at, date.today()))
        elif rule.triggered_by is not None:
            yield from triggered(treaty, events, rule, owing, possible, at)
        else:
            periods = list(_periods(treaty, rule, at))
            for period, due in periods if days is None else _chosen(periods, days):
                for party in owing:
                    yield _assess(treaty, rule, party, period, due, performing, refusals, at)


def _chosen(periods: list[tuple[Period, date | None]], days: list[date]) -> list[tuple[Period, date | None]]:
    """For each day, the last period that had begun; a duty owed only once counts until it falls due."""
    kept = []
    for day in days:
        begun = [p for p in periods if p[0].start <= day]
        if begun:
            period, due = begun[-1]
            repeated = len(periods) > 1 and period.start == period.end
            if repeated or day <= max(period.end, due or period.end):
                kept.append((period, due))
    return list(dict.fromkeys(kept))


def _refusals(treaty: Treaty, events: Events) -> list[Row]:
    frame = events.lazy().filter(
        (pl.col("kind") == "not_performed") & (pl.col("treaty").is_null() | (pl.col("treaty") == treaty.id))
    )
    return list(frame.sort("date", maintain_order=True).collect().iter_rows(named=True))


def _periods(treaty: Treaty, rule: ObligationRule, at: date) -> Iterator[tuple[Period, date | None]]:
    end = rule.until or end_of_force(treaty)
    last = end - timedelta(days=1) if end else min(at, date.today())
    rounding = treaty.calendar.rounding
    if rule.obligation.per:
        years = treaty_years(treaty) if rule.obligation.per == "treaty year" else calendar_years(treaty, rule.start)
        for period in years:
            if period.end >= rule.start and period.start <= last:
                yield period, None
        return
    if rule.on:
        yield Period(rule.on, rule.on, long_date(rule.on)), rule.due.after(rule.on, rounding) if rule.due else None
    first, every = rule.first, rule.every
    if first is None or every is None:
        return
    times = 0
    # counted from the first day each time, so that a short month does not pull the later days back with it
    while (owed := Offset(every.count * times, every.unit).after(first, rounding)) <= last:
        if owed >= rule.start:
            yield Period(owed, owed, long_date(owed)), rule.due.after(owed, rounding) if rule.due else None
        times += 1


def _assess(
    treaty: Treaty,
    rule: ObligationRule,
    party: str,
    period: Period,
    due: date | None,
    performing: list[Row],
    refusals: list[Row],
    at: date,
) -> Conduct:
    obligation = rule.obligation
    actors = {party} if obligation.owed_by == "acting" else {p.id for p in treaty.parties} - {party}
    # a duty owed once by a last day is performed whenever it is before that day
    window = Period(period.start, due, period.name) if rule.on and due else period
    done = [r for r in performing if r["party"] in actors and window.touches(r) and number_of(r) > 0]
    all_refused = [r for r in refusals if r["party"] == party and r["provision"] == obligation.id and period.touches(r)]
    refused = [r for r in all_refused if r["date"] <= at]
    certain = [r for r in done if window.holds(r)]
    count = sum(number_of(r) for r in certain)
    performed = count >= obligation.at_least
    notes: list[str] = [period.name]
    evidence = [r["evidence"] for r in certain]
    used = certain
    if obligation.spans == "spread" and not performed:
        spread = sum(number_of(r) * _share(r, period) for r in done)
        if spread >= obligation.at_least:
            # how many fell into this period, and how many were of this Party, the record does not say
            count, used = 0, done
            performed = True
            evidence = ["derived", *(r["evidence"] for r in done)]
            notes.append("on record as sums over a longer time: " + "; ".join(distinct(r["detail"] for r in done)))
    shared: dict[str, Any] = {
        "treaty": treaty.id,
        "provision_id": obligation.id,
        "article": obligation.article,
        "party": party,
        "period_start": period.start,
        "period_end": period.end,
        "due": due,
        "at_least": obligation.at_least,
        "statement": obligation.statement,
        "rule_evidence": obligation.evidence,
    }
    # the last refusal in a period decides: an agreed pause may turn into a refusal
    decisive = refused[-1] if refused else None
    notes += [f"later, {_told(r)}" for r in all_refused if r["date"] > at]
    if performed:
        if decisive:
            notes.append(_told(decisive))
        return Conduct(
            **shared,
            state="performed",
            # sums over a longer time are of all Parties together, so they are no count of this one's
            count=None if obligation.spans == "spread" else count,
            evidence=weakest(evidence),
            notes=tuple(notes),
            sources=distinct([*(r["source"] for r in used), decisive["source"] if decisive else None]),
        )
    if decisive:
        if count:
            notes.append(f"{count} on record in this period, {obligation.at_least} asked for")
        notes += [_told(r) for r in refused[:-1]]
        return Conduct(
            **shared,
            state="not_performed",
            agreed=decisive["agreed"],
            count=count,
            since=decisive["date"],
            reason=decisive["detail"],
            determined_by=decisive["determined_by"],
            determined_on=decisive["determined_on"],
            determination=decisive["determination"],
            evidence=weakest([decisive["evidence"]]),
            notes=(*notes, *distinct([decisive["note"]])),
            sources=distinct(r["source"] for r in refused),
        )
    if done:
        notes.append("on record only as a sum over a longer time: " + "; ".join(distinct(r["detail"] for r in done)))
    near = _nearest(performing, actors, period) if not done and rule.first else None
    if near:
        notes.append(f"nearest on record: {long_date(near['date'])}")
    return Conduct(
        **shared,
        state="unknown",
        count=count or None,
        evidence=weakest(r["evidence"] for r in done),
        notes=tuple(notes),
        sources=distinct(r["source"] for r in done),
    )


def _share(row: Row, period: Period) -> float:
    """The part of an event's days that lies in the period."""
    start, end = first_day(row), last_day(row)
    inside = (min(end, period.end) - max(start, period.start)).days + 1
    return inside / ((end - start).days + 1)


def _told(row: Row) -> str:
    day = long_date(row["date"]) if row["precision"] != "month" else f"{row['date']:%B %Y}"
    how = " (agreed)" if row["agreed"] else ""
    return f"from {day} not performed{how}: {row['detail']}"


def _nearest(rows: list[Row], actors: set[str], period: Period) -> Row | None:
    mine = [r for r in rows if r["party"] in actors and abs((r["date"] - period.start).days) <= 60]
    return min(mine, key=lambda r: abs((r["date"] - period.start).days), default=None)
