"""`armscontrol serve` and `armscontrol token`: the workbench in a browser, and who may use it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from armscontrol.cli.output import console, escape
from armscontrol.errors import ServeError

token_app = typer.Typer(no_args_is_help=True, help="Tokens for a workbench that is served to other machines.")


def serve(
    host: Annotated[str, typer.Option("--host", metavar="ADDRESS", help="Address of this machine.")] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", help="0 takes a free one.")] = 8321,
    read_only: Annotated[bool, typer.Option("--read-only", help="Nothing can be changed.")] = False,
    database: Annotated[
        str | None,
        typer.Option(
            "--database",
            metavar="PLACE",
            envvar="ARMSCONTROL_RECORD",
            help="Keep statements here: a file, or postgresql://... Without it nothing is kept.",
        ),
    ] = None,
    token_file: Annotated[
        Path | None, typer.Option("--token-file", metavar="FILE", help="Who may use it (`armscontrol token add`).")
    ] = None,
    open_: Annotated[bool, typer.Option("--open", help="Open it in the browser.")] = False,
) -> None:
    """Open the workbench in the browser: on this machine alone, unless told otherwise."""
    try:
        from armscontrol.web.serving import serve as run
        from armscontrol.web.settings import Settings
    except ModuleNotFoundError as error:
        if (error.name or "").startswith("armscontrol"):
            raise
        raise ServeError(
            f"the workbench needs {error.name}, which is not installed",
            advice="Install it: pip install 'armscontrol[web]'.",
        ) from error

    settings = Settings(host, port, database, read_only, token_file)

    def ready(address: str) -> None:
        kept = kept_in(database, read_only)
        console().print(f"Workbench: {address}\n{escape(kept)} Stop with Ctrl-C.", soft_wrap=True)
        if open_:
            import webbrowser

            webbrowser.open(address)

    run(settings, ready)


def kept_in(database: str | None, read_only: bool) -> str:
    """What becomes of statements, in a sentence; of a database on a server never its user or password.

    >>> kept_in("postgresql://clerk:secret@db.example/record?sslmode=require", read_only=True)
    'Read-only: postgresql://db.example/record.'
    """
    if database is None:
        return "Nothing is kept."
    place = database
    if "://" in database:
        import sqlalchemy as sa

        url = sa.make_url(database)
        port = f":{url.port}" if url.port else ""
        place = f"postgresql://{(url.host or '').rpartition('@')[2]}{port}/{url.database or ''}"
    return f"Read-only: {place}." if read_only else f"Statements are kept in {place}."


@token_app.command("add")
def token_add(
    name: Annotated[str, typer.Argument(help="Whose token it is: the name in the history of the record.")],
    file: Annotated[Path, typer.Option("--file", metavar="FILE", help="The file of tokens; made if missing.")],
    may: Annotated[str, typer.Option("--may", metavar="RIGHT", help="read, or write.")] = "read",
    expires: Annotated[str | None, typer.Option("--expires", metavar="DAY", help="Its last day.")] = None,
) -> None:
    """Make a token. It is shown once; the file keeps its hash."""
    from armscontrol.calendar import parse_day
    from armscontrol.web.guards.tokens import add

    typer.echo(add(file, name, may=may, expires=parse_day(expires, what="--expires") if expires else None))


@token_app.command("list")
def token_list(
    file: Annotated[Path, typer.Option("--file", metavar="FILE", help="The file of tokens.")],
) -> None:
    """Whose tokens a file has, what they may do, and until when."""
    from armscontrol.cli.output import table
    from armscontrol.web.guards.tokens import read

    made = table("name", "may", "until")
    for token in read(file):
        made.add_row(escape(token.name), token.may, token.expires.isoformat() if token.expires else "")
    console().print(made)
