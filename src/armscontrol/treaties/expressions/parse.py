"""Read a rule expression: SQL's spelling, scalar expressions only.

    kind IN ('icbm', 'slbm') AND status = 'deployed'
    CASE WHEN deployed_bomber THEN 1 ELSE warheads END

At most 4 kB and 32 levels. There is no NULL, no IS NULL and no COALESCE: an empty cell means unknown, and a rule may
not turn unknown into a number. There are no subqueries, windows or casts, and three functions.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from difflib import get_close_matches
from typing import NoReturn

from armscontrol.errors import ExpressionError
from armscontrol.treaties import tables
from armscontrol.treaties.expressions.scan import ALLOWED, FUNCTIONS, KEYWORDS, Token, scan
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
from armscontrol.treaties.tables import Type

MAX_BYTES = 4096
MAX_DEPTH = 32
MAX_SIZE = 4096
"""Nodes of an expression with its definitions written out: doubling definitions must not grow without end."""

_REFUSED = {
    "SELECT": "a subquery is not part of the language",
    "EXISTS": "a subquery is not part of the language",
    "OVER": "a window is not part of the language",
    "CAST": "a cast is not part of the language",
    "LIKE": "matching a pattern is not part of the language",
    "NULL": "a rule cannot test for unknown or set it: an empty cell already means unknown",
    "IS": "a rule cannot test for unknown: an empty cell already means unknown, and the count shows both bounds",
    "COALESCE": "a rule cannot turn unknown into a value: the count shows both bounds instead",
    "IFNULL": "a rule cannot turn unknown into a value: the count shows both bounds instead",
}

Definitions = Callable[[str], Node | None]
"""Gives the tree of a definition by name, or `None` where the document has none of that name."""


def no_definitions(name: str) -> None:
    """A document without definitions."""
    return None


def parse(
    text: str,
    columns: Mapping[str, tables.Column],
    definitions: Definitions = no_definitions,
    *,
    expect: Type | None = None,
    where: str | Callable[[], str] = "",
) -> Node:
    """The typed tree of an expression.

    Args:
        text: the expression.
        columns: columns that may be named, with their types and vocabularies.
        definitions: gives the tree behind a name that is no column.
        expect: the type that the whole must have; any when `None`.
        where: place of the expression in its file, for messages; a function is asked only when something is wrong.

    Raises:
        ExpressionError: the text is too long, too deep, or says something outside the language.
    """
    size = len(text.encode("utf-8", "surrogatepass"))
    if size > MAX_BYTES:
        raise ExpressionError(
            f"an expression is at most {MAX_BYTES:,} bytes and this one is {size:,}",
            position=MAX_BYTES,
            word=text[:40] + "…",
            where=where if isinstance(where, str) else where(),
            advice="Name its parts under [definitions].",
        )
    parser = _Parser(text, columns, definitions, where)
    node = parser.whole()
    if expect and node.type != expect:
        parser.fail(f"the expression gives a {_SAY[node.type]}, a {_SAY[expect]} is needed here", node.position, text)
    return node


_SAY = {"truth": "truth value", "number": "number", "text": "text", "date": "day"}


class _Parser:
    def __init__(
        self, text: str, columns: Mapping[str, tables.Column], definitions: Definitions, where: str | Callable[[], str]
    ) -> None:
        self.text, self.columns, self.definitions, self.where = text, columns, definitions, where
        self.tokens = scan(text, self.fail)
        self.at = 0
        self.level = 0

    # Words and places

    def fail(
        self, message: str, position: int, word: str = "", *, allowed: str = ALLOWED, advice: str = ""
    ) -> NoReturn:
        """Refuse the expression, naming the place and the word."""
        where = self.where if isinstance(self.where, str) else self.where()
        place = f"{where}, character {position + 1}" if where else f"character {position + 1}"
        short = word if len(word) <= 60 else word[:60] + "…"
        raise ExpressionError(message, position=position, word=short, where=place, allowed=allowed, advice=advice)

    @property
    def now(self) -> Token:
        return self.tokens[self.at]

    def take(self, *words: str) -> Token | None:
        """The next token if it is one of these words or signs."""
        token = self.now
        if token.kind in ("name", "sign") and token.word in words:
            self.at += 1
            return token
        return None

    def need(self, word: str, after: str) -> Token:
        token = self.take(word)
        if not token:
            self.fail(
                f"{word} is missing after {after}",
                self.now.position,
                self.now.text or "the end",
                allowed=word,
            )
        return token

    def make(self, cls: type[Node], position: int, type: Type, *fields: object) -> Node:
        parts: list[Node] = []
        for field in fields:
            if isinstance(field, Node):
                parts.append(field)
            elif isinstance(field, tuple):
                for item in field:
                    parts.extend(item if isinstance(item, tuple) else (item,))
        depth = 1 + max((p.depth for p in parts), default=0)
        size = 1 + sum(p.size for p in parts)
        if depth > MAX_DEPTH:
            self.too_deep(position)
        if size > MAX_SIZE:
            self.fail(
                f"the expression grows to more than {MAX_SIZE:,} parts when its definitions are written out",
                position,
                self.text[position : position + 20],
                allowed=f"at most {MAX_SIZE:,} parts",
            )
        return cls(position, type, depth, size, *fields)

    def too_deep(self, position: int) -> NoReturn:
        self.fail(
            f"the expression is nested more than {MAX_DEPTH} levels deep",
            position,
            self.text[position : position + 20],
            allowed=f"at most {MAX_DEPTH} levels",
            advice="Name its parts under [definitions].",
        )

    def expect_type(self, node: Node, type: Type, what: str) -> Node:
        if node.type != type:
            word = self.text[node.position : node.position + 30].strip()
            self.fail(
                f"{what} needs a {_SAY[type]}, not a {_SAY[node.type]}",
                node.position,
                word,
                allowed=_SAY[type],
            )
        return node

    # Grammar, loosest first

    def whole(self) -> Node:
        if self.now.kind == "end":
            self.fail("the expression is empty", 0, "nothing")
        node = self.alternatives()
        if self.now.kind != "end":
            self.refuse_word(self.now)
            self.fail("the expression does not end here", self.now.position, self.now.text)
        return node

    def refuse_word(self, token: Token) -> None:
        if token.kind == "name" and token.word in _REFUSED:
            self.fail(_REFUSED[token.word], token.position, token.text)

    def alternatives(self) -> Node:
        self.level += 1
        if self.level > MAX_DEPTH:
            self.too_deep(self.now.position)
        node = self._chain("OR", lambda: self._chain("AND", self.negation))
        self.level -= 1
        return node

    def _chain(self, word: str, part: Callable[[], Node]) -> Node:
        start = self.now.position
        parts = [part()]
        while self.take(word):
            parts.append(part())
        if len(parts) == 1:
            return parts[0]
        for node in parts:
            self.expect_type(node, "truth", word)
        return self.make(Logic, start, "truth", word, tuple(parts))

    def negation(self) -> Node:
        token = self.take("NOT")
        if not token:
            return self.predicate()
        self.level += 1
        if self.level > MAX_DEPTH:
            self.too_deep(token.position)
        inner = self.expect_type(self.negation(), "truth", "NOT")
        self.level -= 1
        return self.make(Logic, token.position, "truth", "NOT", (inner,))

    def predicate(self) -> Node:
        left = self.sum()
        position = self.now.position
        if sign := self.take("=", "<>", "!=", "<", "<=", ">", ">="):
            operator = "<>" if sign.text == "!=" else sign.text
            right = self.sum()
            return self.comparison(operator, left, right, position)
        negated = self.take("NOT")
        if self.take("IN"):
            node = self.membership(left)
        elif self.take("BETWEEN"):
            low = self.sum()
            self.need("AND", "BETWEEN")
            high = self.sum()
            node = self.make(
                Logic,
                left.position,
                "truth",
                "AND",
                (self.comparison(">=", left, low, position), self.comparison("<=", left, high, position)),
            )
        elif negated:
            self.fail("NOT stands before a truth value, IN or BETWEEN", negated.position, negated.text)
        else:
            self.refuse_word(self.now)
            return left
        return self.make(Logic, left.position, "truth", "NOT", (node,)) if negated else node

    def comparison(self, operator: str, left: Node, right: Node, position: int) -> Node:
        if left.type != right.type:
            self.fail(
                f"a {_SAY[left.type]} cannot be compared with a {_SAY[right.type]}",
                position,
                self.text[left.position :][:40].strip(),
                allowed=f"two values of one kind, here {_SAY[left.type]}s",
            )
        if left.type in ("truth", "text") and operator not in ("=", "<>"):
            self.fail(f"{operator} needs numbers or days", position, operator, allowed="= and <>")
        if isinstance(left, Column) and isinstance(right, Column) and left.type == "text":
            words = [self.columns[c.name].allowed for c in (left, right)]
            if words[0] != words[1]:
                self.fail(
                    f"{left.name} and {right.name} hold different words and are never compared",
                    position,
                    right.name,
                    allowed="a column and a word in quotation marks",
                )
        for column, literal in ((left, right), (right, left)):
            self.check_vocabulary(column, literal)
        return self.make(Compare, left.position, "truth", operator, left, right)

    def membership(self, operand: Node) -> Node:
        self.need("(", "IN")
        values: list[Literal] = []
        while True:
            token = self.now
            value = self.unary()
            if not isinstance(value, Literal):
                self.refuse_word(token)
                self.fail("IN lists plain values", token.position, token.text, allowed="numbers, 'texts', days")
            if value.type != operand.type:
                self.fail(
                    f"a {_SAY[value.type]} among {_SAY[operand.type]}s",
                    token.position,
                    token.text,
                    allowed=f"{_SAY[operand.type]}s",
                )
            self.check_vocabulary(operand, value)
            values.append(value)
            if not self.take(","):
                break
        self.need(")", "the list")
        return self.make(OneOf, operand.position, "truth", operand, tuple(values))

    def check_vocabulary(self, node: Node, literal: Node) -> None:
        """A misspelt status would silently count nothing: refuse it."""
        if not (isinstance(node, Column) and isinstance(literal, Literal) and literal.type == "text"):
            return
        allowed = self.columns[node.name].allowed
        if allowed and literal.value not in allowed:
            self.fail(
                f"column {node.name} never holds this word",
                literal.position,
                f"'{literal.value}'",
                allowed=", ".join(allowed),
            )

    def sum(self) -> Node:
        return self._arithmetic(("+", "-"), self.product)

    def product(self) -> Node:
        return self._arithmetic(("*", "/"), self.unary)

    def _arithmetic(self, signs: tuple[str, ...], part: Callable[[], Node]) -> Node:
        node = part()
        while sign := self.take(*signs):
            right = part()
            for side in (node, right):
                self.expect_type(side, "number", sign.text)
            node = self.make(Arithmetic, node.position, "number", sign.text, node, right)
        return node

    def unary(self) -> Node:
        minus = self.take("-")
        if not minus:
            return self.primary()
        token = self.now
        if token.kind == "number":
            literal = self.primary()
            assert isinstance(literal, Literal)  # noqa: S101  the token is a number
            assert isinstance(literal.value, int | float)  # noqa: S101
            return Literal(minus.position, "number", 1, 1, -literal.value)
        zero = Literal(minus.position, "number", 1, 1, 0)
        return self.make(
            Arithmetic, minus.position, "number", "-", zero, self.expect_type(self.primary(), "number", "-")
        )

    def primary(self) -> Node:
        token = self.now
        if token.kind == "number":
            self.at += 1
            value = float(token.text) if "." in token.text else int(token.text)
            return Literal(token.position, "number", 1, 1, value)
        if token.kind == "text":
            self.at += 1
            return Literal(token.position, "text", 1, 1, token.text[1:-1].replace("''", "'"))
        if self.take("("):
            self.refuse_word(self.now)
            inner = self.alternatives()
            self.need(")", "the parenthesis")
            return inner
        if token.kind == "name":
            return self.named(token)
        self.fail("a value is missing", token.position, token.text or "the end")

    def named(self, token: Token) -> Node:
        self.at += 1
        word = token.word
        followed = self.now.kind == "sign" and self.now.text == "("
        if word in ("TRUE", "FALSE"):
            return Literal(token.position, "truth", 1, 1, word == "TRUE")
        if word == "DATE" and self.now.kind == "text":
            return self.day(token)
        if word == "CASE":
            return self.case(token)
        if word in FUNCTIONS and followed:
            return self.call(token)
        self.refuse_word(token)
        if followed:
            self.fail("no such function", token.position, token.text, allowed=", ".join(FUNCTIONS))
        column = self.columns.get(token.text)
        if column and column.in_rules:
            return Column(token.position, column.type, 1, 1, token.text)
        if target := self.definitions(token.text):
            if target.type in ("text", "date"):
                return target  # a name for a word, a day or a column: what it stands for is what is checked and counted
            return self.make(Reference, token.position, target.type, token.text, target)
        if column:
            self.fail("rules may not read this column", token.position, token.text, allowed=self.known())
        if word in KEYWORDS:
            self.fail("a word in the wrong place", token.position, token.text)
        near = get_close_matches(token.text, [c for c, v in self.columns.items() if v.in_rules], 1)
        advice = f"Did you mean {near[0]}?" if near else ""
        self.fail(
            "no column or definition has this name",
            token.position,
            token.text,
            allowed=self.known(),
            advice=advice,
        )

    def known(self) -> str:
        return "columns " + ", ".join(c for c, v in self.columns.items() if v.in_rules) + ", and the definitions"

    def day(self, token: Token) -> Node:
        text = self.now
        self.at += 1
        try:
            value = date.fromisoformat(text.text[1:-1])
        except ValueError:
            self.fail("no such day", text.position, text.text, allowed="DATE '2018-02-05'")
        return Literal(token.position, "date", 1, 1, value)

    def case(self, token: Token) -> Node:
        branches: list[tuple[Node, Node]] = []
        while self.take("WHEN"):
            condition = self.expect_type(self.alternatives(), "truth", "WHEN")
            self.need("THEN", "WHEN")
            branches.append((condition, self.alternatives()))
        if not branches:
            self.fail(
                "CASE needs WHEN",
                self.now.position,
                self.now.text or "the end",
                allowed="CASE WHEN ... THEN ...",
            )
        if not self.take("ELSE"):
            self.fail(
                "CASE needs ELSE: without it the value would be unknown",
                self.now.position,
                self.now.text or "the end",
                allowed="ELSE value END",
            )
        otherwise = self.alternatives()
        self.need("END", "ELSE")
        for _, value in branches:
            self.expect_type(value, otherwise.type, "each branch of this CASE")
        if otherwise.type in ("text", "date"):
            self.fail(
                "CASE gives numbers or truth values",
                token.position,
                token.text,
                allowed="numbers, truth values",
            )
        return self.make(Case, token.position, otherwise.type, tuple(branches), otherwise)

    def call(self, token: Token) -> Node:
        self.need("(", token.word)
        self.level += 1
        if self.level > MAX_DEPTH:
            self.too_deep(token.position)
        arguments = [self.expect_type(self.sum(), "number", token.word)]
        while self.take(","):
            arguments.append(self.expect_type(self.sum(), "number", token.word))
        self.level -= 1
        self.need(")", "the arguments")
        least, most = FUNCTIONS[token.word]
        if not least <= len(arguments) <= most:
            self.fail(
                f"{token.word} takes {least} to {most} arguments" if least != most else f"{token.word} takes {least}",
                token.position,
                f"{len(arguments)} arguments",
                allowed=f"{least} to {most}",
            )
        return self.make(Call, token.position, "number", token.word, tuple(arguments))
