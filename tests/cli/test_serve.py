"""What `armscontrol serve` says at its start."""

from __future__ import annotations

import pytest

from armscontrol.cli.serve import kept_in


@pytest.mark.parametrize(
    ("database", "read_only", "told"),
    [
        (None, False, "Nothing is kept."),
        (None, True, "Nothing is kept."),
        ("mine.sqlite", False, "Statements are kept in mine.sqlite."),
        ("mine.sqlite", True, "Read-only: mine.sqlite."),
        ("postgresql://clerk:secret@db.example:5432/record", True, "Read-only: postgresql://db.example:5432/record."),
        (
            "postgresql://db.example/record?password=secret",
            False,
            "Statements are kept in postgresql://db.example/record.",
        ),
        ("postgresql://clerk:se?cret@db.example/record", True, "Read-only: postgresql://db.example/record."),
    ],
)
def test_it_says_what_becomes_of_statements_and_never_a_password(database, read_only, told):
    assert kept_in(database, read_only) == told
