"""How confidence grows and fades: a prior, inspections that find nothing or something, time in which things may change.

Source of the chain: Martin, Cameron and Greiner 2007, Preventive Veterinary Medicine 79, on freedom from disease, which
is formally the same problem. Beliefs, and chances of detection and of turning to violation, are numbers from 0 to 1.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import ceil, floor, log, log1p

import numpy as np
from numpy.typing import ArrayLike
from scipy import special

from armscontrol.errors import VerificationError
from armscontrol.verification.inputs import (
    MOST,
    Floats,
    Result,
    filled,
    one_real,
    one_share,
    one_whole,
    refuse,
    result,
    share,
    together,
)
from armscontrol.verification.sample_size import binom_sample_size, iaea_sample_size

MOST_PERIODS = 1_000_000
"""Periods followed one by one before an answer is given up."""


def discounted_prior(prior: ArrayLike, p_intro: ArrayLike) -> Result:
    """Belief in compliance after a period in which a Party turns to violation with chance p_intro.

    Arrays of any shapes that go together.
    """
    held, turned = together(prior=share("prior", prior), p_intro=share("p_intro", p_intro))
    return result(held * (1 - turned))


def posterior_compliance(prior: ArrayLike, detect: ArrayLike, p_intro: ArrayLike = 0.0) -> Result:
    """Belief in compliance after a period of risk and a clean inspection.

    The inspection would have found a violation with chance `detect`. Arrays of any shapes that go together.

    Raises:
        VerificationError: an argument out of range, or a clean inspection that could not happen.
    """
    before, seen = together(prior=np.asarray(discounted_prior(prior, p_intro)), detect=share("detect", detect))
    below = before + (1 - before) * (1 - seen)
    if (below == 0).any():
        raise VerificationError(
            "a clean inspection was impossible",
            where="prior, detect",
            found="0 and 1",
            allowed="some chance of what happened",
        )
    return result(before / below)


def posterior_compliance_sequence(prior: float, p_intro: float, detect: float, periods: int) -> float:
    """Belief after so many periods, at most 1,000,000, each with risk and a clean inspection."""
    return float(compliance_over_time(prior, p_intro, detect, periods)[-1])


def compliance_over_time(prior: float, p_intro: float, detect: float, periods: int) -> Floats:
    """Belief at the start, and after each period: shape (periods + 1,)."""
    held, turned, seen = one_share("prior", prior), one_share("p_intro", p_intro), one_share("detect", detect)
    out = [held]
    for _ in range(one_whole("periods", periods, 0, MOST_PERIODS)):
        held = _after(held, turned, seen)
        out.append(held)
    return np.asarray(out)


def _after(held: float, turned: float, seen: float) -> float:
    """Belief after one period of risk and one clean inspection, for numbers that are checked."""
    before = held * (1 - turned)
    below = before + (1 - before) * (1 - seen)
    if below == 0:
        return float(posterior_compliance(held, seen, turned))  # which refuses
    return before / below


def compliance_equilibrium(detect: ArrayLike, p_intro: ArrayLike) -> Result:
    """Belief just after an inspection that risk and clean inspections leave unchanged: (1 - p/D)/(1 - p).

    Arrays of any shapes that go together.

    Raises:
        VerificationError: an argument out of range, or detection not above the chance of turning.
    """
    seen, turned = together(detect=share("detect", detect), p_intro=share("p_intro", p_intro))
    if (low := seen <= turned).any():
        at = int(np.argmax(low))
        allowed = f"above p_intro, {float(turned.flat[at]):g}: otherwise no belief can be held"
        raise refuse("detect", float(seen.flat[at]), allowed)
    return result((1 - turned / seen) / (1 - turned))


def periods_to_reach_posterior(prior: float, p_intro: float, detect: float, target: float) -> int:
    """First period after which belief reaches the target; 0 where the prior does already.

    Raises:
        VerificationError: an argument out of range, or a target that belief never reaches.
    """
    held, wanted = one_share("prior", prior), one_share("target", target)
    turned, seen = one_share("p_intro", p_intro), one_share("detect", detect)
    for period in range(MOST_PERIODS):
        if held >= wanted:
            return period
        following = _after(held, turned, seen)
        if following <= held:
            break
        held = following
    else:
        raise VerificationError(
            "belief grows too slowly",
            where="target",
            found=f"{wanted:g}",
            allowed=f"reached in {MOST_PERIODS:,} periods",
        )
    allowed = f"at most {held:.6g}"
    raise VerificationError("belief never gets there", where="target", found=f"{wanted:g}", allowed=allowed)


def detect_needed_for_posterior(prior: ArrayLike, target: ArrayLike) -> Result:
    """Chance of detection that one clean inspection needs to lift belief to the target: (1 - P/P*)/(1 - P).

    Arrays of any shapes that go together; 0 where belief is there already.

    Raises:
        VerificationError: an argument out of range, or a prior of 0, which no clean inspection lifts.
    """
    held, wanted = together(prior=share("prior", prior), target=share("target", target, strict=True))
    if (held == 0).any():
        raise refuse("prior", 0.0, "above 0 once discounted: a clean inspection lifts no belief of 0")
    there = held >= wanted
    return result(np.where(there, 0.0, (1 - held / wanted) / np.where(there, 1.0, 1 - held)))


def detect_needed_to_hold_prior(prior: ArrayLike, p_intro: ArrayLike) -> Result:
    """Chance of detection that keeps belief where it is: p/(1 - P), P being belief just before an inspection.

    Arrays of any shapes that go together.

    Raises:
        VerificationError: an argument out of range, or a belief that no inspection can hold.
    """
    held, turned = together(prior=share("prior", prior), p_intro=share("p_intro", p_intro))
    if (high := (turned > 0) & (turned > (1 - held) * (1 + 1e-12))).any():
        at = int(np.argmax(high))
        allowed = f"at most {1 - float(turned.flat[at]):g}: a higher belief cannot be held"
        raise refuse("prior", float(held.flat[at]), allowed)
    return result(np.where(turned == 0, 0.0, np.minimum(1.0, turned / np.where(turned == 0, 1.0, 1 - held))))


def detect_needed_for_equilibrium_grid(target: float, p_intro: float, grid_step: float) -> float:
    """Smallest multiple of the step, 1e-6 to 1, with which the belief that can be held is above the target."""
    wanted, turned = one_share("target", target, strict=True), one_share("p_intro", p_intro)
    step = one_real("grid_step", grid_step, 1e-6, 1.0)
    for i in range(1, floor(1 / step + 1e-9) + 1):
        seen = min(1.0, i * step)
        if seen > turned and float(compliance_equilibrium(seen, turned)) > wanted:
            return round(seen, 12)
    raise VerificationError(
        "no chance of detection is enough", where="target", found=f"{wanted:g}", allowed="a lower target"
    )


def sample_size_for_posterior(target: float, prior: float, p_intro: float, N: int, d: int, q: float) -> int:
    """Items to sample so that a clean inspection lifts belief to the target, after a period of risk.

    By the IAEA's form, for d of N items in violation, each recognised with chance q.
    """
    needed = _needed(target, prior, p_intro)
    items, bad, seen = one_whole("N", N, 1), one_whole("d", d, 1), one_share("q", q)
    return int(iaea_sample_size(items, bad, 1 - needed, seen)) if needed else 0


def sample_size_for_posterior_binom(target: float, prior: float, p_intro: float, p: float, se: float) -> int:
    """The same for a very large population, a share p in violation, each recognised with chance se."""
    needed, part, seen = _needed(target, prior, p_intro), one_share("p", p), one_share("se", se)
    return int(binom_sample_size(needed, part, seen)) if needed else 0


def _needed(target: float, prior: float, p_intro: float) -> float:
    if one_share("p_intro", p_intro) == 1:
        raise refuse("p_intro", 1.0, "below 1: a violation that has surely begun leaves no belief to lift")
    held = float(discounted_prior(one_share("prior", prior), p_intro))
    return float(detect_needed_for_posterior(held, one_share("target", target, strict=True)))


def tests_in_series(se: ArrayLike) -> float:
    """Chance that all of several independent tests recognise a violation."""
    return float(np.prod(share("se", filled("se", se))))


def tests_in_parallel(se: ArrayLike) -> float:
    """Chance that at least one of them does."""
    missed = special.xlog1py(1.0, -share("se", filled("se", se)))
    return float(0.0 - np.expm1(np.sum(missed)))


def posterior_compliance_tests(prior: float, tests: Sequence[Mapping[str, float | bool]]) -> float:
    """Belief in compliance after several independent tests, each with `se`, `sp` and whether it gave an `alarm`.

    Raises:
        VerificationError: an argument out of range, or results that could not happen.
    """
    good = one_share("prior", prior)
    bad = 1.0 - good
    if not isinstance(tests, list | tuple):
        raise VerificationError("no list of tests", where="tests", found=repr(tests)[:60], allowed="a list")
    for number, test in enumerate(tests, start=1):
        if not isinstance(test, Mapping) or set(test) != {"se", "sp", "alarm"} or not isinstance(test["alarm"], bool):
            raise VerificationError(
                "no test", where=f"tests[{number}]", found=repr(test)[:60], allowed="se, sp and alarm (true or false)"
            )
        se, sp = one_share(f"tests[{number}].se", test["se"]), one_share(f"tests[{number}].sp", test["sp"])
        good *= 1 - sp if test["alarm"] else sp
        bad *= se if test["alarm"] else 1 - se
        total = good + bad
        if total == 0:
            raise VerificationError(
                "these results could not happen", where=f"tests[{number}]", allowed="some chance of what was seen"
            )
        good, bad = good / total, bad / total
    return good


def sprt_log_thresholds(alpha: float, beta: float) -> list[float]:
    """Wald's bounds on the sum of log likelihood ratios: accept below the first, reject above the second.

    `alpha` is the chance to reject wrongly, `beta` to accept wrongly; alpha + beta is below 1. Source: Wald 1945.
    """
    a, b = one_share("alpha", alpha, strict=True), one_share("beta", beta, strict=True)
    if a + b >= 1:
        raise refuse("alpha", a, f"below 1 - beta, {1 - b:g}")
    return [log(b / (1 - a)), log((1 - b) / a)]


def clean_inspections_needed(prior: float, detect: float, target: float) -> int:
    """Clean inspections that lift belief from prior to target, without risk in between."""
    held, wanted = one_share("prior", prior, strict=True), one_share("target", target, strict=True)
    seen = one_share("detect", detect, strict=True)
    if held >= wanted:
        return 0
    count = (log(held) + log1p(-wanted) - log(wanted) - log1p(-held)) / log1p(-seen)
    if count > MOST:
        raise refuse("detect", seen, "enough for at most 2**53 inspections")
    return max(1, ceil(count - 1e-12))
