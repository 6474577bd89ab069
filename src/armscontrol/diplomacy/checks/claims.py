"""A number of a text with all it is checked against, and how a verdict on it is made."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from armscontrol.diplomacy.checks.known import Known
from armscontrol.diplomacy.checks.origins import same_source
from armscontrol.diplomacy.checks.subjects import Setting
from armscontrol.diplomacy.intervals import Days
from armscontrol.diplomacy.model import Check, Document, Number


@dataclass(frozen=True, slots=True)
class Claim:
    """A number with all it is checked against."""

    number: Number
    document: Document
    numbers: Sequence[Number]
    where: Setting
    when: Days | None
    basis: str

    def verdict(
        self, verdict: str, rule: str, words: str, known: Sequence[Known] = (), omits: Sequence[str] = ()
    ) -> Check:
        """The verdict on this claim; an accurate one whose only source is this very article is `same-source`."""
        if verdict == "accurate" and known and (same := same_source(self.document, known)):
            verdict, rule, words = "same-source", "same-source", f"{words} {same}"
        if verdict in ("accurate", "imprecise") and known and all(k.recalled for k in known):
            words += " The record's own figure is recalled, unverified."
        shown = tuple(dict.fromkeys(k.fact() for k in known))[:6]
        return Check(self.number.span, verdict, rule, words, shown, tuple(omits))
