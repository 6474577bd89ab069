"""The report as a PDF, set by Typst: the same content, the same charts."""

from __future__ import annotations

import datetime
import json
import tempfile
from importlib.resources import files
from pathlib import Path
from typing import Any

from armscontrol.errors import ReportError
from armscontrol.reports.content import Content

_TEMPLATE = files("armscontrol.reports") / "templates" / "report.typ"


def render(content: Content) -> bytes:
    """The PDF (PDF/UA-1: tagged, with alternative texts). The same content gives the same bytes."""
    import typst

    with tempfile.TemporaryDirectory(prefix="armscontrol-") as folder:
        root = Path(folder)
        (root / "report.typ").write_text(_TEMPLATE.read_text(encoding="utf-8"), encoding="utf-8")
        (root / "content.json").write_text(
            json.dumps(_without_svg(content, root), ensure_ascii=False), encoding="utf-8"
        )
        try:
            made: bytes = typst.compile(
                str(root / "report.typ"),
                root=folder,
                pdf_standards=["ua-1"],
                ignore_system_fonts=True,
                timestamp=datetime.datetime(2026, 11, 24, tzinfo=datetime.UTC),  # of the data, so that bytes repeat
            )
        except typst.TypstError as error:
            raise ReportError(
                f"the PDF cannot be set: {str(error).splitlines()[0]}",
                advice="Its fonts have Latin, Greek and Cyrillic letters. The HTML report shows any.",
            ) from error
    return made


def _without_svg(content: Content, root: Path) -> dict[str, Any]:
    """The content with each chart written to a file of its own and named in its place."""

    def walk(value: Any, name: str) -> Any:
        match value:
            case dict():
                return {k: walk(v, f"{name}-{k}") for k, v in value.items()}
            case list():
                return [walk(v, f"{name}-{i}") for i, v in enumerate(value)]
            case str() if value.startswith("<svg"):
                (root / f"{name}.svg").write_text(value, encoding="utf-8")
                return f"{name}.svg"
            case _:
                return value

    walked: dict[str, Any] = walk(content, "chart")
    return walked
