"""The day that a sentence gives its data, for a number that no words beside it date: "the 2011 sheet".

Such a day comes before the one that was asked for, or the day of publication; a sentence with two days gives none.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import replace

from armscontrol.diplomacy.checks import carried, subjects
from armscontrol.diplomacy.checks.claims import Claim
from armscontrol.diplomacy.intervals import days

_DATA_BEFORE = re.compile(
    r"\b(?:exchange|sheet|declaration|data|figures?|numbers?|fact ?sheet|tally|totals?|report(?:ed)?|listed|declared|"
    r"notified|published|released|table|counts?|accounting|обмен\w*|данн\w+|сводк\w+)"
    r"(?: (?:of|for|from|dated|in|on|as of|at|за|от|на|в))? (?:the |early |late )*$",
    re.IGNORECASE,
)
_DATA_AFTER = re.compile(
    r"(?:['’]s)? (?:New START |fact |data |aggregate |biannual |treaty )*(?:sheet|exchange|declaration|data|figures|"
    r"numbers|table|report|tally|totals?|counts?|accounting)\b",
    re.IGNORECASE,
)
_COMPARED = re.compile(r"\b(?:compar\w+|than|since|previous\w*|against|versus|(?:up|down|fall\w*|rise|drop\w*) from)\b")
_EXACT = re.compile(r"[0-9]{4}(?:-(?:0[1-9]|1[0-2]))?(?:-[0-9]{2})?")


def dated(claim: Claim) -> Claim:
    """The claim under the one day that its sentence gives its data; else as it is."""
    number, document = claim.number, claim.document
    if number.kind != "count" or number.party in (None, "each", "both"):
        return claim
    if (number.quantity or "").startswith(("inf.", "start1.", "cfe.")) or number.unit == "inspections":
        return claim
    if number.as_of is not None and not _only_asked(claim):
        return claim
    text = document.text
    start, end = subjects.sentence_of(text, number.span)
    told = carried.mentions(document)
    first = bisect_left(told, start, key=lambda d: d.span[0])
    last = bisect_left(told, end, key=lambda d: d.span[0])
    if last - first != 1:
        return claim
    day = told[first]
    edtf = day.edtf or ""
    if not _EXACT.fullmatch(edtf) or edtf[:4] not in day.words:
        return claim
    if _COMPARED.search(text, max(start, day.span[0] - 60), day.span[0]):
        return claim  # the day of what the figures are compared with is not theirs
    before = _DATA_BEFORE.search(text, max(start, day.span[0] - 40), day.span[0])
    after = _DATA_AFTER.match(text, day.span[1], end)
    if not before and not after:
        return claim
    return replace(claim, number=replace(number, as_of=edtf), when=days(edtf), basis="its own date")


def _only_asked(claim: Claim) -> bool:
    """Whether a number's day is only the one that was asked for: a text's own words name no such day."""
    number, document = claim.number, claim.document
    if document.published_basis != "given" or claim.when is None or claim.when[1] != document.published:
        return False
    return number.as_of not in carried.days_told(document)
