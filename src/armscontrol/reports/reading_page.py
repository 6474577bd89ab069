"""A reading as one HTML file: the text with its passages marked, beside it what was read from them; no script."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable
from functools import cache
from itertools import chain
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from armscontrol import __version__
from armscontrol.diplomacy.model import (
    Check,
    Condition,
    DateMention,
    Document,
    Event,
    Fact,
    Number,
    Position,
    Reading,
    Segment,
    Span,
    Statement,
)
from armscontrol.diplomacy.plain import READABLE, words
from armscontrol.reports.passages import Mark, marked, seen
from armscontrol.reports.reading_words import (
    BOUNDS,
    counted,
    day_words,
    event_words,
    found_words,
    issue_words,
    owner_words,
    quantity_words,
)
from armscontrol.sources import is_address, publisher_shown
from armscontrol.terms import GRADE_MEANINGS, plural, short_party

SIGNS = {
    "accurate": "✓",
    "imprecise": "≈",
    "contradicted": "✗",
    "outdated": "←",
    "disputed": "↔",
    "same-source": "=",
    "unverifiable": "?",
}
"""A sign beside each verdict, so that colour is never the only sign."""
MODES = {
    "direct": "direct: all of it between quotation marks",
    "mixed": "mixed: some of it between quotation marks",
    "indirect": "indirect: reported in other words",
}
LANGUAGES = ("en", "ru")
SHORT = 90
"""Letters of words that only remind of a passage."""
AROUND = 70
"""Letters shown on each side of a number."""


def render(reading: Reading) -> bytes:
    """The page, UTF-8. The same reading gives the same bytes.

    All of the text is there, furniture too. Addresses are linked only where they are of the web.
    """
    return _environment().get_template("reading.html").render(**content(reading)).encode("utf-8", "replace")


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("armscontrol.reports", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=lambda value: seen(value) if type(value) is str else value,
    )
    environment.tests["address"] = is_address
    environment.filters["publisher"] = publisher_shown
    return environment


def content(reading: Reading) -> dict[str, Any]:
    """What a page of a reading shows, as plain values: for this file and for the workbench."""
    document = reading.document
    text = document.text
    keys = {s.id: f"s{n}" for n, s in reversed(list(enumerate(reading.statements, start=1)))}
    statements = [_statement(text, s, f"s{n}") for n, s in enumerate(reading.statements, start=1)]
    for n, condition in enumerate((c for s in statements for c in s["conditions"]), start=1):
        condition["key"] = f"c{n}"
    positions = [_position(text, p, f"p{n}", keys.get(p.statement)) for n, p in enumerate(reading.positions, start=1)]
    for one, other in reading.joined:
        for a, b in ((one, other), (other, one)):
            if a in keys and b in keys:
                statements[int(keys[a][1:]) - 1]["joined"].append({"id": b, "key": keys[b]})
    for position in positions:
        if position["statement"]:
            statements[int(position["statement"][1:]) - 1]["positions"].append(position)
    claims = _claims(reading)
    dates = [_date(d, f"d{n}") for n, d in enumerate(reading.dates, start=1)]
    quotations = _unsaid(reading)
    marks = _marks(statements, claims, dates, quotations)
    return {
        "version": __version__,
        "title": (document.title or _first(reading) or "A text without a title")[:300],
        "lang": document.language if document.language in LANGUAGES else "",
        "document": document,
        "published": _published(document),
        "summary": _summary(reading, statements, claims),
        "parts": _parts(reading, marks),
        "open": _open(reading, statements, claims, dates, quotations),
        "notes": list(dict.fromkeys((*document.notes, *reading.notes))),
        "statements": statements,
        "positions": positions,
        "claims": claims,
        "dates": dates,
        "outside": [{"kind": a.kind, "rule": a.rule, "lines": a.words.split("\n")} for a in document.apart],
        "furniture": len(document.apart) + sum(s.kind not in READABLE for s in reading.segments),
        "grades": sorted({f["evidence"] for c in claims for f in c["facts"]} & set(GRADE_MEANINGS)),
        "meanings": GRADE_MEANINGS,
        "signs": SIGNS,
    }


def _first(reading: Reading) -> str | None:
    return next((words(reading.document.text, s.span) for s in reading.segments if s.kind == "title"), None)


def _published(document: Document) -> str:
    if document.published is None:
        return "no day of publication: days such as “Friday” stay open"
    return f"published {document.published} ({document.published_basis})"


def _summary(reading: Reading, statements: list[dict[str, Any]], claims: list[dict[str, Any]]) -> str:
    speakers = len({s.speaker for s in reading.statements if s.speaker and s.segment == "body"})
    verdicts = [v for v in SIGNS if any(c["verdict"] == v for c in claims)]
    told = ", ".join(f"{sum(c['verdict'] == v for c in claims)} {v}" for v in verdicts)
    parts = [
        f"{plural(sum(not s['repeats'] for s in statements), 'statement')} by {plural(speakers, 'named speaker')}",
        plural(sum(len(s["conditions"]) for s in statements), "condition"),
        f"{plural(len(reading.numbers), 'number')} and {plural(len(reading.events), 'event')}"
        + (f" ({told})" if told else ""),
    ]
    return f"{'; '.join(parts)}. Nothing here was reviewed by a person."


def _statement(text: str, s: Statement, key: str) -> dict[str, Any]:
    cue = _cut(text, s.cue)
    who = s.speaker or "Who says it was not found"
    rows = [
        ("Role in the text", s.role),
        ("Role by the record", s.role_by_record),
        ("Speaker is", "unnamed" if s.unnamed else s.speaker_kind if s.speaker_kind != "person" else None),
        ("Mode", MODES.get(s.mode, s.mode)),
        ("Denied", "the speaker says that this is not so" if s.denied else None),
        ("Word of saying", cue if cue and any(c.isalpha() for c in cue) else None),
        ("Channel", s.channel),
        ("Came through", " → ".join(f"{link.name} ({link.role})" for link in s.chain) or None),
        ("When", _day(s.date)),
        ("Speaker found", found_words(s.sieve, s.confidence, s.speaker)),
    ]
    return {
        "key": key,
        "id": s.id,
        "who": who,
        "party": s.party and short_party(s.party),
        "open": s.speaker is None or s.confidence == "open",
        "confidence": s.confidence,
        "model": s.sieve.removeprefix("model:") if s.sieve.startswith("model:") else None,
        "repeats": s.segment if s.segment != "body" else None,
        "content": [words(text, span) for span in s.content],
        "spans": s.content,
        "quote": _short(" … ".join(words(text, span) for span in s.content)),
        "rows": [row for row in rows if row[1]],
        "conditions": [_condition(text, c) for c in s.conditions],
        "dated": s.date is not None,
        "joined": [],
        "positions": [],
    }


def _condition(text: str, c: Condition) -> dict[str, Any]:
    return {"kind": c.kind, "words": words(text, c.span) or c.words, "span": c.span, "key": ""}


def _position(text: str, p: Position, key: str, statement: str | None) -> dict[str, Any]:
    return {
        "key": key,
        "party": short_party(p.party) if p.party else None,
        "holder": p.holder,
        "issue": issue_words(p.issue),
        "stance": p.stance,
        "words": words(text, p.words),
        "conditions": [_condition(text, c) for c in p.conditions],
        "when": day_words(p.edtf),
        "id": p.statement,
        "statement": statement,
    }


def _claims(reading: Reading) -> list[dict[str, Any]]:
    """Numbers, then events, each with its check; then the checks that pair with neither, so that none is lost."""
    text = reading.document.text
    waiting: dict[Span, list[Check]] = defaultdict(list)
    for one in reading.checks:
        waiting[one.span].append(one)
    made: list[dict[str, Any]] = []
    for n, number in enumerate(reading.numbers, start=1):
        check = waiting[number.span].pop(0) if waiting[number.span] else None
        made.append(_claim(text, number.span, f"n{n}", check, _number_rows(text, number), "number"))
    for n, event in enumerate(reading.events, start=1):
        check = waiting[event.span].pop(0) if waiting[event.span] else None
        made.append(_claim(text, event.span, f"e{n}", check, _event_rows(event), "event"))
        made[-1]["spoke"] = event.type == "statement.made" and check is None
    for n, one in enumerate(chain.from_iterable(waiting.values()), start=1):
        made.append(_claim(text, one.span, f"k{n}", one, [], "claim"))
    return made


def _claim(
    text: str, span: Span, key: str, check: Check | None, rows: list[tuple[str, str]], kind: str
) -> dict[str, Any]:
    before, after = text[max(0, span[0] - AROUND) : span[0]], text[span[1] : span[1] + AROUND]
    verdict = check.verdict if check else None
    return {
        "key": key,
        "kind": kind,
        "span": span,
        "words": words(text, span),
        "before": "…" + before.rpartition("\n\n")[2].partition(" ")[2] if before.strip() else "",
        "after": after.partition("\n\n")[0].rpartition(" ")[0] + "…" if after.strip() else "",
        "rows": rows,
        "spoke": False,  # that somebody spoke is no claim, and nothing of it is open
        "verdict": verdict,
        "sign": SIGNS.get(verdict, "?") if verdict else "",
        "explanation": check.explanation if check else "",
        "rule": check.rule if check else "",
        "facts": [_fact(f) for f in check.facts] if check else [],
        "omits": [o.rstrip(". ") for o in check.omits] if check else [],
    }


def _number_rows(text: str, n: Number) -> list[tuple[str, str]]:
    value = f"{_figure(n.low)} to {_figure(n.high)}" if n.low is not None and n.high is not None else _figure(n.value)
    rows = [
        ("Read as", f"{BOUNDS.get(n.bound, '')}{counted(value, n.unit)} ({n.kind})"),
        ("Counted", _cut(text, n.subject)),
        ("In the record", quantity_words(n.quantity)),
        ("Of", owner_words(n.party)),
        ("As of", day_words(n.as_of)),
        ("Given by", n.attributed_to),
    ]
    return [(name, value) for name, value in rows if value]


def _event_rows(e: Event) -> list[tuple[str, str]]:
    rows = [
        ("Event", event_words(e.type)),
        ("Treaty", e.treaty),
        ("When", _day(e.date)),
        ("By", owner_words(e.party)),
    ]
    return [(name, value) for name, value in rows if value]


def _fact(f: Fact) -> dict[str, Any]:
    value = _figure(f.value) if isinstance(f.value, int | float) else f.value
    figure = counted(str(value or ""), f.unit or "")
    day = day_words(f.day)
    return {"words": f.words.rstrip(". "), "figure": figure, "day": day, "source": f.source, "evidence": f.evidence}


def _date(d: DateMention, key: str) -> dict[str, Any]:
    day = day_words(d.edtf)
    return {
        "key": key, "words": " ".join(d.words.split()), "edtf": d.edtf, "day": day, "basis": d.basis, "span": d.span
    }  # fmt: skip


def _unsaid(reading: Reading) -> list[dict[str, Any]]:
    """Quotations that never close, and speech that no statement takes in."""
    text = reading.document.text
    taken = sorted(span for s in reading.statements for span in s.content)
    readable = sorted(s.span for s in reading.segments if s.kind in READABLE)
    made: list[dict[str, Any]] = []
    touches_statement, touches_text = _touching(taken), _touching(readable)
    for q in reading.quotations:
        lonely = q.kind == "speech" and not touches_statement(q.span) and touches_text(q.span)
        if not q.closed or lonely:
            made.append({"key": f"q{len(made) + 1}", "span": q.span, "closed": q.closed,
                         "words": _short(words(text, q.inner))})  # fmt: skip
    return made


def _touching(spans: list[Span]) -> Callable[[Span], bool]:
    """Whether a span shares a character with one of many; asked with spans in any order."""
    starts = [start for start, _ in spans]
    furthest: list[int] = []
    for _, end in spans:
        furthest.append(max(end, furthest[-1]) if furthest else end)

    def touches(span: Span) -> bool:
        at = bisect_left(starts, span[1]) - 1
        return at >= 0 and furthest[at] > span[0]

    return touches


def _marks(
    statements: list[dict[str, Any]],
    claims: list[dict[str, Any]],
    dates: list[dict[str, Any]],
    quotations: list[dict[str, Any]],
) -> list[Mark]:
    marks: list[Mark] = []
    for s in statements:
        kind, label = ("s open", f"{s['id']} ○") if s["open"] else ("s", s["id"])
        marks += [Mark(span, kind, s["key"], label, f"statement, {s['who']}") for span in s["spans"]]
    for q in quotations:
        marks.append(Mark(q["span"], "q", q["key"], f"{q['key']} ○", "quotation left open"))
    for s in statements:
        for c in s["conditions"]:
            marks.append(Mark(c["span"], "c", c["key"], c["key"], f"condition, {c['kind']}"))
    for c in claims:
        told = c["verdict"] or "not checked"
        kind = "e" if c["kind"] == "event" else "n"
        label = f"{c['key']} {c['sign']}".strip()
        marks.append(Mark(c["span"], f"{kind} {told}", c["key"], label, f"{c['kind']}, {told}", after=kind == "n"))
    for d in dates:
        told = d["day"] or "open"
        marks.append(Mark(d["span"], "d", d["key"], d["key"] if d["edtf"] else f"{d['key']} ○", f"date, {told}", True))
    return marks


def _parts(reading: Reading, marks: list[Mark]) -> list[dict[str, Any]]:
    """The whole text, part by part; what belongs to no segment is a part of its own."""
    text = reading.document.text
    spans: list[tuple[Span, Segment | None]] = []
    place = 0
    for segment in sorted(reading.segments, key=lambda s: s.span):
        start, end = max(place, segment.span[0]), min(segment.span[1], len(text))
        if text[place:start].strip():
            spans.append(((place, start), None))
        if start < end:
            spans.append(((start, end), segment))
            place = end
    if text[place:].strip():
        spans.append(((place, len(text)), None))
    # each mark goes to the parts that it touches, and to no other: a long text has many of both
    ordered = sorted(marks, key=lambda m: m.span[0])
    made: list[dict[str, Any]] = []
    live: list[Mark] = []
    at = 0
    placed: set[str] = set()
    for span, part in spans:
        while at < len(ordered) and ordered[at].span[0] < span[1]:
            live.append(ordered[at])
            at += 1
        live = [m for m in live if m.span[1] > span[0]]
        kind = part.kind if part else "unsorted"
        rule = part.rule if part else "belongs to no part that was told apart"
        made.append({
            "html": marked(text, span, live, placed),
            "kind": kind,
            "rule": rule,
            "readable": part is None or kind in READABLE,
            "goes_on": bool(made) and (made[-1]["kind"], made[-1]["rule"]) == (kind, rule),
        })  # fmt: skip
    return made


def _open(
    reading: Reading,
    statements: list[dict[str, Any]],
    claims: list[dict[str, Any]],
    dates: list[dict[str, Any]],
    quotations: list[dict[str, Any]],
) -> list[dict[str, Any]]:
    """What a person should look at first, by reason, with the passages of each."""

    def of(items: Iterable[dict[str, Any]], *, said: bool = True) -> list[dict[str, str]]:
        return [{"key": i["key"], "label": i.get("id") or i["key"],
                 "words": _short(i.get("quote") or i["words"]) if said else ""} for i in items]  # fmt: skip

    reasons = [
        ("No speaker was found", of(s for s in statements if s["open"])),
        ("Quotation that nobody is found to have said", of(q for q in quotations if q["closed"])),
        ("Quotation without a closing mark", of(q for q in quotations if not q["closed"])),
        ("Date that stays open", of(d for d in dates if d["edtf"] is None)),
        ("No day is given", of((s for s in statements if not s["dated"] and not s["repeats"]), said=False)),
        ("The record's only source is this text", of(c for c in claims if c["verdict"] == "same-source")),
        ("The two sides differ", of(c for c in claims if c["verdict"] == "disputed")),
        ("The record cannot tell", of(c for c in claims if c["verdict"] == "unverifiable")),
        ("Not held against the record", of(c for c in claims if c["verdict"] is None and not c["spoke"])),
        ("Proposed by a model", of((s for s in statements if s["model"]), said=False)),
    ]
    return [{"reason": reason, "items": items} for reason, items in reasons if items]


def _day(date: DateMention | None) -> str | None:
    return f"{day_words(date.edtf) or 'open'}: “{' '.join(date.words.split())}”, {date.basis}" if date else None


def _cut(text: str, span: Span | None) -> str | None:
    return words(text, span) if span else None


def _figure(value: float | None) -> str:
    return "" if value is None else f"{value:,.6g}" if abs(value) < 1e6 else f"{value:,.0f}"


def _short(text: str) -> str:
    return text if len(text) <= SHORT else f"{text[: SHORT - 1].rstrip()}…"
