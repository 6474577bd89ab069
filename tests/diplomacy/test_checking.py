"""Verdicts on invented sentences: each known misprint and mix-up of the press is flagged, with the right explanation."""

from __future__ import annotations

import time
from datetime import date

import pytest

from armscontrol import terms
from armscontrol.diplomacy.checks import facts, happenings
from armscontrol.diplomacy.checks.checking import check_event, check_number, check_offers, check_text
from armscontrol.diplomacy.checks.matching import resembles
from armscontrol.diplomacy.intervals import days, told
from armscontrol.diplomacy.model import Check, DateMention, Document, Event, Number
from armscontrol.errors import RecordError

DECLARED = "newstart.declared."
LIMIT = "newstart.limit."


def document(text: str, published: str | None = None, **more: str) -> Document:
    return Document(text, published=date.fromisoformat(published) if published else None, **more)


def number(text: str, words: str, quantity: str | None, party: str | None = None, **more: object) -> Number:
    start = text.index(words)
    value = more.pop("value", None) or float(words.replace(",", ""))
    fields: dict[str, object] = {"unit": "warheads", **more}
    return Number((start, start + len(words)), float(str(value)), quantity=quantity, party=party, **fields)  # type: ignore[arg-type]


def verdict(
    text: str, words: str, quantity: str | None, party: str | None, published: str | None, **more: object
) -> Check:
    claim = number(text, words, quantity, party, **more)
    check = check_number(claim, document(text, published), (claim,))
    assert check is not None
    assert check.span == claim.span
    return check


# What the press got wrong

PLANTED = [
    # a digit
    ("Russia told of 1,556 warheads on deployed carriers as of September 2011.", "1,556", DECLARED + "deployed_warheads",
     "RUS", {"as_of": "2011-09"}, "contradicted", ("1,566", "one digit differs")),
    ("Moscow told of 1,642 deployed warheads for September 2014.", "1,642", DECLARED + "deployed_warheads", "RUS",
     {"as_of": "2014-09-01"}, "contradicted", ("1,643", "one digit differs")),
    ("Russia keeps 505 deployed launchers and bombers.", "505", DECLARED + "deployed_delivery_vehicles", "RUS",
     {"as_of": "2017-09-01", "unit": "launchers"}, "contradicted", ("501", "one digit differs")),
    # a part for the whole, the whole for a part
    ("America has 822 deployed ICBMs.", "822", DECLARED + "deployed_delivery_vehicles", "USA",
     {"as_of": "2011-09-01", "unit": "missiles"}, "imprecise", ("SLBMs and heavy bombers left out",)),
    ("America has 822 deployed ICBMs.", "822", None, "USA", {"as_of": "2011-09-01", "unit": "missiles"}, "imprecise",
     ("SLBMs and heavy bombers left out",)),
    ("America keeps 912 non-deployed launchers.", "912", DECLARED + "deployed_and_nondeployed_launchers", "USA",
     {"as_of": "2014-09-01", "unit": "launchers"}, "imprecise", ("deployed and non-deployed", "not the non-deployed")),
    ("America keeps 912 non-deployed launchers.", "912", None, "USA", {"as_of": "2014-09-01", "unit": "launchers"},
     "imprecise", ("not the non-deployed alone",)),
    # launchers taken for vehicles
    ("New START allows 800 deployed delivery vehicles.", "800", LIMIT + "deployed_delivery_vehicles", "each",
     {"kind": "limit", "unit": "delivery vehicles"}, "imprecise", ("another limit", "may not exceed 700")),
    ("New START allows 800 deployed delivery vehicles.", "800", LIMIT + "deployed_and_nondeployed_launchers", "each",
     {"kind": "limit", "unit": "delivery vehicles"}, "imprecise", ("not the deployed alone",)),
    ("New START allows 700 launchers each.", "700", LIMIT + "deployed_delivery_vehicles", "each",
     {"kind": "limit", "unit": "launchers"}, "imprecise", ("not all launchers",)),
    # the total inventory under another name
    ("Russia has 5,580 deployed warheads.", "5,580", "estimate.deployed_strategic", "RUS", {"as_of": "2024-06"},
     "imprecise", ("total inventory", "March 2024", "4,380", "1,710", "1,549")),
    ("Russia has 5,580 deployed warheads.", "5,580", None, "RUS", {"as_of": "2024-06"}, "imprecise",
     ("retired ones, not what is deployed", "4,380", "1,710", "1,549")),
    ("Russia has a stockpile of 5,580 warheads.", "5,580", "estimate.stockpile", "RUS", {"as_of": "2024-06"},
     "imprecise", ("not the military stockpile", "4,380")),
    ("Russia has a stockpile of 5,580 warheads.", "5,580", "estimate.total_inventory", "RUS", {"as_of": "2024-06"},
     "imprecise", ("not the military stockpile", "4,380")),
    # a year's total given for another year
    ("Russia has 5,580 warheads in all.", "5,580", "estimate.total_inventory", "RUS", {"as_of": "2025-09"}, "outdated",
     ("2024", "5,459")),
    ("Russia has 5,580 warheads in all.", "5,580", "estimate.total_inventory", "RUS", {"as_of": "2026"}, "outdated",
     ("2024", "5,420")),
    # other treaties
    ("START I allowed 110 warheads on mobile ICBMs.", "110", "start1.limit.mobile_icbm_warheads", "each",
     {"kind": "limit"}, "contradicted", ("1,100", "a zero is lost")),
    ("START I allowed 110 warheads on mobile ICBMs.", "110", "start1.limit.warheads", "each", {"kind": "limit"},
     "contradicted", ("1,100", "a zero is lost")),
    ("START I allowed 110 warheads on mobile ICBMs.", "110", None, "each", {"kind": "limit"}, "contradicted",
     ("1,100", "a zero is lost")),
    ("The Soviet side scrapped 1,846 SS-20 missiles under the INF Treaty.", "1,846", "inf.eliminated.missiles", "SUN",
     {"unit": "missiles"}, "imprecise", ("all missiles, not the SS-20 alone",)),
    ("SALT I froze Soviet launchers of ICBMs at 1,618.", "1,618", None, "SUN", {"unit": "launchers"}, "disputed",
     ("1,618 and 1,607",)),
    ("SALT I froze Soviet launchers of ICBMs at 1,607.", "1,607", None, "SUN", {"unit": "launchers"}, "disputed",
     ("1,607 and 1,618",)),
    # signs reversed
    ("America cut 34 deployed warheads since March.", "34", None, "USA", {"as_of": "2013-09-01"}, "contradicted",
     ("sign is reversed, the number rose", "1,654", "1,688")),
    ("Russia added 80 deployed warheads since March.", "80", DECLARED + "deployed_warheads", "RUS",
     {"as_of": "2013-09-01"}, "contradicted", ("sign is reversed, the number fell", "1,480", "1,400")),
]  # fmt: skip


