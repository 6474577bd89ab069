"""The assessment: limits, quotas and duties on a day; each number argued; holdings of one's own."""

from __future__ import annotations

from functools import lru_cache
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, UploadFile
from starlette.responses import Response

from armscontrol.errors import ArmsControlError, DeclarationError, MissingError
from armscontrol.holdings import Sent
from armscontrol.reports.charts import limit_chart, quota_chart, specification
from armscontrol.treaties import list_treaties
from armscontrol.treaties.tables import HOLDINGS
from armscontrol.web.answers import assessment as answers
from armscontrol.web.answers import own
from armscontrol.web.answers.treaties import document, limited, rule_sources
from armscontrol.web.charts import Drawn, OnDay
from armscontrol.web.downloads import FORMATS, table_file
from armscontrol.web.fields import now
from armscontrol.web.guards.forgery import MAX_FIELD
from armscontrol.web.pages.data import ROWS
from armscontrol.web.rendering import page

router = APIRouter()

Name = Annotated[str, Query(max_length=64)]
Day = Annotated[str, Query(max_length=40)]
WIDTH = 440
"""Of a chart over time: two stand abreast, and one is legible on a telephone."""
PROBLEMS = 100
"""Problems of a table that a page lists."""
FIRST = "new-start"
AXIS = 40
"""Letters that fit beside the axis of a chart of limits."""
SHEETS = {"holdings": False, "holdings-example": True}


@router.get("/assessment")
def assessment(request: Request, treaty: Name = FIRST, party: Name = "", on: Day = "", variant: Name = "") -> Response:
    """Is a treaty kept?"""
    treaty = treaty or FIRST
    answer = answers.assessment(treaty, party, on, variant, now())
    made, of = _drawn(treaty, answer.party, variant)
    drawn = [(s, OnDay(chart, answer.on)) for s, chart in made]
    used, quota = _quota(treaty, answer.party, variant)
    return page(
        request, "assessment.html", keep=True, answer=answer, drawn=drawn, of=of, every=list_treaties(), used=used,
        quota=quota, argued_on=answers.argued_on, ruled=rule_sources(treaty, variant),
    )  # fmt: skip


@lru_cache(maxsize=64)
def _drawn(treaty: str, party: str | None, variant: str) -> tuple[list[tuple[answers.Series, Drawn]], int]:
    """The limits over time with their charts: the same on every day that one steps to."""
    series, of = answers.series(treaty, party, variant)
    return [(s, Drawn(_chart(s, _axis(treaty, s, variant)))) for s in series], of


def _chart(s: answers.Series, name: str) -> dict[str, Any]:
    """One limit over time, with a rule that is moved to the day of the page."""
    made = limit_chart(s.findings, name, live=True, chosen=max(f.date for f in s.findings))
    return {**specification(made), "width": WIDTH}


def _axis(treaty: str, s: answers.Series, variant: str) -> str:
    """What is counted, where that fits beside an axis."""
    name = limited(treaty, s.provision, s.unit, variant)
    return name if len(name) <= AXIS else s.unit


@lru_cache(maxsize=64)
def _quota(treaty: str, party: str | None, variant: str) -> tuple[answers.Series | None, Drawn | None]:
    used = answers.quota(treaty, party, variant)
    return used, Drawn(specification(quota_chart(used.findings, used.unit, live=True))) if used else None


@router.get("/assessment/explain")
def explain(
    request: Request,
    article: Annotated[str, Query(max_length=100)],
    party: Annotated[str, Query(max_length=64)],
    on: Annotated[str, Query(max_length=40, min_length=1)],
    treaty: Name = FIRST,
    variant: Name = "",
) -> Response:
    """The argument behind one number."""
    answer = answers.explained(treaty, article, party, on, variant)
    return page(request, "explain.html", keep=True, answer=answer, step=ROWS)


@router.get("/assessment/own")
def form(request: Request, treaty: Name = FIRST, variant: Name = "") -> Response:
    """Asks for holdings of one's own."""
    document(treaty, variant)
    return _own(request, {"treaty": treaty, "variant": variant})


@router.post("/assessment")
async def sent(request: Request) -> Response:
    """Assesses holdings that were sent; keeps nothing of them."""
    fields = await request.form(max_part_size=MAX_FIELD, max_files=4, max_fields=200)  # read and checked already
    given = {n: _field(fields, n) for n in ("treaty", "party", "on", "variant", "text")}
    if _field(fields, "as") == "form":  # the form again, in another language
        await fields.close()
        return _own(request, given)
    try:
        table = await _table(fields, given["text"])
        answer = await run_in_threadpool(
            own.sent_table, given["treaty"], table, party=given["party"], on=given["on"], variant=given["variant"]
        )
    except MissingError:
        raise
    except ArmsControlError as error:
        return _own(request, given, error)
    finally:
        await fields.close()
    return _own(request, given, answer=answer)


@router.get("/assessment/sheets/{file}")
def sheet(file: str) -> Response:
    """The table of holdings to fill in."""
    name, _, form = file.rpartition(".")
    if name not in SHEETS or form not in FORMATS:
        raise MissingError("there is no such sheet", found=repr(file[:60]), allowed=", ".join(SHEETS))
    return table_file(own.sheet(SHEETS[name]), name, form)


def _field(fields: FormData, name: str) -> str:
    value = fields.get(name)
    return value[: MAX_FIELD if name == "text" else 100] if isinstance(value, str) else ""


async def _table(fields: FormData, text: str) -> Sent:
    """The table in a form: a file, or text that was pasted."""
    upload = fields.get("file")
    data = await upload.read() if isinstance(upload, UploadFile) else b""
    named = upload.filename or "" if isinstance(upload, UploadFile) else ""
    if (data or named) and text.strip():
        raise DeclarationError("both a file and pasted text were sent", advice="Send one of the two.")
    if not named and not data:
        if not text.strip():
            raise DeclarationError("no table was sent", advice="Choose a file, or paste the table as CSV.")
        return Sent("the pasted table", text.strip("\r\n").encode("utf-8", "replace"), "csv")
    name = "".join(c for c in named if c.isprintable())[-80:] or "the file"
    return Sent(name, data, name.rpartition(".")[2].lower()[:20] if "." in name else "")


def _own(
    request: Request,
    given: dict[str, str],
    error: ArmsControlError | None = None,
    answer: own.OwnAnswer | None = None,
) -> Response:
    problems = error.problems[:PROBLEMS] if isinstance(error, DeclarationError) else ()
    more = error.total - len(problems) if isinstance(error, DeclarationError) else 0
    return page(
        request, "own.html", status=400 if error else 200, given=given, error=error, problems=problems, more=more,
        answer=answer, every=list_treaties(), columns=HOLDINGS.values(), argued=own.ARGUED,
    )  # fmt: skip
