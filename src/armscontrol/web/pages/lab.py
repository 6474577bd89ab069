"""The verification lab: one page a bench, the whole state in its address."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from types import ModuleType
from typing import Any
from urllib.parse import urlencode

from fastapi import APIRouter, Request
from starlette.responses import Response

from armscontrol.errors import MissingError, VerificationError
from armscontrol.web.addresses import only, reads_for_itself
from armscontrol.web.answers.lab import bench as shared
from armscontrol.web.rendering import page

router = APIRouter()

MAX_TEXT = 40
"""Letters of a field that are read."""


@dataclass(frozen=True, slots=True)
class Bench:
    """A bench of the lab: its address, its route of the API, its template, its fields and how it answers."""

    path: str
    api: str
    template: str
    fields: tuple[shared.Field, ...]
    names: Mapping[str, str]
    answer: Callable[..., Any]


@cache
def benches() -> dict[str, Bench]:
    """Every bench by its name; the methods behind them are loaded when the lab is first asked for."""
    from armscontrol.web.answers.lab import belief, game, regime, sample

    made: dict[str, tuple[str, ModuleType]] = {
        "": ("detection", sample),
        "regime": ("regime", regime),
        "belief": ("belief", belief),
        "game": ("game", game),
    }
    return {
        name: Bench(
            f"/lab/{name}".rstrip("/"),
            f"/api/v1/lab/{route}",
            f"lab_{name or 'sample'}.html",
            module.FIELDS,
            module.NAMES,
            module.answer,
        )
        for name, (route, module) in made.items()
    }


@router.get("/lab")
@reads_for_itself
def sample(request: Request) -> Response:
    """What a sample finds."""
    return _shown(request, "")


@router.get("/lab/{name}")
@reads_for_itself
def other(request: Request, name: str) -> Response:
    """Another bench."""
    return _shown(request, name)


def _shown(request: Request, name: str) -> Response:
    from armscontrol.reports.moving import NARROW, WIDTH, Moving, moving_chart, moving_data

    found = benches().get(name)
    if found is None:
        raise MissingError(
            "there is no such bench", found=repr(name[:60]), allowed=", ".join(n for n in benches() if n)
        )
    only(request, (*(f.name for f in found.fields), "live"))
    given = {f.name: request.query_params.get(f.name, "")[:MAX_TEXT] for f in found.fields}
    values, wrong = shared.read(found.fields, given)
    answer = None
    if not wrong:
        try:
            answer = found.answer(**values)
        except VerificationError as error:
            wrong = (shared.of_error(error, found.names),)
    texts = {f.name: _text(values[f.name]) if f.name in values else given[f.name].strip() for f in found.fields}
    return page(
        request,
        found.template,
        status=400 if wrong else 200,
        keep=not wrong,
        bench=found,
        answer=answer,
        texts=texts,
        values=values,
        wrong={w.field: w for w in wrong},
        query=urlencode({k: _text(v) for k, v in values.items()}),
        live=request.query_params.get("live") == "1",
        moving=Moving,
        draw=moving_chart,
        points=moving_data,
        narrow_width=NARROW,
        wide_width=WIDTH,
    )


def _text(value: float) -> str:
    """A number as a field shows it."""
    return f"{value:.10g}"
