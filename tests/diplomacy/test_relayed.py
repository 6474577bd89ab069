"""Words that come through others: papers, records, unnamed sources, aides, bodies told without a name; invented sentences."""

from __future__ import annotations

import time

import pytest
from tests.diplomacy.test_attribution import read, said

from armscontrol.diplomacy.model import Document
from armscontrol.diplomacy.pages.segments import segments

QUOTED = [
    ("The hall is shut, Freedonian news agencies quoted an unnamed army source on Monday as saying.",
     "unnamed army source", "The hall is shut"),
    ("Local media on Monday quoted a senior diplomat in the capital on condition of anonymity as saying that the hall "
     "was cold.", "senior diplomat", "the hall was cold"),
    ("“We shut the hall at dawn,” the official is quoted as saying by the Interfax agency.", "official",
     "“We shut the hall at dawn,”"),
    ("Two envoys were later quoted by Kyodo as saying that the hall was cold.", "envoys", "the hall was cold"),
]  # fmt: skip
RECORDS = [
    ("The hall had 14 more doors than last year, US State Department data show.", "US State Department",
     "The hall had 14 more doors than last year"),
    ("Records from the Pentagon indicate the hall was cold.", "Pentagon", "the hall was cold"),
    ("Pentagon figures show that the fleet has 40 boats.", "Pentagon", "the fleet has 40 boats"),
    ("The State Department spoke first. A fact sheet released Oct. 1 shows Freedonia had 96 doors.",
     "US State Department", "Freedonia had 96 doors"),
    ("The Pentagon sent a report to lawmakers. The study shows the hall was cold.", "Pentagon", "the hall was cold"),
    ("The Arms Control Association said in its Yearbook that halls are cold. The report gives figures, reading the hall has 40 "
     "doors.", "Arms Control Association", "the hall has 40 doors"),
]  # fmt: skip
SENT = [
    ("Russia was done by May, and it also issued a statement that asserted that the hall was cold.", "Russia",
     "the hall was cold"),
    ("The Pentagon released a report that concludes the fleet is old.", "Pentagon", "the fleet is old"),
    ("The embassy of Norway sent a letter that says the hall was cold.", "embassy of Norway", "the hall was cold"),
    ("Anna Example posted a message that read “The hall is cold tonight.”", "Anna Example",
     "“The hall is cold tonight.”"),
]  # fmt: skip
ASIDES = [
    ("The talks went badly, with Sergey Lavrov on Monday accusing Paris of “stubbornness.”", "Sergey Lavrov",
     "Paris of “stubbornness.”"),
    ("Nobody was glad, with German envoy Anna Example late on Friday saying that the hall was cold.", "Anna Example",
     "the hall was cold"),
    ("The vote was late, with the Kremlin last week calling it “a farce.”", "Kremlin", "it “a farce.”"),
    ("The mood was calm - Russia noted the fact and said that the hall was “cold” - but it did not last.", "Russia",
     "the hall was “cold”"),
]  # fmt: skip
DESCRIBED = [
    ("A government review of defence, security and trade said the hall was cold.", "government review",
     "the hall was cold"),
    ("A government review of depots, ships and roads said the hall was cold. The review added that it was late.",
     "government review", "it was late"),
    ("A parliamentary report said the hall was cold. “It must be heated at once,” it added.", "parliamentary report",
     "“It must be heated at once,”"),
    ("The Guardian and The Sun on Monday said in their online editions that the hall was cold.",
     "Guardian and The Sun", "the hall was cold"),
    ("Both dailies said the hall was cold.", "dailies", "the hall was cold"),
]  # fmt: skip
RELAYED = [
    ("Vladimir Putin met Xi Jinping, noting the silence and saying that Russia “will act calmly,” Kremlin adviser Yuri "
     "Ushakov said.", "Yury Ushakov"),
    ("Anna Example thanked the guests and added that the hall “must stay open,” her spokesman Ivan Primerov told "
     "reporters.", "Ivan Primerov"),
    ("Emmanuel Macron called the plan “odd,” saying it “would not last,” the French Presidency said on Monday.",
     "French Presidency"),
]  # fmt: skip
NEAREST = [
    ("Vladimir Putin said he would keep the hall, but Donald Trump has ignored the offer and argued that it was cold.",
     "Donald Trump"),
    ("Sergey Lavrov said the hall was cold, while Antony Blinken left early and insisted that it was warm.",
     "Antony Blinken"),
    ("Sergey Lavrov went home; Anna Example stayed and said that it was cold.", "Anna Example"),
    ("Sergey Lavrov said the hall was cold, while Antony Blinken left, and added that it was late.", "Sergey Lavrov"),
]  # fmt: skip
ELSEWHERE = [
    "“The visits have been paused for long,” the embassy said on Monday.\n\nIt also said that talks “must go on.”\n\n"
    "The Russian embassy said the hall was cold.",
    "The embassy said the hall was cold.\n\nOn Friday, the Russian embassy kept silent.",
    "In a note to a weekly, the embassy added that nobody came.\n\nA reply came from the Russian embassy at night.",
]


