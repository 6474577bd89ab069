"""A treaty year's visits shared out over one Party's facilities: the plan, its limits, and pauses on record then."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import lru_cache

from armscontrol.errors import MissingError
from armscontrol.holdings.facilities import facilities
from armscontrol.terms import party_code
from armscontrol.treaties import load_treaty
from armscontrol.verification.plans import YearPlan, plan_year, quotas_by_type
from armscontrol.web.answers.sites import TREATY, Pause, pauses

MOST_ITEMS = 1_000
"""False items, or items opened, that a form takes."""
FIRST_YEAR = 2015


@dataclass(frozen=True, slots=True)
class Asked:
    """The fields of the form."""

    party: str = "RUS"
    year: int = FIRST_YEAR
    type_one: int | None = None
    type_two: int | None = None
    violation: int = 4
    opened: int = 1
    sensitivity: float = 1.0
    elsewhere: float = 0.5
    icbm_base: float = 1.0
    submarine_base: float = 1.0
    air_base: float = 1.0
    other: float = 1.0
    seed: int = 0


@dataclass(frozen=True, slots=True)
class SitePlan:
    """A plan, what was asked for, and the pauses that fell into its year; `based` says what is at each facility."""

    asked: Asked
    plan: YearPlan
    parties: tuple[str, ...]
    years: tuple[int, ...]
    quotas: dict[str, int]
    paused: tuple[Pause, ...]
    based: dict[str, str]


@lru_cache(maxsize=512)
def site_plan(asked: Asked) -> SitePlan:
    """The plan that the form asks for.

    Raises:
        MissingError: no Party to the treaty.
        VerificationError: more visits than the quota, or no treaty year begins then.
    """
    document = load_treaty(TREATY)
    parties = tuple(p.id for p in document.parties)
    party = party_code(asked.party)
    if party not in parties:
        raise MissingError(
            "this treaty has no such Party", where="party", found=repr(asked.party[:40]), allowed=", ".join(parties)
        )
    quotas = {type: bound for type, (_, bound) in quotas_by_type(TREATY).items()}
    visits = {"type_one": asked.type_one, "type_two": asked.type_two}
    plan = plan_year(
        TREATY,
        party,
        asked.year,
        visits={t: n for t, n in visits.items() if n is not None},
        violation=asked.violation,
        opened=asked.opened,
        sensitivity=asked.sensitivity,
        found_elsewhere=asked.elsewhere,
        worth={g: getattr(asked, g) for g in ("icbm_base", "submarine_base", "air_base", "other")},
        seed=asked.seed,
    )
    paused = tuple(
        p for p in pauses() if p.host == party and p.start <= plan.end and (p.end or dt.date.max) >= plan.start
    )
    based = {f.name: f.systems for f in facilities(TREATY) if f.party == party and f.systems}
    return SitePlan(asked, plan, parties, _years(), quotas, paused, based)


@lru_cache(maxsize=1)
def _years() -> tuple[int, ...]:
    """Calendar years in which a treaty year begins."""
    from armscontrol.treaties import end_of_force

    document = load_treaty(TREATY)
    start = next(e.date for e in document.events if e.kind == "entered_into_force")
    end = end_of_force(document) or dt.date.today()
    return tuple(y for y in range(start.year, end.year + 1) if start.replace(year=y) < end - dt.timedelta(days=1))
