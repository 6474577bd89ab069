"""What a counted figure is: a limit, a declared figure or an estimate, of which treaty, and whose."""

from __future__ import annotations

import re

from armscontrol.diplomacy.figures.antecedents import of_those, of_world, unclear, who
from armscontrol.diplomacy.figures.bounds_known import (
    new_start,
    new_start_of,
    new_start_since,
)
from armscontrol.diplomacy.figures.changes import apart, changed, foreseen, hoped, projected
from armscontrol.diplomacy.figures.counting import COUNTER
from armscontrol.diplomacy.figures.cues import (
    DAY_OF_DATA,
    DECLARED,
    ELIMINATED,
    ESTIMATED,
    HAVING,
    POSSESSIVE,
    TO_BE_HELD,
)
from armscontrol.diplomacy.figures.owners import each_after, leader, of_all, of_both, owner_of, owners, together
from armscontrol.diplomacy.figures.place import TOTALS, Place
from armscontrol.diplomacy.figures.quantities import BOUND, PLAIN, WORLD, declared_name, estimate_name, limit_name
from armscontrol.diplomacy.model import Span

_OWNING = re.compile(rf"{POSSESSIVE.pattern}| \(")
_MORE_OF_THEM = re.compile(
    r"(?: of (?:the|these|those|its))? (?:new|newly built|newly made|extra) (?:nuclear )?(?:warheads|weapons)\b"
)
"""Words of what was added, which is no number that a State has: "60 of the new warheads"."""
_ASIDE = re.compile(r", (?:including|both|among them|counting) [^.;,0-9]{1,90},(?= )")
_CLOSED = re.compile(r"\([^()]{0,80}[0-9][^()]{0,80}\)")
"""Figures in brackets that are closed before another begins, of whose words nothing is its own."""
_ITS_TYPES = {
    "USA": re.compile(r"\b(?:Tridents?|Minuteman|Peacekeepers?|B-[0-9]{1,2}[A-Z]?|Ohio)\b|В-[0-9]{1,2}"),
    "RUS": re.compile(r"\b(?:Topol|Yars|Sarmat|Bulava|Sineva|Tu-[0-9]{2,3}|Avangard|RS-[0-9]{2}|R-36)"),
}
"""Types of which only one of the two great arsenals has any."""
_THERE = re.compile(
    r"\bthere (?:were|was|are|existed|had been) (?:about |some |around |roughly |nearly |over |more than )?$"
)
_ITS_LIMIT = re.compile(
    r"(?P<own>['’]s? (?:own )?(?:[a-z-]+ ){0,2}?(?:limits?|caps?|ceilings?|quota)\b)(?! (?:each|both))|"
    r"[^.;]{0,40}\b(?:its|their) (?:own )?(?:[a-z-]+ ){0,2}?(?:limits?|caps?|ceilings?|quota)\b"
)
_WORLD_BEFORE = re.compile(
    r"(?:world|planet|globe)['’]s (?:(?:nearly|about|some|around|roughly|estimated|total|of) )*$"
)
_WORLD_AFTER = re.compile(
    r" (?:in the world|around the world|worldwide|globally|on the planet|in existence|that (?:still )?exist)\b"
)
_IT = re.compile(
    r"(?:It|Its|The country)\b(?! (?:also |further )?(?:said|says|added|adds|noted|notes|wrote|writes|"
    r"estimate[sd]|puts?)\b)"
)
"""Words that lean on the State named before; "it said" leans on whoever spoke."""
_COUNTER = re.compile(r"\b(?:SIPRI|FAS|Federation of American Scientists|Institute|ICAN|yearbook|[Rr]esearchers)\b")
_TOTAL_OF = re.compile(r"\b(?:a|the) (?:grand |global |world |combined )?total of (?:about |some |around )?$")
_EACH = re.compile(r"\b(?:each|apiece|every|either|per (?:side|party|country))\b|кажд", re.IGNORECASE)
_TAKEN_APART = re.compile(
    r"(?<!\bbe )(?<!\bawait )(?<!\bawaiting )(?:\b(?:were|was|been|has|had|have) (?:been )?(?:dismantled|destroyed|"
    r"disassembled|taken apart|eliminated|scrapped)|"
    r"\b(?:dismantled|destroyed|eliminated|scrapped) (?:\w+ )?$)"
)
_GONE = (" dismantled", " disassembled", " destroyed", " scrapped")
_TOOK_APART = re.compile(
    r"\b(?:dismantled|destroyed|eliminated|scrapped)"
    r"(?: (?:about|some|around|nearly|a|total|of|more|than|over|another))* $"
)
_INCLUDING = re.compile(r", including (?:about |some |nearly )?$")
_COUNTED_SO = re.compile(r"\b(?:accountable|attributed|attributable)\b")
"""Words of a treaty's way of counting, which no estimate has."""
_TYPE = re.compile(r"\bSS-|\bPershing|\bPioneer|\bGLCM")
_ANNOUNCED = re.compile(r"\bannounc\w+|\bmade public\b|объявил\w*")
_BORNE = re.compile(r" (?:(?:deployed|mounted|carried|placed) )?(?:on|by) (?:its |their )?")
_ON = re.compile(r" (?:(?:deployed|mounted|carried|placed) )?(?:on|by) (?:its |their |about |some |just )?")
_DEPLOYED = re.compile(r"\bdeployed|operational|carriers|развёрнут|развернут")
_UNDEPLOYED = re.compile(r"non-?strategic|tactical|non-?deployed")
_PLACED = re.compile(
    r" (?:of (?:them|these|those|which|the (?:\w+ )?(?:ones|warheads|weapons)) )?(?:more )?"
    r"(?:(?:that |which )(?=await|wait|belong)|(?:that |which )?"
    r"(?:are |were |is |was |(?:may|could|might) be |(?:sit|stand|rest)s? |believed to be ))?"
    r"(?:now |currently |already |still )?"
    r"(?:(?:held |kept )?in|await(?:ing|s)?|wait(?:ing|s)?|belong(?:s|ed)? to|deployed|retired|stored|set to be|"
    r"decommissioned|stockpiled|(?:active |military |operational )?stockpiles?|on deployed|"
    r"for (?:potential|military) use|"
    r"for (?:its |their )?operational forces)\b[^,.;0-9]*|"
    r",? (?:that (?:were|are|have been) )?(?:previously|already|since|long) (?:retired|withdrawn|decommissioned)\b"
)
_HELD = re.compile(
    rf"{HAVING.pattern}|{ESTIMATED.pattern}|\b(?:have|with|world|global|stands?|total|combined|hold|arsenal)\b|"
    rf"у США|у России|в мире|мировы|\boutnumber\w*|\bsurpass\w*|\b(?:keeps?|kept|retains?|owns?|operates?)\b",
    re.IGNORECASE,
)
_PAST = re.compile(r"\b(?:19[0-9]{2}|200[0-9]|201[01])\b|peak|disclos|declassif")
_WORLDS = re.compile(
    r"\b[Вв] мире\b|\b(?:world|global|worldwide|planet|nuclear-armed (?:states|countries|nations|powers)|"
    r"nuclear powers|[Nn]ine (?:states|countries|nations))\b"
)
_MOST_DECLARED = 2300
"""No declared number of New START warheads was higher; a higher figure is of something else."""


