"""Sites and inspections: a map, visits by year against the quota, pauses, and a year's plan of visits."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from armscontrol.holdings.facilities import GROUPS, facilities
from armscontrol.reports.charts import quota_chart
from armscontrol.reports.maps import facility_map
from armscontrol.verification.plans import GREATEST_WORTH
from armscontrol.web.answers import site_plan as plans
from armscontrol.web.answers import sites as known
from armscontrol.web.languages import N_
from armscontrol.web.rendering import page

router = APIRouter()

Word = Annotated[str, Query(max_length=40)]
Visits = Annotated[int | None, Query(ge=0, le=1_000)]
Items = Annotated[int, Query(ge=1, le=plans.MOST_ITEMS)]
Chance = Annotated[float, Query(ge=0, le=1)]
Worth = Annotated[float, Query(ge=0, le=GREATEST_WORTH)]

WORTHS = ("icbm_base", "submarine_base", "air_base", "other")
JUMPS = (
    ({"icbm_base": 2}, N_("missile bases matter twice as much")),
    ({"submarine_base": 3}, N_("submarine bases matter three times as much")),
    ({"violation": 12}, N_("twelve false items at one base")),
    ({"type_one": 4}, N_("only four Type One visits")),
)
"""Plans worth a look."""


@router.get("/sites")
def sites(request: Request, party: Word = "", kind: Word = "", open: Word = "") -> Response:
    """What inspectors could see, and where."""
    answer = known.sites(party, kind, open)
    total = [f for f in known.quota_findings() if f.provision_id == answer.quotas[0].provision]
    return page(
        request,
        "sites.html",
        keep=True,
        answer=answer,
        groups=GROUPS,
        places={f.party + f.name: n for n, f in enumerate(facilities(answer.treaty), start=1)},
        map=facility_map(answer.facilities, answer.parties, facilities(answer.treaty)) if answer.facilities else None,
        bars=quota_chart(total, "visits", live=True),
        query={"party": answer.party, "kind": kind, "open": open},
    )


@router.get("/sites/plan")
def plan(
    request: Request,
    party: Word = "RUS",
    year: Annotated[int, Query(ge=1900, le=2100)] = plans.FIRST_YEAR,
    type_one: Visits = None,
    type_two: Visits = None,
    violation: Items = 4,
    opened: Items = 1,
    sensitivity: Chance = 1.0,
    elsewhere: Chance = 0.5,
    icbm_base: Worth = 1.0,
    submarine_base: Worth = 1.0,
    air_base: Worth = 1.0,
    other: Worth = 1.0,
    seed: Annotated[int, Query(ge=0, le=1_000_000)] = 0,
) -> Response:
    """A year's visits shared out over one Party's facilities, with why this base."""
    answer = plans.site_plan(
        plans.Asked(
            party, year, type_one, type_two, violation, opened, sensitivity, elsewhere, icbm_base, submarine_base,
            air_base, other, seed,
        )
    )  # fmt: skip
    asked = answer.asked
    return page(
        request,
        "site_plan.html",
        keep=True,
        answer=answer,
        asked=asked,
        groups=GROUPS,
        worths=WORTHS,
        worth={w: getattr(asked, w) for w in WORTHS},
        most_worth=int(GREATEST_WORTH),
        jumps=JUMPS,
        query={name: getattr(asked, name) for name in plans.Asked.__slots__ if getattr(asked, name) is not None},
    )
