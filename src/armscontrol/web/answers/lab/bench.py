"""What the benches of the lab share: fields with their ranges, curves, and what an answer rests on."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from math import isfinite

from armscontrol.errors import VerificationError
from armscontrol.verification.basis import BASIS

POINTS = 80
"""Points of a curve."""
CERTAIN = 0.999
"""A curve is drawn up to about this chance: beyond it nothing more is to be seen."""


@dataclass(frozen=True, slots=True)
class Field:
    """A number of a bench.

    Attributes:
        name: in addresses and in the API.
        default: its value where nothing is given.
        low, high: what is allowed.
        reach: how far its slider goes; further where the value is greater.
        step: of its slider; 1 for a whole number.
    """

    name: str
    default: float
    low: float
    high: float
    reach: float
    step: float = 1

    @property
    def is_whole(self) -> bool:
        """Whether only whole numbers are allowed."""
        return self.step == 1


@dataclass(frozen=True, slots=True)
class Curve:
    """A curve: its name, its points in order, and the point that the fields give."""

    name: str
    points: tuple[tuple[float, float], ...]
    mark: tuple[float, float] | None


@dataclass(frozen=True, slots=True)
class Basis:
    """What an answer rests on, and the page of the method."""

    formula: str
    assumes: str
    source: str
    page: str


@dataclass(frozen=True, slots=True)
class Wrong:
    """What is wrong with a field: what was found, and what is allowed."""

    field: str
    found: str
    allowed: str


def basis(command: str, page: str) -> Basis:
    """The basis that the command line tells too."""
    told = BASIS[command]
    return Basis(told["formula"], told["assumes"], told["source"], page)


def read(fields: Iterable[Field], given: Mapping[str, str]) -> tuple[dict[str, float], tuple[Wrong, ...]]:
    """The numbers that texts say, and every text that says none or one outside its range."""
    values: dict[str, float] = {}
    wrong = []
    for field in fields:
        text = given.get(field.name, "").strip().replace(" ", "").replace("\N{NO-BREAK SPACE}", "")
        value = _number(text) if text else field.default
        if value is None or not field.low <= value <= field.high or (field.is_whole and value != int(value)):
            kind = "a whole number" if field.is_whole else "a number"
            wrong.append(Wrong(field.name, text[:40], f"{kind} from {field.low:,g} to {field.high:,.10g}"))
        else:
            values[field.name] = int(value) if field.is_whole else value
    return values, tuple(wrong)


def _number(text: str) -> float | None:
    try:
        found = float(text.replace(",", "."))
    except ValueError:
        return None
    return found if isfinite(found) else None


def of_error(error: VerificationError, names: Mapping[str, str]) -> Wrong:
    """What a method refused, by the name that its argument has here."""
    where = error.where.split(",")[0]
    allowed = re.sub(r"at most [A-Za-z]\w*, ([\d,]+)", r"at most \1", error.allowed)  # without letters of the formula
    return Wrong(names.get(where, where), error.found, allowed or error.message)


def whole_steps(last: int, first: int = 0) -> list[int]:
    """At most some eighty whole numbers up to a last one, evenly spaced."""
    return sorted({first + round(i * (last - first) / POINTS) for i in range(POINTS + 1)})


def curve(name: str, xs: Iterable[int], chance: Callable[[int], float], at: int | None) -> Curve:
    """The curve of a function of whole numbers."""
    points = tuple((x, float(chance(x))) for x in xs)
    return Curve(name, points, None if at is None else (at, float(chance(at))))


def named(error: VerificationError, names: Mapping[str, str]) -> VerificationError:
    """What a method refused, as an error that names the field."""
    wrong = of_error(error, names)
    return VerificationError("a number is out of range", where=wrong.field, found=wrong.found, allowed=wrong.allowed)