CITED = [
    ("News agencies quoted the head of the guard on Thursday, saying that “the hall is shut for good.”", "head",
     "“the hall is shut for good.”"),
    ("Media reports cited a source in the army saying that the hall was cold.", "source", "the hall was cold"),
    ("TASS quoted Ivan Primerov, saying the hall was cold.", "Ivan Primerov", "the hall was cold"),
]  # fmt: skip
HOLDING = [
    ("Diplomats from Norway, Sweden, and Denmark had urged Paris to come back with “real plans.”", "Diplomats",
     "Paris to come back with “real plans.”"),
    ("Officials of France, Italy, and Germany said the hall was cold.", "Officials", "the hall was cold"),
    ("A joint paper adopted in May after the talks between Vladimir Putin and Xi Jinping said the hall was cold.",
     "joint paper", "the hall was cold"),
    ("Russia’s envoy to the Sample Ban Treaty Organization (SBTO) said that the hall was cold.", "Russia’s envoy",
     "the hall was cold"),
    ("“The hall was cold that night,” researchers from a group at Sample University’s Boat Institute said.",
     "researchers", "“The hall was cold that night,”"),
    ("Anna Example, head of the International Sample Agency (ISA), told a weekly that the hall was cold.",
     "Anna Example", "the hall was cold"),
    ("Chief of the fund and a go-between for envoy Steve Sample, Ivan Primerov, called the hall “cold and dark.”",
     "Ivan Primerov", "the hall “cold and dark.”"),
    ("The hall is cold, according to a joint note by the five states on the Sample Council.", "five states",
     "The hall is cold"),
    ("“The hall was cold that night,” said Kim Sam-Ple of Freedonia’s weather agency.", "Kim Sam-Ple",
     "“The hall was cold that night,”"),
    ("“The hall was cold that night,” said the head of the guard, Vice Admiral Anna Example.", "Anna Example",
     "“The hall was cold that night,”"),
    ("The Sample-based Institute for the Study of Halls said the hall was cold.", "Institute for the Study of Halls",
     "the hall was cold"),
]  # fmt: skip
MEDIA = [
    ("Freedonia’s Sample website, which is near the court, reported that the hall was cold.", "Sample website",
     "the hall was cold"),
    ("The Freedonian website Samplenews reported that the hall was cold.", "Samplenews", "the hall was cold"),
    ("The portal Samplenews said the hall was cold.", "Samplenews", "the hall was cold"),
    ("The hall is cold, The New York Times reported on Monday. “It was warm in May,” the paper wrote.",
     "New York Times", "“It was warm in May,”"),
]  # fmt: skip
OTHERS = [
    ("“The hall is cold tonight,” a TV announcer said.", "TV announcer", "“The hall is cold tonight,”"),
    ("The news came after South Samplian authorities said they had shut the hall.", "South Samplian authorities",
     "they had shut the hall"),
    ("“We shut the hall for good,” the states said in a note.", "states", "“We shut the hall for good,”"),
    ("Envoy Anna Example, asked about it on the “Morning Hall,” said Ivan Primerov was “just cold.”", "Anna Example",
     "Ivan Primerov was “just cold.”"),
    ("The ambassador reminded that the hall “was cold even in May.”", "ambassador", "the hall “was cold even in May.”"),
    ("Though Freedonia has left the hall, it has kept the key and says it is warm. Though Norway left, it says it is "
     "cold.", "Norway", "it is cold"),
    ("Joe Biden showed the hall, which he predicted would be cold.", "Joe Biden", "would be cold"),
    ("The hall is cold, the Kremlin said on Friday in response to remarks by Joe Biden.", "Kremlin",
     "The hall is cold"),
    ("The hall is cold and dark.\n\nThis was stated on July 6 by the envoy Ivan Primerov.", "Ivan Primerov",
     "The hall is cold and dark"),
    ("The hall is cold and dark.\n\nThis statement was made by envoy Ivan Primerov in an interview.",
     "Ivan Primerov", "The hall is cold and dark"),
    ("Alexander Lukashenko said it was late. “The hall is cold tonight,” the Belarusian dictator said.", "Alexander Lukashenko",
     "“The hall is cold tonight,”"),
]  # fmt: skip

