"""How belief in compliance grows with inspections that find nothing."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from armscontrol.errors import VerificationError
from armscontrol.verification.belief import compliance_equilibrium, compliance_over_time, periods_to_reach_posterior
from armscontrol.web.answers.lab.bench import Basis, Curve, Field, basis

FIELDS = (
    Field("prior", 0.5, 0, 1, 1, 0.01),
    Field("detect", 0.4, 0, 1, 1, 0.01),
    Field("turns", 0.01, 0, 1, 0.2, 0.001),
    Field("clean", 10, 0, 1_000, 30),
    Field("target", 0.95, 0, 1, 1, 0.01),
)
NAMES = {"p_intro": "turns", "periods": "clean"}
SHOWN = 15
"""Inspections that the curve shows at least."""


@dataclass(frozen=True, slots=True)
class BeliefAnswer:
    """Belief after clean inspections.

    Attributes:
        belief: after all of them.
        needed: clean inspections up to the target; None where belief levels off below it.
        level: where belief settles; None where detection is no greater than the chance of turning.
    """

    prior: float
    detect: float
    turns: float
    clean: int
    target: float
    belief: float
    needed: int | None
    level: float | None
    curves: tuple[Curve, ...]
    basis: Basis


@lru_cache(maxsize=2_048)
def answer(prior: float, detect: float, turns: float, clean: int, target: float) -> BeliefAnswer:
    """Belief in compliance after so many periods, each with the risk of turning and a clean inspection.

    Raises:
        VerificationError: clean inspections that could not happen.
    """
    beliefs = compliance_over_time(prior, turns, detect, max(clean, SHOWN)).tolist()
    shown = (
        tuple(enumerate(beliefs)) if len(beliefs) <= 200 else tuple(list(enumerate(beliefs))[:: len(beliefs) // 100])
    )
    level = float(compliance_equilibrium(detect, turns)) if detect > turns else None
    return BeliefAnswer(
        prior, detect, turns, clean, target,
        belief=beliefs[clean],
        needed=_needed(prior, detect, turns, target),
        level=level,
        curves=(Curve("belief", shown, (clean, beliefs[clean])),),
        basis=basis("posterior", "belief"),
    )  # fmt: skip


def _needed(prior: float, detect: float, turns: float, target: float) -> int | None:
    try:
        return periods_to_reach_posterior(prior, turns, detect, target)
    except VerificationError as error:
        if error.where != "target":
            raise
        return None