def party_of(place: Place) -> str | None:
    """A State's code, each or `None`; of a limit each, unless only another State is spoken of.

    Of a type that only one of the two great arsenals has it is that one's, whoever speaks of it.
    """
    party = _party_of(place)
    words = place.text[place.item.figure.end : place.item.end]
    for code, types in _ITS_TYPES.items():
        if place.item.kind == "count" and party in ("USA", "RUS", None) and types.search(words):
            return code
    return party


def _party_of(place: Place) -> str | None:
    """The same by the States named around a figure."""
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
    if item.noun.category == "warheads" and of_all(text, states, sentence[0], figure[0]):
        return WORLD
    own = owner_of(text, sentence, figure, item.end, states, place.clause, place.following)
    if own is None and not states and (led := leader(text, place.clause, figure[0])):
        return led
    if own is None and (meant := who(place)):
        return meant
    if own is None and (of_world(place) or of_those(place)):
        return WORLD
    if own is None and _WORLDS.search(text, max(place.clause, figure[0] - 60), figure[0]):
        return WORLD if item.noun.category == "warheads" else None
    anew = text.startswith("Of ", sentence[0]) and "\n" in text[max(0, sentence[0] - 2) : sentence[0]]
    topic = place.topic if item.noun.category in TOTALS and not anew else None
    if own is None and not states and not of_both(text, *sentence) and topic:
        return topic
    if own is None and item.noun.category in ("inspections", "notifications"):
        return None
    counted_all = own is None and not states and not of_both(text, *sentence)
    if counted_all and _COUNTER.search(text, *sentence) and _TOTAL_OF.search(text, place.clause, figure[0]):
        return WORLD
    listed_under = place.before is not None and text.startswith(":", place.before[1] - 1)
    if own is None and place.before is not None and "\n" in text[place.before[1] : sentence[0]] and not listed_under:
        return None
    if own is None and place.before is not None and not of_both(text, sentence[0], figure[0]) and not unclear(place):
        listed = list(dict.fromkeys(o.code for o in owners(text, *place.before)))
        if len(listed) == 1 or (listed and _IT.match(text, sentence[0])):
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
        planned = TO_BE_HELD.match(text, item.end, min(place.sentence[1], item.end + 60))
        return ("newstart.inspections.conducted" if ours and not planned else None), party
    if category == "notifications":
        return ("newstart.notifications" if ours else None), None if of_both(text, *place.sentence) else party
    if category == "submarines":
        return None, party
    gone = category == "vehicles" or (
        category == "warheads" and _TOOK_APART.search(text, place.clause, item.figure.start)
    )
    if treaty == "inf" and gone and place.says(ELIMINATED, place.sentence):
        if _INCLUDING.search(text, place.clause, item.figure.start) and _TYPE.search(own):
            return None, party  # part of what was destroyed
        passive = re.match(r" (?:were|was|had been|have been) ", text[item.end : item.end + 12])
        two = party == "each" and not _EACH.search(text, place.clause, min(place.following, item.end + 20))
        if (passive or two or party is None) and not any(item.figure.start <= o.start < item.end for o in place.states):
            party = "both"  # "under which 2,692 missiles were destroyed"
        return "inf.eliminated.missiles", party
    tail = text[item.end : min(place.following, item.end + 45)]
    other = [o.code for o in place.states if o.start >= item.end]
    beside = item.elliptic and other and re.match(r"\s(?:more|fewer|less) than\b", tail) and party != other[0]
    if beside or (re.match(r"\s(?:more|fewer|less)\b", own[:8]) and _THAN.search(text, item.end, _far(place))):
        meant = _than_whom(place)
        pair = f"{party}-{other[0]}" if party and other and party != other[0] and meant else party
        return "newstart.declared.difference", pair
    if treaty == "new-start" and category in TOTALS and changed(place) and not hoped(place):
        return "newstart.declared.difference", apart(place, party)
    if (category in TOTALS and changed(place) and not hoped(place)) or _MORE_OF_THEM.match(own):
        return None, party
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
        of_data = (
            place.says(DECLARED, context)
            or place.says(DAY_OF_DATA, place.sentence)
            or re.search(r"deployed|launchers|bombers|разв[её]рнут|пусков", words)
        )
        begin = min(item.figure.start, item.figure.bound_start)
        bearing = place.previous is not None and place.previous.noun.category == "warheads"
        if category == "launchers" and bearing and place.previous and _ON.fullmatch(text, place.previous.end, begin):
            return declared_name("vehicles", "", place.value), party  # those that bear deployed warheads
        if category == "launchers" and _against(place):
            return declared_name("vehicles", "", place.value), party
        if category == "vehicles" and _ALL_VEHICLES.search(text, place.sentence[0], _far(place)):
            return declared_name(category, "non-deployed", place.value), party
        by_size = item.elliptic and not item.noun.words  # as only such data are told apart
        return (declared_name(category, item.noun.words, place.value) if of_data or by_size else None), party
    if _is_declared(place, treaty, own + tail, context) or _of_data_loosely(place, treaty, party, own, context):
        return "newstart.declared.deployed_warheads", party
    both = together(text, place.clause, place.following, place.states)
    if both and party in ("each", None):
        party = both
    start = place.sentence[0] if item.elliptic else place.clause
    placed = _PLACED.match(tail)
    before = _ASIDE.sub("", _CLOSED.sub(" ", f"{item.noun.words} {text[start : item.figure.start]}"))
    year = None if place.says(_PAST, place.sentence) else place.year
    if place.previous is not None and _INCLUDING.search(text, place.clause, item.figure.start):
        begin = min(place.previous.figure.start, place.previous.figure.bound_start)
        if _TOOK_APART.search(text, place.sentence[0], begin):
            return None, party  # "dismantled 11,683 warheads, including 711"
    gone = text.startswith(_GONE, item.figure.end)
    if (
        gone
        or _TAKEN_APART.search(text, max(start, item.figure.start - 30), min(place.sentence[1], item.end + 25))
        or (_TOOK_APART.search(text, place.clause, min(item.figure.start, item.figure.bound_start)))
    ):
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
    if name in PLAIN and _COUNTED_SO.search(own):
        return None, party
    if (
        name == "estimate.total_inventory"
        and treaty in ("start-1", "start-2", "sort")
        and not ESTIMATED.search(text, place.clause, min(place.following, item.end + 40))
    ):
        return None, party  # counted as that treaty counts
    if name in PLAIN and not owned and not place.says(_HELD, context if item.elliptic else place.sentence):
        return None, party
    return name, party