PLACED = [
    ("“The hall will be heated soon,” Ivan Primerov was quoted by the Freedonian agencies.", "Ivan Primerov",
     "“The hall will be heated soon,”"),
    ("As Ivan Primerov noted, against the backdrop of it, the mayor gave “a clear order.”", "Ivan Primerov",
     "against the backdrop of it, the mayor gave “a clear order.”"),
    ("Freedonia is calm, Freedonia maintains its hall at the lowest cost, the official said.", "official",
     "Freedonia is calm, Freedonia maintains its hall at the lowest cost"),
    ("The defence ministers for the four countries, all neighbours, said in a joint note they had shut the hall.",
     "defence ministers", "they had shut the hall"),
    ("On May 18, the ministers of Freedonia in a joint statement announced that the hall was cold.", "ministers",
     "the hall was cold"),
    ("The envoys in their letter on Friday said the hall was cold.", "envoys", "the hall was cold"),
    ("The four EU and NATO member states have shut the hall, saying it was cold.", "NATO member states",
     "it was cold"),
    ("Today Freedonia’s defence minister said the hall was cold.", "Freedonia’s defence minister",
     "the hall was cold"),
    ("Freedonia kept silent. The US and its allies say the hall is cold.", "United States and its allies",
     "the hall is cold"),
    ("NATO and its members said the hall was cold.", "NATO and its members", "the hall was cold"),
    ("The NATO members plan to shut the hall (9:00 p.m. November 6 GMT), the bloc said in a statement.", "NATO",
     "The NATO members plan to shut the hall (9:00 p.m. November 6 GMT)"),
    ("Freedonia’s envoy to the Organisation for the Prohibition of Cold Weapons Ivan Primerov said it was late.",
     "Ivan Primerov", "it was late"),
    ("Freedonia’s Ambassador to the Netherlands Ivan Primerov said it was late. “It was cold,” Primerov added.",
     "Ivan Primerov", "“It was cold,”"),
    ("A US official said it was late. In May, Russia shut the hall, as it said it would be “too cold for guests.”",
     "Russia", "it would be “too cold for guests.”"),
    ("Asked about the cold hall, Anna Example, a deputy of the mayor, said:\n\n“We shall heat it soon.\n\n“It is "
     "winter, after all.”", "Anna Example", "“It is winter, after all.”"),
    ("In a letter to the mayor, Anna Example wrote:\n\n“We shall heat the hall soon.”", "Anna Example",
     "“We shall heat the hall soon.”"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "speaker", "content"),
    [*PLACED, *QUOTED, *RECORDS, *SENT, *ASIDES, *DESCRIBED, *CITED, *HOLDING, *MEDIA, *OTHERS],
)
def test_whose_words_are_passed_on(text: str, speaker: str, content: str) -> None:
    found = read(text)[-1]
    assert (found.speaker, said(text, found)) == (speaker, [content])


