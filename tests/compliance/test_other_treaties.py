"""Published totals come out of type numbers and rules: START I, INF, CFE, SALT II, SORT."""

from __future__ import annotations

import math

import polars as pl
import pytest
from polars.testing import assert_frame_equal

import armscontrol as ac
from armscontrol.data import catalogue


@pytest.fixture(scope="module")
def start():
    return ac.assess("start-1", on="1990-09-01")


def one(found, id, party):
    return next(f for f in found.findings if (f.provision_id, f.party) == (id, party))


@pytest.mark.parametrize(
    ("id", "column"),
    [
        ("delivery-vehicles", "deployed_delivery_vehicles"),
        ("warheads", "warheads_total"),
        ("missile-warheads", "warheads_icbm_slbm"),
        ("mobile-warheads", "warheads_mobile_icbm"),
        ("heavy-warheads", "warheads_heavy_icbm"),
        ("throw-weight", "throw_weight_t"),
    ],
)
@pytest.mark.parametrize("party", ["USA", "SUN"])
def test_start_1_totals_of_september_1990(start, id, column, party):
    published = {
        r["party"]: r[column]
        for r in catalogue.table("start-1/aggregate").iter_rows(named=True)
        if str(r["date"]) == "1990-09-01"
    }
    found = one(start, id, party)
    assert math.isclose(found.computed, published[party], abs_tol=0.05)  # throw-weight is printed to 0.1 t
    assert math.isclose(found.declared, published[party])
    assert found.verdict == "not_in_force"


def test_start_1_warheads_on_bombers_and_through_the_tier(start):
    usa = one(start, "warheads", "USA")
    assert (usa.value, usa.value - one(start, "missile-warheads", "USA").value) == (10_563, 2_353)
    alcm = next(r for r in usa.rows if "B-52 (ALCM)" in r.label)
    assert (alcm.low, alcm.high) == (1_968, 1_968) == (150 * 10 + 39 * 12,) * 2
    soviet = one(start, "warheads", "SUN")
    assert (soviet.value, soviet.value - one(start, "missile-warheads", "SUN").value) == (10_271, 855)
    assert one(start, "heavy-icbm", "SUN").value == 308
    assert one(start, "downloading-budget", "SUN").value == 224 * (7 - 3) == 896


def test_start_1_throw_weight_rests_on_recalled_values(start):
    for party in ("USA", "SUN"):
        found = one(start, "throw-weight", party)
        assert found.is_recalled
        assert not one(start, "warheads", party).is_recalled


def test_start_1_what_the_table_does_not_list_is_unknown(start):
    for id in ("non-deployed-mobile-missiles", "non-deployed-mobile-launchers"):
        found = one(start, id, "SUN")
        assert (found.verdict, found.would_be) == ("not_in_force", "not_determinable")
        assert found.value is None


def test_start_1_the_soviet_side_becomes_four_states_with_one_set_of_limits():
    found = ac.assess("start-1", on="2001-12-05")
    side = one(found, "warheads", "Soviet-side")
    assert (side.value_low, side.value_high, side.verdict) == (5_518, None, "not_determinable")
    assert any("no figure of BLR, KAZ, UKR" in n for n in side.notes)
    assert one(found, "warheads", "USA").is_recalled


def test_inf_eliminations_and_the_baseline_that_was_updated():
    found = ac.assess("inf", on="1991-06-01")
    usa, soviet, both = (one(found, "missiles-eliminated", p) for p in ("USA", "SUN", "ALL"))
    assert (usa.value, soviet.value, both.value) == (846, 1_846, 2_692)
    assert "846 USA + 1,846 SUN" in both.notes
    assert any("leaves +13" in n for n in usa.notes)
    assert any("leaves -94" in n for n in soviet.notes)
    assert any("never a holding below zero" in n for n in soviet.notes)
    assert {f.verdict for f in (usa, soviet, both)} == {"not_determinable"}
    assert both.evidence == "secondary"  # single Soviet types are recalled; the sum stands on the published total
    assert any("published total is 1,846" in n for n in soviet.notes)
    holdings = [f.value_low for f in found.on_holdings if f.value_low is not None]
    assert all(v >= 0 for v in holdings)


