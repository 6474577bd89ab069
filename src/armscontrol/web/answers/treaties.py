"""Treaties: the list by life cycle, one treaty with its rules, one rule, several side by side."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from armscontrol.compliance import status
from armscontrol.errors import MissingError, TreatyError
from armscontrol.treaties import (
    Treaty,
    comparing,
    held_positions,
    load_treaty,
    load_variant,
    standing,
    treaty_ids,
    variant_ids,
)
from armscontrol.treaties.articles import heading
from armscontrol.treaties.differing import diff
from armscontrol.treaties.model import LifeEvent
from armscontrol.treaties.reading import entries
from armscontrol.treaties.wording import Spelled, spelled

BANDS = ("in_force", "signed", "expired", "terminated", "superseded", "not_in_force", "not_signed")
"""Statuses in the order of the list; each of `terms.STANDINGS` is here."""


@dataclass(frozen=True, slots=True)
class TreatyRow:
    """A treaty in the list: where it stands on the day, its dates, and how much of it can be computed."""

    id: str
    title: str
    short_title: str
    status: str
    since: dt.date | None
    contested: bool
    signed: dt.date | None
    in_force_from: dt.date | None
    life: str
    provisions: int
    executable: int
    limits: int
    variants: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TreatyList:
    """The treaties on a day, by band; `found` says how many there are of each status before any was chosen."""

    on: dt.date
    status: str
    found: tuple[tuple[str, int], ...]
    treaties: tuple[TreatyRow, ...]


@dataclass(frozen=True, slots=True)
class EventLine:
    """An event in a treaty's life."""

    date: dt.date
    kind: str
    parties: tuple[str, ...]
    statement: str
    note: str | None
    evidence: str
    source: str | None


@dataclass(frozen=True, slots=True)
class PositionLine:
    """What a Party says of the treaty's status; `now` where it does on the day."""

    party: str
    position: str
    since: dt.date
    until: dt.date | None
    stated_on: dt.date | None
    now: bool
    statement: str
    note: str | None
    evidence: str
    source: str | None


@dataclass(frozen=True, slots=True)
class RuleLine:
    """A provision or definition; `executable` is its form in one line, None where it is only stated.

    `part` is the article, or the part of the protocol, that it stands in.
    """

    id: str
    article: str
    part: str
    kind: str
    statement: str
    amount: str
    executable: str | None
    holds: str | None
    evidence: str
    source: str | None
    note: str | None


@dataclass(frozen=True, slots=True)
class VariantLine:
    """A rule variant of a treaty."""

    id: str
    title: str
    statement: str
    note: str | None
    evidence: str
    source: str | None


@dataclass(frozen=True, slots=True)
class TreatyPage:
    """One treaty on a day."""

    id: str
    on: dt.date
    variant: str | None
    title: str
    short_title: str
    summary: str
    status: str
    since: dt.date | None
    until: dt.date | None
    term: dt.date | None
    contested: bool
    parties: tuple[str, ...]
    left: tuple[tuple[str, dt.date], ...]
    events: tuple[EventLine, ...]
    positions: tuple[PositionLine, ...]
    rules: tuple[RuleLine, ...]
    notes: tuple[str, ...]
    variants: tuple[VariantLine, ...]


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """What a variant changes in a rule or in what it builds on."""

    variant: str
    place: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class RulePage:
    """One rule: as its document writes it, in words, bound by bound, and what a variant makes of it.

    `builds_on` has the ids of the definitions in `form.builds_on`, in their order.
    """

    treaty: str
    short_title: str
    variant: str | None
    on: dt.date
    rule: RuleLine
    form: Spelled
    builds_on: tuple[str, ...]
    steps: tuple[tuple[dt.date, str], ...]
    until: dt.date | None
    changes: tuple[ChangeLine, ...]
    assessed: bool


@dataclass(frozen=True, slots=True)
class ComparedTreaty:
    """A treaty of a comparison, with its life in a few words."""

    id: str
    short_title: str
    life: str


