"""`armscontrol verify` as an analyst meets it: each command in words and as JSON, good input and bad.

Expected values are computed here by counting, in whole numbers and fractions, not by the package.
"""

from __future__ import annotations

import json
import subprocess
import sys
from fractions import Fraction
from math import comb

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.conftest import ROOT

from armscontrol.cli.app import app
from armscontrol.errors import VerificationError


@pytest.fixture
def run(capsys):
    """A command's exit code and what it prints; on one line, however wide the terminal."""

    def call(*arguments: str) -> tuple[int, str]:
        code = app(["verify", *arguments], standalone_mode=False) or 0
        return code, " ".join(capsys.readouterr().out.split())

    return call


@pytest.fixture
def answer(run):
    """A command's JSON."""

    def call(*arguments: str) -> dict:
        return json.loads(run(*arguments, "--json")[1])

    return call


@pytest.fixture
def refused():
    """The one message with which a command refuses what it is given."""

    def call(*arguments: str) -> str:
        with pytest.raises(VerificationError) as caught:
            app(["verify", *arguments], standalone_mode=False)
        assert "\n" not in str(caught.value)
        return str(caught.value)

    return call


def missed(size: int, d: int, n: int, se: Fraction = Fraction(1)) -> Fraction:
    """Chance that a sample finds nothing, by counting samples."""
    ways = sum(comb(d, x) * comb(size - d, n - x) * (1 - se) ** x for x in range(min(d, n) + 1))
    return Fraction(ways) / comb(size, n)


def smallest(size: int, d: int, chance: str, se: str = "1") -> int:
    return next(n for n in range(size + 1) if 1 - missed(size, d, n, Fraction(se)) >= Fraction(chance))


def test_how_many_of_a_thousand_items(run, answer):
    n = smallest(1000, 10, "0.95")
    code, told = run("sample-size", "--items", "1000", "--false", "10", "--chance", "0.95")
    assert code == 0
    assert f"Inspect {n} of 1,000 items: at least one of 10 false ones is then found with a chance of 95.02 %" in told
    assert "sample, IAEA form 259" in told
    assert "Source: Avenhaus and Canty" in told
    found = answer("sample-size", "--items", "1000", "--false", "10", "--chance", "0.95")
    assert (found["sample"], found["iaea_sample"], found["difference"]) == (n, 259, 259 - n)
    assert found["achieved"] == pytest.approx(float(1 - missed(1000, 10, n)), rel=1e-12)
    assert found["achieved_with_one_fewer"] == pytest.approx(float(1 - missed(1000, 10, n - 1)), rel=1e-12)
    assert found["achieved_with_one_fewer"] < 0.95 <= found["achieved"]


@pytest.mark.parametrize(
    ("size", "chance", "n"), [(50, "0.8", 40), (62, "0.5", 31), (10, "0.7", 7), (1000, "0.9", 900)]
)
def test_a_tie_is_not_lost_to_rounding(answer, size, chance, n):
    """1 - 0.8 in doubles is less than 0.2, and would ask for one item more."""
    assert answer("sample-size", "--items", str(size), "--false", "1", "--chance", chance)["sample"] == n


@pytest.mark.parametrize(
    ("size", "d", "chance", "se"), [(1000, 50, "0.95", "0.9"), (40, 7, "0.9", "0.5"), (30, 1, "0.4", "0.5")]
)
def test_weak_recognition_takes_more(answer, size, d, chance, se):
    given = ("--items", str(size), "--false", str(d), "--chance", chance)
    found = answer("sample-size", *given, "--sensitivity", se)
    assert found["sample"] == smallest(size, d, chance, se)
    assert found["achieved"] == pytest.approx(float(1 - missed(size, d, found["sample"], Fraction(se))), rel=1e-10)
    assert found["sample"] >= answer("sample-size", *given)["sample"]


def test_where_only_a_look_at_all_items_is_enough(answer, refused):
    """A census finds one of two with 1 - (1/10)^2 = 0.99."""
    given = ("sample-size", "--items", "20", "--false", "2", "--sensitivity", "0.9", "--chance")
    assert answer(*given, "0.99")["sample"] == answer(*given, "0.99")["iaea_sample"] == 20
    assert "Allowed: at most 0.99 with this sensitivity." in refused(*given, "0.990001")
    assert "Allowed: at most 0.99 with this sensitivity." in refused(*given, "1")
    many = ("sample-size", "--items", "20", "--false", "20", "--sensitivity", "0.9", "--chance", "1")
    assert "Allowed: below 1 with this sensitivity." in refused(*many)


