"""Whether a counted figure is a limit or a count of what there is."""

from __future__ import annotations

import re

from armscontrol.diplomacy.figures.bounds_known import (
    new_start,
    new_start_of,
    sort_bound,
    start_1,
    yearly_inspections,
)
from armscontrol.diplomacy.figures.changes import WHETHER, changed
from armscontrol.diplomacy.figures.counting import ALL, APPOSED, IN_ALL, LIMIT, LIMIT_AFTER, Item
from armscontrol.diplomacy.figures.cues import DECLARED, HAVING, POSSESSIVE, TO_BE_HELD
from armscontrol.diplomacy.figures.owners import of_both
from armscontrol.diplomacy.figures.place import Place
from armscontrol.diplomacy.figures.treaty_meant import of_sort

_ALLOWED_AFTER = re.compile(
    r" (?:\w+ ){0,4}?(?:allowed|permitted|provided for|stipulated|set (?:by|in|out)|"
    r"agreed)\b"
)
_PERMITTED = re.compile(r" (?:allowed|permitted|provided for)\b")
_MEASURED = re.compile(
    r"\b(?:short of|shy of|below|under|beneath|above|over|within|from|against|away from|close to|near) "
    r"(?:the |its |their )?$"
)
_SOFT_LIMIT = re.compile(
    r"\b(?:reduc\w+|cut(?:s|ting)?|lower\w*|slash\w*|up to|down to|scal\w+|bring\w*|сократить|сокращ\w+|до)\b",
    re.IGNORECASE,
)
_MODAL = re.compile(r"\b(?:may|can|must|shall|should|allowed to|permitted to)(?: (?:not|only|each|never))? $")
_COMING = re.compile(
    r"(?<!not )\b(?:could|might|would|will|may|to)(?: (?:soon|well|eventually|even|already|easily|then))? $"
)
_CEILING_TO = re.compile(
    r"\b(?:rais|lift|increas|lower|reduc|cut|set)\w* [^.;]{0,40}\b(?:cap|ceiling|limit)s?\b[^.;]{0,60}\b(?:to|at) "
    r"(?:\w+ )?$|"
    r"\b(?:cap|ceiling|limit)s?\b[^.;]{0,30}\b(?:raised|lifted|increased|lowered|reduced|cut)\b"
    r"[^.;]{0,80}\b(?:to|from) (?:\w+ )?$"
)
_CAPPED = re.compile(
    r"\b(?:limit|cap|restrict)(?:s|ped|ed)? (?:the |its |their |each |both )[^.;,]{0,70}\b(?:to|at) (?:\w+ ){0,3}$"
)
"""A limit on what someone has: "limits the arsenals of both to"."""
TO_GET = re.compile(
    r"\bto (?:get|come|go|drop|fall|stay|keep|remain|sink|slip) (?:down )?(?:below|under|within|beneath|to|at) "
    r"(?:the |a )?$"
)
"""Words before a bound that has to be met: "it need scrap none to get below the"."""
_BRACKETS = re.compile(r" \([^()]{0,120}\)")
_COMPOSED = re.compile(r"\b(?:compris\w+|consist\w*|made up of|composed of)\b")
_DENIED = re.compile(r"(?:\bnot|n['’]t|\bnever|\bwithout) $")
_GENERAL = re.compile(r"\b(?:treaty|pact|accord|agreement|deal|START|договор\w*|СНВ)\b", re.IGNORECASE)
_YEARLY = re.compile(
    r"\b(?:a year|per year|each year|every year|yearly|annual(?:ly)?|per annum|в год|ежегодн\w+|a treaty year|"
    r"per treaty year)\b",
    re.IGNORECASE,
)
_DONE = re.compile(
    r"\b(?:conducted|carried out|completed|performed|took place|taken place|held|made|since|провел\w*|провед\w+)\b",
    re.IGNORECASE,
)
_ALIKE = {"warheads": ("warheads",), "vehicles": ("vehicles", "launchers"), "launchers": ("vehicles", "launchers")}
"""Which of New START's numbers a figure may be, by what it counts; "launchers" are told of both."""
_PEAK = re.compile(
    r"\b(?:reduction|decrease|cut|decline|drop|down|compared|fewer|less|lower|peak\w*|record|historic\w*)\b|"
    r"\b(?:its|their|all-time|an?) $",
    re.IGNORECASE,
)


