"""Charts as Altair specifications, from plain rows. One function a chart serves report, notebook and page alike.

Colour is never the only sign: Parties differ by point and dash too, recalled figures are hollow, gaps stay gaps.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import altair as alt

from armscontrol.compliance import Finding
from armscontrol.compliance.findings import number
from armscontrol.terms import short_party, words
from armscontrol.treaties import end_of_force, held_positions
from armscontrol.treaties.model import Treaty

# Okabe and Ito's palette, dark enough on white for lines and text.
COLOURS = ("#0072B2", "#B2182B", "#1B7837", "#7A5195", "#8C510A")
SHAPES = ("circle", "square", "triangle-up", "diamond", "cross")
DASHES = ([1, 0], [6, 3], [2, 2], [8, 2, 2, 2], [4, 4])
INK = "#1a1a1a"
FAINT = "#d9d9d9"
WIDTH = 640
LIMIT_HEIGHT = 230
ROOM_AFTER, LITTLE_AFTER = 0.2, 0.04
"""How long the time after a treaty's end is drawn, as a share of its life: at most, and where no day is asked about."""
LIFE_WIDTH = 480
"""Pixels of a treaty's life; what is said to this day may stand beside it."""
LETTER = 5.6
"""Pixels that a letter of a stretch's words takes, on average."""
HALF = "lastindexof(slice(datum.text, 0, length(datum.text) / 2 + 4), ' ')"
"""Where the words of a stretch are parted, if they stand in two lines."""
LONGER = "datum.at > 0 ? max(datum.at, length(datum.text) - datum.at - 1) : length(datum.text)"
LINES = "[slice(datum.text, 0, datum.at), slice(datum.text, datum.at + 1)]"
PLACE = (
    f"{LETTER} * length(datum.text) + 8 <= datum.room ? 1"
    f" : datum.at > 0 && {LETTER} * datum.longer + 8 <= datum.room ? 2"
    f" : length(datum.text) <= 16 && {LETTER} * length(datum.text) + 8 <= datum.free ? 3"
    f" : {LETTER} * datum.longer + 8 <= datum.free ? (datum.at > 0 ? 4 : 3)"
    f" : {LETTER} * datum.longer + 8 <= datum.before ? (datum.at > 0 ? 6 : 5) : 0"
)
"""Words of a stretch stand in its bar (1; in two lines 2), else where nothing stands after it (3; 4) or before (5; 6).

It is for the drawing to say, since the words may be longer in another language.
"""
TOUCHED = "touched"
"""Name of the layer of a live chart that only answers to the pointer: nothing of it is seen."""
CHOSEN = "chosen"
"""Name of the layer with the rule at a chosen day."""
MANY_YEARS = 20
"""Years beyond which an axis names every fifth."""


def _day(day: date) -> str:
    return day.isoformat()


def _chart(rows: Sequence[dict[str, Any]]) -> Any:
    return alt.Chart(alt.Data(values=list(rows)))  # type: ignore[no-untyped-call]


def _themed(chart: Any) -> Any:
    """The chart with our look, which is set at once: each `configure` of Altair's would copy it with its data."""
    chart.config = alt.Config(
        background="#ffffff",
        font="Liberation Sans, Arial, sans-serif",
        view=alt.ViewConfig(stroke=None),
        axis=alt.AxisConfig(
            labelColor=INK,
            titleColor=INK,
            gridColor=FAINT,
            domainColor="#8c8c8c",
            tickColor="#8c8c8c",
            labelFontSize=11,
            titleFontSize=11,
            titleFontWeight="normal",
        ),
        legend=alt.LegendConfig(
            labelColor=INK, titleColor=INK, orient="top", title=None, labelFontSize=12, symbolSize=80
        ),
    )
    return chart


def specification(chart: Any) -> dict[str, Any]:
    """A chart of ours for the converter and for pages; tests hold each against the schema, which takes as long."""
    made: dict[str, Any] = chart.to_dict(validate=False)
    return made


def _scales(parties: Sequence[str]) -> dict[str, Any]:
    names = [short_party(p) for p in parties]
    n = len(names)
    return {
        "color": alt.Scale(domain=names, range=list(COLOURS[:n])),
        "shape": alt.Scale(domain=names, range=list(SHAPES[:n])),
    }


