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
ROOM_AFTER = 0.2
"""How long the time after a treaty's end is drawn, as a share of its life."""
NO_ROOM = 24
"""Pixels of a bar in which no word stands."""
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
    return (
        chart.configure(background="#ffffff", font="Liberation Sans, Arial, sans-serif")
        .configure_view(stroke=None)
        .configure_axis(
            labelColor=INK,
            titleColor=INK,
            gridColor=FAINT,
            domainColor="#8c8c8c",
            tickColor="#8c8c8c",
            labelFontSize=11,
            titleFontSize=11,
            titleFontWeight="normal",
        )
        .configure_legend(labelColor=INK, titleColor=INK, orient="top", title=None, labelFontSize=12, symbolSize=80)
    )


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
        layers.append(at.mark_rule(color=INK, strokeWidth=1, opacity=0.45, aria=False).encode(x=x))
    if live:
        tip = _tip(
            ("Party:N", "Party", None), DAY_TIP, ("value:Q", title, VALUE_FORMAT), ("evidence:N", "evidence", None)
        )
        touched = _chart(_told(rows, findings)).mark_point(size=400, filled=True, opacity=0, aria=False, clip=True)
        layers.append(touched.encode(x=x, y=y, tooltip=tip).properties(name=TOUCHED))
    return _themed(alt.layer(*layers).properties(width=WIDTH, height=230))


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


def life_rows(treaty: Treaty) -> list[dict[str, Any]]:
    """Rows under the life-cycle band: stretches of the treaty's status, and of each Party's position."""
    end = end_of_force(treaty)
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
    # a treaty whose end is not known goes on to this day
    shown = stops[-1][0] if end else max(stops[-1][0], date.today())
    after = date(min(shown.year + 1, 9999), 1, 1)
    if end:  # what holds since then has room for its words
        after = max(after, shown + (shown - stops[0][0]) * ROOM_AFTER)
    rows = []
    pixels = (WIDTH - 60) / max(1, (after - stops[0][0]).days)
    for (start, name), (stop, _) in zip(stops, [*stops[1:], (after, "")], strict=True):
        room = int((stop - start).days * pixels)
        last = stop == after
        text = name if last or room > _needs(name) else ""  # the table beside the band has every stretch
        rows.append(
            {
                "row": "By its own terms",
                "start": _day(start),
                "end": _day(stop),
                "text": text,
                "said": name,
                "room": room,
                "tone": "ended" if name in ("expired", "terminated", "superseded") else "terms",
            }
        )
    days = sorted({h.start for p in treaty.positions for h in held_positions(treaty, _start(treaty, p))})
    for day in days:
        for held in held_positions(treaty, day):
            if held.start == day:
                stop = held.until or after
                short = held.position.position.removeprefix("the suspension is ")
                room = int((max(stop, held.start) - held.start).days * pixels)
                rows.append(
                    {
                        "row": f"{short_party(held.position.party)} says",
                        "start": _day(held.start),
                        "end": _day(max(stop, held.start)),
                        "text": short if stop == after or room > _needs(short) else "",
                        "said": short,
                        "room": room,
                        "tone": "position",
                    }
                )
    return rows


def _start(treaty: Treaty, position: Any) -> date:
    from armscontrol.calendar import resolve

    return resolve(position.from_, treaty.rules.anchors, treaty.calendar.rounding)


def life_chart(treaty: Treaty, *, live: bool = False) -> Any:
    """The treaty's life as a band, each Party's positions beside it.

    Args:
        treaty: whose life.
        live: answers to a pointer with the stretch under it; the drawing is the same.
    """
    rows = life_rows(treaty)
    order = list(dict.fromkeys(r["row"] for r in rows))
    base = _chart(rows)
    y = alt.Y("row:N", sort=order, axis=alt.Axis(title=None, ticks=False, domain=False, labelFontSize=12))
    years = {int(r[end][:4]) for r in rows for end in ("start", "end")}
    every = 5 if max(years, default=0) - min(years, default=0) > MANY_YEARS else 1
    ticks = alt.TimeIntervalStep("year", every)
    x = alt.X(
        "start:T", axis=alt.Axis(title=None, format="%Y", tickCount=ticks, grid=True), scale=alt.Scale(type="utc")
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
    texts = [
        _chart([r])
        .mark_text(align="left", dx=4, color=INK, fontSize=11, limit=r["room"] - 6)
        .encode(x=x, y=y, text="text:N")
        for r in rows
        if r["text"] and r["room"] > NO_ROOM
    ]
    layers = [bars, *texts]
    if live:
        tip = _tip(
            ("row:N", "by", None), ("said:N", "what", None), ("utcyearmonthdate(start):T", "from", DAY_TIP[2]),
            ("utcyearmonthdate(end):T", "to", DAY_TIP[2]),
        )  # fmt: skip
        touched = base.mark_bar(height=34, opacity=0, aria=False).encode(x=x, x2="end:T", y=y, tooltip=tip)
        layers.append(touched.properties(name=TOUCHED))
    return _themed(alt.layer(*layers).properties(width=WIDTH - 60, height=34 * len(order)))


def _needs(text: str) -> int:
    """About how wide a text is in a bar, in pixels."""
    return 6 * len(text)


def svg(chart: Any) -> str:
    """A chart as SVG, made without a browser; the same specification gives the same bytes."""
    import vl_convert

    made: str = vl_convert.vegalite_to_svg(chart.to_dict())
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
    "svg",
]
