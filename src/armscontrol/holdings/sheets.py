"""New START holdings from the shipped tables: U.S. sheets by type, one published plan, two published estimates.

Three things need care, and all are visible in the rows made here.

* Rows of type TOTAL repeat the rows by type, and `deployed_and_nondeployed_launchers` repeats its two parts. A row is
  used once; where only the sum is known, the status says so.
* Test items lie inside the non-deployed figures. They become rows of their own, taken out of the others.
* A sheet that was not found whole leaves cells open. An open cell becomes a row whose number is unknown, so that a
  count of the parts that were found never passes for a count of all.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

import polars as pl

from armscontrol.data import catalogue
from armscontrol.terms import weakest

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Cell:
    """One figure of a sheet: what it counts and which categories of the table give it."""

    kind: str
    status: str
    system: str
    category: str
    test: str | None = None


CELLS = (
    Cell("icbm", "deployed", "icbm", "deployed_missiles"),
    Cell("icbm", "non_deployed", "icbm", "nondeployed_missiles"),
    Cell("slbm", "deployed", "slbm", "deployed_missiles"),
    Cell("slbm", "non_deployed", "slbm", "nondeployed_missiles"),
    Cell("heavy_bomber", "deployed", "heavy_bomber", "deployed_bombers"),
    Cell("heavy_bomber", "non_deployed", "heavy_bomber", "nondeployed_bombers", "test_bombers"),
    Cell("icbm_launcher", "", "icbm", "launchers", "test_launchers"),
    Cell("slbm_launcher", "", "slbm", "launchers", "test_launchers"),
)
"""What a whole sheet would give. Launchers come deployed and non-deployed apart, or in one sum."""


def new_start() -> Iterable[Row]:
    """Holdings on record under New START."""
    yield from _sheets()
    yield from _plan()
    yield from _estimates()


# Sheets by type


def _sheets() -> Iterable[Row]:
    table = catalogue.table("new-start/by_type")
    days = table["date"].unique().sort().to_list()
    figures: dict[tuple[date, str, str, str], Row] = {
        (r["date"], r["system_kind"], r["category"], r["type"]): r for r in table.iter_rows(named=True)
    }
    seen: dict[tuple[str, str, str], list[date]] = {}
    for (day, system, category, type), row in figures.items():
        if row["count"]:
            seen.setdefault((system, _joined(category), type), []).append(day)
    for day in days:
        sheet = {k[1:]: r for k, r in figures.items() if k[0] == day}
        for cell in CELLS:
            expected = {
                type
                for (system, category, type), when in seen.items()
                if system == cell.system and category == cell.category and min(when) <= day <= max(when)
            } - {"TOTAL"}
            yield from _cell(day, cell, sheet, expected)
        for (system, category, type), row in sheet.items():
            if category == "bombers_equipped_for_nonnuclear_armaments" and type != "TOTAL":
                yield _row(row, kind=system, status="converted", equipment="non_nuclear")


def _joined(category: str) -> str:
    """Launchers in three categories are one cell."""
    return "launchers" if category.endswith("_launchers") and not category.startswith("test") else category


def _cell(day: date, cell: Cell, sheet: dict[tuple[str, str, str], Row], expected: set[str]) -> Iterable[Row]:
    """Rows for one cell at one day: by type, else the printed total, else one row of unknown number."""
    types = {t for (s, c, t) in sheet if s == cell.system and _joined(c) == cell.category} - {"TOTAL"}
    total = _figure(cell, sheet, "TOTAL")
    by_type = {t: _figure(cell, sheet, t) for t in sorted(types)}
    if total and not total.residual:
        known = sum(f.count for f in by_type.values() if not f.residual)
        rest = [t for t, f in by_type.items() if f.residual]
        printed = [t for t in by_type if t not in rest]
        missing = total.count - known
        if by_type and missing == 0:
            for t in printed:
                yield from by_type[t].rows(cell, t)
        elif by_type and len(rest) == 1 and by_type[rest[0]].count == missing:
            # found by subtracting from the printed total of the kind, not from the total it would be held against
            for t, figure in by_type.items():
                yield from figure.rows(cell, t, residual=False)
        elif by_type and missing > 0:
            for t in printed:
                yield from by_type[t].rows(cell, t)
            yield _row(
                total.main,
                kind=cell.kind,
                status=cell.status or "deployed_or_non_deployed",
                equipment=_equipment(cell),
                number=missing,
                type=None,
                evidence="derived",
                note=f"printed total {total.count} less the types printed, {known}",
            )
        else:
            yield from total.rows(cell, None)
        return
    if total and total.residual and not by_type:
        yield from total.rows(cell, None)
        return
    for t, figure in by_type.items():
        yield from figure.rows(cell, t)
    missing_types: list[str | None] = [*sorted(expected - set(by_type))]
    for missing_type in missing_types or ([] if by_type else [None]):
        yield _open(day, cell, missing_type, None)


@dataclass(frozen=True, slots=True)
class _Figure:
    """The figures of one type in one cell."""

    parts: dict[str, Row]
    test: Row | None

    @property
    def main(self) -> Row:
        return next(iter(self.parts.values()))

    @property
    def count(self) -> int:
        """The whole cell; launchers count both statuses."""
        both = self.parts.get("deployed_and_nondeployed_launchers")
        return int(both["count"]) if both else sum(int(r["count"]) for r in self.parts.values())

    @property
    def residual(self) -> bool:
        return all(r["closes_identity"] for r in self.parts.values())

    def rows(self, cell: Cell, type: str | None, residual: bool | None = None) -> Iterable[Row]:
        flag = self.residual if residual is None else residual
        shared: Row = {
            "kind": cell.kind,
            "type": type,
            "equipment": _equipment(cell),
            "residual": flag or None,
        }
        if cell.category != "launchers":
            yield from self._with_test(self.main, {**shared, "status": cell.status}, int(self.main["count"]))
            return
        deployed, other = self.parts.get("deployed_launchers"), self.parts.get("nondeployed_launchers")
        both = self.parts.get("deployed_and_nondeployed_launchers")
        if other:
            if deployed:
                yield _row(deployed, **shared, status="deployed")
            yield from self._with_test(other, {**shared, "status": "non_deployed"}, int(other["count"]))
        elif both:
            yield _row(both, **shared, status="deployed_or_non_deployed")
        elif deployed:
            yield _row(deployed, **shared, status="deployed")
            yield _open(deployed["date"], cell, type, "non_deployed")

    def _with_test(self, row: Row, shared: Row, number: int) -> Iterable[Row]:
        """A non-deployed figure with its test items taken out into a row of their own."""
        test = int(self.test["count"]) if self.test and shared["status"] == "non_deployed" else 0
        yield _row(row, **shared, number=number - test)
        if test:
            assert self.test is not None  # noqa: S101
            yield _row(self.test, **shared, role="test")


def _figure(cell: Cell, sheet: dict[tuple[str, str, str], Row], type: str) -> Any:
    parts = {c: r for (s, c, t), r in sheet.items() if s == cell.system and t == type and _joined(c) == cell.category}
    return _Figure(parts, sheet.get((cell.system, cell.test or "", type))) if parts else None


def _equipment(cell: Cell) -> str | None:
    return "nuclear" if cell.kind == "heavy_bomber" else None


def _open(day: date, cell: Cell, type: str | None, status: str | None) -> Row:
    return {
        "as_of": day,
        "party": "USA",
        "kind": cell.kind,
        "type": type,
        "status": status or cell.status or "deployed_or_non_deployed",
        "equipment": _equipment(cell),
        "number": None,
        "basis": "declared",
        "evidence": "not_found",
        "note": "this figure of the sheet was not found",
    }


def _row(source: Row, **changes: Any) -> Row:
    made = {
        "as_of": source["date"],
        "party": source["party"],
        "type": None if source["type"] == "TOTAL" else source["type"],
        "number": int(source["count"]),
        "basis": "declared",
        "evidence": source["evidence"],
        "source": source["source_url"],
        "note": source["note"],
    }
    return {**made, **changes}


# A published plan and two published estimates


def _plan() -> Iterable[Row]:
    """The U.S. plan of April 2014 for the day on which the limits bind: launchers, missiles and warheads as counted."""
    plan = catalogue.table("forces/force_structure").filter(
        (pl.col("row_kind") == "treaty_plan") & (pl.col("kind") != "all")
    )
    for row in plan.iter_rows(named=True):
        shared = _force_row(row, date(2018, 2, 5), "scenario") | {
            "known_on": date(2014, 4, 8),
            "scenario": "us-plan-2014",
        }
        deployed, rest = row["launchers_deployed"], row["launchers"] - row["launchers_deployed"]
        if row["kind"] == "heavy_bomber":
            yield {
                **shared,
                "kind": "heavy_bomber",
                "status": "deployed",
                "equipment": "nuclear",
                "number": deployed,
            }
            yield {
                **shared,
                "kind": "heavy_bomber",
                "status": "non_deployed",
                "equipment": "nuclear",
                "number": rest,
            }
        else:
            yield {
                **shared,
                "kind": row["kind"],
                "status": "deployed",
                "number": deployed,
                "warheads_total": row["warheads_deployed"],
            }
            yield {**shared, "kind": f"{row['kind']}_launcher", "status": "deployed", "number": deployed}
            yield {**shared, "kind": f"{row['kind']}_launcher", "status": "non_deployed", "number": rest}


COMPLETE_ESTIMATES = (("RUS", "2022-02"), ("USA", "2020-01"))
"""Force tables found whole in their sources. Others rest on recalled or derived rows and are not counted."""


def _estimates() -> Iterable[Row]:
    """Warheads on missiles by leg, bombers one each. How many missiles are deployed the tables do not say."""
    table = catalogue.table("forces/force_structure").filter(pl.col("row_kind") == "subtotal")
    for party, month in COMPLETE_ESTIMATES:
        day = date.fromisoformat(f"{month}-01")
        for row in table.filter((pl.col("party") == party) & (pl.col("as_of") == month)).iter_rows(named=True):
            shared = _force_row(row, day, "estimated")
            if row["kind"] == "heavy_bomber":
                yield {
                    **shared,
                    "kind": "heavy_bomber",
                    "status": "deployed",
                    "equipment": "nuclear",
                    "number": row["launchers"],
                }
            else:
                yield {
                    **shared,
                    "kind": row["kind"],
                    "status": "deployed",
                    "number": None,
                    "warheads_total": row["warheads_deployed"],
                }
                yield {
                    **shared,
                    "kind": f"{row['kind']}_launcher",
                    "status": "deployed_or_non_deployed",
                    "number": None,
                }


def _force_row(row: Row, day: date, basis: str) -> Row:
    single = row["row_kind"] != "subtotal"
    return {
        "as_of": day,
        "party": row["party"],
        "type": row["type"] if single else None,
        "basis": basis,
        "evidence": weakest([row["evidence"]]),
        "source": row["source"],
        "note": "; ".join(n for n in (row["deployed_note"], row["note"]) if n) or None,
    }
