"""Sets of articles in the form record-annotation/1: read each, and put what was read into the scorer's input form.

Of each article only its id, its text and its source are taken; what a set says of the right answers is not looked at.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from armscontrol.diplomacy.model import Document, Number, Reading, Span
from armscontrol.diplomacy.pages.pages import take_in
from armscontrol.diplomacy.reading import read
from armscontrol.errors import RecordError

MAX_FILE = 200_000_000
FORMAT = "record-annotation/1"


def articles(path: Path) -> Iterator[tuple[str, Document]]:
    """Id and document of each article of a set.

    Raises:
        RecordError: the file cannot be read, is too large, no JSON, or no such set.
    """
    where = str(path)
    try:
        with path.open("rb") as file:
            data = file.read(MAX_FILE + 1)
    except OSError as error:
        raise RecordError(f"the set cannot be read: {error.strerror}", where=where) from error
    if len(data) > MAX_FILE:
        raise RecordError("the set is too large", where=where, allowed=f"at most {MAX_FILE:,} bytes")
    try:
        found = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise RecordError("no JSON", where=where, found=str(error)[:80]) from error
    listed = found.get("articles") if isinstance(found, dict) else None
    if not isinstance(listed, list) or found.get("format") != FORMAT:
        raise RecordError("no set of articles", where=where, allowed=f"format {FORMAT} with a list of articles")
    for number, article in enumerate(listed, start=1):
        yield _document(f"{where}, article {number}", article)


def _document(where: str, article: Any) -> tuple[str, Document]:
    if (
        not isinstance(article, dict)
        or not isinstance(article.get("id"), str)
        or not isinstance(article.get("text"), str)
    ):
        raise RecordError("no article", where=where, allowed="id and text, with a source")
    source = article.get("source")
    given = source if isinstance(source, dict) else {}
    published = given.get("published")
    try:
        day = date.fromisoformat(published) if isinstance(published, str) else None
    except ValueError as error:
        raise RecordError(
            "no day", where=f"{where}, published", found=repr(published)[:40], allowed="2024-06-21"
        ) from error
    words = {name: value for name in ("outlet", "title") if isinstance(value := given.get(name), str)}
    url = given.get("url")
    made = take_in(
        article["text"],
        source=url if isinstance(url, str) else None,
        published=day,
        outlet=words.get("outlet"),
        title=words.get("title"),
        html=False,
    )
    return article["id"], made


def prediction(id: str, reading: Reading) -> dict[str, Any]:
    """What was read from one article, in the scorer's input form."""
    verdicts = {check.span: check.verdict for check in reading.checks}
    return {
        "id": id,
        "statements": [
            {
                "content": [list(span) for span in s.content],
                "speaker": s.speaker,
                "unnamed": s.unnamed,
                "mode": s.mode,
                "date_resolved": s.date.edtf if s.date else None,
                "quoted": [list(span) for span in s.quoted],
                "conditions": [list(c.span) for c in s.conditions],
            }
            for s in reading.statements
            if s.segment != "title"  # a headline repeats what the body says
        ],
        "numbers": [
            {
                "span": list(span),
                "value": value,
                "quantity": n.quantity,
                "party": n.party,
                "as_of": n.as_of,
                "verdict": verdicts.get(n.span),
                "kind": n.kind,
            }
            for n in reading.numbers
            for span, value in figures_of(n, reading.document.text)
        ],
        "dates": [{"span": list(d.span), "edtf": d.edtf} for d in reading.dates],
    }


def figures_of(number: Number, text: str) -> list[tuple[Span, float]]:
    """Span and value of each figure of a number: a set marks both ends of a range by themselves."""
    start, end = number.span
    parts = re.split(r"\s?[-–—−]\s?|\s(?:to|and|or|до|и)\s", text[start:end])
    if number.low is None or number.high is None or len(parts) != 2:
        return [(number.span, number.value)]
    return [((start, start + len(parts[0])), number.low), ((end - len(parts[1]), end), number.high)]


def predictions(path: Path) -> dict[str, Any]:
    """The scorer's input for a whole set."""
    return {"articles": [prediction(id, read(document)) for id, document in articles(path)]}
