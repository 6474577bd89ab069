"""Limits and quotas of several treaties side by side, by category, with the days from which each bound holds."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from armscontrol.treaties.lifecycle import end_of_force, standing
from armscontrol.treaties.model import Treaty
from armscontrol.treaties.reading import numbers
from armscontrol.treaties.rules import LimitRule, QuotaRule


@dataclass(frozen=True, slots=True)
class Bound:
    """One bound of one treaty.

    `steps` are (first day, bound in words), in order; `until` the first day without it, where the rule has one of its
    own; `holds` the step of the day asked about; `title` what is limited, in a few words.
    """

    treaty: str
    provision_id: str
    article: str
    category: str
    statement: str
    evidence: str
    steps: tuple[tuple[date, str], ...]
    until: date | None
    remark: str = ""
    holds: str | None = None
    title: str = ""


def compare(treaties: Sequence[Treaty], on: date | None = None) -> dict[str, list[Bound]]:
    """Bounds by category: first the categories that most of the treaties have, then the others, in their own order.

    Args:
        treaties: loaded documents.
        on: tell for each bound what holds on this day, by the treaty's own terms; `None` on days without it.
    """
    found: dict[str, list[Bound]] = {}
    for treaty in treaties:
        for bound in _bounds(treaty, on):
            found.setdefault(bound.category, []).append(bound)
    shared = {c: len({b.treaty for b in bounds}) for c, bounds in found.items()}
    return dict(sorted(found.items(), key=lambda item: -shared[item[0]]))


def _bounds(treaty: Treaty, on: date | None) -> Iterable[Bound]:
    in_force = on is not None and standing(treaty, on).in_force
    for rule in treaty.rules.limits:
        steps = tuple((p.start, _step(rule, n)) for n, p in enumerate(rule.phases))
        p = rule.limit
        together = {"group": "each group", "all": "all Parties"}.get(p.scope, "")
        remark = "no rule of counting" if p.undefined else together
        if p.zone:
            remark = f"{remark}, zone {p.zone.zone} ({p.zone.map})".lstrip(", ")
        yield Bound(
            treaty.id, p.id, p.article, p.category or p.unit, p.statement, p.evidence, steps, rule.until, remark,
            _held(steps, rule.until, on) if on and in_force else None, p.title or "",
        )  # fmt: skip
    for quota in treaty.rules.quotas:
        q = quota.quota
        steps = _quota_steps(quota)
        yield Bound(
            treaty.id, q.id, q.article, q.unit, q.statement, q.evidence, steps, quota.until, "",
            _held(steps, quota.until, on) if on and in_force else None, q.title or "",
        )  # fmt: skip


def _step(rule: LimitRule, index: int) -> str:
    limit, phase = rule.limit, rule.phases[index]
    if rule.frozen_on:
        return f"level of {rule.frozen_on}"
    if limit.replacement:
        return f"{numbers(limit.replacement.base)}; one for one up to {numbers(limit.replacement.ceiling)}"
    if phase.interval:
        return f"chosen in {phase.interval[0]:,g}–{phase.interval[1]:,g}"
    return numbers(phase.at_most or {})


def _quota_steps(rule: QuotaRule) -> tuple[tuple[date, str], ...]:
    per = {"term": "in all", "moment": "at once"}.get(rule.quota.per, f"a {rule.quota.per}")
    place = f", each {' and '.join(rule.quota.by)}" if rule.quota.by else ""
    if rule.quota.share:
        share = rule.quota.share
        return ((rule.start, f"{share.percent:g} % of {share.of.replace('-', ' ')} {per}{place}"),)
    return tuple((start, f"{bound:,} {per}{place}") for start, bound in rule.phases)


def _held(steps: Sequence[tuple[date, str]], until: date | None, on: date) -> str | None:
    if until and on >= until:
        return None
    held = [text for start, text in steps if start <= on]
    return held[-1] if held else None


def life(treaty: Treaty) -> str:
    """The treaty's life in a few words: "in force 1994 to 2009", "signed 1979, never in force"."""
    years = {e.kind: e.date.year for e in treaty.events}
    start, end = years.get("entered_into_force"), end_of_force(treaty)
    if start is None:
        return f"signed {years['signed']}, never in force" if "signed" in years else "a draft"
    return f"in force {start} to {end.year}" if end else f"in force from {start}"
