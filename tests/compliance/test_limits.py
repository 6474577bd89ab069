"""Limits on holdings of one's own: below, at and above; unknowns; other aggregates; what never changes a finding."""

from datetime import date

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.conftest import document, limit, rows

import armscontrol as ac
from armscontrol.compliance.counting import count
from armscontrol.treaties import load_treaty

DAY = "2020-09-01"


def findings(*items, on=DAY, **kw):
    frame = rows(*({"as_of": on, **i} for i in items))
    return {f.article: f for f in ac.assess("new-start", frame, on=on, party="USA", **kw).limits}


def one(article, *items, on=DAY):
    # a basis of its own keeps the declared totals of the record out of it
    return findings(*({"basis": "estimated", **i} for i in items), on=on)[article]


@pytest.mark.parametrize(("number", "verdict"), [(699, "within"), (700, "within"), (701, "exceeded")])
def test_vehicles_below_at_and_above(number, verdict):
    found = one("II(1)(a)", {"number": number})
    assert (found.value, found.margin, found.verdict) == (number, 700 - number, verdict)


@pytest.mark.parametrize(("warheads", "verdict"), [(1549, "within"), (1550, "within"), (1551, "exceeded")])
def test_warheads_below_at_and_above(warheads, verdict):
    found = one(
        "II(1)(b)",
        {"number": 1, "warheads": warheads - 1},
        {"kind": "heavy_bomber", "equipment": "nuclear", "number": 1},
    )
    assert (found.value, found.verdict) == (warheads, verdict)


@pytest.mark.parametrize(("number", "verdict"), [(799, "within"), (800, "within"), (801, "exceeded")])
def test_launchers_below_at_and_above(number, verdict):
    found = one("II(1)(c)", {"kind": "slbm_launcher", "status": "non_deployed", "number": number})
    assert (found.value, found.verdict) == (number, verdict)


@pytest.mark.parametrize(
    ("day", "verdict"),
    [
        ("2018-02-04", "not_yet_binding"),
        ("2018-02-05", "exceeded"),
        ("2026-02-04", "exceeded"),
        ("2026-02-05", "not_in_force"),
    ],
)
def test_the_first_and_last_day_of_a_breach(day, verdict):
    found = one("II(1)(a)", {"number": 701}, on=day)
    assert found.verdict == verdict
    if verdict in ("not_yet_binding", "not_in_force"):
        assert found.would_be == "exceeded"


def test_counting_rules():
    items = [
        {"kind": "icbm", "status": "deployed", "number": 10, "warheads": 3},
        {"kind": "icbm", "status": "non_deployed", "number": 90, "warheads": 0},
        {"kind": "slbm", "status": "deployed", "number": 5, "warheads": 4},
        {"kind": "heavy_bomber", "status": "deployed", "equipment": "nuclear", "number": 7, "warheads": 20},
        {"kind": "heavy_bomber", "status": "non_deployed", "equipment": "nuclear", "number": 2},
        {"kind": "heavy_bomber", "status": "deployed", "equipment": "non_nuclear", "number": 40},
        {"kind": "icbm_launcher", "status": "deployed", "number": 10},
        {"kind": "icbm_launcher", "status": "non_deployed", "role": "test", "number": 4},
        {"kind": "icbm_launcher", "status": "non_deployed", "role": "training", "number": 1},
        {"kind": "slbm_launcher", "status": "deployed_or_non_deployed", "number": 8},
        {"kind": "slbm_launcher", "status": "converted", "number": 56},
        {"kind": "icbm_launcher", "status": "eliminated", "number": 50},
    ]
    found = findings(*({"basis": "estimated", **i} for i in items))
    assert found["II(1)(a)"].value == 10 + 5 + 7
    assert found["II(1)(b)"].value == 30 + 20 + 7  # one for each bomber, whatever it carries
    assert found["II(1)(c)"].value == 7 + 2 + 10 + 4 + 1 + 8


@pytest.mark.parametrize(
    ("item", "article", "low", "high"),
    [
        ({"status": None, "number": 3}, "II(1)(a)", 0, 3),
        ({"kind": "heavy_bomber", "equipment": None, "number": 3}, "II(1)(a)", 0, 3),
        ({"number": None}, "II(1)(a)", 0, None),
        ({"number": 3, "warheads": None}, "II(1)(b)", 0, None),
        ({"number": 3, "warheads": None, "status": "non_deployed"}, "II(1)(b)", 0, 0),
        ({"kind": "heavy_bomber", "equipment": "nuclear", "status": None, "number": 3}, "II(1)(b)", 0, 3),
        ({"kind": "icbm_launcher", "status": None, "number": 3}, "II(1)(c)", 0, 3),
    ],
)
def test_an_unknown_never_counts_as_certain_and_never_vanishes(item, article, low, high):
    found = one(article, item, {"kind": "icbm_launcher", "status": "deployed", "number": 1})
    extra = 1 if article == "II(1)(c)" else 0
    assert found.value_low == low + extra
    assert found.value_high == (None if high is None else high + extra)


