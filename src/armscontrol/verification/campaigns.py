"""Years of a regime simulated: visits by quota and cap, a violation that begins and grows, other means, false alarms.

Each run is one possible history. Visits of a year are spread evenly over it, so never two at once, each to a site drawn
at random from the visits that the caps still allow; a pause cancels the visits that fall into it. Other means (national
technical means) meet the violation at a constant rate while it lasts. What a history adds to the count is drawn once:
the chance that visits have missed so far, against one uniform number a run, so that the same seed gives two regimes the
same luck. Those numbers may be stratified: then the shares vary less from seed to seed, the more so the less it matters
which sites are drawn. Memory is bounded by the batch, whatever the number of runs.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import sqrt

import numpy as np
from scipy import special

from armscontrol.verification.inputs import Floats, Ints, one_real, one_share, one_whole, refuse
from armscontrol.verification.limits import binomial_ci_wilson
from armscontrol.verification.regimes import PLACES, Regime

BATCH = 10_000
"""Runs held in memory at once, so that they stay in a processor's cache; a multiple of the strata."""
MOST_CELLS = 50_000_000
"""Visits to choose from, over all runs held at once: 100 MB."""
STRATA = 100
"""Equal parts of 0 to 1 from which the luck of so many runs in turn is drawn."""
LEAST_GROUPS = 30
"""Groups of so many runs from which a standard error is taken at least."""
MOST_YEARS = 200
MOST_RUNS = 10**9


@dataclass(frozen=True)
class Violation:
    """So many false items in the end, from `begins` (years after the start) on, `growth` a year; at once where `None`.

    A false item holds a load of `true` where `declared` was stated, such as warheads on a missile.
    `placing` says where they are: "spread" over the sites by their items, or "concentrated" on the largest.

    Raises:
        VerificationError: an argument out of range, or no such placing.
    """

    number: int
    begins: float = 0.0
    growth: float | None = None
    placing: str = "spread"
    declared: int = 1
    true: int = 2

    def __post_init__(self) -> None:
        one_whole("declared", self.declared, 0)
        one_whole("true", self.true, self.declared)
        one_whole("number", self.number, 0)
        one_real("begins", self.begins, 0.0, float(MOST_YEARS))
        if self.growth is not None:
            one_real("growth", self.growth, 0.0, 1e9, strict=True)
        if self.placing not in PLACES:
            raise refuse("placing", self.placing, ", ".join(PLACES))

    def at(self, time: float) -> int:
        """False items at a time, in years after the start."""
        if time < self.begins:
            return 0
        if self.growth is None:
            return self.number
        return min(self.number, int(self.growth * (time - self.begins) + 1e-9))  # 10 a year is 13 after 1.3 years

    def hidden(self, time: float) -> int:
        """Load beyond what is declared, over all false items, at a time in years after the start."""
        return self.at(time) * (self.true - self.declared)

    @property
    def there_from(self) -> float:
        """When the first item is false, in years after the start."""
        return self.begins if self.growth is None else self.begins + 1 / self.growth


@dataclass(frozen=True)
class Campaign:
    """What many histories had in common. `violation` is the `Violation`, or the violator where the sides react.

    `times` are the days of the visits, in years after the start; `met` how many runs first met the violation by each
    of them, by a visit or by other means. `errors` is the standard error of the share met by each
    of them, from groups of runs, where luck was stratified; otherwise runs are independent. `complete` is false where
    the work was broken off: `runs` are those done.
    """

    regime: Regime
    violation: object
    years: int
    runs: int
    times: Floats
    met: Ints
    met_by_visit: int
    met_by_other_means: int
    visits: int
    false_alarms: float
    false_alarms_error: float
    errors: Floats | None = None
    complete: bool = True

    def probability_by(self, years: float, conf: float = 0.95) -> tuple[float, float, float]:
        """Share of the runs that had met the violation by a time, with its interval: Wilson's, or by the standard error
        where luck was stratified.

        Raises:
            VerificationError: a time outside the campaign, or a confidence that is none.
        """
        time = one_real("years", years, 0.0, float(self.years))
        past = self.times <= time
        hits = int(self.met[past].sum())
        if self.errors is not None:
            wide = float(special.ndtri((1 + one_share("conf", conf, strict=True)) / 2))
            wide *= float(self.errors[past][-1]) if past.any() else 0.0
            return hits / self.runs, max(0.0, hits / self.runs - wide), min(1.0, hits / self.runs + wide)
        low, high = binomial_ci_wilson(hits, self.runs, conf)
        return hits / self.runs, float(low), float(high)

    def hidden_when_met(self) -> float | None:
        """Mean load beyond what was declared when the violation was first met; `None` where it never was."""
        met = int(self.met.sum())
        if not met or not isinstance(self.violation, Violation):
            return None
        loads = [self.violation.hidden(float(t)) for t in self.times]
        return float(np.dot(self.met, loads)) / met

    def time_to(self, share: float) -> float | None:
        """Time by which so large a share of the runs had met it, in years after the start; `None` where never."""
        reached = np.flatnonzero(np.cumsum(self.met) >= one_share("share", share) * self.runs)
        return float(self.times[reached[0]]) if reached.size else None


