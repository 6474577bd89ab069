"""Methods, their pages, and the glossary as JSON."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Request, Response

from armscontrol.glossary import GLOSSARY, Term
from armscontrol.web.answers import methods as answers
from armscontrol.web.api.paging import Limit, Offset, Page, paged

router = APIRouter(tags=["methods"])


@router.get("/methods")
def methods(request: Request, response: Response, limit: Limit = 100, offset: Offset = 0) -> Page[answers.Function]:
    """Every method of verification by name: its arguments, what it answers, the page that explains it."""
    request.state.keep = True
    return paged(request, response, answers.functions(), limit, offset)


@router.get("/methods/pages")
def method_pages(
    request: Request, response: Response, limit: Limit = 100, offset: Offset = 0
) -> Page[answers.MethodPage]:
    """The pages of the methods, in Markdown, in the order of an inspector's questions."""
    request.state.keep = True
    return paged(request, response, tuple(answers.method_pages().values()), limit, offset)


@router.get("/methods/pages/{name}")
def method_page(
    request: Request, name: Annotated[str, Path(max_length=60, description="Name of a page, as detection.")]
) -> answers.MethodPage:
    """One page: model, formula, assumptions, when not to use it, worked example, published case, reference."""
    request.state.keep = True
    return answers.method_page(name)


@router.get("/glossary")
def glossary(request: Request, response: Response, limit: Limit = 100, offset: Offset = 0) -> Page[Term]:
    """The words of the subject."""
    request.state.keep = True
    return paged(request, response, GLOSSARY, limit, offset)
