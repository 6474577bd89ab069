"""A leader who commits, a follower who sees it: one linear program for each reply.

Source: Conitzer and Sandholm, EC 2006; the Bayesian form, for several types of follower, as in Paruchuri et al.
(DOBSS), AAMAS 2008, solved as a mixed integer program by HiGHS. Ties are broken for the leader.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy import optimize

from armscontrol.errors import VerificationError
from armscontrol.verification.inputs import GREATEST, Floats, filled, numbers, same_length, share
from armscontrol.verification.matrix_games import matrix

MOST_ENTRIES = 2_000
"""Pairs of pay-offs in the largest Bayesian game that is built."""


@dataclass(frozen=True, slots=True)
class Commitment:
    """What the leader commits to, what it is worth, and each follower type's reply."""

    value: float
    strategy: tuple[float, ...]
    replies: tuple[int, ...]


def stackelberg(leader: ArrayLike, follower: ArrayLike) -> Commitment:
    """The best mix to commit to in a game of two matrices, rows the leader's.

    Args:
        leader, follower: pay-offs, shape (leader's actions, follower's actions), -1e100 to 1e100.

    Raises:
        VerificationError: no matrices of one shape, or a program that is not solved.
    """
    L, F = matrix("leader", leader), matrix("follower", follower)
    if L.shape != F.shape:
        raise VerificationError(
            "no matrices of one shape",
            where="leader, follower",
            found=f"{L.shape} and {F.shape}",
            allowed="one shape",
        )
    scale = float(np.abs(L).max()) or 1.0  # the solver's tolerances are absolute
    L, F = L / scale, F / (float(np.abs(F).max()) or 1.0)
    best: Commitment | None = None
    rows, columns = L.shape
    for j in range(columns):
        better = (F - F[:, [j]]).T  # each other reply pays the follower no more
        found = optimize.linprog(
            -L[:, j], A_ub=better, b_ub=np.zeros(columns), A_eq=np.ones((1, rows)), b_eq=[1.0], method="highs"
        )
        if not found.success or found.x is None or found.fun is None:
            continue
        if best is None or -found.fun > best.value + 1e-12:
            best = Commitment(float(-found.fun), tuple(found.x.tolist()), (j,))
    if best is None:  # some reply is best to the first row, so only the solver can fail
        raise VerificationError("the game was not solved", where="leader, follower")
    return Commitment(best.value * scale, best.strategy, best.replies)


def stackelberg_value(leader: ArrayLike, follower: ArrayLike) -> float:
    """Value of the best commitment to the leader."""
    return stackelberg(leader, follower).value


