"""Who signed a treaty and where, as a text tells it: held against the signers and the place that the record names.

The record's own words name both ("Signed in Prague by Presidents Obama and Medvedev"). Names of leaders and cities
below only say which words of a text are a name; what is true comes from the record.
"""

from __future__ import annotations

import re
from datetime import date

from armscontrol import terms
from armscontrol.diplomacy.checks import happenings, subjects
from armscontrol.diplomacy.checks.happenings import Happening
from armscontrol.diplomacy.figures.owners import owners
from armscontrol.diplomacy.figures.treaty_names import NAMED
from armscontrol.diplomacy.model import Event
from armscontrol.diplomacy.speech.actors import holders

_LEADERS = (
    "Nixon Никсон", "Ford", "Carter Картер", "Reagan Рейган", "Bush Буш", "Clinton Клинтон", "Obama Обам",
    "Trump Трамп", "Biden Байден", "Kennedy Кеннеди", "Brezhnev Брежнев", "Andropov Андропов", "Chernenko Черненко",
    "Gorbachev Горбач[её]в", "Yeltsin Ельцин", "Putin Путин", "Medvedev Медведев", "Khrushchev Хрущ[её]в",
    "Lavrov Лавров", "Gromyko Громыко", "Shevardnadze Шеварднадзе", "Kissinger Киссинджер", "Shultz", "Baker Бейкер",
    "Powell", "Rice", "Kerry Керри", "Pompeo Помпео", "Blinken Блинкен", "Rubio Рубио", "Gottemoeller",
    "Antonov Антонов", "Thatcher Тэтчер", "Macron Макрон", "Merkel Меркель", "Zelenskyy?",
)  # fmt: skip
_STEMS = {name.split()[0]: "|".join(rf"{part}\w{{0,3}}" for part in name.split()) for name in _LEADERS}
_LEADER = re.compile(r"(?<!\w)(?:" + "|".join(f"(?P<{n.replace('?', '')}>{s})" for n, s in _STEMS.items()) + r")(?!\w)")
_PRESIDENTS = {
    "USA": ("Nixon", "Ford", "Carter", "Reagan", "Bush", "Clinton", "Obama", "Trump", "Biden"),
    "RUS": ("Yeltsin", "Putin", "Medvedev"),
}
_CITIES = {
    "Prague": r"Prague|Praha|Czech\w*|Праг\w+|Чехи\w+",
    "Moscow": r"Moscow|Kremlin|Москв\w+|Кремл\w+",
    "Washington": r"Washington|White House|Вашингтон\w*|Бел\w+ дом\w*",
    "Geneva": r"Geneva|Женев\w+",
    "Vienna": r"Vienna|Вен[ае](?!\w)",
    "Helsinki": r"Helsinki|Хельсинки",
    "Reykjavik": r"Reykjav[ií]k|Рейкьявик\w*",
    "Budapest": r"Budapest|Будапешт\w*",
    "Munich": r"Munich|Мюнхен\w*",
    "Paris": r"Paris|Париж\w*",
    "London": r"London|Лондон\w*",
    "Berlin": r"Berlin|Берлин\w*",
    "Lisbon": r"Lisbon|Лиссабон\w*",
    "Vladivostok": r"Vladivostok|Владивосток\w*",
    "Malta": r"Malta|Мальт\w+",
    "Oslo": r"Oslo|Осло",
    "Beijing": r"Beijing|Пекин\w*",
    "Kyiv": r"Kyiv|Kiev|Киев\w*",
    "Singapore": r"Singapore|Сингапур\w*",
    "New York": r"New York|Нью-Йорк\w*",
    "Ljubljana": r"Ljubljana|Любл\w+",
    "Bratislava": r"Bratislava|Братислав\w+",
}  # fmt: skip
_CITY = re.compile("|".join(f"(?P<{n.replace(' ', '_')}>{s})" for n, s in _CITIES.items()))
_AT = re.compile(r"(?<!\w)(?:in|at|в) (?:the )?(?=[A-ZА-ЯЁ])")
_TOLD = re.compile(r"\b(?:said|says|told|that|which|recalled|added|noted|what|сказал\w*|заявил\w*|что)\b|[;:]")
_NO_PLACE = re.compile(
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December|Spring|Summer|Autumn|"
    r"Fall|Winter|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b|[A-Z]{2,}\b"
)
_BY = re.compile(r"^[^.;:]{0,60}?\bby (?=\S)")
_WHO_ENDS = re.compile(
    r"\b(?:in|on|at|after|during|when|which|that|to|for|under|as|a|but|while)\b|[;:]|"
    r",(?! (?:the )?(?:[A-Z]\w+ ?){1,3}(?:,| and ))|(?<![A-Z])\.(?=\s|$)"
)
_WITH = re.compile(r"\b(?:with|alongside|together with|вместе с|с) (?:[\w.-]+ ){0,5}?(?=" + _LEADER.pattern + ")")
_IN_A_PLACE = re.compile(r"\b(?:in|at|on|to|from|of|for|under|with|after|near) (?:the )?[A-Z][\w.]*")
_NAME = re.compile(r"(?:[A-Z][\w’'.-]+)(?: (?:[A-Z][\w’'.-]*|de|van|von))*")
_RUSSIAN = re.compile(r"[Пп]одпис")
_RUSSIAN_AFTER = re.compile(r"(?:(?!\s(?:в|во|на|от)\s)[^,;:.]){1,80}")
"""Who signed stands after the verb too: "its text was signed by", in Russian a case without a preposition."""
_TITLES = re.compile(
    r"\b(?:Presidents?|Premier|Prime|Minister|Ministers|General|Secretar(?:y|ies)|State|Foreign|Chancellor|Leaders?|"
    r"Union|Federation|Republic|America|Mr|Mrs|Comrade|The|Both|Then|Vice|Soviet|Russian|American|U\.S|US|Party|"
    r"Communist|Chairman|Ambassadors?|then-President|Parties|Sides|First|Deputy|Governments?)\b"
)
_PASSIVE = re.compile(
    r"(?:\b(?:was|were|been|be|is|are|being|treaty|pact|accord|agreement|START|INF|I|II|III)|[,)(])\s?(?:\w+ly\s)?$"
)
_CLAUSE = re.compile(
    r"[,;:]|\.(?=\s|$)|\b(?:that|which|said|who|when|as|where|how|after|before|since|while|but|until|что|который|когда)\b"
)


