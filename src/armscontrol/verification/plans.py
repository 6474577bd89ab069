"""A treaty year's visits shared out over the declared facilities, and in words why each base has as many as it has.

The quota of each type of inspection and the cap a facility come from the treaty's document, the facilities from its
table, the items from the last declared total. `allocate_visits` shares out the visits so that a violator who knows the
shares gains as little as possible; what a violation is worth at each kind of base is the user's judgement.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from armscontrol.errors import VerificationError
from armscontrol.holdings.facilities import Facility, facilities
from armscontrol.terms import GRADES, short_party
from armscontrol.treaties import Treaty, load_treaty
from armscontrol.treaties.rules import QuotaRule
from armscontrol.verification.coverage import Visits, allocate_visits
from armscontrol.verification.detection import hypergeom_detection_imperfect
from armscontrol.verification.inputs import Floats, one_real, one_share, one_whole, refuse
from armscontrol.verification.schedules import draw
from armscontrol.verification.treaty_regime import TreatyRegime, treaty_regime

GREATEST_WORTH = 1_000.0
YEARS = (1, 3, 5, 10)
"""Years of such visits after which the chance is told."""
_PREFIX = "kind = 'inspection' AND type = '"
_SAME = 1e-9


@dataclass(frozen=True, slots=True)
class BaseVisits:
    """What a plan gives one facility: visits expected a year, the chance to find a violation there, and why."""

    site: str
    kind: str
    group: str
    items: int | None
    worth: float
    found_by_one: float
    cap: int
    expected: float
    drawn: int
    found: float
    reason: str
    why: str
    evidence: str
    source: str | None


@dataclass(frozen=True, slots=True)
class TypePlan:
    """A year's visits of one type: the quota with its article, the visits made, what they hold a violator to.

    `found` is the chance to find a violation at the base that pays the violator most, `within` the same if it stays
    for so many years of such visits.
    """

    type: str
    quota: int
    article: str
    statement: str
    evidence: str
    source: str | None
    visits: int
    used: float
    value: float
    found: float
    within: tuple[tuple[int, float], ...]
    bases: tuple[BaseVisits, ...]


@dataclass(frozen=True, slots=True)
class YearPlan:
    """A plan for one inspected Party and treaty year."""

    treaty: str
    title: str
    party: str
    year: int
    start: date
    end: date
    violation: int
    opened: int
    sensitivity: float
    found_elsewhere: float
    items: int
    items_on: date
    cap: int
    types: tuple[TypePlan, ...]
    assumes: tuple[str, ...]
    sources: tuple[str, ...]
    evidence: str


def quotas_by_type(treaty: str) -> dict[str, tuple[QuotaRule, int]]:
    """Yearly quota of each type of inspection, with the rule that sets it, from the treaty's document."""
    return _by_type(load_treaty(treaty))


def _by_type(document: Treaty) -> dict[str, tuple[QuotaRule, int]]:
    made = {}
    for rule in document.rules.quotas:
        if rule.quota.counts.startswith(_PREFIX):
            bound = rule.phases[-1][1] if rule.phases else rule.quota.at_most
            made[rule.quota.counts.removeprefix(_PREFIX).rstrip("'")] = (rule, int(bound or 0))
    return made


def treaty_year(regime: TreatyRegime, year: int) -> tuple[date, date]:
    """First and last day of the treaty year that begins in a calendar year.

    Raises:
        VerificationError: no treaty year begins in it.
    """
    if not regime.start.year <= year < regime.start.year + regime.years:
        allowed = f"{regime.start.year} to {regime.start.year + regime.years - 1}"
        raise VerificationError("no treaty year begins then", where="year", found=str(year), allowed=allowed)
    first = regime.start.replace(year=year)
    return first, min(regime.start.replace(year=year + 1), regime.end) - timedelta(days=1)


