"""What is not ours is what its list says: no file without a line, no line without its file, hashes right, licence beside."""

from __future__ import annotations

import hashlib
import tomllib
from importlib.resources import files

FOLDER = files("armscontrol.web") / "static" / "vendored"


def listed():
    return tomllib.loads((FOLDER / "VENDORED.toml").read_text())["files"]


def test_every_file_is_listed_with_its_hash():
    present = {f.name for f in FOLDER.iterdir() if not f.name.endswith((".txt", ".toml"))}
    assert present == {row["file"] for row in listed()}
    for row in listed():
        assert hashlib.sha256((FOLDER / row["file"]).read_bytes()).hexdigest() == row["sha256"], row["file"]
        assert row["licence"]


def test_no_vendored_file_names_a_source_map():
    for row in listed():
        assert b"sourceMappingURL" not in (FOLDER / row["file"]).read_bytes()[-300:]
