"""Is a treaty kept? Limits, quotas and duties on a day and over time, and the argument behind each number."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from armscontrol.compliance import Assessment, Conduct, Finding, assess, differing
from armscontrol.compliance.explanation import Step
from armscontrol.errors import MissingError
from armscontrol.terms import EVERYONE, named, party_code, party_name
from armscontrol.treaties import variant_ids
from armscontrol.treaties.articles import order
from armscontrol.web.answers.table_rows import TableRows, rows_of
from armscontrol.web.answers.treaties import document
from armscontrol.web.fields import one_day

ABREAST = 4
"""Parties whose figures stand side by side; of more, one is chosen."""


@dataclass(frozen=True, slots=True)
class Silent:
    """Limits of which the record has no figure, with the reason."""

    why: str
    limits: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Series:
    """One limit or quota over time: its findings, and the same with days down and sides across."""

    provision: str
    article: str
    statement: str
    unit: str
    findings: tuple[Finding, ...]
    sides: tuple[str, ...]
    rows: tuple[tuple[dt.date, tuple[Finding | None, ...]], ...]


def _series(findings: Sequence[Finding]) -> Series:
    first = findings[0]
    sides = tuple(dict.fromkeys(f.party for f in findings))
    by = {(f.period_start or f.date, f.party): f for f in findings}
    days = sorted({day for day, _ in by})
    rows = tuple((day, tuple(by.get((day, side)) for side in sides)) for day in days)
    return Series(first.provision_id, first.article, first.statement, first.unit, tuple(findings), sides, rows)


@dataclass(frozen=True, slots=True)
class Changed:
    """A finding that a variant changes, beside the treaty's own."""

    own: Finding
    variant: Finding


