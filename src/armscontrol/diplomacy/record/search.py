"""Finding what the record keeps, without a query language; and what each Party held on a day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import product
from typing import Any

from armscontrol.diplomacy.intervals import days
from armscontrol.diplomacy.record import acts, contents, forms, full_text, review, schema
from armscontrol.diplomacy.record.contents import Item
from armscontrol.diplomacy.record.opening import looking
from armscontrol.diplomacy.record.schema import sa
from armscontrol.diplomacy.record.store import Record
from armscontrol.errors import RecordError

MAX_LIMIT = 10_000
_ARMS = 64
"""Speakers times Parties that are each looked up in order; with more, all that match are sorted."""


@dataclass(frozen=True, slots=True)
class Page:
    """A stretch of what was found, from `offset`; `more` says whether it goes on."""

    items: tuple[Item, ...]
    offset: int
    more: bool


@dataclass(frozen=True, slots=True)
class Held:
    """What a Party held on an issue on a day.

    `position` is the latest that is sure to lie on or before the day, reviewed before unreviewed on one day; `None`
    where the record has none. `others` are the further ones of that same day, `last_reviewed` the latest that a person
    accepted or corrected, `unsure` those whose date leaves open whether they came before the day.
    """

    party: str
    issue: str
    on: date
    position: Item | None
    others: tuple[Item, ...] = ()
    last_reviewed: Item | None = None
    unsure: tuple[Item, ...] = ()

    @property
    def unreviewed(self) -> bool:
        """Whether the answer rests on a proposal that nobody has looked at."""
        return self.position is not None and not self.position.reviewed


def search(
    record: Record,
    *,
    kind: str | None = None,
    state: str | Sequence[str] | None = None,
    speaker: str | None = None,
    party: str | None = None,
    issue: str | None = None,
    stance: str | None = None,
    since: date | str | None = None,
    until: date | str | None = None,
    outlet: str | None = None,
    source: str | None = None,
    document: str | None = None,
    text: str | None = None,
    renderings: bool = True,
    latest: bool = False,
    limit: int = 50,
    offset: int = 0,
) -> Page:
    """Items that meet all that is asked, by day and then in the order in which they came; undated ones first.

    With `latest` it is the other way round.

    Args:
        record: an open record.
        kind: statement, position, claim or event.
        state: one state or several; without it, all but what is rejected.
        speaker: the whole name, or the surname alone; case and accents do not matter.
        party: a code such as RUS; an event of several Parties is found by each.
        issue, stance: of a position.
        since, until: first and last day, or EDTF such as 2024-06; what may lie within is found, undated items are not.
        outlet: of any publication; case and accents do not matter.
        source: an address or file exactly as given when it was taken in.
        document: id of a document.
        text: words that all occur; "several words" together, word* for a beginning. No other sign has a meaning.
        renderings: with `False`, of each act only the item that leads it; a position is of its statement's act.
        limit, offset: 1 to 10,000; 0 up.

    Raises:
        RecordError: a filter that cannot be: an unknown kind or state, no day, no word in `text`.
    """
    _between("limit", limit, 1, MAX_LIMIT)
    _between("offset", offset, 0, 2**40)
    forms.keepable(speaker, party, issue, stance, outlet, source, document)
    i = schema.items.c
    rules: list[sa.ColumnElement[bool]] = []
    if kind is not None:
        rules.append(i.kind == _among("kind", kind, contents.KINDS))
    states = (state,) if isinstance(state, str) else tuple(state or ())
    wanted = [_among("state", s, contents.STATES) for s in states]
    rules.append(i.state.in_(wanted) if wanted else i.state != "rejected")
    rules += [column == value for column, value in ((i.issue, issue), (i.stance, stance)) if value is not None]
    if document is not None:
        rules.append(i.document == document)
    first = None if since is None else _day("since", since, 0)
    last = None if until is None else _day("until", until, 1)
    if first is not None:
        rules.append(i.day >= first)
    if last is not None:
        rules += [i.first_day <= last, i.day != ""]
    if not renderings:
        rules.append(acts.once())
    p = schema.publications.c
    if outlet is not None:
        rules.append(i.document.in_(sa.select(p.document).where(p.outlet_key == forms.folded(outlet))))
    if source is not None:
        rules.append(i.document.in_(sa.select(p.document).where(p.source == source)))
    asked = None if text is None else full_text.terms(text)
    with looking(record.engine) as connection:
        choices: list[list[sa.ColumnElement[bool]]] = []
        speakers = [] if speaker is None else _speakers(connection, speaker)
        if speaker is not None:
            choices.append([i.speaker_key == key for key in speakers])
        if party is not None:
            choices.append([i.party == value for value in _parties(connection, party)])
        if not all(choices):  # nobody of that name, or no such Party
            return Page((), offset, more=False)
        among: sa.FromClause = schema.items
        if asked is not None:
            narrow = [*(sa.or_(*one) for one in choices), *rules] if speakers else []
            marks = full_text.marks(connection, party, speakers, first, last)
            among, met = full_text.words(connection, asked, marks, narrow)
            rules.append(met)
        found = _ordered(connection, rules, choices, limit + 1, offset, among=among, latest=latest)
        return Page(review.items(connection, found[:limit]), offset, len(found) > limit)


def told_again(record: Record, items: Sequence[Item]) -> dict[str, acts.Told]:
    """For each of the items whose act is reported more than once that act, and how often."""
    with looking(record.engine) as connection:
        return acts.told(connection, items)


def positions_on(record: Record, issue: str, on: date | str, parties: Sequence[str]) -> tuple[Held, ...]:
    """What each Party held on an issue on a day: its latest position by then, with conditions and source.

    What is rejected does not count, and one act counts once, however often it is reported. Nothing is inferred from
    silence: a Party without a position has none.

    Raises:
        RecordError: no day.
    """
    last = _day("on", on, 1)
    forms.keepable(issue, *parties)
    with looking(record.engine) as connection:
        return tuple(_held(connection, party, issue, last) for party in parties)


def _held(connection: sa.Connection, party: str, issue: str, last: str) -> Held:
    i = schema.items.c
    choices = [[i.party == value for value in _parties(connection, party)]]

    def ask(*rules: sa.ColumnElement[bool], most: int = MAX_LIMIT) -> tuple[Item, ...]:
        if not all(choices):
            return ()
        of = [i.kind == "position", i.state != "rejected", i.issue == issue, i.day != "", acts.once(), *rules]
        return review.items(connection, _ordered(connection, of, choices, most, 0, latest=True))

    latest = ask(i.day <= last, most=1)
    same = ask(i.day == latest[0].last_day) if latest else ()
    same = tuple(sorted(same, key=lambda item: not item.reviewed))
    reviewed = ask(i.day <= last, i.state.in_(contents.REVIEWED), most=1)
    return Held(
        party=party,
        issue=issue,
        on=date.fromisoformat(last),
        position=same[0] if same else None,
        others=same[1:],
        last_reviewed=reviewed[0] if reviewed else None,
        unsure=ask(i.day > last, i.first_day <= last),
    )


def count(record: Record) -> dict[tuple[str, str], int]:
    """How many items of each kind and state the record keeps."""
    i = schema.items.c
    with looking(record.engine) as connection:
        rows = connection.execute(sa.select(i.kind, i.state, sa.func.count()).group_by(i.kind, i.state))
        return {(kind, state): number for kind, state, number in sorted(tuple(r) for r in rows)}


def issues(record: Record) -> tuple[str, ...]:
    """Issues on which the record has a position."""
    i = schema.items.c
    with looking(record.engine) as connection:
        return tuple(connection.scalars(sa.select(i.issue).where(i.kind == "position").distinct().order_by(i.issue)))


def _ordered(
    connection: sa.Connection,
    rules: list[sa.ColumnElement[bool]],
    choices: list[list[sa.ColumnElement[bool]]],
    limit: int,
    offset: int,
    *,
    among: sa.FromClause = schema.items,
    latest: bool = False,
) -> list[int]:
    """Running numbers of what meets all rules and one of each list of choices.

    Each combination of choices is asked for on its own, so that an index gives it in order, and only its first rows are
    put together.
    """
    i = schema.items.c
    arms = list(product(*choices))
    if len(arms) > _ARMS or (len(arms) > 1 and among is not schema.items):  # words give no order to keep
        arms = [tuple(sa.or_(*one) for one in choices)]

    def order(day: sa.ColumnElement[Any], seq: sa.ColumnElement[Any]) -> list[sa.ColumnElement[Any]]:
        return [day.desc(), seq.desc()] if latest else [day, seq]

    selects = [
        sa.select(i.day, i.seq)
        .select_from(among)
        .where(*rules, *arm)
        .order_by(*order(i.day, i.seq))
        .limit(limit + offset)
        for arm in arms
    ]
    if len(selects) == 1:
        return [row.seq for row in connection.execute(selects[0].offset(offset).limit(limit))]
    union = sa.union_all(*(sa.select(s.subquery()) for s in selects)).subquery()
    query = sa.select(union.c.seq).order_by(*order(union.c.day, union.c.seq)).limit(limit).offset(offset)
    return list(connection.scalars(query))


def _speakers(connection: sa.Connection, name: str) -> list[str]:
    key = forms.name_key(name)
    s = schema.speakers.c
    return list(connection.scalars(sa.select(s.key).where(sa.or_(s.key == key, s.surname == key)).order_by(s.key)))


def _parties(connection: sa.Connection, party: str) -> list[str]:
    m = schema.members.c
    return list(connection.scalars(sa.select(m.party).where(m.member == party).order_by(m.party)))


def _day(name: str, given: date | str, end: int) -> str:
    found = (given, given) if isinstance(given, date) else days(given) if isinstance(given, str) else None
    if found is None:
        raise RecordError(
            "no day", where=name, found=repr(given)[:60], allowed="a day as 2024-06-21, or EDTF as 2024-06"
        )
    return found[end].isoformat()[:10]


def _among(name: str, given: str, allowed: Sequence[str]) -> str:
    if given not in allowed:
        raise RecordError(f"no such {name}", where=name, found=repr(given)[:60], allowed=", ".join(allowed))
    return given


def _between(name: str, given: int, low: int, high: int) -> None:
    if type(given) is not int or not low <= given <= high:
        raise RecordError("out of range", where=name, found=repr(given)[:60], allowed=f"{low:,} to {high:,}")
