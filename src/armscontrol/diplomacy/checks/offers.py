"""Offers to keep to a treaty's limits: does a text tell the condition that the record has?"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from datetime import timedelta
from functools import lru_cache

from armscontrol.diplomacy.checks import happenings, subjects
from armscontrol.diplomacy.checks.facts import TREATIES
from armscontrol.diplomacy.checks.happenings import Happening, event_check
from armscontrol.diplomacy.figures.dates import dates
from armscontrol.diplomacy.figures.treaty_names import treaties
from armscontrol.diplomacy.intervals import Days, days, overlap
from armscontrol.diplomacy.model import Check, Document, Event, Span

_OFFERED = (
    r"offer\w*|propos\w*|ready|prepared|willing|will|would|pledg\w*|promis\w*|vow\w*|commit\w*|agree\w*|contin\w*|"
    r"(?:extend\w*|prolong\w*|renew\w*)(?= (?:[\w'’.]+ ){0,5}?(?:adher|observ|compl|volunt|respect|self-))"
)
_HELD = (
    r"(?:stay|remain|live|operate)\w*(?= (?:within|under|inside|below|at or below|bound)\b)|"
    r"keep|adher\w*|observ\w*|stick\w*|abid\w*|respect\w*|compl\w*|maintain\w*|uphold\w*|hold\w*|extend\w*"
)
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
_REPEATED = timedelta(days=180)
"""For how long what is told of another day may be an offer that was made before."""
_NAME = re.compile(r"(?:^|(?<=: ))[A-Z][a-z]{3,}(?=:| to )")
"""Who offers, as the words of a row begin: "Someone: Russia will keep to"."""
_STATES = ("Russia", "Moscow", "Washington")
_WORD = re.compile(r"[a-z]{4,}|\b(?:one|two|six)\b")
_ENOUGH = 3
"""Words that a claim without a day shares with a row, the name among them."""
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
    r"\bif\b|provided|as long as|so long as|on (?:the )?condition|only when|reciproc|in return|likewise|"
    r"\bconditional|\bconditioned (?:up)?on\b|\bcontingent\b|\bsubject to\b|follow\w* suit|\bin kind\b|"
    r"\bshould (?:the )?(?:United States|U\.?S\.?|Washington)(?!\w)|"
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
    r"\bunconditional|\bunconditioned|\b(?:without|free of|with no|no) (?:any |prior )?"
    r"(?:pre)?conditions?\b|"
    r"\b(?:no|without (?:any )?) ?strings\b|\b(?:not|n['’]t) (?:conditional|conditioned|contingent|dependent)\b|"
    r"\b(?:regardless|irrespective) of (?:what|whether|how|the (?:United States|U\.?S\.?))|"
    r"\bwhatever (?:the )?(?:United States|U\.?S\.?|Washington|Americans?)(?!\w)|\beven if (?:the )?"
    r"(?:United States|U\.?S\.?|Washington|Americans?) (?:does|do|did|would|will)(?: not|n['’]t)|"
    r"\bwithout (?:\w+ ){0,2}(?:reciproc\w+|anything in return)|\bnothing in return\b|"
    r"(?<!\w)безусловн|без (?:всяких |каких-либо |каких бы то ни было )?(?:предварительных )?условий",
    re.IGNORECASE,
)
_OF_TALKS = re.compile(
    r"\b(?:talks?|negotiat\w*|dialogue|discuss\w*|переговор\w*|диалог\w*)[^,;.]{0,40}$", re.IGNORECASE
)
"""What is free of conditions may be the talks that are offered beside."""
_NOT_SO = re.compile(
    r"\b(?:not|never|n['’]t|hardly|far from)(?: (?:be|an?|to|made|offer\w*|propos\w*|entirely|quite|come)){0,3} $|"
    r"(?<!\w)не $",
    re.IGNORECASE,
)
_PROLONGED = re.compile(
    r"\b(?:extended|extends|prolonged|prolongs|renewed|продлил\w*|продлева[ею]т)(?: [\w'’.-]+){0,5}? "
    r"(?:limits?|caps?|ceilings?|restrictions?|ограничени\w+|лимит\w*)\b",
    re.IGNORECASE,
)
"""Limits that one side is said to have prolonged: in law it can only offer to go on keeping to them."""
_ADDRESSED = re.compile(
    r"\b(?:told|to|with|from|in|if|provided(?: that)?|as long as|when|unless|whether|against|for|toward|towards|should)"
    r" (?:only )?(?:the )?(?:President )?$|"
    r"(?<!\w)(?:если|при условии,? что|пока|в|с|со|для|от) $",
    re.IGNORECASE,
)
"""Words before a name that make it another one than who offers."""
_ENDING = re.compile(
    r"\b(?:after|until|till|through|from|beyond|past|by|to|since|before|following|"
    r"expir\w*(?: on| in)?|ends?(?: on| in)?)"
    r" (?:the )?$|(?<!\w)(?:после|до|с|со|истека\w+) $",
    re.IGNORECASE,
)
"""Words before a date that make it another one than that of the offer."""
_SAID_ON = re.compile(
    r"(?:^\W*|\b(?:said|says|announced|declared|offered|proposed|pledged|promised|vowed|заявил\w*|предложил\w*|"
    r"объявил\w*|сказал\w*)(?: unconditionally)? )(?:on |in |back in |в )?$",
    re.IGNORECASE,
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


def _offering(text: str, start: int, end: int, at: int) -> str | None:
    """The Party that offers: the last one named before the offer, else the first one after it, in its sentence."""
    named = sorted(
        (m.start(), party)
        for party, pattern in _ACTOR.items()
        for m in pattern.finditer(text, start, end)
        if not _ADDRESSED.search(text, max(start, m.start() - 40), m.start())
    )
    before = [party for place, party in named if place < at]
    return before[-1] if before else named[0][1] if named else None


def _told_days(document: Document, start: int, end: int) -> tuple[list[Days], list[Days]]:
    """Days that a sentence tells as those of an offer may be, and those of them that are told with the saying."""
    words = document.text[start:end]
    told: list[Days] = []
    said: list[Days] = []
    for mention in dates(Document(words, document.published, document.published_basis), ()):
        left, span = words[max(0, mention.span[0] - 40) : mention.span[0]], days(mention.edtf)
        if span and not _ENDING.search(left):
            told.append(span)
            if _SAID_ON.search(left):
                said.append(span)
    return told, said


@lru_cache(maxsize=4)
def _known(party: str) -> tuple[Happening, ...]:
    """Offers of one side to keep to limits that the record has as conditional."""
    return tuple(
        h for h in happenings.found("proposal", TREATIES["newstart"], party)
        if h.parties == (party,) and _IF.search(h.words) and next(_offers(h.words), None)
    )  # fmt: skip


def _of_other_treaty(document: Document, start: int, end: int) -> bool:
    """Whether a sentence names treaties, and not the one whose limits the offers on record are of."""
    named = treaties(document.text, document.published)
    here = named.ids[bisect_left(named.starts, start) : bisect_left(named.starts, end)]
    return bool(here) and TREATIES["newstart"] not in here


def _meant(document: Document, start: int, end: int) -> Happening | None:
    """The offer on record that a sentence tells of: of its day, else the last one before the text and what it dates."""
    text = document.text
    offer = next(_offers(text, start, end), None)
    prolonged = None if offer else _PROLONGED.search(text, start, end)
    at = offer[0] if offer else prolonged.start() if prolonged else None
    if at is None or _of_other_treaty(document, start, end):
        return None
    party = _offering(text, start, end, at)
    known = [h for h in _known(party) if not document.published or h.start <= document.published] if party else []
    if not known:
        return None
    told, said = _told_days(document, start, end)
    of_the_day = [h for h in known if any(overlap((h.start, h.end), span) for span in told)]
    if prolonged and any(p.search(text, start, at) for other, p in _ACTOR.items() if other != party):
        return None  # an act of both sides is the extension of the treaty
    if not told and document.published is None:
        return _of_the_person(text[start:end], known)
    if of_the_day or prolonged or document.published is None:
        return of_the_day[-1] if of_the_day else None
    if said:
        known = [h for h in known if h.start <= said[-1][1] <= h.end + _REPEATED]
    return known[-1] if known else None


def _stems(words: str) -> set[str]:
    return {w[:5] for w in _WORD.findall(words.lower())}


def _of_the_person(sentence: str, known: Sequence[Happening]) -> Happening | None:
    """The last offer on record of a person whom a sentence without a day names, if they share enough words."""
    said = _stems(sentence)
    for row in reversed(known):
        names = {n for n in _NAME.findall(row.words) if n not in _STATES}
        if any(n in sentence for n in names) and len(said & _stems(row.words)) >= _ENOUGH:
            return row
    return None


def prolonging(document: Document, span: Span) -> bool:
    """Whether an extension told of is one side's keeping to limits, which the record has as a conditional offer."""
    start, end = subjects.sentence_of(document.text, span)
    return _PROLONGED.search(document.text, start, end) is not None and _meant(document, start, end) is not None


