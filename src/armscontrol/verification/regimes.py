"""A verification regime in numbers, a violation under it, and the exact chance that a visit has met it by a year's end.

A regime: sites with items, so many visits a year, at most so many at one site, so many items opened a visit, each
recognised with a chance. Sites are drawn at random among the visits still allowed, visits of different years apart from
each other, items of one visit without replacement. With caps, a year's visits are a draw without replacement from
"slots", `cap` of them at each site, so the chance that all of them miss is a ratio of elementary symmetric polynomials:
e_n(q) / C(slots, n), q being the miss of a visit at each slot.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import expm1

import numpy as np

from armscontrol.errors import VerificationError
from armscontrol.verification.detection import hypergeom_detection_imperfect
from armscontrol.verification.factorials import hits
from armscontrol.verification.inputs import Floats, Ints, filled, one_share, one_whole, refuse, whole

MOST_SITES = 10_000
MOST_VISITS = 1_000
"""Visits a year."""
MOST_KINDS = 60
"""Kinds of sites, by items and false items, up to which moves between them are tried."""
MOST_MOVES = 30
"""Moves from one placing, at most."""
TRIED = 40
"""Moves tried at a time."""
_ROUNDED = 1e-12
"""Chances nearer than this are the same."""


@dataclass(frozen=True)
class Regime:
    """What is agreed: `items` at each site, `visits` a year, `cap` a year at one site, `opened` items a visit.

    `recognise` is the chance to recognise a false item that is opened, `false_alarm` to take a good one for false.

    Raises:
        VerificationError: an argument out of range, an empty site, or visits that the caps do not allow.
    """

    name: str
    items: tuple[int, ...]
    visits: int
    cap: int
    opened: int = 1
    recognise: float = 1.0
    false_alarm: float = 0.0

    def __post_init__(self) -> None:
        at_site = whole("items", filled("items", self.items), 1, 10**6)
        if at_site.size > MOST_SITES:
            raise refuse("items", at_site.size, f"at most {MOST_SITES:,} sites")
        object.__setattr__(self, "items", tuple(int(x) for x in at_site))
        cap = one_whole("cap", self.cap, 1, MOST_VISITS)
        one_whole("visits", self.visits, 0, MOST_VISITS)
        one_whole("opened", self.opened, 1)
        one_share("recognise", self.recognise)
        one_share("false_alarm", self.false_alarm)
        if self.visits > cap * at_site.size:
            allowed = f"at most {cap * at_site.size:,}, {cap} at each of {at_site.size} sites"
            raise refuse("visits", self.visits, allowed)

    @property
    def sites(self) -> int:
        """Number of sites."""
        return len(self.items)

    def miss(self, false: Sequence[int]) -> Floats:
        """Chance that one visit to each site finds nothing, with so many false items there; shape (sites,).

        Raises:
            VerificationError: more false items than a site has, or lists of different lengths.
        """
        bad = self._placed(false)
        pairs = zip(self.items, bad.tolist(), strict=True)
        return np.array([1.0 - _seen(m, k, min(self.opened, m), self.recognise) for m, k in pairs])

    def _placed(self, false: Sequence[int]) -> Ints:
        bad = whole("false", filled("false", false))
        if bad.size != self.sites:
            raise refuse("false", f"{bad.size} numbers", f"one for each of {self.sites} sites")
        if (over := np.flatnonzero(bad > np.asarray(self.items))).size:
            at = int(over[0])
            raise refuse(f"false[{at}]", int(bad[at]), f"at most the {self.items[at]} items of that site")
        return bad

    def detection(self, false: Sequence[int], years: int = 1) -> float:
        """Exact chance that visits of so many whole years meet a violation that does not change."""
        time = one_whole("years", years, 0, 1_000_000)
        missed = float(_all_miss(self.miss(false)[None, :], self.cap, self.visits)[0])
        if missed <= 0:
            return 1.0 if time else 0.0
        return float(-expm1(time * np.log(missed)))


@lru_cache(maxsize=100_000)
def _seen(items: int, false: int, opened: int, recognise: float) -> float:
    return hypergeom_detection_imperfect(items, false, opened, recognise)


def _all_miss(misses: Floats, cap: int, draws: int) -> Floats:
    """Chance that draws without replacement from slots all miss: e_n(q)/C(S, n), as a mean so that nothing overflows.

    Each site has `cap` slots. Step s adds one slot: the mean over subsets of size j of s slots is (1 - j/s) times that
    without it plus j/s times its miss times the mean over subsets of size j - 1. Several placings at once: `misses` of
    shape (placings, sites). Sites that are alike in all placings are added in one step, from the chances of how many of
    the draws fall on them (hypergeometric).
    """
    rows = misses.shape[0]
    alike = (misses == misses[0]).all(axis=0)
    values, numbers = np.unique(misses[0, alike], return_counts=True)
    kinds = np.hstack([np.broadcast_to(values, (rows, values.size)), misses[:, ~alike]])
    counts = np.concatenate([numbers, np.ones(misses.shape[1] - int(alike.sum()), dtype=np.int64)])
    means = np.zeros((rows, draws + 1))
    means[:, 0] = 1.0
    powers = np.arange(draws + 1)
    there = 0
    for q, count in zip(kinds.T, (counts * cap).tolist(), strict=True):
        share = _shares(there, count, draws)  # [i, j]: i of j draws from all fall on the slots that are added
        factors = q[:, None] ** powers
        added = np.zeros_like(means)
        for i in range(min(count, draws) + 1):
            added[:, i:] += share[i, i:] * factors[:, i : i + 1] * means[:, : draws + 1 - i]
        means, there = added, there + count
    return means[:, draws]


@lru_cache(maxsize=4_000)
def _shares(there: int, added: int, draws: int) -> Floats:
    """Chance that i of j draws without replacement from `there + added` slots fall on the added ones: [i, j]."""
    out = np.zeros((min(added, draws) + 1, draws + 1))
    for j in range(min(there + added, draws) + 1):
        x, weights = hits(there + added, added, j)
        out[x, j] = weights
    return out


def spread(items: Sequence[int], number: int) -> tuple[int, ...]:
    """So many false items spread over the sites in proportion to their items, largest remainders first."""
    at_site, bad = _violation(items, number)
    exact = at_site * (bad / at_site.sum())
    out = np.floor(exact).astype(np.int64)
    rest = np.argsort(-(exact - out), kind="stable")[: bad - int(out.sum())]
    out[rest] += 1
    return tuple(int(x) for x in out)


def concentrated(items: Sequence[int], number: int) -> tuple[int, ...]:
    """So many false items at as few sites as possible, the largest first."""
    at_site, left = _violation(items, number)
    out = np.zeros_like(at_site)
    for site in np.argsort(-at_site, kind="stable"):
        out[site] = min(left, int(at_site[site]))
        left -= int(out[site])
    return tuple(int(x) for x in out)


PLACES = {"spread": spread, "concentrated": concentrated}
"""Where a violator puts false items, by name."""


def _violation(items: Sequence[int], number: int) -> tuple[Ints, int]:
    at_site = whole("items", filled("items", items), 1)
    return at_site, one_whole("number", number, 0, int(at_site.sum()))


@lru_cache(maxsize=10_000)
def exchanged(regime: Regime, number: int) -> tuple[tuple[int, ...], str]:
    """The placing of so many false items that a year's visits meet least often, as far as exchange finds it.

    Starts from each of the placings and moves items from one site to another while the chance falls: one, half or all
    of what a site has. Of all moves, those are tried that promise most when taking from the one site and adding to the
    other are judged apart. That no other placing is better is not proven. With more than 60 kinds of sites nothing is
    moved. Returns the placing and the name of the one it began with, "exchanged" where moves were made.
    """
    best: tuple[float, tuple[int, ...], str] | None = None
    for name, place in PLACES.items():
        false, label = np.asarray(place(regime.items, number)), name
        missed = float(_missed(regime, false[None, :])[0])
        for _ in range(MOST_MOVES):
            moves = _moves(regime, false, missed)
            if not moves.size:
                break
            chances = _missed(regime, moves)
            at = int(np.argmax(chances))
            if chances[at] <= missed + _ROUNDED:
                break
            missed, false, label = float(chances[at]), moves[at], "exchanged"
        if best is None or missed > best[0] + _ROUNDED:
            best = missed, tuple(int(x) for x in false), label
    assert best is not None  # noqa: S101  there is at least one placing
    return best[1], best[2]


def _missed(regime: Regime, placings: Ints) -> Floats:
    """Chance that a year's visits miss each of several placings, shape (placings, sites)."""
    items = np.asarray(regime.items)
    pairs, inverse = np.unique(
        np.stack([np.broadcast_to(items, placings.shape), placings], axis=-1).reshape(-1, 2),
        axis=0,
        return_inverse=True,
    )
    seen = [_seen(m, k, min(regime.opened, m), regime.recognise) for m, k in pairs.tolist()]
    return _all_miss((1.0 - np.asarray(seen))[inverse].reshape(placings.shape), regime.cap, regime.visits)