def _told(rows: Sequence[dict[str, Any]], findings: Sequence[Finding]) -> list[dict[str, Any]]:
    """Rows with the grade of evidence in words, for what the pointer tells."""
    grades = {(short_party(f.party), _day(f.date)): words(f.evidence or "unknown") for f in findings}
    return [{**r, "evidence": grades[r["Party"], r["day"]]} for r in rows]


def _tip(*fields: tuple[str, str, str | None]) -> list[Any]:
    """What the pointer tells: encoding, name and format of each."""
    return [alt.Tooltip(field, title=title, format=form or alt.Undefined) for field, title, form in fields]


DAY_TIP = ("utcyearmonthdate(day):T", "day", "%-d %B %Y")
VALUE_FORMAT = ",~f"


def limit_rows(findings: Sequence[Finding]) -> list[dict[str, Any]]:
    """Rows under a limit's chart: one a Party and day, with `run` numbering the stretches between gaps."""
    rows = []
    run: dict[str, int] = {}
    for f in sorted(findings, key=lambda f: (f.party, f.date)):
        if f.value is None:
            run[f.party] = run.get(f.party, 0) + 1
            continue
        rows.append(
            {
                "Party": short_party(f.party),
                "day": _day(f.date),
                "value": f.value,
                "run": run.get(f.party, 0),
                "figure": "recalled, unverified" if f.is_recalled else "sourced",
            }
        )
    return rows


def limit_chart(findings: Sequence[Finding], title: str, *, live: bool = False, chosen: date | None = None) -> Any:
    """A limit over time: each Party's figures, the bound, and the day from which it binds.

    Args:
        findings: on one limit, of all Parties and days.
        title: what is counted, for the axis.
        live: answers to a pointer with the figure under it; the drawing is the same.
        chosen: a day that a thin rule marks; none where it lies outside the figures.
    """
    rows = limit_rows(findings)
    scales = _scales(list(dict.fromkeys(f.party for f in findings)))
    first, last = min(f.date for f in findings), max(f.date for f in findings)
    bounds: list[tuple[date, float]] = sorted(
        {(f.binds_from, f.limit) for f in findings if f.binds_from and f.limit is not None}
    )
    figures = _chart(rows)
    x = alt.X(
        "day:T",
        axis=alt.Axis(title=None, format="%Y", tickCount="year", grid=False),
        scale=alt.Scale(type="utc", domain=[_day(first), _day(last)], nice=False),
    )
    y = alt.Y("value:Q", axis=alt.Axis(title=title, format=",d"), scale=alt.Scale(zero=False, nice=True))
    party = alt.Color("Party:N", scale=scales["color"])
    lines = [
        figures.mark_line(strokeWidth=1.8, strokeDash=dash)
        .transform_filter({"field": "Party", "equal": name})
        .encode(x=x, y=y, color=party, detail="run:N")
        for name, dash in zip(scales["color"].domain, DASHES, strict=False)
        if any(r["Party"] == name for r in rows)
    ]
    points = figures.mark_point(size=42, filled=True, opacity=1).encode(
        x=x, y=y, color=party, shape=alt.Shape("Party:N", scale=scales["shape"])
    )
    hollow = (
        figures.mark_point(size=42, filled=True, fill="#ffffff", strokeWidth=1.8, opacity=1)
        .transform_filter("datum.figure != 'sourced'")
        .encode(x=x, y=y, stroke=party, shape=alt.Shape("Party:N", scale=scales["shape"]))
    )
    layers = [*lines, points]
    if any(r["figure"] != "sourced" for r in rows):
        layers.append(hollow)
    ends = [start for start, _ in bounds[1:]] + [max(last, bounds[-1][0] if bounds else last)]
    for place, ((start, bound), end) in enumerate(zip(bounds, ends, strict=True)):
        begin, stop = max(start, first), min(end, last)
        after = [{"day": _day(begin), "value": bound}, {"day": _day(stop), "value": bound}]
        parts = [(after, [1, 0])] if begin <= stop else []
        if place == 0 and first < begin:
            before = [{"day": _day(first), "value": bound}, {"day": _day(min(begin, last)), "value": bound}]
            parts.append((before, [3, 4]))
        for data, dash in parts:
            layers.append(_chart(data).mark_line(color=INK, strokeWidth=1.4, strokeDash=dash).encode(x=x, y=y))
        if not first <= begin <= last:
            continue
        several = len(bounds) > 1  # then each step has its number beside it, and the statement above has the days
        told = f"{bound:,.0f}" if several else f"limit {bound:,.0f}, binding from {start:%-d %B %Y}"
        mark = _chart([{"day": _day(begin), "text": told, "value": bound}])
        layers.append(mark.mark_rule(color=INK, strokeDash=[2, 3], opacity=0.6).encode(x=x))
        label = mark.mark_text(align="left", dx=6, dy=-8 if several else 0, color=INK, fontSize=11)
        layers.append(label.encode(x=x, y=y if several else alt.value(6), text="text:N"))
    if chosen and first <= chosen <= last:
        at = _chart([{"day": _day(chosen)}]).properties(name=CHOSEN)
        rule = at.mark_rule(color=INK, strokeWidth=1, opacity=0.45, aria=False)
        # it begins under the words at the top, and strikes none of them
        layers.append(rule.encode(x=x, y=alt.value(16), y2=alt.value(LIMIT_HEIGHT)))
    if live:
        tip = _tip(
            ("Party:N", "Party", None), DAY_TIP, ("value:Q", title, VALUE_FORMAT), ("evidence:N", "evidence", None)
        )
        touched = _chart(_told(rows, findings)).mark_point(size=400, filled=True, opacity=0, aria=False, clip=True)
        layers.append(touched.encode(x=x, y=y, tooltip=tip).properties(name=TOUCHED))
    return _themed(alt.layer(*layers).properties(width=WIDTH, height=LIMIT_HEIGHT))


