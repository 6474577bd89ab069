"""The record: timeline, what is found in it, positions, linkages, review, history."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from markupsafe import Markup
from starlette.responses import Response

from armscontrol.diplomacy.record.contents import KINDS, STATES
from armscontrol.errors import RecordError
from armscontrol.terms import PARTIES
from armscontrol.web.answers import record as answers
from armscontrol.web.answers import record_positions as positions_of
from armscontrol.web.answers import record_reviews
from armscontrol.web.fields import wanted_day
from armscontrol.web.problems import of_error
from armscontrol.web.rendering import page
from armscontrol.web.saying import plainly
from armscontrol.web.writers import is_named, may_keep, record_of

router = APIRouter()

Word = Annotated[str, Query(max_length=60)]
Day = Annotated[str, Query(max_length=40)]
Name = Annotated[str, Query(max_length=300)]
Offset = Annotated[int, Query(ge=0, le=10_000_000)]
STANCES = ("supports", "conditional", "declines", "opposes")


def show(request: Request, template: str, **values: Any) -> Response:
    """A page of the record: answered from memory only where nothing is kept, so that the record never changes."""
    keeps = request.app.state.records.keeps
    return page(request, template, keep=not keeps, keeps=keeps, may_keep=may_keep(request), **values)


@router.get("/record")
def overview(
    request: Request, treaty: Word = "", party: Word = "", since: Day = "", until: Day = "", offset: Offset = 0
) -> Response:
    """The timeline."""
    record = record_of(request)
    found = answers.timeline(record, treaty=treaty, party=party, since=since, until=until, offset=offset)
    days = {"since": answers.bound(since, "since") or "", "until": answers.bound(until, "until") or ""}
    asked = {"treaty": treaty, "party": party.upper(), **days}
    return show(
        request, "record.html", answer=found, asked=asked, treaties=answers.treaties(), size=answers.PAGE,
        parties=_parties(request), title=next((c.title for c in answers.treaties() if c.id == treaty), None),
    )  # fmt: skip


@router.get("/record/statements")
def statements(
    request: Request,
    text: Annotated[str, Query(max_length=1_000)] = "",
    kind: Word = "statement",
    state: Word = "",
    speaker: Name = "",
    party: Word = "",
    issue: Word = "",
    stance: Word = "",
    since: Day = "",
    until: Day = "",
    outlet: Name = "",
    source: Annotated[str, Query(max_length=2_000)] = "",
    document: Word = "",
    offset: Offset = 0,
) -> Response:
    """What the record keeps, by all its filters."""
    asked = answers.Asked(
        text.strip(), "" if kind == "all" else kind, state, speaker.strip(), party.upper(), issue, stance,
        since.strip(), until.strip(), outlet.strip(), source.strip(), document,
    )  # fmt: skip
    found = answers.found(record_of(request), asked, latest=not document, offset=offset)
    from armscontrol.diplomacy.record import ledger

    return show(
        request, "record_statements.html", answer=found, asked=asked, kinds=KINDS, states=STATES, stances=STANCES,
        issues=answers.issues(), parties=_parties(request), outlets=ledger.outlets(record_of(request)),
        size=answers.PAGE, counts=answers.timeline(
            record_of(request), treaty="", party="", since="", until="", limit=1
        ).counts,
    )  # fmt: skip


@router.get("/record/positions")
def positions(request: Request, issue: Word = "", on: Day = "", party: Word = "") -> Response:
    """Positions of both Parties on an issue, on a day and over time."""
    record = record_of(request)
    wanted = issue or positions_of.first_issue(record)
    parties = [party] if party else positions_of.PARTIES
    found = positions_of.positions(record, wanted, wanted_day(on), parties)
    return show(
        request, "record_positions.html", answer=found, issues=answers.issues(), party=party.upper(),
        parties=_parties(request), drawing=positions_of.chart(found), within=positions_of.WITHIN,
        shown=positions_of.SHOWN,
    )  # fmt: skip


@router.get("/record/linkages")
def linkages(request: Request, party: Word = "", since: Day = "", until: Day = "") -> Response:
    """What blocks what."""
    found, drawing = positions_of.ties(
        record_of(request), party=party, since=positions_of.day_of(since), until=positions_of.day_of(until),
        tell=lambda text: plainly(text, request.state.language),
    )  # fmt: skip
    return show(
        request, "record_linkages.html", answer=found, parties=_parties(request),
        drawing=Markup(drawing),  # noqa: S704  drawn by us, every word in it escaped
    )  # fmt: skip


@router.get("/record/review")
def review(
    request: Request,
    kind: Word = "",
    offset: Offset = 0,
    who: Annotated[str, Query(max_length=100)] = "",
    done: Annotated[str, Query(max_length=260)] = "",
) -> Response:
    """What nobody has looked at; `who` is the name of the one who decides, `done` the item that was decided last."""
    return to_review(request, kind=kind, offset=offset, who=who.strip(), done=done)


def to_review(
    request: Request, *, kind: str, offset: int, who: str, done: str = "", error: RecordError | None = None,
    status: int = 200,
) -> Response:  # fmt: skip
    """The page of what awaits review, with what was decided last or why it could not be."""
    record = record_of(request)
    found = answers.queue(record, kind=kind, limit=answers.REVIEWED_AT_ONCE, offset=offset)
    return show(
        request, "record_review.html", answer=found, kind=kind, kinds=KINDS, size=answers.REVIEWED_AT_ONCE, who=who,
        named=is_named(request), last=record_reviews.last(record, done) if done else None, status=status,
        problem=of_error(error, status) if error else None,
    )  # fmt: skip


@router.get("/record/history")
def history(request: Request, offset: Offset = 0) -> Response:
    """Everything that was done to the record."""
    found = answers.done(record_of(request), offset=offset)
    return show(request, "record_history.html", answer=found, size=answers.PAGE)


def _parties(request: Request) -> tuple[str, ...]:
    from armscontrol.diplomacy.record import ledger

    codes = (*positions_of.PARTIES, *ledger.parties(record_of(request)))
    return tuple(dict.fromkeys(c for c in codes if c in PARTIES))  # "USA;RUS" and "each" are no Party