def test_inf_interim_bounds_of_months_29_and_36():
    treaty = ac.load_treaty("inf")
    starts = {r.limit.id: r.phases[0].start.isoformat() for r in treaty.rules.limits}
    assert starts["interim-launcher-warheads"] == "1990-11-01"
    assert starts["intermediate-range"] == "1991-06-01"
    assert starts["shorter-range"] == "1989-12-01"
    at = ac.assess(treaty, on="1990-11-01")
    interim = one(at, "interim-launcher-warheads", "SUN")
    assert (interim.value, interim.limit, interim.verdict) == (57 * 3, 171, "within")
    assert one(at, "intermediate-range", "SUN").verdict == "not_yet_binding"


def test_inf_the_quota_of_thirteen_years_is_185():
    treaty = ac.load_treaty("inf")
    yearly = next(q for q in treaty.rules.quotas if q.quota.id == "short-notice-inspections")
    bounds = [max(b for s, b in yearly.phases if s.year <= 1988 + n) for n in range(13)]
    assert bounds == [20] * 13  # the greatest so far; the one that holds is the last
    held = [next(b for s, b in reversed(yearly.phases) if s.year <= 1988 + n) for n in range(13)]
    assert held == [20] * 3 + [15] * 5 + [10] * 5
    whole = next(q for q in treaty.rules.quotas if q.quota.id == "short-notice-inspections-in-all")
    assert sum(held) == whole.phases[0][1] == 185


@pytest.mark.parametrize("group", ["NATO", "WTO"])
def test_cfe_group_totals_of_1990(group):
    found = ac.assess("cfe", on="1990-11-19")
    published = {
        r["category"]: r["holdings"]
        for r in catalogue.table("cfe/holdings").iter_rows(named=True)
        if r["party"] == group and str(r["date"]) == "1990-11-19"
    }
    ids = {"battle_tanks": "battle-tanks", "acvs": "acvs", "artillery": "artillery"}
    ids |= {"combat_aircraft": "combat-aircraft", "attack_helicopters": "attack-helicopters"}
    assert len(published) == 5
    for category, id in ids.items():
        assert one(found, f"group-{id}", group).value == published[category]
    both = {c: sum(one(found, f"group-{i}", g).value for g in ("NATO", "WTO")) for c, i in ids.items()}
    assert both == {c: one(found, f"all-{i}", "ALL").value for c, i in ids.items()}


def test_cfe_russia_in_july_1999_one_party_several_verdicts():
    found = ac.assess("cfe", on="1999-07-01", party="Russia")
    revised = {i: one(found, f"flank-revised-{i}", "RUS") for i in ("battle-tanks", "acvs", "artillery")}
    assert {i: f.verdict for i, f in revised.items()} == dict.fromkeys(revised, "exceeded")
    assert {i: -f.margin for i, f in revised.items()} == {"battle-tanks": 260, "acvs": 1_500, "artillery": 200}
    original = one(found, "flank-original-acvs", "RUS")
    assert (original.verdict, original.margin) == ("exceeded", -240)
    for f in (*revised.values(), original):
        assert f.evidence == "derived"
        assert any("published as an excess" in n for n in f.notes)
    # the frozen level of 1996 is no figure of 1999
    assert one(found, "flank-original-battle-tanks", "RUS").verdict == "not_determinable"
    for id in ("national-battle-tanks-tashkent", "state-battle-tanks"):
        national = one(found, id, "RUS")
        assert (national.verdict, national.value) == ("not_determinable", None)


def test_cfe_an_old_figure_does_not_decide_a_later_bound():
    found = ac.assess("cfe", on="1999-07-01")
    nato = one(found, "group-battle-tanks", "NATO")
    assert (nato.value, nato.verdict) == (25_091, "not_determinable")
    assert any("decides nothing" in n for n in nato.notes)


def test_cfe_adapted_ceilings_are_a_variant():
    found = ac.assess("cfe", on="1999-11-19", variant="adapted-1999", party="Germany")
    tanks = one(found, "adapted-battle-tanks", "DEU")
    assert (tanks.value, tanks.limit) == (3_061, 3_444)
    assert tanks.verdict == "not_determinable"  # a figure of 1995, four years before the ceiling


