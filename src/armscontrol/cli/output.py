"""How the command line prints: tables on a terminal, JSON and CSV for programs, errors on stderr."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from rich.console import Console
from rich.table import Table

WIDTH = 110
"""Columns where the output is no terminal: files and pipes do not wrap at 80."""

LEGEND = "✓ within   ✗ exceeded   ? not determinable   – not declared   … not yet binding   · not in force"


def console(*, stderr: bool = False) -> Console:
    """A console that follows NO_COLOR and the terminal's width."""
    stream = sys.stderr if stderr else sys.stdout
    return Console(stderr=stderr, width=None if stream.isatty() else WIDTH, highlight=False, soft_wrap=False)


def table(*columns: str, title: str | None = None, right: Iterable[str] = ()) -> Table:
    """A plain table: no frame but a line below the header, so that it can be copied."""
    from rich import box

    made = Table(
        title=title,
        title_justify="left",
        title_style="bold",
        box=box.SIMPLE_HEAD,
        pad_edge=False,
        padding=(0, 1),
    )
    numbers = set(right)
    for column in columns:
        made.add_column(column, justify="right" if column in numbers else "left", overflow="fold")
    return made


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

    return rich_escape(text)
