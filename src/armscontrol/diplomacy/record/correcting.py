"""A content with other values in some of its fields, held against the model before it is kept."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import fields, replace
from typing import Any

from armscontrol.diplomacy.intervals import days
from armscontrol.diplomacy.model import Position, Statement
from armscontrol.diplomacy.positions.positions import issues
from armscontrol.diplomacy.record import forms
from armscontrol.diplomacy.record.contents import Claim, Content, Happening, Item
from armscontrol.errors import RecordError
from armscontrol.terms import PARTIES

ALLOWED = {
    "mode": ("direct", "mixed", "indirect"),
    "confidence": ("sure", "likely", "open"),
    "speaker_kind": ("person", "organization", "state", "unnamed"),
    "stance": ("supports", "opposes", "conditional", "declines"),
    "bound": ("exact", "about", "at_most", "at_least", "range"),
    "verdict": ("accurate", "imprecise", "contradicted", "outdated", "disputed", "same-source", "unverifiable"),
    "segment": ("title", "standfirst", "body"),
    "kind": ("count", "limit", "share", "duration", "other"),
}
"""Words that a field of the model may have."""
CONDITIONS = ("precondition", "linkage", "reciprocity", "threat", "no-linkage")
_SHAPES = {
    "type": (re.compile(r"[a-z]+(?:-[a-z]+)*\.[a-z]+(?:[-_][a-z]+)*"), "a kind of event, as treaty.signed"),
    "quantity": (
        re.compile(r"[a-z][a-z0-9]*(?:\.[a-z]+(?:_[a-z]+)*){1,2}"),
        "a name of a quantity, as newstart.limit.deployed_warheads",
    ),
}
"""What names look like of which treaties and tables bring along new ones."""
_OWNERS = frozenset({"each", "both", "WLD"})
"""Whose a number may be beside a Party's."""


def corrected(item: Item, values: Mapping[str, object], who: str) -> Content:
    """The content with some fields changed, checked against the model."""
    content = item.content
    inner: Any = content
    if isinstance(content, Claim):
        inner = content.number
    elif isinstance(content, Happening):
        inner = content.event
    checked = content.check if isinstance(content, Claim | Happening) else None
    own = [f.name for f in fields(inner) if f.name not in ("id", "statement", "span", "fact")]
    own += ["span"] if isinstance(content, Claim | Happening) and item.document else []
    of_check = ["verdict", "explanation"] if checked else []
    plain, plain_check = forms.as_plain(inner), forms.as_plain(checked) if checked else {}
    for name, value in values.items():
        if name not in own and name not in of_check:
            allowed = ", ".join([*own, *of_check])
            raise RecordError(
                "the item has no such field to correct", where=item.id, found=repr(name)[:60], allowed=allowed
            )
        _in_vocabulary(name, value, of_number=isinstance(content, Claim))
        if name == "date" and isinstance(value, str):
            old = plain.get("date") or {"span": list(_place(content)), "words": ""}
            value = {**old, "edtf": value, "basis": f"given by {who}"}
        edtf = (
            value.get("edtf")
            if isinstance(value, dict) and name == "date"
            else value
            if name in ("edtf", "as_of")
            else None
        )
        if edtf is not None and days(str(edtf)) is None and not str(edtf).startswith("XXXX-"):
            raise RecordError("no date", where=name, found=repr(edtf)[:60], allowed="EDTF, as 2024-06-21 or 2024-06")
        (plain_check if name in of_check else plain)[name] = value
    where = f"{item.id}, changes"
    if isinstance(inner, Statement) and "speaker" in values:  # what was known of the other person goes with the name
        plain |= {name: None for name in ("role_by_record", "role") if name not in values}
        plain["chain"] = [
            {**link, "name": values["speaker"]} if link["role"] == "speaker" else link
            for link in plain.get("chain", [])
        ]
        plain |= {} if "confidence" in values else {"confidence": "sure"}
    made = forms.from_plain(type(inner), plain, where)
    check = forms.from_plain(type(checked), plain_check, where) if checked else None
    if check and "span" in values:
        check = replace(check, span=made.span)
    if isinstance(content, Claim):
        return replace(content, number=made, check=check)
    if isinstance(content, Happening):
        return replace(content, event=made, check=check)
    alone: Content = made
    return alone


def _in_vocabulary(name: str, value: object, *, of_number: bool) -> None:
    """Refuses a value that a closed field cannot have."""
    found = repr(value)[:60]
    if name == "party" and value is not None:
        owners = re.split(r"[;+]" if of_number else ";", str(value))
        if not all(p in PARTIES or (of_number and p in _OWNERS) for p in owners):
            allowed = "a code, as RUS or USA" + ("; each, both, USA+RUS or WLD" if of_number else "")
            raise RecordError("no Party", where=name, found=found, allowed=allowed)
    words = tuple(i.id for i in issues()) if name == "issue" else ALLOWED.get(name)
    if words is not None and value not in words:
        raise RecordError("no value of the field", where=name, found=found, allowed=", ".join(words))
    if name in _SHAPES and value is not None and not (isinstance(value, str) and _SHAPES[name][0].fullmatch(value)):
        raise RecordError("no value of the field", where=name, found=found, allowed=_SHAPES[name][1])
    if name == "conditions" and isinstance(value, list | tuple):
        kinds = [c.get("kind") for c in value if isinstance(c, dict)]
        if wrong := [k for k in kinds if k not in CONDITIONS]:
            raise RecordError(
                "no kind of condition", where=name, found=repr(wrong[0])[:60], allowed=", ".join(CONDITIONS)
            )


def _place(content: Content) -> tuple[int, int]:
    if isinstance(content, Statement):
        return content.content[0] if content.content else (0, 0)
    if isinstance(content, Position):
        return content.words
    return content.number.span if isinstance(content, Claim) else content.event.span
