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
    ("Norway, the Netherlands, Sweden and Denmark called for “a quick and full count” of the boats.",
     "Norway, Netherlands, Sweden and Denmark"),
    ("RIYADH: Freedonia, the Isles and Egypt called for “a quick and full count” of the boats.",
     "Freedonia, the Isles and Egypt"),
    ("In their note on Monday, the United States, China and France affirmed that the hall was cold.",
     "United States, China and France"),
    ("The Pentagon said it was warm. Russia’s stock fell to 90 boats, as it said on Monday that some had sunk.", "Russia"),
    ("The hall is shut, the State Department said. According to the fact sheet, it will open in spring.",
     "US State Department"),
    ("SIPRI estimates suggest that the hall was cold.", "Stockholm International Peace Research Institute"),
    # the ministry of the country just spoken of
    ("Russia is ready to talk. The country’s foreign ministry said the hall was cold.", "Russian Foreign Ministry"),
    ("Russia came late. “The hall was cold that day,” the nation's defense ministry said.",
     "Russian Defense Ministry"),
    ("Germany stayed away. The country's defence ministry said the hall was cold.", "German Defense Ministry"),
    ("The Federation of American Scientists issued an overview of the fleets. The boats are old, the document says.",
     "Federation of American Scientists"),
    # where a line comes from
    ("Daily Iran/Europe: Sergey Lavrov spoke of the note in Geneva, and said the hall was cold.", "Sergey Lavrov"),
    ("The dictator came.\n\nRussian dictator Vladimir Putin left the pact in May, saying it would “not allow” visits.",
     "Vladimir Putin"),
    # titles of which two bearers are named
    ("President Donald Trump was asked whether President Vladimir Putin had called. The president said he and Putin had talked.",
     "Donald Trump"),
    # who speaks through others
    ("“We came,” Sergey Ryabkov said. Yet the White House says that “nobody will come,” he went on to say.",
     "Sergey Ryabkov"),
    ("If it fell, nobody could look at the forces, said Anna Example, a former undersecretary of state for arms control.",
     "Anna Example"),
    ("“The hall was cold that day, ”said the Kremlin spokesman Dmitry Peskov.", "Dmitry Peskov"),
    ('"The hall was cold that day, "said Dmitry Peskov.', "Dmitry Peskov"),
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
        "Anna Example answered questions on the Pentagon’s report published on Monday, accusing Russia of delays.",
        "It is not clear that Washington had continued to “pester” the envoys over the visits.",
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


def test_reports_from_a_place_are_not_what_its_government_says() -> None:
    text = "China rejected the plan, calling reports from Washington that it would join a distortion."
    assert {s.speaker for s in read(text)} == {"China"}


def test_whom_an_agency_cites_is_not_what_is_said() -> None:
    text = (
        "Russia said on Tuesday the hall was cold, the Interfax agency reported, citing Deputy Minister Ivan Primerov."
    )
    assert [said(text, s) for s in read(text)] == [["the hall was cold"]]


def test_a_part_of_a_meeting_is_no_person() -> None:
    text = "Anna Example spoke to the 2026 High-Level Segment of the conference in Geneva. She warned that the hall was cold."
    assert only(text).speaker == "Anna Example"


def test_a_pronoun_after_a_speaker_who_stays_open_stays_open() -> None:
    text = "The minister said the hall was cold. Joe Biden came late. “I will not stay,” he said."
    assert read(text)[-1].speaker == "Joe Biden"
    text = "The minister, who met Joe Biden, said the hall was cold. “I will not stay,” he said."
    assert [s.speaker for s in read(text)] == [None, None]


def test_what_another_does_is_no_part_of_an_offer() -> None:
    text = "Russia has offered to extend the pact, which ends in May, but Washington wants a pact that includes China."
    assert said(text, only(text)) == ["to extend the pact, which ends in May"]


