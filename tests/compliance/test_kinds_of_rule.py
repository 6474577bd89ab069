"""Kinds of rule on small invented treaties and tables: what a reading of the rule by hand gives."""

from __future__ import annotations

from datetime import date

import polars as pl
import pytest
from tests.conftest import limit, rows

import armscontrol as ac
from armscontrol.errors import TreatyError
from armscontrol.reports.content import build
from armscontrol.treaties.articles import same
from armscontrol.treaties.differing import diff


def ours(*given):
    return rows(*[{"party": "AAA", **g} for g in given])


def events(*given):
    names = list(dict.fromkeys(n for e in given for n in e))
    return pl.DataFrame({n: [e.get(n) for e in given] for n in names})


GROUPS = (
    '[[groups]]\nid = "East"\nname = "East"\nmembers = [{ party = "AAA" }, { party = "BBB" }]\n'
    '[[groups]]\nid = "West"\nname = "West"\nmembers = [{ party = "CCC" }]\n'
)
THREE = '[[parties]]\nid = "AAA"\n[[parties]]\nid = "BBB"\n[[parties]]\nid = "CCC"'
TIER = (
    '[tiers.counted]\nmeaning = "Five each for the first."\ncounts = "kind = \'heavy_bomber\'"\nfirst = {{ East = 3, CCC = 1 }}\n'
    'each = 5\nbeyond = "equipage"\nrank = "{rank}"\n'
)


@pytest.mark.parametrize(
    ("rank", "total"),
    # 20, 12, 12, 8: without the three largest 8 is left, without the three smallest 20
    [("most beyond first", 15 + 8), ("least beyond first", 15 + 20)],
)
def test_a_tier_ranks_the_items_of_a_side_together(invented, rank, total):
    treaty = invented(
        parties=THREE,
        definitions=GROUPS + TIER.format(rank=rank),
        limits=limit(counts="kind = 'heavy_bomber'", each="counted", at_most=100, scope="group"),
    )
    held = [
        {"kind": "heavy_bomber", "number": n, "equipage": e, "party": p}
        for p, n, e in (("AAA", 1, 20), ("AAA", 1, 12), ("BBB", 1, 12), ("BBB", 1, 8))
    ]
    found = ac.assess(treaty, ours(*held)).find("I", "East", "2020-01-01")
    assert (found.value, found.party) == (total, "East")


def test_a_bound_on_a_group_is_named_by_its_group_and_found_by_a_member(invented):
    treaty = invented(parties=THREE, definitions=GROUPS, limits=limit(scope="group", at_most=10))
    held = ours({"number": 6}, {"number": 5, "party": "BBB"}, {"number": 3, "party": "CCC"})
    found = ac.assess(treaty, held, on="2005-01-01")
    assert [(f.party, f.verdict) for f in found.limits] == []  # the figures are of later
    found = ac.assess(treaty, held)
    assert {f.party: f.value for f in found.limits} == {"East": 11, "CCC": 3}  # a group of one goes by its member
    assert found.find("I", "bbb", "2020-01-01").value == 11
    assert not [n for n in found.notes if "no declared figures" in n]


def test_an_article_of_several_rules_asks_which(invented):
    both = limit() + "\n" + limit(id="others", article="I, II", counts="kind = 'slbm'")
    found = ac.assess(invented(limits=both), ours({"number": 3}, {"number": 4, "kind": "slbm"}))
    assert found.find("II", "AAA", "2020-01-01").provision_id == "others"
    assert found.find("I", "AAA", "2020-01-01").provision_id == "missiles"  # the rule that has nothing but this article
    twice = limit() + "\n" + limit(id="others", counts="kind = 'slbm'")
    found = ac.assess(invented(limits=twice), ours({"number": 3}))
    with pytest.raises(TreatyError, match=r"several rules stand in this article.*missiles, others"):
        found.find("I", "AAA", "2020-01-01")
    assert found.citation(found.limits[0]) == "missiles"


def test_a_citation_of_two_places_is_found_under_each():
    assert same("II(1)(a), II(2)", "II 2")
    assert same("II(1)(a); Protocol 3", "Protocol 3")
    assert not same("II(1)(a), II(2)", "II(1)")


def test_the_order_of_entries_is_no_difference(invented):
    one = invented(parties=THREE, definitions=GROUPS, limits=limit(parties='["AAA", "BBB"]'))
    turned = GROUPS.replace('{ party = "AAA" }, { party = "BBB" }', '{ party = "BBB" }, { party = "AAA" }')
    other = invented(parties=THREE, definitions=turned, limits=limit(parties='["BBB", "AAA"]'))
    assert diff(one, other) == []
    third = invented(parties=THREE, definitions=GROUPS, limits=limit(parties='["AAA"]'))
    assert [c.place for c in diff(one, third)] == ["limits[missiles].parties"]


MAP = (
    '[[maps]]\nid = "old"\nname = "Old"\nfrom = 2001-01-01\nevidence = "recalled"\n'
    'zones = [{ id = "flank", name = "Flank", areas = ["North", "South"] }]\n'
)