@dataclass(frozen=True, slots=True)
class Answer:
    """An assessment of one treaty, for a Party or all, on a day.

    Attributes:
        outcome: `within`, `exceeded`, `open`, `not_declared`, `not_yet_binding`, `not_in_force`, `no_limits` or
            `no_figures`.
        recalled_rules: limits exceeded by a rule that is itself only recalled: no statement of what the treaty says.
        known: findings on limits that are decided, of `total` that have a figure or were withheld one.
        days: the days with figures: the exchanges.
    """

    treaty: str
    short_title: str
    party: str | None
    on: dt.date
    variant: str | None
    status: str
    outcome: str
    known: int
    exceeded: int
    total: int
    recalled: int
    recalled_rules: int
    days: tuple[dt.date, ...]
    previous: dt.date | None
    next: dt.date | None
    parties: tuple[str, ...]
    variants: tuple[str, ...]
    limits: tuple[Finding, ...]
    silent: tuple[Silent, ...]
    others: tuple[Finding, ...]
    duties: tuple[Conduct, ...]
    changed: tuple[Changed, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Explained:
    """A finding, or conduct on a duty, argued step by step; `tables` holds the rows that its figure rests on."""

    treaty: str
    short_title: str
    variant: str | None
    title: str
    finding: Finding | None
    conduct: Conduct | None
    steps: tuple[Step, ...]
    tables: tuple[TableRows, ...]


@lru_cache(maxsize=32)
def over_time(treaty: str, variant: str = "") -> Assessment:
    """The assessment of a shipped treaty at every exchange, of all Parties."""
    document(treaty, variant)  # names only, from our lists
    return assess(treaty, variant=variant or None)


@lru_cache(maxsize=64)
def on_day(treaty: str, variant: str, on: dt.date) -> Assessment:
    """The assessment of a shipped treaty on one day, of all Parties."""
    document(treaty, variant)
    return assess(treaty, on=on, variant=variant or None)


def party_of(treaty: str, text: str) -> str | None:
    """The Party or group that a field names; None where it is empty.

    Raises:
        MissingError: the treaty has no such Party or group.
    """
    if not text.strip():
        return None
    d = document(treaty)
    known = [p.id for p in d.parties]
    code = party_code(text[:60])
    group = next((g.id for g in d.groups if g.id.lower() == text.strip().lower()), None)
    if code in known or code == EVERYONE:
        return code
    if group:
        return group
    allowed = ", ".join(f"{p} ({party_name(p)})" for p in known[:60])
    raise MissingError("this treaty has no such Party", where="party", found=repr(text[:40]), allowed=allowed)


@lru_cache(maxsize=256)
def assessment(treaty: str, party: str, on: str, variant: str, now: dt.date) -> Answer:
    """What the record says of a treaty on a day.

    Args:
        treaty, variant: names of ours; the variant may be empty.
        party: a Party of the treaty, or empty for all.
        on: a day; the last one with figures when empty.
        now: the day of asking, for treaties without figures.

    Raises:
        MissingError: no such treaty, variant or Party.
        ArmsControlError: it is no day.
    """
    whole = over_time(treaty, variant)
    code = party_of(treaty, party)
    mine = [f for f in whole.on_holdings if _is_of(whole, f, code)]
    days = sorted({f.date for f in mine if _has_figure(f)}) or list(whole.days)
    day = one_day(on) if on.strip() else (days[-1] if days else now)
    found = on_day(treaty, variant, day)
    limits = [f for f in found.on_holdings if _is_of(found, f, code)]
    shown, outcome, known, exceeded = summed(limits, bool(found.treaty.rules.limits))
    held = set(map(id, found.on_holdings))
    return Answer(
        treaty=treaty,
        short_title=found.treaty.short_title,
        party=code,
        on=day,
        variant=variant or None,
        status=found.status.status,
        outcome=outcome,
        known=known,
        exceeded=exceeded,
        total=len(shown),
        recalled=sum(f.is_recalled for f in shown),
        recalled_rules=sum(f.rests_on_recalled_rule for f in shown if f.verdict == "exceeded"),
        days=tuple(days),
        previous=max((d for d in days if d < day), default=None),
        next=min((d for d in days if d > day), default=None),
        parties=tuple(p.id for p in found.treaty.parties),
        variants=variant_ids(treaty),
        limits=tuple(sorted(shown, key=lambda f: (_rank(f), code not in (None, f.party)))),
        silent=tuple(silent(f for f in limits if not _has_figure(f))),
        others=tuple(f for f in found.findings if id(f) not in held and _is_of(found, f, code)),
        duties=tuple(c for c in found.obligations if code in (None, c.party)),
        changed=tuple(
            Changed(a, b)
            for a, b in (differing(on_day(treaty, "", day), found) if variant else ())
            if _is_of(found, b, code)
        ),
        notes=found.notes,
    )


_FIRST = {"exceeded": 0, "not_determinable": 1, "not_declared": 2}
"""Verdicts in the order of a list; the others come after."""


def _rank(f: Finding) -> int:
    return _FIRST.get(f.verdict, len(_FIRST))


def summed(limits: Sequence[Finding], any_limit: bool) -> tuple[list[Finding], str, int, int]:
    """The findings that have a figure, how they come out together, how many are decided and exceeded.

    What is exceeded comes first, then what cannot be determined, then the rest: in a long list it would not be found.
    """
    shown = sorted((f for f in limits if _has_figure(f)), key=_rank)
    verdicts = [f.verdict for f in shown]
    exceeded = verdicts.count("exceeded")
    known = exceeded + verdicts.count("within")
    if not any_limit:
        outcome = "no_limits"
    elif not shown:
        free = {f.verdict for f in limits} <= {"not_in_force"}
        outcome = "not_in_force" if limits and free else "no_figures"
    elif exceeded:
        outcome = "exceeded"
    elif set(verdicts) == {"within"}:
        outcome = "within"
    elif set(verdicts) <= {"not_in_force", "not_yet_binding", "not_declared"} and len(set(verdicts)) == 1:
        outcome = verdicts[0]
    else:
        outcome = "open"
    return shown, outcome, known, exceeded


def _is_of(found: Assessment, f: Finding, code: str | None) -> bool:
    """Whether a finding concerns a Party: its own, its group's, or that of all together."""
    if code is None or f.party in (code, EVERYONE):
        return True
    members = found.treaty.rules.members
    return any(m.group == f.party and m.party == code and m.holds(f.date) for m in members)


def _has_figure(f: Finding) -> bool:
    """Whether there is a value, a bound that says something, or a figure that was withheld."""
    return f.value is not None or bool(f.value_low) or f.value_high is not None or f.verdict == "not_declared"


def silent(findings: Iterable[Finding]) -> list[Silent]:
    """Limits without a figure, by the reason."""
    reasons: dict[str, dict[str, None]] = {}
    for f in findings:
        why = f.notes[-1] if f.notes else "no figure on record"
        why = why.replace(f" of {f.party} on record", " on record").removeprefix(f"{f.party}: ")
        reasons.setdefault(why, {})[f.provision_id] = None
    return [Silent(why, tuple(named(p) for p in limits)) for why, limits in reasons.items()]


SERIES = 4
"""Limits whose course over time is drawn: those that came nearest to their bound."""


@lru_cache(maxsize=64)
def series(treaty: str, party: str | None, variant: str) -> tuple[tuple[Series, ...], int]:
    """The limits over time that have figures of several days, and how many there are before the choice.

    The nearest to their bound come first, in the order of articles.
    """
    whole = over_time(treaty, variant)
    found: dict[str, list[Finding]] = {}
    for f in whole.on_holdings:
        if f.value is not None and f.basis != "estimated" and _is_of(whole, f, party):
            found.setdefault(f.provision_id, []).append(f)
    drawn = {
        id: fs for id, fs in found.items() if len({f.date for f in fs}) > 1 and len({f.party for f in fs}) <= ABREAST
    }
    nearest = sorted(drawn, key=lambda id: min((f.limit or 1) and -(f.value or 0) / (f.limit or 1) for f in drawn[id]))
    chosen = sorted(nearest[:SERIES], key=lambda id: order(drawn[id][0].article))
    return tuple(_series(drawn[id]) for id in chosen), len(drawn)


@lru_cache(maxsize=64)
def quota(treaty: str, party: str | None, variant: str) -> Series | None:
    """The main yearly quota over the years, where some year's use is known."""
    whole = over_time(treaty, variant)
    found = [f for f in whole.main_quota() if _is_of(whole, f, party)]
    few = len({f.party for f in found}) <= ABREAST and len({f.limit for f in found}) == 1
    return _series(found) if few and any(f.value is not None for f in found) else None


def argued_on(found: Finding | Conduct, on: dt.date) -> dt.date:
    """The day by which `explained` finds a finding again: schedules of elimination overlap, and end on days apart."""
    start, end = found.period_start, found.period_end
    if isinstance(found, Finding) and found.kind == "elimination" and end:
        return end
    if start and end:
        return on if start <= on <= end else end
    return found.date if isinstance(found, Finding) else on


@lru_cache(maxsize=512)
def explained(treaty: str, article: str, party: str, on: str, variant: str) -> Explained:
    """The argument behind one number, or behind what is said of a Party's conduct.

    Raises:
        MissingError: no such treaty, variant or Party.
        ArmsControlError: there is no finding on the article for this Party and day; tells what there is.
    """
    code = party_of(treaty, party) or ""
    day = one_day(on)
    found = on_day(treaty, variant, day)
    about = found.conduct_on(article, code, day) if found.is_duty(article) else found.find(article, code, day)
    argued = found.explain(about)
    return Explained(
        treaty=treaty,
        short_title=found.treaty.short_title,
        variant=variant or None,
        title=argued.title,
        finding=about if isinstance(about, Finding) else None,
        conduct=about if isinstance(about, Conduct) else None,
        steps=argued.steps,
        tables=rows_of(about),
    )
