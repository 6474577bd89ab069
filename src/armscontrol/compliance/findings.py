"""What an assessment says: findings on limits, quotas and deadlines, conduct on obligations. Small frozen records."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import polars as pl


@dataclass(frozen=True, slots=True)
class RowUse:
    """One row of holdings in a count: what it is and what it adds, at least and at most."""

    label: str
    number: int | None
    low: float
    high: float | None
    evidence: str | None
    source: str | None
    note: str | None
    residual: bool = False
    basis: str = "declared"

    @property
    def certain(self) -> bool:
        """Whether the row counts for a known amount."""
        return self.high is not None and self.low == self.high


@dataclass(frozen=True, slots=True)
class Finding:
    """A rule held against a figure, for one Party and date.

    `value` is given where both bounds agree. `margin` is limit less value: negative means above. `computed` is the
    count of items where it is determinable, `declared` the Party's own total, `difference` computed less declared.
    `limit_low` is given where the limit itself is only known to lie between two values. `sense` is at_most or, for
    schedules of elimination, at_least; margin is then value less limit. `would_be` is what the verdict would be if the
    rule bound. `basis` says what kinds of figure went in, `figure`
    whether they are items, a declared total, or both.
    """

    treaty: str
    kind: str
    provision_id: str
    article: str
    party: str
    date: dt.date
    verdict: str
    limit: float | None
    unit: str
    limit_low: float | None = None
    sense: str = "at_most"
    value: float | None = None
    value_low: float | None = None
    value_high: float | None = None
    margin: float | None = None
    would_be: str | None = None
    variant: str | None = None
    basis: str = "declared"
    figure: str | None = None
    as_of: dt.date | None = None
    age_days: int | None = None
    declared: float | None = None
    computed: float | None = None
    computed_low: float | None = None
    computed_high: float | None = None
    difference: float | None = None
    remainder: float | None = None
    binds_from: dt.date | None = None
    period_start: dt.date | None = None
    period_end: dt.date | None = None
    place: str | None = None
    scenario: str | None = None
    draw: int | None = None
    statement: str = ""
    rule_evidence: str = ""
    evidence: str | None = None
    notes: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    rows: tuple[RowUse, ...] = ()
    rows_total: int = 0

    @property
    def is_recalled(self) -> bool:
        """Whether the figure rests on memory alone."""
        return self.evidence == "recalled"

    @property
    def rests_on_recalled_rule(self) -> bool:
        """Whether the rule itself is only recalled: then the verdict is no statement of what the treaty says."""
        return self.rule_evidence == "recalled"

    @property
    def value_text(self) -> str:
        """The value as a table shows it: "1,549", the bounds "36–316", or "–" where there is none."""
        if self.value_low is None and self.value_high is None:
            return "–"
        if self.value is not None:
            return number(self.value)
        return f"{number(self.value_low)}–{'∞' if self.value_high is None else number(self.value_high)}"

    def to_dict(self) -> dict[str, Any]:
        """Plain values, dates as ISO text; the names are those of the command line's JSON."""
        return {f.name: _plain(getattr(self, f.name)) for f in fields(self)}

    def __repr__(self) -> str:
        value = f"{self.value:,g}" if self.value is not None else "?"
        limit = f"{self.limit:,g}" if self.limit is not None else "?"
        return f"<Finding {self.article} {self.party} {self.date}: {value} of {limit}, {self.verdict}>"


@dataclass(frozen=True, slots=True)
class Conduct:
    """How one Party performed one obligation in one period.

    `agreed`: the Parties had agreed not to perform; `None` where the record does not say. `since`: first day of the
    refusal or pause that decides. `count`: how often it was performed; `None` where the record does not say.
    """

    treaty: str
    provision_id: str
    article: str
    party: str
    period_start: dt.date
    period_end: dt.date
    state: str
    agreed: bool | None = False
    due: dt.date | None = None
    count: int | None = None
    at_least: int = 1
    since: dt.date | None = None
    reason: str | None = None
    determined_by: str | None = None
    determined_on: dt.date | None = None
    determination: str | None = None
    statement: str = ""
    rule_evidence: str = ""
    evidence: str | None = None
    notes: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()

    @property
    def is_breach(self) -> bool:
        """Not performed, and known to be without the Parties' agreement."""
        return self.state == "not_performed" and self.agreed is False

    def to_dict(self) -> dict[str, Any]:
        """Plain values, dates as ISO text."""
        return {f.name: _plain(getattr(self, f.name)) for f in fields(self)}


def _plain(value: Any) -> Any:
    match value:
        case dt.date():
            return value.isoformat()
        case RowUse():
            return {f.name: _plain(getattr(value, f.name)) for f in fields(value)}
        case tuple():
            return [_plain(v) for v in value]
        case float() if value.is_integer():
            return int(value)
        case _:
            return value


_FLAT = ("notes", "sources", "rows")
"""Fields that hold several values: joined to one cell in a frame."""


def frame(records: Sequence[Finding] | Sequence[Conduct], cls: type) -> pl.DataFrame:
    """Records as a Polars frame, one row each, with the fields as columns."""
    import polars as pl

    types: Mapping[str, Any] = {
        "dt.date": pl.Date,
        "float": pl.Float64,
        "int": pl.Int64,
        "bool": pl.Boolean,
        "str": pl.String,
    }
    schema = {}
    for f in fields(cls):
        base = str(f.type).split(" | ")[0]
        schema[f.name] = pl.String if f.name in _FLAT else types[base]
    rows = [{f.name: _cell(f.name, getattr(r, f.name)) for f in fields(cls)} for r in records]
    return pl.DataFrame(rows, schema=schema)


def _cell(name: str, value: Any) -> Any:
    if name == "rows":
        return "; ".join(r.label for r in value)
    return "; ".join(value) if name in _FLAT else value


def number(value: float | None) -> str:
    """A figure as it reads in a sentence; unknown is a word, not a number."""
    return "unknown" if value is None else f"{value:,.6g}" if value % 1 else f"{value:,.0f}"


def judge(low: float | None, high: float | None, least: float, most: float | None) -> str:
    """Within, exceeded or not determinable: the verdict if the rule binds. A high or most of `None` has no upper end.

    Args:
        low, high: the value between its bounds.
        least, most: the limit between its own: one number twice where it is fixed.
    """
    if high is not None and high <= least:
        return "within"
    if low is not None and most is not None and low > most:
        return "exceeded"
    return "not_determinable"


def distinct(items: Iterable[str | None]) -> tuple[str, ...]:
    """Items once each, in order, without empty ones."""
    return tuple(dict.fromkeys(i for i in items if i))
