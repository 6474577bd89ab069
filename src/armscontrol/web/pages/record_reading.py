"""An article pasted or uploaded, and read: nothing is kept of it unless the visitor says so."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.responses import Response

from armscontrol.errors import ArmsControlError
from armscontrol.web.answers import readings
from armscontrol.web.answers.record_items import changed
from armscontrol.web.fields import one_day
from armscontrol.web.pages.record import show
from armscontrol.web.problems import of_error
from armscontrol.web.writers import check_keeps, check_named, is_named, record_of, who

router = APIRouter()

MAX_FIELD = 2_000
MAX_FIELDS = 4 * 3 * readings.MAX_CARDS
"""Each card of the three kinds sends what was decided, why, and some fields."""
DOWNLOADS = ("json", "jsonl", "html")
FORM_ONLY = "form"
"""Asks for the form again, with what was typed: in another language."""


@router.get("/record/read")
def form(request: Request, who: Annotated[str, Query(max_length=100)] = "") -> Response:
    """Asks for an article; `who` is the name of the one who may decide on what is read from it."""
    return _asked(request, {"who": who.strip()})


@router.post("/record/read")
async def read(request: Request) -> Response:
    """An article read: its passages beside what was read from them; or the reading as a file."""
    fields, data, name = await _fields(request)
    return await run_in_threadpool(_read, request, fields, data, name)


@router.post("/record/keep")
async def keep(request: Request) -> Response:
    """Keeps a reading and what was decided on its cards, because the visitor said so."""
    check_keeps(request)
    fields, data, name = await _fields(request)
    return await run_in_threadpool(_keep, request, fields, data, name)


async def _fields(request: Request) -> tuple[dict[str, str], bytes, str]:
    """Fields of a form, and the file: no more of it than tells that it is too long."""
    fields: dict[str, str] = {}
    data, name = b"", ""
    for key, value in (await request.form(max_fields=MAX_FIELDS)).multi_items():
        if isinstance(value, UploadFile):
            if key == "file" and value.filename:
                data, name = await value.read(readings.MAX_TEXT + 1), value.filename[:200]
                size = value.size or len(data)
                if size > len(data):
                    fields["size"] = str(size)
        elif key in ("text", "packed"):
            fields[key] = value
        else:
            fields[key] = value[:MAX_FIELD]
    await request.close()
    return fields, data, name


def _given(fields: dict[str, str], data: bytes, name: str) -> readings.Given:
    day = fields.get("published", "").strip()
    return readings.given(
        text=fields.get("text", ""), data=data, packed=fields.get("packed", ""), name=name or fields.get("name", ""),
        outlet=fields.get("outlet", ""), published=one_day(day, what="published") if day else None,
        source=fields.get("source", ""), size=int(fields.get("size", "0")) if fields.get("size", "").isdigit() else 0,
    )  # fmt: skip


def _read(request: Request, fields: dict[str, str], data: bytes, name: str) -> Response:
    if fields.get("as") == FORM_ONLY and len(fields.get("text", "").encode("utf-8", "replace")) <= readings.MAX_TEXT:
        return _asked(request, fields)
    try:
        given = _given(fields, data, name)
        found = readings.reading(given)
        if fields.get("as") in DOWNLOADS:
            decided = _decisions(fields, readings.shown(found)["fields"])
            body, kind, ending = readings.download(
                found, fields["as"], decided, who=who(request, fields.get("who", "")), reason=fields.get("reason", "")
            )
            headers = {"content-disposition": f'attachment; filename="reading.{ending}"'}
            return Response(body, media_type=kind, headers=headers)
    except ArmsControlError as error:
        return _asked(request, fields, error)
    return _shown(request, given, found, fields=fields)


def _keep(request: Request, fields: dict[str, str], data: bytes, name: str) -> Response:
    try:
        given = _given(fields, data, name)
        found = readings.reading(given)
    except ArmsControlError as error:
        return _asked(request, fields, error)
    try:
        decided = _decisions(fields, readings.shown(found)["fields"])
        if decided:
            check_named(request, fields.get("who", ""))
        made = readings.keep(
            record_of(request), found, decided, who=who(request, fields.get("who", "")),
            reason=fields.get("reason", "").strip(), note=fields.get("note", "").strip(),
        )  # fmt: skip
    except ArmsControlError as error:
        return _shown(request, given, found, error, fields)
    name = "" if is_named(request) else fields.get("who", "").strip()
    return show(request, "record_kept.html", answer=made, who=name)


def _decisions(fields: dict[str, str], offered: dict[str, Any]) -> list[readings.Decision]:
    """What the form says of the cards: `do-s1` is what was decided, `s1-speaker` a field as corrected."""
    made = []
    for name, action in fields.items():
        key = name.removeprefix("do-")
        if key == name or not action:
            continue
        given = {k.removeprefix(f"{key}."): v for k, v in fields.items() if k.startswith(f"{key}.")}
        why = fields.get(f"why-{key}", "").strip()
        made.append(readings.Decision(key, action, changed(given, offered.get(key, ())), why))
    return made


def _asked(request: Request, fields: dict[str, str], error: ArmsControlError | None = None) -> Response:
    status = 400 if error else 200
    text = fields.get("text", "")
    return show(
        request, "record_read.html", status=status, given=fields, most=readings.MAX_TEXT,
        most_numbers=readings.MAX_NUMBERS,
        text=text if len(text) <= readings.MAX_TEXT else "", problem=of_error(error, status) if error else None,
    )  # fmt: skip


def _shown(
    request: Request,
    given: readings.Given,
    found: Any,
    error: ArmsControlError | None = None,
    fields: dict[str, str] | None = None,
) -> Response:
    status = 400 if error else 200
    return show(
        request, "record_reading.html", status=status, given=given, answer=readings.shown(found),
        named=is_named(request), decided=fields or {}, problem=of_error(error, status) if error else None,
    )  # fmt: skip
