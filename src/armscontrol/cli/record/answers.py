"""`record positions`, `linkages`, `timeline` and `search`: what the record answers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from armscontrol.cli.output import console, escape, print_json, table
from armscontrol.cli.record.columns import show
from armscontrol.cli.record.keeping import DEFAULT, Place, described, items_table, opened, plain_item
from armscontrol.cli.record.reading import Json, shortened
from armscontrol.errors import RecordError
from armscontrol.sources import is_address, publisher_shown
from armscontrol.terms import PARTIES, plural, short_party

if TYPE_CHECKING:
    from armscontrol.diplomacy.model import Position, Statement
    from armscontrol.diplomacy.record.contents import Item
    from armscontrol.diplomacy.record.search import Held
    from armscontrol.diplomacy.record.store import Record

Party = Annotated[list[str] | None, typer.Option("--party", metavar="CODE", help="A Party; repeatable.")]
MOST = 10_000
"""Positions that a graph is drawn of."""


def positions(
    issue: Annotated[str | None, typer.Argument(help="An issue; without it, the vocabulary.")] = None,
    on: Annotated[str, typer.Option("--on", metavar="DATE", help="The day; today when not given.")] = "today",
    party: Party = None,
    contradictions: Annotated[
        int | None, typer.Option("--contradictions", metavar="DAYS", help="Opposite stances within so many days.")
    ] = None,
    changes: Annotated[bool, typer.Option("--changes", help="Where a Party's stance changed.")] = False,
    place: Place = DEFAULT,
    json: Json = False,
) -> None:
    """What each Party held on an issue on a day, with its conditions and source; listed, never judged."""
    from armscontrol.calendar import parse_day
    from armscontrol.diplomacy.positions.positions import issues as vocabulary

    known = {i.id: i for i in vocabulary()}
    for code in party or ():
        _party(code)
    day = parse_day(on, what="--on")
    if issue is not None and issue not in known:
        raise RecordError("no such issue", found=repr(issue[:40]), allowed=", ".join(known))
    if contradictions is not None or changes:
        with _options():
            _pairs(place, issue, [p.upper() for p in party] if party else None, contradictions, json)
        return
    if issue is None:
        if json:
            print_json({"issues": [{"id": i.id, "title": i.title, "means": i.definition} for i in known.values()]})
            return
        made = table("issue", "what it covers", whole=("issue",))
        for i in known.values():
            made.add_row(i.id, escape(i.definition))
        show(made)
        return
    with opened(place, or_shipped=True) as record:
        from armscontrol.diplomacy.record.search import positions_on

        held = positions_on(record, issue, day, [p.upper() for p in party or ("RUS", "USA")])
    if json:
        print_json({"issue": issue, "on": str(day), "held": [_held(h) for h in held]})
        return
    out = console()
    out.print(f"[bold]{escape(known[issue].title)}[/bold] on {day}", soft_wrap=True)
    for h in held:
        name = short_party(h.party)
        if h.position is None:
            out.print(f"{name}: no position on record by then.")
            continue
        for item in (h.position, *h.others):
            out.print(f"{name}: {escape(_position(item))}", soft_wrap=True)


def _position(item: Item) -> str:
    content: Any = item.content
    review = "" if item.reviewed else " [unreviewed]"
    tied = "; ".join(f"{shortened(c.words, 200)} ({c.kind})" for c in content.conditions)
    source = ", ".join(item.outlets or [publisher_shown(s) if is_address(s) else s for s in item.sources])
    tied = f": {tied}" if tied else ""
    who = f"{content.holder}, " if content.holder else ""
    day = f"{item.last_day}{' (published)' if item.day_basis == 'published' else ''}" if item.last_day else "undated"
    return f"{content.stance}{tied}. {who}{day}: {shortened(item.words, 200)} ({source}){review}"


def _held(held: Held) -> dict[str, Any]:
    return {
        "party": held.party, "position": held.position and plain_item(held.position), "unreviewed": held.unreviewed,
        "others": [plain_item(i) for i in held.others], "unsure": [plain_item(i) for i in held.unsure],
    }  # fmt: skip


def _all_positions(record: Record, party: list[str] | None, since: str | None, until: str | None) -> list[Item]:
    from armscontrol.diplomacy.record.search import search

    found: list[Item] = []
    codes: list[str | None] = [*party] if party else [None]
    for code in codes:
        page = search(record, kind="position", party=code, since=since, until=until, renderings=False, limit=MOST)
        if page.more:
            raise RecordError("too many positions", allowed=f"{MOST:,}", advice="Narrow them: --party, --from, --to.")
        found += page.items
    return found


def _as_model(items: list[Item]) -> list[Position]:
    """Positions under ids of the record, so that those of two documents stay apart; dated as the record has them."""
    made = []
    for item in items:
        content: Any = item.content
        first, last = item.first_day, item.last_day
        edtf = content.edtf or (first if first == last else f"{first}/{last}" if first and last else last)
        made.append(replace(content, statement=item.id, edtf=edtf))
    return made


def _pairs(place: str, issue: str | None, party: list[str] | None, within: int | None, json: bool) -> None:
    from armscontrol.diplomacy.positions.linkages import changes as changed
    from armscontrol.diplomacy.positions.linkages import contradictions as opposed

    with opened(place, or_shipped=True) as record:
        items = {i.id: i for i in _all_positions(record, party, None, None)}
        found = _as_model([i for i in items.values() if issue in (None, getattr(i.content, "issue", None))])
        pairs = (
            [(c.first, c.second, f"{plural(c.apart, 'day')} apart") for c in opposed(found, within)]
            if within is not None
            else [(c.before, c.after, "changed") for c in changed(found)]
        )
    if json:
        print_json({"pairs": [{"first": a.statement, "second": b.statement, "how": how} for a, b, how in pairs]})
        return
    out = console()
    for a, b, how in pairs:
        out.print(f"[bold]{escape(a.issue)}[/bold], {short_party(a.party or '')}: {how}", soft_wrap=True)
        for p in (a, b):
            out.print(f"  {p.edtf}: {p.stance}. {escape(described(items[p.statement]))}", soft_wrap=True)
    out.print(f"{plural(len(pairs), 'pair')}. Listed, not judged.")


def linkages(
    party: Party = None,
    since: Annotated[str | None, typer.Option("--from", metavar="DATE", help="First day.")] = None,
    until: Annotated[str | None, typer.Option("--to", metavar="DATE", help="Last day.")] = None,
    chart: Annotated[Path | None, typer.Option("--chart", metavar="FILE", help="Draw it, as out.svg.")] = None,
    place: Place = DEFAULT,
    json: Json = False,
) -> None:
    """What each Party ties to what: a table, and a picture."""
    from armscontrol.diplomacy.positions.linkages import linkage_graph

    for code in party or ():
        _party(code)
    with opened(place, or_shipped=True) as record, _options():
        _in_order(since, until)
        items = _all_positions(record, [p.upper() for p in party] if party else None, since, until)
        statements = _statements(record, items)
    graph = linkage_graph(_as_model(items), statements)
    if chart:
        from armscontrol.diplomacy.positions.linkage_picture import picture
        from armscontrol.reports import write_drawing

        write_drawing(chart, picture(graph))
    rows = graph.rows()
    if json:
        print_json({"linkages": rows})
        return
    out = console()
    if not rows:
        out.print("No position on record is tied to anything.")
        return
    made = table("Party", "day", "issue", "how", "to what", "in the words", whole=("day",))
    for row in rows:
        name = short_party(row["party"]) if row["party"] else ""
        cells = (name, row["date"] or "", row["issue"] or "", row["relation"] or "", row["target"] or "")
        made.add_row(*(escape(c) for c in cells), escape(shortened(row["words"] or "", 120)))
    show(made, out)
    if chart:
        out.print(f"Chart: {escape(str(chart))}", soft_wrap=True)


def _statements(record: Record, items: list[Item]) -> list[Statement]:
    made = []
    for item in items:
        if item.parent:
            content: Any = record.item(item.parent).content
            made.append(replace(content, id=item.id))
    return made


def timeline(
    since: Annotated[str | None, typer.Option("--from", metavar="DATE", help="First day.")] = None,
    until: Annotated[str | None, typer.Option("--to", metavar="DATE", help="Last day.")] = None,
    party: Annotated[str | None, typer.Option("--party", metavar="CODE", help="One Party.")] = None,
    limit: Annotated[int, typer.Option("--limit", metavar="N", help="Rows at most.")] = 200,
    place: Place = DEFAULT,
    json: Json = False,
) -> None:
    """Dated events: those of the shipped timeline, and those that texts tell."""
    _party(party)
    with opened(place, or_shipped=True) as record, _options():
        _in_order(since, until)
        from armscontrol.diplomacy.record.search import search as find

        page = find(
            record, kind="event", party=party and party.upper(), since=since or "0001-01-01", until=until, limit=limit
        )
        _print_page(record, page.items, page.more, json)


def search(
    text: Annotated[
        str | None, typer.Argument(help='Words that all occur; "several words" together, word* too.')
    ] = None,
    kind: Annotated[str | None, typer.Option("--kind", help="statement, position, claim or event.")] = None,
    speaker: Annotated[str | None, typer.Option("--speaker", metavar="NAME", help="Whole name, or surname.")] = None,
    party: Annotated[str | None, typer.Option("--party", metavar="CODE", help="A Party, as RUS.")] = None,
    issue: Annotated[str | None, typer.Option("--issue", help="An issue of the vocabulary.")] = None,
    stance: Annotated[str | None, typer.Option("--stance", help="supports, opposes, conditional or declines.")] = None,
    since: Annotated[str | None, typer.Option("--from", metavar="DATE", help="First day.")] = None,
    until: Annotated[str | None, typer.Option("--to", metavar="DATE", help="Last day.")] = None,
    outlet: Annotated[str | None, typer.Option("--outlet", metavar="NAME", help="Who published it.")] = None,
    source: Annotated[str | None, typer.Option("--source", metavar="ADDRESS", help="File or address.")] = None,
    state: Annotated[
        list[str] | None, typer.Option("--state", help="proposed, accepted, corrected or rejected; repeatable.")
    ] = None,
    limit: Annotated[int, typer.Option("--limit", metavar="N", help="Rows at most.")] = 50,
    offset: Annotated[int, typer.Option("--offset", metavar="N", help="Rows to leave out first.")] = 0,
    place: Place = DEFAULT,
    json: Json = False,
) -> None:
    """Find what the record keeps: by speaker, Party, issue, day, source and words."""
    from armscontrol.diplomacy.positions.positions import issues as vocabulary
    from armscontrol.diplomacy.record.correcting import ALLOWED

    _among("--issue", issue, [i.id for i in vocabulary()])
    _among("--stance", stance, ALLOWED["stance"])
    _party(party)
    with opened(place, or_shipped=True) as record, _options():
        _in_order(since, until)
        from armscontrol.diplomacy.record.search import search as find

        page = find(
            record, kind=kind, state=state, speaker=speaker, party=party and party.upper(), issue=issue, stance=stance,
            since=since, until=until, outlet=outlet, source=source, text=text, limit=limit, offset=offset,
        )  # fmt: skip
        _print_page(record, page.items, page.more, json)


def _among(option: str, given: str | None, allowed: Sequence[str]) -> None:
    if given is not None and given not in allowed:
        raise RecordError("no such word", where=option, found=repr(given[:40]), allowed=", ".join(allowed))


def _party(given: str | None) -> None:
    if given is not None and given.upper() not in PARTIES:
        raise RecordError("no such Party", where="--party", found=repr(given[:40]), allowed="a code, as RUS or USA")


def _in_order(since: str | None, until: str | None) -> None:
    from armscontrol.diplomacy.intervals import days

    first, last = days(since), days(until)
    if first and last and first[0] > last[1]:
        raise RecordError("the first day lies after the last", where="--from", found=f"{since} to {until}"[:60])


@contextmanager
def _options() -> Iterator[None]:
    """What the record says of an argument, said of the option that gave it."""
    names = {"since": "--from", "until": "--to", "text": "the words", "limit": "--limit", "offset": "--offset"}
    names |= {"kind": "--kind", "state": "--state", "within_days": "--contradictions", "on": "--on"}
    try:
        yield
    except RecordError as error:
        if error.where not in names:
            raise
        told = {"found": error.found, "allowed": error.allowed, "advice": error.advice}
        raise RecordError(error.message, where=names[error.where], **told) from error


def _print_page(record: Record, items: tuple[Item, ...], more: bool, json: bool) -> None:
    from armscontrol.diplomacy.record.search import told_again

    again = told_again(record, items)
    if json:
        made = [{**plain_item(i), "renderings": again[i.id].renderings if i.id in again else 1} for i in items]
        print_json({"items": made, "more": more})
        return
    out = console()
    if not items:
        out.print("Nothing on record meets all of that.")
        return
    show(items_table(list(items), again), out)
    out.print(f"{plural(len(items), 'item')}{'; there are more: --limit, --offset' if more else ''}.")
