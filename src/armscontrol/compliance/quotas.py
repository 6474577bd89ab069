"""Quotas and deadlines over a table of events.

An event that stands for several (`number`) over a longer time (`date` to `date_end`) counts certainly in a period that
holds it whole, and possibly in one that it only touches. The published record gives yearly totals, so what needs single
visits (two at one base, two at once) comes out not determinable there and is checked on tables that have them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import polars as pl

from armscontrol.calendar import add_months, long_date
from armscontrol.compliance.findings import Finding, distinct, judge
from armscontrol.holdings import Events
from armscontrol.terms import weakest
from armscontrol.treaties.expressions.bounds import Compiler, reads
from armscontrol.treaties.expressions.tree import Node
from armscontrol.treaties.lifecycle import end_of_force, standing
from armscontrol.treaties.model import Treaty
from armscontrol.treaties.rules import DeadlineRule, QuotaRule
from armscontrol.treaties.tables import EVENTS

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of days, both ends included, with the name a reader would give it."""

    start: date
    end: date
    name: str

    def holds(self, row: Row) -> bool:
        """Whether an event lies wholly inside."""
        return bool(self.start <= row["date"] and _end(row) <= self.end)

    def touches(self, row: Row) -> bool:
        """Whether an event may have happened inside."""
        return bool(row["date"] <= self.end and _end(row) >= self.start)


def _end(row: Row) -> date:
    end: date = row["date_end"] or row["date"]
    return end


def number_of(row: Row) -> int:
    """How many events a row stands for; an empty cell is one."""
    return 1 if row["number"] is None else int(row["number"])


def treaty_years(treaty: Treaty) -> list[Period]:
    """The treaty's years from its first day to its end; a treaty without known end is followed for fifty years."""
    start = treaty.rules.year_start
    if start is None:
        return []
    stop = end_of_force(treaty) or add_months(start, 600, "down")
    years: list[Period] = []
    while (begin := add_months(start, 12 * len(years), "down")) < stop:
        following = min(add_months(start, 12 * (len(years) + 1), "down"), stop)
        years.append(Period(begin, following - timedelta(days=1), f"treaty year {len(years) + 1}"))
    return years


def calendar_years(treaty: Treaty, first: date) -> list[Period]:
    """Calendar years from a day on, the first perhaps short; a year that the treaty's end cuts short is left out."""
    stop = end_of_force(treaty) or add_months(first, 600, "down")
    return [Period(max(date(y, 1, 1), first), date(y, 12, 31), str(y)) for y in range(first.year, stop.year)]


def matching(events: Events, treaty: Treaty, node: Node) -> list[Row]:
    """Events of this treaty that a rule selects; `certain` in each row says whether they certainly match."""
    frame = events.lazy().filter(pl.col("treaty").is_null() | (pl.col("treaty") == treaty.id))
    used = reads(node) & set(EVENTS) - {"number"}
    holes = frame.select(pl.col(n).null_count() for n in sorted(used)).collect().row(0, named=True) if used else {}
    compiler = Compiler(frozenset(n for n, h in holes.items() if not h), {n: c.allowed for n, c in EVENTS.items()})
    truth = compiler.truth(node)
    found = frame.with_columns(certain=truth.certain).filter(truth.possible).sort("date", maintain_order=True)
    return list(found.collect().iter_rows(named=True))


def quota_findings(
    treaty: Treaty, events: Events, parties: tuple[str, ...], days: list[date] | None
) -> Iterator[Finding]:
    """Findings on every quota, Party and period; with `days`, only for the periods that hold one of them."""
    for rule in treaty.rules.quotas:
        rows = matching(events, treaty, rule.counts)
        for party in parties:
            if rule.quota.parties and party not in rule.quota.parties:
                continue
            mine = [r for r in rows if r["party"] == party]
            for period in _periods(treaty, rule):
                if days is None or any(period.start <= d <= period.end for d in days):
                    yield _quota(treaty, rule, party, period, mine)


def _periods(treaty: Treaty, rule: QuotaRule) -> list[Period]:
    last = (rule.until or end_of_force(treaty) or date.max) - timedelta(days=1)
    if rule.quota.per == "treaty year":
        return [p for p in treaty_years(treaty) if p.end >= rule.start and p.start <= last]
    if rule.quota.per == "calendar year":
        return [p for p in calendar_years(treaty, rule.start) if p.start <= last]
    return [Period(rule.start, last, f"{long_date(rule.start)} to {long_date(last)}")]


def _quota(treaty: Treaty, rule: QuotaRule, party: str, period: Period, rows: list[Row]) -> Finding:
    quota = rule.quota
    inside = [r for r in rows if period.touches(r) and number_of(r) > 0]
    notes: list[str] = []
    place = None
    if quota.per == "moment":
        low, high, used = _at_once(inside, notes)
    elif quota.by:
        low, high, place, used = _greatest_group(quota.by, period, inside, notes)
    else:
        used = inside
        low = sum(number_of(r) for r in inside if r["certain"] and period.holds(r))
        high = sum(number_of(r) for r in inside)
        if low != high:
            notes.append(_unsure(inside, period))
    base = judge(low, high, quota.at_most)
    on = min(period.end, (end_of_force(treaty) or date.max) - timedelta(days=1))
    in_force = standing(treaty, on).in_force
    exact = low == high
    return Finding(
        treaty=treaty.id,
        kind="quota",
        provision_id=quota.id,
        article=quota.article,
        party=party,
        date=period.start,
        period_start=period.start,
        period_end=period.end,
        verdict=base if in_force else "not_in_force",
        would_be=None if in_force else base,
        limit=quota.at_most,
        unit=quota.unit,
        value=low if exact else None,
        value_low=low,
        value_high=high,
        margin=quota.at_most - low if exact else None,
        variant=treaty.variant,
        basis="observed",
        figure="events",
        place=place,
        binds_from=rule.start,
        statement=quota.statement,
        rule_evidence=quota.evidence,
        evidence=weakest(r["evidence"] for r in used),
        notes=(period.name, *(n for n in notes if n)),
        sources=distinct(r["source"] for r in used),
    )


