"""How far the words of a speaker reach, what dates them, and whose they are: invented sentences in many word orders."""

from __future__ import annotations

import pytest
from tests.diplomacy.test_attribution import only, read, said


def day(text: str) -> str | None:
    date = only(text).date
    return date.words if date is not None else None


@pytest.mark.parametrize(
    ("text", "content", "agency", "date"),
    [
        (
            "Premier Kim Tok Hun told visiting envoys that Freedonia offers “full backing,” state news agency KCNA "
            "reported on Thursday.",
            "Freedonia offers “full backing,”",
            "KCNA",
            "on Thursday",
        ),
        (
            "Foreign Minister Ana Ruhl told her guest that Ruritania wants “a fair pact,” Russia’s RIA Novosti said on "
            "Monday.",
            "Ruritania wants “a fair pact,”",
            "RIA Novosti",
            "on Monday",
        ),
        (
            "Foreign Minister Ana Ruhl said that her country would “answer in kind,” Interfax reported on Tuesday.",
            "her country would “answer in kind,”",
            "Interfax",
            "on Tuesday",
        ),
        (
            "Foreign Minister Ana Ruhl told lawmakers the text was “balanced”, the TASS news agency reported Wednesday.",
            "the text was “balanced”",
            "TASS",
            "Wednesday",
        ),
    ],
)
def test_an_outlet_that_carried_the_words_is_none_of_them(text: str, content: str, agency: str, date: str):
    found = only(text)
    assert said(text, found) == [content]
    assert [link.name for link in found.chain if link.role == "agency"] == [agency]
    assert day(text) == date


@pytest.mark.parametrize(
    ("text", "content", "mode", "date"),
    [
        ("Minister Ana Ruhl said “we are ready” on Friday.", "“we are ready”", "direct", "on Friday"),
        ("Minister Ana Ruhl said “it is too early” in Geneva on Tuesday.", "“it is too early”", "direct", "on Tuesday"),
        (
            "Minister Ana Ruhl told reporters “we saw nothing” at a briefing in Geneva on Monday.",
            "“we saw nothing”",
            "direct",
            "on Monday",
        ),
        (
            "Minister Ana Ruhl said Ruritania “is open to talks” on Wednesday.",
            "Ruritania “is open to talks”",
            "mixed",
            "on Wednesday",
        ),
        (
            "Minister Ana Ruhl said Ruritania was “prepared to sit down” at a news conference on Thursday.",
            "Ruritania was “prepared to sit down”",
            "mixed",
            "on Thursday",
        ),
        ("Minister Ana Ruhl called the plan “a trap” on Sunday.", "the plan “a trap”", "mixed", "on Sunday"),
        ("Minister Ana Ruhl said “no” when asked whether the base would stay.", "“no”", "direct", None),
        (
            "Minister Ana Ruhl warned that both sides “would build blindly”, in an article published on June 3.",
            "both sides “would build blindly”",
            "mixed",
            "June 3",
        ),
    ],
)
def test_time_and_place_behind_the_closing_mark_date_the_saying(text: str, content: str, mode: str, date: str | None):
    found = only(text)
    assert (said(text, found), found.mode, day(text)) == ([content], mode, date)


@pytest.mark.parametrize(
    "content",
    [
        "the base “will close” on Friday",
        "Ruritania would “answer in kind” on Monday",
        "the inspectors were “turned away” on Friday",
        "she was “prepared to meet” them on Thursday",
        "there is “a vote” on Friday",
        "the treaty is “the last one left” in Europe",
        "“shuttle talks” in Geneva are “useless”",
        "“we are ready” for talks in Geneva",
        "the missile had been “tried out” last week",
        "Freedonia has “fired forty rockets” on Friday",
        "the vote is “set” on Friday",
    ],
)
def test_a_day_that_may_be_that_of_what_is_told_stays_in_it(content: str):
    text = f"Minister Ana Ruhl said {content}."
    found = only(text)
    assert said(text, found) == [content]
    assert found.date is None


