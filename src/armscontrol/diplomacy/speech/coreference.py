"""Whom "he", "the spokesman" and "the ministry" stand for: the last one who spoke and fits; else it stays open."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date

from armscontrol.diplomacy.speech.actors import find, role_on
from armscontrol.diplomacy.speech.bodies import Resolved, alone, body, ministry, ministry_of, office, state_of
from armscontrol.diplomacy.speech.clauses import Clauses
from armscontrol.diplomacy.speech.heard import Heard
from armscontrol.diplomacy.speech.mentions import Mention
from armscontrol.diplomacy.speech.nouns import BODIES, PEOPLE, REPORTS
from armscontrol.diplomacy.speech.papers import ahead, issuer, sender
from armscontrol.diplomacy.speech.persons import Names, possessive
from armscontrol.diplomacy.speech.phrases import beginning, named
from armscontrol.diplomacy.speech.titles import (
    AGAINST,
    ISSUED,
    MINISTRIES,
    OF_COUNTRY,
    OFFICES,
    PRINTED,
    SEATED,
    SPEAKING_BODIES,
    WANTING,
    akin,
    fits,
    holds,
)

_ITS = ("organization", "state", "media", "paper")
_SUBORDINATING = frozenset(["though", "although", "while", "if", "since", "because", "after", "before", "when", "as"])
_PLACED = 12
"""Words of a sentence in which the place that opens it stands."""
BACK = 8
"""Sentences that are searched backwards for whom a pronoun stands for."""


@dataclass(slots=True)
class Memory:
    """The sentences read so far, last one last."""

    published: date | None
    known: Names
    heard: list[Heard] = field(default_factory=list)
    issued: Mention | None = None
    now: Clauses | None = None
    told_later: dict[int, Mention | None] = field(default_factory=dict)
    bodies: dict[str, Mention | None] = field(default_factory=dict)

    def hear(self, heard: Heard) -> None:
        """Keeps one more sentence, and no more than are ever looked back at."""
        if heard.clause is not None:
            heard.issued = issuer(heard.clause, heard.spoke)
            self.issued = heard.issued or self.issued
        self.heard.append(heard)
        if len(self.heard) > 4 * BACK:
            del self.heard[: -2 * BACK]

    def later(self, masked: str, start: int) -> Mention | None:
        """Who issued a paper, as the sentences from `start` on tell; looked for once a sentence."""
        if start not in self.told_later:
            self.told_later = {start: ahead(masked, start, self.known)}
        return self.told_later[start]

    def elsewhere(self, masked: str, mention: Mention) -> Mention | None:
        """The only body of that kind that the whole text names with its nation or name; looked for once a kind."""
        if " " in mention.words.removeprefix("the ") or mention.party:
            return None
        if mention.head not in self.bodies:
            self.bodies[mention.head] = alone(masked, mention.head, self.known)
        found = self.bodies[mention.head]
        if found is not None and (self._seat(mention) or found.party) != found.party:
            return None  # "In Oslo the ministry said" after the ministry of another State
        return replace(found, span=mention.span) if found is not None else None

    def resolve(self, mention: Mention, here: list[Mention]) -> Resolved:
        """The speaker for a mention with the sieve's id and the confidence; `here` spoke earlier in this sentence."""
        if mention.kind in ("person", "organization", "state", "media"):
            if mention.name in (
                "Foreign Ministry",
                "Defense Ministry",
                "Defence Ministry",
                "Ministry of Foreign Affairs",
            ):
                return ministry(
                    mention, mention.party or self._seat(mention) or self._wanting(), self._recent(), self._opening()
                )
            if mention.words.lower().removeprefix("the ") == "foreign office" and not self.known.british:
                return replace(mention, name="Foreign Office", party=None, known=False), "named", "likely"
            return mention, "named", "sure"
        if mention.kind == "pronoun":
            found = self._pronoun(mention, here)
            if found[0] is None and mention.name == "they" and mention.words.lower() != "they":
                return replace(mention, name=mention.words, kind="unnamed"), "unnamed", "likely"
            return found
        if mention.kind == "definite":
            return self._definite(mention, here)
        if mention.kind == "paper":
            return self._paper(mention, here)
        if mention.kind == "shared":
            return self._bearer(mention, here)
        if mention.head == "them":
            return self._of_them(mention), "unnamed", "likely"
        if mention.plural and " " not in mention.words and mention.span[1] - mention.span[0] > len(mention.words):
            return self._those(mention), "unnamed", "likely"
        return mention, "unnamed", "likely"

    def _bearer(self, mention: Mention, here: list[Mention]) -> Resolved:
        """The only one of several bearers of a family name who was told of last."""
        for heard in [Heard(spoke=here), *self._recent()]:
            told = {m.name: m for m in [*heard.named, *heard.spoke] if m.kind == "person"}
            bearers = [m for name, m in told.items() if name.split()[-1] == mention.name]
            if len(bearers) == 1:
                return replace(bearers[0], span=mention.span), "family-name-last", "likely"
            if bearers:
                break
        return None, "family-name-open", "open"

    def _of_them(self, mention: Mention) -> Mention:
        """ "one of them": one of those without a name who opened a sentence or spoke just before."""
        for heard in self._recent()[:2]:
            for m in [*reversed(heard.spoke), *([heard.leading] if heard.leading is not None else [])]:
                if m.kind == "unnamed" and m.plural:
                    name = m.name if mention.plural else m.name.removesuffix("s")
                    return replace(m, span=mention.span, words=mention.words, name=name, plural=mention.plural)
        return mention

    def _those(self, mention: Mention) -> Mention:
        """ "the sources": those without a name who spoke before, with their fuller description."""
        for heard in self._recent()[:4]:
            for m in reversed(heard.spoke):
                if m.kind == "unnamed" and m.plural and akin(m.head, mention.head):
                    return replace(m, span=mention.span) if " " in m.name else mention
        return mention

    def _recent(self) -> list[Heard]:
        return self.heard[-1 : -BACK - 1 : -1]

    def _pronoun(self, mention: Mention, here: list[Mention]) -> Resolved:
        if mention.name in ("he", "she"):
            gender = mention.gender
            just = [m for m in [*here, *self._before(mention)] if fits(m, gender)]
            if just:
                return just[-1], "pronoun-same-sentence", "likely"
            for heard in self._recent():
                spoke = [m for m in heard.spoke if fits(m, gender)]
                if spoke:
                    return spoke[-1], "pronoun-last-speaker", "likely"
                if heard.untold:
                    return None, "pronoun-open", "open"
                named = list({m.name: m for m in heard.named if m.kind == "person" and fits(m, gender)}.values())
                if len(named) == 1:
                    return named[0], "pronoun-only-person", "likely"
                if named:
                    lead = heard.leading
                    if lead is not None and any(m.name == lead.name for m in named):
                        return lead, "pronoun-subject", "likely"
                    last = self.last_speaker(gender)
                    if last is not None and any(m.name == last.name for m in named):
                        return last, "pronoun-last-speaker", "likely"
                    return None, "pronoun-open", "open"
            return None, "pronoun-open", "open"
        if mention.name == "they":
            for heard in [Heard(spoke=here), *self._recent()[:3]]:
                many = [m for m in heard.spoke if m.plural]
                if many:
                    return many[-1], "pronoun-last-speakers", "likely"
                lead = heard.leading if heard is not None and heard.clause is not None else None
                if lead is not None and lead.plural:
                    return lead, "pronoun-subjects", "likely"
                if heard.spoke:
                    break
            return None, "pronoun-open", "open"
        if not here and (owner := self._owner(mention) or self._same(mention)) is not None:
            return owner, "pronoun-owner", "likely"
        for heard in [Heard(spoke=here), *self._recent()[:4]]:
            bodies = [m for m in heard.spoke if m.kind in _ITS or (m.kind == "unnamed" and m.head not in PEOPLE | {""})]
            if bodies:
                return bodies[-1], "pronoun-last-body", "likely"
            if heard.leading is not None and heard.leading.kind in ("organization", "state", "media"):
                return heard.leading, "pronoun-subject", "likely"
            if heard.leading is not None and heard.leading.kind == "paper":
                return self._paper(heard.leading, here)
            if heard.leading is not None and heard.leading.kind == "definite" and heard.leading.head in BODIES:
                body = self._definite(heard.leading, here)[0]
                if body is not None:
                    return body, "pronoun-subject", "likely"
            if heard.issued is not None and not heard.spoke:
                return heard.issued, "pronoun-paper", "likely"
            if heard.spoke:
                break
        return None, "pronoun-open", "open"

    def _owner(self, mention: Mention) -> Mention | None:
        """The State whose thing opens the sentence: in "Russia's stock fell, as it said" Russia said it."""
        first = self.now.words[0] if self.now is not None and self.now.words else None
        owner = (
            find(first.word) if first is not None and possessive(first.word) and first.end < mention.span[0] else None
        )
        if first is None or owner is None or owner.kind != "state":
            return None
        return Mention((first.start, first.end), first.word, owner.name, "state", party=owner.party, known=True)

    def _before(self, mention: Mention) -> list[Mention]:
        """The one person named before "which he" in its sentence."""
        before = self.now.before(mention.span[0]) if self.now is not None else []
        if not before or before[-1].plain != "which":
            return []
        people = {m.name: m for m in named(before, self.known) if m.kind == "person"}
        return list(people.values()) if len(people) == 1 else []

    def _same(self, mention: Mention) -> Mention | None:
        """The State or body that opens the sentence, where "and it said" goes on with it."""
        if self.now is None:
            return None
        before = self.now.before(mention.span[0])
        first = self.now.words[0] if self.now.words else None
        if before and before[-1].word == "," and first is not None and first.plain in _SUBORDINATING:
            found = beginning(self.now.words[1:], self.known)  # "Though Freedonia left, it said ..."
            subject = found[0] if found is not None and found[0].kind in ("state", "organization") else None
            return subject if subject is not None and subject.span[1] < before[-1].start else None
        lead = self.now.leading()
        if lead is None or lead.kind not in ("state", "organization"):
            return None
        return lead if before and before[-1].plain in ("and", "but", "as") and lead.span[1] < before[-1].start else None

    def last_speaker(self, gender: str | None = None) -> Mention | None:
        """The last person who spoke and may be meant."""
        for heard in self._recent():
            spoke = [m for m in heard.spoke if fits(m, gender)]
            if spoke:
                return spoke[-1]
        return None

    def _opening(self) -> str | None:
        """The Party of the State that opens the sentence being read."""
        lead = self.now.leading() if self.now is not None else None
        return lead.party if lead is not None and lead.kind == "state" else None

    def _wanting(self) -> str | None:
        """The Party that the sentence being read says wants or supports something: its own ministry says so."""
        lead = self.now.leading() if self.now is not None else None
        if self.now is None or lead is None or lead.kind != "state" or not lead.party:
            return None
        return lead.party if WANTING.match(self.now.masked, lead.span[1], self.now.span[1]) else None

    def _seat(self, mention: Mention) -> str | None:
        """The Party of the place that opens this sentence or the one before: "In Paris the ministry said ..."."""
        now = self.now.words[:_PLACED] if self.now is not None else []
        last = self._recent()[0].words[:_PLACED] if self.heard else []
        for words in ([w for w in now if w.start < mention.span[0]], last):
            place = beginning(words[1:], self.known) if words and words[0].plain == "in" else None
            behind = words[1 + place[1] :] if place is not None else []
            if place is None or place[0].kind != "state" or place[0].party == "USA":
                continue
            if words is last and any(m.party not in (None, place[0].party) for m in self._recent()[0].spoke):
                continue  # "In Paris, the Russian envoy said ...": the place was not his
            if not behind or behind[0].word == "," or behind[0].word.islower():
                return place[0].party
        return None

    def _definite(self, mention: Mention, here: list[Mention]) -> Resolved:
        words = mention.words.lower().replace("’", "'")
        inner = words.split()
        if mention.head == "ministry" and mention.party and mention.name.startswith(f"{mention.words} in "):
            kind = "Foreign Ministry" if "foreign" in inner else "Defense Ministry"
            seated = ministry_of(mention.party, replace(mention, name=kind)) if len(inner) == 2 else None
            return seated or (replace(mention, kind="organization"), "definite-body", "likely")
        if inner in (["foreign", "ministry"], ["defense", "ministry"], ["defence", "ministry"]):
            named_so = replace(
                mention, name=f"{inner[0].title()} Ministry".replace("Defence", "Defense"), kind="organization"
            )
            return ministry(
                named_so, named_so.party or self._seat(mention) or self._wanting(), self._recent(), self._opening()
            )
        if inner[0] in OF_COUNTRY and len(inner) > 1 and mention.party is None:
            mention = replace(mention, party=self._country())
            if (own := MINISTRIES.get(" ".join(inner[1:]))) and mention.party:
                its = ministry_of(mention.party, replace(mention, name=own))
                return its or (replace(mention, kind="organization"), "definite-body", "likely")
        held = office(inner, mention, self.published)
        if held is not None:
            return held, "office-on-day", "likely"
        if len(inner) == 1 and mention.head in SEATED and (seat := self._seat(mention)):
            found = body(replace(mention, party=seat), inner, self._recent(), self.published)
            if mention.head == "government":
                return state_of(seat, mention) or (None, "definite-open", "open")
            return found if found[0] is not None and found[0].known else (None, "definite-open", "open")
        if mention.head in SPEAKING_BODIES:
            return body(mention, inner, [*self._here(mention), *self._recent()], self.published)
        gender = mention.gender
        if mention.name.startswith(f"{mention.words} "):
            return replace(mention, kind="unnamed"), "unnamed", "likely"
        if mention.head in AGAINST and len(inner) == 1:
            last = next((m for m in reversed(self._just_spoke(here)) if m.kind in ("person", "unnamed")), None)
            if last is not None and fits(last, gender) and last.kind == "person":
                told = f"{last.role or ''} {role_on(last.name, self.published) or ''}".lower()
                if not any(w in told for w in AGAINST[mention.head]):
                    return replace(last, span=mention.span), "definite-last-speaker", "likely"
        return self._meant(mention, here, len(inner))

    def _country(self) -> str | None:
        """The Party of "the country": the State that opens this sentence or one before it, or is alone in one."""
        now = self.now.leading() if self.now is not None else None
        if now is not None and now.kind == "state":
            return now.party
        for heard in self._recent()[:3]:
            lead = heard.leading
            if lead is not None and lead.kind == "state":
                return lead.party
            of = {m.party for m in [*heard.named, *heard.spoke] if m.party}
            if of:
                return of.pop() if len(of) == 1 else None
        return None

    def _here(self, mention: Mention) -> list[Heard]:
        """What is named before a description in its own sentence."""
        before = self.now.before(mention.span[0]) if self.now is not None else []
        return [Heard(words=before, known=self.known)] if before else []

    def _just_spoke(self, here: list[Mention]) -> list[Mention]:
        return here or next((heard.spoke for heard in self._recent()[:2] if heard.spoke), [])

    def _meant(self, mention: Mention, here: list[Mention], size: int) -> Resolved:
        """The one who was told of last and holds the office or bears the description; open where it may be another."""
        office = size == 1 and mention.head in OFFICES
        chosen: Mention | None = None
        far, sieve = False, ""
        beside = self._beside(mention) if office else set()
        for back, heard in enumerate([Heard(spoke=here), *self._recent()]):
            found = [f for f in self._holding(mention, heard, size, office=office) if f[0].name not in beside]
            if chosen is None and found:
                if len({m.name for m, _ in found}) > 1:
                    break
                chosen, sieve = found[-1]
                far = back > 1
            elif chosen is not None and far and any(m.name != chosen.name for m, _ in found):
                chosen = None  # another may be meant
                break
        if chosen is not None:
            return replace(chosen, span=mention.span), sieve, "likely"
        if office:
            return None, "definite-open", "open"
        return replace(mention, kind="unnamed"), "unnamed", "likely"

    def _beside(self, mention: Mention) -> set[str]:
        """Those named behind a title in its sentence: "the president said he and Example had talked" is not Example."""
        now = self.now
        return {m.name for m in named(now.after(mention.span[1]), self.known)} if now is not None else set()

    def _holding(self, mention: Mention, heard: Heard, size: int, *, office: bool) -> list[tuple[Mention, str]]:
        """Those told of in a sentence who may be meant by a title or a description, each with the sieve's id."""
        found: list[tuple[Mention, str]] = []
        lead = heard.leading if heard.clause is not None else None
        for m in [*heard.spoke, *([lead] if lead is not None and lead.kind == "unnamed" else [])]:
            if mention.party and m.party and mention.party != m.party:
                continue
            if (m.kind == "person" and fits(m, mention.gender) and holds(m, mention.head, self.published)) or (
                m.kind == "unnamed" and m.head and size < 3 and not m.plural and akin(m.head, mention.head)
            ):
                found.append((m, "definite-last-speaker"))
        for m in heard.named:
            if m.kind != "person" or not fits(m, mention.gender):
                continue
            if mention.party and m.party and mention.party != m.party:
                continue
            told = m.role and mention.head in m.role.lower() and holds(m, mention.head, self.published)
            if told or (office and holds(m, mention.head, self.published)):
                found.append((m, "definite-named"))
        spoke = {m.name for m, sieve in found if sieve == "definite-last-speaker"}
        return [f for f in found if f[0].name in spoke] if len(spoke) == 1 and not office else found

    def _own_paper(self, mention: Mention) -> Mention | None:
        """A report whose words say whose it is, though not by a name: "the government review", "X's review"."""
        *before, _ = mention.words.split()
        if mention.head not in REPORTS or not before:
            return None
        if possessive(before[-1]) and before[-1][0].isupper():
            last = before[-1].lower().replace("’", "'").removesuffix("'s").rstrip("'")
            full = self.known.full.get(last)
            name = f"{full}{before[-1][len(last) :]} {mention.head}" if full else mention.words
            return replace(mention, name=name)
        official = before[-1].lower() in BODIES or before[-1].lower() in ("parliamentary", "congressional")
        spoke = [m for heard in self._recent()[:2] for m in heard.spoke]
        if not official or any(before[-1].lower() in m.name.lower() and m.kind != "paper" for m in spoke):
            return None
        return replace(mention, name=mention.words.removeprefix("the "))

    def _paper(self, mention: Mention, here: list[Mention]) -> Resolved:
        owner = find(mention.name)
        by = sender(self.now, mention.span[0]) if owner is None and self.now is not None else None
        told = self.resolve(by, here)[0] if by is not None else None
        if told is not None and told.kind != "media":
            return replace(told, span=mention.span), "paper-issued", "likely"
        if owner is None and mention.head in ("document", "paper", "text"):
            for heard in self._recent()[:2]:
                if heard.issued is not None:
                    return replace(heard.issued, span=mention.span), "paper-issued", "likely"
        if owner is None and mention.head in ("bill", "resolution"):
            return None, "paper-open", "open"  # who spoke last need not have written it
        own = self._own_paper(mention) if owner is None else None
        if own is not None:
            return own, "paper-described", "likely"
        issued = self.issued if mention.head in REPORTS else None
        if issued is not None and (owner is None or (owner.kind == "state" and owner.party == issued.party)):
            return replace(issued, span=mention.span), "paper-issued", "likely"
        if owner is not None:
            kind = "organization" if owner.kind == "media" else owner.kind
            return replace(mention, name=owner.name, kind=kind, party=owner.party, known=True), "paper-of", "likely"
        for heard in [Heard(spoke=here), *self._recent()[: 4 if mention.head in ISSUED | PRINTED else 2]]:
            media = {m.name for m in heard.named if m.kind == "media"} if mention.head in PRINTED else set()
            also = heard.named if mention.head in ISSUED or len(media) == 1 else []
            for m in [*reversed(heard.spoke), *reversed(also)]:
                if "joint" in mention.words.lower().split() and not (m.plural or " and " in m.name):
                    continue
                printed = m.kind == "media" and mention.head in PRINTED
                if (
                    printed
                    or (m.kind == "organization" and (m in heard.spoke or mention.head in ISSUED))
                    or (m.kind == "state" and m in heard.spoke and mention.head not in REPORTS)
                ):
                    return replace(m, span=mention.span), "paper-of-last-body", "likely"
                signed = m.kind == "person" or (m.kind == "unnamed" and m.plural)
                if signed and m in heard.spoke and mention.head in ("statement", "letter", "message"):
                    return replace(m, span=mention.span), "paper-of-last-speaker", "likely"
        for heard in self._recent():
            for m in reversed(heard.spoke):
                if m.kind == "paper" and m.head == mention.head:
                    return replace(m, span=mention.span), "paper-again", "likely"
        return None, "paper-open", "open"
