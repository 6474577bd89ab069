"""The agency of a dateline, "MOSCOW, June 21 (Reuters) -", stands in the chain of every statement of its text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from armscontrol.diplomacy.model import Document, Link, Segment, Statement
from armscontrol.diplomacy.pages.page_words import AGENCY
from armscontrol.diplomacy.speech.actors import find

_INSIDE = re.compile(r"[(/]([^()/]*(?:/[^()/]*)*)[)/]")
_KNOWN = re.compile(rf"\b(?:INTERFAX\.RU|{AGENCY})(?![\w])")
_NAME = re.compile(r"[A-ZА-ЯЁ][\w.&’'-]*(?: (?:of |the )?[A-ZА-ЯЁ0-9][\w.&’'-]*){0,3}")
_WHEN = re.compile(r"\d|\b(?:January|February|March|April|May|June|July|August|September|October|November|December)\b")


def agencies(text: str, segments: Iterable[Segment]) -> tuple[Link, ...]:
    """The agencies that the text's first dateline names, each once."""
    first = next((s for s in segments if s.kind == "dateline"), None)
    if first is None:
        return ()
    found: dict[str, Link] = {}
    spans = [m.span() for m in _KNOWN.finditer(text, *first.span)]
    if not spans:
        inside = _INSIDE.search(text, *first.span)
        given = _NAME.fullmatch(inside[1].strip()) if inside else None
        if inside and given and not _WHEN.search(given[0]):
            at = inside.start(1) + inside[1].index(given[0])
            spans = [(at, at + len(given[0]))]
    for start, end in spans:
        name = _named(text[start:end])
        found.setdefault(name, Link("agency", name, (start, end)))
    return tuple(found.values())


def _named(given: str) -> str:
    """The one name of a medium that is written in several ways."""
    known = find(given) or find(given.partition(".")[0].title())
    return known.name if known is not None and known.kind == "media" else given


def handed_on(
    document: Document, segments: Sequence[Segment], statements: Sequence[Statement]
) -> tuple[Statement, ...]:
    """The statements with the dateline's agencies in their chains, before the outlet; none is named twice."""
    links = agencies(document.text, segments)
    if not links:
        return tuple(statements)
    return tuple(_with(s, links, document.outlet) for s in statements)


def _with(statement: Statement, links: Sequence[Link], outlet: str | None) -> Statement:
    there = {link.name.casefold() for link in statement.chain} | {
        (outlet or "").casefold(),
        _named(outlet or "").casefold(),
    }
    new = [link for link in links if link.name.casefold() not in there]
    if not new:
        return statement
    at = next((n for n, link in enumerate(statement.chain) if link.role == "outlet"), len(statement.chain))
    return replace(statement, chain=(*statement.chain[:at], *new, *statement.chain[at:]))
