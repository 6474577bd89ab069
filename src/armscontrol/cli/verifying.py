"""`armscontrol verify`: the statistics of verification, each answer with its figures, its sentence, formula and source.

Numbers come in as text, so that whatever is wrong with one is told by the same message under the option's own name.
"""

from __future__ import annotations

import csv
import inspect
import math
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict
from decimal import Decimal
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple

import typer

from armscontrol.cli.output import console, escape, print_json, table
from armscontrol.errors import VerificationError
from armscontrol.terms import plural

if TYPE_CHECKING:
    from rich.table import Table

    from armscontrol.verification import Outcome

app = typer.Typer(help="How would anyone know: samples, inspections, sites, belief.", no_args_is_help=True)

Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]
Items = Annotated[str, typer.Option("--items", metavar="N", help="Items at the place.")]
False_ = Annotated[str, typer.Option("--false", metavar="N", help="How many of them are false.")]
Sensitivity = Annotated[
    str, typer.Option("--sensitivity", metavar="P", help="Chance to recognise a false item, 0 to 1.")
]

NAMED, SHOWN = 10, 40
"""Sites that a sentence names, and rows of a table, on a terminal; JSON has all."""
LARGEST_FILE, LONGEST_NAME = 20_000_000, 200
LEAST_STEP = 1e-12
"""Chances nearer than this are not told apart where recognition is imperfect: they are sums of rounded terms."""

SAMPLING = "Avenhaus and Canty, Compliance Quantified, ch. 2"
BASIS: Mapping[str, Mapping[str, str]] = {
    "sample-size": {
        "formula": "smallest n with E[(1-s)^X] <= 1 - chance, X the false items in a sample of n; for s = 1 that is "
        "C(N-d, n)/C(N, n), compared in whole numbers. IAEA form: (N/s) (1 - (1-chance)^(1/d)), rounded up",
        "assumes": "a sample at random, without replacement; no good item is taken for a false one",
        "source": f"{SAMPLING}; IAEA form: Jaech and Russell, IAEA STR-261 (1991)",
    },
    "detection": {
        "formula": "p = 1 - E[(1-s)^X], X false in the sample; s = 1: 1 - C(N-d, n)/C(N, n); k visits: 1 - (1-p)^k",
        "assumes": "each visit draws at random, and as many are false on each; no good item is taken for a false one",
        "source": SAMPLING,
    },
    "allocate": {
        "formula": "(value - x)/(value - caught), 0 for a value below x; x makes these add up to the inspections",
        "assumes": "the violator knows the chances, not the draw, and uses one site, where an inspection finds it",
        "source": "Kiekintveld and others, AAMAS 2009; solved exactly, by water-filling",
    },
    "game": {
        "formula": "s(n, m) = sum over i <= m of C(n, i) b^(m-i); value -C(n-1, m)/s(n, m); chance s(n-1, m-1)/s(n, m)",
        "assumes": "one violation at most, found by an inspection in its period; inspections are seen when made",
        "source": "Dresher, RAND RM-2972 (1962); von Stengel, Mathematics of Operations Research 41 (2016) 935-952",
    },
    "posterior": {
        "formula": "P' = P (1 - intro), then P'' = P'/(P' + (1-P')(1-detect)), once for each clean inspection",
        "assumes": "inspections are independent; a compliant Party is never accused; a violation, once begun, stays",
        "source": "Martin, Cameron and Greiner, Preventive Veterinary Medicine 79 (2007): the same model, for disease",
    },
}


@contextmanager
def asked(**options: str) -> Iterator[None]:
    """What the library says of an argument, said of the option that gave it; one message where a library is missing."""
    try:
        yield
    except ModuleNotFoundError as error:
        missing = (error.name or "").split(".")[0]
        if missing not in ("numpy", "scipy"):
            raise
        raise VerificationError(
            f"the statistics of verification need {missing}, which is not installed",
            advice="Install it: pip install 'armscontrol[verification]'.",
        ) from error
    except VerificationError as error:

        def said(text: str) -> str:  # words alone: no part of an option's own name
            return re.sub(r"(?<![-\w])[A-Za-z_]+\b", lambda word: options.get(word[0], word[0]), text)

        message, where = said(error.message.removeprefix(f"{error.where} is ")), said(error.where)
        told = {"found": error.found, "allowed": said(error.allowed), "advice": error.advice}
        raise VerificationError(message, where=where, **told) from error


