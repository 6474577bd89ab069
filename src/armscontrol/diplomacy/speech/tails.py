"""What stands behind the words that are said: when, where and through whom they were said, or another speaker's clause.

“We are ready” on Friday tells the day of the saying; the inspectors “will return” on Friday may tell that of the
return: where the words leave both open, nothing is cut from them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from armscontrol.diplomacy.model import Span
from armscontrol.diplomacy.speech import cues
from armscontrol.diplomacy.speech.chains import medium
from armscontrol.diplomacy.speech.cue import Cue
from armscontrol.diplomacy.speech.telling import clausal

_EDGE = " .,;”"
_DAY = re.compile(
    r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|\b(?:today|yesterday)\b|\blast\s+\w+|\b[A-Z][a-z]+\.?\s+\d{1,2}\b"
)
"""Times that are those of a saying rather than of a plan."""
_UTTERED = re.compile(
    r"\b(?:interview|conference|briefing|statement|speech|address|posts?|article|testimony|hearing|podcast|tweet|letter|"
    r"remarks|report|op-ed|column|blog|essay|reporters|journalists|lawmakers|parliament|Telegram|Twitter|Facebook)\b"
)
"""What words are uttered in."""
_OCCASION = re.compile(
    r"\s+(?:when asked\b|in (?:reply|response|reaction|answer) to\b|"
    r"(?:after|before|during|following|ahead of|as|while|upon|speaking|commenting|responding|answering)\b(?=\s))"
)
_FINITE = re.compile(
    r"\b(?:will|would|shall|can|could|may|might|must|should|is|are|am|was|were|has|have|had|does|do|did|cannot)\b|"
    r"(?<=\w)(?:[’'](?:s|re|m|ll|d|ve)|n[’']t)\b|(?<=“)(?:never |still |only |also |fully )?[a-z]{2,}[^\Wsui]s\b"
)
_LATER = frozenset(
    ["will", "would", "shall", "can", "could", "may", "might", "must", "should", "’ll", "'ll", "’d", "'d"]
)
_PAST = frozenset(["was", "were", "has", "have"])
_DONE = re.compile(
    r"\W*(?:not |being |been |also )?(?:\w{2,}(?:ed|en|wn|ught)|done|gone|held|met|put|cut|shot|sent|built|hit|made)\b"
)
_SET = re.compile(
    r"\W*(?:not |now |still )?(?:being|scheduled|planned|set|due|expected|slated|coming|starting|meeting|going)\b"
)
_AHEAD = re.compile(r"\b(?:offer|propos|demand|urg|threaten|recommend|appeal|promis|vow|pledg|invit|ask|call\w*\s+for)")
"""Verbs that ask for something to come, so that a day behind their object is its own."""
_PLANNED = re.compile(
    r"(?<!open)(?<!committed)(?<!opposed)(?<!close)(?<!subject)(?<!threat)(?<!limited)\s+to\s+"
    r"(?!the\b|an?\b|its\b|any\b|this\b|that\b|[a-z]+[^s]s\b)[a-z]+|\b[Tt]here\s+(?:is|are|was|were)\b"
)
_CARRIED = re.compile(
    r"\s*(?:[,—–]\s*)?(?:as\s+)?((?:(?:the|a|an|[a-z][\w-]*|[A-Z][\w’'.-]*)\s+){0,6}?[A-Z][\w’'.-]*(?:\s+[A-Z][\w.-]*)*"
    r"(?:\s+(?:news\s+)?(?:agency|newspaper|channel|television|broadcaster))?"
    r"(?:[’']s)?(?:\s+(?:[A-Z]\w+\s+)?(?:correspondent|reporter|pool))?)\s+(?:has\s+)?(?:reported|reports|said|says|wrote)\b"
)
_OUTLET = re.compile(r"\b(?:agency|newspaper|broadcaster|television|TV|radio|daily|media|correspondent|pool)\b")
_SILENT = re.compile(
    r",?\s+(?:but|and|while|whereas|though|although)\s+[^,;“”]{2,60}?\s+(?:declined\s+(?:to\s+)?comment|"
    r"(?:had|made|gave|offered)\s+no\s+(?:immediate\s+)?(?:comment|response|reply|answer)|"
    r"did\s+not\s+(?:immediately\s+)?(?:respond|comment|reply|answer)|could\s+not\s+(?:immediately\s+)?be\s+reached)\b|"
    r"(?<=”),?\s+(?:while|whereas|but)\s+for\s+(?:the\s+)?(?:[A-Z][\w.’'-]*\s+){1,4}(?:it|this|that|they)\b"
)
""" "while the ministry declined to comment": the writer's own words."""
_HOW = re.compile(r"”\s+(?:is|was|were)\s+how\s+(?:the\s+)?$")
""" “A farce,” was how X described it. """
_HANDED = re.compile(
    r"(?:\s+(?:carried|published|reported|aired|broadcast|released|issued|posted|shown))?\s+by\s+"
    r"(?:(?:the|a|an|its|state|state-run|news|media|agency|newspaper|broadcaster|channel|[A-Z][\w’'.-]*)\s+){0,6}?"
    r"[A-Z][\w’'.-]*(?:\s+(?:news\s+)?(?:agency|newspaper|television|TV))?(?=\s)"
)
_ASIDE = re.compile(r",\s+(?:speaking|addressing|writing|answering|asked|in|at|on|during)\b[^,;“”]*\s?$")
_OWN = re.compile(
    r"(?:[,;—–]|”)(\s*(?:(?:and|but|while|as|whereas|although|though|yet|to\s+which)\s+)?(?:(?!that\b|which\b|who\b|if\b|what\b|how\b)"
    r"[\w’'.-]+\s+){0,6})$"
)
""" ", while his colleague": where a clause with a subject of its own begins."""


