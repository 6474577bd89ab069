"""Does a paragraph show by its own words that it belongs to the page, and not to the article?"""

from __future__ import annotations

import re

from armscontrol.diplomacy.pages import page_words

_NOTE = re.compile(
    r"[\[(*_]*(?:(?:this|the|our) )?(?:interview|conversation|transcript|discussion|exchange|q ?& ?a|questions|answers|"
    r"text|remarks|excerpts?)(?: (?:above|below))?(?: and (?:the )?answers)?(?: with [^.]{2,60}?)? "
    r"(?:has been|have been|was|were|is|are) (?:(?:conducted|held|recorded) [^.]{2,60} and )?"
    r"(?:(?:lightly|slightly|also|since|then) )?"
    r"(?:shortened|edited|condensed|abridged|cut|trimmed|excerpted|translated)\b[^.]{0,60}?"
    r"(?:\bfor (?:[\w-]+,? (?:and |or )?){0,3}(?:clarity|length|brevity|style|space|readability|concision)\b|"
    r"\bfrom (?:the )?[A-Z][a-z]+(?:[.\])*_]|$))",
    re.IGNORECASE,
)
"""How an editor says what was done to an interview."""


def marked(words: str, titled: bool = True) -> tuple[str, str] | None:
    """Kind and rule of a paragraph that its own words show to be furniture; `None` for all else.

    `titled` says that the title was met: before it, "Live:" and "Analysis:" head the article and no link.
    """
    head, size = words[:400], len(words)
    if size <= 200 and page_words.STAMP.match(words):
        return "byline", "time-stamp"
    if titled and size <= 300 and page_words.TEASER.match(head) and not page_words.SEVERAL.search(words):
        return "teaser", "pointer-to-another-text"
    told = size > 120 and page_words.SAYING.search(words[:600]) is not None
    if page_words.FORM_INSIDE.search(words[:1500]) or (not told and page_words.FORM.match(head)):
        return "form", "form-or-button"
    if not told and page_words.FOOTER.match(head):
        return "footer", "page's-own-words"
    if size <= 500 and not any(c in words[:60] for c in '"“«') and _NOTE.match(head):
        return "footer", "editor's-note"
    if is_credit(words):
        return "credit", "picture-credit"
    if size <= 160 and page_words.BYLINE.match(words):
        return "byline", "by-whom"
    return None


def starts(words: str) -> bool:
    """Does the line begin like furniture?"""
    return marked(words[:400]) is not None or begins_list(words) is not None


def begins_list(words: str) -> str | None:
    """What begins here: a `list` of links, the readers' words at the `end`, or perhaps, at a `counter`, them."""
    if len(words) > 90:
        return None
    if page_words.LIST.fullmatch(words):
        return "list"
    if page_words.COUNTER.fullmatch(words):
        return "counter"
    return "end" if page_words.END.fullmatch(words) else None


def is_credit(words: str) -> bool:
    """Is it a picture credit and nothing else?"""
    return len(words) <= 120 and len(words.split()) <= 14 and page_words.CREDIT.fullmatch(words) is not None


def caption(words: str, credited: bool, early: bool) -> tuple[str, str] | None:
    """Kind and rule where the words describe a picture.

    Args:
        words: the paragraph.
        credited: a picture credit follows.
        early: nothing of the body went before; only there a weekday suffices as the day of a picture.
    """
    if len(words) > 600:
        return None
    if page_words.CREDIT_INSIDE.search(words):
        return "caption", "ends-in-a-credit"
    if page_words.PICTURE.match(words):
        return "caption", "describes-a-picture"
    if page_words.SAYING.search(words) or any(c in words for c in '"“«'):
        return None
    if credited and len(words) <= 400:
        return "caption", "credit-follows"
    shown = page_words.SHOWN.search(words[:160])
    if shown is None or not words[0].isupper() or _GOING_ON.match(words) or len(words[: shown.start()].split()) > 12:
        return None
    placed = page_words.PLACE_AND_YEAR_AT_END.search(words) and not page_words.TERM.search(words)
    if placed or page_words.SIDE.search(words) or (early and page_words.WEEKDAY_AT_END.search(words)):
        return "caption", "shows-and-dates"
    return None


_GOING_ON = re.compile(r"(?:It|He|She|They|We|I|There|But|And|However|Also|In addition)\b")
"""Words with which a text goes on, and a caption does not begin."""


def is_stamp(words: str) -> bool:
    """Is it a line that only gives a time or a day?"""
    return page_words.STAMP.match(words) is not None


def capitals(words: str) -> bool:
    """Is it a line in capitals, as links are set?"""
    letters = [c for c in words[:300] if c.isalpha()]
    return len(words.split()) >= 4 and len(words) <= 300 and sum(c.isupper() for c in letters) >= 0.8 * len(letters) > 0


def question(words: str) -> bool:
    """Is it a short question without speaker, as sub-headings are?"""
    return (
        len(words.split()) <= 10 and page_words.ASKING.match(words) is not None and not any(c in words for c in '"“«')
    )


def reports(words: str) -> bool:
    """Does it say that somebody says or said something?"""
    return page_words.SAYING.search(words) is not None


def told(words: str) -> bool:
    """Does it report in the past tense with "that", a day or a place of saying, as articles do and links do not?"""
    return page_words.TOLD.search(words[:600]) is not None


def has_day(words: str) -> bool:
    """Does it name a day?"""
    return page_words.HAS_DAY.search(words) is not None


def dateline(words: str) -> int:
    """Length of the dateline with which the paragraph begins, 0 where there is none."""
    found = page_words.DATELINE.match(words[:160])
    return found.end() if found and len(words) - found.end() > 20 else 0


def closing_credit(words: str) -> int | None:
    """Where the agency's credit begins that closes the paragraph, if there is one."""
    found = page_words.CLOSING.search(words, max(0, len(words) - 400))
    return None if found is None else found.start() + 1
