"""Sums and pairs that published tables should satisfy. What does not is reported, and never repaired.

A printed total is held against its lines, one source against another, a figure against its own correction. The tables
stay as they were printed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from armscontrol.data import catalogue

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Check:
    """One identity of a shipped table: what should be equal, and the two numbers."""

    table: str
    what: str
    printed: float
    computed: float
    how: str
    note: str | None = None

    @property
    def difference(self) -> float:
        """Printed less computed; 0 where the identity holds."""
        return round(self.printed - self.computed, 6)

    @property
    def holds(self) -> bool:
        """Whether both numbers are one."""
        return self.difference == 0


def checks() -> list[Check]:
    """Every identity that is known to be worth checking, table by table."""
    return [*_cfe(), *_start_1(), *_inf(), *_salt()]


def _rows(table: str) -> list[Row]:
    return list(catalogue.table(table).iter_rows(named=True))


# CFE

FIVE = ("battle_tanks", "acvs", "artillery", "combat_aircraft", "attack_helicopters")


def _cfe() -> Iterator[Check]:
    table = "cfe/holdings"
    groups: dict[tuple[Any, ...], dict[str, Row]] = {}
    for row in _rows(table):
        if row["date"] and row["zone"] == "area of application":
            # one State's lines are repeated beside another ceiling: the kind of ceiling tells the printed tables apart
            kind = row["ceiling_kind"] if row["party"] == "NATO+3" else None
            groups.setdefault((row["date"], row["party"], kind), {}).setdefault(row["category"], row)
    for (day, party, kind), lines in groups.items():
        total = lines.get("total")
        parts = [lines[c] for c in FIVE if c in lines]
        if total and len(parts) == len(FIVE):
            yield from _sums(table, f"{party} {day}", total, parts, kind)
    both = {g: groups[key] for g in ("NATO", "WTO", "ALL") for key in groups if key[1] == g and key[0].year == 1990}
    for category in FIVE:
        added = both["NATO"][category]["holdings"] + both["WTO"][category]["holdings"]
        printed = both["ALL"][category]["holdings"]
        yield Check(table, f"all Parties 1990, {category}", printed, added, "sum of the declarations of both groups")
        for group in ("NATO", "WTO"):
            row = both[group][category]
            above = max(row["holdings"] - row["ceiling"], 0)
            liability = row["reduction_liability"]
            note = None if liability == above else "cuts were allotted below the group's ceiling: no misprint"
            yield Check(table, f"{group} 1990, liability, {category}", liability, above, "holdings less ceiling", note)
    change = {r["party"]: r["change_since_entry_into_force"] for r in _rows(table) if r["category"] == "total_change"}
    yield Check(table, "change 1992 to 1995, ALL", change["ALL"], change["NATO"] + change["EAST"], "sum of both groups")
    totals = {k[0].year: v["total"]["holdings"] for k, v in groups.items() if k[1] == "ALL" and "total" in v}
    fell = totals[1995] - totals[1992]
    yield Check(
        table, "change 1992 to 1995, ALL, two sources", change["ALL"], fell, "totals of 1995 less 1992",
        "other dates or other States in the two tables; unexplained",
    )  # fmt: skip


def _sums(table: str, what: str, total: Row, parts: Sequence[Row], kind: str | None) -> Iterator[Check]:
    for column in ("holdings", "change_since_entry_into_force", "ceiling"):
        if total[column] is None or any(p[column] is None for p in parts):
            continue
        named = f"{what}, {column.replace('_', ' ')}" + (f" ({kind})" if kind and column == "ceiling" else "")
        if kind and column == "holdings" and kind.startswith("sum of"):
            continue  # the same holdings stand beside both ceilings
        yield Check(table, named, total[column], sum(p[column] for p in parts), "sum of the five lines", total["note"])


# START I


def _start_1() -> Iterator[Check]:
    types = [r for r in _rows("start-1/by_type") if str(r["date"]) == "1990-09-01"]
    totals = {r["party"]: r for r in _rows("start-1/aggregate") if str(r["date"]) == "1990-09-01"}
    for party, total in totals.items():
        mine = [r for r in types if r["party"] == party]
        missiles = [r for r in mine if not r["kind"].startswith("heavy_bomber")]
        bombers = [r for r in mine if r["kind"].startswith("heavy_bomber")]
        sums = {
            "deployed_delivery_vehicles": _sum(mine, "deployed_launchers"),
            "deployed_icbm_slbm": _sum(missiles, "deployed_launchers"),
            "deployed_heavy_bombers": _sum(bombers, "deployed_launchers"),
            "warheads_total": _sum(mine, "attributed_warheads_total"),
            "warheads_icbm_slbm": _sum(missiles, "attributed_warheads_total"),
            "warheads_heavy_bombers": _sum(bombers, "attributed_warheads_total"),
        }
        for column, added in sums.items():
            what = f"{party} 1990-09-01, {column.replace('_', ' ')}"
            yield Check("start-1/aggregate", what, total[column], added, "sum of the types")
        tonnes = round(sum(r["deployed_launchers"] * r["throw_weight_kg_per_missile"] for r in missiles) / 1000, 1)
        yield Check(
            "start-1/aggregate", f"{party} 1990-09-01, throw-weight", total["throw_weight_t"], tonnes,
            "sum over missiles of recalled values, to 0.1 t", "agreement of recalled values is no source",
        )  # fmt: skip
    rows = _rows("start-1/aggregate")
    for first, second in pairwise(rows):
        if first["note"] and "later corrected" in first["note"]:
            for column in ("deployed_delivery_vehicles", "warheads_total"):
                what = f"{first['party']} {first['date']}, {column.replace('_', ' ')}"
                note = "the author's correction replaces it; both rows are kept"
                yield Check("start-1/aggregate", what, first[column], second[column], "corrected by its author", note)


def _sum(rows: Sequence[Row], column: str) -> float:
    return sum(r[column] or 0 for r in rows)


# INF


def _inf() -> Iterator[Check]:
    table = "inf/eliminations"
    rows = _rows(table)

    def total(record: str, parties: str, cls: str) -> Row:
        return next(r for r in rows if (r["record_type"], r["parties"], r["class"]) == (record, parties, cls))

    for party in ("USA", "SUN"):
        types = [r for r in rows if r["record_type"] == "missiles_by_type" and r["parties"] == party]
        done = total("party_total", party, "all")
        yield Check(table, f"{party}, eliminated", done["number"], _sum(types, "number"), "sum of the types")
        shorter = [r for r in types if r["class"] == "shorter_range"]
        of_class = total("class_total", party, "shorter_range")["number"]
        yield Check(table, f"{party}, shorter-range", of_class, _sum(shorter, "number"), "sum of the types")
        declared = total("declared_at_signature", party, "all")
        yield Check(
            table, f"{party}, declared at signature", declared["number"], done["number"], "number eliminated",
            "the data were updated before entry into force",
        )  # fmt: skip
    parts = sum(total("party_total", p, "all")["number"] for p in ("USA", "SUN"))
    yield Check(
        table, "both, eliminated", total("party_total", "USA;SUN", "all")["number"], parts, "sum of the Parties"
    )
    shorter_both = sum(total("class_total", p, "shorter_range")["number"] for p in ("USA", "SUN"))
    other = next(r for r in rows if r["record_type"] == "class_total_alternative" and r["unit"] == "missiles")
    yield Check(
        table,
        "both, shorter-range, two sources",
        other["number"],
        shorter_both,
        "sum of the class totals",
        other["note"],
    )


# SALT


def _salt() -> Iterator[Check]:
    table = "treaties/limits"
    rows = [r for r in _rows(table) if r["treaty"] == "salt-1" and r["operator"] == "<=snapshot"]
    soviet = [r for r in rows if r["party_scope"] == "SUN"]
    yield Check(
        table, "SALT I, Soviet ICBM launchers", soviet[1]["bound"], soviet[0]["bound"], "another copy of the page",
        soviet[1]["note"],
    )  # fmt: skip
