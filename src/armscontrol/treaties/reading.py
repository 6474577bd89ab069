"""A treaty's provisions as one list to read: definitions, limits, quotas, deadlines, obligations, stated rules."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from armscontrol.treaties.articles import order
from armscontrol.treaties.model import Deadline, Limit, Obligation, Provision, Quota, StatedRule, Treaty


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
            each = "" if p.each == "1" else f", each {p.each}"
            bound = (
                "; ".join(f"at most {x.at_most:,g} from {x.from_}" for x in p.phases)
                or f"at most {p.at_most:,g} from {p.from_}"
            )
            of = f" of {p.of}" if p.of else ""
            return f"{p.aggregate} of {p.counts}{each}{of}: {bound}"
        case Quota():
            by = f" and {', '.join(p.by)}" if p.by else ""
            return f"events where {p.counts}, per {p.per}{by}: at most {p.at_most}"
        case Deadline():
            how = f"no later than {p.within} after" if p.direction == "after" else f"at least {p.within} before"
            return f"events where {p.counts}: {how} {p.trigger or 'the trigger date'}"
        case Obligation():
            when = f"per {p.per}" if p.per else f"on {p.on}" if p.on else ""
            if p.schedule:
                when = f"every {p.schedule.every} from {p.schedule.first}"
            events = "event" if p.at_least == 1 else "events"
            return f"at least {p.at_least} {events} where {p.performed_by}, {when}"
        case _:
            return None
