"""From a rule to Polars: what certainly counts, and what may count.

A truth value is one Polars expression in Kleene's three-valued logic, where null means unknown; Polars' own `&`, `|`
and `~` follow it. A number is a pair of bounds. Where a table has no unknowns in the columns that a rule reads, both
bounds are the same expression and nothing is computed twice.

Three-valued logic is sound, not complete: "kind = 'icbm' OR kind <> 'icbm'" with the kind unknown comes out unknown.
Bounds may therefore be wider than they need be; they are never too narrow.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import reduce
from typing import Any

import polars as pl

from armscontrol.terms import ALTERNATIVES
from armscontrol.treaties.expressions.spans import INFINITY, Span, Truth, arithmetic, contribution, either, joined
from armscontrol.treaties.expressions.tree import (
    Arithmetic,
    Call,
    Case,
    Column,
    Compare,
    Literal,
    Logic,
    Node,
    OneOf,
    Reference,
    columns,
)
from armscontrol.treaties.tables import GROUP_TOTALS

_COMPARE: Mapping[str, Callable[[Any, Any], Any]] = {
    "=": operator.eq,
    "<>": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


@dataclass
class Compiler:
    """Turns trees into Polars expressions for one table.

    Args:
        complete: columns that hold no null and no value that leaves alternatives open. Only for these the bounds
            collapse; naming a column here that has nulls would be a wrong answer, so callers take it from the data.
        allowed: closed vocabularies of text columns, for the values that leave alternatives open.
        empty: columns that hold nothing at all.
        tiers: columns that hold what a row counts as a whole under a tier; see `high_name`.
        group_totals: per-item columns whose sum over a row may be given instead (`warheads`: `warheads_total`).
        assumed: conditions supposed to hold or not, by identity of their trees; see `assuming`.
    """

    complete: frozenset[str]
    allowed: Mapping[str, tuple[str, ...]]
    empty: frozenset[str] = frozenset()
    tiers: frozenset[str] = frozenset()
    group_totals: Mapping[str, str] = field(default_factory=lambda: dict(GROUP_TOTALS))
    assumed: Mapping[int, bool] = field(default_factory=dict)
    _truths: dict[int, Truth] = field(default_factory=dict)
    _kept: list[Node] = field(default_factory=list)

    def assuming(self, node: Node, value: bool) -> Compiler:
        """A compiler for the rows for which a condition is supposed to hold, or not to hold."""
        return replace(self, assumed={**self.assumed, id(meant(node)): value}, _truths={}, _kept=[node])

    # Truth values

    def truth(self, node: Node) -> Truth:
        """Whether a rule applies to a row."""
        if id(node) not in self._truths:
            self._truths[id(node)] = self._truth(node)
            self._kept.append(node)  # an id is only unique while its object lives
        return self._truths[id(node)]

    def _truth(self, node: Node) -> Truth:
        if id(node) in self.assumed:
            return Truth.always(self.assumed[id(node)])
        match node:
            case Literal(value=value):
                return Truth.always(bool(value))
            case Column(name=name):
                return Truth(pl.col(name), name in self.complete)
            case Reference(target=target):
                return self.truth(target)
            case Logic(operator="NOT", operands=(inner,)):
                t = self.truth(inner)
                return Truth(~t.expr, t.exact) if t.constant is None else Truth.always(not t.constant)
            case Logic(operator=op, operands=operands):
                return joined(op, [self.truth(n) for n in operands])
            case OneOf(operand=operand, values=values):
                return self._one_of(operand, tuple(v.value for v in values))
            case Compare():
                return self._compare(node)
            case Case(branches=branches, otherwise=otherwise):
                result = self.truth(otherwise)
                for condition, then in reversed(branches):
                    c, v = self.truth(condition), self.truth(then)
                    # the last term keeps the answer where both branches agree and the condition is unknown
                    expr = (c.expr & v.expr) | (~c.expr & result.expr) | (v.expr & result.expr)
                    result = Truth(expr, c.exact and v.exact and result.exact)
                return result
            case _:
                raise AssertionError(f"not a truth value: {node}")

    def _one_of(self, operand: Node, values: tuple[Any, ...]) -> Truth:
        if operand.type == "number":
            parts = [self._interval("=", self.span(operand), Span.point(pl.lit(float(v)))) for v in values]
            return Truth(reduce(operator.or_, [p.expr for p in parts]), all(p.exact for p in parts))
        if not isinstance(operand, Column):
            return (
                Truth(pl.lit(operand.value in values), True)
                if isinstance(operand, Literal)
                else self._of_truth(operand, values)
            )
        name = operand.name
        column = pl.col(name)
        open_values = {v: ALTERNATIVES[v] for v in self.allowed.get(name, ()) if v in ALTERNATIVES}
        true = [*values, *(v for v, alternatives in open_values.items() if alternatives <= set(values))]
        member = column == true[0] if len(true) == 1 else column.is_in(true)
        if name in self.complete:
            return Truth(member, True)
        unknown = [v for v, a in open_values.items() if a & set(values) and v not in true]
        if unknown:
            member = pl.when(column.is_in(unknown)).then(None).otherwise(member)
        return Truth(member, False)

    def _of_truth(self, operand: Node, values: tuple[Any, ...]) -> Truth:
        inner = self.truth(operand)
        return Truth(inner.expr.is_in(list(values)), inner.exact)

    def _compare(self, node: Compare) -> Truth:
        left, right = node.left, node.right
        if isinstance(left, Literal) and isinstance(right, Column):
            mirrored = {"<": ">", "<=": ">=", ">": "<", ">=": "<="}
            left, right = right, left
            op = mirrored.get(node.operator, node.operator)
        else:
            op = node.operator
        if left.type == "text" and isinstance(right, Literal):
            found = self._one_of(left, (right.value,))
            return found if op == "=" else Truth(~found.expr, found.exact)
        if left.type == "number":
            if isinstance(left, Column) and isinstance(right, Literal):
                return Truth(_COMPARE[op](pl.col(left.name), right.value), left.name in self.complete)
            return self._interval(op, self.span(left), self.span(right))
        exact = True
        sides = []
        for side in (left, right):
            match side:
                case Literal(value=value):
                    sides.append(pl.lit(value))
                case Column(name=name):
                    sides.append(self._plain(name))
                    exact = exact and name in self.complete
                case _:
                    t = self.truth(side)
                    sides.append(t.expr)
                    exact = exact and t.exact
        return Truth(_COMPARE[op](*sides), exact)

    def _plain(self, name: str) -> pl.Expr:
        """A column with the values that leave alternatives open read as unknown."""
        column = pl.col(name)
        open_values = [v for v in self.allowed.get(name, ()) if v in ALTERNATIVES]
        if open_values and name not in self.complete:
            return pl.when(column.is_in(open_values)).then(None).otherwise(column)
        return column

    def _interval(self, op: str, a: Span, b: Span) -> Truth:
        if a.exact and b.exact:
            return Truth(_COMPARE[op](a.low, b.low), True)
        match op:
            case "<":
                yes, no = a.high < b.low, a.low >= b.high
            case "<=":
                yes, no = a.high <= b.low, a.low > b.high
            case ">":
                yes, no = a.low > b.high, a.high <= b.low
            case ">=":
                yes, no = a.low >= b.high, a.high < b.low
            case _:
                yes = (a.low == a.high) & (b.low == b.high) & (a.low == b.low)
                no = (a.high < b.low) | (a.low > b.high)
                if op == "<>":
                    yes, no = no, yes
        return Truth(pl.when(yes).then(True).when(no).then(False).otherwise(None), False)

    # Numbers, for one item

    def span(self, node: Node) -> Span:
        """A number for one item of the row."""
        match node:
            case Literal(value=value):
                return Span.point(pl.lit(value), nonnegative=float(value) >= 0)  # type: ignore[arg-type]
            case Column(name=name):
                return self._column(name)
            case Reference(target=target):
                return self.span(target)
            case Arithmetic(operator=op, left=left, right=right):
                return arithmetic(op, self.span(left), self.span(right))
            case Case(branches=branches, otherwise=otherwise):
                return self._case(branches, otherwise, self.span)
            case Call(function="ABS", arguments=(inner,)):
                s = self.span(inner)
                if s.nonnegative:
                    return s
                low = (
                    pl.when((s.low <= 0) & (s.high >= 0))
                    .then(0)
                    .otherwise(pl.min_horizontal(s.low.abs(), s.high.abs()))
                )
                return Span(low, pl.max_horizontal(s.low.abs(), s.high.abs()), s.exact)
            case Call(function=function, arguments=arguments):
                spans = [self.span(a) for a in arguments]
                pick = pl.min_horizontal if function == "LEAST" else pl.max_horizontal
                exact = all(s.exact for s in spans)
                low = pick([s.low for s in spans])
                return Span(
                    low,
                    low if exact else pick([s.high for s in spans]),
                    exact,
                    all(s.nonnegative for s in spans),
                )
            case _:
                raise AssertionError(f"not a number: {node}")

    def _column(self, name: str) -> Span:
        # 64-bit floats: whole numbers are exact up to 2**53, and a product or a sum of large ones cannot wrap around
        column = pl.col(name).cast(pl.Float64)
        if name in self.complete:
            return Span.point(column)
        if name in self.tiers:
            return Span(pl.lit(0.0), pl.lit(INFINITY), False)  # known for a row as a whole, not for one item of it
        if self._has_group(name):
            # where only the sum over the row is given, one item carries anything from nothing to all of it
            column, whole = column, pl.col(self.group_totals[name]).cast(pl.Float64)
            return Span(column.fill_null(0), pl.coalesce(column, whole).fill_null(INFINITY), False)
        return Span(column.fill_null(0), column.fill_null(INFINITY), False)

    def _has_group(self, name: str) -> bool:
        return name in self.group_totals and name not in self.complete and self.group_totals[name] not in self.empty

    def mixed(self, node: Node) -> bool:
        """Whether a condition may hold for some items of a row and not for others, of which only the sum is known."""
        return any(self._has_group(n) for n in columns(node))

    def each_item(self, node: Node) -> Span:
        """`number` times the number for one item, for rules that look at the items one by one."""
        return arithmetic("*", self._column("number"), self.span(node))

    def _case(self, branches: tuple[tuple[Node, Node], ...], otherwise: Node, value: Callable[[Node], Span]) -> Span:
        result = value(otherwise)
        for condition, node in reversed(branches):
            result = either(self.truth(condition), value(node), result)
        return result

    # Numbers, for the whole row

    def total(self, node: Node) -> Span:
        """A number summed over the items of the row: `number` times the number for one item.

        A row whose items differ gives a group total (`warheads_total`) instead of a number for each item. Sums,
        differences and constant multiples of a per-item column carry over to the total; any other use of it (a
        product of two columns, LEAST, a condition on it) is taken item by item, and the bounds say so.
        """
        match node:
            case Reference(target=target):
                return self.total(target)
            case Column(name=name) if name in self.group_totals:
                return self._group_total(name)
            case Column(name=name) if name in self.tiers:
                low = pl.col(name)
                return Span.point(low) if name in self.complete else Span(low, pl.col(high_name(name)), False)
            case Arithmetic(operator="+" | "-" as op, left=left, right=right):
                return arithmetic(op, self.total(left), self.total(right))
            case Arithmetic(operator="*", left=left, right=Literal() as factor):
                return arithmetic("*", self.total(left), self.span(factor))
            case Arithmetic(operator="*", left=Literal() as factor, right=right):
                return arithmetic("*", self.span(factor), self.total(right))
            case Arithmetic(operator="/", left=left, right=Literal() as divisor):
                return arithmetic("/", self.total(left), self.span(divisor))
            case Case(branches=branches, otherwise=otherwise):
                if any(self.mixed(condition) for condition, _ in branches):
                    return self.each_item(node)
                return self._case(branches, otherwise, self.total)
            case Literal(value=1):
                return self._column("number")
            case _:
                return self.each_item(node)

    def span_of_number(self) -> Span:
        """How many items the row stands for."""
        return self._column("number")

    def _group_total(self, name: str) -> Span:
        number = self._column("number")
        each = pl.col(name).cast(pl.Float64)
        if name in self.complete:
            return arithmetic("*", number, Span.point(each))
        low, high = number.low * each, number.high * each
        if (group := self.group_totals[name]) not in self.empty:
            whole = pl.col(group).cast(pl.Float64)
            low, high = pl.coalesce(low, whole), pl.coalesce(high, whole)
        low = low.fill_null(0)
        # no items, no warheads: an empty group has no load to be unknown
        high = pl.when(number.high == 0).then(0.0).otherwise(high.fill_null(INFINITY))
        if number.exact:
            return Span(low, high, False)
        return Span(low, high.fill_nan(0.0), False)


def high_name(tier: str) -> str:
    """Column with the upper bound of what a row counts under a tier."""
    return f"{tier}__high"


def meant(node: Node) -> Node:
    """What a definition stands for; the node itself where it is none."""
    while isinstance(node, Reference):
        node = node.target
    return node


def added(compiler: Compiler, member: Node, each: Node) -> Span:
    """What a row adds to a sum, as two bounds: nothing if it does not count, its value if it does.

    Where the value hangs on a condition that is unknown, the rule is looked at twice, with the condition holding and
    not holding, so that what the condition says of the membership is not lost: three bombers of unknown status add at
    most three warheads, because they count only if they are deployed, and then for one each.
    """
    each = meant(each)
    if isinstance(each, Case):
        (condition, value), *rest = each.branches
        holds = compiler.truth(condition)
        if not holds.exact and not compiler.mixed(condition):
            following = replace(each, branches=tuple(rest)) if rest else each.otherwise
            yes = added(compiler.assuming(condition, True), member, value)
            no = added(compiler.assuming(condition, False), member, following)
            return either(holds, yes, no)
    amount = compiler.each_item(each) if compiler.mixed(member) else compiler.total(each)
    return contribution(compiler.truth(member), amount)


def reads(*nodes: Node) -> frozenset[str]:
    """Columns that must be looked at for unknowns before these rules are compiled."""
    return frozenset().union(*(columns(n) for n in nodes)) | {"number"}


Need = tuple[tuple[Node, bool], ...]
"""Conditions of a CASE on the way to a column, each with the answer that leads there."""


def needs(node: Node) -> Iterator[tuple[str, Need]]:
    """Columns that a number reads, each with the conditions under which it is read: only there a hole matters."""
    stack: list[tuple[Node, Need]] = [(node, ())]
    while stack:
        at, need = stack.pop()
        match at:
            case Column(name=name):
                yield name, need
            case Case(branches=branches, otherwise=otherwise):
                for condition, value in branches:
                    stack.append((condition, need))
                    stack.append((value, (*need, (condition, True))))
                    need = (*need, (condition, False))
                stack.append((otherwise, need))
            case _:
                stack.extend((n, need) for n in at.children())