@pytest.mark.parametrize(
    "text",
    [
        "Ana Ruhl said on Telegram the step was “theater,” while her colleague Otto Brandt called it “a mistake”.",
        "Ana Ruhl said on Telegram the step was “theater,” and her colleague Otto Brandt called it “a mistake”.",
        "Ana Ruhl said on Telegram the step was “theater”, as General Otto Brandt called it “a mistake”.",
        "Ana Ruhl said on Telegram the step was “theater,” whereas her colleague Otto Brandt called it “a mistake”.",
        "Ana Ruhl said on Telegram the step was “theater”; her colleague Otto Brandt called it “a mistake”.",
        "Ana Ruhl said on Telegram the step was “theater,” but Otto Brandt called it “a mistake” on Friday.",
    ],
)
def test_two_speakers_of_one_sentence_keep_their_own_words_and_channels(text: str):
    first, second = read(text)
    assert (first.speaker, first.channel) == ("Ana Ruhl", "Telegram")
    assert (second.speaker, second.channel) == ("Otto Brandt", None)
    assert said(text, first)[0].rstrip(",") in ("the step was “theater,”", "the step was “theater”")
    assert said(text, second) == ["it “a mistake”"]
    assert first.date is None
    assert (second.date is not None) == ("Friday" in text)


def test_an_opening_day_holds_for_both_and_an_opening_interview_for_one():
    text = "On Monday, Ana Ruhl said the plan was “dead,” while Otto Brandt told CNN it was “alive”."
    assert [s.date and s.date.words for s in read(text)] == ["On Monday", "On Monday"]
    text = "In an interview with TASS, Ana Ruhl said the plan was “dead,” while Otto Brandt told CNN it was “alive”."
    assert [s.channel for s in read(text)] == ["interview", None]
    assert [[link.name for link in s.chain if link.role == "reporter"] for s in read(text)] == [["TASS"], ["CNN"]]


@pytest.mark.parametrize(
    "text",
    [
        "President Anna Example spoke of it on Saturday. Premier Otto Brandt has long asked for them, she said.",
        "Spokesman Boris Sample told of the visit. Premier Otto Brandt has wanted the boats for years, he said.",
        "Spokesman Boris Sample told of the visit. Premier Otto Brandt “has wanted them for years,” he said.",
        "Spokesman Boris Sample told of the visit. Premier Otto Brandt, he said, has wanted the boats for years.",
    ],
)
def test_he_is_not_the_one_of_whom_he_speaks(text: str):
    assert only(text).speaker in ("Anna Example", "Boris Sample")


@pytest.mark.parametrize(
    "text",
    [
        "Premier Otto Brandt has wanted the boats for years, he said.",
        "Premier Otto Brandt spoke on Friday. Brandt has wanted the boats for years, he added.",
    ],
)
def test_he_stays_open_where_only_the_subject_of_his_own_words_is_named(text: str):
    assert only(text).speaker is None


@pytest.mark.parametrize(
    "text",
    [
        "Premier Otto Brandt shrugged at the question: “No,” he said.",
        "Premier Otto Brandt met the envoys, and he said the talks would go on.",
    ],
)
def test_he_is_the_one_who_opens_a_clause_before_his_words(text: str):
    assert only(text).speaker == "Otto Brandt"


