"""Allocation by linear program, where sites alone do not decide: kinds of inspection, kinds of violator.

HiGHS through SciPy. With one kind of inspection and one of violator both are the game of `coverage`, which is solved
there without a program; the tests compare them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import optimize, sparse

from armscontrol.errors import VerificationError
from armscontrol.verification.coverage import payoffs, within_caps
from armscontrol.verification.inputs import (
    GREATEST,
    Floats,
    filled,
    numbers,
    one_real,
    real,
    refuse,
    same_shape_as,
    share,
)

MOST_CELLS = 1_000_000
"""Kinds times sites of the largest program."""


@dataclass(frozen=True, slots=True)
class ByKind:
    """Coverage by each kind of inspection, and in all, with what the violator gets."""

    by_kind: tuple[tuple[float, ...], ...]
    coverage: tuple[float, ...]
    value: float


def allocate_kinds(
    uu: ArrayLike, uc: ArrayLike, quotas: ArrayLike, eligible: ArrayLike, cap: ArrayLike = 1.0
) -> ByKind:
    """Coverage where kinds of inspection have quotas of their own and may only go to some sites: a linear program.

    Args:
        uu, uc: as for `allocate`.
        quotas: inspections of each kind, shape (kinds,).
        eligible: true, or 1, where a kind may go, shape (kinds, sites).
        cap: largest coverage of a site by all kinds together: one number or one for each.

    Raises:
        VerificationError: an argument out of range, or a program that is not solved.
    """
    top, watched = payoffs(uu, uc)
    quota = real("quotas", filled("quotas", quotas), 0.0)
    may = _yes_or_no(eligible)
    if may.shape != (quota.size, top.size):
        raise VerificationError(
            "a table of the wrong shape", where="eligible", found=str(may.shape), allowed=f"({quota.size}, {top.size})"
        )
    most = same_shape_as(top, "cap", share("cap", cap))
    for kind, most_of_kind in enumerate(np.where(may, most, 0.0).sum(axis=1).tolist()):
        if quota[kind] > most_of_kind * (1 + 1e-12):
            allowed = (
                f"at most {most_of_kind:.10g}, which is all that the caps of the sites it may go to allow together"
            )
            raise refuse(f"quotas[{kind}]", float(quota[kind]), allowed)
    within_caps("quotas", float(quota.sum()), float(np.where(may.any(axis=0), most, 0.0).sum()))
    scale = float(np.max(np.abs([top, watched]))) or 1.0  # the solver's tolerances are absolute
    top, watched = top / scale, watched / scale
    kinds, sites = np.nonzero(may)
    n, cells = top.size, kinds.size
    drop = top - watched
    # variables: one a cell, then the value; value + drop_i * coverage_i >= uu_i, in all at most the cap, quotas by kind
    ones = np.ones(cells)
    index = np.arange(cells)
    by_site = sparse.csr_array((ones, (sites, index)), shape=(n, cells))
    by_kind = sparse.csr_array((ones, (kinds, index)), shape=(quota.size, cells))
    value_column = sparse.csr_array(-np.ones((n, 1)))
    upper = sparse.vstack(
        [
            sparse.hstack([sparse.diags_array(-drop) @ by_site, value_column]),
            sparse.hstack([by_site, sparse.csr_array((n, 1))]),
            sparse.hstack([by_kind, sparse.csr_array((quota.size, 1))]),
        ]
    )
    x = _solved(
        np.append(np.zeros(cells), 1.0),
        upper,
        np.concatenate([-top, most, quota]),
        [*([(0, 1)] * cells), (None, None)],
        "quotas",
    )
    table = np.zeros(may.shape)
    table[kinds, sites] = x[:-1]
    return ByKind(tuple(tuple(r) for r in table.tolist()), tuple(table.sum(axis=0).tolist()), float(x[-1]) * scale)


def _yes_or_no(eligible: ArrayLike) -> NDArray[np.bool_]:
    try:
        given = np.asarray(eligible)
    except ValueError as error:
        raise refuse("eligible", eligible, "rows of one length") from error
    if given.dtype.kind not in "biu" or not np.isin(given, (0, 1)).all():
        raise refuse("eligible", eligible, "true or false, or 1 and 0")
    return given.astype(bool)


@dataclass(frozen=True, slots=True)
class ForTypes:
    """Coverage of each site against violators of several types, what each type then gets, and the mean of that."""

    coverage: Floats
    values: tuple[float, ...]
    value: float


def allocate_types(type_probs: ArrayLike, uu: ArrayLike, uc: ArrayLike, m: float, cap: ArrayLike = 1.0) -> ForTypes:
    """Coverage where the inspector knows only how likely each type of violator is, and each picks its own best site.

    What a type gains the inspector loses (a zero-sum game of incomplete information): the mean is made least.

    Args:
        type_probs: chance of each type, shape (types,), adding up to 1.
        uu, uc: what a violation pays each type at each site, unwatched and watched; shape (types, sites).
        m: inspections, from 0 up.
        cap: largest coverage of a site: one number or one for each.

    Raises:
        VerificationError: an argument out of range, more inspections than the caps allow, or a program not solved.
    """
    chance = share("type_probs", filled("type_probs", type_probs))
    if abs(float(chance.sum()) - 1) > 1e-9:
        raise refuse("type_probs", float(chance.sum()), "chances that add up to 1")
    top, watched = _table("uu", uu, chance.size), _table("uc", uc, chance.size)
    if top.shape != watched.shape:
        raise refuse("uc", watched.shape, f"the shape of uu, {top.shape}")
    if (bad := top - watched < 1 / GREATEST).any():
        at = np.unravel_index(int(np.argmax(bad)), bad.shape)
        raise refuse("uc", float(watched[at]), f"below uu of the same type and site, {float(top[at]):g}")
    most = same_shape_as(top[0], "cap", share("cap", cap))
    there = within_caps("m", one_real("m", m, 0.0), float(most.sum()))
    scale = float(np.max(np.abs([top, watched]))) or 1.0
    top, drop = top / scale, (top - watched) / scale
    types, n = top.shape
    # variables: coverage, then one value a type; value_t + drop_ti c_i >= uu_ti
    gains = sparse.vstack([sparse.diags_array(-row) for row in drop])
    values = sparse.csr_array((-np.ones(types * n), (np.arange(types * n), np.repeat(np.arange(types), n))))
    quota = sparse.csr_array(np.append(np.ones(n), np.zeros(types))[None, :])
    upper = sparse.vstack([sparse.hstack([gains, values]), quota])
    x = _solved(
        np.append(np.zeros(n), chance),
        upper,
        np.append(-top.ravel(), there),
        [*zip(np.zeros(n), most, strict=True), *[(None, None)] * types],
        "m",
    )
    coverage = np.clip(x[:n], 0.0, most)
    got = np.max(top - drop * coverage, axis=1) * scale
    return ForTypes(coverage, tuple(got.tolist()), float(chance @ got))


def _table(name: str, value: ArrayLike, rows: int) -> Floats:
    given = numbers(name, value)
    if given.ndim != 2 or given.shape[0] != rows or not 0 < given.size <= MOST_CELLS:
        raise refuse(name, given.shape, f"a row of sites for each of {rows} types, at most {MOST_CELLS:,} numbers")
    return real(name, given, -GREATEST, GREATEST)


def _solved(cost: Floats, upper: Any, bound: Floats, bounds: list[Any], name: str) -> Floats:
    found: Any = optimize.linprog(  # type: ignore[call-overload]  # the stubs know no sparse matrices here
        cost, A_ub=sparse.csr_array(upper), b_ub=bound, bounds=bounds, method="highs"
    )
    if not found.success:
        raise VerificationError(f"the allocation was not solved: {found.message}", where=name)
    return np.asarray(found.x, dtype=np.float64)
