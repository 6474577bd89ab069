"""Assessments, statuses and explanations as a notebook shows them: plain HTML, every value escaped."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from typing import Any

MAX_ROWS = 200
"""Rows of a table in a notebook; the rest is counted."""


def table(caption: str, head: Sequence[str], rows: Sequence[Sequence[Any]]) -> str:
    """A table with a caption; numbers stand to the right."""
    out = [f"<table><caption>{escape(caption)}</caption><thead><tr>"]
    out += [f"<th>{escape(h)}</th>" for h in head]
    out.append("</tr></thead><tbody>")
    for row in rows[:MAX_ROWS]:
        out.append(f"<tr>{''.join(_cell(v) for v in row)}</tr>")
    if len(rows) > MAX_ROWS:
        out.append(f'<tr><td colspan="{len(head)}">and {len(rows) - MAX_ROWS:,} more rows</td></tr>')
    out.append("</tbody></table>")
    return "".join(out)


def steps(title: str, parts: Iterable[tuple[str, Iterable[str]]]) -> str:
    """A title and numbered parts, each with its lines."""
    body = "".join(
        f"<li><b>{escape(heading)}</b><br>{'<br>'.join(escape(line) for line in lines)}</li>"
        for heading, lines in parts
    )
    return f"<p><b>{escape(title)}</b></p><ol>{body}</ol>"


def _cell(value: Any) -> str:
    if value is None:
        return "<td></td>"
    if isinstance(value, int | float):
        return f'<td style="text-align:right">{value:,g}</td>' if abs(value) < 1e6 else f"<td>{value:,.0f}</td>"
    return f"<td>{escape(str(value))}</td>"
