"""Effort over strata and sites: what a goal quantity lets an inspector make sure of, and a violator's worst case.

Source: the attributes-sampling theorem of Avenhaus and Canty, Compliance Quantified, ch. 2, with the chance of
detection 1 - prod (1 - n_i/N_i)^r_i. The inspector's side holds against every reply; the violator's split balances
small shifts of effort only, and an inspector who knew it could do better. The worst case is exact, by dynamic
programming over the number of violations.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy import optimize

from armscontrol.errors import VerificationError
from armscontrol.verification.factorials import log_miss
from armscontrol.verification.inputs import (
    GREATEST,
    Floats,
    filled,
    one_real,
    one_share,
    one_whole,
    real,
    refuse,
    same_length,
    whole,
)

MOST_CELLS = 20_000_000
"""Cells of the largest table of violations that is filled."""


@dataclass(frozen=True, slots=True)
class StratifiedPlan:
    """Samples by stratum, falsified items that balance small shifts of effort, and the sure chance of detection."""

    sample: tuple[float, ...]
    falsified: tuple[float, ...]
    detection: float


def stratified_optimal(
    N: ArrayLike, mu: ArrayLike, effort_per_item: ArrayLike, effort: float, goal: float
) -> StratifiedPlan:
    """Samples over strata that make the best chance of detection sure, whatever the violator does.

    Args:
        N: items in each stratum, shape (k,).
        mu: amount that one item can hide, shape (k,), above 0.
        effort_per_item: effort that one sampled item takes, shape (k,), above 0.
        effort: effort in all; less than a census.
        goal: amount that the violator must reach, in the unit of mu.

    Where the goal is more than one stratum can hide, `falsified` may ask for more items than a stratum has: the
    chance is then still sure, but need not be the best.

    Raises:
        VerificationError: an argument out of range, or effort enough for a census.
    """
    items, each = whole("N", filled("N", N), 1).astype(np.float64), _positive("mu", mu)
    cost = _positive("effort_per_item", effort_per_item)
    same_length(N=items, mu=each, effort_per_item=cost)
    total, wanted = one_real("effort", effort, 0.0), one_real("goal", goal, 0.0, np.inf, strict=True)
    census = float(np.sum(cost * items))
    if total >= census:
        raise refuse("effort", total, f"below {census:g}, which is a census")
    if wanted > float(np.sum(each * items)):
        raise refuse("goal", wanted, f"at most {float(np.sum(each * items)):g}, all that the items can hide")

    def spent(kappa: float) -> float:
        return float(np.sum(cost * items * -np.expm1(-kappa * each))) - total

    top = 1.0
    while spent(top) < 0:
        top *= 2
    kappa = 0.0 if total == 0 else float(optimize.brentq(spent, 0.0, top, xtol=1e-300, rtol=8.9e-16, maxiter=2000))
    weight = cost * items * np.exp(-kappa * each)
    falsified = wanted * weight / np.sum(each * weight)
    sample = items * -np.expm1(-kappa * each)
    return StratifiedPlan(tuple(sample.tolist()), tuple(falsified.tolist()), float(-np.expm1(-kappa * wanted)))


def _positive(name: str, value: ArrayLike) -> Floats:
    return real(name, filled(name, value), 1 / GREATEST, GREATEST)


def stratified_optimal_sample(
    N: ArrayLike, mu: ArrayLike, effort_per_item: ArrayLike, effort: float, goal: float
) -> list[float]:
    """Samples by stratum that make the best chance of detection sure."""
    return list(stratified_optimal(N, mu, effort_per_item, effort, goal).sample)


def stratified_optimal_detection(
    N: ArrayLike, mu: ArrayLike, effort_per_item: ArrayLike, effort: float, goal: float
) -> float:
    """The best chance of detection that is sure, whatever the violator does."""
    return stratified_optimal(N, mu, effort_per_item, effort, goal).detection


@dataclass(frozen=True, slots=True)
class WorstCase:
    """Where a violator hides D violations so that they are found least often."""

    detection: float
    violations: tuple[int, ...]


def multi_facility_worst_case(N: ArrayLike, n: ArrayLike, D: int) -> WorstCase:
    """The violator's best split of D violations over sites, exact, in O(sites D^2).

    Args:
        N, n: items and items sampled at each site, shape (k,).
        D: violations in all.

    Raises:
        VerificationError: an argument out of range, lists of different lengths, more violations than items, or a table
            too large.
    """
    items, sample = whole("N", filled("N", N), 1), whole("n", filled("n", n))
    same_length(N=items, n=sample)
    if (sample > items).any():
        raise refuse("n", int(sample[sample > items][0]), "at most N at each site")
    total = one_whole("D", D, 0, int(items.sum()))
    if (cells := (total + 1) * (min(int(items.max()), total) + 1)) > MOST_CELLS:
        raise refuse("D", total, f"few enough for {MOST_CELLS:,} cells; these are {cells:,}")
    best: Floats = np.full(total + 1, -np.inf)
    best[0] = 0.0
    choices = []
    for size, drawn in zip(items.tolist(), sample.tolist(), strict=True):
        most = min(size, total)
        d = np.arange(most + 1)
        missed = log_miss(np.full(most + 1, size), d, np.full(most + 1, drawn))
        grid = np.full((total + 1, most + 1), -np.inf)
        for k in range(most + 1):
            grid[k:, k] = best[: total + 1 - k] + missed[k]
        choices.append(np.argmax(grid, axis=1))
        best = np.max(grid, axis=1)
    if not np.isfinite(best[total]):
        # found for certain wherever they are: any split will do
        split, left = [], total
        for size in items.tolist():
            split.append(min(size, left))
            left -= split[-1]
        return WorstCase(1.0, tuple(split))
    split, left = [], total
    for chosen in reversed(choices):
        split.append(int(chosen[left]))
        left -= split[-1]
    return WorstCase(float(-np.expm1(best[total])), tuple(reversed(split)))


def multi_facility_worst_case_detection(N: ArrayLike, n: ArrayLike, D: int) -> float:
    """Chance of detection against the violator's best split of D violations over sites."""
    return multi_facility_worst_case(N, n, D).detection


def split_effort_two_states(detection: str, f: float, total: float) -> list[float]:
    """Effort for two States that share inspectors, where detection is concave or convex in effort.

    Concave: half to each. Convex: everything to one of them, the first with chance `f`, which does not change the
    efforts: they are given for the State that is drawn, then for the other.

    Source: Avenhaus and Kilgour 2004, Naval Research Logistics 51.
    """
    if not isinstance(detection, str) or detection not in ("concave", "convex"):
        raise VerificationError(
            "no such shape", where="detection", found=repr(detection)[:40], allowed="concave, convex"
        )
    one_share("f", f)
    effort = one_real("total", total, 0.0)
    return [effort / 2, effort / 2] if detection == "concave" else [effort, 0.0]
