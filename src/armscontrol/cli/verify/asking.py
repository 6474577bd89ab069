"""Asking and answering: options as numbers, refusals under the option's own name, answers with what they rest on.

Numbers come in as text, so that whatever is wrong with one is told by the same message under the option's own name.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from armscontrol.cli.output import console, escape, print_json, table
from armscontrol.errors import VerificationError
from armscontrol.verification.basis import BASIS

if TYPE_CHECKING:
    from rich.table import Table

    from armscontrol.reports.curves import Bars, Curves

Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]
Chart = Annotated[Path | None, typer.Option("--chart", metavar="FILE", help="Draw it too, as out.svg.")]

SHOWN = 40
"""Rows of a table on a terminal; JSON has all."""


@contextmanager
def asked(**options: str) -> Iterator[None]:
    """What the library says of an argument, said of the option that gave it; one message where a library is missing."""
    try:
        yield
    except ModuleNotFoundError as error:
        missing = (error.name or "").split(".")[0]
        if missing not in ("numpy", "scipy"):
            raise
        raise VerificationError(
            f"the statistics of verification need {missing}, which is not installed",
            advice="Install it: pip install 'armscontrol[verification]'.",
        ) from error
    except VerificationError as error:

        def said(text: str, names: Mapping[str, str]) -> str:  # words alone: no part of an option's own name
            return re.sub(r"(?<![-\w])[A-Za-z_]+\b", lambda word: names.get(word[0], word[0]), text)

        # in running text only names that are no word of English: a, number or day may be just that
        signs = {name: option for name, option in options.items() if not re.fullmatch(r"[a-z]{3,}|a", name)}
        message = said(error.message.removeprefix(f"{error.where} is "), signs)
        where = said(error.where, options)
        told = {"found": error.found, "allowed": said(error.allowed, signs), "advice": error.advice}
        raise VerificationError(message, where=where, **told) from error


def number(option: str, text: str) -> float:
    """The number that a text says; how large it may be is for the library to say."""
    plain = text.strip()
    if re.fullmatch(r"[+-]?\d{1,18}", plain):
        return int(plain)
    try:
        return float(plain)
    except ValueError as error:
        found = repr(text if len(text) <= 40 else f"{text[:40]}…")
        raise refused(option, "no number", found, "as 12, 0.95 or 1e-3") from error


def whole(option: str, text: str, low: int = 0) -> int:
    """The whole number that a text says, from `low` up."""
    from armscontrol.verification.inputs import one_whole

    return one_whole(option, number(option, text), low)


def share(option: str, text: str) -> float:
    """The number from 0 to 1 that a text says."""
    from armscontrol.verification.inputs import one_share

    return one_share(option, number(option, text))


def percent(chance: float) -> str:
    """A chance to four digits; below 1 it is never rounded up to certain."""
    if 0 < chance < 1e-6:
        return "below 0.0001 %"
    text = f"{100 * chance:.4g}"
    return f"{text} %" if text != "100" or chance == 1 else "above 99.99 %"


def answer(
    command: str,
    given: Mapping[str, Any],
    sentence: str,
    figures: Mapping[str, str],
    json: bool,
    chart: Path | None = None,
    curves: Callable[[], Curves | Bars] | None = None,
    assumes: Sequence[str] = (),
) -> None:
    """Print an answer: all of it as JSON, or its sentence, its figures and where they come from; draw it if asked."""
    made = table("figure", "value", right=("value",))
    for row in figures.items():
        made.add_row(*row)
    print_answer(command, given, sentence, made, json, chart, curves, assumes)


def print_answer(
    command: str,
    given: Mapping[str, Any],
    sentence: str,
    made: Table,
    json: bool,
    chart: Path | None = None,
    curves: Callable[[], Curves | Bars] | None = None,
    assumes: Sequence[str] = (),
) -> None:
    """The same with a table of its own. `assumes` stands in place of the assumptions that always hold."""
    basis = {**BASIS[command]} | ({"assumes": " ".join(assumes).removesuffix(".")} if assumes else {})
    if chart and curves:
        draw(chart, curves())
    if json:
        print_json({**given, "sentence": sentence, **basis})
        return
    out = console()
    out.print(escape(sentence))
    out.print(made)
    print_basis(command, basis)
    if chart:
        out.print(f"Chart: {escape(str(chart))}", soft_wrap=True)


def print_basis(command: str, basis: Mapping[str, str] | None = None) -> None:
    """What an answer rests on, below it."""
    for head, text in (basis or BASIS[command]).items():
        console().print(f"{head.capitalize()}: {escape(text)}.", style="dim")


def draw(chart: Path, curves: Curves | Bars) -> None:
    """Write a chart.

    Raises:
        ReportError: the libraries for charts are not installed, another ending than .svg, or no file can be written.
    """
    from armscontrol.reports import write_chart

    write_chart(chart, curves)


def refused(where: str, message: str, found: str = "", allowed: str = "") -> VerificationError:
    """The error for something given that cannot be used."""
    return VerificationError(message, where=where, found=found, allowed=allowed)
