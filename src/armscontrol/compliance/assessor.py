"""Hold a treaty's rules against holdings and events on chosen days."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence, Set
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import polars as pl

from armscontrol.calendar import parse_day
from armscontrol.compliance.assessment import Assessment
from armscontrol.compliance.eliminations import elimination_findings
from armscontrol.compliance.figures import Figures
from armscontrol.compliance.findings import Conduct, Finding
from armscontrol.compliance.limit_findings import LimitFindings, Side
from armscontrol.compliance.obligations import conduct
from armscontrol.compliance.quotas import deadline_findings, quota_findings
from armscontrol.compliance.treaty_status import status
from armscontrol.errors import TreatyError
from armscontrol.holdings import declared_totals, read_events, read_holdings, shipped_events, shipped_holdings
from armscontrol.terms import BASES, EVERYONE, party_code, party_name, short_party
from armscontrol.treaties import Treaty, end_of_force, laid_over, load_treaty
from armscontrol.treaties.rules import LimitRule

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
        if isinstance(on, str) and on == "exchanges" and not self.with_limits:
            return (), True  # every event given
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

    def _notes(self, covered: Set[tuple[str, str]]) -> Iterator[str]:
        """What was given and could not be assessed, so that nothing vanishes without a word."""
        known = {p.id for p in self.base.parties}
        if others := [p for p in self.figures.parties if p not in known]:
            yield f"not assessed: rows of {', '.join(map(short_party, others))}, no Party of {self.treaty.short_title}"
        if self.with_limits and not self.treaty.rules.limits:
            yield f"{self.treaty.short_title} has no limit on holdings"
        elif self.own and not self.holdings.rows:
            yield f"no rows in {self.holdings.origin}: there is nothing to assess"
        elif self.own or self.bases != ("declared",):
            for basis in self.bases:
                for party in self.parties:
                    was = any(self.treaty.rules.is_party(party, d) for d in self.days)
                    if was and (party, basis) not in covered:
                        yield f"no {basis} figures of {short_party(party)} in {self.holdings.origin} on these days"
        if self.own and self.with_limits:
            yield from self._stray_zones()
        if self.own and self.variant and self.variant.rows:
            yield f"the rows that variant {self.variant.variant} claims are not added to holdings of your own"
        if not self.with_events:
            yield "limits alone: no events were given"
        if not self.with_limits:
            yield f"quotas, deadlines and duties alone, on the events of {self.events.origin}: no holdings were given"
        if not self.events.is_shipped:
            yield from self._stray_events()

    def _stray_zones(self) -> Iterator[str]:
        areas = {a for m in self.treaty.maps for z in m.zones for a in z.areas}
        if not areas:
            return
        zones = self.holdings.lazy().select(pl.col("zone").cast(pl.String)).unique().collect()["zone"]
        if strange := sorted(set(zones.drop_nulls()) - areas):
            told = ", ".join(strange[:5]) + (f" and {len(strange) - 5} more" if len(strange) > 5 else "")
            yield f"in no zone of any map of {self.treaty.short_title}: {told}; its areas: {', '.join(sorted(areas))}"

    def _stray_events(self) -> Iterator[str]:
        frame = self.events.lazy().select("party", "provision").unique().collect()
        known = {p.id for p in self.base.parties}
        if others := sorted(set(frame["party"].drop_nulls()) - known):
            named = ", ".join(map(short_party, others))
            yield f"not assessed: events of {named}, no Party of {self.treaty.short_title}"
        ids = {p.id for p in self.treaty.provisions()}
        if unknown := sorted(set(frame["provision"].drop_nulls()) - ids):
            yield f"events name provisions that the document does not have: {', '.join(unknown[:5])}"

    def run(self) -> Assessment:
        made = LimitFindings(
            self.treaty, self.figures, self.totals, self.events, self.plain, self.claims, self.own,
            self.days[-1] if self.every and self.days else None,
        )  # fmt: skip
        limits: list[Finding] = []
        covered: set[tuple[str, str]] = set()
        for rule in self.treaty.rules.limits if self.with_limits else ():
            for basis in self.bases:
                for day in self.days:
                    for side in self._sides(rule, day):
                        found = list(made.of(rule, side, basis, day))
                        limits += found
                        if found:
                            covered |= {(m, basis) for m in side.members}
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
            notes=tuple(self._notes(covered)),
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
                    bound = [m for m in rules.of_group(group, day) if not limit.parties or m in limit.parties]
                    if bound and (not self.code or self.code in bound):
                        yield Side(bound[0] if len(bound) == 1 else group, tuple(bound), group)
            case _:
                bound = [
                    p for p in self.parties if rules.is_party(p, day) and (not limit.parties or p in limit.parties)
                ]
                if not self.code and bound:
                    yield Side(EVERYONE, tuple(bound))