_ALL_VEHICLES = re.compile(
    r"(?:^|(?<=[.!?] )|(?<=[.!?]\n)|(?<=\n))(?:In (?:total|all)|Altogether|Overall|All told),|\bin (?:total|all)\b|"
    r"\b(?:count|includ)\w* (?:the |those |its |their |all )?(?:systems |ones )?"
    r"(?:(?:held )?in )?(?:reserves?|storage)\b"
)
"""Words of all launchers, whether deployed or not: "in total", "counting reserve systems"."""
_THAN = re.compile(r"\bthan\b")
_EARLIER = re.compile(
    r"\b(?:year|months?|ago|it|they|same|previous\w*|last|before|earlier|[12][0-9]{3}|January|February|March|April|May|June|"
    r"July|August|September|October|November|December)\b|[,;]"
)
"""Words after "than" of an earlier day, where another State named later is not whom it is compared with."""


def _far(place: Place) -> int:
    """Where the words of a comparison end at the latest."""
    return min(place.following, place.item.end + 60)


def _than_whom(place: Place) -> bool:
    """Whether the State named next is the one that a figure is compared with, rather than an earlier day."""
    than = _THAN.search(place.text, place.item.end, _far(place))
    other = next((o for o in place.states if o.start >= place.item.end), None)
    if than is None or other is None or than.end() > other.start:
        return False
    return _EARLIER.search(place.text, than.end(), other.start) is None


