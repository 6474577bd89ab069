"""Russian pages are whole: no English but names and quotations. Catalogues are complete and their places agree."""

from __future__ import annotations

import io
import re
from collections import deque
from importlib.resources import files

import pytest
from babel.messages.pofile import read_po
from lxml import html
from tests.web.conftest import form_word

from armscontrol.web.saying import CLOSE, OPEN, plainly, say

LOCALE = files("armscontrol.web") / "locale" / "ru"
MOST_PAGES = 160
MOST_OF_A_KIND = 5
PLACES = re.compile(r"%\((\w+)\)[sd]|\{(\w+)\}")
ENGLISH = re.compile(r"\b[a-z]{3,}\b")
"""A word in small Latin letters: names and abbreviations have capitals."""
ALLOWED = {"armscontrol", "iii", "vii", "viii"}
"""The name of the program, and numbers of paragraphs."""
RUN = re.compile(r"\b[a-z]{2,}(?: [a-z]{2,}){3,}\b")
"""Four small words in a row: no name is made so, but a sentence of ours that was not translated."""
ADDRESS = re.compile(r"https?://\S+|/ru/\S+|/?\b[\w-]+(?:[./][\w-]+)+\b")
"""Addresses, files, and ids of items: words with points or strokes in them."""
MARKED = {"name", "quote", "original", "source"}
"""Classes that say why a text is in another language: a name, a quotation, the text of a table or document, a source."""
ATTRIBUTES = ("title", "aria-label", "alt", "placeholder")


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
    made = tool()
    for domain, said in (("pages", made["page_messages"]), ("record", made["record_messages"])):
        known = {m.id[0] if isinstance(m.id, tuple) else m.id for m in messages(domain)}
        wanted = {m[0] if isinstance(m, tuple) else m for m in said() if (m[0] if isinstance(m, tuple) else m).strip()}
        assert wanted <= known, sorted(wanted - known)[:5]


def english_in(page) -> list[str]:
    """English words that a page shows outside what is marked as a name, quotation or code; charts are shown too."""
    root = html.fromstring(page)
    for part in root.xpath(
        "//*[@lang and @lang!='ru' and not(self::html)] | //script | //style | //code | //pre | //head | //textarea"
    ):
        part.drop_tree()
    shown = [*root.itertext(), *(e.get(a) or "" for e in root.iter() for a in ATTRIBUTES)]
    words = ENGLISH.findall(ADDRESS.sub("", " \n ".join(shown)))
    return [w for w in words if w not in ALLOWED]


def unmarked_in(page) -> list[str]:
    """Parts in another language that do not say why: of the page's own, only code and its links to itself may."""
    root = html.fromstring(page)
    return [
        html.tostring(e, encoding="unicode")[:80]
        for e in root.xpath("//*[@lang and @lang!='ru' and not(self::html or self::code or self::option or @hreflang)]")
        if not any(MARKED & set((x.get("class") or "").split()) for x in (e, *e.iterancestors()))
        and "prose" not in {c for x in e.iterancestors() for c in (x.get("class") or "").split()}
    ]


def hidden_in(page) -> list[str]:
    """Sentences of ours that pass for names or sources; rows of a table file stand as the file has them."""
    marked = html.fromstring(page).xpath("//*[@lang and @lang!='ru' and (contains(@class, 'name') or @class='source')]")
    return [
        text
        for e in marked
        if not any("rows" in (x.get("class") or "").split() for x in e.iterancestors())
        if RUN.search(text := ADDRESS.sub("", e.text_content()))
    ]


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
        if left := [*untranslated, *english_in(answer.text), *unmarked_in(answer.text), *hidden_in(answer.text)]:
            wrong[path] = left[:5]
        for link in root.xpath("//a/@href"):
            target = link.partition("#")[0]
            if target.startswith("/ru/") and target not in seen:
                seen.add(target)
                waiting.append(target)
    assert len(kinds) > 5
    assert wrong == {}


def left_in(page: str) -> list[str]:
    """What a page says in English; the article's own words are marked by their language alone."""
    untranslated = [e.text_content() for e in html.fromstring(page).xpath("//*[contains(@class, 'untranslated')]")]
    return [*untranslated, *english_in(page), *hidden_in(page)]


