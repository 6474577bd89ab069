"""Assessments and statuses as tables on a terminal. Verdicts first; a sign stands beside every colour."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from rich.text import Text

from armscontrol.calendar import long_date
from armscontrol.cli.limit_tables import STYLES, print_limits, value_text, verdict_text
from armscontrol.cli.output import console, escape, table
from armscontrol.compliance import Assessment, Conduct, Finding, Status, differing
from armscontrol.compliance.explanation import between
from armscontrol.compliance.findings import number
from armscontrol.terms import CONDUCT_SIGNS, VERDICT_SIGNS, VERDICT_WORDS, named, party_name, short_party, words

FINDING = "<article Party day>"
NARROWEST = 8
"""Narrowest margins that are told."""


def print_assessment(found: list[Assessment], hint: str = "") -> None:
    """Print one assessment and its variants.

    Args:
        found: under the treaty's own rules, then under each variant.
        hint: the command that argues a finding, with `FINDING` where the finding is named.
    """
    out = console()
    main = found[0]
    out.print(f"[bold]{escape(main.treaty.short_title)}[/bold]: {_standing(main)}")
    for note in main.notes:
        out.print(f"Note: {escape(note)}")
    print_limits(main)
    for other in found[1:]:
        _print_variant(main, other)
    narrow = list(main.narrowest())
    if len(narrow) > NARROWEST:
        narrow = sorted(narrow, key=lambda f: (f.margin or 0) / (f.limit or 1))[:NARROWEST]
    if narrow:
        made = table(
            "narrowest margin",
            "Party",
            "date",
            "value",
            "limit",
            "margin",
            right=("value", "limit", "margin"),
            whole=("date",),
        )
        for f in narrow:
            made.add_row(
                escape(f.article), f.party, f.date.isoformat(), value_text(f), number(f.limit), number(f.margin)
            )
        out.print(made)
    _print_quotas(main)
    _print_eliminations([f for f in main.findings if f.kind == "elimination"])
    if main.obligations:
        _print_conduct(main.obligations)
    worst = [f for f in main.findings if f.verdict == "exceeded"]
    first = next(iter((*worst, *narrow, *main.limits)), None)
    if first and hint:
        place = f'"{main.citation(first)}" {first.party} {first.date}'
        out.print(f"Argued step by step: {escape(hint.replace(FINDING, place))}", style="dim", soft_wrap=True)


def _standing(a: Assessment) -> str:
    """The treaty's life in one line; on a single day, its status then."""
    s = a.status
    if len(a.days) == 1:
        contested = ", which the Parties contest" if s.contested else ""
        return f"{words(s.status)} by its own terms on {long_date(s.date)}{contested}"
    names = {
        "signed": "signed",
        "entered_into_force": "in force from",
        "expired": "expired",
        "terminated": "terminated",
        "superseded": "superseded",
    }
    return ", ".join(f"{names[e.kind]} {long_date(e.date)}" for e in a.treaty.events if e.kind in names)


def _print_variant(main: Assessment, other: Assessment) -> None:
    out = console()
    assert other.variant is not None  # noqa: S101  the second assessment is always one under a variant
    v = other.variant
    out.print(f"\n[bold]Variant {escape(v.variant)}[/bold]: {escape(v.title)}. {escape(v.statement)} ({v.evidence})")
    if v.note:
        out.print(escape(v.note), style="dim")
    made = table(
        "article",
        "Party",
        "as of",
        "treaty's rule",
        "limit",
        "variant",
        "limit ",
        "verdict under the variant",
        right=("treaty's rule", "variant", "limit", "limit "),
        whole=("as of",),
    )
    pairs = differing(main, other)
    for base, f in pairs:
        made.add_row(
            escape(f.article),
            f.party,
            f.date.isoformat(),
            value_text(base),
            number(base.limit),
            value_text(f),
            number(f.limit),
            f"{VERDICT_SIGNS[f.verdict]} {VERDICT_WORDS[f.verdict]}",
        )
    if pairs:
        out.print(made)
        for note in dict.fromkeys(n for f in other.limits for n in f.notes if "claimed as of" in n):
            out.print(escape(note))
    else:
        out.print("No figure, bound or verdict differs on these days.")


