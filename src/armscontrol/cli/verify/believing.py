"""`verify game` and `verify posterior`: whether to inspect now or later, and how belief in compliance grows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from armscontrol.cli.verify.asking import SHOWN, Chart, Json, answer, asked, number, percent, share, whole
from armscontrol.errors import VerificationError
from armscontrol.terms import plural

if TYPE_CHECKING:
    from armscontrol.reports.curves import Curves

POINTS = 100
"""Points of a curve."""


def game(
    periods: Annotated[str, typer.Option("--periods", metavar="N", help="Periods left.")],
    inspections: Annotated[str, typer.Option("--inspections", metavar="M", help="Inspections left.")],
    gain: Annotated[
        str, typer.Option("--gain", metavar="B", help="Worth of a violation caught; one missed is -1.")
    ] = "1",
    json: Json = False,
    chart: Chart = None,
) -> None:
    """Dresher's inspection game: few inspections for many periods, against a violator who sees when they are made."""
    with asked(n="--periods", m="--inspections", b="--gain"):
        from armscontrol.verification.dresher import dresher_value_inspector, inspection_prob_first_stage

        n = whole("--periods", periods, 1)
        m, b = whole("--inspections", inspections), number("--gain", gain)
        value, now = dresher_value_inspector(n, m, b) + 0.0, inspection_prob_first_stage(n, m, b)  # + 0.0: no -0
    given = {"periods": n, "inspections": m, "gain": b, "value": value, "chance_to_inspect_now": now}
    sentence = (
        f"With {plural(m, 'inspection')} left for {plural(n, 'period')}, inspect now with a chance of {percent(now)}. "
        f"Against the best violator that is worth {value:.6g}: a violation missed is -1, none 0, and one caught {b:g}."
    )
    figures = {"value to the inspector": f"{value:.6g}", "chance to inspect now": percent(now)}

    def curves() -> Curves:
        from armscontrol.reports.curves import Curves, Line, Mark

        some = sorted({round(i * n / POINTS) for i in range(POINTS + 1)})
        line = Line("chance", some, [inspection_prob_first_stage(n, k, b) for k in some])
        title = f"Chance to inspect now, with {plural(n, 'period')} left"
        mark = Mark(min(m, n), now, f"{plural(m, 'inspection')}: {percent(now)}")
        return Curves(title, "inspections left", "chance to inspect now", [line], [mark])

    answer("game", given, sentence, figures, json, chart, curves)


def posterior(
    prior: Annotated[str, typer.Option("--prior", metavar="P", help="Belief in compliance before, 0 to 1.")],
    detect: Annotated[str, typer.Option("--detect", metavar="P", help="Chance that an inspection finds a violation.")],
    intro: Annotated[str, typer.Option("--intro", metavar="P", help="Chance that one begins before each.")] = "0",
    clean: Annotated[str, typer.Option("--clean", metavar="N", help="Inspections that find nothing.")] = "1",
    target: Annotated[str | None, typer.Option("--target", metavar="P", help="Belief to be reached.")] = None,
    json: Json = False,
    chart: Chart = None,
) -> None:
    """Belief in compliance after inspections that find nothing, and how many of them it takes to reach a target."""
    with asked(prior="--prior", detect="--detect", p_intro="--intro", periods="--clean", target="--target"):
        from armscontrol.verification.belief import compliance_over_time

        before, seen, turned = share("--prior", prior), share("--detect", detect), share("--intro", intro)
        count = whole("--clean", clean)
        wanted = None if target is None else share("--target", target)
        beliefs = compliance_over_time(before, turned, seen, count).tolist()
        needed = None if wanted is None else _needed(before, turned, seen, wanted)
    reach = ""
    if wanted is not None:
        told = "is never reached" if needed is None else f"takes {plural(needed, 'clean inspection')}"
        reach = f" {percent(wanted)} {told}."
    given = {"prior": before, "detect": seen, "intro": turned, "clean": count, "target": wanted, "needed": needed}
    given |= {"belief": beliefs[-1], "beliefs": beliefs}
    after = f"{percent(beliefs[-1])} after {plural(count, 'clean inspection')}"
    sentence = f"Belief in compliance is {percent(before)} before, and {after}.{reach}"
    rows = range(count + 1) if count < SHOWN else [*range(SHOWN - 1), count]
    table = {plural(i, "clean inspection"): percent(beliefs[i]) for i in rows}

    def curves() -> Curves:
        from armscontrol.reports.curves import Curves, Line, Mark

        some = sorted({round(i * count / POINTS) for i in range(POINTS + 1)})
        line = Line("belief", some, [beliefs[i] for i in some])
        mark = Mark(count, beliefs[-1], percent(beliefs[-1]))
        return Curves("Belief in compliance", "clean inspections", "belief", [line], [mark])

    answer("posterior", given, sentence, table, json, chart, curves)


def _needed(prior: float, intro: float, detect: float, target: float) -> int | None:
    """Clean inspections up to the target; `None` where belief levels off below it: an answer, not a mistake."""
    from armscontrol.verification.belief import periods_to_reach_posterior

    try:
        return periods_to_reach_posterior(prior, intro, detect, target)
    except VerificationError as error:
        if error.where != "target":
            raise
        return None
