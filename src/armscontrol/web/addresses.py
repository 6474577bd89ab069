"""What an address may ask for: fields that its route does not have are refused, and a wrong one can be put right.

A field that nobody reads would be passed over in silence, and the answer taken for that of another question.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, TypeVar
from urllib.parse import parse_qsl

from fastapi import Request
from fastapi.dependencies.models import Dependant
from starlette.types import Scope

from armscontrol.errors import ArmsControlError
from armscontrol.terms import words
from armscontrol.web.languages import N_
from armscontrol.web.problems import Problem

F = TypeVar("F", bound=Callable[..., Any])
MOST_FIELDS = 40
"""Fields of an address that a page of a problem shows again."""
NAMES = {
    "on": N_("Day"),
    "after": N_("After"),
    "before": N_("Before"),
    "party": N_("Party"),
    "state": N_("State"),
    "year": N_("Year"),
    "treaty": N_("Treaty"),
    "variant": N_("Rules"),
    "article": N_("Article"),
    "status": N_("Status"),
    "kind": N_("Kind"),
    "base": N_("Base"),
    "source": N_("Source"),
    "category": N_("What is counted"),
    "vintage": N_("Edition"),
    "open": N_("Open to"),
    "q": N_("Rows with the text"),
    "grade": N_("Grade"),
    "offset": N_("Rows to pass over"),
    "since": N_("From"),
    "until": N_("To"),
    "rules": N_("Rules shown"),
    "document": N_("Text that was read"),
    "who": N_("Your name"),
    "done": N_("Decided last"),
    "next": N_("Page to go on to"),
    "type_one": N_("Type One visits"),
    "type_two": N_("Type Two visits"),
    "violation": N_("False items at one base"),
    "opened": N_("Items opened a visit"),
    "sensitivity": N_("Chance to recognise one"),
    "elsewhere": N_("Chance of a Type Two visit"),
    "other": N_("storage, repair, test or production"),
    "seed": N_("Draw number"),
}
"""Fields of addresses as pages call them; others go by their own name."""


@dataclass(frozen=True, slots=True)
class Given:
    """A field of an address as it was sent: its name, its name on pages, the value, and whether it is the wrong one."""

    name: str
    label: str
    value: str
    wrong: bool


def reads_for_itself(endpoint: F) -> F:
    """Marks a route that reads its address itself and calls `only` with the fields it has."""
    endpoint.__reads__ = True  # type: ignore[attr-defined]
    return endpoint


def only(request: Request, known: Iterable[str]) -> None:
    """Refuses an address with a field that is not known.

    Raises:
        ArmsControlError: there is one; tells which, and those there are.
    """
    allowed = tuple(known)
    for name, value in request.query_params.multi_items():
        if name not in allowed:
            found = repr(f"{name[:40]}={value[:40]}" if value else name[:40])
            told = ", ".join(allowed) or "no field"
            raise ArmsControlError("this address has no such field", where=name[:40], found=found, allowed=told)


async def only_known(request: Request) -> None:
    """Refuses an address with a field that its route does not have. A dependency of every page and of the API."""
    if request.scope["query_string"]:
        route = request.scope.get("route")
        if not hasattr(getattr(route, "endpoint", None), "__reads__"):
            only(request, fields_of(route))


def fields_of(route: Any) -> tuple[str, ...]:
    """The names of the fields that a route reads from its address."""
    found = getattr(route, "dependant", None)
    return tuple(dict.fromkeys(_names(found))) if isinstance(found, Dependant) else ()


def _names(found: Dependant) -> Iterable[str]:
    for parameter in found.query_params:
        yield parameter.alias
    for inner in found.dependencies:
        yield from _names(inner)


def given(scope: Scope, told: Problem) -> tuple[Given, ...]:
    """The fields of an address that cannot be answered, to be put right on the page that says so.

    Empty where it is no address of a page, or where no field of it is the trouble.
    """
    if scope["method"] not in ("GET", "HEAD") or told.status not in (400, 404, 422):
        return ()
    known = fields_of(scope.get("route"))
    pairs = parse_qsl(scope.get("query_string", b"").decode("latin-1"), keep_blank_values=True)[:MOST_FIELDS]
    kept = [(name, value) for name, value in pairs if name in known]
    if told.where in known and told.where not in (n for n, _ in kept):
        kept.append((told.where, ""))  # one that was needed and not sent
    about = told.where in known or told.where in (n for n, _ in pairs)
    return tuple(Given(n, NAMES.get(n, words(n)), v, n == told.where) for n, v in kept) if about else ()


def home(scope: Scope, told: Problem) -> str:
    """Where the page of a problem leads back to: the same page without fields, or the first one of its chapter."""
    route, path = scope.get("route"), str(scope["path"])
    found = getattr(route, "dependant", None)
    needs = isinstance(found, Dependant) and any(p.field_info.is_required() for p in found.query_params)
    asked = scope.get("query_string", b"") and told.status in (400, 404, 422) and told.where
    in_path = isinstance(found, Dependant) and any(p.alias == told.where for p in found.path_params)
    named = told.where in fields_of(route) or told.status == 400
    if asked and isinstance(found, Dependant) and named and not needs and not in_path:
        return path
    return "/" + path.split("/")[1] if told.where else "/"


__all__ = ["Given", "fields_of", "given", "home", "only", "only_known", "reads_for_itself"]