def plan_year(
    treaty: str,
    party: str,
    year: int,
    *,
    visits: Mapping[str, int] | None = None,
    violation: int = 4,
    opened: int = 1,
    sensitivity: float = 1.0,
    found_elsewhere: float = 0.5,
    worth: Mapping[str, float] | None = None,
    seed: int = 0,
) -> YearPlan:
    """Visits to each facility of a Party in a treaty year.

    Args:
        treaty: id of a treaty with shipped facilities and quotas by type.
        party: code of the inspected Party.
        year: calendar year in which the treaty year begins.
        visits: visits made of each type; the whole quota where it is not said.
        violation: items that are false at the base the violator takes.
        opened: items opened on a visit that opens deployed items.
        sensitivity: chance to recognise a false item that is opened.
        found_elsewhere: chance that a visit of another type finds what is hidden there: a judgement, not a count.
        worth: what a violation is worth at each kind of facility (`GROUPS`), 0 to leave it out; 1 where it is not said.
        seed: of the draw that turns expected visits into one year's visits.

    Raises:
        VerificationError: an argument out of range, more visits than the quota, or nothing on record by then.
    """
    document = load_treaty(treaty)
    one_whole("violation", violation, 1)
    one_whole("opened", opened, 1)
    one_share("sensitivity", sensitivity)
    one_share("found_elsewhere", found_elsewhere)
    for group, value in (worth or {}).items():
        one_real(f"worth of {group}", value, 0.0, GREATEST_WORTH)
    start = next(e.date for e in document.events if e.kind == "entered_into_force")
    if not start.year <= year < date.max.year:
        raise VerificationError("no treaty year begins then", where="year", found=str(year), allowed=f"{start.year} on")
    regime = treaty_regime(treaty, party, start.replace(year=year), opened=opened)
    first, last = treaty_year(regime, year)
    at_site = dict(zip(regime.sites, regime.regime.items, strict=True))
    mine = [f for f in facilities(treaty) if f.party == party]
    rng = np.random.default_rng(one_whole("seed", seed))
    left = {f.name: regime.regime.cap for f in mine}
    types = []
    for type, (rule, quota) in _by_type(document).items():
        there = (visits or {}).get(type, quota)
        if not 0 <= there <= quota:
            raise refuse(f"visits, {type.replace('_', ' ')}", there, f"0 to {quota}, the quota", rule.quota.statement)
        open_to = [f for f in mine if (f.type_one if type == regime.kind else f.type_two) and left[f.name] > 0]
        chances = [
            _one_visit(at_site[f.name], violation, opened, sensitivity) if type == regime.kind else found_elsewhere
            for f in open_to
        ]
        weights = [float((worth or {}).get(f.group, 1.0)) for f in open_to]
        items = [at_site[f.name] if type == regime.kind else None for f in open_to]
        caps = [left[f.name] for f in open_to]
        bases = _shared(open_to, items, chances, weights, caps, there, rng)
        for base in bases[0]:
            left[base.site] -= int(np.ceil(base.expected - _SAME))
        q = rule.quota
        best = [b.found for b in bases[0] if b.worth and b.worth * (1 - b.found) >= bases[1].value * (1 - _SAME)]
        found = min(best, default=0.0)
        types.append(
            TypePlan(
                type, quota, q.article, q.statement, q.evidence, q.source, there, bases[1].used, bases[1].value,
                found, tuple((n, 1 - (1 - found) ** n) for n in YEARS), bases[0],
            )
        )  # fmt: skip
    return YearPlan(
        treaty=treaty,
        title=document.short_title,
        party=party,
        year=year,
        start=first,
        end=last,
        violation=violation,
        opened=opened,
        sensitivity=sensitivity,
        found_elsewhere=found_elsewhere,
        items=regime.items,
        items_on=regime.items_on,
        cap=regime.regime.cap,
        types=tuple(types),
        assumes=_assumptions(regime, violation, found_elsewhere),
        sources=regime.sources,
        evidence=max((f.evidence for f in mine), key=GRADES.index),
    )


def _one_visit(items: int, violation: int, opened: int, sensitivity: float) -> float:
    return hypergeom_detection_imperfect(items, min(violation, items), min(opened, items), sensitivity)


