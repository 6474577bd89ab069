"""One item of the record, and what people make of it."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Query, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import RedirectResponse, Response

from armscontrol.diplomacy.record.contents import KINDS
from armscontrol.errors import MissingError, RecordError
from armscontrol.web.answers import record_items, record_reviews
from armscontrol.web.pages.record import show, to_review
from armscontrol.web.problems import of_error
from armscontrol.web.rendering import address
from armscontrol.web.writers import check_keeps, check_named, is_named, record_of, who

router = APIRouter()

Id = Annotated[str, Path(max_length=260)]


@router.get("/record/items/{id:path}")
def item(request: Request, id: Id, who: Annotated[str, Query(max_length=100)] = "") -> Response:
    """One item with its passage, its verdict, its renderings and its history; `who` is the name of who may decide."""
    return _shown(request, id, given={"who": who.strip()})


@router.post("/record/items/{id:path}")
async def act(request: Request, id: Id) -> Response:
    """Accepts, corrects, rejects, merges or takes back; who was second is told, and nothing is overwritten."""
    check_keeps(request)
    form = {k: v for k, v in (await request.form()).items() if isinstance(v, str)}
    return await run_in_threadpool(_act, request, id, form)


def _act(request: Request, id: str, form: dict[str, str]) -> Response:
    record = record_of(request)
    action = form.get("action", "")
    name = form.get("who", "").strip()
    review = form.get("back") == "review"
    try:
        check_named(request, name)
        fields = record_items.detail(record, id).fields
        given = {k.removeprefix("field-"): v for k, v in form.items() if k.startswith("field-")}
        others = tuple(form.get("others", "").replace(",", " ").split())
        changes = record_items.changed(given, fields) if action == "correct" else {}
        made = record_reviews.Act(
            action, who(request, form.get("who", "")), form.get("reason", "").strip()[: record_reviews.MAX_REASON],
            form.get("seen"), changes, others[:50],
        )  # fmt: skip
        record_reviews.review(record, id, made)
    except MissingError:
        raise
    except RecordError as error:
        if review:
            kind, offset = _at(form)
            status = 409 if isinstance(error, record_reviews.StaleError) else 400
            return to_review(request, kind=kind, offset=offset, who=name, error=error, status=status)
        return _shown(request, id, error=error, given=form)
    asked: dict[str, str | int | None] = {"who": None if is_named(request) else name}
    if review:
        kind, offset = _at(form)
        asked |= {"kind": kind, "offset": offset or None, "done": id}
    path = "/record/review" if review else f"/record/items/{id}"
    return RedirectResponse(address(request.state.prefix, path, **asked), status_code=303)


def _at(form: dict[str, str]) -> tuple[str, int]:
    """Where in the list of what awaits review the visitor was."""
    kind, offset = form.get("kind", ""), form.get("offset", "")
    at = int(offset) if offset.isascii() and offset.isdigit() and len(offset) < 8 else 0
    return kind if kind in KINDS else "", at


def _shown(
    request: Request, id: str, *, error: RecordError | None = None, given: dict[str, str] | None = None
) -> Response:
    found = record_items.detail(record_of(request), id)
    status = 409 if isinstance(error, record_reviews.StaleError) else 400 if error else 200
    return show(
        request, "record_item.html", answer=found, status=status, named=is_named(request), given=given or {},
        problem=of_error(error, status) if error else None,
    )  # fmt: skip