def test_an_opening_that_calls_a_thing_names_and_the_words_after_it_are_both_said() -> None:
    text = "Calling the lapse a “grave mistake,” Dmitry Peskov said the step had made the world less safe."
    assert said(text, only(text)) == ["the lapse a “grave mistake,”", "the step had made the world less safe"]


def test_a_role_at_a_body_of_a_country_tells_the_party() -> None:
    text = "Boris Beispiel, the director of China’s Department of Arms Control, announced that the hall was cold."
    assert only(text).party == "CHN"
    text = "Boris Beispiel, the director of the American Institute of Halls, announced that the hall was cold."
    assert only(text).party is None


def test_a_transcript_of_one_turn_and_questions_of_an_unknown_outlet() -> None:
    text = "ROSE GOTTEMOELLER: Good morning to all of you. We have three guests.\n\nThey will speak about halls that are cold."
    assert [(s.speaker, s.sieve) for s in read(text)] == [("Rose Gottemoeller", "transcript-label")] * 2
    text = (
        "We wrote to the envoy.\n\nDoors Control Today: Is the hall cold?\n\nAmb. Anatoly Antonov: It is very cold.\n\n"
        "It has been so for years."
    )
    assert [(s.speaker, *said(text, s)) for s in read(text)] == [
        ("Anatoly Antonov", "It is very cold."),
        ("Anatoly Antonov", "It has been so for years."),
    ]
    assert read("NEW DELHI: The hall was cold and nobody came to it.\n\nThe guests left.") == ()


