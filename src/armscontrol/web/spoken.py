"""A chart's words in another language: a copy of its specification in which every text that is known is said anew.

Only values that people read are changed: titles, texts, data, and whatever compares with data (domains, filters,
orders). Names of fields, marks, shapes and colours stay. How numbers and days are written goes along in `usermeta`,
where Vega-Embed looks for it.
"""

from __future__ import annotations

import re
from typing import Any

from armscontrol.terms import words
from armscontrol.web.saying import plainly

Locale = dict[str, Any]

_MONTHS = [
    "январь",
    "февраль",
    "март",
    "апрель",
    "май",
    "июнь",
    "июль",
    "август",
    "сентябрь",
    "октябрь",
    "ноябрь",
    "декабрь",
]
_OF_MONTHS = [
    "января",
    "февраля",
    "марта",
    "апреля",
    "мая",
    "июня",
    "июля",
    "августа",
    "сентября",
    "октября",
    "ноября",
    "декабря",
]
FORMATS: dict[str, tuple[Locale, Locale]] = {
    "ru": (
        {"decimal": ",", "thousands": "\u00a0", "grouping": [3], "currency": ["", ""], "percent": "\u00a0%"},
        {
            "dateTime": "%-d %B %Y, %X", "date": "%d.%m.%Y", "time": "%H:%M:%S", "periods": ["", ""],
            "days": ["воскресенье", "понедельник", "вторник", "среда", "четверг", "пятница", "суббота"],
            "shortDays": ["вс", "пн", "вт", "ср", "чт", "пт", "сб"],
            "months": _OF_MONTHS,
            "shortMonths": [m[:3] for m in _MONTHS],
        },
    ),
}  # fmt: skip
"""How d3 writes numbers and days in a language."""

READ = frozenset({"title", "text", "description", "domain", "equal", "oneOf", "sort", "datum", "header"})
"""Keys whose texts people read, or compare with what they read."""
EXPRESSIONS = frozenset({"filter", "calculate", "test", "labelExpr", "expr"})
"""Keys that hold expressions: the texts in quotation marks are those of the data."""
SHAPED = frozenset({"geometry", "coordinates", "config", "projection", "range"})
"""Keys under which nothing is read."""
_QUOTED = re.compile(r"'([^']*)'")
_DATA = "values"


def spoken(specification: dict[str, Any], language: str) -> dict[str, Any]:
    """A specification in a language.

    Args:
        specification: of Vega-Lite, in English; it is left as it is.
        language: code of a language of the pages.
    """
    if language == "en":
        return specification
    told: dict[str, Any] = _said(specification, "", language)
    if language in FORMATS:
        numbers, days = FORMATS[language]
        told["usermeta"] = {"embedOptions": {"formatLocale": numbers, "timeFormatLocale": days}}
    return told


def spoken_data(tables: dict[str, list[dict[str, Any]]], language: str) -> dict[str, list[dict[str, Any]]]:
    """The data of a chart that moves, in a language."""
    return tables if language == "en" else {name: [_row(r, language) for r in rows] for name, rows in tables.items()}


def _said(part: Any, key: str, language: str) -> Any:
    if isinstance(part, dict):
        made = {k: v if k in SHAPED else _said(v, _inner(key, k), language) for k, v in part.items()}
        if key == "tooltip" and "field" in part:
            _titled(made, language)
        return made
    if isinstance(part, list):
        if key == "tooltip":
            return [_said(x, key, language) for x in part]
        if key == _DATA:
            return [_row(x, language) if isinstance(x, dict) else _text(x, language) for x in part]
        return [_said(x, key, language) for x in part]
    if isinstance(part, str):
        if key in EXPRESSIONS:
            return _QUOTED.sub(lambda found: f"'{_text(found[1], language)}'", part)
        if key in READ:
            return _text(str(part), language)
    return part


def _inner(key: str, inner: str) -> str:
    """The key that a value is read by: what stands as a `value` or `text` of a text is the text."""
    return key if inner == "value" and key in READ else inner


def _titled(tip: dict[str, Any], language: str) -> None:
    """A line of a tooltip is called after its field where nothing else is said."""
    if not tip.get("title"):
        tip["title"] = _text(words(tip["field"]), language)


def _row(row: dict[str, Any], language: str) -> dict[str, Any]:
    return (
        {k: _text(v, language) if isinstance(v, str) else v for k, v in row.items()} if "geometry" not in row else row
    )


def _text(text: Any, language: str) -> Any:
    return plainly(str(text), language) if isinstance(text, str) else text
