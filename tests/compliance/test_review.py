"""Cases that a review of the engine found: each was a wrong number or a wrong verdict once."""

import polars as pl
import pytest
from tests.conftest import document, limit, rows

import armscontrol as ac
from armscontrol.errors import DeclarationError, TreatyError


def ours(*given):
    """Rows of a Party of the invented treaty."""
    return rows(*[{"party": "AAA", **g} for g in given])


def bounds(treaty, *given, **kw):
    found = ac.count(treaty, ac.read_holdings(rows(*given)), **kw).collect()
    return found["missiles.low"].item(), found["missiles.high"].item()


def test_rows_of_another_treaty_are_not_counted(invented):
    treaty = invented(limits=limit(at_most=10))
    assert bounds(treaty, {"number": 6, "treaty": "invented"}, {"number": 6, "treaty": "other"}) == (6, 6)
    assert bounds(treaty, {"number": 6, "treaty": "invented"}, {"number": 6}) == (12, 12)


def test_definitions_of_words_and_days_are_what_they_stand_for(invented):
    words = '[definitions]\nst = "status"\nk = "\'X\'"\ncut = "DATE \'2019-01-01\'"'
    treaty = invented(definitions=words, limits=limit(counts="st = 'deployed'"))
    assert bounds(treaty, {"number": 7, "status": "deployed_or_non_deployed"}) == (0, 7)
    assert bounds(invented(definitions=words, limits=limit(counts="type = k")), {"number": 7, "type": "X"}) == (7, 7)
    assert bounds(invented(definitions=words, limits=limit(counts="as_of >= cut")), {"number": 7}) == (7, 7)
    with pytest.raises(TreatyError, match="never holds this word"):
        invented(definitions=words, limits=limit(counts="st = 'deplyed'"))
    with pytest.raises(TreatyError, match="different words"):
        invented(limits=limit(counts="status = equipment"))


def test_a_condition_on_items_of_which_only_the_sum_is_known(invented):
    each = "CASE WHEN warheads > 5 THEN 5 ELSE warheads END"
    low, high = bounds(invented(limits=limit(each=each)), {"number": 2, "warheads_total": 11})
    assert low <= 6 <= high  # ten on one and one on the other count five and one
    low, high = bounds(invented(limits=limit(counts="warheads > 5")), {"number": 2, "warheads_total": 11})
    assert low <= 1 <= high


def test_a_mean_of_negative_numbers_keeps_its_order(invented):
    treaty = invented(limits=limit(aggregate="mean", each="0 - warheads", at_most=5))
    low, high = bounds(treaty, {"number": 1, "warheads": 5, "status": None}, {"number": 1, "warheads": 1})
    assert low <= -5 <= -1 <= high


def test_a_ratio_over_nothing_is_not_determinable(invented):
    treaty = invented(limits=limit(counts="kind = 'icbm'", aggregate="ratio", of="kind = 'slbm'"))
    found = ac.assess(treaty, ours({"number": 3, "as_of": "2005-01-01"}), on="2005-01-01")
    assert found.limits[0].verdict == "not_determinable"


def test_an_item_that_may_not_exist_is_no_greatest(invented):
    treaty = invented(limits=limit(aggregate="max", each="warheads"))
    assert bounds(treaty, {"number": None, "warheads": 10}, {"number": 1, "warheads": 3}) == (3, 10)


def test_negative_and_endless_numbers_are_refused(invented):
    values = '[attributes.load]\nkind = "number"\nmeaning = "load"\nvalues = [{ type = "X", value = -2, evidence = "recalled" }]'
    with pytest.raises(TreatyError, match="negative"):
        invented(definitions=values)
    for bad in ("nan", "inf", "true", '"5"'):
        with pytest.raises(TreatyError):
            invented(limits=limit(at_most=bad))


def test_negative_contributions_are_not_dropped(invented):
    treaty = invented(limits=limit(each="0 - 1"))
    assert bounds(treaty, {"number": 3, "status": None}, {"number": 1}) == (-4, -1)
    found = ac.assess(treaty, ours({"number": 3, "status": None}, {"number": 1}), on="2020-01-01").limits[0]
    assert (found.value_low, found.value_high) == (-4, -1)


def test_rows_found_by_subtraction_count_where_there_is_no_total(invented):
    table = ours({"number": 6}, {"number": 6, "residual": True, "type": "Y"})
    assert ac.assess(invented(limits=limit(at_most=10)), table, on="2020-01-01").limits[0].value == 12


def test_own_holdings_are_not_replaced_by_shipped_totals():
    own = rows({"as_of": "2020-08-01", "party": "USA", "number": 9999})
    found = ac.assess("new-start", own, on="2020-09-01").find("II(1)(a)", "USA", "2020-09-01")
    assert found.value == 9999
    assert found.figure == "items"


def test_claims_of_a_variant_are_not_added_to_a_table_that_has_them():
    table = rows(
        {"party": "USA", "kind": "slbm_launcher", "number": 220, "as_of": "2022-03-01"},
        {
            "party": "USA",
            "kind": "slbm_launcher",
            "status": "converted",
            "accepted": False,
            "number": 56,
            "as_of": "2022-03-01",
        },
    )
    found = ac.assess("new-start", table, on="2022-03-01", variant="russian-view")
    assert found.find("II(1)(c)", "USA", "2022-03-01").value == 276
    assert any("are not added to holdings of your own" in n for n in found.notes)


