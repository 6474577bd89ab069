"""The executable part of a treaty document: expressions parsed, dates resolved, references checked.

Building a rulebook is the check that `armscontrol treaty check` runs: whatever is wrong with a document is found here,
before any figure is counted.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from armscontrol import calendar
from armscontrol.errors import TreatyError
from armscontrol.treaties.expressions.parse import parse
from armscontrol.treaties.expressions.tree import Node
from armscontrol.treaties.model import (
    DatePhrase,
    Deadline,
    Limit,
    Obligation,
    Quota,
    Treaty,
)
from armscontrol.treaties.places import Path, name_of
from armscontrol.treaties.tables import EVENTS, HOLDINGS, Column

ANCHORS = {
    "signed": "signature",
    "entered_into_force": "entry into force",
    "extended": "extension",
    "expired": "expiry",
    "terminated": "termination",
    "superseded": "supersession",
    "limits_in_effect": "limits in effect",
    "provisionally_applied": "provisional application",
}
"""Names under which date phrases find the first event of a kind."""


@dataclass(frozen=True, slots=True)
class LimitRule:
    """A limit ready to be counted: `phases` holds (first day, bound), in order."""

    limit: Limit
    counts: Node
    each: Node
    of: Node | None
    of_each: Node | None
    phases: tuple[tuple[date, float], ...]
    until: date | None

    def bound(self, on: date) -> tuple[float, date]:
        """The bound that holds on a day and the day from which; the first to come where none holds yet."""
        held = [(bound, start) for start, bound in self.phases if start <= on]
        if held:
            return held[-1]
        start, bound = self.phases[0]
        return bound, start

    def binds(self, on: date) -> bool:
        """Whether any bound holds on a day, the treaty's own life apart."""
        return self.phases[0][0] <= on and (self.until is None or on < self.until)


@dataclass(frozen=True, slots=True)
class QuotaRule:
    """A quota ready to be counted."""

    quota: Quota
    counts: Node
    start: date
    until: date | None


@dataclass(frozen=True, slots=True)
class DeadlineRule:
    """A deadline ready to be checked."""

    deadline: Deadline
    counts: Node
    within: calendar.Offset
    trigger: date | None


@dataclass(frozen=True, slots=True)
class ObligationRule:
    """An obligation ready to be assessed. `start` and `until` bound its life; `first` and `every` its schedule."""

    obligation: Obligation
    performed_by: Node
    start: date
    until: date | None
    on: date | None
    first: date | None
    every: calendar.Offset | None
    due: calendar.Offset | None


@dataclass(frozen=True, slots=True)
class Rulebook:
    """Everything of a treaty that can be computed."""

    anchors: Mapping[str, date]
    definitions: Mapping[str, Node]
    columns: Mapping[str, Column]
    limits: tuple[LimitRule, ...]
    quotas: tuple[QuotaRule, ...]
    deadlines: tuple[DeadlineRule, ...]
    obligations: tuple[ObligationRule, ...]
    year_start: date | None

    def limit(self, id: str) -> LimitRule:
        """The limit of this id; `KeyError` where there is none."""
        for rule in self.limits:
            if rule.limit.id == id:
                return rule
        raise KeyError(id)


Locate = Callable[[Path], str]


def build(treaty: Treaty, locate: Locate = name_of) -> Rulebook:
    """Parse and check the executable part of a document.

    Args:
        treaty: the document.
        locate: turns a path into a place for messages; with a file, its name and line.

    Raises:
        TreatyError: anything that cannot be computed as written, with the place, what was found and what is allowed.
    """
    return _Builder(treaty, locate).build()


