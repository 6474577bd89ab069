"""The shipped timeline as the first content of a record: each event with its source and its grade of evidence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from armscontrol.data import catalogue
from armscontrol.diplomacy.model import DateMention, Event, Fact
from armscontrol.diplomacy.record.contents import Happening


def timeline() -> Iterator[tuple[str, Happening, str]]:
    """Id, event and state of each row of the timeline.

    An id tells treaty, event and day, and a running number where a day has several: it stays the same when rows are
    added. What rests on memory alone is proposed, all else accepted.
    """
    seen: Counter[str] = Counter()
    for row in catalogue.table("treaty_timeline").iter_rows(named=True):
        edtf = row["date"].isoformat()[: 7 if row["date_precision"] == "month" else 10]
        id = f"timeline/{row['treaty']}/{row['event']}/{edtf}"
        seen[id] += 1
        if seen[id] > 1:
            id = f"{id}/{seen[id]}"
        event = Event(
            span=(0, 0),
            type=f"treaty.{row['event']}",
            treaty=row["treaty"],
            date=DateMention((0, 0), edtf, edtf, "the shipped timeline"),
            party=row["parties"],
        )
        note = f" [{row['note']}]" if row["note"] else ""
        source = (row["source_url"] or "no source") + note
        fact = Fact(row["detail"], None, None, edtf, source, row["evidence"])
        yield id, Happening(event, None, fact), "proposed" if row["evidence"] == "recalled" else "accepted"
