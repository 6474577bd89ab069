"""Sites and inspections as JSON, and the facilities to take away."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

from fastapi import APIRouter, Path, Query, Request, Response

from armscontrol.holdings.facilities import GROUPS, Facility
from armscontrol.verification.plans import GREATEST_WORTH
from armscontrol.web.answers import site_plan as plans
from armscontrol.web.answers import sites as known
from armscontrol.web.api.paging import Limit, Offset, Page, paged
from armscontrol.web.downloads import table_file
from armscontrol.web.frames import schema_of

router = APIRouter(tags=["sites"])

Party = Annotated[str, Query(max_length=40, description="A Party's code or name, as RUS; all when empty.")]
Kind = Annotated[str, Query(max_length=40, description=f"One of {', '.join(GROUPS)}; all when empty.")]
Open = Annotated[str, Query(max_length=40, description="Open to inspections of type_one or type_two; all when empty.")]
Visits = Annotated[int | None, Query(ge=0, le=1_000, description="Visits made of this type; the quota when empty.")]
Items = Annotated[int, Query(ge=1, le=plans.MOST_ITEMS)]
Chance = Annotated[float, Query(ge=0, le=1, description="A chance, 0 to 1.")]
Worth = Annotated[float, Query(ge=0, le=GREATEST_WORTH, description="What a violation is worth at such a facility.")]


@router.get("/facilities")
def facilities(
    request: Request,
    response: Response,
    party: Party = "",
    kind: Kind = "",
    open: Open = "",
    limit: Limit = 100,
    offset: Offset = 0,
) -> Page[Facility]:
    """Declared facilities, with approximate public places."""
    request.state.keep = True
    return paged(request, response, known.sites(party, kind, open).facilities, limit, offset)


@router.get("/facilities.{form}")
def facilities_file(
    form: Annotated[str, Path(max_length=20, description="csv, parquet or json.")],
    party: Party = "",
    kind: Kind = "",
    open: Open = "",
) -> Response:
    """The same facilities as a file."""
    import polars as pl

    rows = [asdict(f) for f in known.sites(party, kind, open).facilities]
    return table_file(pl.DataFrame(rows, schema=schema_of(Facility)), "facilities", form)


@router.get("/inspections")
def visits(request: Request, response: Response, limit: Limit = 100, offset: Offset = 0) -> Page[known.QuotaLine]:
    """Visits by Party, treaty year and quota."""
    request.state.keep = True
    return paged(request, response, known.quota_lines(), limit, offset)


@router.get("/inspections/pauses")
def all_pauses(request: Request, response: Response, limit: Limit = 100, offset: Offset = 0) -> Page[known.Pause]:
    """Times in which a Party hosted no inspections, with the reason it gives."""
    request.state.keep = True
    return paged(request, response, known.pauses(), limit, offset)


@router.get("/inspections/plan")
def plan(
    request: Request,
    party: Annotated[str, Query(max_length=40, description="Code or name of the inspected Party.")] = "RUS",
    year: Annotated[
        int, Query(ge=1900, le=2100, description="Year in which the treaty year begins.")
    ] = plans.FIRST_YEAR,
    type_one: Visits = None,
    type_two: Visits = None,
    violation: Annotated[Items, Query(description="False items at the base that the violator takes.")] = 4,
    opened: Annotated[Items, Query(description="Items opened on a visit.")] = 1,
    sensitivity: Chance = 1.0,
    elsewhere: Chance = 0.5,
    icbm_base: Worth = 1.0,
    submarine_base: Worth = 1.0,
    air_base: Worth = 1.0,
    other: Worth = 1.0,
    seed: Annotated[int, Query(ge=0, le=1_000_000, description="Of the draw of one year's visits.")] = 0,
) -> plans.SitePlan:
    """A treaty year's visits shared out over a Party's facilities, base by base, with the reason."""
    request.state.keep = True
    return plans.site_plan(
        plans.Asked(
            party, year, type_one, type_two, violation, opened, sensitivity, elsewhere, icbm_base, submarine_base,
            air_base, other, seed,
        )
    )  # fmt: skip
