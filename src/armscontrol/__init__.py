"""A workbench for strategic arms control: treaties as executable rules, with the arithmetic and the sources shown.

>>> import armscontrol as ac
>>> ac.assess("new-start", on="2022-09-01").find("II(1)(b)", "RUS", "2022-09-01")
<Finding II(1)(b) RUS 2022-09-01: 1,549 of 1,550, within>
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from armscontrol.compliance import (
        Assessment,
        Conduct,
        Explanation,
        Finding,
        Status,
        assess,
        count,
        status,
    )
    from armscontrol.data import catalogue
    from armscontrol.errors import (
        ArmsControlError,
        DeclarationError,
        ExpressionError,
        ReportError,
        SourceError,
        TreatyError,
    )
    from armscontrol.holdings import (
        Events,
        Holdings,
        declared_totals,
        read_events,
        read_holdings,
        shipped_events,
        shipped_holdings,
    )
    from armscontrol.treaties import Treaty, list_treaties, load_treaty

__version__ = "0.1.0"

_HOMES = {
    "armscontrol.compliance": (
        "Assessment",
        "Conduct",
        "Explanation",
        "Finding",
        "Status",
        "assess",
        "count",
        "status",
    ),
    "armscontrol.data": ("catalogue",),
    "armscontrol.errors": (
        "ArmsControlError",
        "DeclarationError",
        "ExpressionError",
        "ReportError",
        "SourceError",
        "TreatyError",
    ),
    "armscontrol.holdings": (
        "Events",
        "Holdings",
        "declared_totals",
        "read_events",
        "read_holdings",
        "shipped_events",
        "shipped_holdings",
    ),
    "armscontrol.treaties": ("Treaty", "list_treaties", "load_treaty"),
}
_WHERE = {name: home for home, names in _HOMES.items() for name in names}

__all__ = [
    "ArmsControlError",
    "Assessment",
    "Conduct",
    "DeclarationError",
    "Events",
    "Explanation",
    "ExpressionError",
    "Finding",
    "Holdings",
    "ReportError",
    "SourceError",
    "Status",
    "Treaty",
    "TreatyError",
    "assess",
    "catalogue",
    "count",
    "declared_totals",
    "list_treaties",
    "load_treaty",
    "read_events",
    "read_holdings",
    "shipped_events",
    "shipped_holdings",
    "status",
]


def __getattr__(name: str) -> Any:
    """Public names are imported when they are first used, so that `import armscontrol` costs nothing."""
    if name not in _WHERE:
        raise AttributeError(f"module 'armscontrol' has no attribute {name!r}")
    return getattr(import_module(_WHERE[name]), name)


def __dir__() -> list[str]:
    return [*__all__, "__version__"]
