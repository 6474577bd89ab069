"""Columns wide enough for their longest word, wherever the terminal has the room: a word that is broken is no word."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.measure import Measurement

from armscontrol.cli.output import console

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

LONGEST = 24
"""Letters of a word up to which a column makes room for it; addresses are longer, and are broken."""
READABLE = 48
"""Letters of a line from which more width makes it no easier to read."""
NARROWEST = 6


def show(made: Table, out: Console | None = None) -> None:
    """Print a table with its columns fitted to the terminal."""
    out = out or console()
    fit(made, out)
    out.print(made)


def fit(made: Table, out: Console) -> None:
    """Give each column its width, where the table has to be wrapped at all: its longest word first."""
    options = out.options.update(max_width=10_000)
    least: list[int] = []
    most: list[int] = []
    for column in made.columns:
        sizes = [Measurement.get(out, options, cell) for cell in (column.header, *column.cells)]
        wide = max(s.maximum for s in sizes)
        most.append(wide)
        least.append(wide if column.no_wrap else min(max(s.minimum for s in sizes), LONGEST))
    room = out.width - 3 * len(made.columns) + 1  # a line's end at both sides, and padding between
    if sum(most) <= room:
        return
    widths = _spread(least, most, room) if sum(least) <= room else _narrowed(least, room, made)
    for column, width in zip(made.columns, widths, strict=True):
        column.width = width


def _spread(least: list[int], most: list[int], room: int) -> list[int]:
    """The room that is left goes to what is far from enough, columns of long texts before those of single words."""
    widths = list(least)
    left = room - sum(widths)
    for goal in ([min(m, READABLE) for m in most], most):
        wanted = [max(0, g - w) for g, w in zip(goal, widths, strict=True)]
        whole = sum(wanted)
        if not whole:
            continue
        given = [min(w, left * w // whole) for w in wanted]
        widths = [w + g for w, g in zip(widths, given, strict=True)]
        left -= sum(given)
    widest = max(range(len(widths)), key=lambda n: most[n] - widths[n])
    widths[widest] += min(left, max(0, most[widest] - widths[widest]))
    return widths


def _narrowed(least: list[int], room: int, made: Table) -> list[int]:
    """Where not even the longest words fit side by side, the widest columns give way first."""
    widths = list(least)
    while sum(widths) > room:
        at = max((n for n, c in enumerate(made.columns) if not c.no_wrap), key=lambda n: widths[n], default=None)
        if at is None or widths[at] <= NARROWEST:
            break
        widths[at] -= 1
    return widths
