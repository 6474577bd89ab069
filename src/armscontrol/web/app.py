"""The workbench as one application: guards outside, then kept answers, then pages and API."""

from __future__ import annotations

import logging
from urllib.parse import quote

from fastapi import Depends, FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.responses import RedirectResponse, Response

import armscontrol
from armscontrol.errors import ArmsControlError, MissingError
from armscontrol.web import api, files, invalid, keeping, pages
from armscontrol.web.addresses import only_known
from armscontrol.web.described import described
from armscontrol.web.guards import forgery, tokens
from armscontrol.web.guards.access import Access, Sessions
from armscontrol.web.guards.headers import ASK_AGAIN, FIXED, Headers
from armscontrol.web.guards.limits import Limits
from armscontrol.web.languages import Languages
from armscontrol.web.problems import answer, is_program, of_error, problem
from armscontrol.web.records import Records
from armscontrol.web.settings import Settings

log = logging.getLogger("armscontrol.web")


def create_app(settings: Settings | None = None) -> FastAPI:
    """The application, to be served by any ASGI server.

    Raises:
        ServeError: the settings or the file of tokens cannot be used.
        RecordError: the database cannot be opened.
    """
    settings = settings or Settings()
    sessions = Sessions()
    known = tokens.KnownTokens(settings.token_file) if settings.token_file else None
    records = Records(settings)
    app = FastAPI(
        title="armscontrol",
        version=armscontrol.__version__,
        summary="Treaties as executable rules, with the arithmetic and the sources shown.",
        openapi_url="/api/v1/openapi.json",
        docs_url=None,
        redoc_url=None,
        swagger_ui_oauth2_redirect_url=None,
        redirect_slashes=False,
        middleware=[
            Middleware(Headers),
            Middleware(Languages),
            Middleware(Limits, settings=settings),
            Middleware(Access, settings=settings, sessions=sessions, tokens=known),
            Middleware(keeping.Keeping),
        ],
    )
    app.state.settings, app.state.sessions, app.state.tokens, app.state.records = settings, sessions, known, records
    app.openapi = lambda: described(app)  # type: ignore[method-assign]
    app.include_router(files.router)
    for router in pages.routers():
        app.include_router(
            router, include_in_schema=False, dependencies=[Depends(forgery.check_form), Depends(only_known)]
        )
    for router in api.routers():
        app.include_router(router, prefix="/api/v1", dependencies=[Depends(forgery.check_call), Depends(only_known)])
    app.add_exception_handler(ArmsControlError, _ours)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(Exception, _unforeseen)
    return app


def _ours(request: Request, error: Exception) -> Response:
    assert isinstance(error, ArmsControlError)  # noqa: S101
    return answer(request.scope, of_error(error, 404 if isinstance(error, MissingError) else 400))


def _http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)  # noqa: S101
    path: str = request.scope["path"]
    if error.status_code == 404 and path.rstrip("/") and path.endswith("/") and request.method in ("GET", "HEAD"):
        query = request.scope["query_string"].decode("latin-1")  # never the Host header's word for where we are
        plain = quote(f"/{path.strip('/')}") + (f"?{query}" if query else "")
        return RedirectResponse(request.scope["state"].get("prefix", "") + plain, status_code=308)
    told = {404: "there is no such page", 405: "that cannot be done here"}.get(error.status_code, str(error.detail))
    here = "What there is stands in /api." if is_program(request.scope) else "See the pages named above."
    advice = here if error.status_code == 404 else ""
    return answer(request.scope, problem(error.status_code, told, advice=advice), dict(error.headers or {}))


def _invalid(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)  # noqa: S101
    return answer(request.scope, invalid.of_fields(error))


def _unforeseen(request: Request, error: Exception) -> Response:
    log.error("unforeseen: %s %r", request.method, request.url.path, exc_info=error)
    told = problem(500, "something went wrong here; it was logged", advice="Nothing was changed.")
    return answer(request.scope, told, {**FIXED, "cache-control": ASK_AGAIN})  # it is made outside the guards
