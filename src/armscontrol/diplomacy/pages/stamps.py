"""The day on which a text was published, from the lines that say so: "Published June 21, 2024", "Опубликовано
21.06.2024", a line that is a date alone near the top, a dateline with its year. Never from a sentence of the article.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable
from datetime import date

from armscontrol.diplomacy.model import Apart
from armscontrol.diplomacy.pages import furniture, page_words

HEAD = 12
"""Lines at the top among which a date stands that is the text's own; further down it may be another text's."""
LONGEST = 140
"""Characters of such a line."""
_NAMES = "jan feb mar apr may jun jul aug sep oct nov dec янв фев мар апр мая июн июл авг сен окт ноя дек".split()  # noqa: SIM905
_MONTHS = {name: n % 12 + 1 for n, name in enumerate(_NAMES)} | {"май": 5}
_YEAR = r"(?P<{}>(?:19|20)\d\d)"
_MONTH = r"(?P<{}>[A-Za-zА-Яа-яё]{{3,9}})\.?"
_DAY = re.compile(
    "|".join(
        (
            rf"\b{_MONTH.format('m1')} (?P<d1>\d{{1,2}})(?:st|nd|rd|th)?,? {_YEAR.format('y1')}\b",
            rf"\b(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?[ -]{_MONTH.format('m2')},?[ -]{_YEAR.format('y2')}\b",
            rf"\b{_YEAR.format('y3')}-(?P<m3>\d\d)-(?P<d3>\d\d)(?!\d)",
            rf"\b(?P<d4>\d{{1,2}})(?P<sign>[./])(?P<m4>\d{{1,2}})(?P=sign){_YEAR.format('y4')}\b",
        )
    )
)
_PUBLISHED = re.compile(
    r"\W*(?:first |originally )?(?:published|posted|issued|дата публикации|опубликован[оа]?)\b", re.I
)
_UPDATED = re.compile(r"\W*(?:last )?(?:updated|modified|обновлен[оа]?)\b", re.I)
_LATER = re.compile(r"\b(?:updated|modified|обновлен[оа]?)\b", re.I)


def stamped(text: str, apart: Iterable[Apart] = ()) -> tuple[date, str] | None:
    """The day that a line of the text gives as that of its publication, and the basis: stamp, or dateline.

    A line that says "published" goes before a bare date, a bare date before "updated", all before a dateline.

    >>> stamped("Talks go on\\n\\nPublished: 21 June 2024, 10:15\\n\\nThe envoys met.")
    (datetime.date(2024, 6, 21), 'stamp')
    """
    lines = list(itertools.islice((line.strip() for line in text[:20_000].split("\n") if line.strip()), HEAD))
    beside = [line for a in apart if a.kind in ("byline", "header", "outside") for line in a.words.split("\n")[:HEAD]]
    found: dict[str, date] = {}
    for line, bare_allowed in (*((x, True) for x in lines), *((x, False) for x in beside)):
        made = _of_line(line, bare_allowed)
        if made:
            found.setdefault(*made)
    for manner in ("published", "bare", "updated"):
        if manner in found:
            return found[manner], "stamp"
    for line in lines:
        length = furniture.dateline(line)
        day = _read(line[:length]) if length else None
        if day:
            return day, "dateline"
    return None


def _of_line(line: str, bare_allowed: bool) -> tuple[str, date] | None:
    """What manner of stamp a line is, and its day."""
    if len(line) > LONGEST or page_words.SAYING.search(line):
        return None
    published, updated = _PUBLISHED.match(line), _UPDATED.match(line)
    if published or updated:
        later = _LATER.search(line, published.end()) if published else None
        day = _read(line[: later.start()] if later else line)
        if day is None or len(line.split()) > 20 or page_words.SEVERAL.search(_DAY.sub("", line)):
            return None
        return ("published" if published else "updated"), day
    if bare_allowed and page_words.STAMP.match(line):
        day = _read(line)
        return None if day is None else ("bare", day)
    return None


def _read(words: str) -> date | None:
    """The first whole date in the words; 03/04/2024 is none, as it has two readings."""
    for found in _DAY.finditer(words):
        n = next(n for n in "1234" if found[f"y{n}"])
        day, month = int(found[f"d{n}"]), found[f"m{n}"]
        number = int(month) if month.isdigit() else _MONTHS.get(month[:3].lower(), 0)
        if n == "4" and found["sign"] == "/":
            if day <= 12 and number <= 12 and day != number:
                continue
            day, number = (number, day) if number > 12 else (day, number)
        try:
            return date(int(found[f"y{n}"]), number, day)
        except ValueError:
            continue
    return None
