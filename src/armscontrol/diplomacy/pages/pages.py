"""Taking in a page or a text: from bytes to a `Document`, with what was not read said in its notes.

HTML is read in `markup`; everything else is taken as text, unchanged but for its line ends, and for invisible marks in
numbers, which a note counts. The day of publication
comes from whoever gave the page, else from the page's head, else from its address, else from a line that says when it
was published or the dateline, never from the words of the article.
"""

from __future__ import annotations

import codecs
import hashlib
import itertools
import re
from collections import Counter
from datetime import date

from armscontrol.diplomacy.model import Document
from armscontrol.diplomacy.pages.markup import Page, looks_like_html, read_html
from armscontrol.diplomacy.pages.stamps import stamped
from armscontrol.errors import RecordError

MAX_BYTES = 5_000_000
"""Bytes, or characters, of a page that are read: an article has some 10,000, and reading takes seconds a million."""

_NAME = "the page"
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CHARSET = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]{2,40})|<\?xml[^>]{0,100}?encoding=[\"']([A-Za-z0-9_.-]{2,40})",
    re.I,
)
_MARKS = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")
_IN_NUMBER = re.compile(
    "(?<=[0-9])[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]+"
    "|(?<=[.,])[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]+(?=[0-9])"
)
"""Marks that a page puts into a number, or behind it, where a line may break: half a number is another."""
_OTHER_FILES = ("%PDF-", "PK\x03\x04", "\x89PNG", "‰PNG", "GIF8", "{\\rtf")
_CONTROL = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f]")
_URL_DAY = (
    re.compile(r"[/_=.-](19[89]\d|20[0-4]\d)[/_.-](0?[1-9]|1[0-2])[/_.-](0?[1-9]|[12]\d|3[01])(?![0-9])"),
    re.compile(r"[/_=.-](19[89]\d|20[0-4]\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?![0-9])"),
    re.compile(r"/(19[89]\d|20[0-4]\d)/([a-z]{3})[a-z]{0,6}/(0?[1-9]|[12]\d|3[01])(?![0-9])", re.I),
)
_MONTHS = {m: i for i, m in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), start=1)}  # noqa: SIM905
_WORD = re.compile(r"[^\W\d_]+")
_ENGLISH = frozenset("the of to and a in that is was for on with as said by it at from has have be not are he".split())  # noqa: SIM905
_RUSSIAN = frozenset("и в не на что с по как это о из к за для от он но его то же мы при россии сша".split())  # noqa: SIM905
_RUSSIAN_ONLY = frozenset("ыэъё")
_NOT_RUSSIAN = frozenset("іїєґўјљњћђџѓќѕәғқңөұүһ")


def take_in(
    data: bytes | str,
    *,
    source: str | None = None,
    published: date | None = None,
    outlet: str | None = None,
    title: str | None = None,
    html: bool | None = None,
    size: int | None = None,
) -> Document:
    """A page or a text as a document: its words, its day, its outlet, and notes on what could not be read.

    Args:
        data: the page; bytes are decoded by byte order mark, then the page's own charset, then as UTF-8, then by guess.
        source: file name or address it came from; a day in the address counts where nobody and no page gave one.
        published, outlet, title: as known to whoever gives the page; they go before what the page says.
        html: read as HTML, or as text; `None` looks at the first tags.
        size: how long the page is in all, where `data` is only its beginning.

    Of a page of more than `MAX_BYTES` the first part is read, and the notes say how much was not.

    Raises:
        RecordError: nothing to read, binary data, or HTML where the extra `record` is not installed.
    """
    where = source or _NAME
    if not isinstance(data, (bytes, str)):
        raise RecordError("no page", where=where, found=type(data).__name__, allowed="bytes or text")
    notes: list[str] = []
    data = _beginning(data, size, notes)
    raw = data if isinstance(data, str) else _decoded(data, where, notes)
    _refuse_binary(raw, where)
    raw = _storable(_without_zeros(raw, notes), notes).removeprefix("\ufeff")
    as_html = looks_like_html(raw) if html is None else html
    page = read_html(raw, where, notes) if as_html else Page(raw)
    text = _whole_numbers(page.text.replace("\r\n", "\n").replace("\r", "\n"), notes)
    if not any(c.isprintable() and not c.isspace() for c in text):
        raise RecordError("there is nothing to read", where=where, advice="Give the text of the article.")
    day, basis = _day(published, page.day, (source, page.address))
    if day is None:
        day, basis = stamped(text, page.apart) or (None, "none")
    _note_marks(text, notes)
    return Document(
        text=text,
        published=day,
        published_basis=basis,
        outlet=outlet or page.outlet,
        title=title or page.title,
        source=source,
        language=_language(text, notes),
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        notes=tuple(notes),
        apart=page.apart,
    )


