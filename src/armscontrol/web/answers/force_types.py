"""Forces by type and base: estimates of a year, and what was declared by type under the treaties."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache

import polars as pl

from armscontrol.data import catalogue
from armscontrol.errors import MissingError
from armscontrol.terms import party_code
from armscontrol.treaties import load_treaty

ESTIMATES = "forces/force_structure"
DECLARED = {"new-start": "new-start/by_type", "start-1": "start-1/by_type"}
KINDS = ("icbm", "slbm", "heavy_bomber", "nonstrategic", "all")
ROW_KINDS = {
    "type": "one type",
    "type_deployed": "one type, deployed",
    "warhead": "one type of warhead",
    "subtotal": "sum of a kind",
    "total": "sum",
    "treaty_plan": "plan, as the treaty counts",
}


@dataclass(frozen=True, slots=True)
class EstimateLine:
    """One row of an estimate: a type, or a sum; unknown is None."""

    party: str
    year: int
    as_of: str | None
    kind: str
    row_kind: str
    type: str
    launchers: int | None
    launchers_deployed: int | None
    boats: int | None
    each_low: int | None
    each_high: int | None
    warheads: int | None
    warheads_deployed: int | None
    deployed_note: str | None
    bases: str | None
    publication: str | None
    evidence: str
    source: str | None
    note: str | None


@dataclass(frozen=True, slots=True)
class Counted:
    """One number that was declared of a type: what is counted, how many, how well that is known."""

    counted: str
    number: int
    evidence: str
    source: str | None
    note: str | None


@dataclass(frozen=True, slots=True)
class DeclaredType:
    """What a Party declared of one type on a day, under one treaty."""

    treaty: str
    title: str
    party: str
    on: str
    kind: str
    type: str
    numbers: tuple[Counted, ...]
    attributed: int | None


@dataclass(frozen=True, slots=True)
class ForceTypes:
    """A Party and year by type: estimates, declarations of the year, and what else could be asked for."""

    party: str
    year: int
    kind: str
    base: str
    source: str
    sums: tuple[EstimateLine, ...]
    estimates: tuple[EstimateLine, ...]
    declared: tuple[DeclaredType, ...]
    years: tuple[int, ...]
    bases: tuple[str, ...]
    publications: tuple[str, ...]


@cache
def estimate_lines() -> tuple[EstimateLine, ...]:
    """Every row of the table of force structures, the latest year first, sourced before recalled."""
    frame = catalogue.table(ESTIMATES)
    made = [
        EstimateLine(
            r["party"], r["year"], r["as_of"], r["kind"], r["row_kind"], r["type"], r["launchers"],
            r["launchers_deployed"], r["boats"], r["warheads_per_launcher_min"], r["warheads_per_launcher_max"],
            r["warheads_total"], r["warheads_deployed"], r["deployed_note"], r["bases"], r["source"], r["evidence"],
            r["source_url"], r["note"],
        )
        for r in frame.iter_rows(named=True)
    ]  # fmt: skip
    order = tuple(ROW_KINDS)
    return tuple(
        sorted(
            made,
            key=lambda e: (
                e.party, -e.year, KINDS.index(e.kind), order.index(e.row_kind), e.evidence == "recalled", e.type,
            ),
        )
    )  # fmt: skip


@cache
def declared_types() -> tuple[DeclaredType, ...]:
    """What was declared by type; under START I an item's attributed warheads stand beside it."""
    made: dict[tuple[str, str, str, str, str], list[Counted]] = {}
    attributed: dict[tuple[str, str, str, str, str], int] = {}
    for r in catalogue.table(DECLARED["new-start"]).filter(pl.col("count").is_not_null()).iter_rows(named=True):
        key = ("new-start", r["party"], str(r["date"]), r["system_kind"], r["type"])
        made.setdefault(key, []).append(
            Counted(r["category"], r["count"], r["evidence"], r["source_url"], r["note"]),
        )
    table = catalogue.table(DECLARED["start-1"]).filter(pl.col("deployed_launchers").is_not_null())
    for r in table.iter_rows(named=True):
        cited = catalogue.cite(r, "deployed_launchers")
        key = ("start-1", r["party"], str(r["date"]), r["kind"], r["type"])
        made.setdefault(key, []).append(
            Counted("deployed_launchers", r["deployed_launchers"], cited.evidence, cited.url, r["note"])
        )
        if r["attributed_warheads_total"] is not None:
            attributed[key] = r["attributed_warheads_total"]
    titles = {id: load_treaty(id).short_title for id in DECLARED}
    return tuple(
        DeclaredType(key[0], titles[key[0]], *key[1:], numbers=tuple(numbers), attributed=attributed.get(key))
        for key, numbers in sorted(made.items(), key=lambda m: (m[0][1], m[0][2], m[0][3], m[0][4] == "TOTAL", m[0][4]))
    )


def places(line: EstimateLine) -> tuple[str, ...]:
    """The bases that a row names."""
    return tuple(b.strip() for b in (line.bases or "").removeprefix("among:").split(";") if b.strip())


def estimates_by(
    party: str = "", year: int | None = None, kind: str = "", base: str = "", source: str = ""
) -> tuple[EstimateLine, ...]:
    """Rows of the estimates by Party, year, kind, base and publication; everything where nothing is said."""
    return tuple(
        e
        for e in estimate_lines()
        if (not party or e.party == party)
        and (year is None or e.year == year)
        and (not kind or e.kind == kind)
        and (not base or base in places(e))
        and (not source or e.publication == source)
    )


@lru_cache(maxsize=512)
def force_types(party: str, year: int | None, kind: str, base: str, source: str) -> ForceTypes:
    """A Party and year by type.

    Raises:
        MissingError: a Party, kind, base or publication that the tables do not have.
    """
    code = party_code(party) if party.strip() else "RUS"
    parties = tuple(dict.fromkeys([*(e.party for e in estimate_lines()), *(d.party for d in declared_types())]))
    mine = estimates_by(code)
    declared = [d for d in declared_types() if d.party == code]
    bases = tuple(sorted({b for e in mine for b in places(e)}))
    publications = tuple(sorted({e.publication for e in mine if e.publication}))
    for where, found, allowed in (
        ("party", code, parties), ("kind", kind, ("", *KINDS)), ("base", base, ("", *bases)),
        ("source", source, ("", *publications)),
    ):  # fmt: skip
        if found not in allowed:
            known = ", ".join(a for a in allowed if a)
            raise MissingError("no table has that", where=where, found=repr(found[:40]), allowed=known)
    years = tuple(sorted({e.year for e in mine} | {int(d.on[:4]) for d in declared}, reverse=True))
    # where no year is asked for: the latest that is told type by type
    on = year if year is not None else max((e.year for e in mine if e.row_kind.startswith("type")), default=years[0])
    rows = estimates_by(code, None if base and year is None else on, kind, base, source)
    return ForceTypes(
        party=code,
        year=on,
        kind=kind,
        base=base,
        source=source,
        sums=_sums(code, on),
        estimates=rows,
        declared=tuple(d for d in declared if int(d.on[:4]) == on and (not kind or d.kind.startswith(kind))),
        years=years,
        bases=bases,
        publications=publications,
    )


def _sums(party: str, year: int) -> tuple[EstimateLine, ...]:
    """The sum of each kind, sourced before recalled, for the headline."""
    rows = [e for e in estimates_by(party, year) if e.row_kind == "subtotal" and e.launchers is not None]
    return tuple({e.kind: e for e in sorted(rows, key=lambda e: e.evidence != "recalled")}.values())
