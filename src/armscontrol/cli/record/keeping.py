"""`record add`, `review`, `export` and `import`: what is kept, and what people make of it."""

from __future__ import annotations

import getpass
import json as json_
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from armscontrol.cli.output import console, escape, print_json, table
from armscontrol.cli.record.columns import show
from armscontrol.cli.record.reading import SHORT, Json, Outlet, Published, document_of, shortened
from armscontrol.errors import RecordError
from armscontrol.terms import plural

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from armscontrol.diplomacy.record.acts import Told
    from armscontrol.diplomacy.record.contents import Item
    from armscontrol.diplomacy.record.store import Added, Record

DEFAULT = "record.db"
Place = Annotated[
    str,
    typer.Option("--record", metavar="PLACE", envvar="ARMSCONTROL_RECORD", help="A file, or postgresql://..."),
]
Who = Annotated[
    str | None, typer.Option("--who", metavar="NAME", help="Who does this; your login name when not given.")
]
FORMATS = ("jsonl", "claimreview", "annotation")
LISTED = 30
"""Items that await review, listed at once."""


@contextmanager
def opened(place: str, *, create: bool = False, read_only: bool = True, or_shipped: bool = False) -> Iterator[Record]:
    """The record, closed again at the end; one message where the library for it is missing.

    With `or_shipped`, where nobody has begun a record and none is named, what the program brings along is asked.
    """
    try:
        from armscontrol.diplomacy.record.store import open_record
    except ModuleNotFoundError as error:
        raise RecordError(
            f"the record needs {error.name}, which is not installed",
            advice="Install it: pip install 'armscontrol[record]'.",
        ) from error
    if or_shipped and place == DEFAULT and not Path(place).exists():
        console(stderr=True).print("No record was begun here: what the program brings along is asked.")
        with (
            tempfile.TemporaryDirectory(prefix="armscontrol-") as folder,
            open_record(Path(folder) / "record.sqlite") as record,
        ):
            record.load_shipped()
            yield record
        return
    with open_record(place, create=create, read_only=read_only) as record:
        yield record


def _named(who: str | None) -> str:
    try:
        return who or getpass.getuser()
    except (OSError, KeyError) as error:  # a process without a login name
        raise RecordError("who is not named", where="--who", allowed="a name", advice="Say --who NAME.") from error


def add(
    files: Annotated[list[str], typer.Argument(help="Files of text or HTML; - for standard input.")],
    published: Published = None,
    outlet: Outlet = None,
    place: Place = DEFAULT,
    who: Who = None,
    json: Json = False,
) -> None:
    """Read texts and keep what was read, as proposals. Where there is no record, one begins, with the timeline."""
    from armscontrol.diplomacy.reading import read

    readings = [read(document_of(file, None, published, outlet)) for file in files]
    with opened(place, create=True, read_only=False) as record:
        shipped = record.load_shipped()
        done = [_renewed(record, added, _named(who)) for added in record.add_all(readings, who=_named(who))]
    if json:
        print_json({"shipped_items": shipped, "added": [_added(a) for a in done]})
        return
    out = console()
    if shipped:
        out.print(f"Kept {plural(shipped, 'item')} of the shipped timeline.")
    for file, one in zip(files, done, strict=True):
        what = plural(one.items, "item") if one.new else "the text was there already"
        anew = "; kept as one more publication of it" if not one.new and one.published_anew else ""
        if not one.new and (one.items or one.withdrawn):
            anew += f"; read again: {plural(one.items, 'new item')}, {one.withdrawn:,} no longer read"
        out.print(escape(f"{one.document}: {what}{anew} ({file})"), soft_wrap=True)


def _renewed(record: Record, added: Added, who: str) -> Added:
    """A text that was there already is read again as it was first taken in: the reader may have changed since."""
    from dataclasses import replace

    from armscontrol.diplomacy.reading import read

    if added.new:
        return added
    again = record.add(read(record.reading(added.document).document), who=who)
    return replace(added, items=added.items + again.items, withdrawn=added.withdrawn + again.withdrawn)


def _added(added: Any) -> dict[str, Any]:
    from dataclasses import asdict

    return asdict(added)


