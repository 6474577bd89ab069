"""The regime of New START in numbers: quotas of the document, shipped facilities, declared items, recorded pauses."""

from datetime import date

import pytest

from armscontrol.data import catalogue
from armscontrol.errors import VerificationError
from armscontrol.treaties import load_treaty
from armscontrol.verification.campaigns import Violation, simulate
from armscontrol.verification.treaty_regime import YEAR, treaty_regime

DAY = date(2015, 3, 1)


@pytest.mark.parametrize("party", ["USA", "RUS"])
def test_the_numbers_come_from_the_document_and_the_record(party):
    found = treaty_regime("new-start", party, DAY)
    bounds = {q.id: q.at_most for q in load_treaty("new-start").quotas}
    assert found.regime.visits == bounds["type-one-per-year"]
    assert found.regime.cap == bounds["inspections-per-base"]
    table = catalogue.table("new-start/facilities")
    assert set(found.sites) == {
        r["name"] for r in table.iter_rows(named=True) if r["party"] == party and r["inspectable_type_one"]
    }
    totals = catalogue.table("new-start/aggregate")
    declared = {r["date"]: r["deployed_delivery_vehicles"] for r in totals.iter_rows(named=True) if r["party"] == party}
    assert found.items_on == max(d for d in declared if d <= DAY)
    assert sum(found.regime.items) == found.items == declared[found.items_on]
    assert max(found.regime.items) - min(found.regime.items) <= 1
    assert (found.start, found.end, found.years) == (date(2011, 2, 5), date(2026, 2, 5), 15)


def test_pauses_cover_what_is_on_record_to_the_day():
    russia = treaty_regime("new-start", "RUS", DAY)
    first, *_, last = russia.pauses
    assert first == (0.0, (date(2011, 4, 6) - russia.start).days / YEAR)  # none within 60 days of entry into force
    assert last[1] == (russia.end - russia.start).days / YEAR
    # from March 2020 on, no day is open to visits in Russia; in the United States some are, in 2022 and 2023
    for party, held in (("RUS", 0), ("USA", 8)):
        regime = treaty_regime("new-start", party, DAY)
        played = simulate(regime.regime, Violation(0), regime.years, 1, pauses=regime.pauses)
        since = (date(2020, 3, 1) - regime.start).days / YEAR
        open_ = [t for t in played.times if t >= since and not any(a <= t <= b for a, b in regime.pauses)]
        assert len(open_) == held
        assert played.visits == sum(not any(a <= t <= b for a, b in regime.pauses) for t in played.times)


def test_a_day_outside_the_treaty_is_refused():
    found = treaty_regime("new-start", "RUS", DAY)
    for day in (date(2011, 2, 4), date(2026, 2, 5)):
        with pytest.raises(VerificationError, match="2011-02-05 to 2026-02-04, while new-start is in force"):
            found.years_after_start(day)
    assert found.years_after_start(found.start) == 0


@pytest.mark.parametrize(
    ("treaty", "party", "on", "told"),
    [
        ("inf", "USA", DAY, "no facilities are shipped for it. Found: inf. Allowed: new-start."),
        ("new-start", "CHN", DAY, "no Party to it. Found: 'CHN'. Allowed: USA, RUS."),
        ("new-start", "RUS", date(2010, 1, 1), "2011-02-05 to 2026-02-04, while new-start is in force"),
    ],
)
def test_what_is_not_on_record_is_said(treaty, party, on, told):
    with pytest.raises(VerificationError) as caught:
        treaty_regime(treaty, party, on)
    assert told in str(caught.value)


def test_every_answer_says_what_it_assumes_and_rests_on():
    found = treaty_regime("new-start", "USA", DAY)
    assert "shared evenly over 8 facilities" in found.assumes[0]
    assert "new-start/facilities" in found.sources
    assert found.evidence in {"secondary", "recalled", "official"}