def _unsure(rows: list[Row], period: Period) -> str:
    untyped = sum(number_of(r) for r in rows if not r["certain"])
    crossing = sum(number_of(r) for r in rows if r["certain"] and not period.holds(r))
    parts = []
    if untyped:
        parts.append(f"{untyped} of which the record does not say whether the rule covers them")
    if crossing:
        parts.append(f"{crossing} given as a sum over a time that reaches beyond the period")
    return "; ".join(parts)


def _greatest_group(
    by: tuple[str, ...], period: Period, rows: list[Row], notes: list[str]
) -> tuple[int, int, str | None, list[Row]]:
    """The most at any one place: certain, possible, where, and the rows behind it."""
    groups: dict[str, list[Row]] = {}
    unplaced: list[Row] = []
    for row in rows:
        key = " / ".join(row[c] for c in by if row[c])
        (groups.setdefault(key, []) if all(row[c] for c in by) else unplaced).append(row)
    lost = sum(number_of(r) for r in unplaced)
    best: tuple[int, int, str | None, list[Row]] = (0, lost, None, unplaced)
    for key, members in sorted(groups.items()):
        low = sum(number_of(r) for r in members if r["certain"] and period.holds(r))
        high = sum(number_of(r) for r in members) + lost
        if (low, high) > best[:2]:
            best = (low, high, key, [*members, *unplaced])
    if lost:
        notes.append(f"{lost} without a {' or '.join(by)} in the record")
    return best


def _at_once(rows: list[Row], notes: list[str]) -> tuple[int, int, list[Row]]:
    """The most under way at one moment. Days are too coarse to tell two visits that meet on one day apart."""
    single = [r for r in rows if number_of(r) == 1]
    sums = sum(number_of(r) for r in rows if number_of(r) > 1)
    low, high = min(len(single), 1), 0
    worst: list[Row] = single[:1]
    for day in sorted({r["date"] for r in single}):
        # certainly together are those under way at the midnight that follows
        overnight = [r for r in single if r["certain"] and r["date"] <= day < _end(r)]
        if len(overnight) > low:
            low, worst = len(overnight), overnight
        high = max(high, sum(1 for r in single if r["date"] <= day <= _end(r)))
    if sums:
        notes.append(f"{sums} given as sums over a time, not visit by visit")
    if low > 1:
        begun = max(r["date"] for r in worst)
        notes.append(
            f"from {long_date(begun)}: " + ", ".join(sorted(r["facility"] or "no facility named" for r in worst))
        )
    return low, high + sums, worst or rows


def deadline_findings(
    treaty: Treaty, events: Events, parties: tuple[str, ...], days: list[date] | None
) -> Iterator[Finding]:
    """Findings on every notification that a deadline covers; with `days`, only those given on or before the last."""
    for rule in treaty.rules.deadlines:
        for row in matching(events, treaty, rule.counts):
            if row["certain"] and row["party"] in parties and (days is None or row["date"] <= max(days)):
                yield _deadline(treaty, rule, row)


def _deadline(treaty: Treaty, rule: DeadlineRule, row: Row) -> Finding:
    deadline, rounding = rule.deadline, treaty.calendar.rounding
    trigger: date | None = rule.trigger or row["trigger_date"]
    given: date = row["date"]
    notes: list[str] = []
    late: int | None = None
    if trigger is None:
        notes.append("the record does not say when the clock started")
    else:
        after = deadline.direction == "after"
        due = rule.within.after(trigger, rounding) if after else rule.within.before(trigger, rounding)
        late = max(0, (given - due).days)
        word = "after" if after else "before"
        notes.append(
            f"event of {long_date(trigger)}, {rule.within} {word} it: by {long_date(due)}; given {long_date(given)}"
        )
    verdict = judge(late, late, 0) if late is not None else "not_determinable"
    in_force = standing(treaty, given).in_force
    return Finding(
        treaty=treaty.id,
        kind="deadline",
        provision_id=deadline.id,
        article=deadline.article,
        party=row["party"],
        date=given,
        verdict=verdict if in_force else "not_in_force",
        would_be=None if in_force else verdict,
        limit=0,
        unit=deadline.unit,
        value=late,
        value_low=late,
        value_high=late,
        margin=None if late is None else -late,
        variant=treaty.variant,
        basis="observed",
        figure="events",
        statement=deadline.statement,
        rule_evidence=deadline.evidence,
        evidence=row["evidence"],
        notes=tuple(notes),
        sources=distinct([row["source"]]),
    )
