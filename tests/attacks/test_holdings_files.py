"""Hostile holdings files: each gets one clear message with its place, and nothing is half-read."""

import pytest

from armscontrol.errors import DeclarationError
from armscontrol.holdings import batches, read_holdings
from tests.conftest import rows

HEADER = b"as_of,party,kind,number,basis\n"
ROW = b"2020-01-01,USA,icbm,1,declared\n"


def refused(tmp_path, data, name="attack.csv"):
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(DeclarationError) as caught:
        read_holdings(path)
    message = str(caught.value)
    assert name in message
    assert len(message) < 3000
    return message


def test_truncated_parquet(tmp_path):
    path = tmp_path / "whole.parquet"
    rows({}, {}).write_parquet(path)
    data = path.read_bytes()
    assert "damaged, cut off" in refused(tmp_path, data[: len(data) // 2], "cut.parquet")
    assert "damaged, cut off" in refused(tmp_path, b"not parquet at all", "text.parquet")


def test_parquet_with_a_damaged_page(tmp_path):
    path = tmp_path / "whole.parquet"
    rows(*[{"type": f"T{i}"} for i in range(2000)]).write_parquet(path, compression="zstd")
    data = bytearray(path.read_bytes())
    data[200:400] = b"\x00" * 200
    message = refused(tmp_path, bytes(data), "damaged.parquet")
    assert "damaged" in message or "problem" in message


def test_folder_instead_of_a_file(tmp_path):
    with pytest.raises(DeclarationError, match="folder"):
        read_holdings(tmp_path)


def test_missing_file(tmp_path):
    with pytest.raises(DeclarationError, match="cannot be read"):
        read_holdings(tmp_path / "nowhere.csv")


def test_another_format(tmp_path):
    assert ".xlsx" in refused(tmp_path, b"PK", "sheet.xlsx")


def test_empty_file(tmp_path):
    assert "empty" in refused(tmp_path, b"")


def test_only_a_header_is_an_empty_table(tmp_path):
    path = tmp_path / "header.csv"
    path.write_bytes(HEADER)
    assert read_holdings(path).rows == 0


def test_quotation_mark_never_closed(tmp_path, monkeypatch):
    assert "line 2" in refused(tmp_path, HEADER + b'2020-01-01,USA,"icbm,1,declared\n' + ROW * 5)
    monkeypatch.setattr(batches, "BATCH_BYTES", 200)
    assert "not closed" in refused(tmp_path, HEADER + b'2020-01-01,USA,"icbm,1,declared\n' + ROW * 50)


def test_line_without_end(tmp_path, monkeypatch):
    monkeypatch.setattr(batches, "BATCH_BYTES", 200)
    assert "longer than 200 bytes" in refused(tmp_path, HEADER + b"2" * 1000)


def test_header_without_end(tmp_path):
    assert "header" in refused(tmp_path, b"a," * 20_000)


def test_too_many_and_too_few_cells(tmp_path):
    assert "line 3: found 7 cells" in refused(tmp_path, HEADER + ROW + b"2020-01-01,USA,icbm,1,declared,extra,more\n")
    assert "line 2: found 2 cells" in refused(tmp_path, HEADER + b"2020-01-01,USA\n" + ROW)


def test_not_utf8(tmp_path):
    assert "line 3: found the byte 0xff" in refused(tmp_path, HEADER + ROW + b"2020-01-01,USA,\xff,1,declared\n")


def test_null_bytes(tmp_path):
    assert "line 2, column kind" in refused(tmp_path, HEADER + b"2020-01-01,USA,ic\x00bm,1,declared\n")


def test_a_cell_of_a_megabyte(tmp_path):
    data = b"as_of,party,kind,number,basis,note\n2020-01-01,USA,icbm,1,declared," + b"x" * 1_000_000 + b"\n"
    assert "2,000 characters" in refused(tmp_path, data)


def test_formula_cells_are_only_text(tmp_path):
    path = tmp_path / "formula.csv"
    path.write_bytes(b"as_of,party,kind,number,basis,note\n2020-01-01,USA,icbm,1,declared,=HYPERLINK(1)\n")
    assert read_holdings(path).frame()["note"].to_list() == ["=HYPERLINK(1)"]


def test_a_million_bad_rows_are_counted_and_not_kept(tmp_path):
    path = tmp_path / "many.csv"
    path.write_bytes(HEADER + b"2020-02-31,USA,icbm,1,declared\n" * 200_000)
    with pytest.raises(DeclarationError) as caught:
        read_holdings(path)
    assert caught.value.total == 200_000
    assert len(caught.value.problems) == 1000
    assert "and 199,990 more" in str(caught.value)
