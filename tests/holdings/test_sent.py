"""Tables that are sent: measured before they are unpacked, and Parquet unpacked in a process of its own."""

from __future__ import annotations

import io
import random
import sys

import polars as pl
import pytest
from tests.conftest import rows

from armscontrol.errors import DeclarationError
from armscontrol.holdings import Sent, apart, read_holdings, sent


def parquet(frame: pl.DataFrame, **options) -> bytes:
    out = io.BytesIO()
    frame.write_parquet(out, **options)
    return out.getvalue()


@pytest.mark.parametrize("compression", ["zstd", "snappy", "lz4", "gzip", "brotli", "uncompressed"])
def test_what_is_sent_reads_as_a_file_does(tmp_path, compression):
    frame = rows({}, {"type": "A"}, {"number": 3})
    data = parquet(frame, compression=compression)
    path = tmp_path / "table.parquet"
    path.write_bytes(data)
    assert read_holdings(Sent("table.parquet", data, "parquet")).frame().equals(read_holdings(path).frame())
    text = frame.write_csv().encode()
    assert read_holdings(Sent("a table", text, "csv")).frame().equals(read_holdings(frame).frame())


def test_messages_name_what_was_sent_and_no_file_of_ours():
    with pytest.raises(DeclarationError, match=r"^mine\.csv: 1 problem"):
        read_holdings(Sent("mine.csv", b"as_of,party,kind,number,basis\nnever,USA,icbm,1,declared\n", "csv"))
    with pytest.raises(DeclarationError, match=r"not from \.exe"):
        read_holdings(Sent("mine.exe", b"MZ", "exe"))


@pytest.mark.parametrize("version", ["1.0", "2.0"])
def test_the_measure_is_what_another_writer_says(version):
    parquet_writer = pytest.importorskip("pyarrow.parquet")
    arrow = pytest.importorskip("pyarrow")
    out = io.BytesIO()
    table = arrow.table({"note": ["x" * 5_000] * 100, "number": list(range(100))})
    parquet_writer.write_table(table, out, compression="zstd", use_dictionary=False, data_page_version=version)
    found, unpacked = sent._measured(out.getvalue())
    assert found == 100
    footer = parquet_writer.read_metadata(io.BytesIO(out.getvalue()))
    assert unpacked >= 500_000
    assert unpacked >= sum(footer.row_group(n).total_byte_size for n in range(footer.num_row_groups)) * 0.9


def test_a_footer_that_lies_is_found_out_by_its_pages():
    data = parquet(pl.DataFrame({"note": [("x" * 2_000_000) + str(n) for n in range(60)]}))
    said = sent._Thrift(data[-8 - int.from_bytes(data[-8:-4], "little") : -8]).struct()[4][0][2]
    true, small = varint(2 * said), varint(2 * 100)
    padded = small[:-1] + bytes([small[-1] | 128]) + b"\x80" * (len(true) - len(small) - 1) + b"\x00"
    lying = data.replace(true, padded)
    assert lying != data
    assert sent._Thrift(lying[-8 - int.from_bytes(data[-8:-4], "little") : -8]).struct()[4][0][2] == 100
    with pytest.raises(DeclarationError, match="would unpack to"):
        sent.check_sent(Sent("lying.parquet", lying, "parquet"))


def varint(number: int) -> bytes:
    """A number as Thrift writes it."""
    out = b""
    while number > 127:
        out, number = out + bytes([number & 127 | 128]), number >> 7
    return out + bytes([number])


def test_one_long_cell_repeated_is_refused():
    frame = pl.DataFrame({"note": ["x" * 50_000] * 100_000})
    data = parquet(frame)
    assert len(data) < 100_000
    with pytest.raises(DeclarationError, match="no table of items"):
        apart.unpacked(Sent("bomb.parquet", data, "parquet"))


def test_damage_ends_another_process_and_never_ours():
    data = parquet(rows(*[{"number": n} for n in range(200)]))
    chance = random.Random(11)
    for _ in range(6):
        damaged = bytearray(data)
        for _ in range(8):
            damaged[chance.randrange(4, len(damaged))] = chance.randrange(256)
        try:
            read_holdings(Sent("damaged.parquet", bytes(damaged), "parquet"))
        except DeclarationError as error:
            assert "damaged" in str(error) or "problem" in str(error) or "header" in str(error)  # noqa: PT017


def test_a_reader_that_ends_badly_is_one_message(monkeypatch):
    monkeypatch.setattr(sys, "executable", "/bin/false")
    with pytest.raises(DeclarationError, match="not a readable Parquet file"):
        apart.unpacked(Sent("x.parquet", b"PAR1", "parquet"))


@pytest.mark.parametrize("data", [b"PAR1", b"PAR1" * 2, b"PAR1" + b"\xff" * 60 + b"PAR1", b"PAR1\x00\x00\x00\x00PAR1",
                                  b"PAR1" + b"\x19" * 40 + b"\x28\x00\x00\x00PAR1",
                                  b"PAR1" + b"\x1c" * 60 + b"\x3c\x00\x00\x00PAR1"])  # fmt: skip
def test_what_cannot_be_measured_is_refused(data):
    with pytest.raises(DeclarationError, match="not a readable Parquet file"):
        sent.check_sent(Sent("x.parquet", data, "parquet"))
