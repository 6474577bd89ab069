"""Brings the catalogues of a language up to date: new messages are added, empty; what nothing says any more is dropped.

    python tools/messages.py            # writes src/armscontrol/web/locale/*/{pages,record}.po
    python tools/messages.py --missing  # prints what has no translation, composed sentences among it

`pages` holds the words of templates and of the program's messages, `record` our statements in tables and treaty
documents, `patterns` (kept by hand) the sentences that the program composes, with {places}.
"""

from __future__ import annotations

import io
import re
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

import armscontrol.terms as terms
from armscontrol.compliance import assess
from armscontrol.data import catalogue, quality
from armscontrol.data.gaps import GAPS
from armscontrol.diplomacy.checks import facts, happenings, standing
from armscontrol.diplomacy.positions.positions import issues as vocabulary
from armscontrol.glossary import GLOSSARY
from armscontrol.holdings.estimates import CATEGORIES, SERIES
from armscontrol.holdings.facilities import GROUPS
from armscontrol.reports import reading_words
from armscontrol.treaties import list_treaties, load_treaty, treaty_ids, variant_ids
from armscontrol.treaties.articles import heading
from armscontrol.treaties.load import load_variant
from armscontrol.treaties.tables import HOLDINGS
from armscontrol.verification.basis import BASIS
from armscontrol.web.answers import methods
from armscontrol.web.answers.force_types import ROW_KINDS
from armscontrol.web.answers.record_items import CORRECTABLE
from armscontrol.web.app import create_app

sys.path.insert(0, str(Path(__file__).parent))
from sentences import sentences

WEB = Path(__file__).parents[1] / "src" / "armscontrol" / "web"
METHODS = [("**.py", "python"), ("templates/**.html", "jinja2")]
KEYWORDS: dict[str, Any] = {
    "_": None,
    "gettext": None,
    "ngettext": (1, 2),
    "refusal": (3,),
    "problem": (2,),
    "HTTPException": (2,),
    "MissingError": None,
    "N_": None,
}
FIELDS = {
    "treaty_timeline": ("detail", "note"),
    "new-start/conduct": ("reason", "determination", "note"),
    "new-start/inspection_timeline": ("note",),
    "new-start/inspections": ("note",),
    "new-start/facilities": ("facility_kind", "note"),
    "stockpiles/cited": ("note",),
    "stockpiles/estimates": ("note",),
    "stockpiles/fas_status": ("note",),
    "stockpiles/us_declared": ("note",),
    "forces/force_structure": ("note",),
    "record/positions": ("said", "condition", "note"),
    "new-start/provisions": ("statement", "note"),
    "treaties/limits": ("statement", "note"),
    "treaties/counting_rules": ("statement", "note"),
}
"""Columns of ours that pages show in words."""
CELLS = {
    "forces/force_structure": ("deployed_note",),
    "inf/eliminations": ("item",),
    "new-start/inspection_timeline": ("step", "counted_from"),
    "new-start/notifications": ("subject",),
    "new-start/provisions": ("subject", "rule", "unit"),
    "treaties/limits": ("instrument", "unit", "phase"),
}
"""Columns whose words rows of a table show, where a cell is more than a code."""
NAMED = (
    ("new-start/facilities", "name"),
    ("forces/force_structure", "bases"),
    ("record/positions", "speaker"),
)
"""Columns of names that pages say as the language has them."""
DAY = date(2020, 9, 1)
"""On which pages of rules are made; words do not depend on it."""
WORD = re.compile(r"[a-z]{3}")


def page_messages() -> Iterator[str | tuple[str, str]]:
    """Words of templates and of messages, then the words for codes."""
    options = {"templates/**.html": {"extensions": "jinja2.ext.i18n", "newstyle_gettext": "true", "trimmed": "false"}}
    for _, _, message, _, _ in extract_from_dir(WEB, METHODS, options, keywords=KEYWORDS):
        yield message if isinstance(message, str) else (message[0], message[1])
    for name in dir(terms):
        value = getattr(terms, name)
        if name.isupper() and isinstance(value, dict):
            yield from (w for w in value.values() if isinstance(w, str) and any(c.isalpha() for c in w))
            yield from (terms.words(k) for k in value if isinstance(k, str) and k.islower())
        elif name.isupper() and isinstance(value, tuple):
            yield from (terms.words(k) for k in value if isinstance(k, str))
    for words in (CATEGORIES, SERIES, GROUPS, ROW_KINDS):
        yield from words.values()
    yield from sorted(codes())


