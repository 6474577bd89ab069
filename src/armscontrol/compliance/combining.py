"""The figure that a limit is held against, for one Party and day: items counted, the declared total, or both.

Items are counted where they exist, the declared total is taken where only that exists, and both are given where both
exist. Bases are never mixed: declared, estimated and planned figures are separate, and claimed rows join a declared
figure only under a variant that names them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from armscontrol.calendar import long_date
from armscontrol.compliance.figures import Counted
from armscontrol.compliance.findings import RowUse
from armscontrol.terms import words


@dataclass(frozen=True, slots=True)
class Figure:
    """What a limit is judged on: bounds, where they come from, and what is told beside them."""

    low: float | None
    high: float | None
    as_of: date
    source: str
    basis: str
    declared: float | None = None
    computed: float | None = None
    computed_low: float | None = None
    computed_high: float | None = None
    remainder: float | None = None
    grades: tuple[str | None, ...] = ()
    sources: tuple[str | None, ...] = ()
    rows: tuple[RowUse, ...] = ()
    rows_total: int = 0
    notes: tuple[str, ...] = ()


UNKNOWN = "unknown, not none"
"""End of a note that says why silence of the record is no zero."""


def combine(
    counted: Counted | None, total: Mapping[str, Any] | None, as_of: date, basis: str, unit: str, *, whole: bool = True
) -> Figure | None:
    """One figure from the items and the declared total of one day; `None` where there is neither.

    `whole` says that the table lists all there is: a kind without a row is then counted as none. The record does not.
    """
    if counted is None and total is None:
        return None
    if counted and counted.absent and total is None and not whole:
        counted = replace(counted, high=None, free_high=None)
    declared: float | None = total["value"] if total else None
    notes: list[str] = []
    figure = Figure(None, None, as_of, "declared total", basis, declared=declared)
    if total:
        figure = replace(figure, low=declared, high=declared, grades=(total["evidence"],), sources=(total["source"],))
        if total["evidence"] == "recalled":
            notes.append("the declared total is recalled, unverified")
        if total["evidence"] == "derived" and total["note"]:
            notes.append(total["note"])
    if counted is None:
        return replace(figure, notes=tuple(notes))
    known = counted.free_high is not None and counted.free_low == counted.free_high
    rows = counted.rows
    figure = replace(
        figure,
        computed=counted.free_low if known else None,
        computed_low=counted.free_low,
        computed_high=counted.free_high,
        rows=rows,
        rows_total=counted.rows_total,
    )
    residual = counted.residual
    if counted.absent:
        named = ", ".join(words(k) for k in counted.absent)
        told = "in this set: counted as none" if whole else f"on record: {UNKNOWN}"
        notes.append(f"no row of kind {named} {told}")
    if known and total:
        figure = replace(
            figure,
            low=counted.free_low,
            high=counted.free_high,
            source="items and declared total",
            grades=(*figure.grades, *counted.grades),
            sources=(*figure.sources, *counted.sources),
        )
        if declared is not None and counted.free_low != declared:
            notes.append(
                f"the items add up to {counted.free_low:,.0f} where {declared:,.0f} {unit} were declared: "
                f"a difference of {counted.free_low - declared:+,.0f}, reported and not repaired"
            )
        if residual and counted.high is not None and counted.low == counted.high:
            named = "; ".join(r.label for r in residual)
            notes.append(
                f"with {len(residual)} further row{'s' if len(residual) > 1 else ''} found by inference from the total "
                f"itself ({named}), which cannot test it: {counted.low:,.0f}"
            )
    elif total is None:
        # without a total there is nothing that rows found by subtraction could be circular with
        exact = counted.high is not None and counted.low == counted.high
        figure = replace(figure, computed=counted.low if exact else None)
        figure = replace(figure, computed_low=counted.low, computed_high=counted.high)
        if counted.needs:
            notes.append(f"needs {', '.join(counted.needs)}: empty in rows that may count")
        if open_rows := [r for r in rows if not r.certain]:
            named = "; ".join(r.label for r in open_rows[:6])
            notes.append(f"not known whether, or for how much, these count: {named}")
        figure = replace(
            figure,
            low=counted.low,
            high=counted.high,
            source="items",
            grades=(*counted.grades, *(r.evidence for r in residual)),
            sources=counted.sources,
        )
    elif declared is not None:
        open_rows = [r for r in rows if not r.certain or r.residual]
        below, above = counted.free_low > declared, counted.free_high is not None and counted.free_high < declared
        if below or above:
            bound = counted.free_low if below else counted.free_high or 0.0
            how = "certainly count" if below else "at most can count"
            notes.append(f"{declared:,.0f} {unit} were declared where {bound:,.0f} {how}: they contradict each other")
            figure = replace(figure, low=min(declared, bound), high=max(declared, bound))
        elif open_rows:
            remainder = declared - counted.free_low
            figure = replace(figure, remainder=remainder)
            named = "; ".join(r.label for r in open_rows[:6])
            notes.append(
                f"derived: {declared:,.0f} declared less {counted.free_low:,.0f} that certainly count leave "
                f"{remainder:,.0f} for {named}"
            )
    return replace(figure, notes=tuple(notes))


def merged(parts: Sequence[tuple[str, Figure | None]], as_of: date, basis: str) -> Figure | None:
    """One figure for several Parties together; a member without a figure leaves it open above."""
    held = [f for _, f in parts if f]
    if not held:
        return None
    missing = [party for party, f in parts if f is None]
    lows, highs = [f.low for f in held], [f.high for f in held]
    notes = [f"{party}: {note}" for party, f in parts if f for note in f.notes]
    notes.append("together: " + ", ".join(f"{party} {_told(f)}" for party, f in parts if f))
    if missing:
        notes.append(f"no figure of {', '.join(missing)}, so there is no upper bound")
    return Figure(
        low=sum(x or 0.0 for x in lows),
        high=None if missing or None in highs else sum(x or 0.0 for x in highs),
        as_of=min(as_of, *(f.as_of for f in held)),
        source="sum of the members",
        basis=basis,
        grades=tuple(g for f in held for g in f.grades),
        sources=tuple(s for f in held for s in f.sources),
        rows=tuple(r for f in held for r in f.rows),
        rows_total=sum(f.rows_total for f in held),
        notes=tuple(notes),
    )


def _told(figure: Figure) -> str:
    low, high = figure.low, figure.high
    if low == high and low is not None:
        return f"{low:,.0f}"
    if not low:
        return "unknown" if high is None else f"at most {high:,.0f}"
    return f"at least {low:,.0f}" if high is None else f"between {low:,.0f} and {high:,.0f}"


def add_claims(figure: Figure, claims: Counted, before: Counted, as_of: date, unit: str) -> Figure:
    """A declared figure with what claimed rows add under a variant, less what they already counted for."""
    extra_low = claims.low - (before.low if before.high is None else before.high)
    extra_high = None if claims.high is None else claims.high - before.low
    low = None if figure.low is None or before.high is None else figure.low + extra_low
    high = None if figure.high is None or extra_high is None else figure.high + extra_high
    told = "not determinable" if figure.low is None or figure.low != figure.high else f"{figure.low:,.0f}"
    named = "; ".join(r.label for r in claims.rows)
    note = (
        f"{told} {figure.source}, plus {extra_low:,.0f} {unit} claimed as of {long_date(as_of)} ({named}): "
        "two bases, added because the variant says so"
    )
    return replace(
        figure,
        low=low,
        high=high,
        basis=f"{figure.basis} + claimed",
        grades=(*figure.grades, *(r.evidence for r in claims.rows)),
        sources=(*figure.sources, *(r.source for r in claims.rows)),
        rows=(*figure.rows, *claims.rows),
        rows_total=figure.rows_total + claims.rows_total,
        notes=(*figure.notes, note),
    )
