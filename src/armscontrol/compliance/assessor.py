"""Hold a treaty's rules against holdings and events on chosen days."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import polars as pl

from armscontrol.calendar import long_date, parse_day
from armscontrol.compliance.assessment import Assessment
from armscontrol.compliance.ceilings import Ceiling, ceiling
from armscontrol.compliance.combining import UNKNOWN, Figure, add_claims, combine, merged
from armscontrol.compliance.eliminations import elimination_findings
from armscontrol.compliance.figures import Counted, Figures, latest
from armscontrol.compliance.findings import Conduct, Finding, distinct, judge
from armscontrol.compliance.obligations import conduct
from armscontrol.compliance.quotas import deadline_findings, quota_findings
from armscontrol.compliance.treaty_status import status
from armscontrol.errors import TreatyError
from armscontrol.holdings import declared_totals, read_events, read_holdings, shipped_events, shipped_holdings
from armscontrol.sources import is_address, publisher
from armscontrol.terms import BASES, EVERYONE, party_code, party_name, weakest, words
from armscontrol.treaties import Treaty, end_of_force, laid_over, load_treaty, standing
from armscontrol.treaties.rules import LimitRule

On = str | date | Sequence[str | date]


@dataclass(frozen=True, slots=True)
class Side:
    """Whom a limit binds on a day: one Party, or several together under the name of their group."""

    name: str
    members: tuple[str, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """Names under which a bound or a total may stand: a group of one also goes by its member's code."""
        return tuple(dict.fromkeys((self.name, *(self.members if len(self.members) == 1 else ()))))


@dataclass(frozen=True, slots=True)
class World:
    """Which of several possible holdings: a basis, and where there are any, a scenario and a draw."""

    basis: str
    scenario: str | None = None
    draw: int | None = None


def assess(
    treaty: str | Path | Treaty,
    holdings: Any = None,
    events: Any = None,
    *,
    on: On = "exchanges",
    party: str | None = None,
    variant: str | Path | None = None,
    bases: Sequence[str] | None = None,
) -> Assessment:
    """Hold a treaty's rules against holdings and events.

    Args:
        treaty: id of a shipped treaty, path of a document, or a loaded one.
        holdings: path or frame for `read_holdings`. Declared totals on record for the treaty are used beside them.
        events: path or frame for `read_events`. What is given is what is assessed: with holdings alone the limits,
            with events alone quotas, deadlines and obligations; with neither, all of them on the shipped record.
        on: a day, several, or "exchanges": every day for which there are declared figures.
        party: one Party, by code or name; all of the treaty when `None`.
        variant: a rule variant, by name or path.
        bases: kinds of figure to assess; "declared" when `None`, or with holdings of one's own, those in them.

    Raises:
        TreatyError: the document, the variant or a day cannot be used, or the Party is none of the treaty's.
        DeclarationError: the holdings or the events cannot be used.
    """
    job = _Job(treaty, holdings, events, on, party, variant, bases)
    return job.run()