@given(st.data())
def test_the_sample_is_enough_and_one_fewer_is_not(data):
    from armscontrol.cli.verify.sampling import _smallest

    size = data.draw(st.integers(1, 60))
    d, tenths = data.draw(st.integers(1, size)), data.draw(st.integers(1, 9))
    assert _smallest(size, d, tenths / 10, 1) == smallest(size, d, f"0.{tenths}")


def test_ten_visits_a_year_over_three_years(run, answer):
    given = ("detection", "--items", "400", "--false", "20", "--sample", "10", "--visits", "3")
    one = missed(400, 20, 10)
    found = answer(*given)
    assert found["detection"] == pytest.approx(float(1 - one), rel=1e-12)
    assert found["detection_over_visits"] == pytest.approx(float(1 - one**3), rel=1e-12)
    assert "a chance of 40.49 %; over 3 independent visits it is 78.92 %." in run(*given)[1]
    weak = answer(*given, "--sensitivity", "0.75")
    assert weak["detection"] == pytest.approx(float(1 - missed(400, 20, 10, Fraction("0.75"))), rel=1e-12)


def test_nothing_false_and_nothing_inspected(run, answer):
    assert answer("detection", "--items", "9", "--false", "0", "--sample", "9")["detection"] == 0
    assert answer("detection", "--items", "9", "--false", "9", "--sample", "0")["detection"] == 0
    assert answer("detection", "--items", "9", "--false", "5", "--sample", "5")["detection"] == 1
    assert answer("sample-size", "--items", "9", "--false", "2", "--chance", "0")["sample"] == 0
    assert answer("sample-size", "--items", "9", "--false", "2", "--chance", "1")["sample"] == 8
    assert "with one item fewer –" in run("sample-size", "--items", "9", "--false", "2", "--chance", "0")[1]


def test_what_is_nearly_certain_is_not_called_certain(run):
    told = run("detection", "--items", "1000", "--false", "100", "--sample", "110")[1]
    assert "above 99.99 %" in told
    assert " 100 %" not in told


@pytest.mark.parametrize(
    ("option", "value", "told"),
    [
        ("--items", "-3", "--items: out of range. Found: -3. Allowed: a whole number from 1 up."),
        ("--items", "nan", "--items: out of range. Found: nan."),
        ("--items", "2.5", "--items: out of range. Found: 2.5."),
        ("--items", "inf", "--items: out of range. Found: inf."),
        ("--items", "1e30", "--items: out of range. Found: 1e+30."),
        ("--items", "9" * 5000, "--items: out of range. Found: inf."),
        ("--items", "many", "--items: no number. Found: 'many'."),
        ("--items", "", "--items: no number. Found: ''."),
        ("--items", "5000000", "--items: the population is too large to be exact. Found: 5,000,000."),
        ("--false", "0", "--false: out of range. Found: 0."),
        ("--false", "101", "--false: out of range. Found: 101. Allowed: at most --items"),
        ("--chance", "1.01", "--chance: out of range. Found: 1.01. Allowed: a number from 0 to 1."),
        ("--chance", "95%", "--chance: no number. Found: '95%'."),
        ("--sensitivity", "-0.1", "--sensitivity: out of range."),
        ("--sensitivity", "0.3", "--chance: no sample is enough, not even all items. Found: 0.95. Allowed: at most 0.8319"),
        ("--sensitivity", "0", "--chance: no sample is enough"),
    ],
)  # fmt: skip
def test_a_number_that_cannot_be_used_is_told_by_its_option(refused, option, value, told):
    given = {"--items": "100", "--false": "5", "--chance": "0.95", option: value}
    assert told in refused("sample-size", *(word for pair in given.items() for word in pair))


