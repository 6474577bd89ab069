"""Through whose hands words came: agency, reporter, translator, channel and outlet, from the words around a cue."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from armscontrol.diplomacy.model import Link, Span, Statement
from armscontrol.diplomacy.speech.actors import find

_NAME = r"((?:[A-Z][\w./-]*)(?:[ ](?:[A-Z][\w./-]*|of|the|24|1))*)"
_TRANSLATOR = re.compile(r"\b([A-Z]\w+)[- ]translated\b|\btranslat(?:ed|ion) (?:by|from) ([A-Z]\w+(?: [A-Z]\w+)?)")
_MACHINE = re.compile(r"\bmachine[- ]translat(?:ed|ion)\b")
_AGENCY = re.compile(
    r"\b(?:according to|citing|cited by|quoted by|reported by|carried by|as reported by|report by|reports by|"
    r"report from|"
    r"news agency|agency|agencies|newspaper|broadcaster|published by|released by|"
    r"in comments carried by)\s+(?:the\s+)?"
    r"(?:(?:Russian|Russia’s|Russia's|Chinese|state|state-run|state-owned|local|independent|Google-translated|news|"
    r"agency|"
    r"agencies|newspaper|broadcaster|wire|report|by|a|media|outlet|daily|website)\s+)*" + _NAME
)
_SLASH = re.compile(r"/([A-Z]{3,}|ТАСС)/")
_REPORTED = re.compile(_NAME + r"(?:\s+news agency)?\s+(?:reported|reports)\b")
_TOLD = re.compile(
    r"\b(?:told|telling|interview (?:with|to|on)|interview published (?:by|in)|comments to|speaking to|remarks to)\s+"
    r"(?:(?:the|a|an|Russian|Russia’s|Russia's|state|state-run|daily|business|news|agency|newspaper|broadcaster|"
    r"television|TV|"
    r"channel|magazine|radio|outlet|British|German|French|American|U\.S\.|US|Chinese)\s+)*" + _NAME
)
_VIA = re.compile(r"\b(Telegram|Truth Social|Twitter|Facebook|Weibo)\b|\bon (X)\b")
_CYRILLIC = re.compile(r"[а-яё]{3}")
_RUSSIAN_NAME = re.compile(r"[А-ЯЁ][\w.-]*(?:[ ][А-ЯЁ][\w.-]*)?|[A-Z][\w.]+(?: [A-Z]\w+)?")
_RUSSIAN_TOLD = re.compile(
    r"(?:(?:заявил|сообщил|рассказал|сказал|пояснил|уточнил|подтвердил|отметил)[аи]?(?:\s+во?\s+[а-яё]+)?|интервью|беседе\s+с|"
    r"комментарии(?:\s+для)?|корреспонденту)\s+(?:(?:агентств|газет|телеканал|изданию|издания|журнал)\w*\s+)?[«“\"]?$"
)
_RUSSIAN_CARRIED = re.compile(
    r"(?:переда[её]т|сообща[ею]т|пиш[уе]т|цитиру[ею]т|привод[ия]т|данным|ссылк\w+\s+на|ссылаясь\s+на|цитата\s+по|цит\.\s+по)"
    r"[^.;]{0,50}$"
)
_LOOK_BACK = 70


def _russian(text: str, zone: Span) -> Iterator[Link]:
    """ "заявил ТАСС", "передает «Интерфакс»": the medium that was told, and the one through which words came."""
    for match in _RUSSIAN_NAME.finditer(text, *zone):
        words = match.group()
        actor = find(words) or find(words.split()[0])
        if actor is None or actor.kind != "media":
            continue
        before = text[max(zone[0], match.start() - _LOOK_BACK) : match.start()]
        if _RUSSIAN_TOLD.search(before):
            yield Link("reporter", actor.name, match.span())
        elif _RUSSIAN_CARRIED.search(before):
            yield Link("agency", actor.name, match.span())


def chain(
    text: str, masked: str, zones: tuple[Span, ...], speaker: str | None, relayer: str | None, outlet: str | None
) -> tuple[Link, ...]:
    """The hands from speaker to outlet, as far as the words in `zones` name them, without repeats.

    The rule is the words alone: "according to", "citing", "told" and a medium that is known. An outlet closes the
    chain where the document has one.
    """
    links: list[Link] = []
    if speaker:
        links.append(Link("speaker", speaker))
    for start, end in zones:
        links += _russian(text, (start, end)) if _CYRILLIC.search(text, start, end) else ()
        for match in _VIA.finditer(masked, start, end):
            links.append(Link("channel", match.group(1) or match.group(2), match.span()))
        for match in _TOLD.finditer(masked, start, end):
            name = _medium(match.group(1))
            if name:
                links.append(Link("reporter", name, match.span(1)))
        for pattern in (_AGENCY, _SLASH, _REPORTED):
            for match in pattern.finditer(masked, start, end):
                name = _medium(match.group(1))
                if name:
                    links.append(Link("agency", name, match.span(1)))
        for match in _TRANSLATOR.finditer(masked, start, end):
            name = match.group(1) or match.group(2)
            if name in ("Google", "DeepL", "Yandex", "Bing") or find(name):
                links.append(Link("translator", name, match.span()))
        for match in _MACHINE.finditer(masked, start, end):
            links.append(Link("translator", "machine translation", match.span()))
    if relayer:
        links.append(Link("agency", relayer))
    if outlet:
        links.append(Link("outlet", outlet))
    seen: set[tuple[str, str]] = set()
    out: list[Link] = []
    named = {link.name for link in links if link.role == "reporter"}
    for link in links:
        if (link.role, link.name) in seen or (link.role == "agency" and link.name in named):
            continue
        seen.add((link.role, link.name))
        out.append(link)
    return tuple(out)


_RUN = re.compile(r"[A-Z][\w./-]*(?:[ ](?:[A-Z][\w./-]*|24|1))*")


def medium(words: str) -> str | None:
    """The first known medium that these words name."""
    for match in _RUN.finditer(words):
        parts = match.group().split()
        for i in range(len(parts)):
            name = _medium(" ".join(parts[i:]))
            if name:
                return name
    return None


def _medium(words: str) -> str | None:
    parts = words.split()
    for size in range(len(parts), 0, -1):
        actor = find(" ".join(parts[:size]))
        if actor is not None:
            return actor.name if actor.kind == "media" else None
    return None


_GOES_ON = re.compile(r"\b(?:wrote|writes|posted|added|adds|continued|went on)\b", re.IGNORECASE)
CARRIED = ("channel", "translator")
WRITTEN = ("Telegram", "Truth Social", "Twitter", "Facebook", "Weibo", "X", "social media post", "written statement")


def carried_on(text: str, statements: Sequence[Statement]) -> tuple[Statement, ...]:
    """Statements that go on with a written message come through the same channel and the same translator.

    The next one of the same speaker does, where its cue is a word of writing or of going on and names no channel.
    """
    out: list[Statement] = []
    for statement in statements:
        before = out[-1] if out else None
        cue = text[statement.cue[0] : statement.cue[1]] if statement.cue else ""
        if (
            before is not None
            and before.speaker is not None
            and before.speaker == statement.speaker
            and before.channel in WRITTEN
            and statement.channel is None
            and _GOES_ON.search(cue)
        ):
            roles = {link.role for link in statement.chain}
            more = tuple(link for link in before.chain if link.role in CARRIED and link.role not in roles)
            at = next((n for n, link in enumerate(statement.chain) if link.role == "outlet"), len(statement.chain))
            chain = (*statement.chain[:at], *more, *statement.chain[at:])
            statement = replace(statement, channel=before.channel, chain=chain)
        out.append(statement)
    return tuple(out)
