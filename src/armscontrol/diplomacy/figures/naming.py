"""What a counted figure is: a limit, a declared figure or an estimate, of which treaty, and whose."""

from __future__ import annotations

import re

from armscontrol.diplomacy.figures.antecedents import of_world, unclear, who
from armscontrol.diplomacy.figures.bounds_known import (
    new_start,
    new_start_of,
    new_start_since,
    sort_bound,
    sort_since,
    start_1,
    yearly_inspections,
)
from armscontrol.diplomacy.figures.changes import apart, changed, foreseen, hoped, projected
from armscontrol.diplomacy.figures.counting import ALL, COUNTER, IN_ALL, LIMIT, LIMIT_AFTER
from armscontrol.diplomacy.figures.owners import each_after, leader, of_both, owner_of, owners, together
from armscontrol.diplomacy.figures.place import TOTALS, Place
from armscontrol.diplomacy.figures.quantities import BOUND, WORLD, declared_name, estimate_name, limit_name
from armscontrol.diplomacy.model import Span

_ALLOWED_AFTER = re.compile(
    r" (?:\w+ ){0,4}?(?:allowed|permitted|provided for|stipulated|set (?:by|in|out)|"
    r"agreed)\b"
)
_SOFT_LIMIT = re.compile(
    r"\b(?:reduc\w+|cut(?:s|ting)?|lower\w*|slash\w*|up to|down to|scal\w+|bring\w*|сократить|сокращ\w+|до)\b",
    re.IGNORECASE,
)
_HAVING = re.compile(
    r"\b(?:has|had|holds?|held|possess\w*|declared|reported|deploys|fields|fielded|maintains|currently|now has|"
    r"there (?:are|were)|"
    r"which number|number(?:s|ed|ing) |estimated?|inventory|stockpiles?|arsenals?|owns?|stood at|stands at|"
    r"counted|имеет|располагает|насчитыва\w+|"
    r"обладает)\b|"
    r"\bhave (?!(?:agreed|pledged|committed|undertaken|to)\b)",
    re.IGNORECASE,
)
_POSSESSIVE = re.compile(r"(?:['’]s?) (?:about |some |around |own |total of )?")
_OWNING = re.compile(rf"{_POSSESSIVE.pattern}| \(")
_THERE = re.compile(
    r"\bthere (?:were|was|are|existed|had been) (?:about |some |around |roughly |nearly |over |more than )?$"
)
_MODAL = re.compile(r"\b(?:may|can|must|shall|should|allowed to|permitted to)(?: (?:not|only|each|never))? $")
_COMING = re.compile(
    r"(?<!not )\b(?:could|might|would|will|may|to)(?: (?:soon|well|eventually|even|already|easily|then))? $"
)
_ITS_LIMIT = re.compile(
    r"(?P<own>['’]s? (?:own )?(?:[a-z-]+ ){0,2}?(?:limits?|caps?|ceilings?|quota)\b)(?! (?:each|both))|"
    r"[^.;]{0,40}\b(?:its|their) (?:own )?(?:[a-z-]+ ){0,2}?(?:limits?|caps?|ceilings?|quota)\b"
)
_WORLD_BEFORE = re.compile(
    r"(?:world|planet|globe)['’]s (?:(?:nearly|about|some|around|roughly|estimated|total|of) )*$"
)
_WORLD_AFTER = re.compile(r" (?:in the world|around the world|worldwide|globally|on the planet)\b")
_CEILING_TO = re.compile(
    r"\b(?:rais|lift|increas|lower|reduc|cut|set)\w* [^.;]{0,40}\b(?:cap|ceiling|limit)s?\b[^.;]{0,60}\b(?:to|at) "
    r"(?:\w+ )?$"
)
_COUNTER = re.compile(r"\b(?:SIPRI|FAS|Federation of American Scientists|Institute|ICAN|yearbook|[Rr]esearchers)\b")
_TOTAL_OF = re.compile(r"\b(?:a|the) (?:grand |global |world |combined )?total of (?:about |some |around )?$")
_EACH = re.compile(r"\b(?:each|apiece|every|either|per (?:side|party|country))\b|кажд", re.IGNORECASE)
_DENIED = re.compile(r"(?:\bnot|n['’]t|\bnever|\bwithout) $")
_GENERAL = re.compile(r"\b(?:treaty|pact|accord|agreement|deal|START|договор\w*|СНВ)\b", re.IGNORECASE)
ESTIMATED = re.compile(
    r"Federation of American Scientists|\bFAS\b|SIPRI|Stockholm International|Bulletin of the Atomic|"
    r"Nuclear Notebook|Kristensen|"
    r"\bKorda\b|\bICAN\b|Arms Control Association|estimat|inventor|stockpil|arsenal|retired|in reserve|tactical|"
    r"non-?strategic|dismantle|"
    r"combined stock|experts? (?:say|believe)|believed|thought to|запас",
    re.IGNORECASE,
)
DECLARED = re.compile(
    r"declar|data exchange|exchange of data|exchanged data|aggregate|fact ?sheet|State Department|"
    r"Department of State|according to (?:the )?"
    r"(?:latest |new |official )?(?:New START|treaty|data|figures)|treaty data|\bdata (?:as of|published|released|"
    r"show)|accountable|"
    r"(?:last|latest|previous|new) exchange|notified|(?:released|published|issued) by|(?:and|or) non-?deployed|"
    r"неразв[её]рн|[Пп]о данным на|figures (?:released|published)|[Ff]oreign [Mm]inistry (?:said|reported|"
    r"published)|МИД",
)
_YEARLY = re.compile(
    r"\b(?:a year|per year|each year|every year|yearly|annual(?:ly)?|per annum|в год|ежегодн\w+|a treaty year|"
    r"per treaty year)\b",
    re.IGNORECASE,
)
_DONE = re.compile(
    r"\b(?:conducted|carried out|completed|performed|took place|taken place|held|made|since|провел\w*|провед\w+)\b",
    re.IGNORECASE,
)
_INF_SIGNERS = re.compile(r"\b(?:Reagan|Gorbachev)|1987\b|Рейган|Горбач[её]в")
"""Who "the treaty" is of where missiles were destroyed under one that a text leaves unnamed."""
_ELIMINATED = re.compile(r"\b(?:eliminat|destroy|scrap|dismantl|remov)\w*|\b(?:got|get|getting) rid of", re.IGNORECASE)
_TAKEN_APART = re.compile(
    r"(?<!\bbe )(?<!\bawait )(?<!\bawaiting )(?:\b(?:were|was|been|has|had|have) (?:dismantled|destroyed|"
    r"eliminated|scrapped)|"
    r"\b(?:dismantled|destroyed|eliminated|scrapped) (?:\w+ )?$)"
)
_BORNE = re.compile(r" (?:(?:deployed|mounted|carried|placed) )?(?:on|by) (?:its |their )?")
_DEPLOYED = re.compile(r"\bdeployed|operational|carriers|развёрнут|развернут")
_UNDEPLOYED = re.compile(r"non-?strategic|tactical|non-?deployed")
_PLACED = re.compile(
    r" (?:of (?:them|these|those|which|the (?:\w+ )?(?:ones|warheads|weapons)) )?(?:more )?"
    r"(?:(?:that |which )(?=await|wait|belong)|(?:that |which )?"
    r"(?:are |were |is |was |(?:may|could|might) be |(?:sit|stand|rest)s? |believed to be ))?(?:now )?"
    r"(?:(?:held |kept )?in|await(?:ing|s)?|wait(?:ing|s)?|belong(?:s|ed)? to|deployed|retired|stored|set to be|"
    r"on deployed|for (?:potential|military) use|for (?:its |their )?operational forces)\b[^,.;]*"
)
_HELD = re.compile(
    rf"{_HAVING.pattern}|{ESTIMATED.pattern}|\b(?:have|with|world|global|stands?|total|combined|hold|arsenal)\b|"
    rf"у США|у России|в мире|мировы|\boutnumber\w*|\bsurpass\w*|\b(?:keeps?|kept|retains?|owns?|operates?)\b",
    re.IGNORECASE,
)
PLAIN = ("estimate.total_inventory", "estimate.stockpile")
_PAST = re.compile(r"\b(?:19[0-9]{2}|200[0-9]|201[01])\b|peak|disclos|declassif")
_WORLDS = re.compile(
    r"\b[Вв] мире\b|\b(?:world|global|worldwide|planet|nuclear-armed states|nuclear powers|"
    r"[Nn]ine (?:states|countries|nations))\b"
)
_MOST_DECLARED = 2300
"""No declared number of New START warheads was higher; a higher figure is of something else."""