def test_more_samples_than_items(refused):
    assert "--sample: out of range. Found: 10. Allowed: at most --items, 9." in refused(
        "detection", "--items", "9", "--false", "1", "--sample", "10"
    )
    assert "--visits: out of range. Found: 0." in refused(
        "detection", "--items", "9", "--false", "1", "--sample", "1", "--visits", "0"
    )


def test_where_to_watch(run, answer):
    """Two sites of 3 and 1: (3-x)/3 + (1-x)/1 = 1 gives x = 3/4, coverage 3/4 and 1/4."""
    found = answer("allocate", "--values", "3,1", "--inspections", "1")
    assert found["value"] == pytest.approx(3 / 4, rel=1e-12)
    assert [s["chance"] for s in found["sites"]] == pytest.approx([3 / 4, 1 / 4], rel=1e-12)
    assert found["used"] == pytest.approx(1)
    assert found["never_inspected"] == []
    assert (
        "1 inspection over 2 sites a violator gets at most 0.75."
        in run("allocate", "--values", "3,1", "--inspections", "1")[1]
    )


def test_sites_from_a_file(run, answer, tmp_path):
    """The cap holds South at 2/5, where it pays 8 (1 - 2/5) = 4.8; North needs 1 - 4.8/10, the depot (5-4.8)/10."""
    path = tmp_path / "m.csv"
    path.write_text(
        "\ufeffsite,value,caught,cap\r\nNorth,10,0,\r\nSouth,8,,0.4\r\n\r\nDepot,5,-5,1\r\n[b]Shed,1,0,1\r\n"
    )
    found = answer("allocate", str(path), "--inspections", "1.2")
    assert found["value"] == pytest.approx(4.8, rel=1e-12)
    assert [s["chance"] for s in found["sites"]] == pytest.approx([0.52, 0.4, 0.02, 0], rel=1e-12)
    assert found["never_inspected"] == ["[b]Shed"]
    told = run("allocate", str(path), "--inspections", "1.2")[1]
    assert "Never inspected: [b]Shed." in told
    assert "0.26 of the inspections would change nothing." in told
    assert "South 8 0 0.4 40 %" in told
    assert "[b]Shed 1 0 1 never" in told


def test_many_sites_are_cut_on_a_terminal_only(run, answer):
    values = ",".join(str(v) for v in range(1, 101))
    told = run("allocate", "--values", values, "--inspections", "2")[1]
    assert "and 60 more: --json has all" in told
    found = answer("allocate", "--values", values, "--inspections", "2")
    assert len(found["sites"]) == 100
    v = Fraction(found["value"])
    assert float(sum(1 - v / w for w in range(1, 101) if w > v)) == pytest.approx(2, rel=1e-12)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "other columns are needed. Found: none."),
        ("site,value\n", "no site."),
        ("site\nA\n", "other columns are needed. Found: site."),
        ("site,value,caps\nA,1,1\n", "other columns are needed. Found: site, value, caps."),
        ("site,value,value\nA,1,1\n", "other columns are needed."),
        ("site,value\nA,1,2\n", "line 2: a line of another length. Found: 3 cells. Allowed: 2."),
        ("site,value\nA,1\nA,2\n", "line 3: the site is there twice. Found: 'A'."),
        ("site,value\n,1\n", "line 2: no name of a site."),
        ("site,value\n\x1b[2J,1\n", "line 2: no name of a site."),
        ("site,value\nA,high\n", "line 2, value: no number. Found: 'high'."),
        ("site,value\nA,nan\n", "line 2, value: out of range. Found: nan."),
        ("site,value\nA,0\n", "line 2, value: out of range. Found: 0. Allowed: a finite number above 0, or give caught too."),
        ("site,value,caught\nA,1,1\n", "line 2, caught: out of range. Found: 1. Allowed: below value, 1."),
        ("site,value,cap\nA,1,1.5\n", "line 2, cap: out of range. Found: 1.5. Allowed: a number from 0 to 1."),
        ('site,value\n"A,1\n', "not CSV: unexpected end of data."),
        ('site,value\n"A"b,1\n', "not CSV:"),
        ("site,value\n" + "A" * 200_000 + ",1\n", "line 2"),
    ],
)  # fmt: skip
def test_a_file_of_sites_that_cannot_be_used(refused, tmp_path, text, told):
    path = tmp_path / "sites.csv"
    path.write_text(text, encoding="utf-8")
    found = refused("allocate", str(path), "--inspections", "1")
    assert told in found
    assert "\x1b" not in found


