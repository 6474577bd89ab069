import io
import sys
from datetime import date

import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.conftest import rows

from armscontrol import terms
from armscontrol.errors import DeclarationError
from armscontrol.holdings import batches, read_events, read_holdings, reading

TEXT = '''as_of,party,kind,type,status,number,warheads,accepted,basis
2020-09-01,USA,icbm,MM-III,deployed,397,,,declared
2020-09-01,USA,heavy_bomber,"B-2A, ""Spirit""",deployed,12,,true,declared
2020-09-01,RUS,icbm,RS-24,,,4,FALSE,declared
'''


def csv_file(tmp_path, text, name="holdings.csv"):
    path = tmp_path / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def test_csv_with_types_and_unknowns(tmp_path):
    table = read_holdings(csv_file(tmp_path, TEXT))
    frame = table.frame()
    assert len(table) == 3
    assert frame["as_of"].to_list() == [date(2020, 9, 1)] * 3
    assert frame["type"].to_list()[1] == 'B-2A, "Spirit"'
    assert frame["number"].to_list() == [397, 12, None]  # unknown stays unknown
    assert frame["accepted"].to_list() == [None, True, False]
    assert frame.schema["status"] == pl.Enum(terms.STATUSES)
    assert "397" in table._repr_html_()


def test_every_door_gives_the_same_table(tmp_path, monkeypatch):
    path = csv_file(tmp_path, TEXT)
    expected = read_holdings(path).frame()
    typed = expected.select("as_of", "party", "kind", "type", "status", "number", "warheads", "accepted", "basis")
    parquet = tmp_path / "holdings.parquet"
    typed.write_parquet(parquet)
    plain = typed.with_columns(pl.col("kind", "status", "basis").cast(pl.String))
    doors = {
        "parquet": parquet,
        "polars": typed,
        "lazy": typed.lazy(),
        "strings": pl.read_csv(path, infer_schema=False),
        "pandas": pd.read_csv(path),
        "pandas with dates": pd.read_csv(path, parse_dates=["as_of"]),
        "arrow": pa.table({c: plain[c].to_list() for c in plain.columns}),
    }
    for name, door in doors.items():
        assert read_holdings(door).frame().equals(expected), name
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(TEXT.encode())))
    assert read_holdings("-").frame().equals(expected)
    assert read_holdings(read_holdings(path)).frame().equals(expected)


def test_windows_line_ends_a_byte_order_mark_and_blank_lines(tmp_path):
    plain = read_holdings(csv_file(tmp_path, TEXT)).frame()
    other = b"\xef\xbb\xbf" + TEXT.replace("\n", "\r\n").replace("RUS", "RUS").encode() + b"\r\n\r\n"
    assert read_holdings(csv_file(tmp_path, other)).frame().equals(plain)


def test_a_file_larger_than_a_batch_is_read_in_batches_with_the_right_lines(tmp_path, monkeypatch):
    monkeypatch.setattr(batches, "BATCH_BYTES", 300)
    monkeypatch.setattr(reading, "SPOOL_BYTES", 2000)
    header, *body = TEXT.splitlines()
    many = "\n".join([header, *(line.replace("RS-24", f"RS-{i}") for i in range(40) for line in body)]) + "\n"
    table = read_holdings(csv_file(tmp_path, many))
    assert table.rows == 120
    assert table.frame().height == 120
    bad = many.splitlines()
    bad[100] = bad[100].replace("2020-09-01", "2020-02-31")
    with pytest.raises(DeclarationError) as caught:
        read_holdings(csv_file(tmp_path, "\n".join(bad)))
    assert caught.value.problems[0].line == 101


def test_lines_are_right_after_a_quoted_line_break(tmp_path):
    text = 'as_of,party,kind,number,basis,note\n2020-01-01,USA,icbm,1,declared,"two\nlines"\n2020-01-01,USA,icbm,-1,declared,\n'
    with pytest.raises(DeclarationError) as caught:
        read_holdings(csv_file(tmp_path, text))
    assert [p.line for p in caught.value.problems] == [4]


def problems(tmp_path, text, read=read_holdings):
    with pytest.raises(DeclarationError) as caught:
        read(csv_file(tmp_path, text))
    return caught.value


