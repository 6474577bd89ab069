"""Who speaks in this subject: persons and bodies with their spellings, Parties and dated roles.

The table `actors.csv` beside this module is general knowledge and says so (`evidence`). It serves to give one name to
the spellings of one speaker and to say what a person held on a day; it never decides who said something.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from importlib.resources import files

SPELLINGS = {
    "sergei": "sergey",
    "dmitri": "dmitry",
    "dmitriy": "dmitry",
    "aleksandr": "alexander",
    "aleksander": "alexander",
    "yuri": "yury",
    "yuriy": "yury",
    "andrey": "andrei",
    "nikolay": "nikolai",
    "anatoli": "anatoly",
    "anatolii": "anatoly",
    "anatoliy": "anatoly",
    "valeri": "valery",
    "valeriy": "valery",
    "vasiliy": "vasily",
    "vassily": "vasily",
    "gennadiy": "gennady",
    "gennadi": "gennady",
    "mariya": "maria",
    "alexey": "alexei",
    "aleksei": "alexei",
    "aleksey": "alexei",
    "anthony": "antony",
    "michail": "mikhail",
    "shoygu": "shoigu",
    "ryabkow": "ryabkov",
    "zelenskiy": "zelenskyy",
    "zelensky": "zelenskyy",
    "defence": "defense",
    "centre": "center",
}
"""First names and words that are spelt in several ways, each with the spelling compared."""

FAMILY_NAME_FIRST = ("CHN", "PRK", "KOR")
_ENDINGS = ("ому", "его", "ым", "им", "ой", "ом", "ем", "ей", "а", "у", "е", "ы", "и", "я", "ю", "й", "ь", "о")


@dataclass(frozen=True, slots=True)
class Role:
    """An office held from a day to a day; an open end means that it was held when the table was made."""

    title: str
    party: str | None
    since: date | None
    until: date | None
    evidence: str


@dataclass(frozen=True, slots=True)
class Actor:
    """A person, organization, state or medium. `common` family names need a full name or a title in the text."""

    name: str
    kind: str
    gender: str | None
    party: str | None
    aliases: tuple[str, ...]
    roles: tuple[Role, ...]
    common: bool = False


@lru_cache(maxsize=20_000)
def key(words: str) -> str:
    """Words as compared: lower case, without full stops and possessive endings, first names in one spelling."""
    plain = words.replace("’", "'").replace("ё", "е").replace("Ё", "Е").replace(".", "")
    out = []
    for word in plain.lower().replace(" and ", " ").split():
        bare = word[:-2] if word.endswith("'s") else word.rstrip("'")
        out.append(SPELLINGS.get(bare, bare))
    return " ".join(out)


def _stem(word: str) -> str:
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            word = word[: -len(ending)]
            break
    bare = word.rstrip("аеиоуыяюйь")
    return bare if len(bare) >= 3 else word


def stems(words: str) -> str:
    """Russian words without their case endings, so that Лаврова and Лавров are one."""
    return " ".join(_stem(w) for w in key(words).split())


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


@cache
def actors() -> dict[str, Actor]:
    """The table by name, in its order."""
    source = files(__package__).joinpath("actors.csv").read_text(encoding="utf-8")
    grouped: dict[str, list[dict[str, str]]] = {}
    for row in csv.DictReader(source.splitlines()):
        grouped.setdefault(row["name"], []).append(row)
    out: dict[str, Actor] = {}
    for name, group in grouped.items():
        first = group[0]
        aliases = [a for row in group for a in row["aliases"].split("|") if a]
        roles = tuple(
            Role(row["role"], row["party"] or None, _day(row["since"]), _day(row["until"]), row["evidence"])
            for row in group
            if row["role"]
        )
        out[name] = Actor(
            name,
            first["kind"],
            first["gender"] or None,
            first["party"] or None,
            tuple(a for a in aliases if not a.startswith("!")),
            roles,
            any(a.startswith("!") for a in aliases),
        )
    return out


def family_name(actor: Actor) -> str:
    """The family name of a person."""
    words = actor.name.split()
    if actor.name.startswith("Ursula"):
        return "von der Leyen"
    return words[0] if actor.party in FAMILY_NAME_FIRST else words[-1]


@cache
def surfaces() -> dict[str, str]:
    """Every spelling, as compared by `key`, with the name it stands for; common family names are left out."""
    out: dict[str, str] = {}
    for actor in actors().values():
        for words in (actor.name, *actor.aliases):
            out.setdefault(key(words), actor.name)
            if actor.kind == "person" and not words.isascii() and ord(words[0]) >= 0x400:
                out.setdefault("ru:" + stems(words), actor.name)
                if not actor.common:
                    out.setdefault("ru:" + stems(words.split()[-1]), actor.name)
            elif ord(words[0]) >= 0x400:
                out.setdefault("ru:" + stems(words), actor.name)
    for actor in actors().values():
        if actor.kind == "person" and not actor.common:
            out.setdefault(key(family_name(actor)), actor.name)
    return out


@cache
def common_names() -> dict[str, tuple[str, ...]]:
    """Family names that many people bear, with the persons of the table who bear them."""
    out: dict[str, tuple[str, ...]] = {}
    for actor in actors().values():
        if actor.kind == "person" and (actor.common or key(family_name(actor)) in out):
            name = key(family_name(actor))
            out[name] = (*out.get(name, ()), actor.name)
    return out


@lru_cache(maxsize=20_000)
def find(words: str) -> Actor | None:
    """The actor of the table that these words name, in English or Russian; `None` where there is none."""
    if not words:
        return None
    name = surfaces().get(key(words))
    if name is None and any("а" <= c <= "я" for c in words.lower()):
        name = surfaces().get("ru:" + stems(words))
    return actors().get(name) if name else None


def role_on(name: str, day: date | None) -> str | None:
    """What a person of the table held on a day; `None` without a day or a role."""
    actor = actors().get(name)
    if actor is None or day is None:
        return None
    for role in actor.roles:
        if (role.since is None or role.since <= day) and (role.until is None or day <= role.until):
            return role.title
    return None


def holders(title: str, party: str | None, day: date | None) -> tuple[str, ...]:
    """Persons of the table who held an office of that title for that Party on the day; none without a day."""
    if day is None:
        return ()
    found = []
    for actor in actors().values():
        for role in actor.roles:
            inside = (role.since is None or role.since <= day) and (role.until is None or day <= role.until)
            if inside and role.title == title and role.party == party and role.since is not None:
                found.append(actor.name)
    return tuple(dict.fromkeys(found))
