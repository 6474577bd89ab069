"""From a document to its rulebook: every expression parsed, every date resolved, every reference followed.

Building a rulebook is the check that `armscontrol treaty check` runs: whatever is wrong with a document is found here,
before any figure is counted.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import pairwise

from armscontrol import calendar
from armscontrol.treaties.expressions.tree import Node, columns
from armscontrol.treaties.model import Treaty
from armscontrol.treaties.places import Path, name_of
from armscontrol.treaties.provisions import (
    Ban,
    Deadline,
    Elimination,
    Increments,
    Limit,
    Obligation,
    Phase,
    Quota,
)
from armscontrol.treaties.rules import (
    Allowed,
    BaselineRule,
    Chosen,
    DeadlineRule,
    EliminationRule,
    LimitRule,
    ObligationRule,
    PhaseRule,
    QuotaRule,
    Rulebook,
    TierRule,
)
from armscontrol.treaties.scope import Locate, Scope


def build(treaty: Treaty, locate: Locate = name_of) -> Rulebook:
    """Parse and check the executable part of a document.

    Args:
        treaty: the document.
        locate: turns a path into a place for messages; with a file, its name and line.

    Raises:
        TreatyError: anything that cannot be computed as written, with the place, what was found and what is allowed.
    """
    return _Builder(treaty, locate).build()


_SHARED = ("id", "article", "statement", "parties", "rows", "evidence", "source", "note")
"""Fields of every provision."""


class _Builder(Scope):
    def build(self) -> Rulebook:
        treaty = self.treaty
        self.check_names()
        members = self.members()
        for name in treaty.definitions:
            self.definition(name)
        self.check_attributes()
        year = treaty.calendar.year
        # the default asks for an event that a treaty never in force does not have; anything else must resolve
        default = year == "entry into force" and year not in self.anchors
        self.terms = {
            p.id: (self.day(p.from_, ("parties", i, "from")), self.day(p.until, ("parties", i, "until")))
            for i, p in enumerate(treaty.parties)
        }
        self.baselines = tuple(
            BaselineRule(b, self.need_day(b.as_of, ("baselines", i, "as_of"))) for i, b in enumerate(treaty.baselines)
        )
        self.maps()
        bans = list(enumerate(treaty.bans))
        return Rulebook(
            anchors=dict(self.anchors),
            definitions=dict(self.parsed),
            columns=self.columns,
            tiers={name: self.tier(name) for name in treaty.tiers},
            once={
                name: self.event_rule(a.once, ("attributes", name, "once"))
                for name, a in treaty.attributes.items()
                if a.once
            },
            limits=(
                *(self.limit(i, x) for i, x in enumerate(treaty.limits)),
                *(self.held_ban(i, x) for i, x in bans if x.table == "holdings"),
            ),
            quotas=(
                *(self.quota(i, x) for i, x in enumerate(treaty.quotas)),
                *(self.done_ban(i, x) for i, x in bans if x.table == "events"),
            ),
            deadlines=tuple(self.deadline(i, x) for i, x in enumerate(treaty.deadlines)),
            obligations=tuple(self.obligation(i, x) for i, x in enumerate(treaty.obligations)),
            eliminations=tuple(self.elimination(i, x) for i, x in enumerate(treaty.eliminations)),
            baselines=self.baselines,
            members=members,
            terms=self.terms,
            year_start=None if default else self.day(year, ("calendar", "year")),
        )

    # Provisions

    def tier(self, name: str) -> TierRule:
        tier = self.treaty.tiers[name]
        path: Path = ("tiers", name)
        for key in ("first", "each"):
            for side in getattr(tier, key):
                if side:
                    self.need_side(side, self.sides, (*path, key))
        counts = self.expression(tier.counts, (*path, "counts"), "truth")
        beyond = self.expression(tier.beyond, (*path, "beyond"), "number")
        if nested := (columns(counts) | columns(beyond)) & set(self.treaty.tiers):
            self.refuse(path, "a tier is built on another tier", found=", ".join(sorted(nested)))
        return TierRule(tier, counts, beyond)

    def one_of(self, path: Path, given: Mapping[str, object], what: str, advice: str = "") -> None:
        """Refuse unless exactly one of some fields is given."""
        found = [k for k, v in given.items() if v not in (None, (), {})]
        if len(found) != 1:
            names = ", ".join(f"`{k}`" for k in given)
            self.refuse(path, f"{what} needs one of {names}", found=", ".join(found) or "none", advice=advice)

    def in_order(self, days: Sequence[date], path: Path) -> None:
        for first, second in pairwise(days):
            if second <= first:
                self.refuse(path, "phases are not in order of their days", found=f"{second} after {first}")

    def limit(self, index: int, limit: Limit) -> LimitRule:
        path: Path = ("limits", index)
        if (limit.counts is None) == (limit.undefined is None):
            self.refuse(path, "a limit needs `counts`, or `undefined` with the reason", found=limit.id)
        self.one_of(
            path,
            {k: getattr(limit, k) for k in ("at_most", "interval", "phases", "frozen_on", "replacement")},
            "a limit",
        )
        if (limit.aggregate == "ratio") != (limit.of is not None):
            self.refuse(path, '`of` goes with aggregate = "ratio", and only with it', found=limit.id)
        for g in limit.groups:
            self.need_side(g, {x.id for x in self.treaty.groups}, (*path, "groups"))
        if limit.scope != "party" and limit.aggregate not in ("sum", "count"):
            told = f"{limit.aggregate} over {'a group' if limit.scope == 'group' else 'all Parties'}"
            self.refuse(
                (*path, "aggregate"), "only sums are taken over several Parties", found=told, allowed="sum, count"
            )
        if limit.scope == "group" and not self.treaty.groups:
            self.refuse((*path, "scope"), "the document has no groups", found="group", allowed="party, all")
        counts = self.expression(limit.counts, (*path, "counts"), "truth") if limit.counts else None
        if counts and limit.zone:
            counts = self.in_zone(counts, limit.zone, (*path, "zone"))
        until = self.day(limit.until, (*path, "until"))
        return LimitRule(
            limit=limit,
            counts=counts,
            each=self.expression(limit.each, (*path, "each"), "number"),
            of=self.expression(limit.of, (*path, "of"), "truth") if limit.of else None,
            of_each=self.expression(limit.of_each, (*path, "of_each"), "number") if limit.of else None,
            phases=self.phases(limit, path),
            until=until,
            chosen=tuple(self.chosen(limit, path)),
            frozen_on=self.day(limit.frozen_on, (*path, "frozen_on")),
            replaced_by=self.replacement(limit, path),
        )

    def phases(self, limit: Limit, path: Path) -> tuple[PhaseRule, ...]:
        given: list[tuple[Phase | Limit, Path]] = [(p, (*path, "phases", i)) for i, p in enumerate(limit.phases)]
        single: list[tuple[Phase | Limit, Path]] = [(limit, path)]
        sources: list[tuple[Phase | Limit, Path]] = given or single
        found = []
        for phase, at in sources:
            if given:
                self.one_of(at, {"at_most": phase.at_most, "interval": phase.interval}, "a phase")
            if phase.interval and phase.interval.least > phase.interval.most:
                self.refuse((*at, "interval"), "an interval ends below its start", found=str(phase.interval.least))
            for side, number in (phase.at_most or {}).items():
                if side:
                    self.need_side(side, self.sides, (*at, "at_most"))
                if number < 0:
                    self.refuse((*at, "at_most"), "a bound below nothing", found=f"{number:g}", allowed="0 or more")
            day = self.need_day(phase.from_, (*at, "from"))
            force = self.anchors.get("entry into force")
            if given and force and day < force:
                self.refuse(
                    (*at, "from"),
                    "a phase begins before entry into force",
                    found=day.isoformat(),
                    allowed=f"{force.isoformat()} or later",
                )
            if limit.frozen_on:  # a level binds from the day on which it is taken
                day = max(day, self.need_day(limit.frozen_on, (*path, "frozen_on")))
            interval = (phase.interval.least, phase.interval.most) if phase.interval else None
            found.append(PhaseRule(day, dict(phase.at_most) if phase.at_most else None, interval))
        self.in_order([p.start for p in found], (*path, "phases"))
        return tuple(found)

    def chosen(self, limit: Limit, path: Path) -> Iterator[Chosen]:
        intervals = [i for i in (limit.interval, *(p.interval for p in limit.phases)) if i]
        for index, election in enumerate(limit.elections):
            at = (*path, "elections", index)
            self.need_side(election.party, self.sides, (*at, "party"))
            if not any(i.least <= election.at_most <= i.most for i in intervals):
                allowed = " or ".join(f"{i.least:,g} to {i.most:,g}" for i in intervals) or "a limit with an interval"
                self.refuse(
                    (*at, "at_most"),
                    "the chosen ceiling lies outside the interval",
                    found=f"{election.at_most:,g}",
                    allowed=allowed,
                )
            yield Chosen(election, self.need_day(election.from_, (*at, "from")))

    def replacement(self, limit: Limit, path: Path) -> Node | None:
        given = limit.replacement
        if not given:
            return None
        at = (*path, "replacement")
        for side in {*given.base, *given.ceiling}:
            if side:
                self.need_side(side, self.sides, at)
            base, top = given.base.get(side, given.base.get("")), given.ceiling.get(side, given.ceiling.get(""))
            if base is None or top is None or base > top:
                told = f"{side or 'all'}: base {base}, ceiling {top}"
                self.refuse(at, "a base needs a ceiling that is not below it", found=told)
        return self.event_rule(given.by, (*at, "by"))

    def held_ban(self, index: int, ban: Ban) -> LimitRule:
        path: Path = ("bans", index)
        start, until = self.need_day(ban.from_, (*path, "from")), self.day(ban.until, (*path, "until"))
        shared = {
            k: getattr(ban, k) for k in ("id", "article", "statement", "parties", "rows", "evidence", "source", "note")
        }
        limit = Limit(**shared, counts=ban.counts, at_most={"": 0}, from_=start, unit=ban.unit)
        return LimitRule(
            limit=limit,
            counts=self.expression(ban.counts, (*path, "counts"), "truth"),
            each=self.expression("1", path, "number"),
            of=None,
            of_each=None,
            phases=(PhaseRule(start, {"": 0.0}),),
            until=until,
            kind="ban",
        )

    def done_ban(self, index: int, ban: Ban) -> QuotaRule:
        path: Path = ("bans", index)
        start, until = self.need_day(ban.from_, (*path, "from")), self.day(ban.until, (*path, "until"))
        shared = {
            k: getattr(ban, k) for k in ("id", "article", "statement", "parties", "rows", "evidence", "source", "note")
        }
        quota = Quota(**shared, counts=ban.counts, per="term", at_most=0, from_=start, unit=ban.unit)
        return QuotaRule(quota, self.event_rule(ban.counts, (*path, "counts")), start, until, ((start, 0),), "ban")

    def quota(self, index: int, quota: Quota) -> QuotaRule:
        path: Path = ("quotas", index)
        self.one_of(path, {k: getattr(quota, k) for k in ("at_most", "phases", "share")}, "a quota")
        start = self.need_day(quota.from_, (*path, "from"))
        phases = [(start, quota.at_most)] if quota.at_most is not None else []
        phases += [
            (self.need_day(p.from_, (*path, "phases", i, "from")), p.at_most) for i, p in enumerate(quota.phases)
        ]
        self.in_order([d for d, _ in phases], (*path, "phases"))
        if quota.share:
            self.need_baseline(quota.share.of, (*path, "share", "of"))
        return QuotaRule(
            quota,
            self.event_rule(quota.counts, (*path, "counts")),
            start,
            self.day(quota.until, (*path, "until")),
            tuple(phases),
        )

    def need_baseline(self, category: str, path: Path) -> None:
        known = list(dict.fromkeys(b.baseline.category for b in self.baselines))
        if category not in known:
            self.refuse(
                path,
                "a percentage of something that no Party has declared",
                found=category,
                allowed=", ".join(known) or "a category of [[baselines]]; the document has none",
            )

    def deadline(self, index: int, deadline: Deadline) -> DeadlineRule:
        path: Path = ("deadlines", index)
        return DeadlineRule(
            deadline,
            self.event_rule(deadline.counts, (*path, "counts")),
            self.offset(deadline.within, (*path, "within")),
            self.day(deadline.trigger, (*path, "trigger")),
        )

    def obligation(self, index: int, obligation: Obligation) -> ObligationRule:
        path: Path = ("obligations", index)
        kinds = ("per", "on", "schedule", "own_clock", "triggered_by")
        self.one_of(path, {k: getattr(obligation, k) for k in kinds}, "an obligation")
        schedule = obligation.schedule
        if schedule and self.offset(schedule.every, (*path, "schedule", "every")).count < 1:
            self.refuse((*path, "schedule", "every"), "an interval of nothing", found=schedule.every)
        own = self.offset(obligation.own_clock, (*path, "own_clock")) if obligation.own_clock else None
        clocks = {}
        if own:
            force = self.anchors.get("entry into force")
            clocks = {code: start or force for code, (start, _) in self.terms.items()}
        return ObligationRule(
            obligation,
            self.event_rule(obligation.performed_by, (*path, "performed_by")),
            self.need_day(obligation.from_, (*path, "from")),
            self.day(obligation.until, (*path, "until")),
            self.day(obligation.on, (*path, "on")),
            self.day(schedule.first, (*path, "schedule", "first")) if schedule else None,
            self.offset(schedule.every, (*path, "schedule", "every")) if schedule else None,
            self.offset(obligation.due, (*path, "due")) if obligation.due else None,
            own,
            {code: day for code, day in clocks.items() if day},
            self.event_rule(obligation.restart, (*path, "restart")) if obligation.restart else None,
            tuple(self.granted(obligation, own, clocks, path)),
            self.event_rule(obligation.triggered_by, (*path, "triggered_by")) if obligation.triggered_by else None,
        )

    def granted(
        self, obligation: Obligation, own: calendar.Offset | None, clocks: Mapping[str, date | None], path: Path
    ) -> Iterator[Allowed]:
        """Extensions granted, each checked against the longest that the treaty allows."""
        last: dict[str, tuple[date, int]] = {}
        for index, grant in enumerate(obligation.grants):
            at = (*path, "grants", index)
            self.need_side(grant.party, self.codes, (*at, "party"))
            until = self.need_day(grant.until, (*at, "until"))
            start = clocks.get(grant.party)
            if not obligation.extension or not own or not start:
                self.refuse(at, "an extension where the treaty knows none", found=grant.party)
            rounding = self.treaty.calendar.rounding
            before, times = last.get(grant.party, (own.after(start, rounding), 0))
            longest = self.offset(obligation.extension.at_most, (*path, "extension", "at_most"))
            if times and not obligation.extension.renewable:
                self.refuse(at, "a second extension where the treaty allows one", found=until.isoformat())
            if until > longest.after(before, rounding):
                self.refuse(
                    (*at, "until"),
                    "an extension beyond the longest that the treaty allows",
                    found=until.isoformat(),
                    allowed=f"{longest} after {before}: {longest.after(before, rounding)}",
                )
            last[grant.party] = (until, times + 1)
            yield Allowed(grant.party, until, self.day(grant.granted_on, (*at, "granted_on")))

    def elimination(self, index: int, elimination: Elimination) -> EliminationRule:
        path: Path = ("eliminations", index)
        self.one_of(path, {k: getattr(elimination, k) for k in ("steps", "equal", "at_least")}, "an elimination")
        if (elimination.of is None) != (elimination.at_least is not None):
            self.refuse(path, "`of` names the baseline of `steps` and `equal`", found=elimination.id)
        if elimination.of:
            self.need_baseline(elimination.of, (*path, "of"))
        steps = [(self.need_day(s.by, (*path, "steps", i, "by")), s.percent) for i, s in enumerate(elimination.steps)]
        self.in_order([d for d, _ in steps], (*path, "steps"))
        for (_, less), (by, more) in pairwise(steps):
            if more <= less:
                self.refuse(
                    (*path, "steps"),
                    "a later step asks for no more",
                    found=f"{more:g} per cent by {by}",
                    allowed=f"above {less:g}",
                )
        equal = elimination.equal
        return EliminationRule(
            elimination,
            self.event_rule(elimination.counts, (*path, "counts")),
            self.need_day(elimination.from_, (*path, "from")),
            self.day(elimination.until, (*path, "until")),
            tuple(steps),
            self.span(equal, (*path, "equal")) if equal else None,
        )

    def span(self, equal: Increments, path: Path) -> tuple[date, date]:
        start, until = self.need_day(equal.from_, (*path, "from")), self.need_day(equal.until, (*path, "until"))
        if until <= start:
            self.refuse(path, "equal shares end before they begin", found=f"{until} after {start}")
        return start, until
