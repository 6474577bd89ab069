"""Tables whose rows become cards on a narrow screen: each cell is told the name of its column."""

from __future__ import annotations

import re

from markupsafe import Markup

_NAME = re.compile(r"<th\b[^>]*>(.*?)</th>", re.DOTALL)
_ROW = re.compile(r"<tr\b.*?</tr>", re.DOTALL)
_CELL = re.compile(r"<t([dh])\b(?=[^>]*>)")
_TAG = re.compile(r"<[^>]+>")


def cards(table: str) -> Markup:
    """The table's rows with `data-label`, the name of the column, on each cell; heads of groups stay as they are.

    Args:
        table: `thead` with one row, and bodies, as a template wrote them: escaped already.
    """
    head, end, body = str(table).partition("</thead>")
    names = [_name(n) for n in _NAME.findall(head)]
    if not end or "colspan" in head:
        return Markup(table)  # noqa: S704  as it came
    return Markup(head + end + _ROW.sub(lambda row: _labelled(row[0], names), body))  # noqa: S704  escaped by templates


def _name(head: str) -> str:
    """A column's name without what stands under it."""
    return _TAG.sub("", head.partition("<br>")[0]).strip().replace('"', "&#34;")


def _labelled(row: str, names: list[str]) -> str:
    if "colspan" in row:
        return row
    left = iter(names)

    def told(cell: re.Match[str]) -> str:
        name = next(left, "")
        return cell[0] if cell[1] == "h" else f'<td data-label="{name}"'  # the head of a row speaks for itself

    return _CELL.sub(told, row)