def _number(option: str, text: str) -> float:
    """The number that a text says; how large it may be is for the library to say."""
    plain = text.strip()
    if re.fullmatch(r"[+-]?\d{1,18}", plain):
        return int(plain)
    try:
        return float(plain)
    except ValueError as error:
        found = repr(text if len(text) <= 40 else f"{text[:40]}…")
        raise _refused(option, "no number", found, "as 12, 0.95 or 1e-3") from error


def _whole(option: str, text: str, low: int = 0) -> int:
    from armscontrol.verification.inputs import one_whole

    return one_whole(option, _number(option, text), low)


def _share(option: str, text: str) -> float:
    from armscontrol.verification.inputs import one_share

    return one_share(option, _number(option, text))


def _percent(chance: float) -> str:
    """A chance to four digits; below 1 it is never rounded up to certain."""
    if 0 < chance < 1e-6:
        return "below 0.0001 %"
    text = f"{100 * chance:.4g}"
    return f"{text} %" if text != "100" or chance == 1 else "above 99.99 %"


def _answer(command: str, given: Mapping[str, Any], sentence: str, figures: Mapping[str, str], json: bool) -> None:
    """Print an answer: all of it as JSON, or its sentence, its figures and where they come from."""
    made = table("figure", "value", right=("value",))
    for row in figures.items():
        made.add_row(*row)
    _print(command, given, sentence, made, json)


def _print(command: str, given: Mapping[str, Any], sentence: str, made: Table, json: bool) -> None:
    if json:
        print_json({**given, "sentence": sentence, **BASIS[command]})
        return
    out = console()
    out.print(escape(sentence))
    out.print(made)
    for head, text in BASIS[command].items():
        out.print(f"{head.capitalize()}: {escape(text)}.", style="dim")


@app.command("sample-size", short_help="How many items to inspect.")
def sample_size(
    items: Items,
    false: False_,
    chance: Annotated[str, typer.Option("--chance", metavar="P", help="Chance to find one at least, 0 to 1.")],
    sensitivity: Sensitivity = "1",
    json: Json = False,
) -> None:
    """The smallest random sample that finds a false item with the chance asked for: exact, and by the IAEA's form."""
    with asked(N="--items", d="--false", beta="--chance", q="--sensitivity", se="--sensitivity"):
        from armscontrol.verification.sample_size import iaea_sample_size

        size, bad = _whole("--items", items, 1), _whole("--false", false, 1)
        wanted, seen = _share("--chance", chance), _share("--sensitivity", sensitivity)
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
    sentence += f"{_percent(found)}; {_percent(wanted)} was asked for."
    figures = {
        "sample, exact": f"{n:,}",
        "sample, IAEA form": f"{iaea:,}",
        "IAEA form less exact": f"{iaea - n:,}",
        "chance to find one": _percent(found),
        "with one item fewer": "–" if before is None else _percent(before),
    }
    _answer("sample-size", given, sentence, figures, json)


def _missed(chance: float) -> float:
    """What is left of 1, as decimals have it: 1 - 0.8 is 0.2, and a tie stays a tie."""
    return float(1 - Decimal(repr(chance)))


def _detection(size: int, bad: int, n: int, sensitivity: float) -> float:
    from armscontrol.verification.detection import hypergeom_detection, hypergeom_detection_imperfect

    found = float(hypergeom_detection(size, bad, n))  # also refuses a population too large to be exact
    return found if sensitivity == 1 else hypergeom_detection_imperfect(size, bad, n, sensitivity)


def _smallest(size: int, bad: int, chance: float, sensitivity: float) -> int:
    """The smallest sample that is enough; with imperfect recognition by halving, as the chance grows with it."""
    from armscontrol.verification.sample_size import exact_sample_size

    low = int(exact_sample_size(size, bad, _missed(chance)))
    if sensitivity == 1:
        return low
    most = _detection(size, bad, size, sensitivity)
    if chance == 1 or most < chance - LEAST_STEP:
        allowed = f"{'below 1' if most > 1 - LEAST_STEP else f'at most {most:.6g}'} with this sensitivity"
        raise _refused("--chance", "no sample is enough, not even all items", f"{chance:g}", allowed)
    high = size
    while low < high:
        middle = (low + high) // 2
        if _detection(size, bad, middle, sensitivity) >= chance - LEAST_STEP:
            high = middle
        else:
            low = middle + 1
    return low


