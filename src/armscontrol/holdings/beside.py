"""Estimates of deployed warheads beside what a treaty counts, and how far its counting rule explains the difference.

A treaty counts by its own rule, an estimate counts weapons. Where the rule counts so many warheads for each deployed
heavy bomber, whatever it can carry, the weapons stored at bomber bases are the first part of the difference.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import polars as pl

from armscontrol.calendar import long_date
from armscontrol.data import catalogue
from armscontrol.holdings.estimates import Figure, figures, told_day
from armscontrol.holdings.totals import declared_totals
from armscontrol.treaties import load_treaty
from armscontrol.treaties.model import Treaty
from armscontrol.treaties.provisions import Limit

DEPLOYED = "deployed_strategic"


@dataclass(frozen=True, slots=True)
class Rule:
    """The rule by which the treaty counts warheads, from its document."""

    treaty: str
    provision: str
    article: str
    statement: str
    evidence: str
    source: str | None


@dataclass(frozen=True, slots=True)
class Count:
    """A number as declared, as counted or as estimated, on a day or in a year."""

    when: str
    value: int
    evidence: str
    source: str | None


@dataclass(frozen=True, slots=True)
class Gap:
    """One estimate against one declared count; `bombers` is what the rule for bombers explains, `rest` what is left."""

    estimate: Figure
    on: date
    declared: int
    difference: int
    bombers: int | None
    rest: int | None


@dataclass(frozen=True, slots=True)
class Beside:
    """A Party's declared warheads of a year, the estimates of that year, and why they are not one number."""

    treaty: str
    title: str
    party: str
    year: int
    rule: Rule
    declared: tuple[Count, ...]
    last: Count | None
    estimates: tuple[Figure, ...]
    gaps: tuple[Gap, ...]
    counted_bombers: Count | None
    at_bomber_bases: Count | None
    reasons: tuple[str, ...]


def beside(treaty: str, party: str, year: int) -> Beside | None:
    """Estimates and declared counts of a year; None where the State is no Party or the year has no estimate.

    Args:
        treaty: id of a treaty that limits warheads and whose declared totals are shipped.
        party: code of a State.
        year: of the estimates.
    """
    document = load_treaty(treaty)
    if party not in {p.id for p in document.parties}:
        return None
    limit = next((x for x in document.limits if x.unit == "warheads" and x.total and x.each), None)
    guessed = figures(party, year, DEPLOYED)
    if limit is None or not guessed:
        return None
    every = _declared(treaty, party, year, str(limit.total))
    declared = [(on, count) for on, count in every if on.year == year]
    counted = _counted_bombers(treaty, party, year)
    stored = _at_bomber_bases(party, year)
    explained = stored.value - counted.value if stored and counted else None
    gaps = tuple(
        Gap(e, on, count.value, e.value - count.value, explained, _less(e.value - count.value, explained))
        for e in guessed
        for on, count in declared
    )
    rule = _rule(document, limit)
    return Beside(
        treaty=treaty,
        title=document.short_title,
        party=party,
        year=year,
        rule=rule,
        declared=tuple(count for _, count in declared),
        last=every[-1][1] if every else None,
        estimates=guessed,
        gaps=gaps,
        counted_bombers=counted,
        at_bomber_bases=stored,
        reasons=(*_reasons(counted, stored, bool(declared), every[-1][1] if every else None, year), *_left(gaps)),
    )


def _less(whole: int, part: int | None) -> int | None:
    return None if part is None else whole - part


def _rule(document: Treaty, limit: Limit) -> Rule:
    named = document.definitions.get(limit.each)
    if named is None or named.article is None or named.statement is None:  # it counts without a rule of its own
        return Rule(document.id, limit.id, limit.article, limit.statement, limit.evidence, limit.source)
    return Rule(document.id, limit.id, named.article, named.statement, named.evidence or limit.evidence, named.source)


