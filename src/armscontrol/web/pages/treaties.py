"""Treaties: the list, one treaty, one rule, several side by side."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from armscontrol.reports.bands import band_chart
from armscontrol.reports.charts import life_chart, specification
from armscontrol.treaties import list_treaties
from armscontrol.web.answers import treaties as answers
from armscontrol.web.charts import Drawn
from armscontrol.web.fields import now, wanted_day
from armscontrol.web.rendering import page

router = APIRouter()

FEW = 20
"""Rules that need no folding."""

Day = Annotated[str, Query(max_length=40)]
Name = Annotated[str, Query(max_length=64)]


@router.get("/treaties")
def treaties(request: Request, on: Day = "", status: Name = "") -> Response:
    """The treaties on a day."""
    answer = answers.treaties(wanted_day(on), status)
    chart = band_chart([answers.document(t.id) for t in answer.treaties], answer.on) if answer.treaties else None
    today = answer.on == now()
    return page(request, "treaties.html", keep=True, answer=answer, band=chart, bands=answers.BANDS, today=today)


@router.get("/treaties/compare")
def compare(
    request: Request,
    treaty: Annotated[list[str] | None, Query(max_length=20)] = None,
    on: Day = "",
) -> Response:
    """Treaties side by side."""
    chosen = tuple(dict.fromkeys(t[:64] for t in treaty or ()))
    day = wanted_day(on) if on.strip() else None
    found = answers.comparison(chosen, day) if len(chosen) > 1 else None
    for id in chosen:
        answers.document(id)
    return page(request, "compare.html", keep=True, answer=found, chosen=chosen, on=day, every=list_treaties())


@lru_cache(maxsize=100)
def _life(id: str, until: date) -> Drawn:
    return Drawn(specification(life_chart(answers.document(id), until=until, live=True)))


@router.get("/treaties/{id}")
def treaty(request: Request, id: str, on: Day = "", variant: Name = "", rules: Literal["", "all"] = "") -> Response:
    """One treaty; `rules` unfolds all of them."""
    answer = answers.treaty(id, wanted_day(on), variant)
    return page(
        request, "treaty.html", keep=True, answer=answer, life=_life(id, now()), today=answer.on == now(),
        all=rules == "all", few=FEW, unplaced=answers.unplaced(id, variant),
    )  # fmt: skip


@router.get("/treaties/{id}/rules/{rule}")
def rule(request: Request, id: str, rule: str, on: Day = "", variant: Name = "") -> Response:
    """One rule."""
    return page(request, "rule.html", keep=True, answer=answers.rule(id, rule, wanted_day(on), variant))
