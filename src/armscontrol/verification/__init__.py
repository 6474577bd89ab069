"""The statistics of verification: numbers in, numbers or small frozen records out.

    detection, sample_size, imperfect, acceptance, strata, risk, limits    sampling
    dresher, timing, alarms, matrix_games                                  inspection games
    coverage, programs, schedules, stackelberg                             which sites to watch, and when
    belief, chain, networks, sites, hidden                                 how confidence grows, what could be hidden
    visits, regimes, treaty_regime                                         what a number of visits buys
    campaigns, world, players, reacting                                    years of a regime, simulated
    methods, cases                                                         methods by name, tables of cases
    basis, method_pages                                                    what answers rest on, a page a method

Functions of their arguments: no clock, no hidden random numbers. What is wrong with an argument is a
`VerificationError` that names it, with the value and the range.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from armscontrol.verification.campaigns import Campaign, Violation, simulate
    from armscontrol.verification.cases import Outcome, run_cases
    from armscontrol.verification.coverage import allocate, allocate_visits
    from armscontrol.verification.hidden import posterior_false_items, posterior_total
    from armscontrol.verification.methods import METHODS
    from armscontrol.verification.reacting import play
    from armscontrol.verification.regimes import Regime, caught, compare_regimes, frontier
    from armscontrol.verification.schedules import decompose, schedule
    from armscontrol.verification.treaty_regime import treaty_regime

__all__ = [
    "METHODS", "Campaign", "Outcome", "Regime", "Violation", "allocate", "allocate_visits", "caught", "compare_regimes",
    "decompose", "frontier", "play", "posterior_false_items", "posterior_total", "run_cases", "schedule", "simulate",
    "treaty_regime",
]  # fmt: skip

_HOMES = {
    name: home
    for home, names in {
        "campaigns": ("Campaign", "Violation", "simulate"),
        "cases": ("Outcome", "run_cases"),
        "coverage": ("allocate", "allocate_visits"),
        "hidden": ("posterior_false_items", "posterior_total"),
        "methods": ("METHODS",),
        "reacting": ("play",),
        "regimes": ("Regime", "caught", "compare_regimes", "frontier"),
        "schedules": ("decompose", "schedule"),
        "treaty_regime": ("treaty_regime",),
    }.items()
    for name in names
}


def __getattr__(name: str) -> Any:
    """Import a public name when it is first used: one method does not wait for all of SciPy."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
