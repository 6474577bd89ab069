"""Sampling with unequal chances: items or sites that are likelier to hide a violation are looked at more.

Source of the quoted checks: the R package RSurveillance. Unlike it, sensitivities are weighted by the number of items
looked at in the finite form too.
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import ArrayLike
from scipy import special

from armscontrol.errors import VerificationError
from armscontrol.verification.inputs import (
    GREATEST,
    Floats,
    filled,
    one_share,
    real,
    refuse,
    same_length,
    together,
    whole,
)
from armscontrol.verification.inputs import share as share_
from armscontrol.verification.sample_size import binom_sample_size


def adjusted_risk(rr: ArrayLike, share: ArrayLike) -> list[float]:
    """Relative risks scaled so that their mean over the population is 1.

    Args:
        rr: risk of each stratum beside the others, from 0 up, shape (k,).
        share: share of the population in each, shape (k,), adding up to 1.
    """
    out: list[float] = _adjusted(rr, share).tolist()
    return out


def _adjusted(rr: ArrayLike, part: ArrayLike) -> Floats:
    risk, weight = real("rr", filled("rr", rr), 0.0, GREATEST), _shares("share", part)
    same_length(rr=risk, share=weight)
    if not math.isclose(float(weight.sum()), 1.0, abs_tol=1e-9):
        raise refuse("share", float(weight.sum()), "shares that add up to 1")
    mean = float(np.sum(risk * weight))
    if mean <= 0:
        raise refuse("rr", rr, "at least one risk above 0")
    with np.errstate(over="ignore"):
        return risk / mean


def risk_based_detection_binom(p: float, rr: ArrayLike, share: ArrayLike, n: ArrayLike, se: float) -> float:
    """1 - prod (1 - se a_i p)^n_i over strata of adjusted risks a_i, for very large populations.

    Args:
        p: share in violation over all.
        rr, share: as for `adjusted_risk`.
        n: items sampled in each stratum, shape (k,).
        se: chance that a sampled violating item is recognised.

    Raises:
        VerificationError: an argument out of range, or a stratum with more violations than items.
    """
    counts = filled("n", n)
    return risk_based_detection_binom_varse(p, rr, share, n, [one_share("se", se)] * counts.size)


def risk_based_detection_binom_varse(p: float, rr: ArrayLike, share: ArrayLike, n: ArrayLike, se: ArrayLike) -> float:
    """The same where items of one stratum may be recognised with different chances.

    Args:
        p, rr, share: as for `risk_based_detection_binom`.
        n: items sampled in each stratum, shape (k,), or with each chance in each stratum, shape (k, j).
        se: one chance for all, one for each stratum, shape (k,), or one for each number of n, shape (k, j).

    Raises:
        VerificationError: an argument out of range, shapes that do not go together, or a stratum with more violations
            than items.
    """
    risk = _adjusted(rr, share) * _prevalence(p)
    sample, seen = whole("n", n), share_("se", se)
    for name, given in (("n", sample), ("se", seen)):
        if given.ndim > 2 or (name == "n" and not given.ndim) or not given.size:
            raise refuse(name, given.shape, "one number for each stratum, or a row of them for each")
    if sample.ndim == 1:
        sample = sample[:, None]
    if seen.ndim == 1:
        seen = seen[:, None]
    same_length(rr=risk, n=sample)
    if seen.ndim and seen.shape[0] != risk.size:
        raise refuse("se", seen.shape, f"one number, or a row for each of {risk.size} strata")
    sample, seen = together(n=sample, se=seen)
    chance = _at_most_one(risk, "p")[:, None] * seen
    return float(0.0 - np.expm1(np.sum(special.xlog1py(sample, -chance))))


def risk_based_detection_finite(p: float, rr: ArrayLike, N: ArrayLike, n: ArrayLike, se: float) -> float:
    """1 - prod (1 - se n_i/N_i)^(a_i p N_i) over strata of N_i items; arguments as for `risk_based_detection_binom`."""
    items, sample = whole("N", filled("N", N), 1), whole("n", filled("n", n))
    same_length(N=items, n=sample)
    if (sample > items).any():
        raise refuse("n", int(sample[sample > items][0]), "at most N in each stratum")
    same_length(rr=real("rr", filled("rr", rr), 0.0, GREATEST), N=items)
    risk = _adjusted(rr, items / items.sum()) * _prevalence(p)
    seen = one_share("se", se)
    return float(-np.expm1(np.sum(special.xlog1py(_at_most_one(risk, "p") * items, -seen * sample / items))))


def two_stage_sample_size(p_site: float, detect_site: float, p_item: float, se: float, detect: float) -> list[int]:
    """Sites to visit, and items to sample at each.

    So many items that a site in violation is recognised with chance `detect_site`, so many sites that one is with
    chance `detect`. `p_site` is the share of sites in violation, `p_item` the share of items at such a site.
    """
    site, wanted = one_share("detect_site", detect_site), one_share("detect", detect)
    sites, items, seen = one_share("p_site", p_site), one_share("p_item", p_item), one_share("se", se)
    for name, value in (("p_site", sites), ("p_item", items), ("detect_site", site), ("se", seen)):
        if value == 0:
            raise refuse(name, value, "above 0: otherwise nothing is ever found")
    for name, value in (("detect", wanted), ("detect_site", site)):
        if value == 1:
            raise refuse(name, value, "below 1: no sample from a large population is certain")
    return [int(binom_sample_size(wanted, sites, site)), int(binom_sample_size(site, items, seen))]


def _prevalence(p: float) -> float:
    return one_share("p", p)


def _shares(name: str, value: ArrayLike) -> Floats:
    return share_(name, filled(name, value))


def _at_most_one(chance: Floats, name: str) -> Floats:
    if (chance > 1 + 1e-12).any():
        raise VerificationError(
            "a stratum would hold more violations than items", where=name, found=f"{float(chance.max()):.6g} an item",
            allowed="at most 1 after the adjustment for risk",
        )  # fmt: skip
    return np.minimum(chance, 1.0)
