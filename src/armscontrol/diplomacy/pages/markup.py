"""The article out of a page in HTML, with what the page's head says of it.

The parser and trafilatura, which finds the article, work on the page alone: no network, no cache. Before either sees
it, one linear pass counts how deep its tags lie; what would harm them is read as bare words.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from armscontrol.diplomacy.model import Apart
from armscontrol.diplomacy.pages.blocks import WRAPS, Blocks, apart, blocks, outside, tags
from armscontrol.diplomacy.pages.restored import restored
from armscontrol.errors import RecordError

WORTH_SAYING = 20
"""Words outside the article from which the reader is told of them."""
MAX_DEPTH = 250
"""Tags inside one another before a page is read as bare words: articles stay below 100, and the parser drops what lies
deeper than 255."""
MAX_TAGS = 200_000

_HTML_HEAD = re.compile(
    r"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,2000}?-->\s*){0,5}<(?:!doctype\s+html|html|head|body)\b", re.I | re.S
)
_HTML_TAG = re.compile(
    r"</?(?:p|div|span|article|section|main|table|ul|li|h[1-6]|a|br|meta|script|style|form|header|"
    r"footer)\b[^<>]{0,500}>",
    re.I,
)
_VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())  # noqa: SIM905
_ENDED_BY_NEXT = _VOID | frozenset("p li td th tr dt dd option thead tbody tfoot html body".split())  # noqa: SIM905
"""Elements that the next of their kind ends, so that they do not nest by being left open."""
_OUTSIDE = frozenset(
    "script style textarea title form template noscript select svg iframe object button nav head footer aside".split()  # noqa: SIM905
)
_LAST_DAY = "2100-12-31"
"""No day of the clock's: a page gives the same document tomorrow."""
_QUOTES = re.compile('["“”„‟″«»]')


@dataclass(frozen=True, slots=True)
class Page:
    """What the markup gave."""

    text: str
    title: str | None = None
    outlet: str | None = None
    day: date | None = None
    address: str | None = None
    apart: tuple[Apart, ...] = ()


def looks_like_html(text: str) -> bool:
    """Does the text begin as a page does, or hold many tags of one?"""
    if _HTML_HEAD.match(text[:20_000]):
        return True
    head = text[:20_000]
    return (
        "<" in head and len(_HTML_TAG.findall(head)) >= 4 and len(_HTML_TAG.findall(head)) * 400 >= min(len(head), 4000)
    )


def read_html(raw: str, where: str, notes: list[str]) -> Page:
    """The article, its title, outlet, day and address; what could not be read is added to the notes.

    Raises:
        RecordError: the extra `record` is not installed.
    """
    depth, count = _depth(raw)
    whole = blocks(raw)
    if whole.scripts:
        notes.append(
            f"Scripts and styles of the page were left out: {whole.scripts:,}, "
            f"with {whole.script_characters:,} characters."
        )
    if depth > MAX_DEPTH or count > MAX_TAGS:
        found = f"{depth:,} tags inside one another" if depth > MAX_DEPTH else f"{count:,} tags"
        notes.append(f"The page has {found}; only its bare words were read, without title and day.")
        return Page(whole.bare(), apart=apart(whole))
    page = _extracted(raw, whole, where, notes)
    if page.text:
        page = replace(page, apart=outside(whole, page.text, page.title))
        left = sum(len(a.words.split()) for a in page.apart)
        if left >= WORTH_SAYING:
            notes.append(f"{left:,} words of the page outside the article (menus, links, boxes) are set apart.")
        return page
    notes.append("No article was found in the markup; the bare words of the page were read.")
    return replace(page, text=whole.bare(), apart=apart(whole))


def _depth(raw: str) -> tuple[int, int]:
    """How many tags stand inside one another at most, and how many there are, before any parser sees them.

    Counting stops where there are too many.
    """
    stack: list[str] = []
    inside: Counter[str] = Counter()
    deepest = count = 0
    for _, _, name, closing in tags(raw):
        if name.startswith("!") or name in _ENDED_BY_NEXT:
            continue
        count += 1
        if not closing:
            stack.append(name)
            inside[name] += 1
            deepest = max(deepest, len(stack))
        elif inside[name]:  # as parsers do: what is open inside ends with it, and what was never opened is no tag
            while stack:
                top = stack.pop()
                inside[top] -= 1
                if top == name:
                    break
        if deepest > MAX_DEPTH or count > MAX_TAGS:
            break
    return deepest, count


