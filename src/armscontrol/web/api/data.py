"""The shipped tables as JSON and as files."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Path, Query, Request, Response

from armscontrol.data import catalogue
from armscontrol.web.answers import data as answers
from armscontrol.web.api.paging import Limit, Offset, Page, page_of, paged
from armscontrol.web.downloads import TYPES, table_file

router = APIRouter(tags=["data"])

Name = Annotated[str, Path(max_length=60, description="Name of a table, as new-start/aggregate.")]
Text = Annotated[str, Query(max_length=80, description="Only rows with this text in any column, whatever its case.")]
Grade = Annotated[str, Query(max_length=20, description="Only rows of this grade of evidence.")]


@router.get("/tables")
def tables(request: Request, response: Response, limit: Limit = 100, offset: Offset = 0) -> Page[answers.TableLine]:
    """Every shipped table: title, rows, licence, rows by grade of evidence."""
    request.state.keep = True
    return paged(request, response, answers.tables(), limit, offset)


@router.get("/tables/datapackage.json")
def descriptor(request: Request) -> dict[str, Any]:
    """The Data Package descriptor (version 2): every table, field, unit, source and licence; paths lead to the CSV."""
    request.state.keep = True
    return dict(catalogue.descriptor())


@router.get(
    "/tables/{name:path}.{form}",
    response_class=Response,
    responses={200: {"content": {t: {} for t in TYPES.values()}, "description": "The table."}},
)
def table(
    request: Request,
    name: Name,
    form: Annotated[Literal["csv", "parquet", "json"], Path(description="Kind of file.")],
    q: Text = "",
    grade: Grade = "",
) -> Response:
    """A table as a file, whole or only the rows that fit. In CSV, text that could run as a formula is quoted."""
    request.state.keep = True
    frame = answers.matching(name, q, grade).drop("row")
    return table_file(frame, name, form)


@router.get("/tables/{name:path}/rows")
def rows(
    request: Request,
    response: Response,
    name: Name,
    q: Text = "",
    grade: Grade = "",
    limit: Limit = 100,
    offset: Offset = 0,
) -> Page[dict[str, str | int | float | bool | dt.date | None]]:
    """Rows of a table, each with its number in the table as `row`; unknown is null."""
    request.state.keep = True
    found = answers.matching(name, q, grade)
    some = list(found.slice(offset, limit).iter_rows(named=True))
    return page_of(request, response, some, found.height, limit, offset)


@router.get("/tables/{name:path}/sources")
def sources(
    request: Request, response: Response, name: Name, limit: Limit = 100, offset: Offset = 0
) -> Page[answers.SourceLine]:
    """The sources of a table with the number of rows that rest on each, by grade."""
    request.state.keep = True
    return paged(request, response, answers.sources(name), limit, offset)


@router.get("/tables/{name:path}/fields")
def fields(request: Request, name: Name) -> list[catalogue.Field]:
    """The columns of a table: type, unit, meaning, allowed words."""
    request.state.keep = True
    return list(catalogue.describe(answers.checked(name)).fields)


@router.get("/known")
def known(request: Request) -> answers.Known:
    """What is not known: recalled rows and figures, gaps, sums that do not add up, where the record ends."""
    request.state.keep = True
    return answers.known()
