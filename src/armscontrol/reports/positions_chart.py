"""Positions of Parties over time: one band a Party, from one statement to the next; the statements are the marks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import altair as alt

from armscontrol.reports.charts import COLOURS, INK, SHAPES, WIDTH, _chart, _themed
from armscontrol.terms import short_party

STANCES = ("supports", "conditional", "declines", "opposes")
_WORDS = {"conditional": "on condition"}
"""How a stance is said on a page, where it is not its own word."""
_TONES = (COLOURS[2], COLOURS[0], COLOURS[4], COLOURS[1])
_LANE = 22
_SHORTEST = 0.16
"""Share of the whole time that a band needs for the word in it."""


@dataclass(frozen=True, slots=True)
class Said:
    """One stance of a Party, said on a day."""

    party: str
    stance: str
    day: date
    reviewed: bool


def position_rows(said: Sequence[Said], until: date) -> list[dict[str, Any]]:
    """Rows under the chart: a stance of a Party from its day to the Party's next statement, or to `until`.

    Stances of one day lie side by side in lanes: which of them is the position is not for a chart to say.
    """
    rows: list[dict[str, Any]] = []
    for party in dict.fromkeys(s.party for s in said):
        own = sorted((s for s in said if s.party == party), key=lambda s: s.day)
        days = sorted({s.day for s in own})
        for day, after in zip(days, [*days[1:], max(until, days[-1])], strict=True):
            stances = [s for s in STANCES if any(o.stance == s and o.day == day for o in own)]
            for lane, stance in enumerate(stances):
                same = [o for o in own if o.day == day and o.stance == stance]
                rows.append({
                    "Party": short_party(party), "stance": _WORDS.get(stance, stance),
                    "start": day.isoformat(), "end": after.isoformat(),
                    "lane": lane, "lanes": len(stances), "statements": len(same),
                    "review": "reviewed" if any(o.reviewed for o in same) else "not reviewed",
                })  # fmt: skip
    return rows


def position_chart(said: Sequence[Said], until: date) -> Any:
    """Each Party's stance on one issue over time, as far as statements on record show it.

    Args:
        said: at least one.
        until: the last band of each Party ends here: the day of asking.
    """
    rows = position_rows(said, until)
    first = min(r["start"] for r in rows)
    last = max(r["end"] for r in rows)
    whole = max(1, (date.fromisoformat(last) - date.fromisoformat(first)).days)
    for r in rows:
        long = (date.fromisoformat(r["end"]) - date.fromisoformat(r["start"])).days / whole
        r["text"] = r["stance"] if long >= _SHORTEST else ""
        r["row"] = r["Party"] if r["lanes"] == 1 or r["lane"] == 0 else f"{r['Party']}, also"
    order = list(dict.fromkeys(r["row"] for r in sorted(rows, key=lambda r: (r["Party"], r["lane"]))))
    base = _chart(rows)
    y = alt.Y(
        "row:N", sort=order, axis=alt.Axis(title=None, ticks=False, domain=False, labelFontSize=12, labelPadding=9)
    )
    x = alt.X("start:T", axis=alt.Axis(title=None, grid=True, tickCount=6), scale=alt.Scale(type="utc"))
    named = [_WORDS.get(s, s) for s in STANCES]
    colour = alt.Scale(domain=named, range=list(_TONES))
    bars = base.mark_bar(height=_LANE - 6, fillOpacity=0.22).encode(
        x=x, x2="end:T", y=y, color=alt.Color("stance:N", scale=colour)
    )
    marks = base.mark_point(size=60, filled=True, opacity=1).encode(
        x=x,
        y=y,
        color=alt.Color("stance:N", scale=colour),
        shape=alt.Shape("stance:N", scale=alt.Scale(domain=named, range=list(SHAPES[:4]))),
        tooltip=["Party:N", "stance:N", alt.Tooltip("start:N", title="day"), "statements:Q", "review:N"],
    )
    words = base.mark_text(align="left", dx=8, color=INK, fontSize=11).encode(x=x, y=y, text="text:N")
    return _themed(alt.layer(bars, marks, words).properties(width=WIDTH - 60, height=_LANE * len(order) + 12))