def kind_of(place: Place) -> str:
    """Limit or count: the cue nearest before the figure decides, and a figure joined to a limit is one."""
    text, item, figure, clause, end = place.text, place.item, place.item.figure, place.clause, place.sentence[1]
    if item.noun.category == "inspections":
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
    if LIMIT_AFTER.match(text, figure.end, min(end, figure.end + 60)) or _ALLOWED_AFTER.match(text, figure.end, end):
        return "limit"
    window = text[clause : figure.start]
    owned = next((o for o in reversed(place.states) if clause <= o.start and o.end <= figure.start), None)
    if owned and _POSSESSIVE.fullmatch(text, owned.end, figure.start):
        return "count"  # "as is the United States' 1,457"
    if figure.high == sort_bound()[1] and (_of_sort(place) or "sort" in place.named.within(*place.sentence)):
        return "limit"
    hard = max((m.end() for m in LIMIT.finditer(window) if _binds(place, window, m)), default=-1)
    soft = max((m.end() for m in _SOFT_LIMIT.finditer(window)), default=-1)
    having = max((m.end() for m in _HAVING.finditer(window) if not _MODAL.search(window, 0, m.start())), default=-1)
    about = _GENERAL.search(text, place.sentence[0], figure.start) is not None
    main = new_start_of("warheads")
    fixed = place.value in new_start() or (figure.high or place.value) in {sort_bound()[1], *start_1()}
    if hard > having or _CEILING_TO.search(text, max(place.sentence[0], figure.start - 130), figure.start):
        return "limit"
    if soft > having and (about or fixed) and not re.search(r"\b(?:has|had|already) (?:reduc|cut)", window):
        return "limit"
    if having >= 0:
        alike = place.value == main and place.says(_GENERAL, place.sentence)
        return "limit" if alike and not place.says(DECLARED, place.sentence) else "count"
    falling = re.search(r"\bfrom (?:about |some |around |the current )?$", window)
    if not falling and place.previous is not None and place.previous.kind == "limit" and len(window) < 120:
        return "limit"
    if place.previous is not None and place.previous.kind == "count" and place.value != main:
        return "count"
    return "limit" if fixed and not falling and (about or place.value == main) else "count"


