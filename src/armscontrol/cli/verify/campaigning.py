"""`verify campaign` and `verify compare`: what so many visits a year to so many sites find, and when."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from datetime import timedelta
from math import ceil
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple

import typer

from armscontrol.cli.output import console, escape, print_json, table
from armscontrol.cli.verify.asking import Chart, Json, asked, draw, number, print_basis, refused, whole
from armscontrol.errors import VerificationError
from armscontrol.terms import plural, short_party
from armscontrol.verification.basis import BASIS

if TYPE_CHECKING:
    from datetime import date

    from armscontrol.verification.campaigns import Campaign, Violation
    from armscontrol.verification.players import Inspector
    from armscontrol.verification.regimes import Caught, Regime
    from armscontrol.verification.treaty_regime import TreatyRegime

Sites = Annotated[int | None, typer.Option("--sites", metavar="N", help="Sites, where all have as many items.")]
Items = Annotated[str, typer.Option("--items", metavar="N", help="Items at each site; or 60,60,40, one for each.")]
Cap = Annotated[int, typer.Option("--cap", metavar="N", help="Visits a year to one site, at most.")]
Opened = Annotated[int, typer.Option("--opened", metavar="N", help="Items opened a visit.")]
Recognise = Annotated[float, typer.Option("--sensitivity", metavar="P", help="Chance to recognise a false item.")]

MOST_SITES = 10_000
MOST_EXCHANGES = 366
"""Data exchanges a year."""
LEAST_SHOWN = 50_000
"""Histories from which a progress bar is worth its lines."""
OPTIONS = {
    "number": "--violation",
    "pauses": "--pause",
    "recognise": "--sensitivity",
    "day": "--at",
    **{n: f"--{n.replace('_', '-')}" for n in ("visits", "cap", "items", "opened", "false_alarm", "begins", "growth")},
    **{n: f"--{n.replace('_', '-')}" for n in ("placing", "other_means", "years", "runs", "seed", "party")},
}
"""The option that gives each argument of the library."""
VIOLATORS = ("plan", "shelters")
WORDS = {
    "spread": "spread over",
    "concentrated": "at as few as possible of",
    "shelters": "moving away from visits among",
}


class Played(NamedTuple):
    """A campaign that was played, with the treaty's regime where it came from one."""

    found: Campaign
    violation: Violation
    treaty: TreatyRegime | None
    violator: str

    def when(self, share: float) -> str | None:
        """When so large a share had met the violation: a day of the treaty, or years after the start."""
        time = self.found.time_to(share)
        if time is None or self.treaty is None:
            return None if time is None else f"after {time:.2g} years"
        return f"by {_day(self.treaty, time)}"

    @property
    def name(self) -> str:
        """What stands at the head of its column."""
        return short_party(self.treaty.party) if self.treaty else "met"


