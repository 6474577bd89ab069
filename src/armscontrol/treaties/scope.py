"""What the rules of a document refer to: its dates, definitions, groups and maps, each with its place in the file."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from itertools import combinations
from typing import NoReturn

from armscontrol import calendar
from armscontrol.errors import TreatyError
from armscontrol.treaties.expressions.parse import parse
from armscontrol.treaties.expressions.tree import Logic, Node
from armscontrol.treaties.fields import DatePhrase
from armscontrol.treaties.model import Treaty
from armscontrol.treaties.places import Path, name_of
from armscontrol.treaties.provisions import InZone
from armscontrol.treaties.rules import MemberOf
from armscontrol.treaties.tables import EVENTS, HOLDINGS, Column

ANCHORS = {
    "signed": "signature",
    "entered_into_force": "entry into force",
    "extended": "extension",
    "expired": "expiry",
    "terminated": "termination",
    "superseded": "supersession",
    "limits_in_effect": "limits in effect",
    "provisionally_applied": "provisional application",
}
"""Names under which date phrases find the first event of a kind."""

Locate = Callable[[Path], str]


class Scope:
    """What a rule of one document may refer to, and where each thing stands in its file."""

    def __init__(self, treaty: Treaty, locate: Locate) -> None:
        self.treaty, self.locate = treaty, locate
        self.anchors: dict[str, date] = {}
        for index, event in enumerate(treaty.events):
            name = event.anchor or ANCHORS.get(event.kind)
            if event.anchor and event.anchor in self.anchors:
                self.refuse(("events", index, "anchor"), "two events have one name", found=event.anchor)
            if name:
                self.anchors.setdefault(name, event.date)
        self.parsed: dict[str, Node] = {}
        self.open: list[str] = []
        for index, event in enumerate(treaty.events):
            self.day(event.until, ("events", index, "until"))
        attributes = {name: Column(name, a.kind, a.meaning, whole=False) for name, a in treaty.attributes.items()}
        tiers = {name: Column(name, "number", t.meaning, whole=False) for name, t in treaty.tiers.items()}
        for kind, made in (("attributes", attributes), ("tiers", tiers)):
            for name in made:
                if name in HOLDINGS or (kind == "tiers" and name in attributes):
                    self.refuse((kind, name), "this is the name of a column already", found=name)
        self.columns: dict[str, Column] = {**HOLDINGS, **attributes, **tiers}
        self.codes = {p.id for p in treaty.parties}
        self.sides = {*self.codes, *(g.id for g in treaty.groups)}

    def refuse(self, path: Path, message: str, *, found: str = "", allowed: str = "", advice: str = "") -> NoReturn:
        """Raise, naming the place."""
        raise TreatyError(message, where=self.locate(path), found=found, allowed=allowed, advice=advice)

    # Names

    def check_names(self) -> None:
        """Refuse doubled ids, circular parents and positions of others than Parties."""
        treaty = self.treaty
        seen: dict[str, Path] = {}
        for kind in ("limits", "bans", "quotas", "deadlines", "obligations", "eliminations", "statements"):
            for index, provision in enumerate(getattr(treaty, kind)):
                path: Path = (kind, index, "id")
                if provision.id in seen:
                    self.refuse(
                        path,
                        f"two provisions have one id (the other: {name_of(seen[provision.id])})",
                        found=provision.id,
                        allowed="an id of its own",
                    )
                seen[provision.id] = path
        doubled = [c for c in self.codes if [p.id for p in treaty.parties].count(c) > 1]
        if doubled:
            self.refuse(("parties",), "a Party is listed twice", found=", ".join(sorted(doubled)), allowed="once")
        for kind in ("limits", "bans", "quotas", "deadlines", "obligations", "eliminations"):
            for index, provision in enumerate(getattr(treaty, kind)):
                for code in provision.parties:
                    self.need_side(code, self.codes, (kind, index, "parties"))
        for index, baseline in enumerate(treaty.baselines):
            if baseline.party:
                self.need_side(baseline.party, self.codes, ("baselines", index, "party"))
        for index, position in enumerate(treaty.positions):
            self.need_side(position.party, self.codes, ("positions", index, "party"))
            self.day(position.from_, ("positions", index, "from"))
            self.day(position.until, ("positions", index, "until"))
        parents = {x.id: x.parent for x in treaty.limits}
        for index, limit in enumerate(treaty.limits):
            chain = [limit.id]
            above = limit.parent
            while above:
                if above not in parents:
                    self.refuse(
                        ("limits", index, "parent"), "no limit has this id", found=above, allowed=", ".join(parents)
                    )
                if above in chain:
                    self.refuse(
                        ("limits", index, "parent"),
                        "limits are each other's parents in a circle",
                        found=" → ".join([*chain, above]),
                    )
                chain.append(above)
                above = parents[above]

    def definition(self, name: str) -> Node | None:
        """The tree of a definition; `None` where the document has none of that name."""
        if name in self.parsed:
            return self.parsed[name]
        if name not in self.treaty.definitions:
            return None
        path: Path = ("definitions", name)
        if name in self.columns:
            self.refuse(path, "a definition has the name of a column or attribute", found=name)
        if name in self.open:
            circle = " → ".join([*self.open[self.open.index(name) :], name])
            self.refuse(
                path,
                "definitions refer to each other in a circle",
                found=circle,
                advice="A definition may only use others that do not lead back to it.",
            )
        self.open.append(name)
        node = parse(
            self.treaty.definitions[name].expression, self.columns, self.definition, where=lambda: self.locate(path)
        )
        self.open.pop()
        self.parsed[name] = node
        return node

    def need_side(self, side: str, known: set[str], path: Path) -> None:
        """Refuse a name that is neither a Party's nor a group's."""
        if side not in known:
            what = "not a Party" if known == self.codes else "neither a Party nor a group"
            self.refuse(path, what, found=side, allowed=", ".join(sorted(known)))

    def members(self) -> tuple[MemberOf, ...]:
        """Memberships with their days; a Party is in one group at a time."""
        found: list[tuple[MemberOf, Path]] = []
        seen: set[str] = set()
        for g, group in enumerate(self.treaty.groups):
            if group.id in seen:
                self.refuse(("groups", g, "id"), "two groups have one id", found=group.id)
            seen.add(group.id)
            for m, member in enumerate(group.members):
                path: Path = ("groups", g, "members", m)
                self.need_side(member.party, self.codes, (*path, "party"))
                start, until = self.day(member.from_, (*path, "from")), self.day(member.until, (*path, "until"))
                found.append((MemberOf(group.id, member.party, start, until), path))
        for (a, _), (b, path) in combinations(found, 2):
            starts = max(a.start or date.min, b.start or date.min)
            if a.party == b.party and a.holds(starts) and b.holds(starts):
                self.refuse(
                    path,
                    f"{b.party} is twice in a group at one date",
                    found=f"{a.group} and {b.group} on {starts}" if starts > date.min else f"{a.group} and {b.group}",
                    allowed="one group at a time",
                    advice="Give the membership that ended its `until`.",
                )
        return tuple(m for m, _ in found)

    def check_attributes(self) -> None:
        """Refuse attribute values of the wrong kind."""
        for name, attribute in self.treaty.attributes.items():
            if attribute.once and (attribute.kind != "truth" or attribute.values):
                self.refuse(
                    ("attributes", name),
                    "`once` makes a truth value of its own",
                    found=f"kind {attribute.kind}, {len(attribute.values)} values",
                    allowed="kind truth without values",
                )
            expected = {"number": (int, float), "truth": (bool,), "text": (str,)}[attribute.kind]
            seen: dict[tuple[object, ...], int] = {}
            for index, value in enumerate(attribute.values):
                path: Path = ("attributes", name, "values", index)
                if not isinstance(value.value, expected) or (attribute.kind == "number" and value.value is True):
                    self.refuse(
                        path,
                        "an attribute value of the wrong kind",
                        found=repr(value.value),
                        allowed=attribute.kind,
                    )
                if attribute.kind == "number" and float(value.value) < 0:
                    self.refuse(path, "a negative number of things", found=repr(value.value), allowed="0 or more")
                if value.party:
                    self.need_side(value.party, self.codes, (*path, "party"))
                start, _ = (self.day(d, (*path, k)) for d, k in ((value.from_, "from"), (value.until, "until")))
                for type in value.type:
                    if (type, value.party, start) in seen:
                        self.refuse(path, "two values for one type, Party and first day", found=type, allowed="one")
                    seen[type, value.party, start] = index

    def maps(self) -> None:
        """Read the maps: which areas lie in which zone."""
        self.areas: dict[tuple[str, str], tuple[str, ...]] = {}
        for index, drawn in enumerate(self.treaty.maps):
            path: Path = ("maps", index)
            if any(m == drawn.id for m, _ in self.areas):
                self.refuse((*path, "id"), "two maps have one id", found=drawn.id)
            self.need_day(drawn.from_, (*path, "from"))
            self.day(drawn.until, (*path, "until"))
            for zone in drawn.zones:
                if (drawn.id, zone.id) in self.areas:
                    self.refuse((*path, "zones"), "two zones of one map have one id", found=zone.id)
                self.areas[drawn.id, zone.id] = zone.areas

    def in_zone(self, counts: Node, zone: InZone, path: Path) -> Node:
        """The rule narrowed to the areas of a zone on one map."""
        maps = list(dict.fromkeys(m for m, _ in self.areas))
        if zone.map not in maps:
            self.refuse((*path, "map"), "no map has this id", found=zone.map, allowed=", ".join(maps) or "none drawn")
        zones = [z for m, z in self.areas if m == zone.map]
        if zone.zone not in zones:
            self.refuse((*path, "zone"), f"map {zone.map} has no such zone", found=zone.zone, allowed=", ".join(zones))
        listed = ", ".join("'" + a.replace("'", "''") + "'" for a in self.areas[zone.map, zone.zone])
        inside = parse(f"zone IN ({listed})", HOLDINGS, expect="truth")
        size, depth = counts.size + inside.size + 1, max(counts.depth, inside.depth) + 1
        return Logic(counts.position, "truth", depth, size, "AND", (counts, inside))

    # Dates

    def day(self, phrase: DatePhrase | None, path: Path) -> date | None:
        """The civil date of a phrase; `None` for none."""
        if phrase is None or isinstance(phrase, date):
            return phrase
        try:
            return calendar.resolve(phrase, self.anchors, self.treaty.calendar.rounding)
        except TreatyError as error:
            raise TreatyError(
                error.message,
                where=self.locate(path),
                found=error.found,
                allowed=error.allowed,
                advice=error.advice,
            ) from error

    def need_day(self, phrase: DatePhrase, path: Path) -> date:
        """The civil date of a phrase that must be there."""
        day = self.day(phrase, path)
        assert day is not None  # noqa: S101  a phrase that is there resolves or raises
        return day

    def offset(self, text: str, path: Path) -> calendar.Offset:
        """A length of time."""
        try:
            return calendar.parse_offset(text)
        except TreatyError as error:
            raise TreatyError(
                error.message, where=self.locate(path), found=error.found, allowed=error.allowed
            ) from error

    def expression(self, text: str, path: Path, expect: str) -> Node:
        """A rule over the holdings table."""
        return parse(text, self.columns, self.definition, expect=expect, where=lambda: self.locate(path))  # type: ignore[arg-type]

    def event_rule(self, text: str, path: Path) -> Node:
        """A rule over the events table."""
        return parse(text, EVENTS, expect="truth", where=lambda: self.locate(path))
