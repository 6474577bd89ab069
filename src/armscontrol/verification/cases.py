"""Tables of cases: a method by name, its inputs as JSON, what it should give and how near.

A check of an installation against published figures.
"""

from __future__ import annotations

import csv
import inspect
import json
import math
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from armscontrol.errors import ArmsControlError, VerificationError
from armscontrol.verification.methods import METHODS

COLUMNS = ("case_id", "method", "inputs", "expected", "tolerance")
MAX_FILE = 20_000_000
MAX_DEPTH = 12


@dataclass(frozen=True, slots=True)
class Outcome:
    """One case: pass, fail, unknown method, or an error with its message."""

    case_id: str
    method: str
    outcome: str
    got: Any
    expected: Any
    error: str | None = None


def run_cases(path: str | Path) -> list[Outcome]:
    """Evaluate every row of a table of cases.

    Raises:
        VerificationError: the file cannot be read, or lacks a column. What is wrong with one row is that row's outcome.
    """
    return [_outcome(row) for row in _rows(Path(path))]


def _rows(path: Path) -> Iterator[dict[str, str]]:
    where = str(path)
    try:
        with path.open("rb") as file:
            data = file.read(MAX_FILE + 1)  # not by its size on disk: a pipe has none
        if len(data) > MAX_FILE:
            raise VerificationError("the table is too large", where=where, allowed=f"at most {MAX_FILE:,} bytes")
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise VerificationError("the table is not UTF-8", where=where, allowed="CSV in UTF-8") from error
    except (OSError, ValueError) as error:
        told = getattr(error, "strerror", None) or str(error)
        raise VerificationError(f"the table cannot be read: {told}", where=where) from error
    csv.field_size_limit(MAX_FILE)
    try:
        reader = csv.DictReader(text.splitlines(keepends=True), strict=True)
        missing = [c for c in COLUMNS if c not in (reader.fieldnames or ())]
        if missing:
            raise VerificationError(
                "columns are missing",
                where=where,
                found=", ".join(reader.fieldnames or ())[:80] or "none",
                allowed=", ".join(COLUMNS),
            )
        yield from reader
    except csv.Error as error:
        raise VerificationError(f"not CSV: {error}", where=f"{where}, line {reader.line_num}") from error


def _outcome(row: dict[str, str]) -> Outcome:
    id, name = (row["case_id"] or "").strip(), (row["method"] or "").strip()
    expected: Any = None
    try:
        expected = _json(row["expected"], "expected")
        inputs = _json(row["inputs"], "inputs")
        tolerance = _json(row["tolerance"] or "0", "tolerance")
        if not isinstance(inputs, dict):
            raise VerificationError("no object", where="inputs", found=str(inputs)[:60], allowed="names and values")
        if not isinstance(tolerance, int | float) or isinstance(tolerance, bool) or not tolerance >= 0:
            raise VerificationError(
                "no tolerance", where="tolerance", found=str(tolerance)[:40], allowed="a number from 0 up"
            )
        if name not in METHODS:
            return Outcome(id, name, "unknown method", None, expected, f"no method is called {name!r}")
        got = plain(_call(name, inputs))
    except ArmsControlError as error:
        return Outcome(id, name, "error", None, expected, str(error))
    return Outcome(id, name, "pass" if near(got, expected, tolerance) else "fail", got, expected)


def _json(text: str | None, column: str) -> Any:
    try:
        value = json.loads(text or "")
    except (ValueError, RecursionError) as error:
        raise VerificationError("no JSON", where=column, found=repr((text or "")[:60])) from error
    level = [value]
    for _ in range(MAX_DEPTH):
        level = [x for v in level for x in (v.values() if isinstance(v, dict) else v if isinstance(v, list) else ())]
        if not level:
            return value
    raise VerificationError("nested too deeply", where=column, allowed=f"at most {MAX_DEPTH} levels")


def _call(name: str, inputs: dict[str, Any]) -> Any:
    method = METHODS[name]
    try:
        bound = inspect.signature(method).bind(**inputs)
    except TypeError as error:
        wanted = ", ".join(inspect.signature(method).parameters)
        raise VerificationError(
            f"inputs do not fit {name}", where="inputs", found=", ".join(inputs), allowed=wanted
        ) from error
    try:
        return method(*bound.args, **bound.kwargs)
    except (TypeError, ValueError, KeyError, IndexError, AttributeError, ArithmeticError) as error:
        raise VerificationError(f"inputs cannot be used: {error}", where="inputs") from error


def plain(value: Any) -> Any:
    """Plain numbers and lists, as JSON has them."""
    if hasattr(value, "tolist"):
        return value.tolist()
    return [plain(v) for v in value] if isinstance(value, list | tuple) else value


def near(got: Any, expected: Any, tolerance: float) -> bool:
    """Whether numbers, or lists of them, are equal within a tolerance."""
    if isinstance(expected, list):
        return (
            isinstance(got, list)
            and len(got) == len(expected)
            and all(map(near, got, expected, [tolerance] * len(expected)))
        )
    if isinstance(expected, bool) or isinstance(got, bool):
        return got is expected
    if not isinstance(expected, int | float):
        return bool(got == expected)
    if not isinstance(got, int | float) or math.isnan(got):
        return False
    try:
        return abs(got - expected) <= tolerance or got == expected
    except OverflowError:  # a whole number beyond any double
        return False
