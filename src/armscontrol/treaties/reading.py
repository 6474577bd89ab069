"""A treaty's provisions as one list to read: definitions, limits, quotas, deadlines, obligations, stated rules."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

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
        yield Entry(p.id, p.article, kind, p.statement, p.evidence, p.source, p.note, _form(p))


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
            return f"events where {p.counts}: within {p.within} {p.direction} {p.trigger or 'the trigger date'}"
        case Obligation():
            when = f"per {p.per}" if p.per else f"on {p.on}" if p.on else ""
            if p.schedule:
                when = f"every {p.schedule.every} from {p.schedule.first}"
            return f"at least {p.at_least} event where {p.performed_by}, {when}"
        case _:
            return None


_ROMAN = re.compile(r"^([IVX]+)\b")
_VALUES = {"I": 1, "V": 5, "X": 10}
_PARTS = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]


def order(article: str) -> tuple[int, int, str]:
    """A key that sorts articles as the treaty has them: Articles, then the Protocol's Parts, then the rest."""
    roman = _ROMAN.match(article)
    if roman:
        digits = [_VALUES[c] for c in roman[1]]
        value = sum(-d if any(e > d for e in digits[i + 1 :]) else d for i, d in enumerate(digits))
        return (0, value, article)
    part = re.search(r"Part (\w+)", article)
    if article.startswith("Protocol") and part and part[1].lower() in _PARTS:
        return (1, _PARTS.index(part[1].lower()), article)
    return (1 if article.startswith("Protocol") else 2, 99, article)


def under(article: str, wanted: str) -> bool:
    """Whether an article is the one wanted or below it: "II(1)(b)" is under "II" and "II(1)", not under "I"."""
    wanted = wanted.strip().removeprefix("Treaty ").removeprefix("Art. ").removeprefix("Article ")
    for part in re.split(r"\s*;\s*", article):
        if part == wanted or part.startswith((wanted + "(", wanted + " ", wanted + ",")):
            return True
    return False
