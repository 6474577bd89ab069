"""Holdings and ceilings of the CFE Treaty: a printed total is held against the lines it should be the sum of."""

from __future__ import annotations

import re
from datetime import date
from functools import cache

from armscontrol.diplomacy.checks.claims import Claim
from armscontrol.diplomacy.checks.known import Known, rows, sources_of
from armscontrol.diplomacy.model import Check

_GROUP = re.compile(r"\bNATO\b|\b[Aa]lliance\b|\bAtlantic\b|НАТО")
_KINDS = {
    "battle_tanks": r"\btanks?\b|танк",
    "acvs": r"armou?red|бронир|\bББМ\b",
    "artillery": r"artillery|\bguns\b|артиллер",
    "combat_aircraft": r"aircraft|самол[её]т",
    "attack_helicopters": r"helicopter|верт[оё]л[её]т",
}
_KIND = {name: re.compile(words, re.IGNORECASE) for name, words in _KINDS.items()}


@cache
def groups() -> tuple[tuple[Known, Known | None], ...]:
    """Figures of the table for groups of States, each total with what its lines add up to where that differs."""
    found: list[tuple[Known, Known | None]] = []
    lines: dict[tuple[date, str, str, str], float] = {}
    table = [r for r in rows("cfe/holdings") if r["party_kind"] == "group"]
    for row in table:
        for column in ("holdings", "ceiling"):
            if row["category"] in _KINDS and row[column] is not None:
                key = (row["date"], row["party"], column, str(row["ceiling_kind"]))
                lines[key] = lines.get(key, 0) + row[column]
    for row in table:
        for column in ("holdings", "ceiling"):
            if row[column] is None:
                continue
            kind = row["category"].replace("_", " ")
            words = f"{kind}, {column if column == 'holdings' else row['ceiling_kind']}"
            it = Known(
                f"cfe.{column if column == 'holdings' else 'ceilings'}", row["party"], row[column], "items", words,
                row["date"], row["date"], row["date"], sources_of(row), row["evidence"], about=row["category"],
                label="CFE data as printed",
            )  # fmt: skip
            total = lines.get((row["date"], row["party"], column, str(row["ceiling_kind"])))
            added = None
            if row["category"] == "total" and total is not None and total != row[column]:
                added = Known(
                    it.quantity, it.party, total, it.unit, f"what the lines of the same table add up to, {column}",
                    it.start, it.end, it.public, it.sources, "derived", about="total", label="our sum",
                )  # fmt: skip
            found.append((it, added))
    return tuple(found)


def check_equipment(claim: Claim) -> Check:
    """The verdict on a number of conventional weapons: right, or a total that its own table does not bear out."""
    number = claim.number
    if _GROUP.search(claim.where.paragraph):
        for it, added in groups():
            if added and number.value in (it.value, added.value):
                told = (
                    f"The table prints a total of {it.amount} ({it.party}, {it.when}); its lines add up to "
                    f"{added.amount}. {it}."
                )
                return claim.verdict("disputed", "cfe.sum", told, [it, added])
        said = {name for name, words in _KIND.items() if words.search(claim.where.own)}
        for it, _ in groups():
            alike = said == {it.about} or (it.about == "total" and len(said) != 1)
            right = it.value == number.value and it.quantity == number.quantity and it.party.startswith("NATO")
            if right and alike:
                return claim.verdict("accurate", "cfe", f"{it}.", [it])
    return claim.verdict("unverifiable", "cfe.no-figure", "The record has no such figure of conventional weapons.")
