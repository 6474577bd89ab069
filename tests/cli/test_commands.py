"""The command line as a user meets it: each command in its own process, good input and bad."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

HEADER = "as_of,party,kind,status,number,warheads,basis\n"


def run(*arguments: str, given: str | None = None, **environment: str) -> subprocess.CompletedProcess[str]:
    plain = {k: v for k, v in os.environ.items() if k not in ("COLUMNS", "NO_COLOR", "PYTHONIOENCODING")}
    return subprocess.run(
        [sys.executable, "-m", "armscontrol", *arguments],
        input=given,
        capture_output=True,
        encoding="utf-8",
        env={**plain, **environment},
        check=False,
        timeout=120,
    )


@pytest.fixture
def holdings(tmp_path: Path) -> Path:
    path = tmp_path / "mine.csv"
    path.write_text(HEADER + "2020-09-01,USA,icbm,deployed,397,1,estimated\n", encoding="utf-8")
    return path


def test_help_by_either_name_and_version():
    assert run("-h").stdout == run("--help").stdout
    assert run("--version").stdout.startswith("armscontrol ")


@pytest.mark.parametrize("article", ["II(1)(b)", "Article II(1)(b)", "ii 1 b", "II.1.b", "2.1.b", "deployed-warheads"])
def test_an_article_is_found_however_it_is_cited(article):
    found = json.loads(run("explain", "new-start", article, "Russia", "2022-09-01", "--json").stdout)
    assert found["explanations"][0]["finding"]["value"] == 1549


def test_a_word_that_is_no_article_gets_a_suggestion():
    found = run("explain", "new-start", "warheads", "RUS", "2022-09-01")
    assert found.returncode == 3
    assert "Did you mean deployed-warheads?" in found.stderr
    assert "data-exchange" in found.stderr  # duties are listed too


def test_a_duty_is_argued():
    found = run("explain", "new-start", "data-exchange", "RUS", "2023-09-01").stdout
    assert "Not performed." in found
    assert "What Russia says or did, from 28 February 2023" in found
    assert "What United States determined, 15 March 2023" in found


@pytest.mark.parametrize("party", ["usa", "US", "United States", "USA"])
def test_a_party_is_known_by_any_usual_name(party):
    found = json.loads(run("assess", "new-start", "--as-of", "2022-09-01", "--party", party, "--json").stdout)
    assert {f["party"] for f in found["findings"]} == {"USA"}


def test_a_state_that_is_no_party():
    found = run("assess", "new-start", "--party", "China")
    assert found.returncode == 3
    assert "New START has no such Party. Found: 'China'. Allowed: USA (United States), RUS" in found.stderr


def test_a_variant_that_only_changes_a_bound_is_shown(tmp_path):
    lower = tmp_path / "lower.toml"
    lower.write_text(
        'schema = 1\nvariant = "lower"\nof = "new-start"\ntitle = "Fewer"\nstatement = "Warheads may not exceed 1,400."\n'
        'evidence = "derived"\n[[patch.limits]]\nid = "deployed-warheads"\nat_most = 1400\n',
        encoding="utf-8",
    )
    found = run("assess", "new-start", "--as-of", "2020-09-01", "--variant", str(lower), "--variant", "russian-view")
    assert "✗ EXCEEDED" in found.stdout
    assert "Variant russian-view" in found.stdout
    assert "variant lower of New START can be used" in run("treaty", "check", str(lower)).stdout
    explained = run("explain", "new-start", "II(1)(b)", "USA", "2020-09-01", "--variant", str(lower)).stdout
    assert "Under the variant lower, at most 1,400: Warheads may not exceed 1,400." in explained


def test_mistakes_in_a_variant_are_placed_in_the_variant(tmp_path):
    head = 'schema = 1\nvariant = "v"\nof = "new-start"\ntitle = "T"\nstatement = "S"\nevidence = "derived"\n'
    path = tmp_path / "v.toml"
    path.write_text(head + '[[patch.limits]]\nid = "warheds"\nat_most = 1\n', encoding="utf-8")
    found = run("assess", "new-start", "--variant", str(path))
    assert found.returncode == 3
    assert "v.toml" in found.stderr
    assert "no entry of id 'warheds'" in found.stderr
    path.write_text(head + '[[patch.limits]]\nid = "deployed-warheads"\nat_mst = 1\n', encoding="utf-8")
    assert "v.toml, line 9" in run("assess", "new-start", "--variant", str(path)).stderr
    path.write_text(head + '[patch.definitions.deployed_icbm]\nexpression = "kind ="\n', encoding="utf-8")
    assert (
        "v.toml, line 7 (patch.definitions.deployed_icbm" in run("assess", "new-start", "--variant", str(path)).stderr
    )


def test_an_older_figure_is_marked_with_its_age():
    found = run("assess", "new-start", "--as-of", "2025-12-31").stdout
    assert "662†" in found
    assert "USA on 2025-12-31: figures of 2023-03-01, 1,036 days old" in found
    assert "the last figure given is 1,549 as of 1 September 2022" in " ".join(found.split())


def test_own_holdings_alone_are_held_against_limits_alone(holdings):
    found = run("assess", "new-start", "--holdings", str(holdings))
    assert "Note: limits alone: no events were given" in found.stdout
    assert "no estimated figures of Russia" in found.stdout
    assert "no row of kind" in found.stdout
    assert "Inspections" not in found.stdout
    assert run("assess", "new-start", "--holdings", str(holdings), "--check").returncode == 0


def test_rows_of_another_state_do_not_vanish_without_a_word(tmp_path):
    path = tmp_path / "chn.csv"
    path.write_text(HEADER + "2020-09-01,CHN,icbm,deployed,1,1,estimated\n", encoding="utf-8")
    assert "rows of China, no Party of New START" in run("assess", "new-start", "--holdings", str(path)).stdout


def test_an_empty_table_is_told(tmp_path):
    path = tmp_path / "none.csv"
    path.write_text(HEADER, encoding="utf-8")
    found = run("assess", "new-start", "--holdings", str(path)).stdout
    assert "there is nothing to assess" in " ".join(found.split())


def test_large_numbers_do_not_wrap_around(tmp_path):
    path = tmp_path / "large.csv"
    path.write_text(HEADER + f"2020-09-01,USA,icbm,deployed,{2**32},{2**32},estimated\n", encoding="utf-8")
    found = json.loads(run("assess", "new-start", "--holdings", str(path), "--json").stdout)
    warheads = next(f for f in found["findings"] if f["article"] == "II(1)(b)")
    assert warheads["value"] == 2**64
    assert warheads["verdict"] == "exceeded"


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("semi.csv", HEADER.replace(",", ";").encode(), "separated by semicolons"),
        ("wide.csv", HEADER.encode("utf-16"), "UTF-16"),
        ("sheet.xlsx", b"PK", "Save the sheet as CSV UTF-8"),
        ("head.csv", b"As of,Party,Kind,Number,Basis\n", "as_of (nearest name)"),
    ],
)
def test_files_that_spreadsheets_make(tmp_path, name, data, told):
    path = tmp_path / name
    path.write_bytes(data)
    found = run("assess", "new-start", "--holdings", str(path))
    assert found.returncode == 3
    assert told in found.stderr
    assert "no such column" not in found.stderr


def test_a_report_is_named_by_its_ending(tmp_path):
    found = run("assess", "new-start", "--as-of", "2022-09-01", "--report", str(tmp_path / "x.pdf"))
    assert found.returncode == 3
    assert "Allowed: .html, .htm" in found.stderr
    assert not list(tmp_path.iterdir())


def test_any_encoding_of_the_terminal_will_do():
    found = run("assess", "new-start", "--as-of", "2022-09-01", PYTHONIOENCODING="cp1252")
    assert found.returncode == 0
    assert "1,549 ✓ +1" in found.stdout


def test_tables_follow_the_width():
    for width in (60, 80):
        found = run("assess", "new-start", COLUMNS=str(width))
        assert max(len(line) for line in found.stdout.splitlines() if "explain" not in line) <= width
        assert "1,549 ✓ +1" in found.stdout
        assert "2022-09-01" in found.stdout
    assert run("data", "show", "forces/force_structure", "--rows", "2").stdout.splitlines()[3].strip() == "1"


def test_the_timeline_refuses_what_it_cannot_answer():
    assert "no event of this Party" in run("timeline", "new-start", "--party", "Mars").stderr
    assert "--from is after --to" in run("timeline", "--from", "2024-01-01", "--to", "2023-01-01").stderr
    assert "--as-of cannot be read. Found: '2010'" in run("assess", "new-start", "--as-of", "2010").stderr
    assert run("timeline", "new-start", "--party", "russia").returncode == 0


def test_status_as_it_stood_on_the_day():
    found = run("status", "new-start", "--as-of", "2023-02-22").stdout
    assert "announced on 21 February 2023" in found
    assert "1 June 2023" not in found
    early = run("status", "new-start", "--as-of", "2011-02-05").stdout
    assert "in force until 5 February 2021" in early
    assert "Later, on 3 February 2021" in early


def test_a_stated_rule_shows_its_number():
    found = " ".join(run("treaty", "show", "new-start", "--article", "XIV").stdout.split())
    assert "Number: 10 years" in found
    assert "Number: 3 months" in found


def test_a_reader_that_stops_early_is_no_error():
    command = f"{sys.executable} -m armscontrol timeline | head -1; echo ${{PIPESTATUS[0]}}"
    found = subprocess.run(["bash", "-c", command], capture_output=True, encoding="utf-8", timeout=60, check=False)
    assert found.stderr == ""


def test_treaties_side_by_side():
    found = run("treaty", "compare", "start-1", "new-start", "--category", "delivery", COLUMNS="160").stdout
    assert "2,100 from 1997-12-05" in found
    assert "700 from 2018-02-05" in found
    plain = json.loads(run("treaty", "compare", "sort", "new-start", "--json").stdout)
    assert plain["treaties"] == {"sort": "in force 2003 to 2011", "new-start": "in force 2011 to 2026"}
    sort = next(b for b in plain["categories"]["warheads"] if b["treaty"] == "sort")
    assert (sort["remark"], sort["steps"][0]["bound"]) == ("no rule of counting", "chosen in 1,700–2,200")
    on = run("treaty", "compare", "start-1", "salt-2", "--as-of", "1998-01-01", "--category", "delivery").stdout
    assert "2,100" in on
    assert "2,250" not in on  # never in force
    assert (
        "none of these treaties has a limit in force"
        in run("treaty", "compare", "sort", "inf", "--as-of", "1950-01-01").stdout
    )


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("sort",), "two or more treaties"),
        (("sort", "sort"), "two or more treaties"),
        (("sort", "start-9"), "no such treaty"),
        (("sort", "inf", "--category", "tanks"), "no such category"),
        (("sort", "inf", "--as-of", "2020-02-31"), "--as-of cannot be read"),
    ],
)
def test_what_cannot_be_compared(arguments, told):
    found = run("treaty", "compare", *arguments)
    assert (found.returncode, found.stdout) == (3, "")
    assert told in found.stderr


def test_differences_of_two_documents(tmp_path):
    mine = tmp_path / "mine.toml"
    mine.write_text(run("treaty", "template").stdout, encoding="utf-8")
    assert "No difference." in run("treaty", "diff", str(mine), str(mine)).stdout
    changed = tmp_path / "changed.toml"
    changed.write_text(mine.read_text().replace("at_most = 2000", "at_most = 1900"), encoding="utf-8")
    found = json.loads(run("treaty", "diff", str(mine), str(changed), "--json").stdout)["changes"]
    assert [(c["kind"], c["place"].split(".")[0]) for c in found] == [("changed", "limits[warheads]")]
    told = run("treaty", "diff", "new-start", str(mine)).stdout
    assert "- limits[launchers-and-bombers]" in told
    assert "+ limits[missile-warheads]" in told
    assert "definitions.accountable_bomber.expression" in run(
        "treaty", "diff", "new-start", str(Path(__file__).parents[2] / "src/armscontrol/treaties/documents/variants/new-start/russian-view.toml")
    ).stdout  # fmt: skip


def test_the_template_is_a_document_that_runs(tmp_path):
    mine = tmp_path / "mine.toml"
    mine.write_text(run("treaty", "template", "successor").stdout, encoding="utf-8")
    assert "can be used" in run("treaty", "check", str(mine)).stdout
    table = tmp_path / "holdings.csv"
    table.write_text(
        "as_of,party,kind,status,equipment,number,warheads,equipage,basis\n"
        "2032-01-01,USA,icbm,deployed,,400,1,,scenario\n2032-01-01,USA,slbm,deployed,,240,4,,scenario\n"
        "2032-01-01,USA,heavy_bomber,deployed,nuclear,60,,8,scenario\n"
    )
    found = json.loads(run("assess", str(mine), "--holdings", str(table), "--as-of", "2032-01-01", "--json").stdout)
    values = {f["provision_id"]: (f["value"], f["verdict"]) for f in found["findings"] if f["party"] == "USA"}
    assert values["delivery-vehicles"] == (700, "within")
    assert values["warheads"] == (400 + 960 + 480, "exceeded")
    assert values["missile-warheads"] == (1360, "not_determinable")
    assert run("treaty", "template", "peace").returncode == 3


def test_everything_at_once():
    found = json.loads(run("assess", "--all", "--json").stdout)["assessments"]
    assert {a["treaty"] for a in found} >= {"salt-1", "salt-2", "inf", "start-1", "start-2", "sort", "cfe", "cwc", "ottawa", "ccm", "vienna-2011", "new-start"}  # fmt: skip
    exceeded = [(f["treaty"], f["party"]) for a in found for f in a["findings"] if f["verdict"] == "exceeded"]
    assert exceeded == [("cfe", "RUS")] * 4
    assert run("assess", "--all", "--check").returncode == 1
    one = json.loads(run("assess", "--all", "--party", "France", "--as-of", "1996-01-01", "--json").stdout)
    assert [a["treaty"] for a in one["assessments"]] == ["cfe", "vienna-2011"]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("assess",), "--all"),
        (("assess", "new-start", "--all"), "a treaty"),
        (("assess", "--all", "--basis", "estimated"), "--basis"),
    ],
)
def test_all_or_one(arguments, told):
    found = run(*arguments)
    assert found.returncode == 2
    assert told in found.stderr


def test_what_published_tables_do_not_add_up_to():
    found = run("data", "check").stdout
    assert "64,091" in found
    assert "64,082" in found
    assert "Nothing is repaired." in found
    plain = json.loads(run("data", "check", "--all", "--json").stdout)["checks"]
    assert sum(c["holds"] for c in plain) == 63
