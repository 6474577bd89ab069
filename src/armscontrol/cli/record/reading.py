"""`record read` and `record check`: what a text says, on what condition, and is it so."""

from __future__ import annotations

import signal
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, BinaryIO

import typer

from armscontrol.cli.output import console, escape, print_json, table
from armscontrol.cli.record.columns import show
from armscontrol.errors import RecordError
from armscontrol.sources import COPIES, publisher, publisher_shown
from armscontrol.terms import plural, short_party

if TYPE_CHECKING:
    from datetime import date

    from rich.console import Console

    from armscontrol.diplomacy.model import Check, Document, Fact, Reading
    from armscontrol.diplomacy.remote.model_reader import Model

Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]
Published = Annotated[
    str | None, typer.Option("--published", metavar="DATE", help="Day of publication, as 2024-06-21.")
]
Outlet = Annotated[str | None, typer.Option("--outlet", metavar="NAME", help="Who published it.")]
MOST_COUNTED = 1 << 30
"""Bytes of a file that are counted at most: some sources never end."""
SHORT = 160
"""Letters of a statement on a terminal; JSON and HTML have all."""


def read(
    file: Annotated[str | None, typer.Argument(help="A file of text or HTML; - for standard input.")] = None,
    published: Published = None,
    outlet: Outlet = None,
    fetch: Annotated[
        str | None, typer.Option("--fetch", metavar="URL", help="Fetch this page; nothing is fetched otherwise.")
    ] = None,
    set_: Annotated[
        Path | None, typer.Option("--set", metavar="FILE", help="A set of articles, record-annotation/1.")
    ] = None,
    format: Annotated[
        str | None, typer.Option("--format", metavar="WORD", help="With --set: annotation, the scorer's input.")
    ] = None,
    model: Annotated[
        str | None,
        typer.Option(
            "--model", metavar="URL:NAME", help="A model's proposals too, as http://127.0.0.1:11434/v1:llama."
        ),
    ] = None,
    key_variable: Annotated[
        str | None, typer.Option("--key-variable", metavar="NAME", help="Environment variable that holds its key.")
    ] = None,
    allow_remote: Annotated[bool, typer.Option("--allow-remote", help="The model may be on another machine.")] = False,
    html: Annotated[
        Path | None, typer.Option("--html", metavar="FILE", help="Write the text with what was read beside it.")
    ] = None,
    json: Json = False,
) -> None:
    """Read a news text: who said what, through whom, on what condition; its numbers held against the record."""
    if sum(x is not None for x in (file, fetch, set_)) != 1:
        raise typer.BadParameter("give a file, - for standard input, --fetch with an address, or --set, one of them")
    if (format is not None) != (set_ is not None) or format not in (None, "annotation"):
        raise typer.BadParameter("--set goes with --format annotation, and --format with --set")
    if set_ is not None:
        from armscontrol.diplomacy.annotation import predictions

        print_json(predictions(set_))
        return
    from armscontrol.diplomacy.reading import read as read_document

    asked = None if model is None else _model(model, key_variable, allow_remote)
    found = read_document(document_of(file, fetch, published, outlet))
    failed: RecordError | None = None
    if asked is not None:
        try:
            found = _with_proposals(found, asked)
        except RecordError as error:  # what this program read is shown all the same
            failed = error
    _show(found, html, json)
    if failed is not None:
        raise failed


def _show(found: Reading, html: Path | None, json: bool) -> None:
    if html:
        from armscontrol.reports import write_reading

        write_reading(html, found)
    if json:
        from armscontrol.diplomacy.plain import plain

        print_json(plain(found))
        return
    print_reading(found)
    if html:
        console().print(f"Page: {escape(str(html))}", soft_wrap=True)


def _model(model: str, key_variable: str | None, allow_remote: bool) -> Model:
    """The model that an option names."""
    from armscontrol.diplomacy.remote.model_reader import Model

    address, _, name = model.rpartition(":")
    if not address.startswith(("http://", "https://")) or not name or "/" in name:
        allowed = "an address and a name, as http://127.0.0.1:11434/v1:llama"
        raise RecordError("no model", where="--model", found=repr(model[:80]), allowed=allowed)
    return Model(address, name, key_variable, allow_remote)


