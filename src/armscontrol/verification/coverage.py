"""Which sites to watch, and how often: coverage as a zero-sum game, exactly, for millions of sites.

Each site i pays the violator uu_i when it is not watched and uc_i when it is, uc_i below uu_i. The value x solves a
piecewise linear equation: the coverage needed to hold the violator to x at every site adds up to the inspections there
are. Source: Kiekintveld, Jain, Tsai, Pita, Ordonez and Tambe, AAMAS 2009 (ORIGAMI); the stopping rules of its printed
pseudo-code are the wrong way round, and are not used here. Systematic sampling: Tsai et al., AAAI 2010.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import optimize, sparse, special

from armscontrol.errors import VerificationError
from armscontrol.verification.inputs import (
    GREATEST,
    Floats,
    Result,
    filled,
    one_real,
    one_share,
    one_whole,
    real,
    refuse,
    result,
    same_length,
    same_shape_as,
    share,
    together,
)


@dataclass(frozen=True, slots=True)
class Allocation:
    """Chance that each site is inspected, what the violator then gets, and how many inspections that takes."""

    coverage: Floats
    value: float
    used: float


def allocate(uu: ArrayLike, uc: ArrayLike, m: float, cap: ArrayLike = 1.0) -> Allocation:
    """Coverage that holds the violator to the least, with m inspections and at most `cap` of coverage at a site.

    Args:
        uu: what a violation pays at each unwatched site, shape (sites,), -1e100 to 1e100.
        uc: what it pays at a watched one, shape (sites,); below uu by at least 1e-100.
        m: expected number of inspections, from 0 up.
        cap: largest coverage of a site, from 0 to 1: one number or one for each.

    Raises:
        VerificationError: an argument out of range, lists of different lengths, or no site.
    """
    unwatched, watched = _payoffs(uu, uc)
    visits = one_real("m", m, 0.0)
    most = same_shape_as(unwatched, "cap", share("cap", cap))
    return _fill(unwatched, unwatched - watched, most, visits)


def _payoffs(uu: ArrayLike, uc: ArrayLike) -> tuple[Floats, Floats]:
    top = real("uu", filled("uu", uu), -GREATEST, GREATEST)
    watched = real("uc", filled("uc", uc), -GREATEST, GREATEST)
    same_length(uu=top, uc=watched)
    if (bad := top - watched < 1 / GREATEST).any():
        at = int(np.argmax(bad))
        raise refuse("uc", float(watched[at]), f"below uu at the same site, {float(top[at]):g}")
    return top, watched


def _fill(top: Floats, drop: Floats, cap: Floats, m: float) -> Allocation:
    """Water-filling. A site needs coverage (top - x)/drop once x is below its top, up to its cap at top - cap drop.

    The total needed is piecewise linear in x: each site enters at its top with slope 1/drop. Below the highest floor a
    capped site pays more than x whatever is done, so that floor is the least there is.
    """
    floor = float(np.max(top - cap * drop))
    order = np.argsort(-top, kind="stable")
    sorted_top, slope = top[order], 1.0 / drop[order]
    slopes, intercepts = np.cumsum(slope), np.cumsum(sorted_top * slope)
    # with the first k sites active: need(x) = intercepts - slopes x
    next_top = np.append(sorted_top[1:], -np.inf)
    k = int(np.searchsorted(intercepts - slopes * next_top >= m, True)) if m > 0 else 0
    k = min(k, top.size - 1)
    x = (intercepts[k] - m) / slopes[k] if m > 0 else float(sorted_top[0])
    value = max(x, floor)
    coverage = np.clip((top - value) / drop, 0.0, cap)
    return Allocation(coverage, float(value), float(coverage.sum()))


def security_game_coverage(uu: ArrayLike, uc: ArrayLike, m: float) -> list[float]:
    """Coverage of each site at the saddle point; arguments as for `allocate`."""
    out: list[float] = allocate(uu, uc, m).coverage.tolist()
    return out


def security_game_attacker_value(uu: ArrayLike, uc: ArrayLike, m: float) -> float:
    """What the violator gets at the saddle point."""
    return allocate(uu, uc, m).value


def zero_sum_coverage_value(weights: ArrayLike, m: float) -> float:
    """The same where a watched site pays nothing: loss `w_i` when an unwatched site i is used."""
    w = real("weights", filled("weights", weights), 1 / GREATEST, GREATEST)
    return allocate(w, np.zeros_like(w), m).value


def security_game_first_saturating_m(uu: ArrayLike, uc: ArrayLike) -> int:
    """Smallest number of inspections from which more do not help: a watched site then pays as much as any other."""
    top, watched = _payoffs(uu, uc)
    floor = float(watched.max())
    needed = float(np.sum(np.maximum(0.0, (top - floor) / (top - watched))))
    return int(np.ceil(needed - 1e-9))


def coverage_for_attacker_indifference(uu: ArrayLike, uc: ArrayLike, target: ArrayLike) -> Result:
    """Coverage of a site at which a violation pays just `target`; 0 where it pays no more unwatched.

    Arrays of any shapes that go together; uc below uu, target at least uc.
    """
    top, low, wanted = together(
        uu=real("uu", uu, -GREATEST, GREATEST), uc=real("uc", uc, -GREATEST, GREATEST), target=real("target", target)
    )
    if (low >= top).any():
        raise refuse("uc", float(low.flat[np.argmax(low >= top)]), "below uu")
    if (wanted < low).any():
        raise refuse("target", float(wanted.flat[np.argmax(wanted < low)]), "at least uc, what a watched site pays")
    return result(np.maximum(0.0, (top - wanted) / (top - low)))


def defender_payoff_at_coverage(du: float, dc: float, c: float) -> float:
    """What the inspector gets from a site covered with chance c: du unwatched, dc watched."""
    part = one_share("c", c)
    return part * one_real("dc", dc, -GREATEST, GREATEST) + (1 - part) * one_real("du", du, -GREATEST, GREATEST)


def count_pure_strategies_log10(targets: int, resources: int) -> float:
    """Logarithm of the number of ways to place so many inspections on so many sites."""
    sites = one_whole("targets", targets, 1)
    placed = one_whole("resources", resources, 0, sites)
    return float(-(np.log1p(sites) + special.betaln(sites - placed + 1, placed + 1)) / np.log(10))


def comb_sample(c: ArrayLike, u: float) -> list[int]:
    """Sites to inspect, from 0, by systematic sampling: i is chosen when u + j falls into [S_(i-1), S_i), j whole.

    Over u, every coverage is met exactly. Put the sites in a random order first, else neighbours are never inspected
    together.

    Args:
        c: coverage of each site, in the order of the comb; shape (sites,), from 0 to 1.
        u: one number from 0 to 1, drawn at random.
    """
    part = share("c", filled("c", c))
    start = one_real("u", u, 0.0, 1.0)
    edges = np.concatenate([[0.0], np.cumsum(part)])
    edges = np.where(np.abs(edges - np.round(edges)) < 1e-12, np.round(edges), edges)
    teeth = start + np.arange(np.ceil(edges[-1] + 1))
    teeth = teeth[teeth < edges[-1]]
    return sorted({int(i) - 1 for i in np.searchsorted(edges, teeth, side="right")})


@dataclass(frozen=True, slots=True)
class Schedule:
    """Sites inspected in each period, with how far the counts are from the coverage that was asked for."""

    periods: tuple[tuple[int, ...], ...]
    greatest_gap: float
    variance: float


def schedule(c: ArrayLike, periods: int, seed: int) -> Schedule:
    """Inspections over several periods that meet a coverage, each period drawn afresh with the sites in random order.

    Args:
        c: coverage of each site a period; shape (sites,), from 0 to 1.
        periods: number of periods, 1 to 100,000.
        seed: of the random numbers: one seed, one schedule.

    Returns:
        The sites of each period, the largest difference between the share of periods a site is inspected in and its
        coverage, and the variance of the number of inspections a period.
    """
    part, count = share("c", filled("c", c)), one_whole("periods", periods, 1, 100_000)
    rng = np.random.default_rng(one_whole("seed", seed))
    drawn = []
    for _ in range(count):
        order = rng.permutation(part.size)
        drawn.append(tuple(sorted(int(order[i]) for i in comb_sample(part[order], rng.random()))))
    seen = np.bincount(np.asarray([s for p in drawn for s in p], dtype=np.int64), minlength=part.size) / count
    sizes = np.asarray([len(p) for p in drawn], dtype=float)
    return Schedule(tuple(drawn), float(np.max(np.abs(seen - part))), float(sizes.var()))


@dataclass(frozen=True, slots=True)
class TwoKinds:
    """Coverage by each kind of inspection, and in all, with what the violator gets."""

    by_kind: tuple[tuple[float, ...], ...]
    coverage: tuple[float, ...]
    value: float


def allocate_kinds(
    uu: ArrayLike, uc: ArrayLike, quotas: ArrayLike, eligible: ArrayLike, cap: ArrayLike = 1.0
) -> TwoKinds:
    """Coverage where kinds of inspection have quotas of their own and may only go to some sites: a linear program.

    Args:
        uu, uc: as for `allocate`.
        quotas: inspections of each kind, shape (kinds,).
        eligible: true, or 1, where a kind may go, shape (kinds, sites).
        cap: largest coverage of a site by all kinds together: one number or one for each.

    Raises:
        VerificationError: an argument out of range, or a program that is not solved.
    """
    top, watched = _payoffs(uu, uc)
    quota = real("quotas", filled("quotas", quotas), 0.0)
    may = _yes_or_no(eligible)
    if may.shape != (quota.size, top.size):
        raise VerificationError(
            "a table of the wrong shape", where="eligible", found=str(may.shape), allowed=f"({quota.size}, {top.size})"
        )
    most = same_shape_as(top, "cap", share("cap", cap))
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
    found: Any = optimize.linprog(  # type: ignore[call-overload]  # the stubs know no sparse matrices here
        np.append(np.zeros(cells), 1.0), A_ub=sparse.csr_array(upper), b_ub=np.concatenate([-top, most, quota]),
        bounds=[*([(0, 1)] * cells), (None, None)], method="highs",
    )  # fmt: skip
    if not found.success:
        raise VerificationError(f"the allocation was not solved: {found.message}", where="quotas")
    table = np.zeros(may.shape)
    table[kinds, sites] = found.x[:-1]
    return TwoKinds(
        tuple(tuple(r) for r in table.tolist()), tuple(table.sum(axis=0).tolist()), float(found.x[-1]) * scale
    )


def _yes_or_no(eligible: ArrayLike) -> NDArray[np.bool_]:
    try:
        given = np.asarray(eligible)
    except ValueError as error:
        raise refuse("eligible", eligible, "rows of one length") from error
    if given.dtype.kind not in "biu" or not np.isin(given, (0, 1)).all():
        raise refuse("eligible", eligible, "true or false")
    return given.astype(bool)
