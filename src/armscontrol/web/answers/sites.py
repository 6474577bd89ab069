"""What inspectors could see and where: facilities, visits by treaty year against the quota, pauses and reasons."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import lru_cache

import polars as pl

from armscontrol.compliance import Finding, assess
from armscontrol.data import catalogue
from armscontrol.errors import MissingError
from armscontrol.holdings.facilities import GROUPS, Facility, facilities
from armscontrol.terms import party_code
from armscontrol.treaties import load_treaty

TREATY = "new-start"
OPEN = ("type_one", "type_two")


@dataclass(frozen=True, slots=True)
class Side:
    """Facilities of one Party, and how many of them each type of inspection could go to."""

    party: str
    facilities: int
    type_one: int
    type_two: int


@dataclass(frozen=True, slots=True)
class QuotaLine:
    """Visits of one Party in one treaty year under one quota; unknown is None."""

    provision: str
    article: str
    inspecting: str
    start: dt.date
    end: dt.date
    value: float | None
    low: float | None
    high: float | None
    quota: float | None
    verdict: str
    evidence: str | None
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class YearOfVisits:
    """A treaty year: each Party's visits in all and by type, in the order of `Sites.quotas`."""

    start: dt.date
    end: dt.date
    lines: tuple[tuple[QuotaLine, ...], ...]


@dataclass(frozen=True, slots=True)
class Quota:
    """A yearly quota as the treaty's document states it."""

    provision: str
    article: str
    statement: str
    evidence: str
    source: str | None


@dataclass(frozen=True, slots=True)
class Pause:
    """A time in which a Party did not host inspections: by agreement, or for the reason it gives."""

    host: str
    start: dt.date
    end: dt.date | None
    agreed: bool
    reason: str
    judged_by: str | None
    judged_on: str | None
    judgement: str | None
    evidence: str
    source: str | None
    note: str | None


@dataclass(frozen=True, slots=True)
class Sites:
    """Facilities that were asked for, and what is on record of visits."""

    treaty: str
    title: str
    party: str
    kind: str
    open_to: str
    parties: tuple[str, ...]
    sides: tuple[Side, ...]
    facilities: tuple[Facility, ...]
    recalled: int
    quotas: tuple[Quota, ...]
    years: tuple[YearOfVisits, ...]
    last_visits: dt.date | None
    pauses: tuple[Pause, ...]


@lru_cache(maxsize=64)
def sites(party: str, kind: str, open_to: str) -> Sites:
    """Facilities by Party, kind and type of inspection; all where nothing is said.

    Raises:
        MissingError: a Party, kind or type that the treaty does not have.
    """
    document = load_treaty(TREATY)
    parties = tuple(p.id for p in document.parties)
    code = party_code(party) if party.strip() else ""
    for where, found, allowed in (
        ("party", code, ("", *parties)), ("kind", kind, ("", *GROUPS)), ("open", open_to, ("", *OPEN)),
    ):  # fmt: skip
        if found not in allowed:
            known = ", ".join(a for a in allowed if a)
            raise MissingError("no table has that", where=where, found=repr(found[:40]), allowed=known)
    every = facilities(TREATY)
    shown = tuple(
        f
        for f in every
        if (not code or f.party == code)
        and (not kind or f.group == kind)
        and (not open_to or getattr(f, open_to))
    )  # fmt: skip
    held = [line for line in quota_lines() if line.value]
    return Sites(
        treaty=TREATY,
        title=document.short_title,
        party=code,
        kind=kind,
        open_to=open_to,
        parties=parties,
        sides=tuple(_side(p, every) for p in parties if not code or p == code),
        facilities=shown,
        recalled=sum(f.evidence == "recalled" for f in shown),
        quotas=_quotas(),
        years=_years(parties),
        last_visits=max((line.start for line in held), default=None),
        pauses=tuple(p for p in pauses() if not code or p.host == code),
    )


def _side(party: str, every: tuple[Facility, ...]) -> Side:
    mine = [f for f in every if f.party == party]
    return Side(party, len(mine), sum(f.type_one for f in mine), sum(f.type_two for f in mine))


@lru_cache(maxsize=1)
def quota_findings() -> tuple[Finding, ...]:
    """Findings on the quotas of a treaty year that hold for a Party as a whole."""
    named = {q.provision for q in _quotas()}
    return tuple(f for f in assess(TREATY).findings if f.kind == "quota" and f.provision_id in named and f.period_start)


@lru_cache(maxsize=1)
def _quotas() -> tuple[Quota, ...]:
    return tuple(
        Quota(q.id, q.article, q.statement, q.evidence, q.source)
        for q in load_treaty(TREATY).quotas
        if q.per == "treaty year" and not q.by
    )


@lru_cache(maxsize=1)
def quota_lines() -> tuple[QuotaLine, ...]:
    """Visits by Party, treaty year and quota."""
    return tuple(
        QuotaLine(
            f.provision_id, f.article, f.party, f.period_start, f.period_end or f.period_start, f.value, f.value_low,
            f.value_high, f.limit, f.verdict, f.evidence, tuple(f.sources),
        )
        for f in quota_findings()
        if f.period_start
    )  # fmt: skip


@lru_cache(maxsize=1)
def _years(parties: tuple[str, ...]) -> tuple[YearOfVisits, ...]:
    at = {(q.start, q.inspecting, q.provision): q for q in quota_lines()}
    starts = sorted({q.start for q in quota_lines()})
    made = []
    for start in starts:
        lines = tuple(
            tuple(at[start, p, q.provision] for q in _quotas() if (start, p, q.provision) in at) for p in parties
        )
        made.append(YearOfVisits(start, max(q.end for side in lines for q in side), lines))
    return tuple(made)


@lru_cache(maxsize=1)
def pauses() -> tuple[Pause, ...]:
    """Times without inspections, as the record of conduct has them, the earliest first."""
    rows = catalogue.table(f"{TREATY}/conduct").filter(
        pl.col("obligation") == "hosting-inspections", pl.col("state") == "not_performed"
    )
    return tuple(
        Pause(
            r["party"], r["date_from"], r["date_to"], r["agreed"], r["reason"], r["determined_by"],
            str(r["determined_on"]) if r["determined_on"] else None, r["determination"], r["evidence"], r["source_url"],
            r["note"],
        )
        for r in rows.sort("date_from", "party").iter_rows(named=True)
    )  # fmt: skip