def campaign(
    violation: Annotated[int, typer.Option("--violation", metavar="N", help="False items in the end, in all.")],
    treaty: Annotated[
        str | None, typer.Argument(help="A treaty with shipped facilities, as new-start; or give the regime below.")
    ] = None,
    at: Annotated[str | None, typer.Option("--at", metavar="DATE", help="When it begins, under a treaty.")] = None,
    party: Annotated[str | None, typer.Option("--party", metavar="CODE", help="One inspected Party only.")] = None,
    without_pauses: Annotated[
        bool, typer.Option("--without-pauses", help="As if no inspection had been paused.")
    ] = False,
    sites: Sites = None,
    items: Annotated[
        str | None, typer.Option("--items", metavar="N", help="Items at each site; or 60,60,40, one for each.")
    ] = None,
    visits: Annotated[int | None, typer.Option("--visits", metavar="N", help="Visits a year.")] = None,
    cap: Annotated[
        int | None, typer.Option("--cap", metavar="N", help="Visits a year to one site; 2 by default.")
    ] = None,
    opened: Opened = 1,
    sensitivity: Recognise = 1.0,
    false_alarm: Annotated[
        float, typer.Option("--false-alarm", metavar="P", help="Chance to take a good item that is opened for false.")
    ] = 0.0,
    begins: Annotated[
        float | None, typer.Option("--begins", metavar="YEARS", help="When it begins, in years after the start.")
    ] = None,
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
    declared: Annotated[int, typer.Option("--declared", metavar="N", help="Load declared of an item.")] = 1,
    true: Annotated[int, typer.Option("--true", metavar="N", help="Load that a false item holds.")] = 2,
    exchanges: Annotated[
        int, typer.Option("--exchanges", metavar="N", help="Data exchanges a year; 0: all data are current.")
    ] = 0,
    years: Annotated[
        int | None, typer.Option("--years", metavar="N", help="Length of each history; 10 by default.")
    ] = None,
    violator: Annotated[
        str, typer.Option("--violator", metavar="WORD", help="plan; or shelters: moves to where no visit comes.")
    ] = "plan",
    inspector: Annotated[
        str, typer.Option("--inspector", metavar="WORD", help="random, by-turns, or cued:TRUE:FALSE cues a year.")
    ] = "random",
    runs: Annotated[
        int | None, typer.Option("--runs", metavar="N", help="Histories played; 100,000, or 10,000 where sides react.")
    ] = None,
    stratified: Annotated[
        bool, typer.Option("--stratified", help="Spread luck evenly over the histories: narrower intervals.")
    ] = False,
    seed: Annotated[int, typer.Option("--seed", metavar="N", help="The same seed gives the same answer.")] = 0,
    json: Json = False,
    chart: Chart = None,
) -> None:
    """Play years of a regime against a violation many times: when is it met, how surely, with what false alarms?

    With a treaty, its quotas, facilities, declared items and recorded pauses are the regime: say --at which day the
    violation begins. Without one, say --sites, --items and --visits.
    """
    own: dict[str, Any] = {
        "--sites": sites,
        "--items": items,
        "--visits": visits,
        "--cap": cap,
        "--begins": begins,
        "--years": years,
    }
    own |= {"--pause": pause or None}
    if treaty is not None:
        if beside := [name for name, value in own.items() if value is not None]:
            raise typer.BadParameter(f"a treaty says what is inspected; it excludes {', '.join(beside)}")
        if at is None:
            raise typer.BadParameter("say --at which day the violation begins")
        regimes = _of_treaty(treaty, party, at, opened, sensitivity, false_alarm)
    else:
        if (
            beside := [n for n, v in {"--at": at, "--party": party}.items() if v]
            + ["--without-pauses"] * without_pauses
        ):
            raise typer.BadParameter(f"{', '.join(beside)}: only with a treaty, as `verify campaign new-start`")
        if items is None or visits is None:
            raise typer.BadParameter(
                "name a treaty, as `verify campaign new-start`, or give --sites, --items and --visits"
            )
        one = _regime("campaign", sites, items, visits, 2 if cap is None else cap, opened, sensitivity, false_alarm)
        regimes = [(one, None)]
    reacts = violator != "plan" or inspector != "random"
    apart = {"--stratified": stratified, "--exchanges": exchanges}
    if reacts and (beside := [n for n, v in apart.items() if v]):
        raise typer.BadParameter(f"sides that react are played event by event; this excludes {', '.join(beside)}")
    if violator not in VIOLATORS:
        raise refused("--violator", "no such violator", repr(violator[:40]), ", ".join(VIOLATORS))
    if violator == "shelters" and (
        beside := [n for n, v in {"--begins": begins, "--at": at, "--growth": growth}.items() if v]
    ):
        raise typer.BadParameter(f"one who shelters begins at once, with all items; this excludes {', '.join(beside)}")
    chosen = _inspector(inspector)
    histories = runs if runs is not None else 10_000 if reacts else 100_000
    with asked(**OPTIONS):
        from armscontrol.verification.campaigns import Violation, simulate

        played = []
        for regime, of_treaty in regimes:
            start = of_treaty.years_after_start(_parsed(at)) if of_treaty else begins or 0.0
            stops: Sequence[tuple[float, float]] = [_pause(p) for p in pause or ()]
            if of_treaty and not without_pauses:
                stops = of_treaty.pauses
            length = of_treaty.years if of_treaty else 10 if years is None else years
            if start >= length:
                allowed = f"below {length}, the --years that are played"
                raise VerificationError("it never begins", where="--begins", found=f"{start:g}", allowed=allowed)
            against = Violation(violation, start, growth, placing, declared, true)
            shared: dict[str, Any] = {"seed": seed, "pauses": stops, "other_means": other_means}
            with _progress(histories) as progress:
                if reacts:
                    found = _reacting(violator, chosen, regime, against, length, histories, progress, **shared)
                else:
                    found = simulate(
                        regime, against, length, histories, stratified=stratified, progress=progress,
                        exchanges=_exchanges(exchanges, length), **shared,
                    )  # fmt: skip
            played.append(Played(found, against, of_treaty, violator))
    if chart:
        _draw(chart, played)
    if json:
        plain = [_plain(p) for p in played]
        print_json({"treaty": treaty, "campaigns": plain} if treaty else plain[0])
        return
    _print(played, false_alarm, other_means, without_pauses)
    if chart:
        console().print(f"Chart: {escape(str(chart))}", soft_wrap=True)


