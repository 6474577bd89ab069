"""Where in a TOML file a value stands: `tomllib` gives values without lines, and a message needs the line."""

from __future__ import annotations

import re

_HEADER = re.compile(r"^\s*(\[\[?)\s*([A-Za-z0-9_.\-\"' ]+?)\s*\]\]?\s*(#.*)?$")
_KEY = re.compile(r"^\s*([A-Za-z0-9_\-\"'.]+)\s*=")

Path = tuple[str | int, ...]


def line_of(text: str, path: Path) -> int | None:
    """Line, from 1, of the value at a path such as `("limits", 2, "each")`; of the nearest table above it otherwise.

    Reads headers and `key = value` lines; a value inside an inline table is placed at the line of its key.
    """
    counts: dict[str, int] = {}
    current: Path = ()
    best: tuple[int, int] | None = None
    fence: str | None = None
    for number, line in enumerate(text.splitlines(), start=1):
        if fence:  # inside a multi-line string nothing is a key
            if fence in line:
                fence = None
            continue
        if header := _HEADER.match(line):
            names = tuple(part.strip().strip("\"'") for part in header[2].split("."))
            if header[1] == "[[":
                key = ".".join(names)
                counts[key] = counts.get(key, -1) + 1
                current = (*names, counts[key])
            else:
                current = names
            place: Path = current
        elif key_line := _KEY.match(line):
            place = (*current, *(part.strip("\"'") for part in key_line[1].split(".")))
            for mark in ('"""', "'''"):
                if line.count(mark) == 1:
                    fence = mark
        else:
            continue
        shared = len(place)
        if path[:shared] == place and (best is None or shared > best[0]):
            best = (shared, number)
    return best[1] if best else None


def name_of(path: Path) -> str:
    """A path as a reader would write it: `limits[2].each`."""
    out = ""
    for part in path:
        out += f"[{part + 1}]" if isinstance(part, int) else f".{part}" if out else part
    return out


def place(file: str, text: str, path: Path) -> str:
    """File, line and path of a value, for a message."""
    line = line_of(text, path)
    where = f"{file}, line {line}" if line else file
    return f"{where} ({name_of(path)})" if path else where