@pytest.mark.parametrize(("text", "words", "quantity", "party", "more", "expected", "said"), PLANTED)
def test_known_errors_are_flagged_with_their_explanation(text, words, quantity, party, more, expected, said):
    check = verdict(text, words, quantity, party, "2026-06-01", **more)
    assert check.verdict == expected, check
    for part in said:
        assert part in check.explanation
    assert check.rule
    assert check.facts
    assert all(f.evidence in terms.GRADES for f in check.facts)


RIGHT = [
    ("Each side may deploy 1,550 strategic warheads.", "1,550", LIMIT + "deployed_warheads", "each", {}),
    ("Each may have 700 deployed missiles and bombers.", "700", LIMIT + "deployed_delivery_vehicles", "each", {}),
    ("Each may have 700 deployed ICBMs, SLBMs and heavy bombers.", "700", LIMIT + "deployed_delivery_vehicles", "each", {}),
    ("Each may have 800 deployed and non-deployed launchers.", "800", LIMIT + "deployed_and_nondeployed_launchers", "each", {}),
    ("New START capped both at 1,550 deployed warheads.", "1,550", DECLARED + "deployed_warheads", "each", {}),
    ("Russia had 1,566 warheads on deployed carriers.", "1,566", DECLARED + "deployed_warheads", "RUS",
     {"as_of": "2011-09"}),
    ("Russia had 1,566 deployed warheads.", "1,566", "estimate.deployed_strategic", "RUS", {"as_of": "2011-09"}),
    ("Russia has a total inventory of 5,580 warheads.", "5,580", "estimate.total_inventory", "RUS", {"as_of": "2024-03"}),
    ("America holds 1,770 deployed warheads.", "1,770", "estimate.deployed_strategic", "USA", {"as_of": "2024-06"}),
    ("America added 34 deployed warheads since March.", "34", None, "USA", {"as_of": "2013-09-01"}),
    ("They hold 87 percent of all.", "87", "estimate.share_of_world", "USA+RUS",
     {"as_of": "2025-06", "unit": "percent", "kind": "share"}),
    ("There are about 6,000 warheads in Russia.", "6,000", "estimate.total_inventory", "RUS",
     {"as_of": "2022-06", "bound": "about"}),
    ("The Moscow Treaty set a band from 1,700 up.", "1,700", "sort.limit.warheads", "each", {}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "words", "quantity", "party", "more"), RIGHT)
