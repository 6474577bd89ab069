"""Figures that are no holdings: changes, distances to a limit, differences, and what is foreseen or proposed."""

from __future__ import annotations

import re

from armscontrol.diplomacy.figures.place import Place

_PROJECTED = re.compile(
    r"\b(?:(?:could|might|would|may|will)(?! have \w+(?:ed|lt|de|wn)\b)|expected|projected|forecast|predicted|"
    r"likely|on track|poised|plans?)\b[^.;]{0,80}\b(?:upload|"
    r"double|triple|increase|"
    r"grow|expand|reach|load|have|possess|own|exceed|surpass|pass|consist|"
    r"comprise|maintain|retain|"
    r"bolster|raise|lift|near|approach|hit|top|number|deploy|field|build|be(?= (?:about |some |around |only )?$))\b",
    re.IGNORECASE,
)
_CARRYING = re.compile(r"\b(?:carry|carries|carrying|capable of|armed with|equipped with)\b", re.IGNORECASE)
_EXPECTED = re.compile(
    r"\b(?:expect|project|forecast|foresee|predict|anticipat)\w*"
    r"(?: (?:to|it|them|will|a|total|of|its|stockpile|as|many))*"
    r" (?:(?:more|fewer|less) than |at least |over |about |some |around )?$",
    re.IGNORECASE,
)
_AIM = re.compile(r"\b(?:goals?|aims?|intentions?|aspirations?|ambitions?) (?:of|to|for)\b[^.;]{0,40}$")
_ADDED = re.compile(r"\b(?:upload|load|add|build|double|triple)\w*\b")
_BY_YEAR = re.compile(
    r"[ ,]{1,2}(?:[\w-]+ ){0,2}?(?:by|до|к) (?:the )?(?:(?:end|middle|beginning|start) of (?:the )?|early |late |mid-)?"
    r"(?P<year>20[0-9]{2})"
)
_PROPOSED = re.compile(
    r"\b(?:propos\w*|support(?:s|ed)?|favou?r(?:s|ed)?|urg(?:es?|ed)|advocat\w+|"
    r"decid(?:es?|ed)|pledg\w+|promis\w+|vow\w*|intend\w*|intent|"
    r"suggest\w*|offer\w*|push\w*|aim\w*|seek\w*|wants?|wanted|call(?:s|ed)? for|plans?|target|goal|could|"
    r"would)\b[^.;]{0,80}"
    r"\b(?:cut|reduc|lower|slash)\w*",
    re.IGNORECASE,
)
_MADE = re.compile(
    r"\b(?:shed|cut|remov|retir|eliminat|dismantl|los|giv|scrap|add|upload|load|convert|empt|disabl|decommission)"
    r"(?:s|e|es|ed|d|ped|ping|ting|ting|ing|y|ies|ied|e up|ing up)? "
    r"(?:(?:up|about|some|around|roughly|nearly|another|at|least|more|than|only|to|between|over|the) )*$"
)
"""How many are taken away or added, by a year: no number that a State would then have."""
_PLANNED = re.compile(
    r"\b(?:future|planned|proposed|envisaged|intended) (?:[\w-]+ )?(?:force|posture|structure|arsenal)\b"
)
WHETHER = re.compile(
    r"\bwhether (?:or not )?(?:the |it|its |they|either |Russia|America|Moscow|Washington)[^.;,]{0,50}$"
)
"""Words before a figure that may or may not be so."""
_BETWEEN = re.compile(r"\b(?:difference|gap) of (?:\w+ )?$")
_AHEAD = re.compile(r"\b(?:lead|advantage|edge|margin) of (?:\w+ )?$")
_GAP = re.compile(
    r"\b(?:difference|gap|margin|lead|advantage|edge|increase|decrease|reduction|drop|rise|decline|fall|"
    r"growth) of (?:\w+ )?$"
)
_BY = re.compile(
    r"\b(?:by|down|up|plus|minus|another|further|additional) (?:about |some |nearly |roughly |around |"
    r"a further |just )?$|"
    r"\b(?:на) (?:\w+ )?$"
)
_UP = re.compile(r"\b(?:up|down) (?:by )?(?:about |some |nearly |roughly |around |just )?$")
_SINCE = re.compile(r" (?:from|since|on|compared (?:to|with)|over) ")
_OF_MEETING = re.compile(r" of (?:meeting|reaching|its|the|that|this|New START|complying)\b")
"""After a figure that is the distance to a limit: "within 11 warheads of meeting"."""
_GROWN = re.compile(r" (?:\w+ )?(?:вырос|увелич|сократ|уменьш|сниз)\w*")
_MOVED = re.compile(
    r"\b(?:ris\w+|rose|fell|fall\w*|grew|grow\w*|drop\w*|cut\w*|reduc\w+|increas\w+|decreas\w+|declin\w+|rais\w+|"
    r"lower\w*|shed\w*|added|went|down|up|сокра\w+|увелич\w+|вырос\w*|снизил\w*|уменьшил\w*)\b",
    re.IGNORECASE,
)
_APART = re.compile(
    r",? (?:[\w-]+ ){0,3}?(?:lower|higher|fewer|(?:more|less) than (?:in|on|at|a|six|half|last|before|previously|"
    r"(?:it|they) (?:had|did|reported|declared|have|has)|the (?:year|same|previous|prior|last))\b|to (?:go|shed|cut|"
    r"retire|remove|lose|spare|eliminate|dismantle|"
    r"decommission)|(?:above|over|below|under|short of|shy of|away from|beyond) (?:(?:the|its|that|treaty|treaty['’]s|"
    r"new|New START|START|New START['’]s|central|final) )*(?:limit|ceiling|cap|threshold|"
    r"level|[0-9][0-9,]+ (?:allowed|permitted)))\b"
)
_DUE = re.compile(
    r"\b(?:must|still to|yet to|(?:has|have|had|needs?|needed|remains?|required|obliged|about|plans?|aims?) to|will|"
    r"осталось|остаётся|остается|предстоит|предстояло|долж\w+|нужно|надо|необходимо|нужно было) "
    r"(?:also |still |now |ещё |еще )?"
    r"(?:shed|cut|remove|eliminate|retire|dismantle|decommission|lose|reduce by|сократить|снять|ликвидировать|убрать|"
    r"уничтожить|списать)(?: ещё| еще)? (?:about |some |around |roughly |nearly |another |a further |at least |"
    r"только |около )?$",
    re.IGNORECASE,
)
"""What is still to be done away with: a distance to a limit."""
_MOST_CHANGED = 500
"""No total declared under New START changed by so much, or was so far from its limit."""


