"""What a year's visits to several sites buy, where a violator spreads false items or puts them together."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from armscontrol.verification.detection import binom_detection
from armscontrol.verification.regimes import Regime, concentrated, exchanged, spread
from armscontrol.web.answers.lab.bench import Basis, Curve, Field, basis, curve

FIELDS = (
    Field("sites", 20, 1, 200, 60),
    Field("items", 20, 1, 1_000, 100),
    Field("false", 10, 0, 10_000, 200),
    Field("visits", 18, 0, 200, 40),
    Field("cap", 2, 1, 50, 10),
    Field("opened", 1, 1, 1_000, 20),
    Field("sensitivity", 1, 0, 1, 1, 0.01),
    Field("years", 3, 1, 50, 20),
)
NAMES = {"number": "false", "recognise": "sensitivity"}
YEARS = 10


@dataclass(frozen=True, slots=True)
class Placing:
    """Where false items are, and the chance that visits meet one: within a year, and within all years."""

    name: str
    largest: int
    sites: int
    one_year: float
    all_years: float


@dataclass(frozen=True, slots=True)
class RegimeAnswer:
    """What a regime of visits meets; `worst` is the placing that is met least, as far as moving items finds it."""

    sites: int
    items: int
    false: int
    visits: int
    cap: int
    opened: int
    sensitivity: float
    years: int
    all_items: int
    placings: tuple[Placing, ...]
    worst: Placing
    curves: tuple[Curve, ...]
    basis: Basis


@lru_cache(maxsize=512)
def answer(
    sites: int, items: int, false: int, visits: int, cap: int, opened: int, sensitivity: float, years: int
) -> RegimeAnswer:
    """What visits to several sites meet within some years.

    Raises:
        VerificationError: more false items than items, or more visits than the cap allows.
    """
    regime = Regime("regime", (items,) * sites, visits, cap, opened, sensitivity)
    placed = {"spread": spread(regime.items, false), "concentrated": concentrated(regime.items, false)}
    placed["worst"] = exchanged(regime, false)[0]
    placings = tuple(_placing(regime, name, where, years) for name, where in placed.items())
    kept = placings if placings[2].one_year < min(p.one_year for p in placings[:2]) else placings[:2]
    curves = tuple(_over_years(p, years) for p in kept)
    return RegimeAnswer(
        sites, items, false, visits, cap, opened, sensitivity, years,
        all_items=sites * items,
        placings=placings[:2],
        worst=placings[2],
        curves=curves,
        basis=basis("compare", "regimes"),
    )  # fmt: skip


def _placing(regime: Regime, name: str, where: tuple[int, ...], years: int) -> Placing:
    return Placing(
        name, max(where), sum(1 for k in where if k), regime.detection(where, 1), regime.detection(where, years)
    )


def _over_years(placing: Placing, years: int) -> Curve:
    """Years are independent and alike: 1 - (1 - p)^years."""
    span = range(max(YEARS, years) + 1)
    return curve(placing.name, span, lambda y: float(binom_detection(y, placing.one_year)), years)
