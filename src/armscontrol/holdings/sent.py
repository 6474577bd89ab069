"""A table that was sent rather than named: its bytes are checked for size before a reader unpacks them.

A Parquet file says in its footer, and again before each page, how large everything is once unpacked. Both are read
here without unpacking anything: what they say is what a reader would set aside.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from armscontrol.errors import DeclarationError

MAX_ROWS = 200_000
"""Rows of a table that was sent. Files of one's own on one's own machine may be longer."""
MAX_UNPACKED = 100_000_000
"""Bytes of a Parquet file once unpacked."""
MAX_FOOTER = 1_000_000
MAX_PAGES = 20_000
MAX_DEPTH = 24
_MAGIC = b"PAR1"


@dataclass(frozen=True, slots=True)
class Sent:
    """A table as bytes: `name` for messages, `form` "csv" or "parquet", or another ending, to be refused."""

    name: str
    data: bytes
    form: str


def check_sent(sent: Sent) -> None:
    """Refuse what is too large to be read for a stranger.

    Raises:
        DeclarationError: too many rows, too much once unpacked, or a Parquet file that cannot be measured.
    """
    if sent.form == "parquet":
        try:
            rows, unpacked = _measured(sent.data)
        except (IndexError, ValueError, KeyError, TypeError, AttributeError) as error:
            raise DeclarationError(
                "not a readable Parquet file: damaged, cut off, or another format",
                where=sent.name,
                advice="Write it again, or send CSV.",
            ) from error
        if unpacked > MAX_UNPACKED:
            raise DeclarationError(
                f"the file would unpack to {unpacked:,} bytes; at most {MAX_UNPACKED:,} are read here", where=sent.name
            )
    else:
        rows = sent.data.count(b"\n")
    if rows > MAX_ROWS:
        raise DeclarationError(
            f"the table has {rows:,} rows; at most {MAX_ROWS:,} are read here",
            where=sent.name,
            advice="Longer tables: `armscontrol assess --holdings FILE` on your own machine.",
        )


def _measured(data: bytes) -> tuple[int, int]:
    """Rows of a Parquet file, and its bytes once unpacked: the larger of what footer and pages say."""
    size = int.from_bytes(data[-8:-4], "little")
    if data[:4] != _MAGIC or data[-4:] != _MAGIC or not 0 < size <= min(MAX_FOOTER, len(data) - 8):
        raise ValueError("no footer")
    footer = _Thrift(data[-8 - size : -8]).struct()
    rows, said, pages, found = int(footer[3]), 0, 0, 0
    for group in footer.get(4, []):  # fields by their numbers in parquet.thrift
        rows = max(rows, int(group[3]))
        said += max(0, int(group.get(2, 0)))
        for chunk in group[1]:
            meta = chunk[3]
            start = meta.get(11) or meta[9]
            end = start + meta[7]
            if not 4 <= start <= end <= len(data) - 8:
                raise ValueError("a column outside the file")
            values = 0
            while start < end:
                reader = _Thrift(data, start)
                header = reader.struct()
                pages += 1
                if pages > MAX_PAGES:
                    raise ValueError("too many pages")
                if header[2] < 0 or header[3] < 0:
                    raise ValueError("a page of negative size")
                found += header[2]
                inner = header.get(5) or header.get(8) or header.get(7) or {}
                count = int(inner.get(1, 0))
                values += 0 if 7 in header else count
                rows = max(rows, values, count)
                start = reader.at + header[3]
    return rows, max(said, found)


class _Thrift:
    """Thrift's compact protocol, as far as Parquet's headers use it: structs as {number of field: value}."""

    def __init__(self, data: bytes, at: int = 0) -> None:
        self.data, self.at = data, at

    def struct(self, depth: int = 0) -> dict[int, Any]:
        """The struct that begins here."""
        if depth > MAX_DEPTH:
            raise ValueError("too deep")
        made: dict[int, Any] = {}
        field = 0
        while head := self._byte():
            kind, step = head & 15, head >> 4
            field = field + step if step else self._signed()
            made[field] = kind == 1 if kind in (1, 2) else self._value(kind, depth)
        return made

    def _value(self, kind: int, depth: int) -> Any:
        match kind:
            case 1 | 2:
                return self._byte() == 1
            case 3:
                return self._byte()
            case 4 | 5 | 6:
                return self._signed()
            case 7:
                return self._bytes(8)
            case 8:
                return self._bytes(self._unsigned())
            case 9 | 10:
                head = self._byte()
                size = head >> 4 if head >> 4 < 15 else self._unsigned()
                if size > len(self.data) - self.at:
                    raise ValueError("a list longer than the file")
                return [self._value(head & 15, depth + 1) for _ in range(size)]
            case 12:
                return self.struct(depth + 1)
            case _:  # maps do not occur in Parquet's headers
                raise ValueError("an unknown kind")

    def _byte(self) -> int:
        self.at += 1
        return self.data[self.at - 1]

    def _bytes(self, size: int) -> bytes:
        if size > len(self.data) - self.at:
            raise ValueError("cut off")
        self.at += size
        return self.data[self.at - size : self.at]

    def _unsigned(self) -> int:
        value = shift = 0
        while True:
            byte = self._byte()
            value |= (byte & 127) << shift
            if byte < 128:
                return value
            shift += 7
            if shift > 63:
                raise ValueError("a number too long")

    def _signed(self) -> int:
        value = self._unsigned()
        return (value >> 1) ^ -(value & 1)
