"""Hold a treaty's rules against holdings and events on chosen days."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import polars as pl

from armscontrol.calendar import long_date, parse_day
from armscontrol.compliance.assessment import Assessment
from armscontrol.compliance.figures import Counted, Figure, Figures, add_claims, combine, latest
from armscontrol.compliance.findings import Conduct, Finding, distinct, judge
from armscontrol.compliance.obligations import conduct
from armscontrol.compliance.quotas import deadline_findings, quota_findings
from armscontrol.compliance.treaty_status import status
from armscontrol.errors import TreatyError
from armscontrol.holdings import (
    declared_totals,
    read_events,
    read_holdings,
    shipped_events,
    shipped_holdings,
)
from armscontrol.sources import publisher
from armscontrol.terms import BASES, party_code, party_name, weakest
from armscontrol.treaties import Treaty, load_treaty, load_variant, standing
from armscontrol.treaties.rules import LimitRule

if TYPE_CHECKING:
    pass

On = str | date | Sequence[str | date]


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
        if isinstance(treaty, Treaty):
            if variant is not None:
                raise TreatyError("a variant is applied to a document by its id or path", found=treaty.id)
            self.base = self.treaty = treaty
            self.variant = None
        else:
            self.base = load_treaty(treaty)
            self.variant = load_variant(self.base.id, variant) if variant is not None else None
            self.treaty = load_treaty(treaty, variant) if variant is not None else self.base
        known = tuple(p.id for p in self.treaty.parties)
        code = party_code(party) if party is not None else None
        if code is not None and code not in known:
            named = ", ".join(f"{p} ({party_name(p)})" for p in known)
            raise TreatyError(
                f"{self.treaty.short_title} has no such Party", found=repr(str(party)[:40]), allowed=named
            )
        self.parties = (code,) if code else known
        self.own = own = holdings is not None
        self.with_limits, self.with_events = own or events is None, events is not None or not own
        self.holdings = read_holdings(holdings) if own else shipped_holdings(self.base.id)
        self.events = read_events(events) if events is not None else shipped_events(self.base.id)
        self.figures = Figures(self.treaty, self.holdings)
        self.plain = Figures(self.base, self.holdings) if self.variant else None
        self.bases = self._bases(bases, own)
        self.totals = self._totals(use="declared" in self.bases)
        self.claims = self._claims()
        self.days, self.every = self._days(on, own)

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
        """Rows that the variant adds, counted under its rules and under the treaty's own."""
        if not self.variant or not self.variant.rows:
            return None
        rows = [r.model_dump() for r in self.variant.rows]
        names = list(dict.fromkeys(n for r in rows for n in r))
        table = read_holdings(pl.DataFrame({n: [r.get(n) for r in rows] for n in names}, strict=False))
        other = set(table.frame()["basis"].cast(pl.String)) - {"claimed"}
        if other:
            raise TreatyError("rows of a variant are claims", found=", ".join(sorted(other)), allowed="basis = claimed")
        return Figures(self.treaty, table), Figures(self.base, table)

    def _days(self, on: On, own: bool) -> tuple[tuple[date, ...], bool]:
        if isinstance(on, str) and on == "exchanges":
            days = {d for b in self.bases for d in self.figures.days(b)}
            if not own:
                days |= {day for party, day in self.totals if party in self.parties}
            return tuple(sorted(days)), True
        given: Iterable[str | date] = [on] if isinstance(on, str | date) else on
        return tuple(sorted({parse_day(d) for d in given})), False

    def _notes(self, limits: Sequence[Finding]) -> Iterator[str]:
        """What was given and could not be assessed, so that nothing vanishes without a word."""
        known = {p.id for p in self.base.parties}
        if others := [p for p in self.figures.parties if p not in known]:
            named = ", ".join(others)
            yield f"not assessed: rows of {named}, no Party of {self.treaty.short_title}"
        if self.with_limits and not self.treaty.limits:
            yield f"{self.treaty.short_title} has no limit that can be counted"
        elif self.own and not self.holdings.rows:
            yield f"no rows in {self.holdings.origin}: there is nothing to assess"
        elif self.with_limits:
            for basis in self.bases:
                for party in self.parties:
                    if not any(f.party == party and basis in f.basis for f in limits):
                        yield f"no {basis} figures of {party} in {self.holdings.origin} on these days"
        if not self.with_events:
            yield "limits alone: no events were given"
        if not self.with_limits:
            yield f"quotas, deadlines and duties alone, on the events of {self.events.origin}: no holdings were given"

    def run(self) -> Assessment:
        limits = [
            f
            for rule in (self.treaty.rules.limits if self.with_limits else ())
            for basis in self.bases
            for party in self._bound(rule)
            for day in self.days
            for f in self._limit(rule, party, basis, day)
        ]
        chosen = None if self.every else list(self.days)
        last = self.days[-1] if self.days else date.min
        happened: tuple[Finding, ...] = ()
        duties: tuple[Conduct, ...] = ()
        if self.with_events:
            happened = (
                *quota_findings(self.treaty, self.events, self.parties, chosen),
                *deadline_findings(self.treaty, self.events, self.parties, chosen),
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

    def _bound(self, rule: LimitRule) -> Iterator[str]:
        for party in self.parties:
            if not rule.limit.parties or party in rule.limit.parties:
                yield party

    def _limit(self, rule: LimitRule, party: str, basis: str, day: date) -> Iterator[Finding]:
        series = self.figures.series(party, basis)
        if basis == "declared":
            # the Party's own declaration: its items and totals of one day belong together
            items = [d for scenario, draw, days in series if (scenario, draw) == (None, None) for d in days]
            totals = [d for (p, d) in self.totals if p == party]
            as_of = latest([*items, *totals], day)
            yield self._finding(rule, party, basis, day, as_of, None, None)
            series = [s for s in series if s[:2] != (None, None)]
        for scenario, draw, days in series:
            if (as_of := latest(days, day)) is not None:
                yield self._finding(rule, party, basis, day, as_of, scenario, draw)

    def _figure(
        self, rule: LimitRule, party: str, basis: str, as_of: date, scenario: str | None, draw: int | None
    ) -> tuple[Figure | None, str | None]:
        counted = self.figures.get((party, as_of, basis, scenario, draw))
        total = None
        if basis == "declared" and scenario is None and rule.limit.total:
            total = self.totals.get((party, as_of), {}).get(rule.limit.total)
            if total and not total["provided"]:
                gave = f"{party_name(party)} gave no figure as of {long_date(as_of)}: not provided, which is neither "
                return None, f"{gave}zero nor missing{self._last_given(party, as_of, rule)}"
            if total and total["value"] is None:
                total = None
        items: Counted | None = counted[rule.limit.id] if counted else None
        if items and total and self.plain:
            before = self.plain.get((party, as_of, basis, scenario, draw))
            if before and (before[rule.limit.id].low, before[rule.limit.id].high) != (items.low, items.high):
                # the Party declared its total under the treaty's own rule, so it cannot stand for the variant's
                total = None
        return combine(items, total, as_of, basis, rule.limit.unit), None

    def _last_given(self, party: str, before: date, rule: LimitRule) -> str:
        given = [
            (day, row["value"])
            for (p, day), rows in self.totals.items()
            if p == party and day < before and (row := rows.get(str(rule.limit.total))) and row["value"] is not None
        ]
        if not given:
            return ""
        day, value = max(given)
        return f"; the last figure given is {value:,} as of {long_date(day)}"

    def _finding(
        self,
        rule: LimitRule,
        party: str,
        basis: str,
        day: date,
        as_of: date | None,
        scenario: str | None,
        draw: int | None,
    ) -> Finding:
        limit = rule.limit
        bound, binds_from = rule.bound(day)
        figure, said = self._figure(rule, party, basis, as_of, scenario, draw) if as_of else (None, None)
        notes = [said] if said else []
        if figure is None and not said:
            notes.append(f"nothing declared on or before {long_date(day)}" if basis == "declared" else "no figure")
        if figure and basis == "declared" and self.claims:
            figure = self._claimed(rule, party, day, figure, notes)
        if figure:
            notes += figure.notes
            notes += self._beside(rule, party, basis, day, figure)
        if figure and as_of and as_of < day:
            last = "last declaration" if basis == "declared" else f"last {basis} figure"
            notes.append(f"{last}: as of {long_date(as_of)}, {(day - as_of).days:,} days before")
        low, high = (figure.low, figure.high) if figure else (None, None)
        exact = low is not None and low == high
        base = "not_declared" if figure is None else judge(low, high, bound)
        if figure and figure.computed is not None and figure.declared is not None and "claimed" not in figure.basis:
            other = judge(figure.declared, figure.declared, bound)
            if other != base:
                notes.append(f"counted from items the verdict is {base}, from the declared total {other}")
                base = "not_determinable"
        verdict = self._verdict(rule, day, base)
        return Finding(
            treaty=self.treaty.id,
            kind="limit",
            provision_id=limit.id,
            article=limit.article,
            party=party,
            date=day,
            verdict=verdict,
            would_be=base if verdict in ("not_in_force", "not_yet_binding") else None,
            limit=bound,
            unit=limit.unit,
            value=low if exact else None,
            value_low=low,
            value_high=high,
            margin=bound - low if exact and low is not None else None,
            variant=self.treaty.variant,
            basis=figure.basis if figure else basis,
            figure=figure.source if figure else None,
            as_of=as_of,
            age_days=(day - as_of).days if as_of else None,
            declared=figure.declared if figure else None,
            computed=figure.computed if figure else None,
            computed_low=figure.computed_low if figure else None,
            computed_high=figure.computed_high if figure else None,
            difference=_difference(figure),
            remainder=figure.remainder if figure else None,
            binds_from=binds_from,
            scenario=scenario,
            draw=draw,
            statement=limit.statement,
            rule_evidence=limit.evidence,
            evidence=weakest(figure.grades) if figure else None,
            notes=tuple(notes),
            sources=distinct(figure.sources) if figure else (),
            rows=figure.rows if figure else (),
            rows_total=figure.rows_total if figure else 0,
        )

    def _claimed(self, rule: LimitRule, party: str, day: date, figure: Figure, notes: list[str]) -> Figure:
        assert self.claims is not None  # noqa: S101
        patched, original = self.claims
        days = [d for scenario, draw, days in patched.series(party, "claimed") for d in days]
        as_of = latest(days, day)
        if as_of is None:
            if days:
                notes.append(f"no claim on or before {long_date(day)}; the first is of {long_date(min(days))}")
            return figure
        key = (party, as_of, "claimed", None, None)
        new, old = patched.get(key), original.get(key)
        if not new or not old or new[rule.limit.id].high == 0:
            return figure
        return add_claims(figure, new[rule.limit.id], old[rule.limit.id].low, as_of, rule.limit.unit)

    def _beside(self, rule: LimitRule, party: str, basis: str, day: date, figure: Figure) -> Iterator[str]:
        """Figures of another basis at most a year older: told, never mixed in."""
        for other in self.figures.bases:
            if other in (basis, "claimed"):
                continue
            for scenario, draw, days in self.figures.series(party, other):
                as_of = latest(days, day)
                if as_of is None or (day - as_of).days > 366 or draw is not None:
                    continue
                counted = self.figures.get((party, as_of, other, scenario, draw))
                if counted and (c := counted[rule.limit.id]).high is not None and c.low == c.high:
                    named = f" ({scenario})" if scenario else ""
                    origin = ", ".join(publisher(x) if "//" in x else x for x in distinct(c.sources)[:2])
                    told = f"{c.low:,.0f} {other}{named} as of {long_date(as_of)}"
                    yield f"beside it, another basis: {told} ({origin or 'no source'})"

    def _verdict(self, rule: LimitRule, day: date, base: str) -> str:
        if not standing(self.treaty, day).in_force:
            return "not_in_force"
        if not rule.binds(day) and base != "not_declared":
            return "not_yet_binding" if day < rule.phases[0][0] else "not_in_force"
        return base


def _difference(figure: Figure | None) -> float | None:
    if not figure or figure.computed is None or figure.declared is None:
        return None
    return figure.computed - figure.declared