def bayesian_stackelberg(type_probs: ArrayLike, payoffs: Sequence[Sequence[Sequence[Sequence[float]]]]) -> Commitment:
    """The best mix against follower types of known chances.

    Args:
        type_probs: chance of each type, shape (types,); they add up to 1.
        payoffs: payoffs[type][leader action][follower action] = [leader, follower], at most 2,000 pairs in all.
            Types may have different numbers of actions.

    Raises:
        VerificationError: an argument out of range, or a program that is not solved.
    """
    chance = share("type_probs", filled("type_probs", type_probs))
    if not isinstance(payoffs, list | tuple | np.ndarray) or not len(payoffs):
        raise VerificationError(
            "no list of tables", where="payoffs", found=repr(payoffs)[:60], allowed="one for each type"
        )
    games = [numbers("payoffs", p) for p in payoffs]
    if any(
        g.ndim != 3
        or g.shape[2] != 2
        or g.shape[0] != games[0].shape[0]
        or not (np.abs(g) <= GREATEST).all()
        or not g.size
        for g in games
    ):
        raise VerificationError(
            "no table of pairs for each type", where="payoffs", allowed="[leader, follower] for each pair of actions"
        )
    same_length(type_probs=chance, payoffs=np.empty(len(games)))
    if (pairs := sum(g.size for g in games) // 2) > MOST_ENTRIES:
        raise VerificationError(
            "the game is too large", where="payoffs", found=f"{pairs:,} pairs", allowed=f"{MOST_ENTRIES:,}"
        )
    if abs(float(chance.sum()) - 1) > 1e-9:
        raise VerificationError(
            "chances of types do not add up", where="type_probs", found=f"{float(chance.sum()):g}", allowed="1"
        )
    # the solver's tolerances are absolute: one scale for the leader, one for each type
    scale = max(float(np.abs(g[:, :, 0]).max()) for g in games) or 1.0
    scaled = [g / [scale, float(np.abs(g[:, :, 1]).max()) or 1.0] for g in games]
    found = _dobss(chance, scaled)
    return Commitment(found.value * scale, found.strategy, found.replies)


def _dobss(chance: Floats, games: list[Floats]) -> Commitment:
    """DOBSS: z[t, i, j] is the leader's chance of i where type t replies j; q[t, j] is 1 for its reply."""
    rows = games[0].shape[0]
    sizes = [g.shape[1] for g in games]
    z_at = np.cumsum([0, *(rows * s for s in sizes)])
    q_at = z_at[-1] + np.cumsum([0, *sizes])
    a_at = q_at[-1]
    total = int(a_at + len(games))
    cost, integral = np.zeros(total), np.zeros(total, dtype=np.int64)
    lower, upper = np.zeros(total), np.ones(total)
    lower[a_at:], upper[a_at:] = -np.inf, np.inf
    constraints: list[tuple[Floats, float, float]] = []

    def row() -> Floats:
        return np.zeros(total)

    for t, (p, g) in enumerate(zip(chance, games, strict=True)):
        z = np.arange(z_at[t], z_at[t + 1]).reshape(rows, sizes[t])
        q = np.arange(q_at[t], q_at[t + 1])
        cost[z] = -p * g[:, :, 0]
        integral[q] = 1
        one = row()
        one[z.ravel()] = 1
        constraints.append((one, 1, 1))
        one = row()
        one[q] = 1
        constraints.append((one, 1, 1))
        big = float(g[:, :, 1].max() - g[:, :, 1].min()) + 1.0
        for j in range(sizes[t]):
            column = row()
            column[z[:, j]] = 1
            column[q[j]] = -1
            constraints.append((column, -np.inf, 0))  # nothing is played against a reply that is not given
            reply = row()
            reply[a_at + t] = 1
            for i in range(rows):
                reply[z[i]] -= g[i, j, 1]
            constraints.append((reply, 0, np.inf))  # the type gets at least what reply j would pay
            best = reply.copy()
            best[q[j]] = big
            constraints.append((best, -np.inf, big))  # and no more than that where j is its reply
        if t:
            first = np.arange(z_at[0], z_at[1]).reshape(rows, sizes[0])
            for i in range(rows):
                same = row()
                same[z[i]] = 1
                same[first[i]] -= 1
                constraints.append((same, 0, 0))
    table = np.vstack([c for c, _, _ in constraints])
    found = optimize.milp(
        cost, integrality=integral, bounds=optimize.Bounds(lower, upper),
        constraints=optimize.LinearConstraint(table, [x for _, x, _ in constraints], [y for _, _, y in constraints]),
    )  # fmt: skip
    if not found.success:
        raise VerificationError(f"the game was not solved: {found.message}", where="payoffs")
    strategy = found.x[z_at[0] : z_at[1]].reshape(rows, sizes[0]).sum(axis=1)
    replies = tuple(int(np.argmax(found.x[q_at[t] : q_at[t + 1]])) for t in range(len(games)))
    return Commitment(float(-found.fun), tuple(strategy.tolist()), replies)


def bayesian_stackelberg_value(type_probs: ArrayLike, payoffs: Sequence[Sequence[Sequence[Sequence[float]]]]) -> float:
    """Value of the best commitment to the leader; arguments as for `bayesian_stackelberg`."""
    return bayesian_stackelberg(type_probs, payoffs).value


def bayesian_stackelberg_strategy(
    type_probs: ArrayLike, payoffs: Sequence[Sequence[Sequence[Sequence[float]]]]
) -> list[float]:
    """The mix that the leader commits to; arguments as for `bayesian_stackelberg`."""
    return list(bayesian_stackelberg(type_probs, payoffs).strategy)