def _beginning(data: bytes | str, size: int | None, notes: list[str]) -> bytes | str:
    """What is read of a page that is too long for one reading."""
    whole = max(len(data), size or 0)
    if whole <= MAX_BYTES and whole == len(data):
        return data
    kept = data[:MAX_BYTES]
    if isinstance(kept, bytes) and not kept.startswith(tuple(mark for mark, _ in _BOMS[1:])):
        end = len(kept)
        while end > len(kept) - 4 and end and kept[end - 1] & 0xC0 == 0x80:  # no half of a letter in UTF-8
            end -= 1
        if 0 < end < len(kept) or (end and kept[end - 1] >= 0xC0):
            kept = kept[: end - 1]
    unit = "bytes" if isinstance(kept, bytes) else "characters"
    notes.append(
        f"The page is too long to be read whole: the first {len(kept):,} of {whole:,} {unit} were read, "
        f"{whole - len(kept):,} were not."
    )
    return kept


def _without_zeros(text: str, notes: list[str]) -> str:
    """The text with a sign in place of each zero, which databases cannot keep."""
    zeros = text.count("\x00")
    if zeros:
        notes.append(f"{zeros:,} zero byte{'s' if zeros > 1 else ''} in the text stand as \ufffd.")
    return text.replace("\x00", "\ufffd")


