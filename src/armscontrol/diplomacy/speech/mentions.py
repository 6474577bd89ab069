"""Who is named just before or after a word: noun phrases that can speak, read from the tokens of one sentence.

Only the words at the place asked about are read, so that a name elsewhere in the sentence is never taken for the
speaker. What cannot speak (a treaty, a limit, a decision) gives `None`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from armscontrol.diplomacy.model import Span
from armscontrol.diplomacy.speech.actors import family_name, find
from armscontrol.diplomacy.speech.cues import listed
from armscontrol.diplomacy.speech.nouns import (
    BODIES,
    CROWDS,
    DETERMINERS,
    JOINERS,
    NATIONS,
    NOT_NAMES,
    NOUNS_OF_BODIES,
    PAPERS,
    PEOPLE,
    PREPOSITIONS,
    PRONOUNS,
    RECORDS,
    STOPS,
    TITLES,
)
from armscontrol.diplomacy.speech.persons import Names, gender, person, possessive
from armscontrol.diplomacy.speech.words import Token, spelled

Found = tuple[int, str, str | None, str | None, bool]


@dataclass(frozen=True, slots=True)
class Mention:
    """A phrase that can speak. `kind`: person, organization, state, media, unnamed, definite, pronoun, paper.

    A family name that two persons of the text bear is `shared`.
    """

    span: Span
    words: str
    name: str
    kind: str
    gender: str | None = None
    plural: bool = False
    party: str | None = None
    role: str | None = None
    head: str = ""
    known: bool = False
    titled: bool = False
    lead: int = -1


def body(words: list[Token]) -> tuple[int, str, str, str | None] | None:
    """The organization, state or medium at the end of these words: index, name, kind, Party."""
    bare = [w.word for w in words]
    for i in range(max(0, len(words) - 8), len(words)):
        if i and bare[i][:1].islower():
            continue
        actor = find(" ".join(bare[i:]))
        if actor is not None and actor.kind != "person":
            return i, actor.name, actor.kind, actor.party
    return None


def ending(words: list[Token], known: Names) -> Mention | None:
    """The phrase that ends with the last of these tokens, if it can speak."""
    if not words:
        return None
    last = words[-1]
    if (
        len(words) > 4
        and words[-2].word == ")"
        and words[-4].word == "("
        and words[-3].word.isupper()
        and last.plain in PAPERS
    ):
        return ending([*words[:-4], last], known)  # "the Sample Agency (SA) report"
    if not last.word[:1].isalpha():
        return None
    if last.plain in PRONOUNS and (not last.capital or len(last.word) > 1):
        gender, plural = PRONOUNS[last.plain]
        return Mention((last.start, last.end), last.word, last.plain, "pronoun", gender, plural)
    opens = len(words) == 1 or not words[-2].word[0].isalnum()
    if last.plain in ("one", "another") and (opens or words[-2].plain in ("while", "but", "and")):
        return Mention((last.start, last.end), last.word, last.plain, "unnamed", head="them")
    if last.plain in ("third", "second", "other") and len(words) > 1 and words[-2].plain in ("a", "the"):
        return Mention((words[-2].start, last.end), last.word, last.plain, "unnamed", head="them")
    if last.plain == "them" and len(words) > 2 and words[-2].plain == "of" and words[-3].plain in _PARTITIVES:
        many = words[-3].plain != "one"
        said = f"{words[-3].word} of them"
        return Mention((words[-3].start, last.end), said, said, "unnamed", plural=many, head="them")
    if last.plain == "member" and len(words) > 1 and words[-2].plain in ("a", "one", "another"):
        return Mention((words[-2].start, last.end), "member", "member", "unnamed", head="member")
    if last.plain == "state" and [w.plain for w in words[-3:-1]] == ["head", "of"]:
        office = _described(words[:-2], known)
        if office is None:
            return None
        span = (office.span[0], last.end)
        return Mention(span, "president", "president", "definite", party=office.party, head="president")
    if last.plain == "state" and [w.plain for w in words[-3:-1]] == ["secretary", "of"]:
        office = _described(words[:-2], known)
        return None if office is None else replace(office, span=(office.span[0], last.end), party=office.party or "USA")
    return _capital(words, known) if last.capital else _described(words, known)


_MINISTRIES = ("Foreign Ministry", "Defense Ministry", "Defence Ministry", "Ministry of Foreign Affairs")
_POSTED = listed(
    "embassy mission delegation ambassador envoy representative negotiator ambassadors envoys "
    "spokesman spokeswoman spokesperson diplomat diplomats consulate "
    "correspondent journalist expert analyst experts analysts"
)


def _of(outer: Mention | None, joiner: Token, whole: tuple[int, str, str, str | None]) -> Mention | None:
    """A description without a name, with the body that it speaks for."""
    if outer is not None and outer.kind == "paper" and joiner.plain in ("from", "of") and whole[2] == "organization":
        many = outer.head in RECORDS
        return Mention(outer.span, outer.words, whole[1], whole[2], None, many, whole[3], head=outer.head, known=True)
    if outer is not None and outer.kind == "organization" and joiner.plain == "in" and outer.name in _MINISTRIES:
        return replace(outer, party=whole[3])  # "the Foreign Ministry in Paris"
    if outer is None or outer.kind not in ("unnamed", "definite") or whole[2] not in ("organization", "state"):
        return outer
    if joiner.start - outer.span[1] > 1:
        return outer  # "a spokesman for the embassy in the capital": the place is not his
    name = f"{outer.name} {joiner.word} {whole[1]}"
    posted = outer.head in _POSTED or any(w in _POSTED for w in outer.name.lower().split())
    if posted and joiner.plain in ("in", "to", "at"):  # whose it is, the place does not tell
        return replace(outer, name=name, words=name if outer.kind == "unnamed" else outer.words)
    return replace(
        outer, name=name, words=name if outer.kind == "unnamed" else outer.words, party=outer.party or whole[3]
    )


_HEADED = listed("unnamed definite person organization")


def _capital(words: list[Token], known: Names) -> Mention | None:
    begin = len(words) - 1
    while begin > 0:
        before = words[begin - 1]
        if before.capital and before.word.isalpha() is not None and before.word[0].isalpha():
            begin -= 1
        elif (
            before.plain in JOINERS
            and begin > 1
            and words[begin - 2].capital
            and before.plain not in ("in", "to", "at")
        ):
            begin -= 2
        elif before.plain in TITLES and before.plain not in JOINERS:
            begin -= 1
        elif (
            (before.plain == "the" and begin > 1 and words[begin - 2].plain == "of")
            or _of_name(words, begin)
            or (before.plain == "of" and begin > 1 and words[begin - 2].plain in PEOPLE)
        ):
            begin -= 2
        else:
            break
    run = words[begin:]
    for k in range(1, len(run) - 1):
        if run[k].plain in ("of", "at", "from", "with"):
            inner = person(run[:k], known)
            if inner is not None and (k - inner[0] > 1 or inner[4]):
                return _person(run[:k], inner, run[k + 1 :], known)
            break
    who = person(run, known)
    if who is not None and who[0] == 0 and not who[4] and len(run) > 1 and begin > 0:
        before = words[begin - 1]
        # "the High-Level Segment": after an article no person without a title, unless the text tells one by that name
        if (before.plain in ("the", "a", "an") or before.word[0].isdigit()) and known.full.get(run[-1].plain) != who[1]:
            who = None
    whole = body(run)
    back = begin - 1
    while back > 0 and words[back].plain in ("the", "a", "an"):
        back -= 1
    if back > 1 and words[back].plain in ("in", "at", "to"):
        low = max(0, back - 3)
        wider = body(words[low:])
        if wider is not None and wider[0] < back - low:
            first = words[low + wider[0]]
            return Mention((first.start, run[-1].end), wider[1], wider[1], wider[2], party=wider[3], known=True)
    if (
        whole is not None
        and whole[0] == 0
        and back > 0
        and words[back].plain in ("in", "at", "from", "to", "of", "for", "with")
    ):
        outer = _of(ending(words[:back], known), words[back], whole)
        if outer is not None and outer.kind in ("unnamed", "definite", "person", "organization"):
            return outer
        return None
    if who is not None and not (whole is not None and whole[0] < who[0]):
        at, name, _, _, in_table = who
        owned = at > 0 and possessive(run[at - 1].word) and begin > 1 and words[begin - 1].plain in ("to", "of", "for")
        if owned and words[begin - 2].plain in PEOPLE:  # "an aide to the country's Anna Example"
            return _described(words[: begin - 1], known)
        accredited = _accredited(words, begin + at)
        if accredited >= 0:
            titled = _person(words[accredited:], (begin + at - accredited, *who[1:]), [], known)
            role = spelled(words[accredited : begin + at])
            return replace(titled, role=role, lead=words[accredited].start)
        placed = at > 0 and run[at - 1].plain not in TITLES and body(run[:at]) is not None
        if at > 1 and run[at - 1].plain == "of":  # "an ally of X"
            return ending([*words[:begin], *run[: at - 1]], known)
        if (
            begin > 1
            and not placed
            and words[begin - 1].plain in ("of", "for", "to")
            and words[begin - 2].plain in BODIES | PEOPLE | PAPERS
        ):
            outer = _described(words[: begin - 1], known)
            if words[begin - 2].plain == "administration" and in_table:
                whose = f"{name.split()[-1]} administration"
                return Mention(
                    (words[begin - 2].start, run[-1].end),
                    "administration",
                    whose,
                    "organization",
                    party="USA",
                    known=True,
                )
            if outer is not None and outer.kind in ("unnamed", "definite"):
                return outer
        elif begin > 1 and not placed and words[begin - 1].plain == "of" and words[begin - 2].word.islower():
            return None  # "the words of X": what is somebody's is not somebody
        return _person(run, who, [], known)
    if whole is not None:
        at, name, kind, party = whole
        if at > 1 and run[at - 1].plain == "and":  # "the ministers of one and another"
            ahead = begin - 1
            while ahead > 0 and words[ahead].plain == "the":
                ahead -= 1
            near = next((k for k in range(at - 2, 0, -1) if run[k].plain in ("of", "from", "in", "for", "at")), 0)
            if near or (ahead > 0 and words[ahead].plain in ("of", "from", "in", "for", "at")):
                outer = ending([*words[:begin], *run[:near]] if near else words[:ahead], known)
                if outer is not None and outer.kind == "unnamed":
                    said = f"{outer.name} {spelled(words[begin + near if near else ahead :])}"
                    return replace(outer, name=said, words=said)
                return outer if outer is not None and outer.kind in _HEADED else None
        while kind == "organization" and at > 0 and run[at - 1].plain in NATIONS:
            at -= 1
        if at == 0 and back > 0 and words[back].plain in ("in", "at", "from", "to", "of", "for", "with"):
            outer = _of(ending(words[:back], known), words[back], whole)
            return outer if outer is not None and outer.kind in _HEADED else None
        back = at - 1
        while back > 0 and run[back].plain in ("the", "a"):
            back -= 1
        if at and run[back].plain in PREPOSITIONS:
            outer = _of(ending([*words[:begin], *run[:back]], known), run[back], whole)
            if outer is not None and outer.kind in ("unnamed", "definite", "person", "organization"):
                return outer
        return Mention((run[at].start, run[-1].end), spelled(run[at:]), name, kind, party=party, known=True)
    if run[-1].plain in CROWDS or run[-1].plain in PEOPLE:
        return _described(words, known)
    clean = run
    while clean and (
        clean[0].word in NOT_NAMES
        or clean[0].plain.endswith("-based")
        or clean[0].plain == "the"
        or clean[0].plain in JOINERS
    ):
        clean = clean[1:]
    if len(clean) > 1 and any(w.word in NOUNS_OF_BODIES for w in clean):
        office = next((k for k, w in enumerate(clean[:-1]) if w.plain in PEOPLE and clean[k + 1].plain == "of"), -1)
        if office >= 0 and not clean[office].capital:
            said = spelled(clean)
            kind = "definite" if begin and words[begin - 1].plain == "the" else "unnamed"
            span = (clean[0].start, clean[-1].end)
            return Mention(span, said, said, kind, head=clean[office].plain)
        if back > 0 and words[back].plain in ("at", "from", "with", "in", "to", "for") and run[0] is clean[0]:
            outer = ending(words[:back], known)  # "researchers at Sample University's Sample Institute"
            if outer is not None and outer.kind in ("unnamed", "definite", "person"):
                return outer
        nation = next((NATIONS[w.plain] for w in clean if NATIONS.get(w.plain)), None)
        return Mention((clean[0].start, clean[-1].end), spelled(clean), spelled(clean), "organization", party=nation)
    if begin and words[begin - 1].plain in _MEDIA and len(run) < 4 and all(_proper(w) for w in run):
        return Mention((run[0].start, run[-1].end), spelled(run), spelled(run), "media")
    opens = begin == 0 and len(run) == 1 and run[0].word != "Bill" and run[0].plain in PAPERS | RECORDS
    return _described(words, known) if opens or run[-1].plain in BODIES else None


def _of_name(words: list[Token], begin: int) -> bool:
    """Whether "for the" joins two parts of a body's name: "Institute for the Sample of Boats"."""
    return (
        begin > 2
        and words[begin - 1].plain == "the"
        and words[begin - 2].plain in ("for", "on", "against")
        and words[begin - 3].word in NOUNS_OF_BODIES
    )