def test_a_reading_and_a_refused_table_are_told_in_russian(client):
    """Pages that answer a form, which no link leads to."""
    article = (
        "Kremlin hopes for talks\n\n"
        'MOSCOW, June 21 - "We are open to talks if Ukraine is on the table," Kremlin spokesman Dmitry Peskov said on '
        "Friday, as TASS reported.\n\n"
        "New START was signed on April 8, 2010, and caps deployed strategic warheads at 1,550. In February 2023 Russia "
        "suspended it. Each side may conduct up to 18 inspections a year. Russia has 5,580 warheads and the United "
        "States 5,044 this year.\n"
    )
    word = form_word(client.get("/ru/record/read").text)
    page = client.post("/ru/record/read", data={"csrf": word, "text": article, "published": "2024-06-21"})
    assert page.status_code == 200
    assert left_in(page.text) == []
    assert "8 апреля 2010: " in page.text
    table = "as_of,party,kind,number,basis,nonsense\n20-09,USA,icbm,-3,scenario,1\n"
    for text in (table, table.replace(",nonsense", ",status").replace(",1", ",bar")):
        page = client.post("/ru/assessment", data={"csrf": word, "treaty": "new-start", "text": text})
        assert page.status_code == 400
        assert left_in(page.text) == []


def test_days_hold_together_in_sentences():
    assert say("8 April 2010: Signed in Prague by Presidents Obama and Medvedev.", "ru").startswith("8 апреля 2010: ")


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


def test_a_name_inside_a_sentence_keeps_its_language():
    """A source told in a sentence is marked on a page, and plain where nothing can be marked."""
    text = (
        "Beside it, another basis: 1,456 estimated as of 1 February 2022 (Nuclear Notebook by Kristensen and others)."
    )
    assert f"({OPEN}Nuclear Notebook by Kristensen and others{CLOSE})" in say(text, "ru")
    assert "(Nuclear Notebook by Kristensen and others)" in plainly(text, "ru")
    assert plainly("Nobody has said this yet.", "ru") == "Nobody has said this yet."


def tool():
    """`tools/messages.py` as a module."""
    import runpy
    from pathlib import Path

    return runpy.run_path(str(Path(__file__).parents[2] / "tools" / "messages.py"))


def test_every_composed_sentence_is_said():
    """As `python tools/messages.py --missing` prints it: nothing. What is missing goes into `patterns.po`."""
    made = tool()
    assert [t for t in (*made["composed"](), *made["checked"]()) if say(t, "ru") is None] == []


def test_every_sentence_of_the_checks_has_its_pattern():
    """A check of claims that says something new says it in Russian too: a pattern in `patterns.po`."""
    assert [f"{at}: {ways[0]}" for at, ways in tool()["sentences"]() if not any(say(w, "ru") for w in ways)] == []


WRONG = ("nix", "-1", "9" * 60, "1e9", "2020-13-45", "1900-01-01")
FIELDS = {
    "/ru/": ["on"],
    "/ru/treaties": ["on", "status"],
    "/ru/treaties/compare": ["treaty", "on"],
    "/ru/treaties/new-start": ["on", "variant", "rules"],
    "/ru/treaties/new-start/rules/deployed-warheads": ["on", "variant"],
    "/ru/assessment": ["treaty", "on", "party", "variant"],
    "/ru/assessment/explain": ["article", "party", "on"],
    "/ru/assessment/own": ["treaty", "variant"],
    "/ru/forces": ["state", "year", "category", "source", "vintage", "since"],
    "/ru/forces/types": ["party", "year", "kind", "base"],
    "/ru/sites": ["party", "kind", "open"],
    "/ru/sites/plan": ["party", "year", "type_one", "violation", "opened", "sensitivity", "elsewhere", "seed"],
    "/ru/lab": ["items", "false", "sample", "sensitivity", "false_alarm", "visits", "years"],
    "/ru/lab/regime": ["sites", "cap", "opened"],
    "/ru/lab/belief": ["prior", "detect", "turns", "clean", "target"],
    "/ru/lab/game": ["periods", "inspections", "gain"],
    "/ru/data/tables/record/reported_numbers": ["grade", "offset"],
    "/ru/record": ["offset"],
    "/ru/record/statements": ["kind", "state", "party", "issue", "stance", "since", "until", "offset"],
    "/ru/record/positions": ["issue", "on", "party"],
    "/ru/record/review": ["offset"],
    "/ru/nix": ["a"],
}


