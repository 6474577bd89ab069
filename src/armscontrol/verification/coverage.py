"""Which sites to watch, and how often: coverage as a zero-sum game, exactly, for millions of sites.

Each site i pays the violator uu_i when it is not watched and uc_i when it is, uc_i below uu_i. The value x solves a
piecewise linear equation: the coverage needed to hold the violator to x at every site adds up to the inspections there
are. Source: Kiekintveld, Jain, Tsai, Pita, Ordonez and Tambe, AAMAS 2009 (ORIGAMI); the stopping rules of its printed
pseudo-code are the wrong way round, and are not used here. Visits that find something only with a chance, several of
them to one site, are the same equation with more pieces: a derivation of ours, tested against a linear program.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy import special

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
    whole,
)

MOST_PIECES = 50_000_000
"""Sites times visits to one of them: the pieces of the largest equation that is solved."""


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
        VerificationError: an argument out of range, lists of different lengths, no site, or more inspections than the
            caps allow.
    """
    top, watched = payoffs(uu, uc)
    most = same_shape_as(top, "cap", share("cap", cap))
    there = within_caps("m", one_real("m", m, 0.0), float(most.sum()))
    drop = top - watched
    # below the highest floor a capped site pays more whatever is done, so that floor is the least there is
    value = _level(top, 1.0 / drop, float(np.max(top - most * drop)), there)
    coverage = np.clip((top - value) / drop, 0.0, most)
    return Allocation(coverage, value, float(coverage.sum()))


def payoffs(uu: ArrayLike, uc: ArrayLike) -> tuple[Floats, Floats]:
    """What a violation pays unwatched and watched at each site, checked: lists of one length, the second below."""
    top = real("uu", filled("uu", uu), -GREATEST, GREATEST)
    watched = real("uc", filled("uc", uc), -GREATEST, GREATEST)
    same_length(uu=top, uc=watched)
    if (bad := top - watched < 1 / GREATEST).any():
        at = int(np.argmax(bad))
        raise refuse("uc", float(watched[at]), f"below uu at the same site, {float(top[at]):g}")
    return top, watched


def within_caps(name: str, m: float, most: float) -> float:
    """A number of inspections that the caps allow; anything more is refused."""
    if m > most * (1 + 1e-12):
        raise refuse(name, m, f"at most {most:.10g}, which is all that the caps of the sites allow together")
    return m


def _level(tops: Floats, steps: Floats, floor: float, m: float) -> float:
    """Water-filling: the x at which the coverage that is needed adds up to m, but no less than the floor.

    What is needed is piecewise linear in x: below each of the tops its slope grows by the step that goes with it.
    """
    order = np.argsort(-tops, kind="stable")
    sorted_tops, sorted_steps = tops[order], steps[order]
    if m == 0:
        return max(float(sorted_tops[0]), floor)
    slopes, intercepts = np.cumsum(sorted_steps), np.cumsum(sorted_tops * sorted_steps)
    # with the first k pieces active: needed(x) = intercepts - slopes x
    next_tops = np.append(sorted_tops[1:], -np.inf)
    k = min(int(np.searchsorted(intercepts - slopes * next_tops >= m, True)), tops.size - 1)
    return float(max((intercepts[k] - m) / slopes[k], floor))


@dataclass(frozen=True, slots=True)
class Visits:
    """Expected visits to each site, what the violator then gets, and how many visits that takes."""

    expected: Floats
    value: float
    used: float


def allocate_visits(worth: ArrayLike, detect: ArrayLike, visits: float, cap: ArrayLike) -> Visits:
    """Visits that hold the violator to the least, where one finds a violation with a chance and sites may have several.

    A violation pays its worth unless one of the visits to its site finds it. With v visits expected, at best the
    number is v rounded down or up, so the chance that all miss is piecewise linear in v; `draw` in `schedules` draws
    such numbers.

    Args:
        worth: what an unfound violation pays at each site, shape (sites,), 1e-100 to 1e100.
        detect: chance that one visit finds it, above 0: one number or one for each.
        visits: visits in all, from 0 up.
        cap: most visits to a site, 1 to 1,000, as two a year: one number or one for each.

    Raises:
        VerificationError: an argument out of range, lists of different lengths, more visits than the caps allow, or
            too many pieces.
    """
    pays = real("worth", filled("worth", worth), 1 / GREATEST, GREATEST)
    seen = same_shape_as(pays, "detect", real("detect", detect, 1e-9, 1.0))
    most = same_shape_as(pays, "cap", whole("cap", cap, 1, 1000).astype(np.float64))
    there = within_caps("visits", one_real("visits", visits, 0.0), float(most.sum()))
    if (pieces := int(most.sum())) > MOST_PIECES:
        raise refuse("cap", pieces, f"at most {MOST_PIECES:,} visits to all sites together")
    missed = 1.0 - seen
    tops, steps = [], []
    before = np.zeros_like(pays)
    for j in range(int(most.max())):  # the piece from j visits to j + 1
        here = (most > j) & (pays * missed**j > 0)
        slope = np.where(here, 1.0 / np.where(here, pays * seen * missed**j, 1.0), before)
        tops.append((pays * missed**j)[here])
        steps.append((slope - before)[here])
        before = slope
    value = _level(np.concatenate(tops), np.concatenate(steps), float(np.max(pays * missed**most)), there)
    expected = np.zeros_like(pays)
    for j in range(int(most.max())):
        start = pays * missed**j
        with np.errstate(divide="ignore", invalid="ignore"):
            part = np.clip((start - value) / (start * seen), 0.0, 1.0)
        expected += np.where((most > j) & (start > value), part, 0.0)
    return Visits(expected, value, float(expected.sum()))


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
    top, watched = payoffs(uu, uc)
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
    return 0.0 + float(-(np.log1p(sites) + special.betaln(sites - placed + 1, placed + 1)) / np.log(10))
