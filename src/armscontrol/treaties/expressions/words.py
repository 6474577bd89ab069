"""A rule expression in words, for people who do not read SQL."""

from __future__ import annotations

from datetime import date

from armscontrol.calendar import long_date
from armscontrol.terms import words as plain
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
)

_COMPARE = {
    "=": "is",
    "<>": "is not",
    "<": "is less than",
    "<=": "is at most",
    ">": "is more than",
    ">=": "is at least",
}


def say(node: Node) -> str:
    """The rule as a phrase: "kind is icbm or slbm and status is deployed".

    Definitions appear by their names, with spaces.
    """
    match node:
        case Literal(value=bool() as value):
            return "true" if value else "false"
        case Literal(value=date() as value):
            return long_date(value)
        case Literal(value=str() as value):
            return plain(value)
        case Literal(value=value):
            return f"{value:,}"
        case Column(name=name) | Reference(name=name):
            return plain(name)
        case Logic(operator="NOT", operands=(inner,)):
            return f"not ({say(inner)})"
        case Logic(operator=op, operands=operands):
            parts = [f"({say(n)})" if isinstance(n, Logic) and n.operator != op else say(n) for n in operands]
            return f" {op.lower()} ".join(parts)
        case OneOf(operand=operand, values=values):
            return f"{say(operand)} is {_either([say(v) for v in values])}"
        case Compare(operator="=", left=left, right=Literal(value=bool() as value)):
            return say(left) if value else f"not {say(left)}"
        case Compare(operator=op, left=left, right=right):
            return f"{say(left)} {_COMPARE[op]} {say(right)}"
        case Arithmetic(operator=op, left=left, right=right):
            sign = {"+": "plus", "-": "less", "*": "times", "/": "divided by"}[op]
            return f"({say(left)} {sign} {say(right)})"
        case Case(branches=branches, otherwise=otherwise):
            parts = [f"{say(value)} if {say(condition)}" for condition, value in branches]
            return ", ".join([*parts, f"otherwise {say(otherwise)}"])
        case Call(function="ABS", arguments=(inner,)):
            return f"the size of {say(inner)}"
        case Call(function=function, arguments=arguments):
            return f"the {'least' if function == 'LEAST' else 'greatest'} of {', '.join(say(a) for a in arguments)}"
        case _:
            raise AssertionError(f"no words for {node}")


def _either(items: list[str]) -> str:
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} or {items[-1]}"
