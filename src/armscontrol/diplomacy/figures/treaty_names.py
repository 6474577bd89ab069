"""Treaties as texts name them, and which one "the treaty" or a figure near it most likely means."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache

from armscontrol.diplomacy.figures.bounds_known import new_start_days, new_start_of

KNOWN = frozenset(
    (
        "abm",
        "ccm",
        "cfe",
        "cwc",
        "inf",
        "new-start",
        "ottawa",
        "salt-1",
        "salt-2",
        "sort",
        "start-1",
        "start-2",
        "vienna-2011",
    )
)
"""Ids of the treaties this project has, as documents or in its timeline; other names are recognised so that nothing of
theirs is put on these."""

_NAMES = {
    "new-start": r"New START|NEW START|New Start|START[- ](?:III|3)|new START|New Strategic Arms Reduction|"
    r"new Strategic Arms "
    r"Reduction|Prague Treaty|НОВ(?:ЫЙ|ОГО) СНВ|[Нн]ов\w+ СНВ|СНВ-(?:3|III)|ДСНВ|Пражск\w+ договор\w*|"
    r"Договор\w* о мерах по дальнейшему сокращению",
    "start-2": r"START[- ](?:II|2)(?![\w-])|Start[- ]II(?![\w-])|СНВ-(?:2|II)(?!\w)",
    "start-1": r"START[- ](?:I|1)(?![\w-])|Start[- ]I(?![\w-])|"
    r"(?:the )?(?:1991|original|old|first) START|СНВ-(?:1|I)(?!\w)",
    "start": r"Strategic Arms Reduction Treaty|(?<![A-Z] )START(?![- ]?(?:UP|OF|THE|TO)\b| [Ff]ollow-[Oo]n|"
    r" successor| replacement)|СНВ",
    "sort": r"SORT(?=[ ,.;:)]|$)|Moscow [Tt]reat(?:y|ies)|Treaty of Moscow|"
    r"Strategic Offensive Reductions Treaty|СНП(?!\w)",
    "inf": r"INF(?!\w)|Intermediate[- ]Range(?: and Shorter-Range)? Nuclear[- ]Forces|ДРСМД|РСМД|"
    r"ликвидации (?:их )?ракет средней(?: дальности)? и меньшей дальности",
    "salt-1": r"SALT[- ](?:I|1)(?!\w)|(?:SALT )?Interim Agreement(?! on (?:trade|the border))",
    "salt-2": r"SALT[- ](?:II|2)(?!\w)",
    "cfe": r"CFE(?!\w)|Conventional (?:Armed )?Forces in Europe|ДОВСЕ",
    "abm": r"ABM(?!\w)|Anti-Ballistic Missile Treaty|[Дд]оговор\w* по ПРО",
    "open-skies": r"Open Skies|ДОН(?!\w)|[Дд]оговор\w* (?:по|об) открыт\w+ неб\w+|Открыт\w+ неб\w+",
    "ctbt": r"CTBT|[Cc]omprehensive (?:[Nn]uclear[- ])?[Tt]est[- ][Bb]an|ДВЗЯИ|всеобъемлющ\w+ запрещени\w+",
    "test-ban": r"(?:Limited|Partial|Threshold) (?:Nuclear )?Test[- ]Ban|[LPT]TBT(?!\w)",
    "tpnw": r"TPNW|Prohibition of Nuclear Weapons|ДЗЯО",
    "outer-space": r"Outer Space Treaty",
    "bwc": r"BWC(?!\w)|Biological Weapons Convention|КБТО",
    "budapest": r"Budapest Memorandum|Будапештск\w+ меморандум\w*",
    "npt": r"NPT(?!\w)|Non-?[Pp]roliferation Treaty|ДНЯО",
    "cwc": r"Chemical Weapons Convention",
    "jcpoa": r"JCPOA|Iran nuclear deal",
    "1988-agreement": r"1988 agreement|Ballistic Missile Launch Notification",
}
NAMED = re.compile(
    r"(?<!\w)(?:"
    + "|".join(f"(?P<{k.replace('-', '_').replace('1988', 'n1988')}>{v})" for k, v in _NAMES.items())
    + ")"
)
"""All names of treaties; the group that matched is the id, with underscores."""

_THIRD = re.compile(r"START[- ](?:III|3)|СНВ-(?:3|III)")
"""Before New START, the name of a treaty that never was."""
_NEWER = re.compile(r"\b2010\b|\bPrague\b|\bПраг\w+")


@dataclass(frozen=True, slots=True)
class Treaties:
    """Where a text names which treaty. `main` is the one it names most, the first of equals."""

    starts: tuple[int, ...]
    ids: tuple[str, ...]
    main: str | None
    signs: bool = False
    """Whether the text has what only texts about New START have, named or not."""

    def at(self, start: int, end: int) -> str | None:
        """The treaty a place speaks of: the last one named before its end, if not too far off, else the main one."""
        before = bisect_right(self.starts, end) - 1
        if before >= 0 and self.starts[before] >= start:
            return self.ids[before]
        return self.main

    @property
    def names(self) -> frozenset[str]:
        """Ids of all treaties named."""
        return frozenset(self.ids)

    def within(self, start: int, end: int) -> tuple[str, ...]:
        """Treaties named in a stretch, in order."""
        return self.ids[bisect_left(self.starts, start) : bisect_left(self.starts, end)]

    def places(self, start: int, end: int) -> tuple[tuple[int, str], ...]:
        """Where in a stretch which treaty is named."""
        low, high = bisect_left(self.starts, start), bisect_left(self.starts, end)
        return tuple(zip(self.starts[low:high], self.ids[low:high], strict=True))


@lru_cache(maxsize=4)
def treaties(text: str, published: date | None) -> Treaties:
    """All treaties named in a text; found once for all that ask about it.

    "START" and "Strategic Arms Reduction Treaty" alone are New START, unless the text was published before its
    signature, or speaks of START I and never of New START or the time and place of its signature.
    """
    early = published is not None and published < min(new_start_days())
    found = [
        (m.start(), "start-3" if early and _THIRD.fullmatch(m[0]) else _plain(m.lastgroup or ""))
        for m in NAMED.finditer(text)
    ]
    names = {i for _, i in found}
    if "new-start" in names:
        alone = "new-start"
    elif early or ("start-1" in names and not _NEWER.search(text)):
        alone = "start-1"
    else:
        alone = "new-start"
    ids = [alone if i == "start" else i for _, i in found]
    counts = Counter(ids)
    main = counts.most_common(1)[0][0] if counts else None
    later = published is not None and not early
    signs = later and _own_signs().search(text) is not None
    return Treaties(tuple(s for s, _ in found), tuple(ids), main or ("new-start" if signs else None), signs)


@cache
def _own_signs() -> re.Pattern[str]:
    """What only texts about New START have: its limit on warheads, a cap of its other numbers, its days."""
    thousands, rest = divmod(round(new_start_of("warheads")), 1000)
    others = "|".join(f"{new_start_of(noun):.0f}" for noun in ("vehicles", "launchers"))
    days = "|".join(rf"{d.day} {d:%B},? {d.year}|{d:%B} {d.day},? {d.year}" for d in new_start_days())
    return re.compile(
        rf"(?<![\d.,]){thousands}[,. \u00a0]?{rest:03d}(?![\d])|"
        rf"\b(?:cap|limit|ceiling)s? of (?:{others})(?![\d.,]*\d)|\b(?:{days})\b"
    )


def last_named(text: str, start: int, end: int) -> re.Match[str] | None:
    """The last name of a treaty in a short stretch of text."""
    return next(reversed(list(NAMED.finditer(text, start, end))), None)


def _plain(group: str) -> str:
    return group.replace("n1988", "1988").replace("_", "-")