def level_rows(findings: Sequence[Finding]) -> list[dict[str, Any]]:
    """Rows under a chart of levels: for each Party the last day that has a figure, with its bound."""
    last = {f.party: f for f in sorted(findings, key=lambda f: f.date) if f.value is not None}
    days = {f.date for f in last.values()}
    return [
        {
            "Party": short_party(f.party) + (f", {f.date}" if len(days) > 1 else ""),
            "value": f.value,
            "limit": f.limit,
            "end": max(f.value or 0.0, f.limit or 0.0),
            "told": f"{number(f.value)} of {number(f.limit)}",
            "figure": "recalled, unverified" if f.is_recalled else "sourced",
        }
        for f in last.values()
    ]


def level_chart(findings: Sequence[Finding], title: str, *, live: bool = False) -> Any:
    """Each Party's last figure as a bar, its bound as a mark across: for single days, and for many Parties.

    Args:
        findings: on one limit, of all Parties and days.
        title: what is counted, for the axis.
        live: answers to a pointer with the figure under it; the drawing is the same.
    """
    rows = level_rows(findings)
    base = _chart(rows)
    y = alt.Y("Party:N", sort=None, axis=alt.Axis(title=None, ticks=False, domain=False, labelFontSize=12))
    axis = alt.Axis(title=title, format=",~r", grid=True, tickCount=6)
    bars = base.mark_bar(height=12, color=COLOURS[0], stroke=COLOURS[0], strokeWidth=1.2).encode(
        x=alt.X("value:Q", axis=axis, scale=alt.Scale(zero=True)),
        y=y,
        fillOpacity=alt.FillOpacity(
            "figure:N", legend=None, scale=alt.Scale(domain=["sourced", "recalled, unverified"], range=[1.0, 0.12])
        ),
    )
    layers = [bars]
    if any(r["limit"] is not None for r in rows):
        layers.append(base.mark_tick(color=INK, thickness=2.5, size=20).encode(x="limit:Q", y=y))
    layers.append(base.mark_text(align="left", dx=4, color=INK, fontSize=11).encode(x="end:Q", y=y, text="told:N"))
    if live:
        tip = _tip(
            ("Party:N", "Party", None), ("value:Q", title, VALUE_FORMAT), ("limit:Q", "limit", VALUE_FORMAT),
            ("figure:N", "evidence", None),
        )  # fmt: skip
        touched = base.mark_bar(height=24, opacity=0, aria=False).encode(x="end:Q", y=y, tooltip=tip)
        layers.append(touched.properties(name=TOUCHED))
    return _themed(alt.layer(*layers).properties(width=WIDTH - 60, height=24 * len(rows) + 6))


def quota_rows(findings: Sequence[Finding]) -> list[dict[str, Any]]:
    """Rows under a quota's chart: one a Party and year."""
    return [
        {
            "Party": f"by {short_party(f.party)}",
            "year": f"{f.period_start:%Y}",
            "value": f.value,
            "figure": "recalled, unverified" if f.is_recalled else "sourced",
        }
        for f in findings
        if f.period_start and f.value is not None
    ]


