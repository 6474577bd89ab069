"""Citations: where a figure or a rule comes from, and how far to trust it."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import parse_qs, urlsplit

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


COPIES = {
    "airforcemag.cloudapp.net": "a copy of the pages of Air Force Magazine",
    "docslib.org": "a site of copied documents",
    "m.traditio.wiki": "a wiki",
    "movatter.jp": "a mirror",
    "origin-pre-prod.livemint.com": "a second address of livemint.com",
    "pravda-en.com": "a site that reprints others",
    "pravda-se.com": "a site that reprints others",
    "private.bibliboba.com": "a site of copied books",
    "review.clateway.com": "a copy of a wiki",
    "tumblrpics.com": "a site that reprints others",
    "user.bibliboba.online": "a site of copied books",
    "vdocument.in": "a site of copied documents",
    "vdocuments.net": "a site of copied documents",
    "webarchive.library.unt.edu": "a web archive",
    "wiki.studentb.eu": "a copy of a wiki",
    "wikisum.wiki": "a copy of a wiki",
}
"""Hosts of the shipped tables where a page was read that is not its publisher's own, and what each is."""


def publisher_shown(url: str) -> str:
    """The publisher for a reader, who is told where a page was read at a mirror or in a copy; never another address.

    >>> publisher_shown("https://www.pravda-se.com/world/x")
    'pravda-se.com (a site that reprints others)'
    >>> publisher_shown("http://movatter.jp/mt/?url=http%3A%2F%2Fwww.nti.org%2Fx")
    'nti.org, read through movatter.jp (a mirror)'
    """
    host = publisher(url)
    what = COPIES.get(host)
    if what is None:
        return host
    try:
        original = parse_qs(urlsplit(url).query).get("url", [""])[0]
    except ValueError:
        original = ""
    place = f"{host} ({what})"
    return f"{publisher(original)}, read through {place}" if is_address(original) else place


def is_address(source: str) -> bool:
    """Whether a source is an address that a page may link to: of the web, and nothing that a browser would run."""
    return source.lower().startswith(("https://", "http://"))


def grade_phrase(evidence: str | None) -> str:
    """A grade with its meaning, for a reader: "recalled (from memory, unverified)"."""
    if not evidence:
        return "no grade given"
    return f"{evidence.replace('_', ' ')} ({GRADE_MEANINGS.get(evidence, 'unknown grade')})"
