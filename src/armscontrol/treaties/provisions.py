"""The rules of a treaty document, one class for each kind: what is counted, what is bounded, what is owed.

`docs/rule-language.md` has a worked example of every word here.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, StrictBool

from armscontrol.treaties.fields import (
    Code,
    Count,
    DatePhrase,
    Document,
    Evidence,
    Expression,
    Name,
    Number,
    PerSide,
    Side,
    Slug,
    Sourced,
    Text,
)


class Definition(Document):
    """A named truth value or number that rules build on, with the article it comes from."""

    expression: Expression
    article: Text | None = None
    statement: Text | None = None
    deems: Text | None = Field(None, description="What the treaty takes for something else: a launcher for a missile.")
    evidence: Evidence | None = None
    source: Text | None = None
    note: Text | None = None
    rows: tuple[Text, ...] = ()


def _definition(value: Any) -> Any:
    return {"expression": value} if isinstance(value, str) else value


AnyDefinition = Annotated[Definition, BeforeValidator(_definition)]


class AttributeValue(Document):
    """Value of an attribute for one type of system, or several, for one Party, for a time."""

    type: Annotated[tuple[Text, ...], BeforeValidator(lambda v: (v,) if isinstance(v, str) else v)] = Field(
        description="Name of a type, or a list of names.", min_length=1
    )
    value: StrictBool | Number | str
    party: Code | None = None
    from_: DatePhrase | None = Field(None, alias="from")
    until: DatePhrase | None = None
    evidence: Evidence
    source: Text | None = None
    note: Text | None = None


class Attribute(Document):
    """A column that rules may read, looked up by type, Party and date: attributed warheads, heavy, mobile.

    `once` makes it a type rule instead: true for all items of a type from the first event of that type that matches.
    """

    kind: Literal["number", "truth", "text"]
    meaning: Text
    unit: Text | None = None
    values: tuple[AttributeValue, ...] = ()
    others: StrictBool | Number | str | None = Field(
        None, description="Value of every type not listed at all; unknown when empty."
    )
    once: Expression | None = Field(None, description="Which events make the whole type so, for the Party that acted.")


class Tier(Document):
    """A discount by rank: the first items count `each`, those beyond count what `beyond` says of each of them.

    Where items beyond would count differently, the result hangs on which are taken first: `rank` must say so.
    """

    meaning: Text
    counts: Expression = Field(description="Which items are ranked: a truth value over the holdings table.")
    first: PerSide = Field(description="How many items are discounted.")
    each: PerSide = Field(description="What each of the first counts.")
    beyond: Expression = Field(description="What each item after them counts.")
    rank: Literal["most beyond first", "least beyond first"] = Field(
        description="Which items take the discount: those that would count most without it, or least."
    )


class Zone(Document):
    """A zone on a map: the areas that lie in it, by the names that the column `zone` of holdings uses."""

    id: Slug
    name: Text
    areas: tuple[Text, ...]


class Map(Sourced):
    """One version of the treaty's map. The same zone may have other areas on another map."""

    id: Slug
    name: Text
    from_: DatePhrase = Field(alias="from")
    until: DatePhrase | None = None
    zones: tuple[Zone, ...]


class InZone(Document):
    """A zone on one version of the map."""

    map: Slug
    zone: Slug


class Baseline(Sourced):
    """An amount that a Party declared, against which shares are computed."""

    id: Slug
    party: Code | None = Field(None, description="Party that declared it; every Party when empty.")
    category: Slug
    amount: Number | None = Field(None, ge=0, description="The amount; unknown when empty.")
    unit: Text
    as_of: DatePhrase
    updated: StrictBool = Field(
        False, description="Whether it was updated later: then it is shown beside what happened, and decides nothing."
    )


class Provision(Sourced):
    """A rule with its place in the treaty."""

    id: Slug
    article: Text
    statement: Text = Field(description="The rule in one sentence of ours.")
    parties: tuple[Code, ...] = Field((), description="Parties that it binds; all when empty.")
    rows: tuple[Text, ...] = Field((), description="Rows of the provisions table that this executable form covers.")


class Interval(Document):
    """An interval in which each Party chooses its own ceiling. The lower end is no floor under its forces."""

    least: Number
    most: Number


class Election(Sourced):
    """The ceiling that a Party chose within an interval."""

    party: Side
    at_most: Number
    from_: DatePhrase = Field(alias="from")


class Phase(Document):
    """A bound and the day from which it holds, and thereafter until the next."""

    at_most: PerSide | None = None
    interval: Interval | None = None
    from_: DatePhrase = Field(alias="from")


class Replacement(Document):
    """One for one: the bound is `base`, and one more for each item given up for it, up to `ceiling`."""

    base: PerSide
    ceiling: PerSide
    by: Expression = Field(description="Which events give up an item; `number` says how many.")


_TITLE = "What is limited, in a few words; the unit when empty."