def _with_proposals(found: Reading, asked: Model) -> Reading:
    """The reading with the statements that a model proposes beside it, marked as such; said before anything leaves."""
    from dataclasses import replace

    from armscontrol.diplomacy.remote.model_reader import check_model, notice, propose

    check_model(asked, found.segments)
    typer.echo(notice(asked, found.document, found.segments), err=True)
    _outlive_hosts()
    answer = propose(found.document, found.segments, found.quotations, model=asked)
    note = f"{plural(len(answer.statements), 'statement')} proposed by {answer.model}, {answer.dropped:,} dropped"
    why = "; ".join(f"{reason}: {count:,}" for reason, count in answer.reasons)
    return replace(
        found,
        statements=(*found.statements, *answer.statements),
        notes=(*found.notes, f"{note}{f' ({why})' if why else ''}. They are the model's, not this program's."),
    )


def document_of(file: str | None, fetch: str | None, published: str | None, outlet: str | None) -> Document:
    """The document of a file, of standard input, or of a page that is fetched because it was asked for."""
    from armscontrol.diplomacy.pages.pages import MAX_BYTES, take_in

    day = _day(published, "--published")
    if fetch is not None:
        from armscontrol.diplomacy.remote.fetching import fetch as get

        _outlive_hosts()
        return take_in(get(fetch), source=fetch, published=day, outlet=outlet)
    assert file is not None  # noqa: S101  one of the two is given
    try:
        if file == "-":
            data, size = _beginning(sys.stdin.buffer, MAX_BYTES)
        else:
            with Path(file).open("rb") as handle:
                data, size = _beginning(handle, MAX_BYTES)
    except OSError as error:
        raise RecordError(f"the file cannot be read: {error.strerror}", where=file) from error
    return take_in(data, source=None if file == "-" else file, published=day, outlet=outlet, size=size)


def _outlive_hosts() -> None:
    """A host that hangs up gives an error: the signal that ends `armscontrol ... | head` would end us without one."""
    if hasattr(signal, "SIGPIPE"):
        signal.signal(signal.SIGPIPE, signal.SIG_IGN)


def _beginning(file: BinaryIO, most: int) -> tuple[bytes, int]:
    """The first bytes of a file, and how many it has in all; the rest is counted piece by piece."""
    data = file.read(most)
    size = len(data)
    while size < MOST_COUNTED and (piece := file.read(1 << 20)):
        size += len(piece)
    return data, size


def _day(text: str | None, what: str) -> date | None:
    from armscontrol.calendar import parse_day

    return None if text is None else parse_day(text, what=what)


def print_reading(found: Reading) -> None:
    """A reading on the terminal: what was said, on what condition, what is counted, and what was set apart."""
    from armscontrol.diplomacy.plain import READABLE, words

    out, document = console(), found.document
    text = document.text
    day = f"{document.published} ({document.published_basis})" if document.published else "no day of publication"
    head = next((words(text, s.span) for s in found.segments if s.kind == "title"), None)
    out.print(f"[bold]{escape(document.title or head or '(no title)')}[/bold]", soft_wrap=True)
    out.print(escape(f"{document.outlet or 'no outlet'}, {day}, {len(text):,} characters."), style="dim")
    _statements(out, found)
    _positions(out, found)
    _claims(out, found)
    apart = [(s.kind, words(text, s.span)) for s in found.segments if s.kind not in READABLE]
    apart += [(a.kind, a.words) for a in document.apart]
    if apart:
        out.print(f"\n[bold]Set apart[/bold], {plural(len(apart), 'part')} from which nothing is read")
        for kind, told in apart:
            out.print(escape(f"  {kind}: {shortened(told, 90)}"), soft_wrap=True, style="dim")
    for note in found.notes:
        out.print(f"Note: {escape(note)}")


