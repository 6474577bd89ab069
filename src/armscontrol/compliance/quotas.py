"""Quotas and deadlines over a table of events.

An event that stands for several (`number`) over a longer time (`date` to `date_end`) counts certainly in a period that
holds it whole, and possibly in one that it only touches. The published record gives yearly totals, so what needs single
visits (two at one base, two at once) comes out not determinable there and is checked on tables that have them.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from armscontrol.calendar import long_date
from armscontrol.compliance.findings import Finding, distinct, judge
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
from armscontrol.terms import EVERYONE, weakest
from armscontrol.treaties.lifecycle import end_of_force, standing
from armscontrol.treaties.model import Treaty
from armscontrol.treaties.rules import DeadlineRule, QuotaRule

SHORT_VISIT = 31
"""Days: a single event of the shipped record that lasts longer is a sum over a time, not one visit."""


def quota_findings(
    treaty: Treaty, events: Events, parties: tuple[str, ...], days: list[date] | None
) -> Iterator[Finding]:
    """Findings on every quota, Party and period; with `days`, only for the periods that hold one of them."""
    for rule in treaty.rules.quotas:
        rows = matching(events, treaty, rule.counts)
        # a record that has no such event at all is silent: that is no count of zero, and is said once
        silent = not rows and events.is_shipped
        periods = [_whole(rule, treaty, rule.first)] if silent else _periods(treaty, rule)
        for party in (EVERYONE,) if silent and len(parties) > 1 else parties:
            if rule.quota.parties and party not in (*rule.quota.parties, EVERYONE):
                continue
            mine = [r for r in rows if _concerns(treaty, rule, party, r)]
            for period in periods:
                if party != EVERYONE and not treaty.rules.was_party(party, period.start, period.end):
                    continue
                if days is None or any(period.start <= d <= period.end for d in days):
                    yield _quota(treaty, rule, party, period, mine, silent, events.is_shipped)


def _concerns(treaty: Treaty, rule: QuotaRule, party: str, row: Row) -> bool:
    if rule.quota.borne_by == "acting":
        return bool(row["party"] == party)
    if row["host"]:
        return bool(row["host"] == party)
    return len(treaty.parties) == 2 and row["party"] != party


def _last(treaty: Treaty, rule: QuotaRule) -> date | None:
    end = rule.until or end_of_force(treaty)
    return end - timedelta(days=1) if end else None


def _whole(rule: QuotaRule, treaty: Treaty, start: date, end: date | None = None) -> Period:
    """Days on which a quota holds, or one of its bounds does."""
    last = end or _last(treaty, rule)
    return Period(start, last or date.max, f"{long_date(start)} to {long_date(last) if last else 'today'}")


def _periods(treaty: Treaty, rule: QuotaRule) -> list[Period]:
    """Periods of a quota, cut to the days on which the rule itself holds."""
    last = _last(treaty, rule)
    match rule.quota.per:
        case "treaty year":
            whole = treaty_years(treaty)
        case "calendar year":
            whole = calendar_years(treaty, rule.start, cut=True)
        case "3 calendar years":
            whole = calendar_years(treaty, rule.start, 3)
        case _:
            starts = [max(rule.first, day) for day, _ in rule.phases] or [rule.first]
            ends = [*(day - timedelta(days=1) for day in starts[1:]), None]
            return [_whole(rule, treaty, day, end) for day, end in zip(starts, ends, strict=True)]
    cut = [Period(max(p.start, rule.first), min(p.end, last or p.end), p.name) for p in whole]
    return [p for p in cut if p.start <= p.end]


def _bound(
    treaty: Treaty, rule: QuotaRule, party: str, period: Period, notes: list[str]
) -> tuple[float | None, list[str | None]]:
    """What the quota allows in a period: stated, or a share of what the Party declared, with that figure's grade."""
    share = rule.quota.share
    if not share:
        held = [bound for start, bound in rule.phases if start <= period.start]
        return float(held[-1] if held else rule.phases[0][1]), []
    base = treaty.rules.declared(share.of, party, period.end)
    if base is None or base.baseline.amount is None:
        what = f"what {party} has not declared: {share.of}" if base is None else base.told
        notes.append(f"{share.percent:g} per cent of {what}")
        return None, []
    exact = base.baseline.amount * share.percent / 100
    bound = math.floor(exact + 1e-9) if share.rounding == "down" else math.ceil(exact - 1e-9)
    notes.append(f"{share.percent:g} per cent of {base.told}, rounded {share.rounding}: {bound}")
    return float(bound), [base.baseline.evidence]


