"""What a report says, as plain values: both faces (HTML, PDF) print this and add nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

import polars as pl

from armscontrol import __version__
from armscontrol.calendar import long_date
from armscontrol.compliance import Assessment, Finding, assess, differing
from armscontrol.compliance.findings import number
from armscontrol.reports import charts
from armscontrol.reports.cells import sign, value
from armscontrol.reports.citations import Sources
from armscontrol.reports.events import conduct, eliminations, quota, undecided
from armscontrol.reports.reported import reported_numbers
from armscontrol.terms import (
    GRADE_MEANINGS,
    RECALLED_RULE,
    VERDICT_SIGNS,
    VERDICT_WORDS,
    named,
    party_name,
    plural,
    short_party,
    words,
)

Content = dict[str, Any]


def build(found: Sequence[Assessment]) -> Content:
    """The content of a report on one assessment, or on one and its variant.

    Args:
        found: the assessment under the treaty's own rules, then the one under a variant, if any.
    """
    main = found[0]
    sources = Sources()
    treaty = main.treaty
    return {
        "title": f"{treaty.short_title}: {_bases(main)} held against the rules",
        "treaty": treaty.title,
        "short_title": treaty.short_title,
        "summary": treaty.summary,
        "headline": _headline(main),
        "verdicts": _verdicts(main),
        "life": _life(main, sources),
        "limits": [_limit(main, rule.limit.id, sources) for rule in treaty.rules.limits if _shown(main, rule.limit.id)],
        "silent": _silent(main),
        "beside": _other_bases(main, sources),
        "variants": [_variant(main, other, sources) for other in found[1:]],
        "quota": quota(main, sources),
        "eliminations": eliminations(main, sources),
        "open": undecided(main),
        "conduct": conduct(main, sources),
        "reported": _reported(sources) if treaty.id == "new-start" else [],
        "table": [_row(main, f, sources) for f in main.on_holdings if _few(main) or _told(f)],
        "explanations": [_explanation(main, f, sources) for f in _narrowest(main)],
        "signs": [{"sign": VERDICT_SIGNS[v], "word": VERDICT_WORDS[v].lower()} for v in VERDICT_SIGNS],
        "grades": [{"grade": words(g), "meaning": m} for g, m in GRADE_MEANINGS.items()],
        "conventions": [c for c in (treaty.calendar.note, *treaty.notes) if c],
        "sources": sources.listed(),
        "version": __version__,
    }


# Verdicts first


def _bases(main: Assessment) -> str:
    """What kinds of figure are held against the rules: "declared figures"; conduct alone without any."""
    bases = list(dict.fromkeys(f.basis for f in main.limits))
    return f"{' and '.join(bases)} figures" if bases else "what was done"


def _binding(main: Assessment) -> list[Finding]:
    return [f for f in main.limits if f.verdict not in ("not_yet_binding", "not_in_force")]


def _headline(main: Assessment) -> list[str]:
    """The answer in a few sentences, each from the findings."""
    binding = _binding(main)
    others = [f for f in main.findings if f not in main.on_holdings and f.verdict in ("exceeded", "within", "short")]
    if not binding and not others and not main.breaches and not any(f.kind == "elimination" for f in main.findings):
        force = any(e.kind == "entered_into_force" for e in main.treaty.events)
        return ["On the days assessed no limit binds." if force else "Never in force: no limit ever bound."]
    exceeded = [f for f in main.findings if f.verdict == "exceeded"]
    opened = [f for f in binding if f.verdict == "not_determinable"]
    sourced = [f for f in binding if f.verdict == "within" and not f.is_recalled]
    old = [f for f in sourced if f.age_days]
    out = []
    first = min((f.date for f in binding), default=date.min)
    if exceeded:
        told = "; ".join(f"{short_party(f.party)}, {_rule(main, f)}, on {long_date(f.date)}" for f in exceeded[:5])
        more = f" and {len(exceeded) - 5} more" if len(exceeded) > 5 else ""
        out.append(f"Exceeded: {told}{more}.")
    elif sourced and not opened:
        parties = list(dict.fromkeys(f.party for f in sourced))
        number_of = {1: f"{short_party(parties[0])} was", 2: "Both Parties were"}
        who = number_of.get(len(parties), "All Parties were")
        last = max(f.date for f in sourced)
        times = "exchange" if {f.basis for f in main.limits} == {"declared"} and not old else "day assessed"
        days = f"at every {times} from {long_date(first)} to {long_date(last)}"
        when = f"on {long_date(first)}" if first == last else days
        told = "wherever the figure is sourced"
        if old:
            ages = dict.fromkeys(f"{plural(f.age_days or 0, 'day')} old for {f.date}" for f in old[:3])
            told = f"by the last figure before each day, {', '.join(ages)}"
        out.append(f"{who} within every limit {when}, {told}.")
    laws = dict.fromkeys(f.provision_id for f in (*binding, *exceeded) if f.rests_on_recalled_rule)
    if laws:
        count = f"{plural(len(laws), 'rule')} of those told of here"
        out.append(f"Recalled, unverified, and marked with {RECALLED_RULE}: {count}, not the treaty's own words.")
    recalled = [f for f in binding if f.is_recalled]
    if recalled:
        days = ", ".join(dict.fromkeys(long_date(f.date) for f in recalled))
        out.append(f"Recalled, unverified, and marked with a star: {plural(len(recalled), 'figure')} of {days}.")
    missing = [f for f in binding if f.verdict == "not_declared"]
    if missing:
        who = ", ".join(dict.fromkeys(f"{short_party(f.party)} for {long_date(f.date)}" for f in missing))
        out.append(f"Not declared: {who}.")
    before = [f for f in main.limits if f.verdict == "not_yet_binding"]
    if before:
        begins = min(f.binds_from for f in before if f.binds_from)
        out.append(f"Before {long_date(begins)} the limits did not bind: figures show progress, not breach.")
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
    gone = [f for f in main.findings if f.kind == "elimination" and f.value is not None]
    if gone:
        told = ", ".join(f"{short_party(f.party)} {number(f.value)} of {number(f.limit)}" for f in gone)
        out.append(f"Eliminated, of what was to be gone: {told}. What the numbers rest on stands below.")
    ended = [e for e in main.treaty.events if e.kind in ("expired", "terminated", "superseded")]
    out += [f"{long_date(e.date)}: {e.statement}" for e in ended]
    if opened:
        out.append(f"{plural(len(opened), 'verdict')} not determinable.")
    elif not binding and (open_ones := [f for f in main.findings if f.verdict == "not_determinable"]):
        out.append(f"{plural(len(open_ones), 'verdict')} not determinable: the record does not tell what was done.")
    out += [f"{n[0].upper()}{n[1:]}." for n in main.notes]
    return out


def _rule(main: Assessment, f: Finding) -> str:
    """The article of a finding, with the rule's name where several stand in it, and the mark of a recalled one."""
    cited = main.citation(f)
    name = f.article if cited == f.article else f"{named(cited)}, {f.article}"
    return name + RECALLED_RULE * f.rests_on_recalled_rule


