"""How the command line prints: tables on a terminal, JSON and CSV for programs, errors on stderr."""

from __future__ import annotations

import csv
import json
import os
import re
import sys
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

WIDTH = 110
"""Columns where the output is no terminal: files and pipes do not wrap at 80."""

_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""Signs that move or hide what follows on a terminal."""
LEGEND = "✓ within   ✗ exceeded   ? not determinable   – not declared   … not yet binding   · not in force"


def console(*, stderr: bool = False) -> Console:
    """A console that follows NO_COLOR and the terminal's width."""
    stream = sys.stderr if stderr else sys.stdout
    known = stream.isatty() or "COLUMNS" in os.environ
    return Console(stderr=stderr, width=None if known else WIDTH, highlight=False, soft_wrap=False)


def table(*columns: str, title: str | None = None, right: Iterable[str] = (), whole: Iterable[str] = ()) -> Table:
    """A plain table: no frame but a line below the header, so that it can be copied.

    Args:
        columns: heads of the columns.
        title: stands above.
        right: columns of numbers, set to the right and never broken.
        whole: columns that are never broken, as dates.
    """
    from rich import box

    made = Table(
        title=Text(title) if title else None,
        title_justify="left",
        title_style="bold",
        box=box.SIMPLE_HEAD,
        pad_edge=False,
        padding=(0, 1),
    )
    numbers, unbroken = set(right), set(whole)
    for column in columns:
        made.add_column(
            Text(column),
            justify="right" if column in numbers else "left",
            # a number that does not fit ends in "…": half a number must not pass for a whole one
            overflow="ellipsis" if column in numbers or column in unbroken else "fold",
            no_wrap=column in numbers or column in unbroken,
        )
    return made


def fits(made: Table, width: int) -> bool:
    """Whether a table can be printed at this width with no number, date or word broken."""
    from rich.measure import Measurement

    wide = Console(width=10_000)
    needed = 0
    for column in made.columns:
        sizes = [Measurement.get(wide, wide.options, cell) for cell in (column.header, *column.cells)]
        needed += max(s.maximum if column.no_wrap else s.minimum for s in sizes)
    left, right = 0, 1  # padding of a column, as `table` sets it
    return needed + len(made.columns) * (left + right) + len(made.columns) + 1 <= width


def print_records(out: Console, rows: Iterable[Mapping[str, str]]) -> None:
    """Rows one below the other, a line a field, empty ones left out: for tables wider than the terminal."""
    for number, row in enumerate(rows, start=1):
        out.print(f"[bold]{number}[/bold]")
        width = max((len(name) for name, text in row.items() if text), default=0)
        for name, text in row.items():
            if text:
                out.print(f"  {name.ljust(width)}  {escape(text)}", soft_wrap=True)


def print_json(value: Any) -> None:
    """JSON on standard output, in UTF-8, with a line end."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False, indent=2) + "\n")


def print_csv(rows: Sequence[Mapping[str, Any]]) -> None:
    """Rows of equal keys as CSV on standard output."""
    if not rows:
        return
    out = csv.writer(sys.stdout, lineterminator="\n")
    out.writerow(rows[0])
    for row in rows:
        out.writerow(["" if v is None else _joined(v) for v in row.values()])


def _joined(value: Any) -> Any:
    if isinstance(value, list | tuple):
        return "; ".join(v["label"] if isinstance(v, Mapping) else str(v) for v in value)
    return value


def escape(text: str) -> str:
    """Text that came from outside, safe against Rich's markup."""
    from rich.markup import escape as rich_escape

    return rich_escape(_CONTROLS.sub(lambda sign: f"[U+{ord(sign[0]):04X}]", text))