def test_files_that_cannot_be_read(refused, tmp_path, monkeypatch):
    missing = str(tmp_path / "m d.csv")
    assert refused("allocate", missing, "--inspections", "1").startswith(f"{missing}: the file cannot be read")
    assert "cannot be read" in refused("allocate", str(tmp_path), "--inspections", "1")
    (tmp_path / "latin.csv").write_bytes(b"site,value\nK\xf8ge,1\n")
    assert "not UTF-8" in refused("allocate", str(tmp_path / "latin.csv"), "--inspections", "1")
    monkeypatch.setattr("armscontrol.cli.verify.allocating.LARGEST_FILE", 20)
    (tmp_path / "large.csv").write_text("site,value\nA,1\nB,1\nC,1\n")
    assert "too large. Allowed: at most 20 letters" in refused(
        "allocate", str(tmp_path / "large.csv"), "--inspections", "1"
    )


@pytest.mark.parametrize("number", ["-1", "nan", "inf", "some"])
def test_inspections_that_are_no_number(refused, number):
    assert refused("allocate", "--values", "1,2", "--inspections", number).startswith("--inspections: ")


def test_values_that_are_no_list(refused):
    assert "--values, 2, value: no number. Found: ''." in refused("allocate", "--values", "1,,2", "--inspections", "1")


def dresher(n: int, m: int, b: Fraction) -> tuple[Fraction, Fraction]:
    """Value and chance to inspect, by solving the 2 by 2 game of each period."""
    if m == 0:
        return Fraction(-1) if n else Fraction(0), Fraction(0)
    if m >= n:
        return Fraction(0), Fraction(1)
    inspected, waited = dresher(n - 1, m - 1, b)[0], dresher(n - 1, m, b)[0]
    # rows inspect (legal, violate) = (inspected, b), wait = (waited, -1): the chance that makes the columns equal
    p = (waited + 1) / (waited + 1 + b - inspected)
    return p * inspected + (1 - p) * waited, p


@pytest.mark.parametrize(
    ("n", "m", "b"), [(10, 3, "1"), (6, 2, "0.5"), (2, 1, "1"), (9, 8, "3"), (5, 0, "1"), (3, 7, "1")]
)
def test_whether_to_inspect_now(answer, n, m, b):
    found = answer("game", "--periods", str(n), "--inspections", str(m), "--gain", b)
    value, now = dresher(n, m, Fraction(b))
    assert found["value"] == pytest.approx(float(value), rel=1e-12)
    assert found["chance_to_inspect_now"] == pytest.approx(float(now), rel=1e-12)


def test_the_game_in_words(run):
    told = run("game", "--periods", "10", "--inspections", "3")[1]
    assert "inspect now with a chance of 26.14 %" in told
    assert "value to the inspector -0.477273" in told
    assert run("game", "--periods", "1000000", "--inspections", "900000")[1].count("value to the inspector 0 ") == 1


@pytest.mark.parametrize(
    ("option", "value"),
    [("--periods", "0"), ("--periods", "1000001"), ("--periods", "nan"), ("--inspections", "-1"), ("--inspections", "1.5"),
     ("--gain", "0"), ("--gain", "-1"), ("--gain", "nan"), ("--gain", "inf")],
)  # fmt: skip
def test_a_game_that_cannot_be_played(refused, option, value):
    given = {"--periods": "10", "--inspections": "3", option: value}
    assert refused("game", *(word for pair in given.items() for word in pair)).startswith(f"{option}: out of range.")


def chain(prior: str, detect: str, intro: str, periods: int) -> list[Fraction]:
    p, d, turn = Fraction(prior), Fraction(detect), Fraction(intro)
    out = [p]
    for _ in range(periods):
        p *= 1 - turn
        p = p / (p + (1 - p) * (1 - d))
        out.append(p)
    return out


