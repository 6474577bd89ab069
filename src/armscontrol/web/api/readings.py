"""Texts read and sentences checked, as JSON; a reading is kept only where that is asked for."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Request
from pydantic import BaseModel, Field

from armscontrol.web.answers import readings
from armscontrol.web.writers import check_keeps, record_of, who

router = APIRouter(tags=["record"])


class Text(BaseModel, extra="forbid"):
    """An article."""

    text: str = Field(min_length=1, max_length=readings.MAX_TEXT, description="Plain text or HTML.")
    published: dt.date | None = Field(None, description="Day of publication; dates such as Friday need it.")
    outlet: str = Field("", max_length=300, description="Who published it.")
    source: str = Field("", max_length=2_000, description="Its address or file; nothing is fetched.")


class Decided(BaseModel, extra="forbid"):
    """A decision on one part of the reading."""

    action: Literal["accept", "reject", "correct"]
    changes: dict[str, Any] = Field({}, max_length=30, description="To correct: fields and their new values.")
    reason: str = Field("", max_length=2_000, description="To reject: why; without it, that of the whole.")


class Keep(Text):
    """An article to be kept, and what was decided on its parts."""

    decisions: dict[Annotated[str, Field(max_length=12)], Decided] = Field(
        {}, max_length=5_000, description="By s1, p1, n1 or e1: the number of statement, position, number or event."
    )
    reason: str = Field("", max_length=2_000, description="Why, for what is rejected.")
    who: str = Field("", max_length=100, description="Your name; only on a server without tokens.")


class ReadingOut(BaseModel):
    """A reading: every part with its characters and its words, the rule that found it, and verdicts with facts."""

    document: dict[str, Any]
    segments: list[dict[str, Any]]
    apart: list[dict[str, Any]] = Field(description="Words of the page beside the article; nothing is read from them.")
    statements: list[dict[str, Any]]
    positions: list[dict[str, Any]]
    numbers: list[dict[str, Any]]
    events: list[dict[str, Any]]
    checks: list[dict[str, Any]]
    dates: list[Any]
    joined: list[list[str]]
    notes: list[str]


class Claim(BaseModel, extra="forbid"):
    """A sentence as it would stand in a report."""

    sentence: str = Field(min_length=1, max_length=readings.MAX_SENTENCE)
    as_of: str = Field("", max_length=40, description="When it is said: 2024, 2024-06 or 2024-06-21.")


def _given(asked: Text) -> readings.Given:
    return readings.given(text=asked.text, outlet=asked.outlet, published=asked.published, source=asked.source)


@router.post("/readings")
def read(asked: Text) -> ReadingOut:
    """Reads an article: who said what, through whom, on what condition; nothing is kept."""
    from armscontrol.diplomacy.plain import plain

    return ReadingOut(**plain(readings.reading(_given(asked))))


@router.post("/claims")
def claims(asked: Claim) -> readings.Sentence:
    """Holds the numbers and dated facts of a sentence against the record as of their own day; nothing is kept."""
    return readings.sentence(asked.sentence, asked.as_of)


@router.post("/record/documents", status_code=201)
def keep(request: Request, asked: Keep) -> readings.Keeping:
    """Keeps an article and what is read from it, with what was decided on its parts."""
    check_keeps(request)
    found = readings.reading(_given(asked))
    decisions = [readings.Decision(key, d.action, d.changes) for key, d in asked.decisions.items()]
    return readings.keep(record_of(request), found, decisions, who=who(request, asked.who), reason=asked.reason)
