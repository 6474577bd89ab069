"""Quotas, deadlines and obligations over events of one's own."""

from datetime import date

import polars as pl
import pytest

import armscontrol as ac


def events(*items):
    base = {"party": "USA", "kind": "inspection"}
    names = list(dict.fromkeys(["date", *base, *(k for i in items for k in i)]))
    table = {n: [None if (v := {**base, **i}.get(n)) is None else str(v) for i in items] for n in names}
    return pl.DataFrame(table, schema=dict.fromkeys(names, pl.String))


def visits(n, *, start="2012-03-01", **more):
    day = date.fromisoformat(start)
    return [{"date": date.fromordinal(day.toordinal() + 7 * i), "date_end": date.fromordinal(day.toordinal() + 7 * i + 1),
             "facility": f"base {i}", "type": "type_one" if i % 2 else "type_two", **more} for i in range(n)]  # fmt: skip


def quota(id, *items, year=2012, party="USA"):
    found = ac.assess("new-start", events=events(*items))
    return next(
        f for f in found.findings
        if f.provision_id == id and f.party == party and (f.period_start.year == year or f.period_end > date(2020, 1, 1))
    )  # fmt: skip


@pytest.mark.parametrize(("n", "verdict"), [(17, "within"), (18, "within"), (19, "exceeded")])
def test_a_nineteenth_visit_in_a_treaty_year(n, verdict):
    found = quota("inspections-per-year", *visits(n))
    assert (found.value, found.limit, found.verdict) == (n, 18, verdict)
    assert "Sections VI and VII" in found.article


@pytest.mark.parametrize(("n", "verdict"), [(10, "within"), (11, "exceeded")])
def test_an_eleventh_type_one(n, verdict):
    found = quota("type-one-per-year", *visits(n, type="type_one"))
    assert (found.value, found.verdict) == (n, verdict)


@pytest.mark.parametrize(("n", "verdict"), [(8, "within"), (9, "exceeded")])
def test_a_ninth_type_two(n, verdict):
    assert quota("type-two-per-year", *visits(n, type="type_two")).verdict == verdict


@pytest.mark.parametrize(("n", "verdict"), [(2, "within"), (3, "exceeded")])
def test_a_third_visit_at_one_declared_base(n, verdict):
    found = quota(
        "inspections-per-base",
        *visits(n, facility="Minot AFB (missile wing)"),
        *visits(2, start="2012-10-01", facility="Minot AFB (bomb wing)"),
    )
    assert (found.value, found.verdict, found.place) == (
        max(n, 2),
        verdict,
        "Minot AFB (missile wing)" if n > 2 else found.place,
    )


def test_two_at_once():
    one = {"date": "2012-03-01", "date_end": "2012-03-05", "facility": "Engels"}
    two = {"date": "2012-03-04", "date_end": "2012-03-06", "facility": "Kozelsk"}
    found = quota("one-inspection-at-a-time", one, two)
    assert (found.value, found.verdict) == (2, "exceeded")
    assert any("Engels, Kozelsk" in n for n in found.notes)
    apart = quota("one-inspection-at-a-time", one, {**two, "date": "2012-03-06"})
    assert apart.verdict == "within"


def test_two_visits_that_meet_on_one_day_cannot_be_told_apart():
    found = quota(
        "one-inspection-at-a-time",
        {"date": "2012-03-01", "date_end": "2012-03-05"},
        {"date": "2012-03-05", "date_end": "2012-03-06"},
    )
    assert (found.value_low, found.value_high, found.verdict) == (1, 2, "not_determinable")


def test_two_parties_may_inspect_at_the_same_time():
    found = quota("one-inspection-at-a-time", {"date": "2012-03-01", "date_end": "2012-03-05"},
                  {"date": "2012-03-01", "date_end": "2012-03-05", "party": "RUS"})  # fmt: skip
    assert found.verdict == "within"


@pytest.mark.parametrize(("day", "verdict"), [("2011-04-05", "exceeded"), ("2011-04-06", "within")])
def test_one_before_the_sixtieth_day(day, verdict):
    found = ac.assess("new-start", events=events({"date": day}))
    early = next(f for f in found.findings if f.provision_id == "no-inspection-before-day-60" and f.party == "USA")
    assert early.verdict == verdict
    assert early.article == "Protocol Part Five, Section I(2)"