def _moves(regime: Regime, false: Ints, missed: float) -> Ints:
    """Placings that differ by one move, the most promising; sites with the same items and false items count once."""
    kinds: dict[tuple[int, int], list[int]] = {}
    for site, kind in enumerate(zip(regime.items, false.tolist(), strict=True)):
        kinds.setdefault(kind, []).append(site)
    if len(kinds) > MOST_KINDS:
        return np.empty((0, false.size), dtype=np.int64)
    changes = [
        (sites[0], sites[-1], count)
        for (room, here), sites in kinds.items()
        for count in {*_parts(here), *(-c for c in _parts(room - here))}
    ]  # first to take from, last to add to; a count below 0 is added
    alone = np.repeat(false[None, :], len(changes), axis=0)
    for row, (first, last, count) in enumerate(changes):
        alone[row, first if count > 0 else last] -= count
    gains = _missed(regime, alone) - missed
    taken = [(g, c[0], c[2]) for g, c in zip(gains.tolist(), changes, strict=True) if c[2] > 0]
    put = [(g, c[1], -c[2]) for g, c in zip(gains.tolist(), changes, strict=True) if c[2] < 0]
    pairs = [
        (up + down * min(take, add) / add, source, target, min(take, add))
        for up, source, take in taken
        for down, target, add in put
        if source != target
    ]
    pairs = sorted(pairs, reverse=True)[:TRIED]
    moves = np.repeat(false[None, :], len(pairs), axis=0)
    for row, (_, source, target, count) in enumerate(pairs):
        moves[row, source] -= count
        moves[row, target] += count
    return moves


