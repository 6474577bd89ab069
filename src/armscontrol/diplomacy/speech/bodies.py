"""Which body "the ministry", "the foreign ministry" or "the agency" is, and who holds an office on the day."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from itertools import islice

from armscontrol.diplomacy.speech.actors import actors, family_name, find, holders, key
from armscontrol.diplomacy.speech.heard import Heard
from armscontrol.diplomacy.speech.mentions import Mention, ending
from armscontrol.diplomacy.speech.nouns import BODIES, NATIONS
from armscontrol.diplomacy.speech.persons import Names
from armscontrol.diplomacy.speech.titles import CHIEFS, OF_PRESIDENT, PRESIDENTS
from armscontrol.diplomacy.speech.words import tokens

Resolved = tuple[Mention | None, str, str]
"""A speaker, the id of the sieve and the confidence."""


def ministry_of(party: str, mention: Mention) -> Resolved | None:
    """The ministry of a Party that the table has by that name."""
    kind = mention.name.replace("Defence", "Defense").replace("Ministry of Foreign Affairs", "Foreign Ministry")
    for a in actors().values():
        if a.party == party and a.kind == "organization" and a.name.endswith(kind):
            named_so = replace(mention, name=a.name, kind="organization", party=party, known=True)
            return named_so, "definite-body", "likely"
    return None


def state_of(party: str, mention: Mention) -> Resolved | None:
    """The State that a Party is, for "the government" and "the side" of it."""
    state = next((a for a in actors().values() if a.kind == "state" and a.party == party), None)
    if state is None:
        return None
    return replace(mention, name=state.name, kind="state", party=party, known=True), "definite-body", "likely"


def ministry(mention: Mention, own: str | None, recent: list[Heard], beside: str | None = None) -> Resolved:
    """Whose ministry is meant where only its kind is named: `own`, that of one named before, or of who spoke.

    `beside` is the Party of the State that opens the sentence: where nothing else tells, another is not guessed.
    """
    if own:
        told = ministry_of(own, mention)
        return told or (replace(mention, kind="organization", party=own), "definite-body", "likely")
    since: set[str] = set()
    """Parties of the States that opened a sentence since: the ministry may be theirs."""
    for heard in recent:
        for m in reversed([*heard.named, *heard.spoke]):
            if m.kind == "organization" and m.known and m.name.endswith(mention.name.replace("Defence", "Defense")):
                if m.party and since - {m.party}:
                    return None, "definite-open", "open"
                return replace(m, span=mention.span, words=mention.words), "definite-body", "likely"
            if m.kind == "person" and m.role and "Foreign Ministry" in m.role and m.party:
                owner = find(f"{m.role.split()[0]} {mention.name}")
                if owner is not None:
                    return (
                        replace(mention, name=owner.name, kind="organization", party=owner.party, known=True),
                        "definite-body",
                        "likely",
                    )
        lead = heard.leading if heard.clause is not None else None
        if lead is not None and lead.kind == "state" and lead.party not in (None, "USA"):
            since.add(lead.party)
    parties = [m.party for heard in recent for m in heard.spoke if m.party not in (None, "USA")]
    leading = [h.leading for h in recent if h.clause is not None]
    states = {m.party for m in leading if m is not None and m.party not in (None, "USA")}
    foreign = beside not in (None, "USA", "RUS")
    party = parties[0] if parties else states.pop() if len(states) == 1 else None if states or foreign else "RUS"
    known = ministry_of(party, mention) if party else None
    return known or (replace(mention, kind="organization"), "definite-body", "likely")


def office(inner: list[str], mention: Mention, day: date | None) -> Mention | None:
    """The holder of an office on the day, where its words tell which office: "the Kremlin spokesman"."""
    party = mention.party
    if mention.head == "diplomat" and "top" in inner and party:
        title = "Secretary of State" if party == "USA" else "Minister of Foreign Affairs"
    elif mention.head in ("president", "leader") and len(inner) == 2 and party:
        title = "President"
    elif mention.head == "minister" and len(inner) == 3 and inner[1] in ("foreign", "defense", "defence") and party:
        title = "Minister of Foreign Affairs" if inner[1] == "foreign" else "Minister of Defence"
    elif mention.head in ("spokesman", "spokesperson") and mention.words[0] in "KP" and inner[:-1] in OF_PRESIDENT:
        title, party = "Press Secretary of the President", "RUS"
    elif mention.head == "chief" and key(" ".join(inner[:-1])) in CHIEFS:
        title, party = CHIEFS[key(" ".join(inner[:-1]))], None
    elif mention.head == "secretary" and party == "USA" and len(inner) == 2:
        title = "Secretary of Defense" if inner[0] in ("defense", "defence") else "Secretary of State"
    else:
        return None
    held = holders(title, party, day)
    if len(held) != 1:
        return None
    actor = actors()[held[0]]
    return replace(
        mention,
        name=actor.name,
        kind="person",
        gender=actor.gender,
        party=actor.party,
        role=mention.words,
        known=True,
    )


def body(mention: Mention, inner: list[str], recent: list[Heard], day: date | None) -> Resolved:
    """The body named or heard before that a description stands for."""
    head = mention.head
    for heard in recent:
        for m in reversed([*heard.named, *heard.spoke]):
            name = m.name.lower()
            if _another(mention, m):
                continue
            same = (
                head in name
                or (head == "alliance" and m.name == "NATO")
                or (head in ("agency", "watchdog") and m.name == "International Atomic Energy Agency")
                or (head == "bloc" and m.name in ("NATO", "European Union"))
                or (head in ("institute", "group", "organization", "association") and m.kind == "organization")
                or (head == "agency" and m.kind == "media")
                or (head == "agency" and m in heard.spoke and not any(n.kind == "media" for n in heard.named))
            )
            governs = head in ("government", "side") and m.kind == "state" and m in heard.spoke
            if governs or (same and m.kind in ("organization", "media")):
                return replace(m, span=mention.span), "definite-body", "likely"
            if head == "administration" and m.kind == "person" and m.name in PRESIDENTS:
                return _administration(mention, m.name), "definite-body", "likely"
            if head == "ministry" and m.kind == "person" and m.role and "Ministry" in m.role:
                owner = find(" ".join(m.role.split()[:3])) or find(" ".join(m.role.split()[:2]))
                if owner is not None and owner.kind == "organization":
                    return (
                        replace(mention, name=owner.name, kind="organization", party=owner.party),
                        "definite-body",
                        "likely",
                    )
    if head == "administration":
        held = holders("President", "USA", day)
        if len(held) == 1 and (len(inner) == 1 or inner[0] in ("us", "u.s", "american")):
            return _administration(mention, held[0]), "definite-body", "likely"
    if head == "alliance":
        return replace(mention, name="NATO", kind="organization", known=True), "definite-body", "likely"
    if mention.party is None and len(inner) == 1:
        return None, "definite-open", "open"
    nation = next((w for w in inner if NATIONS.get(w)), None)
    if head in ("side", "government", "military", "army", "delegation") and nation and mention.party:
        own = state_of(mention.party, mention) if head in ("side", "government") else None
        if own is not None:
            return own
    return replace(mention, kind="organization"), "definite-body", "likely"


def _administration(mention: Mention, president: str) -> Mention:
    name = f"{family_name(actors()[president])} administration"
    return replace(mention, name=name, kind="organization", party="USA", known=True)


def _another(mention: Mention, m: Mention) -> bool:
    """Whether a description with a nation or a name of its own is not of that body: "the French delegation"."""
    if mention.party and m.party and mention.party != m.party:
        return True
    own = [w.lower() for w in mention.words.split()[:-1] if w[0].isupper() and w.lower() not in NATIONS]
    return mention.head in BODIES and any(w.removesuffix("’s").removesuffix("'s") not in m.name.lower() for w in own)


_ABOUT = 60
"""Characters before the word for a body in which its name stands."""
_MOST = 40
"""Places of one word that are looked at."""


def alone(masked: str, head: str, known: Names) -> Mention | None:
    """The body of a kind that a text names with its nation or name, where it names only one."""
    found: dict[str, Mention] = {}
    for match in islice(re.finditer(rf"\b{re.escape(head)}\b", masked, re.IGNORECASE), _MOST):
        low = max(0, match.start() - _ABOUT)
        told = ending(tokens(masked[low : match.end()], low), known)
        if told is not None and told.span[1] == match.end() and (told.party or told.known):
            kind = told.kind if told.kind in ("organization", "state") else "organization"
            found[told.name] = replace(told, kind=kind)
    return next(iter(found.values())) if len(found) == 1 else None
