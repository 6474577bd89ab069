"""Documents of one's own: what is accepted, and what is refused with the place in the file."""

import json
from datetime import date

import pytest
from tests.conftest import document, limit

from armscontrol.errors import TreatyError
from armscontrol.treaties import load_treaty, standing
from armscontrol.treaties.model import Treaty
from armscontrol.treaties.places import line_of, name_of


@pytest.fixture
def load(tmp_path):
    def _load(text, **kw):
        path = tmp_path / "invented.toml"
        path.write_text(text, encoding="utf-8")
        return load_treaty(path, **kw)

    return _load


def test_a_small_document_of_ones_own(load):
    treaty = load(document())
    assert treaty.id == "invented"
    assert standing(treaty, date(2005, 1, 1)).in_force
    assert repr(treaty) == "<Treaty invented: 1 provisions>"
    assert str(treaty) == repr(treaty)


def test_phases_hold_one_after_the_other(load):
    phases = '[{ at_most = 20, from = "entry into force" }, { at_most = 10, from = "entry into force + 3 years" }]'
    rule = load(document(limits=limit(at_most=None, phases=phases))).rules.limits[0]
    held = {
        d: (p.at_most, p.start)
        for d in ("2000-06-01", "2003-12-31", "2004-01-01")
        for p in [rule.phase(date.fromisoformat(d))]
    }
    assert held["2000-06-01"] == held["2003-12-31"] == ({"": 20}, date(2001, 1, 1))
    assert held["2004-01-01"] == ({"": 10}, date(2004, 1, 1))
    assert not rule.binds(date(2000, 12, 31))


def test_a_definition_may_be_a_bare_expression(load):
    treaty = load(
        document(definitions="[definitions]\ndeployed = \"status = 'deployed'\"", limits=limit(counts="deployed"))
    )
    assert set(treaty.rules.definitions) == {"deployed"}


