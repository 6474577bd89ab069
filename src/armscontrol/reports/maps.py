"""Maps of declared facilities as Altair specifications, on Natural Earth's outlines.

All Parties together are seen from above the Pole, one Party alone from above its middle: in both, areas are true.
Coordinates are approximate and of public places; colour, shape and a hollow mark say Party, kind and recalled.
"""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

import altair as alt

from armscontrol.holdings.facilities import GROUPS, Facility
from armscontrol.reports.charts import COLOURS, INK, WIDTH, _chart, _themed
from armscontrol.terms import short_party

LAND = "#e7eaee"
COAST = "#b4bac2"
"""The style sheet gives both a tone of its own in the dark."""
HEIGHT = 380
EDGE = 26
"""Pixels between the outermost facility and the edge of the map."""
LETTER = 5.4
"""Pixels that a letter of a name takes, at most on average."""
_NAMED = tuple(GROUPS[g] for g in ("icbm_base", "submarine_base", "air_base"))
FRAME = 8
"""Pixels outside the map at which land is cut."""
NEAR = 0.8
"""Pixels by which a coast may be off."""

_Line = list[tuple[float, float]]


@cache
def _outlines() -> tuple[tuple[_Line, ...], tuple[list[list[int]], ...]]:
    """Arcs of longitude and latitude, and polygons as rings of arcs: in TopoJSON neighbours share the arc between."""
    read = json.loads((files("armscontrol.reports") / "outlines" / "countries-110m.json").read_text(encoding="utf-8"))
    (kx, ky), (x0, y0) = read["transform"]["scale"], read["transform"]["translate"]
    arcs = []
    for arc in read["arcs"]:
        x = y = 0
        line: _Line = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            line.append((x * kx + x0, y * ky + y0))
        arcs.append(line)
    polygons: list[list[list[int]]] = []
    for shape in read["objects"]["countries"]["geometries"]:
        polygons += {"Polygon": [shape["arcs"]], "MultiPolygon": shape["arcs"]}.get(shape["type"], [])
    return tuple(arcs), tuple(polygons)


@dataclass(frozen=True, slots=True)
class View:
    """An equal-area view: the middle of the map, the pixel size of a radian, and where the middle stands."""

    longitude: float
    latitude: float
    scale: float
    x: float
    y: float

    def place(self, longitude: float, latitude: float) -> tuple[float, float] | None:
        """Where a place falls, in pixels; None on the far side."""
        found = _azimuthal(longitude, latitude, self.longitude, self.latitude)
        return None if found is None else (self.x + self.scale * found[0], self.y - self.scale * found[1])


def _azimuthal(longitude: float, latitude: float, middle: float, height: float) -> tuple[float, float] | None:
    """Lambert's azimuthal equal-area projection of the unit sphere."""
    a, b, h = math.radians(longitude - middle), math.radians(latitude), math.radians(height)
    cosine = math.sin(h) * math.sin(b) + math.cos(h) * math.cos(b) * math.cos(a)
    if cosine < -0.5:  # far beyond the edge of these maps
        return None
    k = math.sqrt(2 / (1 + cosine))
    return k * math.cos(b) * math.sin(a), k * (math.cos(h) * math.sin(b) - math.sin(h) * math.cos(b) * math.cos(a))


def view_of(places: Sequence[tuple[float, float]], *, polar: bool, width: int = WIDTH, height: int = HEIGHT) -> View:
    """The view that shows all of some places, as large as it can.

    Args:
        places: longitude and latitude of each, at least one.
        polar: from above the Pole rather than from above their middle.
        width, height: of the map in pixels.
    """
    east = sum(math.sin(math.radians(lon)) for lon, _ in places)
    north = sum(math.cos(math.radians(lon)) for lon, _ in places)
    # above the Pole the meridian between the two sides runs down the middle of the map
    middle = -10.0 if polar else round(math.degrees(math.atan2(east, north)), 1)
    top = 90.0 if polar else round(sum(lat for _, lat in places) / len(places), 1)
    seen = [p for p in (_azimuthal(lon, lat, middle, top) for lon, lat in places) if p]
    left, right = min(x for x, _ in seen), max(x for x, _ in seen)
    low, high = min(y for _, y in seen), max(y for _, y in seen)
    scale = min((width - 2 * EDGE) / max(right - left, 0.1), (height - 2 * EDGE) / max(high - low, 0.1))
    return View(
        middle, top, scale, width / 2 - scale * (left + right) / 2, height / 2 + scale * (low + high) / 2
    )  # fmt: skip


