"""What must be shown for New START, from the published record; every figure with its grade."""

from datetime import date

import polars as pl
import pytest

import armscontrol as ac
from armscontrol.data import catalogue

VEHICLES, WARHEADS, LAUNCHERS = "II(1)(a)", "II(1)(b)", "II(1)(c)"


@pytest.fixture(scope="module")
def record():
    return ac.assess("new-start")


def test_every_exchange_is_held_against_every_limit(record):
    table = catalogue.table("new-start/aggregate")
    assert {(f.party, f.date) for f in record.limits} == set(table.select("party", "date").iter_rows())
    assert len(record.limits) == 50 * 3


def test_every_declared_total_comes_back(record):
    columns = {
        VEHICLES: "deployed_delivery_vehicles",
        WARHEADS: "deployed_warheads",
        LAUNCHERS: "deployed_and_nondeployed_launchers",
    }
    for row in catalogue.table("new-start/aggregate").iter_rows(named=True):
        for article, column in columns.items():
            finding = record.find(article, row["party"], row["date"])
            assert finding.declared == row[column]
            recalled = column in (row["recalled_fields"] or "")
            assert finding.is_recalled == recalled
            assert recalled or finding.verdict == "not_declared" or finding.sources


def test_us_parts_of_september_2020_equal_the_declared_totals(record):
    vehicles = record.find(VEHICLES, "USA", "2020-09-01")
    assert (vehicles.computed, vehicles.declared, vehicles.difference) == (675, 675, 0)
    launchers = record.find(LAUNCHERS, "USA", "2020-09-01")
    assert (launchers.computed, launchers.declared, launchers.difference) == (800, 800, 0)
    assert vehicles.figure == "items and declared total"


def test_us_warheads_on_missiles_in_september_2020_are_derived(record):
    finding = record.find(WARHEADS, "USA", "2020-09-01")
    assert finding.declared == 1457
    assert finding.computed is None  # loads of missiles are not declared one by one
    assert (finding.computed_low, finding.computed_high) == (48, None)
    assert finding.remainder == 1409
    assert any(n.startswith("derived: 1,457 declared less 48 that certainly count leave 1,409") for n in finding.notes)


def test_us_parts_of_march_2017(record):
    finding = record.find(VEHICLES, "USA", "2017-03-01")
    assert (finding.computed, finding.declared) == (673, 673)


def test_march_2014_a_difference_of_one_is_reported_and_not_repaired(record):
    finding = record.find(LAUNCHERS, "USA", "2014-03-01")
    assert (finding.computed, finding.declared, finding.difference) == (951, 952, -1)
    told = " ".join(finding.notes)
    assert "a difference of -1, reported and not repaired" in told
    assert "Peacekeeper" in told
    assert told.endswith("952")
    used = {r.label: r for r in finding.rows}
    assert any(r.residual and "Peacekeeper" in label for label, r in used.items())
    assert sum(r.low for r in finding.rows if not r.residual) == 951
    tubes = next(r for label, r in used.items() if "336" in label)
    assert tubes.evidence == "derived"  # 14 boats of 24 tubes, not read from the sheet


def test_the_plan_of_april_2014_counts_to_all_three_limits():
    plan = ac.assess("new-start", on="2018-02-05", bases=["scenario"], party="USA")
    assert [(f.value, f.limit, f.margin) for f in plan.limits] == [(700, 700, 0), (1550, 1550, 0), (800, 800, 0)]
    assert {f.basis for f in plan.limits} == {"scenario"}
    assert {f.scenario for f in plan.limits} == {"us-plan-2014"}


def test_the_estimate_of_february_2022_stands_beside_the_declaration_of_march():
    both = ac.assess("new-start", on="2022-03-01", bases=["declared", "estimated"], party="RUS")
    values = {f.basis: f for f in both.limits if f.article == WARHEADS}
    assert values["estimated"].value == 812 + 576 + 68 == 1456
    assert values["estimated"].as_of == date(2022, 2, 1)
    assert values["declared"].value == 1474
    assert any("another basis: 1,456 estimated" in n for n in values["declared"].notes)


def test_narrowest_margins(record):
    narrow = {(f.article, f.party): f for f in record.narrowest()}
    russian = narrow[WARHEADS, "RUS"]
    assert (russian.date, russian.value, russian.margin) == (date(2022, 9, 1), 1549, 1)
    assert russian.evidence == "secondary"
    american = [f for f in record.limits if f.article == LAUNCHERS and f.party == "USA" and f.date >= date(2018, 2, 5)]
    assert len(american) == 11
    assert {(f.value, f.margin, f.verdict) for f in american} == {(800, 0, "within")}


