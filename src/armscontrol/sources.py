"""Citations: where a figure or a rule comes from, and how far to trust it."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

from armscontrol.terms import GRADE_MEANINGS, LAW_GRADES


@dataclass(frozen=True, slots=True)
class Citation:
    """One source of one row: what was read, where, when, and the grade of evidence."""

    evidence: str
    url: str | None = None
    title: str | None = None
    retrieved: str | None = None
    note: str | None = None
    table: str | None = None

    @property
    def publisher(self) -> str | None:
        """Host of the address, without `www.`; `None` where there is no address."""
        return publisher(self.url) if self.url else None

    @property
    def is_recalled(self) -> bool:
        """Whether the row rests on memory alone."""
        return self.evidence == "recalled"

    @property
    def is_law(self) -> bool:
        """Whether the row may be presented as what the treaty says."""
        return self.evidence in LAW_GRADES

    def __str__(self) -> str:
        if self.is_recalled:
            place = "recalled, unverified"
        elif self.url:
            place = self.url
        else:
            place = self.title or "no address"
        parts = [f"[{self.evidence}] {place}"]
        if self.title and self.url:
            parts.insert(0, self.title)
        if self.retrieved and not self.is_recalled:
            parts.append(f"read {self.retrieved}")
        return ", ".join(parts)


def publisher(url: str) -> str:
    """Host of an address, as a reader would name it.

    >>> publisher("https://www.armscontrol.org/act/2018-03/news-briefs/x")
    'armscontrol.org'
    """
    try:
        host = urlsplit(url).hostname or url
    except ValueError:  # no address after all
        return url
    return host.removeprefix("www.")


def is_address(source: str) -> bool:
    """Whether a source is an address that a page may link to: of the web, and nothing that a browser would run."""
    return source.lower().startswith(("https://", "http://"))


def grade_phrase(evidence: str | None) -> str:
    """A grade with its meaning, for a reader: "recalled (from memory, unverified)"."""
    if not evidence:
        return "no grade given"
    return f"{evidence.replace('_', ' ')} ({GRADE_MEANINGS.get(evidence, 'unknown grade')})"
