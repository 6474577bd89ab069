"""A treaty as a document: what it says, article by article, and the part of it that can be computed.

Every provision carries its article, our own one-sentence statement of the rule, the grade of evidence and its source.
Numbers of the law stand in documents, never in Python. `armscontrol treaty schema` prints the JSON Schema made from
these classes, for editors.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

from armscontrol.terms import LAW_GRADES

if TYPE_CHECKING:
    from armscontrol.treaties.rules import Rulebook

Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=64)]
Name = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$", max_length=64)]
Code = Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")]
Text = Annotated[str, StringConstraints(min_length=1, max_length=2000, strip_whitespace=True)]
Expression = Annotated[str, StringConstraints(min_length=1)]
Evidence = Literal["text", "official", "secondary", "derived", "recalled", "not_found"]
DatePhrase = date | Annotated[str, StringConstraints(min_length=1, max_length=200)]
"""An ISO day, or an event with offsets: "entry into force + 7 years"."""


class Document(BaseModel):
    """Base of everything in a treaty document: nothing unknown is let in, nothing changes after loading."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class Sourced(Document):
    """Something that rests on a source."""

    evidence: Evidence = Field(description="Grade of evidence; only text and official are presented as law.")
    source: Text | None = Field(None, description="Address or title of the source; none for what is recalled.")
    note: Text | None = Field(None, description="Remark: what the source leaves open, where sources disagree.")

    @property
    def is_law(self) -> bool:
        """Whether this may be presented as what the treaty says."""
        return self.evidence in LAW_GRADES


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

    id: Slug
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
    date: date
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
    stated_on: date | None = Field(None, description="Day of the first statement found, where it differs.")
    statement: Text


class Calendar(Document):
    """Conventions for the treaty's dates, stated because texts leave them open."""

    rounding: Literal["down", "up", "refuse"] = Field(
        "refuse", description="A day that does not exist: last of the month, first of the next, or an error."
    )
    year: DatePhrase = Field("entry into force", description="Day from which treaty years are counted.")
    clock: Text = Field("not stated", description="Clock of the deadlines: receipt or dispatch, which time zone.")
    note: Text | None = None


class Definition(Document):
    """A named truth value or number that rules build on, with the article it comes from."""

    expression: Expression
    article: Text | None = None
    statement: Text | None = None
    evidence: Evidence | None = None
    source: Text | None = None
    note: Text | None = None
    rows: tuple[Text, ...] = ()


def _definition(value: Any) -> Any:
    return {"expression": value} if isinstance(value, str) else value


class AttributeValue(Document):
    """Value of an attribute for one type of system, for one Party, for a time."""

    type: Text
    value: float | bool | str
    party: Code | None = None
    from_: DatePhrase | None = Field(None, alias="from")
    until: DatePhrase | None = None
    evidence: Evidence
    source: Text | None = None
    note: Text | None = None


class Attribute(Document):
    """A column that rules may read, looked up by type, Party and date: attributed warheads, heavy, mobile."""

    kind: Literal["number", "truth", "text"]
    meaning: Text
    unit: Text | None = None
    values: tuple[AttributeValue, ...] = ()


class Provision(Sourced):
    """A rule with its place in the treaty."""

    id: Slug
    article: Text
    statement: Text = Field(description="The rule in one sentence of ours.")
    parties: tuple[Code, ...] = Field((), description="Parties that it binds; all when empty.")
    rows: tuple[Text, ...] = Field((), description="Rows of the provisions table that this executable form covers.")


class Phase(Document):
    """A bound and the day from which it holds, and thereafter until the next."""

    at_most: float
    from_: DatePhrase = Field(alias="from")


class Limit(Provision):
    """A bound on a metric over the holdings table."""

    counts: Expression = Field(description="Which rows count: a truth value over the holdings table.")
    each: Expression = Field("1", description="How much each item counts for.")
    aggregate: Literal["sum", "count", "max", "mean", "ratio"] = "sum"
    of: Expression | None = Field(None, description="For a ratio: rows of the denominator.")
    of_each: Expression = Field("1", description="For a ratio: how much each item of the denominator counts for.")
    at_most: float | None = None
    from_: DatePhrase = Field("entry into force", alias="from")
    until: DatePhrase | None = None
    phases: tuple[Phase, ...] = Field((), description="Instead of `at_most` and `from`: bounds that follow each other.")
    parent: Slug | None = Field(None, description="Limit of which this is a sublimit.")
    unit: Text
    total: Name | None = Field(None, description="Category of the declared total that corresponds to this limit.")


class Quota(Provision):
    """A bound on a number of events, in a year, at one place, or at one moment."""

    counts: Expression = Field(description="Which events count: a truth value over the events table.")
    per: Literal["treaty year", "calendar year", "moment", "term"]
    by: tuple[Literal["facility", "type"], ...] = Field(
        (), description="Counted apart for each value of these columns."
    )
    at_most: int
    from_: DatePhrase = Field("entry into force", alias="from")
    until: DatePhrase | None = None
    unit: Text = "inspections"


class Deadline(Provision):
    """A time allowed between an event and a notification of it."""

    counts: Expression = Field(description="Which events are notifications under this rule.")
    within: Text = Field(description='Time allowed: "5 days", "24 hours".')
    direction: Literal["after", "before"] = "after"
    trigger: DatePhrase | None = Field(
        None, description="Day from which it runs; by default the event's own `trigger_date`."
    )
    unit: Text = "days late"


class Schedule(Document):
    """Days that come back: the first, and the interval."""

    first: DatePhrase
    every: Text = Field(description='Interval: "6 months".')


class Obligation(Provision):
    """Something that each Party must do, once, on scheduled days or so often a year."""

    performed_by: Expression = Field(description="Which events perform it.")
    per: Literal["treaty year", "calendar year"] | None = None
    on: DatePhrase | None = Field(None, description="For a duty owed once: the day for which it is owed.")
    schedule: Schedule | None = None
    due: Text | None = Field(None, description='Time allowed after the day owed: "30 days".')
    at_least: int = 1
    owed_by: Literal["acting", "inspected"] = Field(
        "acting",
        description="Whether the Party in the event owes it, or the other one, whose sites are visited.",
    )
    spans: Literal["certain", "spread"] = Field(
        "certain",
        description="A count over a longer time: only what lies wholly inside the period, or spread by days.",
    )
    from_: DatePhrase = Field("entry into force", alias="from")
    until: DatePhrase | None = None


class StatedRule(Provision):
    """A rule without executable part."""

    kind: Name
    subject: Text
    number: Text | None = None
    unit: Text | None = None


class StatedImport(Document):
    """Rows of a shipped table that the document takes over as stated rules."""

    table: Text
    treaty: Slug


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
    definitions: dict[Name, Annotated[Definition, BeforeValidator(_definition)]] = {}
    attributes: dict[Name, Attribute] = {}
    limits: tuple[Limit, ...] = ()
    quotas: tuple[Quota, ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    obligations: tuple[Obligation, ...] = ()
    statements: tuple[StatedRule, ...] = ()
    imports: tuple[StatedImport, ...] = ()
    notes: tuple[Text, ...] = ()

    def provisions(self) -> Iterator[Provision]:
        """All provisions: limits, quotas, deadlines, obligations, then rules only stated."""
        yield from self.limits
        yield from self.quotas
        yield from self.deadlines
        yield from self.obligations
        yield from self.statements

    @cached_property
    def rules(self) -> Rulebook:
        """The executable part, parsed and checked."""
        from armscontrol.treaties.rules import build

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
