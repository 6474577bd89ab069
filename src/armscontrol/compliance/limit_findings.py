"""Findings on limits: the figure of a Party or a group on a day, held against the bound of that day."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from armscontrol.calendar import long_date
from armscontrol.compliance.ceilings import Ceiling, ceiling
from armscontrol.compliance.combining import UNKNOWN, Figure, add_claims, combine, merged
from armscontrol.compliance.figures import Counted, Figures, latest
from armscontrol.compliance.findings import Finding, distinct, judge
from armscontrol.holdings import Events
from armscontrol.sources import is_address, publisher
from armscontrol.terms import party_name, weakest, words
from armscontrol.treaties import Treaty, standing
from armscontrol.treaties.grading import rule_grade
from armscontrol.treaties.rules import LimitRule

Totals = Mapping[tuple[str, date], Mapping[str, Mapping[str, Any]]]
"""Declared totals by Party and day, then by category."""


@dataclass(frozen=True, slots=True)
class Side:
    """Whom a limit binds on a day: one Party, or several together under the name of their group."""

    name: str
    members: tuple[str, ...]
    group: str | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """Names under which a bound or a total may stand: a group of one also goes by its member's code."""
        alone = self.members if len(self.members) == 1 else ()
        return tuple(dict.fromkeys((self.name, *((self.group,) if self.group else ()), *alone)))


@dataclass(frozen=True, slots=True)
class World:
    """Which of several possible holdings: a basis, and where there are any, a scenario and a draw."""

    basis: str
    scenario: str | None = None
    draw: int | None = None