def test_what_is_right_is_accurate(text, words, quantity, party, more):
    check = verdict(text, words, quantity, party, "2026-01-10", **more)
    assert check.verdict == "accurate", check
    assert check.facts


def test_a_limit_told_too_narrowly_says_what_is_missing_and_what_is_left_out():
    text = "Each was to deploy at most 700 intercontinental ballistic missiles and 1,550 strategic warheads."
    missiles = number(text, "700", LIMIT + "deployed_delivery_vehicles", "each", kind="limit", unit="missiles")
    warheads = number(text, "1,550", LIMIT + "deployed_warheads", "each", kind="limit")
    both = (missiles, warheads)
    first, second = (check_number(n, document(text, "2024-06-21"), both) for n in both)
    assert first is not None
    assert second is not None
    assert first.verdict == "imprecise"
    assert "SLBMs and heavy bombers left out" in first.explanation
    assert second.verdict == "accurate"
    for check in (first, second):
        assert len(check.omits) == 1
        assert check.omits[0].startswith("800 launchers and bombers: Deployed and non-deployed launchers")


def test_a_limit_alone_leaves_out_the_two_others():
    check = verdict("At most 1,550 deployed warheads.", "1,550", LIMIT + "deployed_warheads", "each", "2020-01-01")
    assert [o.split(":")[0] for o in check.omits] == ["700 delivery vehicles", "800 launchers and bombers"]


def test_without_a_date_any_date_matches_and_the_explanation_says_so():
    check = verdict("Russia has 516 deployed ones.", "516", DECLARED + "deployed_delivery_vehicles", "RUS", None,
                    unit="delivery vehicles")  # fmt: skip
    assert check.verdict == "imprecise"
    assert "Without a date; true of 1 September 2011" in check.explanation


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Russia has 1,550 deployed warheads.", ["unverifiable"]),
        ("Russia has 3,300 deployed warheads.", ["contradicted"]),
        ("Russia has 1,444 deployed warheads.", ["imprecise"]),
        ("In 2024 Russian deployed warheads rose to 1,710.", ["accurate"]),
        ("In 2016 Russian warheads deployed were 1,735.", ["accurate"]),
        ("By 2019 U.S. deployed warheads stood at 1,365.", ["accurate"]),
        ("New START allows up to 18 inspections a month.", ["contradicted"]),
        ("New START allows 18 inspections per year.", ["accurate"]),
        ("New START was extended for 10 years in 2021.", ["contradicted", "contradicted"]),
        ("New START was extended for five years in 2021.", ["accurate", "accurate"]),
        ("New START allows 10 Type One and 8 Type Two inspections a year.", ["accurate", "accurate"]),
        ("In September 2017 Moscow deployed 505 ICBMs, SLBMs and heavy bombers.", ["contradicted"]),
        (
            "According to the State Department, in September 2017 Moscow deployed 505 ICBMs, SLBMs and heavy bombers.",
            ["contradicted"],
        ),
    ],
)
def test_years_are_no_counts_and_what_has_no_date_is_not_wrong_of_one_day(text, expected):
    assert [c.verdict for _, c in check_text(text)] == expected


def test_the_claims_own_date_comes_before_that_of_the_publication():
    text, words, quantity = "Russia had 1,566 deployed warheads.", "1,566", DECLARED + "deployed_warheads"
    assert verdict(text, words, quantity, "RUS", "2020-05-01", as_of="2011-09-01").verdict == "accurate"
    assert verdict(text, words, quantity, "RUS", "2020-05-01").verdict == "outdated"


def test_a_difference_in_vehicles_told_as_weapons():
    text = "America has some 300 more weapons than Russia: 822 deployed ICBMs, SLBMs and bombers against 516."
    more = number(text, "300", DECLARED + "difference", "USA-RUS", bound="about")
    mine = number(text, "822", DECLARED + "deployed_delivery_vehicles", "USA", unit="delivery vehicles")
    check = check_number(more, document(text), (more, mine))
    assert check is not None
    assert check.verdict == "imprecise"
    assert "822 less 516" in check.explanation
    assert "1,790 less 1,566 is 224" in check.explanation


