"""A text read for a visitor: the reading, its downloads, and what is kept of it when the visitor says so."""

from __future__ import annotations

import base64
import binascii
import datetime as dt
import json
import re
import tempfile
from collections.abc import Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from threading import BoundedSemaphore
from typing import TYPE_CHECKING, Any

from starlette.exceptions import HTTPException

from armscontrol.errors import RecordError
from armscontrol.web.answers.record_items import Field, Verdict, correctable, verdict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from armscontrol.diplomacy.model import Reading
    from armscontrol.diplomacy.record.contents import Content, Item
    from armscontrol.diplomacy.record.review import Edit
    from armscontrol.diplomacy.record.schema import sa
    from armscontrol.diplomacy.record.store import Record

MAX_TEXT = 1_000_000
"""Bytes of a text that is read in the workbench: an article has some 10,000, and the reader takes seconds a million."""
MAX_NUMBERS = 4_000
"""Numbers of a text that is read: each is held against its sentence and the record; an article has some 50."""
MAX_SENTENCE = 4_000
"""Letters of a sentence that is checked alone."""
_NUMBER = re.compile(r"\d+")
MAX_CARDS = 400
"""Cards that a page of a reading shows of each kind; the downloads have all."""
DECISIONS = ("accept", "reject", "correct")
_ORDER = ("contradicted", "disputed", "outdated", "imprecise", "same-source", "unverifiable", "accurate")
"""Verdicts in the order in which a person should look at them."""
_PLACED = re.compile(r'id="text-([a-z]\d+)"')
_WAIT = 30.0
_READERS = BoundedSemaphore(2)
"""Readings at once: the reader is pure Python, and others want their pages meanwhile."""


@dataclass(frozen=True, slots=True)
class Given:
    """A text as a visitor gave it: pasted words, or a file's bytes; never both."""

    text: str = ""
    data: bytes = b""
    name: str = ""
    outlet: str = ""
    published: dt.date | None = None
    source: str = ""

    @property
    def again(self) -> str:
        """The bytes of a file as a form can carry them once more."""
        return base64.b64encode(self.data).decode() if self.data else ""


