"""When to inspect, where what counts is the time a violation goes unseen, or a time within which it must be found.

Sources: Diamond 1982, Mathematics of Operations Research 7, for inspections that are not seen; Krieger 2008,
Mathematical Modelling and Analysis 13, for the discrete form; Avenhaus and Canty, Playing for time, EJOR 2005, for
inspections that are.
"""

from __future__ import annotations

from itertools import combinations
from math import comb, exp, factorial

import numpy as np
from numpy.typing import ArrayLike

from armscontrol.errors import VerificationError
from armscontrol.verification.inputs import (
    GREATEST,
    Floats,
    Result,
    one_real,
    one_share,
    one_whole,
    refuse,
    result,
    together,
    whole,
)
from armscontrol.verification.matrix_games import MOST_ENTRIES, solve

MOST_DATES = 100_000
"""Dates of the longest plan that is listed."""


def unobservable_inspections_value_continuous(k: int) -> float:
    """Expected time from the start of a violation to its finding, as a share of the period.

    There are k hidden inspections, 1 to 60, and a sure one at the end of the period.
    1/M(k), M(k) = sum over j of (-1)^j (k-j)^j e^(k-j)/j!; about 1/(2k + 2/3).
    """
    visits = one_whole("k", k, 1, 60)
    if visits > 12:  # the alternating sum loses its digits; the renewal equation behind it has this limit to 1e-12
        return 1.0 / (2 * visits + 2 / 3)
    total: float = sum((-1.0) ** j * (visits - j) ** j * exp(visits - j) / factorial(j) for j in range(visits))
    return 1.0 / total


def unobservable_inspections_value_discrete(N: int, k: int) -> float:
    """The same with k inspections at N possible dates, in periods: the value of the matrix game, by linear programming.

    Raises:
        VerificationError: an argument out of range, or a game of more than 1,000,000 entries.
    """
    dates = one_whole("N", N, 1, MOST_ENTRIES)
    visits = one_whole("k", k, 0, dates)
    most = MOST_ENTRIES // (dates + 1)
    if 0 < visits < dates and (dates > most or comb(dates, visits) > most):
        raise refuse("N, k", f"{N}, {k}", f"a game of at most {MOST_ENTRIES:,} entries")
    rows = []
    for plan in combinations(range(1, dates + 1), visits):
        marks = np.asarray([*plan, dates + 1])
        start = np.arange(dates + 1)
        rows.append(marks[np.searchsorted(marks, start, side="right")] - start)
    return solve(-np.asarray(rows, dtype=float)).value * -1.0


def playing_for_time_value(k: int, beta: float = 0.0) -> float:
    """Expected time unseen, as a share of the period, where the inspectee sees each of k inspections.

    1/(1 + k(1-beta)). Each inspection misses with chance beta.
    """
    return 1.0 / (1.0 + one_whole("k", k) * (1.0 - one_share("beta", beta)))


def playing_for_time_schedule(k: int, beta: float = 0.0) -> list[float]:
    """Days of the k inspections, as shares of the period: k numbers, rising."""
    visits, seen = one_whole("k", k, 0, MOST_DATES), 1.0 - one_share("beta", beta)
    return [i * seen / (1.0 + visits * seen) for i in range(1, visits + 1)]


def playing_for_time_deterrence_threshold(k: int, alpha: float, beta: float, f: float, d: float) -> float:
    """Smallest quotient of loss when caught and gain a unit of time (b/d) that makes legal behaviour best.

    Args:
        k: inspections.
        alpha: chance of a false alarm at each.
        beta: chance that each misses a violation.
        f: cost of a false alarm to the inspectee.
        d: gain of a violation a unit of time.
    """
    visits, seen = one_whole("k", k), 1.0 - one_share("beta", beta)
    alarm, cost, gain = (
        one_share("alpha", alpha),
        one_real("f", f, 0.0, GREATEST),
        one_real("d", d, 1 / GREATEST, GREATEST),
    )
    below = 1.0 + visits * seen
    return 1.0 / below + alarm * cost / gain * visits * (1.0 + seen * (visits - 1) / 2.0) / below


def critical_time_value(n: ArrayLike, k: ArrayLike, w: ArrayLike) -> Result:
    """Chance that a violation meets one of k hidden inspections in n periods within w periods: min(1, k/floor(n/w)).

    The plan: k of the dates w, 2w, ... drawn at random. Arrays of any shapes that go together; 1 <= w <= n.
    """
    periods, visits, within = together(n=whole("n", n, 1), k=whole("k", k), w=whole("w", w, 1))
    if (within > periods).any():
        at = int(np.argmax(within > periods))
        raise refuse("w", int(within.flat[at]), f"a whole number from 1 to {int(periods.flat[at]):,}")
    return result(np.minimum(1.0, visits / (periods // within)))


def critical_time_schedule(n: int, k: int, w: int, seed: int = 0) -> list[int]:
    """One plan drawn at random: dates of the inspections, from 1, at most 100,000 periods. One seed, one plan."""
    periods = one_whole("n", n, 1, MOST_DATES)
    within = one_whole("w", w, 1, periods)
    dates = np.arange(within, periods + 1, within)
    visits = min(one_whole("k", k), dates.size)
    drawn = np.random.default_rng(one_whole("seed", seed)).choice(dates, visits, replace=False)
    return sorted(int(x) for x in drawn)


def partial_inspection_value(full: int, partial: int, m: int, P: float) -> float:
    """Value to the inspector over m periods, at most 500, with so many full inspections and so many partial ones.

    A full one finds a violation surely, a partial one with chance P.
    Each period: full, partial or none against legal or violate; pay-off +1, 2P-1, -1 for a violation, 0 without; legal
    moves on. Solved period by period, each a game of three rows and two columns.
    """
    most_full, most_partial, periods = (
        one_whole("full", full),
        one_whole("partial", partial),
        one_whole("m", m, 0, 500),
    )
    found = one_share("P", P)
    if (min(most_full, periods) + 1) * (min(most_partial, periods) + 1) * (periods + 1) > 200_000:
        raise VerificationError(
            "too many states",
            where="full, partial, m",
            found=f"{full}, {partial}, {m}",
            allowed="at most 200,000 in all",
        )
    most_partial = min(most_partial, periods)
    table: dict[tuple[int, int, int], float] = {}

    def value(f: int, p: int, left: int) -> float:
        if f >= left:
            return 0.0
        return table[f, p, left]

    for left in range(1, periods + 1):
        for f in range(min(most_full, left - 1) + 1):
            for p in range(most_partial + 1):
                rows: list[tuple[float, float]] = [(value(f, p, left - 1), -1.0)]
                if f:
                    rows.append((value(f - 1, p, left - 1), 1.0))
                if p:
                    rows.append((value(f, p - 1, left - 1), 2 * found - 1))
                table[f, p, left] = _two_columns(np.asarray(rows))
    return value(most_full, most_partial, periods)


def _two_columns(rows: Floats) -> float:
    """Value of a game of few rows and two columns: the column player's mix where the rows' upper envelope is lowest."""
    slopes, starts = rows[:, 1] - rows[:, 0], rows[:, 0]
    points = {0.0, 1.0}
    for i, j in combinations(range(len(rows)), 2):
        if slopes[i] != slopes[j]:
            at = (starts[j] - starts[i]) / (slopes[i] - slopes[j])
            if 0 < at < 1:
                points.add(float(at))
    return float(min(np.max(starts + slopes * x) for x in points))
