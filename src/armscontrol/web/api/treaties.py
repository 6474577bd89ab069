"""Treaties as JSON."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Request, Response

from armscontrol.treaties.model import Treaty
from armscontrol.web.answers import treaties as answers
from armscontrol.web.api.paging import Limit, Offset, Page, paged
from armscontrol.web.fields import wanted_day

router = APIRouter(tags=["treaties"])

Id = Annotated[str, Path(max_length=64, description="Id of a treaty, as new-start.")]
Day = Annotated[str, Query(max_length=40, description="A day, as 2024-06-21; today when empty.")]
Variant = Annotated[str, Query(max_length=64, description="A rule variant of the treaty, as russian-view.")]


@router.get("/treaties")
def treaties(
    request: Request,
    response: Response,
    on: Day = "",
    status: Annotated[str, Query(max_length=64, description=f"One of {', '.join(answers.BANDS)}; all if empty.")] = "",
    limit: Limit = 100,
    offset: Offset = 0,
) -> Page[answers.TreatyRow]:
    """The treaties on a day, those in force first."""
    request.state.keep = True
    return paged(request, response, answers.treaties(wanted_day(on), status).treaties, limit, offset)


@router.get("/treaties/compare")
def compare(
    request: Request,
    treaty: Annotated[list[str], Query(min_length=2, max_length=20, description="Ids of two or more treaties.")],
    on: Annotated[str, Query(max_length=40, description="Only what holds on this day; every step when empty.")] = "",
) -> answers.Comparison:
    """Limits and quotas side by side, by what they limit, with the days from which each bound holds."""
    request.state.keep = True
    return answers.comparison(tuple(treaty), wanted_day(on) if on.strip() else None)


@router.get("/treaties/schema")
def schema(request: Request) -> dict[str, Any]:
    """The JSON Schema of treaty documents."""
    request.state.keep = True
    made = Treaty.model_json_schema(by_alias=True)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **made}


@router.get("/treaties/{id}")
def treaty(request: Request, id: Id, on: Day = "", variant: Variant = "") -> answers.TreatyPage:
    """One treaty on a day: where it stands, its events, positions, rules and variants."""
    request.state.keep = True
    return answers.treaty(id, wanted_day(on), variant)


@router.get("/treaties/{id}/rules/{rule}")
def rule(
    request: Request,
    id: Id,
    rule: Annotated[str, Path(max_length=64, description="Id of a rule, as deployed-warheads.")],
    on: Day = "",
    variant: Variant = "",
) -> answers.RulePage:
    """One rule: as its document writes it, in words, bound by bound, and what a variant makes of it."""
    request.state.keep = True
    return answers.rule(id, rule, wanted_day(on), variant)