def test_all_bad_rows_are_reported_in_one_pass_and_ten_are_shown(tmp_path):
    header = "as_of,party,kind,status,number,basis\n"
    bad = [
        "2020-02-31,USA,icbm,deployed,1,declared",
        "01.09.2020,USA,icbm,deployed,1,declared",
        "2020-01-01,us,icbm,deployed,1,declared",
        "2020-01-01,USA,rocket,deployed,1,declared",
        "2020-01-01,USA,icbm,broken,1,declared",
        "2020-01-01,USA,icbm,deployed,-5,declared",
        '2020-01-01,USA,icbm,deployed,"1,000",declared',
        "2020-01-01,USA,icbm,deployed,1.5,declared",
        "2020-01-01,USA,icbm,deployed,1,guessed",
        ",USA,icbm,deployed,1,declared",
        "2020-01-01,USA,icbm,deployed,99999999999999,declared",
        "2020-01-01,USA,icbm,deployed,1,",
    ]
    error = problems(tmp_path, header + "\n".join(bad) + "\n")
    assert error.total == len(bad)
    assert sorted(p.line for p in error.problems) == list(range(2, 14))
    shown = str(error).splitlines()
    assert sum(line.startswith("  line") for line in shown) == 10
    assert "and 2 more" in shown[-1]
    first = error.problems[0]
    assert (first.line, first.column, first.found) == (2, "as_of", "'2020-02-31'")
    assert "2020-09-01" in first.allowed


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("as_of,party,kind,number", "basis"),
        ("as_of,party,kind,number,basis,colour", "colour"),
        ("as_of,party,kind,number,number,basis", "2 times"),
        ("as_off,party,kind,number,basis", "as_of (nearest name)"),
    ],
)
def test_wrong_header(tmp_path, header, expected):
    error = problems(tmp_path, f"{header}\n1,2,3,4,5,6\n")
    assert "header" in str(error)
    assert expected in str(error)
    assert error.advice.startswith("The columns are")


def test_mixed_bases_in_one_set(tmp_path):
    text = "as_of,party,kind,number,basis\n2020-01-01,USA,icbm,1,declared\n2020-01-01,USA,slbm,1,estimated\n"
    error = problems(tmp_path, text)
    assert "declared and estimated together for USA at 2020-01-01" in str(error)
    apart = (
        text.replace("basis\n", "basis,scenario\n")
        .replace("estimated\n", "estimated,notebook\n")
        .replace("declared\n", "declared,\n")
    )
    assert read_holdings(csv_file(tmp_path, apart)).rows == 2


def test_a_unique_identifier_twice_at_one_date(tmp_path, monkeypatch):
    header = "as_of,party,kind,uid,number,basis\n"
    one = "2020-01-01,USA,icbm,A-1,1,declared\n"
    error = problems(tmp_path, header + one + one)
    assert "'A-1' again at 2020-01-01" in str(error)
    assert "first on line 2" in str(error)
    assert [p.line for p in error.problems] == [3]
    later = one.replace("2020-01-01", "2020-07-01")
    assert read_holdings(csv_file(tmp_path, header + one + later)).rows == 2
    monkeypatch.setattr(batches, "BATCH_BYTES", 64)  # the two land in different batches
    error = problems(tmp_path, header + one + later + one)
    assert [(p.line, p.column) for p in error.problems] == [(4, "uid")]
    assert "first on line 2" in str(error)


def test_warheads_and_a_contradicting_total(tmp_path):
    header = "as_of,party,kind,number,warheads,warheads_total,basis\n"
    error = problems(tmp_path, header + "2020-01-01,USA,icbm,10,3,31,declared\n")
    assert "31 in all, but 10 items with 3 each" in str(error)
    assert read_holdings(csv_file(tmp_path, header + "2020-01-01,USA,icbm,10,3,30,declared\n")).rows == 1
    assert read_holdings(csv_file(tmp_path, header + "2020-01-01,USA,icbm,10,,31,declared\n")).rows == 1


def test_an_identifier_is_one_item_and_equipment_is_for_bombers(tmp_path):
    header = "as_of,party,kind,uid,equipment,number,basis\n"
    error = problems(tmp_path, header + "2020-01-01,USA,icbm,A-1,nuclear,2,declared\n")
    assert {p.column for p in error.problems} == {"number", "equipment"}


def test_events_are_read_and_checked_the_same_way(tmp_path):
    header = "date,date_end,party,kind,type,facility\n"
    good = header + "2012-03-01,2012-03-02,USA,inspection,type_one,Tatishchevo\n"
    assert read_events(csv_file(tmp_path, good)).rows == 1
    error = problems(tmp_path, header + "2012-03-01,2012-02-28,USA,visit,,\n", read_events)
    assert {p.column for p in error.problems} == {"date_end", "kind"}


def test_other_things_than_tables():
    with pytest.raises(DeclarationError, match="cannot be read from int"):
        read_holdings(3)
    with pytest.raises(DeclarationError, match="no plain value"):
        read_holdings(
            pl.DataFrame({"as_of": [["a"]], "party": ["USA"], "kind": ["icbm"], "number": [1], "basis": ["declared"]})
        )


@given(
    st.lists(
        st.fixed_dictionaries(
            {"type": st.one_of(st.none(), st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=12)),
             "number": st.one_of(st.none(), st.integers(0, 10**6)), "warheads": st.one_of(st.none(), st.integers(0, 20))}
        ),
        max_size=8,
    )
)  # fmt: skip
def test_what_goes_in_comes_out(tmp_path_factory, items):
    frame = rows(*items) if items else rows({}).head(0)
    path = tmp_path_factory.mktemp("round") / "h.csv"
    frame.write_csv(path)
    back = read_holdings(path).frame()
    assert back["number"].to_list() == [i["number"] for i in items]
    cleaned = [(i["type"] or "").strip() or None for i in items]
    assert [t if t is None else t.strip() for t in back["type"].to_list()] == cleaned if items else True