def objection(event: Event, text: str, known: Happening) -> tuple[str, str] | None:
    """What speaks against the signers or the place that a text names: verdict and words; `None` where nothing does."""
    start, end = subjects.sentence_of(text, event.span)
    record = " ".join(h.words for h in (known, *happenings.found("signed", known.treaty)))
    if (who := _people(text, (start, end), event, record)) is not None:
        return who
    if (states := _states(text, (start, end), event, known)) is not None:
        return states
    return _place(text, (start, end), event, record)


def _ends(text: str, event: Event) -> tuple[int, int]:
    """Where the word of signing itself begins and ends within the event, which may hold a date before it."""
    word = re.search(r"\bsign\w*|(?<!\w)подпис\w+", text[slice(*event.span)])
    return (event.span[0] + word.start(), event.span[0] + word.end()) if word else event.span


def _signers(text: str, sentence: tuple[int, int], event: Event) -> tuple[int, int] | None:
    """The words that say who signed: those after "by", else the subject before "signed"."""
    begin, stop = _ends(text, event)
    tail = text[stop : min(sentence[1], stop + 160)]
    if by := _BY.search(tail):
        rest = tail[by.end() :]
        close = _WHO_ENDS.search(rest)
        return stop + by.end(), stop + by.end() + (close.start() if close else len(rest))
    if _RUSSIAN.match(text, begin) and (after := _RUSSIAN_AFTER.match(text, stop)) and _named(text, after.span()):
        return after.span()
    if not text[begin:stop].startswith(("signed", "signator", "подписал", "Подписал")):
        return None
    low = max(sentence[0], begin - 120)
    if text.startswith("signed", begin) and _PASSIVE.search(text, low, begin):
        return None
    cut = max((m.end() for m in _CLAUSE.finditer(text, low, begin)), default=low)
    names = [m.end() for m in NAMED.finditer(text, cut, begin)]
    return (max([cut, *names]), begin)


def _named(text: str, span: tuple[int, int]) -> bool:
    return _LEADER.search(text, *span) is not None or bool(owners(text, *span))