def quota_chart(findings: Sequence[Finding], title: str, *, live: bool = False) -> Any:
    """Events in each year, by Party, against the quota.

    Args:
        findings: on one yearly quota, of all Parties.
        title: what is counted, for the axis.
        live: answers to a pointer with the figure under it; the drawing is the same.
    """
    rows = quota_rows(findings)
    parties = list(dict.fromkeys(f"by {short_party(f.party)}" for f in findings))
    scale = alt.Scale(domain=parties, range=[COLOURS[n % len(COLOURS)] for n in range(len(parties))])
    base = _chart(rows)
    begins = next((f"{f.period_start:%-d %B}" for f in findings if f.period_start), "")
    x = alt.X("year:N", axis=alt.Axis(title=f"year beginning {begins} of", labelAngle=0))
    bars = base.mark_bar(strokeWidth=1.6).encode(
        x=x,
        xOffset=alt.XOffset("Party:N", sort=parties),
        y=alt.Y("value:Q", axis=alt.Axis(title=title, tickMinStep=1), scale=alt.Scale(domainMax=_above(findings))),
        stroke=alt.Stroke("Party:N", scale=scale),
        color=alt.Color("Party:N", scale=scale),
        fillOpacity=alt.FillOpacity(
            "figure:N",
            legend=None,
            scale=alt.Scale(domain=["sourced", "recalled, unverified"], range=[1.0, 0.12]),
        ),
    )
    limit = findings[0].limit
    line = _chart([{"value": limit, "text": f"quota {limit:,.0f}"}])
    rule = line.mark_rule(color=INK, strokeWidth=1.4).encode(y="value:Q")
    text = line.mark_text(align="right", dx=-2, dy=-7, x=WIDTH, color=INK, fontSize=11).encode(
        y="value:Q", text="text:N"
    )
    layers = [bars, rule, text]
    if live:  # from the bottom to the top: a year of none has no bar to point at
        tip = _tip(
            ("Party:N", "Party", None), ("year:N", f"year beginning {begins} of", None),
            ("value:Q", title, VALUE_FORMAT), ("figure:N", "evidence", None),
        )  # fmt: skip
        touched = _chart([{**r, "top": _above(findings)} for r in rows]).mark_bar(opacity=0, aria=False)
        side = alt.XOffset("Party:N", sort=parties)
        layers.append(touched.encode(x=x, xOffset=side, y="top:Q", tooltip=tip).properties(name=TOUCHED))
    return _themed(alt.layer(*layers).properties(width=WIDTH, height=180))


def _above(findings: Sequence[Finding]) -> float:
    """Top of the axis: a little above the quota and everything used."""
    return 1.12 * max(max(f.limit or 0, f.value_high or 0) for f in findings)


def life_rows(treaty: Treaty, until: date | None = None) -> list[dict[str, Any]]:
    """Rows under the life-cycle band: stretches of the treaty's status, and of each Party's position.

    Args:
        treaty: whose life.
        until: the day to which what has no end goes on; without it a drawing is the same in every time zone.
    """
    names = {
        "signed": "signed",
        "entered_into_force": "in force",
        "limits_in_effect": "limits bind",
        "extended": "extended",
        "expired": "expired",
        "terminated": "terminated",
        "superseded": "superseded",
    }
    stops = sorted((e.date, names[e.kind]) for e in treaty.events if e.kind in names)
    if not stops:
        return []
    first, shown = stops[0][0], stops[-1][0]
    starts = [_start(treaty, p) for p in treaty.positions]
    if end_of_force(treaty):  # a life that ended long ago is not drawn small for the time since
        after = shown + (shown - first) * (ROOM_AFTER if until else LITTLE_AFTER)
        after = max(shown, min(until or after, after))
    else:
        after = max([shown, until or date(date.today().year, 1, 1), *starts])
    found: list[tuple[str, date, date, str, str]] = []
    for (start, name), (stop, _) in zip(stops, [*stops[1:], (after, "")], strict=True):
        tone = "ended" if name in ("expired", "terminated", "superseded") else "terms"
        found.append(("By its own terms", start, stop, name, tone))
    for day in sorted({h.start for start in starts for h in held_positions(treaty, start)}):
        for held in held_positions(treaty, day):
            if held.start == day:
                stop = max(held.start, min(held.until or after, after))
                short = held.position.position.removeprefix("the suspension is ")
                found.append((f"{short_party(held.position.party)} says", held.start, stop, short, "position"))
    pixels = LIFE_WIDTH / max(1, (after - first).days)
    rows = []
    for row, start, stop, text, tone in found:
        later = [s for r, s, *_ in found if r == row and s >= stop and s > start]
        sooner = [e for r, s, e, *_ in found if r == row and s < start]
        rows.append(
            {
                "row": row,
                "start": _day(start),
                "end": _day(stop),
                "text": text,
                "room": int((stop - start).days * pixels),
                "free": int((min(later) - stop).days * pixels) if later else WIDTH,
                "before": int((start - max(sooner, default=first)).days * pixels),
                "tone": tone,
            }
        )
    return rows