@pytest.mark.parametrize(
    ("text", "speaker", "agency"),
    [
        (
            "According to Kommersant, citing a diplomatic source, Moscow will offer to keep the limits.",
            "diplomatic source",
            "Kommersant",
        ),
        (
            "According to the newspaper Kommersant, which cited two officials, Moscow will offer to keep the limits.",
            "officials",
            "Kommersant",
        ),
        (
            "Moscow will offer to keep the limits, according to Reuters, quoting Minister Ana Ruhl.",
            "Ana Ruhl",
            "Reuters",
        ),
        ("Kommersant reported, citing two officials, that Moscow would offer talks.", "officials", "Kommersant"),
        ("Moscow will offer to keep the limits, Reuters reported, citing two officials.", "officials", "Reuters"),
    ],
)
def test_a_source_that_an_outlet_cites_speaks_through_it(text: str, speaker: str, agency: str):
    found = only(text)
    assert found.speaker == speaker
    assert agency in [link.name for link in found.chain if link.role == "agency"]
    assert found.unnamed == (speaker != "Ana Ruhl")
    assert said(text, found)[0].startswith("Moscow w")


@pytest.mark.parametrize(
    ("text", "content", "date"),
    [
        (
            "Otto Brandt, speaking at a forum in Vienna on Friday, said the base would close.",
            "the base would",
            "Friday",
        ),
        ("Otto Brandt, in a briefing on Thursday, called the charge “absurd.”", "the charge “absurd.”", "Thursday"),
        ("“The base stays,” Otto Brandt said when asked on Monday about the report.", "“The base stays,”", "Monday"),
        ("The base stays, said Otto Brandt, when asked about the report of Monday.", "The base stays", None),
        (
            "Otto Brandt said in a statement carried by KCNA on Sunday that the drills were “a farce”.",
            "the drills were “a farce”",
            "Sunday",
        ),
        (
            "The talks were “not easy,” Otto Brandt was quoted as saying by Interfax on Wednesday.",
            "The talks were “not easy,”",
            "Wednesday",
        ),
        ("Otto Brandt told reporters the same day that the drills “go on.”", "the drills “go on.”", "the same day"),
        ("Otto Brandt accused them of “a provocation,” without giving evidence.", "them of “a provocation,”", None),
        ("Otto Brandt described it as “a farce” on Friday.", "it as “a farce”", "Friday"),
        ("Otto Brandt called the report “groundless” on Friday.", "the report “groundless”", "Friday"),
    ],
)
def test_words_about_the_saying_are_no_content_and_may_date_it(text: str, content: str, date: str | None):
    (words,) = said(text, only(text))
    assert words == content or (not content.endswith("”") and words.startswith(content))
    assert (day(text) or "").removeprefix("on ") == (date or "")


def test_a_source_named_in_the_middle_breaks_a_sentence_that_goes_on_with_a_quotation():
    text = "Ruritania, according to Foreign Minister Ana Ruhl, “has no such plans.”"
    found = only(text)
    assert said(text, found) == ["Ruritania", "“has no such plans.”"]
    assert (found.speaker, found.mode) == ("Ana Ruhl", "mixed")


def test_each_of_two_speakers_has_the_day_beside_his_own_verb():
    text = "“It is a step back,” Ana Ruhl told AFP on Thursday, while Otto Brandt called it “a disgrace”."
    assert [s.date and s.date.words for s in read(text)] == ["on Thursday", None]
    text = "Ana Ruhl said on Monday it was “fair”, but her deputy, Otto Brandt, said on Tuesday that it was “dead”."
    assert [s.date and s.date.words for s in read(text)] == ["on Monday", "on Tuesday"]


@pytest.mark.parametrize(
    "rest",
    [
        "while the ministry declined to comment.",
        "but Ruritania’s embassy did not immediately respond.",
        "and the Defense Ministry had no immediate comment.",
        "though Mara Quill’s office could not be reached.",
    ],
)
def test_the_silence_of_others_is_no_part_of_what_is_said(rest: str):
    text = f"Otto Brandt said the talks had been “useful” for both, {rest}"
    assert said(text, only(text)) == ["the talks had been “useful” for both"]


def test_an_answer_belongs_to_the_one_who_answers():
    text = "Mara Quill said Ruritania “must choose,” to which Otto Brandt replied: “We have.”"
    assert [(s.speaker, *said(text, s)) for s in read(text)] == [
        ("Mara Quill", "Ruritania “must choose,”"),
        ("Otto Brandt", "“We have.”"),
    ]


