"""What a number takes from before its own sentence: its day, its words, and whether the text says "deployed" of it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from armscontrol.diplomacy.checks import facts, subjects
from armscontrol.diplomacy.checks.claims import Claim
from armscontrol.diplomacy.checks.known import DECLARED, Known
from armscontrol.diplomacy.checks.matching import close, current, equal
from armscontrol.diplomacy.checks.mixups import LEAST_TOTAL, MAIN, unit_fits, wrong
from armscontrol.diplomacy.figures.dates import dates
from armscontrol.diplomacy.intervals import days, overlap
from armscontrol.diplomacy.model import DateMention, Document, Number

_PARTS = ("estimate.reserve", "estimate.retired", "estimate.deployed_nonstrategic", "estimate.deployed")
"""Parts of a stockpile, which a number means only where its words say so."""
_REACH = 1_500
"""Characters before a number in which its day, or the words for it, may stand."""
_OF_DATA = re.compile(
    r"\b(?:data|figures?|numbers?|totals?|tall(?:y|ies)|counts?|exchang\w*|declar\w*|declaration|sheet|as of|as at|"
    r"stood at|reported|notified|estimat\w*|inventor\w*|stockpiles?|yearbook)\b|данн\w+|по состоянию|заяв\w+",
    re.IGNORECASE,
)
_NOW = re.compile(
    r"\b(?:has|have|now|currently|today|at present|deploys|fields|possesses|holds|keeps|is|are)\b|"
    r"(?<!\w)(?:имеет|сейчас|располагает)(?!\w)",
    re.IGNORECASE,
)
_TODAY = re.compile(
    r"\b(?:now|currently|today|at present|nowadays)\b|(?<!\w)(?:сейчас|сегодня|ныне)(?!\w)", re.IGNORECASE
)
"""Words that tell a number of the day of the text, whatever other days its sentence names."""
_YEAR = re.compile(r"(?<![\w.,])(?:19|20)[0-9]{2}(?!\w|,[0-9])")
_WORDS = {
    "warheads": ("warheads",),
    "delivery vehicles": ("vehicles", "missiles", "icbm", "slbm", "bombers"),
    "launchers": ("launchers",),
}
_DEPLOYED = "deployed"


@lru_cache(maxsize=4)
def mentions(document: Document) -> tuple[DateMention, ...]:
    """All dates of a text, read once for all its numbers."""
    return tuple(d for d in dates(document, ()) if d.edtf)


@lru_cache(maxsize=4)
def days_told(document: Document) -> frozenset[str]:
    """The days that a text names, as EDTF."""
    return frozenset(d.edtf for d in mentions(document) if d.edtf)


def dated(claim: Claim) -> Claim | None:
    """A count without a day as one of a day that the text names around it and of which the record has just this number.

    "The figures of 1 September were published. Russia had 1,643." A date of another sentence counts where that one
    tells of data, and where the number is not told as today's.
    """
    number, document = claim.number, claim.document
    if (
        number.kind != "count"
        or number.bound != "exact"
        or number.value < LEAST_TOTAL
        or number.party in (None, "each")
    ):
        return None
    quantity = number.quantity or ""
    if quantity and not quantity.startswith(("newstart.declared.", "estimate.")):
        return None
    alike = [
        k for k in facts.by_value().get(number.value, ())
        if k.party == number.party and k.quantity in MAIN and not k.recalled and _same_thing(claim, k)
        and (k.quantity not in _PARTS or wrong(claim, k) is None)
    ]  # fmt: skip
    if not alike:
        return None
    if _TODAY.search(claim.where.lead):
        return None
    start, end = subjects.sentence_of(document.text, number.span)
    years = set(_YEAR.findall(claim.where.sentence))
    for known in alike:
        if number.as_of is None and str(known.start.year) in years and not quantity.startswith("newstart."):
            meant = replace(number, quantity=known.quantity, as_of=str(known.start.year))
            return replace(claim, number=meant, when=days(meant.as_of), basis="its own date")
    told = mentions(document)
    first = bisect_left(told, max(0, number.span[0] - _REACH), key=lambda d: d.span[0])
    last = bisect_left(told, end, key=lambda d: d.span[0])
    for mention in reversed(told[first:last]):
        span = days(mention.edtf)
        if number.as_of and mention.span[0] < start:
            break
        if _of_another(claim, mention.edtf or "") or _further_off(claim, mention, told[first:last]):
            continue
        if span is None or (mention.span[0] < start and not _tells_data(claim, mention)):
            continue
        if found := [k for k in alike if overlap((k.start, k.end), span)]:
            best = min(found, key=lambda k: (k.quantity != quantity, not k.quantity.startswith("newstart.")))
            meant = replace(number, quantity=best.quantity, as_of=mention.edtf)
            return replace(claim, number=meant, when=span, basis="its own date")
    return None


def _further_off(claim: Claim, mention: DateMention, told: Sequence[DateMention]) -> bool:
    """Whether the day that a number was given stands nearer to it than another day of its sentence."""
    number = claim.number
    if number.as_of is None:
        return False
    own = [_gap(number, d) for d in told if d.edtf == number.as_of]
    return bool(own) and min(own) < _gap(number, mention)


def _gap(number: Number, mention: DateMention) -> int:
    return max(mention.span[0] - number.span[1], number.span[0] - mention.span[1])


def _of_another(claim: Claim, edtf: str) -> bool:
    """Whether a day of the sentence is the day of another number of it: "A in March and B in September"."""
    number = claim.number
    span, mine = days(edtf), days(number.as_of)
    if number.as_of is None or span is None or mine is None or overlap(span, mine):
        return False
    first, last = subjects.near(claim.numbers, number.span, 20)
    beside = claim.numbers[first:last]
    return any(n.as_of == edtf and n.span != number.span and n.unit == number.unit for n in beside)


def of_its_year(claim: Claim) -> Claim | None:
    """A count of warheads as one of the year that its own words name: "as recently as 2003 it was above 10,000"."""
    number = claim.number
    quantity = number.quantity or ""
    years = set(_YEAR.findall(claim.where.lead))
    if number.kind != "count" or not quantity.startswith("estimate.") or number.party in (None, "each") or not years:
        return None
    for name in dict.fromkeys((quantity, "estimate.total_inventory", "estimate.stockpile")):
        for known in facts.of(name, number.party):
            if str(known.start.year) in years and not known.recalled and close(number, known):
                meant = replace(number, quantity=name, as_of=str(known.start.year))
                return replace(claim, number=meant, when=days(meant.as_of), basis="its own date")
    return None


def _same_thing(claim: Claim, known: Known) -> bool:
    """Whether a total can be what the number's unit says; where the unit was taken from before, any total can."""
    here = claim.where.cues() & {w for words in _WORDS.values() for w in words}
    return unit_fits(claim, known) if here else known.unit.startswith(claim.number.unit.split()[-1][:6])