def test_how_belief_grows(run, answer):
    given = ("posterior", "--prior", "0.5", "--detect", "0.4", "--intro", "0.01", "--clean", "10", "--target", "0.95")
    expected = chain("0.5", "0.4", "0.01", 10)
    found = answer(*given)
    assert found["beliefs"] == pytest.approx([float(p) for p in expected], rel=1e-12)
    assert found["belief"] == found["beliefs"][-1]
    assert found["needed"] == next(i for i, p in enumerate(expected) if p >= Fraction("0.95"))
    told = run(*given)[1]
    assert "97.85 % after 10 clean inspections. 95 % takes 7 clean inspections." in told
    assert "1 clean inspection 62.03 %" in told


def test_a_target_out_of_reach_is_an_answer(run, answer):
    given = ("posterior", "--prior", "0.5", "--detect", "0.3", "--intro", "0.1", "--target", "0.99")
    assert answer(*given)["needed"] is None
    assert "99 % is never reached." in run(*given)[1]
    assert answer("posterior", "--prior", "0.5", "--detect", "0.3", "--target", "1")["needed"] is None
    assert answer("posterior", "--prior", "0.5", "--detect", "1", "--target", "1")["needed"] == 1
    assert answer("posterior", "--prior", "0.5", "--detect", "0.5")["target"] is None


def test_long_chains_are_cut_on_a_terminal_only(run, answer):
    given = ("posterior", "--prior", "0.5", "--detect", "0.1", "--clean", "100")
    told = run(*given)[1]
    assert "38 clean inspections" in told
    assert "39 clean inspections" not in told
    assert "100 clean inspections above 99.99 %" in told
    assert len(answer(*given)["beliefs"]) == 101


@pytest.mark.parametrize(
    ("option", "value"),
    [("--prior", "1.1"), ("--prior", "nan"), ("--detect", "-0.1"), ("--intro", "2"), ("--clean", "-1"), ("--clean", "1e9"),
     ("--target", "1.5")],
)  # fmt: skip
def test_beliefs_that_are_none(refused, option, value):
    given = {"--prior": "0.5", "--detect": "0.4", option: value}
    assert refused("posterior", *(word for pair in given.items() for word in pair)).startswith(
        f"{option}: out of range."
    )


def test_a_result_that_could_not_happen(refused):
    assert refused("posterior", "--prior", "0", "--detect", "1").startswith(
        "--prior, --detect: a clean inspection was impossible"
    )


def test_the_methods_are_listed(run, answer):
    from armscontrol.verification import METHODS

    found = {m["name"]: m for m in answer("methods")["methods"]}
    assert set(found) == set(METHODS)
    assert found["exact_sample_size"]["arguments"] == ["N", "d", "beta"]
    assert all(m["answers"] and "\n" not in m["answers"] for m in found.values())
    assert f"{len(METHODS)} methods." in run("methods")[1]


def test_one_method_is_told_in_full(run, refused):
    assert run("methods", "exact_sample_size")[1].startswith("exact_sample_size(N, d, beta) Smallest sample")
    assert "Raises: VerificationError" in run("methods", "exact_sample_size")[1]
    assert "Did you mean exact_sample_size" in refused("methods", "exact_sampl_size")
    assert "lists them" in refused("methods", "zzz")


HEAD = "case_id,method,inputs,expected,tolerance\n"
GOOD = 'tie,exact_sample_size,"{""N"": 50, ""d"": 1, ""beta"": 0.2}",40,0\n'


def test_cases_that_pass(run, answer, tmp_path):
    path = tmp_path / "cases.csv"
    path.write_text(HEAD + GOOD)
    assert run("cases", str(path)) == (0, "1 case: 1 passed, 0 failed, 0 unknown method, 0 errors.")
    found = answer("cases", str(path))
    assert found["cases"] == [
        {"case_id": "tie", "method": "exact_sample_size", "outcome": "pass", "got": 40, "expected": 40, "error": None}
    ]
    assert found["passed"] == found["total"] == 1