def test_a_loaded_variant_is_the_variant():
    loaded = ac.assess(ac.load_treaty("new-start", "russian-view"), on="2022-03-01")
    named = ac.assess("new-start", on="2022-03-01", variant="russian-view")
    assert (
        loaded.find("II(1)(c)", "USA", "2022-03-01").value == named.find("II(1)(c)", "USA", "2022-03-01").value == 901
    )


def test_a_row_without_a_grade_leaves_the_finding_without_one(invented):
    table = ours({"evidence": "official"}, {"type": "Y"})
    assert ac.assess(invented(), table, on="2020-01-01").limits[0].evidence is None


def test_references_are_checked_when_a_document_is_loaded(invented):
    with pytest.raises(TreatyError, match="not a Party"):
        invented(limits=limit(parties='["FRA"]'))
    with pytest.raises(TreatyError, match="no known event"):
        invented(definitions='[calendar]\nyear = "entry in force"')


@pytest.mark.parametrize(
    ("patch", "told"),
    [
        ("[patch]\nnotes = []\n", None),
        ('[[patch.notes]]\nid = "x"\n', "notes"),
        ('[[patch.limits]]\nid = ["a"]\n', "limits"),
        ("[patch]\nlimits = [1]\n", "limits"),
        ("rows = [1]\n[patch]\n", "rows"),
        ("[patch]\nlimits = []\n", None),
    ],
)
def test_odd_patches(tmp_path, patch, told):
    path = tmp_path / "odd.toml"
    head = 'schema = 1\nvariant = "odd"\nof = "new-start"\ntitle = "T"\nstatement = "S"\nevidence = "derived"\n'
    path.write_text(head + patch, encoding="utf-8")
    if told is None:
        ac.load_treaty("new-start", path)
    else:
        with pytest.raises(TreatyError, match=told):
            ac.load_treaty("new-start", path)


@pytest.mark.parametrize("text", ["n = " + "9" * 5000, "a" + ".a" * 2000 + " = 1", "x = [" * 200])
def test_documents_that_only_look_like_toml(tmp_path, text):
    path = tmp_path / "odd.toml"
    path.write_text(document() + "\n" + text, encoding="utf-8")
    with pytest.raises(TreatyError):
        ac.load_treaty(path)


def test_parquet_names_are_names(tmp_path):
    for name in ("h1", "h2", "h*"):
        rows({}).write_parquet(tmp_path / f"{name}.parquet")
    assert ac.read_holdings(tmp_path / "h*.parquet").rows == 1


@pytest.mark.parametrize("body", ["\n{row}\n", "{row}", "{row}\n\n{row2}\n"])
def test_line_ends_of_all_sorts(tmp_path, body):
    path = tmp_path / "h.csv"
    row = "2020-01-01,USA,icbm,1,declared"
    head = "as_of,party,kind,number,basis\n"
    path.write_text(head + body.format(row=row, row2=row.replace("icbm", "slbm")), encoding="utf-8", newline="")
    assert ac.read_holdings(path).rows >= 1


def test_a_day_of_year_nought_is_refused(tmp_path):
    path = tmp_path / "h.csv"
    path.write_text("as_of,party,kind,number,basis\n0000-01-01,USA,icbm,1,declared\n", encoding="utf-8")
    with pytest.raises(DeclarationError, match="0000-01-01"):
        ac.read_holdings(path)


def test_missing_values_of_pandas():
    pd = pytest.importorskip("pandas")
    frame = pd.DataFrame({
        "as_of": ["2020-01-01"], "party": ["USA"], "kind": ["icbm"], "basis": ["declared"],
        "number": pd.array([pd.NA], dtype="Int64"), "accepted": pd.array([pd.NA], dtype="boolean"), "type": pd.array([pd.NA], dtype="string"),
    })  # fmt: skip
    assert ac.read_holdings(frame).frame()["number"].to_list() == [None]


@pytest.mark.parametrize(
    "frame",
    [
        pl.DataFrame({"as_of": [["x"]], "party": ["USA"]}),
        pl.LazyFrame({"a": [1]}).select(pl.col("nowhere")),
        pl.DataFrame({"as_of": [None], "number": pl.Series([1], dtype=pl.Duration)}),
    ],
    ids=["nested", "failing", "duration"],
)
def test_frames_that_are_no_table(frame):
    with pytest.raises(DeclarationError):
        ac.read_holdings(frame)


def test_nothing_of_a_file_is_markup_and_nothing_of_a_path_a_pattern(tmp_path, capsys):
    from armscontrol.cli.tables import print_assessment

    path = tmp_path / "odd.toml"
    path.write_text(document(limits=limit(article="II[/x]", unit="x[/u]")), encoding="utf-8")
    found = ac.assess(path, ours({"scenario": "[/s]", "basis": "scenario", "number": 5000}), on="2020-01-01")
    print_assessment([found], "armscontrol explain 'a{b}.toml' <article Party day>")
    told = capsys.readouterr().out
    assert "II[/x]" in told
    assert "a{b}.toml" in told


def test_only_addresses_of_the_web_become_links(tmp_path):
    from armscontrol.reports import write_report

    table = rows({"source": "javascript://%0aalert(1)"}, {"type": "Y", "source": "http://[bad"})
    found = ac.assess("new-start", table.with_columns(party=pl.lit("USA")), on="2020-01-01")
    write_report([found], html=tmp_path / "r.html")
    page = (tmp_path / "r.html").read_text(encoding="utf-8")
    assert 'href="javascript' not in page
    assert "javascript://" in page
