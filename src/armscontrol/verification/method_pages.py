"""One page a method, as written: model, formula, assumptions, when not to use it, examples, reference.

The pages are those of `docs/methods`, which a wheel carries along.
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


@dataclass(frozen=True, slots=True)
class MethodPage:
    """A method in words, in Markdown.

    Attributes:
        name: the name of its page, as "detection".
        title: what it is called.
        question: what it answers, in a sentence or two.
        methods: those of `METHODS` that it explains.
        parts: its chapters by name, in the order of `PARTS`.
    """

    name: str
    title: str
    question: str
    methods: tuple[str, ...]
    introduction: str
    parts: dict[str, str]


@dataclass(frozen=True, slots=True)
class Question:
    """A question of an inspector, and the pages that answer it."""

    text: str
    pages: tuple[str, ...]


def _folder() -> Traversable:
    carried = files("armscontrol.verification") / "pages"
    return carried if carried.is_dir() else Path(__file__).parents[3] / "docs" / "methods"


@cache
def method_pages() -> dict[str, MethodPage]:
    """Every page by its name, in the order of the questions."""
    known = [name for question in questions() for name in question.pages]
    return {name: _read(name) for name in known}


def method_page(name: str) -> MethodPage:
    """One page.

    Raises:
        MissingError: no page has this name.
    """
    found = method_pages().get(name)
    if found is None:
        raise MissingError("there is no such method", found=repr(name[:60]), allowed=", ".join(method_pages()))
    return found


@cache
def questions() -> tuple[Question, ...]:
    """The questions, each with its pages, as the first page lists them."""
    text = (_folder() / "README.md").read_text(encoding="utf-8").split("## One page a method", 1)[1]
    rows = re.findall(r"^\| ([^|]+\?) \| (.+) \|$", text, re.MULTILINE)
    return tuple(Question(asked, tuple(re.findall(r"\(([\w-]+)\.md\)", pages))) for asked, pages in rows)


@cache
def page_of(method: str) -> str | None:
    """The name of the page that explains a method; None where none does."""
    return next((p.name for p in method_pages().values() if method in p.methods), None)


def _read(name: str) -> MethodPage:
    from armscontrol.verification.methods import METHODS

    text = re.sub(r"<!--.*?-->\n?", "", (_folder() / f"{name}.md").read_text(encoding="utf-8"), flags=re.DOTALL)
    head, *chapters = re.split(r"^## ", text, flags=re.MULTILINE)
    title, _, introduction = head.removeprefix("# ").partition("\n")
    introduction = introduction.strip()
    question = " ".join(introduction.split("\n\n", 1)[0].split())
    named = tuple(m for m in dict.fromkeys(re.findall(r"`(\w+)`", introduction)) if m in METHODS)
    parts = {}
    for chapter in chapters:
        heading, _, body = chapter.partition("\n")
        parts[heading.strip()] = body.strip()
    return MethodPage(name, title.strip(), question, named, introduction, parts)
