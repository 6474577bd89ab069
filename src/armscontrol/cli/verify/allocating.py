"""`verify allocate`: which sites to watch, and how often, from a file of sites or from values alone."""

from __future__ import annotations

import csv
import math
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple

import typer

from armscontrol.cli.output import escape, table
from armscontrol.cli.verify.asking import SHOWN, Chart, Json, asked, number, percent, print_answer, refused
from armscontrol.terms import plural

if TYPE_CHECKING:
    from armscontrol.reports.curves import Bars

NAMED = 10
"""Sites that a sentence names on a terminal; JSON has all."""
LARGEST_FILE, LONGEST_NAME = 20_000_000, 200


class _Site(NamedTuple):
    site: str
    value: float
    caught: float
    cap: float


def allocate(
    inspections: Annotated[str, typer.Option("--inspections", metavar="M", help="Inspections there are, on average.")],
    file: Annotated[Path | None, typer.Argument(help="CSV with columns site, value; optional caught, cap.")] = None,
    values: Annotated[
        str | None,
        typer.Option("--values", metavar="V,V,...", help="What a violation gains at each site; then no file."),
    ] = None,
    json: Json = False,
    chart: Chart = None,
) -> None:
    """The chance with which to inspect each site, so that a violator who knows it gains as little as possible."""
    if (file is None) == (values is None):
        raise typer.BadParameter("give a file or --values, one of the two")
    given_here = enumerate((values or "").split(","), start=1)
    sites = _sites(file) if file else [_site(f"--values, {i}", str(i), text) for i, text in given_here]
    with asked(uu="value", uc="caught", m="--inspections"):
        from armscontrol.verification.coverage import allocate as fill

        there = number("--inspections", inspections)
        found = fill([s.value for s in sites], [s.caught for s in sites], there, [s.cap for s in sites])
    chances = found.coverage.tolist()
    rows: list[dict[str, Any]] = [{**s._asdict(), "chance": c} for s, c in zip(sites, chances, strict=True)]
    never = [s.site for s, c in zip(sites, chances, strict=True) if c == 0]
    given = {"inspections": there, "used": found.used, "value": found.value, "never_inspected": never, "sites": rows}
    made_of = f"{plural(there, 'inspection')} over {plural(len(sites), 'site')}"
    sentence = f"With {made_of} a violator gets at most {found.value:,.6g}."
    if never:
        more = f" and {len(never) - NAMED:,} more" if len(never) > NAMED else ""
        sentence += f" Never inspected: {', '.join(never[:NAMED])}{more}."
    if (idle := there - found.used) > 1e-9 * max(1.0, there):
        sentence += f" {idle:.4g} of the inspections would change nothing."
    columns = ("value", "caught", "cap", "chance to inspect")
    made = table("site", *columns, right=columns)
    for r in sorted(rows, key=lambda r: -r["chance"])[:SHOWN]:
        numbers = [f"{r[name]:,.10g}" for name in ("value", "caught", "cap")]
        made.add_row(escape(r["site"]), *numbers, percent(r["chance"]) if r["chance"] else "never")
    if len(rows) > SHOWN:
        made.caption, made.caption_justify = f"and {len(rows) - SHOWN:,} more: --json has all", "left"

    def bars() -> Bars:
        from armscontrol.reports.curves import Bars

        first = sorted(rows, key=lambda r: -r["chance"])[:SHOWN]
        names, parts = [r["site"] for r in first], [r["chance"] for r in first]
        return Bars(f"Chance to inspect each site: {made_of}", "chance", names, parts)

    print_answer("allocate", given, sentence, made, json, chart, bars)


def _sites(path: Path) -> list[_Site]:
    """Sites of a CSV file.

    Raises:
        VerificationError: the file cannot be read, lacks a column or has one too many, or a line cannot be used.
    """
    where = str(path)
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            text = file.read(LARGEST_FILE + 1)  # not by its size on disk: a pipe has none
    except UnicodeDecodeError as error:
        raise refused(where, "the file is not UTF-8", allowed="CSV in UTF-8") from error
    except OSError as error:
        raise refused(where, f"the file cannot be read: {error.strerror}") from error
    if len(text) > LARGEST_FILE:
        raise refused(where, "the file is too large", allowed=f"at most {LARGEST_FILE:,} letters")
    reader = csv.reader(text.splitlines(keepends=True), strict=True)
    sites: dict[str, _Site] = {}
    try:
        heads = [h.strip() for h in next(reader, [])]
        if not {"site", "value"} <= set(heads) <= set(_Site._fields) or len(set(heads)) < len(heads):
            allowed = "site, value; optional caught, cap; each once"
            raise refused(where, "other columns are needed", ", ".join(heads)[:80] or "none", allowed)
        for cells in reader:
            line = f"{where}, line {reader.line_num}"
            if any(c.strip() for c in cells):
                if len(cells) != len(heads):
                    raise refused(line, "a line of another length", plural(len(cells), "cell"), str(len(heads)))
                site = _site(line, **dict(zip(heads, cells, strict=True)))
                if site.site in sites:
                    raise refused(line, "the site is there twice", repr(site.site), "each site once")
                sites[site.site] = site
    except csv.Error as error:
        raise refused(f"{where}, line {reader.line_num}", f"not CSV: {error}") from error
    if not sites:
        raise refused(where, "no site", allowed="at least one line below the heads")
    return list(sites.values())


def _site(where: str, site: str, value: str, caught: str = "", cap: str = "") -> _Site:
    def checked(column: str, text: str, fits: Callable[[float], bool], allowed: str) -> float:
        found = number(f"{where}, {column}", text)
        if not fits(found):
            raise refused(f"{where}, {column}", "out of range", f"{found:g}", allowed)
        return found

    name = site.strip()
    if not name or len(name) > LONGEST_NAME or not name.isprintable():
        raise refused(where, "no name of a site", repr(name[:40]), f"1 to {LONGEST_NAME} letters")
    given = bool(caught.strip())
    above = "a finite number" if given else "a finite number above 0, or give caught too"
    loss = checked("value", value, lambda x: math.isfinite(x) and (given or x > 0), above)
    held = checked("caught", caught.strip() or "0", lambda x: math.isfinite(x) and x < loss, f"below value, {loss:g}")
    most = checked("cap", cap.strip() or "1", lambda x: 0 <= x <= 1, "a number from 0 to 1")
    return _Site(name, loss, held, most)
