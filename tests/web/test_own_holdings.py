"""Holdings of one's own through the form and the API: bad files get one clear message, and nothing is kept."""

from __future__ import annotations

import io
import re
import tempfile

import polars as pl
import pytest
from lxml import html
from tests.attacks.test_holdings_files import HEADER, ROW
from tests.conftest import rows
from tests.web.conftest import form_word
from tests.web.test_record_reading import switched

from armscontrol.compliance import assess
from armscontrol.holdings import read_holdings
from armscontrol.holdings.sent import MAX_ROWS
from armscontrol.web.answers import own


def sent(client, data=b"", name="attack.csv", **fields):
    """The answer to a table sent by the form."""
    word = form_word(client.get("/assessment/own").text)
    files = {"file": (name, data)} if name else {"file": ("", b"")}
    return client.post("/assessment", data={"csrf": word, "treaty": "new-start", **fields}, files=files)


def refusal(answer) -> str:
    """The one message of a refusal, with the places that it lists."""
    assert answer.status_code == 400
    assert answer.text.count('role="alert"') == 1
    assert "Traceback" not in answer.text
    found = re.search(r'<div role="alert">(.*?)<form', answer.text, re.S)
    assert found
    text = " ".join(re.sub(r"<[^>]+>", " ", found[1]).split())
    assert "/tmp" not in text
    return text


def parquet(frame, **options) -> bytes:
    out = io.BytesIO()
    frame.write_parquet(out, **options)
    return out.getvalue()


def test_a_table_is_held_against_the_treaty(client):
    table = b"as_of,party,kind,number,basis,status,warheads\n2020-01-01,USA,icbm,300,scenario,deployed,6\n"
    answer = sent(client, table)
    assert answer.status_code == 200
    library = assess("new-start", read_holdings(pl.read_csv(io.BytesIO(table), infer_schema=False)))
    found = {f.provision_id: f for f in library.limits}
    assert found["deployed-warheads"].verdict == "exceeded"
    assert f"{found['deployed-warheads'].value:,.0f}" in answer.text
    assert "1 of 3 figures exceeds its limit under New START" in answer.text
    assert "What counts: deployed missile or deployed bomber" in answer.text


def test_file_text_and_rows_give_one_answer(client):
    data = client.get("/assessment/sheets/holdings-example.csv").content
    pages = [
        sent(client, data),
        sent(client, client.get("/assessment/sheets/holdings-example.parquet").content, "example.parquet"),
        sent(client, name="", text=data.decode()),
    ]
    tables = [re.findall(r"<tbody>(.*?)</tbody>", p.text, re.S)[0] for p in pages]
    assert all(p.status_code == 200 for p in pages)
    assert tables[0] == tables[1] == tables[2]
    listed = own.sheet(True).with_columns(pl.all().cast(pl.String)).to_dicts()
    answer = client.post("/api/v1/assessments", json={"treaty": "new-start", "rows": listed})
    assert answer.status_code == 200
    assert (answer.json()["outcome"], answer.json()["rows"]) == ("within", len(listed))


def test_sheets_are_empty_or_say_that_they_are_invented(client):
    empty = client.get("/assessment/sheets/holdings.csv").text.splitlines()
    assert len(empty) == 1
    example = client.get("/assessment/sheets/holdings-example.csv").text.splitlines()
    assert example[0] == empty[0]
    assert all("invented example" in line for line in example[1:])
    assert client.get("/assessment/sheets/..%2fholdings.csv").status_code == 404
    assert client.get("/assessment/sheets/holdings.exe").status_code == 404


