"""Data, methods, glossary, what is not known, and the API's own page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from armscontrol.glossary import GLOSSARY
from armscontrol.terms import GRADES
from armscontrol.verification.method_pages import PARTS
from armscontrol.web.answers import data as answers
from armscontrol.web.answers import methods
from armscontrol.web.api.paging import MAX_OFFSET
from armscontrol.web.markdown import html_of
from armscontrol.web.rendering import page

router = APIRouter()

ROWS = 25
"""Rows of a table on one page."""


@router.get("/data")
def data(request: Request) -> Response:
    """Every shipped table."""
    return page(request, "data.html", keep=True, tables=answers.tables(), used_grades=GRADES)


@router.get("/data/tables/{name:path}")
def table(
    request: Request,
    name: str,
    q: Annotated[str, Query(max_length=80)] = "",
    grade: Annotated[str, Query(max_length=20)] = "",
    offset: Annotated[int, Query(ge=0, le=MAX_OFFSET)] = 0,
) -> Response:
    """One table: its rows, fields and sources."""
    view = answers.table_view(name, q.strip(), grade, offset - offset % ROWS, ROWS)
    return page(request, "table.html", keep=True, view=view, sources=answers.sources(name), step=ROWS)


@router.get("/data/methods")
def method_list(request: Request) -> Response:
    """Every method, by the question that it answers."""
    language = request.scope["state"].get("language", "en")
    return page(
        request, "methods.html", keep=True,
        questions=methods.questions(language), pages=methods.method_pages(language), functions=methods.functions(),
    )  # fmt: skip


@router.get("/data/methods/{name}")
def method(request: Request, name: str) -> Response:
    """One method: model, formula, assumptions, worked example, reference."""
    state = request.scope["state"]
    found = methods.method_page(name, state.get("language", "en"))
    base = state.get("prefix", "") + "/data/methods"

    def shown(text: str) -> Any:
        return html_of(text, base, found.language)

    return page(request, "method.html", keep=True, method=found, parts=PARTS, shown=shown)


@router.get("/data/glossary")
def glossary(request: Request) -> Response:
    """Every word of the subject."""
    return page(request, "glossary.html", keep=True, terms=GLOSSARY)


@router.get("/data/about")
def about(request: Request) -> Response:
    """What the program is and is not, and what is not known."""
    return page(
        request, "about.html", keep=True, known=answers.known(), tables=answers.tables(), vendored=methods.vendored()
    )


@dataclass(frozen=True, slots=True)
class Route:
    """One route of the API."""

    method: str
    path: str
    summary: str
    parameters: tuple[tuple[str, str, bool], ...]


@router.get("/api")
def api(request: Request) -> Response:
    """The routes of the API, and the viewer that tries them out."""
    described = request.app.openapi()["paths"]
    subjects: dict[str, list[Route]] = {}
    for path, methods_ in described.items():
        for verb, found in methods_.items():
            given = tuple((p["name"], p.get("description", ""), p["required"]) for p in found.get("parameters", ()))
            route = Route(verb.upper(), path, found.get("description") or found.get("summary", ""), given)
            subjects.setdefault((found.get("tags") or ["other"])[0], []).append(route)
    return page(request, "api.html", keep=True, subjects=subjects, count=sum(len(r) for r in subjects.values()))
