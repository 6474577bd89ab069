"""Names of persons: the full names that a text gives, and the name at the end of some words."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from armscontrol.diplomacy.speech.actors import FAMILY_NAME_FIRST, actors, common_names, family_name, find, key
from armscontrol.diplomacy.speech.cues import listed
from armscontrol.diplomacy.speech.nouns import (
    BODIES,
    NATIONS,
    NOT_NAMES,
    NOUNS_OF_BODIES,
    PAPERS,
    PEOPLE,
    RECORDS,
    TITLES,
)
from armscontrol.diplomacy.speech.words import Token

MEN = listed(
    "aaron adam adrian alan albert alex alexander alexei andrei andrew anthony antonio antony arthur barack ben "
    "benjamin bernard bill bob boris brad brian bruce carl charles charlie chris christopher colin craig dan "
    "daniel david dennis derek dmitry donald doug douglas duncan ed edward edwin emmanuel eric ernest evan "
    "francois frank fred gary gavin gennady george gerald gilbert glenn graham greg gregory hans harold harry "
    "henry howard hugh ian igor ivan jack jacob jake james jason jeff jeffrey jens jeremy jerry jim joe john jon "
    "jonathan josep joseph josh julian justin karl keir keith ken kenneth kevin kingston konstantin kyle larry "
    "lawrence leonid liam lloyd louis luke malcolm marco marcus mark martin matt matthew max michael mikael mike "
    "mikhail neil nicholas nick nigel nikolai norman olaf oleg oliver oscar otto patrick paul pavel pete peter "
    "phil philip rafael ralph ray richard rick rob robert roger ron ronald roy russell ryan sam samuel scott sean "
    "sebastian sergei sergey simon stanley stephen steve steven stuart ted thomas tim timothy todd tom tony "
    "victor viktor vincent vladimir volodymyr vyacheslav walter wayne william yury"
)
WOMEN = listed(
    "alexandra alexandria alice amanda amy andrea angela ann anna annalena anne barbara beatrice beth bonnie "
    "caitlin carol caroline catherine charlotte chloe christine claire danielle daria deborah denise diana donna "
    "elena elizabeth ella ellen emily emma erin eva fiona florence frances gabrielle gillian gina grace hannah "
    "heather helen hillary ingrid irina jacqueline jane janet jeanne jennifer jessica jill joan joanna judith "
    "julia julie kaja kamala karen karin karoline kate katherine kathleen kathy kelly lara laura lauren linda "
    "lisa liz lucy lynn lynne maggie margaret maria marie marina mariya marjorie martha mary melanie melissa "
    "mette michelle monica nadia nancy naomi natalia natalie natasha nina olga pamela patricia penny rachel "
    "rebecca rita rosa rose ruth sabrina sally samantha sandra sanna sara sarah sharon sheila shirley sigrid "
    "silvia sofia sonia sophia stephanie susan svetlana tammy tanya tatiana theresa tina tulsi ursula valentina "
    "vanessa vera victoria virginia wendy yulia yvette zoe"
)
"""Given names that tell men from women; a name that tells nothing is in neither."""
_SHORT = {"tony": "antony", "bill": "william", "bob": "robert", "jack": "john", "ted": "edward", "liz": "elizabeth"}
"""Short forms that begin with another letter than the name."""
_MEN_TITLES = listed("mr sir lord spokesman chairman congressman businessman king prince pope father")
_WOMEN_TITLES = listed("ms mrs miss lady spokeswoman chairwoman congresswoman businesswoman queen princess dame sister")


def gender(name: str, titles: list[str]) -> str | None:
    """m or f, where a title or the given name tells."""
    if any(t in _WOMEN_TITLES for t in titles):
        return "f"
    if any(t in _MEN_TITLES for t in titles):
        return "m"
    given = name.split()[0].lower()
    return None if " " not in name else "m" if given in MEN else "f" if given in WOMEN else None


def possessive(word: str) -> bool:
    """Whether a word owns what follows it."""
    return word.endswith(("'s", "’s", "s'", "s’"))


@dataclass(slots=True)
class Names:
    """Full names of a document by family name, so that a family name alone can be resolved."""

    full: dict[str, str] = field(default_factory=dict)
    first: dict[str, str] = field(default_factory=dict)
    bodies: list[str] = field(default_factory=list)
    british: bool = False


_FULL = re.compile(
    r"(?<![\w’'.])(?:[A-Z][a-zà-žА-Яа-яё’']+(?:-[A-Z]?[a-z]+)?|(?!U\.[SKN]\.|E\.U\.|D\.C\.)[A-Z]\.[A-Z]\.)"
    r"(?:[ \u00a0](?:[A-Z]\.(?:[ ][A-Z]\.)?|al-[A-Z]\w+|"
    r"(?:von|van|der|de|"
    r"bin)\b|[A-Z][a-zà-ž]*[’']?[A-Za-zà-ž]+(?:-[A-Z]?[a-z]+)?)){1,9}"
)


_TITLED = re.compile(
    r"\b(?:President|Senator|Sen\.|Mr\.?|Ms\.?|Mrs\.?|Minister|Secretary|Ambassador|Gen\.|General|Rep\.|Dr\.|Chancellor|"
    r"Premier|[Ss]pokesman|[Ss]pokeswoman|Professor|Prof\.|Admiral|Adm\.|Col\.|Colonel|Governor|Gov\.|Lord|Congressman|"
    r"Congresswoman)[ \u00a0]([A-Z][a-zà-ž]+(?:[A-Z][a-zà-ž]+)?)\b(?![ \u00a0]+[A-Z])"
)
""" "President Sample": a family name of which the text may never give the whole."""


_BRITISH = re.compile(r"\b(?:Brit(?:ain|ish)|U\.?K\b|London|United Kingdom|Foreign Secretary)")
"""Words without which "the Foreign Office" is not the one in London."""


def names(text: str) -> Names:
    """The full names of persons that a text gives, by family name; two bearers of one name leave it open."""
    out = Names(british=_BRITISH.search(text) is not None)
    clash: set[str] = set()
    for match in _FULL.finditer(text):
        words = match.group().split()
        if _NO_NAME_BEFORE.search(text, max(0, match.start() - 8), match.start()) and not titled_or_of(words[0]):
            continue  # "the 2026 High-Level Segment": no person
        owner = max((i for i, w in enumerate(words[:-1]) if possessive(w)), default=-1)
        words = words[owner + 1 :]
        while words and (words[0] in NOT_NAMES or key(words[0]) in TITLES or key(words[0]) in NATIONS):
            words = words[1:]
        for size in range(min(4, len(words)), 1, -1):
            actor = find(" ".join(words[-size:])) or find(" ".join(words[:size]))
            if actor is not None:
                break
        else:
            actor = None
        if actor is not None:
            if actor.kind == "person":
                _register(out, clash, key(family_name(actor)), actor.name)
                given = key(words[0])  # the text may spell the given name in another way than the table
                out.first[given] = actor.name if out.first.get(given, actor.name) == actor.name else ""
            continue
        cut = max(
            (i for i, w in enumerate(words) if key(w) in TITLES or key(w) in NATIONS or w in NOT_NAMES), default=-1
        )
        words = words[cut + 1 :]
        while len(words) > 2 and (place := find(words[0])) is not None and place.kind != "person":
            words = words[1:]  # "Ambassador to Sampland Anna Example"
        bodies = max((i for i, w in enumerate(words) if _of_body(w)), default=-1)
        if bodies >= 0 and len(words) - bodies > 2:  # "Representative to International Organizations Anna Example"
            words = words[bodies + 1 :]
        if len(words) < 2 or any(w in NOUNS_OF_BODIES or w in NOT_NAMES or find(w) for w in words):
            continue
        _register(out, clash, key(words[-1]), " ".join(words))
    for match in _TITLED.finditer(text):
        family = key(match.group(1))
        if family in out.full or match.group(1) in NOT_NAMES or _of_body(match.group(1)) or family in TITLES:
            continue
        bearers = common_names().get(family, ())
        if find(family) is None and len(bearers) < 2:
            out.full[family] = bearers[0] if bearers else match.group(1)
    return out


_NO_NAME_BEFORE = re.compile(r"(?:\b[Tt]he|\b[Aa]n?|\d)[ \u00a0]$")


def titled_or_of(word: str) -> bool:
    """Whether a word may stand between an article and a name: a title, a nation, whose the person is."""
    plain = key(word)
    place = find(word)
    return (
        plain in TITLES
        or (place is not None and place.kind != "person")
        or plain in NATIONS
        or plain.removesuffix("s") in PEOPLE
        or possessive(word)
        or word in NOT_NAMES
    )


def _of_body(word: str) -> bool:
    return word in NOUNS_OF_BODIES or word.removesuffix("s") in NOUNS_OF_BODIES


def _register(out: Names, clash: set[str], family: str, name: str) -> None:
    opens = key(name.split()[0])
    out.first[opens] = name if out.first.get(opens, name) == name else ""
    if family in out.full and out.full[family] != name:
        if not out.full[family] or out.full[family].split()[0] == name.split()[0]:
            return
        clash.add(family)
        out.full[family] = ""
        return
    if family not in clash:
        out.full[family] = name


def person(words: list[Token], known: Names) -> tuple[int, str, str | None, str | None, bool] | None:
    """The name at the end of these words: index of its first word, name, gender, Party, whether the table has it.

    The name is empty where two persons of the text bear it.
    """
    bare = [w.word for w in words]
    joined = " ".join(bare)
    for i in range(max(0, len(words) - 5), len(words)):
        actor = find(" ".join(bare[i:]))
        if actor is not None and actor.kind == "person":
            alone = i == len(words) - 1
            if alone:
                given = words[i - 1] if i and _given(words[i - 1]) else None
                if given is not None and actor.party not in FAMILY_NAME_FIRST:
                    same = _SHORT.get(given.plain, given.plain)[0] == actor.name[0].lower()
                    if same:  # another spelling of the given name
                        return i - 1, actor.name, actor.gender, actor.party, True
                    if given.plain in MEN or given.plain in WOMEN:
                        return i - 1, f"{given.word} {bare[-1]}", None, None, False
                other = known.full.get(key(bare[-1]))
                if other is not None and other != actor.name:
                    return i, other, None, None, False
            return i, actor.name, actor.gender, actor.party, True
    last = key(bare[-1])
    owner = next((i for i in range(len(words) - 2, -1, -1) if words[i].plain == "and" or possessive(words[i].word)), -1)
    first_title = next((i for i in range(len(words) - 1, -1, -1) if titular(words[i])), -1)
    tail = words[max(first_title, owner) + 1 :]
    bodies = max((i for i, w in enumerate(tail) if _of_body(w.word)), default=-1)
    if bodies >= 0 and " ".join(bare[-(len(tail) - bodies - 1) :]) == known.full.get(last) and len(tail) - bodies > 2:
        tail = tail[bodies + 1 :]
    whole = (known.full.get(last) or "").split()
    if 1 < len(whole) < len(tail) and bare[-len(whole) :] == whole:
        tail = tail[-len(whole) :]  # "Chemical Weapons Anna Example", of whom the text tells
    if not tail or any(w.word in NOUNS_OF_BODIES for w in tail) or find(joined) is not None:
        return None
    while (
        tail
        and (tail[0].word in NOT_NAMES or tail[0].plain in NATIONS or find(tail[0].word) is not None)
        and len(tail) > 1
    ):
        tail = tail[1:]
    begin = len(words) - len(tail)
    if len(tail) == 1:
        if tail[0].word in NOT_NAMES or len(tail[0].word) < 2 or not tail[0].word[1:2].islower():
            return None
        if find(tail[0].word) is not None and not known.full.get(last):
            return None
        if known.full.get(last):
            name = known.full[last]
            known_actor = actors().get(name)
            if known_actor is not None:
                return begin, name, known_actor.gender, known_actor.party, True
            return begin, name, None, None, False
        if known.full.get(last) == "":
            return begin, "", None, None, False
        if known.first.get(last) and last not in known.full and first_title < 0:
            return begin, known.first[last], None, None, False
        bearers = common_names().get(last, ())
        if first_title >= 0 and len(bearers) == 1:
            actor = actors()[bearers[0]]
            return begin, actor.name, actor.gender, actor.party, True
        if first_title >= 0 and words[first_title].plain not in ("the",) and last not in PAPERS | RECORDS | BODIES:
            return begin, tail[0].word, None, None, False
        return None
    if len(tail[-1].word) < 2 or any(w.word in NOT_NAMES for w in tail):
        return None
    if len(tail) > 4 or any(not (w.capital or w.plain in ("de", "von", "van", "der", "bin", "al")) for w in tail):
        return None
    if sum(w.word.isupper() and len(w.word) > 2 and "." not in w.word for w in tail):
        return None
    return begin, " ".join(w.word for w in tail), None, None, False


def _given(word: Token) -> bool:
    """Whether a word before a family name may be a given name."""
    return word.capital and word.word.isalpha() and not titular(word) and word.word not in NOT_NAMES


def titular(token: Token) -> bool:
    """Whether a word belongs to a title rather than to a name."""
    return (
        token.plain in TITLES
        or token.plain.removesuffix("s") in PEOPLE
        or token.plain in NATIONS
        or token.plain.rstrip("'s") in NATIONS
    )
