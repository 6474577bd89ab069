"""`armscontrol data`: the shipped tables and the columns of users' own."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer

from armscontrol.cli.output import console, escape, fits, print_csv, print_json, print_records, table

app = typer.Typer(help="Shipped tables with their sources; columns of holdings and events files.", no_args_is_help=True)

Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]
Csv = Annotated[bool, typer.Option("--csv", help="Print CSV.")]
Name = Annotated[str, typer.Argument(help="Name of a table, as `armscontrol data list` prints it.")]


@app.command("list")
def list_tables(json: Json = False) -> None:
    """List the shipped tables."""
    from armscontrol.data import catalogue

    rows: list[dict[str, Any]] = []
    for name in catalogue.names():
        info = catalogue.describe(name)
        grades = (
            catalogue.table(name)["evidence"].value_counts() if "evidence" in catalogue.table(name).columns else None
        )
        recalled = 0
        if grades is not None:
            recalled = sum(r["count"] for r in grades.iter_rows(named=True) if r["evidence"] == "recalled")
        rows.append(
            {
                "name": name,
                "rows": catalogue.table(name).height,
                "recalled": recalled,
                "title": info.title,
                "licence": info.licence,
            }
        )
    if json:
        print_json({"tables": rows})
        return
    out = table("table", "rows", "recalled", "title", right=("rows", "recalled"))
    for row in rows:
        out.add_row(row["name"], f"{row['rows']:,}", f"{row['recalled']:,}", row["title"])
    console().print(out)


@app.command()
def show(
    name: Name,
    json: Json = False,
    csv: Csv = False,
    rows: Annotated[int, typer.Option("--rows", min=1, max=100_000, help="Rows to print as a table.")] = 40,
) -> None:
    """Print a table; recalled rows are marked."""
    from armscontrol.data import catalogue

    frame = catalogue.table(name)
    info = catalogue.describe(name)
    if json:
        print_json({"name": name, "title": info.title, "rows": [_plain(r) for r in frame.iter_rows(named=True)]})
        return
    if csv:
        print_csv([_plain(r) for r in frame.iter_rows(named=True)])
        return
    out = console()
    out.print(f"[bold]{escape(info.title)}[/bold] ({name})\n{escape(info.description)}")
    hidden = {
        "source_url",
        "source_url_2",
        "determination_url",
        "retrieved",
        "note",
        "coordinates_basis",
        "first_published",
    }
    columns = [f for f in info.fields if f.name not in hidden]
    numeric = [f.name for f in columns if f.type in ("integer", "number")]
    short = [*numeric, *(f.name for f in columns if f.type in ("date", "boolean") or f.allowed)]
    cells: list[dict[str, str]] = []
    for row in frame.head(rows).iter_rows(named=True):
        fields = set((row.get("recalled_fields") or "").split(";"))
        whole = row.get("evidence") == "recalled"
        cells.append(
            {f.name: _cell(f.name, row[f.name], (whole and f.name in numeric) or f.name in fields) for f in columns}
        )
    made = table(*(f.name for f in columns), right=numeric, whole=short)
    for line in cells:
        made.add_row(*(escape(text) for text in line.values()))
    if fits(made, out.width):
        out.print(made)
    else:
        print_records(out, cells)
    if frame.height > rows:
        out.print(f"{frame.height - rows:,} more rows; see --rows, --csv and --json.")
    out.print(
        "* recalled, unverified. Empty is unknown, never zero. Sources: "
        f"`armscontrol data sources {name}`; notes and addresses row by row: --csv or --json."
    )


@app.command()
def sources(name: Name, json: Json = False, csv: Csv = False) -> None:
    """Print the sources of a table, with the number of rows that rest on each."""
    from armscontrol.data import catalogue

    frame = catalogue.sources(name)
    rows = [_plain(r) for r in frame.iter_rows(named=True)]
    if json:
        info = catalogue.describe(name)
        print_json({"name": name, "licence": info.licence, "sources": rows})
        return
    if csv:
        print_csv(rows)
        return
    made = table("rows", "grade", "source", right=("rows",))
    for row in rows:
        place = row.get("source_url") or row.get("source") or "recalled, unverified"
        title = row.get("source") if row.get("source_url") else None
        made.add_row(str(row.get("rows", "")), row["evidence"] or "", escape(f"{title}: {place}" if title else place))
    console().print(made)


@app.command()
def export(
    to: Annotated[Path, typer.Option("--to", help="Folder to write to; made if it is missing.")],
    names: Annotated[list[str] | None, typer.Argument(help="Names of tables; all when none is given.")] = None,
    format: Annotated[str, typer.Option("--format", help="csv (with datapackage.json), parquet or json.")] = "csv",
) -> None:
    """Write tables to a folder."""
    from armscontrol.data import catalogue

    written = catalogue.export(to, format=format, only=tuple(names or ()))
    typer.echo(f"{len(written)} files written to {to}")


@app.command()
def check(
    every: Annotated[bool, typer.Option("--all", help="Also the sums that hold.")] = False, json: Json = False
) -> None:
    """Sums and pairs that published tables should satisfy: what does not hold is reported, and never repaired."""
    from armscontrol.compliance.findings import number
    from armscontrol.data.quality import checks
    from armscontrol.terms import plural

    found = checks()
    shown = [c for c in found if every or not c.holds]
    if json:
        print_json({"checks": [{**asdict(c), "difference": c.difference, "holds": c.holds} for c in shown]})
        return
    heads = ("table", "what", "printed", "should be", "difference", "how, and what is known")
    made = table(*heads, right=heads[2:5])
    for c in shown:
        known = f"{c.how}; {c.note}" if c.note else c.how
        gap = f"{c.difference:+,.6g}" if c.difference else "0"
        made.add_row(c.table, escape(c.what), number(c.printed), number(c.computed), gap, escape(known))
    out = console()
    out.print(made)
    held = sum(c.holds for c in found)
    out.print(
        f"{held} of {plural(len(found), 'identity').replace('identitys', 'identities')} hold. Nothing is repaired."
    )


@app.command()
def columns(which: Annotated[str, typer.Argument(help="holdings or events.")] = "holdings", json: Json = False) -> None:
    """Print the columns of a holdings or events file."""
    from armscontrol.errors import SourceError
    from armscontrol.treaties.tables import EVENTS, HOLDINGS

    tables = {"holdings": HOLDINGS, "events": EVENTS}
    if which not in tables:
        raise SourceError("no such table", found=repr(which[:40]), allowed="holdings, events")
    chosen = tables[which].values()
    if json:
        print_json(
            {
                "columns": [
                    {
                        "name": c.name,
                        "type": c.type,
                        "needed": c.required,
                        "meaning": c.meaning,
                        "allowed": list(c.allowed),
                    }
                    for c in chosen
                ]
            }
        )
        return
    made = table("column", "type", "needed", "meaning and allowed words")
    for c in chosen:
        allowed = f": {', '.join(c.allowed)}" if c.allowed else ""
        made.add_row(c.name, c.type, "yes" if c.required else "", f"{c.meaning}{allowed}")
    console().print(made)


def _plain(row: dict[str, Any]) -> dict[str, Any]:
    return {k: v.isoformat() if hasattr(v, "isoformat") else v for k, v in row.items()}


def _cell(name: str, value: Any, mark: bool) -> str:
    if value is None:
        return "*" if mark else ""
    if isinstance(value, bool):
        text = "yes" if value else "no"
    elif isinstance(value, int) and name not in ("year", "order", "year_deployed"):
        text = f"{value:,}"
    else:
        text = str(value)
    return text + ("*" if mark else "")
