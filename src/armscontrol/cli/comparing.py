"""`armscontrol treaty compare`, `diff`, `template`."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Any

import typer

from armscontrol.cli.output import console, escape, fits, print_json, print_records, table

if TYPE_CHECKING:
    from armscontrol.treaties.comparing import Bound

Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]
SHOWN = 300
"""Characters of a value that `diff` prints."""


def compare(
    treaties: Annotated[list[str], typer.Argument(help="Two or more ids of treaties, or paths of documents.")],
    as_of: Annotated[
        str | None, typer.Option("--as-of", metavar="DAY", help="Only what holds on this day, by each treaty's terms.")
    ] = None,
    category: Annotated[
        str | None, typer.Option("--category", metavar="TEXT", help="Only categories that have this in their name.")
    ] = None,
    json: Json = False,
) -> None:
    """Limits and quotas of treaties side by side, by category, with the days from which they hold."""
    from armscontrol.calendar import parse_day
    from armscontrol.errors import TreatyError
    from armscontrol.terms import LAW_GRADES
    from armscontrol.treaties import load_treaty
    from armscontrol.treaties.comparing import compare as side_by_side
    from armscontrol.treaties.comparing import life

    if len(set(treaties)) < 2:
        raise TreatyError("nothing to compare", found=", ".join(treaties), allowed="two or more treaties")
    documents = [load_treaty(t) for t in dict.fromkeys(treaties)]
    on = parse_day(as_of, what="--as-of") if as_of else None
    found = side_by_side(documents, on)
    if category:
        known = list(found)
        wanted = category.lower().replace("-", " ").replace("_", " ")
        found = {c: b for c, b in found.items() if wanted in c.lower().replace("-", " ")}
        if not found:
            raise TreatyError("no such category", found=repr(category[:40]), allowed=", ".join(known))
    if json:
        categories = {c: [_plain(b) for b in bounds] for c, bounds in found.items()}
        print_json({"treaties": {d.id: life(d) for d in documents}, "as_of": as_of, "categories": categories})
        return
    heads = [f"{d.short_title}\n{life(d)}" for d in documents]
    made = table("category", *heads)
    rows = []
    for name, bounds in found.items():
        told = {d.id: [c for b in bounds if b.treaty == d.id and (c := _cell(b, on is not None))] for d in documents}
        cells = ["\n".join(lines) for lines in told.values()]
        if any(cells):
            made.add_row(escape(name), *(escape(c) for c in cells))
            rows.append({"category": name, **dict(zip((d.short_title for d in documents), cells, strict=True))})
    out = console()
    if not rows:
        where = f"On {as_of} none" if as_of else "None"
        out.print(f"{where} of these treaties has a limit in force in these categories.")
        return
    if fits(made, out.width):
        out.print(made)
    else:
        print_records(out, rows)
    if any(b.evidence not in LAW_GRADES for bounds in found.values() for b in bounds):
        out.print("* not presented as law: see the grade in `armscontrol treaty show`.", style="dim")


def _cell(bound: Bound, dated: bool) -> str:
    """A bound in a cell: article, then each step with its first day; or what holds on the day asked about."""
    from armscontrol.terms import LAW_GRADES

    star = "" if bound.evidence in LAW_GRADES else "*"
    remark = f" ({bound.remark})" if bound.remark else ""
    if dated:
        return f"{bound.article}: {bound.holds}{star}{remark}" if bound.holds else ""
    steps = ", then ".join(f"{text} from {day}" for day, text in bound.steps)
    until = f", until {bound.until}" if bound.until else ""
    return f"{bound.article}: {steps}{until}{star}{remark}"


def _plain(bound: Bound) -> dict[str, Any]:
    out = asdict(bound)
    out["steps"] = [{"from": day.isoformat(), "bound": text} for day, text in bound.steps]
    out["until"] = bound.until.isoformat() if bound.until else None
    return out


def diff(
    before: Annotated[str, typer.Argument(help="A treaty document, its id, or a variant of one.")],
    after: Annotated[str, typer.Argument(help="The document that it is compared with.")],
    json: Json = False,
) -> None:
    """What differs between two documents: entries matched by id, then field by field."""
    from armscontrol.terms import plural
    from armscontrol.treaties import load_treaty, variant_of
    from armscontrol.treaties.differing import diff as differences

    documents = [load_treaty(base, f) if (base := variant_of(f)) else load_treaty(f) for f in (before, after)]
    changes = differences(*documents)
    if json:
        print_json({"before": before, "after": after, "changes": [{"kind": c.kind, **asdict(c)} for c in changes]})
        return
    out = console()
    signs = {"added": "[green]+[/green]", "removed": "[red]-[/red]", "changed": "~"}
    for c in changes:
        told = " → ".join(_short(v) for v in (c.before, c.after) if v is not None)
        out.print(f"{signs[c.kind]} [bold]{escape(c.place)}[/bold]: {escape(told)}", soft_wrap=True)
    out.print(f"{plural(len(changes), 'difference')}." if changes else "No difference.")


def _short(value: str) -> str:
    return value if len(value) <= SHOWN else f"{value[:SHOWN]}…"


def template(
    name: Annotated[str, typer.Argument(help="Name of a template.")] = "successor",
) -> None:
    """Print a draft agreement to start from: save it as a file of your own and change it."""
    from armscontrol.treaties import template as text

    typer.echo(text(name), nl=False)
