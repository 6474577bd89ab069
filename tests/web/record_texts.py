"""Invented articles for the pages of the record, and a server's database that holds them."""

from __future__ import annotations

from armscontrol.web.settings import Settings

ARTICLE = """Russia open to talks, Kremlin says

Russia is open to strategic stability talks with the United States, so long as they include the war in Ukraine, \
Kremlin spokesman Dmitry Peskov said on Friday.

"We will not accept inspections," Foreign Minister Sergei Lavrov told reporters.

The New START treaty limits each side to 1,550 deployed strategic warheads.

The treaty was signed in 2011.
"""
PUBLISHED = "2024-06-21"
EARLIER = """Russia rejects strategic stability talks with the United States, Foreign Minister Sergei Lavrov said on \
Thursday.
"""


def settings(tmp_path, **options) -> Settings:
    """A server that keeps its record in a file."""
    return Settings(database=str(tmp_path / "record.sqlite"), **options)


def kept(client, text=ARTICLE, published=PUBLISHED, **more):
    """Keeps an article by the API."""
    body = {"text": text, "published": published, "outlet": "Invented News", **more}
    return client.post("/api/v1/record/documents", json=body)
