"""Curves that move: a specification with its data by name, so that a page exchanges the data and keeps the chart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import altair as alt

from armscontrol.reports.charts import COLOURS, DASHES, INK, _themed, specification

WIDTH, HEIGHT = 300, 190
"""Small enough to be seen whole on a telephone, where a curve has to be watched while a slider moves."""
NARROW = WIDTH
"""Width of a chart that stands beside another."""
POINTS, MARKS = "points", "marks"
"""Names of the data: the curves' points, and the points to be read off."""
TOUCHED = "touched"
"""Name of the layer that only answers to the pointer: nothing of it is seen."""


@dataclass(frozen=True, slots=True)
class Moving:
    """One curve of a moving chart: its name, its points, and the point that is picked out."""

    name: str
    points: Sequence[tuple[float, float]]
    mark: tuple[float, float] | None


def moving_data(curves: Sequence[Moving], *, percent: bool = True) -> dict[str, list[dict[str, Any]]]:
    """The two tables of a moving chart, as a page exchanges them."""
    points: list[dict[str, Any]] = [{"x": x, "y": y, "name": c.name} for c in curves for x, y in c.points]
    most = max((x for c in curves for x, _ in c.points), default=0)
    marks = [_mark(c.name, *c.mark, most, percent) for c in curves if c.mark]
    return {POINTS: points, MARKS: marks}


def _mark(name: str, x: float, y: float, most: float, percent: bool) -> dict[str, Any]:
    """A point with its words, and on which side of it they have room."""
    words = _chance(y) if percent else f"{y:.3f}".replace("-", "\u2212")
    left = x > 0.8 * most
    return {"x": x, "y": y, "name": name, "left": words if left else "", "right": "" if left else words}


def _chance(p: float) -> str:
    """A chance; below 1 it is never rounded up to certain."""
    if 0.9999 < p < 1:
        return "> 99.99%"
    return f"{p:.2%}" if 0 < p < 0.01 or 0.99 < p < 1 else f"{p:.1%}"


@dataclass(frozen=True, slots=True)
class MovingChart:
    """A chart with its data: as a page draws it anew (`to_dict`), and as it is drawn once (`still`)."""

    empty: dict[str, Any]
    data: dict[str, list[dict[str, Any]]]

    def to_dict(self) -> dict[str, Any]:
        """The specification with its data (Vega-Lite)."""
        return {**self.empty, "layer": [self._filled(layer) for layer in self.empty["layer"]]}

    def still(self) -> dict[str, Any]:
        """The same without what only a pointer finds."""
        seen = [self._filled(layer) for layer in self.empty["layer"] if layer.get("name") != TOUCHED]
        return {**self.empty, "layer": seen}

    def _filled(self, layer: dict[str, Any]) -> dict[str, Any]:
        name = layer["data"]["name"]
        return {**layer, "data": {"name": name, "values": self.data[name]}}


def moving_chart(
    curves: Sequence[Moving],
    x: str,
    y: str,
    *,
    percent: bool = True,
    low: float = 0,
    high: float = 1,
    width: int = WIDTH,
) -> MovingChart:
    """The chart of curves over a whole number, each with a colour and a dash of its own; its axes follow the data.

    Args:
        curves: at most five.
        x, y: what the axes are.
        percent: whether the values are chances.
        low, high: ends of the vertical axis.
        width: of the plot, in pixels.
    """
    empty = _empty(tuple(c.name for c in curves), x, y, percent, low, high, width)
    return MovingChart(empty, moving_data(curves, percent=percent))


@lru_cache(maxsize=64)
def _empty(
    names: tuple[str, ...], x: str, y: str, percent: bool, low: float, high: float, width: int
) -> dict[str, Any]:
    many = len(names) > 1
    points, marks = (alt.Chart(alt.InlineData(values=[], name=name)) for name in (POINTS, MARKS))
    across = alt.X("x:Q", axis=alt.Axis(title=x, format=",d", tickMinStep=1, grid=False), scale=alt.Scale(nice=False))
    up = alt.Y("y:Q", axis=alt.Axis(title=y, format=".0%" if percent else ".1f"), scale=alt.Scale(domain=[low, high]))
    scale = alt.Scale(domain=list(names), range=list(COLOURS[: len(names)]))
    colour = alt.Color("name:N", scale=scale, legend=alt.Legend(columns=1, labelLimit=0) if many else None)
    dash = alt.StrokeDash("name:N", scale=alt.Scale(domain=list(names), range=[*DASHES[: len(names)]]), legend=None)
    told = [
        alt.Tooltip("x:Q", title=x, format=",d"),
        alt.Tooltip("y:Q", title=y, format=".2%" if percent else ".4f"),
    ]
    layers = [
        points.mark_line(strokeWidth=2).encode(x=across, y=up, color=colour, strokeDash=dash),
        points.mark_point(size=90, opacity=0).encode(x=across, y=up, tooltip=told).properties(name=TOUCHED),
        marks.mark_point(filled=True, size=70, opacity=1, color=INK).encode(x=across, y=up, tooltip=told),
    ]
    if not many:  # beside several curves the words would lie on one another; the table has them
        left = marks.mark_text(dy=14, dx=-6, color=INK, fontSize=12, align="right")
        right = marks.mark_text(dy=14, dx=8, color=INK, fontSize=12, align="left")
        layers.append(left.encode(x=across, y=up, text="left:N"))
        layers.append(right.encode(x=across, y=up, text="right:N"))
    made = specification(_themed(alt.layer(*layers).properties(width=width, height=HEIGHT)))
    return made