def test_the_figure_of_the_other_party_is_not_ones_own():
    check = verdict("America has 1,566 deployed warheads.", "1,566", DECLARED + "deployed_warheads", "USA", None,
                    as_of="2011-09-01")  # fmt: skip
    assert check.verdict == "contradicted"
    assert "another Party" in check.explanation


def test_recalled_figures_are_shown_and_never_contradict_alone():
    known = [k for k in facts.of(DECLARED + "deployed_and_nondeployed_launchers", "RUS") if k.start == date(2022, 9, 1)]
    assert [k.evidence for k in known] == ["recalled"]
    wrong = verdict("Russia has 763 launchers.", "763", DECLARED + "deployed_and_nondeployed_launchers", "RUS", None, as_of="2022-09-01",
                    unit="launchers")  # fmt: skip
    assert wrong.verdict == "unverifiable"
    assert "Recalled: 759" in wrong.explanation
    right = verdict("Russia has 759 launchers.", "759", DECLARED + "deployed_and_nondeployed_launchers", "RUS", None, as_of="2022-09-01",
                    unit="launchers")  # fmt: skip
    assert right.verdict == "accurate"
    assert "recalled, unverified" in right.explanation


def test_a_record_that_rests_on_the_very_article_confirms_nothing():
    known = next(
        k for k in facts.of(DECLARED + "deployed_and_nondeployed_launchers", "USA") if k.start == date(2014, 3, 1)
    )
    assert len(known.sources) == 1  # the second publisher does not repeat this figure
    text = "America has 952 launchers, deployed or not."
    claim = number(
        text, "952", DECLARED + "deployed_and_nondeployed_launchers", "USA", as_of="2014-03-01", unit="launchers"
    )
    same = check_number(claim, document(text, "2014-04-02", source=f"{known.sources[0]}?page=2"), (claim,))
    other = check_number(claim, document(text, "2014-04-02", source="https://example.org/a"), (claim,))
    assert same is not None
    assert other is not None
    assert (same.verdict, other.verdict) == ("same-source", "accurate")


@pytest.mark.parametrize("words", ["71", "4,711", "12"])
def test_no_fact_no_verdict(words):
    check = verdict(f"It has {words} warheads.", words, None, "RUS", "2020-01-01")
    assert check.verdict == "unverifiable"
    assert not check.facts


def test_durations_and_numbers_of_anything_are_no_claims():
    text = "For six months, 40 ministers met."
    lasting = Number((4, 14), 6, "months", kind="duration")
    people = number(text, "40", None, unit="ministers", kind="other")
    assert check_number(lasting, document(text)) is None
    assert check_number(people, document(text)) is None


# Events

EVENTS = [
    ("treaty.signed", "2010", "2024-06-21", "accurate", "8 April 2010"),
    ("treaty.signed", "2011", "2024-06-21", "contradicted", "8 April 2010"),
    ("treaty.in-force", "2011-01-26", "2024-06-21", "contradicted", "5 February 2011"),
    ("treaty.extended", "2021", "2024-06-21", "accurate", "3 February 2021"),
    ("treaty.extended", "2021-01-26", "2021-01-27", "accurate", "Notes exchanged"),
    ("extension.ratified", "2021-01-25/2021-01-31", "2021-02-03", "accurate", "27 January 2021"),
    ("treaty.suspended", "2023-02", "2024-06-21", "accurate", "legally invalid"),
    ("treaty.expires", "2021-02-05", "2020-10-01", "accurate", "5 February 2021"),
    ("treaty.expires", "2021-02-05", "2021-02-03", "outdated", "True until 3 February 2021"),
    ("treaty.expires", "2026-02-05", "2021-01-27", "accurate", "stands from 3 February 2021"),
    ("treaty.expires", "2026-02-04", "2025-10-01", "accurate", "5 February 2026"),
    ("treaty.expires", "2026", "2023-02-21", "accurate", "5 February 2026"),
    ("treaty.expires", "2025", "2023-02-21", "contradicted", "5 February 2026"),
    ("treaty.expires", "2025-09-22", "2025-09-22", "unverifiable", "date beside it is that of the report"),
    ("inspections.paused", "2020-03", "2023-02-01", "accurate", "COVID-19"),
    ("inspections.suspended", "2022-08", "2023-02-01", "accurate", "8 August 2022"),
    ("inspections.begin", "2011-04-06", None, "accurate", "60 days after entry into force"),
    ("meeting.held", "2021-10", "2023-02-01", "accurate", "October 2021"),
    ("meeting.held", "2016-10", "2023-02-01", "unverifiable", "no such event"),
    ("compliance.finding", "2023-01-31", "2023-02-01", "accurate", "not in compliance"),
]


