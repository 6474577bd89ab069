"""Sentences that the checks of claims compose, as they stand in Python, with something plausible in their places.

`tools/messages.py --missing` holds them against the patterns of a language: a new one is missed before a reader is.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

CHECKS = Path(__file__).parents[1] / "src" / "armscontrol" / "diplomacy" / "checks"
SENTENCE = re.compile(r"[A-Z][^|\\]*[a-z]{2,} [^|\\]*\.(?:\{\w+\})?|it (?:is|counts|covers|binds) [^|\\]+")
"""What a check says: a whole sentence, or the reason in one. Expressions and lists of words are none."""
ANY = "7: warheads (Russia, 1 March 2020)"
"""A figure of the record, as a check tells it."""
BY_NAME = {
    r"'the limit: '|^(?:now|more|instead|missing|shown|how|own|beside|at)$": "",
    r"amount|value|\bmost\b": "7",
    r"when|told\(|\.since|\.end\b": "1 March 2020",
    r"party|whose|lastgroup": "Russia",
    r"unit|words|own$|\bname": "warheads",
    r"\bwhere\b": "above",
    r"\bwent\b": "rose",
    r"\bhow\b": "one digit differs",
    r"\bbody\b": "the Pentagon",
    r"all_kinds": "it counts all warheads, strategic and tactical",
    r"missing\)": "ICBMs",
}
"""What stands in a place, by what it is called there."""


def sentences() -> Iterator[tuple[str, list[str]]]:
    """Each with where it stands and what it may be told as: one of these is to be known."""
    for path in sorted(CHECKS.glob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        skipped = set(
            chain.from_iterable(
                map(id, ast.walk(node))
                for node in ast.walk(tree)
                if isinstance(node, ast.Call) and ast.unparse(node.func).startswith("re.")
            )
        )
        skipped |= {id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in node.values}
        skipped |= {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}  # docstrings
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant | ast.JoinedStr) and id(node) not in skipped and (parts := _parts(node)):
                plain = "".join(p if isinstance(p, str) else "{x}" for p in parts).strip()
                if SENTENCE.fullmatch(plain):
                    yield f"{path.name}:{node.lineno}", list(dict.fromkeys(_told(parts)))


def _parts(node: ast.AST) -> list[str | ast.expr]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return [node.value]
    if isinstance(node, ast.JoinedStr):
        return [
            p.value if isinstance(p, ast.FormattedValue) else str(p.value)
            for p in node.values
            if isinstance(p, ast.FormattedValue | ast.Constant)
        ]
    return []


def _told(parts: list[str | ast.expr]) -> Iterator[str]:
    """The sentence with what its places are called after, and then with each thing that may stand there."""
    for otherwise in (ANY, "7", "warheads", "New START", "Russia", "1 March 2020"):
        for by_name in (_by_name, lambda _: None):
            filled = (p if isinstance(p, str) else _or(by_name(ast.unparse(p)), otherwise) for p in parts)
            yield " ".join("".join(filled).split())


def _or(told: str | None, otherwise: str) -> str:
    return otherwise if told is None else told


def _by_name(expression: str) -> str | None:
    return next((told for name, told in BY_NAME.items() if re.search(name, expression)), None)