def _verdicts(main: Assessment) -> list[dict[str, Any]]:
    """One row a limit and Party: the narrowest margin where the limit binds."""
    return [
        {
            "article": _rule(main, f),
            "statement": f.statement,
            "party": short_party(f.party),
            "date": long_date(f.date),
            "value": number(f.value),
            "limit": number(f.limit),
            "margin": number(f.margin),
            **sign(f),
        }
        for f in _narrowest(main)
    ]


NARROWEST = 8
"""Narrowest margins told of a treaty of many limits."""


def _narrowest(main: Assessment) -> list[Finding]:
    found = list(main.narrowest())
    if len(found) <= NARROWEST:
        return found
    return sorted(found, key=lambda f: (f.margin or 0) / (f.limit or 1))[:NARROWEST]


# Which limits have anything to show


def _few(main: Assessment) -> bool:
    return len(main.treaty.rules.limits) <= FEW


FEW = 3
"""Limits of a treaty that are all shown, with or without figures."""


def _told(f: Finding) -> bool:
    """Whether a finding has a value, a bound that says something, or a figure withheld."""
    return f.value is not None or bool(f.value_low) or f.value_high is not None or f.verdict == "not_declared"


def _shown(main: Assessment, id: str) -> bool:
    return _few(main) or any(f.provision_id == id and _told(f) for f in main.findings)


def _silent(main: Assessment) -> list[dict[str, str]]:
    """Limits of which the record has no figure at all, with the reason."""
    out = []
    for rule in main.treaty.rules.limits:
        mine = [f for f in main.on_holdings if f.provision_id == rule.limit.id]
        if mine and not _shown(main, rule.limit.id):
            why = next((n for f in mine for n in reversed(f.notes)), "no figure on record")
            out.append({"article": rule.limit.article, "statement": rule.limit.statement, "why": why})
    return out


# Life and limits


def _life(main: Assessment, sources: Sources) -> dict[str, Any]:
    treaty = main.treaty
    events = [
        {
            "date": e.date.isoformat(),
            "event": words(e.kind),
            "statement": e.statement,
            "note": e.note,
            "evidence": words(e.evidence),
            "source": sources.cite(e.source),
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
            "source": sources.cite(p.source),
        }
        for p in treaty.positions
    ]
    return {"events": events, "positions": positions, "svg": charts.svg(charts.life_chart(treaty))}