def _quota(
    treaty: Treaty, rule: QuotaRule, party: str, period: Period, rows: list[Row], silent: bool, recorded: bool
) -> Finding:
    quota = rule.quota
    inside = [r for r in rows if period.touches(r) and number_of(r) > 0]
    notes: list[str] = []
    place = None
    low: int | None
    high: int | None
    used: list[Row] = []
    # so is a record that says nothing of this Party in this period, though it does of others
    silent = silent or (recorded and not any(period.touches(r) for r in rows))
    if silent:
        low, high = None, None
        notes.append("no such event on record: unknown, not none")
    elif quota.per == "moment":
        low, high, used = _at_once(inside, notes, recorded)
    elif quota.by:
        low, high, place, used = _greatest_group(quota.by, period, inside, notes)
    else:
        used = inside
        low = sum(number_of(r) for r in inside if r["certain"] and period.holds(r))
        high = sum(number_of(r) for r in inside)
        if low != high:
            notes.append(_unsure(inside, period))
    bound, grades = _bound(treaty, rule, party, period, notes)
    base = "not_determinable" if bound is None or silent else judge(low, high, bound, bound)
    on = min(period.end, (end_of_force(treaty) or date.max) - timedelta(days=1))
    in_force = standing(treaty, on).in_force
    exact = low is not None and low == high
    return Finding(
        treaty=treaty.id,
        kind=rule.kind,
        provision_id=quota.id,
        article=quota.article,
        party=party,
        date=period.start,
        period_start=period.start,
        period_end=period.end,
        verdict=base if in_force else "not_in_force",
        would_be=None if in_force else base,
        limit=bound,
        unit=quota.unit,
        value=low if exact else None,
        value_low=low,
        value_high=high,
        margin=bound - low if exact and bound is not None and low is not None else None,
        variant=treaty.variant,
        basis="observed",
        figure=None if silent else "events",
        place=place,
        binds_from=rule.start,
        statement=quota.statement,
        rule_evidence=quota.evidence,
        evidence=weakest([*(r["evidence"] for r in used), *grades]) if used else None,
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
    """The most at any one place: at least, at most, the place with most for certain, and the rows behind it."""
    groups: dict[str, list[Row]] = {}
    unplaced: list[Row] = []
    for row in rows:
        key = " / ".join(row[c] for c in by if row[c])
        (groups.setdefault(key, []) if all(row[c] for c in by) else unplaced).append(row)
    lost = sum(number_of(r) for r in unplaced)
    low, high, place = 0, lost, None
    for key, members in sorted(groups.items()):
        certain = sum(number_of(r) for r in members if r["certain"] and period.holds(r))
        high = max(high, sum(number_of(r) for r in members) + lost)
        if certain > low or place is None:
            low, place = certain, key
    if lost:
        notes.append(f"{lost} without a {' or '.join(by)} in the record")
    return low, high, place, [*(groups[place] if place else []), *unplaced]


def _at_once(rows: list[Row], notes: list[str], recorded: bool) -> tuple[int, int, list[Row]]:
    """The most under way at one moment. Days are too coarse to tell two visits that meet on one day apart.

    In the shipped record one event over a long time is a sum; in a table of one's own it is one long visit.
    """
    single = [
        r for r in rows if number_of(r) == 1 and not (recorded and (last_day(r) - first_day(r)).days > SHORT_VISIT)
    ]
    sums = sum(number_of(r) for r in rows) - len(single)
    certain = [r for r in single if r["certain"]]
    low, high = min(len(certain), 1), 0
    worst: list[Row] = certain[:1]
    for day in sorted({first_day(r) for r in single}):
        # certainly together are those under way at the midnight that follows
        overnight = [r for r in certain if r["precision"] != "month" and first_day(r) <= day < last_day(r)]
        if len(overnight) > low:
            low, worst = len(overnight), overnight
        high = max(high, sum(1 for r in single if first_day(r) <= day <= last_day(r)))
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
    late: Any = None
    latest: Any = None
    if trigger is None:
        notes.append("the record does not say when the clock started")
    else:
        after = deadline.direction == "after"
        due = rule.within.after(trigger, rounding) if after else rule.within.before(trigger, rounding)
        late, latest = (max(0, (d - due).days) for d in (first_day(row), last_day(row)))
        how = f"no later than {rule.within} after" if after else f"at least {rule.within} before"
        known = long_date(given) if row["precision"] != "month" else f"{given:%B %Y}, the day not known"
        notes.append(f"event of {long_date(trigger)}, {how} it: by {long_date(due)}; given {known}")
    verdict = judge(late, latest, 0, 0) if late is not None else "not_determinable"
    in_force = standing(treaty, given).in_force
    exact = late is not None and late == latest
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
        value=late if exact else None,
        value_low=late,
        value_high=latest,
        margin=-late if exact else None,
        variant=treaty.variant,
        basis="observed",
        figure="events",
        statement=deadline.statement,
        rule_evidence=deadline.evidence,
        evidence=row["evidence"],
        notes=tuple(notes),
        sources=distinct([row["source"]]),
    )
