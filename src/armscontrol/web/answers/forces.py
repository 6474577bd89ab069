"""Who has what, by whose count: one State and year, every source, what they disagree on, and treaty counts beside."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from armscontrol.errors import MissingError
from armscontrol.holdings.beside import Beside, beside
from armscontrol.holdings.estimates import (
    CATEGORIES,
    SERIES,
    Disagreement,
    Figure,
    Inventory,
    disagreements,
    editions,
    figures,
    inventories,
    states,
    years,
)
from armscontrol.terms import party_code
from armscontrol.web.answers.force_types import EstimateLine, estimates_by

TREATY = "new-start"
"""The treaty whose counts of warheads overlap the estimates in time."""
FIRST_STATE, FIRST_CATEGORY = "RUS", "stockpile"
OLDEST = 1945
RECENT = 2010
"""Where the chart begins unless more is asked for: what all sources cover."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What was asked for, each found in a list of ours."""

    state: str
    year: int
    category: str
    source: str
    vintage: str
    since: int


@dataclass(frozen=True, slots=True)
class Forces:
    """One State and year: who says what, where they differ, and what a treaty counted.

    `nonstrategic`: sums of non-strategic warheads in the stockpile, deployed or not, where the tables have them.
    """

    wanted: Wanted
    lead: Inventory | None
    said: tuple[Inventory, ...]
    nonstrategic: tuple[EstimateLine, ...]
    nearest: int | None
    disagree: tuple[Disagreement, ...]
    beside: Beside | None
    shown: tuple[Figure, ...]


def wanted(state: str, year: int | None, category: str, source: str, vintage: str, since: int | None) -> Wanted:
    """The question of an address, with what is not said filled in.

    Raises:
        MissingError: a State, category, source or edition that no table has.
    """
    code = party_code(state) if state.strip() else FIRST_STATE
    _one_of("state", code, states())
    _one_of("category", category or FIRST_CATEGORY, tuple(CATEGORIES))
    _one_of("source", source, ("", *SERIES))
    _one_of("vintage", vintage, ("", *editions()))
    kind = category or FIRST_CATEGORY
    return Wanted(code, year or years(code)[0], kind, source, vintage, since or RECENT)


def _one_of(where: str, found: str, allowed: tuple[str, ...]) -> None:
    if found not in allowed:
        known = ", ".join(a for a in allowed if a)
        raise MissingError("no table has that", where=where, found=repr(found[:40]), allowed=known)


@lru_cache(maxsize=512)
def forces(asked: Wanted) -> Forces:
    """What the tables have on a State and year."""
    said = tuple(
        i
        for i in inventories(asked.state, asked.year)
        if asked.source in ("", i.series) and asked.vintage in ("", i.edition)
    )
    known = sorted({f.year for f in figures(asked.state, series=asked.source, edition=asked.vintage)})
    shown = tuple(
        f
        for f in figures(asked.state, category=asked.category, series=asked.source, edition=asked.vintage)
        if f.year >= asked.since
    )
    return Forces(
        wanted=asked,
        # the fullest comes first: the order of the sources decides only between equals
        lead=max(said, key=lambda i: sum(getattr(i, c) is not None for c in CATEGORIES), default=None),
        said=said,
        nonstrategic=tuple(
            e
            for e in estimates_by(asked.state, asked.year, "nonstrategic")
            if e.row_kind == "total" and e.warheads is not None
        ),
        nearest=min(known, key=lambda y: abs(y - asked.year), default=None) if not said else None,
        disagree=disagreements(asked.state, asked.category),
        beside=beside(TREATY, asked.state, asked.year),
        shown=shown,
    )
