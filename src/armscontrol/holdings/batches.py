"""A table from outside, in batches of text: CSV, Parquet, or a data frame of any common library.

Every batch is a Polars frame of strings with the line (or row) each record starts on. Memory is bounded by the batch,
not by the file.
"""

from __future__ import annotations

import csv
import io
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import IO, Any

import narwhals.stable.v2 as nw
import polars as pl

from armscontrol.errors import DeclarationError, Problem
from armscontrol.holdings.sent import Sent, check_sent

BATCH_BYTES = 8 * 2**20
"""Bytes of CSV read at a time."""
BATCH_ROWS = 100_000
"""Rows of Parquet read at a time."""
MAX_FILE = 8 * 2**30
"""Bytes of a file: 8 GiB."""
MAX_INPUT = 256 * 2**20
"""Bytes taken from standard input: 256 MiB."""
MAX_HEADER = 16_384
SPREADSHEETS = (".xlsx", ".xls", ".ods", ".numbers")
MAX_COLUMNS = 200
_UNREADABLE = (pl.exceptions.PolarsError, pl.exceptions.PanicException, OSError)
"""What Polars raises at a damaged file."""

LINE = "__line"


@dataclass(frozen=True, slots=True)
class Batch:
    """Records as strings, empty cells null, with their lines; `problems` are records that are no records."""

    frame: pl.DataFrame
    problems: tuple[Problem, ...] = ()


def batches(source: Any, *, what: str) -> tuple[str, list[str], Iterator[Batch]]:
    """Name, columns and batches of a table.

    Args:
        source: path of a `.csv` or `.parquet` file, "-" for CSV on standard input, a table that was sent, or a data
            frame (Polars, pandas, Arrow or another that Narwhals knows).
        what: what the table holds, for messages: "holdings", "events".

    Raises:
        DeclarationError: no such file, a folder, another format, or unreadable from the start.
    """
    if isinstance(source, str | Path):
        if str(source) == "-":
            data = _standard_input()
            columns, parts = _csv(lambda: io.BytesIO(data), "standard input")
            return "standard input", columns, parts
        path = Path(source)
        _check_file(path, what)
        if path.suffix.lower() == ".parquet":
            columns, parts = _parquet(path)
        else:
            columns, parts = _csv(lambda: path.open("rb"), str(path))
        return str(path), columns, parts
    if isinstance(source, Sent):
        _check_ending(f".{source.form}" if source.form else "", source.name, what)
        if not source.data:
            raise _empty(source.name, what)
        check_sent(source)
        if source.form == "parquet":
            from armscontrol.holdings.apart import unpacked  # run as a module too, so not part of the package's import

            columns, parts = _whole(unpacked(source), source.name)
        else:
            columns, parts = _csv(lambda: io.BytesIO(source.data), source.name)
        return source.name, columns, parts
    return _frame(source, what)


def _check_file(path: Path, what: str) -> None:
    where = str(path)
    if path.is_dir():
        raise DeclarationError(f"this is a folder, not a file of {what}", where=where, advice="Name a file in it.")
    _check_ending(path.suffix, where, what)
    try:
        size = path.stat().st_size
        with path.open("rb") as handle:
            handle.read(1)
    except OSError as error:
        raise DeclarationError(f"the file cannot be read: {error.strerror}", where=where) from error
    if size > MAX_FILE:
        raise DeclarationError(f"the file has {size:,} bytes; at most {MAX_FILE:,} are read", where=where)
    if size == 0:
        raise _empty(where, what)


def _check_ending(ending: str, where: str, what: str) -> None:
    if ending.lower() not in (".csv", ".parquet"):
        raise DeclarationError(
            f"{what} are read from .csv or .parquet, not from {ending or 'a file without ending'}",
            where=where,
            advice="Save the sheet as CSV UTF-8, with commas." if ending.lower() in SPREADSHEETS else "",
        )


def _empty(where: str, what: str) -> DeclarationError:
    return DeclarationError("the file is empty", where=where, advice=f"See `armscontrol data columns {what}`.")


# CSV


def _standard_input() -> bytes:
    data = sys.stdin.buffer.read(MAX_INPUT + 1)
    if len(data) > MAX_INPUT:
        raise DeclarationError(
            f"more than {MAX_INPUT:,} bytes", where="standard input", advice="Write them to a file and name it."
        )
    return data


_MARK = b"\xef\xbb\xbf"


