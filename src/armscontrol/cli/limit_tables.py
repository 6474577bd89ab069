"""Findings on limits as tables on a terminal: a grid for a treaty of few limits, a list for one of many."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from rich.table import Table
from rich.text import Text

from armscontrol.cli.output import LEGEND, console, escape, fits, table
from armscontrol.compliance import Assessment, Finding
from armscontrol.compliance.findings import number
from armscontrol.terms import RECALLED_RULE, VERDICT_SIGNS, VERDICT_WORDS, named, party_name, plural

STYLES = {"within": "green", "exceeded": "bold red", "not_determinable": "yellow", "not_declared": "yellow"}
GRID = 3
"""Limits that fit side by side. More are listed one below the other."""
ALIKE = 4
"""Parties with one verdict on one limit and day that a list tells one by one."""


def print_limits(main: Assessment) -> None:
    """Print all findings on limits, their legend, and what is odd about single ones."""
    out = console()
    findings = main.on_holdings
    for basis in dict.fromkeys(_basis(f) for f in findings):
        chosen = [f for f in findings if _basis(f) == basis]
        if len({f.provision_id for f in chosen}) <= GRID:
            for made in _limits(chosen, f"Limits, {basis} figures", out.width):
                out.print(made)
        else:
            _print_list(chosen, f"Limits, {basis} figures")
    if findings:
        _print_legend(findings)
    _print_notes([f for f in findings if _has_figure(f) or len({x.provision_id for x in findings}) <= GRID])


def value_text(f: Finding) -> str:
    """A finding's value, or its bounds, with its marks."""
    recalled, differs, old = f.is_recalled, bool(f.difference), _is_old(f)
    return f.value_text + "*" * recalled + "≠" * differs + "†" * old


def rule_mark(f: Finding) -> str:
    """The mark of a rule that is only recalled."""
    return RECALLED_RULE if f.rests_on_recalled_rule else ""


def _limits(findings: Sequence[Finding], title: str, width: int) -> Iterator[Table]:
    """Days down, Parties and limits across; each cell a value, a sign and the margin. Narrow: a table a Party."""
    parties = list(dict.fromkeys(f.party for f in findings))
    made = _limits_of(findings, parties, title)
    if len(parties) == 1 or fits(made, width):
        yield made
    else:
        for party in parties:
            yield _limits_of([f for f in findings if f.party == party], [party], f"{title}: {party_name(party)}")


def _limits_of(findings: Sequence[Finding], parties: Sequence[str], title: str) -> Table:
    bounds: dict[tuple[str, str, str], list[float | None]] = {}
    for f in findings:
        held = bounds.setdefault((f.party, f.provision_id, f.article + rule_mark(f)), [])
        if f.limit not in held:
            held.append(f.limit)
    columns = [(key, values) for p in parties for key, values in bounds.items() if key[0] == p]
    heads = [f"{p} {article}\nof {', '.join(number(v) for v in values)}" for (p, _, article), values in columns]
    cells = {(f.date, f.party, f.provision_id, f.draw): f for f in findings}
    made = table("as of", *heads, title=title, right=heads, whole=("as of",))
    for day, draw in sorted({(f.date, f.draw) for f in findings}, key=lambda x: (x[0], x[1] or 0)):
        row = [Text(day.isoformat())]
        for (p, id, _), _ in columns:
            found = cells.get((day, p, id, draw))
            row.append(_cell(found) if found else Text(""))
        made.add_row(*row)
    return made


def _cell(f: Finding) -> Text:
    sign = VERDICT_SIGNS[f.verdict]
    margin = "" if f.margin is None else f" {f.margin:+,.0f}"
    return Text(f"{value_text(f)} {sign}{margin}", style=STYLES.get(f.verdict, ""))


# Many limits


def _print_list(findings: Sequence[Finding], title: str) -> None:
    """A row a limit, Party and day; limits without a figure stand below the table, with the reason."""
    out = console()
    told = [f for f in findings if _has_figure(f)]
    if told:
        heads = ("as of", "limit", "article", "Party", "value", "of", "verdict")
        made = table(*heads, title=title, right=("value", "of"), whole=("as of", "Party"))
        before, alike = None, False
        ordered = sorted(told, key=lambda f: (f.date, f.draw or 0))
        for _, group in groupby(ordered, key=lambda f: (f.date, f.draw, f.provision_id, f.verdict, f.would_be)):
            members = list(group)
            for together in [members] if len(members) > ALIKE else [[f] for f in members]:
                f, several = together[0], len(together) > 1
                alike |= several
                style = STYLES.get(f.verdict, "")
                made.add_row(
                    Text(f.date.isoformat() if f.date != before else ""),
                    Text(named(f.provision_id) + rule_mark(f)),
                    Text(f.article),
                    Text(f"{len(together)} Parties" if several else f.party),
                    Text(_range(together) if several else value_text(f), style=style),
                    Text(_bound(f)),
                    Text(verdict_text(replace(f, margin=None)) if several else verdict_text(f), style=style),
                )
                before = f.date
        out.print(made)
        if alike:
            out.print("Parties with one verdict stand together, with the range of their values: --party for one.")
    else:
        out.print(f"[bold]{escape(title)}[/bold]: none on record.")
    silent: dict[str, dict[str, list[str]]] = {}
    for f in findings:
        if not _has_figure(f):
            reason = next((n for n in f.notes if any(w in n for w in _REASONS)), "no figure")
            limits = silent.setdefault(_impersonal(reason, f.party), {})
            limits.setdefault(named(f.provision_id) + rule_mark(f), []).append(f.party)
    for reason, limits in silent.items():
        out.print(f"? {escape(reason)}: {escape(_listed(limits))}", style="dim")


