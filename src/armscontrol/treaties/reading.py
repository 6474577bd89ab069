"""A treaty's provisions as one list to read: definitions, limits, quotas, deadlines, obligations, stated rules."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from armscontrol.terms import short_party
from armscontrol.treaties.articles import order
from armscontrol.treaties.model import Treaty
from armscontrol.treaties.provisions import (
    Ban,
    Deadline,
    Elimination,
    Limit,
    Obligation,
    Phase,
    Provision,
    Quota,
    StatedRule,
)


@dataclass(frozen=True, slots=True)
class Entry:
    """One provision: where it stands, what it says, what it rests on, and how it is computed."""

    id: str
    article: str
    kind: str
    statement: str
    evidence: str
    source: str | None
    note: str | None
    executable: str | None
    number: str | None = None
    unit: str | None = None

    @property
    def amount(self) -> str:
        """The number that a stated rule turns on, with its unit; empty where there is none."""
        return " ".join(x for x in (self.number, self.unit) if x)


def entries(treaty: Treaty) -> list[Entry]:
    """All provisions, in the order of the treaty's articles."""
    return sorted(_entries(treaty), key=lambda e: order(e.article))


def _entries(treaty: Treaty) -> Iterator[Entry]:
    for name, d in treaty.definitions.items():
        if d.article:
            form = f"{name} = {d.expression}"
            yield Entry(
                name,
                d.article,
                "definition",
                d.statement or "",
                d.evidence or "derived",
                d.source,
                d.note,
                form,
            )
    for p in treaty.provisions():
        kind = p.kind if isinstance(p, StatedRule) else type(p).__name__.lower()
        amount = (p.number, p.unit) if isinstance(p, StatedRule) else (None, None)
        yield Entry(p.id, p.article, kind, p.statement, p.evidence, p.source, p.note, _form(p), *amount)


def _form(p: Provision) -> str | None:
    match p:
        case Limit():
            return _limit(p)
        case Ban():
            return f"{p.table} where {p.counts}: none"
        case Quota():
            by = f" and {', '.join(p.by)}" if p.by else ""
            bound = f"at most {p.at_most}" if p.at_most is not None else ""
            bound += "; ".join(f"at most {x.at_most} from {x.from_}" for x in p.phases)
            if p.share:
                bound = f"at most {p.share.percent:g} per cent of {p.share.of}, rounded {p.share.rounding}"
            return f"events where {p.counts}, per {p.per}{by}: {bound}"
        case Deadline():
            how = f"no later than {p.within} after" if p.direction == "after" else f"at least {p.within} before"
            return f"events where {p.counts}: {how} {p.trigger or 'the trigger date'}"
        case Obligation():
            return _obligation(p)
        case Elimination():
            if p.at_least is not None:
                return f"events where {p.counts}: at least {p.at_least} a treaty year"
            steps = "; ".join(f"{s.percent:g} per cent by {s.by}" for s in p.steps)
            equal = f"equal yearly shares from {p.equal.from_} to {p.equal.until}" if p.equal else ""
            return f"events where {p.counts}, of what was declared of {p.of}: {steps}{equal}"
        case _:
            return None


def _limit(p: Limit) -> str:
    if p.undefined:
        return f"not counted: {p.undefined}"
    each = "" if p.each == "1" else f", each {p.each}"
    of = f" of {p.of}" if p.of else ""
    zone = f", in zone {p.zone.zone} on map {p.zone.map}" if p.zone else ""
    scope = {"party": "", "group": ", each group together", "all": ", all Parties together"}[p.scope]
    return f"{p.aggregate} of {p.counts}{each}{of}{zone}{scope}: {_bound(p)}"


def _bound(p: Limit) -> str:
    if p.frozen_on:
        return f"at most its value of {p.frozen_on}, from {p.from_}"
    if p.replacement:
        r = p.replacement
        base, top = numbers(r.base), numbers(r.ceiling)
        return f"at most {base}, and one more for each event where {r.by}, up to {top}"
    phases = p.phases or (Phase(at_most=p.at_most, interval=p.interval, from_=p.from_),)
    return "; ".join(
        f"chosen between {x.interval.least:,g} and {x.interval.most:,g} from {x.from_}"
        if x.interval
        else f"at most {numbers(x.at_most or {})} from {x.from_}"
        for x in phases
    )


def numbers(of_sides: Mapping[str, float]) -> str:
    """A bound as it reads: "700", or "United States 656, Soviet Union 740"."""
    return ", ".join(f"{short_party(side)} {value:,g}" if side else f"{value:,g}" for side, value in of_sides.items())


def _obligation(p: Obligation) -> str:
    events = "event" if p.at_least == 1 else "events"
    asked = f"at least {p.at_least} {events} where {p.performed_by}"
    if p.own_clock:
        more = f", extended by at most {p.extension.at_most}" if p.extension else ""
        return f"{asked}, within {p.own_clock} of the Party's own entry into force{more}"
    if p.triggered_by:
        due = f" {p.due} {p.direction}" if p.due else " for"
        return f"{asked},{due} each event where {p.triggered_by}"
    if p.schedule:
        return f"{asked}, every {p.schedule.every} from {p.schedule.first}"
    return f"{asked}, {f'per {p.per}' if p.per else f'on {p.on}'}"