def _extracted(raw: str, whole: Blocks, where: str, notes: list[str]) -> Page:
    """The article as trafilatura finds it, with what the page's head says of it."""
    try:
        from lxml import etree
        from trafilatura import bare_extraction, extract_metadata
        from trafilatura.utils import load_html
    except ImportError as error:
        raise RecordError(
            "HTML cannot be read without trafilatura",
            where=where,
            advice="Install it with: pip install 'armscontrol[record]', or give the article as text.",
        ) from error
    try:
        tree = load_html(raw)
        if tree is None:
            return Page("")
        head = _head(tree)
        said = extract_metadata(
            head, date_config={"original_date": True, "extensive_search": False, "max_date": _LAST_DAY}
        )
        for unread in list(tree.iter("form", "template")):
            if len(unread.findall(".//p")) < WRAPS:  # else it is the frame of the whole page
                unread.drop_tree()
        found = bare_extraction(
            tree,
            favor_precision=True,
            include_comments=False,
            include_tables=True,
            with_metadata=False,
            deduplicate=False,
        )
        text = found.text if found is not None and not isinstance(found, dict) else None
        text = "\n\n".join(line.strip() for line in (text or "").split("\n") if line.strip())
        text = restored(whole, text, said.title) if text else ""
        lost = _lost(tree, text) if text else 0
        address = next((e.get("href") for e in tree.iterfind(".//link[@rel='canonical']")), None)
    except (etree.LxmlError, ValueError, TypeError, RecursionError, AttributeError) as error:
        notes.append(f"The markup could not be read ({type(error).__name__}).")
        return Page("")
    if lost:
        notes.append(
            f"{lost} passage{'s' if lost > 1 else ''} with quotation marks on the page did not come into the text."
        )
    return Page(text, _one_line(said.title), _one_line(said.sitename), _iso(said.date), address)


def _head(tree: Any) -> Any:
    """A small page with only what says something of the article: never a day out of its words, nor its address."""
    from lxml import etree, html

    small = html.document_fromstring("<html><head></head><body></body></html>")
    head, body = small.find("head"), small.find("body")

    def add(to: Any, element: Any, words: str | None) -> None:
        made = etree.SubElement(to, element.tag, {k: v for k, v in element.attrib.items() if len(v) < 5000})
        made.text = words

    for meta in itertools.islice(tree.iter("meta"), 300):
        if (
            meta.get("property", "").lower() not in {"og:url", "twitter:url"}
            and meta.get("name", "").lower() != "twitter:url"
        ):
            add(head, meta, None)
    for script in itertools.islice(tree.iter("script"), 300):
        if script.get("type") == "application/ld+json" and len(script.text or "") < 200_000:
            add(head, script, script.text)
    for name in ("title", "h1"):
        for element in itertools.islice(tree.iter(name), 3):
            if not element.xpath("ancestor::svg"):
                add(head if name == "title" else body, element, " ".join(element.xpath("string()").split())[:1000])
    for time in itertools.islice(tree.iter("time"), 50):
        if time.get("datetime") and not time.xpath("ancestor::nav|ancestor::aside|ancestor::footer"):
            add(body, time, None)
            break
    return small


def _lost(tree: Any, text: str) -> int:
    """Stretches of the page with quotation marks whose words do not stand in the text."""
    known = "".join(text.split())
    lost = 0
    for node in itertools.islice(_quoting(tree), 1000):
        words = "".join(node[:4000].split())
        lost += any(
            len(after := words[m.end() : m.end() + 16]) >= 12 and after not in known
            for m in itertools.islice(_QUOTES.finditer(words), 40)
        )
    return lost


def _quoting(tree: Any) -> Iterator[str]:
    marks = " or ".join(f"contains(., '{mark}')" for mark in '"“”„»«')
    apart = " or ".join(f"ancestor::{name}" for name in sorted(_OUTSIDE))
    yield from tree.xpath(f".//body//text()[{marks}][not({apart})]")


def _one_line(words: str | None) -> str | None:
    return " ".join(words.split())[:500] or None if words else None


def _iso(words: str | None) -> date | None:
    try:
        return date.fromisoformat(words[:10]) if words else None
    except ValueError:
        return None
