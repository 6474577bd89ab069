"""The parts of a report on what happened: quotas used, and conduct on each duty."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from armscontrol.calendar import long_date
from armscontrol.compliance import Assessment, Conduct
from armscontrol.compliance.findings import number
from armscontrol.reports import charts
from armscontrol.reports.cells import sign, value
from armscontrol.reports.citations import Sources
from armscontrol.terms import CONDUCT_SIGNS, short_party, words

ABREAST = 4
"""Parties of a quota that stand side by side with nothing to tell; of more only those that used it do."""


def quota(main: Assessment, sources: Sources) -> dict[str, Any] | None:
    """The main yearly quota: chart, statement, and what each Party used."""
    findings = main.main_quota()
    if not findings:
        return None
    acting = all(q.borne_by == "acting" for q in main.treaty.quotas if q.id == findings[0].provision_id)
    used = [f for f in findings if f.value_high]
    many = len({f.party for f in findings}) > ABREAST
    parties = list(dict.fromkeys(f.party for f in (used if many else findings)))
    years = list(dict.fromkeys((f.period_start, f.period_end) for f in findings))
    by = {(f.party, f.period_start): f for f in findings}
    # where a sum over years is all there is, a bar a year would show what no one said
    exact = len(years) > 1 and any(f.value is not None for f in findings) and len({f.limit for f in findings}) == 1
    return {
        "article": findings[0].article,
        "statement": findings[0].statement,
        "limit": number(findings[0].limit),
        "unit": findings[0].unit,
        "svg": charts.svg(charts.quota_chart(findings, findings[0].unit)) if exact else None,
        "alt": f"{findings[0].statement} Used: "
        + "; ".join(
            f"{s.year if s else ''} "
            + ", ".join(f"{short_party(p)} {value(by[p, s])}" for p in parties if (p, s) in by)
            for s, _ in years
        )
        + ".",
        "parties": [f"{'by' if acting else 'at'} {short_party(p)}" for p in parties],
        "rows": [
            {
                "year": f"{start} to {end}",
                "cells": [
                    {
                        "value": value(by[p, start]),
                        "sources": sources.many(by[p, start].sources),
                        **sign(by[p, start]),
                    }
                    if (p, start) in by
                    else None
                    for p in parties
                ],
            }
            for start, end in years
        ],
    }


def undecided(main: Assessment) -> list[dict[str, Any]]:
    """Quotas, deadlines and bans that the record cannot decide, once each."""
    out: dict[str, dict[str, Any]] = {}
    for f in main.findings:
        if f.kind in ("quota", "deadline", "ban") and f.verdict == "not_determinable" and f not in main.on_holdings:
            entry = out.setdefault(
                f.provision_id,
                {"article": f.article, "statement": f.statement, "count": 0, "why": "; ".join(f.notes[1:])},
            )
            entry["count"] += 1
    return list(out.values())


def eliminations(main: Assessment, sources: Sources) -> list[dict[str, Any]]:
    """Schedules of elimination, one row a Party and day, with what is odd about each."""
    return [
        {
            "article": f.article,
            "statement": f.statement,
            "party": short_party(f.party),
            "by": str(f.period_end),
            "asked": number(f.limit),
            "done": value(f),
            "notes": list(f.notes),
            "sources": sources.many(f.sources),
            **sign(f),
            **({} if f.figure else {"star": ""}),
        }
        for f in main.findings
        if f.kind == "elimination"
    ]


Slot = tuple[date, date, int]
"""A period, and the number of the duty among those of one Party in it."""


def conduct(main: Assessment, sources: Sources) -> list[dict[str, Any]]:
    """Obligations by period: one table each, Parties across, with reasons and determinations."""
    tables = []
    for id in dict.fromkeys(c.provision_id for c in main.obligations):
        mine = [c for c in main.obligations if c.provision_id == id]
        parties = list(dict.fromkeys(c.party for c in mine))
        by: dict[tuple[str, Slot], Conduct] = {}
        for c in mine:  # two events of one day call for a duty each
            number = sum((p, s[:2]) == (c.party, (c.period_start, c.period_end)) for p, s in by)
            by[c.party, (c.period_start, c.period_end, number)] = c
        periods = list(dict.fromkeys(s for _, s in by))
        stretches: list[list[Slot]] = []
        for period in periods:
            alike = stretches and all(_alike(by.get((p, stretches[-1][-1])), by.get((p, period))) for p in parties)
            if alike:
                stretches[-1].append(period)
            else:
                stretches.append([period])
        tables.append(
            {
                "id": id,
                "name": id.replace("-", " "),
                "article": mine[0].article,
                "statement": mine[0].statement,
                "parties": [short_party(p) for p in parties],
                "periods": len(periods),
                "rows": [
                    {
                        "period": _stretch(stretch),
                        "times": len(stretch),
                        "cells": [
                            _cell([by[p, s] for s in stretch], sources) if (p, stretch[0]) in by else None
                            for p in parties
                        ],
                    }
                    for stretch in stretches
                ],
            }
        )
    return tables


def _alike(a: Conduct | None, b: Conduct | None) -> bool:
    """Whether two periods can stand in one row: same state, reason and determination, nothing of their own to tell."""
    if a is None or b is None:
        return a is b
    told = [n for c in (a, b) for n in c.notes[1:] if not n.startswith("on record as sums")]
    same = (a.state, a.agreed, a.reason, a.determination) == (b.state, b.agreed, b.reason, b.determination)
    return same and (not told or a.notes[1:] == b.notes[1:])


def _stretch(periods: Sequence[Slot]) -> str:
    first, last = periods[0][0], periods[-1][1]
    return first.isoformat() if first == last else f"{first} to {last}"


def _cell(periods: Sequence[Conduct], sources: Sources) -> dict[str, Any]:
    """Conduct of one Party over one stretch of like periods."""
    c = periods[0]
    reason = c.reason
    if reason and c.since:
        reason = f"From {long_date(c.since)}: {reason}"
    determination = None
    if c.determination:
        on = f", {long_date(c.determined_on)}" if c.determined_on else ""
        determination = f"{short_party(c.determined_by or '')}{on}: {c.determination}"
    counts = [f"{x.count:,}" + ("*" if x.evidence == "recalled" else "") for x in periods if x.count is not None]
    notes = dict.fromkeys(n for x in periods for n in x.notes[1:])
    return {
        "sign": CONDUCT_SIGNS[c.state],
        "state": words(c.state) + (", by agreement" if c.agreed else ""),
        "class": "agreed" if c.agreed else c.state,
        "counts": ", ".join(counts) if len(counts) == len(periods) and any((x.count or 0) > 1 for x in periods) else "",
        "reason": reason,
        "determination": determination,
        "notes": list(notes),
        "sources": sorted({n for x in periods for n in sources.many(x.sources)}),
    }
