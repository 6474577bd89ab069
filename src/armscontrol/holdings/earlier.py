"""Holdings under earlier treaties, from published tables: START I by type, the SALT II data base, INF levels, CFE.

A table that was found in part leaves cells open. An open cell is a row whose number is unknown, so that the part that
was found never passes for the whole.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import polars as pl

from armscontrol.data import catalogue

Row = dict[str, Any]

# START I

_KINDS = {
    "icbm_silo": "icbm_launcher",
    "icbm_silo_heavy": "icbm_launcher",
    "icbm_mobile": "icbm_launcher",
    "slbm": "slbm_launcher",
    "heavy_bomber_lrna": "heavy_bomber",
    "heavy_bomber_other": "heavy_bomber",
}
_WHOLE = "1990-09-01"
"""The one day whose table was found whole. Of the others the notes say which lines were seen."""
_COMPLETE = {("2001-01-01", "USA"): {"icbm_launcher"}}
"""Kinds of which a fragment has every line."""
_ICBMS_ONLY = "secondary (forces on territory)"


def start_1() -> Iterator[Row]:
    """Deployed launchers and bombers by type. A launcher is deemed to hold its missile, so missiles have no rows."""
    table = catalogue.table("start-1/by_type")
    for row in table.iter_rows(named=True):
        notes = [row["note"], "equipage derived from the table" if row["equipage"] else None]
        yield {
            "as_of": row["date"],
            "party": row["party"],
            "kind": _KINDS[row["kind"]],
            "type": row["type"],
            "status": "deployed",
            "equipment": "nuclear" if row["kind"].startswith("heavy_bomber") else None,
            "number": row["deployed_launchers"],
            "equipage": row["equipage"],
            "basis": "estimated" if row["provenance"] == _ICBMS_ONLY else "declared",
            "evidence": row["evidence"],
            "source": row["source_url"],
            "note": "; ".join(n for n in notes if n) or None,
        }
    sets = table.select("date", "party", "provenance").unique().sort("date", "party", "provenance")
    for day, party, provenance in sets.iter_rows():
        basis = "estimated" if provenance == _ICBMS_ONLY else "declared"
        shared: Row = {"as_of": day, "party": party, "number": None, "basis": basis, "evidence": "not_found"}
        note = "the table lists deployed items alone"
        yield {**shared, "kind": "icbm_launcher", "status": "non_deployed", "note": note}
        if str(day) == _WHOLE:
            continue
        seen: set[str] = {"icbm_launcher"} if provenance == _ICBMS_ONLY else _COMPLETE.get((str(day), party), set())
        for kind in sorted({"icbm_launcher", "slbm_launcher", "heavy_bomber"} - seen):
            yield {
                **shared,
                "kind": kind,
                "status": "deployed",
                "equipment": "nuclear" if kind == "heavy_bomber" else None,
                "note": "the other lines of this table were not found",
            }


# SALT II

_DATA_BASE = {
    "launchers of ICBMs": ("icbm_launcher", "all"),
    "launchers of ICBMs with MIRVs": ("icbm_launcher", "ICBM launchers with MIRVs"),
    "launchers of SLBMs": ("slbm_launcher", "all"),
    "launchers of SLBMs with MIRVs": ("slbm_launcher", "SLBM launchers with MIRVs"),
    "heavy bombers": ("heavy_bomber", "all"),
    "heavy bombers equipped for cruise missiles >600 km": ("heavy_bomber", "bombers with cruise missiles"),
    "ASBMs": ("asbm", "all"),
}
"""Lines of the agreed data base, as items: what is a part of another line is taken out of it."""


def salt_2() -> Iterator[Row]:
    """The data base of 1 November 1978 and the statements of data of 18 June 1979, part by part."""
    table = catalogue.table("treaties/limits").filter(
        (pl.col("treaty") == "salt-2") & (pl.col("operator") == "declared")
    )
    lines: dict[tuple[date, str, str, str], Row] = {}
    for row in table.iter_rows(named=True):
        line = _DATA_BASE.get(row["category_limited"].removesuffix(" (declared data base)"))
        if line:  # fixed launchers repeat the launchers of ICBMs
            lines[row["effective_from"], row["party_scope"], *line] = row
    for day, party in sorted({k[:2] for k in lines}):
        for kind in dict.fromkeys(k for k, _ in _DATA_BASE.values()):
            part = next((t for k, t in _DATA_BASE.values() if k == kind and t != "all"), None)
            whole, inside = lines.get((day, party, kind, "all")), lines.get((day, party, kind, part or ""))
            if inside:
                yield _salt_row(inside, day, party, kind, part, int(inside["bound"]))
            if whole is None or (part and not inside):
                # how much of the line is the part, or the line itself, was not seen
                number = int(whole["bound"]) if whole else None
                yield _salt_row(whole or inside, day, party, kind, None, number)
            else:
                rest = int(whole["bound"]) - int(inside["bound"]) if inside else int(whole["bound"])
                made = _salt_row(whole, day, party, kind, part.replace("with ", "without ") if part else kind, rest)
                yield {**made, "evidence": "derived" if inside and inside["bound"] else made["evidence"]}


def _salt_row(line: Row | None, day: date, party: str, kind: str, type: str | None, number: int | None) -> Row:
    return {
        "as_of": day,
        "party": party,
        "kind": kind,
        "type": type,
        "number": number,
        "basis": "declared",
        "evidence": line["evidence"] if line and number is not None else "not_found",
        "source": line["source_url"] if line else None,
        "note": line["note"] if line and number is not None and type else "later lines were not seen",
    }


# INF


def inf() -> Iterator[Row]:
    """Launchers that were left at the start of month 29, with the missiles that they carry at once."""
    table = catalogue.table("inf/eliminations").filter(pl.col("record_type") == "interim_level")
    for row in table.iter_rows(named=True):
        yield {
            "as_of": row["date_from"],
            "party": row["parties"],
            "kind": "intermediate_range_launcher",
            "type": "SS-20",
            "status": "deployed",
            "number": row["number"],
            "basis": "declared",
            "evidence": row["evidence"],
            "source": row["source_url"],
            "note": row["note"],
        }


# CFE

AREA = "area of application"
"""Zone of figures that cover all of a Party's equipment under the treaty."""

CATEGORIES = {
    "battle_tanks": "battle_tank",
    "acvs": "armoured_combat_vehicle",
    "artillery": "artillery",
    "combat_aircraft": "combat_aircraft",
    "attack_helicopters": "attack_helicopter",
}
"""The five categories of equipment, and the kind of item of each."""


def cfe() -> Iterator[Row]:
    """Holdings of single States. What groups, zones and all Parties hold was published as sums: see `totals`."""
    table = catalogue.table("cfe/holdings").filter(
        (pl.col("party_kind") == "state")
        & (pl.col("zone") == AREA)
        & pl.col("holdings").is_not_null()
        & pl.col("date").is_not_null()
    )
    seen: set[tuple[Any, ...]] = set()
    for row in table.iter_rows(named=True):
        key = (row["date"], row["party"], row["category"])
        if row["category"] not in CATEGORIES or key in seen:
            continue  # printed totals; lines repeated beside another ceiling
        seen.add(key)
        yield {
            "as_of": row["date"],
            "party": row["party"],
            "kind": CATEGORIES[row["category"]],
            "role": "operational",  # what is published are items that count, exempt ones left out
            "number": row["holdings"],
            "basis": "declared",
            "evidence": row["evidence"],
            "source": row["source_url"],
            "note": row["provenance"] if row["evidence"] == "derived" else row["note"],
        }
