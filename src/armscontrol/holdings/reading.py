"""Read holdings and events that a user gives, checked whole before anything is used.

Memory is bounded by one batch (8 MiB of CSV or 100,000 rows of Parquet) and 16 bytes for each row with a unique
identifier, whatever the size of the file. Tables past 64 MiB are kept as a checked copy on disk.
"""

from __future__ import annotations

import shutil
import tempfile
import weakref
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

import polars as pl

from armscontrol.errors import Problem
from armscontrol.holdings.batches import LINE, batches
from armscontrol.holdings.checking import (
    KEPT,
    Collector,
    Rule,
    check_batch,
    check_header,
    schema,
)
from armscontrol.treaties.tables import EVENTS, HOLDINGS, Column

SHIPPED = "the shipped tables"
"""Origin of a table that was put together from the record, where silence is no zero."""

SPOOL_BYTES = 64 * 2**20
"""Estimated size in memory beyond which the checked rows go to disk."""

SET = ("treaty", "party", "as_of", "scenario", "draw")
"""Columns that tell one set of holdings from another; within a set there is one basis."""


@dataclass(frozen=True)
class Table:
    """A checked table. `lazy()` serves any size, `frame()` loads it whole."""

    _source: pl.LazyFrame = field(repr=False)
    rows: int
    origin: str
    kind: str
    _kept: Any = field(default=None, repr=False)  # the folder of the checked copy lives as long as this

    def lazy(self) -> pl.LazyFrame:
        """The table as a lazy frame."""
        return self._source

    @property
    def in_memory(self) -> bool:
        """Whether the rows are in memory rather than in a checked copy on disk."""
        return self._kept is None

    @property
    def is_shipped(self) -> bool:
        """Whether the table is the record on file rather than one that a user gave."""
        return self.origin == SHIPPED

    def frame(self) -> pl.DataFrame:
        """The table as a Polars frame."""
        return self._source.collect()

    def to_pandas(self) -> Any:
        """The table as a pandas frame; needs pandas and pyarrow."""
        return self.frame().to_pandas()

    def __len__(self) -> int:
        return self.rows

    def _repr_html_(self) -> str:
        head = self._source.head(10).collect()
        return f"<p>{self.kind}: {self.rows:,} rows from {self.origin}</p>{head._repr_html_()}"


_T = TypeVar("_T", bound=Table)


class Holdings(Table):
    """Accountable items, one row an item or a group of like items."""


class Events(Table):
    """What happened: exchanges, notifications, inspections, sessions, refusals."""


def read_holdings(source: Any) -> Holdings:
    """Holdings from a file or a data frame, every row checked.

    Args:
        source: path of a `.csv` or `.parquet` file, "-" for CSV on standard input, or a frame of Polars, pandas,
            Arrow or another library that Narwhals knows. `docs/holdings.md` explains the columns.

    Raises:
        DeclarationError: anything wrong; all bad places are in `problems`, the first ten in the message.
    """
    if isinstance(source, Holdings):
        return source
    return _read(source, HOLDINGS, "holdings", Holdings, _HOLDINGS_RULES, unique=True)


def read_events(source: Any) -> Events:
    """Events from a file or a data frame, every row checked.

    Args:
        source: as for `read_holdings`.

    Raises:
        DeclarationError: anything wrong; all bad places are in `problems`, the first ten in the message.
    """
    if isinstance(source, Events):
        return source
    return _read(source, EVENTS, "events", Events, _EVENTS_RULES, unique=False)


def _contradiction(row: dict[str, object]) -> tuple[str, str]:
    return (
        f"{row['warheads_total']} in all, but {row['number']} items with {row['warheads']} each",
        "their product, or one of the two columns empty",
    )


_HOLDINGS_RULES: tuple[Rule, ...] = (
    ("warheads_total", pl.col("warheads_total") != pl.col("warheads") * pl.col("number"), _contradiction),
    (
        "number",
        pl.col("uid").is_not_null() & (pl.col("number") != 1),
        lambda row: (f"{row['number']} items under the identifier {row['uid']!r}", "1"),
    ),
    (
        "equipment",
        pl.col("equipment").is_not_null() & (pl.col("kind") != "heavy_bomber"),
        lambda row: (
            f"{row['equipment']} on a row of kind {row['kind']}",
            "an empty cell except for heavy bombers",
        ),
    ),
)

_EVENTS_RULES: tuple[Rule, ...] = (
    (
        "date_end",
        pl.col("date_end") < pl.col("date"),
        lambda row: (
            f"an end on {row['date_end']}, before the start on {row['date']}",
            "a day not before `date`",
        ),
    ),
)


