"""A treaty as a document: what it says, article by article, and the part of it that can be computed.

Every provision carries its article, our own one-sentence statement of the rule, the grade of evidence and its source.
Numbers of the law stand in documents, never in Python. `armscontrol treaty schema` prints the JSON Schema made from
these classes, for editors.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal

from pydantic import ConfigDict, Field

from armscontrol.treaties.fields import Code, DatePhrase, Day, Document, Evidence, Name, Side, Slug, Sourced, Text
from armscontrol.treaties.provisions import (
    AnyDefinition,
    Attribute,
    Ban,
    Baseline,
    Deadline,
    Elimination,
    Limit,
    Map,
    Obligation,
    Provision,
    Quota,
    StatedImport,
    StatedRule,
    Tier,
)

if TYPE_CHECKING:
    from armscontrol.treaties.rules import Rulebook


class Party(Document):
    """A State bound by the treaty, from and until a day where that differs from the treaty's own life."""

    id: Code
    from_: DatePhrase | None = Field(None, alias="from")
    until: DatePhrase | None = None
    succeeds: tuple[Code, ...] = Field((), description="States whose obligations this one took over.")
    note: Text | None = None


class Membership(Document):
    """A State's time in a group."""

    party: Code
    from_: DatePhrase | None = Field(None, alias="from")
    until: DatePhrase | None = None


class Group(Document):
    """Parties that a limit binds together."""

    id: Side
    name: Text
    members: tuple[Membership, ...]


EventKind = Literal[
    "signed",
    "provisionally_applied",
    "ratified",
    "entered_into_force",
    "limits_in_effect",
    "amended",
    "extended",
    "expired",
    "terminated",
    "superseded",
    "withdrawn_by",
]


class LifeEvent(Sourced):
    """One event in the treaty's life. Positions of one Party on the status stand apart, under `positions`."""

    kind: EventKind
    date: Day
    parties: tuple[Code, ...] = Field((), description="Parties that acted; all when empty.")
    statement: Text
    until: DatePhrase | None = Field(
        None, description="First day without the treaty under its terms as they stand from this event on."
    )
    anchor: Text | None = Field(None, description='Name for date phrases; by default "entry into force" and the like.')


class Position(Sourced):
    """What one Party says of the treaty's status. It is not a state of the treaty."""

    party: Code
    position: Text = Field(description='In a word or two: "suspended", "suspension legally invalid".')
    from_: DatePhrase = Field(alias="from", description="Day from which the Party says it is so.")
    until: DatePhrase | None = None
    stated_on: Day | None = Field(None, description="Day of the first statement found, where it differs.")
    statement: Text


class Calendar(Document):
    """Conventions for the treaty's dates, stated because texts leave them open."""

    rounding: Literal["down", "up", "refuse"] = Field(
        "refuse", description="A day that does not exist: last of the month, first of the next, or an error."
    )
    year: DatePhrase = Field("entry into force", description="Day from which treaty years are counted.")
    clock: Text = Field("not stated", description="Clock of the deadlines: receipt or dispatch, which time zone.")
    note: Text | None = None


class Treaty(Document):
    """One agreement: its life, its Parties and their positions, its definitions, rules and conventions."""

    schema_version: Literal[1] = Field(alias="schema")
    id: Slug
    title: Text
    short_title: Text
    summary: Text
    variant: Slug | None = Field(None, description="Name of the rule variant that was applied, if any.")
    parties: tuple[Party, ...]
    groups: tuple[Group, ...] = ()
    calendar: Calendar = Calendar()
    events: tuple[LifeEvent, ...]
    positions: tuple[Position, ...] = ()
    definitions: dict[Name, AnyDefinition] = {}
    attributes: dict[Name, Attribute] = {}
    tiers: dict[Name, Tier] = {}
    maps: tuple[Map, ...] = ()
    baselines: tuple[Baseline, ...] = ()
    limits: tuple[Limit, ...] = ()
    bans: tuple[Ban, ...] = ()
    quotas: tuple[Quota, ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    obligations: tuple[Obligation, ...] = ()
    eliminations: tuple[Elimination, ...] = ()
    statements: tuple[StatedRule, ...] = ()
    imports: tuple[StatedImport, ...] = ()
    notes: tuple[Text, ...] = ()

    def provisions(self) -> Iterator[Provision]:
        """All provisions: limits, bans, quotas, deadlines, obligations, eliminations, then rules only stated."""
        yield from self.limits
        yield from self.bans
        yield from self.quotas
        yield from self.deadlines
        yield from self.obligations
        yield from self.eliminations
        yield from self.statements

    @cached_property
    def rules(self) -> Rulebook:
        """The executable part, parsed and checked."""
        from armscontrol.treaties.building import build

        return build(self)

    def __repr__(self) -> str:
        variant = f", variant {self.variant}" if self.variant else ""
        return f"<Treaty {self.id}{variant}: {len(list(self.provisions()))} provisions>"

    __str__ = __repr__


class VariantRow(Document):
    """A row of holdings that a variant adds, in the words of the holdings table."""

    model_config = ConfigDict(frozen=True, extra="allow")


class VariantDocument(Document):
    """A patch of a treaty document, with rows of holdings that go with it."""

    schema_version: Literal[1] = Field(alias="schema")
    variant: Slug
    of: Slug
    title: Text
    statement: Text
    evidence: Evidence
    source: Text | None = None
    note: Text | None = None
    patch: dict[str, Any] = Field(description="Tables merged into the document; lists of tables are matched by id.")
    rows: tuple[VariantRow, ...] = Field((), description="Rows of holdings; every one is `claimed`.")