@pytest.mark.parametrize(("text", "speaker"), [*RELAYED, *NEAREST])
def test_who_speaks_where_one_tells_of_another(text: str, speaker: str) -> None:
    assert read(text)[-1].speaker == speaker


@pytest.mark.parametrize("text", [text for text, _ in RELAYED])
def test_what_an_aide_tells_of_a_talk_is_one_statement(text: str) -> None:
    assert len(read(text)) == 1


def test_what_another_does_ends_what_the_first_said() -> None:
    text = NEAREST[0][0]
    assert said(text, read(text)[0]) == ["he would keep the hall"]


@pytest.mark.parametrize("text", ELSEWHERE)
def test_a_body_without_a_name_is_the_only_one_of_its_kind_that_the_text_names(text: str) -> None:
    assert {s.speaker for s in read(text)} == {"Russian Embassy in Washington"}


def test_of_two_such_bodies_none_is_taken() -> None:
    text = "The embassy said the hall was cold.\n\nThe Russian embassy kept silent.\n\nSo did the Chinese embassy."
    assert read(text)[0].speaker is None


@pytest.mark.parametrize(
    "text",
    [
        "Russia noted the fact.",
        "The Pentagon recalled the visit.",
        "Sergey Lavrov mentioned the cold hall.",
        "Data show that the hall was cold.",
        "The report shows pictures of men who were tired.",
    ],
)
def test_what_is_marked_or_shown_is_not_said(text: str) -> None:
    assert all(s.speaker is None for s in read(text))
    assert all("fact" not in said(text, s)[0] for s in read(text))


def test_a_given_name_that_the_table_spells_otherwise_is_not_another_mans() -> None:
    text = "Thomas Countryman said the hall was cold. “It is warm in here,” Thomas said. Thomas Graham left."
    assert "Thomas Graham" not in {s.speaker for s in read(text)}


def test_a_block_quotation_inside_a_sentence_does_not_cut_it() -> None:
    text = (
        "The Pentagon said on Monday that the hall was shut in part by\n\nnailing a certain number of doors and "
        "windows, in the way that nobody can open them.\n\nThe hall is cold and dark at night, as all know."
    )
    assert said(text, read(text)[0]) == [text[len("The Pentagon said on Monday that ") : text.index(".\n\nThe hall")]]


def kinds(text: str) -> list[tuple[str, str]]:
    return [(s.kind, text[slice(*s.span)]) for s in segments(Document(text))]


@pytest.mark.parametrize(
    "line",
    ["Deployed warheads: 1,111", "Silos – about 40", "Submarines in service: 12 boats", "Ракет на дежурстве: 40"],
)
def test_a_figure_with_its_label_is_part_of_the_article(line: str) -> None:
    text = f"The hall was opened on Monday, the mayor said.\n\n{line}\n\nThe hall was closed at night, he said."
    assert ("body", line) in kinds(text)


def test_lines_with_figures_of_the_page_are_not() -> None:
    text = "The hall was opened on Monday, the mayor said.\n\nViews: 1,200\n\nPage 3: 40\n\nIt was closed at night."
    assert [kind for kind, line in kinds(text) if line[0] in "VP"] == ["heading", "heading"]


def test_labels_beside_one_another_are_a_box() -> None:
    text = "The hall was opened on Monday, the mayor said.\n\nDoors: 40\n\nWindows: 300\n\nIt was closed at night."
    assert {kind for kind, _ in kinds(text)} == {"body"}