def _limit(main: Assessment, id: str, sources: Sources) -> dict[str, Any]:
    findings = [f for f in main.on_holdings if f.provision_id == id and (_few(main) or _told(f))]
    limit = main.treaty.rules.limit(id).limit
    known = [f for f in findings if f.value is not None]
    parties = list(dict.fromkeys(f.party for f in findings))
    days = sorted({f.date for f in findings})
    by = {(f.party, f.date): f for f in findings}
    flat = len(parties) > ABREAST or len(by) < len(findings)  # several possible worlds of one day: a row each
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
        "source": sources.cite(limit.source),
        "svg": charts.svg(_chart(findings, known, limit.unit)) if known else None,
        "over_time": _over_time(known),
        "alt": f"{limit.statement} {'; '.join(alt)}.",
        "parties": [] if flat else [short_party(p) for p in parties],
        "flat": [
            {
                "party": _who(f),
                "date": f.date.isoformat(),
                "value": value(f),
                "margin": _margin(f),
                **sign(f),
            }
            for f in (findings if flat else ())
        ],
        "rows": []
        if flat
        else [
            {
                "date": d.isoformat(),
                "cells": [
                    {"value": value(by[p, d]), "margin": _margin(by[p, d]), **sign(by[p, d])} if (p, d) in by else None
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


def _who(f: Finding) -> str:
    """The Party, and which of several possible holdings of its."""
    world = [w for w in (f.scenario, f"draw {f.draw}" if f.draw is not None else None) if w]
    return short_party(f.party) + (f" ({', '.join(world)})" if world else "")


ABREAST = 4
"""Parties that fit side by side in a table or a chart over time."""


def _over_time(known: Sequence[Finding]) -> bool:
    """Whether figures of several days can be followed, Party by Party."""
    parties = [f.party for f in known]
    return 0 < len(set(parties)) <= ABREAST and len(set(parties)) < len(parties)


def _chart(findings: Sequence[Finding], known: Sequence[Finding], unit: str) -> Any:
    return charts.limit_chart(findings, unit) if _over_time(known) else charts.level_chart(known, unit)


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


def _other_bases(main: Assessment, sources: Sources) -> list[dict[str, Any]]:
    """Figures of other bases: a plan and estimates, counted by the same rules, beside the nearest declaration."""
    if main.holdings is None:
        return []
    frame = main.holdings.frame()
    rows = []
    keys = frame.select("party", "as_of", "basis", "scenario").unique()
    keys = keys.with_columns(pl.col("basis").cast(pl.String)).sort("as_of", "party", "basis", "scenario")
    declared = {(f.party, f.provision_id, f.date): f for f in main.limits}
    for party, as_of, basis, scenario in keys.iter_rows():
        if basis in ("declared", "claimed"):
            continue
        a = assess(
            main.treaty,
            frame.filter((frame["basis"] == basis) & (frame["party"] == party)),
            events=main.events,
            on=as_of,
            bases=[basis],
        )
        for f in a.limits:
            if (f.party, f.as_of, f.scenario) != (party, as_of, scenario) or f.value is None:
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
                    "sources": sources.many(f.sources),
                }
            )
    return rows


def _variant(main: Assessment, other: Assessment, sources: Sources) -> dict[str, Any]:
    v = other.variant
    assert v is not None  # noqa: S101  the second assessment is always one under a variant
    rows = []
    notes: list[str] = []
    for base, f in differing(main, other):
        rows.append(
            {
                "article": f.article,
                "party": short_party(f.party),
                "date": long_date(f.date),
                "rule": f"{value(base)} of {number(base.limit)}",
                "variant": f"{value(f)}{'*' * f.is_recalled} of {number(f.limit)}",
                **sign(f),
            }
        )
        notes += [n for n in f.notes if "claim" in n or "not known whether" in n]
    return {
        "name": v.variant,
        "title": v.title,
        "statement": v.statement,
        "note": v.note,
        "evidence": words(v.evidence),
        "source": sources.cite(v.source),
        "rows": rows,
        "notes": list(dict.fromkeys(notes)),
    }


def _reported(sources: Sources) -> list[dict[str, Any]]:
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
            "source": sources.cite(r.citation.url),
        }
        for r in reported_numbers()
    ]


def _row(main: Assessment, f: Finding, sources: Sources) -> dict[str, Any]:
    return {
        "article": _rule(main, f),
        "party": _who(f),
        "date": f.date.isoformat(),
        "value": value(f),
        "limit": number(f.limit),
        "margin": "" if f.margin is None else f"{f.margin:+,.0f}",
        "declared": "" if f.declared is None else number(f.declared),
        "computed": "" if f.computed is None else number(f.computed),
        "difference": "" if not f.difference else f"{f.difference:+,.0f}",
        "figure": f.figure or "",
        "evidence": words(f.evidence or ""),
        "sources": sources.many(f.sources),
        **sign(f),
    }


def _explanation(main: Assessment, f: Finding, sources: Sources) -> dict[str, Any]:
    e = main.explain(f)
    steps = [{**asdict(s), "sources": sources.many(s.sources)} for s in e.steps]
    return {"title": e.title, "steps": steps}
