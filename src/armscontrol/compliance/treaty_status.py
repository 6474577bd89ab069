"""Where a treaty stands on a day: status by its own terms, each Party's position on it, and conduct. Three things."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from armscontrol.calendar import long_date, parse_day
from armscontrol.compliance.findings import Conduct
from armscontrol.compliance.obligations import conduct
from armscontrol.holdings import Events, read_events, shipped_events
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
        return self.standing.in_force and len({h.position.position for h in self.positions}) > 1

    def to_dict(self) -> dict[str, Any]:
        """Plain values, dates as ISO text."""
        s = self.standing
        return {
            "treaty": self.treaty,
            "date": self.date.isoformat(),
            "status": s.status,
            "since": s.since.isoformat() if s.since else None,
            "until": s.until.isoformat() if s.until else None,
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


def status(treaty: str | Path | Treaty, on: str | date, *, events: Events | Any = None) -> Status:
    """Where a treaty stands on a day.

    Args:
        treaty: id of a shipped treaty, path of a document, or a loaded one.
        on: the day. Conduct is told with what is known today of the periods that hold the day.
        events: for conduct; the shipped events when `None`.

    Raises:
        TreatyError: the document or the day cannot be used.
    """
    document = treaty if isinstance(treaty, Treaty) else load_treaty(treaty)
    day = on if isinstance(on, date) else parse_day(on)
    record = shipped_events(document.id) if events is None else read_events(events)
    stands = standing(document, day)
    notes = []
    if stands.provisional:
        notes.append(stands.provisional.statement)
    ends = [e for e in document.events if e.kind in ("expired", "terminated", "superseded")]
    for event in ends:
        if event.note and abs((event.date - day).days) <= 366:
            notes.append(event.note)
    if stands.in_force and stands.until:
        notes.append(f"By its own terms in force until {long_date(stands.until)}.")
    parties = tuple(p.id for p in document.parties)
    done = tuple(conduct(document, record, parties, [day])) if stands.in_force else ()
    return Status(document.id, document.short_title, day, stands, held_positions(document, day), done, tuple(notes))
