"""`verify hidden`: how many items could be false after what was seen, and the total holding that goes with it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from armscontrol.cli.verify.asking import Chart, Json, answer, asked, number, percent, refused, share, whole
from armscontrol.terms import plural

if TYPE_CHECKING:
    from armscontrol.reports.curves import Curves
    from armscontrol.verification.hidden import Posterior

POINTS = 200
"""Points of a curve."""
PRIORS = "uniform, compliant:0.9 or rate:0.01"


def hidden(
    items: Annotated[str, typer.Option("--items", metavar="N", help="Declared items, any of which could be false.")],
    sample: Annotated[str, typer.Option("--sample", metavar="N", help="Items inspected, drawn at random.")],
    found: Annotated[str, typer.Option("--found", metavar="N", help="How many of them were flagged as false.")] = "0",
    sensitivity: Annotated[
        str, typer.Option("--sensitivity", metavar="P", help="Chance to recognise a false item, 0 to 1.")
    ] = "1",
    false_alarm: Annotated[
        str, typer.Option("--false-alarm", metavar="P", help="Chance to take a good item for false.")
    ] = "0",
    prior: Annotated[str, typer.Option("--prior", metavar="WORD", help=f"Belief before: {PRIORS}.")] = "uniform",
    means: Annotated[
        str | None,
        typer.Option(
            "--other-means", metavar="SE:SP", help="Other means saw nothing: sensitivity an item, specificity."
        ),
    ] = None,
    weight: Annotated[
        str, typer.Option("--weight", metavar="W", help="Weight of the sample, below 1 where it is old.")
    ] = "1",
    at_most: Annotated[
        str | None, typer.Option("--at-most", metavar="N", help="Ask for the belief that no more are false.")
    ] = None,
    declared: Annotated[
        str | None, typer.Option("--declared", metavar="N", help="Declared total, as of warheads: then the total held.")
    ] = None,
    extra: Annotated[
        str, typer.Option("--extra", metavar="N", help="What a false item adds to the declared total.")
    ] = "1",
    json: Json = False,
    chart: Chart = None,
) -> None:
    """Belief about the number of false items after an inspection, and about the total holding."""
    options = {"n": "--sample", "found": "--found", "recognise": "--sensitivity", "false_alarm": "--false-alarm"}
    options |= {"items": "--items", "se": "--other-means", "sp": "--other-means", "weight": "--weight"}
    with asked(**options, declared="--declared", extra="--extra", k="--at-most"):
        from armscontrol.verification.hidden import Sample, Sighting, posterior_false_items, posterior_total

        size, n, flagged = whole("--items", items, 1), whole("--sample", sample), whole("--found", found)
        seen, wrong = share("--sensitivity", sensitivity), share("--false-alarm", false_alarm)
        looked = Sample(n, flagged, seen, wrong, share("--weight", weight))
        evidence: list[Any] = [looked]
        if means is not None:
            se, sp = _two(means)
            evidence.append(Sighting(se, sp, alarm=False))
        belief = posterior_false_items(_prior(prior, size), evidence)
        most = None if at_most is None else whole("--at-most", at_most)
        total = None
        if declared is not None:
            total = posterior_total(whole("--declared", declared), belief, whole("--extra", extra))
    likely = belief.quantile(0.95)
    given: dict[str, Any] = {"items": size, "sample": n, "found": flagged, "sensitivity": seen, "false_alarm": wrong}
    given |= {"prior": prior, "none": belief.at_most(0), "mean": belief.mean, "at_most_95": likely}
    given |= {"interval_95": list(belief.interval()), "weight": looked.weight}
    looks = f"After {n:,} of {plural(size, 'item')} were inspected and {f'{flagged:,}' if flagged else 'none'} flagged"
    sentence = f"{looks}: none is false with {percent(belief.at_most(0))}"
    sentence += f", and at most {likely:,} with 95 %." if likely else "."
    figures = {
        "belief that none is false": percent(belief.at_most(0)),
        "mean number false": f"{belief.mean:,.4g}",
        "at most, with 95 % belief": f"{likely:,}",
    }
    if most is not None:
        given["at_most"] = {"number": most, "belief": belief.at_most(most)}
        figures[f"belief that at most {most:,} are"] = percent(belief.at_most(most))
    if total is not None:
        low, high = total.interval()
        given["total"] = {"mean": total.mean, "low": low, "high": high, "at_most_95": total.quantile(0.95)}
        figures["total held, mean"] = f"{total.mean:,.6g}"
        figures["total held, 95 % interval"] = f"{low:,} to {high:,}"
    assumed = total.assumes if total else belief.assumes

    def curves() -> Curves:
        from armscontrol.reports.curves import Curves, Line, Mark

        last = min(size, max(2 * likely, 10))
        some = sorted({round(i * last / POINTS) for i in range(POINTS + 1)})
        line = Line("belief", some, [belief.at_most(k) for k in some])
        mark = Mark(likely, belief.at_most(likely), f"{likely:,} or fewer: {percent(belief.at_most(likely))}")
        return Curves("Belief that no more than so many items are false", "false items", "belief", [line], [mark])

    answer("hidden", given, sentence, figures, json, chart, curves, assumes=assumed)


def _prior(text: str, items: int) -> Posterior:
    from armscontrol.verification.hidden import base_rate_prior, compliant_prior, uniform_prior

    word, _, value = text.strip().partition(":")
    if word == "uniform" and not value:
        return uniform_prior(items)
    if word == "compliant" and value:
        return compliant_prior(items, share("--prior", value))
    if word == "rate" and value:
        return base_rate_prior(items, share("--prior", value))
    raise refused("--prior", "no such belief", repr(text[:40]), PRIORS)


def _two(text: str) -> tuple[float, float]:
    se, colon, sp = text.partition(":")
    if not colon:
        raise refused("--other-means", "not two numbers", repr(text[:40]), "sensitivity and specificity, as 0.3:0.95")
    return number("--other-means", se), number("--other-means", sp)
