"""Tests that err both ways: a finding is `c` or more flagged items, and plans that bound both errors.

`se` is the chance that a violating item is flagged, `sp` that a good one is not. Source: Cameron and Baldock 1998,
Preventive Veterinary Medicine 34, 1-17, for the finite form.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import isqrt

import numpy as np
from numpy.typing import ArrayLike
from scipy import special, stats

from armscontrol.errors import VerificationError
from armscontrol.verification.detection import one_population
from armscontrol.verification.factorials import hits
from armscontrol.verification.inputs import (
    Floats,
    Ints,
    Result,
    one_share,
    one_whole,
    refuse,
    result,
    share,
    together,
    whole,
)

MOST_SAMPLED = 100_000
"""Samples tried before a plan is given up."""
MOST_TERMS = 50_000_000
"""Terms of the largest exact sum."""
_CELLS = 1_000_000
_BETTER = "A better test, or lower targets."


def imperfect_test_detection(N: int, d: int, n: int, c: int, se: float, sp: float) -> float:
    """Chance that at least c of n sampled items are flagged, with d of N in violation.

    Raises:
        VerificationError: an argument out of range.
    """
    items, bad, sample = one_population(N, d, n)
    cut = one_whole("c", c, 0, sample + 1)
    q, r = one_share("se", se), one_share("sp", sp)
    return _finding(items, bad, sample, cut, q, r)


def _finding(N: int, d: int, n: int, c: int, se: float, sp: float) -> float:
    if c == 0:
        return 1.0
    y, weights = hits(N, d, n)
    if sp == 1:  # no good item is flagged: a sum of small terms, without loss where the chance is small
        return float(min(1.0, weights @ np.asarray(stats.binom.sf(c - 1, y, se))))
    if y.size * c > MOST_TERMS:
        raise refuse("n, c", f"{y.size * c:,} terms", f"at most {MOST_TERMS:,} terms")
    missed, step = 0.0, max(1, _CELLS // c)
    flagged = np.arange(c)  # flagged violating items, and good ones that fill up to c - 1
    for start in range(0, y.size, step):
        part = y[start : start + step, None]
        below = np.asarray(stats.binom.pmf(flagged, part, se) * stats.binom.cdf(c - 1 - flagged, n - part, 1 - sp))
        missed += float(weights[start : start + step] @ below.sum(axis=1))
    return min(1.0, max(0.0, 1.0 - missed))


def imperfect_test_detection_binom(n: int, c: int, se: float, sp: float, p: float) -> float:
    """The same for a very large population of which a share p is in violation."""
    sample = one_whole("n", n)
    part = one_share("p", p)
    flag = min(1.0, part * one_share("se", se) + (1 - part) * (1 - one_share("sp", sp)))
    return float(stats.binom.sf(one_whole("c", c, 0, sample + 1) - 1, sample, flag))


def survey_specificity(n: ArrayLike, sp: ArrayLike) -> Result:
    """Chance that no good item of n is flagged. Arrays of any shapes that go together."""
    sample, right = together(n=whole("n", n), sp=share("sp", sp))
    return result(right**sample)


def survey_specificity_cutpoint(n: ArrayLike, c: ArrayLike, sp: ArrayLike) -> Result:
    """Chance that fewer than c of n good items are flagged. Arrays of any shapes that go together; c at most n + 1."""
    sample, cut, right = together(n=whole("n", n), c=whole("c", c), sp=share("sp", sp))
    if (cut > sample + 1).any():
        at = int(np.argmax(cut > sample + 1))
        raise refuse("c", int(cut.flat[at]), f"a whole number from 0 to {int(sample.flat[at]) + 1:,}")
    return result(stats.binom.cdf(cut - 1, sample, 1 - right))


@dataclass(frozen=True, slots=True)
class CutoffPlan:
    """A sample and a cut-off: flag the site at `c` or more flagged items."""

    n: int
    c: int
    detection: float
    specificity: float


def imperfect_test_plan(N: int, d: int, se: float, sp: float, detect: float, specificity: float) -> CutoffPlan:
    """The smallest sample that meets both targets, with the smallest cut-off that keeps false findings rare enough.

    Args:
        N, d: items, and violating items that must be found; 0 <= d <= N.
        se, sp: chances that a violating item is flagged, and that a good one is not.
        detect: least chance of a finding with d in violation.
        specificity: least chance of none with none.

    Raises:
        VerificationError: an argument out of range, targets that no sample of at most 100,000 meets, or sums too long.
    """
    items, bad, _ = one_population(N, d, 0)
    q, r = one_share("se", se), one_share("sp", sp)
    wanted, rare = one_share("detect", detect), one_share("specificity", specificity)
    terms = 0
    flag = min(1.0, bad / items * q + (1 - bad / items) * (1 - r))
    for start in range(1, min(items, MOST_SAMPLED) + 1, 1000):
        samples = np.arange(start, min(start + 1000, items + 1, MOST_SAMPLED + 1))
        # smallest c with P(fewer than c) >= rare; SciPy's quantile at 1 is n even where no good item is ever flagged
        cuts = (
            np.asarray(stats.binom.ppf(rare, samples, 1 - r)).astype(np.int64) + 1 if r < 1 else np.ones_like(samples)
        )
        worth = (cuts <= samples) & (_most(samples, cuts, flag) >= wanted)
        for sample, cut in zip(samples[worth].tolist(), cuts[worth].tolist(), strict=True):
            terms += cut * min(bad + 1, 9 * isqrt(sample) + 1)  # chances above 1e-18 lie so near their mean
            if terms > MOST_TERMS:
                raise VerificationError(
                    "the sums for a plan grow too long",
                    where="N, d, se, sp",
                    found=f"no plan of up to {sample:,} items",
                    allowed=f"one found within {MOST_TERMS:,} terms",
                    advice=_BETTER,
                )
            found = _finding(items, bad, sample, cut, q, r)
            if found >= wanted:
                return CutoffPlan(sample, cut, found, float(survey_specificity_cutpoint(sample, cut, r)))
    raise VerificationError(
        "no sample meets both targets",
        where="detect, specificity",
        found=f"{wanted:g} and {rare:g} with se {q:g}, sp {r:g}",
        advice=_BETTER,
    )


def _most(n: Ints, c: Ints, flag: float) -> Floats:
    """Chernoff's bound on the chance of c or more flagged items; it holds without replacement too (Hoeffding 1963)."""
    share = c / n
    distance = special.rel_entr(share, flag) + special.rel_entr(1 - share, 1 - flag)
    return np.where(share > flag, np.exp(-n * distance) * (1 + 1e-9), 1.0)


def imperfect_test_plan_n(N: int, d: int, se: float, sp: float, detect: float, specificity: float) -> int:
    """Sample of the smallest plan that meets both targets."""
    return imperfect_test_plan(N, d, se, sp, detect, specificity).n


def imperfect_test_plan_cutpoint(N: int, d: int, se: float, sp: float, detect: float, specificity: float) -> int:
    """Cut-off of the smallest plan that meets both targets."""
    return imperfect_test_plan(N, d, se, sp, detect, specificity).c