def kind_of(place: Place) -> str:
    """Limit or count: the cue nearest before the figure decides, and a figure joined to a limit is one."""
    text, item, figure, clause, end = place.text, place.item, place.item.figure, place.clause, place.sentence[1]
    if item.noun.category == "inspections":
        if item.elliptic and _PERMITTED.match(text, figure.end, end):
            return "limit"
        if TO_BE_HELD.match(text, item.end, min(end, item.end + 60)):
            return "count"
        near = max(place.sentence[0], figure.start - 30), min(end, item.end + 40)
        yearly = _YEARLY.search(text, *near) is not None
        if _DONE.search(text, clause, figure.start) and not LIMIT.search(text, clause, figure.start):
            return "limit" if yearly and place.value == yearly_inspections() else "count"
        limited = (
            yearly
            or figure.bound == "at_most"
            or place.value == yearly_inspections()
            or (place.previous is not None and place.previous.kind == "limit" and item.elliptic)
            or LIMIT.search(text, clause, item.end)
        )
        return "limit" if limited else "count"
    if item.noun.category in ("notifications", "submarines") or item.declared:
        return "count"
    if changed(place):
        return "count"
    if item.elliptic and IN_ALL.match(text, figure.end) and place.value not in new_start() and place.value > ALL:
        return "count"
    if (
        LIMIT_AFTER.match(text, figure.end, min(end, figure.end + 60))
        or _ALLOWED_AFTER.match(text, figure.end, end)
        or (place.value in new_start() and APPOSED.match(text, item.end, end))
    ):
        return "limit"
    aside = place.previous is not None and place.previous.kind == "limit" and _beside(place, place.previous)
    window = _BRACKETS.sub("", text[aside or clause : figure.start])
    owned = next((o for o in reversed(place.states) if clause <= o.start and o.end <= figure.start), None)
    if owned and POSSESSIVE.fullmatch(text, owned.end, figure.start):
        return "count"  # "as is the United States' 1,457"
    if figure.high == sort_bound()[1] and (of_sort(place) or "sort" in place.named.within(*place.sentence)):
        return "limit"
    if WHETHER.search(text, place.sentence[0], figure.start) and not LIMIT.search(window):
        return "count"
    hard = max((m.end() for m in LIMIT.finditer(window) if _binds(place, window, m)), default=-1)
    soft = max((m.end() for m in _SOFT_LIMIT.finditer(window)), default=-1)
    having = max((m.end() for m in HAVING.finditer(window) if not _MODAL.search(window, 0, m.start())), default=-1)
    about = _GENERAL.search(text, place.sentence[0], figure.start) is not None
    main = new_start_of("warheads")
    fixed = new_start().get(place.value) in _ALIKE.get(item.noun.category, ()) or (figure.high or place.value) in {
        sort_bound()[1],
        *start_1(),
    }
    if (
        hard > having
        or _CAPPED.search(window)
        or _CEILING_TO.search(text, max(place.sentence[0], figure.start - 130), figure.start)
    ):
        return "limit"
    if soft > having and (about or fixed) and not re.search(r"\b(?:has|had|having|already) (?:reduc|cut)", window):
        return "limit"
    if TO_GET.search(window) and new_start().get(place.value) in _ALIKE.get(item.noun.category, ()):
        return "limit"
    if having >= 0:
        alike = place.value == main and place.says(_GENERAL, place.sentence)
        return "limit" if alike and not place.says(DECLARED, place.sentence) else "count"
    falling = re.search(r"\bfrom (?:about |some |around |the current )?$", window)
    follows = place.previous is not None and place.previous.kind == "limit" and not aside
    if follows and _COMPOSED.search(window):
        return "count"  # "its 90 vehicles would comprise 420 missiles"
    if not falling and follows and len(window) < 120:
        return "limit"
    if place.previous is not None and place.previous.kind == "count" and place.value != main:
        return "count"
    return "limit" if fixed and not falling and (about or place.value == main) else "count"


def _beside(place: Place, bound: Item) -> int:
    """Where words go on after a bound only measured against: "one short of the 1,550 allowed, and"; 0 if it is not."""
    text, begin = place.text, min(bound.figure.start, bound.figure.bound_start)
    if not _MEASURED.search(text, max(place.sentence[0], begin - 40), begin):
        return 0
    after = _ALLOWED_AFTER.match(text, bound.end, place.sentence[1]) or LIMIT_AFTER.match(
        text, bound.end, place.sentence[1]
    )
    end = min(after.end(), place.item.figure.start) if after else bound.end
    return end if re.match(r"[^.;]{0,20}, ", text[end : place.item.figure.start]) else 0


def _binds(place: Place, window: str, cue: re.Match[str]) -> bool:
    """Whether a word of limits sets one: not "does not limit", nor "may have" or "could exceed" of what may come."""
    if _DENIED.search(window, 0, cue.start()):
        return False
    if cue[0].lower().startswith(("maximum", "level")) and _PEAK.search(window, 0, cue.start()):
        return False
    if cue[0].lower().startswith(("may ", "can ")):
        return place.says(_GENERAL, place.sentence) or of_both(window, 0, cue.end())
    return not (cue[0].lower().startswith("exceed") and _COMING.search(window, 0, cue.start()))
