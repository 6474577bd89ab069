"""Forms come from our own pages, or not at all.

Three things must agree: where the browser says the request comes from (`Sec-Fetch-Site`, `Origin`), a cookie that
other sites cannot send (`SameSite=Strict`), and a word in the form that only a page of ours, shown under that cookie,
can know.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets

from fastapi import HTTPException, Request
from starlette.responses import Response

from armscontrol.web.guards.access import cookie, cookie_name

FIELD = "csrf"
MAX_FIELD = 5_000_000
"""Bytes of one text field, an article among them."""
_SECRET = secrets.token_bytes(32)


def word(request: Request) -> str:
    """The word for the forms of a page; the page's answer must go through `remember`."""
    kept: str | None = getattr(request.state, "cookie", None)
    if kept is None:
        kept = request.state.cookie = cookie(request.scope) or secrets.token_urlsafe(32)
    return _word(kept)


def _word(kept: str) -> str:
    return hmac.new(_SECRET, kept.encode(), hashlib.sha256).hexdigest()


def remember(request: Request, response: Response) -> None:
    """Gives the visitor the cookie under which the forms of this page were made, where there is none yet."""
    kept = getattr(request.state, "cookie", None)
    if kept and kept != cookie(request.scope):
        set_cookie(request, response, kept)


def set_cookie(request: Request, response: Response, value: str) -> None:
    """Our one cookie: no script reads it, no other site sends it.

    Behind a proxy that ends TLS the server itself speaks HTTP; the browser says with each form where it is (`Origin`).
    """
    secure = request.url.scheme == "https" or request.headers.get("origin", "").startswith("https://")
    response.set_cookie(cookie_name(request.scope), value, httponly=True, samesite="strict", secure=secure, path="/")


def _is_foreign(request: Request) -> bool:
    """Whether the browser says that the request comes from another site; programs say nothing of it."""
    site = request.headers.get("sec-fetch-site")
    if site is not None and site not in ("same-origin", "none"):
        return True
    origin, host = request.headers.get("origin"), request.headers.get("host", "")
    return origin is not None and origin not in (f"http://{host}", f"https://{host}")


async def check_form(request: Request) -> None:
    """Refuses a form that is not from a page of ours. A dependency of every page."""
    if request.method in ("GET", "HEAD"):
        return
    if _is_foreign(request):
        raise HTTPException(403, "the form comes from another site")
    form = await request.form(max_part_size=MAX_FIELD, max_files=4, max_fields=2_000)
    given, kept = form.get(FIELD), cookie(request.scope)
    if not isinstance(given, str) or not kept or not hmac.compare_digest(given.encode(), _word(kept).encode()):
        raise HTTPException(403, "this page is no longer current: load it again, then send the form")


async def check_call(request: Request) -> None:
    """Refuses a call that a page of another site could have made. A dependency of the whole API."""
    if request.method in ("GET", "HEAD"):
        return
    if _is_foreign(request):
        raise HTTPException(403, "the call comes from another site")
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if request.method != "DELETE" and kind != "application/json":
        raise HTTPException(415, "the body must be application/json")