def _people(text: str, sentence: tuple[int, int], event: Event, record: str) -> tuple[str, str] | None:
    signed = {m.lastgroup for m in _LEADER.finditer(record)}
    stop = _ends(text, event)[1]
    if beside := _WITH.search(text, stop, min(sentence[1], stop + 80)):
        partner = _LEADER.match(text, beside.end())
        if partner and signed and partner.lastgroup not in signed:
            return "contradicted", f"{partner.lastgroup} did not sign it, as the record has it."
    where = _signers(text, sentence, event)
    if where is None:
        return None
    said = list(_LEADER.finditer(text, *where))
    wrong = [m for m in said if m.lastgroup not in signed]
    if wrong and signed:
        return "contradicted", f"{wrong[0].lastgroup} did not sign it, as the record has it."
    if wrong:
        return "unverifiable", "The record does not say who signed it."
    words = _IN_A_PLACE.sub(lambda m: " " * len(m[0]), text[slice(*where)])
    named = [(o.start, o.end) for o in owners(text, *where)] + [m.span() for m in NAMED.finditer(text, *where)]
    for first, last in named:
        words = words[: first - where[0]] + " " * (last - first) + words[last - where[0] :]
    for m in said:
        words = words[: m.start() - where[0]] + "~" * (m.end() - m.start()) + words[m.end() - where[0] :]
    words = re.sub(r"(?:[A-Z][\w’'.-]* )+(?=~)", " ", _TITLES.sub(" ", words))
    other = [m[0] for m in _NAME.finditer(words) if len(m[0]) > 2 and not _NO_PLACE.match(m[0])]
    if other and words.isascii() and (said or signed):
        return "unverifiable", f"The record does not name {other[0]} as a signer."
    return None


def _states(text: str, sentence: tuple[int, int], event: Event, known: Happening) -> tuple[str, str] | None:
    """A State that is told as a signer and is no Party of a treaty of two."""
    own = next((h.parties for h in happenings.found("signed", known.treaty) if h.parties), known.parties)
    rows = [h for h in happenings.happenings() if (h.treaty, h.kind) == (known.treaty, "signed") and h.parties]
    parties = set(own or (rows[0].parties if rows else ()))
    where = _signers(text, sentence, event)
    if len(parties) != 2 or where is None:
        return None
    if "SUN" in parties:
        parties.add("RUS")  # texts say Russia of what it continues
    for owner in owners(text, *where):
        if owner.code not in parties:
            return "contradicted", f"{terms.short_party(owner.code)} did not sign it, as the record has it."
    return None


def _place(text: str, sentence: tuple[int, int], event: Event, record: str) -> tuple[str, str] | None:
    begin, stop = _ends(text, event)
    places = {m.lastgroup for m in _CITY.finditer(record)}
    spots = [m.end() for m in _AT.finditer(text, stop, min(sentence[1], stop + 140))]
    opening = re.match(r"(?:In|At|В) (?=[A-ZА-ЯЁ])", text[sentence[0] : begin])
    if opening and not _TOLD.search(text, sentence[0], begin):
        spots.append(sentence[0] + opening.end())
    for spot in spots:
        if re.search(r"[;:]|, (?:and|but|which|who)\b|\b(?:entered|came|ratified|took|вступил)\b", text[stop:spot]):
            break  # "signed in 2010 and entered into force in Munich"
        if _NO_PLACE.match(text, spot):
            continue
        city = _CITY.match(text, spot)
        if city is None:
            if places and not re.match(r"\w+ (?:treaty|Treaty)", text[spot : spot + 40]):
                return "unverifiable", "The record names another place, or names it otherwise."
            continue
        if not places:
            return "unverifiable", "The record does not say where it was signed."
        if city.lastgroup not in places:
            return "contradicted", "The record names another place."
    return None


def in_office(text: str, span: tuple[int, int], day: date) -> tuple[str, str] | None:
    """A president told as acting on a day on which, as far as is known, another held the office."""
    start = subjects.sentence_of(text, span)[0]
    low = max([start, *(m.end() for m in _CLAUSE.finditer(text, start, span[0]))])
    for found in _LEADER.finditer(text, low, span[0]):
        party = next((p for p, names in _PRESIDENTS.items() if found.lastgroup in names), None)
        held = {name.split()[-1] for name in holders("President", party, day)} if party else set()
        if held and found.lastgroup not in held:
            return "unverifiable", f"{found.lastgroup} did not hold the office of President then."
    return None