def test_both_parties_within_all_limits_at_every_exchange_from_the_day_they_bind(record):
    binding = [f for f in record.limits if f.date >= date(2018, 2, 5)]
    sourced = [f for f in binding if not f.is_recalled and f.verdict != "not_declared"]
    assert {f.verdict for f in sourced} == {"within"}
    assert len(sourced) == len(binding) - 4 - 3  # four recalled figures, and Russia's three not provided


def test_before_that_day_progress_and_the_distance_to_go(record):
    early = [f for f in record.limits if f.date < date(2018, 2, 5)]
    assert {f.verdict for f in early} == {"not_yet_binding"}
    first = record.find(VEHICLES, "USA", "2011-02-05")
    assert first.margin == -182
    assert first.would_be == "exceeded"
    assert "progress, not breach; 182 delivery vehicles to go" in str(record.explain(first))


def test_russia_in_march_2023_is_not_provided_and_not_carried_over(record):
    for article in (VEHICLES, WARHEADS, LAUNCHERS):
        finding = record.find(article, "RUS", "2023-03-01")
        assert finding.verdict == "not_declared"
        assert finding.value is None
        assert finding.as_of == date(2023, 3, 1)
        assert "neither zero nor missing" in " ".join(finding.notes)
    later = ac.assess("new-start", on="2024-01-01", party="RUS").find(WARHEADS, "RUS", "2024-01-01")
    assert later.verdict == "not_declared"


def test_between_exchanges_the_last_declaration_is_used_and_its_age_told():
    finding = ac.assess("new-start", on="2023-02-15", party="RUS").find(WARHEADS, "RUS", "2023-02-15")
    assert (finding.value, finding.as_of, finding.age_days) == (1549, date(2022, 9, 1), 167)
    assert finding.verdict == "within"
    assert "167 days before" in " ".join(finding.notes)


@pytest.mark.parametrize(
    ("day", "verdict"),
    [
        ("2011-02-04", "not_in_force"),
        ("2011-02-05", "not_yet_binding"),
        ("2018-02-04", "not_yet_binding"),
        ("2018-02-05", "within"),
        ("2026-02-04", "within"),
        ("2026-02-05", "not_in_force"),
    ],
)
def test_first_and_last_day(day, verdict):
    finding = ac.assess("new-start", on=day, party="USA").find(VEHICLES, "USA", day)
    assert finding.verdict == verdict
    if verdict == "not_in_force" and day > "2020":
        assert finding.would_be == "within"
        assert finding.as_of == date(2023, 3, 1)


def test_russias_view_adds_101_to_the_800_declared():
    view = ac.assess("new-start", on="2022-03-01", variant="russian-view")
    finding = view.find(LAUNCHERS, "USA", "2022-03-01")
    assert (finding.value, finding.declared, finding.margin) == (901, 800, -101)
    assert finding.verdict == "exceeded"
    assert finding.basis == "declared + claimed"
    assert finding.variant == "russian-view"
    claimed = [r for r in finding.rows if r.basis == "claimed"]
    assert sorted(r.low for r in claimed) == [4, 41, 56]
    assert {r.evidence for r in claimed} == {"official"}
    for article in (VEHICLES, WARHEADS):
        other = view.find(article, "USA", "2022-03-01")
        assert (other.value, other.basis) == (other.declared, "declared")
    assert view.find(LAUNCHERS, "RUS", "2022-03-01").value == 761


def test_russias_view_where_the_record_is_silent_is_not_determinable():
    finding = ac.assess("new-start", on="2020-09-01", variant="russian-view").find(LAUNCHERS, "USA", "2020-09-01")
    assert (finding.value_low, finding.value_high) == (800, 841)
    assert finding.verdict == "not_determinable"


@pytest.mark.parametrize(
    ("day", "status", "contested"),
    [("2023-03-01", "in_force", True), ("2026-02-04", "in_force", True), ("2026-02-05", "expired", False)],
)
def test_status(day, status, contested):
    found = ac.status("new-start", day)
    assert (found.status, found.contested) == (status, contested)


def test_status_on_1_march_2023_keeps_three_things_apart():
    found = ac.status("new-start", "2023-03-01")
    said = {h.position.party: h.position.position for h in found.positions}
    assert said == {"RUS": "suspended", "USA": "the suspension is legally invalid"}
    exchange = next(c for c in found.conduct if c.party == "RUS" and c.provision_id == "data-exchange")
    assert exchange.state == "not_performed"
    assert exchange.due == date(2023, 3, 30)
    assert exchange.determined_by == "USA"


def test_status_at_the_end_notes_that_sources_differ_by_a_day():
    told = " ".join(ac.status("new-start", "2026-02-05").notes)
    assert "through 4 February" in told


