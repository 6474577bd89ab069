"""The workbench in process: an application, and clients as a browser and as a program."""

from __future__ import annotations

import atexit
import re

from fastapi.testclient import TestClient

from armscontrol.web import api, files, pages
from armscontrol.web.app import create_app
from armscontrol.web.settings import Settings

HOME = "http://127.0.0.1:8321"


def client_of(settings: Settings | None = None, **options) -> TestClient:
    """A client of an application of its own."""
    app = create_app(settings)
    atexit.register(app.state.records.close)
    return TestClient(app, base_url=HOME, follow_redirects=False, **options)


def form_word(page: str) -> str:
    """The word that a page's forms carry."""
    found = re.search(r'name="csrf" value="([0-9a-f]+)"', page)
    assert found, "the page has no form of ours"
    return found[1]


def routes() -> list[tuple[str, str]]:
    """Every method and address of the workbench, with something plausible in place of parameters."""
    groups = (("", (files.router, *pages.routers())), ("/api/v1", api.routers()))
    found = [
        (method, prefix + re.sub(r"\{[^}]*\}", "new-start", route.path))
        for prefix, routers in groups
        for router in routers
        for route in router.routes
        for method in sorted(route.methods)
    ]
    return [*found, ("GET", "/api/v1/openapi.json")]
