"""Pages from templates: one environment a language, everything escaped, nothing inline."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from datetime import date
from functools import cache, partial
from html import unescape
from importlib.resources import files
from typing import Any
from urllib.parse import quote, urlencode

from fastapi import Request
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape
from starlette.responses import HTMLResponse, Response
from starlette.types import Scope

import armscontrol
from armscontrol.reports.passages import seen
from armscontrol.reports.reading_words import day_words, event_words, issue_words
from armscontrol.terms import GRADE_MEANINGS, VERDICT_SIGNS, VERDICT_WORDS, short_party, words
from armscontrol.web import charts
from armscontrol.web.addresses import given, home
from armscontrol.web.answers.treaties import limited, variant_title
from armscontrol.web.cards import cards
from armscontrol.web.fields import now
from armscontrol.web.guards import forgery
from armscontrol.web.languages import LANGUAGES, N_, translations
from armscontrol.web.problems import Problem
from armscontrol.web.saying import CLOSE, CODES, OPEN, plainly, say
from armscontrol.web.spoken import spoken_data

NAVIGATION = (
    ("/", N_("Today")),
    ("/treaties", N_("Treaties")),
    ("/assessment", N_("Assessment")),
    ("/forces", N_("Forces")),
    ("/sites", N_("Sites")),
    ("/lab", N_("Lab")),
    ("/record", N_("Record")),
    ("/data", N_("Data")),
)
"""The pages, in the order of the questions: is it kept, who has what, how would anyone know, what do they say."""


def page(request: Request, template: str, *, status: int = 200, keep: bool = False, **values: Any) -> HTMLResponse:
    """A page.

    Args:
        request: whose language, address and visitor the page is made for.
        template: its file under `templates/`.
        status: the HTTP status.
        keep: it depends on its address alone (and the day) and may be answered from memory.
        values: what it shows.
    """
    made = HTMLResponse(_render(request.scope, template, request=request, **values), status_code=status)
    if keep and not hasattr(request.state, "cookie"):
        request.state.keep = True
    forgery.remember(request, made)
    return made


def problem_page(scope: Scope, told: Problem, headers: Mapping[str, str] | None = None) -> Response:
    """The page of something that went wrong."""
    body = _render(scope, "problem.html", request=None, problem=told, given=given(scope, told), back=home(scope, told))
    return HTMLResponse(body, status_code=told.status, headers=dict(headers or {}))


def address(prefix: str, path: str, **query: Any) -> str:
    """An address of ours in the language of the page; what is None or empty is left out of the query."""
    kept = {k: v for k, v in query.items() if v is not None and v != "" and v != []}
    return f"{prefix}{quote(path)}" + (f"?{urlencode(kept, doseq=True)}" if kept else "")


def _render(scope: Scope, template: str, *, request: Request | None, **values: Any) -> str:
    state = scope.get("state", {})
    language, prefix = state.get("language", "en"), state.get("prefix", "")
    visitor = state.get("visitor")

    def url(path: str, **query: Any) -> str:
        return address(prefix, path, **query)

    def here(code: str, path: str | None = None, **query_of_path: Any) -> str:
        """This page, or another one of ours, in a language."""
        start = "" if code == "en" else f"/{code}"
        if path is not None:
            return address(start, path, **query_of_path)
        query = scope.get("query_string", b"").decode("latin-1")
        return start + quote("/" + scope["path"].lstrip("/")) + (f"?{query}" if query else "")

    def csrf() -> Markup:
        assert request is not None  # noqa: S101  forms stand on pages, not on messages
        return Markup('<input type="hidden" name="{}" value="{}">').format(forgery.FIELD, forgery.word(request))

    return (
        _environment(language)
        .get_template(template)
        .render(language=language, path=scope["path"], url=url, here=here, csrf=csrf, visitor=visitor, **values)
    )


@cache
def _environment(language: str) -> Environment:
    made = Environment(
        loader=PackageLoader("armscontrol.web", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        # signs without a picture are named: a text from outside turns no page round
        # (in what a translated sentence holds too, which comes as markup)
        finalize=lambda value: type(value)(seen(value)) if type(value) in (str, Markup) else value,
        extensions=["jinja2.ext.i18n"],
    )
    made.install_gettext_translations(translations(language), newstyle=True)  # type: ignore[attr-defined]

    def told(text: Any) -> Markup | str:
        """A text of ours from a table or a document: translated, or marked as English."""
        if text is None:
            return ""
        found = say(str(text), language)
        if found is None:
            return Markup('<span lang="en" class="untranslated">{}</span>').format(text)
        return _marked(found)

    def said(text: Any) -> str:
        """The same for attributes and lists of choices, where nothing can be marked."""
        return "" if text is None else plainly(str(text), language)

    def name(text: Any) -> Markup | str:
        """A name, or what may be one: as the language has it, or as it stands, marked as a name."""
        if language != "en" and _tongue(text) == language:
            return str(text)
        found = say(str(text), language)
        return _marked(found) if found is not None else Markup('<span lang="en" class="name">{}</span>').format(text)

    def held(text: Any) -> Markup | str:
        """What a row of a table holds: as the language has the whole of it, or as it stands there."""
        found = say(str(text), language)
        if found is None or OPEN in found:
            return Markup('<span lang="en" class="original">{}</span>').format(text)
        return _marked(found)

    def listed(text: Any) -> Markup | str:
        """What is allowed: in words that are known; codes and values as they stand, for they are to be sent so."""
        found = None if CODES.fullmatch(str(text)) else say(str(text), language)
        return _marked(found) if found is not None else Markup("<code>{}</code>").format(text)

    def quoted(text: Any) -> Markup:
        """Words of a text that somebody gave, as they stand there; Cyrillic letters are taken for Russian."""
        return Markup('<span lang="{}" class="quote" dir="auto">{}</span>').format(_tongue(text), seen(str(text)))

    def as_given(text: str) -> _Given:
        """A text in a `textarea`, sign for sign: it is sent again. A browser leaves out the first line break there."""
        return _Given("\n" + str(escape(text)))

    def tags_said(text: Markup) -> Markup:
        """A passage whose marks are named in the language of the page, also inside a text of another."""

        def named(found: re.Match[str]) -> str:
            name = escape(plainly(unescape(found[3]), language))
            return f'<a class="tag" lang="{language}" href="{found[1]}" aria-label="{found[2]}: {name}"'

        return Markup(_TAG.sub(named, text))  # noqa: S704  escaped where it was made, and here again

    def number(value: float | None, digits: int = 0) -> str:
        """A number grouped as the language does; unknown is a word, never 0."""
        from babel.numbers import format_decimal

        if value is None:
            return translations(language).gettext("unknown")
        pattern = "#,##0" + ("." + "#" * digits if digits else "")
        return str(format_decimal(value, format=pattern, locale=language)).replace("-", "\u2212")  # as charts have it

    def percent(value: float | None, digits: int = 1) -> str:
        """A chance in percent."""
        space = " " if language == "en" else "\u00a0"
        return "" if value is None else f"{number(value * 100, digits)}{space}%"

    def day(value: date | str | None) -> str:
        """A day in the words of the language."""
        from babel.dates import format_date

        if value is None:
            return ""
        if isinstance(value, str):
            value = date.fromisoformat(value)
        return str(format_date(value, format="d MMMM y", locale=language))

    made.filters.update(
        told=told,
        said=said,
        name=name,
        quoted=quoted,
        marked=_marked,
        upfirst=_upfirst,
        tongue=_tongue,
        listed=listed,
        held=held,
        as_given=as_given,
        tags_said=tags_said,
    )
    made.filters.update(n=number, percent=percent, day=day, cards=cards)
    made.filters.update(happened=event_words, edtf=day_words, issue=issue_words)
    made.filters.update(spoken=words, party=short_party, in_chart=partial(spoken_data, language=language))
    made.tests.update(article_number=lambda part: _ARTICLE.fullmatch(part) is not None)
    made.globals.update(
        version=armscontrol.__version__,
        navigation=NAVIGATION,
        languages=LANGUAGES,
        static=static,
        asked_on=now,
        limited=limited,
        variant_title=variant_title,
        chart=partial(charts.figure, language=language),
        grades=GRADE_MEANINGS,
        verdict_words=VERDICT_WORDS,
        verdict_signs=VERDICT_SIGNS,
    )
    return made


_NAMED = re.compile(r"--?\w|[a-z][a-z0-9-]*[_.=/][a-z0-9]|[a-z]+[0-9]")
_CYRILLIC = re.compile("[\u0400-\u04ff]")
_ARTICLE = re.compile("[IVXLC]+|\\d+")
_TAG = re.compile(r'<a class="tag" href="([^"]*)" aria-label="([^":]*): ([^"]*)"')
"""The mark of a passage, as `reports.passages` writes it."""
_MARKED = re.compile(f"`([^`]+)`|{OPEN}([^{CLOSE}]*){CLOSE}")


class _Given(Markup):
    """Escaped, and left with the signs that have no picture."""


def _upfirst(text: str) -> str:
    """A text with a capital at its beginning; the rest stays (`capitalize` would write "Start" for "START").

    A name of a field or file at the beginning (`type_one`, `new-start.toml`) is not a word, and stays too.
    """
    if isinstance(text, Markup) and text.startswith("<"):
        return text
    return text if _NAMED.match(text) else text[:1].upper() + text[1:]


def _tongue(text: Any) -> str:
    """The language of a name or quotation, by its letters."""
    return "ru" if _CYRILLIC.search(str(text)) else "en"


def _marked(text: str) -> Markup | str:
    """A text with what it has in backticks as code, and with the names in it marked as such."""
    if "`" not in text and OPEN not in text:
        return text
    told = _MARKED.sub(
        lambda m: f"<code>{m[1]}</code>" if m[1] else f'<span lang="{_tongue(m[2])}" class="name">{m[2]}</span>',
        str(escape(seen(text))),
    )
    return Markup(told)  # noqa: S704  everything in it was escaped before the marks were set


@cache
def static(name: str) -> str:
    """The address of a file of ours, with its hash, so that a browser may keep it for good."""
    data = (files("armscontrol.web") / "static").joinpath(*name.split("/")).read_bytes()
    return f"/static/{name}?v={hashlib.sha256(data).hexdigest()[:12]}"


__all__ = ["NAVIGATION", "address", "escape", "page", "problem_page", "static"]
