"""Lists by pages: `limit` and `offset`, the total, and where the next page is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Generic, TypeVar

from fastapi import Query, Request, Response
from pydantic import BaseModel, Field

T = TypeVar("T")
MAX_PAGE = 1_000
MAX_OFFSET = 10_000_000

Limit = Annotated[int, Query(ge=1, le=MAX_PAGE, description="Items of one page.")]
Offset = Annotated[int, Query(ge=0, le=MAX_OFFSET, description="Items before the first.")]


class Page(BaseModel, Generic[T]):
    """One page of a list."""

    items: list[T]
    total: int = Field(description="Items of the whole list.")
    offset: int
    next: str | None = Field(description="Address of the next page; null on the last.")


def paged(request: Request, response: Response, items: Sequence[T], limit: int, offset: int) -> Page[T]:
    """A page of a list that is held whole."""
    return page_of(request, response, list(items[offset : offset + limit]), len(items), limit, offset)


def page_of(request: Request, response: Response, items: list[T], total: int, limit: int, offset: int) -> Page[T]:
    """A page whose items were looked up."""
    next = following(request, response, limit, offset, offset + limit < total)
    return Page(items=items, total=total, offset=offset, next=next)


def following(request: Request, response: Response, limit: int, offset: int, more: bool) -> str | None:
    """The address of the next page, if there is one; it stands in the `Link` header too (RFC 8288)."""
    if not more:
        return None
    url = request.url.include_query_params(limit=limit, offset=offset + limit)
    next = f"{url.path}?{url.query}"
    response.headers["link"] = f'<{next}>; rel="next"'
    return next
