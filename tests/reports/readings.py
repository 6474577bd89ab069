"""Readings made by hand from an invented article, so that the page is tested without the readers."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from armscontrol.diplomacy.model import (
    Check,
    Condition,
    DateMention,
    Document,
    Event,
    Fact,
    Link,
    Number,
    Position,
    Quotation,
    Reading,
    Segment,
    Statement,
)

PARTS = (
    ("title", "Borduria open to inspections if Syldavia follows: minister"),
    ("caption", "The minister on Monday. Photo: Invented Agency"),
    ("body", "Borduria would resume inspections “at once”, so long as Syldavia does the same, Foreign Minister Anna Kovacs"
             " said on Friday, according to the agency SYLPRESS."),
    ("body", "“We have no more than 120 launchers, as in May 2031,” she told reporters. “Let them count."),
    ("body", "The treaty was signed in 2029 and holds each side to 150 launchers."),
    ("body", "“Nobody believes that,” the crowd heard."),
    ("related", "More news"),
    ("related", "Ten hotels with a view"),
)  # fmt: skip
TEXT = "\n\n".join(words for _, words in PARTS) + "\n\nA last line that nobody sorted.\n"


def at(words: str, text: str = TEXT) -> tuple[int, int]:
    start = text.index(words)
    return start, start + len(words)


def reading(**changes: object) -> Reading:
    friday = DateMention(at("on Friday"), "on Friday", "2032-03-05", "latest Friday on or before publication")
    tie = Condition(at("so long as Syldavia does the same"), "reciprocity", "so long as Syldavia does the same")
    statements = (
        Statement("s1", (at("Borduria open to inspections if Syldavia follows"),), "indirect", "Anna Kovacs", "headline",
                  "likely", segment="title"),
        Statement("s2", (at("Borduria would resume inspections “at once”, so long as Syldavia does the same"),), "mixed",
                  "Anna Kovacs", "name-verb", "sure", party="BRD", role="Foreign Minister", cue=at("said"),
                  quoted=(at("at once"),), channel="news conference", date=friday, conditions=(tie,),
                  chain=(Link("speaker", "Anna Kovacs"), Link("agency", "SYLPRESS"))),
        Statement("s3", (at("“We have no more than 120 launchers, as in May 2031,”"), at("“Let them count.")), "direct",
                  None, "pronoun", "open"),
        Statement("m1", (at("holds each side to 150 launchers"),), "indirect", "The treaty", "model:stub", "likely"),
    )  # fmt: skip
    numbers = (
        Number(at("120"), 120, "launchers", bound="at_most", subject=at("launchers"), party="BRD", as_of="2031-05"),
        Number(at("150"), 150, "launchers", "limit", quantity="invented.limit", party="each"),
    )
    events = (
        Event(at("signed in 2029"), "treaty.signed", "invented", DateMention(at("in 2029"), "in 2029", "2029", "year")),
    )
    fact = Fact("Launchers.", 121, "launchers", "2031-05-01", "https://www.records.example/a", "official")
    checks = (
        Check(numbers[0].span, "contradicted", "count.other", "The record has 121.", (fact,), ("the 30 in store.",)),
        Check(events[0].span, "accurate", "event.day", "Signed on 1 May 2029."),
    )
    made = Reading(
        Document(
            TEXT, date(2032, 3, 8), "given", "Invented Times", PARTS[0][1], "https://news.example/1", "en", "0" * 64
        ),
        tuple(Segment(at(words), kind, f"{kind}.invented") for kind, words in PARTS),
        (
            Quotation(at("“Let them count."), at("Let them count."), closed=False),
            Quotation(at("“Nobody believes that,”"), at("Nobody believes that,")),
        ),
        statements,
        (friday, DateMention(at("in May"), "in May", None, "no year")),
        numbers,
        events,
        checks,
        (
            Position(
                "s2", "inspections", "conditional", "BRD", "Anna Kovacs", at("resume inspections"), (tie,), "2032-03-05"
            ),
        ),
        (("s1", "s2"),),
        ("One quotation mark has no partner.",),
    )
    return replace(made, **changes)
