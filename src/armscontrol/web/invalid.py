"""A request's fields that do not have the shape asked for: where, what was found, what is allowed, in our words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from fastapi.exceptions import RequestValidationError

from armscontrol.web.languages import N_
from armscontrol.web.problems import Problem, problem

SHOWN = 80
"""Characters of what was sent that a message repeats."""

TITLES = {
    "missing": N_("a field is needed and was not sent"),
    "extra_forbidden": N_("there is no such field"),
    "json_invalid": N_("the body is no JSON that can be read"),
    "string_too_long": N_("the text is too long"),
    "string_too_short": N_("the text is too short"),
    "string_pattern_mismatch": N_("the text does not have the form asked for"),
    "too_long": N_("there are too many entries"),
    "too_short": N_("there are too few entries"),
    "greater_than": N_("the number is too small"),
    "greater_than_equal": N_("the number is too small"),
    "less_than": N_("the number is too large"),
    "less_than_equal": N_("the number is too large"),
    "enum": N_("there is no such choice"),
    "literal_error": N_("there is no such choice"),
}
"""By the kind of error that the checker of fields (Pydantic) names."""
OTHERWISE = N_("the field cannot be used")

SHAPES = {
    "int": "a whole number",
    "float": "a number",
    "finite": "a number that is not infinite",
    "decimal": "a number",
    "bool": "true or false",
    "string": "a text",
    "bytes": "a text",
    "list": "a list",
    "tuple": "a list",
    "set": "a list",
    "dict": "an object with named fields",
    "model": "an object with named fields",
    "dataclass": "an object with named fields",
    "mapping": "an object with named fields",
    "date": "a day, as 2018-02-05",
    "datetime": "a day and time, as 2018-02-05T12:00:00",
    "none": "null",
}
"""By the first word of the kind of error: the shape that was asked for."""


def of_fields(error: RequestValidationError) -> Problem:
    """The first thing wrong with the fields of a request."""
    first: dict[str, Any] = error.errors()[0]
    kind, told = str(first["type"]), first.get("ctx", {})
    title = TITLES.get(kind, OTHERWISE)
    if kind == "json_invalid":
        at = next((p for p in first["loc"] if isinstance(p, int)), 0)
        text = error.body if isinstance(error.body, str) else ""
        return problem(
            422, title, where=f"body, character {at + 1}", found=repr(text[at : at + 40]) if text[at:] else "its end",
            allowed="one JSON object",
        )  # fmt: skip
    found = "nothing" if kind == "missing" else _cut(first.get("input"))
    return problem(422, title, where=_place(first["loc"]), found=found, allowed=_allowed(kind, told))


def _place(loc: Sequence[str | int]) -> str:
    """The field, with the number of the entry where it is in a list (from 1): `rows, entry 2, kind`."""
    named = [f"entry {p + 1}" if isinstance(p, int) else str(p) for p in loc[1:]]
    return ", ".join(named) or ("the body" if loc[0] == "body" else str(loc[0]))


def _cut(value: Any) -> str:
    text = repr(value)
    return text if len(text) <= SHOWN else f"{text[:SHOWN]}…"


def _allowed(kind: str, told: Mapping[str, Any]) -> str:
    """What may stand there; empty where nothing more than the title can be said."""
    match kind:
        case "string_too_long":
            return f"at most {told['max_length']:,} characters"
        case "string_too_short":
            least = told["min_length"]
            return f"at least {least:,} character{'s' if least > 1 else ''}"
        case "too_long":
            return f"at most {told['max_length']:,} entries"
        case "too_short":
            return f"at least {told['min_length']:,}"
        case "greater_than":
            return f"more than {told['gt']}"
        case "greater_than_equal":
            return f"{told['ge']} or more"
        case "less_than":
            return f"less than {told['lt']}"
        case "less_than_equal":
            return f"{told['le']} or less"
        case "enum" | "literal_error":
            choices = str(told.get("expected", "")).replace("'", "").replace(" or ", ", ")
            return choices.removeprefix(", ")
        case "string_pattern_mismatch":
            return "letters and signs as the description of the API says"
        case "extra_forbidden":
            return "the fields that the description of the API names"
        case "missing":
            return "a value"
        case _:
            return SHAPES.get(kind.partition("_")[0], "what the description of the API says")