@lru_cache(maxsize=16)
def _land(view: View, width: int, height: int) -> dict[str, Any]:
    """All land on the map as one shape in pixels, cut at a frame just outside, so that nothing unseen is sent."""
    lines, polygons = _outlines()
    arcs = [_plainer([p for p in (view.place(*at) for at in line) if p]) for line in lines]
    kept = []
    for polygon in polygons:
        rings = [
            _cut([p for n in ring for p in (arcs[n] if n >= 0 else arcs[~n][::-1])], width, height) for ring in polygon
        ]
        if len(rings[0]) > 3:
            kept.append([r for r in rings if len(r) > 3])
    return {"type": "Feature", "geometry": {"type": "MultiPolygon", "coordinates": kept}}


def _plainer(line: _Line) -> _Line:
    """A line without the points that lie nearer than `NEAR` to it (Douglas and Peucker); its ends stay."""
    if len(line) < 3:
        return line
    (x1, y1), (x2, y2) = line[0], line[-1]
    length = math.hypot(x2 - x1, y2 - y1)
    off = [
        abs((x2 - x1) * (y1 - y) - (x1 - x) * (y2 - y1)) / length if length else math.hypot(x - x1, y - y1)
        for x, y in line[1:-1]
    ]
    far = max(range(len(off)), key=off.__getitem__)
    if off[far] < NEAR:
        return [line[0], line[-1]]
    return [*_plainer(line[: far + 2])[:-1], *_plainer(line[far + 1 :])]


def _cut(ring: _Line, width: int, height: int) -> list[list[float]]:
    """A ring inside the frame (Sutherland and Hodgman), its last point the first again."""
    for axis, edge, sign in ((0, -FRAME, 1), (0, width + FRAME, -1), (1, -FRAME, 1), (1, height + FRAME, -1)):
        kept: _Line = []
        for before, at in zip([*ring[-1:], *ring[:-1]], ring, strict=True):
            was, now = (sign * (p[axis] - edge) >= 0 for p in (before, at))
            if was != now:
                t = (edge - before[axis]) / (at[axis] - before[axis])
                kept.append((before[0] + t * (at[0] - before[0]), before[1] + t * (at[1] - before[1])))
            if now:
                kept.append(at)
        ring = kept
    made: list[list[float]] = []
    for x, y in ring:
        if not made or [round(x, 1), round(y, 1)] != made[-1]:
            made.append([round(x, 1), round(y, 1)])
    return [*made, made[0]] if made else []


def facility_rows(found: Sequence[Facility]) -> list[dict[str, Any]]:
    """Rows under the map: one a facility that has a place."""
    return [
        {
            "name": f.name,
            "Party": short_party(f.party),
            "kind": GROUPS[f.group],
            "what": f.kind,
            "longitude": f.longitude,
            "latitude": f.latitude,
            "figure": "recalled, unverified" if f.evidence == "recalled" else "sourced",
        }
        for f in found
        if f.latitude is not None and f.longitude is not None
    ]


