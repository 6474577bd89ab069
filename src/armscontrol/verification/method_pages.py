"""One page a method, as written: model, formula, assumptions, when not to use it, examples, reference.

The pages are those of `docs/methods`, which a wheel carries along; a folder in it has those of another language.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from armscontrol.errors import MissingError

PARTS = (
    "Model",
    "Formula",
    "Assumptions",
    "When not to use it",
    "Worked example",
    "Published case",
    "Reference",
)
"""The chapters of a page, in their order."""
CHAPTERS: dict[str, dict[str, str]] = {
    "en": {part: part for part in PARTS},
    "ru": {
        "Модель": "Model",
        "Формула": "Formula",
        "Допущения": "Assumptions",
        "Когда не применять": "When not to use it",
        "Пример": "Worked example",
        "Опубликованный случай": "Published case",
        "Источник": "Reference",
    },
}
"""What a chapter is called on the pages of a language, and which of `PARTS` it is."""
_LIST = {"en": "## One page a method", "ru": "## По странице на метод"}
"""The heading under which the first page lists the questions."""


@dataclass(frozen=True, slots=True)
class MethodPage:
    """A method in words, in Markdown.

    Attributes:
        name: the name of its page, as "detection".
        title: what it is called.
        question: what it answers, in a sentence or two.
        methods: those of `METHODS` that it explains.
        parts: its chapters by name, in the order of `PARTS`; the names are those of `PARTS` in every language.
        headings: what the chapters are called on the page itself, by those names.
        language: the language that it is written in: English where there is no page in the one asked for.
    """

    name: str
    title: str
    question: str
    methods: tuple[str, ...]
    introduction: str
    parts: dict[str, str]
    headings: dict[str, str]
    language: str = "en"


@dataclass(frozen=True, slots=True)
class Question:
    """A question of an inspector, and the pages that answer it.

    Attributes:
        text: the question.
        pages: the names of the pages.
        language: the language that the question is written in.
    """

    text: str
    pages: tuple[str, ...]
    language: str = "en"


def _folder() -> Traversable:
    carried = files("armscontrol.verification") / "pages"
    return carried if carried.is_dir() else Path(__file__).parents[3] / "docs" / "methods"


def _text(name: str, language: str) -> tuple[str, str]:
    """A page as it was written, and its language: English where there is none in the one asked for."""
    if language != "en" and language in CHAPTERS:
        translated = _folder() / language / f"{name}.md"
        if translated.is_file():
            return translated.read_text(encoding="utf-8"), language
    return (_folder() / f"{name}.md").read_text(encoding="utf-8"), "en"


@cache
def method_pages(language: str = "en") -> dict[str, MethodPage]:
    """Every page by its name, in the order of the questions.

    Args:
        language: `en` or `ru`; a page that is missing in it stands in English, and says so (`MethodPage.language`).
    """
    known = [name for question in questions() for name in question.pages]
    return {name: _read(name, language) for name in known}


def method_page(name: str, language: str = "en") -> MethodPage:
    """One page.

    Raises:
        MissingError: no page has this name.
    """
    found = method_pages(language).get(name)
    if found is None:
        raise MissingError("there is no such method", found=repr(name[:60]), allowed=", ".join(method_pages()))
    return found


@cache
def questions(language: str = "en") -> tuple[Question, ...]:
    """The questions, each with its pages, as the first page lists them."""
    written, found = _text("README", language)
    text = written.split(_LIST[found], 1)[1]
    rows = re.findall(r"^\| ([^|]+\?) \| (.+) \|$", text, re.MULTILINE)
    return tuple(Question(asked, tuple(re.findall(r"\(([\w-]+)\.md\)", pages)), found) for asked, pages in rows)


@cache
def page_of(method: str) -> str | None:
    """The name of the page that explains a method; None where none does."""
    return next((p.name for p in method_pages().values() if method in p.methods), None)


def _read(name: str, language: str) -> MethodPage:
    from armscontrol.verification.methods import METHODS

    written, found = _text(name, language)
    text = re.sub(r"<!--.*?-->\n?", "", written, flags=re.DOTALL)
    head, *chapters = re.split(r"^## ", text, flags=re.MULTILINE)
    title, _, introduction = head.removeprefix("# ").partition("\n")
    introduction = introduction.strip()
    question = " ".join(introduction.split("\n\n", 1)[0].split())
    named = tuple(m for m in dict.fromkeys(re.findall(r"`(\w+)`", introduction)) if m in METHODS)
    parts, headings = {}, {}
    for chapter in chapters:
        heading, _, body = chapter.partition("\n")
        part = CHAPTERS[found][heading.strip()]
        parts[part], headings[part] = body.strip(), heading.strip()
    return MethodPage(name, title.strip(), question, named, introduction, parts, headings, found)