def _print_quotas(a: Assessment) -> None:
    """Quotas by year in short; whatever is exceeded or open in words."""
    out = console()
    quotas = [f for f in a.findings if f.kind != "elimination" and f not in a.on_holdings]
    yearly = a.main_quota()
    if yearly:
        years = list(dict.fromkeys((f.period_start, f.period_end) for f in yearly))
        parties = list(dict.fromkeys(f.party for f in yearly))
        borne = {q.id: q.borne_by for q in a.treaty.quotas}.get(yearly[0].provision_id)
        heads = [f"{'by' if borne == 'acting' else 'at'} {p}" for p in parties]
        bounds = {f.period_start: f.limit for f in yearly}
        varies = len(set(bounds.values())) > 1
        title = f"{yearly[0].unit.capitalize()} {'a year' if varies else f'of {number(yearly[0].limit)} a year'}"
        limit = ["at most"] if varies else []
        if len(parties) > ABREAST:  # a row a year and Party that has anything to tell
            _print_many(yearly, title)
            years = []
        made = table("year", *limit, *heads, title=title, right=[*limit, *heads])
        for start, end in years:
            row = [Text(f"{start} to {end}"), *([Text(number(bounds[start]))] if varies else [])]
            for p in parties:
                found = next((x for x in yearly if x.period_start == start and x.party == p), None)
                if found is None:  # no Party in that year
                    row.append(Text(""))
                    continue
                style = STYLES.get(found.verdict, "") if found.value_high else ""  # none at all is no achievement
                row.append(Text(f"{value_text(found)} {VERDICT_SIGNS[found.verdict]}", style=style))
            made.add_row(*row)
        if years:
            out.print(made)
    for f in quotas:
        if f.verdict == "exceeded":
            place = f" at {f.place}" if f.place else ""
            ends = f" to {f.period_end}" if f.period_end and f.period_end != f.date else ""
            out.print(
                f"[bold red]✗ exceeded[/bold red] {escape(f.article)}, {f.party}, {f.date}{ends}{escape(place)}: "
                f"{between(f.value_low, f.value_high)} {escape(f.unit)}, at most {number(f.limit)}. "
                + escape("; ".join(f.notes))
            )
    open_ones = [f for f in quotas if f.verdict == "not_determinable"]
    for _, group in groupby(sorted(open_ones, key=lambda f: f.provision_id), key=lambda f: f.provision_id):
        members = list(group)
        f = members[0]
        out.print(
            f"? not determinable in {len(members)} of {sum(x.provision_id == f.provision_id for x in quotas)}: "
            f"{escape(f.statement)} ({escape('; '.join(f.notes[1:]) or 'the record has no single visits')})",
            style="dim",
        )


ABREAST = 4
"""Parties of a quota that stand side by side."""


def _print_many(yearly: Sequence[Finding], title: str) -> None:
    made = table("year", "Party", "number", "at most", title=title, right=("number", "at most"), whole=("year",))
    told = [f for f in yearly if f.value_high]
    for f in told:
        made.add_row(
            Text(f"{f.period_start} to {f.period_end}"),
            f.party,
            Text(f"{value_text(f)} {VERDICT_SIGNS[f.verdict]}", style=STYLES.get(f.verdict, "")),
            number(f.limit),
        )
    out = console()
    if told:
        out.print(made)
    out.print(f"{title}: none of the other {len(yearly) - len(told):,} years and Parties has any.", style="dim")


def _print_eliminations(findings: Sequence[Finding]) -> None:
    """Schedules of elimination, with what is on record; where nothing is, in one line."""
    out = console()
    told = [f for f in findings if f.value_high is not None]
    if told:
        heads = ("schedule", "Party", "by", "to be gone", "gone", "verdict")
        made = table(*heads, title="Eliminations", right=("to be gone", "gone"), whole=("by",))
        for f in told:
            made.add_row(
                Text(named(f.provision_id)),
                f.party,
                str(f.period_end),
                number(f.limit),
                Text(value_text(f), style=STYLES.get(f.verdict, "")),
                Text(verdict_text(f)),
            )
        out.print(made)
        for f in told:
            out.print(f"[bold]{f.party} {escape(named(f.provision_id))}[/bold]: {escape('; '.join(f.notes))}")
    for id in dict.fromkeys(f.provision_id for f in findings if f.value_high is None):
        silent = [f for f in findings if f.provision_id == id and f.value_high is None]
        who = ", ".join(dict.fromkeys(f.party for f in silent))
        asked = [f for f in silent if f.party == silent[0].party and f.limit is not None][:12]
        due = "; ".join(f"{number(f.limit)} by {f.period_end}" for f in asked)
        owed = f". Asked of {silent[0].party}, {silent[0].unit}: {due}" if due else ""
        out.print(f"? {escape(named(id))} ({who}): {escape(silent[0].notes[-1])}{escape(owed)}", style="dim")


