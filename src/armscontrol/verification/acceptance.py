"""Acceptance plans: sample n items and accept when at most c are found in violation; errors of both kinds bounded."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike
from scipy import stats

from armscontrol.errors import VerificationError
from armscontrol.verification.detection import one_population
from armscontrol.verification.inputs import Result, one_share, one_whole, result, share, together, whole

MOST_SAMPLED = 100_000
"""Samples tried before a plan is given up."""


def acceptance_probability_binom(n: ArrayLike, c: ArrayLike, p: ArrayLike) -> Result:
    """Chance to accept: at most c violating items in a sample of n from a very large population.

    Arrays of any shapes that go together; `p` is the share in violation.
    """
    sample, most, part = together(n=whole("n", n), c=whole("c", c), p=share("p", p))
    return result(stats.binom.cdf(most, sample, part))


def acceptance_probability_hypergeom(N: int, d: int, n: int, c: int) -> float:
    """Chance to accept: at most c of d violating items among N in a sample of n."""
    items, bad, sample = one_population(N, d, n)
    return float(stats.hypergeom.cdf(one_whole("c", c), items, bad, sample))


def find_plan_binom(p_good: float, accept_good: float, p_bad: float, accept_bad: float) -> tuple[int, int]:
    """The smallest plan (n, c) that accepts a good population often enough and a bad one rarely enough.

    Args:
        p_good, p_bad: shares in violation, p_good < p_bad.
        accept_good: least chance to accept the good one, strictly between 0 and 1.
        accept_bad: largest chance to accept the bad one, strictly between 0 and 1.

    Raises:
        VerificationError: an argument out of range, shares in the wrong order, or no plan below a bound.
    """
    good, often = one_share("p_good", p_good), one_share("accept_good", accept_good, strict=True)
    bad, rarely = one_share("p_bad", p_bad), one_share("accept_bad", accept_bad, strict=True)
    if bad <= good:
        raise VerificationError(
            "the bad share is not above the good one", where="p_bad", found=f"{bad:g}", allowed=f"above {good:g}"
        )
    for start in range(1, MOST_SAMPLED + 1, 1000):
        n = np.arange(start, start + 1000)
        c = stats.binom.ppf(often, n, good)  # smallest c that accepts a good population often enough
        c = np.where(stats.binom.cdf(c - 1, n, good) >= often, c - 1, c)
        met = (stats.binom.cdf(c, n, bad) <= rarely) & (c < n)
        if met.any():
            at = int(np.argmax(met))
            return int(n[at]), int(c[at])
    raise VerificationError(
        "no plan tells these apart",
        where="p_good, p_bad",
        found=f"{good:g} and {bad:g}",
        allowed=f"a plan of up to {MOST_SAMPLED:,}",
    )
