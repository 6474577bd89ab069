import csv
import io
import json
from importlib.resources import files

import frictionless
import polars as pl
import pytest
from tests.conftest import ROOT

from armscontrol import terms
from armscontrol.data import catalogue
from armscontrol.errors import SourceError

NAMES = catalogue.names()


@pytest.mark.filterwarnings("ignore")
def test_the_data_package_is_valid():
    report = frictionless.validate(str(files("armscontrol.data") / "datapackage.json"))
    assert report.valid, report.flatten(["title", "rowNumber", "fieldName", "message"])
    assert {t.name for t in report.tasks} == {n.replace("/", ".").replace("_", "-") for n in NAMES}


def test_the_descriptor_is_version_two_and_complete():
    package = json.loads((files("armscontrol.data") / "datapackage.json").read_text())
    assert package["$schema"] == "https://datapackage.org/profiles/2.0/datapackage.json"
    for resource in package["resources"]:
        assert resource["title"]
        assert resource["description"]
        assert resource["sources"]
        assert resource["licenses"]
        assert resource["schema"]["missingValues"] == [""]
        for field in resource["schema"]["fields"]:
            assert field["description"].endswith("."), field


@pytest.mark.parametrize("name", NAMES)
def test_every_row_has_a_grade_and_every_sourced_row_an_address(name):
    frame = catalogue.table(name)
    if "evidence" not in frame.columns:
        assert name == "record/reported_numbers"  # each row points into the record, where the grade is
        return
    assert set(frame["evidence"].unique()) <= set(terms.GRADES)
    unsourced = frame.filter(pl.col("source_url").is_null() & ~pl.col("evidence").is_in(["recalled", "not_found"]))
    assert unsourced.height == 0, unsourced
    recalled = frame.filter(pl.col("evidence") == "recalled")
    assert not any("recalled, unverified" in str(v) for v in frame["source_url"].drop_nulls()), name
    for row in recalled.iter_rows(named=True):
        assert catalogue.cite(row).is_recalled


def test_types_are_those_of_the_descriptor():
    frame = catalogue.table("new-start/aggregate")
    assert frame.schema["date"] == pl.Date
    assert frame.schema["deployed_warheads"] == pl.Int64
    assert frame.height == 50
    missing = frame.filter((pl.col("party") == "RUS") & (pl.col("cross_check") == "not_provided"))
    assert missing["deployed_warheads"].to_list() == [None]  # unknown, never zero


def test_a_row_may_hold_sourced_and_recalled_figures_side_by_side():
    row = catalogue.table("new-start/aggregate").filter(
        (pl.col("party") == "RUS") & (pl.col("date") == pl.date(2022, 9, 1))
    ).row(0, named=True)  # fmt: skip
    assert catalogue.cite(row, "deployed_warheads").evidence == "secondary"
    launchers = catalogue.cite(row, "deployed_and_nondeployed_launchers")
    assert launchers.is_recalled
    assert launchers.url is None
    assert "recalled, unverified" in str(launchers)


def test_governments_are_official_and_the_press_is_not():
    frame = catalogue.table("new-start/aggregate")
    official = frame.filter(pl.col("evidence") == "official")
    assert {catalogue.cite(r).publisher for r in official.iter_rows(named=True)} == {"state.gov", "mid.ru"}
    press = frame.filter(pl.col("source_url").str.contains("newsweek"))
    assert set(press["evidence"]) == {"secondary"}


def test_editions_of_the_stockpile_series_are_kept():
    series = catalogue.table("stockpiles/estimates").filter((pl.col("state") == "USA") & (pl.col("year") == 2022))
    assert dict(series.select("vintage", "stockpile").iter_rows()) == {"2023": 3708, "2025": 3768}
    assert series.select("vintage", "state", "year").is_unique().all()
    assert not set(catalogue.table("stockpiles/cited")["source"]) & set(
        catalogue.table("stockpiles/estimates")["source"]
    )
    assert catalogue.describe("stockpiles/estimates").licence.startswith("CC-BY-4.0")


def test_declared_dismantlements_may_be_recalled_beside_a_sourced_stockpile():
    declared = catalogue.table("stockpiles/us_declared")
    row = declared.filter(pl.col("year") == 2009).row(0, named=True)
    assert row["stockpile"] == 5113
    assert not catalogue.cite(row, "stockpile").is_recalled
    assert catalogue.cite(row, "dismantled_in_fiscal_year").is_recalled
    assert row["dismantled_source_url"] is None
    assert declared.filter(pl.col("record") == "dismantlement_subtotal")["stockpile"].is_null().all()


def test_sources_are_counted():
    frame = catalogue.sources("new-start/by_type")
    assert frame["rows"].sum() == catalogue.table("new-start/by_type").height
    assert catalogue.sources("record/reported_numbers").height == 1


def test_unknown_names_get_one_clear_message():
    with pytest.raises(SourceError, match="no such table") as caught:
        catalogue.table("new-start/agregate")
    assert "new-start/aggregate" in caught.value.allowed


@pytest.mark.parametrize("format", catalogue.FORMATS)
def test_export_and_read_back(tmp_path, format):
    written = catalogue.export(tmp_path / "out", format=format, only=("new-start/aggregate",))
    assert all(p.exists() for p in written)
    original = catalogue.table("new-start/aggregate")
    path = tmp_path / "out" / f"new-start/aggregate.{format}"
    match format:
        case "csv":
            report = frictionless.validate(str(tmp_path / "out" / "datapackage.json"))
            assert report.valid
        case "parquet":
            assert pl.read_parquet(path).equals(original)
        case _:
            assert len(json.loads(path.read_text())) == original.height


def test_export_refuses_what_it_cannot_write(tmp_path):
    blocked = tmp_path / "file"
    blocked.write_text("")
    with pytest.raises(SourceError, match="cannot be written"):
        catalogue.export(blocked / "below")
    with pytest.raises(SourceError, match="no such format"):
        catalogue.export(tmp_path, format="xlsx")


def _converted(collected, name):
    import importlib.util

    spec = importlib.util.spec_from_file_location("convert_tables", ROOT / "tools" / "convert_tables.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.convert(collected, name), module.TABLES


def test_shipped_tables_are_the_conversion_of_the_collected_ones(collected):
    _, tables = _converted(collected, "new-start/aggregate")
    for name in tables:
        rows, _ = _converted(collected, name)
        text = (files("armscontrol.data") / f"{name}.csv").read_text(encoding="utf-8")
        assert list(csv.DictReader(io.StringIO(text))) == rows, name
    assert set(NAMES) - set(tables) == {"new-start/conduct", "record/reported_numbers", "record/positions"}
