"""What every part of a treaty document is made of: the kinds of its fields, and the two base classes."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

from armscontrol.terms import LAW_GRADES

Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=64)]
Name = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$", max_length=64)]
Code = Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")]
Side = Annotated[str, StringConstraints(pattern=r"^[A-Z][A-Za-z0-9+-]*$", max_length=40)]
"""A Party's code or the id of a group."""
Text = Annotated[str, StringConstraints(min_length=1, max_length=2000, strip_whitespace=True)]
Expression = Annotated[str, StringConstraints(min_length=1)]
Evidence = Literal["text", "official", "secondary", "derived", "recalled", "not_found"]
Number = Annotated[float, Field(strict=True, allow_inf_nan=False)]
Count = Annotated[int, Field(strict=True, ge=0, le=10**12)]
Day = Annotated[date, Field(strict=True)]
DatePhrase = Day | Annotated[str, StringConstraints(min_length=1, max_length=200)]
"""An ISO day, or an event with offsets: "entry into force + 7 years"."""


def _per_side(value: object) -> object:
    return value if isinstance(value, dict) else {"": value}


PerSide = Annotated[dict[Side | Literal[""], Number], BeforeValidator(_per_side)]
"""One number for all, or one for each Party or group: `at_most = 700`, `at_most = { USA = 656, SUN = 740 }`."""


def of_side(numbers: dict[str, float], *sides: str) -> float | None:
    """The number for the first of some sides that has one, else the number for all; `None` where there is neither."""
    return next((numbers[s] for s in (*sides, "") if s in numbers), None)


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