def test_a_quotation_that_tells_how_something_was_described():
    text = "“A mistake,” was how Mara Quill described the step on Monday."
    found = only(text)
    assert (said(text, found), found.mode, day(text)) == (["“A mistake,”"], "direct", "on Monday")


@pytest.mark.parametrize("verb", ["proposed", "demanded", "offered", "called for"])
def test_a_day_behind_what_is_asked_for_is_its_own(verb: str):
    assert all(s.date is None for s in read(f"Mara Quill {verb} “serious talks” in Geneva on Friday."))


@pytest.mark.parametrize(
    "close",
    ["TASS said on Friday.", "Interfax reported.", "the Kyodo news agency said.", "state news agency KCNA reported."],
)
def test_an_outlet_that_closes_a_sentence_hands_on_what_a_person_said(close: str):
    text = f"General Otto Brandt said that his country needs more boats, {close}"
    found = only(text)
    assert (found.speaker, said(text, found)) == ("Otto Brandt", ["his country needs more boats"])
    assert len([link for link in found.chain if link.role == "agency"]) == 1


def test_the_rest_of_a_predicate_is_no_statement_of_the_outlet():
    text = "General Otto Brandt called for “more boats” and warned of war, state media said on Friday."
    assert [s.speaker for s in read(text)] == ["Otto Brandt"]


@pytest.mark.parametrize("link", ["but", "though", "and", "although"])
def test_a_second_verb_goes_on_with_the_same_speaker(link: str):
    text = f"Otto Brandt described the offer as “pretty good,” {link} stressed that others would decide."
    assert [(s.speaker, *said(text, s)) for s in read(text)] == [
        ("Otto Brandt", "the offer as “pretty good,”"),
        ("Otto Brandt", "others would decide"),
    ]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("China has not changed its mind on talks, the Foreign Ministry said on Friday.", "Chinese Foreign Ministry"),
        ("China has no intention to join such talks, the Foreign Ministry said.", "Chinese Foreign Ministry"),
        ("China was shut out of the talks, the Foreign Ministry said.", "Foreign Ministry"),
        ("The talks are off, the Foreign Ministry said.", "Russian Foreign Ministry"),
    ],
)
def test_the_ministry_is_not_guessed_where_another_state_opens_the_sentence(text: str, speaker: str):
    assert only(text).speaker == speaker


def test_that_may_follow_the_source_an_outlet_cites():
    found = only(
        "The Yonhap news agency earlier reported, citing Minister Ana Ruhl that Freedonia had tested a rocket."
    )
    assert found.speaker == "Ana Ruhl"


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("The text is ready, according to two diplomats, Bloomberg reported on Tuesday.", "The text is ready"),
        ("Reuters reported on Tuesday that, according to two diplomats, the text was ready.", "the text was ready"),
        ("TASS said on Tuesday that the text was ready, according to two diplomats.", "the text was ready"),
        ("According to two diplomats, the text is ready, Interfax said on Tuesday.", "the text is ready"),
    ],
)
def test_what_an_outlet_has_from_a_source_is_told_by_the_source(text: str, content: str):
    found = only(text)
    assert (found.speaker, found.unnamed, said(text, found)) == ("diplomats", True, [content])
    assert day(text) == "on Tuesday"


def test_quoting_somebody_as_saying_gives_him_only_what_follows():
    text = "The launch was put off, TASS reported, quoting General Otto Brandt as saying it was “not decided.”"
    told = [(s.speaker, *said(text, s)) for s in read(text)]
    assert ("Otto Brandt", "it was “not decided.”") in told
    assert all(who != "Otto Brandt" or "put off" not in words for who, words in told)


def test_what_stands_before_and_he_said_is_the_writers():
    text = "General Otto Brandt visited the base and, he said, found it empty of any missiles."
    assert said(text, only(text)) == ["found it empty of any missiles"]
