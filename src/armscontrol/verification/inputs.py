"""Numbers that a user gives, checked before anything is computed: whole numbers, shares, arrays that go together."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from armscontrol.errors import VerificationError

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Result = float | Floats
"""A float for plain numbers, an array for arrays."""

MOST = 2**53
"""Largest whole number that a double holds exactly."""
GREATEST = 1e100
"""Largest pay-off, effort or amount: sums and quotients of such numbers stay finite."""


def refuse(name: str, found: object, allowed: str, advice: str = "") -> VerificationError:
    """The error for one argument: its name, the value and the range."""
    return VerificationError(f"{name} is out of range", where=name, found=_short(found), allowed=allowed, advice=advice)


def _short(value: object) -> str:
    text = repr(value.item() if isinstance(value, np.generic) else value)
    return text if len(text) <= 80 else f"{text[:77]}..."


def whole(name: str, value: ArrayLike, low: int = 0, high: int = MOST) -> Ints:
    """Whole numbers between two ends.

    Raises:
        VerificationError: not a number, not whole, or outside.
    """
    given = _given(name, value)
    if given.dtype.kind in "iu" and given.size:  # no need to pass through doubles
        outside = next((x for x in (given.min(), given.max()) if not low <= int(x) <= high), None)
    else:
        given = given.astype(np.float64)
        bad = ~(np.isfinite(given) & (given == np.floor(given)) & (given >= low) & (given <= high))
        outside = given[bad].flat[0] if bad.any() else None
    if outside is not None:
        top = "" if high == MOST else f" to {high:,}"
        raise refuse(name, outside, f"a whole number from {low:,}{top or ' up'}")
    return given.astype(np.int64, copy=False)


def real(name: str, value: ArrayLike, low: float = -np.inf, high: float = np.inf, *, strict: bool = False) -> Floats:
    """Real numbers between two ends; with `strict`, not at the ends themselves.

    Raises:
        VerificationError: not a number, not finite, or outside.
    """
    given = numbers(name, value)
    inside = (given > low) & (given < high) if strict else (given >= low) & (given <= high)
    bad = ~(np.isfinite(given) & inside)
    if bad.any():
        raise refuse(name, given[bad].flat[0], _between(low, high, strict))
    return given


def share(name: str, value: ArrayLike, *, strict: bool = False) -> Floats:
    """Probabilities: numbers from 0 to 1; with `strict`, neither 0 nor 1."""
    return real(name, value, 0.0, 1.0, strict=strict)


def _between(low: float, high: float, strict: bool) -> str:
    if not np.isfinite(low):
        return "a finite number"
    if not np.isfinite(high):
        return f"a finite number {'above' if strict else 'from'} {low:g}{'' if strict else ' up'}"
    return f"a number above {low:g} and below {high:g}" if strict else f"a number from {low:g} to {high:g}"


def one_whole(name: str, value: ArrayLike, low: int = 0, high: int = MOST) -> int:
    """One whole number between two ends; a list is refused."""
    return int(_one(name, value, whole(name, value, low, high)))


def one_real(name: str, value: ArrayLike, low: float = -np.inf, high: float = np.inf, *, strict: bool = False) -> float:
    """One real number between two ends; a list is refused."""
    return float(_one(name, value, real(name, value, low, high, strict=strict)))


def one_share(name: str, value: ArrayLike, *, strict: bool = False) -> float:
    """One probability; a list is refused."""
    return one_real(name, value, 0.0, 1.0, strict=strict)


def _one(name: str, value: ArrayLike, given: Any) -> Any:
    if given.ndim:
        raise VerificationError(f"{name} is not one number", where=name, found=_short(value), allowed="one number")
    return given


def numbers(name: str, value: ArrayLike) -> Floats:
    """Numbers of any shape as doubles; true and false, text and ragged lists are none."""
    return _given(name, value).astype(np.float64)


def _given(name: str, value: ArrayLike) -> NDArray[Any]:
    try:
        given = np.asarray(value)
        if given.size and (given.dtype.kind not in "iuf" or _holds_bool(value)):
            raise TypeError
    except (TypeError, ValueError, OverflowError) as error:
        allowed = "numbers, in rows of one length" if isinstance(value, list | tuple) else "numbers"
        raise VerificationError(f"{name} is no number", where=name, found=_short(value), allowed=allowed) from error
    return given


def _holds_bool(value: object) -> bool:
    if isinstance(value, list | tuple):  # NumPy makes 1 of a true among numbers
        return any(isinstance(x, bool | np.bool) or (isinstance(x, list | tuple) and _holds_bool(x)) for x in value)
    return False


def filled(name: str, value: ArrayLike) -> Floats:
    """A list of numbers with at least one in it."""
    given = np.atleast_1d(numbers(name, value))
    if given.ndim != 1 or not given.size:
        raise refuse(name, value, "a list of at least one number")
    return given


def together(**named: Any) -> list[Any]:
    """Arrays spread to one shape.

    Raises:
        VerificationError: shapes that do not go together.
    """
    try:
        return list(np.broadcast_arrays(*named.values()))
    except ValueError as error:
        shapes = ", ".join(f"{k} {np.shape(v)}" for k, v in named.items())
        raise VerificationError(
            "arrays that do not go together",
            where=", ".join(named),
            found=shapes,
            allowed="one shape, or plain numbers",
        ) from error


def same_length(**named: Floats | Ints) -> None:
    """Refuse lists of different lengths."""
    lengths = {k: v.shape[0] for k, v in named.items()}
    if len(set(lengths.values())) > 1:
        told = ", ".join(f"{k} {n}" for k, n in lengths.items())
        raise VerificationError("lists of different lengths", where=", ".join(named), found=told, allowed="one length")


def same_shape_as(like: Floats, name: str, value: Floats) -> Floats:
    """One number, or one for each of a list, spread over that list."""
    if value.ndim and value.shape != like.shape:
        raise refuse(name, value.shape, f"one number, or {like.size:,} of them")
    return np.broadcast_to(value, like.shape)


def result(value: Any) -> Result:
    """A plain float for a single number. Zero has no sign here."""
    return float(value) + 0.0 if np.ndim(value) == 0 else np.asarray(value, dtype=np.float64) + 0.0


def result_whole(value: Any) -> int | Ints:
    """A plain int for a single number."""
    return int(value) if np.ndim(value) == 0 else np.asarray(value, dtype=np.int64)
