"""Few inspections for many periods, against someone who sees when they are made: Dresher's game."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from armscontrol.verification.dresher import dresher_value_inspector, inspection_prob_first_stage
from armscontrol.web.answers.lab.bench import Basis, Curve, Field, basis, curve, whole_steps

FIELDS = (
    Field("periods", 12, 1, 10_000, 52),
    Field("inspections", 3, 0, 10_000, 52),
    Field("gain", 1, 0.01, 1_000, 10, 0.1),
)
NAMES = {"n": "periods", "m": "inspections", "b": "gain"}


@dataclass(frozen=True, slots=True)
class GameAnswer:
    """What to do now, and what the game is worth to the inspector (a violation missed is -1, none 0)."""

    periods: int
    inspections: int
    gain: float
    now: float
    even: float
    value: float
    after: float | None
    kept: float | None
    curves: tuple[Curve, ...]
    basis: Basis


@lru_cache(maxsize=2_048)
def answer(periods: int, inspections: int, gain: float) -> GameAnswer:
    """The chance with which to inspect now; next period, if one is used (`after`) and if it is not (`kept`)."""
    left = periods - 1
    after = inspection_prob_first_stage(left, inspections - 1, gain) if left and inspections else None
    kept = inspection_prob_first_stage(left, inspections, gain) if left else None
    at = min(inspections, periods)
    return GameAnswer(
        periods, inspections, gain,
        now=inspection_prob_first_stage(periods, inspections, gain),
        even=min(1.0, inspections / periods),
        value=dresher_value_inspector(periods, inspections, gain),
        after=after,
        kept=kept,
        curves=(
            curve("now", whole_steps(periods), lambda m: inspection_prob_first_stage(periods, m, gain), at),
            curve("value", whole_steps(periods), lambda m: dresher_value_inspector(periods, m, gain), at),
        ),
        basis=basis("game", "dresher"),
    )  # fmt: skip
