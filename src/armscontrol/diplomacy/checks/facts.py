"""The fact base: figures of the shipped tables and limits of the treaty documents, by quantity, Party and value.

Every figure comes from a table or a treaty document, with its source and grade; none stands here. A limit is named
`treaty.limit.what`, as `newstart.limit.deployed_warheads`; all other quantities as in `known` and `estimates`. Tables
are read once, documents when a text first needs them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from functools import cache, lru_cache
from itertools import pairwise
from typing import Any

from armscontrol import terms
from armscontrol.diplomacy.checks.estimates import estimated
from armscontrol.diplomacy.checks.known import DECLARED, Known, counted, rows, sources_of
from armscontrol.diplomacy.figures.quantities import WORLD
from armscontrol.diplomacy.intervals import days
from armscontrol.treaties import Treaty, load_treaty
from armscontrol.treaties.lifecycle import end_of_force

TREATIES = {
    "newstart": "new-start",
    "start1": "start-1",
    "start2": "start-2",
    "sort": "sort",
    "inf": "inf",
    "salt1": "salt-1",
    "salt2": "salt-2",
}
"""First part of a quantity, and the document of that treaty."""

LIMIT_NAMES = {
    "inspections_type_one_per_year": ("type-one-per-year",),
    "inspections_type_two_per_year": ("type-two-per-year",),
    "deployed_and_nondeployed_launchers": ("launchers-and-bombers",),
    "inspections_per_year": ("inspections-per-year", "data-update-inspections", "short-notice-inspections"),
    "deployed_warheads": ("deployed-warheads", "warheads", "strategic-warheads"),
    "warheads": ("strategic-warheads",),
    "deployed_delivery_vehicles": ("deployed-delivery-vehicles", "delivery-vehicles", "aggregate"),
    "mobile_icbm_warheads": ("mobile-warheads",),
    "range_km": ("range-window",),
}
"""Usual names of limits, and the ids that documents give them."""

_BOTH_ENDS = re.compile(r"([0-9]+) to ([0-9]+)")


@cache
def treaty(prefix: str) -> Treaty:
    """The document behind the first part of a quantity."""
    return load_treaty(TREATIES[prefix])


@cache
def limits(prefix: str) -> tuple[Known, ...]:
    """Limits and yearly quotas of one treaty, each phase a figure of its own."""
    document = treaty(prefix)
    first = min((e.date for e in document.events), default=date.min)
    last = (end_of_force(document) or date(9999, 12, 31)) - timedelta(days=1)
    found: list[Known] = []

    def add(rule: Any, low: float, high: float | None, unit: str, side: str, start: date) -> None:
        sources = (rule.source,) if rule.source else ()
        name = f"{prefix}.limit.{rule.id.replace('-', '_')}"
        end = max(last, start)
        said = rule.statement.removeprefix("Of these, ").rstrip(".")
        words = f"{said[:1].upper()}{said[1:]} ({document.short_title}, {rule.article})"
        found.append(Known(name, side, low, unit, words, start, end, first, sources, rule.evidence, high))

    for bound in document.rules.limits:
        for phase in bound.phases:
            if phase.interval:
                add(bound.limit, *phase.interval, bound.limit.unit, "each", phase.start)
            for side, value in (phase.at_most or {}).items():
                add(bound.limit, value, None, bound.limit.unit, side or "each", phase.start)
    for stated in document.statements:
        ends = _BOTH_ENDS.fullmatch(stated.number or "")
        if stated.id == "range-window" and ends:
            add(stated, float(ends[1]), float(ends[2]), stated.unit or "", "each", first)
    for quota in document.rules.quotas:
        for start, value in quota.phases:
            add(quota.quota, value, None, "inspections", "each", start)
    return (*found, *(k for k in levels() if k.quantity.startswith(f"{prefix}.")))


@cache
def levels() -> tuple[Known, ...]:
    """Levels that older treaties froze or wrote down, from the table of limits; copies that disagree are both there."""
    prefixes = {v: k for k, v in TREATIES.items()}
    found = []
    for row in rows("treaties/limits"):
        if row["treaty"] not in prefixes or row["operator"] not in ("<=snapshot", "declared", "between"):
            continue
        span = days(str(row["effective_from"] or ""))
        if row["bound"] is None or span is None or row["treaty"] == "start-2":
            continue
        low = row["bound_lower"] if row["bound_lower"] is not None else row["bound"]
        party = row["party_scope"] if row["party_scope"] in terms.PARTIES else "each"
        name = (
            f"{prefixes[row['treaty']]}.level.{re.sub(r'[^a-z0-9]+', '_', row['category_limited'].lower()).strip('_')}"
        )
        words = f"{row['category_limited']} ({row['instrument']}, {row['provision_reference']})"
        found.append(
            Known(name, party, low, row["unit"], words, span[0], span[0], span[0], sources_of(row), row["evidence"],
                  None if low == row["bound"] else row["bound"])
        )  # fmt: skip
    return tuple(found)


@cache
def limit_quantity(quantity: str) -> tuple[str, ...]:
    """The full names of a limit that a text calls by a usual name; the name itself where it is one already."""
    prefix, _, name = quantity.partition(".limit.")
    if prefix not in TREATIES:
        return ()
    known = {k.quantity for k in limits(prefix)}
    wanted = (name, *LIMIT_NAMES.get(name, ()))
    return tuple(q for w in wanted if (q := f"{prefix}.limit.{w.replace('-', '_')}") in known)[:1]


@cache
def figures() -> tuple[Known, ...]:
    """All figures that are no limits: declared, inspected, eliminated, estimated."""
    return (*counted(), *estimated())


@cache
def by_quantity() -> Mapping[str, tuple[Known, ...]]:
    """All figures by quantity, in order of their days."""
    found: dict[str, list[Known]] = {}
    for known in figures():
        found.setdefault(known.quantity, []).append(known)
    return {q: tuple(sorted(ks, key=lambda k: (k.start, k.public))) for q, ks in found.items()}


@cache
def by_value() -> Mapping[float, tuple[Known, ...]]:
    """All figures by value: how a right number with a wrong subject is found."""
    found: dict[float, list[Known]] = {}
    for known in figures():
        found.setdefault(known.value, []).append(known)
    return {v: tuple(ks) for v, ks in found.items()}


@lru_cache(maxsize=512)
def of(quantity: str, party: str | None = None) -> tuple[Known, ...]:
    """Figures of a quantity, of one Party where it is named; a limit of each Party is every Party's.

    >>> [k.amount for k in of("newstart.declared.deployed_warheads", "RUS")][1]
    '1,566'
    """
    if ".limit." in quantity:
        prefix = quantity.partition(".")[0]
        names = limit_quantity(quantity)
        found = tuple(k for k in limits(prefix) if k.quantity in names) if prefix in TREATIES else ()
    else:
        found = by_quantity().get(quantity, ())
    if party not in (*terms.PARTIES, WORLD):
        return found
    mine = tuple(k for k in found if k.party in (party, "each"))
    if party == "SUN" and not mine:  # texts call Russia so when they speak of what it inherited
        return tuple(k for k in found if k.party == "RUS")
    if party == "RUS" and not mine and quantity.startswith("inf."):  # "Moscow destroyed", of what was the Soviet side's
        return tuple(k for k in found if k.party == "SUN")
    return mine


def changes(party: str | None = None) -> Iterator[tuple[Known, Known, float]]:
    """Declared totals of New START, each with the next one and the change between them."""
    for what in DECLARED:
        for code in ("USA", "RUS"):
            if party in (None, "each", code):
                for before, after in pairwise(of(f"newstart.declared.{what}", code)):
                    yield before, after, after.value - before.value