def test_cases_that_do_not_pass_are_told_one_a_line(capsys, tmp_path):
    path = tmp_path / "cases.csv"
    path.write_text(
        HEAD + GOOD + GOOD.replace("tie", "off").replace("40", "41") + 'new,[b]none,{},1,0\n'
        'bad,hypergeom_detection,"{""N"": 3, ""d"": 1, ""n"": 4}",1,0\n"two\nlines\x1b",census_detection,"{""d"": 1, ""se"": 1}",NaN,0\n'
    )  # fmt: skip
    assert app(["verify", "cases", str(path)], standalone_mode=False) == 1
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "fail: off exact_sample_size: got 40, expected 41"
    assert lines[1].startswith("unknown method: new [b]none: ")
    assert lines[2].startswith("error: bad hypergeom_detection: n: ")
    assert lines[3].startswith("fail: two lines  census_detection: got 1.0, expected nan")
    assert lines[4:] == ["5 cases: 1 passed, 2 failed, 1 unknown method, 1 errors."]
    assert app(["verify", "cases", str(path), "--json"], standalone_mode=False) == 1
    found = json.loads(capsys.readouterr().out, parse_constant=lambda c: pytest.fail(f"{c} is no JSON"))
    assert {k: v for k, v in found.items() if k != "cases"} == {
        "total": 5, "passed": 1, "failed": 2, "unknown_method": 1, "errors": 1,
    }  # fmt: skip
    assert [c["outcome"] for c in found["cases"]] == ["pass", "fail", "unknown method", "error", "fail"]
    assert found["cases"][4]["expected"] is None


@pytest.mark.parametrize("text", ["", "case_id,method\n", HEAD + '"open'])
def test_tables_that_cannot_be_used(refused, tmp_path, text):
    path = tmp_path / "cases.csv"
    path.write_text(text)
    assert refused("cases", str(path)).startswith(str(path))
    assert refused("cases", str(tmp_path / "none.csv")).startswith(str(tmp_path / "none.csv"))


def test_the_published_cases_all_pass(answer, collected):
    found = answer("cases", str(collected / "methods" / "validation.csv"))
    assert [c["case_id"] for c in found["cases"] if c["outcome"] != "pass"] == []
    assert found["passed"] >= 255


def test_exit_codes_and_streams(tmp_path):
    def door(*arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "armscontrol", "verify", *arguments], capture_output=True, encoding="utf-8", timeout=120
        )  # fmt: skip

    bad = door("sample-size", "--items", "-3", "--false", "1", "--chance", "0.9")
    assert (bad.returncode, bad.stdout) == (3, "")
    assert bad.stderr == "Error: --items: out of range. Found: -3. Allowed: a whole number from 1 up.\n"
    assert door("allocate", "--inspections", "1").returncode == 2
    (tmp_path / "cases.csv").write_text(HEAD + "a,none,{},1,0\n")
    assert door("cases", str(tmp_path / "cases.csv")).returncode == 1
    assert json.loads(door("game", "--periods", "2", "--inspections", "1", "--json").stdout)["value"] == pytest.approx(
        -1 / 3
    )


@pytest.mark.parametrize("missing", ["numpy", "scipy"])
@pytest.mark.parametrize("command", [["methods"], ["posterior", "--prior", "0.5", "--detect", "0.4"],
                                     ["allocate", "--values", "1,2", "--inspections", "1"]])  # fmt: skip
def test_without_the_libraries_there_is_one_message(missing, command):
    script = (
        f"import sys; sys.modules['{missing}'] = None; sys.argv = ['armscontrol', 'verify', *{command}]\n"
        "from armscontrol.cli import main; main()"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=120)
    assert done.returncode == 3
    assert done.stderr == (
        f"Error: the statistics of verification need {missing}, which is not installed. "
        "Install it: pip install 'armscontrol[verification]'.\n"
    )


def test_help_loads_no_arrays():
    script = (
        "import sys; sys.argv = ['armscontrol', 'verify', '--help']\nfrom armscontrol.cli import main\n"
        "try: main()\nexcept SystemExit: pass\n"
        "print([m for m in ('numpy', 'scipy', 'polars') if m in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, timeout=120)
    assert done.stderr.strip() == "[]"


def test_every_command_stands_in_the_documentation():
    import typer

    page = (ROOT / "docs" / "methods" / "README.md").read_text(encoding="utf-8")
    names = typer.main.get_command(app).commands["verify"].commands
    assert {"sample-size", "detection", "allocate", "campaign", "compare"} <= set(names)
    for name in names:
        assert f"armscontrol verify {name}" in page