def _regime(
    name: str, sites: int | None, items: str, visits: int, cap: int, opened: int, sensitivity: float, alarm: float = 0.0
) -> Regime:
    given = [whole("--items", part, 1) for part in items.split(",")]
    if (sites is None) == (len(given) == 1):
        raise typer.BadParameter("say --sites and the --items of each, or --items as a list, one number for each site")
    if sites is not None and not 1 <= sites <= MOST_SITES:
        raise VerificationError("out of range", where="--sites", found=str(sites), allowed=f"1 to {MOST_SITES:,}")
    with asked(**OPTIONS):
        from armscontrol.verification.regimes import Regime

        at_each = tuple(given) * (sites or 1)
        return Regime(name, at_each, visits, cap, opened, sensitivity, alarm)


def _of_treaty(
    treaty: str, party: str | None, at: str, opened: int, sensitivity: float, alarm: float
) -> list[tuple[Regime, TreatyRegime | None]]:
    from dataclasses import replace

    from armscontrol.treaties import load_treaty

    day = _parsed(at)
    parties = [party.strip().upper()] if party else [p.id for p in load_treaty(treaty).parties]
    made: list[tuple[Regime, TreatyRegime | None]] = []
    with asked(**OPTIONS, on="--at", treaty=treaty):
        from armscontrol.verification.treaty_regime import treaty_regime

        for code in parties:
            found = treaty_regime(treaty, code, day, opened=opened)
            made.append((replace(found.regime, recognise=sensitivity, false_alarm=alarm), found))
    return made


def _inspector(text: str) -> Inspector:
    from armscontrol.verification.players import AtRandom, ByTurns, Cued

    word, *rates = text.split(":")
    if word == "cued" and len(rates) == 2:
        true, false = (number("--inspector", rate) for rate in rates)
        with asked(cue_rate="--inspector", false_cue_rate="--inspector"):
            return Cued(true, false)
    if word in ("random", "by-turns") and not rates:
        return AtRandom() if word == "random" else ByTurns()
    allowed = "random, by-turns, or cued with two rates a year, as cued:1:0.1"
    raise refused("--inspector", "no such inspector", repr(text[:40]), allowed)


def _reacting(
    violator: str,
    inspector: Inspector,
    regime: Regime,
    against: Violation,
    years: int,
    runs: int,
    progress: Callable[[int], None] | None,
    **shared: Any,
) -> Campaign:
    from armscontrol.verification.players import Plan, Shelters
    from armscontrol.verification.reacting import play

    one = Shelters(against.number) if violator == "shelters" else Plan(against)
    return play(regime, one, inspector, years, runs, progress=progress, **shared)


def _parsed(at: str | None) -> date:
    from armscontrol.calendar import parse_day

    return parse_day(at or "", what="--at")


def _exchanges(a_year: int, years: int) -> list[float]:
    if not 0 <= a_year <= MOST_EXCHANGES:
        raise refused("--exchanges", "out of range", str(a_year), f"0 to {MOST_EXCHANGES}")
    return [n / a_year for n in range(a_year * years + 1)] if a_year else []


def _pause(text: str) -> tuple[float, float]:
    first, _, last = text.partition(":")
    try:
        return float(first), float(last)
    except ValueError as error:
        raise VerificationError(
            "no stretch of time", where="--pause", found=repr(text[:40]), allowed="two years, as 3:4.5"
        ) from error


