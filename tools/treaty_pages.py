"""Write one page a treaty under docs/treaties, made from the document alone.

    python tools/treaty_pages.py [FOLDER]

A test makes the pages again and compares: a page that is not what its document says does not pass.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from armscontrol.terms import GRADE_MEANINGS, LAW_GRADES, party_name, words
from armscontrol.treaties import Treaty, list_treaties, load_treaty, load_variant
from armscontrol.treaties.comparing import life
from armscontrol.treaties.provisions import Attribute
from armscontrol.treaties.reading import Entry, entries, numbers

FOLDER = Path("docs/treaties")
NO_EDIT = "<!-- Made by tools/treaty_pages.py from the document; change the document, not this page. -->"


def pages() -> dict[str, str]:
    """Every page, by the name of its file."""
    made = {f"{e.id}.md": "\n".join(page(load_treaty(e.id), e.variants)) + "\n" for e in list_treaties()}
    return {"README.md": "\n".join(index()) + "\n", **made}


def index() -> Iterator[str]:
    """The list of treaties."""
    yield NO_EDIT
    yield ""
    yield "# Treaties"
    yield ""
    yield "One page for each document that is shipped: what it says, article by article, what of it can be computed,"
    yield "and what each rule rests on. `armscontrol treaty show ID` prints the same, `armscontrol assess ID` runs it."
    yield ""
    yield "| treaty | id | life | limits | quotas and duties |"
    yield "| --- | --- | --- | ---: | ---: |"
    for entry in sorted(list_treaties(), key=lambda e: e.signed or e.in_force_from or ""):
        t = load_treaty(entry.id)
        duties = len(t.quotas) + len(t.deadlines) + len(t.obligations) + len(t.eliminations) + len(t.bans)
        yield f"| [{t.short_title}]({t.id}.md) | `{t.id}` | {life(t)} | {len(t.limits)} | {duties} |"


def page(treaty: Treaty, variants: tuple[str, ...]) -> Iterator[str]:
    """One treaty."""
    yield NO_EDIT
    yield ""
    yield f"# {treaty.short_title}"
    yield ""
    yield f"*{treaty.title}*"
    yield ""
    yield treaty.summary
    yield ""
    yield f"`{treaty.id}`, {life(treaty)}. Parties: {_parties(treaty)}."
    for note in (treaty.calendar.note, *treaty.notes):
        if note:
            yield ""
            yield note
    yield from _life(treaty)
    yield from _attributes(treaty)
    shown = entries(treaty)
    yield from _provisions("What can be computed", [e for e in shown if e.executable], executable=True)
    yield from _provisions("What is only stated", [e for e in shown if not e.executable], executable=False)
    if variants:
        yield ""
        yield "## Variants"
        yield ""
        for name in variants:
            v = load_variant(treaty.id, name)
            yield f"- `{name}`: {v.title}. {v.statement} ({_grade(v.evidence)})"
    yield ""
    grades = "; ".join(f"*{words(g)}*: {m}" for g, m in GRADE_MEANINGS.items())
    yield f"Grades of evidence: {grades}. Only text and official are presented as law; ☆ marks what is recalled."


def _parties(treaty: Treaty) -> str:
    named = [
        party_name(p.id) + (f" (from {p.from_})" if p.from_ else "") + (f" (until {p.until})" if p.until else "")
        for p in treaty.parties
    ]
    return ", ".join(named)


def _life(treaty: Treaty) -> Iterator[str]:
    yield ""
    yield "## Life"
    yield ""
    yield "| date | event | what happened | evidence |"
    yield "| --- | --- | --- | --- |"
    for e in sorted(treaty.events, key=lambda e: e.date):
        yield f"| {e.date} | {words(e.kind)} | {_cell(e.statement)} | {_rests(e.evidence, e.source)} |"
    if treaty.positions:
        yield ""
        yield "What Parties say of its status, which is no state of the treaty:"
        yield ""
        yield "| Party | from | says | evidence |"
        yield "| --- | --- | --- | --- |"
        for p in treaty.positions:
            said = f"**{_cell(p.position)}**: {_cell(p.statement)}"
            yield f"| {party_name(p.party)} | {p.from_} | {said} | {_rests(p.evidence, p.source)} |"


def _attributes(treaty: Treaty) -> Iterator[str]:
    if not (treaty.attributes or treaty.tiers or treaty.maps or treaty.baselines):
        return
    yield ""
    yield "## What rules look up"
    for name, a in treaty.attributes.items():
        yield ""
        unit = f", in {a.unit}" if a.unit else ""
        yield f"`{name}`: {a.meaning}{unit}.{_values(a)}"
    for name, tier in treaty.tiers.items():
        yield ""
        counted = f"first {numbers(tier.first)}, each {numbers(tier.each)}, beyond them `{tier.beyond}`"
        yield f"`{name}`: {tier.meaning}; {counted}; {tier.rank}."
    for m in treaty.maps:
        yield ""
        yield f"Map `{m.id}` ({m.name}, {_grade(m.evidence)}):"
        yield ""
        for z in m.zones:
            yield f"- `{z.id}`, {z.name}: {', '.join(z.areas)}"
    if treaty.baselines:
        yield ""
        yield "| declared | Party | amount | as of | evidence |"
        yield "| --- | --- | ---: | --- | --- |"
        for b in treaty.baselines:
            amount = "unknown" if b.amount is None else f"{b.amount:,.6g}"
            who = party_name(b.party) if b.party else "every Party"
            yield f"| {b.category} | {who} | {amount} {b.unit} | {b.as_of} | {_rests(b.evidence, b.source)} |"


def _values(a: Attribute) -> str:
    if a.once:
        return f" True for the whole type from the first event where `{a.once}`."
    told = [
        f"{', '.join(v.type)} {v.value:g}"
        if not isinstance(v.value, bool | str)
        else ", ".join(v.type) + ("" if v.value is True else " not" if v.value is False else f" {v.value}")
        for v in a.values
    ]
    stars = ["☆" if v.evidence == "recalled" else "" for v in a.values]
    others = "" if a.others is None else f"; every other type {str(a.others).lower()}"
    return f" {', '.join(t + s for t, s in zip(told, stars, strict=True))}{others}." if told else " No value on record."


def _provisions(title: str, shown: list[Entry], *, executable: bool) -> Iterator[str]:
    if not shown:
        return
    yield ""
    yield f"## {title}"
    for e in shown:
        yield ""
        yield f"**{e.article}** ({words(e.kind)}{f', `{e.id}`' if executable else ''}). {e.statement}"
        if e.amount:
            yield f"Number: {e.amount}."
        if e.note:
            yield e.note if e.note.endswith((".", "]")) else f"{e.note}."
        yield f"{_rests(e.evidence, e.source)}."
        if e.executable:
            yield ""
            yield "```text"
            yield e.executable
            yield "```"


def _grade(evidence: str) -> str:
    return words(evidence) + ("" if evidence in LAW_GRADES else "☆" if evidence == "recalled" else "")


def _rests(evidence: str, source: str | None) -> str:
    return f"[{_grade(evidence)}]({source})" if source and source.startswith("http") else _grade(evidence)


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def main(arguments: list[str]) -> None:
    """Write every page."""
    folder = Path(arguments[0]) if arguments else FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    made = pages()
    for name, text in made.items():
        (folder / name).write_text(text, encoding="utf-8")
    for stale in folder.glob("*.md"):
        if stale.name not in made:
            stale.unlink()
    print(f"{len(made)} pages")


if __name__ == "__main__":
    main(sys.argv[1:])
