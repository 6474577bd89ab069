"""`armscontrol treaty`: list, show, check, schema; compare, diff and template are in a module of their own."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated, Any

import typer

from armscontrol.cli import comparing
from armscontrol.cli.output import console, escape, print_json, table

app = typer.Typer(help="Treaties as executable documents.", no_args_is_help=True)
app.command("compare")(comparing.compare)
app.command("diff")(comparing.diff)
app.command("template")(comparing.template)

Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]


@app.command("list")
def list_treaties(json: Json = False) -> None:
    """List the shipped treaties with the dates of their lives."""
    from armscontrol.treaties import list_treaties as entries

    found = entries()
    if json:
        print_json({"treaties": [{**asdict(e), "variants": list(e.variants)} for e in found]})
        return
    made = table("id", "treaty", "signed", "in force from", "ended", "limits", "variants", right=("limits",))
    for e in found:
        made.add_row(
            e.id,
            e.short_title,
            e.signed or "",
            e.in_force_from or "never",
            e.ended or "",
            str(e.limits),
            ", ".join(e.variants),
        )
    console().print(made)


@app.command()
def show(
    treaty: Annotated[str, typer.Argument(help="Id of a treaty, or path of a document.")],
    article: Annotated[
        str | None, typer.Option("--article", help='Only this article and what is below it: "II", "III(2)".')
    ] = None,
    variant: Annotated[str | None, typer.Option("--variant", help="Rule variant to apply.")] = None,
    json: Json = False,
) -> None:
    """Print a treaty's provisions: statement, article, evidence, executable form."""
    from armscontrol.errors import TreatyError
    from armscontrol.terms import LAW_GRADES, plural
    from armscontrol.treaties import load_treaty
    from armscontrol.treaties.articles import under
    from armscontrol.treaties.reading import entries

    document = load_treaty(treaty, variant)
    shown = [e for e in entries(document) if article is None or under(e.article, article)]
    if article is not None and not shown:
        known = ", ".join(dict.fromkeys(e.article.split("(")[0].split(",")[0].strip() for e in entries(document)))
        raise TreatyError(
            f"{document.short_title} has no provision under this article",
            found=repr(article[:60]),
            allowed=known,
        )
    if json:
        print_json({"treaty": document.id, "title": document.title, "provisions": [asdict(e) for e in shown]})
        return
    out = console()
    out.print(f"[bold]{escape(document.short_title)}[/bold]  {escape(document.title)}")
    if article is None:
        out.print(escape(document.summary))
        events = table("date", "event", "what happened", "evidence")
        for event in document.events:
            events.add_row(
                event.date.isoformat(), event.kind.replace("_", " "), escape(event.statement), event.evidence
            )
        out.print(events)
        for note in document.notes:
            out.print(f"Note: {escape(note)}")
    made = table("article", "kind", "statement", "evidence")
    for e in shown:
        form = f"\n{escape(e.executable)}" if e.executable else ""
        amount = f"\nNumber: {escape(e.amount)}" if e.amount else ""
        grade = e.evidence if e.evidence in LAW_GRADES else f"{e.evidence}*"
        made.add_row(
            escape(e.article), e.kind.replace("_", " "), f"{escape(e.statement)}{amount}[dim]{form}[/dim]", grade
        )
    out.print(made)
    executable = sum(1 for e in shown if e.executable)
    star = " * not presented as law." if any(e.evidence not in LAW_GRADES for e in shown) else ""
    out.print(f"{plural(len(shown), 'provision')}, {executable} executable.{star}")


@app.command()
def check(
    file: Annotated[str, typer.Argument(help="A treaty document or a variant of one; or the id of a shipped treaty.")],
    variant: Annotated[str | None, typer.Option("--variant", help="Also apply this variant.")] = None,
    json: Json = False,
) -> None:
    """Check a treaty document or a variant: every rule parsed, every date resolved, every reference followed."""
    from armscontrol.treaties import load_treaty, variant_of

    base = variant_of(file) if variant is None else None
    document = load_treaty(base, file) if base else load_treaty(file, variant)
    rules = document.rules
    summary: dict[str, Any] = {
        "treaty": document.id,
        "ok": True,
        "groups": len(document.groups),
        "definitions": len(rules.definitions),
        "attributes": len(document.attributes),
        "tiers": len(document.tiers),
        "maps": len(document.maps),
        "baselines": len(document.baselines),
        "limits": len(document.limits),
        "bans": len(document.bans),
        "quotas": len(document.quotas),
        "deadlines": len(rules.deadlines),
        "obligations": len(rules.obligations),
        "eliminations": len(rules.eliminations),
        "stated": len(document.statements),
    }
    if json:
        print_json(summary)
        return
    nouns = {k: v for k, v in summary.items() if k not in ("treaty", "ok") and v}
    counts = ", ".join(f"{v} {k}" if k == "stated" or v != 1 else f"1 {k[:-1]}" for k, v in nouns.items())
    what = f"variant {document.variant} of {document.short_title}" if document.variant else document.short_title
    typer.echo(f"{file}: {what} can be used: {counts}.")


@app.command()
def schema() -> None:
    """Print the JSON Schema of treaty documents, for editors."""
    from armscontrol.treaties.model import Treaty

    print_json({"$schema": "https://json-schema.org/draft/2020-12/schema", **Treaty.model_json_schema(by_alias=True)})
