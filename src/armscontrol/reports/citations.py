"""Numbered sources of a report."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from armscontrol.sources import is_address, publisher_shown


class Sources:
    """Sources in order of first use; a citation is a number. Grades stand beside the figures, row by row."""

    def __init__(self) -> None:
        self.numbers: dict[str, int] = {}

    def cite(self, source: str | None) -> int | None:
        """Number of a source; `None` where there is none."""
        return self.numbers.setdefault(source, len(self.numbers) + 1) if source else None

    def many(self, sources: Iterable[str]) -> list[int]:
        """Numbers of several sources."""
        return [n for s in sources if (n := self.cite(s))]

    def listed(self) -> list[dict[str, Any]]:
        """All sources cited, by number: host or title, and the address where there is one."""
        return [
            {"number": n, "url": s if is_address(s) else None, "title": publisher_shown(s) if is_address(s) else s}
            for s, n in self.numbers.items()
        ]
