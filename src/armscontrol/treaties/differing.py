"""What differs between two treaty documents: entries matched by their ids, then field by field."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from armscontrol.treaties.model import Treaty

_KEYS = {
    "parties": ("id",),
    "events": ("kind", "date", "parties"),
    "positions": ("party", "from_", "position"),
    "members": ("party", "from_"),
    "elections": ("party", "date"),
    "grants": ("party", "until"),
}
"""Fields that tell entries of a list apart, where they have no id."""


@dataclass(frozen=True, slots=True)
class Change:
    """One difference: where, and the value in each document; `None` where a document has nothing there."""

    place: str
    before: str | None
    after: str | None

    @property
    def kind(self) -> str:
        """Whether something was added, removed or changed."""
        return "added" if self.before is None else "removed" if self.after is None else "changed"


def diff(before: Treaty, after: Treaty) -> list[Change]:
    """Differences between two documents, in the order of the document model. Order of entries is no difference."""
    left, right = (t.model_dump(mode="json", exclude_defaults=True) for t in (before, after))
    names = dict.fromkeys([*left, *right])
    return [c for name in names for c in _changes(name, left.get(name), right.get(name))]


def _changes(place: str, before: Any, after: Any) -> Iterator[Change]:
    if before == after or (isinstance(before, list) and isinstance(after, list) and _sorted(before) == _sorted(after)):
        return
    if isinstance(before, Mapping) and isinstance(after, Mapping):
        for name in dict.fromkeys([*before, *after]):
            yield from _changes(f"{place}.{name.rstrip('_')}", before.get(name), after.get(name))
        return
    named = [_by_name(place, x) for x in (before, after) if x is not None]
    if all(n is not None for n in named):
        left = _by_name(place, before) if before is not None else {}
        right = _by_name(place, after) if after is not None else {}
        for name in dict.fromkeys([*(left or {}), *(right or {})]):
            yield from _changes(f"{place}[{name}]", (left or {}).get(name), (right or {}).get(name))
        return
    yield Change(place, _told(before), _told(after))


def _sorted(entries: list[Any]) -> list[str]:
    return sorted(str(_told(e)) for e in entries)


def _by_name(place: str, entries: Any) -> dict[str, Any] | None:
    """Entries of a list by the name that tells them apart; `None` where it is no such list."""
    if not isinstance(entries, list) or not entries or not all(isinstance(e, Mapping) for e in entries):
        return None
    field = place.rsplit(".", 1)[-1]
    keys = _KEYS.get(
        field, ("id",) if "id" in entries[0] else ("type", "party", "from_") if "type" in entries[0] else ()
    )
    names = [" ".join(str(e[k]) for k in keys if e.get(k)) for e in entries]
    return dict(zip(names, entries, strict=True)) if all(names) and len(set(names)) == len(names) else None


def _told(value: Any) -> str | None:
    match value:
        case None:
            return None
        case Mapping():
            return ", ".join(f"{k.rstrip('_') or 'all'} = {_told(v)}" for k, v in value.items())
        case list():
            return "; ".join(str(_told(v)) for v in value)
        case float() if value.is_integer():
            return f"{value:,.0f}"
        case _:
            return str(value)
