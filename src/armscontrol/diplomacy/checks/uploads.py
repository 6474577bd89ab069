"""What a Party could add to its deployed warheads, as a text tells it: held against the estimates of such additions."""

from __future__ import annotations

import re
from functools import cache

from armscontrol import terms
from armscontrol.diplomacy.checks.claims import Claim
from armscontrol.diplomacy.checks.known import Known, rows, sources_of
from armscontrol.diplomacy.intervals import days
from armscontrol.diplomacy.model import Check

_COULD = re.compile(
    r"\b(?:could|can|might|able to|capable of|capacity|would be possible|upload\w*|reload\w*|reserve)\b|"
    r"(?<!\w)(?:может|могут|мог\w*|способн\w*)(?!\w)",
    re.IGNORECASE,
)
_LEG = {
    "ICBM": re.compile(r"\bICBMs?\b|intercontinental|land-based|silo", re.IGNORECASE),
    "SLBM": re.compile(r"\bSLBMs?\b|submarine|sea-based|sub-launched", re.IGNORECASE),
    "heavy": re.compile(r"bomber", re.IGNORECASE),
}
_NEAR = 2
"""Years by which an estimate of what could be added may be older or newer than the text."""
_COLUMNS = {
    "upload_level": ("warheads", "warheads that could be deployed"),
    "additional": ("warheads", "warheads that could be added"),
    "percent_increase": ("per cent", "by which deployed warheads could grow"),
}


@cache
def possible() -> tuple[Known, ...]:
    """Estimates of what could be added, by Party and scope; the recalled ones left out."""
    found = []
    for row in rows("forces/upload_estimates"):
        span = days(str(row["as_of"] or ""))
        if span is None or row["evidence"] == "recalled" or row["parties"] not in terms.PARTIES:
            continue
        for column, (unit, words) in _COLUMNS.items():
            if row[column]:
                found.append(
                    Known(
                        "estimate.upload", row["parties"], row[column], unit, f"{words} ({row['scope']})", *span,
                        span[0], sources_of(row), row["evidence"], about=row["scope"], label=row["source"] or "",
                    )
                )  # fmt: skip
    return tuple(found)


def check_upload(claim: Claim) -> Check | None:
    """The verdict on what could be added, where an estimate of that time has the number; `None` otherwise."""
    number = claim.number
    if number.party not in terms.PARTIES or number.kind == "limit" or claim.when is None:
        return None
    if not _COULD.search(claim.where.sentence):
        return None
    unit = "per cent" if number.kind == "share" else "warheads"
    year = claim.when[0].year
    same = [
        k for k in possible()
        if k.party == number.party and k.unit == unit and abs(k.start.year - year) <= _NEAR and _is(number.value, k)
        and _of_leg(claim, k)
    ]  # fmt: skip
    if not same:
        return None
    best = min(same, key=lambda k: abs(k.start.year - year))
    return claim.verdict("accurate", "upload", f"So it has been estimated: {best}.", [best])


def _is(value: float, known: Known) -> bool:
    """Whether a number is the estimate: shares are told in round terms."""
    return abs(value - known.value) < 1 if known.unit == "per cent" else value == known.value


def _of_leg(claim: Claim, known: Known) -> bool:
    leg = known.about.partition(" ")[0].rstrip(",")
    return leg not in _LEG or _LEG[leg].search(claim.where.sentence) is not None
