"""A finding argued step by step: the rule, when it binds, the figure, the comparison, the verdict."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from armscontrol.calendar import long_date
from armscontrol.compliance import notebook
from armscontrol.compliance.findings import Conduct, Finding, RowUse, number
from armscontrol.sources import grade_phrase, is_address, publisher
from armscontrol.terms import LAW_GRADES, VERDICT_WORDS, party_name, plural, short_party, words
from armscontrol.treaties.expressions.tree import Logic, Node, Reference, columns, flat, references
from armscontrol.treaties.expressions.words import say
from armscontrol.treaties.fields import of_side
from armscontrol.treaties.model import Treaty, VariantDocument
from armscontrol.treaties.provisions import Provision

ROWS_TOLD = 12
"""Rows that an explanation lists; the rest is counted."""


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the argument: a heading, sentences, and sources."""

    heading: str
    lines: tuple[str, ...]
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Explanation:
    """A finding, or conduct on a duty, with its argument."""

    finding: Finding | Conduct
    title: str
    steps: tuple[Step, ...]

    def __str__(self) -> str:
        out = [self.title]
        for place, step in enumerate(self.steps, start=1):
            out.append(f"{place}. {step.heading}")
            out += [f"   {line}" for line in step.lines]
            out += [f"   Source: {s}" for s in step.sources]
        return "\n".join(out)

    def _repr_html_(self) -> str:
        return notebook.steps(
            self.title, [(s.heading, (*s.lines, *(f"Source: {x}" for x in s.sources))) for s in self.steps]
        )

    def to_dict(self) -> dict[str, Any]:
        """Plain values: the shape of `--json`."""
        return {
            "title": self.title,
            "finding": self.finding.to_dict(),
            "steps": [{"heading": s.heading, "lines": list(s.lines), "sources": list(s.sources)} for s in self.steps],
        }


def explain(found: Finding | Conduct, treaty: Treaty, variant: VariantDocument | None = None) -> Explanation:
    """The argument behind a finding, or behind what is said of a Party's conduct.

    Args:
        found: as `assess` gives it.
        treaty: the document that it was assessed under.
        variant: the rule variant that was applied, if any.
    """
    if isinstance(found, Conduct):
        return _explain_conduct(found, treaty)
    title = f"{treaty.short_title}, {found.article}: {party_name(found.party)}, {long_date(found.date)}" + (
        f" (variant {found.variant})" if found.variant else ""
    )
    steps = [
        _rule(found, treaty, variant),
        _binding(found, treaty),
        *_figure(found),
        _comparison(found),
        _verdict(found),
    ]
    return Explanation(found, title, tuple(steps))


def _explain_conduct(c: Conduct, treaty: Treaty) -> Explanation:
    period = long_date(c.period_start)
    if c.period_end != c.period_start:
        period += f" to {long_date(c.period_end)}"
    asked = [c.statement, f"Evidence for the rule: {grade_phrase(c.rule_evidence)}."]
    if c.at_least > 1:
        asked.append(f"At least {c.at_least} in the period.")
    if c.due:
        asked.append(f"Due by {long_date(c.due)}.")
    record = [f"{c.count:,} on record."] if c.count else []
    if c.reason:
        since = f"from {long_date(c.since)}: " if c.since else ""
        record.append(f"What {short_party(c.party)} says or did, {since}{c.reason}")
    if c.determination:
        on = f", {long_date(c.determined_on)}" if c.determined_on else ""
        record.append(f"What {short_party(c.determined_by or '')} determined{on}: {c.determination}")
    record += [_sentence(n) for n in c.notes[1:]]
    if c.evidence:
        record.append(f"Evidence: {grade_phrase(c.evidence)}.")
    state = words(c.state) + (", by agreement of the Parties" if c.agreed else "")
    if c.state == "unknown":
        state += ": the record is silent or too coarse, which is not the same as not performed"
    provision = next(p for p in treaty.provisions() if p.id == c.provision_id)
    steps = (
        Step("The duty", tuple(asked), (provision.source,) if provision.source else ()),
        Step("The record", tuple(record or ["Nothing."]), c.sources),
        Step("Conduct", (_sentence(state),)),
    )
    return Explanation(c, f"{treaty.short_title}, {c.article}: {party_name(c.party)}, {period}", steps)


def _sentence(text: str) -> str:
    return text[0].upper() + text[1:] + ("" if text.endswith(".") else ".")