@pytest.mark.parametrize("path", FIELDS)
def test_wrong_values_are_refused_in_russian(client, path):
    for name in FIELDS[path]:
        for value in WRONG:
            page = client.get(f"{path}?{name}={value}")
            if page.status_code != 200:
                left = [w for w in left_in(page.text) if w != value]  # what was sent is repeated
                assert left == [], f"{name}={value}"
    assert left_in(client.get(f"{path}?there_is_none=1").text) == []


def test_programs_are_told_in_the_language_of_the_address(client):
    told = client.get("/ru/api/v1/forces?year=1").json()
    assert (told["title"], told["allowed"], told["found"]) == ("число слишком мало", "1945 или более", "'1'")
    assert told["detail"] == "year: число слишком мало. Найдено: '1'. Допускается: 1945 или более."
    assert client.get("/api/v1/forces?year=1").json()["title"] == "the number is too small"
    assert "new-start" in client.get("/ru/api/v1/treaties/nix").json()["allowed"], "values are to be sent as they stand"


TABLES = {
    "nothing": b"",
    "no table": b"<html><body>x</body></html>",
    "zeros": b"\x00\x01\x02",
    "another separator": b"as_of;party;kind;number;basis\n2020-01-01;USA;icbm;3;scenario\n",
    "a short row": b"as_of,party,kind,number,basis\n2020-01-01,USA\n",
    "an open quotation": b'as_of,party,kind,number,basis\n"2020-01-01,USA,icbm,3,scenario\n',
    "a column twice": b"as_of,party,kind,number,basis,basis\n2020-01-01,USA,icbm,3,scenario,scenario\n",
    "no such day": b"as_of,party,kind,number,basis\n2020-13-01,USA,icbm,3,scenario\n",
    "no such kind": b"as_of,party,kind,number,basis\n2020-01-01,USA,icmb,3,scenario\n",
    "less than none": b"as_of,party,kind,number,basis\n2020-01-01,USA,icbm,-3,scenario\n",
    "a part of an item": b"as_of,party,kind,number,basis\n2020-01-01,USA,icbm,3.5,scenario\n",
    "too much": b"as_of,party,kind,number,basis\n2020-01-01,USA,icbm,1e30,scenario\n",
    "no such basis": b"as_of,party,kind,number,basis\n2020-01-01,USA,icbm,3,guess\n",
    "one item twice": b"as_of,party,kind,number,basis,uid\n"
    b"2020-01-01,USA,icbm,1,scenario,A\n2020-01-01,USA,icbm,1,scenario,A\n",
}


@pytest.mark.parametrize("name", TABLES)
def test_a_table_that_cannot_be_used_is_refused_in_russian(client, name):
    word = form_word(client.get("/ru/assessment/own").text)
    for file in ("own.csv", "own.parquet", "own.xlsx"):
        page = client.post(
            "/ru/assessment", data={"csrf": word, "treaty": "new-start"}, files={"file": (file, TABLES[name])}
        )
        assert page.status_code == 400, file
        assert left_in(page.text) == [], file


@pytest.mark.parametrize(
    ("text", "published"),
    [
        ("", ""),
        ("这是一个测试。" * 30, ""),
        ("Nobody says anything here.", "yesterday"),
        ("Nobody says anything here.", "2999-01-01"),
        ("МИД сообщил 21 июня, что переговоры возможны. «Мы открыты», — сказал Рябков.", "2024-06-21"),
        (
            "Photo: Invented Agency\n\nShare this article\n\nOfficials said in the 1990s that Russia had 31,255 warheads "
            "and would deploy 1,549. The treaty allows 12 inspections a year, and 700 launchers. On 3 May “it ends,” a "
            "diplomat said a week later. Russia signed New START in Geneva, and left it in 2022.\n",
            "2024-06-21",
        ),
    ],
)
def test_whatever_is_pasted_is_answered_in_russian(client, text, published):
    word = form_word(client.get("/ru/record/read").text)
    page = client.post("/ru/record/read", data={"csrf": word, "text": text, "published": published})
    assert left_in(page.text) == []