BAD = {
    "text_called_parquet": (b"not parquet at all", "text.parquet", "damaged, cut off"),
    "truncated_parquet": (parquet(rows({}, {}))[:-40], "cut.parquet", "damaged, cut off"),
    "another_format": (b"PK", "sheet.xlsx", ".xlsx"),
    "no_ending": (b"PK", "passwd", "without ending"),
    "empty": (b"", "attack.csv", "empty"),
    "quotation_mark_never_closed": (HEADER + b'2020-01-01,USA,"icbm,1,declared\n' + ROW * 5, "attack.csv", "2"),
    "header_without_end": (b"a," * 20_000, "attack.csv", "header"),
    "too_many_cells": (HEADER + ROW + b"2020-01-01,USA,icbm,1,declared,extra,more\n", "attack.csv", "7 cells"),
    "too_few_cells": (HEADER + b"2020-01-01,USA\n" + ROW, "attack.csv", "2 cells"),
    "not_utf8": (HEADER + ROW + b"2020-01-01,USA,\xff,1,declared\n", "attack.csv", "0xff"),
    "utf16": ((HEADER + ROW).decode().encode("utf-16"), "attack.csv", "UTF-16"),
    "null_bytes": (HEADER + b"2020-01-01,USA,ic\x00bm,1,declared\n", "attack.csv", "kind"),
    "cell_of_a_megabyte": (
        b"as_of,party,kind,number,basis,note\n2020-01-01,USA,icbm,1,declared," + b"x" * 1_000_000 + b"\n",
        "attack.csv", "2,000 characters",
    ),
    "two_hundred_columns": (",".join(f"c{n}" for n in range(300)).encode() + b"\n", "attack.csv", "at most 200"),
    "semicolons": (b"as_of;party\n2020-01-01;USA\n", "attack.csv", "semicolons"),
    "bad_days": (HEADER + b"2020-02-31,USA,icbm,1,declared\n" * 150_000, "attack.csv", "149,900 more"),
    "too_many_rows": (HEADER + ROW * (MAX_ROWS + 1), "attack.csv", "at most 200,000"),
}  # fmt: skip


@pytest.mark.parametrize("attack", BAD)
def test_a_bad_file_gets_one_clear_message(client, attack):
    data, name, told = BAD[attack]
    text = refusal(sent(client, data, name))
    assert told in text
    assert len(text) < 40_000


def test_problems_are_listed_by_line_and_column(client):
    answer = sent(client, HEADER + ROW + b"2020-13-01,US,icbm,x,declared\n")
    found = re.findall(r'<td[^>]*class="n">(\d+)</td><td[^>]*><code>(\w+)</code>', answer.text)
    assert found == [("3", "as_of"), ("3", "party"), ("3", "number")]


def test_a_parquet_bomb_is_refused_before_it_is_unpacked(client):
    many = pl.DataFrame({"as_of": ["2020-01-01"]}).select(pl.col("as_of").repeat_by(2_000_000).explode())
    bomb = parquet(many)
    assert len(bomb) < 100_000
    assert "at most 200,000 are read here" in refusal(sent(client, bomb, "bomb.parquet"))
    long = pl.DataFrame({"note": [("x" * 2_000_000) + str(n) for n in range(60)]})
    bomb = parquet(long)
    assert len(bomb) < 1_000_000
    assert "would unpack to" in refusal(sent(client, bomb, "bomb.parquet"))


def test_both_or_neither_of_file_and_text(client):
    assert "no table was sent" in refusal(sent(client, name=""))
    assert "both a file and pasted text" in refusal(sent(client, HEADER + ROW, text="as_of\n"))


def test_script_in_a_name_or_a_cell_is_only_text(client):
    name = '<script>alert(1)</script>".csv'
    answer = sent(client, HEADER + b"<script>alert(1)</script>,USA,icbm,1,declared\n", name)
    assert "<script>alert" not in answer.text
    good = b"as_of,party,kind,number,basis,type\n2020-01-01,USA,icbm,1,declared,<script>alert(1)</script>\n"
    assert "<script>alert" not in sent(client, good, name).text


def test_too_many_days_are_refused(client):
    days = pl.date_range(pl.date(1900, 1, 1), pl.date(1900, 12, 31), eager=True)
    table = HEADER + b"".join(f"{d},USA,icbm,1,declared\n".encode() for d in days)
    assert f"at most {own.MAX_SETS} are assessed here" in refusal(sent(client, table))