def review(
    items: Annotated[list[str] | None, typer.Argument(help="Items; without any, those that await review.")] = None,
    accept: Annotated[bool, typer.Option("--accept", help="They are right.")] = False,
    reject: Annotated[str | None, typer.Option("--reject", metavar="REASON", help="They are wrong, and why.")] = None,
    correct: Annotated[
        list[str] | None,
        typer.Option("--correct", metavar="FIELD=VALUE", help="Another value for a field; JSON, or words; repeatable."),
    ] = None,
    merge: Annotated[bool, typer.Option("--merge", help="They are one act; the first leads.")] = False,
    undo: Annotated[bool, typer.Option("--undo", help="Take back the last edit of each.")] = False,
    joins: Annotated[bool, typer.Option("--joins", help="Statements that may be one act, reported twice.")] = False,
    note: Annotated[str, typer.Option("--note", metavar="WORDS", help="Why.")] = "",
    place: Place = DEFAULT,
    who: Who = None,
    json: Json = False,
) -> None:
    """What people make of what was read. Every edit is kept with who and when, and the proposal stays beside it."""
    given = {"--accept": accept, "--reject": reject is not None, "--correct": correct, "--merge": merge, "--undo": undo}
    asked = [name for name, value in given.items() if value]
    if len(asked) > 1:
        raise typer.BadParameter(f"one of {', '.join(asked)} at a time")
    if asked and not items:
        raise typer.BadParameter(f"{asked[0]} which item?")
    named = _named(who)
    with opened(place, read_only=not asked) as record:
        if asked:
            record.load_shipped()
        for id in items or ():
            record.item(id)  # an item that does not exist stops all, before anything is changed
        from armscontrol.diplomacy.record import review as act

        ids = items or []
        if merge:
            record.merge(ids, who=named, note=note)
        elif accept:
            record.each(ids, lambda connection, id: act.accept(connection, id, named, note))
        elif reject is not None:
            record.each(ids, lambda connection, id: act.reject(connection, id, reject or "", named))
        elif correct:
            record.each(ids, lambda connection, id: act.correct(connection, id, _changes(correct), named, note))
        elif undo:
            record.each(ids, lambda connection, id: act.undo(connection, id, named, note))
        if items:
            _show(record, items, json)
        elif joins:
            _joins(record, json)
        else:
            _awaiting(record, json)


def _changes(given: list[str]) -> dict[str, object]:
    out: dict[str, object] = {}
    for text in given:
        name, equals, value = text.partition("=")
        if not equals:
            raise RecordError("no change", where="--correct", found=repr(text[:60]), allowed="field=value")
        try:
            out[name.strip()] = json_.loads(value)
        except ValueError:
            out[name.strip()] = value
    return out


def _show(record: Record, ids: list[str], json: bool) -> None:
    if json:
        print_json({"items": [plain_item(record.item(id), record) for id in ids]})
        return
    out = console()
    for id in ids:
        item = record.item(id)
        out.print(f"[bold]{id}[/bold] {item.kind}, {item.state}", soft_wrap=True)
        out.print(f"  {escape(described(item))}")
        if reader := record.reader_of(item):
            out.print(f"  read by {escape(reader)}", style="dim", soft_wrap=True)
        for edit in record.history(id):
            note = f": {escape(edit.note)}" if edit.note else ""
            out.print(f"  {edit.at} {escape(edit.who)} {edit.action}{note}", style="dim", soft_wrap=True)
        others = [other.id for other in record.renderings(id) if other.id != id]
        if others:
            out.print(f"  the same act: {', '.join(others)}", style="dim", soft_wrap=True)


def _awaiting(record: Record, json: bool) -> None:
    """Items that await review: open ones first, as a wrong speaker is worse than none."""
    from armscontrol.diplomacy.record.search import search, told_again

    page = search(record, state="proposed", limit=1_000)
    items = sorted((i for i in page.items if i.document), key=lambda i: not is_open(i))
    if json:
        print_json({"items": [plain_item(i) for i in items], "more": page.more})
        return
    out = console()
    if not items:
        out.print("Nothing awaits review.")
        return
    show(items_table(items[:LISTED], told_again(record, items[:LISTED])), out)
    more = " or more" if page.more else ""
    out.print(f"{len(items):,}{more} await review. One of them: armscontrol record review ID --accept", soft_wrap=True)


SPEAKS_FOR = {
    "kremlin": "Kremlin", "foreign ministry": "Russian Foreign Ministry", "state department": "US State Department",
    "white house": "White House", "pentagon": "Pentagon",
}  # fmt: skip
"""Words in a spokesperson's role, and the body that speaks through it."""


def _joins(record: Record, json: bool) -> None:
    """Pairs of statements that may be one act: proposals, which a person merges or leaves."""
    from datetime import date

    from armscontrol.diplomacy.positions.joining import Rendering, proposals
    from armscontrol.diplomacy.record.search import MAX_LIMIT, search

    page = search(record, kind="statement", limit=MAX_LIMIT, renderings=False)
    found = {}
    for item in page.items:
        said: Any = item.content
        role = f"{said.role or ''} {said.role_by_record or ''}".lower()
        body = next((b for words, b in SPEAKS_FOR.items() if words in role and "spokes" in role), None)
        day = item.last_day if item.day_basis == "published" else None
        found[item.id] = Rendering(
            item.id, item.document or "", said.speaker, said.date.edtf if said.date else None, item.words,
            said.segment, date.fromisoformat(day) if day else None, body,
        )  # fmt: skip
    pairs = proposals(list(found.values()))
    if json:
        print_json(
            {"joins": [{"first": p.first, "second": p.second, "likeness": p.score, "why": p.why} for p in pairs]}
        )
        return
    out = console()
    for p in pairs:
        out.print(
            f"[bold]{p.first}[/bold] and [bold]{p.second}[/bold], likeness {p.score:.2f}: {p.why}", soft_wrap=True
        )
        for id in (p.first, p.second):
            out.print(f"  {escape(shortened(found[id].text, SHORT))}", soft_wrap=True, style="dim")
    out.print(
        f"{plural(len(pairs), 'proposal')}. To join one: armscontrol record review FIRST SECOND --merge", soft_wrap=True
    )


