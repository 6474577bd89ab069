"""Phrases that can speak: the one that begins with a word, and all persons, bodies and States that a sentence names."""

from __future__ import annotations

import re

from armscontrol.diplomacy.speech.cues import listed
from armscontrol.diplomacy.speech.mentions import Mention, ending
from armscontrol.diplomacy.speech.nouns import (
    BODIES,
    CROWDS,
    DETERMINERS,
    JOINERS,
    PAPERS,
    PEOPLE,
    PREPOSITIONS,
    PRONOUNS,
    STOPS,
    TITLES,
)
from armscontrol.diplomacy.speech.persons import Names
from armscontrol.diplomacy.speech.words import Token

_ASIDE = listed("on about over with at in under against near between")
_ADJECTIVE = re.compile(r"(?:ic|al|ive|ary|ant|ent|ese|ish|est|ior)$")
_INSIDE = JOINERS | TITLES | DETERMINERS | CROWDS | BODIES | PAPERS | frozenset(PRONOUNS)


def beginning(words: list[Token], known: Names) -> tuple[Mention, int] | None:
    """The phrase that begins with the first of these tokens, with the number of tokens it takes."""
    best: tuple[Mention, int] | None = None
    for size in range(1, min(len(words), 14) + 1):
        token = words[size - 1]
        if not (token.word[0].isalpha() or token.word == "&"):
            break
        if token.plain in STOPS:
            break
        if token.plain in ("from", "by") and best is not None and best[0].kind == "paper":
            continue
        if not (token.capital or token.plain in _INSIDE):
            before = words[size - 2].plain if size > 1 else ""
            told = best is not None and best[1] == size - 1 and not _ADJECTIVE.search(token.plain)
            titled = any(w.plain in PEOPLE for w in words[size : size + 2]) and _ADJECTIVE.search(token.plain)
            if before and (told or (before not in DETERMINERS and before not in TITLES and not titled)):
                break
            continue
        found = ending(words[:size], known)
        aside = best is not None and any(w.plain in PREPOSITIONS for w in words[best[1] : size])
        if found is not None and found.kind == "paper" and aside:
            break  # "said the two in a letter"
        between = {w.plain for w in words[best[1] : size]} if best is not None else set()
        if found is not None and best is not None and between & _ASIDE and found.span[0] >= words[best[1] - 1].end:
            break  # "the five states on the council"
        if found is not None:
            best = found, size
    return best


def named(words: list[Token], known: Names) -> list[Mention]:
    """Persons, bodies and States named in a sentence, in order."""
    found: list[Mention] = []
    i = 0
    while i < len(words):
        if not words[i].capital:
            i += 1
            continue
        j = i
        while j + 1 < len(words) and (
            words[j + 1].capital
            or (
                words[j + 1].plain in ("of", "for", "the", "and")
                and j + 2 < len(words)
                and words[j + 2].capital
                and words[j + 1].plain != "and"
            )
        ):
            j += 1
        mention = ending(words[max(0, i - 3) : j + 1], known)
        if mention is not None and mention.kind in ("person", "organization", "state", "media"):
            found.append(mention)
        i = j + 1
    return found