@dataclass(frozen=True, slots=True)
class Category:
    """What several treaties limit alike: for each treaty, in their order, its bounds."""

    name: str
    bounds: tuple[tuple[comparing.Bound, ...], ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Treaties side by side; with a day, only what holds on it."""

    on: dt.date | None
    treaties: tuple[ComparedTreaty, ...]
    categories: tuple[Category, ...]


@lru_cache(maxsize=64)
def document(id: str, variant: str = "") -> Treaty:
    """A shipped treaty, under one of its shipped variants if one is named. Names only, never a path.

    Raises:
        MissingError: there is none.
    """
    if id not in treaty_ids():
        raise MissingError(
            "there is no such treaty", where="treaty", found=repr(id[:40]), allowed=", ".join(treaty_ids())
        )
    if variant and variant not in variant_ids(id):
        allowed = ", ".join(variant_ids(id)) or "none for this treaty"
        raise MissingError("there is no such variant", where="variant", found=repr(variant[:40]), allowed=allowed)
    return load_treaty(id, variant or None)


def withdrawals(id: str, on: dt.date) -> list[LifeEvent]:
    """Withdrawals from a treaty by a day, where it went on for the others."""
    d = document(id)
    going = standing(d, on).status in ("in_force", "signed")
    return [e for e in d.events if going and e.kind == "withdrawn_by" and e.date <= on]


@lru_cache(maxsize=512)
def limited(id: str, provision: str, unit: str, variant: str = "") -> str:
    """What a limit or quota limits, in a few words: its title, or the unit of its figures."""
    bounds = document(id, variant).rules
    titles = {r.limit.id: r.limit.title for r in bounds.limits} | {r.quota.id: r.quota.title for r in bounds.quotas}
    return titles.get(provision) or unit


@lru_cache(maxsize=64)
def variant_title(id: str, variant: str) -> str:
    """What a variant of a treaty's rules is called."""
    document(id, variant)
    return load_variant(id, variant).title


@lru_cache(maxsize=64)
def rule_sources(id: str, variant: str = "") -> dict[str, str]:
    """Where each rule of a treaty is from, as far as its document says."""
    return {e.id: e.source for e in entries(document(id, variant)) if e.source and e.kind != "definition"}


@lru_cache(maxsize=128)
def treaties(on: dt.date, wanted: str = "") -> TreatyList:
    """The treaties on a day, those in force first, then by the day from which it is so.

    Args:
        on: the day.
        wanted: one status, or all when empty.

    Raises:
        MissingError: no such status.
    """
    if wanted and wanted not in BANDS:
        raise MissingError("there is no such status", where="status", found=repr(wanted[:40]), allowed=", ".join(BANDS))
    rows = sorted((_row(id, on) for id in treaty_ids()), key=_band)
    counts = tuple((s, n) for s in BANDS if (n := sum(r.status == s for r in rows)))
    return TreatyList(on, wanted, counts, tuple(r for r in rows if wanted in ("", r.status)))


def _band(row: TreatyRow) -> tuple[int, int]:
    return BANDS.index(row.status), -(row.since or dt.date.min).toordinal()


def _row(id: str, on: dt.date) -> TreatyRow:
    treaty, found = document(id), status(id, on)
    dates = {e.kind: e.date for e in treaty.events}
    every = entries(treaty)
    return TreatyRow(
        id=id,
        title=treaty.title,
        short_title=treaty.short_title,
        status=found.status,
        since=found.standing.since,
        contested=found.contested,
        signed=dates.get("signed"),
        in_force_from=dates.get("entered_into_force"),
        life=comparing.life(treaty),
        provisions=len(every),
        executable=sum(bool(e.executable) for e in every),
        limits=len(treaty.limits),
        variants=variant_ids(id),
    )


@lru_cache(maxsize=128)
def treaty(id: str, on: dt.date, variant: str = "") -> TreatyPage:
    """One treaty on a day.

    Raises:
        MissingError: no such treaty or variant.
    """
    d = document(id, variant)
    found = status(d, on)
    return TreatyPage(
        id=id,
        on=on,
        variant=variant or None,
        title=d.title,
        short_title=d.short_title,
        summary=d.summary,
        status=found.status,
        since=found.standing.since,
        until=found.standing.until,
        term=found.standing.term,
        contested=found.contested,
        parties=tuple(p.id for p in d.parties),
        left=tuple((p, e.date) for e in withdrawals(id, on) for p in e.parties),
        events=tuple(
            EventLine(e.date, e.kind, e.parties, e.statement, e.note, e.evidence, e.source)
            for e in sorted(d.events, key=lambda e: e.date)
        ),
        positions=_positions(d, on),
        rules=tuple(_rules(d, on)),
        notes=tuple(n for n in (d.calendar.note, *d.notes) if n),
        variants=tuple(_variant(id, v) for v in variant_ids(id)),
    )


def _positions(d: Treaty, on: dt.date) -> tuple[PositionLine, ...]:
    """Every position, in the order of time: each is told with the days on which it is held."""
    now = {id(h.position) for h in held_positions(d, on) if not h.announced}
    lines = {}
    for day in sorted({p.stated_on or on for p in d.positions} | {on} | {e.date for e in d.events} | {dt.date.max}):
        for h in held_positions(d, day):
            p = h.position
            lines[id(p)] = PositionLine(
                p.party, p.position, h.start, h.until, p.stated_on, id(p) in now, p.statement, p.note, p.evidence,
                p.source,
            )  # fmt: skip
    return tuple(sorted(lines.values(), key=lambda x: (x.since, x.party)))


def _variant(id: str, name: str) -> VariantLine:
    v = load_variant(id, name)
    return VariantLine(v.variant, v.title, v.statement, v.note, v.evidence, v.source)


def _rules(d: Treaty, on: dt.date) -> list[RuleLine]:
    bounds = {b.provision_id: b for found in comparing.compare([d], on).values() for b in found}
    lines = []
    for e in entries(d):
        defines = e.kind == "definition" and e.executable is not None
        id = definition_id(d, e.id) if defines else e.id
        bound = None if defines else bounds.get(id)
        holds = bound.holds if bound else None
        lines.append(
            RuleLine(
                id, e.article, heading(e.article), e.kind, e.statement, e.amount, e.executable, holds, e.evidence,
                e.source, e.note,
            )
        )  # fmt: skip
    return lines


def unplaced(id: str, variant: str = "") -> tuple[RuleLine, ...]:
    """The definitions that stand in no article: they are not among the rules."""
    d = document(id, variant)
    return tuple(_unplaced(d, name) for name, x in d.definitions.items() if not x.article)


def _unplaced(d: Treaty, name: str) -> RuleLine:
    x = d.definitions[name]
    id, form, grade = definition_id(d, name), f"{name} = {x.expression}", x.evidence or "derived"
    return RuleLine(id, "", "", "definition", x.statement or "", "", form, None, grade, x.source, x.note)


def definition_id(d: Treaty, name: str) -> str:
    """The id of a definition among the rules: its name, unless a provision has that."""
    return f"definition-{name}" if any(p.id == name for p in d.provisions()) else name


@lru_cache(maxsize=256)
def rule(id: str, name: str, on: dt.date, variant: str = "") -> RulePage:
    """One rule of a treaty on a day.

    Raises:
        MissingError: no such treaty, variant or rule.
    """
    d = document(id, variant)
    defined = next((n for n in d.definitions if definition_id(d, n) == name), None)
    line = next((r for r in _rules(d, on) if r.id == name), None)
    if line is None and defined:
        line = _unplaced(d, defined)
    if line is None:
        raise MissingError(
            "this treaty has no such rule", where="rule", found=repr(name[:60]), advice=f"See the list: /treaties/{id}"
        )
    form = spelled(d, defined or name, definition=defined is not None)
    every = () if defined else (b for found in comparing.compare([d], on).values() for b in found)
    bound = next((b for b in every if b.provision_id == name), None)
    held = {r.limit.id for r in d.rules.limits} | {q.quota.id for q in d.rules.quotas}
    return RulePage(
        treaty=id,
        short_title=d.short_title,
        variant=variant or None,
        on=on,
        rule=line,
        form=form,
        builds_on=tuple(definition_id(d, b.name) for b in form.builds_on),
        steps=bound.steps if bound else (),
        until=bound.until if bound else None,
        changes=tuple(_changes(id, {defined or name, *(b.name for b in form.builds_on)})),
        assessed=not defined and name in held,
    )


def _changes(id: str, names: set[str]) -> list[ChangeLine]:
    found = []
    for variant in variant_ids(id):
        for change in diff(document(id), document(id, variant)):
            if any(n in change.place.replace("[", ".").replace("]", "").split(".") for n in names):
                found.append(ChangeLine(variant, change.place, change.before, change.after))
    return found


@lru_cache(maxsize=128)
def comparison(ids: tuple[str, ...], on: dt.date | None = None) -> Comparison:
    """Treaties side by side, by what they limit.

    Args:
        ids: two or more.
        on: only what holds on this day, by each treaty's own terms.

    Raises:
        MissingError: one of them does not exist.
        TreatyError: fewer than two.
    """
    chosen: Sequence[str] = tuple(dict.fromkeys(ids))
    documents = [document(id) for id in chosen]
    if len(documents) < 2:
        raise TreatyError(
            "there is nothing to compare",
            where="treaty",
            found=", ".join(chosen) or "none",
            allowed="two or more treaties",
        )
    made = []
    for name, bounds in comparing.compare(documents, on).items():
        cells = tuple(
            tuple(b for b in bounds if b.treaty == d.id and (on is None or b.holds is not None)) for d in documents
        )
        if any(cells):
            made.append(Category(name, cells))
    heads = tuple(ComparedTreaty(d.id, d.short_title, comparing.life(d)) for d in documents)
    return Comparison(on, heads, tuple(made))
