"""A text that the record holds, read again: by a later version of the reader, which may find more, less or otherwise.

What is found anew is proposed beside what is there. What is no longer found is withdrawn in the reader's name, which is
an edit like any other, unless a person has looked at it: what a person decided stands.
"""

from __future__ import annotations

from collections import Counter, defaultdict, deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from armscontrol.diplomacy.model import Position, Reading, Span, Statement
from armscontrol.diplomacy.record import contents, forms, review, schema
from armscontrol.diplomacy.record.contents import Claim, Content, Item, Part
from armscontrol.diplomacy.record.inserting import Inserting
from armscontrol.diplomacy.record.schema import sa


@dataclass(frozen=True, slots=True)
class Rereading:
    """One later reading of a text: by which reader, at whose wish, when; ids that it added and that it withdrew."""

    reader: str
    by: str
    at: str
    added: tuple[str, ...] = ()
    withdrawn: tuple[str, ...] = ()


def renewed(
    into: Inserting, document: str, reading: Reading, earlier: Sequence[Rereading], reader: str, who: str
) -> Rereading:
    """Keeps what a new reading of a document finds that the record has not, and withdraws what it no longer finds."""
    connection = into.connection
    into.write()
    i = schema.items.c
    numbers = list(connection.scalars(sa.select(i.seq).where(i.document == document).order_by(i.seq)))
    withdrawn = {id for r in earlier for id in r.withdrawn}
    there = [item for item in review.items(connection, numbers) if item.id not in withdrawn]
    known: dict[tuple[str, str | None, str], deque[Item]] = defaultdict(deque)
    for item in there:
        known[item.kind, item.parent, wording(item.proposal)].append(item)
    published = connection.scalar(
        sa.select(schema.publications.c.published)
        .where(schema.publications.c.document == document)
        .order_by(schema.publications.c.seq)
        .limit(1)
    )
    parts, _ = contents.split(reading, document)
    ids = _Ids(document, [item.id for item in review.items(connection, numbers)], there)
    kept: set[str] = set()
    new: list[Part] = []
    for part in parts:
        parent = ids.now.get(part.parent) if part.parent else None
        same = known.get((part.kind, parent, wording(part.content)))
        if same:
            old = same.popleft()
            kept.add(old.id)
            ids.known(part, old)
            continue
        made = ids.renamed(part, parent)
        new.append(made)
        into.item(made, document, contents.keys(made.content, reading.document.text, published))
    into.write()
    gone = _withdrawn(connection, [item for item in there if item.id not in kept], reader)
    _beside_decisions(connection, new, [item for item in there if item.id not in kept and item.reviewed], reader)
    return Rereading(reader, who, forms.now(), tuple(part.id for part in new), gone)


class _Ids:
    """Names for what is new, in the record and inside the reading, that nothing of the document had before."""

    def __init__(self, document: str, taken: Iterable[str], there: Iterable[Item]) -> None:
        self.document = document
        self.last: Counter[str] = Counter()
        for id in taken:
            tail = id.removeprefix(f"{document}-")
            if tail[1:].isdigit():
                self.last[tail[0]] = max(self.last[tail[0]], int(tail[1:]))
        self.inner = {item.proposal.id for item in there if isinstance(item.proposal, Statement)}
        self.now: dict[str, str] = {}
        self.named: dict[str, str] = {}

    def known(self, part: Part, old: Item) -> None:
        self.now[part.id] = old.id
        if isinstance(part.content, Statement) and isinstance(old.proposal, Statement):
            self.named[part.content.id] = old.proposal.id

    def renamed(self, part: Part, parent: str | None) -> Part:
        letter = part.id.removeprefix(f"{self.document}-")[0]
        self.last[letter] += 1
        id = f"{self.document}-{letter}{self.last[letter]}"
        self.now[part.id] = id
        content = part.content
        if isinstance(content, Statement):
            name = f"{letter}{self.last[letter]}"
            while name in self.inner:
                name += "+"
            self.inner.add(name)
            self.named[content.id] = name
            content = replace(content, id=name)
        elif isinstance(content, Position):
            content = replace(content, statement=self.named.get(content.statement, content.statement))
        elif isinstance(content, Claim) and content.number.statement:
            number = replace(content.number, statement=self.named.get(content.number.statement))
            content = replace(content, number=number)
        return Part(id, parent, part.kind, content)


def wording(content: Content) -> str:
    """A content as it is kept, without the names that one reading gives to its statements."""
    if isinstance(content, Statement):
        content = replace(content, id="")
    elif isinstance(content, Position):
        content = replace(content, statement="")
    elif isinstance(content, Claim):
        content = replace(content, number=replace(content.number, statement=None))
    return contents.dump(content)


def _withdrawn(connection: sa.Connection, items: Sequence[Item], reader: str) -> tuple[str, ...]:
    """Rejects in the reader's name what nobody has looked at; what holds something that a person decided stays."""
    decided = {item.parent for item in items if item.reviewed}
    gone = [item for item in items if item.state == "proposed" and item.id not in decided]
    for item in sorted(gone, key=lambda item: item.parent is None):  # what belongs to a statement before it
        review.reject(connection, item.id, f"{reader} does not read this any more.", reader)
    return tuple(item.id for item in gone)


def _beside_decisions(connection: sa.Connection, new: Sequence[Part], decided: Sequence[Item], reader: str) -> None:
    """Joins what is proposed anew to what a person found right of the same words, so that it is not counted twice."""
    for part in new:
        spans = spans_of(part.content)
        for item in decided:
            if item.kind == part.kind and any(a < d and c < b for a, b in spans for c, d in spans_of(item.proposal)):
                review.merge(connection, [item.id, part.id], reader, "Read again, otherwise than a person found right.")
                break


def spans_of(content: Content) -> tuple[Span, ...]:
    """Where a content stands in its text."""
    if isinstance(content, Statement):
        return content.content
    if isinstance(content, Position):
        return (content.words,)
    return (content.number.span if isinstance(content, Claim) else content.event.span,)
