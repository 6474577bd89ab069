"""`armscontrol assess --all`: every shipped treaty over everything on record, a line each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from armscontrol.cli.limit_tables import rule_mark, verdict_text
from armscontrol.cli.output import console, escape, table
from armscontrol.compliance.findings import number
from armscontrol.terms import VERDICT_SIGNS, VERDICT_WORDS, party_code, plural

if TYPE_CHECKING:
    from armscontrol.compliance import Assessment

COUNTED = ("within", "exceeded", "short", "not_determinable", "not_declared", "not_yet_binding", "not_in_force")


def assess_all(as_of: list[str] | None, party: str | None) -> list[Assessment]:
    """An assessment of each shipped treaty; with a Party, of those that have it."""
    from armscontrol.calendar import parse_day
    from armscontrol.compliance import assess
    from armscontrol.errors import TreatyError
    from armscontrol.treaties import load_treaty, treaty_ids

    on = [parse_day(d, what="--as-of") for d in as_of] if as_of else "exchanges"
    chosen = [load_treaty(id) for id in treaty_ids()]
    if party:
        code = party_code(party)
        known = sorted({p.id for t in chosen for p in t.parties})
        chosen = [t for t in chosen if any(p.id == code for p in t.parties)]
        if not chosen:
            raise TreatyError("no shipped treaty has such a Party", found=repr(party[:40]), allowed=", ".join(known))
    return [assess(t, on=on, party=party) for t in chosen]


def print_overview(found: Sequence[Assessment]) -> None:
    """Findings by verdict for each treaty, then what is exceeded or short."""
    out = console()
    shown = [v for v in COUNTED if any(f.verdict == v for a in found for f in a.findings)]
    heads = [VERDICT_SIGNS[v] + " " * n for n, v in enumerate(shown)]  # two verdicts have one sign
    made = table("treaty", "figures of", *heads, right=heads, whole=("treaty", "figures of"))
    for a in found:
        days = sorted({f.as_of for f in a.findings if f.as_of})
        span = f"{days[0].year} to {days[-1].year}" if len(days) > 1 else str(days[0].year) if days else "none"
        counts = Counter(f.verdict for f in a.findings)
        made.add_row(a.treaty.id, span, *(str(counts[v]) if counts[v] else "" for v in shown))
    out.print(made)
    out.print("   ".join(f"{VERDICT_SIGNS[v]} {VERDICT_WORDS[v].lower()}" for v in shown), style="dim")
    for a in found:
        for f in a.findings:
            if f.verdict in ("exceeded", "short"):
                value = number(f.value) if f.value is not None else f"at least {number(f.value_low)}"
                told = f"{value} of {number(f.limit)} {f.unit}"
                where = f"{a.treaty.id} {f.article}{rule_mark(f)}, {f.party}, {f.date}"
                out.print(f"[bold red]{verdict_text(f)}[/bold red] {escape(where)}: {escape(told)}")
    total = sum(len(a.findings) for a in found)
    out.print(
        f"{plural(total, 'finding')} under {plural(len(found), 'document')}. One of them: armscontrol assess <treaty>",
        style="dim",
    )