def is_open(item: Item) -> bool:
    """Whether something about it was left open."""
    content = item.content
    return getattr(content, "speaker", "") is None or getattr(content, "confidence", "") == "open"


def described(item: Item) -> str:
    """An item in one line: who, what, and the verdict where there is one."""
    content: Any = item.content
    words = shortened(item.words, SHORT)
    if item.kind == "statement":
        return f"{content.speaker or 'open'}: {words}"
    if item.kind == "position":
        return f"{content.holder or content.party or 'open'}, {content.issue}: {content.stance}. {words}"
    verdict = f" [{content.check.verdict}]" if content.check else ""
    return f"{words}{verdict}"


def items_table(items: list[Item], again: Mapping[str, Told]) -> Any:
    """Items as a table for a terminal: ids are long, so that each stands below its words.

    What renders an act that is reported more than once says so: what leads it how often, the others what leads.
    """
    made = table("day", "what", whole=("day",))
    for item in items:
        day = item.first_day or "no day"
        if item.last_day and item.last_day != item.first_day:
            day += f"\nto {item.last_day}"
        told = again.get(item.id)
        act = "" if told is None else f", {_rendering(item, told)}"
        made.add_row(
            day, f"{escape(described(item))}\n[dim]{escape(f'{item.id} {item.kind}, {item.state}{act}')}[/dim]"
        )
    return made


def _rendering(item: Item, told: Told) -> str:
    if told.act in (item.id, item.parent):
        return f"reported {told.renderings:,} times"
    return f"the same act as {told.act}"


def plain_item(item: Item, record: Record | None = None) -> dict[str, Any]:
    """An item as values that JSON has; with a record, its history too."""
    from armscontrol.diplomacy.record.forms import as_plain

    out = {
        "id": item.id, "kind": item.kind, "state": item.state, "party": item.party, "first_day": item.first_day,
        "last_day": item.last_day, "day_basis": item.day_basis, "words": item.words, "document": item.document,
        "act": item.act, "parent": item.parent, "outlets": list(item.outlets), "sources": list(item.sources),
        "content": as_plain(item.content),
    }  # fmt: skip
    if item.content != item.proposal:
        out["proposal"] = as_plain(item.proposal)
    if record is not None:
        out["reader"] = record.reader_of(item)
        out["edits"] = [
            {"id": e.id, "at": e.at, "who": e.who, "action": e.action, "note": e.note} for e in record.history(item.id)
        ]
    return out


def export(
    format: Annotated[str, typer.Option("--format", metavar="WORD", help=", ".join(FORMATS))] = "jsonl",
    out: Annotated[
        Path | None, typer.Option("--out", metavar="FILE", help="A file; standard output otherwise.")
    ] = None,
    place: Place = DEFAULT,
) -> None:
    """The record as JSON Lines (whole, to be taken in again), schema.org ClaimReview or W3C Web Annotation."""
    if format not in FORMATS:
        raise RecordError("no such format", where="--format", found=repr(format[:40]), allowed=", ".join(FORMATS))
    with opened(place) as record:
        if out is None:
            _write(record, format, sys.stdout)
            return
        try:
            with out.open("w", encoding="utf-8") as file:
                _write(record, format, file)
        except OSError as error:
            raise RecordError(f"the file cannot be written: {error.strerror}", where=str(out)) from error
    typer.echo(f"Wrote {out}")


def _write(record: Record, format: str, file: Any) -> None:
    from armscontrol.diplomacy.record.exchange import write_lines
    from armscontrol.diplomacy.record.linked_data import claim_reviews, web_annotations

    if format == "jsonl":
        write_lines(record, file)
        return
    made = list(claim_reviews(record) if format == "claimreview" else web_annotations(record))
    file.write(json_.dumps(made, ensure_ascii=False, indent=2) + "\n")


def import_(
    file: Annotated[Path, typer.Argument(help="JSON Lines that `record export` wrote.")],
    place: Place = DEFAULT,
    json: Json = False,
) -> None:
    """Take in a record that was exported: all of it, or nothing where a line cannot be used."""
    from dataclasses import asdict

    new = "://" not in place and not Path(place).exists()
    try:
        with file.open("rb") as lines, opened(place, create=True, read_only=False) as record:
            from armscontrol.diplomacy.record.exchange import read_lines

            done = read_lines(record, lines, where=str(file))
            record.load_shipped()
    except OSError as error:
        raise RecordError(f"the file cannot be read: {error.strerror}", where=str(file)) from error
    except RecordError:
        if new:  # nothing was taken in: no empty record is left behind
            Path(place).unlink(missing_ok=True)
        raise
    if json:
        print_json(asdict(done))
        return
    told = ", ".join(f"{n:,} {name}" for name, n in asdict(done).items() if name != "known")
    console().print(f"Taken in: {told}; {done.known:,} were there already.")
