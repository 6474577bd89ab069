"""Methods of verification and words of the subject, as pages and API show them; what the program carries of others."""

from __future__ import annotations

import inspect
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files

from armscontrol.verification.method_pages import MethodPage, Question, method_page, method_pages, page_of, questions


@dataclass(frozen=True, slots=True)
class Function:
    """A method by name: its arguments, what it answers, and the page that explains it."""

    name: str
    family: str
    arguments: tuple[str, ...]
    answers: str
    page: str | None


@dataclass(frozen=True, slots=True)
class Vendored:
    """A file that the program carries and that is not ours."""

    file: str
    package: str
    version: str
    licence: str


@lru_cache(maxsize=1)
def functions() -> tuple[Function, ...]:
    """Every method that Python and tables of cases call by name."""
    from armscontrol.verification import METHODS

    made = []
    for name, method in METHODS.items():
        given = inspect.signature(method).parameters.values()
        arguments = tuple(p.name if p.default is p.empty else f"{p.name}={p.default}" for p in given)
        first = " ".join((inspect.getdoc(method) or "").split("\n\n", 1)[0].split())
        made.append(Function(name, method.__module__.split(".")[-1], arguments, first, page_of(name)))
    return tuple(made)


@lru_cache(maxsize=1)
def vendored() -> tuple[Vendored, ...]:
    """What is not ours among what the program carries or serves: files of the workbench, outlines, Vega."""
    folders = (files("armscontrol.web") / "static" / "vendored", files("armscontrol.reports") / "outlines")
    made = [
        Vendored(r["file"], r["package"], r["version"], r["licence"])
        for folder in folders
        for r in tomllib.loads((folder / "VENDORED.toml").read_text(encoding="utf-8"))["files"]
    ]
    # served as /static/vega.js from inside a package that is installed beside the program
    return (*made, Vendored("vega.js (Vega, Vega-Lite, Vega-Embed)", "vl-convert-python", _version(), "BSD-3-Clause"))


def _version() -> str:
    try:
        return version("vl-convert-python")
    except PackageNotFoundError:
        return "not installed"


__all__ = [
    "Function", "MethodPage", "Question", "Vendored",
    "functions", "method_page", "method_pages", "questions", "vendored",
]  # fmt: skip
