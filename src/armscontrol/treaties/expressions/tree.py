"""The typed tree of a rule expression. Every node knows its place in the text, its type and its depth."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from armscontrol.treaties.tables import Type


@dataclass(frozen=True, slots=True)
class Node:
    """Base of all nodes. `position` is an offset into the text, from 0; `size` counts the nodes below, itself too."""

    position: int
    type: Type
    depth: int
    size: int

    def children(self) -> tuple[Node, ...]:
        """Nodes directly below."""
        return ()


@dataclass(frozen=True, slots=True)
class Literal(Node):
    """A number, a text, a day, TRUE or FALSE."""

    value: int | float | str | date | bool


@dataclass(frozen=True, slots=True)
class Column(Node):
    """A column of the table, or an attribute of the item's type."""

    name: str


@dataclass(frozen=True, slots=True)
class Reference(Node):
    """A definition of the document, used by its name."""

    name: str
    target: Node

    def children(self) -> tuple[Node, ...]:
        """The definition's own expression."""
        return (self.target,)


@dataclass(frozen=True, slots=True)
class Logic(Node):
    """AND or OR over two or more operands, or NOT over one."""

    operator: str
    operands: tuple[Node, ...]

    def children(self) -> tuple[Node, ...]:
        """The operands."""
        return self.operands


@dataclass(frozen=True, slots=True)
class Compare(Node):
    """`=`, `<>`, `<`, `<=`, `>`, `>=` between two values of one type."""

    operator: str
    left: Node
    right: Node

    def children(self) -> tuple[Node, ...]:
        """Both sides."""
        return (self.left, self.right)


@dataclass(frozen=True, slots=True)
class OneOf(Node):
    """`x IN (a, b)`: x is one of the listed literals."""

    operand: Node
    values: tuple[Literal, ...]

    def children(self) -> tuple[Node, ...]:
        """What is tested."""
        return (self.operand,)


@dataclass(frozen=True, slots=True)
class Arithmetic(Node):
    """`+`, `-`, `*`, `/` over two numbers."""

    operator: str
    left: Node
    right: Node

    def children(self) -> tuple[Node, ...]:
        """Both sides."""
        return (self.left, self.right)


@dataclass(frozen=True, slots=True)
class Case(Node):
    """`CASE WHEN condition THEN value ... ELSE value END`; the first condition that holds decides."""

    branches: tuple[tuple[Node, Node], ...]
    otherwise: Node

    def children(self) -> tuple[Node, ...]:
        """Conditions, values and the ELSE value."""
        return (*(n for pair in self.branches for n in pair), self.otherwise)


@dataclass(frozen=True, slots=True)
class Call(Node):
    """`LEAST(a, b)`, `GREATEST(a, b)`, `ABS(a)`."""

    function: str
    arguments: tuple[Node, ...]

    def children(self) -> tuple[Node, ...]:
        """The arguments."""
        return self.arguments


def walk(node: Node) -> Iterator[Node]:
    """Every node of a tree, definitions followed, each definition once."""
    seen: set[int] = set()
    stack = [node]
    while stack:
        at = stack.pop()
        if id(at) in seen:
            continue
        seen.add(id(at))
        yield at
        stack.extend(at.children())


def columns(node: Node) -> frozenset[str]:
    """Names of all columns that an expression reads, through its definitions."""
    return frozenset(n.name for n in walk(node) if isinstance(n, Column))


def wanted(node: Node, column: str) -> frozenset[str]:
    """Texts that a rule asks a column to be, outside any NOT: the kinds of item that it is about."""
    found: set[str] = set()
    stack = [node]
    while stack:
        match stack.pop():
            case Logic(operator="NOT"):
                pass
            case Compare(operator="=", left=Column(name=name), right=Literal(value=str() as value)) if name == column:
                found.add(value)
            case OneOf(operand=Column(name=name), values=values) if name == column:
                found |= {str(v.value) for v in values}
            case other:
                stack.extend(other.children())
    return frozenset(found)


def flat(node: Node) -> Iterator[Node]:
    """Every node of an expression as written, definitions not followed."""
    stack = [node]
    while stack:
        at = stack.pop()
        yield at
        if not isinstance(at, Reference):
            stack.extend(at.children())


def references(node: Node) -> tuple[str, ...]:
    """Names of the definitions that an expression uses directly, in order of appearance."""
    found: dict[str, int] = {}
    for at in flat(node):
        if isinstance(at, Reference):
            found.setdefault(at.name, at.position)
    return tuple(sorted(found, key=found.__getitem__))
