"""Codes of a reading in words for people: days, quantities, owners, kinds of events, how a speaker was found."""

from __future__ import annotations

import re
from calendar import month_name
from collections.abc import Iterator
from datetime import date

from armscontrol.calendar import long_date
from armscontrol.diplomacy.positions.positions import issues
from armscontrol.terms import PARTIES, short_party

BOUNDS = {"exact": "", "about": "about ", "at_most": "at most ", "at_least": "at least ", "range": ""}
QUANTITIES = {
    "limit.deployed_warheads": "limit on deployed warheads",
    "limit.deployed_delivery_vehicles": "limit on deployed delivery vehicles",
    "limit.deployed_and_nondeployed_launchers": "limit on launchers, deployed and non-deployed",
    "limit.inspections_per_year": "limit on inspections in a year",
    "limit.inspections_type_one_per_year": "limit on Type One inspections in a year",
    "limit.inspections_type_two_per_year": "limit on Type Two inspections in a year",
    "limit.warheads": "limit on warheads",
    "limit.delivery_vehicles": "limit on delivery vehicles",
    "declared.deployed_warheads": "declared deployed warheads",
    "declared.deployed_delivery_vehicles": "declared deployed delivery vehicles",
    "declared.deployed_and_nondeployed_launchers": "declared launchers, deployed and non-deployed",
    "declared.difference": "difference of declared figures",
    "inspections.conducted": "inspections carried out",
    "notifications": "notifications exchanged",
    "extension.years": "length of the extension",
    "offer.years": "length of the offer to keep to the limits",
    "eliminated.missiles": "missiles eliminated",
    "stockpile.ceiling": "ceiling that a State sets on its own stockpile",
    "cfe.holdings": "conventional weapons held",
    "cfe.ceilings": "ceilings on conventional weapons",
    "estimate.total_inventory": "estimated total inventory, retired warheads included",
    "estimate.stockpile": "estimated military stockpile",
    "estimate.deployed": "estimated deployed warheads",
    "estimate.deployed_strategic": "estimated deployed strategic warheads",
    "estimate.deployed_nonstrategic": "estimated tactical warheads",
    "estimate.nonstrategic": "estimated tactical warheads",
    "estimate.reserve": "estimated warheads in reserve",
    "estimate.retired": "estimated retired warheads",
    "estimate.projection": "warheads that a State may come to have",
    "estimate.share_of_world": "share of the world's warheads",
}
"""What a number is of, by its name without the treaty."""
_TREATIES = {
    "newstart": "New START", "start1": "START I", "start2": "START II", "sort": "SORT", "inf": "INF Treaty",
    "salt1": "SALT I", "salt2": "SALT II", "abm": "ABM Treaty", "cfe": "CFE Treaty",
}  # fmt: skip
_EVENTS = {"statement.made": "a statement", "treaty.in-force": "a treaty in force", "meeting.held": "a meeting"}
_KINDS = (
    "armed-conflict.begins", "compliance.finding", "data.withheld", "extension.ratified", "inspections.begin",
    "inspections.paused", "inspections.suspended", "limits.exceeded", "limits.in-effect", "limits.met", "offer.made",
    "treaty.ended", "treaty.expired", "treaty.expires", "treaty.extended", "treaty.never-in-force",
    "treaty.not-in-force", "treaty.ratified", "treaty.signed", "treaty.stands", "treaty.suspended",
    "treaty.withdrawal-announced", "treaty.withdrawn",
)  # fmt: skip
"""Kinds of events that texts tell."""
_OWNERS = {"each": "each Party", "both": "both Parties", "WLD": "the world"}
FOUND = {
    "sure": "named at the words",
    "likely": "by a pronoun, or by the order of paragraphs",
    "open": "nobody is named",
}
"""How the speaker of a statement was found, by the confidence in it."""
_PART = re.compile(r"(?P<year>\d{4}|X{4})(?:-(?P<month>\d{2}))?(?:-(?P<day>\d{2}))?")


