"""Find, read and check treaty documents and their variants. Loading one never runs code."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from armscontrol.data import catalogue
from armscontrol.errors import TreatyError
from armscontrol.terms import plural
from armscontrol.treaties.building import build
from armscontrol.treaties.model import Treaty, VariantDocument
from armscontrol.treaties.places import Path as Place
from armscontrol.treaties.places import place
from armscontrol.treaties.provisions import StatedRule

_DOCUMENTS = files("armscontrol.treaties") / "documents"

MAX_DEPTH = 16
MAX_FILE = 1_000_000
"""Bytes of a document. New START with its comments takes about 30,000."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the list of shipped treaties."""

    id: str
    title: str
    short_title: str
    signed: str | None
    in_force_from: str | None
    ended: str | None
    limits: int
    variants: tuple[str, ...]


def treaty_ids() -> tuple[str, ...]:
    """Ids of the shipped treaty documents."""
    return tuple(sorted(f.name.removesuffix(".toml") for f in _DOCUMENTS.iterdir() if f.name.endswith(".toml")))


def variant_ids(treaty: str) -> tuple[str, ...]:
    """Names of the shipped rule variants of a treaty."""
    folder = _DOCUMENTS / "variants" / treaty
    if not folder.is_dir():
        return ()
    return tuple(sorted(f.name.removesuffix(".toml") for f in folder.iterdir() if f.name.endswith(".toml")))


def list_treaties() -> tuple[Entry, ...]:
    """The shipped treaties with the dates of their lives."""
    entries = []
    for id in treaty_ids():
        treaty = load_treaty(id)
        dates = {e.kind: e.date.isoformat() for e in treaty.events}
        ended = dates.get("terminated") or dates.get("superseded") or dates.get("expired")
        entries.append(
            Entry(
                id,
                treaty.title,
                treaty.short_title,
                dates.get("signed"),
                dates.get("entered_into_force"),
                ended,
                len(treaty.limits),
                variant_ids(id),
            )
        )
    return tuple(entries)


def load_treaty(treaty: str | Path, variant: str | Path | None = None) -> Treaty:
    """A treaty document, checked, with a rule variant applied if one is named.

    Args:
        treaty: id of a shipped treaty ("new-start") or path of a document.
        variant: name of a shipped variant ("russian-view") or path of a variant document.

    Raises:
        TreatyError: no such treaty or variant, or something in the document that cannot be used.
    """
    if variant is None and isinstance(treaty, str) and treaty in treaty_ids():
        return _shipped(treaty)
    raw, text, file = _document(treaty)
    if variant is None:
        return _make(raw, _Origin(text, file))
    patch, patch_text, patch_file = _read_variant(str(raw.get("id", "")), variant)
    merged = {**_patched(raw, patch.patch), "variant": patch.variant}
    made = _make(merged, _Origin(text, file, raw, patch.patch, patch_text, patch_file))
    made.__dict__["laid_over"] = (load_treaty(treaty), patch)
    return made


def laid_over(treaty: Treaty) -> tuple[Treaty, VariantDocument | None]:
    """The document that a variant was laid over, and the variant; the treaty itself and `None` where there is none."""
    found: tuple[Treaty, VariantDocument | None] = treaty.__dict__.get("laid_over", (treaty, None))
    return found


@cache
def _shipped(id: str) -> Treaty:
    raw, text, file = _document(id)
    return _make(raw, _Origin(text, file))


def template(name: str) -> str:
    """The text of a draft agreement that a user copies.

    Raises:
        TreatyError: no template has this name.
    """
    folder = files("armscontrol.treaties") / "templates"
    names = sorted(f.name.removesuffix(".toml") for f in folder.iterdir() if f.name.endswith(".toml"))
    if name not in names:
        raise TreatyError("no such template", found=repr(name[:40]), allowed=", ".join(names))
    return (folder / f"{name}.toml").read_text(encoding="utf-8")


def load_variant(treaty: str, variant: str | Path) -> VariantDocument:
    """A rule variant of a treaty: its patch and the rows that go with it.

    Raises:
        TreatyError: no such variant, one of another treaty, or a document that cannot be used.
    """
    return _read_variant(treaty, variant)[0]


def variant_of(file: str | Path) -> str | None:
    """Id of the treaty that a document is a variant of; `None` for a treaty document or the id of one.

    Raises:
        TreatyError: the file cannot be read.
    """
    if not _is_path(file):
        return None
    raw = parse_toml(read_text(Path(file)), str(file))
    of = raw.get("of") if "variant" in raw else None
    return of if isinstance(of, str) and re.fullmatch(r"[a-z0-9-]{1,64}", of) else None