@app.command(short_help="What a sample finds.")
def detection(
    items: Items,
    false: False_,
    sample: Annotated[str, typer.Option("--sample", metavar="N", help="Items inspected on a visit.")],
    sensitivity: Sensitivity = "1",
    visits: Annotated[str, typer.Option("--visits", metavar="N", help="Visits, each with a new sample.")] = "1",
    json: Json = False,
) -> None:
    """The chance that a random sample finds at least one false item: on one visit, and over several."""
    with asked(N="--items", d="--false", n="--sample", se="--sensitivity"):
        from armscontrol.verification.detection import binom_detection

        size, bad, n = _whole("--items", items, 1), _whole("--false", false), _whole("--sample", sample)
        seen, times = _share("--sensitivity", sensitivity), _whole("--visits", visits, 1)
        one = _detection(size, bad, n, seen)
        all_ = float(binom_detection(times, one))  # 1 - (1 - one)^visits
    given = {"items": size, "false": bad, "sample": n, "sensitivity": seen, "visits": times}
    given |= {"detection": one, "detection_over_visits": all_}
    over = f"; over {times:,} independent visits it is {_percent(all_)}" if times > 1 else ""
    visit = f"A visit that inspects {n:,} of {plural(size, 'item')}, {bad:,} of them false,"
    sentence = f"{visit} finds at least one with a chance of {_percent(one)}{over}."
    figures = {"chance on one visit": _percent(one), f"chance over {plural(times, 'visit')}": _percent(all_)}
    _answer("detection", given, sentence, figures, json)


class _Site(NamedTuple):
    site: str
    value: float
    caught: float
    cap: float


@app.command(short_help="Which sites to watch, and how often.")
def allocate(
    inspections: Annotated[str, typer.Option("--inspections", metavar="M", help="Inspections there are, on average.")],
    file: Annotated[Path | None, typer.Argument(help="CSV with columns site, value; optional caught, cap.")] = None,
    values: Annotated[
        str | None,
        typer.Option("--values", metavar="V,V,...", help="What a violation gains at each site; then no file."),
    ] = None,
    json: Json = False,
) -> None:
    """The chance with which to inspect each site, so that a violator who knows it gains as little as possible."""
    if (file is None) == (values is None):
        raise typer.BadParameter("give a file or --values, one of the two")
    given_here = enumerate((values or "").split(","), start=1)
    sites = _sites(file) if file else [_site(f"--values, {i}", str(i), text) for i, text in given_here]
    with asked(uu="value", uc="caught", m="--inspections"):
        from armscontrol.verification.coverage import allocate as fill

        there = _number("--inspections", inspections)
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
        made.add_row(escape(r["site"]), *numbers, _percent(r["chance"]) if r["chance"] else "never")
    if len(rows) > SHOWN:
        made.caption, made.caption_justify = f"and {len(rows) - SHOWN:,} more: --json has all", "left"
    _print("allocate", given, sentence, made, json)


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
        raise _refused(where, "the file is not UTF-8", allowed="CSV in UTF-8") from error
    except OSError as error:
        raise _refused(where, f"the file cannot be read: {error.strerror}") from error
    if len(text) > LARGEST_FILE:
        raise _refused(where, "the file is too large", allowed=f"at most {LARGEST_FILE:,} letters")
    reader = csv.reader(text.splitlines(keepends=True), strict=True)
    sites: dict[str, _Site] = {}
    try:
        heads = [h.strip() for h in next(reader, [])]
        if not {"site", "value"} <= set(heads) <= set(_Site._fields) or len(set(heads)) < len(heads):
            allowed = "site, value; optional caught, cap; each once"
            raise _refused(where, "other columns are needed", ", ".join(heads)[:80] or "none", allowed)
        for cells in reader:
            line = f"{where}, line {reader.line_num}"
            if any(c.strip() for c in cells):
                if len(cells) != len(heads):
                    raise _refused(line, "a line of another length", plural(len(cells), "cell"), str(len(heads)))
                site = _site(line, **dict(zip(heads, cells, strict=True)))
                if site.site in sites:
                    raise _refused(line, "the site is there twice", repr(site.site), "each site once")
                sites[site.site] = site
    except csv.Error as error:
        raise _refused(f"{where}, line {reader.line_num}", f"not CSV: {error}") from error
    if not sites:
        raise _refused(where, "no site", allowed="at least one line below the heads")
    return list(sites.values())


