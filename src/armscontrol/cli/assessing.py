"""`armscontrol assess`, `explain`, `status`, `timeline`."""

from __future__ import annotations

from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING, Annotated, Any

import typer

from armscontrol.cli.output import console, escape, print_csv, print_json, table

if TYPE_CHECKING:
    from armscontrol.compliance import Assessment

Treaty = Annotated[str, typer.Argument(help="Id of a treaty (`armscontrol treaty list`), or path of a document.")]
AsOf = Annotated[
    list[str] | None,
    typer.Option("--as-of", metavar="DAY", help="As 2022-09-01; may be repeated. Default: every exchange."),
]
Party = Annotated[str | None, typer.Option("--party", metavar="NAME", help="One Party, as RUS or Russia.")]
HoldingsFile = Annotated[
    str | None,
    typer.Option(
        "--holdings", metavar="FILE", help="Holdings of your own: .csv, .parquet, or - for CSV on standard input."
    ),
]
EventsFile = Annotated[
    str | None, typer.Option("--events", metavar="FILE", help="Events of your own: .csv or .parquet.")
]
Variant = Annotated[
    list[str] | None,
    typer.Option(
        "--variant", metavar="NAME", help="Also assess under this rule variant, a name or a path; repeatable."
    ),
]
Basis = Annotated[
    list[str] | None,
    typer.Option(
        "--basis", metavar="BASIS", help="Kind of figure: declared, estimated, scenario, ..., or all; may be repeated."
    ),
]
Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]
Csv = Annotated[bool, typer.Option("--csv", help="Print CSV.")]


def _run(
    treaty: str,
    as_of: list[str] | None,
    party: str | None,
    holdings: str | None,
    events: str | None,
    variants: list[str] | None,
    basis: list[str] | None,
) -> list[Assessment]:
    """The assessment under the treaty's own rules, and under each variant named."""
    from armscontrol.calendar import parse_day
    from armscontrol.compliance import assess
    from armscontrol.holdings import read_events, read_holdings
    from armscontrol.terms import BASES

    given: dict[str, Any] = {
        "on": [parse_day(d, what="--as-of") for d in as_of] if as_of else "exchanges",
        "party": party,
        # read once, assessed twice
        "holdings": read_holdings(holdings) if holdings else None,
        "events": read_events(events) if events else None,
        "bases": [b for b in BASES if b != "claimed"] if basis and "all" in basis else basis,
    }
    return [assess(treaty, **given, variant=v) for v in (None, *(variants or ()))]


def merged(found: list[Assessment]) -> dict[str, Any]:
    """The JSON of one assessment and its variants: findings on limits of all, the rest once."""
    out = found[0].to_dict()
    out["variants"] = [a.variant.variant for a in found[1:] if a.variant]
    for other in found[1:]:
        out["findings"] += [f.to_dict() for f in other.limits]
    return out


def assess(
    treaty: Annotated[
        str | None, typer.Argument(help="Id of a treaty (`armscontrol treaty list`), or path of a document.")
    ] = None,
    as_of: AsOf = None,
    party: Party = None,
    holdings: HoldingsFile = None,
    events: EventsFile = None,
    variant: Variant = None,
    basis: Basis = None,
    check: Annotated[
        bool, typer.Option("--check", help="Exit with 1 if a verdict is exceeded or a duty not performed.")
    ] = False,
    json: Json = False,
    csv: Csv = False,
    every: Annotated[bool, typer.Option("--all", help="Every shipped treaty over everything on record.")] = False,
    report: Annotated[
        Path | None, typer.Option("--report", metavar="FILE", help="Write a self-contained HTML report.")
    ] = None,
    pdf: Annotated[Path | None, typer.Option("--pdf", metavar="FILE", help="Write a PDF report.")] = None,
) -> None:
    """Is each Party inside the limits? Every exchange, or chosen days, held against the treaty's rules."""
    if json and csv:
        raise typer.BadParameter("--json and --csv exclude each other")
    if every or treaty is None:
        others: dict[str, Any] = {"a treaty": treaty, "--holdings": holdings, "--events": events}
        others |= {"--variant": variant, "--basis": basis, "--report": report, "--pdf": pdf}
        if every and (beside := [name for name, value in others.items() if value]):
            raise typer.BadParameter(f"--all goes over the record of every treaty; it excludes {', '.join(beside)}")
        if not every:
            raise typer.BadParameter("name a treaty, as `armscontrol assess new-start`, or ask for --all")
        _assess_all(as_of, party, check, json, csv)
        return
    found = _run(treaty, as_of, party, holdings, events, variant, basis)
    if report or pdf:
        from armscontrol.reports import write_report

        write_report(found, html=report, pdf=pdf)
    if json:
        print_json(merged(found))
    elif csv:
        print_csv(merged(found)["findings"])
    else:
        from armscontrol.cli.tables import FINDING, print_assessment

        given = "".join(f" {o} {quote(v)}" for o, v in (("--holdings", holdings), ("--events", events)) if v)
        print_assessment(found, f"armscontrol explain {quote(treaty)} {FINDING}{given}")
        for path in (report, pdf):
            if path:
                typer.echo(f"Report: {path}")
    if check and any(a.breaches for a in found):
        raise typer.Exit(1)


def _assess_all(as_of: list[str] | None, party: str | None, check: bool, json: bool, csv: bool) -> None:
    from armscontrol.cli.overview import assess_all, print_overview

    found = assess_all(as_of, party)
    if json:
        print_json({"assessments": [a.to_dict() for a in found]})
    elif csv:
        print_csv([f.to_dict() for a in found for f in a.findings])
    else:
        print_overview(found)
    if check and any(a.breaches for a in found):
        raise typer.Exit(1)


