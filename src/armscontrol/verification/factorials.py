"""The chance that a random sample misses every marked item, to full precision, for millions of cases at once.

C(N-d, n) / C(N, n) is a quotient of four factorials. Their logarithms are of the order of N log N, so the logarithm of
a quotient near 1 loses its digits in plain doubles. The table here holds each logarithm as a sum of two doubles, and
the four are added without losing what is rounded off.

Where a chance is compared with what is allowed and doubles cannot tell, whole numbers decide.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from math import comb

import numpy as np
from numpy.typing import NDArray

from armscontrol.errors import VerificationError
from armscontrol.verification.inputs import Floats, Ints

LARGEST = 2**22
"""Largest population that the table serves: about four million items, 64 MiB."""
CHUNK = 2**14
"""Cases worked on at a time: what fits into a processor's cache."""
_BLOCK = 256
_SMALL = 0.02
"""Below this, in the logarithm, a chance of detection is summed term by term."""
_NEAR = 1e-9
"""Relative distance within which doubles are not trusted to compare a chance with what is allowed."""

_high: Floats = np.zeros(1)
_low: Floats = np.zeros(1)


def _two_sum(a: Floats, b: Floats) -> tuple[Floats, Floats]:
    """A sum and what rounding took from it (Knuth)."""
    s = a + b
    t = s - a
    return s, (a - (s - t)) + (b - t)


def _table(size: int) -> tuple[Floats, Floats]:
    """Logarithms of k! for k = 0 to `size`, each as a sum of two doubles."""
    global _high, _low
    if _high.size > size:
        return _high, _low
    wanted = min(LARGEST + 1, max(size + 1, 2 * _high.size, 2**12))
    count = -(-wanted // _BLOCK) * _BLOCK
    terms = np.log(np.maximum(np.arange(count), 1).astype(np.longdouble)).reshape(-1, _BLOCK)
    inside = np.cumsum(terms, axis=1)  # within a block the sums are small enough for extended precision
    starts_high, starts_low = np.zeros(len(inside)), np.zeros(len(inside))
    high = low = 0.0
    for i, block in enumerate(inside[:, -1]):
        starts_high[i], starts_low[i] = high, low
        part = float(block)
        s = high + part
        t = s - high
        low += ((high - (s - t)) + (part - t)) + float(block - part)
        high = s
    head = inside.astype(np.float64)
    tail = (inside - head).astype(np.float64)
    total, lost = _two_sum(starts_high[:, None], head)
    _high, _low = total.ravel(), (lost + tail + starts_low[:, None]).ravel()
    return _high, _low


def log_miss(N: Ints, d: Ints, n: Ints) -> Floats:
    """Logarithm of the chance that n of N items, drawn at random, hold none of d marked ones; -inf where it is 0.

    Args:
        N, d, n: whole numbers of one shape, 0 <= d, n <= N.

    Raises:
        VerificationError: a population that is too large for the table.
    """
    if N.size and int(N.max()) > LARGEST:
        raise VerificationError(
            "the population is too large to be exact",
            where="N",
            found=f"{int(N.max()):,}",
            allowed=f"at most {LARGEST:,}",
            advice="For larger ones use the large-population form, `binom_detection`.",
        )
    shape = N.shape
    flat = [np.ascontiguousarray(x).ravel() for x in (N, d, n)]
    out: Floats = np.empty(flat[0].size)
    high, low = _table(int(N.max()) if N.size else 0)
    for start in range(0, out.size, CHUNK):
        part = slice(start, start + CHUNK)
        out[part] = _chunk(flat[0][part], flat[1][part], flat[2][part], high, low)
    return out.reshape(shape)


def _chunk(N: Ints, d: Ints, n: Ints, high: Floats, low: Floats) -> Floats:
    none = n > N - d
    rest = np.where(none, 0, N - d - n)
    a, e1 = _two_sum(high[N - d], -high[N])
    b, e2 = _two_sum(high[N - n], -high[rest])
    s, e3 = _two_sum(a, b)
    small = (low[N - d] - low[N]) + (low[N - n] - low[rest])
    out: Floats = s + (e1 + e2 + e3 + small)
    np.minimum(out, 0.0, out=out)
    fine = ~none & (out > -_SMALL) & (np.minimum(d, n) > 0)
    if fine.any():
        out[fine] = _term_by_term(N[fine], np.maximum(d[fine], n[fine]), np.minimum(d[fine], n[fine]))
    out[none] = -np.inf
    return out


def _term_by_term(N: Ints, more: Ints, fewer: Ints) -> Floats:
    """The same as a short sum of log(1 - more/(N - j)): exact in every digit where the chance of detection is small."""
    total = np.zeros(N.size)
    live: NDArray[np.intp] = np.arange(N.size)
    for j in range(int(fewer.max())):
        live = live[fewer[live] > j]
        total[live] += np.log1p(-more[live] / (N[live] - j))
    return total


def hits(N: int, d: int, n: int) -> tuple[Ints, Floats]:
    """How many of d marked items n of N drawn at random may hold, with their chances; those below 1e-18 left out.

    Args:
        N, d, n: 0 <= d, n <= N <= 2**22.
    """
    high, low = _table(N)
    x: Ints = np.arange(max(0, n - (N - d)), min(d, n) + 1, dtype=np.int64)
    total, lost = np.zeros(x.size), np.zeros(x.size)
    # C(d, x) C(N-d, n-x) / C(N, n)
    for sign, k in (
        (1, d), (-1, x), (-1, d - x), (1, N - d), (-1, n - x), (-1, N - d - n + x), (-1, N), (1, n), (1, N - n),
    ):  # fmt: skip
        total, rounded = _two_sum(total, sign * high[k])
        lost += rounded + sign * low[k]
    chance: Floats = np.exp(total + lost)
    kept = chance > 1e-18
    return x[kept], chance[kept]


def misses_at_most(N: Ints, d: Ints, n: Ints, allowed: Floats, *, of_detection: bool = False) -> NDArray[np.bool_]:
    """Whether the chance to miss all is at most what is allowed, or, `of_detection`, the chance to find reaches it.

    A double stands for its shortest decimal: 0.05 is one twentieth.

    Args:
        N, d, n: whole numbers of one shape, 0 <= d, n <= N.
        allowed: probabilities of the same shape.
        of_detection: the probabilities are of finding at least one, not of missing all.
    """
    missed = log_miss(N, d, n)
    with np.errstate(divide="ignore", invalid="ignore"):
        target = np.log1p(-allowed) if of_detection else np.log(allowed)
        near = np.abs(missed - target) < _NEAR  # in the logarithm: relative
    out = np.asarray(missed <= target)
    for index in zip(*np.nonzero(np.atleast_1d(near)), strict=True):
        at = index if near.ndim else ()
        share = Fraction(Decimal(repr(float(allowed[at]))))
        share = 1 - share if of_detection else share
        size, more = int(N[at]), max(int(d[at]), int(n[at]))
        fewer = min(int(d[at]), int(n[at]))
        out[at] = comb(size - more, fewer) * share.denominator <= comb(size, fewer) * share.numerator
    return out