def test_a_treaty_year_begins_on_5_february():
    last, first = {"date": "2013-02-04"}, {"date": "2013-02-05"}
    found = ac.assess("new-start", events=events(*visits(17), last, first))
    years = {
        f.period_start: f.value for f in found.findings if f.provision_id == "inspections-per-year" and f.party == "USA"
    }
    assert years[date(2012, 2, 5)] == 18
    assert years[date(2013, 2, 5)] == 1


def test_unknown_type_and_facility_leave_quotas_open():
    unknown = [{**v, "type": None, "facility": None} for v in visits(12)]
    assert quota("type-one-per-year", *unknown).verdict == "not_determinable"
    assert quota("inspections-per-base", *unknown).verdict == "not_determinable"
    assert quota("inspections-per-year", *unknown).verdict == "within"


@pytest.mark.parametrize(
    ("trigger", "given", "verdict", "late"),
    [
        ("2012-03-01", "2012-03-06", "within", 0),
        ("2012-03-01", "2012-03-07", "exceeded", 1),
        (None, "2012-03-07", "not_determinable", None),
    ],
)
def test_a_change_in_data_is_notified_within_five_days(trigger, given, verdict, late):
    item = {"kind": "notification", "provision": "change-in-data", "date": given, "trigger_date": trigger}
    found = next(f for f in ac.assess("new-start", events=events(item)).findings if f.kind == "deadline")
    assert (found.verdict, found.value) == (verdict, late)


@pytest.mark.parametrize(("given", "verdict"), [("2011-03-22", "within"), ("2011-03-23", "exceeded")])
def test_the_initial_data_are_due_45_days_after_entry_into_force(given, verdict):
    item = {"kind": "notification", "provision": "initial-data", "date": given}
    found = next(f for f in ac.assess("new-start", events=events(item)).findings if f.kind == "deadline")
    assert found.verdict == verdict
    assert "22 March 2011" in " ".join(found.notes)


@pytest.mark.parametrize(("given", "verdict"), [("2012-05-31", "within"), ("2012-06-01", "exceeded")])
def test_a_launch_is_notified_24_hours_before(given, verdict):
    item = {"kind": "notification", "provision": "missile-launch", "date": given, "trigger_date": "2012-06-01"}
    found = next(f for f in ac.assess("new-start", events=events(item)).findings if f.kind == "deadline")
    assert found.verdict == verdict


def test_conduct_on_events_of_ones_own():
    table = events(
        {"kind": "exchange", "date": "2012-03-01"},
        {
            "kind": "not_performed",
            "date": "2012-08-01",
            "date_end": "2013-01-01",
            "provision": "data-exchange",
            "detail": "refused",
            "agreed": "false",
        },
        {
            "kind": "not_performed",
            "date": "2013-02-10",
            "date_end": "2014-12-31",
            "provision": "data-exchange",
            "agreed": "true",
        },
    )
    found = ac.assess("new-start", events=table)
    by = {c.period_start: c for c in found.obligations if c.provision_id == "data-exchange" and c.party == "USA"}
    assert by[date(2012, 3, 1)].state == "performed"
    assert by[date(2012, 9, 1)].state == "not_performed"
    assert by[date(2012, 9, 1)].is_breach
    assert by[date(2013, 3, 1)].agreed
    assert not by[date(2013, 3, 1)].is_breach
    assert by[date(2015, 3, 1)].state == "unknown"  # a silent record is unknown
    assert by[date(2012, 9, 1)] in found.breaches


def test_inspections_are_owed_by_the_inspected_party():
    found = ac.assess("new-start", events=events({"date": "2012-03-01", "party": "USA"}))
    by = {
        c.party: c
        for c in found.obligations
        if c.provision_id == "hosting-inspections" and c.period_start == date(2012, 2, 5)
    }
    assert by["RUS"].state == "performed"
    assert by["USA"].state == "unknown"


def test_events_of_another_treaty_do_not_count():
    found = quota("inspections-per-year", *visits(19, treaty="start-1"))
    assert found.value == 0
