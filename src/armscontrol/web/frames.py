"""Columns of records, for files: a column has its type even where no row has a value."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import polars as pl


def schema_of(shape: type) -> dict[str, pl.DataType]:
    """Names and types of a dataclass's plain fields.

    >>> from armscontrol.holdings.facilities import Facility
    >>> list(schema_of(Facility))[:2]
    ['name', 'party']
    """
    import polars as pl

    types: dict[str, pl.DataType] = {
        "str": pl.String(), "int": pl.Int64(), "float": pl.Float64(), "bool": pl.Boolean(), "dt.date": pl.Date(),
    }  # fmt: skip
    return {f.name: types[str(f.type).removesuffix(" | None")] for f in dataclasses.fields(shape)}
