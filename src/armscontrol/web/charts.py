"""Charts on pages: a picture drawn by the server, which needs no script, and its specification for a script.

The colours of a chart follow the page by the style sheet: it names the few that charts use, for light, dark and paper.
Its words, numbers and days are those of the page's language (`spoken.py`).
"""

from __future__ import annotations

import hashlib
import json
import re
from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from threading import Lock
from typing import Any

from altair import TopLevelMixin
from markupsafe import Markup

from armscontrol.reports.charts import CHOSEN, TOUCHED
from armscontrol.reports.charts import specification as specified
from armscontrol.reports.html import inline_svg
from armscontrol.web.slimming import slim
from armscontrol.web.spoken import FORMATS, spoken

MAX_KEPT = 400
"""Charts that are kept, with their specifications; the least recently asked for goes first."""
_kept: OrderedDict[str, tuple[str, dict[str, Any]]] = OrderedDict()
"""Picture and specification of each chart."""
_lock = Lock()
_drawing = Lock()


@dataclass(frozen=True, slots=True)
class Drawn:
    """A chart that was made once: its specification, to be shown on many pages."""

    specification: dict[str, Any]

    def to_dict(self) -> dict[str, Any]:
        """The specification, as an Altair chart gives it."""
        return self.specification

    def still(self) -> dict[str, Any]:
        """The same without what only a pointer finds."""
        seen = [layer for layer in self.specification.get("layer", ()) if layer.get("name") != TOUCHED]
        return {**self.specification, "layer": seen} if seen else self.specification


@dataclass(frozen=True, slots=True)
class OnDay:
    """A chart over time with its rule at another day than the one it was drawn for: only the rule is moved."""

    drawn: Drawn
    day: date

    def to_dict(self) -> dict[str, Any]:
        """The specification; without the rule where the day lies outside the chart."""
        layers = []
        for layer in self.drawn.specification["layer"]:
            if layer.get("name") != CHOSEN:
                layers.append(layer)
            elif self._along(layer) is not None:
                layers.append({**layer, "data": {"values": [{"day": self.day.isoformat()}]}})
        return {**self.drawn.specification, "layer": layers}

    def moved(self, picture: str) -> str:
        """The picture of the chart as it was drawn, its rule moved or taken away."""
        spec = self.drawn.specification
        along = next((self._along(x) for x in spec["layer"] if x.get("name") == CHOSEN), None)
        to = "" if along is None else f"\\g<1>{round(along * spec['width'], 1)}\\g<2>"
        return _RULE.sub(to, picture, count=1)

    def _along(self, layer: dict[str, Any]) -> float | None:
        """Where on the axis the day lies, from 0 to 1."""
        first, last = map(date.fromisoformat, layer["encoding"]["x"]["scale"]["domain"])
        return (self.day - first) / (last - first) if first <= self.day <= last and first < last else None


_RULE = re.compile(rf'(<g class="mark-rule role-mark {CHOSEN}_marks"[^>]*><line transform="translate\()[\d.]+(,[^>]*>)')

_ADDRESS = re.compile(rb'data-chart="/static/charts/([0-9a-f]{16})\.json"')


def figure(chart: Any, alt: str, language: str = "en") -> Markup:
    """A chart for a page.

    Args:
        chart: an Altair chart, or one of ours that is drawn in another way than it moves (`still`, `moved`).
        alt: what it shows, in words; the numbers stand in a table beside it.
        language: of the page; the chart itself is made in English.
    """
    key, picture = _picture(chart, language)
    drawn = inline_svg(picture, alt, f"c{key}", sized=True)
    return Markup(
        '<div class="chart scroll" tabindex="0" role="group" aria-label="{}"'
        ' data-chart="/static/charts/{}.json">{}</div>'
    ).format(alt, key, drawn)


def _picture(chart: Any, language: str) -> tuple[str, str]:
    """The name of a chart, and its picture, kept."""
    specification = specified(chart) if isinstance(chart, TopLevelMixin) else chart.to_dict()
    key = hashlib.sha256((language + json.dumps(specification, sort_keys=True)).encode()).hexdigest()[:16]
    kept = _recent(key)
    picture = kept[0] if kept else None
    if picture is None:
        specification = spoken(specification, language)
        if isinstance(chart, OnDay):
            picture = chart.moved(_picture(chart.drawn, language)[1])
        else:
            still = spoken(chart.still(), language) if hasattr(chart, "still") else specification
            picture = _drawn(still, language)
        with _lock:
            _kept[key] = picture, specification
            while len(_kept) > MAX_KEPT:
                _kept.popitem(last=False)
    return key, picture


def _recent(key: str) -> tuple[str, dict[str, Any]] | None:
    """A chart that is still kept; it counts as asked for now."""
    with _lock:
        if key in _kept:
            _kept.move_to_end(key)
        return _kept.get(key)


def _drawn(specification: dict[str, Any], language: str) -> str:
    import vl_convert

    numbers, days = FORMATS.get(language, (None, None))
    with _drawing:  # one drawing at a time: the converter has one engine
        made = str(vl_convert.vegalite_to_svg(specification, format_locale=numbers, time_format_locale=days))
    return slim(made)


def specification(key: str) -> dict[str, Any] | None:
    """The specification of a chart that was drawn lately."""
    kept = _recent(key)
    return kept[1] if kept else None


def named(page: bytes) -> tuple[str, ...]:
    """The charts that a page shows, by the addresses of their specifications in it."""
    return tuple(key.decode() for key in _ADDRESS.findall(page))


def still_kept(keys: Iterable[str]) -> bool:
    """Whether all of these charts are; they count as asked for now, for a page that shows them is."""
    return all(_recent(key) is not None for key in keys)


def vega_bundle() -> str:
    """Vega, Vega-Lite and Vega-Embed as one script, from the copy inside vl-convert."""
    import vl_convert

    with _drawing:
        return str(vl_convert.javascript_bundle("window.vegaEmbed = vegaEmbed;"))
