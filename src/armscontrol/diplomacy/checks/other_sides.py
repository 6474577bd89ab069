"""A figure of an older treaty told of the wrong Party: levels and declared totals that stand beside each other."""

from __future__ import annotations

from armscontrol import terms
from armscontrol.diplomacy.checks import facts, mixups
from armscontrol.diplomacy.checks.claims import Claim
from armscontrol.diplomacy.checks.known import Known
from armscontrol.diplomacy.intervals import overlap
from armscontrol.diplomacy.model import Check

_SIDES = {"USA": ("SUN", "RUS"), "SUN": ("USA",), "RUS": ("USA",)}
_LEAST = 40
"""A smaller number equals another's by chance."""


def check_side(claim: Claim, treaties: tuple[str, ...]) -> Check | None:
    """The other side's level or declared total under a treaty that the text names, where the own one differs."""
    number = claim.number
    if number.party not in _SIDES or number.bound not in ("exact", "at_most") or number.value < _LEAST:
        return None
    for prefix in treaties:
        if prefix == "newstart":
            continue  # its declared totals are of a day, and are looked at elsewhere
        pool = _pool(prefix)
        found = [
            k for k in pool
            if k.value == number.value and k.party in _SIDES[number.party] and not k.recalled
            and mixups.unit_fits(claim, k) and (claim.when is None or claim.basis != "its own date" or _then(claim, k))
        ]  # fmt: skip
        for other in found:
            own = [k for k in pool if _beside(k, other) and k.party not in _SIDES[number.party] and not k.recalled]
            if own and all(k.value != number.value for k in pool if k.party not in _SIDES[number.party]):
                words = f"The figure is that of another Party: {other}. {terms.short_party(own[0].party)}: {own[0]}."
                return claim.verdict("contradicted", "other-party", words, [other, own[0]])
    return None


def _pool(prefix: str) -> tuple[Known, ...]:
    declared = tuple(k for k in facts.figures() if k.quantity.startswith(f"{prefix}.declared."))
    return (*facts.limits(prefix), *declared)


def _beside(known: Known, other: Known) -> bool:
    return known.quantity == other.quantity and known.start == other.start and known.party in _SIDES


def _then(claim: Claim, known: Known) -> bool:
    return claim.when is not None and overlap((known.start, known.end), claim.when)