class _Builder:
    def __init__(self, treaty: Treaty, locate: Locate) -> None:
        self.treaty, self.locate = treaty, locate
        self.anchors: dict[str, date] = {}
        for index, event in enumerate(treaty.events):
            name = event.anchor or ANCHORS.get(event.kind)
            if event.anchor and event.anchor in self.anchors:
                self.refuse(("events", index, "anchor"), "two events have one name", found=event.anchor)
            if name:
                self.anchors.setdefault(name, event.date)
        self.parsed: dict[str, Node] = {}
        self.open: list[str] = []
        attributes = {name: Column(name, a.kind, a.meaning, whole=False) for name, a in treaty.attributes.items()}
        for index, event in enumerate(treaty.events):
            self.day(event.until, ("events", index, "until"))
        for name in attributes:
            if name in HOLDINGS:
                self.refuse(("attributes", name), "an attribute has the name of a column", found=name)
        self.columns: dict[str, Column] = {**HOLDINGS, **attributes}

    def refuse(self, path: Path, message: str, *, found: str = "", allowed: str = "", advice: str = "") -> None:
        raise TreatyError(message, where=self.locate(path), found=found, allowed=allowed, advice=advice)

    def build(self) -> Rulebook:
        treaty = self.treaty
        self.check_names()
        for name in treaty.definitions:
            self.definition(name)
        for name, attribute in treaty.attributes.items():
            expected = {"number": (int, float), "truth": (bool,), "text": (str,)}[attribute.kind]
            for index, value in enumerate(attribute.values):
                path: Path = ("attributes", name, "values", index)
                if not isinstance(value.value, expected) or (attribute.kind == "number" and value.value is True):
                    self.refuse(
                        path,
                        "an attribute value of the wrong kind",
                        found=repr(value.value),
                        allowed=attribute.kind,
                    )
                for phrase, key in ((value.from_, "from"), (value.until, "until")):
                    self.day(phrase, (*path, key))
        year = treaty.calendar.year
        named = isinstance(year, date) or any(year.startswith(a) for a in self.anchors)
        return Rulebook(
            anchors=dict(self.anchors),
            definitions=dict(self.parsed),
            columns=self.columns,
            limits=tuple(self.limit(i, x) for i, x in enumerate(treaty.limits)),
            quotas=tuple(self.quota(i, x) for i, x in enumerate(treaty.quotas)),
            deadlines=tuple(self.deadline(i, x) for i, x in enumerate(treaty.deadlines)),
            obligations=tuple(self.obligation(i, x) for i, x in enumerate(treaty.obligations)),
            year_start=self.day(year, ("calendar", "year")) if named else None,
        )

    # Names

    def check_names(self) -> None:
        treaty = self.treaty
        seen: dict[str, Path] = {}
        for kind in ("limits", "quotas", "deadlines", "obligations", "statements"):
            for index, provision in enumerate(getattr(treaty, kind)):
                path: Path = (kind, index, "id")
                if provision.id in seen:
                    self.refuse(
                        path,
                        f"two provisions have one id (the other: {name_of(seen[provision.id])})",
                        found=provision.id,
                        allowed="an id of its own",
                    )
                seen[provision.id] = path
        ids = {p.id for p in treaty.parties}
        for index, position in enumerate(treaty.positions):
            if position.party not in ids:
                self.refuse(("positions", index, "party"), "not a Party", found=position.party, allowed=", ".join(ids))
            self.day(position.from_, ("positions", index, "from"))
            self.day(position.until, ("positions", index, "until"))
        parents = {x.id: x.parent for x in treaty.limits}
        for index, limit in enumerate(treaty.limits):
            chain = [limit.id]
            above = limit.parent
            while above:
                if above not in parents:
                    self.refuse(
                        ("limits", index, "parent"), "no limit has this id", found=above, allowed=", ".join(parents)
                    )
                if above in chain:
                    self.refuse(
                        ("limits", index, "parent"),
                        "limits are each other's parents in a circle",
                        found=" → ".join([*chain, above]),
                    )
                chain.append(above)
                above = parents[above]

    def definition(self, name: str) -> Node | None:
        if name in self.parsed:
            return self.parsed[name]
        if name not in self.treaty.definitions:
            return None
        path: Path = ("definitions", name)
        if name in self.columns:
            self.refuse(path, "a definition has the name of a column or attribute", found=name)
        if name in self.open:
            circle = " → ".join([*self.open[self.open.index(name) :], name])
            self.refuse(
                path,
                "definitions refer to each other in a circle",
                found=circle,
                advice="A definition may only use others that do not lead back to it.",
            )
        self.open.append(name)
        node = parse(
            self.treaty.definitions[name].expression, self.columns, self.definition, where=lambda: self.locate(path)
        )
        self.open.pop()
        self.parsed[name] = node
        return node

    # Dates

    def day(self, phrase: DatePhrase | None, path: Path) -> date | None:
        if phrase is None or isinstance(phrase, date):
            return phrase
        try:
            return calendar.resolve(phrase, self.anchors, self.treaty.calendar.rounding)
        except TreatyError as error:
            raise TreatyError(
                error.message,
                where=self.locate(path),
                found=error.found,
                allowed=error.allowed,
                advice=error.advice,
            ) from error

    def need_day(self, phrase: DatePhrase, path: Path) -> date:
        day = self.day(phrase, path)
        assert day is not None  # noqa: S101  a phrase that is there resolves or raises
        return day

    def offset(self, text: str, path: Path) -> calendar.Offset:
        try:
            return calendar.parse_offset(text)
        except TreatyError as error:
            raise TreatyError(
                error.message, where=self.locate(path), found=error.found, allowed=error.allowed
            ) from error

    # Provisions

    def limit(self, index: int, limit: Limit) -> LimitRule:
        path: Path = ("limits", index)

        def node(key: str, text: str, expect: str) -> Node:
            return parse(text, self.columns, self.definition, expect=expect, where=lambda: self.locate((*path, key)))  # type: ignore[arg-type]

        if (limit.at_most is None) == (not limit.phases):
            self.refuse(path, "a limit needs `at_most` or `phases`, and not both", found=limit.id)
        if limit.phases:
            phases = [
                (self.need_day(p.from_, (*path, "phases", i, "from")), p.at_most) for i, p in enumerate(limit.phases)
            ]
        else:
            assert limit.at_most is not None  # noqa: S101  checked above
            phases = [(self.need_day(limit.from_, (*path, "from")), limit.at_most)]
        for (first, _), (second, _) in pairwise(phases):
            if second <= first:
                self.refuse(
                    (*path, "phases"),
                    "phases are not in order of their days",
                    found=f"{second} after {first}",
                )
        if (limit.aggregate == "ratio") != (limit.of is not None):
            self.refuse(path, '`of` goes with aggregate = "ratio", and only with it', found=limit.id)
        return LimitRule(
            limit=limit,
            counts=node("counts", limit.counts, "truth"),
            each=node("each", limit.each, "number"),
            of=node("of", limit.of, "truth") if limit.of else None,
            of_each=node("of_each", limit.of_each, "number") if limit.of else None,
            phases=tuple(phases),
            until=self.day(limit.until, (*path, "until")),
        )

    def event_rule(self, text: str, path: Path) -> Node:
        return parse(text, EVENTS, expect="truth", where=lambda: self.locate(path))

    def quota(self, index: int, quota: Quota) -> QuotaRule:
        path: Path = ("quotas", index)
        return QuotaRule(
            quota,
            self.event_rule(quota.counts, (*path, "counts")),
            self.need_day(quota.from_, (*path, "from")),
            self.day(quota.until, (*path, "until")),
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
        given = [k for k in ("per", "on", "schedule") if getattr(obligation, k) is not None]
        if len(given) != 1:
            self.refuse(
                path,
                "an obligation needs one of `per`, `on` and `schedule`",
                found=", ".join(given) or "none",
            )
        schedule = obligation.schedule
        return ObligationRule(
            obligation,
            self.event_rule(obligation.performed_by, (*path, "performed_by")),
            self.need_day(obligation.from_, (*path, "from")),
            self.day(obligation.until, (*path, "until")),
            self.day(obligation.on, (*path, "on")),
            self.day(schedule.first, (*path, "schedule", "first")) if schedule else None,
            self.offset(schedule.every, (*path, "schedule", "every")) if schedule else None,
            self.offset(obligation.due, (*path, "due")) if obligation.due else None,
        )