def codes() -> set[str]:
    """Words for the codes of tables and documents, as pages say them."""
    found = set(catalogue.table("treaty_timeline")["event"].unique())
    for table in catalogue.names():
        for field in catalogue.describe(table).fields:
            found.update((field.name, field.type, *(v for v in field.allowed if v.islower())))
    for id in treaty_ids():
        found.update(e.kind for e in load_treaty(id).events)
    return {terms.words(c) for c in found if c}


def record_messages() -> Iterator[str]:
    """Our statements in documents and tables."""
    for treaty in (load_treaty(id, variant) for id in treaty_ids() for variant in (None, *variant_ids(id))):
        yield from (treaty.title, treaty.short_title, treaty.summary, *treaty.notes)
        for event in treaty.events:
            yield from (event.statement, event.note or "")
        for position in treaty.positions:
            yield from (position.position, position.statement, position.note or "")
        for entries in vars(treaty).values():
            named = entries if isinstance(entries, dict) else {}
            yield from (terms.words(name) for name in named)
            for entry in named.values() if named else entries if isinstance(entries, list | tuple) else ():
                for field in ("statement", "note", "title", "unit", "name", "meaning", "undefined", "amount"):
                    if isinstance(text := getattr(entry, field, None), str):
                        yield text
                if len(words := getattr(entry, "article", None) or "") and WORD.search(words):
                    yield from (part for part in (words, heading(words)) if WORD.search(part))
        yield from (entry.id.replace("-", " ") for entry in treaty.obligations)
        yield from (terms.named(entry.id) for entry in (*treaty.limits, *treaty.bans, *treaty.quotas))
        yield treaty.calendar.note or ""
    for id in treaty_ids():
        for variant in variant_ids(id):
            patch = load_variant(id, variant)
            yield from (variant, patch.title, patch.statement, patch.note or "")
    for entry in list_treaties():
        yield entry.title
    for table in catalogue.names():
        info = catalogue.describe(table)
        yield from (info.title, info.description)
        for described in info.fields:
            yield from (described.description, described.unit or "")
    yield from other_messages()
    yield from routes()
    yield from names()
    for table, columns in FIELDS.items():
        frame = catalogue.table(table)
        for column in columns:
            if column in frame.columns:
                yield from frame[column].drop_nulls().unique().sort().to_list()


def other_messages() -> Iterator[str]:
    """Our statements in Python: words of the subject, gaps, checks, the lab's assumptions, columns, issues."""
    for term in GLOSSARY:
        yield from (term.say, term.means)
    yield from GAPS
    for check in quality.checks():
        if not check.holds:
            yield from (check.how, check.note or "")
    for basis in BASIS.values():
        yield from (basis["formula"], basis["assumes"], basis["source"])
    yield from (method.answers for method in methods.functions())
    for column in HOLDINGS.values():
        yield column.meaning
    yield from reading_words.told()
    for issue in vocabulary():
        yield from (issue.title, issue.definition, issue.id.replace("-", " "))
    for fields in CORRECTABLE.values():
        yield from (title for _, title in fields)


def routes() -> Iterator[str]:
    """What the API's page says of its routes and their fields."""
    for methods_ in create_app().openapi()["paths"].values():
        for route in methods_.values():
            yield route.get("description") or route.get("summary", "")
            yield from (field.get("description", "") for field in route.get("parameters", ()))


def names() -> Iterator[str]:
    """Names in tables that Russian spells in its own way: places, bases, speakers."""
    for table, column in NAMED:
        for value in catalogue.table(table)[column].drop_nulls().unique().sort():
            yield from (name for name in value.split("; ") if WORD.search(name))


def sources() -> Iterator[str]:
    """What the sources of tables are called, where it is more than a name."""
    for table in catalogue.names():
        yield from catalogue.describe(table).sources
        found = catalogue.sources(table)
        titles = found["source"].drop_nulls() if "source" in found.columns else ()
        yield from (t for t in titles if " " in t and WORD.search(t))


