"""Schedules of elimination: what must be gone by when, against what a Party declared or so much a year."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from armscontrol.calendar import add_months, long_date
from armscontrol.compliance.findings import Finding, distinct
from armscontrol.compliance.matching import Period, Row, first_day, last_day, matching, number_of, treaty_years
from armscontrol.holdings import Events
from armscontrol.terms import weakest
from armscontrol.treaties.lifecycle import standing
from armscontrol.treaties.model import Treaty
from armscontrol.treaties.rules import BaselineRule, EliminationRule


def elimination_findings(
    treaty: Treaty, events: Events, parties: tuple[str, ...], days: list[date] | None
) -> Iterator[Finding]:
    """Findings on every schedule: at each of its days, or where days are chosen, at the last one before each."""
    for rule in treaty.rules.eliminations:
        rows = matching(events, treaty, rule.counts)
        for party in parties:
            if rule.elimination.parties and party not in rule.elimination.parties:
                continue
            mine = [r for r in rows if r["party"] == party]
            if rule.elimination.at_least is not None:
                yield from _yearly(treaty, rule, party, mine, days)
            else:
                yield from _shares(treaty, rule, party, mine, days)


def _declared(treaty: Treaty, rule: EliminationRule, party: str) -> BaselineRule | None:
    found = [
        b for b in treaty.rules.baselines if b.baseline.category == rule.elimination.of and b.baseline.party == party
    ]
    return max(found, key=lambda b: b.as_of) if found else None


def _due(rule: EliminationRule) -> list[tuple[date, float]]:
    """Days of the schedule, and the per cent of the baseline that must be gone by each."""
    if not rule.equal:
        return list(rule.steps)
    start, until = rule.equal
    years = max(1, round((until - start).days / 365.25))
    ends = [add_months(start, 12 * n, "down") for n in range(1, years)]
    return [(end, 100 * n / years) for n, end in enumerate([*ends, until], start=1)]


def _shares(
    treaty: Treaty, rule: EliminationRule, party: str, rows: list[Row], days: list[date] | None
) -> Iterator[Finding]:
    declared = _declared(treaty, rule, party)
    if declared is None:
        return  # not a possessor: nothing was declared, so nothing is owed
    steps = _due(rule)
    for by, percent in steps:
        if days is not None and not any(_current(steps, d) == by for d in days):
            continue
        asked = declared.baseline.amount * percent / 100
        done = _gone(rows, by)
        notes = [
            f"{percent:g} per cent of {declared.baseline.amount:,.0f} {declared.baseline.unit} declared as of "
            f"{long_date(declared.as_of)}"
        ]
        if done is not None and done[0] > declared.baseline.amount:
            more = done[0] - declared.baseline.amount
            notes.append(f"{more:,.0f} more were eliminated than declared: the baseline was updated or is incomplete")
        yield _finding(treaty, rule, party, by, by, asked, done, notes, declared, rows)


def _current(steps: list[tuple[date, float]], day: date) -> date | None:
    """The last step that was due on a day."""
    return max((by for by, _ in steps if by <= day), default=None)


def _yearly(
    treaty: Treaty, rule: EliminationRule, party: str, rows: list[Row], days: list[date] | None
) -> Iterator[Finding]:
    for year in treaty_years(treaty):
        if year.start < rule.start or (rule.until and year.end >= rule.until):
            continue
        if days is not None and not any(year.start <= d <= year.end for d in days):
            continue
        inside = [r for r in rows if year.touches(r)]
        low = sum(number_of(r) for r in inside if r["certain"] and year.holds(r))
        done = (low, sum(number_of(r) for r in inside)) if inside else None
        asked = float(rule.elimination.at_least or 0)
        yield _finding(treaty, rule, party, year.start, year.end, asked, done, [year.name], None, inside)


def _gone(rows: list[Row], by: date) -> tuple[int, int] | None:
    """How much was eliminated by the end of a day, at least and at most; `None` where the record has nothing at all."""
    if not rows:
        return None
    before = Period(date.min, by, "")
    low = sum(number_of(r) for r in rows if r["certain"] and last_day(r) <= by)
    return low, sum(number_of(r) for r in rows if before.touches(r) and first_day(r) <= by)


def _finding(
    treaty: Treaty,
    rule: EliminationRule,
    party: str,
    start: date,
    end: date,
    asked: float,
    done: tuple[int, int] | None,
    notes: list[str],
    declared: BaselineRule | None,
    rows: list[Row],
) -> Finding:
    if done is None:
        verdict = "not_determinable"
        notes.append("no elimination on record: unknown, not none")
    else:
        verdict = "within" if done[0] >= asked else "short" if done[1] < asked else "not_determinable"
    in_force = standing(treaty, end).in_force or standing(treaty, start).in_force
    exact = done is not None and done[0] == done[1]
    elimination = rule.elimination
    return Finding(
        treaty=treaty.id,
        kind="elimination",
        provision_id=elimination.id,
        article=elimination.article,
        party=party,
        date=start,
        period_start=start,
        period_end=end,
        verdict=verdict if in_force else "not_in_force",
        would_be=None if in_force else verdict,
        limit=asked,
        sense="at_least",
        unit=elimination.unit,
        value=done[0] if done and exact else None,
        value_low=done[0] if done else None,
        value_high=done[1] if done else None,
        margin=done[0] - asked if done and exact else None,
        variant=treaty.variant,
        basis="declared",
        figure="events" if done else None,
        declared=declared.baseline.amount if declared else None,
        binds_from=rule.start,
        statement=elimination.statement,
        rule_evidence=elimination.evidence,
        evidence=weakest([*(r["evidence"] for r in rows), *([declared.baseline.evidence] if declared else [])]),
        notes=tuple(notes),
        sources=distinct([*(r["source"] for r in rows), declared.baseline.source if declared else None]),
    )
