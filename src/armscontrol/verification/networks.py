"""A small discrete Bayesian network with exact inference.

Evidence is cut out of each node's table, nodes that tell nothing about the question are left out, and the others are
summed out one by one, the one that makes the smallest table first (variable elimination, Zhang and Poole 1994; cited
from memory). Tables hold logarithms, shifted to a largest entry of 0, so that no amount of evidence underflows.

Bounds for chances that are known as intervals are the light equivalent of the constrained belief networks of Beaumont,
Evans, Huth and Plant, ESORICS 2015, doi 10.1007/978-3-319-24174-6_27.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from graphlib import CycleError, TopologicalSorter
from heapq import heapify, heappop, heappush
from math import exp, log, prod

import numpy as np
from numpy.typing import ArrayLike

from armscontrol.errors import VerificationError
from armscontrol.verification.inputs import Floats, refuse, share

MOST_NODES = 10_000
MOST_STATES = 1_000
MOST_CELLS = 2**22
"""Cells of one table: 32 MiB."""
MOST_ASKED = 22
"""Nodes whose joint chances are asked for."""
MOST_UNCERTAIN = 12
_SMALLEST = -745.0
"""Logarithm below which a chance is no double any more."""


@dataclass(frozen=True, eq=False)
class Node:
    """One quantity: its states, and their chances for each combination of its parents' states.

    `chances` has shape (states of parent 1, ..., states of parent k, own states); the last axis adds up to 1.

    Raises:
        VerificationError: names or states that are not texts or not all different, chances that are none or do not
            add up to 1, or a table too large.
    """

    name: str
    states: tuple[str, ...]
    chances: ArrayLike
    parents: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not isinstance(self.name, str) or not self.name:
            raise refuse("name", self.name, "a text")
        for what in ("states", "parents"):
            object.__setattr__(self, what, _texts(f"{self.name}.{what}", getattr(self, what)))
        where = f"{self.name}.states"
        if not 1 <= len(self.states) <= MOST_STATES:
            raise refuse(where, len(self.states), f"1 to {MOST_STATES:,} states")
        table = share(f"{self.name}.chances", self.chances)
        if table.ndim != len(self.parents) + 1 or table.shape[-1] != len(self.states):
            allowed = f"{len(self.parents) + 1} axes, the last of length {len(self.states)}"
            raise refuse(f"{self.name}.chances", table.shape, allowed)
        if table.size > MOST_CELLS:
            raise refuse(f"{self.name}.chances", f"{table.size:,} cells", f"at most {MOST_CELLS:,}")
        totals = table.sum(axis=-1, keepdims=True)
        if (wrong := np.abs(totals - 1) > 1e-9).any():
            raise refuse(f"{self.name}.chances", float(totals[wrong][0]), "a last axis that adds up to 1")
        table = table / totals
        table.setflags(write=False)
        object.__setattr__(self, "chances", table)

    @property
    def table(self) -> Floats:
        """The chances as an array."""
        return np.asarray(self.chances, dtype=np.float64)


def _texts(name: str, given: object) -> tuple[str, ...]:
    if not isinstance(given, list | tuple) or not all(isinstance(x, str) for x in given):
        raise refuse(name, given, "a list of texts")
    if len(set(given)) < len(given):
        raise refuse(name, given, "texts that are all different")
    return tuple(given)


@dataclass(frozen=True)
class _Table:
    """Logarithms over the nodes at these places, in ascending order."""

    over: tuple[int, ...]
    logs: Floats


@dataclass(frozen=True, eq=False)
class Network:
    """Nodes whose parents are among them, without a cycle.

    Raises:
        VerificationError: no node or more than 10,000, two of one name, a parent that is none, a table that does not
            fit the parents' states, or a cycle.
    """

    nodes: tuple[Node, ...]
    _places: dict[str, int] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        nodes = tuple(self.nodes) if isinstance(self.nodes, Iterable) else ()
        if not 1 <= len(nodes) <= MOST_NODES or not all(isinstance(x, Node) for x in nodes):
            raise refuse("nodes", self.nodes if len(nodes) < 2 else len(nodes), f"1 to {MOST_NODES:,} nodes")
        _texts("nodes", [x.name for x in nodes])
        object.__setattr__(self, "nodes", nodes)
        object.__setattr__(self, "_places", {x.name: i for i, x in enumerate(nodes)})
        for node in nodes:
            above = [self._node(f"{node.name}.parents", x) for x in node.parents]
            if (shape := tuple(len(x.states) for x in above)) != node.table.shape[:-1]:
                allowed = f"first axes of {shape}, the parents' numbers of states"
                raise refuse(f"{node.name}.chances", node.table.shape, allowed)
        try:
            TopologicalSorter({x.name: x.parents for x in nodes}).prepare()
        except CycleError as error:
            raise VerificationError(
                "a node is its own ancestor", where="nodes", found=" -> ".join(error.args[1][:10]), allowed="no cycle"
            ) from error

    def posterior(self, of: str, given: Mapping[str, str] | None = None) -> dict[str, float]:
        """Chance of each state of a node, given the states of others.

        Raises:
            VerificationError: a node or state that is none, evidence that could not happen, or a network too densely
                connected to be exact.
        """
        return dict(zip(self._node("of", of).states, self.joint([of], given).tolist(), strict=True))

    def joint(self, of: Sequence[str], given: Mapping[str, str] | None = None) -> Floats:
        """The same for several nodes together: an array with one axis for each of them, in their order."""
        places = [self._places[self._node("of", x).name] for x in _texts("of", of)]
        if not 1 <= len(places) <= MOST_ASKED:
            raise refuse("of", len(places), f"1 to {MOST_ASKED} nodes")
        sizes = [len(self.nodes[i].states) for i in places]
        if prod(sizes) > MOST_CELLS:
            raise refuse("of", f"{prod(sizes):,} cells", f"at most {MOST_CELLS:,}")
        fixed = self._evidence(given)
        free = [i for i in places if i not in fixed]
        logs, _ = self._summed(free, fixed)
        if logs.max() == -np.inf:
            raise _impossible()
        chances = np.exp(logs)
        out = np.zeros(sizes)
        inside = tuple(fixed[i] if i in fixed else slice(None) for i in places)
        out[inside] = np.transpose(chances / chances.sum(), np.argsort(np.argsort(free)))
        return out

    def log_chance(self, given: Mapping[str, str]) -> float:
        """Natural logarithm of the chance of what is given; -inf where it could not happen."""
        logs, shift = self._summed([], self._evidence(given))
        return float(logs) + shift

    def chance(self, given: Mapping[str, str]) -> float:
        """Chance of what is given.

        Raises:
            VerificationError: as for `posterior`, or a chance above 0 that no double can hold (see `log_chance`).
        """
        found = self.log_chance(given)
        if -np.inf < found < _SMALLEST:
            raise refuse("given", f"a chance of exp({found:.6g})", f"at least exp({_SMALLEST:g})", "Use `log_chance`.")
        return min(1.0, exp(found))

    def posterior_bounds(
        self,
        of: str,
        state: str,
        given: Mapping[str, str] | None = None,
        uncertain: Mapping[str, tuple[float, float]] | None = None,
    ) -> tuple[float, float]:
        """Least and greatest chance of a state where some chances are known as intervals only.

        The posterior is a quotient of two functions that are linear in each such chance, so it is greatest and least
        at corners of the box; all corners are looked at, except those at which the evidence could not happen.

        Args:
            of, state: the node and its state.
            given: states of other nodes.
            uncertain: nodes with two states and no parents, at most 12, with the lowest and highest chance of their
                first state.

        Raises:
            VerificationError: as for `posterior`, a node with parents or other than two states, or no interval.
        """
        node = self._node("of", of)
        wanted = _state("state", node, state)
        fixed, place = self._evidence(given), self._places[of]
        ends = self._intervals(uncertain or {})
        open_ = [i for i in sorted(ends) if i not in fixed]
        for i in ends.keys() & fixed.keys():  # an observed one tells nothing more, if it could be
            if ends[i][:, fixed[i]].max() == -np.inf:
                raise _impossible()
        over = sorted({*open_, place} - fixed.keys())
        below, _ = self._summed(over, fixed, own=ends.keys())
        if place in fixed:
            above = below if fixed[place] == wanted else np.full(below.shape, -np.inf)
        else:
            at = [1] * len(over)
            at[over.index(place)] = len(node.states)
            above = below + np.where(np.arange(len(node.states)) == wanted, 0.0, -np.inf).reshape(at)
        found = []
        for logs in (above, below):
            for axis, i in enumerate(over):  # each axis of two states becomes one of two ends
                moved = np.moveaxis(logs, axis, 0)
                rows = ends[i] if i in ends else np.zeros((1, len(moved)))
                logs = np.moveaxis(np.stack([_log_sum(moved + _column(row, moved), 0) for row in rows]), 0, axis)
            found.append(logs.ravel())
        possible = found[1] > -np.inf
        if not possible.any():
            raise _impossible()
        chances = np.minimum(1.0, np.exp(found[0][possible] - found[1][possible]))
        return float(chances.min()), float(chances.max())

    def _node(self, where: str, name: object) -> Node:
        if not isinstance(name, str) or name not in self._places:
            near = ", ".join(list(self._places)[:5]) + (", ..." if len(self._places) > 5 else "")
            raise refuse(where, name, f"a node of the network: {near}")
        return self.nodes[self._places[name]]

    def _evidence(self, given: Mapping[str, str] | None) -> dict[int, int]:
        if given is not None and not isinstance(given, Mapping):
            raise refuse("given", given, "states by the names of nodes")
        found = {}
        for name, state in (given or {}).items():
            node = self._node("given", name)
            found[self._places[name]] = _state(f"given[{name!r}]", node, state)
        return found

    def _intervals(self, uncertain: Mapping[str, tuple[float, float]]) -> dict[int, Floats]:
        """Logarithms of the chances of both states at each end, shape (2 ends, 2 states), by place."""
        if not isinstance(uncertain, Mapping) or len(uncertain) > MOST_UNCERTAIN:
            raise refuse("uncertain", uncertain, f"at most {MOST_UNCERTAIN} intervals by the names of nodes")
        out = {}
        for name, interval in uncertain.items():
            node, where = self._node("uncertain", name), f"uncertain[{name!r}]"
            if node.parents or len(node.states) != 2:
                raise refuse(where, f"{len(node.parents)} parents, {len(node.states)} states", "no parent, two states")
            ends = share(where, interval)
            if ends.shape != (2,) or ends[0] > ends[1]:
                raise refuse(where, interval, "the lowest and the highest chance of the first state")
            with np.errstate(divide="ignore"):
                out[self._places[name]] = np.log(np.stack([ends, 1 - ends], axis=1))
        return out

    def _summed(
        self, kept: Collection[int], fixed: Mapping[int, int], own: Collection[int] = ()
    ) -> tuple[Floats, float]:
        """Logarithms over the nodes kept, in ascending order, with a largest entry of 0, and what was taken off them.

        Args:
            kept: places of the nodes that are not summed out.
            fixed: places of the nodes whose state is given, with that state.
            own: places of the nodes whose own table is left out.
        """
        needed = self._ancestors({*kept, *fixed})
        # a node with one state takes no part; otherwise tables could have more axes than arrays may
        one = {i: 0 for i in needed if len(self.nodes[i].states) == 1 and i not in kept}
        work = _Elimination({i: len(self.nodes[i].states) for i in needed}, set(kept))
        for i in needed:
            if i not in own:
                work.add(self._cut(i, {**one, **fixed} if one else fixed))
        return work.run()

    def _ancestors(self, of: set[int]) -> list[int]:
        found, left = set(of), list(of)
        while left:
            for name in self.nodes[left.pop()].parents:
                if (i := self._places[name]) not in found:
                    found.add(i)
                    left.append(i)
        return sorted(found)

    def _cut(self, place: int, fixed: Mapping[int, int]) -> _Table:
        node = self.nodes[place]
        axes = [*(self._places[x] for x in node.parents), place]
        table = node.table[tuple(fixed.get(i, slice(None)) for i in axes)]
        over = [i for i in axes if i not in fixed]
        with np.errstate(divide="ignore"):
            return _Table(tuple(sorted(over)), np.log(np.transpose(table, np.argsort(over))))


class _Elimination:
    """Tables under way: sums out what is not kept, the node that makes the smallest table first."""

    def __init__(self, sizes: Mapping[int, int], kept: set[int]) -> None:
        self.sizes, self.kept = sizes, kept
        self.shift = 0.0
        self.tables: dict[int, list[_Table]] = {}
        """By the places of their nodes; one without any node is in none."""
        self.next_to: dict[int, set[int]] = {}

    def add(self, table: _Table) -> None:
        """Take a table in, its largest entry shifted to 0."""
        top = float(table.logs.max())
        self.shift += top
        if not table.over:
            return
        shifted = _Table(table.over, table.logs - top if np.isfinite(top) else table.logs)
        for i in table.over:
            self.tables.setdefault(i, []).append(shifted)
            self.next_to.setdefault(i, set()).update(table.over)

    def run(self) -> tuple[Floats, float]:
        weights = {i: sum(log(self.sizes[j]) for j in near) for i, near in self.next_to.items()}
        heap = [(weight, i) for i, weight in weights.items() if i not in self.kept]
        heapify(heap)
        while heap:
            weight, i = heappop(heap)
            if i not in self.next_to or weight != weights[i]:
                continue  # out already, or looked at again since
            near = self.next_to.pop(i) - {i}
            for j in near:
                links = self.next_to[j]
                weights[j] += sum(log(self.sizes[x]) for x in near - links) - log(self.sizes[i])
                links |= near
                links.discard(i)
                if j not in self.kept:
                    heappush(heap, (weights[j], j))
            self._sum_out(i)
        left = {id(t): t for tables in self.tables.values() for t in tables}
        whole = self._product([_Table(tuple(sorted(self.kept)), self._blank()), *left.values()])
        top = float(whole.logs.max())
        if self.shift + top == -np.inf:  # also where a table without any node said so
            return np.full(whole.logs.shape, -np.inf), -np.inf
        return whole.logs - top, self.shift + top

    def _blank(self) -> Floats:
        return np.zeros([self.sizes[i] for i in sorted(self.kept)])

    def _sum_out(self, place: int) -> None:
        parts = self.tables.pop(place)
        for part in parts:
            for i in part.over:
                if i != place:
                    self.tables[i] = [t for t in self.tables[i] if t is not part]
        both = self._product(parts)
        axis = both.over.index(place)
        self.add(_Table(both.over[:axis] + both.over[axis + 1 :], _log_sum(both.logs, axis)))

    def _product(self, parts: Sequence[_Table]) -> _Table:
        over = tuple(sorted({i for part in parts for i in part.over}))
        if (cells := prod(self.sizes[i] for i in over)) > MOST_CELLS:
            raise VerificationError(
                "the network is too densely connected to be exact", where="nodes", found=f"a table of {cells:,} cells",
                allowed=f"at most {MOST_CELLS:,}", advice="Fewer parents or fewer states, or more evidence.",
            )  # fmt: skip
        logs = np.zeros([self.sizes[i] for i in over])
        for part in parts:
            inside = set(part.over)
            logs = logs + part.logs.reshape([self.sizes[i] if i in inside else 1 for i in over])
            top = float(logs.max()) if logs.ndim else 0.0
            if np.isfinite(top) and top:  # stays near 0, where doubles are finest
                logs, self.shift = logs - top, self.shift + top
        return _Table(over, logs)


def _log_sum(logs: Floats, axis: int) -> Floats:
    """Logarithm of the sum of what these are logarithms of; -inf where all are."""
    top = logs.max(axis=axis, keepdims=True)
    top = np.where(np.isfinite(top), top, 0.0)
    with np.errstate(divide="ignore"):
        out: Floats = np.log(np.exp(logs - top).sum(axis=axis)) + np.squeeze(top, axis=axis)
    return out


def _column(row: Floats, like: Floats) -> Floats:
    return row.reshape(-1, *(1 for _ in like.shape[1:]))


def _state(where: str, node: Node, state: object) -> int:
    if not isinstance(state, str) or state not in node.states:
        known = ", ".join(node.states[:5]) + (", ..." if len(node.states) > 5 else "")
        raise refuse(where, state, f"a state of {node.name}: {known}")
    return node.states.index(state)


def _impossible() -> VerificationError:
    return VerificationError("this evidence could not happen", where="given", allowed="some chance of what was seen")
