"""Tables to take away: CSV that no spreadsheet runs, Parquet, JSON."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from starlette.responses import Response

from armscontrol.data import catalogue
from armscontrol.errors import MissingError

if TYPE_CHECKING:
    import polars as pl

FORMATS = catalogue.FORMATS
TYPES = {
    "csv": "text/csv; charset=utf-8",
    "parquet": "application/vnd.apache.parquet",
    "json": "application/json",
}
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""The last four are the signs in full width, which some spreadsheets take for the same."""


def safe_cell(value: Any) -> Any:
    """A cell that a spreadsheet shows and does not run: text that begins as a formula gets an apostrophe."""
    if isinstance(value, str) and value.startswith(_FORMULA):
        return f"'{value}"
    return value


def as_csv(rows: Iterable[Mapping[str, Any]], columns: Iterable[str]) -> bytes:
    """Rows as CSV, UTF-8; unknown is empty."""
    out = io.StringIO()
    names = list(columns)
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(names)
    for row in rows:
        writer.writerow([safe_cell(row.get(n)) for n in names])
    return out.getvalue().encode()


def table_file(frame: pl.DataFrame, name: str, form: str) -> Response:
    """A frame as a file to take away.

    Raises:
        MissingError: no such format.
    """
    if form not in FORMATS:
        raise MissingError("there is no such format", found=repr(form[:20]), allowed=", ".join(FORMATS))
    if form == "csv":
        body = as_csv(frame.iter_rows(named=True), frame.columns)
    elif form == "parquet":
        out = io.BytesIO()
        frame.write_parquet(out)
        body = out.getvalue()
    else:
        rows = list(frame.iter_rows(named=True))
        body = json.dumps(rows, ensure_ascii=False, default=_plain).encode()
    file = name.replace("/", "-")  # a name of ours, never one that was sent
    headers = {"content-disposition": f'attachment; filename="{file}.{form}"'}
    return Response(body, media_type=TYPES[form], headers=headers)


def _plain(value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"no JSON for {type(value).__name__}")