class _Job:
    def __init__(
        self,
        treaty: str | Path | Treaty,
        holdings: Any,
        events: Any,
        on: On,
        party: str | None,
        variant: str | Path | None,
        bases: Sequence[str] | None,
    ) -> None:
        if isinstance(treaty, Treaty) and variant is not None:
            raise TreatyError("a variant is applied to a document by its id or path", found=treaty.id)
        self.treaty = treaty if isinstance(treaty, Treaty) else load_treaty(treaty, variant)
        self.base, self.variant = laid_over(self.treaty)
        known = tuple(p.id for p in self.treaty.parties)
        code = party_code(party) if party is not None else None
        if code is not None and code not in known:
            named = ", ".join(f"{p} ({party_name(p)})" for p in known)
            raise TreatyError(
                f"{self.treaty.short_title} has no such Party", found=repr(str(party)[:40]), allowed=named
            )
        self.code, self.parties = code, (code,) if code else known
        self.own = own = holdings is not None
        self.with_limits, self.with_events = own or events is None, events is not None or not own
        self.holdings = read_holdings(holdings) if own else shipped_holdings(self.base.id)
        self.events = read_events(events) if events is not None else shipped_events(self.base.id)
        self.figures = Figures(self.treaty, self.holdings, self.events)
        self.plain = Figures(self.base, self.holdings, self.events) if self.variant else None
        self.bases = self._bases(bases, own)
        self.totals = self._totals(use="declared" in self.bases)
        self.claims = self._claims()
        self.days, self.every = self._days(on)

    def _bases(self, bases: Sequence[str] | None, own: bool) -> tuple[str, ...]:
        if bases is None:
            return tuple(b for b in self.figures.bases if b != "claimed") or ("declared",) if own else ("declared",)
        given = (bases,) if isinstance(bases, str) else tuple(bases)
        for basis in given:
            if basis not in BASES:
                raise TreatyError("no such basis", found=repr(basis[:20]), allowed=", ".join(BASES))
        return given

    def _totals(self, use: bool) -> dict[tuple[str, date], dict[str, dict[str, Any]]]:
        found: dict[tuple[str, date], dict[str, dict[str, Any]]] = {}
        if use:
            for row in declared_totals(self.base.id).iter_rows(named=True):
                found.setdefault((row["party"], row["as_of"]), {})[row["category"]] = row
        return found

    def _claims(self) -> tuple[Figures, Figures] | None:
        """Rows that the variant adds, counted under its rules and under the treaty's own.

        A table of one's own speaks for itself: what it says of converted items is counted there, once.
        """
        if not self.variant or not self.variant.rows or self.own:
            return None
        rows = [r.model_dump() for r in self.variant.rows]
        names = list(dict.fromkeys(n for r in rows for n in r))
        table = read_holdings(pl.DataFrame({n: [r.get(n) for r in rows] for n in names}, strict=False))
        other = set(table.frame()["basis"].cast(pl.String)) - {"claimed"}
        if other:
            raise TreatyError("rows of a variant are claims", found=", ".join(sorted(other)), allowed="basis = claimed")
        return Figures(self.treaty, table, self.events), Figures(self.base, table, self.events)

    def _days(self, on: On) -> tuple[tuple[date, ...], bool]:
        if isinstance(on, str) and on == "exchanges":
            days = {d for b in self.bases for d in self.figures.days(b)}
            if not self.own:
                chosen = set(self.parties) if self.code else {p for p, _ in self.totals}
                days |= {day for party, day in self.totals if party in chosen}
            if days or self.own:
                return tuple(sorted(days)), True
            # nothing on record: the days on which the bounds begin, or the last day in force before them
            end = end_of_force(self.treaty)
            last = end - timedelta(days=1) if end else date.max
            starts = {min(p.start, last) for r in self.treaty.rules.limits for p in r.phases}
            return tuple(sorted(starts)), not starts
        given: Iterable[str | date] = [on] if isinstance(on, str | date) else on
        days = {parse_day(d) for d in given}
        if not days:
            raise TreatyError("no day to assess", found="an empty list", allowed='days, or "exchanges"')
        return tuple(sorted(days)), False

    def _notes(self, limits: Sequence[Finding]) -> Iterator[str]:
        """What was given and could not be assessed, so that nothing vanishes without a word."""
        known = {p.id for p in self.base.parties}
        if others := [p for p in self.figures.parties if p not in known]:
            yield f"not assessed: rows of {', '.join(others)}, no Party of {self.treaty.short_title}"
        if self.with_limits and not self.treaty.rules.limits:
            yield f"{self.treaty.short_title} has no limit on holdings"
        elif self.own and not self.holdings.rows:
            yield f"no rows in {self.holdings.origin}: there is nothing to assess"
        elif self.own or self.bases != ("declared",):
            for basis in self.bases:
                for party in self.parties:
                    if not any(party in f.party and basis in f.basis for f in limits):
                        yield f"no {basis} figures of {party} in {self.holdings.origin} on these days"
        if self.own and self.variant and self.variant.rows:
            yield f"the rows that variant {self.variant.variant} claims are not added to holdings of your own"
        if not self.with_events:
            yield "limits alone: no events were given"
        if not self.with_limits:
            yield f"quotas, deadlines and duties alone, on the events of {self.events.origin}: no holdings were given"
        if not self.events.is_shipped:
            yield from self._stray_events()

    def _stray_events(self) -> Iterator[str]:
        frame = self.events.lazy().select("party", "provision").unique().collect()
        known = {p.id for p in self.base.parties}
        if others := sorted(set(frame["party"].drop_nulls()) - known):
            yield f"not assessed: events of {', '.join(others)}, no Party of {self.treaty.short_title}"
        ids = {p.id for p in self.treaty.provisions()}
        if unknown := sorted(set(frame["provision"].drop_nulls()) - ids):
            yield f"events name provisions that the document does not have: {', '.join(unknown[:5])}"

    def run(self) -> Assessment:
        limits = [
            f
            for rule in (self.treaty.rules.limits if self.with_limits else ())
            for basis in self.bases
            for day in self.days
            for side in self._sides(rule, day)
            for f in self._limit(rule, side, basis, day)
        ]
        chosen = None if self.every else list(self.days)
        last = self.days[-1] if self.days else date.today()
        happened: tuple[Finding, ...] = ()
        duties: tuple[Conduct, ...] = ()
        if self.with_events:
            happened = (
                *quota_findings(self.treaty, self.events, self.parties, chosen),
                *deadline_findings(self.treaty, self.events, self.parties, chosen),
                *elimination_findings(self.treaty, self.events, self.parties, chosen),
            )
            duties = tuple(conduct(self.treaty, self.events, self.parties, chosen))
        return Assessment(
            treaty=self.treaty,
            days=self.days,
            findings=(*limits, *happened),
            obligations=duties,
            notes=tuple(self._notes(limits)),
            status=status(self.treaty, last, events=self.events),
            variant=self.variant,
            holdings=self.holdings,
            events=self.events,
        )

    def _sides(self, rule: LimitRule, day: date) -> Iterator[Side]:
        """Whom the limit binds on a day."""
        rules, limit = self.treaty.rules, rule.limit
        match limit.scope:
            case "party":
                for party in self.parties:
                    if (not limit.parties or party in limit.parties) and rules.is_party(party, day):
                        yield Side(party, (party,))
            case "group":
                for group in limit.groups or [g.id for g in self.treaty.groups]:
                    members = rules.of_group(group, day)
                    if members and (not self.code or self.code in members):
                        yield Side(members[0] if len(members) == 1 else group, members)
            case _:
                if not self.code:
                    yield Side(EVERYONE, tuple(p for p in self.parties if rules.is_party(p, day)))

    def _limit(self, rule: LimitRule, side: Side, basis: str, day: date) -> Iterator[Finding]:
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
            if finding and (not self.every or finding.as_of == day or (not finding.as_of and day == self.days[-1])):
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
        shipped = self.holdings.is_shipped
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
            rule_evidence=limit.evidence,
            evidence=weakest((*figure.grades, *bound.grades)) if figure else None,
            notes=tuple(notes),
            sources=distinct((*figure.sources, *bound.sources)) if figure else (),
            rows=figure.rows if figure else (),
            rows_total=figure.rows_total if figure else 0,
        )

    def _ceiling(self, rule: LimitRule, side: Side, world: World, day: date) -> Ceiling | None:
        def frozen(on: date) -> Figure | None:
            figure, _ = self._figure(rule, side, world, on)
            return figure if figure and figure.as_of == on else None

        return ceiling(self.treaty, rule, day, side.names, self.events, frozen)

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
            return "not_declared" if silent or self._ever(rule, side, world) else "not_determinable"
        if self.holdings.is_shipped and figure.as_of < bound.since <= day:
            notes.append(f"the figure is of before {long_date(bound.since)}, when the bound began: it decides nothing")
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