@pytest.mark.parametrize(
    "caption",
    [
        "A hall with forty doors stands open and can be seen from afar, the army said. File Photo by Anna Example/EPA",
        "Boats lie at the pier in this July 25, 2010 file photo. The hall was shut, an official said. [Photo/Agencies]",
        "The hall is cold, the mayor said in May. It was built long ago. [Image: Anna Example]",
    ],
)
def test_nothing_is_read_from_a_caption_that_ends_in_a_credit(caption: str) -> None:
    text = f"{caption}\n\nThe hall was opened on Monday, the mayor said.\n\nIt was closed at night, he said."
    assert kinds(text)[0] == ("caption", caption)


def test_lines_broken_before_they_are_full_are_one_paragraph() -> None:
    text = (
        "A title that is a good deal wider than any line of the text under it\n\n"
        "The hall was opened again on Monday after a long pause\n"
        "which nobody in the town had much liked, the mayor said to\nreporters at the gate of it.\n\n"
        "The sides had opened the hall for visits such as\nthose of the last winter, and they kept it open until\n"
        "the end of the year, as the law says.\n"
    )
    assert [kind for kind, _ in kinds(text)] == ["title", "body", "body"]


def test_time_grows_with_the_text_alone() -> None:
    text = "The embassy said the hall was cold, but Anna Example left it and argued that data show it was warm. " * 400
    begun = time.perf_counter()
    read(text)
    assert time.perf_counter() - begun < 20


HEADLINES = [
    ("Lavrov: Russia is ready to renew the talks", "Sergey Lavrov", "Russia is ready to renew the talks"),
    ("Agency chief: hall continues to be cold", "Agency chief", "hall continues to be cold"),
    ("NATO: the hall is cold this winter", "NATO", "the hall is cold this winter"),
    ("Freedonian Envoy Says Big Hall Remains Cold", "Freedonian Envoy", "Big Hall Remains Cold"),
    ("Big Hall Remains Cold And Dark, Freedonian Envoy Warns", "Freedonian Envoy", "Big Hall Remains Cold And Dark"),
    (
        "Hall, its doors and its roof to be closed, EU says",
        "European Union",
        "Hall, its doors and its roof to be closed",
    ),
]


@pytest.mark.parametrize(("title", "speaker", "content"), HEADLINES)
def test_who_speaks_in_a_headline(title: str, speaker: str, content: str) -> None:
    text = f"{title}\n\nThe hall was opened in May. It is closed at night, and nobody knows for how long that will be."
    found = read(text)[0]
    assert (found.speaker, said(text, found)) == (speaker, [content])


@pytest.mark.parametrize("title", ["Freedonia: what is known of the cold hall", "The cold hall: a short history of it"])
def test_nobody_speaks_in_a_headline(title: str) -> None:
    text = f"{title}\n\nThe hall was opened in May. It is closed at night, and nobody knows for how long that will be."
    assert read(text) == ()


def test_words_of_a_headline_in_capitals_are_no_names() -> None:
    text = (
        "Hall Envoy Stages Big Stunt At Vienna Talks With Freedonia\n\nThe hall was cold, the mayor said.\n\n"
        "China’s Mission in Vienna added: “What a cold hall it is tonight.”"
    )
    assert "Vienna Talks" not in {s.speaker for s in read(text)}


def test_a_joint_statement_is_not_that_of_one_person() -> None:
    text = "“The hall is cold,” Anna Example said. The joint statement says it was warm."
    assert read(text)[-1].speaker is None


def test_the_foreign_office_of_another_country_is_not_that_in_london() -> None:
    text = "The Foreign Office (FO) on Thursday said in Islamabad that the hall was cold."
    assert (read(text)[0].speaker, read(text)[0].party) == ("Foreign Office", None)
    assert read("Britain kept silent. The Foreign Office said it was cold.")[0].speaker == "UK Foreign Office"


def test_a_quotation_that_goes_on_in_a_line_of_its_own_has_one_speaker() -> None:
    text = "“The hall is cold tonight.\n\nNobody knows why it is,” Ivan Primerov said."
    assert {s.speaker for s in read(text)} == {"Ivan Primerov"}


