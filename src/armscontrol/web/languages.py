"""English and Russian. The language stands in the address (`/ru/...`): what one sends a colleague is what she sees."""

from __future__ import annotations

import io
from functools import cache
from gettext import GNUTranslations, NullTranslations
from importlib.resources import files

from starlette.types import ASGIApp, Receive, Scope, Send

LANGUAGES = {"en": "English", "ru": "Русский"}
DOMAINS = ("pages", "record")
"""Two catalogues: the words of the pages, and our own statements in the shipped tables and treaty documents."""


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


def _compiled(language: str, domain: str) -> bytes:
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    source = files("armscontrol.web") / "locale" / language / f"{domain}.po"
    catalogue = read_po(io.BytesIO(source.read_bytes()), locale=language)
    out = io.BytesIO()
    write_mo(out, catalogue)
    return out.getvalue()


def is_translated(text: str, language: str) -> bool:
    """Whether a text stands in a language's catalogue."""
    return language == "en" or translations(language).gettext(text) != text
