"""The root of the command line."""

from __future__ import annotations

from typing import Annotated

import typer

from armscontrol.cli import assessing, data, record, serve, treaty, verify

app = typer.Typer(
    name="armscontrol",
    help="A workbench for strategic arms control: treaties as executable rules, with the arithmetic and the sources.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Exit codes: 0 done; 1 with --check, a verdict exceeded or a duty not performed, or a case of `verify "
    "cases` that fails; 2 a command or option that does not exist; 3 something given that cannot be used.",
)
app.command("assess", short_help="Hold declared figures against a treaty's rules.")(assessing.assess)
app.command("explain", short_help="Argue one finding step by step.")(assessing.explain)
app.command("status", short_help="Where a treaty stands: terms, positions, conduct.")(assessing.status)
app.command("timeline", short_help="Dated events in the lives of eight treaties.")(assessing.timeline)
app.add_typer(treaty.app, name="treaty", short_help="List, show and check treaty documents.")
app.add_typer(data.app, name="data", short_help="Shipped tables with their sources; columns of files.")
app.add_typer(record.app, name="record", short_help="Who said what, on what condition, and is it so.")
app.command("serve", short_help="The workbench in a browser.")(serve.serve)
app.add_typer(serve.token_app, name="token", short_help="Who may use a workbench served to other machines.")
app.add_typer(verify.app, name="verify", short_help="How would anyone know: samples, inspections, sites, belief.")


def _version(value: bool) -> None:
    if value:
        from armscontrol import __version__

        typer.echo(f"armscontrol {__version__}")
        raise typer.Exit


@app.callback()
def root(
    version: Annotated[
        bool, typer.Option("--version", help="Print the version and exit.", callback=_version, is_eager=True)
    ] = False,
) -> None:
    """Is each Party inside the limits; how would anyone know; what do they say."""
