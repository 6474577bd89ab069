"""Whom a title may stand for: what each word says of an office, and what speaks against it."""

from __future__ import annotations

import re
from datetime import date

from armscontrol.diplomacy.speech.actors import role_on
from armscontrol.diplomacy.speech.cues import listed
from armscontrol.diplomacy.speech.mentions import Mention
from armscontrol.diplomacy.speech.nouns import NATIONS

_STATE = ("president", "minister", "secretary of", "ambassador", "spokes", "press secretary", "chancellor", "admiral")
AGAINST = {
    "expert": _STATE,
    "analyst": _STATE,
    "researcher": _STATE,
    "scientist": _STATE,
    "scholar": _STATE,
    "specialist": _STATE,
}
"""Titles that speak against being meant by a general word."""
_SPOKES = listed("spokesman spokeswoman spokesperson")


def akin(one: str, other: str) -> bool:
    """Whether two descriptions may be of one person."""
    return (
        one.rstrip("s") == other.rstrip("s")
        or (one in _SPOKES and other in _SPOKES)
        or ({one.removesuffix("s"), other.removesuffix("s")} <= {"official", "diplomat", "source", *_SPOKES})
    )


_WORDS = {
    "spokesman": ("spokes", "press secretary"),
    "spokeswoman": ("spokes", "press secretary"),
    "spokesperson": ("spokes", "press secretary"),
    "minister": ("minister",),
    "president": ("president",),
    "diplomat": ("ambassador", "foreign", "diplomat", "envoy", "state", "representative", "negotiator", "ministry"),
    "ambassador": ("ambassador", "representative"),
    "leader": ("president", "leader", "chancellor", "premier"),
    "secretary": ("secretary",),
    "undersecretary": ("undersecretary", "under secretary"),
    "senator": ("senator", "sen."),
    "general": ("general", "gen.", "chief", "commander"),
    "official": ("official", "secretary", "minister", "chairman", "director", "spokes", "deputy", "adviser", "envoy"),
    "negotiator": ("negotiator", "envoy", "ambassador", "minister"),
    "envoy": ("envoy", "ambassador", "representative"),
    "expert": ("expert", "analyst", "director", "researcher", "fellow", "institute", "scientist", "professor"),
    "analyst": ("expert", "analyst", "director", "researcher", "fellow", "institute"),
    "chief": ("chief", "secretary general", "director", "head", "commander"),
    "lawmaker": ("lawmaker", "senator", "chairman", "representative", "deputy", "duma", "rep.", "sen."),
    "adviser": ("adviser", "advisor", "aide"),
    "advisor": ("adviser", "advisor", "aide"),
    "aide": ("aide", "adviser"),
    "director": ("director",),
    "commander": ("commander",),
    "chancellor": ("chancellor",),
    "head": ("head", "director", "minister", "chief", "chairman", "commander"),
    "researcher": ("researcher", "fellow", "scientist"),
    "politician": ("chairman", "president", "deputy", "minister"),
    "representative": ("representative", "spokes", "ambassador"),
    "admiral": ("admiral", "adm.", "commander"),
    "premier": ("premier", "prime minister"),
    "chairman": ("chairman",),
    "secretary-general": ("secretary general", "secretary-general"),
    "director-general": ("director general", "director-general"),
    "scientist": ("scientist", "director"),
    "dictator": ("president", "leader"),
    "strongman": ("president", "leader"),
}


OFFICES = listed("president minister secretary chancellor premier leader")
"""Titles that one person holds at a time: by themselves they stand for their holder or for nobody told."""
_UNDER = re.compile(
    r"\bsecretary[- ]general\b|\b(?:of|to|for|at|in|from)\b.*|\b(?:vice|deputy|former|ex)[- ]\w+|\bpress secretary\b"
)
"""What in a description is no office of its own: "press secretary of the president", "vice president"."""


_OFFICIAL = re.compile(
    r"\b(?:of|for)\s+(?:the\s+)?([\w.’']+)\s+(?:[\w’'.-]+\s+){0,4}?(?:Ministry|Department|Embassy|Government|Parliament|Council|Army|Navy|"
    r"Forces|Mission|Delegation|Commission|Committee|Agency|Administration|Senate|Congress)\b"
)


def party_of(role: str | None) -> str | None:
    """The Party whose body a role is held at: "director of China's Department of Arms Control"."""
    found = _OFFICIAL.search(role) if role else None
    return NATIONS.get(found[1].lower().replace("’", "'")) if found else None


def holds(mention: Mention, head: str, day: date | None) -> bool:
    """Whether a person bears a title, as told or on the day."""
    described = [(mention.role or "").lower(), (role_on(mention.name, day) or "").lower()]
    if head in OFFICES:
        described = [_UNDER.sub("", d) for d in described]
    told = " ".join(described)
    return any(w in told for w in _WORDS.get(head, (head,)))


def fits(mention: Mention, gender: str | None) -> bool:
    """Whether a pronoun or title of that gender may stand for one who was told of."""
    if mention.plural:
        return False
    if mention.kind == "person":
        return gender is None or mention.gender is None or mention.gender == gender
    return mention.kind == "unnamed" and mention.head not in ("ministry", "side")


WANTING = re.compile(
    r"\s+(?:(?:also|still|now|strongly|fully|firmly|only)\s+)?(?:wants?|wanted|hope[sd]?|expect(?:s|ed)?|support(?:s|ed)?|regret\w*|"
    r"urge[sd]?|calls?|called|welcome[sd]?|intend(?:s|ed)?|plans?|planned|reject(?:s|ed)?|oppose[sd]?|insist(?:s|ed)?|stands?|"
    r"favou?r(?:s|ed)?|(?:is|was|remain(?:s|ed)?)\s+(?:\w+ly\s+)?(?:ready|prepared|open|willing|committed|concerned|counting|"
    r"interested|against)|ha(?:s|ve|d)\s+(?:not\s+changed\s+its|no\s+(?:intention|plans)\b)|will\s+never)\b"
)
OF_PRESIDENT = (["kremlin"], ["putin's"], ["kremlin", "press"], ["putin's", "press"])
ISSUED = listed("statement communique communiqué declaration readout release letter sheet fact-sheet")
"""Papers that whoever is named just before has issued; a report may be anybody's."""
PRINTED = listed("newspaper daily magazine broadcaster channel website paper")
CHIEFS = {
    "nato": "Secretary General of NATO",
    "un": "Secretary-General of the United Nations",
    "united nations": "Secretary-General of the United Nations",
    "iaea": "Director General of the International Atomic Energy Agency",
    "eu foreign policy": "High Representative of the European Union for Foreign Affairs",
}
PRESIDENTS = frozenset(["Joe Biden", "Donald Trump", "Barack Obama", "George W. Bush"])
SPEAKING_BODIES = listed(
    "ministry department administration government embassy agency alliance delegation command committee military "
    "army group organization organisation bloc institute council congress senate parliament side association body "
    "watchdog center centre commission foundation"
)
"""Bodies that a description may stand for."""
SEATED = ("ministry", "embassy", "mission", "government")
"""Bodies that the place where they speak tells of."""
OF_COUNTRY = ("country's", "nation's")
MINISTRIES = {
    "foreign ministry": "Foreign Ministry",
    "ministry of foreign affairs": "Foreign Ministry",
    "defense ministry": "Defense Ministry",
    "defence ministry": "Defense Ministry",
    "ministry of defense": "Defense Ministry",
    "ministry of defence": "Defense Ministry",
}
