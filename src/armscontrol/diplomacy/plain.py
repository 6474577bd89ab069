"""A reading as plain values: what JSON has, with the words of every span beside its characters."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from armscontrol.diplomacy.model import Check, Condition, DateMention, Reading, Span, Statement

READABLE = ("title", "standfirst", "body")
"""Kinds of segments from which anything is read; all others are furniture."""


def words(text: str, span: Span) -> str:
    """The words of a span, white space made plain."""
    return " ".join(text[span[0] : span[1]].split())


def plain(reading: Reading) -> dict[str, Any]:
    """The whole reading as values that JSON has."""
    text = reading.document.text

    def cut(span: Span | None) -> dict[str, Any] | None:
        return None if span is None else {"span": list(span), "text": text[span[0] : span[1]]}

    def day(date: DateMention | None) -> dict[str, Any] | None:
        return None if date is None else {**(cut(date.span) or {}), "edtf": date.edtf, "basis": date.basis}

    def tie(c: Condition) -> dict[str, Any]:
        return {**(cut(c.span) or {}), "kind": c.kind}

    def statement(s: Statement) -> dict[str, Any]:
        return {
            "id": s.id, "speaker": s.speaker, "speaker_kind": s.speaker_kind, "unnamed": s.unnamed, "party": s.party,
            "denied": s.denied, "role": s.role, "role_by_record": s.role_by_record, "mode": s.mode,
            "content": [cut(x) for x in s.content],
            "quoted": [cut(x) for x in s.quoted], "mention": cut(s.mention), "cue": cut(s.cue), "channel": s.channel,
            "chain": [asdict(link) for link in s.chain], "date": day(s.date),
            "conditions": [tie(c) for c in s.conditions],
            "sieve": s.sieve, "confidence": s.confidence, "segment": s.segment,
        }  # fmt: skip

    def check(c: Check) -> dict[str, Any]:
        return {**asdict(c), **(cut(c.span) or {})}

    document = reading.document
    made = {
        "document": {
            "title": document.title, "outlet": document.outlet, "source": document.source,
            "published": document.published and document.published.isoformat(),
            "published_basis": document.published_basis, "language": document.language, "sha256": document.sha256,
            "characters": len(text),
        },
        "segments": [{**(cut(s.span) or {}), "kind": s.kind, "rule": s.rule} for s in reading.segments],
        "apart": [{"text": a.words, "kind": a.kind, "rule": a.rule} for a in document.apart],
        "statements": [statement(s) for s in reading.statements],
        "positions": [
            {**asdict(p), "words": cut(p.words), "conditions": [tie(c) for c in p.conditions]}
            for p in reading.positions
        ],
        "numbers": [{**asdict(n), **(cut(n.span) or {}), "subject": cut(n.subject)} for n in reading.numbers],
        "events": [{**asdict(e), **(cut(e.span) or {}), "date": day(e.date)} for e in reading.events],
        "checks": [check(c) for c in reading.checks],
        "dates": [day(d) for d in reading.dates],
        "joined": [list(pair) for pair in reading.joined],
        "notes": list(reading.notes),
    }  # fmt: skip
    return {name: _listed(value) for name, value in made.items()}


def _listed(value: Any) -> Any:
    if isinstance(value, list | tuple):
        return [_listed(v) for v in value]
    return {name: _listed(v) for name, v in value.items()} if isinstance(value, dict) else value
