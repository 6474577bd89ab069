"""Curves and bars of the verification commands: plain numbers in, one Altair specification out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import altair as alt

from armscontrol.reports.charts import COLOURS, DASHES, INK, WIDTH, _chart, _themed

HEIGHT = 300


@dataclass(frozen=True, slots=True)
class Line:
    """One curve: its name, its points, and where known the interval around each."""

    name: str
    x: Sequence[float]
    y: Sequence[float]
    low: Sequence[float] = ()
    high: Sequence[float] = ()


@dataclass(frozen=True, slots=True)
class Mark:
    """A point to be read off, with its words."""

    x: float
    y: float
    words: str


@dataclass(frozen=True, slots=True)
class Curves:
    """What a chart shows: curves over a number, as chances in percent where `percent`, with points picked out.

    The number is whole, as items or visits are; where `years`, it is a calendar year and its parts.
    """

    title: str
    x: str
    y: str
    lines: Sequence[Line]
    marks: Sequence[Mark] = ()
    percent: bool = True
    years: bool = False


@dataclass(frozen=True, slots=True)
class Bars:
    """A bar a name, as chances in percent, in the order given."""

    title: str
    y: str
    names: Sequence[str]
    values: Sequence[float]


def curve_chart(shown: Curves) -> Any:
    """The chart of some curves. Each has a colour and a dash of its own; few points are shown as such."""
    axis = alt.Axis(title=shown.x, format="d" if shown.years else ",d", tickMinStep=1, grid=False)
    x = alt.X("x:Q", axis=axis, scale=alt.Scale(nice=False, zero=not shown.years))
    domain = {"domain": [0, 1]} if shown.percent else {"zero": True}
    y = alt.Y(
        "y:Q",
        axis=alt.Axis(title=shown.y, format=".0%" if shown.percent else ",d"),
        scale=alt.Scale(**domain),
    )
    names = [line.name for line in shown.lines]
    legend = alt.Legend() if len(names) > 1 else None
    scale = alt.Scale(domain=names, range=list(COLOURS[: len(names)]))
    colour = alt.Color("name:N", scale=scale, legend=legend)
    layers: list[Any] = []
    for line, dash, tint in zip(shown.lines, DASHES, COLOURS, strict=False):
        rows = [{"x": a, "y": b, "name": line.name} for a, b in zip(line.x, line.y, strict=True)]
        if line.low:
            band = [
                {"x": a, "low": b, "high": c, "name": line.name}
                for a, b, c in zip(line.x, line.low, line.high, strict=True)
            ]
            layers.append(_chart(band).mark_area(opacity=0.2, color=tint).encode(x=x, y="low:Q", y2="high:Q"))
        made = _chart(rows).mark_line(point=len(rows) < 12, strokeWidth=1.8, strokeDash=dash)
        layers.append(made.encode(x=x, y=y, color=colour))
    if shown.marks:
        points = [{"x": m.x, "y": m.y, "words": m.words} for m in shown.marks]
        layers.append(_chart(points).mark_point(filled=True, size=60, color=INK, opacity=1).encode(x=x, y=y))
        most = max(x for line in shown.lines for x in line.x)
        for m, point in zip(shown.marks, points, strict=True):
            side = {"align": "right", "dx": -8} if m.x > 0.7 * most else {"align": "left", "dx": 8}
            words = _chart([point]).mark_text(dy=14, color=INK, fontSize=12, **side)
            layers.append(words.encode(x=x, y=y, text="words:N"))
    chart = alt.layer(*layers).properties(width=WIDTH, height=HEIGHT, title=_title(shown.title))
    return _themed(chart)


def bar_chart(shown: Bars) -> Any:
    """The chart of some bars, each with its value beside it."""
    rows = [{"name": n, "y": v, "words": f"{v:.1%}"} for n, v in zip(shown.names, shown.values, strict=True)]
    y = alt.Y("name:N", sort=list(shown.names), axis=alt.Axis(title=None, labelLimit=220, ticks=False))
    x = alt.X("y:Q", axis=alt.Axis(title=shown.y, format=".0%"), scale=alt.Scale(domain=[0, 1]))
    bars = _chart(rows).mark_bar(color=COLOURS[0], height=12).encode(x=x, y=y)
    words = _chart(rows).mark_text(align="left", dx=4, color=INK, fontSize=11).encode(x=x, y=y, text="words:N")
    chart = alt.layer(bars, words).properties(width=WIDTH, height=alt.Step(20), title=_title(shown.title))
    return _themed(chart)


def _title(text: str) -> Any:
    return alt.Title(text, anchor="start", fontSize=13, fontWeight="normal", color=INK)
