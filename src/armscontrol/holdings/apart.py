"""A Parquet file from a stranger is unpacked in a process of its own, with bounds on memory and time.

Its decoder believes what the file says of itself: a few wrong bytes can make it ask for more memory than there is,
which ends the whole process. Ended here is only this one. Run as a module it is that process: Parquet in, Arrow out.
"""

from __future__ import annotations

import io
import os
import subprocess
import sys

import polars as pl

from armscontrol.errors import DeclarationError
from armscontrol.holdings.sent import Sent

SECONDS = 20
MEMORY = 3 * 2**30
"""Bytes of address space; the program itself takes about one third."""
MAX_TEXT = 256 * 2**20
"""Bytes of all cells: a few bytes of Parquet can stand for one long cell in every row."""
_TOO_LONG = 3


def unpacked(sent: Sent) -> pl.DataFrame:
    """The table of a Parquet file that was sent.

    Raises:
        DeclarationError: it cannot be read, or not within the bounds.
    """
    environment = {**os.environ, "POLARS_MAX_THREADS": "1", "RUST_BACKTRACE": "0"}
    command = [sys.executable, "-m", __name__]
    try:
        done = subprocess.run(  # noqa: S603  our own module, by this interpreter
            command, input=sent.data, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, timeout=SECONDS,
            env=environment, check=False,
        )  # fmt: skip
        if done.returncode == 0:
            return pl.read_ipc(io.BytesIO(done.stdout))
    except subprocess.TimeoutExpired as error:
        raise DeclarationError(f"the file was not read within {SECONDS} seconds", where=sent.name) from error
    if done.returncode == _TOO_LONG:
        raise DeclarationError(f"more than {MAX_TEXT:,} bytes in its cells: no table of items", where=sent.name)
    raise DeclarationError(
        "not a readable Parquet file: damaged, cut off, or another format",
        where=sent.name,
        advice="Write it again, or send CSV.",
    )


def _bound() -> None:
    try:
        import resource
    except ImportError:  # no such bounds on Windows; the time still is bounded
        return
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def _size(column: pl.Series) -> int:
    """Bytes of a column with every cell written out."""
    if column.dtype == pl.String:
        return int(column.str.len_bytes().cast(pl.Int64).sum())
    return int(column.estimated_size())


def _main() -> int:
    _bound()
    frame = pl.read_parquet(io.BytesIO(sys.stdin.buffer.read()))
    size = sum(_size(column) for column in frame)
    if size > MAX_TEXT:
        return _TOO_LONG
    frame.write_ipc(sys.stdout.buffer, compression="uncompressed")
    return 0


if __name__ == "__main__":
    sys.exit(_main())