def _read(
    source: Any,
    columns: Mapping[str, Column],
    what: str,
    cls: type[_T],
    rules: tuple[Rule, ...],
    *,
    unique: bool,
) -> _T:
    where, names, parts = batches(source, what=what)
    check_header(names, columns, where, what)
    found = Collector()
    sets = _Sets(found) if unique else None
    spool = _Spool(schema(columns))
    for batch in parts:
        typed = check_batch(batch, columns, rules, found)
        if sets:
            sets.look(typed)
        if not found.total:
            spool.add(typed.drop(LINE))
    found.stop(where, what)
    return cls(spool.lazy(), spool.rows, where, what, spool.folder)


class _Folder:
    """A folder for a checked copy, removed when the table that reads it is gone."""

    def __init__(self) -> None:
        self.path = Path(tempfile.mkdtemp(prefix="armscontrol-"))
        weakref.finalize(self, shutil.rmtree, self.path, ignore_errors=True)


class _Spool:
    """Checked batches: in memory while they are few, then on disk."""

    def __init__(self, types: Mapping[str, pl.DataType]) -> None:
        self.types = types
        self.parts: list[pl.DataFrame] = []
        self.size = 0
        self.rows = 0
        self.files = 0
        self.folder: _Folder | None = None

    def add(self, frame: pl.DataFrame) -> None:
        self.parts.append(frame)
        self.size += int(frame.estimated_size())
        self.rows += frame.height
        if self.size > SPOOL_BYTES:
            self.folder = self.folder or _Folder()
            pl.concat(self.parts).write_parquet(self.folder.path / f"{self.files:06}.parquet")
            self.files += 1
            self.parts, self.size = [], 0

    def lazy(self) -> pl.LazyFrame:
        if not self.folder:
            return pl.concat([pl.DataFrame(schema=self.types), *self.parts]).lazy()
        if self.parts:
            pl.concat(self.parts).write_parquet(self.folder.path / f"{self.files:06}.parquet")
            self.parts = []
        return pl.scan_parquet(self.folder.path / "*.parquet")


class _Sets:
    """What only shows across rows: one identifier twice at one date, two bases in one set."""

    def __init__(self, found: Collector) -> None:
        self.found = found
        self.seen = pl.DataFrame(schema={"key": pl.UInt64, "first": pl.Int64})
        self.bases = pl.DataFrame()

    def look(self, frame: pl.DataFrame) -> None:
        self._identifiers(frame)
        bases = frame.filter(pl.col("basis").is_not_null()).group_by(*SET, "basis").agg(first=pl.col(LINE).min())
        self.bases = (
            pl.concat([self.bases, bases]).group_by(*SET, "basis").agg(pl.col("first").min())
            if self.bases.height
            else bases
        )
        self._mixed()

    def _identifiers(self, frame: pl.DataFrame) -> None:
        # 64 bits of hash: two different identifiers among ten million rows meet with a chance of 3 in a million
        named = frame.filter(pl.col("uid").is_not_null())
        keys = named.select(key=pl.struct(*SET, "basis", "uid").hash(), first=pl.col(LINE), uid="uid", as_of="as_of")
        inside = keys.with_columns(earlier=pl.col("first").min().over("key")).filter(
            pl.col("first") > pl.col("earlier")
        )
        across = keys.join(self.seen.rename({"first": "earlier"}), on="key", how="inner")
        for doubled in (across, inside):
            shown = [
                Problem(
                    r["first"],
                    "uid",
                    f"{r['uid']!r} again at {r['as_of']}",
                    f"once (first on line {r['earlier']})",
                )
                for r in doubled.sort("first").head(max(0, KEPT - len(self.found.problems))).iter_rows(named=True)
            ]
            self.found.add(shown, doubled.height)
        self.seen = pl.concat([self.seen, keys.select("key", "first").unique("key", keep="first")])

    def _mixed(self) -> None:
        mixed = (
            self.bases.group_by(*SET)
            .agg(pl.col("basis").cast(pl.String).sort_by("first"), pl.col("first").max())
            .filter(pl.col("basis").list.len() > 1)
        )
        shown = [
            Problem(
                r["first"],
                "basis",
                f"{' and '.join(r['basis'])} together for {r['party']} at {r['as_of']}",
                "one basis in a set; give the other rows a `scenario` of their own",
            )
            for r in mixed.sort("first").head(max(0, KEPT - len(self.found.problems))).iter_rows(named=True)
        ]
        self.found.add(shown, mixed.height)
        if mixed.height:  # told once; the set is dropped so that later batches do not tell it again
            self.bases = self.bases.join(mixed.select(SET), on=list(SET), how="anti", nulls_equal=True)