def _shared(
    sites: list[Facility],
    items: list[int | None],
    chances: list[float],
    weights: list[float],
    caps: list[int],
    visits: int,
    rng: np.random.Generator,
) -> tuple[tuple[BaseVisits, ...], Visits]:
    """Visits of one type over its sites; a site without weight, or where nothing is ever found, has none."""
    usable = [i for i in range(len(sites)) if weights[i] > 0 and chances[i] > 0]
    expected = np.zeros(len(sites))
    found, values = _tiers(usable, chances, weights, caps, visits, expected)
    order = rng.permutation(len(sites))  # else neighbours are never visited in one year
    drawn = np.zeros(len(sites), dtype=np.int64)
    if len(sites):
        drawn[order] = draw(expected[order], float(rng.random()))
    made = []
    for i, site in enumerate(sites):
        v = float(expected[i])
        whole = int(v + _SAME)
        missed = (1 - chances[i]) ** whole * (1 - chances[i] * max(0.0, v - whole))
        reason, why = _why(weights[i], chances[i], missed, v, caps[i], values.get(i, found.value))
        made.append(
            BaseVisits(
                site.name, site.kind, site.group, items[i], weights[i], chances[i], caps[i], v, int(drawn[i]),
                1 - missed, reason, why, site.evidence, site.source,
            )
        )  # fmt: skip
    return tuple(sorted(made, key=lambda b: (-b.expected, -b.worth, b.site))), found


def _tiers(
    usable: list[int], chances: list[float], weights: list[float], caps: list[int], visits: int, expected: Floats
) -> tuple[Visits, dict[int, float]]:
    """Fills in the visits expected; tells what the violator gets at best, and the level that each site is held to.

    Where the caps of the best bases are spent, the visits that are left hold down the next best, and so on.
    """
    left, open_to = float(visits), list(usable)
    value: float | None = None
    levels: dict[int, float] = {}
    while open_to and left > _SAME:
        there = min(left, float(sum(caps[i] for i in open_to)))
        found = allocate_visits(
            [weights[i] for i in open_to], [chances[i] for i in open_to], there, [caps[i] for i in open_to]
        )
        value = found.value if value is None else value
        expected[open_to] = found.expected
        levels |= dict.fromkeys(open_to, found.value)
        full = [i for i in open_to if expected[i] >= caps[i] - _SAME]
        if not full or found.used >= there - _SAME:
            break
        left -= float(sum(caps[i] for i in full))
        open_to = [i for i in open_to if i not in full]
    best = max((weights[i] for i in usable), default=0.0) if value is None else value
    return Visits(expected[usable], best, float(expected[usable].sum())), levels


def _why(worth: float, chance: float, missed: float, expected: float, cap: int, value: float) -> tuple[str, str]:
    """A word and a sentence on why a base has so many visits."""
    pays = f"{worth * missed:.3g}"
    if worth == 0:
        return "left_out", "Left out: it was given no weight."
    if chance == 0:
        return "blind", "Not visited: a visit would never find anything here."
    if expected >= cap - _SAME:
        return (
            "full",
            f"As many visits as one facility may have; even so a violation here still pays {pays} of {worth:g}.",
        )
    if expected > _SAME:
        return "held", f"Held level: a violation here pays {pays} of {worth:g}, as at every base that could take more."
    return "spared", f"Not visited: a violation here pays {worth:g}, no more than the {value:.3g} it pays elsewhere."


def _assumptions(regime: TreatyRegime, violation: int, elsewhere: float) -> tuple[str, ...]:
    who, kind = short_party(regime.party), regime.kind.replace("_", " ")
    return (
        regime.assumes[0],
        f"{who} hides {violation} false items at one base, knows how many visits each may expect and not the draw",
        f"{kind} visits are shared out first; a facility open to both types keeps within its cap",
        f"a visit of another type finds what is hidden at its facility with {elsewhere:.0%}: assumed, not on record",
        "what a violation is worth at each kind of base is a judgement of whoever plans",
    )
