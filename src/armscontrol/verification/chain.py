"""Belief in compliance year by year, with several tests a year that may give alarms: a two-state hidden chain.

A compliant Party turns to violation with the same chance every year and never turns back; each year's tests are
independent given what it does. The chain is followed in the logarithm of the odds of violation, which neither
underflows nor loses a state that much evidence speaks against. Source: forward filtering of a hidden Markov chain, as
in Martin, Cameron and Greiner 2007, Preventive Veterinary Medicine 79.
"""

from __future__ import annotations

from math import exp, inf, isinf, isnan, log, log1p

import numpy as np
from numpy.typing import ArrayLike
from scipy import special

from armscontrol.errors import VerificationError
from armscontrol.verification.inputs import Floats, one_share, refuse, share

MOST_TESTS = 10_000_000
"""Years times tests a year."""
MOST_YEARS = 1_000_000


def belief_chain(prior: float, p_intro: float, se: ArrayLike, sp: ArrayLike, alarms: ArrayLike) -> Floats:
    """Belief in compliance after each of T years: first a year's risk, then that year's K tests.

    Args:
        prior: belief in compliance before the first year.
        p_intro: chance that a compliant Party turns to violation in a year.
        se, sp: chance that a test gives an alarm in violation, and that it gives none in compliance: one number, or
            shape (K,), or (T, K).
        alarms: shape (T, K), true for an alarm, false for a clean test; T at most 1,000,000, T K at most 10,000,000.

    Returns:
        Shape (T,), probabilities.

    Raises:
        VerificationError: an argument out of range, arrays that do not go together, or results that could not happen.

    >>> belief_chain(0.9, 0.01, 0.8, 0.95, [[False], [True]]).round(4)
    array([0.9749, 0.6338])
    """
    held, turned = one_share("prior", prior), one_share("p_intro", p_intro)
    seen = _alarms(alarms)
    good, bad = _a_test("sp", sp, seen.shape), _a_test("se", se, seen.shape)
    with np.errstate(divide="ignore", invalid="ignore"):  # -inf less -inf: a result that neither state gives
        towards = np.log(np.where(seen, bad, 1 - bad)).sum(axis=1) - np.log(np.where(seen, 1 - good, good)).sum(axis=1)
    odds = inf if held == 0 else log(1 - held) - log(held) if held < 1 else -inf
    enters = log(turned) if turned else -inf
    stays = log1p(-turned) if turned < 1 else -inf
    out = []
    for year, shift in enumerate(towards.tolist(), start=1):
        more, less = (odds, enters) if odds > enters else (enters, odds)  # odds + p_intro, then over 1 - p_intro
        odds = (more if isinf(more) else more + log1p(exp(less - more))) - stays + shift
        if isnan(odds):
            raise VerificationError(
                "these results could not happen", where="alarms", found=f"those of year {year:,}",
                allowed="some chance of what was seen",
            )  # fmt: skip
        out.append(odds)
    return np.asarray(special.expit(-np.array(out, dtype=np.float64)), dtype=np.float64)


def _alarms(alarms: ArrayLike) -> np.ndarray[tuple[int, int], np.dtype[np.bool_]]:
    allowed = "true or false for each year and test, shape (T, K)"
    try:
        seen = np.asarray(alarms)
    except ValueError as error:
        raise refuse("alarms", alarms, allowed) from error
    if seen.dtype != np.bool_ or seen.ndim != 2:
        raise refuse("alarms", alarms, allowed)
    if seen.shape[0] > MOST_YEARS or seen.size > MOST_TESTS:
        raise refuse("alarms", seen.shape, f"at most {MOST_YEARS:,} years and {MOST_TESTS:,} tests")
    return seen


def _a_test(name: str, value: ArrayLike, shape: tuple[int, ...]) -> Floats:
    given = share(name, value)
    if given.shape not in ((), shape[1:], shape):
        raise refuse(name, given.shape, f"one number, or shape {shape[1:]}, or {shape}, as the alarms")
    return given