def changed(place: Place) -> bool:
    """Whether a figure is a change or a distance to a limit: "fell by 80", "11 warheads to go", "204 lower"."""
    text, figure, item = place.text, place.item.figure, place.item
    if place.value >= _MOST_CHANGED:
        return False
    if _APART.match(text, figure.end, min(place.sentence[1], item.end + 60)):
        return True
    begin = min(figure.start, figure.bound_start)
    if _DUE.search(text, max(place.sentence[0], begin - 70), begin):
        return True
    if _GAP.search(text, max(place.sentence[0], begin - 40), begin):
        return True
    if _OF_MEETING.match(text, item.end) and text.endswith("within ", 0, figure.start):
        return True
    if _SINCE.match(text, item.end) and _UP.search(text, max(place.sentence[0], begin - 30), begin):
        return True
    told = place.previous
    if told is not None and item.elliptic and _SINCE.match(text, item.end) and _SINCE.match(text, told.end):
        first = min(told.figure.start, told.figure.bound_start)
        return (
            _GAP.search(text, max(place.sentence[0], first - 40), first) is not None
        )  # "55 from 2019 and 72 from 2017"
    if _GROWN.match(text, figure.end) and text.endswith("на ", 0, begin):
        return True
    led = _BY.search(text, max(place.sentence[0], begin - 30), begin)
    return led is not None and _MOVED.search(text, max(place.sentence[0], begin - 90), begin) is not None


def apart(place: Place, party: str | None) -> str | None:
    """Whose a difference is: a Party's own change, or "USA-RUS" where one Party is ahead of the other by it."""
    before = place.text[place.clause : place.item.figure.start]
    if _BETWEEN.search(before):
        return party if len({o.code for o in place.states}) == 1 else "USA-RUS"
    other = next((o.code for o in place.states if o.start >= place.item.end), None)
    if _AHEAD.search(before) and party and other not in (None, party):
        return f"{party}-{other}"  # "holds a lead of 224 warheads over Russia"
    return party


def projected(place: Place) -> bool:
    """Whether a figure is what someone may come to have: "expected to reach", "1,000 by 2030" told before that year."""
    text, start, end = place.text, place.clause, place.item.figure.start
    if _PROPOSED.search(text, start, end) or place.item.kind != "count" or moved_by(place):
        return False
    after = _BY_YEAR.match(text, place.item.end, min(place.following, place.item.end + 50))
    if after and (place.year is None or int(after["year"]) > place.year):
        return True
    if _AIM.search(text, start, min(end, place.item.figure.bound_start)):
        return True
    if _ADDED.search(text, start, end):
        return False  # how many more might be put on missiles, not how many there would be
    return _PROJECTED.search(text, start, end) is not None or _EXPECTED.search(text, start, end) is not None


def moved_by(place: Place) -> bool:
    """Whether a figure is how many would be added or taken away: "shed some 100 by 2030", "600 more by 2026"."""
    text, figure = place.text, place.item.figure
    begin = min(figure.start, figure.bound_start)
    if _MADE.search(text, max(place.sentence[0], begin - 60), begin):
        return True
    return re.match(r" more (?:by|before|within)\b", text[figure.end : figure.end + 13]) is not None


def hoped(place: Place) -> bool:
    """Whether a figure is what might be, or what someone proposes."""
    text, start, end = place.text, place.clause, place.item.figure.start
    return _PROJECTED.search(text, start, end) is not None or _PROPOSED.search(text, start, end) is not None


def foreseen(place: Place) -> bool:
    """Whether a figure is foreseen, proposed, or a change: none of these is in the record."""
    text, start, end = place.text, place.clause, place.item.figure.start
    return (
        hoped(place)
        or WHETHER.search(place.text, place.sentence[0], end) is not None
        or moved_by(place)
        or place.says(_PLANNED, place.sentence)
        or projected(place)
        or (place.value < _MOST_CHANGED and _CARRYING.search(text, start, end) is not None)
        or re.search(r"\bby (?:about |some |nearly )?$", text[max(start, end - 16) : end]) is not None
    )