_UNTIL = re.compile(r"(?:until|till|through|up to|for|to|by|до|по)\b", re.IGNORECASE)


def until_offered(document: Document, span: Span) -> bool:
    """Whether a day told as "until" is that of an offer on record to keep to limits, not of the treaty's end."""
    if not _UNTIL.match(document.text, span[0]):
        return False
    start, end = subjects.sentence_of(document.text, span)
    return _meant(document, start, end) is not None


def _free(text: str, start: int, end: int) -> tuple[bool, bool]:
    """Whether a sentence tells an offer as unconditional, and whether it tells that it was not."""
    free = denied = False
    for match in _FREE.finditer(text, start, end):
        left = text[max(start, match.start() - 60) : match.start()]
        if _NOT_SO.search(left):
            denied = True
        elif not _OF_TALKS.search(left):
            free = True
    return free, denied


def check_offer(document: Document, span: Span) -> Check | None:
    """An offer to keep to limits that the record has as conditional: does the text tell its condition?

    Told in the same paragraph, or anywhere as reciprocity, it is accurate; left out, imprecise; told as unconditional,
    contradicted.
    `None` where the sentence tells no such offer or the record has none of that time.
    """
    text = document.text
    start, end = subjects.sentence_of(text, span)
    known = _meant(document, start, end)
    if known is None:
        return None
    event = Event((start, end), "offer.made", known.treaty, party=known.parties[0])
    condition = _IF.search(known.words)
    missing = f"What is missing: {known.words[condition.start() if condition else 0 :]} {known}"
    free, denied = _free(text, start, end)
    if free:
        words = f"The offer was conditional. {missing}"
        return event_check(event, "contradicted", "offer.unconditional", words, [known])
    if denied or _IF.search(text, *subjects.paragraph_of(text, (start, end))) or _reciprocal(text):
        return event_check(event, "accurate", "offer.conditional", str(known), [known])
    words = f"The offer was conditional, and the text leaves the condition out. {missing}"
    return event_check(event, "imprecise", "offer.condition-left-out", words, [known])


def check_offers(document: Document) -> list[tuple[Event, Check]]:
    """Offers to keep to limits that a text tells, sentence by sentence."""
    found: dict[Span, tuple[Event, Check]] = {}
    prolonged = [m.span() for m in _PROLONGED.finditer(document.text)]
    for span in sorted([*_offers(document.text), *prolonged]):
        check = check_offer(document, span)
        if check:
            found.setdefault(check.span, (Event(check.span, "offer.made"), check))
    return list(found.values())