def test_conduct_on_exchanges(record):
    by = {(c.party, c.period_start): c for c in record.obligations if c.provision_id == "data-exchange"}
    assert by["USA", date(2022, 9, 1)].state == "performed"
    assert by["USA", date(2018, 3, 1)].state == "unknown"  # no sheet of that day was found
    for day in (date(2023, 3, 1), date(2023, 9, 1), date(2025, 9, 1)):
        assert by["RUS", day].state == "not_performed"
        assert by["USA", day].state == "not_performed"
        assert "Countermeasure" in by["USA", day].reason
    assert max(day for _, day in by) == date(2025, 9, 1)


def test_conduct_on_inspections(record):
    by = {(c.party, c.period_start.year): c for c in record.obligations if c.provision_id == "hosting-inspections"}
    assert (by["RUS", 2011].state, by["RUS", 2011].count) == ("performed", 18)
    assert by["RUS", 2018].evidence == "recalled"
    assert (by["RUS", 2020].state, by["RUS", 2020].count) == ("performed", 2)
    assert by["RUS", 2021].agreed
    refused = by["RUS", 2022]
    assert (refused.state, refused.agreed, refused.since) == ("not_performed", False, date(2022, 8, 8))
    assert refused.determined_on == date(2023, 1, 31)
    assert by["USA", 2023].since == date(2023, 6, 1)


def test_conduct_on_sessions_and_notifications(record):
    sessions = {
        (c.party, c.period_start.year): c for c in record.obligations if c.provision_id == "commission-sessions"
    }
    assert sessions["USA", 2013].state == "unknown"
    assert sessions["RUS", 2022].state == "not_performed"
    assert sessions["USA", 2022].state == "unknown"
    notes = {(c.party, c.period_start.year): c for c in record.obligations if c.provision_id == "notifications"}
    assert notes["USA", 2012].state == "performed"
    assert notes["USA", 2012].count is None  # the published counts are of both Parties together
    assert notes["USA", 2014].evidence == "derived"  # spread over the years between two published counts
    assert notes["USA", 2023].state == "not_performed"


def test_quotas_on_the_published_record(record):
    quotas = {(f.provision_id, f.party, f.date.year): f for f in record.findings if f.kind == "quota"}
    year_one = quotas["inspections-per-year", "USA", 2011]
    assert (year_one.value, year_one.limit, year_one.margin, year_one.verdict) == (18, 18, 0, "within")
    assert quotas["inspections-per-year", "RUS", 2018].is_recalled
    assert quotas["inspections-per-base", "USA", 2011].verdict == "not_determinable"  # no bases in the record
    assert quotas["inspections-per-base", "USA", 2020].verdict == "within"  # two visits, wherever they were
    assert quotas["type-one-per-year", "RUS", 2012].value == 10


def test_nothing_recalled_is_shown_without_its_mark(record):
    frame = record.frame().filter(pl.col("evidence") == "recalled")
    assert set(frame["date"]) >= {date(2022, 9, 1)}
    explained = str(record.explain(record.find(LAUNCHERS, "USA", "2022-09-01")))
    assert "recalled, unverified" in explained


def test_the_explanation_argues_from_rule_to_verdict(record):
    explanation = record.explain(record.find(WARHEADS, "RUS", "2022-09-01"))
    assert [s.heading for s in explanation.steps] == [
        "The rule", "Whether it binds", "The figure", "The comparison", "The verdict",
    ]  # fmt: skip
    text = str(explanation)
    for part in (
        "III(2)(a)-(b)",
        "official (statement of a government)",
        "5 February 2018",
        "1,549 against at most 1,550",
        "Margin: 1.",
    ):
        assert part in text


def test_a_finding_as_plain_values(record):
    plain = record.find(WARHEADS, "RUS", "2022-09-01").to_dict()
    for name in ("treaty", "provision_id", "article", "party", "date", "value", "value_low", "value_high", "limit", "margin",
                 "verdict", "declared", "computed", "basis", "difference", "variant", "sources"):  # fmt: skip
        assert name in plain
    assert plain["date"] == "2022-09-01"
    assert plain["value"] == 1549
    assert isinstance(plain["value"], int)
    assert set(record.frame().columns) == set(plain)
    assert record.conduct_frame().height == len(record.obligations)
    assert "findings" in record._repr_html_()


def test_find_says_what_there_is(record):
    with pytest.raises(ac.TreatyError, match="no finding on this article") as caught:
        record.find("II(1)(d)", "USA", "2020-09-01")
    assert "II(1)(a) (deployed-delivery-vehicles)" in caught.value.allowed
    with pytest.raises(ac.TreatyError, match="for this Party"):
        record.find(WARHEADS, "CHN", "2020-09-01")
    with pytest.raises(ac.TreatyError, match="New START has no such Party"):
        ac.assess("new-start", party="CHN")
    with pytest.raises(ac.TreatyError, match="2018-02-05"):
        ac.assess("new-start", on="next week")
    with pytest.raises(ac.TreatyError, match="no such basis"):
        ac.assess("new-start", bases=["guessed"])
