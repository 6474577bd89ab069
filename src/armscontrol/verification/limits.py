"""What a sample leaves possible: upper limits after clean samples, and intervals after findings.

State with every figure which question it answers: a posterior under a prior, or a limit that a given share of samples
respects. (n+1)/(N+1) and 1 - alpha^(1/n) do not answer the same one.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike
from scipy import stats

from armscontrol.verification.detection import population
from armscontrol.verification.factorials import LARGEST, log_miss, misses_at_most
from armscontrol.verification.inputs import (
    Ints,
    Result,
    one_share,
    one_whole,
    refuse,
    result,
    result_whole,
    share,
    together,
    whole,
)


def uniform_prior_posterior_at_most(N: ArrayLike, n: ArrayLike, d: ArrayLike) -> Result:
    """P(at most d violating items | n clean of N), every number from 0 to N equally likely before.

    1 - C(N-d, n+1)/C(N+1, n+1). Arrays of any shapes that go together; 0 <= d, n <= N < 2**22.
    """
    items, bad, sample = population(whole("N", N, 1, LARGEST - 1), d, n)
    return result(-np.expm1(log_miss(items + 1, bad + 1, sample + 1)))


def exact_upper_limit_defects(N: ArrayLike, n: ArrayLike, alpha: ArrayLike) -> int | Ints:
    """Largest number of violating items that a clean sample of n would still let through with a chance above alpha.

    Arrays of any shapes that go together; alpha strictly between 0 and 1.
    """
    items, _, sample = population(N, 0, n)
    items, sample, level = together(N=items, n=sample, alpha=share("alpha", alpha, strict=True))
    low, high = np.zeros_like(items), items - sample  # one more than this cannot stay unseen
    while (low < high).any():
        middle = (low + high + 1) // 2
        possible = ~misses_at_most(items, middle, sample, level)
        low, high = np.where(possible, middle, low), np.where(possible, high, np.maximum(middle - 1, low))
    return result_whole(low)


def zero_failure_upper_limit(n: ArrayLike, alpha: ArrayLike) -> Result:
    """Largest share that n clean items of a very large population leave possible at level alpha: 1 - alpha^(1/n).

    About 3/n at 0.05. Arrays of any shapes that go together.
    """
    sample, level = together(n=whole("n", n, 1), alpha=share("alpha", alpha, strict=True))
    return result(-np.expm1(np.log(level) / sample))


def beta_uniform_upper_limit(n: ArrayLike, alpha: ArrayLike) -> Result:
    """The same as an upper limit of a posterior under a uniform prior: 1 - alpha^(1/(n+1))."""
    sample, level = together(n=whole("n", n), alpha=share("alpha", alpha, strict=True))
    return result(-np.expm1(np.log(level) / (sample + 1)))


def approx_upper_prevalence(N: ArrayLike, n: ArrayLike, detect: ArrayLike, se: ArrayLike = 1.0) -> Result:
    """Smallest share that a sample of n of N detects with the chance given: ln(1 - detect)/ln(1 - se n/N)/N.

    Arrays of any shapes that go together; n and se above 0. Not cut off at 1.
    """
    items, _, sample = population(N, 0, n)
    items, sample, wanted, seen = together(
        N=items, n=sample, detect=share("detect", detect, strict=True), se=share("se", se)
    )
    for name, value in (("n", sample), ("se", seen)):
        if (value == 0).any():
            raise refuse(name, 0, "above 0")
    with np.errstate(divide="ignore", over="ignore"):
        return result(np.log1p(-wanted) / np.log1p(-seen * sample / items) / items)


def _found(x: int, n: int, conf: float) -> tuple[int, int, float]:
    sample = one_whole("n", n, 1)
    return one_whole("x", x, 0, sample), sample, one_share("conf", conf, strict=True)


def binomial_ci_clopper_pearson(x: int, n: int, conf: float = 0.95) -> list[float]:
    """Interval for a share after x findings in n: never covers less often than stated (Clopper and Pearson 1934)."""
    k, size, level = _found(x, n, conf)
    tail = (1 - level) / 2
    low = 0.0 if k == 0 else float(stats.beta.ppf(tail, k, size - k + 1))
    high = 1.0 if k == size else float(stats.beta.ppf(1 - tail, k + 1, size - k))
    return [low, high]


def binomial_ci_jeffreys(x: int, n: int, conf: float = 0.95) -> list[float]:
    """Interval of the posterior under Jeffreys' prior, Beta(1/2, 1/2); from 0 for x = 0, to 1 for x = n."""
    k, size, level = _found(x, n, conf)
    tail = (1 - level) / 2
    low = 0.0 if k == 0 else float(stats.beta.ppf(tail, k + 0.5, size - k + 0.5))
    high = 1.0 if k == size else float(stats.beta.ppf(1 - tail, k + 0.5, size - k + 0.5))
    return [low, high]


def binomial_ci_wilson(x: int, n: int, conf: float = 0.95) -> list[float]:
    """Interval by inverting the score test (Wilson 1927)."""
    k, size, level = _found(x, n, conf)
    z = float(stats.norm.ppf(1 - (1 - level) / 2))
    centre, width = (k + z * z / 2) / (size + z * z), z / (size + z * z) * np.sqrt(k * (size - k) / size + z * z / 4)
    return [float(max(0.0, centre - width)), float(min(1.0, centre + width))]


def binomial_ci_agresti_coull(x: int, n: int, conf: float = 0.95) -> list[float]:
    """Wilson's centre with the plain width about it (Agresti and Coull 1998)."""
    k, size, level = _found(x, n, conf)
    z = float(stats.norm.ppf(1 - (1 - level) / 2))
    total, centre = size + z * z, (k + z * z / 2) / (size + z * z)
    width = z * np.sqrt(centre * (1 - centre) / total)
    return [float(max(0.0, centre - width)), float(min(1.0, centre + width))]
