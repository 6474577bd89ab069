"""Pages that were read at a mirror or in a copy are shown as such, and never under another address."""

import csv
from importlib.resources import files

import pytest

from armscontrol.sources import COPIES, publisher, publisher_shown


def addresses():
    for path in sorted(files("armscontrol.data").glob("**/*.csv")):
        for row in csv.DictReader(path.read_text("utf-8").splitlines()):
            yield from ((value, row) for value in row.values() if value and value.startswith("http"))


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("https://www.example.org/a", "example.org"),
        ("https://pravda-se.com/world/1.html", "pravda-se.com (a site that reprints others)"),
        ("http://movatter.jp/mt/?dark=on&url=http%3A%2F%2Fwww.example.org%2Fdb%23f1", "example.org, read through movatter.jp (a mirror)"),
        ("http://movatter.jp/mt/?url=javascript:x", "movatter.jp (a mirror)"),
    ],
)  # fmt: skip
def test_shown(address, shown):
    assert publisher_shown(address) == shown


def test_rows_that_say_mirror_are_of_a_known_copy():
    said = [(a, row) for a, row in addresses() if "[wiki mirror]" in str(row) or "read through a mirror" in str(row)]
    assert said
    assert all(publisher(address) in COPIES for address, _ in said)


def test_every_known_copy_is_in_the_tables():
    assert set(COPIES) <= {publisher(address) for address, _ in addresses()}
