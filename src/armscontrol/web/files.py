"""Files of ours: style, script, what is vendored, charts. Named, never looked up by a path from outside."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files

from fastapi import APIRouter, Request
from starlette.responses import Response

from armscontrol.errors import MissingError
from armscontrol.web import charts
from armscontrol.web.rendering import static

router = APIRouter(include_in_schema=False)

TYPES = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".json": "application/json",
}
FOREVER = "public, max-age=31536000, immutable"


@cache
def _all() -> dict[str, bytes]:
    """Every file under `static/` by its name: the list itself is what may be asked for."""
    root = files("armscontrol.web") / "static"
    found = {}
    for item in root.iterdir():
        for one in item.iterdir() if item.is_dir() else (item,):
            name = one.name if one is item else f"{item.name}/{one.name}"
            if any(name.endswith(t) for t in TYPES):
                found[name] = one.read_bytes()
    return found


@cache
def vega() -> bytes:
    """Vega's script; made once, about a second."""
    return charts.vega_bundle().encode()


@router.get("/static/vega.js")
def vega_script(request: Request) -> Response:
    """Vega, for charts that answer to the pointer."""
    request.state.keep = not request.url.query
    return Response(
        vega(), media_type=TYPES[".js"], headers={"cache-control": FOREVER if request.url.query else "no-cache"}
    )


@router.get("/static/charts/{key}.json")
def chart_specification(key: str) -> Response:
    """The specification of a chart shown on a page."""
    found = charts.specification(key)
    if found is None:
        raise MissingError("this chart is no longer kept", advice="Load its page again.")
    return Response(json.dumps(found), media_type=TYPES[".json"])


@router.get("/static/{name:path}")
def file(request: Request, name: str) -> Response:
    """A file of ours."""
    data = _all().get(name)
    if data is None:
        raise MissingError("there is no such file", found=repr(name[:60]))
    request.state.keep = request.url.query in ("", static(name).partition("?")[2])
    kind = next(kind for ending, kind in TYPES.items() if name.endswith(ending))
    return Response(
        data, media_type=kind, headers={"cache-control": FOREVER if "v" in request.query_params else "no-cache"}
    )


@router.get("/healthz")
def health() -> dict[str, str]:
    """Whether the server answers."""
    return {"status": "ok"}
