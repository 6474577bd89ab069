"""Whose a number is said to be: one State's, each of two, both together, the world's, or a State's without arms."""

from __future__ import annotations

import re
from collections.abc import Sequence

from armscontrol import terms
from armscontrol.diplomacy.checks.claims import Claim
from armscontrol.diplomacy.checks.known import Known
from armscontrol.diplomacy.figures.owners import owners
from armscontrol.diplomacy.figures.quantities import WORLD
from armscontrol.diplomacy.model import Check, Number

_WORLD = re.compile(
    r"\b(?:worldwide|globally|global|on the planet|in the world|the world (?:has|had|holds?|held|possess\w*|counts?)|"
    r"(?:all )?nine (?:nuclear[- ]?\w* )?(?:states|countries|nations|powers)|nuclear[- ](?:armed|weapons?) states|"
    r"(?:world|planet)['’]s (?:(?:total|combined|estimated|roughly|about|some|nuclear|arsenals?|inventory|stockpiles?|"
    r"of|is|are|was|at) )*(?=[0-9]))|в мире\b|мировы[хе]\b|всех ядерных (?:держав|государств|стран)",
    re.IGNORECASE,
)
_NOT_WORLD = re.compile(
    r"\b(?:world['’]s|in the world|globally) (?:(?:\w+[- ])?(?:largest|biggest|most|leading|top))|"
    r"\b(?:largest|biggest|most \w+|more than any\w*|number one|second|third) (?:[\w-]+ ){0,4}in the world",
    re.IGNORECASE,
)
_JOINT = re.compile(r"\b(?:together|combined|between them|jointly|collectively|вместе)\b", re.IGNORECASE)
_EACH = re.compile(
    r"\b(?:each|both|apiece|either|every|per (?:side|country|party)|respectively)\b|кажд|обе\b|по \d", re.IGNORECASE
)
_TOGETHER = {"USA+RUS": "together"}
NO_ONE = (None, "each", "both", WORLD, *_TOGETHER)
"""What stands for the owner of a number that is no single State's."""
_STRANGERS = (
    r"Iran|Iraq|Syria|Libya|Egypt|Saudi Arabia|Turkey|Türkiye|Germany|Japan|South Korea|Taiwan|Italy|Spain|Poland|"
    r"Canada|Mexico|Brazil|Argentina|Australia|Sweden|Finland|Norway|Denmark|(?:the )?Netherlands|Belgium|Romania|"
    r"Ukraine|Belarus|Kazakhstan|Vietnam|Cuba|NATO|(?:the )?European Union|(?:the )?EU"
)
_RUSSIAN_STRANGERS = (
    r"Иран\w*|Ирак\w*|Сири\w+|Турци\w+|Германи\w+|Япони\w+|Итали\w+|Польш\w+|Украин\w+|Белорусси\w+|"
    r"Беларус\w+|Казахстан\w*|НАТО"
)
_STRANGER = re.compile(
    rf"(?:\b(?:{_STRANGERS})(?:['’]s?\b|\s(?:(?:now|still|already|currently|also|reportedly) )?(?:has|have|had|holds?|"
    r"possess\w*|deploys?|deployed|fields?|owns?|keeps?|stores?|hosts?|maintains?|declared|may (?:have|deploy|keep)|"
    rf"can (?:have|deploy|keep)|could have|would have)\b)|\b[Уу] (?:{_RUSSIAN_STRANGERS})|"
    rf"\b(?:{_RUSSIAN_STRANGERS}) (?:имеет|располагает|обладает|держит|развернул\w*))"
    r"(?![^,;:.]*\b(?:sa(?:id|ys)|limit\w*|cap\w*|told|report\w*|огранич\w+)\b)[^,;:.]{0,60}$"
)
_REACH = 120
_NEXT = 30
"""Characters from one figure to the next in "had 1,643 and 1,642"."""


def stranger(claim: Claim) -> str | None:
    """A State or alliance of whose arms the record keeps nothing, where the number is told of it."""
    text, start = claim.document.text, claim.number.span[0]
    begin = max(text.rfind("\n", 0, start) + 1, start - _REACH)
    found = _STRANGER.search(text, begin, start)
    if found is None or any(o.start > found.start() for o in owners(text, begin, start)):
        return None
    return re.split(r"['’]s|\s(?=[a-zа-я])", found[0].removeprefix("the ").removeprefix("У "), maxsplit=1)[0]


_PRONOUN = re.compile(
    r"\b(?:its|their|the country|(?:it|they) (?:\w+ )?(?:ha[sd]|have|holds?|keeps?|possess\w*|owns?|is|was))\b|"
    r"(?<!\w)(?:её|их|он|она|они)(?!\w)",
    re.IGNORECASE,
)


