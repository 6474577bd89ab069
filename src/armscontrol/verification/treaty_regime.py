"""The inspection regime of a treaty in numbers, from its document and the shipped facilities.

The quotas of one kind of inspection, the cap a facility and the first day come from the treaty's document; the sites
from its table of facilities; the items from the last declared total; the pauses from the record of conduct. What is not
on record is assumed in the open: each answer lists it in `assumes`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import polars as pl

from armscontrol.data import catalogue
from armscontrol.errors import VerificationError
from armscontrol.holdings import declared_totals
from armscontrol.terms import GRADES, short_party
from armscontrol.treaties import Treaty, end_of_force, load_treaty, standing
from armscontrol.verification.regimes import Regime

YEAR = 365.25
"""Days; treaty years are counted from the entry into force."""
_HOSTING = "hosting-inspections"


@dataclass(frozen=True)
class TreatyRegime:
    """What may be inspected of one Party under a treaty, from its entry into force to its end.

    `sites` are the facilities in the order of `regime.items`; `pauses` are times without inspections, in years after
    the entry into force, with their reasons; `items` were declared on `items_on`.
    """

    treaty: str
    party: str
    kind: str
    regime: Regime
    sites: tuple[str, ...]
    start: date
    end: date
    pauses: tuple[tuple[float, float], ...]
    reasons: tuple[str, ...]
    items: int
    items_on: date
    evidence: str
    assumes: tuple[str, ...]
    sources: tuple[str, ...]

    def years_after_start(self, day: date) -> float:
        """A day in years after the entry into force.

        Raises:
            VerificationError: a day on which the treaty is not in force.
        """
        if not self.start <= day < self.end:
            allowed = f"{self.start} to {self.end - timedelta(days=1)}, while {self.treaty} is in force"
            raise VerificationError("the treaty is not in force", where="day", found=str(day), allowed=allowed)
        return (day - self.start).days / YEAR

    @property
    def years(self) -> int:
        """Whole treaty years from the entry into force to the end."""
        return max(1, round((self.end - self.start).days / YEAR))


def treaty_regime(treaty: str, party: str, on: date, *, opened: int = 1) -> TreatyRegime:
    """The regime that holds for one inspected Party, with its items as last declared by a day.

    The inspections are those of the first kind that the document gives a quota: the kind that opens deployed items.

    Args:
        treaty: id of a treaty with a table of facilities and a quota for the kind of inspection.
        party: code of the inspected Party.
        on: day up to which declared totals count.
        opened: items opened on a visit.

    Raises:
        VerificationError: no such treaty or Party here, or nothing declared by that day.
    """
    document = load_treaty(treaty)
    if f"{treaty}/facilities" not in catalogue.names():
        known = ", ".join(n.removesuffix("/facilities") for n in catalogue.names() if n.endswith("/facilities"))
        raise VerificationError("no facilities are shipped for it", where="treaty", found=treaty, allowed=known)
    parties = [p.id for p in document.parties]
    if party not in parties:
        raise VerificationError("no Party to it", where="party", found=repr(party)[:40], allowed=", ".join(parties))
    start, end = _in_force(document)
    if not start <= on < end:
        allowed = f"{start} to {end - timedelta(days=1)}, while {treaty} is in force"
        raise VerificationError("the treaty is not in force", where="on", found=str(on), allowed=allowed)
    kind, quota, cap, first = _quotas(document)
    facilities = catalogue.table(f"{treaty}/facilities")
    there = facilities.filter((pl.col("party") == party) & pl.col(f"inspectable_{kind}"))
    category = next(x.total for x in document.limits if x.total)
    declared = (
        declared_totals(treaty)
        .filter(pl.col("party") == party, pl.col("category") == category)
        .filter(pl.col("value").is_not_null(), pl.col("as_of") <= on)
    )
    if declared.is_empty() or there.is_empty():
        raise VerificationError("nothing is on record by that day", where="on", found=str(on))
    last = declared.row(-1, named=True)
    items = int(last["value"])
    each, more = divmod(items, there.height)
    stops, reasons = _pauses(treaty, party, start, end)
    if first > start:
        stops, reasons = ((0.0, (first - start).days / YEAR), *stops), (f"none before {first}", *reasons)
    grades = {catalogue.cite(r).evidence for r in there.iter_rows(named=True)} | {last["evidence"]}
    name = f"{document.short_title}, {short_party(party)}, {kind.replace('_', ' ')}"
    return TreatyRegime(
        treaty=treaty,
        party=party,
        kind=kind,
        regime=Regime(name, (each + 1,) * more + (each,) * (there.height - more), quota, cap, opened),
        sites=tuple(there["name"].to_list()),
        start=start,
        end=end,
        pauses=stops,
        reasons=reasons,
        items=items,
        items_on=last["as_of"],
        evidence=max(grades, key=GRADES.index),
        assumes=(
            f"the {items:,} items ({category.replace('_', ' ')}) declared on {last['as_of']} are shared evenly over "
            f"{there.height} facilities, as no number a facility is on record, and stay as they are",
            f"every visit of the quota is made, {quota} a treaty year, evenly spread, opening {opened} item at random",
            "all items at a facility can be chosen: none is at sea, in the air or in repair",
            f"only {kind.replace('_', ' ')} inspections are played; the other kinds look at other items",
        ),
        sources=(
            f"{treaty}/facilities",
            last["source"],
            *dict.fromkeys(q.source for q in document.quotas if _counts(q.counts, kind) and q.source),
        ),
    )


def _in_force(document: Treaty) -> tuple[date, date]:
    begun = next((e.date for e in document.events if e.kind == "entered_into_force"), None)
    end = end_of_force(document)
    if begun is None or end is None or not standing(document, begun).in_force:
        raise VerificationError("it has no known time in force", where="treaty", found=document.id)
    return begun, end


def _counts(expression: str, kind: str) -> bool:
    return expression in ("kind = 'inspection'", f"kind = 'inspection' AND type = '{kind}'")


def _quotas(document: Treaty) -> tuple[str, int, int, date]:
    """The first kind of inspection, how many a treaty year, how many at one facility, and from which day on."""
    kinds = [q.counts.split("'")[3] for q in document.quotas if q.counts.startswith("kind = 'inspection' AND type = ")]
    quota = cap = None
    first = date.min
    kind = kinds[0] if kinds else ""
    for rule in document.rules.quotas:
        if not _counts(rule.quota.counts, kind):
            continue
        bound = rule.phases[-1][1] if rule.phases else rule.quota.at_most
        if bound == 0 and rule.until:
            first = max(first, rule.until)
        elif tuple(rule.quota.by) == ("facility",):
            cap = bound
        elif f"'{kind}'" in rule.quota.counts:
            quota = bound
    if quota is None or cap is None:
        raise VerificationError("its document has no quota of inspections", where="treaty", found=document.id)
    return kind, quota, cap, first


def _pauses(treaty: str, party: str, start: date, end: date) -> tuple[tuple[tuple[float, float], ...], tuple[str, ...]]:
    """Times in which a Party's facilities were not inspected, as the record of conduct has them."""
    if f"{treaty}/conduct" not in catalogue.names():
        return (), ()
    rows = catalogue.table(f"{treaty}/conduct").filter(
        pl.col("party") == party, pl.col("obligation") == _HOSTING, pl.col("state") == "not_performed"
    )
    stops, reasons = [], []
    for row in rows.sort("date_from").iter_rows(named=True):
        after = min((row["date_to"] or end) + timedelta(days=1), end)  # the last day is a day without visits too
        stops.append(((row["date_from"] - start).days / YEAR, (after - start).days / YEAR))
        reasons.append(f"{row['date_from']} to {after - timedelta(days=1)}: {row['reason'].rstrip('.')}")
    return tuple(stops), tuple(reasons)