def _refused(where: str, message: str, found: str = "", allowed: str = "") -> VerificationError:
    return VerificationError(message, where=where, found=found, allowed=allowed)


def _site(where: str, site: str, value: str, caught: str = "", cap: str = "") -> _Site:
    def checked(column: str, text: str, fits: Callable[[float], bool], allowed: str) -> float:
        number = _number(f"{where}, {column}", text)
        if not fits(number):
            raise _refused(f"{where}, {column}", "out of range", f"{number:g}", allowed)
        return number

    name = site.strip()
    if not name or len(name) > LONGEST_NAME or not name.isprintable():
        raise _refused(where, "no name of a site", repr(name[:40]), f"1 to {LONGEST_NAME} letters")
    given = bool(caught.strip())
    above = "a finite number" if given else "a finite number above 0, or give caught too"
    loss = checked("value", value, lambda x: math.isfinite(x) and (given or x > 0), above)
    held = checked("caught", caught.strip() or "0", lambda x: math.isfinite(x) and x < loss, f"below value, {loss:g}")
    most = checked("cap", cap.strip() or "1", lambda x: 0 <= x <= 1, "a number from 0 to 1")
    return _Site(name, loss, held, most)


@app.command(short_help="Whether to inspect now or later.")
def game(
    periods: Annotated[str, typer.Option("--periods", metavar="N", help="Periods left.")],
    inspections: Annotated[str, typer.Option("--inspections", metavar="M", help="Inspections left.")],
    gain: Annotated[
        str, typer.Option("--gain", metavar="B", help="Worth of a violation caught; one missed is -1.")
    ] = "1",
    json: Json = False,
) -> None:
    """Dresher's inspection game: few inspections for many periods, against a violator who sees when they are made."""
    with asked(n="--periods", m="--inspections", b="--gain"):
        from armscontrol.verification.dresher import dresher_value_inspector, inspection_prob_first_stage

        n = _whole("--periods", periods, 1)
        m, b = _whole("--inspections", inspections), _number("--gain", gain)
        value, now = dresher_value_inspector(n, m, b) + 0.0, inspection_prob_first_stage(n, m, b)  # + 0.0: no -0
    given = {"periods": n, "inspections": m, "gain": b, "value": value, "chance_to_inspect_now": now}
    sentence = (
        f"With {plural(m, 'inspection')} left for {plural(n, 'period')}, inspect now with a chance of {_percent(now)}. "
        f"Against the best violator that is worth {value:.6g}: a violation missed is -1, none 0, and one caught {b:g}."
    )
    figures = {"value to the inspector": f"{value:.6g}", "chance to inspect now": _percent(now)}
    _answer("game", given, sentence, figures, json)


@app.command(short_help="How belief in compliance grows.")
def posterior(
    prior: Annotated[str, typer.Option("--prior", metavar="P", help="Belief in compliance before, 0 to 1.")],
    detect: Annotated[str, typer.Option("--detect", metavar="P", help="Chance that an inspection finds a violation.")],
    intro: Annotated[str, typer.Option("--intro", metavar="P", help="Chance that one begins before each.")] = "0",
    clean: Annotated[str, typer.Option("--clean", metavar="N", help="Inspections that find nothing.")] = "1",
    target: Annotated[str | None, typer.Option("--target", metavar="P", help="Belief to be reached.")] = None,
    json: Json = False,
) -> None:
    """Belief in compliance after inspections that find nothing, and how many of them it takes to reach a target."""
    with asked(prior="--prior", detect="--detect", p_intro="--intro", periods="--clean", target="--target"):
        from armscontrol.verification.belief import compliance_over_time

        before, seen, turned = _share("--prior", prior), _share("--detect", detect), _share("--intro", intro)
        count = _whole("--clean", clean)
        wanted = None if target is None else _share("--target", target)
        beliefs = compliance_over_time(before, turned, seen, count).tolist()
        needed = None if wanted is None else _needed(before, turned, seen, wanted)
    reach = ""
    if wanted is not None:
        told = "is never reached" if needed is None else f"takes {plural(needed, 'clean inspection')}"
        reach = f" {_percent(wanted)} {told}."
    given = {"prior": before, "detect": seen, "intro": turned, "clean": count, "target": wanted, "needed": needed}
    given |= {"belief": beliefs[-1], "beliefs": beliefs}
    after = f"{_percent(beliefs[-1])} after {plural(count, 'clean inspection')}"
    sentence = f"Belief in compliance is {_percent(before)} before, and {after}.{reach}"
    rows = range(count + 1) if count < SHOWN else [*range(SHOWN - 1), count]
    _answer("posterior", given, sentence, {plural(i, "clean inspection"): _percent(beliefs[i]) for i in rows}, json)


