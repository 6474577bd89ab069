"""`verify sample-size` and `verify detection`: how many items to inspect, and what a sample finds."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from math import comb
from typing import TYPE_CHECKING, Annotated, Any

import typer

from armscontrol.cli.verify.asking import Chart, Json, answer, asked, percent, refused, share, whole
from armscontrol.errors import VerificationError
from armscontrol.terms import plural

if TYPE_CHECKING:
    from armscontrol.reports.curves import Curves

POINTS = 100
"""Points of a curve."""
EXACT = 2_000
"""Items up to which chances are told from whole numbers."""
Items = Annotated[str, typer.Option("--items", metavar="N", help="Items at the place.")]
False_ = Annotated[str, typer.Option("--false", metavar="N", help="How many of them are false.")]
Sensitivity = Annotated[
    str, typer.Option("--sensitivity", metavar="P", help="Chance to recognise a false item, 0 to 1.")
]


def sample_size(
    items: Items,
    false: False_,
    chance: Annotated[str, typer.Option("--chance", metavar="P", help="Chance to find one at least, 0 to 1.")],
    sensitivity: Sensitivity = "1",
    json: Json = False,
    chart: Chart = None,
) -> None:
    """The smallest random sample that finds a false item with the chance asked for: exact, and by the IAEA's form."""
    with asked(N="--items", d="--false", beta="--chance", q="--sensitivity", se="--sensitivity"):
        from armscontrol.verification.sample_size import iaea_sample_size

        size, bad = whole("--items", items, 1), whole("--false", false, 1)
        wanted, seen = share("--chance", chance), share("--sensitivity", sensitivity)
        n = _smallest(size, bad, wanted, seen)
        iaea = int(iaea_sample_size(size, bad, _missed(wanted), seen))
        found, before = _detection(size, bad, n, seen), _detection(size, bad, n - 1, seen) if n else None
    given: dict[str, Any] = {"items": size, "false": bad, "chance": wanted, "sensitivity": seen}
    given |= {
        "sample": n,
        "iaea_sample": iaea,
        "difference": iaea - n,
        "achieved": found,
        "achieved_with_one_fewer": before,
    }
    sentence = (
        f"Inspect {n:,} of {plural(size, 'item')}: at least one of {bad:,} false ones is then found with a chance of "
    )
    sentence += f"{percent(found)}; {percent(wanted)} was asked for."
    figures = {
        "sample, exact": f"{n:,}",
        "sample, IAEA form": f"{iaea:,}",
        "IAEA form less exact": f"{iaea - n:,}",
        "chance to find one": percent(found),
        "with one item fewer": "–" if before is None else percent(before),
    }

    def curves() -> Curves:
        from armscontrol.reports.curves import Curves, Line, Mark

        ns = _some(min(size, 2 * n + 1))
        line = Line("chance", ns, [_detection(size, bad, k, seen) for k in ns])
        mark = Mark(n, found, f"{n:,} items: {percent(found)}")
        title = f"Chance to find at least one of {bad:,} false items among {size:,}"
        return Curves(title, "items inspected", "chance", [line], [mark])

    answer("sample-size", given, sentence, figures, json, chart, curves)


def _missed(chance: float) -> float:
    """What is left of 1, as decimals have it: 1 - 0.8 is 0.2, and a tie stays a tie."""
    return float(1 - Decimal(repr(chance)))


def _detection(size: int, bad: int, n: int, sensitivity: float) -> float:
    from armscontrol.verification.detection import hypergeom_detection, hypergeom_detection_imperfect

    found = float(hypergeom_detection(size, bad, n))  # also refuses a population too large to be exact
    if sensitivity == 1 and size <= EXACT:  # in whole numbers, so that a tie is seen to be one
        return float(1 - Fraction(comb(size - bad, n), comb(size, n)))
    return found if sensitivity == 1 else hypergeom_detection_imperfect(size, bad, n, sensitivity)


def _smallest(size: int, bad: int, chance: float, sensitivity: float) -> int:
    """The smallest sample that is enough; a chance that not even all items reach is told as what they do reach."""
    from armscontrol.verification.sample_size import exact_sample_size_imperfect

    try:
        return exact_sample_size_imperfect(size, bad, _missed(chance), sensitivity)
    except VerificationError as error:
        if error.where != "beta":
            raise
        most = _detection(size, bad, size, sensitivity)
        allowed = f"{'below 1' if 1 - most < 1e-12 else f'at most {most:.6g}'} with this sensitivity"
        raise refused("--chance", "no sample is enough, not even all items", f"{chance:g}", allowed) from error


def _some(last: int) -> list[int]:
    """At most some hundred whole numbers from 0 to a last one, evenly spaced."""
    return sorted({round(i * last / POINTS) for i in range(POINTS + 1)})


def detection(
    items: Items,
    false: False_,
    sample: Annotated[str, typer.Option("--sample", metavar="N", help="Items inspected on a visit.")],
    sensitivity: Sensitivity = "1",
    visits: Annotated[str, typer.Option("--visits", metavar="N", help="Visits, each with a new sample.")] = "1",
    json: Json = False,
    chart: Chart = None,
) -> None:
    """The chance that a random sample finds at least one false item: on one visit, and over several."""
    with asked(N="--items", d="--false", n="--sample", se="--sensitivity"):
        from armscontrol.verification.detection import binom_detection

        size, bad, n = whole("--items", items, 1), whole("--false", false), whole("--sample", sample)
        seen, times = share("--sensitivity", sensitivity), whole("--visits", visits, 1)
        one = _detection(size, bad, n, seen)
        all_ = float(binom_detection(times, one))  # 1 - (1 - one)^visits
    given = {"items": size, "false": bad, "sample": n, "sensitivity": seen, "visits": times}
    given |= {"detection": one, "detection_over_visits": all_}
    over = f"; over {times:,} independent visits it is {percent(all_)}" if times > 1 else ""
    visit = f"A visit that inspects {n:,} of {plural(size, 'item')}, {bad:,} of them false,"
    sentence = f"{visit} finds at least one with a chance of {percent(one)}{over}."
    figures = {"chance on one visit": percent(one)}
    if times > 1:
        figures[f"chance over {plural(times, 'visit')}"] = percent(all_)

    def curves() -> Curves:
        from armscontrol.reports.curves import Curves, Line, Mark

        ds = _some(min(size, max(4 * bad, 10)))
        ones = [_detection(size, k, n, seen) for k in ds]
        lines = [Line("one visit", ds, ones)]
        if times > 1:
            lines.append(Line(plural(times, "visit"), ds, [float(binom_detection(times, p)) for p in ones]))
        mark = Mark(bad, all_, f"{bad:,} false: {percent(all_)}")
        return Curves(f"What {n:,} of {plural(size, 'item')} find", "false items", "chance", lines, [mark])

    answer("detection", given, sentence, figures, json, chart, curves)
