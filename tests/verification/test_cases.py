"""Published and worked figures, one row each, through the package's own reader of such tables."""

import csv
import json
import os

import pytest
from tests.conftest import ROOT

from armscontrol.errors import VerificationError
from armscontrol.verification import METHODS, run_cases
from armscontrol.verification.cases import near

TABLE = (
    os.environ.get("ARMSCONTROL_COLLECTED", str(ROOT.parent / "shared" / "data")) + "/methods/validation.csv"
)  # as the fixture `collected`, which parameters cannot use


def _identifiers():
    if not os.path.isfile(TABLE):
        return [pytest.param("", marks=pytest.mark.skip("the collected facts are not here: no methods/validation.csv"))]
    with open(TABLE, encoding="utf-8", newline="") as file:
        return [row["case_id"] for row in csv.DictReader(file)]


@pytest.fixture(scope="session")
def outcomes(collected):
    return {o.case_id: o for o in run_cases(collected / "methods" / "validation.csv")}


@pytest.mark.parametrize("case", _identifiers())
def test_case(case, outcomes):
    found = outcomes[case]
    assert found.outcome == "pass", found


def test_no_case_is_lost(outcomes):
    assert len(outcomes) == len(_identifiers()) >= 255


def table(tmp_path, *rows, head="case_id,method,inputs,expected,tolerance"):
    path = tmp_path / "cases.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write(head + "\n")
        csv.writer(file).writerows(rows)
    return path


def one(tmp_path, method, inputs, expected, tolerance="0"):
    return run_cases(table(tmp_path, ["x", method, inputs, expected, tolerance]))[0]


def test_a_wrong_figure_fails(tmp_path):
    good = json.dumps({"N": 4, "d": 1, "n": 2})
    assert one(tmp_path, "hypergeom_detection", good, "0.5", "1e-12").outcome == "pass"
    assert one(tmp_path, "hypergeom_detection", good, "0.5001", "1e-5").outcome == "fail"
    assert one(tmp_path, "hypergeom_detection", good, "[0.5]", "1").outcome == "fail"
    assert one(tmp_path, "hypergeom_detection", good, "1" + "0" * 400, "1").outcome == "fail"
    assert one(tmp_path, "hypergeom_detection", good, "NaN", "1").outcome == "fail"
    assert one(tmp_path, "no_such_method", good, "0.5").outcome == "unknown method"


@pytest.mark.parametrize(
    ("inputs", "expected", "tolerance"),
    [
        ('{"N": 4, "d": 1}', "0.5", "0"),
        ('{"N": 4, "d": 1, "n": 9}', "0.5", "0"),
        ('{"N": 4, "d": 1, "n": 2, "extra": 1}', "0.5", "0"),
        ("[4, 1, 2]", "0.5", "0"),
        ("{", "0.5", "0"),
        ("[" * 50 + "]" * 50, "0.5", "0"),
        ('{"N": 4, "d": 1, "n": 2}', "", "0"),
        ('{"N": 4, "d": 1, "n": 2}', "0.5", "-1"),
        ('{"N": 4, "d": 1, "n": 2}', "0.5", "true"),
        ('{"N": 4, "d": 1, "n": 2}', "0.5", "NaN"),
    ],
)
def test_what_is_wrong_with_a_row_is_its_outcome(tmp_path, inputs, expected, tolerance):
    found = one(tmp_path, "hypergeom_detection", inputs, expected, tolerance)
    assert found.outcome == "error"
    assert found.error


def test_a_short_row_is_an_error_of_its_own(tmp_path):
    found = run_cases(table(tmp_path, ["x"], ["y", "cwc_part9_annual_cap", '{"sites": 100}', "8", "0"]))
    assert [o.outcome for o in found] == ["error", "pass"]


@pytest.mark.parametrize("content", [b"case_id,method\n", b"\xff\xfe\x00", b""])
def test_a_file_that_is_no_table_is_refused(tmp_path, content):
    path = tmp_path / "cases.csv"
    path.write_bytes(content)
    with pytest.raises(VerificationError, match=r"cases\.csv"):
        run_cases(path)


@pytest.mark.parametrize("name", ["missing.csv", "", "nul\0.csv"])
def test_a_file_that_is_not_there_is_refused(tmp_path, name):
    with pytest.raises(VerificationError, match="cannot be read"):
        run_cases(f"{tmp_path}/{name}")


def test_nearness():
    assert near(1.0, 1, 0)
    assert near([1.0, 2.0], [1, 2.1], 0.11)
    assert not near([1.0, 2.0], [1, 2.1], 0.09)
    assert not near(float("nan"), 1, 1e9)
    assert not near(True, 1, 0)


def test_every_method_says_what_it_answers():
    assert len(METHODS) > 70
    for name, method in METHODS.items():
        assert (method.__doc__ or "").strip(), name