def between(low: float | None, high: float | None) -> str:
    """Two bounds in words."""
    if low is None and high is None:
        return "unknown"
    if high is None:
        return f"at least {number(low)}, with no upper bound"
    return number(low) if low == high else f"between {number(low)} and {number(high)}"


def _rule(finding: Finding, treaty: Treaty, variant: VariantDocument | None) -> Step:
    provision = next(p for p in treaty.provisions() if p.id == finding.provision_id)
    lines = [finding.statement, f"Evidence for the rule: {grade_phrase(provision.evidence)}."]
    if provision.evidence not in LAW_GRADES:
        lines.append("Not presented as what the treaty says: neither its wording nor an official statement was seen.")
    if finding.kind in ("limit", "ban") and any(r.limit.id == finding.provision_id for r in treaty.rules.limits):
        rule = treaty.rules.limit(finding.provision_id)
        if rule.counts is None:
            return Step("The rule", (*lines, f"Cannot be counted: {rule.limit.undefined}"), _source(provision))
        lines.append(f"What counts: {say(rule.counts)}; each adds {say(rule.each)}.")
        lines += _looked_up(treaty, finding, (rule.counts, rule.each, *(n for n in (rule.of, rule.of_each) if n)))
        for name in dict.fromkeys((*references(rule.counts), *references(rule.each))):
            definition = treaty.definitions[name]
            article = f" [{definition.article}]" if definition.article else ""
            # a definition that only joins others says nothing that its expression does not
            joins = all(isinstance(n, Reference | Logic) for n in flat(treaty.rules.definitions[name]))
            told = f" {definition.statement}" if definition.statement and not joins else ""
            lines.append(f"{words(name)}{article}: {say(treaty.rules.definitions[name])}.{told}")
            if definition.note and finding.variant and finding.variant in definition.note:
                lines.append(definition.note)
    if variant:
        lines.append(f"Under the variant {variant.variant}, at most {number(finding.limit)}: {variant.statement}")
    if provision.note:
        lines.append(f"Note: {provision.note}")
    return Step("The rule", tuple(lines), _source(provision))


TYPES_TOLD = 6
"""Types that an explanation lists for one value of an attribute; the rest is counted."""


def _looked_up(treaty: Treaty, finding: Finding, read: tuple[Node, ...]) -> Iterator[str]:
    """Values that the rule takes from the treaty's own tables: attributes of types, and discounts by rank."""
    names = sorted({n for node in read for n in columns(node)})
    for name in names:
        if tier := treaty.tiers.get(name):
            first, each = (number(of_side(dict(x), finding.party)) for x in (tier.first, tier.each))
            beyond = say(treaty.rules.tiers[name].beyond)
            rest = f"beyond them {beyond}, {tier.rank}"
            yield f"{words(name)}: {tier.meaning} The first {first} count {each} each; {rest}."
        elif (attribute := treaty.attributes.get(name)) and attribute.values:
            given = [v for v in attribute.values if v.party in (None, finding.party)]
            types: dict[str, list[str]] = {}
            for v in given:
                types.setdefault(_said(v.value), []).extend(v.type)
            told = "; ".join(f"{value} for {_some(list(dict.fromkeys(of)))}" for value, of in types.items())
            yield f"{words(name)}, by type: {told}."


def _said(value: bool | float | str) -> str:
    return ("yes" if value else "no") if isinstance(value, bool) else value if isinstance(value, str) else number(value)


def _some(types: list[str]) -> str:
    more = f" and {len(types) - TYPES_TOLD} more" if len(types) > TYPES_TOLD else ""
    return ", ".join(types[:TYPES_TOLD]) + more


def _source(provision: Provision) -> tuple[str, ...]:
    return (provision.source,) if provision.source else ()


def _binding(finding: Finding, treaty: Treaty) -> Step:
    from armscontrol.treaties.lifecycle import standing

    stands = standing(treaty, finding.date)
    lines = [f"On {long_date(finding.date)} the treaty is {words(stands.status)} by its own terms."]
    if finding.binds_from:
        start = long_date(finding.binds_from)
        if finding.date < finding.binds_from:
            lines.append(f"The rule binds from {start}, not yet on this day.")
        elif stands.in_force:
            lines.append(f"The rule holds from {start} and binds.")
        elif any(e.kind == "entered_into_force" for e in treaty.events):
            lines.append(f"The rule was to hold from {start}; outside the treaty's force it binds no one.")
        else:
            lines.append(f"The rule was to hold from {start}; the treaty never entered into force.")
    if finding.period_start and finding.period_end and finding.period_start != finding.period_end:
        lines.append(f"Period: {long_date(finding.period_start)} to {long_date(finding.period_end)}.")
    return Step("Whether it binds", tuple(lines))