def explain(
    treaty: Treaty,
    article: Annotated[str, typer.Argument(help='Article or id of a limit, quota or duty: "II(1)(b)", data-exchange.')],
    party: Annotated[str, typer.Argument(help="Party, as RUS or Russia.")],
    day: Annotated[str, typer.Argument(help="Day, as 2022-09-01.")],
    holdings: HoldingsFile = None,
    events: EventsFile = None,
    variant: Variant = None,
    basis: Annotated[str, typer.Option("--basis", metavar="BASIS", help="Kind of figure.")] = "declared",
    json: Json = False,
) -> None:
    """Argue one finding, or conduct on a duty, step by step: rule, dates, figure, rows, comparison, verdict."""
    given = None if holdings and basis == "declared" else [basis]
    found = _run(treaty, [day], _one_party(treaty, party), holdings, events, variant, given)
    at = found[0].days[0]
    explanations = [
        a.explain(a.conduct_on(article, party, at) if a.is_duty(article) else a.find(article, party, at)) for a in found
    ]
    if json:
        print_json({"explanations": [e.to_dict() for e in explanations]})
        return
    out = console()
    for e in explanations:
        out.print(f"[bold]{escape(e.title)}[/bold]")
        for number, step in enumerate(e.steps, start=1):
            out.print(f"\n[bold]{number}. {escape(step.heading)}[/bold]")
            for line in step.lines:
                out.print(f"   {escape(line)}")
            for source in step.sources:
                out.print(f"   [dim]Source: {escape(source)}[/dim]", soft_wrap=True)
        out.print()


def _one_party(treaty: str, side: str) -> str | None:
    """The Party to assess alone; `None` for a group, or all together, which needs every Party."""
    from armscontrol.terms import EVERYONE
    from armscontrol.treaties import load_treaty

    document = load_treaty(treaty)
    together = {EVERYONE.lower(), *(g.id.lower() for g in document.groups)}
    bound = {limit.scope for limit in document.limits}
    return None if side.strip().lower() in together or "all" in bound else side


def status(
    treaty: Treaty,
    as_of: Annotated[str | None, typer.Option("--as-of", metavar="DAY", help="As 2023-03-01. Default: today.")] = None,
    json: Json = False,
) -> None:
    """Where a treaty stands on a day: by its own terms, by each Party's position, and in conduct."""
    from armscontrol.calendar import parse_day
    from armscontrol.cli.tables import print_status
    from armscontrol.compliance import status as stands

    found = stands(treaty, parse_day(as_of or "today", what="--as-of"))
    if json:
        print_json(found.to_dict())
    else:
        print_status(found)


def timeline(
    treaty: Annotated[str | None, typer.Argument(help="Id of a treaty; all eight when none is given.")] = None,
    since: Annotated[str | None, typer.Option("--from", metavar="DAY", help="First day.")] = None,
    until: Annotated[str | None, typer.Option("--to", metavar="DAY", help="Last day.")] = None,
    party: Party = None,
    json: Json = False,
    csv: Csv = False,
) -> None:
    """Dated events in the lives of eight treaties."""
    import polars as pl

    from armscontrol.calendar import parse_day
    from armscontrol.data import catalogue
    from armscontrol.errors import TreatyError
    from armscontrol.terms import party_code, plural
    from armscontrol.treaties import treaty_ids

    frame = catalogue.table("treaty_timeline")
    if treaty:
        known = frame["treaty"].unique().sort().to_list()
        if treaty not in known:
            others = sorted(set(treaty_ids()) - set(known))
            if treaty in others:
                advice = f"The life of {treaty}: armscontrol treaty show {treaty}"
            else:
                advice = f"The lives of {', '.join(others)} stand in their documents: armscontrol treaty show <id>"
            raise TreatyError(
                "the timeline has no such treaty", found=repr(treaty[:40]), allowed=", ".join(known), advice=advice
            )
        frame = frame.filter(pl.col("treaty") == treaty)
    first, last = parse_day(since or "0001-01-01", what="--from"), parse_day(until or "9999-12-31", what="--to")
    if first > last:
        raise TreatyError("--from is after --to", found=f"{first} and {last}", allowed="a first day before the last")
    frame = frame.filter(pl.col("date").is_between(first, last))
    if party:
        acting = sorted({p for cell in frame["parties"].drop_nulls() for p in cell.split(";")} - {""})
        code = party_code(party)
        if code not in acting:
            raise TreatyError("no event of this Party", found=repr(party[:40]), allowed=", ".join(acting))
        frame = frame.filter(pl.col("parties").str.contains(code, literal=True))
    rows = [
        {**r, "date": r["date"].isoformat(), "retrieved": r["retrieved"] and r["retrieved"].isoformat()}
        for r in frame.iter_rows(named=True)
    ]
    if json:
        print_json({"events": rows})
        return
    if csv:
        print_csv(rows)
        return
    heads = ("date", "treaty", "event", "Parties", "what happened", "grade")
    made = table(*heads, whole=("date", "grade"))
    for row in rows:
        day = row["date"] if row["date_precision"] == "day" else row["date"][:7]
        grade = f"{row['evidence']}*" if row["evidence"] == "recalled" else row["evidence"]
        made.add_row(
            day,
            row["treaty"],
            row["event"].replace("_", " "),
            (row["parties"] or "").replace(";", " "),
            escape(row["detail"]),
            grade,
        )
    out = console()
    out.print(made)
    out.print(
        f"{plural(len(rows), 'event')}. * recalled, unverified. After 22 May 2026 unknown, not empty. "
        "Addresses: --csv, --json."
    )
