"""Figures of conventional weapons under the CFE Treaty: holdings and ceilings, all kinds together or one of them."""

from __future__ import annotations

import re

from armscontrol.diplomacy.figures.figures import Figure
from armscontrol.diplomacy.figures.treaty_names import Treaties
from armscontrol.diplomacy.model import Number, Span

_LIMITED = re.compile(r"\btreaty-limited\b|\bTLE\b")
_CEILING = re.compile(r"\b(?:ceilings?|entitle\w*|limits?|caps?|allow\w*|permit\w*)\b", re.IGNORECASE)
_COUNTED = re.compile(
    r"\b(?:hold\w*|held|ceilings?|entitle\w*|equipment|items|pieces|weapons?|arms|tanks|artillery|armou?red|aircraft|"
    r"helicopters|systems)\b",
    re.IGNORECASE,
)
_FEWEST = 1_000
_ALLIANCE = re.compile(r"\bNATO\b|\bAtlantic [Aa]lliance\b|НАТО")
_TOTALS = re.compile(r"\b(?:ceilings|holdings|entitlements)\b", re.IGNORECASE)
_OF_ELSE = re.compile(
    r"nuclear|warhead|missile|troop|soldier|personnel|debt|fund|trade|budget|spend|START|SORT|SALT|\bINF\b|%|per ?cent|"
    r"\bMBFR\b|dollar|euro|\bbn\b|million|billion",
    re.IGNORECASE,
)
GATE = re.compile(r"\bCFE\b|\bNATO\b|\bAtlantic [Aa]lliance\b|НАТО|ДОВСЕ")
"""Words without which a text holds no such number."""


def equipment(text: str, sentence: Span, figure: Figure, named: Treaties) -> Number | None:
    """A number of conventional weapons in a sentence about the CFE Treaty; `None` where it is of something else."""
    here = set(named.within(*sentence))
    ours = here == {"cfe"} or (not here and (named.main == "cfe" or _LIMITED.search(text, *sentence) is not None))
    ours = ours or (not here and _of_the_alliance(text, sentence))
    if not ours or figure.value < _FEWEST or not _COUNTED.search(text, *sentence):
        return None
    ceiling = _CEILING.search(text, *sentence) is not None
    return Number(
        span=(figure.start, figure.end),
        value=figure.value,
        unit="items",
        kind="limit" if ceiling else "count",
        bound=figure.bound,
        quantity="cfe.ceilings" if ceiling else "cfe.holdings",
    )


def _of_the_alliance(text: str, sentence: Span) -> bool:
    """Whether a sentence tells of ceilings or holdings of the alliance, as only that treaty counts them."""
    told = _TOTALS.search(text, *sentence) and _ALLIANCE.search(text, *sentence)
    return bool(told) and _OF_ELSE.search(text, *sentence) is None