def _read_variant(treaty: str, variant: str | Path) -> tuple[VariantDocument, str, str]:
    shipped = variant_ids(treaty)
    if isinstance(variant, str) and variant in shipped:
        text = (_DOCUMENTS / "variants" / treaty / f"{variant}.toml").read_text(encoding="utf-8")
        file = f"{variant}.toml"
    elif _is_path(variant):
        text, file = read_text(Path(variant)), str(variant)
    else:
        raise TreatyError(
            f"{treaty} has no such variant",
            found=repr(str(variant)[:60]),
            allowed=", ".join(shipped) or "none is shipped for this treaty",
            advice="Name one of these, or the path of a variant document ending in .toml.",
        )
    raw = parse_toml(text, file)
    try:
        document = VariantDocument.model_validate(raw)
    except ValidationError as error:
        raise _invalid(error, _Origin(text, file)) from error
    if document.of != treaty:
        raise TreatyError("the variant is of another treaty", where=file, found=document.of, allowed=treaty)
    return document, text, file


@dataclass(frozen=True, slots=True)
class _Origin:
    """Where a document's values were written, for messages: the document itself, or a variant laid over it."""

    text: str
    file: str
    base: Mapping[str, Any] = field(default_factory=dict)
    patch: Mapping[str, Any] = field(default_factory=dict)
    patch_text: str = ""
    patch_file: str = ""

    def place(self, path: Place) -> str:
        """File, line and name of a value."""
        inside = self._inside(path)
        return place(self.patch_file, self.patch_text, inside) if inside else place(self.file, self.text, path)

    def _inside(self, path: Place) -> Place | None:
        """The path within the variant's patch; `None` where the variant does not touch it."""
        out: list[str | int] = ["patch"]
        base: Any = self.base
        patch: Any = self.patch
        for step in path:
            if isinstance(step, int) and isinstance(patch, list):
                ids = _ids(base)
                merged = [*ids, *(i for i in _ids(patch) if i not in ids)]
                if not ids or step >= len(merged):
                    return tuple(out)  # the list is replaced as a whole
                id = merged[step]
                if id not in _ids(patch):
                    return None
                step = _ids(patch).index(id)
                base = base[ids.index(id)] if id in ids else {}
                patch = patch[step]
            elif isinstance(patch, Mapping) and step in patch:
                base = base.get(step) if isinstance(base, Mapping) else None
                patch = patch[step]
            else:
                # within a table that the variant has: a missing field is the variant's matter if the table is new
                return tuple(out) if len(out) > 2 and not base else None
            out.append(step)
        return tuple(out) if len(out) > 1 else None

    def new_entry(self, path: Place) -> str:
        """Told of a problem in an entry of a list that only the variant has: its id may be misspelt."""
        if len(path) < 2 or not isinstance(path[1], int):
            return ""
        ids = _ids(self.base.get(str(path[0])))
        added = [i for i in _ids(self.patch.get(str(path[0]))) if i not in ids]
        if not 0 <= path[1] - len(ids) < len(added):
            return ""
        return (
            f"The document has no entry of id {added[path[1] - len(ids)]!r}, so this would be a new one; it has: "
            f"{', '.join(ids)}."
        )


def _ids(entries: Any) -> list[str]:
    return [e["id"] for e in entries] if _has_ids(entries) else []


def _is_path(name: str | Path) -> bool:
    return isinstance(name, Path) or name.endswith(".toml") or "/" in name or "\\" in name


def _document(treaty: str | Path) -> tuple[dict[str, Any], str, str]:
    if isinstance(treaty, str) and treaty in treaty_ids():
        file = f"{treaty}.toml"
        text = (_DOCUMENTS / file).read_text(encoding="utf-8")
    elif _is_path(treaty) or Path(treaty).is_file():
        file, text = str(treaty), read_text(Path(treaty))
    else:
        raise TreatyError(
            "no such treaty",
            found=repr(str(treaty)[:60]),
            allowed=", ".join(treaty_ids()),
            advice="Name one of these, or the path of a document ending in .toml.",
        )
    return parse_toml(text, file), text, file


def read_text(path: Path) -> str:
    """The text of a document that a user named.

    Raises:
        TreatyError: missing, a folder, unreadable, too large, or not UTF-8.
    """
    where = str(path)
    if path.is_dir():
        raise TreatyError("this is a folder", where=where, allowed="a file", advice="Name a document in it.")
    try:
        size = path.stat().st_size
        if size > MAX_FILE:
            raise TreatyError(
                "the document is too large",
                where=where,
                found=f"{size:,} bytes",
                allowed=f"at most {MAX_FILE:,} bytes",
            )
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise TreatyError(f"the document is not UTF-8 at byte {error.start}", where=where, allowed="UTF-8") from error
    except OSError as error:
        raise TreatyError(f"the document cannot be read: {error.strerror}", where=where) from error


def parse_toml(text: str, file: str) -> dict[str, Any]:
    """TOML to plain values.

    Raises:
        TreatyError: not TOML, or nested too deeply.
    """
    try:
        raw = tomllib.loads(text)
        _check_depth(raw, file)
        return raw
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"at line (\d+), column (\d+)", str(error))
        where = f"{file}, line {found[1]}, column {found[2]}" if found else file
        message = re.sub(r"\s*\(at .*\)$", "", str(error))
        raise TreatyError(f"not TOML: {message}", where=where, allowed="TOML 1.0") from error
    except RecursionError as error:
        raise TreatyError("the document is nested too deeply", where=file, allowed="tables and plain lists") from error
    except ValueError as error:  # a number of more digits than Python reads
        raise TreatyError(f"not readable: {str(error)[:100]}", where=file, allowed="TOML 1.0") from error