REFUSED = {
    "circle of definitions": (
        {"definitions": '[definitions]\na = "b"\nb = "c"\nc = "a"'},
        "definitions refer to each other in a circle",
        "a → b → c → a",
    ),
    "unknown column": ({"limits": limit(counts="colour = 'red'")}, "no column or definition has this name", "colour"),
    "subquery": ({"limits": limit(counts="kind IN (SELECT 1)")}, "subquery", "SELECT"),
    "function off the list": ({"limits": limit(each="SQRT(warheads)")}, "no such function", "SQRT"),
    "unknown status word": ({"limits": limit(counts="status = 'broken'")}, "never holds this word", "'broken'"),
    "wrong type": ({"limits": limit(counts="warheads")}, "truth value is needed", "warheads"),
    "no bound": ({"limits": limit(at_most=None)}, "needs one of `at_most`, `interval`, `phases`", "none"),
    "phases out of order": (
        {"limits": limit(at_most=None, phases='[{at_most=1, from="2005-01-01"}, {at_most=2, from="2004-01-01"}]')},
        "not in order",
        "2004-01-01",
    ),
    "a day that does not exist": ({"limits": limit(**{"from": "2023-02-31"})}, "no such day", "2023-02-31"),
    "an event that is not there": ({"limits": limit(**{"from": "withdrawal + 1 year"})}, "names no known event", "withdrawal"),
    "a circle of parents": (
        {"limits": limit(id="one", parent="two") + "\n" + limit(id="two", parent="one")},
        "parents in a circle",
        "one → two → one",
    ),
    "an unknown parent": ({"limits": limit(parent="nobody")}, "no limit has this id", "nobody"),
    "one id twice": ({"limits": limit() + "\n" + limit()}, "two provisions have one id", "missiles"),
    "an unknown field": ({"limits": limit(atmost=3)}, "no such field", "3"),
    "a missing field": ({"limits": limit(article=None)}, "a field is missing", ""),
    "a wrong kind of value": ({"limits": limit(at_most="ten")}, "number", "'ten'"),
    "not TOML": ({"limits": "[[limits]]\nid = "}, "not TOML", ""),
    "an evidence grade of one's own": ({"limits": limit(evidence="certain")}, "input should be", "'certain'"),
    "a ratio without denominator": ({"limits": limit(aggregate="ratio")}, "`of` goes with", "missiles"),
    "a position of no Party": (
        {"definitions": '[[positions]]\nparty = "CCC"\nposition = "void"\nfrom = 2005-01-01\nstatement = "x"\nevidence = "derived"'},
        "not a Party",
        "CCC",
    ),
    "a table that is not there": (
        {"definitions": '[[imports]]\ntable = "nowhere"\ntreaty = "invented"'}, "no such table", "nowhere",
    ),
    "an attribute with a column's name": (
        {"definitions": '[attributes.warheads]\nkind = "number"\nmeaning = "x"'}, "name of a column", "warheads",
    ),
    "an attribute of the wrong kind": (
        {"definitions": '[attributes.heavy]\nkind = "truth"\nmeaning = "x"\nvalues = [{type = "A", value = 3, evidence = "derived"}]'},
        "wrong kind",
        "3",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_refused_with_place_and_reason(load, name):
    changes, why, found = REFUSED[name]
    with pytest.raises(TreatyError) as caught:
        load(document(**changes))
    message = str(caught.value)
    assert why in message
    assert found in message
    assert "invented.toml" in message
    assert "line" in message or name in ("not TOML",)
    assert "Traceback" not in message


def test_the_line_in_the_message_is_the_line_in_the_file(load):
    text = document(limits=limit() + "\n\n" + limit(id="second", counts="colour = 'red'"))
    with pytest.raises(TreatyError) as caught:
        load(text)
    line = next(i for i, row in enumerate(text.splitlines(), 1) if "colour" in row)
    assert f"line {line} (limits[2].counts), character 1" in str(caught.value)


def test_places_in_toml():
    text = 'schema = 1\n[definitions.a]\nexpression = "x"\n[[limits]]\nid = "one"\n[[limits]]\nid = "two"\nnote = """\nid = 3\n"""\nat_most = 4'
    assert line_of(text, ("limits", 1, "id")) == 7
    assert line_of(text, ("limits", 1, "at_most")) == 11
    assert line_of(text, ("definitions", "a", "expression")) == 3
    assert line_of(text, ("limits", 0, "missing")) == 4
    assert line_of(text, ("nothing",)) is None
    assert name_of(("limits", 1, "phases", 0, "from")) == "limits[2].phases[1].from"


def test_variants_are_of_their_own_treaty(load, tmp_path):
    variant = tmp_path / "v.toml"
    variant.write_text('schema=1\nvariant="v"\nof="new-start"\ntitle="t"\nstatement="s"\nevidence="derived"\n[patch]\n')
    with pytest.raises(TreatyError, match="of another treaty"):
        load(document(), variant=variant)
    with pytest.raises(TreatyError, match="no such variant"):
        load_treaty("new-start", "chinese-view")
    with pytest.raises(TreatyError, match="no such treaty"):
        load_treaty("new-stort")


def test_a_variant_adds_and_changes_by_id(load, tmp_path):
    variant = tmp_path / "v.toml"
    variant.write_text(
        'schema=1\nvariant="v"\nof="invented"\ntitle="t"\nstatement="s"\nevidence="derived"\n'
        '[[patch.limits]]\nid="missiles"\nat_most=5\n'
        '[[patch.limits]]\nid="bombers"\narticle="II"\nstatement="s"\nevidence="derived"\ncounts="kind=\'heavy_bomber\'"\nat_most=1\nunit="x"\n'
    )
    treaty = load(document(), variant=variant)
    assert {x.id: x.at_most for x in treaty.limits} == {"missiles": {"": 5}, "bombers": {"": 1}}
    assert treaty.limits[0].article == "I"


def test_the_schema_describes_the_shipped_document():
    schema = Treaty.model_json_schema(by_alias=True)
    text = json.dumps(schema)
    assert "from" in schema["$defs"]["Limit"]["properties"]
    assert "schema" in schema["properties"]
    assert "Which rows count" in text
