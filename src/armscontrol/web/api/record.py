"""The record as JSON: items, history, review, positions, linkages, export."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Annotated, Any, Literal

from fastapi import APIRouter, HTTPException, Path, Query, Request, Response
from pydantic import BaseModel, Field
from starlette.responses import StreamingResponse

from armscontrol.web.answers import record as answers
from armscontrol.web.answers import record_items, record_reviews
from armscontrol.web.answers import record_positions as positions_of
from armscontrol.web.answers.record_items import Detail, Past
from armscontrol.web.api.paging import Limit, Offset, Page, following, page_of
from armscontrol.web.fields import wanted_day
from armscontrol.web.writers import check_keeps, record_of, who

router = APIRouter(tags=["record"])

Id = Annotated[str, Path(max_length=260, description="Id of an item, as a list gives it.")]
Word = Annotated[str, Query(max_length=60)]
EXPORTS = {"jsonl": "application/jsonl", "claimreview": "application/ld+json", "annotation": "application/ld+json"}


class FoundItems(BaseModel):
    """A stretch of what was found, and where it goes on."""

    items: list[answers.Line]
    offset: int
    next: str | None = Field(description="Address of the next stretch; null where it ends.")


class Review(BaseModel, extra="forbid"):
    """What is to be done to an item."""

    action: Literal["accept", "correct", "reject", "merge", "undo"]
    reason: str = Field("", max_length=record_reviews.MAX_REASON, description="Why; needed for a rejection.")
    changes: dict[str, Any] = Field({}, max_length=30, description="To correct: fields and their new values.")
    others: list[Annotated[str, Field(max_length=260)]] = Field(
        [], max_length=50, description="To merge: items that are the same act."
    )
    seen: str | None = Field(
        None, max_length=60, description="The item's last edit as you know it, empty for none: refused if another came."
    )
    who: str = Field("", max_length=100, description="Your name; only on a server without tokens.")


class Edited(BaseModel):
    """An edit that was made."""

    id: str
    at: str
    who: str
    action: str
    items: list[str] = Field(description="Items that it changed.")


@router.get("/record/items")
def items(
    request: Request,
    response: Response,
    limit: Limit = 50,
    offset: Offset = 0,
    text: Annotated[str, Query(max_length=1_000, description="Words that all occur.")] = "",
    kind: Annotated[str, Query(max_length=60, description="statement, position, claim or event.")] = "",
    state: Annotated[str, Query(max_length=60, description="proposed, accepted, corrected or rejected.")] = "",
    speaker: Annotated[str, Query(max_length=300, description="Whole name, or surname.")] = "",
    party: Annotated[str, Query(max_length=60, description="A code, as RUS.")] = "",
    issue: Annotated[str, Query(max_length=60, description="An issue of the vocabulary.")] = "",
    stance: Annotated[str, Query(max_length=60, description="supports, opposes, conditional or declines.")] = "",
    since: Annotated[str, Query(max_length=40, description="First day, or a month or year.")] = "",
    until: Annotated[str, Query(max_length=40, description="Last day, or a month or year.")] = "",
    outlet: Annotated[str, Query(max_length=300, description="Who published it.")] = "",
    source: Annotated[str, Query(max_length=2_000, description="Address or file, exactly as it was given.")] = "",
    document: Annotated[str, Query(max_length=60, description="Id of a text.")] = "",
) -> FoundItems:
    """What the record keeps, by day."""
    asked = answers.Asked(
        text, kind, state, speaker, party, issue, stance, since, until, outlet, source, document
    )  # fmt: skip
    found = answers.found(record_of(request), asked, limit=limit, offset=offset)
    next = following(request, response, limit, offset, found.more)
    return FoundItems(items=list(found.items), offset=offset, next=next)


@router.get("/record/timeline")
def timeline(
    request: Request,
    response: Response,
    limit: Limit = 50,
    offset: Offset = 0,
    treaty: Annotated[str, Query(max_length=60, description="Id of a treaty.")] = "",
    party: Annotated[str, Query(max_length=60, description="A code, as RUS.")] = "",
    since: Annotated[str, Query(max_length=40, description="First day, or a year.")] = "",
    until: Annotated[str, Query(max_length=40, description="Last day, or a year.")] = "",
) -> Page[answers.Line]:
    """Dated events, the latest first."""
    found = answers.timeline(
        record_of(request), treaty=treaty, party=party, since=since, until=until, limit=limit, offset=offset
    )
    return page_of(request, response, list(found.items), found.total, limit, offset)


@router.get("/record/items/{id:path}/history")
def item_history(request: Request, id: Id) -> list[Past]:
    """Every edit of an item, in order."""
    return list(record_items.detail(record_of(request), id).history)


@router.get("/record/items/{id:path}")
def item(request: Request, id: Id) -> Detail:
    """One item: its passage, its content, its verdict with facts, its renderings and its history."""
    return record_items.detail(record_of(request), id)


@router.post("/record/items/{id:path}/edits", status_code=201)
def edit(request: Request, id: Id, asked: Review) -> Edited:
    """Accepts, corrects, rejects, merges or takes back; refused with 409 where another was first."""
    check_keeps(request)
    act = record_reviews.Act(
        asked.action, who(request, asked.who), asked.reason, asked.seen, asked.changes, tuple(asked.others)
    )
    try:
        done = record_reviews.review(record_of(request), id, act)
    except record_reviews.StaleError as error:
        raise HTTPException(409, str(error)) from error
    return Edited(id=done.id, at=done.at, who=done.who, action=done.action, items=[c.item for c in done.changes])


@router.get("/record/review")
def review(
    request: Request,
    response: Response,
    limit: Limit = 50,
    offset: Offset = 0,
    kind: Annotated[str, Query(max_length=60, description="statement, position, claim or event.")] = "",
) -> Page[answers.Line]:
    """What nobody has looked at: what the record contradicts first, then what was left open."""
    found = answers.queue(record_of(request), kind=kind, limit=limit, offset=offset)
    return page_of(request, response, list(found.items), found.total, limit, offset)


@router.get("/record/history")
def history(
    request: Request, response: Response, limit: Limit = 50, offset: Offset = 0
) -> Page[answers.Entry]:  # fmt: skip
    """Everything that was done to the record, the latest first."""
    found = answers.done(record_of(request), limit=limit, offset=offset)
    return page_of(request, response, list(found.items), found.total, limit, offset)


@router.get("/record/positions")
def positions(
    request: Request,
    issue: Annotated[str, Query(max_length=60, description="An issue of the vocabulary.")] = "",
    on: Annotated[str, Query(max_length=40, description="A day, as 2024-06-21; today when empty.")] = "",
    party: Annotated[
        list[Annotated[str, Field(max_length=10)]], Query(max_length=10, description="Codes; RUS and USA when empty.")
    ] = [],  # noqa: B006  FastAPI copies it
) -> positions_of.Positions:
    """What Parties held on an issue on a day and over time; changes and contradictions are listed, never judged."""
    record = record_of(request)
    wanted = issue or positions_of.first_issue(record)
    return positions_of.positions(record, wanted, wanted_day(on), party or positions_of.PARTIES)


@router.get("/record/linkages")
def linkages(
    request: Request,
    party: Annotated[str, Query(max_length=60, description="A code, as RUS.")] = "",
    since: Annotated[str, Query(max_length=40, description="First day, or a month or year.")] = "",
    until: Annotated[str, Query(max_length=40, description="Last day, or a month or year.")] = "",
) -> positions_of.Ties:
    """What is tied to what, by whom, in which words."""
    return positions_of.ties(
        record_of(request), party=party, since=positions_of.day_of(since), until=positions_of.day_of(until)
    )[0]


@router.get("/record/export", response_class=StreamingResponse)
def export(
    request: Request,
    form: Annotated[
        Literal["jsonl", "claimreview", "annotation"],
        Query(description="JSON Lines (whole, to be taken in again), schema.org ClaimReview or W3C Web Annotation."),
    ] = "jsonl",
) -> StreamingResponse:
    """The whole record, as it is sent."""
    from armscontrol.diplomacy.record import exchange, linked_data

    record = record_of(request)
    if form == "jsonl":
        parts: Iterator[str] = (f"{line}\n" for line in exchange.lines(record))
    else:
        parts = _listed(
            linked_data.claim_reviews(record) if form == "claimreview" else linked_data.web_annotations(record)
        )
    name = "record.jsonl" if form == "jsonl" else f"record-{form}.json"
    headers = {"content-disposition": f'attachment; filename="{name}"'}
    return StreamingResponse(parts, media_type=EXPORTS[form], headers=headers)


def _listed(made: Iterator[dict[str, Any]]) -> Iterator[str]:
    start = "[\n"
    for one in made:
        yield start + json.dumps(one, ensure_ascii=False)
        start = ",\n"
    yield "[]\n" if start == "[\n" else "\n]\n"