@dataclass(frozen=True, slots=True)
class Decision:
    """What a visitor decided on one card: its key, what to do, and why where that is said."""

    key: str
    action: str
    changes: Mapping[str, object]
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Judged:
    """A claim of a sentence and the verdict on it."""

    words: str
    start: int
    end: int
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, the day it was said, and its claims, each held against the record."""

    text: str
    as_of: str | None
    claims: tuple[Judged, ...]


@dataclass(frozen=True, slots=True)
class Keeping:
    """What was kept: the document, how many items, how many decisions, and the items that were left as they stood.

    `left` were decided on before; `otherwise` the record reads otherwise than this reading did: with another day.
    """

    document: str
    new: bool
    items: int
    decided: int
    left: tuple[str, ...]
    otherwise: tuple[str, ...] = ()


def given(
    *, text: str = "", data: bytes = b"", packed: str = "", name: str = "", outlet: str = "",
    published: dt.date | None = None, source: str = "", size: int = 0,
) -> Given:  # fmt: skip
    """A text from the fields of a form; `size` is how long it is in all, where `data` is only its beginning.

    Raises:
        RecordError: there is none, or it is too long.
    """
    if packed and not data:
        try:
            data = base64.b64decode(packed, validate=True)
        except (binascii.Error, ValueError) as error:
            raise RecordError("the file did not come back whole", advice="Give it once more.") from error
    size = max(size, len(data) if data else len(text.encode("utf-8", "replace")))
    if size > MAX_TEXT:
        raise RecordError(
            "the text is too long to be read here", found=f"{size:,} bytes",
            allowed=f"{MAX_TEXT:,} bytes; an article has some 10,000",
            advice="Nothing of it was read. Give the article alone, or use: armscontrol record read FILE.",
        )  # fmt: skip
    if not data and not text.strip():
        raise RecordError("there is nothing to read", advice="Paste the text of an article, or choose a file.")
    return Given("" if data else text, data, name, outlet.strip(), published, source.strip())


def reading(what: Given) -> Reading:
    """The text read. The same text gives the same reading.

    Raises:
        RecordError: it is binary, empty, or nothing but numbers.
        HTTPException: too many are reading at this moment.
    """
    from armscontrol.diplomacy.pages.pages import take_in
    from armscontrol.diplomacy.reading import read

    with _turn():
        document = take_in(
            what.data or what.text, source=what.source or what.name or None, published=what.published,
            outlet=what.outlet or None,
        )  # fmt: skip
        found = len(_NUMBER.findall(document.text))
        if found > MAX_NUMBERS:
            raise RecordError(
                "the text has more numbers than are read here", found=f"{found:,}", allowed=f"{MAX_NUMBERS:,}",
                advice="Nothing of it was read. Give a part of it, or use: armscontrol record read FILE.",
            )  # fmt: skip
        return read(document)


@contextmanager
def _turn() -> Iterator[None]:
    if not _READERS.acquire(timeout=_WAIT):
        raise HTTPException(503, "many texts are being read at this moment", headers={"retry-after": "10"})
    try:
        yield
    finally:
        _READERS.release()


def shown(found: Reading) -> dict[str, Any]:
    """What the page of a reading shows, as plain values, with the fields that each card offers to correct."""
    from armscontrol.reports.reading_page import content

    made = content(found)
    # a headline that repeats the body is no statement more
    made["summary_counts"] = {"statements": sum(not s["repeats"] for s in made["statements"])}
    told = [c["verdict"] for c in made["claims"] if not c["spoke"]]
    made["verdicts"] = [(v, told.count(v)) for v in (*_ORDER, None) if v in told]
    made["unsure"] = sum(s["open"] and not s["repeats"] for s in made["statements"])
    names = {c["key"]: c["who"] for c in made["statements"]} | {c["key"]: c["words"] for c in made["claims"]}
    for part in made["parts"]:  # on a small screen each paragraph leads to its cards
        part["cards"] = [(k, names[k]) for k in _PLACED.findall(part["html"]) if k in names]
    made["statements"].sort(key=lambda s: not s["open"])
    made["claims"].sort(key=lambda c: _ORDER.index(c["verdict"]) if c["verdict"] in _ORDER else len(_ORDER))
    for name in ("statements", "positions", "claims", "dates"):
        made[f"{name}_left"] = max(0, len(made[name]) - MAX_CARDS)
        made[name] = made[name][:MAX_CARDS]
    return {**made, "fields": _fields(found)}


def _fields(found: Reading) -> dict[str, tuple[Field, ...]]:
    return {key: correctable(item) for key, item in _items(found, "text").items()}


def _items(found: Reading, document: str) -> dict[str, Item]:
    """What a record would keep of a reading, one by one, by the key of its card."""
    from armscontrol.diplomacy.record import contents

    parts, _ = contents.split(found, document)
    return {
        p.id.rsplit("-", 1)[1]: contents.Item(
            id=p.id, kind=p.kind, state="proposed", content=p.content, proposal=p.content, words="", act=p.id,
            document=document, parent=p.parent,
        )
        for p in parts
    }  # fmt: skip


def download(
    found: Reading, form: str, decisions: list[Decision], *, who: str = "workbench", reason: str = ""
) -> tuple[bytes, str, str]:
    """A reading to take away: its bytes, their type, and the ending of the file's name.

    JSON Lines hold the decisions too: it is what `record import` takes in.

    Raises:
        RecordError: no such form, or a decision that cannot be.
    """
    if form == "json":
        from armscontrol.diplomacy.plain import plain

        return json.dumps(plain(found), ensure_ascii=False, indent=1).encode(), "application/json", "json"
    if form == "jsonl":
        from armscontrol.diplomacy.record.exchange import lines
        from armscontrol.diplomacy.record.store import open_record

        with (
            tempfile.TemporaryDirectory(prefix="armscontrol-") as folder,
            open_record(Path(folder) / "one.sqlite") as record,
        ):
            keep(record, found, decisions, who=who, reason=reason)
            made = "".join(f"{line}\n" for line in lines(record))
        return made.encode(), "application/jsonl", "jsonl"
    if form == "html":
        from armscontrol.reports.reading_page import render

        return render(found), "text/html; charset=utf-8", "html"
    raise RecordError("no such form", where="as", found=repr(form[:20]), allowed="json, jsonl, html")


def keep(
    record: Record, found: Reading, decisions: list[Decision], *, who: str, reason: str, note: str = ""
) -> Keeping:
    """Keeps a reading, then what was decided on its cards: all decisions, or none.

    What stands decided in the record already is left as it stands, and named.

    Raises:
        RecordError: a decision cannot be: it is said which, before anything is kept.
    """
    from armscontrol.diplomacy.record import contents, review, search
    from armscontrol.diplomacy.record.correcting import corrected
    from armscontrol.diplomacy.record.rereading import spans_of

    made = _items(found, "text")
    for decision in decisions:
        item = made.get(decision.key)
        if item is None or decision.action not in DECISIONS:
            what = f"{decision.key}: {decision.action}"
            raise RecordError("no such card, or no such decision", found=repr(what[:60]), allowed=", ".join(DECISIONS))
        if decision.action == "correct":
            corrected(item, decision.changes, who)
        if decision.action == "reject" and not (decision.reason.strip() or reason.strip()):
            raise RecordError("an item is rejected for a reason", where=decision.key, found="none")
    added = record.add(found, who=who)
    everything = search.search(record, document=added.document, state=contents.STATES, limit=search.MAX_LIMIT).items
    by_id = {i.id: i for i in everything}
    live_last = sorted(everything, key=lambda i: i.state != "rejected")
    by_words = {(i.kind, _wording(i.proposal)): i for i in live_last}
    by_place = {(i.kind, spans_of(i.proposal)): i for i in live_last}
    left: list[str] = []
    otherwise: list[str] = []
    acts: dict[str, Decision] = {}
    for decision in decisions:
        item = made[decision.key]
        there = by_id.get(f"{added.document}-{decision.key}")
        words = _wording(item.proposal)
        if there is None or _wording(there.proposal) != words:  # a text that was kept before may have other numbers
            there = by_words.get((item.kind, words))
        if there is None:
            near = by_place.get((item.kind, spans_of(item.proposal)))
            otherwise.append(near.id if near else decision.key)
        elif there.state != "proposed":
            left.append(there.id)
        else:
            acts[there.id] = decision
    taken: list[str] = []

    def done(connection: sa.Connection, id: str) -> Edit:
        decision = acts[id]
        taken.append(id)
        if decision.action == "accept":
            return review.accept(connection, id, who, note)
        if decision.action == "reject":
            return review.reject(connection, id, decision.reason.strip() or reason, who)
        return review.correct(connection, id, decision.changes, who, note)

    # a rejected statement takes its positions with it, so that what is said of those comes first
    order = sorted(acts, key=lambda id: acts[id].action == "reject" and by_id[id].kind == "statement")
    try:
        record.each(order, done)
    except RecordError as error:
        raise RecordError(
            "the text was kept, the decisions were not: " + error.message, where=error.where, found=error.found,
            allowed=error.allowed, advice=f"Its items await review under {added.document}.",
        ) from error  # fmt: skip
    return Keeping(added.document, added.new, added.items, len(taken), tuple(left), tuple(otherwise))


def _wording(content: Content) -> str:
    """A content as it is kept, without what another outlet of the same text changes in it."""
    from armscontrol.diplomacy.model import Statement
    from armscontrol.diplomacy.record.rereading import wording

    return wording(replace(content, chain=()) if isinstance(content, Statement) else content)


def sentence(text: str, as_of: str | None) -> Sentence:
    """The claims of a sentence, each held against the record as of a day.

    Raises:
        RecordError: no date.
    """
    from armscontrol.diplomacy.checks.checking import check_text

    with _turn():
        found = check_text(text, as_of or None)
    return Sentence(
        text,
        as_of or None,
        tuple(
            Judged(" ".join(text[c.span[0] : c.span[1]].split()), c.span[0], c.span[1], verdict(c)) for _, c in found
        ),
    )
