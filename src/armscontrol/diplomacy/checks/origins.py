"""Whether a figure of the record comes from the very article that is checked: then it confirms nothing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import timedelta
from urllib.parse import urlsplit

from armscontrol.diplomacy.checks.known import Known
from armscontrol.diplomacy.model import Document
from armscontrol.sources import publisher

_SOON = timedelta(days=60)
"""An outlet without an address is taken for the source only this soon after the figure became public."""


def same_source(document: Document, known: Sequence[Known]) -> str | None:
    """A sentence saying so where every source of every figure is this article; `None` otherwise."""
    sources = {s for k in known for s in k.sources}
    if not sources or not all(_is(document, s, known[0]) for s in sources):
        return None
    return "The record's only source for this is this very article, so it confirms nothing."


def _is(document: Document, source: str, known: Known) -> bool:
    if document.source and "://" in document.source:
        return _plain(document.source) == _plain(source)
    if not document.outlet or not document.published:
        return False
    outlet, host = re.sub(r"\W|^the ", "", document.outlet.lower()), publisher(source).split(".")[0].replace("-", "")
    named = len(host) > 3 and (outlet == host or outlet.startswith(host))
    return named and abs(document.published - known.public) <= _SOON


def _plain(address: str) -> tuple[str, str]:
    """Host and path without what differs between copies of one page."""
    try:
        parts = urlsplit(address.strip())
    except ValueError:
        return "", address
    host = re.sub(r"^(?:www|m|amp)\.", "", (parts.hostname or "").lower())
    return host, re.sub(r"/(?:amp|print)?/?$", "", parts.path).rstrip("/")
