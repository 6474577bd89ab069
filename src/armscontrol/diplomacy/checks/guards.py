"""What keeps a claim from being held against the record: it is denied, or about a treaty that the record lacks."""

from __future__ import annotations

import re

from armscontrol.diplomacy.figures.treaty_names import last_named, treaties
from armscontrol.diplomacy.model import Document, Span
from armscontrol.diplomacy.pages.sentences import sentences

DENIED = "The sentence denies this; what is denied is not held against the record."
_AROUND = 60
"""Characters before a claim in which a word of denial governs it."""
_NOT = re.compile(
    r"\b(?:(?:does|do|did|has|have|had|is|was|were|would)(?:\s+not|n['’]t)|never|no longer|falsely|nor)\b"
    r"(?!\s+(?:to\s+)?(?:chang\w+|alter\w*|exceed|more|fewer|less|only|yet|fully|completely|formally))(?:(?!\bbut\b)[^,;:—“”])*$|"
    r"(?<!\w)(?:не|ни|никогда)\s(?!более|только|менее|позднее|свыше|так|меньше|больше)(?:(?!(?<!\w)(?:но|а)(?!\w))[^,;:—«»])*$",
    re.IGNORECASE,
)
_LACKING = re.compile(
    r"\bOpen Skies\b|\bДОН\b|\b(?:по|об) открыт\w+ неб\w+|\b[LPT]TBT\b|\b(?:Partial|Limited|Threshold) (?:Nuclear )?"
    r"Test[ -]Ban\b|\bBWC\b|\bДЗЯО\b|\bКБТО\b|\bCTBT\b|"
    r"\b[Cc]omprehensive (?:[Nn]uclear[ -])?[Tt]est[ -][Bb]an\b|\bNPT\b|"
    r"\b[Nn]on-?[Pp]roliferation Treaty\b|"
    r"\bJCPOA\b|\bBudapest Memorandum\b|\bOuter Space Treaty\b|\bBiological Weapons Convention\b|\bTPNW\b|"
    r"\bОткрытом небе\b|\bДВЗЯИ\b|\bДНЯО\b"
)
_KNOWN = re.compile(r"\bSTART\b|\bINF\b|\bSORT\b|\bSALT\b|\bABM\b|\bД?СНВ\b|\bД?РСМД\b|\bпо ПРО\b")


def denied(text: str, span: Span) -> bool:
    """Whether a word of denial just before the claim, in its own clause, governs it."""
    start = max(0, span[0] - _AROUND)
    stop = max(text.rfind(sign, start, span[0]) for sign in ".!?\n")
    return _NOT.search(text, stop + 1 if stop >= 0 else start, span[0]) is not None


def lacking(text: str, span: Span) -> str | None:
    """The treaty that the claim's sentence is about where the record keeps nothing of it."""
    for first, last in sentences(text, max(0, span[0] - 1_000), min(len(text), span[1] + 1_000)):
        if first <= span[0] < last:
            named = _LACKING.search(text, first, last)
            if named and not _KNOWN.search(text, first, last):
                return named[0]
    return None


_SOME = re.compile(r"\b(?:several|few|many|couple(?: of)?|some|various|нескольк\w+)\s$", re.IGNORECASE)
_ROUND = re.compile(r"(?:hundreds?|thousands?|dozens?|scores?|сот\w*|тысяч\w*)", re.IGNORECASE)


def vague(text: str, span: Span) -> bool:
    """Whether a number is only a word for many: "several hundred", "thousands"."""
    return _ROUND.fullmatch(text, *span) is not None and _SOME.search(text, max(0, span[0] - 16), span[0]) is not None


_GOVERNS = re.compile(
    r"\s*(?:(?:[Tt]reaty|[Aa]greement|[Pp]act|[Aa]ccord)\b)?(?:\s\([^()]{1,60}\))?,?(?:\s\w+){0,2}?\s(?:limit|cap|"
    r"restrict|allow|permit|held|hold|set|reduc|cut|impos|oblig|requir|bound|provid|огранич|устан|предусм|разреш)\w*\b[^;:.]*"
)
_SAID_UNDER = re.compile(r"\b(?:[Uu]nder|по|согласно)\s(?:the\s|договор\w*\s)?$")
_TURN = re.compile(
    r"\b(?:successors?|replac\w*|while|whereas|later|then|now|follow\w*|new|compared|against|versus|than|but|before|"
    r"after|down|from|преемник\w*|затем|позднее|а)\b",
    re.IGNORECASE,
)


def governing(document: Document, span: Span) -> str | None:
    """The treaty that a sentence says sets a number: "X limited each side to", "under X, each side may have"."""
    text = document.text
    start = max(0, span[0] - 160)
    start = max(start, *(text.rfind(sign, start, span[0]) + 1 for sign in "?!\n;"))
    name = last_named(text, start, span[0])
    if name is None:
        return None
    between = text[name.end() : span[0]]
    said = _GOVERNS.fullmatch(between) or (
        _SAID_UNDER.search(text, max(start, name.start() - 24), name.start()) and not re.search(r"[.;:]\s", between)
    )
    if not said or _TURN.search(between):
        return None
    return treaties(text, document.published).at(name.start(), name.start())
