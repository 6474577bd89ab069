"""The verification lab as JSON, and its curves as CSV."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import Response

from armscontrol.errors import VerificationError
from armscontrol.web.answers.lab import belief, game, regime, sample
from armscontrol.web.answers.lab.bench import Curve, Field, named
from armscontrol.web.downloads import TYPES, as_csv

router = APIRouter(tags=["lab"])

CSV: dict[int | str, dict[str, Any]] = {200: {"content": {TYPES["csv"]: {}}, "description": "The curves."}}


def _query(fields: tuple[Field, ...], name: str, description: str) -> Any:
    """A field of a bench as a parameter, with the range that it has on the page."""
    field = next(f for f in fields if f.name == name)
    return Query(ge=field.low, le=field.high, alias=name, description=description)


@contextmanager
def _fields(names: Mapping[str, str]) -> Iterator[None]:
    """What a method refuses is told by the name of the field."""
    try:
        yield
    except VerificationError as error:
        raise named(error, names) from error


_S, _R, _B, _G = sample.FIELDS, regime.FIELDS, belief.FIELDS, game.FIELDS


def _sample(
    items: Annotated[int, _query(_S, "items", "Items at the place.")] = 200,
    false: Annotated[int, _query(_S, "false", "How many of them are false.")] = 12,
    n: Annotated[int, _query(_S, "sample", "Items inspected on a visit, drawn at random.")] = 30,
    sensitivity: Annotated[float, _query(_S, "sensitivity", "Chance to recognise a false item that is seen.")] = 1,
    false_alarm: Annotated[float, _query(_S, "false_alarm", "Chance to take a good item for false.")] = 0,
    visits: Annotated[int, _query(_S, "visits", "Visits a year, each with a new sample.")] = 1,
    years: Annotated[int, _query(_S, "years", "Years.")] = 1,
) -> sample.SampleAnswer:
    with _fields(sample.NAMES):
        return sample.answer(items, false, n, float(sensitivity), float(false_alarm), visits, years)


def _regime(
    sites: Annotated[int, _query(_R, "sites", "Sites.")] = 20,
    items: Annotated[int, _query(_R, "items", "Items at each site.")] = 20,
    false: Annotated[int, _query(_R, "false", "False items at all sites together.")] = 10,
    visits: Annotated[int, _query(_R, "visits", "Visits a year.")] = 18,
    cap: Annotated[int, _query(_R, "cap", "Visits a year at one site, at most.")] = 2,
    opened: Annotated[int, _query(_R, "opened", "Items opened on a visit.")] = 1,
    sensitivity: Annotated[float, _query(_R, "sensitivity", "Chance to recognise a false item that is opened.")] = 1,
    years: Annotated[int, _query(_R, "years", "Years.")] = 3,
) -> regime.RegimeAnswer:
    with _fields(regime.NAMES):
        return regime.answer(sites, items, false, visits, cap, opened, float(sensitivity), years)


def _belief(
    prior: Annotated[float, _query(_B, "prior", "Belief in compliance before.")] = 0.5,
    detect: Annotated[float, _query(_B, "detect", "Chance that an inspection finds a violation.")] = 0.4,
    turns: Annotated[float, _query(_B, "turns", "Chance that a violation begins before each inspection.")] = 0.01,
    clean: Annotated[int, _query(_B, "clean", "Inspections that find nothing.")] = 10,
    target: Annotated[float, _query(_B, "target", "Belief to be reached.")] = 0.95,
) -> belief.BeliefAnswer:
    with _fields(belief.NAMES):
        return belief.answer(float(prior), float(detect), float(turns), clean, float(target))


def _game(
    periods: Annotated[int, _query(_G, "periods", "Periods left.")] = 12,
    inspections: Annotated[int, _query(_G, "inspections", "Inspections left.")] = 3,
    gain: Annotated[float, _query(_G, "gain", "Worth of a violation caught; one missed is -1.")] = 1,
) -> game.GameAnswer:
    with _fields(game.NAMES):
        return game.answer(periods, inspections, float(gain))


Sample = Annotated[sample.SampleAnswer, Depends(_sample)]
Regime = Annotated[regime.RegimeAnswer, Depends(_regime)]
Belief = Annotated[belief.BeliefAnswer, Depends(_belief)]
Game = Annotated[game.GameAnswer, Depends(_game)]


@router.get("/lab/detection")
def detection(request: Request, answer: Sample) -> sample.SampleAnswer:
    """Chance that a random sample finds a false item: on one visit, over years, and what a wanted chance needs."""
    request.state.keep = True
    return answer


@router.get("/lab/detection.csv", response_class=Response, responses=CSV)
def detection_csv(request: Request, answer: Sample) -> Response:
    """The curves of what a sample finds."""
    return _file(request, answer.curves, "detection")


@router.get("/lab/regime")
def regime_(request: Request, answer: Regime) -> regime.RegimeAnswer:
    """Chance that visits to several sites meet false items: spread, put together, or where they are met least."""
    request.state.keep = True
    return answer


@router.get("/lab/regime.csv", response_class=Response, responses=CSV)
def regime_csv(request: Request, answer: Regime) -> Response:
    """The curves of a regime over the years."""
    return _file(request, answer.curves, "regime")


@router.get("/lab/belief")
def belief_(request: Request, answer: Belief) -> belief.BeliefAnswer:
    """Belief in compliance after inspections that find nothing."""
    request.state.keep = True
    return answer


@router.get("/lab/belief.csv", response_class=Response, responses=CSV)
def belief_csv(request: Request, answer: Belief) -> Response:
    """The curve of belief."""
    return _file(request, answer.curves, "belief")


@router.get("/lab/game")
def game_(request: Request, answer: Game) -> game.GameAnswer:
    """Dresher's inspection game: the chance with which to inspect now, and its value to the inspector."""
    request.state.keep = True
    return answer


@router.get("/lab/game.csv", response_class=Response, responses=CSV)
def game_csv(request: Request, answer: Game) -> Response:
    """The curves of the game over the inspections left."""
    return _file(request, answer.curves, "game")


def _file(request: Request, curves: tuple[Curve, ...], name: str) -> Response:
    request.state.keep = True
    rows = [{"curve": c.name, "x": x, "y": y} for c in curves for x, y in c.points]
    headers = {"content-disposition": f'attachment; filename="{name}.csv"'}
    return Response(as_csv(rows, ("curve", "x", "y")), media_type=TYPES["csv"], headers=headers)