def _csv(open_again: Callable[[], IO[bytes]], where: str) -> tuple[list[str], Iterator[Batch]]:
    with open_again() as handle:
        start = handle.read(MAX_HEADER + len(_MARK) + 1)
    mark = len(_MARK) if start.startswith(_MARK) else 0
    end = start.find(b"\n")
    header = start[mark : end + 1] if end >= 0 else start[mark:]
    if len(header) > MAX_HEADER:
        raise DeclarationError(f"the first line has more than {MAX_HEADER:,} bytes: no header", where=where)
    try:
        names = next(csv.reader([header.decode("utf-8").rstrip("\r\n")]))
    except (UnicodeDecodeError, csv.Error, StopIteration) as error:
        wide = start[:2] in (b"\xff\xfe", b"\xfe\xff")
        raise DeclarationError(
            "the file is in UTF-16" if wide else "the first line is no header of a CSV file in UTF-8",
            where=where,
            advice="Save it as CSV UTF-8, with commas.",
        ) from error
    names = [n.strip() for n in names]
    if len(names) == 1 and (found := next((s for s in (";", "\t") if s in names[0]), None)):
        sign = "semicolons" if found == ";" else "tabs"
        raise DeclarationError(
            f"the columns are separated by {sign}, not by commas", where=where, advice="Save it as CSV with commas."
        )
    if len(names) > MAX_COLUMNS:
        raise DeclarationError(f"the header has {len(names):,} columns; at most {MAX_COLUMNS}", where=where)
    return names, _csv_batches(open_again, mark + len(header), names, where)


def _csv_batches(open_again: Callable[[], IO[bytes]], skipped: int, names: list[str], where: str) -> Iterator[Batch]:
    with open_again() as handle:
        handle.seek(skipped)
        rest, line = b"", 2
        while True:
            block = handle.read(BATCH_BYTES - len(rest)) if len(rest) < BATCH_BYTES else b""
            data = rest + block
            if not data:
                return
            if len(data) < BATCH_BYTES:  # the file ends here
                cut = len(data)
            else:
                cut = _last_record_end(data)
                if cut == 0:
                    raise DeclarationError(
                        f"a record is longer than {BATCH_BYTES:,} bytes",
                        where=f"{where}, line {line}",
                        advice="Look for a quotation mark that is not closed.",
                    )
            yield _csv_batch(data[:cut], names, line, where)
            line += data.count(b"\n", 0, cut)
            rest = data[cut:]
            if not rest and not block:
                return


def _last_record_end(data: bytes) -> int:
    """Offset behind the last line break that lies outside quotation marks; 0 where there is none."""
    end = data.rfind(b"\n")
    quotes = data.count(b'"', 0, end) if end >= 0 else 0
    while end >= 0 and quotes % 2:
        before = data.rfind(b"\n", 0, end)
        quotes -= data.count(b'"', max(before, 0), end)
        end = before
    return end + 1


def _csv_batch(data: bytes, names: list[str], line: int, where: str) -> Batch:
    blank = len(data) - len(data.lstrip(b"\r\n"))
    line, data = line + data.count(b"\n", 0, blank), data[blank:]
    if not data:
        return Batch(pl.DataFrame(schema={**dict.fromkeys(_keys(names), pl.String), LINE: pl.Int64}))
    try:
        frame = pl.read_csv(
            io.BytesIO(data),
            has_header=False,
            schema=dict.fromkeys(_keys(names), pl.String),
            infer_schema=False,
        )
    except pl.exceptions.NoDataError:
        return Batch(pl.DataFrame(schema={**dict.fromkeys(_keys(names), pl.String), LINE: pl.Int64}))
    except (pl.exceptions.PolarsError, OSError) as error:
        problems = _ragged(data, names, line)
        if problems:
            return Batch(pl.DataFrame(schema={**dict.fromkeys(_keys(names), pl.String), LINE: pl.Int64}), problems)
        raise DeclarationError(
            f"not readable as CSV: {str(error).splitlines()[0]}", where=f"{where}, line {line}"
        ) from error
    problems = ()
    last = frame.columns[-1]
    if len(names) > 1 and frame[last].null_count():
        problems = _ragged(data, names, line)
    if b'"' in data:
        breaks = pl.sum_horizontal(
            [pl.col(c).str.count_matches("\n", literal=True).fill_null(0) for c in frame.columns]
        )
        frame = frame.with_columns(
            (pl.int_range(pl.len()) + line + breaks.cum_sum().shift(1, fill_value=0)).alias(LINE)
        )
    else:
        frame = frame.with_columns((pl.int_range(pl.len(), dtype=pl.Int64) + line).alias(LINE))
    # an empty line is no record
    return Batch(frame.filter(~pl.all_horizontal(pl.exclude(LINE).is_null())), problems)


def _keys(names: list[str]) -> list[str]:
    """Column names made unique, so that a doubled header can be reported instead of crashing the reader."""
    return [name if names.index(name) == i else f"{name}\0{i}" for i, name in enumerate(names)]


