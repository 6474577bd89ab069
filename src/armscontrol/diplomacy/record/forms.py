"""Records of the model as plain JSON values and back, strictly: what comes from a file is checked against the model.

A field that has its default is left out, so that what is kept stays small; reading it back fills it in again.
"""

from __future__ import annotations

import hashlib
import json
import math
import re
import types
import unicodedata
from collections.abc import Callable
from dataclasses import MISSING, fields, is_dataclass
from datetime import UTC, date, datetime
from functools import cache
from typing import Any, NoReturn, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from armscontrol.errors import RecordError

T = TypeVar("T")

_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), allow_nan=False)
_WORD = re.compile(r"[^\W_]+")


def as_plain(value: Any) -> Any:
    """A record as values that JSON has."""
    if value is None or isinstance(value, str | float | int):  # most fields
        return value
    if isinstance(value, tuple):
        return [as_plain(item) for item in value]
    if isinstance(value, date):
        return value.isoformat()
    found = {}
    for name, default in _defaults(value.__class__):
        held = getattr(value, name)
        if held is not default and (held != default or type(held) is not type(default)):
            found[name] = as_plain(held)
    return found


def from_plain(kind: type[T], value: Any, where: str = "") -> T:
    """A record from values that JSON has.

    Raises:
        RecordError: a field that the record does not have, one that is missing, or a value of another type; `where`
            and the path to the field are named.
    """
    return cast(T, _reader(cast(Any, kind))(value, where))


def dumped(value: Any) -> str:
    """JSON in one line, keys as they stand, letters as they are."""
    return _ENCODER.encode(value)


def loaded(text: str, where: str = "") -> Any:
    """JSON from outside: no name twice in one object, no NaN, no number beyond a double.

    Raises:
        RecordError: it is not that.
    """
    try:
        return json.loads(text, object_pairs_hook=_once, parse_constant=_no_constant, parse_float=_finite)
    except (ValueError, RecursionError) as error:
        raise RecordError("no JSON that can be used", where=where, found=str(error)[:120]) from error


def now() -> str:
    """This moment, in UTC, to the microsecond."""
    return datetime.now(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def folded(text: str) -> str:
    """Letters as they are searched: without case and without marks.

    >>> folded("Élysée, ещЁ")
    'elysee, еще'
    """
    if text.isascii():
        return text.lower()
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in apart if not unicodedata.combining(c))


def name_key(name: str) -> str:
    """A name as it is compared: folded, white space made plain.

    >>> name_key(" Jens  STOLTENBERG ")
    'jens stoltenberg'
    """
    return " ".join(tokens(name)) or folded(name).strip() or "?"


def keepable(*values: object) -> None:
    """Refuses words that no database keeps: with a NUL, or with half of a pair of code units.

    Raises:
        RecordError: one has it.
    """
    for text in values:
        if isinstance(text, str) and not text.isascii():
            sha256(text)
        if isinstance(text, str) and "\0" in text:
            raise RecordError("a text with a NUL cannot be kept", found=f"at character {text.index(chr(0)):,}")


def sha256(text: str) -> str:
    """Hash of a text in UTF-8.

    Raises:
        RecordError: it holds half of a pair of code units, which UTF-8 does not have.
    """
    try:
        return hashlib.sha256(text.encode()).hexdigest()
    except UnicodeEncodeError as error:
        raise RecordError(
            "a text with half a character cannot be kept", found=f"at character {error.start:,}"
        ) from error


def tokens(text: str) -> list[str]:
    """Words and figures of a text as they are searched, in order.

    >>> tokens("The U.S. limit: 1,550")
    ['the', 'u', 's', 'limit', '1', '550']
    """
    return _WORD.findall(folded(text))


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a name stands twice in one object")
    return found


def _no_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is no number")


def _finite(text: str) -> float:
    value = float(text)
    if not math.isfinite(value):
        raise ValueError(f"{text[:20]} is too large")
    return value


@cache
def _defaults(kind: Any) -> tuple[tuple[str, Any], ...]:
    return tuple((f.name, f.default) for f in fields(kind))


Reader = Callable[[Any, str], Any]


@cache
def _reader(kind: Any) -> Reader:
    """What reads a value of one type; made once for each type."""
    origin = get_origin(kind)
    if origin in (Union, types.UnionType):
        return _one_of(get_args(kind))
    if origin is tuple:
        return _tuple(get_args(kind))
    if is_dataclass(kind):
        return _record(cast(type, kind))
    if kind is date:
        return _day
    return _scalar(kind)


def _scalar(kind: type) -> Reader:
    names = {str: "words", int: "a whole number", float: "a number", bool: "true or false", types.NoneType: "null"}

    def read(value: Any, where: str) -> Any:
        if kind is float and type(value) is int and abs(value) < 2**53:
            return value  # as it stands: what is written out again is the same
        if type(value) is not kind or (isinstance(value, float) and not math.isfinite(value)):
            raise RecordError("a value of another type", where=where, found=repr(value)[:60], allowed=names[kind])
        return value

    return read


def _day(value: Any, where: str) -> date:
    try:
        if isinstance(value, str) and len(value) == 10:
            return date.fromisoformat(value)
    except ValueError:
        pass
    raise RecordError("no day", where=where, found=repr(value)[:60], allowed="a day as 2024-06-21")


def _one_of(kinds: tuple[Any, ...]) -> Reader:
    some = [_reader(k) for k in kinds if k is not types.NoneType]
    empty = types.NoneType in kinds

    def read(value: Any, where: str) -> Any:
        if value is None and empty:
            return None
        for number, reader in enumerate(some, start=1):
            try:
                return reader(value, where)
            except RecordError:
                if number == len(some):
                    raise
        raise RecordError("a value of another type", where=where, found=repr(value)[:60])

    return read


def _tuple(kinds: tuple[Any, ...]) -> Reader:
    readers = [_reader(k) for k in kinds if k is not Ellipsis]
    endless = Ellipsis in kinds

    def read(value: Any, where: str) -> tuple[Any, ...]:
        length = "" if endless else f" of {len(readers)}"
        if not isinstance(value, list) or not (endless or len(value) == len(readers)):
            raise RecordError("a value of another type", where=where, found=repr(value)[:60], allowed=f"a list{length}")
        chosen = readers * len(value) if endless else readers
        return tuple(r(v, f"{where}[{i}]") for i, (r, v) in enumerate(zip(chosen, value, strict=True)))

    return read


def _record(kind: type) -> Reader:
    hints = get_type_hints(kind)
    readers = {f.name: _reader(hints[f.name]) for f in fields(kind)}
    needed = [f.name for f in fields(kind) if f.default is MISSING and f.default_factory is MISSING]

    def read(value: Any, where: str) -> Any:
        if not isinstance(value, dict):
            raise RecordError("a value of another type", where=where, found=repr(value)[:60], allowed="an object")
        for name in value:
            if name not in readers:
                raise RecordError(
                    f"a {kind.__name__.lower()} has no such field", where=where, found=repr(name)[:60],
                    allowed=", ".join(readers),
                )  # fmt: skip
        for name in needed:
            if name not in value:
                raise RecordError("a field is missing", where=where, found=", ".join(value)[:120], allowed=name)
        return kind(**{name: readers[name](v, f"{where}.{name}" if where else name) for name, v in value.items()})

    return read