def _tells_data(claim: Claim, mention: DateMention) -> bool:
    text, at = claim.document.text, claim.number.span[0]
    sentence = subjects.sentence_of(text, mention.span)
    if _NOW.search(text, max(sentence[1], at - 40), at):
        return False
    return _OF_DATA.search(text, *sentence) is not None


def rightful(claim: Claim) -> Claim:
    """The claim under the words that stand nearest before it, where those taken for it stand further off.

    "The limit on warheads is kept. And launchers? The number is exactly 40": of launchers, if that is their number.
    """
    number, text = claim.number, claim.document.text
    quantity = number.quantity or ""
    start, end = subjects.sentence_of(text, number.span)
    if number.subject is None or number.subject[1] > start or number.bound == "range":
        return claim
    own = subjects.cues(text[start:end])
    between = subjects.cues(text[number.subject[1] : start])
    things = {w for words in _WORDS.values() for w in words}
    if own & things or not between & things:
        return claim
    prefix = "newstart.limit." if ".limit." in quantity else "newstart.declared."
    for name, (_, unit, _) in DECLARED.items():
        if unit.split(" and ")[0] == number.unit or not between & set(_WORDS[unit.split(" and ")[0]]):
            continue
        known = facts.of(f"{prefix}{name}", number.party)
        valid = known if prefix == "newstart.limit." else current(known, claim.when, claim.basis)
        if any(equal(number, k) for k in valid):
            word = unit.split(" and ")[0]
            meant = replace(number, quantity=f"{prefix}{name}", unit=word, subject=None)
            near = re.split(r"[.!?\n]", text[number.subject[1] : start].rstrip(" .!?\n"))[-1]
            return replace(
                claim,
                number=meant,
                where=replace(claim.where, own=f"{near} {text[start:end]}", paragraph=text[number.subject[0] : end]),
            )
    return claim


def within_reach(claim: Claim, numbers: Sequence[Number]) -> Claim:
    """The claim with the words further up that a reader still has in mind: where a text said "deployed" of such totals.

    A total of New START that is told after others of the same kind is deployed as they are.
    """
    number, text = claim.number, claim.document.text
    if not (number.quantity or "").startswith("newstart."):
        return claim
    paragraph = claim.where.paragraph
    if number.subject and number.subject[1] <= number.span[0] and number.span[0] - number.subject[0] < _REACH:
        paragraph = f"{text[slice(*number.subject)]} {paragraph}"
    if _DEPLOYED in subjects.cues(paragraph):
        return replace(claim, where=replace(claim.where, paragraph=paragraph))
    at = bisect_left(numbers, number.span[0], key=lambda n: n.span[0])
    for other in reversed(numbers[max(0, at - 8) : at]):
        if number.span[0] - other.span[0] > _REACH:
            break
        alike = (other.quantity or "").startswith("newstart.") and other.subject
        if alike and other.subject and _DEPLOYED in subjects.cues(words := text[slice(*other.subject)]):
            return replace(claim, where=replace(claim.where, paragraph=f"{words} {paragraph}"))
    return claim