RUSSIAN = [
    # by whose words
    ("Рябков вышел к прессе. По его словам, зал был холодным.", "Sergey Ryabkov", ["зал был холодным"]),
    ("Захарова вышла к прессе. По её мнению, зал был холодным.", "Maria Zakharova", ["зал был холодным"]),
    ("Рябков вышел к прессе. По его словам, которые приводит ТАСС, зал был холодным.", "Sergey Ryabkov",
     ["зал был холодным"]),
    ("Зал открыт до пяти часов, но, по словам Рябкова, там никого не было с утра.", "Sergey Ryabkov",
     ["там никого не было с утра"]),
    ("Зал, по словам Рябкова, был холодным весь этот день.", "Sergey Ryabkov", ["Зал", "был холодным весь этот день"]),
    ("По ее словам, Вашингтон сказал последнее слово.", None, ["Вашингтон сказал последнее слово"]),
    # what a State does is part of what its minister says
    ("Россия проявила гибкость и подтвердила готовность ждать, отметил Рябков.", "Sergey Ryabkov",
     ["Россия проявила гибкость и подтвердила готовность ждать"]),
    ("Россия считает зал слишком холодным, заявил замглавы МИД Сергей Рябков.", "Sergey Ryabkov",
     ["Россия считает зал слишком холодным"]),
    ("Зал был холодным, заявил в интервью РИА Новости в Женеве постоянный представитель РФ при отделении ООН Геннадий Гатилов.",
     "Gennady Gatilov", ["Зал был холодным"]),
    # ministries
    ("Министерство иностранных дел РФ заявило, что зал был холодным.", "Russian Foreign Ministry",
     ["зал был холодным"]),
    ("Зал закрыт, заявило Министерство иностранных дел. Там уточнили, что он был холодным.", "Russian Foreign Ministry",
     ["он был холодным"]),
    ("Зал закрыт, сообщили в МИД РФ. Его откроют весной, подчеркнули в министерстве.", "Russian Foreign Ministry",
     ["Его откроют весной"]),
    ("МИД РФ молчит. В американском внешнеполитическом ведомстве напомнили, что зал закрыт.", "US State Department",
     ["зал закрыт"]),
    # media that cite
    ("«Зал был холодным, и никто не пришел», — приводит слова Рябкова ТАСС.", "Sergey Ryabkov",
     ["«Зал был холодным, и никто не пришел»"]),
    ("Рябков вышел. «Зал был холодным, и никто не пришел», — приводит его слова ТАСС.", "Sergey Ryabkov",
     ["«Зал был холодным, и никто не пришел»"]),
    ("«Зал был холодным, и никто не пришел», — цитирует пресс-службу Госдепа «Интерфакс».", "US State Department",
     ["«Зал был холодным, и никто не пришел»"]),
    # between subject and verb; verbs
    ("Константин Косачев в пятницу, 21 июня, заявил, что зал был холодным.", "Konstantin Kosachev",
     ["зал был холодным"]),
    ("Владимир Путин, выступая на коллегии Минобороны РФ, заявил, что зал был холодным.", "Vladimir Putin",
     ["зал был холодным"]),
    ("«Зал был холодным, и никто не пришел», — объяснила Мария Захарова.", "Maria Zakharova",
     ["«Зал был холодным, и никто не пришел»"]),
    ("Рябков сказал, что он пришел. \"Зал был холодным, - сообщил дипломат. - Никто не пришел туда\".", "Sergey Ryabkov",
     ["\"Зал был холодным,", "Никто не пришел туда\""]),
    ("Трамп махнул рукой. «Холодно так холодно», — сказал он.", "Donald Trump", ["«Холодно так холодно»"]),
    ("Зал закрыт до весны, заявил РИА Новости официальный представитель посольства КНР в Вашингтоне Лю Примэр.",
     "Лю Примэр", ["Зал закрыт до весны"]),
    ("«Зал был холодным, и никто не пришел», — сказал Лю Примэр.", "Лю Примэр",
     ["«Зал был холодным, и никто не пришел»"]),
    ("«Зал был холодным, и никто не пришел», — сообщил Верховный Совет.", None,
     ["«Зал был холодным, и никто не пришел»"]),
    ("Холодный зал мог бы, по словам Рябкова, стать «домом для всех гостей».", "Sergey Ryabkov",
     ["Холодный зал мог бы", "стать «домом для всех гостей»"]),
    # what was announced stands before
    ("Зал останется закрытым. Об этом в интервью изданию «Вестник» заявил Сергей Рябков.", "Sergey Ryabkov",
     ["Зал останется закрытым"]),
    ("Зал останется закрытым до весны.\n\nОб этом заявил Сергей Рябков, замглавы МИД РФ.", "Sergey Ryabkov",
     ["Зал останется закрытым до весны"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "speaker", "content"), RUSSIAN)
def test_who_speaks_in_russian(text: str, speaker: str | None, content: list[str]) -> None:
    found = read(text)[-1]
    assert (found.speaker, [c.rstrip(".") for c in said(text, found)]) == (speaker, content)


@pytest.mark.parametrize(
    ("text", "hands"),
    [
        ("Зал был холодным, сообщил ТАСС Сергей Рябков.", [("reporter", "TASS")]),
        ("Зал был холодным, заявил в воскресенье ТАСС Сергей Рябков.", [("reporter", "TASS")]),
        ("Зал был очень холодным, сказал Рябков в интервью газете «Известия».", [("reporter", "Izvestia")]),
        ("«Зал был холодным, и никто не пришел», — цитирует Рябкова «Интерфакс».", [("agency", "Interfax")]),
        ("«Зал был холодным, и никто не пришел», — сказал Рябков (цитата по ТАСС).", [("agency", "TASS")]),
        ("Зал был очень холодным, сказал Сергей Рябков.", []),
        ("Зал был очень холодным, сказал Сергей Рябков. Об этом сообщает ТАСС.", [("agency", "TASS")]),
    ],
)
def test_through_whom_in_russian(text: str, hands: list[tuple[str, str]]) -> None:
    assert [(link.role, link.name) for link in only(text).chain if link.role != "speaker"] == hands


def test_what_was_announced_before_the_text_begins_is_not_told() -> None:
    text = "Об этом заявил Сергей Рябков, замглавы МИД РФ. По его словам, зал был холодным."
    assert said(text, only(text)) == ["зал был холодным"]
