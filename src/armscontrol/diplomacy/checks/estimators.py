"""Whose estimate a text tells: that of a government is not on record, and no institute's figure speaks for it."""

from __future__ import annotations

import re

from armscontrol.diplomacy.checks.claims import Claim

_GOVERNMENT = re.compile(
    r"\b(?:Pentagon|Defen[cs]e Department|Department of Defen[cs]e|Defen[cs]e Ministry|Ministry of Defen[cs]e|"
    r"(?:(?:US|U\.S\.|American|defen[cs]e|military|national) )*(?:intelligence|defen[cs]e|military|government) "
    r"(?:agenc\w+|officials?|reports?|estimates?|assessments?|analys[ei]s|community)|"
    r"[Ii]ntelligence|DIA|CIA|Strategic Command|"
    r"STRATCOM|report to (?:the )?(?:US |U\.S\. )?Congress)\b|Пентагон\w*|министерств\w+ обороны"
)
_INSTITUTE = re.compile(
    r"\b(?:SIPRI|FAS|Federation of American Scientists|Stockholm International|Bulletin of the Atomic|Nuclear Notebook|"
    r"ICAN|Arms Control Association|scientists)\b|СИПРИ|учёных|ученых"
)
_OWN = ("USA",)
"""Whose government's own count of its stockpile is on record."""


def other(claim: Claim) -> str | None:
    """The government body that a text names as the source of an estimate and no institute beside it."""
    if claim.number.party in _OWN or _INSTITUTE.search(claim.where.sentence):
        return None
    named = _GOVERNMENT.search(claim.where.sentence)
    return f"the {named[0].removeprefix('the ')}" if named else None
