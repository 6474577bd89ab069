"""Offers to keep to a treaty's limits: does a text tell the condition that the record has?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from armscontrol.diplomacy.checks import happenings, subjects
from armscontrol.diplomacy.checks.facts import TREATIES
from armscontrol.diplomacy.checks.happenings import event_check
from armscontrol.diplomacy.model import Check, Document, Event, Span

_OFFERED = (
    r"offer\w*|propos\w*|ready|prepared|willing|will|would|pledg\w*|promis\w*|vow\w*|commit\w*|agree\w*|contin\w*|"
    r"(?:extend\w*|prolong\w*|renew\w*)(?= (?:[\w'’.]+ ){0,5}?(?:adher|observ|compl|volunt|respect|self-))"
)
_HELD = r"keep|adher\w*|observ\w*|stick\w*|abid\w*|respect\w*|compl\w*|maintain\w*|uphold\w*|hold\w*|extend\w*"
_THING = r"limits?|caps?|restrictions?|ceilings?|New START|treaty"
_OFFERED_RU = (
    r"предл(?:ож|аг)\w+|готов\w*|намерен\w*|буд(?:ет|ут)|продолж\w+|обеща\w+|обяз\w+|согла\w+|продлева\w+|"
    r"продлил\w*|пообеща\w+"
)
_HELD_RU = (
    r"соблюда\w+|соблюсти|соблюдени\w+|сохран\w+|придержива\w+|выполня\w+|следова\w+|держаться|поддержива\w+|"
    r"продли\w+|продлени\w+"
)
_THING_RU = r"ограничени\w+|лимит\w*|предел\w*|потол\w+|Д?СНВ(?:-3|-III)?|договор\w*|параметр\w+|показател\w+"
_OFFER, _HOLD, _WHAT = (
    re.compile(rf"\b(?:{words}|{russian})\b", re.IGNORECASE)
    for words, russian in ((_OFFERED, _OFFERED_RU), (_HELD, _HELD_RU), (_THING, _THING_RU))
)
_REFUSED = re.compile(
    r"\b(?:not|never|no longer|n['’]t|stop\w*|ceas\w*|refus\w*|declin\w*|reject\w*|abandon\w*)\b|"
    r"(?<!\w)(?:не|больше не|откаж\w+|отказ\w+|переста\w+|прекрат\w+)(?!\w)",
    re.IGNORECASE,
)
_NOT = re.compile(r"\b(?:not|never|no longer|n['’]t) $|(?<!\w)не $", re.IGNORECASE)
_APART = 130
"""Characters between an offer, what is to be done and to what."""
_STOP = re.compile(r"[.!?\n]")
_ACTOR = {
    "RUS": re.compile(r"\b(?:Russia\w*|Moscow|Putin|Kremlin|Росси\w+|РФ|Москв\w+|Путин\w*|Кремл\w+)\b"),
    "USA": re.compile(
        r"\b(?:United States|U\.?S\.?|Washington|Biden|Trump|Sullivan|США|Вашингтон\w*|Байден\w*|Салливан\w*)\b"
    ),
}
_IF = re.compile(
    r"\bif\b|provided|as long as|so long as|on (?:the )?condition|only when|reciproca|in return|likewise|"
    r"(?:does|do|did|doing) the same|"
    r"acts? (?:in a )?simil|mutual|unless|при (?:том )?условии|(?<!\w)если|взаимн|ответн|аналогичн|так же|"
    r"до тех пор,? пока|в обмен",
    re.IGNORECASE,
)
_SAME = re.compile(
    r"\b(?:if|provided(?: that)?|as long as|only when|on (?:the )?condition(?: that)?) (?:only )?(?:the )?"
    r"(?:United States|U\.?S\.?|Washington|Americans?)\b|\b(?:acts?|acted|does|did|do) (?:likewise|the same)\b|"
    r"(?:если|при условии,? что|пока) (?:и )?(?:США|Вашингтон|Соедин[её]нные Штаты|американск\w+)",
    re.IGNORECASE,
)
"""The condition of reciprocity, wherever in a text it is told."""
_FREE = re.compile(
    r"unconditional|without (?:any )?(?:pre)?conditions?|no strings|безусловн|без (?:всяких )?условий", re.IGNORECASE
)


def _offers(text: str, start: int = 0, end: int | None = None) -> Iterator[Span]:
    """Places where a text tells an offer to keep to something: an offering word, a keeping word, a thing, in order."""
    end, at = len(text) if end is None else end, start
    while offer := _OFFER.search(text, at, end):
        at = offer.end()
        held = _HOLD.search(text, at, min(end, at + _APART))
        thing = _WHAT.search(text, held.end(), min(end, held.end() + _APART)) if held else None
        refused = held and (
            _REFUSED.search(text, offer.start(), held.start()) or _NOT.search(text, max(0, at - 40), offer.start())
        )
        if thing and not refused and not _STOP.search(text, at, thing.start()):
            yield offer.start(), thing.end()
            at = thing.end()


@lru_cache(maxsize=4)
def _reciprocal(text: str) -> bool:
    return _SAME.search(text) is not None


def check_offer(document: Document, span: Span) -> Check | None:
    """An offer to keep to limits that the record has as conditional: does the text tell its condition?

    Told in the same paragraph, or anywhere as reciprocity, it is accurate; left out, imprecise; told as unconditional,
    contradicted.
    `None` where the sentence tells no such offer or the record has none of that time.
    """
    text = document.text
    start, end = subjects.sentence_of(text, span)
    if document.published is None or next(_offers(text, start, end), None) is None:
        return None
    actor = next((p for p, pattern in _ACTOR.items() if pattern.search(text, start, end)), None)
    offers = [
        h for h in happenings.found("proposal", TREATIES["newstart"], actor)
        if _IF.search(h.words) and h.parties == (actor,) and h.start <= document.published
    ]  # fmt: skip
    if not offers:
        return None
    known = offers[-1]
    event = Event((start, end), "offer.made", known.treaty, party=actor)
    if _FREE.search(text, start, end):
        return event_check(event, "contradicted", "offer.unconditional", f"The offer was conditional. {known}", [known])
    if _IF.search(text, *subjects.paragraph_of(text, (start, end))) or _reciprocal(text):
        return event_check(event, "accurate", "offer.conditional", str(known), [known])
    told_bare = "The offer was conditional, and the text leaves the condition out."
    return event_check(event, "imprecise", "offer.condition-left-out", f"{told_bare} {known}", [known])


def check_offers(document: Document) -> list[tuple[Event, Check]]:
    """Offers to keep to limits that a text tells, sentence by sentence."""
    found: dict[Span, tuple[Event, Check]] = {}
    for span in _offers(document.text):
        check = check_offer(document, span)
        if check:
            found.setdefault(check.span, (Event(check.span, "offer.made"), check))
    return list(found.values())
