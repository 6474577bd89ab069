"""The shipped timeline as the first content of a record: its events, and the positions that its statements take.

Each has its source and its grade of evidence. Ids tell what, who and day, and a running number where a day has several:
they stay the same when later rows are added. What rests on memory alone is proposed, all else accepted.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from armscontrol.data import catalogue
from armscontrol.diplomacy.model import Condition, DateMention, Event, Fact
from armscontrol.diplomacy.record.contents import Content, Happening, Part, ShippedPosition, ShippedStatement

KINDS = {
    "if": "precondition",
    "only-if": "precondition",
    "once": "precondition",
    "unless": "precondition",
    "as-long-as": "linkage",
    "in-exchange-for": "reciprocity",
    "if-reciprocated": "reciprocity",
    "without-conditions": "no-linkage",
}
"""Kind of condition, as it is read from texts, by the type in the table."""
_BODIES = ("Ministry", "Department", "Duma", "Kremlin")


def items() -> Iterator[tuple[Part, str]]:
    """Everything that the program brings along, with its state."""
    yield from timeline()
    yield from statements()


def timeline() -> Iterator[tuple[Part, str]]:
    """Events of the timeline."""
    seen: Counter[str] = Counter()
    for row in catalogue.table("treaty_timeline").iter_rows(named=True):
        day = _date(row)
        id = _numbered(f"timeline/{row['treaty']}/{row['event']}/{day.edtf}", seen)
        event = Event((0, 0), f"treaty.{row['event']}", row["treaty"], day, row["parties"])
        yield Part(id, None, "event", Happening(event, None, _fact(row, row["detail"]))), _state(row)


def statements() -> Iterator[tuple[Part, str]]:
    """Statements of the timeline that take a position, each followed by its positions."""
    seen: Counter[str] = Counter()
    made: dict[tuple[Any, ...], str] = {}
    for row in catalogue.table("record/positions").iter_rows(named=True):
        day = _date(row)
        key = (row["date"], row["party"], row["speaker"], row["said"])
        tied = _condition(row)
        if key not in made:
            made[key] = _numbered(f"timeline/said/{row['party']}/{day.edtf}", seen)
            yield Part(made[key], None, "statement", _statement(made[key], row, day)), _state(row)
        position = ShippedPosition(
            statement=made[key], issue=row["issue"], stance=row["stance"], party=row["party"], holder=row["speaker"],
            words=(0, 0), conditions=tied, edtf=day.edtf, fact=_fact(row, row["said"]),
        )  # fmt: skip
        yield Part(f"{made[key]}/{row['issue']}", made[key], "position", position), _state(row)


def _statement(id: str, row: dict[str, Any], day: DateMention) -> Content:
    speaker = row["speaker"]
    body = speaker is not None and any(word in speaker for word in _BODIES) and "official" not in speaker
    return ShippedStatement(
        id=id, content=(), mode="indirect", speaker=speaker, sieve="shipped", confidence="sure", party=row["party"],
        speaker_kind="organization" if body else "state" if speaker is None else "person",
        date=day, fact=_fact(row, row["said"]),
    )  # fmt: skip


def _condition(row: dict[str, Any]) -> tuple[Condition, ...]:
    return (Condition((0, 0), KINDS[row["condition_type"]], row["condition"]),) if row["condition"] else ()


def _numbered(id: str, seen: Counter[str]) -> str:
    seen[id] += 1
    return id if seen[id] == 1 else f"{id}/{seen[id]}"


def _date(row: dict[str, Any]) -> DateMention:
    edtf = row["date"].isoformat()[: 7 if row["date_precision"] == "month" else 10]
    return DateMention((0, 0), edtf, edtf, "the shipped timeline")


def _fact(row: dict[str, Any], words: str) -> Fact:
    edtf = _date(row).edtf
    note = f" [{row['note']}]" if row["note"] else ""
    return Fact(words, None, None, edtf, (row["source_url"] or "no source") + note, row["evidence"])


def _state(row: dict[str, Any]) -> str:
    return "proposed" if row["evidence"] == "recalled" else "accepted"
