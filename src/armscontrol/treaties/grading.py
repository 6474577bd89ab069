"""What a rule rests on: the weakest grade among the limit itself, the definitions that it uses and its map."""

from __future__ import annotations

from armscontrol.terms import weakest
from armscontrol.treaties.expressions.tree import Node, Reference, walk
from armscontrol.treaties.model import Treaty
from armscontrol.treaties.rules import LimitRule


def rule_grade(treaty: Treaty, rule: LimitRule) -> str:
    """The weakest grade of evidence of a limit with what it is counted by; definitions without one add nothing."""
    grades: list[str] = [rule.limit.evidence]
    for node in (rule.counts, rule.each, rule.of, rule.of_each):
        grades += _of_definitions(treaty, node)
    zone = rule.limit.zone
    grades += [m.evidence for m in treaty.maps if zone and m.id == zone.map]
    return weakest(grades) or rule.limit.evidence


def _of_definitions(treaty: Treaty, node: Node | None) -> list[str]:
    if node is None:
        return []
    used = (treaty.definitions[n.name].evidence for n in walk(node) if isinstance(n, Reference))
    return [g for g in used if g]