def _parts(number: int) -> set[int]:
    return {1, (number + 1) // 2, number} if number > 0 else set()


@dataclass(frozen=True, slots=True)
class Caught:
    """The smallest violation that a regime meets with a chance within some years, for the violator's best placing.

    The placing is the best that exchange finds (`exchanged`). `number` is `None` where not even a violation everywhere
    is met with that chance.
    """

    regime: str
    years: int
    chance: float
    number: int | None
    placing: str | None


def caught(regime: Regime, chance: float, years: int) -> Caught:
    """The smallest violation that is met with a chance within some years, wherever it is met least (`exchanged`)."""
    wanted = one_share("chance", chance, strict=True)
    most = sum(regime.items)

    def met(number: int) -> tuple[bool, str]:
        false, name = exchanged(regime, number)
        return regime.detection(false, years) >= wanted, name

    if not met(most)[0]:
        return Caught(regime.name, years, wanted, None, None)
    low, high = 1, most
    while low < high:
        middle = (low + high) // 2
        if met(middle)[0]:
            high = middle
        else:
            low = middle + 1
    return Caught(regime.name, years, wanted, low, met(low)[1])


def compare_regimes(
    regimes: Iterable[Regime], chances: Sequence[float] = (0.5, 0.9, 0.95), years: Sequence[int] = (1, 3, 5)
) -> tuple[Caught, ...]:
    """What each regime catches: for each number of years and chance, the smallest violation that it meets so surely.

    Raises:
        VerificationError: no regime, two of one name, or a chance or a number of years out of range.
    """
    given = list(regimes)
    names = [r.name for r in given]
    if not given or len(set(names)) < len(names):
        raise VerificationError(
            "regimes cannot be told apart" if given else "nothing to compare", where="regimes",
            found=", ".join(names) or "none", allowed="at least one, each with a name of its own",
        )  # fmt: skip
    return tuple(caught(r, c, y) for r in given for y in years for c in chances)


def frontier(regime: Regime, chance: float, years: int, visits: Sequence[int]) -> tuple[tuple[int, int | None], ...]:
    """Numbers of visits a year, and the smallest violation that each meets with a chance within some years."""
    out = []
    for n in visits:
        changed = Regime(
            regime.name, regime.items, n, regime.cap, regime.opened, regime.recognise, regime.false_alarm
        )  # fmt: skip
        out.append((n, caught(changed, chance, years).number))
    return tuple(out)