@dataclass(frozen=True)
class LimitFindings:
    """Everything that findings on limits are made from.

    `plain` counts the items under the treaty's own rules where a variant is assessed, `claims` the rows that the
    variant adds, under both. `own` says that the holdings are a user's. With `last`, findings are wanted on every day
    that has figures: what was declared for that day, and once, on the last one, what never was.
    """

    treaty: Treaty
    figures: Figures
    totals: Totals
    events: Events
    plain: Figures | None = None
    claims: tuple[Figures, Figures] | None = None
    own: bool = False
    last: date | None = None

    def of(self, rule: LimitRule, side: Side, basis: str, day: date) -> Iterator[Finding]:
        """Findings on one limit for one side: one for each scenario and draw of a basis."""
        worlds: list[World] = []
        if basis == "declared" and not self.own:
            worlds.append(World(basis))
        for member in side.members:
            for scenario, draw, days in self.figures.series(member, basis):
                if latest(days, day) is not None:
                    worlds.append(World(basis, scenario, draw))
        for world in dict.fromkeys(worlds):
            finding = self._finding(rule, side, world, day)
            # at every exchange: what was declared for that day; where nothing ever was, that is said once
            if finding and (not self.last or finding.as_of == day or (not finding.as_of and day == self.last)):
                yield finding

    # Figures

    def _as_of(self, rule: LimitRule, name: str, world: World, day: date) -> date | None:
        """The last day, not after the one asked for, of which there are items or a total of this category."""
        series = self.figures.series(name, world.basis)
        items = [d for s, w, days in series if (s, w) == (world.scenario, world.draw) for d in days]
        if world != World("declared") or self.own:
            return latest(items, day)
        return latest([*items, *self._total_days(rule, name)], day)

    def _total_days(self, rule: LimitRule, name: str) -> list[date]:
        return [d for (p, d), categories in self.totals.items() if p == name and rule.limit.total in categories]

    def _figure(self, rule: LimitRule, side: Side, world: World, day: date) -> tuple[Figure | None, list[str]]:
        """The figure for a side on a day, with what is to be told where there is none."""
        if len(side.members) == 1:
            return self._of_one(rule, side, world, day)
        for name in side.names:
            total = self._as_of(rule, name, world, day)
            if total is not None:
                return self._of_one(rule, Side(name, (name,)), world, day)
        parts = [(m, self._of_one(rule, Side(m, (m,)), world, day)[0]) for m in side.members]
        return merged(parts, day, world.basis), []

    def _of_one(self, rule: LimitRule, side: Side, world: World, day: date) -> tuple[Figure | None, list[str]]:
        for name in side.names:
            as_of = self._as_of(rule, name, world, day)
            if as_of is not None:
                return self._at(rule, name, world, as_of)
        return None, []

    def _at(self, rule: LimitRule, name: str, world: World, as_of: date) -> tuple[Figure | None, list[str]]:
        key = (name, as_of, world.basis, world.scenario, world.draw)
        counted = self.figures.get(key)
        total = None
        if world == World("declared") and rule.limit.total:
            total = self.totals.get((name, as_of), {}).get(rule.limit.total)
            if total and not total["provided"]:
                gave = f"{party_name(name)} gave no figure as of {long_date(as_of)}: not provided, which is neither "
                return None, [f"{gave}zero nor missing{self._last_given(name, as_of, rule)}"]
            if total and total["value"] is None:
                total = None
        items: Counted | None = counted.get(rule.limit.id) if counted else None
        if items and total and self.plain:
            before = (self.plain.get(key) or {}).get(rule.limit.id)
            if before and (before.low, before.high) != (items.low, items.high):
                # the Party declared its total under the treaty's own rule, so it cannot stand for the variant's
                total = None
        shipped = self.figures.holdings.is_shipped
        if shipped and items and items.absent and not items.rows_total and total is None:
            named = ", ".join(words(k) for k in items.absent)
            return None, [f"no row of kind {named} on record: {UNKNOWN}"]
        return combine(items, total, as_of, world.basis, rule.limit.unit, whole=not shipped), []

    def _last_given(self, party: str, before: date, rule: LimitRule) -> str:
        given = [
            (day, row["value"])
            for (p, day), rows in self.totals.items()
            if p == party and day < before and (row := rows.get(str(rule.limit.total))) and row["value"] is not None
        ]
        if not given:
            return ""
        day, value = max(given)
        return f"; the last figure given is {value:,.6g} as of {long_date(day)}"

    def _claimed(self, rule: LimitRule, side: Side, day: date, figure: Figure, notes: list[str]) -> Figure:
        assert self.claims is not None  # noqa: S101
        patched, original = self.claims
        days = [d for scenario, draw, days in patched.series(side.name, "claimed") for d in days]
        as_of = latest(days, day)
        if as_of is None:
            if days:
                notes.append(f"no claim on or before {long_date(day)}; the first is of {long_date(min(days))}")
            return figure
        key = (side.name, as_of, "claimed", None, None)
        new, old = patched.get(key), original.get(key)
        if not new or not old or new[rule.limit.id].high == 0:
            return figure
        return add_claims(figure, new[rule.limit.id], old[rule.limit.id], as_of, rule.limit.unit)

    def _beside(self, rule: LimitRule, side: Side, basis: str, day: date) -> Iterator[str]:
        """Figures of another basis at most a year older: told, never mixed in."""
        for other in self.figures.bases:
            if other in (basis, "claimed"):
                continue
            for scenario, draw, days in self.figures.series(side.name, other):
                as_of = latest(days, day)
                if as_of is None or (day - as_of).days > 366 or draw is not None:
                    continue
                counted = self.figures.get((side.name, as_of, other, scenario, draw))
                c = counted.get(rule.limit.id) if counted else None
                if c and c.high is not None and c.low == c.high:
                    named = f" ({scenario})" if scenario else ""
                    origin = ", ".join(publisher(x) if is_address(x) else x for x in distinct(c.sources)[:2])
                    told = f"{c.low:,.0f} {other}{named} as of {long_date(as_of)}"
                    yield f"beside it, another basis: {told} ({origin or 'no source'})"

    # Findings

    def _finding(self, rule: LimitRule, side: Side, world: World, day: date) -> Finding | None:
        limit = rule.limit
        bound = self._ceiling(rule, side, world, day)
        if bound is None:
            return None
        notes: list[str] = list(bound.notes)
        figure: Figure | None = None
        if rule.counts is None:
            notes.append(f"cannot be counted: {limit.undefined}")
        else:
            figure, said = self._figure(rule, side, world, day)
            notes += said
            if figure is None and not said:
                notes.append(self._silence(rule, side, world, day))
            if figure and world.basis == "declared" and self.claims:
                figure = self._claimed(rule, side, day, figure, notes)
        as_of = figure.as_of if figure else self._last_said(rule, side, world, day)
        if figure:
            notes += figure.notes
            notes += self._beside(rule, side, world.basis, day)
        if figure and as_of and as_of < day:
            last = "last declaration" if world.basis == "declared" else f"last {world.basis} figure"
            notes.append(f"{last}: as of {long_date(as_of)}, {(day - as_of).days:,} days before")
        low, high = (figure.low, figure.high) if figure else (None, None)
        exact = low is not None and low == high
        base = self._judged(rule, side, world, figure, bound, day, notes)
        verdict = self._verdict(rule, day, base)
        fixed = bound.low == bound.high
        return Finding(
            treaty=self.treaty.id,
            kind=rule.kind,
            provision_id=limit.id,
            article=limit.article,
            party=side.name,
            date=day,
            verdict=verdict,
            would_be=base if verdict in ("not_in_force", "not_yet_binding") else None,
            limit=bound.high,
            limit_low=None if fixed else bound.low,
            unit=limit.unit,
            value=low if exact else None,
            value_low=low,
            value_high=high,
            margin=bound.low - low if exact and fixed and low is not None else None,
            variant=self.treaty.variant,
            basis=figure.basis if figure else world.basis,
            figure=figure.source if figure else None,
            as_of=as_of,
            age_days=(day - as_of).days if as_of else None,
            declared=figure.declared if figure else None,
            computed=figure.computed if figure else None,
            computed_low=figure.computed_low if figure else None,
            computed_high=figure.computed_high if figure else None,
            difference=_difference(figure),
            remainder=figure.remainder if figure else None,
            binds_from=bound.since,
            scenario=world.scenario,
            draw=world.draw,
            statement=limit.statement,
            rule_evidence=rule_grade(self.treaty, rule),
            evidence=weakest((*figure.grades, *bound.grades)) if figure else None,
            notes=tuple(notes),
            sources=distinct((*figure.sources, *bound.sources)) if figure else (),
            rows=figure.rows if figure else (),
            rows_total=figure.rows_total if figure else 0,
        )

    def _ceiling(self, rule: LimitRule, side: Side, world: World, day: date) -> Ceiling | None:
        def frozen(on: date) -> Figure | None:
            # the level of the group as it was then
            then = self.treaty.rules.of_group(side.group, on) if side.group else side.members
            figure, _ = self._figure(rule, Side(side.name, then or side.members, side.group), world, on)
            return figure if figure and figure.as_of == on else None

        return ceiling(self.treaty, rule, day, side.names, side.members, self.events, frozen)

    def _judged(
        self,
        rule: LimitRule,
        side: Side,
        world: World,
        figure: Figure | None,
        bound: Ceiling,
        day: date,
        notes: list[str],
    ) -> str:
        """The verdict if the rule bound."""
        if figure is None:
            if any(n.endswith(UNKNOWN) for n in notes):
                return "not_determinable"
            silent = rule.counts is not None and any("not provided" in n for n in notes)
            # the record's silence is its own; a user's table speaks for the Party
            return "not_declared" if silent or (self.own and self._ever(rule, side, world)) else "not_determinable"
        if self.figures.holdings.is_shipped and figure.as_of < bound.since <= day:
            notes.append(f"the figure is of before {long_date(bound.since)}, when the bound began: it decides nothing")
            return "not_determinable"
        if self.figures.holdings.is_shipped and rule.frozen_on and figure.as_of == rule.frozen_on < day:
            notes.append("the last figure is the frozen level itself: it decides nothing")
            return "not_determinable"
        base = judge(figure.low, figure.high, bound.low, bound.high)
        if figure.computed is not None and figure.declared is not None and "claimed" not in figure.basis:
            other = judge(figure.declared, figure.declared, bound.low, bound.high)
            if other != base:
                notes.append(f"counted from items the verdict is {base}, from the declared total {other}")
                return "not_determinable"
        return base

    def _ever(self, rule: LimitRule, side: Side, world: World) -> bool:
        """Whether the record has any figure for this limit and side, on whatever day."""
        return rule.counts is not None and any(
            self._as_of(rule, name, world, date.max) is not None for name in (*side.names, *side.members)
        )

    def _silence(self, rule: LimitRule, side: Side, world: World, day: date) -> str:
        if not self._ever(rule, side, world):
            return f"no {world.basis} figure of {side.name} on record for this limit"
        return f"nothing declared on or before {long_date(day)}" if world.basis == "declared" else "no figure"

    def _last_said(self, rule: LimitRule, side: Side, world: World, day: date) -> date | None:
        """The day for which a Party said that it gives no figure."""
        return next((d for n in side.names if (d := self._as_of(rule, n, world, day)) is not None), None)

    def _verdict(self, rule: LimitRule, day: date, base: str) -> str:
        if not standing(self.treaty, day).in_force:
            return "not_in_force"
        if rule.counts is None:
            return base  # nothing can be counted, whatever the day
        if not rule.binds(day) and base != "not_declared":
            return "not_yet_binding" if day < rule.phases[0].start else "not_in_force"
        return base


def _difference(figure: Figure | None) -> float | None:
    if not figure or figure.computed is None or figure.declared is None:
        return None
    return figure.computed - figure.declared
