"""Who speaks through papers, titles, ministries and chains of reporting, in invented sentences; and what nobody says."""

from __future__ import annotations

import pytest
from tests.diplomacy.test_attribution import only, read, said

SPOKEN = [
    # papers, and the body that issued them
    ("The Pentagon sent lawmakers its yearly review on Monday. The study shows that the fleet grew.", "Pentagon"),
    ("In its yearbook, the Arms Control Association counted 90 launches. The report adds that few were announced.",
     "Arms Control Association"),
    ("The State Department’s annual report to lawmakers on Tuesday finds that the depots were shut.",
     "US State Department"),
    ("The depots are empty, according to an assessment, released by the Pentagon on Tuesday.", "Pentagon"),
    ("The fleet is old, according to a study. The study, issued by the Pentagon, has 90 pages.", "Pentagon"),
    ("The IAEA released a report on Friday. The document said the hall was empty.",
     "International Atomic Energy Agency"),
    ("The Pentagon sent a paper on the fleet to lawmakers, which states that the boats are old.", "Pentagon"),
    ("The Federation of American Scientists counts some 380 silos near the border.",
     "Federation of American Scientists"),
    ("NATO puts the number of such missiles at about 90.", "NATO"),
    ("By the Pentagon’s own reckoning the fleet has 40 boats.", "Pentagon"),
    # titles with the place that they are held at
    ("Nobody came, Russian Ambassador to France Ivan Primerov has said.", "Ivan Primerov"),
    ("Moscow urges Paris to talk, Russian Ambassador to the US Ivan Primerov has said.", "Ivan Primerov"),
    ("Russian Permanent Representative to International Organizations Ivan Primerov noted that the hall was cold.",
     "Ivan Primerov"),
    ("US Ambassador to NATO Julia Sample said the hall was cold.", "Julia Sample"),
    ("An adviser to President Joe Biden said the hall was cold.", "adviser"),
    ("An aide to Ukraine's Volodymyr Zelenskyy said the hall was cold.", "aide"),
    # a family name that is given with its title only
    ("President Bush came late. Bush said the hall was cold.", "George W. Bush"),
    ("Senator Vorschlag came late. “The hall was cold that day,” Vorschlag said.", "Vorschlag"),
    # ministries of more than one country
    ("Germany wants a new pact, the Foreign Ministry said.", "German Foreign Ministry"),
    ("China hopes that both sides talk, the Foreign Ministry said on Monday.", "Chinese Foreign Ministry"),
    ("Ukraine remains ready for talks, the Defense Ministry said.", "Ukrainian Defense Ministry"),
    ("The U.S. delegation said it was warm. The Russian delegation said it was cold.", "Russian delegation"),
    ("The Polish government said it was cold. The government added that it was late.", "Poland"),
    ("The French presidency said the hall was cold.", "French Presidency"),
    ("The Pentagon’s spokesman, John Kirby, said nothing had changed.", "John Kirby"),
    # offices
    ("Jens Stoltenberg, NATO secretary general, came. The plan is bad, Putin’s press secretary added.",
     "Dmitry Peskov"),
    ("The foreign ministry in Beijing rejected the count. The ministry said it was wrong.", "Chinese Foreign Ministry"),
    ("The Russian foreign ministry kept silent. In an earlier note, it had said the hall was cold.",
     "Russian Foreign Ministry"),
    ("The count, part of the Pentagon’s yearly report to lawmakers, came late. It says the fleet is old.", "Pentagon"),
    ("“We regret this step,” read a statement from the German Foreign Ministry.", "German Foreign Ministry"),
    ("A statement from the Pentagon said the test had gone well.", "Pentagon"),
    ("A spokesperson for Russia’s embassy in Washington said the hall was cold.", "spokesperson"),
    ("“The hall is cold tonight,” said a person close to the Kremlin, who spoke on condition of anonymity.", "person"),
    ("The chief of Russia’s General Staff, Valery Gerasimov, told foreign military observers that the hall was cold.",
     "Valery Gerasimov"),
    ("Dmitry Medvedev weighed in on X. “Good riddance to it,” he posted.", "Dmitry Medvedev"),
    ("The Foreign Ministry in Moscow called the note “a rehash.”", "Russian Foreign Ministry"),
    # letters and posts
    ("The letter, signed by 30 scientists, says the hall is cold. “There is still time,” it concludes.", "scientists"),
    ("A letter to the mayor, signed by the Arms Control Association, warned that the hall was cold.",
     "Arms Control Association"),
    ("President Donald Trump, on Truth Social: “It is a bad deal and everybody knows it.”", "Donald Trump"),
    ("Sergey Lavrov’s deputy, Anna Example, was more direct: “Not now and not later.”", "Anna Example"),
    # chains
    ("Reuters quoted Sergey Ryabkov as telling lawmakers that the talks were over.", "Sergey Ryabkov"),
    ("Citing Sergey Ryabkov, the TASS agency reported that the visits would not resume.", "Sergey Ryabkov"),
    ("Interfax, citing a Foreign Ministry source, said the talks would be held in spring.", "Foreign Ministry source"),
    # several together
    ("Both Sergey Lavrov and Anna Example said the hall was cold.", "Sergey Lavrov and Anna Example"),
    ("Two people briefed on the offer, who asked not to be named because it is secret, said the hall was cold.",
     "people"),
    ("The authors write that the hall was cold.", "authors"),
    ("• Norway on Monday left the hall, saying it was cold.", "Norway"),
    ("There are no such plans, Kremlin Spokesman Dmitry Peskov told a news briefing, when asked about it.",
     "Dmitry Peskov"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "speaker"), SPOKEN)
