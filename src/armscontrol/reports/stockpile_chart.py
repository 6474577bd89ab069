"""Numbers of warheads over the years: each source by its own colour and shape, each edition a line of its own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import altair as alt

from armscontrol.holdings.estimates import SERIES, Figure
from armscontrol.reports.charts import COLOURS, MANY_YEARS, SHAPES, WIDTH, _chart, _themed

_DASHES = ([1, 0], [6, 3], [2, 2], [8, 2, 2, 2])
"""Of a source's editions, the latest first."""


def stockpile_rows(figures: Sequence[Figure]) -> list[dict[str, Any]]:
    """Rows under the chart: one a figure, with its source, edition, and the line and unbroken run it is part of."""
    made: list[dict[str, Any]] = []
    last: dict[str, tuple[int, int]] = {}
    # the longest series first: what is drawn later lies above it
    for f in sorted(figures, key=lambda f: (-list(SERIES).index(f.series), _line(f), f.year)):
        line = _line(f)
        year, run = last.get(line, (f.year, 0))
        last[line] = f.year, run + (f.year > year + 1)
        made.append(
            {
                "year": f.year,
                "warheads": f.value,
                "source": SERIES[f.series],
                "edition": f.edition or "",
                "line": line,
                "run": last[line][1],
                "figure": "recalled, unverified" if f.is_recalled else "sourced",
            }
        )
    return made


def _line(f: Figure) -> str:
    """A table that appears once a year is one line over its editions; a series is one line an edition."""
    return f"{f.series} {f.edition}" if f.series == "fas-series" else f.series


def stockpile_chart(figures: Sequence[Figure], title: str) -> Any:
    """Figures of one State and category over the years; a line ends where a year is missing.

    Args:
        figures: of one category, at least one.
        title: what is counted, for the axis.
    """
    rows = stockpile_rows(figures)
    every = list(SERIES.values())
    names = [n for n in every if any(r["source"] == n for r in rows)]
    scale = alt.Scale(domain=names, range=[COLOURS[every.index(n)] for n in names])
    colour = alt.Color("source:N", scale=scale, legend=alt.Legend(columns=3, labelLimit=0))
    shape = alt.Shape("source:N", scale=alt.Scale(domain=names, range=[SHAPES[every.index(n)] for n in names]))
    first, last = min(r["year"] for r in rows), max(r["year"] for r in rows)
    x = alt.X(
        "year:Q",
        axis=alt.Axis(title=None, format="d", tickMinStep=1, grid=False),
        scale=alt.Scale(domain=[first - 0.5, last + 0.5], nice=False),
    )
    whole = last - first > MANY_YEARS
    y = alt.Y(
        "warheads:Q", axis=alt.Axis(title=title, format=",d", tickMinStep=1), scale=alt.Scale(zero=whole, nice=True)
    )
    tip = [alt.Tooltip(f"{c}:N") for c in ("source", "edition", "year", "figure")]
    tip.append(alt.Tooltip("warheads:Q", format=",d"))
    base = _chart(rows)
    lines = [r["line"] for r in rows]
    dashes = {
        line: _DASHES[min(n, len(_DASHES) - 1)]
        for series in SERIES
        for n, line in enumerate(sorted({x for x in lines if x.split(" ")[0] == series}, reverse=True))
    }
    dash = alt.StrokeDash("line:N", scale=alt.Scale(domain=list(dashes), range=list(dashes.values())), legend=None)
    small = 12 if whole else 44
    drawn = base.mark_line(strokeWidth=1.5, aria=False).encode(x=x, y=y, color=colour, strokeDash=dash, detail="run:N")
    sure = base.mark_point(size=small, filled=True, opacity=1, aria=False)
    sure = sure.transform_filter("datum.figure == 'sourced'").encode(x=x, y=y, color=colour, shape=shape, tooltip=tip)
    layers = [drawn, sure]
    if any(r["figure"] != "sourced" for r in rows):
        hollow = base.mark_point(size=small, filled=True, fill="#ffffff", strokeWidth=1.6, opacity=1, aria=False)
        edge = alt.Stroke("source:N", scale=scale, legend=None)
        hollow = hollow.transform_filter("datum.figure != 'sourced'")
        layers.append(hollow.encode(x=x, y=y, stroke=edge, shape=shape, tooltip=tip))
    return _themed(alt.layer(*layers).properties(width=WIDTH, height=260))


__all__ = ["stockpile_chart", "stockpile_rows"]
