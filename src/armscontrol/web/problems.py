"""One shape for everything that goes wrong: where, what was found, what is allowed, what to do next.

To a program it is JSON (RFC 9457, `application/problem+json`), to a person a page.
"""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, Field
from starlette.responses import JSONResponse, Response
from starlette.types import Scope

from armscontrol.errors import ArmsControlError

MEDIA_TYPE = "application/problem+json"


class Problem(BaseModel):
    """What went wrong (RFC 9457), with the parts that every message of this program has."""

    type: str = "about:blank"
    title: str = Field(description="What went wrong, in a few words.")
    status: int = Field(description="The HTTP status.")
    detail: str = Field(description="The whole message.")
    where: str = Field("", description="The field, file, line or column.")
    found: str = Field("", description="What was found there.")
    allowed: str = Field("", description="What is allowed there.")
    advice: str = Field("", description="What to do next.")


def problem(status: int, message: str, **parts: str) -> Problem:
    """The problem of a message and its parts: where, found, allowed, advice."""
    return of_error(ArmsControlError(message, **parts), status)


def of_error(error: ArmsControlError, status: int) -> Problem:
    """The problem that an error of ours tells of."""
    return Problem(
        title=error.message,
        status=status,
        detail=str(error),
        where=error.where,
        found=error.found,
        allowed=error.allowed,
        advice=error.advice,
    )


def is_program(scope: Scope) -> bool:
    """Whether the one who asks wants JSON: by its address, not by its headers."""
    path: str = scope["path"]
    return path.startswith("/api/")  # /api itself is a page


def answer(scope: Scope, told: Problem, headers: dict[str, str] | None = None) -> Response:
    """The problem as JSON or as a page."""
    if is_program(scope):
        said = _said(told, scope.get("state", {}).get("language", "en"))
        return JSONResponse(said.model_dump(), status_code=told.status, media_type=MEDIA_TYPE, headers=headers)
    from armscontrol.web.rendering import problem_page

    return problem_page(scope, told, headers)


def _said(told: Problem, language: str) -> Problem:
    """The problem in the language of the address; values that are to be sent, and what was sent, stay as they are."""
    if language == "en":
        return told
    from armscontrol.web.saying import CODES, plainly

    parts = {name: plainly(getattr(told, name), language) for name in ("title", "allowed", "advice")}
    if CODES.fullmatch(told.allowed):
        parts["allowed"] = told.allowed
    head = f"{told.where}: {parts['title']}" if told.where else parts["title"]
    named = ((plainly(word, language), text) for word, text in (("Found", told.found), ("Allowed", parts["allowed"])))
    detail = " ".join([f"{head.removesuffix('.')}.", *(f"{word}: {text}." for word, text in named if text)])
    return told.model_copy(update={**parts, "detail": f"{detail} {parts['advice']}".strip()})


def refusal(
    scope: Scope, status: int, message: str, *, retry_after: int = 0, authenticate: bool = False, **parts: Any
) -> Response:
    """An answer that refuses a request before anything has looked at it."""
    headers = {"connection": "close"} if status in (408, 413, 414, 431) else {}
    if retry_after:
        headers["retry-after"] = str(retry_after)
    if authenticate:
        headers["www-authenticate"] = "Bearer"
    return answer(scope, problem(status, message, **parts), headers)
