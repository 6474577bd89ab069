"""A number of launchers or carriers that no words tie to a total, one slip away from what was declared on its day."""

from __future__ import annotations

from armscontrol.diplomacy.checks import facts
from armscontrol.diplomacy.checks.claims import Claim
from armscontrol.diplomacy.checks.matching import nearest
from armscontrol.diplomacy.checks.mixups import LEAST_TOTAL, number_of_parts
from armscontrol.diplomacy.intervals import overlap
from armscontrol.diplomacy.model import Check

_MEANT = {
    "launchers": ("deployed_and_nondeployed_launchers", "deployed_delivery_vehicles"),
    "launchers and bombers": ("deployed_and_nondeployed_launchers",),
    "bombers": ("deployed_and_nondeployed_launchers",),
    "delivery vehicles": ("deployed_delivery_vehicles", "deployed_and_nondeployed_launchers"),
}
_ROUNDED = 5
"""A number that ends in nought is within this of what it rounds."""


def check_misprint(claim: Claim) -> Check | None:
    """The total of its day that a number told of launchers or carriers is one slip away from; else `None`."""
    number, when = claim.number, claim.when
    if number.party not in ("USA", "RUS") or number.kind != "count" or number.bound != "exact" or when is None:
        return None
    if claim.basis != "its own date" or number.value < LEAST_TOTAL or number.value % 50 == 0:
        return None
    for name in _MEANT.get(number.unit, ()):
        known = facts.of(f"newstart.declared.{name}", number.party)
        same_day = [k for k in known if overlap((k.start, k.end), when) and not k.recalled]
        if any(k.value == number.value for k in same_day):
            return None
        if number.value % 10 == 0 and any(abs(k.value - number.value) <= _ROUNDED for k in same_day):
            continue  # a rounding, no slip
        if found := nearest(number, same_day):
            it, how = found
            told = f"The record has {it}; the number resembles it ({how})."
            if name.endswith("launchers") and number_of_parts(it) == number.value:
                told += " It is what the parts add up to as they were printed, with one left out."
            return claim.verdict("contradicted", "newstart.declared.misprint", told, [it])
    return None
