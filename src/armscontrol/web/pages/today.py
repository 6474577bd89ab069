"""The first page."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from armscontrol.web.answers.today import today as answer_of
from armscontrol.web.fields import now, wanted_day
from armscontrol.web.languages import N_
from armscontrol.web.rendering import page

router = APIRouter()

JUMPS = (
    ("2011-02-05", N_("New START enters into force")),
    ("2018-02-05", N_("the limits bind")),
    ("2023-02-21", N_("Russia announces suspension")),
    ("2026-02-04", N_("its last day")),
)
"""Days worth a look."""


@router.get("/")
def today(request: Request, on: Annotated[str, Query(max_length=40)] = "") -> Response:
    """What is in force and what is claimed on a day."""
    day: date = wanted_day(on)
    return page(request, "today.html", keep=True, answer=answer_of(day, now()), jumps=JUMPS)
