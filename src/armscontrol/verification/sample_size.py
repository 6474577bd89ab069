"""How many items to sample: exact, by the IAEA's form, by its refinements, and for very large populations.

The exact answer is settled in whole numbers: where the chance of missing all equals what is allowed, a comparison of
doubles answers one too many as often as not.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from armscontrol.errors import VerificationError
from armscontrol.verification.detection import hypergeom_detection_imperfect
from armscontrol.verification.factorials import misses_at_most
from armscontrol.verification.inputs import (
    MOST,
    Floats,
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

_SETTLED = 1e-9
"""Slack of a ceiling: an approximate sample size this little above a whole number is that number."""
_NEAR = 1e-12
"""Chances nearer than this are not told apart where they are sums of rounded terms."""


def exact_sample_size(N: ArrayLike, d: ArrayLike, beta: ArrayLike) -> int | Ints:
    """Smallest sample that misses all of d violating items among N with a chance of at most beta.

    >>> exact_sample_size(50, 1, 0.2)
    40

    Args:
        N, d: items, and violating items among them; 1 <= d <= N <= 2**22.
        beta: largest chance to miss all, from 0 to 1; with 0, the answer is N - d + 1.

    Raises:
        VerificationError: an argument out of range, or shapes that do not go together.
    """
    items, bad, allowed = _wanted(N, d, share("beta", beta))
    low, high = np.zeros_like(items), items - bad + 1  # at the upper end none can be missed
    while (low < high).any():
        middle = (low + high) // 2
        enough = misses_at_most(items, bad, middle, allowed)
        high = np.where(enough, middle, high)
        low = np.where(enough, low, np.minimum(middle + 1, high))
    return result_whole(high)


def exact_sample_size_imperfect(N: int, d: int, beta: float, q: float) -> int:
    """The same where a sampled violating item is recognised with chance q: by halving, as the chance grows with n.

    Chances nearer than 1e-12 are not told apart: they are sums of rounded terms.

    Raises:
        VerificationError: an argument out of range, or a recognition so weak that not even all items are enough.
    """
    allowed, seen = one_share("beta", beta), one_share("q", q)
    items, bad = one_whole("N", N, 1), one_whole("d", d, 1)
    low, high = int(exact_sample_size(items, bad, allowed)), items
    if seen == 1:
        return low
    least = 1 - hypergeom_detection_imperfect(items, bad, items, seen)
    if least > allowed + _NEAR or allowed == 0:  # weak recognition is never certain
        raise VerificationError(
            "no sample is enough, not even all items",
            where="beta",
            found=f"{allowed:g}",
            allowed=f"{'at least' if least > _NEAR else 'above'} {max(0.0, least):.6g} with this recognition",
        )
    while low < high:
        middle = (low + high) // 2
        if 1 - hypergeom_detection_imperfect(items, bad, middle, seen) <= allowed + _NEAR:
            high = middle
        else:
            low = middle + 1
    return low


def _wanted(N: ArrayLike, d: ArrayLike, beta: Floats) -> list[Any]:
    items, bad, allowed = together(N=whole("N", N, 1), d=whole("d", d, 1), beta=beta)
    if (bad > items).any():
        at = np.argmax(bad > items)
        raise refuse("d", int(bad.flat[at]), f"at most N, {int(items.flat[at]):,}")
    return [items, bad, allowed]


def iaea_sample_size(N: ArrayLike, d: ArrayLike, beta: ArrayLike, q: ArrayLike = 1.0) -> int | Ints:
    """ceil((N/q) (1 - beta^(1/d))): never too small, at most three above the exact one in safeguards practice.

    Raises:
        VerificationError: an argument out of range, or a recognition so weak that no sample is enough.
    """
    raw, items = _iaea(N, d, beta, q)
    if (raw > items + _SETTLED).any():
        at = np.argmax(raw > items + _SETTLED)
        raise VerificationError(
            "no sample is enough: recognition is too weak",
            where="q",
            found=f"{float(raw.flat[at]):.6g} of {int(items.flat[at]):,} items",
            advice="Recognise better, ask for less, or look at items more than once.",
        )
    return result_whole(np.ceil(raw - _SETTLED).astype(np.int64))


def _iaea(N: ArrayLike, d: ArrayLike, beta: ArrayLike, q: ArrayLike) -> tuple[Floats, Ints]:
    items, bad, allowed = _wanted(N, d, share("beta", beta))
    items, bad, allowed, seen = together(N=items, d=bad, beta=allowed, q=share("q", q))
    if (seen == 0).any():
        raise refuse("q", 0.0, "above 0")
    with np.errstate(divide="ignore", over="ignore"):
        return items / seen * -np.expm1(np.log(allowed) / bad), items


def cannon_roe_sample_size_real(N: ArrayLike, d: ArrayLike, beta: ArrayLike) -> Result:
    """(1 - beta^(1/d)) (N - (d-1)/2), before rounding up: the refinement of Cannon and Roe, and of Jaech.

    Nearly exact. Arguments as for `exact_sample_size`, with beta strictly between 0 and 1.
    """
    items, bad, allowed = _wanted(N, d, share("beta", beta, strict=True))
    return result(-np.expm1(np.log(allowed) / bad) * (items - (bad - 1) / 2))


def binom_sample_size(detect: ArrayLike, p: ArrayLike, se: ArrayLike = 1.0) -> int | Ints:
    """Smallest sample from a very large population that detects with the chance asked for.

    ln(1 - detect)/ln(1 - se p), rounded up. Arrays of any shapes that go together.

    Raises:
        VerificationError: an argument out of range, a detection that no sample reaches, or a sample above 2**53.
    """
    wanted, part, seen = together(detect=share("detect", detect), p=share("p", p), se=share("se", se))
    if (wanted == 1).any():
        raise refuse("detect", 1.0, "below 1: no sample from a large population is certain")
    for name, value in (("p", part), ("se", seen)):
        if (value == 0).any():
            raise refuse(name, 0.0, "above 0: otherwise nothing is ever found")
    if (part * seen == 0).any():
        raise refuse("p", float((part * seen).min()), "with se, enough for a sample of at most 2**53")
    with np.errstate(divide="ignore", over="ignore"):
        raw = np.log1p(-wanted) / np.log1p(-part * seen)
    if (raw > MOST).any():
        raise refuse("p", float((part * seen).min()), "with se, enough for a sample of at most 2**53")
    return result_whole(np.maximum(np.ceil(raw - _SETTLED), wanted > 0).astype(np.int64))