_REASONS = ("on record", "cannot be counted", "needs ", "nothing declared", "no figure")


def _range(findings: Sequence[Finding]) -> str:
    lows = [f.value_low for f in findings if f.value_low is not None]
    highs = [f.value_high for f in findings if f.value_high is not None]
    return f"{number(min(lows))}–{number(max(highs))}" if len(lows) == len(highs) == len(findings) else "various"


def _impersonal(reason: str, party: str) -> str:
    """A reason without the Party, so that the same reason is told once for all."""
    return reason.replace(f" of {party} on record for this limit", " on record").removeprefix(f"{party}: ")


def _listed(limits: dict[str, list[str]]) -> str:
    by_parties: dict[tuple[str, ...], list[str]] = {}
    for limit, concerned in limits.items():
        by_parties.setdefault(tuple(dict.fromkeys(concerned)), []).append(limit)
    parts = []
    for parties, names in by_parties.items():
        who = ", ".join(parties) if len(parties) <= 4 else f"{len(parties)} Parties"
        parts.append(f"{', '.join(names)} ({who})")
    return "; ".join(parts)


def _has_figure(f: Finding) -> bool:
    """Whether there is anything to show: a value, a bound that says something, or a figure withheld."""
    if f.value_low is None and f.value_high is None:
        return any("not provided" in n for n in f.notes)
    return bool(f.value_low) or f.value_high is not None


def _bound(f: Finding) -> str:
    if f.limit_low is not None and f.limit is not None:
        return f"{number(f.limit_low)}–{number(f.limit)}"
    return number(f.limit)


def verdict_text(f: Finding) -> str:
    """A verdict with its sign and margin; where the limit did not bind, what it would have been."""
    decided = f.margin is not None and "not_determinable" not in (f.verdict, f.would_be)
    margin = f" {f.margin:+,.6g}" if decided else ""
    text = f"{VERDICT_SIGNS[f.verdict]} {VERDICT_WORDS[f.verdict]}{'' if f.would_be else margin}"
    return f"{VERDICT_SIGNS[f.verdict]} would be {VERDICT_SIGNS[f.would_be]}{margin}" if f.would_be else text


# Below the tables


def _print_legend(findings: Sequence[Finding]) -> None:
    out = console()
    out.print(LEGEND, style="dim")
    if any(f.is_recalled for f in findings):
        out.print("* recalled, unverified", style="dim")
    if any(f.rests_on_recalled_rule for f in findings):
        out.print(f"{RECALLED_RULE} the rule itself, or a definition it uses, is recalled, unverified", style="dim")
    if any(f.difference for f in findings):
        out.print("≠ counted from items, which do not add up to the declared total; see below", style="dim")
    old = {(f.party, f.date, f.as_of, f.age_days): None for f in findings if _is_old(f)}
    if old:
        out.print("† no figure of that day: the last one before it", style="dim")
    for party, day, as_of, age in list(old)[:8]:
        out.print(f"  {party} on {day}: figures of {as_of}, {plural(age or 0, 'day')} old", style="dim")


def _is_old(f: Finding) -> bool:
    return bool(f.age_days and (f.value_low is not None or f.value_high is not None))


def _print_notes(findings: Sequence[Finding]) -> None:
    """What is odd about single findings: differences, figures not provided, verdicts that are open."""
    out = console()
    told: dict[str, list[Finding]] = {}
    for f in findings:
        for note in f.notes:
            odd = f.difference or f.verdict in ("exceeded", "not_determinable")
            if odd or "not provided" in note or "counted as none" in note:
                told.setdefault(note, []).append(f)
    for note, findings in list(told.items())[:12]:
        where = ", ".join(dict.fromkeys(f"{f.party} {f.article} {f.date}" for f in findings[:3]))
        more = f" and {len(findings) - 3} more" if len(findings) > 3 else ""
        out.print(f"[bold]{escape(where)}{more}[/bold]: {escape(note)}")


def _basis(f: Finding) -> str:
    return f"{f.basis} ({f.scenario})" if f.scenario else f.basis