def _statements(out: Console, found: Reading) -> None:
    from armscontrol.diplomacy.plain import words

    text = found.document.text
    said = [s for s in found.statements if s.segment == "body"]
    repeated = len(found.statements) - len(said)
    if not found.statements:
        out.print("\nNo statement was found.")
        return
    made = table("id", "who", "says", "when", "through", whole=("id", "when"))
    for s in said:
        who = s.speaker or "open: who says it was not found"
        if s.party:
            who += f" ({short_party(s.party)})"
        if s.confidence != "sure" and s.speaker:
            who += f"\n{s.confidence}"
        says = shortened(" … ".join(words(text, span) for span in s.content), SHORT)
        when = (s.date.edtf or f"{s.date.words}?") if s.date else ""
        through = "; ".join(
            f"{link.role} {link.name}" for link in s.chain if link.role not in ("speaker", "outlet", "channel")
        )
        made.add_row(
            s.id,
            escape(who),
            escape(f"{s.mode}{', denied' if s.denied else ''}: {says}"),
            when,
            escape(s.channel or "") + ("; " if s.channel and through else "") + escape(through),
        )
    out.print()
    show(made, out)
    if repeated:
        out.print(f"{plural(repeated, 'statement')} of the headline or the stand-first not counted again.", style="dim")


def _positions(out: Console, found: Reading) -> None:
    from armscontrol.diplomacy.plain import words
    from armscontrol.diplomacy.positions.positions import issues

    text = found.document.text
    titles = {i.id: i.title for i in issues()}
    if found.positions:
        made = table("id", "Party", "issue", "stance", "on what condition", whole=("id",))
        for p in found.positions:
            ties = "; ".join(f"{c.kind}: {shortened(words(text, c.span), 100)}" for c in p.conditions)
            made.add_row(
                p.statement,
                short_party(p.party) if p.party else "",
                titles.get(p.issue, p.issue),
                p.stance,
                escape(ties),
            )
        show(made, out)


def _claims(out: Console, found: Reading) -> None:
    from armscontrol.diplomacy.plain import words

    text = found.document.text
    if not found.checks:
        return
    made = table("claim", "verdict", "why")
    for check in found.checks:
        made.add_row(escape(shortened(words(text, check.span), 60)), check.verdict, escape(_why(check)))
    show(made, out)


def _why(check: Check) -> str:
    omitted = f" Left out: {'; '.join(check.omits)}." if check.omits else ""
    return check.explanation + omitted


def shortened(text: str, letters: int) -> str:
    """On one line, at most so many letters, with a sign where something was cut."""
    text = " ".join(text.split())
    return text if len(text) <= letters else f"{text[: letters - 1].rstrip()}…"


def check(
    text: Annotated[str, typer.Argument(help="A sentence, as it would stand in a report.")],
    as_of: Annotated[
        str | None, typer.Option("--as-of", metavar="DATE", help="When it is said: 2024, 2024-06 or 2024-06-21.")
    ] = None,
    json: Json = False,
) -> None:
    """Hold the numbers and dated facts of a sentence against the record as of their own day."""
    from armscontrol.diplomacy.checks.checking import check_text

    try:
        found = check_text(text, as_of)
    except RecordError as error:
        if error.where != "as_of":
            raise
        raise RecordError(error.message, where="--as-of", found=error.found, allowed=error.allowed) from error
    if json:
        print_json({"text": text, "as_of": as_of, "checks": [_plain(text, c) for _, c in found]})
        return
    out = console()
    if not found:
        out.print("No number or dated fact was found that the record could be asked about.")
        return
    for _, verdict in found:
        words = " ".join(text[verdict.span[0] : verdict.span[1]].split())
        out.print(f"[bold]{escape(words)}[/bold]: {verdict.verdict}. {escape(_why(verdict))}")
        for fact in verdict.facts:
            out.print(f"  {escape(_fact(fact))}", style="dim", soft_wrap=True)


def _fact(fact: Fact) -> str:
    value = f"{fact.value:,.6g}" if isinstance(fact.value, int | float) else fact.value
    told = " ".join(str(x) for x in (value, fact.unit) if x)
    day = f", {fact.day}" if fact.day else ""
    copied = publisher(fact.source) in COPIES
    source = f"{publisher_shown(fact.source.split(' ')[0])}: {fact.source}" if copied else fact.source
    return f"{fact.words}{f': {told}' if told else ''}{day} [{fact.evidence}] {source}"


def _plain(text: str, verdict: Check) -> dict[str, Any]:
    from dataclasses import asdict

    return {**asdict(verdict), "text": text[verdict.span[0] : verdict.span[1]]}
