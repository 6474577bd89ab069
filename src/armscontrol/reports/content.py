"""What a report says, as plain values: both faces (HTML, PDF) print this and add nothing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

from armscontrol import __version__
from armscontrol.calendar import long_date
from armscontrol.compliance import Assessment, Conduct, Finding, assess
from armscontrol.compliance.explanation import between, number
from armscontrol.reports import charts
from armscontrol.reports.reported import reported_numbers
from armscontrol.sources import publisher
from armscontrol.terms import (
    CONDUCT_SIGNS,
    GRADE_MEANINGS,
    VERDICT_SIGNS,
    VERDICT_WORDS,
    party_name,
    short_party,
    words,
)

Content = dict[str, Any]


class _Sources:
    """Sources in order of first use; a citation is a number."""

    def __init__(self) -> None:
        self.numbers: dict[tuple[str, str], int] = {}

    def cite(self, url: str | None, evidence: str | None) -> int | None:
        if not url:
            return None
        return self.numbers.setdefault((url, evidence or ""), len(self.numbers) + 1)

    def many(self, urls: Iterable[str], evidence: str | None) -> list[int]:
        return [n for u in urls if (n := self.cite(u, evidence))]

    def listed(self) -> list[dict[str, Any]]:
        return [
            {
                "number": n,
                "url": url if "//" in url else None,
                "title": publisher(url) if "//" in url else url,
                "evidence": words(evidence),
            }
            for (url, evidence), n in self.numbers.items()
        ]


def build(found: Sequence[Assessment]) -> Content:
    """The content of a report on one assessment, or on one and its variant.

    Args:
        found: the assessment under the treaty's own rules, then the one under a variant, if any.
    """
    main = found[0]
    sources = _Sources()
    treaty = main.treaty
    return {
        "title": f"{treaty.short_title}: declared figures held against the rules",
        "treaty": treaty.title,
        "short_title": treaty.short_title,
        "summary": treaty.summary,
        "headline": _headline(main),
        "verdicts": _verdicts(main),
        "life": _life(main, sources),
        "limits": [_limit(main, rule.limit.id, sources) for rule in treaty.rules.limits],
        "beside": _other_bases(main, sources),
        "variant": _variant(main, found[1], sources) if len(found) > 1 else None,
        "quota": _quota(main, sources),
        "open": _open(main),
        "conduct": _conduct(main, sources),
        "reported": _reported(sources) if treaty.id == "new-start" else [],
        "table": [_row(f, sources) for f in main.limits],
        "explanations": [_explanation(main, f, sources) for f in main.narrowest()],
        "signs": [{"sign": VERDICT_SIGNS[v], "word": VERDICT_WORDS[v].lower()} for v in VERDICT_SIGNS],
        "grades": [{"grade": words(g), "meaning": m} for g, m in GRADE_MEANINGS.items()],
        "conventions": [c for c in (treaty.calendar.note, *treaty.notes) if c],
        "sources": sources.listed(),
        "version": __version__,
    }


# Verdicts first


def _binding(main: Assessment) -> list[Finding]:
    return [f for f in main.limits if f.verdict not in ("not_yet_binding", "not_in_force")]


def _headline(main: Assessment) -> list[str]:
    """The answer in a few sentences, each from the findings."""
    binding = _binding(main)
    if not binding:
        return ["On the days assessed no limit binds."]
    exceeded = [f for f in binding if f.verdict == "exceeded"]
    opened = [f for f in binding if f.verdict == "not_determinable"]
    sourced = [f for f in binding if f.verdict == "within" and not f.is_recalled]
    out = []
    first = min(f.date for f in binding)
    if exceeded:
        told = ", ".join(f"{short_party(f.party)} {f.article} on {long_date(f.date)}" for f in exceeded[:5])
        out.append(f"Exceeded: {told}.")
    elif sourced and not opened:
        parties = list(dict.fromkeys(f.party for f in sourced))
        number_of = {1: f"{short_party(parties[0])} was", 2: "Both Parties were"}
        who = number_of.get(len(parties), "All Parties were")
        out.append(
            f"{who} within every limit at every exchange from {long_date(first)} to "
            f"{long_date(max(f.date for f in sourced))}, wherever the figure is sourced."
        )
    recalled = [f for f in binding if f.is_recalled]
    if recalled:
        days = ", ".join(dict.fromkeys(long_date(f.date) for f in recalled))
        out.append(f"{len(recalled)} figures of {days} are recalled, unverified, and marked with a star.")
    missing = [f for f in binding if f.verdict == "not_declared"]
    if missing:
        who = ", ".join(dict.fromkeys(f"{short_party(f.party)} for {long_date(f.date)}" for f in missing))
        out.append(f"Not declared: {who}.")
    before = [f for f in main.limits if f.verdict == "not_yet_binding"]
    if before:
        out.append(f"Before {long_date(first)} the limits did not bind: figures show progress, not breach.")
    refused = [c for c in main.obligations if c.is_breach]
    if refused:
        since: dict[str, list[date]] = {}
        for c in refused:
            if c.since:
                since.setdefault(c.party, []).append(c.since)
        told = ", ".join(f"{short_party(p)} from {long_date(min(days))}" for p, days in since.items())
        out.append(
            f"Duties not performed, without agreement: {told}. What each did, why, and the other's view stand below."
        )
    ended = [e for e in main.treaty.events if e.kind in ("expired", "terminated", "superseded")]
    out += [f"{long_date(e.date)}: {e.statement}" for e in ended]
    if opened:
        out.append(f"{len(opened)} verdicts are not determinable.")
    return out


def _verdicts(main: Assessment) -> list[dict[str, Any]]:
    """One row a limit and Party: the narrowest margin where the limit binds."""
    return [
        {
            "article": f.article,
            "statement": f.statement,
            "party": short_party(f.party),
            "date": long_date(f.date),
            "value": number(f.value),
            "limit": number(f.limit),
            "margin": number(f.margin),
            **_sign(f),
        }
        for f in main.narrowest()
    ]


def _sign(f: Finding) -> dict[str, str]:
    return {
        "sign": VERDICT_SIGNS[f.verdict],
        "verdict": VERDICT_WORDS[f.verdict].lower(),
        "class": f.verdict,
        "star": "*" if f.is_recalled else "",
    }


# Life and limits


def _life(main: Assessment, sources: _Sources) -> dict[str, Any]:
    treaty = main.treaty
    events = [
        {
            "date": e.date.isoformat(),
            "event": words(e.kind),
            "statement": e.statement,
            "note": e.note,
            "evidence": words(e.evidence),
            "source": sources.cite(e.source, e.evidence),
        }
        for e in sorted(treaty.events, key=lambda e: e.date)
    ]
    positions = [
        {
            "party": party_name(p.party),
            "position": p.position,
            "stated": p.stated_on.isoformat() if p.stated_on else "",
            "statement": p.statement,
            "evidence": words(p.evidence),
            "source": sources.cite(p.source, p.evidence),
        }
        for p in treaty.positions
    ]
    return {"events": events, "positions": positions, "svg": charts.svg(charts.life_chart(treaty))}


def _limit(main: Assessment, id: str, sources: _Sources) -> dict[str, Any]:
    findings = [f for f in main.limits if f.provision_id == id]
    limit = main.treaty.rules.limit(id).limit
    known = [f for f in findings if f.value is not None]
    parties = list(dict.fromkeys(f.party for f in findings))
    days = sorted({f.date for f in findings})
    by = {(f.party, f.date): f for f in findings}
    alt = []
    for p in parties:
        mine = [f for f in known if f.party == p]
        if mine:
            alt.append(
                f"{short_party(p)} from {number(mine[0].value)} on {long_date(mine[0].date)} to "
                f"{number(mine[-1].value)} on {long_date(mine[-1].date)}"
            )
    return {
        "id": id,
        "article": limit.article,
        "statement": limit.statement,
        "unit": limit.unit,
        "evidence": words(limit.evidence),
        "source": sources.cite(limit.source, limit.evidence),
        "svg": charts.svg(charts.limit_chart(findings, limit.unit)) if len(days) > 1 and known else None,
        "alt": f"{limit.statement} {'; '.join(alt)}.",
        "parties": [short_party(p) for p in parties],
        "rows": [
            {
                "date": d.isoformat(),
                "cells": [
                    {"value": _value(by[p, d]), "margin": _margin(by[p, d]), **_sign(by[p, d])}
                    if (p, d) in by
                    else None
                    for p in parties
                ],
            }
            for d in days
        ],
        "differences": [
            {"party": short_party(f.party), "date": long_date(f.date), "notes": list(f.notes)}
            for f in findings
            if f.difference
        ],
    }


def _value(f: Finding) -> str:
    if f.value is not None:
        return number(f.value)
    return (
        "not declared"
        if f.verdict == "not_declared" or f.would_be == "not_declared"
        else between(f.value_low, f.value_high)
    )


def _margin(f: Finding) -> str:
    if f.margin is None:
        return ""
    return (
        f"{number(f.margin)} under"
        if f.margin > 0
        else "at the limit"
        if f.margin == 0
        else f"{number(-f.margin)} above"
    )


def _other_bases(main: Assessment, sources: _Sources) -> list[dict[str, Any]]:
    """Figures of other bases: a plan and estimates, counted by the same rules, beside the nearest declaration."""
    if main.holdings is None:
        return []
    frame = main.holdings.frame()
    rows = []
    keys = frame.select("party", "as_of", "basis", "scenario").unique().sort("as_of", "party").iter_rows()
    declared = {(f.party, f.provision_id, f.date): f for f in main.limits}
    for party, as_of, basis, scenario in keys:
        if basis in ("declared", "claimed"):
            continue
        a = assess(
            main.treaty,
            frame.filter((frame["basis"] == basis) & (frame["party"] == party)),
            on=as_of,
            bases=[basis],
        )
        for f in a.limits:
            if f.party != party or f.as_of != as_of or f.value is None:
                continue
            nearest = min(
                (
                    d
                    for (p, i, day), d in declared.items()
                    if p == party and i == f.provision_id and d.value is not None and day >= as_of
                ),
                key=lambda d: d.date,
                default=None,
            )
            rows.append(
                {
                    "party": short_party(party),
                    "as_of": long_date(as_of),
                    "basis": basis + (f" ({scenario})" if scenario else ""),
                    "article": f.article,
                    "value": number(f.value),
                    "limit": number(f.limit),
                    "declared": f"{number(nearest.value)} on {long_date(nearest.date)}" if nearest else "",
                    "rows": "; ".join(r.label for r in f.rows),
                    "sources": sources.many(f.sources, f.evidence),
                }
            )
    return rows


def _variant(main: Assessment, other: Assessment, sources: _Sources) -> dict[str, Any]:
    v = other.variant
    assert v is not None  # noqa: S101  the second assessment is always one under a variant
    before = {(f.provision_id, f.party, f.date): f for f in main.limits}
    rows = []
    notes: list[str] = []
    for f in other.limits:
        base = before.get((f.provision_id, f.party, f.date))
        if base and (base.value_low, base.value_high) != (f.value_low, f.value_high):
            rows.append(
                {
                    "article": f.article,
                    "party": short_party(f.party),
                    "date": long_date(f.date),
                    "rule": _value(base),
                    "variant": _value(f),
                    "limit": number(f.limit),
                    **_sign(f),
                }
            )
            notes += [n for n in f.notes if "claim" in n or "not known whether" in n]
    return {
        "name": v.variant,
        "title": v.title,
        "statement": v.statement,
        "note": v.note,
        "evidence": words(v.evidence),
        "source": sources.cite(v.source, v.evidence),
        "rows": rows,
        "notes": list(dict.fromkeys(notes)),
    }


# Quotas and conduct


def _quota(main: Assessment, sources: _Sources) -> dict[str, Any] | None:
    findings = charts.main_quota(main)
    if not findings:
        return None
    parties = list(dict.fromkeys(f.party for f in findings))
    years = list(dict.fromkeys((f.period_start, f.period_end) for f in findings))
    by = {(f.party, f.period_start): f for f in findings}
    return {
        "article": findings[0].article,
        "statement": findings[0].statement,
        "limit": number(findings[0].limit),
        "unit": findings[0].unit,
        "svg": charts.svg(charts.quota_chart(findings, findings[0].unit)) if len(years) > 1 else None,
        "alt": f"{findings[0].statement} Used: "
        + "; ".join(
            f"{s.year if s else ''} " + ", ".join(f"{short_party(p)} {_value(by[p, s])}" for p in parties)
            for s, _ in years
        )
        + ".",
        "parties": [f"by {short_party(p)}" for p in parties],
        "rows": [
            {
                "year": f"{start} to {end}",
                "cells": [
                    {
                        "value": _value(by[p, start]),
                        "sources": sources.many(by[p, start].sources, by[p, start].evidence),
                        **_sign(by[p, start]),
                    }
                    for p in parties
                ],
            }
            for start, end in years
        ],
    }


def _open(main: Assessment) -> list[dict[str, Any]]:
    """Quotas that the record cannot decide, once each."""
    out: dict[str, dict[str, Any]] = {}
    for f in main.findings:
        if f.kind != "limit" and f.verdict == "not_determinable":
            entry = out.setdefault(
                f.provision_id,
                {"article": f.article, "statement": f.statement, "count": 0, "why": "; ".join(f.notes[1:])},
            )
            entry["count"] += 1
    return list(out.values())


def _conduct(main: Assessment, sources: _Sources) -> list[dict[str, Any]]:
    """Obligations by period: one table each, Parties across, with reasons and determinations."""
    tables = []
    for id in dict.fromkeys(c.provision_id for c in main.obligations):
        mine = [c for c in main.obligations if c.provision_id == id]
        parties = list(dict.fromkeys(c.party for c in mine))
        periods = list(dict.fromkeys((c.period_start, c.period_end) for c in mine))
        by = {(c.party, c.period_start): c for c in mine}
        stretches: list[list[tuple[date, date]]] = []
        for period in periods:
            alike = stretches and all(_alike(by[p, stretches[-1][-1][0]], by[p, period[0]]) for p in parties)
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
                        "cells": [_cell([by[p, start] for start, _ in stretch], sources) for p in parties],
                    }
                    for stretch in stretches
                ],
            }
        )
    return tables


def _alike(a: Conduct, b: Conduct) -> bool:
    """Whether two periods can stand in one row: same state, reason and determination, nothing of their own to tell."""
    told = [n for c in (a, b) for n in c.notes[1:] if not n.startswith("spread")]
    same = (a.state, a.agreed, a.reason, a.determination) == (b.state, b.agreed, b.reason, b.determination)
    return same and (not told or a.notes[1:] == b.notes[1:])


def _stretch(periods: Sequence[tuple[date, date]]) -> str:
    first, last = periods[0][0], periods[-1][1]
    return first.isoformat() if first == last else f"{first} to {last}"


def _cell(periods: Sequence[Conduct], sources: _Sources) -> dict[str, Any]:
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
        "counts": ", ".join(counts) if any((x.count or 0) > 1 for x in periods) else "",
        "reason": reason,
        "determination": determination,
        "notes": list(notes),
        "sources": sorted({n for x in periods for n in sources.many(x.sources, x.evidence)}),
    }


# The rest


def _reported(sources: _Sources) -> list[dict[str, Any]]:
    plain = {"year"}
    return [
        {
            "figure": str(r.figure) if r.unit in plain else number(r.figure),
            "unit": r.unit,
            "reported_as": r.reported_as,
            "recorded": str(r.recorded) if r.unit in plain else number(r.recorded),
            "agrees": r.agrees,
            "record": r.record,
            "reading": r.reading,
            "source": sources.cite(r.citation.url, r.citation.evidence),
        }
        for r in reported_numbers()
    ]


def _row(f: Finding, sources: _Sources) -> dict[str, Any]:
    return {
        "article": f.article,
        "party": short_party(f.party),
        "date": f.date.isoformat(),
        "value": _value(f),
        "limit": number(f.limit),
        "margin": "" if f.margin is None else f"{f.margin:+,.0f}",
        "declared": "" if f.declared is None else number(f.declared),
        "computed": "" if f.computed is None else number(f.computed),
        "difference": "" if not f.difference else f"{f.difference:+,.0f}",
        "figure": f.figure or "",
        "evidence": words(f.evidence or ""),
        "sources": sources.many(f.sources, f.evidence),
        **_sign(f),
    }


def _explanation(main: Assessment, f: Finding, sources: _Sources) -> dict[str, Any]:
    e = main.explain(f)
    steps = [
        {**asdict(s), "sources": sources.many(s.sources, f.evidence if s.heading == "The figure" else f.rule_evidence)}
        for s in e.steps
    ]
    return {"title": e.title, "steps": steps}