def _binds(place: Place, window: str, cue: re.Match[str]) -> bool:
    """Whether a word of limits sets one: not "does not limit", nor "may have" or "could exceed" of what may come."""
    if _DENIED.search(window, 0, cue.start()):
        return False
    if cue[0].lower().startswith(("may ", "can ")):
        return place.says(_GENERAL, place.sentence) or of_both(window, 0, cue.end())
    return not (cue[0].lower().startswith("exceed") and _COMING.search(window, 0, cue.start()))


def _of_sort(place: Place) -> bool:
    """Whether a range is the Moscow Treaty's own, told since its signature."""
    return (place.value, place.item.figure.high) == sort_bound() and (
        place.year is None or place.year >= sort_since().year
    )


def treaty_of(place: Place) -> str | None:
    """The treaty a figure belongs to: by the number where it is one treaty's own, else the name nearest to it."""
    text, item, named = place.text, place.item, place.named
    own = new_start().get(place.value)
    if own == "warheads" or (own == "vehicles" and "new-start" in named.names):
        return "new-start"
    if _of_sort(place) or ((item.figure.high or place.value) == sort_bound()[1] and "sort" in named.names):
        return "sort"
    if place.value in start_1() and "start-1" in named.names:
        return "start-1"
    if here := named.within(place.sentence[0], item.figure.start):
        return here[-1]
    if item.noun.category == "inspections" and item.noun.end <= place.sentence[0]:
        asked = named.within(max(0, item.noun.start - 80), place.sentence[0])  # in the question that it answers
        if asked:
            return asked[-1]
    destroyed = item.noun.category == "vehicles" and place.says(_ELIMINATED, place.sentence)
    if destroyed and set(named.within(*_around(place))) == {"inf"}:
        return "inf"
    if destroyed and not named.within(*_around(place)) and place.says(_INF_SIGNERS, _around(place)):
        return "inf"
    after = named.within(item.end, min(place.following, item.end + 60))
    if after and re.match(r"[^.;,]{0,40}\b(?:under|of|by|in|set|imposed)\b", text[item.end : item.end + 60]):
        return after[0]
    near = named.at(*place.sentence)
    if near not in ("new-start", "sort") and _dated_later(place) and not named.within(*_around(place)):
        return "new-start"
    return near


def _around(place: Place) -> Span:
    return (place.before or place.sentence)[0], place.sentence[1]