def test_sort_is_not_determinable_with_the_reason():
    found = ac.assess("sort")
    assert found.limits
    for f in found.limits:
        assert (f.verdict, f.value_low, f.value_high) == ("not_determinable", None, None)
        assert (f.limit_low, f.limit) == (1_700, 2_200)
        assert any("does not say which warheads count" in n for n in f.notes)


def test_salt_2_is_shown_and_never_binds():
    found = ac.assess("salt-2", on=["1978-11-01", "1979-06-18", "1985-06-01"])
    assert {f.verdict for f in found.limits} == {"not_in_force"}
    first = {(f.party, f.provision_id): f for f in found.limits if str(f.date) == "1978-11-01"}
    assert first["USA", "aggregate"].value == 1_054 + 656 + 574 == 2_284
    assert first["SUN", "aggregate"].value == 1_398 + 950 + 156 == 2_504
    assert first["SUN", "aggregate"].would_be == "exceeded"
    assert first["USA", "mirved"].value == 550 + 496
    assert first["SUN", "heavy-icbm-launchers"].would_be == "not_determinable"
    said = ac.status("salt-2", "1984-01-01")
    assert {p.position.party for p in said.positions} == {"USA", "SUN"}
    assert "undercut" in said.positions[0].position.position


def test_salt_1_is_frozen_at_the_published_level():
    found = ac.assess("salt-1", on="1972-07-01")
    usa = one(found, "icbm-launchers", "USA")
    assert (usa.value, usa.limit) == (1_054, 1_054)


@pytest.mark.parametrize(
    ("treaty", "day", "status"),
    [
        ("salt-2", "1982-01-01", "signed"),
        ("start-2", "2001-01-01", "signed"),
        ("cfe", "1992-08-01", "signed"),
        ("cfe", "1993-01-01", "in_force"),
        ("sort", "2011-03-01", "superseded"),
        ("start-1", "2009-12-05", "expired"),
        ("inf", "2019-08-02", "terminated"),
    ],
)
def test_legal_state_is_data(treaty, day, status):
    assert ac.status(treaty, day).status == status


def test_what_is_applied_provisionally_and_suspended_is_told():
    assert ac.status("cfe", "1992-08-01").standing.provisional is not None
    held = ac.status("cfe", "2010-01-01")
    assert held.status == "in_force"
    assert [(p.position.party, p.position.position) for p in held.positions] == [("RUS", "suspended")]


def test_own_clocks_run_from_each_partys_day():
    found = ac.assess("ottawa", on="2012-01-01")
    due = {(c.party, c.provision_id): str(c.due) for c in found.obligations}
    assert due["UKR", "stockpile-destruction"] == "2010-06-01"
    assert due["GBR", "stockpile-destruction"] == "2003-03-01"


def test_everything_on_record_of_every_treaty_is_assessed():
    for entry in ac.list_treaties():
        found = ac.assess(entry.id)
        assert found.findings or found.obligations, entry.id
        for f in found.findings:
            assert f.value_low is None or f.value_low >= 0
            if f.figure is None:
                assert f.verdict not in ("within", "exceeded", "short"), f


def test_counting_a_table_in_memory_and_a_scanned_one_agree(tmp_path):
    frame = ac.shipped_holdings("start-1").frame()
    frame.write_parquet(tmp_path / "mou.parquet")
    treaty, by = ac.load_treaty("start-1"), ["party", "as_of", "basis"]
    held = ac.count(treaty, frame, by=by).collect().sort(by)
    scanned = ac.count(treaty, pl.scan_parquet(tmp_path / "mou.parquet"), by=by).collect().sort(by)
    assert_frame_equal(held, scanned)
    usa = held.filter((pl.col("party") == "USA") & (pl.col("as_of") == pl.date(1990, 9, 1)))
    assert usa["warheads.low"].to_list() == usa["warheads.high"].to_list() == [10_563]
    assert held.height == frame.select(by).unique().height
