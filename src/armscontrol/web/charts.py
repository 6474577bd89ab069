"""Charts on pages: a picture drawn by the server, which needs no script, and its specification for a script.

The colours of a chart follow the page by the style sheet: it names the few that charts use, for light, dark and paper.
"""

from __future__ import annotations

import hashlib
import json
from collections import OrderedDict
from dataclasses import dataclass
from threading import Lock
from typing import Any

from markupsafe import Markup

from armscontrol.reports.html import inline_svg

MAX_KEPT = 400
_pictures: OrderedDict[str, str] = OrderedDict()
_specifications: OrderedDict[str, dict[str, Any]] = OrderedDict()
_lock = Lock()
_drawing = Lock()


@dataclass(frozen=True, slots=True)
class Drawn:
    """A chart that was made once: its specification, to be shown on many pages."""

    specification: dict[str, Any]

    def to_dict(self) -> dict[str, Any]:
        """The specification, as an Altair chart gives it."""
        return self.specification


def figure(chart: Any, alt: str) -> Markup:
    """A chart for a page.

    Args:
        chart: an Altair chart, or one of ours that is drawn in another way than it moves (`still`).
        alt: what it shows, in words; the numbers stand in a table beside it.
    """
    specification = chart.to_dict()
    key = hashlib.sha256(json.dumps(specification, sort_keys=True).encode()).hexdigest()[:16]
    with _lock:
        picture = _pictures.get(key)
    if picture is None:
        import vl_convert

        with _drawing:  # one drawing at a time: the converter has one engine
            picture = str(vl_convert.vegalite_to_svg(chart.still() if hasattr(chart, "still") else specification))
        with _lock:
            _pictures[key], _specifications[key] = picture, specification
            while len(_pictures) > MAX_KEPT:
                _pictures.popitem(last=False)
                _specifications.popitem(last=False)
    drawn = inline_svg(picture, alt, f"c{key}")
    return Markup('<div class="chart" data-chart="/static/charts/{}.json">{}</div>').format(key, drawn)


def specification(key: str) -> dict[str, Any] | None:
    """The specification of a chart that was drawn lately."""
    with _lock:
        return _specifications.get(key)


def vega_bundle() -> str:
    """Vega, Vega-Lite and Vega-Embed as one script, from the copy inside vl-convert."""
    import vl_convert

    with _drawing:
        return str(vl_convert.javascript_bundle("window.vegaEmbed = vegaEmbed;"))
