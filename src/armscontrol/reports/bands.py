"""The lives of several treaties as bands: signed, in force, ended, one row each, with a line at a day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import altair as alt

from armscontrol.reports.charts import COLOURS, INK, WIDTH, _chart, _themed
from armscontrol.terms import words
from armscontrol.treaties import Treaty, end_of_force, standing

TONES = {"signed": "#8c8c8c", "in_force": COLOURS[0]}
"""Colours of the two stretches that are drawn; after its end a treaty has no band."""


def life_stretches(treaty: Treaty, until: date) -> list[tuple[str, date, date]]:
    """Stretches of a treaty's life by its own terms: status, first day, first day of the next.

    Args:
        treaty: its document.
        until: where a stretch that has no end is cut off.
    """
    end = end_of_force(treaty)
    turns = sorted({e.date for e in treaty.events} | ({end} if end else set()))
    found: list[tuple[str, date, date]] = []
    for start, stop in zip(turns, [*turns[1:], until], strict=True):
        status = standing(treaty, start).status
        if found and found[-1][0] == status:
            found[-1] = (status, found[-1][1], stop)
        else:
            found.append((status, start, stop))
    return found


def band_rows(treaties: Sequence[Treaty], until: date) -> list[dict[str, Any]]:
    """Rows under the chart: the stretches in which a treaty was signed or in force."""
    return [
        {"treaty": t.short_title, "status": words(s), "tone": s, "start": a.isoformat(), "end": b.isoformat()}
        for t in treaties
        for s, a, b in life_stretches(t, until)
        if s in TONES and a < b
    ]


def band_chart(treaties: Sequence[Treaty], on: date) -> Any:
    """Bands of some treaties in the order given; a line marks a day."""
    last = max(on, date.today())
    rows = band_rows(treaties, last)
    names = [t.short_title for t in treaties]
    first = min((r["start"] for r in rows), default=on.isoformat())
    domain = [min(first, on.isoformat()), last.isoformat()]
    y = alt.Y("treaty:N", sort=names, scale=alt.Scale(domain=names), axis=_names_axis())
    axis = alt.Axis(title=None, format="%Y", tickCount=alt.TimeIntervalStep("year", 10), grid=True)
    x = alt.X("start:T", axis=axis, scale=alt.Scale(type="utc", domain=domain, nice=False))
    colour = alt.Color(
        "status:N",
        scale=alt.Scale(domain=[words(s) for s in TONES], range=list(TONES.values())),
        legend=alt.Legend(orient="top", title=None),
    )
    shown = [
        alt.Tooltip("treaty:N", title="treaty"),
        alt.Tooltip("status:N", title="status"),
        alt.Tooltip("start:T", title="from", format="%-d %B %Y"),
        alt.Tooltip("end:T", title="to", format="%-d %B %Y"),
    ]
    bars = _chart(rows).mark_bar(height=13).encode(x=x, x2="end:T", y=y, color=colour, tooltip=shown)
    line = _chart([{"day": on.isoformat()}]).mark_rule(color=INK, strokeWidth=1.4, strokeDash=[4, 3])
    layers = alt.layer(bars, line.encode(x="day:T"))
    return _themed(layers.properties(width=WIDTH - 350, height=alt.Step(26)))


def _names_axis() -> Any:
    return alt.Axis(title=None, ticks=False, domain=False, labelFontSize=12, labelLimit=220)
