"""Russian pages are whole: no English but names and quotations. Catalogues are complete and their places agree."""

from __future__ import annotations

import io
import re
from collections import deque
from importlib.resources import files

import pytest
from babel.messages.pofile import read_po
from lxml import html

from armscontrol.web.saying import say

LOCALE = files("armscontrol.web") / "locale" / "ru"
MOST_PAGES = 120
MOST_OF_A_KIND = 4
PLACES = re.compile(r"%\((\w+)\)[sd]|\{(\w+)\}")
ENGLISH = re.compile(r"\b[a-z]{3,}\b")
"""A word in small Latin letters: names and abbreviations have capitals."""
ALLOWED = {"armscontrol", "json", "csv", "https", "http", "com", "org", "net", "gov", "www", "sqlite", "postgresql"}


def messages(domain):
    return [m for m in read_po(io.BytesIO((LOCALE / f"{domain}.po").read_bytes()), locale="ru") if m.id]


@pytest.mark.parametrize("domain", ["pages", "record", "patterns"])
def test_every_message_is_translated_and_keeps_its_places(domain):
    for message in messages(domain):
        ids = message.id if isinstance(message.id, tuple) else (message.id,)
        strings = message.string if isinstance(message.string, tuple | list) else (message.string,)
        assert all(strings), f"{domain}: no translation of {ids[0]!r}"
        for string in strings:
            assert set(PLACES.findall(string)) <= set(PLACES.findall(ids[-1])), ids[0]
            if domain == "patterns":
                assert set(PLACES.findall(string)) == set(PLACES.findall(ids[0])), ids[0]


def test_the_catalogues_have_all_that_pages_say():
    """As `python tools/messages.py` would write them."""
    import runpy
    from pathlib import Path

    tool = runpy.run_path(str(Path(__file__).parents[2] / "tools" / "messages.py"))
    for domain, said in (("pages", tool["page_messages"]), ("record", tool["record_messages"])):
        known = {m.id[0] if isinstance(m.id, tuple) else m.id for m in messages(domain)}
        wanted = {m[0] if isinstance(m, tuple) else m for m in said() if (m[0] if isinstance(m, tuple) else m).strip()}
        assert wanted <= known, sorted(wanted - known)[:5]


def english_in(page) -> list[str]:
    """English words that a page shows outside what is marked as a name or quotation."""
    root = html.fromstring(page)
    for part in root.xpath(
        "//*[@lang and @lang!='ru' and not(self::html)] | //script | //style | //code | //pre | //svg | //head"
    ):
        part.drop_tree()
    words = ENGLISH.findall(" ".join(root.itertext()))
    return [w for w in words if w not in ALLOWED]


def kind_of(path: str) -> str:
    return re.sub(r"/(treaties|tables|items|rules|methods|terms)/[^?#]*", r"/\1/*", path.partition("?")[0])


def test_no_page_has_english_left(client):
    """Follows the links of the Russian pages, some of each kind."""
    waiting, seen, kinds, wrong = deque(["/ru/"]), {"/ru/"}, {}, {}
    while waiting and len(seen) < MOST_PAGES * 10:
        path = waiting.popleft()
        kind = kind_of(path)
        kinds[kind] = kinds.get(kind, 0) + 1
        if kinds[kind] > MOST_OF_A_KIND or sum(min(n, MOST_OF_A_KIND) for n in kinds.values()) > MOST_PAGES:
            continue
        answer = client.get(path)
        if not answer.headers.get("content-type", "").startswith("text/html"):
            continue
        assert answer.status_code == 200, path
        root = html.fromstring(answer.text)
        untranslated = [e.text_content() for e in root.xpath("//*[contains(@class, 'untranslated')]")]
        if left := [*untranslated, *english_in(answer.text)]:
            wrong[path] = left[:5]
        for link in root.xpath("//a/@href"):
            target = link.partition("#")[0]
            if target.startswith("/ru/") and target not in seen:
                seen.add(target)
                waiting.append(target)
    assert len(kinds) > 5
    assert wrong == {}


def test_a_composed_sentence_is_said_by_its_pattern():
    assert say("Margin: 1,549", "ru") == "Запас: 1\xa0549"
    assert (
        say("The rule holds from 5 February 2018 and binds.", "ru") == "Правило действует с 5 февраля 2018 и обязывает."
    )
    assert say("Nobody has said this yet.", "ru") is None
    assert say("Margin: 1,549", "en") == "Margin: 1,549"


def test_a_sentence_made_to_be_slow_is_given_up():
    """Patterns within patterns end: depth, length and tries are bounded."""
    assert say("a and b, " * 200 + "c", "ru") is None
    assert say("is between and of a: " * 90, "ru") is None
    assert say("x" * 100_000, "ru") is None