def test_who_speaks_last(text: str, speaker: str) -> None:
    assert read(text)[-1].speaker == speaker


@pytest.mark.parametrize(
    "text",
    [
        "The treaty shows that trust is possible.",
        "Sergey Lavrov found that the room was empty.",
        "A newspaper found that the deal was dead.",
        "NATO counts 32 members.",
        "The army put 300 tents at the disposal of the guests.",
        "The White House sent a report on the fleet to the Senate, which approved it in June.",
        "By Friday’s deadline nobody had come.",
        "By Moscow’s standards the answer was mild.",
        "Sergey Lavrov met the envoys on Friday, reiterating Moscow’s readiness for talks.",
        "Vladimir Putin signed the decree on Monday, announcing the suspension of the pact.",
        "Beneath the Kremlin’s domes, the two men signed the pact, writing a happy end to a long quarrel.",
        "The Pentagon’s assessment signals deep worry over the depots.",
        "As the old saying goes, “trust is good, but checking is better than that.”",
        "There is a Russian proverb: “trust a friend, but count the spoons afterwards.”",
        "Joe Biden offered the guests tea and left.",
        "Sergey Lavrov said nothing about the hall.",
        "NATO lists three priorities for the year, among them 5 new bases.",
        "Vladimir Putin waved off his guards and walked away.",
        "Joe Biden turned down the road to the harbour.",
    ],
)
def test_nobody_speaks(text: str) -> None:
    assert read(text) == ()


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Dmitry Peskov noted that the talks had failed, and two days after the summit the Pentagon said the boats would stay.",
         [["the talks had failed"], ["the boats would stay"]]),
        ("Dmitry Peskov said the talks had failed in May, and in June they would begin again.",
         [["the talks had failed in May, and in June they would begin again"]]),
        ("Sergey Ryabkov warned it would be a mistake if that happened.", [["it would be a mistake if that happened"]]),
        ("Sergey Ryabkov warned the allies that it would be a mistake.", [["it would be a mistake"]]),
        ("NATO thinks the total will fall; the rest, it says, is talk.", [["the total will fall"], ["the rest", "is talk"]]),
        ("Joe Biden offered Moscow talks “at any level.”", [["Moscow talks “at any level.”"]]),
        ("Joe Biden turned down the plan, calling it “a clumsy trap” in an interview with NBC on Sunday.",
         [["the plan"], ["it “a clumsy trap”"]]),
        ("One diplomat said the talks were “a farce,” while another called them “useful.”",
         [["the talks were “a farce,”"], ["them “useful.”"]]),
        ("Russia, which says the pact is suspended, has kept to its limits.", [["the pact is suspended"]]),
        ("The senator, who has long argued that the pact is bad, voted against it.", [["the pact is bad"]]),
        ("Donald Trump told Fox News host Anna Example that the pact was bad.", [["the pact was bad"]]),
        ("In a talk with CNN, Dmitry Peskov said the offer stands; in another, with the BBC, he said it would not last.",
         [["the offer stands"], ["it would not last"]]),
        ("When Joe Biden said the pact should be kept, nobody answered.", [["the pact should be kept"]]),
        ("Sergey Lavrov said the door was open, stressing the importance of patience.", [["the door was open"]]),
        ("Sergey Lavrov said the door was open, stressing that patience was needed.",
         [["the door was open"], ["patience was needed"]]),
    ],
)  # fmt: skip
def test_what_is_said_and_no_more(text: str, parts: list[list[str]]) -> None:
    assert [said(text, s) for s in read(text)] == parts


def test_the_sources_are_those_who_were_described_before() -> None:
    text = "The offer stands, two senior harbour officials said. The gates will open, the sources said."
    assert [(s.speaker, s.unnamed) for s in read(text)] == [("senior harbour officials", True)] * 2


def test_the_answers_of_an_interview_are_those_of_the_one_person_it_presents() -> None:
    text = (
        "We asked Anna Example, who ran the visits for a decade, what was lost.\n\nQ: What did they see?\n\n"
        "A: Mostly doors.\n\nQ: Was it worth it?\n\nA: Every hour of it."
    )
    assert [(s.speaker, s.mode, *said(text, s)) for s in read(text)] == [
        ("Anna Example", "direct", "Mostly doors."),
        ("Anna Example", "direct", "Every hour of it."),
    ]
    assert read(text.replace("Anna Example", "Anna Example and Peter Sample")) == ()


def test_what_the_interviewer_asks_is_nobodys_answer() -> None:
    text = (
        "Two came.\n\nInterviewer: Is it cold?\n\nSergey Ryabkov: It is very cold.\n\nInterviewer: Why?\n\n"
        "Sergey Ryabkov: I cannot say."
    )
    assert [said(text, s) for s in read(text)] == [["It is very cold."], ["I cannot say."]]


def test_what_somebody_called_a_thing_is_quoted_and_no_title() -> None:
    text = "Dmitry Peskov said the Kremlin had taken note of what he called “mixed signals” from the other side."
    assert [text[a:b] for a, b in only(text).quoted] == ["mixed signals"]


def test_an_embassy_does_not_speak_for_the_country_where_it_is() -> None:
    assert only("The charge is false, a spokesman for the embassy in Washington said.").party is None


def test_a_ministry_of_nobody_told_is_not_taken_for_one_of_several() -> None:
    text = "France left the hall. Poland stayed. “The hall was cold that day,” the Foreign Ministry said."
    assert only(text).party is None