def told() -> Iterator[str]:
    """All words that stand for codes, as a translation has them one by one."""
    yield from QUANTITIES.values()
    yield from _TREATIES.values()
    yield from _EVENTS.values()
    yield from (event_words(kind) for kind in _KINDS)
    yield from _OWNERS.values()
    yield from FOUND.values()
    yield from (*month_name[1:], "year open")


def day_words(edtf: str | None) -> str:
    """A date of a text for a reader; what is no such date stays as it is.

    >>> day_words("2024-06-21"), day_words("2024-06"), day_words("XXXX-01")
    ('21 June 2024', 'June 2024', 'January, year open')
    >>> day_words("2024-06-15/2024-06-16")
    '15 June 2024 to 16 June 2024'
    """
    parts = [_part(p) for p in (edtf or "").split("/") if p not in ("", "..")]
    return " to ".join(dict.fromkeys(parts))


def _part(edtf: str) -> str:
    found = _PART.fullmatch(edtf)
    month = int(found["month"] or 0) if found else 0
    if found is None or month > 12:
        return edtf
    if found["year"] == "XXXX":
        named = f"{int(found['day'])} {month_name[month]}" if found["day"] else month_name[month]
        return f"{named}, year open" if named else edtf
    if found["day"]:
        try:
            return long_date(date.fromisoformat(edtf))
        except ValueError:
            return edtf
    return f"{month_name[month]} {found['year']}".strip()


def quantity_words(name: str | None) -> str:
    """What a number is of.

    >>> quantity_words("newstart.limit.deployed_delivery_vehicles")
    'limit on deployed delivery vehicles, New START'
    """
    if not name:
        return ""
    if name in QUANTITIES:
        return QUANTITIES[name]
    treaty, _, rest = name.partition(".")
    told = QUANTITIES.get(rest) or rest.replace(".", " ").replace("_", " ")
    return f"{told}, {_TREATIES[treaty]}" if treaty in _TREATIES and rest else name.replace(".", " ").replace("_", " ")


def counted(figure: str, unit: str) -> str:
    """A figure with its unit: one has it in the singular.

    >>> counted("1", "years"), counted("5", "years"), counted("1", "percent"), counted("1,550", "")
    ('1 year', '5 years', '1 percent', '1,550')
    """
    one = figure == "1" and " " not in unit and not unit.endswith(("ss", "ies"))
    return f"{figure} {unit.removesuffix('s') if one else unit}".strip()


def event_words(kind: str | None) -> str:
    """A kind of event.

    >>> event_words("treaty.entered_into_force"), event_words("armed-conflict.begins"), event_words("statement.made")
    ('entered into force', 'armed conflict begins', 'a statement')
    """
    kind = kind or ""
    return _EVENTS.get(kind) or re.sub(r"[._-]", " ", kind.removeprefix("treaty.").replace("non-", "non\0")).replace(
        "\0", "-"
    )


def issue_words(id: str | None) -> str:
    """The title of an issue of the vocabulary.

    >>> issue_words("new-start-limits")
    'limits of New START'
    """
    return next((i.title for i in issues() if i.id == id), (id or "").replace("-", " "))


def owner_words(code: str | None) -> str:
    """Whose a number or an event is: one Party, several, each of them, or the world.

    >>> owner_words("RUS"), owner_words("each"), owner_words("USA+RUS")
    ('Russia', 'each Party', 'United States, Russia')
    """
    parts = re.split(r"[;+]", code or "")
    return ", ".join(_OWNERS.get(p) or (short_party(p) if p in PARTIES else p) for p in parts if p)


def found_words(sieve: str, confidence: str, speaker: str | None) -> str:
    """How a speaker was found: a model is named, a rule is told by how far it may be trusted."""
    if sieve.startswith("model:"):
        return f"proposed by a model ({sieve.removeprefix('model:')})"
    return FOUND.get(confidence, confidence) if speaker else FOUND["open"]
