"""Estimates of warheads and forces as records, edition by edition: what was revised stays beside what replaced it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from armscontrol import terms
from armscontrol.diplomacy.checks.known import Known, rows, sources_of
from armscontrol.diplomacy.intervals import Days, days

HOLDINGS = {
    "total_inventory": ("total_inventory", "total inventory, retired warheads included"),
    "stockpile": ("stockpile", "military stockpile, deployed and in reserve, without retired warheads"),
    "deployed_strategic": ("deployed_strategic", "deployed strategic warheads"),
    "deployed_nonstrategic": ("deployed_nonstrategic", "deployed nonstrategic warheads"),
    "reserve": ("reserve_nondeployed", "warheads in reserve"),
    "retired": ("retired_awaiting_dismantlement", "retired warheads awaiting dismantlement"),
}
"""Column of the tables, and what is counted."""

DECLARED_BY = "as declared by the United States"

EDITIONS = ("stockpiles/fas_status", "stockpiles/cited")
SERIES = "stockpiles/estimates"

Row = dict[str, Any]


def estimated() -> Iterator[Known]:
    """All estimates of the tables, sums and shares of them, and what the United States declared of its stockpile."""
    editions: dict[tuple[str, str], dict[str, Row]] = {}
    for table in (*EDITIONS, SERIES):
        for row in rows(table):
            yield from _line(row)
            if table in EDITIONS:
                editions.setdefault((row["source"], row["vintage"]), {})[row["state"]] = row
    for states in editions.values():
        yield from _together(states)
        yield from _share(states)
    yield from _declared()
    yield from _forces()


def _label(row: Row) -> str:
    return f"{row['source'].replace(' (OWID copy)', '').replace(' (Bulletin/FAS)', '')} {row['vintage']}"


def _line(row: Row) -> Iterator[Known]:
    span = days(row["as_of"] or str(row["year"]))
    if span is None:
        return
    edition = int(re.sub(r"\D", "", row["vintage"]) or row["year"])
    yearbook = row["vintage"].startswith("Yearbook")  # published in June, with figures of January
    public = date(edition, 6, 1) if yearbook else max(span[0], date(edition, 1, 1))
    found = {n: (row[c], words, row["evidence"]) for n, (c, words) in HOLDINGS.items() if row[c] is not None}
    if row["deployed_nonstrategic"] and row["deployed_strategic"] is not None:
        both = row["deployed_strategic"] + row["deployed_nonstrategic"]
        found["deployed"] = (both, "deployed warheads, strategic and nonstrategic together", "derived")
    for name, (value, words, grade) in found.items():
        yield Known(
            f"estimate.{name}",
            row["state"],
            value,
            "warheads",
            words,
            *span,
            public,
            sources_of(row),
            grade,
            label=_label(row),
        )


def _together(states: dict[str, Row]) -> Iterator[Known]:
    """What the two largest holders have together in one edition."""
    if "USA" not in states or "RUS" not in states:
        return
    year = states["RUS"]["year"]
    for name in ("total_inventory", "stockpile"):
        column, words = HOLDINGS[name]
        held = [states[s][column] for s in ("USA", "RUS")]
        if None not in held:
            yield Known(
                f"estimate.{name}",
                "together",
                sum(held),
                "warheads",
                f"{words}; the United States and Russia added",
                date(year, 1, 1),
                date(year, 12, 31),
                date(year, 6, 1),
                tuple(dict.fromkeys(s for code in ("USA", "RUS") for s in sources_of(states[code]))),
                "derived",
                label=_label(states["RUS"]),
            )


def _share(states: dict[str, Row]) -> Iterator[Known]:
    """What the two largest holders have of the world's total inventory in one edition."""
    held = [states[s]["total_inventory"] for s in ("USA", "RUS", "WLD") if s in states]
    if len(held) < 3 or None in held:
        return
    world = states["WLD"]
    span: Days = days(world["as_of"]) or (date(world["year"], 1, 1), date(world["year"], 12, 31))
    yield Known(
        "estimate.share_of_world",
        "together",
        round(100 * (held[0] + held[1]) / held[2], 1),
        "per cent",
        "share of the United States and Russia in the world's total inventory, in per cent",
        *span,
        span[0],
        sources_of(world),
        "derived",
        label=_label(world),
    )


def _declared() -> Iterator[Known]:
    for row in rows("stockpiles/us_declared"):
        span: Days | None = (row["as_of"], row["as_of"]) if row["as_of"] else days(str(row["year"]))
        if row["stockpile"] is not None and span:
            yield Known(
                "estimate.stockpile",
                "USA",
                row["stockpile"],
                "warheads",
                HOLDINGS["stockpile"][1],
                *span,
                span[0],
                sources_of(row),
                row["evidence"],
                label=DECLARED_BY,
            )
        if row["retired_awaiting_dismantlement"] is not None and span:
            yield Known(
                "estimate.retired",
                "USA",
                row["retired_awaiting_dismantlement"],
                "warheads",
                HOLDINGS["retired"][1],
                *span,
                span[0],
                sources_of(row, "retired_source_url") or sources_of(row),
                row["evidence"],
                label=DECLARED_BY,
            )
        if row["dismantled_in_fiscal_year"]:
            first, last = row["first_fiscal_year"], row["last_fiscal_year"]
            years = f"fiscal year {first}" if first == last else f"fiscal years {first} to {last}"
            yield Known(
                "estimate.dismantled",
                "USA",
                row["dismantled_in_fiscal_year"],
                "warheads",
                f"warheads dismantled in {years}",
                date(first, 1, 1),
                date(last, 12, 31),
                date(last, 9, 30),
                sources_of(row, "dismantled_source_url") or sources_of(row),
                "recalled" if "dismantled" in (row["recalled_fields"] or "") else row["evidence"],
                about=years,
                label=DECLARED_BY,
            )


_COLUMNS = {
    "launchers": "launchers",
    "launchers_deployed": "launchers",
    "boats": "submarines",
    "warheads_total": "warheads",
    "warheads_deployed": "warheads",
}


def _forces() -> Iterator[Known]:
    for row in rows("forces/force_structure"):
        span = days((row["as_of"] or "").partition(" ")[0] or str(row["year"]))
        if span is None or row["row_kind"] == "treaty_plan":
            continue
        for column, unit in _COLUMNS.items():
            if row[column]:
                tactical = row["kind"] == "nonstrategic" and column == "warheads_total"
                yield Known(
                    "estimate.nonstrategic" if tactical else "estimate.forces",
                    row["party"],
                    row[column],
                    unit,
                    f"{row['type']}, {column.replace('_', ' ')}",
                    *span,
                    span[0],
                    sources_of(row),
                    row["evidence"],
                    about=f"{terms.words(row['kind'])} {row['type']}",
                    label=row["source"] or "",
                )
