"""A finding in one cell of a table: its value and its verdict, for both faces of a report."""

from __future__ import annotations

from armscontrol.compliance import Finding
from armscontrol.compliance.explanation import between
from armscontrol.compliance.findings import number
from armscontrol.terms import VERDICT_SIGNS, VERDICT_WORDS


def sign(f: Finding) -> dict[str, str]:
    """Sign, word, class and star of a verdict."""
    decided = f.verdict == "not_in_force" and f.would_be in ("within", "exceeded", "short")
    would = f"; would be {f.would_be}" if decided else ""
    return {
        "sign": VERDICT_SIGNS[f.verdict],
        "verdict": VERDICT_WORDS[f.verdict].lower() + would,
        "class": f.verdict,
        "star": "*" if f.is_recalled else "",
    }


def value(f: Finding) -> str:
    """The value, its bounds, or that nothing was declared."""
    if f.value is not None:
        return number(f.value)
    return (
        "not declared"
        if f.verdict == "not_declared" or f.would_be == "not_declared"
        else between(f.value_low, f.value_high)
    )