def _needed(prior: float, intro: float, detect: float, target: float) -> int | None:
    """Clean inspections up to the target; `None` where belief levels off below it: an answer, not a mistake."""
    from armscontrol.verification.belief import periods_to_reach_posterior

    try:
        return periods_to_reach_posterior(prior, intro, detect, target)
    except VerificationError as error:
        if error.where != "target":
            raise
        return None


@app.command(short_help="Methods that a table of cases may name.")
def methods(
    name: Annotated[str | None, typer.Argument(help="One method, to read all about it.")] = None, json: Json = False
) -> None:
    """The methods by name: what each answers, and its arguments."""
    with asked():
        from armscontrol.verification import METHODS
    if name is not None and name not in METHODS:
        close = " or ".join(get_close_matches(name, METHODS, 2))
        advice = f"Did you mean {close}?" if close else "`armscontrol verify methods` lists them."
        raise VerificationError("no method of this name", found=repr(name[:60]), advice=advice)
    rows = [_method(known, METHODS[known]) for known in METHODS if name in (None, known)]
    if json:
        print_json({"methods": rows})
        return
    out = console()
    if name is not None:
        out.print(f"[bold]{name}[/bold]({escape(', '.join(rows[0]['arguments']))})\n", soft_wrap=True)
        out.print(escape(rows[0]["text"]))
        return
    made = table("method and arguments", "answers")
    for row in rows:
        made.add_row(f"{row['name']}\n  [dim]{escape(', '.join(row['arguments']))}[/dim]", escape(row["answers"]))
    out.print(made)
    out.print(f"{plural(len(rows), 'method')}.")


def _method(name: str, method: Callable[..., Any]) -> dict[str, Any]:
    text = inspect.getdoc(method) or ""
    given = inspect.signature(method).parameters.values()
    arguments = [p.name if p.default is p.empty else f"{p.name}={p.default}" for p in given]
    first = text.split("\n\n", 1)[0].replace("\n", " ")
    plain = {"name": name, "family": method.__module__.split(".")[-1], "arguments": arguments}
    return {**plain, "answers": first, "text": text}


@app.command(short_help="Check an installation against a table of cases.")
def cases(
    file: Annotated[Path, typer.Argument(help="CSV: case_id, method, inputs, expected, tolerance.")], json: Json = False
) -> None:
    """Evaluate a table of cases by name of method. Exits with 1 if any case does not pass."""
    with asked():
        from armscontrol.verification import run_cases

        found = run_cases(file)
    outcomes = {"passed": "pass", "failed": "fail", "unknown_method": "unknown method", "errors": "error"}
    counts = {word: sum(c.outcome == outcome for c in found) for word, outcome in outcomes.items()}
    if json:
        plain = [{**asdict(c), "got": _finite(c.got), "expected": _finite(c.expected)} for c in found]
        print_json({"cases": plain, "total": len(found), **counts})
    else:
        out = console()
        for case in found:
            if case.outcome != "pass":
                out.print(_line(case), soft_wrap=True, markup=False)
        told = ", ".join(f"{n:,} {word.replace('_', ' ')}" for word, n in counts.items())
        out.print(f"{plural(len(found), 'case')}: {told}.")
    if counts["passed"] < len(found):
        raise typer.Exit(1)


def _line(case: Outcome) -> str:
    """A case that does not pass, on one line whatever its cells hold."""
    why = case.error or f"got {case.got}, expected {case.expected}"
    text = f"{case.outcome}: {case.case_id or '(no id)'} {case.method}: {why}"
    return "".join(c if c.isprintable() else " " for c in text)


def _finite(value: Any) -> Any:
    """A value that JSON has: infinite and undefined numbers become null."""
    if isinstance(value, list):
        return [_finite(v) for v in value]
    if isinstance(value, dict):
        return {k: _finite(v) for k, v in value.items()}
    return None if isinstance(value, float) and not math.isfinite(value) else value
