"""English and Russian. The language stands in the address (`/ru/...`): what one sends a colleague is what she sees."""

from __future__ import annotations

import io
from functools import cache
from gettext import GNUTranslations, NullTranslations
from importlib.resources import files
from typing import TYPE_CHECKING

from starlette.types import ASGIApp, Receive, Scope, Send

if TYPE_CHECKING:
    from babel.messages.catalog import Catalog

LANGUAGES = {"en": "English", "ru": "Русский"}
DOMAINS = ("pages", "record", "patterns")
"""Catalogues: words of the pages; our statements in tables and documents; what the program composes (`saying.py`)."""


def N_(text: str) -> str:  # noqa: N802  the name that catalogues know
    """Marks a text for the catalogues where Python holds it; the template translates it."""
    return text


class Languages:
    """Takes the language off the address."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] == "http":
            scope.setdefault("state", {})
            path = scope["path"]
            for code in LANGUAGES:
                if code != "en" and (path == f"/{code}" or path.startswith(f"/{code}/")):
                    scope["state"].update(language=code, prefix=f"/{code}")
                    scope["path"] = path[len(code) + 1 :] or "/"
                    scope["raw_path"] = scope["path"].encode()
                    break
            else:
                scope["state"].update(language="en", prefix="")
        await self.app(scope, receive, send)


@cache
def translations(language: str) -> NullTranslations:
    """The catalogue of a language; English is the text itself."""
    if language == "en":
        return NullTranslations()
    first: GNUTranslations | None = None
    for domain in DOMAINS:
        made = GNUTranslations(io.BytesIO(_compiled(language, domain)))
        if first is None:
            first = made
        else:
            first.add_fallback(made)
    assert first is not None  # noqa: S101
    return first


@cache
def catalogue(language: str, domain: str) -> Catalog:
    """One file of a language's messages, as it was written."""
    from babel.messages.pofile import read_po

    source = files("armscontrol.web") / "locale" / language / f"{domain}.po"
    return read_po(io.BytesIO(source.read_bytes()), locale=language)


def _compiled(language: str, domain: str) -> bytes:
    from babel.messages.mofile import write_mo

    out = io.BytesIO()
    write_mo(out, catalogue(language, domain))
    return out.getvalue()