def test_an_unknown_kind_is_refused_in_a_file_and_unknown_in_a_frame():
    frame = pl.DataFrame({"party": ["USA"], "as_of": [date(2020, 9, 1)], "kind": [None], "status": ["deployed"], "number": [4],
                          "warheads": [6]}, schema_overrides={"kind": pl.String, "basis": pl.String})  # fmt: skip
    found = count(load_treaty("new-start"), frame, by=["party"]).collect().row(0, named=True)
    assert (found["deployed-delivery-vehicles.low"], found["deployed-delivery-vehicles.high"]) == (0, 4)
    # as a missile it may carry 24, as a bomber it counts 4
    assert (found["deployed-warheads.low"], found["deployed-warheads.high"]) == (0, 24)


def test_unknowns_leave_a_verdict_open_only_where_they_matter():
    assert one("II(1)(a)", {"number": 600}, {"status": None, "number": 100}).verdict == "within"
    assert one("II(1)(a)", {"number": 600}, {"status": None, "number": 101}).verdict == "not_determinable"
    assert one("II(1)(a)", {"number": 701}, {"number": None}).verdict == "exceeded"


def test_items_and_declared_total_on_both_sides_of_the_limit_leave_it_open():
    # the record has 675 declared for this day
    found = findings({"number": 701})["II(1)(a)"]
    assert (found.computed, found.declared, found.difference) == (701, 675, 26)
    assert found.verdict == "not_determinable"
    assert any("from the declared total within" in n for n in found.notes)


item = st.fixed_dictionaries(
    {
        "kind": st.sampled_from(["icbm", "slbm", "icbm_launcher", "slbm_launcher"]),
        "status": st.sampled_from(["deployed", "non_deployed", "converted", None]),
        "number": st.sampled_from([0, 1, 2, 5, None]),
        "warheads": st.sampled_from([0, 1, 3, None]),
        "type": st.sampled_from(["A", "B"]),
    }
)


def essence(frame):
    found = ac.assess("new-start", frame, on="2020-09-01", party="USA").limits
    return [(f.article, f.value_low, f.value_high, f.verdict, f.margin) for f in found]


@settings(max_examples=40)
@given(st.lists(item, min_size=1, max_size=6), st.randoms(use_true_random=False))
def test_row_order_never_changes_a_finding(items, random):
    items = [{"as_of": DAY, "basis": "estimated", **i} for i in items]
    shuffled = random.sample(items, len(items))
    assert essence(rows(*items)) == essence(rows(*shuffled))


@settings(max_examples=40)
@given(st.lists(item, min_size=1, max_size=5))
def test_splitting_a_row_into_items_never_changes_a_finding(items):
    items = [{"as_of": DAY, "basis": "estimated", **i} for i in items]
    split = []
    for i in items:
        parts = [{**i, "number": 1}] * i["number"] if i["number"] else [i]
        split += parts
    assert essence(rows(*items)) == essence(rows(*split))


@settings(max_examples=40)
@given(st.lists(item, min_size=1, max_size=5), item)
def test_one_more_item_never_lowers_a_count(items, more):
    items = [{"as_of": DAY, "basis": "estimated", **i} for i in items]
    before = essence(rows(*items))
    after = essence(rows(*items, {"as_of": DAY, "basis": "estimated", **more}))
    for (_, low, high, _, _), (_, low2, high2, _, _) in zip(before, after, strict=True):
        assert low2 >= low
        assert high2 is None or (high is not None and high2 >= high)


# Documents of one's own: other aggregates, attributes, Parties


def invented(tmp_path, limits, extra=""):
    path = tmp_path / "t.toml"
    path.write_text(document(limits=limits, definitions=extra).replace('"AAA"', '"USA"').replace('"BBB"', '"RUS"'))
    return load_treaty(path)


def assessed(treaty, *items, on="2005-01-01"):
    return ac.assess(treaty, rows(*({"as_of": on, **i} for i in items)), on=on, party="USA").limits[0]


@pytest.mark.parametrize(
    ("aggregate", "each", "value"),
    [
        ("sum", "warheads", 3 * 2 + 1 * 8),
        ("count", "warheads", 4),
        ("max", "warheads", 8),
        ("mean", "warheads", 14 / 4),
    ],
)
def test_aggregates(tmp_path, aggregate, each, value):
    treaty = invented(tmp_path, limit(aggregate=aggregate, each=each))
    found = assessed(
        treaty,
        {"number": 3, "warheads": 2},
        {"number": 1, "warheads": 8},
        {"number": 9, "warheads": 50, "status": "non_deployed"},
    )
    assert found.value == pytest.approx(value)