def test_what_somebody_wears_is_no_role_and_a_group_is_no_person() -> None:
    dressed = read("Vladimir Putin, dressed in black, told Anna Example that the hall was cold.")[0]
    assert (dressed.speaker, dressed.role) == ("Vladimir Putin", None)
    group = read("Sampli Hidan, the group that won the prize, said the hall was cold.")[0]
    assert (group.speaker, group.speaker_kind) == ("Sampli Hidan", "organization")


def test_last_week_s_talk_is_no_time_of_saying() -> None:
    text = "The Pentagon said last week’s test of the new hall took place at sea."
    assert said(text, read(text)[0]) == ["last week’s test of the new hall took place at sea"]


def test_said_adding_that_tells_of_two_things() -> None:
    text = "“The hall was cold,” Anna Example said adding that “nobody came to it.”"
    assert [c for s in read(text) for c in said(text, s)] == ["“The hall was cold,”", "“nobody came to it.”"]


@pytest.mark.parametrize(
    "text",
    [
        "Anna Example said it after a meeting of the board.",
        "The envoy said this during a walk in the hall.",
        "The ministry informed its partners of its plans.",
    ],
)
def test_what_was_said_the_words_do_not_tell(text: str) -> None:
    assert read(text) == ()


def test_the_city_before_a_dash_is_no_part_of_what_is_said() -> None:
    text = "Washington – The hall is cold, an official said.\n\nIt was opened in May, and it is closed at night."
    assert said(text, read(text)[0]) == ["The hall is cold"]


@pytest.mark.parametrize("tail", ["citing sources at court", "quoting two aides", ", citing people close to him"])
def test_whom_a_newspaper_cites_is_not_what_is_said(tail: str) -> None:
    text = f"Donald Trump expressed “deep concern” over the cold hall, The New York Times reported {tail}."
    assert [s.speaker for s in read(text)] == ["Donald Trump"]


def test_the_place_of_an_embassy_is_not_whose_it_is() -> None:
    text = "The press secretary of the Chinese Embassy in Washington, Liu Sample, said that the hall was cold."
    assert read(text)[0].party != "USA"


