"""False alarms in one inspection: how often an inspector who announces must be ready to accuse wrongly.

The inspectee is legal (0, or -h with a false alarm) or violates (+1 unseen, -b found). Deterrence needs
-h alpha >= -b + (1 + b) beta(alpha). Source: Avenhaus, von Stengel and Zamir, Handbook of Game Theory 3, ch. 51.
"""

from __future__ import annotations

from math import log

from scipy import optimize, special

from armscontrol.errors import VerificationError
from armscontrol.verification.inputs import GREATEST, one_real

MOST_SHIFT = 30.0
"""Largest shift: beyond it the chances are below what a double holds."""
_FAR = 40.0
"""Standard deviations beyond which a normal tail is nothing."""


def leadership_false_alarm(shift_in_sigma: float, b: float, h: float) -> float:
    """The smallest chance of a false alarm that deters, for a normal test that a violation shifts by so many sigma.

    Args:
        shift_in_sigma: shift by a violation, in standard deviations of the test, from 0 to 30.
        b: the inspectee's loss when found, in units of his gain when not.
        h: the inspectee's cost of a false alarm, in the same units.

    Raises:
        VerificationError: an argument out of range, or no chance below 1 deters.
    """
    shift = one_real("shift_in_sigma", shift_in_sigma, 0.0, MOST_SHIFT)
    loss = one_real("b", b, 0.0, GREATEST, strict=True)
    cost = one_real("h", h, 0.0, GREATEST)

    def excess(limit: float) -> float:  # of the test's limit, in sigma: alpha = P(Z > limit)
        return float(-cost * special.ndtr(-limit) + loss - (1 + loss) * special.ndtr(limit - shift))

    # excess is concave in alpha, with its top where the likelihood ratio is cost / (1 + loss), and -1 at alpha 0
    if cost == 0:
        top = -_FAR
    elif shift == 0:
        top = -_FAR if cost < 1 + loss else _FAR
    else:
        top = max(-_FAR, log(cost / (1 + loss)) / shift + shift / 2)
    if excess(top) < 0:
        raise VerificationError(
            "nothing deters", where="b, h", found=f"{b:g}, {h:g}", advice="A larger loss when found, or a better test."
        )
    return float(special.ndtr(-optimize.brentq(excess, top, max(top, shift) + _FAR, xtol=1e-14, rtol=8.9e-16)))