def test_a_zone_of_no_map_is_told_and_a_recalled_map_marks_the_rule(invented):
    treaty = invented(definitions=MAP, limits=limit(zone='{ map = "old", zone = "flank" }'))
    found = ac.assess(treaty, ours({"number": 3, "zone": "North"}, {"number": 4, "zone": "Nroth"}))
    assert any("Nroth" in n and "North, South" in n for n in found.notes)
    assert found.limits[0].rule_evidence == "recalled"
    assert found.limits[0].rests_on_recalled_rule
    assert "recalled, unverified" in str(found.explain(found.limits[0]))


ELIMINATION = (
    '[[baselines]]\nid = "stock-aaa"\nparty = "AAA"\ncategory = "stock"\namount = 100\nunit = "tonnes"\n'
    'as_of = "entry into force"\nevidence = "derived"\n'
    '[[eliminations]]\nid = "stock"\narticle = "II"\nstatement = "x"\nevidence = "derived"\n'
    'counts = "kind = \'elimination\'"\nof = "stock"\nunit = "tonnes"\n'
    "steps = [{ percent = 45, by = 2005-01-01 }, { percent = 100, by = 2008-01-01 }]\n"
)


def test_events_alone_are_enough_for_a_schedule_of_elimination(invented):
    done = events(
        {"date": "2004-01-01", "party": "AAA", "kind": "elimination", "number": 40},
        {"date": "2007-01-01", "party": "AAA", "kind": "elimination", "number": 60},
    )
    found = ac.assess(invented(definitions=ELIMINATION), events=done)
    shares = [(f.period_end, f.value, f.limit, f.verdict) for f in found.findings if f.kind == "elimination"]
    assert shares == [(date(2005, 1, 1), 40, 45, "short"), (date(2008, 1, 1), 100, 100, "within")]
    said = str(found.explain(found.find("II", "AAA", "2005-01-01")))
    assert "at least 45 tonnes" in said
    assert "Short by 5" in said


BAN = (
    '[[bans]]\nid = "no-tests"\narticle = "IV"\nstatement = "No flight test."\nevidence = "recalled"\n'
    'counts = "kind = \'flight_test\'"\ntable = "events"\nunit = "tests"\n'
)
AT_ONCE = (
    '[[quotas]]\nid = "at-once"\narticle = "V"\nstatement = "One inspection at a time."\nevidence = "derived"\n'
    'counts = "kind = \'inspection\'"\nper = "moment"\nat_most = 1\n'
)


def test_what_is_banned_and_was_done_is_the_headline(invented):
    done = events({"date": "2004-05-01", "party": "AAA", "kind": "flight_test", "number": 1})
    found = ac.assess(invented(definitions=BAN), events=done)
    headline = " ".join(build([found])["headline"])
    assert "Exceeded: AAA, IV☆, on" in headline
    assert "no limit binds" not in headline.lower()


def test_two_long_visits_of_a_table_of_ones_own_meet(invented):
    visits = events(
        {"date": "2004-01-01", "date_end": "2004-03-31", "party": "AAA", "kind": "inspection", "number": 1},
        {"date": "2004-02-01", "date_end": "2004-04-30", "party": "AAA", "kind": "inspection", "number": 1},
    )
    found = ac.assess(invented(definitions=AT_ONCE), events=visits).find("V", "AAA", "2004-02-15")
    assert (found.value, found.verdict) == (2, "exceeded")


def test_a_duty_keeps_its_answer_after_the_day_it_was_due():
    found = ac.assess("cwc")
    duty = found.conduct_on("start-of-destruction", "Russia", "2003-01-01")
    assert (duty.period_start, duty.due) == (date(1997, 12, 5), date(1999, 12, 5))  # its own entry into force


def test_reports_keep_every_scenario_and_every_duty_of_one_day(invented):
    held = ours(
        {"number": 3, "basis": "scenario", "scenario": "low"}, {"number": 30, "basis": "scenario", "scenario": "high"}
    )
    page = build([ac.assess(invented(), held)])
    shown = [(r["party"], r["value"]) for r in page["limits"][0]["flat"]]
    assert sorted(shown) == [("AAA (high)", "30"), ("AAA (low)", "3")]
    notify = (
        '[[obligations]]\nid = "notify"\narticle = "VI"\nstatement = "x"\nevidence = "derived"\n'
        'performed_by = "kind = \'notification\'"\ntriggered_by = "kind = \'military_activity\'"\ndue = "10 days"\n'
        'direction = "before"\n'
    )
    done = events(
        {"date": "2004-05-20", "party": "AAA", "kind": "military_activity", "reference": "one"},
        {"date": "2004-05-20", "party": "AAA", "kind": "military_activity", "reference": "two"},
        {"date": "2004-05-01", "party": "AAA", "kind": "notification", "reference": "two"},
    )
    page = build([ac.assess(invented(definitions=notify), events=done)])
    states = [c["state"] for r in page["conduct"][0]["rows"] for c in r["cells"] if c]
    assert sorted(states) == ["performed", "unknown"]


def test_inspection_teams_are_no_inspections():
    counted = [r for r in ac.shipped_events("inf").frame().iter_rows(named=True) if r["kind"] == "inspection"]
    assert sorted(r["number"] for r in counted) == [270, 452]