def _figure(finding: Finding) -> Iterator[Step]:
    lines = []
    if finding.as_of:
        lines.append(f"Figures as of {long_date(finding.as_of)}.")
        lines.append(f"Basis: {finding.basis}; from: {finding.figure or 'nothing'}.")
    elif finding.figure:
        lines.append(f"Basis: {finding.basis}; from: {finding.figure}.")
    if finding.declared is not None:
        lines.append(f"Declared: {number(finding.declared)} {finding.unit}.")
    if finding.computed_low is not None:
        lines.append(f"Counted from items: {between(finding.computed_low, finding.computed_high)}.")
    if finding.difference is not None:
        lines.append(f"Counted less declared: {finding.difference:+,.0f}.")
    lines += [_sentence(n) for n in finding.notes]
    if finding.evidence:
        lines.append(f"Evidence for the figure: {grade_phrase(finding.evidence)}.")
    yield Step("The figure", tuple(lines or ["There is none."]), finding.sources)
    if finding.rows:
        told = [row_line(r) for r in finding.rows[:ROWS_TOLD]]
        if finding.rows_total > len(told):
            told.append(f"and {plural(finding.rows_total - len(told), 'more row')}")
        yield Step("The rows used", tuple(told))
    elif finding.rows_total:
        yield Step("The rows used", (f"{finding.rows_total:,} rows, too many to list.",))


def row_line(row: RowUse) -> str:
    """One row with what it adds and where it is from."""
    adds = f"adds {between(row.low, row.high)}"
    grade = row.evidence or "no grade"
    source = publisher(row.source) if row.source and is_address(row.source) else row.source or "no source"
    mark = "; found from the total itself, so left out of the comparison" if row.residual else ""
    return f"{row.label}: {adds} [{row.basis}, {words(grade)}; {source}{mark}]"


def _comparison(finding: Finding) -> Step:
    if finding.value_low is None and finding.value_high is None:
        return Step("The comparison", (f"Nothing to hold against {number(finding.limit)} {finding.unit}.",))
    value = between(finding.value_low, finding.value_high)
    sense = finding.sense.replace("_", " ")
    bound = number(finding.limit) if finding.limit_low is None else between(finding.limit_low, finding.limit)
    told = f"{sense} {bound} {finding.unit}"
    if finding.limit is None and finding.limit_low is not None:
        told = f"a bound in {finding.unit} that is {bound}"
    lines = [f"{value[0].upper()}{value[1:]} against {told}."]
    if finding.margin is not None:
        if finding.margin >= 0:
            lines.append(f"Margin: {number(finding.margin)}.")
        else:
            lines.append(f"{'Short' if finding.sense == 'at_least' else 'Above'} by {number(-finding.margin)}.")
    return Step("The comparison", tuple(lines))


def _verdict(finding: Finding) -> Step:
    line = VERDICT_WORDS[finding.verdict].lower()
    match finding.verdict:
        case "not_yet_binding" if finding.margin is not None and finding.margin < 0:
            line += f": progress, not breach; {number(-finding.margin)} {finding.unit} to go"
        case "not_yet_binding":
            line += f": it would be {words(finding.would_be or '')}"
        case "not_in_force":
            line += f": if the rule bound it would be {words(finding.would_be or '')}"
        case "not_determinable":
            line += f": {_why_open(finding)}"
        case _:
            pass
    lines = [line[0].upper() + line[1:] + "."]
    if finding.is_recalled:
        lines.append("This rests on a recalled, unverified figure.")
    if finding.rests_on_recalled_rule:
        lines.append("The rule itself, or a definition that it uses, is recalled, unverified.")
    return Step("The verdict", tuple(lines))


def _why_open(finding: Finding) -> str:
    """Why nothing can be decided, in words."""
    low, high, limit = finding.value_low, finding.value_high, finding.limit
    if limit is None:
        return "the bound itself is not known"
    if low is None and high is None:
        return finding.notes[-1] if finding.notes else "there is no figure"
    least = limit if finding.limit_low is None else finding.limit_low
    if high is None or (low is not None and low <= limit and high > least and low != high) or finding.limit_low:
        return f"{between(low, high)} may lie on either side of the limit"
    return finding.notes[-1] if finding.notes else "the figures contradict each other"