@contextmanager
def _progress(runs: int) -> Iterator[Callable[[int], None] | None]:
    """A bar on the terminal while a long campaign is played; nothing where standard error is a file or a pipe."""
    if runs <= LEAST_SHOWN or not sys.stderr.isatty():
        yield None
        return
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = TextColumn("histories"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn()
    with Progress(*columns, console=console(stderr=True), transient=True) as bar:
        task = bar.add_task("histories", total=runs)
        yield lambda done: bar.update(task, completed=done)


def _day(treaty: TreatyRegime, time: float) -> date:
    from armscontrol.verification.treaty_regime import YEAR

    if time == int(time):  # a whole number of treaty years ends on an anniversary
        day = treaty.start.replace(year=treaty.start.year + int(time))
    else:
        day = treaty.start + timedelta(days=round(time * YEAR))
    return min(day, treaty.end - timedelta(days=1))


def _plain(played: Played) -> dict[str, Any]:
    found, bad, treaty = played[:3]
    by_year = [(y, *found.probability_by(y)) for y in range(1, found.years + 1)]
    out: dict[str, Any] = {
        "regime": asdict(found.regime), "violation": asdict(bad), "runs": found.runs,
        "complete": found.complete, "visits": found.visits, "met_by_visit": found.met_by_visit,
        "met_by_other_means": found.met_by_other_means, "false_alarms": found.false_alarms,
        "false_alarms_error": found.false_alarms_error, "years_to_half": found.time_to(0.5),
        "years_to_95": found.time_to(0.95), "hidden_when_met": found.hidden_when_met(),
        "by_year": [dict(zip(("year", "met", "low", "high"), row, strict=True)) for row in by_year],
        "sentence": _sentence(played), **BASIS["campaign"],
    }  # fmt: skip
    if treaty is None:
        return out
    for row in out["by_year"]:
        row["by"] = str(_day(treaty, row["year"]))
    half, most = (found.time_to(p) for p in (0.5, 0.95))
    return {
        "party": treaty.party, **out, "half_by": half and str(_day(treaty, half)),
        "most_by": most and str(_day(treaty, most)), "sites": list(treaty.sites), "items": treaty.items,
        "items_on": str(treaty.items_on), "pauses": list(treaty.reasons), "evidence": treaty.evidence,
        "assumes": [*treaty.assumes, BASIS["campaign"]["assumes"]], "sources": list(treaty.sources),
    }  # fmt: skip


def _sentence(played: Played) -> str:
    found, bad, treaty, violator = played
    half, most = played.when(0.5), played.when(0.95)
    when = f"{half} in half" if half else "in fewer than half"
    sure = (
        f", {most} in 95 %" if most else f", in {found.probability_by(found.years)[0]:.1%} in the end" if half else ""
    )
    where = f"{WORDS[bad.placing if violator == 'plan' else violator]} {plural(found.regime.sites, 'site')}"
    if treaty is None:
        return f"{plural(bad.number, 'false item')} {where}: met {when}{sure}, of {found.runs:,} histories."
    since = _day(treaty, bad.begins)
    return (
        f"{short_party(treaty.party)}: {bad.number:,} of {treaty.items:,} items false from {since} on, {where}: "
        f"met {when}{sure}, of {found.runs:,} histories."
    )


def _print(played: Sequence[Played], false_alarm: float, other_means: float, without_pauses: bool) -> None:
    out = console()
    first = played[0].treaty
    for one in played:
        out.print(escape(_sentence(one)))
    heads = [head for one in played for head in (one.name, "95 % interval")]
    made = table("by" if first else "years", *heads, right=("years", *heads), whole=("by",))
    begun = max(1, ceil(played[0].violation.begins))
    for year in range(begun, played[0].found.years + 1):
        cells = []
        for one in played:
            share, low, high = one.found.probability_by(year)
            cells += [f"{share:.1%}", f"{low:.1%} to {high:.1%}"]
        made.add_row(str(_day(first, year)) if first else str(year), *cells)
    out.print(made)
    for one in played:
        who = f"{one.name}: " if one.treaty else ""
        found = one.found
        if false_alarm:
            error = 2 * found.false_alarms_error
            out.print(f"{who}False alarms a history: {found.false_alarms:.3g}, give or take {error:.2g}.")
        if other_means:
            other = f"by other means {found.met_by_other_means:,}"
            out.print(f"{who}First met by a visit {found.met_by_visit:,} times, {other}.")
        if (load := found.hidden_when_met()) is not None and one.violator == "plan":
            out.print(f"{who}Load hidden when first met, mean: {load:,.4g}.")
        if not found.complete:
            out.print(f"{who}Broken off: these are the {found.runs:,} histories that were done.")
    treaties = [one.treaty for one in played if one.treaty]
    for of_treaty in treaties:
        pauses = "left out" if without_pauses else "; ".join(of_treaty.reasons)
        out.print(f"{short_party(of_treaty.party)}, no visits: {escape(pauses)}.", style="dim")
    for text in dict.fromkeys(text for t in treaties for text in t.assumes):
        out.print(f"Assumes: {escape(text)}.", style="dim")
    if sources := dict.fromkeys(source for t in treaties for source in t.sources):
        grades = ", ".join(f"{short_party(t.party)} {t.evidence}" for t in treaties)
        out.print(f"Sources: {escape(', '.join(sources))}; weakest grade: {grades}.", style="dim")
    print_basis("campaign")


def _draw(chart: Path, played: Sequence[Played]) -> None:
    from armscontrol.reports.curves import Curves, Line

    lines = []
    for one in played:
        begins = one.violation.begins
        times = [max(0.0, begins - 0.5), begins, *(t for t in one.found.times.tolist() if t > begins)]
        shares, low, high = zip(*(one.found.probability_by(t) for t in times), strict=True)
        start = one.treaty.start.year + (one.treaty.start.timetuple().tm_yday - 1) / 365 if one.treaty else 0.0
        lines.append(Line(one.name, [start + t for t in times], shares, low, high))
    bad = played[0].violation
    title = f"Chance that {plural(bad.number, 'false item')} have been met, with its 95 % interval"
    in_years = played[0].treaty is not None
    draw(chart, Curves(title, "year" if in_years else "years after the start", "met", lines, years=in_years))


def compare(
    visits: Annotated[list[int], typer.Argument(help="Visits a year, one number for each regime.")],
    items: Items,
    sites: Sites = None,
    cap: Cap = 2,
    opened: Opened = 1,
    sensitivity: Recognise = 1.0,
    json: Json = False,
    chart: Chart = None,
) -> None:
    """The smallest violation that each number of visits catches with 50, 90 and 95 % within 1, 3 and 5 years."""
    named = dict.fromkeys(visits)
    regimes = [_regime(f"{n} visits", sites, items, n, cap, opened, sensitivity) for n in named]
    from armscontrol.verification.regimes import compare_regimes

    found = compare_regimes(regimes)
    if chart:
        _draw_frontier(chart, regimes[0], max(named))
    sentence = _caught(found)
    if json:
        plain = {"regimes": [asdict(r) for r in regimes], "caught": [asdict(c) for c in found]}
        print_json({**plain, "sentence": sentence, **BASIS["compare"]})
        return
    out = console()
    heads = [f"{p:.0%}" for p in dict.fromkeys(c.chance for c in found)]
    title = f"Smallest violation caught, of {sum(regimes[0].items):,} items"
    made = table("a year", "within", *heads, title=title, right=heads, whole=("a year", "within"))
    for name, years in dict.fromkeys((c.regime, c.years) for c in found):
        row = [c.number for c in found if (c.regime, c.years) == (name, years)]
        made.add_row(name, plural(years, "year"), *("never" if n is None else f"{n:,}" for n in row))
    out.print(sentence)
    out.print(made)
    out.print(
        "Placed where it is met least, as far as moving items between sites finds it. Exact chances, not simulated."
    )
    print_basis("compare")
    if chart:
        out.print(f"Chart: {escape(str(chart))}", soft_wrap=True)


def _caught(found: Sequence[Caught]) -> str:
    """What each regime is sure to catch in the longest time asked for, in words."""
    years, chance = max(c.years for c in found), max(c.chance for c in found)
    told = [
        f"{c.regime} a year " + ("never do" if c.number is None else f"catch {plural(c.number, 'false item')}")
        for c in found
        if (c.years, c.chance) == (years, chance)
    ]
    return f"With {chance:.0%} within {plural(years, 'year')}: {'; '.join(told)}."


def _draw_frontier(chart: Path, regime: Regime, most: int) -> None:
    """What each number of visits up to the largest catches with 95 %: the efficient frontier."""
    from armscontrol.reports.curves import Curves, Line
    from armscontrol.verification.regimes import frontier

    some = sorted({round(most * i / 12) for i in range(1, 13)} - {0})
    lines = []
    for years in (1, 3, 5):
        kept = [(n, k) for n, k in frontier(regime, 0.95, years, some) if k is not None]
        lines.append(Line(f"within {plural(years, 'year')}", [n for n, _ in kept], [k for _, k in kept]))
    title = "Smallest violation caught with 95 %"
    draw(chart, Curves(title, "visits a year", "false items", lines, percent=False))