def _print_conduct(obligations: Sequence[Conduct]) -> None:
    """Conduct by stretches of like periods; reasons stand below the table, once each."""
    out = console()
    reasons: dict[str, int] = {}
    heads = ("from", "to", "conduct")
    made = table("obligation", "Party", "from", "to", "periods", "conduct", "why", right=("periods",), whole=heads)
    for _, group in groupby(obligations, key=lambda c: c.provision_id):
        members = list(group)
        for party in dict.fromkeys(c.party for c in members):
            for run in runs([c for c in members if c.party == party]):
                first, last = run[0], run[-1]
                agreed = ", by agreement" if first.agreed else ""
                why = reason(first)
                if why and first.since:
                    why = f"from {_day(first)}: {why}"
                mark = f"[{reasons.setdefault(why, len(reasons) + 1)}]" if why else ""
                made.add_row(
                    first.provision_id.replace("-", " "),
                    party,
                    first.period_start.isoformat(),
                    last.period_end.isoformat(),
                    str(len(run)),
                    f"{CONDUCT_SIGNS[first.state]} {words(first.state)}{agreed}",
                    escape(mark),
                )
    out.print(made)
    for why, place in reasons.items():
        out.print(escape(f"[{place}] {why}"))


def runs(conduct: Sequence[Conduct]) -> Iterator[list[Conduct]]:
    """Stretches of periods with the same conduct, reason and determination."""
    for _, group in groupby(conduct, key=lambda c: (c.state, c.agreed, c.reason, c.determination)):
        yield list(group)


def _day(c: Conduct) -> str:
    assert c.since is not None  # noqa: S101  asked for only where there is one
    return long_date(c.since)


def reason(c: Conduct) -> str:
    """A Party's reason and the other's determination, in one cell."""
    said = c.reason or ""
    if c.determination:
        on = f", {long_date(c.determined_on)}" if c.determined_on else ""
        said += f" {short_party(c.determined_by or '')}{on}: {c.determination}"
    return said.strip()


def print_status(s: Status) -> None:
    """Print a status: by its own terms, positions, conduct, notes."""
    out = console()
    out.print(f"[bold]{escape(s.short_title)} on {long_date(s.date)}[/bold]")
    since = f" since {long_date(s.standing.since)}" if s.standing.since else ""
    contested = " The Parties differ about this." if s.contested else ""
    out.print(f"By its own terms: [bold]{_status_words(s.status)}[/bold]{since}.{contested}")
    if s.standing.event:
        out.print(f"   {escape(s.standing.event.statement)}")
        _print_source(s.standing.event.evidence, s.standing.event.source)
    if s.positions:
        out.print("\n[bold]What each Party says[/bold]")
        for h in s.positions:
            stated = h.position.stated_on
            later = f", first stated later, on {long_date(stated)}" if h.later and stated else ""
            announced = f", announced on {long_date(stated)}" if h.announced and stated else ""
            said = f"[bold]{escape(h.position.position)}[/bold]"
            out.print(f"   {party_name(h.position.party)}: {said} (from {long_date(h.start)}{later}{announced})")
            out.print(f"   {escape(h.position.statement)}")
            _print_source(h.position.evidence, h.position.source)
    if s.conduct:
        out.print("\n[bold]What each Party does[/bold]")
        _print_conduct(s.conduct)
    for note in s.notes:
        out.print(f"Note: {escape(note)}")


def _status_words(status: str) -> str:
    return "not yet signed" if status == "not_signed" else words(status)


def _print_source(evidence: str, source: str | None) -> None:
    console().print(f"   {evidence}: {escape(source or 'no source')}", style="dim", soft_wrap=True)
