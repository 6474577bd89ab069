"""The first page as JSON."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request

from armscontrol.web.answers.today import Today
from armscontrol.web.answers.today import today as answer_of
from armscontrol.web.fields import now, wanted_day

router = APIRouter(tags=["today"])


@router.get("/today")
def today(
    request: Request,
    on: Annotated[str, Query(max_length=40, description="A day, as 2024-06-21; today when empty.")] = "",
) -> Today:
    """What is in force and what is claimed on a day, the narrowest margins, and what was last said and done."""
    request.state.keep = True
    return answer_of(wanted_day(on), now())
