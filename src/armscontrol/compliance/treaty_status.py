"""Where a treaty stands on a day: status by its own terms, each Party's position on it, and conduct. Three things."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from armscontrol.calendar import long_date, parse_day
from armscontrol.compliance import notebook
from armscontrol.compliance.findings import Conduct
from armscontrol.compliance.obligations import conduct
from armscontrol.holdings import Events, read_events, shipped_events
from armscontrol.terms import party_name, words
from armscontrol.treaties import Treaty, held_positions, load_treaty, standing
from armscontrol.treaties.lifecycle import HeldPosition, Standing


@dataclass(frozen=True, slots=True)
class Status:
    """A treaty on a day. `contested` says that the Parties differ about the status."""

    treaty: str
    short_title: str
    date: date
    standing: Standing
    positions: tuple[HeldPosition, ...]
    conduct: tuple[Conduct, ...]
    notes: tuple[str, ...]

    @property
    def status(self) -> str:
        """Legal status by the treaty's own terms: `in_force`, `expired` and so on."""
        return self.standing.status

    @property
    def contested(self) -> bool:
        """Whether the Parties take different positions on the status while the treaty is in force."""
        return self.standing.in_force and len({h.position.position for h in self.positions if not h.announced}) > 1

    def __repr__(self) -> str:
        held = "; ".join(f"{h.position.party}: {h.position.position}" for h in self.positions)
        return f"<Status {self.treaty} {self.date}: {self.status}{'; ' if held else ''}{held}>"

    def _repr_html_(self) -> str:
        parts = [("By its own terms", [words(self.status), *self.notes])]
        parts += [
            (f"{party_name(h.position.party)}: {h.position.position}", [h.position.statement, h.position.source or ""])
            for h in self.positions
        ]
        return notebook.steps(f"{self.short_title} on {long_date(self.date)}", parts)

    def to_dict(self) -> dict[str, Any]:
        """Plain values, dates as ISO text."""
        s = self.standing
        return {
            "treaty": self.treaty,
            "date": self.date.isoformat(),
            "status": s.status,
            "since": s.since.isoformat() if s.since else None,
            "until": s.until.isoformat() if s.until else None,
            "term": s.term.isoformat() if s.term else None,
            "contested": self.contested,
            "event": {"statement": s.event.statement, "evidence": s.event.evidence, "source": s.event.source}
            if s.event
            else None,
            "positions": [
                {
                    "party": h.position.party,
                    "position": h.position.position,
                    "from": h.start.isoformat(),
                    "until": h.until.isoformat() if h.until else None,
                    "stated_on": h.position.stated_on.isoformat() if h.position.stated_on else None,
                    "stated_later": h.later,
                    "announced": h.announced,
                    "statement": h.position.statement,
                    "evidence": h.position.evidence,
                    "source": h.position.source,
                    "note": h.position.note,
                }
                for h in self.positions
            ],
            "conduct": [c.to_dict() for c in self.conduct],
            "notes": list(self.notes),
        }


def status(treaty: str | Path | Treaty, on: str | date = "today", *, events: Events | Any = None) -> Status:
    """Where a treaty stands on a day.

    Args:
        treaty: id of a shipped treaty, path of a document, or a loaded one.
        on: the day. Conduct is told of the periods that hold it, as it stood then; what followed is in its notes.
        events: for conduct; the shipped events when `None`.

    Raises:
        TreatyError: the document or the day cannot be used.
    """
    document = treaty if isinstance(treaty, Treaty) else load_treaty(treaty)
    day = parse_day(on)
    record = shipped_events(document.id) if events is None else read_events(events)
    stands = standing(document, day)
    notes = []
    if stands.provisional:
        notes.append(stands.provisional.statement)
    ends = [e for e in document.events if e.kind in ("expired", "terminated", "superseded")]
    for event in ends:
        if event.note and abs((event.date - day).days) <= 366:
            notes.append(event.note)
    if stands.in_force and stands.term:
        notes.append(f"By its terms as they stood on this day, in force until {long_date(stands.term)}.")
        notes += [f"Later, on {long_date(e.date)}: {e.statement}" for e in document.events if e.until and e.date > day]
    parties = tuple(p.id for p in document.parties)
    done = tuple(conduct(document, record, parties, [day])) if stands.in_force else ()
    return Status(document.id, document.short_title, day, stands, held_positions(document, day), done, tuple(notes))
