"""`armscontrol verify campaign` and `compare`: what so many visits a year to so many sites find, and when."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from armscontrol.cli.output import console, print_json, table
from armscontrol.cli.verifying import asked
from armscontrol.errors import VerificationError
from armscontrol.terms import plural

if TYPE_CHECKING:
    from armscontrol.verification.regimes import Regime

Sites = Annotated[int, typer.Option("--sites", metavar="N", help="Sites, all with as many items.")]
Items = Annotated[int, typer.Option("--items", metavar="N", help="Items at each site.")]
Cap = Annotated[int, typer.Option("--cap", metavar="N", help="Visits a year to one site, at most.")]
Opened = Annotated[int, typer.Option("--opened", metavar="N", help="Items opened a visit.")]
Recognise = Annotated[float, typer.Option("--sensitivity", metavar="P", help="Chance to recognise a false item.")]
Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]

MOST_SITES = 10_000
ASSUMES = (
    "Assumes: each visit goes to a site at random among those that the cap still allows, and opens items at random; "
    "visits are spread evenly over the year; years are independent."
)
OPTIONS = {
    "number": "--violation",
    "recognise": "--sensitivity",
    **{n: f"--{n.replace('_', '-')}" for n in ("visits", "cap", "items", "opened", "false_alarm", "begins", "growth")},
    **{n: f"--{n.replace('_', '-')}" for n in ("placing", "other_means", "years", "runs", "seed")},
}
"""The option that gives each argument of the library."""
WORDS = {"spread": "spread over", "concentrated": "at as few as possible of"}


def _regime(
    name: str, sites: int, items: int, visits: int, cap: int, opened: int, sensitivity: float, alarm: float = 0.0
) -> Regime:
    if not 1 <= sites <= MOST_SITES:
        raise VerificationError("out of range", where="--sites", found=str(sites), allowed=f"1 to {MOST_SITES:,}")
    with asked(**OPTIONS):
        from armscontrol.verification.regimes import Regime

        return Regime(name, (items,) * sites, visits, cap, opened, sensitivity, alarm)


def campaign(
    sites: Sites,
    items: Items,
    visits: Annotated[int, typer.Option("--visits", metavar="N", help="Visits a year.")],
    violation: Annotated[int, typer.Option("--violation", metavar="N", help="False items in the end, in all.")],
    cap: Cap = 2,
    opened: Opened = 1,
    sensitivity: Recognise = 1.0,
    false_alarm: Annotated[
        float, typer.Option("--false-alarm", metavar="P", help="Chance to take a good item that is opened for false.")
    ] = 0.0,
    begins: Annotated[
        float, typer.Option("--begins", metavar="YEARS", help="When the violation begins, in years after the start.")
    ] = 0.0,
    growth: Annotated[
        float | None, typer.Option("--growth", metavar="N", help="False items added a year; all at once by default.")
    ] = None,
    placing: Annotated[str, typer.Option("--placing", metavar="WORD", help="spread, or concentrated.")] = "spread",
    other_means: Annotated[
        float, typer.Option("--other-means", metavar="RATE", help="Rate a year at which other means meet a violation.")
    ] = 0.0,
    pause: Annotated[
        list[str] | None, typer.Option("--pause", metavar="FROM:TO", help="Years without visits, as 3:4.5; repeatable.")
    ] = None,
    years: Annotated[int, typer.Option("--years", metavar="N", help="Length of each history.")] = 10,
    runs: Annotated[int, typer.Option("--runs", metavar="N", help="Histories played.")] = 100_000,
    seed: Annotated[int, typer.Option("--seed", metavar="N", help="The same seed gives the same answer.")] = 0,
    json: Json = False,
) -> None:
    """Play years of a regime against a violation many times: when is it met, how surely, with what false alarms?"""
    regime = _regime("campaign", sites, items, visits, cap, opened, sensitivity, false_alarm)
    from armscontrol.verification.campaigns import Violation, simulate

    with asked(**OPTIONS):
        against = Violation(violation, begins, growth, placing)
        found = simulate(
            regime, against, years, runs, seed=seed, pauses=[_pause(p) for p in pause or ()], other_means=other_means
        )
    by_year = [(y, *found.probability_by(y)) for y in range(1, years + 1)]
    half, most = found.time_to(0.5), found.time_to(0.95)
    if json:
        print_json(
            {
                "regime": asdict(regime), "violation": asdict(against), "runs": found.runs, "complete": found.complete,
                "visits": found.visits, "met_by_visit": found.met_by_visit,
                "met_by_other_means": found.met_by_other_means, "false_alarms": found.false_alarms,
                "false_alarms_error": found.false_alarms_error, "years_to_half": half, "years_to_95": most,
                "by_year": [dict(zip(("year", "met", "low", "high"), row, strict=True)) for row in by_year],
                "assumes": ASSUMES,
            }
        )  # fmt: skip
        return
    out = console()
    when = f"after {half:.2g} years in half of them" if half is not None else "in fewer than half of them"
    sure = f", after {most:.2g} in 95 %" if most is not None else ""
    where = f"{plural(violation, 'false item')} {WORDS[placing]} {plural(sites, 'site')}"
    out.print(f"{where}: met {when}{sure}, of {found.runs:,} histories.")
    made = table("years", "met", "95 % interval", right=("years", "met", "95 % interval"))
    for year, share, low, high in by_year:
        made.add_row(str(year), f"{share:.1%}", f"{low:.1%} to {high:.1%}")
    out.print(made)
    if false_alarm:
        out.print(f"False alarms a history: {found.false_alarms:.3g}, give or take {2 * found.false_alarms_error:.2g}.")
    if other_means:
        out.print(f"First met by a visit {found.met_by_visit:,} times, by other means {found.met_by_other_means:,}.")
    if not found.complete:
        out.print(f"Broken off: these are the {found.runs:,} histories that were done.")
    out.print(ASSUMES, style="dim")


def _pause(text: str) -> tuple[float, float]:
    first, _, last = text.partition(":")
    try:
        return float(first), float(last)
    except ValueError as error:
        raise VerificationError(
            "no stretch of time", where="--pause", found=repr(text[:40]), allowed="two years, as 3:4.5"
        ) from error


def compare(
    visits: Annotated[list[int], typer.Argument(help="Visits a year, one number for each regime.")],
    sites: Sites,
    items: Items,
    cap: Cap = 2,
    opened: Opened = 1,
    sensitivity: Recognise = 1.0,
    json: Json = False,
) -> None:
    """The smallest violation that each number of visits catches with 50, 90 and 95 % within 1, 3 and 5 years."""
    named = dict.fromkeys(visits)
    regimes = [_regime(f"{n} visits", sites, items, n, cap, opened, sensitivity) for n in named]
    from armscontrol.verification.regimes import compare_regimes

    found = compare_regimes(regimes)
    if json:
        print_json({"regimes": [asdict(r) for r in regimes], "caught": [asdict(c) for c in found], "assumes": ASSUMES})
        return
    out = console()
    heads = [f"{p:.0%}" for p in dict.fromkeys(c.chance for c in found)]
    title = f"Smallest violation caught, of {sites * items:,} items"
    made = table("a year", "within", *heads, title=title, right=heads, whole=("a year", "within"))
    for name, years in dict.fromkeys((c.regime, c.years) for c in found):
        row = [c.number for c in found if (c.regime, c.years) == (name, years)]
        made.add_row(name, plural(years, "year"), *("never" if n is None else f"{n:,}" for n in row))
    out.print(made)
    out.print("Wherever the violator puts it: spread over the sites, or at as few as possible. Exact, not simulated.")
    out.print(ASSUMES, style="dim")
