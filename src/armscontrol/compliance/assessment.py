"""What an assessment holds: findings, conduct, status, and how to find one of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, TypeVar

import polars as pl

from armscontrol.calendar import parse_day
from armscontrol.compliance import notebook
from armscontrol.compliance.findings import Conduct, Finding, frame
from armscontrol.compliance.treaty_status import Status
from armscontrol.errors import TreatyError
from armscontrol.holdings import (
    Events,
    Holdings,
)
from armscontrol.terms import EVERYONE, VERDICT_WORDS, party_code, plural
from armscontrol.treaties import Treaty, VariantDocument
from armscontrol.treaties.articles import parts, same

if TYPE_CHECKING:
    from armscontrol.compliance.explanation import Explanation

_T = TypeVar("_T", Finding, Conduct)


def _cites(article: str, found: Finding | Conduct) -> bool:
    return article.strip() == found.provision_id or same(found.article, article)


@dataclass(frozen=True)
class Assessment:
    """Findings, conduct and status for one treaty, with what they were made from."""

    treaty: Treaty
    days: tuple[date, ...]
    findings: tuple[Finding, ...]
    obligations: tuple[Conduct, ...]
    status: Status
    variant: VariantDocument | None = None
    notes: tuple[str, ...] = ()
    holdings: Holdings | None = field(default=None, repr=False)
    events: Events | None = field(default=None, repr=False)

    def __repr__(self) -> str:
        variant = f", variant {self.variant.variant}" if self.variant else ""
        return (
            f"<Assessment {self.treaty.id}{variant}: {plural(len(self.days), 'day')}, "
            f"{plural(len(self.findings), 'finding')}, {len(self.breaches)} exceeded or not performed>"
        )

    @property
    def limits(self) -> tuple[Finding, ...]:
        """Findings on limits alone."""
        return tuple(f for f in self.findings if f.kind == "limit")

    @property
    def on_holdings(self) -> tuple[Finding, ...]:
        """Findings on limits, and on bans of what may not be held at all."""
        held = {b.id for b in self.treaty.bans if b.table == "holdings"}
        return tuple(f for f in self.findings if f.kind == "limit" or f.provision_id in held)

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
            "notes": list(self.notes),
        }

    def find(self, article: str, party: str, on: str | date) -> Finding:
        """The finding on an article (or provision) for a Party and day.

        Args:
            article: as "II(1)(b)", "Art. II 1 b" or "deployed-warheads".
            party: ISO code or name, as "RUS", "Russia".
            on: the day, or one in the period of a quota.

        Raises:
            TreatyError: there is none, with what there is.
        """
        named = self._named(article, self.findings)
        return self._of(named, article, party, on)

    def conduct_on(self, article: str, party: str, on: str | date) -> Conduct:
        """Conduct on a duty for a Party, in the period that holds a day; for a duty of single days, the last before.

        Raises:
            TreatyError: there is none, with what there is.
        """
        named = self._named(article, self.obligations)
        day = parse_day(on)
        past = [c for c in named if c.period_start <= day and c.party == party_code(party)]
        if past and (past[-1].due or past[-1].period_start == past[-1].period_end or day <= past[-1].period_end):
            return past[-1]
        return self._of(named, article, party, on)

    def citation(self, found: Finding) -> str:
        """How to name the rule of a finding: its article where only one rule stands there, else its id."""
        every: list[Finding | Conduct] = [*self.findings, *self.obligations]
        sharing = {f.provision_id for f in every if f.article == found.article}
        return found.article if len(sharing) == 1 else found.provision_id

    def is_duty(self, article: str) -> bool:
        """Whether a citation is of an obligation, and of no limit, quota or deadline."""
        cited = {c.provision_id for c in self.obligations if _cites(article, c)}
        return bool(cited) and not any(_cites(article, f) for f in self.findings)

    def _named(self, article: str, among: Sequence[_T]) -> list[_T]:
        named = [x for x in among if article.strip() == x.provision_id or parts(x.article) == parts(article)]
        named = named or [x for x in among if _cites(article, x)]
        if len(ids := dict.fromkeys(x.provision_id for x in named)) > 1:
            raise TreatyError(
                "several rules stand in this article", found=repr(article.strip()[:60]), allowed=", ".join(ids),
                advice="Name one of them.",
            )  # fmt: skip
        if named:
            return named
        every: list[Finding | Conduct] = [*self.findings, *self.obligations]
        everything = dict.fromkeys((x.provision_id, x.article) for x in every)
        words = [w for pair in everything for w in pair]
        close = [id for id, _ in everything if article.strip().lower() in id] or get_close_matches(article, words, 2)
        known = ", ".join(f"{article} ({id})" for id, article in everything)
        raise TreatyError(
            "no finding on this article",
            found=repr(article.strip()[:60]),
            allowed=known or "nothing: no limit, quota or duty was assessed",
            advice=f"Did you mean {' or '.join(close[:2])}?" if close else "",
        )

    def _of(self, named: Sequence[_T], article: str, party: str, on: str | date) -> _T:
        day, code = parse_day(on), party_code(party)
        groups = {m.group for m in self.treaty.rules.members if m.party == code and m.holds(day)}
        mine = (
            [x for x in named if x.party == code or x.party.lower() == party.strip().lower()]
            or [x for x in named if x.party in groups]
            or [x for x in named if x.party == EVERYONE]
        )
        if not mine:
            parties = ", ".join(dict.fromkeys(x.party for x in named))
            raise TreatyError(f"no finding on {article} for this Party", found=repr(party[:40]), allowed=parties)
        for found in mine:
            inside = found.period_start and found.period_end and found.period_start <= day <= found.period_end
            if inside or (isinstance(found, Finding) and found.date == day):
                return found
        starts = {x.date if isinstance(x, Finding) else x.period_start for x in mine}
        days = sorted(starts)
        told = ", ".join(d.isoformat() for d in days[:3]) + (f", ... {days[-1]}" if len(days) > 3 else "")
        raise TreatyError(f"no finding on {article} for {code} on this day", found=day.isoformat(), allowed=told)

    def main_quota(self) -> tuple[Finding, ...]:
        """Findings on the yearly quota that covers all events of its kind: the one with the highest bound."""
        whole = {q.id for q in self.treaty.quotas if q.per.endswith("year") and not q.by}
        yearly = [f for f in self.findings if f.kind == "quota" and f.provision_id in whole and f.figure]
        if not yearly:
            return ()
        first = max(yearly, key=lambda f: f.limit or 0).provision_id
        return tuple(f for f in yearly if f.provision_id == first)

    def explain(self, finding: Finding | Conduct) -> Explanation:
        """The finding, or the conduct on a duty, argued step by step."""
        from armscontrol.compliance.explanation import explain

        return explain(finding, self.treaty, self.variant)

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
        caption = f"{self.treaty.short_title}: findings on limits. Sources: the column `sources` of frame()."
        return notebook.table(
            caption,
            ("article", "Party", "date", "value", "limit", "margin", "verdict", "evidence"),
            [
                (f.article, f.party, f.date, f.value_text, f.limit, f.margin, VERDICT_WORDS[f.verdict], f.evidence)
                for f in self.limits
            ],
        )


def differing(main: Assessment, other: Assessment) -> list[tuple[Finding, Finding]]:
    """Findings on limits that a variant changes: value, bound or verdict, each beside the treaty's own."""
    own = {(f.provision_id, f.party, f.date, f.scenario, f.draw): f for f in main.limits}
    pairs = []
    for f in other.limits:
        base = own.get((f.provision_id, f.party, f.date, f.scenario, f.draw))
        if base and _outcome(base) != _outcome(f):
            pairs.append((base, f))
    return pairs


def _outcome(f: Finding) -> tuple[Any, ...]:
    return f.value_low, f.value_high, f.limit, f.verdict