def test_a_ratio_of_two_counts(tmp_path):
    treaty = invented(tmp_path, limit(aggregate="ratio", of="kind = 'icbm'", at_most=0.5))
    found = assessed(treaty, {"number": 3}, {"number": 9, "status": "non_deployed"})
    assert found.value == 0.25
    assert found.verdict == "within"
    open_ = assessed(treaty, {"number": 3}, {"number": 9, "status": None})
    assert (open_.value_low, open_.value_high) == (0.25, 1.0)
    assert open_.verdict == "not_determinable"


def test_a_greatest_value_with_unknowns(tmp_path):
    treaty = invented(tmp_path, limit(aggregate="max", each="warheads"))
    found = assessed(treaty, {"number": 3, "warheads": 2}, {"number": 1, "warheads": 8, "status": None})
    assert (found.value_low, found.value_high) == (2, 8)
    unbounded = assessed(treaty, {"number": 3, "warheads": 2}, {"number": 1})
    assert (unbounded.value_low, unbounded.value_high) == (2, None)
    empty = assessed(treaty, {"number": 3, "warheads": 2, "status": "non_deployed"})
    assert empty.verdict == "within"


ATTRIBUTED = """
[attributes.attributed]
kind = "number"
meaning = "warheads attributed to the type"
unit = "warheads"
values = [
  { type = "SS-18", value = 10, evidence = "derived" },
  { type = "SS-25", value = 1, evidence = "derived" },
  { type = "SS-25", value = 2, party = "RUS", evidence = "derived" },
  { type = "SS-18", value = 5, from = "entry into force + 5 years", evidence = "derived" },
]
"""


@pytest.mark.parametrize(
    ("party", "day", "value"),
    [("USA", "2005-01-01", 10 * 2 + 3), ("USA", "2006-01-01", 5 * 2 + 3), ("RUS", "2005-01-01", 10 * 2 + 6)],
)
def test_attributes_by_type_party_and_date(tmp_path, party, day, value):
    treaty = invented(tmp_path, limit(each="attributed", at_most=100), ATTRIBUTED)
    frame = rows(
        {"as_of": day, "party": party, "type": "SS-18", "number": 2},
        {"as_of": day, "party": party, "type": "SS-25", "number": 3},
    )
    assert ac.assess(treaty, frame, on=day, party=party).limits[0].value == value


def test_an_attribute_that_is_not_given_is_unknown(tmp_path):
    treaty = invented(tmp_path, limit(each="attributed", at_most=100), ATTRIBUTED)
    found = assessed(treaty, {"type": "SS-18", "number": 2}, {"type": "SS-99", "number": 1})
    assert (found.value_low, found.value_high) == (20, None)


def test_a_limit_on_one_party_alone(tmp_path):
    treaty = invented(tmp_path, limit(parties='["USA"]'))
    assert {f.party for f in ac.assess(treaty, rows({"as_of": "2005-01-01"}), on="2005-01-01").limits} == {"USA"}


def test_an_ensemble_is_counted_in_one_pass():
    frame = pl.concat(
        [
            rows({"number": i, "basis": "scenario"}).with_columns(scenario=pl.lit("s"), draw=pl.lit(str(i)))
            for i in range(50)
        ]
    )
    table = ac.read_holdings(frame)
    counted = ac.count(load_treaty("new-start"), table, limits=["deployed-delivery-vehicles"]).sort("draw").collect()
    assert counted["deployed-delivery-vehicles.low"].to_list() == list(range(50))
    with pytest.raises(ac.TreatyError, match="no such limit"):
        ac.count(load_treaty("new-start"), table, limits=["tanks"])


def test_too_many_sets_to_explain_one_by_one():
    many = pl.DataFrame({"as_of": "2020-01-01", "party": "USA", "kind": "icbm", "number": "1", "basis": "scenario", "scenario": "s",
                         "draw": [str(i) for i in range(6000)]})  # fmt: skip
    with pytest.raises(ac.DeclarationError, match=r"armscontrol\.count"):
        ac.assess("new-start", many)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from([None, "a", "b"]), st.sampled_from([None, "0", "1"]), st.sampled_from(["icbm", "tank"])
        ),
        min_size=1,
        max_size=12,
    )
)
def test_every_set_has_its_row_even_where_nothing_counts(items):
    frame = rows(*({"scenario": s, "draw": d, "kind": k, "number": 1} for s, d, k in items))
    counted = count(load_treaty("new-start"), frame, by=["scenario", "draw"]).collect()
    found = {(r["scenario"], r["draw"]): r["deployed-delivery-vehicles.low"] for r in counted.iter_rows(named=True)}
    assert counted.height == len(found)
    assert found == {
        key: sum(1 for s, d, k in items if (s, d) == key and k == "icbm") for key in {(s, d) for s, d, _ in items}
    }
