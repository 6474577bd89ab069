"""Forces and stockpiles as JSON, and their rows to take away."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

from fastapi import APIRouter, Path, Query, Request, Response

from armscontrol.holdings.beside import Beside, beside
from armscontrol.holdings.estimates import CATEGORIES, Disagreement, Figure, disagreements, figures, states
from armscontrol.web.answers import force_types as types
from armscontrol.web.answers import forces as stocks
from armscontrol.web.api.paging import Limit, Offset, Page, paged
from armscontrol.web.downloads import table_file

router = APIRouter(tags=["forces"])

State = Annotated[str, Query(max_length=40, description="A State's code or name, as RUS; all when empty.")]
OneState = Annotated[str, Query(max_length=40, description="A State's code or name; Russia when empty.")]
Party = Annotated[str, Query(max_length=40, description="A Party's code or name; Russia when empty.")]
Year = Annotated[int | None, Query(ge=1945, le=2100, description="A calendar year; all, or the latest, when empty.")]
Category = Annotated[str, Query(max_length=40, description=f"One of {', '.join(CATEGORIES)}.")]
Source = Annotated[str, Query(max_length=40, description="Whose figures, as fas-status; everybody's when empty.")]
Vintage = Annotated[str, Query(max_length=40, description="Edition of a publication, as 2024; all when empty.")]
Kind = Annotated[str, Query(max_length=40, description=f"One of {', '.join(types.KINDS)}; all when empty.")]
Base = Annotated[str, Query(max_length=80, description="A base by its name in the table; all when empty.")]
Publication = Annotated[str, Query(max_length=160, description="Publication by its whole name; all when empty.")]
Since = Annotated[int | None, Query(ge=1945, le=2100, description="First year of the figures shown.")]
Form = Annotated[str, Path(max_length=20, description="csv, parquet or json.")]


def _figures(state: str, year: int | None, category: str, source: str, vintage: str) -> tuple[Figure, ...]:
    asked = stocks.wanted(state, year, category, source, vintage, None)  # refuses what no table has
    return figures(asked.state if state.strip() else "", year, category, source, vintage)


@router.get("/forces")
def one_state(
    request: Request,
    state: OneState = "",
    year: Year = None,
    category: Category = "",
    source: Source = "",
    vintage: Vintage = "",
    since: Since = None,
) -> stocks.Forces:
    """A State and year: what every source says, where they differ, and what a treaty counted."""
    request.state.keep = True
    return stocks.forces(stocks.wanted(state, year, category, source, vintage, since))


@router.get("/stockpiles")
def all_figures(
    request: Request,
    response: Response,
    state: State = "",
    year: Year = None,
    category: Category = "",
    source: Source = "",
    vintage: Vintage = "",
    limit: Limit = 100,
    offset: Offset = 0,
) -> Page[Figure]:
    """Numbers of warheads, one a source and edition, nothing merged."""
    request.state.keep = True
    return paged(request, response, _figures(state, year, category, source, vintage), limit, offset)


@router.get("/stockpiles.{form}")
def figures_file(
    form: Form,
    state: State = "",
    year: Year = None,
    category: Category = "",
    source: Source = "",
    vintage: Vintage = "",
) -> Response:
    """The same numbers as a file."""
    return _file([asdict(f) for f in _figures(state, year, category, source, vintage)], Figure, "stockpiles", form)


@router.get("/stockpiles/disagreements")
def differing(
    request: Request,
    response: Response,
    state: State = "",
    category: Category = "",
    limit: Limit = 100,
    offset: Offset = 0,
) -> Page[Disagreement]:
    """States, years and categories for which sources or editions give different numbers."""
    request.state.keep = True
    asked = stocks.wanted(state, None, category, "", "", None)
    return paged(request, response, disagreements(asked.state if state.strip() else "", category), limit, offset)


@router.get("/forces/beside")
def beside_treaty(request: Request, state: OneState = "", year: Year = None) -> Beside | None:
    """Estimates of deployed warheads beside what New START counted; null where there is nothing to compare."""
    request.state.keep = True
    asked = stocks.wanted(state, year, "", "", "", None)
    return beside(stocks.TREATY, asked.state, asked.year)


@router.get("/forces/types")
def by_type(
    request: Request, party: Party = "", year: Year = None, kind: Kind = "", base: Base = "", source: Publication = ""
) -> types.ForceTypes:
    """A Party and year by type and base: estimates, and what was declared under the treaties."""
    request.state.keep = True
    return types.force_types(party, year, kind, base, source)


@router.get("/forces/types.{form}")
def types_file(
    form: Form, party: Party = "", year: Year = None, kind: Kind = "", base: Base = "", source: Publication = ""
) -> Response:
    """The same estimates as a file."""
    rows = [asdict(e) for e in types.force_types(party, year, kind, base, source).estimates]
    return _file(rows, types.EstimateLine, "force-types", form)


@router.get("/forces/states")
def all_states(request: Request) -> tuple[str, ...]:
    """Codes of States of which there is any figure."""
    request.state.keep = True
    return states()


def _file(rows: list[dict[str, object]], shape: type, name: str, form: str) -> Response:
    import polars as pl

    from armscontrol.web.frames import schema_of

    return table_file(pl.DataFrame(rows, schema=schema_of(shape)), name, form)
