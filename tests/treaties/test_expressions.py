from datetime import date

import pytest

from armscontrol.errors import ExpressionError
from armscontrol.treaties.expressions import scan
from armscontrol.treaties.expressions.parse import parse
from armscontrol.treaties.expressions.tree import Case, Logic, OneOf, columns, references, walk
from armscontrol.treaties.expressions.words import say
from armscontrol.treaties.tables import EVENTS, HOLDINGS


def tree(text, **kw):
    return parse(text, HOLDINGS, **kw)


def test_the_rule_of_new_start_has_its_tree():
    node = tree("kind IN ('icbm', 'slbm') AND status = 'deployed'")
    assert isinstance(node, Logic)
    assert node.type == "truth"
    assert isinstance(node.operands[0], OneOf)
    assert [n.position for n in node.operands] == [0, 29]
    assert columns(node) == {"kind", "status"}


def test_case_gives_a_number():
    node = tree("CASE WHEN kind = 'heavy_bomber' THEN 1 ELSE warheads END")
    assert isinstance(node, Case)
    assert node.type == "number"
    assert say(node) == "1 if kind is heavy bomber, otherwise warheads"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("status <> 'deployed'", "status is not deployed"),
        ("NOT accepted", "not (accepted)"),
        ("warheads BETWEEN 1 AND 3", "warheads is at least 1 and warheads is at most 3"),
        ("number * 2 + warheads >= 10", "((number times 2) plus warheads) is at least 10"),
        ("kind NOT IN ('icbm', 'slbm')", "not (kind is ICBM or SLBM)"),
        ("as_of < DATE '2018-02-05'", "as of is less than 5 February 2018"),
        ("LEAST(warheads, 4) = 4 OR accepted = TRUE", "the least of warheads, 4 is 4 or accepted"),
        ("-warheads < -1.5", "(0 less warheads) is less than -1.5"),
        ("type = 'R-36M2 ''Voevoda'''", "type is R-36M2 'Voevoda'"),
        ("(kind = 'icbm' OR kind = 'slbm') AND accepted", "(kind is ICBM or kind is SLBM) and accepted"),
    ],
)
def test_expressions_in_words(text, said):
    assert say(tree(text)) == said


@pytest.mark.parametrize(
    ("text", "position", "why"),
    [
        ("kind = 'icbn'", 7, "never holds this word"),
        ("colour = 'red'", 0, "no column or definition"),
        ("statu = 'deployed'", 0, "Did you mean status"),
        ("uid = 'x'", 0, "may not read this column"),
        ("POW(warheads, 2) = 4", 0, "no such function"),
        ("COALESCE(warheads, 0) = 0", 0, "cannot turn unknown into a value"),
        ("warheads IS NULL", 9, "cannot test for unknown"),
        ("warheads = NULL", 11, "cannot test for unknown"),
        ("kind IN (SELECT kind FROM x)", 9, "subquery"),
        ("(SELECT 1) = 1", 1, "subquery"),
        ("SUM(warheads) OVER (PARTITION BY kind) > 1", 0, "no such function"),
        ("CAST(warheads AS text) = 'x'", 0, "cast"),
        ("warheads::text = 'x'", 8, "sign that the language does not have"),
        ("kind = 'icbm'; DROP TABLE x", 13, "sign that the language does not have"),
        ("kind = 'icbm' -- comment", 14, "comment"),
        ("kind = 'icbm", 7, "not closed"),
        ("kind = 'icbm' AND", 17, "value is missing"),
        ("warheads + 'a' = 1", 11, "needs a number"),
        ("kind < 'icbm'", 5, "needs numbers"),
        ("kind = 3", 5, "cannot be compared"),
        ("number AND accepted", 0, "needs a truth value"),
        ("CASE WHEN accepted THEN 1 END = 1", 26, "needs ELSE"),
        ("CASE WHEN accepted THEN 1 ELSE TRUE END", 24, "each branch"),
        ("CASE 1 END", 5, "needs WHEN"),
        ("LEAST(1)= 1", 0, "takes 2 to 8"),
        ("ABS(1, 2) = 1", 0, "takes 1"),
        ("as_of = DATE '2023-02-31'", 13, "no such day"),
        ("kind IN (type)", 9, "plain values"),
        ("kind IN (1)", 9, "among texts"),
        ("kind LIKE 'i%'", 5, "pattern"),
        ("", 0, "empty"),
        ("   ", 0, "empty"),
        ("kind = 'icbm' kind", 14, "does not end here"),
        ("NOT number", 4, "needs a truth value"),
        ("kind NOT = 'icbm'", 5, "NOT stands before"),
        ("12abc = 1", 0, "sign that the language does not have"),
    ],
)
def test_what_is_outside_the_language_is_refused_with_its_place(text, position, why):
    with pytest.raises(ExpressionError) as caught:
        tree(text)
    assert why in str(caught.value)
    assert caught.value.position == position
    assert f"character {position + 1}" in str(caught.value)
    assert caught.value.allowed


def test_size_and_depth_are_bounded():
    with pytest.raises(ExpressionError, match="4,096 bytes"):
        tree("kind = 'icbm' OR " * 400 + "accepted")
    for deep in ("(" * 40 + "accepted" + ")" * 40, "NOT " * 40 + "accepted", "number = " + "LEAST(1, " * 40 + "1" + ")" * 40,
                 "number = 1" + " + 1" * 40):  # fmt: skip
        with pytest.raises(ExpressionError, match="32 levels"):
            tree(deep)
    wide = tree("kind = 'icbm'" + " OR kind = 'slbm'" * 200)
    assert wide.depth == 3


def test_definitions_are_followed_and_their_growth_is_bounded():
    made = {"a0": tree("accepted")}
    for i in range(1, 6):
        made[f"a{i}"] = tree(f"a{i - 1} OR a{i - 1} OR a{i - 1} OR NOT a{i - 1}", definitions=made.get)
    with pytest.raises(ExpressionError, match="grows to more than"):
        tree("a5 OR a5 OR a5 OR a5", definitions=made.get)
    node = tree("a0 AND kind = 'icbm'", definitions=made.get)
    assert references(node) == ("a0",)
    assert columns(node) == {"accepted", "kind"}


def test_the_type_asked_for_is_enforced():
    assert tree("warheads + 1", expect="number").type == "number"
    with pytest.raises(ExpressionError, match="a truth value is needed"):
        tree("warheads + 1", expect="truth")


def test_events_have_their_own_columns():
    node = parse("kind = 'inspection' AND type = 'type_one' AND date >= DATE '2011-04-06'", EVENTS)
    assert columns(node) == {"kind", "type", "date"}
    with pytest.raises(ExpressionError, match="warheads"):
        parse("warheads = 1", EVENTS)


def test_every_keyword_and_function_is_in_the_allowed_list():
    for word in scan.KEYWORDS - {"END", "WHEN", "THEN", "ELSE"}:
        assert word in scan.ALLOWED, word


def test_literals_keep_their_types():
    values = {type(n.value) for n in walk(tree("number = 1 OR warheads = 1.5 OR accepted = TRUE OR as_of = DATE '2020-01-01'"))
              if hasattr(n, "value")}  # fmt: skip
    assert values == {int, float, bool, date}