def _ragged(data: bytes, names: list[str], line: int) -> tuple[Problem, ...]:
    """Records with too few or too many cells, or text that is not UTF-8."""
    problems: list[Problem] = []
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        at = line + data.count(b"\n", 0, error.start)
        return (Problem(at, "", f"the byte 0x{data[error.start]:02x}", "text in UTF-8"),)
    # the csv module takes a bare carriage return inside a line for an error of its own
    reader = csv.reader(io.StringIO(text, newline=""))
    starts = [0]
    try:
        for record in reader:
            if record and len(record) != len(names):
                problems.append(
                    Problem(line + starts[-1], "", f"{len(record)} cells", f"{len(names)} cells, as in the header")
                )
            starts.append(reader.line_num)
    except csv.Error as error:
        problems.append(Problem(line + starts[-1], "", str(error), "a record of CSV"))
    return tuple(problems)


# Parquet


def _parquet(path: Path) -> tuple[list[str], Iterator[Batch]]:
    try:
        scan = pl.scan_parquet(path, glob=False)
        schema = scan.collect_schema()
        rows = scan.select(pl.len()).collect().item()
    except _UNREADABLE as error:
        raise DeclarationError(
            "not a readable Parquet file: damaged, cut off, or another format",
            where=str(path),
            advice="Write it again, or send CSV.",
        ) from error
    if len(schema) > MAX_COLUMNS:
        raise DeclarationError(f"the file has {len(schema):,} columns; at most {MAX_COLUMNS}", where=str(path))

    def parts() -> Iterator[Batch]:
        for start in range(0, rows, BATCH_ROWS):
            try:
                frame = scan.slice(start, BATCH_ROWS).collect(engine="streaming")
            except _UNREADABLE as error:
                raise DeclarationError(
                    f"the Parquet file is damaged after row {start:,}",
                    where=str(path),
                    advice="Write it again.",
                ) from error
            yield Batch(_as_text(frame, start + 1, str(path)))

    return list(schema), parts()


# Data frames


def _frame(source: Any, what: str) -> tuple[str, list[str], Iterator[Batch]]:
    try:
        frame = _as_polars(source)
    except TypeError as error:
        raise DeclarationError(
            f"{what} cannot be read from {type(source).__name__}",
            advice="Give a path, or a frame of Polars, pandas or Arrow.",
        ) from error
    except (pl.exceptions.PolarsError, nw.exceptions.NarwhalsError, ValueError) as error:
        raise DeclarationError(
            f"the {what} cannot be read from this {type(source).__name__}: {str(error).splitlines()[0]}"
        ) from error

    return "the data frame", *_whole(frame, "the data frame")


def _whole(frame: pl.DataFrame, where: str) -> tuple[list[str], Iterator[Batch]]:
    def parts() -> Iterator[Batch]:
        for start in range(0, max(frame.height, 1), BATCH_ROWS):
            yield Batch(_as_text(frame.slice(start, BATCH_ROWS), start + 1, where))

    return list(frame.columns), parts()


def _as_polars(source: Any) -> pl.DataFrame:
    if isinstance(source, pl.LazyFrame):
        return source.collect()
    if isinstance(source, pl.DataFrame):
        return source
    other = nw.from_native(source, eager_only=True)
    names = [str(c) for c in other.columns]
    if len(set(names)) < len(names):
        raise ValueError(f"two columns have one name: {', '.join(sorted({n for n in names if names.count(n) > 1}))}")
    # lists, because a conversion of pandas through Arrow would need pyarrow
    columns = {str(c.name): [_plain(v) for v in c.to_list()] for c in other.iter_columns()}
    return pl.DataFrame({n: pl.Series(n, values, strict=False) for n, values in columns.items()})


def _plain(value: Any) -> Any:
    """A cell of another library as a plain value; its ways of saying "missing" become `None`."""
    if value is None or type(value).__name__ in ("NAType", "NaTType"):
        return None
    if isinstance(value, float) and value != value:
        return None
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%d %H:%M:%S").removesuffix(" 00:00:00")
    return value if isinstance(value, str | int | float | bool) else str(value)


def _as_text(frame: pl.DataFrame, first: int, where: str) -> pl.DataFrame:
    columns = []
    for name, dtype in frame.schema.items():
        column = pl.col(name)
        if dtype.is_float():
            whole = column.is_finite() & (column == column.round(0)) & (column.abs() < 2**53)
            text = (
                pl.when(whole)
                .then(column.cast(pl.Int64, strict=False).cast(pl.String))
                .otherwise(column.cast(pl.String))
            )
            columns.append(pl.when(column.is_nan()).then(None).otherwise(text).alias(name))
        elif isinstance(dtype, pl.Datetime):
            shown = column.dt.to_string("%Y-%m-%d %H:%M:%S") if dtype.time_zone is None else column.cast(pl.String)
            columns.append(shown.str.strip_suffix(" 00:00:00").alias(name))
        elif dtype.is_nested() or dtype in (pl.Binary, pl.Object, pl.Duration):
            raise DeclarationError(f"column {name} holds {dtype}, which is no plain value", where=where)
        else:
            columns.append(column.cast(pl.String))
    strings = frame.select(columns) if columns else frame
    return strings.with_columns((pl.int_range(pl.len(), dtype=pl.Int64) + first).alias(LINE))
