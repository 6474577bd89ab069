"""What a random sample finds: on one visit, over visits and years, and how large it must be."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from armscontrol.errors import VerificationError
from armscontrol.verification.detection import binom_detection, hypergeom_detection_imperfect
from armscontrol.verification.imperfect import survey_specificity
from armscontrol.verification.sample_size import binom_sample_size, exact_sample_size_imperfect
from armscontrol.web.answers.lab.bench import CERTAIN, Basis, Curve, Field, basis, curve, whole_steps

MOST_ITEMS = 20_000
FIELDS = (
    Field("items", 200, 1, MOST_ITEMS, 1_000),
    Field("false", 12, 0, MOST_ITEMS, 200),
    Field("sample", 30, 0, MOST_ITEMS, 200),
    Field("sensitivity", 1, 0, 1, 1, 0.01),
    Field("false_alarm", 0, 0, 1, 0.1, 0.001),
    Field("visits", 1, 1, 1_000, 20),
    Field("years", 1, 1, 100, 15),
)
NAMES = {"N": "items", "d": "false", "n": "sample", "se": "sensitivity", "q": "sensitivity", "sp": "false_alarm"}
CHANCES = (0.5, 0.9, 0.95)
YEARS = 10
"""Years that the curve over years shows at least."""
FEW = 10
"""Items that the other curves show at least."""


@dataclass(frozen=True, slots=True)
class Needed:
    """What a chance needs: items on one visit, or visits with the sample; None where no number is enough."""

    chance: float
    sample: int | None
    visits: int | None


@dataclass(frozen=True, slots=True)
class SampleAnswer:
    """What a sample finds.

    Attributes:
        detection: chance to find at least one false item on one visit.
        detection_over_all: the same over all visits of all years.
        alarm: chance that a visit to a place without false items takes at least one good item for false.
    """

    items: int
    false: int
    sample: int
    sensitivity: float
    false_alarm: float
    visits: int
    years: int
    all_visits: int
    detection: float
    detection_over_all: float
    alarm: float
    needed: tuple[Needed, ...]
    curves: tuple[Curve, ...]
    basis: Basis


@lru_cache(maxsize=2_048)
def answer(
    items: int, false: int, sample: int, sensitivity: float, false_alarm: float, visits: int, years: int
) -> SampleAnswer:
    """What a sample finds, and how that changes with its size, with the violation and with time.

    Raises:
        VerificationError: more false items, or a larger sample, than items.
    """

    def chance(bad: int, n: int) -> float:
        return hypergeom_detection_imperfect(items, bad, n, sensitivity)

    one = chance(false, sample)
    curves = (
        curve("sample", whole_steps(_reach(items, false, sample, sensitivity)), lambda n: chance(false, n), sample),
        curve("false", whole_steps(_reach(items, sample, false, sensitivity)), lambda d: chance(d, sample), false),
        curve("years", range(max(YEARS, years) + 1), lambda y: float(binom_detection(y * visits, one)), years),
    )
    return SampleAnswer(
        items, false, sample, sensitivity, false_alarm, visits, years,
        all_visits=visits * years,
        detection=one,
        detection_over_all=float(binom_detection(visits * years, one)),
        alarm=float(1 - survey_specificity(sample, 1 - false_alarm)),
        needed=tuple(_needed(items, false, sensitivity, one, c) for c in CHANCES),
        curves=curves,
        basis=basis("detection", "detection" if sensitivity == 1 else "imperfect-recognition"),
    )  # fmt: skip


def _reach(items: int, other: int, at: int, sensitivity: float) -> int:
    """How far a curve goes: to where the chance is nearly certain, or to the point shown (the chance is symmetric)."""
    if not other:
        return min(items, max(at, FEW))
    try:
        enough = exact_sample_size_imperfect(items, other, 1 - CERTAIN, sensitivity)
    except VerificationError:
        return items
    return min(items, max(enough, at, FEW))


def _needed(items: int, false: int, sensitivity: float, one: float, wanted: float) -> Needed:
    sample = visits = None
    if false:
        try:
            sample = exact_sample_size_imperfect(items, false, round(1 - wanted, 12), sensitivity)
        except VerificationError:
            sample = None
    if one > 0:
        visits = int(binom_sample_size(wanted, one))
    return Needed(wanted, sample, visits)
