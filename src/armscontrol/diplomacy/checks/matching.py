"""Whether a number of a text is a figure of the record: by value, by day, and by nearness of its digits."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from armscontrol.diplomacy.checks.known import Known
from armscontrol.diplomacy.intervals import Days, days, overlap
from armscontrol.diplomacy.model import Document, Number

LAG = timedelta(days=120)
"""A figure stays usual for this long after a newer one was published."""
NEAR = 0.05
"""Share by which "about" may be off."""
ROUND = 0.025
"""Share by which a round number may be off without "about"."""
BETWEEN = 0.25
"""Share by which "more than" and "less than" may be off and still say something."""


def asked(number: Number, document: Document) -> tuple[Days | None, str]:
    """The days for which a claim is checked, and their basis: the claim's own, the publication's, or none."""
    own = days(number.as_of)
    if own:
        return own, "its own date"
    if document.published:
        return (document.published, document.published), "the day of publication"
    return None, "no date: held against every date of the record"


def current(known: Sequence[Known], when: Days | None, basis: str) -> tuple[Known, ...]:
    """The figures that a claim of those days can mean: those of the days, else the last that were known.

    For a claim dated by its publication alone, the figure before the last stays usual for a while.
    """
    if when is None or not known:
        return tuple(known)
    if basis == "its own date":
        inside = tuple(k for k in known if overlap((k.start, _until(k)), when))
        if inside:
            return inside
    heard = [k for k in known if min(k.public, k.start + timedelta(days=30)) <= when[1] and k.start <= when[1]]
    if not heard:
        return ()
    groups: dict[date, list[Known]] = {}
    for k in heard:
        groups.setdefault(_period(k), []).append(k)
    order = sorted(groups)
    found = list(groups[order[-1]])
    last = groups[order[-1]]
    if len(order) > 1 and (all(k.public + LAG > when[1] for k in last) or _ended(last, when)):
        found += groups[order[-2]]
    return tuple(found)


def _until(known: Known) -> date:
    """An estimate is held for the rest of its year."""
    return date(known.end.year, 12, 31) if known.quantity.startswith("estimate.") else known.end


def _ended(last: Sequence[Known], when: Days) -> bool:
    """A series of declarations that has ended: its last two are both called the last."""
    return all(k.quantity.startswith("newstart.declared") and k.start + timedelta(days=365) < when[1] for k in last)


def _period(known: Known) -> date:
    """Estimates are compared by year, declared totals by day."""
    return date(known.start.year, 1, 1) if known.quantity.startswith("estimate.") else known.start


def equal(number: Number, known: Known) -> bool:
    """Whether the number, or either end of its range, is exactly the figure."""
    if known.high is not None:
        ends = {known.value, known.high}
        return number.low in ends and number.high in ends if number.low is not None else number.value in ends
    if known.limit and number.bound == "range":
        return False  # a bound is one number; "1,500 to 1,675" is not it
    if number.bound == "range" and number.low is not None and number.high is not None:
        return number.low <= known.value <= number.high
    return number.value == known.value


def close(number: Number, known: Known) -> bool:
    """Whether the number says the figure in round terms: about, more than, less than, or rounded to its last digit."""
    value, fact = number.value, known.value
    if equal(number, known):
        return True
    if known.high is not None or not fact:
        return False
    match number.bound:
        case "about":
            return abs(value - fact) <= max(NEAR * fact, min(_unit(value) / 2, 2 * NEAR * fact))
        case "at_least":
            return value <= fact <= value * (1 + BETWEEN)
        case "at_most":
            return fact <= value <= fact * (1 + BETWEEN)
        case _ if known.unit == "per cent":
            return abs(value - fact) <= _unit(value) / 2
        case _:
            rounded = value >= 1_000 and value % 100 == 0
            return rounded and abs(value - fact) <= min(_unit(value) / 2, ROUND * fact)


def _unit(value: float) -> float:
    unit = 1.0
    while value and value % (unit * 10) == 0 and unit < 1e6:
        unit *= 10
    return unit


def resembles(value: float, fact: float) -> str | None:
    """How one number can have become another by a slip: a digit wrong, two changed about, a zero lost; else `None`.

    >>> resembles(1556, 1566)
    'one digit differs'
    """
    if value == fact or value != int(value) or fact != int(fact) or fact < 100:
        return None
    one, other = str(int(value)), str(int(fact))
    if len(one) == len(other):
        differ = [i for i, (a, b) in enumerate(zip(one, other, strict=True)) if a != b]
        if len(differ) == 1:
            return "one digit differs" if differ[0] else None  # another leading digit is another number
        if (
            len(differ) == 2
            and differ[1] == differ[0] + 1
            and one[differ[0]] == other[differ[1]]
            and one[differ[1]] == other[differ[0]]
        ):
            return "two digits have changed places"
    if value * 10 == fact or value == fact * 10:
        return "a zero is lost or added"
    return None


def nearest(number: Number, known: Iterable[Known]) -> tuple[Known, str] | None:
    """The figure that the number most resembles, and how: the closest one, of which it can be a slip."""
    slips = [(k, how) for k in known if not k.recalled and (how := resembles(number.value, k.value))]
    return min(slips, key=lambda s: abs(s[0].value - number.value), default=None)