def _accredited(words: list[Token], at: int) -> int:
    """Where the title begins that a place or body stands behind: "Ambassador to the US Anna Example"; -1 for none."""
    last = words[at - 1] if at else None
    if last is None or not last.capital or possessive(last.word) or last.plain in PEOPLE or last.plain in _ADDRESS:
        return -1
    if len(words) - at < 2:
        return -1
    j = at - 1
    while j > 0 and (words[j].capital or words[j].plain in ("the", "and", "of", "for", "on")):
        if words[j].plain == "for" and words[j - 1].plain in PEOPLE:
            break
        j -= 1
    if j < 1 or words[j].plain not in ("to", "at", "for", "in") or words[j - 1].plain not in PEOPLE:
        return -1
    k = j - 1
    while k > 0 and (words[k - 1].plain in TITLES or words[k - 1].plain in NATIONS):
        k -= 1
    return k


def _person(run: list[Token], who: Found, after: list[Token], known: Names) -> Mention:
    at, name, sex, party, in_table = who
    joined = next((k for k in range(at - 1, 0, -1) if run[k].plain == "and"), -1)
    if joined > 0 and person(run[:joined], known) is not None:
        run, at = run[joined + 1 :], at - joined - 1  # "Minister A and Secretary B"
    title = [w for w in run[:at] if w.plain not in ("the",)]
    lead = title[0].start if title and possessive(title[-1].word) else -1
    sex = sex or (gender(name, [w.plain for w in title]) if name else None)
    while title and title[0].word in NOT_NAMES and title[0].word != "Under":
        title = title[1:]
    if all(w.plain in ("mr", "ms", "mrs", "dr") for w in title):
        title = []
    role = spelled(title) if title else spelled(after) if after and not possessive(after[-1].word) else None
    if lead >= 0:  # "Daily's Anna Example": whose she is, but no role
        role = None
        owned = body(title)
        party = party or (owned[3] if owned is not None and owned[2] == "state" else None)
    if party is None and title:
        party = next((NATIONS[w.plain] for w in title if NATIONS.get(w.plain)), None)
    medium = bool(title) and title[-1].plain in _MEDIA and not in_table
    words = run[at:]
    return Mention(
        (words[0].start, words[-1].end),
        spelled(words),
        name or spelled(words),
        "media" if medium else "person" if name else "shared",
        sex,
        party=party,
        role=role,
        known=in_table,
        titled=bool(title),
        lead=lead,
    )