def far_off(claim: Claim, known: Sequence[Known]) -> bool:
    """Whether a number given to a State that its sentence does not name is of quite another size than what it has."""
    sentence, value = claim.where.sentence, claim.number.value
    if claim.number.party in NO_ONE:
        return False
    if not known or owners(sentence, 0, len(sentence)) or _PRONOUN.search(sentence):
        return False
    return all(value > 2 * k.value or 2 * value < k.value for k in known)


def no_party(claim: Claim) -> str | None:
    """The State that a sentence names alone, without a treaty, where it is none that the treaty's limits bind."""
    sentence = claim.where.sentence
    named = {o.code for o in owners(sentence, 0, len(sentence))}
    if not named or named - _UNBOUND or _OF_TREATY.search(sentence):
        return None
    return min(named)


_UNBOUND = frozenset(("CHN", "FRA", "GBR", "IND", "ISR", "PAK", "PRK"))
"""States with nuclear arms that no treaty of the record limits."""
_OF_TREATY = re.compile(
    r"treaty|START|SORT|SALT|\bINF\b|\bpact|accord|agreement|договор|СНВ|РСМД|each (?:side|party|of)", re.IGNORECASE
)


def of_world(claim: Claim) -> bool:
    """Whether an estimate without an owner is told of the whole world."""
    number, sentence = claim.number, claim.where.sentence
    if not (number.quantity or "").startswith("estimate.") or "share" in (number.quantity or ""):
        return False
    if number.party in terms.PARTIES or number.party == "USA+RUS" or _NOT_WORLD.search(sentence):
        return False
    return _WORLD.search(sentence) is not None


def pair(claim: Claim) -> frozenset[str]:
    """The two States that "each" and "both" mean: those that the sentence names, else the two of the treaties."""
    codes = {o.code for o in owners(claim.where.sentence, 0, len(claim.where.sentence))}
    first = "SUN" if (claim.number.quantity or "").startswith("inf.") else "RUS"  # the Soviet Union's side of it
    return frozenset(codes) if len(codes) == 2 else frozenset(("USA", first))


def pool(claim: Claim, known: Sequence[Known]) -> tuple[Known, ...]:
    """The figures that can be those of whom a claim names; all of them where it names no one."""
    party = claim.number.party
    if claim.number.kind == "limit":
        return tuple(known)  # a bound is told of each, whoever's figure it turns out to be
    if party in ("each", "both") and _JOINT.search(claim.where.sentence):
        return tuple(k for k in known if k.party == "together")
    if party in ("each", "both"):
        summed = number_of_both(claim) or not _EACH.search(claim.where.sentence)
        whom = {*pair(claim), "each"} | ({"together"} if summed else set())
        return tuple(k for k in known if k.party in whom)  # "Russia and America have" may tell of both together
    if party in _TOGETHER:
        return tuple(k for k in known if k.party == _TOGETHER[party])
    return tuple(known)


def number_of_both(claim: Claim) -> bool:
    """Whether "both sides destroyed" tells the sum: what was eliminated is told of both together."""
    return claim.number.party == "both" and claim.number.quantity == "inf.eliminated.missiles"


def several(claim: Claim) -> bool:
    """Whether a count is told in a list of more than two States, so that it is of none of them by itself."""
    number, sentence = claim.number, claim.where.sentence
    if number.kind != "count" or number.party not in ("each", "both") or _EACH.search(sentence):
        return False
    return len({o.code for o in owners(sentence, 0, len(sentence))}) > 2


def alone(claim: Claim, same: Sequence[Known], valid: Sequence[Known], rule: str) -> Check | None:
    """A number told of each of two, which is one's alone; `None` where it is told of one, or right for both."""
    number = claim.number
    if (
        number.kind == "limit"
        or number.party not in ("each", "both")
        or any(k.party in ("each", "together") for k in same)
    ):
        return None
    missing = pair(claim) - {k.party for k in same}
    others = [k for k in valid if k.party in missing and not k.recalled]
    if not missing:
        return None
    if not others:
        words = f"Of one alone the record has it: {same[0]}."
        return claim.verdict("unverifiable", f"{rule}.one-alone", words, same[:1])
    best = min(others, key=lambda k: abs(k.value - number.value))
    words = f"It is the figure of one alone: {same[0]}. The other: {best}."
    beside = [n for n in claim.numbers if n.value == best.value and n.span != number.span and n.unit == number.unit]
    if any(abs(n.span[0] - number.span[0]) <= _NEXT for n in beside):
        return claim.verdict("accurate", f"{rule}.one-of-two", words, [same[0], best])
    loose = number.bound != "exact" or number.value % 100 == 0
    near = loose and abs(best.value - number.value) <= 0.15 * best.value
    near = near or not _EACH.search(claim.where.sentence)
    return claim.verdict("imprecise" if near else "contradicted", f"{rule}.one-alone", words, [same[0], best])


def whose(number: Number) -> bool:
    """Whether a text says whose the arms are."""
    return number.party in terms.PARTIES or number.party in ("each", "both", WORLD, *_TOGETHER)