SEATED = [
    ("The Russian Foreign Ministry said the hall was cold. In Warsaw the foreign ministry said the doors were shut.",
     "Polish Foreign Ministry", "the doors were shut"),
    ("Sergey Lavrov said the hall was cold. In Paris, the Foreign Ministry called the roof “a fine piece of work”.",
     "French Foreign Ministry", "the roof “a fine piece of work”"),
    ("In Berlin nobody was glad. The foreign ministry said the doors were shut.", "German Foreign Ministry",
     "the doors were shut"),
    ("The Kremlin said the hall was cold. In Warsaw, the government said the doors were shut.", "Poland",
     "the doors were shut"),
    ("The Russian Foreign Ministry said the hall was cold. In Oslo, the ministry said the doors were shut.", None,
     "the doors were shut"),
    ("The Russian Foreign Ministry said the hall was cold. Poland was alarmed. The foreign ministry said the doors "
     "were shut.", None, "the doors were shut"),
]  # fmt: skip
OWN_PAPERS = [
    ("The Russian Foreign Ministry spoke first, it said. Britain had 40 boats, but the government review said it would "
     "have 60.", "government review", "it would have 60"),
    ("The Kremlin said the hall was cold. The parliamentary report said the doors were shut.", "parliamentary report",
     "the doors were shut"),
    ("Boris Johnson came. The Kremlin said the hall was cold. Mr Johnson’s review stated that the doors were shut.",
     "Boris Johnson’s review", "the doors were shut"),
    ("The Stockholm International Peace Research Institute (SIPRI) report said the hall “may be cold” soon.",
     "Stockholm International Peace Research Institute", "the hall “may be cold” soon"),
    ("Freedonia has more boats than Sylvania, a new study released by the Arms Control Association (ACA) revealed.",
     "Arms Control Association", "Freedonia has more boats than Sylvania"),
    ("Freedonia and Sylvania own more boats than Ruritania, a yearbook compiled by SIPRI revealed.",
     "Stockholm International Peace Research Institute", "Freedonia and Sylvania own more boats than Ruritania"),
    ("While the Senate resolution said the doors were shut, nobody came.", "US Senate", "the doors were shut"),
    ("The Kremlin was glad, it said. The Duma bill states that the doors are shut.", "State Duma", "the doors are shut"),
    ("The Duma deputies said the doors were shut.", "Duma deputies", "the doors were shut"),
    ("The Kremlin said the hall was cold. The bill says the doors are shut.", None, "the doors are shut"),
    ("According to the Federation of American Scientists, Freedonia has 40 boats and Sylvania 30.",
     "Federation of American Scientists", "Freedonia has 40 boats and Sylvania 30"),
]  # fmt: skip
REMARKS = [
    ("Oslo/Paris: Russia on Thursday publicly rejected the talks about halls, a stance that made nobody glad.", "Russia",
     "the talks about halls"),
    ("The Kremlin welcomed a remark by Donald Trump that the hall “smells of paint.”", "Donald Trump",
     "the hall “smells of paint.”"),
    ("The Pentagon noted the statement by Sergey Lavrov that the doors were shut.", "Sergey Lavrov",
     "the doors were shut"),
    ("Paris praised an assurance from Heather Nauert that the doors were open.", "Heather Nauert",
     "the doors were open"),
]  # fmt: skip
TURNED_DOWN = [
    ("Russia has politely declined to sweep the hall “before supper”.", "Russia", "to sweep the hall “before supper”"),
    ("The Kremlin refused to heat the hall “on such terms”.", "Kremlin", "to heat the hall “on such terms”"),
    ("Sergey Lavrov declines to see it as “a real door”.", "Sergey Lavrov", "to see it as “a real door”"),
]  # fmt: skip
CLOSED = [
    ("Asked whether it was cold, a member of the Norwegian delegation said: “Come back when it is warm.”",
     "member of the Norwegian delegation", "“Come back when it is warm.”"),
    ("Jens Stoltenberg came. The boats would be painted by May, he promised.", "Jens Stoltenberg",
     "The boats would be painted by May"),
    ("The hall will get 40 more doors, prime minister Boris Johnson revealed on Tuesday.", "Boris Johnson",
     "The hall will get 40 more doors"),
    ("Vladimir Putin smiled at the porter, asking whether the doors were “all made of glass”.", "Vladimir Putin",
     "the doors were “all made of glass”"),
    ("“A hall with a fine roof,” P.J. Sample, the town's spokesman, wrote on Twitter.", "P.J. Sample",
     "“A hall with a fine roof,”"),
    ("Heather Nauert said the hall was cold. Vladimir Example, deputy director of the ministry's boats department, said "
     "it was late. “A door can be found,” the diplomat stressed.", "Vladimir Example", "“A door can be found,”"),
    ("The Kremlin said in a statement that it was cold.\n\n“A door has to be found. It has not been,” the statement "
     "reads.", "Kremlin", "“A door has to be found. It has not been,”"),
]  # fmt: skip
NOT_SAID = [
    "In the exchange the United States reported 41 boats and Russia 52.",
    "On September 1 Russia declared 33 boats on 20 rivers, fewer than before.",
    "That year the United States listed only 40 boats.",
    "Russia declined to comment on the “cold hall”.",
    "The Kremlin declined to take part in the talks.",
]


@pytest.mark.parametrize(("text", "speaker", "words"), [*SEATED, *OWN_PAPERS, *REMARKS, *TURNED_DOWN, *CLOSED])
def test_whose_words_they_are(text: str, speaker: str | None, words: str) -> None:
    last = max(read(text), key=lambda s: s.content[0])
    assert (last.speaker, said(text, last)) == (speaker, [words])


@pytest.mark.parametrize("text", NOT_SAID)
def test_figures_and_silence_are_no_statements(text: str) -> None:
    assert read(text) == ()