_ADDRESS = listed("mr mrs ms dr sir lord lady sen rep gen gov")
_MEDIA = listed("newspaper broadcaster channel outlet website magazine daily portal tabloid weekly agency")


_SIDES = listed("sides countries governments nations powers states groups agencies parties allies")
_PARTITIVES = listed("one some many several most two three both all none few")


_NUMERALS = listed("one two three four five six seven eight nine ten both")
_OUTSIDE = listed(
    "today yesterday tomorrow earlier later meanwhile separately now "
    "and or then after before amid despite during following since as via including citing quoting according like"
)
"""Words that no phrase for one who speaks holds."""


def _proper(word: Token) -> bool:
    """Whether a word may be the name of a medium: capital, no nation, no owner."""
    return word.capital and word.plain not in NATIONS and word.plain not in TITLES and not possessive(word.word)


def _described(words: list[Token], known: Names) -> Mention | None:
    head = words[-1].plain
    sort = (
        "people"
        if head in PEOPLE
        else "crowd"
        if head in CROWDS
        else "body"
        if head in BODIES
        else "paper"
        if head in PAPERS or head in RECORDS
        else None
    )
    if sort is None:
        if len(words) > 2 and words[-1].word.islower() is False:
            return None
        return None
    begin = len(words) - 1
    while begin > 0 and len(words) - begin < 10:
        before = words[begin - 1]
        plain = before.plain
        if plain in DETERMINERS:
            begin -= 1
            break
        if plain == "under" and words[begin].plain.startswith("secretar"):
            begin -= 1
            continue
        if not before.word[0].isalpha() or plain in STOPS or plain in PREPOSITIONS or plain in _OUTSIDE:
            break
        begin -= 1
    # A phrase in the middle of a sentence without determiner or modifier is no phrase we know.
    phrase = words[begin:]
    det = phrase[0].plain if phrase[0].plain in DETERMINERS else ""
    inner = phrase[1:] if det else phrase
    if not inner or det == "no" or inner[0].plain in ("neither", "no"):
        return None
    if not det and sort in ("people", "body", "paper") and not (inner[0].capital or inner[0].plain in TITLES):
        return None
    if head == "secretary" and len(inner) > 1 and inner[-2].plain == "press":
        head = "spokesperson"
    span = (phrase[0].start, phrase[-1].end)
    earlier = words[:begin]
    if det in _NUMERALS and len(earlier) > 1 and earlier[-1].plain == "the" and earlier[-2].plain in PREPOSITIONS:
        earlier = earlier[:-1]  # "the ministers of the four countries"
    if sort != "paper" and earlier and earlier[-1].plain in ("of", "for", "at", "from", "in", "with", "to"):
        if earlier[-1].plain == "of" and len(earlier) > 1 and earlier[-2].plain in _PARTITIVES:
            span = (earlier[-2].start, span[1])
            many = earlier[-2].plain != "one"
            said = spelled(inner) if many else spelled(inner).removesuffix("s")
            return Mention(span, said, said, "unnamed", plural=many, head=head.rstrip("s"))
        outer = ending(earlier[:-1], known)
        if outer is not None and outer.head == "member" and earlier[-1].plain == "of":
            seat = f"member of {spelled(phrase)}"
            return replace(outer, span=(outer.span[0], span[1]), name=seat, words=seat)
        if outer is not None and outer.kind in ("unnamed", "definite", "person"):
            return outer
        if outer is not None and outer.kind == "paper" and earlier[-1].plain in ("to", "for"):
            return outer  # "the report to lawmakers"
        if outer is None and any(w.plain in ("no", "neither") for w in earlier[-5:-1]):
            return None  # "no official in the delegation"
        if earlier[-1].plain in ("of", "with", "to") and outer is None and len(earlier) > 1:
            return None
    party = next((NATIONS[w.plain] for w in inner if NATIONS.get(w.plain)), None)
    said = spelled(inner)
    owner = body(inner[:-1]) if len(inner) > 1 else None
    if owner is None and len(inner) > 1:
        for size in range(len(inner) - 1, 0, -1):
            owner = body(inner[:size])
            if owner is not None:
                break
    party = party or (owner[3] if owner else None)
    if sort in ("body", "paper") and head == "administration" and len(inner) > 1 and inner[-2].capital:
        actor = find(inner[-2].word)
        if actor is not None and actor.kind == "person":
            return Mention(span, said, f"{family_name(actor)} administration", "organization", party="USA", known=True)
    if head == "agency" and owner is not None and owner[2] == "media":
        return Mention(span, said, owner[1], "media", party=owner[3], known=True)
    if sort == "body" and len(inner) > 1:
        whole = find(said)
        if whole is not None and whole.kind != "person":
            return Mention(span, said, whole.name, whole.kind, party=whole.party, known=True)
    if (
        head in _MEDIA
        and len(inner) > 1
        and inner[-2].capital
        and not possessive(inner[-2].word)
        and find(said) is None
    ):
        named_so = next((k for k in range(len(inner) - 1) if _proper(inner[k])), -1)
        if named_so >= 0 and (owner is None or owner[2] == "state"):
            return Mention(span, said, spelled(inner[named_so:]), "media", party=party)  # "Freedonia's Sample website"
    if sort == "paper":
        return Mention(span, said, owner[1] if owner else said, "paper", party=party, head=head)
    if det == "two" and sort == "crowd" and earlier and earlier[-1].plain == "the" and head not in _SIDES:
        return Mention((earlier[-1].start, span[1]), said, "they", "pronoun", plural=True)  # "the two ministers"
    owned = not det and inner[0].plain.endswith(("'s", "s'")) and len(inner) > 1
    definite = owned or det in ("the", "this", "that", "his", "her", "its", "their") or (not det and sort == "body")
    if sort in ("people", "body") and definite:
        return Mention(span, said, said, "definite", _gender(head), party=party, head=head)
    if sort == "body":
        return Mention(span, said, said, "unnamed", party=party, head=head)
    if not det and sort == "people":
        # "Kremlin spokesman said" in headlines: no name was given.
        return Mention(span, said, said, "unnamed", party=party, head=head)
    return Mention(span, said, said, "unnamed", plural=sort == "crowd", party=party, head=head)


def _gender(head: str) -> str | None:
    return {"spokesman": "m", "chairman": "m", "congressman": "m", "spokeswoman": "f", "chairwoman": "f"}.get(head)
