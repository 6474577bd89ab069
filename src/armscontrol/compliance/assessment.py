"""Hold a treaty's rules against holdings and events on chosen days."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import polars as pl

from armscontrol.calendar import long_date, parse_day
from armscontrol.compliance.figures import Counted, Figure, Figures, add_claims, combine, latest
from armscontrol.compliance.findings import Conduct, Finding, distinct, frame, judge
from armscontrol.compliance.obligations import conduct
from armscontrol.compliance.quotas import deadline_findings, quota_findings
from armscontrol.compliance.treaty_status import Status, status
from armscontrol.errors import TreatyError
from armscontrol.holdings import (
    Events,
    Holdings,
    declared_totals,
    read_events,
    read_holdings,
    shipped_events,
    shipped_holdings,
)
from armscontrol.terms import BASES, party_name, weakest
from armscontrol.treaties import Treaty, VariantDocument, load_treaty, load_variant, standing
from armscontrol.treaties.rules import LimitRule

if TYPE_CHECKING:
    from armscontrol.compliance.explanation import Explanation

On = str | date | Sequence[str | date]


@dataclass(frozen=True)
class Assessment:
    """Findings, conduct and status for one treaty, with what they were made from."""

    treaty: Treaty
    days: tuple[date, ...]
    findings: tuple[Finding, ...]
    obligations: tuple[Conduct, ...]
    status: Status
    variant: VariantDocument | None = None
    holdings: Holdings | None = field(default=None, repr=False)
    events: Events | None = field(default=None, repr=False)

    @property
    def limits(self) -> tuple[Finding, ...]:
        """Findings on limits alone."""
        return tuple(f for f in self.findings if f.kind == "limit")

    @property
    def breaches(self) -> tuple[Finding | Conduct, ...]:
        """What `--check` asks about: limits and quotas exceeded, obligations not performed without agreement."""
        exceeded = [f for f in self.findings if f.verdict == "exceeded"]
        return (*exceeded, *(c for c in self.obligations if c.is_breach))

    def frame(self) -> pl.DataFrame:
        """Findings as a Polars frame, one row each."""
        return frame(self.findings, Finding)

    def conduct_frame(self) -> pl.DataFrame:
        """Conduct on obligations as a Polars frame, one row each."""
        return frame(self.obligations, Conduct)

    def to_pandas(self) -> Any:
        """Findings as a pandas frame; needs pandas and pyarrow."""
        return self.frame().to_pandas()

    def to_dict(self) -> dict[str, Any]:
        """Plain values: the shape of `--json`."""
        return {
            "treaty": self.treaty.id,
            "title": self.treaty.title,
            "variant": self.variant.variant if self.variant else None,
            "findings": [f.to_dict() for f in self.findings],
            "obligations": [c.to_dict() for c in self.obligations],
            "status": self.status.to_dict(),
        }

    def find(self, article: str, party: str, on: str | date) -> Finding:
        """The finding on an article (or provision) for a Party and day.

        Raises:
            TreatyError: there is none, with what there is.
        """
        day = on if isinstance(on, date) else parse_day(on)
        wanted = article.strip()
        named = [f for f in self.findings if wanted in (f.article, f.provision_id)]
        if not named:
            known = ", ".join(dict.fromkeys(f"{f.article} ({f.provision_id})" for f in self.limits))
            raise TreatyError("no finding on this article", found=repr(wanted[:60]), allowed=known)
        for finding in named:
            inside = finding.period_start and finding.period_end and finding.period_start <= day <= finding.period_end
            if finding.party == party and (finding.date == day or inside):
                return finding
        raise TreatyError(
            f"no finding on {wanted} for this Party and day",
            found=f"{party} {day}",
            allowed=f"Parties {', '.join(dict.fromkeys(f.party for f in named))}",
        )

    def explain(self, finding: Finding) -> Explanation:
        """The finding argued step by step."""
        from armscontrol.compliance.explanation import explain

        return explain(finding, self.treaty)

    def narrowest(self) -> tuple[Finding, ...]:
        """For each limit and Party, the finding with the smallest margin among those where the limit binds."""
        best: dict[tuple[str, str], Finding] = {}
        for f in self.limits:
            if f.verdict in ("within", "exceeded") and f.margin is not None:
                key = (f.provision_id, f.party)
                held = best.get(key)
                if held is None or held.margin is None or f.margin < held.margin:
                    best[key] = f
        return tuple(best.values())

    def _repr_html_(self) -> str:
        head = self.frame().select("article", "party", "date", "value", "limit", "margin", "verdict", "evidence")
        caption = f"{self.treaty.short_title}: {len(self.findings)} findings; sources in the column `sources`"
        return f"<p>{caption}</p>{head._repr_html_()}"


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
        holdings: path or frame for `read_holdings`; the shipped holdings when `None`. Declared totals on record for
            the treaty are used beside them.
        events: path or frame for `read_events`; the shipped events when `None`.
        on: a day, several, or "exchanges": every day for which there are declared figures.
        party: one Party; all of the treaty when `None`.
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
        if party is not None and party not in known:
            raise TreatyError(
                f"no Party of {self.treaty.short_title}", found=repr(party[:20]), allowed=", ".join(known)
            )
        self.parties = (party,) if party else known
        own = holdings is not None
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
        for basis in bases:
            if basis not in BASES:
                raise TreatyError("no such basis", found=repr(basis[:20]), allowed=", ".join(BASES))
        return tuple(bases)

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
        if on == "exchanges":
            days = {d for b in self.bases for d in self.figures.days(b)}
            if not own:
                days |= {day for party, day in self.totals if party in self.parties}
            return tuple(sorted(days)), True
        given: Iterable[str | date] = [on] if isinstance(on, str | date) else on
        return tuple(sorted({d if isinstance(d, date) else parse_day(d) for d in given})), False

    def run(self) -> Assessment:
        limits = [
            f
            for rule in self.treaty.rules.limits
            for basis in self.bases
            for party in self._bound(rule)
            for day in self.days
            for f in self._limit(rule, party, basis, day)
        ]
        chosen = None if self.every else list(self.days)
        last = self.days[-1] if self.days else date.min
        return Assessment(
            treaty=self.treaty,
            days=self.days,
            findings=(
                *limits,
                *quota_findings(self.treaty, self.events, self.parties, chosen),
                *deadline_findings(self.treaty, self.events, self.parties, chosen),
            ),
            obligations=tuple(conduct(self.treaty, self.events, self.parties, chosen)),
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
                gave = f"{party_name(party)} gave no figure as of {long_date(as_of)}"
                return None, f"{gave}: not provided, which is neither zero nor missing"
            if total and total["value"] is None:
                total = None
        items: Counted | None = counted[rule.limit.id] if counted else None
        if items and total and self.plain:
            before = self.plain.get((party, as_of, basis, scenario, draw))
            if before and (before[rule.limit.id].low, before[rule.limit.id].high) != (items.low, items.high):
                # the Party declared its total under the treaty's own rule, so it cannot stand for the variant's
                total = None
        return combine(items, total, as_of, basis, rule.limit.unit), None

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
        if as_of and as_of < day:
            notes.append(f"last declaration of {long_date(as_of)}, {(day - as_of).days:,} days before")
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
                    yield f"beside it, another basis: {c.low:,.0f} {other}{named} as of {long_date(as_of)}"

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
