"""Reports: one self-contained HTML file, one PDF, charts as SVG; byte-identical for the same inputs."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from armscontrol.errors import ReportError

if TYPE_CHECKING:
    from armscontrol.compliance import Assessment
    from armscontrol.diplomacy.model import Reading
    from armscontrol.reports.curves import Bars, Curves

__all__ = ["write_chart", "write_drawing", "write_reading", "write_report"]


def write_report(found: Sequence[Assessment], *, html: Path | None = None, pdf: Path | None = None) -> None:
    """Write the report on an assessment, or on one and its variant.

    Args:
        found: the assessment under the treaty's own rules, then the one under a variant, if any.
        html, pdf: files to write; their folders are made if missing.

    Raises:
        ReportError: the libraries for reports are not installed, or a file cannot be written. Both files are made
            before either is put in place, so nothing half-written is left.
    """
    for path, endings in ((html, (".html", ".htm")), (pdf, (".pdf",))):
        if path:
            _check(path, endings)
    try:
        from armscontrol.reports.content import build
        from armscontrol.reports.html import render as render_html
        from armscontrol.reports.pdf import render as render_pdf
    except ImportError as error:
        raise _lacking("a report", error) from error
    content = build(found)
    made: list[tuple[Path, bytes]] = []
    if html:
        made.append((html, render_html(content)))
    if pdf:
        made.append((pdf, render_pdf(content)))
    for path, data in made:
        _write(path, data)


def write_chart(path: Path, shown: Curves | Bars) -> None:
    """Write curves or bars as an SVG file; its folder is made if missing.

    Raises:
        ReportError: the libraries for reports are not installed, another ending, or a file that cannot be written.
    """
    _check(path, (".svg",))
    try:
        from armscontrol.reports.charts import svg
        from armscontrol.reports.curves import Bars, bar_chart, curve_chart

        drawn = svg(bar_chart(shown) if isinstance(shown, Bars) else curve_chart(shown))
    except ImportError as error:
        raise _lacking("a chart", error) from error
    _write(path, f"{drawn}\n".encode())


def write_reading(path: Path, reading: Reading) -> None:
    """Write a text with what was read from it beside it, as one HTML file.

    Raises:
        ReportError: the libraries for reports are not installed, another ending, or a file that cannot be written.
    """
    _check(path, (".html", ".htm"))
    try:
        from armscontrol.reports.reading_page import render
    except ImportError as error:
        raise _lacking("a page", error) from error
    _write(path, render(reading))


def write_drawing(path: Path, drawing: str) -> None:
    """Write a drawing that is SVG already.

    Raises:
        ReportError: another ending, or a file that cannot be written.
    """
    _check(path, (".svg",))
    _write(path, f"{drawing}\n".encode())


def _lacking(what: str, error: ImportError) -> ReportError:
    return ReportError(
        f"{what} needs {error.name}, which is not installed",
        advice="Install it: pip install 'armscontrol[reports]'.",
    )


def _check(path: Path, endings: tuple[str, ...]) -> None:
    if path.suffix.lower() not in endings and not path.is_dir():
        raise ReportError(
            "the name of this file has another ending",
            where=str(path),
            found=repr(path.suffix),
            allowed=", ".join(endings),
        )
    if path.is_dir():
        raise ReportError("this is a folder", where=str(path), advice="Name a file in it.")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _unwritable(path, error) from error
    if not os.access(path.parent, os.W_OK) or (path.exists() and not os.access(path, os.W_OK)):
        raise ReportError("the report cannot be written there: no permission", where=str(path))


def _write(path: Path, data: bytes) -> None:
    """Write beside the target and put it in place whole."""
    try:
        with tempfile.NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False) as handle:
            handle.write(data)
        umask = os.umask(0)
        os.umask(umask)
        os.chmod(handle.name, 0o666 & ~umask)
        os.replace(handle.name, path)
    except OSError as error:
        raise _unwritable(path, error) from error


def _unwritable(path: Path, error: OSError) -> ReportError:
    return ReportError(
        f"the report cannot be written: {error.strerror}",
        where=str(path),
        advice="Name a file that you may write.",
    )
