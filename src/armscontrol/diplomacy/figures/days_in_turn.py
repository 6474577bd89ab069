"""The days of two figures told in the order of two days: "1,700 and 1,600 warheads in March and September"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from armscontrol.diplomacy.model import DateMention, Number

_AND = re.compile(r",? (?:and|then|и) (?:(?:then )?(?:in|on|at|as of|в|на) )?(?:early |late )?")
_JOINED = re.compile(
    r"(?: (?:deployed|strategic|nuclear|warheads|delivery|vehicles|launchers|missiles|and bombers))*,? (?:and|then|и) "
    r"(?:then )?"
)
_WHEN = re.compile(
    r"\b(?:[Ii]n|[Oo]n|[Aa]t|[Aa]s of|[Ff]or|[Oo]f|[Вв]|[Нн]а) (?:early |late |the (?:start|end|beginning) of )?$"
)
_OTHERS = ("each", "both", None)


def in_turn(text: str, made: list[Number], inside: Sequence[DateMention]) -> list[Number]:
    """The two counts of one State, told with two days joined as they are, given these days in their order."""
    if len(made) != 2 or made[0].kind != "count" or made[1].kind != "count":
        return made
    one, other = made
    if one.party != other.party or one.party in _OTHERS or one.unit != other.unit:
        return made
    if not _JOINED.fullmatch(text, one.span[1], other.span[0]):
        return made
    pairs = [
        (a, b) for a, b in pairwise(inside)
        if a.edtf and b.edtf and a.edtf < b.edtf and _AND.fullmatch(text, a.span[1], b.span[0])
        and _WHEN.search(text, max(0, a.span[0] - 30), a.span[0])
        and (a.span[0] >= other.span[1] or b.span[1] <= one.span[0])
    ]  # fmt: skip
    if len(pairs) != 1 or len(inside) != 2:
        return made
    first, second = pairs[0]
    return [replace(one, as_of=first.edtf), replace(other, as_of=second.edtf)]