def happened(kind: str, edtf: str | None, treaty: str | None = "new-start") -> Event:
    return Event((0, 1), kind, treaty, DateMention((0, 1), str(edtf), edtf, "given") if edtf else None)


@pytest.mark.parametrize(("kind", "edtf", "published", "expected", "said"), EVENTS)
def test_events_are_held_against_the_record_as_of_the_day_of_the_text(kind, edtf, published, expected, said):
    check = check_event(happened(kind, edtf), document("x", published))
    assert check is not None
    assert check.verdict == expected, check
    assert said in check.explanation


def test_acts_of_saying_are_not_checked():
    assert check_event(happened("statement.made", "2024-06-21", None), document("x", "2024-06-21")) is None
    assert check_event(happened("armed-conflict.begins", "2022-02", None), document("x", "2024-06-21")) is None


def test_the_legal_effect_of_the_suspension_is_disputed_with_both_positions():
    text = "Russia suspended the treaty in February 2023, which is legally invalid."
    check = check_event(happened("treaty.suspended", "2023-02"), document(text, "2024-01-01"))
    assert check is not None
    assert check.verdict == "disputed"
    assert "RUS: Russia suspends" in check.explanation
    assert "USA: The suspension is legally invalid" in check.explanation
    assert len(check.facts) == 2


def test_the_term_of_an_extension():
    text = "It was prolonged by five years."
    five = Number((20, 30), 5, "years", kind="duration", quantity="newstart.extension.years")
    three = Number((20, 30), 3, "years", kind="duration", quantity="newstart.extension.years")
    checks = [check_number(n, document(text, "2022-01-01")) for n in (five, three)]
    assert [c and c.verdict for c in checks] == ["accurate", "contradicted"]


OFFERS = [
    (
        "Putin said Russia will adhere to the New START limits for one more year.",
        "imprecise",
        "leaves the condition out",
    ),
    ("Putin said Russia is ready to keep to the limits if Washington does the same.", "accurate", "acts likewise"),
    (
        "Moscow offered to observe the caps of the treaty.\n\nThat holds only if the United States joins in.",
        "accurate",
        "",
    ),
    ("Russia offered unconditionally to keep the New START limits.", "contradicted", "The offer was conditional"),
]


@pytest.mark.parametrize(("text", "expected", "said"), OFFERS)
def test_a_conditional_offer_told_without_its_condition(text, expected, said):
    found = check_offers(document(text, "2025-09-23"))
    assert [c.verdict for _, c in found] == [expected]
    assert said in found[0][1].explanation
    assert found[0][1].facts[0].day == "2025-09-22"


def test_before_the_offer_there_is_nothing_to_hold_it_against():
    assert check_offers(document("Putin said Russia will keep to the treaty limits.", "2010-05-01")) == ()


# The text as a whole, and the fact base


def test_a_short_text_is_checked_as_of_a_date():
    ((claim, check),) = check_text("Russia has 5,580 deployed warheads", as_of="2024-06")
    assert isinstance(claim, Number)
    assert check.verdict == "imprecise"
    assert "total inventory" in check.explanation
    ((claim, check),) = check_text("Putin will keep the New START limits for a year", as_of="2025-10")[-1:]
    assert isinstance(claim, Event)
    assert check.verdict == "imprecise"
    with pytest.raises(RecordError, match="not a date"):
        check_text("Russia has 5,580 warheads", as_of="June")
    assert check_text("") == ()


def test_every_figure_has_a_source_or_is_recalled():
    for known in facts.figures():
        assert known.evidence in terms.GRADES
        assert known.sources or known.recalled
        assert known.start <= known.end
    assert len(facts.figures()) > 2_500


def test_editions_of_an_estimate_are_kept_apart():
    labels = {k.label for k in facts.of("estimate.stockpile", "USA") if k.start.year == 2022}
    assert len(labels) >= 4  # revised backwards: the earlier editions stay
    assert {k.value for k in facts.of("estimate.stockpile", "USA") if k.start.year == 2022} == {3708, 3768}