def beyond(masked: str, at: int, end: int, pattern: re.Pattern[str] = cues.ADVERBIAL) -> int:
    """Where the words for time, place and hearer end that stand at a place."""
    for _ in range(6):
        match = pattern.match(masked, at, end)
        if match is None or match.end() == at:
            break
        at = match.end()
    return at


def carried(masked: str, at: int, end: int) -> int | None:
    """Where ", state news agency Sample reported" ends that stands at a place; `None` where no outlet does."""
    match = _CARRIED.match(masked, at, min(end, at + 160))
    if match is None or not (medium(match[1]) or _OUTLET.search(match[1])):
        return None
    return match.end()


def carrier(masked: str, last: int, zones: Sequence[Span]) -> str | None:
    """The known outlet that carried the content which ends at `last`, where the words behind it say so."""
    for start, end in zones:
        if start <= last + 1 < end and (match := _CARRIED.match(masked, last, min(end, last + 160))):
            return medium(match[1])
    return None


def untailed(text: str, masked: str, cue: Cue, content: list[Span]) -> list[Span]:
    """The content without what follows its last quotation and only tells when, where or through whom it came."""
    if not content or content[-1][0] < cue.end:
        return content
    how = _HOW.search(masked, max(0, cue.start - 20), cue.start)
    if how is not None and (opens := masked.rfind("“", 0, how.start())) >= 0:
        return [(opens, how.start() + 1)]
    start, end = content[-1]
    if silent := _SILENT.search(masked, start, end):
        end = silent.start()
        content = [*content[:-1], (start, end)]
    mark = masked.rfind("”", start, end) + 1
    if not mark or not masked[mark:end].strip(_EDGE):
        return content
    stopped = masked[mark - 2] == "," and cues.TAIL_STOP.match("," + masked[mark:end])
    if stopped or carried(masked, mark, end) is not None:
        return [*content[:-1], (start, mark)]
    tail = masked[mark:end]
    alone = masked[start] == "“" and masked.find("”", start, end) + 1 == mark
    occasion = (
        alone and _OCCASION.match(tail) and (tail.lstrip().startswith(("when asked", "in ")) or not clausal(tail))
    )
    placed = not masked[beyond(masked, mark, end) : end].strip(_EDGE)
    if occasion or (placed and (alone or cue.acting or _UTTERED.search(tail))):
        return [*content[:-1], (start, mark)]
    if placed and _DAY.search(tail) and _at_once(text[start:mark]):
        return [*content[:-1], (start, mark)]
    return content


def _at_once(words: str) -> bool:
    """Whether what some words tell of lasts while it is told, so that a day behind them is that of the telling."""
    last = next(reversed(list(_FINITE.finditer(words))), None)
    if last is None or last.group() in _LATER:
        return False
    after = words[last.end() :]
    if _PLANNED.search(words[last.start() - 6 if last.start() > 6 else 0 :]):
        return False
    if last.group() in ("is", "are", "am"):
        return _SET.match(after) is None
    return not (last.group() in ("had", "did") or (last.group() in _PAST and _DONE.match(after)))


def dates_it(masked: str, verb: Span, last: int, date: Span, end: int) -> bool:
    """Whether a date behind the content that ends at `last` is that of the saying."""
    if _AHEAD.match(masked, verb[0]):
        return False
    begin = last
    while begin < date[0] and masked[begin] in "”.":
        begin += 1
    set_off = masked[begin : begin + 1] in (",", "—", "–")
    begin = begin + 1 if set_off else begin
    outlet = carried(masked, begin, end)
    stop = beyond(masked, begin if outlet is None else outlet, end)
    if stop <= date[0]:
        return False
    stop = max(stop, beyond(masked, max(stop, date[1]), end))
    return (
        not masked[stop:end].strip(_EDGE)
        or (not set_off and masked[stop : stop + 1] in (",", ";"))
        or outlet is not None
    )


def undisturbed(between: str) -> str:
    """Words between a verb and a date without those that only tell through whom, and in answer to what, it was said."""
    return _HANDED.sub(" ", between).removesuffix("when asked ")


def aside(before: str) -> bool:
    """Whether these words lead to a date in an aside on the saying: "X, speaking at a forum on Friday, said"."""
    return _ASIDE.search(before) is not None


def own_clause(masked: str, start: int, following: Cue) -> int | None:
    """Where the clause of the next speaker begins behind a mark: ", while his colleague X called"."""
    subject = following.subject
    if subject is None or following.inverted or following.kind not in ("say", "act"):
        return None
    if subject.kind not in ("person", "organization", "media", "state"):
        return None
    match = _OWN.search(masked, start, following.start)
    if match is None or len(match[1].split()) == 0:
        return None
    words = match[1].split()
    replies = words[:2] == ["to", "which"]
    words = words[1:] if replies else words
    joined = replies or words[0] in ("and", "but", "while", "as", "whereas", "although", "though", "yet")
    inner = words[1:] if joined else words
    described = all(w.islower() for w in inner) or inner[0] in (
        "his",
        "her",
        "its",
        "their",
        "the",
        "a",
        "an",
        "another",
        "fellow",
    )
    outlet = subject.kind == "media" and bool(_OUTLET.search(match[1])) and not clausal(match[1])
    parted = joined or masked[match.start()] == ";"
    if not outlet and not (parted and described and not clausal(" ".join(inner))):
        return None
    quoted = masked[match.start()] == "”" or masked[match.start() - 1] == "”"
    return (
        match.start() + 1
        if outlet or quoted or masked[match.start()] == ";" or words[0] in ("while", "whereas")
        else None
    )