_STOCK = re.compile(r"\bstockpil\w*|\b(?:deployed and stored|stored and deployed)\b", re.IGNORECASE)
_OF_ALL = re.compile(r"\b(?:inventor\w+|total|overall|altogether|retired|combined)\b", re.IGNORECASE)
_LONG_AGO = re.compile(r"\b(?:decades?|century) (?:before|earlier|ago)\b|\bCold War\b")
_LEAST_OF_ALL = 5_000
"""No estimate of all warheads of Russia or the United States was lower."""


def _against(place: Place) -> bool:
    """Whether launchers are held against the bound on what is deployed: "882 and 521 against a ceiling of 700"."""
    bound = rf"\b(?:ceiling|limit|cap|maximum) of {new_start_of('vehicles'):.0f}\b"
    return re.search(bound, place.text[place.item.end : place.sentence[1]]) is not None


def in_series(place: Place, quantity: str, party: str, told: str | None) -> str:
    """The stockpile again, where figures of it were told of a State and this one has no other word for it."""
    if quantity != "estimate.total_inventory" or party not in BOUND or place.says(_OF_ALL, place.sentence):
        return quantity
    spoken = told == "estimate.stockpile" or (place.before is not None and place.says(_STOCK, place.before))
    low = place.value < _LEAST_OF_ALL or place.says(_PAST, place.sentence) or place.says(_LONG_AGO, place.sentence)
    return "estimate.stockpile" if spoken and low and place.value >= _MOST_DECLARED else quantity


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
    announced = place.says(_ANNOUNCED, place.sentence) or place.says(DAY_OF_DATA, place.sentence)
    declared = declared or (announced and place.year is not None and place.year >= new_start_since().year)
    if _DEPLOYED.search(words) and not _UNDEPLOYED.search(words):
        return (declared or not unofficial) and place.value < _MOST_DECLARED
    return declared and not unofficial and place.value < _MOST_DECLARED


_LOOSELY = re.compile(r"\bstockpil\w*|\barsenals?\b|\baccountable\b", re.IGNORECASE)
_OF_ESTIMATES = re.compile(
    r"Scientists|\bFAS\b|SIPRI|Stockholm|Bulletin|Notebook|Kristensen|\bKorda\b|\bICAN\b|Association|[Ee]stimat|inventor|"
    r"retired|reserve|stored|tactical|non-?strategic|dismantle|believed|thought to"
)


def _of_data_loosely(place: Place, treaty: str | None, party: str | None, own: str, context: Span) -> bool:
    """Whether what a treaty's data count is told as a "stockpile" or an "arsenal", which never was so small."""
    if treaty != "new-start" or party not in BOUND or not _LEAST_LOOSELY <= place.value < _MOST_DECLARED:
        return False
    if place.value % 50 == 0 and not _COUNTED_SO.search(own):
        return False  # a round number is an estimate
    if not place.says(_LOOSELY, place.sentence) or place.says(_OF_ESTIMATES, context):
        return False
    return place.says(DECLARED, context) or "new-start" in place.named.within(*context)


_LEAST_LOOSELY = 1_000
"""No Party declared fewer warheads."""


def follows_declared(place: Place) -> bool:
    """Whether a figure after declared ones in its sentence may be another: no words of estimates stand beside it."""
    near = place.clause, min(place.following, place.item.end + 40)
    return place.value < _MOST_DECLARED and not ESTIMATED.search(place.text, *near) and not foreseen(place)