def facility_map(found: Sequence[Facility], parties: Sequence[str], around: Sequence[Facility] = ()) -> Any:
    """Facilities on a map, by Party and kind; bases of one Party alone are named.

    Args:
        found: the facilities shown, at least one of which has a place.
        parties: all Parties, in the order of their colours.
        around: facilities that the view leaves room for, shown or not, so that a choice does not move the map.
    """
    rows = facility_rows(found)
    shown = {r["Party"] for r in rows}
    room = [r for r in facility_rows(around) if r["Party"] in shown] or rows
    view = view_of([(r["longitude"], r["latitude"]) for r in room], polar=len(shown) > 1)
    for row in rows:  # the outlines are in pixels of the view; so are the places
        row["x"], row["y"] = (round(v, 1) for v in view.place(row.pop("longitude"), row.pop("latitude")) or (0, 0))
    projection = {"type": "identity"}
    names = [short_party(p) for p in parties]
    kinds = [k for k in GROUPS.values() if any(r["kind"] == k for r in rows)]
    every = list(GROUPS.values())
    place = {"longitude": "x:Q", "latitude": "y:Q"}
    kept = [n for n in names if n in shown]
    colour = alt.Scale(domain=kept, range=[COLOURS[names.index(n)] for n in kept])
    legend = alt.Legend(orient="bottom", title=None, labelLimit=0, columns=3)
    shape = alt.Shape(
        "kind:N", scale=alt.Scale(domain=kinds, range=[_SHAPES[every.index(k)] for k in kinds]), legend=legend
    )
    whose = alt.Color("Party:N", scale=colour, legend=alt.Legend(orient="top", title=None) if len(kept) > 1 else None)
    land = (
        _chart([_land(view, WIDTH, HEIGHT)])
        .mark_geoshape(fill=LAND, stroke=COAST, strokeWidth=0.6, clip=True, aria=False)
        .project(**projection)
    )
    base = _chart(rows)
    tip = [alt.Tooltip(f"{c}:N") for c in ("name", "Party", "what", "figure")]
    sure = (
        base.mark_point(size=78, filled=True, opacity=1, stroke="#ffffff", strokeWidth=0.8, aria=False)
        .transform_filter("datum.figure == 'sourced'")
        .encode(**place, color=whose, shape=shape, tooltip=tip)
        .project(**projection)
    )
    hollow = (
        base.mark_point(size=68, filled=True, fill="#ffffff", strokeWidth=1.8, opacity=1, aria=False)
        .transform_filter("datum.figure != 'sourced'")
        .encode(**place, stroke=alt.Stroke("Party:N", scale=colour), shape=shape, tooltip=tip)
        .project(**projection)
    )
    layers = [land, sure, hollow]
    if len(shown) == 1:
        for align, told in _labels(rows).items():
            text = _chart(told).mark_text(align=align, fontSize=10, color=INK, baseline="middle", aria=False)
            layers.append(text.encode(**place, text="label:N").project(**projection))
    return _themed(alt.layer(*layers).properties(width=WIDTH, height=HEIGHT))


_Box = tuple[float, float, float, float]


def _labels(rows: Sequence[dict[str, Any]]) -> dict[str, list[dict[str, Any]]]:
    """Names of bases where there is room for them, by how they are set: right, left, above or below of their marks.

    A name that would lie on a mark, on another name or outside the map is left out: the list beside the map has all.
    """
    taken: list[_Box] = [(r["x"] - 6, r["y"] - 6, r["x"] + 6, r["y"] + 6) for r in rows]
    made: dict[str, list[dict[str, Any]]] = {"left": [], "right": [], "center": []}
    for r in rows:
        name = r["name"].partition(" (")[0]
        if r["kind"] not in _NAMED or any(x["label"] == name for told in made.values() for x in told):
            continue
        long, x, y = LETTER * len(name), r["x"], r["y"]
        for align, at, up, left in (
            ("left", x + 8, y, x + 8), ("right", x - 8, y, x - 8 - long),
            ("center", x, y - 12, x - long / 2), ("center", x, y + 12, x - long / 2),
        ):  # fmt: skip
            box = (left, up - 5, left + long, up + 5)
            inside = box[0] > 0 and box[2] < WIDTH and box[1] > 0 and box[3] < HEIGHT
            if inside and not any(_meet(box, other) for other in taken):
                taken.append(box)
                made[align].append({"label": name, "x": round(at, 1), "y": round(up, 1)})
                break
    return {align: told for align, told in made.items() if told}


def _meet(a: _Box, b: _Box) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


_SHAPES = ("triangle-up", "diamond", "square", "circle", "cross")

__all__ = ["COAST", "LAND", "View", "facility_map", "facility_rows", "view_of"]
