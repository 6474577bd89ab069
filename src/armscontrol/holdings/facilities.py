"""Declared facilities of a treaty, in the few kinds that a map or a plan of visits tells apart.

Coordinates are those of a town or base, approximate, from public pages.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from armscontrol.data import catalogue
from armscontrol.errors import MissingError
from armscontrol.terms import plural

GROUPS = {
    "icbm_base": "ICBM base",
    "submarine_base": "submarine base",
    "air_base": "air base",
    "other": "storage, repair, test or production",
    "point_of_entry": "point of entry",
}
"""Kinds of facility, coarse; the table's own words stay beside them."""


@dataclass(frozen=True, slots=True)
class Facility:
    """A declared facility: what it is, which inspections it was open to, about where it lies."""

    name: str
    party: str
    kind: str
    group: str
    type_one: bool
    type_two: bool
    latitude: float | None
    longitude: float | None
    place_from: str
    systems: str | None
    evidence: str
    source: str | None
    note: str | None


def with_facilities() -> tuple[str, ...]:
    """Ids of treaties with a shipped table of facilities."""
    return tuple(n.removesuffix("/facilities") for n in catalogue.names() if n.endswith("/facilities"))


@lru_cache(maxsize=8)
def facilities(treaty: str) -> tuple[Facility, ...]:
    """The facilities of a treaty, in the order of its table.

    Raises:
        MissingError: none are shipped.
    """
    if treaty not in with_facilities():
        known = ", ".join(with_facilities())
        raise MissingError("no facilities are shipped for it", found=repr(treaty[:40]), allowed=known)
    return tuple(
        Facility(
            name=r["name"],
            party=r["party"],
            kind=r["facility_kind"],
            group=group_of(r["facility_kind"]),
            type_one=r["inspectable_type_one"],
            type_two=r["inspectable_type_two"],
            latitude=r["latitude"],
            longitude=r["longitude"],
            place_from=r["coordinates_basis"],
            systems=r["systems_based"],
            evidence=r["evidence"],
            source=r["source_url"],
            note=r["note"],
        )
        for r in catalogue.table(f"{treaty}/facilities").iter_rows(named=True)
    )


def group_of(kind: str) -> str:
    """The coarse kind of a facility; non-nuclear bombers and formerly declared bases hold nothing that is limited.

    >>> group_of("ICBM base"), group_of("test range (SLBM)")
    ('icbm_base', 'other')
    """
    return next((id for id, name in GROUPS.items() if name == kind), "other")


def counted(found: tuple[Facility, ...], type: str) -> str:
    """How many of some facilities were open to a type of inspection, in words: "15 facilities"."""
    number = sum(1 for f in found if (f.type_one if type == "type_one" else f.type_two))
    return plural(number, "facility").replace("facilitys", "facilities")
