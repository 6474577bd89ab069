"""Assessments as JSON: of the record, and of holdings that are sent."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request, Response
from pydantic import BaseModel, Field

from armscontrol.web.answers import assessment as answers
from armscontrol.web.answers import own
from armscontrol.web.answers.treaties import document
from armscontrol.web.downloads import table_file
from armscontrol.web.fields import now

router = APIRouter(tags=["assessments"])

Treaty = Annotated[str, Query(max_length=64, description="Id of a treaty.")]
Party = Annotated[str, Query(max_length=64, description="A Party, as RUS or Russia; all when empty.")]
Day = Annotated[str, Query(max_length=40, description="A day; the last one with figures when empty.")]
Variant = Annotated[str, Query(max_length=64, description="A rule variant of the treaty, as russian-view.")]
Cell = Annotated[str, Field(max_length=2_000)] | bool | int | float | None
MAX_ROWS = 20_000


class OwnHoldings(BaseModel):
    """Holdings to be held against a treaty. Nothing of them is kept."""

    treaty: str = Field("new-start", max_length=64, description="Id of a treaty.")
    party: str = Field("", max_length=64, description="One Party; all when empty.")
    on: str = Field("", max_length=40, description="One day; every day in the rows when empty.")
    variant: str = Field("", max_length=64, description="A rule variant of the treaty.")
    rows: list[Annotated[dict[Annotated[str, Field(max_length=60)], Cell], Field(max_length=40)]] = Field(
        max_length=MAX_ROWS, description="Rows of the table of holdings: as_of, party, kind, number, basis, ..."
    )


@router.get("/assessments")
def assessment(
    request: Request,
    treaty: Treaty = "new-start",
    party: Party = "",
    on: Day = "",
    variant: Variant = "",
) -> answers.Answer:
    """What the record says of a treaty on a day: findings on limits and quotas, conduct on duties."""
    request.state.keep = True
    return answers.assessment(treaty, party, on, variant, now())


@router.post("/assessments")
def own_holdings(sent: OwnHoldings) -> own.OwnAnswer:
    """Holdings of one's own held against a treaty's limits; the narrowest findings argued. Nothing is kept."""
    return own.sent_rows(sent.treaty, sent.rows, party=sent.party, on=sent.on, variant=sent.variant)


@router.get("/assessments/explain")
def explain(
    request: Request,
    article: Annotated[str, Query(max_length=100, description="Article or id of a provision, as deployed-warheads.")],
    party: Annotated[str, Query(max_length=64, description="A Party, or ALL where all are bound together.")],
    on: Annotated[str, Query(min_length=1, max_length=40, description="A day.")],
    treaty: Treaty = "new-start",
    variant: Variant = "",
) -> answers.Explained:
    """One finding, or conduct on a duty, argued step by step: rule, dates, figure, rows, comparison, verdict."""
    request.state.keep = True
    return answers.explained(treaty, article, party, on, variant)


@router.get("/assessments/findings", response_class=Response)
def findings(
    form: Annotated[Literal["csv", "parquet", "json"], Query(description="Format of the file.")] = "csv",
    treaty: Treaty = "new-start",
    variant: Variant = "",
) -> Response:
    """Every finding of a treaty over all exchanges, as a table to take away."""
    document(treaty, variant)
    return table_file(answers.over_time(treaty, variant).frame(), f"findings-{treaty}", form)
