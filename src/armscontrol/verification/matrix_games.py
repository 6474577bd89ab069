"""Zero-sum matrix games by linear programming: HiGHS through SciPy, which is as fast as anything of ours would be."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy import optimize

from armscontrol.errors import VerificationError
from armscontrol.verification.inputs import GREATEST, Floats, numbers

MOST_ENTRIES = 1_000_000
"""Entries of the largest matrix that is solved."""


@dataclass(frozen=True, slots=True)
class Solution:
    """Value to the row player, and both optimal mixes."""

    value: float
    rows: tuple[float, ...]
    columns: tuple[float, ...]


def solve(payoff: ArrayLike) -> Solution:
    """Value and optimal mixes of a zero-sum game whose entries are paid to the row player.

    Args:
        payoff: shape (rows, columns), up to 1,000,000 numbers between -1e100 and 1e100.

    Raises:
        VerificationError: no such matrix, or a program that is not solved.
    """
    table = matrix("payoff", payoff)
    scale = float(np.abs(table).max()) or 1.0  # the solver's tolerances are absolute
    value, rows, columns = _solve(table / scale)
    return Solution(value * scale + 0.0, tuple(rows.tolist()), tuple(columns.tolist()))


def matrix(name: str, value: ArrayLike) -> Floats:
    """Rows and columns of numbers, at least one of each, not too many, none too large.

    Raises:
        VerificationError: anything else.
    """
    given = numbers(name, value)
    if given.ndim != 2 or not 0 < given.size <= MOST_ENTRIES:
        raise VerificationError(
            "no matrix of numbers",
            where=name,
            found=f"shape {given.shape}",
            allowed=f"rows and columns, at most {MOST_ENTRIES:,} numbers",
        )
    if not (np.abs(given) <= GREATEST).all():
        bad = given[~(np.abs(given) <= GREATEST)]
        raise VerificationError(
            "a number is out of range", where=name, found=f"{bad.flat[0]:g}", allowed=f"{-GREATEST:g} to {GREATEST:g}"
        )
    return given


def _solve(matrix: Floats) -> tuple[float, Floats, Floats]:
    m, n = matrix.shape
    # the row player: most v with x'A >= v in each column
    c = np.zeros(m + 1)
    c[-1] = -1.0
    upper = np.hstack([-matrix.T, np.ones((n, 1))])
    found = optimize.linprog(
        c, A_ub=upper, b_ub=np.zeros(n), A_eq=np.asarray([[*([1.0] * m), 0.0]]), b_eq=[1.0],
        bounds=[*([(0, None)] * m), (None, None)], method="highs",
    )  # fmt: skip
    if not found.success or found.x is None:
        raise VerificationError(f"the game was not solved: {found.message}", where="payoff")
    return float(found.x[-1]), np.asarray(found.x[:-1]), -np.asarray(found.ineqlin.marginals)
