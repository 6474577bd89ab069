"""Truth values and numbers between bounds, and how they combine: the arithmetic of what is not known."""

from __future__ import annotations

import operator
from dataclasses import dataclass
from functools import reduce

import polars as pl

INFINITY = float("inf")
"""Upper bound of an unknown count: nothing in the row says how large it is."""


@dataclass(frozen=True, slots=True)
class Truth:
    """A truth value: null in `expr` means unknown. `exact` says that null cannot occur.

    `constant` is the value where it is the same for every row.
    """

    expr: pl.Expr
    exact: bool
    constant: bool | None = None

    @classmethod
    def always(cls, value: bool) -> Truth:
        """True, or false, for every row."""
        return cls(pl.lit(value), True, value)

    @property
    def certain(self) -> pl.Expr:
        """True only where the rule certainly applies."""
        return self.expr if self.exact else self.expr.fill_null(False)

    @property
    def possible(self) -> pl.Expr:
        """True where the rule may apply."""
        return self.expr if self.exact else self.expr.fill_null(True)


@dataclass(frozen=True, slots=True)
class Span:
    """A number between two bounds, both included. `exact` says that they are always equal."""

    low: pl.Expr
    high: pl.Expr
    exact: bool
    nonnegative: bool = True

    @classmethod
    def point(cls, expr: pl.Expr, nonnegative: bool = True) -> Span:
        """A number that is known."""
        return cls(expr, expr, True, nonnegative)


def arithmetic(op: str, a: Span, b: Span) -> Span:
    """The sum, difference, product or quotient of two numbers, as bounds."""
    if a.exact and b.exact:
        match op:
            case "+":
                return Span.point(a.low + b.low, a.nonnegative and b.nonnegative)
            case "-":
                return Span.point(a.low - b.low, False)
            case "*":
                return Span.point(a.low * b.low, a.nonnegative and b.nonnegative)
            case _:
                # a division by zero has no value: unknown, between both infinities
                quotient = pl.when(b.low != 0).then(a.low / b.low)
                return Span(quotient.otherwise(-INFINITY), quotient.otherwise(INFINITY), False, False)
    match op:
        case "+":
            return Span(a.low + b.low, a.high + b.high, False, a.nonnegative and b.nonnegative)
        case "-":
            return Span(a.low - b.high, a.high - b.low, False, False)
        case "*":
            if a.nonnegative and b.nonnegative:
                return Span(_times(a.low, b.low), _times(a.high, b.high), False)
            corners = [_times(x, y) for x in (a.low, a.high) for y in (b.low, b.high)]
            return Span(pl.min_horizontal(corners), pl.max_horizontal(corners), False, False)
        case _:
            safe = (b.low > 0) | (b.high < 0)
            corners = [x / y for x in (a.low, a.high) for y in (b.low, b.high)]
            return Span(
                pl.when(safe).then(pl.min_horizontal(corners)).otherwise(-INFINITY),
                pl.when(safe).then(pl.max_horizontal(corners)).otherwise(INFINITY),
                False,
                False,
            )


def _times(x: pl.Expr, y: pl.Expr) -> pl.Expr:
    """A product in which nothing times unknown is nothing."""
    return pl.when((x == 0) | (y == 0)).then(0.0).otherwise(x * y)


def joined(op: str, parts: list[Truth]) -> Truth:
    """AND or OR, with constants folded away."""
    decisive = op == "OR"
    if any(p.constant is decisive for p in parts):
        return Truth.always(decisive)
    parts = [p for p in parts if p.constant is None]
    if not parts:
        return Truth.always(not decisive)
    join = operator.or_ if op == "OR" else operator.and_
    return Truth(reduce(join, [p.expr for p in parts]), all(p.exact for p in parts))


def either(condition: Truth, yes: Span, no: Span) -> Span:
    """One of two numbers, by a condition; where it is unknown, each bound takes the one that goes further."""
    nonnegative = yes.nonnegative and no.nonnegative
    if condition.constant is not None:
        return yes if condition.constant else no
    if condition.exact:
        low = pl.when(condition.expr).then(yes.low).otherwise(no.low)
        if yes.exact and no.exact:
            return Span.point(low, nonnegative)
        return Span(low, pl.when(condition.expr).then(yes.high).otherwise(no.high), False, nonnegative)
    low = pl.when(condition.expr.fill_null(yes.low < no.low)).then(yes.low).otherwise(no.low)
    high = pl.when(condition.expr.fill_null(yes.high > no.high)).then(yes.high).otherwise(no.high)
    return Span(low, high, False, nonnegative)


def contribution(member: Truth, value: Span) -> Span:
    """What a row adds to a sum: its value if it counts, nothing if it does not, both as bounds where it may."""
    if member.constant is not None:
        return value if member.constant else Span.point(pl.lit(0))
    if member.exact and value.exact:
        return Span.point(pl.when(member.expr).then(value.low).otherwise(0), value.nonnegative)
    low = value.low if value.nonnegative else pl.min_horizontal(value.low, pl.lit(0))
    high = value.high if value.nonnegative else pl.max_horizontal(value.high, pl.lit(0))
    if member.exact:
        return Span(
            pl.when(member.expr).then(value.low).otherwise(0),
            pl.when(member.expr).then(value.high).otherwise(0),
            False,
            value.nonnegative,
        )
    if value.nonnegative:
        return Span(
            pl.when(member.expr).then(value.low).otherwise(0),
            pl.when(~member.expr).then(0).otherwise(high),
            False,
            True,
        )
    return Span(
        pl.when(member.expr).then(value.low).when(~member.expr).then(0).otherwise(low),
        pl.when(member.expr).then(value.high).when(~member.expr).then(0).otherwise(high),
        False,
        False,
    )