def _check_depth(raw: Any, file: str) -> None:
    level: list[Any] = [raw]
    for _ in range(MAX_DEPTH):
        level = [
            inner
            for value in level
            for inner in (value.values() if isinstance(value, dict) else value if isinstance(value, list) else ())
        ]
        if not level:
            return
    raise TreatyError(
        "the document is nested too deeply", where=file, allowed=f"at most {MAX_DEPTH} tables and lists in each other"
    )


def _make(raw: Mapping[str, Any], origin: _Origin) -> Treaty:
    try:
        treaty = Treaty.model_validate(raw)
    except ValidationError as error:
        raise _invalid(error, origin) from error
    treaty = treaty.model_copy(update={"statements": (*treaty.statements, *_imported(treaty, origin))})
    treaty.__dict__["rules"] = build(treaty, origin.place)
    return treaty


LAW_TABLES = {
    "new-start/provisions": "provision_id",
    "treaties/limits": "limit_id",
    "treaties/counting_rules": "rule_id",
}
"""Shipped tables of rules, and the column that names their rows; the `rows` of a provision point into them."""


@cache
def _law_rows() -> frozenset[str]:
    return frozenset(id for name, column in LAW_TABLES.items() for id in catalogue.table(name)[column])


def _cited(article: str, treaty: Treaty) -> str:
    """An article without what every row of a table repeats: "Treaty Art.", the treaty's own name."""
    return article.removeprefix(f"{treaty.short_title} ").removeprefix("Treaty ").removeprefix("Art. ")


def _imported(treaty: Treaty, origin: _Origin) -> list[StatedRule]:
    """Rows of provisions tables that no executable provision of the document covers."""
    covered = {row for p in treaty.provisions() for row in p.rows}
    covered |= {row for d in treaty.definitions.values() for row in d.rows}
    rules = []
    for index, item in enumerate(treaty.imports):
        if item.table not in catalogue.names():
            raise TreatyError(
                "no such table",
                where=origin.place(("imports", index, "table")),
                found=item.table,
                allowed=", ".join(catalogue.names()),
            )
        rows = list(catalogue.table(item.table).iter_rows(named=True))
        if missing := covered - _law_rows():
            raise TreatyError(
                "a provision covers a row that no table of rules has",
                where=origin.place(("imports", index, "table")),
                found=", ".join(sorted(missing)),
            )
        rules += [
            StatedRule(
                id=re.sub(r"[^a-z0-9]+", "-", row["provision_id"].lower()).strip("-"),
                article=_cited(row["article_reference"], treaty),
                statement=row["rule"],
                evidence=row["evidence"],
                source=row["source_url"],
                note=row["note"],
                rows=(row["provision_id"],),
                kind=row["kind"],
                subject=row["subject"],
                number=row["number"],
                unit=row["unit"],
            )
            for row in rows
            if row["treaty"] == item.treaty and row["provision_id"] not in covered
        ]
    return rules


def _patched(base: Any, patch: Any) -> Any:
    """The document with a patch merged in: tables key by key, lists of tables entry by entry, matched by id."""
    if isinstance(base, Mapping) and isinstance(patch, Mapping):
        return {**base, **{k: _patched(base.get(k), v) for k, v in patch.items()}}
    if _has_ids(base) and _has_ids(patch):
        changes = {p["id"]: p for p in patch}
        merged = [_patched(b, changes.pop(b["id"], {})) for b in base]
        return [*merged, *changes.values()]
    return patch


def _has_ids(entries: Any) -> bool:
    return (
        isinstance(entries, list)
        and bool(entries)
        and all(isinstance(e, Mapping) and isinstance(e.get("id"), str) for e in entries)
    )


def _invalid(error: ValidationError, origin: _Origin) -> TreatyError:
    """The first thing that pydantic found, in our words; how many more there are."""
    errors = error.errors(include_url=False, include_context=False)
    first = errors[0]
    path = tuple(p for p in first["loc"] if not (isinstance(p, str) and p.startswith("function-")))
    while path and isinstance(path[-1], str) and ("[" in path[-1] or path[-1] in ("date", "str", "float", "bool")):
        path = path[:-1]  # branches of a union are pydantic's matter, not the reader's
    found = "" if first["type"] == "missing" else repr(first["input"])[:80]
    message = {"missing": "a field is missing", "extra_forbidden": "no such field"}.get(
        first["type"], first["msg"][0].lower() + first["msg"][1:]
    )
    more = f"{plural(len(errors) - 1, 'more problem')}." if len(errors) > 1 else ""
    advice = ["The fields are listed by `armscontrol treaty schema`.", origin.new_entry(path), more]
    return TreatyError(message, where=origin.place(path), found=found, advice=" ".join(a for a in advice if a))
