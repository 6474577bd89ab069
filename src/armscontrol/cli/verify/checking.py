"""`verify methods` and `verify cases`: every method by name, and tables of cases that check an installation."""

from __future__ import annotations

import inspect
import math
from collections.abc import Callable
from dataclasses import asdict
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from armscontrol.cli.output import console, escape, print_json, table
from armscontrol.cli.verify.asking import Json, asked
from armscontrol.errors import VerificationError
from armscontrol.terms import plural

if TYPE_CHECKING:
    from armscontrol.verification import Outcome


def methods(
    name: Annotated[str | None, typer.Argument(help="One method, to read all about it.")] = None, json: Json = False
) -> None:
    """The methods by name: what each answers, and its arguments."""
    with asked():
        from armscontrol.verification import METHODS
    if name is not None and name not in METHODS:
        close = " or ".join(get_close_matches(name, METHODS, 2))
        advice = f"Did you mean {close}?" if close else "`armscontrol verify methods` lists them."
        raise VerificationError("no method of this name", found=repr(name[:60]), advice=advice)
    rows = [_method(known, METHODS[known]) for known in METHODS if name in (None, known)]
    if json:
        print_json({"methods": rows})
        return
    out = console()
    if name is not None:
        out.print(f"[bold]{name}[/bold]({escape(', '.join(rows[0]['arguments']))})\n", soft_wrap=True)
        out.print(escape(rows[0]["text"]))
        return
    made = table("method and arguments", "answers")
    for row in rows:
        made.add_row(f"{row['name']}\n  [dim]{escape(', '.join(row['arguments']))}[/dim]", escape(row["answers"]))
    out.print(made)
    out.print(f"{plural(len(rows), 'method')}.")


def _method(name: str, method: Callable[..., Any]) -> dict[str, Any]:
    text = inspect.getdoc(method) or ""
    given = inspect.signature(method).parameters.values()
    arguments = [p.name if p.default is p.empty else f"{p.name}={p.default}" for p in given]
    first = text.split("\n\n", 1)[0].replace("\n", " ")
    plain = {"name": name, "family": method.__module__.split(".")[-1], "arguments": arguments}
    return {**plain, "answers": first, "text": text}


def cases(
    file: Annotated[Path, typer.Argument(help="CSV: case_id, method, inputs, expected, tolerance.")], json: Json = False
) -> None:
    """Evaluate a table of cases by name of method. Exits with 1 if any case does not pass."""
    with asked():
        from armscontrol.verification import run_cases

        found = run_cases(file)
    outcomes = {"passed": "pass", "failed": "fail", "unknown_method": "unknown method", "errors": "error"}
    counts = {word: sum(c.outcome == outcome for c in found) for word, outcome in outcomes.items()}
    if json:
        plain = [{**asdict(c), "got": _finite(c.got), "expected": _finite(c.expected)} for c in found]
        print_json({"cases": plain, "total": len(found), **counts})
    else:
        out = console()
        for case in found:
            if case.outcome != "pass":
                out.print(_line(case), soft_wrap=True, markup=False)
        told = ", ".join(f"{n:,} {word.replace('_', ' ')}" for word, n in counts.items())
        out.print(f"{plural(len(found), 'case')}: {told}.")
    if counts["passed"] < len(found):
        raise typer.Exit(1)


def _line(case: Outcome) -> str:
    """A case that does not pass, on one line whatever its cells hold."""
    why = case.error or f"got {case.got}, expected {case.expected}"
    text = f"{case.outcome}: {case.case_id or '(no id)'} {case.method}: {why}"
    return "".join(c if c.isprintable() else " " for c in text)


def _finite(value: Any) -> Any:
    """A value that JSON has: infinite and undefined numbers become null."""
    if isinstance(value, list):
        return [_finite(v) for v in value]
    if isinstance(value, dict):
        return {k: _finite(v) for k, v in value.items()}
    return None if isinstance(value, float) and not math.isfinite(value) else value
