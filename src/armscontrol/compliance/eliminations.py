"""Schedules of elimination: what must be gone by when, against what a Party declared or so much a year."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import polars as pl

from armscontrol.calendar import add_months
from armscontrol.compliance.findings import Finding, distinct
from armscontrol.compliance.matching import Period, Row, first_day, last_day, matching, number_of, treaty_years
from armscontrol.holdings import Events
from armscontrol.terms import EVERYONE, weakest
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
                continue  # a Party that declared and ceased to be one is still told: its successors have no baseline
            mine = [r for r in rows if r["party"] == party]
            if rule.elimination.at_least is not None:
                yield from _yearly(treaty, events, rule, party, mine, days)
            else:
                yield from _shares(treaty, events, rule, party, mine, days)
        if rule.elimination.together and len(parties) > 1:
            yield from _together(treaty, events, rule, parties, rows, days)


def _due(rule: EliminationRule) -> list[tuple[date, float]]:
    """Days of the schedule, and the per cent of the baseline that must be gone by each."""
    if not rule.equal:
        return list(rule.steps)
    start, until = rule.equal
    years = max(1, round((until - start).days / 365.25))
    ends = [add_months(start, 12 * n, "down") for n in range(1, years)]
    return [(end, 100 * n / years) for n, end in enumerate([*ends, until], start=1)]


def _asked(amount: float, percent: float) -> float:
    """A share of an amount; a whole number is not missed by the last digit of a double."""
    exact = amount * percent / 100
    return float(round(exact)) if abs(exact - round(exact)) < 1e-9 * max(1.0, exact) else exact


def _shares(
    treaty: Treaty, events: Events, rule: EliminationRule, party: str, rows: list[Row], days: list[date] | None
) -> Iterator[Finding]:
    declared = treaty.rules.declared(rule.elimination.of, party)
    if declared is None:
        return  # not a possessor: nothing was declared, so nothing is owed
    steps = _due(rule)
    for by, percent in steps:
        if days is not None and not any(_current(steps, d) == by for d in days):
            continue
        amount = declared.baseline.amount
        asked = None if amount is None else _asked(amount, percent)
        done = _gone(rows, by)
        notes = [f"{percent:g} per cent of {declared.told}"]
        if amount is not None and done is not None and done[0] == done[1] and done[0] != amount and percent == 100:
            left = amount - done[0]
            told = f"declared {amount:,.6g} less eliminated {done[0]:,} leaves {left:+,.6g}"
            notes.append(f"{told}: the baseline was updated afterwards" if declared.baseline.updated else told)
            if left < 0:
                notes.append("a difference between two sources, never a holding below zero")
        published = _published(events, party, rule, by)
        yield _finding(treaty, rule, party, by, by, asked, done, notes, declared, rows, published)


def _published(events: Events, party: str, rule: EliminationRule, by: date) -> Row | None:
    """The last total that was published for a schedule, by a day."""
    found = events.lazy().filter(
        (pl.col("kind") == "cumulative_total")
        & (pl.col("provision") == rule.elimination.id)
        & (pl.col("party") == party)
        & (pl.col("date") <= by)
    )
    rows = found.sort("date").tail(1).collect().rows(named=True)
    return rows[0] if rows else None


def _together(
    treaty: Treaty,
    events: Events,
    rule: EliminationRule,
    parties: tuple[str, ...],
    rows: list[Row],
    days: list[date] | None,
) -> Iterator[Finding]:
    """What all Parties eliminated by the last day of the schedule, held against what they declared together."""
    by, percent = _due(rule)[-1]
    if days is not None and not any(d >= by for d in days):
        return
    owing = [p for p in parties if not rule.elimination.parties or p in rule.elimination.parties]
    rows = [r for r in rows if r["party"] in owing]
    declared = {p: d for p in owing if (d := treaty.rules.declared(rule.elimination.of, p))}
    amounts = [d.baseline.amount for d in declared.values()]
    done = _gone(rows, by)
    if silent := [p for p in declared if not any(r["party"] == p for r in rows)]:
        done = None
    each = [(p, gone) for p in owing if (gone := _gone([r for r in rows if r["party"] == p], by))]
    notes = [" + ".join(f"{low:,} {p}" for p, (low, _) in each)] if len(each) > 1 else []
    if silent:
        notes.append(f"nothing on record of {', '.join(silent)}")
    asked = None if None in amounts or not amounts else _asked(sum(a or 0.0 for a in amounts), percent)
    updated = next((d for d in declared.values() if d.baseline.updated), next(iter(declared.values()), None))
    published = _published(events, EVERYONE, rule, by)
    yield _finding(treaty, rule, EVERYONE, by, by, asked, done, notes, updated, rows, published)


def _current(steps: list[tuple[date, float]], day: date) -> date | None:
    """The last step that was due on a day."""
    return max((by for by, _ in steps if by <= day), default=None)


def _yearly(
    treaty: Treaty, events: Events, rule: EliminationRule, party: str, rows: list[Row], days: list[date] | None
) -> Iterator[Finding]:
    for year in treaty_years(treaty):
        if year.start < rule.start or (rule.until and year.end >= rule.until):
            continue
        if days is not None and not any(year.start <= d <= year.end for d in days):
            continue
        inside = [r for r in rows if year.touches(r)]
        low = sum(number_of(r) for r in inside if r["certain"] and year.holds(r))
        # a Party of whose eliminations the table tells, and not of this year, had none in it; the record is silent
        known = bool(inside) or (bool(rows) and not events.is_shipped)
        done = (low, sum(number_of(r) for r in inside)) if known else None
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
    asked: float | None,
    done: tuple[int, int] | None,
    notes: list[str],
    declared: BaselineRule | None,
    rows: list[Row],
    published: Row | None = None,
) -> Finding:
    if done is None:
        verdict = "not_determinable"
        notes.append("no elimination on record: unknown, not none")
    elif asked is None:
        verdict = "not_determinable"
    elif declared and declared.baseline.updated:
        verdict = "not_determinable"
        notes.append("the declared amount was updated afterwards, so no verdict rests on it")
    else:
        verdict = "within" if done[0] >= asked else "short" if done[1] < asked else "not_determinable"
    in_force = standing(treaty, end).in_force or standing(treaty, start).in_force
    exact = done is not None and done[0] == done[1]
    elimination = rule.elimination
    grades: list[str | None] = [r["evidence"] for r in rows]
    if published and done and exact:
        same = number_of(published) == done[0]
        told = f"the published total is {number_of(published):,} ({published['evidence']})"
        notes.append(told if same else f"{told}, where single figures add up to {done[0]:,}: reported, not repaired")
        if same:  # the sum stands on the published total, whatever its parts rest on
            grades = [published["evidence"]]
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
        margin=done[0] - asked if done and exact and asked is not None else None,
        variant=treaty.variant,
        basis="declared",
        figure="events" if done else None,
        declared=asked if party == EVERYONE else declared.baseline.amount if declared else None,
        binds_from=rule.start,
        statement=elimination.statement,
        rule_evidence=elimination.evidence,
        evidence=weakest([*grades, *([declared.baseline.evidence] if declared else [])]),
        notes=tuple(notes),
        sources=distinct([*(r["source"] for r in rows), declared.baseline.source if declared else None]),
    )