def test_names_in_the_form_are_looked_up_in_our_lists(client):
    for fields in ({"treaty": "../x"}, {"variant": "../x"}, {"party": "../x"}):
        assert sent(client, HEADER + ROW, **fields).status_code == 404, fields
    assert sent(client, HEADER + ROW, on="never").status_code == 400


def test_nothing_is_kept(client, tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setenv("TMPDIR", str(tmp_path))  # of the process that unpacks Parquet
    sent(client, HEADER + ROW)
    sent(client, parquet(rows({}, {})), "x.parquet")
    sent(client, b"not parquet", "x.parquet")
    assert list(tmp_path.iterdir()) == []


def test_rows_through_the_api_are_checked_alike(client):
    good = {"as_of": "2020-01-01", "party": "USA", "kind": "icbm", "number": 5, "basis": "declared"}
    for rows_sent, status in (
        ([], 400),
        ([{"as_of": "2020-01-01"}], 400),
        ([{**good, "number": -1}], 400),
        ([{**good, "colour": "red"}], 400),
        ([{**good, "kind": {"a": 1}}], 422),
        ([good] * 20_001, 422),
        ([{f"c{n}": 1 for n in range(60)}], 422),
        ([{**good, "number": 1e300}], 400),
        ([{**good, "accepted": True, "warheads": 3.0}], 200),
    ):
        answer = client.post("/api/v1/assessments", json={"rows": rows_sent})
        assert answer.status_code == status, answer.text[:300]
    for body in (b"[" * 100_000, b'{"rows": NaN}', b"null", b"\xff"):
        answer = client.post("/api/v1/assessments", content=body, headers={"content-type": "application/json"})
        assert answer.status_code in (400, 422)
    assert client.post("/api/v1/assessments", json={"treaty": "../x", "rows": [good]}).status_code == 404


def test_the_switch_of_languages_carries_a_pasted_table_and_what_was_chosen(client):
    table = "as_of,party,kind,number,basis,status,warheads\n2020-01-01,USA,icbm,300,scenario,deployed,6\n"
    first = sent(client, name="", text=table)
    address, fields = switched(first.text)
    second = client.post(address, data=fields)
    assert second.status_code == 200
    assert '<html lang="ru">' in second.text
    cells = [re.findall(r'class="n"><a href="#why-\d+">(\d+)', page.text) for page in (first, second)]
    assert cells[0] == cells[1] != []
    address, fields = switched(client.get("/assessment/own?treaty=start-1").text)
    form = client.post(address, data=fields)
    assert (form.status_code, 'role="alert"' in form.text) == (200, False)
    assert '<option value="start-1" selected>' in form.text


def test_a_scenario_is_called_one_and_parties_have_names(client):
    table = b"as_of,party,kind,number,basis,status,warheads\n2020-01-01,USA,icbm,300,scenario,deployed,1\n"
    page = html.fromstring(sent(client, table).text)
    assert "What kind of figures: scenario." in page.xpath("//h1/following-sibling::p")[0].text_content()
    assert {r.xpath("td")[-1].text_content() for r in page.xpath("//tbody[1]/tr[td]")[:3]} == {"scenario"}
    notes = " ".join(page.xpath("//ul[@class='quiet']/li/text()"))
    assert "no scenario figures of Russia" in notes
    assert "RUS" not in notes


def test_what_is_exceeded_stands_first(client):
    head = b"as_of,party,kind,number,basis,status,warheads\n"
    rows = b"2020-01-01,RUS,icbm,30,scenario,deployed,1\n2020-01-01,USA,icbm,900,scenario,deployed,1\n"
    page = html.fromstring(sent(client, head + rows).text)
    verdicts = [r.xpath("td")[-2].text_content() for r in page.xpath("//table[.//th='Verdict']/tbody/tr")]
    assert "EXCEEDED" in verdicts[0]
    assert "within" in verdicts[-1]
    assert "What is exceeded stands first" in page.text_content()