def _decoded(data: bytes, where: str, notes: list[str]) -> str:
    for mark, name in _BOMS:
        if data.startswith(mark):
            return _by(data, name, notes)
    wide = _two_bytes(data)
    if wide:
        notes.append("The encoding is not given; it was taken for UTF-16, two bytes a letter.")
        return _by(data[: len(data) // 2 * 2], wide, notes)
    declared = _CHARSET.search(data, 0, 4096)
    if declared:
        name = (declared[1] or declared[2]).decode("ascii")
        try:
            if codecs.lookup(name).name in {"iso8859-1", "ascii", "latin-1"}:
                name = "cp1252"  # what browsers take these names for
            text = data.decode(name)
        except (LookupError, UnicodeError, ValueError):
            notes.append(f"The page says that its encoding is {name}, but cannot be read so.")
        else:
            return text if isinstance(text, str) else ""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        # A few bad bytes in a UTF-8 text are damage; many are another encoding.
        sample = data[max(0, error.start - 20_000) : error.start + 20_000].decode("utf-8", "replace")
        bad, good = sample.count("\ufffd"), sum(1 for c in sample if c > "\x7f" and c != "\ufffd")
        if good > 4 * bad:
            notes.append("Some bytes are no UTF-8; they stand as \ufffd.")
            return data.decode("utf-8", "replace")
    return _by(data, "cp1251" if _cyrillic(data) else "cp1252", notes, guess=True)


def _by(data: bytes, name: str, notes: list[str], guess: bool = False) -> str:
    text = data.decode(name, "replace")
    if guess:
        notes.append(f"The encoding is not given and not UTF-8; it was taken for windows-{name[2:]}.")
    if "\ufffd" in text:
        notes.append("Some bytes could not be read; they stand as \ufffd.")
    return text


def _two_bytes(data: bytes) -> str | None:
    """UTF-16 without its mark: every other byte is mostly zero, or the block of Cyrillic, and the rest is not."""
    head = data[:4000]
    for name, odd in (("utf-16-le", 1), ("utf-16-be", 0)):
        high, low = head[odd::2], head[1 - odd :: 2]
        if len(high) > 20 and sum(b in (0, 4) for b in high) > 0.9 * len(high) and low.count(0) < 0.02 * len(low):
            return name
    return None


def _cyrillic(data: bytes) -> bool:
    """Are most letters outside ASCII in runs, as Cyrillic words in windows-1251 are, and not single accents?"""
    high = re.findall(rb"[\xa8\xb8\xc0-\xff]+", data[:200_000])
    return sum(len(run) for run in high if len(run) > 2) > 0.6 * sum(map(len, high)) > 0


def _refuse_binary(text: str, where: str) -> None:
    head = text[:100_000]
    if head.startswith(_OTHER_FILES):
        raise RecordError(
            "this is a file of another kind",
            where=where,
            found=repr(head[:8]),
            allowed="HTML or plain text",
            advice="Save the article as text first.",
        )
    control = len(_CONTROL.findall(head))
    if control > 0.02 * len(head) + 5 or head.count("\ufffd") > 0.2 * len(head) + 5:
        raise RecordError(
            "binary data",
            where=where,
            found=f"{control:,} control characters at the beginning",
            allowed="HTML or plain text",
        )


def _storable(text: str, notes: list[str]) -> str:
    """The text without halves of surrogate pairs, which no encoding can write."""
    try:
        text.encode()
    except UnicodeEncodeError:
        notes.append("Halves of characters were found; they stand as ?.")
        return text.encode("utf-8", "replace").decode()
    return text


def _day(given: date | None, on_page: date | None, addresses: tuple[str | None, ...]) -> tuple[date | None, str]:
    if given is not None:
        return given, "given"
    if on_page is not None:
        return on_page, "page"
    for address in addresses:
        found = _url_day(address[:2000]) if address else None
        if found is not None:
            return found, "url"
    return None, "none"


def _url_day(address: str) -> date | None:
    for pattern in _URL_DAY:
        for found in pattern.finditer(address):
            month = _MONTHS.get(found[2].lower()) if found[2].isalpha() else int(found[2])
            try:
                if month is not None:
                    return date(int(found[1]), month, int(found[3]))
            except ValueError:
                continue
    return None


def _whole_numbers(text: str, notes: list[str]) -> str:
    text, count = _IN_NUMBER.subn("", text)
    if count:
        notes.append(f"Invisible marks in numbers were taken out, in {count:,} place{'s' if count > 1 else ''}.")
    return text


def _note_marks(text: str, notes: list[str]) -> None:
    marks = len(_MARKS.findall(text))
    if marks:
        notes.append(
            f"The text holds {marks:,} invisible mark{'s' if marks > 1 else ''} (direction of writing or zero width), "
            f"left in place."
        )


def _language(text: str, notes: list[str]) -> str:
    """en, ru or other, by letters and the commonest words."""
    words = [w.lower() for w in itertools.islice((m[0] for m in _WORD.finditer(text)), 600)]
    letters = Counter(c for w in words for c in w)
    total = letters.total()
    latin = sum(n for c, n in letters.items() if "a" <= c <= "z")
    cyrillic = sum(n for c, n in letters.items() if "\u0400" <= c <= "\u04ff")
    other = sum(letters[c] for c in _NOT_RUSSIAN)
    language = "other"
    if cyrillic > 0.5 * total:
        named = sum(letters[c] for c in _RUSSIAN_ONLY)
        if (
            other <= 0.002 * cyrillic
            and (named or cyrillic < 801)
            and (len(words) < 30 or _share(words, _RUSSIAN) >= 0.08)
        ):
            language = "ru"
    elif latin >= 0.9 * total and (len(words) < 12 or _share(words, _ENGLISH) >= 0.12):
        language = "en"
    if language == "other":
        notes.append("The text is neither English nor Russian; little of it can be read.")
    return language


def _share(words: list[str], common: frozenset[str]) -> float:
    return sum(w in common for w in words) / max(1, len(words))