def _declared(treaty: str, party: str, year: int, total: str) -> list[tuple[date, Count]]:
    """What was declared up to the end of a year, the last at the end."""
    rows = declared_totals(treaty).filter(
        pl.col("party") == party,
        pl.col("category") == total,
        pl.col("as_of").dt.year() <= year,
        pl.col("value").is_not_null(),
    )
    return [
        (r["as_of"], Count(str(r["as_of"]), int(r["value"]), r["evidence"], r["source"]))
        for r in rows.sort("as_of").iter_rows(named=True)
    ]


def _counted_bombers(treaty: str, party: str, year: int) -> Count | None:
    """Warheads counted for the deployed heavy bombers that were last declared by the end of a year."""
    each = _each_bomber(treaty)
    if each is None or f"{treaty}/by_type" not in catalogue.names():
        return None
    rows = catalogue.table(f"{treaty}/by_type").filter(
        pl.col("party") == party,
        pl.col("category") == "deployed_bombers",
        pl.col("aggregation") == "total",
        pl.col("date").dt.year() <= year,
        pl.col("count").is_not_null(),
    )
    if rows.is_empty():
        return None
    last = rows.sort("date").row(-1, named=True)
    return Count(str(last["date"]), each * last["count"], last["evidence"], last["source_url"])


def _at_bomber_bases(party: str, year: int) -> Count | None:
    """Weapons estimated at heavy-bomber bases in a year; a sourced row before a recalled one."""
    rows = catalogue.table("forces/force_structure").filter(
        pl.col("party") == party,
        pl.col("year") == year,
        pl.col("kind") == "heavy_bomber",
        pl.col("row_kind") == "subtotal",
        pl.col("warheads_deployed").is_not_null(),
    )
    if rows.is_empty():
        return None
    best = min(rows.iter_rows(named=True), key=lambda r: r["evidence"] == "recalled")
    return Count(str(best["as_of"] or year), best["warheads_deployed"], best["evidence"], best["source_url"])


def _each_bomber(treaty: str) -> int | None:
    """Warheads that the treaty counts for a deployed heavy bomber; None where that is not one number for all."""
    rules = catalogue.table("treaties/counting_rules").filter(
        pl.col("treaty") == treaty, pl.col("kind") == "heavy_bomber", pl.col("attributed_warheads").is_not_null()
    )
    return int(rules["attributed_warheads"][0]) if rules.height == 1 else None


def _reasons(
    counted: Count | None, stored: Count | None, declared: bool, last: Count | None, year: int
) -> tuple[str, ...]:
    told = []
    if not declared and last:
        told.append(f"No count was declared for {year}; the last was {last.value:,}, as of {told_day(last.when)}.")
    elif not declared:
        told.append(f"No count was declared for {year}, or for any year before it.")
    if stored and counted:
        told.append(
            f"For its deployed heavy bombers the treaty counts {counted.value:,} warheads, by the declaration as of "
            f"{told_day(counted.when)}; the estimate has {stored.value:,} weapons at bomber bases."
        )
    elif stored:
        told.append(
            f"The estimate has {stored.value:,} weapons at bomber bases; how many deployed heavy bombers were declared "
            "is not on record, so how much of the difference that is cannot be told."
        )
    else:
        told.append(f"How many weapons at bomber bases the estimates of {year} have is not on record.")
    return tuple(told)


def _left(gaps: tuple[Gap, ...]) -> list[str]:
    """What is left of the difference without the bombers, and why there is always something."""
    told = []
    for on, rest in dict.fromkeys((g.on, g.rest) for g in gaps):
        if rest is not None:
            side = "above" if rest > 0 else "below"
            told.append(f"Without the bombers the estimate is {abs(rest):,} {side} the count as of {long_date(on)}.")
    day = "the treaty counts what is on missiles on the day of the exchange"
    return [*told, f"The rest is not explained by the record: {day}, an estimate is rounded and of another day."]
