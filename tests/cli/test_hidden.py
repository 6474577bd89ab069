"""`verify hidden`: beliefs about what a sample left unseen, against closed forms and counting by hand."""

from __future__ import annotations

import json
from fractions import Fraction
from math import comb

import pytest
from typer.testing import CliRunner

from armscontrol.cli.app import app
from armscontrol.errors import VerificationError


def run(*words):
    return CliRunner().invoke(app, ["verify", "hidden", *words], catch_exceptions=False)


def answer(*words):
    return json.loads(run(*words, "--json").stdout)


def test_a_clean_sample_under_the_uniform_prior():
    """P(at most d) = 1 - C(N-d, n+1)/C(N+1, n+1)."""
    found = answer("--items", "400", "--sample", "180", "--at-most", "3")

    def at_most(d):
        return 1 - Fraction(comb(400 - d, 181), comb(401, 181))

    assert found["none"] == pytest.approx(181 / 401, rel=1e-12)
    assert found["at_most"] == {"number": 3, "belief": pytest.approx(float(at_most(3)), rel=1e-12)}
    assert found["at_most_95"] == next(d for d in range(401) if at_most(d) >= Fraction(95, 100))
    text = " ".join(run("--items", "400", "--sample", "180").stdout.split())
    assert "After 180 of 400 items were inspected and none flagged: none is false with 45.14 %" in text
    assert "every number of false items from 0 to 400 is equally likely" in text


def test_other_means_and_a_prior_of_compliance_by_counting():
    """Belief in none: 0.8 against 0.2 shared evenly over 1 to 20, each times what was not seen."""
    found = answer("--items", "20", "--sample", "5", "--prior", "compliant:0.8", "--other-means", "0.1:0.9")
    weight = [Fraction(4, 5) * Fraction(9, 10)]
    weight += [
        Fraction(1, 100) * Fraction(comb(20 - k, 5), comb(20, 5)) * Fraction(9, 10) * Fraction(9, 10) ** k
        for k in range(1, 21)
    ]
    assert found["none"] == pytest.approx(float(weight[0] / sum(weight)), rel=1e-12)
    assert found["mean"] == pytest.approx(float(sum(k * w for k, w in enumerate(weight)) / sum(weight)), rel=1e-12)


def test_the_total_held_is_what_is_declared_and_what_false_items_add():
    found = answer("--items", "400", "--sample", "60", "--declared", "1550", "--extra", "2")
    assert found["total"]["mean"] == pytest.approx(1550 + 2 * found["mean"], rel=1e-9)
    assert found["total"]["at_most_95"] == 1550 + 2 * found["at_most_95"]
    assert "Each false item holds 2 more" in found["assumes"]


def test_an_old_sample_counts_for_less():
    fresh = answer("--items", "400", "--sample", "60")["none"]
    old = answer("--items", "400", "--sample", "60", "--weight", "0.5")["none"]
    assert answer("--items", "400", "--sample", "60", "--weight", "0")["none"] == pytest.approx(1 / 401)
    assert 1 / 401 < old < fresh


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--sample", "401"), "--sample: out of range. Found: 401."),
        (("--sample", "5", "--found", "6"), "--found"),
        (("--sample", "5", "--prior", "likely"), "--prior: no such belief. Found: 'likely'. Allowed: uniform, compliant:0.9"),
        (("--sample", "5", "--prior", "compliant:1.5"), "--prior"),
        (("--sample", "5", "--other-means", "0.5"), "--other-means: not two numbers"),
        (("--sample", "5", "--other-means", "0.5:nan"), "--other-means"),
        (("--sample", "5", "--found", "5", "--prior", "compliant:1"), "this evidence could not happen. Found: 5 flagged of 5."),
        (("--sample", "5", "--declared", "-1"), "--declared"),
        (("--sample", "5", "--weight", "2"), "--weight"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused(words, told):
    with pytest.raises(VerificationError) as caught:
        run("--items", "400", *words)
    assert told in str(caught.value)
