"""The executable part of a document as it is computed: expressions parsed, dates resolved, references followed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from armscontrol import calendar
from armscontrol.treaties.expressions.tree import Node
from armscontrol.treaties.provisions import (
    Baseline,
    Deadline,
    Election,
    Elimination,
    Limit,
    Obligation,
    Quota,
    Tier,
)
from armscontrol.treaties.tables import Column


@dataclass(frozen=True, slots=True)
class PhaseRule:
    """A bound and the day from which it holds: one number for all or each side, or an interval to choose from."""

    start: date
    at_most: Mapping[str, float] | None
    interval: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class Chosen:
    """A ceiling that a Party chose within an interval, and the day from which."""

    election: Election
    start: date


@dataclass(frozen=True, slots=True)
class LimitRule:
    """A limit ready to be counted. `counts` is `None` where the treaty does not say how."""

    limit: Limit
    counts: Node | None
    each: Node
    of: Node | None
    of_each: Node | None
    phases: tuple[PhaseRule, ...]
    until: date | None
    chosen: tuple[Chosen, ...] = ()
    frozen_on: date | None = None
    replaced_by: Node | None = None
    kind: str = "limit"

    def phase(self, on: date) -> PhaseRule:
        """The phase that holds on a day; the first to come where none holds yet."""
        return next((p for p in reversed(self.phases) if p.start <= on), self.phases[0])

    def binds(self, on: date) -> bool:
        """Whether any bound holds on a day, the treaty's own life apart."""
        return self.phases[0].start <= on and (self.until is None or on < self.until)


@dataclass(frozen=True, slots=True)
class TierRule:
    """A discount by rank, ready to be counted."""

    tier: Tier
    counts: Node
    beyond: Node


@dataclass(frozen=True, slots=True)
class QuotaRule:
    """A quota ready to be counted: `phases` holds (first day, bound), in order."""

    quota: Quota
    counts: Node
    start: date
    until: date | None
    phases: tuple[tuple[date, int], ...]
    kind: str = "quota"

    @property
    def first(self) -> date:
        """The first day on which there is a bound."""
        return max(self.start, self.phases[0][0]) if self.phases else self.start


@dataclass(frozen=True, slots=True)
class DeadlineRule:
    """A deadline ready to be checked."""

    deadline: Deadline
    counts: Node
    within: calendar.Offset
    trigger: date | None


@dataclass(frozen=True, slots=True)
class Allowed:
    """An extension granted to a Party: the new last day."""

    party: str
    until: date
    granted_on: date | None = None


@dataclass(frozen=True, slots=True)
class ObligationRule:
    """An obligation ready to be assessed. `start` and `until` bound its life; `first` and `every` its schedule.

    `clocks` holds, for a duty on each Party's own clock, the day on which that clock starts.
    """

    obligation: Obligation
    performed_by: Node
    start: date
    until: date | None
    on: date | None
    first: date | None
    every: calendar.Offset | None
    due: calendar.Offset | None
    own_clock: calendar.Offset | None = None
    clocks: Mapping[str, date] | None = None
    restart: Node | None = None
    granted: tuple[Allowed, ...] = ()
    triggered_by: Node | None = None


@dataclass(frozen=True, slots=True)
class EliminationRule:
    """A schedule of elimination ready to be followed: `steps` holds (last day, per cent of the baseline)."""

    elimination: Elimination
    counts: Node
    start: date
    until: date | None
    steps: tuple[tuple[date, float], ...]
    equal: tuple[date, date] | None


@dataclass(frozen=True, slots=True)
class BaselineRule:
    """A declared amount with its day."""

    baseline: Baseline
    as_of: date

    @property
    def told(self) -> str:
        """The amount in words."""
        amount = "an unknown number of" if self.baseline.amount is None else f"{self.baseline.amount:,.6g}"
        return f"{amount} {self.baseline.unit} declared as of {calendar.long_date(self.as_of)}"


@dataclass(frozen=True, slots=True)
class MemberOf:
    """A Party's time in a group, days resolved."""

    group: str
    party: str
    start: date | None
    until: date | None

    def holds(self, on: date) -> bool:
        """Whether the Party is in the group on a day."""
        return (self.start is None or self.start <= on) and (self.until is None or on < self.until)


@dataclass(frozen=True, slots=True)
class Rulebook:
    """Everything of a treaty that can be computed. Bans are among the limits and quotas, with a bound of zero."""

    anchors: Mapping[str, date]
    definitions: Mapping[str, Node]
    columns: Mapping[str, Column]
    tiers: Mapping[str, TierRule]
    once: Mapping[str, Node]
    limits: tuple[LimitRule, ...]
    quotas: tuple[QuotaRule, ...]
    deadlines: tuple[DeadlineRule, ...]
    obligations: tuple[ObligationRule, ...]
    eliminations: tuple[EliminationRule, ...]
    baselines: tuple[BaselineRule, ...]
    members: tuple[MemberOf, ...]
    terms: Mapping[str, tuple[date | None, date | None]]
    year_start: date | None

    def declared(self, category: str | None, party: str, by: date | None = None) -> BaselineRule | None:
        """The last baseline of a category that a Party declared, by a day; one of its own before one for all."""
        found = [
            b
            for b in self.baselines
            if b.baseline.category == category and b.baseline.party in (party, None) and (by is None or b.as_of <= by)
        ]
        return max(found, key=lambda b: (b.baseline.party is not None, b.as_of)) if found else None

    def limit(self, id: str) -> LimitRule:
        """The limit of this id; `KeyError` where there is none."""
        for rule in self.limits:
            if rule.limit.id == id:
                return rule
        raise KeyError(id)

    def is_party(self, code: str, on: date) -> bool:
        """Whether a State is a Party on a day, as far as the document dates it."""
        start, until = self.terms[code]
        return (start is None or start <= on) and (until is None or on < until)

    def was_party(self, code: str, start: date, end: date) -> bool:
        """Whether a State was a Party on any day of a period, as far as the document dates it."""
        first, until = self.terms[code]
        return (first is None or first <= end) and (until is None or start < until)

    def of_group(self, group: str, on: date) -> tuple[str, ...]:
        """Members of a group on a day."""
        return tuple(m.party for m in self.members if m.group == group and m.holds(on) and self.is_party(m.party, on))