def _start(treaty: Treaty, position: Any) -> date:
    from armscontrol.calendar import resolve

    return resolve(position.from_, treaty.rules.anchors, treaty.calendar.rounding)


def life_chart(treaty: Treaty, *, until: date | None = None, live: bool = False) -> Any:
    """The treaty's life as a band, each Party's positions beside it.

    Args:
        treaty: whose life.
        until: the day to which what has no end goes on; without it a drawing is the same in every time zone.
        live: answers to a pointer with the stretch under it; the drawing is the same.
    """
    rows = life_rows(treaty, until)
    order = list(dict.fromkeys(r["row"] for r in rows))
    base = _chart(rows)
    y = alt.Y("row:N", sort=order, axis=alt.Axis(title=None, ticks=False, domain=False, labelFontSize=12))
    years = {int(r[end][:4]) for r in rows for end in ("start", "end")}
    long = max(years, default=0) - min(years, default=0)
    every = 5 if long > MANY_YEARS else 2 if long > MANY_YEARS / 2 else 1
    ticks = alt.TimeIntervalStep("year", every)
    domain = [min((r["start"] for r in rows), default=""), max((r["end"] for r in rows), default="")]
    x = alt.X(
        "start:T",
        axis=alt.Axis(title=None, format="%Y", tickCount=ticks, grid=True),
        scale=alt.Scale(type="utc", domain=domain, nice=False) if rows else alt.Scale(type="utc"),
    )
    bars = base.mark_bar(height=24, stroke="#ffffff", strokeWidth=1.5).encode(
        x=x,
        x2="end:T",
        y=y,
        color=alt.Color(
            "tone:N",
            legend=None,
            scale=alt.Scale(domain=["terms", "ended", "position"], range=["#cfe3f1", "#e4e4e4", "#f3d9c4"]),
        ),
    )
    placed = base.transform_calculate(at=HALF).transform_calculate(longer=LONGER, lines=LINES)
    placed = placed.transform_calculate(place=PLACE)
    layers = [bars]
    for place, at, side in ((1, x, 1), (2, x, 1), (3, "end:T", 1), (4, "end:T", 1), (5, x, -1), (6, x, -1)):
        parted = place % 2 == 0
        words_of = placed.transform_filter(f"datum.place == {place}").mark_text(
            align="left" if side > 0 else "right", dx=4 * side, dy=-5 * parted, color=INK, fontSize=11, lineHeight=11
        )
        layers.append(words_of.encode(x=at, y=y, text="lines:N" if parted else "text:N"))
    if live:
        tip = _tip(
            ("row:N", "by", None), ("text:N", "what", None), ("utcyearmonthdate(start):T", "from", DAY_TIP[2]),
            ("utcyearmonthdate(end):T", "to", DAY_TIP[2]),
        )  # fmt: skip
        touched = base.mark_bar(height=34, opacity=0, aria=False).encode(x=x, x2="end:T", y=y, tooltip=tip)
        layers.append(touched.properties(name=TOUCHED))
    return _themed(alt.layer(*layers).properties(width=LIFE_WIDTH, height=34 * len(order)))


def svg(chart: Any) -> str:
    """A chart as SVG, made without a browser; the same specification gives the same bytes."""
    import vl_convert

    made: str = vl_convert.vegalite_to_svg(specification(chart))
    return made


__all__ = [
    "CHOSEN",
    "TOUCHED",
    "level_chart",
    "level_rows",
    "life_chart",
    "limit_chart",
    "limit_rows",
    "quota_chart",
    "quota_rows",
    "specification",
    "svg",
]