def simulate(
    regime: Regime,
    violation: Violation,
    years: int,
    runs: int = 100_000,
    *,
    seed: int = 0,
    pauses: Sequence[tuple[float, float]] = (),
    other_means: float = 0.0,
    exchanges: Sequence[float] = (),
    stratified: bool = False,
    progress: Callable[[int], None] | None = None,
) -> Campaign:
    """Play a regime against a violation many times.

    Args:
        years: length of each history, 1 to 200.
        runs: histories, 1 to 10**9. The same seed gives the same answer, and two regimes the same luck.
        pauses: stretches without visits, (first, last) in years after the start.
        other_means: rate a year at which other means meet a violation that is there.
        exchanges: days of the data exchanges, in years after the start. A load changed between two is declared wrongly
            from the next on, so visits meet what was there at the last one; without any, all data are current.
        stratified: whether the luck of each 100 runs is spread evenly; takes 3,000 runs or more.
        progress: called with the runs done after each batch.

    Raises:
        VerificationError: an argument out of range, or more false items than there are items.
    """
    time, wanted = one_whole("years", years, 1, MOST_YEARS), one_whole("runs", runs, 1, MOST_RUNS)
    rate = one_real("other_means", other_means, 0.0, 1e6)
    start = one_whole("seed", seed, 0, 2**63)
    if stratified and wanted < STRATA * LEAST_GROUPS:
        raise refuse("runs", wanted, f"at least {STRATA * LEAST_GROUPS:,} where luck is stratified")
    per_year = regime.visits
    # the days of the visits; a regime without any is still asked at the end of each year
    days = max(per_year, 1)
    times = np.concatenate([year + (np.arange(days) + 1) / days for year in range(time)])
    held = visits_held(times, pauses, per_year)
    slots = regime.sites * regime.cap
    batch = max(STRATA, min(BATCH, MOST_CELLS // slots // STRATA * STRATA))
    misses, placed = _misses(regime, violation, _declared_at(times, exchanges))
    luck, others, sites, wrong = (np.random.default_rng(s) for s in np.random.SeedSequence(start).spawn(4))
    met = np.zeros(times.size, dtype=np.int64)
    by_visit = by_other = done = 0
    total, squares = 0.0, 0.0
    groups, sums, sums_squared = 0, np.zeros(times.size), np.zeros(times.size)
    complete = True
    while done < wanted and complete:
        count = min(batch, wanted - done)
        try:
            drawn = luck.random(count)
            if stratified:
                drawn = (np.arange(count) % STRATA + drawn) / STRATA
            found, good = _batch(regime, times.size, held, misses, placed, drawn, sites, wrong)
        except KeyboardInterrupt:
            complete = False  # what was begun is dropped, what is done is kept
            break
        waited = others.exponential(1 / rate, count) if rate and violation.number else np.full(count, np.inf)
        elsewhere = np.searchsorted(times, violation.there_from + waited)
        first = np.minimum(found, elsewhere)
        met += np.bincount(first, minlength=times.size + 1)[: times.size]
        by_visit += int(((first < times.size) & (found < elsewhere)).sum())
        by_other += int(((first < times.size) & (found >= elsewhere)).sum())
        if stratified:
            by_group = _by_group(first, times.size)
            groups += by_group.shape[0]
            sums += by_group.sum(axis=0)
            sums_squared += (by_group**2).sum(axis=0)
        if regime.false_alarm:
            alarms = wrong.binomial(good, regime.false_alarm).astype(np.float64)
            total += float(alarms.sum())
            squares += float((alarms**2).sum())
        done += count
        try:
            if progress:
                progress(done)
        except KeyboardInterrupt:
            complete = done == wanted
    if not done:
        raise KeyboardInterrupt
    mean = total / done
    error = sqrt(max(0.0, squares / done - mean * mean) / done)
    errors = None
    if stratified:
        errors = np.sqrt(np.maximum(sums_squared / groups - (sums / groups) ** 2, 0.0) / (groups - 1))
    return Campaign(
        regime, violation, time, done, times, met, by_visit, by_other, int(held.sum()), mean, error, errors, complete
    )


def _by_group(first: Ints, times: int) -> Floats:
    """Share of each full group of runs that had met the violation by each time: shape (groups, times)."""
    count = first.size // STRATA
    cells = np.repeat(np.arange(count), STRATA) * (times + 1) + first[: count * STRATA]
    met = np.bincount(cells, minlength=count * (times + 1)).reshape(count, times + 1)
    return np.cumsum(met[:, :times], axis=1) / STRATA


def visits_held(times: Floats, pauses: Sequence[tuple[float, float]], per_year: int) -> Floats:
    """Which of the visits at these times are made, and not cancelled by a pause."""
    if not isinstance(pauses, list | tuple):
        raise refuse("pauses", pauses, "a list of first and last times in years")
    held = np.full(times.size, per_year > 0)
    for number, pause in enumerate(pauses):
        if not isinstance(pause, tuple | list) or len(pause) != 2:
            raise refuse(f"pauses[{number}]", pause, "a first and a last time in years")
        first, last = (one_real(f"pauses[{number}]", x, 0.0, float(MOST_YEARS)) for x in pause)
        if first > last:
            raise refuse(f"pauses[{number}]", f"{first:g} to {last:g}", "a first time before the last")
        held &= ~((times >= first) & (times <= last))
    return held


def _declared_at(times: Floats, exchanges: Sequence[float]) -> Floats:
    """For each time the day of the last data exchange by then; a time before the first stands before all else."""
    if not isinstance(exchanges, list | tuple):
        raise refuse("exchanges", exchanges, "a list of times in years")
    if not exchanges:
        return times
    days = np.sort([one_real(f"exchanges[{n}]", x, 0.0, float(MOST_YEARS)) for n, x in enumerate(exchanges)])
    last = np.searchsorted(days, times, side="right") - 1
    return np.where(last >= 0, days[last], -1.0)


def _misses(regime: Regime, violation: Violation, times: Floats) -> tuple[Floats, Ints]:
    """Chance that a visit at each time misses, at each site, and false items then: shapes (times, sites)."""
    place = PLACES[violation.placing]
    steps: dict[int, tuple[Floats, Ints]] = {}
    for k in {violation.at(float(t)) for t in times}:
        false = place(regime.items, k)
        steps[k] = regime.miss(false), np.asarray(false, dtype=np.int64)
    chosen = [steps[violation.at(float(t))] for t in times]
    return np.array([c[0] for c in chosen]), np.array([c[1] for c in chosen])


def _batch(
    regime: Regime,
    times: int,
    held: Floats,
    misses: Floats,
    placed: Ints,
    drawn: Floats,
    sites: np.random.Generator,
    wrong: np.random.Generator,
) -> tuple[Ints, Ints]:
    """First visit of each run that meets the violation (`times` where none), and good items that it opened in all."""
    count = drawn.size
    missed, found = np.ones(count), np.full(count, times)
    good = np.zeros(count, dtype=np.int64)
    if not regime.visits:
        return found, good
    items = np.asarray(regime.items)
    opened = np.minimum(regime.opened, items)
    slots = regime.sites * regime.cap
    each = np.repeat(np.arange(regime.sites, dtype=np.int16), regime.cap)
    left = np.empty((count, slots), dtype=np.int16)
    flat, base = left.reshape(-1), np.arange(count) * slots
    for at in range(times):
        visit = at % regime.visits
        if visit == 0:
            left[:] = each
        # one step of a shuffle: a slot that this year has not used yet takes the place of the first of them
        pick = (sites.random(count) * (slots - visit)).astype(np.int64)
        pick += base + visit
        site = flat[pick]
        flat[pick] = left[:, visit]
        if not held[at]:
            continue
        missed *= misses[at][site]
        found[(missed <= drawn) & (found == times)] = at
        if regime.false_alarm:
            bad = placed[at][site]
            good += opened[site] - wrong.hypergeometric(bad, items[site] - bad, opened[site])
    return found, good