class Limit(Provision):
    """A bound on a metric over the holdings table.

    One of `at_most`, `interval`, `phases`, `frozen_on` and `replacement` says what the bound is. `undefined` takes the
    place of `counts`: the treaty limits something and does not say how it is counted.
    """

    title: Text | None = Field(None, description=_TITLE)
    counts: Expression | None = Field(None, description="Which rows count: a truth value over the holdings table.")
    each: Expression = Field("1", description="How much each item counts for.")
    undefined: Text | None = Field(None, description="Why nothing can be counted, where the treaty has no rule for it.")
    aggregate: Literal["sum", "count", "max", "mean", "ratio", "types"] = "sum"
    of: Expression | None = Field(None, description="For a ratio: rows of the denominator.")
    of_each: Expression = Field("1", description="For a ratio: how much each item of the denominator counts for.")
    scope: Literal["party", "group", "all"] = Field(
        "party", description="Whether each Party is bound alone, the members of a group together, or all together."
    )
    groups: tuple[Side, ...] = Field((), description="Groups that it binds; all when empty.")
    zone: InZone | None = Field(None, description="Only items in this zone of a map.")
    at_most: PerSide | None = None
    interval: Interval | None = None
    elections: tuple[Election, ...] = ()
    frozen_on: DatePhrase | None = Field(None, description="The bound is the value that this metric had on this day.")
    replacement: Replacement | None = None
    from_: DatePhrase = Field("entry into force", alias="from")
    until: DatePhrase | None = None
    phases: tuple[Phase, ...] = Field((), description="Bounds that follow each other, each with its own day.")
    parent: Slug | None = Field(None, description="Limit of which this is a sublimit.")
    unit: Text
    category: Text | None = Field(None, description="What `treaty compare` sets side by side; the unit when empty.")
    total: Name | None = Field(None, description="Category of the declared total that corresponds to this limit.")


class Ban(Provision):
    """Something that may not be held, or done, at all."""

    counts: Expression = Field(description="Which rows, or events, are banned.")
    table: Literal["holdings", "events"]
    from_: DatePhrase = Field("entry into force", alias="from")
    until: DatePhrase | None = None
    unit: Text = "items"


class QuotaPhase(Document):
    """A quota and the day from which it holds."""

    at_most: Count
    from_: DatePhrase = Field(alias="from")


class Share(Document):
    """A quota that is a percentage of what the inspected side declared, rounded as stated."""

    percent: Number = Field(gt=0, le=100)
    of: Slug = Field(description="Category of the baseline.")
    rounding: Literal["down", "up"]


class Quota(Provision):
    """A bound on a number of events, in a year, at one place, or at one moment.

    One of `at_most`, `phases` and `share` says what the bound is.
    """

    title: Text | None = Field(None, description=_TITLE)
    counts: Expression = Field(description="Which events count: a truth value over the events table.")
    per: Literal["treaty year", "calendar year", "3 calendar years", "moment", "term"]
    by: tuple[Literal["facility", "type"], ...] = Field(
        (), description="Counted apart for each value of these columns."
    )
    at_most: Count | None = None
    phases: tuple[QuotaPhase, ...] = ()
    share: Share | None = None
    borne_by: Literal["acting", "receiving"] = Field(
        "acting", description="Whose events are counted: those of the Party that acts, or those that a Party receives."
    )
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


class Extension(Document):
    """How far a deadline may be moved: at most so long at a time, once or again and again."""

    at_most: Text = Field(description='Longest single extension: "10 years".')
    renewable: bool


class Grant(Sourced):
    """An extension that was granted to one Party."""

    party: Code
    until: DatePhrase
    granted_on: DatePhrase | None = None


class Obligation(Provision):
    """Something that each Party must do: once, on scheduled days, so often a year, or whenever something happens.

    One of `per`, `on`, `schedule`, `own_clock` and `triggered_by` says when.
    """

    performed_by: Expression = Field(description="Which events perform it.")
    per: Literal["treaty year", "calendar year"] | None = None
    on: DatePhrase | None = Field(None, description="For a duty owed once: the day for which it is owed.")
    schedule: Schedule | None = None
    own_clock: Text | None = Field(None, description="Time allowed from the Party's own entry into force.")
    restart: Expression | None = Field(None, description="Events from which the Party's own clock starts again.")
    extension: Extension | None = None
    grants: tuple[Grant, ...] = ()
    triggered_by: Expression | None = Field(None, description="Events each of which calls for a performance.")
    due: Text | None = Field(None, description='Time allowed after the day owed, or before the trigger: "30 days".')
    direction: Literal["after", "before"] = "after"
    at_least: Count = 1
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


class Step(Document):
    """A share of the baseline that must be gone by a day."""

    percent: Number = Field(gt=0, le=100)
    by: DatePhrase


class Increments(Document):
    """Equal shares of the baseline each year between two days."""

    from_: DatePhrase = Field(alias="from")
    until: DatePhrase


class Elimination(Provision):
    """A schedule by which something declared must be gone.

    One of `steps`, `equal` and `at_least` says how fast: shares of the declared baseline by days, equal yearly shares
    of it, or so many a year.
    """

    counts: Expression = Field(description="Which events eliminate; `number` says how much.")
    of: Slug | None = Field(None, description="Category of the declared baseline.")
    together: StrictBool = Field(False, description="Whether the sum over all Parties is told too.")
    steps: tuple[Step, ...] = ()
    equal: Increments | None = None
    at_least: Count | None = Field(None, description="So many in each treaty year.")
    from_: DatePhrase = Field("entry into force", alias="from")
    until: DatePhrase | None = None
    unit: Text


class StatedRule(Provision):
    """A rule without executable part."""

    kind: Name
    subject: Text
    number: Text | None = None
    unit: Text | None = None


class StatedImport(Document):
    """Rows of a shipped table that the document takes over as stated rules."""

    table: Text
    treaty: Text
