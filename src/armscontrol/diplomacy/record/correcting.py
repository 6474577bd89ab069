"""A content with other values in some of its fields, held against the model before it is kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, replace
from typing import Any

from armscontrol.diplomacy.intervals import days
from armscontrol.diplomacy.model import Position, Statement
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
}
"""Words that a field of the model may have."""


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
        if name == "party" and value is not None and not all(p in PARTIES for p in str(value).split(";")):
            raise RecordError("no Party", where=name, found=repr(value)[:60], allowed="a code, as RUS or USA")
        if name in ALLOWED and value not in ALLOWED[name]:
            raise RecordError(
                "no value of the field", where=name, found=repr(value)[:60], allowed=", ".join(ALLOWED[name])
            )
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


def _place(content: Content) -> tuple[int, int]:
    if isinstance(content, Statement):
        return content.content[0] if content.content else (0, 0)
    if isinstance(content, Position):
        return content.words
    return content.number.span if isinstance(content, Claim) else content.event.span
