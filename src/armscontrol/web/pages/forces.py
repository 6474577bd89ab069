"""Forces and stockpiles: one State and year by every source, and by type and base."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from armscontrol.holdings.estimates import CATEGORIES, SERIES, editions, states
from armscontrol.reports.stockpile_chart import stockpile_chart
from armscontrol.web.answers import force_types as types
from armscontrol.web.answers import forces as stocks
from armscontrol.web.languages import N_
from armscontrol.web.rendering import page

router = APIRouter()

Word = Annotated[str, Query(max_length=40)]
Publication = Annotated[str, Query(max_length=160)]
Year = Annotated[int | None, Query(ge=1945, le=2100)]

SINCE = ((stocks.OLDEST, N_("since 1945")), (1990, N_("since 1990")), (stocks.RECENT, N_("since 2010")))


@router.get("/forces")
def forces(
    request: Request,
    state: Word = "",
    year: Year = None,
    category: Word = "",
    source: Word = "",
    vintage: Word = "",
    since: Year = None,
) -> Response:
    """Who has what, by whose count."""
    answer = stocks.forces(stocks.wanted(state, year, category, source, vintage, since))
    asked = answer.wanted
    return page(
        request,
        "forces.html",
        keep=True,
        answer=answer,
        graph=stockpile_chart(answer.shown, "warheads") if answer.shown else None,
        categories=CATEGORIES,
        series=SERIES,
        states=states(),
        editions=editions(),
        since=SINCE,
        query={
            "state": asked.state, "year": asked.year, "category": asked.category, "source": asked.source,
            "vintage": asked.vintage, "since": asked.since,
        },
    )  # fmt: skip


@router.get("/forces/types")
def force_types(
    request: Request, party: Word = "", year: Year = None, kind: Word = "", base: Word = "", source: Publication = ""
) -> Response:
    """Forces by type and base."""
    answer = types.force_types(party, year, kind, base, source)
    return page(
        request,
        "force_types.html",
        keep=True,
        answer=answer,
        kinds=types.KINDS,
        row_kinds=types.ROW_KINDS,
        parties=tuple(dict.fromkeys(e.party for e in types.estimate_lines())),
        query={"party": answer.party, "year": answer.year, "kind": kind, "base": base, "source": source},
    )
