"""Percentages of arms, and lengths of time in the life of a treaty."""

from __future__ import annotations

import re

from armscontrol.diplomacy.figures.figures import Figure
from armscontrol.diplomacy.figures.owners import of_both, owners
from armscontrol.diplomacy.figures.treaty_names import Treaties
from armscontrol.diplomacy.model import Number, Span

ARMS = re.compile(
    r"nuclear|warhead|missile|launcher|weapon|arsenal|stockpile|inspection|notification|bomber|ICBM|SLBM|treaty|"
    r"START|inventor|"
    r"ядерн|боеголов|боезаряд|ракет|инспекц|носител|договор|СНВ|силос|submarine|silo|"
    r"deployed (?:strategic )?(?:carriers|vehicles|delivery)|"
    r"delivery (?:vehicle|system|platform|mean)|МБР|БРПЛ|пусков|бомбардировщ",
    re.IGNORECASE,
)
PERCENT = re.compile(r"[ \xa0]?(?:%|percent\b|per cent\b|percentage points?\b|процент\w*)")
DURATION = re.compile(
    r"(?:[ \xa0-](?:more|additional|further|another|full))?[ \xa0-](?P<unit>year|month|day|week)s?\b(?! ago|[- ]old)"
)
_NOT_SHARE = re.compile(
    r"voters?|respondents|poll|survey|\bGDP|economy|tariff|inflation|vote[sd]?\b|Americans (?:said|think|believe|"
    r"support)|of Russians|"
    r"budget|spending|prices?|oil|\bgas\b|enriched|uranium|enrichment|purity|of the (?:population|territory|time)",
    re.IGNORECASE,
)
_TERMS = re.compile(
    r"exten|prolong|renew|offer|propos|adher|observ|abid|stick|treaty|pact|limits|agreement|accord", re.IGNORECASE
)
_EXTENSION = re.compile(r"exten(?:d|sion)|prolong|renew", re.IGNORECASE)
_OFFER = re.compile(r"offer|propos|adher|observ|abid|stick|maintain|keep|voluntar", re.IGNORECASE)
_TOTAL = re.compile(r"\bof (?:(?:the|that|this) total|them|these|those|all)\b")
_TWO = re.compile(r"\b[Tt]he two (?:biggest|largest|greatest|great|main|leading)\b")
_WORLD = re.compile(r"world|global|nuclear powers|nuclear-armed|all (?:the )?nuclear|planet|мир")


def share(text: str, sentence: Span, figure: Figure, source: str | None, told: bool = False) -> Number | None:
    """A percentage, where the words around it speak of arms and not of voters or money.

    `told`: arms were counted shortly before, so that "90 percent of the world's total" is one of arms.
    """
    around = text[max(sentence[0], figure.start - 90) : min(sentence[1], figure.end + 110)]
    if not (
        ARMS.search(around) or (told and (_WORLD.search(around) or _TOTAL.search(around) or _TWO.search(around)))
    ) or _NOT_SHARE.search(around):
        return None
    percent = PERCENT.match(text, figure.end, sentence[1])
    codes = list(dict.fromkeys(o.code for o in owners(text, *sentence)))
    great = _TWO.search(text, sentence[0], figure.start) is not None
    two = not codes and (great or of_both(text, sentence[0], figure.start))
    both = two or {"USA", "RUS"} <= set(codes)
    return Number(
        span=(figure.start, percent.end() if percent else figure.end),
        value=figure.value if figure.high is None else (figure.value + figure.high) / 2,
        unit="percent",
        kind="share",
        bound=figure.bound,
        low=figure.value if figure.high is not None else None,
        high=figure.high,
        quantity="estimate.share_of_world"
        if _WORLD.search(around) or (told and (great or _TOTAL.search(around)))
        else None,
        party="USA+RUS" if both else codes[0] if len(codes) == 1 else None,
        attributed_to=source,
    )


_REDUCED = re.compile(
    r"\b(?:reduc|cut|lower|slash|shrink|shrank|scal|trim|decreas|drop|fell|fall|fewer|declin|halv|smaller)\w*",
    re.IGNORECASE,
)
_BY = re.compile(r"\b(?:by|up to|in|to|of|a|further|another|for) (?:[\w-]+ ){0,3}$")
_OF_TIME = re.compile(
    r"[ -](?:a|an|the|of (?:a|the)|years?|century|centur\w+|decade|hour|time|dozen|million|world|war|way)\b"
)
_NOUNS = re.compile(
    r"warhead|missile|launcher|weapon|arsenal|stockpile|bomber|ICBM|SLBM|delivery (?:vehicle|system)|forces|"
    r"arms\b|ceiling",
    re.IGNORECASE,
)
_EACH = re.compile(r"\b(?:each|either|both)\b|\btwo (?:sides|parties|countries|powers|nations)\b")
_NEAR_WORDS = 110


def fraction(text: str, sentence: Span, figure: Figure, source: str | None) -> Number | None:
    """A share told as a fraction by which arms are or would be reduced: "cut its arsenal by a third"; else `None`."""
    near = max(sentence[0], figure.start - _NEAR_WORDS), min(sentence[1], figure.end + 70)
    cut = _REDUCED.search(text, *near)
    if cut is None or not _NOUNS.search(text, *near) or _NOT_SHARE.search(text, *near):
        return None
    begin = min(figure.start, figure.bound_start)
    told = _BY.search(text, max(sentence[0], begin - 40), begin)
    if _OF_TIME.match(text, figure.end) or not (told or begin < figure.start or cut.start() >= figure.end):
        return None
    codes = list(dict.fromkeys(o.code for o in owners(text, *sentence)))
    both = (not codes and of_both(text, *near)) or {"USA", "RUS"} <= set(codes)
    one = "USA+RUS" if both else codes[0] if len(codes) == 1 else None
    return Number(
        span=(figure.start, figure.end),
        value=figure.value,
        unit="percent",
        kind="share",
        bound=figure.bound,
        party="each" if _EACH.search(text, near[0], figure.end) else one,
        attributed_to=source,
    )


def duration(text: str, sentence: Span, figure: Figure, named: Treaties) -> Number | None:
    """A length of time in a sentence about a treaty's term: "extended for five years"."""
    unit = DURATION.match(text, figure.end, sentence[1])
    if unit is None or not _TERMS.search(text, *sentence):
        return None
    name = None
    if unit["unit"] == "year" and named.at(*sentence) == "new-start":
        near = max(sentence[0], figure.start - 150), min(sentence[1], unit.end() + 40)
        extended = max((m.end() for m in _EXTENSION.finditer(text, *near) if m.end() <= figure.start), default=-1)
        offered = max((m.end() for m in _OFFER.finditer(text, *near) if m.end() <= figure.start), default=-1)
        if offered > extended:
            name = "newstart.offer.years"
        elif extended >= 0 or _EXTENSION.search(text, *near):
            name = "newstart.extension.years"
        elif _OFFER.search(text, *near):
            name = "newstart.offer.years"
    return Number(
        span=(figure.start, unit.end()),
        value=figure.value if figure.high is None else (figure.value + figure.high) / 2,
        unit=f"{unit['unit']}s",
        kind="duration",
        bound=figure.bound,
        low=figure.value if figure.high is not None else None,
        high=figure.high,
        quantity=name,
    )