def _dated_later(place: Place) -> bool:
    """Whether figures that a text of New START's time calls declared can only be its own."""
    return (
        place.year is not None
        and place.year >= new_start_since().year
        and place.item.noun.category in TOTALS
        and place.item.kind == "count"
        and (place.item.declared or place.declared() or place.says(DECLARED, _around(place)))
        and not re.search(r"\b(?:19[0-9]{2}|200[0-9])\b", place.text[slice(*place.sentence)])
    )


def party_of(place: Place) -> str | None:
    """A State's code, each or `None`; of a limit each, unless only another State is spoken of."""
    text, item, sentence, states = place.text, place.item, place.sentence, place.states
    if item.kind == "limit":
        return _bound(place)
    if each_after(text, item.figure.end, min(place.following, item.end + 30)):
        return "each"
    if item.noun.category == "inspections":
        # "ten inspections in Russia" are not Russia's; "by Russia" are
        states = [
            o for o in states if not re.search(r"\b(?:in|of|at|to) (?:the )?$", text[max(0, o.start - 8) : o.start])
        ]
    figure = (item.figure.start, item.figure.end)
    if item.noun.category == "warheads" and (
        _WORLD_BEFORE.search(text, place.clause, figure[0]) or _WORLD_AFTER.match(text, item.end, sentence[1])
    ):
        return WORLD
    own = owner_of(text, sentence, figure, item.end, states, place.clause, place.following)
    if own is None and not states and (led := leader(text, place.clause, figure[0])):
        return led
    if own is None and (meant := who(place)):
        return meant
    if own is None and of_world(place):
        return WORLD
    if own is None and _WORLDS.search(text, max(place.clause, figure[0] - 60), figure[0]):
        return WORLD if item.noun.category == "warheads" else None
    if own is None and not states and not of_both(text, *sentence) and item.noun.category in TOTALS and place.topic:
        return place.topic
    if own is None and item.noun.category in ("inspections", "notifications"):
        return None
    counted_all = own is None and not states and not of_both(text, *sentence)
    if counted_all and _COUNTER.search(text, *sentence) and _TOTAL_OF.search(text, place.clause, figure[0]):
        return WORLD
    if own is None and place.before is not None and "\n" in text[place.before[1] : sentence[0]]:
        return None
    if own is None and place.before is not None and not of_both(text, sentence[0], figure[0]) and not unclear(place):
        listed = list(dict.fromkeys(o.code for o in owners(text, *place.before)))
        if len(listed) == 1 or (listed and re.match(r"(?:It|Its|The country)\b", text[sentence[0] : sentence[0] + 12])):
            own = listed[0]
    return own


def _bound(place: Place) -> str:
    """Whose limit it is: each Party's, but one State's where the words say so or no treaty is spoken of."""
    states, text = place.states, place.text
    codes = {o.code for o in states}
    alone = len(codes) == 1
    treaty = place.named.within(*place.sentence) or place.value in new_start()
    if alone and not codes & set(BOUND) and not treaty:
        return states[0].code
    before = [o for o in states if o.end <= place.item.figure.start]
    its = _ITS_LIMIT.match(text, before[-1].end, place.item.figure.start) if before else None
    if its and (alone or its["own"]):
        return before[-1].code
    return "each"


