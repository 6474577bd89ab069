"""One rule as its document writes it, and the same in words, with everything that it builds on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from armscontrol.terms import words
from armscontrol.treaties.expressions.tree import Node, columns, references
from armscontrol.treaties.expressions.words import say
from armscontrol.treaties.model import Treaty
from armscontrol.treaties.provisions import Provision, StatedRule

_TOLD_APART = {"id", "article", "statement", "evidence", "source", "note", "rows"}


@dataclass(frozen=True, slots=True)
class Built:
    """A definition that a rule builds on, as written and in words."""

    name: str
    article: str | None
    statement: str | None
    expression: str
    words: str
    evidence: str | None
    source: str | None
    note: str | None


@dataclass(frozen=True, slots=True)
class Spelled:
    """A rule's executable form: `written` line by line as in the document, `words`, and what it builds on."""

    written: tuple[str, ...]
    words: tuple[str, ...]
    builds_on: tuple[Built, ...]
    attributes: tuple[tuple[str, str], ...]


def spelled(treaty: Treaty, id: str, *, definition: bool = False) -> Spelled:
    """The executable form of a provision, or of a definition; empty for a rule that is only stated.

    Args:
        treaty: the document.
        id: of a provision, or the name of a definition: one word may be both.
        definition: which of the two is meant.

    Raises:
        KeyError: the document has nothing of this id.
    """
    if definition:
        node = treaty.rules.definitions[id]
        lines: tuple[str, ...] = (f"{id} = {_written(treaty.definitions[id].expression)}",)
        return Spelled(lines, (f"{words(id)}: {say(node)}.",), _built(treaty, (node,)), _attributes(treaty, (node,)))
    provision = next((p for p in treaty.provisions() if p.id == id), None)
    if provision is None:
        raise KeyError(id)
    if isinstance(provision, StatedRule):
        return Spelled((), (), (), ())
    said, nodes = _said(treaty, provision)
    return Spelled(tuple(_lines(provision)), said, _built(treaty, nodes), _attributes(treaty, nodes))


def _lines(provision: Provision) -> Iterator[str]:
    fields = provision.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    for name, value in fields.items():
        if name not in _TOLD_APART:
            yield f"{name} = {_written(value)}"


def _written(value: Any) -> str:
    match value:
        case bool():
            return "true" if value else "false"
        case float() if value.is_integer():
            return str(int(value))
        case str():
            return f'"{value}"'
        case list():
            return f"[{', '.join(_written(v) for v in value)}]"
        case {"": only}:
            return _written(only)
        case dict():
            return "{ " + ", ".join(f"{k} = {_written(v)}" for k, v in value.items()) + " }"
        case _:
            return str(value)


def _said(treaty: Treaty, p: Provision) -> tuple[tuple[str, ...], tuple[Node, ...]]:
    """The rule in words, and the expressions that it is made of."""
    rules = treaty.rules
    for limit in rules.limits:
        if limit.limit.id == p.id:
            if limit.counts is None:
                return (f"Cannot be counted: {limit.limit.undefined}",), ()
            told = [f"What counts: {say(limit.counts)}; each adds {say(limit.each)}."]
            if limit.of and limit.of_each:
                told.append(f"As a share of: {say(limit.of)}; each adds {say(limit.of_each)}.")
            return tuple(told), tuple(n for n in (limit.counts, limit.each, limit.of, limit.of_each) if n)
    for quota in rules.quotas:
        if quota.quota.id == p.id:
            return (f"What counts: events where {say(quota.counts)}.",), (quota.counts,)
    for deadline in rules.deadlines:
        d = deadline.deadline
        if d.id == p.id:
            since = d.trigger or "the event that it is about"
            how = f"no later than {d.within} after {since}" if d.direction == "after" else f"{d.within} before {since}"
            return (f"What is timed: events where {say(deadline.counts)}; {how}.",), (deadline.counts,)
    for duty in rules.obligations:
        if duty.obligation.id == p.id:
            told = [f"Performed by events where {say(duty.performed_by)}."]
            if duty.triggered_by:
                told.append(f"Called for by each event where {say(duty.triggered_by)}.")
            if duty.restart:
                told.append(f"The Party's own clock starts again with events where {say(duty.restart)}.")
            return tuple(told), tuple(n for n in (duty.performed_by, duty.triggered_by, duty.restart) if n)
    for gone in rules.eliminations:
        if gone.elimination.id == p.id:
            return (f"Eliminated by events where {say(gone.counts)}.",), (gone.counts,)
    return (), ()


def _built(treaty: Treaty, nodes: tuple[Node, ...]) -> tuple[Built, ...]:
    """Definitions named by some expressions, and by those in turn, each once."""
    found: dict[str, Built] = {}
    waiting = [n for node in nodes for n in references(node)]
    while waiting:
        name = waiting.pop(0)
        if name in found:
            continue
        d, node = treaty.definitions[name], treaty.rules.definitions[name]
        found[name] = Built(name, d.article, d.statement, d.expression, say(node), d.evidence, d.source, d.note)
        waiting += references(node)
    return tuple(found.values())


def _attributes(treaty: Treaty, nodes: tuple[Node, ...]) -> tuple[tuple[str, str], ...]:
    """Columns of the treaty's own that some expressions read, with their meaning."""
    every, waiting = list(nodes), [n for node in nodes for n in references(node)]
    seen: set[str] = set()
    while waiting:
        name = waiting.pop()
        if name not in seen:
            seen.add(name)
            every.append(treaty.rules.definitions[name])
            waiting += references(every[-1])
    names = dict.fromkeys(n for node in every for n in columns(node))
    known = {n: a.meaning for n, a in treaty.attributes.items()} | {n: t.meaning for n, t in treaty.tiers.items()}
    return tuple((n, known[n]) for n in names if n in known)
