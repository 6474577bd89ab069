"""What a number of inspections a year buys: one item opened a visit, loads declared item by item.

m items may be opened, k are loaded above their declaration, n visits a year open one item each. Only counts and times.
"""

from __future__ import annotations

from math import ceil, expm1, log1p
from typing import Any

import numpy as np
from numpy.typing import ArrayLike
from scipy import special

from armscontrol.errors import VerificationError
from armscontrol.verification.factorials import LARGEST, log_miss, misses_at_most
from armscontrol.verification.inputs import (
    GREATEST,
    Ints,
    Result,
    filled,
    one_real,
    one_share,
    one_whole,
    refuse,
    result,
    result_whole,
    same_length,
    share,
    together,
    whole,
)

MOST_MONTHS = 1_000_000
"""Months followed one by one before an answer is given up."""


def campaign_detection(m: ArrayLike, k: ArrayLike, n_per_year: ArrayLike, years: ArrayLike) -> Result:
    """Chance to open at least one overloaded item in so many years: no item twice within a year, years independent.

    Arrays of any shapes that go together; 0 <= k, n_per_year <= m <= 2**22.

    >>> round(campaign_detection(400, 20, 10, 1), 4)
    0.4049
    """
    items, bad, visits = _opened(m, k, n_per_year, "n_per_year")
    items, bad, visits, time = together(m=items, k=bad, n_per_year=visits, years=whole("years", years))
    missed = log_miss(items, bad, visits)
    with np.errstate(invalid="ignore"):
        return result(-np.expm1(np.where(time == 0, 0.0, missed * time)))


def campaign_detection_no_repeat(m: ArrayLike, k: ArrayLike, n_total: ArrayLike) -> Result:
    """The same where no item is opened twice in all the years: `n_total` visits, at most m."""
    items, bad, visits = _opened(m, k, n_total, "n_total")
    return result(-np.expm1(log_miss(items, bad, visits)))


def _opened(m: ArrayLike, k: ArrayLike, n: ArrayLike, name: str) -> list[Any]:
    items, bad, visits = together(m=whole("m", m, 1, LARGEST), k=whole("k", k), n=whole(name, n))
    for what, part in (("k", bad), (name, visits)):
        if (part > items).any():
            at = np.argmax(part > items)
            raise refuse(what, int(part.flat[at]), f"at most m, {int(items.flat[at]):,}")
    return [items, bad, visits]


def expected_inspections_to_first_detection(m: ArrayLike, k: ArrayLike) -> Result:
    """Mean number of visits up to the first finding, no item twice: (m+1)/(k+1)."""
    items, bad = together(m=whole("m", m, 1), k=whole("k", k, 1))
    if (bad > items).any():
        raise refuse("k", int(bad.flat[np.argmax(bad > items)]), "at most m")
    return result((items + 1) / (bad + 1))


def min_violations_for_detection(m: int, n: int, P: float) -> int:
    """Smallest number of overloaded items that n visits find with a chance of at least P."""
    items = one_whole("m", m, 1, LARGEST)
    visits, wanted = one_whole("n", n, 1, items), one_share("P", P)
    low, high = 0, items - visits + 1  # so many are met for certain
    while low < high:
        middle = (low + high) // 2
        case = [np.asarray([x]) for x in (items, middle, visits)]
        if misses_at_most(case[0], case[1], case[2], np.asarray([wanted]), of_detection=True)[0]:
            high = middle
        else:
            low = middle + 1
    return high


def years_to_detection(m: int, k: int, n_per_year: int, P: float) -> int:
    """Years until the chance to have found a violation reaches P.

    Raises:
        VerificationError: an argument out of range, or nothing is ever found.
    """
    items, bad, visits = one_whole("m", m, 1), one_whole("k", k), one_whole("n_per_year", n_per_year)
    one, wanted = float(campaign_detection(items, bad, visits, 1)), one_share("P", P)
    certain = visits > items - bad
    if wanted == 0:
        return 0
    if one == 0 or (wanted == 1 and not certain):
        raise VerificationError(
            "nothing is ever found" if one == 0 else "never certain",
            where="k, n_per_year, P",
            found=f"{k}, {n_per_year}, {wanted:g}",
        )
    return 1 if certain or one >= wanted else ceil(log1p(-wanted) / log1p(-one) - 1e-12)


def base_then_item_detection(m: ArrayLike, k: ArrayLike, p: ArrayLike, n: int) -> float:
    """Visits that draw a base with chances p, then one of its items: 1 - (1 - sum p_i k_i/m_i)^n.

    Args:
        m, k: items, and overloaded ones, at each base; shape (bases,).
        p: chance that a visit goes to each base, shape (bases,), adding up to at most 1.
        n: visits.
    """
    items, bad, chance = whole("m", filled("m", m), 1), whole("k", filled("k", k)), share("p", filled("p", p))
    same_length(m=items, k=bad, p=chance)
    if (bad > items).any():
        raise refuse("k", int(bad[bad > items][0]), "at most m at each base")
    if float(chance.sum()) > 1 + 1e-6:
        raise refuse("p", float(chance.sum()), "chances that add up to at most 1")
    one = min(1.0, float(np.sum(chance * (bad / items))))
    return float(0.0 - np.expm1(special.xlog1py(one_whole("n", n), -one)))


def implied_population_from_sampling_fraction(n: float, fraction: float) -> float:
    """Items of which n are so large a share; the share is from 1e-100 to 1."""
    return one_real("n", n, 0.0, GREATEST) / one_real("fraction", fraction, 1 / GREATEST, 1.0)


def breakout_detection_linear(m: int, c_per_month: float, months: int, inspections_per_month: float) -> float:
    """Chance to meet a violation that grows by c items a month, with random inspections at each month's end."""
    items, grows = one_whole("m", m, 1), one_real("c_per_month", c_per_month, 0.0, GREATEST)
    time = one_whole("months", months, 0, MOST_MONTHS)
    visits = one_real("inspections_per_month", inspections_per_month, 0.0, GREATEST)
    share_ = np.minimum(1.0, grows * np.arange(1, time + 1) / items)
    return float(0.0 - np.expm1(np.sum(special.xlog1py(visits, -share_))))


def breakout_months_to_detection(m: int, c_per_month: float, inspections_per_month: float, P: float) -> int:
    """First month by whose end Poisson visits have met it with chance P: hazard (visits a month) c j/m in month j.

    Raises:
        VerificationError: an argument out of range, or it is not met within 1,000,000 months.
    """
    items, grows = one_whole("m", m, 1), one_real("c_per_month", c_per_month, 0.0, GREATEST)
    visits = one_real("inspections_per_month", inspections_per_month, 0.0, GREATEST)
    wanted = one_share("P", P)
    if wanted == 1 or (wanted > 0 and visits * grows == 0):
        raise VerificationError(
            "it is never met for certain" if visits * grows else "it is never met", where="P", found=f"{wanted:g}"
        )
    hazard = 0.0
    month = 0
    while -expm1(-hazard) < wanted:
        month += 1
        if month > MOST_MONTHS:
            raise VerificationError(
                "it is not met soon", where="P", found=f"{wanted:g}", allowed=f"{MOST_MONTHS:,} months"
            )
        hazard += visits * min(1.0, grows * month / items)
    return month


def cwc_part9_annual_cap(sites: ArrayLike) -> int | Ints:
    """Inspections a year at other chemical production facilities of a State Party: 3 and 5% of its sites, at most 20.

    CWC Verification Annex, Part IX, paragraph 13.
    """
    return result_whole(np.minimum(20, 3 + np.minimum(whole("sites", sites), 1_000) * 5 // 100))