def named_as(place: Place, treaty: str | None, party: str | None) -> tuple[str | None, str | None]:
    """Quantity and Party of a figure whose kind is known; both Parties where a figure is of two."""
    text, item, category = place.text, place.item, place.item.noun.category
    own = text[item.figure.end : item.end]
    if item.kind == "limit":
        kind = text[item.figure.end : min(place.following, max(item.end, item.figure.end + 35))]
        words = f"{own}{kind} {item.noun.words}"
        return limit_name(treaty, category, words, place.value, item.figure.high, party), party
    ours = treaty in ("new-start", None)
    if category == "inspections":
        of_two = party in (None, "each") and of_both(text, place.clause, item.figure.start)
        if of_two and not _EACH.search(text, place.clause, min(place.following, item.end + 20)):
            party = "both"  # "the two carried out 328"
        return ("newstart.inspections.conducted" if ours else None), party
    if category == "notifications":
        return ("newstart.notifications" if ours else None), None if of_both(text, *place.sentence) else party
    if category == "submarines":
        return None, party
    if treaty == "inf" and place.says(_ELIMINATED, place.sentence):
        passive = re.match(r" (?:were|was|had been|have been) ", text[item.end : item.end + 12])
        two = party == "each" and not _EACH.search(text, place.clause, min(place.following, item.end + 20))
        if (passive or two or party is None) and not any(item.figure.start <= o.start < item.end for o in place.states):
            party = "both"  # "under which 2,692 missiles were destroyed"
        return "inf.eliminated.missiles", party
    tail = text[item.end : min(place.following, item.end + 45)]
    other = [o.code for o in place.states if o.start >= item.end]
    beside = item.elliptic and other and re.match(r"\s(?:more|fewer|less) than\b", tail) and party != other[0]
    if beside or (re.match(r"\s(?:more|fewer|less)\b", own[:8]) and re.search(r"\bthan\b", tail)):
        pair = f"{party}-{other[0]}" if party and other and party != other[0] else party
        return "newstart.declared.difference", pair
    if treaty == "new-start" and category in TOTALS and changed(place) and not hoped(place):
        return "newstart.declared.difference", apart(place, party)
    if item.declared and treaty == "new-start" and place.value < _MOST_DECLARED:
        words = "non-deployed" if category == "launchers" else "deployed"
        return declared_name(category, words, place.value), party
    falling = re.search(r"\bfrom (?:about |some |around |the current )?$", text[place.clause : item.figure.start])
    if category == "warheads" and projected(place):
        return "estimate.projection", party
    if foreseen(place) or (falling and place.previous is not None and place.previous.kind == "limit"):
        return None, party
    context = place.sentence if place.before is None else (place.before[0], place.sentence[1])
    if category != "warheads":
        if treaty != "new-start":
            return None, party
        words = (
            text[item.figure.end : item.figure.end + 10]
            + own
            + item.noun.words
            + (place.previous.noun.words if place.previous else "")
        )
        of_data = place.says(DECLARED, context) or re.search(r"deployed|launchers|bombers|разв[её]рнут|пусков", words)
        return (declared_name(category, item.noun.words, place.value) if of_data else None), party
    if _is_declared(place, treaty, own + tail, context):
        return "newstart.declared.deployed_warheads", party
    both = together(text, place.clause, place.following, place.states)
    if both and party in ("each", None):
        party = both
    start = place.sentence[0] if item.elliptic else place.clause
    placed = _PLACED.match(tail)
    before = f"{item.noun.words} {text[start : item.figure.start]}"
    year = None if place.says(_PAST, place.sentence) else place.year
    if _TAKEN_APART.search(text, max(start, item.figure.start - 30), min(place.sentence[1], item.end + 25)):
        return None, party
    if party == WORLD and item.elliptic and _THERE.search(text, place.clause, item.figure.start):
        return "estimate.total_inventory", party  # whatever was counted of others before it
    name = estimate_name(category, own + (placed[0] if placed else ""), before, place.value, party, year)
    owned = any(
        o.end <= item.figure.start
        and _OWNING.fullmatch(text, o.end, max(o.end, min(item.figure.start, item.figure.bound_start)))
        for o in place.states
    )
    owned = owned or (item.elliptic and place.says(COUNTER, place.sentence))
    if name in PLAIN and not owned and not place.says(_HELD, context if item.elliptic else place.sentence):
        return None, party
    return name, party


def _is_declared(place: Place, treaty: str | None, after: str, context: Span) -> bool:
    """Whether a number of warheads is one of New START's declared ones rather than an estimate."""
    text, item = place.text, place.item
    if treaty != "new-start" or ESTIMATED.search(text, place.clause, item.figure.start) or ESTIMATED.search(after):
        return False
    if _BORNE.fullmatch(text, item.end, place.following) and place.value < _MOST_DECLARED:
        return True  # "1,512 warheads on 498 deployed launchers"
    unofficial = place.says(ESTIMATED, place.sentence)
    declared = place.says(DECLARED, place.sentence)
    if not unofficial and not declared and place.before is not None:
        declared = place.says(DECLARED, context)
    declared = declared or place.declared() or "new-start" in place.named.within(*place.sentence)
    words = item.noun.words + text[item.figure.end : item.end]
    if _DEPLOYED.search(words) and not _UNDEPLOYED.search(words):
        return (declared or not unofficial) and place.value < _MOST_DECLARED
    return declared and not unofficial and place.value < _MOST_DECLARED


def follows_declared(place: Place) -> bool:
    """Whether a figure after declared ones in its sentence may be another: no words of estimates stand beside it."""
    near = place.clause, min(place.following, place.item.end + 40)
    return place.value < _MOST_DECLARED and not ESTIMATED.search(place.text, *near) and not foreseen(place)
