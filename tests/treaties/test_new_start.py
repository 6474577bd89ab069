from datetime import date

import polars as pl
import pytest

from armscontrol import terms
from armscontrol.data import catalogue
from armscontrol.treaties import held_positions, list_treaties, load_treaty, standing
from armscontrol.treaties.articles import order, under
from armscontrol.treaties.reading import entries

TREATY = load_treaty("new-start")


def test_the_central_limits_bind_seven_years_after_entry_into_force():
    bounds = {r.limit.article: (r.phases[0].at_most[""], r.phases[0].start) for r in TREATY.rules.limits}
    assert bounds == {
        "II(1)(a)": (700, date(2018, 2, 5)),
        "II(1)(b)": (1550, date(2018, 2, 5)),
        "II(1)(c)": (800, date(2018, 2, 5)),
    }


def test_about_thirty_provisions_are_executable_and_all_others_are_stated():
    executable = [e for e in entries(TREATY) if e.executable]
    assert len(executable) >= 30
    table = catalogue.table("new-start/provisions").filter(pl.col("treaty") == "new-start")
    covered = {r for p in TREATY.provisions() for r in p.rows} | {
        r for d in TREATY.definitions.values() for r in d.rows
    }
    assert covered == set(table["provision_id"])


def test_every_rule_cites_and_no_recalled_rule_is_executable():
    for entry in entries(TREATY):
        assert entry.article
        assert entry.evidence in terms.GRADES
        if entry.executable:
            assert entry.evidence not in ("recalled", "not_found"), entry.id
            assert entry.source, entry.id


def test_executable_evidence_is_that_of_the_provisions_table():
    """The grade of an executable provision is never better than that of the strongest row it covers."""
    grades = dict(catalogue.table("new-start/provisions").select("provision_id", "evidence").iter_rows())
    rank = terms.GRADES.index
    for provision in (*TREATY.limits, *TREATY.quotas, *TREATY.deadlines, *TREATY.obligations):
        if provision.rows:
            assert rank(provision.evidence) >= min(rank(grades[r]) for r in provision.rows), provision.id
    for definition in TREATY.definitions.values():
        if definition.rows:
            assert rank(definition.evidence) >= min(rank(grades[r]) for r in definition.rows)


@pytest.mark.parametrize(
    ("kind", "event"),
    [("signed", "signed"), ("entered_into_force", "entered_into_force"), ("limits_in_effect", "limits_in_effect"),
     ("extended", "extended"), ("expired", "expired")],
)  # fmt: skip
def test_the_life_is_that_of_the_timeline(kind, event):
    days = catalogue.table("treaty_timeline").filter((pl.col("treaty") == "new-start") & (pl.col("event") == event))
    assert next(e.date for e in TREATY.events if e.kind == kind) in days["date"].to_list()


@pytest.mark.parametrize(
    ("day", "status"),
    [
        ("2010-04-07", "not_signed"),
        ("2010-04-08", "signed"),
        ("2011-02-04", "signed"),
        ("2011-02-05", "in_force"),
        ("2021-02-04", "in_force"),
        ("2023-03-01", "in_force"),
        ("2026-02-04", "in_force"),
        ("2026-02-05", "expired"),
        ("2099-01-01", "expired"),
    ],
)
def test_status_by_its_own_terms(day, status):
    assert standing(TREATY, date.fromisoformat(day)).status == status


def test_provisional_application_between_signature_and_entry_into_force():
    assert standing(TREATY, date(2010, 6, 1)).provisional
    assert not standing(TREATY, date(2011, 6, 1)).provisional


def test_a_suspension_is_a_position_not_a_status():
    held = {h.position.party: h for h in held_positions(TREATY, date(2023, 3, 1))}
    assert held["RUS"].position.position == "suspended"
    assert "legally invalid" in held["USA"].position.position
    assert held["USA"].later  # first stated on 15 March 2023
    (announced,) = held_positions(TREATY, date(2023, 2, 27))  # stated on 21 February, to take effect on the 28th
    assert announced.announced
    assert not held_positions(TREATY, date(2023, 2, 20))
    after = {h.position.position for h in held_positions(TREATY, date(2026, 2, 5))}
    assert "suspended" not in after


def test_the_deadlines_give_the_days_that_the_record_has():
    rules = {d.deadline.id: d for d in TREATY.rules.deadlines}
    assert rules["initial-data"].within.after(rules["initial-data"].trigger) == date(2011, 3, 22)
    assert TREATY.rules.quotas[-1].until == date(2011, 4, 6)


def test_articles_sort_and_nest_as_in_the_treaty():
    articles = ["II(1)(b)", "XIV(2)", "IV(3)", "Protocol Part Five, Section VI(2)", "I(1)", "IX", "Protocol Part Two"]
    assert sorted(articles, key=order) == ["I(1)", "II(1)(b)", "IV(3)", "IX", "XIV(2)", "Protocol Part Two",
                                           "Protocol Part Five, Section VI(2)"]  # fmt: skip
    assert under("II(1)(b)", "II")
    assert under("II(1)(b)", "Art. II(1)")
    assert not under("II(1)(b)", "I")
    assert not under("III(1)", "II")
    assert under("XI; Protocol Part Five", "Protocol Part Five")


def test_the_list_of_treaties():
    entry = next(e for e in list_treaties() if e.id == "new-start")
    assert (entry.signed, entry.in_force_from, entry.ended) == ("2010-04-08", "2011-02-05", "2026-02-05")
    assert entry.variants == ("russian-view",)


def test_the_variant_changes_three_definitions_and_nothing_else():
    variant = load_treaty("new-start", "russian-view")
    changed = [n for n in TREATY.definitions if TREATY.definitions[n].expression != variant.definitions[n].expression]
    assert changed == ["accountable_bomber", "accountable_icbm_launcher", "accountable_slbm_launcher"]
    assert variant.limits == TREATY.limits
    assert variant.variant == "russian-view"
    assert TREATY.variant is None
    assert variant.definitions["accountable_bomber"].article == "III(3)(e)-(f)"  # what the patch leaves out stays