def test_terms_of_the_treaty_follow_its_document():
    assert [t.end for t in happenings.ends("new-start")] == [date(2021, 2, 5), date(2026, 2, 5)]
    assert happenings.ends("no-such-treaty") == ()


@pytest.mark.parametrize(
    ("value", "fact", "how"),
    [
        (1556, 1566, "one digit differs"),
        (1676, 1566, None),
        (5850, 5580, "two digits have changed places"),
        (110, 1100, "a zero is lost or added"),
        (800, 700, None),
        (1566, 1566, None),
    ],
)
def test_slips(value, fact, how):
    assert resembles(value, fact) == how


@pytest.mark.parametrize(
    ("edtf", "words"),
    [("2024-02", "February 2024"), ("2011-09-01", "1 September 2011"), ("2010", "2010"), ("2010/2012", "2010 to 2012")],
)
def test_dates_read_as_they_are_told(edtf, words):
    span = days(edtf)
    assert span is not None
    assert told(span) == words


@pytest.mark.parametrize("edtf", ["", None, "XXXX-09-01", "2024-13", "2024-02-30", "yesterday", "2024/2023"])
def test_what_is_no_date_of_a_known_year_is_none(edtf):
    assert days(edtf) is None


def test_an_article_is_checked_in_milliseconds():
    text = " ".join(f"Russia has 1,{400 + i} deployed warheads as of 2014." for i in range(100))
    claims = [number(text, f"1,{400 + i}", DECLARED + "deployed_warheads", "RUS", as_of="2014") for i in range(100)]
    whole = document(text, "2015-01-01")
    check_number(claims[0], whole, claims)  # tables and documents are read with the first claim
    before = time.process_time()
    for claim in claims[:20]:
        assert check_number(claim, whole, claims) is not None
    assert time.process_time() - before < 0.25


@pytest.mark.parametrize(
    ("sentence", "as_of", "verdict", "words"),
    [
        ("Russia does not have 5,580 warheads.", "2024-06", "unverifiable", "denies"),
        ("New START does not limit deployed warheads to 1,550.", "2020", "unverifiable", "denies"),
        ("New START was never signed in 2010.", "2020", "unverifiable", "denies"),
        ("Each side may not exceed 1,550 deployed strategic warheads under New START.", "2020", "accurate", "1,550"),
        ("Russia withdrew from New START in February 2023.", "2024", "contradicted", "no withdrawal"),
        ("The United States suspended New START in February 2023.", "2024", "contradicted", "another Party"),
        ("Russia suspended New START in February 2023.", "2024", "accurate", "suspension"),
        ("Russia withdrew from the Open Skies Treaty in 2021.", "2024", "unverifiable", "Open Skies"),
        ("Russia revoked its ratification of the CTBT in November 2023.", "2024", "unverifiable", "CTBT"),
    ],
)
def test_what_is_denied_or_is_another_act_is_not_confirmed(sentence, as_of, verdict, words):
    found = [check for _, check in check_text(sentence, as_of)]
    assert [c.verdict for c in found] == [verdict]
    assert words in found[0].explanation


@pytest.mark.parametrize(
    ("text", "day", "verdict", "words"),
    [
        ("Under New START the U.S. still has 100 warheads to shed.", "2012-04-09", "contradicted", "187"),
        ("Under New START the U.S. still has 187 warheads to shed.", "2012-04-09", "accurate", "the limit"),
        ("Under New START Russia has 11 warheads to go, the data show.", "2017-10-04", "accurate", "1,561"),
        ("The Soviet Union destroyed 1,846 SS-20s under the INF Treaty.", "2019-02-02", "imprecise", "SS-20"),
        ("Russia and the United States made 36 inspections in the first New START treaty year.", "2012-04-09",
         "accurate", "18"),
        ("New START permits ten Type One inspections a year.", "2012-03-03", "accurate", "ten"),
        ("Russia has 527 deployed missiles and bombers under New START.", "2018-02-06", "accurate", "527"),
    ],
)  # fmt: skip
def test_distances_sums_and_fresh_figures(text: str, day: str, verdict: str, words: str) -> None:
    checks = [check for claim, check in check_text(text, day) if isinstance(claim, Number)]
    assert [c.verdict for c in checks] == [verdict]
    assert words in checks[0].explanation