def composed() -> Iterator[str]:
    """Sentences that assessments compose, over everything shipped; what sources are called."""
    from armscontrol.web.answers import treaties as answers

    yield from sources()
    yield from (t for t in catalogue.table("new-start/facilities")["systems_based"].drop_nulls() if WORD.search(t))

    for table, columns in CELLS.items():
        cells = (catalogue.table(table)[column].drop_nulls().unique().sort() for column in columns)
        yield from (text for column in cells for text in column if " " in text and WORD.search(text))
    for id in treaty_ids():
        found = assess(id)
        for finding in found.findings:
            yield from finding.notes
        explained = (*(found.explain(f) for f in found.findings), *(found.explain(c) for c in found.obligations))
        for argument in explained:
            for step in argument.steps:
                yield step.heading
                yield from step.lines
        yield from found.notes
        page = answers.treaty(id, DAY)
        for line in page.rules:
            told = answers.rule(id, line.id, DAY)
            yield from (line.amount or "", line.holds or "", *told.form.words, *(bound for _, bound in told.steps))
            yield from (meaning for _, meaning in told.form.attributes)
    for column in answers.comparison(tuple(treaty_ids()), None).categories:
        yield column.name
        yield from (text for cell in column.bounds for b in cell for text in (*(s for _, s in b.steps), b.remark or ""))


def checked() -> Iterator[str]:
    """What checks of claims tell: the figures, limits and events of the record, and what a number is of."""
    found = [*facts.figures(), *facts.levels(), *(k for treaty in facts.TREATIES for k in facts.limits(treaty))]
    yield from dict.fromkeys(text for k in found for text in (k.words, k.unit, k.label or k.words))
    yield from dict.fromkeys(reading_words.quantity_words(k.quantity) for k in found)
    yield from dict.fromkeys(f"{k}" for k in found if k.recalled or k.limit)
    yield from (f"{h}" for h in happenings.happenings())
    for id in treaty_ids():
        yield from (f"{term}" for term in (standing.force(id), *happenings.positions(id)) if term)
        yield from (standing.ends_words(term) for term in happenings.ends(id))


def updated(path: Path, messages: Iterator[str | tuple[str, str]]) -> Catalog:
    """A catalogue with these messages, and the translations that it had."""
    old = read_po(io.BytesIO(path.read_bytes()), locale=path.parent.name)
    new = Catalog(locale=path.parent.name, charset="utf-8")
    for message in messages:
        id = message[0] if isinstance(message, tuple) else message
        if not id.strip() or id in new:
            continue
        had = old.get(id)
        new.add(message, had.string if had else None)
    return new


def main() -> None:
    """Writes the catalogues, or prints what is missing."""
    from armscontrol.web.saying import say

    for folder in sorted((WEB / "locale").iterdir()):
        for domain, messages in (("pages", page_messages()), ("record", record_messages())):
            path = folder / f"{domain}.po"
            made = updated(path, messages)
            if "--missing" in sys.argv:
                print(
                    *(
                        f"{domain}: {m.id}"
                        for m in made
                        if m.id and not (all(m.string) if isinstance(m.string, list | tuple) else m.string)
                    ),
                    sep="\n",
                )
                continue
            out = io.BytesIO()
            write_po(out, made, width=120, omit_header=False, no_location=True, sort_output=True)
            lines = out.getvalue().decode().splitlines(keepends=True)
            kept = [
                x
                for x in lines
                if not x.startswith(
                    (
                        '"POT-Creation',
                        '"PO-Revision',
                        '"Generated',
                        '"Last-Tr',
                        '"Language-Team',
                        '"Report',
                        '"Project',
                        "#",
                    )
                )
            ]
            path.write_text("".join(kept), encoding="utf-8")
        if "--missing" in sys.argv:
            told = (*composed(), *checked())
            print(*dict.fromkeys(f"composed: {t}" for t in told if say(t, folder.name) is None), sep="\n")
            for place, ways in sentences():
                if not any(say(way, folder.name) for way in ways):
                    print(f"{place}: {ways[0]}")


if __name__ == "__main__":
    main()
