"""The chance that a random sample of items finds a violation: exact, approximate, with imperfect recognition.

N items, d of them in violation, n sampled; `se` is the chance that a sampled violating item is recognised.
Source of the formulas: Avenhaus and Canty, Compliance Quantified, ch. 2, and any text on sampling without replacement.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike
from scipy import special, stats

from armscontrol.errors import VerificationError
from armscontrol.verification.factorials import LARGEST, hits, log_miss
from armscontrol.verification.inputs import (
    Floats,
    Ints,
    Result,
    filled,
    numbers,
    one_share,
    one_whole,
    real,
    refuse,
    result,
    same_length,
    share,
    together,
    whole,
)


def population(N: ArrayLike, d: ArrayLike, n: ArrayLike) -> list[Ints]:
    """Items, violating items and sample, checked against each other."""
    items, bad, sample = together(N=whole("N", N, 1), d=whole("d", d), n=whole("n", n))
    for name, part in (("d", bad), ("n", sample)):
        if (part > items).any():
            at = np.argmax(part > items)
            raise refuse(name, int(part.flat[at]), f"at most N, {int(items.flat[at]):,}")
    return [items, bad, sample]


def one_population(N: ArrayLike, d: ArrayLike, n: ArrayLike) -> tuple[int, int, int]:
    """The same for one population, of a size for which exact sums are possible."""
    items, bad, sample = population(one_whole("N", N, 1, LARGEST), one_whole("d", d), one_whole("n", n))
    return int(items), int(bad), int(sample)


def hypergeom_detection(N: ArrayLike, d: ArrayLike, n: ArrayLike) -> Result:
    """Chance that a sample without replacement holds at least one violating item, each of which is always recognised.

    1 - C(N-d, n) / C(N, n). Arrays of any shapes that go together; relative error below 1e-12.

    Args:
        N, d, n: items, violating items and items sampled; 0 <= d, n <= N <= 2**22.

    Returns:
        Probability in [0, 1], of the shape of the arguments together; 0.0 where d or n is 0.

    Raises:
        VerificationError: an argument out of range, or shapes that do not go together.

    >>> round(hypergeom_detection(400, 40, 10), 4)
    0.6557
    """
    return result(-np.expm1(log_miss(*population(N, d, n))))


def hypergeom_miss(N: ArrayLike, d: ArrayLike, n: ArrayLike) -> Result:
    """Chance that the sample holds no violating item; arguments as for `hypergeom_detection`."""
    return result(np.exp(log_miss(*population(N, d, n))))


def hypergeom_detection_imperfect(N: int, d: int, n: int, se: float) -> float:
    """The same where a sampled violating item is recognised with chance `se`: E[1 - (1 - se)^X], X hypergeometric.

    Raises:
        VerificationError: an argument out of range.
    """
    items, bad, sample = one_population(N, d, n)
    q = one_share("se", se)
    x, weights = hits(items, bad, sample)
    return float(min(1.0, np.sum(weights * _seen(x, q))))


def _seen(x: Ints, se: float) -> Floats:
    """1 - (1 - se)^x without loss where it is small."""
    return np.asarray(-np.expm1(special.xlog1py(x, -se)), dtype=np.float64)


def approx_detection(N: ArrayLike, d: ArrayLike, n: ArrayLike, se: ArrayLike = 1.0) -> Result:
    """1 - (1 - se n/N)^d: never above the exact chance; the form behind the IAEA's sample sizes.

    Arrays of any shapes that go together.
    """
    items, bad, sample = population(N, d, n)
    items, bad, sample, seen = together(N=items, d=bad, n=sample, se=share("se", se))
    return result(-np.expm1(special.xlog1py(bad, -seen * sample / items)))


def approx_detection_varying_se(N: int, d: int, se_list_counts: ArrayLike) -> float:
    """The same where items of the sample are recognised with different chances.

    Args:
        N, d: items, and violating items among them.
        se_list_counts: [se, number of items] pairs, shape (k, 2), or one se for each sampled item, shape (n,).

    Raises:
        VerificationError: an argument out of range, or neither pairs nor a list.
    """
    given = numbers("se_list_counts", se_list_counts)
    if given.ndim == 1:
        given = np.stack([given, np.ones_like(given)], axis=1)
    if given.ndim != 2 or given.shape[1] != 2 or not given.size:
        told = repr(se_list_counts)[:60]
        raise VerificationError("no list of pairs", where="se_list_counts", found=told, allowed="[se, number] pairs")
    counts = whole("se_list_counts", given[:, 1])
    items, bad = (int(x) for x in population(one_whole("N", N, 1), one_whole("d", d), 0)[:2])
    if int(counts.sum()) > items:
        raise refuse("se_list_counts", int(counts.sum()), f"numbers that add up to at most N, {items:,}")
    found = float(np.sum(share("se_list_counts", given[:, 0]) * counts))
    return float(-np.expm1(special.xlog1py(bad, -min(1.0, found / items))))


def binom_detection(n: ArrayLike, p: ArrayLike, se: ArrayLike = 1.0) -> Result:
    """1 - (1 - se p)^n: a sample from a very large population of which a share p is in violation.

    Arrays of any shapes that go together.
    """
    sample, part, q = together(n=whole("n", n), p=share("p", p), se=share("se", se))
    return result(-np.expm1(special.xlog1py(sample, -q * part)))


def census_detection(d: ArrayLike, se: ArrayLike) -> Result:
    """1 - (1 - se)^d: every item is looked at."""
    bad, q = together(d=whole("d", d), se=share("se", se))
    return result(-np.expm1(special.xlog1py(bad, -q)))


def two_method_detection(N: int, d: int, n1: int, q1: float, n2: int, q2: float) -> float:
    """Two instruments on disjoint random parts of one stratum, exact: a multivariate hypergeometric sum.

    Args:
        N, d: items, and violating items among them.
        n1, n2: items measured with each instrument, n1 + n2 <= N.
        q1, q2: chance that each recognises a violating item.

    Raises:
        VerificationError: an argument out of range, more samples than items, or a sum of too many terms.
    """
    items, bad, _ = one_population(N, d, 0)
    first = one_whole("n1", n1, 0, items)
    rest = items - first
    second = one_whole("n2", n2, 0, rest)
    a, b = one_share("q1", q1), one_share("q2", q2)
    x = np.arange(max(0, bad - rest), min(bad, first) + 1)
    y = np.arange(min(bad, second) + 1)
    if x.size * y.size > LARGEST:
        raise refuse("d, n1, n2", f"{x.size * y.size:,} terms", f"at most {LARGEST:,} terms")
    outer = stats.hypergeom.pmf(x, items, bad, first)
    inner = stats.hypergeom.pmf(y, rest, (bad - x)[:, None], second) if rest else np.ones((x.size, 1))
    by_second = inner @ _seen(y, b)
    by_either = _seen(x, a) * (1 - by_second) + by_second
    return float(min(1.0, np.sum(outer * by_either)))


def identification_probability(sigma: ArrayLike, k: ArrayLike, delta: ArrayLike) -> Result:
    """Chance that a measurement recognises a difference: one-sided test at k sigma, 1 - Phi(k - delta/sigma).

    `sigma`, above 0, and `delta` are in one unit. Arrays of any shapes that go together.
    """
    spread, limit, shift = together(
        sigma=real("sigma", sigma, 0, np.inf, strict=True), k=real("k", k), delta=real("delta", delta)
    )
    with np.errstate(over="ignore"):
        return result(stats.norm.sf(limit - shift / spread))


def multi_facility_detection(N: ArrayLike, d: ArrayLike, n: ArrayLike) -> float:
    """Several sites, each with its own items, violations and sample: 1 - the product of the chances of missing all."""
    items, bad, sample = whole("N", filled("N", N), 1), whole("d", filled("d", d)), whole("n", filled("n", n))
    same_length(N=items, d=bad, n=sample)
    return float(-np.expm1(np.sum(log_miss(*population(items, bad, sample)))))
