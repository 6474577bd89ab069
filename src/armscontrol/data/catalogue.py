"""The only reader of the shipped tables.

Tables are plain CSV beside one Data Package descriptor (`datapackage.json`, version 2), which gives every field its
type, unit and meaning. Unknown is null, never zero.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from armscontrol.errors import SourceError
from armscontrol.sources import Citation

if TYPE_CHECKING:
    import polars as pl

_ROOT = files("armscontrol.data")

FORMATS = ("csv", "parquet", "json")


@dataclass(frozen=True, slots=True)
class Field:
    """One column: its type (`string`, `integer`, `number`, `date`, `boolean`), unit and meaning."""

    name: str
    type: str
    description: str
    unit: str | None = None
    allowed: tuple[str, ...] = ()
    required: bool = False


@dataclass(frozen=True, slots=True)
class TableInfo:
    """What a shipped table holds, where it comes from and on what terms."""

    name: str
    title: str
    description: str
    fields: tuple[Field, ...]
    sources: tuple[str, ...]
    licence: str


@cache
def _descriptor() -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((_ROOT / "datapackage.json").read_text(encoding="utf-8"))
    return loaded


def descriptor() -> Mapping[str, Any]:
    """The whole Data Package descriptor, as it is shipped."""
    return _descriptor()


@cache
def _resources() -> dict[str, dict[str, Any]]:
    return {r["path"].removesuffix(".csv"): r for r in _descriptor()["resources"]}


def names() -> tuple[str, ...]:
    """Names of all shipped tables, in alphabetical order."""
    return tuple(sorted(_resources()))


def _resource(name: str) -> dict[str, Any]:
    try:
        return _resources()[name]
    except KeyError as error:
        raise SourceError(
            "no such table",
            found=repr(name[:60]),
            allowed=", ".join(names()),
            advice="See `armscontrol data list`.",
        ) from error


def describe(name: str) -> TableInfo:
    """Title, fields, sources and licence of one table.

    Raises:
        SourceError: no table has this name.
    """
    resource = _resource(name)
    fields = tuple(
        Field(
            name=f["name"],
            type=f["type"],
            description=f["description"],
            unit=f.get("unit"),
            allowed=tuple(f.get("constraints", {}).get("enum", ())),
            required=bool(f.get("constraints", {}).get("required", False)),
        )
        for f in resource["schema"]["fields"]
    )
    sources = tuple(s["title"] + (f" ({s['path']})" if "path" in s else "") for s in resource["sources"])
    licence = "; ".join(f"{item['name']} ({item['title']})" for item in resource["licenses"])
    return TableInfo(name, resource["title"], resource["description"], fields, sources, licence)


def table(name: str) -> pl.DataFrame:
    """One shipped table, typed; unknown is null.

    Args:
        name: as `names()` gives it, for example "new-start/aggregate".

    Raises:
        SourceError: no table has this name.

    >>> table("new-start/aggregate").columns[:3]
    ['date', 'party', 'deployed_delivery_vehicles']
    """
    return _read(name)


@cache
def _read(name: str) -> pl.DataFrame:
    import polars as pl

    resource = _resource(name)
    types = {
        "string": pl.String,
        "integer": pl.Int64,
        "number": pl.Float64,
        "date": pl.Date,
        "boolean": pl.Boolean,
    }
    schema = {f["name"]: types[f["type"]] for f in resource["schema"]["fields"]}
    return pl.read_csv((_ROOT / resource["path"]).read_bytes(), schema=schema)


def cite(row: Mapping[str, Any], field: str | None = None) -> Citation:
    """Source and grade of one row of a shipped table.

    Args:
        row: as `table(...).iter_rows(named=True)` gives it.
        field: a column of it; a row may hold sourced and recalled figures side by side.

    Raises:
        SourceError: the row has no grade, so it is not a row of a shipped table.
    """
    if "evidence" not in row:
        raise SourceError(
            "the row has no `evidence`",
            found=", ".join(list(row)[:8]),
            allowed="a row of a table of the catalogue",
        )
    recalled = field is not None and field in (row.get("recalled_fields") or "").split(";")
    url = row.get("source_url")
    retrieved = row.get("retrieved")
    return Citation(
        evidence="recalled" if recalled else row["evidence"],
        url=None if recalled else url,
        title=row.get("source"),
        retrieved=str(retrieved) if retrieved and not recalled else None,
        note=row.get("note"),
    )


def sources(name: str) -> pl.DataFrame:
    """Every source of one table, with its grade and the number of rows that rest on it, most used first."""
    import polars as pl

    frame = table(name)
    if "source_url" not in frame.columns:
        info = describe(name)
        return pl.DataFrame({"source": list(info.sources), "evidence": [None] * len(info.sources)})
    keys = ["source_url", "evidence"]
    if "source" in frame.columns:
        keys.insert(0, "source")
    return frame.group_by(keys).agg(rows=pl.len()).sort("rows", *keys, descending=[True, *([False] * len(keys))])


def export(directory: Path, *, format: str = "csv", only: tuple[str, ...] = ()) -> list[Path]:
    """Write shipped tables to a folder: CSV with the descriptor, Parquet, or JSON.

    Args:
        directory: made if it is missing.
        format: "csv", "parquet" or "json".
        only: names of tables; all when empty.

    Returns:
        The files written.

    Raises:
        SourceError: unknown format or table, or the folder cannot be written.
    """
    if format not in FORMATS:
        raise SourceError("no such format", found=repr(format[:20]), allowed=", ".join(FORMATS))
    chosen = only or names()
    for name in chosen:
        _resource(name)
    written = []
    try:
        for name in chosen:
            path = directory / f"{name}.{format}"
            path.parent.mkdir(parents=True, exist_ok=True)
            if format == "csv":
                path.write_bytes((_ROOT / f"{name}.csv").read_bytes())
            elif format == "parquet":
                table(name).write_parquet(path)
            else:
                table(name).write_json(path)
            written.append(path)
        if format == "csv":
            kept = [r for n, r in _resources().items() if n in chosen]
            path = directory / "datapackage.json"
            path.write_text(
                json.dumps({**_descriptor(), "resources": kept}, indent=1, ensure_ascii=False) + "\n",
                encoding="utf-8",
            )
            written.append(path)
    except OSError as error:
        raise SourceError(
            f"the folder cannot be written: {error.strerror}",
            where=str(directory),
            advice="Name a folder that you may write to.",
        ) from error
    return written
