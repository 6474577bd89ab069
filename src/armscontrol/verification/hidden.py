"""How many could be hidden: beliefs about the number of false or undeclared items, and about a total holding.

A prior over 0 to N false items is multiplied by the chance of what was seen: samples of items, looked at with errors of
both kinds, and alarms of other means (national technical means). Chances of evidence are multiplied as logarithms.

For a sample of n of N items, k of them false, each false one flagged with chance q and each good one with chance f, the
chance of j flags is a sum over the false ones among the flagged, of products of binomial coefficients and the mean of
r^X, r = (1-q)/(1-f), X being the false ones among n - j unflagged of N - j. That mean is 2F1(-n, -k; -N; 1-r), which
Gauss's contiguous relation gives for every k at once, in N steps: upwards from k = 0 and downwards from k = N to where
the coefficient changes sign, so that nothing is ever subtracted.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp2

import numpy as np
from scipy import special

from armscontrol.errors import VerificationError
from armscontrol.verification.factorials import log_miss, misses_at_most
from armscontrol.verification.inputs import (
    GREATEST,
    MOST,
    Floats,
    Ints,
    filled,
    one_real,
    one_share,
    one_whole,
    refuse,
    share,
)

MOST_ITEMS = 1_000_000
"""Items of one population."""
MOST_TERMS = 20_000_000
"""Terms of the sums for a sample that errs both ways: items times flags."""
MOST_PAIRS = 2 * 10**10
"""Pairs of numbers of false and of undeclared items that are added up for a total."""
MOST_TOTALS = 20_000_000
"""Totals that a belief may range over."""
_TIE = 1e-12
"""Relative distance within which a sum of chances counts as equal to a level."""


@dataclass(frozen=True, eq=False)
class Posterior:
    """Belief about a whole number: `chances` of low, low + 1, and so on, and in plain words what it assumes.

    Raises:
        VerificationError: chances that are none, or that do not add up to 1.
    """

    low: int
    chances: Floats
    assumes: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        one_whole("low", self.low)
        given = share("chances", filled("chances", self.chances))
        if abs(given.sum() - 1) > 1e-9:
            raise refuse("chances", float(given.sum()), "numbers that add up to 1")
        given = given / given.sum()
        given.setflags(write=False)
        object.__setattr__(self, "chances", given)
        object.__setattr__(self, "assumes", tuple(self.assumes))

    @property
    def high(self) -> int:
        """The largest number that the belief ranges over."""
        return self.low + self.chances.size - 1

    @property
    def mean(self) -> float:
        """Expected number."""
        return self.low + float(np.arange(self.chances.size) @ self.chances)

    def at_most(self, k: int) -> float:
        """Chance that the number is at most k."""
        top = one_whole("k", k)
        return 1.0 if top >= self.high else float(min(1.0, self.chances[: max(0, top - self.low + 1)].sum()))

    def quantile(self, p: float) -> int:
        """Smallest number that is not exceeded with chance p."""
        level = one_share("p", p)
        possible = np.flatnonzero(self.chances)
        at = int(np.searchsorted(np.cumsum(self.chances), level * (1 - _TIE)))
        return self.low + int(min(max(at, possible[0]), possible[-1]))

    def interval(self, conf: float = 0.95) -> tuple[int, int]:
        """Two ends that hold the number with at least this chance, neither tail above half of the rest."""
        tail = (1 - one_share("conf", conf, strict=True)) / 2
        return self.quantile(tail), self.quantile(1 - tail)


def uniform_prior(items: int) -> Posterior:
    """Every number of false items from 0 to `items` equally likely; at most 1,000,000 items."""
    size = one_whole("items", items, 0, MOST_ITEMS) + 1
    said = f"Before the evidence, every number of false items from 0 to {size - 1:,} is equally likely."
    return Posterior(0, np.full(size, 1 / size), (said,))


def base_rate_prior(items: int, rate: float) -> Posterior:
    """Each item false with the same chance, apart from the others: a binomial number of false items."""
    size, part = one_whole("items", items, 0, MOST_ITEMS), one_share("rate", rate)
    said = f"Before the evidence, each of {size:,} items is false with chance {part:g}, independently of the others."
    return Posterior(0, _normal(_binomial(size, part)), (said,))


def compliant_prior(items: int, chance: float, rate: float | None = None) -> Posterior:
    """No false item with a chance; otherwise 1 to `items`, equally likely, or binomial with a rate given at least one.

    Raises:
        VerificationError: an argument out of range, or a rate of 0, with which a violation could not happen.
    """
    size, held = one_whole("items", items, 1, MOST_ITEMS), one_share("chance", chance)
    if rate is None:
        some, how = np.full(size, 1 / size), f"every number from 1 to {size:,} is equally likely"
    else:
        part = one_share("rate", rate)
        if part == 0:
            raise refuse("rate", part, "above 0: otherwise a violation could not happen")
        some = _normal(_binomial(size, part)[1:])
        how = f"each of {size:,} items is false with chance {part:g}, given that at least one is"
    said = f"Before the evidence, compliance has chance {held:g}; in violation, {how}."
    return Posterior(0, np.concatenate([[held], (1 - held) * some]), (said,))


def _binomial(items: int, rate: float) -> Floats:
    """Logarithms of binomial chances, up to a constant."""
    if rate in (0.0, 1.0):
        out = np.full(items + 1, -np.inf)
        out[round(rate * items)] = 0.0
        return out
    k = np.arange(items)
    return _summed(np.log(items - k) - np.log(k + 1.0) + (np.log(rate) - np.log1p(-rate)))


def _summed(steps: Floats) -> Floats:
    """Running sums from 0, in extended precision."""
    return np.concatenate([[0.0], np.cumsum(steps.astype(np.longdouble))]).astype(np.float64)


def _normal(logs: Floats) -> Floats:
    chances: Floats = np.exp(logs - logs.max())
    chances /= chances.sum()
    return chances


def weight_of_age(age: float, half_life: float) -> float:
    """Weight of evidence of an age that loses half its weight in every half-life; both in one unit of time."""
    old = one_real("age", age, 0.0, GREATEST)
    return exp2(-min(2000.0, old / one_real("half_life", half_life, 1 / GREATEST, GREATEST)))


@dataclass(frozen=True)
class Sample:
    """Items drawn at random without replacement and looked at: `n` of them, `found` flagged as false.

    `recognise` is the chance to flag a false item that is looked at, `false_alarm` a good one. `weight`, 0 to 1,
    discounts old evidence: its likelihood counts to that power (the power prior of Ibrahim and Chen 2000, Statistical
    Science 15; cited from memory).
    """

    n: int
    found: int = 0
    recognise: float = 1.0
    false_alarm: float = 0.0
    weight: float = 1.0

    def __post_init__(self) -> None:
        one_whole("found", self.found, 0, one_whole("n", self.n, 0, MOST_ITEMS))
        for name in ("recognise", "false_alarm", "weight"):
            one_share(name, getattr(self, name))

    def log_likelihood(self, items: int) -> Floats:
        """Logarithm of the chance of this sample with 0 to `items` false items, shape (items + 1,); -inf where none.

        Raises:
            VerificationError: more in the sample than there are items, or a sum of too many terms.
        """
        N = one_whole("items", items, 0, MOST_ITEMS)
        if self.n > N:
            raise refuse("n", self.n, f"at most the {N:,} items there are")
        j, q, f = self.found, self.recognise, self.false_alarm
        if f and (N + 1) * (j + 1) > MOST_TERMS:
            raise refuse("found", j, f"at most {MOST_TERMS // (N + 1) - 1:,} flags where good items may be flagged too")
        unflagged = _log_unflagged(N - j, self.n - j, q, f)
        out = np.full(N + 1, -np.inf)
        for i in range(j + 1) if f else (j,):  # false items among the flagged; k - i of the rest are false
            k = np.arange(i, N - (j - i) + 1)
            ways = _log_choose(k, i) + _log_choose(N - k, j - i)
            term = ways + float(special.xlogy(i, q) + special.xlogy(j - i, f)) + unflagged
            out[k] = np.logaddexp(out[k], term)
        # C(N-j, n-j) / C(N, n) = C(n, j) / C(N, j)
        return out + float(log_miss(*(np.asarray(x, dtype=np.int64) for x in (N, N - self.n, j))))

    def words(self, items: int) -> str:
        """What is assumed of this sample."""
        good = f", a good one with chance {self.false_alarm:g}" if self.false_alarm else ", a good one never"
        return (
            f"{self.n:,} of {items:,} items were drawn at random without replacement, {self.found:,} flagged; "
            f"a false one looked at is flagged with chance {self.recognise:g}{good}{_discount(self.weight)}."
        )


@dataclass(frozen=True)
class Sighting:
    """A look by other means (national technical means): whether it gave an `alarm`.

    Each false or undeclared item gives one with chance `se`, apart from the others; with none of them there is no
    alarm with chance `sp`. So k of them give an alarm with chance 1 - sp (1 - se)^k. `weight` as for a sample.
    """

    se: float
    sp: float
    alarm: bool
    weight: float = 1.0

    def __post_init__(self) -> None:
        for name in ("se", "sp", "weight"):
            one_share(name, getattr(self, name))
        if not isinstance(self.alarm, bool | np.bool_):
            raise refuse("alarm", self.alarm, "true or false")

    def log_likelihood(self, items: int) -> Floats:
        """Logarithm of the chance of what was seen with 0 to `items` of them, shape (items + 1,); -inf where none."""
        k = np.arange(one_whole("items", items, 0, MOST_ITEMS) + 1)
        with np.errstate(divide="ignore"):
            quiet: Floats = np.log(np.float64(self.sp)) + special.xlog1py(k, -self.se)
            out: Floats = np.log(-np.expm1(quiet)) if self.alarm else quiet
        return out

    def words(self, items: int) -> str:
        """What is assumed of this look."""
        return (
            f"Other means gave {'an' if self.alarm else 'no'} alarm; each of up to {items:,} items gives one with "
            f"chance {self.se:g}, and without any there is none with chance {self.sp:g}{_discount(self.weight)}."
        )


def _discount(weight: float) -> str:
    return "" if weight == 1 else f"; as old evidence its likelihood counts to the power {weight:g}"


def _log_choose(k: Ints, i: int) -> Floats:
    """Logarithm of C(k, i), i <= k."""
    return -log_miss(k, k - i, np.full_like(k, i)) if i else np.zeros(k.size)


def _log_unflagged(N: int, n: int, q: float, f: float) -> Floats:
    """Logarithm of the chance that none of n of N items is flagged, for 0 to N false ones, shape (N + 1,)."""
    if q < f:  # the roles of good and false items change places
        return _log_unflagged(N, n, f, q)[::-1]
    if n == 0:
        return np.zeros(N + 1)
    if f == 1:
        return np.full(N + 1, -np.inf)
    out: Floats = _summed(_steps(N, n, (1 - q) / (1 - f))) + n * np.log1p(-f)
    return out


def _steps(N: int, n: int, r: float) -> Floats:
    """log F(k+1) - log F(k) for k = 0 to N - 1, F(k) the mean of r^X, X false items of k in a sample of n of N.

    (N-k) F(k+1) = (N - n - k + (n-k) r) F(k) + k r F(k-1); in parentheses a number above 0 up to the `turn`, beyond
    which the same relation from the other end, with 1/r for r, has only numbers above 0.
    """
    k = np.arange(N, dtype=np.float64)
    if r == 0:
        with np.errstate(divide="ignore", invalid="ignore"):
            return np.where(k + n < N, np.log1p(-n / (N - k)), -np.inf)
    turn = min(N, int((N - n + n * r) / (1 + r)) + 1)
    up, last = np.empty(turn), 1.0
    for i in range(turn):
        last = (max(0.0, N - n - i + (n - i) * r) + i * r / last) / (N - i)
        up[i] = last
    down, last = np.empty(N - turn), 1.0
    for i in range(N - turn):
        last = (max(0.0, N - n - i + (n - i) / r) + i / r / last) / (N - i)
        down[i] = last
    return np.concatenate([np.log(up), -np.log(down[::-1])])


Evidence = Sample | Sighting


def posterior_false_items(prior: Posterior, evidence: Sequence[Evidence]) -> Posterior:
    """Belief about the number of false items after samples and looks by other means.

    Several pieces of evidence are independent given that number. Give all of it at once: a chance that falls below
    1e-308 in one answer is 0 when that answer is used as a prior.

    Args:
        prior: belief over 0 to N false items; N is the number of items.
        evidence: samples of these N items, each drawn afresh, and sightings.

    Raises:
        VerificationError: a prior that does not begin at 0, evidence of another kind, a sample of more items than
            there are, or evidence that could not happen.
    """
    if not isinstance(prior, Posterior) or prior.low:
        raise refuse("prior", prior, "a belief over 0 to so many false items")
    if not isinstance(evidence, list | tuple) or not all(isinstance(x, Sample | Sighting) for x in evidence):
        raise refuse("evidence", evidence, "a list of samples and sightings")
    with np.errstate(divide="ignore"):
        logs = np.log(prior.chances)
    for number, piece in enumerate(evidence, start=1):
        if piece.weight:
            logs = logs + piece.weight * piece.log_likelihood(prior.high)
        if not np.isfinite(logs).any():
            raise VerificationError(
                "this evidence could not happen", where=f"evidence[{number}]", found=_told(piece),
                allowed="some chance of what was seen",
            )  # fmt: skip
    several = ("The pieces of evidence are independent given the number of false items.",) if len(evidence) > 1 else ()
    told = tuple(dict.fromkeys(piece.words(prior.high) for piece in evidence))
    return Posterior(0, _normal(logs), tuple(dict.fromkeys((*prior.assumes, *told, *several))))


def _told(piece: Evidence) -> str:
    if isinstance(piece, Sample):
        return f"{piece.found:,} flagged of {piece.n:,}"
    return f"{'an' if piece.alarm else 'no'} alarm"


def posterior_total(
    declared: int, false_items: Posterior, extra: int, undeclared: Posterior | None = None, units: int = 1
) -> Posterior:
    """Belief about a total holding, such as warheads: what is declared and what false and undeclared items add.

    Args:
        declared: total that the Party declares (a data exchange).
        false_items: belief about the number of false items.
        extra: units that each false item holds beyond its declaration.
        undeclared: belief about the number of undeclared items, independent of the false ones.
        units: units that each undeclared item holds.

    Raises:
        VerificationError: an argument out of range, or totals that range too far to be added up exactly.
    """
    base, more = one_whole("declared", declared), one_whole("extra", extra)
    each = one_whole("units", units)
    if not isinstance(false_items, Posterior) or not isinstance(undeclared, Posterior | None):
        raise refuse("false_items, undeclared", (false_items, undeclared), "beliefs about numbers")
    other = undeclared or Posterior(0, np.ones(1))
    if base + more * false_items.high + each * other.high > MOST:
        raise refuse("declared, extra, units", (base, more, each), "totals of at most 2**53")
    parts = [(more, false_items), (each, other)]
    size = sum(step * (part.chances.size - 1) for step, part in parts) + 1
    if size > MOST_TOTALS:
        raise refuse("extra, units", (more, each), f"totals that range over at most {MOST_TOTALS:,} numbers")
    (wide, many), (narrow, few) = sorted(parts, key=lambda x: -np.count_nonzero(x[1].chances))
    if np.count_nonzero(few.chances) * many.chances.size > MOST_PAIRS:
        raise refuse("undeclared", few.chances.size, f"at most {MOST_PAIRS:,} pairs of numbers")
    out = np.zeros(size)
    if wide == 0:
        wide, spread = 1, np.ones(1)
    else:
        spread = many.chances
    for k in np.flatnonzero(few.chances):
        start = narrow * int(k)
        out[start : start + wide * (spread.size - 1) + 1 : wide] += few.chances[k] * spread
    said = [f"The declared total of {base:,} is right but for this.", f"Each false item holds {more:,} more."]
    if undeclared:
        said.append(f"Each undeclared item holds {each:,}; their number is independent of that of the false items.")
    low = base + more * false_items.low + each * other.low
    return Posterior(low, out, tuple(dict.fromkeys((*false_items.assumes, *other.assumes, *said))))


def sample_for_at_most(items: int, most: int, conf: float) -> int:
    """Smallest clean sample after which at most so many items are false with chance `conf`, under the uniform prior.

    From P(D <= d | n clean) = 1 - C(N-d, n+1)/C(N+1, n+1); every false item seen is recognised. Ties are exact.

    Args:
        items: N, 1 to 1,000,000.
        most: d, 0 to N.
        conf: 0 to 1.

    Raises:
        VerificationError: an argument out of range.
    """
    N = one_whole("items", items, 1, MOST_ITEMS)
    d, level = one_whole("most", most, 0, N), np.asarray(one_share("conf", conf))
    low, high = 0, N - d  # with n = N - d clean, no more than d can be false
    while low < high:
        middle = (low + high) // 2
        size, bad, sample = (np.asarray(x) for x in (N + 1, d + 1, middle + 1))
        if misses_at_most(size, bad, sample, level, of_detection=True):
            high = middle
        else:
            low = middle + 1
    return low
