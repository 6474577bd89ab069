"""Dresher's sequential inspection game, with several violations, and with an inspector who announces.

n stages, m inspections; the inspectee sees past inspections and may violate. Pay-off to the inspector: +b for a
violation caught, -1 for one that is not, 0 for none. With s(n, m) = sum over i up to m of C(n, i) b^(m-i), the value is
-C(n-1, m)/s(n, m) and the chance to inspect now s(n-1, m-1)/s(n, m). Stages are at most 1,000,000; b is above 0.

Sources: Dresher, RAND RM-2972 (1962); von Stengel, Mathematics of Operations Research 41 (2016) 935-952 for several
violations; Maschler 1966 and Avenhaus, von Stengel and Zamir, Handbook of Game Theory 3, ch. 51, for leadership.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from math import comb

import numpy as np

from armscontrol.errors import VerificationError
from armscontrol.verification.inputs import GREATEST, Floats, one_real, one_share, one_whole, refuse

MOST_STAGES = 1_000_000
"""Stages for which the sums are still formed at once."""


def _game(n: int, m: int, b: float) -> tuple[int, int, float]:
    stages = one_whole("n", n, 0, MOST_STAGES)
    return stages, one_whole("m", m), one_real("b", b, 0.0, GREATEST, strict=True)


def dresher_value_inspector(n: int, m: int, b: float = 1.0) -> float:
    """Value of the game to the inspector: 0 with an inspection for every stage, -1 without any.

    >>> round(dresher_value_inspector(10, 3), 6)
    -0.477273
    """
    stages, visits, win = _game(n, m, b)
    if visits >= stages:
        return 0.0
    return 0.0 - _violation(stages, visits, win)


def _violation(n: int, m: int, b: float) -> float:
    """C(n-1, m)/s(n, m) for m < n, as 1 over a sum of quotients of neighbouring terms, which loses no digits."""
    term, total = n / (n - m), 0.0  # C(n, i) b^(m-i)/C(n-1, m), i = m
    for i in range(m, -1, -1):
        total += term
        if i:
            quotient = b * i / (n - i + 1)
            term *= quotient
            if term < total * 1e-18 and quotient < 1:
                break
    return 1.0 / total


def inspection_prob_first_stage(n: int, m: int, b: float = 1.0) -> float:
    """Chance to inspect now, with n stages and m inspections left, however many violations are intended."""
    stages, visits, win = _game(n, m, b)
    if not stages or not visits:
        return 0.0
    if visits >= stages:
        return 1.0
    # s(n, m) = (1 + b) s(n-1, m-1) + C(n-1, m), and C(n-1, m) = (n-1)/m C(n-2, m-1): nothing small is divided by
    return 1 / (1 + win + (stages - 1) / visits * _violation(stages - 1, visits - 1, win))


def dresher_table(most: int, b: float = 1.0) -> Floats:
    """Values to the inspector for all n and m from 0 to `most`: shape (most + 1, most + 1), row n, column m.

    The chance p(n, m) to inspect now satisfies a recursion in numbers between 0 and 1, so nothing overflows.
    """
    size, win = one_whole("most", most, 0, 20_000), one_real("b", b, 0.0, GREATEST, strict=True)
    values = np.zeros((size + 1, size + 1))
    if size == 0:
        return values
    # q(m) = s(n, m-1)/s(n, m) for the present n; from s(n+1, m) = s(n, m) + s(n, m-1)
    q = np.zeros(size + 2)
    q[1:] = 1 / win  # s(0, m) = b^m
    c = np.ones(size + 1)  # C(n, m)/s(n, m)
    c[1:] = 0.0
    for n in range(1, size + 1):
        # s(n, m) = s(n-1, m)(1 + q(m)); C(n-1, m)/s(n, m) = [C(n-1, m)/s(n-1, m)]/(1 + q(m))
        missed = c[: size + 1] / (1 + q[: size + 1])
        values[n] = -missed
        values[n, n:] = 0.0
        # C(n, m) = C(n-1, m) + C(n-1, m-1), each over s(n, m)
        shifted = np.zeros(size + 1)
        shifted[1:] = c[:size] * q[1 : size + 1] / (1 + q[1 : size + 1])
        c = missed + shifted
        grown = 1 + q[: size + 2]
        new = np.zeros(size + 2)
        new[1:] = q[1:] * grown[:-1] / grown[1:]
        q = new
    return values


def multi_violation_value_inspectee(
    n: int, m: int, k: int, b: float, rewards_when_j_remain: Mapping[str, float] | Mapping[int, float]
) -> float:
    """Value to an inspectee who intends up to k violations, each worth a reward of its own; one caught ends the game.

    Args:
        n, m: stages and inspections.
        k: violations intended.
        b: a caught violation with j still intended costs b times its reward.
        rewards_when_j_remain: reward of a violation while j are still intended, for j = 1 to k; from 0 up.

    Raises:
        VerificationError: an argument out of range, or a reward that is missing.
    """
    stages, visits, cost = _game(n, m, b)
    intended = one_whole("k", k, 1, MOST_STAGES)
    rewards = _rewards(rewards_when_j_remain)
    missing = next((j for j in range(1, intended + 1) if j not in rewards), None)
    if missing is not None:
        raise VerificationError(
            "a reward is missing",
            where="rewards_when_j_remain",
            found=f"none for {missing}",
            allowed=f"one for each of 1 to {intended}",
        )
    if visits >= stages:
        return 0.0
    total, weight = 0.0, _violation(stages, visits, cost)  # C(n-1-i, m)/s(n, m), i = 0
    for i in range(min(intended, stages - visits)):
        total += rewards[intended - i] * weight
        weight *= (stages - 1 - i - visits) / (stages - 1 - i) if stages - 1 - i else 0.0
    return total


def _rewards(given: object) -> dict[int, float]:
    if not isinstance(given, Mapping):
        raise VerificationError(
            "no rewards by number", where="rewards_when_j_remain", found=repr(given)[:60], allowed="numbers and rewards"
        )
    out: dict[int, float] = {}
    for j, reward in given.items():
        if isinstance(j, bool) or not (isinstance(j, int) or (isinstance(j, str) and j.isdecimal() and len(j) < 10)):
            raise refuse("rewards_when_j_remain", j, "whole numbers of violations as names")
        out[int(j)] = one_real("rewards_when_j_remain", reward, 0.0, GREATEST)
    return out


def inspector_payoff_leadership(n: int, m: int, a: float, b: float) -> float:
    """Pay-off to an inspector who announces the chances of the zero-sum game; the inspectee then stays legal at first.

    Legal, that is, while any inspection remains. Caught violation: inspector -a, inspectee -b; uncaught -1 and +1; none
    0 and 0. `a` is between 0 and 1.
    """
    one_share("a", a, strict=True)
    return dresher_value_inspector(n, m, b)


def inspector_payoff_simultaneous(n: int, m: int, a: float, b: float) -> float:
    """The same without an announcement: -C(n-1, m)/sum C(n, i)(-a)^(m-i); the inspectee's value is that of the game."""
    stages, visits, _ = _game(n, m, b)
    loss = one_share("a", a, strict=True)
    if visits >= stages:
        return 0.0
    if stages > 1000:
        raise refuse("n", stages, "at most 1,000 for an alternating sum")
    x = Fraction(loss)
    below = sum(comb(stages, i) * (-x) ** (visits - i) for i in range(visits + 1))
    return float(-Fraction(comb(stages - 1, visits)) / below)
